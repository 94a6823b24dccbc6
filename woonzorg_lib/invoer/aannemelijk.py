"""Houdt invoer naast de open cijfers: een waarschuwing als een aantal niet past bij de gemeente. Verandert niets."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

import pandas as pd

from woonzorg_lib import cijfers
from woonzorg_lib.gebieden import Gebied, grenzen
from woonzorg_lib.invoer.cellen import leeftijdsgrenzen
from woonzorg_lib.invoer.melding import WAARSCHUWING
from woonzorg_lib.invoer.regels import getal


class Grens(NamedTuple):
    """De som van `kolom` (per waarde van `per`) is hoogstens `deel` van het open cijfer `indicator`."""

    kolom: str
    indicator: str
    deel: float
    per: str | None = None


GRENZEN: dict[str, tuple[Grens, ...]] = {
    "plannen": (Grens("bruto", "woningvoorraad", 0.5), Grens("sloop", "woningvoorraad", 0.1)),
    "woonopgave": (Grens("aantal", "woningvoorraad", 0.5, "categorie"),),
    "opgave_ouderen": (Grens("aantal", "inwoners_65plus", 0.5, "categorie"),),
    "flex": (Grens("woningen", "woningvoorraad", 0.05),),
    "intermediair": (Grens("woningen", "woningvoorraad", 0.02, "jaar"),),
    "mutaties": (Grens("voorraad", "woningvoorraad", 0.7, "jaar"),),
    "zorgplannen": (Grens("plekken_nu", "inwoners_75plus", 0.4),),
    "zorgaanbod": (Grens("wachtlijst", "inwoners", 0.05, "jaar"),),
    "aandachtsgroepen": tuple(
        Grens(k, "inwoners", 0.5, "groep")
        for k in ("voorraad", "instroom", "uitstroom", "wachtlijst")
    ),
    "toewijzing": (Grens("gehuisvest", "woningvoorraad", 0.1, "jaar"),),
    "taakstelling": (Grens("taakstelling", "inwoners", 0.005, "halfjaar"),),
    "verdeling": (Grens("afgesproken_n", "inwoners", 0.02, "groep"),),
    "woningaanpassingen": (Grens("toegekend", "huishoudens", 0.1, "jaar"),),
    "inkoop": (Grens("clienten", "inwoners", 0.3, "jaar"),),
    "participatie": (Grens("deelnemers", "inwoners", 0.5, "moment"),),
    "doorstroom": (Grens("bereik_n", "inwoners", 1.0, "maatregel"),),
    "doelen": (Grens("aantal", "woningvoorraad", 0.5, "doel"),),
    "communicatie": (Grens("bereik", "inwoners", 1.0, "doelgroep"),),
}
# group -> the open figure it should resemble
GROEPEN = {
    "ouderen (65 jaar of ouder)": "inwoners_65plus",
    "ouderen (75 jaar of ouder)": "inwoners_75plus",
    "ouderen (85 jaar of ouder)": "inwoners_85plus",
    "studenten": "studenten",
}


def open_cijfer(
    indicator: str, gemeente: Gebied, jaar: int | None = None
) -> tuple[float, int] | None:
    """Het open cijfer van dat jaar (anders het nieuwste) en het jaar; None als het er niet is."""
    if indicator not in cijfers.indicatoren():
        return None
    jaren = cijfers.jaren_van([indicator], gemeente.code)
    if not jaren:
        return None
    gekozen = jaar if jaar in jaren else jaren[-1]
    tabel = cijfers.per_gemeente(indicator)
    waarde = tabel[(tabel.gebied == gemeente.code) & (tabel.jaar == gekozen)].waarde
    return (float(waarde.iloc[0]), gekozen) if len(waarde) else None


def toets(soort: str, tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    """Wat niet bij de open cijfers past, als (ernst, regel, kolom, wat, doe)."""
    if tabel.empty:
        return
    yield from _grenzen(soort, tabel, gemeente)
    yield from _codes(tabel, gemeente)
    yield from _plekken(tabel, gemeente)
    if soort in EXTRA:
        yield from EXTRA[soort](tabel, gemeente)


def _grenzen(soort: str, tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    for grens in GRENZEN.get(soort, ()):
        gevonden = open_cijfer(grens.indicator, gemeente)
        if gevonden is None:
            continue
        groepen = tabel.groupby(grens.per) if grens.per else [(None, tabel)]
        for _, groep in groepen:
            som = groep[grens.kolom].sum()
            if som > gevonden[0] * grens.deel:
                samen = " samen" if len(groep) > 1 else ""
                wat = f"{grens.kolom} is{samen} {getal(som)}; dat is veel naast {grens.indicator} in {gemeente.naam} ({getal(round(gevonden[0]))} in {gevonden[1]})."
                yield (
                    WAARSCHUWING,
                    int(groep._regel.iloc[0]),
                    grens.kolom,
                    wat,
                    "Controleer het aantal en de eenheid.",
                )


def _codes(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    """Codes of wijken and buurten that don't lie in this gemeente or that the snapshot doesn't know."""
    for kolom in ("wijk", "buurtcode"):
        if kolom not in tabel or tabel[kolom].isna().all():
            continue
        bekend = (
            pd.concat(
                [
                    cijfers.lees("kern_wijk")[["gebied", "gemeente"]],
                    cijfers.lees("kern_buurt")[["gebied", "gemeente"]],
                ]
            )
            .set_index("gebied")
            .gemeente
        )
        for regel, code in zip(tabel._regel, tabel[kolom]):
            if pd.isna(code):
                continue
            if code not in bekend.index:
                yield (
                    WAARSCHUWING,
                    int(regel),
                    kolom,
                    f"'{code}' staat niet in de wijken en buurten van 2024.",
                    "Controleer de code; codes veranderen soms.",
                )
            elif bekend[code] != gemeente.code:
                yield (
                    WAARSCHUWING,
                    int(regel),
                    kolom,
                    f"'{code}' ligt niet in {gemeente.naam}.",
                    "Controleer de code.",
                )


def _plekken(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    """Places well outside the gemeente. A rough conversion will do: two kilometres of slack are more than its error."""
    if "x" not in tabel or tabel.x.isna().all():
        return
    punten = [p for ring in grenzen()[gemeente.code] for p in ring]
    west, oost = min(p[0] for p in punten), max(p[0] for p in punten)
    zuid, noord = min(p[1] for p in punten), max(p[1] for p in punten)
    for regel, x, y in tabel.loc[
        tabel.x.notna() & tabel.y.notna(), ["_regel", "x", "y"]
    ].itertuples(index=False):
        if y > 1000:  # Rijksdriehoek, in metres around Amersfoort
            y = 52.1552 + (y - 463_000) / 111_260
            x = 5.3872 + (x - 155_000) / (111_320 * math.cos(math.radians(y)))
        if not (west - 0.03 <= x <= oost + 0.03 and zuid - 0.02 <= y <= noord + 0.02):
            yield (
                WAARSCHUWING,
                int(regel),
                "x",
                f"deze plek ligt niet in {gemeente.naam}.",
                "Controleer x en y.",
            )


def _aandachtsgroepen(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    for rij in tabel[tabel.groep.isin(list(GROEPEN)) & tabel.voorraad.notna()].to_dict("records"):
        gevonden = open_cijfer(GROEPEN[rij["groep"]], gemeente, int(rij["jaar"]))
        if gevonden and abs(rij["voorraad"] / gevonden[0] - 1) > 0.25:
            wat = f"voorraad is {getal(rij['voorraad'])}; het open cijfer van {gevonden[1]} is {getal(round(gevonden[0]))}."
            yield (
                WAARSCHUWING,
                int(rij["_regel"]),
                "voorraad",
                wat,
                "Leg in definitie uit wie u meetelt. Het rapport toont beide.",
            )


def _prognose(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    for (_, geslachten), groep in _per_model(tabel):
        jaar = int(groep.jaar.min())
        basis = groep[(groep.jaar == jaar) & groep.geslacht.isin(geslachten)]
        # The open figures of 75 and 85 and over are estimates themselves.
        for van, indicator, marge in (
            (0, "inwoners", 0.02),
            (65, "inwoners_65plus", 0.02),
            (75, "inwoners_75plus", 0.05),
            (85, "inwoners_85plus", 0.05),
        ):
            grenzen = [leeftijdsgrenzen(k) for k in basis.leeftijd]
            if not any(a == van for a, _ in grenzen) or (
                van == 0 and not any(b >= 90 for _, b in grenzen)
            ):
                continue
            som = basis.aantal[[a >= van for a, _ in grenzen]].sum()
            gevonden = open_cijfer(indicator, gemeente, jaar)
            if gevonden and gevonden[1] == jaar and abs(som / gevonden[0] - 1) > marge:
                wat = f"het eerste jaar ({jaar}) telt {getal(som)} {indicator}; het open cijfer is {getal(round(gevonden[0]))}, meer dan {100 * marge:.0f}% anders."
                yield (
                    WAARSCHUWING,
                    int(basis._regel.iloc[0]),
                    "aantal",
                    wat,
                    "Controleer of het om dezelfde gemeente en dezelfde datum gaat.",
                )


def _per_model(tabel: pd.DataFrame):
    for model, groep in tabel.groupby("model"):
        yield (
            (model, ("totaal",) if (groep.geslacht == "totaal").any() else ("man", "vrouw")),
            groep,
        )


def _woonvormen(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    voorraad, deel = open_cijfer("woningvoorraad", gemeente), open_cijfer("meergezins", gemeente)
    if voorraad and deel:
        meergezins, som = (
            voorraad[0] * deel[0] / 100,
            tabel[tabel.woonvorm.isin(["geclusterd", "zorggeschikt"])].eenheden.sum(),
        )
        if som > meergezins:
            wat = f"er zijn {getal(som)} geclusterde en zorggeschikte woningen, meer dan alle meergezinswoningen in {gemeente.naam} (ongeveer {getal(round(meergezins))})."
            yield (
                WAARSCHUWING,
                int(tabel._regel.iloc[0]),
                "eenheden",
                wat,
                "Controleer het aantal eenheden.",
            )


def _mutaties(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    deel = open_cijfer("corporatiewoningen", gemeente)
    for jaar, groep in tabel[~tabel.verhuurder.str.lower().str.startswith("particulier")].groupby(
        "jaar"
    ):
        voorraad = open_cijfer("woningvoorraad", gemeente, int(jaar))
        if voorraad and deel and groep.voorraad.sum() > 1.25 * voorraad[0] * deel[0] / 100:
            wat = f"voorraad is in {jaar} samen {getal(groep.voorraad.sum())}; corporaties hebben hier volgens open cijfers ongeveer {getal(round(voorraad[0] * deel[0] / 100))} woningen."
            yield (
                WAARSCHUWING,
                int(groep._regel.iloc[0]),
                "voorraad",
                wat,
                "Controleer of alleen woningen in deze gemeente meetellen.",
            )


def _taakstelling(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    rijen = tabel[tabel.landelijk.notna()].to_dict("records")
    eigen = open_cijfer("inwoners", gemeente)
    if not rijen or eigen is None:
        return
    alle = cijfers.per_gemeente("inwoners")
    nederland = alle[alle.jaar == eigen[1]].waarde.sum()
    for rij in rijen:
        verwacht = rij["landelijk"] * eigen[0] / nederland if nederland else 0
        if verwacht and abs(rij["taakstelling"] / verwacht - 1) > 0.15:
            wat = f"taakstelling is {getal(rij['taakstelling'])}; naar rato van inwoners zou het ongeveer {getal(round(verwacht))} zijn."
            yield (
                WAARSCHUWING,
                int(rij["_regel"]),
                "taakstelling",
                wat,
                "Controleer de taakstelling en de landelijke taakstelling.",
            )


EXTRA = {
    "aandachtsgroepen": _aandachtsgroepen,
    "prognose": _prognose,
    "woonvormen": _woonvormen,
    "mutaties": _mutaties,
    "taakstelling": _taakstelling,
}
