"""Maakt de lege bestanden die een gemeente invult, en LEESMIJ.md, alles uit de schema's.

Overschrijft nooit. Bovenaan een bestand staan bron en peildatum, die voor alle rijen gelden.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from woonzorg_lib import gebieden
from woonzorg_lib.fouten import WoonzorgFout, systeemreden
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.gebieden.namen import opsomming
from woonzorg_lib.invoer.lezen import bestanden
from woonzorg_lib.invoer.schema import Kolom, Schema

LEESMIJ = "LEESMIJ.md"
KOPREGEL = 4  # above it: source, date and the sums
RIJEN = 2000  # rows with a drop-down list and a check of numbers
VORMEN = ("xlsx", "csv")


class NietTeSchrijven(WoonzorgFout):
    """De map voor de sjablonen is niet te maken of te vullen."""


def nieuw(
    gemeente: str | Gebied,
    map: Path,
    gekozen: Iterable[Schema],
    volledig: bool = False,
    vorm: str = "xlsx",
) -> list[Path]:
    """Maakt sjablonen in `map`/gemeenten/GMxxxx/: per soort één bestand.

    Parameters: gekozen (de schema's waarvan een sjabloon komt), volledig (alle kolommen, en niet
    alleen die iedereen heeft), vorm ("xlsx" of "csv").
    Geeft: wat nieuw is. Van een soort die er al is, in welke vorm ook, komt niets nieuws.
    Fouten: OnbekendeGemeente, NietTeSchrijven.
    """
    g = gebieden.gemeente(gemeente) if not isinstance(gemeente, Gebied) else gemeente
    plek = Path(map) / "gemeenten" / g.code
    try:
        plek.mkdir(parents=True, exist_ok=True)
        return list(_maak(plek, list(gekozen), volledig, vorm))
    except OSError as fout:
        raise NietTeSchrijven(
            f"In {plek} kan niet worden geschreven: {systeemreden(fout.errno)}."
        ) from fout


def _maak(plek: Path, gekozen: list[Schema], volledig: bool, vorm: str) -> Iterator[Path]:
    if not (plek / LEESMIJ).exists():
        yield _schrijf(plek / LEESMIJ, documentatie(gekozen).encode("utf-8"))
    else:
        _vul_leesmij_aan(plek / LEESMIJ, gekozen)
    for schema in gekozen:
        if not bestanden(schema, plek):
            maak = als_excel if vorm == "xlsx" else als_csv
            yield _schrijf(plek / f"{schema.soort}.{vorm}", maak(schema, volledig))


def _vul_leesmij_aan(pad: Path, gekozen: list[Schema]) -> None:
    """Adds the kinds that aren't explained yet; what someone wrote stays."""
    tekst = pad.read_text(encoding="utf-8")
    extra = [_uitleg(s) for s in gekozen if f"## {s.soort}\n" not in tekst]
    if extra:
        pad.write_text("\n\n".join([tekst.rstrip(), *extra]) + "\n", encoding="utf-8")


def _schrijf(pad: Path, inhoud: bytes) -> Path:
    with pad.open("xb") as stroom:  # x: fails rather than overwrites
        stroom.write(inhoud)
    return pad


def _tekst(waarde: object) -> str:
    """Zoals een Nederlandse Excel het schrijft."""
    return str(waarde).replace(".", ",") if isinstance(waarde, float) else str(waarde)


def als_csv(schema: Schema, volledig: bool = False) -> bytes:
    """Een sjabloon als CSV: puntkomma's en een BOM, zodat een Nederlandse Excel hem goed opent."""
    kolommen, stroom = schema.sjabloonkolommen(volledig), io.StringIO(newline="")
    schrijver = csv.writer(stroom, delimiter=";")
    schrijver.writerows([["bron", "Eigen administratie"], ["peildatum", ""]])
    schrijver.writerow(kolommen)
    for nummer in (0, 1):
        rij = schema.voorbeeldrij(nummer)
        schrijver.writerow([_tekst(rij.get(k, "")) for k in kolommen])
    return stroom.getvalue().encode("utf-8-sig")


def als_excel(schema: Schema, volledig: bool = False) -> bytes:
    """Een sjabloon als Excel-werkmap.

    Bovenaan bron, peildatum en de sommen; uitleg per kolom, keuzelijsten, controle van getallen, en
    bladen met uitleg en met de keuzes.
    """
    from openpyxl import Workbook

    boek = Workbook()
    blad = boek.active
    blad.title = schema.soort
    _vul_blad(boek, blad, schema, volledig)
    _vul_uitleg(boek.create_sheet("uitleg", 1), schema)
    stroom = io.BytesIO()
    boek.save(stroom)
    return stroom.getvalue()


