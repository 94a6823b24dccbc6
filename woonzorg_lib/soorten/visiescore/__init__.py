"""Hoe diep de visie van de gemeente op vier thema's gaat, van 0 (geen aandacht) tot 3."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pandas as pd

from woonzorg_lib.beeld.getallen import STREEPJE
from woonzorg_lib.beeld.rijfiguren import raster
from woonzorg_lib.beeld.tekening import Tekening
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Figuur, Soort

THEMAS_VISIE = (
    "langer zelfstandig thuis",
    "doorstromen",
    "innovatie en vernieuwing",
    "samenwerking wonen en zorg",
)
VOORSTEL = "voorstel"  # the status of a row that no one has looked at
NOG_NIET = "voorstel, nog niet nagekeken"
NIVEAUS = ("0 geen aandacht", "1 benoemd", "2 onderzoek", "3 concreet doel")


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
            "Vul het doel in zoals het in het document staat, of kies een lager niveau.",
        )
    if rij.get("jaar") is not None and date.today().year - rij["jaar"] > 8:
        yield (
            r.WAARSCHUWING,
            "jaar",
            "het document is ouder dan acht jaar.",
            "Zoek een nieuwer document.",
        )


def telt(tabel: pd.DataFrame) -> pd.Series:
    """Welke rijen meetellen: een voorstel pas als iemand het bevestigt of wijzigt."""
    if "status" not in tabel:
        return pd.Series(True, index=tabel.index)
    return ~tabel.status.isin([VOORSTEL, "verworpen"])


def tabel(s: Rijen, net: pd.DataFrame, koppen: dict[str, str]) -> tuple:
    """Per thema wat de visie zegt, waar, en of iemand dat nakeek; wat verworpen is, staat er niet.

    De visie zegt het doel, of zonder doel de zin waar het niveau op rust.
    """
    houd = net[s.ruw.status != "verworpen"]
    zegt = houd.doel.where(houd.doel.notna() & (houd.doel != ""), houd.bewijs)
    status = houd.status.fillna("bevestigd").replace(VOORSTEL, NOG_NIET)
    return houd.assign(zegt_=zegt, status=status), koppen


def per_thema(tabel: pd.DataFrame) -> dict[str, int]:
    """Het hoogste niveau per thema over alle documenten, in de volgorde van het bestand."""
    mee = tabel[telt(tabel)]
    hoogste = mee.groupby("thema", sort=False).niveau.max()
    return {str(thema): int(niveau) for thema, niveau in hoogste.items()}


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Het niveau per thema, en het hoogste; voorstellen tellen niet mee."""
    niveaus = per_thema(s.ruw)
    for thema, niveau in niveaus.items():
        yield s.cijfer("niveau", niveau, thema)
    if niveaus:
        yield s.cijfer("hoogste_niveau", max(niveaus.values()))


def woorden(s: Rijen) -> dict[str, str | int | None]:
    """De thema's met het hoogste niveau, of het niveau dat elk thema heeft."""
    niveaus = per_thema(s.ruw)
    beste = max(niveaus.values(), default=0)
    gelijk = len(niveaus) > 1 and set(niveaus.values()) == {beste}
    themas = opsomming([t for t, niveau in niveaus.items() if niveau == beste])
    return {"themas": themas or None, "op_elk": beste if gelijk else None}


def _vakken(niveau: int) -> list[tuple[str, float | None]]:
    """Een vak per niveau dat de visie haalt; dat van haar eigen niveau is het donkerst."""
    lager = [(str(i), 0.1) for i in range(niveau)]
    eigen = (str(niveau), 0.15 + 0.85 * niveau / 3)
    return [*lager, eigen, *[("", None)] * (3 - niveau)]


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Per thema hoe ver de visie is, van 0 tot en met 3; het cijfer staat in het vak."""
    rijen = list(per_thema(s.ruw).items())
    if not rijen:
        return []
    per = (f"{thema}: {NIVEAUS[niveau]}" for thema, niveau in rijen)
    svg = raster([(thema, _vakken(niveau)) for thema, niveau in rijen], NIVEAUS)
    return [s.soort.tekening("thema", svg, f"Raster. {'; '.join(per)}.")]


def _niveau(deel: pd.DataFrame) -> str:
    mee = deel[telt(deel)]
    return str(int(mee.niveau.max())) if len(mee) else STREEPJE


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
    rijregels=(_visie,),
    tabelregels=(_vier_themas,),
    cijfers=cijfers,
    woorden=woorden,
    figuren={"": Figuur(teken)},
    tabel=tabel,
    telt=telt,
    vak=_niveau,
    raster=raster_regio,
)
