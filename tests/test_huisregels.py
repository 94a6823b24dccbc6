"""De regels van het huis die een machine bewaakt: opmaak, lengte, ingewikkeldheid en types, zonder uitzonderingen."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

KIT = Path(__file__).resolve().parent.parent
HULP = tomllib.loads((KIT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]


def draai(*woorden):
    return subprocess.run(
        [sys.executable, "-m", *woorden], cwd=KIT, capture_output=True, text=True, encoding="utf-8"
    )


def test_the_formatter_has_nothing_to_change():
    klaar = draai("ruff", "format", "--check", "--no-cache", ".")
    assert klaar.returncode == 0, klaar.stdout


def test_no_module_has_rules_of_its_own():
    eigen = [
        naam
        for naam in HULP["ruff"]["lint"]["per-file-ignores"]
        if naam.startswith(("woonzorg_lib", "benchmarks", ".ci"))
    ]
    assert eigen == [] and "overrides" not in HULP["mypy"]


def test_no_line_or_function_is_excused_in_the_code_itself():
    fout = [
        f"{pad.relative_to(KIT)}: {regel.strip()}"
        for map_ in ("woonzorg_lib", "benchmarks", ".ci")
        for pad in sorted((KIT / map_).rglob("*.py"))
        for regel in pad.read_text(encoding="utf-8").splitlines()
        if re.search(r"noqa.*(E501|C901)", regel)
    ]
    assert fout == []


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
