"""Grenzen van wijken en gemeenten van PDOK: ophalen, nakijken, en vereenvoudigen zonder kieren.

Buren houden hun gezamenlijke grens, ook als die minder punten heeft.
"""

from __future__ import annotations

import gzip
import json
import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
import shapely.geometry

from .adres import adres
from .bladen import Lezer
from .fouten import Bestaatniet, Geenvertrouwen, Onleesbaar, Onvolledig
from .verbinding import ontleed

HOST = "service.pdok.nl"
WIJKEN, GEMEENTEN = "grenzen_wijken.geojson.gz", "grenzen_gemeenten.geojson"
_PER_BLAD = 1000
_MEESTE_BLADEN = 20
_LENGTE = math.cos(math.radians(52.2))  # a degree of longitude, as a part of one of latitude
_GRAAD = 111_195.0  # metres
_FIJN, _GROF = 40.0, 250.0  # metres: of wijken, and of gemeenten on a small map
_KAMERS = (3.0, 7.5, 50.5, 53.8)  # west, east, south, north
_OPPERVLAK = (30_000.0, 45_000.0)  # km2, the Netherlands with its waters


@dataclass
class Grenzen:
    """Vlakken in WGS84: per wijk haar code, naam, gemeente en vlak; per gemeente haar vlak."""

    jaar: int
    wijken: dict[str, Any]
    namen: dict[str, str]
    gemeenten: dict[str, Any] = field(default_factory=dict)

    def bestanden(self, met_gemeenten: Mapping[str, str] | None) -> dict[str, bytes]:
        """De bestanden voor de momentopname; `met_gemeenten`: code -> naam, als die nieuw zijn."""
        features = [
            _feature({"wijk": c, "naam": self.namen[c], "gemeente": gemeente_van(c)}, vlak)
            for c, vlak in self.wijken.items()
        ]
        uit = {WIJKEN: gzip.compress(_json(features, self.jaar), 9, mtime=0)}
        if met_gemeenten is not None:
            codes = [c for c in met_gemeenten if c in self.gemeenten]
            grof = vereenvoudig([self.gemeenten[c] for c in codes], _GROF)
            vlakken = [
                _feature({"gebied": c, "naam": met_gemeenten[c]}, vlak)
                for c, vlak in zip(codes, grof, strict=True)
            ]
            uit[GEMEENTEN] = _json(vlakken, self.jaar)
        return uit


def haal(lezer: Lezer, jaren: Sequence[int]) -> Grenzen:
    """De grenzen van wijken van het nieuwste van deze jaren dat er is.

    Fouten: Bestaatniet als geen jaar er is; Geenvertrouwen.
    """
    for jaar in sorted(jaren, reverse=True):
        try:
            features = list(_features(lezer, jaar))
        except Bestaatniet:
            continue
        return _maak(features, jaar)
    raise Bestaatniet(f"{HOST} heeft geen wijkgrenzen van {min(jaren)}-{max(jaren)}", 404)


def _features(lezer: Lezer, jaar: int) -> Iterator[dict]:
    begin, hoeveel = 0, None
    for _ in range(_MEESTE_BLADEN):
        blad = lezer.verbinding.lees(_adres(jaar, begin), _lijst, cijfers=True)
        yield from blad["features"]
        begin += len(blad["features"])
        gezegd = blad.get("numberMatched")
        hoeveel = gezegd if isinstance(gezegd, int) else hoeveel
        if len(blad["features"]) < _PER_BLAD:
            break
    if hoeveel is not None and begin != hoeveel:
        raise Onvolledig(f"{HOST} telt {hoeveel} wijken, maar gaf er {begin}")


def _adres(jaar: int, begin: int):
    pad = f"/cbs/gebiedsindelingen/{jaar}/wfs/v1_0"
    query = (
        "service=WFS&version=2.0.0&request=GetFeature"
        "&typeNames=gebiedsindelingen:wijk_gegeneraliseerd&outputFormat=json&srsName=EPSG:4326"
        f"&count={_PER_BLAD}&startIndex={begin}"
    )
    return adres(HOST, pad, query, pad)


