"""De opdracht `regiobeeld`: één document over een regio. Rekent en tekent zelf niet."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from ..fouten import WoonzorgFout
from ..standen import Uitkomst
from .bronnen import bronnen
from .rapporten import (
    MOMENTOPNAME,
    PROJECT,
    controleer_jaren,
    invoermap,
    kaart,
    waarschuw,
)
from .vragen import Vraagfout

if TYPE_CHECKING:
    from ..gebieden import Gebied

NOTEBOOK = "regiobeeld"
ALLE = "alle"
RONDES = 2  # earlier ones that a regiobeeld gets to know


def regiobeeld(vraag, notebooks: Path) -> int:
    from ..uitvoering import Werkwijze, controleer_parameters, controleer_uitvoermap, maak_mappen

    boek = notebooks / f"{NOTEBOOK}.ipynb"
    if not boek.is_file():
        raise Vraagfout(f"In {notebooks} staat geen {boek.name}.")
    controleer_jaren(vraag)
    invoer = invoermap(vraag.invoer)
    plek = Path(invoer) if invoer else PROJECT / "parameters"
    regios = _regios(vraag.regios, plek / "regios")
    opdrachten = _opdrachten(regios, vraag, invoer, plek, boek)
    controleer_parameters(boek, opdrachten[0].parameters)
    controleer_uitvoermap(vraag.uitvoer)
    extra = tuple(vraag.extra or ())
    waarschuw(extra)
    werkwijze = Werkwijze(None, "warm", "woonzorg_lib.analyse", vraag.opnieuw, None, extra=extra)
    print(_begin(regios), file=sys.stderr, flush=True)
    gemaakt = maak_mappen(opdrachten, vraag.uitvoer, _meld(vraag.uitvoer), kaart(), werkwijze)
    if rapporten := _met_rapport(vraag.uitvoer, opdrachten, plek):
        print(rapporten)
    heel = all(een["uitkomst"] == Uitkomst.GELUKT and not een["niet_gemaakt"] for een in gemaakt)
    return 0 if heel else 1


def _begin(regios: list[Gebied]) -> str:
    if len(regios) > 1:
        return f"{len(regios)} regiobeelden ..."
    aantal = len(regios[0].leden)
    gemeenten = "1 gemeente" if aantal == 1 else f"{aantal} gemeenten"
    return f"Regiobeeld {_naam(regios[0])}: {gemeenten} ..."


def _naam(regio: Gebied) -> str:
    """The regio with its soort, as there may be more of that name; an own regio has only a name."""
    return regio.korte_naam if regio.soort == "eigen" else regio.volledige_naam


def _meld(uitvoer: Path):
    """What is said of each regiobeeld when it is there."""

    def klaar(een: dict) -> None:
        for reden in (*een["fouten"], *een["niet_gemaakt"].values()):
            print(f"woonzorg: {een['naam']}: {reden}", file=sys.stderr)
        for naam in een["bestanden"]:
            if naam.startswith(een["map"]):
                print(f"Regiobeeld: {uitvoer / een['map'] / naam}", flush=True)

    return klaar


def _met_rapport(uitvoer: Path, opdrachten: list, plek: Path) -> str:
    """Whoever has reports in the same folder hears when they will lead here."""
    from .staand import staande, zonder_verwijzing

    gevraagd = {o.code for o in opdrachten}
    beelden = [(r, b) for r, b in staande(uitvoer, plek) if r.code in gevraagd]
    namen = zonder_verwijzing(uitvoer, beelden)
    if not namen:
        return ""
    wie = "Het rapport" if len(namen) == 1 else f"De {len(namen)} rapporten"
    zegt, maakt = ("verwijst", "het") if len(namen) == 1 else ("verwijzen", "ze")
    return (
        f"{wie} in deze map van een gemeente uit deze regio {zegt} ernaar "
        f"zodra u {maakt} opnieuw maakt."
    )


def _opdrachten(regios, vraag, invoer: str | None, plek: Path, boek: Path) -> list:
    from .. import momentopname
    from ..beeld import huisstijl
    from ..rapport.bestandsnamen import kale_naam
    from ..uitvoering import Opdracht
    from .staand import eerdere_rondes, mapnaam, rapporten_van

    uit: list = []
    bezet: set[str] = set()
    for regio in regios:
        map_ = mapnaam(regio, kale_naam(regio.naam), vraag.uitvoer, plek, bezet)
        bezet.add(map_)
        parameters = {
            "regio": regio.keuze.strip('"'),
            "peiljaar": vraag.peiljaar,
            "prognosejaar": vraag.prognosejaar,
            "invoer": invoer,
            "eerder": eerdere_rondes(vraag.uitvoer / map_)[:RONDES] or None,
        }
        uit.append(
            Opdracht(
                regio.code,
                regio.naam,
                map_,
                f"Regiobeeld {_naam(regio)}",
                parameters,
                (boek,),
                {},
                _bronnen(plek, regio.leden),
                momentopname.actief() or MOMENTOPNAME,
                huisstijl.lees(vraag.invoer),
                zie=rapporten_van(regio, vraag.uitvoer),
            )
        )
    return uit


def _regios(namen: list[str], eigen: Path) -> list[Gebied]:
    """Every regio that was asked for, once; SOORT:alle stands for all of that soort."""
    from .. import gebieden as g

    uit: list[Gebied] = []
    for naam in namen:
        soort, _, rest = naam.partition(":")
        if rest.strip().casefold() != ALLE:
            uit.append(_regio(naam, eigen))
            continue
        alle = [r for r in g.zoek(f"{soort}:", eigen) if r.soort != "gemeente"]
        if not alle:
            raise Vraagfout(
                f"Er zijn geen regio's van de soort '{soort}'. Kies bijvoorbeeld zorgkantoor:alle."
            )
        uit += alle
    return list(dict.fromkeys(uit))


def _regio(naam: str, eigen: Path):
    """A regio by its name; a gemeente stands for its zorgkantoorregio."""
    from .. import gebieden as g

    try:
        regio = g.regio(naam, eigen)
        _vraag_bij_gemeente(naam, regio)
        return regio
    except g.OnbekendeRegio:
        try:
            gemeente = g.gemeente(naam)
        except g.OnbekendeGemeente:
            gemeente = None
        if gemeente is None:
            raise
        return g.regio_van(gemeente, "zorgkantoor")


def _vraag_bij_gemeente(naam: str, regio) -> None:
    """Hoeksche Waard is a RES-regio and a gemeente, and a gemeente stands for another regio."""
    from .. import gebieden as g

    try:
        gemeente = g.gemeente(naam)
    except WoonzorgFout:
        return
    if gemeente.korte_naam != regio.korte_naam:
        return
    bedoeld = g.regio_van(gemeente, "zorgkantoor")
    if regio.soort != "eigen" and bedoeld != regio:
        raise g.MeerdereRegios(naam, [regio, bedoeld])


def _bronnen(eigen: Path, leden: Iterable[str]) -> dict[str, Path]:
    """The files behind all its gemeenten."""
    uit: dict[str, Path] = {}
    for code in leden:
        uit |= bronnen(eigen, code)
    return uit
