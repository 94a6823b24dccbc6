"""Woningbouwplannen: aantallen, prijsklassen per jaar van oplevering, hoe hard ze zijn, en de opgave ernaast. Leest ze niet.

Prijsklassen staan per plan en niet per jaar; bij een plan dat in meer jaren klaar komt zijn ze naar rato verdeeld.
"""

from __future__ import annotations

import re

import pandas as pd

from woonzorg_lib.beeld import figuren
from woonzorg_lib.beeld.beeld import Beeld, rijen
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.kaders import merk
from woonzorg_lib.beeld.lokaal import NIETS, Bestand, bronregel, periode, van_wie, waarom_niet
from woonzorg_lib.beeld.lokaalzinnen import In, n
from woonzorg_lib.beeld.panelen import e, tabel as maak_tabel

KLASSEN = {
    "sociale huur": ["huur_sociaal"], "middenhuur": ["huur_middelduur"], "betaalbare koop": ["koop_betaalbaar"],
    "dure huur": ["huur_duur"], "dure koop": ["koop_duur"], "onbekend": ["huur_onbekend", "koop_onbekend", "prijsklasse_onbekend"],
}  # fmt: skip
BETAALBAAR = ["sociale huur", "middenhuur", "betaalbare koop"]
WOONVORMEN = {"nultredenwoning": "Nultreden", "geclusterde_woonvorm": "Geclusterd", "zorggeschikte_woning": "Zorggeschikt", "overig_geschikt_voor_ouderen": "Anders geschikt voor ouderen"}
OPGAVE = {
    "totaal": ["netto"], "eengezins": ["woningtype_eengezins"], "meergezins": ["woningtype_meergezins"], "sociale huur": ["huur_sociaal"], "middenhuur": ["huur_middelduur"], "dure huur": ["huur_duur"],
    "betaalbare koop": ["koop_betaalbaar"], "dure koop": ["koop_duur"], "nultreden": ["nultredenwoning"], "geclusterd": ["geclusterde_woonvorm"], "zorggeschikt": ["zorggeschikte_woning"],
    "flexwoningen": ["tijdelijke_woningen"], "studentenwoningen": ["studentenwoningen"],
}  # fmt: skip
TITEL_JAREN = "Voor welke beurs wordt er gebouwd, en wanneer?"


def netto(t: pd.DataFrame) -> pd.Series:
    """Netto per plan: bruto min sloop; zonder sloop is dat bruto."""
    return t.bruto - t.sloop.fillna(0)


def prijzen(t: pd.DataFrame) -> pd.DataFrame:
    """Woningen per plan en prijsklasse; wat een plan niet verdeelt, is onbekend."""
    uit = pd.DataFrame({klasse: t[kolommen].fillna(0).sum(axis=1).astype(float) for klasse, kolommen in KLASSEN.items()})
    uit["onbekend"] += (t.bruto.astype(float) - uit.sum(axis=1)).clip(lower=0)
    return uit


def opleverjaren(t: pd.DataFrame) -> dict[str, pd.Series]:
    """Per jaar (of blok van jaren) het deel van elk plan dat dan klaar is; wat geen jaar heeft staat onder "jaar onbekend"."""
    kolommen = sorted(k for k in t if re.fullmatch(r"opleverjaar_20\d\d(_20\d\d)?", k))
    bruto = t.bruto.astype(float)
    uit = {k.removeprefix("opleverjaar_").replace("_", "–"): (t[k].fillna(0).astype(float) / bruto).fillna(0) for k in kolommen}
    rest = 1 - sum(uit.values(), start=pd.Series(0.0, index=t.index))
    return {k: v for k, v in (uit | {"jaar onbekend": rest.where(rest > 1e-9, 0.0)}).items() if (v * bruto).sum() > 0}


def hard(t: pd.DataFrame) -> pd.Series:
    """Waar voor plannen die onherroepelijk (1) of vastgesteld (2) zijn."""
    return t.planologische_status.fillna("").str.match(r"[12][ABC]")


