"""Zet uitkomsten van de modellen om in de lange tabel die figuren en cijfers.csv verwachten.
Rekent zelf geen prognose uit.
"""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers import KOLOMMEN, bronnen
from woonzorg_lib.cijfers.modelgegevens import ankerbron, geteld_bron
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.modellen.band import OUDER

GRENZEN = ("waarde", "ondergrens", "bovengrens")

TABEL = "71488ned, 70072ned, 83502NED, 7461bev, 37168, 86041NED"
GETELD = "CBS, geteld"
DEFINITIE = (
    "Iedereen wordt elk jaar een jaar ouder. Een gemeente houdt een deel van haar eigen groei; "
    "alle gemeenten samen komen voor elke leeftijd en elk jaar uit op de prognose van het CBS "
    "voor heel Nederland. De band is zo breed dat acht van de tien gemeenten er in de terugtoets "
    "in vielen, met de marge van het CBS voor heel Nederland erbij. "
    "Een nieuw verpleeghuis of grote nieuwbouw zit er niet in."
)
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
    return (
        "Berekening met het cohortmodel van deze kit; heel Nederland volgt de prognose van het "
        f"{anker.uitgever} van {anker.uitgave}"
    )


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
    wie, achter = {
        "totaal": ("Inwoners", ""),
        "mannen": ("Mannen", "_mannen"),
        "vrouwen": ("Vrouwen", "_vrouwen"),
    }[geslacht]
    uit = pd.DataFrame(
        {
            "indicator": f"prognose_{leeftijd}{achter}",
            "omschrijving": f"{wie} van {NAMEN[leeftijd]}",
            "gebiedcode": [gebieden[r].code for r in rijen.gebied],
            "gebied": [gebieden[r].naam for r in rijen.gebied],
            "jaar": rijen.jaar.to_numpy(),
            "uitsplitsing": "",
            **{k: rond_schatting(rijen[k].to_numpy()) for k in GRENZEN},
            "eenheid": "inwoners",
            "soort": "schatting",
            "bron": rekenbron(),
            "tabel": TABEL,
            "periode": f"stand tot en met {bekend_tot}, daarna prognose",
            "opgehaald": ankerbron().opgehaald,
            "opmerking": "",
            "kort": NAMEN[leeftijd],
            "decimalen": 0,
            "rol": rijen.gebied.to_numpy(),
            "definitie": DEFINITIE,
        }
    )
    if geslacht == "totaal" and len(geteld):
        uit = _geteld(uit, rijen.waarde.to_numpy(), geteld, OUDER[leeftijd])
    return uit[[*KOLOMMEN, "kort", "decimalen", "rol", "definitie"]].reset_index(drop=True)


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
        definitie="Hoeveel inwoners van 50 tot en met 74 jaar er zijn per inwoner van 85 jaar of "
        "ouder (Oldest Old Support Ratio, PBL en SCP): een maat voor hoeveel naasten "
        "er zijn om te helpen. Berekend uit het cohortmodel; "
        "de band komt uit de fouten bij 65+ en 85+ in de terugtoets.",
    )


WONEN = {
    "alleenstaand": "75-plussers die alleen wonen",
    "samen": "75-plussers die met een partner of anderen wonen",
    "instelling": "75-plussers in een instelling",
    "huishoudens": "Huishoudens van 75-plussers",
}
WONEN_UITLEG = (
    "Alleen wonen: inwoners per leeftijd keer het deel dat volgens het CBS op die leeftijd "
    "alleen woont, met de trend van de huishoudensprognose, keer hoe vaak ouderen in deze "
    "gemeente alleen wonen ten opzichte van Nederland (woonlastentabel). "
    "In een instelling: de laagste rand is het aantal van nu, want landelijk bleef het sinds "
    "2000 ongeveer gelijk; de hoogste is het aandeel per leeftijd van nu. "
    "Alle instellingen tellen mee, niet alleen zorg. De rest woont met een partner of anderen."
)


def als_woonsituatie(uitkomst: pd.DataFrame, gemeente: Gebied, bekend_tot: int) -> pd.DataFrame:
    """Hoe 75-plussers wonen (zie `woonsituatie`) als lange tabel;
    wat onbekend is, blijft leeg met de reden.
    """
    met = uitkomst.assign(gebied="gemeente", leeftijd="75plus", geslacht="totaal")
    namen = uitkomst.positie.map(WONEN).to_numpy()
    onbekend = "hoeveel ouderen er in een instelling wonen, is van deze gemeente niet bekend"
    return als_cijfers(met, {"gemeente": gemeente}, "75plus", bekend_tot).assign(
        indicator=("prognose_75plus_" + uitkomst.positie).to_numpy(),
        omschrijving=namen,
        kort=namen,
        tabel=f"86033NED, 86034NED, 85950NED, {TABEL}",
        eenheid=np.where(uitkomst.positie == "huishoudens", "huishoudens", "mensen"),
        opmerking=np.where(uitkomst.waarde.isna(), onbekend, ""),
        definitie=WONEN_UITLEG,
    )


