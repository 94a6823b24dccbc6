"""Welke gemeenten er in een jaar zijn, en wat er van een oude werd.

Ook voor een jaar dat het pakket nog niet kent.
"""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from functools import cached_property

from woonzorg_lib.gebieden.register import lees, lees_gemeenten

GEBIEDEN, HERINDELINGEN, NIEUW = "gebieden.csv", "herindelingen.csv", "nieuwe_codes.csv"
_OUDSTE = "herindelingen_2013_2016.csv"


@dataclass(frozen=True)
class Indeling:
    """De gemeenten van nu (rijen van gebieden.csv), de herindelingen en wanneer een nieuwe code
    inging.
    """

    gemeenten: tuple[dict[str, str], ...]
    herindelingen: tuple[dict[str, str], ...]
    nieuw: tuple[dict[str, str], ...]

    @classmethod
    def actief(cls) -> Indeling:
        """De indeling van de actieve momentopname."""
        return cls(tuple(lees_gemeenten()), tuple(lees(HERINDELINGEN)), tuple(lees(NIEUW)))

    @cached_property
    def namen(self) -> dict[str, str]:
        """Gemeentecode -> naam, ook van opgeheven gemeenten."""
        oud = {h["oude_code"]: h["oude_naam"] for h in (*self._alle, *self.herindelingen)}
        return oud | {g["gemeentecode"]: g["gemeentenaam"] for g in self.gemeenten}

    @cached_property
    def _alle(self) -> tuple[dict[str, str], ...]:
        return (*lees(_OUDSTE), *self.herindelingen)

    @cached_property
    def _begin(self) -> dict[str, int]:
        return {r["code"]: int(r["ingang"][:4]) for r in self.nieuw}

    @cached_property
    def _einde(self) -> dict[str, int]:
        return {h["oude_code"]: int(h["ingang"][:4]) for h in self._alle}

    def codes(self, jaar: int) -> set[str]:
        """De gemeenten op 1 januari van dit jaar, vanaf 2013.

        Van een later jaar dan bekend: die van nu.
        """
        alle = {g["gemeentecode"] for g in self.gemeenten} | self._einde.keys()
        return {
            c for c in alle if self._begin.get(c, 0) <= jaar and self._einde.get(c, 9999) > jaar
        }

    def opvolger(self, code: str) -> str | None:
        """De gemeente van nu waar deze helemaal in opging; None na een splitsing."""
        bekend = {g["gemeentecode"] for g in self.gemeenten}
        for _ in range(10):
            if code in bekend:
                return code
            verder = {h["nieuwe_code"] for h in self._alle if h["oude_code"] == code}
            if len(verder) != 1:
                return None
            code = verder.pop()
        return None

    def naam(self, code: str) -> str:
        """'Utrecht (GM0344)', zoals in een melding; de code alleen als de naam onbekend is."""
        naam = "Nederland" if code == "NL" else self.namen.get(code)
        return f"{naam} ({code})" if naam else code

    def bestanden(self) -> dict[str, bytes]:
        """De drie bestanden voor in de momentopname."""
        return {
            GEBIEDEN: _csv(self.gemeenten),
            HERINDELINGEN: _csv(self.herindelingen),
            NIEUW: _csv(self.nieuw),
        }


def _csv(rijen: tuple[dict[str, str], ...]) -> bytes:
    stroom = io.StringIO()
    schrijver = csv.DictWriter(stroom, list(rijen[0]), lineterminator="\n")
    schrijver.writeheader()
    schrijver.writerows(rijen)
    return stroom.getvalue().encode("utf-8")
