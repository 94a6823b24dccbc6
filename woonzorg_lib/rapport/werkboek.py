"""Schrijft cijfers.xlsx: dezelfde regels als cijfers.csv, met een blad per deel van het rapport;
leest en rekent niets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING

from .cijfersbestand import KOLOMMEN, op_een_regel

if TYPE_CHECKING:
    from .inhoud import Inhoud

_BREED = {
    "onderwerp": 11,
    "indicator": 26,
    "omschrijving": 42,
    "gebiedcode": 12,
    "gebied": 24,
    "jaar": 7,
    "uitsplitsing": 24,
    "waarde": 13,
    "ondergrens": 13,
    "bovengrens": 13,
    "eenheid": 18,
    "soort": 11,
    "bron": 40,
    "tabel": 20,
    "periode": 18,
    "opgehaald": 12,
    "opmerking": 60,
}
_JAAR = ascii_uppercase[KOLOMMEN.index("jaar")]
_BRONKOLOMMEN = ("bron", "tabel", "periode", "opgehaald")
_UITLEG = {
    "onderwerp": (
        "code van het onderwerp in het rapport; leeg als het cijfer bij een heel deel hoort"
    ),
    "indicator": "vaste naam van het cijfer, om mee te rekenen",
    "waarde": (
        "het cijfer zelf; leeg betekent onbekend, en dat is iets anders dan nul. "
        "De reden staat in opmerking"
    ),
    "ondergrens, bovengrens": "tussen welke waarden een schatting waarschijnlijk ligt",
    "soort": "wat voor cijfer het is; zie hieronder",
    "bron, tabel, periode": "waar het cijfer vandaan komt en over welke tijd het gaat",
    "opgehaald": "de dag waarop het cijfer uit de bron is gehaald",
}
_SOORTEN = {
    "cijfer": "zo overgenomen uit de bron",
    "berekend": "uitgerekend met cijfers van de bron, zoals een som, een aandeel of een gemiddelde",
    "schatting": "geschat met een model of een enquête; geen telling",
    "proxy": "een cijfer over iets anders dat een aanwijzing geeft",
    "invoer": "ingevuld door de gemeente",
}

# Text from someone's file stays text: never a formula, never a link. In memory: fifteen files less
# to make and to take away for each report.
_KEUZES = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}


def schrijf_werkboek(inhoud: Inhoud, pad: Path) -> None:
    """Schrijft het werkboek: een leeswijzer, een blad per deel met cijfers en een blad met de
    bronnen.

    XlsxWriter and not openpyxl: half the time, and the same figures give the same file to the byte.
    """
    import xlsxwriter

    delen = list(_delen(inhoud))
    rijen = [rij for _, _, van in delen for rij in van]
    with xlsxwriter.Workbook(str(pad), _KEUZES) as boek:
        gemaakt = max(_dagen(rijen), default=datetime(2000, 1, 1))
        boek.set_properties({"title": f"Cijfers bij {inhoud.titel}", "created": gemaakt})
        opmaak = _Opmaak(boek)
        voorblad = boek.add_worksheet("Leeswijzer")
        for naam, _, van in delen:
            cellen = [tuple(map(rij.get, KOLOMMEN)) for rij in van]
            _blad(boek, naam, KOLOMMEN, cellen, opmaak)
        _blad(boek, "Bronnen", _BRONKOLOMMEN, _bronnen(rijen), opmaak)
        _leeswijzer(voorblad, inhoud, delen, opmaak)
    if not all(getattr(blad, "geschreven", True) for blad in boek.worksheets()):
        raise NotImplementedError("deze versie van xlsxwriter schrijft de regels niet")


class _Opmaak:
    def __init__(self, boek):
        self.kop = boek.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#EEF1F2", "valign": "vcenter"}
        )
        self.titel = boek.add_format({"bold": True, "font_size": 16})
        self.tussen = boek.add_format(
            {"bold": True, "font_size": 12, "top": 1, "top_color": "#DFE5E8"}
        )
        self.vet = boek.add_format({"bold": True, "valign": "top"})
        self.lang = boek.add_format({"text_wrap": True, "valign": "top"})
        self.link = boek.add_format({"font_color": "#1F6B87", "underline": 1, "valign": "top"})
        self.heel = boek.add_format({"num_format": "#,##0"})
        self.breuk = boek.add_format({"num_format": "#,##0.0##"})
        self.formule = boek.add_format({"quote_prefix": True})  # also when someone edits the cell


def _delen(inhoud: Inhoud) -> Iterator[tuple[str, str, list[Mapping]]]:
    """Per section with figures its sheet, its title, and the rows that no section before it has:
    together those of the CSV.
    """
    namen = {"leeswijzer", "bronnen", "history"}  # the last one Excel keeps for itself
    for deel, regels in zip(inhoud.delen, inhoud.regels_per_deel, strict=True):
        if regels:
            yield _bladnaam(deel.titel, namen), deel.titel, list(regels.values())


def _bladnaam(titel: str, bezet: set[str]) -> str:
    """A name that Excel accepts: at most 31 characters, none of []:*?/\\, no quote at an end,
    and no name twice.
    """
    kaal = " ".join(re.sub(r"[\[\]:*?/\\\x00-\x1f]", " ", titel).split()).strip("'") or "Deel"
    naam, nummer = _kort(kaal, 31), 1
    while naam.casefold() in bezet:
        nummer += 1
        naam = f"{_kort(kaal, 30 - len(str(nummer)))} {nummer}"
    bezet.add(naam.casefold())
    return naam


def _kort(tekst: str, lengte: int) -> str:
    if len(tekst) <= lengte:
        return tekst
    heel = tekst[: lengte - 1]
    return f"{heel.rpartition(' ')[0] or heel}…"


def _blad(boek, naam: str, kolommen: Sequence[str], rijen: list[tuple], opmaak: _Opmaak) -> None:
    from .cijferblad import Cijferblad, Vormen

    blad = boek.add_worksheet(naam, Cijferblad)
    for nummer, kolom in enumerate(kolommen):
        blad.set_column(nummer, nummer, _BREED[kolom])
    blad.write_row(0, 0, kolommen, opmaak.kop)
    blad.freeze_panes(1, 0)
    blad.autofilter(0, 0, max(len(rijen), 1), len(kolommen) - 1)
    blad.vul(rijen, Vormen(opmaak.heel, opmaak.breuk, opmaak.formule), _JAAR)


def _bronnen(rijen: list[Mapping]) -> list[tuple]:
    """Each source once, with its table, its period and its day."""
    alle = {tuple([op_een_regel(str(rij.get(k) or "")) for k in _BRONKOLOMMEN]) for rij in rijen}
    return sorted(bron for bron in alle if bron[0])


def _dagen(rijen: Iterable[Mapping]) -> set[datetime]:
    """The days on which figures were fetched from their source."""
    teksten = {rij.get("opgehaald") for rij in rijen}
    return {dag for tekst in teksten if (dag := _datum(tekst))}


def _datum(tekst: object) -> datetime | None:
    try:
        return datetime.fromisoformat(str(tekst))
    except ValueError:
        return None


_WAT = (
    "Alle cijfers die in het rapport staan, elk met de bron. "
    "Het zijn dezelfde regels als in cijfers.csv, hier met een blad per deel."
)
_OPTELLEN = (
    "Tel groepen niet zomaar op: iemand kan in meer dan één groep zitten. "
    "Tel ook geen gebieden op waarvan er een in het andere ligt."
)


def _leeswijzer(blad, inhoud: Inhoud, delen: list, opmaak: _Opmaak) -> None:
    """The first sheet: what this file is, how old, and what the words in it mean."""
    blad.hide_gridlines(2)
    blad.set_column(0, 0, 34)
    blad.set_column(1, 1, 100)
    blad.write_string(0, 0, "Leeswijzer", opmaak.titel)
    regel = 1
    for kop, tekst in _over(inhoud, delen):
        if tekst:
            regel += 1
            blad.write_string(regel, 0, kop, opmaak.vet)
            blad.write_string(regel, 1, op_een_regel(tekst), opmaak.lang)
    regel = _bladenlijst(blad, regel + 2, delen, opmaak)
    for kop, woorden in (("Kolommen", _UITLEG), ("Soorten cijfers", _SOORTEN)):
        regel = _tussenkop(blad, regel + 2, kop, opmaak)
        for woord, uitleg in woorden.items():
            blad.write_string(regel, 0, woord, opmaak.vet)
            blad.write_string(regel, 1, uitleg, opmaak.lang)
            regel += 1
        regel -= 1


def _over(inhoud: Inhoud, delen: list) -> list[tuple[str, str]]:
    """What the file is about: (word, text); a text that is empty is not written."""
    dagen = sorted(_dagen(rij for _, _, van in delen for rij in van))
    eerste_en_laatste = dict.fromkeys([*dagen[:1], *dagen[-1:]])
    fictief = "Fictief voorbeeld: een deel van deze cijfers is verzonnen. Gebruik ze nergens voor."
    return [
        ("Rapport", inhoud.titel),
        ("Over", inhoud.ondertitel),
        ("Cijfers opgehaald op", " tot en met ".join(f"{d:%d-%m-%Y}" for d in eerste_en_laatste)),
        ("Let op", fictief if inhoud.fictief else ""),
        ("Wat is dit?", _WAT),
        ("Optellen", _OPTELLEN),
    ]


def _bladenlijst(blad, regel: int, delen: list, opmaak: _Opmaak) -> int:
    """Every sheet with a link and what it holds; gives the row of the last one."""
    regel = _tussenkop(blad, regel, "Bladen", opmaak)
    for naam, titel, van in delen:
        adres = naam.replace("'", "''")
        wat = f"{titel}: {len(van)} {'regel' if len(van) == 1 else 'regels'}"
        blad.write_url(regel, 0, f"internal:'{adres}'!A1", opmaak.link, naam)
        blad.write_string(regel, 1, wat, opmaak.lang)
        regel += 1
    blad.write_url(regel, 0, "internal:'Bronnen'!A1", opmaak.link, "Bronnen")
    blad.write_string(regel, 1, "Elke bron met haar tabellen en perioden", opmaak.lang)
    return regel


def _tussenkop(blad, regel: int, kop: str, opmaak: _Opmaak) -> int:
    blad.write_string(regel, 0, kop, opmaak.tussen)
    blad.write_blank(regel, 1, None, opmaak.tussen)
    return regel + 1
