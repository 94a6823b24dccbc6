"""Wat een regiobeeld onthoudt voor het volgende, en wat er sinds het vorige veranderde."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

Ronde = Mapping[str, Any]  # {"datum": "2026-11-25", "gemeenten": {code: {...}}}


def ronde(datum: str, niveaus: Mapping, hard: Mapping, afgesproken: Mapping, codes) -> dict:
    """Wat dit regiobeeld van elke gemeente zegt; wat niet bekend is, staat er niet in.

    niveaus: code -> thema -> niveau. hard en afgesproken: code -> woningen.
    """
    uit = {}
    for code in codes:
        delen = {
            "visie": dict(niveaus.get(code) or {}),
            "hard": hard.get(code),
            "afgesproken": afgesproken.get(code),
        }
        uit[code] = {naam: deel for naam, deel in delen.items() if deel not in (None, {})}
    return {"datum": datum, "gemeenten": uit}


def vorige(nu: Ronde, eerder: Sequence[Ronde] | None) -> Ronde | None:
    """De jongste eerdere ronde die iets anders zegt; None als er geen is."""
    for toen in eerder or ():
        if any(True for _ in verschillen(toen, nu)):
            return toen
    return None


def verschillen(toen: Ronde, nu: Ronde) -> Iterator[tuple[str, str, str, Any, Any]]:
    """(code, onderdeel, thema, was, is) van alles wat anders is; None is niet bekend.

    Een gemeente die niet in allebei de rondes staat, hoorde toen of nu niet bij de regio: van haar
    is niets te vergelijken.
    """
    for code, deel in nu["gemeenten"].items():
        oud = toen["gemeenten"].get(code)
        if oud is None:
            continue
        was, is_ = oud.get("visie") or {}, deel.get("visie") or {}
        for thema in dict.fromkeys([*was, *is_]):
            if was.get(thema) != is_.get(thema):
                yield code, "visie", thema, was.get(thema), is_.get(thema)
        for naam in ("hard", "afgesproken"):
            if oud.get(naam) != deel.get(naam):
                yield code, naam, "", oud.get(naam), deel.get(naam)
