"""Vormen die bij elk bestand kunnen horen: StatLine van het CBS, en jaren als kolommen.

Een vorm maakt van een rooster een rooster met de kolommen van het schema. Vormen die bij één soort
bestand horen (zie schema.Export) staan bij die soort.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer.cellen import is_leeg, kaal
from woonzorg_lib.invoer.kruistabel import is_kruistabel, maal_duizend, onder_elkaar
from woonzorg_lib.invoer.openen import Opmerking
from woonzorg_lib.invoer.rooster import Rooster
from woonzorg_lib.invoer.schema import Export, Schema

STATLINE = "StatLine (CBS)"
GESLACHT = "geslacht"
VOET = "de voet van de tabel"
_DIMENSIES = {"perioden", "regios", "onderwerp", "onderwerpen"}
_EENHEID = re.compile(r"\s*\((?:aantal|x 1[ .]?000|%|euro|per 1 ?000[^)]*)\)\s*$")
_PER_DUIZEND = re.compile(r"\(x 1[ .]?000\)\s*$")
_GEBIED = re.compile(r"\s*\((?:gemeente|gem\.?|G)\)\s*$")
_VOET = re.compile(r"^\s*(?:©|bron:? *cbs|\(c\)|centraal bureau)", re.IGNORECASE)
_PERIODE = re.compile(r"(?:1 januari )?((?:19|20)\d\d)(?: ?januari)?(\*{0,2})")
_JAAR = re.compile(r"((?:19|20)\d\d)\*{0,2}")
# The one count of a table of the CBS that says how many there are.
_AANTAL = ("aantal", "personen", "bevolking", "inwoners", "omvang", "huishoudens", "woningen")


def is_statline(koppen: list[str]) -> bool:
    """Waar als dit de kopregel van een tabel van StatLine is."""
    namen = [sleutel(k) for k in koppen if k]
    if len(namen) < 2:
        return False
    onderwerpen = namen[0] in ("onderwerp", "onderwerpen")
    return onderwerpen or "perioden" in namen or len(set(namen) & _DIMENSIES) >= 2


def statline(schema: Schema) -> Export:
    """De vorm StatLine voor dit schema."""
    return Export(STATLINE, is_statline, lambda rooster: _vouw_statline(rooster, schema))


def _vouw_statline(rooster: Rooster, schema: Schema) -> Rooster:
    """De rijen van een tabel van StatLine, zonder voet, met de kolommen van het schema.

    De eerste kolom met aantallen mensen telt; andere maten worden genoemd. Fout: Bestandsfout.
    """
    if is_kruistabel(rooster.koppen):
        rooster = onder_elkaar(rooster, schema)
    koppen, telling = _statlinekoppen(rooster, schema)
    # A table that does not divide by sex is about everyone.
    allen = [GESLACHT] if schema.kolom(GESLACHT) and GESLACHT not in koppen else []
    koppen += allen
    plek = {k: n for n, k in enumerate(koppen) if k}
    duizend = rooster.koppen.index(telling) if _PER_DUIZEND.search(telling) else None
    opmerkingen: list[Opmerking] = list(rooster.opmerkingen)
    rijen, weg = [], Counter[str]()
    for regel, rij in rooster.rijen:
        if waarom := _niet_mee(rij, plek):
            weg[waarom] += 1
            continue
        cellen = [_statlinecel(k, c) for k, c in zip(koppen, rij)]
        if duizend is not None and duizend < len(cellen):
            cellen[duizend] = maal_duizend(cellen[duizend])
        if allen and sum(not is_leeg(c) for c in cellen) > 1:
            cellen += [None] * (len(koppen) - 1 - len(cellen)) + ["totaal"]
        rijen.append((regel, cellen))
    wat = f"gelezen als {STATLINE}: {len(rijen)} regels"
    maal = ", maal 1.000," if duizend is not None else ""
    wat += f", met '{telling}'{maal} als aantal." if telling else "."
    opmerkingen.append(("LET OP", None, wat, "Klopt dat niet, hernoem dan de kolommen."))
    for waarom, hoeveel in weg.items():
        if waarom != VOET:
            wat = f"{hoeveel} regels zijn niet gelezen: {waarom}."
            opmerkingen.append(("LET OP", None, wat, "Dat klopt als u ze niet nodig hebt."))
    return replace(rooster, koppen=koppen, rijen=rijen, opmerkingen=opmerkingen)


def _niet_mee(rij: list, plek: dict[str, int]) -> str:
    """Why a row of the table isn't read; empty when it is."""
    eerste = next((c for c in rij if not is_leeg(c)), "")
    if isinstance(eerste, str) and _VOET.match(eerste):
        return VOET
    woorden = {k: kaal(rij[n]).lower() for k, n in plek.items() if n < len(rij)}
    if "december" in woorden.get("jaar", ""):
        return "zij gaan over december, en een stand is die van januari"
    if woorden.get("leeftijd", "").startswith("totaal"):
        return "zij zijn het totaal van alle leeftijden"
    return ""


