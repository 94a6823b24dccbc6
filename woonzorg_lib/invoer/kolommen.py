"""Welke kop welke kolom is: bekende namen, voorstellen, en wat over vertrouwelijkheid gaat.

Leest geen waarden, behalve om te zien of zij bij een kolom passen.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from woonzorg_lib.gebieden.namen import opsomming, sleutel, toon
from woonzorg_lib.invoer.cellen import LANGST, Celfout, is_leeg
from woonzorg_lib.invoer.melding import FOUT, WAARSCHUWING
from woonzorg_lib.invoer.persoonsgegevens import persoonsgegeven
from woonzorg_lib.invoer.rooster import Onleesbaar, Rooster
from woonzorg_lib.invoer.schema import Kolom, Schema

GEHEIM = "vertrouwelijk"
# Headers that mean the opposite of confidential: a yes opens the plan.
_OMGEKEERD = {
    "openbaar",
    "isopenbaar",
    "openbaarjanee",
    "publiek",
    "publiekelijk",
    "magopenbaar",
    "openbaarplan",
    "magindeopenbaarheid",
}
_GELIJK = {
    "geheim",
    "isgeheim",
    "geheimhouding",
    "vertrouwelijkjanee",
    "isvertrouwelijk",
    "nietopenbaar",
    "nietpubliek",
    "confidentieel",
    "confidential",
    "vertrouwelijkplan",
}
_OVER_GEHEIM = re.compile(
    r"openbaar|publiek|publicat|publicer|vertrouw|geheim|embargo|confiden|besloten|privacy|zichtbaar"
)
# Columns of exports that say nothing new: the checks are made again, the map is not used.
OVERBODIG = {
    *("c1", "c2", "c3", "c4", "id", "fid", "objectid", "shapelength", "shapearea", "geometrie"),
    *("geometrieaanwezig", "geometry", "geom", "wkt", "globalid", "nr", "volgnummer", "rijnummer"),
    *("creator", "createdat", "editor", "editedat", "created", "modified", "mutatiedatum"),
}
_ONDERSCHEIDEND = ("keuze", "buurtcode", "halfjaar", "leeftijd", "url", "datum", "gemeente")
_LIJKT, _MISSCHIEN = 80, 60
_MET_JAAR = re.compile(r"(\D+)(?:20)?(\d\d)")


@dataclass
class Indeling:
    """Per kop de kolom, of None. omgekeerd: de plekken waar ja juist openbaar betekent.

    extra_geheim: de plekken van nog een kolom over vertrouwelijkheid, naast de gewone.
    """

    kolommen: list[str | None]
    omgekeerd: set[int] = field(default_factory=set)
    extra_geheim: set[int] = field(default_factory=set)
    meldingen: list[tuple] = field(default_factory=list)

    def meld(self, ernst: str, kolom: str | None, wat: str, doe: str, regel=None) -> None:
        self.meldingen.append((ernst, regel, kolom, wat, doe))


def deel_in(rooster: Rooster, schema: Schema, eigen: Mapping[str, str]) -> Indeling:
    """Zegt van elke kop welke kolom hij is.

    eigen: kop (zonder streepjes) -> kolom, zoals iemand dat zelf heeft gekozen (zie leeswijzer.py).
    """
    uit = Indeling([_herken(kop, schema, eigen) for kop in rooster.koppen])
    if schema.kolom(GEHEIM) is not None:
        _vertrouwelijkheid(rooster, uit)
    _dubbel(rooster, uit)
    return uit


def _herken(kop: str, schema: Schema, eigen: Mapping[str, str]) -> str | None:
    if not kop or len(kop) > LANGST:
        return None
    return eigen.get(sleutel(kop)) or schema.herken(kop) or schema.herken(hersteld(kop))


def hersteld(tekst: str) -> str:
    """De tekst zonder dubbel gecodeerde letters ("ElisÃ©" -> "Elisé"); anders zoals hij is."""
    if not any(t in tekst for t in "ÃÂâ"):
        return tekst
    try:
        return tekst.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return tekst


def _vertrouwelijkheid(rooster: Rooster, uit: Indeling) -> None:
    """A column that means confidential under another name closes the plan, and never opens it."""
    al = GEHEIM in uit.kolommen
    for n, kop in enumerate(rooster.koppen):
        woord = sleutel(kop[:200])
        if uit.kolommen[n] is not None or not _OVER_GEHEIM.search(woord):
            continue
        if woord in _OMGEKEERD or woord in _GELIJK:
            if woord in _OMGEKEERD:
                uit.omgekeerd.add(n)
            if al:
                uit.extra_geheim.add(n)
                continue
            uit.kolommen[n], al = GEHEIM, True
            wat = f"de kolom {toon(kop)} is gelezen als '{GEHEIM}'"
            wat += ", met ja en nee omgekeerd." if woord in _OMGEKEERD else "."
            doe = f"Klopt dat niet? Noem de kolom '{GEHEIM}', met ja of nee."
            uit.meld("LET OP", GEHEIM, wat, doe)
        elif any(not is_leeg(rij[n]) for _, rij in rooster.rijen if n < len(rij)):
            wat = f"de kolom {toon(kop)} gaat misschien over wie het plan mag zien."
            doe = f"Noem hem '{GEHEIM}' en vul ja of nee in, of haal hem weg."
            uit.meld(FOUT, GEHEIM, wat, doe)


def _dubbel(rooster: Rooster, uit: Indeling) -> None:
    for n, kolom in enumerate(uit.kolommen):
        if kolom is not None and kolom in uit.kolommen[:n]:
            eerste = rooster.koppen[uit.kolommen.index(kolom)]
            wat = (
                f"twee kolommen heten allebei '{kolom}' ({toon(eerste)} en "
                f"{toon(rooster.koppen[n])})."
            )
            uit.meld(FOUT, kolom, wat, "Haal er één weg.")


def vreemd(rooster: Rooster, schema: Schema, uit: Indeling) -> None:
    """Meldt in één keer de kolommen die niet gelezen worden, en persoonsgegevens die erin staan."""
    namen, raad = [], []
    vrij = [k.naam for k in schema.kolommen if k.naam not in uit.kolommen]
    for n, kop, gevuld in _onbekend(rooster, uit):
        netjes = bool(kop) and len(kop) < 200 and not persoonsgegeven(kop)
        namen.append(toon(kop) if netjes else f"nummer {n + 1}")
        if netjes and (goed := _lijkt_op(kop, vrij) or _lijkt_op_jaar(kop, schema)):
            raad.append(f"Bedoelt u met {toon(kop)} '{goed}'?")
        for regel, cel in gevuld:
            if wat := _persoon(cel):
                zin = f"hier lijkt {wat} te staan; dat hoort niet in de invoer."
                uit.meld(FOUT, f"nummer {n + 1}", zin, "Haal het weg.", regel)
    if namen:
        _meld_vreemd(namen, raad, uit)


def _onbekend(rooster: Rooster, uit: Indeling) -> Iterator[tuple[int, str, list]]:
    """Each column that isn't read: its place, its header, and the cells that are filled in."""
    for n, kop in enumerate(rooster.koppen):
        if uit.kolommen[n] is not None or n in uit.extra_geheim or sleutel(kop[:200]) in OVERBODIG:
            continue
        gevuld = list(_gevuld(rooster, n))
        if kop or gevuld:
            yield n, kop, gevuld


