"""Het commando `woonzorg`: maakt van woorden aanroepen en van fouten één Nederlandse regel;
rekent en tekent zelf niet.
"""

from __future__ import annotations

import os
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from pathlib import Path

from ..fouten import WoonzorgFout, systeemreden
from .nieuws import nieuws
from .rapporten import PROJECT, VOLGORDE, mapnaam, rapport
from .stromen import (
    Zeef,
    alleen_onze_woorden,
    sluit_stdout,
    spoel,
    te_lang,
    zichtbaar,
    zorg_voor_stromen,
)
from .vragen import maak_parser

__all__ = ["VOLGORDE", "main", "maak_parser", "mapnaam"]

NOTEBOOKS = PROJECT / "notebooks"


def main(argv: list[str] | None = None, *, notebooks: Path = NOTEBOOKS) -> int:
    """Voert één opdracht uit en geeft de status:
    0 alles goed, 1 iets is niet gemaakt, 2 de vraag of invoer klopt niet.
    """
    zorg_voor_stromen()
    zeven = redirect_stdout(Zeef(sys.stdout)), redirect_stderr(Zeef(sys.stderr))
    with alleen_onze_woorden(), zeven[0], zeven[1]:
        status = _antwoord(argv, notebooks)
    reden = spoel()
    if reden:
        return _klaag(f"Het antwoord kon niet geschreven worden: {reden}.", status or 1)
    return status


def _antwoord(argv: list[str] | None, notebooks: Path) -> int:
    try:
        parser = maak_parser()
        vraag = parser.parse_args(argv)
        if not vraag.opdracht:
            parser.print_help()
            return 0
        if vraag.opdracht in ("rapport", "lab"):
            sys.stderr.write(nieuws())
        return (rapport if vraag.doe == "rapport" else _zoek(vraag.doe))(vraag, notebooks)
    except SystemExit as einde:  # --help
        return int(einde.code or 0)
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
    except BrokenPipeError:
        sluit_stdout()
        return 0
    except OSError as fout:
        return _systeem(fout)
    except Exception as fout:
        if os.environ.get("WOONZORG_DEBUG"):
            raise
        return _kapot(" ".join(str(fout).split())[:300], fout)


def _systeem(fout: OSError) -> int:
    """What the system refused: of stdout, of a name that someone typed, or of a file of the kit."""
    reden = "" if fout.filename else spoel("\n")
    if reden:
        return _klaag(f"Het antwoord kon niet geschreven worden: {reden}.", 1)
    if te_lang(fout):
        naam = str(fout.filename or "een naam")[:80]
        return _klaag(f"{naam}…: die naam of dat pad is te lang. Kies een kortere.", 2)
    if os.environ.get("WOONZORG_DEBUG"):
        raise fout
    return _kapot(f"{fout.filename or 'een bestand'}: {systeemreden(fout.errno)}", fout)


def _kapot(melding: str, fout: Exception) -> int:
    uitleg = "Zet WOONZORG_DEBUG=1 om te zien waar het misging."
    return _klaag(f"De kit zelf ging stuk: {melding} ({type(fout).__name__}). {uitleg}", 1)


def _zoek(doe: str):
    """De functie die een opdracht uitvoert."""
    from . import gegevens, opdrachten

    return getattr(gegevens if doe.startswith("data_") else opdrachten, doe)


def _klaag(regel: str, status: int) -> int:
    with suppress(OSError):  # who closed stderr does not want to hear it
        print(f"woonzorg: {zichtbaar(' '.join(regel.split()))}", file=sys.stderr)
    return status
