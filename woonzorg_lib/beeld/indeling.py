"""De eerste twee stappen van een figuur: welke rijen zij toont, en waar alles komt (in getallen).

Tekent niets en kent geen SVG; wat hieruit komt, is zonder tekening na te rekenen.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

from woonzorg_lib.beeld.beeld import met_jaar, uniek, waarde
from woonzorg_lib.beeld.doek import PUNT, breedte, breek, uiteen
from woonzorg_lib.beeld.getallen import leeg, met_eenheid
from woonzorg_lib.beeld.smal import VEEL
from woonzorg_lib.beeld.stijl import BREEDTE
from woonzorg_lib.beeld.zinnen import hoog_en_laag, hoofdletter
from woonzorg_lib.cijfers import mag_uiterste

SMALST = 5.5  # percent: in a narrower part of a bar no figure fits
RUIM = 0.085  # of the height of the field: what a label at the end of a line needs


def gevuld(alle: list[dict]) -> list[dict]:
    """De rijen met een cijfer."""
    return [r for r in alle if not leeg(r["waarde"])]


def is_eigen(rij: dict) -> bool:
    """Of een rij van de gemeente zelf is."""
    return rij["rol"] == "gemeente"


@dataclass(frozen=True)
class Stavenkeuze:
    """Welke rijen een staafdiagram toont.

    alle: de rijen van de tabel, in de volgorde van de figuur. toon: die een staaf krijgen.
    wijken: zij zijn wijken of buurten. kort: alleen de hoogste en de laagste zijn getekend.
    """

    alle: list[dict]
    toon: list[dict]
    wijken: bool
    kort: bool

    @property
    def weg(self) -> int:
        """Hoeveel rijen met een cijfer geen staaf hebben."""
        return len(gevuld(self.alle)) - len(self.toon)

    @property
    def top(self) -> int | None:
        """De rij die van kleur verschilt: de hoogste wijk die groot genoeg is om te noemen."""
        if not self.wijken:
            return None
        return next((i for i, r in enumerate(self.toon) if mag_uiterste(r)), None)

    def alt(self, y: str) -> str:
        """Wat er te zien is, in woorden."""
        if self.toon and self.wijken:
            rijen = gevuld(self.alle)
            return f"Staafdiagram van {len(rijen)} gebieden. {hoofdletter(hoog_en_laag(rijen, y))}."
        return f"Staafdiagram. {'; '.join(f'{r[y]}: {waarde(r)}' for r in self.toon)}."


def kies_staven(alle: list[dict]) -> Stavenkeuze:
    """Wijken op volgorde van hoog naar laag; zijn het er te veel, dan de uitersten."""
    wijken = all(r["rol"] in ("wijk", "buurt", "eigen") for r in alle)
    if wijken:
        alle = sorted(alle, key=lambda r: math.inf if leeg(r["waarde"]) else -r["waarde"])
    toon = gevuld(alle)
    kort = len(toon) > VEEL
    if kort:  # an area of a few people is not one of the ten highest or lowest
        toon = [r for r in toon if mag_uiterste(r) or is_eigen(r)]
        toon = [*toon[:10], *filter(is_eigen, toon[10:-10]), *toon[-10:]]
    return Stavenkeuze(alle, toon, wijken, kort)


@dataclass(frozen=True)
class Stavenmaat:
    """Waar de staven komen: per rij de plek, hoe hoog het vel is, en wat het veld omvat."""

    plek: list[int]
    namen: list[str]
    hoogte: float
    boven: float
    x: tuple[float, float]
    y: tuple[float, float]


def meet_staven(keuze: Stavenkeuze, y: str, norm: float | None, rond: float) -> Stavenmaat:
    """De maten in inches; rond: waar de staven beginnen. Ruimte voor een regel bij weggelaten rijen
    en voor de woorden van een norm.
    """
    toon, n = keuze.toon, len(keuze.toon)
    plek = [i + (1 if keuze.kort and i >= 10 else 0) for i in range(n)]
    hoogste, laagste = (f(rond, *(r["waarde"] for r in toon)) for f in (max, min))
    namen = [breek(r[y], 28) for r in toon]
    regels = max((naam.count("\n") + 1 for naam in namen), default=1)
    stap = max(0.3 if n > 8 else 0.4, 0.17 * regels)
    met_norm = norm is not None
    return Stavenmaat(
        plek,
        namen,
        stap * (n + (1 if keuze.kort else 0)) + 0.2 + (0.25 if met_norm else 0),
        0.3 if met_norm else 0.05,
        (rond - (rond - laagste) * 1.35, max(hoogste, norm or 0.0) or 1.0),
        ((plek[-1] if n else 0) + 0.6, -0.6),
    )


@dataclass(frozen=True)
class Lijnenkeuze:
    """Welke punten een lijndiagram toont, per lijn op volgorde van jaar."""

    toon: list[dict]
    lijnen: dict[str, list[dict]]
    groepen: list[str]
    jaren: list[int]
    x: str

    @property
    def einden(self) -> list[dict]:
        """Het laatste punt van elke lijn; daar staat de naam."""
        return [lijn[-1] for lijn in self.lijnen.values()]

    @property
    def band(self) -> list[dict]:
        """De punten van de gemeente die een boven- en een ondergrens hebben."""
        return [r for r in self.toon if is_eigen(r) and not leeg(r["ondergrens"])]

    def alt(self) -> str:
        """Wat er te zien is, in woorden: per lijn van waar naar waar."""
        return f"Lijndiagram. {'; '.join(map(self._in_woorden, self.lijnen.values()))}."

    def _in_woorden(self, lijn: list[dict]) -> str:
        begin, eind = lijn[0], lijn[-1]
        van = f"{waarde(begin)} in {begin[self.x]}"
        if len(lijn) == 1:
            return f"{begin['gebied']} {van}"
        naar = f"{waarde(eind)} in {eind[self.x]}"
        if not leeg(eind["ondergrens"]):
            naar += f" (tussen {waarde(eind, 'ondergrens')} en {waarde(eind, 'bovengrens')})"
        return f"{begin['gebied']} van {van} naar {naar}"


def kies_lijnen(alle: list[dict], x: str, kleur: str) -> Lijnenkeuze:
    """De gevulde punten op volgorde van `x`, per waarde van `kleur` een lijn."""
    toon = sorted(gevuld(alle), key=lambda r: r[x])
    groepen = uniek(r[kleur] for r in alle)
    per_groep = {groep: [r for r in toon if r[kleur] == groep] for groep in groepen}
    lijnen = {groep: lijn for groep, lijn in per_groep.items() if lijn}
    return Lijnenkeuze(toon, lijnen, groepen, sorted({r[x] for r in alle}), x)


@dataclass(frozen=True)
class Lijnenmaat:
    """Waar de lijnen komen: de ruimte rechts voor namen (inches), het veld, en per lijn de hoogte
    van haar naam. plekken: de jaren die onder de as staan.
    """

    rechts: float
    onder: float
    boven: float
    hoogtes: list[float]
    plekken: list[int]


def meet_lijnen(keuze: Lijnenkeuze, namen: list[str], vanaf_nul: bool) -> Lijnenmaat:
    """De as begint bij nul als dat gevraagd is en er niets onder ligt; anders met wat lucht."""
    hoog, laag = (
        f(float(r[k]) for r in keuze.toon for k in ("waarde", grens) if not leeg(r[k]))
        for f, grens in ((max, "bovengrens"), (min, "ondergrens"))
    )
    if vanaf_nul and laag >= 0:
        onder, boven = 0.0, hoog * 1.1 or 1.0
    else:
        lucht = (hoog - laag) * 0.15 or abs(hoog) * 0.1 or 1.0
        onder, boven = laag - lucht, hoog + lucht
    jaren = keuze.jaren
    return Lijnenmaat(
        max(2.55, (max(breedte(naam, 9.5) for naam in namen) + 16) / PUNT),
        onder,
        boven,
        uiteen([r["waarde"] for r in keuze.einden], (boven - onder) * RUIM, onder, boven),
        jaren if len(jaren) <= 8 else [j for j in jaren if (jaren[-1] - j) % 2 == 0],
    )


@dataclass(frozen=True)
class Puntenkeuze:
    """Welke stippen er zijn; namen: de rijen van boven naar beneden."""

    toon: list[dict]
    namen: list[str]
    y: str

    def alt(self) -> str:
        """Wat er te zien is, in woorden: per rij elk gebied met zijn cijfer."""
        rijen = [
            (naam, ", ".join(f"{r['gebied']} {waarde(r)}" for r in self.toon if r[self.y] == naam))
            for naam in self.namen
        ]
        return f"Stippen per gebied. {'; '.join(f'{naam}: {wie}' for naam, wie in rijen)}."


def kies_punten(alle: list[dict], y: str) -> Puntenkeuze:
    """De gevulde rijen; het jaar staat erbij als niet alles van hetzelfde jaar is."""
    toon = gevuld(met_jaar(alle))
    return Puntenkeuze(toon, uniek(r[y] for r in toon), y)


@dataclass(frozen=True)
class Puntenmaat:
    """Wat het veld omvat: van `laag` tot `hoog`. Wat verder ligt, komt op de rand.

    rij: de plek van elke naam. strepen: per rij van de laagste tot de hoogste stip.
    """

    laag: float
    hoog: float
    rij: dict[str, int]
    strepen: list[tuple[float, float]]


def meet_punten(keuze: Puntenkeuze) -> Puntenmaat:
    """Ligt de gemeente veel verder dan alle andere, dan houdt de as op bij anderhalf keer die."""
    waarden = [float(r["waarde"]) for r in keuze.toon]
    hoog = max(waarden)
    anders = max((float(r["waarde"]) for r in keuze.toon if not is_eigen(r)), default=0.0)
    if hoog > 2.2 * anders > 0:
        hoog = anders * 1.5
    strepen = []
    for naam in keuze.namen:
        op_rij = [min(r["waarde"], hoog) for r in keuze.toon if r[keuze.y] == naam]
        strepen.append((min(op_rij), max(op_rij)))
    rij = {naam: i for i, naam in enumerate(keuze.namen)}
    return Puntenmaat(min(0.0, min(waarden) * 1.1), hoog, rij, strepen)


@dataclass(frozen=True)
class Stapelkeuze:
    """Welke staven van 100% er zijn: alleen namen waarvan elk deel bekend is."""

    delen: list[str]
    namen: list[str]
    cel: dict[tuple[str, str], dict]
    eenheid: str
    decimalen: int

    def tekst(self, w: float) -> str:
        """Een deel met zijn eenheid."""
        return met_eenheid(w, self.eenheid, self.decimalen)

    def alt(self) -> str:
        """Wat er te zien is, in woorden: per staaf elk deel."""
        staven = []
        for naam in self.namen:
            delen = (f"{d} {self.tekst(self.cel[naam, d]['waarde'])}" for d in self.delen)
            staven.append(f"{naam}: {', '.join(delen)}")
        return f"Gestapelde staven. {'; '.join(staven)}."


def kies_stapels(alle: list[dict], y: str, kleur: str) -> Stapelkeuze:
    """Per waarde van `y` een staaf, met per waarde van `kleur` een deel."""
    delen = uniek(r[kleur] for r in alle)
    cel = {(r[y], r[kleur]): r for r in reversed(gevuld(alle))}
    namen = [naam for naam in uniek(r[y] for r in alle) if all((naam, d) in cel for d in delen)]
    decimalen = int(min(r["decimalen"] for r in alle))
    return Stapelkeuze(delen, namen, cel, alle[0]["eenheid"], decimalen)


@dataclass(frozen=True)
class Stapelmaat:
    """Waar de delen komen, in procenten: per deel het begin en de breedte van elk stuk, de plek van
    het getal erin (None: dat past er niet), de plek van zijn naam boven de eerste staaf, het midden
    van zijn stuk daar, en of dat te zien is.
    """

    begin: list[list[float]]
    breed: list[list[float]]
    getal: list[list[float | None]]
    naam: list[float]
    midden: list[float]
    zichtbaar: list[bool]

    @property
    def eind(self) -> float:
        """Hoe ver de langste staaf komt, ten minste 100."""
        ver = (x + w for b, w_ in zip(self.begin[-1:], self.breed[-1:]) for x, w in zip(b, w_))
        return max(100.0, *ver, 0.0)


def meet_stapels(keuze: Stapelkeuze, normen: tuple[float, ...] = ()) -> Stapelmaat:
    """De namen van de delen schuiven uit elkaar tot zij niet meer overlappen; een getal wijkt voor
    de lijn van een norm.
    """
    punt = 100 / (PUNT * (BREEDTE - 2.5))  # percentage points per point
    tot = [0.0] * len(keuze.namen)
    begin, breed, getal, midden = [], [], [], []
    for deel in keuze.delen:
        waarden = [float(keuze.cel[naam, deel]["waarde"]) for naam in keuze.namen]
        begin.append(tot)
        breed.append(waarden)
        getal.append(
            [
                vrije_plek(x, w, breedte(keuze.tekst(w)) * punt, normen) if w >= SMALST else None
                for x, w in zip(tot, waarden)
            ]
        )
        midden.append(tot[0] + waarden[0] / 2 if tot else 0.0)
        tot = [x + w for x, w in zip(tot, waarden)]
    ruimte = [(breedte(deel, 9.5) + 8) * punt for deel in keuze.delen]
    zichtbaar = [bool(w) and w[0] >= 0.5 for w in breed]
    return Stapelmaat(begin, breed, getal, uiteen(midden, ruimte, 0, 100), midden, zichtbaar)


def vrije_plek(begin: float, lang: float, breed: float, normen: Iterable[float]) -> float | None:
    """Het midden voor een getal in een deel van een staaf, waar geen lijn erdoorheen loopt.

    begin, lang: van het deel; breed: van het getal, alles in procentpunten. None als het nergens
    past: het getal staat dan alleen in de tabel.
    """
    midden = begin + lang / 2
    raakt = [grens for grens in normen if abs(grens - midden) < breed * 0.7]
    if not raakt:
        return midden
    eind = begin + lang
    stukken = [(begin, min(raakt)), (max(raakt), eind)]
    van, tot = max(stukken, key=lambda stuk: stuk[1] - stuk[0])
    return (van + tot) / 2 if tot - van > breed * 1.2 else None
