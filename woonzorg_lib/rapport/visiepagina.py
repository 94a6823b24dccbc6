"""Maakt van een scan (als JSON) de pagina visiescan-NAAM.html. Scant zelf niet."""

from __future__ import annotations

import os
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup, escape

_OMGEVING = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "sjabloon"),
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)
STANDEN = ("behandeld", "mogelijk", "niet gevonden in deze documenten")
TREDEN = ("geen aandacht", "benoemd of procesafspraak", "onderzoek", "concreet doel")


def schrijf_visiepagina(scan: dict, titels: dict[str, str], doel: Path) -> Path:
    """Schrijft de pagina en geeft het pad.

    scan: zoals `visiescan --json`. titels: per onderwerp zijn titel.
    """
    per_stand = {
        stand: [o for o in scan["onderwerpen"] if o["uitkomst"] == stand] for stand in STANDEN
    }
    tekst = _OMGEVING.get_template("visiescan.html.j2").render(
        scan=scan, per_stand=per_stand, titels=titels, treden=TREDEN, merk=_merk
    )
    doel.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = doel.with_name(f".{doel.name}.tmp")
    tijdelijk.write_text(tekst, encoding="utf-8")
    os.replace(tijdelijk, doel)
    return doel


def _merk(passage: dict) -> Markup:
    """The text of a passage with the words that counted marked."""
    tekst = passage["tekst"]
    plat = tekst.lower()
    plekken: list[tuple[int, int]] = []
    for woord in sorted(passage["woorden"], key=len, reverse=True):
        begin = plat.find(woord.lower())
        if begin >= 0 and all(begin >= b or begin + len(woord) <= a for a, b in plekken):
            plekken.append((begin, begin + len(woord)))
    uit, einde = Markup(""), 0
    for a, b in sorted(plekken):
        if a >= einde:
            uit += (
                escape(tekst[einde:a]) + Markup("<mark>") + escape(tekst[a:b]) + Markup("</mark>")
            )
            einde = b
    return uit + escape(tekst[einde:])
