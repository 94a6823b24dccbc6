"""Zoekt elk getal in rapporten op in hun cijfers.csv, en noemt wat daar niet staat.

python benchmarks/herkomst.py Utrecht Schiermonnikoog   maakt deze rapporten en zoekt na
python benchmarks/herkomst.py --uitvoer MAP             zoekt na in rapporten die er al zijn

Een getal mag zijn afgerond, en mag het verschil of de som zijn van getallen die er staan. Of de zin
klopt, kijkt proza.py na; hier gaat het erom dat niets zonder bron blijft.
"""

from __future__ import annotations

import argparse
import math
import re
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path

import lxml.html
import proza

from woonzorg_lib import gebieden

# Drawings say what their table says; law, methods and what changed have their own source.
ZONDER = ("svg", "nav", "style", "script", "header")
ZONDER_KLASSE = {"bron", "wet", "id", "titel", "volledigheid", "kleuren"}
ZONDER_ID = {"verantwoording", "vind", "veranderd"}
ZONDER_VRAAG = re.compile(r"Wat beteken|Bron")
# Names of classes and of tables, and what a source says of itself, are no figures of the gemeente.
GEEN_CIJFER = re.compile(
    r"\b\d+ ?(?:tot|–) ?\d+ (?:m|km|meter)\b|\b(?:\d+(?: m)? tot )?\d+ (?:m|meter)\b"
    r"|\b\d{4,5}(?:ned|NED|bev)\b|\bBron: .*|\b37168\b"
)
BLOK = {"p", "li", "h2", "h3", "h4", "td", "th", "caption", "figcaption", "dd", "dt", "summary"}


@dataclass(frozen=True)
class Mist:
    """Een getal dat niet in cijfers.csv staat: bij welk onderwerp, en in welke tekst."""

    onderwerp: str
    getal: str
    tekst: str


def stukken(pagina: str) -> Iterator[tuple[str, str]]:
    """De stukken tekst van een rapport, met het onderwerp waar zij bij horen; ook wat dicht is."""
    yield from _loop(lxml.html.fromstring(pagina).find(".//main"), "")


def _loop(element, onderwerp: str) -> Iterator[tuple[str, str]]:
    if not isinstance(element.tag, str) or element.tag in ZONDER:
        return
    klassen = set((element.get("class") or "").split())
    if klassen & ZONDER_KLASSE or element.get("id") in ZONDER_ID:
        return
    if element.tag == "details" and ZONDER_VRAAG.match(_tekst(element.find("summary"))):
        return
    onderwerp = element.get("data-onderwerp") or onderwerp
    if element.tag in BLOK:
        yield onderwerp, _tekst(element)
        return
    for kind in element:
        yield from _loop(kind, onderwerp)


def _tekst(element) -> str:
    if element is None:
        return ""
    return " ".join(element.text_content().replace("\xa0", " ").split())


