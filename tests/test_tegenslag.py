"""Een run waar het systeem tegenwerkt: bestanden die open staan, een schijf die vol is of geen sloten kent, gesloten uitvoer.

Een fout van het systeem is aan de rand nagedaan (os.replace, flock); de rest is echt.
"""

import errno
import fcntl
import json
import os
import re
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from proefnotebooks import code, notebook, tekst
from test_batch_onderbroken import wacht_tot

from woonzorg_lib.cli import main
from woonzorg_lib.cli.vragen import maak_parser
from woonzorg_lib.uitvoering import GELUKT, OVERGESLAGEN, Opdracht, Werkwijze, maak_run
from woonzorg_lib.uitvoering import werkmap
from woonzorg_lib.uitvoering.werkmap import NAAM, Slot

KIT = Path(__file__).parents[1]
PARAMETERS = {
    "gemeente": "GM0344",
    "regio": None,
    "peiljaar": None,
    "prognosejaar": 2040,
    "invoer": None,
}


@pytest.fixture
def boeken(tmp_path):
    """A kit of one small notebook."""
    cellen = tekst("# Kort"), code("a.onderwerp('A1', 'deels')")
    notebook(tmp_path / "nb" / "00_samenvatting.ipynb", *cellen)
    return tmp_path / "nb"


def snel(uit, *gemeenten):
    """Reports without a notebook: nothing is executed, all the rest is done."""
    namen = {"GM0344": "Utrecht", "GM0355": "Zeist"}
    opdrachten = [
        Opdracht(c, namen[c], f"{c}-{namen[c].lower()}", "R", PARAMETERS, ())
        for c in gemeenten or ["GM0344"]
    ]
    return maak_run(opdrachten, uit, werkwijze=Werkwijze(1))


@pytest.fixture
def vast(monkeypatch):
    """Makes os.replace refuse a move that has one of these words in its paths, as Windows does for an open file.

    There two folders can't change places in one move either.
    """
    monkeypatch.setattr(werkmap, "verwissel", lambda een, ander: False)
    woorden, echt = [], os.replace

    def replace(van, naar):
        if any(w in f"{van} {naar}" for w in woorden):
            raise PermissionError(errno.EACCES, "Access is denied", str(van))
        echt(van, naar)

    monkeypatch.setattr(os, "replace", replace)
    return woorden


def rapport(boeken, uit, *meer):
    # An ordinary kernel starts sooner than a warm one that loads the whole library.
    vraag = ["rapport", *meer, "--kernel", "gewoon", "--uitvoer", str(uit)]
    return main(vraag, notebooks=boeken)


# A report that can't be replaced


def test_a_folder_that_someone_has_open_costs_that_report_alone(
    boeken, tmp_path, vast, capsys, monkeypatch
):
    uit = tmp_path / "uit"
    assert rapport(boeken, uit, "Utrecht", "Zeist") == 0
    oud = (uit / "GM0344-utrecht" / "verslag.json").read_bytes()
    verder = code("a.onderwerp('A2')")
    notebook(boeken / "00_samenvatting.ipynb", tekst("# Kort"), code("a.onderwerp('A1')"), verder)
    vast.append("GM0344-utrecht/oud" if os.sep == "/" else "GM0344-utrecht\\oud")
    capsys.readouterr()
    assert rapport(boeken, uit, "Utrecht", "Zeist") == 1
    uitvoer = capsys.readouterr().out
    assert "Niet gelukt · Utrecht · de map GM0344-utrecht kon niet vervangen worden" in uitvoer
    assert "staat nog open in een ander programma" in uitvoer and "Zeist" not in uitvoer
    assert (uit / "GM0344-utrecht" / "verslag.json").read_bytes() == oud
    zeist = json.loads((uit / "GM0355-zeist" / "verslag.json").read_text(encoding="utf-8"))
    assert [o["id"] for o in zeist["onderwerpen"]] == ["A1", "A2"]
    index = (uit / "index.html").read_text(encoding="utf-8")
    assert re.search(r'href="GM0344-utrecht/[\w-]+\.html"', index), "the older one can be opened"
    assert "kon niet vervangen worden" in index
    vast.clear()  # closed: what was executed is there, and only the report is made
    assert rapport(boeken, uit, "Utrecht", "Zeist") == 0
    run = json.loads((uit / "verslag.json").read_text(encoding="utf-8"))
    assert [g["notebooks"][0]["uitkomst"] for g in run["gemeenten"]] == [OVERGESLAGEN] * 2
    assert (uit / "GM0344-utrecht" / "verslag.json").read_bytes() != oud
    assert not list(uit.glob(".*"))


