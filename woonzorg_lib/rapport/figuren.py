"""Elke figuur van een rapport als los bestand, SVG en PNG, met titel en bron. Tekent zelf niets."""

from __future__ import annotations

import base64
import io
import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

from ..beeld.bronregel import bronregel_kort
from ..beeld.stijl import GRIJS, INKT, LETTERS, breedte
from ..fouten import WoonzorgFout
from .bestandsnamen import kale_naam
from .indeling import Stuk
from .inhoud import Inhoud
from .plaatje import png
from .stukken import kaal

BREED, RAND = 960.0, 24.0  # units of the SVG: half of a slide of 1920 pixels
SCHAAL = 2  # pixels of the PNG per unit
GROOTST = 1.7  # a small drawing grows no more than this
TITEL, ONDER, VOET = 24.0, 15.0, 12.0  # size of the letters
REGEL = 1.3  # line height, as part of the size of the letters
LANGSTE = 60  # letters of a title in the name of a file
LOS = "00"  # before the first onderwerp
FICTIEF = "Fictief voorbeeld. Een deel van deze cijfers is verzonnen. Gebruik ze nergens voor."
ZONDER_BRON = "Bron: eigen figuur; de notebook noemt geen bron."
_FIGUUR = re.compile(
    r'<figure\b[^>]*>.*?</figure>|<section class="kaart">(?:(?!</section>).)*<svg.*?</section>',
    re.S,
)
_SVG = re.compile(r"<svg\b[^>]*>.*?</svg>", re.S)
_PLAATJE = re.compile(r'<img src="data:(image/[\w+.-]+);base64,([^"]*)" alt="([^"]*)"')
_HOEK = re.compile(r'viewBox="([\d.eE+\- ]+)"')


class GeenFiguur(WoonzorgFout):
    """Een of meer figuren konden niet als plaatje bewaard worden."""


@dataclass(frozen=True)
class Figuur:
    """Een figuur met alle woorden die erbij horen, los van het rapport.

    svg: de tekening, met haar maat in viewBox. noten: wat een lezer ernaast moet weten.
    """

    onderwerp: str
    titel: str
    onder: str
    svg: str
    noten: tuple[str, ...]
    bron: str


def maak_figuren(inhoud: Inhoud, map_: Path) -> None:
    """Schrijft elke figuur van het rapport als SVG en PNG in de map.

    De naam is het onderwerp, een volgnummer en de titel. Fout: GeenFiguur, als de andere
    gemaakt zijn.
    """
    map_.mkdir(parents=True, exist_ok=True)
    fouten: list[str] = []
    nummers: Counter[str] = Counter()
    voet = (f"{inhoud.titel}. {FICTIEF}" if inhoud.fictief else inhoud.titel,)
    for figuur in figuren(inhoud):
        nummers[figuur.onderwerp] += 1
        try:
            svg = los(figuur, voet)
            plaatje = png(svg, int(BREED * SCHAAL))
        except Exception as fout:  # someone's own picture may be anything
            fouten.append(f"'{figuur.titel}' ({type(fout).__name__})")
            continue
        naam = f"{figuur.onderwerp}-{nummers[figuur.onderwerp]:02d}-{_deel(figuur.titel)}"
        (map_ / f"{naam}.svg").write_text(svg, encoding="utf-8")
        (map_ / f"{naam}.png").write_bytes(plaatje)
    if fouten:
        raise GeenFiguur(f"{len(fouten)} van de figuren lukte niet: {'; '.join(fouten[:3])}")


def _deel(titel: str) -> str:
    return kale_naam(titel)[:LANGSTE].strip("-") or "figuur"


def figuren(inhoud: Inhoud) -> Iterator[Figuur]:
    """Alle figuren van het rapport, ook die bij Meer cijfers, in de volgorde van het rapport."""
    for deel in inhoud.delen:
        yield from _van(LOS, deel.los)
        for o in deel.onderwerpen:
            yield from _van(_sorteert(o.anker), o.stukken)


def _sorteert(onderwerp: str) -> str:
    """A1 becomes A01, so that T10 comes after T9."""
    return re.sub(r"^([A-Za-z]+)(\d)(?!\d)", r"\g<1>0\2", onderwerp)


def _van(onderwerp: str, stukken: Iterable[Stuk]) -> Iterator[Figuur]:
    for stuk in stukken:
        for gevonden in _FIGUUR.finditer(stuk.html):
            figuur = _lees(onderwerp, gevonden[0], stuk)
            if figuur:
                yield figuur


