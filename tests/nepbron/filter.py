"""Leest een $filter van OData zoals de bron dat doet, en zegt welke rijen erin passen."""

import re

import pandas as pd

_STUK = re.compile(r"\s*(?:('(?:[^']|'')*')|([A-Za-z_][A-Za-z0-9_]*)|([(),]))")
VERGELIJK = {
    "eq": lambda k, w: k == w,
    "ne": lambda k, w: k != w,
    "gt": lambda k, w: k > w,
    "ge": lambda k, w: k >= w,
    "lt": lambda k, w: k < w,
    "le": lambda k, w: k <= w,
}
FUNCTIES = {"startswith": "startswith", "endswith": "endswith", "contains": "contains"}


class FouteVraag(Exception):
    """The service answers 400."""


class Filter:
    """Recursive descent over `a eq 'x' and (startswith(b,'y') or c in ('1','2'))`."""

    def __init__(self, tekst, versie):
        self.stukken, plek = [], 0
        tekst = tekst.rstrip()
        while plek < len(tekst):
            treffer = _STUK.match(tekst, plek)
            if not treffer:
                raise FouteVraag(f"niet te lezen bij {tekst[plek:]!r}")
            self.stukken.append(treffer[0].strip())
            plek = treffer.end()
        self.versie = versie
        self.termen = 0
        self.boom = self._of()
        if self.stukken:
            raise FouteVraag(f"over: {self.stukken}")
        if versie == "v4" and self.termen > 166:
            raise FouteVraag("The node count limit of '1000' has been exceeded.")

    def _pak(self, verwacht=None):
        if not self.stukken or (verwacht and self.stukken[0] != verwacht):
            raise FouteVraag(f"verwacht {verwacht}")
        return self.stukken.pop(0)

    def _of(self):
        links = self._en()
        while self.stukken[:1] == ["or"]:
            self._pak()
            links = ("or", links, self._en())
        return links

    def _en(self):
        links = self._een()
        while self.stukken[:1] == ["and"]:
            self._pak()
            links = ("and", links, self._een())
        return links

    def _een(self):
        stuk = self._pak()
        if stuk == "(":
            binnen = self._of()
            self._pak(")")
            return binnen
        if stuk == "not":
            return ("not", self._een())
        if stuk in FUNCTIES or (stuk == "substringof" and self.versie == "v3"):
            return self._functie(stuk)
        self.termen += 1
        hoe = self._pak()
        if hoe == "in" and self.versie == "v4":
            self._pak("(")
            waarden = [self._waarde()]
            while self.stukken[:1] == [","]:
                self._pak()
                waarden.append(self._waarde())
            self._pak(")")
            return ("in", stuk, waarden)
        if hoe not in VERGELIJK:
            raise FouteVraag(f"'{hoe}' bestaat niet")
        return (hoe, stuk, self._waarde())

    def _functie(self, naam):
        self._pak("(")
        a = self._pak()
        self._pak(",")
        b = self._pak()
        self._pak(")")
        self.termen += 1
        if naam == "substringof":
            return ("contains", b, self._tekst(a))
        return (naam, a, self._tekst(b))

    def _waarde(self):
        return self._tekst(self._pak())

    @staticmethod
    def _tekst(stuk):
        if not stuk.startswith("'"):
            raise FouteVraag(f"{stuk} hoort tussen aanhalingstekens")
        return stuk[1:-1].replace("''", "'")

    def velden(self, boom=None):
        boom = boom or self.boom
        if boom[0] in ("and", "or", "not"):
            return set().union(*(self.velden(b) for b in boom[1:]))
        return {boom[1]}

    def past(self, kolommen, boom=None):
        """A mask over `kolommen`: name -> Series of (padded) keys."""
        boom = boom or self.boom
        soort = boom[0]
        if soort == "and":
            return self.past(kolommen, boom[1]) & self.past(kolommen, boom[2])
        if soort == "or":
            return self.past(kolommen, boom[1]) | self.past(kolommen, boom[2])
        if soort == "not":
            return ~self.past(kolommen, boom[1])
        if boom[1] not in kolommen:
            raise FouteVraag(f"Could not find a property named '{boom[1]}'")
        kolom = pd.Series(kolommen[boom[1]])
        if soort in FUNCTIES:
            reeks = getattr(kolom.str, FUNCTIES[soort])
            return reeks(boom[2], regex=False) if soort == "contains" else reeks(boom[2])
        if soort == "in":
            return kolom.isin(boom[2])
        return VERGELIJK[soort](kolom, boom[2])

    def delen(self):
        """The parts that an `and` joins at the top."""
        wachtrij, uit = [self.boom], []
        while wachtrij:
            b = wachtrij.pop(0)
            if b[0] == "and":
                wachtrij += b[1:]
            else:
                uit.append(b)
        return uit
