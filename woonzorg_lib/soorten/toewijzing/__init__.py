"""Toewijzing en urgentie: van aanvraag naar woning, en bij wie het daarna misging."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken
from woonzorg_lib.beeld.tekening import Tekening, inkorten
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.invullen import vul
from woonzorg_lib.soorten.rijen import NIET_GETOOND, Rijen, procent, tekst, tussen_haken, waarde
from woonzorg_lib.soorten.soort import Figuur, Soort
from woonzorg_lib.soorten.zinsdelen import mensen, som_van_mensen

STAPPEN = ("aangevraagd", "toegekend", "gehuisvest")
GROOTSTE = 6  # more groups than this make a funnel that can't be taken in
SAMEN, DEELS_SAMEN = "alle groepen samen", "groepen samen waarvan het bekend is"
ALLES = "Alle groepen samen"


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Van hoeveel groepen er in het jongste jaar mensen zijn gehuisvest, en hoeveel mensen."""
    nu, jaar = s.nieuwste()
    yield s.cijfer("groepen", nu.ruw.groep.nunique(), jaar=jaar)
    yield s.cijfer("gehuisvest_samen", som_van_mensen(nu, "gehuisvest"), jaar=jaar)
    if nu.ruw.aangevraagd.notna().all():
        yield s.cijfer("aangevraagd_samen", som_van_mensen(nu, "aangevraagd"), jaar=jaar)


def woorden(s: Rijen) -> dict[str, float | str | None]:
    """Het jaar, en de aantallen mensen die gezegd mogen worden."""
    nu, jaar = s.nieuwste()
    vraag = mensen(nu, "aangevraagd") if nu.ruw.aangevraagd.notna().all() else None
    terug = _samen(nu, "terugval")
    return {
        "jaar": jaar,
        "wie": mensen(nu, "gehuisvest"),
        "vraag": vraag,
        "terug": terug and procent(terug[1], terug[2]),
        "terug_van": terug and terug[2],
    }


# The funnel


@dataclass(frozen=True)
class Trechter:
    """Van aanvraag naar woning, voor één groep of alles.

    Per stap het aantal, en zoals het getoond mag worden.
    """

    naam: str
    aantal: dict[str, float | None]
    toon: dict[str, str]
    dagen: float | None = None

    @property
    def kop(self) -> str:
        """De naam, met hoe lang het duurde als dat bekend is."""
        if self.dagen is None:
            return self.naam
        return f"{self.naam}, na {getal(self.dagen)} dagen (mediaan)"


def _trechters(nu: Rijen) -> list[Trechter]:
    """Alle groepen samen (als dat niets verraadt), en de groepen met de meeste aanvragen."""
    uit = []
    samen = {k: nu.som(k) for k in STAPPEN}
    if len(nu.ruw) > 1 and all(w is not None for w in samen.values()):
        uit.append(Trechter(ALLES, samen, {k: getal(w) for k, w in samen.items()}))
    paren = sorted(nu.paren(), key=lambda p: -(waarde(p[1]["aangevraagd"]) or 0))
    for rij, net in paren[:GROOTSTE]:
        aantal = {k: waarde(net[k]) for k in STAPPEN}
        toon = {k: tekst(net[k]) for k in STAPPEN}
        uit.append(Trechter(rij["groep"], aantal, toon, waarde(rij["mediaan_dagen"])))
    return uit


def trechter(s: Rijen) -> Iterator[Cijfer | None]:
    """Per trechter welk deel van de aanvragen is toegekend, en welk deel een woning kreeg."""
    nu, jaar = s.nieuwste()
    for t in _trechters(nu):
        for stap in STAPPEN[1:]:
            deel = procent(t.aantal[stap], t.aantal["aangevraagd"])
            yield s.cijfer(f"{stap}_deel", deel, t.naam, jaar=jaar)


def _staven(t: Trechter, c: Berekend) -> Iterator[Staaf]:
    yield Staaf(t.kop, kop=True)
    vorige = None
    for stap in STAPPEN:
        if t.toon[stap]:
            uitleg = t.toon[stap] + tussen_haken(c.waarde(f"{stap}_deel", t.naam))
            yield Staaf(stap, t.aantal[stap], uitleg, van=vorige, trap=1)
        vorige = t.aantal[stap]


def teken_trechter(s: Rijen, c: Berekend) -> list[Tekening]:
    """De trechter van aanvraag naar woning: alles samen en per groep."""
    nu, jaar = s.nieuwste()
    staven = [staaf for t in _trechters(nu) for staaf in _staven(t, c)]
    if len(staven) < 4:
        return []
    over, rest = len(nu.ruw) - GROOTSTE, ""
    if over > 0:
        rest = vul(s.soort.beschrijving["meer_groepen"], {"over": over})
    delen = "; ".join(f"{x.naam}:" if x.kop else f"{x.naam} {x.tekst}" for x in staven)
    alt = f"Trechter. {delen}.".replace(":;", ":")
    return [s.soort.tekening("trechter", balken(staven), alt, rest, jaar=jaar)]


