"""Van een CSV- of Excel-bestand naar cellen met hun regelnummer.

Wat de cellen betekenen weet lezen.py.
"""

from __future__ import annotations

import csv
import io
import warnings
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from pathlib import Path

from woonzorg_lib.aanroep import typ
from woonzorg_lib.fouten import systeemreden
from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer.cellen import Procent, is_leeg, kaal

SCHEIDINGEN = (";", ",", "\t", "|")
KOP_BINNEN = 15  # a title above the header is common in exports
GROOTST = 50_000_000


class Bestandsfout(Exception):
    """Dit bestand is niet te lezen: `wat`, `doe`, en de regel als die bekend is."""

    def __init__(self, wat: str, doe: str, regel: int | None = None):
        self.wat, self.doe, self.regel = wat, doe, regel
        super().__init__(wat)


@dataclass(frozen=True)
class Onleesbaar:
    """Een cel waarvan de waarde niet in het bestand staat."""

    wat: str
    doe: str


@dataclass
class Rooster:
    """Koppen en rijen zoals ze in het bestand staan.

    `regel` telt zoals Excel; `opmerkingen` zijn (regel, wat, doe).
    """

    koppen: list[str]
    rijen: list[tuple[int, list]]
    opmerkingen: list[tuple[str, int | None, str, str]] = field(default_factory=list)


def lees_rooster(pad: Path, soort: str, herken: Callable[[str], str | None]) -> Rooster:
    """Leest een bestand.

    `herken` zegt welke kop een kolom is: zo worden kopregel, scheidingsteken en werkblad
    gevonden.

    Fout: Bestandsfout.
    """
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
    if pad.suffix.lower() == ".csv":
        if inhoud[:4] == b"PK\x03\x04":
            raise Bestandsfout(
                "dit is een Excel-bestand met de naam van een CSV.", "Geef het de extensie .xlsx."
            )
        return _lees_csv(inhoud, herken)
    return _lees_excel(inhoud, soort, herken)


def _kop(rijen: list[list], herken) -> tuple[int, int]:
    """(which row is the header, how many of its cells are known columns)."""
    scores = [
        (len({herken(kaal(c)) for c in rij if not is_leeg(c)} - {None}), -n)
        for n, rij in enumerate(rijen[:KOP_BINNEN])
    ]
    beste, min_n = max(scores, default=(0, 0))
    return -min_n, beste


GEEN_KOP = ("er is geen regel met kolomnamen gevonden.", "Neem de kopregel over uit het sjabloon.")


# ---- CSV


def _tekst(inhoud: bytes) -> tuple[str, bool]:
    """The text, and whether it had to be read as Windows-1252."""
    if inhoud[:2] in (b"\xff\xfe", b"\xfe\xff"):
        codering = "utf-16"
    else:
        codering = "utf-8-sig"
    try:
        tekst, oud = inhoud.decode(codering), False
    except UnicodeDecodeError:
        try:
            tekst, oud = inhoud.decode("cp1252"), True
        except UnicodeDecodeError:
            tekst, oud = "\0", True
    if "\0" in tekst:
        raise Bestandsfout(
            "dit is geen tekstbestand.",
            "Sla het in Excel op als 'CSV UTF-8 (door komma's of puntkomma's gescheiden)'.",
        )
    return tekst, oud


def _lees_csv(inhoud: bytes, herken) -> Rooster:
    tekst, oud = _tekst(inhoud)
    scheiding = None
    if tekst[:4].lower() == "sep=" and len(tekst) > 4:
        scheiding = tekst[4]
        tekst = tekst.partition("\n")[2]
    begin = "".join(tekst.splitlines(keepends=True)[: 2 * KOP_BINNEN])

    def proef(teken: str) -> int:
        try:
            return _kop(list(csv.reader(io.StringIO(begin, newline=""), delimiter=teken)), herken)[
                1
            ]
        except csv.Error:
            return -1

    scheiding = scheiding or max(SCHEIDINGEN, key=proef)
    rijen: list[list] = []
    try:
        for rij in csv.reader(io.StringIO(tekst, newline=""), delimiter=scheiding, strict=True):
            rijen.append(rij)
    except csv.Error:
        raise Bestandsfout(
            "vanaf deze regel kloppen de aanhalingstekens niet.",
            'Zet tekst met een " erin tussen aanhalingstekens, of sla het bestand op uit Excel.',
            len(rijen) + 1,
        ) from None
    rooster = _rooster(rijen, herken)
    breed = len(rooster.koppen)
    for regel, rij in rooster.rijen:
        if any(c.strip() for c in rij[breed:]):
            wat = (
                f"deze regel heeft {len(rij)} cellen en de kop {breed}: een '{scheiding}' in "
                "een tekst of getal is als scheiding gelezen."
            )
            raise Bestandsfout(
                wat,
                "Zet die tekst of dat getal tussen aanhalingstekens, of bewaar het bestand met "
                "puntkomma's.",
                regel,
            )
    if oud:
        rooster.opmerkingen.append(
            (
                "LET OP",
                None,
                "gelezen als Windows-1252.",
                "Controleer letters met accenten, of sla het bestand op als UTF-8.",
            )
        )
    if rooster.rijen and not tekst.endswith(("\n", "\r")) and len(rooster.rijen[-1][1]) < breed:
        rooster.opmerkingen.append(
            (
                "WAARSCHUWING",
                rooster.rijen[-1][0],
                "de laatste regel is korter dan de kop.",
                "Controleer of het bestand niet is afgebroken.",
            )
        )
    return rooster


