"""Zorgt dat een verborgen klein aantal niet terug te rekenen is uit wat er wel staat. Tekent niets.

Een verband is een vergelijking tussen cellen: delen en hun totaal, of voorraad + instroom -
uitstroom = voorraad een jaar later. Wie alle cellen van een verband op één na kent, kent ook die.
Daarom gaan er cellen dicht tot geen enkel klein aantal nog vastligt: niet door de vergelijkingen
samen, en niet doordat een klein aantal alleen van nul tot de grens kan lopen.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

Cel = tuple[int, str]  # row number from 0, column
Verband = dict[Cel, int]  # cell -> factor; the sum of factor times value is nought
Verbanden = Callable[[pd.DataFrame], Iterable[Verband]]
GROOTST = 300  # cells in one system of equations; above it each equation is looked at by itself


@dataclass
class Toestand:
    """Wat een lezer ziet: de waarde van elke cel, welke dicht zijn, en welke daarvan klein.

    waarde: nan bij een cel waarvan ook wij alleen weten dat zij klein is. klein: cel -> grens.
    vast: kolommen die niet dicht gaan.
    """

    waarde: dict[Cel, float]
    klein: dict[Cel, int]
    dicht: set[Cel]
    vast: frozenset[str] = frozenset()


def sluit(toestand: Toestand, verbanden: list[Verband], grens: int) -> None:
    """Maakt cellen dicht in `toestand` tot geen klein aantal meer vastligt."""
    bruikbaar = [v for v in verbanden if all(c in toestand.waarde for c in v)]
    per_cel: dict[Cel, list[Verband]] = defaultdict(list)
    for verband in bruikbaar:
        for cel in verband:
            per_cel[cel].append(verband)
    while (vast := _vastgelegd(toestand, bruikbaar, per_cel, grens)) is not None:
        buur = _open_buur(toestand, per_cel, vast)
        if buur is None:
            toestand.klein.pop(vast)  # everything around it is hidden: nothing is left to hide
        else:
            toestand.dicht.add(buur)


def _vastgelegd(
    t: Toestand, verbanden: list[Verband], per_cel: dict[Cel, list[Verband]], grens: int
) -> Cel | None:
    """A small count that a reader can work out, or None."""
    for cel in t.klein:
        if any(_een_waarde(t, verband, cel, grens) for verband in per_cel[cel]):
            return cel
    gevonden = (_uit_stelsel(t, stelsel) for stelsel in _stelsels(t, verbanden))
    return next((cel for cel in gevonden if cel is not None), None)


def _een_waarde(t: Toestand, verband: Verband, cel: Cel, grens: int) -> bool:
    """True when the bounds of the other hidden cells leave this one a single value."""
    if any(c in t.dicht and math.isnan(t.waarde[c]) for c in verband):
        # Of a typed "<5" we don't know the value ourselves: only when it is alone is it fixed.
        return sum(c in t.dicht for c in verband) == 1
    laag = hoog = 0.0  # of the sum of the other cells
    for ander, factor in verband.items():
        if ander == cel:
            continue
        onder, boven = _grenzen(t, ander, grens)
        laag += min(factor * onder, factor * boven)
        hoog += max(factor * onder, factor * boven)
    factor = verband[cel]
    een, twee = sorted((-laag / factor, -hoog / factor))
    onder, boven = _grenzen(t, cel, grens)
    ruimte = min(boven, twee) - max(onder, een)
    return ruimte < 1


def _grenzen(t: Toestand, cel: Cel, grens: int) -> tuple[float, float]:
    if cel not in t.dicht:
        return t.waarde[cel], t.waarde[cel]
    if cel in t.klein:
        return 0.0, t.klein[cel] - 1.0
    return float(grens) if t.waarde[cel] >= 0 else -np.inf, np.inf


def _stelsels(t: Toestand, verbanden: list[Verband]) -> Iterable[list[Verband]]:
    """The equations with hidden cells, in groups that share one."""
    groep: dict[Cel, int] = {}
    leden: dict[int, list[Verband]] = {}
    for nummer, verband in enumerate(verbanden):
        cellen = [c for c in verband if c in t.dicht]
        if not cellen:
            continue
        leden[nummer] = [verband]
        for ander in {groep[c] for c in cellen if c in groep}:
            leden[nummer] += leden.pop(ander)
        for lid in leden[nummer]:
            groep |= dict.fromkeys((c for c in lid if c in t.dicht), nummer)
    return leden.values()


def _uit_stelsel(t: Toestand, stelsel: list[Verband]) -> Cel | None:
    cellen = sorted({c for verband in stelsel for c in verband if c in t.dicht})
    if len(stelsel) == 1 and len(cellen) > 1 or len(cellen) > GROOTST:
        return None
    plek = {c: n for n, c in enumerate(cellen)}
    matrix = np.zeros((len(stelsel), len(cellen)))
    for rij, verband in enumerate(stelsel):
        for cel, factor in verband.items():
            if cel in plek:
                matrix[rij, plek[cel]] = factor
    # A cell is fixed when its unit vector is a sum of the equations.
    _, s, v = np.linalg.svd(matrix, full_matrices=False)
    ruimte = v[s > 1e-9]
    for cel in cellen:
        if cel in t.klein and np.sum(ruimte[:, plek[cel]] ** 2) > 1 - 1e-6:
            return cel
    return None


def _open_buur(t: Toestand, per_cel: dict[Cel, list[Verband]], cel: Cel) -> Cel | None:
    """The smallest open cell that shares an equation with this one, or with a hidden neighbour."""
    te_zien, gezien = [cel], {cel}
    for nu in te_zien:  # grows while it is read
        buren = [c for verband in per_cel[nu] for c in verband if c not in gezien]
        open_ = [c for c in buren if c not in t.dicht and c[0] >= 0 and c[1] not in t.vast]
        if open_:
            return min(open_, key=lambda c: (abs(t.waarde[c]), c))
        gezien |= set(buren)
        te_zien += [c for c in dict.fromkeys(buren) if c in t.dicht]
    return None
