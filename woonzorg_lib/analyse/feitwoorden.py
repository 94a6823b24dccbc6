"""De woorden waar een zin in YAML naar vraagt: `als: {woningen_geclusterd.stand: tekort}`.

Elk woord staat hier één keer. Een test houdt de voorwaarden in YAML en deze woorden gelijk.
"""

from __future__ import annotations

from enum import StrEnum


class JaNee(StrEnum):
    """Een feit dat waar is of niet."""

    JA = "ja"
    NEE = "nee"


class Stand(StrEnum):
    """Wat er na de plannen van een woonvorm ontbreekt (vorm `stand`)."""

    ZONDER_PLANNEN = "zonder plannen"
    TEKORT = "tekort"
    MISSCHIEN = "misschien"  # the band lies on both sides of zero
    GEDEKT = "gedekt"


class Nodig(StrEnum):
    """Of er van een woonvorm iets nodig is (vorm `nodig`)."""

    JA = "ja"
    ONZEKER = "onzeker"
    NEE = "nee"


class Richting(StrEnum):
    """Waar een aantal mensen heen gaat (vorm `richting`)."""

    GROEIT = "groeit"
    KRIMPT = "krimpt"
    ONZEKER = "onzeker"


class Woord(StrEnum):
    """Hoe een cijfer naast een ander staat (vorm `woord`)."""

    MEER = "meer"
    MINDER = "minder"
    GELIJK = "gelijk"


class Oordeelsrichting(StrEnum):
    """Of een verschil gunstig is (vorm `richting` van een open cijfer)."""

    GUNSTIG = "gunstig"
    ONGUNSTIG = "ongunstig"
    GELIJK = "gelijk"
    GEEN = "geen"


class Visiestand(StrEnum):
    """Wat de visie over een onderwerp zegt (vorm `stand`)."""

    VOORSTEL = "voorstel"
    NIET = "niet gevonden"
    BEHANDELD = "behandeld"


class Doel(StrEnum):
    """Hoe een doel van de visie naast de opgave staat (vorm `naast`)."""

    KLEINER = "kleiner"
    BINNEN = "binnen"
    GENOEG = "genoeg"
    ANDERS = "anders"  # another year than the need is known for


def ja_nee(waar: object) -> JaNee:
    """ja als het waar is, anders nee."""
    return JaNee.JA if waar else JaNee.NEE
