"""Ziet welke passages of zinnen niet namens de gemeente spreken.

Zoals wat ontkend is, van een ander komt, een inhoudsopgave is of over een ander gebied gaat.
Laat niets weg: wie dit vraagt, krijgt de reden. Kent geen onderwerpen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from woonzorg_lib.visiescan.passages import Passage
from woonzorg_lib.visiescan.taal import plat, zinnen

PAD = Path(__file__).parent / "afzonderen.yaml"
_REGEL_MET_BLADZIJDE = re.compile(r"^(\d+(\.\d+)*\.?|[ivx]+)\s.*\s\d{1,3}$|\.{4,}\s*\d{1,3}$")
HALF = 0.5
GROOTSTE_DEEL = 0.6  # a passage of which more than this is denied says nothing itself


@dataclass(frozen=True)
class Patronen:
    """De herkenning van afzonderen.yaml, klaar om te gebruiken."""

    ontkend: tuple[re.Pattern, ...]
    verwijst_terug: re.Pattern
    landelijk: re.Pattern
    geen_landelijk: re.Pattern
    naam_van_gemeente: re.Pattern
    elders: re.Pattern
    van_een_ander: re.Pattern
    eigen: re.Pattern
    kop_zonder_inhoud: re.Pattern
    sjabloon: re.Pattern
    wonen_en_zorg: re.Pattern
    ander_gebied: dict[str, re.Pattern]


@lru_cache
def patronen() -> Patronen:
    """De patronen, één keer gelezen."""
    gegeven = yaml.safe_load(PAD.read_text(encoding="utf-8"))
    ontkend = tuple(re.compile(p) for p in gegeven.pop("ontkend"))
    ander = {naam: re.compile(rf"\b({p})\b") for naam, p in gegeven.pop("ander_gebied").items()}
    overig = {naam: re.compile(p) for naam, p in gegeven.items()}
    return Patronen(ontkend=ontkend, ander_gebied=ander, **overig)


@dataclass(frozen=True)
class Oordeel:
    """Wat van een passage meetelt.

    reden: waarom niets meetelt, of leeg. tekst: de zinnen die wel meetellen.
    """

    reden: str
    tekst: str


def eigen_namen(passages: Sequence[Passage], gemeente: str) -> frozenset[str]:
    """De naam van de gemeente, en de naam die de documenten het vaakst als gemeente noemen."""
    tel = Counter(m["naam"] for p in passages for m in _gemeenten(p))
    vaakst = [naam for naam, aantal in tel.most_common(1) if aantal > 2]
    return frozenset(plat(naam) for naam in (gemeente, *vaakst) if naam)


def _gemeenten(passage: Passage) -> Iterator[re.Match]:
    return patronen().naam_van_gemeente.finditer(passage.tekst)


def beoordeel(passage: Passage, gemeente: str, namen: frozenset[str] = frozenset()) -> Oordeel:
    """Zegt wat van een passage namens de gemeente spreekt.

    namen: hoe de gemeente in de documenten heet (zie eigen_namen).
    """
    reden = _geen_inhoud(passage) or _ander_gebied(passage)
    reden = reden or _andere_gemeente(passage, namen or frozenset({plat(gemeente)}))
    if reden:
        return Oordeel(reden, "")
    delen = zinnen(passage.tekst)
    weg = _ontkende_zinnen([plat(zin) for zin in delen])
    over = [zin for zin, niet in zip(delen, weg, strict=True) if not niet]
    lengte = sum(map(len, delen)) or 1
    if any(weg) and sum(map(len, over)) < (1 - GROOTSTE_DEEL) * lengte:
        return Oordeel("de gemeente zegt dat zij dit niet doet of niet behandelt", "")
    tekst = "\n".join(over)
    if _vooral_landelijk(delen) and not _eigen(tekst, gemeente):
        return Oordeel("beleid van het Rijk of een ander, zonder eigen stap", "")
    return Oordeel("", tekst)


def _vooral_landelijk(delen: list[str]) -> bool:
    """A passage that opens with the Rijk or the law, or is about it for half of its sentences."""
    p = patronen()
    over = [bool(p.landelijk.search(p.geen_landelijk.sub(" ", plat(zin)))) for zin in delen]
    return bool(over) and (over[0] or sum(over) >= HALF * len(over))


def _eigen(tekst: str, gemeente: str) -> bool:
    kaal = plat(tekst)
    return bool(patronen().eigen.search(kaal)) or bool(gemeente and plat(gemeente) in kaal)


def _geen_inhoud(passage: Passage) -> str:
    p = patronen()
    regels = [regel.strip() for regel in passage.tekst.splitlines() if regel.strip()]
    met_bladzijde = sum(bool(_REGEL_MET_BLADZIJDE.search(regel.lower())) for regel in regels)
    if len(regels) > 2 and met_bladzijde > HALF * len(regels):
        return "inhoudsopgave"
    if p.kop_zonder_inhoud.search(plat(passage.kop)):
        return "inhoudsopgave, begrippen, bronnen of voorwoord"
    if p.sjabloon.search(plat(passage.tekst)):
        return "tekst van een sjabloon, of nog te schrijven"
    return ""


def _andere_gemeente(passage: Passage, namen: frozenset[str]) -> str:
    genoemd = {plat(m["naam"]) for m in _gemeenten(passage)}
    kaal = plat(passage.tekst)
    eigen = any(naam in kaal for naam in namen) or patronen().eigen.search(kaal)
    if eigen:
        return ""
    vreemd = genoemd and not any(naam.startswith(g) for g in genoemd for naam in namen)
    if vreemd or patronen().elders.search(kaal):
        return "gaat over een andere gemeente"
    return ""


def _ander_gebied(passage: Passage) -> str:
    p = patronen()
    kaal = plat(f"{passage.kop}\n{passage.tekst}")
    wonen = len({m.group() for m in p.wonen_en_zorg.finditer(kaal)})
    for naam, patroon in p.ander_gebied.items():
        anders = len({m.group() for m in patroon.finditer(kaal)})
        in_kop = not wonen and _in_beide(patroon, passage)
        if (anders >= 2 and anders > wonen) or in_kop:
            return f"gaat over iets anders ({naam})"
    return ""


def _in_beide(patroon: re.Pattern, passage: Passage) -> bool:
    return bool(patroon.search(plat(passage.kop)) and patroon.search(plat(passage.tekst)))


def _ontkende_zinnen(kaal: list[str]) -> list[bool]:
    """Per zin of zij niet meetelt: ontkend, of door de zin erna ("ze komen niet aan de orde")."""
    p = patronen()
    weg = [any(patroon.search(zin) for patroon in p.ontkend) for zin in kaal]
    for plek in [i for i, niet in enumerate(weg) if niet and i]:
        if p.verwijst_terug.search(kaal[plek].strip("[ ")):
            weg[plek - 1] = True
    if any(weg):
        weg = [
            niet or bool(p.van_een_ander.search(zin)) for niet, zin in zip(weg, kaal, strict=True)
        ]
    return weg
