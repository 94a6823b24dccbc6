"""De stijlen van rapport.docx, en de stukjes Word die python-docx niet zelf maakt;
kent geen rapport en geen HTML.

De ingebouwde stijlen (Kop 1, Bijschrift, Lijstopsomming) houden hun naam:
wie iets overneemt in een eigen document krijgt daar vanzelf de eigen huisstijl.
"""

from __future__ import annotations

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt, RGBColor

BREED = Cm(16)
TABEL = "Tabel rapport"
_INKT, _GRIJS, _ACCENT = (
    RGBColor(0x1B, 0x2A, 0x33),
    RGBColor(0x4B, 0x5A, 0x63),
    RGBColor(0x1F, 0x6B, 0x87),
)
_LETTER = "Calibri"
_EIGEN = {  # name: (size, colour, space before, space after)
    "Kernzin": (12, _INKT, 4, 6),
    "Status": (9.5, _GRIJS, 0, 6),
    "Toelichting": (9.5, _GRIJS, 2, 4),
    "Bron": (8.5, _GRIJS, 2, 12),
    "Let op": (10.5, _INKT, 6, 8),
    "Uitvoer": (9, _INKT, 4, 6),
    "Celtekst": (9, _INKT, 1, 1),
}


def nieuw_document():
    """Een leeg document op A4 met de stijlen van het rapport, in het Nederlands."""
    doc = Document()
    blad = doc.sections[0]
    blad.page_width, blad.page_height = Cm(21), Cm(29.7)
    blad.left_margin = blad.right_margin = blad.top_margin = blad.bottom_margin = Cm(2.5)
    stijlen = doc.styles
    _letter(stijlen["Normal"], 10.5, _INKT, 0, 6)
    stijlen["Normal"].paragraph_format.line_spacing = 1.15
    _koppen(stijlen)
    _letter(stijlen["Subtitle"], 12, _GRIJS, 0, 4, schuin=False)
    _letter(stijlen["Caption"], 10.5, _INKT, 12, 2)
    stijlen["Caption"].paragraph_format.keep_with_next = True
    _eigen_stijlen(stijlen)
    stijlen.element.append(parse_xml(_TABELSTIJL))
    for taal in stijlen.element.iter(qn("w:lang")):
        taal.set(qn("w:val"), "nl-NL")
    return doc


def _koppen(stijlen) -> None:
    """The title, and each heading whole on one page with what comes after it."""
    for naam, grootte, voor in (
        ("Title", 30, 0),
        ("Heading 1", 19, 24),
        ("Heading 2", 14, 18),
        ("Heading 3", 11.5, 12),
        ("Heading 4", 10.5, 8),
        ("Heading 5", 10.5, 8),
    ):
        _letter(stijlen[naam], grootte, _INKT, voor, 4, vet=naam != "Title")
    stijlen["Heading 1"].paragraph_format.page_break_before = True
    for niveau in range(1, 6):
        kop = stijlen[f"Heading {niveau}"].paragraph_format
        kop.keep_together, kop.keep_with_next = True, True
    for rand in stijlen["Title"].element.iter(qn("w:pBdr")):
        rand.getparent().remove(rand)


