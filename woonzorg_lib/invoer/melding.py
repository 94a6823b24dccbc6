"""Wat de controle van invoer te zeggen heeft: een melding, en de uitkomst van een bestand; lezen gebeurt in lezen.py."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

import pandas as pd

FOUT, WAARSCHUWING, LET_OP = "FOUT", "WAARSCHUWING", "LET OP"
ERNST = (FOUT, WAARSCHUWING, LET_OP)


@dataclass(frozen=True)
class Melding:
    """Eén regel van de controle: hoe erg (FOUT, WAARSCHUWING, LET OP), waar (bestand, regel zoals Excel telt, kolom), wat, en wat te doen."""

    ernst: str
    bestand: str
    regel: int | None
    kolom: str | None
    wat: str
    doe: str

    @classmethod
    def van(cls, fout: Exception) -> Melding:
        """De melding van een geweigerd bestand, waarvan de tekst met de plek begint: "bestand, regel 3: wat en wat te doen"."""
        plek, _, wat = str(fout).partition(": ")
        return cls(FOUT, plek, None, None, wat, "")

    def __str__(self) -> str:
        plek = self.bestand
        if self.regel is not None:
            plek += f", regel {self.regel}"
        if self.kolom:
            plek += f", {'sleutel' if self.bestand.endswith('.yaml') else 'kolom'} {self.kolom}"
        return f"{plek}: {self.wat} {self.doe}".strip()

    def als_dict(self) -> dict:
        """De melding als dict, voor JSON."""
        return asdict(self)


def op_volgorde(meldingen: Iterable[Melding]) -> list[Melding]:
    """Meldingen zonder dubbele, de ergste eerst, dan per bestand van boven naar beneden."""
    return sorted(
        set(meldingen),
        key=lambda m: (ERNST.index(m.ernst), m.bestand, m.regel or 0, m.kolom or "", m.wat, m.doe),
    )


@dataclass
class Invoer:
    """Wat er van één soort invoer is: `tabel` met kolommen van het juiste type, `_regel` en `_herkomst`, en de meldingen.

    Met een FOUT in het bestand is de tabel leeg en `bruikbaar` onwaar: een half bestand wordt nooit getoond.
    """

    soort: str
    pad: Path | None
    tabel: pd.DataFrame
    meldingen: list[Melding] = field(default_factory=list)

    @property
    def bruikbaar(self) -> bool:
        """Waar als er rijen zijn om te tonen."""
        return len(self.tabel) > 0

    @property
    def fouten(self) -> list[Melding]:
        """Alleen de meldingen die een bestand uit het rapport houden."""
        return [m for m in self.meldingen if m.ernst == FOUT]
