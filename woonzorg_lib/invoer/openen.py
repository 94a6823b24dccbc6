"""Van een bestand op schijf naar bladen met cellen, wat voor bestand het ook blijkt te zijn.

Welke rij de kop is en wat een kolom betekent, weten rooster.py en kolommen.py.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from woonzorg_lib.aanroep import typ
from woonzorg_lib.fouten import systeemreden
from woonzorg_lib.invoer import werkboek
from woonzorg_lib.invoer.werkboek import RIJEN, Blad, Werkboekfout

SCHEIDINGEN = (";", ",", "\t", "|")
GROOTST = 50_000_000
BEGIN = 30  # lines that tell which sign separates the cells
LANGSTE_CEL = 131_072  # what the csv module takes
Opmerking = tuple[str, "int | None", str, str]  # how bad, row, what, what to do
# Wanted: the number of cells of a line that are the name of a column.
Score = Callable[[list], int]

ALS_XLSX = "Open het in Excel en kies Opslaan als, Excel-werkmap (.xlsx)."
# How a file begins that is something else than its name says.
_HERKEND = (
    (b"%PDF", "dit is een PDF.", "Vraag om het Excel-bestand of de CSV, of typ de tabel over."),
    (b"{\\rtf", "dit is een tekstdocument (RTF).", "Zet de tabel in Excel."),
    (b"\x89PNG", "dit is een plaatje.", "Vraag om het Excel-bestand of de CSV."),
    (b"\xff\xd8\xff", "dit is een plaatje.", "Vraag om het Excel-bestand of de CSV."),
    (b"GIF8", "dit is een plaatje.", "Vraag om het Excel-bestand of de CSV."),
    (b"SQLite format 3", "dit is een GeoPackage of een database.", "Voer het uit als CSV."),
    (b"<", "dit is een webpagina of XML met een andere naam.", ALS_XLSX),
    (b"{", "dit is JSON, geen tabel.", "Voer het uit als CSV."),
    (b"[{", "dit is JSON, geen tabel.", "Voer het uit als CSV."),
)
_PAKKETTEN = (
    ("xl/workbook.bin", "dit is een binair Excel-bestand (.xlsb).", ALS_XLSX),
    ("word/document.xml", "dit is een Word-document.", "Zet de tabel in Excel."),
    ("content.xml", "dit is een rekenblad van LibreOffice (.ods).", "Sla het op als .xlsx."),
    ("index/document.iwa", "dit is een rekenblad van Numbers.", "Exporteer het naar Excel."),
)


class Bestandsfout(Exception):
    """Dit bestand is niet te lezen: `wat`, `doe`, en de regel als die bekend is."""

    def __init__(self, wat: str, doe: str, regel: int | None = None):
        self.wat, self.doe, self.regel = wat, doe, regel
        super().__init__(wat)


@dataclass
class Boek:
    """Een geopend bestand. scheiding: het teken tussen de cellen; leeg bij een werkboek."""

    bladen: list[Blad]
    scheiding: str = ""
    afgebroken: bool = False  # the last line has no end
    opmerkingen: list[Opmerking] = field(default_factory=list)


def open_boek(pad: Path, score: Score) -> Boek:
    """Opent een bestand als tekst of als werkboek; de inhoud beslist, niet de naam.

    score: hoeveel cellen van een regel een kolomnaam zijn; zo wordt het scheidingsteken gevonden.
    Fout: Bestandsfout.
    """
    inhoud = _bytes(pad)
    naam_van_tekst = pad.suffix.lower() not in (".xlsx", ".xlsm")
    if inhoud[:4] == b"PK\x03\x04":
        boek = _werkboek(inhoud)
        if naam_van_tekst:
            wat = f"dit is een Excel-bestand met de naam {pad.name}; zo is het gelezen."
            doe = f"Noem het {pad.stem}.xlsx."
            boek.opmerkingen.append(("LET OP", None, wat, doe))
        return boek
    _weiger(inhoud)
    try:
        boek = _tekstboek(inhoud, score)
    except Bestandsfout:
        if naam_van_tekst:
            raise
        raise Bestandsfout(
            "dit is geen leesbaar Excel-bestand (.xlsx); misschien is het afgebroken.",
            "Open het in Excel en sla het opnieuw op als .xlsx, of als CSV.",
        ) from None
    if not naam_van_tekst:
        wat = "dit is een tekstbestand met de naam van een Excel-bestand; zo is het gelezen."
        boek.opmerkingen.append(("LET OP", None, wat, f"Noem het {pad.stem}.csv."))
    return boek


def _bytes(pad: Path) -> bytes:
    try:
        if pad.stat().st_size > GROOTST:
            raise Bestandsfout(
                "dit bestand is groter dan 50 MB.",
                "Bewaar alleen de rijen en kolommen die nodig zijn.",
            )
        inhoud = pad.read_bytes()
    except OSError as fout:
        raise Bestandsfout(
            f"dit bestand is niet te openen ({systeemreden(fout.errno)}).",
            "Sluit het in Excel en probeer het opnieuw.",
        ) from None
    if not inhoud.strip():
        raise Bestandsfout(
            "dit bestand is leeg.", f"Maak een nieuw sjabloon met: {typ('invoer nieuw GEMEENTE')}"
        )
    return inhoud


def _weiger(inhoud: bytes) -> None:
    """Error when this is neither text nor a workbook of today."""
    if inhoud[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1":
        if "EncryptedPackage".encode("utf-16-le") in inhoud:
            raise Bestandsfout(
                "dit Excel-bestand heeft een wachtwoord.",
                "Haal het wachtwoord eraf (Bestand, Info, Werkmap beveiligen) en sla het op.",
            )
        raise Bestandsfout("dit is een oud Excel-bestand (.xls).", ALS_XLSX)
    begin = inhoud[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    for teken, wat, doe in _HERKEND:
        if begin.startswith(teken):
            raise Bestandsfout(wat, doe)


# ---- Excel


def _werkboek(inhoud: bytes) -> Boek:
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            namen = {n.lower() for n in pakket.namelist()}
        for deel, wat, doe in _PAKKETTEN:
            if deel in namen:
                raise Bestandsfout(wat, doe)
        boek = Boek(werkboek.lees(inhoud))
    except Werkboekfout as fout:
        raise Bestandsfout(fout.wat, fout.doe) from None
    except Bestandsfout:
        raise
    except Exception:  # whatever a broken zip or broken XML raises
        raise Bestandsfout(
            "dit is geen leesbaar Excel-bestand (.xlsx); misschien is het afgebroken.",
            "Open het in Excel en sla het opnieuw op als .xlsx, of als CSV.",
        ) from None
    if not boek.bladen:
        raise Bestandsfout("dit werkboek heeft geen blad met cellen.", ALS_XLSX)
    return boek


# ---- tekst


def _tekst(inhoud: bytes) -> tuple[str, bool]:
    """The text, and whether it had to be read as Windows-1252."""
    codering = "utf-16" if inhoud[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    oud = False
    try:
        tekst = inhoud.decode(codering)
    except UnicodeDecodeError:
        oud = True
        try:
            # Excel may put the mark of UTF-8 in front of a file that isn't.
            tekst = inhoud.removeprefix(b"\xef\xbb\xbf").decode("cp1252")
        except UnicodeDecodeError:
            tekst = "\0"
    if "\0" in tekst:
        raise Bestandsfout(
            "dit is geen tekstbestand.",
            "Sla het in Excel op als 'CSV UTF-8 (door komma's of puntkomma's gescheiden)'.",
        )
    return tekst, oud


def _tekstboek(inhoud: bytes, score: Score) -> Boek:
    tekst, oud = _tekst(inhoud)
    scheiding = ""
    if tekst[:4].lower() == "sep=" and len(tekst) > 4:
        scheiding, tekst = tekst[4], tekst.partition("\n")[2]
    scheiding = scheiding if scheiding in SCHEIDINGEN else _scheiding(tekst, score)
    rijen = _regels(tekst, scheiding)
    boek = Boek([Blad("", rijen)], scheiding, not tekst.endswith(("\n", "\r")))
    if oud:
        wat, doe = "gelezen als Windows-1252.", "Controleer letters met accenten."
        boek.opmerkingen.append(("LET OP", None, wat, f"{doe} Of sla het op als UTF-8."))
    return boek


def _scheiding(tekst: str, score: Score) -> str:
    """The sign that gives the most names of columns, and otherwise the most lines of one width."""
    begin = "".join(tekst[: 64 * LANGSTE_CEL].splitlines(keepends=True)[:BEGIN])

    def proef(teken: str) -> tuple[int, int]:
        try:
            rijen = list(csv.reader(io.StringIO(begin, newline=""), delimiter=teken))
        except csv.Error:
            return -1, 0
        breedtes = [len(rij) for rij in rijen if len(rij) > 1]
        gelijk = max((breedtes.count(b) * b for b in set(breedtes)), default=0)
        return max(map(score, rijen), default=0), gelijk

    return max(SCHEIDINGEN, key=proef)


def _regels(tekst: str, scheiding: str) -> list[tuple[int, list]]:
    rijen: list[tuple[int, list]] = []
    nummer = 0
    try:
        lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True)
        for nummer, rij in enumerate(lezer, 1):
            if any(cel.strip() for cel in rij):
                rijen.append((nummer, rij))
            if len(rijen) > RIJEN:
                raise Bestandsfout(
                    "dit bestand heeft meer dan 100.000 regels.",
                    "Bewaar alleen de regels die nodig zijn.",
                )
    except csv.Error as fout:
        if "field limit" in str(fout):
            raise Bestandsfout(
                "op deze regel staat een cel van meer dan 130.000 tekens.",
                "Sluit het aanhalingsteken dat open staat, of kort de tekst in.",
                nummer + 1,
            ) from None
        raise Bestandsfout(
            "vanaf deze regel kloppen de aanhalingstekens niet.",
            'Zet tekst met een " erin tussen aanhalingstekens, of sla het bestand op uit Excel.',
            nummer + 1,
        ) from None
    return rijen
