"""Het cohortmodel: de bevolking per gemeente, leeftijd en geslacht tot 2050. De fouten staan in band.py; bestanden leest het niet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers.modelgegevens import Prognosegegevens
from woonzorg_lib.modellen import leeftijd as klasse
from woonzorg_lib.modellen.band import OUDER, Band
from woonzorg_lib.modellen.sterfte import LEEFTIJDEN, Landelijk, landelijk, stap


@dataclass(frozen=True)
class Instellingen:
    """De aannames van het cohortmodel.

    jaren_niveau en jaren_trend (jaar): het niveau en de trend van de sterfte komen uit zoveel jaren; trend_deel: dit deel van de trend loopt door.
    gewicht_corona: gewicht van 2020-2022 in de sterfte (andere jaren 1).
    eigen_vanaf (jaar): vanaf deze leeftijd telt de eigen afwijking van een gemeente. vast_tot (jaar): onder deze leeftijd houdt een
    gemeente haar aandeel in het land per leeftijd, omdat jongeren komen en gaan. halvering (jaar): na zoveel jaar is de eigen afwijking half zo groot.
    Keuzes: van 2019 tot 2024 hield de eigen afwijking stand (correlatie 0,6, ook vier jaar later), het hele verhuissaldo van gemeenten (2012-2023) halveert
    in zes tot acht jaar; daarom tien. De hele trend sinds 2000 zou in 2040 2,5 miljoen 75-plussers geven (nu 2,46), driekwart deed het in de terugtoets beter.
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
        """De aannames uit het onderdeel `prognose` van standaard.yaml; wat daar ontbreekt, houdt zijn waarde."""
        return cls(**{f.name: norm[f.name]["waarde"] for f in fields(cls) if f.name in norm})


@dataclass(frozen=True)
class Verloop:
    """De uitkomst van het cohortmodel: personen op 1 januari.

    codes: gemeenten. jaren: oplopend vanaf het beginjaar. aantal: (jaar, geslacht, gemeente, leeftijd 0-105).
    begin: jaar van de leeftijdsopbouw per gemeente. bekend_tot: laatste jaar waarin 65+ per gemeente bekend is; land_tot: idem voor het land per leeftijd.
    eigen: (gemeenten) eigen groei van 45-plussers per jaar boven het land (0,01 is 1%), al naar 0 getrokken.
    """

    codes: tuple[str, ...]
    jaren: np.ndarray
    aantal: np.ndarray
    begin: int
    bekend_tot: int
    land_tot: int
    eigen: np.ndarray

    def som(self, van: int, tot: int = LEEFTIJDEN) -> np.ndarray:
        """Personen van `van` tot en met `tot` jaar: (jaar, geslacht, gemeente)."""
        return self.aantal[..., van : tot + 1].sum(-1)


def terugrekenen(
    stand: np.ndarray,
    land: Landelijk,
    groepen: pd.DataFrame,
    codes: list[str],
    begin: int,
    vanaf: int,
) -> list[np.ndarray]:
    """De eigen groei per jaar voor het beginjaar (laatste jaar eerst): de opbouw teruggerekend naar elk eerder jaar, naast wie er toen woonde.

    stand: (2, gemeenten, 106) personen in `begin`. groepen: zie Prognosegegevens. vanaf (jaar): ondergrens van de leeftijd in het eerdere jaar.
    Geeft per jaar (gemeenten): logaritme van de verhouding, 0,01 is 1%; leeg waar toen niets bekend was.
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
    """De eigen groei van een gemeente boven het land, naar 0 getrokken naarmate zij kleiner en grilliger is.

    per_jaar: (jaren, gemeenten), 0,01 is 1% per jaar, leeg waar onbekend. aantal: (gemeenten) personen van die leeftijd. Geeft (gemeenten).
    Formule: gemiddelde * t / (t + (u + c / aantal) / jaren); t is de variantie die van jaar op jaar blijft (het gemiddelde product van
    verschillende jaren), u + c / aantal de variantie die niet blijft, met kleinste kwadraten geschat (empirische Bayes, Efron en Morris 1975).
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


