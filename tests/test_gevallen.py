"""Bestanden zoals adviseurs ze hebben: elk geval door `invoer controleer`, en waar het geval dat zegt door een rapport."""

import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pypdfium2
import pytest
import yaml

from woonzorg_lib.cli import main

MAP = Path(__file__).parent / "gevallen"
VERWACHT = yaml.safe_load((MAP / "verwacht.yaml").read_text(encoding="utf-8"))
ERNST = ("FOUT", "WAARSCHUWING", "LET OP")
BROWSER = any(map(shutil.which, ("chromium", "chromium-browser", "google-chrome")))


@pytest.fixture
def invoer(request, tmp_path):
    """A copy of the case's folder, with the files that are too large to keep made on the spot."""
    naam = request.param
    map = tmp_path / naam
    shutil.copytree(MAP / naam, map)
    plek = next((map / "gemeenten").iterdir())
    if naam.startswith("88-"):
        subprocess.run([sys.executable, map / "maak.py"], cwd=plek, check=True)
    if naam.startswith("104-"):
        (plek / "routes.csv").write_text("naam;bron;score\n" + "a" * 120_000 + ";x;5\n")
    for leeg in plek.glob("LEESMIJ"):
        leeg.unlink()
    return map


def gevallen(*, met_rapport=False):
    return [
        pytest.param(naam, id=naam)
        for naam, goed in VERWACHT.items()
        if not met_rapport or "rapport" in goed
    ]


def meldingen(tekst):
    return [regel for regel in tekst.splitlines() if regel.startswith(ERNST)]


@pytest.mark.parametrize("invoer", gevallen(), indirect=True)
def test_the_check_says_what_is_right_for_this_case(invoer, capsys):
    goed, plek = VERWACHT[invoer.name], next((invoer / "gemeenten").iterdir())
    begin = time.process_time()
    status = main(["invoer", "controleer", plek.name, "--invoer", str(invoer)])
    duur = time.process_time() - begin
    uit = capsys.readouterr()
    tekst, regels = uit.out + uit.err, meldingen(uit.out)
    assert status == goed["exit"], tekst
    assert duur < goed.get("binnen", 5)
    for patroon in goed.get("bevat", ()):
        assert re.search(patroon, tekst), f"{patroon} ontbreekt in:\n{tekst}"
    for patroon in goed.get("niet", ()):
        assert not re.search(patroon, tekst), f"{patroon} staat in:\n{tekst}"
    assert len(regels) <= goed.get("hoogstens", 100), tekst
    if "fouten" in goed:
        assert sum(r.startswith("FOUT") for r in regels) == goed["fouten"], tekst
    assert all(len(r) < 900 for r in regels)
    assert goed["exit"] == (2 if any(r.startswith("FOUT") for r in regels) else 0)


@pytest.mark.parametrize("invoer", gevallen(), indirect=True)
def test_what_is_read_is_what_the_file_says(invoer):
    from woonzorg_lib.soorten import lees

    goed, plek = VERWACHT[invoer.name], next((invoer / "gemeenten").iterdir())
    for soort, aantal in goed.get("rijen", {}).items():
        assert len(lees(soort, plek.name, invoer).tabel) == aantal
    for soort, kolommen in goed.get("waarden", {}).items():
        tabel = lees(soort, plek.name, invoer).tabel
        for kolom, waarden in kolommen.items():
            gelezen = tabel[kolom].astype(object).where(tabel[kolom].notna(), None).tolist()
            assert gelezen == waarden, kolom


@pytest.mark.alles
@pytest.mark.parametrize("invoer", gevallen(met_rapport=True), indirect=True)
def test_the_report_of_this_case(invoer, tmp_path):
    goed, plek = VERWACHT[invoer.name]["rapport"], next((invoer / "gemeenten").iterdir())
    doel = tmp_path / "uit"
    opdracht = ["rapport", plek.name, "--invoer", str(invoer), "--uitvoer", str(doel), "--docx"]
    if "niet" in goed and BROWSER:
        opdracht.append("--pdf")
    status = main(opdracht)
    (map,) = [m for m in doel.iterdir() if m.name.startswith("GM")]
    html = next(map.glob("woonzorganalyse-*.html")).read_text(encoding="utf-8")
    assert status == 0
    assert 'data-status="mislukt"' not in html
    for id in goed.get("volledig", ()):
        assert f'data-onderwerp="{id}" data-status="volledig"' in html
    for patroon in goed.get("bevat", ()):
        assert re.search(patroon, html)
    if goed.get("niet_herleidbaar"):
        niet_alles_van_de_stroom(next(map.glob("cijfers-*.csv")))
    gelezen = dict(teksten(doel))
    assert "--pdf" not in opdracht or any(p.endswith(".pdf") for p in gelezen)
    for pad, tekst in gelezen.items():
        for patroon in goed.get("niet", ()):
            assert not re.search(patroon, tekst), f"{patroon} staat in {pad}"
        if goed.get("geen_pad"):
            assert str(invoer) not in tekst and str(invoer.parent) not in tekst, pad


