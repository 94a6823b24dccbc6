"""Welke prognosebron mag en wat dat betekent. Rekent niets uit."""

from __future__ import annotations

from enum import StrEnum

from woonzorg_lib import teksten
from woonzorg_lib.fouten import WoonzorgFout


class Prognosebron(StrEnum):
    """Welke prognose telt, zoals het in parameters.yaml staat."""

    AUTO = "auto"
    LOKAAL = "lokaal"
    COHORT = "cohort"


class OnbekendePrognosebron(WoonzorgFout):
    """De gevraagde prognosebron bestaat niet, of zit niet in de momentopname."""


class IngetrokkenPrognose(WoonzorgFout):
    """De gevraagde prognose is door de makers ingetrokken."""


def prognosebron(naam: str) -> Prognosebron:
    """Geeft de prognosebron (auto, lokaal of cohort) zoals de kit hem schrijft;
    wat die betekent, zegt `uitleg_prognosebron`.

    Fout: IngetrokkenPrognose voor de leeftijden van de regionale prognoses van 2016, 2019 en 2022;
    OnbekendePrognosebron voor cbs_totaal (die tabel zit niet in de momentopname) en voor iets
    anders.
    """
    kaal = str(naam).strip().lower()
    if kaal in list(Prognosebron):
        return Prognosebron(kaal)
    kies = "Kies auto, cohort of lokaal."
    if kaal == "cbs_totaal":
        raise OnbekendePrognosebron(
            f"prognose_bron '{naam}' kan nu niet: tabel 85173NED van het CBS zit niet in deze "
            "momentopname, en zij heeft alleen het totale aantal inwoners, geen leeftijden. "
            f"{kies}"
        )
    if kaal.startswith(("pbl", "cbs")):
        raise IngetrokkenPrognose(
            f"prognose_bron '{naam}' kan niet: CBS en PBL trokken de leeftijden en huishoudens "
            f"van hun regionale prognoses in, omdat ze niet betrouwbaar genoeg waren. {kies}"
        )
    raise OnbekendePrognosebron(f"prognose_bron '{naam}' bestaat niet. {kies}")


def uitleg_prognosebron(bron: Prognosebron, bestand: str) -> str:
    """Wat een prognosebron betekent. bestand: de naam van het bestand met een eigen prognose."""
    if bron is Prognosebron.LOKAAL:
        return teksten.zin("definities.prognosebron.lokaal", bestand=bestand)
    if bron is Prognosebron.COHORT:
        return teksten.zin("definities.prognosebron.cohort")
    return teksten.zin("definities.prognosebron.auto")
