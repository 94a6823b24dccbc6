"""Maakt van uitgevoerde notebooks één rapport, en van een run een overzicht;
weet niets van CBS-cijfers of van wonen.
"""

from .cijfersbestand import KOLOMMEN, cijfers_tekst, schrijf_cijfers
from .maken import Rapport, maak_index, maak_rapport, maak_werklijst
from .pdf import GeenPdf, maak_pdf, zoek_browser
from .werkboek import schrijf_werkboek
from .word import maak_word

__all__ = [
    "GeenPdf",
    "KOLOMMEN",
    "Rapport",
    "cijfers_tekst",
    "maak_index",
    "maak_pdf",
    "maak_rapport",
    "maak_werklijst",
    "maak_word",
    "schrijf_cijfers",
    "schrijf_werkboek",
    "zoek_browser",
]
