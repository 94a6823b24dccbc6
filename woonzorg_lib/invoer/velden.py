"""De vormen die een kolom van een invoerbestand kan hebben, op naam.

Welke kolommen er zijn weet wie het bestand opschrijft.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer import cellen
from woonzorg_lib.invoer.cellen import Celfout
from woonzorg_lib.invoer.gemeentekolom import gemeentecode


@dataclass(frozen=True)
class Vorm:
    """Hoe een kolom gelezen wordt.

    naam van de vorm, pandas-type, hoe dat voor een lezer heet, de functie die een cel leest (Fout:
    Celfout), en de keuzes als die er zijn.
    """

    naam: str
    dtype: str
    heet: str
    lees: Callable[[Any], Any] = field(compare=False)
    keuzes: tuple[str, ...] = ()


def _gemeente(waarde: object) -> str:
    return gemeentecode(cellen.tekst(waarde))


Aantal = Vorm("aantal", "Int64", "heel getal van 0 of meer", cellen.aantal)
Saldo = Vorm("saldo", "Int64", "heel getal, mag onder 0", cellen.saldo)
Bedrag = Vorm("bedrag", "Float64", "bedrag in euro's", cellen.bedrag)
Aandeel = Vorm("aandeel", "Float64", "percentage van 0 tot en met 100", cellen.aandeel)
Coordinaat = Vorm("coordinaat", "Float64", "coördinaat", cellen.coordinaat)
Datum = Vorm("datum", "datetime64[s]", "datum, zoals 1-7-2026", cellen.datum)
JaNee = Vorm("ja_nee", "boolean", "ja of nee", cellen.ja_nee, ("ja", "nee"))
Tekst = Vorm("tekst", "str", "tekst, geen namen of gegevens van personen", cellen.tekst)
Code = Vorm("code", "str", "eigen code of nummer", cellen.tekst)
Halfjaar = Vorm("halfjaar", "str", "halfjaar, zoals 2026-1", cellen.halfjaar)
Leeftijd = Vorm("leeftijd", "str", "leeftijd of klasse, zoals 75-79 of 95+", cellen.leeftijd)
Buurtcode = Vorm("buurtcode", "str", "CBS-code van een wijk of buurt", cellen.buurtcode)
Webadres = Vorm("url", "str", "webadres", cellen.url)
Gemeente = Vorm("gemeente", "str", "naam of code van een gemeente", _gemeente)


def _jaren(van: int, vooruit: int) -> Vorm:
    """A year from `van` to so many years from now; today is looked up when a cell is read."""

    def lees(waarde: object) -> int:
        uit, laatste = cellen.jaar(waarde), date.today().year + vooruit
        if not van <= uit <= laatste:
            raise Celfout(
                "{} ligt buiten " + f"{van} tot en met {laatste}.",
                f"Vul een jaar in, zoals {date.today().year + min(vooruit, 1)}.",
            )
        return uit

    heet = "jaar, niet in de toekomst" if vooruit == 0 else "jaar"
    return Vorm("jaar", "Int64", heet, lees)


Jaar = _jaren(2000, 25)
Meetjaar = _jaren(2000, 0)
Prognosejaar = _jaren(2000, 50)


def _niet_later(waarde: object) -> date:
    uit = cellen.datum(waarde)
    if uit > date.today():
        raise Celfout("{} ligt in de toekomst.", "Vul de dag in waarop deze gegevens klopten.")
    return uit


Peildatum = Vorm("datum", "datetime64[s]", "datum, niet in de toekomst", _niet_later)


def _niveau(waarde: object) -> int:
    if (uit := cellen.aantal(waarde)) > 3:
        raise Celfout("{} is geen niveau.", "Kies 0, 1, 2 of 3.")
    return uit


# Who may see a plan: words of the Planmonitor Wonen, of DIWI, and of advisers.
_OPEN = {"openbaar", "publiek", "public", "nietvertrouwelijk", "nietgeheim", "externpubliek"}
_DICHT = {
    "gemeente",
    "provincie",
    "vertrouwelijk",
    "geheim",
    "intern",
    "private",
    "prive",
    "besloten",
    "nietopenbaar",
    "nietpubliek",
    "embargo",
    "gemeenteintern",
}


def _vertrouwelijk(waarde: object) -> bool:
    woord = sleutel(cellen.tekst(waarde))
    if woord in _OPEN or woord in _DICHT:
        return woord in _DICHT
    return cellen.ja_nee(waarde)


Niveau = Vorm("niveau", "Int64", "0, 1, 2 of 3", _niveau, ("0", "1", "2", "3"))
Vertrouwelijk = Vorm("ja_nee", "boolean", "ja of nee", _vertrouwelijk, ("ja", "nee"))


# The name by which a file's description asks for a form.
VORMEN: dict[str, Vorm] = {
    "aandeel": Aandeel,
    "aantal": Aantal,
    "bedrag": Bedrag,
    "buurtcode": Buurtcode,
    "code": Code,
    "coordinaat": Coordinaat,
    "datum": Datum,
    "gemeente": Gemeente,
    "halfjaar": Halfjaar,
    "ja_nee": JaNee,
    "jaar": Jaar,
    "leeftijd": Leeftijd,
    "meetjaar": Meetjaar,
    "niveau": Niveau,
    "peildatum": Peildatum,
    "prognosejaar": Prognosejaar,
    "saldo": Saldo,
    "tekst": Tekst,
    "vertrouwelijk": Vertrouwelijk,
    "webadres": Webadres,
}


def keuze(keuzes: Sequence[str], synoniemen: Mapping[str, str]) -> Vorm:
    """De vorm van een kolom met een vaste lijst; synoniemen: een ander woord -> de keuze."""
    lijst, woorden = tuple(keuzes), dict(synoniemen)

    def lees(waarde: object) -> str:
        return cellen.keuze(waarde, lijst, woorden)

    return Vorm("keuze", "str", "keuze uit een lijst", lees, lijst)
