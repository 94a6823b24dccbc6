"""benchmarks/gelijk.py: gelijk is gelijk, op de tijd na; wat anders is, noemt het met de plek."""

import importlib.util
import json
import shutil
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from woonzorg_lib.cli import main as cli

PAD = Path(__file__).parents[1] / "benchmarks" / "gelijk.py"
spec = importlib.util.spec_from_file_location("gelijk", PAD)
gelijk = importlib.util.module_from_spec(spec)
spec.loader.exec_module(gelijk)


def kopie(bron, doel):
    shutil.copytree(bron, doel / bron.name)
    return doel


def vervang(pad, oud, nieuw):
    tekst = pad.read_text(encoding="utf-8")
    assert oud in tekst, f"{pad.name} heeft geen {oud}"
    pad.write_text(tekst.replace(oud, nieuw), encoding="utf-8")


def test_a_report_of_another_day_and_version_is_the_same_report(voorbeeldrapport, tmp_path, capsys):
    vorige = kopie(voorbeeldrapport, tmp_path / "vorige") / voorbeeldrapport.name
    map_ = kopie(voorbeeldrapport, tmp_path / "nu") / voorbeeldrapport.name
    verslag = json.loads((map_ / "verslag.json").read_text(encoding="utf-8"))
    klaar = datetime.fromisoformat(verslag["klaar"])
    later = klaar.replace(year=klaar.year + 1)
    oud, nieuw = gelijk.tijden(map_), []
    verslag["klaar"] = later.isoformat()
    verslag["versies"] = {naam: "97.6.5" for naam in verslag["versies"]}
    (map_ / "verslag.json").write_text(json.dumps(verslag), encoding="utf-8")
    nieuw = gelijk.tijden(map_)
    assert len(oud) == len(nieuw) and not set(oud) & set(nieuw)
    # Each says its own day and versions on its pages.
    for waar, gezegd in ((vorige, oud), (map_, nieuw)):
        for rol in ("rapport", "werklijst"):
            pad = gelijk.bestand(waar, rol)
            tekst = pad.read_text(encoding="utf-8")
            for was, wordt in zip(oud, gezegd, strict=True):
                tekst = tekst.replace(was, wordt)
            pad.write_text(
                tekst.replace("</main>", f"<p>{' '.join(gezegd)}</p></main>"), encoding="utf-8"
            )
    assert gelijk.main([str(vorige.parent), str(map_.parent)]) == 0
    assert "Alles is gelijk" in capsys.readouterr().out


@pytest.mark.alles
def test_a_second_run_gives_the_same_report(voorbeeldrapport, tmp_path, capsys):
    invoer = Path(__file__).parents[1] / "parameters" / "voorbeeld"
    opdracht = ["rapport", "Utrecht", "--invoer", str(invoer), "--uitvoer", str(tmp_path)]
    assert cli(opdracht) == 0
    capsys.readouterr()
    assert gelijk.main([str(voorbeeldrapport.parent), str(tmp_path)]) == 0, capsys.readouterr().out


def test_one_changed_number_is_named_with_its_row(voorbeeldrapport, tmp_path, capsys):
    nieuw = kopie(voorbeeldrapport, tmp_path)
    pad = gelijk.bestand(nieuw / voorbeeldrapport.name, "cijfers")
    tekst = pad.read_text(encoding="utf-8-sig")
    pad.write_text(tekst.replace("374238", "374239", 1), encoding="utf-8-sig")
    assert gelijk.main([str(voorbeeldrapport.parent), str(nieuw)]) == 1
    uit = capsys.readouterr().out
    assert "374239" in uit and "cijfers" in uit and "1 bestanden zijn anders" in uit


@pytest.mark.parametrize("rol", ["rapport", "werklijst"])
def test_one_changed_word_on_a_page_is_named(rol, voorbeeldrapport, tmp_path, capsys):
    pad = gelijk.bestand(kopie(voorbeeldrapport, tmp_path) / voorbeeldrapport.name, rol)
    vervang(pad, "</h1>", " ongezien</h1>")
    assert gelijk.main([str(voorbeeldrapport.parent), str(tmp_path)]) == 1
    uit = capsys.readouterr().out
    assert "ongezien" in uit and f"{rol}: 2 regels anders" in uit


def test_a_changed_cell_and_a_file_that_is_gone_are_named(voorbeeldrapport, tmp_path, capsys):
    map_ = kopie(voorbeeldrapport, tmp_path) / voorbeeldrapport.name
    pad = gelijk.bestand(map_, "werkboek")
    boek = openpyxl.load_workbook(pad)
    boek.worksheets[0].cell(1, 1).value = "ongezien"
    boek.save(pad)
    gelijk.bestand(map_, "werklijst").unlink()
    assert gelijk.main([str(voorbeeldrapport.parent), str(tmp_path)]) == 1
    uit = capsys.readouterr().out
    assert "ongezien" in uit and "werkboek" in uit
    assert "werklijst: 1 regels anders" in uit and "- het bestand" in uit


def test_a_folder_without_reports_is_a_wrong_question(voorbeeldrapport, tmp_path, capsys):
    assert gelijk.main([str(voorbeeldrapport.parent), str(tmp_path)]) == 2
    assert "geen rapporten" in capsys.readouterr().out
