"""Tekeningen van eigen bestanden over woningen en de omgeving: woonvormen, verhuur, flexwoningen, mutaties, routes, haltes, plekken. Leest ze niet."""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld import rijfiguren as f
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst
from woonzorg_lib.soorten.oud_zinnen import herplaatst
from woonzorg_lib.beeld.stijl import DELEN, STAAF
from woonzorg_lib.beeld.tekening import Tekening, inkorten, pct
from woonzorg_lib.soorten.eigen_bestand import rij
from woonzorg_lib.soorten.rijen import Rijen as Stof, gedeeld_door as uit, waarde
from woonzorg_lib.beeld.zinnen import hoofdletter

VERA = (
    ("NUL", "nultreden of beter", ("NUL", "ROA", "ROL", "RUI")),
    ("ROA", "geschikt voor een rollator", ("ROA", "ROL", "RUI")),
    ("ROL", "geschikt voor een rolstoel", ("ROL", "RUI")),
    ("RUI", "extra ruim", ("RUI",)),
)
GECLUSTERD = (
    ("GEC", "geclusterd", ("geclusterd", "zorggeschikt")),
    ("ZWO", "zorggeschikt", ("zorggeschikt",)),
)


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


def woonvormen(s: Stof) -> list[Tekening]:
    """Geneste staven: elke klasse is een deel van de vorige. Nooit opgeteld."""
    if len(s.ruw) < 2:
        return []
    ouderen, oudsten = s.open_cijfer("inwoners_75plus"), s.open_cijfer("inwoners_85plus")
    staven, data = [], []

    def zet(
        naam: str,
        houd: pd.Series,
        indicator: str,
        bij: pd.Series | None,
        wie: str,
        van: float | None = None,
        trap: int = 0,
    ) -> float:
        n = float(s.ruw.eenheden[houd].sum())
        per = None if bij is None else 1000 * n / bij.waarde
        data.append(_rij(s, indicator, f"{hoofdletter(naam)} (woonvormen)", n, "eenheden"))
        if per is not None:
            data.append(
                _rij(
                    s,
                    f"{indicator}_per_1000",
                    f"{hoofdletter(naam)}, per 1.000 {wie}",
                    per,
                    f"per 1.000 {wie}",
                    bij=bij,
                )
            )
        staven.append(
            Staaf(
                f"waarvan {naam}" if trap else naam,
                n,
                getal(n) + ("" if per is None else f"; {getal(per, 1)} per 1.000 {wie}"),
                van=van,
                trap=trap,
            )
        )
        return n

    for kop, klassen, kolom in (
        ("Toegankelijk: elke klasse is een deel van de klasse erboven", VERA, "toegankelijkheid"),
        ("Geclusterd: ook deze woningen zijn meestal nultreden", GECLUSTERD, "woonvorm"),
    ):
        staven.append(Staaf(kop, kop=True))
        van = None
        for i, (code, naam, waarden) in enumerate(klassen):
            van = zet(
                f"{naam} ({code})",
                s.ruw[kolom].isin(waarden),
                code.lower(),
                ouderen,
                "75-plussers",
                van,
                i,
            )
    anders = s.ruw[~s.ruw.woonvorm.isin(["regulier", "geclusterd", "zorggeschikt"])]
    if len(anders):
        staven.append(Staaf("Andere woonvormen", kop=True))
        for vorm in dict.fromkeys(anders.woonvorm):
            zorg = vorm == "verpleegzorgplekken"
            zet(
                vorm,
                s.ruw.woonvorm == vorm,
                vorm.replace(" ", "_"),
                oudsten if zorg else None,
                "85-plussers",
            )
    alt = (
        "Geneste staven. "
        + "; ".join(f"{r.naam}: {r.tekst}" for r in staven if not r.kop)
        + ". De klassen overlappen en tellen niet op."
    )
    return [
        Tekening(
            "Hoeveel woningen zijn toegankelijk of geclusterd?",
            "Aantal woningen en plekken; het lichte deel is de klasse erboven",
            f.balken(staven),
            alt,
            uit(ouderen),
            data,
        )
    ]


