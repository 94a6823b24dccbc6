"""Wat elk cijfer van een rapport hoort te zijn, langs een eigen weg uit de momentopname: alleen csv en gzip, geen code van de kit."""

from __future__ import annotations

import csv
import gzip
import math
import re
from functools import cache
from pathlib import Path

KIT = Path(__file__).resolve().parent.parent
GEGEVENS = KIT / "woonzorg_lib" / "cijfers" / "gegevens"
GEBIEDEN = KIT / "woonzorg_lib" / "gebieden"

# What each indicator must be, written down from the description of the snapshot and not from the register of the kit.
# id | how (n: count, v: numerator / denominator, g: given figure with its weight) | file.column | denominator or weight | factor
LIJST = {
    r[0]: r[1:]
    for r in (
        tuple(deel.strip() for deel in regel.split("|"))
        for regel in """
inwoners | n | kern.inwoners | | 1
inwoners_0_15 | n | kern.inwoners_0_15 | | 1
inwoners_15_25 | n | kern.inwoners_15_25 | | 1
inwoners_25_45 | n | kern.inwoners_25_45 | | 1
inwoners_45_65 | n | kern.inwoners_45_65 | | 1
inwoners_65plus | n | kern.inwoners_65plus | | 1
aandeel_0_15 | v | kern.inwoners_0_15 | kern.inwoners | 100
aandeel_15_25 | v | kern.inwoners_15_25 | kern.inwoners | 100
aandeel_25_45 | v | kern.inwoners_25_45 | kern.inwoners | 100
aandeel_45_65 | v | kern.inwoners_45_65 | kern.inwoners | 100
aandeel_65plus | v | kern.inwoners_65plus | kern.inwoners | 100
huishoudens | n | kern.huishoudens | | 1
aandeel_alleenwonend | v | kern.huishoudens_eenpersoons | kern.huishoudens | 100
aandeel_zonder_kinderen | v | kern.huishoudens_zonder_kinderen | kern.huishoudens | 100
aandeel_met_kinderen | v | kern.huishoudens_met_kinderen | kern.huishoudens | 100
woningvoorraad | n | kern.woningvoorraad | | 1
koopwoningen | g | kern.koopwoningen_pct | kern.woningvoorraad | 1
corporatiewoningen | g | kern.corporatie_pct | kern.woningvoorraad | 1
overige_huurwoningen | g | kern.overige_verhuur_pct | kern.woningvoorraad | 1
onbewoond | g | kern.onbewoond_pct | kern.woningvoorraad | 1
woz_waarde | g | kern.woz_waarde | kern.woningvoorraad | 1
inkomen_per_inwoner | g | kern.inkomen_per_inwoner | kern.inwoners | 1
eengezins | g | woningen.eengezins_pct | woningen.woningvoorraad | 1
tussenwoning | g | woningen.tussenwoning_pct | woningen.woningvoorraad | 1
hoekwoning | g | woningen.hoekwoning_pct | woningen.woningvoorraad | 1
twee_onder_een_kap | g | woningen.twee_onder_een_kap_pct | woningen.woningvoorraad | 1
vrijstaand | g | woningen.vrijstaand_pct | woningen.woningvoorraad | 1
meergezins | g | woningen.meergezins_pct | woningen.woningvoorraad | 1
jonger_dan_10_jaar | g | woningen.jonger_dan_10_jaar_pct | woningen.woningvoorraad | 1
nieuwbouw | n | woningen.nieuwbouw_woningen | | 1
nieuwbouw_per_1000 | v | woningen.nieuwbouw_woningen | woningen.woningvoorraad | 1000
grijze_druk | v | leeftijd_5jaar.65- | leeftijd_5jaar.20-64 | 100
oosr | v | leeftijd_5jaar.50-74 | leeftijd_5jaar.85- | 1
inwoners_75plus | n | leeftijd_5jaar.75- | | 1
inwoners_85plus | n | leeftijd_5jaar.85- | | 1
aandeel_75plus | v | leeftijd_5jaar.75- | leeftijd_5jaar.0- | 100
aandeel_85plus | v | leeftijd_5jaar.85- | leeftijd_5jaar.0- | 100
vestiging | n | bevolkingsontwikkeling.vestiging_uit_andere_gemeente | | 1
vertrek | n | bevolkingsontwikkeling.vertrek_naar_andere_gemeente | | 1
immigratie | n | bevolkingsontwikkeling.immigratie | | 1
emigratie | n | bevolkingsontwikkeling.emigratie_incl_correcties | | 1
geboorten | n | bevolkingsontwikkeling.levendgeborenen | | 1
overledenen | n | bevolkingsontwikkeling.overledenen | | 1
vestiging_per_1000 | v | bevolkingsontwikkeling.vestiging_uit_andere_gemeente | bevolkingsontwikkeling.inwoners_1_januari | 1000
vertrek_per_1000 | v | bevolkingsontwikkeling.vertrek_naar_andere_gemeente | bevolkingsontwikkeling.inwoners_1_januari | 1000
afstand_huisarts | g | nabijheid.afstand_huisarts | kern.inwoners | 1
afstand_huisartsenpost | g | nabijheid.afstand_huisartsenpost | kern.inwoners | 1
afstand_apotheek | g | nabijheid.afstand_apotheek | kern.inwoners | 1
afstand_supermarkt | g | nabijheid.afstand_supermarkt | kern.inwoners | 1
afstand_ziekenhuis | g | nabijheid.afstand_ziekenhuis | kern.inwoners | 1
afstand_bibliotheek | g | nabijheid.afstand_bibliotheek | kern.inwoners | 1
afstand_cafe | g | nabijheid.afstand_cafe | kern.inwoners | 1
afstand_treinstation | g | nabijheid.afstand_treinstation | kern.inwoners | 1
studenten | n | studenten_uitkeringen.studenten_mbo+studenten_hbo+studenten_wo | | 1
studenten_per_1000 | v | studenten_uitkeringen.studenten_mbo+studenten_hbo+studenten_wo | kern.inwoners | 1000
arbeidsongeschikt_per_1000 | v | studenten_uitkeringen.arbeidsongeschikt | kern.inwoners | 1000
bijstand_per_1000 | v | studenten_uitkeringen.bijstand | kern.inwoners | 1000
wmo_clienten | g | wmo_jeugdzorg.wmo_clienten_per_1000 | kern.inwoners | 1
ervaren_gezondheid | g | ervaren_gezondheid.goed_ervaren_gezondheid_pct | kern.inwoners | 1
stress_woonsituatie | g | jongvolwassenen.stress_woonsituatie_pct | kern.inwoners_15_25 | 1
beweegrichtlijn | g | gezondheid@65plus.beweegrichtlijn_pct | kern.inwoners_65plus | 1
mobiliteitsbeperking | g | gezondheid@65plus.beperking_bewegen_pct | kern.inwoners_65plus | 1
mobiliteitsbeperking_18plus | g | gezondheid@18plus.beperking_bewegen_pct | kern.inwoners | 1
horen | g | gezondheid@18plus.beperking_horen_pct | kern.inwoners | 1
zien | g | gezondheid@18plus.beperking_zien_pct | kern.inwoners | 1
lichamelijke_beperking | g | gezondheid@18plus.lichamelijke_beperking_pct | kern.inwoners | 1
psychisch_kwetsbaar | g | gezondheid@18plus.hoog_risico_angst_depressie_pct | kern.inwoners | 1
beperkt_65plus | g | gezondheid@65plus.ernstig_beperkt_pct | kern.inwoners_65plus | 1
eenzaam | g | gezondheid@18plus.eenzaam_pct | kern.inwoners | 1
eenzaam_65plus | g | gezondheid@65plus.eenzaam_pct | kern.inwoners_65plus | 1
ernstig_eenzaam | g | gezondheid@18plus.ernstig_eenzaam_pct | kern.inwoners | 1
ernstig_eenzaam_65plus | g | gezondheid@65plus.ernstig_eenzaam_pct | kern.inwoners_65plus | 1
mantelzorger | g | gezondheid@18plus.mantelzorger_pct | kern.inwoners | 1
mantelzorger_65plus | g | gezondheid@65plus.mantelzorger_pct | kern.inwoners_65plus | 1
vrijwilligers | g | gezondheid@18plus.vrijwilligerswerk_pct | kern.inwoners | 1
moeite_rondkomen | g | gezondheid@18plus.moeite_met_rondkomen_pct | kern.inwoners | 1
""".strip().splitlines()
    )
}
INDELING = {
    "gezondheid": 2020,
    "leeftijd_5jaar": 2024,
    "ervaren_gezondheid": 2024,
    "jongvolwassenen": 2024,
}  # all others: each year its own
KERN = {
    2020: "84799NED",
    2021: "85039NED",
    2022: "85318NED",
    2023: "85618NED",
    2024: "85984NED",
    2025: "86165NED",
}
TABEL = {
    "kern": KERN,
    "wmo_jeugdzorg": KERN,
    "woningen": "Wijk- en buurtkaart 2024",
    "studenten_uitkeringen": "Wijk- en buurtkaart 2024",
    "leeftijd_5jaar": "83502NED",
    "bevolkingsontwikkeling": "37259ned",
    "nabijheid": "80305ned",
    "gezondheid": "50090NED",
    "jongvolwassenen": "50140NED",
    "ervaren_gezondheid": {
        2012: "50090NED",
        2016: "50090NED",
        2020: "50090NED",
        2022: "50150NED",
        2024: "50150NED",
    },
}
GAAT = {"overledenen", "vertrek", "emigratie"}  # in the figure of flows these have a minus sign
AFSTAND = {
    "tot 500 m": (-1, 0.5),
    "500 tot 800 m": (0.5, 0.8),
    "800 m tot 1 km": (0.8, 1.0),
    "verder dan 1 km": (1.0, math.inf),
}
REGIOKOLOM = {
    "CR": "coropcode",
    "PV": "provinciecode",
    "AM": "arbeidsmarktregiocode",
    "VR": "veiligheidsregiocode",
    "GG": "ggdregiocode",
    "ZK": "zorgkantoorregiocode",
}
DEKKING = 0.9  # a weighted figure of a region needs this share of the weight


