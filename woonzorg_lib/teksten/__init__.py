"""De zinnen van het rapport die bij geen soort bestand horen, en wat ze invult; kent geen cijfers.

Een zin staat in YAML, met plekken tussen accolades: `{In} is {koop} van de woningen koop`.
Een feit heeft een naam en soms een vorm, met een punt ertussen: `{koopwoningen.land}`. Een regel
kan een voorwaarde hebben:

    - als: {koopwoningen.woord: meer}
      zin: "..."

De eerste regel die klopt, en waarvan elk feit bekend is, is de zin. Klopt er geen, dan is er geen.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from woonzorg_lib.fouten import WoonzorgFout

MAP = Path(__file__).parent
Feiten = Callable[[str], str | None]
_PLEK = re.compile(r"\{([^{}]+)\}")


class OnbekendeTekst(WoonzorgFout):
    """Deze tekst staat niet in teksten/."""


@lru_cache
def lees(naam: str) -> Any:
    """De inhoud van teksten/NAAM.yaml.

    Fout: OnbekendeTekst.
    """
    pad = MAP / f"{naam}.yaml"
    if not pad.is_file():
        raise OnbekendeTekst(f"De tekst '{naam}' bestaat niet: {pad.name} staat niet in teksten/.")
    tekst = pad.read_text(encoding="utf-8")
    return yaml.load(tekst, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@lru_cache
def markdown(naam: str) -> str:
    """De tekst van teksten/NAAM.md.

    Fout: OnbekendeTekst.
    """
    pad = MAP / f"{naam}.md"
    if not pad.is_file():
        raise OnbekendeTekst(f"De tekst '{naam}' bestaat niet: {pad.name} staat niet in teksten/.")
    return pad.read_text(encoding="utf-8").strip()


def vul(zin: str, feiten: Feiten) -> str | None:
    """De zin met zijn feiten; None als een feit niet bekend is."""
    mist = False

    def feit(m: re.Match) -> str:
        nonlocal mist
        gevonden = feiten(m[1])
        mist = mist or gevonden is None
        return gevonden or ""

    gevuld = _PLEK.sub(feit, zin)
    return None if mist else gevuld


def kies(regels: list | str | None, feiten: Feiten) -> str:
    """De eerste regel die klopt en die helemaal te vullen is; leeg als er geen is."""
    for regel in [regels] if isinstance(regels, str) else regels or []:
        voorwaarden = {} if isinstance(regel, str) else regel.get("als") or {}
        zin = regel if isinstance(regel, str) else regel["zin"]
        if all(_klopt(feiten(naam), eis) for naam, eis in voorwaarden.items()):
            if (gevuld := vul(zin, feiten)) is not None:
                return gevuld
    return ""


def _klopt(feit: str | None, eis: object) -> bool:
    if eis is None:  # asked to be unknown
        return feit is None
    eisen = eis if isinstance(eis, list) else [eis]
    return feit in [_woord(e) for e in eisen]


def _woord(eis: object) -> str:
    """YAML reads ja and nee as true and false."""
    if isinstance(eis, bool):
        return "ja" if eis else "nee"
    return str(eis)


def plekken(regels: list | str | None) -> set[str]:
    """De namen van alle feiten waar deze regels om vragen."""
    uit: set[str] = set()
    for regel in [regels] if isinstance(regels, str) else regels or []:
        zin = regel if isinstance(regel, str) else regel["zin"]
        uit |= set(_PLEK.findall(zin))
        uit |= set({} if isinstance(regel, str) else regel.get("als") or {})
    return uit


def zin(plek: str, /, **gaten: object) -> str:
    """De zin die in teksten/ op een plek staat, met haar gaten gevuld.

    plek: het bestand en de sleutels daarin, met punten ertussen: "opgave.reden.peiljaar".
    gaten: wat er tussen de accolades komt; een gat dat de zin niet noemt, is een fout.
    Fout: OnbekendeTekst.
    """
    sjabloon = op_plek(plek)
    if gaten.keys() != plekken(sjabloon):
        raise OnbekendeTekst(
            f"De tekst '{plek}' heeft de gaten {sorted(plekken(sjabloon))}; "
            f"gevuld zijn {sorted(gaten)}."
        )
    return _PLEK.sub(lambda m: str(gaten[m[1]]), sjabloon)


@lru_cache
def op_plek(plek: str) -> str:
    naam, *sleutels = plek.split(".")
    deel = lees(naam)
    for sleutel in sleutels:
        deel = deel.get(sleutel) if isinstance(deel, dict) else None
    if not isinstance(deel, str):
        raise OnbekendeTekst(f"De tekst '{plek}' bestaat niet: kijk in teksten/{naam}.yaml.")
    return deel
