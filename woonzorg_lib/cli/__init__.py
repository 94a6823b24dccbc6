"""Het commando `woonzorg`: maakt van woorden aanroepen en van fouten één Nederlandse regel; rekent en tekent zelf niet."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ..fouten import WoonzorgFout, systeemreden
from . import gegevens, opdrachten
from .nieuws import nieuws
from .rapporten import PROJECT, VOLGORDE, mapnaam, rapport
from .vragen import maak_parser

__all__ = ["VOLGORDE", "main", "maak_parser", "mapnaam"]

NOTEBOOKS = PROJECT / "notebooks"


def main(argv: list[str] | None = None, *, notebooks: Path = NOTEBOOKS) -> int:
    """Voert één opdracht uit en geeft de status: 0 alles goed, 1 iets is niet gemaakt, 2 de vraag of invoer klopt niet."""
    for stroom in (sys.stdout, sys.stderr):
        if hasattr(stroom, "reconfigure"):  # a Windows console may not know every character
            stroom.reconfigure(errors="replace")
    try:
        parser = maak_parser()
        vraag = parser.parse_args(argv)
        if not vraag.opdracht:
            parser.print_help()
            return 0
        if vraag.opdracht in ("rapport", "lab"):
            sys.stderr.write(nieuws())
        status = (rapport if vraag.doe == "rapport" else _zoek(vraag.doe))(vraag, notebooks)
        sys.stdout.flush()
        return status
    except WoonzorgFout as fout:
        return _klaag(str(fout), fout.exitcode)
    except KeyboardInterrupt as fout:
        extra = (
            " Wat al klaar was, staat in de uitvoermap."
            if getattr(fout, "exitcode", None)
            else " Er is niets half geschreven."
        )
        extra += " Dezelfde opdracht gaat verder waar u was."
        return _klaag(f"Gestopt met Ctrl-C.{extra}", 130)
    except BrokenPipeError:  # `... gebieden | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fout:
        if os.environ.get("WOONZORG_DEBUG"):
            raise
        uitleg = "Zet WOONZORG_DEBUG=1 om te zien waar het misging."
        melding = (
            f"{fout.filename or 'een bestand'}: {systeemreden(fout.errno)}"
            if isinstance(fout, OSError)
            else " ".join(str(fout).split())[:300]
        )
        return _klaag(f"De kit zelf ging stuk: {melding} ({type(fout).__name__}). {uitleg}", 1)


def _zoek(doe: str):
    """De functie die een opdracht uitvoert."""
    return getattr(gegevens if doe.startswith("data_") else opdrachten, doe)


def _klaag(regel: str, status: int) -> int:
    print(f"woonzorg: {' '.join(regel.split())}", file=sys.stderr)
    return status
