import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from proefnotebooks import code, notebook, tekst
from test_batch_onderbroken import wacht_tot

from woonzorg_lib import gebieden
from woonzorg_lib.cli import main, maak_parser, mapnaam
from woonzorg_lib.cli.voortgang import Meter

PROJECT = Path(__file__).parents[1]


@pytest.fixture
def boeken(tmp_path):
    notebook(
        tmp_path / "nb" / "00_samenvatting.ipynb",
        tekst("# Kort"),
        code("a.onderwerp('A1', 'deels'); print(gemeente, regio)"),
    )
    notebook(
        tmp_path / "nb" / "verkenner.ipynb", code("1/0")
    )  # beside the report, never part of it
    return tmp_path / "nb"


def mis(capsys, *argv, **meer) -> str:
    """The one line of a command that is refused."""
    assert main(list(argv), **meer) == 2
    uit, fout = capsys.readouterr()
    assert uit == "" and fout.count("\n") == 1 and fout.startswith("woonzorg: ")
    return fout


def test_a_report_is_made_with_its_overview(boeken, tmp_path, capsys):
    assert (
        main(
            ["rapport", "den bosch", "GM0796", "--uitvoer", str(tmp_path / "uit")], notebooks=boeken
        )
        == 0
    )
    uit, fout = capsys.readouterr()
    pagina = tmp_path / "uit" / "GM0796-s-hertogenbosch" / "woonzorganalyse-s-hertogenbosch.html"
    rapport, openen, *verder = uit.splitlines()
    assert rapport == f"Rapport: {pagina}" and pagina.is_file()
    assert openen.startswith("Open het in uw browser")
    lijst = pagina.with_name("werklijst-s-hertogenbosch.html")
    assert [regel.rpartition(": ")[2] for regel in verder] == [
        "woonzorg invoer nieuw GM0796",
        "woonzorg lab",
        str(lijst),
    ]
    assert lijst.is_file()
    assert fout.startswith("'s-Hertogenbosch: klaar in ") and fout.count("\n") == 1
    assert sorted(p.name for p in (tmp_path / "uit").iterdir()) == [
        "GM0796-s-hertogenbosch",
        "index.html",
        "verslag.json",
    ]
    run = json.loads((tmp_path / "uit" / "verslag.json").read_text(encoding="utf-8"))
    assert (
        run["gemeenten"][0]["notebooks"][0]["uitkomst"] == "gelukt"
        and run["versies"]["papermill"] != "onbekend"
    )


