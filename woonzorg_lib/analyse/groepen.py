"""Wie van de aandachtsgroepen per jaar een woning zoekt, en welke woningen dat zijn (C2)."""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from woonzorg_lib import modellen, teksten
from woonzorg_lib.beeld import Beeld, opgaven
from woonzorg_lib.beeld.getallen import STREEPJE, getal
from woonzorg_lib.beeld.tekening import NIETS
from woonzorg_lib.soorten import aandachtsgroepen, taakstelling

from .deel import Deel, met
from .geen_behoefte import GeenBehoefte

Groepsrij = tuple[list[str], dict | None]  # a row of the table, and of cijfers.csv if it may show


class Groepen(Deel):
    """Wie van de aandachtsgroepen per jaar een woning zoekt."""

    @cached_property
    def _stromen(self) -> pd.DataFrame | None:
        b = self.bruikbaar(aandachtsgroepen.SOORT)
        if b is None or not b.tabel.uitstroom.notna().any():
            return None
        groepen = self.a.opgave.getallen.groepen
        per_woning = {g: d["personen_per_woning"]["waarde"] for g, d in groepen.items()}
        uit = modellen.stroom(b.tabel[b.tabel.uitstroom.notna()], per_woning)
        geheim = {
            (r.groep, r.jaar): r.uitstroom
            for r in b.toonbaar.itertuples()
            if isinstance(r.uitstroom, str)
        }
        weinig = [
            "<5" if 0 < p < 5 else "" for p in uit.personen.fillna(0)
        ]  # a small outcome is as telling as a small input
        return uit.assign(
            geheim=[geheim.get((g, j), k) for g, j, k in zip(uit.groep, uit.jaar, weinig)]
        )

    @cached_property
    def _verdeling(self) -> pd.DataFrame | None:
        """Woningen per jaar naar groep, type en prijs; None zonder eigen getallen."""
        if self._stromen is None:
            return None
        groepen = self.a.opgave.getallen.groepen
        delen = {g: d["verdeling"] for g, d in groepen.items() if d.get("verdeling")}
        uit = modellen.per_type_en_prijs(self._stromen[self._stromen.geheim == ""], delen)
        return uit if len(uit) else None

    def uitkomsten(self) -> set[str]:
        """De behoefte naar prijs, als de gemeente daar zelf getallen voor gaf."""
        if self.a.opgave.geen_behoefte is not None or not self.a.opgave.getallen.groepen:
            return set()
        return {"behoefte naar prijs"} if self._verdeling is not None else set()

    def behoefte_groepen(self) -> Beeld:
        """Per aandachtsgroep wie er per jaar een woning zoekt, elk met de methode;
        nooit een totaal.
        """
        geen = self.a.opgave.geen_behoefte
        if geen is not None and geen.soort is GeenBehoefte.EIGEN_GETALLEN:
            return NIETS
        groepen, statushouders = aandachtsgroepen.SOORT.bestand, taakstelling.SOORT.bestand
        rijen = [*self._uitstroomrijen(), *self._statushouders()]
        if not rijen:
            return opgaven.waarom_niets(
                teksten.zin("opgave.groepen.niets", groepen=groepen, taakstelling=statushouders)
            )
        data = pd.DataFrame([rij for _, rij in rijen if rij is not None])
        bron = teksten.zin("opgave.bron.groepen", groepen=groepen, taakstelling=statushouders)
        gemaakt = opgaven.groepen([regel for regel, _ in rijen], data, bron)
        return met(gemaakt, naam=aandachtsgroepen.SOORT.naam)

    def _uitstroomrijen(self) -> list[Groepsrij]:
        """Per groep wie er uit een instelling of opvang zelfstandig gaat wonen."""
        if self._stromen is None:
            return []
        b = self.a.eigen.bestand(aandachtsgroepen.SOORT.naam)
        return [self._uitstroomrij(b, r) for r in self._stromen.itertuples()]

    def _uitstroomrij(self, b, r) -> Groepsrij:
        bekend = pd.notna(r.personen)
        hoe = (
            teksten.zin("opgave.groepen.uitstroom", jaar=r.jaar)
            if bekend
            else teksten.zin("opgave.groepen.zonder_deel")
        )
        woningen = STREEPJE if r.geheim else getal(r.woningen)
        regel = [r.groep, r.geheim or getal(r.personen), woningen, hoe]
        if not bekend or r.geheim:
            return regel, None
        berekend = teksten.zin("opgave.groepen.berekend")
        return regel, opgaven.groepsrij(b, r.groep, r.jaar, r.personen, "mensen", berekend)

    def _statushouders(self) -> list[Groepsrij]:
        """Statushouders: de twee halfjaren van het eigen bestand, of anders een deel van de
        landelijke taakstelling.
        """
        b = self.bruikbaar(taakstelling.SOORT)
        if b is not None and len(b.tabel):
            return self._uit_taakstelling(b)
        t = self.a.opgave.getallen.taakstelling
        return [(self._landelijke_taakstelling(t), None)] if t else []

    def _uit_taakstelling(self, b) -> list[Groepsrij]:
        per_jaar = (
            b.tabel.assign(jaar=b.tabel.halfjaar.str[:4].astype(int))
            .groupby("jaar")
            .taakstelling.agg(["sum", "size"])
        )
        vol = per_jaar[per_jaar["size"] == 2]
        if not len(vol):
            return []
        jaar, aantal = int(vol.index[-1]), float(vol["sum"].iloc[-1])
        wie = teksten.zin("opgave.groepen.statushouders")
        hoe = teksten.zin("opgave.groepen.halfjaren", jaar=jaar)
        rij = opgaven.groepsrij(b, wie, jaar, aantal, "mensen", "")
        return [([wie, getal(aantal), STREEPJE, hoe], rij)]

    def _landelijke_taakstelling(self, t: dict) -> list[str]:
        w = self.a.cijfers("inwoners", naast=["land"]).set_index("rol").waarde
        aantal = modellen.taakstelling(t["waarde"], w["gemeente"], w["land"])
        return [
            teksten.zin("opgave.groepen.statushouders"),
            teksten.zin("opgave.groepen.ongeveer", aantal=getal(aantal), halfjaar=t["halfjaar"]),
            STREEPJE,
            teksten.zin(
                "opgave.groepen.landelijk",
                aantal=getal(t["waarde"]),
                bron=t["bron"],
                status=t["status"],
            ),
        ]

    def behoefte_per_prijs(self) -> Beeld:
        """Woningen per jaar naar groep, type en prijs, als tabel in kleuren;
        alleen met eigen getallen in behoefte.yaml.
        """
        t, stromen = self._verdeling, self._stromen
        if t is None or stromen is None:
            return NIETS
        b, jaar = self.a.eigen.bestand(aandachtsgroepen.SOORT.naam), int(stromen.jaar.max())
        rijen = [
            opgaven.groepsrij(b, r.groep, jaar, r.woningen, "woningen", "")
            | {
                "kort": f"{r.type}, {r.prijs}",
                "groep": r.groep,
                "uitsplitsing": f"{r.groep}: {r.type}, {r.prijs}",
                "tabel": f"{aandachtsgroepen.SOORT.bestand}, behoefte.yaml",
            }
            for r in t.itertuples()
        ]
        return self.a.heatmap(
            pd.DataFrame(rijen),
            titel=teksten.zin("opgave.prijs.titel"),
            y="groep",
            ondertitel=teksten.zin("opgave.prijs.ondertitel"),
            notitie=teksten.zin("opgave.prijs.notitie"),
        )
