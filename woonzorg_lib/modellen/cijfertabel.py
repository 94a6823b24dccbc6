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
VAN_DE_BRON = ("soort", "bron", "periode", "tabel", "opgehaald")

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


def _geteld(uit: dict, waarde: np.ndarray, geteld: Collection[int], grens: int) -> dict:
    """Zet de jaren die geteld zijn om in cijfers: niet afgerond, met de bron van dat jaar."""
    jaren = uit["jaar"].tolist()
    bronnen_ = {j: geteld_bron(j, grens) for j in {*geteld} & {*jaren}}
    cijfer = {
        j: {
            "soort": "cijfer",
            "bron": GETELD,
            "periode": f"1 januari {j}",
            "tabel": bron.tabel_van(j),
            "opgehaald": bron.opgehaald,
        }
        for j, bron in bronnen_.items()
    }
    kolommen = {k: [cijfer.get(j, uit)[k] for j in jaren] for k in VAN_DE_BRON}
    feit = np.array([j in cijfer for j in jaren], dtype=bool)
    return uit | kolommen | {k: np.where(feit, np.round(waarde), uit[k]) for k in GRENZEN}


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
    gevraagd = (("leeftijd", leeftijd), ("geslacht", geslacht))
    hier = np.logical_and.reduce([uitkomst[k].to_numpy(object) == w for k, w in gevraagd])
    rollen, jaren = (uitkomst[k].to_numpy()[hier] for k in ("gebied", "jaar"))
    waarden = {k: uitkomst[k].to_numpy()[hier] for k in GRENZEN}
    wie, achter = WIE[geslacht]
    uit = {
        "indicator": f"prognose_{leeftijd}{achter}",
        "omschrijving": f"{wie} van {NAMEN[leeftijd]}",
        "gebiedcode": [gebieden[r].code for r in rollen],
        "gebied": [gebieden[r].naam for r in rollen],
        "jaar": jaren,
        **{k: rond_schatting(w) for k, w in waarden.items()},
        "periode": teksten.zin("definities.periode", jaar=bekend_tot),
        "kort": NAMEN[leeftijd],
        "rol": rollen,
        **_schatting(),
    }
    if geslacht == "totaal" and len(geteld):
        uit = _geteld(uit, waarden["waarde"], geteld, OUDER[leeftijd])
    kolommen = [*KOLOMMEN, "kort", "decimalen", "rol", "definitie"]
    return pd.DataFrame({kolom: uit[kolom] for kolom in kolommen}, index=range(len(jaren)))


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