def _vul_blad(boek, blad, schema: Schema, volledig: bool) -> None:
    keuzes = boek.create_sheet("keuzes")
    _vul_bovenaan(blad)
    voorbeelden = [schema.voorbeeldrij(n) for n in (0, 1)]
    for n, naam in enumerate(schema.sjabloonkolommen(volledig), 1):
        kolom = schema.kolom(naam)
        _vul_kop(blad, n, naam, kolom, _hulp(schema, kolom))
        opmaak = _opmaak(kolom)
        for rij, voorbeeld in enumerate(voorbeelden, KOPREGEL + 1):
            _vul_voorbeeld(blad.cell(rij, n), voorbeeld.get(naam, ""), opmaak)
        if kolom and kolom.vorm.keuzes:
            _keuzelijst(blad, keuzes, n, kolom)
        _controle(blad, n, kolom)
    blad.freeze_panes = f"B{KOPREGEL + 1}"
    blad.row_dimensions[KOPREGEL].height = 32


def _vul_bovenaan(blad) -> None:
    from openpyxl.styles import Font

    blad["A1"], blad["B1"] = "bron:", "Eigen administratie"
    blad["A2"], blad["C2"] = "peildatum:", "de dag waarop dit klopte, zoals 1-7-2026"
    blad["A3"] = "samen:"
    blad["C1"] = "geldt voor alle rijen; staat onder elke figuur"
    blad["B2"].number_format = "dd-mm-yyyy"
    for plek in ("A1", "A2", "A3"):
        blad[plek].font = Font(bold=True)
    for plek in ("B1", "C1", "C2"):
        blad[plek].font = Font(italic=True, color="808080")


def _vul_kop(blad, n: int, naam: str, kolom: Kolom | None, hulp: str) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    letter, kop = get_column_letter(n), blad.cell(KOPREGEL, n, naam)
    kleur = "1F4E79" if kolom and kolom.nodig else "7F8FA9"
    kop.font, kop.fill = Font(bold=True, color="FFFFFF"), PatternFill("solid", fgColor=kleur)
    kop.alignment = Alignment(wrap_text=True, vertical="top")
    kop.comment = Comment(hulp, "sjabloon", width=320, height=140)
    blad.column_dimensions[letter].number_format = _opmaak(kolom)
    blad.column_dimensions[letter].width = max(12, min(len(naam) + 3, 34))


def _opmaak(kolom: Kolom | None) -> str:
    # Text, or Excel turns 5-9 and 2026-1 into dates and drops the zero of 0344.
    if kolom and kolom.vorm.dtype == "str":
        return "@"
    return "dd-mm-yyyy" if kolom and kolom.vorm.naam == "datum" else "General"


def _vul_voorbeeld(cel, waarde: object, opmaak: str) -> None:
    from openpyxl.styles import Font

    if waarde in ("", None):
        return
    cel.value = date.fromisoformat(str(waarde)) if opmaak == "dd-mm-yyyy" else waarde
    cel.number_format, cel.font = opmaak, Font(italic=True, color="808080")


def _controle(blad, n: int, kolom: Kolom | None) -> None:
    """Excel refuses what can't be a count, and adds up each count above its column."""
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    vorm, letter = kolom.vorm.naam if kolom else "aantal", get_column_letter(n)
    grenzen = {
        "aantal": ("whole", "0", "100000000", "een heel getal van 0 of meer"),
        "bedrag": ("decimal", "0", "100000000000", "een bedrag van 0 of meer"),
        "aandeel": ("decimal", "0", "100", "een getal van 0 tot en met 100"),
        "jaar": ("whole", "2000", "2100", "een jaartal, zoals 2027"),
    }
    if vorm not in grenzen:
        return
    soort, laag, hoog, wat = grenzen[vorm]
    van, tot = KOPREGEL + 1, KOPREGEL + RIJEN
    regel = DataValidation(soort, operator="between", formula1=laag, formula2=hoog)
    regel.errorTitle, regel.error = "Dit kan hier niet", f"Vul {wat} in."
    regel.showErrorMessage, regel.allow_blank = True, True
    blad.add_data_validation(regel)
    regel.add(f"{letter}{van}:{letter}{tot}")
    if vorm in ("aantal", "bedrag"):
        # The rows that begin with VOORBEELD don't count.
        waar = f'$A${van}:$A${tot},"<>VOORBEELD*",{letter}${van}:{letter}${tot}'
        blad[f"{letter}3"] = f"=SUMIF({waar})"
        blad[f"{letter}3"].font = Font(bold=True)


def _keuzelijst(blad, keuzes, n: int, kolom: Kolom) -> None:
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    letter = get_column_letter(n)
    keuzes.cell(1, n, kolom.naam)
    for rij, keuze in enumerate(kolom.vorm.keuzes, 2):
        keuzes.cell(rij, n, int(keuze) if kolom.vorm.dtype == "Int64" else keuze)
    regel = DataValidation(
        "list",
        formula1=f"keuzes!${letter}$2:${letter}${len(kolom.vorm.keuzes) + 1}",
        allow_blank=True,
        showErrorMessage=True,
    )
    regel.errorTitle, regel.error = (
        "Kies uit de lijst",
        f"Kies voor {kolom.naam} een waarde uit de lijst.",
    )
    blad.add_data_validation(regel)
    regel.add(f"{letter}{KOPREGEL + 1}:{letter}{KOPREGEL + RIJEN}")


