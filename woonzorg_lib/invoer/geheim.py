"""De namen van vertrouwelijke plannen: waar zij elders staan, en een tekst zonder.

Welke plannen vertrouwelijk zijn zegt de kolom vertrouwelijk van een bestand.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from woonzorg_lib.gebieden.namen import plat
from woonzorg_lib.invoer.kolommen import GEHEIM
from woonzorg_lib.invoer.tabel import Lezing

VERVANGING = "een vertrouwelijk plan"
KORTST = 4
# Words that are the name of many things: to hide them would tear up ordinary sentences.
_GEWOON = set(
    "centrum noord zuid oost west station binnenstad stationsgebied dorp stad onbekend plan project"
    " locatie woningen vertrouwelijk geheim nieuwbouw".split()
)


@dataclass(frozen=True)
class GeheimeNamen:
    """Namen en codes van vertrouwelijke plannen die nergens mogen staan."""

    namen: frozenset[str] = frozenset()

    @classmethod
    def uit(cls, lezingen: Iterable[Lezing]) -> GeheimeNamen:
        """De namen uit gelezen bestanden, ook uit een bestand met fouten."""
        dicht: set[str] = set()
        open_: set[str] = set()
        for lezing in lezingen:
            if lezing.schema.kolom(GEHEIM) is None:
                continue
            velden = {"naam", *lezing.schema.sleutel}
            namen = [k.naam for k in lezing.schema.kolommen if k.naam in velden]
            for rij in lezing.rijen:
                doel = dicht if rij.get(GEHEIM) else open_
                doel |= {str(rij[n]) for n in namen if isinstance(rij.get(n), str)}
        return cls(frozenset(n for n in dicht - open_ if _is_naam(n)))

    def __bool__(self) -> bool:
        return bool(self.namen)

    def samen(self, ander: GeheimeNamen) -> GeheimeNamen:
        """De namen van beide."""
        return GeheimeNamen(self.namen | ander.namen)

    @cached_property
    def _patroon(self) -> re.Pattern | None:
        if not self.namen:
            return None
        delen = sorted(self.namen, key=len, reverse=True)
        los = r"[\W_]{1,3}"
        vormen = (los.join(re.escape(w) for w in plat(naam).split()) for naam in delen)
        return re.compile(rf"(?<!\w)(?:{'|'.join(vormen)})(?!\w)")

    def staat_in(self, tekst: str) -> bool:
        """Of een van de namen in de tekst staat, hoe ook geschreven."""
        return self._patroon is not None and bool(self._patroon.search(_vlak(tekst)))

    def zonder(self, tekst: str) -> str:
        """De tekst met "een vertrouwelijk plan" op de plaats van elke naam."""
        if self._patroon is None or not tekst:
            return tekst
        stukken, klaar = [], 0
        for m in self._patroon.finditer(_vlak(tekst)):
            stukken += [tekst[klaar : m.start()], VERVANGING]
            klaar = m.end()
        return "".join([*stukken, tekst[klaar:]])

    def plekken(self, lezing: Lezing) -> Iterator[tuple[int, str]]:
        """(regel, kolom) van elke cel met een naam erin, behalve van de plannen zelf."""
        if not self.namen:
            return
        tekst = [k.naam for k in lezing.schema.kolommen if k.vorm.naam in ("tekst", "code")]
        for rij in lezing.rijen:
            if rij.get(GEHEIM):
                continue
            for naam in tekst:
                if isinstance(rij.get(naam), str) and self.staat_in(rij[naam]):
                    yield rij["_regel"], naam

    def uit_tabel(self, tabel: pd.DataFrame) -> pd.DataFrame:
        """De tabel zonder de namen in haar teksten."""
        if not self.namen or tabel.empty:
            return tabel
        uit = tabel
        for kolom in tabel.columns:
            if kolom.startswith("_") or not pd.api.types.is_string_dtype(tabel[kolom]):
                continue
            raak = [isinstance(w, str) and self.staat_in(w) for w in tabel[kolom]]
            if any(raak):
                net = [self.zonder(w) if r else w for w, r in zip(tabel[kolom], raak)]
                uit = uit.assign(**{kolom: pd.Series(net, index=tabel.index, dtype="str")})
        return uit


def _is_naam(naam: str) -> bool:
    vlak = plat(naam)
    return len(vlak) >= KORTST and vlak not in _GEWOON and not vlak.isdigit()


def _vlak(tekst: str) -> str:
    """Small letters without accents, one for each letter of the text, so that places agree."""
    letters = []
    for letter in tekst:
        kaal = unicodedata.normalize("NFKD", letter)[:1].lower()
        letters.append(kaal if len(kaal) == 1 else letter)
    return "".join(letters)
