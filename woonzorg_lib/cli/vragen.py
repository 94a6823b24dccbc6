"""De opdrachten en hun opties, in het Nederlands. Voert zelf niets uit."""

from __future__ import annotations

import argparse
from pathlib import Path

from .. import __version__
from ..aanroep import typ
from ..fouten import WoonzorgFout

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


def pad(tekst: str) -> Path:
    """Het pad dat iemand typte; ~ is zijn eigen map,
    ook als de opdrachtregel dat niet zelf invult.
    """
    if not tekst.strip():
        raise argparse.ArgumentTypeError("hier hoort een map of bestand, en het is leeg")
    try:
        return Path(tekst).expanduser()
    except RuntimeError as fout:
        raise argparse.ArgumentTypeError(
            f"de map van die gebruiker is niet te vinden: {tekst}"
        ) from fout


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
    opdrachten = parser.add_subparsers(dest="opdracht", metavar="OPDRACHT", title="opdrachten")

    p = opdrachten.add_parser("rapport", help="maak een rapport per gemeente")
    p.add_argument(
        "gemeenten", nargs="*", metavar="GEMEENTE", help="naam of code, zoals Utrecht of GM0344"
    )
    p.add_argument(
        "--regio",
        metavar="SOORT:NAAM",
        help="regio in het rapport; zonder GEMEENTE: alle gemeenten van de regio",
    )
    p.add_argument(
        "--naast",
        nargs="+",
        metavar="GEMEENTE",
        help="gemeenten in figuren en tabellen, in plaats van de vergelijkingsgroep (hoogstens 4)",
    )
    p.add_argument("--provincie", metavar="NAAM", help="alle gemeenten van deze provincie")
    p.add_argument("--alle", action="store_true", help="alle gemeenten van Nederland")
    _uitvoer(p, "waar de rapporten komen")
    _invoer(p)
    p.add_argument(
        "--peiljaar",
        metavar="JAAR",
        type=int,
        help="nieuwste jaar dat meetelt (standaard: het nieuwste van de cijfers)",
    )
    p.add_argument(
        "--prognosejaar",
        metavar="JAAR",
        type=int,
        default=2040,
        help="jaar waarnaar vooruit gekeken wordt (standaard: 2040)",
    )
    p.add_argument(
        "--scenario",
        metavar="NAAM",
        help="scenario voor de woonopgave, zoals langer_thuis (standaard: basis)",
    )
    p.add_argument(
        "--tijdslimiet", metavar="SECONDEN", type=int, help="stop een notebook die langer duurt"
    )
    p.add_argument(
        "--werkers",
        metavar="N",
        type=int,
        help=(
            "hoeveel notebooks naast elkaar (standaard: "
            "zoveel als er rekenkernen zijn, of als het cluster aankan)"
        ),
    )
    p.add_argument(
        "--opnieuw", action="store_true", help="maak alles opnieuw, ook wat niet veranderd is"
    )
    p.add_argument(
        "--pdf",
        action="append_const",
        dest="extra",
        const="pdf",
        help="ook een PDF (met Chromium, Chrome of Edge)",
    )
    p.add_argument(
        "--docx",
        action="append_const",
        dest="extra",
        const="docx",
        help="ook een Word-bestand, om in Word verder te schrijven",
    )
    p.add_argument(
        "--figuren",
        action="append_const",
        dest="extra",
        const="figuren",
        help="ook elke figuur apart, als PNG en SVG voor een presentatie (map figuren)",
    )
    p.add_argument(
        "--volledig",
        action="store_true",
        help="alles open, op het scherm en op papier: ook Meer cijfers en de verantwoording",
    )
    p.add_argument(
        "--kernel",
        choices=("warm", "gewoon"),
        default="warm",
        help="warm is sneller, gewoon werkt overal (standaard: warm)",
    )
    p.add_argument(
        "--dask",
        metavar="ADRES",
        help=(
            "laat een Dask-cluster de notebooks uitvoeren, zoals tcp://naam:8786; "
            "elke werker heeft dezelfde kit, en ziet deze uitvoermap op een gedeelde schijf"
        ),
    )
    p.set_defaults(doe="rapport")

    p = opdrachten.add_parser("gebieden", help="gemeenten en regio's met hun codes")
    p.add_argument(
        "zoek",
        nargs="?",
        default="",
        metavar="ZOEK",
        help="deel van een naam of code, of een soort zoals corop:",
    )
    p.add_argument("--json", action="store_true", help="als JSON")
    p.add_argument(
        "--invoer",
        metavar="MAP",
        type=pad,
        help="map met eigen regio's (standaard: parameters van de kit)",
    )
    p.set_defaults(doe="gebieden")

    p = opdrachten.add_parser("cijfers", help="de cijfers achter een rapport")
    p.add_argument("gemeente", metavar="GEMEENTE", help="naam of code")
    p.add_argument("--indicator", metavar="ID", help="alleen deze indicator")
    p.add_argument(
        "--formaat",
        choices=("tabel", "csv", "json"),
        default="tabel",
        help="tabel, csv of json (standaard: tabel)",
    )
    p.set_defaults(doe="cijfers")

    p = opdrachten.add_parser("onderwerpen", help="de onderwerpen met hun status")
    p.add_argument("gemeente", nargs="?", metavar="GEMEENTE", help="naam of code")
    p.set_defaults(doe="onderwerpen")

    p = opdrachten.add_parser(
        "invoer", help="eigen invoer van een gemeente: sjablonen maken en nakijken"
    )
    delen = p.add_subparsers(dest="deel", metavar="WAT", title="wat", required=True)
    q = delen.add_parser("nieuw", help="maak sjablonen om in te vullen; overschrijft nooit iets")
    q.add_argument("gemeente", metavar="GEMEENTE", help="naam of code")
    q.add_argument(
        "--soort",
        nargs="+",
        metavar="SOORT",
        help="welke bestanden, zoals plannen (standaard: alle)",
    )
    q.add_argument(
        "--volledig", action="store_true", help="met alle kolommen, ook die bijna niemand heeft"
    )
    q.add_argument("--csv", action="store_true", help="CSV in plaats van Excel")
    _invoer(q)
    q.set_defaults(doe="invoer_nieuw")
    q = delen.add_parser(
        "controleer", help="laat zien wat er niet klopt aan de ingevulde bestanden"
    )
    q.add_argument(
        "gemeente", nargs="?", metavar="GEMEENTE", help="naam of code (standaard: alles in de map)"
    )
    q.add_argument("--json", action="store_true", help="als JSON")
    q.add_argument(
        "--markeer",
        action="store_true",
        help="maak naast elk bestand een kopie met een opmerking bij elke cel die niet klopt",
    )
    q.add_argument(
        "--ja", action="store_true", help="neem elk voorstel over hoe een bestand te lezen is"
    )
    _invoer(q)
    q.set_defaults(doe="invoer_controleer")

    p = opdrachten.add_parser(
        "visiescan", help="welke onderwerpen een visiedocument behandelt, met de passages"
    )
    p.add_argument("gemeente", metavar="GEMEENTE", help="naam of code")
    p.add_argument(
        "bestanden",
        nargs="+",
        metavar="BESTAND",
        type=pad,
        help="PDF, Word, ODT, HTML, Markdown of tekst; of een map daarmee",
    )
    p.add_argument("--json", action="store_true", help="het antwoord voor een programma")
    _invoer(p)
    _uitvoer(p, "waar de pagina komt")
    p.set_defaults(doe="visiescan")

    p = opdrachten.add_parser("regiobeeld", help="één document over een regio")
    p.add_argument(
        "regios",
        nargs="+",
        metavar="SOORT:NAAM",
        help="zoals corop:Achterhoek, of zorgkantoor:alle voor elke zorgkantoorregio; "
        "bij een gemeente haar zorgkantoorregio",
    )
    p.add_argument(
        "--peiljaar",
        metavar="JAAR",
        type=int,
        help="jongste jaar dat meetelt (standaard: het nieuwste)",
    )
    p.add_argument("--prognosejaar", metavar="JAAR", type=int, default=2040, help="standaard: 2040")
    p.add_argument("--pdf", action="append_const", dest="extra", const="pdf", help="ook een PDF")
    p.add_argument(
        "--docx", action="append_const", dest="extra", const="docx", help="ook een Word-bestand"
    )
    p.add_argument(
        "--opnieuw", action="store_true", help="maak ook wat er al is en nog klopt opnieuw"
    )
    _invoer(p)
    _uitvoer(p, "waar het regiobeeld komt")
    p.set_defaults(doe="regiobeeld")

    p = opdrachten.add_parser("notebooks", help="eigen notebooks van een gemeente")
    delen = p.add_subparsers(dest="deel", metavar="WAT", title="wat", required=True)
    q = delen.add_parser(
        "nieuw", help="kopieer notebooks om ze voor deze gemeente aan te passen; overschrijft nooit"
    )
    q.add_argument("gemeente", metavar="GEMEENTE", help="naam of code")
    q.add_argument(
        "--notebook",
        metavar="NAAM",
        help="alleen deze, zoals fase1_1_woningbouw (standaard: alle van het rapport)",
    )
    _invoer(q)
    q.set_defaults(doe="notebooks_nieuw")
    q = delen.add_parser(
        "verschil", help="wat de kit in uw eigen notebooks veranderde sinds u ze kopieerde"
    )
    _invoer(q)
    q.set_defaults(doe="notebooks_verschil")

    p = opdrachten.add_parser("data", help="de momentopname van de open cijfers")
    delen = p.add_subparsers(dest="deel", metavar="WAT", title="wat", required=True)
    q = delen.add_parser("status", help="bronnen, perioden en hoe oud ze zijn")
    q.add_argument(
        "--html",
        metavar="PAD",
        type=pad,
        help="ook als pagina: dekking per cijfer en jaar, en wat verversen ophaalt",
    )
    q.set_defaults(doe="data_status")
    delen.add_parser(
        "controleer", help="controleer of de cijfers heel zijn en optellen"
    ).set_defaults(doe="data_controleer")
    _ververs(delen)
    q = delen.add_parser("verschil", help="wat de laatste verversing veranderde")
    q.add_argument(
        "gemeente",
        nargs="?",
        metavar="GEMEENTE",
        help="naam of code: dan elk cijfer van die gemeente",
    )
    q.add_argument("--json", action="store_true", help="als JSON")
    q.set_defaults(doe="data_verschil")
    delen.add_parser("terug", help="ga terug naar de vorige momentopname").set_defaults(
        doe="data_terug"
    )

    p = opdrachten.add_parser(
        "verschil", help="wat er anders is tussen twee rapporten van een gemeente, en waardoor"
    )
    p.add_argument(
        "oud",
        metavar="OUD",
        type=pad,
        help="map van het eerste rapport, zoals archief/GM0344-utrecht",
    )
    p.add_argument(
        "nieuw", metavar="NIEUW", type=pad, help="map van het rapport om daarmee te vergelijken"
    )
    p.add_argument("--json", action="store_true", help="als JSON, met alle cijfers")
    p.set_defaults(doe="verschil")

    p = opdrachten.add_parser("lab", help="open de notebooks in JupyterLab")
    p.set_defaults(doe="lab")
    return parser


