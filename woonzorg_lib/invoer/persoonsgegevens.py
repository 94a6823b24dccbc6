"""Herkent gegevens van personen in een tekst. Wat ermee gebeurt, weten tabel.py en duiding.py.

Elke zoekvraag is begrensd: geen tekst, hoe lang ook, laat een patroon ontsporen.
"""

from __future__ import annotations

import re
import unicodedata

BSN = "een burgerservicenummer"
MAIL = "een e-mailadres"
TELEFOON = "een telefoonnummer"
NAAM = "de naam van een persoon"

_PLAATJE = re.compile(r"data:[\w.+-]{1,40}/[\w.+-]{1,60}(?:;[\w=-]{1,40}){0,4},[A-Za-z0-9+/=%_-]*")
_APENSTAART = re.compile(r"\s?(?:@|\[at\]|\(at\))\s?", re.IGNORECASE)
_VOOR, _NA = re.compile(r"[\w.+-]{1,64}$"), re.compile(r"[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}")
_DATUM = re.compile(r"(?<!\d)(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{1,2}-\d{1,2})(?!\d|[-/.]\d)")
# Nine digits, bare or in groups with one kind of separator: 123456782, 1234.56.782.
_CIJFERS = re.compile(r"(?<![\d.,/-])\d(?:([ ./_-])?\d){8}(?![\d]|[.,/-]\d)")
_GROEPEN = re.compile(r"\d+|[ ./_-]")
_BIJ_NAAM = re.compile(
    r"(?:\bbsn|burger ?service ?(?:nummer|nr)|\bsofi ?-?(?:nummer|nr)?)"
    r"\W{0,12}(?:(?:is|van|:)\W{0,4})?"
    r"((?:\d[ ./_-]{0,2}){8,9})(?!\d)",
    re.IGNORECASE,
)
_TELEFOON = re.compile(
    r"(?<![\w.,/-])(?:"
    r"(?:\+|00)\s?31[\s./()-]{0,3}(?:0\)?[\s./-]{0,2})?[1-9](?:[\s./()-]{0,2}\d){8}"
    r"|\(?0[1-9](?:[\s./()-]{0,3}\d){8}"
    r"|\+(?!31)[1-9]\d{0,2}(?:[\s./()-]{0,2}\d){8,11})(?!\w)"
)
_TUSSEN = (
    r"(?:(?:van|von|de|der|den|del|ten|ter|te|het|'t|’t|in|op|aan|la|le|du|el|al|bin|ben) ){0,3}"
)
_INITIALEN = r"(?:\w\.? ?){0,6}?"
_STRAAT = (
    r"(?!\w{1,40}(?:straat|laan|weg|plein|kade|gracht|dijk|singel|hof|park|plantsoen|school|huis"
    r"|stichting|kwartier|buurt|wijk|pad|steeg|markt|brug|poort|dreef|oord)\b)"
)
_AANSPREEK = re.compile(
    r"\b(?:dhr|mevr|mvr|mw|mej|mevrouw|meneer|juffrouw|(?:de )?hr|de heer)\b[.:]? {0,2}"
    rf"(?:(?:prof|dr|drs|ir|ing|mr|ds)\.? ){{0,3}}{_INITIALEN}{_TUSSEN}([^\W\d_]{{2,40}})",
    re.IGNORECASE,
)
_TITEL = re.compile(
    rf"\b(?:[Pp]rof|[Dd]rs?|[Ii]r|[Ii]ng|[Mm]r|[Dd]s)\. ?(?:[A-Z]\.? ?){{0,6}}{_TUSSEN}{_STRAAT}"
    r"[A-ZÀ-Ý][^\W\d_]{2,40}"
)
_INITIALEN_NAAM = re.compile(
    rf"(?<![\w.])[A-Z]\.(?:(?: ?[A-Z]\.){{1,5}} ?{_TUSSEN}| ?{_TUSSEN.replace('{0,3}', '{1,3}')})"
    rf"{_STRAAT}[A-ZÀ-Ý][^\W\d_]{{2,40}}"
)
# What may follow "mevrouw" or "meneer" without naming anyone.
_GEEN_NAAM = set(
    "en of die dat uit met van voor naar is was heeft had wil kan zij hij het een de om te in op"
    " aan bij als dan maar ook wordt kreeg woont zegt vertelt hebben".split()
)


def elfproef(cijfers: str) -> bool:
    """Waar als negen cijfers een burgerservicenummer kunnen zijn."""
    if len(cijfers) != 9 or not cijfers.isascii() or not cijfers.isdigit() or int(cijfers) == 0:
        return False
    gewichten = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(int(c) * w for c, w in zip(cijfers, gewichten)) % 11 == 0


def persoonsgegevens(tekst: object, code: bool = False, namen: bool = True) -> list[str]:
    """Welke persoonsgegevens er in de tekst lijken te staan, het ergste eerst.

    code: een eigen nummer, waarin negen cijfers gewoon zijn. namen: zoek ook naar namen.
    """
    t = _gewoon(str(tekst))
    gevonden = []
    if _heeft_bsn(t, code):
        gevonden.append(BSN)
    if _heeft_mail(t):
        gevonden.append(MAIL)
    if _TELEFOON.search(_DATUM.sub(" ; ", t)):
        gevonden.append(TELEFOON)
    if namen and _heeft_naam(t):
        gevonden.append(NAAM)
    return gevonden


def persoonsgegeven(tekst: object, code: bool = False) -> str | None:
    """Het ergste persoonsgegeven dat in de tekst lijkt te staan, of None."""
    return next(iter(persoonsgegevens(tekst, code)), None)


def _gewoon(tekst: str) -> str:
    """One way of writing: plain digits and spaces, nothing invisible, no pictures."""
    if len(tekst) > 200:
        tekst = _PLAATJE.sub(" ", tekst)
    if not tekst.isascii():
        tekst = unicodedata.normalize("NFKC", tekst)
        tekst = "".join(t for t in tekst if unicodedata.category(t) != "Cf")
        tekst = "".join(str(unicodedata.digit(t)) if t.isdigit() else t for t in tekst)
        tekst = re.sub("[\u2010-\u2015\u2212]", "-", tekst)
    return re.sub(r"\s", " ", tekst)


def _heeft_bsn(t: str, code: bool) -> bool:
    if _BIJ_NAAM.search(t):
        return True
    if code:
        return False
    zonder_datum = _DATUM.sub(" ; ", t)
    return any(_is_bsn(zonder_datum, m) for m in _CIJFERS.finditer(zonder_datum))


def _is_bsn(t: str, m: re.Match) -> bool:
    if m.start() and t[m.start() - 1].isalpha():
        return False  # part of a code, such as P123456782
    if m.end() < len(t) and t[m.end()].isalpha():
        return False
    delen = _GROEPEN.findall(m[0])
    tekens, groepen = set(delen[1::2]), [len(d) for d in delen[::2]]
    los = len(groepen) == 1 or min(groepen) >= 2 or max(groepen) == 1
    return len(tekens) <= 1 and los and elfproef("".join(delen[::2]))


def _heeft_mail(t: str) -> bool:
    for m in _APENSTAART.finditer(t):
        if _VOOR.search(t[max(0, m.start() - 64) : m.start()]) and _NA.match(t[m.end() :][:400]):
            return True
    return False


def _heeft_naam(t: str) -> bool:
    if any(m[1].lower() not in _GEEN_NAAM for m in _AANSPREEK.finditer(t)):
        return True
    return bool(_TITEL.search(t) or _INITIALEN_NAAM.search(t))
