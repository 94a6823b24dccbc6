"""Onthoudt wat een functie uitrekende; rekent zelf niets uit en leest geen bestanden.

Als functools.cache, in lagen: wat klaarligt (nog ingepakt), wat bekend was voordat iemand begon, en
wat er daarna bij kwam. Zo is weg te doen wat één notebook erbij zette, zonder de rest te verliezen.
"""

from __future__ import annotations

import functools
import pickle
from collections.abc import Callable
from functools import partial, update_wrapper
from typing import Any


terug: list[Callable[[], object]] = []  # how the memory of a packed file is given back


class Onthoud:
    """Een functie die elke vraag één keer uitrekent."""

    alle: list[Onthoud] = []
    steeds_opnieuw = False  # what is packed is unpacked by every notebook that asks for it

    def __init__(self, functie: Callable):
        update_wrapper(self, functie)
        self.functie = functie
        self.klaar: dict[tuple, Any] = {}  # bytes, still packed
        self.basis: dict[tuple, Any] = {}
        self.erbij: dict[tuple, Any] = {}
        Onthoud.alle.append(self)

    def __call__(self, *args, **kw):
        sleutel = (args, tuple(kw.items())) if kw else args
        for laag in (self.basis, self.erbij):
            if sleutel in laag:
                return laag[sleutel]
        if sleutel in self.klaar:
            uit = pickle.loads(self.klaar[sleutel])
        else:
            uit = self.functie(*args, **kw)
        return self.erbij.setdefault(sleutel, uit)

    def pak_uit(self) -> None:
        """Pakt alles uit wat klaarligt, zodat wie zich afsplitst het al heeft."""
        for sleutel, ingepakt in self.klaar.items():
            self.erbij.setdefault(sleutel, pickle.loads(ingepakt))

    def __reduce__(self) -> str:
        return self.__qualname__  # type: ignore[attr-defined]  # packed as a function is: by name

    def __get__(self, ding, soort=None):
        return self if ding is None else partial(self, ding)

    def cache_clear(self) -> None:
        """Vergeet alles, als na functools.cache."""
        self.klaar, self.basis, self.erbij = {}, {}, {}


def in_lagen() -> None:
    """Laat de kit vanaf nu zo onthouden in plaats van met functools.lru_cache; te doen voordat zij
    geladen wordt.
    """
    gewoon = functools.lru_cache
    Onthoud.steeds_opnieuw = True

    def lru_cache(maxsize=128, typed=False):
        if callable(maxsize):  # @lru_cache, without brackets
            return lru_cache()(maxsize)

        def versier(functie):
            van_ons = str(functie.__module__).startswith(f"{__package__}.")
            return Onthoud(functie) if van_ons else gewoon(maxsize, typed)(functie)

        return versier

    functools.lru_cache = lru_cache


def leg_vast() -> None:
    """Wat nu bekend is, blijft; wat klaarligt wordt voor iedereen opnieuw uitgepakt."""
    for functie in Onthoud.alle:
        functie.basis |= {s: uit for s, uit in functie.erbij.items() if s not in functie.klaar}
        functie.erbij.clear()


def laat_los() -> None:
    """Geeft het geheugen terug waarin ingepakt staat wat al uitgepakt is."""
    for doe in terug:
        doe()


def vergeet_nieuwe() -> None:
    """Doet weg wat er sinds `leg_vast` bij kwam."""
    for functie in Onthoud.alle:
        functie.erbij.clear()
    laat_los()
