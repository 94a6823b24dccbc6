"""De tabel van alle aandachtsgroepen, ook die waarvan geen cijfer is. Telt nooit groepen op."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from woonzorg_lib.beeld.beeld import Beeld
from woonzorg_lib.beeld.getallen import STREEPJE, getal, met_eenheid
from woonzorg_lib.beeld.tabellen import tabel

KOPPEN = ["Groep", "Gemeente", "Regio", "Nederland", "Index (regio = 100)", "Toelichting"]
ROLLEN = ("gemeente", "regio", "land")


def aandachtsgroepen(
    lijst: Sequence[dict],
    per_groep: dict[str, pd.DataFrame],
    inwoners: dict[str, str],
    eigen: dict[str, tuple[str, str]] | None = None,
    eigen_rijen: list[dict] | None = None,
) -> Beeld:
    """Alle aandachtsgroepen als rijen; een groep zonder cijfer noemt wat het zou vullen.
    Nooit een totaal.

    lijst: de groepen, met de indicator van elk (leeg als er geen is). eigen: per groep wat de
    gemeente zelf telde, als (per 1.000 inwoners, uitleg); eigen_rijen:
    de cijfers daarachter.
    """
    tellingen = eigen or {}
    regels, alles = [], []
    for g in lijst:
        groep, indicator = g["groep"], g["indicator"]
        data = per_groep.get(indicator)
        telling = tellingen.get(groep)
        if data is None or not _heeft_cijfer(data):
            regels.append(_zonder_cijfer(groep, data, telling))
            continue
        alles.append(data)
        regels.append(_met_cijfer(groep, data, inwoners.get(indicator, ""), telling))
    if eigen_rijen:
        alles.append(pd.DataFrame(eigen_rijen))
    return tabel(
        KOPPEN,
        regels,
        "Aandachtsgroepen en ouderen. Groepen overlappen elkaar: tel ze niet op",
        data=pd.concat(alles) if alles else None,
    )


def _heeft_cijfer(data: pd.DataFrame) -> bool:
    leeg = data.set_index("rol").waarde.isna()
    return not leeg.get("gemeente", True)


def _zonder_cijfer(
    groep: str, data: pd.DataFrame | None, telling: tuple[str, str] | None
) -> list[str]:
    """Wat de gemeente zelf telde, of waarom er niets staat."""
    niets = [STREEPJE] * 3
    if telling is not None:
        per_duizend, uitleg = telling
        return [groep, per_duizend or STREEPJE, *niets, uitleg]
    reden = "" if data is None else data.set_index("rol").opmerking.get("gemeente", "")
    return [groep, STREEPJE, *niets, reden or "nog geen cijfer"]


def _met_cijfer(
    groep: str, data: pd.DataFrame, inwoners: str, telling: tuple[str, str] | None
) -> list[str]:
    rijen = {r["rol"]: r for r in data.to_dict("records")}
    cellen = [_cel(rijen[rol]) if rol in rijen else STREEPJE for rol in ROLLEN]
    uitleg = f"{inwoners}{_schatting(rijen['gemeente'], data)}{int(data.jaar.iloc[0])}"
    if telling is not None:
        uitleg += f"; {telling[1]}"
    return [groep, *_achter(cellen, rijen["gemeente"]), _index(rijen), uitleg]


def _cel(rij: Mapping) -> str:
    return met_eenheid(rij["waarde"], rij["eenheid"], int(rij["decimalen"]))


def _achter(cellen: list[str], rij: Mapping) -> list[str]:
    """Wat geen percentage is, is per 1.000 inwoners."""
    if rij["eenheid"] == "%":
        return cellen
    return [cel if cel == STREEPJE else f"{cel} per 1.000" for cel in cellen]


def _index(rijen: Mapping[str, Mapping]) -> str:
    """De gemeente met de regio op 100; een streepje als de regio geen cijfer heeft."""
    streek = rijen["regio"]["waarde"] if "regio" in rijen else None
    if not streek or pd.isna(streek):
        return STREEPJE
    return getal(100 * rijen["gemeente"]["waarde"] / streek)


def _schatting(rij: Mapping, data: pd.DataFrame) -> str:
    if rij["soort"] == "schatting":
        return "schatting, "
    return "modelschatting, " if data.bron.iloc[0].startswith("RIVM") else ""
