"""Zoekt de invoer van een gemeente of regio, laat haar lezen en nakijken, en voegt eigen en regionale rijen samen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pandas as pd

from woonzorg_lib import gebieden
from woonzorg_lib.aanroep import typ
from woonzorg_lib.beeld import huisstijl
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.gebieden.namen import lijkt_op, sleutel
from woonzorg_lib.invoer.aannemelijk import toets
from woonzorg_lib.invoer.duiding import controleer_duiding
from woonzorg_lib.invoer.gemeentekolom import gemeentecode
from woonzorg_lib.invoer.behoefte import behoefte
from woonzorg_lib.invoer.instellingen import KIT, keur_bestand, verouderd
from woonzorg_lib.invoer.melding import FOUT, LET_OP, WAARSCHUWING, Invoer, Melding, op_volgorde
from woonzorg_lib.invoer.privacy import maak_naamloos
from woonzorg_lib.invoer.regels import getal
from woonzorg_lib.invoer.regios import eigen_regios
from woonzorg_lib.invoer.scenarios import scenarios
from woonzorg_lib.invoer.schema import Schema
from woonzorg_lib.invoer.tabel import Lezing, leeg, sleutels
from woonzorg_lib.invoer.wet import controleer_juridisch

EXTENSIES = (".csv", ".xlsx", ".xlsm")
ANDERE = {
    "parameters.yaml",
    "standaard.yaml",
    "behoefte.yaml",
    "leesmij.md",
    "regio.yaml",
    "duiding",
    "documenten",
}


def lees(schema: Schema, gemeente: str | Gebied, map: Path) -> Invoer:
    """De invoer van een soort voor een gemeente: haar eigen rijen, aangevuld met die van haar eigen regio's.

    Parameters: schema, gemeente (naam, code of Gebied), map (de vorm van `parameters/`).
    Geeft: Invoer; een rij van de gemeente gaat voor een rij van een regio met dezelfde sleutel.
    """
    map = Path(map)
    g = gebieden.gemeente(gemeente) if not isinstance(gemeente, Gebied) else gemeente
    pad, tabel, meldingen = _lees_map(schema, map / "gemeenten" / g.code, g, map)
    delen, eerste = [tabel], pad
    for regiomap, regio in eigen_regios(map, meldingen):
        if g.code in regio.leden:
            regiopad, rijen, ook = _lees_map(schema, regiomap, regio, regiomap.parents[1])
            meldingen += [m for m in ook if m.ernst == FOUT or m.regel is None]
            geldt = (rijen.gemeente == g.code) | (
                rijen.gemeente.isna() if schema.zonder_gemeente == "allen" else False
            )
            delen.append(
                rijen[geldt.fillna(False).astype(bool)]
                .sort_values("gemeente", na_position="last", kind="stable")
                .assign(gemeente=g.code)
            )
            eerste = eerste or regiopad
    gevuld = [d for d in delen if len(d)]
    if not gevuld:
        return Invoer(schema.soort, eerste, tabel, op_volgorde(meldingen))
    samen = pd.concat(gevuld, ignore_index=True)
    samen = samen[
        ~pd.Series(list(sleutels(schema, samen)), index=samen.index, dtype=object).duplicated()
    ].reset_index(drop=True)
    return Invoer(schema.soort, eerste, _naamloos(schema, samen), op_volgorde(meldingen))


def lees_regio(schema: Schema, regio: Gebied, map: Path) -> Invoer:
    """De invoer van een soort voor alle gemeenten van een regio onder elkaar, met de rijen van de regio zelf (gemeente leeg) erbij.

    De kolom gemeente zegt van wie een rij is. Zo is naast elkaar te zien welke gemeenten nog niets hebben ingevuld.
    """
    map = Path(map)
    delen, meldingen, eerste = [], [], None
    for code in regio.leden:
        uit = lees(schema, code, map)
        delen.append(uit.tabel)
        meldingen += uit.meldingen
        eerste = eerste or uit.pad
    for regiomap, eigen in eigen_regios(map, meldingen):
        if set(eigen.leden) == set(regio.leden):
            _, rijen, _ = _lees_map(schema, regiomap, eigen, regiomap.parents[1])
            delen.append(rijen[rijen.gemeente.isna()])
    samen = pd.concat([d for d in delen if len(d)] or [leeg(schema)], ignore_index=True)
    return Invoer(schema.soort, eerste, samen, op_volgorde(meldingen))


def controleer(
    gemeente: str | Gebied | None, map: Path, schemas: Mapping[str, Schema]
) -> list[Melding]:
    """Alles wat er over de invoer te zeggen is, de ergste eerst: van een gemeente en haar regio's, of (None) van alle.

    schemas: bestandsnaam zonder extensie -> schema, van alle bestanden die er kunnen zijn.
    """
    map, meldingen = Path(map), []
    gekozen = _gekozen(gemeente, map, meldingen)
    for g in gekozen:
        meldingen += _onbekende_bestanden(map / "gemeenten" / g.code, map, schemas) + _weigering(
            behoefte, map, g.code
        )
        plek, naam = map / "gemeenten" / g.code, f"{map.resolve().name}/gemeenten/{g.code}"
        meldingen += keur_bestand(
            plek / "parameters.yaml", f"{naam}/parameters.yaml"
        ) + controleer_duiding(plek, naam)
        for schema in schemas.values():
            meldingen += _lees_map(schema, map / "gemeenten" / g.code, g, map)[2]
    for regiomap, regio in eigen_regios(map, meldingen):
        if gemeente is None or set(regio.leden) & {g.code for g in gekozen}:
            meldingen += _onbekende_bestanden(regiomap, regiomap.parents[1], schemas)
            meldingen += keur_bestand(
                regiomap / "standaard.yaml", _toon(regiomap / "standaard.yaml", regiomap.parents[1])
            )
            for schema in schemas.values():
                meldingen += _lees_map(schema, regiomap, regio, regiomap.parents[1])[2]
    for naam in ("standaard.yaml", "rapport.yaml"):
        meldingen += keur_bestand(map / naam, f"{map.resolve().name}/{naam}")
    for lezer in (behoefte, scenarios, huisstijl.lees):
        meldingen += _weigering(lezer, map)
    return op_volgorde(meldingen + verouderd(map) + controleer_juridisch(map))


def _weigering(lezer: Callable, *waarvan: object) -> list[Melding]:
    """De fout waarmee een bestand bij het lezen wordt geweigerd, als die er is."""
    try:
        lezer(*waarvan)
    except WoonzorgFout as fout:
        return [Melding.van(fout)]
    return []


def _naamloos(schema: Schema, tabel: pd.DataFrame) -> pd.DataFrame:
    return maak_naamloos(
        tabel, {k.naam for k in schema.kolommen if k.vorm.naam in ("keuze", "gemeente")}
    )


def _toon(pad: Path, map: Path) -> str:
    """The path as a reader knows it, without the folders of this machine."""
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


def _lees_map(
    schema: Schema, plek: Path, gebied: Gebied, map: Path
) -> tuple[Path | None, pd.DataFrame, list[Melding]]:
    """The one file of this kind in a folder. Two that are both filled in contradict each other; a template nobody touched doesn't."""
    lezingen = []
    for pad in bestanden(schema, plek):
        lezing = Lezing(pad, _toon(pad, map), schema, gebied)
        lezingen.append((lezing, lezing.lees()))
    gevuld = [(lezing, tabel) for lezing, tabel in lezingen if lezing.rijen or lezing.fout]
    niets = leeg(schema)
    if len(gevuld) > 1:
        namen = " en ".join(lezing.pad.name for lezing, _ in gevuld)
        wat = f"{namen} zijn allebei ingevuld; dan is niet duidelijk welk bestand geldt."
        return (
            gevuld[0][0].pad,
            niets,
            [
                Melding(
                    FOUT,
                    gevuld[0][0].naam,
                    None,
                    None,
                    wat,
                    "Bewaar er één en haal het andere weg.",
                )
            ],
        )
    if not gevuld:
        return None, niets, [m for lezing, _ in lezingen[:1] for m in lezing.meldingen]
    ((lezing, tabel),) = gevuld
    if gebied.soort == "gemeente":
        delen = [(gebied, tabel)]
    else:
        delen = [
            (gebieden.gemeente(code), tabel[tabel.gemeente == code])
            for code in tabel.gemeente.dropna().unique()
        ]
    for g, deel in delen:
        for ernst, regel, kolom, wat, doe in toets(schema, deel, g):
            lezing.meld(ernst, regel, kolom, wat, doe)
    if schema.vergelijk and len(tabel):
        _vergelijk_vorige(lezing, tabel, plek, gebied)
    return (
        lezing.pad,
        tabel.assign(_herkomst=pd.Series(gebied.naam, index=tabel.index, dtype="str")),
        lezing.meldingen,
    )


