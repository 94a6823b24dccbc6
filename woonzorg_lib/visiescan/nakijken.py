"""Een bladzijde in JupyterLab om de voorstellen van de visiescan na te kijken. Zoekt zelf niets."""

from __future__ import annotations

from pathlib import Path

import ipywidgets as w

from woonzorg_lib import gebieden
from woonzorg_lib.soorten import visiescore
from woonzorg_lib.visiescan.voorstellen import STATUSSEN, Voorstellen

_KIT = Path(__file__).resolve().parents[2] / "parameters"
_BREED = w.Layout(width="52rem", max_width="100%")


class Nakijken:
    """Loop de voorstellen van een gemeente langs: bevestig, wijzig of verwerp ze, met een reden.

    gemeente: naam of code. invoer: map met eigen invoer, standaard `parameters`.
    Elke keuze staat meteen in het bestand met scores. Fout: OnbekendeGemeente.
    """

    def __init__(self, gemeente: str, invoer: str | None = None):
        self.gemeente = gebieden.gemeente(gemeente)
        basis = Path(invoer) if invoer else _KIT
        map_ = basis / "gemeenten" / self.gemeente.code
        self.voorstellen = Voorstellen(map_ / visiescore.SOORT.bestand)
        self.melding = w.Label(value=self._stand())

    def toon(self) -> w.VBox:
        """De voorstellen, elk met hun bewijs en knoppen."""
        rijen = [self._rij(nr) for nr in range(len(self.voorstellen.rijen))]
        return w.VBox([self.melding, *rijen], layout=_BREED)

    def _stand(self) -> str:
        open_ = sum(rij.get("status") == "voorstel" for rij in self.voorstellen.rijen)
        if not self.voorstellen.rijen:
            return (
                f"Voor {self.gemeente.naam} zijn er nog geen voorstellen. Draai eerst de visiescan."
            )
        if not open_:
            return "Alle voorstellen zijn nagekeken."
        return f"Nog {open_} na te kijken van {len(self.voorstellen.rijen)}."

    def _rij(self, nr: int) -> w.VBox:
        rij = self.voorstellen.rijen[nr]
        plek = f", bladzijde {rij['pagina']}" if rij.get("pagina") else ""
        kop = w.Label(value=f"{rij.get('thema')} · {rij.get('document')}{plek}")
        bewijs = w.Textarea(
            value=rij.get("bewijs") or "", disabled=True, description="Bewijs", layout=_BREED
        )
        niveau = w.Dropdown(
            options=[("0 geen aandacht", "0"), ("1 benoemd", "1"), ("2 onderzoek", "2")]
            + [("3 concreet doel", "3")],
            value=rij.get("niveau") or "0",
            description="Niveau",
        )
        reden = w.Text(value=rij.get("reden") or "", description="Reden", layout=_BREED)
        stand = w.Label(value=f"Status: {rij.get('status') or 'bevestigd'}")

        def beslis(status: str) -> None:
            self.voorstellen.beslis(nr, status, niveau.value, reden.value)
            stand.value = f"Status: {self.voorstellen.rijen[nr]['status']}"
            self.melding.value = self._stand()

        knoppen = []
        for status in STATUSSEN[1:]:
            knop = w.Button(description=status.capitalize())
            knop.on_click(lambda _, status=status: beslis(status))
            knoppen.append(knop)
        return w.VBox([kop, bewijs, niveau, reden, w.HBox([*knoppen, stand])])
