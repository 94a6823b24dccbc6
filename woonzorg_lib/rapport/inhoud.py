"""Het rapport als delen en onderwerpen, in volgorde; maakt er nog geen pagina van.
Lezen doet `lezer`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from ..beeld.huisstijl import Huisstijl
from .cijfersbestand import regels_van
from .indeling import Onderwerp, Stuk

KORT, DICHT = "kort", "dicht"  # how a section stands in the report: the first screen, or closed


@dataclass
class Deel:
    """Een notebook in het rapport: zijn titel, zijn boodschap,
    wat los staat en zijn onderwerpen.
    """

    notebook: str
    titel: str
    groep: str
    anker: str
    vorm: str = ""
    boodschap: str = ""
    los: list[Stuk] = field(default_factory=list)
    onderwerpen: list[Onderwerp] = field(default_factory=list)
    rijen: list[dict] = field(default_factory=list)  # every figure shown in it
    fout: str | None = None
    eigen: str = ""  # whose own notebook it came from; empty: the kit's

    @property
    def getoond(self) -> list[Onderwerp]:
        """De onderwerpen waarvan iets te zien is."""
        return [o for o in self.onderwerpen if not o.leeg]

    @property
    def leeg(self) -> list[Onderwerp]:
        """De onderwerpen die nog geen gegevens hebben."""
        return [o for o in self.onderwerpen if o.leeg]

    @property
    def kop(self) -> str:
        """Wat boven het deel staat: de boodschap, of zonder boodschap de titel."""
        return self.boodschap or self.titel

    def plek(self, naam: str) -> str:
        """De HTML die op een plek van het eerste scherm hoort."""
        return "".join(s.html for s in self.los if s.soort == f"{KORT}-{naam}")

    @property
    def open(self) -> list[Stuk]:
        """Wat los in het deel staat en meteen te zien is."""
        if self.vorm == KORT:
            return [s for s in self.los if s.soort in ("eigen", "fout")]
        return [s for s in self.los if not s.soort.startswith(f"{KORT}-")]

    @property
    def meer(self) -> list[str]:
        """Wat bij het eerste scherm hoort en pas na een klik te zien is."""
        if self.vorm != KORT:
            return []
        elders = ("eigen", "fout")
        return [s.html for s in self.los if s.soort not in elders and KORT not in s.soort]


@dataclass
class Inhoud:
    """Alles wat in het rapport komt, in volgorde."""

    titel: str
    fictief: bool = False
    delen: list[Deel] = field(default_factory=list)
    code: str = ""  # of the area the report is about
    ondertitel: str = ""
    feiten: list[dict] = field(default_factory=list)  # what the overview of a run shows,
    kengetallen: list[dict] = field(default_factory=list)  # unless the first screen names these
    streek: str = ""  # the region of the area that the report is about
    verschil: dict | None = None  # what changed since the report before this one
    huisstijl: Huisstijl = field(default_factory=Huisstijl)
    datum: str = ""
    werkboek: str = ""  # the file with the figures, beside the report
    werklijst: str = ""  # for the adviser alone: it stands in a file of its own
    volledig: bool = False  # everything open, on the screen and on paper
    zie: tuple = ()  # other documents, each with its onderwerp, naam and adres

    @property
    def onderwerpen(self) -> list[Onderwerp]:
        return [o for deel in self.delen for o in deel.onderwerpen]

    @property
    def eigen(self) -> dict[str, list[Deel]]:
        """De delen uit een eigen notebook, naar van wie die is."""
        uit: dict[str, list[Deel]] = {}
        for deel in self.delen:
            if deel.eigen:
                uit.setdefault(deel.eigen, []).append(deel)
        return uit

    @property
    def rijen(self) -> list[dict]:
        return [rij for deel in self.delen for rij in deel.rijen]

    @cached_property
    def regels_per_deel(self) -> list[dict[str, Mapping]]:
        """Per deel de regels van het cijferbestand die nog in geen deel ervoor staan,
        elk met haar rij.
        """
        al: set[str] = set()
        uit = []
        for deel in self.delen:
            uit.append(regels_van(deel.rijen, al))
            al.update(uit[-1])
        return uit

    @property
    def mislukt(self) -> list[Onderwerp]:
        return [o for o in self.onderwerpen if o.mislukt]

    def noem_eigenaars(self, eigen: Mapping[str, str]) -> None:
        """Zet bij elk deel van wie zijn notebook is. eigen: naam van de notebook -> van wie."""
        for deel in self.delen:
            deel.eigen = eigen.get(deel.notebook, "")

    def overzicht(self) -> dict:
        """Wat het overzicht van een run van dit rapport toont:
        de kerncijfers van het eigen gebied en de statussen per deel.
        """
        return {
            "streek": self.streek,
            "kerncijfers": self.kengetallen or self._kerncijfers(),
            "delen": [
                {
                    "notebook": d.notebook,
                    "titel": d.titel,
                    "groep": d.groep,
                    "statussen": dict(Counter(o.status for o in d.onderwerpen)),
                }
                for d in self.delen
                if d.onderwerpen
            ],
            "fictief": self.fictief,
        }

    def _kerncijfers(self) -> list[dict]:
        """The facts about the area itself that the report shows before its first onderwerp."""
        velden = ("indicator", "omschrijving", "waarde", "eenheid", "jaar")
        eigen = [
            r for r in self.feiten if r.get("gebiedcode") == self.code and not r.get("uitsplitsing")
        ]
        per_indicator = {
            r["indicator"]: {v: r.get(v) for v in velden} for r in eigen if r.get("indicator")
        }
        return list(per_indicator.values())


def lees(resultaten, titel: str, titels: dict[str, str] | None = None) -> Inhoud:
    """Ordent de uitvoer van de notebooks; `titels` geeft de titel van onderwerpen die nooit bereikt
    zijn.
    """
    from .lezer import Lezer

    inhoud = Inhoud(titel)
    for resultaat in resultaten:
        Lezer(inhoud, resultaat, titels or {}).lees()
    for o in inhoud.onderwerpen:
        o.schik()
    _geef_ankers(inhoud.onderwerpen)
    return inhoud


def _geef_ankers(onderwerpen: list[Onderwerp]) -> None:
    """The same onderwerp may stand in two notebooks; an anchor may not."""
    gebruikt: set[str] = set()
    for o in onderwerpen:
        o.anker = re.sub(r"[^\w-]", "-", o.id)
        while o.anker in gebruikt:
            o.anker += "-2"
        gebruikt.add(o.anker)
