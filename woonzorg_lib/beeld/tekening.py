"""Een getekende figuur met haar vraag, en hoe zin, figuren, tabel en bron onder elkaar komen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape

from woonzorg_lib.beeld.beeld import Beeld, rijen, uitklap
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.tabellen import e

VEEL = 24  # more rows than this don't fit in a picture that can be taken in; the table has them all
NIETS = Beeld("tekst", "", "")


@dataclass(frozen=True)
class Tekening:
    """Een getekende figuur.

    De vraag erboven, de SVG, wat erin te zien is (alt), en de cijfers die niet al elders staan.
    """

    titel: str
    ondertitel: str
    svg: str
    alt: str
    notitie: str = ""
    rijen: list[dict] = field(default_factory=list)


def inkorten(regels: Sequence, wat: str) -> tuple[list, str]:
    """De eerste 24 rijen, en de zin die zegt hoeveel er nog in de tabel staan."""
    rest = len(regels) - VEEL
    zin = f"De figuur toont {VEEL} {wat}; de andere {rest} staan in de tabel." if rest > 0 else ""
    return list(regels[:VEEL]), zin


def per_duizend(deel: float) -> str:
    """Een getal per 1.000 met een decimaal, of twee als het anders 0,0 zou zijn."""
    return getal(deel, 1 if deel >= 0.1 or not deel else 2)


def pct(deel: float | None, geheel: float | None) -> str:
    """ " (84%)", of niets als een van beide ontbreekt."""
    return f" ({getal(100 * deel / geheel)}%)" if deel is not None and geheel else ""


def figuur_html(t: Tekening) -> str:
    """Een tekening met haar vraag erboven, de alt-tekst erin en de uitleg eronder."""
    onder = f"<small>{e(t.ondertitel)}</small>" if t.ondertitel else ""
    svg = t.svg.replace("<svg ", f'<svg role="img" aria-label="{escape(t.alt)}" ')
    notitie = f"<p class=notitie>{e(t.notitie)}</p>" if t.notitie else ""
    # Focusable: on a phone the drawing slides under its caption, and there is nothing in it for the
    # keyboard to hold on to.
    kop = f"<figcaption>{e(t.titel)}{onder}</figcaption>"
    return f"<figure tabindex=0>{kop}{svg}{notitie}</figure>"


def samen(
    titel: str,
    zin: str,
    tekeningen: list[Tekening],
    paneel: str,
    uitleg: str,
    bron: str,
    data: list[dict],
    open_: bool = False,
    mis: str = "",
) -> Beeld:
    """Zet zin, figuren, tabel, uitleg en bron onder elkaar; onder een figuur gaat de tabel dicht.

    zin, paneel, uitleg en mis zijn HTML. open_: de tabel blijft ook onder een figuur open.
    """
    if tekeningen and paneel and not open_:
        paneel = uitklap("Toon cijfers", tekeningen[0].titel, paneel, "eigen")
    delen = [
        f'<p class="kern">{zin}</p>' if zin else "",
        mis,
        *map(figuur_html, tekeningen),
        paneel,
        uitleg,
        f'<p class="bron">{e(bron)}</p>',
    ]
    data = [*data, *rijen([r for t in tekeningen for r in t.rijen])]
    if not tekeningen:
        return Beeld("tabel", "".join(delen), titel, {"rijen": data})
    eerste = tekeningen[0]
    gegevens = {"titel": eerste.titel, "alt": eerste.alt, "rijen": data}
    return Beeld("figuur", "".join(delen), f"{eerste.titel}\n{eerste.alt}", gegevens)
