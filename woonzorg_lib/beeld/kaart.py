"""Kaarten van gemeenten als lichte SVG. Kent geen cijfers behalve die zij inkleurt."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from html import escape

import pandas as pd

from woonzorg_lib import gebieden
from woonzorg_lib.beeld.beeld import Beeld, figuur, volledig, waarde
from woonzorg_lib.beeld.doek import PUNT, woord
from woonzorg_lib.beeld.getallen import leeg
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
    ring = max(gebieden.grenzen()[code], key=len)
    punten = [op_vlak(*p) for p in ring]
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
    x0, y0, x1, y1 = hoeken([r["gebiedcode"] for r in alle])
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
        for c, h in omtrekken().items()
        if all(
            abs((h[n] + h[n + 2]) / 2 - midden[n]) < half[n] + (h[n + 2] - h[n]) / 2 for n in (0, 1)
        )
    ]
    ringen = {
        code: [stappen_van(ring, schaal) for ring in gebieden.grenzen()[code]]
        for code in {*dichtbij, *codes}
    }
    buren = "".join("".join(map(lijn, ringen[c])) for c in dichtbij if c not in codes)
    laag, top = (f(r["waarde"] for r in gevuld) for f in (min, max))
    vlakken, namen, rand = "", "", ""
    for r in alle:
        tint = "#ffffff" if leeg(r["waarde"]) else _tint(r["waarde"], laag, top)
        pad = "".join(map(lijn, ringen[r["gebiedcode"]]))
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
    punten = [op_vlak(*p) for delen in ringen.values() for ring in delen for p in ring]
    (x0, x1), (y0, y1) = ((min(as_), max(as_)) for as_ in zip(*punten))
    breed = BREEDTE * PUNT
    schaal = min((breed - 8) / ((x1 - x0) or 1), 420 / ((y1 - y0) or 1))
    gevuld = [r for r in alle if not leeg(r["waarde"])]
    laag, top = (f(r["waarde"] for r in gevuld) for f in (min, max))
    vlakken, namen = [], []
    for r in alle:
        eigen = [
            p for ring in ringen.get(r["gebiedcode"], []) if len(p := stappen_van(ring, schaal)) > 2
        ]
        if not eigen:
            continue
        tint = "#ffffff" if leeg(r["waarde"]) else _tint(r["waarde"], laag, top)
        vlakken.append(f'<path fill="{tint}" d="{"".join(map(lijn, eigen))}"/>')
        if mag_uiterste(r):
            grootste = max(eigen, key=oppervlak)
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
    x, y = zwaartepunt(ring)
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
