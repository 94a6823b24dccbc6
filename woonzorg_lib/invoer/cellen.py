"""Van een cel zoals iemand hem typte naar een waarde. Welke kolom wat is, weet een schema.

Een getal dat op twee manieren te lezen is, is een fout: liever een vraag te veel dan een cijfer dat
ongemerkt verandert.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta

from woonzorg_lib.gebieden.namen import lijkt_op, opsomming, sleutel

# Words for "there is nothing to fill in"; in a column of text or choices they are a value.
LEEG = {
    "",
    "-",
    "--",
    "–",
    "—",
    "?",
    ".",
    "nvt",
    "n.v.t.",
    "n.v.t",
    "nb",
    "n.b.",
    "n.b",
    "onbekend",
    "leeg",
    "n/a",
    "na",
    "nan",
    "null",
    "none",
}
JA = {"ja", "j", "x", "true", "waar", "yes", "y", "1", "✓", "v"}
NEE = {"nee", "n", "false", "onwaar", "no", "0"}
_MAANDEN = (
    ("januari", "jan"),
    ("februari", "feb", "febr"),
    ("maart", "mrt"),
    ("april", "apr"),
    ("mei",),
    ("juni", "jun"),
    ("juli", "jul"),
    ("augustus", "aug"),
    ("september", "sep", "sept"),
    ("oktober", "okt"),
    ("november", "nov"),
    ("december", "dec"),
)
# Whole names and the usual short forms only: "1 ju 2026" may be june or july.
MAANDEN = {naam: nummer for nummer, namen in enumerate(_MAANDEN, 1) for naam in namen}
_DAGEN = r"(?:(?:ma|di|woens|donder|vrij|zater|zon)(?:an|ns)?dag,? )?"
LANGST = 2000  # characters in a cell: longer is a story, and no search may run on it
GROOTSTE = 10**11


class Celfout(ValueError):
    """Een cel is niet te lezen: `wat` (met {} op de plaats van de waarde) en `doe`."""

    def __init__(self, wat: str, doe: str):
        self.wat, self.doe = wat, doe
        super().__init__(wat)


class Procent(float):
    """Een getal uit een Excel-cel met procentopmaak, al maal honderd."""


def is_leeg(waarde: object) -> bool:
    """Waar als er niets staat, ook geen woord als 'onbekend'."""
    return (
        waarde is None
        or (isinstance(waarde, float) and math.isnan(waarde))
        or (isinstance(waarde, str) and not waarde.strip())
    )


def kaal(waarde: object) -> str:
    """De tekst van een cel zonder spaties eromheen; harde spaties worden gewone."""
    return re.sub(r"[\s\u00a0\u202f\u2007\u200b\ufeff]+", " ", str(waarde)).strip()


def te_lang(waarde: str) -> Celfout:
    """De fout van een cel die te lang is om te lezen."""
    tekens = f"{len(waarde):,}".replace(",", ".")
    return Celfout(
        f"deze cel heeft {tekens} tekens; hooguit 2.000 kan.",
        "Kort de tekst in (een lang verhaal hoort in duiding/), of sluit een open aanhalingsteken.",
    )


def tekst(waarde: object) -> str:
    """Tekst zoals hij er staat, op één regel.

    Een heel getal uit Excel staat er zonder ',0', en een datum als 2026-07-01.
    """
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, float) and waarde.is_integer() and abs(waarde) < 1e15:
        return str(int(waarde))
    if isinstance(waarde, datetime):
        return waarde.date().isoformat()
    uit = kaal(waarde)
    if len(uit) > LANGST:
        raise te_lang(uit)
    if re.fullmatch(r"#[A-ZÀ-Ü/0-9]{2,}[!?]?", uit):
        raise Celfout(
            "hier staat een foutwaarde van Excel ({}).", "Herstel de formule, of typ de waarde in."
        )
    if any(ord(t) < 32 or 0xD800 <= ord(t) <= 0xDFFF or t == "\ufffd" for t in uit):
        raise Celfout(
            "hier staan tekens die geen leesbare tekst zijn.",
            "Typ de tekst opnieuw, of sla het bestand op als UTF-8.",
        )
    return uit


_HEELGROEP = r"[0-9]{1,3}(?:[. ][0-9]{3})+"
_ZONDER_CENTEN = r"(?<![.,][0-9])(?<![.,][0-9]{2}),[-–—]{1,2}$"


def _als_getal(waarde: object, heel: bool) -> float | int:
    """The number in a cell; anything that can be read in two ways is refused."""
    hoe = "Vul een heel getal in, zoals 1250." if heel else "Vul een getal in, zoals 12,5."
    if isinstance(waarde, (bool, date)):
        raise Celfout("{} is geen getal.", hoe)
    if isinstance(waarde, (int, float)):
        if not math.isfinite(waarde) or abs(waarde) > GROOTSTE:
            raise Celfout("{} is te groot.", hoe)
        return waarde
    t = kaal(waarde)
    if len(t) > LANGST:
        raise te_lang(t)
    t = re.sub(r"^EUR\s+", "", t.replace("−", "-"))
    # 1.250,- is a whole amount; after 1.0 or 1,25 a second comma says nothing.
    t = re.sub(rf"^€\s*|\s*(€|euro|EUR)$|{_ZONDER_CENTEN}", "", t).strip()
    teken, t = (-1, t[1:].strip()) if t.startswith("-") else (1, t)
    if not re.fullmatch(r"[0-9][0-9., ]*", t):
        raise Celfout("{} is geen getal.", hoe)
    if len(re.sub(r"[^0-9]", "", t)) > 11:
        raise Celfout("{} is te groot.", hoe)
    return teken * _cijfers(t, heel)


def _cijfers(t: str, heel: bool) -> float | int:
    """Dutch thousands (1.250) and decimals (1.250,50), without sign or unit."""
    eenduidig = not ("." in t and " " in t)
    if re.fullmatch(r"[0-9]+", t):
        return int(t)
    if re.fullmatch(_HEELGROEP, t) and eenduidig and not t.startswith("0"):
        return int(re.sub(r"[. ]", "", t))
    if (m := re.fullmatch(rf"([0-9]+|{_HEELGROEP}),([0-9]+)", t)) and eenduidig:
        # 1,250 is one and a quarter in Dutch and twelve hundred and fifty in English.
        if len(m[2]) == 3 and len(m[1]) <= 3 and m[1] != "0" and "." not in t:
            raise Celfout("{} is op twee manieren te lezen.", _schrijf(m[1], m[2], heel))
        return float(f"{re.sub(r'[. ]', '', m[1])}.{m[2]}")
    # A point before one or two digits is a decimal point; before three it stands for thousands.
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}" if heel else r"[0-9]+\.([0-9]{1,2}|[0-9]{4,})", t):
        return float(t)
    hoe = "zoals 1250" if heel else "en met een komma voor de cijfers erachter, zoals 1250,50"
    raise Celfout(
        "{} is op meer dan één manier te lezen.", f"Schrijf het zonder punten of spaties, {hoe}."
    )


def _schrijf(voor: str, achter: str, heel: bool) -> str:
    """Two ways to write it that can't be read in another way; for a whole number there is one."""
    duizend = f"{int(voor + achter)}"
    if heel:
        return f"Schrijf {duizend}."
    korter = achter.rstrip("0") or "0"
    return f"Schrijf {duizend} of {voor},{korter if len(korter) < 3 else achter + '0'}."