def _rij(b: Bestand, indicator: str, omschrijving: str, waarde: float, eenheid: str, uitsplitsing: str = "", **meer) -> dict:
    return {
        "indicator": indicator, "omschrijving": omschrijving, "gebiedcode": b.code, "gebied": b.gemeente, "jaar": b.jaar, "uitsplitsing": uitsplitsing, "waarde": float(waarde),
        "eenheid": eenheid, "soort": "invoer", "bron": f"{van_wie(b, b.tabel)[0].upper()}{van_wie(b, b.tabel)[1:]}", "tabel": b.naam, "periode": periode(b, b.tabel), "opgehaald": "", "opmerking": "", "rol": "gemeente", **meer,
    }  # fmt: skip


def kengetallen(t: pd.DataFrame) -> dict[str, float]:
    """De aantallen en aandelen van een planvoorraad; een aandeel zonder noemer ontbreekt."""
    p, bruto = prijzen(t), float(t.bruto.sum())
    betaalbaar, onbekend = float(p[BETAALBAAR].sum().sum()), float(p["onbekend"].sum())
    uit = {"plan_bruto": bruto, "plan_sloop": float(t.sloop.fillna(0).sum()), "plan_netto": float(netto(t).sum())}
    if bruto:
        uit |= {"plan_betaalbaar": 100 * betaalbaar / bruto, "plan_sociale_huur": 100 * float(p["sociale huur"].sum()) / bruto, "plan_prijs_onbekend": 100 * onbekend / bruto, "plan_hard": 100 * float(t.bruto[hard(t)].sum()) / bruto}
    if bruto - onbekend > 0:
        uit["plan_betaalbaar_bekend"] = 100 * betaalbaar / (bruto - onbekend)
    return uit


NAMEN = {
    "plan_bruto": ("Plannen, bruto", "woningen"), "plan_sloop": ("Sloop in de plannen", "woningen"), "plan_netto": ("Plannen, netto", "woningen"),
    "plan_betaalbaar": ("Betaalbaar, deel van alle plannen", "%"), "plan_betaalbaar_bekend": ("Betaalbaar, deel van de plannen met een prijs", "%"),
    "plan_sociale_huur": ("Sociale huur, deel van alle plannen", "%"), "plan_prijs_onbekend": ("Prijs onbekend, deel van alle plannen", "%"), "plan_hard": ("Harde plannen", "%"),
}  # fmt: skip


def kern(b: Bestand, normen: dict) -> Beeld:
    """Hoeveel er gepland is, en welk deel betaalbaar is; met beide noemers en de normen."""
    if b.fouten:
        return waarom_niet(b)
    if b.tabel.empty:
        return NIETS
    k = kengetallen(b.tabel)
    zin = f"{In(e(b.gemeente))} zijn {n(len(b.tabel), 'plan', 'plannen')} met samen {n(k['plan_bruto'], 'woning', 'woningen')} (bruto)."
    zin += f" Daarvoor {'verdwijnt' if k['plan_sloop'] == 1 else 'verdwijnen'} er {getal(k['plan_sloop'])}: netto <b>{getal(k['plan_netto'])}</b>." if k["plan_sloop"] else " Er is geen sloop opgegeven; netto is dat evenveel."
    if "plan_betaalbaar" in k:
        zin += f" Van alle geplande woningen is <b>{getal(k['plan_betaalbaar'])}%</b> betaalbaar"
        zin += f"; van de woningen met een bekende prijs is dat <b>{getal(k['plan_betaalbaar_bekend'])}%</b>." if "plan_betaalbaar_bekend" in k else "."
        zin += f" Sociale huur is <b>{getal(k['plan_sociale_huur'])}%</b>. Van <b>{getal(k['plan_prijs_onbekend'])}%</b> is de prijs nog onbekend."
    data = pd.DataFrame([_rij(b, i, NAMEN[i][0], w, NAMEN[i][1]) for i, w in k.items() if i != "plan_hard"])
    html = f'<p class="kern">{zin}</p><p class="notitie">Normen voor het programma: {e(_normtekst(normen))}</p><p class="bron">{e(bronregel(b, b.tabel))}</p>'
    return Beeld("zin", html, "", {"rijen": rijen(data)})


