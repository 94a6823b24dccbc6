"""Schema's over de leefomgeving: voorzieningen, haltes en routes."""

from __future__ import annotations

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.schema import Rij, schema
from woonzorg_lib.invoer.velden import (
    Aandeel,
    Aantal,
    Buurtcode,
    Coordinaat,
    Datum,
    JaNee,
    Tekst,
    keuze,
    veld,
)

_BUURT = dict(ook=("buurt", "wijk", "wijkcode"))
_X = veld(
    "Plek: x van de Rijksdriehoek in meters, of de lengtegraad.",
    136000,
    136500,
    ook=("rd_x", "lon", "lengtegraad", "longitude"),
)
_Y = veld(
    "Plek: y van de Rijksdriehoek in meters, of de breedtegraad.",
    456000,
    455500,
    ook=("rd_y", "lat", "breedtegraad", "latitude"),
)


@schema(
    "Voorzieningen en ontmoeting",
    sleutel="type naam",
    rij=[r.plek, r.een_van(("x", "buurtcode"), r.WAARSCHUWING)],
)
class Voorzieningen(Rij):
    """Voorzieningen en ontmoetingsplekken, vooral die in geen open bron staan, en of hun exploitatie geregeld is."""

    type: keuze(
        "ontmoetingsplek",
        "steunpunt",
        "sociaal wijkteam",
        "buurthuis",
        "dagbesteding",
        "huisarts",
        "apotheek",
        "supermarkt",
        "winkelcentrum",
        "bibliotheek",
        "openbaar toilet",
        "anders",
        **{
            "ontmoetingsruimte": "ontmoetingsplek",
            "wijkteam": "sociaal wijkteam",
            "wijkcentrum": "buurthuis",
            "toilet": "openbaar toilet",
        },
    ) = veld("Wat het is.", "ontmoetingsplek", "steunpunt", nodig=True)
    naam: Tekst = veld("Naam van de plek.", "Voorbeeldhuiskamer", "Steunpunt Voorbeeld", nodig=True)
    x: Coordinaat = _X
    y: Coordinaat = _Y
    buurtcode: Buurtcode = veld(
        "CBS-code van de buurt of wijk, als u geen x en y hebt.", "", "", **_BUURT
    )
    toegankelijk: JaNee = veld("Is de plek toegankelijk met een rolstoel?", "ja", "ja")
    exploitatie_gedekt: JaNee = veld("Is de exploitatie geregeld?", "ja", "nee")
    exploitatie_tot: Datum = veld("Tot wanneer.", "2028-12-31", "")


@schema(
    "Haltes van openbaar vervoer",
    sleutel="naam buurtcode",
    rij=[r.plek, r.een_van(("x", "buurtcode", "aandeel_65plus_500m"), r.WAARSCHUWING)],
)
class Haltes(Rij):
    """Haltes van bus, tram en metro, of per buurt het deel van de 65-plussers met een halte dichtbij."""

    naam: Tekst = veld(
        "Naam van de halte, of van de buurt.",
        "Voorbeeldplein",
        "Buurt Voorbeeld",
        nodig=True,
        ook=("halte", "haltenaam"),
    )
    vervoer: keuze("bus", "tram", "metro", "trein", "veer", "buurtbus", "anders") = veld(
        "Soort vervoer.", "bus", ""
    )
    x: Coordinaat = _X
    y: Coordinaat = _Y
    buurtcode: Buurtcode = veld("CBS-code van de buurt of wijk.", "", "", **_BUURT)
    toegankelijk: JaNee = veld("Is de halte toegankelijk met een rolstoel?", "ja", "")
    ritten_per_uur: Aantal = veld("Ritten per uur overdag.", 4, "", eenheid="ritten per uur")
    aandeel_65plus_500m: Aandeel = veld(
        "Deel van de 65-plussers in deze buurt dat binnen 500 meter van een halte woont.",
        "",
        82.5,
        eenheid="%",
    )


@schema(
    "Loop- en beweegroutes", sleutel="naam", rij=[r.een_van(("score", "bankjes"), r.WAARSCHUWING)]
)
class Routes(Rij):
    """De uitkomst van een schouw van looproutes: is de route geschikt met een rollator, en zijn er genoeg bankjes?"""

    naam: Tekst = veld(
        "Naam van de route.",
        "Rondje Voorbeeld",
        "Voorbeeldflat naar winkels",
        nodig=True,
        ook=("route",),
    )
    buurtcode: Buurtcode = veld("CBS-code van de buurt of wijk.", "", "", **_BUURT)
    lengte: Aantal = veld("Lengte van de route.", 900, 650, eenheid="meter", ook=("lengte_m",))
    bankjes: Aantal = veld("Bankjes langs de route.", 7, 2, eenheid="bankjes")
    score: Aandeel = veld(
        "Score van de schouw, van 0 (slecht) tot 100 (goed).",
        78,
        55,
        eenheid="punten van 100",
        ook=("auditscore",),
    )
    rollator: JaNee = veld(
        "Is de hele route te lopen met een rollator?",
        "ja",
        "nee",
        ook=("rollatorgeschikt", "toegankelijk"),
    )
    datum_schouw: Datum = veld(
        "Wanneer de route is bekeken.", "2025-09-12", "2025-09-12", ook=("datum",)
    )
