"""Meet de visiescan op gelabelde passages en documenten; hoort niet bij de tests.

    python benchmarks/visiescan.py PASSAGES.jsonl [DOCUMENTEN.json MAP]

Elke regel is `maat: waarde (aantal)`. Passages van één gemeente gelden samen als één document, en
`ook_goed` telt als goed. Precisie: van de eerste drie passages per onderwerp. Vangst: welk deel van
wat er staat is gevonden (behandeld of mogelijk). Vals behandeld: welk deel van wat er niet staat
heet behandeld.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path

KIT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(KIT))

from woonzorg_lib.visiescan import Passage, Scan, Uitkomst, scan, scan_passages  # noqa: E402
from woonzorg_lib.visiescan.taal import woorden  # noqa: E402


@dataclass
class Maat:
    """Een aandeel: hoeveel goed van hoeveel."""

    goed: int = 0
    alles: int = 0

    def tel(self, raak: bool) -> None:
        self.goed += raak
        self.alles += 1

    def __str__(self) -> str:
        waarde = f"{self.goed / self.alles:.3f}" if self.alles else "-"
        return f"{waarde} ({self.alles})"


@dataclass
class Meting:
    """Alle maten, op naam, in de volgorde waarin zij gedrukt worden."""

    maten: dict[str, Maat] = field(default_factory=lambda: defaultdict(Maat))

    def druk(self) -> None:
        for naam in NAMEN:
            if self.maten[naam].alles:
                print(f"{naam}: {self.maten[naam]}")


NAMEN = (
    "precisie eerste drie, passages",
    "precisie eerste drie, documenten",
    "vangst",
    "vals behandeld",
    "negatieven geraakt",
    "diepgang, passages",
    "diepgang, themas",
    "vangst, passages",
)


def meet_passages(labels: list[dict], meting: Meting) -> None:
    """Scan the passages of each gemeente together and hold them against their labels."""
    per_gemeente = defaultdict(list)
    for label in labels:
        per_gemeente[label["gemeente"]].append(label)
    for gemeente, lijst in per_gemeente.items():
        passages = [
            Passage("passages", p["tekst"], p["kop"], None, nr) for nr, p in enumerate(lijst)
        ]
        _meet_gemeente(scan_passages(passages, gemeente), lijst, meting)


def _meet_gemeente(uit: Scan, labels: list[dict], meting: Meting) -> None:
    gevonden: dict[int, set[str]] = defaultdict(set)
    for onderwerp in uit.onderwerpen:
        for treffer in onderwerp.treffers:
            gevonden[treffer.passage.nummer].add(onderwerp.id)
        for treffer in onderwerp.treffers[:3]:
            label = labels[treffer.passage.nummer]
            goed = onderwerp.id in (*label["onderwerpen"], *label["ook_goed"])
            meting.maten["precisie eerste drie, passages"].tel(goed)
    diepte = {
        b.treffer.passage.nummer: int(b.bevinding.diepgang)
        for thema in uit.themas
        for b in (*thema.bewijs, *thema.lager, *thema.overig)
    }
    for nr, label in enumerate(labels):
        for id in label["onderwerpen"]:
            meting.maten["vangst, passages"].tel(id in gevonden[nr])
        if label["negatief"]:
            meting.maten["negatieven geraakt"].tel(bool(gevonden[nr] & set(label["lijkt_op"])))
        elif label["themas"]:
            meting.maten["diepgang, passages"].tel(diepte.get(nr, 0) == label["diepgang"])


def meet_document(label: dict, pad: Path, meting: Meting) -> None:
    """Scan one document and hold it against what is truly in it."""
    uit = scan([pad], label["gemeente"])
    goed_per_begin: dict[str, list[str]] = defaultdict(list)
    for id, lijst in label["aanwezig"].items():
        for passage in lijst:
            goed_per_begin[id].append(_begin(passage["begin"]))
    for onderwerp in uit.onderwerpen:
        if onderwerp.id in label["twijfel"]:
            continue
        for treffer in onderwerp.treffers[:3]:
            tekst = _begin(treffer.passage.tekst, 10_000)
            raak = any(begin in tekst for begin in goed_per_begin[onderwerp.id])
            meting.maten["precisie eerste drie, documenten"].tel(raak)
        if onderwerp.id in label["aanwezig"]:
            meting.maten["vangst"].tel(onderwerp.uitkomst is not Uitkomst.NIET_GEVONDEN)
        elif onderwerp.id in label["afwezig"]:
            meting.maten["vals behandeld"].tel(onderwerp.uitkomst is Uitkomst.BEHANDELD)
    for thema in uit.themas:
        if thema.naam in label["themas"]:
            waar = label["themas"][thema.naam]["diepgang"]
            meting.maten["diepgang, themas"].tel(int(thema.diepgang) == waar)


def _begin(tekst: str, lengte: int = 45) -> str:
    return " ".join(woorden(tekst))[:lengte]


def main() -> int:
    vraag = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    vraag.add_argument("passages", type=Path)
    vraag.add_argument("documenten", type=Path, nargs="?")
    vraag.add_argument("map", type=Path, nargs="?")
    keuze = vraag.parse_args()
    meting = Meting()
    regels = keuze.passages.read_text(encoding="utf-8").splitlines()
    meet_passages([json.loads(regel) for regel in regels if regel.strip()], meting)
    if keuze.documenten and keuze.map:
        for label in json.loads(keuze.documenten.read_text(encoding="utf-8")):
            if "aanwezig" in label and label["soort"] != "gescande pdf":
                meet_document(label, keuze.map / label["bestand"], meting)
    meting.druk()
    return 0


if __name__ == "__main__":
    sys.exit(main())
