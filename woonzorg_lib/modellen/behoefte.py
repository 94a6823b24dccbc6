"""De woonbehoefte: uit een verdeelsleutel, uit eigen kengetallen, en per aandachtsgroep.

Voorraad en plannen staan in opgave.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.modellen.prognose import KOLOMMEN

KLASSEN = {"65-74": ("65plus", "75plus"), "75-84": ("75plus", "85plus"), "85plus": ("85plus", None)}
BAND = ("ondergrens", "waarde", "bovengrens")


class GeenGroei(WoonzorgFout):
    """De verdeelsleutel verdeelt over groei, en die is er in het hele gebied niet."""


@dataclass(frozen=True)
class Sleutel:
    """Een aantal woningen per woonvorm voor een heel gebied, te verdelen over de groei van het
    aantal ouderen.

    woningen: woonvorm -> aantal. begin en eind (jaar): het aantal geldt van 1 januari `begin` tot
    en met 31 december `eind`. leeftijd: "65plus", "75plus" of "85plus". gebied: waarover verdeeld
    wordt, "land" of "regio".
    """

    woningen: Mapping[str, float]
    begin: int
    eind: int
    leeftijd: str = "75plus"
    gebied: str = "land"


@dataclass(frozen=True)
class Aannames:
    """Wat een scenario verandert. De standaard is de sleutel zoals zij is, met alle harde plannen
    en geen zachte.

    groei: factor op de groei van het aantal ouderen in deze gemeente; het land groeit zoals de
    prognose zegt. leeftijd: leeg is die van de sleutel. naar_aantal: het deel (0-1) van de sleutel
    dat naar het aantal ouderen wordt verdeeld en niet naar hun groei. naar_geclusterd: het deel
    (0-1) van de zorggeschikte woningen waarvoor een geclusterde woning in de plaats komt.
    harde_plannen, zachte_plannen: het deel (0-1) dat op tijd klaar is.
    """

    groei: float = 1.0
    leeftijd: str = ""
    naar_aantal: float = 0.0
    naar_geclusterd: float = 0.0
    harde_plannen: float = 1.0
    zachte_plannen: float = 0.0


def met_eigen_prognose(cohort: pd.DataFrame, eigen: pd.DataFrame, tot: int) -> pd.DataFrame | None:
    """Het cohortmodel, met voor de gemeente haar eigen prognose vanaf haar eerste jaar; None als
    die niet tot en met `tot` loopt.

    cohort en eigen: zie `prognose`; de gemeente heet "gemeente". Tussen twee jaren van de eigen
    prognose is recht doorgetrokken. Een band heeft zij niet.
    """
    delen, weg = [], pd.Series(False, index=cohort.index)
    for leeftijd, t in eigen[eigen.geslacht == "totaal"].groupby("leeftijd"):
        reeks = t.set_index("jaar").waarde.sort_index()
        if reeks.index.max() < tot:
            return None
        heel = reeks.reindex(range(reeks.index.min(), reeks.index.max() + 1)).interpolate()
        delen.append(
            pd.DataFrame(
                {
                    "gebied": "gemeente",
                    "jaar": heel.index,
                    "leeftijd": leeftijd,
                    "geslacht": "totaal",
                    "waarde": heel.to_numpy(),
                    **dict.fromkeys(KOLOMMEN, np.nan),
                }
            )
        )
        weg |= (
            (cohort.gebied == "gemeente")
            & (cohort.leeftijd == leeftijd)
            & (cohort.jaar >= reeks.index.min())
        )
    return pd.concat([cohort[~weg], *delen], ignore_index=True)


def groei(
    ouderen: pd.DataFrame, gebied: str, leeftijd: str, begin: int, jaren: Sequence[int]
) -> pd.DataFrame:
    """De groei van het aantal ouderen van 1 januari `begin` tot en met 31 december van elk jaar:
    index jaar; ondergrens, waarde, bovengrens (mensen).

    ouderen: zie `modellen.prognose` (gebied, jaar, leeftijd, geslacht, ondergrens, waarde,
    bovengrens). 31 december 2030 is 1 januari 2031. Formule: aantal(1 januari na het jaar) -
    aantal(1 januari begin); voor de grenzen is alleen het eind onzeker.
    """
    reeks = ouderen[
        (ouderen.gebied == gebied) & (ouderen.leeftijd == leeftijd) & (ouderen.geslacht == "totaal")
    ].set_index("jaar")[list(BAND)]
    uit = reeks.loc[[j + 1 for j in jaren]] - reeks.waarde.loc[begin]
    return uit.set_axis(list(jaren)).rename_axis("jaar")


@dataclass(frozen=True)
class _Reeks:
    """De ouderen van één gebied en leeftijd: per kolom van de prognose een getal per jaar."""

    plek: dict[int, int]
    kolommen: dict[str, np.ndarray]

    @classmethod
    def uit(cls, ouderen: pd.DataFrame, gebied: str, leeftijd: str) -> _Reeks:
        gezocht = (("gebied", gebied), ("leeftijd", leeftijd), ("geslacht", "totaal"))
        # Asked for each assumption anew, and words of pandas compare ten times as slowly.
        hier = np.logical_and.reduce([ouderen[k].to_numpy(object) == w for k, w in gezocht])
        kolommen = {k: ouderen[k].to_numpy()[hier] for k in ("jaar", "waarde", *KOLOMMEN)}
        return cls({j: i for i, j in enumerate(kolommen["jaar"].tolist())}, kolommen)

    def in_jaren(self, jaren: Sequence[int]) -> dict[str, np.ndarray]:
        """Per kolom de getallen van deze jaren. Fout: KeyError bij een jaar dat er niet is."""
        plekken = [self.plek[j] for j in jaren]
        return {k: w[plekken] for k, w in self.kolommen.items()}

    def in_jaar(self, jaar: int) -> dict[str, float]:
        return {k: w[self.plek[jaar]] for k, w in self.kolommen.items()}


def aandeel(
    ouderen: pd.DataFrame,
    gebied: str,
    sleutel: Sleutel,
    jaren: Sequence[int],
    aannames: Aannames | None = None,
) -> pd.DataFrame:
    """Het deel van de sleutel dat een gemeente krijgt: index jaar; ondergrens, waarde, bovengrens
    (0-1).

    Formule: (1 - naar_aantal) * groei(gemeente) / groei(geheel) + naar_aantal * aantal(gemeente) /
    aantal(geheel); het geheel telt tot en met het einde van de sleutel. De band heeft twee delen,
    die als losse fouten zijn opgeteld: wat de gemeente anders kan lopen dan het geheel, en wat een
    ander verloop van heel Nederland aan het aandeel verandert. Dat laatste is weinig, want het
    staat boven en onder de streep. Fout: GeenGroei als het aantal ouderen in het hele gebied niet
    groeit.
    """
    keuze = aannames or Aannames()
    leeftijd = keuze.leeftijd or sleutel.leeftijd
    hier, geheel = (_Reeks.uit(ouderen, g, leeftijd) for g in (gebied, sleutel.gebied))
    straks = hier.in_jaren([j + 1 for j in jaren])  # 31 December is 1 January of the year after
    begin, eind = hier.in_jaar(sleutel.begin)["waarde"], geheel.in_jaar(sleutel.eind + 1)
    vroeger = geheel.in_jaar(sleutel.begin)["waarde"]
    if float(eind["waarde"] - vroeger) <= 0:
        raise GeenGroei(
            "De verdeelsleutel werkt hier niet: het aantal ouderen groeit niet van "
            f"{sleutel.begin} tot en met {sleutel.eind}."
        )

    def deel(aantal: np.ndarray, land: float = 1.0) -> np.ndarray:
        groei = keuze.groei * (aantal - begin)
        naar_aantal = keuze.naar_aantal * aantal / (eind["waarde"] * land)
        return (1 - keuze.naar_aantal) * groei / (eind["waarde"] * land - vroeger) + naar_aantal

    return pd.DataFrame(_met_band(deel, straks, eind), index=pd.Index(list(jaren), name="jaar"))


def _met_band(
    deel: Callable[..., np.ndarray], straks: dict[str, np.ndarray], eind: dict[str, float]
) -> dict[str, np.ndarray]:
    """Het aandeel met zijn band: wat de gemeente en wat het land anders kan lopen, als losse
    fouten opgeteld.

    deel: aantal in de gemeente (en een factor voor het land) -> aandeel.
    """
    waarde = deel(straks["waarde"])
    land = [deel(straks["waarde"] * straks[k], eind[k]) for k in ("land_onder", "land_boven")]
    laag, hoog = (deel(straks[k]) for k in ("plaats_onder", "plaats_boven"))
    onder = np.hypot(waarde - laag, waarde - np.fmin(waarde, np.fmin(*land)))
    boven = np.hypot(hoog - waarde, np.fmax(waarde, np.fmax(*land)) - waarde)
    return {"ondergrens": waarde - onder, "waarde": waarde, "bovengrens": waarde + boven}


def behoefte_sleutel(
    ouderen: pd.DataFrame,
    gebied: str,
    sleutel: Sleutel,
    jaren: Sequence[int],
    aannames: Aannames | None = None,
) -> pd.DataFrame:
    """De extra woningen die sinds het begin van de sleutel nodig zijn: woonvorm, jaar, ondergrens,
    waarde, bovengrens.

    ouderen: zie `modellen.prognose`. Formule: aantal in de sleutel * `aandeel`. Voor het laatste
    jaar van de sleutel tellen alle gemeenten op tot de sleutel. Voor een later jaar is het dezelfde
    verhouding doorgetrokken: een rekenvoorbeeld. De woonvormen zijn delen van één programma en
    tellen op; de klassen van VERA (de voorraad) zijn genest en tellen niet op. Krimpt de groep, dan
    is de uitkomst negatief. De sleutel kijkt naar groei: niet naar wat er nu al ontbreekt, en niet
    naar hoe mensen willen wonen. Bron: programma Wonen en zorg voor ouderen (2022-2030). Fout:
    GeenGroei als het aantal ouderen in het hele gebied niet groeit.
    """
    keuze = aannames or Aannames()
    deel = aandeel(ouderen, gebied, sleutel, jaren, keuze)
    woningen = dict(sleutel.woningen)
    if keuze.naar_geclusterd:
        schuif = woningen["zorggeschikt"] * keuze.naar_geclusterd
        woningen |= {
            "zorggeschikt": woningen["zorggeschikt"] - schuif,
            "geclusterd": woningen["geclusterd"] + schuif,
        }
    aantallen = np.repeat(list(woningen.values()), len(jaren))
    banden = {k: np.tile(deel[k].to_numpy(), len(woningen)) * aantallen for k in BAND}
    vormen = [vorm for vorm in woningen for _ in jaren]
    return pd.DataFrame({"woonvorm": vormen, "jaar": list(jaren) * len(woningen), **banden})


def behoefte_tarief(
    ouderen: pd.DataFrame,
    gebied: str,
    tarieven: Mapping[str, Mapping[str, float]],
    jaren: Sequence[int],
) -> pd.DataFrame:
    """Alle woningen die op 31 december van een jaar nodig zijn, met eigen kengetallen: woonvorm,
    jaar, ondergrens, waarde, bovengrens.

    tarieven: woonvorm -> leeftijd ("65-74", "75-84", "85plus") -> woningen per inwoner van die
    leeftijd. Formule: som over de leeftijden van inwoners * woningen per inwoner; de grenzen van
    een leeftijd wijken evenveel af als die van haar ondergrens en ouder. Dit is de hele behoefte:
    de voorraad moet er nog af.
    """
    deel = ouderen[
        (ouderen.gebied == gebied)
        & (ouderen.geslacht == "totaal")
        & ouderen.jaar.isin([j + 1 for j in jaren])
    ]
    per = {lft: t.set_index("jaar")[list(BAND)] for lft, t in deel.groupby("leeftijd")}
    klassen = {}
    for naam, (van, tot) in KLASSEN.items():
        aantal = per[van].waarde - (per[tot].waarde if tot else 0)
        klassen[naam] = per[van].div(per[van].waarde, axis=0).mul(aantal, axis=0)
    uit = []
    for vorm, tarief in tarieven.items():
        som = sum(klassen[naam] * deel for naam, deel in tarief.items())
        uit.append(som.rename(index=lambda j: j - 1).assign(woonvorm=vorm))
    return (
        pd.concat(uit).reset_index()[["woonvorm", "jaar", *BAND]]
        if uit
        else pd.DataFrame(columns=["woonvorm", "jaar", *BAND])
    )


def taakstelling(landelijk: float, inwoners: float, inwoners_land: float) -> float:
    """Het aandeel van een gemeente in een landelijke taakstelling voor statushouders, in mensen.

    Formule: landelijke taakstelling * inwoners gemeente / inwoners Nederland. Bron: verdeling naar
    rato van inwoners.
    """
    return landelijk * inwoners / inwoners_land


def stroom(groepen: pd.DataFrame, personen_per_woning: Mapping[str, float]) -> pd.DataFrame:
    """Wie er per jaar een zelfstandige woning zoekt, per aandachtsgroep: groep, jaar, personen,
    woningen. Nooit een totaal: groepen overlappen.

    groepen: rijen over aandachtsgroepen; per groep telt het laatste jaar. personen_per_woning:
    groep -> mensen; zonder dit getal blijven de woningen leeg. Formule: uitstroom * deel dat
    zelfstandig gaat wonen; woningen = personen / personen per woning.
    """
    nu = groepen.sort_values("jaar").groupby("groep", sort=False).tail(1)
    personen = nu.uitstroom.astype(float) * nu.zelfstandig_pct.astype(float) / 100
    woningen = personen / nu.groep.map(dict(personen_per_woning)).astype(float)
    return pd.DataFrame(
        {"groep": nu.groep, "jaar": nu.jaar.astype(int), "personen": personen, "woningen": woningen}
    ).reset_index(drop=True)


def per_type_en_prijs(
    stromen: pd.DataFrame, verdeling: Mapping[str, Sequence[Mapping]]
) -> pd.DataFrame:
    """Woningen per jaar naar groep, woningtype en prijs: groep, type, prijs, woningen; alleen voor
    groepen met een eigen verdeling.

    verdeling: groep -> rijen met type, prijs en deel (samen 1). Formule: woningen per jaar * deel.
    """
    aantal = stromen.dropna(subset="woningen").set_index("groep").woningen
    rijen = [
        (groep, d["type"], d["prijs"], aantal[groep] * d["deel"])
        for groep, delen in verdeling.items()
        if groep in aantal
        for d in delen
    ]
    return pd.DataFrame(rijen, columns=["groep", "type", "prijs", "woningen"])
