"""Omvang en stromen per aandachtsgroep; nooit opgeteld."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken
from woonzorg_lib.beeld.tekening import Tekening, inkorten, per_duizend
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.aannemelijk import open_cijfer
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.rijen import NIET_GETOOND, Rijen, per_1000, tekst, waarde
from woonzorg_lib.soorten.soort import Figuur, Soort

# (column, words before and after it)
TELLINGEN = (
    ("voorraad", "", " mensen"),
    ("uitstroom", "uitstroom ", ""),
    ("wachtlijst", "wachtlijst ", ""),
)
# group -> the open figure it should resemble
OPEN_CIJFERS = {
    "ouderen (65 jaar of ouder)": "inwoners_65plus",
    "ouderen (75 jaar of ouder)": "inwoners_75plus",
    "ouderen (85 jaar of ouder)": "inwoners_85plus",
    "studenten": "voltijdsstudenten",
}


def _naast_open_cijfers(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    for rij in tabel[tabel.groep.isin(list(OPEN_CIJFERS)) & tabel.voorraad.notna()].to_dict(
        "records"
    ):
        gevonden = open_cijfer(OPEN_CIJFERS[rij["groep"]], gemeente, int(rij["jaar"]))
        if gevonden and abs(rij["voorraad"] / gevonden[0] - 1) > 0.25:
            wat = (
                f"voorraad is {r.getal(rij['voorraad'])}; het open cijfer van {gevonden[1]} is "
                f"{r.getal(round(gevonden[0]))}."
            )
            yield (
                r.WAARSCHUWING,
                int(rij["_regel"]),
                "voorraad",
                wat,
                "Leg in definitie uit wie u meetelt. Het rapport toont beide.",
            )


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Van hoeveel groepen de gemeente eigen cijfers heeft."""
    yield s.cijfer("groepen", s.ruw.groep.nunique())


def _staaf(rij: dict, net: dict) -> Staaf:
    uitleg, wacht = tekst(net["voorraad"]) or NIET_GETOOND, tekst(net["wachtlijst"])
    if wacht:
        uitleg += f"; {wacht} op de wachtlijst"
    return Staaf(rij["groep"], waarde(net["voorraad"]), uitleg)


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Per groep hoeveel mensen er zijn, met de wachtlijst erbij; nooit een totaal."""
    paren = [(r, n) for r, n in s.nieuwste()[0].paren() if not pd.isna(r["voorraad"])]
    # Hidden numbers stand last: their place between the others would give them away.
    paren.sort(key=lambda p: -(waarde(p[1]["voorraad"]) or 0))
    if len(paren) < 2:
        return []
    staven, rest = inkorten([_staaf(r, n) for r, n in paren], "groepen")
    return [s.soort.tekening("groepen", balken(staven), alt_tekst(staven), rest)]


def per_1000_inwoners(s: Rijen) -> Iterator[Cijfer | None]:
    """Per groep de eigen telling per 1.000 inwoners; een verborgen aantal heeft geen deling."""
    inwoners = s.open_cijfer("inwoners")
    for rij, net in _per_jaar(s):
        deel = per_1000(waarde(net["voorraad"]), inwoners)
        yield s.cijfer("per_1000", deel, rij["groep"], jaar=int(rij["jaar"]), bij=inwoners)


def _per_jaar(s: Rijen) -> list[tuple[dict, dict]]:
    return sorted(s.paren(), key=lambda p: p[0]["jaar"])


def _eigen_telling(rij: dict, net: dict) -> str:
    """ "eigen telling 2025: 85 mensen, wachtlijst 14", of niets als er niets te tonen is."""
    delen = [
        f"{woord}{tekst(net[kolom])}{meer}" for kolom, woord, meer in TELLINGEN if tekst(net[kolom])
    ]
    return f"eigen telling {int(rij['jaar'])}: {', '.join(delen)}" if delen else ""


def eigen_tellingen(s: Rijen) -> tuple[dict[str, tuple[str, str]], list[dict]]:
    """Per groep wat de gemeente zelf telde, voor naast de open cijfers.

    Geeft groep -> (per 1.000 inwoners, uitleg) van het jongste jaar, en de berekende cijfers.
    """
    c, uit = Berekend(per_1000_inwoners(s)), {}
    for rij, net in _per_jaar(s):
        uitleg = _eigen_telling(rij, net)
        if uitleg:
            deel = c.waarde("per_1000", rij["groep"], int(rij["jaar"]))
            per = "" if deel is None else f"{per_duizend(deel)} per 1.000"
            uit[rij["groep"]] = per, uitleg
    return uit, c.rijen


SOORT = Soort.uit(
    __file__,
    tabelregels=(r.stand_volgt(("gemeente", "groep"), "voorraad", "instroom", "uitstroom"),),
    toets=_naast_open_cijfers,
    cijfers=cijfers,
    figuren={"": Figuur(teken)},
)
