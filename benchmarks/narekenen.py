"""Wat elk cijfer van een rapport hoort te zijn, langs een eigen weg uit de momentopname:
geen code van de kit.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
import os
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import yaml

KIT = Path(__file__).resolve().parent.parent
GEGEVENS = KIT / "woonzorg_lib" / "cijfers" / "gegevens"
GEBIEDEN = KIT / "woonzorg_lib" / "gebieden"


class Cijfer(NamedTuple):
    """Hoe een indicator berekend hoort te worden:
    uit welke kolom, met welke noemer of welk gewicht.
    """

    hoe: str  # aantal, verhouding or gewogen
    bron: str
    kolom: str
    noemer: str  # "bron:kolom", or empty
    factor: float
    filter: tuple[tuple[str, str], ...]
    ook: tuple[tuple[str, str], ...]  # other sources with the same figure: (bron, kolom)
    niveau: str
    nul_is_onbekend: bool


@cache
def register() -> dict[str, dict]:
    """De YAML naast elk bestand. Alleen de namen komen daaruit; het rekenen staat hieronder."""
    return {
        p.stem: yaml.safe_load(p.read_text(encoding="utf-8"))
        for p in sorted(GEGEVENS.glob("*.yaml"))
    }


def _per_waarde(bron: str, inhoud: dict) -> Iterator[tuple[str, dict]]:
    """De cijfers van een tabel die zelf zegt welke groepen zij heeft."""
    spec = inhoud.get("per_waarde") or {}
    labels = {r[spec["kolom"]] for r in _csv(_pad(bron))} if spec else ()
    for label in labels:
        for achter, velden in spec["indicatoren"].items():
            kaal = re.sub(r"[^a-z0-9]", "", label.lower())
            yield f"{spec['voorvoegsel']}_{kaal}{achter}", velden | {"filter": {"groep": label}}


def _lijst() -> dict[str, Cijfer]:
    uit = {}
    for bron, inhoud in register().items():
        for id, i in [*(inhoud.get("indicatoren") or {}).items(), *_per_waarde(bron, inhoud)]:
            ook = [naam.partition(":") for naam in i.get("ook", ())]
            uit[id] = Cijfer(
                i["soort"],
                bron,
                i["kolom"],
                i.get("noemer", ""),
                i.get("factor", 1),
                tuple(i.get("filter", {}).items()),
                tuple((b, kolom or i["kolom"]) for b, _, kolom in ook),
                i.get("niveau", "gemeente"),
                i.get("nul_is_onbekend", False),
            )
    return uit


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
    "JZ": "jeugdregiocode",
    "ES": "res_regiocode",
    "MC": "rmc_regiocode",
    "VT": "veilig_thuis_regiocode",
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
def actief() -> Path | None:
    """De map met ververste cijfers waar `WOONZORG_GEGEVENS` naar wijst; None is het pakket."""
    thuis = Path(os.environ.get("WOONZORG_GEGEVENS", "") or "/bestaat/niet")
    wijzer = thuis / "actief.json"
    if not wijzer.is_file():
        return None
    naam = json.loads(wijzer.read_text(encoding="utf-8"))["map"]
    return thuis / naam if naam else None


@cache
def ververst() -> dict[str, dict[str, dict]]:
    """Bron -> jaar -> wat er van dat jaar is opgehaald (tabel, indeling)."""
    if actief() is None:
        return {}
    stand = json.loads((actief() / "stand.json").read_text(encoding="utf-8"))
    return {bron: wat["jaren"] for bron, wat in stand["bronnen"].items()}


def _pad(naam: str) -> Path:
    mappen = [m for m in (actief(), GEGEVENS) if m is not None]
    paden = [map_ / f"{naam}{soort}" for map_ in mappen for soort in (".csv.gz", ".csv")]
    return next((pad for pad in paden if pad.is_file()), paden[-2])


@cache
def bestand(naam: str) -> dict[tuple[str, int], list[dict]]:
    """(gebied, jaar) -> de rijen."""
    uit: dict[tuple[str, int], list[dict]] = {}
    for rij in _csv(_pad(naam)):
        uit.setdefault((rij["gebied"], int(rij["jaar"])), []).append(rij)
    return uit


def _klassen(kolom: str, rijen: list[dict]) -> list[str] | None:
    """De getallen van de leeftijdsklassen in "65-", "50-74" of "naam@75-";
    None als het een gewone kolom is.
    """
    if not (m := re.fullmatch(r"(?:(\w+)@)?(\d+)-(\d*)", kolom)):
        return None
    van, tot = int(m[2]), int(m[3] or 999)
    hier = [r for r in rijen if van <= int(re.match(r"\d+", r["leeftijd"])[0]) <= tot]
    return [r[m[1] or "inwoners"] for r in hier]


def getal(bron: str, kolom: str, gebied: str, jaar: int, filter=()) -> float | None:
    """Eén getal uit de momentopname; None als het leeg is of er niet is. "a-b" trekt af."""
    rijen = bestand(bron).get((gebied, jaar), [])
    if not rijen:
        return None
    gekozen = _klassen(kolom, rijen)
    if gekozen is not None:
        return None if "" in gekozen else sum(map(float, gekozen))
    rijen = [r for r in rijen if all(r.get(n, str(w)) == str(w) for n, w in filter)]
    if not rijen:
        return None
    som = 0.0
    for teken, naam in re.findall(r"([+-]?)(\w+)", kolom):
        if not rijen[0].get(naam):
            return None
        som += -float(rijen[0][naam]) if teken == "-" else float(rijen[0][naam])
    return som


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


# A share may miss a part of the gemeente with at most this share of her inhabitants;
# a count may not.
KLEIN_DEEL = 0.03
# Who got a part of a split gemeente that is so small that her own share stands.
KLEINE_DELEN = {("GM0855", "GM0788")}


@cache
def delen(code: str, jaar: int, aandeel: bool = False) -> tuple[str, ...] | None:
    """De gemeenten die in dit jaar samen deze gemeente van nu waren;
    None als een deel van een gesplitste gemeente er later bij kwam.
    """
    kreeg = [
        (oud, sinds)
        for oud, lijst in herindelingen().items()
        for nieuw, sinds, soort in lijst
        if soort == "splitsing" and nu(nieuw) == code
    ]
    if any(sinds > jaar and not (aandeel and (code, oud) in KLEINE_DELEN) for oud, sinds in kreeg):
        return None
    return tuple(c for c in codes(max(jaar, 2012)) if nu(c) == code)


@cache
def in_bron(bron: str, code: str, jaar: int, aandeel: bool) -> tuple[str, ...] | None:
    """De delen van een gemeente van nu die deze bron in dit jaar heeft;
    None als zij er te veel mist.
    """
    indeling = _indeling(bron, jaar)
    if indeling == 2024:
        return (code,)
    peil = indeling or jaar
    wie = delen(code, peil, aandeel)
    if wie is None:
        return None
    er = tuple(c for c in wie if (c, jaar) in bestand(bron))
    if len(er) == len(wie):
        return er
    toen = min(max(peil, 2012), 2023)
    mensen = {
        c: getal("bevolkingsontwikkeling_gemeente", "inwoners_1_januari", c, toen) for c in wie
    }
    if None in mensen.values() or not aandeel or not er:
        return None
    mist = sum(mensen[c] for c in wie if c not in er)
    return er if mist <= KLEIN_DEEL * sum(mensen.values()) else None


@cache
def codes(jaar: int) -> tuple[str, ...]:
    """Alle gemeenten van een jaar: uit de Kerncijfers, of van voor 2020 uit de
    bevolkingsontwikkeling.
    """
    naam = "kern_gemeente" if jaar >= 2020 else "bevolkingsontwikkeling_gemeente"
    return tuple(c for c, j in bestand(naam) if j == jaar and c.startswith("GM"))


LIJST = _lijst()


# Computing


def _indeling(bron: str, jaar: int) -> int | None:
    """Het jaar waarvan de gemeenten in deze bron staan; None als dat elk jaar andere zijn."""
    vers = ververst().get(bron, {}).get(str(jaar))
    indeling = vers["indeling"] if vers else register()[bron]["indeling"]
    return None if indeling == "eigen" else int(indeling)


def _gewicht(noemer: str, code: str, jaar: int, indeling: int | None) -> float | None:
    """De noemer in de indeling van de bron; heeft het jaar er geen,
    dan het dichtstbijzijnde jaar dat er een heeft.
    """
    bron, _, kolom = noemer.partition(":")
    for j in sorted({j for _, j in bestand(bron)}, key=lambda j: (abs(j - jaar), j)):
        wie = delen(code, j) if indeling == 2024 else (code,)
        stukken = [getal(bron, kolom, c, j) for c in wie or ()]
        if stukken and None not in stukken:
            return sum(stukken)
    return None


def plekken(id: str) -> tuple[tuple[str, str], ...]:
    """Waar een cijfer staat, op volgorde: (bron, kolom)."""
    return (LIJST[id].bron, LIJST[id].kolom), *LIJST[id].ook


@cache
def stuk(id: str, code: str, jaar: int) -> tuple[float | None, float | None, float | None]:
    """(waarde, teller, noemer) van een gemeente van nu, uit de eerste bron die een cijfer heeft."""
    uit = [_stuk(id, plek, code, jaar) for plek in plekken(id)]
    return next((s for s in uit if s[0] is not None), uit[0])


def _stuk(id: str, plek: tuple[str, str], code: str, jaar: int):
    c = LIJST[id]
    wie = in_bron(plek[0], code, jaar, c.hoe != "aantal")
    if not wie:
        return None, None, None
    return _samen([_los(id, plek, d, jaar) for d in wie], c.hoe, c.factor)


def _los(id: str, plek: tuple[str, str], code: str, jaar: int) -> tuple[float | None, float | None]:
    """(teller of gegeven cijfer, noemer) van een gebied zoals de bron het heeft."""
    c, (eigen, kolom) = LIJST[id], plek
    noemer = 1.0
    bron, _, onder = c.noemer.rpartition(":")
    if c.hoe == "gewogen" and bron:
        noemer = _gewicht(c.noemer, code, jaar, _indeling(eigen, jaar))
    elif c.noemer:
        noemer = getal(bron or eigen, onder, code, jaar, () if bron else c.filter)
    teller = getal(eigen, kolom, code, jaar, c.filter)
    return None if teller == 0 and c.nul_is_onbekend else teller, noemer


def marges(id: str, code: str, jaar: int) -> tuple[float | None, float | None]:
    """(onder, boven) als de bron die geeft; een gemeente die toen uit meer gemeenten bestond heeft
    ze niet.
    """
    for bron, kolom in plekken(id):
        wie = (code,)
        if code.startswith("GM"):
            wie = in_bron(bron, code, jaar, LIJST[id].hoe != "aantal") or ()
        if len(wie) == 1 and getal(bron, kolom, wie[0], jaar, LIJST[id].filter) is not None:
            return tuple(
                getal(bron, f"{kolom}_{kant}", wie[0], jaar, LIJST[id].filter)
                if "+" not in kolom and "-" not in kolom
                else None
                for kant in ("onder", "boven")
            )
    return None, None


def _samen(stukken: list[tuple[float | None, float | None]], hoe: str, factor: float):
    """Telt delen samen: (waarde, teller, noemer).
    Een deel zonder cijfer maakt het geheel leeg, de noemer blijft als hij er is.
    """
    noemer = None if any(n is None for _, n in stukken) else sum(n for _, n in stukken)
    if any(t is None for t, _ in stukken):
        return None, None, noemer
    if hoe == "aantal":
        som = sum(t for t, _ in stukken)
        return som, som, 1.0
    if len(stukken) == 1 and hoe == "gewogen":
        t, n = stukken[0]
        return t, None if n is None else t * n, n
    if noemer is None:
        return None, None, None
    teller = sum(t * n if hoe == "gewogen" else t for t, n in stukken)
    return (factor * teller / noemer if noemer else None), teller, noemer


def van_leden(id: str, leden, jaar: int) -> float | None:
    """Een regio of vergelijkingsgroep: opgeteld of gewogen."""
    hoe, factor = LIJST[id].hoe, LIJST[id].factor
    stukken = [stuk(id, c, jaar) for c in leden]
    met = [(t, n) for w, t, n in stukken if w is not None and n is not None]
    if hoe == "aantal":
        return sum(t for t, _ in met) if len(met) == len(stukken) else None
    if len(met) < len(stukken):
        alle = [n for *_, n in stukken]
        if ":" in LIJST[id].noemer:
            alle = [_gewicht(LIJST[id].noemer, c, jaar, 2024) for c in leden]
            met_gewicht = [n for n, (w, *_) in zip(alle, stukken) if w is not None]
        else:
            met_gewicht = [n for _, n in met]
        dekking = len(met) / len(stukken) if None in alle else sum(met_gewicht) / sum(alle)
        if dekking < DEKKING:
            return None
    noemer = sum(n for _, n in met)
    return factor * sum(t for t, _ in met) / noemer if noemer else None


@cache
def rechtstreeks(id: str, gebied: str, jaar: int) -> float | None:
    """Wat een bron zelf geeft voor Nederland of een regio;
    de noemer mag uit haar gemeenten opgeteld zijn.
    """
    c = LIJST[id]
    if gebied != "NL" and (gebied[:2] not in REGIOKOLOM or "-GM" in gebied):
        return None
    for plek in plekken(id):
        teller, noemer = _los(id, plek, gebied, jaar)
        if c.hoe != "verhouding":
            noemer = 1.0
        elif noemer is None and ":" in c.noemer:
            noemer = _noemer_van_leden(c.noemer, gebied, jaar)
        if teller is not None and noemer:
            return c.factor * teller / noemer
    return None


def _noemer_van_leden(noemer: str, gebied: str, jaar: int) -> float | None:
    kolom = "" if gebied == "NL" else REGIOKOLOM[gebied[:2]]
    bron, _, onder = noemer.partition(":")
    leden = [c for c, r in gemeenten().items() if not kolom or r[kolom] == gebied]
    stukken = [getal(bron, onder, c, jaar) for c in leden]
    return None if None in stukken else sum(stukken)


@cache
def van_land(id: str, jaar: int) -> float | None:
    """Nederland: de eigen rij van de bron, anders alle gemeenten van dat jaar."""
    c = LIJST[id]
    if (eigen := rechtstreeks(id, "NL", jaar)) is not None:
        return eigen
    stukken: dict[str, tuple] = {}
    for plek in plekken(id):
        for g, j in bestand(plek[0]):
            if j == jaar and g.startswith("GM") and stukken.get(g, (None,))[0] is None:
                stukken[g] = _los(id, plek, g, jaar)
    met = [(t, n) for t, n in stukken.values() if t is not None and n is not None]
    if not met or len(met) < (1.0 if c.hoe == "aantal" else DEKKING) * len(stukken):
        return None
    return _samen(met, c.hoe, c.factor)[0]


@cache
def wijkbron(id: str) -> str:
    """Het bestand met dit cijfer per wijk: van wat het register noemt het eerste met de kolom."""
    genoemd = next(w for bron, _ in plekken(id) if (w := register()[bron].get("wijk")))
    if isinstance(genoemd, str):
        return genoemd
    kolom = LIJST[id].kolom
    return next((w for w in genoemd if _heeft(w, kolom)), genoemd[-1])


def _heeft(bron: str, kolom: str) -> bool:
    return any(rij.get(kolom) for rijen in bestand(bron).values() for rij in rijen)


def van_wijk(id: str, code: str, jaar: int) -> float | None:
    """Een wijk of buurt: het cijfer zelf, of teller gedeeld door noemer (hoogstens het geheel,
    want aantallen zijn afgerond).
    """
    c = LIJST[id]
    bron = wijkbron(id)
    filter = c.filter if bron == "gezondheid_wijk" else ()
    if code.startswith("BU"):
        bron = "kern_buurt"
    teller = getal(bron, c.kolom, code, jaar, filter)
    if teller is None or c.hoe != "verhouding":
        return teller
    noemer = getal(bron, c.noemer.rpartition(":")[2], code, jaar)
    return min(c.factor * teller / noemer, c.factor) if noemer else None


class Gemeente:
    """Wat nodig is om de rijen van één rapport na te rekenen:
    wie de regio en de vergelijkingsgroep zijn.
    """

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
        if "-GM" in gebied:  # a region without the gemeente that is most of it
            heel, _, zonder = gebied.partition("-")
            return tuple(c for c in self.leden(heel) if c != zonder)
        kolom = REGIOKOLOM.get(gebied[:2])
        if not kolom:
            raise NietTeVergelijken(f"onbekend gebied {gebied}")
        return tuple(c for c, r in gemeenten().items() if r[kolom] == gebied)

    def cijfer(self, id: str, gebied: str, jaar: int) -> float | None:
        if id not in LIJST:
            raise NietTeVergelijken(f"indicator {id} staat niet in het register")
        if gebied.startswith("GM"):
            return stuk(id, gebied, jaar)[0]
        if gebied[:2] in ("WK", "BU"):
            return van_wijk(id, gebied, jaar)
        if gebied == "NL":
            return van_land(id, jaar)
        if (eigen := rechtstreeks(id, gebied, jaar)) is not None:
            return eigen
        return van_leden(id, self.leden(gebied), jaar)

    def verwacht(self, rij: dict) -> tuple[float | None, float | None, float | None]:
        """(waarde, ondergrens, bovengrens) die in deze rij horen te staan.

        Fout: NietTeVergelijken.
        """
        id, gebied, jaar = rij["indicator"], rij["gebiedcode"], int(rij["jaar"])
        if id == "afspraak_ouderen":
            return _afgesproken(rij), None, None
        if id.startswith("prognose_"):  # the years of a forecast that are counted: without a band
            wat = id.removeprefix("prognose_")
            w = self._geteld(wat, gebied, jaar)
            if m := re.fullmatch(r"index, (\d{4}) = 100", rij["eenheid"]):
                w = _deel(w, self._geteld(wat, gebied, int(m[1])), 100)
            return w, w, w
        waarde = self._waarde(id, gebied, jaar, rij)
        kaal = id.removeprefix("evenredigheid_")
        if kaal not in LIJST or gebied[:2] in ("WK", "BU"):
            return waarde, None, None
        marge, zelf = marges(kaal, gebied, jaar), self.cijfer(kaal, gebied, jaar)
        # An index or a share has the margin of its figure, on its own scale.
        schaal = waarde / zelf if waarde is not None and zelf else 1.0
        return waarde, *(None if m is None else m * schaal for m in marge)

    def _geteld(self, wat: str, gebied: str, jaar: int) -> float | None:
        """Ouderen of huishoudens die geteld zijn, van de gemeenten van toen opgeteld."""
        bron, kolom = _geteld_in(wat, jaar)
        wie = (gebied,) if gebied.startswith("GM") else self.leden(gebied)
        losse = [getal(bron, k, d, jaar) for c in wie for d in delen(c, jaar) for k in kolom]
        return None if None in losse else sum(losse)

    def _waarde(self, id: str, gebied: str, jaar: int, rij: dict) -> float | None:
        if m := re.fullmatch(r"index, (\d{4}) = 100", rij["eenheid"]):
            return _deel(self.cijfer(id, gebied, jaar), self.cijfer(id, gebied, int(m[1])), 100)
        if rij["eenheid"] == "index, Nederland = 100":
            return _deel(self.cijfer(id, gebied, jaar), self.cijfer(id, "NL", jaar), 100)
        if rij["omschrijving"].endswith("(verandering in een jaar)"):
            v = _deel(self.cijfer(id, gebied, jaar), self.cijfer(id, gebied, jaar - 1), 100)
            return None if v is None else v - 100
        if id == "leeftijdsopbouw":
            return self._opbouw(gebied, jaar, rij["uitsplitsing"])
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

    def _opbouw(self, gebied: str, jaar: int, klasse: str) -> float:
        klasse = klasse.replace("-", "_").replace("+", "plus")
        wie = (gebied,) if gebied.startswith("GM") else self.leden(gebied)
        bron = "leeftijd_2024_gemeente"
        if any((c, jaar) not in bestand(bron) for c in wie):
            bron = "leeftijd_5jaar_gemeente"
        rijen = [r for c in wie for r in bestand(bron)[c, jaar]]
        hier = sum(float(r["inwoners"]) for r in rijen if r["leeftijd"] == klasse)
        return 100 * hier / sum(float(r["inwoners"]) for r in rijen)

    def _dichtbij(self, voorziening: str, gebied: str, omschrijving: str) -> float | None:
        wie = set((gebied,) if gebied.startswith("GM") else self.leden(gebied))
        klasse = next(k for k in AFSTAND if omschrijving.endswith(k))
        van, tot = AFSTAND[klasse]
        hier = [
            (float(r["inwoners_65plus"]), float(r[f"afstand_{voorziening}"]))
            for b in bestand("kern_buurt").values()
            for r in b
            if r["gemeente"] in wie and r["inwoners_65plus"] and r[f"afstand_{voorziening}"]
        ]
        return _deel(sum(n for n, km in hier if van < km <= tot), sum(n for n, _ in hier), 100)


@cache
def _kaders() -> list[dict]:
    pad = GEGEVENS.parents[2] / "parameters" / "afsprakenkaders.yaml"
    return yaml.safe_load(pad.read_text(encoding="utf-8"))["kaders"]


def _afgesproken(rij: dict) -> float | None:
    """Wat in afsprakenkaders.yaml staat voor deze gemeente of regio en woonvorm."""
    vorm = rij["omschrijving"].rpartition(": ")[2].removesuffix(" woningen")
    vorm = vorm.removesuffix("woningen").removesuffix("e").rstrip()
    for k in _kaders():
        regio = k.get("regio") or {}
        alle = (k.get("gemeenten") or {}) | {f"EIGEN:{regio.get('naam')}": regio.get("woningen")}
        for naam, n in (alle.get(rij["gebiedcode"]) or {}).items():
            if naam.startswith(vorm[:8]):
                return float(n)
    return None


def _geteld_in(wat: str, jaar: int) -> tuple[str, tuple[str, ...]]:
    """De bron en de kolommen van een geteld aantal: "75plus" of "huishoudens_totaal"."""
    if wat.startswith("huishoudens_"):
        soort = wat.removeprefix("huishoudens")
        los = "huishoudens_2025" if jaar == 2025 else "kern"
        return f"{los}_gemeente", (f"huishoudens{'' if soort == '_totaal' else soort}",)
    if any(j == jaar for _, j in bestand("leeftijd_2024_gemeente")):
        return "leeftijd_2024_gemeente", (f"{wat[:2]}-",)
    if jaar == 2025:
        oudst = ("inwoners_80plus",)
        return "leeftijd_2025_gemeente", (*(("inwoners_65_80",) if wat == "65plus" else ()), *oudst)
    return ("kern" if wat == "65plus" else "maatstaven") + "_gemeente", (f"inwoners_{wat}",)


def _deel(boven: float | None, onder: float | None, keer: float) -> float | None:
    return None if boven is None or not onder else keer * boven / onder