def _normtekst(normen: dict) -> str:
    delen = [f"{naam} {getal(100 * normen[id]['waarde'])}% ({normen[id]['bron']}{merk(normen[id])})" for id, naam in (("norm_sociale_huur", "sociale huur"), ("norm_betaalbaar", "betaalbaar")) if id in normen]
    return f"{'; '.join(delen)}. Ze gelden voor nieuwe plannen, vaak samen in een regio, en niet voor de bestaande voorraad."


def per_jaar(b: Bestand) -> pd.DataFrame:
    """De verdeling naar prijsklasse van alle plannen en per jaar van oplevering, in procenten."""
    p, uit = prijzen(b.tabel), []
    delen = {"alle plannen": pd.Series(1.0, index=p.index)}
    jaren = opleverjaren(b.tabel)
    delen |= jaren if set(jaren) != {"jaar onbekend"} else {}
    for jaar, deel in delen.items():
        som = p.mul(deel, axis=0).sum()
        if som.sum() > 0:
            label = f"{jaar} ({getal(som.sum())})"
            uit += [_rij(b, "plan_prijsklasse", "Plannen naar prijsklasse", 100 * som[k] / som.sum(), "%", f"{label}: {k}", kort=k, oplevering=label, decimalen=0) for k in KLASSEN]
    return pd.DataFrame(uit)


def figuur_jaren(b: Bestand, normen: dict) -> Beeld:
    """Staven van 100% per jaar van oplevering, verdeeld in prijsklassen, met de normen als lijn."""
    if b.fouten or b.tabel.empty or not b.tabel.bruto.sum():
        return NIETS
    lijnen = {100 * normen[id]["waarde"]: naam for id, naam in (("norm_sociale_huur", "norm sociale huur"), ("norm_betaalbaar", "norm betaalbaar")) if id in normen}
    return figuren.gestapeld(per_jaar(b), titel=TITEL_JAREN, y="oplevering", ondertitel="Aandeel van de geplande woningen (bruto), per jaar van oplevering; tussen haakjes het aantal",
                             normen=lijnen, notitie="De eerste drie delen zijn samen betaalbaar. Bij een plan dat in meer jaren klaar komt, zijn de prijsklassen naar rato over die jaren verdeeld.")  # fmt: skip


def woonvormen(b: Bestand) -> Beeld:
    """Woningen voor ouderen in de plannen, per soort; nooit opgeteld."""
    if b.fouten or b.tabel.empty:
        return NIETS
    aanwezig = {k: naam for k, naam in WOONVORMEN.items() if b.tabel[k].notna().any()}
    if not aanwezig:
        return NIETS
    bruto = float(b.tabel.bruto.sum())
    regels = [[naam, getal(b.tabel[k].sum()), f"{getal(100 * b.tabel[k].sum() / bruto)}%" if bruto else "–"] for k, naam in aanwezig.items()]
    data = pd.DataFrame([_rij(b, f"plan_{k}", f"{naam} in de plannen", b.tabel[k].sum(), "woningen") for k, naam in aanwezig.items()])
    paneel = maak_tabel(["Soort", "Woningen", "Deel van alle plannen"], regels, "Woningen voor ouderen in de plannen")
    uitleg = "Een zorggeschikte woning is ook geclusterd, en een geclusterde woning is vaak ook nultreden. Tel de soorten daarom niet op."
    return Beeld("tabel", f'{paneel.html}<p class="notitie">{uitleg}</p><p class="bron">{e(bronregel(b, b.tabel))}</p>', "Woningen voor ouderen", {"rijen": rijen(data)})