class NietTeVergelijken(Exception):
    """Dit script weet niet wat dit cijfer moet zijn."""


# Reading


def _csv(pad: Path) -> list[dict[str, str]]:
    opener = gzip.open if pad.suffix == ".gz" else open
    with opener(pad, "rt", encoding="utf-8", newline="") as stroom:
        return list(csv.DictReader(stroom))


@cache
def bestand(naam: str) -> dict[tuple[str, int], dict[str, dict]]:
    """(gebied, jaar) -> leeftijd ("" als er geen is) -> de rij."""
    pad = GEGEVENS / f"{naam}.csv.gz"
    uit: dict[tuple[str, int], dict[str, dict]] = {}
    for rij in _csv(pad):
        uit.setdefault((rij["gebied"], int(rij["jaar"])), {})[rij.get("leeftijd", "")] = rij
    return uit


def getal(kolomnaam: str, gebied: str, jaar: int, achter: str = "_gemeente") -> float | None:
    """Eén getal uit de momentopname ("kern.inwoners", "gezondheid@65plus.eenzaam_pct", "leeftijd_5jaar.65-"); None als het leeg is."""
    naam, _, kolom = kolomnaam.partition(".")
    naam, _, leeftijd = naam.partition("@")
    rijen = bestand(naam + achter).get((gebied, jaar))
    if rijen is None:
        return None
    if m := re.fullmatch(r"(\d+)-(\d*)", kolom):
        gekozen = [
            r["inwoners"]
            for k, r in rijen.items()
            if int(m[1]) <= int(re.match(r"\d+", k)[0]) <= int(m[2] or 999)
        ]
    else:
        gekozen = (
            [rijen[leeftijd].get(k, "") for k in kolom.split("+")] if leeftijd in rijen else [""]
        )
    return None if "" in gekozen else sum(map(float, gekozen))


