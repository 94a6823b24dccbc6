"""Zet na een notebook alles terug in het proces dat hem uitvoerde, of zegt dat het niet kan."""

from __future__ import annotations


class Toestand:
    """Hoe het proces erbij staat voordat er een notebook was."""

    def zet_terug(self) -> bool:
        """Zet alles terug; onwaar als dat niet kan: dan is dit zijn laatste notebook."""
        return False
