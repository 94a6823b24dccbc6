"""Gemeenten, regio's van elke soort, herindelingen en grenzen;
cijfers over die gebieden staan hier niet.
"""

from .eigen_regio import EigenRegioFout
from .gebied import ZORGKANTOOR_OPMERKING, Gebied, is_rest, rest_van
from .herindelingen import (
    GeenHerindelingen,
    deel_van_nieuwe,
    gemeentenaam_toen,
    geldt_nu,
    opvolgers,
    splitsingen,
    voorgangers,
)
from .kaart import grenzen, wijkgrenzen
from .register import gemeenten, land, regios
from .zoeken import (
    MeerdereGemeenten,
    MeerdereRegios,
    OnbekendeGemeente,
    OnbekendeRegio,
    OpgehevenGemeente,
    gemeente,
    provincie_van,
    regio,
    regio_van,
    zoek,
)

__all__ = [
    "ZORGKANTOOR_OPMERKING",
    "EigenRegioFout",
    "Gebied",
    "GeenHerindelingen",
    "MeerdereGemeenten",
    "MeerdereRegios",
    "OnbekendeGemeente",
    "OnbekendeRegio",
    "OpgehevenGemeente",
    "deel_van_nieuwe",
    "gemeente",
    "gemeentenaam_toen",
    "geldt_nu",
    "gemeenten",
    "grenzen",
    "is_rest",
    "land",
    "opvolgers",
    "provincie_van",
    "regio",
    "regio_van",
    "regios",
    "rest_van",
    "splitsingen",
    "voorgangers",
    "wijkgrenzen",
    "zoek",
]
