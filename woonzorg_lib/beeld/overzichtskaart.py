"""Grenzen als SVG, en de kaart bij het overzicht van een run; zonder pandas en matplotlib.

Zo laadt een run die alleen het overzicht maakt niets zwaars.
"""

from __future__ import annotations

import math
from collections import defaultdict
from functools import lru_cache
from html import escape

from woonzorg_lib import gebieden
from woonzorg_lib.beeld.kaartnamen import Vak, plaats_namen, vak_om

MET_NAAM = 60  # gemeenten; with more there is no room for names
LETTERS = 31, 29  # of a name, in the height and the width of the map: 12 pixels on a phone


def op_vlak(lon: float, lat: float) -> tuple[float, float]:
    """Graden naar een vlak in kilometers; genoeg voor een kleine kaart van Nederland."""
    return (lon - 3.3) * 111.3 * math.cos(math.radians(52.1)), (53.6 - lat) * 111.2


def stappen_van(ring: list, schaal: float) -> list[tuple[int, int]]:
    """Een ring op hele stappen, ten minste één punt; buren delen een grens en sluiten dus aan."""
    punten: list[tuple[int, int]] = []
    for lon, lat in ring:
        x, y = op_vlak(lon, lat)
        p = (round(x * schaal) + 4, round(y * schaal) + 4)
        if not punten or p != punten[-1]:
            punten.append(p)
    rond = len(punten) > 1 and punten[0] == punten[-1]
    return punten[:-1] if rond else punten  # a small island may shrink to one point


def lijn(punten: list[tuple[int, int]]) -> str:
    if len(punten) < 3:
        return ""
    stappen = " ".join(f"{x - vx} {y - vy}" for (vx, vy), (x, y) in zip(punten, punten[1:]))
    return f"M{punten[0][0]} {punten[0][1]}l{stappen.replace(' -', '-')}Z"


def zwaartepunt(ring: list) -> tuple[float, float]:
    """Het midden van het oppervlak van een ring."""
    kruis = [(a[0] * b[1] - b[0] * a[1], a, b) for a, b in zip(ring, [*ring[1:], ring[0]])]
    vlak = sum(k for k, _, _ in kruis)
    if not vlak:
        return ring[0]
    return tuple(sum((a[n] + b[n]) * k for k, a, b in kruis) / (3 * vlak) for n in (0, 1))


def overzichtskaart(vlakken: list[dict]) -> str:
    """Een kaart met per gemeente een verwijzing, als SVG van minder dan 60 kB;
    "" als geen enkele code een grens heeft.

    `vlakken`: per gemeente `code`, `href` (of None), `titel`, `klasse` (de klassen waarmee de
    pagina inkleurt) en `mislukt`. Andere gemeenten zijn grijs.
    Liggen alle gemeenten bij elkaar, dan toont de kaart alleen die streek.
    """
    vlakken = [v for v in vlakken if v["code"] in gebieden.grenzen()]
    if not vlakken:
        return ""
    schaal, (links, boven, breed, hoog) = _venster([v["code"] for v in vlakken])
    ringen = {
        code: [stappen_van(ring, schaal) for ring in rr] for code, rr in gebieden.grenzen().items()
    }
    pad = {code: "".join(map(lijn, rr)) for code, rr in _glad(ringen).items()}
    eigen = {v["code"] for v in vlakken}
    rest = "".join(
        pad[c] for c in pad if c not in eigen and _raakt(ringen[c], links, boven, breed, hoog)
    )
    rest = f'<path fill="#d9dddf" d="{rest}"/>' if rest else ""
    met_naam = len(vlakken) <= MET_NAAM
    namen = _namen(vlakken, ringen, (links, boven, breed, hoog)) if met_naam else ""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="overzichtskaart" role="group" '
        f'aria-label="Kaart met de gemeenten van dit overzicht" viewBox="{links} {boven} {breed} '
        f'{hoog}" stroke="#fff" stroke-width="{hoog / 480:.2f}" fill-rule="evenodd"><defs>'
        f'<pattern id="mislukt" width="{hoog / 90:.1f}" height="9" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)">'
        f'<path stroke="none" fill="#fff" d="M0 0h{hoog / 150:.2f}v9H0z"/>'
        f'<path stroke="none" fill="#9b1c1c" d="M0 0h{hoog / 260:.2f}v9H0z"/></pattern></defs>'
        f"{rest}{''.join(_schakel(v, pad[v['code']]) for v in vlakken)}{namen}</svg>"
    )


