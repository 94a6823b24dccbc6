"""Maakt van een rij notebooks een hele rapportmap, en van een rij opdrachten een run; kent alleen namen en paden.

Alles ontstaat in een tijdelijke map naast het doel en komt pas op zijn plaats als het heel is: een ouder rapport
wordt in zijn geheel vervangen en wat halverwege stopt laat niets achter.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from . import verslag as v
from .notebook import Resultaat, Taak, UitvoerFout, schijffout, voer_uit
from .parameters import schrijf_parameters

_NODIG = 10_000_000  # bytes free: room for one report and its executed notebooks


@dataclass(frozen=True)
class Opdracht:
    """Eén rapport: de code en naam van het gebied, de map die het krijgt en de parameters van de notebooks."""

    code: str
    naam: str
    map: str
    titel: str
    parameters: dict
    notebooks: tuple[Path, ...]
    titels: dict[str, str] = field(default_factory=dict)  # onderwerp id -> title, for those that were never reached


@dataclass(frozen=True)
class Voortgang:
    """Waar een run is: dit gebied, deze notebook, `gedaan` van `totaal` notebooks."""

    naam: str
    notebook: str
    gedaan: int
    totaal: int


Melder = Callable[[Voortgang], None]


def controleer_uitvoermap(uitvoer: Path) -> None:
    """UitvoerFout als in de map niet geschreven kan worden of als de schijf bijna vol is."""
    uitvoer = Path(uitvoer)
    try:
        uitvoer.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=uitvoer) as proef:
            proef.write(b"0" * 1000)
        vrij = shutil.disk_usage(uitvoer).free
    except OSError as fout:
        raise UitvoerFout(schijffout(fout, uitvoer)) from fout
    if vrij < _NODIG:
        raise UitvoerFout(f"Op de schijf van {uitvoer} is nog maar {vrij // 1_000_000} MB vrij; nodig is {_NODIG // 1_000_000} MB.")


def maak_gemeente(opdracht: Opdracht, uitvoer: Path, tijdslimiet: int | None = None, meld: Melder | None = None) -> dict:
    """Maakt de rapportmap van één gemeente in `uitvoer` en geeft het verslag ervan.

    Een notebook die mislukt staat zichtbaar in het rapport en in het verslag. Fouten: UitvoerFout.
    """
    begonnen, start = v.nu(), time.monotonic()
    with _werkmap(Path(uitvoer), opdracht.map) as werk:
        resultaten = _voer_notebooks_uit(opdracht, werk, tijdslimiet, meld)
        return _schrijf(opdracht, resultaten, werk, begonnen, start)


def _voer_notebooks_uit(opdracht, werk: Path, tijdslimiet, meld) -> list[Resultaat]:
    (werk / "notebooks").mkdir()
    resultaten = []
    for nummer, notebook in enumerate(opdracht.notebooks):
        if meld:
            meld(Voortgang(opdracht.naam, notebook.stem, nummer, len(opdracht.notebooks)))
        resultaten.append(voer_uit(Taak(notebook, opdracht.parameters, werk / "notebooks" / notebook.name, tijdslimiet)))
    return resultaten


def _schrijf(opdracht: Opdracht, resultaten, werk: Path, begonnen: str, start: float) -> dict:
    from ..rapport import maak_rapport, schrijf_cijfers

    rapport = maak_rapport(resultaten, werk / "rapport.html", opdracht.titel, titels=opdracht.titels)
    schrijf_cijfers(rapport.rijen, werk / "cijfers.csv")
    schrijf_parameters(opdracht.parameters, werk / "parameters.yaml")
    mislukt = [o for o in rapport.onderwerpen if o["status"] == "mislukt"]
    verslag = {
        "code": opdracht.code,
        "naam": opdracht.naam,
        "uitkomst": "gelukt" if all(r.gelukt for r in resultaten) and not mislukt else "mislukt",
        "begonnen": begonnen,
        "klaar": v.nu(),
        "duur": round(time.monotonic() - start, 2),
        "bytes": rapport.bytes,
        "versies": v.versies(),
        "parameters": opdracht.parameters,
        "notebooks": v.per_notebook(resultaten),
        "onderwerpen": rapport.onderwerpen,
    }
    v.schrijf_json(verslag, werk / "verslag.json")
    return verslag


@contextmanager
def _werkmap(uitvoer: Path, naam: str):
    """A private folder beside the target that takes its place when all went well, and vanishes when not."""
    doel = uitvoer / naam
    werk = None
    try:
        uitvoer.mkdir(parents=True, exist_ok=True)
        werk = Path(tempfile.mkdtemp(prefix=f".{naam}-", suffix=".tmp", dir=uitvoer)).resolve()
        nieuw = werk / naam  # mkdtemp is private to the user; the report in it gets ordinary permissions
        nieuw.mkdir()
        yield nieuw
        _vervang(nieuw, doel, werk / "oud")
    except OSError as fout:
        raise UitvoerFout(schijffout(fout, doel)) from fout
    finally:
        if werk:
            shutil.rmtree(werk, ignore_errors=True)


def _vervang(nieuw: Path, doel: Path, oud: Path) -> None:
    if not doel.exists():
        os.replace(nieuw, doel)
        return
    os.replace(doel, oud)
    try:
        os.replace(nieuw, doel)
    except OSError:
        os.replace(oud, doel)
        raise


def maak_run(
    opdrachten: list[Opdracht],
    uitvoer: Path,
    tijdslimiet: int | None = None,
    meld: Melder | None = None,
    klaar: Callable[[dict], None] | None = None,
    kaart: Callable[[dict], str | None] | None = None,
) -> dict:
    """Maakt de rapporten van alle opdrachten, één voor één, met index.html en verslag.json; geeft het verslag.

    `meld` krijgt de voortgang per notebook, `klaar` het resultaat per gemeente; `kaart` maakt van het verslag een SVG.
    """
    uitvoer = Path(uitvoer)
    run = {"begonnen": v.nu(), "klaar": None, "duur": 0.0, "uitkomst": "gelukt", "versies": v.versies(), "gemeenten": []}
    start = time.monotonic()
    try:
        for nummer, opdracht in enumerate(opdrachten):
            een = maak_gemeente(opdracht, uitvoer, tijdslimiet, _samen(meld, nummer, opdrachten))
            run["gemeenten"].append(_samenvatting(een, opdracht))
            if klaar:
                klaar(run["gemeenten"][-1])
    except (UitvoerFout, KeyboardInterrupt) as fout:
        if run["gemeenten"]:  # what was made before stays, and can be found
            fout.exitcode = 1
            with suppress(UitvoerFout):
                _sluit_af(run, start, uitvoer, kaart)
        raise
    _sluit_af(run, start, uitvoer, kaart)
    return run


def _samenvatting(een: dict, opdracht: Opdracht) -> dict:
    velden = {s: een[s] for s in ("code", "naam", "uitkomst", "duur", "parameters", "notebooks")}
    return velden | {"map": opdracht.map, "statussen": v.tel_statussen(een["onderwerpen"]), "fouten": _fouten(een)}


def _samen(meld: Melder | None, nummer: int, opdrachten: list[Opdracht]) -> Melder | None:
    """Counts the notebooks of the whole run instead of those of one report."""
    if meld is None:
        return None
    voor = sum(len(o.notebooks) for o in opdrachten[:nummer])
    totaal = sum(len(o.notebooks) for o in opdrachten)
    return lambda stap: meld(Voortgang(stap.naam, stap.notebook, voor + stap.gedaan, totaal))


def _fouten(een: dict) -> list[str]:
    """What failed in one report, a line each: the notebooks first, then figures in notebooks that went on."""
    regels = [f"{n['notebook']}: {n['fout']}" for n in een["notebooks"] if n["uitkomst"] != "gelukt"]
    kapot = {n["notebook"] for n in een["notebooks"] if n["uitkomst"] != "gelukt"}
    for o in een["onderwerpen"]:
        if o["status"] == "mislukt" and o["notebook"] not in kapot:
            regels.append(f"{o['id']} {o['titel']}: {o.get('reden') or 'een figuur is niet gemaakt'}")
    return regels


def _sluit_af(run: dict, start: float, uitvoer: Path, kaart) -> None:
    from ..rapport import maak_index

    run["uitkomst"] = "gelukt" if all(g["uitkomst"] == "gelukt" for g in run["gemeenten"]) else "mislukt"
    run |= {"klaar": v.nu(), "duur": round(time.monotonic() - start, 2)}
    eerder = v.eerdere_gemeenten(uitvoer, {g["map"] for g in run["gemeenten"]})
    try:
        with tempfile.TemporaryDirectory(prefix=".overzicht-", suffix=".tmp", dir=uitvoer) as werk:
            maak_index(run | {"eerder": eerder}, Path(werk) / "index.html", kaart(run) if kaart else None)
            v.schrijf_json(run, Path(werk) / "verslag.json")
            for naam in ("index.html", "verslag.json"):
                os.replace(Path(werk) / naam, uitvoer / naam)
    except OSError as fout:
        raise UitvoerFout(schijffout(fout, uitvoer)) from fout
