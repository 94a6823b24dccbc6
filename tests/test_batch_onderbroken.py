"""Een run die onderbroken wordt, als echte processen: wat klaar is blijft, de rest maakt de volgende run, niets blijft draaien."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
import uuid
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
from woonzorg_lib.uitvoering.kernels import Kernels

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="telt processen in /proc")
PROJECT = Path(__file__).parents[1]
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
afdruk.BIBLIOTHEEK = Path('tests', 'proefnotebooks.py').resolve()  # someone may be at work in the library
boeken = tuple(sorted(Path(sys.argv[1]).glob('*.ipynb')))
maak_run([Opdracht('GM0344', 'Utrecht', 'GM0344-x', 'R', PARAMETERS, boeken)], Path(sys.argv[2]), werkwijze=Werkwijze(2, sys.argv[3], cluster=sys.argv[4] or None))
"""


@pytest.fixture(autouse=True)
def zelfde_bibliotheek(monkeypatch):
    monkeypatch.setattr(afdruk, "BIBLIOTHEEK", PROJECT / "tests" / "proefnotebooks.py")


class Loop:
    """A run in its own process whose second notebook waits until `verder` exists."""

    def __init__(self, map_: Path, kernel: str = "warm", cluster: str = ""):
        self.map, self.uit, self.merk = map_, map_ / "uit", f"WZ_PROEF={uuid.uuid4()}"
        wacht = f"import pathlib, time, os\npathlib.Path({str(map_)!r}, 'begonnen').write_text(str(os.getpid()))\nwhile not pathlib.Path({str(map_ / 'verder')!r}).exists(): time.sleep(0.05)"
        notebook(
            map_ / "nb" / "a_vlot.ipynb", code(f"open({str(map_ / 'vlot')!r}, 'a').write('x')")
        )
        notebook(map_ / "nb" / "b_wacht.ipynb", code(wacht))
        naam, waarde = self.merk.split("=")
        argv = [sys.executable, "-c", RUN, str(map_ / "nb"), str(self.uit), kernel, cluster]
        self.proces = subprocess.Popen(
            argv,
            cwd=PROJECT,
            env={**os.environ, naam: waarde},
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
        self.kernel = int((map_ / "begonnen").read_text())

    def processen(self) -> list[int]:
        gevonden = []
        for pad in Path("/proc").glob("[0-9]*/environ"):
            try:
                if self.merk.encode() in pad.read_bytes():
                    gevonden.append(int(pad.parent.name))
            except OSError:
                continue
        return gevonden

    def zygoot(self) -> int:
        return int(Path(f"/proc/{self.kernel}/stat").read_text().rsplit(")", 1)[1].split()[1])

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


def wacht_tot(klaar, seconden: float = 30) -> None:
    einde = time.monotonic() + seconden
    while not klaar():
        assert time.monotonic() < einde
        time.sleep(0.05)


@pytest.mark.parametrize("kernel", ["warm", "gewoon"])
@pytest.mark.parametrize("hoe", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_leaves_what_was_done_and_no_process(hoe, kernel, tmp_path):
    loop = Loop(tmp_path, kernel)
    assert len(loop.processen()) >= 2
    loop.proces.send_signal(hoe)
    loop.proces.wait(20)
    wacht_tot(lambda: not loop.processen(), 10)
    assert not (loop.uit / "GM0344-x").exists() and not (loop.uit / "verslag.json").exists()
    assert not list(
        loop.uit.glob(".woonzorg/*/b_wacht.*")
    )  # only under its own name when it is whole
    loop.maak_af()


@pytest.mark.parametrize("wie", ["kernel", "zygoot"])
def test_a_killed_kernel_or_zygote_fails_one_notebook_and_the_next_run_makes_it(wie, tmp_path):
    loop = Loop(tmp_path)
    os.kill(loop.kernel if wie == "kernel" else loop.zygoot(), signal.SIGKILL)
    assert loop.proces.wait(20) == 0 and not loop.processen()
    verslag = json.loads((loop.uit / "GM0344-x" / "verslag.json").read_text(encoding="utf-8"))
    assert [n["uitkomst"] for n in verslag["notebooks"]] == [GELUKT, MISLUKT_UITVOERING]
    assert "stopte onverwacht" in verslag["notebooks"][1]["fout"]
    loop.maak_af()


def test_after_the_zygote_was_killed_a_new_one_takes_over(tmp_path):
    boek = notebook(tmp_path / "b.ipynb", code("print(1)"))
    with Kernels("warm", voorraad=1) as kernels:
        assert voer_uit(Taak(boek, {}, tmp_path / "1.ipynb"), kernels).gelukt
        kernels.zygoot.proces.kill()
        assert voer_uit(Taak(boek, {}, tmp_path / "2.ipynb"), kernels).gelukt and kernels.zygoot


@pytest.mark.parametrize("kernel", ["warm", "gewoon"])
def test_a_notebook_that_hangs_or_fills_memory_is_ended_and_the_rest_goes_on(kernel, tmp_path):
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
    werkwijze = Werkwijze(3, kernel, tijdslimiet=5, geheugen=2_000_000_000)
    run = maak_run(
        [Opdracht("GM0344", "Utrecht", "GM0344-x", "R", PARAMETERS, tuple(boeken))],
        tmp_path / "uit",
        werkwijze=werkwijze,
    )
    hangt, vol, goed = run["gemeenten"][0]["notebooks"]
    assert (
        hangt["uitkomst"] == MISLUKT_UITVOERING
        and hangt["fout"] == "duurde langer dan 5 seconden en is daarom gestopt"
    )
    assert vol["uitkomst"] == MISLUKT_NOTEBOOK and vol["fout"].startswith(
        "meer geheugen nodig dan de 2 GB die een notebook krijgt (MemoryError"
    )
    assert goed["uitkomst"] == GELUKT and goed["duur"] < 5


def test_a_kernel_that_will_not_stop_is_ended(tmp_path):
    from woonzorg_lib.uitvoering import beheer

    boek = notebook(
        tmp_path / "b.ipynb",
        code("import atexit, time, os; atexit.register(time.sleep, 60); print(os.getpid())"),
    )
    begin, geduld = time.monotonic(), beheer.OPRUIMER.geduld
    beheer.OPRUIMER.geduld = 1
    try:
        assert voer_uit(Taak(boek, {}, tmp_path / "u.ipynb")).gelukt
    finally:
        beheer.OPRUIMER.geduld = geduld
    assert time.monotonic() - begin < 15


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
