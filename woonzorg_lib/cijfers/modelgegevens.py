"""Zet de tabellen klaar die de modellen nodig hebben, voor de gemeenten van nu. Rekent zelf geen model uit."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from woonzorg_lib import gebieden
from woonzorg_lib.cijfers.lezen import lees

OPEN = 200  # upper limit of an open age class


@dataclass(frozen=True)
class Prognosegegevens:
    """De tabellen voor de bevolkingsprognose; personen op 1 januari, `tot` is de laatste leeftijd die meetelt (200 is open).

    leeftijd: gebied, jaar, geslacht, van, tot, inwoners; per gemeente in klassen, het jaar waar de prognose begint.
    groepen: gebied, jaar, van, tot, inwoners; mannen en vrouwen samen, de jaren ervoor en erna waarvan minder bekend is.
    bevolking: jaar, geslacht, leeftijd, inwoners; Nederland per leeftijdsjaar.
    overledenen: jaar, geslacht, leeftijd, overledenen; Nederland, in het kalenderjaar.
    posities: geslacht, van, tot en per positie in het huishouden het aantal personen; Nederland, met `jaar`.
    """

    leeftijd: pd.DataFrame
    groepen: pd.DataFrame
    bevolking: pd.DataFrame
    overledenen: pd.DataFrame
    posities: pd.DataFrame

    def tot_en_met(self, jaar: int) -> Prognosegegevens:
        """Wat op 1 januari van dit jaar bekend was: standen tot en met dat jaar, sterfte tot en met het jaar ervoor."""
        stand = {
            naam: (t := getattr(self, naam))[t.jaar <= jaar]
            for naam in ("leeftijd", "groepen", "bevolking")
        }
        return replace(self, overledenen=self.overledenen[self.overledenen.jaar < jaar], **stand)


def _grenzen(klasse: pd.Series) -> pd.DataFrame:
    """'60_64', '95plus', '60 tot 65 jaar' of '95 jaar of ouder' -> van en tot (tot en met)."""

    def lees_klasse(k: str) -> tuple[int, int]:
        getallen = [int(g) for g in re.findall(r"\d+", k)]
        if len(getallen) == 1:
            return getallen[0], OPEN
        return getallen[0], getallen[1] - 1 if "tot" in k else getallen[1]

    uniek = {k: lees_klasse(k) for k in klasse.unique()}
    return pd.DataFrame([uniek[k] for k in klasse], columns=["van", "tot"], index=klasse.index)


def _groepen_nu(tabel: pd.DataFrame) -> pd.DataFrame:
    """Telt groepen (gebied, jaar, van, tot, inwoners) bij de gemeente van nu op; na een splitsing is het cijfer leeg."""
    tabel = tabel[tabel.gebied.str.startswith("GM") & tabel.inwoners.notna()]
    opvolger = {c: gebieden.opvolgers(c) for c in tabel.gebied.unique()}
    nieuw = tabel.gebied.map(lambda c: opvolger[c][0] if len(opvolger[c]) == 1 else None)
    som = (
        tabel.assign(gebied=nieuw)
        .dropna(subset="gebied")
        .groupby(["gebied", "jaar", "van", "tot"], as_index=False)
        .inwoners.sum()
    )
    sinds = som.gebied.map(
        {c: max((j for _, j in gebieden.splitsingen(c)), default=0) for c in som.gebied.unique()}
    )
    return som[som.jaar >= sinds].reset_index(drop=True)


def prognosegegevens() -> Prognosegegevens:
    """Leest de tabellen van de prognose uit de momentopname.

    Bron: CBS 83502NED (leeftijd 2021), Kerncijfers wijken en buurten 2020-2024, 03759ned (2019 en 2020), 7461bev, 37168 en 71488ned.
    """
    vijf = lees("leeftijd_5jaar_gemeente")
    vijf = (
        vijf[vijf.gebied.str.startswith("GM")]
        .drop(columns="inwoners")
        .melt(["gebied", "jaar", "leeftijd"], ["mannen", "vrouwen"], "geslacht", "inwoners")
    )
    vijf = pd.concat([vijf.drop(columns="leeftijd"), _grenzen(vijf.leeftijd)], axis=1)

    kern, oud, tien = (
        lees("kern_gemeente"),
        lees("leeftijd_2019_gemeente"),
        lees("leeftijd_10jaar_gemeente"),
    )
    delen = [
        bron[["gebied", "jaar"]].assign(van=van, tot=tot, inwoners=bron[kolom])
        for bron, kolom, van, tot in (
            (kern, "inwoners_25_45", 25, 44),
            (kern, "inwoners_45_65", 45, 64),
            (kern, "inwoners_65plus", 65, OPEN),
            (oud, "inwoners_45_65", 45, 64),
            (oud, "inwoners_65_80", 65, 79),
            (oud, "inwoners_80plus", 80, OPEN),
        )
    ]
    delen.append(pd.concat([tien[["gebied", "jaar", "inwoners"]], _grenzen(tien.leeftijd)], axis=1))
    plaats = lees("huishoudenspositie_nl").drop(columns="gebied")
    plaats = pd.concat([plaats.drop(columns="leeftijd"), _grenzen(plaats.leeftijd)], axis=1)
    return Prognosegegevens(
        leeftijd=vijf.astype({"inwoners": np.float64}),
        groepen=_groepen_nu(pd.concat(delen, ignore_index=True)),
        bevolking=lees("bevolking_nl"),
        overledenen=lees("overledenen_nl"),
        posities=plaats.fillna(0),
    )