def _lees(onderwerp: str, html: str, stuk: Stuk) -> Figuur | None:
    plaatje = _PLAATJE.search(html)
    svg = _tekening(html) or (_ingesloten(plaatje) if plaatje else "")
    if not svg:
        return None
    kop, onder = _kop(html)
    if plaatje and not kop:
        kop = kaal(plaatje[3])
    bron = _laatste("bron", html) or _laatste("bron", stuk.html) or bronregel_kort(stuk.rijen)
    noten = re.findall(r'<p class="?(?:notitie|voet)"?>(.*?)</p>', html, re.S)
    return Figuur(onderwerp, kop, onder, svg, tuple(map(kaal, noten)), kaal(bron) or ZONDER_BRON)


def _tekening(html: str) -> str:
    """The wide form of the drawing."""
    alle = _SVG.findall(html)
    breed = [svg for svg in alle if 'class="smal"' not in svg.partition(">")[0]]
    return next(iter(breed or alle), "")


def _kop(html: str) -> tuple[str, str]:
    bijschrift = re.search(r"<figcaption>(.*?)</figcaption>", html, re.S)
    if bijschrift:
        kop, _, onder = bijschrift[1].partition("<small>")
        return kaal(kop), kaal(onder)
    kop = re.search(r"<h3>(.*?)</h3>", html, re.S)
    return kaal(kop[1]) if kop else "", kaal(_laatste("onder", html))


def _laatste(klasse: str, html: str) -> str:
    gevonden = re.findall(rf'<p class="?{klasse}"?>(.*?)</p>', html, re.S)
    return gevonden[-1] if gevonden else ""


def _ingesloten(plaatje: re.Match) -> str:
    """Someone's own picture as the inside of an SVG."""
    soort, inhoud = plaatje[1], plaatje[2]
    if "svg" in soort:
        return _tekening(base64.b64decode(inhoud).decode("utf-8"))
    from PIL import Image

    with Image.open(io.BytesIO(base64.b64decode(inhoud))) as beeld:
        breed, hoog = beeld.size
        if beeld.format not in ("PNG", "JPEG"):
            uit = io.BytesIO()
            beeld.convert("RGBA").save(uit, "PNG")
            soort, inhoud = "image/png", base64.b64encode(uit.getvalue()).decode("ascii")
    return (
        f'<svg viewBox="0 0 {breed} {hoog}"><image width="{breed}" height="{hoog}" '
        f'href="data:{soort};base64,{inhoud}"/></svg>'
    )


def los(figuur: Figuur, voet: tuple[str, ...] = ()) -> str:
    """De figuur als SVG die op zichzelf staat: titel erboven, opmerkingen en bron eronder."""
    kop, y = _regels((figuur.titel,), RAND, TITEL, INKT, vet=True)
    onder, y = _regels((figuur.onder,), y, ONDER, GRIJS)
    y += RAND / 2
    tekening, hoog = _plaats(figuur.svg, y)
    slot, y = _regels((*figuur.noten, figuur.bron, *voet), y + hoog + RAND / 2, VOET, GRIJS)
    hoogte = round(y + RAND / 2)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{BREED:g}" height="{hoogte}" viewBox="0 0 {BREED:g} {hoogte}" role="img" '
        f'font-family="{LETTERS}"><title>{escape(figuur.titel, quote=False)}</title>'
        f'<rect width="100%" height="100%" fill="#ffffff"/>{kop}{onder}{tekening}{slot}</svg>'
    )


def _plaats(svg: str, y: float) -> tuple[str, float]:
    """The drawing in its place and as wide as the page, and how high it is then."""
    hoek = _HOEK.search(svg)
    if hoek is None:
        raise GeenFiguur("de tekening zegt niet hoe groot zij is")
    *_, breed, hoog = map(float, hoek[1].split())
    schaal = min((BREED - 2 * RAND) / breed, GROOTST)
    begin, _, rest = svg.partition(">")
    begin = re.sub(r'\s(?:width|height|x|y|class|role)="[^"]*"', "", begin)
    maat = f'width="{breed * schaal:.1f}" height="{hoog * schaal:.1f}"'
    return f'{begin} x="{RAND:g}" y="{y:.1f}" {maat}>{rest}', hoog * schaal


def _regels(
    teksten: Iterable[str], y: float, groot: float, kleur: str, vet: bool = False
) -> tuple[str, float]:
    """Texts under each other, broken where the page ends, and where they end."""
    past = int((BREED - 2 * RAND) / breedte("n", groot))
    uit = []
    for tekst in teksten:
        for regel in textwrap.wrap(tekst, past):
            y += groot * REGEL
            dik = ' font-weight="700"' if vet else ""
            uit.append(
                f'<text x="{RAND:g}" y="{y - groot * 0.3:.1f}" font-size="{groot:g}" '
                f'fill="{kleur}"{dik}>{escape(regel, quote=False)}</text>'
            )
    return "".join(uit), y
