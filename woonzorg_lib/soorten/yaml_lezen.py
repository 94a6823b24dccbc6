"""Leest de YAML van een soort, snel."""

from __future__ import annotations

from pathlib import Path

import yaml


def lees_yaml(pad: Path) -> dict:
    """De inhoud van een YAML-bestand van de kit."""
    lader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(pad.read_text(encoding="utf-8"), Loader=lader)
