"""Laat een run zien: een levende balk op een scherm, rustige regels in een log;
en de samenvatting aan het eind.
"""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

from ..aanroep import typ
from ..rapport.bestandsnamen import (
    EXTRA,
    FIGUREN,
    PAGINA,
    PDF,
    WERKLIJST,
    WORD,
    bestandsnaam,
    soort_van,
)
from ..standen import Uitkomst


STAPPEN = "WOONZORG_STAPPEN"  # who starts the kit to show its progress asks for a line per notebook


class Meter:
    """Toont hoe ver een run is. `meld` en `klaar` geeft u aan `maak_run`; te gebruiken met `with`.

    Op een scherm: wie er aan de beurt is, hoeveel er klaar en mislukt is en hoe lang het nog duurt.
    In een log of CI: een regel per rapport, zonder balk en zonder kleur.
    """

    def __init__(self, notebooks: int, rapporten: int = 1):
        self.totaal, self.rapporten, self.balk = notebooks, rapporten, None
        self.af = self.overgeslagen = self.eerste = self.gedaan = 0
        self.start = time.monotonic()

    def __enter__(self):
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import (
                BarColumn,
                MofNCompleteColumn,
                Progress,
                TextColumn,
                TimeElapsedColumn,
            )

            kolommen = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[rest]}"),
                TimeElapsedColumn(),
            )
            self.balk = Progress(*kolommen, console=Console(stderr=True), transient=True)
            self.taak = self.balk.add_task("Voorbereiden", total=self.totaal, rest="")
            self.balk.start()
        return self

    def __exit__(self, *_):
        if self.balk:
            self.balk.stop()

    def stap(self, stap) -> None:
        """Een notebook begint."""
        if not self.gedaan and not self.eerste:
            self.eerste, self.start = (
                stap.gedaan,
                time.monotonic(),
            )  # what was there already says nothing about the pace
        self.gedaan = stap.gedaan
        if self.balk:
            naam = stap.notebook.replace("_", " ")
            rest = " · ".join(
                r
                for r in (self.rest(), f"[red]{stap.mislukt} mislukt[/]" if stap.mislukt else "")
                if r
            )
            self.balk.update(
                self.taak,
                completed=stap.gedaan,
                description=f"[bold]{stap.naam}[/] · {naam}",
                rest=rest,
            )
        elif os.environ.get(STAPPEN):
            print(f"{stap.gedaan}/{stap.totaal} {stap.notebook}", file=sys.stderr, flush=True)

    def klaar(self, een: dict) -> None:
        """Een rapport is klaar, of hoefde niet."""
        self.af += 1
        if een["overgeslagen"]:
            self.overgeslagen += 1
            return
        hoe = "klaar" if een["uitkomst"] == Uitkomst.GELUKT else "niet alles gelukt"
        regel = f"{een['naam']}: {hoe} in {duur(een['duur'])}"
        if self.balk:
            self.balk.console.print(regel, highlight=False)
            return
        if self.rapporten > 1:
            regel += (
                f" ({', '.join(d for d in (f'{self.af} van {self.rapporten}', self.rest()) if d)})"
            )
        print(regel, file=sys.stderr, flush=True)

    def rest(self) -> str:
        """Hoe lang het ongeveer nog duurt; leeg zolang dat niet te zeggen is."""
        nu, gedraaid = time.monotonic(), self.gedaan - self.eerste
        if gedraaid < 3 or self.gedaan >= self.totaal or self.af >= self.rapporten:
            return ""
        return f"nog ongeveer {duur((nu - self.start) / gedraaid * (self.totaal - self.gedaan))}"


SOORT = {PDF: "PDF", WORD: "Word", FIGUREN: "figuren"}
VERVALLEN = {
    PDF: "Het PDF-bestand van {} hoorde bij het vorige rapport en is weg.",
    WORD: "Het Word-bestand van {} hoorde bij het vorige rapport en is weg.",
    FIGUREN: "De losse figuren van {} hoorden bij het vorige rapport en zijn weg.",
}


def duur(seconden: float) -> str:
    """Een duur zoals een mens hem zegt: 36 s, 8 min, 2 u 5 min."""
    if seconden < 100:
        return f"{seconden:.0f} s"
    minuten = round(seconden / 60)
    return f"{minuten} min" if minuten < 60 else f"{minuten // 60} u {minuten % 60} min"


