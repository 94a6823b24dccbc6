"""Nederlandse getallen: duizendpunten, decimale komma, eenheden. Rekent niet en kent geen HTML."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

STREEPJE = "–"


def leeg(waarde) -> bool:
    """Waar als er geen getal is (None of NaN)."""
    return waarde is None or (isinstance(waarde, float) and math.isnan(waarde)) or waarde != waarde


def rond(waarde: float, decimalen: int = 0) -> float:
    """Rondt af zoals mensen het doen (0,5 naar boven), niet naar het even getal."""
    stap = Decimal(1).scaleb(-decimalen)
    # Ten digits are enough for all tables and take the noise of floating point away (2.675 would be
    # 2.67499...).
    return float(Decimal(f"{waarde:.10f}").quantize(stap, rounding=ROUND_HALF_UP)) + 0.0


def getal(waarde: float | None, decimalen: int = 0) -> str:
    """Een getal zoals in een Nederlandse tekst: 1234.5 -> "1.234,5"; een leeg getal wordt "–"."""
    if waarde is None or leeg(waarde):
        return STREEPJE
    tekst = f"{rond(waarde, decimalen):,.{decimalen}f}"
    return tekst.translate(str.maketrans(",.", ".,")).replace("-", "−")


_DUIZEND = "duizend "


def met_eenheid(waarde: float | None, eenheid: str = "", decimalen: int = 0) -> str:
    """Een getal met zijn eenheid: "31%", "0,7 km", "€ 490.000", "€ 187" (euro per inwoner).

    Wat geen teken heeft ("per 1.000 inwoners") staat in de zin of de kop; duizendtallen voluit.
    """
    if leeg(waarde):
        return STREEPJE
    if eenheid == "%":
        return f"{getal(waarde, decimalen)}%"
    if eenheid == "km":
        return f"{getal(waarde, decimalen)} km"
    hoeveel = getal(waarde, decimalen)
    if waarde is not None and eenheid.startswith(_DUIZEND):
        hoeveel = getal(rond(waarde, decimalen) * 1000)
    return f"€ {hoeveel}" if "euro" in eenheid.split() else hoeveel


def staat_in_het_getal(eenheid: str) -> bool:
    """Of `met_eenheid` alles van deze eenheid al zegt; dan hoeft een kop dat niet meer te doen."""
    return eenheid in ("", "%", "km", "euro") or eenheid.startswith(_DUIZEND)


_WOORDEN = (
    *("geen", "een", "twee", "drie", "vier", "vijf", "zes"),
    *("zeven", "acht", "negen", "tien", "elf", "twaalf"),
)


def als_woord(aantal: int) -> str:
    """Een klein aantal in letters: 3 is "drie"; boven de twaalf in cijfers."""
    return _WOORDEN[aantal] if 0 <= aantal < len(_WOORDEN) else getal(aantal)


# Parts that people say in words; the nearest one counts, when it is near enough.
_DELEN = {
    1 / 20: "een op de twintig",
    1 / 10: "een op de tien",
    1 / 8: "een op de acht",
    1 / 7: "een op de zeven",
    1 / 6: "een op de zes",
    1 / 5: "een op de vijf",
    1 / 4: "een op de vier",
    1 / 3: "een op de drie",
    2 / 5: "twee op de vijf",
    1 / 2: "de helft",
    3 / 5: "drie op de vijf",
    2 / 3: "twee op de drie",
    3 / 4: "drie op de vier",
    4 / 5: "vier op de vijf",
}


def als_deel(procent: float) -> str:
    """Een percentage zoals mensen het zeggen: 24,8 is "een op de vier";
    past er geen deel bij, dan "29%".
    """
    naast = min(_DELEN, key=lambda deel: abs(deel - procent / 100))
    if abs(naast - procent / 100) <= 0.04 * naast:
        return _DELEN[naast]
    return f"{getal(procent)}%"


def procent(deel: float) -> str:
    """Een verandering in procenten, zonder decimalen tenzij het minder dan 1 is: 0.083 -> "8%"."""
    return f"{getal(abs(deel) * 100, 0 if abs(deel) >= 0.01 else 1)}%"
