"""De termen waaraan een onderwerp te herkennen is. Kent geen documenten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum
from functools import lru_cache
from pathlib import Path

import yaml

from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.visiescan.taal import plat, stam

PAD = Path(__file__).parent / "termen.yaml"
GEWICHT = {"kern": 3.0, "steun": 1.0, "niet": -2.0}
# Several words together point more surely than one.
EXTRA_VOOR_MEER_WOORDEN = 0.5
EIGEN = 2.0  # a gemeente's own term was chosen for its own documents: by itself it is enough
TUSSENRUIMTE = 2  # words of a term may have one other word between them


class Termfout(WoonzorgFout):
    """Een bestand met termen is niet te gebruiken."""


class Vorm(Enum):
    """Hoe een deel van een term bij een woord past."""

    STAM = "stam"
    BEGIN = "begin"
    EINDE = "einde"
    BEVAT = "bevat"


@dataclass(frozen=True)
class Deel:
    """Eén woord van een term."""

    vorm: Vorm
    tekst: str

    def past(self, woord: str) -> bool:
        if self.vorm is Vorm.STAM:
            return stam(woord) == self.tekst
        if self.vorm is Vorm.BEGIN:
            return woord.startswith(self.tekst)
        if self.vorm is Vorm.EINDE:
            return woord.endswith(self.tekst)
        return self.tekst in woord


@dataclass(frozen=True)
class Term:
    """Een term met zijn gewicht (negatief: wijst op iets anders)."""

    tekst: str
    gewicht: float
    delen: tuple[Deel, ...]

    def einde(self, woorden: Sequence[str], plek: int) -> int | None:
        """Het laatste woord van de term die op deze plek begint; None als de rest er niet staat."""
        for deel in self.delen[1:]:
            volgende = range(plek + 1, min(plek + 1 + TUSSENRUIMTE, len(woorden)))
            treffer = next((k for k in volgende if deel.past(woorden[k])), None)
            if treffer is None:
                return None
            plek = treffer
        return plek


def _deel(tekst: str) -> Deel:
    kaal = tekst.strip("*")
    if tekst.startswith("*") and tekst.endswith("*"):
        return Deel(Vorm.BEVAT, kaal)
    if tekst.endswith("*"):
        return Deel(Vorm.BEGIN, kaal)
    if tekst.startswith("*"):
        return Deel(Vorm.EINDE, kaal)
    return Deel(Vorm.STAM, stam(kaal))


def maak_term(tekst: str, soort: str, keer: float = 1.0) -> Term:
    """Maakt een term van zoals hij in de YAML staat; soort: kern, steun of niet.

    keer: hoeveel zwaarder hij weegt dan een term van de kit (zie EIGEN).
    """
    delen = tuple(_deel(deel) for deel in plat(tekst).split() if deel.strip("*"))
    extra = EXTRA_VOOR_MEER_WOORDEN if len(delen) > 1 and soort == "kern" else 0.0
    return Term(tekst, keer * (GEWICHT[soort] + extra), delen)


def lees_termen(eigen: Path | None = None) -> dict[str, tuple[Term, ...]]:
    """De termen per onderwerp; die van een gemeente komen erbij.

    eigen: een YAML in dezelfde vorm (visietermen.yaml), of None.
    Fout: Termfout met bestand en plek.
    """
    termen = {id: list(lijst) for id, lijst in _lees(PAD).items()}
    if eigen is not None and eigen.is_file():
        for id, lijst in _lees(eigen).items():
            if id not in termen:
                raise Termfout(f"{eigen}: '{id}' is geen onderwerp. Kies uit: {', '.join(termen)}.")
            termen[id] += [replace(term, gewicht=EIGEN * term.gewicht) for term in lijst]
    return {id: tuple(lijst) for id, lijst in termen.items()}


@lru_cache(maxsize=8)
def _lees_versie(pad: Path, gewijzigd: float) -> dict[str, tuple[Term, ...]]:
    try:
        inhoud = yaml.safe_load(pad.read_text(encoding="utf-8-sig"))
    except (yaml.YAMLError, UnicodeDecodeError) as fout:
        regel = getattr(getattr(fout, "problem_mark", None), "line", None)
        plek = f", regel {regel + 1}" if regel is not None else ""
        raise Termfout(
            f"{pad}{plek}: dit is geen leesbare YAML. Kijk naar het inspringen."
        ) from None
    if not isinstance(inhoud, dict):
        raise Termfout(
            f"{pad}: hier horen onderwerpen te staan, zoals 'A1:', met kern, steun, niet."
        )
    return {str(id): tuple(_termen(pad, str(id), lijsten)) for id, lijsten in inhoud.items()}


def _lees(pad: Path) -> dict[str, tuple[Term, ...]]:
    return _lees_versie(pad, pad.stat().st_mtime)


def _termen(pad: Path, id: str, lijsten) -> list[Term]:
    if not isinstance(lijsten, dict) or not set(lijsten) <= set(GEWICHT):
        raise Termfout(f"{pad}, {id}: hier horen lijsten te staan: kern, steun of niet.")
    gelezen = []
    for soort, lijst in lijsten.items():
        if not isinstance(lijst, list):
            raise Termfout(
                f"{pad}, {id}, {soort}: dit hoort een lijst te zijn, zoals [woord, woord]."
            )
        gelezen += [maak_term(str(tekst), soort) for tekst in lijst if str(tekst).strip(" *")]
    return gelezen
