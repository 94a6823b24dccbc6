"""Wat er naast rapport.html komt: cijfers.xlsx, en op verzoek rapport.pdf en rapport.docx; met echte kernels en een echte browser."""

import csv
import io
import json
import re
import tempfile
import zipfile
from collections import Counter
from itertools import chain
from pathlib import Path

import openpyxl
import pytest
from docx import Document
from docx.oxml.ns import qn
from proefnotebooks import RIJ, code, notebook, tekst, uitgevoerd, uitvoer

from woonzorg_lib.cli import main
from woonzorg_lib.rapport import (
    GeenPdf,
    maak_pdf,
    maak_rapport,
    maak_word,
    schrijf_cijfers,
    schrijf_werkboek,
    zoek_browser,
)
from woonzorg_lib.uitvoering import GELUKT, OVERGESLAGEN, Opdracht, Resultaat, Werkwijze, maak_run
from woonzorg_lib.cli.voortgang import samenvatting

try:
    zoek_browser()
except GeenPdf:
    GEEN_BROWSER = True
else:
    GEEN_BROWSER = False
browser = pytest.mark.skipif(GEEN_BROWSER, reason="Chromium ontbreekt")

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
SVG = '<svg role="img" aria-label="{}" viewBox="0 0 200 90"><rect width="90" height="60"/><text x="9" y="80">Utrecht</text></svg>'
FIGUUR = (
    "<figure><figcaption>Vraag {0}?<small>in 2025</small></figcaption>"
    + SVG.format("Staven &amp; meer, {0}")
    + "<details><summary>Toon cijfers</summary>"
    "<table><caption>Vraag {0} (2025)</caption><thead><tr><th scope=col>Gebied<th scope=col>koop</thead><tr><th scope=row>Utrecht<td>45%</table></details>"
    '<p class="bron">Bron: CBS, 2025.</p></figure>'
)
TITEL = "toon('<header><p class=over>Woonzorganalyse</p><h1>Utrecht</h1></header>', soort='titel', code=gemeente, ondertitel='Provincie Utrecht', fictief=True)"
DUIDING = r"1. Eerst\n2. Dan\n\n**Vet** en [een link](https://example.nl/a) naar [A1](#A1)."
CELLEN = (
    tekst("# Wonen: huren/kopen en een heel lange titel"),
    code(TITEL),
    code(f"a.onderwerp('A1', jaar=2025, duiding='{DUIDING}')"),
    code(
        f"RIJ = {RIJ!r}\nfor n in range(9):\n    toon({FIGUUR!r}.format(n), soort='figuur', rijen=[RIJ | {{'jaar': 2017 + n, 'opmerking': '=1+1'}}])"
    ),
    code(
        "toon('<p class=kern>Dit is <b>de kern</b>.</p>', soort='zin', rijen=[RIJ | {'waarde': None, 'opmerking': 'te klein'}])"
    ),
    code("a.onderwerp('A2', status='invoer nodig', hint='Vul `plannen.csv` in.')"),
)
EIGEN = (
    tekst("# Verantwoording\n\n## Methode\n\nEen *eigen* regel.\n\n- een\n  - twee"),
    code(
        "toon('<table class=woorden><caption>Tabel van de kit</caption><thead><tr><th>Wat<th colspan=2>Waarde</thead>'"
        " + '<tr><td rowspan=2>a<td>1<td>2' + ''.join(f'<tr><td>{n}<td>2' for n in range(60)) + '</table>', soort='tabel', rijen=[RIJ])".replace(
            "RIJ", repr(RIJ)
        )
    ),
    code(
        f"display({{'image/png': '{PNG}'}}, raw=True, metadata={{'image/png': {{'alt': 'Een stip'}}}})\nprint('gedrukt')"
    ),
)


def opdracht(*boeken, volledig=False) -> Opdracht:
    parameters = {
        "gemeente": "GM0344",
        "regio": None,
        "peiljaar": None,
        "prognosejaar": 2040,
        "invoer": None,
    }
    return Opdracht(
        *("GM0344", "Utrecht", "GM0344-utrecht", 'Rapport "Utrecht" <b>', parameters, boeken),
        volledig=volledig,
    )


def resultaten(map_):
    return [
        Resultaat(pad.stem, GELUKT, 1.0, None, pad, pad) for pad in sorted(map_.glob("*.ipynb"))
    ]


