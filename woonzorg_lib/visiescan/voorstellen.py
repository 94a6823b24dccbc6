"""Zet een scan klaar voor een mens: als JSON en als voorstellen per thema en per onderwerp.

Beslist niets: een voorstel telt pas mee als een mens het bevestigt.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

from woonzorg_lib.invoer.persoonsgegevens import persoonsgegevens
from woonzorg_lib.soorten import visiepassages, visiescore
from woonzorg_lib.visiescan.diepgang import Diepgang, bepaal, woningdoel
from woonzorg_lib.visiescan.passages import Treffer
from woonzorg_lib.visiescan.scan import (
    TONEN,
    Bewijs,
    Onderwerpuitkomst,
    Scan,
    Themauitkomst,
    Uitkomst,
)
from woonzorg_lib.visiescan.taal import plat, zinnen

UITSLAG = "visiescan.json"
KOLOMMEN = (
    *("thema", "niveau", "doel", "document", "jaar", "staat", "pagina"),
    *("status", "bewijs", "reden", "beoordelaar", "peildatum", "bron"),
)
PASSAGEKOLOMMEN = (
    *("onderwerpcode", "uitkomst", "passage", "document", "pagina", "paragraaf"),
    *("doel_aantal", "doel_woonvorm", "doel_jaar"),
    *("status", "reden", "beoordelaar", "peildatum", "bron"),
)
LANGST = 400  # characters of a sentence that is quoted
WEGGELATEN = "De zin staat hier niet: zij noemt misschien een persoon. Zie de bladzijde."
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
    nieuw = [rij for thema in gezien.themas for rij in _rijen(thema)]
    pad = map_ / visiescore.SOORT.bestand
    return _voeg_toe(pad, KOLOMMEN, "thema", nieuw, gezien.documenten)


def schrijf_passages(gezien: Scan, map_: Path) -> tuple[Path, int]:
    """Zet per onderwerp en document de beste passage als voorstel klaar, of dat er niets is.

    Wat een mens besliste, blijft staan. Geeft het pad en het aantal voorstellen.
    """
    nieuw = [rij for o in gezien.onderwerpen for rij in _passagerijen(o, gezien.documenten)]
    pad = map_ / visiepassages.SOORT.bestand
    return _voeg_toe(pad, PASSAGEKOLOMMEN, "onderwerpcode", nieuw, gezien.documenten)


def _voeg_toe(
    pad: Path, kolommen: tuple[str, ...], wat: str, nieuw: list[dict], gescand: tuple[str, ...]
) -> tuple[Path, int]:
    koppen, rijen = _lees(pad)
    documenten = {*gescand, _samen(gescand)}
    beslist = {(rij.get(wat), rij.get("document")) for rij in rijen if not _voorstel(rij)}
    blijft = [r for r in rijen if not (_voorstel(r) and r.get("document") in documenten)]
    over = [rij for rij in nieuw if (rij[wat], rij["document"]) not in beslist]
    alle = [*koppen, *(kolom for kolom in kolommen if kolom not in koppen)]
    _schrijf(pad, _csv(alle, [*blijft, *over]), bom=True)
    return pad, len(over)


def _samen(documenten: tuple[str, ...]) -> str:
    """Where nothing was found: all documents that were searched."""
    return ", ".join(documenten)


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
        self._bewaar()

    def beslis_passage(self, nr: int, status: str, uitkomst: str, reden: str = "") -> None:
        """Legt een keuze over een passage vast; een andere uitkomst is altijd gewijzigd."""
        rij = self.rijen[nr]
        if status == "bevestigd" and uitkomst != rij.get("uitkomst"):
            status = "gewijzigd"
        rij.update(status=status, uitkomst=uitkomst, reden=reden)
        self._bewaar()

    def _bewaar(self) -> None:
        van_passages = self.pad.name == visiepassages.SOORT.bestand
        kolommen = PASSAGEKOLOMMEN if van_passages else KOLOMMEN
        self.koppen += [kolom for kolom in kolommen if kolom not in self.koppen]
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


def _passagerijen(o: Onderwerpuitkomst, documenten: tuple[str, ...]) -> Iterator[dict]:
    """Per document één rij met de beste passage; zonder passage één rij voor alles samen."""
    vast = {"onderwerpcode": o.id, "status": "voorstel", "beoordelaar": "visiescan"}
    if o.uitkomst is Uitkomst.NIET_GEVONDEN:
        alles = _samen(documenten)
        yield vast | {"uitkomst": visiepassages.NIET, "document": alles, "bron": alles}
        return
    for document, treffer in _beste_per_document(o).items():
        p = treffer.passage
        zin = beste_zin(treffer)
        doel = woningdoel(zin)
        yield vast | {
            "uitkomst": o.uitkomst.value,
            "passage": WEGGELATEN if persoonsgegevens(zin) else zin,
            "document": document,
            "pagina": str(p.pagina) if p.pagina else "",
            "paragraaf": "" if p.pagina or persoonsgegevens(p.kop) else p.kop,
            "doel_aantal": str(doel.aantal) if doel else "",
            "doel_woonvorm": doel.woonvorm if doel else "",
            "doel_jaar": str(doel.jaar) if doel else "",
            "bron": document,
        }


def _beste_per_document(o: Onderwerpuitkomst) -> dict[str, Treffer]:
    """Per document de beste passage; noemt een van de eerste drie een doel, dan gaat die voor."""
    per_document: dict[str, list[Treffer]] = {}
    for treffer in o.treffers:
        per_document.setdefault(treffer.passage.document, []).append(treffer)
    uit = {}
    for document, treffers in per_document.items():
        met_doel = [t for t in treffers[:TONEN] if woningdoel(beste_zin(t))]
        uit[document] = (met_doel or treffers)[0]
    return uit


def beste_zin(treffer: Treffer) -> str:
    """De zin die het meeste zegt: een doel gaat voor, en dan de meeste woorden die telden."""
    delen = [zin for zin in zinnen(treffer.passage.tekst) if len(zin.split()) > 2]
    if not delen:
        return treffer.passage.tekst[:LANGST]

    def hoeveel(zin: str) -> tuple[bool, int]:
        kaal = plat(zin)
        telt = sum(woord in kaal for woord in treffer.woorden)
        return bool(telt) and bepaal(zin).diepgang is Diepgang.DOEL, telt

    zin = max(delen, key=hoeveel)
    return zin if len(zin) <= LANGST else zin[: LANGST - 2].rsplit(" ", 1)[0] + " …"


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
