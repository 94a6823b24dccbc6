"""Maakt van een tabel in HTML een tabel in Word; wat er in een cel staat schrijft `wordhtml`."""

from __future__ import annotations

import re
from collections.abc import Callable

from docx.shared import Pt

from .wordopmaak import BREED, TABEL, el

LETTER, KLEINST = 9.0, 6.0  # points
REGEL = 95  # letters that fit on a line of 9 points
_GETAL = re.compile(r"^[-−–+]?\s*[€±]?\s*[\d.,]+|^–$")


def rooster(tabel, stijlen: dict[str, str], schrijf: Callable):
    """De tabel als element van Word, of None als er niets in staat.

    De kop komt op elke bladzijde terug, geen rij breekt in tweeën en samengevoegde cellen blijven
    samen. `stijlen`: de codes van de stijlen op naam.
    `schrijf`: zet de inhoud van een cel in een alinea en geeft die alinea.
    """
    regels = [tr for tr in tabel.iter("tr") if next(tr.iterancestors("table")) is tabel]
    rijen = _cellen(regels)
    if not rijen:
        return None
    koppen = max(
        sum(all(cel.tag == "th" for cel in tr) and len(tr) > 0 for tr in regels[:3]),
        sum(tr.getparent().tag == "thead" for tr in regels),
    )
    breed = max(kolom + spanne for rij in rijen for kolom, spanne, *_ in rij)
    breedten, letter = _breedten(rijen, breed)
    gemaakt, kolommen = el("w:tbl"), el("w:tblGrid")
    kolommen.extend(el("w:gridCol", w=b) for b in breedten)
    gemaakt.extend((_eigenschappen(tabel, stijlen[TABEL], bool(koppen)), kolommen))
    woorden = "woorden" in (tabel.get("class") or "").split()
    for nummer, cellen in enumerate(rijen):
        rij, eisen = el("w:tr"), el("w:trPr")
        eisen.append(el("w:cantSplit"))
        if nummer < koppen:
            eisen.append(el("w:tblHeader"))
        rij.append(eisen)
        rij.extend(
            _cel(kolom, spanne, cel, vervolg, woorden, stijlen, schrijf, letter)
            for kolom, spanne, cel, vervolg in cellen
        )
        gemaakt.append(rij)
    return gemaakt


def _eigenschappen(tabel, stijl: str, met_kop: bool):
    """The properties of the table: its style, its width, and its caption when it has one."""
    eigenschap = el("w:tblPr")
    eigenschap.append(el("w:tblStyle", val=stijl))
    eigenschap.append(el("w:tblW", w=5000, type="pct"))
    uiterlijk = {"firstRow": 1 if met_kop else 0, "lastRow": 0, "firstColumn": 0, "lastColumn": 0}
    eigenschap.append(el("w:tblLook", val="0420", **uiterlijk, noHBand=1, noVBand=1))
    if (onderschrift := tabel.find("caption")) is not None:
        eigenschap.append(el("w:tblCaption", val=" ".join(onderschrift.text_content().split())))
    return eigenschap


def _cel(
    kolom: int,
    spanne: int,
    cel,
    vervolg: bool,
    woorden: bool,
    stijlen: dict[str, str],
    schrijf: Callable,
    letter: float,
):
    gemaakt, eigenschap, element = el("w:tc"), el("w:tcPr"), el("w:p")
    if spanne > 1:
        eigenschap.append(el("w:gridSpan", val=spanne))
    if vervolg or _spanne(cel, "rowspan", 1000) > 1:
        eigenschap.append(el("w:vMerge", **({} if vervolg else {"val": "restart"})))
    gemaakt.extend((eigenschap, element))
    element.style = stijlen["Celtekst"]
    if not vervolg:
        alinea = schrijf(element, cel)
        if letter < LETTER:
            for deel in alinea.runs:
                deel.font.size = Pt(letter)
        if "getal" in (cel.get("class") or "").split() or (
            not woorden and kolom and (_GETAL.match(cel.text_content().strip()) or cel.tag == "th")
        ):
            alinea.alignment = 2
    return gemaakt


def _cellen(regels) -> list[list[tuple[int, int, object, bool]]]:
    """Per row its cells: column, columns wide, element,
    and whether it only continues a cell from above.
    """
    bezet: dict[tuple[int, int], tuple[int, object]] = {}
    uit = []
    for nummer, tr in enumerate(regels):
        rij, kolom = [], 0
        cellen = [c for c in tr if c.tag in ("td", "th")]
        while cellen or (nummer, kolom) in bezet:
            if (nummer, kolom) in bezet:
                spanne, deel = bezet[nummer, kolom]
                rij.append((kolom, spanne, deel, True))
            else:
                deel = cellen.pop(0)
                spanne, hoog = (
                    _spanne(deel, "colspan", 100),
                    _spanne(deel, "rowspan", len(regels) - nummer),
                )
                rij.append((kolom, spanne, deel, False))
                bezet |= {(nummer + n, kolom): (spanne, deel) for n in range(1, hoog)}
            kolom += spanne
        if rij:
            uit.append(rij)
    return uit


def _breedten(rooster, aantal: int) -> tuple[list[int], float]:
    """The width of every column and the size of the letters.

    The longest word of a column fits in it, so that no word breaks; what is left goes to where the
    most text is. With too many long words for one page the letters get smaller.
    """
    minst, tekst = [4.0] * aantal, [4.0] * aantal
    for kolom, spanne, deel, vervolg in (cel for regel in rooster for cel in regel):
        if spanne == 1 and not vervolg:
            woorden = deel.text_content().split()
            kop = deel.tag == "th"  # an address may break, the head of a column may not
            lengten = (len(w) if kop else min(len(w), 22) for w in woorden)
            minst[kolom] = max([minst[kolom], *(n + 2 for n in lengten)])  # and room beside it
            tekst[kolom] = max(tekst[kolom], min(sum(map(len, woorden)) + len(woorden), 160))
    over = max(0.0, REGEL - sum(minst))
    extra = [max(0.0, t - m) for t, m in zip(tekst, minst)]
    letters = [m + over * e / (sum(extra) or 1) for m, e in zip(minst, extra)]
    letter = max(KLEINST, LETTER * min(1.0, REGEL / sum(minst)))
    return [int(BREED.twips * n / sum(letters)) for n in letters], int(letter * 2) / 2


def _spanne(cel, kenmerk: str, hoogste: int) -> int:
    waarde = cel.get(kenmerk) or "1"
    return max(1, min(int(waarde), hoogste)) if waarde.isdecimal() else 1
