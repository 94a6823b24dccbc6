"""Maakt veilige HTML van Markdown en van de uitvoer van cellen;
kent geen onderwerpen en geen indeling van het rapport.

Wat de bibliotheek toont is bij de bron al veilig gemaakt;
al het andere gaat hier door een lijst van wat mag.
"""

from __future__ import annotations

import base64
import re
from html import escape
from pathlib import Path

import nh3
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from . import interactief

EIGEN_SOORT = "application/vnd.woonzorg+json"
_TAGS = set(
    "a abbr b blockquote br caption code col colgroup dd del details div dl dt em figcaption "
    "figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s small span strong sub "
    "summary sup table tbody td tfoot th thead tr u ul var".split()
)
_ATTRIBUTEN = {
    "a": {"href", "title"},
    "img": {"src", "alt", "title", "width", "height"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "ol": {"start"},
    "col": {"span"},
    "details": {"open"},
}
_PLAATJES = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
_GEEN_PLAATJE_ALT = "Figuur zonder beschrijving"
_RUIS = re.compile(r"^\[?<[\w.]+[^>]*>|^Text\(|^\(?array\(|^\[<matplotlib|^<Axes|^<Figure")


def _mag(tag: str, attribuut: str, waarde: str) -> str | None:
    if attribuut == "src":  # nothing from the network: only pictures that are in the page itself
        return waarde if re.match(r"data:image/(png|jpeg|gif|svg\+xml|webp);", waarde) else None
    if attribuut == "href":
        return waarde if re.match(r"(https?:|mailto:|#)", waarde.strip(), re.I) else None
    return waarde


def schoon(html: str) -> str:
    """HTML van een ander, ontdaan van scripts, stijlen,
    formulieren en alles wat van het netwerk komt.
    """
    netjes = nh3.clean(
        html,
        tags=_TAGS,
        attributes=_ATTRIBUTEN,
        url_schemes={"http", "https", "mailto", "data"},
        clean_content_tags={
            "script",
            "style",
            "template",
            "iframe",
            "object",
            "svg",
            "math",
            "form",
            "button",
            "select",
        },
        attribute_filter=_mag,
        link_rel="noopener noreferrer",
    )
    netjes = re.sub(r"<img(?![^>]*\salt=)", f'<img alt="{_GEEN_PLAATJE_ALT}"', netjes)
    netjes = re.sub(
        r'<img(?![^>]*\ssrc=)[^>]*alt="([^"]*)"[^>]*>',
        r'<span class="geenbeeld">[plaatje: \1]</span>',
        netjes,
    )
    return re.sub(r"<table\b.*?</table>", lambda m: _schuifbaar(m.group(0)), netjes, flags=re.S)


def _schuifbaar(html: str) -> str:
    return f'<div class="schuif" tabindex="0" role="region" aria-label="Tabel">{html}</div>'


def markdown(tekst: str, bijlagen: dict | None = None, map_: Path | None = None) -> str:
    """Markdown als veilige HTML; plaatjes naast de notebook en bijlagen van de cel komen in de
    pagina zelf.
    """
    renderer = IPythonRenderer(
        escape=False,
        attachments=bijlagen or {},
        embed_images=map_ is not None,
        path=str(map_ or ""),
        exclude_anchor_links=True,
    )
    return schoon(MarkdownWithMath(renderer=renderer).render(tekst))


class Koppen:
    """Geeft de koppen van één notebook hun plaats in het rapport,
    met een anker dat nergens anders voorkomt.
    """

    def __init__(self, voorvoegsel: str):
        self.voorvoegsel = voorvoegsel
        self.ankers: dict[str, str] = {}

    def verlaag(self, html: str, stap: int, hoogste: int) -> str:
        """Verlaagt h1-h6 met `stap`, tot minstens `hoogste`, en geeft elke kop een anker."""

        def kop(m: re.Match) -> str:
            niveau = min(max(int(m.group(1)) + stap, hoogste), 6)
            return f'<h{niveau} id="{self._anker(m.group(2))}">{m.group(2)}</h{niveau}>'

        return re.sub(r"<h([1-6])[^>]*>(.*?)</h\1>", kop, html, flags=re.S)

    def _anker(self, kop: str) -> str:
        naam = re.sub(r"[^\w-]", "", re.sub(r"<[^>]+>", "", kop).strip().replace(" ", "-")) or "kop"
        anker = f"{self.voorvoegsel}-{naam}"
        while anker in self.ankers.values():
            anker += "-x"
        self.ankers.setdefault(naam, anker)
        self.ankers.setdefault(anker, anker)
        return anker

    def verbind(self, html: str) -> str:
        """Laat de koppelingen binnen deze notebook naar de nieuwe ankers wijzen."""
        return re.sub(
            r'href="#([^"]+)"', lambda m: f'href="#{self.ankers.get(m.group(1), m.group(1))}"', html
        )


def uitvoer_html(uitvoer: dict) -> str:
    """Eén uitvoer van een cel van een adviseur als HTML;
    wat er in een rapport niet toe doet geeft een lege tekst.
    """
    soort = uitvoer["output_type"]
    if soort == "stream":
        return _pre(uitvoer["text"]) if uitvoer["name"] == "stdout" else ""
    if soort == "error":  # the report says what failed in its own words
        return ""
    data, meta = uitvoer.get("data", {}), uitvoer.get("metadata", {})
    levend = interactief.kan_niet(data)
    if "text/html" in data and not levend:
        return f'<div class="uitvoer">{schoon(data["text/html"])}</div>'
    for mime in _PLAATJES:
        if mime in data:  # also a picture that a chart has of itself
            return _plaatje(mime, data[mime], meta)
    if levend:
        over = interactief.wat_blijft(schoon(data.get("text/html", "")))
        return (f'<div class="uitvoer">{over}</div>' if over else "") + interactief.melding(data)
    if "text/markdown" in data:
        return f'<div class="uitvoer">{markdown(data["text/markdown"])}</div>'
    tekst = data.get("text/latex") or data.get("text/plain", "")
    return "" if _RUIS.match(tekst) else _pre(tekst)


def _pre(tekst: str) -> str:
    tekst = re.sub(r"\x1b\[[0-9;]*[A-Za-z]", "", tekst).strip("\n")
    return f'<pre class="uitvoer" tabindex="0">{escape(tekst)}</pre>' if tekst.strip() else ""


def _plaatje(mime: str, inhoud: object, meta: dict) -> str:
    eigen = meta.get(mime)
    if not isinstance(eigen, dict):
        eigen = {}
    alt = escape(str(eigen.get("alt") or meta.get("alt") or _GEEN_PLAATJE_ALT))
    gegevens = _gegevens(mime, inhoud)
    if gegevens is None:
        return f'<p class="hint">Hier hoort een plaatje, maar het is beschadigd: {alt}.</p>'
    maat = "".join(
        f' {kant}="{int(eigen[kant])}"'
        for kant in ("width", "height")
        if re.fullmatch(r"[0-9]{1,5}", str(eigen.get(kant, "")))
    )
    bron = f"data:{mime};base64,{gegevens}"
    return f'<figure class="uitvoer"><img src="{bron}" alt="{alt}"{maat}></figure>'


def _gegevens(mime: str, inhoud: object) -> str | None:
    """The picture as base64; None when it is not that, for then it could be anything."""
    if not isinstance(inhoud, str):
        return None
    if mime == "image/svg+xml":
        # As a picture an svg can't run anything, and its ids can't clash with others.
        return base64.b64encode(inhoud.encode("utf-8")).decode("ascii")
    gegevens = "".join(inhoud.split())
    try:
        return gegevens if base64.b64decode(gegevens, validate=True) else None
    except ValueError:
        return None
