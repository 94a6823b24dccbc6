"""Schrijft cijfers.csv: elk getoond cijfer op een regel, zo dat een Nederlandse Excel het opent;
leest niets.
"""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from ..standen import CIJFERKOLOMMEN

KOLOMMEN = ("onderwerp", *CIJFERKOLOMMEN)
FORMULE = ("=", "+", "-", "@")


def schrijf_cijfers(regels: Iterable[str], pad: Path) -> None:
    """Schrijft de regels als CSV: UTF-8 met BOM, puntkomma's en decimale komma's."""
    Path(pad).write_bytes(b"\xef\xbb\xbf" + _met_kop(regels).encode("utf-8"))


def cijfers_tekst(rijen: Iterable[Mapping]) -> str:
    """De rijen als CSV-tekst; dezelfde regel staat er maar één keer in."""
    return _met_kop(regels_van(rijen))


def regels_van(rijen: Iterable[Mapping], al: Container[str] = ()) -> dict[str, Mapping]:
    """De regels van het bestand die nog niet in `al` staan, elk met de eerste rij die hem geeft."""
    uit: dict[str, Mapping] = {}
    for rij in rijen:
        if (regel := _regel(rij)) not in al:
            uit.setdefault(regel, rij)
    return uit


def _met_kop(regels: Iterable[str]) -> str:
    return "".join([f"{regel}\r\n" for regel in (";".join(KOLOMMEN), *regels)])


def _regel(rij: Mapping) -> str:
    waarden = map(rij.get, KOLOMMEN)
    return ";".join([_tekst(w) if w.__class__ is str else _anders(w) for w in waarden])


def _anders(waarde: object) -> str:
    if waarde is None or waarde is True or waarde is False:
        return {None: "", True: "ja", False: "nee"}[waarde]
    return _getal(waarde) if is_getal(waarde) else _tekst(str(waarde))


def is_getal(waarde: object) -> bool:
    """Waar als dit een getal is, van Python of van numpy."""
    return isinstance(waarde, (int, float)) or hasattr(waarde, "dtype")


@lru_cache(20_000)
def _tekst(tekst: str) -> str:
    tekst = op_een_regel(tekst)
    if tekst.startswith(FORMULE):
        # A text from someone's file must not become a formula in a spreadsheet.
        tekst = "'" + tekst
    if ";" in tekst or '"' in tekst:
        return '"' + tekst.replace('"', '""') + '"'
    return tekst


@lru_cache(20_000)  # the same few names and sources stand in thousands of rows
def op_een_regel(tekst: str) -> str:
    """De tekst zonder regeleinden en dubbele spaties."""
    return " ".join(tekst.split())


def _getal(waarde) -> str:
    if isinstance(waarde, int):
        return str(waarde)
    getal = rond(waarde)
    if not math.isfinite(getal):
        return ""
    tekst = repr(getal)
    if "e" in tekst:  # never an exponent, which a Dutch Excel reads as text
        tekst = format(Decimal(tekst), "f")
    return tekst.removesuffix(".0").replace(".", ",")


def rond(waarde) -> float:
    """Het getal op tien decimalen: dat verbergt de ruis van binaire breuken."""
    return round(float(waarde), 10)
