"""Zet de HTML van het rapport om in koppen, alinea's, tabellen en plaatjes van Word;
weet niet wat er in het rapport komt.
"""

from __future__ import annotations

import base64
import io
import re
from dataclasses import dataclass, field
from typing import Any

import lxml.html
from docx.document import Document
from docx.shared import Cm, Emu, Length
from docx.text.paragraph import Paragraph

from .plaatje import png
from .wordopmaak import (
    BREED,
    Bladwijzers,
    eigen_nummering,
    heel_streepje,
    koppeling,
    veld,
    zet_nummering,
)
from .wordtabel import rooster

_PIXELS = 1300  # of a chart that fills the text: some 200 dots per inch
_HOOG = Cm(20)
_SVG = re.compile(r"<svg\b.*?</svg>", re.S)
_SMAL = re.compile(r'<svg\b[^>]*class="smal".*?</svg>', re.S)  # the same chart, for a phone
_ALT = re.compile(r'aria-label="([^"]*)"')
_LOPEND = set(
    "a abbr b br cite code del em i img ins kbd mark q s small span strong sub sup u var".split()
)
KORTE_KOP, KORT_WOORD = 5, 12  # words of a heading that fits on a line; letters of a word
_LINK = {"style": "Hyperlink"}
_FEITEN = {"feiten": " ", "volledigheid": ": "}  # class -> what stands between a fact and its words
_KOP = re.compile("h[1-6]")
_OPMAAK: dict[str, dict[str, Any]] = {
    "b": {"bold": True},
    "strong": {"bold": True},
    "i": {"italic": True},
    "em": {"italic": True},
    "sup": {"superscript": True},
    "sub": {"subscript": True},
    "code": {"name": "Consolas"},
    "kbd": {"name": "Consolas"},
    "s": {"strike": True},
    "del": {"strike": True},
}
_STIJL = {
    "kern": "Kernzin",
    "bron": "Bron",
    "notitie": "Toelichting",
    "hint": "Toelichting",
    "waarschuwing": "Let op",
    "fout": "Let op",
    "over": "Subtitle",
}