def hardheid(b: Bestand, openbaar: pd.DataFrame, opgave: Bestand, normen: dict) -> Beeld:
    """Hoe zeker de plannen zijn, hoe ze zich tot de opgave verhouden, en de plannen zelf; vertrouwelijke plannen zonder naam."""
    if b.fouten:
        return waarom_niet(b)
    if b.tabel.empty:
        return NIETS
    k = kengetallen(b.tabel)
    data = [_rij(b, "plan_hard", NAMEN["plan_hard"][0], k["plan_hard"], "%")] if "plan_hard" in k else []
    zin = f"Van de geplande woningen is <b>{getal(k['plan_hard'])}%</b> hard: het plan is onherroepelijk of vastgesteld." if data else ""
    if (deel := dekking(b, opgave).get("totaal")) is not None:
        plan, doel, jaar = deel
        data.append(_rij(b, "plan_opgave", f"Netto plannen tot en met {jaar}, deel van de opgave", 100 * plan / doel, "%"))
        norm = normen.get("norm_plancapaciteit")
        vuist = f" Een vuistregel is {getal(100 * norm['waarde'])}%{merk(norm)}, omdat plannen uitvallen; daarover zijn de meningen verdeeld." if norm else ""
        zin += f" De netto plannen tot en met {jaar} zijn {getal(plan)} woningen; dat is <b>{getal(100 * plan / doel)}%</b> van de opgave van {getal(doel)}.{vuist}"
    regels = [[r["naam"] or "–", "–" if pd.isna(r["planologische_status"]) else r["planologische_status"], getal(r["bruto"]), getal(r["bruto"] - (0 if pd.isna(r["sloop"]) else r["sloop"]))] for r in openbaar.sort_values("bruto", ascending=False, kind="stable").head(15).to_dict("records")]
    paneel = maak_tabel(["Plan", "Planologische status", "Bruto", "Netto"], regels, "De grootste plannen" if len(openbaar) > 15 else "De plannen")
    html = f'<p class="kern">{zin.strip()}</p>{paneel.html}<p class="bron">{e(bronregel(b, b.tabel))}</p>'
    return Beeld("tabel", html, "De plannen", {"rijen": rijen(pd.DataFrame(data))})


def dekking(b: Bestand, opgave: Bestand) -> dict[str, tuple[float, float, int]]:
    """Per categorie van de opgave: (gepland tot en met dat jaar, de opgave, het jaar). Plannen zonder jaar tellen niet mee."""
    uit: dict[str, tuple[float, float, int]] = {}
    if b.fouten or opgave.fouten or b.tabel.empty or opgave.tabel.empty:
        return uit
    jaren = opleverjaren(b.tabel)
    for r in opgave.tabel.sort_values("jaar").itertuples():
        if r.categorie not in OPGAVE or not r.aantal or r.categorie in uit:
            continue
        klaar = sum((v for j, v in jaren.items() if j[-4:].isdigit() and int(j[-4:]) <= r.jaar), start=pd.Series(0.0, index=b.tabel.index))
        aantal = netto(b.tabel) if r.categorie == "totaal" else b.tabel[OPGAVE[r.categorie]].fillna(0).sum(axis=1)
        uit[r.categorie] = float((aantal.astype(float) * klaar).sum()), float(r.aantal), int(r.jaar)
    return uit


def naast_opgave(b: Bestand, opgave: Bestand) -> Beeld:
    """De plannen naast de vastgestelde opgave, per categorie: de dekkingsgraad."""
    if b.fouten or opgave.fouten:
        return waarom_niet(b if b.fouten else opgave)
    if not (delen := dekking(b, opgave)):
        return NIETS
    regels = [[f"{k[0].upper()}{k[1:]}", str(j), getal(o), getal(p), f"{getal(100 * p / o)}%"] for k, (p, o, j) in delen.items()]
    data = pd.DataFrame([_rij(b, "dekkingsgraad", "Plannen, deel van de opgave", 100 * p / o, "%", f"{k}, tot en met {j}") for k, (p, o, j) in delen.items()])
    laagst = min(delen, key=lambda k: delen[k][0] / delen[k][1])
    p, o, j = delen[laagst]
    zin = f"De plannen dekken het minst van de opgave bij <b>{e(laagst)}</b>: {getal(p)} van de {getal(o)} woningen tot en met {j} ({getal(100 * p / o)}%)."
    paneel = maak_tabel(["Categorie", "Tot en met", "Opgave", "Gepland", "Dekkingsgraad"], regels, "Passen de plannen bij de opgave?")
    uitleg = "Alleen plannen met een jaar van oplevering tellen mee, hard of niet. Bij het totaal is sloop eraf; per categorie is het bruto."
    html = f'<p class="kern">{zin}</p>{paneel.html}<p class="notitie">{uitleg}</p><p class="bron">{e(bronregel(b, b.tabel))} {e(bronregel(opgave, opgave.tabel))}</p>'
    return Beeld("tabel", html, "Passen de plannen bij de opgave?", {"rijen": rijen(data)})