def _eigen_stijlen(stijlen) -> None:
    """The styles that Word does not have, the contents and the links."""
    for naam, maten in _EIGEN.items():
        stijl = stijlen.add_style(naam, WD_STYLE_TYPE.PARAGRAPH)
        stijl.base_style = stijlen["Normal"]
        _letter(stijl, *maten)
    stijlen["Uitvoer"].font.name = "Consolas"
    stijlen["Status"].paragraph_format.keep_with_next = True
    _rand(stijlen["Let op"])
    for niveau in (1, 2):
        stijl = stijlen.add_style(f"toc {niveau}", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        stijl.base_style = stijlen["Normal"]
        _letter(stijl, 10.5, _INKT, 8 if niveau == 1 else 0, 2, vet=niveau == 1)
        stijl.paragraph_format.left_indent = Cm(0.6) * (niveau - 1)
    koppeling = stijlen.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    koppeling.font.color.rgb, koppeling.font.underline = _ACCENT, True


def _letter(
    stijl,
    grootte: float,
    kleur,
    voor: float,
    na: float,
    vet: bool | None = None,
    schuin: bool | None = None,
) -> None:
    stijl.font.size, stijl.font.color.rgb, stijl.font.name = Pt(grootte), kleur, _LETTER
    letters = stijl.element.rPr.rFonts
    for naam in (
        "asciiTheme",
        "hAnsiTheme",
        "eastAsiaTheme",
        "cstheme",
    ):  # a theme would win from the name
        letters.attrib.pop(qn(f"w:{naam}"), None)
    if vet is not None:
        stijl.font.bold = vet
    if schuin is not None:
        stijl.font.italic = schuin
    stijl.paragraph_format.space_before, stijl.paragraph_format.space_after = Pt(voor), Pt(na)


def _rand(stijl) -> None:
    opmaak = stijl.element.get_or_add_pPr()
    rand = (
        f"<w:pBdr {nsdecls('w')}>"
        '<w:left w:val="single" w:sz="24" w:space="8" w:color="C98A00"/></w:pBdr>'
    )
    for deel in (rand, f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="FDF0D7"/>'):
        opmaak.insert_element_before(
            parse_xml(deel), "w:tabs", "w:spacing", "w:ind", "w:jc"
        )  # Word minds the order


_TABELSTIJL = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="TabelRapport">
<w:name w:val="{TABEL}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>
<w:tblPr>
<w:tblBorders>
<w:bottom w:val="single" w:sz="4" w:color="9AA7AE"/>
<w:insideH w:val="single" w:sz="4" w:color="DFE5E8"/>
</w:tblBorders>
<w:tblCellMar>
<w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>
</w:tblCellMar>
</w:tblPr>
<w:tblStylePr w:type="firstRow">
<w:rPr><w:b/></w:rPr>
<w:tcPr><w:tcBorders><w:bottom w:val="single" w:sz="8" w:color="4B5A63"/></w:tcBorders></w:tcPr>
</w:tblStylePr>
</w:style>"""


def el(naam: str, **kenmerken: object):
    """Een element van Word, zoals el("w:b") of el("w:jc", val="right")."""
    gemaakt = OxmlElement(naam)
    for kenmerk, waarde in kenmerken.items():
        gemaakt.set(qn(f"w:{kenmerk}"), str(waarde))
    return gemaakt


def heel_streepje(deel) -> None:
    """Laat Word het stuk tekst niet afbreken achter een streepje."""
    eerste, *rest = deel.text.split("-")
    deel.text = eerste
    for stuk in rest:
        deel._r.append(el("w:noBreakHyphen"))
        if stuk:
            deel._r.add_t(stuk)


def veld(alinea, opdracht: str, tekst: str) -> None:
    """Een veld dat Word kan bijwerken, met de tekst die er tot dan toe staat."""
    _veldbegin(alinea, opdracht)
    alinea.add_run(tekst)
    _veldstuk(alinea, "end")


class Bladwijzers:
    """Geeft elk anker van de pagina een bladwijzer van Word:
    die mag alleen letters en cijfers hebben.
    """

    def __init__(self):
        self._namen: dict[str, str] = {}
        self._nummer = 0

    def naam(self, anker: str) -> str:
        return self._namen.setdefault(anker, f"plek{len(self._namen) + 1}")

    def zet(self, alinea, anker: str) -> None:
        """Maakt van de alinea de plek waar dit anker op uitkomt."""
        self._nummer += 1
        begin, eind = (
            el("w:bookmarkStart", id=self._nummer, name=self.naam(anker)),
            el("w:bookmarkEnd", id=self._nummer),
        )
        alinea._p.insert(int(alinea._p.pPr is not None), begin)
        alinea._p.append(eind)


def koppeling(alinea, bladwijzer: str = "", adres: str = ""):
    """Een verwijzing naar een bladwijzer of een adres; geeft het element waar de tekst in komt."""
    gemaakt = el("w:hyperlink", history=1)
    if adres:
        gemaakt.set(
            qn("r:id"),
            alinea.part.relate_to(
                adres,
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
                is_external=True,
            ),
        )
    else:
        gemaakt.set(qn("w:anchor"), bladwijzer)
    alinea._p.append(gemaakt)
    return gemaakt


def inhoudsopgave(plek, koppen: list[tuple[int, str, str]]) -> None:
    """Een inhoudsopgave voor de alinea `plek`: regels met niveau, tekst en bladwijzer.
    Word werkt haar bij met F9.
    """
    for nummer, (niveau, tekst, bladwijzer) in enumerate(koppen):
        regel = plek.insert_paragraph_before(style=f"toc {niveau}")
        if not nummer:
            _veldbegin(
                regel, 'TOC \\o "1-2" \\h \\n'
            )  # without page numbers: only Word itself knows those
        verwijzing = koppeling(regel, bladwijzer)
        verwijzing.append(regel.add_run(tekst)._r)
        if nummer == len(koppen) - 1:
            _veldstuk(regel, "end")


def _veldbegin(alinea, opdracht: str) -> None:
    _veldstuk(alinea, "begin")
    deel = alinea.add_run()._r
    deel.append(el("w:instrText"))
    deel[-1].text = f" {opdracht} "
    deel[-1].set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    _veldstuk(alinea, "separate")


def _veldstuk(alinea, soort: str) -> None:
    alinea.add_run()._r.append(el("w:fldChar", fldCharType=soort))


def voettekst(doc, tekst: str, boven: str = "") -> None:
    """Onder elke bladzijde de titel en het bladnummer; `boven` komt boven elke bladzijde."""
    alinea = doc.sections[0].footer.paragraphs[0]
    alinea.style = doc.styles["Status"]
    alinea.paragraph_format.tab_stops.add_tab_stop(BREED, 2)
    alinea.add_run(f"{tekst}\t")
    veld(alinea, "PAGE", "1")
    alinea.add_run(" van ")
    veld(alinea, "NUMPAGES", "1")
    if boven:
        kop = doc.sections[0].header.paragraphs[0]
        kop.style, kop.alignment = doc.styles["Status"], WD_ALIGN_PARAGRAPH.CENTER
        kop.add_run(boven).bold = True


def eigen_nummering(doc, alinea) -> int:
    """Een nieuwe genummerde lijst die bij 1 begint; geeft het nummer ervan voor `zet_nummering`."""
    soort = doc.styles["List Number"].element.pPr.numPr.numId.val
    nummers = doc.part.numbering_part.numbering_definitions._numbering
    nieuw = nummers.add_num(nummers.num_having_numId(soort).abstractNumId.val)
    nieuw.add_lvlOverride(ilvl=0).add_startOverride(1)
    return nieuw.numId


def zet_nummering(alinea, nummer: int) -> None:
    """Zet de alinea in de genummerde lijst met dit nummer."""
    eigenschap = alinea._p.get_or_add_pPr().get_or_add_numPr()
    eigenschap.get_or_add_ilvl().val = 0
    eigenschap.get_or_add_numId().val = nummer
