"""Kleine tekeningen als losse SVG: een paar balken of een lijn, breed of voor een telefoon.

Geen matplotlib: een balk met een woord ernaast heeft geen assen nodig, en op een telefoon moet de
letter even groot blijven als de tekst eromheen. Kiest geen cijfers en rekent niets uit.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from woonzorg_lib.beeld.stijl import breedte
from woonzorg_lib.beeld.stijl import GRIJS, INKT, LETTERS, LIJN

SMAL = 330.0  # the width of a chart on a phone; a unit is about a pixel
LETTER = 13.0
VAST = f'font-size="{LETTER:g}" fill="{INKT}"'  # of words that have no other; said once
KLEIN = 12.0
REGEL = 17.0
HOOG = 17.0  # of a bar
LUCHT = 5.0  # between a word and the line under it


@dataclass(frozen=True)
class Balk:
    """Een balk: naam, van waar tot waar, de tekst erbij, de kleur, soms een band of arcering."""

    naam: str
    tot: float
    tekst: str
    kleur: str
    van: float = 0.0
    vet: bool = False
    band: tuple[float, float] | None = None
    onbekend: bool = False


def tekst(
    x: float,
    y: float,
    woorden: str,
    groot: float = LETTER,
    kleur: str = INKT,
    vet: bool = False,
    anker: str = "start",
) -> str:
    """Eén regel tekst, met de grondlijn op y."""
    stijl = f' font-size="{groot:g}"' if groot != LETTER else ""
    stijl += f' fill="{kleur}"' if kleur != INKT else ""
    stijl += ' font-weight="700"' if vet else ""
    stijl += f' text-anchor="{anker}"' if anker != "start" else ""
    inhoud = escape(woorden, quote=False)
    return f'<text x="{x:.0f}" y="{y:.0f}"{stijl}>{inhoud}</text>'


def vlak(x: float, y: float, breed: float, hoog: float, kleur: str, titel: str = "") -> str:
    """Een rechthoek; titel: wat de muis te zien krijgt."""
    binnen = f"<title>{escape(titel, quote=False)}</title></rect>" if titel else "</rect>"
    maat = f'x="{x:.1f}" y="{y:.1f}" width="{max(breed, 0.0):.1f}" height="{hoog:g}"'
    return f'<rect {maat} fill="{kleur}">{binnen}'


def lijn(punten: Iterable[tuple[float, float]], kleur: str, dik: float = 2.0) -> str:
    """Een lijn door deze punten."""
    plekken = " ".join(f"{x:.1f},{y:.1f}" for x, y in punten)
    return f'<polyline points="{plekken}" fill="none" stroke="{kleur}" stroke-width="{dik:g}"/>'


def svg(binnen: str, breed: float, hoog: float, alt: str, klasse: str = "") -> str:
    """De tekening met haar alt-tekst; klasse: breed of smal."""
    soort = f' class="{klasse}"' if klasse else ""
    if klasse == "smal":  # in JupyterLab, which has no style of a page, only the wide form shows
        soort += ' style="display:none"'
    hoek = f'viewBox="0 0 {breed:g} {hoog:g}"'
    wie = f'role="img" aria-label="{escape(alt)}"'
    letter = "" if klasse == "smal" else f' font-family="{LETTERS}"'  # a page has its own
    return f"<svg {wie}{soort} {hoek}{letter} {VAST}>{binnen}</svg>"


def arceer(naam: str) -> str:
    """Schuine streepjes: dit is niet bekend."""
    return (
        f'<pattern id="{naam}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="#fff"></rect>'
        f'<rect width="1.4" height="6" fill="{GRIJS}"></rect></pattern>'
    )


def balken_breed(balken: list[Balk], alt: str, merk: str, breed: float = 600) -> str:
    """Balken met de naam ervoor en het getal erachter, in de maat van een kaart."""
    links = max(breedte(b.naam, LETTER) for b in balken) + 14
    rechts = max(breedte(b.tekst, LETTER) for b in balken) + 12
    hoogste = _hoogste(balken)
    schaal = (breed - links - rechts) / hoogste
    uit, y = [f"<defs>{arceer(merk)}</defs>"], 6.0
    for b in balken:
        kleur = f"url(#{merk})" if b.onbekend else b.kleur
        nadruk = b.kleur if b.vet else INKT
        uit.append(tekst(0, y + 14, b.naam, vet=b.vet, kleur=nadruk))
        x, einde = links + b.van * schaal, links + b.tot * schaal
        uit.append(vlak(x, y, einde - x, HOOG + 2, kleur, f"{b.naam}: {b.tekst}"))
        if b.band:
            laag, hoog = (links + w * schaal for w in b.band)
            uit.append(_band(laag, hoog, y + HOOG / 2 + 1))
            einde = max(einde, hoog)
        uit.append(tekst(einde + 8, y + 14, b.tekst, vet=b.vet, kleur=nadruk))
        y += HOOG + 17
    uit.append(vlak(links - 0.5, 0, 1, y - 8, INKT))
    return svg("".join(uit), breed, y, alt, "breed")


def balken_smal(balken: list[Balk], alt: str, merk: str) -> str:
    """Dezelfde balken voor een telefoon: de naam en het getal erboven."""
    schaal = SMAL / _hoogste(balken)
    uit, y = [f"<defs>{arceer(merk)}</defs>"], 0.0
    for b in balken:
        kleur = f"url(#{merk})" if b.onbekend else b.kleur
        nadruk = b.kleur if b.vet else INKT
        uit.append(tekst(0, y + 13, f"{b.naam}: {b.tekst}", vet=b.vet, kleur=nadruk))
        uit.append(vlak(b.van * schaal, y + 19, (b.tot - b.van) * schaal, HOOG, kleur))
        if b.band:
            uit.append(_band(b.band[0] * schaal, b.band[1] * schaal, y + 19 + HOOG / 2))
        y += HOOG + 32
    return svg("".join(uit), SMAL, y, alt, "smal")


def _hoogste(balken: list[Balk]) -> float:
    return max(max(b.tot, b.band[1] if b.band else 0.0) for b in balken) or 1.0


def _band(laag: float, hoog: float, y: float) -> str:
    einden = f"M{laag:.1f} {y - 5:.1f}v10M{hoog:.1f} {y - 5:.1f}v10"
    streep = f'<path d="M{laag:.1f} {y:.1f}H{hoog:.1f}{einden}"'
    return f'{streep} stroke="{GRIJS}" stroke-width="2" fill="none"/>'


@dataclass(frozen=True)
class Reeks:
    """Een lijn met haar band, en de teksten aan het begin en het eind.

    punten: (jaar, waarde). band: (jaar, laag, hoog).
    """

    naam: str
    punten: list[tuple[int, float]]
    band: list[tuple[int, float, float]]
    begin: str
    eind: str
    kleur: str
    licht: str


def lijnen(reeksen: list[Reeks], alt: str, breed: float = 340, hoog: float = 190) -> str:
    """Een paar lijnen met hun band; de getallen staan aan het begin en het eind."""
    links, boven, onder = 10.0, 26.0, hoog - 30
    rechts = breed - max(breedte(r.eind, LETTER) for r in reeksen) - 12
    jaren = sorted({j for r in reeksen for j, _ in r.punten})
    top = max([w for r in reeksen for _, w in r.punten] + [h for r in reeksen for *_, h in r.band])

    def plek(jaar: float, waarde: float) -> tuple[float, float]:
        deel = (jaar - jaren[0]) / ((jaren[-1] - jaren[0]) or 1)
        return links + deel * (rechts - links), onder - (waarde / (top or 1)) * (onder - boven)

    uit = [vlak(links, onder, breed - links - 4, 1, LIJN)]
    for r in reeksen:
        uit += _reeks(r, plek)
    uit.append(tekst(links, hoog - 12, str(jaren[0]), KLEIN, GRIJS))
    uit.append(tekst(rechts, hoog - 12, str(jaren[-1]), KLEIN, GRIJS, anker="middle"))
    return svg("".join(uit), breed, hoog, alt)


def _reeks(r: Reeks, plek) -> list[str]:
    rand = [plek(j, hoog) for j, _, hoog in r.band] + [plek(j, laag) for j, laag, _ in r.band[::-1]]
    hoeken = " ".join(f"{x:.1f},{y:.1f}" for x, y in rand)
    uit = [f'<polygon points="{hoeken}" fill="{r.licht}"/>'] if rand else []
    punten = [plek(j, w) for j, w in r.punten]
    uit.append(lijn(punten, r.kleur, 2.5))
    uit += [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="4" fill="{r.kleur}"/>'
        for x, y in (punten[0], punten[-1])
    ]
    (x0, y0), (x1, y1) = punten[0], punten[-1]
    bovenkant = [plek(j, hoog) for j, _, hoog in r.band], punten
    naam, begin = y0 - 22, y0 - 8
    hoger = max(
        begin + LUCHT - _hoogst(bovenkant, x0 + breedte(r.begin, LETTER)),
        naam + LUCHT - _hoogst(bovenkant, x0 + breedte(r.naam, LETTER)),
        0.0,
    )
    uit.append(tekst(x0, naam - hoger, r.naam, LETTER, r.kleur, True))
    uit.append(tekst(x0, begin - hoger, r.begin, LETTER))
    uit.append(tekst(x1 + 8, y1 + 5, r.eind, LETTER, r.kleur, True))
    return uit


def _hoogst(randen: Iterable[list[tuple[float, float]]], tot: float) -> float:
    """De y van het hoogste punt van deze lijnen, links van `tot`."""
    hoogste = math.inf
    for rand in randen:
        hoogste = min([hoogste, *(y for x, y in rand if x <= tot)])
        for (xa, ya), (xb, yb) in zip(rand, rand[1:]):
            if xa <= tot < xb:
                hoogste = min(hoogste, ya + (yb - ya) * (tot - xa) / (xb - xa))
    return hoogste