def _meld_vreemd(namen: list[str], raad: list[str], uit: Indeling) -> None:
    een = len(namen) == 1
    lijst = opsomming(namen if len(namen) <= 8 else [*namen[:7], f"{len(namen) - 7} andere"])
    wat = f"de kolom {lijst} is niet bekend en wordt niet gelezen."
    if not een:
        wat = f"de kolommen {lijst} zijn niet bekend en worden niet gelezen."
    doe = "Verwijder hem, of laat hem staan." if een else "Verwijder ze, of laat ze staan."
    uit.meld(WAARSCHUWING, None, wat, " ".join(raad[:3]) or doe)


def _gevuld(rooster: Rooster, n: int) -> Iterator[tuple[int, object]]:
    for regel, rij in rooster.rijen:
        if n < len(rij) and not is_leeg(rij[n]) and not isinstance(rij[n], Onleesbaar):
            yield regel, rij[n]


def _persoon(cel: object) -> str | None:
    if isinstance(cel, float) and cel.is_integer():
        cel = int(cel)
    if isinstance(cel, bool) or not isinstance(cel, (str, int)) or len(str(cel)) > LANGST:
        return None
    return persoonsgegeven(cel)


def _lijkt_op(kop: str, kolommen: list[str]) -> str | None:
    """The column whose name is nearly the same, or None."""
    from rapidfuzz import fuzz, process

    namen = {sleutel(k): k for k in kolommen}
    gevonden = process.extractOne(
        sleutel(kop)[:60], namen.keys(), scorer=fuzz.ratio, score_cutoff=_LIJKT
    )
    return namen[gevonden[0]] if gevonden else None