def aantal(waarde: object) -> int:
    """Een heel getal van nul of meer: 1250, 1.250 of 1250,00."""
    uit = saldo(waarde)
    if uit < 0:
        raise Celfout("{} is negatief.", "Vul een aantal van 0 of meer in.")
    return uit


_HOOGUIT, _TOT = r"<=|≤|hooguit|hoogstens|maximaal|max\.?|ten hoogste", r"(?:-|–|t/m|tot en met)"


def klein_aantal(waarde: object) -> int | None:
    """Onder welk getal een klein aantal ligt; None als er geen klein aantal staat.

    '<5', 'minder dan 5', '1-4' en 'hooguit 4' geven 5.
    """
    t = kaal(waarde).lower()[:40] if isinstance(waarde, str) else ""
    if m := re.fullmatch(r"(?:<|minder dan|kleiner dan|onder(?: de)?) ?([0-9]{1,2})", t):
        grens = int(m[1])
    elif m := re.fullmatch(rf"(?:{_HOOGUIT}|[01] ?{_TOT}) ?([0-9]{{1,2}})", t):
        grens = int(m[1]) + 1
    elif m := re.fullmatch(r"[01] tot ([0-9]{1,2})", t):
        grens = int(m[1])
    else:
        return None
    return grens if 2 <= grens <= 20 else None