def test_the_older_report_is_back_at_once_when_the_new_one_can_not_be_put_down(tmp_path, vast):
    uit = tmp_path / "uit"
    snel(uit, "GM0344", "GM0355")
    oud = (uit / "GM0344-utrecht" / "verslag.json").read_bytes()
    (uit / "GM0344-utrecht" / "werklijst-utrecht.html").unlink()  # so it has to be made again
    vast.append(str(Path("GM0344-utrecht", "nieuw")))
    assert snel(uit, "GM0344", "GM0355")["gemeenten"][0]["uitkomst"] == "mislukt"
    assert (uit / "GM0344-utrecht" / "verslag.json").read_bytes() == oud
    # The overview of the same run already leads to it.
    assert 'href="GM0344-utrecht/' in (uit / "index.html").read_text(encoding="utf-8")


def test_a_word_file_that_is_open_costs_that_file_alone(boeken, tmp_path, vast, capsys):
    uit = tmp_path / "uit"
    assert rapport(boeken, uit, "Utrecht") == 0
    map_ = uit / "GM0344-utrecht"
    pagina = (map_ / "woonzorganalyse-utrecht.html").read_bytes()
    vast.append("utrecht.docx")
    assert rapport(boeken, uit, "Utrecht", "--docx") == 1
    assert "· Utrecht · de map GM0344-utrecht kon niet" in capsys.readouterr().out
    assert (map_ / "woonzorganalyse-utrecht.html").read_bytes() == pagina
    (een,) = json.loads((uit / "verslag.json").read_text(encoding="utf-8"))["gemeenten"]
    assert een["uitkomst"] == GELUKT and list(een["niet_gemaakt"]) == [
        "woonzorganalyse-utrecht.docx"
    ]
    vast.clear()
    assert rapport(boeken, uit, "Utrecht", "--docx") == 0
    assert list(map_.glob("*.docx"))


def test_who_holds_a_file_for_a_moment_is_waited_for(tmp_path, vast, monkeypatch):
    plek = str(Path("GM0344-utrecht", "nieuw"))
    vast.append(plek)
    geweigerd, echt = [], os.replace

    def replace(van, naar):
        try:
            echt(van, naar)
        except PermissionError:
            geweigerd.append(van)
            vast.clear()  # the virus scanner is done
            raise

    monkeypatch.setattr(os, "replace", replace)
    assert snel(tmp_path / "uit")["uitkomst"] == GELUKT and len(geweigerd) == 1


def test_a_work_folder_that_takes_no_file_costs_a_notebook_and_not_the_run(boeken, tmp_path, vast):
    vast.append("bezig")
    assert rapport(boeken, tmp_path / "uit", "Utrecht", "Zeist") == 1
    run = json.loads((tmp_path / "uit" / "verslag.json").read_text(encoding="utf-8"))
    assert len(run["gemeenten"]) == 2
    assert all("lukt niet" in g["notebooks"][0]["fout"] for g in run["gemeenten"])
    for pad in (tmp_path / "uit").rglob("*.*"):  # with the reason, and not where on this machine
        if pad.suffix in (".json", ".html"):
            assert str(tmp_path) not in pad.read_text(encoding="utf-8")


