"""Zet de verdeelsleutel naast de afsprakenkaders die openbaar zijn, als tabellen in Markdown.

python benchmarks/sleutel.py               de tabellen
python benchmarks/sleutel.py --schrijf     zet de uitkomsten ook in cijfers/sleuteltoets.yaml

Het rapport noemt de getallen uit sleuteltoets.yaml; een test rekent ze na.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import pandas as pd
import yaml
from prognose import nl, tabel
from woonzorg_lib import gebieden, invoer, modellen
from woonzorg_lib.cijfers.modelgegevens import prognosegegevens
from woonzorg_lib.invoer.behoefte import SLEUTELDELEN
from woonzorg_lib.modellen.sleuteltoets import afspraken, sleuteltoets, som, uitkomsten_sleutel

DOEL = Path(__file__).resolve().parent.parent / "woonzorg_lib" / "cijfers" / "sleuteltoets.yaml"
KOP = """# Wat `python benchmarks/sleutel.py --schrijf` gaf; een test rekent het na. Procenten.
# Wat elke regel is: modellen/sleuteltoets.py, `uitkomsten_sleutel`.
"""


def sleutel() -> modellen.Sleutel:
    """De sleutel van de kit zelf."""
    s = invoer.behoefte().sleutel
    woningen = {vorm: s[vorm]["waarde"] for vorm in SLEUTELDELEN}
    return modellen.Sleutel(woningen, s["begin"]["waarde"], s["eind"]["waarde"], s["leeftijd"])


def gegevens() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, dict[str, float]]:
    """Ouderen, afspraken per gemeente, afspraken per regio, en het totaal in de ruime variant."""
    kaders = invoer.afsprakenkaders()
    per, jaren, leden, regios, ruim = {}, {}, {}, {}, {}
    for k in kaders:
        per |= k.gemeenten
        jaren |= dict.fromkeys(k.gemeenten, k.tot_en_met)
        if k.regio:
            leden[k.regio.naam] = k.regio.gemeenten
            regios[k.regio.naam] = k.regio.woningen
            jaren[k.regio.naam] = k.tot_en_met
            ruim |= {k.regio.naam: k.regio.ruim} if k.regio.ruim else {}
    g = prognosegegevens()
    v = modellen.verloop(g, max(jaren.values()) + 1)
    wie = {c: (c,) for c in per} | leden | {"land": v.codes}
    ouderen = modellen.prognose(g, wie, int(v.jaren[-1]), uitkomst=v)
    return ouderen, afspraken(per, jaren), afspraken(regios, jaren), ruim


def _getal(n: float) -> str:
    return f"{round(n):,}".replace(",", ".")


def per_gemeente(toets: pd.DataFrame) -> str:
    """Per gemeente de drie vormen: afspraak, en sleutel met band; een ster valt buiten de band."""
    fout, rijen = som(toets), []
    for code, d in toets.groupby("gebied", sort=False):
        naam = gebieden.gemeente(code).naam if code.startswith("GM") else code
        cellen = [
            f"{_getal(r.woningen)} · {_getal(r.ondergrens)}-{_getal(r.bovengrens)}"
            + ("" if r.binnen else " *")
            for r in d.itertuples()
        ]
        rijen.append([naam, d.jaar.iloc[0], *cellen, f"{nl(fout[code], 0)}%"])
    return tabel(["afspraak · sleutel", "t/m", *SLEUTELDELEN, "som"], rijen)


def anders(u: dict) -> str:
    rijen = [
        [
            naam,
            f"{nl(d['mediaan'], 1)}%",
            f"{d['grootste']}%",
            *(f"{d['per_vorm'][v]}%" for v in SLEUTELDELEN),
            f"{d['binnen'][0]} van {d['binnen'][1]}",
        ]
        for naam, d in ({"groei van 75-plussers": u} | u["anders"]).items()
    ]
    kop = ["verdeeld naar", "som: mediaan", "grootste", *SLEUTELDELEN, "binnen de band"]
    return tabel(kop, rijen)


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--schrijf", action="store_true", help="zet de uitkomsten in sleuteltoets.yaml")
    ouderen, gemeenten, regios, ruim = gegevens()
    u = uitkomsten_sleutel(ouderen, sleutel(), gemeenten, regios, ruim)
    print(per_gemeente(sleuteltoets(ouderen, sleutel(), gemeenten)))
    print(per_gemeente(sleuteltoets(ouderen, sleutel(), regios)))
    print(anders(u))
    if ap.parse_args().schrijf:
        DOEL.write_text(KOP + yaml.safe_dump(u, sort_keys=False), encoding="utf-8")


if __name__ == "__main__":
    main()
