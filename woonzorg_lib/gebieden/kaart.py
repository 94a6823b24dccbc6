"""De grenzen van de gemeenten, voor kleine kaarten; tekenen gebeurt in beeld."""

import json
from functools import lru_cache

from woonzorg_lib import momentopname

from .register import MAP


@lru_cache(maxsize=1)
def grenzen() -> dict[str, list[list[tuple[float, float]]]]:
    """Gemeentecode -> ringen van (lengte, breedte) in WGS84, gaten inbegrepen (vul even-oneven). Bron: CBS/Kadaster, vereenvoudigd."""
    verzameling = json.loads(
        momentopname.bestand("grenzen_gemeenten.geojson", MAP).read_text(encoding="utf-8")
    )
    resultaat = {}
    for vlak in verzameling["features"]:
        vorm = vlak["geometry"]
        delen = [vorm["coordinates"]] if vorm["type"] == "Polygon" else vorm["coordinates"]
        resultaat[vlak["properties"]["gebied"]] = [
            [(p[0], p[1]) for p in ring] for deel in delen for ring in deel
        ]
    return resultaat