@cache
def gemeenten() -> dict[str, dict[str, str]]:
    return {r["gemeentecode"]: r for r in _csv(GEBIEDEN / "gebieden.csv")}


@cache
def herindelingen() -> dict[str, list[tuple[str, int, str]]]:
    uit: dict[str, list[tuple[str, int, str]]] = {}
    for pad in (GEBIEDEN / "herindelingen_2013_2016.csv", GEBIEDEN / "herindelingen.csv"):
        for r in _csv(pad):
            uit.setdefault(r["oude_code"], []).append(
                (r["nieuwe_code"], int(r["ingang"][:4]), r["soort"])
            )
    return uit


@cache
def nu(code: str) -> str | None:
    """De gemeente van nu waar deze code helemaal in opging; None na een splitsing."""
    if code in gemeenten():
        return code
    delen = herindelingen().get(code, [])
    return nu(delen[0][0]) if len(delen) == 1 and delen[0][2] == "fusie" else None


@cache
def delen(code: str, jaar: int) -> tuple[str, ...] | None:
    """De gemeenten die in dit jaar samen deze gemeente van nu waren; None als een deel van een gesplitste gemeente er later bij kwam."""
    kreeg = [
        sinds
        for lijst in herindelingen().values()
        for nieuw, sinds, soort in lijst
        if soort == "splitsing" and nu(nieuw) == code
    ]
    if any(sinds > jaar for sinds in kreeg):
        return None
    return tuple(c for c in codes(jaar) if nu(c) == code)


