"""Leest de momentopname en brengt elk jaar naar de gemeenten van nu. Rekent geen regio's uit en tekent niets."""

from __future__ import annotations

import re
from functools import lru_cache

import numpy as np
import pandas as pd

from woonzorg_lib import gebieden
from woonzorg_lib.cijfers.register import GEGEVENS, Bron, Indicator, bronnen, indicator, indicatoren

LEEFTIJDEN = tuple(f"{a}_{a + 4}" for a in range(0, 95, 5)) + ("95plus",)


@lru_cache
def lees(bron: str) -> pd.DataFrame:
    """Leest één bestand van de momentopname, ongewijzigd (wat het is, staat in de YAML ernaast)."""
    pad = GEGEVENS / f"{bron}.csv.gz"
    return pd.read_csv(pad if pad.exists() else GEGEVENS / f"{bron}.csv", encoding="utf-8")


def leeftijdsklassen(kolom: str) -> list[str] | None:
    """'65-' of '50-74' -> de leeftijdsklassen van vijf jaar; None als het een gewone kolom is."""
    if not (m := re.fullmatch(r"(\d+)-(\d*)", kolom)):
        return None
    van, tot = int(m[1]), int(m[2]) if m[2] else 200
    return [k for k in LEEFTIJDEN if van <= int(re.match(r"\d+", k)[0]) <= tot]


def _kolom(bron: str, kolom: str, filter: dict) -> pd.DataFrame:
    """Eén kolom van een bron als gebied, jaar, waarde. Een som met een leeg deel is leeg."""
    tabel = lees(bron)
    if klassen := leeftijdsklassen(kolom):
        deel = tabel[tabel.leeftijd.isin(klassen)]
        return (
            deel.groupby(["gebied", "jaar"], as_index=False)
            .inwoners.sum(min_count=len(klassen))
            .rename(columns={"inwoners": "waarde"})
        )
    for naam, keuze in filter.items():
        tabel = tabel[tabel[naam] == keuze]
    delen = kolom.split("+")
    waarde = tabel[delen[0]] if len(delen) == 1 else tabel[delen].sum(axis=1, min_count=len(delen))
    return pd.DataFrame(
        {"gebied": tabel.gebied, "jaar": tabel.jaar, "waarde": waarde.astype(float)}
    )


@lru_cache
def _noemers(bron: str, kolom: str, filter: tuple, van_nu: bool) -> pd.DataFrame:
    """Een noemer per gebied (rijen) en jaar (kolommen); veel indicatoren delen er een."""
    n = _kolom(bron, kolom, dict(filter))
    if van_nu:
        # The figures are those of today's gemeenten; the denominator must then be about the same area.
        n = _naar_nu(
            n[n.gebied.str.startswith("GM")].assign(teller=n.waarde, noemer=1.0), bronnen()[bron]
        ).assign(waarde=lambda t: t.teller)
    return n.pivot_table(index="gebied", columns="jaar", values="waarde")


def _noemer(ind: Indicator, vorm: pd.DataFrame) -> pd.Series:
    """De noemer bij elke rij van `vorm`; ontbreekt het jaar, dan het dichtstbijzijnde jaar dat er wel is."""
    bron, _, kolom = ind.noemer.rpartition(":")
    n = _noemers(
        bron or ind.bron,
        kolom,
        () if bron else tuple(ind.filter.items()),
        bool(bron) and ind.herkomst.indeling == 2024,
    )
    uit = pd.Series(np.nan, index=vorm.index)
    for jaar, rijen in vorm.groupby("jaar"):
        volgorde = (
            [jaar]
            if ind.soort == "verhouding"
            else sorted(n.columns, key=lambda j: (abs(j - jaar), j))
        )
        keuze = n.reindex(columns=volgorde).bfill(axis=1).iloc[:, 0]
        uit.loc[rijen.index] = rijen.gebied.map(keuze)
    return uit


