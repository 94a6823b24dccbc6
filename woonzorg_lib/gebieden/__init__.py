"""Gemeenten, regio's van elke soort, herindelingen en grenzen; cijfers over die gebieden staan hier niet."""

from .eigen_regio import EigenRegioFout
from .gebied import ZORGKANTOOR_OPMERKING, Gebied
from .herindelingen import GeenHerindelingen, opvolgers, splitsingen, voorgangers
from .kaart import grenzen
from .register import gemeenten, land
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
    "gemeente",
    "gemeenten",
    "grenzen",
    "land",
    "opvolgers",
    "provincie_van",
    "regio",
    "regio_van",
    "splitsingen",
    "voorgangers",
    "zoek",
]
