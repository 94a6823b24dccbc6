"""De werkmap van een run in de uitvoermap: het slot, wat al klaar is, en hoe een rapportmap in één keer op zijn plaats komt.

Wat klaar is blijft staan als een run stopt; de volgende run gaat daar verder. Niets hier voert notebooks uit.
"""

from __future__ import annotations

import json
import os
import shutil
from contextlib import suppress
from pathlib import Path

from ..rapport.bestandsnamen import EXTRA, bestandsnaam, bestandsnamen
from . import verslag as v
from .afdruk import bestand
from .notebook import GELUKT, Resultaat, UitvoerFout, schijffout

NAAM = ".woonzorg"


class Slot:
    """Zorgt dat er één run tegelijk in een uitvoermap werkt; het systeem haalt het slot weg als het proces sterft."""

    def __init__(self, uitvoer: Path):
        self.map = Path(uitvoer) / NAAM

    def __enter__(self) -> Slot:
        try:
            self.map.mkdir(parents=True, exist_ok=True)
            self._stroom = open(self.map / "slot", "a+b")
        except OSError as fout:
            raise UitvoerFout(schijffout(fout, self.map)) from fout
        try:
            _vergrendel(self._stroom)
        except OSError as fout:
            self._stroom.close()
            raise UitvoerFout(
                f"In {self.map.parent} is al een andere run bezig. Wacht tot die klaar is, of kies met --uitvoer een andere map."
            ) from fout
        return self

    def __exit__(self, *_) -> None:
        for map_ in self.map.iterdir():
            if map_.is_dir():
                Werk(self.map.parent, map_.name).ruim_op()
        self._stroom.close()
        with suppress(OSError):
            (self.map / "slot").unlink()
            self.map.rmdir()  # stays when a gemeente is half done: the next run goes on there