def per_kolom(s: Stof, kolom: str, som: str, titel: str) -> list[Tekening]:
    """Een staaf per waarde van een kolom: de som van een andere kolom."""
    per = {str(k): d.som(som) for k, d in s.groepen(kolom, som).items()}
    staven = [
        Staaf(k, w, getal(w))
        for k, w in sorted(per.items(), key=lambda kw: -(kw[1] or 0))
        if w is not None
    ]
    if len(staven) < 2:
        return []
    staven, rest = inkorten(staven, "soorten")
    return [Tekening(titel, "", f.balken(staven), alt_tekst(staven), rest)]


def intermediair(s: Stof) -> list[Tekening]:
    """Woningen per doelgroep in het jongste jaar, de omklap per jaar, en wie wat betaalt."""
    nu, jaar = s.nieuwste()
    groepen = sorted(
        ((k, d.som("woningen")) for k, d in nu.groepen("doelgroep", "woningen").items()),
        key=lambda kw: -kw[1],
    )
    jaren = {int(j): d for j, d in sorted(s.groepen("jaar", "omklap", "woningen").items())}
    omklap = [
        Staaf(str(j), om, f"{getal(om)} van {getal(w)}{pct(om, w)}", van=w)
        for j, d in jaren.items()
        if (om := d.som("omklap")) is not None and (w := d.som("woningen"))
    ]
    uit_ = []
    if len(groepen) + len(omklap) > 1:
        groepen, rest = inkorten(groepen, "doelgroepen")
        staven = [
            Staaf(f"Woningen per doelgroep ({jaar})", kop=True),
            *(Staaf(k, w, getal(w)) for k, w in groepen),
        ]
        staven += (
            [Staaf("Omklap: woningen op naam van de bewoner, per jaar", kop=True), *omklap]
            if omklap
            else []
        )
        data = [
            _rij(
                s,
                "omklap_aandeel",
                "Omklap, deel van de woningen",
                100 * r.waarde / r.van,
                "%",
                jaar=int(r.naam),
            )
            for r in omklap
        ]
        uit_.append(
            Tekening(
                "Voor wie is de intermediaire verhuur?",
                "Aantal woningen; bij de omklap is het lichte deel alle woningen van dat jaar",
                f.balken(staven),
                alt_tekst(staven),
                rest,
                data,
            )
        )
    wie = {
        "kosten_gemeente_pct": "gemeente",
        "kosten_corporatie_pct": "corporatie",
        "kosten_zorgaanbieder_pct": "zorgaanbieder",
        "kosten_bewoner_pct": "bewoner",
    }
    kosten = [
        (r["partij"], {naam: waarde(r[k]) or 0.0 for k, naam in wie.items()}, "")
        for r in nu.ruw.to_dict("records")
        if waarde(r["kosten_gemeente_pct"]) is not None
    ]
    if len(kosten) > 1:
        kosten, rest = inkorten(kosten, "partijen")
        svg = f.stapel(
            kosten, {naam: (DELEN[i], False) for i, naam in enumerate(wie.values())}, "%"
        )
        alt = (
            "Gestapelde staven. "
            + "; ".join(
                f"{p}: " + ", ".join(f"{k} {getal(w)}%" for k, w in d.items()) for p, d, _ in kosten
            )
            + "."
        )
        uit_.append(
            Tekening(
                "Wie betaalt wat?",
                f"Deel van de kosten in {jaar}, waar daar een afspraak over is",
                svg,
                alt,
                rest,
            )
        )
    return uit_


REGELING = {
    "herplaatsing geregeld": (DELEN[0], False),
    "in onderzoek": (DELEN[3], False),
    "niet geregeld": (DELEN[4], False),
    "onbekend": (STAAF, False),
}


