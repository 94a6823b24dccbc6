"""Zet behoefte en opgave om in de lange tabel die figuren en cijfers.csv verwachten.
Rekent zelf niets uit.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import pandas as pd

from woonzorg_lib import teksten
from woonzorg_lib.cijfers import KOLOMMEN
from woonzorg_lib.cijfers.modelgegevens import ankerbron
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.modellen.behoefte import BAND
from woonzorg_lib.modellen.cijfertabel import TABEL, rekenbron
from woonzorg_lib.modellen.opgave import rond_woningen

VORMEN = {
    "nultreden": "Nultredenwoningen",
    "geclusterd": "Geclusterde woningen",
    "verpleegzorg": "Verpleegzorgplekken",
    "zorggeschikt": "Zorggeschikte woningen",
    "sociale huur": "Sociale huurwoningen",
    "middenhuur": "Middenhuurwoningen",
    "betaalbare koop": "Betaalbare koopwoningen",
    "duur": "Dure woningen",
}
LEEFTIJDEN = {"65plus": "65-plussers", "75plus": "75-plussers", "85plus": "85-plussers"}


class Uitkomst(StrEnum):
    """Wat een aantal woningen is; de waarde is het id in cijfers.csv."""

    BEHOEFTE = "woonbehoefte"
    OPGAVE = "woonopgave"

    @property
    def titel(self) -> str:
        """Zoals het in een tabel staat."""
        return self.value.capitalize()


def definitie_sleutel(wie: str, waar: str) -> str:
    """Hoe de behoefte volgens de sleutel is berekend. wie: 75-plussers. waar: Nederland."""
    return teksten.zin("definities.sleutel", wie=wie, waar=waar)


def definitie_tarief() -> str:
    """Hoe de behoefte met eigen kengetallen is berekend."""
    return teksten.zin("definities.tarief")


def definitie_opgave() -> str:
    """Hoe de opgave uit de behoefte volgt; komt achter de definitie van de behoefte."""
    return f" {teksten.zin('definities.opgave')}"


def als_woningen(
    uitkomst: pd.DataFrame,
    soort: str,
    gemeente: Gebied,
    bron: str,
    bestand: str,
    definitie: str,
    vanaf: int | None,
    laatste: int,
    opmerking: str = "",
) -> pd.DataFrame:
    """Behoefte of opgave als lange tabel met bron en band;
    aantallen zijn afgerond zoals een schatting.

    uitkomst: woonvorm, jaar, ondergrens, waarde, bovengrens. soort: "woonbehoefte" of "woonopgave".
    vanaf: begin van de sleutel, of None bij de hele behoefte.
    laatste: het laatste jaar dat de bron zelf noemt; een later jaar heet een rekenvoorbeeld.
    opmerking: wat een lezer bij elk cijfer moet weten.
    """
    titel, vormen = Uitkomst(soort).titel, list(uitkomst.woonvorm)
    jaren = [int(j) for j in uitkomst.jaar]
    uit = pd.DataFrame(
        {
            "indicator": str(soort),
            "omschrijving": [f"{titel}: {VORMEN[v].lower()}" for v in vormen],
            "jaar": uitkomst.jaar.astype(int).to_numpy(),
            "uitsplitsing": [f"{VORMEN[v]}, tot en met {j}" for v, j in zip(vormen, jaren)],
            **{grens: rond_woningen(uitkomst[grens].astype(float)).to_numpy() for grens in BAND},
            "eenheid": ["plekken" if v == "verpleegzorg" else "woningen" for v in vormen],
            "periode": [f"{vanaf} tot en met {j}" if vanaf else f"31 december {j}" for j in jaren],
            "opmerking": [_opmerking(opmerking, j > laatste) for j in jaren],
            "kort": [VORMEN[v] for v in vormen],
            "woonvorm": uitkomst.woonvorm.to_numpy(),
            **_schatting(gemeente, bron, f"{bestand}; {TABEL}", definitie),
        }
    )
    kolommen = [*KOLOMMEN, "kort", "decimalen", "rol", "definitie", "woonvorm"]
    return uit[kolommen].reset_index(drop=True)


def _schatting(gemeente: Gebied, bron: str, tabel: str, definitie: str) -> dict[str, object]:
    """Wat van elke rij van een schatting gelijk is."""
    return {
        "gebiedcode": gemeente.code,
        "gebied": gemeente.naam,
        "soort": "schatting",
        "bron": bron,
        "tabel": tabel,
        "opgehaald": ankerbron().opgehaald,
        "decimalen": 0,
        "rol": "gemeente",
        "definitie": definitie,
    }


def _opmerking(gezegd: str, doorgerekend: bool) -> str:
    """Wat er al bij staat, en dat een later jaar een rekenvoorbeeld is."""
    later = teksten.zin("definities.doorgerekend") if doorgerekend else ""
    return ". ".join(deel for deel in (gezegd, later) if deel)


def als_stand(
    stand: dict[tuple[str, int], float], gebieden: dict[str, Gebied], leeftijd: str
) -> pd.DataFrame:
    """Hoeveel ouderen er zijn aan het begin en het eind van de sleutel, niet afgerond.

    stand: (rol, jaar) -> mensen op 1 januari.
    """
    wie, bron = LEEFTIJDEN[leeftijd], rekenbron()
    return pd.DataFrame(
        [
            _vast(gebieden[rol], jaar, bron, TABEL, f"1 januari {jaar}")
            | {
                "indicator": f"sleutel_{leeftijd}",
                "omschrijving": f"Aantal {wie} waarmee de sleutel rekent",
                "waarde": float(round(n)),
                "eenheid": "mensen",
                "opgehaald": ankerbron().opgehaald,
                "opmerking": teksten.zin("definities.opmerking.ongerond"),
                "kort": wie,
                "rol": rol,
            }
            for (rol, jaar), n in stand.items()
        ]
    )


def als_groei(
    groei: dict[str, float], gebieden: dict[str, Gebied], leeftijd: str, begin: int, jaar: int
) -> pd.DataFrame:
    """De groei waarover verdeeld is, als lange tabel: een rij per rol.
    groei: rol -> mensen, niet afgerond zodat de som na te rekenen is.
    """
    wie = LEEFTIJDEN[leeftijd]
    uit = pd.DataFrame(
        {
            "indicator": f"groei_{leeftijd}",
            "omschrijving": f"Groei van het aantal {wie}",
            "gebiedcode": [gebieden[r].code for r in groei],
            "gebied": [gebieden[r].naam for r in groei],
            "jaar": jaar,
            "uitsplitsing": "",
            "waarde": [float(round(g)) for g in groei.values()],
            "ondergrens": None,
            "bovengrens": None,
            "eenheid": "mensen",
            "soort": "schatting",
            "bron": rekenbron(),
            "tabel": TABEL,
            "periode": f"1 januari {begin} tot en met 31 december {jaar}",
            "opgehaald": ankerbron().opgehaald,
            "opmerking": teksten.zin("definities.opmerking.ongerond"),
            "kort": f"groei {wie}",
            "decimalen": 0,
            "rol": list(groei),
            "definitie": "",
        }
    )
    return uit[[*KOLOMMEN, "kort", "decimalen", "rol", "definitie"]]


def als_programma(
    woningen: dict[str, float], gebied: Gebied, bron: str, bestand: str, begin: int, eind: int
) -> pd.DataFrame:
    """De sleutel zelf: hoeveel woningen zij per woonvorm verdeelt, en samen.

    woningen: woonvorm -> aantal.
    """
    namen = {v: VORMEN[v] for v in woningen} | {"samen": "Samen"}
    aantallen = woningen | {"samen": sum(woningen.values())}
    return pd.DataFrame(
        [
            _vast(gebied, eind, bron, bestand, f"{begin} tot en met {eind}")
            | {
                "indicator": "sleutel",
                "omschrijving": "Woningen die de verdeelsleutel verdeelt",
                "uitsplitsing": f"{namen[vorm]}, tot en met {eind}",
                "waarde": float(aantal),
                "eenheid": "woningen",
                "soort": "cijfer",
                "kort": namen[vorm],
            }
            for vorm, aantal in aantallen.items()
        ]
    )


def als_aandeel(deel: float, gemeente: Gebied, wie: str, waar: str, jaar: int) -> pd.DataFrame:
    """Het deel (0 tot 1) van de gemeente in de groei waarover de sleutel verdeelt."""
    bron = rekenbron()
    rij = _vast(gemeente, jaar, bron, TABEL, f"tot en met {jaar}") | {
        "indicator": "aandeel_groei",
        "omschrijving": f"Deel van de groei van het aantal {wie} in {waar}",
        "waarde": 100 * deel,
        "eenheid": "%",
        "kort": f"deel van de groei van {wie}",
        "decimalen": 1,
    }
    return pd.DataFrame([rij])


def samen(data: pd.DataFrame, som: Callable[[pd.Series], float]) -> pd.DataFrame:
    """De drie delen van de sleutel bij elkaar als een rij; som: hoe een reeks wordt opgeteld."""
    uit = data.head(1).assign(**{grens: som(data[grens]) for grens in BAND})
    jaar = int(uit.jaar.iloc[0])
    return uit.assign(
        omschrijving="Woonbehoefte: samen", uitsplitsing=f"Samen, tot en met {jaar}", kort="Samen"
    )


def ongerond(data: pd.DataFrame, waarden: dict[str, float]) -> pd.DataFrame:
    """Een rij van `als_woningen` met de uitkomst voor het afronden, om mee na te rekenen."""
    uit = data.assign(**waarden)
    uit["uitsplitsing"] = uit.uitsplitsing + ", niet afgerond"
    return uit


def onderdelen(opgave: pd.DataFrame, ruw: pd.DataFrame) -> pd.DataFrame:
    """Wat er van de behoefte af gaat, per woonvorm: gebouwd, gepland en wat verdwijnt.

    opgave: de lange tabel. ruw: de uitkomst van het model, zie modellen.opgave.
    """
    namen = {
        "aanwezig": "al gebouwd",
        "hard": "harde plannen",
        "zacht": "zachte plannen",
        "onttrekking": "verdwijnt",
    }
    per, uit = ruw.set_index("woonvorm"), []
    for deel, naam in namen.items():
        t = opgave.assign(waarde=opgave.woonvorm.map(per[deel]), ondergrens=None, bovengrens=None)
        t["uitsplitsing"] = [f"{VORMEN[v]}: {naam}" for v in t.woonvorm]
        # Soft plans that a scenario leaves out are not none.
        houd = t.waarde > 0 if deel == "zacht" else t.waarde.notna()
        uit.append(t[houd].assign(soort="invoer", omschrijving=f"Woonopgave: {naam}"))
    return pd.concat(uit, ignore_index=True)


def _vast(gebied: Gebied, jaar: int, bron: str, tabel: str, periode: str) -> dict:
    return {
        "gebiedcode": gebied.code,
        "gebied": gebied.naam,
        "jaar": jaar,
        "uitsplitsing": "",
        "ondergrens": None,
        "bovengrens": None,
        "soort": "schatting",
        "bron": bron,
        "tabel": tabel,
        "periode": periode,
        "opgehaald": "",
        "opmerking": "",
        "decimalen": 0,
        "rol": gebied.soort,
    }