def _vergelijk_vorige(lezing: Lezing, tabel: pd.DataFrame, plek: Path, gebied: Gebied) -> None:
    """Beside a file a gemeente may keep that of an earlier year: only to see whether the total changes suddenly."""
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
        wat = f"{kolom} is samen {getal(int(nu))}; in {vorige[-1].name} was dat {getal(int(was))} ({'+' if nu > was else '-'}{abs(100 * (nu / was - 1)):.0f}%)."
        lezing.meld(
            WAARSCHUWING,
            None,
            kolom,
            wat,
            f"Controleer of er geen {lezing.schema.soort} ontbreken of dubbel staan.",
        )


def _gekozen(gemeente: str | Gebied | None, map: Path, meldingen: list[Melding]) -> list[Gebied]:
    if gemeente is not None:
        g = gebieden.gemeente(gemeente) if not isinstance(gemeente, Gebied) else gemeente
        if not (map / "gemeenten" / g.code).is_dir():
            waar = () if map.resolve() == KIT.resolve() else ("--invoer", map)
            doe = f"Maak de sjablonen met: {typ(f'invoer nieuw {g.code}', *waar)}"
            meldingen.append(
                Melding(
                    LET_OP,
                    f"{map.resolve().name}/gemeenten/{g.code}",
                    None,
                    None,
                    f"er is nog geen invoer van {g.naam}.",
                    doe,
                )
            )
        return [g]
    basis, uit = map / "gemeenten", []
    for plek in (
        sorted(p for p in basis.iterdir() if p.is_dir() and not p.name.startswith("."))
        if basis.is_dir()
        else []
    ):
        try:
            g = gebieden.gemeente(gemeentecode(plek.name))
        except ValueError as fout:
            meldingen.append(
                Melding(
                    FOUT,
                    _toon(plek, map),
                    None,
                    None,
                    fout.wat.replace("{}", f"'{plek.name}'"),
                    fout.doe,
                )
            )
            continue
        if plek.name != g.code:
            meldingen.append(
                Melding(
                    FOUT,
                    _toon(plek, map),
                    None,
                    None,
                    "deze map wordt niet gelezen.",
                    f"Noem hem {g.code}.",
                )
            )
        else:
            uit.append(g)
    return uit


