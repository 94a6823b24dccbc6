"""Hoe gemeenten door de jaren veranderden: fusies en splitsingen sinds 2013;
cijfers omrekenen gebeurt in cijfers.
"""

from functools import cache
from typing import NamedTuple

from woonzorg_lib.fouten import WoonzorgFout

from .namen import toon
from .register import gemeente_met_code, lees

# Changes before 2013 are not in the files, so the oldest day they can lead back to is 1 January
# 2012.
EERSTE_JAAR = 2012


class GeenHerindelingen(WoonzorgFout):
    """Voor dit jaar of deze code zijn geen herindelingen bekend."""


class Herindeling(NamedTuple):
    """Eén opgeheven gemeente en een gemeente waar zij (voor een deel) in opging,
    op 1 januari van `jaar`.

    deel_van_nieuwe: welk deel van de inwoners van de nieuwe gemeente erbij kwam;
    None als dat niet bekend is.
    """

    oude_code: str
    oude_naam: str
    nieuwe_code: str
    jaar: int
    soort: str
    deel_van_nieuwe: float | None = None


@cache
def alle() -> tuple[Herindeling, ...]:
    """Alle herindelingen van 2013 tot en met 2023. Bron: CBS, indeling van gemeenten per jaar."""
    rijen = lees("herindelingen_2013_2016.csv") + lees("herindelingen.csv")
    return tuple(
        Herindeling(
            rij["oude_code"],
            rij["oude_naam"],
            rij["nieuwe_code"],
            int(rij["ingang"][:4]),
            rij["soort"],
            float(rij["deel_van_nieuwe"]) if rij.get("deel_van_nieuwe") else None,
        )
        for rij in rijen
    )


@cache
def _begin() -> dict[str, int]:
    return {rij["code"]: int(rij["ingang"][:4]) for rij in lees("nieuwe_codes.csv")}


@cache
def _vooruit() -> dict[str, tuple[Herindeling, ...]]:
    return {
        code: tuple(h for h in alle() if h.oude_code == code)
        for code in {h.oude_code for h in alle()}
    }


def _bekend(code: str) -> None:
    if code not in gemeente_met_code() and code not in _vooruit():
        raise GeenHerindelingen(
            f"Onbekende gemeentecode {toon(code)}: er zijn geen herindelingen van bekend."
        )


@cache
def opvolgers(code: str, tot: int | None = None) -> tuple[str, ...]:
    """De gemeentecodes van nu waarin het gebied van `code` ligt;
    een gemeente van nu is haar eigen opvolger.

    tot: op 1 januari van dit jaar, in plaats van nu.
    """
    _bekend(code)
    if code in gemeente_met_code():
        return (code,)
    verder = [h for h in _vooruit()[code] if tot is None or h.jaar <= tot]
    if not verder:
        return (code,)
    return tuple(sorted({nu for h in verder for nu in opvolgers(h.nieuwe_code, tot)}))


@cache
def geldt_nu(jaar: int) -> bool:
    """Waar als de gemeenten van 1 januari `jaar` die van nu zijn."""
    return all(h.jaar <= jaar for h in alle())


@cache
def splitsing(code: str) -> tuple[Herindeling, ...]:
    """De delen waarin een opgeheven gemeente is verdeeld; leeg als zij niet is gesplitst."""
    return tuple(h for h in _vooruit().get(code, ()) if h.soort == "splitsing")


@cache
def _fusies_van(code: str) -> tuple[Herindeling, ...]:
    return tuple(h for h in alle() if h.nieuwe_code == code and h.soort == "fusie")


@cache
def splitsingen(code: str) -> tuple[tuple[str, int], ...]:
    """Gesplitste gemeenten waarvan deze gemeente een deel kreeg: (naam, jaar).
    Cijfers van voor dat jaar zijn niet over te zetten.
    """
    _bekend(code)
    eigen = {code}
    wachtrij = [code]
    while wachtrij:
        nieuw = {h.oude_code for h in _fusies_van(wachtrij.pop())} - eigen
        eigen |= nieuw
        wachtrij += nieuw
    delen = {
        (h.oude_naam, h.jaar) for h in alle() if h.soort == "splitsing" and h.nieuwe_code in eigen
    }
    return tuple(sorted(delen, key=lambda deel: (deel[1], deel[0])))


@cache
def gemeentenaam_toen(code: str) -> str:
    """De naam van een gemeente van nu of van een opgeheven gemeente."""
    _bekend(code)
    if code in gemeente_met_code():
        return gemeente_met_code()[code].naam
    return _vooruit()[code][0].oude_naam


@cache
def deel_van_nieuwe(code: str, naam: str) -> float | None:
    """Welk deel van de inwoners van gemeente `code` uit de gesplitste gemeente `naam` kwam;
    None als dat niet bekend is.
    """
    delen = [
        h.deel_van_nieuwe
        for h in alle()
        if (h.nieuwe_code, h.oude_naam, h.soort) == (code, naam, "splitsing")
    ]
    return delen[0] if delen else None


@cache
def voorgangers(code: str, jaar: int) -> tuple[str, ...]:
    """De codes die op 1 januari `jaar` (2012 of later) samen de gemeente van nu vormden;
    delen van gesplitste gemeenten ontbreken.
    """
    _bekend(code)
    if jaar < EERSTE_JAAR:
        raise GeenHerindelingen(
            f"Herindelingen zijn bekend vanaf {EERSTE_JAAR}; "
            f"cijfers van {jaar} zijn niet over te zetten."
        )
    gevonden = {code} if _begin().get(code, 0) <= jaar else set()
    for h in _fusies_van(code):
        if h.jaar > jaar:
            gevonden |= set(voorgangers(h.oude_code, jaar))
    return tuple(sorted(gevonden))
