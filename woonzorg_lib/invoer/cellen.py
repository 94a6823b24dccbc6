"""Van een cel zoals iemand hem typte naar een waarde: getallen, jaren, datums, ja en nee, keuzes. Welke kolom wat is staat in soorten/.

Een getal dat op twee manieren te lezen is, is een fout: liever een vraag te veel dan een cijfer dat ongemerkt verandert.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime

from woonzorg_lib.gebieden.namen import lijkt_op, opsomming, sleutel

# Words for "there is nothing to fill in"; in a column of text or choices they are a value like any other.
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
MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
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


def tekst(waarde: object) -> str:
    """Tekst zoals hij er staat, op één regel; een heel getal uit Excel zonder ',0' en een datum als 2026-07-01."""
    if isinstance(waarde, bool):
        return "ja" if waarde else "nee"
    if isinstance(waarde, float) and waarde.is_integer() and abs(waarde) < 1e15:
        return str(int(waarde))
    if isinstance(waarde, datetime):
        return waarde.date().isoformat()
    uit = kaal(waarde)
    if re.fullmatch(r"#[A-ZÀ-Ü/0-9]{2,}[!?]?", uit):
        raise Celfout(
            "hier staat een foutwaarde van Excel ({}).", "Herstel de formule, of typ de waarde in."
        )
    if len(uit) > 2000:
        raise Celfout(
            "deze tekst is langer dan 2.000 tekens.",
            "Kort de tekst in; een lang verhaal hoort in duiding/.",
        )
    if any(ord(t) < 32 or 0xD800 <= ord(t) <= 0xDFFF or t == "\ufffd" for t in uit):
        raise Celfout(
            "hier staan tekens die geen leesbare tekst zijn.",
            "Typ de tekst opnieuw, of sla het bestand op als UTF-8.",
        )
    return uit


def _als_getal(waarde: object, heel: bool) -> float | int:
    """The number in a cell. Dutch thousands (1.250) and decimals (1.250,50); anything that can be read twice is refused."""
    hoe = "Vul een heel getal in, zoals 1250." if heel else "Vul een getal in, zoals 12,5."
    geen = Celfout("{} is geen getal.", hoe)
    if isinstance(waarde, bool) or isinstance(waarde, (date, datetime)):
        raise geen
    if isinstance(waarde, (int, float)):
        if not math.isfinite(waarde) or abs(waarde) > GROOTSTE:
            raise Celfout("{} is te groot.", hoe)
        return waarde
    t = kaal(waarde).replace("−", "-")
    t = re.sub(r"^€\s*|\s*(€|euro|EUR)$|,[-–—]{1,2}$", "", re.sub(r"^EUR\s+", "", t)).strip()
    teken, t = (-1, t[1:].strip()) if t.startswith("-") else (1, t)
    if not re.fullmatch(r"[0-9][0-9., ]*", t):
        raise geen
    if len(re.sub(r"[^0-9]", "", t)) > 11:
        raise Celfout("{} is te groot.", hoe)
    heelgroep = r"[0-9]{1,3}(?:[. ][0-9]{3})+"
    if re.fullmatch(r"[0-9]+", t):
        return teken * int(t)
    if re.fullmatch(heelgroep, t) and not ("." in t and " " in t) and not t.startswith("0"):
        return teken * int(re.sub(r"[. ]", "", t))
    if (m := re.fullmatch(rf"([0-9]+|{heelgroep}),([0-9]+)", t)) and not ("." in t and " " in t):
        # 1,250 is one and a quarter in Dutch and twelve hundred and fifty in English.
        if len(m[2]) == 3 and len(m[1]) <= 3 and m[1] != "0" and "." not in t:
            raise Celfout(
                "{} is op twee manieren te lezen.",
                f"Schrijf {m[1]}{m[2]} of {m[1]},{m[2].rstrip('0') or '0'}.",
            )
        return teken * float(f"{re.sub(r'[. ]', '', m[1])}.{m[2]}")
    # A point before one or two digits can only be a decimal point; before three it stands for thousands.
    if re.fullmatch(r"[0-9]+\.[0-9]{1,2}" if heel else r"[0-9]+\.([0-9]{1,2}|[0-9]{4,})", t):
        return teken * float(t)
    raise Celfout(
        "{} is op meer dan één manier te lezen.",
        "Schrijf het zonder punt voor duizendtallen en met een komma voor de cijfers erachter, zoals 1250,50.",
    )


def aantal(waarde: object) -> int:
    """Een heel getal van nul of meer: 1250, 1.250 of 1250,00."""
    uit = saldo(waarde)
    if uit < 0:
        raise Celfout("{} is negatief.", "Vul een aantal van 0 of meer in.")
    return uit


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
    if isinstance(waarde, (bool, date, datetime)) or not re.fullmatch(
        r"[12][0-9]{3}(\.0)?", kaal(waarde)
    ):
        raise Celfout("{} is geen jaartal.", f"Vul een jaar in, zoals {date.today().year + 1}.")
    return int(kaal(waarde)[:4])


def halfjaar(waarde: object) -> str:
    """Een halfjaar als 2026-1 of 2026-2; Excel maakt van 2026-2 graag 1 februari 2026, dat wordt begrepen."""
    if isinstance(waarde, (date, datetime)):
        if waarde.day == 1 and waarde.month in (1, 2):
            return f"{waarde.year}-{waarde.month}"
        raise Celfout(
            "{} is een datum, geen halfjaar.",
            "Zet de cel op Tekst en vul het halfjaar in, zoals 2026-1.",
        )
    t = kaal(waarde).lower()
    if m := re.fullmatch(r"(20[0-9]{2})\s*[-/ ]\s*(?:h\s*)?(1|2|i|ii)(?:e helft)?", t):
        return f"{m[1]}-{ {'i': '1', 'ii': '2'}.get(m[2], m[2]) }"
    if m := re.fullmatch(r"(1|2)e (?:halfjaar|helft)(?: van)? (20[0-9]{2})", t):
        return f"{m[2]}-{m[1]}"
    raise Celfout("{} is geen halfjaar.", f"Vul jaar en helft in, zoals {date.today().year}-1.")


def datum(waarde: object) -> date:
    """Een datum: 1-7-2026, 2026-07-01, 1 juli 2026 of een datum van Excel."""
    if isinstance(waarde, datetime):
        return waarde.date()
    if isinstance(waarde, date):
        return waarde
    geen = Celfout("{} is geen datum.", "Vul een datum in, zoals 1-7-2026 of 2026-07-01.")
    t = kaal(waarde).lower()
    if m := re.fullmatch(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[t ][0-9:.]+z?)?", t):
        delen = int(m[1]), int(m[2]), int(m[3])
    elif m := re.fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})", t):
        delen = int(m[4]), int(m[3]), int(m[1])
    elif (m := re.fullmatch(r"([0-9]{1,2}) ([a-z]+)\.? ([0-9]{4})", t)) and (
        maand := [n for n, naam in enumerate(MAANDEN, 1) if naam.startswith(m[2][:3])]
    ):
        delen = int(m[3]), maand[0], int(m[1])
    else:
        raise geen
    try:
        uit = date(*delen)
    except ValueError:
        raise geen from None
    if not 1900 <= uit.year <= 2150:
        raise geen
    return uit


def ja_nee(waarde: object) -> bool:
    """Ja of nee; ook j, n, x, waar en onwaar."""
    t = tekst(waarde).lower()
    if t in JA:
        return True
    if t in NEE:
        return False
    raise Celfout("{} is geen ja of nee.", "Vul ja of nee in.")


def leeftijd(waarde: object) -> str:
    """Een leeftijd of leeftijdsklasse: 75, 75-79 of 95+; schrijf ook 75 t/m 79."""
    if not isinstance(waarde, (date, datetime)):
        t = re.sub(r"\s*(jaar|jr)$", "", tekst(waarde).lower())
        if m := re.fullmatch(r"([0-9]{1,3})(?: ?(?:-|–|_|tot en met|t/m) ?([0-9]{1,3}))?", t):
            if int(m[1]) <= int(m[2] or m[1]) <= 120:
                return f"{int(m[1])}-{int(m[2])}" if m[2] else str(int(m[1]))
        if m := re.fullmatch(r"([0-9]{1,3}) ?(?:\+|plus|jaar of ouder|of ouder|e\.?o\.?)", t):
            return f"{int(m[1])}+"
    raise Celfout(
        "{} is geen leeftijd of leeftijdsklasse.",
        "Zet de cel op Tekst en schrijf bijvoorbeeld 75, '75 t/m 79' of 95+.",
    )


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
    """Eén van de toegestane waarden; hoofdletters, accenten, streepjes en spaties doen er niet toe."""
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
