"""Meet hoe lang rapporten zijn: woorden, figuren, bytes en bladzijden.

Woorden: wat een lezer ziet zonder iets open te klikken, buiten figuren en de inhoudsopgave.

    python benchmarks/lengte.py output              alle rapporten in deze map
    python benchmarks/lengte.py output --papier     ook de bladzijden van de PDF en het Word-bestand
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import lxml.html

KIT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(KIT))

# Without own files, and for the example with all of them.
GRENZEN = {
    False: {"woorden": 3000, "figuren": 16, "bytes": 1_000_000, "pdf": 16, "word": 25},
    True: {"woorden": 4500, "figuren": 30, "bytes": 1_400_000, "pdf": 30, "word": 40},
}
KORT = 150  # words on the first screen, without its figures and the line of completeness


@dataclass(frozen=True)
class Maat:
    """Hoe lang een rapport is."""

    naam: str
    voorbeeld: bool
    woorden: int
    figuren: int
    bytes: int
    kort: int
    pdf: int | None = None
    word: int | None = None

    def te_veel(self) -> list[str]:
        """Wat over de grens is, een regel per stuk."""
        grens = GRENZEN[self.voorbeeld] | {"kort": KORT}
        gemeten = {n: getattr(self, n) for n in grens}
        return [
            f"{self.naam}: {n} {g}, grens {grens[n]}"
            for n, g in gemeten.items()
            if g is not None and g > grens[n]
        ]


def meet(pad: Path, papier: bool = False) -> Maat:
    """De maten van een rapport; papier: maak ook de PDF en tel haar bladzijden."""
    tekst = pad.read_text(encoding="utf-8")
    pagina = lxml.html.fromstring(tekst)
    main = pagina.find(".//main")
    figuren = sum(1 for svg in main.iter("svg") if _zichtbaar(svg) and svg.get("class") != "smal")
    kort = main.find(".//section[@class='deel kort']")
    telbaar = [k for k in kort if "voet" not in (k.get("class") or "")] if kort is not None else []
    pdf, word = _papier(pad) if papier else (None, None)
    return Maat(
        pad.parent.name,
        'class="band"' in tekst,
        _woorden(main),
        figuren,
        len(tekst.encode("utf-8")),
        sum(_woorden(k) for k in telbaar),
        pdf,
        word,
    )


def _zichtbaar(element) -> bool:
    ouders = element.iterancestors("details", "nav")
    return all(o.tag == "details" and o.get("open") is not None for o in ouders)


def _woorden(element) -> int:
    """The words that are seen without a click."""
    if not isinstance(element.tag, str) or element.tag in ("svg", "nav", "style"):
        return 0
    if element.tag == "details" and element.get("open") is None:
        samenvatting = element.find("summary")
        return _woorden(samenvatting) if samenvatting is not None else 0
    eigen = len((element.text or "").split())
    return eigen + sum(_woorden(k) + len((k.tail or "").split()) for k in element)


def _papier(pad: Path) -> tuple[int, int | None]:
    import pypdf

    from woonzorg_lib.rapport import maak_pdf

    with tempfile.TemporaryDirectory() as werk:
        doel = Path(werk, "rapport.pdf")
        maak_pdf(pad, doel)
        return len(pypdf.PdfReader(doel).pages), bladen_in_word(pad)


def bladen_in_word(pad: Path) -> int:
    """Hoeveel bladzijden het Word-bestand van een rapport ongeveer heeft.

    Geteld, niet gedrukt: elke alinea, rij en figuur met haar hoogte, op bladen van A4. Word zelf
    kan er een paar naast zitten.
    """
    import docx
    from docx.table import Table

    from woonzorg_lib.rapport import maak_word

    with tempfile.TemporaryDirectory() as werk:
        maak_word(pad, Path(werk, "r.docx"))
        doc = docx.Document(str(Path(werk, "r.docx")))
    vol, bladen, over = 700.0, 1, 700.0  # points of text on a page of A4 with these margins
    for stuk in doc.iter_inner_content():
        if isinstance(stuk, Table):
            hoogten = _rijen(stuk)
        else:
            if stuk.style.paragraph_format.page_break_before and over < vol:
                bladen, over = bladen + 1, vol
            hoogten = [_alinea(stuk, 453.0)]
        for hoogte in hoogten:
            if hoogte > over:
                bladen, over = bladen + 1, vol
            over -= min(hoogte, vol)
    return bladen


def _rijen(tabel) -> list[float]:
    """The height of each row: that of its highest cell."""
    breed = [kolom.width.pt for kolom in tabel.columns]
    return [
        max((_alinea(p, b) for cel, b in zip(rij.cells, breed) for p in cel.paragraphs), default=0)
        for rij in tabel.rows
    ]


def _alinea(alinea, breed: float) -> float:
    """The height of a paragraph in points: its lines or its picture, and the space around it."""
    stijl, basis = alinea.style, alinea.style.base_style
    los = next((r.font.size for r in alinea.runs if r.font.size), None)
    groot = (los or stijl.font.size or basis.font.size).pt
    rond = stijl.paragraph_format
    ruimte = sum(x.pt for x in (rond.space_before, rond.space_after) if x is not None)
    beeld = sum(int(e.get("cy")) for e in alinea._p.iter("{*}extent")) / 12700
    regels = -(-len(alinea.text) * groot * 0.48 // max(breed - 7, 20)) or 1
    return ruimte + (beeld or regels * groot * 1.25)


def _hoofd() -> int:
    k = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    k.add_argument("map", type=Path)
    k.add_argument("--papier", action="store_true", help="tel ook de bladzijden van de PDF")
    vraag = k.parse_args()
    maten = [meet(p, vraag.papier) for p in sorted(vraag.map.rglob("woonzorganalyse-*.html"))]
    if not maten:
        sys.exit(f"In {vraag.map} staan geen rapporten.")
    for naam in ("woorden", "figuren", "bytes", "kort", "pdf", "word"):
        waarden = [w for m in maten if (w := getattr(m, naam)) is not None]
        if waarden:
            midden = statistics.median(waarden)
            print(f"{naam:8} laagste {min(waarden)}, midden {midden:.0f}, hoogste {max(waarden)}")
    over = [regel for m in maten for regel in m.te_veel()]
    print(f"{len(maten)} rapporten, {len(over)} maten over de grens.")
    for regel in over:
        print(f"  {regel}")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(_hoofd())