@pytest.fixture(scope="module")
def boeken(tmp_path_factory):
    map_ = tmp_path_factory.mktemp("nb")
    return notebook(map_ / "een.ipynb", *CELLEN), notebook(
        map_ / "twee.ipynb", *EIGEN, groep="Fase II"
    )


@pytest.fixture(scope="module")
def rapport(tmp_path_factory, boeken):
    """The folder of one report, in full, with everything that can be asked for."""
    uit = tmp_path_factory.mktemp("uit")
    extra = ("docx",) if GEEN_BROWSER else ("pdf", "docx")
    run = maak_run(
        [opdracht(*boeken, volledig=True)], uit, werkwijze=Werkwijze(werkers=2, extra=extra)
    )
    assert run["uitkomst"] == "gelukt" and run["gemeenten"][0]["fouten"] == []
    return uit / "GM0344-utrecht"


def test_no_file_says_who_made_it_or_on_which_machine(rapport, tmp_path):
    gegevens = openpyxl.load_workbook(rapport / "cijfers-utrecht.xlsx").properties
    assert not gegevens.creator and not gegevens.lastModifiedBy
    gegevens = Document(str(rapport / "woonzorganalyse-utrecht.docx")).core_properties
    assert not (gegevens.author or gegevens.last_modified_by or gegevens.comments)
    sporen = [str(rapport.parent), str(Path(__file__).parents[1]), "file://"]
    sporen += [str(Path(tempfile.gettempdir(), "wz-"))]
    teksten = {}
    for naam in ("cijfers-utrecht.xlsx", "woonzorganalyse-utrecht.docx"):
        with zipfile.ZipFile(rapport / naam) as zip_:
            teksten |= {f"{naam}/{deel}": zip_.read(deel) for deel in zip_.namelist()}
    if not GEEN_BROWSER:
        pypdf = pytest.importorskip("pypdf")
        lezer = pypdf.PdfReader(rapport / "woonzorganalyse-utrecht.pdf")
        assert not lezer.metadata.author and not lezer.attachments
        delen = [lezer.get_object(n) for n in range(1, lezer.trailer["/Size"])]
        teksten["pdf"] = f"{lezer.metadata} {delen}".encode()
        # A link to a file beside the page would name the folder that it is printed in.
        (tmp_path / "p.html").write_text('<p>Zie <a href="cijfers.xlsx">cijfers</a>', "utf-8")
        maak_pdf(tmp_path / "p.html", tmp_path / "p.pdf")
        lezer = pypdf.PdfReader(tmp_path / "p.pdf")
        delen = [lezer.get_object(n) for n in range(1, lezer.trailer["/Size"])]
        teksten["pdf met link"] = str(delen).encode()
    for naam, inhoud in teksten.items():
        assert [s for s in sporen if s.encode() in inhoud] == [], naam


def test_the_workbook_has_the_same_rows_as_the_csv_with_real_numbers_and_no_formulas(rapport):
    boek = openpyxl.load_workbook(rapport / "cijfers-utrecht.xlsx")
    assert boek.sheetnames == [
        "Leeswijzer",
        "Wonen huren kopen en een heel…",
        "Verantwoording",
        "Bronnen",
    ]
    bladen = boek.worksheets[1:-1]
    gelezen = list(
        csv.reader(
            io.StringIO((rapport / "cijfers-utrecht.csv").read_text(encoding="utf-8-sig")),
            delimiter=";",
        )
    )
    rijen = [rij for blad in bladen for rij in blad.iter_rows(min_row=2, values_only=True)]
    assert [[c.value for c in blad[1]] for blad in bladen] == [gelezen[0]] * 2 and len(
        rijen
    ) == len(gelezen) - 1 == 11

    def tekst_van(waarde):
        return (
            ""
            if waarde is None
            else str(waarde).replace(".", ",")
            if isinstance(waarde, (int, float))
            else waarde
        )

    assert [[tekst_van(w) for w in rij[:-1]] for rij in rijen] == [
        regel[:-1] for regel in gelezen[1:]
    ]
    eerste = bladen[0][2]
    assert (eerste[7].value, eerste[5].value, eerste[16].value, eerste[16].data_type) == (
        45.5,
        2017,
        "=1+1",
        "s",
    )
    assert all(blad.freeze_panes == "A2" and blad.auto_filter.ref for blad in boek.worksheets[1:])
    voorblad = " ".join(
        str(c) for rij in boek["Leeswijzer"].iter_rows(values_only=True) for c in rij if c
    )
    assert "Provincie Utrecht" in voorblad and "22-11-2026" in voorblad and "schatting" in voorblad
    assert [c.value for c in boek["Bronnen"][2]] == ["CBS", "86165NED", "2025", "2026-11-22"]