# What went wrong afterwards


@dataclass(frozen=True)
class Misgegaan:
    """Een kolom met wat er misging: per hoeveel gehuisveste mensen, en hoe dat geschreven wordt."""

    kolom: str
    per: int
    eenheid: str
    decimalen: int


MISGEGAAN = (
    Misgegaan("terugval", 100, "%", 0),
    Misgegaan("ontruimingen", 1000, " per 1.000", 1),
)


def _samen(nu: Rijen, kolom: str) -> tuple[str, float, float] | None:
    """De groepen samen waarvan het bekend is.

    Naam, aantal en gehuisveste mensen; None als het er geen twee zijn.
    """
    if sum(not pd.isna(r[kolom]) and bool(r["gehuisvest"]) for r, _ in nu.paren()) < 2:
        return None
    met = nu.deel(nu.ruw[kolom].notna())
    deel, geheel = met.som(kolom), met.som("gehuisvest")
    if deel is None or not geheel:
        return None
    return (SAMEN if len(met.ruw) == len(nu.ruw) else DEELS_SAMEN), deel, geheel


def _met(nu: Rijen, kolom: str) -> list[tuple[dict, dict]]:
    return [(r, n) for r, n in nu.paren() if not pd.isna(r[kolom]) and r["gehuisvest"]]


def misgegaan(s: Rijen) -> Iterator[Cijfer | None]:
    """Per groep, en samen, welk deel terugviel en hoeveel ontruimingen er per 1.000 waren."""
    nu, jaar = s.nieuwste()
    for m in MISGEGAAN:
        delen = [
            (r["groep"], waarde(n[m.kolom]), waarde(n["gehuisvest"])) for r, n in _met(nu, m.kolom)
        ]
        samen = _samen(nu, m.kolom)
        for wie, deel, geheel in [*delen, *([samen] if samen else [])]:
            if deel is not None and geheel:
                yield s.cijfer(f"{m.kolom}_deel", m.per * deel / geheel, wie, jaar=jaar)


def _uitleg(deel: float, geheel: float, uit: float, m: Misgegaan) -> str:
    return f"{getal(uit, m.decimalen)}{m.eenheid} ({getal(deel)} van {getal(geheel)})"


def _staaf_misgegaan(rij: dict, net: dict, m: Misgegaan, c: Berekend) -> Staaf:
    naam, uit = rij["groep"], c.waarde(f"{m.kolom}_deel", rij["groep"])
    deel, geheel = waarde(net[m.kolom]), waarde(net["gehuisvest"])
    if uit is not None and deel is not None and geheel is not None:
        return Staaf(naam, uit, _uitleg(deel, geheel, uit, m))
    deel_toon, geheel_toon = tekst(net[m.kolom]), tekst(net["gehuisvest"])
    van = f" van {geheel_toon}" if deel_toon and geheel_toon else ""
    return Staaf(naam, None, (deel_toon or NIET_GETOOND) + van)


def teken_misgegaan(s: Rijen, c: Berekend) -> list[Tekening]:
    """Per groep het deel dat binnen een jaar terugviel, en de ontruimingen per 1.000."""
    nu, jaar = s.nieuwste()
    uit = []
    for m in MISGEGAAN:
        staven = [_staaf_misgegaan(r, n, m, c) for r, n in _met(nu, m.kolom)]
        samen = _samen(nu, m.kolom)
        if samen:
            naam, deel, geheel = samen
            w = c.waarde(f"{m.kolom}_deel", naam)
            staven.insert(0, Staaf(naam, w, _uitleg(deel, geheel, w or 0.0, m)))
        if len(staven) > 1 and any(x.waarde is not None for x in staven):
            staven, rest = inkorten(staven, "groepen")
            svg, alt = balken(staven), alt_tekst(staven)
            uit.append(s.soort.tekening(m.kolom, svg, alt, rest, jaar=jaar))
    return uit


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.hoogstens("toegekend", "aangevraagd"),
        r.hoogstens("gehuisvest", "toegekend"),
        r.hoogstens("terugval", "gehuisvest"),
        r.hoogstens("ontruimingen", "gehuisvest", r.WAARSCHUWING),
    ),
    cijfers=cijfers,
    woorden=woorden,
    figuren={
        "": Figuur(teken_trechter, trechter),
        "trechter": Figuur(teken_trechter, trechter),
        "terugval": Figuur(teken_misgegaan, misgegaan),
    },
)