class Getallen:
    """Alle getallen van een cijfers.csv, om snel te zien of een getal er een van is."""

    def __init__(self, cijfers: proza.Cijfers):
        self.cijfers = cijfers

    @cached_property
    def waarden(self) -> dict[bool, set[float]]:
        """Procenten en de andere, elk met de randen van hun band; zonder teken."""
        uit: dict[bool, set[float]] = {True: set(), False: set()}
        for r in self.cijfers.rijen:
            for veld in ("waarde", "ondergrens", "bovengrens"):
                if not math.isnan(r[veld]):
                    uit[r["eenheid"] == "%"].add(abs(r[veld]))
        return uit

    @cached_property
    def woorden(self) -> set[str]:
        """De getallen in wat bij een cijfer staat, zoals welke aanname het is."""
        bij = {f"{r['uitsplitsing']} {r['opmerking']}" for r in self.cijfers.rijen}
        return {g.tekst for tekst in bij for g in proza.getallen(tekst)}

    def heeft(self, genoemd: proza.Genoemd, onderwerp: str) -> bool:
        """Of het getal er afgerond staat, of uit twee getallen van hetzelfde cijfer volgt."""
        procent = genoemd.eenheid in ("%", "procentpunt")
        soorten = {procent} if genoemd.eenheid else {True, False}  # a cell has its unit in the head
        if any(_past(genoemd, w) for s in soorten for w in self.waarden[s]):
            return True
        if genoemd.tekst in self.woorden:
            return True
        rijen = self.cijfers.van(onderwerp)
        return (
            proza.verandering(genoemd, self.cijfers, rijen)
            or proza.som(genoemd, rijen)
            or any(_past(genoemd, w) for w in self._delen(onderwerp, genoemd))
        )

    def _delen(self, onderwerp: str, genoemd: proza.Genoemd) -> Iterator[float]:
        """An index is one figure divided by another: of the same indicator in another area."""
        if genoemd.eenheid not in ("%", "") or genoemd.decimalen > (genoemd.eenheid == "%"):
            return
        for reeks in self._per_indicator(onderwerp):
            for a, b in combinations(reeks, 2):
                if a and b:
                    yield 100 * a / b
                    yield 100 * b / a

    def _per_indicator(self, onderwerp: str) -> Iterator[list[float]]:
        per: dict[tuple, list[float]] = {}
        for r in self.cijfers.van(onderwerp):
            if r["gebiedcode"][:2] not in ("WK", "BU"):
                per.setdefault((r["indicator"], r["jaar"]), []).append(r["waarde"])
        yield from per.values()


def _past(genoemd: proza.Genoemd, waarde: float) -> bool:
    return proza._past(genoemd, waarde) or proza._past_grof(genoemd, waarde)


def mist(pagina: str, cijfers: proza.Cijfers) -> tuple[int, list[Mist]]:
    """Hoeveel getallen er staan, en welke niet in cijfers.csv te vinden zijn."""
    alle, aantal, uit = Getallen(cijfers), 0, []
    for onderwerp, tekst in stukken(pagina):
        if proza.WET.search(tekst):
            continue
        for genoemd in proza.getallen(GEEN_CIJFER.sub(" ", tekst)):
            aantal += 1
            if not alle.heeft(genoemd, onderwerp):
                uit.append(Mist(onderwerp, genoemd.tekst, tekst))
    return aantal, list(dict.fromkeys(uit))


def kijk_map_na(doel: Path) -> Iterator[tuple[str, int, list[Mist]]]:
    """Per rapport van een uitvoermap: de gemeente, hoeveel getallen, en welke ontbreken."""
    for code, pagina, csv_pad in proza.rapporten(doel):
        cijfers = proza.lees_cijfers(csv_pad, code)
        yield gebieden.gemeente(code).naam, *mist(pagina.read_text(encoding="utf-8"), cijfers)


def hoofd(argumenten: list[str] | None = None) -> int:
    """Maakt of leest rapporten en drukt af welke getallen geen bron hebben; 1 als die er zijn."""
    ap = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    ap.add_argument("gemeenten", nargs="*", metavar="GEMEENTE", help="naam of code")
    ap.add_argument("--uitvoer", type=Path, help="zoek na in de rapporten van deze map")
    k = ap.parse_args(argumenten)
    with tempfile.TemporaryDirectory() as tijdelijk:
        doel = k.uitvoer or Path(tijdelijk)
        if k.uitvoer is None:
            proza.maak([gebieden.gemeente(g).code for g in k.gemeenten], doel)
        uitslagen = list(kijk_map_na(doel))
    for naam, aantal, zonder in uitslagen:
        print(f"{naam}: {aantal} getallen, {len(zonder)} niet in cijfers.csv")
        for m in zonder:
            print(f"  {naam} | {m.onderwerp} | {m.getal} | {m.tekst[:160]}")
    return int(not uitslagen or any(zonder for *_, zonder in uitslagen))


if __name__ == "__main__":
    sys.exit(hoofd())
