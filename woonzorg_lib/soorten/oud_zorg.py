"""Tekeningen van eigen bestanden over groepen, zorg, afspraken en uitvoering. Leest ze niet; kleine aantallen mensen blijven verborgen."""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld import rijfiguren as f
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst
from woonzorg_lib.beeld.stijl import DELEN, STAAF
from woonzorg_lib.beeld.tekening import VEEL, Tekening, inkorten, pct, per_duizend
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


def aandachtsgroepen(s: Stof) -> list[Tekening]:
    """Per groep hoeveel mensen er zijn, met de wachtlijst erbij; nooit een totaal."""
    # Hidden numbers stand last: their place between the others would give them away.
    paren = sorted(
        ((r, n) for r, n in s.nieuwste()[0].paren() if not pd.isna(r["voorraad"])),
        key=lambda p: -(waarde(p[1]["voorraad"]) or 0),
    )
    staven = [
        Staaf(
            r["groep"],
            waarde(n["voorraad"]),
            (tekst(n["voorraad"]) or NIET)
            + (f"; {tekst(n['wachtlijst'])} op de wachtlijst" if tekst(n["wachtlijst"]) else ""),
        )
        for r, n in paren
    ]
    if len(staven) < 2:
        return []
    staven, rest = inkorten(staven, "groepen")
    return [
        Tekening(
            "Hoeveel mensen telt de gemeente per groep?",
            "Aantal mensen volgens de gemeente zelf",
            f.balken(staven),
            alt_tekst(staven),
            rest,
        )
    ]


def eigen_groepen(s: Stof) -> tuple[dict[str, tuple[str, str]], list[dict]]:
    """Per aandachtsgroep wat de gemeente zelf telde: (per 1.000 inwoners, uitleg); en de berekende cijfers. Een verborgen aantal heeft geen deling."""
    inwoners, uit_, data = s.open_cijfer("inwoners"), {}, []
    for r, n in sorted(s.paren(), key=lambda p: p[0]["jaar"]):
        delen = [
            f"{woord}{tekst(n[k])}{meer}"
            for k, woord, meer in (
                ("voorraad", "", " mensen"),
                ("uitstroom", "uitstroom ", ""),
                ("wachtlijst", "wachtlijst ", ""),
            )
            if tekst(n[k])
        ]
        w, per = waarde(n["voorraad"]), ""
        if w is not None and inwoners is not None:
            per = f"{per_duizend(1000 * w / inwoners.waarde)} per 1.000"
            data.append(
                _rij(
                    s,
                    "per_1000",
                    "Eigen telling per 1.000 inwoners",
                    1000 * w / inwoners.waarde,
                    "per 1.000",
                    r["groep"],
                    inwoners,
                    int(r["jaar"]),
                )
            )
        if delen:
            uit_[r["groep"]] = per, f"eigen telling {int(r['jaar'])}: {', '.join(delen)}"
    return uit_, data


def zorgaanbod(s: Stof) -> list[Tekening]:
    """Per soort zorg de capaciteit, ook per 1.000 75-plussers, en wie er wacht."""
    nu, jaar = s.nieuwste()
    ouderen, staven, data = s.open_cijfer("inwoners_75plus"), [], []
    for soort, d in nu.groepen("type", "capaciteit", "wachtlijst").items():
        plekken, wacht = d.som("capaciteit"), d.som("wachtlijst")
        delen = [f"{getal(plekken)} plekken"]
        for naam, w, id in (
            ("plekken", plekken, "capaciteit"),
            ("wachtenden", wacht, "wachtlijst"),
        ):
            if w is not None and ouderen is not None:
                data.append(
                    _rij(
                        s,
                        f"{id}_per_1000_75plus",
                        f"{hoofdletter(naam)} per 1.000 inwoners van 75 jaar of ouder",
                        1000 * w / ouderen.waarde,
                        "per 1.000",
                        soort,
                        ouderen,
                    )
                )
        if ouderen is not None:
            delen.append(f"{getal(1000 * plekken / ouderen.waarde, 1)} per 1.000")
        delen += (
            [f"{getal(wacht)} wachten"]
            if wacht is not None and len(d.ruw) > 1
            else [f"{tekst(w)} wachten" for w in d.net.wachtlijst if tekst(w)][:1]
            if len(d.ruw) == 1
            else []
        )
        staven.append(Staaf(soort, plekken, "; ".join(delen)))
    if len(staven) < 2:
        return []
    staven, rest = inkorten(sorted(staven, key=lambda r: -r.waarde), "soorten")
    onder = f"Plekken in {jaar}" + (
        ", ook per 1.000 inwoners van 75 jaar of ouder" if ouderen is not None else ""
    )
    return [
        Tekening(
            "Hoeveel zorg en ondersteuning is er?",
            onder,
            f.balken(staven),
            alt_tekst(staven),
            f"{uit(ouderen)} {rest}".strip(),
            data,
        )
    ]


