"""Van wie een cijfer is, zoals het in de kolom bron van cijfers.csv staat."""

from __future__ import annotations

EIGEN_INVOER = "eigen invoer"  # with this the source of a figure from someone's own file begins


def is_eigen(bron: str) -> bool:
    """Waar als een bron een eigen bestand is."""
    return bron.lower().startswith(EIGEN_INVOER)
