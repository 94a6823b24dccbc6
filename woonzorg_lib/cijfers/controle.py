"""Controleert de momentopname tegen bekende totalen en tegen zichzelf. Verandert niets."""

from __future__ import annotations

import hashlib

import pandas as pd

from woonzorg_lib import gebieden
from woonzorg_lib.cijfers import lezen, ververst
from woonzorg_lib.cijfers.register import Bron, bronnen, indicatoren
from woonzorg_lib.cijfers.waarden import alle_jaren
from woonzorg_lib.fouten import WoonzorgFout

# Columns that together say what a row is about; everything else is a figure.
SLEUTEL = (
    "gebied",
    "jaar",
    "periode",
    "peilmaand",
    "leeftijd",
    "leeftijd_referentiepersoon",
    "geslacht",
    "huishoudtype",
    "sector",
    "leveringsvorm",
    "kenmerk",
    "groep",
    "soort",
)
# A balance, a flow with corrections, or the wealth of a household may be below zero.
MAG_NEGATIEF = ("saldo", "groei", "emigratie", "vermogen", "overige_", "prognose")


def status() -> pd.DataFrame:
    """Eén rij per bron: bron, titel, tabel, periode, opgehaald, licentie, rijen."""
    rijen = []
    for b in bronnen().values():
        tabel = ", ".join(map(str, b.tabel.values())) if isinstance(b.tabel, dict) else b.tabel
        aantal = (
            len(lezen.lees(b.id))
            if b.id not in ("gebieden", "grenzen_gemeenten")
            else len(gebieden.gemeenten())
        )
        rijen.append((b.id, b.naam, tabel, str(b.jaren), b.opgehaald, b.licentie, aantal))
    return pd.DataFrame(
        rijen, columns=["bron", "titel", "tabel", "periode", "opgehaald", "licentie", "rijen"]
    )


def _bekend(code: str) -> bool:
    try:
        return bool(gebieden.opvolgers(code))
    except WoonzorgFout:
        return False


def hash_momentopname() -> str:
    """Een vingerafdruk van alle cijfers van de momentopname samen;
    de YAML ernaast telt niet mee.
    """
    h = hashlib.sha256()
    for bron in sorted(bronnen()):
        pad = ververst.bestand(bron, lezen.GEGEVENS)
        if pad.exists():
            h.update(bron.encode("utf-8") + pad.read_bytes())
    return h.hexdigest()[:16]


def _kolom(bron: str, totaal: dict) -> pd.Series:
    """De kolom van een totaal per gebied, in het jaar en met de keuze die erbij staat."""
    deel = lezen.lees(bron)
    deel = deel[deel.jaar == totaal["jaar"]]
    for naam, keuze in totaal.get("filter", {}).items():
        deel = deel[deel[naam] == keuze]
    kolom = totaal["kolom"]
    if klassen := lezen.leeftijdsklassen(kolom):
        deel, kolom = deel[deel.leeftijd.isin(klassen)], "inwoners"
    return deel.groupby("gebied")[kolom].sum(min_count=1).dropna()


def _totaal(bron: Bron, totaal: dict) -> list[str]:
    """Of de gemeenten samen, en de rij van Nederland, zijn wat de uitgever geeft."""
    per_gebied = _kolom(bron.id, totaal)
    gemeenten = per_gebied[per_gebied.index.str.startswith("GM")]
    sommen = {"opgeteld": gemeenten.sum()} if len(gemeenten) else {}
    sommen |= {"in de rij van Nederland": per_gebied["NL"]} if "NL" in per_gebied else {}
    return [
        f"{bron.id}, kolom {totaal['kolom']}, {totaal['jaar']}: {waar} {som:.0f}, "
        f"maar {bron.uitgever} geeft {totaal['som']}."
        for waar, som in sommen.items()
        if abs(som - totaal["som"]) > totaal.get("marge", 0)
    ]


def _gelijk(bron: Bron, totaal: dict) -> list[str]:
    """Of elke gemeente hetzelfde cijfer heeft als in een andere bron."""
    ander, _, kolom = totaal["gelijk_aan"].partition(":")
    hier = _kolom(bron.id, totaal)
    daar = _kolom(ander, {"kolom": kolom, "jaar": totaal["jaar"]}).reindex(hier.index).dropna()
    anders = [c for c in daar.index if c != "NL" and hier[c] != daar[c]]
    if not anders:
        return []
    c = anders[0]
    return [
        f"{bron.id}, kolom {totaal['kolom']}, {totaal['jaar']}: {c} heeft {hier[c]:.0f}, maar "
        f"{kolom} in {ander} is {daar[c]:.0f} (en {len(anders) - 1} andere gemeenten)."
    ]


def _totalen(bron: Bron) -> list[str]:
    """De totalen die in de YAML van een bron staan;
    een jaar dat er niet (meer) is telt niet mee.
    """
    fouten = []
    for totaal in bron.totalen:
        fouten += _gelijk(bron, totaal) if "gelijk_aan" in totaal else _totaal(bron, totaal)
    return fouten


def _tabel(bron: Bron, nu: set[str]) -> list[str]:
    """Dubbele rijen, onbekende gemeenten, en getallen die niet kunnen."""
    fouten = []
    t = lezen.lees(bron.id)
    sleutel = [k for k in SLEUTEL if k in t]
    if dubbel := int(t.duplicated(sleutel).sum()):
        fouten.append(f"{bron.id}: {dubbel} dubbele rijen.")
    codes = [str(c) for c in t.gebied.unique() if str(c).startswith("GM")]
    onbekend = [c for c in codes if c not in nu and not _bekend(c)]
    if onbekend:
        andere = len(onbekend) - 1
        fouten.append(f"{bron.id}: onbekende gemeentecode {onbekend[0]} (en {andere} andere).")
    getallen = t.select_dtypes("number").columns.difference(sleutel)
    for kolom in getallen:
        negatief = any(deel in kolom for deel in MAG_NEGATIEF)
        if not negatief and (t[kolom] < 0).any():
            fouten.append(f"{bron.id}, kolom {kolom}: een negatief getal.")
        if kolom.endswith("_pct") and (t[kolom] > 100).any():
            fouten.append(f"{bron.id}, kolom {kolom}: een percentage boven 100.")
    return fouten


def controleer() -> list[str]:
    """Geeft één Nederlandse regel per fout in de momentopname; leeg als alles klopt."""
    fouten = []
    nu = {g.code for g in gebieden.gemeenten()}
    for bron in bronnen().values():
        if bron.id in ("gebieden", "grenzen_gemeenten"):
            continue
        fouten += _totalen(bron)
        if "gebied" in lezen.lees(bron.id).columns:
            fouten += _tabel(bron, nu)
    if fouten:
        return fouten
    for ind in indicatoren().values():
        if lezen.lees(ind.bron).empty:
            continue  # not fetched yet
        if not alle_jaren(ind.id):
            fouten.append(f"{ind.bron}.yaml, {ind.id}: geen enkel gebied heeft een cijfer.")
    return fouten
