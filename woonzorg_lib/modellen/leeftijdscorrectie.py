"""Gebruik van zorg los van leeftijd: wat het zou zijn met de leeftijden van heel Nederland."""

from __future__ import annotations

import numpy as np


def met_leeftijden_van(
    gebruik: float, hier: np.ndarray, daar: np.ndarray, per_leeftijd: np.ndarray
) -> float:
    """Het gebruik van een gemeente als zij de leeftijden van een ander gebied had.

    gebruik: per 1.000 inwoners, zoals gemeten. hier en daar: (leeftijden) inwoners van de gemeente
    en van dat gebied. per_leeftijd: (leeftijden) landelijk gebruik per inwoner. Geeft gebruik per
    1.000 inwoners. Formule (indirecte standaardisatie): gebruik * verwacht(daar) / verwacht(hier),
    met verwacht = som van inwoners * landelijk gebruik, gedeeld door alle inwoners. Fout:
    ValueError als hier niemand iets gebruikt.
    """
    verwacht = [float(n @ per_leeftijd) / float(n.sum()) for n in (hier, daar)]
    if verwacht[0] <= 0:
        raise ValueError("met dit landelijke gebruik per leeftijd gebruikt hier niemand iets")
    return gebruik * verwacht[1] / verwacht[0]
