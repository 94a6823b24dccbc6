"""De acties van het uitvoeringsprogramma: wie doet wat, en wanneer."""

from __future__ import annotations

from collections.abc import Iterator

from woonzorg_lib.beeld.rijfiguren import tijdbalk
from woonzorg_lib.beeld.tekening import VEEL, Tekening
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.eigen_bestand import cel
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Figuur, Soort
from woonzorg_lib.soorten.zinsdelen import geteld, hoe_ver

KLAAR, NOG_NIET = ("afgerond", "gestopt"), ("niet gestart", "in voorbereiding")


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel acties er zijn, hoe ver zij zijn, en wat zij samen kosten."""
    yield from geteld(s)
    if s.ruw.budget.notna().any():
        volledig = s.ruw.budget.notna().all()
        yield s.cijfer("budget" if volledig else "budget_bekend", s.ruw.budget.sum())


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """De acties op een tijdbalk, met status en wie het doet; van veel acties wat nog te doen is."""
    t = s.ruw if len(s.ruw) <= VEEL else s.ruw[~s.ruw.status.isin(KLAAR)]
    acties = [
        (
            a["actie"],
            a["start"],
            a["eind"],
            f"{a['status']}; {a['eigenaar']}"[:46],
            a["status"] in NOG_NIET,
        )
        for a in t.sort_values(["start", "eind"]).to_dict("records")
    ]
    if len(acties) < 2:
        return []
    acties, rest = acties[:VEEL], ""
    if len(acties) < len(s.ruw):
        rest = f"De figuur toont {len(acties)} acties; alle {len(s.ruw)} staan in de tabel."
    per = (f"{a[0]}: van {cel(a[1])} tot {cel(a[2])}, {a[3]}" for a in acties)
    datums = s.ruw.peildatum.dropna()
    svg = tijdbalk(acties, datums.max() if len(datums) else None)
    return [s.soort.tekening("tijdbalk", svg, f"Tijdbalk. {'; '.join(per)}.", rest)]


SOORT = Soort.uit(
    __file__,
    rijregels=(r.niet_voor("eind", "start"),),
    cijfers=cijfers,
    woorden=hoe_ver,
    figuren={"": Figuur(teken)},
)