def test_there_is_a_whole_report_at_every_moment(tmp_path, monkeypatch):
    """Someone who has the page open reloads it while a new one is put in its place."""
    echt = os.replace

    def replace(van, naar):  # so that a moment between two moves is long enough to be seen
        echt(van, naar)
        time.sleep(0.01)

    monkeypatch.setattr(os, "replace", replace)
    if not werkmap.verwissel(_map(tmp_path / "a", "1"), _map(tmp_path / "b", "2")):
        pytest.skip("dit systeem kan twee mappen niet verwisselen")
    doel, klaar, gezien = tmp_path / "uit" / "GM0344-utrecht", threading.Event(), []
    _map(doel, "0")

    def kijk():
        while not klaar.is_set():
            try:
                gezien.append((doel / "rapport.html").read_text(encoding="utf-8"))
            except OSError as fout:
                gezien.append(fout)

    lezer = threading.Thread(target=kijk)
    lezer.start()
    n = 0
    try:
        while n < 100 or len(set(gezien)) < 2:
            n += 1
            werk = werkmap.Werk(tmp_path / "uit", doel.name)
            werk.plaats(_map(werk.nieuw(), str(n)))
    finally:
        klaar.set()
        lezer.join()
    assert [g for g in gezien if isinstance(g, OSError)] == []
    assert (doel / "rapport.html").read_text() == str(n)
    assert not list((tmp_path / "uit" / NAAM).iterdir())


def _map(pad: Path, inhoud: str) -> Path:
    pad.mkdir(parents=True, exist_ok=True)
    (pad / "rapport.html").write_text(inhoud, encoding="utf-8")
    return pad


def test_the_older_report_comes_back_when_a_run_was_killed_between_two_moves(tmp_path):
    uit = tmp_path / "uit"
    snel(uit)
    oud = (uit / "GM0344-utrecht" / "verslag.json").read_bytes()
    (uit / NAAM / "GM0344-utrecht").mkdir(parents=True)
    (uit / "GM0344-utrecht").rename(uit / NAAM / "GM0344-utrecht" / "oud")
    with Slot(uit):  # whatever the next run is about, also when it fails
        assert (uit / "GM0344-utrecht" / "verslag.json").read_bytes() == oud
    assert not (uit / NAAM).exists()


def test_an_older_report_that_can_not_be_put_back_is_never_thrown_away(tmp_path, vast):
    uit = tmp_path / "uit"
    snel(uit)
    plek = uit / NAAM / "GM0344-utrecht" / "oud"
    plek.parent.mkdir(parents=True)
    (uit / "GM0344-utrecht").rename(plek)
    vast.append("oud")
    with Slot(uit):
        pass
    assert (plek / "verslag.json").exists()


# Nothing changed


def test_a_run_without_work_loads_nothing_heavy(boeken, tmp_path):
    """That is most of what "nothing changed" takes; pandas and matplotlib are for the workers."""
    assert rapport(boeken, tmp_path / "uit", "Utrecht") == 0
    vraag = ["rapport", "Utrecht", "--uitvoer", str(tmp_path / "uit")]
    bron = (
        "import sys; from pathlib import Path; from woonzorg_lib.cli import main\n"
        f"status = main({vraag!r}, notebooks=Path({str(boeken)!r}))\n"
        "zwaar = {'pandas', 'numpy', 'matplotlib', 'IPython', 'papermill', 'nbconvert', 'pydantic'}\n"
        "print(status, sorted(zwaar & set(sys.modules)))"
    )
    klaar = subprocess.run(
        [sys.executable, "-c", bron], cwd=KIT, capture_output=True, text=True, timeout=120
    )
    assert "Er was niets veranderd" in klaar.stdout, klaar.stderr
    assert klaar.stdout.splitlines()[-1] == "0 []"


# Locks


