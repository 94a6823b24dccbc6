"""Een notebook die niet (zo) te lezen is: de melding zegt wat eraan is en wat helpt; en wat bibliotheken waarschuwen blijft weg."""

import codecs
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from proefnotebooks import code, notebook, tekst

from woonzorg_lib.cli import main
from woonzorg_lib.uitvoering.parameters import NotebookFout, lees_notebook

KIT = Path(__file__).parents[1]
CONFLICT = """{{
 "cells": [
  {{
   "cell_type": "code",
{0}<<<<<<< HEAD
   "source": ["a = 1"]
=======
   "source": ["a = 2"]
>>>>>>> van-de-provincie
  }}
 ],
 "metadata": {{}}, "nbformat": 4, "nbformat_minor": 5
}}
"""
TERUG = "Zet een versie terug die het nog doet"


@pytest.fixture
def boek(tmp_path):
    cellen = tekst("# Kort"), code("a.onderwerp('A1', 'deels'); print('gezien')")
    return notebook(tmp_path / "nb" / "00_samenvatting.ipynb", *cellen)


def rapport(boek, capsys):
    uit = boek.parents[1] / "uit"
    vraag = ["rapport", "Utrecht", "--kernel", "gewoon", "--uitvoer", str(uit)]
    status = main(vraag, notebooks=boek.parent)
    return status, capsys.readouterr().err


@pytest.mark.parametrize("einde", ["\n", "\r\n"])
def test_conflict_marks_of_git_are_named_with_their_line(einde, boek, capsys):
    boek.write_bytes(CONFLICT.format("").replace("\n", einde).encode())
    status, fout = rapport(boek, capsys)
    assert status == 2 and fout.count("\n") == 1
    assert "00_samenvatting.ipynb, regel 5: hier staan twee versies door elkaar" in fout
    assert "git (<<<<<<<)" in fout and TERUG in fout and "JupyterLab" not in fout
    assert not (boek.parents[1] / "uit").exists()


def test_text_that_looks_like_conflict_marks_is_no_conflict(boek):
    notebook(boek, code("print('''\n<<<<<<< HEAD\n=======\n>>>>>>> x\n''')"))
    assert "<<<<<<< HEAD" in lees_notebook(boek)["cells"][-1]["source"]


@pytest.mark.parametrize(
    ("inhoud", "zegt"),
    [
        (b"", "deze notebook is leeg."),
        (b"\n \n", "deze notebook is leeg."),
        (b'{"cells": [\n  {"cell_type":', "regel 2: dit bestand is beschadigd"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "dit bestand is beschadigd"),
        (b"[" * 100_000, "dit bestand is beschadigd"),
    ],
)
def test_what_jupyterlab_can_not_open_either_gets_other_advice(inhoud, zegt, boek):
    boek.write_bytes(inhoud)
    with pytest.raises(NotebookFout, match=TERUG) as fout:
        lees_notebook(boek)
    assert zegt in str(fout.value) and "Open en bewaar" not in str(fout.value)


@pytest.mark.parametrize("inhoud", [b"{}", b"[]", b'{"cells": 5}', b'{"cells": [5]}'])
def test_what_jupyterlab_can_mend_is_sent_there(inhoud, boek):
    boek.write_bytes(inhoud)
    with pytest.raises(NotebookFout, match="Open en bewaar hem opnieuw in JupyterLab"):
        lees_notebook(boek)


@pytest.mark.parametrize(
    ("bom", "codering"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")],
    ids=["utf-8", "utf-16"],
)
def test_a_notebook_with_a_bom_is_simply_read(bom, codering, boek, capsys):
    boek.write_bytes(bom + boek.read_text(encoding="utf-8").encode(codering))
    status, fout = rapport(boek, capsys)
    assert status == 0, fout
    (pagina,) = (boek.parents[1] / "uit").glob("GM0344-*/woonzorganalyse-*.html")
    assert "gezien" in pagina.read_text(encoding="utf-8")
    assert [p.name for p in pagina.parent.glob("notebooks/*")] == ["00_samenvatting.ipynb"]


def test_warnings_of_libraries_do_not_reach_the_screen(boek):
    """nbformat warns of cells without an id, matplotlib of a home that it can't write in."""
    inhoud = json.loads(boek.read_text(encoding="utf-8"))
    for cel in inhoud["cells"]:
        del cel["id"]
    boek.write_text(json.dumps(inhoud), encoding="utf-8")
    opdracht = f"import sys, warnings, logging; from pathlib import Path; from woonzorg_lib.cli import main; sys.exit(main(['rapport', 'Utrecht', '--opnieuw', '--uitvoer', {str(boek.parents[1] / 'uit')!r}], notebooks=Path({str(boek.parent)!r})))"
    for debug in ("", "1"):
        klaar = subprocess.run(
            [sys.executable, "-W", "always", "-c", opdracht],
            cwd=KIT,
            env=os.environ | {"HOME": "/dev/null/x", "MPLCONFIGDIR": "", "WOONZORG_DEBUG": debug},
            capture_output=True,
            text=True,
        )
        assert klaar.returncode == 0, klaar.stderr
        engels = [r for r in klaar.stderr.splitlines() if not r.startswith("Utrecht: klaar")]
        assert bool(engels) == bool(debug), klaar.stderr


def test_what_the_kit_itself_warns_of_is_said(capsys, monkeypatch):
    import logging

    from woonzorg_lib.cli.stromen import alleen_onze_woorden

    with alleen_onze_woorden():
        logging.getLogger("matplotlib").warning("font cache")
        logging.getLogger("woonzorg").warning("warme kernels gaan hier niet")
    assert capsys.readouterr().err == "warme kernels gaan hier niet\n"