def _vergrendel(stroom) -> None:
    if os.name == "nt":
        import msvcrt

        stroom.seek(0)
        msvcrt.locking(stroom.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(stroom, fcntl.LOCK_EX | fcntl.LOCK_NB)


class Werk:
    """Het werk aan één rapportmap: notebooks die klaar zijn, en de nieuwe map tot hij op zijn plaats komt."""

    def __init__(self, uitvoer: Path, naam: str):
        self.doel = Path(uitvoer).resolve() / naam
        self.map = Path(uitvoer).resolve() / NAAM / naam

    def bezig(self, notebook: Path) -> Path:
        """Waar een notebook komt zolang hij loopt."""
        map_ = self.map / "bezig"
        map_.mkdir(parents=True, exist_ok=True)
        return map_ / notebook.name

    def bewaar(self, resultaat: Resultaat, afdruk: str) -> dict:
        """Zet een notebook die klaar is vast en geeft het verslag ervan; eerst het bestand, dan pas het verslag."""
        verslag = v.een_notebook(resultaat) | {"klaar": v.nu(), "afdruk": afdruk, "bestand": None}
        if resultaat.pad:
            verslag["bestand"] = bestand(resultaat.pad)
            os.replace(resultaat.pad, self.map / resultaat.pad.name)
        v.schrijf_json(verslag, self.map / "bezig" / f"{resultaat.notebook}.json")
        os.replace(
            self.map / "bezig" / f"{resultaat.notebook}.json",
            self.map / f"{resultaat.notebook}.json",
        )
        return verslag

    def eerder(self, notebook: Path, afdruk: str) -> tuple[Path, dict] | None:
        """De uitgevoerde notebook van een eerdere run met zijn verslag, als die van hetzelfde gemaakt en nog heel is."""
        plekken = [(self.map / notebook.name, lees_json(self.map / f"{notebook.stem}.json"))]
        if self.doel.is_dir():
            oud = {
                n.get("notebook"): n
                for n in lees_json(self.doel / "verslag.json").get("notebooks", [])
                if isinstance(n, dict)
            }
            plekken.append((self.doel / "notebooks" / notebook.name, oud.get(notebook.stem, {})))
        for pad, verslag in plekken:
            zelfde = verslag.get("uitkomst") == GELUKT and verslag.get("afdruk") == afdruk
            if zelfde and verslag.get("bestand") and bestand(pad) == verslag["bestand"]:
                return pad, verslag
        return None

    def hele(self, notebooks: list[str]) -> dict | None:
        """Het verslag van de rapportmap die er al staat, als die uit deze notebooks bestaat en nog heel is."""
        oud = lees_json(self.doel / "verslag.json")
        bestanden = oud.get("bestanden", {})
        if [n.get("notebook") for n in oud.get("notebooks", [])] != notebooks:
            return None
        altijd = self._altijd
        if not set(altijd) <= set(bestanden):
            return None
        return oud if all(bestand(self.doel / n) == bestanden[n] for n in altijd) else None

    @property
    def _altijd(self) -> list[str]:
        """What every report has; the PDF and the Word file are there only when asked for."""
        namen = bestandsnamen(self.doel.name)
        return [*(n for soort, n in namen.items() if soort not in EXTRA), "parameters.yaml"]

    def naam(self, soort: str) -> str:
        """De naam van een bestand van dit rapport; soort: html, pdf, docx, csv of xlsx."""
        return bestandsnaam(self.doel.name, soort)

    def heeft(self, naam: str) -> bool:
        """Waar als er bij het rapport een PDF of Word-bestand staat; of het nog klopt, zegt het verslag."""
        return (self.doel / naam).exists()

    def nieuw(self) -> Path:
        """Een lege map waarin het rapport ontstaat."""
        map_ = self.map / "nieuw"
        shutil.rmtree(map_, ignore_errors=True)
        (map_ / "notebooks").mkdir(parents=True)
        return map_

    def afdrukken(self, map_: Path) -> dict[str, str | None]:
        """De vingerafdrukken van de bestanden van het rapport."""
        extra = (self.naam(soort) for soort in EXTRA)
        return {n: bestand(map_ / n) for n in (*self._altijd, *extra) if (map_ / n).exists()}

    def erbij(self, map_: Path, verslag: dict) -> None:
        """Zet wat in `map_` is bijgemaakt bij het rapport dat er al staat; het verslag ervan als laatste."""
        v.schrijf_json(verslag, map_ / "verslag.json")
        for naam in (*(self.naam(soort) for soort in EXTRA), "verslag.json"):
            if (map_ / naam).exists():
                os.replace(map_ / naam, self.doel / naam)
        shutil.rmtree(self.map, ignore_errors=True)

    def plaats(self, map_: Path) -> None:
        """Zet de nieuwe map op zijn plaats en ruimt het werk op; een ouder rapport verdwijnt in zijn geheel."""
        oud = self.map / "oud"
        shutil.rmtree(oud, ignore_errors=True)
        if self.doel.exists():
            os.replace(self.doel, oud)
        try:
            os.replace(map_, self.doel)
        except OSError:
            if oud.exists():
                os.replace(oud, self.doel)
            raise
        shutil.rmtree(self.map, ignore_errors=True)

    def ruim_op(self) -> None:
        """Haalt weg wat half af is; wat klaar is blijft voor de volgende run."""
        if not self.doel.exists() and (self.map / "oud").exists():  # killed between two moves
            os.replace(self.map / "oud", self.doel)
        for naam in ("bezig", "nieuw", "oud"):
            shutil.rmtree(self.map / naam, ignore_errors=True)
        with suppress(OSError):
            self.map.rmdir()


def zet_neer(bron: Path, doel: Path) -> None:
    """Zet een bestand ook op een andere plaats: zonder kopie als de schijf dat kan."""
    try:
        os.link(bron, doel)
    except OSError:
        shutil.copyfile(bron, doel)


def lees_json(pad: Path) -> dict:
    """De inhoud van een verslag; leeg als het er niet is of stuk is."""
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return inhoud if isinstance(inhoud, dict) else {}
