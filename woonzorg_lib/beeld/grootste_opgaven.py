"""De opgaven van een gemeente op een rij, in mensen en in woningen, en de zinnen om te vertellen.
Rekent niets uit; de zinnen staan in teksten/woonopgave.yaml.
"""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld.bandwoorden import band, hooguit, plek, van_tot, zekerheid
from woonzorg_lib.beeld.beeld import Beeld, bronregel, rijen
from woonzorg_lib.beeld.getallen import getal, leeg
from woonzorg_lib.beeld.tabellen import e, tabel as maak_tabel
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.teksten import zin

TITEL = "De grootste opgaven"
BOODSCHAPPEN = "Kernboodschappen uit de cijfers"
BEHOEFTE, OPGAVE = "extra nodig", "nog te realiseren"  # how a number of dwellings is called


def top(
    woningen: pd.DataFrame, mensen: pd.DataFrame, gemeente: str, wat: str, programma: bool
) -> Beeld:
    """De opgaven in woningen en in mensen, elk op volgorde van de ondergrens,
    met een zin over de eerste. programma: de sleutel is die van het landelijke programma.
    """
    zinnen, tabellen, alles = [], [], []
    if len(mensen):
        geordend = _volgorde(mensen)
        zinnen.append(_mensenzin(geordend, gemeente))
        tabellen.append(_mensentabel(geordend))
        alles.append(geordend)
    if len(woningen):
        gedekt = _gedekt(woningen, programma)
        eerst = _volgorde(woningen[~gedekt])
        geordend = pd.concat([eerst, woningen[gedekt]])
        zinnen.append(_woningzin(eerst, wat, programma))
        tabellen.append(_woningtabel(geordend, wat))
        alles.append(geordend)
    kern = " ".join(filter(None, zinnen))
    data = pd.concat(alles)
    html = f'<p class="kern">{kern}</p>' if kern else ""
    html += "".join(tabellen)
    html += f'<p class="notitie">{_uitleg(len(woningen) > 0, wat, programma)}</p>'
    html += f'<p class="bron">{bronregel(data)}</p>'
    return Beeld("tabel", html, TITEL, {"rijen": rijen(data)})


def _gedekt(woningen: pd.DataFrame, programma: bool) -> pd.Series:
    """What the programme holds for covered: see woonopgave.minister."""
    return (woningen.woonvorm == "nultreden") & programma


def _volgorde(data: pd.DataFrame) -> pd.DataFrame:
    """On the lower bound: what is needed at least.
    It weighs size, growth and certainty in one number anyone can check.
    """
    return data.assign(_minst=data.ondergrens.fillna(data.waarde)).sort_values(
        "_minst", ascending=False, kind="stable"
    )


def _zorgvraag(r) -> bool:
    return r.indicator.startswith("groei_zorgvraag")


def _eerste(geordend: pd.DataFrame):
    """De groep waar de zin over gaat: de bovenste die geen zorgvraag is."""
    for r in geordend.itertuples():
        if not _zorgvraag(r):
            return r
    return geordend.iloc[0]


def _mensenzin(geordend: pd.DataFrame, gemeente: str) -> str:
    r = _eerste(geordend)
    if r.waarde <= 0 or _zorgvraag(r):
        return ""
    woorden = {
        "wie": e(r.kort),
        "plek": plek(gemeente),
        "vanaf": int(r.vanaf),
        "jaar": int(r.jaar),
        "land": _land(r),
    }
    if not leeg(r.ondergrens) and r.ondergrens < 0:
        return zin("woonopgave.top.dalen_of_groeien", band=band(r), **woorden)
    return zin("woonopgave.top.groeit", erbij=van_tot(r), deel=_deel(r), **woorden)


def _land(r) -> str:
    if leeg(r.land):
        return ""
    meer = "meer" if r.land >= 0 else "minder"
    return zin("woonopgave.top.land", deel=_procent(r.land), meer=meer)


def _mensentabel(geordend: pd.DataFrame) -> str:
    eerste = _eerste(geordend)
    regels = []
    for r in geordend.itertuples():
        wie = r.kort if r.vanaf == eerste.vanaf else f"{r.kort} (vanaf {r.vanaf})"
        land = "" if leeg(r.land) else f" (Nederland {_teken(r.land)})"
        regels.append([wie, van_tot(r), f"{_teken(r.groei)}{land}", zekerheid(r)])
    koppen = ["In mensen", f"Erbij tot {int(eerste.jaar)}", "Groei", "Zekerheid"]
    return maak_tabel(koppen, regels, "Hoeveel mensen komen erbij?").html


def _woningzin(eerst: pd.DataFrame, wat: str, programma: bool) -> str:
    """Leeg als plannen alleen nultredenwoningen noemen."""
    if eerst.empty or eerst.waarde.iloc[0] <= 0:
        return ""
    r = eerst.iloc[0]
    # Without plans there is a need only, see C3.
    waar = "behoefte aan" if wat == BEHOEFTE else "opgave voor"
    begin = "Op nultredenwoningen na is de" if programma else "De"
    return zin(
        "woonopgave.top.woningen",
        waar=f"{begin} {waar}",
        vorm=e(r.kort.lower()),
        erbij=van_tot(r),
        wat=wat,
        jaar=int(r.jaar),
        **{"is": "" if programma else "is "},
    )


