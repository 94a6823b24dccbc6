"""De soorten kolommen van een invoerbestand en hoe een schema ze opschrijft; welke kolommen er zijn staat in soorten/."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

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


def _soort(python: Any, vorm: Vorm, lezer) -> Any:
    return Annotated[python, BeforeValidator(lezer), vorm]


Aantal = _soort(int, Vorm("aantal", "Int64", "heel getal van 0 of meer"), cellen.aantal)
Saldo = _soort(int, Vorm("saldo", "Int64", "heel getal, mag onder 0"), cellen.saldo)
Bedrag = _soort(float, Vorm("bedrag", "Float64", "bedrag in euro's"), cellen.bedrag)
Aandeel = _soort(
    float, Vorm("aandeel", "Float64", "percentage van 0 tot en met 100"), cellen.aandeel
)
Coordinaat = _soort(float, Vorm("coordinaat", "Float64", "coördinaat"), cellen.coordinaat)
Datum = _soort(date, Vorm("datum", "datetime64[s]", "datum, zoals 1-7-2026"), cellen.datum)
JaNee = _soort(bool, Vorm("ja_nee", "boolean", "ja of nee", ("ja", "nee")), cellen.ja_nee)
Tekst = _soort(
    str, Vorm("tekst", "str", "tekst, geen namen of gegevens van personen"), cellen.tekst
)
Code = _soort(str, Vorm("code", "str", "eigen code of nummer"), cellen.tekst)
Halfjaar = _soort(str, Vorm("halfjaar", "str", "halfjaar, zoals 2026-1"), cellen.halfjaar)
Leeftijd = _soort(
    str, Vorm("leeftijd", "str", "leeftijd of klasse, zoals 75-79 of 95+"), cellen.leeftijd
)
Buurtcode = _soort(
    str, Vorm("buurtcode", "str", "CBS-code van een wijk of buurt"), cellen.buurtcode
)
Webadres = _soort(str, Vorm("url", "str", "webadres"), cellen.url)
Gemeente = _soort(str, Vorm("gemeente", "str", "naam of code van een gemeente"), cellen.tekst)


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
    return _soort(int, Vorm("jaar", "Int64", heet), lees)


Jaar = _jaren(2000, 25)
Meetjaar = _jaren(2000, 0)
Prognosejaar = _jaren(2000, 50)


def _niet_later(waarde: object) -> date:
    uit = cellen.datum(waarde)
    if uit > date.today():
        raise Celfout("{} ligt in de toekomst.", "Vul de dag in waarop deze gegevens klopten.")
    return uit


Peildatum = _soort(date, Vorm("datum", "datetime64[s]", "datum, niet in de toekomst"), _niet_later)


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


Niveau = _soort(int, Vorm("niveau", "Int64", "0, 1, 2 of 3", ("0", "1", "2", "3")), _niveau)
Vertrouwelijk = _soort(bool, Vorm("ja_nee", "boolean", "ja of nee", ("ja", "nee")), _vertrouwelijk)


def keuze(*keuzes: str, **synoniemen: str) -> Any:
    """Een kolom met een vaste lijst. Synoniemen als woord=keuze, of als dict met `**{...}`."""
    return _soort(
        Literal[keuzes],
        Vorm("keuze", "str", "keuze uit een lijst", keuzes, synoniemen),
        lambda w: cellen.keuze(w, keuzes, synoniemen),
    )


def veld(
    uitleg: str,
    *voorbeelden: Any,
    eenheid: str = "",
    nodig: bool = False,
    ook: tuple[str, ...] = (),
    personen: bool = False,
    sjabloon: bool = True,
) -> Any:
    """Eén kolom: uitleg, twee voorbeelden (voor de twee voorbeeldrijen), eenheid, of hij nodig is, en andere namen die men gebruikt.

    personen: een telling van mensen, die onder de vijf niet getoond mag worden. sjabloon: staat in een nieuw bestand.
    """
    extra = {"eenheid": eenheid, "ook": list(ook), "personen": personen, "sjabloon": sjabloon}
    standaard = ... if nodig else None
    return Field(standaard, description=uitleg, examples=list(voorbeelden), json_schema_extra=extra)