@dataclass
class Vertaler:
    """Schrijft HTML in een document en onthoudt wat later nodig is:
    de koppen voor de inhoudsopgave en de cijfers bij elke figuur.
    """

    doc: Document
    plekken: Bladwijzers = field(default_factory=Bladwijzers)
    koppen: list[tuple[int, str, str]] = field(default_factory=list)  # level, text and bookmark
    cijfers: list[tuple[str, Any]] = field(
        default_factory=list
    )  # anchor and table of the numbers behind a figure
    figuren: int = 0
    tabellen: int = 0
    breedte: Length = BREED
    _svgs: list[str] = field(default_factory=list)
    _stijlen: dict[str, str] = field(default_factory=dict)

    def __post_init__(self):
        # By id, once: python-docx walks through all styles for every paragraph that gets one by its
        # name.
        self._stijlen = {stijl.name: stijl.style_id for stijl in self.doc.styles}

    def schrijf(self, html: str) -> None:
        """Zet een stuk HTML achter wat er al staat."""
        html = _SMAL.sub("", html)
        # Taken out before parsing: an HTML parser loses the capitals of viewBox,
        # and with them the drawing.
        self._svgs = []
        kaal = _SVG.sub(self._apart, html)
        self._blokken(lxml.html.fragment_fromstring(kaal, create_parent="div"))

    def _apart(self, svg: re.Match[str]) -> str:
        self._svgs.append(svg[0])
        return f'<img data-svg="{len(self._svgs) - 1}">'

    def alinea(self, stijl: str = "Normal", tekst: str = "") -> Paragraph:
        gemaakt = self.doc.add_paragraph()
        gemaakt._p.style = self._stijlen[stijl]
        if tekst:
            gemaakt.add_run(tekst)
        return gemaakt

    def _blokken(self, ouder, stijl: str = "Normal") -> None:
        """The children of an element: loose words together become a paragraph,
        the rest goes by its tag.
        """
        alinea = None
        if (ouder.text or "").strip():
            alinea = self.alinea(stijl)
            _woorden(alinea, ouder.text, {})
        for kind in ouder:
            if not isinstance(kind.tag, str):
                pass
            elif kind.tag in _LOPEND:
                if "data-svg" in kind.attrib or kind.tag == "img":
                    alinea = self._plaatje(kind)
                else:
                    alinea = alinea or self.alinea(stijl)
                    self._lopend(alinea, kind, {})
            else:
                alinea = None
                self._blok(kind, stijl)
            if (kind.tail or "").strip():
                alinea = alinea or self.alinea(stijl)
                _woorden(alinea, kind.tail, {})

    def _blok(self, deel, stijl: str) -> None:
        klassen = set((deel.get("class") or "").split())
        stijl = next((s for k, s in _STIJL.items() if k in klassen), stijl)
        if deel.get("aria-hidden") == "true" or deel.tag in ("script", "style", "hr", "nav"):
            return
        if deel.tag == "details" and deel.get("open") is None:
            return  # what is closed on the page is in the workbook, and here when asked in full
        if not (self._op_klasse(deel, klassen, stijl) or self._op_tag(deel, klassen, stijl)):
            # div, header, section, blockquote, details: only what is in it counts
            self._blokken(deel, "Quote" if deel.tag == "blockquote" else stijl)

    def _op_klasse(self, deel, klassen: set[str], stijl: str) -> bool:
        """Writes what its class makes special; False when there is no such class."""
        scheiding = next((s for k, s in _FEITEN.items() if k in klassen), None)
        if scheiding is not None:
            for feit in deel:
                self._feit(feit, scheiding)
        elif "id" in klassen and not _KOP.fullmatch(deel.tag):
            self.alinea("Status", " ".join(deel.text_content().split()))
        elif "huis" in klassen and not _KOP.fullmatch(deel.tag):
            vol, self.breedte = self.breedte, Cm(4)
            self._blokken(deel, stijl)
            self.breedte = vol
        else:
            return False
        return True

    def _op_tag(self, deel, klassen: set[str], stijl: str) -> bool:
        """Writes a block of which the tag says what it is; False when only its contents count."""
        tag = deel.tag
        if _KOP.fullmatch(tag):
            self._kop(deel)
        elif tag == "summary" and deel.find("h2") is not None:
            self._blokken(deel, stijl)
        elif tag in ("p", "dt", "dd", "summary"):
            self._paragraaf(deel, stijl)
        elif tag in ("ul", "ol"):
            self._lijst(deel, 1)
        elif tag in ("figure", "table"):
            (self._figuur if tag == "figure" else self._tabel)(deel)
        elif tag == "pre":
            self.alinea("Uitvoer", deel.text_content().strip("\n"))
        elif tag == "details" and not klassen and deel.find(".//table") is not None:
            # What could be unfolded stands there; its caption says it.
            for kind in deel.iterchildren("div", "table", "p"):
                self._blok(kind, stijl)
        else:
            return False
        return True

    def _kop(self, deel) -> None:
        """A heading; links go to its own anchor or to that of the section that it opens."""
        niveau, klein = int(deel.tag[1]) - 1, deel.find("small")
        groep = ""
        if klein is not None:
            groep = klein.text_content().strip()
            klein.drop_tree()
        alinea = self.alinea(f"Heading {niveau}" if niveau else "Title")
        self._lopend(alinea, deel, {})
        _houd_bijeen(alinea)
        deel_id = next(
            (
                a.get("id")
                for a in deel.iterancestors("section")
                if next(a.iter("h2", "h3", "h4")) is deel
            ),
            None,
        )
        for anker in (deel.get("id"), deel_id):
            if anker:
                self.plekken.zet(alinea, anker)
        if niveau in (1, 2):
            if not (deel.get("id") or deel_id):
                self.plekken.zet(alinea, f"kop-{len(self.koppen)}")
            self.koppen.append(
                (
                    niveau,
                    alinea.text.replace("\N{NO-BREAK SPACE}", " "),
                    self.plekken.naam(deel.get("id") or deel_id or f"kop-{len(self.koppen)}"),
                )
            )
        if groep:
            self.alinea("Status", groep)

    def _paragraaf(self, deel, stijl: str) -> None:
        if any(kind.tag == "img" for kind in deel):  # Markdown puts a picture in a paragraph
            return self._blokken(deel, stijl)
        alinea = self.alinea(stijl)
        self._lopend(alinea, deel, {"bold": True} if deel.tag in ("dt", "summary") else {})
        if deel.tag in ("dt", "summary"):
            alinea.paragraph_format.keep_with_next = True
        if not alinea.text.strip():
            alinea._p.getparent().remove(alinea._p)

    def _feit(self, feit, tussen: str) -> None:
        """A tile or a bar of the page as one line: the first words bold, the rest behind them."""
        groot, *rest = [
            " ".join(d.text_content().split()) for d in feit if d.get("aria-hidden") != "true"
        ] or [""]
        alinea = self.alinea("List Bullet")
        alinea.add_run(f"{groot}{tussen}").bold = True
        alinea.add_run(", ".join(rest))

    def _lopend(self, alinea, deel, opmaak: dict, doel=None) -> None:
        """Text with bold, italics, code and links, as runs in a paragraph;
        `doel` is the link that they are in.
        """
        klassen = (deel.get("class") or "").split()
        if deel.get("aria-hidden") == "true" or "weg" in klassen:
            return
        tag = deel.tag
        opmaak = opmaak | _OPMAAK.get(tag, {})
        if tag == "br":
            alinea.add_run().add_break()
        elif tag == "img":
            alinea.add_run(f"[{deel.get('alt') or 'plaatje'}]")
        elif tag == "a" and deel.get("href"):
            adres = deel.get("href").strip()
            if adres.startswith("#"):
                doel, opmaak = koppeling(alinea, self.plekken.naam(adres[1:])), opmaak | _LINK
            elif re.match(r"https?:|mailto:", adres, re.I):
                doel, opmaak = koppeling(alinea, adres=adres), opmaak | _LINK
        _woorden(alinea, deel.text, opmaak, doel)
        for kind in deel:
            if isinstance(kind.tag, str):
                self._lopend(alinea, kind, opmaak, doel)
            _woorden(alinea, kind.tail, opmaak, doel)

    def _lijst(self, lijst, niveau: int) -> None:
        nummer = None
        for punt in lijst.iterchildren("li"):
            soort = "Number" if lijst.tag == "ol" else "Bullet"
            diep = f" {min(niveau, 3)}" if niveau > 1 else ""
            alinea = self.alinea(f"List {soort}{diep}")
            if punt.get("id"):
                self.plekken.zet(alinea, punt.get("id"))
            if lijst.tag == "ol" and niveau == 1:
                nummer = nummer or eigen_nummering(self.doc, alinea)
                zet_nummering(alinea, nummer)
            _woorden(alinea, punt.text, {})
            for kind in punt:
                if kind.tag in ("ul", "ol"):
                    self._lijst(kind, niveau + 1)
                elif kind.tag in ("table", "figure", "pre", "div"):
                    self._blok(kind, "Normal")
                elif isinstance(kind.tag, str):
                    if kind.tag == "p" and kind.getprevious() is not None:
                        # A word above a sentence on the page stands before it here.
                        alinea.add_run(": " if kind.getprevious().tag == "span" else " ")
                    self._lopend(alinea, kind, {})
                _woorden(alinea, kind.tail, {})

    def _figuur(self, figuur) -> None:
        bijschrift = figuur.find("figcaption")
        tekening = next((k for k in figuur.iter("img")), None)
        if bijschrift is None:
            return self._blokken(figuur)
        klein, anker = bijschrift.find("small"), f"figuur-{self.figuren + 1}"
        onder = klein.text_content() if klein is not None else ""
        titel = bijschrift.text_content().removesuffix(onder).strip()
        self.figuren += 1
        alinea = self._bijschrift("Figuur", self.figuren, titel)
        self.plekken.zet(alinea, anker)
        if onder:
            self.alinea("Toelichting", onder).paragraph_format.keep_with_next = True
        if tekening is not None:
            self._plaatje(tekening, titel).paragraph_format.keep_with_next = True
        for kind in figuur:
            if kind in (bijschrift, tekening) or not isinstance(kind.tag, str):
                continue
            if (
                kind.tag == "details"
            ):  # definitions stand in the list of indicators; numbers in the appendix
                self.cijfers += [(anker, tabel) for tabel in kind.iter("table")]
            else:
                self._blok(kind, "Normal")
        if any(a == anker for a, _ in self.cijfers):
            laatste = Paragraph(
                self.doc.element.body[-2], self.doc._body
            )  # the last one is the section's own element
            laatste.add_run(" ")
            _woorden(
                laatste,
                "Cijfers bij deze figuur",
                _LINK,
                koppeling(laatste, self.plekken.naam(f"cijfers-{anker}")),
            )
            laatste.add_run(".")

    def _bijschrift(self, soort: str, nummer: int, titel: str) -> Paragraph:
        alinea = self.alinea("Caption")
        alinea.add_run(f"{soort} ")
        veld(alinea, f"SEQ {soort} \\* ARABIC", str(nummer))
        alinea.add_run(f". {titel}")
        return alinea

    def schrijf_cijfers(self) -> None:
        """De cijfers achter de figuren, in de volgorde van de figuren, onder een eigen kop."""
        if self.cijfers:
            self.schrijf('<h2 id="cijfers-bij-de-figuren">Cijfers bij de figuren</h2>')
        for anker, tabel in self.cijfers:
            alinea = self.alinea("Caption", "Cijfers bij figuur ")
            naam, nummer = f"cijfers-{anker}", anker.rpartition("-")[2]
            _woorden(alinea, nummer, _LINK, koppeling(alinea, self.plekken.naam(anker)))
            onderschrift = tabel.find("caption")
            alinea.add_run(
                f". {onderschrift.text_content().strip() if onderschrift is not None else ''}"
            )
            self.plekken.zet(alinea, naam)
            self._rooster(tabel)

    def _tabel(self, tabel) -> None:
        onderschrift = tabel.find("caption")
        if onderschrift is not None:
            self.tabellen += 1
            self._bijschrift("Tabel", self.tabellen, " ".join(onderschrift.text_content().split()))
        self._rooster(tabel)

    def _rooster(self, tabel) -> None:
        gemaakt = rooster(tabel, self._stijlen, self._in_cel)
        if gemaakt is not None:
            self.doc.element.body.insert_element_before(gemaakt, "w:sectPr")
            self.alinea("Celtekst")  # Word joins two tables without a paragraph between them

    def _in_cel(self, element, cel) -> Paragraph:
        alinea = Paragraph(element, self.doc._body)
        self._lopend(alinea, cel, {})
        return alinea

    def _plaatje(self, img, titel: str = "") -> Paragraph:
        """A picture with its text for who can't see it; what can't be drawn leaves that text."""
        alinea = self.alinea()
        if "data-svg" in img.attrib:
            svg = self._svgs[int(img.get("data-svg"))]
            gevonden = _ALT.search(svg)
            alt, breedte = (
                lxml.html.fromstring(f"<p>{gevonden[1]}</p>").text_content() if gevonden else titel,
                self.breedte,
            )
        else:
            svg, alt, breedte = "", img.get("alt") or titel, None
        try:
            beeld = io.BytesIO(png(svg, _PIXELS) if svg else _bestand(img.get("src") or ""))
            plaatje = alinea.add_run().add_picture(beeld, width=breedte)
        except Exception:  # someone's own picture may be anything
            alinea.add_run(f"[plaatje: {alt}]")
            return alinea
        krimp = min(1, self.breedte / plaatje.width, _HOOG / plaatje.height)
        plaatje.width, plaatje.height = (
            Emu(int(plaatje.width * krimp)),
            Emu(int(plaatje.height * krimp)),
        )
        plaatje._inline.docPr.set("descr", alt)
        plaatje._inline.docPr.set("title", titel)
        return alinea


