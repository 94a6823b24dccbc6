"""Flexwoningen: waar ze staan, tot wanneer, en of ze daarna een plek hebben."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import stapel
from woonzorg_lib.beeld.stijl import DELEN, STAAF
from woonzorg_lib.beeld.tekening import Tekening
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.invullen import vul
from woonzorg_lib.soorten.rijen import Rijen, procent
from woonzorg_lib.soorten.soort import Figuur, Soort

REGELINGEN = {
    "herplaatsing geregeld": (DELEN[0], False),
    "in onderzoek": (DELEN[3], False),
    "niet geregeld": (DELEN[4], False),
    "onbekend": (STAAF, False),
}
GEREGELD, NIET_GEREGELD, ONBEKEND = "herplaatsing geregeld", "niet geregeld", "onbekend"
GEEN_EINDE = "einddatum onbekend"
# What a location without a new place for (all of) its dwellings counts as.
ANDERS = {"in onderzoek": "in onderzoek", ONBEKEND: ONBEKEND}
VEEL_JAREN = 20


def herplaatst(t: pd.DataFrame) -> pd.Series:
    """Per locatie hoeveel flexwoningen een nieuwe plek hebben.

    Alle bij "ja", tenzij er een kleiner aantal bij staat.
    """
    ja = t.herplaatsing.eq("ja").fillna(False)
    aantal = t.woningen.where(t.herplaatsing_woningen.isna(), t.herplaatsing_woningen)
    return aantal.astype(float).where(ja, 0.0)


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel flexwoningen er staan, en voor welk deel de herplaatsing geregeld is."""
    alle = s.ruw.woningen.sum()
    if alle:
        yield s.cijfer("woningen_samen", alle)
        yield s.cijfer("locaties", len(s.ruw))
        yield from _geregeld(s, alle)


def _geregeld(s: Rijen, alle: float) -> Iterator[Cijfer | None]:
    """Voor welk deel de herplaatsing geregeld is; is dat niet overal bekend, dan de aantallen."""
    onbekend = s.ruw.woningen[s.ruw.herplaatsing.isna()].sum()
    geregeld = herplaatst(s.ruw).sum()
    if not onbekend:
        yield s.cijfer("herplaatsing_geregeld", procent(geregeld, alle))
    elif onbekend < alle:
        yield s.cijfer("geregeld", geregeld)
        yield s.cijfer("onbekend", onbekend)


def woorden(s: Rijen) -> dict[str, int | None]:
    """In welk jaar de eerste locatie afloopt."""
    einde = s.ruw.einddatum.dropna()
    return {"eerste": einde.min().year if len(einde) else None}


def _jaren(t: pd.DataFrame) -> list[int | None]:
    """De jaren waarin plekken aflopen, met de jaren ertussen als dat te overzien is.

    None is onbekend.
    """
    bekend = sorted({d.year for d in t.einddatum.dropna()})
    jaren: list[int | None] = list(bekend)
    if bekend and bekend[-1] - bekend[0] < VEEL_JAREN:
        jaren = list(range(bekend[0], bekend[-1] + 1))
    return [*jaren, None] if t.einddatum.isna().any() else jaren


def _naam(jaar: int | None) -> str:
    return GEEN_EINDE if jaar is None else str(jaar)


def _per_regeling(t: pd.DataFrame) -> dict[str, float]:
    """De woningen van deze locaties, naar hoe hun herplaatsing geregeld is."""
    uit = dict.fromkeys(REGELINGEN, 0.0)
    for rij, geregeld in zip(t.itertuples(), herplaatst(t)):
        stand = ONBEKEND if pd.isna(rij.herplaatsing) else rij.herplaatsing
        uit[GEREGELD] += geregeld
        uit[ANDERS.get(stand, NIET_GEREGELD)] += rij.woningen - geregeld
    return uit


def afloop(s: Rijen) -> Iterator[Cijfer | None]:
    """Per jaar hoeveel flexwoningen hun plek verliezen, naar hoe hun herplaatsing geregeld is."""
    einde = s.ruw.einddatum.map(lambda d: None if pd.isna(d) else d.year)
    for jaar in _jaren(s.ruw):
        deel = s.ruw[einde.isna() if jaar is None else einde == jaar]
        for regeling, aantal in _per_regeling(deel).items():
            yield s.cijfer("loopt_af", aantal or None, f"{_naam(jaar)}: {regeling}")


def _aantal(n: float) -> str:
    if not n:
        return "geen"
    return f"{getal(n)} {'woning' if n == 1 else 'woningen'}"


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Per jaar hoeveel plekken aflopen, en voor hoeveel daarvan een nieuwe plek geregeld is."""
    if len(s.ruw) < 2:
        return []
    per_jaar: dict[str, dict[str, float]] = {_naam(jaar): {} for jaar in _jaren(s.ruw)}
    for x in c.reeks("loopt_af"):
        jaar, _, regeling = x.wie.partition(": ")
        per_jaar[jaar][regeling] = x.waarde
    regels = [(jaar, w, _aantal(sum(w.values()))) for jaar, w in per_jaar.items()]
    delen = (
        f"{jaar}: {aantal}" + "".join(f", {k} {getal(v)}" for k, v in w.items() if v)
        for jaar, w, aantal in regels
        if sum(w.values())
    )
    alt = vul(s.soort.beschrijving["alt"], {"per_jaar": "; ".join(delen)})
    return [s.soort.tekening("afloop", stapel(regels, REGELINGEN), alt)]


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.niet_voor("einddatum", "startjaar"),
        r.hoogstens("herplaatsing_woningen", "woningen"),
        r.nodig_bij("herplaatsing_locatie", "herplaatsing", ("ja",), r.WAARSCHUWING),
    ),
    tabelregels=(r.som_per_groep("herplaatsing_woningen", "capaciteit", "herplaatsing_locatie"),),
    cijfers=cijfers,
    woorden=woorden,
    figuren={"": Figuur(teken, afloop)},
)