def test_sheets_get_names_that_excel_takes_and_the_same_figures_the_same_file(tmp_path):
    titels = ["[Bronnen]", "x" * 40, "x" * 39, "'", "Deel: a/b?"]
    rijen = [
        uitvoer(
            html="<p></p>",
            eigen={
                "soort": "zin",
                "rijen": [RIJ | {"jaar": n, "omschrijving": "x\x07\ud83d\ude00"[:2]}],
            },
        )
        for n in range(5)
    ]
    for nummer, titel in enumerate(titels):
        uitgevoerd(tmp_path / f"{nummer}.ipynb", f"# {titel}", [rijen[nummer]])
    gemaakt = maak_rapport(resultaten(tmp_path), tmp_path / "r.html", "R")
    for naam in ("een.xlsx", "twee.xlsx"):
        schrijf_werkboek(gemaakt.inhoud, tmp_path / naam)
    schrijf_cijfers(chain(*gemaakt.inhoud.regels_per_deel), tmp_path / "c.csv")
    assert openpyxl.load_workbook(tmp_path / "een.xlsx").sheetnames == [
        "Leeswijzer",
        "Bronnen 2",
        "x" * 30 + "…",
        "x" * 28 + "… 2",
        "Deel",
        "Deel a b",
        "Bronnen",
    ]
    assert (tmp_path / "een.xlsx").read_bytes() == (tmp_path / "twee.xlsx").read_bytes()


def test_a_cell_of_the_workbook_holds_what_a_row_says_and_no_more(tmp_path):
    teksten = {
        "<r>&</r>": " <r>&</r>",  # not the mark-up of the library that writes the file
        "=A1": "=A1",
        "a  b\nc": "a b c",
        "\U0001f600" * 20_000: "\U0001f600" * 16_383,
        "\x07": "_x0007_",  # as Excel writes it
        " ": None,
    }
    waarden = [2.0, 0.1 + 0.2, -1e-12, 1e20, float("nan"), float("inf"), True, None, [1]]
    rijen = [RIJ | {"omschrijving": tekst, "jaar": 2020} for tekst in teksten]
    rijen += [RIJ | {"waarde": w, "opmerking": f"{n}", "jaar": 2020} for n, w in enumerate(waarden)]
    eigen = {"soort": "zin", "rijen": rijen}
    uitgevoerd(tmp_path / "a.ipynb", "# Deel", [uitvoer(html="<p></p>", eigen=eigen)])
    inhoud = maak_rapport(resultaten(tmp_path), tmp_path / "r.html", "R").inhoud
    schrijf_werkboek(inhoud, tmp_path / "c.xlsx")
    blad = openpyxl.load_workbook(tmp_path / "c.xlsx")["Deel"]
    cellen = list(blad.iter_rows(min_row=2))
    gezien = [rij[2].value for rij in cellen[: len(teksten)]]
    assert gezien == list(teksten.values())
    assert cellen[1][2].data_type == "s" and cellen[1][2].quotePrefix
    getallen = [rij[7] for rij in cellen[len(teksten) :]]
    assert [c.value for c in getallen] == [2, 0.3, 0, 1e20, None, None, "ja", None, "[1]"]
    assert [c.number_format for c in getallen[:3]] == ["#,##0", "#,##0.0##", "#,##0"]
    assert {(rij[5].value, rij[5].number_format) for rij in cellen} == {(2020, "General")}
    assert blad.dimensions == f"A1:Q{len(cellen) + 1}" and blad.auto_filter.ref == blad.dimensions