@cache
def codes(jaar: int) -> tuple[str, ...]:
    """Alle gemeenten van een jaar: uit de Kerncijfers, of van voor 2020 uit de bevolkingsontwikkeling."""
    naam = "kern_gemeente" if jaar >= 2020 else "bevolkingsontwikkeling_gemeente"
    return tuple(c for c, j in bestand(naam) if j == jaar and c.startswith("GM"))


# Computing


def _gewicht(kolom: str, code: str, jaar: int, indeling: int | None) -> float | None:
    """De noemer in de indeling van de bron; heeft het jaar er geen, dan het dichtstbijzijnde jaar dat er een heeft."""
    naam = kolom.partition(".")[0]
    for j in sorted({j for _, j in bestand(f"{naam}_gemeente")}, key=lambda j: (abs(j - jaar), j)):
        wie = delen(code, j) if indeling == 2024 else (code,)
        stukken = [getal(kolom, c, j) for c in wie or ()]
        if stukken and None not in stukken:
            return sum(stukken)
    return None


@cache
def stuk(id: str, code: str, jaar: int) -> tuple[float | None, float | None, float | None]:
    """(waarde, teller, noemer) van een gemeente van nu."""
    hoe, kolom, onder, factor = LIJST[id]
    indeling = INDELING.get(re.split(r"[@.]", kolom)[0])
    wie = (code,) if indeling == 2024 else delen(code, indeling or jaar)
    if not wie:
        return None, None, None
    return _samen([_los(id, c, jaar, indeling) for c in wie], hoe, float(factor))


def _los(id: str, code: str, jaar: int, indeling: int | None) -> tuple[float | None, float | None]:
    hoe, kolom, onder, _ = LIJST[id]
    noemer = (
        1.0
        if hoe == "n"
        else getal(onder, code, jaar)
        if hoe == "v"
        else _gewicht(onder, code, jaar, indeling)
    )
    return getal(kolom, code, jaar), noemer


