"""Tekeningen van eigen bestanden over groepen, zorg, afspraken en uitvoering. Leest ze niet; kleine aantallen mensen blijven verborgen."""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld import rijfiguren as f
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst
from woonzorg_lib.beeld.stijl import DELEN
from woonzorg_lib.beeld.tekening import Tekening, inkorten, pct
from woonzorg_lib.soorten.eigen_bestand import rij
from woonzorg_lib.soorten.rijen import Rijen as Stof, gedeeld_door as uit, tekst, waarde
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming

NIET = "aantal niet getoond"


def _rij(s, indicator, omschrijving, waarde, eenheid, uitsplitsing="", bij=None, jaar=None):
    return rij(
        s.bestand,
        f"{s.bestand.soort}_{indicator}",
        omschrijving,
        waarde,
        eenheid,
        uitsplitsing,
        jaar,
        bij,
    )


def zorgplannen(s: Stof) -> list[Tekening]:
    """Plekken per soort als trap over de jaren, met wat er volgens de opgave nodig is."""
    jaren = sorted(k for k in s.ruw if k.startswith("plekken_20"))
    if not jaren:
        return []
    # The number of a year stays until the plan says otherwise.
    standen = s.ruw[["plekken_nu", *jaren]].astype("Float64").ffill(axis=1)
    nu = min(s.bestand.jaar or 9999, int(jaren[0].split("_")[-1]) - 1)
    lijnen = {
        str(soort): [(nu, float(d.plekken_nu.sum()))]
        + [(int(j.split("_")[-1]), float(d[j].sum())) for j in jaren]
        for soort, d in standen.groupby(s.ruw.type, sort=False)
    }
    nodig, data, noten = {}, [], []
    opgave = s.ander("opgave_ouderen")
    if opgave is not None and not opgave.fouten:
        for soort, categorie in (
            ("verpleegzorgplekken", "verpleegzorgplekken"),
            ("geclusterd wonen", "geclusterd"),
        ):
            doel = opgave.tabel[opgave.tabel.categorie == categorie].sort_values("jaar").head(1)
            if soort in lijnen and len(doel) and doel.aantal.iloc[0]:
                jaar, erbij = int(doel.jaar.iloc[0]), float(doel.aantal.iloc[0])
                begin, tot = lijnen[soort][0][1], [w for j, w in lijnen[soort] if j <= jaar][-1]
                nodig[soort] = (jaar, begin + erbij)
                data.append(
                    _rij(
                        s,
                        "plan_opgave",
                        f"Plekken erbij tot en met {jaar}, deel van de opgave",
                        100 * (tot - begin) / erbij,
                        "%",
                        soort,
                    )
                )
                noten.append(
                    f"Van de opgave voor {soort} tot en met {jaar} ({getal(erbij)} erbij) dekken deze plannen {getal(100 * (tot - begin) / erbij)}%."
                )
    if (
        oudsten := s.open_cijfer("inwoners_85plus")
    ) is not None and "verpleegzorgplekken" in lijnen:
        begin, eind = lijnen["verpleegzorgplekken"][0][1], lijnen["verpleegzorgplekken"][-1]
        data += [
            _rij(
                s,
                "per_1000_85plus",
                "Verpleegzorgplekken op de locaties met een plan, per 1.000 85-plussers",
                1000 * w / oudsten.waarde,
                "per 1.000 85-plussers",
                str(j),
                oudsten,
            )
            for j, w in ((nu, begin), eind)
        ]
        noten.append(
            f"Verpleegzorgplekken op deze locaties: {getal(1000 * begin / oudsten.waarde, 1)} per 1.000 85-plussers nu, {getal(1000 * eind[1] / oudsten.waarde, 1)} in {eind[0]} als het aantal 85-plussers gelijk blijft. {uit(oudsten)}"
        )
    groot = dict(sorted(lijnen.items(), key=lambda kv: -kv[1][-1][1])[:6])
    alt = (
        "Trapsgewijze lijnen. "
        + "; ".join(
            f"{k}: van {getal(p[0][1])} plekken nu naar {getal(p[-1][1])} in {p[-1][0]}"
            + (f", nodig {getal(nodig[k][1])} in {nodig[k][0]}" if k in nodig else "")
            for k, p in groot.items()
        )
        + "."
    )
    onder = "Plekken op locaties met een plan" + (
        "; de ruit is wat er volgens de opgave nodig is" if nodig else ""
    )
    return [
        Tekening(
            "Komen er genoeg plekken bij?", onder, f.trap(groot, nodig), alt, " ".join(noten), data
        )
    ]