def saldo(waarde: object) -> int:
    """Een heel getal dat ook onder nul mag zijn."""
    uit = _als_getal(waarde, heel=True)
    if isinstance(waarde, Procent) or not float(uit).is_integer():
        raise Celfout("{} is geen heel getal.", "Vul een heel getal in, zoals 125 of 1250.")
    return int(uit)


def bedrag(waarde: object) -> float:
    """Een bedrag in euro's van nul of meer: € 1.250,00 of 1250."""
    uit = float(_als_getal(waarde, heel=False))
    if isinstance(waarde, Procent) or uit < 0:
        raise Celfout(
            "{} is geen bedrag van nul of meer.", "Vul een bedrag in hele euro's in, zoals 125000."
        )
    return uit


def aandeel(waarde: object) -> float:
    """Een percentage van 0 tot en met 100: 12,5 of 12,5%."""
    if isinstance(waarde, str):
        waarde = re.sub(r"\s*(%|procent)$", "", kaal(waarde))
    uit = float(_als_getal(waarde, heel=False))
    if not 0 <= uit <= 100:
        raise Celfout(
            "{} is geen percentage van 0 tot en met 100.", "Vul een percentage in, zoals 12,5."
        )
    return uit


def coordinaat(waarde: object) -> float:
    """Een coördinaat in meters (RD) of in graden."""
    if isinstance(waarde, str) and re.fullmatch(r"[0-9]{1,3}\.[0-9]{3}", kaal(waarde)):
        raise Celfout(
            "{} is op twee manieren te lezen: graden of meters.",
            "Schrijf graden met een komma, zoals 52,0907, en meters zonder punt, zoals 136000.",
        )
    uit = float(
        _als_getal(
            re.sub(r"^([0-9]{1,3}),([0-9]{3})$", r"\g<1>,\g<2>0", kaal(waarde))
            if isinstance(waarde, str)
            else waarde,
            heel=False,
        )
    )
    if not (0 <= uit <= 625_000):
        raise Celfout(
            "{} ligt niet in Nederland.",
            "Vul RD-coördinaten in meters in, of graden zoals 52,0907.",
        )
    return uit


def jaar(waarde: object) -> int:
    """Een jaartal van vier cijfers."""
    if isinstance(waarde, float) and waarde.is_integer():
        waarde = int(waarde)
    t = "" if isinstance(waarde, (bool, date)) else kaal(waarde)
    if not re.fullmatch(r"[12][0-9]{3}(\.0)?", t):
        raise Celfout("{} is geen jaartal.", _welk_jaar(t))
    return int(t[:4])


def _welk_jaar(t: str) -> str:
    jaren = set(re.findall(r"(?<![0-9])20[0-9]{2}(?![0-9])", t[:60]))
    if len(jaren) == 1:
        return f"Vul alleen het jaar in: {jaren.pop()}."
    return f"Vul een jaar in, zoals {date.today().year + 1}."


_KWARTAAL = r"(?:q|kw\.?|kwartaal|k) ?[1-4]|[1-4]e ?(?:kwartaal|kw\.?)|[12]e ?(?:halfjaar|helft)"


def jaren(waarde: object) -> tuple[int, int] | None:
    """Eén jaar of een reeks jaren als (van, tot en met): '2027-2030', '2027/2028', 'Q3 2027'.

    None: dit zijn geen jaren. 'na 2030' heeft geen eind, en is het dus ook niet.
    """
    t = kaal(waarde).lower()[:40] if isinstance(waarde, str) else ""
    if m := re.fullmatch(r"(20[0-9]{2}) ?(?:-|–|/|t/m|tot en met|en) ?(20[0-9]{2})", t):
        van, tot = int(m[1]), int(m[2])
        return (van, tot) if van < tot else None
    if m := re.fullmatch(rf"(?:{_KWARTAAL})(?: van)?[ -]?(20[0-9]{{2}})", t):
        return int(m[1]), int(m[1])
    if m := re.fullmatch(rf"(20[0-9]{{2}})[ -]?(?:{_KWARTAAL})", t):
        return int(m[1]), int(m[1])
    return None