def _lijst(inhoud: bytes) -> dict:
    blad = ontleed(inhoud)
    if not isinstance(blad, dict) or not isinstance(blad.get("features"), list):
        raise Onleesbaar("het antwoord is geen kaart")
    return blad


def _maak(features: Sequence[dict], jaar: int) -> Grenzen:
    vlakken, namen = {}, {}
    for f in features:
        eigen = f.get("properties") or {}
        code = str(eigen.get("statcode", "")).strip()
        if not re.fullmatch(r"WK\d{4}\w\w", code):
            raise Geenvertrouwen(f"'{code[:20]}' is geen code van een wijk")
        if code in vlakken:
            raise Onvolledig(f"wijk {code} staat er twee keer in")
        vlakken[code] = _vlak(f.get("geometry"), code)
        namen[code] = str(eigen.get("statnaam", "")).strip()
    codes = sorted(vlakken)
    fijn = dict(zip(codes, vereenvoudig([vlakken[c] for c in codes], _FIJN), strict=True))
    per_gemeente: dict[str, list] = defaultdict(list)
    for code in codes:
        per_gemeente[gemeente_van(code)].append(fijn[code])
    gemeenten = {
        g: _alleen_vlak(shapely.coverage_union_all(delen)) for g, delen in per_gemeente.items()
    }
    km2 = sum(oppervlak(v) for v in gemeenten.values())
    laag, hoog = _OPPERVLAK
    if not laag < km2 < hoog:
        raise Geenvertrouwen(
            f"de wijken zijn samen {km2:.0f} km², en niet {laag:.0f} tot {hoog:.0f}"
        )
    return Grenzen(jaar, fijn, {c: namen[c] for c in codes}, gemeenten)


def _vlak(vorm: Any, code: str) -> Any:
    try:
        vlak = _alleen_vlak(shapely.transform(shapely.geometry.shape(vorm), _naar_graden))
    except (ValueError, TypeError, KeyError, AttributeError, shapely.errors.ShapelyError) as fout:
        raise Onleesbaar(f"het vlak van wijk {code} is niet te lezen") from fout
    west, zuid, oost, noord = vlak.bounds if not vlak.is_empty else (0.0, 0.0, 0.0, 0.0)
    links, rechts, onder, boven = _KAMERS
    if not (links < west <= oost < rechts and onder < zuid <= noord < boven):
        raise Geenvertrouwen(f"wijk {code} ligt niet in Nederland")
    return vlak


def _alleen_vlak(vorm: Any) -> Any:
    """Valid, and without the points and lines that a repair may leave."""
    heel = vorm if vorm.is_valid else shapely.make_valid(vorm)
    if heel.geom_type in ("Polygon", "MultiPolygon"):
        return heel
    delen = [d for d in shapely.get_parts(heel) if d.geom_type in ("Polygon", "MultiPolygon")]
    return shapely.union_all(delen)


def _naar_graden(punten: np.ndarray) -> np.ndarray:
    """Longitude and latitude, also when they came the other way round or in metres (RD)."""
    x, y = punten[:, 0], punten[:, 1]
    if len(x) and x.max() > 1000:
        return _van_rd(x, y)
    if len(x) and x.min() > 40 and y.max() < 10:
        return np.column_stack([y, x])
    return np.column_stack([x, y])