def _woningtabel(geordend: pd.DataFrame, wat: str) -> str:
    regels = [[r.kort, van_tot(r), zekerheid(r)] for r in geordend.itertuples()]
    jaar = int(geordend.jaar.iloc[0])
    koppen = ["In woningen", f"{hoofdletter(wat)} tot en met {jaar}", "Zekerheid"]
    return maak_tabel(koppen, regels, "Hoeveel woningen zijn er nodig?").html


def _uitleg(met_woningen: bool, wat: str, programma: bool) -> str:
    zinnen = [zin("woonopgave.top.volgorde")]
    if met_woningen and wat != OPGAVE:
        zinnen.append(zin("woonopgave.top.gebouwd"))
    if met_woningen and programma:
        zinnen += [zin("woonopgave.top.nultreden"), zin("woonopgave.minister")]
    return " ".join(zinnen)


def _procent(deel: float) -> str:
    return f"{getal(abs(deel) * 100)}%"


def _deel(r) -> str:
    """De groei in procenten, met de band: "18% tot 45%"."""
    if leeg(r.ondergrens):
        return _procent(r.groei)
    if r.ondergrens <= 0:
        return f"ongeveer {_procent(r.groei)}"
    return f"{_procent(r.ondergrens / r.eerst)} tot {_procent(r.bovengrens / r.eerst)}"


def _teken(deel: float) -> str:
    return f"{'+' if deel >= 0 else '−'}{_procent(deel)}"


def kernboodschappen(
    mensen: pd.DataFrame,
    woningen: pd.DataFrame,
    oosr: pd.DataFrame,
    gemeente: str,
    wat: str,
    begin: int,
    programma: bool,
) -> Beeld:
    """Korte zinnen voor communicatie, elk met haar band; wat er niet is, blijft weg."""
    zinnen, alles = [], []
    for r in mensen.itertuples():
        if r.waarde > 0:
            zinnen.append(_ouderen(r, gemeente))
            alles.append(mensen[mensen.kort == r.kort])
    helpers = _helpers(oosr)
    if helpers:
        zinnen.append(helpers)
        alles.append(oosr)
    nodig = _nodig(woningen, programma)
    if len(nodig):
        zinnen.append(_woningen(nodig, wat, begin))
        alles.append(nodig)
    if not zinnen:
        reden = zin("woonopgave.boodschappen.geen")
        return Beeld("tekst", f'<p class="notitie">{e(reden)}</p>', reden)
    data = pd.concat(alles)
    lijst = "".join(f"<li>{gezegd}</li>" for gezegd in zinnen)
    html = f'<h3>{BOODSCHAPPEN}</h3><ul>{lijst}</ul><p class="bron">{bronregel(data)}</p>'
    return Beeld("tekst", html, BOODSCHAPPEN, {"rijen": rijen(data)})


def _ouderen(r, gemeente: str) -> str:
    if leeg(r.ondergrens):
        straks = f"ongeveer {getal(r.eerst + r.waarde)}"
    else:
        straks = f"{getal(r.eerst + r.ondergrens)} tot {getal(r.eerst + r.bovengrens)}"
    return zin(
        "woonopgave.boodschappen.ouderen",
        Plek=hoofdletter(plek(gemeente)),
        vanaf=int(r.vanaf),
        eerst=getal(r.eerst),
        leeftijd=r.kort[:2],
        jaar=int(r.jaar),
        straks=straks,
    )


def _helpers(oosr: pd.DataFrame) -> str:
    """Hoeveel mensen er op elke 85-plusser zijn; leeg zonder cijfer van de gemeente."""
    per_rol = oosr.set_index("rol")
    hier = per_rol.waarde.get("gemeente")
    if leeg(hier):
        return ""
    jaar = int(per_rol.jaar["gemeente"])
    gezegd = zin("woonopgave.boodschappen.helpers", jaar=jaar, aantal=getal(hier, 1))
    land = per_rol.waarde.get("land")
    if leeg(land):
        return gezegd
    return f"{gezegd} {zin('woonopgave.boodschappen.helpers_land', aantal=getal(land, 1))}"


def _nodig(woningen: pd.DataFrame, programma: bool) -> pd.DataFrame:
    """De woonvormen waarvan er nodig zijn; die het programma gedekt noemt, tellen niet mee."""
    if woningen.empty:
        return woningen
    return woningen[(woningen.waarde > 0) & ~_gedekt(woningen, programma)]


def _woningen(nodig: pd.DataFrame, wat: str, begin: int) -> str:
    delen = [f"<b>{hooguit(r)}</b> {e(r.kort.lower())}" for r in nodig.itertuples()]
    nog = zin("woonopgave.boodschappen.gebouwd", begin=begin) if wat != OPGAVE else ""
    return zin(
        "woonopgave.boodschappen.woningen",
        vanaf=f"van {begin} " if wat == BEHOEFTE else "",
        jaar=int(nodig.jaar.iloc[0]),
        delen=opsomming(delen),
        wat=wat,
        nog=nog,
    )
