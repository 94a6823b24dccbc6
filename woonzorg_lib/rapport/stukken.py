"""Knipt HTML die de kit zelf maakte in zinnen, figuren en de rest; begrijpt niet wat er staat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b([^>]*)>")
_LEEG = frozenset(("br", "hr", "img", "input", "col"))
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
    los = 0
    while m := _TAG.search(html, los):
        yield from _los(html[los : m.start()])
        los = _einde(html, m)
        yield Blok(m[2].lower(), _klassen(m[3]), html[m.start() : los])
    yield from _los(html[los:])


def _einde(html: str, begin: re.Match) -> int:
    """Where the element ends that begins here. Only its own kind of tag is counted: a drawing has
    hundreds of others.
    """
    naam, diepte = begin[2].lower(), 0
    for m in _zelfde(naam).finditer(html, begin.start()):
        if m[1]:
            diepte -= 1
        elif naam not in _LEEG and not m[2].endswith("/"):
            diepte += 1
        if diepte <= 0:
            return m.end()
    return len(html)


@lru_cache(100)
def _zelfde(naam: str) -> re.Pattern:
    return re.compile(rf"<(/?){naam}\b([^>]*)>", re.I)


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