def _lijkt_op_jaar(kop: str, schema: Schema) -> str | None:
    """The column of a year that was all but typed: plekken_28, pleken 2028; or None."""
    from rapidfuzz import fuzz

    m = _MET_JAAR.fullmatch(sleutel(kop)[:60])
    if schema.jaarkolommen is None or m is None:
        return None
    naam, jaar = schema.jaarkolommen.naam, int(m[2])
    nu = date.today().year
    lijkt = fuzz.ratio(m[1], sleutel(naam)) >= _LIJKT
    return f"{naam}_20{jaar:02d}" if lijkt and nu - 1 <= 2000 + jaar <= nu + 50 else None


# ---- voorstellen


def stel_voor(rooster: Rooster, schema: Schema, uit: Indeling) -> dict[str, str]:
    """Welke onbekende koppen een kolom kunnen zijn die nog ontbreekt: kop -> kolom.

    Een voorstel past bij de naam en bij wat erin staat; wie ja zegt, bewaart het (leeswijzer.py).
    """
    los = [
        (n, kop)
        for n, kop in enumerate(rooster.koppen)
        if kop and len(kop) < 80 and uit.kolommen[n] is None and sleutel(kop) not in OVERBODIG
    ]
    open_ = [
        k
        for k in schema.kolommen
        if k.naam not in uit.kolommen and k.naam not in ("gemeente", "toelichting", GEHEIM)
    ]
    scores = []
    for n, kop in los:
        cellen = [cel for _, cel in _gevuld(rooster, n)][:200]
        if not cellen or persoonsgegeven(kop):
            continue
        for kolom in open_:
            if score := _past(kop, cellen, kolom):
                scores.append((score, kolom.nodig, -n, kop, kolom.naam))
    gekozen: dict[str, str] = {}
    for _, _, _, kop, naam in sorted(scores, reverse=True):
        if kop not in gekozen and naam not in gekozen.values():
            gekozen[kop] = naam
    return gekozen


def _past(kop: str, cellen: list, kolom: Kolom) -> float:
    from rapidfuzz import fuzz

    woord = sleutel(kop)
    namen = [sleutel(n) for n in (kolom.naam, *kolom.ook)]
    naam = max(
        max(fuzz.ratio(woord, n), 0.9 * fuzz.partial_ratio(woord, n) * _vol(woord, n))
        for n in namen
    )
    passend = sum(_leest(kolom, cel) for cel in cellen) / len(cellen)
    if passend < 0.9:
        return 0
    sterk = kolom.vorm.naam in _ONDERSCHEIDEND and passend == 1 and len(cellen) >= 2
    if naam >= _LIJKT or naam >= _MISSCHIEN and sterk or sterk and kolom.vorm.naam == "keuze":
        return naam + 20 * sterk
    return 0


def _vol(een: str, ander: str) -> bool:
    """Whether the shorter word is long enough to say something as part of the longer."""
    return min(len(een), len(ander)) >= 5


def _leest(kolom: Kolom, cel: object) -> bool:
    try:
        kolom.vorm.lees(cel)
    except Celfout:
        return False
    return True
