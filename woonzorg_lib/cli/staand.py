"""Welke regiobeelden er in een uitvoermap staan, en wie ernaar verwijst. Maakt zelf niets."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ..fouten import WoonzorgFout

if TYPE_CHECKING:
    from ..gebieden import Gebied

MIME = "application/vnd.woonzorg+json"
ONDERWERP = "R1"  # where a report speaks of its regiobeeld


def staande(uitvoer: Path, invoer: Path) -> Iterator[tuple[Gebied, dict]]:
    """De regiobeelden in de uitvoermap, elk met zijn regio als die nog bestaat."""
    from .. import gebieden
    from ..rapport.verslag import regiobeelden

    for beeld in regiobeelden(uitvoer):
        try:
            regio = gebieden.regio(str(beeld["parameters"].get("regio")), invoer / "regios")
        except WoonzorgFout:
            continue
        yield regio, beeld


def verwijzingen(uitvoer: Path, invoer: Path) -> dict[str, list]:
    """Per gemeente (code) de regiobeelden waar zij in staat, als Verwijzing vanaf haar rapport."""
    uit: dict[str, list] = {}
    for regio, beeld in staande(uitvoer, invoer):
        # Most folders have no regiobeeld, and then there is nothing to load.
        from ..rapport.overzicht import verwijzing
        from ..uitvoering import Verwijzing

        ernaar = Verwijzing(ONDERWERP, klein(beeld["titel"]), f"../{verwijzing(beeld)}")
        for code in regio.leden:
            uit.setdefault(code, []).append(ernaar)
    return uit


def klein(titel: str) -> str:
    """Een titel midden in een zin."""
    return titel[:1].lower() + titel[1:]


def rapporten_van(regio: Gebied, uitvoer: Path) -> tuple:
    """De rapporten van gemeenten van de regio in de uitvoermap, als Verwijzing."""
    from .. import gebieden
    from ..rapport.overzicht import verwijzing
    from ..uitvoering import Verwijzing
    from ..rapport.verslag import eerder_rapport
    from .rapporten import mapnaam as rapportmap

    uit = []
    for gemeente in sorted((gebieden.gemeente(c) for c in regio.leden), key=_op_naam):
        if rapport := eerder_rapport(uitvoer / rapportmap(gemeente)):
            naam, adres = f"rapport van {gemeente.naam}", f"../{verwijzing(rapport)}"
            uit.append(Verwijzing("", naam, adres))
    return tuple(uit)


def _op_naam(gebied: Gebied) -> str:
    return gebied.naam


def zonder_verwijzing(uitvoer: Path, beelden: list[tuple[Gebied, dict]]) -> list[str]:
    """De gemeenten met een rapport in dezelfde map dat er nog niet naar verwijst."""
    from .. import gebieden
    from ..rapport.overzicht import verwijzing
    from ..rapport.verslag import lees_verslag
    from .rapporten import mapnaam as rapportmap

    uit = []
    for regio, beeld in beelden:
        for code in regio.leden:
            gemeente = gebieden.gemeente(code)
            verslag = lees_verslag(uitvoer / rapportmap(gemeente))
            adressen = {z["adres"] for z in verslag.get("zie", [])}
            if verslag and f"../{verwijzing(beeld)}" not in adressen:
                uit.append(gemeente.naam)
    return list(dict.fromkeys(uit))


def mapnaam(
    regio: Gebied, kaal: str, uitvoer: Path, invoer: Path, bezet: Collection[str] = ()
) -> str:
    """De map van een regiobeeld: regiobeeld-NAAM, en regiobeeld-NAAM-SOORT als die bezet is.

    Utrecht is een provincie, een COROP-gebied en nog vier soorten: wie het eerst komt, heeft de
    naam, en elk houdt daarna de map die hij heeft. kaal: de naam zoals zij in een map kan.
    bezet: mappen die deze keer al aan een andere regio zijn gegeven.
    """
    from ..rapport.bestandsnamen import REGIOBEELD

    van = {beeld["map"]: ander.code for ander, beeld in staande(uitvoer, invoer)}
    van |= dict.fromkeys(bezet, "")
    kort = f"{REGIOBEELD}{kaal}"
    lang = f"{kort}-{regio.soort.replace('_', '-')}"
    if van.get(lang) == regio.code:
        return lang
    return kort if van.get(kort, regio.code) == regio.code else lang


def eerdere_rondes(map_: Path) -> list[dict]:
    """Wat eerdere regiobeelden in deze map vastlegden, de jongste eerst, zonder dubbele."""
    from ..rapport.verslag import lees_verslag

    parameters = lees_verslag(map_).get("parameters") or {}
    rondes = [_eigen_ronde(map_), *(parameters.get("eerder") or ())]
    uit: list[dict] = []
    for ronde in rondes:
        goed = isinstance(ronde, dict) and isinstance(ronde.get("gemeenten"), dict)
        if goed and all(ronde["gemeenten"] != ander["gemeenten"] for ander in uit):
            uit.append(ronde)
    return uit


def _eigen_ronde(map_: Path) -> dict | None:
    """What the regiobeeld that stands here said of itself, for the next one; None when damaged."""
    try:
        boek = json.loads((map_ / "notebooks" / "regiobeeld.ipynb").read_text(encoding="utf-8"))
        gevonden = [
            uitvoer["data"][MIME]["ronde"]
            for cel in boek["cells"]
            for uitvoer in cel.get("outputs", ())
            if "ronde" in uitvoer.get("data", {}).get(MIME, {})
        ]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
    return gevonden[-1] if gevonden else None
