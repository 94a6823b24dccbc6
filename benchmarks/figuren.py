"""Meet hoeveel rekentijd elke figuur van een rapport kost: cijfers ophalen en tekenen apart.
Maakt geen rapport.

Rekentijd van dit proces, geen kloktijd: zo telt niet mee wat er verder op de computer draait.
De eerste keer telt niet mee, en van de andere de snelste:
ook rekentijd loopt op als een ander de kernen bezet houdt.

    python benchmarks/figuren.py Amsterdam
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import land
from woonzorg_lib import gebieden
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.beeld import Beeld, figuren

GRENS = 80  # ms per figure


class Klok:
    """Telt de tijd die in de figuren van Analyse verstrijkt:
    de methoden die heten naar een tekenfunctie van `figuren`.
    """

    def __init__(self):
        self.tijd = 0.0
        for naam in figuren.tekenaars():
            if hasattr(Analyse, naam):
                setattr(Analyse, naam, self._om(getattr(Analyse, naam)))

    def _om(self, functie):
        def gemeten(*args, **kwargs):
            begin = time.process_time()
            try:
                return functie(*args, **kwargs)
            finally:
                self.tijd += time.process_time() - begin

        return gemeten


def meet(code: str, keren: int) -> list[tuple[str, str, float, float]]:
    """Per figuur (plek, titel, ms cijfers ophalen, ms tekenen):
    de snelste van een aantal keren, na een keer warmdraaien.
    """
    klok, uit = Klok(), []
    for lijst in land.cellen().values():
        ruimte: dict = {}
        for plek, los, laatste in lijst:
            exec(los, ruimte)
            ruimte["gemeente"] = code
            beeld = eval(laatste, ruimte) if laatste else None
            if not isinstance(beeld, Beeld) or beeld.soort != "figuur":
                continue
            tijden = []
            gc.collect()
            for _ in range(keren):
                klok.tijd, begin = 0.0, time.process_time()
                exec(los, ruimte)
                eval(laatste, ruimte)
                tijden.append((1000 * (time.process_time() - begin - klok.tijd), 1000 * klok.tijd))
            ophalen, tekenen = map(min, zip(*tijden))
            uit.append((plek.partition(":")[0], beeld.gegevens["titel"], ophalen, tekenen))
    return sorted(uit, key=lambda r: -(r[2] + r[3]))


def hoofd(argumenten: list[str] | None = None) -> int:
    ap = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    ap.add_argument(
        "gemeente", nargs="?", default="Utrecht", help="naam of code (standaard Utrecht)"
    )
    ap.add_argument(
        "--keren", type=int, default=5, help="hoe vaak elke figuur gemaakt wordt (standaard 5)"
    )
    k = ap.parse_args(argumenten)
    gemeente = gebieden.gemeente(k.gemeente)
    gemeten = meet(gemeente.code, k.keren)
    print(
        f"| {gemeente.naam}: figuur | cel | cijfers (ms) | tekenen (ms) | samen (ms) | |",
        "|---|---|---:|---:|---:|---|",
        sep="\n",
    )
    for plek, titel, ophalen, tekenen in gemeten:
        samen = ophalen + tekenen
        print(
            f"| {titel} | {plek} | {ophalen:.0f} | {tekenen:.0f} | {samen:.0f} | "
            f"{'**te traag**' if samen > GRENS else ''} |"
        )
    som = [sum(r[i] for r in gemeten) for i in (2, 3)]
    print(
        f"| **Samen, {len(gemeten)} figuren** | | {som[0]:.0f} | {som[1]:.0f} | {sum(som):.0f} | |"
    )
    print(
        f"\nRekentijd, de snelste van {k.keren} keer na een keer warmdraaien. "
        f"{sum(r[2] + r[3] > GRENS for r in gemeten)} van de {len(gemeten)} figuren kosten meer "
        f"dan {GRENS} ms."
    )
    return int(any(r[2] + r[3] > GRENS for r in gemeten))


if __name__ == "__main__":
    sys.exit(hoofd())