def halfjaar(waarde: object) -> str:
    """Een halfjaar als 2026-1; dat Excel van 2026-2 graag 1 februari 2026 maakt, wordt begrepen."""
    if isinstance(waarde, (date, datetime)):
        if waarde.day == 1 and waarde.month in (1, 2):
            return f"{waarde.year}-{waarde.month}"
        raise Celfout(
            "{} is een datum, geen halfjaar.",
            "Zet de cel op Tekst en vul het halfjaar in, zoals 2026-1.",
        )
    t = kaal(waarde).lower()[:60]
    helft = {"1": "1", "2": "2", "i": "1", "ii": "2", "eerste": "1", "tweede": "2"}
    if m := re.fullmatch(
        r"(20[0-9]{2})(?: ?[-/ ] ?(?:h ?)?| ?h ?)(1|2|i|ii)(?:e (?:half ?jaar|helft))?", t
    ):
        return f"{m[1]}-{helft[m[2]]}"
    if m := re.fullmatch(r"(1e?|2e?|eerste|tweede) ?(?:half ?jaar|helft)(?: van)? (20[0-9]{2})", t):
        return f"{m[2]}-{helft[m[1].rstrip('e') if m[1][0].isdigit() else m[1]]}"
    if m := re.fullmatch(r"h(1|2)[ -](20[0-9]{2})", t):
        return f"{m[2]}-{m[1]}"
    raise Celfout("{} is geen halfjaar.", f"Vul jaar en helft in, zoals {date.today().year}-1.")


def datum(waarde: object) -> date:
    """Een datum: 1-7-2026, 2026-07-01, 1 juli 2026, 1 jul. 2026 of een datum van Excel."""
    if isinstance(waarde, datetime):
        return waarde.date()
    if isinstance(waarde, date):
        return waarde
    t = kaal(waarde).lower()
    delen = _datumdelen(t) if len(t) <= 40 else None
    try:
        uit = date(*delen) if delen else None
    except ValueError:
        uit = None
    if uit is None or not 1900 <= uit.year <= 2150:
        raise Celfout("{} is geen datum.", _welke_datum(waarde, t))
    return uit


def _datumdelen(t: str) -> tuple[int, int, int] | None:
    if m := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[t ][0-9:.]+z?)?", t):
        return int(m[1]), int(m[2]), int(m[3])
    if m := re.fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})(?: 0?0:00(?::00)?)?", t):
        return int(m[4]), int(m[3]), int(m[1])
    if m := re.fullmatch(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})", t):
        return int(m[1]), int(m[2]), int(m[3])
    m = re.fullmatch(rf"{_DAGEN}([0-9]{{1,2}})e?[- ]([a-z]+)\.?[- ]([0-9]{{4}})", t)
    if m and m[2] in MAANDEN:
        return int(m[3]), MAANDEN[m[2]], int(m[1])
    return None


def _welke_datum(waarde: object, t: str) -> str:
    """What to type instead, when it can be seen what is meant but for the day or the century."""
    if (
        isinstance(waarde, (int, float))
        and not isinstance(waarde, bool)
        and 36_000 < waarde < 60_000
    ):
        dag = date(1899, 12, 30) + timedelta(days=int(waarde))
        return f"Is dit {dag.day}-{dag.month}-{dag.year}? Zet de cel in Excel op Datum."
    if (m := re.fullmatch(r"([a-z]+)\.? ([0-9]{4})", t)) and m[1] in MAANDEN:
        return f"Zet er een dag bij, zoals 1-{MAANDEN[m[1]]}-{m[2]}."
    if m := re.fullmatch(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{2})", t):
        return f"Schrijf het jaar voluit, zoals {int(m[1])}-{int(m[2])}-20{m[3]}."
    if re.fullmatch(r"20[0-9]{2}", t):
        return f"Vul een dag in, zoals 1-1-{t} of 31-12-{t}."
    return "Vul een datum in, zoals 1-7-2026 of 2026-07-01."


