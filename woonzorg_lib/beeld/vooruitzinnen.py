"""Zinnen en tabellen over de toekomst: zorgvraag en prognose, elk met de band en de aanname. Rekent niets uit."""

from __future__ import annotations

from html import escape

import pandas as pd

from woonzorg_lib.beeld.bereik import tussen
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.zinnen import OP
from woonzorg_lib.gebieden import Gebied

# Nu, straks. {in}: in Utrecht of op Texel; {nu}, {straks}: jaren; {a}, {b}: aantallen; {band_a}, {band_b}: van laag tot hoog.
ZORGVRAAG = {
    "dementie": (
        "Naar schatting hebben {in} {a} mensen dementie ({nu}; {band_a}).",
        "Als het aandeel per leeftijd gelijk blijft, zijn dat er <b>{b}</b> in {straks}; in twee gepubliceerde scenario’s {band_b}.",
    ),
    "bewegen": (
        "Naar schatting {a} inwoners van 65 jaar of ouder hebben een beperking in bewegen ({nu}; {band_a}).",
        "Als het aandeel gelijk blijft, zijn dat er <b>{b}</b> in {straks} ({band_b}).",
    ),
    "eenzaam": (
        "Naar schatting {a} inwoners van 65 jaar of ouder voelen zich eenzaam ({nu}; {band_a}).",
        "Als het aandeel gelijk blijft, zijn dat er <b>{b}</b> in {straks} ({band_b}).",
    ),
    "wmo": (
        "In {nu} kregen {a} mensen Wmo-ondersteuning.",
        "In {straks} zijn dat er naar schatting <b>{band_b}</b>: het eerste als het aandeel van de volwassenen gelijk blijft, het tweede als het aantal meegroeit met de 75-plussers.",
    ),
}


def _tussen(rij: dict) -> str:
    woorden = tussen(rij)
    return f"tussen {woorden.replace(' tot ', ' en ')}" if " tot " in woorden else f"ongeveer {woorden}"


def zorgvraagzin(wat: str, data: pd.DataFrame, gemeente: Gebied) -> str:
    """"Naar schatting hebben in Utrecht 2.500 mensen dementie (2024; tussen ...). Als het aandeel per leeftijd gelijk blijft, zijn dat er ... in 2040; ..." Geeft HTML."""
    alle = data.to_dict("records")
    a, b = alle[0], alle[-1]
    woorden = {
        "in": f"{'op' if gemeente.naam in OP else 'in'} {escape(gemeente.naam, quote=False)}", "nu": int(a["jaar"]), "straks": int(b["jaar"]),
        "a": getal(a["waarde"]), "b": getal(b["waarde"]), "band_a": _tussen(a), "band_b": _tussen(b),
    }  # fmt: skip
    return " ".join(z.format(**woorden) for z in ZORGVRAAG[wat][: 1 if a["jaar"] == b["jaar"] else 2])
