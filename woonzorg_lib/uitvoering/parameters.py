"""Leest en controleert de cel `parameters` van een notebook, zonder iets uit te voeren."""

from __future__ import annotations

import ast
import codecs
import difflib
import json
import re
from pathlib import Path

from ..fouten import WoonzorgFout, systeemreden


_BOMS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_CONFLICT = re.compile(rb"<{7}( |$)|={7}$|>{7}( |$)|\|{7}( |$)")
_TERUG = (
    "Zet een versie terug die het nog doet, uit git of van een reservekopie, "
    "of kopieer de notebook opnieuw uit de kit."
)


class NotebookFout(WoonzorgFout):
    """Een notebook ontbreekt of is niet te lezen."""


class OnbekendeParameter(WoonzorgFout):
    """Een parameter die de notebook niet kent, of met een waarde van de verkeerde soort."""


def lees_notebook(pad: Path) -> dict:
    """De notebook als dict; elke cel heeft zijn broncode als één tekst in `source`.

    Een BOM vooraan, of de UTF-16 van sommige Windows-programma's, is geen bezwaar.
    Fout: NotebookFout.
    """
    try:
        ruw = Path(pad).read_bytes()
    except OSError as fout:
        raise NotebookFout(
            f"{pad}: de notebook is niet te lezen ({systeemreden(fout.errno)})."
        ) from fout
    try:
        boek = json.loads(ruw)
    except (ValueError, RecursionError) as fout:
        raise NotebookFout(_waarom_geen_json(Path(pad), ruw, fout)) from fout
    try:
        for cel in boek["cells"]:
            cel["source"] = "".join(cel.get("source", ""))
    except (KeyError, TypeError, AttributeError) as fout:
        raise NotebookFout(
            f"{pad}: dit is geen goede notebook. Open en bewaar hem opnieuw in JupyterLab."
        ) from fout
    return boek


def _waarom_geen_json(pad: Path, ruw: bytes, fout: Exception) -> str:
    """What JupyterLab can't open either needs another advice than to save it there."""
    if not ruw.strip():
        return f"{pad}: deze notebook is leeg. {_TERUG}"
    for regel, tekst in enumerate(ruw.splitlines(), 1):
        if _CONFLICT.match(tekst):
            return (
                f"{pad}, regel {regel}: hier staan twee versies door elkaar, met de tekens van git "
                f"({tekst[:7].decode()}). {_TERUG}"
            )
    regel = getattr(fout, "lineno", 0)
    plek = f", regel {regel}" if regel else ""
    return (
        f"{pad}{plek}: dit bestand is beschadigd, en JupyterLab kan het ook niet openen. {_TERUG}"
    )


def maak_leesbaar(pad: Path, kopie: Path) -> Path:
    """De notebook in gewone UTF-8: het bestand zelf, of als dat een BOM heeft een kopie zonder.

    Papermill leest alleen gewone UTF-8. Fout: NotebookFout.
    """
    with open(pad, "rb") as stroom:
        if not stroom.read(4).startswith(_BOMS):
            return pad
    kopie.write_text(json.dumps(lees_notebook(pad), ensure_ascii=False), encoding="utf-8")
    return kopie


def lees_parameters(notebook: Path) -> dict:
    """Namen en standaardwaarden uit de cel met het label `parameters`,
    in de volgorde van de cel.
    """
    cellen = [
        c
        for c in lees_notebook(notebook)["cells"]
        if "parameters" in c.get("metadata", {}).get("tags", [])
    ]
    if not cellen:
        raise NotebookFout(f"{notebook}: er is geen cel met het label (tag) `parameters`.")
    try:
        regels = ast.parse(cellen[0]["source"]).body
    except SyntaxError as fout:
        raise NotebookFout(
            f"{notebook}: de cel `parameters` is geen goede Python (regel {fout.lineno})."
        ) from fout
    gevonden: dict = {}
    for regel in regels:
        if isinstance(regel, ast.Assign | ast.AnnAssign):
            doelen = regel.targets if isinstance(regel, ast.Assign) else [regel.target]
            namen = [doel.id for doel in doelen if isinstance(doel, ast.Name)]
            gevonden |= dict.fromkeys(namen, _waarde(regel.value))
    return gevonden


def _waarde(knoop: ast.expr | None):
    try:
        return ast.literal_eval(knoop) if knoop is not None else None
    except ValueError:
        return None  # a default that is computed has no type we can hold someone to


def controleer_parameters(notebook: Path, parameters: dict) -> None:
    """Fout als de notebook een van de parameters niet kent, of een andere soort waarde verwacht."""
    bekend = lees_parameters(notebook)
    for naam, waarde in parameters.items():
        if naam not in bekend:
            lijkt = difflib.get_close_matches(naam, bekend, 1)
            advies = f"Bedoelt u '{lijkt[0]}'?" if lijkt else f"Hij kent: {', '.join(bekend)}."
            raise OnbekendeParameter(
                f"{notebook}: deze notebook kent de parameter '{naam}' niet. {advies}"
            )
        gewoon = bekend[naam]
        if None not in (waarde, gewoon) and isinstance(waarde, (int, float)) != isinstance(
            gewoon, (int, float)
        ):
            raise OnbekendeParameter(
                f"{notebook}: parameter '{naam}' is {waarde!r}, "
                f"maar hoort van dezelfde soort te zijn als {gewoon!r}."
            )


def schrijf_parameters(parameters: dict, pad: Path) -> None:
    """Schrijft parameters.yaml; `papermill -f` leest dit bestand."""
    import yaml

    kop = (
        "# Hiermee is dit rapport gemaakt. Zo maakt u een notebook opnieuw:\n"
        "#   papermill -f parameters.yaml NOTEBOOK.ipynb UITVOER.ipynb\n"
        "# Van een map met eigen invoer staat hier alleen de naam: vul het pad in.\n"
    )
    tekst = yaml.safe_dump(
        parameters, allow_unicode=True, sort_keys=False, default_flow_style=False
    )
    Path(pad).write_text(kop + tekst, encoding="utf-8")
