"""Vergelijkt elk cijfer van 20 willekeurige rapporten met de momentopname;
narekenen.py zegt wat er hoort te staan.

python benchmarks/audit.py                20 willekeurige gemeenten, de cijfers uit alle notebooks
python benchmarks/audit.py --map output   de echte cijfers.csv van rapporten die al gemaakt zijn
"""

from __future__ import annotations

import argparse
import csv
import math
import random
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import land
from narekenen import (
    LIJST,
    Gemeente,
    NietTeVergelijken,
    bestand,
    gemeenten,
    plekken,
    register,
    ververst,
    wijkbron,
)
from woonzorg_lib.analyse import Analyse

# "model": a forecast. The snapshot does not hold it;
# the model has tests and a back-test of its own.
UITKOMSTEN = ("gelijk", "leeg", "model", "verschil", "niet vergeleken")
MODEL = (
    *("prognose_", "zorgvraag_", "woonbehoefte", "woonopgave", "groei_", "dekkingsgraad_sleutel"),
    *("sleutel_", "aandeel_groei"),
)
# What somebody decided: the norms, and the national programme that the key divides.
AFGESPROKEN = ("norm_", "sleutel")
GETALLEN = ("waarde", "ondergrens", "bovengrens")


def gelijk(rij: dict, veld: str, verwacht: float | None) -> bool:
    """Waar als de rij dit cijfer heeft; schattingen van aantallen mensen zijn afgerond
    op 5 of 10.
    """
    echt = rij[veld]
    if echt is None or verwacht is None:
        return echt is None and verwacht is None
    cijfer = LIJST.get(rij["indicator"])
    geschat = rij["soort"] == "schatting" and cijfer is not None and cijfer.hoe == "aantal"
    if geschat and cijfer.niveau == "land":
        geschat = False
    if geschat and not rij["eenheid"].startswith("index"):
        stappen = (5,) if verwacht < 100 else (10,)
        return any(abs(echt - verwacht) <= stap / 2 + 1e-9 and echt % stap == 0 for stap in stappen)
    return math.isclose(echt, verwacht, rel_tol=1e-9, abs_tol=1e-9)


@lru_cache
def afgesproken() -> frozenset[float]:
    """Elk getal in de normen en de sleutel van de kit."""
    map_ = Path(__file__).resolve().parent.parent / "parameters"
    bladen = [
        yaml.safe_load((map_ / naam).read_text(encoding="utf-8"))
        for naam in ("standaard.yaml", "behoefte.yaml")
    ]
    return frozenset(map(float, _getallen(bladen)))


def _is_norm(rij: dict) -> bool:
    deler = 100 if rij["eenheid"].startswith("%") else 1
    return any(math.isclose(rij["waarde"] / deler, norm) for norm in afgesproken())


def _getallen(blad: object) -> Iterator[float]:
    if isinstance(blad, dict):
        blad = list(blad.values())
    if isinstance(blad, list):
        for deel in blad:
            yield from _getallen(deel)
    elif isinstance(blad, (int, float)):
        yield blad


def _tabellen(id: str, code: str, jaar: int) -> set[str]:
    """De tabellen die bij dit gebied en dit jaar genoemd mogen worden."""
    bronnen = [bron for bron, _ in plekken(id)]
    if code[:2] in ("WK", "BU"):
        bronnen = [wijkbron(id)]
    uit = set()
    for bron in bronnen:
        vers = ververst().get(bron, {}).get(str(jaar))
        tabel = vers["tabel"] if vers else register()[bron]["tabel"]
        uit.add(tabel.get(jaar) if isinstance(tabel, dict) else tabel)
    return uit


def _wijknaam(bron: str, code: str) -> str:
    """Zoals het jongste jaar haar noemt."""
    jaren = sorted(j for c, j in bestand(bron) if c == code)
    naam = bestand(bron)[code, jaren[-1]][0]["naam"]
    return f"{naam} (met {_grootste_buurt(code)})" if re.fullmatch(r"Wijk \w?\d+", naam) else naam


