"""Het cohortmodel: de bevolking per gemeente, leeftijd en geslacht tot 2050. De fouten staan in
band.py; bestanden leest het niet.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cached_property

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers.modelgegevens import Prognosegegevens
from woonzorg_lib.modellen import leeftijd as klasse
from woonzorg_lib.modellen.band import OUDER, Band, Landmarge, landmarge
from woonzorg_lib.modellen.anker import LEEFTIJDEN
from woonzorg_lib.modellen.sterfte import Landelijk, landelijk, stap


VRIJWEL_ALLE = 0.05  # a figure that misses at most this part of the gemeenten is a known one


@dataclass(frozen=True)
class Instellingen:
    """De aannames van het cohortmodel.

    jaren_niveau en jaren_trend (jaar): het niveau en de trend van de sterfte komen uit zoveel
    jaren; trend_deel: dit deel van de trend loopt door. gewicht_corona: gewicht van 2020-2022 in de
    sterfte (andere jaren 1). eigen_vanaf (jaar): vanaf deze leeftijd telt de eigen afwijking van
    een gemeente. vast_tot (jaar): onder deze leeftijd houdt een gemeente haar aandeel in het land
    per leeftijd, omdat jongeren komen en gaan. halvering (jaar): na zoveel jaar is de eigen
    afwijking half zo groot.

    Keuzes: van 2019 op 2020 hield de eigen afwijking stand (correlatie 0,6), het hele verhuissaldo
    van gemeenten (2012-2023) halveert in zes tot acht jaar; daarom tien. De sterfte geeft alleen de
    vorm binnen het land: heel Nederland volgt de officiële prognose.
    """

    jaren_niveau: int = 5
    jaren_trend: int = 25
    trend_deel: float = 0.75
    gewicht_corona: float = 0.25
    eigen_vanaf: int = 45
    vast_tot: int = 40
    halvering: float = 10.0

    @classmethod
    def uit(cls, norm: dict) -> Instellingen:
        """De aannames uit het onderdeel `prognose` van standaard.yaml; wat daar ontbreekt, houdt
        zijn waarde.
        """
        return cls(**{f.name: norm[f.name]["waarde"] for f in fields(cls) if f.name in norm})


@dataclass(frozen=True)
class Verloop:
    """De uitkomst van het cohortmodel: personen op 1 januari.

    codes: gemeenten. jaren: oplopend vanaf het beginjaar. aantal: (jaar, geslacht, gemeente,
    leeftijd 0-105). begin: het laatste jaar waarvan mannen en vrouwen apart bekend zijn. geteld:
    ondergrens (65, 75, 80, 85) -> jaren na `begin` waarvan het aantal per gemeente bekend is.
    land_tot: het laatste jaar waarvan het land geteld is. eigen: (gemeenten) eigen groei van
    45-plussers per jaar boven het land (0,01 is 1%), al naar 0 getrokken.
    """

    codes: tuple[str, ...]
    jaren: np.ndarray
    aantal: np.ndarray
    begin: int
    geteld: Mapping[int, tuple[int, ...]]
    land_tot: int
    eigen: np.ndarray

    def bekend(self, ondergrens: int) -> int:
        """Het laatste jaar waarvan het aantal van deze leeftijd en ouder per gemeente bekend is."""
        return max(self.geteld[ondergrens], default=self.begin)

    @property
    def bekend_tot(self) -> int:
        """Het laatste jaar waarvan alle leeftijden per gemeente bekend zijn."""
        return min(self.bekend(grens) for grens in self.geteld)

    def som(self, van: int, tot: int = LEEFTIJDEN) -> np.ndarray:
        """Personen van `van` tot en met `tot` jaar: (jaar, geslacht, gemeente)."""
        return self.aantal[..., van : tot + 1].sum(-1)

    @cached_property
    def ouderen(self) -> dict[str, np.ndarray]:
        """Per sleutel van OUDER: (jaar, mannen, vrouwen en samen, gemeente) personen."""
        uit = {naam: self.som(grens) for naam, grens in OUDER.items()}
        return {k: np.concatenate([n, n.sum(1, keepdims=True)], axis=1) for k, n in uit.items()}


def landelijk_van(gegevens: Prognosegegevens, keuze: Instellingen | None = None) -> Landelijk:
    """Het landelijke verloop bij deze gegevens: geteld, daarna de officiële prognose."""
    k = keuze or Instellingen()
    return landelijk(
        gegevens.bevolking,
        gegevens.overledenen,
        k.jaren_niveau,
        k.jaren_trend,
        k.trend_deel,
        k.gewicht_corona,
        gegevens.anker,
    )


def terugrekenen(
    stand: np.ndarray,
    land: Landelijk,
    groepen: pd.DataFrame,
    codes: list[str],
    begin: int,
    vanaf: int,
) -> list[np.ndarray]:
    """De eigen groei per jaar voor het beginjaar (laatste jaar eerst): de opbouw teruggerekend naar
    elk eerder jaar, naast wie er toen woonde.

    stand: (2, gemeenten, 106) personen in `begin`. groepen: zie Prognosegegevens. vanaf (jaar):
    ondergrens van de leeftijd in het eerdere jaar. Geeft per jaar (gemeenten): logaritme van de
    verhouding, 0,01 is 1%; leeg waar toen niets bekend was.
    """
    uit, gebleven, vorige = [], np.ones((2, LEEFTIJDEN)), np.zeros(len(codes))
    for j in range(begin - 1, int(groepen.jaar.min()) - 1, -1):
        toen_oud = np.maximum(np.arange(LEEFTIJDEN) - (begin - j), 0)
        gebleven = gebleven * land.overgang(j)[:, toen_oud]
        toen = (stand / np.maximum(gebleven, 0.02)[:, None, :])[..., vanaf + begin - j :].sum(
            (0, 2)
        )
        som = klasse.som_vanaf(groepen, codes, j, vanaf)
        groei = np.log(toen / np.where(som > 0, som, np.nan))
        uit.append(groei - vorige)
        vorige = groei
    return uit


def eigen_groei(per_jaar: np.ndarray, aantal: np.ndarray) -> np.ndarray:
    """De eigen groei van een gemeente boven het land, naar 0 getrokken naarmate zij kleiner en
    grilliger is.

    per_jaar: (jaren, gemeenten), 0,01 is 1% per jaar, leeg waar onbekend. aantal: (gemeenten)
    personen van die leeftijd. Geeft (gemeenten). Formule: gemiddelde * t / (t + (u + c / aantal) /
    jaren); t is de variantie die van jaar op jaar blijft (het gemiddelde product van verschillende
    jaren), u + c / aantal de variantie die niet blijft, met kleinste kwadraten geschat (empirische
    Bayes, Efron en Morris 1975).
    """
    if len(per_jaar) < 2:
        return np.zeros(len(aantal))
    jaren = (~np.isnan(per_jaar)).sum(0)
    gewicht = np.where(np.isnan(per_jaar), 0, aantal)
    som = gewicht.sum(1, keepdims=True)
    af = per_jaar - (np.nan_to_num(per_jaar) * gewicht).sum(1, keepdims=True) / np.where(
        som > 0, som, 1
    )
    heel = np.nan_to_num(af)
    vol = jaren == len(per_jaar)
    if vol.sum() < 10:  # nothing to learn the spread from
        return np.zeros(len(aantal))
    k, w = len(per_jaar), np.sqrt(aantal[vol])
    kwadraat, product = (heel[:, vol] ** 2).sum(0), heel[:, vol].sum(0) ** 2
    blijft = max(float((w * (product - kwadraat)).sum() / (w.sum() * k * (k - 1))), 0.0)
    x = np.column_stack([np.ones(vol.sum()), 1 / aantal[vol]]) * w[:, None]
    u, c = np.maximum(np.linalg.lstsq(x, w * (kwadraat / k - blijft), rcond=None)[0], 0)
    ruis = (u + c / np.maximum(aantal, 1)) / np.maximum(jaren, 1)
    return np.where(
        jaren > 0, heel.sum(0) / np.maximum(jaren, 1) * blijft / (blijft + ruis + 1e-12), 0.0
    )


@dataclass(frozen=True)
class _Basis:
    """Wat tijdens het doorrekenen gelijk blijft.

    bekend: jaar -> klassen en aantallen, zie `leeftijd.bekend`; alleen jaren na het begin. doel:
    jaar -> (2, 106) het land in dat jaar.
    """

    keuze: Instellingen
    land: Landelijk
    codes: list[str]
    bekend: Mapping[int, tuple[list[tuple[int, int]], np.ndarray]]
    doel: Mapping[int, np.ndarray]

    def ijk(self, stand: np.ndarray, jaar: int) -> np.ndarray:
        """Maakt een stand gelijk aan het land en aan de bekende aantallen van dat jaar."""
        klassen, aantal = klasse.fijnste(*self.bekend[jaar])
        return klasse.ijk(stand, self.doel[jaar], klassen, aantal)

    def geteld(self) -> dict[int, tuple[int, ...]]:
        """Per ondergrens van OUDER de jaren waarin het aantal van bijna elke gemeente bekend is."""
        uit = {}
        for grens in OUDER.values():
            som = {j: klasse.optellen_vanaf(*w, grens) for j, w in self.bekend.items()}
            uit[grens] = tuple(j for j, w in som.items() if np.isnan(w).mean() < VRIJWEL_ALLE)
        return uit


@dataclass(frozen=True)
class _Stap:
    """Eén jaar verder.

    groei: (gemeenten) eigen groei boven het land, of None als er niets bekend is. bijgesteld: (2,
    gemeenten, 106) logaritme van wat de bekende aantallen aan de stand veranderden.
    """

    stand: np.ndarray
    bijgesteld: np.ndarray
    groei: np.ndarray | None


def _jaar_verder(
    b: _Basis, stand: np.ndarray, aandeel: np.ndarray, jaar: int, eigen: np.ndarray
) -> _Stap:
    """Een jaar verder, gelijkgemaakt aan het land en aan wat er van gemeenten bekend is.

    aandeel: (2, gemeenten, 106) het deel van de gemeente in het land, voor jongeren. eigen:
    (gemeenten) groei boven het land in dit jaar, als logaritme.
    """
    keuze, vanaf = b.keuze, b.keuze.eigen_vanaf
    factor = np.repeat(b.land.overgang(jaar)[:, None, :], len(b.codes), axis=1)
    factor[..., vanaf:] *= np.exp(eigen)[:, None]
    doel = b.doel[jaar + 1]
    stand = stap(stand, factor)
    jong = slice(0, keuze.vast_tot)
    stand[..., jong] = aandeel[..., jong] * doel[:, None, jong]
    if jaar + 1 not in b.bekend:
        uit = klasse.ijk(stand, doel, [], np.empty((len(b.codes), 0)))
        return _Stap(uit, np.zeros(0), None)
    bekend = klasse.optellen_vanaf(*b.bekend[jaar + 1], vanaf)
    gedacht = stand[..., vanaf:].sum((0, 2))
    groei = np.log(np.where(bekend > 0, bekend, np.nan) / np.where(gedacht > 0, gedacht, np.nan))
    uit = b.ijk(stand, jaar + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        bijgesteld = np.nan_to_num(np.log(uit / stand), posinf=0.0, neginf=0.0)
    return _Stap(uit, bijgesteld, groei)


def _ouder(blok: np.ndarray, jaren: int) -> np.ndarray:
    """Schuift een eigenschap van leeftijden (..., 106) `jaren` jaar op: wie toen a was, is nu a +
    jaren.
    """
    vroeger = np.clip(np.arange(LEEFTIJDEN) - jaren, 0, None)
    return blok[..., vroeger]


def tussenjaren(
    b: _Basis, blok: list[np.ndarray], bijgesteld: list[np.ndarray], begin: int
) -> None:
    """Verbetert de jaren tussen twee leeftijdsopbouwen, waarvan minder bekend is.

    blok: de standen vanaf `begin`, wordt ter plekke bijgewerkt. bijgesteld: per jaar daarna, zie
    `_Stap`. Formule: wat elke generatie tot en met het laatste van deze jaren in totaal is
    bijgesteld, is gelijk over de jaren verdeeld; daarna gelden de bekende aantallen van het jaar
    weer.
    """
    n = len(bijgesteld)
    if n < 2:
        return
    opgeteld = [bijgesteld[0]]
    for i in range(1, n):
        opgeteld.append(_ouder(opgeteld[-1], 1) + bijgesteld[i])
    for i in range(n - 1):
        later = np.clip(np.arange(LEEFTIJDEN) + n - 1 - i, None, LEEFTIJDEN - 1)
        naar = opgeteld[-1][..., later] * (i + 1) / n - opgeteld[i]
        naar[..., : b.keuze.vast_tot] = 0
        blok[i + 1] = b.ijk(blok[i + 1] * np.exp(naar), begin + i + 1)


def _aandeel(stand: np.ndarray) -> np.ndarray:
    return stand / np.maximum(stand.sum(1, keepdims=True), 1)


def verloop(
    gegevens: Prognosegegevens, tot: int = 2050, instellingen: Instellingen | None = None
) -> Verloop:
    """Rekent alle gemeenten door van hun eerste leeftijdsopbouw met geslacht tot en met 1 januari
    `tot`.

    gegevens: zie cijfers.modelgegevens. tot: jaar. Fout: ValueError als `tot` voor het beginjaar
    ligt. Formule: N(a+1, t+1) = N(a, t) * (overleving(a, t) + migratie(a)) * exp(eigen *
    0,5^(h/halvering)), h in jaren na het laatste bekende jaar; onder `vast_tot` houdt de gemeente
    haar aandeel per leeftijd. Elk jaar tellen de gemeenten op tot het land (geteld, daarna de
    officiële prognose), en in bekende jaren ook tot alles wat van gemeenten bekend is. Bron: zie
    `cijfers.modelgegevens.prognosegegevens`; methode: cohort-overleving.
    """
    keuze = instellingen or Instellingen()
    land = landelijk_van(gegevens, keuze)
    begin = int(gegevens.leeftijd.jaar.max())
    if tot < begin:
        raise ValueError(f"de prognose begint in {begin}; {tot} ligt daarvoor")
    codes = sorted(gegevens.leeftijd.gebied.unique())
    groepen = gegevens.groepen
    erna = sorted(int(j) for j in groepen.jaar.unique() if j > begin)
    gegeven = {j: klasse.bekend(groepen, codes, j) for j in erna}
    b = _Basis(keuze, land, codes, gegeven, land.reeks(begin, tot))
    stand = _beginstand(gegevens.leeftijd, codes, begin, b.doel[begin])
    groei = terugrekenen(stand, land, groepen, codes, begin, keuze.eigen_vanaf)
    blok, bijgesteld, eigen = _vooruit(b, stand, groei, begin, tot)
    telling = b.geteld()
    opbouw = min(max(jaren, default=begin) for jaren in telling.values())
    tussenjaren(b, blok, bijgesteld[: opbouw - begin], begin)
    return Verloop(
        tuple(codes),
        np.arange(begin, tot + 1),
        np.array(blok),
        begin,
        telling,
        int(land.jaren[-1]),
        eigen,
    )


def _beginstand(
    leeftijd: pd.DataFrame, codes: list[str], begin: int, doel: np.ndarray
) -> np.ndarray:
    """De leeftijdsopbouw van het beginjaar per geslacht, gemeente en leeftijd, opgeteld tot het
    land.
    """
    stand = klasse.naar_jaren(leeftijd[leeftijd.jaar == begin], codes, doel)
    return klasse.ijk(stand, doel, [], np.empty((len(codes), 0)))


def _vooruit(
    b: _Basis, stand: np.ndarray, groei: list[np.ndarray], begin: int, tot: int
) -> tuple[list[np.ndarray], list[np.ndarray], np.ndarray]:
    """Jaar na jaar van `begin` tot en met `tot`: de standen, wat er in bekende jaren is bijgesteld,
    en de eigen groei per gemeente.

    groei: de eigen groei van eerdere jaren; die van bekende jaren na `begin` komt erbij.
    """
    laatste, vanaf = max(b.bekend, default=begin), b.keuze.eigen_vanaf
    aandeel, eigen, blok = _aandeel(stand), np.zeros(len(b.codes)), [stand]
    bijgesteld: list[np.ndarray] = []
    for j in range(begin, tot):
        if j == laatste:
            eigen = eigen_groei(np.array(groei), stand[..., vanaf:].sum((0, 2)))
        over = 0.5 ** ((j - laatste + 0.5) / b.keuze.halvering) if j >= laatste else 0.0
        nieuw = _jaar_verder(b, stand, aandeel, j, eigen * over)
        stand = nieuw.stand
        if nieuw.groei is not None:
            groei.append(nieuw.groei)
            bijgesteld.append(nieuw.bijgesteld)
            aandeel = _aandeel(stand)
        blok.append(stand)
    return blok, bijgesteld, eigen


KOLOMMEN = ("ondergrens", "bovengrens", "plaats_onder", "plaats_boven", "land_onder", "land_boven")


def leden_van(
    gemeentecodes: Sequence[str] | Mapping[str, Sequence[str]], v: Verloop
) -> dict[str, list[int]]:
    """Gebied -> plaatsen van zijn gemeenten in het verloop. Fout: ValueError bij een onbekende
    code.
    """
    gebieden = (
        dict(gemeentecodes)
        if isinstance(gemeentecodes, Mapping)
        else {c: (c,) for c in gemeentecodes}
    )
    plek = {c: i for i, c in enumerate(v.codes)}
    if onbekend := sorted({c for leden in gebieden.values() for c in leden} - set(plek)):
        raise ValueError(f"geen leeftijdsopbouw van {', '.join(onbekend)}")
    return {gebied: [plek[c] for c in leden] for gebied, leden in gebieden.items()}


def _deel(
    v: Verloop, band: Band, leeftijd: str, jaren: np.ndarray, leden: list[int], aantal: np.ndarray
) -> dict[str, np.ndarray]:
    """Waarde en grenzen van één gebied en leeftijd, voor mannen, vrouwen en samen:
    elk (3, jaren).
    """
    land, deel = aantal.sum(-1), aantal[..., leden]
    bekend = v.bekend(OUDER[leeftijd])
    # By sex only the start year is known; both together are known longer.
    los = band.grenzen(leeftijd, deel[:, :2], land[:, :2], jaren, v.begin, v.land_tot, geschat=True)
    samen = band.grenzen(
        leeftijd, deel[:, 2:], land[:, 2:], jaren, bekend, v.land_tot, bekend == v.begin
    )
    uit = {"waarde": deel.sum(-1).T}
    namen = ("onder", "boven", *KOLOMMEN[2:])
    for kolom, naam in zip(KOLOMMEN, namen):
        delen = [np.asarray(getattr(g, naam)) for g in (los, samen)]
        uit[kolom] = np.concatenate(delen, axis=1).T
    return uit


def prognose(
    gegevens: Prognosegegevens,
    gemeentecodes: Sequence[str] | Mapping[str, Sequence[str]],
    tot: int = 2050,
    instellingen: Instellingen | None = None,
    band: Band | None = None,
    uitkomst: Verloop | None = None,
) -> pd.DataFrame:
    """Het aantal 65-, 75-, 80- en 85-plussers per jaar en geslacht, met band.

    gegevens: zie cijfers.modelgegevens. gemeentecodes: codes, of gebied -> codes van zijn gemeenten
    (voor een regio). tot: jaar. band: zonder deze de standaard met de marges van de officiële
    prognose. uitkomst: een eerder `verloop`, dat scheelt rekenen. Fout: ValueError bij een
    onbekende code of een te vroeg jaar. Geeft gebied, jaar, leeftijd, geslacht (mannen, vrouwen,
    totaal), waarde, ondergrens, bovengrens (personen, niet afgerond), en waar de band uit bestaat:
    plaats_onder en plaats_boven (personen), land_onder en land_boven (factor), zie `Grenzen`.
    Formule: zie `verloop` en `Band`. Bron: CBS; per gemeente een eigen berekening en geen cijfer
    van het CBS.
    """
    v = uitkomst or verloop(gegevens, tot, instellingen)
    gebieden = leden_van(gemeentecodes, v)
    jaren = v.jaren[v.jaren <= tot]
    breed = band or Band(marge=marge_van(gegevens))
    delen = []
    for naam, alle_jaren in v.ouderen.items():
        aantal = alle_jaren[: len(jaren)]
        for gebied, leden in gebieden.items():
            kolommen = _deel(v, breed, naam, jaren, leden, aantal)
            delen.append((gebied, naam, {k: w.ravel() for k, w in kolommen.items()}))
    n = 3 * len(jaren)
    return pd.DataFrame(
        {
            "gebied": np.repeat([d[0] for d in delen], n),
            "jaar": np.tile(np.tile(jaren, 3), len(delen)),
            "leeftijd": np.repeat([d[1] for d in delen], n),
            "geslacht": np.tile(np.repeat(["mannen", "vrouwen", "totaal"], len(jaren)), len(delen)),
            **{k: np.concatenate([d[2][k] for d in delen]) for k in ("waarde", *KOLOMMEN)},
        }
    )


def marge_van(gegevens: Prognosegegevens) -> Landmarge | None:
    """De marges van de officiële prognose bij deze gegevens; None als die er niet is."""
    eerste = int(gegevens.anker.jaar.min()) if len(gegevens.anker) else 0
    return landmarge(gegevens.marges, eerste)
