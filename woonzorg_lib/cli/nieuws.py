"""Zegt één keer na een nieuwe versie van de kit wat er nieuw is (CHANGELOG.md). Haalt niets op."""

from __future__ import annotations

import re
from pathlib import Path

from .. import __version__

CHANGELOG = Path(__file__).resolve().parents[2] / "CHANGELOG.md"


def _toestand() -> Path:
    # Outside the folder of the kit: an update by zip replaces that folder.
    from platformdirs import user_state_dir

    return Path(user_state_dir("woonzorg", appauthor=False)) / "versie.txt"


def nieuws() -> str:
    """Twee regels over wat er nieuw is, de eerste keer met deze versie; anders leeg."""
    pad = _toestand()
    try:
        oud = pad.read_text(encoding="utf-8").strip() if pad.exists() else ""
        if oud == __version__:
            return ""
        pad.parent.mkdir(parents=True, exist_ok=True)
        pad.write_text(__version__, encoding="utf-8")
    except OSError:  # no home, or one that may not be written: then there is no news
        return ""
    return f"Nieuw in versie {__version__} (u had {oud}):\n{in_het_kort()}\n" if oud else ""


def in_het_kort() -> str:
    """De eerste alinea onder deze versie in CHANGELOG.md, als één tekst."""
    tekst = CHANGELOG.read_text(encoding="utf-8") if CHANGELOG.exists() else ""
    deel = re.search(rf"^## {re.escape(__version__)}\b[^\n]*\n+(.+?)\n\n", tekst, re.M | re.S)
    kort = " ".join(deel[1].split()) if deel else "zie CHANGELOG.md."
    return f"{kort} Meer staat in CHANGELOG.md." if deel else kort
