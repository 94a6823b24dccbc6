"""benchmarks/gelijk.py: gelijk is gelijk, op de tijd na; wat anders is, noemt het met de plek."""

import importlib.util
import shutil
from pathlib import Path

PAD = Path(__file__).parents[1] / "benchmarks" / "gelijk.py"
spec = importlib.util.spec_from_file_location("gelijk", PAD)
gelijk = importlib.util.module_from_spec(spec)
spec.loader.exec_module(gelijk)


def kopie(bron, doel):
    shutil.copytree(bron, doel / bron.name)
    return doel


def test_the_same_report_is_equal(voorbeeldrapport, tmp_path, capsys):
    assert gelijk.main([str(voorbeeldrapport.parent), str(kopie(voorbeeldrapport, tmp_path))]) == 0
    assert "Alles is gelijk" in capsys.readouterr().out


def test_one_changed_number_is_named_with_its_row(voorbeeldrapport, tmp_path, capsys):
    nieuw = kopie(voorbeeldrapport, tmp_path)
    pad = gelijk.bestand(nieuw / voorbeeldrapport.name, "cijfers")
    tekst = pad.read_text(encoding="utf-8-sig")
    pad.write_text(tekst.replace("374238", "374239", 1), encoding="utf-8-sig")
    assert gelijk.main([str(voorbeeldrapport.parent), str(nieuw)]) == 1
    uit = capsys.readouterr().out
    assert "374239" in uit and "cijfers" in uit and "1 bestanden zijn anders" in uit


def test_a_folder_without_reports_is_a_wrong_question(voorbeeldrapport, tmp_path, capsys):
    assert gelijk.main([str(voorbeeldrapport.parent), str(tmp_path)]) == 2
    assert "geen rapporten" in capsys.readouterr().out
