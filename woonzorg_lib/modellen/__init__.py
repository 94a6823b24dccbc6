"""De modellen: zuivere functies van tabellen naar tabellen. Lezen geen bestanden en tekenen niets; de tabellen komen uit cijfers.modelgegevens."""

from woonzorg_lib.modellen.band import Band
from woonzorg_lib.modellen.bron import PROGNOSE_BRONNEN, IngetrokkenPrognose, OnbekendePrognosebron, prognosebron
from woonzorg_lib.modellen.cijfertabel import als_cijfers, als_eigen_cijfers, rond_schatting
from woonzorg_lib.modellen.eigen import eigen_prognose, geen_prognose
from woonzorg_lib.modellen.druk import huishoudens_75plus, verhouding, verhoudingen
from woonzorg_lib.modellen.prognose import Instellingen, Verloop, prognose, verloop
from woonzorg_lib.modellen.toets import dekking, terugtoets_65plus, terugtoets_80plus, terugtoets_land

__all__ = [
    "PROGNOSE_BRONNEN", "Band", "IngetrokkenPrognose", "Instellingen", "OnbekendePrognosebron", "Verloop", "als_cijfers", "als_eigen_cijfers", "dekking", "eigen_prognose", "geen_prognose", "huishoudens_75plus", "prognose",
    "prognosebron", "rond_schatting", "terugtoets_65plus", "terugtoets_80plus", "terugtoets_land", "verhouding", "verhoudingen", "verloop",
]  # fmt: skip
