"""Een bron op loopback die antwoordt zoals CBS (v4 en v3), RIVM en PDOK, met streken die tests erin zetten."""

from .server import Nepbron, Streek
from .tabel import Dim, Maat, Neptabel

__all__ = ["Dim", "Maat", "Nepbron", "Neptabel", "Streek"]
