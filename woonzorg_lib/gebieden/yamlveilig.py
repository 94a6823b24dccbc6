"""Leest YAML van de kit, en keurt die van een ander voordat iemand haar leest; kent de inhoud niet.

Verwijzingen (&naam en *naam) kunnen zichzelf vermenigvuldigen of in een kring lopen, en heel diep
genest YAML laat elke lezer omvallen. Een bestand met instellingen heeft geen van beide nodig.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

DIEPST = 20
LANGST = 500_000  # characters


class Yamlfout(Exception):
    """Deze YAML wordt niet gelezen: `wat`, `doe`, en de regel (vanaf 1) als die bekend is."""

    def __init__(self, wat: str, doe: str, regel: int | None = None):
        self.wat, self.doe, self.regel = wat, doe, regel
        super().__init__(wat)


def lees_yaml(pad: Path) -> Any:
    """De inhoud van een YAML-bestand van de kit zelf."""
    import yaml

    return yaml.load(pad.read_text(encoding="utf-8"), Loader=_lader())


def _lader() -> Any:
    """The fast one, where there is one."""
    import yaml

    return getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def keur(tekst: str) -> None:
    """Niets als de tekst veilig te lezen is. Fouten: Yamlfout, of YAMLError bij een schrijffout."""
    import yaml  # most reports have no YAML of their own

    if len(tekst) > LANGST:
        raise Yamlfout("dit bestand is te groot.", "Bewaar alleen de instellingen die anders zijn.")
    diepte = 0
    for stap in yaml.parse(tekst, Loader=_lader()):
        regel = stap.start_mark.line + 1 if stap.start_mark else None
        if getattr(stap, "anchor", None):
            raise Yamlfout(
                "een verwijzing met & of * wordt niet gelezen.",
                "Schrijf de waarde zelf op, of zet tekst met & of * tussen aanhalingstekens.",
                regel,
            )
        if isinstance(stap, yaml.CollectionStartEvent):
            diepte += 1
        elif isinstance(stap, yaml.CollectionEndEvent):
            diepte -= 1
        if diepte > DIEPST:
            raise Yamlfout(
                f"hier zijn meer dan {DIEPST} lagen in elkaar gezet.",
                "Controleer de inspringing en de haken.",
                regel,
            )