def _namen(
    vlakken: list[dict], ringen: dict[str, list], venster: tuple[float, float, float, float]
) -> str:
    """De namen van de gemeenten op de kaart, de grootste eerst; waarvoor geen plek is, valt weg.

    venster: links, boven, breed, hoog.
    """
    links, boven, breed, hoog = venster
    letter = max(hoog / LETTERS[0], breed / LETTERS[1])
    grootste = {v["code"]: max(ringen[v["code"]], key=oppervlak) for v in vlakken}
    volgorde = sorted(vlakken, key=lambda v: -oppervlak(grootste[v["code"]]))
    plekken = plaats_namen(
        [v["titel"] for v in volgorde],
        [zwaartepunt(grootste[v["code"]]) for v in volgorde],
        [vak_om([p for ring in ringen[v["code"]] for p in ring]) for v in volgorde],
        Vak(links, boven, links + breed, boven + hoog),
        letter,
    )
    uit = [
        f'<text x="{plek[0]:.0f}" y="{plek[1] + letter / 3:.0f}">{escape(v["titel"])}</text>'
        for v, plek in zip(volgorde, plekken)
        if plek
    ]
    return f'<g class="namen" aria-hidden="true" font-size="{letter:.1f}">{"".join(uit)}</g>'


def oppervlak(ring: list) -> float:
    paren = zip(ring, [*ring[1:], ring[0]])
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in paren)) / 2


def _schakel(v: dict, pad: str) -> str:
    """Eén gemeente als verwijzing; een arcering ligt over de kleur van wat niet helemaal lukte."""
    vorm = f'<path class="{escape(v["klasse"])}" d="{pad}"/>'
    if v["mislukt"]:
        vorm += f'<path fill="url(#mislukt)" d="{pad}"/>'
    mis = ", niet volledig gelukt" if v["mislukt"] else ""
    vorm = f"<title>{escape(v['titel'])}{mis}</title>{vorm}"
    return f'<a href="{escape(v["href"])}">{vorm}</a>' if v["href"] else f"<g>{vorm}</g>"


def _venster(codes: list[str]) -> tuple[float, tuple[int, int, int, int]]:
    """De schaal en het venster (links, boven, breed, hoog) om deze gemeenten heen;
    al gauw is dat het hele land.
    """
    land = hoeken(gebieden.grenzen())
    x0, y0, x1, y1 = hoeken(codes)
    x0, y0, x1, y1 = x0 - 8, y0 - 8, x1 + 8, y1 + 8
    hoog, stappen = max(y1 - y0, (x1 - x0) * 0.8, 50), 240
    if hoog > 0.6 * (land[3] - land[1]):  # many gemeenten: coarser, or the map grows heavy
        (x0, y0, x1, y1), stappen = land, 155
        hoog = y1 - y0
    breed = max(x1 - x0, hoog * 0.8)
    schaal = stappen / hoog
    links, boven = (x0 + x1 - breed) / 2 * schaal + 4, (y0 + y1 - hoog) / 2 * schaal + 4
    return schaal, (round(links) - 2, round(boven) - 2, round(breed * schaal) + 4, stappen + 4)


def hoeken(codes) -> tuple[float, float, float, float]:
    punten = [op_vlak(*p) for code in codes for ring in gebieden.grenzen()[code] for p in ring]
    x, y = zip(*punten)
    return min(x), min(y), max(x), max(y)


@lru_cache
def omtrekken() -> dict[str, tuple[float, float, float, float]]:
    return {code: hoeken([code]) for code in gebieden.grenzen()}


def _raakt(ringen: list, links: int, boven: int, breed: int, hoog: int) -> bool:
    """Waar als de omhullende van de ringen in het venster valt."""
    x, y = zip(*(p for ring in ringen for p in ring))
    return (
        max(x) >= links and min(x) <= links + breed and max(y) >= boven and min(y) <= boven + hoog
    )


def _glad(kaart: dict[str, list]) -> dict[str, list]:
    """Laat om en om punten weg die bijna op een rechte liggen.

    Alleen waar een grens twee buren heeft: beide kanten van een grens verliezen dan dezelfde punten
    en sluiten nog aan.
    """
    buren: defaultdict[tuple[int, int], set] = defaultdict(set)
    for a, b, c in (
        drie for ringen in kaart.values() for ring in ringen for drie in _drietallen(ring)
    ):
        buren[b] |= {a, c}

    def mag_weg(a, b, c) -> bool:
        knik = abs((b[0] - a[0]) * (c[1] - b[1]) - (b[1] - a[1]) * (c[0] - b[0]))
        return len(buren[b]) == 2 and (knik == 0 or knik == 1 and sum(b) % 2 == 1)

    def ring(punten: list) -> list:
        over = [b for a, b, c in _drietallen(punten) if not mag_weg(a, b, c)]
        return over if len(over) > 3 else punten  # a small island stays what it is

    return {code: [ring(punten) for punten in ringen] for code, ringen in kaart.items()}


def _drietallen(ring: list):
    return zip(ring[-1:] + ring[:-1], ring, ring[1:] + ring[:1])
