"""Houdt invoer naast de open cijfers: een waarschuwing als een aantal niet past bij de gemeente.
Verandert niets.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache

import pandas as pd

from woonzorg_lib import cijfers
from woonzorg_lib.gebieden import Gebied, grenzen
from woonzorg_lib.invoer.melding import WAARSCHUWING
from woonzorg_lib.invoer.regels import getal
from woonzorg_lib.invoer.schema import Schema


def open_cijfer(
    indicator: str, gemeente: Gebied, jaar: int | None = None
) -> tuple[float, int] | None:
    """Het open cijfer van dat jaar (anders het nieuwste) en het jaar; None als het er niet is."""
    if indicator not in cijfers.indicatoren():
        return None
    jaren = cijfers.jaren_van([indicator], gemeente.code)
    if not jaren:
        return None
    gekozen = jaar if jaar in jaren else jaren[-1]
    tabel = cijfers.per_gemeente(indicator)
    waarde = tabel[(tabel.gebied == gemeente.code) & (tabel.jaar == gekozen)].waarde
    return (float(waarde.iloc[0]), gekozen) if len(waarde) else None


def toets(schema: Schema, tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    """Wat niet bij de open cijfers past, als (ernst, regel, kolom, wat, doe)."""
    if tabel.empty:
        return
    yield from _grenzen(schema, tabel, gemeente)
    yield from _codes(tabel, gemeente)
    yield from _plekken(tabel, gemeente)
    if schema.toets:
        yield from schema.toets(tabel, gemeente)


def _grenzen(schema: Schema, tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    for grens in schema.grenzen:
        gevonden = open_cijfer(grens.indicator, gemeente)
        if gevonden is None:
            continue
        groepen = tabel.groupby(grens.per) if grens.per else [(None, tabel)]
        for _, groep in groepen:
            som = groep[grens.kolom].sum()
            if som > gevonden[0] * grens.deel:
                samen = " samen" if len(groep) > 1 else ""
                wat = (
                    f"{grens.kolom} is{samen} {getal(som)}; dat is veel naast {grens.indicator} "
                    f"in {gemeente.naam} ({getal(round(gevonden[0]))} in {gevonden[1]})."
                )
                yield (
                    WAARSCHUWING,
                    int(groep._regel.iloc[0]),
                    grens.kolom,
                    wat,
                    "Controleer het aantal en de eenheid.",
                )


def _codes(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    """Codes of wijken and buurten that don't lie in this gemeente or that the snapshot doesn't
    know.
    """
    for kolom in ("wijk", "buurtcode"):
        if kolom not in tabel or tabel[kolom].isna().all():
            continue
        bekend = (
            pd.concat(
                [
                    cijfers.lees("kern_wijk")[["gebied", "gemeente"]],
                    cijfers.lees("kern_buurt")[["gebied", "gemeente"]],
                ]
            )
            .drop_duplicates("gebied", keep="last")
            .set_index("gebied")
            .gemeente
        )
        for regel, code in zip(tabel._regel, tabel[kolom]):
            if pd.isna(code):
                continue
            if code not in bekend.index:
                yield (
                    WAARSCHUWING,
                    int(regel),
                    kolom,
                    f"'{code}' staat niet in de wijken en buurten van 2024.",
                    "Controleer de code; codes veranderen soms.",
                )
            elif bekend[code] != gemeente.code:
                yield (
                    WAARSCHUWING,
                    int(regel),
                    kolom,
                    f"'{code}' ligt niet in {gemeente.naam}.",
                    "Controleer de code.",
                )


@lru_cache(maxsize=8)
def _vlak(code: str, marge: float):
    """The gemeente as a shape, a little wider: its boundary is a rough one."""
    from shapely import Polygon
    from shapely.ops import unary_union

    return unary_union([Polygon(ring) for ring in grenzen()[code] if len(ring) > 3]).buffer(marge)


def graden(x: float, y: float) -> tuple[float, float]:
    """Lengte en breedte; van Rijksdriehoek ruw omgerekend, op een paar honderd meter na."""
    if y <= 1000:
        return x, y
    breedte = 52.1552 + (y - 463_000) / 111_260
    return 5.3872 + (x - 155_000) / (111_320 * math.cos(math.radians(breedte))), breedte


def ligt_in(gemeente: Gebied, x: float, y: float, marge: float = 0.01) -> bool:
    """Of een plek (graden of Rijksdriehoek) in de gemeente ligt, of er vlak naast."""
    from shapely import Point

    return _vlak(gemeente.code, marge).contains(Point(*graden(x, y)))


def _plekken(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    """Places well outside the gemeente. A rough conversion will do:
    two kilometres of slack are more than its error.
    """
    if "x" not in tabel or tabel.x.isna().all():
        return
    punten = [p for ring in grenzen()[gemeente.code] for p in ring]
    west, oost = min(p[0] for p in punten), max(p[0] for p in punten)
    zuid, noord = min(p[1] for p in punten), max(p[1] for p in punten)
    for regel, x, y in tabel.loc[
        tabel.x.notna() & tabel.y.notna(), ["_regel", "x", "y"]
    ].itertuples(index=False):
        x, y = graden(x, y)
        if not (west - 0.03 <= x <= oost + 0.03 and zuid - 0.02 <= y <= noord + 0.02):
            yield (
                WAARSCHUWING,
                int(regel),
                "x",
                f"deze plek ligt niet in {gemeente.naam}.",
                "Controleer x en y.",
            )
