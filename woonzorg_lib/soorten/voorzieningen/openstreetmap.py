"""Maakt van een export van OpenStreetMap een rij per plek, met de kolommen van `voorzieningen`."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Any

from woonzorg_lib.gebieden.namen import opsomming
from woonzorg_lib.invoer.cellen import is_leeg, kaal
from woonzorg_lib.invoer.rooster import Rooster

NAAM = "OpenStreetMap"
# What OpenStreetMap says a place is -> the type of `voorzieningen`.
SOORTEN = {
    "amenity": {
        "pharmacy": "apotheek",
        "doctors": "huisarts",
        "community_centre": "buurthuis",
        "social_centre": "buurthuis",
        "library": "bibliotheek",
        "toilets": "openbaar toilet",
        "marketplace": "winkelcentrum",
    },
    "shop": {"supermarket": "supermarkt", "mall": "winkelcentrum", "chemist": "anders"},
    "healthcare": {"pharmacy": "apotheek", "doctor": "huisarts", "centre": "huisarts"},
    "social_facility": {"day_care": "dagbesteding", "outreach": "steunpunt"},
}
_TOEGANKELIJK = {"yes": "ja", "designated": "ja", "no": "nee"}


def is_export(koppen: list[str]) -> bool:
    """Waar als dit een export van OpenStreetMap is (Overpass of QGIS)."""
    klein = {k.strip().lower() for k in koppen}
    merk = {"@id", "osm_id", "full_id", "osm_type"} & klein
    return bool(merk) and "name" in klein and bool(set(SOORTEN) & klein)


def vouw(rooster: Rooster) -> Rooster:
    """Een rij per plek; een plek zonder naam of zonder bekende soort wordt genoemd."""
    plek = {k.strip().lower(): n for n, k in enumerate(rooster.koppen)}
    rijen: list[tuple[int, list]] = []
    onbekend: Counter[str] = Counter()
    zonder_naam = 0
    for regel, rij in rooster.rijen:
        cel = {k: rij[n] for k, n in plek.items() if n < len(rij) and not is_leeg(rij[n])}
        soort, woord = _soort(cel)
        if "name" not in cel:
            zonder_naam += 1
            continue
        if woord:
            onbekend[woord] += 1
        x, y = _graden(cel, "@lon", "lon", "x"), _graden(cel, "@lat", "lat", "y")
        toegankelijk = _TOEGANKELIJK.get(kaal(cel.get("wheelchair", "")).lower())
        rijen.append((regel, [soort, cel["name"], x, y, toegankelijk]))
    opmerkingen = [*rooster.opmerkingen]
    wat = f"gelezen als {NAAM}: {len(rijen)} plekken"
    wat += f"; {zonder_naam} zonder naam zijn niet gelezen." if zonder_naam else "."
    opmerkingen.append(("LET OP", None, wat, "Controleer de soorten en de namen."))
    if onbekend:
        namen = opsomming([f"'{w}' ({n})" for w, n in onbekend.most_common(6)])
        wat = f"deze soorten van {NAAM} heten hier 'anders': {namen}."
        doe = "Haal die regels weg als ze er niet bij horen."
        opmerkingen.append(("WAARSCHUWING", None, wat, doe))
    koppen = ["type", "naam", "x", "y", "toegankelijk"]
    return replace(rooster, koppen=koppen, rijen=rijen, opmerkingen=opmerkingen)


def _soort(cel: dict[str, Any]) -> tuple[str, str]:
    """(the type here, the word of OpenStreetMap when it has none)."""
    woorden = []
    for sleutel_, termen in SOORTEN.items():
        woord = kaal(cel.get(sleutel_, "")).lower()
        if woord in termen:
            return termen[woord], ""
        woorden += [woord] if woord else []
    return "anders", woorden[0] if woorden else "zonder soort"


def _graden(cel: dict[str, Any], *namen: str) -> Any:
    ruw = next((cel[n] for n in namen if n in cel), None)
    try:
        return float(kaal(ruw)) if isinstance(ruw, str) else ruw
    except ValueError:
        return ruw