@lru_cache(None)
def _grootste_buurt(wijk: str) -> str:
    """De buurt met de meeste inwoners, die een wijk zonder naam erbij krijgt."""
    buurten = bestand("kern_buurt")
    jongste = max(jaar for _, jaar in buurten)
    hier = [
        rijen[0]
        for (code, jaar), rijen in buurten.items()
        if jaar == jongste and code.startswith(f"BU{wijk[2:]}")
    ]
    naam = max(hier, key=lambda rij: float(rij["inwoners"] or 0))["naam"]
    return re.sub(r"^(Wijk|Buurt) \w?\d+ ", "", naam)


def bronfout(rij: dict) -> str:
    """Wat er mis is aan naam, tabel of periode van een rij; leeg als alles klopt."""
    id, code, jaar = rij["indicator"], rij["gebiedcode"], int(rij["jaar"])
    if rij["waarde"] is None:
        return ""
    if id in LIJST:
        tabellen = _tabellen(id, code, jaar)
        if rij["tabel"] not in tabellen:
            return f"tabel {rij['tabel']} in plaats van {tabellen}"
        if str(jaar) not in rij["periode"]:
            return f"periode {rij['periode']} past niet bij {jaar}"
    bron = {"WK": "kern_wijk", "BU": "kern_buurt"}.get(code[:2])
    naam = (
        _wijknaam(bron, code)
        if bron
        else gemeenten()[code]["gemeentenaam"]
        if code.startswith("GM")
        else rij["gebied"]
    )
    return "" if rij["gebied"] in naam else f"heet {rij['gebied']} in plaats van {naam}"


def vergelijk(rijen: list[dict], gemeente: Gemeente) -> list[tuple[str, str, str]]:
    """Per rij (indicator, uitkomst, toelichting); uitkomst:
    een van UITKOMSTEN, leeg als dat terecht is.
    """
    uit = []
    for rij in rijen:
        if rij["indicator"].startswith(MODEL) and rij["soort"] in ("schatting", "berekend"):
            uit.append((rij["indicator"], "model", ""))
            continue
        plek = (
            f"{gemeente.code}: {rij['indicator']} van {rij['gebied']} ({rij['gebiedcode']}), "
            f"{rij['jaar']} {rij['uitsplitsing']}"
        ).strip()
        if rij["indicator"].startswith(AFGESPROKEN):
            mis = "" if _is_norm(rij) else f"{plek}: {rij['waarde']} is geen norm"
            uit.append((rij["indicator"], "verschil" if mis else "gelijk", mis))
            continue
        try:
            verwacht = gemeente.verwacht(rij)
        except NietTeVergelijken as reden:
            uit.append((rij["indicator"], "niet vergeleken", str(reden)))
            continue
        mis = [
            f"{v} {rij[v]} in plaats van {w}"
            for v, w in zip(("waarde", "ondergrens", "bovengrens"), verwacht)
            if not gelijk(rij, v, w)
        ]
        mis += [b] if (b := bronfout(rij)) else []
        uitkomst = "verschil" if mis else "leeg" if rij["waarde"] is None else "gelijk"
        uit.append((rij["indicator"], uitkomst, f"{plek}: {'; '.join(mis)}" if mis else ""))
    return uit


# Where the rows come from


def uit_notebooks(
    code: str, stappen: Iterable[land.Stap] | None = None
) -> tuple[list[dict], Gemeente]:
    """De rijen die alle notebooks voor een gemeente tonen, zoals zij in cijfers.csv komen."""
    rijen = {}
    for stap in stappen or land.toon(code):
        if stap.fout:
            raise RuntimeError(f"{code}, {stap.plek}: {stap.fout}")
        for rij in stap.beeld.gegevens.get("rijen", []):
            rijen[(stap.onderwerp, *map(str, rij.values()))] = rij
    return list(rijen.values()), Gemeente(
        code, tuple(g.code for g in Analyse(code).vergelijkingsgroep.gemeenten)
    )


