"""De regels van het huis die een machine bewaakt: opmaak, lengte, ingewikkeldheid en types, met een lijst die alleen krimpt."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

KIT = Path(__file__).resolve().parent.parent
HULP = tomllib.loads((KIT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
UITZONDERINGEN = {
    naam: regels
    for naam, regels in HULP["ruff"]["lint"]["per-file-ignores"].items()
    if naam.startswith(("woonzorg_lib/", "benchmarks/"))
}
MET_TYPEFOUTEN = [o["module"] for o in HULP["mypy"]["overrides"] if "disable_error_code" in o]
# How many names stand on the lists. Lower these when a name goes; a higher number is a step back.
HOOGSTENS = {"lang of ingewikkeld": 11, "typefouten": 4}


def draai(*woorden):
    return subprocess.run(
        [sys.executable, "-m", *woorden], cwd=KIT, capture_output=True, text=True, encoding="utf-8"
    )


def test_the_formatter_has_nothing_to_change():
    klaar = draai("ruff", "format", "--check", "--no-cache", ".")
    assert klaar.returncode == 0, klaar.stdout


def test_lists_of_exceptions_only_shrink():
    assert len(UITZONDERINGEN) <= HOOGSTENS["lang of ingewikkeld"]
    assert sum(map(len, MET_TYPEFOUTEN)) <= HOOGSTENS["typefouten"]


def test_every_exception_is_still_needed():
    klaar = draai(
        *("ruff", "check", "--isolated", "--no-cache", "--select", "E501,C901"),
        *("--config", "line-length=100", "--config", "lint.mccabe.max-complexity=10"),
        *("--output-format", "concise", "woonzorg_lib", "benchmarks"),
    )
    gevonden = {
        (regel.split(":")[0].replace("\\", "/"), regel.split()[1])
        for regel in klaar.stdout.splitlines()
        if ": E501 " in regel or ": C901 " in regel
    }
    genoemd = {(naam, regel) for naam, regels in UITZONDERINGEN.items() for regel in regels}
    assert genoemd - gevonden == set()


def test_a_commit_is_checked_with_the_versions_of_the_locks():
    hooks = (KIT / ".pre-commit-config.yaml").read_text(encoding="utf-8")
    locks = "".join(
        (KIT / naam).read_text(encoding="utf-8")
        for naam in ("requirements.lock", "requirements-test.lock")
    )
    pins = re.findall(r"[a-z0-9-]+==[0-9.]+", hooks)
    assert pins and [pin for pin in pins if f"\n{pin}" not in locks] == []


@pytest.mark.alles
def test_the_type_checker_finds_nothing():
    klaar = draai("mypy", "--no-incremental")
    assert klaar.returncode == 0, klaar.stdout


@pytest.mark.alles
def test_every_module_with_type_errors_still_has_them(tmp_path):
    zonder = tmp_path / "mypy.ini"
    zonder.write_text(
        "[mypy]\nignore_missing_imports = true\npython_version = 3.11\n", encoding="utf-8"
    )
    klaar = draai("mypy", "--config-file", str(zonder), "woonzorg_lib")
    fout = {
        regel.split(":")[0].replace("\\", "/").removesuffix(".py").replace("/", ".")
        for regel in klaar.stdout.splitlines()
        if ": error:" in regel
    }
    gevonden = {naam.removesuffix(".__init__") for naam in fout}
    assert {naam for lijst in MET_TYPEFOUTEN for naam in lijst} - gevonden == set()
