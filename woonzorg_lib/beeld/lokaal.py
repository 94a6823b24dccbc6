"""Toont de eigen bestanden van een gemeente: per soort een zin, een figuur en een tabel, met de bron. Leest en keurt ze niet.

Wat er getekend wordt staat in lokaalwonen.py en lokaalzorg.py; plannen hebben hun eigen figuren, in plannen.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

import pandas as pd

from woonzorg_lib.beeld import lokaalwonen as wonen, lokaalzinnen as z, lokaalzorg as zorg
from woonzorg_lib.beeld.beeld import Beeld, Veilig, fout, rijen, uitklap
from woonzorg_lib.beeld.bestand import Bestand, bronregel, cel, periode, van_wie
from woonzorg_lib.beeld.getallen import STREEPJE, getal
from woonzorg_lib.beeld.lokaalfiguren import raster
from woonzorg_lib.beeld.panelen import e, tabel as maak_tabel
from woonzorg_lib.beeld.stof import Stof, Tekening
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.fouten import WoonzorgFout

NIETS = Beeld("tekst", "", "")
VERBORGEN = {
    "<5": "minder dan 5 mensen",
    "x": "weggelaten: anders is een klein aantal af te leiden",
}


@dataclass(frozen=True)
class Weergave:
    """Hoe een soort getoond wordt: de vraag boven de tabel, de kolommen met hun kop, en de zin."""

    titel: str
    kolommen: dict[str, str]
    zin: Callable[[pd.DataFrame, str], str]
    notitie: str = ""
    standen: tuple[str, ...] = ()  # the values of status, each a column with ticks
    open: bool = False  # the table stays open under a figure, because its words matter as much as the numbers


VINK = Veilig('<span class="vink">✓</span>')
_VOORTGANG = ("niet gestart", "in voorbereiding", "loopt", "afgerond", "gestopt")
_STATUS = {"status": "Status"}
WEERGAVEN: dict[str, Weergave] = {
    "woonvormen": Weergave(
        "Welke bijzondere en toegankelijke woningen zijn er?",
        {
            "naam": "Complex",
            "woonvorm": "Woonvorm",
            "toegankelijkheid": "Toegankelijkheid",
            "eenheden": "Eenheden",
            "eigenaar": "Eigenaar",
            "huurklasse": "Huurklasse",
            "ontmoetingsruimte": "Ontmoetingsruimte",
        },
        z.woonvormen,
        "Toegankelijkheid volgens VERA, van minder naar meer: ZON (niet bijzonder toegankelijk), GNV (gelijkvloers, met een drempel of trap ervoor), NUL (nultreden), ROA (rollator), ROL (rolstoel), RUI (extra ruim). Vanaf NUL voldoet elke klasse ook aan de vorige; tel ze niet op.",
    ),
    "instrumenten": Weergave(
        "Welke instrumenten zet de gemeente in?",
        {
            "instrument": "Instrument",
            **_STATUS,
            "datum": "Sinds",
            "gebied": "Gebied",
            "effect_n": "Effect (woningen)",
        },
        z.instrumenten,
        standen=("ja", "in voorbereiding", "nee"),
    ),
    "intermediair": Weergave(
        "Wie verhuurt er intermediair?",
        {
            "partij": "Partij",
            "doelgroep": "Doelgroep",
            "jaar": "Jaar",
            "woningen": "Woningen",
            "omklap": "Omgeklapt",
            "kosten_gemeente_pct": "Kosten gemeente (%)",
            "kosten_corporatie_pct": "Kosten corporatie (%)",
            "kosten_zorgaanbieder_pct": "Kosten zorgaanbieder (%)",
            "kosten_bewoner_pct": "Kosten bewoner (%)",
        },
        z.intermediair,
    ),
    "flex": Weergave(
        "Waar staan de flexwoningen, en tot wanneer?",
        {
            "locatie": "Locatie",
            "woningen": "Woningen",
            "startjaar": "Vanaf",
            "einddatum": "Tot",
            "herplaatsing": "Herplaatsing geregeld",
            "herplaatsing_woningen": "Woningen te herplaatsen",
        },
        z.flex,
    ),
    "mutaties": Weergave(
        "Hoeveel sociale huurwoningen komen vrij?",
        {
            "verhuurder": "Verhuurder",
            "jaar": "Jaar",
            "voorraad": "Voorraad",
            "vrijgekomen": "Vrijgekomen",
            "toegewezen_ouderen": "Ouderen",
            "toegewezen_statushouders": "Statushouders",
            "toegewezen_uitstroom": "Uitstroom",
            "toegewezen_urgent": "Urgent",
            "toegewezen_regulier": "Regulier",
        },
        z.mutaties,
    ),
    "zorgplannen": Weergave(
        "Wat zijn zorgaanbieders en ouderen van plan?",
        {
            "aanbieder": "Aanbieder",
            "locatie": "Locatie",
            "type": "Soort",
            "initiatief": "Initiatief van",
            "leveringsvorm": "Levering",
            "plekken_nu": "Plekken nu",
            **_STATUS,
            "wachtenden": "Wachtenden",
        },
        z.zorgplannen,
    ),
    "aandachtsgroepen": Weergave(
        "Wat weet de gemeente zelf over de groepen?",
        {
            "groep": "Groep",
            "jaar": "Jaar",
            "voorraad": "Nu",
            "instroom": "Erbij per jaar",
            "uitstroom": "Uitstroom per jaar",
            "wachtlijst": "Wachtlijst",
            "zelfstandig_pct": "Kan zelfstandig wonen (%)",
            "definitie": "Wie telt mee",
        },
        z.aandachtsgroepen,
        "Groepen overlappen elkaar: tel ze niet op.",
    ),
    "zorgaanbod": Weergave(
        "Welke zorg en ondersteuning is er?",
        {
            "aanbieder": "Aanbieder",
            "locatie": "Locatie",
            "type": "Soort",
            "wet": "Wet",
            "jaar": "Jaar",
            "capaciteit": "Capaciteit",
            "wachtlijst": "Wachtlijst",
            "leveringsvorm": "Levering",
        },
        z.zorgaanbod,
    ),
    "doorstroom": Weergave(
        "Wat helpt ouderen om te verhuizen?",
        {
            "maatregel": "Maatregel",
            "doelgroep": "Doelgroep",
            **_STATUS,
            "sinds": "Sinds",
            "bereik_n": "Bereikte mensen",
            "verhuizingen_n": "Verhuizingen",
        },
        z.doorstroom,
        standen=_VOORTGANG,
        open=True,
    ),
    "routes": Weergave(
        "Hoe goed zijn de looproutes?",
        {
            "naam": "Route",
            "lengte": "Lengte (m)",
            "bankjes": "Bankjes",
            "score": "Score (0-100)",
            "rollator": "Geschikt voor rollator",
            "datum_schouw": "Geschouwd",
        },
        z.routes,
    ),
    "haltes": Weergave(
        "Welke haltes zijn er?",
        {
            "naam": "Halte of buurt",
            "vervoer": "Vervoer",
            "toegankelijk": "Toegankelijk",
            "ritten_per_uur": "Ritten per uur",
            "aandeel_65plus_500m": "65-plussers binnen 500 m (%)",
        },
        z.haltes,
    ),
    "voorzieningen": Weergave(
        "Waar kunnen mensen terecht?",
        {
            "naam": "Naam",
            "type": "Soort",
            "toegankelijk": "Toegankelijk",
            "exploitatie_gedekt": "Exploitatie gedekt",
            "exploitatie_tot": "Gedekt tot",
        },
        z.voorzieningen,
    ),
    "afspraken": Weergave(
        "Welke afspraken zijn er?",
        {
            "afspraak": "Afspraak",
            **_STATUS,
            "thema": "Thema",
            "eigenaar": "Eigenaar",
            "resultaat_": "Resultaat",
            "doel_n": "Doel",
            "nodig_n": "Nodig",
            "gerealiseerd_n": "Gerealiseerd",
            "zorgcomponent": "Met zorg",
            "wachttijd_dagen": "Wachttijd (dagen)",
            "evaluatie": "Evaluatie",
            "partijen": "Partijen",
        },
        z.afspraken,
        standen=_VOORTGANG,
        open=True,
    ),
    "taakstelling": Weergave(
        "Hoeveel statushouders zijn gehuisvest?",
        {
            "halfjaar": "Halfjaar",
            "taakstelling": "Taakstelling",
            "gehuisvest": "Gehuisvest",
            "achterstand_begin": "Achterstand vooraf",
            "achterstand_eind": "Achterstand na",
        },
        z.taakstelling,
    ),
    "verdeling": Weergave(
        "Wat is in de regio afgesproken over de verdeling?",
        {
            "groep": "Groep",
            "jaar": "Jaar",
            "afgesproken_n": "Afgesproken",
            "aandeel": "Aandeel (%)",
            "sleutel": "Verdeelsleutel",
        },
        z.verdeling,
    ),
    "toewijzing": Weergave(
        "Wie kreeg een woning, en hoe ging het daarna?",
        {
            "groep": "Groep",
            "jaar": "Jaar",
            "aangevraagd": "Aangevraagd",
            "toegekend": "Toegekend",
            "gehuisvest": "Gehuisvest",
            "mediaan_dagen": "Dagen (mediaan)",
            "terugval": "Terugval binnen 12 maanden",
            "ontruimingen": "Ontruimingen",
        },
        z.toewijzing,
    ),
    "inkoop": Weergave(
        "Welke zorg koopt de gemeente in?",
        {
            "soort": "Zorg",
            "aanbieder": "Aanbieder",
            "jaar": "Jaar",
            "wet": "Wet",
            "schaal": "Schaal",
            "budget": "Budget (€)",
            "clienten": "Cliënten",
            "contracten": "Contracten",
        },
        z.inkoop,
    ),
    "doelen": Weergave(
        "Wat wil de gemeente bereiken?",
        {
            "doel": "Doel",
            "hoeveel_": "Hoeveel",
            "thema": "Thema",
            "aantal": "Aantal",
            "eenheid": "Eenheid",
            "jaar": "Uiterlijk",
            "gebied": "Gebied",
            "budget": "Budget (€)",
            "besluit": "Besluit",
            **_STATUS,
        },
        z.doelen,
        standen=("voorstel", "vastgesteld", "behaald", "losgelaten"),
    ),
    "woningaanpassingen": Weergave(
        "Hoeveel woningen worden aangepast?",
        {
            "jaar": "Jaar",
            "aanvragen": "Aanvragen",
            "toegekend": "Toegekend",
            "kosten": "Kosten (€)",
            "aangepaste_woningen": "Aangepaste woningen vrij",
            "opnieuw_toegewezen": "Opnieuw passend toegewezen",
        },
        z.woningaanpassingen,
    ),
    "uitvoering": Weergave(
        "Wie doet wat, en wanneer?",
        {
            "actie": "Actie",
            "thema": "Thema",
            "eigenaar": "Eigenaar",
            "start": "Start",
            "eind": "Klaar",
            "budget": "Budget (€)",
            **_STATUS,
        },
        z.uitvoering,
    ),
    "partners": Weergave(
        "Met wie werkt de gemeente samen?",
        {
            "partner": "Partner",
            "soort": "Soort",
            "thema": "Thema",
            "rol": "Rol",
            "contactvorm": "Contact",
        },
        z.partners,
    ),
    "participatie": Weergave(
        "Hoe denken inwoners mee?",
        {
            "moment": "Moment",
            "datum": "Datum",
            "doelgroep": "Doelgroep",
            "vorm": "Vorm",
            "uitgenodigd": "Uitgenodigd",
            "deelnemers": "Deelnemers",
            "terugkoppeling": "Terugkoppeling",
        },
        z.participatie,
    ),
    "communicatie": Weergave(
        "Wie hoort wat, en hoe?",
        {
            "doelgroep": "Doelgroep",
            "boodschap": "Boodschap",
            "kanaal": "Kanaal",
            "periode": "Wanneer",
            "bereik": "Bereik",
        },
        z.communicatie,
    ),
    "visiescore": Weergave(
        "Hoe ver is de visie, per thema?",
        {
            "thema": "Thema",
            "niveau": "Niveau (0-3)",
            "doel": "Doel",
            "document": "Document",
            "jaar": "Jaar",
            "pagina": "Pagina",
        },
        z.visiescore,
    ),
    "opgave_ouderen": Weergave(
        "Wat is afgesproken voor ouderen?",
        {
            "categorie": "Categorie",
            "jaar": "Tot en met",
            "aantal": "Woningen of plekken",
            "besluit": "Besluit",
        },
        z.opgave_ouderen,
    ),
    "woonopgave": Weergave(
        "Wat is de vastgestelde opgave?",
        {
            "categorie": "Categorie",
            "jaar": "Tot en met",
            "aantal": "Woningen",
            "besluit": "Besluit",
        },
        z.woonopgave,
    ),
}
# What is drawn of a file when nothing else is asked for, and the other pictures by name.
TEKENINGEN = {
    "woonvormen": wonen.woonvormen,
    "intermediair": wonen.intermediair,
    "flex": wonen.flex,
    "mutaties": wonen.mutaties,
    "routes": wonen.routes,
    "haltes": wonen.haltes,
    "voorzieningen": wonen.voorzieningen,
    "zorgplannen": zorg.zorgplannen,
    "aandachtsgroepen": zorg.aandachtsgroepen,
    "zorgaanbod": zorg.zorgaanbod,
    "doorstroom": zorg.doorstroom,
    "afspraken": zorg.afspraken,
    "taakstelling": zorg.taakstelling,
    "verdeling": zorg.verdeling,
    "toewijzing": zorg.toewijzing,
    "inkoop": zorg.inkoop,
    "woningaanpassingen": zorg.woningaanpassingen,
    "uitvoering": zorg.uitvoering,
    "participatie": zorg.participatie,
    "visiescore": zorg.visiescore,
}
BEELDEN = {
    "wachtlijst": zorg.wachtlijsten,
    "wet": zorg.per_wet,
    "trechter": zorg.toewijzing,
    "terugval": zorg.terugval,
}
GEEN_CIJFER = ("jaar", "startjaar", "sinds", "niveau", "opleverjaar", "_regel")


def lokaal(
    s: Stof,
    kolommen: list[str] | None = None,
    per: str | None = None,
    titel: str = "",
    beeld: str = "",
) -> Beeld:
    """De zin, de figuur en de tabel van een eigen bestand; met een fout in het bestand de reden.

    kolommen: alleen deze in de tabel. per: opgeteld per waarde van deze kolom. beeld: een andere figuur dan de gewone.
    Waar te weinig is om te tekenen, staat alleen de tabel. Fout: WoonzorgFout bij een onbekend beeld.
    """
    b, w = s.b, WEERGAVEN[s.b.soort]
    if b.fouten:
        return waarom_niet(b)
    if beeld and beeld not in BEELDEN:
        raise WoonzorgFout(
            f"Een eigen bestand heeft geen beeld '{beeld}'. Kies uit: {', '.join(BEELDEN)}."
        )
    if s.ruw.empty:
        return NIETS
    toon = {k: kop for k, kop in w.kolommen.items() if kolommen is None or k in kolommen}
    net, wat = s.net, []
    if per:
        wat = [
            k
            for k in toon
            if k in s.ruw
            and s.ruw[k].dtype == "Int64"
            and k not in GEEN_CIJFER
            and k not in b.personen
        ]  # a sum could give a hidden number away
        groepen = s.ruw.assign(**{per: s.ruw[per].fillna("onbekend")}).groupby(per, sort=False)
        net = groepen[wat].sum(min_count=1).reset_index().assign(aantal_=groepen.size().to_numpy())
        toon = {
            per: w.kolommen[per],
            "aantal_": "Complexen" if b.soort == "woonvormen" else "Aantal",
            **{k: w.kolommen[k] for k in wat},
        }
    else:
        toon = toon | {
            k: f"Plekken {k.removeprefix('plekken_').replace('_', '–')}"
            for k in s.ruw
            if k.startswith("plekken_20")
        }
    if b.soort == "afspraken":
        net = net.assign(resultaat_=[_resultaat(r) for r in s.ruw.itertuples()])
        weg = {"doel_n", "nodig_n", "gerealiseerd_n"} | (
            {"zorgcomponent"} if not s.ruw.zorgcomponent.fillna(False).any() else set()
        )
        toon = {k: kop for k, kop in toon.items() if k not in weg}
    if b.soort == "doelen":
        net = net.assign(
            hoeveel_=[
                f"{cel(a)}{'' if pd.isna(x) else f' {x}'}" for a, x in zip(net.aantal, net.eenheid)
            ]
        )
        toon = {k: kop for k, kop in toon.items() if k not in ("aantal", "eenheid")}
    if b.soort in (
        "afspraken",
        "doelen",
    ):  # wide tables: the theme stands with the name, if there is more than one
        naam = next(iter(toon))
        net = (
            net.assign(**{naam: [f"{x} ({t})" for x, t in zip(net[naam], net.thema)]})
            if s.ruw.thema.nunique() > 1
            else net
        )
        toon.pop("thema", None)
    # A column nobody filled in says nothing.
    toon = {
        k: kop
        for k, kop in toon.items()
        if k in net and (net[k].notna() & (net[k].astype(str) != "")).any()
    }
    teken = (
        BEELDEN[beeld]
        if beeld
        else (lambda s: wonen.per_kolom(s, per, wat[0], titel or w.titel))
        if per and wat
        else TEKENINGEN.get(b.soort)
        if not (per or kolommen)
        else None
    )
    try:
        tekeningen, mis = teken(s) if teken else [], ""
    except Exception as fout_:  # noqa: BLE001 - a picture that fails must show, and leave the table whole
        tekeningen, mis = [], fout(f"{type(fout_).__name__}: {fout_}".splitlines()[0]).html
    if tekeningen:
        toon.pop("resultaat_", None)  # the picture says it
    paneel = (
        _kruistabel(s, titel or w.titel)
        if b.soort == "partners"
        else _tabel(net, toon, w, titel or w.titel)
    )
    zin = (
        ""
        if kolommen or per
        else w.zin(s.ruw.assign(**{f"{k}_toon": net[k] for k in b.personen}), e(b.gemeente))
    )
    data = rijen(cijferrijen(b, s.ruw, net)) if not per else []
    return samen(
        w.titel,
        zin,
        tekeningen,
        paneel,
        notitie(net, toon, "" if per else w.notitie),
        bronregel(b, s.ruw),
        data,
        w.open,
        mis,
    )


def samen(
    titel: str,
    zin: str,
    tekeningen: list[Tekening],
    paneel: str,
    uitleg: str,
    bron: str,
    data: list[dict],
    open_: bool = False,
    mis: str = "",
) -> Beeld:
    """Zet zin, figuren, tabel (onder "Toon cijfers" als er een figuur is), uitleg en bron onder elkaar. zin, paneel, uitleg en mis zijn HTML."""
    if tekeningen and paneel and not open_:
        paneel = uitklap("Toon cijfers", tekeningen[0].titel, paneel, "eigen")
    html = (
        (f'<p class="kern">{zin}</p>' if zin else "")
        + mis
        + "".join(map(figuur_html, tekeningen))
        + paneel
        + uitleg
        + f'<p class="bron">{e(bron)}</p>'
    )
    berekend = [r for t in tekeningen for r in t.rijen]
    data = [*data, *rijen(berekend)]
    if not tekeningen:
        return Beeld("tabel", html, titel, {"rijen": data})
    eerste = tekeningen[0]
    return Beeld(
        "figuur",
        html,
        f"{eerste.titel}\n{eerste.alt}",
        {"titel": eerste.titel, "alt": eerste.alt, "rijen": data},
    )


def figuur_html(t: Tekening) -> str:
    """Een tekening met haar vraag erboven, de alt-tekst erin en de uitleg eronder."""
    onder = f"<small>{e(t.ondertitel)}</small>" if t.ondertitel else ""
    svg = t.svg.replace("<svg ", f'<svg role="img" aria-label="{escape(t.alt)}" ', 1)
    # Focusable: on a phone the drawing slides under its caption, and there is nothing in it for the keyboard to hold on to.
    return f"<figure tabindex=0><figcaption>{e(t.titel)}{onder}</figcaption>{svg}{f'<p class=notitie>{e(t.notitie)}</p>' if t.notitie else ''}</figure>"


def _tabel(net: pd.DataFrame, toon: dict[str, str], w: Weergave, titel: str) -> str:
    """De rijen als tabel; een status krijgt een kolom per mogelijkheid met een vinkje, want kleur alleen zegt te weinig."""
    standen = [x for x in w.standen if "status" in toon and (net.status == x).any()]
    koppen = [kop for k, kop in toon.items() if k != "status" or not standen]
    regels = [
        [cel(rij[k], jaartal=k in GEEN_CIJFER) for k in toon if k != "status" or not standen]
        for rij in net.to_dict("records")
    ]
    if standen:
        koppen[1:1] = [hoofdletter(x) for x in standen]
        for regel, status in zip(regels, net.status):
            regel[1:1] = [VINK if status == x else "" for x in standen]
    return maak_tabel(koppen, regels, titel).html


def _kruistabel(s: Stof, titel: str) -> str:
    """Per partner en thema wat de partner doet; een partner met meer thema's is één rij."""
    t = s.net.fillna({"contactvorm": ""})
    themas = list(dict.fromkeys(t.thema))
    regels = []
    for partner, deel in t.groupby("partner", sort=False):
        rol = {
            k: opsomming(list(dict.fromkeys(g.rol))) for k, g in deel.groupby("thema", sort=False)
        }
        regels.append(
            [
                f"{partner} ({deel.soort.iloc[0]})",
                *(rol.get(k, "") for k in themas),
                opsomming([c for c in dict.fromkeys(deel.contactvorm) if c]) or STREEPJE,
            ]
        )
    return maak_tabel(["Partner", *(hoofdletter(k) for k in themas), "Contact"], regels, titel).html


