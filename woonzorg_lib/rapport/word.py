"""Maakt rapport.docx van rapport.html: hetzelfde rapport om in Word verder te schrijven;
hoe HTML Word wordt, weet `wordhtml`.
"""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path


def maak_word(pagina: Path, doel: Path) -> None:
    """Schrijft het Word-bestand bij deze pagina van `maak_rapport`:
    titel, inhoudsopgave, alle delen, en de cijfers achter de figuren.
    """
    from .wordhtml import (
        Vertaler,
    )  # the libraries behind these two load only when someone asks for Word
    from .wordopmaak import inhoudsopgave, nieuw_document, voettekst

    html = pagina.read_text(encoding="utf-8")
    titel, band = (
        unescape(re.sub(r"<[^>]+>", "", _eerste(patroon, html)))
        for patroon in (r"<title>(.*?)</title>", r'<aside class="band"[^>]*>(.*?)</aside>')
    )
    doc = nieuw_document()
    gegevens = doc.core_properties
    gegevens.title, gegevens.language, gegevens.author, gegevens.comments = titel, "nl-NL", "", ""
    voettekst(doc, titel, band)
    vertaler = Vertaler(doc)
    begin, delen, einde = (
        _eerste(r"<main\b[^>]*>(.*?)(?=<section\b|</main>)", html),
        _eerste(r"<main\b.*?(<section\b.*)</main>", html),
        _eerste(r"(<footer\b.*)</footer>", html),
    )
    vertaler.schrijf(begin)
    if band:
        vertaler.alinea("Let op", band)
    plek = vertaler.alinea()
    vertaler.schrijf(delen + einde)
    vertaler.schrijf_cijfers()
    inhoudsopgave(plek, vertaler.koppen)
    doc.save(str(doel))


def _eerste(patroon: str, html: str) -> str:
    gevonden = re.search(patroon, html, re.S)
    return gevonden[1] if gevonden else ""
