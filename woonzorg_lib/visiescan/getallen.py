"""Leest Nederlandse getallen in een zin, ook uitgeschreven. Kent geen onderwerp."""

from __future__ import annotations

import re
from functools import lru_cache

EEN = {
    **dict(een=1, twee=2, drie=3, vier=4, vijf=5, zes=6, zeven=7, acht=8, negen=9, tien=10),
    **dict(elf=11, twaalf=12, dertien=13, veertien=14, vijftien=15, zestien=16, zeventien=17),
    **dict(achttien=18, negentien=19),
}
TIENEN = {
    **dict(twintig=20, dertig=30, veertig=40, vijftig=50, zestig=60, zeventig=70, tachtig=80),
    **dict(negentig=90),
}
_KLEIN = "|".join(sorted(EEN, key=len, reverse=True))
_TIEN = "|".join(TIENEN)
_ONDER_100 = rf"(?:(?P<e>{_KLEIN})en(?P<t>{_TIEN})|(?P<t2>{_TIEN})|(?P<e2>{_KLEIN}))"
_ONDER_100_RE = re.compile(_ONDER_100)
_WOORD = re.compile(
    rf"(?:(?P<duizend>[a-z]*)duizend)?(?:en)?(?:(?P<honderd>{_KLEIN})?honderd)?(?:en)?(?P<rest>[a-z]*)"
)
_CIJFERS = re.compile(r"(?<![\d.,])\d{1,3}(?:\.\d{3})+(?![\d])|(?<![\d.,])\d+(?!\d|,\d)")


def aantallen(kaal: str) -> list[int]:
    """De hele getallen in een platte zin, in volgorde: "320", "1.200", "vijfentwintig".

    Een los "een" telt niet: het is vaker een lidwoord. "vijf procent" telt als 5.
    """
    uit: list[tuple[int, int]] = []
    for m in _CIJFERS.finditer(kaal):
        uit.append((m.start(), int(m.group().replace(".", ""))))
    for m in re.finditer(r"[a-z]{3,}", kaal):
        n = als_getal(m.group())
        if n is not None and n != 1:
            uit.append((m.start(), n))
    return [n for _, n in sorted(uit)]


@lru_cache(maxsize=10_000)
def als_getal(woord: str) -> int | None:
    """Het getal dat een woord uitschrijft, zoals "tweehonderdvijftig"; None als het geen is."""
    m = _WOORD.fullmatch(woord)
    if m is None:
        return None
    totaal, gezien = 0, False
    if "duizend" in woord:
        voor = 1 if not m["duizend"] else als_getal(m["duizend"])
        if voor is None:
            return None
        totaal, gezien = 1000 * voor, True
    if "honderd" in woord.split("duizend")[-1]:
        totaal, gezien = totaal + 100 * EEN.get(m["honderd"] or "een", 1), True
    if not m["rest"]:
        return totaal if gezien else None
    rest = _ONDER_100_RE.fullmatch(m["rest"])
    if rest is None:
        return None
    klein = EEN.get(rest["e"] or rest["e2"] or "", 0) + TIENEN.get(rest["t"] or rest["t2"] or "", 0)
    return totaal + klein
