"""Zinnen en tabellen over de woonopgave: wat er na plannen overblijft, altijd met de band.

Wat een notebook verder over behoefte en opgave vraagt, heeft een eigen module en staat hier op
naam. Rekent niets uit; de figuren staan in opgavefiguren.py, de zinnen in teksten/woonopgave.yaml.
"""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld.bandwoorden import band, plek, rond_som, saldo, saldo_van, samen, tussen
from woonzorg_lib.beeld.beeld import Beeld, bronregel
from woonzorg_lib.beeld.getallen import STREEPJE, getal, leeg
from woonzorg_lib.beeld.grootste_opgaven import kernboodschappen, top
from woonzorg_lib.beeld.tabellen import e, tabel as maak_tabel
from woonzorg_lib.beeld.vaste_delen import LAB
from woonzorg_lib.beeld.woonbehoefte import (
    behoefte_kort,
    groepen,
    groepsrij,
    kern_behoefte,
    per_jaar,
    rekenwijze,
)
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.teksten import zin

__all__ = [
    "behoefte_kort",
    "groepen",
    "groepsrij",
    "kern_behoefte",
    "kern_opgave",
    "kernboodschappen",
    "let_op",
    "met_kengetallen",
    "per_jaar",
    "plek",
    "programmering",
    "rekenwijze",
    "rond_som",
    "saldo",
    "samen",
    "top",
    "tussen",
    "verkenning",
    "waarom_niets",
]


def let_op(tekst: str) -> str:
    """Een waarschuwing in het rapport, als HTML."""
    return f'<p class="waarschuwing">{tekst}</p>'


def waarom_niets(reden: str) -> Beeld:
    """Eén regel: waarom er geen behoefte of opgave staat."""
    return Beeld("tekst", f'<p class="notitie">{e(reden)}</p>', reden)


def kern_opgave(
    opgave: pd.DataFrame,
    ruw: pd.DataFrame,
    behoefte: pd.DataFrame,
    begin: int,
    jaar: int,
    scenario: str,
    plannen: str,
    zorgplannen: str,
) -> Beeld:
    """Per woonvorm wat er na de harde plannen overblijft, met een tabel.
    opgave: lange tabel; ruw: de uitkomst van het model met de onderdelen; plannen en zorgplannen:
    hoe die bestanden heten.
    """
    gebouwd_bekend = ruw.aanwezig.notna().any()
    kern = _over(opgave, ruw, jaar)
    uitleg = zin("woonopgave.opgave.uitleg", plannen=plannen, zorgplannen=zorgplannen)
    if not gebouwd_bekend:
        kern += f" {zin('woonopgave.opgave.gebouwd_gaat_af', begin=begin)}"
        uitleg += f" {zin('woonopgave.opgave.op_zijn_hoogst', begin=begin)}"
    kolommen = _opgavekolommen(opgave, ruw, behoefte, begin, jaar)
    regels = [list(regel) for regel in zip(*kolommen.values())]
    b = maak_tabel(list(kolommen), regels, f"Van behoefte naar opgave, tot en met {jaar}", opgave)
    html = f'<p class="kern">{kern}</p>{b.html}<p class="notitie">{uitleg} {e(scenario)}</p>'
    html += f'<p class="bron">{bronregel(opgave)}</p>'
    return Beeld("tabel", html, b.tekst, b.gegevens)


def _over(opgave: pd.DataFrame, ruw: pd.DataFrame, jaar: int) -> str:
    """Wat er in harde plannen staat, en wat er dan per woonvorm overblijft."""
    gepland = ruw.set_index("woonvorm").hard
    hard, over = [], []
    for r in opgave.itertuples():
        vorm = e(r.kort.lower())
        hard.append(f"{getal(gepland[r.woonvorm])} {vorm}")
        over.append(zin("woonopgave.opgave.per_vorm", vorm=vorm, saldo=saldo_van(r)))
    return zin("woonopgave.opgave.kern", hard=opsomming(hard), jaar=jaar, over=opsomming(over))


def _opgavekolommen(
    opgave: pd.DataFrame, ruw: pd.DataFrame, behoefte: pd.DataFrame, begin: int, jaar: int
) -> dict[str, list[str]]:
    """De kolommen van behoefte naar opgave; wat nergens bekend is, heeft er geen."""
    nodig = behoefte.set_index("woonvorm")
    over = {r.woonvorm: r for r in opgave.itertuples()}
    vormen = list(ruw.woonvorm)
    kolommen = {
        "Woonvorm": [nodig.kort[vorm] for vorm in vormen],
        f"Behoefte {begin}–{jaar}": [band(nodig.loc[vorm]) for vorm in vormen],
    }
    if ruw.aanwezig.notna().any():
        kolommen[f"Toegevoegd sinds {begin}"] = list(map(getal, ruw.aanwezig))
    kolommen["Harde plannen"] = list(map(getal, ruw.hard))
    if ruw.zacht.fillna(0).any():
        kolommen["Zachte plannen"] = list(map(getal, ruw.zacht))
    if ruw.onttrekking.notna().any():
        kolommen["Verdwijnt"] = list(map(getal, ruw.onttrekking))
    geen_plan = zin("woonopgave.opgave.geen_plan")
    kolommen["Opgave"] = [saldo_van(over[vorm]) if vorm in over else geen_plan for vorm in vormen]
    return kolommen


