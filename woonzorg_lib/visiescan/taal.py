"""Maakt van tekst vergelijkbare woorden: plat, heel en op stam. Kent geen onderwerp."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import snowballstemmer
import yaml

PAD = Path(__file__).parent / "stammen.yaml"
_STAMMEN = snowballstemmer.stemmer("dutch")
_WOORD = re.compile(r"[a-z0-9][a-z0-9'’-]*")
_AFBREKING = re.compile(r"(\w)-[ \t]*\n[ \t]*([a-zà-ÿ])")
_ZIN = re.compile(r"(?<=[.!?;:])\s+(?=[A-Z0-9«\"'•\[(])|\n+")


def heel(tekst: str) -> str:
    """Zet woorden die aan het einde van een regel zijn afgebroken weer aan elkaar."""
    return _AFBREKING.sub(r"\1\2", tekst)


def plat(tekst: str) -> str:
    """Kleine letters zonder accenten: "Coöperatie" wordt "cooperatie"."""
    if tekst.isascii():
        return tekst.lower()
    ontleed = unicodedata.normalize("NFKD", tekst.lower())
    return "".join(teken for teken in ontleed if not unicodedata.combining(teken))


def woorden(tekst: str) -> list[str]:
    """De woorden van een tekst, plat en in volgorde."""
    return _WOORD.findall(plat(heel(tekst)))


@lru_cache
def _eigen() -> dict[str, str]:
    """Per woord de stam van stammen.yaml, die voor die van de stemmer gaat."""
    groepen = yaml.safe_load(PAD.read_text(encoding="utf-8"))
    return {vorm: stam_ for stam_, vormen in groepen.items() for vorm in vormen}


@lru_cache(maxsize=100_000)
def stam(woord: str) -> str:
    """De Nederlandse stam van een plat woord: die van stammen.yaml, of anders van Snowball."""
    return _eigen().get(woord) or _STAMMEN.stemWord(woord)


def zinnen(tekst: str) -> list[str]:
    """De zinnen en regels van een passage."""
    return [zin.strip() for zin in _ZIN.split(heel(tekst)) if zin and zin.strip()]
