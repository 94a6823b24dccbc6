"""Afspraken over ouderenhuisvesting, in een zin en naast plannen en sleutel. Rekent niets uit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from woonzorg_lib.beeld.beeld import Beeld, bronregel, datum
from woonzorg_lib.beeld.getallen import STREEPJE, getal, leeg
from woonzorg_lib.beeld.opgaven import tussen
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.beeld.tabellen import tabel as maak_tabel
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming

KOPPEN = ["Woonvorm", "Tot en met", "Afgesproken", "Harde plannen", "Verschil", "Verdeelsleutel"]
UITLEG = (
    "De afspraak is een besluit en heeft geen band; de verdeelsleutel laat alleen zien wat een "
    "verdeling naar groei geeft. Een afspraak kan meer zijn dan de groei, omdat er nu al woningen "
    "ontbreken, of minder, omdat er al veel is. Wat al is gebouwd, gaat nog van het verschil af."
)


@dataclass(frozen=True)
class Afspraak:
    """Eén afgesproken aantal woningen, met wat ernaast staat.

    jaar: tot en met. gebied: waarvoor het geldt. leden: van zoveel gemeenten samen (0: alleen
    deze). ruim: het totaal van de woonvormen in een ruime variant. besluit en dag: waar en wanneer
    het is vastgelegd. hard: woningen in harde plannen. laag, sleutel en hoog: wat de verdeelsleutel
    geeft. eigen: uit een bestand van de gemeente zelf.
    """

    woonvorm: str
    naam: str
    aantal: float
    jaar: int
    gebied: str
    gebiedcode: str
    besluit: str
    dag: str
    bron: str
    bestand: str
    eigen: bool = False
    leden: int = 0
    ruim: float | None = None
    hard: float | None = None
    laag: float | None = None
    sleutel: float | None = None
    hoog: float | None = None

    @property
    def stuk(self) -> str:
        """Waar het staat, om in een zin te zetten: "het afsprakenkader X (24-10-2024)"."""
        if not self.besluit:
            return "de eigen opgave van de gemeente"
        return _het(e(self.besluit)) + (f" ({datum(self.dag)})" if self.dag else "")

    def rij(self) -> dict:
        """De rij voor cijfers.csv."""
        return {
            "indicator": "afspraak_ouderen",
            "omschrijving": f"Afspraak ouderenhuisvesting: {self.naam.lower()}",
            "gebiedcode": self.gebiedcode,
            "gebied": self.gebied,
            "jaar": self.jaar,
            "uitsplitsing": f"{self.naam}, tot en met {self.jaar}",
            "waarde": self.aantal,
            "ondergrens": None,
            "bovengrens": None,
            "eenheid": "woningen",
            "soort": "invoer" if self.eigen else "cijfer",
            "bron": self.bron,
            "tabel": self.bestand,
            "periode": f"tot en met {self.jaar}",
            "opgehaald": "",
            "opmerking": "",
            "kort": self.naam,
            "decimalen": 0,
            "rol": "regio" if self.leden else "gemeente",
        }

    def cellen(self) -> list[str]:
        """De cellen van deze afspraak in de tabel."""
        verschil = STREEPJE
        if self.hard is not None:
            soort = "tekort" if self.aantal >= self.hard else "overschot"
            verschil = f"{soort} van {getal(abs(self.aantal - self.hard))}"
        return [
            self.naam + (f" (regio {self.gebied})" if self.leden else ""),
            str(self.jaar),
            getal(self.aantal),
            STREEPJE if self.hard is None else getal(self.hard),
            verschil,
            STREEPJE if leeg(self.sleutel) else tussen(self.laag, self.sleutel or 0, self.hoog),
        ]


def zin(afspraken: Sequence[Afspraak], gemeente: str) -> str:
    """De afspraak in een zin, voor de sleutel; leeg zonder afspraak. Geeft HTML."""
    if not afspraken:
        return ""
    een, jaren = afspraken[0], {a.jaar for a in afspraken}
    delen = [
        f"<b>{getal(a.aantal)}</b> {e(a.naam.lower())}"
        + (f" (tot en met {a.jaar})" if len(jaren) > 1 else "")
        for a in afspraken
    ]
    tot = f", tot en met {een.jaar}" if len(jaren) == 1 else ""
    kop = f"In {een.stuk} staan voor" if een.besluit else "Afgesproken is voor"
    if not een.leden:
        return f"{kop} {e(gemeente)} {opsomming(delen)}{tot}."
    wie = f"de regio {e(een.gebied)} ({een.leden} gemeenten samen)"
    ruim = f"; in de ruime variant {getal(een.ruim)} samen" if een.ruim else ""
    los = f" Hoeveel daarvan voor {e(gemeente)} is, zegt dat stuk niet."
    return f"{kop} {wie} {opsomming(delen)}{tot}{ruim}.{los}"


def _het(besluit: str) -> str:
    """Het lidwoord bij een besluit waarvan de naam met een kleine letter begint."""
    if not besluit[:1].islower():
        return besluit
    return f"{'de' if besluit.startswith('actualisatie') else 'het'} {besluit}"


def tabel(afspraken: Sequence[Afspraak]) -> Beeld:
    """Wat is afgesproken, naast de harde plannen en de sleutel."""
    data = pd.DataFrame([a.rij() for a in afspraken])
    besluit = any(a.besluit for a in afspraken)
    regels = [
        a.cellen() + ([hoofdletter(a.besluit) if a.besluit else STREEPJE] if besluit else [])
        for a in afspraken
    ]
    koppen = [*KOPPEN, *(["Besluit"] if besluit else [])]
    b = maak_tabel(koppen, regels, "Wat is afgesproken, en wat is daarvan gepland?", data)
    html = f'{b.html}<p class="notitie">{UITLEG}</p><p class="bron">{bronregel(data)}</p>'
    return Beeld("tabel", html, b.tekst, b.gegevens)
