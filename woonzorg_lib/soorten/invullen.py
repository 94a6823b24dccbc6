"""Vult zinnen met getallen, zoals zij in soort.yaml staan. Rekent niets uit.

{n} is een getal zoals een Nederlander het schrijft; {n:1} met een decimaal; {n:%} als percentage;
{n:jaar} als jaartal; {n:is|zijn} het eerste woord bij precies één, anders het tweede. Een woord
blijft zoals het is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from string import Formatter
from typing import Any

from woonzorg_lib.beeld.getallen import getal, leeg


class Onbekend(KeyError):
    """Een zin vraagt naar iets dat er niet is."""


class _Nederlands(Formatter):
    def get_value(self, key, args, kwargs):
        waarde = kwargs.get(key)
        if leeg(waarde):
            raise Onbekend(key)
        return waarde

    def format_field(self, value: Any, format_spec: str) -> str:
        if "|" in format_spec:
            een, meer = format_spec.split("|")
            return een if value == 1 else meer
        if isinstance(value, str):
            return value
        if format_spec == "jaar":
            return str(int(value))
        if format_spec == "%":
            return f"{getal(value, 0 if value >= 1 else 1)}%"
        return getal(float(value), int(format_spec or 0))


def vul(sjabloon: str, waarden: Mapping[str, Any]) -> str:
    """De zin met de waarden erin. Fout: Onbekend, als er een ontbreekt."""
    return _Nederlands().vformat(sjabloon, (), waarden)


def vul_wat_kan(sjablonen: Iterable[str | list[str]], waarden: Mapping[str, Any]) -> str:
    """De zinnen achter elkaar; een zin waarvan iets onbekend is, wordt niet gezegd.

    Van een lijst in de lijst wordt alleen de eerste gezegd die te vullen is.
    """
    uit = []
    for sjabloon in sjablonen:
        keuzes = sjabloon if isinstance(sjabloon, list) else [sjabloon]
        uit.append(next((z for z in map(_poging(waarden), keuzes) if z), ""))
    return " ".join(z for z in uit if z)


def _poging(waarden: Mapping[str, Any]) -> Callable[[str], str]:
    def poging(sjabloon: str) -> str:
        try:
            return vul(sjabloon, waarden)
        except Onbekend:
            return ""

    return poging
