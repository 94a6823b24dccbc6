"""De lijst van opdrachten, met hun opties en uitleg. Leest en doet zelf niets."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Optie:
    """Een argument of een optie. hoe: wat argparse ervan moet weten."""

    namen: tuple[str, ...]
    hoe: Mapping[str, Any]


@dataclass(frozen=True)
class Opdracht:
    """Een opdracht. doe: de functie die haar uitvoert."""

    naam: str
    uitleg: str
    doe: str
    opties: tuple[Optie, ...] = ()


@dataclass(frozen=True)
class Groep:
    """Opdrachten die met hetzelfde woord beginnen."""

    naam: str
    uitleg: str
    opdrachten: tuple[Opdracht, ...]


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


def _optie(naam: str, heet: str, uitleg: str, **hoe: Any) -> Optie:
    """Een argument of optie met een waarde; heet: hoe die waarde in de uitleg heet."""
    return Optie((naam,), {"metavar": heet, "help": uitleg} | hoe)


def _vlag(naam: str, uitleg: str) -> Optie:
    """Een optie die er is of niet."""
    return Optie((naam,), {"action": "store_true", "help": uitleg})


def _ook(naam: str, uitleg: str) -> Optie:
    """Een vorm die naast de webpagina gemaakt wordt, zoals --pdf."""
    vorm = naam.removeprefix("--")
    return Optie(
        (naam,), {"action": "append_const", "dest": "extra", "const": vorm, "help": uitleg}
    )


def _keuze(naam: str, uitleg: str, *keuzes: str, standaard: str) -> Optie:
    return Optie((naam,), {"choices": keuzes, "default": standaard, "help": uitleg})


def _uitvoer(wat: str) -> Optie:
    uitleg = f"{wat} (standaard: output)"
    return _optie("--uitvoer", "MAP", uitleg, type=pad, default=Path("output"))


EEN = _optie("gemeente", "GEMEENTE", "naam of code")
INVOER = _optie(
    "--invoer", "MAP", "map met eigen invoer (standaard: parameters van de kit)", type=pad
)
JSON = _vlag("--json", "als JSON")

RAPPORT = Opdracht(
    "rapport",
    "maak een rapport per gemeente",
    "rapport",
    (
        _optie("gemeenten", "GEMEENTE", "naam of code, zoals Utrecht of GM0344", nargs="*"),
        _optie(
            "--regio",
            "SOORT:NAAM",
            "regio in het rapport; zonder GEMEENTE: alle gemeenten van de regio",
        ),
        _optie(
            "--naast",
            "GEMEENTE",
            "gemeenten in figuren en tabellen, in plaats van de vergelijkingsgroep (hoogstens 4)",
            nargs="+",
        ),
        _optie("--provincie", "NAAM", "alle gemeenten van deze provincie"),
        _vlag("--alle", "alle gemeenten van Nederland"),
        _uitvoer("waar de rapporten komen"),
        INVOER,
        _optie(
            "--peiljaar",
            "JAAR",
            "nieuwste jaar dat meetelt (standaard: het nieuwste van de cijfers)",
            type=int,
        ),
        _optie(
            "--prognosejaar",
            "JAAR",
            "jaar waarnaar vooruit gekeken wordt (standaard: 2040)",
            type=int,
            default=2040,
        ),
        _optie(
            "--scenario",
            "NAAM",
            "scenario voor de woonopgave, zoals langer_thuis (standaard: basis)",
        ),
        _optie("--tijdslimiet", "SECONDEN", "stop een notebook die langer duurt", type=int),
        _optie(
            "--werkers",
            "N",
            "hoeveel notebooks naast elkaar (standaard: "
            "zoveel als er rekenkernen zijn, of als het cluster aankan)",
            type=int,
        ),
        _vlag("--opnieuw", "maak alles opnieuw, ook wat niet veranderd is"),
        _ook("--pdf", "ook een PDF (met Chromium, Chrome of Edge)"),
        _ook("--docx", "ook een Word-bestand, om in Word verder te schrijven"),
        _ook(
            "--figuren", "ook elke figuur apart, als PNG en SVG voor een presentatie (map figuren)"
        ),
        _vlag(
            "--volledig",
            "alles open, op het scherm en op papier: ook Meer cijfers en de verantwoording",
        ),
        _keuze(
            "--kernel",
            "warm is sneller, gewoon werkt overal (standaard: warm)",
            "warm",
            "gewoon",
            standaard="warm",
        ),
        _optie(
            "--dask",
            "ADRES",
            "laat een Dask-cluster de notebooks uitvoeren, zoals tcp://naam:8786; "
            "elke werker heeft dezelfde kit, en ziet deze uitvoermap op een gedeelde schijf",
        ),
    ),
)

GEBIEDEN = Opdracht(
    "gebieden",
    "gemeenten en regio's met hun codes",
    "gebieden",
    (
        _optie(
            "zoek",
            "ZOEK",
            "deel van een naam of code, of een soort zoals corop:",
            nargs="?",
            default="",
        ),
        JSON,
        _optie(
            "--invoer", "MAP", "map met eigen regio's (standaard: parameters van de kit)", type=pad
        ),
    ),
)

CIJFERS = Opdracht(
    "cijfers",
    "de cijfers achter een rapport",
    "cijfers",
    (
        EEN,
        _optie("--indicator", "ID", "alleen deze indicator"),
        _keuze(
            "--formaat",
            "tabel, csv of json (standaard: tabel)",
            "tabel",
            "csv",
            "json",
            standaard="tabel",
        ),
    ),
)

ONDERWERPEN = Opdracht(
    "onderwerpen",
    "de onderwerpen met hun status",
    "onderwerpen",
    (_optie("gemeente", "GEMEENTE", "naam of code", nargs="?"),),
)

INVOER_NIEUW = Opdracht(
    "nieuw",
    "maak sjablonen om in te vullen; overschrijft nooit iets",
    "invoer_nieuw",
    (
        EEN,
        _optie("--soort", "SOORT", "welke bestanden, zoals plannen (standaard: alle)", nargs="+"),
        _vlag("--volledig", "met alle kolommen, ook die bijna niemand heeft"),
        _vlag("--csv", "CSV in plaats van Excel"),
        INVOER,
    ),
)

INVOER_CONTROLEER = Opdracht(
    "controleer",
    "laat zien wat er niet klopt aan de ingevulde bestanden",
    "invoer_controleer",
    (
        _optie("gemeente", "GEMEENTE", "naam of code (standaard: alles in de map)", nargs="?"),
        JSON,
        _vlag(
            "--markeer",
            "maak naast elk bestand een kopie met een opmerking bij elke cel die niet klopt",
        ),
        _vlag("--ja", "neem elk voorstel over hoe een bestand te lezen is"),
        INVOER,
    ),
)

VISIESCAN = Opdracht(
    "visiescan",
    "welke onderwerpen een visiedocument behandelt, met de passages",
    "visiescan",
    (
        EEN,
        _optie(
            "bestanden",
            "BESTAND",
            "PDF, Word, ODT, HTML, Markdown of tekst; of een map daarmee",
            nargs="+",
            type=pad,
        ),
        _vlag("--json", "het antwoord voor een programma"),
        INVOER,
        _uitvoer("waar de pagina komt"),
    ),
)

REGIOBEELD = Opdracht(
    "regiobeeld",
    "één document over een regio",
    "regiobeeld",
    (
        _optie(
            "regios",
            "SOORT:NAAM",
            "zoals corop:Achterhoek, of zorgkantoor:alle voor elke zorgkantoorregio; "
            "bij een gemeente haar zorgkantoorregio",
            nargs="+",
        ),
        _optie(
            "--peiljaar", "JAAR", "jongste jaar dat meetelt (standaard: het nieuwste)", type=int
        ),
        _optie("--prognosejaar", "JAAR", "standaard: 2040", type=int, default=2040),
        _ook("--pdf", "ook een PDF"),
        _ook("--docx", "ook een Word-bestand"),
        _ook("--figuren", "ook elke figuur apart, als PNG en SVG (map figuren)"),
        _vlag("--opnieuw", "maak ook wat er al is en nog klopt opnieuw"),
        INVOER,
        _uitvoer("waar het regiobeeld komt"),
    ),
)

NOTEBOOKS_NIEUW = Opdracht(
    "nieuw",
    "kopieer notebooks om ze voor deze gemeente aan te passen; overschrijft nooit",
    "notebooks_nieuw",
    (
        EEN,
        _optie(
            "--notebook",
            "NAAM",
            "alleen deze, zoals fase1_1_woningbouw (standaard: alle van het rapport)",
        ),
        INVOER,
    ),
)

NOTEBOOKS_VERSCHIL = Opdracht(
    "verschil",
    "wat de kit in uw eigen notebooks veranderde sinds u ze kopieerde",
    "notebooks_verschil",
    (INVOER,),
)

DATA_STATUS = Opdracht(
    "status",
    "bronnen, perioden en hoe oud ze zijn",
    "data_status",
    (
        _optie(
            "--html",
            "PAD",
            "ook als pagina: dekking per cijfer en jaar, en wat verversen ophaalt",
            type=pad,
        ),
    ),
)

DATA_VERVERS = Opdracht(
    "ververs",
    "haal de nieuwste cijfers op bij CBS en RIVM, controleer ze en vervang",
    "data_ververs",
    (
        _optie(
            "--tabel",
            "ID",
            "alleen deze tabellen, zoals 71488ned (standaard: het hele register)",
            nargs="+",
            action="extend",
            default=[],
        ),
        _optie("--jaar", "JAAR", "alleen de cijfers van dit jaar", type=int),
        _vlag("--droog", "laat zien wat er zou komen en hoe groot; haal niets op"),
        _vlag("--akkoord", "neem ook cijfers aan die sterk veranderden"),
    ),
)

DATA_VERSCHIL = Opdracht(
    "verschil",
    "wat de laatste verversing veranderde",
    "data_verschil",
    (
        _optie(
            "gemeente",
            "GEMEENTE",
            "naam of code: dan elk cijfer van die gemeente",
            nargs="?",
        ),
        JSON,
    ),
)

VERSCHIL = Opdracht(
    "verschil",
    "wat er anders is tussen twee rapporten van een gemeente, en waardoor",
    "verschil",
    (
        _optie("oud", "OUD", "map van het eerste rapport, zoals archief/GM0344-utrecht", type=pad),
        _optie("nieuw", "NIEUW", "map van het rapport om daarmee te vergelijken", type=pad),
        _vlag("--json", "als JSON, met alle cijfers"),
    ),
)

LIJST: tuple[Opdracht | Groep, ...] = (
    RAPPORT,
    GEBIEDEN,
    CIJFERS,
    ONDERWERPEN,
    Groep(
        "invoer",
        "eigen invoer van een gemeente: sjablonen maken en nakijken",
        (INVOER_NIEUW, INVOER_CONTROLEER),
    ),
    VISIESCAN,
    REGIOBEELD,
    Groep(
        "notebooks",
        "eigen notebooks van een gemeente",
        (NOTEBOOKS_NIEUW, NOTEBOOKS_VERSCHIL),
    ),
    Groep(
        "data",
        "de momentopname van de open cijfers",
        (
            DATA_STATUS,
            Opdracht(
                "controleer", "controleer of de cijfers heel zijn en optellen", "data_controleer"
            ),
            DATA_VERVERS,
            DATA_VERSCHIL,
            Opdracht("terug", "ga terug naar de vorige momentopname", "data_terug"),
        ),
    ),
    VERSCHIL,
    Opdracht("lab", "open de notebooks in JupyterLab", "lab"),
)
