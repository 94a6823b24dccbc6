"""Wat elk deel van de analyse is: het kent de analyse en vraagt haar wat van een ander deel is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from woonzorg_lib.beeld import Beeld

from .feiten import Bronnen

if TYPE_CHECKING:
    from woonzorg_lib.soorten.eigen_bestand import Bestand
    from woonzorg_lib.soorten.soort import Soort

    from . import Analyse

SoortDeel = TypeVar("SoortDeel", bound="Deel")


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

    def bruikbaar(self, soort: Soort) -> Bestand | None:
        """Het eigen bestand van een soort; None als het er niet is of een fout heeft."""
        b = self.a.eigen.bestand(soort.naam)
        return None if b is None or b.fouten else b


def met(beeld: Beeld, **gegevens: object) -> Beeld:
    """Het beeld met wat het rapport er nog meer van moet weten; een leeg beeld blijft leeg.

    gegevens: zoals `naam`, de soort eigen bestand waar het van is.
    """
    return replace(beeld, gegevens=beeld.gegevens | gegevens) if beeld.html else beeld


class Onderdeel(Generic[SoortDeel]):
    """Een deel van de analyse: `prognose = Onderdeel(Vooruit)` geeft haar `a.prognose`.

    Het deel wordt gemaakt als iemand er voor het eerst naar vraagt, en daarna bewaard.
    """

    def __init__(self, soort: type[SoortDeel]):
        self.soort = soort
        self.__doc__ = soort.__doc__

    def __set_name__(self, eigenaar: type, naam: str) -> None:
        self.naam = naam

    @overload
    def __get__(self, a: None, eigenaar: type) -> Onderdeel[SoortDeel]: ...

    @overload
    def __get__(self, a: Analyse, eigenaar: type) -> SoortDeel: ...

    def __get__(self, a: Analyse | None, eigenaar: type) -> Onderdeel[SoortDeel] | SoortDeel:
        if a is None:
            return self
        deel = self.soort(a)
        a.__dict__[self.naam] = deel  # from now on Python finds the part itself
        return deel


def onderdelen(analyse: type) -> dict[str, type[Deel]]:
    """Naam -> soort van elk deel, in de volgorde waarin zij in de klasse staan."""
    return {naam: wat.soort for naam, wat in vars(analyse).items() if isinstance(wat, Onderdeel)}


class Doorgeven:
    """Een naam van een deel die ook een naam van de analyse is.

    `a.kern_prognose` is `a.prognose.kern_prognose`.
    """

    def __init__(self, deel: str, naam: str):
        self.deel, self.naam = deel, naam

    def __get__(self, a: Analyse | None, soort: type) -> object:
        return self if a is None else getattr(getattr(a, self.deel), self.naam)


class Verhuisd:
    """Een naam die bij een ander deel is gaan horen en hier blijft werken.

    `a.opgave.kern_behoefte` is `a.behoefte.kern_behoefte`.
    """

    def __init__(self, deel: str, naam: str):
        self.deel, self.naam = deel, naam

    def __get__(self, deel: Deel | None, soort: type) -> object:
        return self if deel is None else getattr(getattr(deel.a, self.deel), self.naam)


def namen(soort: type[Deel]) -> list[str]:
    """De namen van een deel die notebooks ook van de analyse mogen vragen."""
    eigen = [
        naam
        for naam, wat in vars(soort).items()
        if not naam.startswith("_") and not isinstance(wat, Verhuisd)
    ]
    return [naam for naam in eigen if not hasattr(Deel, naam)]
