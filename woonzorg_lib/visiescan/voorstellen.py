"""Zet een scan klaar voor een mens: als JSON en als voorstellen in visiescore. Beslist niets."""

from __future__ import annotations

import csv
import json
import os
import re
from pathlib import Path

from woonzorg_lib.soorten import visiescore
from woonzorg_lib.visiescan.diepgang import Diepgang
from woonzorg_lib.visiescan.scan import Bewijs, Scan, Themauitkomst

UITSLAG = "visiescan.json"
KOLOMMEN = (
    *("thema", "niveau", "doel", "document", "jaar", "staat", "pagina"),
    *("status", "bewijs", "reden", "beoordelaar", "peildatum", "bron"),
)
STATUSSEN = ("voorstel", "bevestigd", "gewijzigd", "verworpen")
NAMEN = {
    "langer zelfstandig thuis wonen": "langer zelfstandig thuis"
}  # as the file of scores says it
_JAAR = re.compile(r"\b(20[0-4]\d)\b")


def bewaar(gezien: Scan, map_: Path) -> Path:
    """Bewaart de scan bij de invoer van de gemeente, waar het rapport haar vindt."""
    map_.mkdir(parents=True, exist_ok=True)
    tekst = json.dumps(gezien.als_json(), ensure_ascii=False, indent=1)
    return _schrijf(map_ / UITSLAG, tekst)


def schrijf_voorstellen(gezien: Scan, map_: Path) -> tuple[Path, int]:
    """Zet per thema een voorstel in het bestand met scores; wat een mens besliste, blijft staan.

    Geeft het pad en het aantal voorstellen. Eerdere voorstellen voor dezelfde documenten
    worden vervangen.
    """
    pad = map_ / visiescore.SOORT.bestand
    koppen, rijen = _lees(pad)
    documenten = set(gezien.documenten)
    beslist = {(rij.get("thema"), rij.get("document")) for rij in rijen if not _voorstel(rij)}
    blijft = [r for r in rijen if not (_voorstel(r) and r.get("document") in documenten)]
    nieuw = [
        rij
        for thema in gezien.themas
        for rij in _rijen(thema)
        if (rij["thema"], rij["document"]) not in beslist
    ]
    alle = [*koppen, *(kolom for kolom in KOLOMMEN if kolom not in koppen)]
    _schrijf(pad, _csv(alle, [*blijft, *nieuw]), bom=True)
    return pad, len(nieuw)


class Voorstellen:
    """De rijen van dat bestand, om er een voor een over te beslissen.

    Elke keuze staat meteen in het bestand.
    """

    def __init__(self, pad: Path):
        self.pad = pad
        self.koppen, self.rijen = _lees(pad)

    def beslis(self, nr: int, status: str, niveau: str, reden: str = "") -> None:
        """Legt een keuze vast; een ander niveau dan voorgesteld is altijd gewijzigd."""
        rij = self.rijen[nr]
        if status == "bevestigd" and niveau != rij.get("niveau"):
            status = "gewijzigd"
        rij.update(status=status, niveau=niveau, reden=reden)
        if niveau == "3" and not rij.get("doel"):
            rij["doel"] = rij.get("bewijs") or ""
        self.koppen += [kolom for kolom in KOLOMMEN if kolom not in self.koppen]
        _schrijf(self.pad, _csv(self.koppen, self.rijen), bom=True)


def _voorstel(rij: dict) -> bool:
    return (rij.get("status") or "").strip().lower() == "voorstel"


def _rijen(thema: Themauitkomst):
    """Per document één rij: het beste bewijs voor de voorgestelde diepgang."""
    per_document: dict[str, Bewijs] = {}
    for bewijs in (*thema.bewijs, *thema.lager):
        per_document.setdefault(bewijs.treffer.passage.document, bewijs)
    for document, bewijs in per_document.items():
        jaar = _JAAR.search(document)
        diepte = bewijs.bevinding.diepgang
        pagina = bewijs.treffer.passage.pagina
        yield {
            "thema": NAMEN.get(thema.naam, thema.naam),
            "niveau": str(int(diepte)),
            "doel": bewijs.bevinding.zin if diepte is Diepgang.DOEL else "",
            "document": document,
            "jaar": jaar[1] if jaar else "",
            "pagina": str(pagina) if pagina else "",
            "status": "voorstel",
            "bewijs": bewijs.bevinding.zin,
            "beoordelaar": "visiescan",
            "bron": document,
        }


def _lees(pad: Path) -> tuple[list[str], list[dict]]:
    if not pad.exists():
        return [], []
    with pad.open(encoding="utf-8-sig", newline="") as stroom:
        lezer = csv.DictReader(stroom, delimiter=";")
        rijen = list(lezer)
    return list(lezer.fieldnames or ()), rijen


def _csv(koppen: list[str], rijen: list[dict]) -> str:
    from io import StringIO

    uit = StringIO()
    schrijver = csv.DictWriter(
        uit, koppen, delimiter=";", extrasaction="ignore", lineterminator="\r\n"
    )
    schrijver.writeheader()
    schrijver.writerows({k: _een_regel(rij.get(k)) for k in koppen} for rij in rijen)
    return uit.getvalue()


def _een_regel(waarde: str | None) -> str:
    tekst = " ".join((waarde or "").split())
    return f"'{tekst}" if tekst[:1] in "=+@" and tekst else tekst  # never a formula in Excel


def _schrijf(pad: Path, tekst: str, bom: bool = False) -> Path:
    """Whole or not at all: a broken-off write never costs what a person decided."""
    tijdelijk = pad.with_name(f".{pad.name}.tmp")
    tijdelijk.write_text(tekst, encoding="utf-8-sig" if bom else "utf-8", newline="")
    os.replace(tijdelijk, pad)
    return pad
