"""Maakt van een export van de Planmonitor Wonen rijen per plan, met de kolommen van `plannen`.

Er zijn vier vormen: Eenvoudig (een kolom per categorie), Uitgebreid (per categorie een kolom per
jaar), Draaitabel (een regel per plan en categorie, een kolom per jaar), en de database (een regel
per plan en categorie). Nakijken doet invoer/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer import cellen
from woonzorg_lib.invoer.openen import Bestandsfout
from woonzorg_lib.invoer.rooster import Rooster
from woonzorg_lib.soorten.plannen.opgeteld import Plan, als_rooster

NAAM = "Planmonitor Wonen"
# What an export says of a plan -> the column of `plannen`; None: it is not used.
KENMERKEN: dict[str, str | None] = {
    "id": "plancode",
    "plannaam": "naam",
    "gemeente": "gemeente",
    "plantype": "plantype",
    "vertrouwelijkheid": "vertrouwelijk",
    "statusproject": "planstatus",
    "statusplanologisch": "planologische_status",
    "knelpunten": "knelpunten",
    "studentenwoningen": "studentenwoningen",
    "opmerkingen": "toelichting",
    "bron": "bron",
    "peildatum": "peildatum",
    "wijk": "wijk",
    **dict.fromkeys(("plaatsnaam", "regio", "provincie", "woonmilieu", "sleutelproject")),
    **dict.fromkeys(("opdrachtegever", "opdrachtgever", "opdrachtgevernaam")),
}
# The categories as an export heads them -> columns of `plannen`.
CATEGORIEEN: dict[str, str | None] = {
    "nieuwbouw": "bruto",
    "eengezins": "woningtype_eengezins",
    "meergezins": "woningtype_meergezins",
    "woningtypeonbekend": "woningtype_onbekend",
    "nultreden": "nultredenwoning",
    "geclusterd": "geclusterde_woonvorm",
    "zorggeschikt": "zorggeschikte_woning",
    "wonenenzorgonbekend": None,
    "regulier": None,
    "flexwoningen": "tijdelijke_woningen",
    "regulierpermanent": None,
    "socialehuur": "huur_sociaal",
    "huurmiddenhuur": "huur_middelduur",
    "huurdurehuur": "huur_duur",
    "huuronbekend": "huur_onbekend",
    "koopbetaalbarekoop": "koop_betaalbaar",
    "koopdurekoop": "koop_duur",
    "kooponbekend": "koop_onbekend",
    "onbekendkoopofhuur": "prijsklasse_onbekend",
    "sloop": "sloop",
}
_JAAR = re.compile(r"(20\d\d)(20\d\d)?")
_UITGEBREID = re.compile(
    rf"({'|'.join(CATEGORIEEN)})(totaal|gerealiseerd|restcapaciteit|{_JAAR.pattern})"
)


def _namen(koppen: list[str]) -> list[str]:
    return [sleutel(k) for k in koppen]


def is_eenvoudig(koppen: list[str]) -> bool:
    """Waar als er een kolom per categorie is."""
    namen = set(_namen(koppen))
    return {"plannaam", "nieuwbouw"} <= namen and len(namen & set(CATEGORIEEN)) >= 6


def is_uitgebreid(koppen: list[str]) -> bool:
    """Waar als er per categorie kolommen met een totaal en jaren zijn."""
    namen = _namen(koppen)
    return "plannaam" in namen and sum(bool(_UITGEBREID.fullmatch(n)) for n in namen) >= 6


def is_draaitabel(koppen: list[str]) -> bool:
    """Waar als er een kolom met de categorie is en een kolom per jaar."""
    namen = _namen(koppen)
    jaren = sum(bool(_JAAR.fullmatch(n)) for n in namen)
    return {"plannaam", "woningtype"} <= set(namen) and jaren >= 5


def is_een_plan(koppen: list[str]) -> bool:
    """Waar als dit de tabel van één plan is: een regel per categorie."""
    return {"groepnaam", "totalen", "restcapaciteit"} <= set(_namen(koppen))


def _kenmerken(namen: list[str], rij: list) -> dict[str, Any]:
    """What a row says of its plan, by the columns of `plannen`."""
    uit = {}
    for n, naam in enumerate(namen):
        kolom = KENMERKEN.get(naam)
        if kolom is not None and n < len(rij) and not cellen.is_leeg(rij[n]):
            uit[kolom] = rij[n]
    return uit


def vouw_eenvoudig(rooster: Rooster) -> Rooster:
    """Een rij per plan, met een kolom per categorie."""
    namen = _namen(rooster.koppen)
    plannen = []
    for regel, rij in rooster.rijen:
        plan = Plan(regel, _kenmerken(namen, rij))
        for naam, cel in zip(namen, rij):
            if naam in CATEGORIEEN:
                plan.tel(CATEGORIEEN[naam], cel)
        plannen.append(plan)
    return als_rooster(rooster, f"{NAAM} (Eenvoudig)", plannen)


def vouw_uitgebreid(rooster: Rooster) -> Rooster:
    """Een rij per plan, met per categorie een kolom per jaar.

    Wat al gebouwd is telt niet mee: bruto is de som van de jaren, zoals de Planmonitor de
    restcapaciteit berekent.
    """
    namen = _namen(rooster.koppen)
    plannen, gebouwd = [], 0
    for regel, rij in rooster.rijen:
        plan, zonder_jaar = Plan(regel, _kenmerken(namen, rij)), {}
        for naam, cel in zip(namen, rij):
            if not (m := _UITGEBREID.fullmatch(naam)):
                continue
            if m[3]:
                plan.tel(CATEGORIEEN[m[1]], cel)
                if m[1] == "nieuwbouw":
                    plan.tel(_jaarkolom(m[2]), cel)
            elif m[2] == "gerealiseerd" and m[1] == "nieuwbouw":
                gebouwd += plan.tel(None, cel)
            elif m[2] == "restcapaciteit":
                zonder_jaar[CATEGORIEEN[m[1]]] = cel
        for kolom, cel in zonder_jaar.items():
            if kolom not in plan.som:
                plan.tel(kolom, cel)
        plannen.append(plan)
    extra = f" De {gebouwd} woningen die al gebouwd zijn, tellen niet mee." if gebouwd else ""
    return als_rooster(rooster, f"{NAAM} (Uitgebreid)", plannen, extra)


def _jaarkolom(jaren: str) -> str:
    m = _JAAR.fullmatch(jaren)
    return "_".join(["opleverjaar", *(j for j in m.groups() if j)]) if m else ""


def vouw_draaitabel(rooster: Rooster) -> Rooster:
    """Een regel per plan en categorie, met een kolom per jaar."""
    namen = _namen(rooster.koppen)
    categorie = namen.index("woningtype")
    per_plan: dict[str, Plan] = {}
    for regel, rij in rooster.rijen:
        plan = _plan_van(per_plan, namen, regel, rij)
        term = sleutel(str(rij[categorie])) if categorie < len(rij) else ""
        if term not in CATEGORIEEN:
            raise _onbekende_term("Woningtype", regel)
        for naam, cel in zip(namen, rij):
            if _JAAR.fullmatch(naam):
                plan.tel(CATEGORIEEN[term], cel)
                if term == "nieuwbouw":
                    plan.tel(_jaarkolom(naam), cel)
    return als_rooster(rooster, f"{NAAM} (Draaitabel)", list(per_plan.values()))


def _plan_van(per_plan: dict[str, Plan], namen: list[str], regel: int, rij: list) -> Plan:
    """The plan that a row is about: by its id, otherwise by its name."""
    kenmerken = _kenmerken(namen, rij)
    wie = str(kenmerken.get("plancode") or kenmerken.get("naam") or f"regel {regel}")
    plan = per_plan.setdefault(wie.strip(), Plan(regel))
    plan.kenmerken = kenmerken | plan.kenmerken
    return plan


def _onbekende_term(kolom: str, regel: int) -> Bestandsfout:
    return Bestandsfout(
        f"in de kolom {kolom} staat een woord dat de Planmonitor Wonen niet kent.",
        "Voer het bestand opnieuw uit, en laat de woorden zoals ze zijn.",
        regel,
    )


def weiger_een_plan(rooster: Rooster) -> Rooster:
    """Fout: Bestandsfout, met hoe het wel kan."""
    raise Bestandsfout(
        "dit is de tabel van één plan uit de Planmonitor Wonen.",
        "Voer alle plannen uit: kies in de Planmonitor Exporteren, Eenvoudig of Uitgebreid.",
    )


# ---- de database

# Terms of the database (Provincie Zeeland, planmonitor-wonen-api) -> columns of `plannen`.
TERMEN: dict[str, dict[str, str | None]] = {
    "woningtype": {
        "eengezins": "woningtype_eengezins",
        "meergezins": "woningtype_meergezins",
        "onbekend": "woningtype_onbekend",
    },
    "betaalbaarheid": {
        k: v for k, v in CATEGORIEEN.items() if k.startswith(("socialehuur", "huur"))
    }
    | {k: v for k, v in CATEGORIEEN.items() if k.startswith(("koop", "onbekendkoop"))},
    "wonenenzorg": {k: CATEGORIEEN[k] for k in ("geclusterd", "nultreden", "zorggeschikt")}
    | {"regulier": None, "onbekend": None},
    "flexwoningen": {"flexwoningen": "tijdelijke_woningen", "regulierpermanent": None},
}
_TELLING = ("totaalgepland", "aantalgepland")
_PER_REGEL = {
    *TERMEN,
    *_TELLING,
    "nieuwbouw",
    "sloop",
    "jaartal",
    "totaalgerealiseerd",
    "id",
    "plancategorieid",
}


def is_database(koppen: list[str]) -> bool:
    """Waar als dit een regel per plan en categorie uit de database is."""
    namen = set(_namen(koppen))
    return (
        bool(namen & set(_TELLING))
        and bool(namen & set(TERMEN))
        and bool(namen & {"plannaam", "planregistratieid"})
    )


def vouw_database(rooster: Rooster) -> Rooster:
    """De regels van een plan samen tot één rij.

    Een regel telt mee in elke categorie die erop staat; de regels met Nieuwbouw zijn bruto, die met
    Sloop sloop.
    """
    namen = _namen(rooster.koppen)
    telling = "aantalgepland" if "aantalgepland" in namen else "totaalgepland"
    vast = [kop for kop, naam in zip(rooster.koppen, namen) if naam not in _PER_REGEL]
    per_plan: dict[str, Plan] = {}
    for regel, rij in rooster.rijen:
        cel = {n: c for n, c in zip(namen, rij) if not cellen.is_leeg(c)}
        wie = str(cel.get("planregistratieid") or cel.get("plannaam") or f"regel {regel}").strip()
        plan = per_plan.setdefault(wie, Plan(regel))
        gevuld = {kop: cel[sleutel(kop)] for kop in vast if sleutel(kop) in cel}
        plan.kenmerken = gevuld | plan.kenmerken
        for kolom in _kolommen(cel, "nieuwbouw" in namen, regel):
            plan.tel(kolom, cel.get(telling))
    return als_rooster(rooster, f"{NAAM} (database)", list(per_plan.values()))


def _kolommen(cel: dict, met_nieuwbouw: bool, regel: int) -> Iterator[str]:
    """The columns of `plannen` that this row adds to."""
    if sleutel(str(cel.get("sloop", ""))) == "sloop":
        yield "sloop"
        return
    if "nieuwbouw" in cel or not met_nieuwbouw:
        yield "bruto"
        if "jaartal" in cel:
            try:
                yield f"opleverjaar_{cellen.jaar(cel['jaartal'])}"
            except cellen.Celfout as fout:
                wat = fout.wat.replace("{}", "een waarde bij jaartal")
                raise Bestandsfout(wat, fout.doe, regel) from None
    for naam, termen in TERMEN.items():
        if naam not in cel:
            continue
        term = sleutel(str(cel[naam]))
        if term not in termen:
            raise _onbekende_term(naam, regel)
        if kolom := termen[term]:
            yield kolom
