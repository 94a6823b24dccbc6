"""De YAML-bestanden met normen en kengetallen: standaard.yaml lezen en nakijken; tabellen van gemeenten staan in lezen.py."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import yaml

from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.invoer.melding import FOUT, WAARSCHUWING, Melding

KIT = Path(__file__).parents[2] / "parameters"


class OngeldigeInstelling(WoonzorgFout):
    """Een YAML-bestand met instellingen is niet te lezen of mist een waarde."""


def lees_yaml(pad: Path) -> dict:
    """Een YAML-bestand als dict; leeg als het er niet is.

    Fout: OngeldigeInstelling, met bestand en regel.
    """
    if not pad.is_file():
        return {}
    try:
        inhoud = yaml.safe_load(pad.read_text(encoding="utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError, OSError) as fout:
        plek = getattr(fout, "problem_mark", None)
        regel = f", regel {plek.line + 1}" if plek else ""
        raise OngeldigeInstelling(f"{pad.name}{regel}: dit bestand is niet te lezen. Controleer de inspringing en de dubbele punten.") from fout
    return inhoud if isinstance(inhoud, dict) else {}


def instelling(naam: str, gemeentecode: str, map: Path):
    """Een instelling van een rapport: uit parameters.yaml van de gemeente, anders uit rapport.yaml; None als zij nergens staat."""
    for pad in (map / "gemeenten" / gemeentecode / "parameters.yaml", map / "rapport.yaml", KIT / "rapport.yaml"):
        if naam in (inhoud := lees_yaml(pad)):
            return inhoud[naam]
    return None


@lru_cache
def standaard(map: Path = KIT) -> dict:
    """De normen en kengetallen uit standaard.yaml; uit de kit als de eigen map er geen heeft.

    Fout: OngeldigeInstelling, met bestand en regel.
    """
    pad = map / "standaard.yaml" if (map / "standaard.yaml").exists() else KIT / "standaard.yaml"
    inhoud = lees_yaml(pad)
    if "dementie" not in inhoud:
        raise OngeldigeInstelling(f"{pad.name}: het onderdeel 'dementie' ontbreekt. Neem het over uit de standaard.yaml van de kit.")
    # An own file that was made before a norm was added keeps working.
    return inhoud if map == KIT else standaard(KIT) | inhoud


STATUSSEN = ("gecontroleerd", "ongecontroleerd")


def controleer_standaard(map: Path) -> list[Melding]:
    """Kijkt of elke waarde in de eigen standaard.yaml een eenheid, jaar, bron en status heeft."""
    if not (map / "standaard.yaml").exists():
        return []
    naam = f"{map.resolve().name}/standaard.yaml"
    try:
        inhoud = standaard(map)
    except OngeldigeInstelling as fout:
        return [Melding(FOUT, naam, None, None, str(fout), "")]
    uit: list[Melding] = []

    def loop(plek: str, deel: object, geerfd: dict) -> None:
        if not isinstance(deel, dict):
            return
        bekend = geerfd | {k: v for k, v in deel.items() if k in ("eenheid", "jaar", "bron", "status")}
        if "status" in deel and deel["status"] not in STATUSSEN:
            uit.append(Melding(FOUT, naam, None, plek, f"'{deel['status']}' is geen status.", "Kies gecontroleerd of ongecontroleerd."))
        if "waarde" in deel:
            mist = [k for k in ("eenheid", "jaar", "bron", "status") if k not in bekend]
            if mist:
                uit.append(Melding(WAARSCHUWING, naam, None, plek, f"bij deze waarde ontbreekt {mist[0]}.", f"Vul {mist[0]} aan."))
            if not isinstance(deel["waarde"], (int, float, str, list)) or isinstance(deel["waarde"], bool):
                uit.append(Melding(FOUT, naam, None, plek, "waarde is geen getal.", "Vul een getal in."))
            elif bekend.get("eenheid") == "deel" and not 0 <= float(deel["waarde"]) <= 1:
                uit.append(Melding(FOUT, naam, None, plek, "een deel ligt tussen 0 en 1.", "Schrijf een kwart als 0.25."))
        for sleutel, lager in deel.items():
            loop(f"{plek}.{sleutel}" if plek else str(sleutel), lager, bekend)

    loop("", inhoud, {})
    return uit
