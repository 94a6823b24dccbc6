"""Rekent een indicator uit voor gemeente, regio, vergelijkingsgroep en land, met bron en reden erbij. Tekent niets."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from functools import lru_cache

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers import lezen
from woonzorg_lib.cijfers.register import Indicator, bronnen, indicator
from woonzorg_lib.gebieden import Gebied

KOLOMMEN = [
    "indicator",
    "omschrijving",
    "gebiedcode",
    "gebied",
    "jaar",
    "uitsplitsing",
    "waarde",
    "ondergrens",
    "bovengrens",
    "eenheid",
    "soort",
    "bron",
    "tabel",
    "periode",
    "opgehaald",
    "opmerking",
]
# A region gets a weighted percentage as long as gemeenten with this part of the denominator have a figure.
MINIMALE_DEKKING = 0.9


OUD = 3  # figures of more years ago carry a mark


def is_oud(jaar: int) -> bool:
    """Waar als een cijfer ouder is dan drie jaar, gerekend vanaf vandaag."""
    return datetime.date.today().year - int(jaar) > OUD


def jaren_van(ids: Iterable[str], code: str, peiljaar: int | None = None) -> list[int]:
    """De jaren (oplopend, tot en met peiljaar) waarin alle gevraagde indicatoren voor deze gemeente gevuld zijn."""
    samen: set[int] | None = None
    for id in ids:
        gevuld = set(lezen.gevulde_jaren(id).get(code, ()))
        samen = gevuld if samen is None else samen & gevuld
    return sorted(int(j) for j in samen or () if peiljaar is None or j <= peiljaar)


def _afgerond(ind: Indicator, waarde: float) -> float:
    """Schattingen van aantallen mensen: op 5 onder de 100, daarboven op 10. Andere cijfers blijven zoals ze zijn."""
    if math.isnan(waarde) or ind.soort != "aantal" or not ind.herkomst.schatting:
        return waarde
    stap = 5 if waarde < 100 else 10
    return float(stap * math.floor(waarde / stap + 0.5))


def _uitkomst(ind: Indicator, gebied: Gebied, jaar: int) -> tuple[float, str, str]:
    """Waarde, soort en opmerking van één gebied in één jaar."""
    tabel = lezen.per_jaar(ind.id).get(jaar)
    if gebied.soort == "gemeente":
        if tabel is None or gebied.code not in tabel.index:
            return math.nan, ind.soort_cijfer, "de bron heeft dit gebied niet in dit jaar"
        rij = tabel.loc[gebied.code]
        soort, opmerking = ind.soort_cijfer, rij.opmerking
        if rij.delen > 1 and soort == "cijfer" and not opmerking:
            soort, hoe = (
                "berekend",
                "opgeteld uit" if ind.soort == "aantal" else "gewogen gemiddelde van",
            )
            opmerking = f"{hoe} de {int(rij.delen)} gemeenten van toen"
        return _afgerond(ind, float(rij.waarde)), soort, opmerking
    if gebied.soort == "land":
        eigen = lezen.landelijk(ind.id)
        eigen = eigen[eigen.jaar == jaar]
        if len(eigen):
            return float(eigen.waarde.iloc[0]), ind.soort_cijfer, ""
        return _land(ind.id, jaar)
    if tabel is None:
        return math.nan, "berekend", "de bron heeft dit jaar niet"
    leden = tabel[tabel.index.isin(gebied.leden)]
    met = leden[leden.waarde.notna()]
    # Without a figure there is often no denominator either: then estimate the missing part by the number of gemeenten.
    totaal = (
        leden.noemer.sum()
        if leden.noemer.notna().all() and len(leden) == len(gebied.leden)
        else math.nan
    )
    dekking = met.noemer.sum() / totaal if totaal else math.nan
    return _samen(
        ind,
        met,
        len(gebied.leden),
        len(met) / len(gebied.leden) if math.isnan(dekking) else dekking,
    )


@lru_cache
def _land(id: str, jaar: int) -> tuple[float, str, str]:
    """Nederland uit alle gemeenten van dat jaar; hier doen splitsingen er niet toe, want alles telt één keer mee."""
    ind = indicator(id)
    tabel = lezen.ruw(ind.id)
    tabel = tabel[tabel.jaar == jaar]
    if tabel.empty:
        return (
            math.nan,
            "schatting" if ind.herkomst.schatting else "berekend",
            "de bron heeft dit jaar niet",
        )
    met = tabel[tabel.teller.notna() & tabel.noemer.notna()]
    return _samen(ind, met, len(tabel), len(met) / len(tabel))


def _samen(
    ind: Indicator, met: pd.DataFrame, gemeenten: int, dekking: float
) -> tuple[float, str, str]:
    """Telt de gemeenten met een cijfer samen; leeg als een aantal een gemeente mist, of een percentage te veel."""
    soort = "schatting" if ind.herkomst.schatting else "berekend"
    mist = gemeenten - len(met)
    if not len(met) or (mist and (ind.soort == "aantal" or dekking < MINIMALE_DEKKING)):
        return (
            math.nan,
            soort,
            f"{mist} van de {gemeenten} gemeenten {'heeft' if mist == 1 else 'hebben'} geen cijfer",
        )
    if ind.soort == "aantal":
        return _afgerond(ind, float(met.teller.sum())), soort, f"opgeteld uit {len(met)} gemeenten"
    weegt = [] if ind.soort == "verhouding" else [f"gewogen naar {_noemernaam(ind)}"]
    if mist:
        weegt.append(f"zonder {mist} {'gemeente' if mist == 1 else 'gemeenten'} zonder cijfer")
    noemer = met.noemer.sum()
    return (ind.factor * met.teller.sum() / noemer if noemer else math.nan), soort, ", ".join(weegt)


def _noemernaam(ind: Indicator) -> str:
    kolom = ind.noemer.rpartition(":")[2]
    return {
        "inwoners_65plus": "inwoners van 65 jaar of ouder",
        "inwoners_15_25": "inwoners van 15 tot 25 jaar",
    }.get(kolom, kolom)


def _rijen(ind: Indicator, gebiedcode, naam, jaar: int, waarde, soort: str, opmerking: str) -> dict:
    bron = ind.herkomst
    return dict(
        indicator=ind.id,
        omschrijving=ind.titel,
        gebiedcode=gebiedcode,
        gebied=naam,
        jaar=jaar,
        uitsplitsing="",
        waarde=waarde,
        ondergrens=np.nan,
        bovengrens=np.nan,
        eenheid=ind.eenheid,
        soort=soort,
        bron=bron.naam,
        tabel=bron.tabel_van(jaar),
        periode=bron.periode_van(jaar),
        opgehaald=bron.opgehaald,
        opmerking=opmerking,
        kort=ind.kort,
        decimalen=ind.decimalen,
    )


def waarden(ids: Iterable[str], gebieden: dict[str, Gebied], jaren: Iterable[int]) -> pd.DataFrame:
    """De indicatoren voor de gegeven gebieden en jaren, als nette lange tabel.

    Parameters: ids van het register; gebieden als rol -> Gebied (rol: gemeente, regio, vergelijkbaar, land); jaren.
    Geeft: KOLOMMEN plus rol, kort en decimalen. Een ontbrekend cijfer is leeg, met de reden in `opmerking`.
    """
    rijen = []
    for id in ids:
        ind = indicator(id)
        for jaar in jaren:
            for rol, gebied in gebieden.items():
                waarde, soort, opmerking = _uitkomst(ind, gebied, jaar)
                rijen.append(
                    _rijen(ind, gebied.code, gebied.naam, jaar, waarde, soort, opmerking)
                    | {"rol": rol}
                )
    return pd.DataFrame(rijen, columns=[*KOLOMMEN, "kort", "decimalen", "rol"])


def wijken(id: str, gemeente: Gebied, peiljaar: int | None = None) -> pd.DataFrame:
    """Een indicator per wijk (of buurt) van de gemeente, aflopend op waarde; leeg als de bron geen wijken heeft tot en met het peiljaar."""
    ind = indicator(id)
    tabel = lezen.per_wijk(id, gemeente.code)
    te_nieuw = peiljaar is not None and bool((tabel.jaar > peiljaar).any())
    if te_nieuw:
        tabel = tabel[tabel.jaar <= peiljaar]
    bron = bronnen()[ind.herkomst.wijk] if ind.herkomst.wijk else bronnen()["kern_wijk"]
    uit = pd.DataFrame(
        [
            _rijen(
                ind,
                r.gebied,
                r.naam,
                int(r.jaar),
                r.waarde,
                ind.soort_cijfer,
                "de bron geeft geen cijfer" if math.isnan(r.waarde) else "",
            )
            | {
                "rol": r.soort,
                "inwoners": r.inwoners,
                "bron": bron.naam,
                "tabel": bron.tabel_van(int(r.jaar)),
                "periode": bron.periode_van(int(r.jaar)),
            }
            for r in tabel.itertuples()
        ],
        columns=[*KOLOMMEN, "kort", "decimalen", "rol", "inwoners"],
    )
    uit = uit.sort_values(
        ["waarde", "gebied"], ascending=[False, True], na_position="last", ignore_index=True
    )
    if uit.empty:
        gezondheid = ind.bron == "gezondheid_gemeente"
        waarom = (
            "alleen wijken die sinds 2020 niet veranderden hebben dit cijfer, en zulke wijken zijn hier niet; kijk naar het cijfer van de gemeente"
            if gezondheid
            else "de bron geeft dit cijfer niet per wijk"
        )
        uit.attrs["reden"] = (
            f"de wijkcijfers zijn van na het peiljaar {peiljaar}" if te_nieuw else waarom
        )
    return uit
