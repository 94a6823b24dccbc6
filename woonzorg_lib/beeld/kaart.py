"""Kaarten van gemeenten als lichte SVG. Kent geen cijfers behalve die zij inkleurt."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from functools import lru_cache
from html import escape

import pandas as pd

from woonzorg_lib import gebieden
from woonzorg_lib.beeld.beeld import Beeld, figuur, volledig, waarde
from woonzorg_lib.beeld.doek import PUNT, breedte, woord
from woonzorg_lib.beeld.getallen import leeg
from woonzorg_lib.beeld.stijl import BREEDTE, INKT, KLEUR, meng, tekstkleur
from woonzorg_lib.beeld.zinnen import hoog_en_laag, hoofdletter
from woonzorg_lib.cijfers import mag_uiterste


MET_NAAM = 60  # gemeenten; with more there is no room for names


def _vlak(lon: float, lat: float) -> tuple[float, float]:
    """Graden naar een vlak in kilometers; genoeg voor een kleine kaart van Nederland."""
    return (lon - 3.3) * 111.3 * math.cos(math.radians(52.1)), (53.6 - lat) * 111.2


def _punten(ring: list, schaal: float) -> list[tuple[int, int]]:
    """Een ring op hele stappen, ten minste één punt; buren delen een grens en sluiten dus aan."""
    punten: list[tuple[int, int]] = []
    for lon, lat in ring:
        x, y = _vlak(lon, lat)
        p = (round(x * schaal) + 4, round(y * schaal) + 4)
        if not punten or p != punten[-1]:
            punten.append(p)
    rond = len(punten) > 1 and punten[0] == punten[-1]
    return punten[:-1] if rond else punten  # a small island may shrink to one point


def _lijn(punten: list[tuple[int, int]]) -> str:
    if len(punten) < 3:
        return ""
    stappen = " ".join(f"{x - vx} {y - vy}" for (vx, vy), (x, y) in zip(punten, punten[1:]))
    return f"M{punten[0][0]} {punten[0][1]}l{stappen.replace(' -', '-')}Z"


def _pad(ringen: list, schaal: float) -> str:
    """Ringen als SVG-pad op hele stappen, zodat de kaart klein blijft."""
    return "".join(_lijn(_punten(ring, schaal)) for ring in ringen)


@lru_cache
def _paden(schaal: float) -> dict[str, str]:
    """De grens van elke gemeente als SVG-pad; voor elk rapport dezelfde."""
    return {code: _pad(ringen, schaal) for code, ringen in gebieden.grenzen().items()}


def landkaart(gemeente: gebieden.Gebied, regio: gebieden.Gebied) -> str:
    """Nederland met de regio en de gemeente erin, als SVG van enkele tientallen kilobytes."""
    schaal = 0.62
    pad = dict(_paden(schaal))
    eigen = pad.pop(gemeente.code)
    streek = "".join(pad.pop(code) for code in regio.leden if code in pad)
    x, y = _midden(gemeente.code)
    alt = f"Kaart van Nederland met {gemeente.naam}" + (
        f" in {regio.met_lidwoord}." if len(regio.leden) > 1 else "."
    )
    ring = (
        f'<circle cx="{x * schaal + 4:.0f}" cy="{y * schaal + 4:.0f}" r="9" fill="none" '
        f'stroke="{KLEUR["gemeente"]}" stroke-width="1.4"/>'
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alt)}" '
        'viewBox="0 0 176 200">'
        f'<path d="{"".join(pad.values())}" fill="#dde4e7" stroke="#fff" stroke-width=".4" '
        'fill-rule="evenodd"/>'
        f'<path d="{streek}" fill="{meng(KLEUR["regio"], "#ffffff", 0.5)}" stroke="#fff" '
        'stroke-width=".4" fill-rule="evenodd"/>'
        f'<path d="{eigen}" fill="{KLEUR["gemeente"]}" stroke="{KLEUR["gemeente"]}" '
        f'stroke-width=".8"/>{ring}</svg>'
    )


def _midden(code: str) -> tuple[float, float]:
    ring = max(gebieden.grenzen()[code], key=len)
    punten = [_vlak(*p) for p in ring]
    return (max(p[0] for p in punten) + min(p[0] for p in punten)) / 2, (
        max(p[1] for p in punten) + min(p[1] for p in punten)
    ) / 2


def regiokaart(data: pd.DataFrame, titel: str, regio: str, ondertitel: str = "") -> Beeld:
    """De gemeenten van een regio op de kaart, donkerder bij een hoger cijfer;
    de eigen gemeente heeft een dikke rand.

    data: een rij per gemeente; rol "gemeente" voor de eigen gemeente. regio: de naam met lidwoord,
    zoals "de Achterhoek". Een naam staat er waar zij past; alle cijfers staan in de tabel eronder.
    """
    alle = sorted(
        volledig(data, titel),
        key=lambda r: (leeg(r["waarde"]), -(0 if leeg(r["waarde"]) else r["waarde"])),
    )
    gevuld = [r for r in alle if not leeg(r["waarde"])]
    x0, y0, x1, y1 = _hoeken([r["gebiedcode"] for r in alle])
    breed, hoog = BREEDTE * PUNT, 380.0
    schaal = min((breed - 16) / (x1 - x0), (hoog - 16) / (y1 - y0))
    links, boven = (
        round((x0 + x1) / 2 * schaal + 4 - breed / 2),
        round((y0 + y1) / 2 * schaal + 4 - hoog / 2),
    )
    codes = {r["gebiedcode"] for r in alle}
    half = breed / schaal / 2, hoog / schaal / 2
    midden = (x0 + x1) / 2, (y0 + y1) / 2
    dichtbij = [
        c
        for c, h in _omtrekken().items()
        if all(
            abs((h[n] + h[n + 2]) / 2 - midden[n]) < half[n] + (h[n + 2] - h[n]) / 2 for n in (0, 1)
        )
    ]
    ringen = {
        code: [_punten(ring, schaal) for ring in gebieden.grenzen()[code]]
        for code in {*dichtbij, *codes}
    }
    buren = "".join("".join(map(_lijn, ringen[c])) for c in dichtbij if c not in codes)
    laag, top = (f(r["waarde"] for r in gevuld) for f in (min, max))
    vlakken, namen, rand = "", "", ""
    for r in alle:
        tint = "#ffffff" if leeg(r["waarde"]) else _tint(r["waarde"], laag, top)
        pad = "".join(map(_lijn, ringen[r["gebiedcode"]]))
        vlakken += f'<path fill="{tint}" d="{pad}"/>'
        if r["rol"] == "gemeente":
            rand = (
                f'<path fill="none" stroke="{KLEUR["gemeente"]}" stroke-width="3" '
                f'stroke-linejoin="round" d="{pad}"/>'
            )
        tekst = _naam(
            r["gebied"],
            waarde(r),
            max(ringen[r["gebiedcode"]], key=len),
            tekstkleur(tint),
            r["rol"] == "gemeente",
        )
        namen = (
            namen + tekst if r["rol"] == "gemeente" else tekst + namen
        )  # the own name lies on top
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{links} {boven} {breed:.0f} '
        f'{hoog:.0f}" fill-rule="evenodd" stroke-linejoin="round">'
        f'<path fill="#f0f2f3" stroke="#fff" d="{buren}"/>'
        f'<g stroke="#fff" stroke-width="1">{vlakken}</g>{rand}<g fill="{INKT}">{namen}</g></svg>'
    )
    eigen = next((i for i, r in enumerate(gevuld) if r["rol"] == "gemeente"), None)
    plaats = (
        (
            f" {gevuld[eigen]['gebied']} heeft {waarde(gevuld[eigen])}: "
            f"plaats {eigen + 1} van {len(gevuld)}."
        )
        if eigen is not None
        else ""
    )
    alt = f"Kaart van {regio}. {hoofdletter(hoog_en_laag(gevuld, meer='gemeenten'))}.{plaats}"
    return figuur(alle, svg, titel, ondertitel, alt)


def wijkkaart(
    data: pd.DataFrame,
    titel: str,
    grenzen: dict[str, list],
    ondertitel: str = "",
    notitie: str = "",
) -> Beeld:
    """De wijken van een gemeente op de kaart, donkerder bij een hoger cijfer.

    grenzen: code van de wijk -> ringen in graden. Een naam staat er waar zij past, en nooit bij een
    wijk met weinig inwoners; alle cijfers staan in de tabel eronder.
    """
    alle = volledig(data, titel)
    ringen = {c: grenzen[c] for r in alle if (c := r["gebiedcode"]) in grenzen}
    punten = [_vlak(*p) for delen in ringen.values() for ring in delen for p in ring]
    (x0, x1), (y0, y1) = ((min(as_), max(as_)) for as_ in zip(*punten))
    breed = BREEDTE * PUNT
    schaal = min((breed - 8) / ((x1 - x0) or 1), 420 / ((y1 - y0) or 1))
    gevuld = [r for r in alle if not leeg(r["waarde"])]
    laag, top = (f(r["waarde"] for r in gevuld) for f in (min, max))
    vlakken, namen = [], []
    for r in alle:
        eigen = [
            p for ring in ringen.get(r["gebiedcode"], []) if len(p := _punten(ring, schaal)) > 2
        ]
        if not eigen:
            continue
        tint = "#ffffff" if leeg(r["waarde"]) else _tint(r["waarde"], laag, top)
        vlakken.append(f'<path fill="{tint}" d="{"".join(map(_lijn, eigen))}"/>')
        if mag_uiterste(r):
            grootste = max(eigen, key=_oppervlak)
            namen.append(_naam(r["gebied"], waarde(r), grootste, tekstkleur(tint), False))
    links = round((x0 + x1) / 2 * schaal + 4 - breed / 2)
    hoek = f"{links} {round(y0 * schaal)} {breed:.0f} {round((y1 - y0) * schaal) + 8}"
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{hoek}" fill-rule="evenodd" '
        f'stroke-linejoin="round"><g stroke="#9aa7ae" stroke-width=".7">{"".join(vlakken)}</g>'
        f"<g>{''.join(namen)}</g></svg>"
    )
    alt = f"Kaart van {len(vlakken)} wijken. {hoofdletter(hoog_en_laag(gevuld, meer='wijken'))}."
    kaart_ = figuur(alle, svg, titel, ondertitel, alt, notitie)
    return replace(kaart_, gegevens=kaart_.gegevens | {"naam": "wijkkaart"})


def _tint(getal_: float, laag: float, top: float) -> str:
    deel = (getal_ - laag) / (top - laag) if top > laag else 0.5
    return meng(KLEUR["regio"], "#ffffff", 0.9 - 0.6 * deel)


def _naam(naam: str, cijfer: str, ring: list, kleur: str, eigen: bool) -> str:
    """Naam en cijfer in een gemeente; past de naam niet, dan het cijfer, en anders niets.
    De eigen gemeente heeft altijd een naam.
    """
    x, y = _zwaartepunt(ring)
    past = (
        r
        for r in ([naam, cijfer], [cijfer])
        if _past(x, y, max(breedte(t, 9.5) for t in r) * 0.42, 5.6 * len(r), ring)
    )
    regels = [naam, cijfer] if eigen else next(past, [])
    return (
        woord(
            x,
            y,
            "\n".join(regels),
            "middle",
            "midden",
            INKT if eigen else kleur,
            9.5,
            vet=eigen,
            rand=eigen,
        )
        if regels
        else ""
    )


def _past(x: float, y: float, breed: float, hoog: float, ring: list) -> bool:
    """Waar als de vier hoeken van een woord binnen de ring liggen;
    buren overlappen elkaar dan nooit.
    """

    def binnen(px: float, py: float) -> bool:
        return (
            sum(
                (ay > py) != (by > py) and px < (bx - ax) * (py - ay) / (by - ay) + ax
                for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]])
            )
            % 2
            == 1
        )

    return all(binnen(x + kx * breed, y + ky * hoog) for kx in (-1, 1) for ky in (-1, 1))


def _zwaartepunt(ring: list) -> tuple[float, float]:
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
        code: [_punten(ring, schaal) for ring in rr] for code, rr in gebieden.grenzen().items()
    }
    pad = {code: "".join(map(_lijn, rr)) for code, rr in _glad(ringen).items()}
    eigen = {v["code"] for v in vlakken}
    rest = "".join(
        pad[c] for c in pad if c not in eigen and _raakt(ringen[c], links, boven, breed, hoog)
    )
    rest = f'<path fill="#d9dddf" d="{rest}"/>' if rest else ""
    met_naam = len(vlakken) <= MET_NAAM
    namen = _namen(vlakken, ringen, (links, breed, hoog)) if met_naam else ""
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
    vlakken: list[dict], ringen: dict[str, list], venster: tuple[float, float, float]
) -> str:
    """De namen van de gemeenten op de kaart, de grootste eerst, binnen de kaart.

    Een naam die een andere zou raken, valt weg. venster: links, breed, hoog.
    """
    links, breed, hoog = venster
    letter = hoog / 27
    grootste = {v["code"]: max(ringen[v["code"]], key=_oppervlak) for v in vlakken}
    volgorde = sorted(vlakken, key=lambda v: -_oppervlak(grootste[v["code"]]))
    bezet: list[tuple[float, float, float]] = []
    uit = []
    for v in volgorde:
        x, y = _zwaartepunt(grootste[v["code"]])
        half = breedte(v["titel"], letter) / 2
        rand = half + letter / 2
        x = min(max(x, links + rand), links + breed - rand)
        vrij = all(abs(y - b) > 1.1 * letter or abs(x - a) > half + h for a, b, h in bezet)
        if vrij:
            bezet.append((x, y, half))
            uit.append(f'<text x="{x:.0f}" y="{y + letter / 3:.0f}">{escape(v["titel"])}</text>')
    return f'<g class="namen" aria-hidden="true" font-size="{letter:.1f}">{"".join(uit)}</g>'


def _oppervlak(ring: list) -> float:
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
    land = _hoeken(gebieden.grenzen())
    x0, y0, x1, y1 = _hoeken(codes)
    x0, y0, x1, y1 = x0 - 8, y0 - 8, x1 + 8, y1 + 8
    hoog, stappen = max(y1 - y0, (x1 - x0) * 0.8, 50), 240
    if hoog > 0.6 * (land[3] - land[1]):  # many gemeenten: coarser, or the map grows heavy
        (x0, y0, x1, y1), stappen = land, 155
        hoog = y1 - y0
    breed = max(x1 - x0, hoog * 0.8)
    schaal = stappen / hoog
    links, boven = (x0 + x1 - breed) / 2 * schaal + 4, (y0 + y1 - hoog) / 2 * schaal + 4
    return schaal, (round(links) - 2, round(boven) - 2, round(breed * schaal) + 4, stappen + 4)


def _hoeken(codes) -> tuple[float, float, float, float]:
    punten = [_vlak(*p) for code in codes for ring in gebieden.grenzen()[code] for p in ring]
    x, y = zip(*punten)
    return min(x), min(y), max(x), max(y)


@lru_cache
def _omtrekken() -> dict[str, tuple[float, float, float, float]]:
    return {code: _hoeken([code]) for code in gebieden.grenzen()}


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
