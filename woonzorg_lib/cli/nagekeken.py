"""De uitkomst van een controle van invoer als regels, als JSON, en de vraag naar een voorstel."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING

from ..invoer.melding import ERNST, Melding

if TYPE_CHECKING:
    from ..invoer.controle import Controle

LANG = 15  # messages after which the sum is said once more, where the reader has stopped


def regels(uit: Controle) -> Iterator[str]:
    """Wat er gelezen is, hoeveel oorzaken er zijn, en dan elke melding, de ergste eerst."""
    for bestand, wat in uit.gelezen:
        yield f"{bestand}: {wat}"
    kop = samengevat(uit.meldingen)
    yield kop
    for m in uit.meldingen:
        yield f"{m.ernst}: {m}"
    if len(uit.meldingen) > LANG:
        yield kop


def samengevat(meldingen: list[Melding]) -> str:
    """Hoeveel oorzaken, hoe erg, en in hoeveel regels: "2 oorzaken: 1 keer FOUT, ..."."""
    n = len(meldingen)
    if not n:
        return "Niets op aan te merken: 0 keer FOUT, 0 keer WAARSCHUWING, 0 keer LET OP."
    per = ", ".join(f"{sum(m.ernst == e for m in meldingen)} keer {e}" for e in ERNST)
    plekken = sum(len(m.regels) for m in meldingen)
    waar = f" Zij staan in {plekken:,} regels.".replace(",", ".") if plekken > n else ""
    return f"{n} {'oorzaak' if n == 1 else 'oorzaken'}: {per}.{waar}"


def als_json(uit: Controle) -> list[dict]:
    """De meldingen als dicts, en daarna per bestand wat er gelezen is."""
    gelezen = [Melding("GELEZEN", bestand, None, None, wat, "") for bestand, wat in uit.gelezen]
    return [m.als_dict() for m in [*uit.meldingen, *gelezen]]


def vraag_ja(uit: Controle) -> bool:
    """Vraagt, als er iemand zit, of de voorstellen kloppen; zonder iemand is het nee."""
    if not (uit.voorstellen or uit.namen) or not (
        sys.stdin and sys.stdin.isatty() and sys.stdout.isatty()
    ):
        return False
    for pad, doel in uit.namen.items():
        print(f"{pad.name} heet voortaan {doel.name}")
    for lezing in uit.voorstellen:
        print(f"{lezing.naam}:")
        for kop, kolom in lezing.voorstel.kolommen.items():
            print(f"  '{kop}' is {kolom}")
        if lezing.voorstel.alleen:
            print(f"  lees alleen de regels van {lezing.gebied.naam}")
    try:
        return input("Klopt dit? (ja/nee) ").strip().lower() in ("ja", "j")
    except EOFError:
        return False
