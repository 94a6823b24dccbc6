"""Kijkt de zinnen van rapporten na: elk getal en elk vergelijkend woord, uit cijfers.csv.

python benchmarks/proza.py Zeist Schiermonnikoog   maakt deze rapporten en leest ze na
python benchmarks/proza.py --aantal 50             vijftig willekeurige gemeenten
python benchmarks/proza.py --uitvoer MAP           leest rapporten na die er al zijn
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from woonzorg_lib import gebieden
from woonzorg_lib.cijfers import vergelijken

KIT = Path(__file__).resolve().parent.parent

# Reading the visible sentences

LEEG = {"br", "img", "meta", "link", "input", "hr", "source", "wbr", "col", "base"}
# What is drawn, tabulated, or says where a figure comes from is not prose about the gemeente.
GEEN_PROZA = {"svg", "script", "style", "table", "nav", "header", "dl", "head", "figure"}
NIET_VAN_DE_GEMEENTE = {"verantwoording", "vind"}
GEEN_ZIN = {"bron", "bijkop", "id", "notitie", "onder", "over", "voet", "kleuren", "groep", "enkel"}
UITLEG = re.compile(r"Wat beteken|Bron|Wat zegt de wet")


@dataclass
class Zin:
    """Een stuk zichtbare tekst: van welk onderwerp, een titel of een alinea, en de tekst zelf."""

    onderwerp: str
    soort: str
    tekst: str


class Lezer(HTMLParser):
    """Haalt de titels, alinea's en punten uit een rapport, met het onderwerp waar zij bij horen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.zinnen: list[Zin] = []
        self._stapel: list[tuple[str, bool]] = []
        self._plek = [""]
        self._stuk: list[str] | None = None
        self._soort = ""
        self._samenvatting: list[str] | None = None
        self._sla_over_details = 0

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in LEEG:
            return
        kenmerken = dict(attrs)
        klassen = set((kenmerken.get("class") or "").split())
        weg = tag in GEEN_PROZA and "eruit" not in klassen
        weg = weg or kenmerken.get("id") in NIET_VAN_DE_GEMEENTE or bool(klassen & GEEN_ZIN)
        weg = weg or klassen & {"volledigheid", "zonder", "feiten", "opvallend"} != set()
        self._stapel.append((tag, weg))
        if tag == "section" and kenmerken.get("id"):
            self._plek.append(kenmerken["id"])
        elif tag == "section":
            self._plek.append(self._plek[-1])
        if tag == "summary":
            self._samenvatting = []
        if tag in ("h2", "h3", "p", "li") and not self._weg():
            self._klaar()
            self._stuk, self._soort = [], tag
        if tag == "small" and self._stuk is not None:
            self._stapel[-1] = (tag, True)  # the name of the chapter, before its message

    def handle_endtag(self, tag: str) -> None:
        if tag in LEEG or not any(t == tag for t, _ in self._stapel):
            return
        while self._stapel:
            open_tag, _ = self._stapel.pop()
            if open_tag == tag:
                break
        if tag == "section":
            self._klaar()
            self._plek.pop()
        if tag == "summary":
            self._sluit_samenvatting()
        if tag in ("h2", "h3", "p", "li"):
            self._klaar()

    def handle_data(self, data: str) -> None:
        if self._samenvatting is not None:
            self._samenvatting.append(data)
        elif self._stuk is not None and not self._weg():
            self._stuk.append(data)

    def _sluit_samenvatting(self) -> None:
        tekst = "".join(self._samenvatting or [])
        self._samenvatting = None
        if UITLEG.match(tekst.strip()):
            for plek in range(len(self._stapel) - 1, -1, -1):
                if self._stapel[plek][0] == "details":
                    self._stapel[plek] = ("details", True)
                    break

    def _weg(self) -> bool:
        return any(weg for _, weg in self._stapel)

    def _klaar(self) -> None:
        tekst = " ".join("".join(self._stuk or []).split())
        if tekst:
            self.zinnen.append(Zin(self._plek[-1], self._soort, tekst))
        self._stuk = None


