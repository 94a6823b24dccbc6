"""Een run die onderbroken wordt, als echte processen: wat klaar is blijft, de rest maakt de volgende run, niets blijft draaien."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import uuid
from itertools import count
from pathlib import Path

import pytest
from proefnotebooks import code, notebook

from woonzorg_lib.uitvoering import (
    GELUKT,
    MISLUKT_NOTEBOOK,
    MISLUKT_UITVOERING,
    Opdracht,
    Taak,
    UitvoerFout,
    Werkwijze,
    maak_run,
    voer_uit,
)
from woonzorg_lib.uitvoering import afdruk
from woonzorg_lib.uitvoering.werkers import Werkers

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="telt processen in /proc")
PROJECT = Path(__file__).parents[1]
MANIEREN = ["warm", "zonder", "gewoon"]  # split off, in the worker itself, in an ordinary kernel
PARAMETERS = {
    "gemeente": "GM0344",
    "regio": None,
    "peiljaar": None,
    "prognosejaar": 2040,
    "invoer": None,
}
RUN = """
import sys; from pathlib import Path; sys.path.insert(0, 'tests')
from test_batch_onderbroken import *
from woonzorg_lib.uitvoering import cluster; cluster._VERBINDEN = 60
afdruk.BIBLIOTHEEK = Path('tests', 'proefnotebooks.py').resolve()  # someone may be at work in the library
boeken = tuple(sorted(Path(sys.argv[1]).glob('*.ipynb')))
maak_run([Opdracht('GM0344', 'Utrecht', 'GM0344-x', 'R', PARAMETERS, boeken)], Path(sys.argv[2]), werkwijze=Werkwijze(2, sys.argv[3], cluster=sys.argv[4] or None))
"""


@pytest.fixture(autouse=True)
def zelfde_bibliotheek(monkeypatch):
    monkeypatch.setattr(afdruk, "BIBLIOTHEEK", PROJECT / "tests" / "proefnotebooks.py")


class Loop:
    """A run in its own process whose second notebook waits until `verder` exists, with a process of its own."""

    def __init__(self, map_: Path, manier: str = "warm", cluster: str = ""):
        self.map, self.uit, self.merk = map_, map_ / "uit", f"WZ_PROEF={uuid.uuid4()}"
        (map_ / "tmp").mkdir(exist_ok=True)
        wacht = f"import pathlib, time, os, subprocess\nsubprocess.Popen(['sleep', '1000'])\npathlib.Path({str(map_)!r}, 'begonnen').write_text(str(os.getpid()))\nwhile not pathlib.Path({str(map_ / 'verder')!r}).exists(): time.sleep(0.05)"
        notebook(
            map_ / "nb" / "a_vlot.ipynb", code(f"open({str(map_ / 'vlot')!r}, 'a').write('x')")
        )
        notebook(map_ / "nb" / "b_wacht.ipynb", code(wacht))
        naam, waarde = self.merk.split("=")
        kernel = "gewoon" if manier == "gewoon" else "warm"
        argv = [sys.executable, "-c", RUN, str(map_ / "nb"), str(self.uit), kernel, cluster]
        omgeving = {**os.environ, naam: waarde, "TMPDIR": str(map_ / "tmp")}
        self.proces = subprocess.Popen(
            argv,
            cwd=PROJECT,
            env=omgeving | ({"WOONZORG_ZONDER_FORK": "1"} if manier == "zonder" else {}),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wacht_tot(
            lambda: (
                (map_ / "begonnen").exists()
                and (map_ / "begonnen").read_text()
                and list(self.uit.glob(".woonzorg/*/a_vlot.json"))
            )
        )
        self.kind = int((map_ / "begonnen").read_text())

    def processen(self) -> list[int]:
        gevonden = []
        for pad in Path("/proc").glob("[0-9]*/environ"):
            try:
                if self.merk.encode() in pad.read_bytes():
                    gevonden.append(int(pad.parent.name))
            except OSError:
                continue
        return gevonden

    def ouder(self) -> int:
        return int(Path(f"/proc/{self.kind}/stat").read_text().rsplit(")", 1)[1].split()[1])

    def maak_af(self) -> dict:
        """The next run makes what is missing, and only that."""
        (self.map / "verder").touch()
        boeken = tuple(sorted((self.map / "nb").glob("*.ipynb")))
        run = maak_run(
            [Opdracht("GM0344", "Utrecht", "GM0344-x", "R", PARAMETERS, boeken)],
            self.uit,
            werkwijze=Werkwijze(2),
        )
        assert run["uitkomst"] == GELUKT and (self.map / "vlot").read_text() == "x"
        assert sorted(p.name for p in self.uit.iterdir()) == [
            "GM0344-x",
            "index.html",
            "verslag.json",
        ]
        return run


def wacht_tot(klaar, seconden: float = 120) -> None:
    """As long as it takes; the limit is for what will never come, and not for a busy machine."""
    einde = time.monotonic() + seconden
    while not klaar():
        assert time.monotonic() < einde
        time.sleep(0.05)


def _is_weg(pid: int) -> bool:
    """Also when nobody has buried it yet."""
    pad = Path(f"/proc/{pid}/stat")
    return not pad.exists() or pad.read_text().rsplit(")", 1)[1].split()[0] == "Z"


@pytest.mark.parametrize("manier", MANIEREN)
@pytest.mark.parametrize("hoe", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_leaves_what_was_done_no_process_and_no_folder(hoe, manier, tmp_path):
    loop = Loop(tmp_path, manier)
    assert len(loop.processen()) >= 3
    loop.proces.send_signal(hoe)
    loop.proces.wait(120)
    wacht_tot(lambda: not loop.processen())
    wacht_tot(lambda: not list((tmp_path / "tmp").iterdir()))
    assert not (loop.uit / "GM0344-x").exists() and not (loop.uit / "verslag.json").exists()
    assert not list(
        loop.uit.glob(".woonzorg/*/b_wacht.*")
    )  # only under its own name when it is whole
    loop.maak_af()


@pytest.mark.parametrize(
    ("manier", "wie"),
    [
        ("warm", "kind"),
        ("warm", "ouder"),
        ("zonder", "kind"),
        ("gewoon", "kind"),
        ("gewoon", "ouder"),
    ],
)
def test_a_killed_process_fails_one_notebook_and_the_next_run_makes_it(manier, wie, tmp_path):
    loop = Loop(tmp_path, manier)
    os.kill(loop.kind if wie == "kind" else loop.ouder(), signal.SIGKILL)
    assert loop.proces.wait(120) == 0
    wacht_tot(lambda: not loop.processen())  # who was killed needs a moment to go
    wacht_tot(lambda: not list((tmp_path / "tmp").iterdir()))
    verslag = json.loads((loop.uit / "GM0344-x" / "verslag.json").read_text(encoding="utf-8"))
    assert [n["uitkomst"] for n in verslag["notebooks"]] == [GELUKT, MISLUKT_UITVOERING]
    assert "stopte onverwacht" in verslag["notebooks"][1]["fout"]
    loop.maak_af()


@pytest.mark.parametrize("manier", MANIEREN)
def test_after_a_process_was_killed_another_takes_over(manier, tmp_path, monkeypatch):
    if manier == "zonder":
        monkeypatch.setenv("WOONZORG_ZONDER_FORK", "1")
    boek = notebook(tmp_path / "b.ipynb", code("print(1)"))
    wie = "os.getpid()" if manier == "zonder" else "os.getppid()"
    weg = notebook(tmp_path / "w.ipynb", code(f"import os, time; os.kill({wie}, 9); time.sleep(5)"))
    with Werkers("gewoon" if manier == "gewoon" else "warm") as werkers:
        assert voer_uit(Taak(boek, {}, tmp_path / "1.ipynb"), werkers).gelukt
        assert (
            voer_uit(Taak(weg, {}, tmp_path / "w2.ipynb"), werkers).uitkomst == MISLUKT_UITVOERING
        )
        assert voer_uit(Taak(boek, {}, tmp_path / "2.ipynb"), werkers).gelukt


@pytest.mark.parametrize("manier", MANIEREN)
def test_a_notebook_that_closes_every_file_fails_alone(manier, tmp_path, monkeypatch):
    """Also those over which it is spoken with: for its worker that is as if the run were gone."""
    if manier == "zonder":
        monkeypatch.setenv("WOONZORG_ZONDER_FORK", "1")
    begonnen = tmp_path / "begonnen"
    wacht = (
        f"import pathlib, time\nwhile not pathlib.Path({str(begonnen)!r}).exists(): time.sleep(0.1)"
    )
    stuk = notebook(
        tmp_path / "a_stuk.ipynb",
        code(wacht),
        code("import os; os.closerange(3, 250); time.sleep(2)"),
    )
    plek = "plek = pathlib.Path(tempfile.gettempdir(), 'x')"
    lang = f"import pathlib, tempfile, time\n{plek}\npathlib.Path({str(begonnen)!r}).touch()"
    goed = notebook(tmp_path / "b.ipynb", code(f"{lang}\ntime.sleep(6)\nplek.write_text('x')"))
    kernel = "gewoon" if manier == "gewoon" else "warm"
    run = maak_run(
        [Opdracht("GM0344", "Utrecht", "GM0344-x", "R", PARAMETERS, (stuk, goed))],
        tmp_path / "uit",
        werkwijze=Werkwijze(2, kernel),
    )
    eerste, ander = run["gemeenten"][0]["notebooks"]
    assert eerste["uitkomst"] == MISLUKT_UITVOERING and "stopte onverwacht" in eerste["fout"]
    assert ander["uitkomst"] == GELUKT, ander["fout"]


@pytest.mark.parametrize("manier", MANIEREN)
def test_a_notebook_that_hangs_or_fills_memory_is_ended_and_the_rest_goes_on(
    manier, tmp_path, monkeypatch
):
    if manier == "zonder":
        monkeypatch.setenv("WOONZORG_ZONDER_FORK", "1")
    kernel = "gewoon" if manier == "gewoon" else "warm"
    boeken = [
        notebook(
            tmp_path / "a_hangt.ipynb",
            code(
                "import signal, time\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\nwhile True: time.sleep(1)"
            ),
        ),
        notebook(tmp_path / "b_vol.ipynb", code("x = bytearray(3_000_000_000)")),
        notebook(tmp_path / "c_goed.ipynb", code("print('goed')")),
    ]
    limiet = 15 if manier == "gewoon" else 5  # an ordinary kernel starts within it, and slowly
    werkwijze = Werkwijze(3, kernel, tijdslimiet=limiet, geheugen=2_000_000_000)
    run = maak_run(
        [Opdracht("GM0344", "Utrecht", "GM0344-x", "R", PARAMETERS, tuple(boeken))],
        tmp_path / "uit",
        werkwijze=werkwijze,
    )
    hangt, vol, goed = run["gemeenten"][0]["notebooks"]
    assert (
        hangt["uitkomst"] == MISLUKT_UITVOERING
        and hangt["fout"] == f"duurde langer dan {limiet} seconden en is daarom gestopt"
    )
    assert vol["uitkomst"] == MISLUKT_NOTEBOOK and vol["fout"].startswith(
        "meer geheugen nodig dan de 2 GB die een notebook krijgt (MemoryError"
    )
    assert goed["uitkomst"] == GELUKT


@pytest.mark.parametrize("manier", MANIEREN)
def test_a_notebook_that_will_not_stop_is_ended(manier, tmp_path, monkeypatch):
    monkeypatch.setattr("woonzorg_lib.uitvoering.werkers._GEDULD", 1)
    if manier == "zonder":
        monkeypatch.setenv("WOONZORG_ZONDER_FORK", "1")
    boek = notebook(
        tmp_path / "b.ipynb",
        code("import atexit, time, os; atexit.register(time.sleep, 600); print(os.getpid())"),
    )
    kort, n = notebook(tmp_path / "kort.ipynb", code("1")), count()
    begin = time.monotonic()
    with Werkers("gewoon" if manier == "gewoon" else "warm") as werkers:

        def volgende() -> bool:
            return voer_uit(Taak(kort, {}, tmp_path / f"k{next(n)}.ipynb"), werkers).gelukt

        resultaat = voer_uit(Taak(boek, {}, tmp_path / "u.ipynb"), werkers)
        assert resultaat.gelukt
        pid = int(re.search(r'"(\d+)\\n"', resultaat.pad.read_text(encoding="utf-8"))[1])
        # While the run goes on with others, and not only when it is over.
        wacht_tot(lambda: volgende() and _is_weg(pid))
    assert time.monotonic() - begin < 300  # and not the ten minutes that it wants to sleep


@pytest.mark.parametrize("manier", MANIEREN)
def test_few_open_files_and_a_long_name_for_temporary_files_are_enough(manier, tmp_path):
    for n in range(12):
        notebook(tmp_path / "nb" / f"b{n}.ipynb", code("import time; time.sleep(0.3)"))
    tijdelijk = tmp_path / ("x" * max(1, 120 - len(str(tmp_path))))
    tijdelijk.mkdir()
    kernel = "gewoon" if manier == "gewoon" else "warm"
    bron = f"""import resource
