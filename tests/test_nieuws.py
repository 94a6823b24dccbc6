"""Na een nieuwe versie zegt de kit één keer wat er nieuw is; het nummer is overal hetzelfde."""

import os
import subprocess
import sys
from pathlib import Path

from woonzorg_lib import __version__
from woonzorg_lib.cli import main
from woonzorg_lib.cli.nieuws import in_het_kort

KIT = Path(__file__).resolve().parent.parent


def vraag(thuis, *woorden):
    """Ask the kit something that is refused at once, with a home folder of its own."""
    omgeving = os.environ | {"HOME": str(thuis), "XDG_STATE_HOME": "", "LOCALAPPDATA": str(thuis)}
    return subprocess.run(
        [sys.executable, "-m", "woonzorg_lib.cli", *woonzorg(woorden)],
        cwd=KIT,
        env=omgeving,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )


def woonzorg(woorden):
    return woorden or ("rapport", "Nergenshuizen")


def test_the_first_run_after_an_update_says_in_two_lines_what_is_new(tmp_path):
    assert "Nieuw in versie" not in vraag(tmp_path).stderr  # a newcomer has no news
    pad = next(tmp_path.rglob("versie.txt"))
    pad.write_text("0.0.9", encoding="utf-8")
    regels = vraag(tmp_path).stderr.splitlines()
    assert regels[0] == f"Nieuw in versie {__version__} (u had 0.0.9):"
    assert regels[1].endswith("Meer staat in CHANGELOG.md.") and len(regels) == 3
    assert "Nieuw in versie" not in vraag(tmp_path).stderr


def test_a_home_that_may_not_be_written_costs_nothing(tmp_path):
    (tmp_path / "bestand").write_text("", encoding="utf-8")
    klaar = vraag(tmp_path / "bestand")
    assert klaar.returncode == 2 and klaar.stderr.count("\n") == 1


def test_the_changelog_has_this_version():
    assert in_het_kort() != "zie CHANGELOG.md."


def test_versie_says_the_number(capsys):
    assert main(["--versie"]) == 0
    assert capsys.readouterr().out == f"woonzorg {__version__}\n"
