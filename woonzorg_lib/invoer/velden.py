"""De vormen die een kolom van een invoerbestand kan hebben, op naam; welke kolommen er zijn weet wie het bestand opschrijft."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from woonzorg_lib.invoer import cellen
from woonzorg_lib.invoer.cellen import Celfout


@dataclass(frozen=True)
class Vorm:
    """Hoe een kolom gelezen wordt: naam van de vorm, pandas-type, hoe dat voor een lezer heet, en de keuzes als die er zijn."""

    naam: str
    dtype: str
    heet: str
    keuzes: tuple[str, ...] = ()
    synoniemen: dict[str, str] = field(default_factory=dict, hash=False, compare=False)


def _vorm(python: Any, vorm: Vorm, lezer) -> Any:
    return Annotated[python, BeforeValidator(lezer), vorm]


Aantal = _vorm(int, Vorm("aantal", "Int64", "heel getal van 0 of meer"), cellen.aantal)
Saldo = _vorm(int, Vorm("saldo", "Int64", "heel getal, mag onder 0"), cellen.saldo)
Bedrag = _vorm(float, Vorm("bedrag", "Float64", "bedrag in euro's"), cellen.bedrag)
Aandeel = _vorm(
    float, Vorm("aandeel", "Float64", "percentage van 0 tot en met 100"), cellen.aandeel
)
Coordinaat = _vorm(float, Vorm("coordinaat", "Float64", "coördinaat"), cellen.coordinaat)
Datum = _vorm(date, Vorm("datum", "datetime64[s]", "datum, zoals 1-7-2026"), cellen.datum)
JaNee = _vorm(bool, Vorm("ja_nee", "boolean", "ja of nee", ("ja", "nee")), cellen.ja_nee)
Tekst = _vorm(str, Vorm("tekst", "str", "tekst, geen namen of gegevens van personen"), cellen.tekst)
Code = _vorm(str, Vorm("code", "str", "eigen code of nummer"), cellen.tekst)
Halfjaar = _vorm(str, Vorm("halfjaar", "str", "halfjaar, zoals 2026-1"), cellen.halfjaar)
Leeftijd = _vorm(
    str, Vorm("leeftijd", "str", "leeftijd of klasse, zoals 75-79 of 95+"), cellen.leeftijd
)
Buurtcode = _vorm(str, Vorm("buurtcode", "str", "CBS-code van een wijk of buurt"), cellen.buurtcode)
Webadres = _vorm(str, Vorm("url", "str", "webadres"), cellen.url)
Gemeente = _vorm(str, Vorm("gemeente", "str", "naam of code van een gemeente"), cellen.tekst)


def _jaren(van: int, vooruit: int) -> Any:
    """A year from `van` to so many years from now; the year of today is looked up when a cell is read."""

    def lees(waarde: object) -> int:
        uit, laatste = cellen.jaar(waarde), date.today().year + vooruit
        if not van <= uit <= laatste:
            raise Celfout(
                "{} ligt buiten " + f"{van} tot en met {laatste}.",
                f"Vul een jaar in, zoals {date.today().year + min(vooruit, 1)}.",
            )
        return uit

    heet = "jaar, niet in de toekomst" if vooruit == 0 else "jaar"
    return _vorm(int, Vorm("jaar", "Int64", heet), lees)


Jaar = _jaren(2000, 25)
Meetjaar = _jaren(2000, 0)
Prognosejaar = _jaren(2000, 50)


def _niet_later(waarde: object) -> date:
    uit = cellen.datum(waarde)
    if uit > date.today():
        raise Celfout("{} ligt in de toekomst.", "Vul de dag in waarop deze gegevens klopten.")
    return uit


Peildatum = _vorm(date, Vorm("datum", "datetime64[s]", "datum, niet in de toekomst"), _niet_later)


def _niveau(waarde: object) -> int:
    if (uit := cellen.aantal(waarde)) > 3:
        raise Celfout("{} is geen niveau.", "Kies 0, 1, 2 of 3.")
    return uit


def _vertrouwelijk(waarde: object) -> bool:
    # The Planmonitor Wonen says who may see a plan.
    zien = {"openbaar": False, "gemeente": True, "provincie": True}.get(
        cellen.tekst(waarde).lower()
    )
    return cellen.ja_nee(waarde) if zien is None else zien


Niveau = _vorm(int, Vorm("niveau", "Int64", "0, 1, 2 of 3", ("0", "1", "2", "3")), _niveau)
Vertrouwelijk = _vorm(bool, Vorm("ja_nee", "boolean", "ja of nee", ("ja", "nee")), _vertrouwelijk)


# The name by which a file's description asks for a form.
VORMEN: dict[str, Any] = {
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


def keuze(keuzes: Sequence[str], synoniemen: Mapping[str, str]) -> Any:
    """De vorm van een kolom met een vaste lijst; synoniemen: een ander woord -> de keuze."""
    keuzes, synoniemen = tuple(keuzes), dict(synoniemen)

    def lees(waarde: object) -> str:
        return cellen.keuze(waarde, keuzes, synoniemen)

    return _vorm(
        Literal[keuzes], Vorm("keuze", "str", "keuze uit een lijst", keuzes, synoniemen), lees
    )


def vorm_van(type_: Any) -> Vorm:
    """De vorm achter een type uit VORMEN of van `keuze`."""
    return next(m for m in type_.__metadata__ if isinstance(m, Vorm))
