"""Wat er te doen is: welke tabellen, welke jaren, en hoe een tabel er nu bij staat.

Haalt geen cijfers op.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass

from woonzorg_lib.aanroep import typ

from .adres import adres, vraag
from .bladen import Kast, Lezer
from .dienst import Dienst, Stand, kaal
from .fouten import Bestaatniet, Bronfout, OnbekendeBrontabel, Tijdelijk
from .ophalen import Tafel
from .tabellen import GEBIEDSTABEL, OnbekendeTabel, Taak, Tabel
from .v3 import V3
from .v4 import HOST, V4, tekst
from .verbinding import Verbinding


@dataclass
class Plan:
    """Hoe een tabel erbij staat, en wat er op te halen is: per deel de jaren."""

    taak: Taak
    dienst: str
    stand: Stand
    tafels: list[Tafel]
    jaren: list[list[int]]
    waarom_niet: str = ""

    @property
    def niets_te_doen(self) -> bool:
        return bool(self.waarom_niet)


def taken(register: Sequence[Tabel], kies: Sequence[str], jaar: int | None) -> list[Taak]:
    """De tabellen van het register, elk één keer; `kies` zijn nummers, in hoofd- of kleine letters.

    Fout: OnbekendeTabel, met nummers die erop lijken.
    """
    uit: dict[str, Taak] = {}
    for tabel in register:
        per_jaar = tabel.tabel.items() if tabel.per_jaar else [(None, tabel.tabel)]
        for van, nummer in per_jaar:
            uit.setdefault(str(nummer), Taak(str(nummer))).delen.append((tabel, van))
    if kies:
        gekozen = [_zoek(nummer, uit) for nummer in kies]
        uit = {n: taak for n, taak in uit.items() if n in gekozen}
    if jaar is not None:
        uit = {n: t for n, t in uit.items() if any(v in (None, jaar) for _, v in t.delen)}
    return list(uit.values())


def nieuwste_gebieden(alle: Sequence[Taak]) -> list[Taak]:
    """Van de tabellen met gebieden alleen het nieuwste jaar; zij gaat voorop."""
    gebieden = [t for t in alle if t.vorm == GEBIEDSTABEL]
    laatste = max(gebieden, key=lambda t: t.delen[0][1] or 0, default=None)
    return [*([laatste] if laatste else []), *(t for t in alle if t.vorm != GEBIEDSTABEL)]


def _zoek(nummer: str, bekend: dict[str, Taak]) -> str:
    klein = {n.lower(): n for n in bekend}
    if nummer.strip().lower() in klein:
        return klein[nummer.strip().lower()]
    lijkt = difflib.get_close_matches(nummer.lower(), klein, n=3, cutoff=0.6)
    raad = (
        f"Bedoelt u {' of '.join(klein[n] for n in lijkt)}?"
        if lijkt
        else f"`{typ('data status')}` noemt de tabellen."
    )
    raise OnbekendeTabel(f"Tabel '{nummer[:40]}' staat niet in het register. {raad}")


def nieuwe_jaren(register: Sequence[Tabel], verbinding: Verbinding) -> list[Taak]:
    """Tabellen van latere jaren dan het register kent, gevonden in de catalogus op hun titel."""
    reeksen = [t for t in register if t.reeks and t.per_jaar]
    if not reeksen:
        return []
    pad = "/odata/v1/CBS/Datasets"
    lezer = Lezer(verbinding, "catalogus")
    rijen = lezer.rijen(adres(HOST, pad, vraag(select="Identifier,Title,Status,Modified"), pad))
    per_titel = {kaal(tekst(r.get("Title"))): tekst(r.get("Identifier")) for r in rijen}
    uit: dict[str, Taak] = {}
    for tabel in reeksen:
        laatste = max(tabel.tabel)
        for jaar in range(laatste + 1, laatste + 4):
            nummer = per_titel.get(kaal(tabel.reeks.format(jaar=jaar)), "")
            if re.fullmatch(r"\w{4,12}", nummer):
                uit.setdefault(nummer, Taak(nummer)).delen.append((tabel, jaar))
    return list(uit.values())


class Planner:
    """Vraagt per tabel hoe zij erbij staat, bij v4 en anders bij v3, en wat er nieuw aan is."""

    def __init__(self, kast: Kast, jaar: int | None):
        self.kast = kast
        self.jaar = jaar

    def plan(self, taak: Taak, verbinding: Verbinding) -> Plan:
        """Fouten: Bronfout en haar soorten."""
        diensten = [d for d in taak.delen[0][0].dienst if self._kan(d, taak)]
        for nummer, naam in enumerate(diensten):
            try:
                return self._bij(naam, taak, verbinding)
            except (Bestaatniet, Tijdelijk) as fout:
                # v3 only where v4 has nothing or fails; a name that is wrong is wrong in both.
                if nummer + 1 == len(diensten):
                    raise _verdwenen(fout, taak) from fout
        raise AssertionError("een tabel heeft een dienst")

    def zonder(self, plan: Plan, verbinding: Verbinding) -> Plan | None:
        """Hetzelfde bij de volgende dienst, als die er is."""
        diensten = [d for d in plan.taak.delen[0][0].dienst if self._kan(d, plan.taak)]
        volgende = diensten[diensten.index(plan.dienst) + 1 :]
        return self._bij(volgende[0], plan.taak, verbinding) if volgende else None

    @staticmethod
    def _kan(dienst: str, taak: Taak) -> bool:
        return dienst == "v3" or taak.catalogus == "CBS"

    def _bij(self, naam: str, taak: Taak, verbinding: Verbinding) -> Plan:
        lezer = Lezer(verbinding, taak.nummer, self.kast)
        dienst: Dienst = (
            V4(taak.nummer, lezer) if naam == "v4" else V3(taak.nummer, lezer, taak.catalogus)
        )
        tafels = [Tafel(tabel, taak.nummer, dienst, jaar) for tabel, jaar in taak.delen]
        stand = tafels[0].stand
        plan = Plan(taak, naam, stand, tafels, [])
        plan.waarom_niet = self._waarom_niet(taak, stand)
        if not plan.niets_te_doen:
            plan.jaren = [self._jaren(tafel) for tafel in tafels]
        return plan

    def _waarom_niet(self, taak: Taak, stand: Stand) -> str:
        """Why there is nothing to fetch. Raises when the source went back in time."""
        vroeger = taak.vroeger
        if not vroeger:
            return ""
        if self._ouder(stand, vroeger):
            raise Bronfout(
                f"de bron geeft een oudere versie (van {_datum(stand.dag)}) dan u al hebt "
                f"(van {_datum(vroeger['dag'])})"
            )
        zelfde = stand.dag == vroeger["dag"]
        if stand.dienst == vroeger["dienst"]:
            zelfde = stand.stempel == vroeger["stempel"]
        zelfde = zelfde and vroeger["register"] == taak.register
        compleet = vroeger["volledig"] or self.jaar in vroeger["jaren"]
        if zelfde and compleet:
            return "stopgezet en niet veranderd" if stand.stopgezet else "al de nieuwste"
        return ""

    @staticmethod
    def _ouder(stand: Stand, vroeger: dict) -> bool:
        if stand.dienst == vroeger["dienst"]:
            return stand.gewijzigd < vroeger["gewijzigd"]
        return bool(stand.dag and vroeger["dag"]) and stand.dag < vroeger["dag"]

    def _jaren(self, tafel: Tafel) -> list[int]:
        if tafel.tabel.vorm == GEBIEDSTABEL:
            return [tafel.jaar] if tafel.jaar else []
        tafel.controleer_namen()
        jaren = list(tafel.perioden)
        return [j for j in jaren if self.jaar in (None, j)]


def _verdwenen(fout: Bronfout, taak: Taak) -> Bronfout:
    if isinstance(fout, Bestaatniet):
        return OnbekendeBrontabel(f"de bron kent deze tabel niet (meer): {taak.titel}")
    return fout


def _datum(dag: str) -> str:
    return "-".join(reversed(dag.split("-")))
