"""De feiten die uit een model komen: groei van ouderen, woningen die nodig zijn, zorgvraag."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from woonzorg_lib import teksten
from woonzorg_lib.beeld.beeld import rijen
from woonzorg_lib.beeld.getallen import als_deel, getal, leeg
from woonzorg_lib.modellen import opgavetabel

from .feiten import Feit
from .feitwoorden import Nodig, Richting, Stand, Woord, ja_nee

if TYPE_CHECKING:
    from . import Analyse

LEEFTIJDEN = ("65plus", "75plus", "85plus")
ZORG = ("dementie", "bewegen", "eenzaam", "wmo")
GELIJK = 0.05  # of an estimate of the kit: a smaller difference says nothing


def van_tot(laag: float, hoog: float) -> str:
    """ "520 tot 910"; is de onderkant nul of minder, dan "hooguit 40"."""
    if laag <= 0 < hoog:
        return f"hooguit {getal(hoog)}"
    return getal(laag) if laag == hoog else f"{getal(laag)} tot {getal(hoog)}"


def groeifeit(a: Analyse, leeftijd: str) -> Feit | None:
    """De groei van het aantal ouderen tot het prognosejaar; None zonder prognose."""
    data = a.prognose(leeftijd)
    eigen = data[data.rol == "gemeente"].sort_values("jaar")
    nu_jaar = a.prognose.bevolking.bekend_tot
    begin = eigen[eigen.jaar <= max(nu_jaar, eigen.jaar.min())] if len(eigen) else eigen
    if begin.empty or eigen.jaar.max() <= nu_jaar or not begin.waarde.iloc[-1]:
        return None
    nu, straks = begin.iloc[-1], eigen.iloc[-1]
    laag, hoog = _rand(straks)
    groei = [x / nu.waarde - 1 for x in (laag, straks.waarde, hoog)]
    vormen = {
        "": f"<b>{van_tot(laag, hoog)}</b>",
        "kaal": van_tot(laag, hoog),
        "nu": getal(nu.waarde),
        "nu_jaar": str(int(nu.jaar)),
        "jaar": str(int(straks.jaar)),
        "midden": getal(straks.waarde),
        "richting": _richting(groei),
        "groei": _groei(groei[0], groei[2]),
        "erbij": van_tot(_rond(laag - nu.waarde), _rond(hoog - nu.waarde)),
    }
    return Feit(vormen | _naast_land(data, nu, straks, groei), rijen(data[_twee(data, nu)]))


def _richting(groei: list[float]) -> Richting:
    """groei: laag, midden en hoog; alleen wat buiten de band ligt is zeker."""
    if groei[0] > 0:
        return Richting.GROEIT
    return Richting.KRIMPT if groei[2] < 0 else Richting.ONZEKER


def _rond(verschil: float) -> float:
    """A difference of two estimates is no more exact than they are."""
    stap = 10 if abs(verschil) < 1000 else 100
    return round(verschil / stap) * stap


def _twee(data: pd.DataFrame, nu: pd.Series) -> pd.Series:
    """The first and the last year of the gemeente and the country: what a sentence speaks of."""
    return data.jaar.isin([nu.jaar, data.jaar.max()]) & data.rol.isin(["gemeente", "land"])


def _rand(r: pd.Series) -> tuple[float, float]:
    if leeg(r.ondergrens) or leeg(r.bovengrens):
        return r.waarde, r.waarde
    return r.ondergrens, r.bovengrens


def _groei(laag: float, hoog: float) -> str:
    """ "42% tot 74%"; tekens alleen als de groep ook kan krimpen."""
    a, b = (f"{getal(100 * x)}%" for x in (laag, hoog))
    if hoog < 0:
        a, b = (f"{getal(-100 * x)}%" for x in (hoog, laag))
    return a if a == b else f"{a} tot {b}"


def _naast_land(data: pd.DataFrame, nu, straks, groei: list[float]) -> dict[str, str]:
    """De groei naast die van Nederland; die ligt vaak binnen de band, en dan is niets zeker.

    groei: laag, midden en hoog.
    """
    laag, midden, hoog = groei
    land = data[data.rol == "land"].set_index("jaar").waarde
    if not {nu.jaar, straks.jaar} <= set(land.index) or not land[nu.jaar]:
        return {}
    daar = land[straks.jaar] / land[nu.jaar] - 1
    gelijk = abs(midden - daar) <= GELIJK
    hoger = Woord.MEER if midden > daar else Woord.MINDER
    woord = Woord.GELIJK if gelijk else hoger
    zeker = gelijk or not laag <= daar <= hoog
    procent = f"{getal(100 * daar)}%"
    dan = {
        Woord.MEER: teksten.zin("analyse.groei.sneller"),
        Woord.MINDER: teksten.zin("analyse.groei.langzamer"),
        Woord.GELIJK: teksten.zin("analyse.groei.gelijk"),
    }[woord]
    gezegd = (
        teksten.zin("analyse.groei.zeker", dan=dan, land=procent)
        if zeker
        else teksten.zin("analyse.groei.onzeker", dan=dan, land=procent)
    )
    return {"land": procent, "woord": woord, "dan": gezegd, "zeker": ja_nee(zeker)}


def woningfeit(a: Analyse, vorm: str) -> Feit | None:
    """Wat er van een woonvorm voor ouderen nodig is en wat daarvan al is gebouwd of gepland."""
    if a.opgave.sleutel is None or vorm not in a.opgave.sleutel.woningen:
        return None
    nodig = a.opgave.woonbehoefte(a.opgave.sleutel.eind)
    r = nodig[nodig.woonvorm == vorm].iloc[0]
    laag, hoog = _rand(r)
    vormen = {
        "": f"<b>{van_tot(laag, hoog)}</b>",
        "kaal": van_tot(laag, hoog),
        "midden": getal(r.waarde),
        "jaar": str(a.opgave.sleutel.eind),
        "begin": str(a.opgave.sleutel.begin),
        "naam": opgavetabel.VORMEN[vorm].lower(),
        "stand": Stand.ZONDER_PLANNEN,
        "nodig": _nodig(laag, hoog),
    }
    delen = [nodig[nodig.woonvorm == vorm]]
    alle = a.opgave.reken()
    uit = alle[(alle.woonvorm == vorm) & (alle.jaar == a.opgave.sleutel.eind)].iloc[0]
    if a.opgave.met_plannen and not leeg(uit.waarde):
        vormen |= _met_plannen(a, vorm, uit)
        tekort = a.opgave.opgaverijen(a.opgave.reken())
        delen.append(tekort[tekort.woonvorm == vorm])
    return Feit(vormen, [rij for d in delen for rij in rijen(d)])


def _nodig(laag: float, hoog: float) -> Nodig:
    if laag > 0:
        return Nodig.JA
    return Nodig.ONZEKER if hoog > 0 else Nodig.NEE


def _stand(laag: float, hoog: float) -> Stand:
    """laag en hoog: wat er na de plannen nog ontbreekt."""
    if laag > 0:
        return Stand.TEKORT
    return Stand.GEDEKT if hoog <= 0 else Stand.MISSCHIEN


def afspraakfeit(a: Analyse, vorm: str) -> Feit | None:
    """Wat er van een woonvorm is afgesproken, voor de gemeente of anders voor haar regio."""
    alle = [x for x in a.afgesproken.afspraken if x.woonvorm == vorm]
    x = next((x for x in alle if not x.leden), alle[0] if alle else None)
    if x is None:
        return None
    vormen = {
        "": f"<b>{getal(x.aantal)}</b>",
        "kaal": getal(x.aantal),
        "jaar": str(x.jaar),
        "stuk": x.stuk,
        "wie": "regio" if x.leden else "gemeente",
        "waar": f"de regio {x.gebied}" if x.leden else x.gebied,
    }
    return Feit(vormen, [x.rij()])


def _met_plannen(a: Analyse, vorm: str, uit: pd.Series) -> dict[str, str]:
    tekort = a.opgave.opgaverijen(a.opgave.reken())
    r = tekort[tekort.woonvorm == vorm].iloc[0]
    laag, hoog = _rand(r)
    er = sum(0 if leeg(x) else x for x in (uit.aanwezig, uit.hard))
    vormen = {
        "stand": _stand(laag, hoog),
        "opgave": f"<b>{van_tot(laag, hoog)}</b>",
        "opgave_kaal": van_tot(laag, hoog),
        "over": van_tot(-hoog, -laag),
        "hard": f"<b>{getal(uit.hard)}</b>",
        "hard_kaal": getal(uit.hard),
        "gebouwd_bekend": ja_nee(not leeg(uit.aanwezig)),
    }
    if not leeg(uit.aanwezig):
        vormen["gebouwd"] = getal(uit.aanwezig)
    if not leeg(uit.zacht) and uit.zacht:
        vormen["zacht"] = getal(uit.zacht)
    if not leeg(uit.onttrekking) and uit.onttrekking:
        vormen["verdwijnt"] = getal(uit.onttrekking)
    if uit.behoefte > 0:
        vormen["gedekt"] = als_deel(100 * er / uit.behoefte)
        vormen["dekking"] = als_deel(100 * uit.hard / uit.behoefte)
        vormen["dekking_hoog"] = ja_nee(uit.hard >= uit.behoefte)
    return vormen


def zorgfeit(a: Analyse, wat: str) -> Feit | None:
    """Hoeveel mensen een zorgvraag hebben, nu en in het prognosejaar."""
    data = a.zorg.zorgvraag()
    if len(data):
        data = data[data.indicator == f"zorgvraag_{wat}"].dropna(subset="waarde")
    if len(data) < 2:
        return None
    nu, straks = data.iloc[0], data.iloc[-1]
    laag, hoog = _rand(straks)
    vormen = {
        "": f"<b>{van_tot(laag, hoog)}</b>",
        "kaal": van_tot(laag, hoog),
        "nu": van_tot(*_rand(nu)),
        "nu_jaar": str(int(nu.jaar)),
        "jaar": str(int(straks.jaar)),
    }
    return Feit(vormen, rijen(data.iloc[[0, -1]]))


def steunfeit(a: Analyse) -> Feit | None:
    """Hoeveel mensen van 50 tot 75 jaar er per 85-plusser zijn, nu en in het prognosejaar."""
    data = a.prognose.prognose_steun()
    eigen = data[data.rol == "gemeente"].dropna(subset="waarde") if len(data) else data
    nu_jaar = a.prognose.bevolking.bekend_tot
    begin = eigen[eigen.jaar <= nu_jaar] if len(eigen) else eigen
    if begin.empty or eigen.jaar.max() <= nu_jaar:
        return None
    nu, straks = begin.iloc[-1], eigen.iloc[-1]
    laag, hoog = _rand(straks)
    woord = Woord.GELIJK
    if hoog < nu.waarde or laag > nu.waarde:
        woord = Woord.MINDER if hoog < nu.waarde else Woord.MEER
    vormen = {
        "": f"<b>{getal(laag)} tot {getal(hoog)}</b>",
        "kaal": f"{getal(laag)} tot {getal(hoog)}",
        "nu": getal(nu.waarde),
        "nu_jaar": str(int(nu.jaar)),
        "jaar": str(int(straks.jaar)),
        "woord": woord,
    }
    houd = data.jaar.isin([nu.jaar, straks.jaar]) & (data.rol == "gemeente")
    return Feit(vormen, rijen(data[houd]))
