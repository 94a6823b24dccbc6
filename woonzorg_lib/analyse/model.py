"""Het model dat alle gemeenten delen: één keer gerekend, met de getallen van zijn uitleg.

Het rekenen zelf staat in modellen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cached_property, lru_cache

import pandas as pd

from woonzorg_lib import modellen
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.cijfers import modelgegevens
from woonzorg_lib.cijfers.modelgegevens import ankerbron, margebron
from woonzorg_lib.onthouden import Onthoud

TOT = 2050
UITGELEGD = ("65plus", "75plus", "85plus")  # the ages that the explanation speaks of
LATER = 2040  # the year in which the own national line stands beside the official one


class Model:
    """Wat voor elke gemeente hetzelfde is: per proces en per stel aannames één keer gerekend."""

    def __init__(self, norm: dict):
        self.norm = norm

    @cached_property
    def gegevens(self) -> modelgegevens.Prognosegegevens:
        """De tabellen van de prognose."""
        return _prognosegegevens()

    @property
    def zonder_anker(self) -> modelgegevens.Prognosegegevens:
        """Dezelfde tabellen zonder de officiële prognose, voor de eigen landelijke lijn."""
        return replace(self.gegevens, anker=self.gegevens.anker.iloc[:0])

    @cached_property
    def verloop(self) -> modellen.Verloop:
        """Het cohortmodel tot 2050, voor alle gemeenten."""
        return _verloop(json.dumps(self.norm))

    @cached_property
    def band(self) -> modellen.Band:
        """De band, met de marges van de officiële prognose."""
        return modellen.Band.uit(self.norm["band"], modellen.marge_van(self.gegevens))

    @cached_property
    def land(self) -> pd.DataFrame:
        """Heel Nederland, met de band."""
        return self.prognose({"land": self.verloop.codes})

    def prognose(self, leden: Mapping[str, Sequence[str]]) -> pd.DataFrame:
        """De prognose van gebieden, met de band."""
        return modellen.prognose(self.gegevens, leden, TOT, band=self.band, uitkomst=self.verloop)

    @cached_property
    def huishoudensgegevens(self) -> modelgegevens.Huishoudensgegevens:
        """De tabellen van de huishoudens."""
        return _huishoudensgegevens()

    @cached_property
    def huishoudens(self) -> modellen.Huishoudensverloop:
        """De huishoudens tot 2050, voor alle gemeenten."""
        return _huishoudens(json.dumps(self.norm))

    @cached_property
    def huishoudensband(self) -> modellen.Huishoudensband:
        """De onzekerheid om huishoudens."""
        marges = self.huishoudensgegevens.marges
        return modellen.Huishoudensband.uit(self.norm["huishoudens"], self.band, marges)

    @cached_property
    def toelichting(self) -> dict[str, str]:
        """De getallen in de uitleg van de prognose (teksten/prognose.yaml), zoals zij er staan."""
        return _toelichting(self)


def _toetsgetallen() -> dict[str, str]:
    """Wat de terugtoets gaf, zoals het in de uitleg staat."""
    toets = modelgegevens.terugtoets()
    per, land, alleen = toets["gemeenten"], toets["nederland"]["75plus"], toets["alleen_65plus"]
    binnen = {f"binnen_{k[:2]}": per[k]["binnen"][-1] for k in UITGELEGD}
    los = {f"los_{k[:2]}": per[k]["binnen_zonder_land"][-1] for k in UITGELEGD}
    een_jaar = {f"een_jaar_{k[:2]}": w for k, w in toets["een_jaar"].items()}
    fouten = toets["huishoudens"]["totaal"]["zonder_land"]
    heel = {
        "van": toets["jaren"][0],
        "tot": toets["jaren"][1],
        "begin_van": toets["begin"][0],
        "begin_tot": toets["begin"][1],
        "langst": land["jaren"][-1],
        "alleen_van": alleen["jaren"][0],
        "alleen_tot": alleen["jaren"][1],
        "beter_75": per["75plus"]["beter"],
        "gemeenten": per["75plus"]["gemeenten"],
    }
    komma = {
        "toen_75": land["gemiddeld"][-1],
        "toen_75_max": land["grootste"][-1],
        "huis_mediaan": fouten[0],
        "huis_p90": fouten[1],
        "alleen_mediaan": alleen["eigen"][0],
        "alleen_landelijk": alleen["landelijk"][0],
        "nu_65": per["65plus"]["nu"][0],
        "nu_75": per["75plus"]["nu"][0],
    }
    uit = {k: str(w) for k, w in (binnen | los | een_jaar | heel).items()}
    return uit | {k: getal(w, 1) for k, w in komma.items()}


def _toelichting(m: Model) -> dict[str, str]:
    anker, marge, norm = ankerbron(), margebron(), m.norm
    eigen = modellen.landelijk_van(m.zonder_anker, modellen.Instellingen.uit(norm))
    rij = m.land.query("leeftijd == '75plus' and geslacht == 'totaal' and jaar == @LATER").iloc[0]
    geteld = int(m.huishoudens.jaren[0])
    marges = m.huishoudensgegevens.marges.query("jaar == @geteld and wat == 'huishoudens'")
    return _toetsgetallen() | {
        "basis": str(m.verloop.bekend_tot),
        "begin": str(m.verloop.begin),
        "geteld_tot": str(m.verloop.land_tot),
        "eigen_sinds": str(m.gegevens.groepen.jaar.min()),
        "eigen_vanaf": getal(norm["eigen_vanaf"]["waarde"]),
        "vast_tot": getal(norm["vast_tot"]["waarde"]),
        "halvering": getal(norm["halvering"]["waarde"]),
        "trend_deel": getal(100 * norm["trend_deel"]["waarde"]),
        "trend_jaren": getal(norm["jaren_trend"]["waarde"]),
        "uitgever": anker.uitgever,
        "uitgave": anker.uitgave,
        "tabel": anker.tabel_van(LATER),
        "marge_tabel": marge.tabel_van(LATER),
        "marge_uitgave": marge.uitgave,
        "later": str(LATER),
        "eigen_75": _miljoen(eigen.in_jaar(LATER)[:, 75:].sum()),
        "land_75": _miljoen(rij.waarde),
        "land_75_laag": _miljoen(rij.ondergrens),
        "land_75_hoog": _miljoen(rij.bovengrens),
        "huishoudens_geteld": str(geteld),
        "huishoudens_verwacht": getal(marges.prognose.iloc[0]),
        "huishoudens_nl": getal(m.huishoudens.aantal[0].sum()),
    }


def _miljoen(aantal: float) -> str:
    return getal(aantal / 1e6, 2)


@Onthoud
def _prognosegegevens() -> modelgegevens.Prognosegegevens:
    return modelgegevens.prognosegegevens()


@Onthoud
def _huishoudensgegevens() -> modelgegevens.Huishoudensgegevens:
    return modelgegevens.huishoudensgegevens()


@Onthoud
def _verloop(norm: str) -> modellen.Verloop:
    keuze = modellen.Instellingen.uit(json.loads(norm))
    return modellen.verloop(_prognosegegevens(), TOT, keuze)


@Onthoud
def _huishoudens(norm: str) -> modellen.Huishoudensverloop:
    return modellen.huishoudens(_verloop(norm), _prognosegegevens(), _huishoudensgegevens())


# What is the same for all gemeenten and takes a second: it may be set ready.
LANDELIJK = (_prognosegegevens, _huishoudensgegevens, _verloop, _huishoudens)


@lru_cache(maxsize=4)
def model_met(norm: str) -> Model:
    """Het model met deze aannames (JSON)."""
    return Model(json.loads(norm))