@pytest.mark.parametrize(
    ("nummer", "zegt"),
    [
        (errno.ENOLCK, "niet op slot te zetten (deze schijf kent geen sloten)"),
        (errno.EOPNOTSUPP, "niet op slot te zetten"),
        (errno.EWOULDBLOCK, "al een andere run bezig"),
    ],
)
def test_a_disk_without_locks_is_not_called_busy(
    nummer, zegt, boeken, tmp_path, capsys, monkeypatch
):
    def flock(*_):
        raise OSError(nummer, os.strerror(nummer))

    monkeypatch.setattr(fcntl, "flock", flock)
    assert rapport(boeken, tmp_path / "uit", "Utrecht") == 2
    fout = capsys.readouterr().err
    assert zegt in fout and fout.count("\n") == 1
    assert "--uitvoer" in fout
    assert nummer == errno.EWOULDBLOCK or not any((tmp_path / "uit").glob("*"))


# To remove a file takes a moment here, so that what may not happen meanwhile has the time to happen.
IN_DE_LUS = """
import os, random, sys, time
from pathlib import Path
from woonzorg_lib.uitvoering import UitvoerFout
from woonzorg_lib.uitvoering.werkmap import Slot
echt = os.unlink
def unlink(*pad, **hoe):
    time.sleep(random.random() / 200)
    echt(*pad, **hoe)
os.unlink = unlink
uit, einde, binnen = Path(sys.argv[1]), time.monotonic() + 4, 0
while time.monotonic() < einde or not binnen:
    try:
        with Slot(uit):
            try:
                os.close(os.open(uit / "binnen", os.O_CREAT | os.O_EXCL))
            except FileExistsError:
                sys.exit("twee tegelijk")
            binnen += 1
            (uit / "binnen").unlink()
    except UitvoerFout:
        pass
print(binnen)
"""


