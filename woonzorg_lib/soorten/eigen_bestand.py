"""Een eigen bestand van een gemeente zoals het getoond wordt.

Zijn rijen, zijn bron, en een cel als tekst. Tekent niets.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from woonzorg_lib.beeld.getallen import STREEPJE, getal
from woonzorg_lib.beeld.herkomst import EIGEN_INVOER
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming

MAANDEN = (
    "januari februari maart april mei juni juli augustus september oktober november december"
).split()


@dataclass(frozen=True)
class Bestand:
    """Eén eigen bestand, gelezen.

    De rijen (en dezelfde rijen met kleine aantallen verborgen), en wat het onbruikbaar maakte.
    """

    soort: str
    naam: str
    gemeente: str
    code: str
    tabel: pd.DataFrame
    toonbaar: pd.DataFrame
    personen: tuple[str, ...] = ()
    eenheden: dict = field(default_factory=dict)
    fouten: tuple[str, ...] = ()

    @property
    def jaar(self) -> int | None:
        """Het jaar waarover het bestand gaat.

        De jongste peildatum, of anders het jongste jaar dat erin staat.
        """
        datums = self.tabel.peildatum.dropna()
        if len(datums):
            return int(datums.max().year)
        jaren = self.tabel.jaar.dropna() if "jaar" in self.tabel else []
        return int(max(jaren)) if len(jaren) else None

    @cached_property
    def herkomst(self) -> dict[str, str]:
        """Bron, tabel en periode van de cijfers in dit bestand, voor cijfers.csv."""
        wie = van_wie(self, self.tabel)
        return {"bron": hoofdletter(wie), "tabel": self.naam, "periode": periode(self, self.tabel)}


def cel(waarde: Any, jaartal: bool = False) -> str:
    """Een cel zoals een lezer hem leest.

    Ja en nee, een datum, een getal met punten; leeg is een streepje.
    """
    if isinstance(waarde, str):
        return waarde or STREEPJE
    if waarde is None or waarde is pd.NaT or pd.isna(waarde):
        return STREEPJE
    if isinstance(waarde, (bool, np.bool_)):
        return "ja" if waarde else "nee"
    if isinstance(waarde, (pd.Timestamp, date)):
        return f"{waarde.day}-{waarde.month}-{waarde.year}"
    getal_ = float(waarde)
    return str(int(getal_)) if jaartal else getal(getal_, 0 if getal_.is_integer() else 1)


def datum(d) -> str:
    return f"{d.day} {MAANDEN[d.month - 1]} {d.year}"


def periode(b: Bestand, t: pd.DataFrame) -> str:
    """De peildatum, of anders het jaar of de jaren van de rijen."""
    datums = sorted(set(t.peildatum.dropna()))
    if datums:
        return (
            f"peildatum {datum(datums[-1])}"
            if len(datums) == 1
            else f"peildatums {datum(datums[0])} tot en met {datum(datums[-1])}"
        )
    jaren = sorted({int(j) for j in t.jaar.dropna()}) if "jaar" in t else []
    return (
        (str(jaren[0]) if len(jaren) == 1 else f"{jaren[0]}-{jaren[-1]}")
        if jaren
        else "zonder peildatum"
    )


def van_wie(b: Bestand, t: pd.DataFrame) -> str:
    """ "eigen invoer van de gemeente", en van welke regio als er rijen van een regio bij zijn."""
    anders = [h for h in dict.fromkeys(t._herkomst.dropna()) if h != b.gemeente]
    eigen = ["de gemeente"] if (t._herkomst == b.gemeente).any() or not anders else []
    return f"{EIGEN_INVOER} van {opsomming([*eigen, *anders])}"


def bronregel(b: Bestand, t: pd.DataFrame) -> str:
    """ "Bron.

    Eigen invoer van de gemeente, mijn.csv, opgave van de corporatie, peildatum 1 januari
    2026.".
    """
    wie = list(dict.fromkeys(x for x in t.bron.dropna() if x))
    opgave = f", opgave van {opsomming(wie[:4])}" if wie else ""
    return f"Bron: {van_wie(b, t)}, {b.naam}{opgave}, {periode(b, t)}."


def rij(
    b: Bestand,
    indicator: str,
    omschrijving: str,
    waarde: float | None,
    eenheid: str,
    uitsplitsing: str = "",
    jaar: int | None = None,
    bij: pd.Series | None = None,
    **meer,
) -> dict:
    """Een cijfer uit een eigen bestand, met zijn bron.

    bij: het open cijfer waardoor gedeeld is; dan is het een berekening (of een schatting, als
    dat cijfer er een is).
    """
    eigen = b.herkomst if bij is None else {k: f"{v}; {bij[k]}" for k, v in b.herkomst.items()}
    return {
        "indicator": indicator,
        "omschrijving": omschrijving,
        "gebiedcode": b.code,
        "gebied": b.gemeente,
        "jaar": jaar or b.jaar,
        "uitsplitsing": uitsplitsing,
        "waarde": None if waarde is None else float(waarde),
        "eenheid": eenheid,
        "soort": "invoer"
        if bij is None
        else "schatting"
        if bij.soort == "schatting"
        else "berekend",
        "opgehaald": "",
        "opmerking": "",
        "rol": "gemeente",
        **eigen,
        **meer,
    }
