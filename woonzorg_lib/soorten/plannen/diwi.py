"""Maakt van de Excel-export van DIWI rijen per plan, met de kolommen van `plannen`.

De export heeft een regel per woningblok, een kop van twee regels (de tweede met datums en klassen),
en rechts dezelfde kolommen nog eens voor sloop. Prijsklassen stelt elke gemeente in DIWI zelf in:
koop en huur komen daarom zonder prijs binnen. Nakijken doet invoer/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer import cellen
from woonzorg_lib.invoer.melding import reeks
from woonzorg_lib.invoer.openen import Bestandsfout
from woonzorg_lib.invoer.rooster import Rooster
from woonzorg_lib.soorten.plannen.opgeteld import Plan, als_rooster

NAAM = "DIWI"
_KENMERKEN = {
    "identificatienr": "plancode",
    "naam": "naam",
    "plansoort": "plantype",
    "gemeente": "gemeente",
}
# The heads of the dates on which a status began -> the code of `planologische_status`.
_STATUSSEN = {
    sleutel(kop): kop[:2].strip().upper()
    for kop in (
        "1a Onherroepelijk",
        "1b Onherroepelijk uitwerking nodig",
        "1c Onherroepelijk B&W nodig",
        "2a Vastgesteld",
        "2b Vastgesteld uitwerking nodig",
        "2c Vastgesteld B&W nodig",
        "3 In voorbereiding",
        "4a Opgenomen in de visie",
        "4b Niet opgenomen in de visie",
    )
}
_FASEN = {
    sleutel(kop): kop[2:]
    for kop in (
        "1 Concept",
        "2 Initiatief",
        "3 Definitie",
        "4 Ontwerp",
        "5 Voorbereiding",
        "6 Realisatie",
        "7 Nazorg",
    )
}
_TELLINGEN = {"bouw": "bruto", "sloop": "sloop"}
# Of the new dwellings; the same heads stand once more to the right, for those pulled down.
_BOUW = {
    "eengezinswoning": "woningtype_eengezins",
    "meergezinswoning": "woningtype_meergezins",
    "woningtypeonbekend": "woningtype_onbekend",
    "koopwoning": "koop_onbekend",
    "particuliereverhuurder": "huur_onbekend",
    "huurwoningcorporatie": "huur_onbekend",
    "eigendomtypeonbekend": "prijsklasse_onbekend",
}
# What a gemeente can have added itself, under these heads.
_EIGEN_KOPPEN = {"fysiekvoorkomen", "doelgroepcategorie", "maatwerkwoningeigenschap"}
_EIGEN = {
    "nultreden": "nultredenwoning",
    "nultredenwoning": "nultredenwoning",
    "nultredenwoningen": "nultredenwoning",
    "geclusterd": "geclusterde_woonvorm",
    "geclusterdewoonvorm": "geclusterde_woonvorm",
    "geclusterdewoning": "geclusterde_woonvorm",
    "zorggeschikt": "zorggeschikte_woning",
    "zorggeschiktewoning": "zorggeschikte_woning",
    "zorggeschiktewoningen": "zorggeschikte_woning",
    "flexwoning": "tijdelijke_woningen",
    "flexwoningen": "tijdelijke_woningen",
    "student": "studentenwoningen",
    "studenten": "studentenwoningen",
}
_EXPORT = {"identificatienr", "plansoort", "inprogrammering", "projectstatus", "rolgemeente"}
_DETAIL = {"meergezinskoop1", "eengezinshuur1", "bouwgerealiseerd", "parentglobalid"}
ZONDER_PRIJS = (
    " DIWI laat elke gemeente haar eigen prijsklassen kiezen: koop en huur tellen hier mee zonder"
    " prijs. Wilt u ze wel, voer dan uit als Basisset of vul een eigen plannen-bestand in."
)


def is_diwi(koppen: list[str]) -> bool:
    """Waar als dit de Excel-export van DIWI is."""
    return len({sleutel(k) for k in koppen} & _EXPORT) >= 3


def is_detailplanning(koppen: list[str]) -> bool:
    """Waar als dit de detailplanning uit DIWI is."""
    return len({sleutel(k) for k in koppen} & _DETAIL) >= 2


def weiger_detailplanning(rooster: Rooster) -> Rooster:
    """Fout: Bestandsfout, met hoe het wel kan."""
    raise Bestandsfout(
        "dit is de detailplanning uit DIWI: aantallen per plan en jaar, zonder naam of status.",
        "Voer in DIWI de plannen zelf uit als Excel, en zet dat bestand hier neer.",
        rooster.kopregel,
    )


def vouw(rooster: Rooster) -> Rooster:
    """Een rij per plan: de woningblokken opgeteld, de status zoals die vandaag is.

    Fout: Bestandsfout, als er geen plan in staat of een aantal niet te lezen is.
    """
    namen = [sleutel(k) for k in rooster.koppen]
    onder, blokken = _onderkop(namen, rooster.rijen)
    if not blokken:
        raise Bestandsfout(
            "dit is een export uit DIWI zonder plannen.",
            "Kies in DIWI de plannen die mee moeten, en voer ze opnieuw uit als Excel.",
            rooster.kopregel,
        )
    telt = dict(_telkolommen(namen, onder))
    per_plan: dict[str, Plan] = {}
    for regel, rij in blokken:
        cel = {n: c for n, c in enumerate(rij) if not cellen.is_leeg(c)}
        gegevens = _kenmerken(namen, cel, regel)
        wie = str(gegevens.get("plancode") or gegevens.get("naam") or f"regel {regel}").strip()
        plan = per_plan.setdefault(wie, Plan(regel, gegevens))
        for n, kolom in telt.items():
            plan.tel(kolom, cel.get(n))
    plannen = [p for p in per_plan.values() if p.som]
    for plan in plannen:
        plan.som.setdefault("bruto", 0)  # a plan that only pulls down
    leeg = [p.regel for p in per_plan.values() if not p.som]
    zonder = f" Regel {reeks(leeg)} heeft geen woningblok en is niet gelezen." if leeg else ""
    rooster = replace(rooster, rijen=blokken)
    return als_rooster(rooster, f"{NAAM} (Excel)", plannen, ZONDER_PRIJS + zonder)


def _onderkop(namen: list[str], rijen: list) -> tuple[list, list]:
    """The second line of the head, and the lines that are a block of dwellings."""
    wie = [n for n, naam in enumerate(namen) if naam in ("identificatienr", "naam")]
    eerste = next(
        (
            k
            for k, (_, rij) in enumerate(rijen)
            if any(n < len(rij) and not cellen.is_leeg(rij[n]) for n in wie)
        ),
        len(rijen),
    )
    return (rijen[0][1] if eerste else []), rijen[eerste:]


def _telkolommen(namen: list[str], onder: list) -> Iterator[tuple[int, str]]:
    """(place, column of `plannen`) of all that is counted of the new dwellings."""
    for n, naam in enumerate(namen[: _begin_sloop(namen)]):
        onderkop = onder[n] if n < len(onder) else None
        if kolom := _TELLINGEN.get(naam) or _BOUW.get(naam):
            yield n, kolom
        elif naam == "opleverdatum" and (dag := _dag(onderkop)):
            yield n, f"opleverjaar_{dag.year}"
        elif naam in _EIGEN_KOPPEN and (kolom := _EIGEN.get(sleutel(str(onderkop or "")))):
            yield n, kolom


def _begin_sloop(namen: list[str]) -> int:
    """Where the second run of delivery dates begins: from there on it is about demolition."""
    plekken = [n for n, naam in enumerate(namen) if naam == "opleverdatum"]
    paren = zip(plekken, plekken[1:])
    return next((b for a, b in paren if b > a + 1), len(namen))


def _kenmerken(namen: list[str], cel: dict[int, Any], regel: int) -> dict[str, Any]:
    """What a line says of its plan, by the columns of `plannen`."""
    op_naam = {namen[n]: c for n, c in reversed(cel.items()) if n < len(namen)}
    uit = {kolom: op_naam[kop] for kop, kolom in _KENMERKEN.items() if kop in op_naam}
    if "vertrouwelijkheid" in op_naam:
        # Whoever may see it inside the gemeente or the region: a council report is for everyone.
        open_ = sleutel(str(op_naam["vertrouwelijkheid"])) == "openbaar"
        uit["vertrouwelijk"] = "nee" if open_ else "ja"
    uit["planologische_status"] = _nu(_STATUSSEN, op_naam, regel) or "onbekend"
    klaar = str(op_naam.get("projectstatus", ""))
    bezig = sleutel(klaar) in ("actief", "")
    uit["planstatus"] = (_nu(_FASEN, op_naam, regel) if bezig else None) or klaar or None
    code = str(op_naam.get("buurt") or op_naam.get("wijk") or "")
    if re.fullmatch(r"(WK|BU)\d{4}\w{2,4}", code):
        uit["wijk"] = code
    return uit


def _nu(soorten: dict[str, str], op_naam: dict[str, Any], regel: int) -> str | None:
    """The one that began last, today or before; dates to come are a plan and no status."""
    begonnen: dict[date, str] = {}
    for kop, wat in soorten.items():
        if kop not in op_naam:
            continue
        dag = _dag(op_naam[kop])
        if dag is None:
            wat_mis = "een datum van een status is niet te lezen."
            raise Bestandsfout(wat_mis, "Schrijf datums als 1-7-2026.", regel)
        if dag <= date.today():
            begonnen[dag] = wat  # the same day twice: the softer one, which stands later
    return begonnen[max(begonnen)] if begonnen else None


def _dag(cel: Any) -> date | None:
    try:
        return cellen.datum(cel)
    except (cellen.Celfout, TypeError):
        return None
