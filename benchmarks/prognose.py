"""Toetst de prognose: drukt de fouten af als tabellen in Markdown, met de tijd die zij kost.

python benchmarks/prognose.py               de tabellen
python benchmarks/prognose.py --schrijf     zet de uitkomsten ook in cijfers/terugtoets.yaml
python benchmarks/prognose.py --readme      en de tabellen in README.md

Het rapport en README noemen de getallen uit terugtoets.yaml; een test rekent ze na.
"""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import yaml
from land import zet_in_readme
from woonzorg_lib import gebieden, modellen
from woonzorg_lib.cijfers.modelgegevens import (
    Huishoudensgegevens,
    Prognosegegevens,
    huishoudensgegevens,
    prognosegegevens,
)
from woonzorg_lib.modellen.huishoudenstoets import terugtoets_huishoudens, uitkomsten_huishoudens
from woonzorg_lib.modellen.toets import Gemeentetoets, samenhang, samenvatting, uitkomsten

sys.stdout.reconfigure(encoding="utf-8")
DOEL = Path(__file__).resolve().parent.parent / "woonzorg_lib" / "cijfers" / "terugtoets.yaml"
KOP = """# Wat `python benchmarks/prognose.py --schrijf` gaf; een test rekent het na. Procenten.
# Drie getallen zijn de mediaan, wat negen van de tien niet halen, en de grootste. Wat elke regel
# is: modellen/toets.py, `uitkomsten`.
"""
WIE = {
    "65plus": "65-plussers",
    "75plus": "75-plussers",
    "80plus": "80-plussers",
    "85plus": "85-plussers",
}
SOORT = {
    "totaal": "alle huishoudens",
    "eenpersoons": "van één persoon",
    "zonder_kinderen": "van meer personen zonder kinderen",
    "met_kinderen": "met kinderen",
}


def nl(getal: float, cijfers: int = 2) -> str:
    return f"{getal:.{cijfers}f}".replace(".", ",")


def procenten(getallen: list[float], cijfers: int = 2) -> str:
    return " / ".join(f"{nl(g, cijfers)}%" for g in getallen)


def tabel(kop: list[str], rijen: list[list[str]]) -> str:
    regels = [kop, ["---", *["---:"] * (len(kop) - 1)], *rijen]
    return "\n".join("| " + " | ".join(map(str, r)) + " |" for r in regels) + "\n"


def leesbaar(u: dict) -> str:
    """De tabellen van README."""
    fouten = [
        [
            f"{WIE[lft]} 2021-2024",
            *(f"{nl(w)}%" for w in d["toen"]),
            procenten(d["als_land"]),
            procenten(d["nu"]),
        ]
        for lft, d in u["gemeenten"].items()
    ]
    kop = ["per gemeente", "mediaan", "negen van de tien binnen", "slechtste"]
    delen = [tabel([*kop, "groeit zoals het land", "met de keuzes van nu"], fouten)]
    band = [
        [WIE[lft], *(f"{w}%" for w in d["binnen"]), f"{d['eronder']}% / {d['erboven']}%"]
        for lft, d in u["gemeenten"].items()
    ]
    kop = ["in de band", "kleinste kwart", "tweede", "derde", "grootste kwart", "alle"]
    delen.append(tabel([*kop, "lager / hoger"], band))
    land = [
        [
            WIE[lft],
            *(f"{nl(m, 1)}% ({nl(x, 1)}%)" for m, x in zip(d["gemiddeld"], d["grootste"])),
        ]
        for lft, d in u["nederland"].items()
    ]
    jaren = u["nederland"]["75plus"]["jaren"]
    kop = ["eigen lijn voor Nederland", *(f"na {j} jaar" for j in jaren)]
    delen.append(tabel(kop, land))
    huis = [
        [SOORT[s], procenten(d["zonder_land"]), procenten(d["als_land"])]
        for s, d in u["huishoudens"].items()
    ]
    delen.append(tabel(["huishoudens 2021-2024", "model", "groeit zoals het land"], huis))
    return "\n".join(delen)


