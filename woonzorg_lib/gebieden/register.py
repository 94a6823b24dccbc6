"""De gemeenten, regio's zoals ze in gebieden.csv staan;
hun roepnamen en oude namen staan in namenlijst.py.
"""

import csv
import re
from functools import cache
from pathlib import Path

from woonzorg_lib import momentopname

from .gebied import Gebied
from .namen import plat

MAP = Path(__file__).parent

# soort -> the columns of gebieden.csv with its code and name
_KOLOMMEN = {
    "provincie": ("provinciecode", "provincie"),
    "corop": ("coropcode", "corop"),
    "arbeidsmarkt": ("arbeidsmarktregiocode", "arbeidsmarktregio"),
    "veiligheid": ("veiligheidsregiocode", "veiligheidsregio"),
    "ggd": ("ggdregiocode", "ggdregio"),
    "zorgkantoor": ("zorgkantoorregiocode", "zorgkantoorregio"),
    "jeugd": ("jeugdregiocode", "jeugdregio"),
    "res": ("res_regiocode", "res_regio"),
    "rmc": ("rmc_regiocode", "rmc_regio"),
    "veilig_thuis": ("veilig_thuis_regiocode", "veilig_thuis_regio"),
}


def lees(bestand: str) -> list[dict[str, str]]:
    """De rijen van een gegevensbestand van deze kamer, of van de actieve momentopname als het daar
    is.
    """
    return _lees(momentopname.bestand(bestand, MAP))


def _lees(pad: Path) -> list[dict[str, str]]:
    with pad.open(encoding="utf-8", newline="") as stroom:
        return list(csv.DictReader(stroom))


def lees_gemeenten() -> list[dict[str, str]]:
    """De rijen van gebieden.csv; een soort regio die de actieve momentopname nog niet heeft,
    komt uit het pakket.

    Een gemeente die het pakket niet kent, heeft van zo'n soort geen regio: de code is dan leeg.
    """
    actief = lees("gebieden.csv")
    kolommen = [k for paar in _KOLOMMEN.values() for k in paar]
    if all(k in actief[0] for k in kolommen):
        return actief
    # A snapshot that was refreshed before these kinds were in the package.
    pakket = {rij["gemeentecode"]: rij for rij in _lees(MAP / "gebieden.csv")}
    return [
        rij | {k: pakket.get(rij["gemeentecode"], {}).get(k, "") for k in kolommen if k not in rij}
        for rij in actief
    ]


def zonder_toevoeging(naam: str) -> str:
    """De naam zonder het achtervoegsel van het CBS: "Middelburg (Z.)" -> "Middelburg"."""
    return re.sub(r"\s*\([^)]*\)$", "", naam)


def _op_volgorde(gebied: Gebied) -> str:
    return plat(gebied.naam)


@cache
def rijen() -> tuple[dict[str, str], ...]:
    """De rijen van gebieden.csv, één per gemeente."""
    return tuple(lees_gemeenten())


@cache
def gemeenten() -> tuple[Gebied, ...]:
    """Alle 342 gemeenten van 2023 tot en met 2026, op naam ('s-Gravenhage onder de S).
    Bron: CBS, Gebieden in Nederland.
    """
    kort = [zonder_toevoeging(rij["gemeentenaam"]) for rij in rijen()]
    dubbel = {naam for naam in kort if kort.count(naam) > 1}
    alle = (
        Gebied(
            code=rij["gemeentecode"],
            naam=rij["gemeentenaam"] if naam in dubbel else naam,
            soort="gemeente",
            leden=(rij["gemeentecode"],),
        )
        for rij, naam in zip(rijen(), kort, strict=True)
    )
    return tuple(sorted(alle, key=_op_volgorde))


@cache
def gemeente_met_code() -> dict[str, Gebied]:
    """Gemeentecode -> gemeente, voor de gemeenten van nu."""
    return {g.code: g for g in gemeenten()}


@cache
def land() -> Gebied:
    """Nederland, met alle gemeenten als leden."""
    return Gebied("NL", "Nederland", "land", tuple(g.code for g in gemeenten()))


@cache
def regios() -> dict[str, Gebied]:
    """Regiocode -> regio, van elke soort behalve eigen; Nederland staat voorop."""
    rij_van = {rij["gemeentecode"]: rij for rij in rijen()}
    alle = {"NL": land()}
    for soort, (codekolom, naamkolom) in _KOLOMMEN.items():
        leden: dict[str, list[str]] = {}
        namen: dict[str, str] = {}
        for g in gemeenten():
            rij = rij_van[g.code]
            if not rij[codekolom]:
                continue
            leden.setdefault(rij[codekolom], []).append(g.code)
            namen[rij[codekolom]] = rij[naamkolom]
        nieuw = (Gebied(code, namen[code], soort, tuple(leden[code])) for code in leden)
        alle |= {g.code: g for g in sorted(nieuw, key=_op_volgorde)}
    return alle


@cache
def regio_van_gemeente() -> dict[tuple[str, str], Gebied]:
    """(gemeentecode, soort) -> de regio van die soort waar de gemeente in ligt."""
    return {(lid, regio.soort): regio for regio in regios().values() for lid in regio.leden}
