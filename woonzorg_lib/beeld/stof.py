"""Waar een tekening van een eigen bestand van gemaakt wordt: de rijen, wat daarvan getoond mag worden, en de cijfers ernaast. Tekent niets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pandas as pd

from woonzorg_lib.beeld.bestand import Bestand, rij
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.zinnen import klein

VEEL = 24  # more rows than this don't fit in a picture that can be taken in; the table has them all


@dataclass(frozen=True)
class Tekening:
    """Een getekende figuur: de vraag erboven, de SVG, wat erin te zien is (alt), en de cijfers die niet al in het bestand staan."""

    titel: str
    ondertitel: str
    svg: str
    alt: str
    notitie: str = ""
    rijen: list[dict] = field(default_factory=list)


@dataclass(frozen=True)
class Stof:
    """De rijen van een bestand en dezelfde rijen zoals ze getoond mogen worden (`net`), met de wegen naar cijfers en bestanden ernaast.

    cijfer: id's van indicatoren -> tabel van de gemeente. ander: soort -> een ander bestand, of None.
    normen: standaard.yaml. plaatsen: code van een wijk of buurt -> naam.
    """

    b: Bestand
    ruw: pd.DataFrame
    net: pd.DataFrame
    cijfer: Callable[..., pd.DataFrame]
    ander: Callable[[str], Bestand | None]
    normen: dict
    plaatsen: Callable[[], dict[str, str]]

    def nieuwste(self) -> tuple[Stof, int]:
        """Alleen de rijen van het jongste jaar, en dat jaar."""
        jaar = int(self.ruw.jaar.max())
        return self.deel(self.ruw.jaar == jaar), jaar

    def deel(self, houd: pd.Series) -> Stof:
        houd = houd.fillna(False).astype(bool)
        return replace(self, ruw=self.ruw[houd], net=self.net[houd])

    def groepen(self, kolom: str, *nodig: str) -> dict[str, Stof]:
        """Per waarde van een kolom haar rijen, in de volgorde van het bestand; met alleen de kolommen die nodig zijn."""
        plekken: dict[str, list[int]] = {}
        for i, naam in enumerate(self.ruw[kolom]):
            plekken.setdefault("onbekend" if naam is None or pd.isna(naam) else naam, []).append(i)
        ruw, net = (
            self.ruw[list(nodig)].astype(object),
            self.net[list(nodig)].astype(object),
        )  # one block of plain values is ten times as fast to cut up
        return {
            naam: replace(self, ruw=ruw.take(i), net=net.take(i)) for naam, i in plekken.items()
        }

    def som(self, kolom: str) -> float | None:
        """De som van een kolom; None als een rij haar niet invulde of als de som een verborgen aantal zou verraden."""
        getallen = self.ruw[kolom].tolist()
        verborgen = (
            sum(isinstance(w, str) for w in self.net[kolom].tolist())
            if kolom in self.b.personen
            else 0
        )
        if not getallen or any(pd.isna(w) for w in getallen) or verborgen == 1:
            return None
        totaal = float(sum(getallen))
        return None if verborgen and totaal < 5 else totaal

    def paren(self) -> list[tuple[dict, dict]]:
        """Elke rij twee keer: zoals zij is, en zoals zij getoond mag worden."""
        return list(zip(self.ruw.to_dict("records"), self.net.to_dict("records")))

    def open_cijfer(self, id: str, naast: tuple[str, ...] = ()) -> pd.Series | None:
        """Het nieuwste open cijfer van de gemeente (bijvoorbeeld het aantal 75-plussers), of None als dat er niet is."""
        d = self.cijfer(id, naast=naast)
        eigen = d[(d.rol == "gemeente") & d.waarde.notna()]
        return eigen.iloc[0] if len(eigen) and eigen.waarde.iloc[0] > 0 else None

    def rij(
        self,
        indicator: str,
        omschrijving: str,
        waarde: float | None,
        eenheid: str,
        uitsplitsing: str = "",
        bij: pd.Series | None = None,
        jaar: int | None = None,
    ) -> dict:
        """Een berekend cijfer uit dit bestand, met zijn bron."""
        return rij(
            self.b,
            f"{self.b.soort}_{indicator}",
            omschrijving,
            waarde,
            eenheid,
            uitsplitsing,
            jaar,
            bij,
        )


def waarde(cel: object) -> float | None:
    """Het getal in een cel die getoond mag worden; None als zij leeg of verborgen is."""
    return None if isinstance(cel, str) or cel is None or pd.isna(cel) else float(cel)


def tekst(cel: object) -> str:
    """Een getal zoals het getoond mag worden: "1.250" of "<5"; niets als het er niet is of helemaal verborgen blijft."""
    if isinstance(cel, str):
        return cel if cel.startswith("<") else ""
    return "" if (w := waarde(cel)) is None else getal(w, 0 if w.is_integer() else 1)


def per_duizend(deel: float) -> str:
    """Een getal per 1.000 met een decimaal, of twee als het anders 0,0 zou zijn."""
    return getal(deel, 1 if deel >= 0.1 or not deel else 2)


def pct(deel: float | None, geheel: float | None) -> str:
    """ " (84%)", of niets als een van beide ontbreekt."""
    return f" ({getal(100 * deel / geheel)}%)" if deel is not None and geheel else ""


def inkorten(rijen: list, wat: str) -> tuple[list, str]:
    """De eerste 24 rijen, en de zin die zegt hoeveel er nog in de tabel staan."""
    rest = len(rijen) - VEEL
    return rijen[
        :VEEL
    ], "" if rest <= 0 else f"De figuur toont {VEEL} {wat}; de andere {rest} staan in de tabel."


def uit(bij: pd.Series | None) -> str:
    """ "Gedeeld door 15.860 inwoners van 75 jaar of ouder (schatting, 1 januari 2021, CBS)."."""
    if bij is None:
        return ""
    soort = "schatting, " if bij.soort == "schatting" else ""
    return f"Gedeeld door {getal(bij.waarde)} {klein(bij.kort)} ({soort}{bij.periode}, {str(bij.bron).split(',')[0]})."
