"""Houdt de kit als geheel bij elkaar: de richting van de imports, de lijsten van pakketten, de notebooks in git.

Hoe start.py werkt staat in test_start.py.
"""

import ast
import importlib.metadata
import json
import re
import shlex
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml
from packaging.markers import Marker, default_environment
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from woonzorg_lib.aanroep import typ
from woonzorg_lib.cli import main, maak_parser

KIT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(KIT / ".ci"))
from huis import imports  # noqa: E402

PAKKET = KIT / "woonzorg_lib"
MODULES = sorted(PAKKET.rglob("*.py"))
NOTEBOOKS = sorted((KIT / "notebooks").glob("*.ipynb"))
LOCKS = [KIT / "requirements.lock", KIT / "requirements-test.lock"]

# From the roof to the ground: a room may import only the rooms after it.
KAMERS = [
    "cli",
    "uitvoering",
    "rapport",
    "verversen",
    "visiescan",
    "analyse",
    "soorten",
    "modellen",
    "invoer",
    "beeld",
    "teksten",
    "cijfers",
    "gebieden",
    "onderwerpen",
    "momentopname",
    "onthouden",
    "standen",
    "fouten",
    "aanroep",
]
# These two know nothing of CBS or of housing.
ONWETEND = {"uitvoering", "rapport"}
OVER_WONEN = {
    "verversen",
    "visiescan",
    "soorten",
    "modellen",
    "invoer",
    "cijfers",
    "gebieden",
    "onderwerpen",
}
ALLEEN_IN = {
    ("verversen",): {
        "httpx",
        "requests",
        "aiohttp",
        "urllib3",
        "urllib.request",
        "http.client",
        "ftplib",
    },
    ("beeld", "soorten", "rapport"): {"html", "jinja2", "nh3", "nbconvert", "bleach", "bs4"},
}
VERBODEN_IN = {"modellen": {"os", "io", "pathlib", "csv", "gzip", "shutil", "tempfile", "sqlite3"}}


def kamer(pad):
    return pad.relative_to(PAKKET).parts[0].removesuffix(".py")


def kamers_van(pad):
    return {naam.split(".")[1] for naam in imports(pad) if naam.startswith("woonzorg_lib.")} & set(
        KAMERS
    )


def komt_voor(naam, verzameling):
    return any(naam == lid or naam.startswith(lid + ".") for lid in verzameling)


def test_every_room_has_its_place_in_the_house():
    assert {kamer(pad) for pad in MODULES} <= {*KAMERS, "__init__"}


@pytest.mark.parametrize("pad", MODULES, ids=lambda pad: str(pad.relative_to(PAKKET)))
def test_imports_run_down_the_house(pad):
    hier = kamer(pad)
    lager = [] if hier == "__init__" else KAMERS[KAMERS.index(hier) :]
    assert kamers_van(pad) <= set(lager)
    if hier in ONWETEND:
        assert not kamers_van(pad) & OVER_WONEN


def test_only_the_rooms_meant_for_it_know_the_network_html_and_files():
    fout = []
    for pad in MODULES:
        for kamers, verzameling in ALLEEN_IN.items():
            fout += [
                (pad.name, naam)
                for naam in imports(pad)
                if kamer(pad) not in kamers and komt_voor(naam, verzameling)
            ]
        fout += [
            (pad.name, naam)
            for naam in imports(pad)
            if komt_voor(naam, VERBODEN_IN.get(kamer(pad), ()))
        ]
    assert fout == []


def test_modules_say_what_lives_there_and_stay_small():
    for pad in MODULES:
        tekst = pad.read_text(encoding="utf-8")
        assert ast.get_docstring(ast.parse(tekst)) or not tekst.strip(), pad
        # The formatter gives each thing its own line; before it, 400 dense lines were the limit.
        assert tekst.count("\n") <= 900, pad


# Packages


