"""Toont de eigen bestanden van een gemeente: per soort een zin en een tabel, met de bron. Leest en keurt ze niet.

Plannen hebben hun eigen figuren, in plannen.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from woonzorg_lib.beeld import lokaalzinnen as z
from woonzorg_lib.beeld.beeld import Beeld, rijen
from woonzorg_lib.beeld.getallen import STREEPJE, getal
from woonzorg_lib.beeld.panelen import e, tabel as maak_tabel
from woonzorg_lib.beeld.zinnen import opsomming

NIETS = Beeld("tekst", "", "")
VERBORGEN = {"<5": "minder dan 5 mensen", "x": "weggelaten: anders is een klein aantal af te leiden"}
MAANDEN = "januari februari maart april mei juni juli augustus september oktober november december".split()


@dataclass(frozen=True)
class Bestand:
    """Eén eigen bestand, gelezen: de rijen (en dezelfde rijen met kleine aantallen verborgen), en wat het onbruikbaar maakte."""

    soort: str
    naam: str
    gemeente: str
    code: str
    tabel: pd.DataFrame
    toonbaar: pd.DataFrame
    personen: tuple[str, ...] = ()
    eenheden: dict | None = None
    fouten: tuple[str, ...] = ()

    @property
    def jaar(self) -> int | None:
        """Het jaar waarover het bestand gaat: de jongste peildatum, of anders het jongste jaar dat erin staat."""
        datums = self.tabel.peildatum.dropna()
        if len(datums):
            return int(datums.max().year)
        jaren = self.tabel.jaar.dropna() if "jaar" in self.tabel else []
        return int(max(jaren)) if len(jaren) else None


@dataclass(frozen=True)
class Weergave:
    """Hoe een soort getoond wordt: de vraag boven de tabel, de kolommen met hun kop, en de zin."""

    titel: str
    kolommen: dict[str, str]
    zin: Callable[[pd.DataFrame, str], str]
    notitie: str = ""


_STATUS = {"status": "Status"}
WEERGAVEN: dict[str, Weergave] = {
    "woonvormen": Weergave("Welke bijzondere en toegankelijke woningen zijn er?", {"naam": "Complex", "woonvorm": "Woonvorm", "toegankelijkheid": "Toegankelijkheid", "eenheden": "Eenheden", "eigenaar": "Eigenaar", "huurklasse": "Huurklasse", "ontmoetingsruimte": "Ontmoetingsruimte"}, z.woonvormen,
                           "Toegankelijkheid volgens VERA, van minder naar meer: NUL (nultreden), ROA, ROL (rollator), RUI (rolstoel). Elke klasse voldoet ook aan de vorige; tel ze niet op."),
    "instrumenten": Weergave("Welke instrumenten zet de gemeente in?", {"instrument": "Instrument", **_STATUS, "datum": "Sinds", "gebied": "Gebied", "effect_n": "Effect"}, z.instrumenten),
    "intermediair": Weergave("Wie verhuurt er intermediair?", {"partij": "Partij", "doelgroep": "Doelgroep", "jaar": "Jaar", "woningen": "Woningen", "omklap": "Omgeklapt", "kosten_gemeente_pct": "Kosten gemeente (%)", "kosten_corporatie_pct": "Kosten corporatie (%)", "kosten_zorgaanbieder_pct": "Kosten zorgaanbieder (%)", "kosten_bewoner_pct": "Kosten bewoner (%)"}, z.intermediair),
    "flex": Weergave("Waar staan de flexwoningen, en tot wanneer?", {"locatie": "Locatie", "woningen": "Woningen", "startjaar": "Vanaf", "einddatum": "Tot", "herplaatsing": "Herplaatsing geregeld", "herplaatsing_woningen": "Woningen te herplaatsen"}, z.flex),
    "mutaties": Weergave("Hoeveel sociale huurwoningen komen vrij?", {"verhuurder": "Verhuurder", "jaar": "Jaar", "voorraad": "Voorraad", "vrijgekomen": "Vrijgekomen", "toegewezen_ouderen": "Ouderen", "toegewezen_statushouders": "Statushouders", "toegewezen_uitstroom": "Uitstroom", "toegewezen_urgent": "Urgent", "toegewezen_regulier": "Regulier"}, z.mutaties),
    "zorgplannen": Weergave("Wat zijn zorgaanbieders en ouderen van plan?", {"aanbieder": "Aanbieder", "locatie": "Locatie", "type": "Soort", "initiatief": "Initiatief van", "leveringsvorm": "Levering", "plekken_nu": "Plekken nu", **_STATUS, "wachtenden": "Wachtenden"}, z.zorgplannen),
    "aandachtsgroepen": Weergave("Wat weet de gemeente zelf over de groepen?", {"groep": "Groep", "jaar": "Jaar", "voorraad": "Nu", "instroom": "Erbij per jaar", "uitstroom": "Uitstroom per jaar", "wachtlijst": "Wachtlijst", "zelfstandig_pct": "Kan zelfstandig wonen (%)", "definitie": "Wie telt mee"}, z.aandachtsgroepen,
                                 "Groepen overlappen elkaar: tel ze niet op."),
    "zorgaanbod": Weergave("Welke zorg en ondersteuning is er?", {"aanbieder": "Aanbieder", "locatie": "Locatie", "type": "Soort", "wet": "Wet", "jaar": "Jaar", "capaciteit": "Capaciteit", "wachtlijst": "Wachtlijst", "leveringsvorm": "Levering"}, z.zorgaanbod),
    "doorstroom": Weergave("Wat helpt ouderen om te verhuizen?", {"maatregel": "Maatregel", "doelgroep": "Doelgroep", **_STATUS, "sinds": "Sinds", "bereik_n": "Bereikte mensen", "verhuizingen_n": "Verhuizingen"}, z.doorstroom),
    "routes": Weergave("Hoe goed zijn de looproutes?", {"naam": "Route", "lengte": "Lengte (m)", "bankjes": "Bankjes", "score": "Score (0-100)", "rollator": "Geschikt voor rollator", "datum_schouw": "Geschouwd"}, z.routes),
    "haltes": Weergave("Welke haltes zijn er?", {"naam": "Halte of buurt", "vervoer": "Vervoer", "toegankelijk": "Toegankelijk", "ritten_per_uur": "Ritten per uur", "aandeel_65plus_500m": "65-plussers binnen 500 m (%)"}, z.haltes),
    "voorzieningen": Weergave("Waar kunnen mensen terecht?", {"naam": "Naam", "type": "Soort", "toegankelijk": "Toegankelijk", "exploitatie_gedekt": "Exploitatie gedekt", "exploitatie_tot": "Gedekt tot"}, z.voorzieningen),
    "afspraken": Weergave("Welke afspraken zijn er?", {"afspraak": "Afspraak", "thema": "Thema", "partijen": "Partijen", "eigenaar": "Eigenaar", **_STATUS, "resultaat_": "Resultaat", "doel_n": "Doel", "gerealiseerd_n": "Gerealiseerd", "zorgcomponent": "Met zorg", "wachttijd_dagen": "Wachttijd (dagen)", "evaluatie": "Evaluatie"}, z.afspraken),
    "taakstelling": Weergave("Hoeveel statushouders zijn gehuisvest?", {"halfjaar": "Halfjaar", "taakstelling": "Taakstelling", "gehuisvest": "Gehuisvest", "achterstand_begin": "Achterstand vooraf", "achterstand_eind": "Achterstand na"}, z.taakstelling),
    "verdeling": Weergave("Wat is in de regio afgesproken over de verdeling?", {"groep": "Groep", "jaar": "Jaar", "afgesproken_n": "Afgesproken", "aandeel": "Aandeel (%)", "sleutel": "Verdeelsleutel"}, z.verdeling),
    "toewijzing": Weergave("Wie kreeg een woning, en hoe ging het daarna?", {"groep": "Groep", "jaar": "Jaar", "aangevraagd": "Aangevraagd", "toegekend": "Toegekend", "gehuisvest": "Gehuisvest", "mediaan_dagen": "Dagen (mediaan)", "terugval": "Terugval binnen 12 maanden", "ontruimingen": "Ontruimingen"}, z.toewijzing),
    "inkoop": Weergave("Welke zorg koopt de gemeente in?", {"soort": "Zorg", "aanbieder": "Aanbieder", "jaar": "Jaar", "wet": "Wet", "schaal": "Schaal", "budget": "Budget (€)", "clienten": "Cliënten", "contracten": "Contracten"}, z.inkoop),
    "doelen": Weergave("Wat wil de gemeente bereiken?", {"doel": "Doel", "thema": "Thema", "aantal": "Aantal", "eenheid": "Eenheid", "jaar": "Uiterlijk", "gebied": "Gebied", "budget": "Budget (€)", "besluit": "Besluit", **_STATUS}, z.doelen),
    "woningaanpassingen": Weergave("Hoeveel woningen worden aangepast?", {"jaar": "Jaar", "aanvragen": "Aanvragen", "toegekend": "Toegekend", "kosten": "Kosten (€)", "aangepaste_woningen": "Aangepaste woningen vrij", "opnieuw_toegewezen": "Opnieuw passend toegewezen"}, z.woningaanpassingen),
    "uitvoering": Weergave("Wie doet wat, en wanneer?", {"actie": "Actie", "thema": "Thema", "eigenaar": "Eigenaar", "start": "Start", "eind": "Klaar", "budget": "Budget (€)", **_STATUS}, z.uitvoering),
    "partners": Weergave("Met wie werkt de gemeente samen?", {"partner": "Partner", "soort": "Soort", "thema": "Thema", "rol": "Rol", "contactvorm": "Contact"}, z.partners),
    "participatie": Weergave("Hoe denken inwoners mee?", {"moment": "Moment", "datum": "Datum", "doelgroep": "Doelgroep", "vorm": "Vorm", "uitgenodigd": "Uitgenodigd", "deelnemers": "Deelnemers", "terugkoppeling": "Terugkoppeling"}, z.participatie),
    "communicatie": Weergave("Wie hoort wat, en hoe?", {"doelgroep": "Doelgroep", "boodschap": "Boodschap", "kanaal": "Kanaal", "periode": "Wanneer", "bereik": "Bereik"}, z.communicatie),
    "visiescore": Weergave("Hoe ver is de visie, per thema?", {"thema": "Thema", "niveau": "Niveau (0-3)", "doel": "Doel", "document": "Document", "jaar": "Jaar", "pagina": "Pagina"}, z.visiescore),
    "opgave_ouderen": Weergave("Wat is afgesproken voor ouderen?", {"categorie": "Categorie", "jaar": "Tot en met", "aantal": "Woningen of plekken", "besluit": "Besluit"}, z.opgave_ouderen),
    "woonopgave": Weergave("Wat is de vastgestelde opgave?", {"categorie": "Categorie", "jaar": "Tot en met", "aantal": "Woningen", "besluit": "Besluit"}, z.woonopgave),
}  # fmt: skip
GEEN_CIJFER = ("jaar", "startjaar", "sinds", "niveau", "opleverjaar", "_regel")


def lokaal(b: Bestand, thema: list[str] | None = None, kolommen: list[str] | None = None, per: str | None = None, titel: str = "") -> Beeld:
    """De zin en de tabel van een eigen bestand; zonder bestand niets, en met een fout de reden.

    thema: alleen de rijen met een van deze thema's. kolommen: alleen deze. per: opgeteld per waarde van deze kolom.
    """
    if b.fouten:
        return waarom_niet(b)
    w = WEERGAVEN[b.soort]
    houd = b.tabel.index if thema is None else b.tabel.index[b.tabel.thema.isin(thema)]
    if not len(houd):
        return NIETS
    toon = {k: kop for k, kop in w.kolommen.items() if kolommen is None or k in kolommen}
    ruw, net = b.tabel.loc[houd], b.toonbaar.loc[houd]
    if per:
        wat = [k for k in toon if k in ruw and ruw[k].dtype == "Int64" and k not in GEEN_CIJFER and k not in b.personen]  # a sum could give a hidden number away
        groepen = ruw.assign(**{per: ruw[per].fillna("onbekend")}).groupby(per, sort=False)
        net = groepen[wat].sum(min_count=1).reset_index().assign(aantal_=groepen.size().to_numpy())
        toon = {per: w.kolommen[per], "aantal_": "Complexen" if b.soort == "woonvormen" else "Aantal", **{k: w.kolommen[k] for k in wat}}
    else:
        toon = toon | {k: f"Plekken {k.removeprefix('plekken_').replace('_', '–')}" for k in ruw if k.startswith("plekken_20")}
    if b.soort == "afspraken":
        net = net.assign(resultaat_=[_resultaat(r) for r in ruw.itertuples()])
        toon = {k: kop for k, kop in toon.items() if k not in ("doel_n", "gerealiseerd_n") and (k != "thema" or ruw.thema.nunique() > 1)}
    # A column nobody filled in says nothing.
    toon = {k: kop for k, kop in toon.items() if k in net and (net[k].notna() & (net[k].astype(str) != "")).any()}
    regels = [[cel(rij[k], jaartal=k in GEEN_CIJFER) for k in toon] for rij in net.to_dict("records")]
    paneel = maak_tabel(list(toon.values()), regels, titel or w.titel)
    zin = "" if kolommen or per else w.zin(ruw.assign(**{f"{k}_toon": net[k] for k in b.personen}), e(b.gemeente))
    data = cijferrijen(b, ruw, net) if not per else pd.DataFrame()
    html = (f'<p class="kern">{zin}</p>' if zin else "") + paneel.html + notitie(net, toon, "" if per else w.notitie) + f'<p class="bron">{e(bronregel(b, ruw))}</p>'
    return Beeld("tabel", html, w.titel, {"rijen": rijen(data) if len(data) else []})


def _resultaat(rij) -> str:
    """"36 van 110 woningen", of wat daarvan bekend is."""
    doel, nu = (None if pd.isna(x) else getal(float(x)) for x in (rij.doel_n, rij.gerealiseerd_n))
    wat = "" if pd.isna(rij.eenheid) else f" {rij.eenheid}"
    return f"{nu} van {doel}{wat}" if doel and nu else f"doel {doel}{wat}" if doel else f"{nu}{wat}" if nu else ""


def cel(waarde: object, jaartal: bool = False) -> str:
    """Een cel zoals een lezer hem leest: ja en nee, een datum, een getal met punten; leeg is een streepje."""
    if isinstance(waarde, str):
        return waarde or STREEPJE
    if waarde is None or waarde is pd.NaT or pd.isna(waarde):
        return STREEPJE
    if isinstance(waarde, (bool, np.bool_)):
        return "ja" if waarde else "nee"
    if isinstance(waarde, (pd.Timestamp, date)):
        return f"{waarde.day}-{waarde.month}-{waarde.year}"
    getal_ = float(waarde)
    return str(int(getal_)) if jaartal else getal(getal_, 0 if getal_.is_integer() else 1)


def notitie(net: pd.DataFrame, toon: dict, extra: str = "") -> str:
    """De uitleg onder een tabel: wat <5 en x betekenen, en wat bij deze soort hoort."""
    tekens = {w for k in toon for w in net[k] if isinstance(w, str) and w in VERBORGEN}
    zinnen = [extra] if extra else []
    if tekens:
        zinnen.append("<5: minder dan vijf mensen." + (" x: weggelaten, omdat het kleine aantal anders uit te rekenen is." if "x" in tekens else ""))
    return f'<p class="notitie">{e(" ".join(zinnen))}</p>' if zinnen else ""


def waarom_niet(b: Bestand) -> Beeld:
    """Waarom een bestand met fouten niet meetelt: de eerste drie, en hoe alles na te kijken is."""
    rest = len(b.fouten) - 3
    meer = f"<li>en nog {rest} {'fout' if rest == 1 else 'fouten'}</li>" if rest > 0 else ""
    lijst = "".join(f"<li>{e(f)}</li>" for f in b.fouten[:3]) + meer
    html = f'<div class="waarschuwing"><p><strong>{e(b.naam)} telt niet mee.</strong> Er zitten fouten in. Kijk alles na met: <code>woonzorg invoer controleer {e(b.code)}</code></p><ul>{lijst}</ul></div>'
    return Beeld("tekst", html, f"{b.naam} telt niet mee: {b.fouten[0]}")


def datum(d) -> str:
    return f"{d.day} {MAANDEN[d.month - 1]} {d.year}"


def periode(b: Bestand, t: pd.DataFrame) -> str:
    """De peildatum, of anders het jaar of de jaren van de rijen."""
    datums = sorted(set(t.peildatum.dropna()))
    if datums:
        return f"peildatum {datum(datums[-1])}" if len(datums) == 1 else f"peildatums {datum(datums[0])} tot en met {datum(datums[-1])}"
    jaren = sorted({int(j) for j in t.jaar.dropna()}) if "jaar" in t else []
    return (str(jaren[0]) if len(jaren) == 1 else f"{jaren[0]}-{jaren[-1]}") if jaren else "zonder peildatum"


def van_wie(b: Bestand, t: pd.DataFrame) -> str:
    """"eigen invoer van de gemeente", en van welke regio als er rijen van een regio bij zijn."""
    anders = [h for h in dict.fromkeys(t._herkomst.dropna()) if h != b.gemeente]
    eigen = ["de gemeente"] if (t._herkomst == b.gemeente).any() or not anders else []
    return f"eigen invoer van {opsomming([*eigen, *anders])}"


def bronregel(b: Bestand, t: pd.DataFrame) -> str:
    """"Bron: eigen invoer van de gemeente, flex.csv, opgave van de corporatie, peildatum 1 januari 2026."."""
    wie = list(dict.fromkeys(x for x in t.bron.dropna() if x))
    opgave = f", opgave van {opsomming(wie[:4])}" if wie else ""
    return f"Bron: {van_wie(b, t)}, {b.naam}{opgave}, {periode(b, t)}."


def cijferrijen(b: Bestand, ruw: pd.DataFrame, net: pd.DataFrame) -> pd.DataFrame:
    """De getallen van een eigen bestand als rijen voor cijfers.csv; verborgen aantallen zijn leeg, met de reden."""
    w = WEERGAVEN[b.soort]
    getallen = [k for k in ruw if ruw[k].dtype in ("Int64", "Float64") and k not in GEEN_CIJFER and (k in w.kolommen or k.startswith("plekken_20"))]
    namen = [k for k in w.kolommen if k in ruw and k not in getallen and ruw[k].dtype not in ("boolean",) and k not in ("jaar", "toegankelijkheid", "definitie", "besluit", "pagina")][:3]
    uit = []
    for rij, ook in zip(ruw.to_dict("records"), net.to_dict("records")):
        label = " · ".join(cel(rij[k], jaartal=k in GEEN_CIJFER) for k in namen if not (rij[k] is None or pd.isna(rij[k])))
        jaar = rij.get("jaar")
        jaar = int(jaar) if jaar is not None and not pd.isna(jaar) else rij["peildatum"].year if not pd.isna(rij["peildatum"]) else None
        for k in getallen:
            if pd.isna(rij[k]):
                continue
            geheim = isinstance(ook[k], str)
            uit.append({
                "indicator": f"{b.soort}_{k}", "omschrijving": f"{w.kolommen.get(k, k.replace('_', ' '))} ({b.soort})", "gebiedcode": b.code, "gebied": b.gemeente, "jaar": jaar,
                "uitsplitsing": label, "waarde": None if geheim else float(rij[k]), "eenheid": (b.eenheden or {}).get(k, ""), "soort": "invoer",
                "bron": van_wie(b, ruw), "tabel": b.naam, "periode": periode(b, ruw), "opgehaald": "", "opmerking": VERBORGEN[ook[k]] if geheim else "",
            })  # fmt: skip
    return pd.DataFrame(uit)


def matrix(soort: str, tabel: pd.DataFrame, namen: dict[str, str], eigen: str, themas: tuple[str, ...], regio: str) -> Beeld:
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

    regels = [[naam, *(plek(t[(t.gemeente == code) & (t.thema == k)]) for k in koppen)] for code, naam in namen.items()]
    wat = {"visiescore": "Niveau van de visie (0 tot 3) per gemeente", "afspraken": "Afspraken per gemeente"}.get(soort, soort)
    paneel = maak_tabel(["Gemeente", *(f"{k[0].upper()}{k[1:]}" for k in koppen)], regels, f"{wat}, in {regio}")
    wie = opsomming(list(dict.fromkeys(x for x in t.bron.dropna() if x))[:4])
    return Beeld("tabel", f'{paneel.html}<p class="bron">{e(f"Bron: eigen invoer van de gemeenten, {soort}, opgave van {wie}.")}</p>', wat, {"rijen": []})
