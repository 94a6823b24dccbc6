"""Zinnen en tabellen over de woonbehoefte van ouderen en van aandachtsgroepen, met de band.
Rekent niets uit; de zinnen staan in teksten/woonopgave.yaml.
"""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld.bandwoorden import band, cel, hooguit, plek, samen
from woonzorg_lib.beeld.beeld import Beeld, bronregel, rijen
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.tabellen import e, tabel as maak_tabel
from woonzorg_lib.beeld.zinnen import opsomming
from woonzorg_lib.teksten import zin


def kern_behoefte(
    data: pd.DataFrame,
    deel: float,
    som: float,
    wie: str,
    waar: str,
    begin: int,
    scenario: str,
    programma: bool,
    afspraak: str = "",
) -> Beeld:
    """De behoefte volgens de sleutel in zinnen, na de afspraak als die er is.

    data: woonbehoefte tot en met het laatste jaar van de sleutel. deel: aandeel in de groei (0-1).
    som: som van de sleutel. programma: de sleutel is die van het landelijke programma.
    afspraak: een zin (HTML), of leeg.
    """
    gezegd = [
        afspraak,
        _aandeel(data, deel, wie, waar, _totaal(data, som, waar, begin, programma)),
    ]
    uitleg = [
        zin("woonopgave.behoefte.sleutel"),
        zin("woonopgave.behoefte.afspraak_gaat_voor") if afspraak else "",
        zin("woonopgave.behoefte.groei_alleen"),
        e(scenario),
        zin("woonopgave.behoefte.gebouwd", begin=begin),
        zin("woonopgave.minister") if programma else "",
    ]
    html = f'<p class="kern">{_na_elkaar(gezegd)}</p><p class="notitie">{_na_elkaar(uitleg)}</p>'
    return Beeld("zin", html, "", {"rijen": rijen(data)})


def _na_elkaar(zinnen: list[str]) -> str:
    return " ".join(filter(None, zinnen))


def _totaal(data: pd.DataFrame, som: float, waar: str, begin: int, programma: bool) -> str:
    """Waar het aandeel een deel van is."""
    if programma:
        waarvan = zin("woonopgave.behoefte.van_programma")
    else:
        waarvan = zin("woonopgave.behoefte.opgegeven", waar=e(waar))
    return zin(
        "woonopgave.behoefte.totaal",
        som=getal(som),
        waarvan=waarvan,
        begin=begin,
        jaar=int(data.jaar.iloc[0]),
    )


def _aandeel(data: pd.DataFrame, deel: float, wie: str, waar: str, totaal: str) -> str:
    """Wat er naar groei hier zou komen; zonder groei dat dat niets is."""
    gemeente = data.gebied.iloc[0]
    if deel <= 0:
        return zin("woonopgave.behoefte.geen_groei", wie=wie, plek=plek(gemeente), totaal=totaal)
    delen = [f"<b>{band(r)}</b> {r.kort.lower()}" for r in data.itertuples()]
    aandeel = zin(
        "woonopgave.behoefte.aandeel",
        gemeente=e(gemeente),
        deel=getal(100 * deel, 1 if deel >= 0.001 else 2),
        wie=wie,
        waar=e(waar),
        totaal=totaal,
        samen=samen(data),
        delen=opsomming(delen),
    )
    krimp = (data.ondergrens < 0).any()
    return f"{aandeel} {zin('woonopgave.behoefte.onder_nul')}" if krimp else aandeel


def behoefte_kort(data: pd.DataFrame, begin: int) -> Beeld:
    """De woonbehoefte in één zin."""
    hier = plek(data.gebied.iloc[0])
    gegevens = {"rijen": rijen(data)}
    if data.waarde.max() <= 0:
        geen = zin("woonopgave.behoefte.kort_geen_groei", plek=hier)
        return Beeld("zin", f'<p class="kern">{geen}</p>', "", gegevens)
    delen = [f"<b>{hooguit(r)}</b> {r.kort.lower()}" for r in data.itertuples()]
    kern = zin(
        "woonopgave.behoefte.kort",
        plek=hier,
        begin=begin,
        jaar=int(data.jaar.iloc[0]),
        delen=opsomming(delen),
    )
    uitleg = zin("woonopgave.behoefte.kort_uitleg")
    html = f'<p class="kern">{kern}</p><p class="notitie">{uitleg}</p>'
    return Beeld("zin", html, "", gegevens)


def rekenwijze(regels: list[tuple[str, str, str]], data: pd.DataFrame) -> Beeld:
    """Eén getal stap voor stap, van de uitkomst naar de parameters:
    (wat, getal, waar het vandaan komt).
    """
    b = maak_tabel(
        ["Stap", "Getal", "Waar het vandaan komt"],
        [list(r) for r in regels],
        "Van het rapport terug naar de bron",
        data,
    )
    html = f"<details><summary>Hoe is dit berekend?</summary>{b.html}</details>"
    return Beeld("tabel", html, b.tekst, b.gegevens)


def per_jaar(data: pd.DataFrame, titel: str, laatste: int) -> Beeld:
    """Behoefte of opgave per woonvorm en jaar, met de band;
    een jaar na de sleutel heet een rekenvoorbeeld.
    """
    jaren = sorted(set(data.jaar))
    zoek = {(r.kort, r.jaar): r for r in data.itertuples()}
    regels = [
        [vorm, *(cel(zoek.get((vorm, jaar))) for jaar in jaren)]
        for vorm in dict.fromkeys(data.kort)
    ]
    koppen = [f"tot en met {jaar}{'*' if jaar > laatste else ''}" for jaar in jaren]
    b = maak_tabel(["Woonvorm", *koppen], regels, titel, data)
    html = b.html
    if max(jaren) > laatste:
        ster = zin("woonopgave.behoefte.rekenvoorbeeld", laatste=laatste)
        html += f'<p class="notitie">{ster}</p>'
    html += f'<p class="bron">{bronregel(data)}</p>'
    return Beeld("tabel", html, titel, b.gegevens)


def groepen(regels: list[list[str]], data: pd.DataFrame, bron: str) -> Beeld:
    """Per aandachtsgroep wie er per jaar een woning zoekt, met hoe dat berekend is.
    Nooit een totaal.
    """
    b = maak_tabel(
        ["Groep", "Mensen per jaar", "Woningen per jaar", "Hoe berekend"],
        regels,
        "Wie zoekt er per jaar een woning?",
        data,
    )
    html = f'{b.html}<p class="notitie">{zin("woonopgave.groepen")}</p>'
    html += f'<p class="bron">{e(bron)}</p>'
    return Beeld("tabel", html, b.tekst, b.gegevens)


def groepsrij(b, groep: str, jaar: int, waarde: float, eenheid: str, opmerking: str) -> dict:
    """Een rij voor cijfers.csv uit een eigen bestand. b: het Bestand."""
    return {
        "indicator": f"behoefte_groep_{eenheid}",
        "omschrijving": f"Zoekt per jaar een woning ({eenheid})",
        "gebiedcode": b.code,
        "gebied": b.gemeente,
        "jaar": jaar,
        "uitsplitsing": groep,
        "waarde": float(waarde),
        "ondergrens": None,
        "bovengrens": None,
        "eenheid": f"{eenheid} per jaar",
        "soort": "invoer",
        "bron": "Eigen invoer van de gemeente",
        "tabel": b.naam,
        "periode": str(jaar),
        "opgehaald": "",
        "opmerking": opmerking,
        "kort": groep,
        "decimalen": 0,
        "rol": "gemeente",
    }
