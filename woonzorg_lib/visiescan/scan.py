"""Van documenten naar uitkomsten per onderwerp en thema. Schrijft niets."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from woonzorg_lib.visiescan import afzonderen, diepgang, zoeken
from woonzorg_lib.visiescan.lezen import Blok, Leesfout, lees
from woonzorg_lib.visiescan.lezen.blok import Blokvorm
from woonzorg_lib.visiescan.passages import Passage, Terzijde, Treffer
from woonzorg_lib.visiescan.termen import Term, lees_termen

LANGST = 1500  # characters of a passage; a longer section is cut between paragraphs
TONEN = 3  # passages shown per onderwerp
ZEKER = 8.5  # a best passage of this score treats the onderwerp; two weaker ones do as well
BEWIJS = 2  # passages that a depth rests on


class Uitkomst(StrEnum):
    """Wat de scan van een onderwerp zegt."""

    BEHANDELD = "behandeld"
    MOGELIJK = "mogelijk"
    NIET_GEVONDEN = "niet gevonden in deze documenten"


@dataclass(frozen=True)
class Onderwerpuitkomst:
    """Een onderwerp met zijn uitkomst, de beste passages en waar naar gezocht is."""

    id: str
    uitkomst: Uitkomst
    treffers: tuple[Treffer, ...]
    gezocht: tuple[str, ...]

    def als_json(self) -> dict:
        """id, uitkomst, passages (hoogstens drie) en gezocht."""
        return {
            "id": self.id,
            "uitkomst": self.uitkomst.value,
            "passages": [t.als_json() for t in self.treffers[:TONEN]],
            "meer": max(0, len(self.treffers) - TONEN),
            "gezocht": list(self.gezocht) if self.uitkomst is Uitkomst.NIET_GEVONDEN else [],
        }


@dataclass(frozen=True)
class Bewijs:
    """Een passage bij een thema met haar diepgang."""

    treffer: Treffer
    bevinding: diepgang.Bevinding

    def als_json(self) -> dict:
        """De passage, met de zin die de diepgang draagt en wat daarin getal, jaar en plaats is."""
        b = self.bevinding
        meer = {"diepgang": int(b.diepgang), "zin": b.zin}
        meer |= {"getal": b.getal, "jaar": b.jaar, "plaats": b.plaats}
        return self.treffer.als_json() | meer


@dataclass(frozen=True)
class Themauitkomst:
    """Een thema met zijn voorgestelde diepgang en het bewijs, ook dat van een trede lager."""

    naam: str
    diepgang: diepgang.Diepgang
    bewijs: tuple[Bewijs, ...]
    lager: tuple[Bewijs, ...] = ()
    overig: tuple[Bewijs, ...] = ()

    def als_json(self) -> dict:
        """naam, diepgang, bewijs, en lager: de beste passages van de trede eronder."""
        return {
            "naam": self.naam,
            "diepgang": int(self.diepgang),
            "bewijs": [b.als_json() for b in self.bewijs[:TONEN]],
            "lager": [b.als_json() for b in self.lager[:TONEN]],
        }


@dataclass(frozen=True)
class Scan:
    """Alles wat de scan van een of meer documenten zegt.

    fouten: per document dat niet te lezen was één regel.
    """

    gemeente: str
    documenten: tuple[str, ...]
    onderwerpen: tuple[Onderwerpuitkomst, ...]
    themas: tuple[Themauitkomst, ...]
    terzijde: tuple[Terzijde, ...]
    zonder_tekst: dict[str, list[int]] = field(default_factory=dict)
    fouten: tuple[str, ...] = ()

    def als_json(self) -> dict:
        """Zoals `visiescan --json` het geeft."""
        return {
            "gemeente": self.gemeente,
            "documenten": list(self.documenten),
            "onderwerpen": [o.als_json() for o in self.onderwerpen],
            "themas": [t.als_json() for t in self.themas],
            "terzijde": [t.als_json() for t in self.terzijde],
            "bladzijden_zonder_tekst": self.zonder_tekst,
            "fouten": list(self.fouten),
        }


@dataclass(frozen=True)
class Gelezen:
    """Wat er uit documenten gelezen is: de passages, en wat niet te lezen was."""

    passages: tuple[Passage, ...]
    documenten: tuple[str, ...]
    fouten: tuple[str, ...]
    zonder_tekst: dict[str, list[int]]


def lees_documenten(documenten: Sequence[Path]) -> Gelezen:
    """De passages van documenten; een document dat niet te lezen is, kost alleen zichzelf."""
    passages: list[Passage] = []
    fouten: list[str] = []
    zonder: dict[str, list[int]] = {}
    gelezen: list[str] = []
    for pad in documenten:
        try:
            blokken = lees(pad)
        except Leesfout as fout:
            fouten.append(str(fout))
            continue
        gelezen.append(pad.name)
        leeg = [b.pagina for b in blokken if b.vorm is Blokvorm.ZONDER_TEKST and b.pagina]
        if leeg:
            zonder[pad.name] = leeg
        passages += maak_passages(pad.name, blokken, len(passages))
    return Gelezen(tuple(passages), tuple(gelezen), tuple(fouten), zonder)


def scan(
    documenten: Sequence[Path], gemeente: str, termen: Mapping[str, Sequence[Term]] | None = None
) -> Scan:
    """Leest documenten en zegt per onderwerp en thema wat erin staat.

    gemeente: haar naam, om eigen zinnen te herkennen. termen: standaard die van de kit.
    Een document dat niet te lezen is, kost alleen zichzelf en staat bij `fouten`.
    """
    return scan_gelezen(lees_documenten(documenten), gemeente, termen)


def scan_gelezen(
    gelezen: Gelezen, gemeente: str, termen: Mapping[str, Sequence[Term]] | None = None
) -> Scan:
    """Het zelfde als `scan`, voor documenten die al gelezen zijn."""
    g = gelezen
    return scan_passages(g.passages, gemeente, termen, g.documenten, g.fouten, g.zonder_tekst)


def scan_passages(
    passages: Sequence[Passage],
    gemeente: str,
    termen: Mapping[str, Sequence[Term]] | None = None,
    documenten: tuple[str, ...] = (),
    fouten: tuple[str, ...] = (),
    zonder_tekst: dict[str, list[int]] | None = None,
) -> Scan:
    """Het zelfde als `scan`, voor passages die al gelezen zijn."""
    termen = termen or lees_termen()
    namen = afzonderen.eigen_namen(passages, gemeente)
    oordelen = [afzonderen.beoordeel(p, gemeente, namen) for p in passages]
    index = zoeken.maak_index(passages, [o.tekst for o in oordelen])
    gevonden = zoeken.zoek(index, termen)
    return Scan(
        gemeente,
        documenten,
        tuple(_onderwerp(id, treffers, termen[id]) for id, treffers in gevonden.items()),
        tuple(_themas(index, oordelen, gevonden)),
        tuple(_terzijde(passages, oordelen, termen)),
        zonder_tekst or {},
        fouten,
    )


def maak_passages(document: str, blokken: Sequence[Blok], begin: int = 0) -> list[Passage]:
    """Voegt de blokken onder één kop samen tot passages van hoogstens LANGST tekens."""
    passages: list[Passage] = []
    hoop: list[str] = []
    kop, pagina = "", None

    def zet() -> None:
        if hoop:
            nummer = begin + len(passages)
            passages.append(Passage(document, "\n".join(hoop), kop, pagina, nummer))
            hoop.clear()

    for blok in blokken:
        if blok.vorm is Blokvorm.ZONDER_TEKST:
            continue
        if blok.vorm is Blokvorm.TEKST:
            if hoop and sum(map(len, hoop)) + len(blok.tekst) > LANGST:
                zet()
            if not hoop:
                pagina = blok.pagina
            hoop.append(blok.tekst)
            continue
        zet()
        if blok.vorm is Blokvorm.KOP:
            kop = blok.tekst
        else:
            passages.append(
                Passage(document, blok.tekst, "Inhoud", blok.pagina, begin + len(passages))
            )
    zet()
    return passages


def _onderwerp(id: str, treffers: list[Treffer], termen: Sequence[Term]) -> Onderwerpuitkomst:
    if treffers and (treffers[0].score >= ZEKER or len(treffers) > 1):
        uitkomst = Uitkomst.BEHANDELD
    else:
        uitkomst = Uitkomst.MOGELIJK if treffers else Uitkomst.NIET_GEVONDEN
    gezocht = tuple(term.tekst for term in termen if term.gewicht > 1)
    return Onderwerpuitkomst(id, uitkomst, tuple(treffers), gezocht)


def _themas(
    index: zoeken.Index,
    oordelen: Sequence[afzonderen.Oordeel],
    gevonden: Mapping[str, Sequence[Treffer]],
):
    for naam, treffers in zoeken.zoek(index, diepgang.themas().termen, zoeken.THEMA).items():
        gezien = {t.passage.nummer for t in treffers}
        # A passage about what belongs to the theme counts, also without a word of the theme.
        erbij = [
            t for id in diepgang.themas().onderwerpen.get(naam, ()) for t in gevonden.get(id, ())
        ]
        over = {t.passage.nummer: t for t in erbij if t.passage.nummer not in gezien}
        alle = [*treffers, *sorted(over.values(), key=lambda t: -t.score)]
        bewijs = [Bewijs(t, diepgang.bepaal(oordelen[_plek(index, t)].tekst)) for t in alle]
        yield _thema(naam, bewijs)


def _plek(index: zoeken.Index, treffer: Treffer) -> int:
    return treffer.passage.nummer - index.passages[0].nummer


def _thema(naam: str, bewijs: list[Bewijs]) -> Themauitkomst:
    """De hoogste trede die op genoeg passages rust."""
    for trede in (diepgang.Diepgang.DOEL, diepgang.Diepgang.ONDERZOEK, diepgang.Diepgang.BENOEMD):
        hier = [b for b in bewijs if b.bevinding.diepgang == trede]
        minstens = [b for b in bewijs if b.bevinding.diepgang >= trede]
        if hier and len(minstens) >= min(BEWIJS, len(bewijs)):
            lager = [b for b in bewijs if b.bevinding.diepgang == trede - 1]
            overig = [b for b in bewijs if b not in hier and b not in lager]
            return Themauitkomst(naam, trede, tuple(hier), tuple(lager), tuple(overig))
    return Themauitkomst(naam, diepgang.Diepgang.GEEN, (), overig=tuple(bewijs))


def _terzijde(passages, oordelen, termen):
    """What was set aside, with what a counter of words would have seen in it."""
    weg = [(p, o.reden) for p, o in zip(passages, oordelen, strict=True) if o.reden]
    if not weg:
        return
    index = zoeken.maak_index([p for p, _ in weg], [p.tekst for p, _ in weg])
    lijkt: dict[int, list[str]] = {}
    for id, treffers in zoeken.zoek(index, termen).items():
        for treffer in treffers:
            lijkt.setdefault(treffer.passage.nummer, []).append(id)
    for passage, reden in weg:
        yield Terzijde(passage, reden, tuple(lijkt.get(passage.nummer, ())))