def ernaast(toets: Gemeentetoets) -> str:
    """De zes grootste fouten bij 75-plussers."""
    t = toets.fouten("75plus")
    ergst = t.reindex(t.fout.abs().sort_values(ascending=False).index).head(6)
    rijen = [
        [
            gebieden.gemeente(r.gebied).naam,
            round(r.aantal),
            round(r.werd),
            round(r.model),
            nl(r.fout, 1) + "%",
        ]
        for r in ergst.itertuples()
    ]
    return tabel(["grootste fouten, 75+", "2021", "2024", "model", "fout"], rijen)


def land(g: Prognosegegevens) -> str:
    t = modellen.terugtoets_land(g, vooruit=(5, 10))
    t = t[t.leeftijd == "75plus"]
    rijen = [
        [
            r.begin,
            nl(r.trend_deel),
            f"na {r.vooruit} jaar",
            f"{nl(r.fout, 1)}%",
            f"{nl(r.fout_nu, 1)}%",
        ]
        for r in t.itertuples()
    ]
    kop = ["75+, Nederland, begin", "trend toen gekozen", "", "fout", "met de trend van nu"]
    return tabel(kop, rijen)


def maten(g: Prognosegegevens, h: Huishoudensgegevens) -> str:
    hang = "; ".join(f"{a}+ {nl(samenhang(g, a))}" for a in (45, 65, 80))
    zin = f"Correlatie van de eigen groei in 2019 en in 2020: {hang}.\n"
    later = terugtoets_huishoudens(g, h, 2021, 2025)
    rijen = [
        [SOORT[s], procenten(list(samenvatting(d.fout_eigen).values()))]
        for s, d in later.groupby("soort", sort=False)
    ]
    return zin + "\n" + tabel(["huishoudens 2021-2025, zonder de landelijke fout", "model"], rijen)


def tijd(g: Prognosegegevens, h: Huishoudensgegevens) -> str:
    """Processortijd: het verloop en de huishoudens één keer per proces, de rest per gemeente."""

    def duur(doe) -> str:
        beste = float("inf")
        for _ in range(5):
            t0 = time.process_time()
            doe()
            beste = min(beste, time.process_time() - t0)
        return f"{nl(1000 * beste, 1)} ms"

    v = modellen.verloop(g)
    modellen.prognose(g, v.codes[:1], uitkomst=v)
    codes = [x.code for x in gebieden.gemeenten()]
    rijen = [
        ["verloop van alle gemeenten", duur(lambda: modellen.verloop(g))],
        ["huishoudens van alle gemeenten", duur(lambda: modellen.huishoudens(v, g, h))],
        ["daarna: één gemeente", duur(lambda: modellen.prognose(g, codes[:1], uitkomst=v))],
        ["daarna: alle gemeenten", duur(lambda: modellen.prognose(g, codes, uitkomst=v))],
    ]
    return tabel(["prognose tot 2050", "processortijd"], rijen)


def main() -> None:
    ap = argparse.ArgumentParser()
    ap.add_argument("--schrijf", action="store_true", help="zet de uitkomsten in terugtoets.yaml")
    ap.add_argument("--readme", action="store_true", help="zet de tabellen in README.md")
    keuze = ap.parse_args()
    g, h = prognosegegevens(), huishoudensgegevens()
    u = uitkomsten(g) | uitkomsten_huishoudens(g, h)
    print(leesbaar(u))
    for deel in (ernaast(Gemeentetoets(g)), land(g), maten(g, h), tijd(g, h)):
        print(deel)
    if keuze.schrijf:
        DOEL.write_text(KOP + yaml.safe_dump(u, sort_keys=False), encoding="utf-8")
    if keuze.readme:
        zet_in_readme(f"\n{leesbaar(u)}\n", begin="<!-- prognose -->", einde="<!-- /prognose -->")


if __name__ == "__main__":
    main()
