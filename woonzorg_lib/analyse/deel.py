"""Wat elk deel van de analyse is: het kent de analyse en vraagt haar wat van een ander deel is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .feiten import Bronnen

if TYPE_CHECKING:
    from . import Analyse


class Deel:
    """Een deel van de analyse van één gemeente; `a` is die analyse, met haar andere delen."""

    def __init__(self, a: Analyse):
        self.a = a

    def uitkomsten(self) -> set[str]:
        """Wat dit deel hier berekent, onder de naam die het register van onderwerpen noemt."""
        return set()

    def feitbronnen(self) -> Bronnen:
        """De feiten die dit deel voor zinnen geeft, op naam; pas uitgerekend als een zin vraagt."""
        return {}


class Doorgeven:
    """Een naam van een deel die ook een naam van de analyse is.

    `a.kern_prognose` is `a.prognose.kern_prognose`.
    """

    def __init__(self, deel: str, naam: str):
        self.deel, self.naam = deel, naam

    def __get__(self, a: Analyse | None, soort: type) -> object:
        return self if a is None else getattr(getattr(a, self.deel), self.naam)


def namen(soort: type[Deel]) -> list[str]:
    """De namen van een deel die notebooks ook van de analyse mogen vragen."""
    eigen = [naam for naam in vars(soort) if not naam.startswith("_")]
    return [naam for naam in eigen if not hasattr(Deel, naam)]
