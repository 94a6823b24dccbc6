"""Leest Word (docx) en OpenDocument (odt). Macro's en verwijzingen blijven dicht."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from woonzorg_lib.visiescan.lezen.blok import Blok, Blokvorm, Leesfout

UITGEPAKT = 100_000_000  # bytes of all parts together
EEN_DEEL = 40_000_000  # bytes of the part with the text
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABEL = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_INHOUDSSTIJL = ("toc", "inhopg", "tableofcontents", "inhoudsopgave", "tableoffigures")


def lees_docx(pad: Path) -> list[Blok]:
    """De blokken van een Word-document, met de voetnoten aan het eind."""
    with _open(pad) as pak:
        stijlen = _koppen_docx(_deel(pak, pad, "word/styles.xml", verplicht=False))
        romp = _deel(pak, pad, "word/document.xml")
        noten = _deel(pak, pad, "word/footnotes.xml", verplicht=False)
    blokken = list(_docx(romp.find(f"{W}body"), stijlen))
    for noot in noten.iter(f"{W}footnote") if noten is not None else ():
        tekst = _tekst_docx(noot)
        if tekst.strip():
            blokken.append(Blok(Blokvorm.TEKST, tekst))
    return blokken


def lees_odt(pad: Path) -> list[Blok]:
    """De blokken van een OpenDocument-tekst."""
    with _open(pad) as pak:
        romp = _deel(pak, pad, "content.xml")
    return list(_odt(romp))


def _open(pad: Path) -> zipfile.ZipFile:
    try:
        pak = zipfile.ZipFile(pad)
    except (zipfile.BadZipFile, OSError):
        raise Leesfout(f"{pad}: dit bestand is beschadigd. Haal het opnieuw op.") from None
    groot = sum(deel.file_size for deel in pak.infolist())
    if groot > UITGEPAKT:
        raise Leesfout(
            f"{pad}: dit bestand wordt uitgepakt {groot // 1_000_000} MB, "
            f"meer dan {UITGEPAKT // 1_000_000} MB, en is daarom niet gelezen. "
            "Haal de plaatjes eruit, of vraag de maker om een ander bestand."
        )
    if any(deel.flag_bits & 1 for deel in pak.infolist()):
        raise Leesfout(f"{pad}: dit bestand is versleuteld. Sla het op zonder wachtwoord.")
    return pak


def _deel(pak: zipfile.ZipFile, pad: Path, naam: str, verplicht: bool = True):
    try:
        with pak.open(naam) as stroom:
            inhoud = stroom.read(EEN_DEEL + 1)
    except KeyError:
        if verplicht:
            raise Leesfout(
                f"{pad}: dit bestand mist zijn tekst ({naam}). Sla het opnieuw op."
            ) from None
        return None
    except (zipfile.BadZipFile, OSError, RuntimeError, EOFError, ValueError):
        raise Leesfout(f"{pad}: dit bestand is beschadigd ({naam}). Haal het opnieuw op.") from None
    if len(inhoud) > EEN_DEEL:
        raise Leesfout(
            f"{pad}: de tekst is groter dan {EEN_DEEL // 1_000_000} MB. Splits het document."
        )
    if b"<!DOCTYPE" in inhoud[:4096] or b"<!ENTITY" in inhoud[:65536]:
        raise _met_entiteiten(pad)
    lezer = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
    try:
        boom = etree.fromstring(inhoud, lezer)
    except etree.XMLSyntaxError:
        raise Leesfout(f"{pad}: dit bestand is beschadigd ({naam}). Sla het opnieuw op.") from None
    if boom.getroottree().docinfo.doctype:  # in another encoding than the bytes above
        raise _met_entiteiten(pad)
    return boom


def _met_entiteiten(pad: Path) -> Leesfout:
    return Leesfout(
        f"{pad}: dit bestand bevat verwijzingen (entiteiten) die een gewoon document niet "
        "heeft, en is daarom niet gelezen. Sla het opnieuw op in Word of LibreOffice."
    )


def _koppen_docx(stijlen) -> dict[str, str]:
    """Style id -> its name in small letters, so that "Kop1" and "Heading1" are both known."""
    if stijlen is None:
        return {}
    uit = {}
    for stijl in stijlen.iter(f"{W}style"):
        naam = stijl.find(f"{W}name")
        if naam is not None:
            uit[stijl.get(f"{W}styleId")] = naam.get(f"{W}val", "").lower()
    return uit


def _docx(romp, stijlen: dict[str, str]) -> Iterator[Blok]:
    for element in romp if romp is not None else ():
        if element.tag == f"{W}tbl":
            yield Blok(Blokvorm.TEKST, _tabel(element.iter(f"{W}tr"), f"{W}tc", _tekst_docx))
        elif element.tag == f"{W}sdt":
            inhoud = element.find(f"{W}sdtContent")
            yield from _docx(inhoud, stijlen)
        elif element.tag == f"{W}p":
            tekst = _tekst_docx(element)
            if tekst.strip():
                yield Blok(_vorm_docx(element, stijlen), tekst.strip())


def _vorm_docx(alinea, stijlen: dict[str, str]) -> Blokvorm:
    stijl = alinea.find(f"{W}pPr/{W}pStyle")
    id = stijl.get(f"{W}val", "") if stijl is not None else ""
    naam = f"{id.lower()} {stijlen.get(id, '')}"
    if any(woord in naam for woord in _INHOUDSSTIJL):
        return Blokvorm.INHOUD
    kop = any(woord in naam for woord in ("heading", "kop", "titel", "title"))
    return Blokvorm.KOP if kop and "koptekst" not in naam else Blokvorm.TEKST


def _tekst_docx(element) -> str:
    delen = []
    for deel in element.iter(f"{W}t", f"{W}tab", f"{W}br", f"{W}p"):
        if deel.tag == f"{W}t":
            delen.append(deel.text or "")
        elif deel is not element:
            delen.append("\n" if deel.tag in (f"{W}br", f"{W}p") else "\t")
    return "".join(delen)


def _tabel(rijen, cel: str, tekst) -> str:
    return "\n".join(
        " | ".join(" ".join(tekst(c).split()) for c in rij.iterchildren(cel)) for rij in rijen
    )


def _odt(element) -> Iterator[Blok]:
    for deel in element:
        if deel.tag == f"{TEXT}h":
            yield Blok(Blokvorm.KOP, _tekst_odt(deel).strip())
        elif deel.tag == f"{TEXT}table-of-content":
            yield Blok(Blokvorm.INHOUD, "\n".join(_tekst_odt(p) for p in deel.iter(f"{TEXT}p")))
        elif deel.tag == f"{TABEL}table":
            rijen = deel.iter(f"{TABEL}table-row")
            yield Blok(Blokvorm.TEKST, _tabel(rijen, f"{TABEL}table-cell", _tekst_odt))
        elif deel.tag == f"{TEXT}p":
            tekst = _tekst_odt(deel).strip()
            if tekst:
                yield Blok(Blokvorm.TEKST, tekst)
        elif isinstance(deel.tag, str):
            yield from _odt(deel)


def _tekst_odt(element) -> str:
    delen = [element.text or ""]
    for deel in element:
        if deel.tag in (f"{TEXT}s", f"{TEXT}tab"):
            delen.append(" ")
        elif deel.tag == f"{TEXT}line-break":
            delen.append("\n")
        elif isinstance(deel.tag, str):
            delen.append(_tekst_odt(deel))
        delen.append(deel.tail or "")
    return "".join(delen)