def _hulp(schema: Schema, kolom: Kolom | None) -> str:
    if kolom is None:
        assert schema.jaarkolommen is not None
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
    """(kolom, verplicht, wat in te vullen, uitleg, eenheid, voorbeeld) per column,
    for the help sheet and LEESMIJ.md.
    """
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
                k.uitleg + (NIET_GETOOND if k.naam in schema.niet_getoond else ""),
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


NIET_GETOOND = " Staat niet in het rapport."
KOPPEN = ("kolom", "verplicht", "wat u invult", "uitleg", "eenheid", "voorbeeld")


def _vul_uitleg(blad, schema: Schema) -> None:
    from openpyxl.styles import Alignment, Font

    blad.append([f"{schema.titel}: {schema.uitleg}"])
    blad.append(["Wis de twee voorbeeldrijen. Bron en peildatum bovenaan gelden voor alle rijen."])
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
    """De uitleg van deze invoerbestanden als Markdown, gemaakt uit de schema's."""
    gekozen = list(schemas)
    lijst = "\n".join(f"- [{s.soort}](#{s.soort}): {s.titel.lower()}" for s in gekozen)
    inleiding = _INLEIDING.format(vorige=_vorige(gekozen))
    return "\n\n".join([inleiding, lijst, *map(_uitleg, gekozen)]) + "\n"


def _uitleg(s: Schema) -> str:
    """One kind: what it is, each of its columns, and the worked example."""
    zin = f"{s.titel}. {s.uitleg} Eén keer per: {', '.join(s.sleutel)}."
    voorbeeld = list(_voorbeeld(s.uitgewerkt())) if s.uitgewerkt else []
    return "\n".join([f"## {s.soort}", "", zin, "", *_md([KOPPEN, *_regels(s)]), *voorbeeld])


def _md(rijen: list) -> list[str]:
    """Een tabel in Markdown; de eerste rij is de kop."""
    streep = str.maketrans({"|": "\\|"})
    kop, *rest = [f"| {' | '.join(str(c).translate(streep) for c in rij)} |" for rij in rijen]
    return [kop, "|" + "---|" * len(rijen[0]), *rest]


def _voorbeeld(v: Mapping) -> Iterator[str]:
    """Wat iemand typt, wat het rapport dan zegt, en hoe elk cijfer erin tot stand komt."""
    yield from ("", f"### Uitgewerkt: {v['titel'][:1].lower()}{v['titel'][1:]}", "", v["uitleg"])
    for soort, rijen in v["invoer"].items():
        yield from ("", f"U typt in `{soort}`:", "", *_md([[_tekst(c) for c in r] for r in rijen]))
    yield from ("", f"Het rapport zegt dan (in {v['gemeente']}):", "")
    for deel in v["rapport"]:
        yield from [f"> {deel['zin']}", ""] if deel.get("zin") else []
    koppen = ("cijfer", "van", "is", "zo")
    cijfers = [c for deel in v["rapport"] for c in deel["cijfers"]]
    yield from _md([koppen, *map(_rekening, cijfers)])


def _rekening(c: Mapping) -> tuple[str, str, str, str]:
    van = ", ".join(str(c[k]) for k in ("bij", "jaar") if k in c)
    if isinstance(c["waarde"], str):
        return c["cijfer"], van, c["waarde"], c["zo"]
    getal = f"{c['waarde']:,}".translate(str.maketrans(",.", ".,"))
    return c["cijfer"], van, f"{getal} {c['eenheid']}".replace(" %", "%"), c["zo"]


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

De rijen die met VOORBEELD beginnen tellen niet mee; wis ze als u klaar bent. Bovenaan staan bron
en peildatum: die gelden voor alle rijen. Wat u niet weet, laat u leeg: het rapport vult niets voor
u in.

- Getallen: 1250, 1.250 en € 1.250,00 mogen. Is een getal op twee manieren te lezen, zoals 1,250,
  dan vraagt de controle ernaar.
- Datums: 1-7-2026, 1 juli 2026 of 2026-07-01. Ja en nee: ja, nee of x.
- Geen gegevens van personen: geen namen, e-mailadressen, telefoonnummers of burgerservicenummers.
- Aantallen mensen onder de vijf staan in het rapport als <5; u mag ook zelf <5 invullen.

{vorige}Eigen tekst bij een onderwerp hoort in `duiding/A1.md`; andere normen horen in
`parameters.yaml` (dezelfde sleutels als in `parameters/standaard.yaml`).

Kijk alles na met de opdracht `invoer controleer`. Een FOUT houdt het bestand uit het rapport, een
WAARSCHUWING en een LET OP niet. Invoer die voor een hele regio geldt, hoort in `regios/NAAM/`,
naast `regio.yaml`; een rij van de gemeente zelf gaat voor."""
