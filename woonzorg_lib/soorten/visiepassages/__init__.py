"""Wat de visie per onderwerp zegt, en wat daarvan door een mens is nagekeken. Zoekt zelf niet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Cijfer
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Soort
from woonzorg_lib.soorten.visiescore import NOG_NIET, telt

GEVONDEN = ("behandeld", "mogelijk")
NIET = "niet gevonden"


@dataclass(frozen=True)
class Vermelding:
    """Wat de visie over een onderwerp zegt: de zin, waar zij staat, en of iemand het nakeek."""

    uitkomst: str
    zin: str
    waar: str
    nagekeken: bool
    doelen: tuple[str, ...] = ()  # the kinds of dwelling that it gives a goal for


@dataclass(frozen=True)
class Visiedoel:
    """Hoeveel woningen van een woonvorm de visie er in de gemeente bij wil, tot en met een jaar."""

    aantal: int
    jaar: int
    waar: str


def plek(rij: Mapping) -> str:
    """ "Woonzorgvisie, bladzijde 14", of zonder bladzijde de kop waar het onder staat."""
    for woord, kolom in (("bladzijde ", "pagina"), ("onder ", "paragraaf")):
        waarde = rij.get(kolom)
        if waarde is not None and not pd.isna(waarde) and str(waarde).strip():
            return f"{rij['document']}, {woord}{waarde}"
    return str(rij.get("document") or "")


def vermeldingen(tabel: pd.DataFrame) -> dict[str, Vermelding]:
    """Per onderwerp wat er staat; wat nagekeken is gaat voor, en een passage voor geen passage."""
    uit: dict[str, Vermelding] = {}
    houd = tabel[tabel.status != "verworpen"]
    nagekeken = telt(houd)
    volgorde = houd.assign(_voorstel=~nagekeken, _niet=houd.uitkomst == NIET)
    for rij in volgorde.sort_values(["_voorstel", "_niet"], kind="stable").to_dict("records"):
        zin = "" if pd.isna(rij["passage"]) else str(rij["passage"])
        doel = () if pd.isna(rij["doel_aantal"]) else (str(rij["doel_woonvorm"]),)
        nieuw = Vermelding(rij["uitkomst"], zin, plek(rij), not rij["_voorstel"], doel)
        uit.setdefault(rij["onderwerpcode"], nieuw)
    return uit


def doelen(tabel: pd.DataFrame) -> dict[str, Visiedoel]:
    """Per woonvorm het nagekeken doel met een aantal en een jaar; bij meer het grootste."""
    uit: dict[str, Visiedoel] = {}
    vol = tabel[
        telt(tabel) & tabel[["doel_aantal", "doel_jaar", "doel_woonvorm"]].notna().all(axis=1)
    ]
    for rij in vol.sort_values("doel_aantal").to_dict("records"):
        doel = Visiedoel(int(rij["doel_aantal"]), int(rij["doel_jaar"]), plek(rij))
        uit[rij["doel_woonvorm"]] = doel
    return uit


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel onderwerpen nagekeken zijn, met en zonder passage, en hoeveel voorstellen er zijn."""
    alle = vermeldingen(s.ruw).values()
    klaar = [v for v in alle if v.nagekeken]
    tellingen = {
        "behandeld": sum(v.uitkomst != NIET for v in klaar),
        "gezocht": sum(v.uitkomst == NIET for v in klaar),
        "voorstellen": len(alle) - len(klaar),
    }
    for id, aantal in tellingen.items():
        if aantal:
            yield s.cijfer(id, aantal)


def tabel(s: Rijen, net: pd.DataFrame, koppen: dict[str, str]) -> tuple:
    """Zonder wat verworpen is; een voorstel heet ook zo."""
    houd = net[s.ruw.status != "verworpen"]
    status = houd.status.fillna("bevestigd").replace("voorstel", NOG_NIET)
    return houd.assign(status=status), koppen


def _passage_bij_gevonden(rij: dict):
    if rij.get("uitkomst") in GEVONDEN and rij.get("passage") is None and rij.get("pagina") is None:
        yield (
            r.WAARSCHUWING,
            "passage",
            "er staat niet wat de visie zegt, en ook geen bladzijde.",
            "Neem de zin over uit het document, of vul de bladzijde in.",
        )


SOORT = Soort.uit(
    __file__,
    rijregels=(_passage_bij_gevonden,),
    cijfers=cijfers,
    tabel=tabel,
    telt=telt,
)
