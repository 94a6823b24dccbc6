"""Controleert de momentopname tegen bekende totalen en tegen zichzelf. Verandert niets."""

from __future__ import annotations

import hashlib

import pandas as pd

from woonzorg_lib import gebieden
from woonzorg_lib.cijfers import lezen
from woonzorg_lib.cijfers.register import bronnen, indicatoren
from woonzorg_lib.fouten import WoonzorgFout

# CBS, population and housing stock of the Netherlands on 1 January.
INWONERS = {
    2020: 17407585,
    2021: 17475415,
    2022: 17590672,
    2023: 17811291,
    2024: 17942942,
    2025: 18044027,
}
WONINGEN = {2020: 7891786, 2024: 8204049, 2025: 8274478}
OUDEREN = {2024: 3677228}


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
    """Een vingerafdruk van alle cijfers van de momentopname samen; de YAML ernaast telt niet mee."""
    h = hashlib.sha256()
    for pad in sorted(p for p in lezen.GEGEVENS.iterdir() if p.suffix != ".yaml"):
        h.update(pad.name.encode("utf-8") + pad.read_bytes())
    return h.hexdigest()[:16]


def controleer() -> list[str]:
    """Geeft één Nederlandse regel per fout in de momentopname; leeg als alles klopt."""
    fouten = []
    kern = lezen.lees("kern_gemeente")
    gem = kern[kern.gebied.str.startswith("GM")]
    # In the Kerncijfers the count per gemeente and that of the country sometimes differ by some dozens.
    for kolom, bekend, marge in (
        ("inwoners", INWONERS, 200),
        ("woningvoorraad", WONINGEN, 200),
        ("inwoners_65plus", OUDEREN, 200),
    ):
        for jaar, totaal in bekend.items():
            som = int(gem.loc[gem.jaar == jaar, kolom].sum())
            if abs(som - totaal) > marge:
                fouten.append(
                    f"kern_gemeente, kolom {kolom}, {jaar}: opgeteld {som}, maar het CBS geeft {totaal}."
                )
    nu = {g.code for g in gebieden.gemeenten()}
    for bron in bronnen():
        if (
            bron in ("gebieden", "grenzen_gemeenten")
            or "gebied" not in (t := lezen.lees(bron)).columns
        ):
            continue
        sleutel = [k for k in ("gebied", "jaar", "leeftijd", "geslacht") if k in t]
        if dubbel := int(t.duplicated(sleutel).sum()):
            fouten.append(f"{bron}: {dubbel} dubbele rijen.")
        onbekend = [
            c
            for c in t.gebied.unique()
            if str(c).startswith("GM") and c not in nu and not _bekend(c)
        ]
        if onbekend:
            fouten.append(
                f"{bron}: onbekende gemeentecode {onbekend[0]} (en {len(onbekend) - 1} andere)."
            )
        getallen = t.select_dtypes("number").drop(columns=["jaar"], errors="ignore")
        toegestaan_negatief = [
            k
            for k in getallen
            if k in ("migratiesaldo", "bevolkingsgroei", "emigratie_incl_correcties")
        ]
        for kolom in getallen.columns.difference(toegestaan_negatief):
            if (getallen[kolom] < 0).any():
                fouten.append(f"{bron}, kolom {kolom}: een negatief getal.")
            if kolom.endswith("_pct") and (getallen[kolom] > 100).any():
                fouten.append(f"{bron}, kolom {kolom}: een percentage boven 100.")
    if fouten:
        return fouten
    for ind in indicatoren().values():
        if not lezen.per_gemeente(ind.id).waarde.notna().any():
            fouten.append(f"{ind.bron}.yaml, {ind.id}: geen enkele gemeente heeft een cijfer.")
    return fouten
