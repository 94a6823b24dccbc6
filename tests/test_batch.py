"""De batch: gemeenten naast elkaar, en alleen wat veranderd is. Onderbrekingen: test_batch_onderbroken; één notebook: test_motor."""

import json
import logging

import pytest
from proefnotebooks import code, notebook, tekst

from woonzorg_lib.uitvoering import (
    GELUKT,
    MISLUKT_NOTEBOOK,
    OVERGESLAGEN,
    Opdracht,
    UitvoerFout,
    Werkwijze,
    maak_run,
)
from woonzorg_lib.uitvoering import afdruk
from woonzorg_lib.uitvoering.werkmap import Slot

STANDAARD = {"regio": None, "peiljaar": None, "prognosejaar": 2040, "invoer": None}


def opdracht(*boeken, code="GM0344", bronnen=()) -> Opdracht:
    return Opdracht(
        code,
        code,
        f"{code}-x",
        f"Rapport {code}",
        {"gemeente": code, **STANDAARD},
        boeken,
        {},
        {b.name: b for b in bronnen},
    )


def uitvoer_van(pad) -> list:
    return [
        (c.get("execution_count"), c.get("outputs"))
        for c in json.loads(pad.read_text(encoding="utf-8"))["cells"]
    ]


def gedaan(run: dict) -> list[str]:
    """What was executed in this run, as gemeente/notebook."""
    return sorted(
        f"{g['code']}/{n['notebook']}"
        for g in run["gemeenten"]
        for n in g["notebooks"]
        if n["uitkomst"] != OVERGESLAGEN
    )


def test_where_warm_is_not_possible_ordinary_kernels_do_the_work_with_one_line_in_the_log(
    tmp_path, caplog
):
    boek = notebook(tmp_path / "b.ipynb", code("print(gemeente)"))
    with caplog.at_level(logging.WARNING, "woonzorg"):
        run = maak_run(
            [opdracht(boek), opdracht(boek, code="GM0355")],
            tmp_path / "uit",
            werkwijze=Werkwijze(2, "warm", "bestaat_niet"),
        )
    assert run["uitkomst"] == GELUKT
    assert len(caplog.messages) == 1 and "gewone kernels" in caplog.messages[0]


def test_gemeenten_side_by_side_never_mix(tmp_path):
    # Every notebook leaves its own gemeente under a name they all share, waits for the others, and reads it back.
    bron = (
        "import tempfile, time, pathlib\np = pathlib.Path(tempfile.gettempdir(), 'tussen.txt')\np.write_text(gemeente)\ntime.sleep(0.3)\n"
        "toon(f'<p>{p.read_text()} {gemeente}</p>', soort='zin')"
    )
    boeken = [
        notebook(
            tmp_path / f"b{n}.ipynb", tekst(f"# Deel {n}"), code(f"a.onderwerp('A{n}')"), code(bron)
        )
        for n in range(2)
    ]
    codes = [f"GM000{n}" for n in range(4)]
    run = maak_run(
        [opdracht(*boeken, code=c) for c in codes],
        tmp_path / "uit",
        werkwijze=Werkwijze(werkers=4, kernel="warm"),
    )
    assert [g["code"] for g in run["gemeenten"]] == codes and run["uitkomst"] == GELUKT
    for eigen in codes:
        html = (tmp_path / "uit" / f"{eigen}-x" / "woonzorganalyse-x.html").read_text(
            encoding="utf-8"
        )
        assert html.count(f"<p>{eigen} {eigen}</p>") == 2 and not any(
            c in html for c in codes if c != eigen
        )


def test_a_report_that_waits_for_its_turn_does_not_count_the_waiting(tmp_path):
    boek = notebook(
        tmp_path / "b.ipynb", code("import time; time.sleep(2 if gemeente == 'GM0001' else 0)")
    )
    run = maak_run(
        [opdracht(boek, code=c) for c in ("GM0001", "GM0002")],
        tmp_path / "uit",
        werkwijze=Werkwijze(werkers=1, kernel="warm"),
    )
    tijden = [
        json.loads(
            (tmp_path / "uit" / f"{g['code']}-x" / "verslag.json").read_text(encoding="utf-8")
        )
        for g in run["gemeenten"]
    ]
    assert tijden[1]["begonnen"] >= tijden[0]["klaar"]
    assert (
        run["gemeenten"][0]["duur"] >= 2 and sum(g["duur"] for g in run["gemeenten"]) <= run["duur"]
    )