def verdeling(s: Stof) -> list[Tekening]:
    """Het afgesproken deel van de regio per groep, naast het deel van de inwoners dat hier woont."""
    t = s.ruw[s.ruw.aandeel.notna()].sort_values(["jaar", "aandeel"], ascending=False)
    staven, rest = inkorten(
        [
            Staaf(
                f"{r['groep']} ({int(r['jaar'])})",
                float(r["aandeel"]),
                f"{getal(float(r['aandeel']), 1)}%",
            )
            for r in t.to_dict("records")
        ],
        "regels",
    )
    inwoners = s.open_cijfers("inwoners", naast=("regio",)).set_index("rol")
    if (
        len(staven) < 2
        or not {"gemeente", "regio"} <= set(inwoners.index)
        or inwoners.waarde[["gemeente", "regio"]].isna().any()
    ):
        return []
    deel = 100 * float(inwoners.waarde["gemeente"]) / float(inwoners.waarde["regio"])
    data = [
        _rij(
            s,
            "deel_inwoners",
            "Deel van de inwoners van de regio",
            deel,
            "%",
            bij=inwoners.loc["regio"],
        )
    ]
    return [
        Tekening(
            "Draagt de gemeente haar deel?",
            "Afgesproken deel van de regio per groep",
            f.balken(staven, {deel: f"deel van de inwoners {getal(deel, 1)}%"}),
            alt_tekst(staven) + f" Van de inwoners van de regio woont {getal(deel, 1)}% hier.",
            rest,
            data,
        )
    ]


def toewijzing(s: Stof) -> list[Tekening]:
    """De trechter van aanvraag naar woning: alles samen en per groep."""
    nu, jaar = s.nieuwste()
    stappen = (
        ("aangevraagd", "aangevraagd"),
        ("toegekend", "toegekend"),
        ("gehuisvest", "gehuisvest"),
    )
    staven, data = [], []

    def zet(naam: str, delen: dict, teksten: dict) -> None:
        begin = delen["aangevraagd"]
        staven.append(Staaf(naam, kop=True))
        vorige = None
        for k, woord in stappen:
            if teksten[k]:
                staven.append(
                    Staaf(
                        woord,
                        delen[k],
                        teksten[k] + (pct(delen[k], begin) if k != "aangevraagd" else ""),
                        van=vorige,
                        trap=1,
                    )
                )
                if k != "aangevraagd" and begin and delen[k] is not None:
                    data.append(
                        _rij(
                            s,
                            f"{k}_deel",
                            f"{hoofdletter(woord)}, deel van de aanvragen",
                            100 * delen[k] / begin,
                            "%",
                            naam,
                            jaar=jaar,
                        )
                    )
            vorige = delen[k]

    samen = {k: nu.som(k) for k, _ in stappen}
    if len(nu.ruw) > 1 and all(w is not None for w in samen.values()):
        zet("Alle groepen samen", samen, {k: getal(w) for k, w in samen.items()})
    paren = sorted(nu.paren(), key=lambda p: -(waarde(p[1]["aangevraagd"]) or 0))
    for r, n in paren[:6]:
        dagen = waarde(r["mediaan_dagen"])
        zet(
            r["groep"] + ("" if dagen is None else f", na {getal(dagen)} dagen (mediaan)"),
            {k: waarde(n[k]) for k, _ in stappen},
            {k: tekst(n[k]) for k, _ in stappen},
        )
    if len(staven) < 4:
        return []
    rest = (
        ""
        if len(paren) <= 6
        else f"De figuur toont de zes grootste groepen; de andere {len(paren) - 6} staan in de tabel."
    )
    alt = (
        "Trechter. "
        + "; ".join(f"{r.naam}:" if r.kop else f"{r.naam} {r.tekst}" for r in staven)
        + "."
    )
    return [
        Tekening(
            f"Wie vroeg in {jaar} een woning, en wie kreeg er een?",
            "Aantal mensen of huishoudens; tussen haakjes het deel van de aanvragen",
            f.balken(staven),
            alt.replace(":;", ":"),
            rest,
            data,
        )
    ]