def test_word_gets_headings_captions_real_tables_and_pictures_with_words(rapport):
    doc = Document(rapport / "woonzorganalyse-utrecht.docx")
    koppen = [
        (p.style.name, p.text.replace("\N{NO-BREAK SPACE}", " "))
        for p in doc.paragraphs
        if p.style.name.startswith(("Heading", "Title"))
    ]
    assert koppen[:3] == [
        ("Title", 'Rapport "Utrecht" <b>'),
        ("Heading 1", "Wonen: huren/kopen en een heel lange titel"),
        ("Heading 2", "Dit is de kern"),
    ]
    assert ("Heading 2", "Methode") in koppen and koppen[-1] == (
        "Heading 1",
        "Cijfers bij de figuren",
    )
    xml = doc.element.xml
    assert (
        Counter(re.findall(r"SEQ (\w+)", xml)) == {"Figuur": 9, "Tabel": 2}
        and 'TOC \\o "1-2"' in xml
    )
    assert "Fictief voorbeeld" in doc.sections[0].header.paragraphs[0].text
    alinea = {p.text: p.style.name for p in doc.paragraphs}
    assert alinea["Figuur 1. Vraag 0?"] == "Caption" and alinea["A1 · Titel A1"] == "Status"
    assert (
        alinea["Bron: CBS, 2025. Cijfers bij deze figuur."] == "Bron"
        and "A2 Titel A2" in alinea
        and "Vul plannen.csv in." not in alinea
    )
    assert (
        alinea["Eerst"] == "List Number"
        and alinea["twee"] == "List Bullet 2"
        and alinea["gedrukt"] == "Uitvoer"
        and alinea["Een eigen regel."] == "Normal"
    )
    alt = [e.get("descr") for e in doc.element.iter(qn("wp:docPr"))]
    assert alt == [f"Staven & meer, {n}" for n in range(9)] + ["Een stip"]
    tabel = doc.tables[0]
    assert (
        [c.text for c in tabel.rows[1].cells] == ["a", "1", "2"]
        and tabel.cell(0, 1).text == tabel.cell(0, 2).text == "Waarde"
        and tabel.cell(2, 0).text == "a"
    )
    assert (
        all(t.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None for t in doc.tables)
        and len(doc.tables) == 11
    )
    assert [c.text for c in doc.tables[2].rows[1].cells] == ["Utrecht", "45%"]
    assert (doc.core_properties.title, doc.core_properties.language) == (
        'Rapport "Utrecht" <b>',
        "nl-NL",
    )
    with zipfile.ZipFile(rapport / "woonzorganalyse-utrecht.docx") as zip_:
        assert 'w:lang w:val="nl-NL"' in zip_.read("word/styles.xml").decode()
        relaties = zip_.read("word/_rels/document.xml.rels").decode()
    assert re.findall(r'Target="(\w+:[^"]+)" TargetMode="External"', relaties) == [
        "https://example.nl/a"
    ]
    ankers = set(re.findall(r'w:anchor="([^"]+)"', xml))
    assert ankers and ankers <= set(re.findall(r'w:bookmarkStart [^>]*w:name="([^"]+)"', xml))


def test_word_survives_whatever_a_cell_shows(tmp_path):
    raar = '<ul>los<li>a<ol><li>b</ol></ul><table></table><table><tr><td rowspan="99">x<td colspan="x">y</table><p>\x0bnul</p><h6>diep</h6><dl><dt>w<dd>u</dl>'
    uitgevoerd(
        tmp_path / "a.ipynb",
        "# ~~Titel~~ <b>",
        [
            uitvoer(html=raar),
            uitvoer(svg="<svg"),
            uitvoer(png="AAAA"),
            uitvoer(svg=SVG.format("x")),
        ],
        "> citaat\n\n`code`  \nnieuw",
    )
    maak_rapport(resultaten(tmp_path), tmp_path / "r.html", "R")
    maak_word(tmp_path / "r.html", tmp_path / "r.docx")
    doc = Document(tmp_path / "r.docx")
    woorden = [p.text for p in doc.paragraphs]
    assert (
        "[plaatje: Figuur zonder beschrijving]" in woorden
        and "nul" in woorden
        and "code\nnieuw" in woorden
    )
    assert [c.text for c in doc.tables[0].rows[0].cells] == ["x", "y"]


def _figuren(lezer):
    """Per picture in a tagged PDF its alternative text and the pages it stands on."""

    def bladen(deel, blad):
        deel = deel.get_object()
        if isinstance(deel, list):
            return set().union(*(bladen(d, blad) for d in deel))
        if isinstance(deel, dict):
            blad = deel.raw_get("/Pg").idnum if "/Pg" in deel else blad
            return (
                bladen(deel["/K"], blad)
                if "/K" in deel
                else {blad}
                if deel.get("/Type") == "/MCR"
                else set()
            )
        return {blad}

    def loop(deel):
        deel = deel.get_object()
        for d in deel if isinstance(deel, list) else [deel]:
            d = d.get_object()
            if isinstance(d, dict) and "/S" in d:
                if d["/S"] == "/Figure":
                    yield d.get("/Alt"), bladen(d, None)
                if "/K" in d:
                    yield from loop(d["/K"])

    return list(loop(lezer.trailer["/Root"]["/StructTreeRoot"]["/K"]))


