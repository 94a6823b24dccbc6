"""Wat er per gemeente van een regio voor ouderen nodig, gepland en afgesproken is. Tekent niets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg_lib import modellen, teksten
from woonzorg_lib.beeld.afspraken import Afspraak
from woonzorg_lib.beeld.getallen import leeg
from woonzorg_lib.invoer.behoefte import SLEUTELDELEN
from woonzorg_lib.modellen.behoefte import BAND
from woonzorg_lib.modellen.opgavetabel import VORMEN
from woonzorg_lib.soorten.plannen import SOORT as PLANNEN

if TYPE_CHECKING:
    from woonzorg_lib.analyse import Analyse
    from woonzorg_lib.gebieden import Gebied


@dataclass(frozen=True)
class Stand:
    """Eén woonvorm in één gemeente.

    nodig en vinden: een rij cijfers met band. hard: woningen in harde plannen. afspraak: wat voor
    deze gemeente is afgesproken. Van alles is None niet bekend.
    """

    code: str
    naam: str
    woonvorm: str
    nodig: pd.Series | None = None
    hard: float | None = None
    vinden: pd.Series | None = None
    afspraak: Afspraak | None = None
    rijen: tuple[dict, ...] = ()


@dataclass(frozen=True)
class Samen:
    """Een woonvorm in de hele regio: de behoefte met band, en de som van wat er gepland is.

    opgeteld: de band is de som van die van de gemeenten, en dus ruim.
    """

    laag: float
    hoog: float
    opgeteld: bool
    hard: float | None
    met_plannen: int


class Regioopgave:
    """De opgave voor ouderen van elke gemeente van een regio.

    analyses: code -> Analyse. regio: waar zij in liggen. anders: het jaar tot en met wanneer geteld
    wordt als geen gemeente er een heeft.
    """

    def __init__(self, analyses: Mapping[str, Analyse], regio: Gebied, anders: int):
        self.analyses = analyses
        self.regio = regio
        self.anders = anders

    @cached_property
    def jaar(self) -> int:
        """Tot en met wanneer geteld wordt: het jaar van de meeste gemeenten."""
        jaren = Counter(a.opgave.sleutel.eind for a in self.analyses.values() if a.opgave.sleutel)
        return jaren.most_common(1)[0][0] if jaren else self.anders

    @cached_property
    def _standen(self) -> dict[str, list[Stand]]:
        return {
            vorm: [_stand(a, vorm, self.jaar) for a in self.analyses.values()]
            for vorm in SLEUTELDELEN
        }

    def standen(self, woonvorm: str) -> list[Stand]:
        """Eén woonvorm, een Stand per gemeente, in de volgorde van de analyses."""
        return self._standen[woonvorm]

    def rijen(self, *woonvormen: str) -> list[dict]:
        """De cijfers achter deze woonvormen."""
        return [rij for vorm in woonvormen for s in self.standen(vorm) for rij in s.rijen]

    def samen(self, woonvorm: str) -> Samen | None:
        """De regio als geheel; None zolang van geen gemeente bekend is wat er nodig is."""
        nodig = [s.nodig for s in self.standen(woonvorm) if s.nodig is not None]
        if not nodig:
            return None
        hard = [s.hard for s in self.standen(woonvorm) if s.hard is not None]
        laag, hoog = (sum(float(r[k]) for r in nodig) for k in ("ondergrens", "bovengrens"))
        regio = self._van_regio(woonvorm)
        laag, hoog = regio or (laag, hoog)
        return Samen(laag, hoog, regio is None, sum(hard) if hard else None, len(hard))

    def _van_regio(self, woonvorm: str) -> tuple[float, float] | None:
        """The band of the regio as one area, as a report says it beside an agreement.

        None when a gemeente uses a key or a forecast of her own: then there is only the sum.
        """
        alle = list(self.analyses.values())
        eerste, sleutel = alle[0], alle[0].opgave.sleutel
        if sleutel is None or sleutel.gebied != "land" or len(alle) != len(self.regio.leden):
            return None
        if any(a.opgave.sleutel != sleutel or len(a.prognose.eigen_prognose) for a in alle):
            return None
        ouderen = pd.concat(
            [
                eerste.prognose.model.prognose({"regio": self.regio.leden}),
                eerste.prognose.model.land,
            ],
            ignore_index=True,
        )
        deel = ouderen[ouderen.geslacht == "totaal"]
        uit = modellen.behoefte_sleutel(deel, "regio", sleutel, [self.jaar], eerste.opgave.keuzes)
        r = uit[uit.woonvorm == woonvorm][list(BAND)]
        laag, _, hoog = modellen.rond_woningen(r.iloc[0])
        return float(laag), float(hoog)

    def regioafspraken(self, woonvorm: str) -> list[Afspraak]:
        """Afspraken over deze woonvorm die voor meer gemeenten samen gelden, elk één keer."""
        alle = [
            x
            for a in self.analyses.values()
            for x in a.afgesproken.afspraken
            if x.leden and x.woonvorm == woonvorm
        ]
        return list({x.gebiedcode: x for x in alle}.values())

    def evenredigheid(self, inwoners: pd.DataFrame) -> pd.DataFrame:
        """Per gemeente het aandeel in de behoefte gedeeld door het aandeel in de inwoners.

        inwoners: een rij per gemeente, met gebiedcode en waarde. Leeg zolang van een gemeente de
        behoefte niet bekend is: dan is het geheel er niet.
        """
        standen = self.standen("geclusterd")
        nodig = {s.code: s.nodig for s in standen if s.nodig is not None}
        mensen = inwoners.set_index("gebiedcode").waarde
        compleet = set(nodig) == set(self.regio.leden) == set(mensen.dropna().index)
        if not compleet:
            return pd.DataFrame()
        som = sum(float(n.waarde) for n in nodig.values())
        if not som:
            return pd.DataFrame()
        rijen = []
        for code, n in nodig.items():
            deel = (n.waarde / som) / (mensen[code] / mensen.sum())
            kop = {"indicator": "evenredigheid_behoefte", "kort": "behoefte geclusterd"}
            wat = teksten.zin("analyse.behoefte_evenredig")
            eenheid = {"eenheid": "1 is evenredig", "decimalen": 2, "omschrijving": wat}
            leeg_ = {"ondergrens": None, "bovengrens": None, "uitsplitsing": "", "rol": "lid"}
            rijen.append(n.to_dict() | kop | eenheid | leeg_ | {"waarde": deel})
        return pd.DataFrame(rijen)


def _stand(a: Analyse, woonvorm: str, jaar: int) -> Stand:
    afspraak = next(
        (
            x
            for x in a.afgesproken.afspraken
            if x.woonvorm == woonvorm and x.gebiedcode == a.gemeente.code
        ),
        None,
    )
    kop = Stand(a.gemeente.code, a.gemeente.naam, woonvorm, afspraak=afspraak)
    afgesproken = (afspraak.rij(),) if afspraak else ()
    if a.opgave.sleutel is None:
        return Stand(kop.code, kop.naam, woonvorm, afspraak=afspraak, rijen=afgesproken)
    behoefte = a.opgave.woonbehoefte(jaar)
    nodig = _eerste(behoefte[behoefte.woonvorm == woonvorm])
    uitkomst = a.opgave.reken()
    som = _eerste(uitkomst[(uitkomst.woonvorm == woonvorm) & (uitkomst.jaar == jaar)])
    hard = vinden = None
    if som is not None and a.opgave.met_plannen:
        hard = None if leeg(som.hard) else float(som.hard)
        over = a.opgave.opgaverijen(uitkomst)
        vinden = _eerste(over[over.woonvorm == woonvorm])
    rijen = [dict(r) for r in (nodig, vinden) if r is not None]
    rijen += [_hard_rij(a, woonvorm, jaar, hard)] if hard is not None else []
    return Stand(
        kop.code, kop.naam, woonvorm, nodig, hard, vinden, afspraak, (*rijen, *afgesproken)
    )


def _eerste(data: pd.DataFrame) -> pd.Series | None:
    return None if data.empty else data.iloc[0]


def _hard_rij(a: Analyse, woonvorm: str, jaar: int, hard: float) -> dict:
    """The row for cijfers.csv of what is in firm plans."""
    bestand = a.eigen.bestand(PLANNEN.naam)
    return {
        "indicator": "hard_gepland_ouderen",
        "omschrijving": f"Woningen in harde plannen: {VORMEN[woonvorm].lower()}",
        "gebiedcode": a.gemeente.code,
        "gebied": a.gemeente.naam,
        "jaar": jaar,
        "uitsplitsing": f"{VORMEN[woonvorm]}, tot en met {jaar}",
        "waarde": hard,
        "eenheid": "woningen",
        "soort": "invoer",
        **(bestand.herkomst if bestand else {}),
    }
