"""Zoekt passages bij onderwerpen: een omgekeerde index, en BM25 met gewogen termen."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from woonzorg_lib.visiescan.passages import Passage, Treffer
from woonzorg_lib.visiescan.taal import stam, woorden
from woonzorg_lib.visiescan.termen import Term, Vorm

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


@dataclass
class Index:
    """Welke woorden in welke passages staan; `teksten`: de woorden die meetellen."""

    passages: Sequence[Passage]
    teksten: list[list[str]]
    koppen: list[list[str]]
    plekken: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    stammen: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def kandidaten(self, term: Term) -> set[int]:
        """De passages met een woord dat bij het eerste deel van de term past."""
        eerste = term.delen[0]
        if eerste.vorm is Vorm.STAM:
            passend: Iterable[str] = self.stammen.get(eerste.tekst, ())
        else:
            passend = (woord for woord in self.plekken if eerste.past(woord))
        return set().union(*(self.plekken[woord] for woord in passend))


def maak_index(passages: Sequence[Passage], teksten: Sequence[str]) -> Index:
    """Bouwt de index. teksten: per passage wat meetelt (leeg: niets, ook de kop niet)."""
    index = Index(
        passages,
        [woorden(tekst) for tekst in teksten],
        [woorden(p.kop) if tekst else [] for p, tekst in zip(passages, teksten, strict=True)],
    )
    for nr, (tekst, kop) in enumerate(zip(index.teksten, index.koppen, strict=True)):
        for woord in {*tekst, *kop}:
            index.plekken[woord].add(nr)
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
    gevonden = {}
    for nr in index.kandidaten(term):
        tekst, kop = index.teksten[nr], index.koppen[nr]
        in_tekst, in_kop = term.vindplaatsen(tekst), term.vindplaatsen(kop)
        if in_tekst or in_kop:
            waar = [" ".join(tekst[a : b + 1]) for a, b in in_tekst]
            waar += [" ".join(kop[a : b + 1]) for a, b in in_kop]
            gevonden[nr] = (len(in_tekst), bool(in_kop), waar)
    return gevonden
