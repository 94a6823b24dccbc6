"""Kleine notebooks voor de tests van uitvoering, rapport en cli; geen tests."""

import json
from pathlib import Path

PARAMETERS = (
    'gemeente = "Utrecht"\nregio = None\npeiljaar = None\nprognosejaar = 2040\ninvoer = None'
)
# What the library shows, in the form that the report reads, without the library.
TOON = """
from IPython.display import display
def toon(html, **gegevens):
    display({"text/html": html, "text/plain": "-", "application/vnd.woonzorg+json": gegevens}, raw=True)
class Analyse:
    def onderwerp(self, id, status="volledig", **meer):
        toon(f"<h3>{id}</h3>", soort="onderwerp", id=id, titel=f"Titel {id}", kort=id, status=status, **meer)
a = Analyse()
"""
RIJ = {
    "indicator": "koop",
    "omschrijving": "Koopwoningen",
    "gebiedcode": "GM0344",
    "gebied": "Utrecht",
    "jaar": 2025,
    "uitsplitsing": "",
    "waarde": 45.5,
    "ondergrens": None,
    "bovengrens": None,
    "eenheid": "%",
    "soort": "cijfer",
    "bron": "CBS",
    "tabel": "86165NED",
    "periode": "2025",
    "opgehaald": "2026-11-22",
    "opmerking": "",
}


def code(bron: str) -> tuple[str, str]:
    return "code", bron


def tekst(bron: str) -> tuple[str, str]:
    return "markdown", bron


def notebook(pad: Path, *cellen: tuple[str, str], groep: str = "Fase I") -> Path:
    """Schrijft een notebook met een cel `parameters`, de toonfunctie en de gegeven cellen."""
    alle = [
        ("code", PARAMETERS, ["parameters"]),
        ("code", TOON, []),
        *((soort, bron, []) for soort, bron in cellen),
    ]
    kern = {
        "name": "andermans-omgeving",
        "display_name": "Python",
        "language": "python",
    }  # as JupyterLab may have saved it
    boek = {
        "cells": [],
        "metadata": {"kernelspec": kern, "woonzorg": {"groep": groep}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    for nummer, (soort, bron, tags) in enumerate(alle):
        cel = {"cell_type": soort, "id": f"cel{nummer}", "metadata": {"tags": tags}, "source": bron}
        boek["cells"].append(
            cel | ({"outputs": [], "execution_count": None} if soort == "code" else {})
        )
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(json.dumps(boek), encoding="utf-8")
    return pad


def uitgevoerd(pad: Path, *cellen, groep: str = "Fase I") -> Path:
    """Schrijft een notebook alsof hij uitgevoerd is; een cel is Markdown (tekst) of een lijst van uitvoer."""
    boek = {
        "cells": [],
        "metadata": {"woonzorg": {"groep": groep}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    for nummer, inhoud in enumerate(cellen):
        cel = {
            "id": f"cel{nummer}",
            "metadata": {},
            "source": inhoud if isinstance(inhoud, str) else "a.x()",
        }
        if isinstance(inhoud, str):
            cel["cell_type"] = "markdown"
        else:
            cel |= {"cell_type": "code", "outputs": inhoud, "execution_count": nummer + 1}
        boek["cells"].append(cel)
    pad.write_text(json.dumps(boek), encoding="utf-8")
    return pad


def uitvoer(metadata: dict | None = None, **data: str | dict) -> dict:
    """Eén uitvoer van een cel; `html`, `png`, `tekst` en `eigen` staan voor hun mime-soort."""
    soorten = {
        "html": "text/html",
        "png": "image/png",
        "svg": "image/svg+xml",
        "tekst": "text/plain",
        "eigen": "application/vnd.woonzorg+json",
    }
    return {
        "output_type": "display_data",
        "metadata": metadata or {},
        "data": {soorten[s]: inhoud for s, inhoud in data.items()},
    }


def onderwerp(id: str, status: str = "volledig", **meer) -> dict:
    gegevens = {
        "soort": "onderwerp",
        "id": id,
        "titel": f"Titel {id}",
        "kort": id,
        "status": status,
        **meer,
    }
    return uitvoer(html=f"<h3>{id}</h3>", eigen=gegevens)
