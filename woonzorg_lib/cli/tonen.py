"""Zet rijen en JSON op het scherm; weet niet waarover zij gaan."""

from __future__ import annotations

import json


def toon_tabel(kolommen, rijen, rechts=()) -> None:
    """Schrijft rijen als kolommen met spaties ertussen.

    `rechts`: nummers van de kolommen die rechts uitlijnen.
    """
    regels = [[str(cel) for cel in rij] for rij in (kolommen, *rijen)]
    breedtes = [max(len(regel[n]) for regel in regels) for n in range(len(kolommen))]
    for regel in regels:
        cellen = (
            c.rjust(b) if n in rechts else c.ljust(b)
            for n, (c, b) in enumerate(zip(regel, breedtes, strict=True))
        )
        print("  ".join(cellen).rstrip())


def rijen(tabel) -> list[dict]:
    """The rows of a DataFrame as dicts, with None for what is missing."""
    return tabel.astype(object).where(tabel.notna(), None).to_dict("records")


def toon_json(inhoud) -> None:
    print(
        json.dumps(
            inhoud,
            ensure_ascii=False,
            indent=2,
            default=lambda x: x.item() if hasattr(x, "item") else str(x),
        )
    )
