"""Zet behoefte en opgave om in de lange tabel die figuren en cijfers.csv verwachten.
Rekent zelf niets uit.
"""

from __future__ import annotations

import pandas as pd

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
SOORTEN = {"woonbehoefte": "Woonbehoefte", "woonopgave": "Woonopgave"}
DEFINITIE_SLEUTEL = (
    "Een aantal voor {waar}, verdeeld naar de groei van het aantal {wie}: aantal × groei hier ÷ "
    "groei in {waar}. De band is wat de gemeente anders kan groeien dan {waar}; de sleutel zelf "
    "heeft geen band. Het is een verdeelsleutel en geen afspraak: hij zegt niet wat er nu al "
    "ontbreekt en niet hoe ouderen willen wonen. "
    "De drie woonvormen zijn delen van één programma en tellen op."
)
DEFINITIE_TARIEF = (
    "Inwoners per leeftijd volgens de prognose, keer het aantal woningen per inwoner dat de "
    "gemeente zelf opgaf. Dit is de hele behoefte, met de woningen die er al zijn. "
    "Woonvormen overlappen: tel ze niet op."
)
DEFINITIE_OPGAVE = (
    " De opgave is de behoefte min wat er al is of sinds het begin is bijgekomen, min de plannen "
    "die volgens het scenario op tijd klaar zijn, plus wat verdwijnt. "
    "Plus is een tekort, min een overschot."
)


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
    later = "doorgerekend: als dezelfde verhouding blijft gelden"
    uit = pd.DataFrame(
        {
            "indicator": soort,
            "omschrijving": [f"{SOORTEN[soort]}: {VORMEN[v].lower()}" for v in uitkomst.woonvorm],
            "gebiedcode": gemeente.code,
            "gebied": gemeente.naam,
            "jaar": uitkomst.jaar.astype(int).to_numpy(),
            "uitsplitsing": [
                f"{VORMEN[v]}, tot en met {j}" for v, j in zip(uitkomst.woonvorm, uitkomst.jaar)
            ],
            **{grens: rond_woningen(uitkomst[grens].astype(float)).to_numpy() for grens in BAND},
            "eenheid": [
                "plekken" if v == "verpleegzorg" else "woningen" for v in uitkomst.woonvorm
            ],
            "soort": "schatting",
            "bron": bron,
            "tabel": f"{bestand}; {TABEL}",
            "periode": [
                f"{vanaf} tot en met {j}" if vanaf else f"31 december {j}" for j in uitkomst.jaar
            ],
            "opgehaald": ankerbron().opgehaald,
            "opmerking": [
                ". ".join(d for d in (opmerking, later if j > laatste else "") if d)
                for j in uitkomst.jaar
            ],
            "kort": [VORMEN[v] for v in uitkomst.woonvorm],
            "decimalen": 0,
            "rol": "gemeente",
            "definitie": definitie,
            "woonvorm": uitkomst.woonvorm.to_numpy(),
        }
    )
    return uit[[*KOLOMMEN, "kort", "decimalen", "rol", "definitie", "woonvorm"]].reset_index(
        drop=True
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
            "opmerking": "niet afgerond, om mee na te rekenen",
            "kort": f"groei {wie}",
            "decimalen": 0,
            "rol": list(groei),
            "definitie": "",
        }
    )
    return uit[[*KOLOMMEN, "kort", "decimalen", "rol", "definitie"]]
