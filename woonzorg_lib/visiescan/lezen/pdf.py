"""Leest een PDF, zonder kop- en voetregels. Een bladzijde zonder tekst wordt genoemd."""

from __future__ import annotations

import re
import time
import zlib
from collections import Counter
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from woonzorg_lib.visiescan.lezen.blok import Blok, Blokvorm, Leesfout

MEESTE_BLADZIJDEN = 1500
SECONDEN = 60
RAND = 2  # lines at the top and bottom of a page where a running head may stand
VAAK = 0.3  # on this share of the pages a line is a running head
GROOTST_DEEL = 20_000_000  # bytes of one unpacked part; a page of text is a thousandth of it
_STROOM = re.compile(rb"stream\r?\n")
VOL = 0.7  # of the widest line: then the next line carries on with it
_PUNT = re.compile(r"^([-*•–◦▪‣]|\d+[.)]|[a-z][.)])\s")
_GENUMMERD = re.compile(r"^(\d+(\.\d+)*\.?|artikel \d+|hoofdstuk \d+|bijlage \w+)\s+\S", re.I)
_INHOUDSREGEL = re.compile(r"(\.{3,}|\s)\s*\d{1,3}$")


def lees(pad: Path) -> list[Blok]:
    """De blokken van een PDF. Fout: Leesfout bij een wachtwoord, schade of te veel bladzijden."""
    _controleer_stromen(pad)
    try:
        document = pypdfium2.PdfDocument(pad)
    except pypdfium2.PdfiumError as fout:
        if "password" in str(fout).lower():
            raise Leesfout(
                f"{pad}: deze PDF is versleuteld. "
                "Open haar met het wachtwoord en sla haar zonder op."
            ) from None
        raise Leesfout(f"{pad}: deze PDF is beschadigd. Haal haar opnieuw op.") from None
    try:
        if len(document) > MEESTE_BLADZIJDEN:
            raise Leesfout(
                f"{pad}: deze PDF heeft {len(document)} bladzijden; "
                f"de scan leest er hoogstens {MEESTE_BLADZIJDEN}."
            )
        bladzijden = _bladzijden(document, pad)
    finally:
        document.close()
    randen = _randregels(bladzijden)
    return [
        blok for nr, regels in enumerate(bladzijden, 1) for blok in _blokken(nr, regels, randen)
    ]


def _controleer_stromen(pad: Path) -> None:
    """Refuses a PDF with a part that unpacks to far more than a page can hold.

    A page of such a PDF would fill the memory before any limit of time is reached.
    """
    ruw = pad.read_bytes()
    for begin in _STROOM.finditer(ruw):
        vooraf = ruw[max(0, begin.start() - 400) : begin.start()].rpartition(b"obj")[2]
        if b"/Image" in vooraf or b"FlateDecode" not in vooraf:
            continue
        uitpakker = zlib.decompressobj()
        try:
            uitgepakt = uitpakker.decompress(
                ruw[begin.end() : begin.end() + GROOTST_DEEL], GROOTST_DEEL + 1
            )
        except zlib.error:
            continue  # encrypted or broken: pdfium says so
        if len(uitgepakt) > GROOTST_DEEL:
            raise Leesfout(
                f"{pad}: een deel van deze PDF wordt uitgepakt meer dan "
                f"{GROOTST_DEEL // 1_000_000} MB, en is daarom niet gelezen. "
                "Sla haar opnieuw op als PDF."
            )


def _bladzijden(document, pad: Path) -> list[list[tuple[str, float]]]:
    """Per bladzijde de regels met hun lettergrootte."""
    einde = time.monotonic() + SECONDEN
    gelezen = []
    for nr in range(len(document)):
        if time.monotonic() > einde:
            raise Leesfout(
                f"{pad}: lezen duurt langer dan {SECONDEN} seconden. Splits het document."
            )
        try:
            bladzijde = document[nr]
            gelezen.append(_regels(bladzijde.get_textpage()))
            bladzijde.close()
        except pypdfium2.PdfiumError:
            gelezen.append([])
    return gelezen


def _regels(laag) -> list[tuple[str, float]]:
    tekst = laag.get_text_range(errors="replace")
    regels, plek = [], 0
    for ruw in tekst.split("\n"):
        regel = ruw.replace("\ufffe", "-").strip()
        if regel:
            regels.append((regel, pdfium.FPDFText_GetFontSize(laag.raw, plek)))
        plek += len(ruw) + 1
    laag.close()
    return regels


def _kaal(regel: str) -> str:
    return re.sub(r"\d+", "#", regel.lower())


def _randregels(bladzijden: list[list[tuple[str, float]]]) -> set[str]:
    """Lines that come back at the edge of many pages, page numbers aside."""
    tel = Counter(
        regel
        for regels in bladzijden
        for regel in {_kaal(r) for r, _ in (*regels[:RAND], *regels[-RAND:])}
    )
    grens = max(3, VAAK * len(bladzijden))
    return {regel for regel, aantal in tel.items() if aantal >= grens}


def _blokken(nr: int, regels: list[tuple[str, float]], randen: set[str]):
    rand = {*range(RAND), *range(len(regels) - RAND, len(regels))}
    over = [(r, g) for i, (r, g) in enumerate(regels) if not (i in rand and _kaal(r) in randen)]
    if not over:
        yield Blok(Blokvorm.ZONDER_TEKST, "", nr)
        return
    gewoon = Counter(round(grootte, 1) for regel, grootte in over for _ in regel).most_common(1)[0][
        0
    ]
    inhoud = sum(bool(_INHOUDSREGEL.search(regel)) for regel, _ in over) > len(over) / 2 > 2
    alinea: list[str] = []
    for regel, grootte in over:
        if not inhoud and _is_kop(regel, grootte, gewoon, alinea):
            if alinea:
                yield Blok(Blokvorm.TEKST, _doorlopend(alinea), nr)
            alinea = []
            yield Blok(Blokvorm.KOP, regel, nr)
        else:
            alinea.append(regel)
    if alinea:
        tekst = "\n".join(alinea) if inhoud else _doorlopend(alinea)
        yield Blok(Blokvorm.INHOUD if inhoud else Blokvorm.TEKST, tekst, nr)


def _doorlopend(regels: list[str]) -> str:
    """De regels van een alinea aan elkaar: een regel die de breedte vult, gaat verder.

    Een opsomming, een tabel en een korte regel houden hun eigen regel.
    """
    breedte = max(map(len, regels))
    uit = regels[0]
    for vorige, regel in zip(regels, regels[1:], strict=False):
        vol = len(vorige) > VOL * breedte or regel[0].islower()
        eigen = _PUNT.match(regel) or "|" in regel or vorige[-1] in ".!?:;|-"
        uit += ("\n" if eigen or not vol else " ") + regel
    return uit


def _is_kop(regel: str, grootte: float, gewoon: float, alinea: list[str]) -> bool:
    if len(regel) > 90 or regel[-1] in ".,;:" or not re.search(r"[a-zA-Z]{3}", regel):
        return False
    if grootte > gewoon + 0.6:
        return True
    los = not alinea or alinea[-1][-1] in ".:!?"
    return bool(los and _GENUMMERD.match(regel) and len(regel) < 70)
