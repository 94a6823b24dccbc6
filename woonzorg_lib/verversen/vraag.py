"""Wat iemand van een verversing vraagt. Voert niets uit."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Vraag:
    """Alleen deze tabellen of dit jaar, alleen kijken, en of sprongen aangenomen worden."""

    tabellen: Sequence[str] = ()
    jaar: int | None = None
    droog: bool = False
    akkoord: bool = False
    vandaag: datetime.date = field(default_factory=datetime.date.today)
