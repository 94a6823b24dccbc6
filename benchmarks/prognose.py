"""Drukt de terugtoets van de prognose af als tabellen in Markdown, met de tijd die de prognose kost.

python benchmarks/prognose.py
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from woonzorg_lib import gebieden, modellen
from woonzorg_lib.cijfers.modelgegevens import prognosegegevens
from woonzorg_lib.modellen.toets import samenhang, samenvatting, spreiding

sys.stdout.reconfigure(encoding="utf-8")


def nl(getal: float, cijfers: int = 2) -> str:
    return f"{getal:.{cijfers}f}".replace(".", ",")


def tabel(kop: list[str], rijen: list[list]) -> None:
    print("| " + " | ".join(kop) + " |\n|" + " --- |" * len(kop))
    for rij in rijen:
        print("| " + " | ".join(map(str, rij)) + " |")
    print()


def regel(naam: str, fout, beter: str = "") -> list[str]:
    s = samenvatting(fout)
    return [naam, nl(s["mediaan"]) + "%", nl(s["p90"]) + "%", nl(s["grootste"]) + "%", beter]


def gemeenten(g) -> None:
    t = modellen.terugtoets_65plus(g)
    beter = int((t.fout.abs() < t.fout_als_land.abs()).sum())
    zonder = modellen.terugtoets_65plus(g, instellingen=modellen.Instellingen(eigen_vanaf=200))
    print(f"### 65+ van 2021 naar 2024, {len(t)} gemeenten, met wat op 1 januari 2021 bekend was\n")
    kop = ["", "mediaan", "90e percentiel", "grootste", "beter dan groei als het land"]
    tabel(
        kop,
        [
            regel("cohortmodel", t.fout, f"{beter} van {len(t)}"),
            regel(
                "cohortmodel zonder de landelijke fout",
                t.fout_eigen,
                f"{int((t.fout_eigen.abs() < t.fout_als_land.abs()).sum())} van {len(t)}",
            ),
            regel(
                "cohortmodel zonder eigen groei",
                zonder.fout,
                f"{int((zonder.fout.abs() < t.fout_als_land.abs()).sum())} van {len(t)}",
            ),
            regel("elke gemeente groeit als het land (werkelijke groei)", t.fout_als_land),
        ],
    )
    print(
        f"Landelijk kwam er {nl(100 * (t.model.sum() / t.werd.sum() - 1))}% te veel uit. Binnen de band viel {nl(100 * modellen.dekking(g), 0)}%.\n"
    )
    grenzen = [0, 4500, 8000, 15000, 10**9]
    namen = ["tot 4.500", "4.500 tot 8.000", "8.000 tot 15.000", "vanaf 15.000"]
    delen = [t[(t.aantal >= a) & (t.aantal < b)] for a, b in zip(grenzen, grenzen[1:])]
    tabel(
        ["65-plussers in 2021", "gemeenten", *kop[1:4]],
        [[n, len(d), *regel("", d.fout)[1:4]] for n, d in zip(namen, delen)],
    )
    ergst = t.reindex(t.fout.abs().sort_values(ascending=False).index).head(6)
    tabel(
        ["grootste fouten", "2021", "2024", "model", "fout"],
        [
            [
                gebieden.gemeente(r.gebied).naam,
                round(r.aantal),
                round(r.werd),
                round(r.model),
                nl(r.fout, 1) + "%",
            ]
            for r in ergst.itertuples()
        ],
    )
    print("### 80+ per gemeente, tot 2021, uit bredere klassen van toen\n")
    rijen = []
    for van in (2019, 2020):
        o = modellen.terugtoets_80plus(g, van)
        beter = f"{int((o.fout_eigen.abs() < o.fout_als_land.abs()).sum())} van {len(o)}"
        rijen += [
            regel(f"{van}: cohortmodel", o.fout),
            regel(f"{van}: zonder de landelijke fout", o.fout_eigen, beter),
            regel(f"{van}: groei als het land", o.fout_als_land),
        ]
    tabel(kop, rijen)


def land(g) -> None:
    t = modellen.terugtoets_land(g)
    print("### Nederland: fout in procenten\n")
    breed = t.pivot_table(index="begin", columns=["vooruit", "leeftijd"], values="fout")
    cel = lambda w: "" if w != w else nl(w, 1)  # noqa: E731
    tabel(
        ["begin", *(f"{a} na {h} jaar" for h, a in breed.columns)],
        [[b, *(cel(w) for w in rij)] for b, rij in zip(breed.index, breed.to_numpy())],
    )
    gem = t.assign(f=t.fout.abs()).groupby(["vooruit", "leeftijd"]).f.agg(["mean", "max"])
    print(
        "Gemiddelde (en grootste) absolute fout: "
        + "; ".join(
            f"{a} na {h} jaar {nl(m, 1)}% ({nl(x, 1)}%)"
            for (h, a), (m, x) in zip(gem.index, gem.to_numpy())
        )
        + "."
    )
    jong = modellen.terugtoets_land(g, vooruit=(5, 10), leeftijden={"20-64": (20, 65)})
    print(
        "Inwoners van 20 tot en met 64, daarom geen grijze druk vooruit: "
        + "; ".join(f"{r.begin} na {r.vooruit} jaar {nl(r.fout, 1)}%" for r in jong.itertuples())
        + ".\n"
    )


def maten(g) -> None:
    print("### Waar de band uit komt\n")
    rijen = [
        [
            f"65+ na {h} jaar",
            *(nl(100 * x) for x in spreiding(modellen.terugtoets_65plus(g, tot=2021 + h))),
        ]
        for h in (1, 2, 3)
    ]
    rijen += [
        [
            f"80+ na {2021 - van} jaar",
            *(nl(100 * x) for x in spreiding(modellen.terugtoets_80plus(g, van))),
        ]
        for van in (2019, 2020)
    ]
    tabel(
        ["zonder de landelijke fout", "vast deel (%)", "klein deel (% x wortel van het aantal)"],
        rijen,
    )
    print(
        "Correlatie van de eigen groei in 2019 en in 2020: "
        + "; ".join(f"{a}+ {nl(samenhang(g, a))}" for a in (45, 65, 80))
        + ".\n"
    )
    e = (
        modellen.terugtoets_land(g)
        .assign(k=lambda t: (t.fout / t.vooruit) ** 2)
        .groupby("leeftijd")
        .k.mean()
    ) ** 0.5
    print(
        "Landelijke fout per jaar vooruit (wortel van het gemiddelde kwadraat): "
        + "; ".join(f"{a} {nl(w)}%" for a, w in e.items())
        + ".\n"
    )


def tijd(g) -> None:
    codes = [x.code for x in gebieden.gemeenten()]
    rijen = []
    for naam, keuze in (("één gemeente", ["GM0344"]), ("alle gemeenten", codes)):
        t0 = time.perf_counter()
        modellen.prognose(g, keuze)
        rijen.append([naam, nl(time.perf_counter() - t0) + " s"])
    print("### Tijd (zonder het lezen van de tabellen)\n")
    tabel(["prognose tot 2050", "tijd"], rijen)


if __name__ == "__main__":
    gegevens = prognosegegevens()
    for deel in (gemeenten, land, maten, tijd):
        deel(gegevens)