def met_kengetallen(
    ruw: pd.DataFrame, behoefte: pd.DataFrame, opgave: pd.DataFrame, mist: list[str]
) -> Beeld:
    """De hele behoefte, de voorraad, de plannen en de opgave per woonvorm en jaar,
    met eigen kengetallen. mist: de bestanden die er niet zijn.
    """
    regels = [
        [f"{n.kort}, {r.jaar}", band(n), getal(r.aanwezig), getal(r.hard), saldo_van(o)]
        for r, n, o in zip(ruw.itertuples(), behoefte.itertuples(), opgave.itertuples())
    ]
    b = maak_tabel(
        ["Woonvorm, 31 december", "Nodig", "Voorraad", "Harde plannen", "Opgave"],
        regels,
        "De hele behoefte, met kengetallen van de gemeente",
        pd.concat([behoefte, opgave]),
    )
    uitleg = zin("woonopgave.kengetallen.uitleg")
    if mist:
        uitleg += f" {zin('woonopgave.kengetallen.geen_opgave', bestanden=' en '.join(mist))}"
    html = f'{b.html}<p class="notitie">{uitleg}</p><p class="bron">{bronregel(behoefte)}</p>'
    return Beeld("tabel", html, b.tekst, b.gegevens)


def programmering(
    nodig: pd.DataFrame, gepland: dict[str, tuple[float, float]], jaar: int, bestand: str
) -> Beeld:
    """De plannen naast de behoefte volgens de sleutel: de dekkingsgraad per woonvorm, laag en hoog.
    gepland: woonvorm -> (hard, zacht). bestand: waar de plannen staan.
    """
    regels, data = [], []
    for r in nodig.itertuples():
        hard, zacht = gepland[r.woonvorm]
        laag, hoog = _dekking(hard, r.bovengrens), _dekking(hard, r.ondergrens)
        regels.append([r.kort, band(r), getal(hard), getal(zacht), _graad(laag, hoog)])
        cijfers = {
            "indicator": "dekkingsgraad_sleutel",
            "omschrijving": f"Harde plannen, deel van de behoefte: {r.kort.lower()}",
            "waarde": _dekking(hard, r.waarde),
            "ondergrens": laag,
            "bovengrens": hoog,
            "eenheid": "%",
            "tabel": f"{r.tabel}; {bestand}",
        }
        data.append(r._asdict() | cijfers)
    koppen = [
        "Woonvorm",
        f"Behoefte tot en met {jaar}",
        "Harde plannen",
        "Zachte plannen",
        "Dekkingsgraad (hard)",
    ]
    vraag = "Passen de plannen bij de behoefte van ouderen?"
    b = maak_tabel(koppen, regels, vraag, pd.DataFrame(data))
    bron = f"{bronregel(nodig)} {zin('woonopgave.programmering.bron', bestand=bestand)}"
    uitleg = zin("woonopgave.programmering.uitleg")
    html = f'{b.html}<p class="notitie">{uitleg}</p><p class="bron">{bron}</p>'
    return Beeld("tabel", html, b.tekst, b.gegevens)


def _dekking(hard: float, nodig: float | None) -> float | None:
    """Harde plannen als percentage van wat nodig is; None als er niets nodig is."""
    if nodig is None or leeg(nodig) or nodig <= 0:
        return None
    return 100 * hard / nodig


def _graad(laag: float | None, hoog: float | None) -> str:
    if laag is None:
        return STREEPJE
    if hoog is None:
        return f"minstens {getal(laag)}%"
    return f"{getal(laag)}% tot {getal(hoog)}%"


def verkenning(
    nodig: pd.DataFrame,
    over: pd.DataFrame | None,
    figuur: Beeld,
    wat: str,
    jaar: int,
    laatste: int,
    bestand: str,
    begin: tuple[pd.DataFrame, pd.DataFrame | None] | None = None,
) -> Beeld:
    """De uitkomst in de verkenner: de figuur, en per woonvorm wat er nodig is en (met plannen) wat
    er overblijft.

    bestand: waar de plannen staan. begin: dezelfde tabellen bij het scenario waarmee iemand begon.
    """
    eerst = (None, None) if begin is None else begin
    kolommen = {"Woonvorm": [str(r.kort) for r in nodig.itertuples()]}
    delen = (
        ("Extra nodig", eerst[0], nodig, band),
        (hoofdletter(wat), eerst[1], over, saldo_van),
    )
    for kop, oud, nieuw, toon in delen:
        if nieuw is None:
            continue
        if oud is not None:
            kolommen[f"{kop}: scenario"] = [toon(r) for r in oud.itertuples()]
        nu = kop if oud is None else f"{kop}: uw keuze"
        kolommen[nu] = [toon(r) for r in nieuw.itertuples()]
    regels = [list(regel) for regel in zip(*kolommen.values())]
    b = maak_tabel(list(kolommen), regels, f"Tot en met {jaar}", nodig)
    uitleg = [zin("woonopgave.verkenning.uitleg")]
    if jaar > laatste:
        uitleg.append(zin("woonopgave.verkenning.doorgetrokken", laatste=laatste))
    if over is None:
        uitleg.append(zin("woonopgave.verkenning.zonder_plannen", bestand=bestand))
    html = f'{LAB}{figuur.html}{b.html}<p class="notitie">{" ".join(uitleg)}</p>'
    return Beeld("tabel", html, b.tekst, b.gegevens)
