"""Wat er van verdwenen gemeenten werd: uit hun grenzen, en anders uit hun inwoners. Verandert
niets.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Mapping, Sequence
from typing import Any

from .gebiedstabel import Gebiedstabel
from .indeling import Indeling

_SPELING = 0.02  # between the inhabitants of the parts, a year older, and those of the whole
_GEGROEID = 1.06  # an existing gemeente that took in another one
_SAMEN = 6  # gemeenten in one merger, at most
_DEEL, _HEEL = 0.05, 0.9  # of the area of the old gemeente; drawings differ a little along a border


class Onverklaard(Exception):
    """Een gemeente is weg, en niets zegt waarin zij opging; `codes` noemt ze."""

    def __init__(self, codes: Sequence[str]):
        super().__init__(", ".join(codes))
        self.codes = tuple(codes)


def nieuwe_indeling(
    indeling: Indeling,
    jaar: int,
    tabel: Gebiedstabel | None,
    codes: set[str],
    inwoners: tuple[Mapping[str, float], Mapping[str, float]],
    vlakken: tuple[Mapping[str, Any], Mapping[str, Any]] | None = None,
    namen: Mapping[str, str] | None = None,
) -> Indeling:
    """De indeling op 1 januari `jaar`, met de herindelingen ernaartoe.

    tabel: Gebieden in Nederland van dat jaar, als die er is. codes: de gemeenten van dat jaar.
    inwoners: per gemeente een jaar eerder, en in `jaar`. vlakken: grenzen van toen en van `jaar`.
    namen: hoe een nieuwe gemeente heet, als `tabel` er niet is.
    Fout: Onverklaard.
    """
    weg = sorted(indeling.codes(jaar) - codes)
    erbij = sorted(codes - indeling.codes(jaar))
    overgangen = _uit_grenzen(weg, *vlakken) if vlakken else {}
    rest = [c for c in weg if c not in overgangen]
    if rest:
        overgangen |= _uit_inwoners(rest, erbij, codes, *inwoners)
    verklaard = {n for nieuw in overgangen.values() for n in nieuw}
    los = [c for c in weg if c not in overgangen] + [c for c in erbij if c not in verklaard]
    if los:
        raise Onverklaard(los)
    rijen = tabel.rijen if tabel else {}
    for code in erbij if not tabel else ():
        rijen[code] = {"gemeentenaam": (namen or {}).get(code, code)}
    return _bouw(indeling, jaar, rijen, codes, overgangen)


def _uit_grenzen(
    weg: Sequence[str], toen: Mapping[str, Any], nu: Mapping[str, Any]
) -> dict[str, tuple[str, ...]]:
    """By where its land lies now; whole when nearly all of it lies in one gemeente."""
    uit = {}
    for code in weg:
        vlak = toen.get(code)
        if vlak is None or not vlak.area or code in nu:
            continue
        delen = {
            n: v.intersection(vlak).area / vlak.area for n, v in nu.items() if v.intersects(vlak)
        }
        grootste = max(delen, key=lambda n: delen[n], default="")
        if not grootste or sum(delen.values()) < _HEEL - _DEEL:
            continue
        heel = delen[grootste] >= _HEEL
        uit[code] = (grootste,) if heel else tuple(n for n, d in delen.items() if d >= _DEEL)
    return uit


def _uit_inwoners(
    weg: Sequence[str],
    erbij: Sequence[str],
    codes: set[str],
    toen: Mapping[str, float],
    nu: Mapping[str, float],
) -> dict[str, tuple[str, ...]]:
    """By numbers: the gemeenten that went, together, are one that came or one that grew at once."""
    groei = _gewone_groei(toen, nu, codes)
    gegroeid = [
        c for c in sorted(codes & toen.keys()) if nu.get(c, 0) > _GEGROEID * groei * toen[c]
    ]
    over = list(weg)
    uit: dict[str, tuple[str, ...]] = {}
    for doel in [*erbij, *gegroeid]:
        basis = toen.get(doel, 0.0) if doel in gegroeid else 0.0
        deel = _past(over, doel, basis, toen, nu, groei)
        for code in deel:
            uit[code] = (doel,)
            over.remove(code)
    return uit


def _past(
    over: Sequence[str],
    doel: str,
    basis: float,
    toen: Mapping[str, float],
    nu: Mapping[str, float],
    groei: float,
) -> tuple[str, ...]:
    """The set of gemeenten whose inhabitants come closest; none when two sets fit as well."""
    kandidaten = [c for c in over if toen.get(c)]
    passend = []
    for aantal in range(1, min(_SAMEN, len(kandidaten)) + 1):
        for deel in itertools.combinations(kandidaten, aantal):
            samen = groei * (basis + sum(toen[c] for c in deel))
            mis = abs(nu.get(doel, 0.0) - samen) / samen
            if mis <= _SPELING:
                passend.append((mis, deel))
    passend.sort()
    if not passend or (len(passend) > 1 and passend[1][0] < 2 * passend[0][0] + 0.002):
        return ()
    return passend[0][1]


def _gewone_groei(toen: Mapping[str, float], nu: Mapping[str, float], codes: set[str]) -> float:
    samen = sorted(nu[c] / toen[c] for c in codes & toen.keys() & nu.keys() if toen[c] > 0)
    return samen[len(samen) // 2] if samen else 1.0


def _bouw(
    indeling: Indeling,
    jaar: int,
    bekende: Mapping[str, Mapping[str, str]],
    codes: set[str],
    overgangen: Mapping[str, tuple[str, ...]],
) -> Indeling:
    oud = {g["gemeentecode"]: g for g in indeling.gemeenten}
    rijen = []
    for code in sorted(codes):
        voorbeeld = oud.get(code) or _grootste(code, overgangen, oud)
        bekend = {k: v for k, v in bekende.get(code, {}).items() if v}
        rij = dict(voorbeeld) | {"gemeentecode": code} | bekend
        rijen.append({k: rij.get(k, "") for k in indeling.gemeenten[0]})
    ingang = f"{jaar}-01-01"
    herindelingen = [
        {
            "oude_code": code,
            "oude_naam": indeling.namen.get(code, code),
            "nieuwe_code": nieuw,
            "nieuwe_naam": next(r["gemeentenaam"] for r in rijen if r["gemeentecode"] == nieuw),
            "ingang": ingang,
            "soort": "fusie" if len(doelen) == 1 else "splitsing",
        }
        for code, doelen in sorted(overgangen.items())
        for nieuw in doelen
    ]
    begonnen = [{"code": c, "ingang": ingang} for c in sorted(codes - indeling.codes(jaar))]
    return dataclasses.replace(
        indeling,
        gemeenten=tuple(rijen),
        herindelingen=(*indeling.herindelingen, *herindelingen),
        nieuw=(*indeling.nieuw, *begonnen),
    )


def _grootste(
    code: str, overgangen: Mapping[str, tuple[str, ...]], oud: Mapping[str, dict[str, str]]
) -> dict[str, str]:
    """A new gemeente lies where those lie that went into it."""
    delen = [c for c, doelen in overgangen.items() if code in doelen]
    return next((oud[c] for c in delen if c in oud), {})
