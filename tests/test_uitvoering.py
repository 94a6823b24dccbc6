import json
import time
from pathlib import Path

import pytest
import yaml
from proefnotebooks import code, notebook, tekst

from woonzorg_lib.fouten import systeemreden
from woonzorg_lib.uitvoering import (
    GELUKT,
    MISLUKT_NOTEBOOK,
    MISLUKT_UITVOERING,
    Opdracht,
    Taak,
    UitvoerFout,
    controleer_parameters,
    controleer_uitvoermap,
    lees_parameters,
    Werkwijze,
    maak_mappen,
    maak_run,
    voer_uit,
)
from woonzorg_lib.uitvoering.parameters import NotebookFout, OnbekendeParameter, schrijf_parameters

ALLES = {
    "gemeente": "GM0344",
    "regio": None,
    "peiljaar": None,
    "prognosejaar": 2035,
    "invoer": None,
}


def draai(boek: Path, tijdslimiet=None, **parameters):
    return voer_uit(Taak(boek, parameters, boek.with_suffix(".uit.ipynb"), tijdslimiet))


def getoond(resultaat) -> str:
    boek = json.loads(resultaat.pad.read_text(encoding="utf-8"))
    return "".join("".join(u.get("text", "")) for c in boek["cells"] for u in c.get("outputs", []))


def opdracht(*boeken: Path, code="GM0344", naam="Utrecht") -> Opdracht:
    return Opdracht(
        code,
        naam,
        f"{code}-{naam.lower()}",
        f"Rapport {naam}",
        ALLES | {"gemeente": code},
        boeken,
        {"A2": "Tweede"},
    )


def test_a_notebook_runs_with_the_parameters_that_were_given(tmp_path, capfd):
    resultaat = draai(
        notebook(tmp_path / "goed.ipynb", code("print(gemeente, regio, prognosejaar + 1)")), **ALLES
    )
    assert (resultaat.uitkomst, resultaat.fout) == (GELUKT, None)
    assert "GM0344 None 2036" in getoond(resultaat)
    assert capfd.readouterr() == ("", "")


def test_an_error_in_a_cell_gives_one_line_with_the_line_of_code_and_keeps_what_was_made(tmp_path):
    resultaat = draai(
        notebook(
            tmp_path / "fout.ipynb",
            code("print('eerst')"),
            code("x = 1\ny = x / 0"),
            code("print('later')"),
        )
    )
    assert resultaat.uitkomst == MISLUKT_NOTEBOOK
    assert resultaat.fout == "division by zero (ZeroDivisionError bij `y = x / 0`)"
    assert getoond(resultaat).count("eerst") == 1 and "later" not in getoond(resultaat)


def test_a_kernel_that_dies_is_a_failure_and_keeps_what_was_made(tmp_path):
    resultaat = draai(
        notebook(
            tmp_path / "dood.ipynb",
            code("print('eerst')"),
            code("import os; os._exit(1)"),
            code("print('x')"),
        )
    )
    assert resultaat.uitkomst == MISLUKT_UITVOERING and "stopte onverwacht" in resultaat.fout
    assert "eerst" in getoond(resultaat)


def test_a_notebook_that_takes_too_long_is_ended(tmp_path):
    begin = time.monotonic()
    resultaat = draai(
        notebook(tmp_path / "lang.ipynb", code("import time; time.sleep(60)")), tijdslimiet=3
    )
    assert resultaat.uitkomst == MISLUKT_UITVOERING and "langer dan 3 seconden" in resultaat.fout
    assert time.monotonic() - begin < 50


