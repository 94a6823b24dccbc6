"""Zoekt de invoer van een gemeente of regio, laat haar lezen, en voegt rijen samen.

Een heel bestand nakijken doet controle.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

from woonzorg_lib import gebieden
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer.aannemelijk import toets
from woonzorg_lib.invoer.geheim import GeheimeNamen
from woonzorg_lib.invoer.melding import FOUT, LET_OP, WAARSCHUWING, Invoer, Melding, op_volgorde
from woonzorg_lib.invoer.privacy import maak_naamloos
from woonzorg_lib.invoer.regels import getal
from woonzorg_lib.invoer.regios import eigen_regios
from woonzorg_lib.invoer.schema import Schema
from woonzorg_lib.invoer.tabel import Lezing, leeg, sleutels

EXTENSIES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")


@dataclass
class Gelezen:
    """Wat er in één map van een soort is: het bestand, zijn rijen, en wat erover te zeggen is."""

    pad: Path | None
    tabel: pd.DataFrame
    meldingen: list[Melding] = field(default_factory=list)
    lezingen: list[Lezing] = field(default_factory=list)


def lees(schema: Schema, gemeente: str | Gebied, map: Path) -> Invoer:
    """De invoer van een soort voor een gemeente, aangevuld met die van haar eigen regio's.

    Parameters: schema, gemeente (naam, code of Gebied), map (de vorm van `parameters/`).
    Geeft: Invoer; een rij van de gemeente gaat voor een rij van een regio met dezelfde sleutel.
    """
    map = Path(map)
    g = gebieden.gemeente(gemeente) if not isinstance(gemeente, Gebied) else gemeente
    eigen = lees_map(schema, map / "gemeenten" / g.code, g, map)
    meldingen, lezingen = list(eigen.meldingen), list(eigen.lezingen)
    delen, eerste = [eigen.tabel], eigen.pad
    for regiomap, regio in eigen_regios(map, meldingen):
        if g.code in regio.leden:
            deel = lees_map(schema, regiomap, regio, regiomap.parents[1])
            meldingen += [m for m in deel.meldingen if m.ernst == FOUT or m.regel is None]
            lezingen += deel.lezingen
            delen.append(_voor(deel.tabel, g, schema.zonder_gemeente == "allen"))
            eerste = eerste or deel.pad
    uit = Invoer(schema.soort, eerste, eigen.tabel, op_volgorde(meldingen))
    uit.geheim = GeheimeNamen.uit(lezingen).namen
    gevuld = [d for d in delen if len(d)]
    if gevuld:
        uit.tabel = _naamloos(schema, _stapel(schema, gevuld))
    return uit


def _voor(rijen: pd.DataFrame, g: Gebied, ook_zonder: bool) -> pd.DataFrame:
    """The rows of a region that hold for this gemeente, those that name it first."""
    geldt = rijen.gemeente == g.code
    if ook_zonder:
        geldt |= rijen.gemeente.isna()
    gekozen = rijen[geldt.fillna(False).astype(bool)]
    return gekozen.sort_values("gemeente", na_position="last", kind="stable").assign(
        gemeente=g.code
    )


def _stapel(schema: Schema, delen: list[pd.DataFrame]) -> pd.DataFrame:
    """The parts under each other; a row that an earlier part has too is left out of a later one."""
    samen = pd.concat(delen, ignore_index=True)
    deel = [n for n, d in enumerate(delen) for _ in range(len(d))]
    eerst: dict[tuple, int] = {}
    houd = []
    for wie, nummer in zip(sleutels(schema, samen), deel):
        houd.append(not any(wie[1:]) or eerst.setdefault(wie, nummer) == nummer)
    return samen[houd].reset_index(drop=True)


def lees_regio(schema: Schema, regio: Gebied, map: Path) -> Invoer:
    """De invoer van een soort voor alle gemeenten van een regio onder elkaar.

    De rijen van de regio zelf (gemeente leeg) staan erbij. De kolom gemeente zegt van wie een rij
    is: zo is naast elkaar te zien welke gemeenten nog niets hebben ingevuld.
    """
    map = Path(map)
    delen: list[pd.DataFrame] = []
    meldingen: list[Melding] = []
    eerste = None
    for code in regio.leden:
        uit = lees(schema, code, map)
        delen.append(uit.tabel)
        meldingen += uit.meldingen
        eerste = eerste or uit.pad
    for regiomap, eigen in eigen_regios(map, meldingen):
        if set(eigen.leden) == set(regio.leden):
            rijen = lees_map(schema, regiomap, eigen, regiomap.parents[1]).tabel
            delen.append(rijen[rijen.gemeente.isna()])
    samen = pd.concat([d for d in delen if len(d)] or [leeg(schema)], ignore_index=True)
    return Invoer(schema.soort, eerste, samen, op_volgorde(meldingen))


def _naamloos(schema: Schema, tabel: pd.DataFrame) -> pd.DataFrame:
    return maak_naamloos(
        tabel, {k.naam for k in schema.kolommen if k.vorm.naam in ("keuze", "gemeente")}
    )


def toon(pad: Path, map: Path) -> str:
    """Het pad zoals een lezer het kent, zonder de mappen van deze machine."""
    return f"{map.resolve().name}/{pad.relative_to(map).as_posix()}"


def bestanden(schema: Schema, plek: Path) -> list[Path]:
    """De bestanden van deze soort in een map; hoofdletters in de naam doen er niet toe."""
    if not plek.is_dir():
        return []
    return sorted(
        p
        for p in plek.iterdir()
        if p.suffix.lower() in EXTENSIES and p.stem.lower() == schema.soort and p.is_file()
    )


def lees_map(
    schema: Schema,
    plek: Path,
    gebied: Gebied,
    map: Path,
    schemas: Mapping[str, Schema] | None = None,
) -> Gelezen:
    """Het ene bestand van deze soort in een map; een sjabloon dat niemand aanraakte telt niet mee.

    Twee die allebei ingevuld zijn, spreken elkaar tegen. schemas: die van andere bestanden, om een
    verwisseling te herkennen.
    """
    lezingen = []
    for pad in bestanden(schema, plek):
        lezing = Lezing(pad, toon(pad, map), schema, gebied, schemas)
        lezingen.append((lezing, lezing.lees()))
    alle = [lezing for lezing, _ in lezingen]
    gevuld = [(lezing, tabel) for lezing, tabel in lezingen if lezing.rijen or lezing.fout]
    if len(gevuld) > 1:
        namen = " en ".join(lezing.pad.name for lezing, _ in gevuld)
        wat = f"{namen} zijn allebei ingevuld; dan is niet duidelijk welk bestand geldt."
        doe = "Bewaar er één en haal het andere weg."
        dubbel = Melding(FOUT, gevuld[0][0].naam, None, None, wat, doe)
        return Gelezen(gevuld[0][0].pad, leeg(schema), [dubbel], alle)
    if not gevuld:
        return Gelezen(None, leeg(schema), [m for le in alle[:1] for m in le.meldingen], alle)
    ((lezing, tabel),) = gevuld
    _toets(lezing, tabel, gebied)
    if schema.vergelijk and len(tabel):
        _vergelijk_vorige(lezing, tabel, plek, gebied)
    herkomst = pd.Series(gebied.naam, index=tabel.index, dtype="str")
    return Gelezen(lezing.pad, tabel.assign(_herkomst=herkomst), lezing.meldingen, alle)


def _toets(lezing: Lezing, tabel: pd.DataFrame, gebied: Gebied) -> None:
    """Holds the rows against the open figures of the gemeente that they are about."""
    delen = [(gebied, tabel)]
    if gebied.soort != "gemeente":
        codes = tabel.gemeente.dropna().unique()
        delen = [(gebieden.gemeente(code), tabel[tabel.gemeente == code]) for code in codes]
    for g, deel in delen:
        for ernst, regel, kolom, wat, doe in toets(lezing.schema, deel, g):
            lezing.meld(ernst, regel, kolom, wat, doe)


def _vergelijk_vorige(lezing: Lezing, tabel: pd.DataFrame, plek: Path, gebied: Gebied) -> None:
    """Beside a file may stand that of an earlier year, to see whether the total jumps."""
    kolom = lezing.schema.vergelijk
    vorige = sorted(
        (p for p in plek.iterdir() if lezing.schema.is_vorige(p.name)), key=lambda p: p.stem
    )
    if not vorige:
        return
    oud = Lezing(vorige[-1], vorige[-1].name, lezing.schema, gebied)
    was, nu = oud.lees()[kolom].sum(), tabel[kolom].sum()
    if oud.fout or not was:
        lezing.meld(
            LET_OP,
            None,
            None,
            f"met {vorige[-1].name} is niet vergeleken: dat bestand is leeg of heeft fouten.",
            "Controleer het, of haal het weg.",
        )
    elif abs(nu / was - 1) > 0.5:
        teken, verschil = "+" if nu > was else "-", abs(100 * (nu / was - 1))
        wat = (
            f"{kolom} is samen {getal(int(nu))}; in {vorige[-1].name} was dat "
            f"{getal(int(was))} ({teken}{verschil:.0f}%)."
        )
        doe = f"Controleer of er geen {lezing.schema.soort} ontbreken of dubbel staan."
        lezing.meld(WAARSCHUWING, None, kolom, wat, doe)