def _rooster(rijen: list[list], herken) -> Rooster:
    nummer, gevonden = _kop(rijen, herken)
    if not gevonden:
        raise Bestandsfout(*GEEN_KOP)
    koppen = [kaal(c) if not is_leeg(c) else "" for c in rijen[nummer]]
    while koppen and not koppen[-1]:
        koppen.pop()
    gevuld = [
        (n + 1, rij)
        for n, rij in enumerate(rijen)
        if n > nummer and not all(is_leeg(c) for c in rij)
    ]
    return Rooster(koppen, gevuld)


# ---- Excel


def _lees_excel(inhoud: bytes, soort: str, herken) -> Rooster:
    stuk = Bestandsfout(
        "dit is geen leesbaar Excel-bestand (.xlsx); misschien is het afgebroken.",
        "Open het in Excel en sla het opnieuw op als .xlsx, of als CSV.",
    )
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
            if sum(deel.file_size for deel in pakket.infolist()) > 8 * GROOTST:
                raise Bestandsfout(
                    "dit Excel-bestand is uitgepakt te groot.",
                    "Bewaar alleen de rijen en kolommen die nodig zijn.",
                )
            formules = any(
                b"<f>" in (xml := pakket.read(deel)) or b"<f " in xml
                for deel in pakket.namelist()
                if deel.startswith("xl/worksheets/")
            )
        bladen = _bladen(inhoud, alleen_waarden=True)
        gemaakt = _bladen(inhoud, alleen_waarden=False) if formules else {}
    except Bestandsfout:
        raise
    except Exception:  # whatever a broken zip or broken XML makes openpyxl raise
        raise stuk from None
    beste = max(
        bladen,
        key=lambda naam: (
            _kop(bladen[naam], herken)[1] > 0 and sleutel(naam) == sleutel(soort),
            _kop(bladen[naam], herken)[1],
        ),
        default=None,
    )
    if beste is None:
        raise stuk
    rijen = bladen[beste]
    for n, rij in enumerate(gemaakt.get(beste, ())):
        for k, cel in enumerate(rij):
            if isinstance(cel, str) and cel.startswith("=") and is_leeg(rijen[n][k]):
                rijen[n][k] = Onleesbaar(
                    "hier staat een formule waarvan de uitkomst niet in het bestand staat.",
                    "Open het bestand in Excel, sla het op en probeer het opnieuw.",
                )
    rooster = _rooster(rijen, herken)
    anders = [naam for naam in bladen if naam != beste and _kop(bladen[naam], herken)[1] >= 4]
    if anders:
        rooster.opmerkingen.append(
            (
                "WAARSCHUWING",
                None,
                f"alleen het blad '{beste}' is gelezen; '{anders[0]}' lijkt er ook bij te horen.",
                "Zet alles op één blad.",
            )
        )
    return rooster


def _bladen(inhoud: bytes, alleen_waarden: bool) -> dict[str, list[list]]:
    import openpyxl  # only files of Excel need it

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        boek = openpyxl.load_workbook(io.BytesIO(inhoud), read_only=True, data_only=alleen_waarden)
        uit = {}
        for blad in boek.worksheets:
            if sleutel(blad.title) in ("uitleg", "lijsten"):
                continue
            blad.reset_dimensions()
            uit[blad.title] = [
                [_waarde(cel) for cel in rij] for rij in blad.iter_rows(max_row=100_000)
            ]
        boek.close()
    return uit


def _waarde(cel):
    waarde = cel.value
    if isinstance(waarde, time):
        return waarde.isoformat()
    if (
        isinstance(waarde, (int, float))
        and not isinstance(waarde, bool)
        and "%" in str(cel.number_format or "")
    ):
        return Procent(round(waarde * 100, 10))
    if waarde is None or isinstance(waarde, (str, int, float, bool, date, datetime)):
        return waarde
    return str(waarde)
