"""wijken.geojson: de grenzen van wijken of buurten, gelezen en nagekeken. Haalt niets op.

Het bestand is van een ander; wat er niet in hoort, geeft één regel en nooit een halve kaart.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from woonzorg_lib import gebieden
from woonzorg_lib.fouten import WoonzorgFout, systeemreden
from woonzorg_lib.invoer.regios import KIT

NAAM = "wijken.geojson"
GROOTST = 25_000_000  # bytes
VLAKKEN, PUNTEN = 20_000, 1_000_000
_CODE = re.compile(r"WK\d{4}\w\w|BU\d{4}\w{4}")
_NEDERLAND = (3.0, 7.5, 50.5, 53.8)  # west, east, south, north
ALS_GEOJSON = "Voer de wijken opnieuw uit als GeoJSON (EPSG:4326)."
Ringen = list[list[tuple[float, float]]]


class OngeldigeKaart(WoonzorgFout):
    """Een bestand met grenzen is niet te lezen of klopt niet."""


class _Fout(Exception):
    """What is wrong, and what to do."""


def wijkgrenzen(code: str, map: Path = KIT) -> dict[str, Ringen]:
    """Code van wijk of buurt -> ringen van (lengte, breedte) in WGS84, voor één gemeente.

    Eerst uit de map van de gemeente, dan uit de map zelf, dan uit de opgehaalde cijfers; leeg als
    er nergens grenzen zijn. Fout: OngeldigeKaart.
    """
    pad = _pad(code, Path(map))
    return gebieden.wijkgrenzen(code) if pad is None else lees(pad, code)


def _pad(code: str, map: Path) -> Path | None:
    plekken = (map / "gemeenten" / code / NAAM, map / NAAM)
    return next((p for p in plekken if p.is_file()), None)


def lees(pad: Path, code: str) -> dict[str, Ringen]:
    """De grenzen in dit bestand die bij een gemeente horen.

    Fout: OngeldigeKaart, met het bestand en wat eraan mankeert.
    """
    try:
        alle = _lees(pad, pad.stat().st_mtime_ns)
        eigen = {c: r for c, r in alle.items() if c[2:6] == code[2:]}
        if not eigen:
            wie = gebieden.gemeente(code).naam
            raise _Fout(f"hierin staat geen wijk van {wie} ({code}).", _GEEN_CODE)
    except _Fout as fout:
        wat, doe = fout.args
        raise OngeldigeKaart(f"{_waar(pad)}: {wat} {doe}") from None
    return eigen


_GEEN_CODE = "Geef elk vlak de code van het CBS, zoals WK034401."


def _waar(pad: Path) -> str:
    """ "gemeenten/GM0344/wijken.geojson", zoals een lezer de map kent."""
    delen = pad.resolve().parts
    return "/".join(delen[-3:] if delen[-3] == "gemeenten" else delen[-2:])


@lru_cache(maxsize=4)
def _lees(pad: Path, _gewijzigd: int) -> dict[str, Ringen]:
    vlakken = _inhoud(pad).get("features")
    if not isinstance(vlakken, list) or not vlakken:
        raise _Fout("dit is geen verzameling van vlakken (FeatureCollection).", ALS_GEOJSON)
    if len(vlakken) > VLAKKEN:
        raise _Fout("hierin staan meer dan 20.000 vlakken.", "Bewaar alleen de eigen wijken.")
    uit: dict[str, Ringen] = {}
    over = PUNTEN
    for nummer, vlak in enumerate(vlakken, 1):
        codes = _codes(vlak)
        ringen = list(_ringen(vlak, nummer)) if codes else []
        over -= sum(len(r) for r in ringen)
        if over < 0:
            raise _Fout("de grenzen hebben meer dan een miljoen punten.", "Vereenvoudig ze.")
        for c in codes:
            uit.setdefault(c, []).extend(ringen)
    if not uit:
        raise _Fout("geen enkel vlak heeft de code van een wijk of buurt.", _GEEN_CODE)
    return uit


def _inhoud(pad: Path) -> dict:
    try:
        if pad.stat().st_size > GROOTST:
            raise _Fout("dit bestand is groter dan 25 MB.", "Bewaar alleen de eigen wijken.")
        inhoud = json.loads(pad.read_text(encoding="utf-8-sig"))
    except OSError as fout:
        wat = f"dit bestand is niet te openen ({systeemreden(fout.errno)})."
        raise _Fout(wat, "Sluit het in andere programma's.") from None
    except (ValueError, RecursionError):
        raise _Fout("dit is geen leesbare GeoJSON.", ALS_GEOJSON) from None
    return inhoud if isinstance(inhoud, dict) else {}


def _codes(vlak: Any) -> list[str]:
    """The codes of CBS among the properties of an area: of its buurt and of its wijk."""
    eigen = vlak.get("properties") if isinstance(vlak, dict) else None
    waarden = eigen.values() if isinstance(eigen, dict) else ()
    kort = (w.strip() for w in waarden if isinstance(w, str) and len(w) < 20)
    return [*dict.fromkeys(w for w in kort if _CODE.fullmatch(w))]


def _ringen(vlak: dict, nummer: int) -> Iterator[list[tuple[float, float]]]:
    vorm = vlak.get("geometry")
    soort = vorm.get("type") if isinstance(vorm, dict) else None
    if not isinstance(vorm, dict) or soort not in ("Polygon", "MultiPolygon"):
        raise _Fout(f"vlak {nummer} is geen vlak (Polygon of MultiPolygon).", ALS_GEOJSON)
    plekken = vorm.get("coordinates")
    for deel in [plekken] if soort == "Polygon" else _lijst(plekken, nummer):
        for ring in _lijst(deel, nummer):
            punten = [_punt(p, nummer) for p in _lijst(ring, nummer)]
            if len(punten) < 4:
                raise _Fout(
                    f"een rand van vlak {nummer} heeft minder dan vier punten.", ALS_GEOJSON
                )
            yield punten


def _lijst(iets: Any, nummer: int) -> list:
    if not isinstance(iets, list) or not iets:
        raise _Fout(f"de punten van vlak {nummer} zijn niet te lezen.", ALS_GEOJSON)
    return iets


def _punt(punt: Any, nummer: int) -> tuple[float, float]:
    getallen = punt[:2] if isinstance(punt, list) else []
    goed = [isinstance(g, (int, float)) and not isinstance(g, bool) for g in getallen]
    if len(goed) != 2 or not all(goed) or not all(map(math.isfinite, getallen)):
        raise _Fout(f"de punten van vlak {nummer} zijn niet te lezen.", ALS_GEOJSON)
    lengte, breedte = getallen
    west, oost, zuid, noord = _NEDERLAND
    if not (west < lengte < oost and zuid < breedte < noord):
        meters = "de punten zijn in meters (RD) en niet in graden."
        elders = f"vlak {nummer} ligt niet in Nederland."
        raise _Fout(meters if lengte > 1000 else elders, ALS_GEOJSON)
    return float(lengte), float(breedte)
