"""De feiten die uit een model komen: groei van ouderen, woningen die nodig zijn, zorgvraag."""

from __future__ import annotations

from collections.abc import Mapping
from operator import itemgetter
from typing import TYPE_CHECKING

from woonzorg_lib import teksten
from woonzorg_lib.beeld.beeld import rijen
from woonzorg_lib.beeld.getallen import als_deel, getal, leeg
from woonzorg_lib.cijfers.rijen import regels
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
    data = regels(a.prognose(leeftijd))
    eigen = sorted((r for r in data if r["rol"] == "gemeente"), key=itemgetter("jaar"))
    nu_jaar = a.prognose.bevolking.bekend_tot
    begin = [r for r in eigen if r["jaar"] <= max(nu_jaar, eigen[0]["jaar"])]
    if not begin or eigen[-1]["jaar"] <= nu_jaar or not begin[-1]["waarde"]:
        return None
    nu, straks = begin[-1], eigen[-1]
    eerst, laag, hoog = nu["waarde"], *_rand(straks)
    groei = [x / eerst - 1 for x in (laag, straks["waarde"], hoog)]
    vormen = {
        "": f"<b>{van_tot(laag, hoog)}</b>",
        "kaal": van_tot(laag, hoog),
        "nu": getal(eerst),
        "nu_jaar": str(int(nu["jaar"])),
        "jaar": str(int(straks["jaar"])),
        "midden": getal(straks["waarde"]),
        "richting": _richting(groei),
        "groei": _groei(groei[0], groei[2]),
        "erbij": van_tot(_rond(laag - eerst), _rond(hoog - eerst)),
    }
    return Feit(vormen | _naast_land(data, nu, straks, groei), rijen(_twee(data, nu)))


def _richting(groei: list[float]) -> Richting:
    """groei: laag, midden en hoog; alleen wat buiten de band ligt is zeker."""
    if groei[0] > 0:
        return Richting.GROEIT
    return Richting.KRIMPT if groei[2] < 0 else Richting.ONZEKER


def _rond(verschil: float) -> float:
    """A difference of two estimates is no more exact than they are."""
    stap = 10 if abs(verschil) < 1000 else 100
    return round(verschil / stap) * stap


def _twee(data: list[dict], nu: dict) -> list[dict]:
    """The first and the last year of the gemeente and the country: what a sentence speaks of."""
    jaren = (nu["jaar"], max(r["jaar"] for r in data))
    return [r for r in data if r["jaar"] in jaren and r["rol"] in ("gemeente", "land")]


def _rand(r: Mapping) -> tuple[float, float]:
    if leeg(r["ondergrens"]) or leeg(r["bovengrens"]):
        return r["waarde"], r["waarde"]
    return r["ondergrens"], r["bovengrens"]


def _groei(laag: float, hoog: float) -> str:
    """ "42% tot 74%"; tekens alleen als de groep ook kan krimpen."""
    a, b = (f"{getal(100 * x)}%" for x in (laag, hoog))
    if hoog < 0:
        a, b = (f"{getal(-100 * x)}%" for x in (hoog, laag))
    return a if a == b else f"{a} tot {b}"


def _naast_land(data: list[dict], nu: dict, straks: dict, groei: list[float]) -> dict[str, str]:
    """De groei naast die van Nederland; die ligt vaak binnen de band, en dan is niets zeker.

    groei: laag, midden en hoog.
    """
    laag, midden, hoog = groei
    land = {r["jaar"]: r["waarde"] for r in data if r["rol"] == "land"}
    eerst, later = land.get(nu["jaar"]), land.get(straks["jaar"])
    if not eerst or later is None:
        return {}
    daar = later / eerst - 1
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
    nodig = regels(a.opgave.woonbehoefte(a.opgave.sleutel.eind))
    gebruikt = [r for r in nodig if r["woonvorm"] == vorm]
    laag, hoog = _rand(gebruikt[0])
    vormen = {
        "": f"<b>{van_tot(laag, hoog)}</b>",
        "kaal": van_tot(laag, hoog),
        "midden": getal(gebruikt[0]["waarde"]),
        "jaar": str(a.opgave.sleutel.eind),
        "begin": str(a.opgave.sleutel.begin),
        "naam": opgavetabel.VORMEN[vorm].lower(),
        "stand": Stand.ZONDER_PLANNEN,
        "nodig": _nodig(laag, hoog),
    }
    uit = a.opgave.rekenrij(vorm)
    if a.opgave.met_plannen and not leeg(uit["waarde"]):
        tekort = regels(a.opgave.opgaverijen(a.opgave.reken()))
        over = [r for r in tekort if r["woonvorm"] == vorm]
        vormen |= _met_plannen(over[0], uit)
        gebruikt += over
    return Feit(vormen, rijen(gebruikt))


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


