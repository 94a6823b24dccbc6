"""Maakt van uitgevoerde notebooks één rapport, en van een run een overzicht; weet niets van CBS-cijfers of van wonen."""

from .cijfersbestand import KOLOMMEN, cijfers_tekst, schrijf_cijfers
from .maken import Rapport, maak_index, maak_rapport

__all__ = ["KOLOMMEN", "Rapport", "cijfers_tekst", "maak_index", "maak_rapport", "schrijf_cijfers"]
