"""De onderdelen van het eerste scherm als HTML; kiest geen woorden en geen cijfers."""

from __future__ import annotations

from woonzorg_lib.beeld import licht
from woonzorg_lib.beeld.beeld import Beeld
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.stijl import KLEUR, STAAF, meng

GEBOUWD, HARD = "#1f6b87", "#8fb8c6"


def titel(zin: str, rijen: list[dict]) -> Beeld:
    """De opgave in één zin, boven alles."""
    return Beeld("kort-titel", zin, zin, {"rijen": rijen})


def zinnen(drie: dict[str, str], rijen: list[dict]) -> Beeld:
    """De zinnen die een ander kan overnemen, elk onder een woord: wie, nodig, waar."""
    punten = "".join(f"<li><span>{kop}</span><p>{zin}</p></li>" for kop, zin in drie.items() if zin)
    return Beeld("kort-drie", f'<ul class="drie">{punten}</ul>', "", {"rijen": rijen})


def kaart(soort: str, kop: str, onder: str, binnen: str, voet: str, rijen: list[dict]) -> Beeld:
    """Een kaart met een titel, wat er te zien is, de tekening en een regel eronder."""
    regel = f'<p class="onder">{onder}</p>' if onder else ""
    slot = f'<p class="voet">{voet}</p>' if voet else ""
    html = f'<section class="kaart"><h3>{kop}</h3>{regel}{binnen}{slot}</section>'
    return Beeld(f"kort-{soort}", html, kop, {"rijen": rijen})


def opgavebalk(stand: dict, namen: dict[str, str]) -> str:
    """Nodig, gebouwd, hard gepland en nog te vinden; wat niet bekend is, is gearceerd.

    stand: nodig en vinden (laag, midden, hoog), gebouwd en hard (aantal); None is onbekend.
    """
    balken = list(_balken(stand, namen))
    alt = "; ".join(f"{b.naam}: {b.tekst}" for b in balken) + "."
    return licht.balken_breed(balken, alt, "arceer-breed") + licht.balken_smal(
        balken, alt, "arceer-smal"
    )


def _balken(stand: dict, namen: dict[str, str]):
    laag, midden, hoog = stand["nodig"]
    accent = KLEUR["gemeente"]
    tekst = _van_tot(laag, hoog)
    yield licht.Balk(namen["nodig"], max(midden, 0), tekst, STAAF, band=(max(laag, 0), hoog))
    begin = 0.0
    for wat, kleur in (("gebouwd", GEBOUWD), ("hard", HARD)):
        aantal = stand[wat]
        if aantal is None:
            breed = max(midden, 0) * 0.3
            yield licht.Balk(
                namen[wat], begin + breed, namen["onbekend"], kleur, begin, onbekend=True
            )
            continue
        yield licht.Balk(namen[wat], begin + aantal, getal(aantal), kleur, begin)
        begin += aantal
    if stand["vinden"] is None:
        breed = max(midden, begin + 1)
        yield licht.Balk(
            namen["vinden"], breed, namen["onbekend"], accent, begin, vet=True, onbekend=True
        )
        return
    laag, midden, hoog = stand["vinden"]
    einde = begin + max(midden, 0)
    yield licht.Balk(namen["vinden"], einde, _van_tot(laag, hoog), accent, begin, vet=True)


def _van_tot(laag: float, hoog: float) -> str:
    if hoog <= 0:
        return "0"
    if laag <= 0:
        return f"hooguit {getal(hoog)}"
    return getal(laag) if laag == hoog else f"{getal(laag)} tot {getal(hoog)}"


def ouderenlijn(groepen: dict[str, list[dict]]) -> str:
    """De lijn van elke groep ouderen met haar band; groepen: naam -> rijen op jaar."""
    accent = KLEUR["gemeente"]
    kleuren = (accent, meng(accent, "#000000", 0.45))
    reeksen = [_reeks(n, r, k) for (n, r), k in zip(groepen.items(), kleuren)]
    alt = " ".join(
        f"{r.naam}: van {r.begin} in {r.punten[0][0]} naar {r.eind} in {r.punten[-1][0]}."
        for r in reeksen
    )
    return licht.lijnen(reeksen, alt)


def _reeks(naam: str, rijen: list[dict], kleur: str) -> licht.Reeks:
    laatste = rijen[-1]
    met_band = [r for r in rijen if r["ondergrens"] is not None]
    eind = getal(laatste["waarde"])
    if met_band and met_band[-1] is laatste:
        eind = _van_tot(laatste["ondergrens"], laatste["bovengrens"])
    return licht.Reeks(
        naam,
        [(r["jaar"], r["waarde"]) for r in rijen],
        [(r["jaar"], r["ondergrens"], r["bovengrens"]) for r in met_band],
        getal(rijen[0]["waarde"]),
        eind,
        kleur,
        meng(kleur, "#ffffff", 0.72),
    )


def raad(kop: str, onder: str, ambitie: str, punten: list[str], rijen: list[dict]) -> Beeld:
    """Waar de raad over gaat: de eigen ambitie in een zin, en de doelen of de keuzes als lijst."""
    tekst = f"<p>{ambitie}</p>" if ambitie else ""
    lijst = "".join(f"<li>{p}</li>" for p in punten)
    html = (
        f'<section class="kaart raad"><div><h3>{kop}</h3><p class="onder">{onder}</p></div>'
        f"<div>{tekst}<ul>{lijst}</ul></div></section>"
    )
    return Beeld("kort-raad", html, kop, {"rijen": rijen})
