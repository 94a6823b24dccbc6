"""Hoe de kit gestart is, en dus wat iemand typt om haar iets te vragen; voert zelf niets uit."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

VARIABELE = "WOONZORG_OPDRACHT"  # set by start.py: the words that it was started with


def typ(vraag: str = "", *delen: str | Path) -> str:
    """Wat iemand hier typt om dit aan de kit te vragen, zoals `python3 start.py gebieden ZOEK`.

    vraag: de opdracht met haar opties, zonder het begin. delen: waarden die erachter komen, met
    aanhalingstekens waar dat nodig is. Dit is de enige plek die weet hoe de kit gestart is.
    """
    begin = os.environ.get(VARIABELE) or _zonder_start()
    return " ".join(deel for deel in (begin, vraag, *map(_citeer, delen)) if deel)


def _zonder_start() -> str:
    if shutil.which("woonzorg"):
        return "woonzorg"
    return f"{_citeer(sys.executable)} -m woonzorg_lib.cli"


def _citeer(deel: str | Path) -> str:
    if os.name == "nt":
        return subprocess.list2cmdline([str(deel)])
    return shlex.quote(str(deel))
