"""De modellen: zuivere functies van tabellen naar tabellen.

Lezen geen bestanden en tekenen niets; de tabellen komen uit cijfers.modelgegevens.
"""

from woonzorg_lib.modellen.band import OUDER, Band
from woonzorg_lib.modellen.behoefte import (
    Aannames,
    GeenGroei,
    Sleutel,
    aandeel,
    behoefte_sleutel,
    behoefte_tarief,
    groei,
    met_eigen_prognose,
    per_type_en_prijs,
    stroom,
    taakstelling,
)
from woonzorg_lib.modellen.bron import (
    IngetrokkenPrognose,
    OnbekendePrognosebron,
    Prognosebron,
    prognosebron,
    uitleg_prognosebron,
)
from woonzorg_lib.modellen.cijfertabel import (
    TABEL,
    ZORGVRAAG,
    als_cijfers,
    als_eigen_cijfers,
    als_huishoudens,
    als_oosr,
    als_woonsituatie,
    als_zorgvraag,
    rond_schatting,
)
from woonzorg_lib.modellen.druk import oosr_met_band, verhouding, verhoudingen
from woonzorg_lib.modellen.eigen_prognose import eigen_prognose, geen_prognose
from woonzorg_lib.modellen.huishoudens import (
    Huishoudensband,
    Huishoudensverloop,
    huishoudens,
    prognose_huishoudens,
    woonsituatie,
)
from woonzorg_lib.modellen.leeftijdscorrectie import met_leeftijden_van
from woonzorg_lib.modellen.opgave import gevoeligheid, opgave, plannen, rond_woningen, voorraad
from woonzorg_lib.modellen.opgavetabel import als_groei, als_woningen
from woonzorg_lib.modellen.prognose import (
    Instellingen,
    Verloop,
    landelijk_van,
    marge_van,
    prognose,
    verloop,
)
from woonzorg_lib.modellen.toets import (
    dekking,
    samenvatting,
    terugtoets,
    terugtoets_land,
    zonder_eigen_groei,
)
from woonzorg_lib.modellen.zorgvraag import dementie, ondersteuning, rand, vast_aandeel

__all__ = [
    "OUDER",
    "Prognosebron",
    "TABEL",
    "ZORGVRAAG",
    "Aannames",
    "Band",
    "GeenGroei",
    "Huishoudensband",
    "Huishoudensverloop",
    "IngetrokkenPrognose",
    "Instellingen",
    "OnbekendePrognosebron",
    "Sleutel",
    "Verloop",
    "aandeel",
    "als_cijfers",
    "als_eigen_cijfers",
    "als_groei",
    "als_huishoudens",
    "als_oosr",
    "als_woningen",
    "als_woonsituatie",
    "als_zorgvraag",
    "behoefte_sleutel",
    "behoefte_tarief",
    "dekking",
    "dementie",
    "eigen_prognose",
    "geen_prognose",
    "gevoeligheid",
    "groei",
    "huishoudens",
    "landelijk_van",
    "marge_van",
    "met_eigen_prognose",
    "met_leeftijden_van",
    "ondersteuning",
    "oosr_met_band",
    "opgave",
    "per_type_en_prijs",
    "plannen",
    "prognose",
    "prognose_huishoudens",
    "prognosebron",
    "uitleg_prognosebron",
    "rand",
    "rond_schatting",
    "rond_woningen",
    "samenvatting",
    "stroom",
    "taakstelling",
    "terugtoets",
    "terugtoets_land",
    "vast_aandeel",
    "verhouding",
    "verhoudingen",
    "verloop",
    "voorraad",
    "woonsituatie",
    "zonder_eigen_groei",
]