def verloop(
    gegevens: Prognosegegevens, tot: int = 2050, instellingen: Instellingen | None = None
) -> Verloop:
    """Rekent alle gemeenten door van hun laatste leeftijdsopbouw tot en met 1 januari `tot`.

    gegevens: zie cijfers.modelgegevens. tot: jaar. Fout: ValueError als `tot` voor het beginjaar ligt.
    Formule: N(a+1, t+1) = N(a, t) * (overleving(a, t) + migratie(a)) * exp(eigen * 0,5^(h/halvering)), h in jaren na het laatste bekende jaar;
    onder `vast_tot` houdt de gemeente haar aandeel per leeftijd. Elk jaar tellen de gemeenten op tot het land, en in bekende jaren ook tot hun eigen
    25-44, 45-64 en 65+. Bron: CBS 83502NED, Kerncijfers wijken en buurten, 7461bev, 37168; methode: cohort-overleving.
    """
    keuze = instellingen or Instellingen()
    land = landelijk(
        gegevens.bevolking,
        gegevens.overledenen,
        keuze.jaren_niveau,
        keuze.jaren_trend,
        keuze.trend_deel,
        keuze.gewicht_corona,
    )
    begin = int(gegevens.leeftijd.jaar.max())
    if tot < begin:
        raise ValueError(f"de prognose begint in {begin}; {tot} ligt daarvoor")
    codes = sorted(gegevens.leeftijd.gebied.unique())
    basis = land.in_jaar(begin)
    stand = klasse.naar_jaren(gegevens.leeftijd[gegevens.leeftijd.jaar == begin], codes, basis)
    stand = klasse.ijk(stand, basis, [], np.empty((len(codes), 0)))
    vanaf, groepen = keuze.eigen_vanaf, gegevens.groepen
    vooraf = terugrekenen(stand, land, groepen, codes, begin, vanaf)
    erna = []
    later = {int(j) for j in groepen.jaar.unique() if j > begin}
    bekend_tot = max(later, default=begin)
    aandeel = stand / np.maximum(stand.sum(1, keepdims=True), 1)
    eigen = np.zeros(len(codes))
    blok = [stand]
    for j in range(begin, tot):
        if j == bekend_tot:
            eigen = eigen_groei(np.array([*vooraf, *erna]), stand[..., vanaf:].sum((0, 2)))
        factor = np.repeat(land.overgang(j)[:, None, :], len(codes), axis=1)
        if j >= bekend_tot:
            factor[..., vanaf:] *= np.exp(
                eigen * 0.5 ** ((j - bekend_tot + 0.5) / keuze.halvering)
            )[:, None]
        doel = land.in_jaar(j + 1)
        stand = stap(stand, factor)
        jong = slice(0, keuze.vast_tot)
        stand[..., jong] = aandeel[..., jong] * doel[:, None, jong]
        klassen, aantal = (
            klasse.bekend(groepen, codes, j + 1)
            if j + 1 in later
            else ([], np.empty((len(codes), 0)))
        )
        if klassen:
            bekend, gedacht = (
                klasse.som_vanaf(groepen, codes, j + 1, vanaf),
                stand[..., vanaf:].sum((0, 2)),
            )
            erna.append(
                np.log(
                    np.where(bekend > 0, bekend, np.nan) / np.where(gedacht > 0, gedacht, np.nan)
                )
            )
        stand = klasse.ijk(stand, doel, klassen, aantal)
        if klassen:
            aandeel = stand / np.maximum(stand.sum(1, keepdims=True), 1)
        blok.append(stand)
    return Verloop(
        tuple(codes),
        np.arange(begin, tot + 1),
        np.array(blok),
        begin,
        bekend_tot,
        int(land.jaren[-1]),
        eigen,
    )


def prognose(
    gegevens: Prognosegegevens,
    gemeentecodes: Sequence[str] | Mapping[str, Sequence[str]],
    tot: int = 2050,
    instellingen: Instellingen | None = None,
    band: Band | None = None,
    uitkomst: Verloop | None = None,
) -> pd.DataFrame:
    """Het aantal 65-, 75- en 85-plussers per jaar en geslacht, met band.

    gegevens: zie cijfers.modelgegevens. gemeentecodes: codes, of gebied -> codes van zijn gemeenten (voor een regio). tot: jaar.
    uitkomst: een eerder `verloop`, dat scheelt rekenen. Fout: ValueError bij een onbekende code of een te vroeg jaar.
    Geeft gebied, jaar, leeftijd (65plus, 75plus, 85plus), geslacht (mannen, vrouwen, totaal), waarde, ondergrens, bovengrens (personen, niet afgerond).
    Formule: zie `verloop` en `Band`. Bron: CBS; de prognose is een eigen berekening en geen cijfer van het CBS.
    """
    v = uitkomst or verloop(gegevens, tot, instellingen)
    gebieden = (
        dict(gemeentecodes)
        if isinstance(gemeentecodes, Mapping)
        else {c: (c,) for c in gemeentecodes}
    )
    plek = {c: i for i, c in enumerate(v.codes)}
    if onbekend := sorted({c for leden in gebieden.values() for c in leden} - set(plek)):
        raise ValueError(f"geen leeftijdsopbouw van {', '.join(onbekend)}")
    jaren = v.jaren[v.jaren <= tot]
    breed, kop = band or Band(), [(g, s) for g in ("mannen", "vrouwen", "totaal") for s in jaren]
    delen = []
    for naam, ondergrens in OUDER.items():
        aantal = v.som(ondergrens)[: len(jaren)]
        aantal = np.concatenate([aantal, aantal.sum(1, keepdims=True)], axis=1)
        # By age and sex only the start year is known; 65+ in total is known longer.
        vooruit = {True: jaren - v.bekend_tot, False: jaren - v.begin}
        for gebied, leden in gebieden.items():
            deel = aantal[..., [plek[c] for c in leden]]
            onder, boven = breed.grenzen(naam, deel, vooruit[False], jaren - v.land_tot)
            if naam == "65plus":
                onder[:, 2], boven[:, 2] = (
                    g[:, 0]
                    for g in breed.grenzen(naam, deel[:, 2:], vooruit[True], jaren - v.land_tot)
                )
            delen.append((gebied, naam, deel.sum(-1).T.ravel(), onder.T.ravel(), boven.T.ravel()))
    geslacht, jaar = zip(*kop)
    n = len(kop)
    return pd.DataFrame(
        {
            "gebied": np.repeat([d[0] for d in delen], n),
            "jaar": np.tile(jaar, len(delen)),
            "leeftijd": np.repeat([d[1] for d in delen], n),
            "geslacht": np.tile(geslacht, len(delen)),
            "waarde": np.concatenate([d[2] for d in delen]),
            "ondergrens": np.concatenate([d[3] for d in delen]),
            "bovengrens": np.concatenate([d[4] for d in delen]),
        }
    )