resource.setrlimit(resource.RLIMIT_NOFILE, (256, 256))
{RUN.replace("Werkwijze(2,", "Werkwijze(12,")}"""
    argv = [sys.executable, "-c", bron, str(tmp_path / "nb"), str(tmp_path / "uit"), kernel, ""]
    omgeving = os.environ | {"TMPDIR": str(tijdelijk)}
    omgeving |= {"WOONZORG_ZONDER_FORK": "1"} if manier == "zonder" else {}
    klaar = subprocess.run(
        argv, cwd=PROJECT, env=omgeving, capture_output=True, text=True, timeout=300
    )
    assert klaar.returncode == 0, klaar.stderr
    verslag = json.loads((tmp_path / "uit" / "verslag.json").read_text(encoding="utf-8"))
    assert verslag["uitkomst"] == GELUKT and not list(tijdelijk.iterdir())


@pytest.mark.parametrize(
    ("zacht", "hard", "kan"), [(4096, 4096, 12), (256, 4096, 12), (100, 100, 3), (60, 60, 1)]
)
def test_no_more_workers_than_the_open_files_allow(zacht, hard, kan):
    bron = f"""import resource
resource.setrlimit(resource.RLIMIT_NOFILE, ({zacht}, {hard}))
from woonzorg_lib.uitvoering.werkers import ruimte_voor
print(ruimte_voor(12), resource.getrlimit(resource.RLIMIT_NOFILE)[0])"""
    argv = [sys.executable, "-c", bron]
    klaar = subprocess.run(argv, cwd=PROJECT, capture_output=True, text=True, timeout=100)
    assert klaar.stdout.split() == [str(kan), str(hard)], klaar.stderr


@pytest.fixture
def kleine_schijf(tmp_path):
    """A file system of its own that is soon full; only who may mount one can test it."""
    plek = tmp_path / "schijf"
    plek.mkdir()
    if (
        os.geteuid()
        or not shutil.which("mount")
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=300k", "tmpfs", plek], stderr=subprocess.DEVNULL
        ).returncode
    ):
        pytest.skip("hier mag geen schijf gekoppeld worden")
    yield plek
    subprocess.run(["umount", "-l", plek], check=True)


def test_a_disk_that_is_full_stops_the_run_and_the_next_one_goes_on_when_there_is_room(
    kleine_schijf, tmp_path
):
    boeken = (
        notebook(
            tmp_path / "a_klein.ipynb", code(f"open({str(tmp_path / 'klein')!r}, 'a').write('x')")
        ),
        notebook(tmp_path / "b_groot.ipynb", code("print('x' * 1_000_000)")),
    )
    opdracht, uit = (
        Opdracht("GM0344", "Utrecht", "GM0344-x", "R", PARAMETERS, boeken),
        kleine_schijf / "uit",
    )
    with pytest.raises(
        UitvoerFout, match="de schijf is vol. Maak ruimte, of kies met --uitvoer een andere map"
    ):
        maak_run([opdracht], uit, werkwijze=Werkwijze(1))
    assert sorted(p.name for p in uit.rglob("*") if p.is_file()) == [
        "a_klein.ipynb",
        "a_klein.json",
    ]
    subprocess.run(["mount", "-o", "remount,size=50m", kleine_schijf], check=True)
    assert maak_run([opdracht], uit, werkwijze=Werkwijze(1))["uitkomst"] == GELUKT
    assert (tmp_path / "klein").read_text() == "x" and sorted(p.name for p in uit.iterdir()) == [
        "GM0344-x",
        "index.html",
        "verslag.json",
    ]
