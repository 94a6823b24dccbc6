"""De onzekerheid om de prognose: hoe breed de band is, en waarom.
Rekent zelf geen bevolking uit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

OUDER = {"65plus": 65, "75plus": 75, "80plus": 80, "85plus": 85}
Z67 = 0.9741  # standard errors on each side of an interval that holds 67%
IJKLEEFTIJD = 65  # the source gives classes of five years and this sum


@dataclass(frozen=True)
class Landmarge:
    """De standaardfout van de officiële prognose, als aandeel (0,01 is 1%), naar beneden en naar
    boven.

    jaren: oplopend. laag en hoog: ondergrens van de leeftijd -> (jaren).
    """

    jaren: np.ndarray
    laag: Mapping[int, np.ndarray]
    hoog: Mapping[int, np.ndarray]

    def in_jaren(self, leeftijd: int, jaren: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """De standaardfouten (laag, hoog) per gevraagd jaar: (jaren); na het laatste jaar die van
        het laatste.
        """
        plek = np.clip(np.asarray(jaren) - self.jaren[0], 0, len(self.jaren) - 1)
        return self.laag[leeftijd][plek], self.hoog[leeftijd][plek]


def landmarge(marges: pd.DataFrame, eerste: int) -> Landmarge | None:
    """De standaardfout van de officiële prognose uit haar 67%-interval; None zonder interval.

    marges: jaar, van, tot, prognose, onder67, boven67. eerste (jaar): het eerste jaar van de
    prognose waar de marges bij horen; begint het interval eerder, dan schuift het op: even ver
    vooruit is even onzeker. Formule: de halve breedten van de klassen opgeteld, keer wat daarvan in
    het interval van 65 jaar en ouder overblijft (hooguit alles); de logaritme van de verhouding tot
    de prognose, gedeeld door 0,974.
    """
    if not len(marges):
        return None
    samen = marges.van.eq(IJKLEEFTIJD) & marges.tot.gt(100)
    ijk = marges[samen].set_index("jaar").sort_index()
    klassen = marges[~samen]

    def som(leeftijd: int) -> pd.DataFrame:
        kolommen = ["prognose", "onder67", "boven67"]
        return klassen[klassen.van >= leeftijd].groupby("jaar")[kolommen].sum()

    los = som(IJKLEEFTIJD)
    deel = {
        kant: ((ijk[kant] - ijk.prognose) / (los[kant] - los.prognose)).clip(upper=1)
        for kant in ("onder67", "boven67")
    }
    laag, hoog = {}, {}
    for leeftijd in OUDER.values():
        s = som(leeftijd)
        onder, boven = (
            1 + deel[kant] * (s[kant] / s.prognose - 1) for kant in ("onder67", "boven67")
        )
        laag[leeftijd] = (-np.log(onder) / Z67).to_numpy()
        hoog[leeftijd] = (np.log(boven) / Z67).to_numpy()
    jaren = los.index.to_numpy()
    return Landmarge(jaren + max(eerste - int(jaren[0]), 0), laag, hoog)


@dataclass(frozen=True)
class Grenzen:
    """De band van een groep gemeenten per jaar, en waar hij uit bestaat.

    onder en boven: de hele band (personen). plaats_onder en plaats_boven: alleen wat gemeenten
    anders kunnen lopen. land_onder en land_boven: de factor waarmee heel Nederland lager of hoger
    kan uitkomen.
    """

    onder: np.ndarray
    boven: np.ndarray
    plaats_onder: np.ndarray
    plaats_boven: np.ndarray
    land_onder: np.ndarray
    land_boven: np.ndarray


@dataclass(frozen=True)
class Band:
    """De spreiding van de fouten in de terugtoets, als aandeel van de uitkomst (0,01 is 1%).

    plaats: leeftijd -> (blijvend, toeval, klein, basis). Een gemeente wijkt elk jaar af met
    blijvend, dat van jaar op jaar grotendeels terugkomt (na `halvering` jaar half), en met toeval²
    + klein² / aantal personen als variantie van wat niet terugkomt. basis² / aantal komt erbij als
    de leeftijdsopbouw zelf een schatting is. land: leeftijd -> standaardfout van de eigen
    landelijke lijn per jaar vooruit, met de keuzes die toen te maken waren; alleen nodig waar er
    geen officiële prognose is, zoals in de terugtoets. breedte: standaardfouten aan elke kant; 1,28
    hoort bij acht van de tien. marge: de standaardfout van de officiële prognose, die de plaats van
    `land` inneemt. Herkomst: de fouten van 2021 naar 2024, naar grootte (`benchmarks/prognose.py`
    drukt ze af). De band bevat: verhuizen en sterfte die in een gemeente anders lopen dan gedacht,
    het verdelen van leeftijdsklassen, en een Nederland dat anders loopt dan de officiële prognose.
    De band bevat niet: een verpleeghuis of wijk die erbij komt of verdwijnt boven wat in de
    terugtoets voorkwam, een nieuwe herindeling. Per gemeente is niets verder dan vier jaar vooruit
    te toetsen; daarna is de band doorgetrokken.
    """

    plaats: dict = field(
        default_factory=lambda: {
            "65plus": (0.002, 0.0, 0.4, 0.0),
            "75plus": (0.003, 0.005, 0.4, 0.6),
            "80plus": (0.003, 0.007, 0.4, 0.6),
            "85plus": (0.003, 0.005, 0.4, 0.7),
        }
    )
    halvering: float = 10.0
    land: dict = field(
        default_factory=lambda: {
            "65plus": 0.0029,
            "75plus": 0.0051,
            "80plus": 0.007,
            "85plus": 0.0105,
        }
    )
    breedte: float = 1.28
    marge: Landmarge | None = None

    @classmethod
    def uit(cls, norm: dict, marge: Landmarge | None = None) -> Band:
        """De band uit het onderdeel `prognose`, `band` van standaard.yaml."""
        plaats, land = (
            {lft: norm[f"{wat}_{lft}"]["waarde"] for lft in OUDER} for wat in ("plaats", "land")
        )
        return cls(
            {lft: tuple(p) for lft, p in plaats.items()},
            norm["halvering"]["waarde"],
            land,
            norm["breedte"]["waarde"],
            marge,
        )

    def variantie_gemeente(
        self, leeftijd: str, aantal: np.ndarray, vooruit: np.ndarray, geschat: bool = False
    ) -> np.ndarray:
        """De variantie van de relatieve fout van een gemeente.

        aantal: personen; vooruit: jaren na het laatste cijfer; hun vormen passen op elkaar.
        geschat: de leeftijdsopbouw waar het begint is een schatting.
        """
        blijvend, toeval, klein, basis = self.plaats[leeftijd]
        h, n = np.maximum(vooruit, 0), np.maximum(aantal, 1)
        begin = np.where(h > 0, basis**2 / n, 0) if geschat else 0
        return begin + blijvend**2 * self._opgeteld(h) + (toeval**2 + klein**2 / n) * h

    def _opgeteld(self, h: np.ndarray) -> np.ndarray:
        """De variantie van een som van h jaarlijkse afwijkingen met variantie 1 die deels blijven
        (autoregressie van orde 1).
        """
        r = 0.5 ** (1 / self.halvering)
        return h * (1 + r) / (1 - r) - 2 * r * (1 - r**h) / (1 - r) ** 2

    def landfout(
        self, leeftijd: str, jaren: np.ndarray, geteld_tot: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """De standaardfout van het land (laag, hoog) per jaar: (jaren); nul tot en met het laatste
        getelde jaar.
        """
        vooruit = np.maximum(jaren - geteld_tot, 0)
        if self.marge is None:
            s = self.land[leeftijd] * vooruit
            return s, s
        laag, hoog = self.marge.in_jaren(OUDER[leeftijd], jaren)
        return np.where(vooruit > 0, laag, 0), np.where(vooruit > 0, hoog, 0)

    def grenzen(
        self,
        leeftijd: str,
        per_gemeente: np.ndarray,
        land: np.ndarray,
        jaren: np.ndarray,
        bekend: int,
        geteld_tot: int,
        geschat: bool = False,
    ) -> Grenzen:
        """De band van de som van een groep gemeenten.

        per_gemeente: (jaren, ..., gemeenten) personen. land: (jaren, ...) personen in heel
        Nederland. jaren: (jaren). bekend en geteld_tot (jaar): het laatste cijfer per gemeente, en
        van het land. Formule: som * exp(± breedte * s); s² = som(aantal² * variantie) / som² * (1 -
        deel van Nederland) + land². Fouten van gemeenten zijn los van elkaar verondersteld, maar
        samen komen zij op het land uit; de fout van het land treft alle gemeenten gelijk. In een
        bekend jaar valt de band samen met de waarde.
        """
        vorm = (-1,) + (1,) * (per_gemeente.ndim - 1)
        som = per_gemeente.sum(-1)
        vooruit = jaren - bekend
        eigen = self.variantie_gemeente(leeftijd, per_gemeente, vooruit.reshape(vorm), geschat)
        vrij = 1 - np.clip(som / np.maximum(land, 1e-9), 0, 1)
        plaats = (per_gemeente**2 * eigen).sum(-1) / np.maximum(som, 1e-9) ** 2 * vrij
        laag, hoog = (
            np.where(vooruit > 0, s, 0).reshape(vorm[:-1])
            for s in self.landfout(leeftijd, jaren, geteld_tot)
        )
        z = self.breedte
        alleen = z * np.sqrt(plaats)
        return Grenzen(
            som * np.exp(-z * np.sqrt(plaats + laag**2)),
            som * np.exp(z * np.sqrt(plaats + hoog**2)),
            som * np.exp(-alleen),
            som * np.exp(alleen),
            np.broadcast_to(np.exp(-z * laag), som.shape),
            np.broadcast_to(np.exp(z * hoog), som.shape),
        )
