"""Plannen voor zorgplekken, naast wat er volgens de opgave nodig is."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import trap
from woonzorg_lib.beeld.tekening import Tekening
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import opgave_ouderen
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.invullen import vul
from woonzorg_lib.soorten.rijen import Rijen, gedeeld_door, per_1000, procent
from woonzorg_lib.soorten.soort import Figuur, Soort
from woonzorg_lib.soorten.zinsdelen import geteld, stand

VERPLEEGZORG = "verpleegzorgplekken"
# a kind of places -> the category of the opgave that asks for it
OPGAVE = {"zorggeschikt wonen": "zorggeschikt", "geclusterd wonen": "geclusterd"}
GESTOPT = "gestopt"
NU = "nu"
HOOGSTENS = 6  # lines that can be told apart


def _jaarkolommen(s: Rijen) -> dict[int, str]:
    """Per jaar van de plannen de kolom; leeg als geen plan een jaar noemt."""
    kolommen = sorted(k for k in s.ruw if k.startswith("plekken_20"))
    return {int(k.split("_")[-1]): k for k in kolommen}


def _standen(s: Rijen) -> pd.DataFrame:
    """Per plan de plekken nu en in elk jaar; een aantal blijft tot het plan iets anders zegt.

    Van een gestopt plan blijven de plekken van nu.
    """
    straks = list(_jaarkolommen(s).values())
    plekken = s.ruw[["plekken_nu", *straks]].astype("Float64")
    plekken[straks] = plekken[straks].mask(s.ruw.status == GESTOPT)
    return plekken.ffill(axis=1)


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel plekken er nu zijn, hoeveel in het laatste jaar, en hoe ver de plannen zijn."""
    standen = _standen(s)
    yield s.cijfer("nu", s.ruw.plekken_nu.sum())
    if _jaarkolommen(s):
        yield s.cijfer("straks", standen.iloc[:, -1].sum(), jaar=max(_jaarkolommen(s)))
    yield from geteld(s)


def woorden(s: Rijen) -> dict[str, int | str | None]:
    """Het laatste jaar van de plannen, en hoe ver zij zijn."""
    return {"laatste": max(_jaarkolommen(s), default=None), "stand": stand(s.ruw.status)}


def per_soort_plek(s: Rijen) -> Iterator[Cijfer | None]:
    """Per soort plek het aantal in elk jaar, wat er nodig is, en per 1.000 85-plussers."""
    jaren = _jaarkolommen(s)
    if not jaren:
        return
    lijnen: dict[str, dict[int | None, float]] = {}
    for plek, deel in _standen(s).groupby(s.ruw.type, sort=False):
        nu = {None: float(deel.plekken_nu.sum())}
        lijnen[str(plek)] = nu | {jaar: float(deel[k].sum()) for jaar, k in jaren.items()}
        for jaar, aantal in lijnen[str(plek)].items():
            yield s.cijfer("plekken", aantal, str(plek), jaar=jaar)
    yield from _naast_opgave(s, lijnen)
    oudsten = s.open_cijfer("inwoners_85plus")
    for jaar in (None, max(jaren)) if VERPLEEGZORG in lijnen else ():
        per = per_1000(lijnen[VERPLEEGZORG][jaar], oudsten)
        yield s.cijfer("per_1000_85plus", per, NU if jaar is None else str(jaar), bij=oudsten)


def _naast_opgave(s: Rijen, lijnen: dict[str, dict[int | None, float]]) -> Iterator[Cijfer | None]:
    """Wat er volgens de eerste opgave nodig is, en welk deel daarvan de plannen dekken."""
    opgave = s.ander(opgave_ouderen.SOORT.naam)
    if opgave is None or opgave.fouten:
        return
    for plek, categorie in OPGAVE.items():
        doel = opgave.tabel[opgave.tabel.categorie == categorie].sort_values("jaar").head(1)
        if plek not in lijnen or not len(doel) or not doel.aantal.iloc[0]:
            continue
        tot, erbij = int(doel.jaar.iloc[0]), float(doel.aantal.iloc[0])
        begin = lijnen[plek][None]
        bereikt = [n for jaar, n in lijnen[plek].items() if jaar is None or jaar <= tot]
        yield s.cijfer("nodig", begin + erbij, plek, jaar=tot)
        yield s.cijfer("erbij_nodig", erbij, plek, jaar=tot)
        dekt = procent(bereikt[-1] - begin, erbij)
        yield s.cijfer("plan_opgave", dekt, plek, tot=tot)


def _notities(s: Rijen, c: Berekend) -> list[str]:
    tekst, uit = s.soort.beschrijving["notities"], []
    for x in c.reeks("plan_opgave"):
        nodig = c.reeks("erbij_nodig")
        tot, erbij = next((n.jaar, n.waarde) for n in nodig if n.wie == x.wie)
        waarden = {"plek": x.wie, "tot": tot, "erbij": erbij, "dekt": x.waarde}
        uit.append(vul(tekst["opgave"], waarden))
    per = c.reeks("per_1000_85plus")
    if per:
        eerst, laatst = per[0], per[-1]
        waarden = {"nu": eerst.waarde, "straks": laatst.waarde, "jaar": int(laatst.wie)}
        waarden["gedeeld"] = gedeeld_door(s.open_cijfer("inwoners_85plus"))
        uit.append(vul(tekst["per_1000"], waarden))
    if (s.ruw.status == GESTOPT).any():
        uit.append(tekst["gestopt"])
    return uit


def _in_woorden(plek: str, lijn: list[tuple[int, float]], nodig: dict) -> str:
    uit = f"{plek}: van {getal(lijn[0][1])} plekken nu naar {getal(lijn[-1][1])} in {lijn[-1][0]}"
    if plek in nodig:
        uit += f", nodig {getal(nodig[plek][1])} in {nodig[plek][0]}"
    return uit


def _begin(s: Rijen) -> int:
    """Waar nu op de as staat: bij de peildatum, of zonder die een jaar voor het eerste plan."""
    return min(s.bestand.jaar or 9999, min(_jaarkolommen(s)) - 1)


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Plekken per soort als trap over de jaren, met wat er volgens de opgave nodig is."""
    lijnen: dict[str, list[tuple[int, float]]] = {}
    begin = _begin(s) if _jaarkolommen(s) else 0
    for x in c.reeks("plekken"):
        lijnen.setdefault(x.wie, []).append((x.jaar or begin, x.waarde))
    if not lijnen:
        return []
    nodig = {x.wie: (x.jaar, x.waarde) for x in c.reeks("nodig")}
    groot = dict(sorted(lijnen.items(), key=lambda kv: -kv[1][-1][1])[:HOOGSTENS])
    alt = "; ".join(_in_woorden(plek, lijn, nodig) for plek, lijn in groot.items())
    ruit = "; de ruit is wat er volgens de opgave nodig is" if nodig else ""
    notitie = " ".join(_notities(s, c))
    svg = trap(groot, nodig, {} if begin == s.bestand.jaar else {begin: NU})
    return [s.soort.tekening("trap", svg, f"Trapsgewijze lijnen. {alt}.", notitie, ruit=ruit)]


SOORT = Soort.uit(
    __file__,
    tabelregels=(r.regio_is_som(("type",), "plekken_nu"),),
    cijfers=cijfers,
    woorden=woorden,
    figuren={"": Figuur(teken, per_soort_plek)},
)
