"""Leest een visiedocument tot blokken tekst, met grenzen aan grootte en tijd. Voert niets uit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from woonzorg_lib.visiescan.lezen import kantoor, pdf, platte
from woonzorg_lib.visiescan.lezen.blok import Blok, Leesfout

__all__ = ["SOORTEN", "Blok", "Leesfout", "lees"]

GROOTST = 50_000_000  # bytes of a document
SOORTEN: dict[str, Callable[[Path], list[Blok]]] = {
    ".pdf": pdf.lees,
    ".docx": kantoor.lees_docx,
    ".odt": kantoor.lees_odt,
    ".html": platte.lees_html,
    ".htm": platte.lees_html,
    ".md": platte.lees_markdown,
    ".txt": platte.lees_tekst,
}
_OMZETTEN = {".doc": "Word-document (.docx)", ".rtf": "Word-document (.docx)", ".pages": "PDF"}


def lees(pad: Path) -> list[Blok]:
    """De blokken van een document, in leesvolgorde.

    Fout: Leesfout, één regel die zegt wat er mis is en wat u doet.
    """
    if not pad.is_file():
        raise Leesfout(f"{pad}: dit bestand bestaat niet.")
    if pad.stat().st_size == 0:
        raise Leesfout(f"{pad}: dit bestand is leeg. Haal het opnieuw op.")
    if pad.stat().st_size > GROOTST:
        raise Leesfout(
            f"{pad}: dit bestand is groter dan {GROOTST // 1_000_000} MB. "
            "Splits het of laat de plaatjes weg."
        )
    lezer = SOORTEN.get(pad.suffix.lower())
    if lezer is None:
        naar = _OMZETTEN.get(pad.suffix.lower())
        raad = f"Sla het op als {naar}." if naar else f"Kies uit: {', '.join(SOORTEN)}."
        raise Leesfout(f"{pad}: dit soort bestand leest de scan niet. {raad}")
    _controleer_inhoud(pad)
    blokken = lezer(pad)
    if not any(blok.tekst.strip() for blok in blokken):
        raise Leesfout(
            f"{pad}: er staat geen tekst in. Is het een scan? Laat er eerst tekst van maken (OCR)."
        )
    return blokken


def _controleer_inhoud(pad: Path) -> None:
    """A file of another kind than its name says so, by its first bytes."""
    with pad.open("rb") as stroom:
        begin = stroom.read(1024)
    kaal = begin.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    ware = (
        "een PDF"
        if b"%PDF-" in begin
        else "een zip (Word, ODT of Excel)"
        if begin[:2] == b"PK"
        else ""
    )
    if not ware and kaal.startswith((b"<!doctype html", b"<html")):
        ware = "HTML"
    verwacht = {
        ".pdf": "een PDF",
        ".docx": "een zip (Word, ODT of Excel)",
        ".odt": "een zip (Word, ODT of Excel)",
    }
    soort = verwacht.get(pad.suffix.lower())
    if soort and ware != soort:
        raise Leesfout(
            f"{pad}: geen leesbare {pad.suffix[1:].upper()}; de inhoud is {ware or 'iets anders'}."
        )
    if not soort and ware in verwacht.values():
        raise Leesfout(
            f"{pad}: de inhoud is {ware}, niet {pad.suffix[1:]}. Geef het bestand de juiste naam."
        )
