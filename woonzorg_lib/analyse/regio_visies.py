"""Hoe ver de visies van de gemeenten van een regio zijn. Tekent niets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg_lib.soorten.visiescore import SOORT, THEMAS_VISIE, VOORSTEL, per_thema, telt

if TYPE_CHECKING:
    from woonzorg_lib.analyse import Analyse

HOOGSTE = 3
OUD = 8  # years; an older vision is marked


class Regiovisies:
    """De scores van alle gemeenten van een regio, die iemand bevestigde.

    analyses: code -> Analyse. Een bestand met een fout telt niet mee.
    """

    def __init__(self, analyses: Mapping[str, Analyse]):
        self.analyses = analyses

    @cached_property
    def tabel(self) -> pd.DataFrame | None:
        """De rijen die meetellen, onder elkaar; None als er geen zijn."""
        delen = []
        for a in self.analyses.values():
            bestand = a.eigen.bestand(SOORT.naam)
            if bestand is not None and not bestand.fouten:
                delen.append(bestand.tabel[telt(bestand.tabel)])
        delen = [deel for deel in delen if len(deel)]
        return pd.concat(delen, ignore_index=True) if delen else None

    @cached_property
    def niveaus(self) -> dict[str, dict[str, int]]:
        """Per gemeente (code) het hoogste niveau per thema."""
        if self.tabel is None:
            return {}
        return {str(code): per_thema(deel) for code, deel in self.tabel.groupby("gemeente")}

    @property
    def voorstellen(self) -> list[str]:
        """De gemeenten waarvan een voorstel nog op iemand wacht, en verder niets meetelt."""
        uit = []
        for a in self.analyses.values():
            bestand = a.eigen.bestand(SOORT.naam)
            if bestand is None or bestand.fouten or a.gemeente.code in self.niveaus:
                continue
            if "status" in bestand.tabel and (bestand.tabel.status == VOORSTEL).any():
                uit.append(a.gemeente.naam)
        return uit

    @property
    def sterkste(self) -> str | None:
        """Het thema waarop de meeste gemeenten een concreet doel hebben; None zonder doel."""
        tel = Counter(
            thema
            for niveaus in self.niveaus.values()
            for thema, niveau in niveaus.items()
            if niveau == HOOGSTE
        )
        return tel.most_common(1)[0][0] if tel else None

    def verdeling(self, gemeenten: int) -> list[tuple[str, int, list[int]]]:
        """Per thema hoeveel gemeenten niet bekeken zijn, en hoeveel elk niveau halen.

        gemeenten: hoeveel de regio er heeft.
        """
        uit = []
        for thema in THEMAS_VISIE:
            tel = Counter(n[thema] for n in self.niveaus.values() if thema in n)
            per_niveau = [tel[niveau] for niveau in range(HOOGSTE + 1)]
            uit.append((thema, gemeenten - sum(per_niveau), per_niveau))
        return uit

    def rijen(self) -> list[dict]:
        """De niveaus als rijen voor cijfers.csv."""
        uit = []
        for code, niveaus in self.niveaus.items():
            a = self.analyses[code]
            bestand = a.eigen.bestand(SOORT.naam)
            if bestand is None:
                continue
            kop = {
                "indicator": "visiescore_niveau",
                "omschrijving": "Niveau van de visie",
                "gebiedcode": code,
                "gebied": a.gemeente.naam,
                "jaar": bestand.jaar,
                "eenheid": "van 0 tot 3",
                "soort": "invoer",
                **bestand.herkomst,
            }
            uit += [kop | {"uitsplitsing": t, "waarde": n} for t, n in niveaus.items()]
        return uit


def is_oud(jaar) -> bool:
    """Of een document ouder is dan acht jaar."""
    return pd.notna(jaar) and date.today().year - int(jaar) > OUD
