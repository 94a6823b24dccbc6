"""Maakt van een SVG een plaatje (PNG), overal hetzelfde; weet niet wat erop staat."""

from __future__ import annotations

import importlib.util
from pathlib import Path


def png(svg: str, breed: int) -> bytes:
    """De tekening als PNG van zo veel pixels breed, op wit."""
    import resvg_py

    gevonden = importlib.util.find_spec("matplotlib")
    plek = (gevonden and gevonden.submodule_search_locations) or [""]
    # The letters that matplotlib brings along, for a machine that has none itself.
    letters = Path(next(iter(plek)), "mpl-data", "fonts", "ttf")
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            width=breed,
            background="#ffffff",
            font_dirs=[str(letters)],
            sans_serif_family="DejaVu Sans",
        )
    )