def test_only_what_changed_is_executed_again(tmp_path, monkeypatch):
    (tmp_path / "lib").mkdir()
    monkeypatch.setattr(
        afdruk, "BIBLIOTHEEK", tmp_path / "lib"
    )  # stands for the library and its figures
    een, twee = (
        notebook(tmp_path / f"{n}.ipynb", tekst(f"# {n}"), code("print(gemeente)"))
        for n in ("een", "twee")
    )
    invoer = {c: tmp_path / "in" / c for c in ("GM0344", "GM0355")}
    for map_ in invoer.values():
        map_.mkdir(parents=True)
    opdrachten = [opdracht(een, twee, code=c, bronnen=[invoer[c]]) for c in invoer]

    def draai(**anders):
        return gedaan(
            maak_run(opdrachten, tmp_path / "uit", werkwijze=Werkwijze(2, "warm", **anders))
        )

    alles = ["GM0344/een", "GM0344/twee", "GM0355/een", "GM0355/twee"]
    assert draai() == alles
    voor = {p: p.stat().st_mtime_ns for p in (tmp_path / "uit").rglob("*/*") if p.is_file()}
    assert draai() == [] and voor == {p: p.stat().st_mtime_ns for p in voor}
    een.write_text(
        een.read_text(encoding="utf-8").replace('"metadata": {', '"metadata": {"x": 1, ', 1),
        encoding="utf-8",
    )
    assert draai() == []  # saved again in JupyterLab, nothing changed in it
    notebook(twee, tekst("# twee"), code("print(gemeente, 'nieuw')"))
    assert draai() == ["GM0344/twee", "GM0355/twee"]
    (invoer["GM0355"] / "parameters.yaml").write_text("a: 1", encoding="utf-8")
    assert draai() == ["GM0355/een", "GM0355/twee"]
    uitgevoerd = tmp_path / "uit" / "GM0344-x" / "notebooks" / "een.ipynb"
    uitgevoerd.write_text(uitgevoerd.read_text(encoding="utf-8") + " ", encoding="utf-8")
    assert draai() == ["GM0344/een"]
    (
        tmp_path / "uit" / "GM0344-x" / "woonzorganalyse-x.html"
    ).unlink()  # what is executed stays; only the page is made
    assert draai() == [] and (tmp_path / "uit" / "GM0344-x" / "woonzorganalyse-x.html").exists()
    assert draai(opnieuw=True) == alles
    (tmp_path / "lib" / "cijfers.csv").write_text("gebied;jaar", encoding="utf-8")
    assert draai() == alles


@pytest.mark.parametrize(
    "verwijzing",
    [
        "![kaart](plaatjes/k%20aart.png)",
        "![kaart](<plaatjes/k aart.png>)",
        '<img alt="k" src="plaatjes/k aart.png">',
        "![kaart][k]\n\n[k]: plaatjes/k%20aart.png",
    ],
)
def test_a_changed_picture_beside_a_notebook_makes_the_report_again(verwijzing, tmp_path):
    boek, plaatje = (
        notebook(
            tmp_path / "b.ipynb",
            tekst(
                f"# Deel\n\n{verwijzing}\n\n[site](https://voorbeeld.nl) [leeg]() [map](plaatjes)"
            ),
        ),
        tmp_path / "plaatjes" / "k aart.png",
    )
    plaatje.parent.mkdir()
    gezien = set()
    for inhoud in (None, b"een", b"twee"):
        plaatje.write_bytes(inhoud) if inhoud else None
        gezien.add(afdruk.Afdrukken().notebook(boek, {}, []))
    assert len(gezien) == 3


def test_a_notebook_that_failed_is_tried_again_and_the_others_are_not(tmp_path, monkeypatch):
    monkeypatch.setattr(
        afdruk, "BIBLIOTHEEK", tmp_path / "lib"
    )  # someone may be at work in the real one
    goed, stuk = (
        notebook(tmp_path / "goed.ipynb"),
        notebook(tmp_path / "stuk.ipynb", code(f"open({str(tmp_path / 'hulp')!r})")),
    )
    eerst = maak_run([opdracht(goed, stuk)], tmp_path / "uit")
    assert (
        eerst["uitkomst"] == "mislukt"
        and eerst["gemeenten"][0]["notebooks"][1]["uitkomst"] == MISLUKT_NOTEBOOK
    )
    (tmp_path / "hulp").write_text("", encoding="utf-8")
    dan = maak_run([opdracht(goed, stuk)], tmp_path / "uit")
    assert dan["uitkomst"] == GELUKT and gedaan(dan) == ["GM0344/stuk"]


def test_two_runs_in_one_folder_do_not_disturb_each_other(tmp_path):
    boek = notebook(tmp_path / "b.ipynb")
    with Slot(tmp_path / "uit"), pytest.raises(UitvoerFout, match="al een andere run bezig"):
        maak_run([opdracht(boek)], tmp_path / "uit")
    assert maak_run([opdracht(boek)], tmp_path / "uit")["uitkomst"] == GELUKT
    assert not (tmp_path / "uit" / ".woonzorg").exists()


def test_the_overview_stays_as_it_was_only_as_long_as_it_is_right(tmp_path):
    boek = notebook(tmp_path / "b.ipynb", code("print(gemeente)"))
    uit, snel = tmp_path / "uit", Werkwijze(1)
    een, ander = opdracht(boek), opdracht(boek, code="GM0355")
    maak_run([een], uit, werkwijze=snel)
    index = uit / "index.html"
    moment = index.stat().st_mtime_ns
    run = maak_run([een], uit, werkwijze=snel)
    assert run["gemeenten"][0]["overgeslagen"] and index.stat().st_mtime_ns == moment
    assert json.loads((uit / "verslag.json").read_text(encoding="utf-8")) == run
    index.write_text("stuk", encoding="utf-8")
    maak_run([een], uit, werkwijze=snel)
    assert "GM0344-x/" in index.read_text(encoding="utf-8")
    maak_run([ander], uit, werkwijze=snel)
    maak_run([een], uit, werkwijze=snel)
    samen = index.read_text(encoding="utf-8")
    assert "GM0344-x/" in samen and "GM0355-x/" in samen
    index.unlink()
    maak_run([een], uit, werkwijze=snel)
    assert "GM0355-x/" in index.read_text(encoding="utf-8")
