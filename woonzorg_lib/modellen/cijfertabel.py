"""Zet uitkomsten van de modellen om in de lange tabel die figuren en cijfers.csv verwachten. Rekent zelf geen prognose uit."""

from __future__ import annotations

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers import KOLOMMEN, bronnen
from woonzorg_lib.gebieden import Gebied

BRON = "Berekening met het cohortmodel van deze kit, op cijfers van het CBS"
TABEL = "83502NED, 7461bev, 37168"
DEFINITIE = (
    "Iedereen wordt elk jaar een jaar ouder; sterfte is landelijk naar leeftijd en geslacht, migratie is het gemiddelde van tien jaar, en een gemeente houdt een deel van haar eigen groei. "
    "De band is zo breed dat acht van de tien gemeenten er in de terugtoets in vielen. Een nieuw verpleeghuis, grote nieuwbouw of een pandemie zit er niet in."
)
NAMEN = {"65plus": "65 jaar of ouder", "75plus": "75 jaar of ouder", "85plus": "85 jaar of ouder"}


def rond_schatting(waarden: pd.Series) -> pd.Series:
    """Rondt schattingen van aantallen mensen af: op 5 onder 100, op 10 onder 1.000, op 50 onder 10.000, daarboven op 100."""
    stap = np.select([waarden < 100, waarden < 1000, waarden < 10000], [5, 10, 50], 100)
    return np.floor(waarden / stap + 0.5) * stap


