"""Een YAML-bestand met waarden lezen en streng nakijken, met het regelnummer in elke fout.
Weet niet waar de waarden voor zijn.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml

from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.gebieden.namen import toon
from woonzorg_lib.gebieden.yamlveilig import Yamlfout, keur
from woonzorg_lib.invoer.bronstatus import Bronstatus

STATUSSEN = (Bronstatus.GECONTROLEERD, Bronstatus.ONGECONTROLEERD)
HERKOMST = ("eenheid", "jaar", "bron", "status")
_VEILIG: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class OngeldigeInstelling(WoonzorgFout):
    """Een YAML-bestand met instellingen is niet te lezen of klopt niet."""


class _Lezer(_VEILIG):
    """YAML that refuses a key written twice: the second would silently win."""

    def construct_mapping(self, knoop, deep=False):
        gezien = set()
        for sleutel, _ in knoop.value:
            if not isinstance(sleutel, yaml.ScalarNode):
                raise Yamlfout(
                    "hier staat een lijst waar een naam hoort.",
                    "Schrijf elk onderdeel als 'naam: waarde'.",
                    sleutel.start_mark.line + 1,
                )
            if sleutel.value in gezien:
                raise Yamlfout(
                    f"{toon(sleutel.value)} staat er twee keer.",
                    "Haal er één weg.",
                    sleutel.start_mark.line + 1,
                )
            gezien.add(sleutel.value)
        return super().construct_mapping(knoop, deep)


def _ontleed(pad: Path) -> tuple[object, yaml.Node | None]:
    """What a file holds, and where. Error: Yamlfout."""
    try:
        tekst = pad.read_text(encoding="utf-8-sig")
        keur(tekst)
        return yaml.load(tekst, Loader=_Lezer), yaml.compose(tekst, Loader=_VEILIG)
    except (yaml.YAMLError, ValueError, OSError) as fout:
        plek = getattr(fout, "problem_mark", None)
        # What is never closed is missed at the end of the file: name the last line that has words.
        laatste = tekst.rstrip().count("\n") if plek else 0
        raise Yamlfout(
            "dit bestand is niet te lezen.",
            "Controleer de inspringing en de dubbele punten.",
            min(plek.line, laatste) + 1 if plek else None,
        ) from fout


class Yamlbestand:
    """Een gelezen bestand: de inhoud, en de plek van elk onderdeel voor een melding."""

    def __init__(self, pad: Path, naam: str = ""):
        self.naam = naam or pad.name
        try:
            inhoud, boom = _ontleed(pad)
        except Yamlfout as fout:
            waar = f"{self.naam}, regel {fout.regel}" if fout.regel else self.naam
            raise OngeldigeInstelling(f"{waar}: {fout.wat} {fout.doe}") from fout
        if inhoud is not None and not isinstance(inhoud, dict):
            raise OngeldigeInstelling(
                f"{self.naam}: dit bestand heeft geen onderdelen. "
                "Schrijf elk onderdeel als 'naam: waarde'."
            )
        self.inhoud: dict = inhoud or {}
        self._regels: dict[tuple, int] = {}
        self._tel((), boom)

    def _tel(self, plek: tuple, knoop) -> None:
        if isinstance(knoop, yaml.MappingNode):
            for sleutel, waarde in knoop.value:
                self._regels[*plek, str(sleutel.value)] = sleutel.start_mark.line + 1
                self._tel((*plek, str(sleutel.value)), waarde)
        elif isinstance(knoop, yaml.SequenceNode):
            for i, waarde in enumerate(knoop.value):
                self._regels[*plek, str(i)] = waarde.start_mark.line + 1
                self._tel((*plek, str(i)), waarde)

    def fout(self, plek: tuple, wat: str, doe: str) -> OngeldigeInstelling:
        """De fout met bestand, regel en onderdeel, klaar om te gooien."""
        regel = self.regel(plek)
        waar = [self.naam, f"regel {regel}" if regel else "", ".".join(plek)]
        return OngeldigeInstelling(f"{', '.join(filter(None, waar))}: {wat} {doe}")

    def regel(self, plek: tuple) -> int | None:
        """De regel van een onderdeel; staat het er niet, dan die van wat eromheen staat."""
        return next(
            (self._regels[plek[:n]] for n in range(len(plek), 0, -1) if plek[:n] in self._regels),
            None,
        )

    def hernoem(self, plek: tuple, deel: object, oud: Mapping[str, str]) -> object:
        """Het onderdeel met de naam van nu waar een oude naam staat; fouten blijven op hun regel.

        oud: oude naam -> naam van nu. Fout: OngeldigeInstelling als beide er staan.
        """
        if not isinstance(deel, dict):
            return deel
        for vroeger, nu in oud.items():
            if vroeger not in deel:
                continue
            if nu in deel:
                wat = f"dit onderdeel staat er ook als {nu}."
                raise self.fout((*plek, vroeger), wat, f"Laat alleen {nu} staan.")
            deel = {nu if str(k) == vroeger else k: w for k, w in deel.items()}
            hier, daar = (*plek, vroeger), (*plek, nu)
            self._regels |= {
                (*daar, *k[len(hier) :]): r
                for k, r in self._regels.items()
                if k[: len(hier)] == hier
            }
        return deel

    def alleen(self, plek: tuple, deel: object, namen: Iterable[str]) -> dict:
        """Het onderdeel als dict, met alleen bekende namen. Fout: OngeldigeInstelling."""
        namen = tuple(namen)
        if not isinstance(deel, dict):
            raise self.fout(plek, "hier horen onderdelen.", f"Kies uit: {', '.join(namen)}.")
        for naam in deel:
            if str(naam) not in namen:
                lijkt = difflib.get_close_matches(str(naam), namen, 1)
                raise self.fout(
                    (*plek, str(naam)),
                    f"'{naam}' bestaat niet.",
                    f"Bedoelt u '{lijkt[0]}'?" if lijkt else f"Kies uit: {', '.join(namen)}.",
                )
        return {str(k): v for k, v in deel.items()}

    def getal(self, plek: tuple, waarde: object, laag: float, hoog: float) -> float:
        """Een getal tussen grenzen. Fout: OngeldigeInstelling."""
        if isinstance(waarde, bool) or not isinstance(waarde, (int, float)) or waarde != waarde:
            komma = (
                " Schrijf een komma als punt, zoals 0.25."
                if isinstance(waarde, str) and "," in waarde
                else " Vul een getal in."
            )
            raise self.fout(plek, f"'{waarde}' is geen getal.", komma.strip())
        if not laag <= waarde <= hoog:
            raise self.fout(
                plek, f"{waarde} kan niet.", f"Vul een getal in van {laag:g} tot en met {hoog:g}."
            )
        return waarde

    def waarde(
        self,
        plek: tuple,
        deel: object,
        laag: float | None = 0,
        hoog: float = 1e9,
        ook: Iterable[str] = (),
    ) -> dict:
        """Een waarde met eenheid, jaar, bron en status; laag None: de waarde is geen getal.
        Fout: OngeldigeInstelling.
        """
        uit = self.alleen(plek, deel, ("waarde", *HERKOMST, *ook))
        for nodig in ("waarde", *HERKOMST):
            if uit.get(nodig) in (None, ""):
                raise self.fout(plek, f"{nodig} ontbreekt.", f"Vul {nodig} in.")
        if uit["status"] not in STATUSSEN:
            raise self.fout(
                (*plek, "status"),
                f"'{uit['status']}' is geen status.",
                f"Kies {' of '.join(STATUSSEN)}.",
            )
        self.getal((*plek, "jaar"), uit["jaar"], 1990, 2100)
        if laag is not None:
            self.getal((*plek, "waarde"), uit["waarde"], laag, hoog)
        return uit

    def keuze(self, plek: tuple, waarde: object, uit: Iterable[str]) -> str:
        """Een van een paar woorden. Fout: OngeldigeInstelling."""
        uit = tuple(uit)
        if waarde not in uit:
            raise self.fout(plek, f"'{waarde}' kan niet.", f"Kies uit: {', '.join(uit)}.")
        return str(waarde)
