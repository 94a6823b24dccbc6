"""De dekking van wat ouderen nodig hebben: het hoofdcijfer, en de andere getallen ernaast.

Een sleutel, een afspraak en een vastgestelde opgave geven elk een ander deel; tekent niet.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg_lib import teksten
from woonzorg_lib.beeld import Beeld, opgaven
from woonzorg_lib.beeld.beeld import rijen
from woonzorg_lib.beeld.getallen import getal, leeg
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.beeld.tabellen import tabel as maak_tabel
from woonzorg_lib.beeld.tekening import NIETS
from woonzorg_lib.modellen import opgavetabel
from woonzorg_lib.soorten import plannen, woonopgave
from woonzorg_lib.soorten.plannen import rekenen

if TYPE_CHECKING:
    from . import Analyse


@dataclass(frozen=True)
class Dekking:
    """Eén manier om de dekking te geven.

    soort: hoofd, alleen_hard, afspraak of opgave. nodig, gebouwd en hard: woningen. laag en hoog:
    de band van nodig, of None. stuk: waar het aantal is vastgelegd. bron: de rij van het aantal.
    """

    soort: str
    nodig: float
    hard: float
    jaar: int
    bron: dict
    gebouwd: float | None = None
    laag: float | None = None
    hoog: float | None = None
    stuk: str = ""

    @property
    def procent(self) -> float:
        """Welk deel van wat nodig is, gebouwd of hard gepland is."""
        return 100 * ((self.gebouwd or 0.0) + self.hard) / self.nodig


def dekkingen(a: Analyse, vorm: str) -> list[Dekking]:
    """Het hoofdcijfer en wat ernaast staat; leeg zonder plannen die deze woonvorm noemen."""
    if a.opgave.sleutel is None or not a.opgave.met_plannen:
        return []
    nodig = (
        a.opgave.woonbehoefte(a.opgave.sleutel.eind).query("woonvorm == @vorm").iloc[0].to_dict()
    )
    uit = a.opgave.reken().query("woonvorm == @vorm and jaar == @a.opgave.sleutel.eind").iloc[0]
    if leeg(uit.waarde) or uit.behoefte <= 0:
        return []
    sleutel = {
        "nodig": float(uit.behoefte),
        "hard": float(uit.hard),
        "jaar": a.opgave.sleutel.eind,
        "bron": nodig,
        "laag": nodig["ondergrens"],
        "hoog": nodig["bovengrens"],
    }
    gebouwd = None if leeg(uit.aanwezig) else float(uit.aanwezig)
    alle = [Dekking("hoofd", gebouwd=gebouwd, **sleutel)]
    if gebouwd:
        alle.append(Dekking("alleen_hard", **sleutel))
    return alle + _afgesproken(a, vorm)


def _afgesproken(a: Analyse, vorm: str) -> list[Dekking]:
    """De afspraak en de vastgestelde opgave; zeggen zij hetzelfde, dan alleen de afspraak."""
    alle = [
        Dekking("afspraak", x.aantal, x.hard, x.jaar, x.rij(), stuk=x.besluit)
        for x in a.afgesproken.afspraken
        if x.woonvorm == vorm and not x.leden and x.hard is not None and x.aantal > 0
    ]
    gehad = {(d.nodig, d.hard, d.jaar) for d in alle}
    voorraad, opgave = (a.eigen.bestand(s.SOORT.naam) for s in (plannen, woonopgave))
    if voorraad is None or opgave is None or opgave.fouten:
        return alle
    besluiten = opgave.tabel[opgave.tabel.categorie == vorm].set_index("jaar")
    for d in rekenen.dekkingen(voorraad, opgave):
        if d.categorie == vorm and (d.opgave, d.hard, d.jaar) not in gehad:
            besluit = besluiten.besluit.get(d.jaar)
            stuk = "" if leeg(besluit) else str(besluit)
            bron = {"bron": "Eigen invoer van de gemeente", "tabel": opgave.naam}
            alle.append(Dekking("opgave", d.opgave, d.hard, d.jaar, bron, stuk=stuk))
    return alle


def tabel(a: Analyse, vorm: str) -> Beeld:
    """De dekkingen naast elkaar, met waarom zij anders zijn; niets als er maar één is."""
    alle = dekkingen(a, vorm)
    if len(alle) < 2 or a.opgave.sleutel is None:
        return NIETS
    t, naam = teksten.lees("dekking"), opgavetabel.VORMEN[vorm].lower()
    leeftijd = a.opgave.keuzes.leeftijd or a.opgave.sleutel.leeftijd
    vast = {
        "gemeente": a.gemeente.naam,
        "wie": opgavetabel.LEEFTIJDEN[leeftijd],
        "begin": str(a.opgave.sleutel.begin),
    }
    regels = []
    for d in alle:
        woorden = vast | {"stuk": d.stuk or t["zonder_stuk"]}
        waarom = teksten.vul(t["rijen"][d.soort]["waarom"], woorden.get) or ""
        nodig = opgaven.tussen(d.laag, d.nodig, d.hoog) if d.soort in SLEUTEL else getal(d.nodig)
        regels.append([_naam(t, d), nodig, _gedekt(t, d), waarom])
    data = pd.DataFrame([_rij(a, t, naam, d) for d in alle])
    b = maak_tabel(t["koppen"], regels, t["titel"].format(vorm=naam), data)
    html = f'<div class="naast">{b.html}<p class="notitie">{e(t["slot"])}</p></div>'
    return Beeld("tabel", html, b.tekst, {"rijen": rijen(data), "boven": True})


SLEUTEL = ("hoofd", "alleen_hard")


def _naam(t: dict, d: Dekking) -> str:
    return f"{t['rijen'][d.soort]['naam']}, tot en met {d.jaar}"


def _gedekt(t: dict, d: Dekking) -> str:
    """ "24% (64 gebouwd, 108 hard gepland)"."""
    delen = {"gebouwd": d.gebouwd, "hard": d.hard}
    woorden = [t["delen"][k].format(n=getal(n)) for k, n in delen.items() if n is not None]
    return f"{getal(d.procent)}% ({', '.join(woorden)})"


def _rij(a: Analyse, t: dict, vorm: str, d: Dekking) -> dict:
    """De rij voor cijfers.csv: het deel, met de band als wat nodig is er een heeft."""
    er = (d.gebouwd or 0.0) + d.hard
    randen: tuple[float | None, float | None] = (None, None)
    if d.laag and d.hoog and d.laag > 0:
        randen = (100 * er / d.hoog, 100 * er / d.laag)
    voorraad = a.eigen.bestand(plannen.SOORT.naam)
    return {
        "indicator": "dekking_ouderen",
        "omschrijving": t["omschrijving"].format(vorm=vorm),
        "gebiedcode": a.gemeente.code,
        "gebied": a.gemeente.naam,
        "jaar": d.jaar,
        "uitsplitsing": _naam(t, d),
        "waarde": d.procent,
        "ondergrens": randen[0],
        "bovengrens": randen[1],
        "eenheid": "%",
        "soort": "schatting" if d.soort in SLEUTEL else "berekend",
        "bron": d.bron["bron"],
        "tabel": f"{d.bron['tabel']}; {voorraad.naam if voorraad else ''}",
        "periode": f"tot en met {d.jaar}",
        "opgehaald": d.bron.get("opgehaald", ""),
        "opmerking": f"{_gedekt(t, d)} van {getal(d.nodig)} woningen",
        "kort": vorm,
        "decimalen": 0,
        "rol": "gemeente",
    }
