"""De landelijke sterfte en het landelijke verloop per leeftijd en geslacht. Weet niets van
gemeenten en leest geen bestanden.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from woonzorg_lib.modellen.anker import LEEFTIJDEN, Anker, maak_anker

GESLACHTEN = ("mannen", "vrouwen")
CORONA = (2020, 2021, 2022)
MIGRATIEJAREN = 10  # one year says little: 2022 holds the arrival from Ukraine


def raster(tabel: pd.DataFrame, kolom: str) -> tuple[np.ndarray, np.ndarray]:
    """Zet een landelijke tabel (jaar, geslacht, leeftijd, kolom) om in jaren en een blok (jaar,
    geslacht, leeftijd).
    """
    breed = tabel.pivot_table(
        index=["jaar", "geslacht"], columns="leeftijd", values=kolom, aggfunc="sum"
    ).fillna(0)
    jaren = np.unique(breed.index.get_level_values(0))
    vol = breed.reindex(
        pd.MultiIndex.from_product([jaren, GESLACHTEN]), columns=range(LEEFTIJDEN), fill_value=0
    )
    return jaren, vol.to_numpy(dtype=float).reshape(len(jaren), 2, LEEFTIJDEN)


def overleving(sterfte: np.ndarray) -> np.ndarray:
    """De kans om van 1 januari tot 1 januari te blijven leven, uit de sterftedichtheid per leeftijd
    bij overlijden.

    sterfte: (..., 106), overledenen per persoonsjaar. Geeft (..., 106): van leeftijd a naar a + 1;
    de laatste blijft in de open klasse. Formule: exp(-(m(a) + m(a + 1)) / 2), want wie op 1 januari
    a is, is dat jaar gemiddeld half a en half a + 1.
    """
    volgend = np.concatenate([sterfte[..., 1:], sterfte[..., -1:]], axis=-1)
    return np.exp(-(sterfte + volgend) / 2)


@dataclass(frozen=True)
class Landelijk:
    """Het landelijke verloop: bekende standen, sterfte met trend en migratie, alles als (geslacht,
    leeftijd).

    jaren en stand: bekende jaren en (jaar, 2, 106) personen op 1 januari. niveau, helling, midden:
    sterfte(j) = niveau * exp(helling * (j - midden)), per persoonsjaar. migratie: saldo van komen
    en gaan als deel van de leeftijdsgroep, per jaar. anker: de officiële prognose waar de jaren na
    het laatste bekende op uitkomen; None is de eigen lijn.
    """

    jaren: np.ndarray
    stand: np.ndarray
    niveau: np.ndarray
    helling: np.ndarray
    midden: float
    migratie: np.ndarray
    anker: Anker | None = None

    def overgang(self, jaar: int) -> np.ndarray:
        """De factor (2, 106) van a op 1 januari `jaar` naar a + 1 een jaar later; waargenomen waar
        beide jaren bekend zijn.
        """
        i = int(jaar - self.jaren[0])
        if i + 1 < len(self.jaren):
            oud, nieuw = self.stand[i], self.stand[i + 1]
            factor = np.ones_like(oud)
            factor[:, :-2] = nieuw[:, 1:-1] / np.maximum(oud[:, :-2], 1)
            # Two ages flow into the open class.
            factor[:, -2:] = (nieuw[:, -1] / np.maximum(oud[:, -2:].sum(1), 1))[:, None]
            return factor
        return overleving(self.niveau * np.exp(self.helling * (jaar - self.midden))) + self.migratie

    def in_jaar(self, jaar: int) -> np.ndarray:
        """De bevolking (2, 106) op 1 januari van een jaar; zie `reeks`."""
        return self.reeks(jaar, jaar)[jaar]

    def reeks(self, van: int, tot: int) -> dict[int, np.ndarray]:
        """De bevolking op 1 januari van elk jaar van `van` tot en met `tot`: geteld, of vooruit
        vanaf het laatste jaar.

        Met een anker is elke leeftijd gelijk aan de officiële prognose; de eigen sterfte verdeelt
        dan alleen over mannen en vrouwen. Zonder anker tellen geboorten niet mee. Geeft jaar -> (2,
        106).
        """
        laatste = int(self.jaren[-1])
        uit = {j: self.stand[j - int(self.jaren[0])] for j in range(van, min(tot, laatste) + 1)}
        stand = self.stand[-1]
        for j in range(laatste, tot):
            stand = stap(stand, self.overgang(j))
            if self.anker is not None:
                stand = self.anker.pas(stand, j + 1, self.geboren)
            if j + 1 >= van:
                uit[j + 1] = stand
        return uit

    @property
    def geboren(self) -> np.ndarray:
        """Het deel jongens en meisjes onder wie er het laatste bekende jaar jonger dan een jaar
        was: (2,).
        """
        jongst = self.stand[-1][:, 0]
        return jongst / max(float(jongst.sum()), 1.0)


def stap(stand: np.ndarray, factor: np.ndarray) -> np.ndarray:
    """Maakt iedereen een jaar ouder: (..., 106) keer de overgangsfactor; leeftijd 0 blijft leeg."""
    door = stand * factor
    uit = np.zeros_like(stand)
    uit[..., 1:] = door[..., :-1]
    uit[..., -1] += door[..., -1]
    return uit


def landelijk(
    bevolking: pd.DataFrame,
    overledenen: pd.DataFrame,
    jaren_niveau: int = 5,
    jaren_trend: int = 25,
    trend_deel: float = 0.75,
    gewicht_corona: float = 0.25,
    anker: pd.DataFrame | None = None,
) -> Landelijk:
    """Schat de landelijke sterfte met haar trend, en de migratie, uit de laatste jaren.

    bevolking: jaar, geslacht, leeftijd, inwoners (1 januari). overledenen: jaar, geslacht,
    leeftijd, overledenen (kalenderjaar). jaren_niveau en jaren_trend: zoveel kalenderjaren tellen
    mee. trend_deel: welk deel van de gevonden trend doorloopt (0 tot 1). gewicht_corona: gewicht
    van 2020-2022 naast 1 voor de andere jaren. anker: zie `anker.maak_anker`. Fout: ValueError met
    minder dan drie jaren sterfte. Formule: per leeftijdsgroep van vijf jaar (tien jaar onder de 50)
    een rechte lijn door de logaritme van de sterfte; de helling is hooguit 0. Het niveau is de
    gewogen sterfte per leeftijdsjaar. Migratie is wat de cohorten meer of minder werden dan de
    sterfte zegt, over drie leeftijden gemiddeld. Bron: CBS 7461bev en 37168. Het deel van de trend
    is gekozen met de landelijke terugtoets: in zijn geheel doorgetrokken kwamen er sinds 2008 te
    veel ouderen uit.
    """
    jaren, stand = raster(bevolking, "inwoners")
    dood_jaren, dood = raster(overledenen, "overledenen")
    kies = _jaren_met_sterfte(jaren, dood_jaren, max(jaren_trend, jaren_niveau))
    tot = int(kies[-1])
    s0, s1, d = stand[kies - jaren[0]], stand[kies - jaren[0] + 1], dood[kies - dood_jaren[0]]
    persoonsjaren = np.maximum((s0 + s1) / 2, 0.5)
    gewicht = np.where(np.isin(kies, CORONA), gewicht_corona, 1.0)
    helling = _helling(d, persoonsjaren, kies, gewicht * (kies > tot - jaren_trend))
    niveau, midden = _niveau(d, persoonsjaren, kies, gewicht * (kies > tot - jaren_niveau))
    return Landelijk(
        jaren,
        stand,
        niveau,
        trend_deel * np.minimum(helling, 0)[:, _leeftijdsgroepen()],
        midden,
        _migratie(s0, s1, d / persoonsjaren),
        maak_anker(anker),
    )


def _jaren_met_sterfte(jaren: np.ndarray, dood_jaren: np.ndarray, hoogstens: int) -> np.ndarray:
    """De laatste kalenderjaren (hooguit `hoogstens`) waarvan bevolking en sterfte bekend zijn.

    Fout: ValueError bij minder dan drie.
    """
    tot = int(min(jaren[-1] - 1, dood_jaren[-1]))
    kies = np.arange(max(jaren[0], dood_jaren[0], tot - hoogstens + 1), tot + 1)
    if len(kies) < 3:
        raise ValueError("voor een trend zijn minstens drie jaren sterfte nodig")
    return kies


def _leeftijdsgroepen() -> np.ndarray:
    """Per leeftijd haar groep: van tien jaar onder de 50, daarna van vijf."""
    leeftijd = np.arange(LEEFTIJDEN)
    return np.where(leeftijd < 50, leeftijd // 10, 5 + (np.minimum(leeftijd, 99) - 50) // 5)


def _helling(
    dood: np.ndarray, persoonsjaren: np.ndarray, jaren: np.ndarray, gewicht: np.ndarray
) -> np.ndarray:
    """De helling per jaar van de logaritme van de sterfte: (2, groepen).

    dood en persoonsjaren: (jaren, 2, 106). gewicht: per jaar.
    """
    groep = _leeftijdsgroepen()
    lid = (groep[:, None] == np.arange(groep.max() + 1)).astype(float)
    log = np.log(np.maximum(dood @ lid, 0.5) / (persoonsjaren @ lid))
    af = (jaren - (gewicht * jaren).sum() / gewicht.sum())[:, None, None]
    w = gewicht[:, None, None]
    return (w * af * log).sum(0) / (w * af**2).sum(0)


def _niveau(
    dood: np.ndarray, persoonsjaren: np.ndarray, jaren: np.ndarray, gewicht: np.ndarray
) -> tuple[np.ndarray, float]:
    """De gewogen sterfte per leeftijdsjaar (2, 106), en het jaar waar zij bij hoort."""
    w = gewicht[:, None, None]
    return (w * dood).sum(0) / (w * persoonsjaren).sum(0), float(
        (gewicht * jaren).sum() / gewicht.sum()
    )


def _migratie(eerst: np.ndarray, erna: np.ndarray, sterfte: np.ndarray) -> np.ndarray:
    """Wat cohorten meer of minder werden dan de sterfte zegt, over drie leeftijden gemiddeld:
    (2, 106).

    eerst, erna en sterfte: (jaren, 2, 106).
    """
    waargenomen = erna[..., 1:] / np.maximum(eerst[..., :-1], 1)
    saldo = (waargenomen - overleving(sterfte)[..., :-1])[-MIGRATIEJAREN:].mean(0)
    ruim = np.pad(saldo, ((0, 0), (1, 1)), mode="edge")
    drie = sum((np.roll(ruim, k, axis=1) for k in (-1, 0, 1)), np.zeros_like(ruim))
    glad = drie[:, 1:-1] / 3
    migratie = np.zeros((2, LEEFTIJDEN))
    migratie[:, :90] = glad[:, :90]  # above that the balance is indistinguishable from chance
    return migratie