def test_of_four_processes_in_a_tight_loop_never_two_are_inside(tmp_path):
    lussen = [
        subprocess.Popen(
            [sys.executable, "-c", IN_DE_LUS, str(tmp_path)],
            cwd=KIT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    klaar = [lus.communicate(timeout=180) for lus in lussen]
    assert [lus.returncode for lus in lussen] == [0] * 4, klaar
    assert all(int(uit) > 0 for uit, _ in klaar), "each had its turn"
    assert not list(tmp_path.iterdir())


# What a killed run left, and links


def test_what_a_killed_run_left_is_gone_after_the_next(tmp_path):
    uit = tmp_path / "uit"
    for rest in (".overzicht-abc.tmp", f"{NAAM}/GM0344-utrecht/nieuw", f"{NAAM}/GM0355-x/bezig"):
        (uit / rest).mkdir(parents=True)
        (uit / rest / "half.html").write_text("half", encoding="utf-8")
    snel(uit, "GM0355")
    assert not list(uit.glob(".*"))


LINKS = {
    "": (NAAM, "GM0344-utrecht", "index.html", "verslag.json"),
    NAAM: ("slot", "GM0344-utrecht"),
    f"{NAAM}/GM0344-utrecht": (
        "bezig",
        "nieuw",
        "oud",
        "00_samenvatting.ipynb",
        "00_samenvatting.json",
    ),
    f"{NAAM}/GM0344-utrecht/bezig": ("00_samenvatting.ipynb", "00_samenvatting.json"),
    f"{NAAM}/GM0344-utrecht/nieuw": ("notebooks", "parameters.yaml", "verslag.json"),
}


@pytest.mark.parametrize("map_", LINKS)
@pytest.mark.parametrize("naar", ["map", "bestand", "niets"])
def test_a_link_that_someone_planted_is_replaced_and_never_followed(map_, naar, boeken, tmp_path):
    elders, uit = tmp_path / "elders", tmp_path / "uit"
    (elders / "map").mkdir(parents=True)
    (elders / "map" / "brief.txt").write_text("van een ander", encoding="utf-8")
    for naam in ("bezig", "nieuw", "oud"):  # as the kit itself calls what it takes away
        _map(elders / "map" / naam, "van een ander")
    (elders / "bestand").write_text("van een ander", encoding="utf-8")
    stond_er = {p: p.stat().st_mtime_ns for p in elders.rglob("*")}
    (uit / map_).mkdir(parents=True)
    for naam in LINKS[map_]:
        if naar != "map" or "." not in naam[1:]:
            (uit / map_ / naam).symlink_to(elders / naar)
    boek = boeken / "00_samenvatting.ipynb"
    opdracht = Opdracht("GM0344", "Utrecht", "GM0344-utrecht", "R", PARAMETERS, (boek,))
    assert maak_run([opdracht], uit, werkwijze=Werkwijze(1))["uitkomst"] == GELUKT
    assert {p: p.stat().st_mtime_ns for p in elders.rglob("*")} == stond_er
    assert (elders / "bestand").read_text(encoding="utf-8") == "van een ander"
    assert sorted(p.name for p in uit.iterdir()) == ["GM0344-utrecht", "index.html", "verslag.json"]
    assert not any(p.is_symlink() for p in uit.rglob("*"))


def test_a_link_that_is_planted_while_a_run_is_at_work_is_not_followed_either(tmp_path):
    """On a shared disk someone else can do so at any moment; here the first notebook does."""
    elders, uit, nb = tmp_path / "elders", tmp_path / "uit", tmp_path / "nb"
    _map(elders, "van een ander")
    plek = uit / NAAM / "GM0344-utrecht"
    zet = {
        uit / "GM0344-utrecht": elders,
        plek / "nieuw": elders,
        plek / "b.ipynb": elders / "rapport.html",
        plek / "b.json": elders / "rapport.html",
        plek / "bezig" / "b.ipynb": elders / "rapport.html",
        plek / "bezig" / "a.json": elders / "rapport.html",
        plek / "bezig" / "b.json": elders / "rapport.html",
    }
    paren = [(str(van), str(naar)) for van, naar in zet.items()]
    bron = f"import os\nfor van, naar in {paren!r}:\n    os.symlink(naar, van)"
    boeken = tuple(
        notebook(nb / f"{naam}.ipynb", tekst("# Deel"), code(cel))
        for naam, cel in {"a": bron, "b": "print(1)"}.items()
    )
    opdracht = Opdracht("GM0344", "Utrecht", "GM0344-utrecht", "R", PARAMETERS, boeken)
    assert maak_run([opdracht], uit, werkwijze=Werkwijze(1))["uitkomst"] == GELUKT
    assert [p.name for p in elders.iterdir()] == ["rapport.html"]
    assert (elders / "rapport.html").read_text(encoding="utf-8") == "van een ander"
    assert not any(p.is_symlink() for p in uit.rglob("*"))
    assert sorted(p.name for p in uit.iterdir()) == ["GM0344-utrecht", "index.html", "verslag.json"]


def test_a_report_that_became_a_link_is_made_again_in_its_own_place(tmp_path):
    uit, elders = tmp_path / "uit", tmp_path / "elders"
    snel(uit)
    (uit / "GM0344-utrecht").rename(elders)
    (uit / "GM0344-utrecht").symlink_to(elders)
    stond_er = {p: p.stat().st_mtime_ns for p in elders.rglob("*")}
    assert not snel(uit)["gemeenten"][0]["overgeslagen"]
    assert not (uit / "GM0344-utrecht").is_symlink()
    assert {p: p.stat().st_mtime_ns for p in elders.rglob("*")} == stond_er


# Damaged records


KAPOT = {
    "leeg": "",
    "half": '{"code": "GM0355", "naam":',
    "lijst": "[]",
    "getal": "7",
    "diep": "[" * 100_000,
    "onderwerpen": {"onderwerpen": 5},
    "notebooks": {"notebooks": [5]},
    "notebooknaam": {"notebooks": [{"notebook": ["x"], "uitkomst": 1}]},
    "bestanden": {"bestanden": ["a"]},
    "klaar": {"klaar": "gisteren"},
    "naam": {"naam": None},
    "kerncijfers": {"overzicht": {"kerncijfers": [{"indicator": "x", "waarde": "veel"}]}},
    "oneindig": {
        "overzicht": {
            "kerncijfers": [
                {"indicator": "x", "omschrijving": "X", "waarde": float("inf"), "jaar": 2025}
            ]
        }
    },
    "delen": {
        "overzicht": {"delen": [{"notebook": "x", "titel": "X", "statussen": {"deels": "1"}}]}
    },
}


@pytest.mark.parametrize("hoe", KAPOT)
def test_a_damaged_record_costs_that_report_its_row_and_nothing_else(hoe, tmp_path):
    uit = tmp_path / "uit"
    snel(uit, "GM0344", "GM0355")
    pad, kapot = uit / "GM0355-zeist" / "verslag.json", KAPOT[hoe]
    if isinstance(kapot, dict):
        kapot = json.dumps(json.loads(pad.read_text(encoding="utf-8")) | kapot)
    pad.write_text(kapot, encoding="utf-8")
    assert snel(uit, "GM0344")["uitkomst"] == GELUKT
    index = (uit / "index.html").read_text(encoding="utf-8")
    assert "GM0344-utrecht/" in index and "GM0355-zeist/" not in index
    assert snel(uit, "GM0355")["uitkomst"] == GELUKT, "it is no reason to leave the new one unmade"
    assert "GM0355-zeist/" in (uit / "index.html").read_text(encoding="utf-8")


def test_what_a_damaged_report_said_of_changes_is_not_said_again(boeken, tmp_path):
    uit = tmp_path / "uit"
    assert rapport(boeken, uit, "Utrecht") == 0
    pad = uit / "GM0344-utrecht" / "verslag.json"
    verslag = json.loads(pad.read_text(encoding="utf-8"))
    pad.write_text(json.dumps(verslag | {"verschil": {"oud": 5}}), encoding="utf-8")
    assert rapport(boeken, uit, "Utrecht", "--opnieuw") == 0
    assert json.loads(pad.read_text(encoding="utf-8"))["verschil"] is None


# The overview


def test_a_disk_that_fills_up_at_the_overview_is_status_1(boeken, tmp_path, capsys, monkeypatch):
    echt = os.replace

    def replace(van, naar):
        if Path(naar).name == "index.html":
            raise OSError(errno.ENOSPC, "No space left on device", str(naar))
        echt(van, naar)

    monkeypatch.setattr(os, "replace", replace)
    uit = tmp_path / "uit"
    assert rapport(boeken, uit, "Utrecht") == 1
    fout = capsys.readouterr().err.splitlines()[-1]
    assert "Het overzicht is niet gemaakt." in fout and "de schijf is vol" in fout
    assert (uit / "GM0344-utrecht" / "verslag.json").exists() and not list(uit.glob(".*"))


# Streams that are closed or full


def in_een_shell(vraag, stromen):
    klaar = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m woonzorg_lib.cli {vraag} {stromen}"],
        cwd=KIT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert "Traceback" not in klaar.stderr and "Exception ignored" not in klaar.stderr
    return klaar


@pytest.mark.parametrize("vraag", ["gebieden Utrecht", "rapport --help"])
@pytest.mark.parametrize("dicht", [">&-", "2>&-", "<&-", ">&- 2>&- <&-"])
def test_a_closed_stream_is_no_error(vraag, dicht):
    klaar = in_een_shell(vraag, dicht)
    assert klaar.returncode == 0 and klaar.stderr == ""


@pytest.mark.parametrize("dicht", [">&-", "<&- >&- 2>&-"])
def test_a_report_is_made_while_no_stream_is_open(dicht, boeken, tmp_path):
    """A file that is opened must not get the number of a closed stream, and what is said with it."""
    uit = tmp_path / "uit"
    opdracht = f"import sys; from pathlib import Path; from woonzorg_lib.cli import main; sys.exit(main(['rapport', 'Utrecht', '--kernel', 'gewoon', '--uitvoer', '{uit}'], notebooks=Path('{boeken}')))"
    klaar = subprocess.run(
        ["bash", "-c", f'{sys.executable} -c "$0" {dicht}', opdracht],
        cwd=KIT,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert klaar.returncode == 0 and "Traceback" not in klaar.stderr
    assert json.loads((uit / "verslag.json").read_text(encoding="utf-8"))["uitkomst"] == GELUKT
    assert not list(uit.glob(".*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="geen /dev/full")
@pytest.mark.parametrize("vraag", ["gebieden", "gebieden --json", "gebieden Utrecht"])
def test_an_answer_that_can_not_be_written_is_one_line(vraag):
    klaar = in_een_shell(vraag, ">/dev/full")
    assert klaar.returncode == 1
    assert klaar.stderr == "woonzorg: Het antwoord kon niet geschreven worden: de schijf is vol.\n"


# Paths


def test_a_tilde_is_the_users_own_folder_in_every_option(boeken, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.chdir(boeken)
    assert rapport(boeken, "~/x", "Utrecht") == 0
    assert (tmp_path / "x" / "index.html").exists() and not (boeken / "~").exists()
    vraag = maak_parser().parse_args(["rapport", "Utrecht", "--invoer", "~/in"])
    assert vraag.invoer == tmp_path / "in"
    vraag = maak_parser().parse_args(["verschil", "~/a", "~/b"])
    assert (vraag.oud, vraag.nieuw) == (tmp_path / "a", tmp_path / "b")
    assert main(["rapport", "Utrecht", "--uitvoer", "~bestaat-niet/x"]) == 2


@pytest.mark.parametrize(
    "vraag",
    [
        ["visiescan", "Utrecht", "~/in", "--invoer", "~/in", "--uitvoer", "~/in"],
        ["regiobeeld", "corop:Utrecht", "--invoer", "~/in", "--uitvoer", "~/in"],
        ["notebooks", "nieuw", "Utrecht", "--invoer", "~/in"],
        ["notebooks", "verschil", "--invoer", "~/in"],
        ["invoer", "nieuw", "Utrecht", "--invoer", "~/in"],
        ["invoer", "controleer", "Utrecht", "--invoer", "~/in"],
    ],
)
def test_a_path_with_a_tilde_is_that_of_the_user_in_every_command(vraag, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    gelezen = maak_parser().parse_args(vraag)
    paden = [gelezen.invoer, *([gelezen.uitvoer] if "--uitvoer" in vraag else [])]
    paden += getattr(gelezen, "bestanden", [])
    assert paden and set(paden) == {tmp_path / "in"}


# What comes from a file does not steer the screen


KWAAD = "rood\x1b[31m \u202eomgekeerd\u2066 \x07bel\x9b31m\x00"


STUURT = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069]")


def test_control_and_direction_characters_never_reach_the_terminal_raw(tmp_path, capsys):
    eigen = tmp_path / "gemeenten" / "GM0344"
    eigen.mkdir(parents=True)
    kop = "plancode;naam;vertrouwelijk;planologische_status;bruto;bron"
    rij = f"P1;Plan;nee;{KWAAD};{KWAAD};x"
    (eigen / "plannen.csv").write_text(f"{kop}\n{rij}\n", encoding="utf-8")
    vragen = [
        ["invoer", "controleer", "Utrecht", "--invoer", str(tmp_path)],
        ["invoer", "controleer", "Utrecht", "--invoer", str(tmp_path), "--json"],
        ["rapport", KWAAD.replace("\x00", "")],
        ["gebieden", "x\x1b]0;titel\x07"],
        ["rapport", "Utrecht", "--invoer", "/bestaat\u202eniet"],
    ]
    for vraag in vragen:
        main(vraag)
        gezegd = "".join(capsys.readouterr())
        assert gezegd and not STUURT.search(gezegd)
    main(vragen[1])
    assert isinstance(json.loads(capsys.readouterr().out), (list, dict))


def test_names_of_files_and_errors_of_notebooks_do_not_steer_the_terminal_either(tmp_path, capsys):
    naam = f"x {KWAAD}".replace("\x00", "")  # the system knows no name with a zero in it
    eigen = tmp_path / naam / "gemeenten" / "GM0344"
    eigen.mkdir(parents=True)
    (eigen / f"{naam}.csv").write_text("a;b\n", encoding="utf-8")
    (tmp_path / f"{naam}.pdf").write_bytes(b"geen pdf")
    cel = code(f"raise ValueError({KWAAD!r})")
    notebook(tmp_path / "nb" / "00_samenvatting.ipynb", tekst("# Kort"), cel)
    invoer, uit = ["--invoer", str(tmp_path / naam)], ["--uitvoer", str(tmp_path / naam / "uit")]
    vragen = [
        ["invoer", "controleer", "Utrecht", *invoer],
        ["visiescan", "Utrecht", str(tmp_path / f"{naam}.pdf"), *invoer],
        ["rapport", "Utrecht", "--kernel", "gewoon", *invoer, *uit],
    ]
    for vraag in vragen:
        main(vraag, notebooks=tmp_path / "nb")
        gezegd = "".join(capsys.readouterr())
        assert "omgekeerd" in gezegd and "\\u202e" in gezegd and not STUURT.search(gezegd), vraag


# Names and paths that are too long


@pytest.mark.parametrize(
    "vraag",
    [
        ["rapport", "Utrecht", "--uitvoer", "x" * 300],
        ["rapport", "Utrecht", "--invoer", "x" * 300],
        ["rapport", "Utrecht", "--scenario", "x" * 300],
        ["rapport", "Utrecht", "--uitvoer", "/tmp/" + "y/" * 3000],
        ["rapport", "x" * 5000],
        ["gebieden", "corop:utrecht", "--invoer", "x" * 300],
        ["invoer", "nieuw", "Utrecht", "--invoer", "x" * 300],
        ["invoer", "controleer", "Utrecht", "--invoer", "x" * 300],
        ["verschil", "x" * 300, "y" * 300],
    ],
    ids=lambda vraag: " ".join(vraag)[:40],
)
def test_a_name_that_is_too_long_is_one_line(vraag, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    status = main(vraag)
    uit, fout = capsys.readouterr()
    if vraag[0] != "gebieden":  # without own regions that folder is not looked at
        assert status == 2 and fout.count("\n") == 1 and "ging stuk" not in fout, fout
    assert "Traceback" not in fout and not list(tmp_path.iterdir())


def test_what_a_killed_browser_left_is_gone_after_the_next_run(tmp_path, monkeypatch):
    plek, nep = tmp_path / "tijdelijk", tmp_path / "browser"
    plek.mkdir()
    nep.write_text(f"#!/bin/sh\ntouch '{tmp_path}/begonnen'\nexec sleep 60\n", encoding="utf-8")
    nep.chmod(0o755)
    (tmp_path / "rapport.html").write_text("van een gemeente", encoding="utf-8")
    druk_af = "import sys; from pathlib import Path; from woonzorg_lib.rapport import maak_pdf\n"
    druk_af += "maak_pdf(Path(sys.argv[1]), Path(sys.argv[2]))"
    paden = [str(tmp_path / naam) for naam in ("rapport.html", "rapport.pdf")]
    omgeving = os.environ | {"TMPDIR": str(plek), "WOONZORG_BROWSER": str(nep)}
    with subprocess.Popen([sys.executable, "-c", druk_af, *paden], cwd=KIT, env=omgeving) as dood:
        wacht_tot((tmp_path / "begonnen").exists)
        dood.kill()
    (over,) = plek.iterdir()
    assert list(over.glob("*.html")), "the report stands in it"
    van_ons = plek / f"wz-{os.getpid()}-pdf-abc"
    van_ons.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(plek))
    snel(tmp_path / "uit")
    assert list(plek.iterdir()) == [van_ons]