def uit_map(pad: Path) -> tuple[list[dict], Gemeente]:
    """De rijen van een gemaakt rapport; regio en peiljaar staan in zijn parameters.yaml."""
    with next(pad.glob("cijfers*.csv")).open(encoding="utf-8-sig", newline="") as stroom:
        rijen = [
            rij | {k: float(rij[k].replace(",", ".")) if rij[k] else None for k in GETALLEN}
            for rij in csv.DictReader(stroom, delimiter=";")
        ]
    gekozen = yaml.safe_load((pad / "parameters.yaml").read_text(encoding="utf-8"))
    a = Analyse(**{k: gekozen[k] for k in ("gemeente", "regio", "peiljaar", "invoer")})
    return rijen, Gemeente(
        a.gemeente.code, tuple(g.code for g in a.vergelijkingsgroep.gemeenten), a.regio.leden
    )


def kies(aantal: int, zaad: int) -> list[str]:
    """Willekeurige gemeenten, bij hetzelfde zaad steeds dezelfde."""
    return random.Random(zaad).sample(sorted(gemeenten()), min(aantal, len(gemeenten())))


def hoofd(argumenten: list[str] | None = None) -> int:
    ap = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    ap.add_argument("--aantal", type=int, default=20, help="hoeveel gemeenten (standaard 20)")
    ap.add_argument("--zaad", type=int, help="om dezelfde gemeenten nog eens te kiezen")
    ap.add_argument(
        "--map", type=Path, help="map met gemaakte rapporten, zoals output; leest hun cijfers.csv"
    )
    k = ap.parse_args(argumenten)
    zaad = k.zaad if k.zaad is not None else random.SystemRandom().randrange(10**6)
    if k.map:
        mappen = sorted(p.parent for p in k.map.glob("*/cijfers*.csv"))
        mappen = random.Random(zaad).sample(mappen, min(k.aantal, len(mappen)))
        bronnen = ((p.name, lambda p=p: uit_map(p)) for p in mappen)
    else:
        bronnen = (
            (f"{c} {gemeenten()[c]['gemeentenaam']}", lambda c=c: uit_notebooks(c))
            for c in kies(k.aantal, zaad)
        )
    print(f"Zaad: {zaad}")
    uitkomsten = []
    for naam, haal in bronnen:
        deel = vergelijk(*haal())
        uitkomsten += deel
        print(
            f"{naam}: {len(deel)} rijen, {sum(u == 'verschil' for _, u, _ in deel)} verschillen",
            flush=True,
        )
    if not uitkomsten:
        print("Er zijn geen cijfers gevonden om te vergelijken.")
        return 1
    print(verslag(uitkomsten))
    return int(any(u in ("verschil", "niet vergeleken") for _, u, _ in uitkomsten))


def verslag(uitkomsten: list[tuple[str, str, str]], hoogstens: int = 40) -> str:
    """De telling per indicator, en de verschillen."""
    telling = Counter((i, u) for i, u, _ in uitkomsten)
    breed = max(len(i) for i, *_ in uitkomsten) + 2
    regels = ["", "".join([f"{'indicator':{breed}}", *(f"{u:>17}" for u in UITKOMSTEN)])]
    for id in sorted({i for i, *_ in uitkomsten}):
        regels.append(f"{id:{breed}}" + "".join(f"{telling[id, u]:>17}" for u in UITKOMSTEN))
    regels.append(
        f"{'samen':{breed}}"
        + "".join(f"{sum(x == u for _, x, _ in uitkomsten):>17}" for u in UITKOMSTEN)
    )
    redenen = Counter(t for _, u, t in uitkomsten if u == "niet vergeleken")
    regels += [f"Niet vergeleken ({n} rijen): {reden}" for reden, n in redenen.most_common()]
    verschillen = [t for _, u, t in uitkomsten if u == "verschil"]
    regels += [f"Verschil: {t}" for t in verschillen[:hoogstens]]
    if len(verschillen) > hoogstens:
        regels.append(f"En nog {len(verschillen) - hoogstens} verschillen.")
    return "\n".join(regels)


if __name__ == "__main__":
    sys.exit(hoofd())