def flex(s: Stof) -> list[Tekening]:
    """Per jaar hoeveel flexwoningen hun plek verliezen, en voor hoeveel daarvan een nieuwe plek geregeld is."""
    if len(s.ruw) < 2:
        return []
    t = s.ruw.assign(
        geregeld=herplaatst(s.ruw), tot=[None if pd.isna(d) else d.year for d in s.ruw.einddatum]
    )
    rest = {"in onderzoek": "in onderzoek", "onbekend": "onbekend"}
    jaren = sorted({int(j) for j in t.tot.dropna()})
    alle = list(range(jaren[0], jaren[-1] + 1)) if jaren and jaren[-1] - jaren[0] < 20 else jaren
    rijen = []
    for jaar in [*alle, None]:
        deel = t[t.tot.isna() if jaar is None else t.tot == jaar]
        if jaar is None and deel.empty:
            continue
        w = dict.fromkeys(REGELING, 0.0)
        for r in deel.itertuples():
            w["herplaatsing geregeld"] += r.geregeld
            w[
                rest.get("onbekend" if pd.isna(r.herplaatsing) else r.herplaatsing, "niet geregeld")
            ] += r.woningen - r.geregeld
        n = sum(w.values())
        rijen.append(
            (
                "einddatum onbekend" if jaar is None else str(jaar),
                w,
                f"{getal(n)} {'woning' if n == 1 else 'woningen'}" if n else "geen",
            )
        )
    alt = (
        "Per jaar het aantal flexwoningen waarvan de plek afloopt. "
        + "; ".join(
            f"{j}: {t_}" + "".join(f", {k} {getal(v)}" for k, v in w.items() if v)
            for j, w, t_ in rijen
            if sum(w.values())
        )
        + "."
    )
    data = (
        [
            _rij(
                s,
                "herplaatsing_geregeld",
                "Flexwoningen waarvan de herplaatsing geregeld is",
                100 * t.geregeld.sum() / t.woningen.sum(),
                "%",
            )
        ]
        if t.woningen.sum()
        else []
    )
    return [
        Tekening(
            "Wanneer loopt de plek van flexwoningen af?",
            "Aantal woningen per jaar, en of geregeld is waar ze daarna heen gaan",
            f.stapel(rijen, REGELING),
            alt,
            "",
            data,
        )
    ]


TOEGEWEZEN = {
    "toegewezen_ouderen": "ouderen",
    "toegewezen_statushouders": "statushouders",
    "toegewezen_uitstroom": "uitstroom",
    "toegewezen_urgent": "andere urgenten",
    "toegewezen_regulier": "anderen",
}