def _resultaat(rij) -> str:
    """ "36 van 110 woningen", of wat daarvan bekend is."""
    doel, nu = (None if pd.isna(x) else getal(float(x)) for x in (rij.doel_n, rij.gerealiseerd_n))
    wat = "" if pd.isna(rij.eenheid) else f" {rij.eenheid}"
    return (
        f"{nu} van {doel}{wat}"
        if doel and nu
        else f"doel {doel}{wat}"
        if doel
        else f"{nu}{wat}"
        if nu
        else ""
    )


def notitie(net: pd.DataFrame, toon: dict, extra: str = "") -> str:
    """De uitleg onder een tabel: wat <5 en x betekenen, en wat bij deze soort hoort."""
    tekens = {w for k in toon for w in net[k] if isinstance(w, str) and w in VERBORGEN}
    zinnen = [extra] if extra else []
    if tekens:
        zinnen.append(
            "<5: minder dan vijf mensen."
            + (
                " x: weggelaten, omdat het kleine aantal anders uit te rekenen is."
                if "x" in tekens
                else ""
            )
        )
    return f'<p class="notitie">{e(" ".join(zinnen))}</p>' if zinnen else ""


def waarom_niet(b: Bestand) -> Beeld:
    """Waarom een bestand met fouten niet meetelt: de eerste drie, en hoe alles na te kijken is."""
    rest = len(b.fouten) - 3
    meer = f"<li>en nog {rest} {'fout' if rest == 1 else 'fouten'}</li>" if rest > 0 else ""
    lijst = "".join(f"<li>{e(f)}</li>" for f in b.fouten[:3]) + meer
    html = f'<div class="waarschuwing"><p><strong>{e(b.naam)} telt niet mee.</strong> Er zitten fouten in. Alle fouten staan in de controle van de invoer.</p><ul>{lijst}</ul></div>'
    return Beeld("tekst", html, f"{b.naam} telt niet mee: {b.fouten[0]}")


