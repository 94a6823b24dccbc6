"""Leest HTML, Markdown en gewone tekst. Menu's en scripts van een webpagina tellen niet mee."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from lxml import etree
from lxml import html as lxml_html

from woonzorg_lib.visiescan.lezen.blok import Blok, Blokvorm, Leesfout

_WEG = ("script", "style", "nav", "header", "footer", "aside", "form", "noscript", "template")
_BLOK = ("p", "li", "td", "th", "dd", "dt", "blockquote", "figcaption", "pre")
_KOP_MD = re.compile(r"^(#{1,6})\s+(.+?)\s*#*$")
_LIJST = re.compile(r"^\s*([-*•+]|\d+[.)])\s+")


def _lees(pad: Path) -> str:
    ruw = pad.read_bytes()
    if b"\x00" in ruw[:4096] and not ruw.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Leesfout(f"{pad}: dit is geen tekst. Geef het bestand de juiste naam.")
    for codering in ("utf-8-sig", "utf-16" if ruw[:2] in (b"\xff\xfe", b"\xfe\xff") else "cp1252"):
        try:
            return ruw.decode(codering).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    return ruw.decode("cp1252", "replace")


def lees_html(pad: Path) -> list[Blok]:
    """De blokken van een webpagina."""
    try:
        boom = lxml_html.document_fromstring(
            _lees(pad).encode("utf-8"), parser=lxml_html.HTMLParser(encoding="utf-8")
        )
    except (etree.ParserError, ValueError):
        raise Leesfout(f"{pad}: er staat geen tekst in.") from None
    for element in list(boom.iter(*_WEG)):
        element.drop_tree()
    return list(_html(boom))


def _html(boom) -> Iterator[Blok]:
    for element in boom.iter("h1", "h2", "h3", "h4", "h5", "h6", "table", *_BLOK):
        if element.tag == "table":
            rijen = (
                " | ".join(_kaal(c) for c in rij.iter("td", "th")) for rij in element.iter("tr")
            )
            yield Blok(Blokvorm.TEKST, "\n".join(rijen))
            continue
        tekst = _kaal(element)
        in_tabel = any(ouder.tag == "table" for ouder in element.iterancestors())
        genest = element.tag in _BLOK and any(
            True for _ in element.iter(*_BLOK) if _ is not element
        )
        if tekst and not in_tabel and not genest:
            yield Blok(Blokvorm.KOP if element.tag[0] == "h" else Blokvorm.TEKST, tekst)


def _kaal(element) -> str:
    return " ".join(element.text_content().split())


def lees_markdown(pad: Path) -> list[Blok]:
    """De blokken van een Markdown-bestand."""
    blokken: list[Blok] = []
    for alinea in re.split(r"\n\s*\n", _lees(pad)):
        gewoon: list[str] = []
        for regel in alinea.splitlines():
            kop = _KOP_MD.match(regel)
            if kop:
                _zet(blokken, gewoon)
                blokken.append(Blok(Blokvorm.KOP, kop[2]))
            else:
                gewoon.append(re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", regel))
        _zet(blokken, gewoon)
    return blokken


def lees_tekst(pad: Path) -> list[Blok]:
    """De blokken van gewone tekst: een korte losse regel zonder punt is een kop."""
    blokken: list[Blok] = []
    for alinea in re.split(r"\n\s*\n", _lees(pad)):
        regels = [regel.rstrip() for regel in alinea.splitlines() if regel.strip(" =-_*")]
        if regels and _is_kop(regels[0]) and not _LIJST.match(regels[0]):
            blokken.append(Blok(Blokvorm.KOP, regels[0].strip()))
            regels = regels[1:]
        _zet(blokken, regels)
    return blokken


def _is_kop(regel: str) -> bool:
    return len(regel.strip()) < 90 and regel.strip()[-1] not in ".,;:|" and "|" not in regel


def _zet(blokken: list[Blok], regels: list[str]) -> None:
    tekst = "\n".join(regels).strip()
    if tekst:
        blokken.append(Blok(Blokvorm.TEKST, tekst))
    regels.clear()
