"""Leest de instellingen en eigen invoer van een gemeente. Nu alleen parameters/standaard.yaml; rekent niets uit."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from woonzorg_lib.fouten import WoonzorgFout

KIT = Path(__file__).parents[2] / "parameters"


class OngeldigeInstelling(WoonzorgFout):
    """Een YAML-bestand met instellingen is niet te lezen of mist een waarde."""


@lru_cache
def standaard(map: Path = KIT) -> dict:
    """De normen en kengetallen uit standaard.yaml; uit de kit als de eigen map er geen heeft.

    Fout: OngeldigeInstelling, met bestand en regel.
    """
    pad = map / "standaard.yaml" if (map / "standaard.yaml").exists() else KIT / "standaard.yaml"
    try:
        inhoud = yaml.safe_load(pad.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as fout:
        plek = getattr(fout, "problem_mark", None)
        regel = f", regel {plek.line + 1}" if plek else ""
        raise OngeldigeInstelling(f"{pad.name}{regel}: dit bestand is niet te lezen. Controleer de inspringing en de dubbele punten.") from fout
    if not isinstance(inhoud, dict) or "dementie" not in inhoud:
        raise OngeldigeInstelling(f"{pad.name}: het onderdeel 'dementie' ontbreekt. Neem het over uit de standaard.yaml van de kit.")
    return inhoud
