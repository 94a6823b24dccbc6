"""De feiten waar zinnen om vragen: elk een naam, vormen als tekst, en de cijfers erachter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from woonzorg_lib import cijfers, teksten
from woonzorg_lib.beeld import zinnen
from woonzorg_lib.beeld.beeld import rijen
from woonzorg_lib.beeld.getallen import als_deel, leeg, met_eenheid, rond
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.gebieden import Gebied

from .feitwoorden import Oordeelsrichting, Woord, ja_nee

if TYPE_CHECKING:
    from . import Analyse


@dataclass(frozen=True)
class Feit:
    """Een feit: per vorm de tekst ("" is het feit zelf), en de cijfers erachter.

    later: vormen die pas berekend worden als een zin erom vraagt.
    """

    vormen: dict[str, str]
    rijen: list[dict] = field(default_factory=list)
    later: dict[str, Callable[[], Feit | None]] = field(default_factory=dict)


Bronnen = dict[str, Callable[[], Feit | None]]


@dataclass
class Feiten:
    """Geeft bij de naam van een feit de tekst, en onthoudt welke cijfers daarachter zitten.

    extra: feiten van één onderwerp. gedeeld: wat van `bronnen` al gevonden is, ook door een ander.
    """

    bronnen: Bronnen
    extra: Bronnen = field(default_factory=dict)
    gedeeld: dict[str, Feit | None] = field(default_factory=dict)
    gebruikt: list[dict] = field(default_factory=list)
    _bekend: dict[str, Feit | None] = field(default_factory=dict)

    def __call__(self, naam: str) -> str | None:
        """De tekst van `naam` of `naam.vorm`; None als dat feit er niet is."""
        wat, _, vorm = naam.partition(".")
        feit = self._zoek(wat)
        if feit is None:
            return None
        if vorm in feit.later:
            feit, vorm = self._onthoud(naam, wat, feit.later[vorm]), ""
        if feit is None or vorm not in feit.vormen:
            return None
        self.gebruikt += [r for r in feit.rijen if r not in self.gebruikt]
        return feit.vormen[vorm]

    def _zoek(self, wat: str) -> Feit | None:
        return self._onthoud(wat, wat, self.extra.get(wat) or self.bronnen.get(wat))

    def _onthoud(self, naam: str, wat: str, maak: Callable[[], Feit | None] | None) -> Feit | None:
        bekend = self._bekend if wat in self.extra else self.gedeeld
        if naam not in bekend:
            bekend[naam] = maak() if maak else None
        return bekend[naam]


def plaatsfeiten(gemeente: Gebied, regio: Gebied) -> dict[str, dict[str, str]]:
    """De namen van de gemeente en de regio, zoals zij in een zin staan."""
    naam = e(gemeente.naam)
    plek = zinnen.in_(naam)
    streek = e(regio.met_lidwoord)
    return {
        "gemeente": {"": naam},
        "in": {"": plek},
        "In": {"": zinnen.hoofdletter(plek)},
        "regio": {"": streek},
        "Regio": {"": zinnen.hoofdletter(streek)},
    }


def cijferfeit(a: Analyse, id: str) -> Feit | None:
    """Een open cijfer met de vergelijking; None als de gemeente geen cijfer heeft."""
    if not a.jaren(id):
        return None
    data = a.cijferrijen(id, naast=("regio", "land"))
    eigen = zinnen.waarover(data)
    if eigen is None:
        return None
    ind, waarde, jaar = cijfers.indicator(id), eigen["waarde"], eigen["jaar"]
    geen = ind.soort == "aantal" and rond(waarde, ind.decimalen) == 0
    tekst = ind.nul if geen else met_eenheid(waarde, ind.eenheid, ind.decimalen)
    vormen = {
        "": f"<b>{tekst}</b>",
        "kaal": tekst,
        "jaar": str(jaar),
        "oud": ja_nee(cijfers.is_oud(jaar)),
        "soort": eigen["soort"],
        "bijzonder": " ".join(e(tekst) for tekst in zinnen.bijzonderheden(data)),
    }
    if ind.eenheid == "%":
        vormen["deel"] = als_deel(waarde)
    for rij in data:
        naast = rij["rol"] in ("land", "regio") and rij["rol"] != eigen["rol"]
        if naast and not leeg(rij["waarde"]) and ind.soort != "aantal":
            vormen |= _vergelijk(eigen, rij, ind)
    return Feit(
        vormen,
        rijen(data),
        {"verloop": lambda: _verloop(a, id), "omvang": lambda: _omvang(a, id)},
    )


def _vergelijk(eigen: dict, ander: dict, ind: cijfers.Indicator) -> dict[str, str]:
    rol = ander["rol"]
    achter = "" if rol == "land" else f"_{rol}"
    waarde = met_eenheid(ander["waarde"], ind.eenheid, ind.decimalen)
    waar = zinnen.PLEK[zinnen.plekrol(ander)][0]
    oordeel = cijfers.vergelijk_rijen(eigen, ander).oordeel
    zin = (
        _even(ind.woorden[0], waar, waarde)
        if oordeel is cijfers.Oordeel.GELIJK
        else _anders(ind, oordeel, waar, waarde)
    )
    return {
        rol: waarde,
        f"dan{achter}": zin,
        f"woord{achter}": _woord(oordeel),
        f"richting{achter}": _richting(ind, oordeel),
    }


def _even(woord: str, waar: str, waarde: str) -> str:
    """ "ongeveer evenveel als in Nederland (31%)", bij het woord van de indicator."""
    return {
        "meer": teksten.zin("analyse.gelijk.meer", waar=waar, waarde=waarde),
        "hoger": teksten.zin("analyse.gelijk.hoger", waar=waar, waarde=waarde),
        "groter": teksten.zin("analyse.gelijk.groter", waar=waar, waarde=waarde),
        "verder": teksten.zin("analyse.gelijk.verder", waar=waar, waarde=waarde),
    }[woord]


def _anders(ind: cijfers.Indicator, oordeel: cijfers.Oordeel, waar: str, waarde: str) -> str:
    meer, minder = ind.woorden
    woord = meer if oordeel is cijfers.Oordeel.HOGER else minder
    return teksten.zin("analyse.anders", woord=woord, waar=waar, waarde=waarde)


def _woord(oordeel: cijfers.Oordeel) -> Woord:
    if oordeel is cijfers.Oordeel.GELIJK:
        return Woord.GELIJK
    return Woord.MEER if oordeel is cijfers.Oordeel.HOGER else Woord.MINDER


def _richting(ind: cijfers.Indicator, oordeel: cijfers.Oordeel) -> Oordeelsrichting:
    """Of het verschil gunstig is; een indicator zonder goede kant heeft geen richting."""
    if oordeel is cijfers.Oordeel.GELIJK:
        return Oordeelsrichting.GELIJK
    if not ind.richting:
        return Oordeelsrichting.GEEN
    hoger = oordeel is cijfers.Oordeel.HOGER
    gunstig = hoger == (ind.richting == "hoger")
    return Oordeelsrichting.GUNSTIG if gunstig else Oordeelsrichting.ONGUNSTIG


def _reeks(a: Analyse, id: str) -> list[dict]:
    """Het cijfer van de gemeente in elk jaar; leeg bij minder dan twee jaren."""
    data = [rij for rij in a.verlooprijen(id, naast=[]) if not leeg(rij["waarde"])]
    return data if len(data) > 1 else []


def _verloop(a: Analyse, id: str) -> Feit | None:
    """gestegen, gedaald of gelijk sinds het eerste jaar; None bij minder dan twee jaren."""
    data = _reeks(a, id)
    if not data:
        return None
    richting, _ = zinnen.beweging(data, cijfers.indicator(id))
    return Feit({"": richting}, rijen(data))


def _omvang(a: Analyse, id: str) -> Feit | None:
    """ "1.580 (0,9 procentpunt)": hoeveel het cijfer sinds het eerste jaar veranderde."""
    data = _reeks(a, id)
    _, omvang = zinnen.beweging(data, cijfers.indicator(id)) if data else ("", "")
    if not omvang:
        return None
    eerste = min(rij["jaar"] for rij in data)
    return Feit({"": teksten.zin("analyse.omvang", omvang=omvang, jaar=eerste)}, rijen(data))
