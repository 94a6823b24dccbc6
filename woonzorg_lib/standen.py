"""Hoe het met een onderwerp en met een run staat: de woorden van data-status en verslag.json.

Wie een stand wil weten, vergelijkt met deze soorten; wat een lezer ziet staat ergens anders. Ook
de kolommen van een cijfer staan hier: wie ze toont en wie ze wegschrijft kennen elkaar niet.
"""

from __future__ import annotations

from enum import StrEnum

CIJFERKOLOMMEN = (
    "indicator",
    "omschrijving",
    "gebiedcode",
    "gebied",
    "jaar",
    "uitsplitsing",
    "waarde",
    "ondergrens",
    "bovengrens",
    "eenheid",
    "soort",
    "bron",
    "tabel",
    "periode",
    "opgehaald",
    "opmerking",
)


class Status(StrEnum):
    """Hoe ver een onderwerp gevuld is; de waarde is het woord van data-status."""

    VOLLEDIG = "volledig"
    DEELS = "deels"
    INVOER_NODIG = "invoer nodig"
    NIET_BESCHIKBAAR = "niet beschikbaar"
    MISLUKT = "mislukt"

    @classmethod
    def _missing_(cls, waarde: object) -> Status:
        """A word that no version of the kit wrote says nothing: then there is nothing to show."""
        return cls.NIET_BESCHIKBAAR

    @property
    def gevuld(self) -> bool:
        """Waar als er iets te zeggen is."""
        return self in (Status.VOLLEDIG, Status.DEELS)


class Uitkomst(StrEnum):
    """Hoe een notebook of een run afliep; de waarde is het woord van verslag.json."""

    GELUKT = "gelukt"
    OVERGESLAGEN = "overgeslagen"  # the report was there already
    MISLUKT = "mislukt"
    MISLUKT_NOTEBOOK = "mislukt in de notebook"
    MISLUKT_UITVOERING = "mislukt in de uitvoering"

    @property
    def heel(self) -> bool:
        """Waar als alles er is."""
        return self in (Uitkomst.GELUKT, Uitkomst.OVERGESLAGEN)
