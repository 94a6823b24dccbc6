"""Proeft start.py echt: in een map met een spatie in de naam, met een lege HOME, en met een kleine kit die niets hoeft op te halen."""

import ast
import hashlib
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest

KIT = Path(__file__).resolve().parent.parent
# Stands where the command stands, and tells what reached it.
OPDRACHT = """
import os, sys, time
if __name__ == "__main__":
    print(sys.argv[1:], os.getcwd(), sys.prefix, os.environ.get("PYTHONPATH"), os.environ.get("WOONZORG_OPDRACHT"), sep="|", flush=True)
    if "wacht" in sys.argv:
        time.sleep(30)
    sys.exit(int(sys.argv[-1]) if sys.argv[-1].isdigit() else 0)
"""


def kleine_kit(map_, pakketten=""):
    (map_ / "woonzorg_lib").mkdir(parents=True)
    shutil.copy(KIT / "start.py", map_)
    for naam, tekst in {
        "requirements.lock": pakketten,
        "requirements-test.lock": "",
        "woonzorg_lib/__init__.py": '__version__ = "1.2.3"',
        "woonzorg_lib/cli.py": OPDRACHT,
    }.items():
        (map_ / naam).write_text(tekst, encoding="utf-8")
    return map_


def omgeving(map_, **extra):
    leeg = map_.parent / "leeg"
    leeg.mkdir(exist_ok=True)
    return os.environ | {"HOME": str(leeg), "USERPROFILE": str(leeg)} | extra


