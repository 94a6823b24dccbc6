"""Wat de actieve momentopname heeft, en wat verversen zou brengen. Vraagt niets op."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import yaml

from woonzorg_lib import cijfers, gebieden

from .tabellen import tabellen
from .werk import nieuwste_gebieden, taken


_NIET = Path(__file__).parent / "niet_te_verversen.yaml"


@dataclass(frozen=True)
class Dekking:
    """Een indicator: per jaar het deel van de gemeenten met een cijfer, van 0 tot 1."""

    indicator: str
    titel: str
    bron: str
    opgehaald: str
    jaren: dict[int, float]


def dekking() -> list[Dekking]:
    """Elke indicator met haar dekking per jaar, in de volgorde van het register."""
    hoeveel = len(gebieden.gemeenten())
    uit = []
    for ind in cijfers.indicatoren().values():
        tabel = cijfers.per_gemeente(ind.id)
        vol = tabel[tabel.waarde.notna()].groupby("jaar").gebied.nunique()
        per_jaar = {int(j): n / hoeveel for j, n in vol.items()}
        bron = ind.herkomst
        uit.append(Dekking(ind.id, ind.titel, bron.naam, bron.opgehaald, per_jaar))
    return uit


def zou_brengen() -> list[tuple[str, str, str]]:
    """Per tabel van het register: nummer, titel, en wanneer zij voor het laatst is opgehaald."""
    uit = []
    for taak in nieuwste_gebieden(taken(tabellen(), (), None)):
        dag = taak.vroeger.get("opgehaald", "")
        uit.append((taak.nummer, taak.titel, dag or "nog niet opgehaald"))
    return uit


def niet_te_verversen() -> list[tuple[str, str, str]]:
    """Per bron die verversen niet ophaalt: titel, tabel en waarom niet."""
    redenen = yaml.safe_load(_NIET.read_text(encoding="utf-8"))
    bronnen = cijfers.bronnen()
    return [
        (bronnen[id].naam, str(bronnen[id].tabel), reden.strip()) for id, reden in redenen.items()
    ]


def onbevestigd() -> list[tuple[str, str, str]]:
    """Per tabel waarvan nog niemand alles zag: nummer, titel en wat er ongezien is."""
    return [
        (taak.nummer, taak.titel, taak.onbevestigd)
        for taak in taken(tabellen(), (), None)
        if taak.onbevestigd
    ]
