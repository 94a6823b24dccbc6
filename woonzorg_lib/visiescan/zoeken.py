"""Zoekt passages bij onderwerpen: een omgekeerde index, en BM25 met gewogen termen."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from woonzorg_lib.visiescan.passages import Passage, Treffer
from woonzorg_lib.visiescan.taal import stam, woorden
from woonzorg_lib.visiescan.termen import Deel, Term, Vorm

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


ONDERWERP = Drempel(5.0, 0.6, 3)
THEMA = Drempel(3.0, 0.4, 2)


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
        if deel.vorm is Vorm.STAM:
            passend: Iterable[str] = self.stammen.get(deel.tekst, ())
        else:
            passend = (woord for woord in self.plekken if deel.past(woord))
        return (plek for woord in passend for plek in self.plekken[woord])

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
            if score >= max(drempel.minstens, drempel.van_beste * beste):
                waardoor = tuple(dict.fromkeys(gezien[nr, id]))
                uit[id].append(Treffer(index.passages[nr], score, waardoor))
    return {id: sorted(lijst, key=lambda t: -t.score) for id, lijst in uit.items()}


def _scores(index: Index, termen: Mapping[str, Sequence[Term]]):
    scores: dict[int, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    gezien: dict[tuple[int, str], list[str]] = defaultdict(list)
    aantal = len(index.passages)
    for id, lijst in termen.items():
        for term in lijst:
            gevonden = _tellingen(index, term)
            zeldzaam = math.log(1 + (aantal - len(gevonden) + 0.5) / (len(gevonden) + 0.5))
            gewicht = term.gewicht * (VLOER + zeldzaam / math.log(1 + aantal))
            for nr, (in_tekst, in_kop, waar) in gevonden.items():
                verzadigd = in_tekst * (K1 + 1) / (in_tekst + K1) + KOP * in_kop
                scores[nr][id] += gewicht * verzadigd
                if term.gewicht > 0:
                    gezien[nr, id] += waar
    return scores, gezien


def _tellingen(index: Index, term: Term) -> dict[int, tuple[int, bool, list[str]]]:
    """Per passage waar de term staat: hoe vaak in de tekst, of in de kop, en met welke woorden."""
    gevonden: dict[int, tuple[int, bool, list[str]]] = {}
    for plek in index.waar(term.delen[0]):
        hier = index.woorden(plek)
        einde = term.einde(hier, plek.woord)
        if einde is not None:
            in_tekst, in_kop, waar = gevonden.get(plek.passage, (0, False, []))
            waar = [*waar, " ".join(hier[plek.woord : einde + 1])]
            gevonden[plek.passage] = (in_tekst + (not plek.in_kop), in_kop or plek.in_kop, waar)
    return gevonden
