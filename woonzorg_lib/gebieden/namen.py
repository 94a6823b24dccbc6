"""Namen vergelijkbaar maken en namen zoeken die erop lijken;
welke namen er zijn staat hier niet.
"""

import re
import unicodedata
from collections.abc import Iterable


def plat(tekst: str) -> str:
    """Kleine letters zonder accenten en apostrofs, woorden door één spatie gescheiden:
    "'s-Hertogenbosch" -> "s hertogenbosch".
    """
    tekst = unicodedata.normalize("NFKD", tekst).casefold()
    tekst = "".join(t for t in tekst if not unicodedata.combining(t))
    tekst = re.sub(r"['’‘‛ʼ`´′\"“”]", "", tekst)
    return re.sub(r"[\W_]+", " ", tekst).strip()


def sleutel(tekst: str) -> str:
    """Alleen letters en cijfers: waarop namen gelijk zijn,
    hoe de streepjes en spaties ook staan.
    """
    return plat(tekst).replace(" ", "")


def toon(zoek: object) -> str:
    """Wat iemand typte, veilig op één regel en niet langer dan nodig."""
    tekst = " ".join(str(zoek).split())
    return f"'{tekst[:60]}…'" if len(tekst) > 60 else f"'{tekst}'"


def opsomming(namen: Iterable[str], woord: str = "en") -> str:
    """Namen in een zin: "Boxtel, Oisterwijk en Vught"."""
    namen = list(namen)
    return (
        f" {woord} ".join([", ".join(namen[:-1]), namen[-1]]) if len(namen) > 1 else "".join(namen)
    )


def lijkt_op(
    zoek: str, kandidaten: dict[str, str], aantal: int = 3, minstens: int = 65
) -> list[str]:
    """De namen die het meest op `zoek` lijken;
    `kandidaten` geeft per sleutel de naam om te tonen. minstens: van 0 tot 100 (dezelfde letters).
    """
    from rapidfuzz import (
        fuzz,
        process,
    )  # only when someone mistyped: keeps the import of this room fast

    gevonden = process.extract(
        sleutel(zoek)[:60], kandidaten.keys(), scorer=fuzz.ratio, limit=12, score_cutoff=minstens
    )
    if gevonden:  # a near hit makes far ones noise
        gevonden = [g for g in gevonden if g[1] >= gevonden[0][1] - 15]
    return list(dict.fromkeys(kandidaten[naam] for naam, *_ in gevonden))[:aantal]
