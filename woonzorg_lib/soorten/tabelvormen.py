"""Vormen van een tabel die meer soorten gebruiken."""

from __future__ import annotations

import pandas as pd


def thema_bij_naam(
    net: pd.DataFrame, koppen: dict[str, str]
) -> tuple[pd.DataFrame, dict[str, str]]:
    """In een brede tabel staat het thema bij de naam, als er meer dan één thema is."""
    naam = next(iter(koppen))
    if net.thema.nunique() > 1:
        net = net.assign(**{naam: [f"{x} ({t})" for x, t in zip(net[naam], net.thema)]})
    return net, {k: kop for k, kop in koppen.items() if k != "thema"}