def terugval(s: Stof) -> list[Tekening]:
    """Per groep het deel dat binnen een jaar terugviel, en de ontruimingen per 1.000 gehuisveste mensen."""
    nu, jaar = s.nieuwste()
    uit_, data = [], []
    for kolom, factor, eenheid, titel, onder, woord in (
        (
            "terugval",
            100,
            "%",
            "Wie valt binnen een jaar terug?",
            "Deel van wie een woning kreeg",
            "terugval",
        ),
        (
            "ontruimingen",
            1000,
            " per 1.000",
            "Hoe vaak loopt het uit op een ontruiming?",
            "Ontruimingen per 1.000 mensen of huishoudens die een woning kregen",
            "ontruimingen",
        ),
    ):
        staven, decimalen = [], 0 if factor == 100 else 1
        paren = [(r, n) for r, n in nu.paren() if not pd.isna(r[kolom]) and r["gehuisvest"]]
        delen = [
            (
                r["groep"],
                waarde(n[kolom]),
                waarde(n["gehuisvest"]),
                (tekst(n[kolom]) or NIET)
                + (
                    f" van {tekst(n['gehuisvest'])}"
                    if tekst(n[kolom]) and tekst(n["gehuisvest"])
                    else ""
                ),
            )
            for r, n in paren
        ]
        met = nu.deel(nu.ruw[kolom].notna())
        samen = (
            "alle groepen samen"
            if len(met.ruw) == len(nu.ruw)
            else "groepen samen waarvan het bekend is"
        )
        if (
            len(paren) > 1
            and (deel := met.som(kolom)) is not None
            and (geheel := met.som("gehuisvest"))
        ):
            delen.append((samen, deel, geheel, ""))
        for naam, deel, geheel, verborgen in delen:
            if deel is None or not geheel:
                staven.append(Staaf(naam, None, verborgen))
                continue
            staven.append(
                Staaf(
                    naam,
                    factor * deel / geheel,
                    f"{getal(factor * deel / geheel, decimalen)}{eenheid} ({getal(deel)} van {getal(geheel)})",
                )
            )
            data.append(
                _rij(
                    s,
                    f"{kolom}_deel",
                    f"{hoofdletter(woord)}, {'deel van' if factor == 100 else 'per 1.000'} gehuisveste mensen",
                    factor * deel / geheel,
                    eenheid.strip(),
                    naam,
                    jaar=jaar,
                )
            )
        if len(delen) > len(paren):
            staven.insert(0, staven.pop())  # all together first
        if len(staven) > 1 and any(r.waarde is not None for r in staven):
            staven, rest = inkorten(staven, "groepen")
            uit_.append(
                Tekening(titel, f"{onder}, {jaar}", f.balken(staven), alt_tekst(staven), rest, data)
            )
            data = []
    return uit_


SCHALEN = {
    "lokaal": (DELEN[0], False),
    "regionaal": (DELEN[1], False),
    "bovenregionaal": (DELEN[3], False),
}


def miljoen(bedrag: float) -> str:
    return f"€ {getal(bedrag / 1e6, 1)} miljoen" if bedrag >= 1e6 else f"€ {getal(bedrag)}"


