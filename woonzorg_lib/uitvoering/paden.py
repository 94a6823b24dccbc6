"""Haalt de mappen van deze computer uit wat iemand deelt; op Windows staat zijn naam erin."""

from __future__ import annotations

import json
import re
import sys
import sysconfig
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from .omgeving import BIBLIOTHEEK

_KIT = BIBLIOTHEEK.parent


class Verhuller:
    """Vervangt in een tekst elk pad van deze computer door een naam die niets verraadt.

    parameters: die van de notebooks; een map daarin houdt alleen haar laatste naam.
    uitvoer: waar de rapporten komen.
    """

    def __init__(self, parameters: Mapping[str, Any], uitvoer: Path):
        mappen = [Path(w) for w in parameters.values() if isinstance(w, str) and w]
        namen = {pad: _naam(pad) for pad in mappen if pad.is_absolute()}
        namen |= {uitvoer.resolve(): "output", _KIT: ".", Path(sys.prefix): "python"}
        namen[Path(sysconfig.get_path("stdlib"))] = "python"
        namen[Path(tempfile.gettempdir())] = "tmp"
        with suppress(RuntimeError):  # no home
            namen[Path.home()] = "~"
        lang_eerst = sorted(namen.items(), key=lambda paar: -len(str(paar[0])))
        self._regels = [
            (vorm, re.compile(rf"{re.escape(vorm)}(?=[\\/\"'\s:,;)\]<>&]|$)"), naam)
            for pad, naam in lang_eerst
            if len(pad.parts) > 1
            for vorm in dict.fromkeys((json.dumps(str(pad))[1:-1], str(pad), pad.as_posix()))
        ]

    def tekst(self, tekst: str) -> str:
        """De tekst zonder deze paden; ook als zij in JSON staan."""
        for pad, vorm, naam in self._regels:
            if pad in tekst:  # hardly ever, and five times as fast to see as to replace
                tekst = vorm.sub(naam, tekst)
        return tekst

    def parameters(self, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """De parameters zoals een rapport ze noemt."""
        return {k: self.tekst(w) if isinstance(w, str) else w for k, w in parameters.items()}

    def bestand(self, pad: Path) -> None:
        """Een uitgevoerde notebook zonder deze paden."""
        oud = pad.read_text(encoding="utf-8")
        nieuw = self.tekst(oud)
        if nieuw != oud:
            pad.write_text(nieuw, encoding="utf-8")


def _naam(pad: Path) -> str:
    """A folder of the kit keeps its place in it; of another only the last part is left."""
    with suppress(ValueError):
        return pad.relative_to(_KIT).as_posix()
    return pad.name
