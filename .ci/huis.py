"""Tekent docs/huis.svg: de kamers van de kit en welke kamer welke gebruikt, uit de imports zelf.

    python .ci/huis.py              tekent de plaat opnieuw
    python .ci/huis.py --kijk       zegt alleen of zij nog klopt (status 1 als dat niet zo is)

Een kamer staat op de verdieping onder elke kamer die haar gebruikt. Wat er in een kamer gebeurt, is
de eerste zin van haar docstring.
"""

from __future__ import annotations

import ast
import re
import sys
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from pathlib import Path

KIT = Path(__file__).resolve().parents[1]
PAKKET = KIT / "woonzorg_lib"
PLAAT = KIT / "docs" / "huis.svg"

BREED = 960  # all sizes in pixels
RAND = 24
KOP = 118  # the roof
REGEL = 17
WIT = 10  # between rooms
LETTERS = 6.5  # a letter of the small text, on average
KLEIN = ("aanroep", "fouten", "momentopname", "onthouden", "standen")  # one module each: the cellar


@dataclass(frozen=True)
class Kamer:
    """Een kamer: haar naam, wat er gebeurt, en welke kamers zij gebruikt."""

    naam: str
    wat: str
    gebruikt: frozenset[str]


@dataclass(frozen=True)
class Vak:
    """Waar een kamer op de plaat staat, met de regels over wat er gebeurt en wat zij gebruikt."""

    kamer: Kamer
    x: float
    y: float
    breed: float
    hoog: float
    wat: tuple[str, ...]
    gebruikt: tuple[str, ...]


def imports(pad: Path) -> Iterator[str]:
    """The full names of all that a module imports, also inside functions; relative ones resolved.

    Of `from a import b` both: b may be a module or only a name in it.
    """
    hier = ["woonzorg_lib", *pad.relative_to(PAKKET).parent.parts]
    for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
        if isinstance(knoop, ast.Import):
            yield from (naam.name for naam in knoop.names)
        elif isinstance(knoop, ast.ImportFrom):
            boven = hier[: len(hier) - knoop.level + 1] if knoop.level else []
            van = ".".join([*boven, *([knoop.module] if knoop.module else [])])
            yield van
            yield from (f"{van}.{naam.name}" for naam in knoop.names)


def _eerste_zin(pad: Path) -> str:
    tekst = ast.get_docstring(ast.parse(pad.read_text(encoding="utf-8"))) or ""
    eerste = " ".join(tekst.partition("\n\n")[0].replace("`", "").split())
    return re.split(r"(?<=[.!?])\s", eerste)[0]


def kamers() -> dict[str, Kamer]:
    """Alle kamers van het pakket, op naam."""
    plekken = {
        pad.stem: pad
        for pad in sorted(PAKKET.iterdir())
        if (pad / "__init__.py").is_file() or (pad.suffix == ".py" and pad.stem != "__init__")
    }
    uit = {}
    for naam, plek in plekken.items():
        modules = sorted(plek.rglob("*.py")) if plek.is_dir() else [plek]
        genoemd = {deel.split(".")[1] for pad in modules for deel in imports(pad) if "." in deel}
        ingang = plek / "__init__.py" if plek.is_dir() else plek
        gebruikt = frozenset(genoemd & plekken.keys() - {naam})
        uit[naam] = Kamer(naam, _eerste_zin(ingang), gebruikt)
    return uit


def verdiepingen(huis: dict[str, Kamer]) -> list[list[Kamer]]:
    """De kamers van het dak naar de kelder: een kamer staat onder elke kamer die haar gebruikt."""
    hoogte: dict[str, int] = {}

    def hoog(naam: str) -> int:
        if naam not in hoogte:
            hoogte[naam] = 1 + max(map(hoog, huis[naam].gebruikt), default=0)
        return hoogte[naam]

    lagen: dict[int, list[Kamer]] = {}
    for naam, kamer in huis.items():
        lagen.setdefault(0 if naam in KLEIN else hoog(naam), []).append(kamer)
    return [lagen[n] for n in sorted(lagen, reverse=True)]