def mutaties(s: Stof) -> list[Tekening]:
    """De mutatiegraad, wat erbij kwam en afging, en aan wie de vrijgekomen woningen gingen."""
    jaren = {
        int(j): d
        for j, d in sorted(
            s.groepen("jaar", "verhuurder", "voorraad", "vrijgekomen", *TOEGEWEZEN).items()
        )
    }
    nu, jaar = s.nieuwste()
    staven, data, uit_ = [], [], []
    gelijk = len({frozenset(d.ruw.verhuurder) for d in jaren.values()}) == 1
    for j, d in jaren.items():
        if voorraad := d.som("voorraad"):
            graad = 100 * d.som("vrijgekomen") / voorraad
            data.append(
                _rij(s, "mutatiegraad", "Mutatiegraad van de sociale huur", graad, "%", jaar=j)
            )
            staven.append(
                Staaf(
                    f"{j}{'' if gelijk else f' ({len(d.ruw)} van de verhuurders)'}",
                    graad,
                    f"{getal(graad, 1)}%",
                )
            )
    if len(nu.ruw) > 1:
        per = [
            Staaf(
                r.verhuurder,
                100 * r.vrijgekomen / r.voorraad,
                f"{getal(100 * r.vrijgekomen / r.voorraad, 1)}%",
            )
            for r in nu.ruw.itertuples()
            if r.voorraad
        ]
        staven = [
            Staaf("Per jaar", kop=True),
            *staven,
            Staaf(f"Per verhuurder ({jaar})", kop=True),
            *per,
        ]
    if sum(not r.kop for r in staven) > 1:
        staven, rest = inkorten(staven, "regels")
        uit_.append(
            Tekening(
                "Welk deel van de sociale huur komt vrij?",
                "Vrijgekomen woningen als deel van de voorraad (mutatiegraad)",
                f.balken(staven),
                alt_tekst(staven),
                rest,
                data,
            )
        )
    stromen = [
        (naam, w * teken)
        for k, naam, teken in (
            ("nieuw", "nieuwe woningen", 1),
            ("verkocht", "verkocht", -1),
            ("gesloopt", "gesloopt", -1),
        )
        if (w := nu.som(k)) is not None
    ]
    saldo = sum(w for _, w in stromen)
    if len(stromen) > 1:
        staven = [Staaf(naam, w, ("+" if w > 0 else "") + getal(w)) for naam, w in stromen] + [
            Staaf("samen", saldo, ("+" if saldo > 0 else "") + getal(saldo), kleur=DELEN[5])
        ]
        uit_.append(
            Tekening(
                f"Wat kwam er in {jaar} bij en wat ging er af?",
                "Sociale huurwoningen; verkocht en gesloopt hebben een minteken",
                f.balken(staven),
                alt_tekst(staven),
            )
        )
    rijen = []
    for j, d in list(jaren.items())[-10:]:
        delen = {naam: d.som(k) for k, naam in TOEGEWEZEN.items()}
        if all(w is not None for w in delen.values()) and sum(delen.values()):
            rijen.append((str(j), delen, f"{getal(sum(delen.values()))} samen"))
    if rijen:
        svg = f.stapel(
            rijen, {naam: (DELEN[i], False) for i, naam in enumerate(TOEGEWEZEN.values())}
        )
        alt = (
            "Gestapelde staven. "
            + "; ".join(
                f"{j}: " + ", ".join(f"{k} {getal(w)}" for k, w in d.items()) for j, d, _ in rijen
            )
            + "."
        )
        uit_.append(
            Tekening(
                "Aan wie gingen de vrijgekomen woningen?",
                "Aantal toegewezen woningen per jaar",
                svg,
                alt,
            )
        )
    return uit_


EXPLOITATIE = {
    "exploitatie gedekt": (DELEN[0], False),
    "niet gedekt": (DELEN[3], False),
    "onbekend": (STAAF, False),
}


def voorzieningen(s: Stof) -> list[Tekening]:
    """Per soort hoeveel plekken er zijn en van hoeveel de exploitatie gedekt is; ontmoetingsplekken ook per 1.000 65-plussers."""
    rijen = []
    for soort, d in s.groepen("type", "exploitatie_gedekt").items():
        gedekt = [x for x in d.ruw.exploitatie_gedekt if not pd.isna(x)]
        w = dict(
            zip(
                EXPLOITATIE,
                (
                    float(sum(gedekt)),
                    float(len(gedekt) - sum(gedekt)),
                    float(len(d.ruw) - len(gedekt)),
                ),
            )
        )
        rijen.append((soort, w, f"{len(d.ruw)}"))
    rijen.sort(key=lambda r: -sum(r[1].values()))
    ouderen, n = s.open_cijfer("inwoners_65plus"), int((s.ruw.type == "ontmoetingsplek").sum())
    data, zin = [], ""
    if ouderen is not None and n:
        per = 1000 * n / ouderen.waarde
        data = [
            _rij(
                s,
                "ontmoetingsplekken_per_1000_65plus",
                "Ontmoetingsplekken per 1.000 inwoners van 65 jaar of ouder",
                per,
                "per 1.000",
                bij=ouderen,
            )
        ]
        zin = f"Er {'is' if n == 1 else 'zijn'} {getal(per, 2)} ontmoetingsplekken per 1.000 65-plussers. {uit(ouderen)}"
    if len(s.ruw) < 2:
        return []
    alt = (
        "Gestapelde staven. "
        + "; ".join(
            f"{k}: {t}" + "".join(f", {d} {getal(v)}" for d, v in w.items() if v)
            for k, w, t in rijen
        )
        + "."
    )
    return [
        Tekening(
            "Welke plekken zijn er, en is de exploitatie geregeld?",
            "Aantal plekken per soort",
            f.stapel(rijen, EXPLOITATIE),
            alt,
            zin,
            data,
        )
    ]
