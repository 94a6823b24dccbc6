"""Welke rijen een figuur toont, breed of smal: wie een cijfer heeft, en wie er van velen blijft.
Tekent niets.
"""

from __future__ import annotations

import numpy as np

from woonzorg_lib.beeld.beeld import uniek
from woonzorg_lib.beeld.getallen import leeg
from woonzorg_lib.cijfers import mag_uiterste

VEEL, TOP = 24, 10


def gevuld(alle: list[dict]) -> list[dict]:
    """De rijen met een cijfer."""
    return [r for r in alle if not leeg(r["waarde"])]


def is_eigen(rij: dict) -> bool:
    """Of een rij van de gemeente zelf is."""
    return rij["rol"] == "gemeente"


def kies_namen(rijen: list[dict], naam: str, eerste: int = 0) -> tuple[list, int]:
    """De rijen van een tabel in kleuren: van veel gebieden de eerste en de laatste tien.

    eerste: alleen zoveel van boven. Geeft ook hoeveel er weg zijn. Een gebied met weinig mensen is
    geen van die twintig.
    """
    alle = uniek(r[naam] for r in rijen)
    if eerste:
        return alle[:eerste], max(len(alle) - eerste, 0)
    if len(alle) <= VEEL:
        return alle, 0
    klein = {r[naam] for r in rijen if not leeg(r["waarde"]) and not mag_uiterste(r)}
    groot = [n for n in alle if n not in klein]
    houd = [*groot[:TOP], *groot[TOP:][-TOP:]]
    return houd, len(alle) - len(houd)


def kies_hoogste(paren: list[tuple[dict, dict]], aantal: int = 3) -> list[tuple[dict, dict]]:
    """De wijken die het verst boven de middens van beide cijfers liggen, zonder kleine gebieden."""
    waarden = [[p[k]["waarde"] for p in paren] for k in (0, 1)]
    ruim = [(max(w) - min(w)) or 1.0 for w in waarden]
    midden = [float(np.median(w)) for w in waarden]

    def ver(paar: tuple[dict, dict]) -> float:
        return sum((paar[k]["waarde"] - midden[k]) / ruim[k] for k in (0, 1))

    groot = [p for p in paren if mag_uiterste(p[0]) and mag_uiterste(p[1])]
    return sorted(groot, key=ver, reverse=True)[:aantal]