def als_cijfers(
    uitkomst: pd.DataFrame,
    gebieden: dict[str, Gebied],
    leeftijd: str,
    bekend_tot: int,
    geslacht: str = "totaal",
) -> pd.DataFrame:
    """Een prognose als lange tabel met bron, band en rol.

    uitkomst: zie `prognose` (gebied, jaar, leeftijd, geslacht, waarde, ondergrens, bovengrens); gebied is de rol.
    leeftijd: "65plus", "75plus" of "85plus". bekend_tot: na dit jaar is het een prognose. geslacht: "totaal", "mannen" of "vrouwen".
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
            "waarde": rond_schatting(rijen.waarde.to_numpy()),
            "ondergrens": rond_schatting(rijen.ondergrens.to_numpy()),
            "bovengrens": rond_schatting(rijen.bovengrens.to_numpy()),
            "eenheid": "inwoners",
            "soort": "schatting",
            "bron": BRON,
            "tabel": TABEL,
            "periode": f"stand tot en met {bekend_tot}, daarna prognose",
            "opgehaald": bronnen()["bevolking_nl"].opgehaald,
            "opmerking": "",
            "kort": NAMEN[leeftijd],
            "decimalen": 0,
            "rol": rijen.gebied.to_numpy(),
            "definitie": DEFINITIE,
        }
    )
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
        definitie="Hoeveel inwoners van 50 tot en met 74 jaar er zijn per inwoner van 85 jaar of ouder (Oldest Old Support Ratio, PBL en SCP): een maat voor hoeveel naasten er zijn om te helpen. "
        "Berekend uit het cohortmodel; de band komt uit de fouten bij 65+ en 85+ in de terugtoets.",
    )


HUISHOUDENS = {
    "alleenstaand": "75-plussers die alleen wonen",
    "samenwonend": "75-plussers die samenwonen met een partner",
    "overig": "75-plussers die anders wonen, zoals bij een kind",
    "instelling": "75-plussers in een instelling",
    "huishoudens": "Huishoudens van 75-plussers",
}


def als_huishoudens(
    uitkomst: pd.DataFrame, gemeente: Gebied, rand: pd.DataFrame, bekend_tot: int
) -> pd.DataFrame:
    """Huishoudens van 75-plussers (zie `huishoudens_75plus`) als lange tabel, met de band van het aantal 75-plussers. rand: zie zorgvraag.rand."""
    r = rand.reindex(uitkomst.jaar)
    met = uitkomst.assign(
        gebied="gemeente",
        leeftijd="75plus",
        geslacht="totaal",
        ondergrens=uitkomst.waarde * r.laag.to_numpy(),
        bovengrens=uitkomst.waarde * r.hoog.to_numpy(),
    )
    namen = uitkomst.positie.map(HUISHOUDENS).to_numpy()
    return als_cijfers(met, {"gemeente": gemeente}, "75plus", bekend_tot).assign(
        indicator=("prognose_75plus_" + uitkomst.positie).to_numpy(),
        omschrijving=namen,
        kort=namen,
        tabel=f"71488ned, {TABEL}",
        eenheid=np.where(uitkomst.positie == "huishoudens", "huishoudens", "mensen"),
        definitie="Constante-aandelenmethode: inwoners per leeftijd en geslacht keer het landelijke aandeel per soort huishouden in 2019. Wie niet in een huishouden woont, telt als instelling. "
        "Een gemeente met veel verpleeghuizen heeft meer mensen in een instelling dan hier staat. De band is die van het aantal 75-plussers.",
    )


def als_eigen_cijfers(
    uitkomst: pd.DataFrame, gemeente: Gebied, bestand: str, model: str
) -> pd.DataFrame:
    """Een eigen prognose (zie `eigen_prognose`) als lange tabel: zoals opgegeven, dus niet afgerond en zonder band. model: de naam van de prognose."""
    uit = pd.concat(
        [
            als_cijfers(d, {"gemeente": gemeente}, lft, 0, g)
            for (lft, g), d in uitkomst.groupby(["leeftijd", "geslacht"], sort=False)
        ],
        ignore_index=True,
    )
    definitie = f"Uit {bestand} van de gemeente of regio: {model}. Hoe die prognose is gemaakt en hoe zeker zij is, weet de maker; een band is er niet bij opgegeven."
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
        "Dementie: inwoners per leeftijd en geslacht keer het percentage met dementie, als dat percentage gelijk blijft. De onderkant volgt het scenario waarin elke tien jaar minder mensen van dezelfde leeftijd dementie krijgen, de bovenkant het scenario waarin die kans gelijk blijft en het landelijke aantal van Alzheimer Nederland klopt; beide met de band van de bevolking erbij.",
    ),
    "bewegen": (
        "Inwoners van 65 jaar of ouder met een beperking in bewegen",
        "Beperking in bewegen (65+)",
        "Beperking in bewegen: 65-plussers keer het laatste lokale percentage, als dat gelijk blijft. De randen nemen het laagste en het hoogste lokale percentage van de metingen tot en met 2020 en de band van de bevolking. Na 2020 is anders gemeten; die cijfers tellen niet mee.",
    ),
    "eenzaam": (
        "Inwoners van 65 jaar of ouder die zich eenzaam voelen",
        "Eenzaamheid (65+)",
        "Eenzaamheid: 65-plussers keer het laatste lokale percentage, als dat gelijk blijft. De randen nemen het laagste en het hoogste lokale percentage van de metingen tot en met 2020 en de band van de bevolking.",
    ),
    "wmo": (
        "Mensen met Wmo-ondersteuning",
        "Wmo-ondersteuning",
        "Wmo: het laatst bekende aantal cliënten. De ene kant groeit mee met alle volwassenen, de andere met de 75-plussers: hoe oud de cliënten zijn, is hier niet bekend. Het aantal volwassenen van straks is zelf onzeker, omdat het model geen woningbouw kent. De stip is het midden.",
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

    wat: een sleutel van ZORGVRAAG. aandeel en bevolking: (bron, tabel) van de twee getallen die vermenigvuldigd zijn.
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
        opgehaald=bronnen()["bevolking_nl"].opgehaald,
        opmerking="bevolking maal aandeel",
        kort=kort,
        decimalen=0,
        rol="gemeente",
        definitie=definitie,
        **{k: rond_schatting(uitkomst[k]) for k in ("waarde", "ondergrens", "bovengrens")},
    )
    return uit[[*KOLOMMEN, "kort", "decimalen", "rol", "definitie"]]