@browser
def test_the_pdf_is_tagged_with_outline_page_numbers_and_whole_charts(rapport):
    pypdf = pytest.importorskip("pypdf")
    lezer = pypdf.PdfReader(rapport / "woonzorganalyse-utrecht.pdf")
    wortel = lezer.trailer["/Root"]
    assert (
        wortel["/MarkInfo"]["/Marked"]
        and wortel["/Lang"] == "nl"
        and lezer.metadata.title == 'Rapport "Utrecht" <b>'
    )
    # Nothing of the browser or the system that it was made on; the table of objects still holds.
    assert lezer.metadata.creator == "woonzorg"
    assert pypdf.PdfReader(rapport / "woonzorganalyse-utrecht.pdf", strict=True).pages

    def titels(lijst):
        return [t for o in lijst for t in (titels(o) if isinstance(o, list) else [o.title])]

    assert titels(lezer.outline)[:4] == [
        'Rapport "Utrecht" <b>',
        "Fase I Wonen: huren/kopen en een heel lange titel",
        "Dit is de kern",
        "Fase II Verantwoording",
    ]
    figuren = _figuren(lezer)
    assert [alt for alt, _ in figuren] == [f"Staven & meer, {n}" for n in range(9)] + ["Een stip"]
    assert (
        all(len(bladen) == 1 for _, bladen in figuren)
        and len(set().union(*(b for _, b in figuren))) > 2
    )
    tekst_per_blad = [" ".join(blad.extract_text().split()) for blad in lezer.pages]
    aantal = len(tekst_per_blad)
    for nummer, woorden in enumerate(tekst_per_blad, 1):
        assert (
            f"{nummer} van {aantal}" in woorden
            and 'Rapport "Utrecht" <b>' in woorden
            and woorden.count("Fictief voorbeeld") == 1
        )
    assert (
        sum("Wat Waarde" in woorden for woorden in tekst_per_blad) > 1
    )  # the header of a long table repeats


def test_asked_for_later_it_is_made_alone_and_an_old_one_never_stays(tmp_path, boeken, monkeypatch):
    from woonzorg_lib.uitvoering import afdruk

    monkeypatch.setattr(
        afdruk, "BIBLIOTHEEK", tmp_path / "lib"
    )  # someone may be at work in the real one
    een = notebook(tmp_path / "een.ipynb", *CELLEN[:3])

    def draai(*extra):
        return maak_run(
            [opdracht(een)], tmp_path / "uit", werkwijze=Werkwijze(werkers=1, extra=extra)
        )

    draai()
    map_ = tmp_path / "uit" / "GM0344-utrecht"
    voor = {
        p: p.stat().st_mtime_ns for p in map_.rglob("*") if p.is_file() and p.name != "verslag.json"
    }
    run = draai("docx")
    assert [n["uitkomst"] for n in run["gemeenten"][0]["notebooks"]] == [OVERGESLAGEN] and (
        map_ / "woonzorganalyse-utrecht.docx"
    ).exists()
    assert voor == {p: p.stat().st_mtime_ns for p in voor}
    index = (tmp_path / "uit" / "index.html").read_text(encoding="utf-8")
    assert (
        'href="GM0344-utrecht/woonzorganalyse-utrecht.docx"' in index
        and 'href="GM0344-utrecht/cijfers-utrecht.xlsx"' in index
        and ".pdf" not in index
    )
    gemaakt = (map_ / "woonzorganalyse-utrecht.docx").stat().st_mtime_ns
    assert (
        draai("docx")["gemeenten"][0]["overgeslagen"] and draai()["gemeenten"][0]["vervallen"] == []
    )
    assert (map_ / "woonzorganalyse-utrecht.docx").stat().st_mtime_ns == gemaakt
    notebook(
        een, *CELLEN[:4]
    )  # another report: the Word file of the one before would be about other figures
    run = draai()
    assert not (map_ / "woonzorganalyse-utrecht.docx").exists() and run["gemeenten"][0][
        "vervallen"
    ] == ["woonzorganalyse-utrecht.docx"]
    assert any(
        "hoorde bij het vorige rapport en is weg. Met --docx" in regel
        for regel in samenvatting(run, tmp_path)
    )
    assert json.loads((map_ / "verslag.json").read_text(encoding="utf-8"))["bestanden"].keys() == {
        "woonzorganalyse-utrecht.html",
        "cijfers-utrecht.csv",
        "cijfers-utrecht.xlsx",
        "werklijst-utrecht.html",
        "parameters.yaml",
    }


