"""De onzekerheid om de prognose: hoe breed de band is, en waarom. Rekent zelf geen bevolking uit."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

OUDER = {"65plus": 65, "75plus": 75, "85plus": 85}


@dataclass(frozen=True)
class Band:
    """De spreiding van de fouten in de terugtoets, als aandeel van de uitkomst (0,01 is 1%).

    plaats: leeftijd -> (blijvend, toeval, klein). Een gemeente wijkt elk jaar af met blijvend, dat van jaar op jaar grotendeels terugkomt (na
    `halvering` jaar half), en met toeval² + klein² / aantal personen als variantie van wat niet terugkomt.
    land: leeftijd -> standaardfout van het land per jaar vooruit; iets ruimer dan gemeten, want de toetsen overlappen elkaar.
    Herkomst: 65+ uit de fouten na 1, 2 en 3 jaar (2021-2024); 75+ en 85+ uit 80+ van 2020 naar 2021, voor ruim een derde van de variantie blijvend
    omdat de afwijkingen van 2019 en 2020 zo samenhangen (correlatie 0,36); het land uit beginjaren 2005-2020. `benchmarks/prognose.py` drukt ze af.
    breedte: standaardfouten aan elke kant; 1,28 hoort bij acht van de tien; in de terugtoets van 65+ viel 84% van de gemeenten erin.
    De band bevat: verhuizen en sterfte die in een gemeente anders lopen dan gedacht, afronding en splitsing van leeftijdsklassen,
    en een landelijke sterfte die anders loopt dan de trend. De band bevat niet: een verpleeghuis of wijk die erbij komt of verdwijnt boven
    wat in de terugtoets voorkwam, een nieuwe herindeling, een nieuwe pandemie, of een trend die meer dan in 2000-2025 van richting verandert.
    Voor 75+ en 85+ is per gemeente alleen 80+ van 2019 tot 2021 te toetsen; verder dan tien jaar is niets getoetst, dan is de band doorgetrokken.
    """

    plaats: dict = field(
        default_factory=lambda: {
            "65plus": (0.0026, 0.0, 0.45),
            "75plus": (0.0036, 0.005, 0.56),
            "85plus": (0.0036, 0.005, 0.56),
        }
    )
    halvering: float = 10.0
    land: dict = field(
        default_factory=lambda: {"65plus": 0.0017, "75plus": 0.0034, "85plus": 0.007}
    )
    breedte: float = 1.28

    @classmethod
    def uit(cls, norm: dict) -> Band:
        """De band uit het onderdeel `prognose`, `band` van standaard.yaml."""
        plaats, land = (
            {lft: norm[f"{wat}_{lft}"]["waarde"] for lft in OUDER} for wat in ("plaats", "land")
        )
        return cls(
            {lft: tuple(p) for lft, p in plaats.items()},
            norm["halvering"]["waarde"],
            land,
            norm["breedte"]["waarde"],
        )

    def variantie_gemeente(
        self, leeftijd: str, aantal: np.ndarray, vooruit: np.ndarray
    ) -> np.ndarray:
        """De variantie van de relatieve fout van een gemeente. aantal: personen; vooruit: jaren na het laatste cijfer; vormen passen op elkaar."""
        blijvend, toeval, klein = self.plaats[leeftijd]
        h = np.maximum(vooruit, 0)
        return blijvend**2 * self._opgeteld(h) + (toeval**2 + klein**2 / np.maximum(aantal, 1)) * h

    def _opgeteld(self, h):
        """De variantie van een som van h jaarlijkse afwijkingen met variantie 1 die deels blijven (autoregressie van orde 1)."""
        r = 0.5 ** (1 / self.halvering)
        return h * (1 + r) / (1 - r) - 2 * r * (1 - r**h) / (1 - r) ** 2

    def grenzen(
        self, leeftijd: str, per_gemeente: np.ndarray, vooruit: np.ndarray, vooruit_land: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Onder- en bovengrens van de som van een groep gemeenten.

        per_gemeente: (jaren, ..., gemeenten) personen. vooruit en vooruit_land: (jaren) jaren na het laatste cijfer per gemeente en van het land.
        Formule: som * exp(± breedte * s); s² = som(aantal² * variantie) / som² + (land * jaren)². Fouten van gemeenten zijn los van elkaar verondersteld,
        de fout van het land treft alle gemeenten gelijk. Waar `vooruit` 0 is, is het een cijfer en valt de band samen met de waarde.
        """
        vorm = (-1,) + (1,) * (per_gemeente.ndim - 1)
        som = per_gemeente.sum(-1)
        eigen = (
            per_gemeente**2 * self.variantie_gemeente(leeftijd, per_gemeente, vooruit.reshape(vorm))
        ).sum(-1) / np.maximum(som, 1e-9) ** 2
        land = (self.land[leeftijd] * np.maximum(vooruit_land, 0)).reshape(vorm[:-1]) ** 2
        s = self.breedte * np.sqrt(eigen + np.where(vooruit.reshape(vorm[:-1]) > 0, land, 0))
        return som * np.exp(-s), som * np.exp(s)
