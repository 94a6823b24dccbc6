"""De grenzen van de gemeenten, voor kleine kaarten; tekenen gebeurt in beeld."""

import gzip
import json
from functools import lru_cache

from woonzorg_lib import momentopname

from .register import MAP


@lru_cache(maxsize=1)
def grenzen() -> dict[str, list[list[tuple[float, float]]]]:
    """Gemeentecode -> ringen van (lengte, breedte) in WGS84, gaten inbegrepen (vul even-oneven).
    Bron: CBS/Kadaster, vereenvoudigd.
    """
    verzameling = json.loads(
        momentopname.bestand("grenzen_gemeenten.geojson", MAP).read_text(encoding="utf-8")
    )
    resultaat = {}
    for vlak in verzameling["features"]:
        resultaat[vlak["properties"]["gebied"]] = _ringen(vlak["geometry"])
    return resultaat


WIJKEN = "grenzen_wijken.geojson.gz"


@lru_cache(maxsize=8)
def wijkgrenzen(gemeentecode: str) -> dict[str, list[list[tuple[float, float]]]]:
    """Wijkcode -> ringen als bij `grenzen`, voor één gemeente; leeg zolang zij niet zijn opgehaald.

    Bron: CBS/Kadaster via PDOK, vereenvoudigd met behoud van gezamenlijke grenzen.
    """
    pad = momentopname.bestand(WIJKEN, MAP)
    if not pad.exists():
        return {}
    with gzip.open(pad, "rt", encoding="utf-8") as stroom:
        vlakken = json.load(stroom)["features"]
    return {
        v["properties"]["wijk"]: _ringen(v["geometry"])
        for v in vlakken
        if v["properties"]["gemeente"] == gemeentecode
    }


def _ringen(vorm: dict) -> list[list[tuple[float, float]]]:
    delen = [vorm["coordinates"]] if vorm["type"] == "Polygon" else vorm["coordinates"]
    return [[(p[0], p[1]) for p in ring] for deel in delen for ring in deel]
