"""Het register van afspraken, en hoe ver zij zijn."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken
from woonzorg_lib.beeld.tekening import Tekening, inkorten, per_duizend
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.rijen import Rijen, per_1000, procent, tekst, waarde
from woonzorg_lib.soorten.soort import Figuur, Soort
from woonzorg_lib.soorten.tabelvormen import thema_bij_naam
from woonzorg_lib.soorten.zinsdelen import geteld, hoe_ver


def _resultaat(rij: dict) -> str:
    """ "36 van 110 woningen", of wat daarvan bekend is."""
    doel, nu = (tekst(rij[k]) for k in ("doel_n", "gerealiseerd_n"))
    wat = "" if pd.isna(rij["eenheid"]) else f" {rij['eenheid']}"
    if doel and nu:
        return f"{nu} van {doel}{wat}"
    if doel:
        return f"doel {doel}{wat}"
    return f"{nu}{wat}" if nu else ""


def tabel(s: Rijen, net: pd.DataFrame, koppen: dict[str, str]) -> tuple:
    """Doel en resultaat in één kolom; zorg alleen als die er ergens bij hoort."""
    net = net.assign(resultaat_=[_resultaat(r) for r in s.ruw.to_dict("records")])
    weg = {"doel_n", "nodig_n", "gerealiseerd_n"}
    if not s.ruw.zorgcomponent.fillna(False).any():
        weg.add("zorgcomponent")
    return thema_bij_naam(net, {k: kop for k, kop in koppen.items() if k not in weg})


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel afspraken er zijn, hoe ver, en bij hoeveel zorg of begeleiding hoort."""
    yield from geteld(s)
    zorg = int(s.ruw.zorgcomponent.fillna(False).sum())
    if zorg and len(s.ruw) > 1:
        yield s.cijfer("met_zorg", zorg)


def _met_aantal(s: Rijen) -> list[dict]:
    """De afspraken over een aantal waarvan bekend is hoeveel er klaar is."""
    t = s.ruw[s.ruw.doel_n.notna() & s.ruw.gerealiseerd_n.notna()]
    return [rij for rij in t.to_dict("records") if rij["doel_n"]]


def per_afspraak(s: Rijen) -> Iterator[Cijfer | None]:
    """Per afspraak welk deel klaar is en welk deel nodig is; van signalen het aantal per 1.000."""
    huishoudens = s.open_cijfer("huishoudens")
    for rij in _met_aantal(s):
        naam, doel = rij["afspraak"], float(rij["doel_n"])
        if rij["eenheid"] == "signalen":
            per = per_1000(float(rij["gerealiseerd_n"]), huishoudens)
            yield s.cijfer("signalen_per_1000", per, naam, bij=huishoudens)
        yield s.cijfer("gerealiseerd_deel", procent(rij["gerealiseerd_n"], doel), naam)
        yield s.cijfer("nodig_deel", procent(waarde(rij["nodig_n"]), doel), naam)


def _uitleg(rij: dict, per: float | None) -> str:
    """ "36 van 110 woningen; nodig 140"."""
    uit = f"{getal(rij['gerealiseerd_n'])} van {getal(rij['doel_n'])}"
    uit += "" if pd.isna(rij["eenheid"]) else f" {rij['eenheid']}"
    uit += "" if per is None else f"; {per_duizend(per)} per 1.000 huishoudens"
    return uit if pd.isna(rij["nodig_n"]) else f"{uit}; nodig {getal(rij['nodig_n'])}"


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Per afspraak met een aantal: hoeveel procent ervan klaar is, met de behoefte als streep."""
    # Two themes may have an afspraak of the same name: so in the order of the rows, not by name.
    klaar, nodig = iter(c.reeks("gerealiseerd_deel")), iter(c.reeks("nodig_deel"))
    signalen, staven = iter(c.reeks("signalen_per_1000")), []
    for rij in _met_aantal(s):
        doel = None if pd.isna(rij["nodig_n"]) else next(nodig).waarde
        per = next(signalen, None) if rij["eenheid"] == "signalen" else None
        uitleg = _uitleg(rij, per.waarde if per else None)
        staven.append(Staaf(rij["afspraak"], next(klaar).waarde, uitleg, van=100.0, doel=doel))
    if len(staven) < 2:
        return []
    staven, rest = inkorten(staven, "afspraken")
    streep = any(x.doel is not None for x in staven)
    ook = "; het streepje is wat er nodig is" if streep else ""
    svg = balken(staven, {100.0: "afgesproken"})
    return [s.soort.tekening("voortgang", svg, alt_tekst(staven), rest, ook=ook)]


SOORT = Soort.uit(
    __file__,
    tabel=tabel,
    rijregels=(
        r.niet_voor("eind", "start"),
        r.niet_voor("evaluatie", "start"),
        r.hoogstens("gerealiseerd_n", "doel_n", r.WAARSCHUWING, 1.5),
    ),
    cijfers=cijfers,
    woorden=hoe_ver,
    figuren={"": Figuur(teken, per_afspraak)},
)
