"""Maakt een SVG korter zonder dat er iets anders te zien is; kent geen cijfers en tekent niets.

Matplotlib zegt bij elk vlak opnieuw welke stijl en welk kader het heeft. Hier staat het één keer,
bij de groep.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

_KOP = re.compile(r' (?:xmlns:xlink|version)="[^"]*"')
# What matplotlib asks of everything: a round join; a butt cap is what an SVG has by itself.
_OVERAL = re.compile(r'<defs><style type="text/css">\*\{[^}]*\}</style></defs>')
_RONDJE = re.compile(r'<path id="([^"]*)" d="M0 ([\d.]+)C0\.[\d.]+ \2 [^"]*z"([^>]*)/>')
_PAD = re.compile(r'(?<= d=")M[-\d. MLz]+(?=")')
_GROEP = re.compile(r"<g>((?:<(?:path|use)\b[^>]*/>){2,})</g>")
_VORM = re.compile(r"<(path|use)\b([^>]*)/>")
_TEKST = r"(?:[^<]|<(?!/text>))*</text>"
_WOORD = re.compile(rf"(<text\b[^>]*>)({_TEKST})")
_WOORDEN = re.compile(rf"(?:<text\b[^>]*>{_TEKST}){{3,}}")
_ERFT = ("fill", "stroke", "stroke-width", "stroke-linecap", "stroke-dasharray")
_GEDEELD = re.compile(r' (?:text-anchor|fill|font-size|font-weight)="[^"]*"')


def inkorten(svg: str) -> str:
    """De SVG met dezelfde vlakken, lijnen en woorden op dezelfde plek, in minder tekens."""
    begin, haak, rest = svg.partition(">")
    begin = _KOP.sub("", begin)
    if _OVERAL.search(rest):
        rest, begin = _OVERAL.sub("", rest), f'{begin} stroke-linejoin="round"'
    rest = rest.replace("xlink:href", "href")
    rest = _RONDJE.sub(r'<circle id="\1" r="\2"\3/>', rest)
    rest = _PAD.sub(_pad, rest)
    rest = _GROEP.sub(_groep, rest)
    return begin + haak + _WOORDEN.sub(_woorden, rest)


def _pad(m: re.Match) -> str:
    """Straight lines along an axis need one number, and a closed one not its first point again."""
    return "".join(_recht(m[0]))


def _recht(pad: str) -> Iterator[str]:
    begin = vorige = ("", "")
    stukken = re.findall(r"([MLz])([^MLz]*)", pad)
    for nummer, (letter, getallen) in enumerate(stukken):
        if letter == "z":
            yield "z"
            continue
        x, y = getallen.split()
        laatste = nummer == len(stukken) - 1
        if letter == "M":
            begin = (x, y)
            yield f"M{x} {y}"
        elif laatste and (x, y) == begin and nummer > 2:
            yield "z"
        elif x == vorige[0]:
            yield f"V{y}"
        elif y == vorige[1]:
            yield f"H{x}"
        else:
            yield f"L{x} {y}"
        vorige = (x, y)


def _groep(m: re.Match) -> str:
    """What all in a group have in common is said at the group."""
    vormen = [(soort, *_lees(rest)) for soort, rest in _VORM.findall(m[1])]
    kaders = {kader for _, kader, _, _ in vormen}
    kader = kaders.pop() if len(kaders) == 1 else ""
    stijlen = [stijl for _, _, stijl, _ in vormen]
    samen = {
        naam: waarde
        for naam, waarde in stijlen[0].items()
        if naam in _ERFT and all(s.get(naam) == waarde for s in stijlen)
    }
    uit = [f"<g{kader}{_stijl(samen)}>"]
    for soort, eigen_kader, stijl, rest in vormen:
        eigen = {n: w for n, w in stijl.items() if n not in samen}
        uit.append(f"<{soort}{rest}{'' if kader else eigen_kader}{_stijl(eigen)}/>")
    return "".join([*uit, "</g>"])


def _lees(rest: str) -> tuple[str, dict[str, str], str]:
    """The frame, the style and the rest of what a shape says of itself."""
    kader = re.search(r' clip-path="[^"]*"', rest)
    stijl = re.search(r' style="([^"]*)"', rest)
    paren = (deel.split(":", 1) for deel in (stijl[1] if stijl else "").split(";") if deel)
    kaal = re.sub(r' (?:clip-path|style)="[^"]*"', "", rest)
    return kader[0] if kader else "", {n.strip(): w.strip() for n, w in paren}, kaal


def _stijl(stijl: dict[str, str]) -> str:
    regels = ";".join(f"{naam}:{waarde}" for naam, waarde in stijl.items())
    return f' style="{regels}"' if regels else ""


def _woorden(m: re.Match) -> str:
    """Words in a row with the same size, colour and side say so once."""
    uit = []
    for gedeeld, groep in groupby(_WOORD.findall(m[0]), lambda w: tuple(_GEDEELD.findall(w[0]))):
        woorden = list(groep)
        if len(woorden) < 3 or not gedeeld:
            uit += [begin + rest for begin, rest in woorden]
            continue
        uit.append(f"<g{''.join(gedeeld)}>")
        uit += [_GEDEELD.sub("", begin) + rest for begin, rest in woorden]
        uit.append("</g>")
    return "".join(uit)