def _uitvoer(opdracht: argparse.ArgumentParser, wat: str) -> None:
    opdracht.add_argument(
        "--uitvoer",
        metavar="MAP",
        type=pad,
        default=Path("output"),
        help=f"{wat} (standaard: output)",
    )


def _invoer(opdracht: argparse.ArgumentParser) -> None:
    opdracht.add_argument(
        "--invoer",
        metavar="MAP",
        type=pad,
        help="map met eigen invoer (standaard: parameters van de kit)",
    )


def _ververs(delen) -> None:
    q = delen.add_parser(
        "ververs", help="haal de nieuwste cijfers op bij CBS en RIVM, controleer ze en vervang"
    )
    q.add_argument(
        "--tabel",
        nargs="+",
        action="extend",
        default=[],
        metavar="ID",
        help="alleen deze tabellen, zoals 71488ned (standaard: het hele register)",
    )
    q.add_argument("--jaar", metavar="JAAR", type=int, help="alleen de cijfers van dit jaar")
    q.add_argument(
        "--droog",
        action="store_true",
        help="laat zien wat er zou komen en hoe groot; haal niets op",
    )
    q.add_argument(
        "--akkoord", action="store_true", help="neem ook cijfers aan die sterk veranderden"
    )
    q.set_defaults(doe="data_ververs")