def test_a_region_alone_means_all_its_gemeenten_and_a_failure_gives_status_1(
    boeken, tmp_path, capsys
):
    notebook(boeken / "00_samenvatting.ipynb", code("print(regio)\nif gemeente == 'GM0502': 1/0"))
    (tmp_path / "in" / "regios" / "IJssel").mkdir(parents=True)
    opdracht = [
        "rapport",
        "Capelle aan den IJssel",
        "Zuidplas",
        "--regio",
        "provincie:Zuid-Holland",
        "--kernel",
        "gewoon",
        "--uitvoer",
        str(tmp_path / "uit"),
    ]
    assert main(opdracht, notebooks=boeken) == 1
    uit = capsys.readouterr().out
    assert (
        "2 rapporten" in uit
        and "Open dat overzicht in uw browser" in uit
        and "woonzorg invoer nieuw GEMEENTE" in uit
        and "Niet gelukt · Capelle aan den IJssel · 00_samenvatting: division by zero" in uit
    )
    assert "regio: provincie:Zuid-Holland" in (
        tmp_path / "uit" / "GM1892-zuidplas" / "parameters.yaml"
    ).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("argv", "melding"),
    [
        (["rapport"], "Noem een gemeente"),
        (["rapport", "Utrect"], "Bedoelt u Utrecht"),
        (["rapport", "Utrecht", "Bergen"], "Bergen (NH.)"),
        (["rapport", "Utrecht", "--alle"], "Kies één"),
        (["rapport", "--alle", "--regio", "Achterhoek"], "gaat niet samen"),
        (["rapport", "Urk", "--regio", "corop:Utrecht"], "Urk hoort niet bij COROP-gebied Utrecht"),
        (["rapport", "--regio", "Groningen"], "provincie:Groningen"),
        (["rapport", "Utrecht", "--peiljaar", "1990"], "2025"),
        (["rapport", "Utrecht", "--peiljaar", "gisteren"], "'gisteren' is geen heel getal"),
        (["rapport", "Utrecht", "--prognosejaar", "2000"], "Prognosejaar 2000 kan niet"),
        (["rapport", "Utrecht", "--tijdslimiet", "0"], "--tijdslimiet"),
        (["rapport", "Utrecht", "--werkers", "0"], "--werkers"),
        (["rapport", "Utrecht", "--kernel", "heet"], "'heet' bestaat niet"),
        (["rapport", "Utrecht", "--invoer", "/bestaat/niet"], "bestaat niet"),
        (["rapport", "Utrecht", "--odt"], "dit ken ik niet: --odt"),
        (["raport"], "'raport' bestaat niet (kies uit 'rapport'"),
        (["data"], "er ontbreekt iets"),
        (["gebieden", "zzz"], "zzz"),
    ],
)
def test_a_wrong_question_is_one_dutch_line_and_makes_nothing(
    argv, melding, boeken, tmp_path, capsys, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    assert melding in mis(capsys, *argv, notebooks=boeken)
    assert not (tmp_path / "output").exists()


def test_an_output_folder_that_cannot_be_written_and_a_notebook_that_lacks_a_parameter(
    boeken, tmp_path, capsys
):
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    assert "lukt niet" in mis(
        capsys,
        "rapport",
        "Utrecht",
        "--uitvoer",
        str(tmp_path / "bestand" / "uit"),
        notebooks=boeken,
    )
    pad = boeken / "00_samenvatting.ipynb"
    pad.write_text(
        pad.read_text(encoding="utf-8").replace("peiljaar", "peildatum"), encoding="utf-8"
    )
    assert "kent de parameter 'peiljaar' niet" in mis(
        capsys, "rapport", "Utrecht", "--uitvoer", str(tmp_path / "uit"), notebooks=boeken
    )
    assert not (tmp_path / "uit").exists()


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C wordt hier met een signaal nagedaan")
def test_ctrl_c_is_one_line_and_leaves_nothing(tmp_path):
    boek = notebook(
        tmp_path / "nb" / "00_samenvatting.ipynb",
        code(f"open({str(tmp_path / 'begonnen')!r}, 'w').close(); import time; time.sleep(60)"),
    )
    opdracht = f"import sys; from pathlib import Path; from woonzorg_lib.cli import main; sys.exit(main(notebooks=Path({str(boek.parent)!r})))"
    argv = [
        sys.executable,
        "-c",
        opdracht,
        "rapport",
        "Utrecht",
        "--uitvoer",
        str(tmp_path / "uit"),
    ]
    proces = subprocess.Popen(
        argv, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    wacht_tot((tmp_path / "begonnen").exists)
    proces.send_signal(signal.SIGINT)
    uit, fout = proces.communicate(timeout=120)
    assert (proces.returncode, uit, fout) == (
        130,
        "",
        "woonzorg: Gestopt met Ctrl-C. Er is niets half geschreven. Dezelfde opdracht gaat verder waar u was.\n",
    )
    assert list((tmp_path / "uit").iterdir()) == []


def test_areas_are_listed_as_a_table_and_as_json(capsys):
    assert main(["gebieden", "leerdam"]) == 0
    assert "GM1961  Vijfheerenlanden" in capsys.readouterr().out
    assert main(["gebieden", "corop:utrecht", "--json"]) == 0
    (corop,) = json.loads(capsys.readouterr().out)
    assert (corop["code"], corop["soort"]) == ("CR17", "corop") and "GM0344" in corop["gemeenten"]


def test_folder_names_are_plain_and_differ():
    namen = [mapnaam(g) for g in gebieden.gemeenten()]
    assert len(set(namen)) == len(namen) and all(n.isascii() and " " not in n for n in namen)
    assert {"GM0344-utrecht", "GM0796-s-hertogenbosch", "GM1900-sudwest-fryslan"} <= set(namen)


def test_help_is_dutch_and_starts_fast_without_heavy_libraries(capsys):
    for parser in (maak_parser(), *maak_parser()._subparsers._group_actions[0].choices.values()):
        uitleg = parser.format_help()
        assert uitleg.startswith("gebruik: ") and not any(
            w in uitleg for w in ("usage", "options:", "show this", "positional")
        )
    controle = "import sys; from woonzorg_lib.cli import main; main(['--help']) if 0 else main(['gebieden', 'Utrecht']); print({'pandas', 'papermill', 'nbconvert', 'matplotlib', 'nbformat'} & set(sys.modules))"
    gedaan = subprocess.run(
        [sys.executable, "-c", controle], cwd=PROJECT, capture_output=True, text=True
    )
    assert gedaan.stdout.endswith("set()\n"), gedaan.stdout + gedaan.stderr


def test_a_screen_gets_a_bar_with_gemeente_section_and_count(monkeypatch):
    from woonzorg_lib.uitvoering import Voortgang

    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    with Meter(4) as meter:
        meter.stap(Voortgang("Utrecht", "fase1_1_woningbouw", 2, 4))
        taak = meter.balk.tasks[0]
        assert (
            "Utrecht" in taak.description
            and "fase1 1 woningbouw" in taak.description
            and (taak.completed, taak.total) == (2, 4)
        )