def _van_rd(x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """RD (EPSG:28992) to WGS84, right to about a metre. Source: Schreutelkamp and Strang van Hees,
    2001.
    """
    p, q = (x - 155_000) * 1e-5, (y - 463_000) * 1e-5
    noord = (
        3235.65389 * q
        - 32.58297 * p**2
        - 0.2475 * q**2
        - 0.84978 * p**2 * q
        - 0.0655 * q**3
        - 0.01709 * p**2 * q**2
        - 0.00738 * p
        + 0.0053 * p**4
        - 0.00039 * p**2 * q**3
        + 0.00033 * p**4 * q
        - 0.00012 * p * q
    )
    oost = (
        5260.52916 * p
        + 105.94684 * p * q
        + 2.45656 * p * q**2
        - 0.81885 * p**3
        + 0.05594 * p * q**3
        - 0.05607 * p**3 * q
        + 0.01199 * q
        - 0.00256 * p**3 * q**2
        + 0.00128 * p * q**4
        + 0.00022 * q**2
        - 0.00022 * p**2
        + 0.00026 * p**5
    )
    return np.column_stack([5.38720621 + oost / 3600, 52.15517440 + noord / 3600])


def vereenvoudig(vlakken: Sequence[Any], meter: float) -> list[Any]:
    """Minder punten, tot `meter` ernaast; een grens die twee vlakken delen blijft van allebei."""
    plat = shapely.transform(np.array(vlakken, dtype=object), lambda p: p * (_LENGTE, 1.0))
    dun = shapely.coverage_simplify(plat, meter / _GRAAD)
    # Rounded after it, all alike, so that a border stays common; about ten metres.
    terug = shapely.transform(dun, lambda p: np.round(p / (_LENGTE, 1.0), 4))
    # A wijk that disappears in the rounding keeps its own border.
    return [
        heel if dun_.is_empty else _alleen_vlak(dun_)
        for dun_, heel in zip(terug, vlakken, strict=True)
    ]


def bezwaar(gemeenten: Mapping[str, Any], hoort: set[str], naam: Callable[[str], str]) -> str:
    """Wat er niet klopt aan de gemeenten van de wijken; leeg als zij precies zijn wat hoort."""
    mist, vreemd = sorted(hoort - gemeenten.keys()), sorted(gemeenten.keys() - hoort)
    if mist:
        meer = f" en {len(mist) - 1} andere" if len(mist) > 1 else ""
        return f"gemeente {naam(mist[0])}{meer} heeft geen wijken"
    return f"er zijn wijken van een onbekende gemeente {vreemd[0]}" if vreemd else ""


def oppervlak(vlak: Any) -> float:
    """Vierkante kilometers, ongeveer."""
    return vlak.area * _LENGTE * (_GRAAD / 1000) ** 2


def gemeente_van(wijk: str) -> str:
    """WK034401 -> GM0344."""
    return f"GM{wijk[2:6]}"


def uit_ringen(ringen: Mapping[str, Sequence[Sequence[tuple[float, float]]]]) -> dict[str, Any]:
    """De vlakken van gebieden.grenzen(): ringen met gaten, even-oneven gevuld."""
    uit = {}
    for code, delen in ringen.items():
        vlak = shapely.geometry.Polygon()
        for ring in delen:
            vlak = vlak.symmetric_difference(shapely.geometry.Polygon(ring).buffer(0))
        uit[code] = _alleen_vlak(vlak)
    return uit


def samengevoegd(
    vlakken: Mapping[str, Any], opvolger: Mapping[str, str], namen: Mapping[str, str]
) -> bytes:
    """Gemeentegrenzen na een fusie, uit die van de delen; voor als PDOK ze nog niet heeft."""
    delen: dict[str, list] = defaultdict(list)
    for code, vlak in vlakken.items():
        if opvolger.get(code):
            delen[opvolger[code]].append(vlak)
    features = [
        _feature({"gebied": c, "naam": namen.get(c, c)}, shapely.union_all(v))
        for c, v in sorted(delen.items())
    ]
    return _json(features, None)


def _feature(eigen: dict, vlak: Any) -> dict:
    return {
        "type": "Feature",
        "properties": eigen,
        "geometry": shapely.geometry.mapping(vlak),
    }


def _json(features: list[dict], jaar: int | None) -> bytes:
    alles = {"type": "FeatureCollection", "jaar": jaar, "features": features}
    return json.dumps(alles, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
