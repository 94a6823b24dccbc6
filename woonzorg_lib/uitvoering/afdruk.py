"""De vingerafdruk van waar een notebook van gemaakt wordt:
bron, bibliotheek, cijfers, parameters en invoer; bewaart niets.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote

from .omgeving import BIBLIOTHEEK
from .parameters import lees_notebook
from ..rapport.verslag import versies

# A picture or file that a Markdown cell names: [..](file), [..]: file or <img src="file">.
_VERWIJST = re.compile(
    r"""\]\(\s*(?:<([^>\n]+)>|([^\s)]+))"""
    r"""|^\s*\[[^\]\n]+\]:\s*<?([^\s>]+)"""
    r"""|\bsrc\s*=\s*["']([^"'\n]+)""",
    re.M,
)


class Afdrukken:
    """Berekent vingerafdrukken en leest daarbij elk bestand hooguit één keer;
    maak er een per run.
    """

    def __init__(self):
        self._mappen: dict[Path, str] = {}
        self._notebooks: dict[Path, str] = {}
        self._invoer: dict[tuple[Path, ...], list[str]] = {}

    @cached_property
    def kit(self) -> str:
        """De vingerafdruk van de kit zelf, met de versies van wat zij gebruikt."""
        return _hash([self.map(BIBLIOTHEEK), versies()])

    def notebook(self, pad: Path, parameters: dict, bronnen: Iterable[Path]) -> str:
        """De vingerafdruk van een notebook met deze parameters en deze bestanden of mappen met
        invoer.
        """
        if pad not in self._notebooks:
            self._notebooks[pad] = _notebook(pad)
        invoer = tuple(bronnen)  # the same for every notebook of a report
        if invoer not in self._invoer:
            self._invoer[invoer] = [self.map(Path(bron)) for bron in invoer]
        return _hash([self.kit, self._notebooks[pad], parameters, self._invoer[invoer]])

    def map(self, pad: Path) -> str:
        """De vingerafdruk van alle bestanden onder een map, of van één bestand;
        wat er niet is telt als leeg.
        """
        if pad not in self._mappen:
            paden = [p for p in sorted(pad.rglob("*")) or [pad] if p.is_file()]
            telt = [p for p in paden if "__pycache__" not in p.parts and not p.name.startswith(".")]
            self._mappen[pad] = _hash([(p.relative_to(pad).as_posix(), bestand(p)) for p in telt])
        return self._mappen[pad]

    def bestanden(self, bronnen: Mapping[str, Path]) -> dict[str, str]:
        """De vingerafdruk van elk bestand met invoer apart, op naam:
        zo is later te zeggen welk bestand anders is.
        """
        return {naam: self.map(pad)[:16] for naam, pad in bronnen.items() if pad.is_file()}


def bestand(pad: Path) -> str | None:
    """De vingerafdruk van de inhoud van een bestand;
    None als het er niet is of niet te lezen is.
    """
    try:
        with open(pad, "rb") as stroom:
            return hashlib.file_digest(stroom, "sha256").hexdigest()
    except OSError:
        return None


def afdruk_van(pad: Path) -> str | None:
    """De vingerafdruk van een bestand, of van alle bestanden in een map."""
    if not pad.is_dir():
        return bestand(pad)
    return _hash([(p.name, bestand(p)) for p in sorted(pad.iterdir())])


def _notebook(pad: Path) -> str:
    """Only what decides the result: what JupyterLab saves beside it (outputs, counters,
    window state) does not count.
    """
    boek = lees_notebook(pad)
    cellen = [
        (c["cell_type"], c["source"], c.get("metadata", {}).get("tags", []), c.get("attachments"))
        for c in boek["cells"]
    ]
    tekst = "\n".join(c["source"] for c in boek["cells"] if c["cell_type"] == "markdown")
    namen = sorted({unquote(next(filter(None, delen))) for delen in _VERWIJST.findall(tekst)})
    paden = {
        naam: pad.parent / naam for naam in namen
    }  # a picture beside the notebook comes into the report
    return _hash(
        [
            cellen,
            boek.get("metadata", {}).get("woonzorg"),
            {naam: bestand(p) for naam, p in paden.items() if p.is_file()},
        ]
    )


def _hash(inhoud: object) -> str:
    return hashlib.sha256(
        json.dumps(inhoud, sort_keys=True, ensure_ascii=False, default=str).encode()
    ).hexdigest()
