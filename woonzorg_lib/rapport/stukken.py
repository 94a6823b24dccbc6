"""Knipt HTML die de kit zelf maakte in zinnen, figuren en de rest; begrijpt niet wat er staat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b([^>]*)>")
_LEEG = frozenset(("br", "hr", "img", "input", "col"))
# Their end tag may be left out, so they say nothing about how deep a tag is.
_VRIJ = frozenset(("li", "td", "th", "tr", "thead", "tbody", "tfoot", "dt", "dd", "caption"))
_KLASSE = re.compile(r"""\bclass=("([^"]*)"|'([^']*)'|([^\s>]+))""")
_ZIN = re.compile(r"(?<=[.!?])(?:</b>)?\s+(?=(?:<[^>]+>)?[A-Z€‘'\d])")


@dataclass(frozen=True)
class Blok:
    """Een element op het hoogste niveau: zijn tag, zijn klassen en zijn hele HTML."""

    tag: str
    klassen: frozenset[str]
    html: str

    @property
    def binnen(self) -> str:
        """De HTML tussen de begin- en de eindtag."""
        return self.html[self.html.index(">") + 1 : self.html.rindex("</")]


def blokken(html: str) -> Iterator[Blok]:
    """De elementen op het hoogste niveau; losse tekst ertussen wordt een alinea."""
    diepte, begin, los = 0, 0, 0
    tag, klassen = "", _klassen("")
    for m in _TAG.finditer(html):
        einde, naam, rest = m[1], m[2].lower(), m[3]
        if diepte and naam in _VRIJ:
            continue
        if not diepte and not einde:
            yield from _los(html[los : m.start()])
            begin, tag, klassen = m.start(), naam, _klassen(rest)
        if einde:
            diepte -= 1
        elif naam not in _LEEG and not rest.endswith("/"):
            diepte += 1
        if not diepte:
            yield Blok(tag, klassen, html[begin : m.end()])
            los = m.end()
    if diepte:
        yield Blok(tag, klassen, html[begin:])
    else:
        yield from _los(html[los:])


def _los(tekst: str) -> Iterator[Blok]:
    if tekst.strip():
        yield Blok("p", frozenset(), f"<p>{tekst.strip()}</p>")


def _klassen(rest: str) -> frozenset[str]:
    m = _KLASSE.search(rest)
    return frozenset((m[2] or m[3] or m[4] or "").split()) if m else frozenset()


def zinnen(html: str) -> list[str]:
    """De zinnen van een alinea, met hun opmaak."""
    return [z.strip() for z in _ZIN.split(html) if z.strip()]


def kaal(html: str) -> str:
    """De woorden zonder opmaak."""
    tekst = unescape(re.sub(r"<[^>]+>", "", html)).replace("\xa0", " ")
    return re.sub(r"\s+", " ", tekst).strip()


def woorden(html: str) -> int:
    """Hoeveel woorden een lezer leest."""
    return len(kaal(re.sub(r"<(?=[a-z/])", " <", html)).split())


def eerste(html: str, hoogstens: int) -> tuple[list[str], list[str]]:
    """De eerste zinnen die samen niet meer woorden hebben dan `hoogstens`, en de zinnen erna."""
    alle, som = zinnen(html), 0
    for n, zin in enumerate(alle):
        som += woorden(zin)
        if som > hoogstens:
            return alle[:n], alle[n:]
    return alle, []
