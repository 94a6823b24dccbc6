"""De modellen: zuivere functies van tabellen naar tabellen. Lezen geen bestanden en tekenen niets; de tabellen komen uit cijfers.modelgegevens."""

from woonzorg_lib.modellen.band import Band
from woonzorg_lib.modellen.behoefte import (
    Aannames,
    GeenGroei,
    Sleutel,
    behoefte_sleutel,
    behoefte_tarief,
    groei,
    met_eigen_prognose,
    per_type_en_prijs,
    stroom,
    taakstelling,
)
from woonzorg_lib.modellen.bron import (
    PROGNOSE_BRONNEN,
    IngetrokkenPrognose,
    OnbekendePrognosebron,
    prognosebron,
)
from woonzorg_lib.modellen.cijfertabel import (
    TABEL,
    ZORGVRAAG,
    als_cijfers,
    als_eigen_cijfers,
    als_huishoudens,
    als_oosr,
    als_zorgvraag,
    rond_schatting,
)
from woonzorg_lib.modellen.druk import huishoudens_75plus, oosr_met_band, verhouding, verhoudingen
from woonzorg_lib.modellen.eigen_prognose import eigen_prognose, geen_prognose
from woonzorg_lib.modellen.opgave import gevoeligheid, opgave, plannen, rond_woningen, voorraad
from woonzorg_lib.modellen.opgavetabel import als_groei, als_woningen
from woonzorg_lib.modellen.prognose import Instellingen, Verloop, prognose, verloop
from woonzorg_lib.modellen.toets import (
    dekking,
    terugtoets_65plus,
    terugtoets_80plus,
    terugtoets_land,
)
from woonzorg_lib.modellen.zorgvraag import dementie, ondersteuning, rand, vast_aandeel

__all__ = [
    "PROGNOSE_BRONNEN",
    "TABEL",
    "ZORGVRAAG",
    "Aannames",
    "Band",
    "GeenGroei",
    "IngetrokkenPrognose",
    "Instellingen",
    "OnbekendePrognosebron",
    "Sleutel",
    "Verloop",
    "als_cijfers",
    "als_eigen_cijfers",
    "als_groei",
    "als_huishoudens",
    "als_oosr",
    "als_woningen",
    "als_zorgvraag",
    "behoefte_sleutel",
    "behoefte_tarief",
    "dekking",
    "dementie",
    "eigen_prognose",
    "geen_prognose",
    "gevoeligheid",
    "groei",
    "huishoudens_75plus",
    "met_eigen_prognose",
    "ondersteuning",
    "oosr_met_band",
    "opgave",
    "per_type_en_prijs",
    "plannen",
    "prognose",
    "prognosebron",
    "rand",
    "rond_schatting",
    "rond_woningen",
    "stroom",
    "taakstelling",
    "terugtoets_65plus",
    "terugtoets_80plus",
    "terugtoets_land",
    "vast_aandeel",
    "verhouding",
    "verhoudingen",
    "verloop",
    "voorraad",
]
