"""De smalle vorm van figuren met een rij per naam, voor een telefoon: de woorden boven de balken.

Krijgt wat `rijfiguren` krijgt. Rekent niets uit en weet niet wat de rijen betekenen.
"""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Mapping, Sequence
from datetime import date

from woonzorg_lib.beeld.stijl import breedte
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.licht import HOOG, KLEIN, REGEL, SMAL, VAST, lijn, tekst, vlak
from woonzorg_lib.beeld.stijl import GRIJS, INKT, KLEUR, LETTERS, LIJN, tekstkleur

LETTERS_REGEL = 46  # letters on a line of a phone
DIK = HOOG - 3
TUSSEN = 9.0  # between a bar and the words of the next


def beide(breed: str, delen: list[str], hoog: float) -> str:
    """De brede tekening en de smalle; het scherm kiest."""
    binnen = "".join(delen)
    merk = hashlib.sha256(binnen.encode("utf-8")).hexdigest()[:8]
    binnen = binnen.replace('id="arceer', f'id="{merk}').replace("url(#arceer", f"url(#{merk}")
    smal = (
        f'<svg class="smal" style="display:none" viewBox="0 0 {SMAL:g} {hoog:.0f}" '
        f'font-family="{LETTERS}" {VAST}>'
    )
    return breed.replace("<svg ", '<svg class="breed" ', 1) + f"{smal}{binnen}</svg>"


def _woorden(y: float, woorden: str, x: float = 0.0, breed: float = SMAL, **vorm):
    """Words on as many lines as they need, and where what comes next may begin."""
    past = max(12, int(LETTERS_REGEL * (breed - x) / SMAL))
    regels = textwrap.wrap(woorden, past) or [""]
    uit = [tekst(x, y + 13 + n * REGEL, r, **vorm) for n, r in enumerate(regels)]
    return "".join(uit), y + len(regels) * REGEL


def _bij(naam: str, erbij: str) -> str:
    return f"{naam}: {erbij}" if erbij else naam


def merkjes(y: float, normen: dict[float, str], x) -> tuple[list[str], float]:
    """The words of the reference lines, one under the other, each near its own line."""
    uit = []
    for norm, woord in normen.items():
        half = breedte(woord, KLEIN) / 2
        midden = min(max(x(norm), half), SMAL - half)
        uit.append(tekst(midden, y + 12, woord, KLEIN, anker="middle"))
        uit += [vlak(x(norm) - 0.7, y + 15, 1.4, 5, INKT)]
        y += 20
    return uit, y + 4 * bool(normen)


def balken(rijen: Sequence, normen: dict[float, str], hoogste: float | None):
    """Staven met naam en getal erboven; een norm is een streep door alleen de staven."""
    waarden = [v for r in rijen for v in (r.waarde, r.van, r.doel, r.begin) if v is not None]
    laag, eind = min([0.0, *waarden]), max([*waarden, *normen, hoogste or 0.0, 0.0]) or 1.0
    schaal = (SMAL - 2) / (eind - laag)

    def x(w: float) -> float:
        return (w - laag) * schaal

    uit, y = merkjes(0.0, normen, x)
    for r in rijen:
        if r.kop:
            kop, y = _woorden(y, r.naam, kleur=GRIJS, vet=True)
            uit.append(kop)
            continue
        kop, y = _woorden(y, _bij(r.naam, r.tekst), 10.0 * r.trap)
        uit.append(kop)
        if r.waarde is None and r.van is None:
            y += 3
            continue
        uit += _staaf(r, y + 3, x)
        uit += [vlak(x(norm) - 0.7, y + 1, 1.4, DIK + 4, INKT) for norm in normen]
        y += DIK + TUSSEN
    return uit, y


def _staaf(r, y: float, x) -> list[str]:
    uit = [] if r.van is None else [vlak(x(0.0), y, x(r.van) - x(0.0), DIK, LIJN)]
    if r.waarde is not None and r.waarde != r.begin:
        van, tot = sorted((r.begin, r.waarde))
        uit.append(vlak(x(van), y, x(tot) - x(van), DIK, r.kleur or KLEUR["gemeente"]))
    if r.doel is not None:
        uit.append(vlak(x(r.doel) - 1.2, y - 3, 2.4, DIK + 6, INKT))
    return uit


def _arcering(nummer: int, kleur: str) -> str:
    return (
        f'<pattern id="arceer{nummer}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{kleur}"></rect>'
        f'<rect width="1.6" height="6" fill="#ffffff"></rect></pattern>'
    )


def stapel(rijen: Sequence, delen: dict[str, tuple[str, bool]], eenheid: str | None):
    """Staven van delen, met de namen van de delen onder elkaar erboven."""
    gebruikt = [d for d in delen if any(w.get(d) for _, w, _ in rijen)]
    verf, uit, y = {}, [], 0.0
    for n, deel in enumerate(gebruikt):
        kleur, gearceerd = delen[deel]
        verf[deel] = f"url(#arceer{n})" if gearceerd else kleur
        uit.append(f"<defs>{_arcering(n, kleur)}</defs>" if gearceerd else "")
        uit += [vlak(0, y + 3, 12, 12, verf[deel]), tekst(18, y + 14, deel, KLEIN, GRIJS)]
        y += REGEL
    y += 6
    schaal = (SMAL - 2) / (max((sum(w.values()) for _, w, _ in rijen), default=0) or 1.0)
    for naam, waarden, erbij in rijen:
        kop, y = _woorden(y, _bij(naam, erbij))
        uit.append(kop)
        x = 0.0
        for deel in gebruikt:
            breed = (waarden.get(deel) or 0.0) * schaal
            if not breed:
                continue
            uit.append(vlak(x, y + 3, max(breed - 1, 0.8), HOOG + 2, verf[deel]))
            woord = "" if eenheid is None or delen[deel][1] else f"{getal(waarden[deel])}{eenheid}"
            if woord and breed > breedte(woord, KLEIN) + 5:
                kleur = tekstkleur(delen[deel][0])
                uit.append(tekst(x + breed / 2, y + 17, woord, KLEIN, kleur, anker="middle"))
            x += breed
        y += HOOG + 5 + TUSSEN
    return uit, y


