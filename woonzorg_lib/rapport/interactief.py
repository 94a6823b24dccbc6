"""Wat een rapport niet kan tonen omdat het een script nodig heeft, en wat een adviseur dan doet."""

from __future__ import annotations

import re
from html import unescape

from .tekst import regel_html

# What the cleaning takes away: without it a chart or film would be gone without a word.
_LEVEND = re.compile(
    r"<(script|iframe|object|embed|canvas|video|audio|svg|form|input|button)\b"
    r"|<div[^>]*\bdata-root-id=|Loading BokehJS",  # filled from another output
    re.I,
)
# What libraries put in the place of a chart that was not drawn: English, and not for a reader.
_VULSEL = re.compile(
    r"Make this Notebook Trusted.*?Trust Notebook|Loading BokehJS ?\.*|Loading ITables.*", re.S
)
_GETOOND = ("text/plain", "text/html", "text/markdown", "text/latex")
_HOE = {
    "vega": 'Met altair: begin met `alt.renderers.enable("png")` (pakket vl-convert-python). Of: ',
    "plotly": 'Met plotly: sluit de cel af met `figuur.show("png")` (pakket kaleido). Of: ',
}
_MELDING = (
    "Hier staat iets interactiefs, zoals een grafiek of kaart. "
    "Dat werkt alleen in JupyterLab en kan niet in een rapport. Bewaar het als plaatje. {}"
    "maak een schermafdruk, bewaar die als PNG naast de notebook en toon haar in een Markdown-cel: "
    "`![wat er te zien is](naam.png)`."
)
BEGIN = '<p class="hint interactief">'


def kan_niet(soorten: dict) -> bool:
    """Waar als deze uitvoer alleen in JupyterLab werkt en geen gewone vorm heeft."""
    html = soorten.get("text/html")
    if isinstance(html, str):
        return bool(_LEVEND.search(html))
    return any(s not in _GETOOND and not s.startswith("image/") for s in soorten)


def wat_blijft(schoon: str) -> str:
    """Wat er na het schoonmaken te lezen bleef; leeg als dat alleen vulling van een grafiek is."""
    tekst = unescape(re.sub(r"<[^>]+>", " ", schoon))
    return schoon if _VULSEL.sub("", tekst).strip() or "<img" in schoon else ""


def melding(soorten: dict) -> str:
    """Eén zichtbare regel in het rapport, die zegt hoe het een plaatje wordt."""
    alles = " ".join([*soorten, str(soorten.get("text/html", ""))[:100_000]]).lower()
    hoe = next((zin for naam, zin in _HOE.items() if naam in alles), "")
    return f"{BEGIN}{regel_html(_MELDING.format(hoe))}</p>".replace(". maak", ". Maak")
