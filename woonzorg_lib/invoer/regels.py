"""De regels waaraan een rij of een bestand moet voldoen, als bouwstenen voor soorten/.
Vergelijken met open cijfers doet aannemelijk.py.

Een rijregel krijgt de waarden van een rij (None: leeg) en geeft (ernst, kolom, wat, doe); een
tabelregel krijgt de tabel en de gemeente (None: een bestand van een regio) en geeft (ernst, regel,
kolom, wat, doe). Meldingen herhalen nooit de naam van een plan of persoon.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from woonzorg_lib.gebieden.namen import opsomming
from woonzorg_lib.invoer.herleiden import Verband, Verbanden
from woonzorg_lib.invoer.melding import FOUT, LET_OP, WAARSCHUWING


@dataclass(frozen=True)
class MetVerband:
    """Een regel die ook zegt hoe cellen samenhangen, zodat een verborgen aantal niet terug te
    rekenen is.
    """

    regel: Callable[..., Iterable]
    verbanden: Verbanden

    def __call__(self, *wat: Any) -> Iterable:
        return self.regel(*wat)


def optelling(delen: Iterable[str], geheel: str, alleen_gelijk: bool = False) -> Verbanden:
    """Per rij zijn de gevulde delen samen het geheel; alleen_gelijk:
    alleen in rijen waar dat ook zo is.
    """
    delen = tuple(delen)

    def verbanden(tabel: pd.DataFrame) -> Iterator[Verband]:
        for nummer, rij in enumerate(tabel.to_dict("records")):
            gevuld = [d for d in delen if d in rij and pd.notna(rij[d])]
            if not gevuld or pd.isna(rij.get(geheel)):
                continue
            if not alleen_gelijk or sum(rij[d] for d in gevuld) == rij[geheel]:
                yield {(nummer, d): 1 for d in gevuld} | {(nummer, geheel): -1}

    return verbanden


def saldo_van(begin: str, erbij: str, eraf: str, eind: str) -> Verbanden:
    """Per rij is begin + erbij - eraf gelijk aan eind."""

    def verbanden(tabel: pd.DataFrame) -> Iterator[Verband]:
        for n in range(len(tabel)):
            yield {(n, begin): 1, (n, erbij): 1, (n, eraf): -1, (n, eind): -1}

    return verbanden


def doorloop(
    per: tuple[str, ...],
    op: str,
    nu: dict[str, int],
    straks: str,
    volgt: Callable[[Any, Any], bool],
) -> Verbanden:
    """De cellen `nu` van een rij zijn samen de cel `straks` van de rij erna, binnen een groep."""

    def verbanden(tabel: pd.DataFrame) -> Iterator[Verband]:
        plek = tabel.assign(_plek=range(len(tabel))).sort_values(op)
        for _, groep in plek.groupby(list(per), dropna=False):
            rijen = list(zip(groep._plek, groep[op]))
            for (een, toen), (ander, later) in zip(rijen, rijen[1:]):
                if volgt(toen, later):
                    yield {(een, k): f for k, f in nu.items()} | {(ander, straks): -1}

    return verbanden


def getal(getal) -> str:
    """1250 -> 1.250, as a Dutchman writes it."""
    return f"{float(getal):,.10g}".replace(",", " ").replace(".", ",").replace(" ", ".")


def telt_op(delen: Iterable[str], geheel: str, naam: str, leeg: str = ""):
    """De delen samen zijn het geheel. Zijn alle delen leeg, dan is dat onbekend:
    `leeg` zegt dat als waarschuwing.
    """
    delen = tuple(delen)

    def regel(rij: dict):
        gevuld = [rij[d] for d in delen if rij.get(d) is not None]
        if not gevuld:
            if leeg and rij.get(geheel):
                yield (
                    WAARSCHUWING,
                    delen[0],
                    leeg,
                    f"Vul {opsomming(delen[:3], 'of')} in als u het weet.",
                )
        elif rij.get(geheel) is not None and abs(sum(gevuld) - rij[geheel]) > 1e-6:
            wat = (
                f"de kolommen {delen[0]} t/m {delen[-1]} tellen op tot {getal(sum(gevuld))}, "
                f"maar {geheel} is {getal(rij[geheel])} ({naam})."
            )
            yield (
                FOUT,
                geheel,
                wat,
                "Maak de som gelijk; wat u niet weet, hoort in een kolom 'onbekend' als die er is.",
            )

    return MetVerband(regel, optelling(delen, geheel))


def hoogstens(klein: str | tuple[str, ...], groot: str, ernst: str = FOUT, factor: float = 1):
    """De (som van de) kleine kolom is niet meer dan de grote."""
    delen = (klein,) if isinstance(klein, str) else klein

    def regel(rij: dict):
        gevuld = [rij[d] for d in delen if rij.get(d) is not None]
        if gevuld and rij.get(groot) is not None and sum(gevuld) > rij[groot] * factor:
            maal = f" keer {getal(factor)}" if factor != 1 else ""
            wat = (
                f"{opsomming(delen)} {'is' if len(delen) == 1 else 'zijn samen'} "
                f"{getal(sum(gevuld))}, meer dan {groot} ({getal(rij[groot])}){maal}."
            )
            yield ernst, delen[0], wat, f"Controleer {delen[0]} en {groot}."

    if len(delen) == 1 or factor != 1:
        return regel
    return MetVerband(regel, optelling(delen, groot, alleen_gelijk=True))


def niet_voor(eind: str, start: str):
    """De einddatum (of het eindjaar) ligt niet voor het begin."""

    def regel(rij: dict):
        a, b = rij.get(start), rij.get(eind)
        if a is None or b is None:
            return
        if (b.year if isinstance(b, date) and isinstance(a, int) else b) < a:
            yield FOUT, eind, f"{eind} ligt voor {start}.", f"Controleer {start} en {eind}."

    return regel


def nodig_bij(kolom: str, als: str, waarden: tuple, ernst: str = FOUT):
    """`kolom` moet gevuld zijn als `als` een van deze waarden heeft."""

    def regel(rij: dict):
        if rij.get(als) in waarden and rij.get(kolom) is None:
            w = (
                {True: "ja", False: "nee"}.get(rij[als], rij[als])
                if isinstance(rij[als], bool)
                else rij[als]
            )
            yield ernst, kolom, f"{kolom} is leeg, terwijl {als} '{w}' is.", f"Vul {kolom} in."

    return regel


def een_van(kolommen: tuple[str, ...], ernst: str = FOUT):
    """Ten minste één van de kolommen is gevuld."""

    def regel(rij: dict):
        if all(rij.get(k) is None for k in kolommen):
            yield (
                ernst,
                kolommen[0],
                f"{opsomming(kolommen, 'of')} moet gevuld zijn.",
                f"Vul {kolommen[0]} in.",
            )

    return regel


def honderd(kolommen: tuple[str, ...]):
    """Percentages die samen 100 zijn, als er een gevuld is."""

    def regel(rij: dict):
        gevuld = [rij[k] for k in kolommen if rij.get(k) is not None]
        if gevuld and abs(sum(gevuld) - 100) > 0.5:
            yield (
                FOUT,
                kolommen[0],
                (
                    f"de percentages {opsomming(kolommen)} tellen op tot {getal(sum(gevuld))}, "
                    "niet tot 100."
                ),
                "Maak de som 100.",
            )

    return regel


def plek(rij: dict):
    """x en y horen bij elkaar en liggen in Nederland:
    RD in meters, of graden (x is lengte, y is breedte).
    """
    x, y = rij.get("x"), rij.get("y")
    if x is None and y is None:
        return
    if x is None or y is None:
        yield (
            FOUT,
            "y" if y is None else "x",
            "van de plek is maar één coördinaat ingevuld.",
            "Vul x en y allebei in, of geen van beide.",
        )
    else:
        rd = 0 <= x <= 300_000 and 300_000 <= y <= 625_000
        graden = 3.2 <= x <= 7.3 and 50.7 <= y <= 53.7
        if not (rd or graden):
            omgekeerd = (0 <= y <= 300_000 and 300_000 <= x <= 625_000) or (
                3.2 <= y <= 7.3 and 50.7 <= x <= 53.7
            )
            doe = (
                "Wissel x en y om."
                if omgekeerd
                else (
                    "Vul RD-coördinaten in meters in (x tot 300000, "
                    "y 300000 tot 625000) of graden (x ongeveer 5, y ongeveer 52)."
                )
            )
            yield FOUT, "x", "x en y liggen niet in Nederland.", doe


# ---- hele tabellen


def geneste_totalen(
    kolom: str, totaal: str, delen: tuple[str, ...], per: tuple[str, ...], alle_nodig: bool = True
):
    """Per `per` is de rij `totaal` gelijk aan de som van de rijen `delen` (in `kolom`)."""

    def regel(tabel: pd.DataFrame, gemeente):
        for _, groep in tabel.groupby(list(per), dropna=False):
            per_soort = groep.set_index(kolom)
            rijen = [d for d in delen if d in per_soort.index]
            if (
                totaal not in per_soort.index
                or not rijen
                or (alle_nodig and len(rijen) < len(delen))
                or not per_soort.index.is_unique
            ):
                continue
            som, heel = per_soort.loc[rijen, "aantal"].sum(), per_soort.at[totaal, "aantal"]
            if som != heel:
                wat = (
                    f"{opsomming(rijen)} tellen op tot {getal(int(som))}, "
                    f"maar '{totaal}' is {getal(int(heel))}."
                )
                yield (
                    FOUT,
                    int(per_soort.at[totaal, "_regel"]),
                    "aantal",
                    wat,
                    "Maak de som gelijk aan het totaal.",
                )

    return regel


def regio_is_som(per: tuple[str, ...], kolom: str):
    """In een bestand van een regio: de gemeenten samen zijn de rij zonder gemeente."""

    def regel(tabel: pd.DataFrame, gemeente):
        if gemeente is not None:
            return
        for _, groep in tabel.groupby(list(per), dropna=False):
            regio, leden = groep[groep.gemeente.isna()], groep[groep.gemeente.notna()]
            if (
                len(regio) != 1
                or leden.empty
                or regio[kolom].isna().any()
                or leden[kolom].isna().any()
            ):
                continue
            som, heel = leden[kolom].sum(), regio[kolom].iloc[0]
            if som != heel:
                wat = (
                    f"de gemeenten samen zijn {getal(som)}, maar de rij van de regio is "
                    f"{getal(heel)}."
                )
                yield (
                    FOUT,
                    int(regio._regel.iloc[0]),
                    kolom,
                    wat,
                    "Maak de som gelijk aan het totaal van de regio.",
                )

    return regel


def som_per_groep(klein: str, groot: str, per: str):
    """De som van `klein` over rijen met dezelfde `per` is niet meer dan `groot` van die plek."""

    def regel(tabel: pd.DataFrame, gemeente):
        for _, groep in tabel[tabel[per].notna()].groupby(per):
            if groep[groot].notna().any() and groep[klein].sum() > groep[groot].max():
                regels = opsomming(str(r) for r in groep._regel)
                wat = (
                    f"op dezelfde plek (regel {regels}) is {klein} samen "
                    f"{getal(int(groep[klein].sum()))}, meer dan {groot} "
                    f"({getal(int(groep[groot].max()))})."
                )
                yield FOUT, int(groep._regel.iloc[0]), klein, wat, f"Controleer {klein} en {groot}."

    return regel


def stand_volgt(per: tuple[str, ...], stand: str, erbij: str, eraf: str):
    """De stand van het volgende jaar is ongeveer de stand plus instroom min uitstroom."""

    def regel(tabel: pd.DataFrame, gemeente):
        for _, groep in tabel.sort_values("jaar").groupby(list(per), dropna=False):
            rijen = groep.to_dict("records")  # not itertuples: that renames _regel
            for nu, straks in zip(rijen, rijen[1:]):
                delen = [nu[k] for k in (stand, erbij, eraf)] + [straks[stand]]
                if any(pd.isna(d) for d in delen) or straks["jaar"] != nu["jaar"] + 1:
                    continue
                verwacht = delen[0] + delen[1] - delen[2]
                if abs(delen[3] - verwacht) > max(0.1 * max(abs(verwacht), 1), 5):
                    wat = (
                        f"{stand} is {getal(int(delen[3]))}; met {erbij} en {eraf} van het jaar "
                        f"ervoor zou het ongeveer {getal(int(verwacht))} zijn."
                    )
                    yield (
                        WAARSCHUWING,
                        int(straks["_regel"]),
                        stand,
                        wat,
                        f"Controleer {stand}, {erbij} en {eraf}.",
                    )

    nu = {stand: 1, erbij: 1, eraf: -1}
    return MetVerband(regel, doorloop(per, "jaar", nu, stand, _jaar_later))


def _jaar_later(toen: int, later: int) -> bool:
    return later == toen + 1


__all__ = [
    "FOUT",
    "LET_OP",
    "WAARSCHUWING",
    "MetVerband",
    "doorloop",
    "een_van",
    "geneste_totalen",
    "honderd",
    "hoogstens",
    "niet_voor",
    "nodig_bij",
    "optelling",
    "plek",
    "regio_is_som",
    "saldo_van",
    "som_per_groep",
    "stand_volgt",
    "telt_op",
]
