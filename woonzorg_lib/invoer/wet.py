"""De wettelijke regels uit juridisch.yaml: de vorm ervan, lezen en nakijken.
Hoe zij in het rapport staan weet beeld.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError

from woonzorg_lib import onderwerpen
from woonzorg_lib.gebieden.namen import lijkt_op, opsomming, toon
from woonzorg_lib.invoer.melding import FOUT, Melding
from woonzorg_lib.invoer.regios import KIT
from woonzorg_lib.invoer.yamlbestand import OngeldigeInstelling, Yamlbestand

Tekst = Annotated[str, Field(min_length=1, strict=True)]
Status = Literal["gecontroleerd", "secundair", "ongecontroleerd"]


def _onderwerp(id: str) -> str:
    if id not in onderwerpen.register():
        raise ValueError(id)
    return id


class _Deel(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Regel(_Deel):
    """Eén wettelijke regel; `datum` is de dag waarop hij ingaat of werd aangenomen."""

    tekst: Tekst
    status: Status
    bron: Tekst
    geverifieerd_op: date
    datum: date | None = None
    bij: list[Annotated[str, AfterValidator(_onderwerp)]] = []


class Categorie(_Deel):
    """Een groep die voorrang kan krijgen, en of dat moet."""

    groep: Tekst
    verplicht: Literal["ja", "nee", "onbekend"]
    status: Status
    bron: Tekst


class Wettelijk(_Deel):
    """Het hele bestand."""

    stand: date
    regels: list[Regel]
    urgentiecategorieen: list[Categorie]


SLEUTELS = tuple(dict.fromkeys(k for m in (Wettelijk, Regel, Categorie) for k in m.model_fields))


def juridisch(map: Path = KIT) -> dict:
    """De wettelijke regels (`stand`, `regels`, `urgentiecategorieen`);
    die van de kit als de eigen map er geen heeft.

    Fout: OngeldigeInstelling, met bestand, regel en sleutel.
    """
    pad = next(p for p in (Path(map) / "juridisch.yaml", KIT / "juridisch.yaml") if p.is_file())
    return _lees(pad, pad.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _lees(pad: Path, _gewijzigd: int) -> dict:
    y = Yamlbestand(pad, _naam(pad))
    try:
        return Wettelijk.model_validate(y.inhoud).model_dump()
    except ValidationError as mislukt:
        raise y.fout(*_vertaal(mislukt.errors()[0])) from None


def controleer_juridisch(plek: Path) -> list[Melding]:
    """Alles wat er mis is met de juridisch.yaml van deze map."""
    if not (pad := Path(plek) / "juridisch.yaml").is_file():
        return []
    try:
        y = Yamlbestand(pad, _naam(pad))
        Wettelijk.model_validate(y.inhoud)
    except OngeldigeInstelling as fout:
        return [Melding.van(fout)]
    except ValidationError as mislukt:
        return [
            Melding(FOUT, _naam(pad), y.regel(waar), ".".join(waar), wat, doe)
            for waar, wat, doe in map(_vertaal, mislukt.errors())
        ]
    return []


def _naam(pad: Path) -> str:
    return f"{pad.parent.resolve().name}/{pad.name}"


def _vertaal(fout: Mapping[str, Any]) -> tuple[tuple[str, ...], str, str]:
    plek = tuple(map(str, fout["loc"]))
    naam, soort = plek[-1] if plek else "", fout["type"]
    if soort == "missing":
        return plek, "deze sleutel ontbreekt.", f"Vul {naam} in."
    if soort == "extra_forbidden":
        goed = lijkt_op(naam, {s: s for s in SLEUTELS}, 1)
        return (
            plek,
            f"de sleutel {toon(naam)} is niet bekend.",
            f"Bedoelt u '{goed[0]}'?" if goed else f"Kies uit {opsomming(SLEUTELS, 'of')}.",
        )
    if soort == "literal_error":
        return (
            plek,
            f"{toon(fout['input'])} kan hier niet.",
            f"Kies uit {fout['ctx']['expected'].replace(' or ', ' of ')}.",
        )
    if soort.startswith("date"):
        return plek, f"{toon(fout['input'])} is geen datum.", "Schrijf een datum als 2026-07-01."
    if soort == "value_error":
        goed = lijkt_op(str(fout["input"]), {o: o for o in onderwerpen.register()}, 1)
        return (
            plek,
            f"{toon(fout['input'])} is geen onderwerp.",
            f"Bedoelt u '{goed[0]}'?" if goed else "Kies een onderwerp zoals A1 of F2c.",
        )
    return (
        plek,
        "hier hoort tekst of een lijst, zoals in de juridisch.yaml van de kit.",
        f"Controleer {naam or 'het bestand'}.",
    )
