"""Wat er uit plannen te berekenen is.

Aantallen, prijsklassen, hardheid, en de dekking van de opgave.

Prijsklassen staan per plan en niet per jaar; bij een plan dat in meer jaren klaar komt zijn ze naar
rato verdeeld. Tekent en zegt niets.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.modellen.planvoorraad import hard, netto, opleverjaren
from woonzorg_lib.soorten import woonopgave
from woonzorg_lib.soorten.berekend import Cijfer
from woonzorg_lib.soorten.eigen_bestand import Bestand
from woonzorg_lib.soorten.rijen import Rijen, procent

KLASSEN = {
    "sociale huur": ["huur_sociaal"],
    "middenhuur": ["huur_middelduur"],
    "betaalbare koop": ["koop_betaalbaar"],
    "dure huur": ["huur_duur"],
    "dure koop": ["koop_duur"],
    "onbekend": ["huur_onbekend", "koop_onbekend", "prijsklasse_onbekend"],
}
BETAALBAAR = ["sociale huur", "middenhuur", "betaalbare koop"]
# The columns with dwellings for older people; what they are called stands in soort.yaml.
WOONVORMEN = (
    "nultredenwoning",
    "geclusterde_woonvorm",
    "zorggeschikte_woning",
    "overig_geschikt_voor_ouderen",
)
TOTAAL = "totaal"
# a category of the opgave -> the column of plans that fills it; of the total sloop is taken off
OPGAVE = {
    TOTAAL: "bruto",
    "eengezins": "woningtype_eengezins",
    "meergezins": "woningtype_meergezins",
    "sociale huur": "huur_sociaal",
    "middenhuur": "huur_middelduur",
    "dure huur": "huur_duur",
    "betaalbare koop": "koop_betaalbaar",
    "dure koop": "koop_duur",
    "nultreden": "nultredenwoning",
    "geclusterd": "geclusterde_woonvorm",
    "zorggeschikt": "zorggeschikte_woning",
    "flexwoningen": "tijdelijke_woningen",
    "studentenwoningen": "studentenwoningen",
}
GEEN_JAAR = "jaar onbekend"
HARD, ZACHT = "hard plan", "zacht plan"


def prijzen(t: pd.DataFrame) -> pd.DataFrame:
    """Woningen per plan en prijsklasse; wat een plan niet verdeelt, is onbekend."""
    uit = pd.DataFrame(
        {
            klasse: t[kolommen].fillna(0).sum(axis=1).astype(float)
            for klasse, kolommen in KLASSEN.items()
        }
    )
    uit["onbekend"] += (t.bruto.astype(float) - uit.sum(axis=1)).clip(lower=0)
    return uit


def kerncijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """De aantallen van een planvoorraad, en welk deel betaalbaar is; met beide noemers."""
    t = s.ruw
    p, bruto = prijzen(t), float(t.bruto.sum())
    betaalbaar, onbekend = float(p[BETAALBAAR].sum().sum()), float(p["onbekend"].sum())
    yield s.cijfer("aantal", len(t))
    yield s.cijfer("bruto", bruto)
    yield s.cijfer("sloop", t.sloop.fillna(0).sum())
    yield s.cijfer("netto", netto(t).sum())
    yield s.cijfer("betaalbaar", procent(betaalbaar, bruto))
    yield s.cijfer("sociale_huur", procent(float(p["sociale huur"].sum()), bruto))
    yield s.cijfer("prijs_onbekend", procent(onbekend, bruto))
    if bruto > onbekend:
        yield s.cijfer("betaalbaar_bekend", procent(betaalbaar, bruto - onbekend))


def per_jaar(s: Rijen) -> Iterator[tuple[str, str, Cijfer]]:
    """De verdeling naar prijsklasse van alle plannen en per jaar van oplevering, in procenten.

    Geeft per staaf en prijsklasse: hoe de staaf heet, de prijsklasse, en het cijfer.
    """
    p, jaren = prijzen(s.ruw), opleverjaren(s.ruw)
    delen = {"alle plannen": pd.Series(1.0, index=p.index)}
    if set(jaren) != {GEEN_JAAR}:
        delen |= jaren
    for jaar, deel in delen.items():
        som = p.mul(deel, axis=0).sum()
        if som.sum() <= 0:
            continue
        staaf = f"{jaar} ({getal(som.sum())})"
        for klasse in KLASSEN:
            aandeel = procent(float(som[klasse]), float(som.sum()))
            cijfer = s.cijfer("prijsklasse", aandeel, f"{staaf}: {klasse}")
            if cijfer is not None:
                yield staaf, klasse, cijfer


def voor_ouderen(s: Rijen) -> Iterator[Cijfer | None]:
    """Per soort woning voor ouderen het aantal en het deel van alle plannen; nooit opgeteld."""
    namen, bruto = s.soort.beschrijving["woonvormen"], float(s.ruw.bruto.sum())
    for kolom in WOONVORMEN:
        if s.ruw[kolom].notna().any():
            aantal = float(s.ruw[kolom].sum())
            yield s.cijfer(kolom, aantal, als="woonvorm", woonvorm=namen[kolom])
            deel = procent(aantal, bruto)
            yield s.cijfer(f"{kolom}_deel", deel, als="woonvorm_deel", woonvorm=namen[kolom])


# Beside the opgave


@dataclass(frozen=True)
class Dekking:
    """Een regel van de opgave tot en met een jaar, met wat daarvan gepland en hard gepland is."""

    categorie: str
    jaar: int
    plan: float
    hard: float
    opgave: float

    @property
    def naam(self) -> str:
        """Waarover de regel gaat, in cijfers.csv."""
        return f"{self.categorie}, tot en met {self.jaar}"


def _tot_en_met(jaar: int, t: pd.DataFrame) -> pd.Series:
    """Per plan het deel dat tot en met dit jaar klaar is."""
    klaar = (
        deel
        for oplevering, deel in opleverjaren(t).items()
        if oplevering[-4:].isdigit() and int(oplevering[-4:]) <= jaar
    )
    return sum(klaar, start=pd.Series(0.0, index=t.index))


def dekkingen(b: Bestand, opgave: Bestand | None) -> list[Dekking]:
    """Elke regel van de opgave met de plannen tot en met dat jaar.

    Plannen zonder jaar tellen niet mee; bij het totaal is sloop eraf.
    """
    if opgave is None or b.fouten or opgave.fouten or b.tabel.empty or opgave.tabel.empty:
        return []
    t, uit = b.tabel, []
    hard_ = hard(t)
    for r in opgave.tabel.sort_values("jaar").itertuples():
        if r.categorie not in OPGAVE or not r.aantal:
            continue
        per_plan = netto(t) if r.categorie == TOTAAL else t[OPGAVE[r.categorie]].fillna(0)
        klaar = per_plan.astype(float) * _tot_en_met(int(r.jaar), t)
        gepland, zeker = float(klaar.sum()), float(klaar[hard_].sum())
        uit.append(Dekking(r.categorie, int(r.jaar), gepland, zeker, float(r.aantal)))
    return sorted(uit, key=lambda d: (list(OPGAVE).index(d.categorie), d.jaar))


def dekking(b: Bestand, opgave: Bestand | None) -> dict[str, Dekking]:
    """Per categorie van de opgave de dekking tot en met het eerste jaar dat de opgave noemt."""
    uit: dict[str, Dekking] = {}
    for d in dekkingen(b, opgave):
        uit.setdefault(d.categorie, d)
    return uit


def van_de_opgave(s: Rijen) -> list[Dekking]:
    """De dekking van elke regel van de vastgestelde opgave; leeg zonder opgave."""
    return dekkingen(s.bestand, s.ander(woonopgave.SOORT.naam))


def dekkingsgraad(s: Rijen) -> Iterator[Cijfer | None]:
    """Per regel van de opgave hoeveel er gepland en hard gepland is, en welk deel dat is."""
    for d in van_de_opgave(s):
        yield s.cijfer("dekkingsgraad", procent(d.plan, d.opgave), d.naam)
        yield s.cijfer("dekkingsgraad_hard", procent(d.hard, d.opgave), d.naam)
        yield s.cijfer("gepland", d.plan, d.naam)
        yield s.cijfer("hard_gepland", d.hard, d.naam)


def hardheid(s: Rijen) -> Iterator[Cijfer | None]:
    """Welk deel hard is, en hoe de netto plannen zich tot de opgave in totaal verhouden."""
    bruto = float(s.ruw.bruto.sum())
    yield s.cijfer("hard", procent(float(s.ruw.bruto[hard(s.ruw)].sum()), bruto))
    totalen = [d for d in van_de_opgave(s) if d.categorie == TOTAAL]
    for d in totalen[:1]:
        yield s.cijfer("opgave", procent(d.plan, d.opgave), tot=d.jaar)
        yield s.cijfer("opgave_gepland", d.plan, tot=d.jaar)
    for d in totalen:
        yield s.cijfer("opgave_hard", procent(d.hard, d.opgave), tot=d.jaar)


def _jaren(oplevering: str) -> int:
    """Hoeveel jaren een blok van jaren telt: "2030–2034" telt er vijf."""
    van, _, tot = oplevering.partition("–")
    return int(tot) - int(van) + 1 if tot else 1


def bouw(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel woningen er volgens de plannen per jaar klaar komen; een blok van jaren per jaar."""
    hard_, bruto = hard(s.ruw), s.ruw.bruto.astype(float)
    for oplevering, deel in opleverjaren(s.ruw).items():
        if oplevering == GEEN_JAAR:
            continue
        jaren = _jaren(oplevering)
        naam = oplevering if jaren == 1 else f"{oplevering}, gemiddeld per jaar"
        for hoe, houd in ((HARD, hard_), (ZACHT, ~hard_)):
            per_jaar = float((bruto * deel)[houd].sum()) / jaren
            yield s.cijfer("klaar", per_jaar or None, f"{naam}: {hoe}")
