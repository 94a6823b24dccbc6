"""De terugtoets: hoe goed de prognose het verleden had voorspeld. Verandert niets aan het model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers.modelgegevens import Prognosegegevens
from woonzorg_lib.modellen.anker import LEEFTIJDEN
from woonzorg_lib.modellen.band import OUDER, Band
from woonzorg_lib.modellen.leeftijd import som_vanaf
from woonzorg_lib.modellen.prognose import (
    Instellingen,
    Verloop,
    landelijk_van,
    prognose,
    terugrekenen,
    verloop,
)
from woonzorg_lib.modellen.sterfte import Landelijk, raster

# What someone could choose from, and the first year that a choice could be tested with.
TREND_DELEN = (0.0, 0.25, 0.5, 0.75, 1.0, 1.25, 1.5, 1.75)
EERSTE_TOETS = 2004
TOETSJAREN = (3, 5, 7, 10)
ZONDER_EIGEN = 200  # an age that nobody reaches: then no gemeente keeps a growth of its own
VAN, TOT = 2021, 2024  # both have the ages of every gemeente
GROOTTES = (0.25, 0.5, 0.75)


class Gemeentetoets:
    """De terugtoets per gemeente; onthoudt wat per beginjaar en per stel aannames is
    doorgerekend.
    """

    def __init__(self, gegevens: Prognosegegevens):
        self.gegevens = gegevens
        self.laatste = int(gegevens.groepen.jaar.max())
        self._runs: dict[tuple[int, Instellingen], Verloop] = {}
        self._banden: dict[int, tuple[Band, pd.DataFrame]] = {}

    def verloop(self, van: int, instellingen: Instellingen | None = None) -> Verloop:
        """Het verloop met alleen wat op 1 januari `van` bekend was."""
        plek = (van, instellingen or Instellingen())
        if plek not in self._runs:
            toen = self.gegevens.tot_en_met(van)
            self._runs[plek] = verloop(toen, self.laatste, instellingen)
        return self._runs[plek]

    def _prognose(self, van: int, band: Band | None) -> pd.DataFrame:
        breed = band or Band()
        if van not in self._banden or self._banden[van][0] != breed:
            v, toen = self.verloop(van), self.gegevens.tot_en_met(van)
            p = prognose(toen, v.codes, self.laatste, band=breed, uitkomst=v)
            self._banden[van] = (breed, p)
        return self._banden[van][1]

    def fouten(
        self,
        leeftijd: str,
        van: int = VAN,
        tot: int = TOT,
        instellingen: Instellingen | None = None,
    ) -> pd.DataFrame:
        """Zie `terugtoets`."""
        grens = OUDER[leeftijd]
        v = self.verloop(van, instellingen)
        werd = som_vanaf(self.gegevens.groepen, list(v.codes), tot, grens)
        goed = ~np.isnan(werd)
        nu, model = (v.som(grens)[j - int(v.jaren[0])].sum(0)[goed] for j in (van, tot))
        werd = werd[goed]
        land = nu * werd.sum() / nu.sum()
        return pd.DataFrame(
            {
                "gebied": np.array(v.codes)[goed],
                "begin": van,
                "aantal": nu,
                "werd": werd,
                "model": model,
                "als_land": land,
                "fout": 100 * (model / werd - 1),
                "fout_als_land": 100 * (land / werd - 1),
                "fout_eigen": 100 * (model * werd.sum() / model.sum() / werd - 1),
            }
        )

    def dekking(
        self,
        leeftijd: str,
        van: int = VAN,
        tot: int = TOT,
        band: Band | None = None,
        zonder_land: bool = False,
    ) -> pd.DataFrame:
        """Zie `dekking`."""
        p, codes = self._prognose(van, band), list(self.verloop(van).codes)
        p = p[(p.leeftijd == leeftijd) & (p.geslacht == "totaal")].set_index(["jaar", "gebied"])
        nu, straks = p.loc[van].loc[codes], p.loc[tot].loc[codes]
        werd = som_vanaf(self.gegevens.groepen, codes, tot, OUDER[leeftijd])
        goed = ~np.isnan(werd)
        onder, boven = straks.ondergrens, straks.bovengrens
        if zonder_land:
            recht = np.nansum(werd) / straks.waarde[goed].sum()
            onder, boven = straks.plaats_onder * recht, straks.plaats_boven * recht
        t = pd.DataFrame({"lager": werd < onder, "hoger": werd > boven})[goed]
        klasse = grootteklassen(nu.waarde[goed])
        groepen = [(k, t[klasse == k]) for k in range(len(GROOTTES) + 1)] + [("alle", t)]
        rijen = [(k, len(d), d.lager.mean(), d.hoger.mean()) for k, d in groepen]
        uit = pd.DataFrame(rijen, columns=["klasse", "gemeenten", "eronder", "erboven"])
        uit.insert(2, "binnen", 1 - uit.eronder - uit.erboven)
        return uit


def terugtoets(
    gegevens: Prognosegegevens,
    leeftijd: str = "75plus",
    van: int = VAN,
    tot: int = TOT,
    instellingen: Instellingen | None = None,
) -> pd.DataFrame:
    """Ouderen per gemeente in `tot`, voorspeld met alleen wat op 1 januari `van` bekend was.

    leeftijd: een sleutel van OUDER. Geeft per gemeente: aantal (in `van`), werd (in `tot`), model
    en als_land (gegroeid zoals het land werkelijk groeide) in personen; in procenten van wat het
    werd: fout, fout_als_land en fout_eigen (zonder de landelijke fout). Sterfte telt mee tot en met
    het jaar voor `van`. Gemeenten zonder cijfer doen niet mee.
    """
    return Gemeentetoets(gegevens).fouten(leeftijd, van, tot, instellingen)


def zonder_eigen_groei(instellingen: Instellingen | None = None) -> Instellingen:
    """Dezelfde aannames, maar geen gemeente houdt een eigen groei:
    wat in 2021 niet te toetsen was.
    """
    return replace(instellingen or Instellingen(), eigen_vanaf=ZONDER_EIGEN)


def grootteklassen(aantal: np.ndarray | pd.Series) -> np.ndarray:
    """Vier even grote groepen gemeenten naar grootte: 0 (kleinste) tot en met 3 (grootste)."""
    return np.digitize(aantal, np.quantile(aantal, GROOTTES))


def dekking(
    gegevens: Prognosegegevens,
    leeftijd: str = "75plus",
    van: int = VAN,
    tot: int = TOT,
    band: Band | None = None,
    zonder_land: bool = False,
) -> pd.DataFrame:
    """Hoeveel gemeenten in `tot` binnen de band vielen, met alleen wat in `van` bekend was.

    zonder_land: toets alleen de band per gemeente, met het land zoals het werd. Geeft per klasse
    van grootte (0-3, en "alle"): gemeenten, en de delen binnen, eronder en erboven (0 tot 1).
    """
    return Gemeentetoets(gegevens).dekking(leeftijd, van, tot, band, zonder_land)


class Landtoets:
    """De landelijke terugtoets; onthoudt wat per beginjaar en aanname is doorgerekend."""

    def __init__(self, gegevens: Prognosegegevens, instellingen: Instellingen | None = None):
        self.gegevens = replace(gegevens, anker=gegevens.anker.iloc[:0])
        self.keuze = instellingen or Instellingen()
        self.jaren, self.stand = raster(gegevens.bevolking, "inwoners")
        self._land: dict[tuple[int, float], Landelijk] = {}

    def land(self, begin: int, trend_deel: float) -> Landelijk:
        """Het landelijke verloop met wat op 1 januari `begin` bekend was, zonder officiële
        prognose.
        """
        plek = (begin, trend_deel)
        if plek not in self._land:
            keuze = replace(self.keuze, trend_deel=trend_deel)
            self._land[plek] = landelijk_van(self.gegevens.tot_en_met(begin), keuze)
        return self._land[plek]

    def fout(self, begin: int, vooruit: int, trend_deel: float, van: int, tot: int) -> float:
        """De fout in procenten van het aantal inwoners van `van` tot (niet tot en met)
        `tot` jaar.
        """
        model = self.land(begin, trend_deel).in_jaar(begin + vooruit)[:, van:tot].sum()
        werd = self.stand[begin + vooruit - self.jaren[0]][:, van:tot].sum()
        return float(100 * (model / werd - 1))

    def toen_gekozen(self, jaar: int) -> float:
        """Het deel van de trend dat iemand op 1 januari `jaar` had gekozen, met de toetsen die toen
        te doen waren.

        Formule: de kleinste wortel van de gemiddelde kwadratische fout van 75-plussers, na 3, 5, 7
        en 10 jaar, uit beginjaren vanaf 2004 waarvan de uitkomst in `jaar` bekend was.
        """

        def maat(deel: float) -> float:
            fouten = [
                self.fout(b, h, deel, 75, LEEFTIJDEN)
                for b in range(EERSTE_TOETS, jaar)
                for h in TOETSJAREN
                if b + h <= jaar
            ]
            return float(np.mean(np.square(fouten)))

        return min(TREND_DELEN, key=maat)


OUD = {naam: (grens, LEEFTIJDEN) for naam, grens in OUDER.items()}


def terugtoets_land(
    gegevens: Prognosegegevens,
    begin: Sequence[int] = (2010, 2012, 2013, 2014, 2015, 2018, 2020),
    vooruit: Sequence[int] = (3, 5, 10),
    instellingen: Instellingen | None = None,
    leeftijden: Mapping[str, tuple[int, int]] = OUD,
) -> pd.DataFrame:
    """Ouderen in Nederland volgens de eigen landelijke lijn, met wat in elk beginjaar bekend was en
    toen gekozen was.

    leeftijden: naam -> (van, tot), om een andere groep te toetsen. Geeft begin, vooruit (jaar),
    leeftijd, trend_deel (toen gekozen), fout (%), en fout_nu (met de keuze van nu).
    """
    toets = Landtoets(gegevens, instellingen)
    laatste, rijen = int(toets.jaren[-1]), []
    for b in begin:
        deel = toets.toen_gekozen(b)
        for h in (h for h in vooruit if b + h <= laatste):
            for naam, (van, tot) in leeftijden.items():
                fout = partial(toets.fout, b, h, van=van, tot=tot)
                rijen.append((b, h, naam, deel, fout(deel), fout(toets.keuze.trend_deel)))
    kolommen = ["begin", "vooruit", "leeftijd", "trend_deel", "fout", "fout_nu"]
    return pd.DataFrame(rijen, columns=kolommen)


def samenvatting(fout: pd.Series | np.ndarray) -> dict[str, float]:
    """De mediaan, het 90e percentiel en de grootste van de absolute fouten (in procenten)."""
    f = np.abs(np.asarray(fout, dtype=float))
    return {
        "mediaan": float(np.median(f)),
        "p90": float(np.percentile(f, 90)),
        "grootste": float(f.max()),
    }


def samenhang(gegevens: Prognosegegevens, vanaf: int) -> float:
    """De correlatie tussen de eigen groei van gemeenten in de twee jaren voor het beginjaar, voor
    `vanaf` jaar en ouder.

    0 is toeval, 1 is blijvend. Formule: gewogen met de wortel van het aantal personen; terugrekenen
    als in `prognose.terugrekenen`.
    """
    begin = int(gegevens.leeftijd.jaar.max())
    toen = gegevens.tot_en_met(begin)
    v = verloop(toen, begin)
    codes = list(v.codes)
    land = landelijk_van(gegevens)
    paar = np.array(terugrekenen(v.aantal[0], land, gegevens.groepen, codes, begin, vanaf)[:2])
    goed = ~np.isnan(paar).any(0)
    w = np.sqrt(v.som(vanaf)[0].sum(0))[goed]
    af = paar[:, goed] - np.average(paar[:, goed], axis=1, weights=w)[:, None]
    (a, c), (_, b) = (af * w) @ af.T
    return float(c / np.sqrt(a * b))


def _drie(fout: pd.Series | np.ndarray) -> list[float]:
    return [round(w, 2) for w in samenvatting(fout).values()]


def _gemeenten(toets: Gemeentetoets, leeftijd: str, band: Band) -> dict:
    nu = toets.fouten(leeftijd)
    toen = toets.fouten(leeftijd, instellingen=zonder_eigen_groei())
    binnen = toets.dekking(leeftijd, band=band)
    los = toets.dekking(leeftijd, band=band, zonder_land=True)
    return {
        "gemeenten": len(nu),
        "toen": _drie(toen.fout),
        "nu": _drie(nu.fout),
        "als_land": _drie(nu.fout_als_land),
        "beter": int((toen.fout.abs() < toen.fout_als_land.abs()).sum()),
        "binnen": [round(100 * w) for w in binnen.binnen],
        "eronder": round(100 * binnen.eronder.iloc[-1]),
        "erboven": round(100 * binnen.erboven.iloc[-1]),
        "binnen_zonder_land": [round(100 * w) for w in los.binnen],
        "land": round(float(100 * (nu.model.sum() / nu.werd.sum() - 1)), 2),
    }


def uitkomsten(gegevens: Prognosegegevens, band: Band | None = None) -> dict:
    """De terugtoets in getallen, afgerond zoals het rapport ze noemt.

    jaren: van en tot van de toets per gemeente; begin: het eerste en laatste beginjaar van de
    langste landelijke toets. gemeenten: per leeftijd de fouten in procenten (mediaan, 90e
    percentiel, grootste) met de keuzes die toen te maken waren, met die van nu, en bij groeien
    zoals het land; beter: bij zoveel gemeenten; binnen, eronder en erboven: het deel in en buiten
    de band (%), van klein naar groot en alle samen; land: de landelijke fout. een_jaar: binnen de
    band van 2024 naar 2025 (%). nederland: per leeftijd de gemiddelde en de grootste fout (%) van
    de eigen landelijke lijn na 3, 5 en 10 jaar, met de keuzes van toen.
    """
    breed, toets = band or Band(), Gemeentetoets(gegevens)
    land = terugtoets_land(gegevens).assign(fout=lambda t: t.fout.abs())
    per = land.groupby(["leeftijd", "vooruit"]).fout
    begin = land.begin[land.vooruit == land.vooruit.max()]
    return {
        "jaren": [VAN, TOT],
        "begin": [int(begin.min()), int(begin.max())],
        "gemeenten": {lft: _gemeenten(toets, lft, breed) for lft in OUDER},
        "een_jaar": {
            lft: round(100 * float(toets.dekking(lft, 2024, 2025, breed).binnen.iloc[-1]))
            for lft in ("65plus", "80plus")
        },
        "nederland": {
            lft: {
                "jaren": [int(j) for j in per.mean()[lft].index],
                "gemiddeld": [round(float(w), 1) for w in per.mean()[lft]],
                "grootste": [round(float(w), 1) for w in per.max()[lft]],
            }
            for lft in OUDER
        },
    }
