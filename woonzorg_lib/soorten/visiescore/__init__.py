"""Hoe diep de visie van de gemeente op vier thema's gaat."""

from __future__ import annotations

from datetime import date

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten import oud_zorg, oud_zinnen
from woonzorg_lib.soorten.soort import Soort
import pandas as pd
from woonzorg_lib.beeld.getallen import STREEPJE
from woonzorg_lib.beeld.rijfiguren import raster
from woonzorg_lib.beeld.tekening import Tekening
from woonzorg_lib.beeld.zinnen import hoofdletter

THEMAS_VISIE = (
    "langer zelfstandig thuis",
    "doorstromen",
    "innovatie en vernieuwing",
    "samenwerking wonen en zorg",
)


def _vier_themas(tabel, gemeente):
    for _, groep in tabel.groupby("gemeente"):
        if mist := [t for t in THEMAS_VISIE if t not in set(groep.thema)]:
            yield (
                r.FOUT,
                int(groep._regel.iloc[0]),
                "thema",
                f"het thema '{mist[0]}' ontbreekt; elke gemeente heeft vier thema's.",
                "Voeg de rij toe; niveau 0 mag.",
            )


def _visie(rij: dict):
    if rij.get("niveau") == 3 and rij.get("doel") is None:
        yield (
            r.FOUT,
            "doel",
            "niveau 3 vraagt een concreet doel.",
            "Vul het doel in zoals het in het document staat, of kies niveau 2.",
        )
    if rij.get("jaar") is not None and date.today().year - rij["jaar"] > 8:
        yield (
            r.WAARSCHUWING,
            "jaar",
            "het document is ouder dan acht jaar.",
            "Zoek een nieuwer document.",
        )


def _niveau(deel: pd.DataFrame) -> str:
    return str(int(deel.niveau.max()))


def raster_regio(soort: Soort, regels: list[list[str]], themas: list[str]) -> Tekening:
    """Het niveau van elke gemeente van de regio, per thema; wie niets invulde staat er niet in."""
    vol = [r for r in regels if set(r[1:]) != {STREEPJE}]
    leeg = len(regels) - len(vol)
    vakken = [(r[0], [(x, None if x == STREEPJE else int(x) / 3) for x in r[1:]]) for r in vol]
    per = (f"{r[0]}: {', '.join(f'{k} {x}' for k, x in zip(themas, r[1:]))}" for r in vol)
    rest = f"{leeg} gemeenten vulden niets in." if leeg > 1 else ""
    if leeg == 1:
        rest = "Eén gemeente vulde niets in."
    svg = raster(vakken, [hoofdletter(k) for k in themas])
    return soort.tekening("regio", svg, f"Raster. {'; '.join(per)}.", rest)


SOORT = Soort.uit(
    __file__,
    vak=_niveau,
    raster=raster_regio,
    rijregels=(_visie,),
    tabelregels=(_vier_themas,),
    oude_figuren={"": oud_zorg.visiescore},
    oude_zin=oud_zinnen.visiescore,
)