def _naar_nu(tabel: pd.DataFrame, bron: Bron) -> pd.DataFrame:
    """Telt teller en noemer van opgeheven gemeenten bij hun opvolger; wie een deel van een gesplitste gemeente kreeg, is leeg."""
    alle = {c: gebieden.opvolgers(c) for c in tabel.gebied.unique()}
    nieuw = tabel.gebied.map(lambda c: alle[c][0] if len(alle[c]) == 1 else None)
    vast = None if bron.indeling == "eigen" else int(bron.indeling)
    tabel = tabel.assign(gebied=nieuw)[nieuw.notna()]
    groep = tabel.groupby(["gebied", "jaar"])[["teller", "noemer"]]
    samen = groep.sum().where(groep.count().eq(groep.size(), axis=0))
    samen = samen.assign(delen=groep.size()).reset_index()
    jaren = samen.jaar.to_numpy() if vast is None else np.full(len(samen), vast)
    opmerking = np.full(len(samen), "", dtype=object)
    for code, rijen in samen.groupby("gebied").indices.items():
        for naam, sinds in gebieden.splitsingen(code):
            opmerking[rijen[jaren[rijen] < sinds]] = (
                f"niet te vergelijken: in {sinds} kwam een deel van {naam} erbij"
            )
    samen["opmerking"] = pd.array(opmerking, dtype="str")
    samen.loc[samen.opmerking != "", ["teller", "noemer"]] = np.nan
    return samen


@lru_cache
def ruw(id: str) -> pd.DataFrame:
    """Teller en noemer van een indicator voor de gemeenten zoals de bron ze heeft (gebied, jaar, waarde, teller, noemer)."""
    ind = indicator(id)
    vorm = _kolom(ind.bron, ind.kolom, ind.filter)
    vorm = vorm[vorm.gebied.str.startswith("GM")].reset_index(drop=True)
    noemer = _noemer(ind, vorm) if ind.noemer else pd.Series(1.0, index=vorm.index)
    return vorm.assign(
        teller=vorm.waarde * noemer if ind.soort == "gewogen" else vorm.waarde, noemer=noemer
    )


@lru_cache
def per_gemeente(id: str) -> pd.DataFrame:
    """Teller, noemer en waarde van een indicator voor de gemeenten van nu, alle jaren.

    Kolommen: gebied, jaar, teller, noemer, waarde, delen (uit hoeveel gemeenten van toen), opmerking. Voor een aantal is de noemer 1.
    """
    ind = indicator(id)
    uit = _naar_nu(ruw(id), ind.herkomst)
    uit["waarde"] = (
        uit.teller
        if ind.soort == "aantal"
        else ind.factor * uit.teller / uit.noemer.where(uit.noemer > 0)
    )
    leeg = uit.waarde.isna() & (uit.opmerking == "")
    uit.loc[leeg, "opmerking"] = "de bron geeft geen cijfer"
    return uit


@lru_cache
def per_jaar(id: str) -> dict[int, pd.DataFrame]:
    """per_gemeente, per jaar en met de gemeentecode als index; voor opzoeken, want dat gebeurt honderden keren per rapport."""
    return {int(j): t.set_index("gebied") for j, t in per_gemeente(id).groupby("jaar")}


@lru_cache
def gevulde_jaren(id: str) -> dict[str, tuple[int, ...]]:
    """Per gemeentecode de jaren (oplopend) met een cijfer."""
    t = per_gemeente(id)
    t = t[t.waarde.notna()].sort_values("jaar")
    jaren: dict[str, list[int]] = {}
    for code, jaar in zip(
        t.gebied, t.jaar.tolist()
    ):  # a groupby makes a table per gemeente, and is fifty times slower
        jaren.setdefault(code, []).append(jaar)
    return {code: tuple(lijst) for code, lijst in jaren.items()}


@lru_cache
def landelijk(id: str) -> pd.DataFrame:
    """De eigen rij van Nederland in de bron, als die er is (gebied, jaar, waarde). Leeg als die er niet is."""
    ind = indicator(id)
    vorm = _kolom(ind.bron, ind.kolom, ind.filter)
    vorm = vorm[(vorm.gebied == "NL") & vorm.waarde.notna()]
    if ind.soort == "verhouding" and len(vorm):
        vorm = vorm.assign(
            waarde=ind.factor * vorm.waarde / _noemer(ind, vorm.reset_index(drop=True)).to_numpy()
        )
    return vorm.dropna()