def lees_zinnen(pagina: str) -> list[Zin]:
    """De zichtbare titels en alinea's van een rapport, in hun volgorde."""
    lezer = Lezer()
    lezer.feed(pagina)
    return lezer.zinnen


# Reading cijfers.csv


def _getal(cel: str) -> float:
    return float(cel.replace(",", ".")) if cel.strip() else math.nan


@dataclass
class Cijfers:
    """De regels van een cijfers.csv, met de code van de gemeente en de getallen als getal."""

    rijen: list[dict]
    code: str
    reeksen: dict[tuple, list[dict]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for rij in self.rijen:
            sleutel = (rij["indicator"], rij["gebiedcode"], rij["uitsplitsing"])
            self.reeksen[sleutel].append(rij)

    def van(self, onderwerp: str) -> list[dict]:
        """De regels van een onderwerp; buiten een onderwerp alle."""
        eigen = [r for r in self.rijen if r["onderwerp"] == onderwerp]
        return eigen or self.rijen


def lees_cijfers(pad: Path, code: str) -> Cijfers:
    """Leest een cijfers.csv: puntkomma's, decimale komma's."""
    with open(pad, encoding="utf-8-sig", newline="") as bestand:
        rijen = list(csv.DictReader(bestand, delimiter=";"))
    for rij in rijen:
        for veld in ("waarde", "ondergrens", "bovengrens"):
            rij[veld] = _getal(rij[veld])
        if rij["eenheid"].startswith("duizend "):
            for veld in ("waarde", "ondergrens", "bovengrens"):
                rij[veld] *= 1000
            rij["eenheid"] = rij["eenheid"].removeprefix("duizend ")
    return Cijfers(rijen, code)


# Numbers in a sentence

GETAL = re.compile(
    r"(?P<euro>€\s*)?(?<![\w,.-])(?P<getal>\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?)"
    r"(?P<maal>\s+(?:miljoen|miljard)\b)?(?P<soort>%|\s+procentpunt|\s+km\b)?"
)
# Ages, rates, years and names of things are not figures.
GEEN_CIJFER = re.compile(
    r"\b\d+(?:\s*(?:tot|tot en met|t/m|of|en|–|-)\s*\d+)*\s*(?:jaar\b|jarige)"
    r"|\b\d+(?:, \d+)*(?:\s*(?:en|of)\s*\d+)?\s*-?\+?-?(?:plus\w*|\+)"
    r"|\b\d{2}-(?:tot|en) \d{2}-jarigen|\(\d{2}\+\)"
    r"|\b(?:[Pp]er|elke|van de|de|eerste|laatste)\s+(?:1\.000|100|10\.000|tien|10)\b(?!\s*%)"
    r"|\b(?:\d{1,2}\s+(?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober"
    r"|november|december)\s+)?(?:19|20)\d{2}\b(?:-(?:19|20)?\d{2}\b)?"
    r"|\b\d+ (?:wijken|buurten|gemeenten)\b|\bbinnen \d+ meter\b|\bWijk \d+\b"
    r"|Gelijk gebleven: [\d.]+"
    r"|\b\d{1,2}-\d{1,2}-\d{4}|\b[A-Z]\d+[a-f]?\b"
)


@dataclass(frozen=True)
class Genoemd:
    """Een getal zoals het in een zin staat: waarde, decimalen, eenheid en plek."""

    tekst: str
    waarde: float
    decimalen: int
    eenheid: str
    begin: int
    eind: int


def getallen(zin: str) -> list[Genoemd]:
    """De getallen van een zin; leeftijden, jaren, data en 'per 1.000' tellen niet mee."""
    zonder = GEEN_CIJFER.sub(lambda m: " " * len(m[0]), zin)
    uit: list[Genoemd] = []
    for m in GETAL.finditer(zonder):
        heel, _, deel = m["getal"].replace(".", "").partition(",")
        maal = {"miljoen": 6, "miljard": 9}.get((m["maal"] or "").strip(), 0)
        waarde = float(f"{heel}.{deel or 0}") * 10**maal
        soort = (m["soort"] or "").strip() or ("euro" if m["euro"] else "")
        reeks = re.match(r"\s+tot\s+\d+(?:,\d+)?(%| km\b)", zonder[m.end() :])
        soort = soort or (reeks[1].strip() if reeks else "")
        decimalen = len(deel) - maal
        if soort == "euro" and waarde >= 1000 and waarde % 100 == 0:
            # The value of a dwelling is in thousands, an income in hundreds.
            decimalen = -2 if waarde % 1000 else -3
        uit.append(Genoemd(m[0].strip(), waarde, decimalen, soort, m.start(), m.end()))
    return uit


def _rond(waarde: float, decimalen: int) -> float:
    """Half omhoog, zoals een lezer rondt; leeg blijft leeg."""
    if math.isnan(waarde):
        return waarde
    schaal = 10.0**decimalen
    return math.copysign(math.floor(abs(waarde) * schaal + 0.5 + 1e-9) / schaal, waarde)


def _past(genoemd: Genoemd, waarde: float) -> bool:
    if math.isnan(waarde):
        return False
    gezien = abs(_rond(waarde, genoemd.decimalen))
    return abs(gezien - genoemd.waarde) < 10.0 ** -max(genoemd.decimalen, 0) * 1e-3 + 1e-9


def _eenheid_past(genoemd: Genoemd, eenheid: str) -> bool:
    if genoemd.eenheid in ("%", "procentpunt"):
        return eenheid == "%"
    if genoemd.eenheid in ("km", "euro"):
        return eenheid.startswith(genoemd.eenheid)
    return eenheid not in ("%", "euro")


def _waarden(rij: dict) -> tuple[float, float, float]:
    return rij["waarde"], rij["ondergrens"], rij["bovengrens"]


def direct(genoemd: Genoemd, rijen: Iterable[dict]) -> Iterator[dict]:
    """De regels die afgerond dit getal geven, als waarde of als rand van de band."""
    for rij in rijen:
        if _eenheid_past(genoemd, rij["eenheid"]) and any(_past(genoemd, w) for w in _waarden(rij)):
            yield rij


def _verschillen(oud: dict, nieuw: dict, genoemd: Genoemd) -> Iterator[float]:
    for straks in _waarden(nieuw):
        nu = oud["waarde"]
        if genoemd.eenheid == "%" and nu:
            yield 100 * (straks / nu - 1)
        elif genoemd.eenheid != "%":
            yield straks - nu
            # The kit subtracts what a reader sees: 38,6 - 36,7.
            yield _rond(straks, genoemd.decimalen) - _rond(nu, genoemd.decimalen)


def verandering(genoemd: Genoemd, cijfers: Cijfers, rijen: Iterable[dict]) -> bool:
    """Of het getal een verschil of groei is tussen twee jaren van één cijfer van één gebied."""
    for indicator, code, deel in {
        (r["indicator"], r["gebiedcode"], r["uitsplitsing"]) for r in rijen
    }:
        reeks = cijfers.reeksen[indicator, code, deel]
        if genoemd.eenheid != "%" and not _eenheid_past(genoemd, reeks[0]["eenheid"]):
            continue
        for oud, nieuw in product(reeks, repeat=2):
            if oud["jaar"] < nieuw["jaar"] and any(
                _past(genoemd, v) or _past_grof(genoemd, v)
                for v in _verschillen(oud, nieuw, genoemd)
            ):
                return True
    return False


def _past_grof(genoemd: Genoemd, waarde: float) -> bool:
    """Of een schatting zonder decimalen, op 5, 10, 50 of 100 rond gemaakt, deze waarde kan zijn."""
    if genoemd.decimalen or genoemd.eenheid or math.isnan(waarde):
        return False
    n = genoemd.waarde
    stap = 5 if n < 100 else 10 if n < 1000 else 50 if n < 2500 else 100
    return n % 5 == 0 and abs(abs(waarde) - n) <= stap / 2


def som(genoemd: Genoemd, rijen: Iterable[dict]) -> bool:
    """Of het getal de som is van alle delen van een cijfer in een jaar, zoals drie woonvormen."""
    delen: dict[tuple, dict[str, dict]] = defaultdict(dict)
    for r in rijen:
        if r["uitsplitsing"]:
            delen[r["indicator"], r["gebiedcode"], r["jaar"]][r["uitsplitsing"]] = r
    return any(
        _past_grof(genoemd, sum(r[veld] for r in groep.values()))
        for groep in delen.values()
        for veld in ("waarde", "ondergrens", "bovengrens")
        if len(groep) > 1
    )


def aandeel_groei(genoemd: Genoemd, cijfers: Cijfers) -> bool:
    """Of het getal het deel van de gemeente in een landelijke groei is."""
    if genoemd.eenheid != "%":
        return False
    for (indicator, code, deel), reeks in list(cijfers.reeksen.items()):
        land = {r["jaar"]: r["waarde"] for r in cijfers.reeksen.get((indicator, "NL", deel), [])}
        if code != cijfers.code:
            continue
        hier = {r["jaar"]: r["waarde"] for r in reeks if r["jaar"] in land}
        for van, tot in product(hier, repeat=2):
            groei = land[tot] - land[van]
            if van < tot and groei and _past_ruim(genoemd, 100 * (hier[tot] - hier[van]) / groei):
                return True
    return False


def _past_ruim(genoemd: Genoemd, waarde: float) -> bool:
    """Binnen een eenheid van de laatste decimaal: cijfers.csv heeft de prognose afgerond."""
    return abs(waarde - genoemd.waarde) <= 1.5 * 10.0**-genoemd.decimalen


@cache
def normen() -> frozenset[float]:
    """De grote getallen van de landelijke sleutel: een norm, geen cijfer van de gemeente."""
    tekst = (KIT / "parameters" / "behoefte.yaml").read_text(encoding="utf-8")
    sleutel = yaml.safe_load(tekst)["sleutel"].values()
    return frozenset(
        float(v["waarde"]) for v in sleutel if isinstance(v, dict) and v["waarde"] >= 10_000
    )


AANDEEL = re.compile(r"^Van (?:de|alle)\b|\baandeel in\b")


def aandeel(genoemd: Genoemd, zin: str, rijen: list[dict]) -> bool:
    """Of het getal een deel is van twee aantallen met dezelfde eenheid, als de zin dat zegt."""
    if genoemd.eenheid != "%" or not AANDEEL.search(zin):
        return False
    tellingen = [r for r in rijen if r["eenheid"] in ("inwoners", "woningen", "huishoudens")]
    for a, b in product(tellingen, repeat=2):
        samen = a["jaar"] == b["jaar"] and a["eenheid"] == b["eenheid"] and b["waarde"]
        zelfde = a["gebiedcode"] == b["gebiedcode"] or a["indicator"] == b["indicator"]
        if samen and zelfde and _past(genoemd, 100 * a["waarde"] / b["waarde"]):
            return True
    return False


def gevonden(genoemd: Genoemd, zin: str, cijfers: Cijfers, rijen: list[dict]) -> bool:
    """Of een getal uit de regels volgt: zoals het er staat, als verandering of als deel."""
    gebied = _gebied_van(genoemd, zin)
    eigen = [r for r in rijen if _in_gebied(r, gebied) and _over(r, zin, cijfers)]
    return (
        next(direct(genoemd, eigen), None) is not None
        or (bool(BEWEGING.search(zin)) and verandering(genoemd, cijfers, eigen))
        or aandeel(genoemd, zin, rijen)
        or som(genoemd, eigen)
        or ("van de groei" in zin and aandeel_groei(genoemd, cijfers))
        or ("landelijk programma" in zin and genoemd.waarde in normen())
        or _elders(genoemd, cijfers)
        or _verteld(genoemd, zin, cijfers)
    )


def _elders(genoemd: Genoemd, cijfers: Cijfers) -> bool:
    """Of het getal bij een ander onderwerp een cijfer van de gemeente of van Nederland is.

    Alleen voor getallen van drie cijfers of meer: een klein getal staat altijd wel ergens.
    """
    rijen = (r for r in cijfers.rijen if r["gebiedcode"] in (cijfers.code, "NL"))
    groot = len(re.sub(r"\D", "", genoemd.tekst)) >= 3
    return groot and next(direct(genoemd, rijen), None) is not None


def _verteld(genoemd: Genoemd, zin: str, cijfers: Cijfers) -> bool:
    """Of een klein getal uit de prognose komt, die bij meer onderwerpen verteld wordt."""
    if not re.search(r"zijn dat er| oudsten|woonden in", zin):
        return False
    rijen = (r for r in cijfers.rijen if r["indicator"].startswith("prognose_"))
    return (
        next(direct(genoemd, (r for r in rijen if r["gebiedcode"] == cijfers.code)), None)
        is not None
    )


BEWEGING = re.compile(
    r"meer\b|minder\b|groei|gestegen|gedaald|daal|krimp|erbij|\bbij\b|zijn dat er|Onder hen zijn"
    r"|sneller|langzamer|even snel|\bkomen er\b"
)
LEEFTIJD = re.compile(r"\b(65|75|85)(?= jaar|-?plus|\+)")
WIJK = re.compile(r"wijk|buurt|wonen (?:naar verhouding )?de meeste", re.I)


def _over(rij: dict, zin: str, cijfers: Cijfers) -> bool:
    """Of een regel gaat over wat de zin noemt: haar gebied en haar leeftijd."""
    code = rij["gebiedcode"]
    if code[:2] in ("WK", "BU") and not WIJK.search(zin):
        return False
    if code[:2] == "GM" and code != cijfers.code and "gemeente" not in zin:
        return False
    leeftijden = set(LEEFTIJD.findall(zin))
    if rij["eenheid"] not in ("inwoners", "mensen") or not leeftijden:
        return True
    over = " ".join(rij[k] for k in ("indicator", "omschrijving", "uitsplitsing"))
    genoemd = set(re.findall(r"65|75|85", over))
    return bool(genoemd & leeftijden) or "inwoners" == rij["indicator"]


VOOR_GEBIED = re.compile(
    r"\b(?:in|aan|van|tegen) (?P<gebied>Nederland|de regio)\s*(?:\(|is (?:het|dat) |waren het er "
    r"|met |was het )?$"
)


def _gebied_van(genoemd: Genoemd, zin: str) -> str:
    """Nederland of de regio, als dat vlak voor het getal staat; anders leeg."""
    m = VOOR_GEBIED.search(zin[: genoemd.begin])
    return m["gebied"] if m else ""


def _in_gebied(rij: dict, gebied: str) -> bool:
    if gebied == "Nederland":
        return rij["gebiedcode"] == "NL"
    if gebied == "de regio":
        return rij["gebiedcode"] != "NL" and rij["gebiedcode"][:2] not in ("WK", "BU", "VG")
    return True


# Comparing words

HOGER = {"meer", "hoger", "vaker", "groter", "verder", "duurder", "langer", "ouder", "sneller"}
LAGER = {"minder", "lager", "minder vaak", "kleiner", "dichterbij", "goedkoper", "korter"}
WOORD = re.compile(
    r"\b(?P<woord>ongeveer (?:evenveel|gelijk|even (?!snel)\w+)|minder vaak|meer|hoger|vaker"
    r"|groter|verder|minder|lager|kleiner|dichterbij)\b(?!\s+(?:dan\s+)?\d)",
)
VERGELEKEN = re.compile(
    r"\b(?:in|aan|als in|van)\s+(?P<gebied>Nederland|de regio)\s*\((?P<getal>[^()]*\d[^()]*)\)"
)


STREEK = re.compile(r"\b[Ii]n (?:het|de) (?:COROP-gebied|zorgkantoorregio|\w*regio\b) ")


def richting(woord: str) -> int:
    """1 voor hoger, -1 voor lager, 0 voor ongeveer gelijk."""
    if woord.startswith("ongeveer"):
        return 0
    return 1 if woord in HOGER else -1


@dataclass(frozen=True)
class Vergelijking:
    """Een vergelijkend woord met het gebied en het getal waarmee vergeleken wordt."""

    woord: str
    gebied: str
    ander: Genoemd
    eigen: tuple[Genoemd, ...]
    streek: bool = False  # the sentence is about the region: the gemeente has no such figure


def vergelijkingen(zin: str, vorige: str) -> Iterator[Vergelijking]:
    """De vergelijkingen met Nederland en de regio waar het getal van dat gebied bij staat."""
    woorden = list(WOORD.finditer(zin))
    for m in VERGELEKEN.finditer(zin):
        voor = [w for w in woorden if w.start() < m.start()]
        ander = getallen(m["getal"])
        if not voor or not ander:
            continue
        eigen = getallen(zin[: voor[-1].start()]) + getallen(vorige)
        streek = bool(STREEK.search(vorige + zin))
        yield Vergelijking(voor[-1]["woord"], m["gebied"], ander[0], tuple(eigen), streek)


def paren(v: Vergelijking, cijfers: Cijfers, rijen: list[dict]) -> Iterator[tuple[dict, dict]]:
    """De twee regels van één cijfer in één jaar die deze twee getallen geven."""
    for ander in direct(v.ander, (r for r in rijen if _in_gebied(r, v.gebied))):
        if v.gebied == "de regio" and ander["gebiedcode"] == cijfers.code:
            continue
        for rij in rijen:
            zelfde = all(rij[k] == ander[k] for k in ("indicator", "jaar", "uitsplitsing"))
            over = rij["gebiedcode"] == cijfers.code or (v.streek and _in_gebied(rij, "de regio"))
            if zelfde and over and any(_past(g, rij["waarde"]) for g in v.eigen):
                yield rij, ander


def klopt(woord: str, eigen: dict, ander: dict, decimalen: int) -> bool:
    """Of het woord past bij twee regels: de richting, en of het verschil volgens de regel telt."""
    kant = richting(woord)
    a, b = _rond(eigen["waarde"], decimalen), _rond(ander["waarde"], decimalen)
    if kant and (a - b) * kant <= 10.0**-decimalen * 1.0001:
        return False
    schaal = 0.001 if eigen["indicator"] == "woz_waarde" else 1.0
    regel = vergelijken.vergelijk_rijen(_als_rij(eigen, schaal), _als_rij(ander, schaal))
    hoort = {"hoger": 1, "lager": -1}.get(regel.oordeel.value, 0)
    return hoort == kant


def _als_rij(rij: dict, schaal: float) -> dict:
    getal = {v: rij[v] * schaal for v in ("waarde", "ondergrens", "bovengrens")}
    jaar = re.search(r"\d{4}", rij["jaar"])
    return {**rij, **getal, "jaar": int(jaar[0]) if jaar else math.nan}


# A title without figures is held against the two figures in the paragraph below it.
NAAST = re.compile(r"\bin (?:heel )?Nederland\s+(?P<rest>[^.;]*\d(?:[^.;]|[.](?=\d))*)")
GEMIDDELD = re.compile(r"\bdan (?:gemiddeld|in Nederland)\b")


def titel_tegen_alinea(titel: str, alinea: str) -> str | None:
    """Wat er niet klopt aan 'meer dan gemiddeld' in een titel; None als dat niet te zien is."""
    woord, naast = WOORD.search(titel), NAAST.search(alinea)
    if not woord or not naast or not GEMIDDELD.search(titel):
        return None
    ander = getallen(naast["rest"])
    soort = (ander[0].eenheid, ander[0].decimalen)
    voor = getallen(alinea[: naast.start()])
    eigen = [g for g in voor if (g.eenheid, g.decimalen) == soort][: len(ander)]
    if len(eigen) != len(ander) or getallen(titel):
        return None
    kant = richting(woord["woord"])
    for a, b in zip(eigen, ander, strict=True):
        verschil = a.waarde - b.waarde
        if kant and verschil * kant <= 0:
            return f"'{woord['woord']}', maar {a.tekst} tegen {b.tekst}"
    return ""


# One report


@dataclass(frozen=True)
class Fout:
    """Een zin die niet klopt met de cijfers, en waarom."""

    onderwerp: str
    zin: str
    reden: str


@dataclass
class Uitslag:
    """Wat er van een rapport is nagekeken, en wat niet klopt."""

    gemeente: str
    fouten: list[Fout] = field(default_factory=list)
    getallen: int = 0
    vergelijkingen: int = 0
    niet_te_zien: list[Fout] = field(default_factory=list)


# The text of the law and where it was found: not about figures of the gemeente.
WET = re.compile(r"secundaire bronnen|Staatsblad|\(gecontroleerd;|\b36 \d{3}\b")
SPLITS = re.compile(r"(?<=[.!?]) (?=[A-Z'‘€])")


def kijk_na(pagina: str, cijfers: Cijfers, naam: str) -> Uitslag:
    """Houdt elke zichtbare zin van een rapport tegen de regels van zijn cijfers.csv."""
    uit = Uitslag(naam)
    stukken = lees_zinnen(pagina)
    vorige = ""
    for nummer, stuk in enumerate(stukken):
        rijen = cijfers.van(stuk.onderwerp)
        # The paragraph right below a title may say "Dat is ..." of the figure in the title.
        boven = stukken[nummer - 1] if nummer else stuk
        vorige = vorige if boven.soort == "h3" and boven.onderwerp == stuk.onderwerp else ""
        for zin in SPLITS.split(stuk.tekst):
            if WET.search(zin):
                continue
            _getallen(stuk, zin, cijfers, rijen, uit)
            geteld = _woorden(stuk, zin, vorige, cijfers, rijen, uit)
            if not geteld and not getallen(zin) and GEMIDDELD.search(zin) and WOORD.search(zin):
                volgende = stukken[nummer + 1].tekst if nummer + 1 < len(stukken) else ""
                _titel(stuk, zin, volgende, uit)
            # A remark between a figure and its comparison doesn't end what it compares.
            vorige = zin if getallen(zin) else vorige
    return uit


def _getallen(stuk: Zin, zin: str, cijfers: Cijfers, rijen: list[dict], uit: Uitslag) -> None:
    for genoemd in getallen(zin):
        uit.getallen += 1
        if not gevonden(genoemd, zin, cijfers, rijen):
            reden = f"{genoemd.tekst} staat niet in cijfers.csv"
            uit.fouten.append(Fout(stuk.onderwerp, zin, reden))


def _woorden(
    stuk: Zin, zin: str, vorige: str, cijfers: Cijfers, rijen: list[dict], uit: Uitslag
) -> int:
    aantal = 0
    for v in vergelijkingen(zin, vorige):
        aantal += 1
        uit.vergelijkingen += 1
        mogelijk = list(paren(v, cijfers, rijen))
        decimalen = v.ander.decimalen
        if not mogelijk:
            reden = f"geen cijfer met {v.ander.tekst} in {v.gebied} en het getal van de gemeente"
        elif any(klopt(v.woord, a, b, decimalen) for a, b in mogelijk):
            continue
        else:
            a, b = mogelijk[0]
            reden = f"'{v.woord}' past niet bij {a['waarde']:g} tegen {b['waarde']:g} ({v.gebied})"
        uit.fouten.append(Fout(stuk.onderwerp, zin, reden))
    return aantal


def _titel(stuk: Zin, zin: str, volgende: str, uit: Uitslag) -> None:
    oordeel = titel_tegen_alinea(zin, volgende) if stuk.soort != "h2" else None
    if oordeel is None:
        uit.niet_te_zien.append(Fout(stuk.onderwerp, zin, "geen twee cijfers ernaast"))
        return
    uit.vergelijkingen += 1
    if oordeel:
        uit.fouten.append(Fout(stuk.onderwerp, zin, oordeel))


# The command


def maak(codes: list[str], doel: Path) -> None:
    """Maakt de rapporten met de opdracht van de kit.

    Fout: SystemExit als dat niet lukt.
    """
    opdracht = [sys.executable, "-m", "woonzorg_lib.cli", "rapport", *codes, "--uitvoer", str(doel)]
    klaar = subprocess.run(opdracht, cwd=KIT, capture_output=True, text=True, encoding="utf-8")
    if klaar.returncode:
        raise SystemExit(f"De rapporten zijn niet gemaakt:\n{klaar.stdout}{klaar.stderr}")


def rapporten(doel: Path) -> Iterator[tuple[str, Path, Path]]:
    """Per rapport in een uitvoermap: de code, de pagina en cijfers.csv."""
    for pagina in sorted(doel.glob("GM*/woonzorganalyse-*.html")):
        naam = pagina.stem.removeprefix("woonzorganalyse-")
        csv_pad = pagina.with_name(f"cijfers-{naam}.csv")
        if csv_pad.exists():
            yield pagina.parent.name[:6], pagina, csv_pad


def kijk_map_na(doel: Path) -> Iterator[Uitslag]:
    """Kijkt alle rapporten van een uitvoermap na."""
    for code, pagina, csv_pad in rapporten(doel):
        cijfers = lees_cijfers(csv_pad, code)
        tekst = pagina.read_text(encoding="utf-8")
        yield kijk_na(tekst, cijfers, gebieden.gemeente(code).naam)


def _toon(uit: Uitslag, alles: bool) -> None:
    print(
        f"{uit.gemeente}: {uit.getallen} getallen en {uit.vergelijkingen} vergelijkingen, "
        f"{len(uit.fouten)} kloppen niet, {len(uit.niet_te_zien)} niet te zien"
    )
    for fout in uit.fouten:
        print(f"  {uit.gemeente} | {fout.onderwerp} | {fout.zin} | {fout.reden}")
    for fout in uit.niet_te_zien if alles else []:
        print(f"  (niet te zien) {fout.onderwerp} | {fout.zin}")


def hoofd(argumenten: list[str] | None = None) -> int:
    """Maakt of leest rapporten en drukt af wat er niet klopt; 1 als dat er is."""
    ap = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    ap.add_argument("gemeenten", nargs="*", metavar="GEMEENTE", help="naam of code")
    ap.add_argument("--aantal", type=int, default=10, help="zonder GEMEENTE: zoveel willekeurige")
    ap.add_argument("--zaad", type=int, default=1, help="om een andere steekproef te trekken")
    ap.add_argument("--uitvoer", type=Path, help="lees de rapporten van deze map na")
    ap.add_argument("--alles", action="store_true", help="ook wat niet te zien was")
    k = ap.parse_args(argumenten)
    codes = [gebieden.gemeente(g).code for g in k.gemeenten]
    if not codes:
        alle = sorted(g.code for g in gebieden.gemeenten())
        codes = random.Random(k.zaad).sample(alle, min(k.aantal, len(alle)))
    with tempfile.TemporaryDirectory() as tijdelijk:
        doel = k.uitvoer or Path(tijdelijk)
        if k.uitvoer is None:
            maak(codes, doel)
        uitslagen = list(kijk_map_na(doel))
    for uit in uitslagen:
        _toon(uit, k.alles)
    if not uitslagen:
        print("Er is geen rapport gevonden om na te kijken.")
    return int(not uitslagen or any(u.fouten for u in uitslagen))


if __name__ == "__main__":
    sys.exit(hoofd())
