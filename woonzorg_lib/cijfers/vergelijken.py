"""De ene regel voor elke vergelijking: wanneer een verschil telt. Maakt geen zinnen."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

import pandas as pd

from woonzorg_lib.cijfers import lezen
from woonzorg_lib.cijfers.register import Indicator, indicatoren

# An area with fewer inhabitants is never named as the highest or the lowest.
KLEIN_GEBIED = 200
# Below this number of people or dwellings chance can make the difference.
WEINIG = 300
# Half the width of a Poisson interval of 95%, in standard deviations.
BREED = 1.96
# What a model of the kit may be off before a difference counts, as a share of the figure.
SCHATTING = 0.05


class Oordeel(Enum):
    """Hoe een cijfer zich verhoudt tot een ander."""

    HOGER = "hoger"
    LAGER = "lager"
    GELIJK = "ongeveer gelijk"
    ONBEKEND = "onbekend"


class Grond(Enum):
    """Wat bepaalde hoe groot een verschil moest zijn om te tellen."""

    AFRONDING = "afronding"
    MARGE = "marge van de bron"
    TOEVAL = "toeval bij kleine aantallen"
    SCHATTING = "onzekerheid van een eigen schatting"


@dataclass(frozen=True)
class Meting:
    """Een cijfer met wat het onzeker maakt, alles in de eenheid van het cijfer.

    marge: halve breedte van het interval van de bron. toeval: halve breedte door kleine aantallen.
    schatting: wat een eigen model ernaast mag zitten.
    """

    waarde: float
    decimalen: int = 0
    marge: float = 0.0
    toeval: float = 0.0
    schatting: float = 0.0


@dataclass(frozen=True)
class Verschil:
    """De uitkomst van een vergelijking: het oordeel, het verschil, en de grens met haar grond."""

    oordeel: Oordeel
    verschil: float = math.nan
    grens: float = math.nan
    grond: Grond = Grond.AFRONDING

    @property
    def telt(self) -> bool:
        """Of het verschil groot genoeg is om te noemen."""
        return self.oordeel in (Oordeel.HOGER, Oordeel.LAGER)


def afgerond(waarde: float, decimalen: int) -> float:
    """Zoals een lezer het getal ziet: een half gaat omhoog."""
    schaal = 10**decimalen
    return math.floor(abs(waarde) * schaal + 0.5 + 1e-9) / schaal * (1 if waarde >= 0 else -1)


def vergelijk(a: Meting, b: Meting) -> Verschil:
    """Hoe a zich verhoudt tot b.

    Een verschil telt alleen boven de grootste van: de eenheid van afronding, de marge van de bron,
    toeval bij kleine aantallen, en de onzekerheid van een eigen schatting. Marges van twee metingen
    samen: de wortel uit de som van hun kwadraten.
    """
    if math.isnan(a.waarde) or math.isnan(b.waarde):
        return Verschil(Oordeel.ONBEKEND)
    decimalen = min(a.decimalen, b.decimalen)
    eenheid = 10.0**-decimalen
    grenzen = {
        Grond.AFRONDING: eenheid,
        Grond.MARGE: math.hypot(a.marge, b.marge),
        Grond.TOEVAL: math.hypot(a.toeval, b.toeval),
        Grond.SCHATTING: max(a.schatting, b.schatting),
    }
    grond = max(grenzen, key=lambda g: grenzen[g])
    verschil, grens = a.waarde - b.waarde, grenzen[grond]
    # What a reader sees counts as well: 14,2 and 14,3 may be 0,18 apart.
    gezien = abs(afgerond(a.waarde, decimalen) - afgerond(b.waarde, decimalen))
    if abs(verschil) <= grens * 1.0001 or gezien <= eenheid * 1.0001:
        return Verschil(Oordeel.GELIJK, verschil, grens, grond)
    oordeel = Oordeel.HOGER if verschil > 0 else Oordeel.LAGER
    return Verschil(oordeel, verschil, grens, grond)


def vergelijk_met_band(
    nu: float, straks: float, onder: float, boven: float, decimalen: int = 0
) -> Verschil:
    """Hoe een getal van later zich verhoudt tot dat van nu.

    Een richting telt alleen als nu buiten de band ligt; zonder band (leeg) boven de afronding.
    """
    if math.isnan(onder) or math.isnan(boven):
        return vergelijk(Meting(straks, decimalen), Meting(nu, decimalen))
    marge = straks - onder if straks > nu else boven - straks
    if onder <= nu <= boven:
        return Verschil(Oordeel.GELIJK, straks - nu, max(marge, 10.0**-decimalen), Grond.SCHATTING)
    return vergelijk(Meting(straks, decimalen), Meting(nu, decimalen))


# From a row of figures to a measurement


def _leeg(waarde: object) -> bool:
    if isinstance(waarde, float):  # nearly always; asking pandas takes longer than the rest
        return math.isnan(waarde)
    return waarde is None or bool(pd.isna(waarde))


def _getal(rij: Mapping, veld: str) -> float:
    waarde = rij.get(veld)
    return math.nan if _leeg(waarde) else float(waarde)  # type: ignore[arg-type]


def _is_telling(ind: Indicator) -> bool:
    """Of achter het cijfer een telling van mensen of woningen zit, waar toeval in kan zitten."""
    if ind.telling is not None:
        return ind.telling
    return ind.soort == "verhouding" or ind.eenheid.startswith("per 1.000 inwoners")


def _fout(aantal: float) -> float:
    """De relatieve fout (kwadraat) van een telling: 1/n onder de grens, anders te verwaarlozen."""
    return 1 / max(aantal, 1.0) if aantal < WEINIG else 0.0


def _toeval(ind: Indicator, rij: Mapping, waarde: float) -> float:
    """Halve breedte door toeval, van een gemeente of wijk; 0 bij genoeg mensen."""
    if not _is_telling(ind) or not waarde:
        return 0.0
    inwoners = _getal(rij, "inwoners")
    if not math.isnan(inwoners):
        teller, noemer = abs(waarde) / ind.factor * inwoners, math.inf
    else:
        tabel = lezen.naslag(ind.id, int(_getal(rij, "jaar")))
        code = rij.get("gebiedcode")
        if tabel is None or code not in tabel[0]:
            return 0.0
        teller, noemer = (float(tabel[1][k][tabel[0][code]]) for k in ("teller", "noemer"))
        if ind.soort == "gewogen":  # so many per 1.000 of the weight
            teller, noemer = teller / (1000 if "1.000" in ind.eenheid else 100), math.inf
    if math.isnan(teller):
        return 0.0
    return BREED * abs(waarde) * math.sqrt(_fout(teller) + _fout(noemer))


def _eigen(rij: Mapping) -> bool:
    """Of een rij over een gemeente, wijk of buurt gaat; een regio of het land is groot genoeg."""
    code = rij.get("gebiedcode")
    if isinstance(code, str):
        return code[:2] in ("GM", "WK", "BU")
    return rij.get("rol") in ("gemeente", "lid", "wijk", "buurt")


def _marge(ind: Indicator, rij: Mapping, waarde: float) -> float:
    """Halve breedte van het interval: van de rij, of voor een gemeente die van het register."""
    onder, boven = _getal(rij, "ondergrens"), _getal(rij, "bovengrens")
    if boven > onder:
        return (boven - onder) / 2
    if not _eigen(rij):
        return 0.0
    vast = ind.marge
    if vast is None:
        jaar = _getal(rij, "jaar")
        bron = ind.herkomst if math.isnan(jaar) else lezen.bron_van(ind.id, int(jaar))
        vast = bron.marge
    return max(vast, ind.marge_aandeel * abs(waarde))


def meting(rij: Mapping) -> Meting:
    """Maakt van een rij cijfers (indicator, waarde, gebiedcode, ...) een meting."""
    waarde = _getal(rij, "waarde")
    ind = indicatoren().get(str(rij.get("indicator")))
    decimalen = _getal(rij, "decimalen")
    if math.isnan(decimalen):
        decimalen = ind.decimalen if ind else 0
    model = rij.get("soort") == "schatting" and (ind is None or not ind.herkomst.schatting)
    schatting = SCHATTING * abs(waarde) if model else 0.0
    if ind is None or math.isnan(waarde):
        return Meting(waarde, int(decimalen), schatting=schatting)
    toeval = _toeval(ind, rij, waarde) if _eigen(rij) else 0.0
    return Meting(waarde, int(decimalen), _marge(ind, rij, waarde), toeval, schatting)


def vergelijk_rijen(a: Mapping, b: Mapping) -> Verschil:
    """Hoe de ene rij cijfers zich verhoudt tot de andere."""
    return vergelijk(meting(a), meting(b))


# The highest and the lowest


def mag_uiterste(rij: Mapping) -> bool:
    """Of dit gebied het hoogste of laagste mag heten: het heeft een cijfer en genoeg inwoners."""
    if math.isnan(_getal(rij, "waarde")):
        return False
    inwoners = _getal(rij, "inwoners")
    return math.isnan(inwoners) or inwoners >= KLEIN_GEBIED


@dataclass(frozen=True)
class Uitersten:
    """Wie het hoogst en het laagst zijn; meer dan een als hun verschil niet telt."""

    hoogste: tuple[Mapping, ...] = ()
    laagste: tuple[Mapping, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.hoogste)


def uitersten(rijen: Iterable[Mapping]) -> Uitersten:
    """De hoogste en de laagste rijen; leeg als er geen twee zijn waarvan het verschil telt."""
    op = sorted(filter(mag_uiterste, rijen), key=lambda r: -_getal(r, "waarde"))
    metingen = [meting(r) for r in op]
    if len(op) < 2 or not vergelijk(metingen[0], metingen[-1]).telt:
        return Uitersten()
    paren = list(zip(op, metingen))
    hoog = tuple(r for r, m in paren if not vergelijk(metingen[0], m).telt)
    laag = tuple(r for r, m in reversed(paren) if not vergelijk(m, metingen[-1]).telt)
    return Uitersten(hoog, laag)
