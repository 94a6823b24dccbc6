"""De opdracht `regiobeeld`: één document over een regio. Rekent en tekent zelf niet."""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

from ..fouten import WoonzorgFout
from .bronnen import bronnen
from .rapporten import MOMENTOPNAME, PROJECT, invoermap
from .vragen import Vraagfout

NOTEBOOK = "regiobeeld"


def regiobeeld(vraag, notebooks: Path) -> int:
    from ..beeld import huisstijl
    from ..rapport.bestandsnamen import kale_naam
    from ..uitvoering import Opdracht, Werkwijze, controleer_uitvoermap, maak_run

    boek = notebooks / f"{NOTEBOOK}.ipynb"
    if not boek.is_file():
        raise Vraagfout(f"In {notebooks} staat geen {boek.name}.")
    invoer = invoermap(vraag.invoer)
    regio = _regio(vraag.regio, (vraag.invoer or PROJECT / "parameters") / "regios")
    map_ = f"regiobeeld-{kale_naam(regio.naam)}"
    parameters = {
        "regio": regio.keuze.strip('"'),
        "peiljaar": None,
        "prognosejaar": vraag.prognosejaar,
        "invoer": invoer,
    }
    opdracht = Opdracht(
        regio.code,
        regio.naam,
        map_,
        f"Regiobeeld {regio.naam}",
        parameters,
        (boek,),
        {},
        _bronnen(Path(invoer) if invoer else PROJECT / "parameters", regio.leden),
        MOMENTOPNAME,
        huisstijl.lees(vraag.invoer),
    )
    controleer_uitvoermap(vraag.uitvoer)
    werkwijze = Werkwijze(
        1, "warm", "woonzorg_lib.analyse", True, None, extra=tuple(vraag.extra or ()), cluster=None
    )
    print(f"Regiobeeld {regio.naam}: {len(regio.leden)} gemeenten ...", file=sys.stderr, flush=True)
    # In a folder of its own: the overview of the reports stays that of the reports.
    with tempfile.TemporaryDirectory(dir=vraag.uitvoer, prefix=".regiobeeld-") as tijdelijk:
        run = maak_run([opdracht], Path(tijdelijk), werkwijze=werkwijze)
        gemaakt = Path(tijdelijk) / map_
        if gemaakt.is_dir():
            _vervang(gemaakt, vraag.uitvoer / map_)
    fouten = [n["fout"] for g in run["gemeenten"] for n in g.get("notebooks", []) if n["fout"]]
    for fout in fouten:
        print(f"woonzorg: {fout}", file=sys.stderr)
    print(f"Regiobeeld: {vraag.uitvoer / map_ / map_}.html")
    return 0 if run["uitkomst"] == "gelukt" else 1


def _vervang(nieuw: Path, doel: Path) -> None:
    """The old one stays until the new one is in its place."""
    oud = doel.with_name(f".{doel.name}.oud")
    shutil.rmtree(oud, ignore_errors=True)
    if doel.exists():
        doel.rename(oud)
    nieuw.rename(doel)
    shutil.rmtree(oud, ignore_errors=True)


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
