"""Waar cijfers, zinnen en tekeningen van een soort van gemaakt worden.

Haar rijen, wat daarvan te zien mag zijn, en wat ernaast ligt.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import pandas as pd

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.zinnen import klein
from woonzorg_lib.soorten.berekend import Cijfer
from woonzorg_lib.soorten.eigen_bestand import Bestand, rij
from woonzorg_lib.soorten.invullen import vul

if TYPE_CHECKING:
    from woonzorg_lib.soorten.soort import Soort


NIET_GETOOND = "aantal niet getoond"


@dataclass(frozen=True)
class Rijen:
    """De rijen van een bestand (`ruw`), en dezelfde zoals ze getoond mogen worden (`net`).

    open_cijfers: id's van indicatoren -> tabel van de gemeente; verloop: over alle jaren. ander:
    soort -> een ander bestand, of None. normen: standaard.yaml. plaatsen: code van een wijk of
    buurt -> naam. over: welk deel van het bestand dit is, zoals een thema; leeg is alles.
    """

    soort: Soort
    bestand: Bestand
    ruw: pd.DataFrame
    net: pd.DataFrame
    open_cijfers: Callable[..., pd.DataFrame]
    verloop: Callable[..., pd.DataFrame]
    ander: Callable[[str], Bestand | None]
    normen: dict
    plaatsen: Callable[[], dict[str, str]]
    over: str = ""

    def nieuwste(self) -> tuple[Rijen, int]:
        """Alleen de rijen van het jongste jaar, en dat jaar."""
        jaar = int(self.ruw.jaar.max())
        return self.deel(self.ruw.jaar == jaar), jaar

    def deel(self, houd: pd.Series) -> Rijen:
        """Alleen de rijen waar `houd` waar is."""
        houd = houd.fillna(False).astype(bool)
        return replace(self, ruw=self.ruw[houd], net=self.net[houd])

    def groepen(self, kolom: str, *nodig: str) -> dict[str, Rijen]:
        """Per waarde van een kolom haar rijen, in de volgorde van het bestand.

        Met alleen de kolommen die nodig zijn.
        """
        plekken: dict[str, list[int]] = {}
        for i, naam in enumerate(self.ruw[kolom]):
            plekken.setdefault("onbekend" if naam is None or pd.isna(naam) else naam, []).append(i)
        # One block of plain values is ten times as fast to cut up.
        ruw, net = self.ruw[list(nodig)].astype(object), self.net[list(nodig)].astype(object)
        return {n: replace(self, ruw=ruw.take(i), net=net.take(i)) for n, i in plekken.items()}

    def som(self, kolom: str) -> float | None:
        """De som van een kolom.

        None als een rij haar niet invulde of als de som een verborgen aantal zou verraden.
        """
        getallen = self.ruw[kolom].tolist()
        if not getallen or any(pd.isna(w) for w in getallen):
            return None
        verborgen = self._verborgen(kolom)
        verraadt = verborgen == 1 or (verborgen and not self._heel(kolom))
        return None if verraadt else float(sum(getallen))

    def _heel(self, kolom: str) -> bool:
        """Of dit alle rijen zijn, of alle van een jaar.

        Alleen daarvan is nagegaan dat hun som niets verraadt (zie invoer.onderdruk).
        """
        alles = self.bestand.tabel
        buiten = alles[alles[kolom].notna() & ~alles.index.isin(self.ruw.index)]
        if buiten.empty:
            return True
        if "jaar" not in alles:
            return False
        return not set(buiten.jaar) & set(alles.jaar[alles.index.isin(self.ruw.index)])

    def _verborgen(self, kolom: str) -> int:
        if kolom not in self.bestand.personen:
            return 0
        return sum(isinstance(w, str) for w in self.net[kolom].tolist())

    def paren(self) -> list[tuple[dict, dict]]:
        """Elke rij twee keer: zoals zij is, en zoals zij getoond mag worden."""
        return list(zip(self.ruw.to_dict("records"), self.net.to_dict("records")))

    def open_cijfer(self, id: str, naast: tuple[str, ...] = ()) -> pd.Series | None:
        """Het nieuwste open cijfer van de gemeente (zoals het aantal 75-plussers), of None."""
        d = self.open_cijfers(id, naast=naast)
        eigen = d[(d.rol == "gemeente") & d.waarde.notna()]
        return eigen.iloc[0] if len(eigen) and eigen.waarde.iloc[0] > 0 else None

    def cijfer(
        self,
        id: str,
        waarde: float | None,
        wie: str = "",
        *,
        jaar: int | None = None,
        bij: pd.Series | None = None,
        als: str = "",
        staat_al: bool = False,
        **invullen: Any,
    ) -> Cijfer | None:
        """Een cijfer uit dit bestand, met zijn bron; None als het onbekend is.

        wie: waarover het gaat; leeg is het hele bestand. bij: het open cijfer waardoor gedeeld is.
        als: de naam in soort.yaml (onder `cijfers`) met omschrijving en eenheid, als die niet `id`
        is. invullen: wat daarin ingevuld wordt. staat_al: het is een getal uit een rij van het
        bestand, en staat als zodanig al in cijfers.csv.
        """
        if waarde is None or pd.isna(waarde):
            return None
        if staat_al:
            return Cijfer(id, float(waarde), wie, jaar, {})
        tekst = self.soort.beschrijving["cijfers"][als or id]
        omschrijving, eenheid = (vul(tekst[k], invullen) for k in ("omschrijving", "eenheid"))
        indicator = tekst.get("indicator", f"{self.soort.voorvoegsel}_{id}")
        over = wie or self.over
        regel = rij(self.bestand, indicator, omschrijving, waarde, eenheid, over, jaar, bij)
        return Cijfer(id, float(waarde), wie, jaar, regel)


def waarde(cel: Any) -> float | None:
    """Het getal in een cel die getoond mag worden; None als zij leeg of verborgen is."""
    return None if isinstance(cel, str) or cel is None or pd.isna(cel) else float(cel)


def tekst(cel: Any) -> str:
    """Een getal zoals het getoond mag worden.

    "1.250" of "<5"; niets als het er niet is of helemaal verborgen blijft.
    """
    if isinstance(cel, str):
        return cel if cel.startswith("<") else ""
    w = waarde(cel)
    return "" if w is None else getal(w, 0 if w.is_integer() else 1)


def tussen_haken(deel: float | None) -> str:
    """ " (84%)", of niets als het percentage er niet is."""
    return "" if deel is None else f" ({getal(deel)}%)"


def per_1000(deel: float | None, bij: pd.Series | None) -> float | None:
    """Een aantal per 1.000 van een open cijfer; None als een van beide er niet is."""
    return None if deel is None or bij is None else 1000 * deel / bij.waarde


def procent(deel: float | None, geheel: float | None) -> float | None:
    """Een deel als percentage; None als een van beide ontbreekt of het geheel 0 is."""
    return 100 * deel / geheel if deel is not None and geheel else None


def gedeeld_door(bij: pd.Series | None) -> str:
    """ "Gedeeld door 15.860 inwoners van 75 jaar of ouder (schatting, 1 januari 2021, CBS)."."""
    return "" if bij is None else f"Gedeeld door {open_aantal(bij)}."


def open_aantal(bij: pd.Series | None) -> str | None:
    """ "15.860 inwoners van 75 jaar of ouder (1 januari 2021, CBS)"; None als het er niet is."""
    if bij is None:
        return None
    schatting = "schatting, " if bij.soort == "schatting" else ""
    wanneer = f"{schatting}{bij.periode}, {str(bij.bron).split(',')[0]}"
    return f"{getal(bij.waarde)} {klein(bij.kort)} ({wanneer})"
