"""Vergelijkt twee uitvoermappen: zijn rapporten, cijfers en werkboeken gelijk,
op tijden en versies na?

    python benchmarks/gelijk.py OUD NIEUW [--regels 10]

Gebruik het voor en na een verbouwing die niets aan het rapport mag veranderen.
Per bestand dat anders is, toont het wat er verschilt en waar.
Eindigt met 0 als alles gelijk is, 1 als er verschillen zijn en 2 als er niets te vergelijken valt.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import json
import re
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import openpyxl

MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()
# The names of before and of now: a report keeps its place in the comparison when its file is
# renamed.
ROLLEN = {
    "rapport": ("woonzorganalyse-*.html", "rapport.html"),
    "cijfers": ("cijfers-*.csv", "cijfers.csv"),
    "werkboek": ("cijfers-*.xlsx", "cijfers.xlsx"),
    "werklijst": ("werklijst-*.html",),
}


def bestand(gemeentemap: Path, rol: str) -> Path | None:
    """The file that plays this part in the folder of one gemeente; None when there is none."""
    gevonden = (pad for patroon in ROLLEN[rol] for pad in sorted(gemeentemap.glob(patroon)))
    return next(gevonden, None)


def tijden(gemeentemap: Path) -> list[str]:
    """What may differ: the day and time of the run, and the versions,
    as this folder's record says them.
    """
    pad = gemeentemap / "verslag.json"
    if not pad.exists():
        return []
    verslag = json.loads(pad.read_text(encoding="utf-8"))
    klaar = datetime.fromisoformat(verslag["klaar"])
    dagen = [
        klaar.date().isoformat(),
        f"{klaar:%d-%m-%Y}",
        f"{klaar.day}-{klaar.month}-{klaar.year}",
        f"{MAANDEN[klaar.month - 1]} {klaar.year}",  # as it stands on the first page
    ]
    return [*dagen, verslag["klaar"], *verslag.get("versies", {}).values()]


def regels_van_html(pad: Path, wissel: list[str]) -> list[str]:
    """The page as lines, one per tag or text; without the ids that are made from contents."""
    tekst = pad.read_text(encoding="utf-8")
    for waarde in wissel:
        tekst = tekst.replace(waarde, "…")
    tekst = re.sub(r"\b[0-9a-f]{8}-[pm][0-9a-f]{10}\b", "id", tekst)
    return [deel.strip() for deel in re.split(r"(?=<)|(?<=>)", tekst) if deel.strip()]


def regels_van_csv(pad: Path, wissel: list[str]) -> list[str]:
    with pad.open(encoding="utf-8-sig", newline="") as stroom:
        return [" ; ".join(rij) for rij in csv.reader(stroom, delimiter=";")]


def regels_van_werkboek(pad: Path, wissel: list[str]) -> list[str]:
    boek = openpyxl.load_workbook(pad, read_only=True)
    regels = [
        f"{blad.title}: " + " ; ".join("" if cel is None else str(cel) for cel in rij)
        for blad in boek
        for rij in blad.iter_rows(values_only=True)
    ]
    boek.close()
    return regels


LEZERS = {".html": regels_van_html, ".csv": regels_van_csv, ".xlsx": regels_van_werkboek}


def verschillen(oud: Path, nieuw: Path) -> Iterator[tuple[str, list[str]]]:
    """Per bestand dat anders is: de naam, en de regels die weg zijn (-) of erbij kwamen (+)."""
    for rol in ROLLEN:
        paden = [bestand(oud, rol), bestand(nieuw, rol)]
        if paden == [None, None]:
            continue
        naam = f"{nieuw.name}/{rol}"
        if None in paden:
            yield naam, ["- het bestand" if paden[1] is None else "+ het bestand"]
            continue
        a, b = (
            LEZERS[pad.suffix](pad, tijden(gemeentemap))
            for pad, gemeentemap in zip(paden, (oud, nieuw), strict=True)
            if pad is not None
        )
        if a != b:
            anders = difflib.unified_diff(a, b, "oud", "nieuw", lineterm="", n=0)
            yield naam, [regel for regel in anders if not regel.startswith(("---", "+++"))]


def main(argumenten: list[str] | None = None) -> int:
    vraag = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    vraag.add_argument("oud", type=Path)
    vraag.add_argument("nieuw", type=Path)
    vraag.add_argument("--regels", type=int, default=10, help="zoveel verschillen per bestand")
    keuze = vraag.parse_args(argumenten)
    per_map = [
        {pad.name: pad for pad in uitvoer.glob("GM*") if pad.is_dir()}
        for uitvoer in (keuze.oud, keuze.nieuw)
    ]
    if not per_map[0] or not per_map[1]:
        leeg = keuze.nieuw if per_map[0] else keuze.oud
        print(f"In {leeg} staan geen rapporten. Noem twee mappen die `rapport` heeft gemaakt.")
        return 2
    fouten = 0
    for naam in sorted(per_map[0].keys() | per_map[1].keys()):
        if naam not in per_map[0] or naam not in per_map[1]:
            fouten += 1
            print(f"{naam}: alleen in {'oud' if naam in per_map[0] else 'nieuw'}")
            continue
        for wat, regels in verschillen(per_map[0][naam], per_map[1][naam]):
            fouten += 1
            print(f"{wat}: {sum(regel[0] in '-+' for regel in regels)} regels anders")
            print("\n".join(f"    {regel[:300]}" for regel in regels[: keuze.regels]))
    print("Alles is gelijk." if not fouten else f"{fouten} bestanden zijn anders.")
    return 1 if fouten else 0


if __name__ == "__main__":
    sys.exit(main())
