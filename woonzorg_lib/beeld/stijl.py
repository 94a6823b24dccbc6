"""Kleuren en lettergrootte van alle figuren. Eén accentkleur: altijd de gemeente.
Tekent zelf niets.
"""

from __future__ import annotations

from functools import lru_cache

INKT = "#1b2a33"
GRIJS = "#4b5a63"
LIJN = "#dfe5e8"
TOP = "#5f7f8c"  # the highest wijk
STAAF = "#c9d4da"  # wijken and buurten: quiet, the number stands behind them
KLEUREN_KIT = {
    "gemeente": "#a3195b",
    "regio": "#1f6b87",
    "vergelijkbaar": "#7a6a9a",
    "land": "#5b6770",
    "eigen": "#a3195b",
}
KLEUR = dict(KLEUREN_KIT)  # as `kies` set them; a notebook has one gemeente and so one huisstijl
# What the gemeente is set beside: greys, and a mark of its own for who sees no difference in grey.
NAAST = {"regio": "#3f4c55", "vergelijkbaar": "#87929a", "land": "#5f6b74"}
TEKENS = {"regio": "■", "vergelijkbaar": "◆", "land": "▲"}
# The gemeenten that someone chose to see beside her, in the order in which they were named.
NAASTEN = ("naast1", "naast2", "naast3", "naast4")
NAAST |= dict(zip(NAASTEN, ("#2b343a", "#6b767d", "#4a565e", "#808b92")))
TEKENS |= dict(zip(NAASTEN, "▼✚✖★"))
BOVEN_NORM = "#b4510b"  # what lies above a norm or too far away, and nothing else
GROND = "#f6f7f5"  # the page behind the cards
# Parts of a whole; to be told apart side by side, also with colour blindness and in grey.
DELEN = ("#1f6b87", "#8fb8c6", "#d3e1e6", "#b59a5b", "#ead9b3", "#5b6770")
# From near to far: dark becomes light, and the farthest part gets the tint of a warning.
AFSTAND = ("#1f6b87", "#6fa5b8", "#c3dbe3", "#e3b08c")
LETTERS = "Inter, 'Segoe UI', 'Helvetica Neue', Arial, 'Liberation Sans', sans-serif"
BREEDTE = (
    9.2  # inches; at 72 points per inch the text on a card of 760 pixels is about 12 pixels high
)

LEESBAAR = 4.6  # contrast of ink on a box
LICHTST = 0.08  # of the colour, in the box of the lowest

STREEP = (0, (4, 3))

RC = {
    "font.family": "DejaVu Sans",
    "font.size": 10,
    "svg.fonttype": "none",
    "svg.hashsalt": "woonzorg",
    "text.color": INKT,
    "axes.edgecolor": LIJN,
    "axes.labelcolor": GRIJS,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": False,
    "xtick.color": GRIJS,
    "ytick.color": INKT,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "grid.color": LIJN,
    "grid.linewidth": 0.7,
    "axes.axisbelow": True,
}


def kies(kleuren: dict[str, str]) -> None:
    """Zet de kleuren van de huisstijl voor alle figuren hierna;
    wat er niet in staat, krijgt de kleur van de kit.
    """
    KLEUR.update(KLEUREN_KIT | kleuren)


def rolkleur(rol: str, anders: str = STAAF) -> str:
    """De kleur van een gebied in een figuur:
    de gemeente het accent, wat ernaast staat een grijs.
    """
    return NAAST.get(rol) or KLEUR.get(rol, anders)


def woordkleur(rol: str) -> str:
    """De kleur van de naam van een gebied: die van het gebied,
    of grijs als die te licht is om te lezen.
    """
    kleur = rolkleur(rol, GRIJS)
    return kleur if contrast(kleur, "#ffffff") >= 4.5 else GRIJS


def contrast(a: str, b: str) -> float:
    """Het contrast van twee kleuren volgens WCAG, van 1 tot 21."""
    hoog, laag = sorted((_helderheid(a), _helderheid(b)), reverse=True)
    return (hoog + 0.05) / (laag + 0.05)


def _helderheid(kleur: str) -> float:
    delen = (int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return sum(
        w * (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4)
        for w, c in zip((0.2126, 0.7152, 0.0722), delen)
    )


def meng(kleur: str, ander: str, deel: float) -> str:
    """De kleur met een deel (0 tot 1) van een andere erdoor:
    met wit lichter, met zwart donkerder.
    """
    return "#" + "".join(
        f"{round(int(kleur[i : i + 2], 16) * (1 - deel) + int(ander[i : i + 2], 16) * deel):02x}"
        for i in (1, 3, 5)
    )


def vaktint(donker: float, kleur: str) -> str:
    """De kleur van een vak met een getal erin, van licht (0) naar de donkerste waarop inkt nog te
    lezen is (1).
    """
    deel = min(max(donker, 0.0), 1.0)
    return meng("#ffffff", kleur, LICHTST + (_donkerst(kleur) - LICHTST) * deel)


@lru_cache
def _donkerst(kleur: str) -> float:
    """Half dark, neither ink nor white would do."""
    delen = [stap / 20 for stap in range(21)]
    leesbaar = [d for d in delen if contrast(meng("#ffffff", kleur, d), INKT) >= LEESBAAR]
    return max(leesbaar, default=0.3)


def tekstkleur(vlak: str) -> str:
    """Wit of inkt, wat op dit vlak het best te lezen is (WCAG-contrast)."""
    return "#ffffff" if contrast(vlak, "#ffffff") > 4.5 else INKT


def breedte(tekst: str, groot: float = 10) -> float:
    """Hoe breed een tekst ongeveer wordt, in punten en ruim genomen;
    welke letter de lezer heeft weten we niet.
    """
    return len(tekst) * groot * 0.56