def indeling(lagen: list[list[Kamer]]) -> list[Vak]:
    """Waar elke kamer staat; kamers van een verdieping staan naast elkaar en zijn even hoog."""
    vakken = []
    y = float(KOP)
    for laag in lagen:
        breed = (BREED - 2 * RAND - WIT * (len(laag) - 1)) / len(laag)
        past = int((breed - 24) / LETTERS)
        wat = [tuple(textwrap.wrap(kamer.wat, past)) for kamer in laag]
        gebruikt = [tuple(textwrap.wrap(_gebruikt(kamer), past)) for kamer in laag]
        hoog = 34 + REGEL * max(len(a) + len(b) for a, b in zip(wat, gebruikt, strict=True))
        for n, kamer in enumerate(laag):
            x = RAND + n * (breed + WIT)
            vakken.append(Vak(kamer, x, y, breed, hoog, wat[n], gebruikt[n]))
        y += hoog + WIT
    return vakken


def _gebruikt(kamer: Kamer) -> str:
    namen = sorted(kamer.gebruikt - {*KLEIN})
    return f"gebruikt {', '.join(namen)}" if namen else ""


def teken(vakken: list[Vak]) -> str:
    """De plaat als SVG, met een titel en een beschrijving voor wie haar niet ziet."""
    hoog = max(vak.y + vak.hoog for vak in vakken) + RAND
    dak = f"M{RAND / 2:g} {KOP - 12} L{BREED / 2:g} 14 L{BREED - RAND / 2:g} {KOP - 12} Z"
    gehoord = " ".join(f"{v.kamer.naam}: {v.kamer.wat}" for v in vakken)
    delen = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {BREED} {hoog:g}" role="img"'
        ' font-family="Segoe UI, Helvetica, Arial, sans-serif" aria-labelledby="titel inhoud">',
        '<title id="titel">De kamers van de kit, van het dak naar de kelder</title>',
        f'<desc id="inhoud">{escape(gehoord)}</desc>',
        f'<rect width="{BREED}" height="{hoog:g}" fill="#ffffff"/>',
        f'<path d="{dak}" fill="#8a2f4b"/>',
        f'<text x="{BREED / 2:g}" y="70" text-anchor="middle" fill="#ffffff" font-size="19"'
        ' font-weight="700">woonzorg</text>',
        f'<text x="{BREED / 2:g}" y="93" text-anchor="middle" fill="#ffffff" font-size="13">'
        "een kamer gebruikt alleen kamers eronder</text>",
        *map(_vak, vakken),
        "</svg>",
    ]
    return "\n".join(delen) + "\n"


def _vak(vak: Vak) -> str:
    delen = [
        f'<rect x="{vak.x:g}" y="{vak.y:g}" width="{vak.breed:g}" height="{vak.hoog:g}" rx="4"'
        ' fill="#f2f5f6" stroke="#9aa7ae"/>',
        f'<text x="{vak.x + 12:g}" y="{vak.y + 22:g}" font-size="15" font-weight="700"'
        f' fill="#1d2b32">{vak.kamer.naam}</text>',
    ]
    regels = [(r, "#1d2b32") for r in vak.wat] + [(r, "#4b5a63") for r in vak.gebruikt]
    for n, (regel, kleur) in enumerate(regels):
        delen.append(
            f'<text x="{vak.x + 12:g}" y="{vak.y + 42 + n * REGEL:g}" font-size="13"'
            f' fill="{kleur}">{escape(regel, quote=False)}</text>'
        )
    return "\n".join(delen)


def plaat() -> str:
    """De plaat zoals zij nu hoort te zijn."""
    return teken(indeling(verdiepingen(kamers())))


def main(woorden: list[str]) -> int:
    nu = plaat()
    if "--kijk" not in woorden:
        PLAAT.write_text(nu, encoding="utf-8", newline="\n")
        return 0
    if PLAAT.is_file() and PLAAT.read_text(encoding="utf-8") == nu:
        return 0
    print("docs/huis.svg klopt niet meer. Typ: python .ci/huis.py")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