KOPPEN = (
    *("Woonvorm", "Verantwoordelijkheid", "Plancapaciteit", "Huishoudensontwikkeling"),
    *("Aandachtsgroepen", "Levensloopbestendigheid", "Doorstroming"),
)


def test_in_word_no_word_in_the_head_of_a_table_breaks_and_headings_wrap_well(tmp_path):
    kop = "".join(f"<th scope=col>{k}</th>" for k in KOPPEN)
    rij = "<tr><th scope=row>nultreden</th>" + "<td>1.250</td>" * 6 + "</tr>"
    zin = "De 75-plussers van 's-Hertogenbosch wonen het vaakst alleen"
    pagina = (
        f"<title>Proef</title><main><h1>Proef</h1><section><h2 id=a>{zin}</h2>"
        f"<table><caption>Breed</caption><thead><tr>{kop}</tr></thead>{rij}</table></section></main>"
    )
    (tmp_path / "r.html").write_text(pagina, encoding="utf-8")
    maak_word(tmp_path / "r.html", tmp_path / "r.docx")
    doc = Document(tmp_path / "r.docx")
    (tabel,) = doc.tables
    breed = [kolom.width.pt for kolom in tabel.columns]
    for cel, ruimte in zip(tabel.rows[0].cells, breed):
        (deel,) = cel.paragraphs[0].runs
        # Calibri is half as wide as it is high; a cell has 3,5 points of room on each side.
        assert len(deel.text) * deel.font.size.pt * 0.5 + 7 <= ruimte, deel.text
    assert sum(breed) <= 454 and tabel.rows[0].cells[0].paragraphs[0].runs[0].font.size.pt >= 6
    titel = next(p for p in doc.paragraphs if p.style.name == "Heading 1")
    assert titel.text == zin.replace("vaakst alleen", "vaakst\N{NO-BREAK SPACE}alleen")
    assert len(list(titel._p.iter(qn("w:noBreakHyphen")))) == 2
    inhoud = [p.text for p in doc.paragraphs if p.style.name == "toc 1"]
    assert inhoud == [zin]  # to be found with an ordinary space


def test_without_a_browser_the_report_is_made_and_the_pdf_is_not(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("WOONZORG_BROWSER", str(tmp_path / "weg"))
    notebook(tmp_path / "nb" / "00_samenvatting.ipynb", *CELLEN[:3])
    assert (
        main(
            [
                "rapport",
                "Utrecht",
                "--pdf",
                "--kernel",
                "gewoon",
                "--uitvoer",
                str(tmp_path / "uit"),
            ],
            notebooks=tmp_path / "nb",
        )
        == 1
    )
    uit, fout = capsys.readouterr()
    assert (
        fout.startswith("woonzorg: WOONZORG_BROWSER wijst naar")
        and "Niet gemaakt · PDF · Utrecht" in uit
    )
    map_ = tmp_path / "uit" / "GM0344-utrecht"
    assert (map_ / "woonzorganalyse-utrecht.html").exists() and not (
        map_ / "woonzorganalyse-utrecht.pdf"
    ).exists()
    verslag = (map_ / "verslag.json").read_text(encoding="utf-8")  # no place of this machine
    assert "WOONZORG_BROWSER wijst naar weg" in verslag and str(tmp_path) not in verslag


@pytest.mark.skipif("sys.platform == 'win32'")
@pytest.mark.parametrize(
    ("doet", "reden"), [("exit 0", "maakte geen PDF"), ("sleep 60", "nog niet klaar")]
)
def test_a_browser_that_fails_or_hangs_leaves_one_line_and_no_files(
    tmp_path, monkeypatch, doet, reden
):
    from woonzorg_lib.rapport import pdf

    nep = tmp_path / "browser"
    nep.write_text(f"#!/bin/sh\n{doet}\n", encoding="utf-8")
    nep.chmod(0o755)
    monkeypatch.setenv("WOONZORG_BROWSER", str(nep))
    monkeypatch.setattr(pdf, "_GEDULD", 1)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "werk"))
    (tmp_path / "werk").mkdir()
    (tmp_path / "rapport.html").write_text("<p>x", encoding="utf-8")
    with pytest.raises(GeenPdf, match=reden):
        maak_pdf(tmp_path / "rapport.html", tmp_path / "rapport.pdf")
    assert not list((tmp_path / "werk").iterdir()) and not (tmp_path / "rapport.pdf").exists()