def samenvatting(run: dict, uitvoer: Path) -> list[str]:
    """De regels aan het eind: wat er gemaakt is, wat niet hoefde, wat mislukte en waarom,
    en hoe lang het duurde.
    """
    alle = run["gemeenten"]
    over = sum(een["overgeslagen"] for een in alle)
    kapot = sum(een["uitkomst"] != Uitkomst.GELUKT for een in alle)
    if len(alle) == 1:
        map_ = alle[0]["map"]
        regels = [f"Rapport: {uitvoer / map_ / bestandsnaam(map_, PAGINA)}"]
        if naast := [naam for naam in alle[0]["bestanden"] if soort_van(naam) in EXTRA]:
            regels.append(f"Ernaast: {' en '.join(naast)}")
        if over:
            regels.append(
                "Er was niets veranderd: het rapport van de vorige keer klopt nog. "
                "Met --opnieuw maakt u het toch."
            )
    elif over == len(alle):
        regels = [
            (
                f"Er was niets veranderd: de {over} rapporten van de vorige keer kloppen nog. "
                f"Overzicht: {uitvoer / 'index.html'}"
            )
        ]
    else:
        delen = [f"{len(alle) - over} {_rapporten(len(alle) - over)} gemaakt"]
        delen += [f"{over} overgeslagen (niets veranderd)"] * bool(over) + [
            f"{kapot} niet volledig gelukt"
        ] * bool(kapot)
        regels = [
            f"{', '.join(delen)}, in {duur(run['duur'])}. Overzicht: {uitvoer / 'index.html'}"
        ]
    regels += [f"Niet gelukt · {een['naam']} · {fout}" for een in alle for fout in een["fouten"]]
    return regels + _naast_het_rapport(alle)


def werklijst(run: dict, uitvoer: Path) -> list[str]:
    """Waar staat wat er nog te doen is; bij meer gemeenten in elke map."""
    namen = {uitvoer / g["map"] / bestandsnaam(g["map"], WERKLIJST) for g in run["gemeenten"]}
    waar = str(namen.pop()) if len(namen) == 1 else "de werklijst in elke map"
    return [f"Wat nog te doen is, staat in: {waar}"]


def wat_nu(run: dict, invoer: Path | None) -> list[str]:
    """Wat iemand na een run opent en doet; leeg als er niets gemaakt is.
    invoer: zijn eigen map, als hij die noemde.
    """
    alle = [een for een in run["gemeenten"] if een["overzicht"] is not None]
    if not alle:
        return []
    wat, code = (
        ("dat overzicht", "GEMEENTE") if len(run["gemeenten"]) > 1 else ("het", alle[0]["code"])
    )
    eigen: list[str | Path] = ["--invoer", invoer] if invoer else []
    return [
        f"Open {wat} in uw browser (dubbelklik in de map, of sleep het bestand naar de browser).",
        f"Wat nog leeg is, vult u met eigen bestanden: {typ('invoer nieuw', code, *eigen)}",
        f"Een figuur of tekst verandert u in de notebooks: {typ('lab')}",
    ]


def _naast_het_rapport(alle: list[dict]) -> list[str]:
    """One line per reason why a PDF or a Word file is not there, however many gemeenten have it."""
    redenen: dict[tuple[str, str], list[str]] = {}
    for een in alle:
        for naam, reden in een["niet_gemaakt"].items():
            redenen.setdefault((SOORT[soort_van(naam)], reden), []).append(een["naam"])
    regels = [
        f"Niet gemaakt · {soort} · {wie[0] if len(wie) == 1 else f'{len(wie)} gemeenten'} · {reden}"
        for (soort, reden), wie in redenen.items()
    ]
    vervallen: dict[str, list[str]] = {}
    for een in alle:
        for naam in een["vervallen"]:
            vervallen.setdefault(soort_van(naam), []).append(een["naam"])
    for soort, wie in vervallen.items():
        van = wie[0] if len(wie) == 1 else f"{len(wie)} gemeenten"
        opnieuw = f"Met --{soort} maakt u {'ze' if soort == FIGUREN else 'het'} opnieuw."
        regels.append(f"{VERVALLEN[soort].format(van)} {opnieuw}")
    return regels


def _rapporten(aantal: int) -> str:
    return "rapport" if aantal == 1 else "rapporten"