# Made up, in the ways that people write them: each is said in a text, a file or a setting below.
PERSOONLIJK = {
    "bsn": ("1234.56.782", r"1234\W?56\W?782"),
    "adres": ("j.devries@voorbeeld.nl", r"devries@voorbeeld"),
    "telefoon": ("06-12345678", r"06\W?12345678"),
    "naam": ("Dhr. Van Zwanenburgh", r"(?i)zwanenburgh"),
}


@pytest.mark.skipif(not BROWSER, reason="Chromium ontbreekt")
def test_what_someone_wrote_about_a_person_reaches_no_output_at_all(tmp_path):
    plek = tmp_path / "in" / "gemeenten" / "GM0344"
    (plek / "duiding").mkdir(parents=True)
    # A name or an address may be public in a text that someone writes for the council (the check
    # asks); a citizen service number never is.
    for id, wat in (("A1", "bsn 123456782"), ("ambitie", PERSOONLIJK["bsn"][0])):
        tekst = f"Wij spraken met {wat} over de wijk.\n\nEn {wat} was tevreden.\n"
        (plek / "duiding" / f"{id}.md").write_text(tekst, encoding="utf-8")
    # In a file of rows each kind has a row of its own, in a free text and in a name.
    flex = ["locatie;woningen;startjaar;bron;toelichting"]
    flex += [f"{w};9;2022;x;gezien door {w}" for w, _ in PERSOONLIJK.values()]
    (plek / "flex.csv").write_text("\n".join(flex), encoding="utf-8")
    plannen = "plancode;naam;vertrouwelijk;planologische_status;bruto;opleverjaar;bron"
    plannen += "\nZK-77;Zebrakwartier;ja;1A;10;2030;x\n"
    (plek / "plannen.csv").write_text(plannen, encoding="utf-8")
    opdracht = ["rapport", "Utrecht", "--invoer", str(tmp_path / "in"), "--pdf", "--docx"]
    main([*opdracht, "--volledig", "--uitvoer", str(tmp_path / "uit")])
    gelezen = dict(teksten(tmp_path / "uit"))
    soorten = {pad.rpartition(".")[2] for pad in gelezen}
    assert {"html", "csv", "pdf", "ipynb"} <= soorten
    assert any(".xlsx/" in pad for pad in gelezen) and any(".docx/" in pad for pad in gelezen)
    patronen = [p for _, p in PERSOONLIJK.values()] + ["Zebrakwartier", "ZK-77"]
    for pad, tekst in gelezen.items():
        staat_er = [p for p in patronen if re.search(p, tekst)]
        assert not staat_er, f"{staat_er} staat in {pad}"


def niet_alles_van_de_stroom(pad):
    """Of stock and flow around the hidden count at least one more figure is hidden."""
    rijen = [
        r
        for r in pad.read_text(encoding="utf-8-sig").splitlines()
        if "na detentie" in r.lower() or "detentie" in r.lower()
    ]
    waarden = {
        (naam, jaar)
        for r in rijen
        for naam in ("voorraad", "instroom", "uitstroom")
        for jaar in ("2024", "2025")
        if naam in r and f";{jaar};" in r and re.search(r";(20|103|120|3|21|19)(?:,0)?;", r)
    }
    assert ("uitstroom", "2024") not in waarden
    assert not {("voorraad", "2024"), ("instroom", "2024"), ("voorraad", "2025")} <= waarden


def teksten(map):
    """Every text that a run leaves, also inside a workbook, a Word document and a PDF."""
    for pad in sorted(p for p in map.rglob("*") if p.is_file()):
        naam = pad.relative_to(map).as_posix()
        if pad.suffix in (".xlsx", ".docx"):
            with zipfile.ZipFile(pad) as pakket:
                for deel in pakket.namelist():
                    if deel.endswith((".xml", ".rels")):
                        tekst = pakket.read(deel).decode("utf-8")
                        yield f"{naam}/{deel}", re.sub(r"<[^>]+>", " ", tekst)
        elif pad.suffix == ".ipynb":
            boek = json.loads(pad.read_text(encoding="utf-8"))
            yield naam, json.dumps(boek, ensure_ascii=False).replace("\\n", "\n")
        elif pad.suffix == ".pdf":
            yield naam, tekst_van_pdf(pad)
        elif pad.suffix != ".png":
            yield naam, pad.read_text(encoding="utf-8", errors="replace")


def tekst_van_pdf(pad):
    """All that a PDF says: its pages, its outline, where its links go, and what it says of itself."""
    document = pypdfium2.PdfDocument(pad)
    paginas = [pagina.get_textpage().get_text_bounded() for pagina in document]
    assert len("".join(paginas)) > 2000, f"{pad.name} has no text to look at"
    kopjes = [kopje.get_title() for kopje in document.get_toc()]
    over = [str(waarde) for waarde in document.get_metadata_dict().values()]
    document.close()
    # Links and descriptions of drawings stand in the file itself, as they are or as UTF-16.
    ruw = pad.read_bytes()
    los = [ruw.decode("latin-1"), ruw.decode("utf-16-be", errors="replace")]
    return "\n".join([*paginas, *kopjes, *over, *los])