def _houd_bijeen(alinea) -> None:
    """A heading never ends with one short word on a line of its own, nor breaks a name in two."""
    stukken = alinea.runs
    laatste = next((d for d in reversed(stukken) if d.text.strip()), None)
    if laatste is not None and len(alinea.text.split()) >= KORTE_KOP:
        voor, spatie, eind = laatste.text.rstrip().rpartition(" ")
        if spatie and len(eind) <= KORT_WOORD:
            laatste.text = f"{voor}\N{NO-BREAK SPACE}{eind}"
    for deel in stukken:
        if re.search(r"\w-\w", deel.text):  # 's-Hertogenbosch, 75-plussers
            heel_streepje(deel)


def _woorden(alinea, tekst: str | None, opmaak: dict, doel=None) -> None:
    tekst = re.sub(r"[ \t\r\n]+", " ", tekst or "")
    tekst = re.sub(
        r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]", "", tekst
    )  # what no XML file may hold
    if not alinea.text or alinea.text.endswith((" ", "\n")):
        tekst = tekst.lstrip(" ")
    if not tekst:
        return
    deel = alinea.add_run(tekst)
    for naam, waarde in opmaak.items():
        if naam == "style":
            deel._r.style = waarde
        else:
            setattr(deel.font, naam, waarde)
    if doel is not None:
        doel.append(deel._r)


def _bestand(src: str) -> bytes:
    """The picture in a data address, in a form that Word knows."""
    soort, _, inhoud = src.removeprefix("data:").partition(",")
    beeld = base64.b64decode(inhoud)
    if "svg" in soort:
        return png(beeld.decode("utf-8"), _PIXELS)
    if "webp" in soort:
        from PIL import Image

        uit = io.BytesIO()
        Image.open(io.BytesIO(beeld)).save(uit, "PNG")
        return uit.getvalue()
    return beeld