def _met_plannen(over: dict, uit: dict) -> dict[str, str]:
    """over: wat er nog ontbreekt. uit: de uitkomst van het model, zie modellen.opgave."""
    laag, hoog = _rand(over)
    aanwezig, hard, behoefte = uit["aanwezig"], uit["hard"], uit["behoefte"]
    er = sum(0 if leeg(x) else x for x in (aanwezig, hard))
    vormen = {
        "stand": _stand(laag, hoog),
        "opgave": f"<b>{van_tot(laag, hoog)}</b>",
        "opgave_kaal": van_tot(laag, hoog),
        "over": van_tot(-hoog, -laag),
        "hard": f"<b>{getal(hard)}</b>",
        "hard_kaal": getal(hard),
        "gebouwd_bekend": ja_nee(not leeg(aanwezig)),
    }
    if not leeg(aanwezig):
        vormen["gebouwd"] = getal(aanwezig)
    if not leeg(uit["zacht"]) and uit["zacht"]:
        vormen["zacht"] = getal(uit["zacht"])
    if not leeg(uit["onttrekking"]) and uit["onttrekking"]:
        vormen["verdwijnt"] = getal(uit["onttrekking"])
    if behoefte > 0:
        vormen["gedekt"] = als_deel(100 * er / behoefte)
        vormen["dekking"] = als_deel(100 * hard / behoefte)
        vormen["dekking_hoog"] = ja_nee(hard >= behoefte)
    return vormen


def zorgfeit(a: Analyse, wat: str) -> Feit | None:
    """Hoeveel mensen een zorgvraag hebben, nu en in het prognosejaar."""
    alle = [r for r in regels(a.zorg.zorgvraag()) if not leeg(r["waarde"])]
    data = [r for r in alle if r["indicator"] == f"zorgvraag_{wat}"]
    if len(data) < 2:
        return None
    nu, straks = data[0], data[-1]
    laag, hoog = _rand(straks)
    vormen = {
        "": f"<b>{van_tot(laag, hoog)}</b>",
        "kaal": van_tot(laag, hoog),
        "nu": van_tot(*_rand(nu)),
        "nu_jaar": str(int(nu["jaar"])),
        "jaar": str(int(straks["jaar"])),
    }
    return Feit(vormen, rijen([nu, straks]))


def steunfeit(a: Analyse) -> Feit | None:
    """Hoeveel mensen van 50 tot 75 jaar er per 85-plusser zijn, nu en in het prognosejaar."""
    hier = [r for r in regels(a.prognose.prognose_steun()) if r["rol"] == "gemeente"]
    eigen = [r for r in hier if not leeg(r["waarde"])]
    nu_jaar = a.prognose.bevolking.bekend_tot
    begin = [r for r in eigen if r["jaar"] <= nu_jaar]
    if not begin or eigen[-1]["jaar"] <= nu_jaar:
        return None
    nu, straks = begin[-1], eigen[-1]
    laag, hoog = _rand(straks)
    woord = Woord.GELIJK
    if hoog < nu["waarde"] or laag > nu["waarde"]:
        woord = Woord.MINDER if hoog < nu["waarde"] else Woord.MEER
    vormen = {
        "": f"<b>{getal(laag)} tot {getal(hoog)}</b>",
        "kaal": f"{getal(laag)} tot {getal(hoog)}",
        "nu": getal(nu["waarde"]),
        "nu_jaar": str(int(nu["jaar"])),
        "jaar": str(int(straks["jaar"])),
        "woord": woord,
    }
    return Feit(vormen, rijen([r for r in hier if r["jaar"] in (nu["jaar"], straks["jaar"])]))