def start(map_, *argumenten, cwd=None, **extra):
    return subprocess.run(
        [sys.executable, str(map_ / "start.py"), *argumenten],
        cwd=cwd or map_.parent,
        env=omgeving(map_, **extra),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


@pytest.fixture(scope="module")
def kit(tmp_path_factory):
    map_ = kleine_kit(tmp_path_factory.mktemp("start") / "mijn kit")
    eerste = start(map_)
    assert eerste.returncode == 0, eerste.stderr
    # On a busy machine a step may take so long that it says how far it is.
    assert [r for r in eerste.stderr.splitlines() if not r.startswith("  ")] == [
        "De kit wordt klaargezet. Dat gebeurt één keer en duurt enkele minuten.",
        "Stap 1 van 3: een eigen Python maken in .venv",
        "Stap 2 van 3: pakketten ophalen",
        "De kit staat klaar.",
    ]
    assert eerste.stdout.startswith("['--help']|")
    return map_


def test_start_needs_the_standard_library_only_and_old_pythons_can_read_it():
    boom = ast.parse((KIT / "start.py").read_text(encoding="utf-8"), feature_version=(3, 6))
    namen = {
        naam.name
        for knoop in ast.walk(boom)
        if isinstance(knoop, ast.Import)
        for naam in knoop.names
    }
    namen |= {knoop.module for knoop in ast.walk(boom) if isinstance(knoop, ast.ImportFrom)}
    assert {naam.split(".")[0] for naam in namen} <= set(sys.stdlib_module_names)
    assert not any(isinstance(knoop, ast.JoinedStr) for knoop in ast.walk(boom))


def test_a_second_start_hands_everything_over_at_once(kit, tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit('van iemand anders')", encoding="utf-8")
    begin = os.times()
    tweede = start(kit, "rapport", "'s-Hertogenbosch", "3", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    einde = os.times()
    rekentijd = sum(einde[2:4]) - sum(begin[2:4])  # of both Pythons, however busy the machine is
    argumenten, cwd, prefix, pythonpath, _ = tweede.stdout.strip().split("|")
    assert argumenten == str(["rapport", "'s-Hertogenbosch", "3"])
    assert (Path(cwd), Path(prefix), pythonpath) == (tmp_path, kit / ".venv", "None")
    assert (tweede.returncode, tweede.stderr) == (3, "")
    assert rekentijd < 2


@pytest.mark.skipif(os.name == "nt", reason="Windows says nothing about what was typed")
def test_the_kit_hears_how_it_was_started_and_that_works_as_typed(kit, tmp_path):
    def gehoord(opdracht, map_):
        klaar = subprocess.run(
            opdracht, shell=True, cwd=map_, env=omgeving(kit), capture_output=True, text=True
        )
        assert klaar.returncode == 0, klaar.stderr
        return klaar.stdout.strip().rsplit("|", 1)[1]

    assert gehoord("python3 start.py gebieden", kit) == "python3 start.py"
    elders = gehoord(f"python3 '{kit}/start.py' gebieden", tmp_path)
    assert elders == f"python3 '{kit}/start.py'"
    assert gehoord(f"{elders} gebieden", tmp_path) == elders


def test_the_command_is_in_the_environment_too(kit):
    opdracht = kit / ".venv" / ("Scripts/woonzorg.cmd" if os.name == "nt" else "bin/woonzorg")
    klaar = subprocess.run([str(opdracht), "gebieden", "4"], capture_output=True, text=True)
    assert (klaar.returncode, klaar.stdout.split("|")[0]) == (4, "['gebieden', '4']")


def test_papermill_finds_the_engine_of_the_kit(kit):
    """As it finds that of an installed package: through the entry points of the environment."""
    ingangen = "papermill.engine"
    zoek = f"from importlib import metadata as m; print(*m.entry_points(group={ingangen!r}))"
    pakket = "from importlib.metadata import version; print(version('woonzorg'))"

    def zeg(bron):
        argv = [str(kit / ".venv" / ("Scripts" if os.name == "nt" else "bin") / "python"), "-c"]
        return subprocess.run([*argv, bron], capture_output=True, text=True, check=True).stdout

    eigen = tomllib.loads((KIT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    motor = eigen["entry-points"][ingangen]["woonzorg"]
    assert f"name='woonzorg', value='{motor}'" in zeg(zoek) and zeg(pakket) == "1.2.3\n"
    versie = kit / "woonzorg_lib" / "__init__.py"
    versie.write_text('__version__ = "1.2.4"', encoding="utf-8")  # another kit, the same lock
    assert start(kit, "gebieden").stderr == ""
    assert zeg(zoek).count("name='woonzorg'") == 1 and zeg(pakket) == "1.2.4\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to one process")
def test_ctrl_c_reaches_the_command(kit):
    with subprocess.Popen(
        [sys.executable, str(kit / "start.py"), "wacht"],
        env=omgeving(kit),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as proces:
        proces.stdout.readline()
        proces.send_signal(signal.SIGINT)
        assert proces.wait(60) == -signal.SIGINT


@pytest.mark.alles
def test_a_broken_off_install_is_done_again_and_a_changed_lock_too(kit):
    (kit / ".venv" / "geinstalleerd-kit.txt").unlink()
    (kit / ".venv" / "rommel.txt").write_text("van de vorige keer", encoding="utf-8")
    (kit / "requirements.lock").write_text("# nieuw\n", encoding="utf-8")
    opnieuw = start(kit, "0")
    assert (opnieuw.returncode, "één keer" in opnieuw.stderr) == (0, True)
    assert not (kit / ".venv" / "rommel.txt").exists()
    assert start(kit, "0").stderr == ""


@pytest.mark.alles
def test_without_a_network_one_line_says_so_and_nothing_counts_as_installed(tmp_path):
    kit = kleine_kit(
        tmp_path / "kit", f"een-pakket-van-ver==1.0 \\\n    --hash=sha256:{'0' * 64}\n"
    )
    geen_net = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_FIND_LINKS": "",
        "PIP_EXTRA_INDEX_URL": "",
    }
    klaar = start(kit, "0", **geen_net)
    assert klaar.returncode == 2 and klaar.stdout == ""
    assert "geen netwerk" in klaar.stderr.splitlines()[-1] and "Traceback" not in klaar.stderr
    assert len([r for r in klaar.stderr.splitlines() if not r.startswith("  ")]) == 4
    assert not (kit / ".venv" / "geinstalleerd-kit.txt").exists()


def pakket(map_, naam, versie="1.0"):
    """A wheel that is as small as a wheel can be; returns its pin with the hash."""
    map_.mkdir(exist_ok=True)
    pad = map_ / f"{naam.replace('-', '_')}-{versie}-py3-none-any.whl"
    info = f"{naam.replace('-', '_')}-{versie}.dist-info"
    with zipfile.ZipFile(pad, "w") as wiel:
        wiel.writestr(
            f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {naam}\nVersion: {versie}\n"
        )
        wiel.writestr(
            f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        wiel.writestr(f"{info}/RECORD", "")
    som = hashlib.sha256(pad.read_bytes()).hexdigest()
    return f"{naam}=={versie} \\\n    --hash=sha256:{som}\n"


@pytest.fixture
def winkel(tmp_path):
    """A shop of two packages, and the environment in which pip knows no other."""
    map_ = tmp_path / "winkel"
    pins = pakket(map_, "een-pakket") + pakket(map_, "twee-pakket")
    alleen = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(map_),
        "PIP_EXTRA_INDEX_URL": "",
    }
    return pins, alleen


@pytest.mark.alles
def test_the_first_start_says_which_step_it_is_at(winkel, tmp_path):
    pins, alleen = winkel
    klaar = start(kleine_kit(tmp_path / "kit", pins), "0", **alleen)
    stappen = [r for r in klaar.stderr.splitlines() if r.startswith("Stap ")]
    assert klaar.returncode == 0, klaar.stderr
    assert stappen == [
        "Stap 1 van 3: een eigen Python maken in .venv",
        "Stap 2 van 3: pakketten ophalen",
        "Stap 3 van 3: pakketten neerzetten",
    ]
    assert klaar.stderr.splitlines()[-1] == "De kit staat klaar."


@pytest.mark.alles
@pytest.mark.skipif(os.name == "nt", reason="Windows heeft geen pty")
def test_in_a_terminal_it_says_how_far_it_is_on_one_line(winkel, tmp_path):
    import pty

    pins, alleen = winkel
    kit = kleine_kit(tmp_path / "kit", pins)
    meester, slaaf = pty.openpty()
    with subprocess.Popen(
        [sys.executable, str(kit / "start.py"), "0"],
        env=omgeving(kit, **alleen),
        stdout=subprocess.DEVNULL,
        stderr=slaaf,
    ) as proces:
        os.close(slaaf)
        gezegd = b""
        with suppress(OSError):  # how a pty says that the other side is gone
            while stuk := os.read(meester, 4096):
                gezegd += stuk
    os.close(meester)
    assert proces.returncode == 0
    assert re.search(rb"\r  \d+ s", gezegd) and b"\r  2 van 2, " in gezegd
    regels = gezegd.decode().split("\n")
    assert len(regels) == 6 and regels[-2].endswith("De kit staat klaar.\r")


def test_a_package_that_is_not_the_one_of_the_lock_is_refused_in_one_line(winkel, tmp_path):
    pins, alleen = winkel
    pakket(tmp_path / "winkel", "een-pakket", "1.1")
    (tmp_path / "winkel" / "een_pakket-1.1-py3-none-any.whl").rename(
        tmp_path / "winkel" / "een_pakket-1.0-py3-none-any.whl"
    )
    kit = kleine_kit(tmp_path / "kit", pins)
    klaar = start(kit, "0", **alleen)
    assert klaar.returncode == 2
    assert "controlesom klopt niet" in klaar.stderr.splitlines()[-1]
    assert not (kit / ".venv" / "geinstalleerd-kit.txt").exists()


@pytest.mark.alles
def test_the_new_environment_gets_the_pip_of_the_lock(winkel, tmp_path):
    pins, alleen = winkel
    kit = kleine_kit(tmp_path / "kit", pins + "pip==99.9 \\\n    --hash=sha256:" + "1" * 64 + "\n")
    klaar = start(kit, "0", **alleen)
    assert klaar.returncode == 2 and "pip==99.9" in klaar.stderr
    assert (
        (kit / ".venv" / "pip.txt").read_text(encoding="utf-8").startswith("pip==99.9 \\\n    --h")
    )


def test_a_missing_lock_is_one_line(tmp_path):
    kit = kleine_kit(tmp_path / "kit")
    (kit / "requirements.lock").unlink()
    klaar = start(kit)
    assert (
        klaar.returncode == 2
        and len(klaar.stderr.splitlines()) == 1
        and "requirements.lock ontbreekt" in klaar.stderr
    )