def inkoop(s: Stof) -> list[Tekening]:
    """Het budget per soort zorg, naar de schaal waarop wordt ingekocht."""
    nu, jaar = s.nieuwste()
    rijen = []
    for soort, d in nu.groepen("soort", "schaal", "budget", "contracten").items():
        if (budget := d.som("budget")) is None:
            continue
        contracten = d.som("contracten")
        n = (
            ""
            if contracten is None
            else f"; {getal(contracten)} {'contract' if contracten == 1 else 'contracten'}"
        )
        rijen.append(
            (
                soort,
                {k: float(x.ruw.budget.sum()) for k, x in d.groepen("schaal", "budget").items()},
                miljoen(budget) + n,
            )
        )
    if len(rijen) < 2:
        return []
    rijen, rest = inkorten(sorted(rijen, key=lambda r: -sum(r[1].values())), "soorten zorg")
    data, zin, inwoners, totaal = [], "", s.open_cijfer("inwoners"), nu.som("budget")
    if inwoners is not None and totaal:
        data = [
            _rij(
                s,
                "budget_per_inwoner",
                "Budget voor ingekochte zorg per inwoner",
                totaal / inwoners.waarde,
                "euro per inwoner",
                bij=inwoners,
            )
        ]
        zin = f"Samen is dat € {getal(totaal / inwoners.waarde)} per inwoner. {uit(inwoners)}"
    alt = (
        "Gestapelde staven. "
        + "; ".join(f"{k}: {t} ({opsomming(list(w))})" for k, w, t in rijen)
        + "."
    )
    return [
        Tekening(
            "Waar gaat het geld naartoe?",
            f"Budget in {jaar}, naar de schaal waarop wordt ingekocht",
            f.stapel(rijen, SCHALEN, None),
            alt,
            f"{zin} {rest}".strip(),
            data,
        )
    ]


def woningaanpassingen(s: Stof) -> list[Tekening]:
    """Aanvragen en toekenningen per jaar, en wat er met aangepaste woningen gebeurt die vrijkomen."""
    uit_, inwoners, data = [], s.open_cijfer("inwoners"), []
    rijen = (
        [r for _, r in sorted((int(r["jaar"]), r) for r in s.ruw.to_dict("records"))][-12:]
        if s.ruw.jaar.is_unique
        else []
    )
    eerste, tweede = [], []
    for r in rijen:
        jaar, toe, gevraagd = str(int(r["jaar"])), float(r["toegekend"]), waarde(r["aanvragen"])
        per = ""
        if inwoners is not None:
            data.append(
                _rij(
                    s,
                    "per_1000_inwoners",
                    "Toegekende woningaanpassingen per 1.000 inwoners",
                    1000 * toe / inwoners.waarde,
                    "per 1.000",
                    bij=inwoners,
                    jaar=int(jaar),
                )
            )
            per = f"; {getal(1000 * toe / inwoners.waarde, 1)} per 1.000 inwoners"
        eerste.append(
            Staaf(
                jaar,
                toe,
                (
                    f"{getal(toe)} van {getal(gevraagd)}{pct(toe, gevraagd)}"
                    if gevraagd
                    else getal(toe)
                )
                + per,
                van=gevraagd,
            )
        )
        vrij, weer = waarde(r["aangepaste_woningen"]), waarde(r["opnieuw_toegewezen"])
        if vrij and weer is not None:
            tweede.append(
                Staaf(jaar, weer, f"{getal(weer)} van {getal(vrij)}{pct(weer, vrij)}", van=vrij)
            )
            data.append(
                _rij(
                    s,
                    "passend_deel",
                    "Vrijgekomen aangepaste woningen die passend zijn toegewezen",
                    100 * weer / vrij,
                    "%",
                    jaar=int(jaar),
                )
            )
    for staven, titel, onder in (
        (
            eerste,
            "Hoeveel aanvragen voor een aanpassing worden toegekend?",
            "Toegekend; het lichte deel zijn de aanvragen",
        ),
        (
            tweede,
            "Komen aangepaste woningen opnieuw goed terecht?",
            "Huurwoningen opnieuw passend toegewezen; het lichte deel zijn de aangepaste woningen die vrijkwamen",
        ),
    ):
        if len(staven) > 1:
            uit_.append(
                Tekening(
                    titel,
                    onder,
                    f.balken(staven),
                    alt_tekst(staven),
                    uit(inwoners) if staven is eerste else "",
                    data,
                )
            )
            data = []
    return uit_


NIVEAUS = ("0 niet genoemd", "1 genoemd", "2 uitgewerkt", "3 concreet doel")