def _samen(stukken: list[tuple[float | None, float | None]], hoe: str, factor: float):
    """Telt delen samen: (waarde, teller, noemer). Een deel zonder cijfer maakt het geheel leeg, de noemer blijft als hij er is."""
    noemer = None if any(n is None for _, n in stukken) else sum(n for _, n in stukken)
    if any(t is None for t, _ in stukken):
        return None, None, noemer
    if hoe == "n":
        som = sum(t for t, _ in stukken)
        return som, som, 1.0
    if len(stukken) == 1 and hoe == "g":
        t, n = stukken[0]
        return t, None if n is None else t * n, n
    if noemer is None:
        return None, None, None
    teller = sum(t * n if hoe == "g" else t for t, n in stukken)
    return (factor * teller / noemer if noemer else None), teller, noemer


def van_leden(id: str, leden, jaar: int) -> float | None:
    """Een regio of vergelijkingsgroep: opgeteld of gewogen."""
    hoe, factor = LIJST[id][0], float(LIJST[id][3])
    stukken = [stuk(id, c, jaar) for c in leden]
    met = [(t, n) for w, t, n in stukken if w is not None and n is not None]
    if hoe == "n":
        return sum(t for t, _ in met) if len(met) == len(stukken) else None
    if len(met) < len(stukken):
        alle = [n for *_, n in stukken]
        dekking = len(met) / len(stukken) if None in alle else sum(n for _, n in met) / sum(alle)
        if dekking < DEKKING:
            return None
    noemer = sum(n for _, n in met)
    return factor * sum(t for t, _ in met) / noemer if noemer else None


@cache
def van_land(id: str, jaar: int) -> float | None:
    """Nederland: de eigen rij van de bron, anders alle gemeenten van dat jaar."""
    hoe, kolom, onder, factor = LIJST[id]
    naam = re.split(r"[@.]", kolom)[0]
    eigen = getal(kolom, "NL", jaar)
    noemer = getal(onder, "NL", jaar) if hoe == "v" else 1.0
    if eigen is not None and noemer:
        return float(factor) * eigen / noemer
    stukken = [
        _los(id, c, jaar, INDELING.get(naam))
        for c, j in bestand(f"{naam}_gemeente")
        if j == jaar and c.startswith("GM")
    ]
    met = [(t, n) for t, n in stukken if t is not None and n is not None]
    if not met or len(met) < (1.0 if hoe == "n" else DEKKING) * len(stukken):
        return None
    return _samen(met, hoe, float(factor))[0]


def van_wijk(id: str, code: str, jaar: int) -> float | None:
    """Een wijk of buurt: het cijfer zelf, of teller gedeeld door noemer (hoogstens het geheel, want aantallen zijn afgerond)."""
    hoe, kolom, onder, factor = LIJST[id]
    achter = "_wijk" if code.startswith("WK") else "_buurt"
    # Per wijk stand dwelling types and distances in the Kerncijfers too.
    kolom, onder = (
        re.sub(r"^(woningen|nabijheid|ervaren_gezondheid)\.", "kern.", k) for k in (kolom, onder)
    )
    teller = getal(kolom, code, jaar, achter)
    if teller is None or hoe != "v":
        return teller
    noemer = getal(onder, code, jaar, achter)
    return min(float(factor) * teller / noemer, float(factor)) if noemer else None