def _statlinekoppen(rooster: Rooster, schema: Schema) -> tuple[list[str], str]:
    """The headers by the names of the schema, and which one is the count."""
    koppen, telling = [], ""
    doel = _telkolom(schema)
    for kop in rooster.koppen:
        kaal_ = _EENHEID.sub("", kop)
        if sleutel(kop) == "regios":
            koppen.append("gemeente")
        elif sleutel(kop) == "perioden":
            koppen.append("jaar")
        elif doel and not telling and kaal_ != kop and _is_telling(kaal_):
            telling = kop
            koppen.append(doel)
        else:
            koppen.append(schema.herken(kaal_) or _enkelvoud(schema, kaal_) or kop)
    return koppen, telling


def _telkolom(schema: Schema) -> str:
    """The column of the schema for the one count of a table: required, or the first there is."""
    tellingen = [k for k in schema.kolommen if k.vorm.naam == "aantal"]
    nodig = [k for k in tellingen if k.nodig]
    return (nodig or tellingen)[0].naam if tellingen else ""


def _is_telling(kop: str) -> bool:
    return any(woord in kop.lower() for woord in _AANTAL)


def _enkelvoud(schema: Schema, kop: str) -> str | None:
    """'Aandachtsgroep' or 'Aandachtsgroepen' is groep where the schema has such a column."""
    woord = sleutel(kop)
    for naam in schema.koppen:
        if len(naam) >= 5 and woord.endswith((naam, f"{naam}en")):
            return schema.koppen[naam]
    return None


def _statlinecel(kolom: str, cel: Any) -> Any:
    if not isinstance(cel, str):
        return cel
    t = kaal(cel)
    if kolom == "gemeente":
        return _GEBIED.sub("", t)
    if kolom == "jaar" and (m := _PERIODE.fullmatch(t)):
        return m[1] + m[2]
    return re.sub(r":\s*totaal$", "", t, flags=re.IGNORECASE)


# ---- jaren als kolommen


def is_breed(schema: Schema, koppen: list[str]) -> bool:
    """Waar als de jaren kolommen zijn, in een bestand dat een rij per jaar wil."""
    jaar = schema.kolom("jaar")
    if jaar is None or not jaar.nodig or schema.jaarkolommen is not None:
        return False
    jaren = [k for k in koppen if _JAAR.fullmatch(k.strip())]
    bekend = {schema.herken(k) for k in koppen if k} - {None}
    return (
        len(jaren) >= 2
        and bool(bekend)
        and "jaar" not in bekend
        and len(_open(schema, bekend)) == 1
    )


def _open(schema: Schema, bekend: set) -> list[str]:
    """The required counts that the file has no column for."""
    return [
        k.naam
        for k in schema.kolommen
        if k.vorm.naam == "aantal" and k.nodig and k.naam not in bekend
    ]


def breed(schema: Schema) -> Export:
    """De vorm met jaren als kolommen, voor dit schema."""

    def vouw(rooster: Rooster) -> Rooster:
        return _vouw_breed(rooster, schema)

    return Export("", lambda koppen: is_breed(schema, koppen), vouw)


def _vouw_breed(rooster: Rooster, schema: Schema) -> Rooster:
    jaren = {n: k.strip() for n, k in enumerate(rooster.koppen) if _JAAR.fullmatch(k.strip())}
    vast = [n for n in range(len(rooster.koppen)) if n not in jaren]
    bekend = {schema.herken(rooster.koppen[n]) for n in vast if rooster.koppen[n]}
    (telling,) = _open(schema, bekend)
    rijen = []
    for regel, rij in rooster.rijen:
        cellen = [rij[n] if n < len(rij) else None for n in vast]
        if len([c for c in rij if not is_leeg(c)]) < 2:
            rijen.append((regel, [*cellen, None, None]))  # a footnote stays what it is
            continue
        rijen += [
            (regel, [*cellen, jaar, rij[n]])
            for n, jaar in jaren.items()
            if n < len(rij) and not is_leeg(rij[n])
        ]
    wat = (
        f"de jaren staan als kolommen; {len(rooster.rijen)} regels met {len(jaren)} jaren zijn "
        f"{len(rijen)} rijen geworden, met '{telling}'."
    )
    return replace(
        rooster,
        koppen=[*(rooster.koppen[n] for n in vast), "jaar", telling],
        rijen=rijen,
        opmerkingen=[*rooster.opmerkingen, ("LET OP", None, wat, "Controleer de aantallen.")],
        gedekt={},
    )