def wachtlijsten(s: Stof) -> list[Tekening]:
    """Per aanbieder hoeveel mensen wachten, tegenover de plekken die er zijn."""
    paren = sorted(
        ((r, n) for r, n in s.nieuwste()[0].paren() if tekst(n["wachtlijst"])),
        key=lambda p: -(waarde(p[1]["wachtlijst"]) or 0),
    )
    staven = [
        Staaf(
            f"{r['type']}, {r['aanbieder']}",
            waarde(n["wachtlijst"]),
            f"{tekst(n['wachtlijst'])} wachten op {getal(r['capaciteit'])} plekken",
        )
        for r, n in paren
    ]
    if len(staven) < 2:
        return []
    staven, rest = inkorten(staven, "aanbieders")
    return [
        Tekening(
            "Op welke zorg wachten mensen?",
            "Aantal mensen op de wachtlijst; wie op twee lijsten staat, telt dubbel",
            f.balken(staven),
            alt_tekst(staven),
            rest,
        )
    ]


WETTEN = {
    "Wmo": (DELEN[0], False),
    "Wlz": (DELEN[3], False),
    "Zvw": (DELEN[1], False),
    "Jeugdwet": (DELEN[4], False),
    "anders": (DELEN[5], False),
    "onbekend": (STAAF, False),
}


def per_wet(s: Stof) -> list[Tekening]:
    """Per soort zorg de plekken, naar de wet die ze betaalt."""
    nu, jaar = s.nieuwste()
    rijen = []
    for soort, d in nu.groepen("type", "wet", "capaciteit").items():
        w = {
            str(wet): float(x.ruw.capaciteit.sum())
            for wet, x in d.groepen("wet", "capaciteit").items()
        }
        rijen.append((soort, w, f"{getal(sum(w.values()))} plekken"))
    if len(rijen) < 2:
        return []
    rijen, rest = inkorten(sorted(rijen, key=lambda r: -sum(r[1].values())), "soorten")
    alt = (
        "Gestapelde staven. "
        + "; ".join(
            f"{k}: " + ", ".join(f"{wet} {getal(v)}" for wet, v in w.items()) for k, w, _ in rijen
        )
        + "."
    )
    return [
        Tekening(
            "Uit welke wet komt de zorg?",
            f"Plekken in {jaar}, per soort",
            f.stapel(rijen, WETTEN),
            alt,
            rest,
        )
    ]


def afspraken(s: Stof) -> list[Tekening]:
    """Per afspraak met een aantal: hoeveel procent ervan klaar is, met de behoefte als streep."""
    staven, data = [], []
    for r in s.ruw[s.ruw.doel_n.notna() & s.ruw.gerealiseerd_n.notna()].to_dict("records"):
        doel, nu, nodig = float(r["doel_n"]), float(r["gerealiseerd_n"]), waarde(r.get("nodig_n"))
        if not doel:
            continue
        wat = "" if pd.isna(r["eenheid"]) else f" {r['eenheid']}"
        if wat == " signalen" and (huishoudens := s.open_cijfer("huishoudens")) is not None:
            per = 1000 * nu / huishoudens.waarde
            wat += f"; {per_duizend(per)} per 1.000 huishoudens"
            data.append(
                _rij(
                    s,
                    "signalen_per_1000",
                    "Signalen per 1.000 huishoudens",
                    per,
                    "per 1.000",
                    r["afspraak"],
                    huishoudens,
                )
            )
        staven.append(
            Staaf(
                r["afspraak"],
                100 * nu / doel,
                f"{getal(nu)} van {getal(doel)}{wat}"
                + ("" if nodig is None else f"; nodig {getal(nodig)}"),
                van=100.0,
                doel=None if nodig is None else 100 * nodig / doel,
            )
        )
        data.append(
            _rij(
                s,
                "gerealiseerd_deel",
                "Gerealiseerd, deel van de afspraak",
                100 * nu / doel,
                "%",
                r["afspraak"],
            )
        )
    if len(staven) < 2:
        return []
    staven, rest = inkorten(staven, "afspraken")
    onder = "Gerealiseerd als deel van wat is afgesproken" + (
        "; het streepje is wat er nodig is" if any(r.doel is not None for r in staven) else ""
    )
    return [
        Tekening(
            "Hoe ver zijn de afspraken?",
            onder,
            f.balken(staven, {100.0: "afgesproken"}),
            alt_tekst(staven),
            rest,
            data,
        )
    ]


def taakstelling(s: Stof) -> list[Tekening]:
    """Per halfjaar hoeveel statushouders gehuisvest zijn, met de taakstelling als streep."""
    staven = []
    for r, n in sorted(s.paren(), key=lambda p: p[0]["halfjaar"])[-VEEL:]:
        jaar, helft = r["halfjaar"].split("-")
        achter = waarde(n["achterstand_eind"])
        na = (
            ""
            if achter is None
            else f"; {'achterstand' if achter > 0 else 'voorsprong'} {getal(abs(achter))}"
            if achter
            else "; geen achterstand"
        )
        staven.append(
            Staaf(
                f"{'eerste' if helft == '1' else 'tweede'} helft {jaar}",
                waarde(n["gehuisvest"]),
                f"{tekst(n['gehuisvest']) or NIET} van {getal(r['taakstelling'])}{na}",
                doel=float(r["taakstelling"]),
            )
        )
    if len(staven) < 2:
        return []
    return [
        Tekening(
            "Haalt de gemeente haar taakstelling?",
            "Gehuisveste statushouders per halfjaar; het streepje is de taakstelling",
            f.balken(staven),
            alt_tekst(staven),
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