SOORTEN = {
    "totaal": "Huishoudens",
    "eenpersoons": "Huishoudens van één persoon",
    "zonder_kinderen": "Huishoudens van meer personen zonder kinderen",
    "met_kinderen": "Huishoudens met kinderen",
}
HUISHOUDENS_UITLEG = (
    "Inwoners per leeftijd keer het aantal huishoudens per inwoner van die leeftijd volgens de "
    "huishoudensprognose van het CBS, zo dat de eigen huishoudens van {geteld} kloppen en alle "
    "gemeenten samen op de prognose voor Nederland uitkomen. "
    "Hoeveel woningen een gemeente bouwt, zit er niet in: wie veel bouwt, groeit harder."
)


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
        definitie=HUISHOUDENS_UITLEG.format(geteld=geteld),
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
    definitie = (
        f"Uit {bestand} van de gemeente of regio: {model}. Hoe die prognose is gemaakt en hoe "
        "zeker zij is, weet de maker; een band is er niet bij opgegeven."
    )
    return uit.assign(
        waarde=uitkomst.waarde.to_numpy(),
        soort="invoer",
        bron=f"Eigen prognose van de gemeente: {model}",
        tabel=bestand,
        periode=f"{uitkomst.jaar.min()}-{uitkomst.jaar.max()}",
        opgehaald="",
        definitie=definitie,
    )


ZORGVRAAG = {
    "dementie": (
        "Mensen met dementie",
        "Dementie",
        (
            "Dementie: inwoners per leeftijd en geslacht keer het percentage met dementie, als "
            "dat percentage gelijk blijft. De onderkant volgt het scenario waarin elke tien jaar "
            "minder mensen van dezelfde leeftijd dementie krijgen, de bovenkant het scenario "
            "waarin die kans gelijk blijft en het landelijke aantal van Alzheimer Nederland "
            "klopt; beide met de band van de bevolking erbij."
        ),
    ),
    "bewegen": (
        "Inwoners van 65 jaar of ouder met een beperking in bewegen",
        "Beperking in bewegen (65+)",
        (
            "Beperking in bewegen: 65-plussers keer het laatste lokale percentage, als dat "
            "gelijk blijft. De randen nemen het laagste en het hoogste lokale percentage van de "
            "metingen tot en met 2020 en de band van de bevolking. "
            "Na 2020 is anders gemeten; die cijfers tellen niet mee."
        ),
    ),
    "eenzaam": (
        "Inwoners van 65 jaar of ouder die zich eenzaam voelen",
        "Eenzaamheid (65+)",
        (
            "Eenzaamheid: 65-plussers keer het laatste lokale percentage, als dat gelijk blijft. "
            "De randen nemen het laagste en het hoogste lokale percentage van de metingen tot en "
            "met 2020 en de band van de bevolking."
        ),
    ),
    "wmo": (
        "Mensen met Wmo-ondersteuning",
        "Wmo-ondersteuning",
        (
            "Wmo: het laatst bekende aantal cliënten. De ene kant groeit mee met alle "
            "volwassenen, de andere met de 75-plussers: hoe oud de cliënten zijn, is hier niet "
            "bekend. Het aantal volwassenen van straks is zelf onzeker, "
            "omdat het model geen woningbouw kent. De stip is het midden."
        ),
    ),
}


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
    naam, kort, definitie = ZORGVRAAG[wat]
    uit = uitkomst.assign(
        indicator=f"zorgvraag_{wat}",
        omschrijving=naam,
        gebiedcode=gemeente.code,
        gebied=gemeente.naam,
        uitsplitsing="",
        eenheid="mensen",
        soort="schatting",
        bron=f"{aandeel[0]}, maal de bevolking ({bevolking[0]})",
        tabel=", ".join(filter(None, (aandeel[1], bevolking[1]))),
        periode=uitkomst.jaar.astype(str),
        opgehaald=ankerbron().opgehaald,
        opmerking="bevolking maal aandeel",
        kort=kort,
        decimalen=0,
        rol="gemeente",
        definitie=definitie,
        **{k: rond_schatting(uitkomst[k]) for k in ("waarde", "ondergrens", "bovengrens")},
    )
    return uit[[*KOLOMMEN, "kort", "decimalen", "rol", "definitie"]]