def tijdbalk(rijen: Sequence, nu: date | None):
    """Per rij een baan van het eerste tot en met het laatste jaar, met de woorden erboven."""
    dagen = [d for r in rijen for d in (r[1], r[2]) if d is not None] + ([nu] if nu else [])
    jaren = (min(dagen).year, max(dagen).year + 1)
    van, tot = (date(j, 1, 1).toordinal() for j in jaren)
    schaal = SMAL / (tot - van)

    def x(d: date) -> float:
        return (d.toordinal() - van) * schaal

    uit, y = [f"<defs>{_arcering(0, KLEUR['gemeente'])}</defs>"], 0.0
    if nu:
        uit, y = (
            [
                *uit,
                *merkjes(y, {float(nu.toordinal()): "peildatum"}, lambda dag: (dag - van) * schaal)[
                    0
                ],
            ],
            24.0,
        )
    for naam, begin, eind, erbij, straks in rijen:
        kop, y = _woorden(y, _bij(naam, erbij))
        uit += [kop, vlak(0, y + 3, SMAL, DIK, LIJN)]
        breed = 6.0 if eind is None else max(x(eind) - x(begin), 3.0)
        kleur = "url(#arceer0)" if straks and eind is not None else KLEUR["gemeente"]
        uit.append(vlak(min(x(begin), SMAL - breed), y + 3, breed, DIK, kleur))
        uit += [vlak(x(nu) - 0.7, y + 1, 1.4, DIK + 4, INKT)] if nu else []
        y += DIK + TUSSEN
    uit.append(tekst(0, y + 10, f"begin {jaren[0]}", KLEIN, GRIJS))
    uit.append(tekst(SMAL, y + 10, f"eind {jaren[1] - 1}", KLEIN, GRIJS, anker="end"))
    return uit, y + 18


def trap(
    lijnen: Sequence[tuple[list, tuple | None, str, str]], top: float, heten: Mapping[int, str]
):
    """Lijnen met treden, en hun namen eronder. lijnen: (punten, nodig, kleur, tekst)."""
    jaren = sorted({j for p, n, _, _ in lijnen for j, _ in [*p, *([n] if n else [])]})
    hoog, boven = 170.0, 20.0

    def x(jaar: int) -> float:
        return 6 + (SMAL - 12) * (jaar - jaren[0]) / max(jaren[-1] - jaren[0], 1)

    def y(w: float) -> float:
        return boven + hoog * (1 - w / (top or 1.0))

    uit = [tekst(0, 13, getal(top), KLEIN, GRIJS), vlak(0, boven, SMAL, 1, LIJN)]
    uit.append(vlak(0, y(0.0), SMAL, 1, LIJN))
    onder = boven + hoog + 17
    uit.append(tekst(0, onder, heten.get(jaren[0], str(jaren[0])), KLEIN, GRIJS))
    uit.append(tekst(SMAL, onder, str(jaren[-1]), KLEIN, GRIJS, anker="end"))
    plek = onder + 8
    for punten, nodig, kleur, woorden in lijnen:
        punten = [*punten, (jaren[-1], punten[-1][1])]
        hoeken = [(x(a), y(w)) for a, w in punten[:1]]
        for (_, w), (b, later) in zip(punten, punten[1:]):
            hoeken += [(x(b), y(w)), (x(b), y(later))]
        uit.append(lijn(hoeken, kleur, 2.5))
        if nodig:
            uit.append(_ruit(x(nodig[0]), y(nodig[1]), kleur))
        uit.append(vlak(0, plek + 6, 12, 4, kleur))
        kop, plek = _woorden(plek, woorden, 18.0)
        uit.append(kop)
    return uit, plek + 6


def _ruit(x: float, y: float, kleur: str) -> str:
    hoeken = f"{x:.1f},{y - 6:.1f} {x + 6:.1f},{y:.1f} {x:.1f},{y + 6:.1f} {x - 6:.1f},{y:.1f}"
    return f'<polygon points="{hoeken}" fill="{kleur}" stroke="#ffffff"/>'


def raster(rijen: Sequence[tuple[str, list[tuple[str, str]]]], koppen: Sequence[str]):
    """Per naam een lijst van kop en vak; leeg valt weg. rijen: (naam, [(tekst, kleur)])."""
    vakken = [woord for _, rij in rijen for woord, _ in rij]
    breed = min(max(max((breedte(w, KLEIN) for w in vakken), default=0) + 12, 56), 150)
    uit, y = [], 0.0
    for naam, rij in rijen:
        kop, y = _woorden(y, naam, vet=True)
        uit.append(kop)
        for (woord, kleur), wat in zip(rij, koppen):
            if not woord:
                continue
            regel, onder = _woorden(y + 1, wat, 10.0, SMAL - breed - 6, kleur=GRIJS, groot=KLEIN)
            uit += [regel, vlak(SMAL - breed, y + 1, breed, REGEL, kleur)]
            midden = SMAL - breed / 2
            uit.append(tekst(midden, y + 14, woord, KLEIN, tekstkleur(kleur), anker="middle"))
            y = onder + 2
        y += TUSSEN
    return uit, y