def _onbekende_bestanden(plek: Path, map: Path, schemas: Mapping[str, Schema]) -> list[Melding]:
    uit = []
    for pad in sorted(plek.iterdir()) if plek.is_dir() else []:
        if (
            pad.name.lower() in ANDERE
            or any(s.is_vorige(pad.name) for s in schemas.values())
            or pad.name.startswith((".", "~$"))
            or (pad.suffix.lower() in EXTENSIES and pad.stem.lower() in schemas)
        ):
            continue
        if pad.suffix.lower() in (".xls", ".ods", ".numbers") and pad.stem.lower() in schemas:
            uit.append(
                Melding(
                    FOUT,
                    _toon(pad, map),
                    None,
                    None,
                    "deze vorm van rekenblad wordt niet gelezen.",
                    "Sla het op als .xlsx of als CSV.",
                )
            )
            continue
        goed = lijkt_op(pad.stem, {sleutel(n): n for n in schemas}, 1)
        doe = (
            f"Bedoelt u {goed[0]}{pad.suffix.lower()}?"
            if goed and pad.suffix.lower() in EXTENSIES
            else "Verplaats het, of laat het staan."
        )
        uit.append(
            Melding(
                WAARSCHUWING, _toon(pad, map), None, None, "dit bestand wordt niet gelezen.", doe
            )
        )
    return uit
