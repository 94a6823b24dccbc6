"""Wat voor rij er staat: gegevens, of een voorbeeld, totaal, voetnoot of herhaalde kop.

Wat de cellen van een rij met gegevens betekenen weet rijlezer.py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import Enum
from typing import Any

from woonzorg_lib.gebieden.namen import plat, sleutel
from woonzorg_lib.invoer.cellen import is_leeg, kaal
from woonzorg_lib.invoer.schema import Schema

VOORBEELD = "VOORBEELD"
# A whole cell that says "total"; a name that only begins with the word is a name.
_TOTAAL = re.compile(
    r"(?:sub|eind|deel|regio|rij|kolom|algemeen )?tota(?:al|len)"
    r"(?: (?:generaal|aantal|plannen|woningen|gemeente|regio|alles|alle \w+|20\d\d|van \w+|per \w+"
    r"|\w+ gemeenten?))?"
    r"|alles samen|alle \w+ samen|opgeteld|optelling|total|grand total|eindsom"
)
_VOETNOOT = re.compile(
    r"^\s*(?:[*©¹²³†]|\(?\d\)|(?:bron|noot|toelichting|let op|nb|peildatum)\b|opmerking|n\.b\.)",
    re.IGNORECASE,
)


class Regelsoort(Enum):
    """Wat een rij is."""

    GEGEVENS = "gegevens"
    VOORBEELD = "voorbeeld"
    KOP = "herhaalde kopregel"
    TOTAAL = "totaalregel"
    VOETNOOT = "voetnoot"
    TUSSENKOP = "tussenkop"


def regelsoort_van(
    schema: Schema, koppen: list[str], rij: list, gevuld: Mapping[str, Any]
) -> Regelsoort:
    """Wat deze rij is. koppen: de kopregel; gevuld: kolom -> cel, van de bekende kolommen."""
    cellen = [c for c in rij if not is_leeg(c)]
    if any(_is_voorbeeld(c) for c in (cellen[0], gevuld.get("gemeente"))):
        return Regelsoort.VOORBEELD
    if _is_kop(koppen, rij, len(cellen)):
        return Regelsoort.KOP
    namen = [cellen[0], *(gevuld.get(k) for k in ("gemeente", "naam", *_vrij(schema)))]
    if any(isinstance(c, str) and _is_totaal(c) for c in namen):
        return Regelsoort.TOTAAL
    if (
        len(cellen) == 1
        and isinstance(cellen[0], str)
        and not re.search(r"^[\d.,%€ ]+$", cellen[0])
    ):
        return Regelsoort.VOETNOOT if _VOETNOOT.search(cellen[0]) else Regelsoort.TUSSENKOP
    return Regelsoort.GEGEVENS


def _is_voorbeeld(cel: object) -> bool:
    return isinstance(cel, str) and cel.strip().startswith(VOORBEELD)


def _is_kop(koppen: list[str], rij: list, gevuld: int) -> bool:
    gelijk = sum(
        isinstance(cel, str) and bool(kop) and sleutel(cel[:200]) == sleutel(kop)
        for kop, cel in zip(koppen, rij)
    )
    return gelijk >= 2 and gelijk >= 0.6 * gevuld


def _vrij(schema: Schema) -> list[str]:
    """The columns of the key with someone's own words: in a list 'totaal' may be a choice."""
    vrij = ("tekst", "code")
    return [k for k in schema.sleutel if (kol := schema.kolom(k)) and kol.vorm.naam in vrij]


def _is_totaal(cel: str) -> bool:
    return len(cel) < 60 and bool(_TOTAAL.fullmatch(plat(cel)))


def is_veranderd(schema: Schema, gevuld: Mapping[str, Any]) -> bool:
    """Waar als een voorbeeldrij andere woorden of getallen heeft dan die van het sjabloon.

    De kolommen met een jaar tellen niet mee: die hangen af van het jaar van het sjabloon.
    """
    return not any(_gelijk(schema, gevuld, schema.voorbeeldrij(n)) for n in (0, 1))


def _gelijk(schema: Schema, gevuld: Mapping[str, Any], voorbeeld: Mapping[str, Any]) -> bool:
    for naam, cel in gevuld.items():
        kolom = schema.kolom(naam)
        if naam == "gemeente" or kolom is None or kolom.vorm.naam in ("jaar", "datum"):
            continue
        if _woord(cel) != _woord(voorbeeld.get(naam, "")):
            return False
    return True


def _woord(cel: object) -> str:
    if isinstance(cel, (date, datetime)):
        return cel.isoformat()[:10]
    if isinstance(cel, float) and cel.is_integer():
        return str(int(cel))
    return sleutel(kaal(cel)[:200].replace(",", "."))
