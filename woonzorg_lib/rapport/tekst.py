"""De klassen van een status en één regel tekst als veilige HTML;
zonder zware bibliotheken, want ook het overzicht gebruikt het.
"""

import re
from html import escape

from markupsafe import Markup

from ..standen import Status

KLASSEN = {
    Status.VOLLEDIG: "v",
    Status.DEELS: "d",
    Status.INVOER_NODIG: "i",
    Status.NIET_BESCHIKBAAR: "n",
    Status.MISLUKT: "m",
}


def css_tekst(tekst: str) -> str:
    """Een tekst voor `content` in CSS; wat geen letter of cijfer is wordt een code,
    zodat de tekst niets anders kan worden.
    """
    return '"' + "".join(t if t.isalnum() or t in " .,-" else f"\\{ord(t):x} " for t in tekst) + '"'


def vast(tekst: str) -> str:
    """Een tekst waarin een bedrag of een afstand niet over twee regels breekt."""
    return re.sub(r"€ (?=\d)|(?<=\d) (?=km\b)", lambda m: m[0].replace(" ", "\xa0"), tekst)


def regel_html(tekst: str) -> Markup:
    """Eén regel tekst als HTML; wat tussen `zulke tekens` staat wordt code."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", escape(str(tekst))))
