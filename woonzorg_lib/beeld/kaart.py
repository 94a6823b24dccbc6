"""Kaarten van gemeenten als lichte SVG. Kent geen cijfers behalve die zij inkleurt."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from html import escape

import pandas as pd

from woonzorg_lib import gebieden
from woonzorg_lib.beeld.beeld import Beeld, figuur, volledig, waarde
from woonzorg_lib.beeld.doek import PUNT, woord
from woonzorg_lib.beeld.getallen import leeg
from woonzorg_lib.beeld.kiezen import gevuld, is_eigen
from woonzorg_lib.beeld.overzichtskaart import (
    hoeken,
    lijn,
    omtrekken,
    op_vlak,
    oppervlak,
    stappen_van,
    zwaartepunt,
)
from woonzorg_lib.beeld.stijl import BREEDTE, INKT, KLEUR, breedte, meng, tekstkleur
from woonzorg_lib.beeld.zinnen import hoog_en_laag, hoofdletter
from woonzorg_lib.cijfers import mag_uiterste

Ring = list[tuple[int, int]]  # the corners of an area, in whole steps
BREED, HOOG = BREEDTE * PUNT, 380.0  # of the map of a regio, in steps
RAND = 8  # around what is shown
WIJKHOOG = 420  # of the highest map of wijken
LETTER = 9.5


def _pad(ringen: list, schaal: float) -> str:
    """Ringen als SVG-pad op hele stappen, zodat de kaart klein blijft."""
    return "".join(lijn(stappen_van(ring, schaal)) for ring in ringen)


@lru_cache
def _paden(schaal: float) -> dict[str, str]:
    """De grens van elke gemeente als SVG-pad; voor elk rapport dezelfde."""
    return {code: _pad(ringen, schaal) for code, ringen in gebieden.grenzen().items()}


def landkaart(gemeente: gebieden.Gebied, regio: gebieden.Gebied) -> str:
    """Nederland met de regio en de gemeente erin, als SVG van enkele tientallen kilobytes."""
    schaal, grof = 0.62, 0.4  # drawn coarser than it is shown: it is a small map
    pad = dict(_paden(grof))
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
        f'<g transform="translate(-2.2 -2.2) scale({schaal / grof:.2f})">'
        f'<path d="{"".join(pad.values())}" fill="#dde4e7" stroke="#fff" stroke-width=".26" '
        'fill-rule="evenodd"/>'
        f'<path d="{streek}" fill="{meng(KLEUR["regio"], "#ffffff", 0.5)}" stroke="#fff" '
        'stroke-width=".26" fill-rule="evenodd"/>'
        f'<path d="{eigen}" fill="{KLEUR["gemeente"]}" stroke="{KLEUR["gemeente"]}" '
        f'stroke-width=".5"/></g>{ring}</svg>'
    )


def _midden(code: str) -> tuple[float, float]:
    """Het midden van het grootste deel van een gemeente, in kilometers."""
    ring = max(gebieden.grenzen()[code], key=len)
    xs, ys = zip(*(op_vlak(*punt) for punt in ring))
    return (max(xs) + min(xs)) / 2, (max(ys) + min(ys)) / 2


@dataclass(frozen=True)
class Kaartkeuze:
    """De gebieden van een kaart, van hoog naar laag; wie geen cijfer heeft, komt achteraan."""

    alle: list[dict]

    @cached_property
    def gevuld(self) -> list[dict]:
        return gevuld(self.alle)

    @cached_property
    def uitersten(self) -> tuple[float, float]:
        """Het laagste en het hoogste cijfer."""
        waarden = [r["waarde"] for r in self.gevuld]
        return min(waarden), max(waarden)

    def tint(self, rij: dict) -> str:
        """De kleur van een gebied: donkerder bij een hoger cijfer, wit zonder cijfer."""
        if leeg(rij["waarde"]):
            return "#ffffff"
        laag, hoog = self.uitersten
        deel = (rij["waarde"] - laag) / (hoog - laag) if hoog > laag else 0.5
        return meng(KLEUR["regio"], "#ffffff", 0.9 - 0.6 * deel)

    def plaats(self) -> str:
        """De plaats van de eigen gemeente tussen de andere, als zin; leeg als zij er niet is."""
        rijen = self.gevuld
        for nummer, rij in enumerate(rijen, 1):
            if is_eigen(rij):
                cijfer = f"{rij['gebied']} heeft {waarde(rij)}"
                return f" {cijfer}: plaats {nummer} van {len(rijen)}."
        return ""

    def uiterst(self, meer: str) -> str:
        return hoofdletter(hoog_en_laag(self.gevuld, meer=meer))


def kies_kaart(alle: list[dict]) -> Kaartkeuze:
    """Van hoog naar laag."""

    def volgorde(rij: dict) -> tuple[bool, float]:
        mist = leeg(rij["waarde"])
        return mist, 0 if mist else -rij["waarde"]

    return Kaartkeuze(sorted(alle, key=volgorde))


@dataclass(frozen=True)
class Venster:
    """Wat er van de kaart te zien is, in stappen: de hoek linksboven, en hoe breed en hoog.

    schaal: stappen per kilometer.
    """

    schaal: float
    links: int
    boven: int
    breed: float
    hoog: float

    @property
    def viewbox(self) -> str:
        return f"{self.links} {self.boven} {self.breed:.0f} {self.hoog:.0f}"


def meet_regio(codes: list[str]) -> tuple[Venster, list[str]]:
    """Het venster om deze gemeenten heen, en welke andere gemeenten erin te zien zijn."""
    x0, y0, x1, y1 = hoeken(codes)
    midden = (x0 + x1) / 2, (y0 + y1) / 2
    schaal = min((BREED - 2 * RAND) / (x1 - x0), (HOOG - 2 * RAND) / (y1 - y0))
    links = round(midden[0] * schaal + 4 - BREED / 2)
    boven = round(midden[1] * schaal + 4 - HOOG / 2)
    venster = Venster(schaal, links, boven, BREED, HOOG)
    half = BREED / schaal / 2, HOOG / schaal / 2
    buren = [
        code
        for code, vak in omtrekken().items()
        if all(_raakt(vak[as_], vak[as_ + 2], midden[as_], half[as_]) for as_ in (0, 1))
    ]
    return venster, buren


def _raakt(van: float, tot: float, midden: float, half: float) -> bool:
    """Of een gebied van `van` tot `tot` binnen het venster begint of eindigt."""
    return abs((van + tot) / 2 - midden) < half + (tot - van) / 2


def regiokaart(data: pd.DataFrame, titel: str, regio: str, ondertitel: str = "") -> Beeld:
    """De gemeenten van een regio op de kaart, donkerder bij een hoger cijfer;
    de eigen gemeente heeft een dikke rand.

    data: een rij per gemeente; rol "gemeente" voor de eigen gemeente. regio: de naam met lidwoord,
    zoals "de Achterhoek". Een naam staat er waar zij past; alle cijfers staan in de tabel eronder.
    """
    keuze = kies_kaart(volledig(data, titel))
    codes = [r["gebiedcode"] for r in keuze.alle]
    venster, dichtbij = meet_regio(codes)
    ringen = {code: _ringen(code, venster.schaal) for code in {*dichtbij, *codes}}
    buren = "".join(_omtrek(ringen[code]) for code in dichtbij if code not in set(codes))
    vlakken, namen, rand = _teken_regio(keuze, ringen)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{venster.viewbox}" '
        f'fill-rule="evenodd" stroke-linejoin="round">'
        f'<path fill="#f0f2f3" stroke="#fff" d="{buren}"/>'
        f'<g stroke="#fff" stroke-width="1">{vlakken}</g>{rand}<g fill="{INKT}">{namen}</g></svg>'
    )
    alt = f"Kaart van {regio}. {keuze.uiterst('gemeenten')}.{keuze.plaats()}"
    return figuur(keuze.alle, svg, titel, ondertitel, alt)


def _ringen(code: str, schaal: float) -> list[Ring]:
    return [stappen_van(ring, schaal) for ring in gebieden.grenzen()[code]]


def _omtrek(ringen: list[Ring]) -> str:
    return "".join(map(lijn, ringen))


def _teken_regio(keuze: Kaartkeuze, ringen: dict[str, list[Ring]]) -> tuple[str, str, str]:
    """De vlakken, de namen en de rand van de eigen gemeente, die bovenop ligt."""
    vlakken, rand = "", ""
    namen: list[str] = []
    for r in keuze.alle:
        eigen, tint = is_eigen(r), keuze.tint(r)
        delen = ringen[r["gebiedcode"]]
        pad = _omtrek(delen)
        grootste = max(delen, key=len)
        tekst = _naam(r["gebied"], waarde(r), grootste, tekstkleur(tint), eigen)
        vlakken += f'<path fill="{tint}" d="{pad}"/>'
        if eigen:
            namen.append(tekst)
            rand = (
                f'<path fill="none" stroke="{KLEUR["gemeente"]}" stroke-width="3" '
                f'stroke-linejoin="round" d="{pad}"/>'
            )
        else:
            namen.insert(0, tekst)
    return vlakken, "".join(namen), rand


def meet_wijken(ringen: list[list]) -> Venster:
    """Het venster om de wijken heen; ringen in graden. Nooit hoger dan een blad."""
    punten = [op_vlak(*punt) for ring in ringen for punt in ring]
    xs, ys = zip(*punten)
    breed, hoog = max(xs) - min(xs), max(ys) - min(ys)
    schaal = min((BREED - RAND) / (breed or 1), WIJKHOOG / (hoog or 1))
    links = round((min(xs) + max(xs)) / 2 * schaal + 4 - BREED / 2)
    boven = round(min(ys) * schaal)
    return Venster(schaal, links, boven, BREED, round(hoog * schaal) + 8)


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
    keuze = Kaartkeuze(volledig(data, titel))
    per_wijk = {r["gebiedcode"]: grenzen.get(r["gebiedcode"], []) for r in keuze.alle}
    venster = meet_wijken([ring for delen in per_wijk.values() for ring in delen])
    vlakken, namen = [], []
    for r in keuze.alle:
        stukken = [stappen_van(ring, venster.schaal) for ring in per_wijk[r["gebiedcode"]]]
        eigen = [stuk for stuk in stukken if len(stuk) > 2]
        if not eigen:
            continue
        tint = keuze.tint(r)
        vlakken.append(f'<path fill="{tint}" d="{_omtrek(eigen)}"/>')
        if mag_uiterste(r):
            grootste = max(eigen, key=oppervlak)
            namen.append(_naam(r["gebied"], waarde(r), grootste, tekstkleur(tint), False))
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{venster.viewbox}" fill-rule="evenodd" '
        f'stroke-linejoin="round"><g stroke="#9aa7ae" stroke-width=".7">{"".join(vlakken)}</g>'
        f"<g>{''.join(namen)}</g></svg>"
    )
    alt = f"Kaart van {len(vlakken)} wijken. {keuze.uiterst('wijken')}."
    kaart_ = figuur(keuze.alle, svg, titel, ondertitel, alt, notitie)
    return replace(kaart_, gegevens=kaart_.gegevens | {"naam": "wijkkaart"})


def _naam(naam: str, cijfer: str, ring: Ring, kleur: str, eigen: bool) -> str:
    """Naam en cijfer in een gemeente; past de naam niet, dan het cijfer, en anders niets.
    De eigen gemeente heeft altijd een naam.
    """
    x, y = zwaartepunt(ring)
    if eigen:
        tekst = f"{naam}\n{cijfer}"
        return woord(x, y, tekst, "middle", "midden", INKT, LETTER, vet=True, rand=True)
    for regels in ([naam, cijfer], [cijfer]):
        half_breed = max(breedte(regel, LETTER) for regel in regels) * 0.42
        half_hoog = 5.6 * len(regels)
        if _past(x, y, half_breed, half_hoog, ring):
            return woord(x, y, "\n".join(regels), "middle", "midden", kleur, LETTER)
    return ""


def _past(x: float, y: float, breed: float, hoog: float, ring: Ring) -> bool:
    """Waar als de vier hoeken van een woord binnen de ring liggen;
    buren overlappen elkaar dan nooit.
    """
    hoeken_ = [(x + kant * breed, y + boven * hoog) for kant in (-1, 1) for boven in (-1, 1)]
    return all(_binnen(hoek, ring) for hoek in hoeken_)


def _binnen(punt: tuple[float, float], ring: Ring) -> bool:
    """Een lijn van binnen naar buiten snijdt de ring een oneven aantal keer."""
    x, y = punt
    gesneden = 0
    for (ax, ay), (bx, by) in zip(ring, [*ring[1:], ring[0]]):
        if (ay > y) != (by > y):
            gesneden += x < (bx - ax) * (y - ay) / (by - ay) + ax
    return gesneden % 2 == 1
