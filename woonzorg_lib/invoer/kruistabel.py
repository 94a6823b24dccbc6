"""Een tabel van StatLine met onderwerpen of kenmerken als kolommen: de kolommen onder elkaar.

De kop is een blok: per kenmerk dat bovenaan staat een regel, en onderaan een regel met de eenheden.
Welke kolom van het schema wat is, weet vormen.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer.cellen import Celfout, is_leeg, kaal
from woonzorg_lib.invoer.openen import Bestandsfout
from woonzorg_lib.invoer.rooster import Rooster
from woonzorg_lib.invoer.schema import Kolom, Schema

ONDERWERP = ("onderwerp", "onderwerpen")
_KOP_BINNEN = 8  # rows of the block at the head; StatLine allows no more characteristics on top
_EENHEID = re.compile(
    r"aantal|x 1[ .]?000|%|euro|(?:x )?1[ .]?000 euro|per 1[ .]?000.*|km|promille",
    re.IGNORECASE,
)
NIET_TE_LEZEN = (
    "dit is een tabel van StatLine met de onderwerpen als kolommen.",
    "Kies in StatLine bij de opmaak alle kenmerken links, en download opnieuw als CSV.",
)


def is_kruistabel(koppen: list[str]) -> bool:
    """Waar als er onderwerpen of kenmerken bovenaan staan: de kop begint met 'Onderwerp'."""
    return any(sleutel(k) in ONDERWERP for k in koppen[:3])


@dataclass(frozen=True)
class _Kolomkop:
    """One column of figures: where it is, what it is about, and in what unit."""

    plek: int
    onderwerp: tuple[str, ...]
    kenmerken: tuple[str, ...]
    eenheid: str


@dataclass(frozen=True)
class _Blok:
    """The head of the table: the characteristics at the left and on top, and the columns."""

    links: dict[int, str]
    boven: tuple[str, ...]
    kolommen: list[_Kolomkop]
    rijen: list[tuple[int, list]]


def onder_elkaar(rooster: Rooster, schema: Schema) -> Rooster:
    """Hetzelfde rooster met elk kenmerk in een eigen kolom, zoals StatLine 'lang' uitvoert.

    Onderwerpen die zelf een leeftijd of een keuze van het schema zijn, worden die kolom; de andere
    blijven maten. Fout: Bestandsfout als de kop niet te volgen is.
    """
    blok = _lees_kop(rooster)
    waarde = _als_kenmerk(blok, schema)
    maten = list(dict.fromkeys(_maat(k, waarde) for k in blok.kolommen if _telt(k, waarde)))
    if waarde is not None and len(maten) > 1:
        raise _anders(rooster)  # the same age under two subjects: which one counts is a guess
    extra = [waarde.naam] if waarde is not None else []
    plekken = [(k.kenmerken, k.onderwerp) for k in blok.kolommen if _telt(k, waarde)]
    if len(set(plekken)) < len(plekken):
        raise _anders(rooster)  # what tells these columns apart stands above what was found
    rijen = list(_rijen(blok, waarde, maten))
    weg = len(blok.kolommen) - sum(_telt(k, waarde) for k in blok.kolommen)
    opmerkingen = list(rooster.opmerkingen)
    if weg:
        wat = f"{weg} kolommen van de tabel gaan over iets anders en zijn niet gelezen."
        if weg == 1:
            wat = "1 kolom van de tabel gaat over iets anders en is niet gelezen."
        opmerkingen.append(("LET OP", None, wat, "Dat klopt als u ze niet nodig hebt."))
    return replace(
        rooster,
        koppen=[*blok.links.values(), *blok.boven, *extra, *maten],
        rijen=rijen,
        opmerkingen=opmerkingen,
        gedekt={},
    )


def maal_duizend(cel: Any) -> Any:
    """Een aantal 'x 1 000' voluit; wat geen getal is blijft staan."""
    if isinstance(cel, bool) or is_leeg(cel):
        return cel
    if isinstance(cel, int | float):
        return round(cel * 1000)
    t = kaal(cel)
    if re.fullmatch(r"\d{1,9}(?:[.,]\d{1,3})?", t):
        return round(float(t.replace(",", ".")) * 1000)
    return cel


def _anders(rooster: Rooster) -> Bestandsfout:
    return Bestandsfout(*NIET_TE_LEZEN, rooster.kopregel)


def _lees_kop(rooster: Rooster) -> _Blok:
    regels = [rooster.koppen, *(rij for _, rij in rooster.rijen[:_KOP_BINNEN])]
    onderste = next((n for n, rij in enumerate(regels) if _eenheden(rij)), None)
    if not onderste:  # the first row is the subject, so the units stand below it
        raise _anders(rooster)
    plekken = _eenheden(regels[onderste])
    laatste = regels[onderste]
    links = {n: kaal(cel) for n, cel in enumerate(laatste) if n not in plekken and not is_leeg(cel)}
    if not links or min(plekken) == 0:
        raise _anders(rooster)
    boven = [_bovenregel(rij, min(plekken), max(plekken)) for rij in regels[:onderste]]
    onderwerpen = [waarden for naam, waarden in boven if sleutel(naam) in ONDERWERP]
    kenmerken = [(naam, waarden) for naam, waarden in boven if sleutel(naam) not in ONDERWERP]
    if not all(naam for naam, _ in boven):
        raise _anders(rooster)
    kolommen = [
        _Kolomkop(
            n,
            tuple(dict.fromkeys(w[n] for w in onderwerpen if w[n])),
            tuple(w[n] for _, w in kenmerken),
            kaal(laatste[n]),
        )
        for n in sorted(plekken)
    ]
    return _Blok(links, tuple(n for n, _ in kenmerken), kolommen, rooster.rijen[onderste:])


def _eenheden(rij: list) -> set[int]:
    """The places of a row that say a unit; none when it is another kind of row."""
    return {
        n for n, c in enumerate(rij) if isinstance(c, str) and c and _EENHEID.fullmatch(kaal(c))
    }


def _bovenregel(rij: list, van: int, tot: int) -> tuple[str, dict[int, str]]:
    """(name of the characteristic, place -> what it says there); an empty cell repeats the last."""
    naam = next((kaal(c) for c in reversed(rij[:van]) if not is_leeg(c)), "")
    waarden, laatste = {}, ""
    for n in range(van, tot + 1):
        cel = rij[n] if n < len(rij) else None
        laatste = laatste if is_leeg(cel) else _zonder_punt(cel)
        waarden[n] = laatste
    return naam, waarden


def _zonder_punt(cel: Any) -> str:
    """A year that a spreadsheet took for a number is a year again."""
    return str(int(cel)) if isinstance(cel, float) and cel.is_integer() else kaal(cel)


def _als_kenmerk(blok: _Blok, schema: Schema) -> Kolom | None:
    """The column of the key of which the subjects are values, as ages often are in StatLine."""
    al = {schema.herken(n) for n in (*blok.links.values(), *blok.boven)}
    for naam in schema.sleutel:
        kolom = schema.kolom(naam)
        if kolom is None or naam in al or kolom.vorm.naam not in ("leeftijd", "keuze"):
            continue
        if len({k.onderwerp for k in blok.kolommen if _telt(k, kolom)}) >= 2:
            return kolom
    return None


def _telt(kop: _Kolomkop, kolom: Kolom | None) -> bool:
    if kolom is None:
        return True
    try:
        kolom.vorm.lees(kop.onderwerp[-1] if kop.onderwerp else "")
    except Celfout:
        return False
    return True


def _maat(kop: _Kolomkop, kolom: Kolom | None) -> str:
    """The head of the measure: its subject without the age, with its unit behind it."""
    delen = kop.onderwerp[:-1] if kolom is not None else kop.onderwerp
    return f"{' '.join(delen) or 'Aantal'} ({kop.eenheid})"


def _rijen(blok: _Blok, kolom: Kolom | None, maten: list[str]) -> Iterator[tuple[int, list]]:
    for regel, rij in blok.rijen:
        vast = [rij[n] if n < len(rij) else None for n in blok.links]
        if len([c for c in rij if not is_leeg(c)]) < 2:
            yield regel, [*vast, *([None] * (len(blok.boven) + len(maten) + (kolom is not None)))]
            continue
        samen: dict[tuple, dict[str, Any]] = {}
        for kop in blok.kolommen:
            if _telt(kop, kolom) and kop.plek < len(rij):
                plaats = (*kop.kenmerken, *([kop.onderwerp[-1]] if kolom is not None else []))
                samen.setdefault(plaats, {})[_maat(kop, kolom)] = rij[kop.plek]
        for plaats, waarden in samen.items():
            yield regel, [*vast, *plaats, *(waarden.get(m) for m in maten)]