def cijferrijen(b: Bestand, ruw: pd.DataFrame, net: pd.DataFrame) -> pd.DataFrame:
    """De getallen van een eigen bestand als rijen voor cijfers.csv; verborgen aantallen zijn leeg, met de reden."""
    w = WEERGAVEN[b.soort]
    getallen = [
        k
        for k in ruw
        if ruw[k].dtype in ("Int64", "Float64")
        and k not in GEEN_CIJFER
        and (k in w.kolommen or k.startswith("plekken_20"))
    ]
    namen = [
        k
        for k in w.kolommen
        if k in ruw
        and k not in getallen
        and ruw[k].dtype not in ("boolean",)
        and k not in ("jaar", "toegankelijkheid", "definitie", "besluit", "pagina")
    ][:3]
    uit, bron, wanneer = [], van_wie(b, ruw), periode(b, ruw)
    for rij, ook in zip(ruw.to_dict("records"), net.to_dict("records")):
        label = " · ".join(
            cel(rij[k], jaartal=k in GEEN_CIJFER)
            for k in namen
            if not (rij[k] is None or pd.isna(rij[k]))
        )
        jaar = rij.get("jaar")
        jaar = (
            int(jaar)
            if jaar is not None and not pd.isna(jaar)
            else rij["peildatum"].year
            if not pd.isna(rij["peildatum"])
            else None
        )
        for k in getallen:
            if pd.isna(rij[k]):
                continue
            geheim = isinstance(ook[k], str)
            uit.append(
                {
                    "indicator": f"{b.soort}_{k}",
                    "omschrijving": f"{w.kolommen.get(k, k.replace('_', ' '))} ({b.soort})",
                    "gebiedcode": b.code,
                    "gebied": b.gemeente,
                    "jaar": jaar,
                    "uitsplitsing": label,
                    "waarde": None if geheim else float(rij[k]),
                    "eenheid": (b.eenheden or {}).get(k, ""),
                    "soort": "invoer",
                    "bron": bron,
                    "tabel": b.naam,
                    "periode": wanneer,
                    "opgehaald": "",
                    "opmerking": VERBORGEN[ook[k]] if geheim else "",
                }
            )
    return pd.DataFrame(uit)


