"""Leest en controleert de cel `parameters` van een notebook, zonder iets uit te voeren."""

from __future__ import annotations

import ast
import difflib
import json
from pathlib import Path

from ..fouten import WoonzorgFout, systeemreden


class NotebookFout(WoonzorgFout):
    """Een notebook ontbreekt of is niet te lezen."""


class OnbekendeParameter(WoonzorgFout):
    """Een parameter die de notebook niet kent, of met een waarde van de verkeerde soort."""


def lees_notebook(pad: Path) -> dict:
    """De notebook als dict; elke cel heeft zijn broncode als één tekst in `source`."""
    try:
        boek = json.loads(Path(pad).read_text(encoding="utf-8"))
        for cel in boek["cells"]:
            cel["source"] = "".join(cel.get("source", ""))
    except OSError as fout:
        raise NotebookFout(
            f"{pad}: de notebook is niet te lezen ({systeemreden(fout.errno)})."
        ) from fout
    except (ValueError, KeyError, TypeError) as fout:
        raise NotebookFout(
            f"{pad}: dit is geen goede notebook. Open en bewaar hem opnieuw in JupyterLab."
        ) from fout
    return boek


def lees_parameters(notebook: Path) -> dict:
    """Namen en standaardwaarden uit de cel met het label `parameters`, in de volgorde van de cel."""
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
    gevonden = {}
    for regel in regels:
        doelen = (
            regel.targets
            if isinstance(regel, ast.Assign)
            else [regel.target]
            if isinstance(regel, ast.AnnAssign)
            else []
        )
        for doel in doelen:
            if isinstance(doel, ast.Name):
                gevonden[doel.id] = _waarde(regel.value)
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
                f"{notebook}: parameter '{naam}' is {waarde!r}, maar hoort van dezelfde soort te zijn als {gewoon!r}."
            )


def schrijf_parameters(parameters: dict, pad: Path) -> None:
    """Schrijft parameters.yaml; `papermill -f` leest dit bestand."""
    import yaml

    kop = "# Hiermee is dit rapport gemaakt. Zo maakt u een notebook opnieuw:\n#   papermill -f parameters.yaml NOTEBOOK.ipynb UITVOER.ipynb\n"
    tekst = yaml.safe_dump(
        parameters, allow_unicode=True, sort_keys=False, default_flow_style=False
    )
    Path(pad).write_text(kop + tekst, encoding="utf-8")
