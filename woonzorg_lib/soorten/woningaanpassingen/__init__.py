"""Woningaanpassingen uit de Wmo, en wat er met aangepaste woningen gebeurt."""

from __future__ import annotations

from collections.abc import Iterator

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken
from woonzorg_lib.beeld.tekening import Tekening, per_duizend
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.rijen import Rijen, gedeeld_door, per_1000, procent, tussen_haken, waarde
from woonzorg_lib.soorten.soort import Figuur, Soort

TERUG = 12  # years that a picture shows


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Wat er in het jongste jaar is toegekend, en welk deel van wat vrijkwam goed terechtkwam."""
    nu, jaar = s.nieuwste()
    yield s.cijfer("toegekend", nu.ruw.toegekend.sum(), jaar=jaar, staat_al=True)
    vrij, weer = nu.ruw.aangepaste_woningen, nu.ruw.opnieuw_toegewezen
    if vrij.notna().any() and weer.notna().any():
        passend = procent(float(weer.sum()), float(vrij.sum()))
        # The picture has this as passend_deel, with that of the other years.
        yield s.cijfer("passend", passend, jaar=jaar, staat_al=True)


def woorden(s: Rijen) -> dict[str, int]:
    """Het jaar waarover het gaat."""
    return {"jaar": s.nieuwste()[1]}


def _jaren(s: Rijen) -> list[dict]:
    """De rijen van de laatste jaren, op volgorde; geen, als een jaar er meer dan eens staat."""
    if not s.ruw.jaar.is_unique:
        return []
    return s.ruw.sort_values("jaar").to_dict("records")[-TERUG:]


def per_jaar(s: Rijen) -> Iterator[Cijfer | None]:
    """Per jaar wat is toegekend (per 1.000 inwoners en van de aanvragen) en passend toegewezen."""
    inwoners = s.open_cijfer("inwoners")
    for rij in _jaren(s):
        jaar, toegekend = int(rij["jaar"]), float(rij["toegekend"])
        per = per_1000(toegekend, inwoners)
        yield s.cijfer("per_1000_inwoners", per, bij=inwoners, jaar=jaar)
        deel = procent(toegekend, waarde(rij["aanvragen"]))
        yield s.cijfer("toegekend_deel", deel, jaar=jaar)
        passend = procent(waarde(rij["opnieuw_toegewezen"]), waarde(rij["aangepaste_woningen"]))
        yield s.cijfer("passend_deel", passend, jaar=jaar)


def _toegekend(rij: dict, c: Berekend) -> Staaf:
    jaar, aanvragen = int(rij["jaar"]), waarde(rij["aanvragen"])
    uitleg, per = getal(rij["toegekend"]), c.waarde("per_1000_inwoners", jaar=jaar)
    if aanvragen:
        deel = c.waarde("toegekend_deel", jaar=jaar)
        uitleg += f" van {getal(aanvragen)}{tussen_haken(deel)}"
    if per is not None:
        uitleg += f"; {per_duizend(per)} per 1.000 inwoners"
    return Staaf(str(jaar), float(rij["toegekend"]), uitleg, van=aanvragen)


def _passend(rij: dict, c: Berekend) -> Staaf:
    jaar, vrij, weer = int(rij["jaar"]), rij["aangepaste_woningen"], rij["opnieuw_toegewezen"]
    deel = tussen_haken(c.waarde("passend_deel", jaar=jaar))
    return Staaf(str(jaar), float(weer), f"{getal(weer)} van {getal(vrij)}{deel}", van=float(vrij))


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Aanvragen en toekenningen per jaar, en wat er met vrijgekomen aangepaste woningen gebeurt."""
    toegekend = [_toegekend(rij, c) for rij in _jaren(s)]
    met = {x.jaar for x in c.reeks("passend_deel")}
    passend = [_passend(rij, c) for rij in _jaren(s) if int(rij["jaar"]) in met]
    uit = []
    if len(toegekend) > 1:
        notitie = gedeeld_door(s.open_cijfer("inwoners"))
        svg, alt = balken(toegekend), alt_tekst(toegekend)
        uit.append(s.soort.tekening("toegekend", svg, alt, notitie))
    if len(passend) > 1:
        uit.append(s.soort.tekening("passend", balken(passend), alt_tekst(passend)))
    return uit


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.hoogstens("toegekend", "aanvragen"),
        r.hoogstens("opnieuw_toegewezen", "aangepaste_woningen"),
    ),
    cijfers=cijfers,
    woorden=woorden,
    figuren={"": Figuur(teken, per_jaar)},
)
