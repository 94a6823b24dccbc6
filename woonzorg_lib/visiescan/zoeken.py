"""Zoekt passages bij onderwerpen: een omgekeerde index, en BM25 met gewogen termen."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from woonzorg_lib.visiescan.passages import Passage, Treffer
from woonzorg_lib.visiescan.taal import stam, woorden
from woonzorg_lib.visiescan.termen import Deel, Term, Vorm

LAATSTE = "\uffff"  # after every letter that a word can have
K1 = 1.2  # BM25: how soon more of the same word stops to count
KOP = 1.2  # a term in the heading counts about as one in the text
# Of a term that stands in every passage: the weight was chosen by hand, so it never falls to 0.
VLOER = 0.4


@dataclass(frozen=True)
class Drempel:
    """Vanaf wanneer een passage erover gaat.

    minstens: een score; één sprekend woord is ongeveer 3. van_beste: het aandeel van de
    beste score in de passage; eronder is het een bijzin. hoogstens: zoveel per passage.
    """

    minstens: float
    van_beste: float
    hoogstens: int
    misschien: float  # of what has no passage at all the one best, from this score


ONDERWERP = Drempel(5.5, 0.55, 3, 4.5)
THEMA = Drempel(3.0, 0.4, 2, 3.0)


@dataclass(frozen=True)
class Plek:
    """Waar een woord staat: de passage, in haar kop of tekst, en het hoeveelste woord."""

    passage: int
    in_kop: bool
    woord: int


@dataclass
class Index:
    """Waar elk woord staat; `teksten` en `koppen`: de woorden die meetellen, per passage."""

    passages: Sequence[Passage]
    teksten: list[list[str]]
    koppen: list[list[str]]
    plekken: dict[str, list[Plek]] = field(default_factory=lambda: defaultdict(list))
    stammen: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def waar(self, deel: Deel) -> Iterable[Plek]:
        """Alle plekken van woorden die bij dit deel van een term passen."""
        return (plek for woord in self._passend(deel) for plek in self.plekken[woord])

    def _passend(self, deel: Deel) -> Iterable[str]:
        if deel.vorm is Vorm.STAM:
            return self.stammen.get(deel.tekst, ())
        if deel.vorm is Vorm.BEGIN:
            begin = bisect_left(self.gesorteerd, deel.tekst)
            einde = bisect_left(self.gesorteerd, deel.tekst + LAATSTE)
            return self.gesorteerd[begin:einde]
        return [woord for woord in self.gesorteerd if deel.past(woord)]

    @cached_property
    def gesorteerd(self) -> list[str]:
        """De woorden op volgorde: wat met dezelfde letters begint, staat bij elkaar."""
        return sorted(self.plekken)

    def woorden(self, plek: Plek) -> list[str]:
        """De woorden van de kop of tekst waarin deze plek ligt."""
        return (self.koppen if plek.in_kop else self.teksten)[plek.passage]


def maak_index(passages: Sequence[Passage], teksten: Sequence[str]) -> Index:
    """Bouwt de index. teksten: per passage wat meetelt (leeg: niets, ook de kop niet)."""
    index = Index(
        passages,
        [woorden(tekst) for tekst in teksten],
        [woorden(p.kop) if tekst else [] for p, tekst in zip(passages, teksten, strict=True)],
    )
    for in_kop, lijsten in ((False, index.teksten), (True, index.koppen)):
        for nr, lijst in enumerate(lijsten):
            for plek, woord in enumerate(lijst):
                index.plekken[woord].append(Plek(nr, in_kop, plek))
    for woord in index.plekken:
        index.stammen[stam(woord)].append(woord)
    return index


def zoek(
    index: Index, termen: Mapping[str, Sequence[Term]], drempel: Drempel = ONDERWERP
) -> dict[str, list[Treffer]]:
    """Per onderwerp (of thema) de passages die erover gaan, de beste eerst."""
    scores, gezien = _scores(index, termen)
    uit: dict[str, list[Treffer]] = {id: [] for id in termen}
    for nr, per_onderwerp in scores.items():
        beste = max(per_onderwerp.values())
        rij = sorted(per_onderwerp.items(), key=lambda paar: -paar[1])[: drempel.hoogstens]
        for id, score in rij:
            if score >= max(drempel.misschien, drempel.van_beste * beste):
                waardoor = tuple(dict.fromkeys(gezien[nr, id]))
                uit[id].append(Treffer(index.passages[nr], score, waardoor))
    return {id: _zeker(lijst, drempel) for id, lijst in uit.items()}


def _zeker(treffers: list[Treffer], drempel: Drempel) -> list[Treffer]:
    """De treffers boven de drempel, de beste eerst; zonder zo een alleen de beste van de rest."""
    rij = sorted(treffers, key=lambda t: -t.score)
    return [t for t in rij if t.score >= drempel.minstens] or rij[:1]


@dataclass(frozen=True)
class Vondst:
    """Een term op een plek, tot en met het woord `einde`; gewicht: met de zeldzaamheid erin."""

    term: Term
    plek: Plek
    einde: int
    gewicht: float

    @property
    def bereik(self) -> range:
        return range(self.plek.woord, self.einde + 1)


def _scores(index: Index, termen: Mapping[str, Sequence[Term]]):
    scores: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    gezien: dict[tuple[int, str], list[str]] = defaultdict(list)
    for id, lijst in termen.items():
        for nr, vondsten in _vondsten(index, lijst).items():
            for term, hier in _per_term(_zonder_overlap(vondsten)).items():
                in_tekst = sum(not v.plek.in_kop for v in hier)
                in_kop = any(v.plek.in_kop for v in hier)
                verzadigd = in_tekst * (K1 + 1) / (in_tekst + K1) + KOP * in_kop
                scores[nr][id] += hier[0].gewicht * verzadigd
                if term.gewicht > 0:
                    woorden_ = (index.woorden(v.plek)[v.plek.woord : v.einde + 1] for v in hier)
                    gezien[nr, id] += [" ".join(w) for w in woorden_]
    return scores, gezien


def _vondsten(index: Index, termen: Sequence[Term]) -> dict[int, list[Vondst]]:
    """Per passage alle plekken waar een term staat."""
    uit: dict[int, list[Vondst]] = defaultdict(list)
    aantal = max(1, len(index.passages))
    for term in termen:
        raak = [
            (plek, einde)
            for plek in index.waar(term.delen[0])
            if (einde := term.einde(index.woorden(plek), plek.woord)) is not None
        ]
        passages = len({plek.passage for plek, _ in raak})
        zeldzaam = math.log(1 + (aantal - passages + 0.5) / (passages + 0.5))
        gewicht = term.gewicht * (VLOER + zeldzaam / math.log(1 + aantal))
        for plek, einde in raak:
            uit[plek.passage].append(Vondst(term, plek, einde, gewicht))
    return uit


def _zonder_overlap(vondsten: list[Vondst]) -> list[Vondst]:
    """Elk woord telt één keer: bij overlap wint de term met het meeste gewicht, dan de langste."""
    bezet: set[tuple[bool, bool, int]] = set()
    uit = []
    for v in sorted(vondsten, key=lambda v: (-abs(v.gewicht), -len(v.bereik))):
        hier = {(v.term.gewicht > 0, v.plek.in_kop, woord) for woord in v.bereik}
        if not hier & bezet:
            bezet |= hier
            uit.append(v)
    return uit


def _per_term(vondsten: list[Vondst]) -> dict[Term, list[Vondst]]:
    uit: dict[Term, list[Vondst]] = defaultdict(list)
    for v in vondsten:
        uit[v.term].append(v)
    return uit
