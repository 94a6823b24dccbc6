"""Voorzieningen en ontmoetingsplekken, en of hun exploitatie geregeld is."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import stapel
from woonzorg_lib.beeld.stijl import DELEN, STAAF
from woonzorg_lib.beeld.tekening import Tekening
from woonzorg_lib.beeld.zinnen import opsomming
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.schema import Export
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.invullen import vul_wat_kan
from woonzorg_lib.soorten.rijen import Rijen, open_aantal
from woonzorg_lib.soorten.soort import Figuur, Soort
from woonzorg_lib.soorten.voorzieningen import openstreetmap

GEDEKT, NIET_GEDEKT, ONBEKEND = "exploitatie gedekt", "niet gedekt", "onbekend"
EXPLOITATIE = {GEDEKT: (DELEN[0], False), NIET_GEDEKT: (DELEN[3], False), ONBEKEND: (STAAF, False)}
ONTMOETING = "ontmoetingsplek"


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel plekken er zijn, ook per soort, en van hoeveel de exploitatie gedekt is."""
    yield s.cijfer("aantal", len(s.ruw))
    for plek, aantal in s.ruw.type.value_counts().items():
        yield s.cijfer("aantal", aantal, str(plek))
    bekend = s.ruw.exploitatie_gedekt.dropna()
    if len(bekend):
        yield s.cijfer("gedekt", bekend.sum())
        yield s.cijfer("bekend", len(bekend))


def woorden(s: Rijen) -> dict[str, str]:
    """ "3 ontmoetingsplekken en 1 steunpunt"."""
    meervoud = s.soort.beschrijving["meervoud"]
    delen = [
        f"{aantal} {plek if aantal == 1 else meervoud.get(plek, plek)}"
        for plek, aantal in s.ruw.type.value_counts().items()
    ]
    return {"soorten": opsomming(delen)}


def per_soort_plek(s: Rijen) -> Iterator[Cijfer | None]:
    """Per soort plek de stand van de exploitatie, en het aantal 65-plussers per ontmoetingsplek."""
    for plek, deel in s.groepen("type", "exploitatie_gedekt").items():
        bekend = [bool(x) for x in deel.ruw.exploitatie_gedekt if not pd.isna(x)]
        aantallen = (sum(bekend), len(bekend) - sum(bekend), len(deel.ruw) - len(bekend))
        for stand, aantal in zip(EXPLOITATIE, aantallen):
            yield s.cijfer("exploitatie", aantal or None, f"{plek}: {stand}")
    ouderen, ontmoeting = s.open_cijfer("inwoners_65plus"), int((s.ruw.type == ONTMOETING).sum())
    if ontmoeting and ouderen is not None:
        # A few places for thousands of people: per 1.000 that is a number that nobody can read.
        per = ouderen.waarde / ontmoeting
        yield s.cijfer("ouderen_per_ontmoetingsplek", per, bij=ouderen)


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Per soort hoeveel plekken er zijn en van hoeveel de exploitatie gedekt is."""
    if len(s.ruw) < 2:
        return []
    per_plek: dict[str, dict[str, float]] = {}
    for x in c.reeks("exploitatie"):
        plek, _, stand = x.wie.rpartition(": ")
        per_plek.setdefault(plek, {})[stand] = x.waarde
    regels = [(plek, w, getal(sum(w.values()))) for plek, w in per_plek.items()]
    regels.sort(key=lambda regel: -sum(regel[1].values()))
    delen = (
        f"{plek}: {aantal}" + "".join(f", {k} {getal(v)}" for k, v in w.items() if v)
        for plek, w, aantal in regels
    )
    waarden = {
        "ontmoetingsplekken": c.waarde("aantal", ONTMOETING),
        "per": c.waarde("ouderen_per_ontmoetingsplek"),
        "samen": open_aantal(s.open_cijfer("inwoners_65plus")),
    }
    notitie = vul_wat_kan([s.soort.beschrijving["per_plek"]], waarden)
    alt = f"Gestapelde staven. {'; '.join(delen)}."
    return [s.soort.tekening("exploitatie", stapel(regels, EXPLOITATIE), alt, notitie)]


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.plek,
        r.een_van(("x", "buurtcode"), r.WAARSCHUWING),
    ),
    exporten=(
        Export(openstreetmap.NAAM, openstreetmap.is_export, openstreetmap.vouw, landelijk=True),
    ),
    cijfers=cijfers,
    woorden=woorden,
    figuren={"": Figuur(teken, per_soort_plek)},
)
