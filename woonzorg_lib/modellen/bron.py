"""Welke prognosebron mag en wat dat betekent. Rekent niets uit."""

from __future__ import annotations

from woonzorg_lib.fouten import WoonzorgFout

PROGNOSE_BRONNEN = {
    "lokaal": "eigen prognose van gemeente, regio of provincie (prognose.csv)",
    "cohort": "eigen cohortberekening op cijfers van het CBS; geen officiële prognose",
    "cbs_totaal": "regionale prognose van CBS en PBL, alleen het totale aantal inwoners",
}


class OnbekendePrognosebron(WoonzorgFout):
    """De gevraagde prognosebron bestaat niet."""


class IngetrokkenPrognose(WoonzorgFout):
    """De gevraagde prognose is door de makers ingetrokken."""


def prognosebron(naam: str) -> str:
    """Geeft de omschrijving van een prognosebron (lokaal, cohort of cbs_totaal), voor onder een figuur.

    Fout: IngetrokkenPrognose voor de leeftijden van de regionale prognoses van 2016, 2019 en 2022; OnbekendePrognosebron voor iets anders.
    """
    kaal = str(naam).strip().lower()
    if kaal in PROGNOSE_BRONNEN:
        return PROGNOSE_BRONNEN[kaal]
    if kaal.startswith(("pbl", "cbs")):
        raise IngetrokkenPrognose(
            f"Prognosebron '{naam}' kan niet: CBS en PBL trokken de leeftijden en huishoudens van hun regionale prognoses in, omdat ze niet betrouwbaar genoeg waren. "
            "Kies cohort, lokaal of cbs_totaal."
        )
    raise OnbekendePrognosebron(f"Prognosebron '{naam}' bestaat niet. Kies uit {', '.join(PROGNOSE_BRONNEN)}.")
