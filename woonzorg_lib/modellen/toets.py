"""De terugtoets: hoe goed de prognose het verleden had voorspeld, zonder vooruit te kijken. Verandert niets aan het model."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers.modelgegevens import OPEN, Prognosegegevens
from woonzorg_lib.modellen.leeftijd import lidmaatschap, som_vanaf
from woonzorg_lib.modellen.prognose import Instellingen, prognose, terugrekenen, verloop
from woonzorg_lib.modellen.sterfte import GESLACHTEN, LEEFTIJDEN, landelijk, raster


def _tabel(codes, van: int, nu: np.ndarray, toen: np.ndarray, model: np.ndarray) -> pd.DataFrame:
    """Eén rij per gemeente; fouten in procenten van wat het werd."""
    land = nu * toen.sum() / nu.sum()
    return pd.DataFrame(
        {
            "gebied": codes,
            "begin": van,
            "aantal": nu,
            "werd": toen,
            "model": model,
            "als_land": land,
            "fout": 100 * (model / toen - 1),
            "fout_als_land": 100 * (land / toen - 1),
            "fout_eigen": 100 * (model * toen.sum() / model.sum() / toen - 1),
        }
    )


def terugtoets_65plus(
    gegevens: Prognosegegevens,
    van: int = 2021,
    tot: int = 2024,
    instellingen: Instellingen | None = None,
) -> pd.DataFrame:
    """65-plussers per gemeente in `tot`, voorspeld met alleen wat op 1 januari `van` bekend was.

    Geeft per gemeente: aantal (in `van`), werd (in `tot`), model, als_land (gegroeid zoals het land werkelijk groeide) in personen, en in procenten
    fout, fout_als_land en fout_eigen (zonder de landelijke fout). Sterfte telt mee tot en met het jaar voor `van`.
    """
    v = verloop(gegevens.tot_en_met(van), tot, instellingen)
    codes = list(v.codes)
    nu, toen = (som_vanaf(gegevens.groepen, codes, j, 65) for j in (van, tot))
    return _tabel(codes, van, nu, toen, v.som(65)[-1].sum(0))


def terugtoets_80plus(
    gegevens: Prognosegegevens, van: int = 2019, instellingen: Instellingen | None = None
) -> pd.DataFrame:
    """80-plussers per gemeente in het beginjaar van de leeftijdsopbouw, voorspeld uit de grovere klassen van `van` (2019 of 2020).

    Kolommen als bij `terugtoets_65plus`. De klassen van toen zijn breder dan die van nu (65-79 en 80+ in 2019, tien jaar in 2020) en zonder geslacht;
    de echte fout is dus eerder kleiner. Een gemeente die sindsdien een deel van een gesplitste gemeente kreeg, doet niet mee.
    """
    groepen = gegevens.groepen[(gegevens.groepen.jaar == van)]
    if van == 2020:
        groepen = groepen[
            (groepen.tot - groepen.van == 9) | (groepen.tot == OPEN) & (groepen.van == 90)
        ]
    einde = int(gegevens.leeftijd.jaar.max())
    basis = gegevens.leeftijd
    codes = sorted(basis.gebied.unique())
    klassen = sorted(set(zip(groepen.van, groepen.tot)))
    breed = groepen.pivot_table(index="gebied", columns="van", values="inwoners").reindex(codes)
    meetbaar = breed.notna().all(axis=1).to_numpy()
    jaren, stand = raster(gegevens.bevolking, "inwoners")
    land = stand[van - jaren[0]] @ lidmaatschap(klassen)
    # Without a figure of then a gemeente gets an equal part of what the country has left, so that the others aren't stretched; it isn't scored.
    rest = (land.sum(0) - breed[meetbaar].sum().to_numpy()).clip(min=0) / max((~meetbaar).sum(), 1)
    breed.loc[~meetbaar] = rest
    delen = [
        pd.DataFrame(
            {
                "gebied": codes,
                "jaar": van,
                "geslacht": g,
                "van": a,
                "tot": b,
                "inwoners": breed[a].to_numpy() * land[s, k] / land[:, k].sum(),
            }
        )
        for s, g in enumerate(GESLACHTEN)
        for k, (a, b) in enumerate(klassen)
    ]
    v = verloop(
        replace(gegevens, leeftijd=pd.concat(delen, ignore_index=True)).tot_en_met(van),
        einde,
        instellingen,
    )
    nu = som_vanaf(groepen, codes, van, 80)
    toen = (
        basis[(basis.van >= 80) & (basis.jaar == einde)]
        .groupby("gebied")
        .inwoners.sum()
        .reindex(codes)
        .to_numpy()
    )
    return _tabel(
        np.array(codes)[meetbaar], van, *(x[meetbaar] for x in (nu, toen, v.som(80)[-1].sum(0)))
    )


OUD = {"65plus": (65, LEEFTIJDEN), "75plus": (75, LEEFTIJDEN), "85plus": (85, LEEFTIJDEN)}


def terugtoets_land(
    gegevens: Prognosegegevens,
    begin=(2005, 2008, 2010, 2012, 2015, 2018, 2020),
    vooruit=(5, 10, 15),
    instellingen: Instellingen | None = None,
    leeftijden: dict = OUD,
) -> pd.DataFrame:
    """De landelijke 65-, 75- en 85-plussers, voorspeld uit wat in elk beginjaar bekend was: begin, vooruit (jaar), leeftijd, werd, model, fout (%).

    leeftijden: naam -> (van, tot), om een andere groep te toetsen.
    """
    keuze = instellingen or Instellingen()
    jaren, stand = raster(gegevens.bevolking, "inwoners")
    rijen = []
    for b in begin:
        toen = gegevens.tot_en_met(b)
        land = landelijk(
            toen.bevolking,
            toen.overledenen,
            keuze.jaren_niveau,
            keuze.jaren_trend,
            keuze.trend_deel,
            keuze.gewicht_corona,
        )
        for h in vooruit:
            if b + h <= jaren[-1]:
                model, werd = land.in_jaar(b + h), stand[b + h - jaren[0]]
                for naam, (van, tot) in leeftijden.items():
                    m, w = model[:, van:tot].sum(), werd[:, van:tot].sum()
                    rijen.append(
                        {
                            "begin": b,
                            "vooruit": h,
                            "leeftijd": naam,
                            "werd": w,
                            "model": m,
                            "fout": 100 * (m / w - 1),
                        }
                    )
    return pd.DataFrame(rijen)


def samenvatting(fout: pd.Series | np.ndarray) -> dict[str, float]:
    """De mediaan, het 90e percentiel en de grootste van de absolute fouten (in procenten)."""
    f = np.abs(np.asarray(fout, dtype=float))
    return {
        "mediaan": float(np.median(f)),
        "p90": float(np.percentile(f, 90)),
        "grootste": float(f.max()),
    }


def spreiding(toets: pd.DataFrame) -> tuple[float, float]:
    """Het vaste en het kleine deel van de fout zonder de landelijke fout: variantie = vast² + klein² / aantal, als aandeel (0,01 is 1%).

    Formule: kleinste kwadraten van de gekwadrateerde fout op 1 / aantal, gewogen met de wortel van het aantal.
    """
    w = np.sqrt(toets.aantal.to_numpy())
    x = np.column_stack([np.ones(len(toets)), 1 / toets.aantal]) * w[:, None]
    vast, klein = np.maximum(
        np.linalg.lstsq(x, w * (toets.fout_eigen.to_numpy() / 100) ** 2, rcond=None)[0], 0
    )
    return float(np.sqrt(vast)), float(np.sqrt(klein))


def samenhang(gegevens: Prognosegegevens, vanaf: int) -> float:
    """De correlatie tussen de eigen groei van gemeenten in de twee jaren voor het beginjaar (0 is toeval, 1 is blijvend), voor `vanaf` jaar en ouder.

    Formule: gewogen met de wortel van het aantal personen; terugrekenen als in `prognose.terugrekenen`.
    """
    begin = int(gegevens.leeftijd.jaar.max())
    v = verloop(gegevens.tot_en_met(begin), begin)
    land = landelijk(gegevens.bevolking, gegevens.overledenen)
    paar = np.array(
        terugrekenen(v.aantal[0], land, gegevens.groepen, list(v.codes), begin, vanaf)[:2]
    )
    goed = ~np.isnan(paar).any(0)
    w = np.sqrt(v.som(vanaf)[0].sum(0))[goed]
    af = paar[:, goed] - np.average(paar[:, goed], axis=1, weights=w)[:, None]
    (a, c), (_, b) = (af * w) @ af.T
    return float(c / np.sqrt(a * b))


def dekking(gegevens: Prognosegegevens, van: int = 2021, tot: int = 2024) -> float:
    """Het deel van de gemeenten waarvan 65+ in `tot` binnen de band valt van een prognose met alleen wat in `van` bekend was (0 tot 1)."""
    codes = sorted(gegevens.leeftijd.gebied.unique())
    p = (
        prognose(gegevens.tot_en_met(van), codes, tot)
        .query("leeftijd == '65plus' and geslacht == 'totaal' and jaar == @tot")
        .set_index("gebied")
    )
    werd = som_vanaf(gegevens.groepen, codes, tot, 65)
    return float(((p.ondergrens.loc[codes] <= werd) & (werd <= p.bovengrens.loc[codes])).mean())
