"""Leest een opdracht en zegt in het Nederlands wat eraan mankeert. Voert zelf niets uit."""

from __future__ import annotations

import argparse

from .. import __version__
from ..aanroep import typ
from ..fouten import WoonzorgFout
from .opdrachtenlijst import LIJST, Groep, Opdracht

_NEDERLANDS = {  # what argparse says, in the words it looks up
    "usage: ": "gebruik: ",
    "options": "opties",
    "optional arguments": "opties",
    "positional arguments": "argumenten",
    "show this help message and exit": "toon deze uitleg",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "er ontbreekt iets: %s",
    "unrecognized arguments: %s": "dit ken ik niet: %s",
    "expected one argument": "hier hoort een waarde achter",
    (
        "invalid choice: %(value)r (choose from %(choices)s)"
    ): "'%(value)s' bestaat niet (kies uit %(choices)s)",
    (
        "unknown parser %(parser_name)r (choices: %(choices)s)"
    ): "'%(parser_name)s' bestaat niet (kies uit %(choices)s)",
    "invalid %(type)s value: %(value)r": "'%(value)s' is geen heel getal",
    "ignored explicit argument %r": "hier hoort geen waarde achter: %r",
}


class Vraagfout(WoonzorgFout):
    """De opdracht is niet goed getypt of kan niet."""


class Parser(argparse.ArgumentParser):
    """Een argparse die Nederlands praat en bij een fout één regel geeft."""

    def __init__(self, **kw):
        argparse._ = lambda tekst: _NEDERLANDS.get(
            tekst, tekst
        )  # argparse looks its words up when it needs them
        super().__init__(**{"allow_abbrev": False, **kw})

    def error(self, message: str):
        raise Vraagfout(f"{message}. Uitleg: {self.prog} --help")


def maak_parser() -> argparse.ArgumentParser:
    """De opdrachten en hun opties; alleen wat werkt staat erin."""
    parser = Parser(
        prog=typ(),
        description="Regiobeeld wonen, welzijn en zorg: rapporten en cijfers per gemeente.",
    )
    parser.add_argument(
        "--versie", action="version", version=f"woonzorg {__version__}", help="toon de versie"
    )
    delen = parser.add_subparsers(dest="opdracht", metavar="OPDRACHT", title="opdrachten")
    for regel in LIJST:
        _voeg_toe(delen, regel)
    return parser


def _voeg_toe(delen: argparse._SubParsersAction, regel: Opdracht | Groep) -> None:
    """Een opdracht met haar opties, of een groep met haar opdrachten."""
    p = delen.add_parser(regel.naam, help=regel.uitleg)
    if isinstance(regel, Groep):
        onder = p.add_subparsers(dest="deel", metavar="WAT", title="wat", required=True)
        for opdracht in regel.opdrachten:
            _voeg_toe(onder, opdracht)
        return
    for optie in regel.opties:
        p.add_argument(*optie.namen, **optie.hoe)
    p.set_defaults(doe=regel.doe)
