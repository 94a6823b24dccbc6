"""Een eigen bevolkingsprognose; wat ermee gerekend wordt staat in modellen."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.aannemelijk import open_cijfer
from woonzorg_lib.invoer.cellen import leeftijdsgrenzen
from woonzorg_lib.soorten.soort import Soort


def _leeftijden(tabel: pd.DataFrame, gemeente):
    # A later year must have the same classes: a missing class would look like people who vanish.
    for (_, geslacht, _), groep in tabel.groupby(["gemeente", "geslacht", "model"], dropna=False):
        klassen = {int(jaar): frozenset(deel.leeftijd) for jaar, deel in groep.groupby("jaar")}
        if "totaal" in {k for v in klassen.values() for k in v}:
            continue
        eerste = klassen[min(klassen)]
        for jaar, deel in klassen.items():
            grenzen = sorted(leeftijdsgrenzen(k) for k in deel)
            gat = next((b for a, b in zip(grenzen, grenzen[1:]) if b[0] != a[1] + 1), None)
            regel = int(groep[groep.jaar == jaar]._regel.iloc[0])
            if gat:
                wat = (
                    f"in {jaar} ({geslacht}) sluiten de leeftijden niet aan bij {gat[0]} jaar: "
                    "een klasse ontbreekt of is dubbel."
                )
                yield r.FOUT, regel, "leeftijd", wat, "Maak de leeftijden aaneengesloten."
            elif deel != eerste:
                yield (
                    r.FOUT,
                    regel,
                    "leeftijd",
                    f"{jaar} ({geslacht}) heeft andere leeftijden dan {min(klassen)}.",
                    "Geef elk jaar dezelfde leeftijdsklassen.",
                )


def _sprong(tabel: pd.DataFrame, gemeente):
    for _, groep in tabel.groupby(["gemeente", "geslacht", "model"], dropna=False):
        som = groep.groupby("jaar").aantal.sum().sort_index()
        for (jaar, n), (straks, m) in zip(som.items(), list(som.items())[1:]):
            if n > 0 and abs(m / n - 1) > 0.05 * (straks - jaar):
                regel = int(groep[groep.jaar == straks]._regel.iloc[0])
                yield (
                    r.WAARSCHUWING,
                    regel,
                    "aantal",
                    f"van {jaar} naar {straks} verandert het totaal met {100 * (m / n - 1):.0f}%.",
                    "Controleer of alle leeftijden er staan.",
                )


def _eerste_jaar(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
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
                wat = (
                    f"het eerste jaar ({jaar}) telt {r.getal(som)} {indicator}; het open "
                    f"cijfer is {r.getal(round(gevonden[0]))}, meer dan {100 * marge:.0f}% "
                    "anders."
                )
                yield (
                    r.WAARSCHUWING,
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


SOORT = Soort.uit(
    __file__,
    tabelregels=(
        _leeftijden,
        _sprong,
    ),
    toets=_eerste_jaar,
)
