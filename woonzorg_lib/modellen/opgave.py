"""De woonopgave: behoefte min wat er is of hard gepland staat.
De behoefte zelf staat in behoefte.py; bestanden leest het niet.

Twee vormen, die nooit door elkaar lopen:
- extra (verdeelsleutel): behoefte sinds het begin van de sleutel - sindsdien toegevoegd - plannen +
onttrekking. De voorraad van toen telt niet mee.
- heel (eigen kengetallen): hele behoefte - hele voorraad - plannen + onttrekking.
Plus is een tekort, min een overschot; er wordt niets afgekapt.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, replace

import numpy as np
import pandas as pd

from woonzorg_lib.modellen.behoefte import BAND, Aannames
from woonzorg_lib.modellen.planvoorraad import hard, opleverjaren

# The key splits one programme, so its parts exclude each other;
# the classes of VERA are nested (ZWO is GEC is NUL).
_NUL, _GEC, _ZWO = "nultredenwoning", "geclusterde_woonvorm", "zorggeschikte_woning"
PLANKOLOMMEN: dict[str, dict[str, tuple[str, ...]]] = {
    "extra": {"nultreden": (_NUL,), "geclusterd": (_GEC,), "zorggeschikt": (_ZWO,)},
    "heel": {"nultreden": (_NUL, _GEC, _ZWO), "geclusterd": (_GEC, _ZWO), "zorggeschikt": (_ZWO,)},
}
TOEGANKELIJK = ("NUL", "ROA", "ROL", "RUI")


def plannen(
    tabel: pd.DataFrame, vorm: str, jaren: Sequence[int], na: Mapping[str, int] | None = None
) -> pd.DataFrame:
    """De geplande woningen per woonvorm: woonvorm, jaar, hard, zacht.
    Een woonvorm waarvan geen plan iets zegt, ontbreekt.

    tabel: de plannen. vorm: "extra" of "heel". na: woonvorm -> jaar; wat tot en met dat jaar klaar
    is, telt niet mee (dat is al toegevoegd of voorraad). Hard is planologische status 1A-1C
    (onherroepelijk) of 2A-2C (vastgesteld); de rest is zacht.
    Een plan zonder jaar van oplevering telt niet mee. Bron van de indeling: Planmonitor Wonen.
    """
    uit, is_hard = [], hard(tabel)
    delen = {int(j[-4:]): d for j, d in opleverjaren(tabel).items() if j[-4:].isdigit()}
    for woonvorm, kolommen in PLANKOLOMMEN[vorm].items():
        er = [k for k in kolommen if k in tabel and tabel[k].notna().any()]
        if not er:
            continue
        aantal = tabel[er].fillna(0).sum(axis=1).astype(float)
        for jaar in jaren:
            klaar = aantal * sum(
                (d for j, d in delen.items() if (na or {}).get(woonvorm, 0) < j <= jaar),
                start=pd.Series(0.0, index=tabel.index),
            )
            uit.append((woonvorm, jaar, float(klaar[is_hard].sum()), float(klaar[~is_hard].sum())))
    return pd.DataFrame(uit, columns=["woonvorm", "jaar", "hard", "zacht"])


def voorraad(woonvormen: pd.DataFrame) -> dict[str, float]:
    """De voorraad per klasse uit een overzicht van complexen, genest zoals VERA:
    zorggeschikt is ook geclusterd. Tel de klassen niet op.
    """
    n = woonvormen.eenheden.fillna(0).astype(float)
    per = {
        "nultreden": woonvormen.toegankelijkheid.isin(TOEGANKELIJK),
        "geclusterd": woonvormen.woonvorm.isin(["geclusterd", "zorggeschikt"]),
        "zorggeschikt": woonvormen.woonvorm == "zorggeschikt",
        "verpleegzorg": woonvormen.woonvorm == "verpleegzorgplekken",
    }
    return {vorm: float(n[rijen.fillna(False)].sum()) for vorm, rijen in per.items() if rijen.any()}


def opgave(
    behoefte: pd.DataFrame,
    gepland: pd.DataFrame | None,
    aanwezig: Mapping[str, float],
    onttrekking: Mapping[str, float],
    aannames: Aannames | None = None,
) -> pd.DataFrame:
    """De opgave per woonvorm en jaar: woonvorm, jaar, behoefte, aanwezig, hard, zacht, onttrekking,
    ondergrens, waarde, bovengrens.

    behoefte: zie behoefte.py. gepland: zie `plannen`, of None.
    aanwezig: woonvorm -> wat sinds het begin is toegevoegd (extra) of de voorraad (heel).
    onttrekking: woonvorm -> woningen die verdwijnen. Formule: behoefte - aanwezig - hard * deel -
    zacht * deel + onttrekking; plus is een tekort. Zonder plannen van een woonvorm is er geen
    opgave: `waarde` is leeg. Is alleen `aanwezig` onbekend,
    dan is dat deel leeg en is de uitkomst een bovengrens; wie haar toont, zegt dat erbij.
    """
    keuze = aannames or Aannames()
    vormen, jaren = list(behoefte.woonvorm), list(behoefte.jaar)
    plan = {} if gepland is None else {(p.woonvorm, p.jaar): p for p in gepland.itertuples()}
    per_rij = [plan.get(wat) for wat in zip(vormen, jaren)]
    hard_, zacht, er, weg = (
        np.array([np.nan if x is None else x for x in kolom], dtype=float)
        for kolom in (
            [None if p is None else p.hard for p in per_rij],
            [None if p is None else p.zacht for p in per_rij],
            [aanwezig.get(v) for v in vormen],
            [onttrekking.get(v) for v in vormen],
        )
    )
    hard_, zacht = hard_ * keuze.harde_plannen, zacht * keuze.zachte_plannen
    eraf = np.where(np.isnan(er), 0, er) + hard_ + zacht - np.where(np.isnan(weg), 0, weg)
    delen = {
        "behoefte": behoefte.waarde.to_numpy(),
        "aanwezig": er,
        "hard": hard_,
        "zacht": zacht,
        "onttrekking": weg,
    }
    banden = {grens: behoefte[grens].to_numpy() - eraf for grens in BAND}
    return pd.DataFrame({"woonvorm": vormen, "jaar": jaren} | delen | banden)


def gevoeligheid(
    reken: Callable[[Aannames], float], basis: Aannames, grenzen: Mapping[str, Sequence]
) -> pd.DataFrame:
    """Welke aanname de uitkomst hoeveel verschuift:
    aanname, ondergrens, waarde (de uitkomst nu), bovengrens; de grootste eerst.

    reken: aannames -> uitkomst. grenzen: naam van een aanname -> waarden om te proberen.
    Eén aanname tegelijk verandert, de andere blijven staan.
    """
    bekend = {f.name for f in fields(Aannames)}
    nu = reken(basis)
    rijen = []
    for naam, waarden in grenzen.items():
        assert naam in bekend, naam
        uitkomsten = [reken(replace(basis, **{naam: w})) for w in waarden]
        rijen.append((naam, min(*uitkomsten, nu), nu, max(*uitkomsten, nu)))
    uit = pd.DataFrame(rijen, columns=["aanname", *BAND])
    volgorde = np.argsort(-(uit.bovengrens - uit.ondergrens).to_numpy(), kind="stable")
    return uit.iloc[volgorde].reset_index(drop=True)


def rond_woningen(waarden: pd.Series) -> pd.Series:
    """Rondt een geschat aantal woningen af: op 5 onder de 100, op 10 onder de 1.000,
    op 50 onder de 10.000, daarboven op 100; een tekort en een overschot gelijk.
    """
    grootte = np.abs(waarden)
    stap = np.select([grootte < 100, grootte < 1000, grootte < 10000], [5, 10, 50], 100)
    return np.sign(waarden) * np.floor(grootte / stap + 0.5) * stap + 0.0
