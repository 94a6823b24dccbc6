"""Leest een visiedocument tot blokken tekst, met grenzen aan grootte en tijd. Voert niets uit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from woonzorg_lib.visiescan.lezen import kantoor, pdf, platte
from woonzorg_lib.visiescan.lezen.blok import Blok, Leesfout

__all__ = ["SOORTEN", "Blok", "Leesfout", "lees"]

GROOTST = 50_000_000  # bytes of a document
PLAT = 10_000_000  # bytes of a document that is text through and through
MEESTE_TEKST = 3_000_000  # characters: about 1.500 full pages
SOORTEN: dict[str, Callable[[Path], list[Blok]]] = {
    ".pdf": pdf.lees,
    ".docx": kantoor.lees_docx,
    ".odt": kantoor.lees_odt,
    ".html": platte.lees_html,
    ".htm": platte.lees_html,
    ".md": platte.lees_markdown,
    ".txt": platte.lees_tekst,
}
PLATTE = (".html", ".htm", ".md", ".txt")
_WORD = "Word-document (.docx)"
_OMZETTEN = {".doc": _WORD, ".docm": _WORD, ".dotx": _WORD, ".rtf": _WORD, ".pages": "PDF"}
_OFFICE_OUD = bytes.fromhex("d0cf11e0a1b11ae1")  # an old Word file, or one with a password


def lees(pad: Path) -> list[Blok]:
    """De blokken van een document, in leesvolgorde.

    Fout: Leesfout, één regel die zegt wat er mis is en wat u doet.
    """
    if not pad.is_file():
        raise Leesfout(f"{pad}: dit bestand bestaat niet.")
    if pad.stat().st_size == 0:
        raise Leesfout(f"{pad}: dit bestand is leeg. Haal het opnieuw op.")
    hoogstens = PLAT if pad.suffix.lower() in PLATTE else GROOTST
    if pad.stat().st_size > hoogstens:
        raise Leesfout(
            f"{pad}: dit bestand is groter dan {hoogstens // 1_000_000} MB. "
            "Splits het of laat de plaatjes weg."
        )
    lezer = SOORTEN.get(pad.suffix.lower())
    if lezer is None:
        naar = _OMZETTEN.get(pad.suffix.lower())
        raad = f"Sla het op als {naar}." if naar else f"Kies uit: {', '.join(SOORTEN)}."
        raise Leesfout(f"{pad}: dit soort bestand leest de scan niet. {raad}")
    _controleer_inhoud(pad)
    blokken = lezer(pad)
    if sum(len(blok.tekst) for blok in blokken) > MEESTE_TEKST:
        raise Leesfout(
            f"{pad}: er staat meer tekst in dan de scan leest "
            f"({MEESTE_TEKST // 1_000_000} miljoen tekens). Splits het document."
        )
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
    if begin.startswith(_OFFICE_OUD):
        raise Leesfout(
            f"{pad}: dit bestand is versleuteld of van een oude Word. "
            "Sla het op als Word-document (.docx) zonder wachtwoord."
        )
    if soort and ware != soort:
        raise Leesfout(
            f"{pad}: geen leesbare {pad.suffix[1:].upper()}; de inhoud is {ware or 'iets anders'}."
        )
    if not soort and ware in verwacht.values():
        raise Leesfout(
            f"{pad}: de inhoud is {ware}, niet {pad.suffix[1:]}. Geef het bestand de juiste naam."
        )
