"""Ingekochte en gesubsidieerde zorg, en wat die per inwoner kost."""

from __future__ import annotations

from collections.abc import Iterator

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import stapel
from woonzorg_lib.beeld.stijl import DELEN
from woonzorg_lib.beeld.tekening import Tekening, inkorten
from woonzorg_lib.beeld.zinnen import opsomming
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.invullen import vul_wat_kan
from woonzorg_lib.soorten.rijen import Rijen, gedeeld_door
from woonzorg_lib.soorten.soort import Figuur, Soort

SCHALEN = {
    "lokaal": (DELEN[0], False),
    "regionaal": (DELEN[1], False),
    "bovenregionaal": (DELEN[3], False),
}


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel soorten zorg er in het jongste jaar zijn ingekocht, en voor hoeveel geld."""
    nu, jaar = s.nieuwste()
    yield s.cijfer("soorten", nu.ruw.soort.nunique(), jaar=jaar)
    if nu.ruw.budget.notna().any():
        id = "budget_samen" if nu.ruw.budget.notna().all() else "budget_bekend"
        yield s.cijfer(id, nu.ruw.budget.sum(), jaar=jaar)


def woorden(s: Rijen) -> dict[str, int]:
    """Het jaar waarover het gaat."""
    return {"jaar": s.nieuwste()[1]}


def per_soort_zorg(s: Rijen) -> Iterator[Cijfer | None]:
    """Per soort zorg het budget naar schaal en de contracten; en alles samen per inwoner.

    Een soort zorg waarvan niet elk budget bekend is, telt niet mee.
    """
    nu, jaar = s.nieuwste()
    for zorg, deel in nu.groepen("soort", "schaal", "budget", "contracten").items():
        if deel.som("budget") is None:
            continue
        for schaal, d in deel.groepen("schaal", "budget").items():
            naam = f"{zorg}: {schaal}"
            yield s.cijfer("budget_schaal", d.som("budget"), naam, jaar=jaar)
        yield s.cijfer("contracten_samen", deel.som("contracten"), zorg, jaar=jaar)
    inwoners, samen = s.open_cijfer("inwoners"), nu.som("budget")
    if inwoners is not None and samen:
        yield s.cijfer("budget_per_inwoner", samen / inwoners.waarde, bij=inwoners)


def _miljoen(bedrag: float) -> str:
    return f"€ {getal(bedrag / 1e6, 1)} miljoen" if bedrag >= 1e6 else f"€ {getal(bedrag)}"


def _uitleg(zorg: str, budget: float, c: Berekend) -> str:
    """ "€ 1,2 miljoen; 3 contracten"."""
    n = c.waarde("contracten_samen", zorg)
    contracten = "" if n is None else f"; {getal(n)} {'contract' if n == 1 else 'contracten'}"
    return _miljoen(budget) + contracten


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Het budget per soort zorg, naar de schaal waarop wordt ingekocht."""
    jaar = s.nieuwste()[1]
    per_zorg: dict[str, dict[str, float]] = {}
    for x in c.reeks("budget_schaal"):
        zorg, _, schaal = x.wie.rpartition(": ")
        per_zorg.setdefault(zorg, {})[schaal] = x.waarde
    if len(per_zorg) < 2:
        return []
    regels = [(zorg, w, _uitleg(zorg, sum(w.values()), c)) for zorg, w in per_zorg.items()]
    regels, rest = inkorten(sorted(regels, key=lambda x: -sum(x[1].values())), "soorten zorg")
    delen = (f"{zorg}: {uitleg} ({opsomming(list(w))})" for zorg, w, uitleg in regels)
    alt = f"Gestapelde staven. {'; '.join(delen)}."
    waarden = {
        "per_inwoner": c.waarde("budget_per_inwoner"),
        "gedeeld": gedeeld_door(s.open_cijfer("inwoners")),
    }
    notitie = vul_wat_kan([s.soort.beschrijving["per_inwoner"]], waarden)
    svg = stapel(regels, SCHALEN, None)
    return [s.soort.tekening("budget", svg, alt, f"{notitie} {rest}".strip(), jaar=jaar)]


SOORT = Soort.uit(
    __file__,
    cijfers=cijfers,
    woorden=woorden,
    figuren={"": Figuur(teken, per_soort_zorg)},
)
