"""Regels die samen één plan zijn, opgeteld tot één rij per plan. Kent geen enkel systeem."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from woonzorg_lib.invoer import cellen
from woonzorg_lib.invoer.openen import Bestandsfout
from woonzorg_lib.invoer.rooster import Rooster


@dataclass
class Plan:
    """Een plan terwijl zijn regels en kolommen opgeteld worden.

    kenmerken: kolom van `plannen` -> cel; som: kolom -> aantal woningen.
    """

    regel: int
    kenmerken: dict[str, Any] = field(default_factory=dict)
    som: dict[str, int] = field(default_factory=dict)

    def tel(self, kolom: str | None, cel: Any) -> int:
        """Telt een cel op bij een kolom; zonder kolom alleen het aantal. Fout: Bestandsfout."""
        if cellen.is_leeg(cel):
            return 0
        try:
            aantal = cellen.aantal(cel)
        except cellen.Celfout as fout:
            wat = fout.wat.replace("{}", f"een waarde bij {kolom or 'een categorie'}")
            raise Bestandsfout(wat, fout.doe, self.regel) from None
        if kolom is not None:
            self.som[kolom] = self.som.get(kolom, 0) + aantal
        return aantal


def als_rooster(rooster: Rooster, van: str, plannen: list[Plan], extra: str = "") -> Rooster:
    """Het rooster met een rij per plan. van: het systeem, zoals de melding het noemt."""
    kenmerken = list(dict.fromkeys(k for p in plannen for k in p.kenmerken))
    geteld = sorted({k for p in plannen for k in p.som})
    rijen = [
        (p.regel, [*(p.kenmerken.get(k) for k in kenmerken), *(p.som.get(k) for k in geteld)])
        for p in plannen
    ]
    regels = len(rooster.rijen)
    telling = "1 plan" if len(rijen) == 1 else f"{len(rijen)} plannen"
    samen = f"{regels} regels zijn {telling} geworden" if regels != len(rijen) else telling
    wat = f"gelezen als {van}: {samen}."
    opmerking = ("LET OP", None, f"{wat}{extra}", "Controleer de totalen in het rapport.")
    return replace(
        rooster,
        koppen=kenmerken + geteld,
        rijen=rijen,
        opmerkingen=[*rooster.opmerkingen, opmerking],
        gedekt={},
    )
