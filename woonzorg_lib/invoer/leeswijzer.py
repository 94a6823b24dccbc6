"""Het kleine bestand naast een invoerbestand dat zegt hoe het gelezen wordt, gemaakt na een ja.

Zo hoeft niemand een export van een ander systeem elk jaar opnieuw om te bouwen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer.rooster import BOVENAAN
from woonzorg_lib.invoer.yamlbestand import Yamlbestand

EINDE = ".leeswijzer.yaml"


@dataclass(frozen=True)
class Leeswijzer:
    """Hoe een bestand gelezen wordt.

    kolommen: kop in het bestand -> kolom van de kit. alleen: de code van de gemeente waarvan de
    rijen gelezen worden; leeg is alle rijen. bovenaan: bron en peildatum voor elke rij die ze zelf
    niet noemt.
    """

    kolommen: Mapping[str, str] = field(default_factory=dict)
    alleen: str = ""
    bovenaan: Mapping[str, str] = field(default_factory=dict)

    @property
    def op_sleutel(self) -> dict[str, str]:
        """De koppen zonder streepjes en hoofdletters -> de kolom."""
        return {sleutel(kop): kolom for kop, kolom in self.kolommen.items()}

    def met(self, ander: Leeswijzer) -> Leeswijzer:
        """Deze en een andere samen; de andere gaat voor."""
        return Leeswijzer(
            {**self.kolommen, **ander.kolommen},
            ander.alleen or self.alleen,
            {**self.bovenaan, **ander.bovenaan},
        )

    def __bool__(self) -> bool:
        return bool(self.kolommen or self.alleen or self.bovenaan)


def naast(pad: Path) -> Path:
    """Waar de leeswijzer van een bestand staat."""
    return pad.with_name(pad.stem + EINDE)


def lees(pad: Path, kolommen: tuple[str, ...]) -> Leeswijzer:
    """De leeswijzer van een bestand; een lege als die er niet is.

    kolommen: de kolommen die een kop mag zijn. Fout: OngeldigeInstelling.
    """
    plek = naast(pad)
    if not plek.is_file():
        return Leeswijzer()
    y = Yamlbestand(plek)
    inhoud = y.alleen((), y.inhoud, ("kolommen", "alleen", *BOVENAAN))
    gekozen = inhoud.get("kolommen") or {}
    if not isinstance(gekozen, dict):
        raise y.fout(("kolommen",), "hier horen regels als 'Kop: kolom'.", "Wis dit bestand.")
    for kop, kolom in gekozen.items():
        if kolom not in kolommen:
            keuzes = ", ".join(kolommen)
            raise y.fout(("kolommen", str(kop)), "deze kolom bestaat niet.", f"Kies uit: {keuzes}.")
    bovenaan = {naam: str(inhoud[naam]) for naam in BOVENAAN if inhoud.get(naam)}
    kolommen_ = {str(k): v for k, v in gekozen.items()}
    return Leeswijzer(kolommen_, str(inhoud.get("alleen") or ""), bovenaan)


def vergeet_herkomst(pad: Path) -> None:
    """Laat bron en peildatum van de leeswijzer vervallen: zij golden voor het vorige bestand."""
    plek = naast(pad)
    if not plek.is_file():
        return
    inhoud = Yamlbestand(plek).inhoud
    over = Leeswijzer(inhoud.get("kolommen") or {}, str(inhoud.get("alleen") or ""))
    if over:
        bewaar(pad, over)
    else:
        plek.unlink()


def bewaar(pad: Path, leeswijzer: Leeswijzer) -> Path:
    """Schrijft de leeswijzer naast het bestand en geeft haar plek."""
    import yaml

    inhoud: dict = {"kolommen": dict(leeswijzer.kolommen)} if leeswijzer.kolommen else {}
    if leeswijzer.alleen:
        inhoud["alleen"] = leeswijzer.alleen
    inhoud |= leeswijzer.bovenaan
    kop = (
        f"# Zo leest de kit {pad.name}: uw keuze van {date.today():%d-%m-%Y}.\n"
        "# Wis dit bestand om opnieuw te kiezen.\n"
    )
    tekst = yaml.safe_dump(inhoud, allow_unicode=True, sort_keys=False)
    plek = naast(pad)
    plek.write_text(kop + tekst, encoding="utf-8")
    return plek
