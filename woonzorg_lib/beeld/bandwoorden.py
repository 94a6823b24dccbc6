"""Een schatting met haar band in woorden: tussen, hooguit, een tekort van. Rekent niets uit."""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld.getallen import STREEPJE, getal, leeg
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.beeld.zinnen import in_

# Up to this amount a sum is rounded to so many.
AFRONDING = {100: 5, 1000: 10, 10000: 50}


def tussen(laag: float | None, midden: float, hoog: float | None, teken: str = "") -> str:
    """ "tussen 165 en 325"; zonder band (of met één uitkomst) "ongeveer 245".

    teken: wat achter elk getal hoort, zoals %.
    """
    if leeg(laag) or leeg(hoog) or laag == hoog:
        return f"ongeveer {getal(midden)}{teken}"
    return f"tussen {getal(laag)}{teken} en {getal(hoog)}{teken}"


def band(r) -> str:
    """De band van een rij van een lange tabel, zie `tussen`."""
    return tussen(r.ondergrens, r.waarde, r.bovengrens)


def hooguit(r) -> str:
    """De band in een korte zin; begint zij onder nul, dan alleen de bovenkant: "hooguit 40"."""
    if not leeg(r.ondergrens) and r.ondergrens < 0:
        return f"hooguit {getal(r.bovengrens)}"
    return band(r)


def van_tot(r) -> str:
    """ "165 tot 325", of "ongeveer 245" zonder band."""
    if leeg(r.ondergrens) or r.ondergrens == r.bovengrens:
        return f"ongeveer {getal(r.waarde)}"
    return f"{getal(r.ondergrens)} tot {getal(r.bovengrens)}"


def cel(r) -> str:
    """De band in een tabel: "165 tot 325", "245", of een streepje."""
    if r is None or leeg(r.waarde):
        return STREEPJE
    if leeg(r.ondergrens) or r.ondergrens == r.bovengrens:
        return getal(r.waarde)
    return f"{getal(r.ondergrens)} tot {getal(r.bovengrens)}"


def saldo(laag: float, midden: float, hoog: float) -> str:
    """ "een tekort van 80 tot 240", "een overschot van ongeveer 15",
    of van het een tot het ander.
    """
    if leeg(laag) or leeg(hoog) or laag == hoog:
        wat = "tekort" if midden >= 0 else "overschot"
        return f"een {wat} van ongeveer {getal(abs(midden))}"
    if laag >= 0:
        return f"een tekort van {getal(laag)} tot {getal(hoog)}"
    if hoog <= 0:
        return f"een overschot van {getal(-hoog)} tot {getal(-laag)}"
    return f"iets tussen een overschot van {getal(-laag)} en een tekort van {getal(hoog)}"


def saldo_van(r) -> str:
    """Het saldo van een rij; een streepje als het niet bekend is."""
    return STREEPJE if leeg(r.waarde) else saldo(r.ondergrens, r.waarde, r.bovengrens)


def zekerheid(r) -> str:
    """Hoe breed de band is, in woorden: de halve band als deel van de schatting."""
    if leeg(r.ondergrens) or leeg(r.bovengrens) or not r.waarde:
        return "onbekend (geen band)"
    half = abs((r.bovengrens - r.ondergrens) / 2 / r.waarde)
    if half < 0.1:
        return "vrij zeker"
    return "onzeker" if half < 0.3 else "zeer onzeker"


def samen(data: pd.DataFrame) -> str:
    """De drie woonvormen van de sleutel bij elkaar, met de band:
    zij zijn delen van één programma.
    """
    laag, midden, hoog = (_som(data[kolom]) for kolom in ("ondergrens", "waarde", "bovengrens"))
    return tussen(laag, midden or 0, hoog)


def _som(reeks: pd.Series) -> float | None:
    return None if reeks.isna().any() else float(rond_som(reeks))


def rond_som(reeks: pd.Series) -> float:
    """De som van afgeronde aantallen, niet nauwkeuriger dan het grootste deel ervan."""
    som = float(reeks.sum())
    stap = next((s for grens, s in AFRONDING.items() if abs(som) < grens), 100)
    return round(som / stap) * stap


def plek(gemeente: str) -> str:
    """ "in Utrecht", als HTML."""
    return in_(e(gemeente))
