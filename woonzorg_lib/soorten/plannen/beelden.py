"""Woningbouwplannen: aantallen, prijsklassen per jaar van oplevering, hoe hard ze zijn, en de opgave ernaast. Leest ze niet.

Prijsklassen staan per plan en niet per jaar; bij een plan dat in meer jaren klaar komt zijn ze naar rato verdeeld.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from woonzorg_lib.beeld import figuren, rijfiguren, stijl
from woonzorg_lib.beeld.beeld import Beeld, rijen
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.soorten.eigen_bestand import Bestand, bronregel, rij
from woonzorg_lib.beeld.kaders import merk
from woonzorg_lib.beeld.tekening import NIETS, VEEL, Tekening, samen
from woonzorg_lib.modellen.planvoorraad import hard, netto, opleverjaren
from woonzorg_lib.soorten.tonen import waarom_niet
from woonzorg_lib.beeld.rijfiguren import Staaf
from woonzorg_lib.soorten.oud_zinnen import In, n
from woonzorg_lib.beeld.tabellen import e, tabel as maak_tabel
from woonzorg_lib.beeld.zinnen import hoofdletter

KLASSEN = {
    "sociale huur": ["huur_sociaal"],
    "middenhuur": ["huur_middelduur"],
    "betaalbare koop": ["koop_betaalbaar"],
    "dure huur": ["huur_duur"],
    "dure koop": ["koop_duur"],
    "onbekend": ["huur_onbekend", "koop_onbekend", "prijsklasse_onbekend"],
}
BETAALBAAR = ["sociale huur", "middenhuur", "betaalbare koop"]
WOONVORMEN = {
    "nultredenwoning": "Nultreden",
    "geclusterde_woonvorm": "Geclusterd",
    "zorggeschikte_woning": "Zorggeschikt",
    "overig_geschikt_voor_ouderen": "Anders geschikt voor ouderen",
}
OPGAVE = {
    "totaal": ["netto"],
    "eengezins": ["woningtype_eengezins"],
    "meergezins": ["woningtype_meergezins"],
    "sociale huur": ["huur_sociaal"],
    "middenhuur": ["huur_middelduur"],
    "dure huur": ["huur_duur"],
    "betaalbare koop": ["koop_betaalbaar"],
    "dure koop": ["koop_duur"],
    "nultreden": ["nultredenwoning"],
    "geclusterd": ["geclusterde_woonvorm"],
    "zorggeschikt": ["zorggeschikte_woning"],
    "flexwoningen": ["tijdelijke_woningen"],
    "studentenwoningen": ["studentenwoningen"],
}
TITEL_JAREN = "Voor welke beurs wordt er gebouwd, en wanneer?"


def prijzen(t: pd.DataFrame) -> pd.DataFrame:
    """Woningen per plan en prijsklasse; wat een plan niet verdeelt, is onbekend."""
    uit = pd.DataFrame(
        {
            klasse: t[kolommen].fillna(0).sum(axis=1).astype(float)
            for klasse, kolommen in KLASSEN.items()
        }
    )
    uit["onbekend"] += (t.bruto.astype(float) - uit.sum(axis=1)).clip(lower=0)
    return uit


def kengetallen(t: pd.DataFrame) -> dict[str, float]:
    """De aantallen en aandelen van een planvoorraad; een aandeel zonder noemer ontbreekt."""
    p, bruto = prijzen(t), float(t.bruto.sum())
    betaalbaar, onbekend = float(p[BETAALBAAR].sum().sum()), float(p["onbekend"].sum())
    uit = {
        "plan_bruto": bruto,
        "plan_sloop": float(t.sloop.fillna(0).sum()),
        "plan_netto": float(netto(t).sum()),
    }
    if bruto:
        uit |= {
            "plan_betaalbaar": 100 * betaalbaar / bruto,
            "plan_sociale_huur": 100 * float(p["sociale huur"].sum()) / bruto,
            "plan_prijs_onbekend": 100 * onbekend / bruto,
            "plan_hard": 100 * float(t.bruto[hard(t)].sum()) / bruto,
        }
    if bruto - onbekend > 0:
        uit["plan_betaalbaar_bekend"] = 100 * betaalbaar / (bruto - onbekend)
    return uit


NAMEN = {
    "plan_bruto": ("Plannen, bruto", "woningen"),
    "plan_sloop": ("Sloop in de plannen", "woningen"),
    "plan_netto": ("Plannen, netto", "woningen"),
    "plan_betaalbaar": ("Betaalbaar, deel van alle plannen", "%"),
    "plan_betaalbaar_bekend": ("Betaalbaar, deel van de plannen met een prijs", "%"),
    "plan_sociale_huur": ("Sociale huur, deel van alle plannen", "%"),
    "plan_prijs_onbekend": ("Prijs onbekend, deel van alle plannen", "%"),
    "plan_hard": ("Harde plannen", "%"),
}


def kern(b: Bestand, normen: dict) -> Beeld:
    """Hoeveel er gepland is, en welk deel betaalbaar is; met beide noemers en de normen."""
    if b.fouten:
        return waarom_niet(b)
    if b.tabel.empty:
        return NIETS
    k = kengetallen(b.tabel)
    zin = f"{In(e(b.gemeente))} zijn {n(len(b.tabel), 'plan', 'plannen')} met samen {n(k['plan_bruto'], 'woning', 'woningen')} (bruto)."
    zin += (
        f" Daarvoor {'verdwijnt' if k['plan_sloop'] == 1 else 'verdwijnen'} er {getal(k['plan_sloop'])}: netto <b>{getal(k['plan_netto'])}</b>."
        if k["plan_sloop"]
        else " Er is geen sloop opgegeven; netto is dat evenveel."
    )
    if "plan_betaalbaar" in k:
        zin += f" Van alle geplande woningen is <b>{getal(k['plan_betaalbaar'])}%</b> betaalbaar"
        zin += (
            f"; van de woningen met een bekende prijs is dat <b>{getal(k['plan_betaalbaar_bekend'])}%</b>."
            if "plan_betaalbaar_bekend" in k
            else "."
        )
        zin += f" Sociale huur is <b>{getal(k['plan_sociale_huur'])}%</b>. Van <b>{getal(k['plan_prijs_onbekend'])}%</b> is de prijs nog onbekend."
    data = pd.DataFrame(
        [rij(b, i, NAMEN[i][0], w, NAMEN[i][1]) for i, w in k.items() if i != "plan_hard"]
    )
    html = f'<p class="kern">{zin}</p><p class="notitie">Normen voor het programma: {e(_normtekst(normen))}</p><p class="bron">{e(bronregel(b, b.tabel))}</p>'
    return Beeld("zin", html, "", {"rijen": rijen(data)})


def _normtekst(normen: dict) -> str:
    delen = [
        f"{naam} {getal(100 * normen[id]['waarde'])}% ({normen[id]['bron']}{merk(normen[id])})"
        for id, naam in (("norm_sociale_huur", "sociale huur"), ("norm_betaalbaar", "betaalbaar"))
        if id in normen
    ]
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
            uit += [
                rij(
                    b,
                    "plan_prijsklasse",
                    "Plannen naar prijsklasse",
                    100 * som[k] / som.sum(),
                    "%",
                    f"{label}: {k}",
                    kort=k,
                    oplevering=label,
                    decimalen=0,
                )
                for k in KLASSEN
            ]
    return pd.DataFrame(uit)


def figuur_jaren(b: Bestand, normen: dict) -> Beeld:
    """Staven van 100% per jaar van oplevering, verdeeld in prijsklassen, met de normen als lijn."""
    if b.fouten or b.tabel.empty or not b.tabel.bruto.sum():
        return NIETS
    lijnen = {
        100 * normen[id]["waarde"]: naam
        for id, naam in (
            ("norm_sociale_huur", "norm sociale huur"),
            ("norm_betaalbaar", "norm betaalbaar"),
        )
        if id in normen
    }
    return figuren.gestapeld(
        per_jaar(b),
        titel=TITEL_JAREN,
        y="oplevering",
        ondertitel="Aandeel van de geplande woningen (bruto), per jaar van oplevering; tussen haakjes het aantal",
        normen=lijnen,
        notitie="De eerste drie delen zijn samen betaalbaar. Bij een plan dat in meer jaren klaar komt, zijn de prijsklassen naar rato over die jaren verdeeld.",
    )


def woonvormen(b: Bestand) -> Beeld:
    """Woningen voor ouderen in de plannen, per soort; nooit opgeteld."""
    if b.fouten or b.tabel.empty:
        return NIETS
    aanwezig = {k: naam for k, naam in WOONVORMEN.items() if b.tabel[k].notna().any()}
    if not aanwezig:
        return NIETS
    bruto = float(b.tabel.bruto.sum())
    regels = [
        [
            naam,
            getal(b.tabel[k].sum()),
            f"{getal(100 * b.tabel[k].sum() / bruto)}%" if bruto else "–",
        ]
        for k, naam in aanwezig.items()
    ]
    data = pd.DataFrame(
        [
            rij(b, f"plan_{k}", f"{naam} in de plannen", b.tabel[k].sum(), "woningen")
            for k, naam in aanwezig.items()
        ]
    )
    paneel = maak_tabel(
        ["Soort", "Woningen", "Deel van alle plannen"],
        regels,
        "Woningen voor ouderen in de plannen",
    )
    uitleg = "Een zorggeschikte woning is ook geclusterd, en een geclusterde woning is vaak ook nultreden. Tel de soorten daarom niet op."
    return Beeld(
        "tabel",
        f'{paneel.html}<p class="notitie">{uitleg}</p><p class="bron">{e(bronregel(b, b.tabel))}</p>',
        "Woningen voor ouderen",
        {"rijen": rijen(data)},
    )


def hardheid(
    b: Bestand, openbaar: pd.DataFrame, opgave: Bestand, normen: dict, nieuwbouw: pd.DataFrame
) -> Beeld:
    """Hoe zeker de plannen zijn, hoe ze zich tot de opgave verhouden, en de plannen zelf; vertrouwelijke plannen zonder naam."""
    if b.fouten:
        return waarom_niet(b)
    if b.tabel.empty:
        return NIETS
    k = kengetallen(b.tabel)
    data = (
        [rij(b, "plan_hard", NAMEN["plan_hard"][0], k["plan_hard"], "%")]
        if "plan_hard" in k
        else []
    )
    zin = (
        f"Van de geplande woningen is <b>{getal(k['plan_hard'])}%</b> hard: het plan is onherroepelijk of vastgesteld."
        if data
        else ""
    )
    norm = normen.get("norm_plancapaciteit")
    if (deel := dekking(b, opgave).get("totaal")) is not None:
        plan, doel, jaar = deel.plan, deel.opgave, deel.jaar
        data.append(
            rij(
                b,
                "plan_opgave",
                f"Netto plannen tot en met {jaar}, deel van de opgave",
                100 * plan / doel,
                "%",
            )
        )
        vuist = (
            f" Een vuistregel is {getal(100 * norm['waarde'])}%{merk(norm)}, omdat plannen uitvallen; daarover zijn de meningen verdeeld."
            if norm
            else ""
        )
        zin += f" De netto plannen tot en met {jaar} zijn {getal(plan)} woningen; dat is <b>{getal(100 * plan / doel)}%</b> van de opgave van {getal(doel)}.{vuist}"
    regels = [
        [
            r["naam"] or "–",
            "–" if pd.isna(r["planologische_status"]) else r["planologische_status"],
            getal(r["bruto"]),
            getal(r["bruto"] - (0 if pd.isna(r["sloop"]) else r["sloop"])),
        ]
        for r in openbaar.sort_values("bruto", ascending=False, kind="stable")
        .head(15)
        .to_dict("records")
    ]
    tekeningen = (
        [_naast_norm(b, delen, norm)]
        if (delen := [d for d in dekkingen(b, opgave) if d.categorie == "totaal"])
        else []
    )
    tekeningen += _bouw(b, nieuwbouw)
    paneel = maak_tabel(
        ["Plan", "Planologische status", "Bruto", "Netto"],
        regels,
        "De grootste plannen" if len(openbaar) > 15 else "De plannen",
    ).html
    bron = (
        bronregel(b, b.tabel)
        + (f" {bronregel(opgave, opgave.tabel)}" if delen else "")
        + (
            f" Gebouwd: {nieuwbouw.bron.iloc[-1]}."
            if len(nieuwbouw) and len(tekeningen) > bool(delen)
            else ""
        )
    )
    return samen(
        "De plannen",
        zin.strip(),
        tekeningen,
        paneel,
        "",
        bron,
        rijen(pd.DataFrame(data)) if data else [],
        open_=True,
    )


def _naast_norm(b: Bestand, delen: list[Dekking], norm: dict | None) -> Tekening:
    """De plannen als deel van de opgave, hard en alles, met 100% en de vuistregel als lijn."""
    staven = []
    for d in delen:
        for naam, w in (("harde plannen", d.hard), ("alle plannen", d.plan)):
            staven.append(
                Staaf(
                    f"{naam}, tot en met {d.jaar}",
                    100 * w / d.opgave,
                    f"{getal(100 * w / d.opgave)}% ({getal(w)} van {getal(d.opgave)})",
                )
            )
    lijnen = {100.0: "opgave"} | (
        {100.0 * norm["waarde"]: f"vuistregel {getal(100 * norm['waarde'])}%"} if norm else {}
    )
    alt = (
        "Staven met een lijn bij de hele opgave"
        + (f" en bij {getal(100 * norm['waarde'])}%" if norm else "")
        + ". "
        + "; ".join(f"{r.naam}: {r.tekst}" for r in staven)
        + "."
    )
    let_op = (
        f"De lijn bij {getal(100 * norm['waarde'])}%: {norm['bron']}{merk(norm)}." if norm else ""
    )
    data = [
        rij(
            b,
            "plan_opgave_hard",
            f"Harde plannen tot en met {d.jaar}, deel van de opgave",
            100 * d.hard / d.opgave,
            "%",
        )
        for d in delen
    ]
    return Tekening(
        "Zijn er genoeg plannen voor de opgave?",
        "Netto plannen als deel van de opgave",
        rijfiguren.balken(staven, lijnen),
        alt,
        let_op,
        data,
    )


def _bouw(b: Bestand, nieuwbouw: pd.DataFrame) -> list[Tekening]:
    """Wat er per jaar gebouwd is, en wat er volgens de plannen klaar komt; een blok van jaren per jaar."""
    jaren = opleverjaren(b.tabel)
    hard_, bruto, rijen_ = hard(b.tabel), b.tabel.bruto.astype(float), []
    rijen_ += [
        (str(int(r.jaar)), {"gebouwd": float(r.waarde)}, getal(r.waarde))
        for r in nieuwbouw[nieuwbouw.waarde.notna()].sort_values("jaar").tail(8).itertuples()
    ]
    for jaar, deel in jaren.items():
        van, _, tot = jaar.partition("–")
        n = int(tot) - int(van) + 1 if tot else 1
        w = {
            "hard plan": float((bruto * deel)[hard_].sum()) / n,
            "zacht plan": float((bruto * deel)[~hard_].sum()) / n,
        }
        if jaar != "jaar onbekend":
            rijen_.append(
                (f"{jaar}, gemiddeld per jaar" if tot else jaar, w, getal(sum(w.values())))
            )
    if len(rijen_) < 2:
        return []
    rijen_ = rijen_[:VEEL]
    alt = (
        "Gestapelde staven. "
        + "; ".join(
            f"{k}: " + ", ".join(f"{d} {getal(v)}" for d, v in w.items() if v) for k, w, _ in rijen_
        )
        + "."
    )
    svg = rijfiguren.stapel(
        rijen_,
        {
            "gebouwd": (stijl.DELEN[5], False),
            "hard plan": (stijl.KLEUR["gemeente"], False),
            "zacht plan": (_zacht(), False),
        },
    )
    return [
        Tekening(
            "Wordt er straks meer gebouwd dan nu?",
            "Woningen per jaar (bruto): gebouwd, en klaar volgens de plannen",
            svg,
            alt,
        )
    ]


def _zacht() -> str:
    """De kleur van de gemeente, lichter: plannen die nog niet vaststaan."""
    return stijl.meng(stijl.KLEUR["gemeente"], "#ffffff", 0.55)


@dataclass(frozen=True)
class Dekking:
    """Een categorie van de opgave tot en met een jaar, met wat daarvan gepland en hard gepland is."""

    categorie: str
    jaar: int
    plan: float
    hard: float
    opgave: float


def dekkingen(b: Bestand, opgave: Bestand) -> list[Dekking]:
    """Elke regel van de opgave met de plannen tot en met dat jaar. Plannen zonder jaar tellen niet mee; bij het totaal is sloop eraf."""
    if b.fouten or opgave.fouten or b.tabel.empty or opgave.tabel.empty:
        return []
    jaren, hard_, uit = opleverjaren(b.tabel), hard(b.tabel), []
    for r in opgave.tabel.sort_values("jaar").itertuples():
        if r.categorie not in OPGAVE or not r.aantal:
            continue
        klaar = sum(
            (v for j, v in jaren.items() if j[-4:].isdigit() and int(j[-4:]) <= r.jaar),
            start=pd.Series(0.0, index=b.tabel.index),
        )
        aantal = (
            netto(b.tabel)
            if r.categorie == "totaal"
            else b.tabel[OPGAVE[r.categorie]].fillna(0).sum(axis=1)
        ).astype(float) * klaar
        uit.append(
            Dekking(
                r.categorie,
                int(r.jaar),
                float(aantal.sum()),
                float(aantal[hard_].sum()),
                float(r.aantal),
            )
        )
    return sorted(uit, key=lambda d: (list(OPGAVE).index(d.categorie), d.jaar))


def _raster(delen: list[Dekking]) -> Tekening:
    """De dekkingsgraad per categorie, hard en alles; hoe donkerder, hoe meer er ontbreekt."""
    jaren = sorted({d.jaar for d in delen})[:3]
    per = {(d.categorie, d.jaar): d for d in delen}
    rijen_ = []
    for k in dict.fromkeys(d.categorie for d in delen):
        vakken = []
        for j in jaren:
            d = per.get((k, j))
            vakken += (
                [("", None), ("", None)]
                if d is None
                else [
                    (f"{getal(100 * n / d.opgave)}%", max(0.0, 1 - n / d.opgave))
                    for n in (d.hard, d.plan)
                ]
            )
        rijen_.append((k, vakken))
    koppen = [f"{w}, tot en met {j}" for j in jaren for w in ("harde plannen", "alle plannen")]
    alt = (
        "Raster. "
        + "; ".join(
            f"{d.categorie} tot en met {d.jaar}: {getal(100 * d.plan / d.opgave)}%, hard {getal(100 * d.hard / d.opgave)}%"
            for d in delen
            if d.jaar in jaren
        )
        + "."
    )
    svg = rijfiguren.raster(rijen_, koppen, stijl.KLEUR["gemeente"])
    return Tekening(
        "Passen de plannen bij de opgave?",
        "Dekkingsgraad: plannen als deel van de opgave; hoe donkerder, hoe meer er ontbreekt",
        svg,
        alt,
    )


def _waterval(d: Dekking) -> Tekening:
    """Van de opgave naar wat er nog niet gepland is."""
    rest, na_hard = d.opgave - d.plan, d.opgave - d.hard
    staven = [
        Staaf(f"opgave tot en met {d.jaar}", d.opgave, getal(d.opgave), kleur=stijl.STAAF),
        Staaf("af: harde plannen", na_hard, getal(-d.hard), begin=d.opgave),
        Staaf("af: zachte plannen", rest, getal(d.hard - d.plan), begin=na_hard, kleur=_zacht()),
        Staaf(
            "nog niet gepland" if rest > 0 else "meer gepland dan de opgave",
            rest,
            getal(abs(rest)),
            kleur=stijl.DELEN[5],
        ),
    ]
    alt = f"Waterval. De opgave tot en met {d.jaar} is {getal(d.opgave)} woningen; harde plannen {getal(d.hard)}, zachte plannen {getal(d.plan - d.hard)}; {staven[-1].naam}: {getal(abs(rest))}."
    return Tekening(
        "Wat is er nog niet gepland?", "Woningen, netto", rijfiguren.balken(staven), alt
    )


def dekking(b: Bestand, opgave: Bestand) -> dict[str, Dekking]:
    """Per categorie van de opgave de dekking tot en met het eerste jaar dat de opgave noemt."""
    uit: dict[str, Dekking] = {}
    for d in dekkingen(b, opgave):
        uit.setdefault(d.categorie, d)
    return uit


def naast_opgave(b: Bestand, opgave: Bestand) -> Beeld:
    """De plannen naast de vastgestelde opgave: de dekkingsgraad per categorie, en van de opgave naar wat er nog ontbreekt."""
    if b.fouten or opgave.fouten:
        return waarom_niet(b if b.fouten else opgave)
    if not (delen := dekkingen(b, opgave)):
        return NIETS
    regels = [
        [
            hoofdletter(d.categorie),
            str(d.jaar),
            getal(d.opgave),
            getal(d.hard),
            getal(d.plan),
            f"{getal(100 * d.plan / d.opgave)}%",
        ]
        for d in delen
    ]
    data = pd.DataFrame(
        [
            rij(
                b,
                "dekkingsgraad",
                "Plannen, deel van de opgave",
                100 * d.plan / d.opgave,
                "%",
                f"{d.categorie}, tot en met {d.jaar}",
            )
            for d in delen
        ]
    )
    laagst = min(dekking(b, opgave).values(), key=lambda d: d.plan / d.opgave)
    zin = f"De plannen dekken het minst van de opgave bij <b>{e(laagst.categorie)}</b>: {getal(laagst.plan)} van de {getal(laagst.opgave)} woningen tot en met {laagst.jaar} ({getal(100 * laagst.plan / laagst.opgave)}%)."
    tekeningen = ([_raster(delen)] if len(delen) > 1 else []) + [
        _waterval(d) for d in delen if d.categorie == "totaal"
    ][:1]
    paneel = maak_tabel(
        ["Categorie", "Tot en met", "Opgave", "Hard gepland", "Gepland", "Dekkingsgraad"],
        regels,
        "Passen de plannen bij de opgave?",
    ).html
    uitleg = '<p class="notitie">Alleen plannen met een jaar van oplevering tellen mee. Bij het totaal is sloop eraf; per categorie is het bruto. De opgave is per woningtype of per prijs vastgesteld, niet per combinatie daarvan.</p>'
    return samen(
        "Passen de plannen bij de opgave?",
        zin,
        tekeningen,
        paneel,
        uitleg,
        f"{bronregel(b, b.tabel)} {bronregel(opgave, opgave.tabel)}",
        rijen(data),
    )
