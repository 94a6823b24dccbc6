"""Proeft start.py echt: in een map met een spatie in de naam, met een lege HOME, en met een kleine kit die niets hoeft op te halen."""

import ast
import os
import shutil
import signal
import subprocess
import sys
import time
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
        "woonzorg_lib/__init__.py": "",
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
    assert "eenmalig, enkele minuten" in eerste.stderr
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
    begin = time.perf_counter()
    tweede = start(kit, "rapport", "'s-Hertogenbosch", "3", cwd=tmp_path, PYTHONPATH=str(tmp_path))
    duur = time.perf_counter() - begin
    argumenten, cwd, prefix, pythonpath, _ = tweede.stdout.strip().split("|")
    assert argumenten == str(["rapport", "'s-Hertogenbosch", "3"])
    assert (Path(cwd), Path(prefix), pythonpath) == (tmp_path, kit / ".venv", "None")
    assert (tweede.returncode, tweede.stderr) == (3, "")
    assert duur < 2  # both Pythons together, on a machine that runs other tests as well


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
        assert proces.wait(10) == -signal.SIGINT


def test_a_broken_off_install_is_done_again_and_a_changed_lock_too(kit):
    (kit / ".venv" / "geinstalleerd-kit.txt").unlink()
    (kit / ".venv" / "rommel.txt").write_text("van de vorige keer", encoding="utf-8")
    (kit / "requirements.lock").write_text("# nieuw\n", encoding="utf-8")
    opnieuw = start(kit, "0")
    assert (opnieuw.returncode, "eenmalig" in opnieuw.stderr) == (0, True)
    assert not (kit / ".venv" / "rommel.txt").exists()
    assert start(kit, "0").stderr == ""


def test_without_a_network_one_line_says_so_and_nothing_counts_as_installed(tmp_path):
    kit = kleine_kit(tmp_path / "kit", "een-pakket-van-ver==1.0\n")
    geen_net = {
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_FIND_LINKS": "",
        "PIP_EXTRA_INDEX_URL": "",
    }
    klaar = start(kit, "0", **geen_net)
    assert klaar.returncode == 2 and klaar.stdout == ""
    assert "geen netwerk" in klaar.stderr.splitlines()[-1] and "Traceback" not in klaar.stderr
    assert len(klaar.stderr.splitlines()) == 2
    assert not (kit / ".venv" / "geinstalleerd-kit.txt").exists()


def test_a_missing_lock_is_one_line(tmp_path):
    kit = kleine_kit(tmp_path / "kit")
    (kit / "requirements.lock").unlink()
    klaar = start(kit)
    assert (
        klaar.returncode == 2
        and len(klaar.stderr.splitlines()) == 1
        and "requirements.lock ontbreekt" in klaar.stderr
    )
