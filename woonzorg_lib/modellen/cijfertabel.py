"""Zet uitkomsten van de modellen om in de lange tabel die figuren en cijfers.csv verwachten.
Rekent zelf geen prognose uit.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from woonzorg_lib import teksten
from woonzorg_lib.cijfers import KOLOMMEN, bronnen
from woonzorg_lib.cijfers.modelgegevens import ankerbron, geteld_bron
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.modellen.band import OUDER

GRENZEN = ("waarde", "ondergrens", "bovengrens")

TABEL = "71488ned, 70072ned, 83502NED, 7461bev, 37168, 86041NED"
GETELD = "CBS, geteld"
# Per geslacht: how a table calls them, and what the id of the figure ends with.
WIE = {
    "totaal": ("Inwoners", ""),
    "mannen": ("Mannen", "_mannen"),
    "vrouwen": ("Vrouwen", "_vrouwen"),
}
NAMEN = {
    "65plus": "65 jaar of ouder",
    "75plus": "75 jaar of ouder",
    "80plus": "80 jaar of ouder",
    "85plus": "85 jaar of ouder",
}


def rekenbron() -> str:
    """De bron van een prognose van deze kit: de berekening,
    en de officiële prognose waar zij op uitkomt.
    """
    anker = ankerbron()
    return teksten.zin("definities.bron.cohort", uitgever=anker.uitgever, uitgave=anker.uitgave)


def rond_schatting(waarden: pd.Series) -> pd.Series:
    """Rondt schattingen van aantallen mensen af:
    op 5 onder 100, op 10 onder 1.000, op 50 onder 10.000, daarboven op 100.
    """
    stap = np.select([waarden < 100, waarden < 1000, waarden < 10000], [5, 10, 50], 100)
    return np.floor(waarden / stap + 0.5) * stap


def _geteld(uit: pd.DataFrame, waarde: np.ndarray, geteld: Collection[int], grens: int):
    """Zet de jaren die geteld zijn om in cijfers: niet afgerond, met de bron van dat jaar."""
    feit = uit.jaar.isin(list(geteld)).to_numpy()
    bronnen_ = {j: geteld_bron(j, grens) for j in set(uit.jaar[feit])}
    for kolom in ("waarde", "ondergrens", "bovengrens"):
        uit.loc[feit, kolom] = np.round(waarde[feit])
    uit.loc[feit, "soort"] = "cijfer"
    uit.loc[feit, "bron"] = GETELD
    uit.loc[feit, "periode"] = [f"1 januari {j}" for j in uit.jaar[feit]]
    uit.loc[feit, "tabel"] = [bronnen_[j].tabel_van(j) for j in uit.jaar[feit]]
    uit.loc[feit, "opgehaald"] = [bronnen_[j].opgehaald for j in uit.jaar[feit]]
    return uit


def als_cijfers(
    uitkomst: pd.DataFrame,
    gebieden: dict[str, Gebied],
    leeftijd: str,
    bekend_tot: int,
    geslacht: str = "totaal",
    geteld: Collection[int] = (),
) -> pd.DataFrame:
    """Een prognose als lange tabel met bron, band en rol.

    uitkomst: zie `prognose` (gebied, jaar, leeftijd, geslacht, waarde, ondergrens, bovengrens);
    gebied is de rol.
    leeftijd: "65plus", "75plus", "80plus" of "85plus". bekend_tot: na dit jaar is het een prognose.
    geslacht: "totaal", "mannen" of "vrouwen". geteld: jaren waarvan het aantal geteld is;
    die zijn geen schatting.
    """
    rijen = uitkomst[(uitkomst.leeftijd == leeftijd) & (uitkomst.geslacht == geslacht)]
    wie, achter = WIE[geslacht]
    uit = pd.DataFrame(
        {
            "indicator": f"prognose_{leeftijd}{achter}",
            "omschrijving": f"{wie} van {NAMEN[leeftijd]}",
            "gebiedcode": [gebieden[r].code for r in rijen.gebied],
            "gebied": [gebieden[r].naam for r in rijen.gebied],
            "jaar": rijen.jaar.to_numpy(),
            **{k: rond_schatting(rijen[k].to_numpy()) for k in GRENZEN},
            "periode": teksten.zin("definities.periode", jaar=bekend_tot),
            "kort": NAMEN[leeftijd],
            "rol": rijen.gebied.to_numpy(),
            **_schatting(),
        }
    )
    if geslacht == "totaal" and len(geteld):
        uit = _geteld(uit, rijen.waarde.to_numpy(), geteld, OUDER[leeftijd])
    return uit[[*KOLOMMEN, "kort", "decimalen", "rol", "definitie"]].reset_index(drop=True)


def _schatting() -> dict[str, object]:
    """Wat elke schatting van het cohortmodel over zichzelf zegt."""
    return {
        "uitsplitsing": "",
        "eenheid": "inwoners",
        "soort": "schatting",
        "bron": rekenbron(),
        "tabel": TABEL,
        "opgehaald": ankerbron().opgehaald,
        "opmerking": "",
        "decimalen": 0,
        "definitie": teksten.zin("definities.cohort"),
    }


def als_oosr(uitkomst: pd.DataFrame, gebieden: dict[str, Gebied], bekend_tot: int) -> pd.DataFrame:
    """De OOSR vooruit (zie `oosr_met_band`) als lange tabel."""
    uit = als_cijfers(
        uitkomst.assign(leeftijd="85plus", geslacht="totaal"), gebieden, "85plus", bekend_tot
    )
    return uit.assign(
        indicator="prognose_oosr",
        omschrijving="Inwoners van 50 tot en met 74 jaar per 85-plusser",
        kort="50- tot en met 74-jarigen per 85-plusser",
        eenheid="per 85-plusser",
        decimalen=1,
        **{k: uitkomst[k].to_numpy() for k in ("waarde", "ondergrens", "bovengrens")},
        definitie=teksten.zin("definities.oosr"),
    )


WONEN = {
    "alleenstaand": "75-plussers die alleen wonen",
    "samen": "75-plussers die met een partner of anderen wonen",
    "instelling": "75-plussers in een instelling",
    "huishoudens": "Huishoudens van 75-plussers",
}


def als_woonsituatie(uitkomst: pd.DataFrame, gemeente: Gebied, bekend_tot: int) -> pd.DataFrame:
    """Hoe 75-plussers wonen (zie `woonsituatie`) als lange tabel;
    wat onbekend is, blijft leeg met de reden.
    """
    met = uitkomst.assign(gebied="gemeente", leeftijd="75plus", geslacht="totaal")
    namen = uitkomst.positie.map(WONEN).to_numpy()
    onbekend = teksten.zin("definities.opmerking.instelling_onbekend")
    return als_cijfers(met, {"gemeente": gemeente}, "75plus", bekend_tot).assign(
        indicator=("prognose_75plus_" + uitkomst.positie).to_numpy(),
        omschrijving=namen,
        kort=namen,
        tabel=f"86033NED, 86034NED, 85950NED, {TABEL}",
        eenheid=np.where(uitkomst.positie == "huishoudens", "huishoudens", "mensen"),
        opmerking=np.where(uitkomst.waarde.isna(), onbekend, ""),
        definitie=teksten.zin("definities.wonen"),
    )


SOORTEN = {
    "totaal": "Huishoudens",
    "eenpersoons": "Huishoudens van één persoon",
    "zonder_kinderen": "Huishoudens van meer personen zonder kinderen",
    "met_kinderen": "Huishoudens met kinderen",
}


def als_huishoudens(
    uitkomst: pd.DataFrame, gebieden: dict[str, Gebied], geteld: int
) -> pd.DataFrame:
    """Huishoudens vooruit (zie `prognose_huishoudens`) als lange tabel;
    `geteld` (jaar) is geen schatting.
    """
    met = uitkomst.assign(leeftijd="65plus", geslacht="totaal")
    uit = als_cijfers(met, gebieden, "65plus", geteld)
    namen, bron_ = uitkomst.soort.map(SOORTEN).to_numpy(), bronnen()["huishoudens_2025_gemeente"]
    uit = uit.assign(
        indicator=("prognose_huishoudens_" + uitkomst.soort).to_numpy(),
        omschrijving=namen,
        kort=namen,
        tabel=f"86033NED, 86034NED, 85950NED, {TABEL}",
        eenheid="huishoudens",
        definitie=teksten.zin("definities.huishoudens", geteld=geteld),
    )
    feit = (uit.jaar == geteld).to_numpy()
    for kolom in GRENZEN:
        uit.loc[feit, kolom] = uitkomst.waarde.to_numpy()[feit]
    vast = {"soort": "cijfer", "bron": GETELD, "tabel": bron_.tabel_van(geteld)}
    for kolom, waarde in (vast | {"periode": f"1 januari {geteld}"}).items():
        uit.loc[feit, kolom] = waarde
    return uit


def als_eigen_cijfers(
    uitkomst: pd.DataFrame, gemeente: Gebied, bestand: str, model: str
) -> pd.DataFrame:
    """Een eigen prognose (zie `eigen_prognose`) als lange tabel:
    zoals opgegeven, dus niet afgerond en zonder band. model: de naam van de prognose.
    """
    uit = pd.concat(
        [
            als_cijfers(d, {"gemeente": gemeente}, lft, 0, g)
            for (lft, g), d in uitkomst.groupby(["leeftijd", "geslacht"], sort=False)
        ],
        ignore_index=True,
    )
    return uit.assign(
        waarde=uitkomst.waarde.to_numpy(),
        soort="invoer",
        bron=teksten.zin("definities.bron.eigen_prognose", model=model),
        tabel=bestand,
        periode=f"{uitkomst.jaar.min()}-{uitkomst.jaar.max()}",
        opgehaald="",
        definitie=teksten.zin("definities.eigen_prognose", bestand=bestand, model=model),
    )


# Per kind of care: the name in a table, and the short one in a chart.
ZORGVRAAG = {
    "dementie": ("Mensen met dementie", "Dementie"),
    "bewegen": (
        "Inwoners van 65 jaar of ouder met een beperking in bewegen",
        "Beperking in bewegen (65+)",
    ),
    "eenzaam": ("Inwoners van 65 jaar of ouder die zich eenzaam voelen", "Eenzaamheid (65+)"),
    "wmo": ("Mensen met Wmo-ondersteuning", "Wmo-ondersteuning"),
}


def _zorgdefinitie(wat: str) -> str:
    """Hoe een zorgvraag is berekend. wat: een sleutel van ZORGVRAAG."""
    return {
        "dementie": teksten.zin("definities.zorgvraag.dementie"),
        "bewegen": teksten.zin("definities.zorgvraag.bewegen"),
        "eenzaam": teksten.zin("definities.zorgvraag.eenzaam"),
        "wmo": teksten.zin("definities.zorgvraag.wmo"),
    }[wat]


def als_zorgvraag(
    uitkomst: pd.DataFrame,
    wat: str,
    gemeente: Gebied,
    aandeel: tuple[str, str],
    bevolking: tuple[str, str],
) -> pd.DataFrame:
    """Een uitkomst van modellen.zorgvraag (jaar, waarde, ondergrens, bovengrens) als lange tabel.

    wat: een sleutel van ZORGVRAAG. aandeel en bevolking:
    (bron, tabel) van de twee getallen die vermenigvuldigd zijn.
    """
    naam, kort = ZORGVRAAG[wat]
    uit = uitkomst.assign(
        indicator=f"zorgvraag_{wat}",
        omschrijving=naam,
        gebiedcode=gemeente.code,
        gebied=gemeente.naam,
        uitsplitsing="",
        eenheid="mensen",
        soort="schatting",
        bron=teksten.zin("definities.bron.aandeel", aandeel=aandeel[0], bevolking=bevolking[0]),
        tabel=", ".join(filter(None, (aandeel[1], bevolking[1]))),
        periode=uitkomst.jaar.astype(str),
        opgehaald=ankerbron().opgehaald,
        opmerking="bevolking maal aandeel",
        kort=kort,
        decimalen=0,
        rol="gemeente",
        definitie=_zorgdefinitie(wat),
        **{k: rond_schatting(uitkomst[k]) for k in ("waarde", "ondergrens", "bovengrens")},
    )
    return uit[[*KOLOMMEN, "kort", "decimalen", "rol", "definitie"]]