def test_parameters_are_read_and_unknown_or_wrong_ones_are_refused(tmp_path):
    boek = notebook(tmp_path / "p.ipynb")
    assert lees_parameters(boek) == ALLES | {"gemeente": "Utrecht", "prognosejaar": 2040}
    controleer_parameters(boek, ALLES)
    with pytest.raises(OnbekendeParameter, match="'gemente' niet. Bedoelt u 'gemeente'"):
        controleer_parameters(boek, {"gemente": "Utrecht"})
    with pytest.raises(OnbekendeParameter, match="prognosejaar"):
        controleer_parameters(boek, {"prognosejaar": "later"})
    (tmp_path / "kapot.ipynb").write_text("{", encoding="utf-8")
    with pytest.raises(NotebookFout, match="kapot.ipynb"):
        lees_parameters(tmp_path / "kapot.ipynb")


def test_papermill_reads_the_parameters_that_a_report_keeps(tmp_path):
    from papermill.cli import papermill
    from click.testing import CliRunner

    boek, bestand, uit = (
        notebook(tmp_path / "p.ipynb", code("print(gemeente, peiljaar)")),
        tmp_path / "parameters.yaml",
        tmp_path / "u.ipynb",
    )
    schrijf_parameters(ALLES, bestand)
    assert yaml.safe_load(bestand.read_text(encoding="utf-8")) == ALLES
    gedaan = CliRunner().invoke(
        papermill, ["-f", str(bestand), str(boek), str(uit), "-k", "python3", "--no-progress-bar"]
    )
    assert gedaan.exit_code == 0, gedaan.output
    assert "GM0344 None" in uit.read_text(encoding="utf-8") and "unknown" not in gedaan.output


def test_a_report_folder_is_whole_and_replaces_the_older_one(tmp_path):
    boek = notebook(
        tmp_path / "nb" / "een.ipynb",
        tekst("# Een"),
        code("a.onderwerp('A1'); toon('<p>zin</p>', soort='zin')"),
    )
    uit = tmp_path / "uit"
    (uit / "GM0344-utrecht").mkdir(parents=True)
    (uit / "GM0344-utrecht" / "van_vroeger.txt").write_text("oud", encoding="utf-8")
    (gezegd,) = maak_mappen([opdracht(boek)], uit)
    assert {p.relative_to(uit).as_posix() for p in uit.rglob("*") if p.is_file()} == {
        f"GM0344-utrecht/{naam}"
        for naam in (
            "woonzorganalyse-utrecht.html",
            "cijfers-utrecht.csv",
            "cijfers-utrecht.xlsx",
            "werklijst-utrecht.html",
            "parameters.yaml",
            "verslag.json",
            "notebooks/een.ipynb",
        )
    }
    verslag = json.loads((uit / "GM0344-utrecht" / "verslag.json").read_text(encoding="utf-8"))
    assert verslag["uitkomst"] == "gelukt" and verslag["notebooks"][0]["uitkomst"] == GELUKT
    assert gezegd["notebooks"][0].items() <= verslag["notebooks"][0].items()
    for veld in ("code", "naam", "uitkomst", "duur", "parameters", "niet_gemaakt"):
        assert gezegd[veld] == verslag[veld]


def test_a_broken_notebook_leaves_the_other_reports_whole(tmp_path):
    bron = "a.onderwerp('A1')\nif gemeente == 'GM0344':\n    raise ValueError('kapot')\ntoon('<p>heel</p>', soort='zin')"
    boek, stappen = (
        notebook(
            tmp_path / "nb" / "een.ipynb", tekst("# Een"), code(bron), code("a.onderwerp('A2')")
        ),
        [],
    )
    opdrachten = [opdracht(boek), opdracht(boek, code="GM0355", naam="Zeist")]
    kaart = '<svg role="img" aria-label="kaart"></svg>'
    run = maak_run(
        opdrachten,
        tmp_path,
        meld=stappen.append,
        kaart=lambda verslag: kaart,
        werkwijze=Werkwijze(werkers=1),
    )
    assert [g["uitkomst"] for g in run["gemeenten"]] == ["mislukt", "gelukt"] and run[
        "uitkomst"
    ] == "mislukt"
    assert run["gemeenten"][0]["fouten"] == [
        "een: kapot (ValueError bij `raise ValueError('kapot')`)"
    ]
    assert [(s.naam, s.gedaan, s.totaal) for s in stappen] == [("Utrecht", 0, 2), ("Zeist", 1, 2)]
    stuk, heel = (
        next((tmp_path / naam).glob("woonzorganalyse-*.html")).read_text(encoding="utf-8")
        for naam in ("GM0344-utrecht", "GM0355-zeist")
    )
    assert "kapot" in stuk and "kapot" not in heel and "<p>heel</p>" in heel
    assert 'data-onderwerp="A2" data-status="mislukt"' in stuk and "Tweede" in stuk
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert (
        'href="GM0355-zeist/woonzorganalyse-zeist.html"' in index
        and "kapot" in index
        and 'aria-label="kaart"' in index
    )
    assert not list(tmp_path.glob(".*"))