def matrix(
    soort: str,
    tabel: pd.DataFrame,
    namen: dict[str, str],
    eigen: str,
    themas: tuple[str, ...],
    regio: str,
) -> Beeld:
    """De gemeenten van een regio onder elkaar, met per thema waar zij staan; niets als geen andere gemeente iets invulde.

    namen: code -> naam van elke gemeente. Een gemeente zonder rijen houdt een streepje.
    """
    t = tabel[tabel.thema.isin(themas)] if themas else tabel
    if not (t.gemeente.notna() & (t.gemeente != eigen)).any():
        return NIETS
    koppen = list(themas) or list(dict.fromkeys(t.thema))

    def plek(deel: pd.DataFrame) -> str:
        if deel.empty:
            return STREEPJE
        return str(int(deel.niveau.max())) if "niveau" in deel else z.stand(deel.status)

    regels = [
        [naam, *(plek(t[(t.gemeente == code) & (t.thema == k)]) for k in koppen)]
        for code, naam in namen.items()
    ]
    wat = {
        "visiescore": "Niveau van de visie (0 tot 3) per gemeente",
        "afspraken": "Afspraken per gemeente",
    }.get(soort, soort)
    paneel = maak_tabel(
        ["Gemeente", *(hoofdletter(k) for k in koppen)], regels, f"{wat}, in {regio}"
    )
    wie = opsomming(list(dict.fromkeys(x for x in t.bron.dropna() if x))[:4])
    tekeningen = []
    if soort == "visiescore":
        vol = [r for r in regels if set(r[1:]) != {STREEPJE}]
        vakken = [(r[0], [(x, None if x == STREEPJE else int(x) / 3) for x in r[1:]]) for r in vol]
        rest = (
            f"{len(regels) - len(vol)} gemeenten vulden niets in."
            if len(regels) - len(vol) > 1
            else "Eén gemeente vulde niets in."
            if len(regels) > len(vol)
            else ""
        )
        alt = (
            "Raster. "
            + "; ".join(
                f"{r[0]}: {', '.join(f'{k} {x}' for k, x in zip(koppen, r[1:]))}" for r in vol
            )
            + "."
        )
        tekeningen = [
            Tekening(
                "Hoe ver zijn de visies in de regio?",
                "Niveau van 0 (niet genoemd) tot 3 (concreet doel)",
                raster(vakken, [hoofdletter(k) for k in koppen]),
                alt,
                rest,
            )
        ]
    return samen(
        wat,
        "",
        tekeningen,
        paneel.html,
        "",
        f"Bron: eigen invoer van de gemeenten, {soort}, opgave van {wie}.",
        [],
    )
