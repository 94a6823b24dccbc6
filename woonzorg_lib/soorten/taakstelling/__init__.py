"""De taakstelling voor statushouders per halfjaar."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib import cijfers
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken
from woonzorg_lib.beeld.tekening import VEEL, Tekening
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.aannemelijk import open_cijfer
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.rijen import NIET_GETOOND, Rijen, tekst, waarde
from woonzorg_lib.soorten.soort import Figuur, Soort
from woonzorg_lib.soorten.zinsdelen import mensen

ACHTERSTAND = ("achterstand_begin", "taakstelling", "gehuisvest", "achterstand_eind")


def _achterstand(rij: dict):
    begin, erbij, eraf, eind = (rij.get(k) for k in ACHTERSTAND)
    if begin is None or erbij is None or eraf is None or eind is None:
        return
    verwacht = begin + erbij - eraf
    if verwacht != eind:
        wat = f"achterstand_eind is {eind}, maar begin + taakstelling - gehuisvest is {verwacht}."
        yield (
            r.FOUT,
            "achterstand_eind",
            wat,
            "Controleer de vier kolommen, of laat achterstand_eind leeg.",
        )


def _aansluitend(tabel: pd.DataFrame, gemeente):
    for _, groep in tabel.sort_values("halfjaar").groupby("gemeente", dropna=False):
        rijen = groep.to_dict("records")
        for nu, straks in zip(rijen, rijen[1:]):
            delen = [
                nu["achterstand_begin"],
                nu["taakstelling"],
                nu["gehuisvest"],
                straks["achterstand_begin"],
            ]
            aansluitend = _volgend_halfjaar(nu["halfjaar"], straks["halfjaar"])
            if any(pd.isna(d) for d in delen) or not aansluitend:
                continue
            if delen[3] != (verwacht := delen[0] + delen[1] - delen[2]):
                wat = f"achterstand_begin is {delen[3]}; het halfjaar ervoor eindigt op {verwacht}."
                yield (
                    r.WAARSCHUWING,
                    int(straks["_regel"]),
                    "achterstand_begin",
                    wat,
                    "Controleer de beide halfjaren.",
                )


def _naar_rato(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    rijen = tabel[tabel.landelijk.notna()].to_dict("records")
    eigen = open_cijfer("inwoners", gemeente)
    if not rijen or eigen is None:
        return
    alle = cijfers.per_gemeente("inwoners")
    nederland = alle[alle.jaar == eigen[1]].waarde.sum()
    for rij in rijen:
        verwacht = rij["landelijk"] * eigen[0] / nederland if nederland else 0
        if verwacht and abs(rij["taakstelling"] / verwacht - 1) > 0.15:
            wat = (
                f"taakstelling is {r.getal(rij['taakstelling'])}; naar rato van inwoners zou "
                f"het ongeveer {r.getal(round(verwacht))} zijn."
            )
            yield (
                r.WAARSCHUWING,
                int(rij["_regel"]),
                "taakstelling",
                wat,
                "Controleer de taakstelling en de landelijke taakstelling.",
            )


def _volgend_halfjaar(toen: str, later: str) -> bool:
    jaar, helft = map(int, toen.split("-"))
    return later == (f"{jaar}-2" if helft == 1 else f"{jaar + 1}-1")


HELFT = {"1": "eerste", "2": "tweede"}


def _laatste(s: Rijen) -> Rijen:
    """Alleen de rij van het jongste halfjaar."""
    return s.deel(s.ruw.halfjaar == s.ruw.halfjaar.max())


def cijfers_nu(s: Rijen) -> Iterator[Cijfer | None]:
    """De taakstelling van het jongste halfjaar."""
    yield s.cijfer("taakstelling", _laatste(s).ruw.taakstelling.iloc[0], staat_al=True)


def woorden(s: Rijen) -> dict[str, str | None]:
    """Welk halfjaar het jongste is, en hoeveel mensen er volgens de gemeente zijn gehuisvest."""
    nu = _laatste(s)
    jaar, helft = nu.ruw.halfjaar.iloc[0].split("-")
    return {"jaar": jaar, "helft": HELFT[helft], "wie": mensen(nu, "gehuisvest")}


def _achter(net: dict) -> str:
    stand = waarde(net["achterstand_eind"])
    if stand is None:
        return ""
    if stand == 0:
        return "; geen achterstand"
    return f"; {'achterstand' if stand > 0 else 'voorsprong'} {getal(abs(stand))}"


def _staaf(rij: dict, net: dict) -> Staaf:
    jaar, helft = rij["halfjaar"].split("-")
    gehuisvest = tekst(net["gehuisvest"]) or NIET_GETOOND
    return Staaf(
        f"{HELFT[helft]} helft {jaar}",
        waarde(net["gehuisvest"]),
        f"{gehuisvest} van {getal(rij['taakstelling'])}{_achter(net)}",
        doel=float(rij["taakstelling"]),
    )


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Per halfjaar hoeveel statushouders gehuisvest zijn, met de taakstelling als streep."""
    paren = sorted(s.paren(), key=lambda p: p[0]["halfjaar"])[-VEEL:]
    if len(paren) < 2:
        return []
    staven = [_staaf(rij, net) for rij, net in paren]
    achter = any("achterstand" in staaf.tekst for staaf in staven)
    notitie = s.soort.beschrijving["achterstand"] if achter else ""
    return [s.soort.tekening("halfjaren", balken(staven), alt_tekst(staven), notitie)]


SOORT = Soort.uit(
    __file__,
    rijregels=(r.MetVerband(_achterstand, r.saldo_van(*ACHTERSTAND)),),
    tabelregels=(
        r.MetVerband(
            _aansluitend,
            r.doorloop(
                ("gemeente",),
                "halfjaar",
                {"achterstand_begin": 1, "taakstelling": 1, "gehuisvest": -1},
                "achterstand_begin",
                _volgend_halfjaar,
            ),
        ),
        r.regio_is_som(("halfjaar",), "taakstelling"),
    ),
    toets=_naar_rato,
    cijfers=cijfers_nu,
    woorden=woorden,
    figuren={"": Figuur(teken)},
)