def test_an_overview_keeps_the_way_to_earlier_reports(tmp_path):
    boek = notebook(tmp_path / "nb" / "een.ipynb", tekst("# Een"))
    maak_run([opdracht(boek)], tmp_path / "uit")
    maak_run([opdracht(boek, code="GM0355", naam="Zeist")], tmp_path / "uit")
    assert 'href="GM0344-utrecht/woonzorganalyse-utrecht.html"' in (
        tmp_path / "uit" / "index.html"
    ).read_text(encoding="utf-8")


def test_a_folder_that_cannot_be_written_is_one_dutch_line(tmp_path):
    (tmp_path / "bestand").write_text("x", encoding="utf-8")
    with pytest.raises(UitvoerFout, match="Schrijven naar .* lukt niet"):
        controleer_uitvoermap(tmp_path / "bestand" / "uit")
    with pytest.raises(UitvoerFout, match="lukt niet: de naam is te lang."):
        controleer_uitvoermap(tmp_path / ("x" * 300))


def test_what_the_system_refuses_is_said_in_dutch(tmp_path):
    import errno
    import os

    for nummer in (*errno.errorcode, 4711, None):
        assert nummer is None or systeemreden(nummer) != os.strerror(nummer)
    resultaat = draai(notebook(tmp_path / "mist.ipynb", code("open('/bestaat/niet.csv')")))
    assert (
        resultaat.fout
        == "'/bestaat/niet.csv': dat bestand of die map bestaat niet (FileNotFoundError bij `open('/bestaat/niet.csv')`)"
    )


def test_a_disk_that_fills_up_leaves_nothing_half_written(tmp_path):
    boek = notebook(tmp_path / "nb" / "een.ipynb", tekst("# Een"))
    (tmp_path / "uit" / "GM0344-utrecht").mkdir(parents=True)
    (tmp_path / "uit" / "GM0344-utrecht" / "rapport.html").write_text("oud", encoding="utf-8")
    import subprocess
    import sys

    resource = pytest.importorskip("resource")
    opdracht_tekst = (
        "from pathlib import Path; from woonzorg_lib.uitvoering import *\n"
        f"maak_mappen([Opdracht('GM0344','Utrecht','GM0344-utrecht','R',{{}},(Path({str(boek)!r}),))], Path({str(tmp_path / 'uit')!r}))"
    )
    gedaan = subprocess.run(
        [sys.executable, "-B", "-c", opdracht_tekst],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (8000, 8000)),
    )
    assert "UitvoerFout: Schrijven naar" in gedaan.stderr
    # The notebook that was done is kept for the next run; nothing half written stays.
    assert {
        p.relative_to(tmp_path / "uit").as_posix()
        for p in (tmp_path / "uit").rglob("*")
        if p.is_file()
    } == {
        "GM0344-utrecht/rapport.html",
        ".woonzorg/GM0344-utrecht/een.ipynb",
        ".woonzorg/GM0344-utrecht/een.json",
    }
    assert (tmp_path / "uit" / "GM0344-utrecht" / "rapport.html").read_text(
        encoding="utf-8"
    ) == "oud"
