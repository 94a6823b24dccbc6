"""Of een waarde bij haar bron is nagekeken, zoals het in YAML staat."""

from __future__ import annotations

from enum import StrEnum


class Bronstatus(StrEnum):
    """Hoe goed een waarde bij haar bron is nagekeken."""

    GECONTROLEERD = "gecontroleerd"
    SECUNDAIR = "secundair"  # read in what quotes the source
    ONGECONTROLEERD = "ongecontroleerd"