def project():
    return tomllib.loads((KIT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def eisen():
    alles = project()["dependencies"] + project()["optional-dependencies"]["test"]
    return {canonicalize_name(eis.name): eis for eis in map(Requirement, alles)}


def pins():
    regels = [regel for lock in LOCKS for regel in lock.read_text(encoding="utf-8").splitlines()]
    return [regel.removesuffix(" \\") for regel in regels if regel[:1].isalnum()]


def test_locks_hold_names_versions_markers_and_hashes_only():
    for regel in pins():
        assert re.fullmatch(r"[a-z0-9-]+==[0-9][\w.]*( ; .+)?", regel), regel
        if " ; " in regel:
            Marker(regel.split(" ; ")[1])
    for lock in LOCKS:
        tekst = lock.read_text(encoding="utf-8")
        assert "://" not in tekst and "index" not in tekst
        hash_ = r"    --hash=sha256:[0-9a-f]{64}( \\)?"
        assert all(re.fullmatch(hash_, r) for r in tekst.splitlines() if r.startswith(" "))


def test_every_pin_has_its_hashes_and_pip_itself_is_one_of_them():
    """An install then takes the very files that were there when the lock was made, or none."""
    for lock in LOCKS:
        regels = lock.read_text(encoding="utf-8").splitlines()
        for regel, volgende in zip(regels, [*regels[1:], ""], strict=True):
            if regel[:1].isalnum():
                assert regel.endswith(" \\") and "--hash=sha256:" in volgende, regel
    (pip,) = (pin for pin in pins() if pin.startswith("pip=="))
    assert Version(pip.removeprefix("pip==")) >= Version("25.3")


def test_the_locks_say_how_they_are_made_again():
    hoe = "Opnieuw maken: python -m pip install uv, en dan python .ci/vergrendel.py"
    assert all(hoe in lock.read_text(encoding="utf-8") for lock in LOCKS)
    assert (KIT / ".ci" / "vergrendel.py").is_file()


@pytest.mark.parametrize("versie", ["3.11.2", "3.11.9", "3.12.1", "3.13.0", "3.14.0"])
@pytest.mark.parametrize(
    ("systeem", "os_naam"), [("linux", "posix"), ("darwin", "posix"), ("win32", "nt")]
)
def test_locks_pin_each_requirement_once_on_every_system(systeem, os_naam, versie):
    omgeving = default_environment() | {
        "sys_platform": systeem,
        "os_name": os_naam,
        "python_full_version": versie,
        "python_version": versie.rsplit(".", 1)[0],
    }
    gepind = {}
    for pin in map(Requirement, pins()):
        if pin.marker is None or pin.marker.evaluate(omgeving):
            assert pin.name not in gepind
            gepind[pin.name] = str(pin.specifier).removeprefix("==")
    for naam, eis in eisen().items():
        assert naam in gepind and gepind[naam] in eis.specifier, naam


def test_locks_hold_the_whole_tree():
    gepind = {
        pin.name for pin in map(Requirement, pins()) if pin.marker is None or pin.marker.evaluate()
    }
    for naam in sorted(gepind):
        for tekst in importlib.metadata.requires(naam) or []:
            eis = Requirement(tekst)
            if eis.marker is None or eis.marker.evaluate({"extra": ""}):
                assert canonicalize_name(eis.name) in gepind, f"{naam} needs {eis.name}"


def test_what_the_library_imports_is_declared():
    bekend = importlib.metadata.packages_distributions()
    van_buiten = (
        {naam.split(".")[0] for pad in MODULES for naam in imports(pad)}
        - set(sys.stdlib_module_names)
        - {"woonzorg_lib"}
    )
    nodig = {
        canonicalize_name(uitgave) for naam in van_buiten for uitgave in bekend.get(naam, [naam])
    }
    eisen = project()["dependencies"] + project()["optional-dependencies"]["cluster"]
    assert nodig <= {canonicalize_name(Requirement(eis).name) for eis in eisen}


def test_conda_gets_the_same_environment():
    omgeving = yaml.safe_load((KIT / "environment.yml").read_text(encoding="utf-8"))
    conda = [regel for regel in omgeving["dependencies"] if isinstance(regel, str)]
    pip = next(regel["pip"] for regel in omgeving["dependencies"] if isinstance(regel, dict))
    gevonden = {
        canonicalize_name(eis.name): eis.specifier for eis in map(Requirement, [*conda, *pip[:-1]])
    }
    assert pip[-1] == "-e ."
    assert str(gevonden.pop("python")) == project()["requires-python"]
    gevonden.pop("pip")
    assert gevonden == {naam: eis.specifier for naam, eis in eisen().items()}


def test_the_licence_is_the_same_everywhere():
    assert project()["license"] == "EUPL-1.2"
    publiek = yaml.safe_load((KIT / "publiccode.yml").read_text(encoding="utf-8"))
    assert publiek["legal"]["license"] == "EUPL-1.2"
    assert publiek["softwareVersion"] == project()["version"]
    assert (
        (KIT / "LICENSE")
        .read_text(encoding="utf-8")
        .startswith("EUROPEAN UNION PUBLIC LICENCE v. 1.2")
    )


def test_ruff_finds_nothing():
    klaar = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--no-cache", "--output-format", "concise", "."],
        cwd=KIT,
        capture_output=True,
        text=True,
    )
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr


# README


def test_readme_names_every_command_and_option_and_no_others():
    lees_mij, wie = (KIT / "README.md").read_text(encoding="utf-8"), maak_parser()
    opties, doen, te_lezen = set(), set(), [wie]
    for p in te_lezen:  # grows while it is read
        doen |= {p.get_default("doe")} - {None}
        for actie in p._actions:
            opties |= {o for o in actie.option_strings if o.startswith("--")}
            te_lezen += actie.choices.values() if isinstance(actie.choices, dict) else []
    assert {o for o in opties if not re.search(rf"(?<![\w-]){o}(?![\w-])", lees_mij)} == set()
    gevraagd = [
        shlex.split(regel)
        for regel in re.findall(r"(?:    |`)python3 start\.py ([^`\n]+)", lees_mij)
    ]
    genoemd = {
        wie.parse_args(vraag).doe for vraag in gevraagd if vraag[0] not in ("test", "--versie")
    }
    assert genoemd == doen


# What a message tells someone to type


def opdrachten():
    return list(maak_parser()._subparsers._group_actions[0].choices)


def test_no_text_says_by_hand_how_the_kit_was_started():
    """Who started with start.py has no command `woonzorg`; only woonzorg_lib.aanroep.typ knows."""
    met_de_hand = re.compile(rf"\b(woonzorg|start\.py) ({'|'.join(opdrachten())}|--help)\b")
    fout = []
    for map_ in ("woonzorg_lib", "parameters", "notebooks"):
        for pad in sorted((KIT / map_).rglob("*")):
            if pad.suffix in (".py", ".ipynb", ".yaml", ".md", ".j2", ".js", ".html"):
                regels = pad.read_text(encoding="utf-8").splitlines()
                fout += [
                    f"{pad.relative_to(KIT)}:{n}: {regel.strip()[:90]}"
                    for n, regel in enumerate(regels, 1)
                    if met_de_hand.search(regel) and pad != PAKKET / "aanroep.py"
                ]
    assert fout == [], "gebruik typ('...') uit woonzorg_lib.aanroep"


def te_typen():
    """Every question that the code says with typ(...), with x for what is filled in while it runs."""
    for pad in MODULES:
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.Call) and getattr(knoop.func, "id", "") == "typ":
                woorden = []
                for deel in knoop.args:
                    if isinstance(deel, ast.Constant):
                        woorden += str(deel.value).split()
                    elif isinstance(deel, ast.JoinedStr):
                        woorden += "".join(
                            d.value if isinstance(d, ast.Constant) else "x" for d in deel.values
                        ).split()
                    elif not isinstance(deel, ast.Starred) or woorden[-1:] == ["--soort"]:
                        woorden.append("x")
                yield pad, woorden


