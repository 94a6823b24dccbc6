"""Het register van bronnen en indicatoren: wat elk cijfer betekent en waar het vandaan komt. Leest zelf geen cijfers."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import yaml

from woonzorg_lib.fouten import WoonzorgFout

MAP = Path(__file__).parent


class OnbekendeIndicator(WoonzorgFout):
    """De gevraagde indicator staat niet in het register."""


@dataclass(frozen=True)
class Bron:
    """Een bestand van de momentopname: tabel, uitgever, periode, dekking en wat een lezer moet weten."""

    id: str
    uitgever: str
    titel: str
    tabel: str | dict
    periode: str
    jaren: str
    dekking: str
    indeling: str | int
    opgehaald: str
    herkomst: str
    licentie: str
    let_op: str = ""
    wijk: str | None = None
    schatting: str = ""
    marge: float = 0.0  # a smaller difference says nothing, in the unit of the figure

    def tabel_van(self, jaar: int) -> str:
        """Het tabelnummer van dit jaar, zoals "86165NED"."""
        return str(self.tabel.get(jaar, "")) if isinstance(self.tabel, dict) else str(self.tabel)

    def periode_van(self, jaar: int) -> str:
        """De periode in woorden, zoals "1 januari 2024"."""
        return self.periode.format(jaar=jaar)

    @property
    def naam(self) -> str:
        """Uitgever en titel, zoals in een bronregel."""
        return f"{self.uitgever}, {self.titel}"


@dataclass(frozen=True)
class Indicator:
    """Een cijfer uit het register.

    soort: "aantal" (een regio telt op), "verhouding" (teller gedeeld door noemer, keer factor)
    of "gewogen" (een gegeven percentage of gemiddelde; een regio weegt met de noemer).
    """

    id: str
    titel: str
    kort: str
    eenheid: str
    decimalen: int
    soort: str
    bron: str
    kolom: str
    zin: str
    definitie: str
    noemer: str = ""
    factor: float = 1
    richting: str = ""
    woorden: tuple[str, str] = ("meer", "minder")
    filter: dict = field(default_factory=dict, hash=False, compare=False)

    @property
    def herkomst(self) -> Bron:
        """De bron van dit cijfer."""
        return bronnen()[self.bron]

    @property
    def soort_cijfer(self) -> str:
        """cijfer, berekend of schatting: zoals het in cijfers.csv staat, voor een gemeente."""
        if self.herkomst.schatting:
            return "schatting"
        return "berekend" if self.soort == "verhouding" or "+" in self.kolom else "cijfer"


def _lees(naam: str):
    return yaml.load(
        (MAP / naam).read_text(encoding="utf-8"),
        Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader),
    )


@lru_cache
def bronnen() -> dict[str, Bron]:
    """Alle bronnen van de momentopname, op id."""
    inhoud = _lees("bronnen.yaml")
    gedeeld = {k: str(inhoud["momentopname"][k]) for k in ("opgehaald", "herkomst", "licentie")}
    return {id: Bron(id=id, **(gedeeld | velden)) for id, velden in inhoud["bronnen"].items()}


@lru_cache
def indicatoren() -> dict[str, Indicator]:
    """Alle indicatoren, op id, in de volgorde van het register."""
    uit = {}
    for velden in _lees("indicatoren.yaml"):
        if "woorden" in velden:
            velden["woorden"] = tuple(velden["woorden"])
        uit[velden["id"]] = Indicator(**velden)
    return uit


def indicator(id: str) -> Indicator:
    """Geeft de indicator met dit id.

    Fout: OnbekendeIndicator, met de namen die erop lijken.
    """
    alle = indicatoren()
    if id not in alle:
        lijkt = difflib.get_close_matches(str(id), alle, n=3, cutoff=0.5)
        raad = (
            f"Bedoelde u {' of '.join(lijkt)}?"
            if lijkt
            else "`woonzorg cijfers GEMEENTE` toont alle namen."
        )
        raise OnbekendeIndicator(f"Indicator '{id}' bestaat niet. {raad}")
    return alle[id]
