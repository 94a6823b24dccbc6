"""Keuzelijsten die in meer schema's voorkomen, met de woorden die andere registraties ervoor gebruiken."""

from __future__ import annotations

from woonzorg_lib.invoer.velden import keuze
from woonzorg_lib.onderwerpen import groepen

# The groups are the rows of onderwerp C1, so a file can't name a group that the report doesn't have.
GROEPEN = tuple(g["groep"] for g in groepen() if not g["groep"].startswith("waarvan"))


def _synoniemen() -> dict[str, str]:
    kort = {
        "mantelzorgers": "zorg geven",
        "mantelzorg geven": "zorg geven",
        "mantelzorgontvangers": "mantelzorg ontvangen",
        "ouderen": "65 jaar",
        "ouderen 65+": "65 jaar",
        "ouderen 75+": "75 jaar",
        "ouderen 85+": "85 jaar",
        "lichamelijke beperking": "lichamelijke",
        "verstandelijke beperking": "verstandelijke",
        "psychische kwetsbaarheid": "psychische",
        "na detentie": "detentie",
        "ex-gedetineerden": "detentie",
        "dakloos": "dakloos",
        "dakloosheid": "dakloos",
        "dak- en thuislozen": "dakloos",
        "(dreigend) dakloos": "dakloos",
        "maatschappelijke opvang": "maatschappelijke opvang",
        "vrouwenopvang": "vrouwenopvang",
        "beschermd wonen": "beschermd wonen",
        "klinische ggz": "klinische ggz",
        "forensische zorg": "forensische zorg",
        "jeugdzorg": "jeugdzorg",
        "mensenhandel": "mensenhandel",
        "vergunninghouders": "statushouders",
        "sekswerkers": "sekswerkers",
        "woonwagens": "woonwagen",
    }
    return {
        woord: groep
        for woord, deel in kort.items()
        if (groep := next((g for g in GROEPEN if deel in g), None))
    }


SYNONIEMEN = _synoniemen()
Groep = keuze(*GROEPEN, **SYNONIEMEN)
# Whoever allocates dwellings also has people who belong to no group.
Toewijsgroep = keuze(
    *GROEPEN,
    "overige urgenten",
    "regulier woningzoekenden",
    **SYNONIEMEN,
    **{"spoedzoekers": "overige urgenten", "urgenten": "overige urgenten"},
)

Huurklasse = keuze(
    "sociale huur",
    "middenhuur",
    "dure huur",
    "betaalbare koop",
    "dure koop",
    "onbekend",
    **{
        "sociaal": "sociale huur",
        "huur sociaal": "sociale huur",
        "huur middelduur": "middenhuur",
        "middeldure huur": "middenhuur",
        "huur duur": "dure huur",
        "vrije sector": "dure huur",
        "koop betaalbaar": "betaalbare koop",
        "koop duur": "dure koop",
    },
)
Eigenaar = keuze(
    "corporatie",
    "zorgaanbieder",
    "particulier",
    "gemeente",
    "anders",
    "onbekend",
    **{"woningcorporatie": "corporatie", "belegger": "particulier", "markt": "particulier"},
)
Voortgang = keuze(
    "niet gestart",
    "in voorbereiding",
    "loopt",
    "afgerond",
    "gestopt",
    **{
        "gepland": "niet gestart",
        "nieuw": "niet gestart",
        "voorbereiding": "in voorbereiding",
        "in uitvoering": "loopt",
        "lopend": "loopt",
        "uitvoering": "loopt",
        "actief": "loopt",
        "gereed": "afgerond",
        "klaar": "afgerond",
        "vervallen": "gestopt",
    },
)
Zorgtype = keuze(
    "verpleegzorgplekken",
    "geclusterd wonen",
    "zorggeschikt wonen",
    "beschermd wonen",
    "gehandicaptenzorg",
    "tijdelijk verblijf",
    "hospice",
    "anders",
    **{
        "verpleegzorg": "verpleegzorgplekken",
        "verpleeghuis": "verpleegzorgplekken",
        "verpleegplekken": "verpleegzorgplekken",
        "geclusterd": "geclusterd wonen",
        "geclusterde woonvorm": "geclusterd wonen",
        "zorggeschikt": "zorggeschikt wonen",
        "ghz": "gehandicaptenzorg",
        "eerstelijnsverblijf": "tijdelijk verblijf",
    },
)
Thema = keuze(
    "wonen",
    "zorg en ondersteuning",
    "leefomgeving",
    "doorstroming",
    "aandachtsgroepen",
    "ouderen",
    "samenwerking",
    "anders",
    **{
        "zorg": "zorg en ondersteuning",
        "woonopgave": "wonen",
        "sociale basis": "zorg en ondersteuning",
    },
)
