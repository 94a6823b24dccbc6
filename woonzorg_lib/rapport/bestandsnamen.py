"""Hoe de bestanden van een rapport heten, nu en vroeger; leest en schrijft ze niet."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

PAGINA, PDF, WORD, CIJFERS, WERKBOEK = "html", "pdf", "docx", "csv", "xlsx"
WERKLIJST = "werklijst"
FIGUREN = "figuren"  # a folder
EXTRA = (PDF, WORD, FIGUREN)  # only when asked for
REGIOBEELD = "regiobeeld-"
_NAMEN = {
    PAGINA: "woonzorganalyse-{}.html",
    PDF: "woonzorganalyse-{}.pdf",
    WORD: "woonzorganalyse-{}.docx",
    WERKBOEK: "cijfers-{}.xlsx",
    CIJFERS: "cijfers-{}.csv",
    WERKLIJST: "werklijst-{}.html",
    FIGUREN: "figuren",
}
# Until the report got its own name in the file.
_VROEGER = {
    PAGINA: "rapport.html",
    PDF: "rapport.pdf",
    WORD: "rapport.docx",
    WERKBOEK: "cijfers.xlsx",
    CIJFERS: "cijfers.csv",
}


def kale_naam(naam: str) -> str:
    """Een naam voor een bestand of map: 's-Hertogenbosch wordt s-hertogenbosch."""
    kaal = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode("ascii")
    return re.sub(r"[^a-z0-9]+", "-", kaal.lower()).strip("-")


def naamdeel(map_: str) -> str:
    """De naam van het gebied in de naam van een rapportmap: GM0344-utrecht geeft utrecht."""
    return re.sub(r"^[A-Z]{2}\d+-", "", map_)


def bestandsnaam(map_: str, soort: str) -> str:
    """De naam van een bestand van het rapport in deze map; soort: een van hierboven."""
    if map_.startswith(REGIOBEELD) and soort in (PAGINA, PDF, WORD):
        return f"{map_}.{soort}"
    return _NAMEN[soort].format(naamdeel(map_))


def bestandsnamen(map_: str) -> dict[str, str]:
    """Alle bestandsnamen van een rapport, op soort, in de volgorde waarin iemand ze wil openen."""
    return {soort: bestandsnaam(map_, soort) for soort in _NAMEN}


def zoek(map_: Path, soort: str) -> Path | None:
    """Een bestand van een rapport dat er al staat; None als het er niet is.

    Het mag de naam van vroeger hebben, of in een map staan die iemand anders noemde.
    """
    for naam in (bestandsnaam(map_.name, soort), _VROEGER.get(soort)):
        if naam and (map_ / naam).exists():
            return map_ / naam
    return next(iter(sorted(map_.glob(_NAMEN[soort].format("*")))), None)


def soort_van(naam: str) -> str:
    """De soort van een bestand van een rapport; de naam van de map doet er niet toe."""
    return WERKLIJST if naam.startswith(f"{WERKLIJST}-") else naam.rpartition(".")[2]