def test_what_a_message_tells_someone_to_type_is_a_question_that_the_kit_knows(capsys):
    alle = list(te_typen())
    assert len(alle) > 10
    for pad, woorden in alle:
        if woorden and woorden != ["x"] and "--help" not in woorden:
            assert maak_parser().parse_args(woorden).doe, pad


@pytest.mark.parametrize("gestart", ["woonzorg", "python3 start.py", "py start.py"])
def test_a_message_says_it_in_the_way_the_kit_was_started(gestart, monkeypatch, capsys):
    monkeypatch.setenv("WOONZORG_OPDRACHT", gestart)
    assert main(["rapport"]) == 2
    assert capsys.readouterr().err.endswith(f"Uitleg: {gestart} rapport --help\n")
    assert main(["rapport", "Xqzw"]) == 2
    assert f"met: {gestart} gebieden ZOEK" in capsys.readouterr().err
    assert main(["onderwerpen", "Utrecht"]) == 0
    assert f"{gestart} invoer nieuw GM0344 --soort SOORT" in capsys.readouterr().out
    assert main(["rapport", "--help"]) == 0
    assert capsys.readouterr().out.startswith(f"gebruik: {gestart} rapport [-h]")


def test_without_start_py_a_message_names_the_command_or_else_python(monkeypatch, tmp_path):
    monkeypatch.delenv("WOONZORG_OPDRACHT")
    monkeypatch.setenv("PATH", str(tmp_path))
    zonder = [*shlex.split(typ()), "gebieden", "Utrecht"]
    klaar = subprocess.run(zonder, cwd=KIT, capture_output=True, text=True)
    assert klaar.returncode == 0 and "GM0344" in klaar.stdout
    opdracht = tmp_path / "woonzorg"
    opdracht.write_text("#!/bin/sh\n", encoding="utf-8")
    opdracht.chmod(0o755)
    assert typ("gebieden", "Den Haag") == "woonzorg gebieden 'Den Haag'"


# Notebooks


@pytest.mark.parametrize("pad", NOTEBOOKS, ids=lambda pad: pad.stem)
def test_notebook_is_clean_and_thin(pad):
    cellen = json.loads(pad.read_text(encoding="utf-8"))["cells"]
    code = [cel for cel in cellen if cel["cell_type"] == "code"]
    assert all(cel["outputs"] == [] and cel["execution_count"] is None for cel in code)
    assert sum("parameters" in cel["metadata"].get("tags", []) for cel in cellen) == 1
    for cel in code:
        bron = "".join(cel["source"])
        assert bron.count("\n") < 25, bron
        knopen = list(ast.walk(ast.parse(bron)))
        assert not any(isinstance(knoop, (ast.FunctionDef, ast.ClassDef)) for knoop in knopen), bron
