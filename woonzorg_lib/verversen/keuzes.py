"""Zoekt bij een keuze van het register de dimensie en de codes van de bron. Haalt niets op.

Een keuze is een code of titel, een lijst daarvan (samen opgeteld), of een van deze vormen:
{een_van: [...]} is wat er van deze schrijfwijzen is, en dat is er precies één;
{eerste_van: [...]} is per cel de eerste die gevuld is, zoals Definitief en anders Voorlopig;
{leeftijd: 65+} is elke leeftijdsklasse die samen 65 jaar of ouder is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .dienst import Code, kaal
from .fouten import AndereNamen
from .herkennen import leeftijden, vind_code

REST = "*"
_TOON = 8


@dataclass(frozen=True)
class Keus:
    """De codes van een keuze; `voorkeur`: per cel telt alleen de eerste die gevuld is."""

    codes: tuple[Code, ...]
    voorkeur: bool = False


def vind_keus(codes: Sequence[Code], gezocht: Any, dimensie: str) -> Keus:
    """De codes van de bron die bij deze keuze horen. Fout: AndereNamen."""
    if isinstance(gezocht, Mapping):
        (hoe, wat), *_ = gezocht.items()
        if hoe == "leeftijd":
            return Keus(_vanaf(codes, str(wat), dimensie))
        er = _bekende(codes, [str(w) for w in wat], dimensie)
        if hoe == "een_van" and len(er) > 1:
            namen = ", ".join(f"'{c.titel}'" for c in er)
            raise AndereNamen(f"dimensie {dimensie} heeft meer dan één passende code: {namen}")
        return Keus(er, hoe == "eerste_van")
    lijst = gezocht if isinstance(gezocht, list) else [gezocht]
    return Keus(tuple(vind_code(codes, str(g), dimensie) for g in lijst))


def _bekende(codes: Sequence[Code], namen: Sequence[str], dimensie: str) -> tuple[Code, ...]:
    uit: dict[str, Code] = {}
    for naam in namen:
        if any(c.code == naam or kaal(c.titel) == kaal(naam) for c in codes):
            code = vind_code(codes, naam, dimensie)
            uit.setdefault(code.code, code)
    if not uit:
        raise AndereNamen(f"dimensie {dimensie} heeft geen code '{namen[0]}'; {_wel(codes)}")
    return tuple(uit.values())


def _vanaf(codes: Sequence[Code], grens: str, dimensie: str) -> tuple[Code, ...]:
    """The classes that together are everyone from this age: no gap, no overlap, open at the end."""
    begin = int(grens.rstrip("+"))
    klassen = {}
    for code in codes:
        jaren = leeftijden(re.sub(r"^leeftijd\W*", "", code.titel.lower()))
        if jaren and jaren[0] >= begin:
            klassen[jaren] = code
    heel = klassen.get((begin, None))
    if heel:
        return (heel,)
    verder, uit = begin, []
    for (van, tot), code in sorted(klassen.items(), key=lambda paar: paar[0][0]):
        if van != verder:
            break
        uit.append(code)
        if tot is None:
            return tuple(uit)
        verder = tot + 1
    raise AndereNamen(
        f"dimensie {dimensie} heeft geen klassen die samen {grens} zijn; {_wel(codes)}"
    )


def _wel(codes: Sequence[Code]) -> str:
    namen = [f"'{c.titel}'" for c in codes[:_TOON]]
    return f"wel: {', '.join(namen)}{' en meer' if len(codes) > _TOON else ''}"


def op_naam(
    keuzes: Mapping[str, Any], dimensies: Mapping[str, str], vast: Sequence[str]
) -> dict[str, Any]:
    """Dezelfde keuzes, met de dimensie zoals zij bij de bron heet.

    dimensies: naam -> titel. vast: dimensies waar geen keuze bij hoort.
    Fout: AndereNamen als een dimensie er niet is; dan zou een kolom over iets anders gaan.
    """
    uit = {vind_dimensie(naam, dimensies): wat for naam, wat in keuzes.items() if naam != REST}
    if REST in keuzes:
        over = [d for d in dimensies if d not in uit and d not in vast]
        if len(over) != 1:
            raise AndereNamen(f"het register verwacht nog één dimensie, en hier zijn: {_rij(over)}")
        uit[over[0]] = keuzes[REST]
    return uit


def vind_dimensie(naam: str, dimensies: Mapping[str, str]) -> str:
    """Hoe deze dimensie bij de bron heet: op naam, en anders op titel. Fout: AndereNamen."""
    if naam in dimensies:
        return naam
    if naam.endswith(REST):
        passend = [d for d in dimensies if d.startswith(naam.removesuffix(REST))]
    else:
        passend = [d for d, titel in dimensies.items() if kaal(naam) in (kaal(d), kaal(titel))]
    if len(passend) != 1:
        raise AndereNamen(f"dimensie {naam} is er niet (meer); wel: {_rij(dimensies)}")
    return passend[0]


def _rij(namen: Mapping[str, Any] | Sequence[str]) -> str:
    return ", ".join(namen) or "geen"
