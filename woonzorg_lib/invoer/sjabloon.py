"""Maakt de lege bestanden die een gemeente invult: CSV, Excel en LEESMIJ.md, alles uit de schema's. Overschrijft nooit."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from woonzorg_lib import gebieden
from woonzorg_lib.fouten import WoonzorgFout, systeemreden
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.gebieden.namen import opsomming
from woonzorg_lib.invoer.lezen import bestanden
from woonzorg_lib.invoer.schema import Kolom, Schema

LEESMIJ = "LEESMIJ.md"
RIJEN = 2000  # rows with a drop-down list


class NietTeSchrijven(WoonzorgFout):
    """De map voor de sjablonen is niet te maken of te vullen."""


def nieuw(
    gemeente: str | Gebied, map: Path, gekozen: Iterable[Schema], alle: Mapping[str, Schema]
) -> list[Path]:
    """Maakt sjablonen in `map`/gemeenten/GMxxxx/: per soort een CSV en een Excel-bestand; één ervan invullen is genoeg.

    Parameters: gekozen (de schema's waarvan een sjabloon komt), alle (wat LEESMIJ.md uitlegt).
    Geeft: wat nieuw is. Van een soort die er al is, in welke vorm ook, komt niets nieuws.
    Fouten: OnbekendeGemeente, NietTeSchrijven.
    """
    g = gebieden.gemeente(gemeente) if not isinstance(gemeente, Gebied) else gemeente
    plek = Path(map) / "gemeenten" / g.code
    try:
        plek.mkdir(parents=True, exist_ok=True)
        return _maak(plek, gekozen, alle)
    except OSError as fout:
        raise NietTeSchrijven(
            f"In {plek} kan niet worden geschreven: {systeemreden(fout.errno)}."
        ) from fout


def _maak(plek: Path, gekozen: Iterable[Schema], alle: Mapping[str, Schema]) -> list[Path]:
    uit = []
    if not (plek / LEESMIJ).exists():
        uit.append(_schrijf(plek / LEESMIJ, documentatie(alle.values()).encode("utf-8")))
    for schema in gekozen:
        if not bestanden(schema, plek):
            uit += [
                _schrijf(plek / f"{schema.soort}.csv", als_csv(schema)),
                _schrijf(plek / f"{schema.soort}.xlsx", als_excel(schema)),
            ]
    return uit


def _schrijf(pad: Path, inhoud: bytes) -> Path:
    with pad.open("xb") as stroom:  # x: fails rather than overwrites
        stroom.write(inhoud)
    return pad


def _tekst(waarde: object) -> str:
    """Zoals een Nederlandse Excel het schrijft."""
    return str(waarde).replace(".", ",") if isinstance(waarde, float) else str(waarde)


def als_csv(schema: Schema) -> bytes:
    """Een sjabloon als CSV: puntkomma's en een BOM, zodat een Nederlandse Excel hem goed opent."""
    kolommen, stroom = schema.sjabloonkolommen(), io.StringIO(newline="")
    schrijver = csv.writer(stroom, delimiter=";")
    schrijver.writerow(kolommen)
    for nummer in (0, 1):
        rij = schema.voorbeeldrij(nummer)
        schrijver.writerow([_tekst(rij.get(k, "")) for k in kolommen])
    return stroom.getvalue().encode("utf-8-sig")


def als_excel(schema: Schema) -> bytes:
    """Een sjabloon als Excel-werkmap: vaste koppen, uitleg per kolom, keuzelijsten, en een blad met uitleg."""
    from openpyxl import Workbook

    boek = Workbook()
    blad = boek.active
    blad.title = schema.soort
    _vul_blad(boek, blad, schema)
    _vul_uitleg(boek.create_sheet("uitleg"), schema)
    stroom = io.BytesIO()
    boek.save(stroom)
    return stroom.getvalue()


def _vul_blad(boek, blad, schema: Schema) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    lijsten = boek.create_sheet("lijsten")
    lijsten.sheet_state = "hidden"
    voorbeelden = [schema.voorbeeldrij(n) for n in (0, 1)]
    for n, naam in enumerate(schema.sjabloonkolommen(), 1):
        kolom, letter = schema.kolom(naam), get_column_letter(n)
        kop = blad.cell(1, n, naam)
        nodig = bool(kolom and kolom.nodig)
        kop.font, kop.fill = (
            Font(bold=True, color="FFFFFF"),
            PatternFill("solid", fgColor="1F4E79" if nodig else "7F8FA9"),
        )
        kop.alignment = Alignment(wrap_text=True, vertical="top")
        kop.comment = Comment(_hulp(schema, kolom), "sjabloon", width=320, height=140)
        vorm = kolom.vorm.naam if kolom else "aantal"
        # Text, or Excel turns 5-9 and 2026-1 into dates and drops the zero of 0344.
        opmaak = (
            "@"
            if kolom and kolom.vorm.dtype == "str"
            else "dd-mm-yyyy"
            if vorm == "datum"
            else "General"
        )
        blad.column_dimensions[letter].number_format = opmaak
        blad.column_dimensions[letter].width = max(12, min(len(naam) + 3, 34))
        for rij, voorbeeld in enumerate(voorbeelden, 2):
            waarde = voorbeeld.get(naam, "")
            if waarde not in ("", None):
                cel = blad.cell(rij, n, date.fromisoformat(waarde) if vorm == "datum" else waarde)
                cel.number_format, cel.font = opmaak, Font(italic=True, color="808080")
        if kolom and kolom.vorm.keuzes:
            _keuzelijst(blad, lijsten, n, kolom)
    blad.freeze_panes = "B2"
    blad.row_dimensions[1].height = 32


def _keuzelijst(blad, lijsten, n: int, kolom: Kolom) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(n)
    lijsten.cell(1, n, kolom.naam)
    for rij, keuze in enumerate(kolom.vorm.keuzes, 2):
        lijsten.cell(rij, n, int(keuze) if kolom.vorm.dtype == "Int64" else keuze)
    regel = DataValidation(
        "list",
        formula1=f"lijsten!${letter}$2:${letter}${len(kolom.vorm.keuzes) + 1}",
        allow_blank=True,
        showErrorMessage=True,
    )
    regel.errorTitle, regel.error = (
        "Kies uit de lijst",
        f"Kies voor {kolom.naam} een waarde uit de lijst.",
    )
    blad.add_data_validation(regel)
    regel.add(f"{letter}2:{letter}{RIJEN}")


def _hulp(schema: Schema, kolom: Kolom | None) -> str:
    if kolom is None:
        return f"{schema.jaarkolommen.uitleg}\nEenheid: {schema.jaarkolommen.eenheid}"
    delen = [
        kolom.uitleg,
        f"Vul in: {kolom.vorm.heet}.",
        "Verplicht." if kolom.nodig else "Mag leeg.",
    ]
    if kolom.eenheid:
        delen.append(f"Eenheid: {kolom.eenheid}.")
    if kolom.personen:
        delen.append("Minder dan vijf mensen staan in het rapport als <5.")
    return "\n".join(delen)


def _regels(schema: Schema) -> list[tuple[str, str, str, str, str, str]]:
    """(kolom, verplicht, wat in te vullen, uitleg, eenheid, voorbeeld) per column, for the help sheet and LEESMIJ.md."""
    uit = []
    for k in schema.kolommen:
        voorbeeld = next((v for v in k.voorbeelden if v not in ("", None)), "")
        keuzes = ", ".join(k.vorm.keuzes) if len(k.vorm.keuzes) > 2 else ""
        if k.naam == "gemeente":
            voorbeeld = "Utrecht"
        uit.append(
            (
                k.naam,
                "ja" if k.nodig else "nee",
                f"{k.vorm.heet}: {keuzes}" if keuzes else k.vorm.heet,
                k.uitleg,
                k.eenheid,
                _tekst(voorbeeld),
            )
        )
    if j := schema.jaarkolommen:
        uit.append(
            (
                f"{j.naam}_JJJJ" + (f" of {j.naam}_JJJJ_JJJJ" if j.blokken else ""),
                "nee",
                "heel getal van 0 of meer",
                j.uitleg,
                j.eenheid,
                "40",
            )
        )
    return uit


KOPPEN = ("kolom", "verplicht", "wat u invult", "uitleg", "eenheid", "voorbeeld")


def _vul_uitleg(blad, schema: Schema) -> None:
    from openpyxl.styles import Alignment, Font

    blad.append([f"{schema.titel}: {schema.uitleg}"])
    blad.append(
        [
            "Wis de twee voorbeeldrijen. Vul dit bestand in of het CSV-bestand met dezelfde naam, niet allebei."
        ]
    )
    blad.append([])
    blad.append(KOPPEN)
    for rij in _regels(schema):
        blad.append(rij)
    for cel in blad[4]:
        cel.font = Font(bold=True)
    for letter, breedte in zip("ABCDEF", (30, 10, 44, 60, 16, 26)):
        blad.column_dimensions[letter].width = breedte
    for rij in blad.iter_rows(min_row=5):
        for cel in rij:
            cel.alignment = Alignment(wrap_text=True, vertical="top")
    blad.freeze_panes = "A5"


def documentatie(schemas: Iterable[Schema]) -> str:
    """De uitleg van alle invoerbestanden als Markdown, gemaakt uit de schema's."""
    gekozen = list(schemas)
    delen = [
        _INLEIDING.format(vorige=_vorige(gekozen)),
        "\n".join(f"- [{s.soort}](#{s.soort}): {s.titel.lower()}" for s in gekozen),
    ]
    for s in gekozen:
        streep = {"|": "\\|"}
        rijen = [
            "| " + " | ".join(str(c).translate(str.maketrans(streep)) for c in rij) + " |"
            for rij in _regels(s)
        ]
        kop = [f"| {' | '.join(KOPPEN)} |", "|" + "---|" * len(KOPPEN)]
        delen.append(
            "\n".join(
                [
                    f"## {s.soort}",
                    "",
                    f"{s.titel}. {s.uitleg} Eén keer per: {', '.join(s.sleutel)}.",
                    "",
                    *kop,
                    *rijen,
                ]
            )
        )
    return "\n\n".join(delen) + "\n"


def _vorige(schemas: list[Schema]) -> str:
    """De zin over bestanden van een eerder jaar; leeg als geen van deze er een heeft."""
    namen = [f"`{s.soort}_2025.csv`" for s in schemas if s.vergelijk]
    if not namen:
        return ""
    return (
        f"Bewaart u het bestand van een eerder jaar als {opsomming(namen, 'of')}, "
        "dan vergelijkt de controle de totalen. "
    )


_INLEIDING = """# Eigen invoer

Vul per soort één bestand in: het CSV-bestand of de Excel-werkmap. Zijn ze allebei ingevuld, dan is dat een fout. De rijen die met
VOORBEELD beginnen tellen niet mee; wis ze als u klaar bent. Wat u niet weet, laat u leeg: het rapport vult niets voor u in.

- Getallen: 1250, 1.250 en € 1.250,00 mogen. Is een getal op twee manieren te lezen, zoals 1,250, dan vraagt de controle ernaar.
- Datums: 1-7-2026 of 2026-07-01. Ja en nee: ja, nee of x.
- Geen gegevens van personen: geen namen, e-mailadressen, telefoonnummers of burgerservicenummers.
- Aantallen mensen onder de vijf staan in het rapport als <5.

{vorige}Eigen tekst bij een onderwerp hoort in
`duiding/A1.md`; andere normen horen in `parameters.yaml` (dezelfde sleutels als in `parameters/standaard.yaml`).

Kijk alles na met de opdracht `invoer controleer`. Een FOUT houdt het bestand uit het rapport, een WAARSCHUWING en een LET OP niet.
Invoer die voor een hele regio geldt, hoort in `regios/NAAM/`, naast `regio.yaml`; een rij van de gemeente zelf gaat voor."""
