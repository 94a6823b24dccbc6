"""Wat een dienst (v4 of v3) over een tabel kan vertellen, in één vorm. Vraagt zelf niets op."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import pandas as pd

# Columns of the long table that each service gives, after those of the dimensions.
LANG = ("maat", "waarde", "tekst", "kenmerk")


@dataclass(frozen=True)
class Stand:
    """Hoe een tabel er nu bij staat: `gewijzigd` en `versie` zoals de bron ze schrijft."""

    tabel: str
    dienst: str
    titel: str
    gewijzigd: str
    versie: str
    status: str
    periode: str = ""

    @property
    def een_jaar(self) -> int | None:
        """Het jaar, als de bron zegt dat de hele tabel over dat ene jaar gaat."""
        return int(self.periode) if re.fullmatch(r"(19|20)\d\d", self.periode) else None

    @property
    def stempel(self) -> str:
        """Waaraan te zien is of er iets veranderde."""
        return f"{self.gewijzigd} {self.versie}".strip()

    @property
    def dag(self) -> str:
        """De dag van de laatste wijziging, zoals 2026-06-23; leeg als die niet te lezen is."""
        gevonden = re.match(r"\d{4}-\d{2}-\d{2}", self.gewijzigd)
        return gevonden[0] if gevonden else ""

    @property
    def stopgezet(self) -> bool:
        """De bron werkt deze tabel niet meer bij."""
        return self.status.lower() in ("gediscontinueerd", "vervallen", "stopgezet")


@dataclass(frozen=True)
class Maat:
    """Een onderwerp van een tabel: in v4 een code, in v3 een kolom met een volgnummer."""

    code: str
    titel: str
    eenheid: str
    decimalen: int | None
    volgorde: int
    groep: str = ""

    @property
    def stam(self) -> str:
        """De kolomnaam van v3 zonder volgnummer: Koopwoningen_47 -> Koopwoningen."""
        return re.sub(r"_\d+$", "", self.code)


@dataclass(frozen=True)
class Code:
    """Een code van een dimensie; `ruw` is zoals de bron haar schrijft, met opvulspaties."""

    code: str
    ruw: str
    titel: str
    groep: str = ""
    status: str = ""


@dataclass(frozen=True)
class Keuze:
    """Welke cellen er gevraagd worden: per dimensie de codes of hun beginletters, en de maten."""

    codes: Mapping[str, Sequence[Code]]
    begin: Mapping[str, Sequence[str]]
    maten: Sequence[Maat]
    dimensies: Sequence[str]
    tekst: bool = False


class Dienst(Protocol):
    """v4 van het CBS, of v3 van CBS en RIVM."""

    naam: str

    def stand(self) -> Stand:
        """Titel, wijzigingsdatum, versie en status van de tabel."""
        ...

    def dimensies(self) -> list[str]:
        """De namen van de dimensies."""
        ...

    def dimensietitels(self) -> dict[str, str]:
        """De naam van elke dimensie -> haar titel."""
        ...

    def maten(self) -> list[Maat]:
        """Alle maten (v4) of kolommen (v3)."""
        ...

    def codes(self, dimensie: str) -> list[Code]:
        """Alle codes van een dimensie."""
        ...

    def tel(self, keuze: Keuze) -> int | None:
        """Hoeveel rijen de bron zelf telt; None als zij dat niet zegt."""
        ...

    def cijfers(self, keuze: Keuze) -> pd.DataFrame:
        """Een rij per cel: de dimensies, maat, waarde, tekst en kenmerk (waarom zij leeg is)."""
        ...


def kaal(naam: str) -> str:
    """Een naam zonder hoofdletters, accenten en leestekens: een stam lijkt dan op een titel."""
    return re.sub(r"[^a-z0-9]", "", plat(naam))


def plat(naam: str) -> str:
    """Een naam in kleine letters en zonder accenten."""
    ascii_ = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode("ascii")
    return " ".join(ascii_.lower().split())


def getal(waarde: object) -> float | None:
    """Een cijfer uit een cel: een getal, of tekst die rechts is uitgelijnd; None als zij leeg is.

    Fout: ValueError als er iets anders staat.
    """
    if waarde is None or isinstance(waarde, bool):
        return None
    if isinstance(waarde, int | float):
        return float(waarde)
    tekst = str(waarde).strip()
    if tekst in ("", ".", "-", "x", "null"):
        return None
    return float(tekst.replace(",", "."))


def quote(tekst: str) -> str:
    """Een tekst zoals OData haar in een filter wil: 'Bergen (NH.)', met verdubbelde
    aanhalingstekens.
    """
    return "'" + tekst.replace("'", "''") + "'"