class Gemeente:
    """Wat nodig is om de rijen van één rapport na te rekenen: wie de regio en de vergelijkingsgroep zijn."""

    def __init__(self, code: str, groep: tuple[str, ...], regio: tuple[str, ...] | None = None):
        self.code, self.groep = code, groep
        corop = gemeenten()[code]["coropcode"]
        self.regio = regio or self.leden(corop)

    def leden(self, gebied: str) -> tuple[str, ...]:
        if gebied == "VGL":
            return self.groep
        if gebied == "NL":
            return tuple(gemeenten())
        if gebied.startswith("EIGEN:"):
            return self.regio
        kolom = REGIOKOLOM.get(gebied[:2])
        if not kolom:
            raise NietTeVergelijken(f"onbekend gebied {gebied}")
        return tuple(c for c, r in gemeenten().items() if r[kolom] == gebied)

    def cijfer(self, id: str, gebied: str, jaar: int) -> float | None:
        if id not in LIJST:
            raise NietTeVergelijken(f"indicator {id} staat niet in de lijst van audit.py")
        if gebied.startswith("GM"):
            return stuk(id, gebied, jaar)[0]
        if gebied[:2] in ("WK", "BU"):
            return van_wijk(id, gebied, jaar)
        return van_land(id, jaar) if gebied == "NL" else van_leden(id, self.leden(gebied), jaar)

    def verwacht(self, rij: dict) -> tuple[float | None, float | None, float | None]:
        """(waarde, ondergrens, bovengrens) die in deze rij horen te staan.

        Fout: NietTeVergelijken.
        """
        id, gebied, jaar = rij["indicator"], rij["gebiedcode"], int(rij["jaar"])
        return self._waarde(id, gebied, jaar, rij), None, None

    def _waarde(self, id: str, gebied: str, jaar: int, rij: dict) -> float | None:
        if m := re.fullmatch(r"index, (\d{4}) = 100", rij["eenheid"]):
            return _deel(self.cijfer(id, gebied, jaar), self.cijfer(id, gebied, int(m[1])), 100)
        if rij["eenheid"] == "index, Nederland = 100":
            return _deel(self.cijfer(id, gebied, jaar), self.cijfer(id, "NL", jaar), 100)
        if rij["omschrijving"].endswith("(verandering in een jaar)"):
            v = _deel(self.cijfer(id, gebied, jaar), self.cijfer(id, gebied, jaar - 1), 100)
            return None if v is None else v - 100
        if id == "leeftijdsopbouw":
            geslacht, _, klasse = rij["uitsplitsing"].partition(" ")
            klasse = klasse.replace("-", "_").replace("+", "plus")
            wie = (gebied,) if gebied.startswith("GM") else self.leden(gebied)
            rijen = [bestand("leeftijd_5jaar_gemeente")[c, jaar] for c in wie]
            return (
                100
                * sum(float(r[klasse][geslacht]) for r in rijen)
                / sum(float(k["inwoners"]) for r in rijen for k in r.values())
            )
        if m := re.fullmatch(r"ouderen_bij_(\w+)", id):
            return self._dichtbij(m[1], gebied, rij["omschrijving"])
        if id == "saldo_woningvoorraad":
            van, tot = (self.cijfer("woningvoorraad", gebied, j) for j in (jaar, jaar + 1))
            return None if van is None or tot is None else 1000 * (tot - van) / van
        if id == "evenredigheid_65plus":
            ouderen, iedereen = (
                {c: self.cijfer(k, c, jaar) for c in self.regio}
                for k in ("inwoners_65plus", "inwoners")
            )
            return (ouderen[gebied] / sum(ouderen.values())) / (
                iedereen[gebied] / sum(iedereen.values())
            )
        if m := re.fullmatch(r"evenredigheid_(\w+)", id):
            return _deel(self.cijfer(m[1], gebied, jaar), van_leden(m[1], self.regio, jaar), 1)
        w = self.cijfer(id, gebied, jaar)
        return -w if w is not None and rij["uitsplitsing"] and id in GAAT else w

    def _dichtbij(self, voorziening: str, gebied: str, omschrijving: str) -> float | None:
        wie = set((gebied,) if gebied.startswith("GM") else self.leden(gebied))
        klasse = next(k for k in AFSTAND if omschrijving.endswith(k))
        van, tot = AFSTAND[klasse]
        hier = [
            (float(r["inwoners_65plus"]), float(r[f"afstand_{voorziening}"]))
            for b in bestand("kern_buurt").values()
            for r in b.values()
            if r["gemeente"] in wie and r["inwoners_65plus"] and r[f"afstand_{voorziening}"]
        ]
        return _deel(sum(n for n, km in hier if van < km <= tot), sum(n for n, _ in hier), 100)


def _deel(boven: float | None, onder: float | None, keer: float) -> float | None:
    return None if boven is None or not onder else keer * boven / onder