def ja_nee(waarde: object) -> bool:
    """Ja of nee; ook j, n, x, waar en onwaar."""
    t = tekst(waarde).lower()
    if t in JA:
        return True
    if t in NEE:
        return False
    raise Celfout("{} is geen ja of nee.", "Vul ja of nee in.")


def leeftijd(waarde: object) -> str:
    """Een leeftijd of leeftijdsklasse: 75, 75-79 of 95+.

    Ook zoals het CBS schrijft: '65 tot 70 jaar' is 65-69, '90 jaar of ouder' is 90+.
    """
    if not isinstance(waarde, (bool, date)):
        t = tekst(waarde).lower()
        t = re.sub(r"\b(?:jaar|jarigen|jr\.?)(?= |$)|-jarigen\b", "", t)
        if uit := _leeftijdsklasse(" ".join(t.split())):
            return uit
    raise Celfout(
        "{} is geen leeftijd of leeftijdsklasse.",
        "Zet de cel op Tekst en schrijf bijvoorbeeld 75, '75 t/m 79' of 95+.",
    )


def _leeftijdsklasse(t: str) -> str | None:
    van, tot = 1, 0
    getal, ouder = "([0-9]{1,3})", r"\+|-?plus(?:sers)?|\+?-?plussers|(?:of|en) ouder|e\.?o\.?"
    if m := re.fullmatch(rf"{getal}(?: ?(?:-|–|_|tot en met|t/m|tm) ?{getal})?", t):
        van, tot = int(m[1]), int(m[2] or m[1])
    elif m := re.fullmatch(rf"{getal} ?(?:tot|-<|– ?<) ?{getal}", t):
        van, tot = int(m[1]), int(m[2]) - 1
    elif m := re.fullmatch(rf"(?:tot|jonger dan|onder(?: de)?|<) ?{getal}", t):
        van, tot = 0, int(m[1]) - 1
    elif (m := re.fullmatch(rf"{getal} ?(?:{ouder})", t)) or (
        m := re.fullmatch(rf"(?:>=|≥|vanaf) ?{getal}", t)
    ):
        return f"{int(m[1])}+"
    if not van <= tot <= 120:
        return None
    return str(van) if van == tot else f"{van}-{tot}"


def leeftijdsgrenzen(klasse: str) -> tuple[int, int]:
    """'75-79' -> (75, 79); '95+' -> (95, 200)."""
    van, _, tot = klasse.rstrip("+").partition("-")
    return int(van), 200 if klasse.endswith("+") else int(tot or van)


def buurtcode(waarde: object) -> str:
    """Een CBS-code van een wijk of buurt, zoals WK034401 of BU03440111."""
    t = tekst(waarde).upper().replace(" ", "")
    if not re.fullmatch(r"WK[0-9]{4}[0-9A-Z]{2}|BU[0-9]{4}[0-9A-Z]{4}", t):
        raise Celfout(
            "{} is geen code van een wijk of buurt.",
            "Vul een CBS-code in, zoals WK034401 of BU03440111.",
        )
    return t


def url(waarde: object) -> str:
    """Een adres van een webpagina."""
    t = tekst(waarde)
    if not re.fullmatch(r"https?://[^\s/@:]+\.[a-z]{2,}(?:[:/?#]\S*)?", t, re.IGNORECASE):
        raise Celfout("{} is geen webadres.", "Vul het hele adres in, beginnend met https://.")
    return t


def keuze(waarde: object, keuzes: tuple[str, ...], synoniemen: dict[str, str]) -> str:
    """Eén van de toegestane waarden; hoofdletters, accenten en streepjes doen er niet toe."""
    t = tekst(waarde)
    bekend = {sleutel(k): k for k in keuzes} | {sleutel(s): k for s, k in synoniemen.items()}
    if (gevonden := bekend.get(sleutel(t))) is not None:
        return gevonden
    if goed := lijkt_op(t, bekend, 1):
        raise Celfout("{} staat niet in de lijst.", f"Bedoelt u '{goed[0]}'?")
    lijst = (
        opsomming([f"'{k}'" for k in keuzes[:12]], "of")
        if len(keuzes) <= 12
        else f"de lijst van {len(keuzes)} waarden; die staat in LEESMIJ.md"
    )
    raise Celfout("{} staat niet in de lijst.", f"Kies uit {lijst}.")
