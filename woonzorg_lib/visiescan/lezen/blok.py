"""De bouwstenen van een gelezen document. Leest zelf niets."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from woonzorg_lib.fouten import WoonzorgFout


class Leesfout(WoonzorgFout):
    """Een document is niet te lezen; de melding zegt waarom en wat u doet."""


class Blokvorm(Enum):
    """Wat een blok is."""

    KOP = "kop"
    TEKST = "tekst"
    INHOUD = "inhoudsopgave"
    ZONDER_TEKST = "bladzijde zonder tekst"


@dataclass(frozen=True)
class Blok:
    """Een kop, alinea, tabel of lijst, met zijn bladzijde als het document bladzijden heeft."""

    vorm: Blokvorm
    tekst: str
    pagina: int | None = None
