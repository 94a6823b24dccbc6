"""Schrijft cijfers.csv: elk getoond cijfer op een regel, zo dat een Nederlandse Excel het opent;
leest niets.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

KOLOMMEN = (
    "onderwerp",
    "indicator",
    "omschrijving",
    "gebiedcode",
    "gebied",
    "jaar",
    "uitsplitsing",
    "waarde",
    "ondergrens",
    "bovengrens",
    "eenheid",
    "soort",
    "bron",
    "tabel",
    "periode",
    "opgehaald",
    "opmerking",
)
FORMULE = ("=", "+", "-", "@")


def schrijf_cijfers(rijen: Iterable[Mapping], pad: Path) -> None:
    """Schrijft de rijen als CSV: UTF-8 met BOM, puntkomma's en decimale komma's."""
    Path(pad).write_bytes(b"\xef\xbb\xbf" + cijfers_tekst(rijen).encode("utf-8"))


def cijfers_tekst(rijen: Iterable[Mapping]) -> str:
    """De rijen als CSV-tekst; dezelfde regel staat er maar één keer in."""
    regels = dict.fromkeys(_regel(rij) for rij in rijen)
    return "".join(f"{regel}\r\n" for regel in (";".join(KOLOMMEN), *regels))


def eerste_keer(rijen: Iterable[Mapping], gezien: set[str]) -> Iterator[Mapping]:
    """De rijen waarvan de regel nog niet in `gezien` staat; zet ze erin."""
    for rij in rijen:
        if (regel := _regel(rij)) not in gezien:
            gezien.add(regel)
            yield rij


def _regel(rij: Mapping) -> str:
    return ";".join([_cel(rij.get(kolom)) for kolom in KOLOMMEN])


def _cel(waarde: object) -> str:
    if isinstance(waarde, str):
        return _tekst(waarde)
    if waarde is None or waarde is True or waarde is False:
        return {None: "", True: "ja", False: "nee"}[waarde]
    return _getal(waarde) if is_getal(waarde) else _tekst(str(waarde))


def is_getal(waarde: object) -> bool:
    """Waar als dit een getal is, van Python of van numpy."""
    return isinstance(waarde, (int, float)) or hasattr(waarde, "dtype")


def _tekst(tekst: str) -> str:
    tekst = op_een_regel(tekst)
    if tekst.startswith(FORMULE):
        # A text from someone's file must not become a formula in a spreadsheet.
        tekst = "'" + tekst
    if ";" in tekst or '"' in tekst:
        return '"' + tekst.replace('"', '""') + '"'
    return tekst


@lru_cache(10_000)  # the same few names and sources stand in thousands of rows
def op_een_regel(tekst: str) -> str:
    """De tekst zonder regeleinden en dubbele spaties."""
    return " ".join(tekst.split())


def _getal(waarde) -> str:
    if isinstance(waarde, int):
        return str(waarde)
    getal = rond(waarde)
    if not math.isfinite(getal):
        return ""
    tekst = format(
        Decimal(repr(getal)), "f"
    )  # never an exponent, which a Dutch Excel reads as text
    return (tekst.rstrip("0").rstrip(".") if "." in tekst else tekst).replace(".", ",")


def rond(waarde) -> float:
    """Het getal op tien decimalen: dat verbergt de ruis van binaire breuken."""
    return round(float(waarde), 10)