@lru_cache
def per_wijk(id: str, gemeentecode: str) -> pd.DataFrame:
    """Waarde per wijk (of per buurt, als de gemeente één wijk heeft) met naam en inwoners; gebieden onder 50 inwoners ontbreken.

    Kolommen: gebied, naam, soort ("wijk" of "buurt"), jaar, inwoners, waarde. Leeg als de bron geen wijken heeft.
    """
    ind = indicator(id)
    leeg = pd.DataFrame(columns=["gebied", "naam", "soort", "jaar", "inwoners", "waarde"])
    wijken = lees("kern_wijk").query("gemeente == @gemeentecode and inwoners >= 50")
    soort, basis = "wijk", wijken
    if len(wijken) <= 1:
        soort, basis = (
            "buurt",
            lees("kern_buurt").query("gemeente == @gemeentecode and inwoners >= 50"),
        )
    noemer = ind.noemer.rpartition(":")[2]
    if ind.herkomst.wijk is None:
        return leeg
    if ind.bron == "gezondheid_gemeente" and soort == "wijk":
        waarden = _kolom("gezondheid_wijk", ind.kolom, ind.filter)
        waarden = waarden[waarden.jaar == waarden.jaar.max()]
        uit = basis[["gebied", "naam", "inwoners"]].merge(waarden, on="gebied")
    else:
        kolom, bekend = ind.kolom, set(basis.columns)
        if not {kolom, noemer if ind.soort == "verhouding" else kolom} <= bekend:
            return leeg
        waarde = basis[kolom].astype(float)
        if ind.soort == "verhouding":
            # Counts are rounded to 5: a part may come out just above the whole.
            waarde = (ind.factor * waarde / basis[noemer].where(basis[noemer] > 0)).clip(
                upper=ind.factor
            )
        uit = basis[["gebied", "naam", "inwoners", "jaar"]].assign(waarde=waarde)
    kaal = uit.naam.map(wijknaam)
    # Without their number two wijken may have the same name; then the full name stays, or one would get lost.
    return uit.assign(soort=soort, naam=kaal.mask(kaal.duplicated(keep=False), uit.naam))[
        list(leeg.columns)
    ].reset_index(drop=True)


def voorladen() -> None:
    """Zet elk cijfer klaar in de vormen waarin een rapport het opzoekt; wie hierna afsplitst hoeft niets meer te lezen."""
    for id in indicatoren():
        for vorm in (per_jaar, gevulde_jaren, landelijk):
            vorm(id)
    for bron in ("kern_wijk", "kern_buurt", "gezondheid_wijk"):
        lees(bron)


def wijknaam(naam: str) -> str:
    """'Wijk 01 West' -> 'West': het volgnummer hoort niet in een grafiek."""
    kaal = re.sub(
        r"^(Wijk|Buurt)\s*[A-Z]?\d+(?!\d)(?:[A-Z]\b)?\s*[-:]?\s*(?=\S)", "", str(naam)
    ).strip()
    return kaal or str(naam)


@lru_cache
def plaatsnamen(gemeentecode: str) -> dict[str, str]:
    """Code van een wijk of buurt in deze gemeente -> haar naam, zonder volgnummer."""
    delen = [lees(b).query("gemeente == @gemeentecode") for b in ("kern_wijk", "kern_buurt")]
    return {code: wijknaam(naam) for d in delen for code, naam in zip(d.gebied, d.naam)}


def jaren() -> tuple[int, int]:
    """Het eerste en het laatste jaar met gemeentecijfers in de momentopname."""
    alle = [lees(b).jaar for b in bronnen() if b.endswith("_gemeente")]
    return int(min(s.min() for s in alle)), int(max(s.max() for s in alle))
