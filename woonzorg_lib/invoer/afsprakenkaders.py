"""afsprakenkaders.yaml: openbare afspraken over ouderenhuisvesting, gelezen en nagekeken. Rekent
niets uit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from woonzorg_lib import gebieden
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.invoer.behoefte import SLEUTELDELEN
from woonzorg_lib.invoer.bronstatus import Bronstatus
from woonzorg_lib.invoer.regios import KIT
from woonzorg_lib.invoer.yamlbestand import Yamlbestand

NAAM = "afsprakenkaders.yaml"
STATUSSEN = tuple(Bronstatus)
VELDEN = ("naam", "datum", "tot_en_met", "bron", "status", "regio", "gemeenten")
NODIG = VELDEN[:5]
Woningen = Mapping[str, float]


@dataclass(frozen=True)
class Regioafspraak:
    """Wat voor een hele regio is afgesproken: woningen per woonvorm; ruim: het totaal in de ruime
    variant, of None.
    """

    naam: str
    gemeenten: tuple[str, ...]
    woningen: Woningen
    ruim: float | None = None


@dataclass(frozen=True)
class Kader:
    """Een openbare afspraak over ouderenhuisvesting.

    tot_en_met (jaar): de woningen komen er tot en met dan bij. gemeenten: code -> woningen per
    woonvorm.
    """

    naam: str
    datum: date
    tot_en_met: int
    bron: str
    status: str
    regio: Regioafspraak | None = None
    gemeenten: Mapping[str, Woningen] = field(default_factory=dict)

    @property
    def gecontroleerd(self) -> bool:
        """Waar als de afspraak zelf is bekeken."""
        return self.status == Bronstatus.GECONTROLEERD


def afsprakenkaders(map: Path = KIT) -> tuple[Kader, ...]:
    """De bekende afsprakenkaders, uit de map of anders uit de kit.

    Fout: OngeldigeInstelling, met bestand, regel en onderdeel.
    """
    pad = next((m / NAAM for m in (Path(map), KIT) if (m / NAAM).is_file()), None)
    return () if pad is None else _lees(pad, pad.stat().st_mtime_ns)


def kader_van(code: str, map: Path = KIT) -> Kader | None:
    """Het afsprakenkader dat over deze gemeente gaat: eerst een eigen getal, dan dat van haar
    regio; None als er geen is.
    """
    alle = afsprakenkaders(map)
    eigen = next((k for k in alle if code in k.gemeenten), None)
    return eigen or next((k for k in alle if k.regio and code in k.regio.gemeenten), None)


@lru_cache(maxsize=8)
def _lees(pad: Path, _gewijzigd: int) -> tuple[Kader, ...]:
    y = Yamlbestand(pad, f"{pad.parent.name}/{pad.name}")
    rijen = y.alleen((), y.inhoud, ("kaders",)).get("kaders") or []
    if not isinstance(rijen, list):
        raise y.fout(("kaders",), "hier hoort een lijst.", "Begin elk kader met '- naam: ...'.")
    return tuple(_kader(y, ("kaders", str(i)), rij) for i, rij in enumerate(rijen))


def _kader(y: Yamlbestand, plek: tuple, rij: object) -> Kader:
    uit = y.alleen(plek, rij, VELDEN)
    for veld in NODIG:
        if uit.get(veld) in (None, ""):
            raise y.fout(plek, f"{veld} ontbreekt.", f"Vul {veld} in.")
    if not isinstance(uit["datum"], date):
        raise y.fout((*plek, "datum"), f"'{uit['datum']}' is geen datum.", "Schrijf 2024-10-24.")
    y.keuze((*plek, "status"), uit["status"], STATUSSEN)
    jaar = int(y.getal((*plek, "tot_en_met"), uit["tot_en_met"], 2022, 2049))
    regio = None if uit.get("regio") is None else _regio(y, (*plek, "regio"), uit["regio"])
    per = y.alleen(
        (*plek, "gemeenten"), uit.get("gemeenten") or {}, [g.code for g in gebieden.gemeenten()]
    )
    gemeenten = {c: _woningen(y, (*plek, "gemeenten", c), w) for c, w in per.items()}
    return Kader(
        naam=str(uit["naam"]),
        datum=uit["datum"],
        tot_en_met=jaar,
        bron=str(uit["bron"]),
        status=str(uit["status"]),
        regio=regio,
        gemeenten=gemeenten,
    )


def _regio(y: Yamlbestand, plek: tuple, deel: object) -> Regioafspraak:
    uit = y.alleen(plek, deel, ("naam", "gemeenten", "woningen", "ruim"))
    for veld in ("naam", "gemeenten", "woningen"):
        if not uit.get(veld):
            raise y.fout(plek, f"{veld} ontbreekt.", f"Vul {veld} in.")
    for i, code in enumerate(uit["gemeenten"]):
        try:
            gebieden.gemeente(str(code))
        except WoonzorgFout as fout:
            raise y.fout(
                (*plek, "gemeenten", str(i)), str(fout), "Gebruik codes als GM0244."
            ) from fout
    ruim = None if uit.get("ruim") is None else y.getal((*plek, "ruim"), uit["ruim"], 0, 1e6)
    woningen = _woningen(y, (*plek, "woningen"), uit["woningen"])
    return Regioafspraak(str(uit["naam"]), tuple(map(str, uit["gemeenten"])), woningen, ruim)


def _woningen(y: Yamlbestand, plek: tuple, deel: object) -> dict[str, float]:
    uit = y.alleen(plek, deel, SLEUTELDELEN)
    return {vorm: y.getal((*plek, vorm), n, 0, 1e6) for vorm, n in uit.items()}
