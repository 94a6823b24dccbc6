"""Van wat iemand in de kolom gemeente schrijft naar een gemeentecode van nu;
een opgeheven gemeente noemt haar opvolger.
"""

from __future__ import annotations

import re
from functools import lru_cache

from woonzorg_lib import gebieden
from woonzorg_lib.aanroep import typ
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.gebieden.herindelingen import alle as herindelingen
from woonzorg_lib.gebieden.namen import opsomming, sleutel
from woonzorg_lib.invoer.cellen import Celfout


@lru_cache
def _nu() -> dict[str, gebieden.Gebied]:
    return {g.code: g for g in gebieden.gemeenten()}


def _opgeheven(code: str) -> Celfout:
    nieuw = [f"{_nu()[c].naam} ({c})" for c in gebieden.opvolgers(code)]
    jaar = max(h.jaar for h in herindelingen() if h.oude_code == code)
    if len(nieuw) > 1:
        return Celfout(
            f"{{}} bestaat niet meer: verdeeld over {opsomming(nieuw)} ({jaar}).",
            "Verdeel de rij over deze gemeenten.",
        )
    return Celfout(
        f"{{}} bestaat sinds {jaar} niet meer.",
        f"Vul {nieuw[0]} in, en tel rijen van dezelfde gemeente bij elkaar op.",
    )


@lru_cache(maxsize=2000)
def gemeentecode(tekst: str) -> str:
    """De gemeentecode bij een code of naam.

    Fout: Celfout.
    """
    oud = {h.oude_code for h in herindelingen()}
    if m := re.fullmatch(r"(?:GM[ _-]?)?([0-9]{1,4})", tekst.strip(), re.IGNORECASE):
        code = f"GM{int(m[1]):04d}"
        if code in _nu():
            return code
        if code in oud:
            raise _opgeheven(code)
        raise Celfout("{} is geen gemeentecode.", f"Zoek de code met: {typ('gebieden NAAM')}")
    if not any(sleutel(g.naam) == sleutel(tekst) for g in gebieden.gemeenten()):
        vroeger = next(
            (
                h.oude_code
                for h in herindelingen()
                if sleutel(h.oude_naam) == sleutel(tekst) and h.oude_code not in _nu()
            ),
            None,
        )
        if vroeger:
            raise _opgeheven(vroeger)
    try:
        return gebieden.gemeente(tekst).code
    except WoonzorgFout as fout:
        wat, _, doe = str(fout).partition(". ")
        raise Celfout(f"{wat.rstrip('.')}.", doe) from None


def naam_van(code: str) -> str:
    """De naam bij een gemeentecode van nu."""
    return _nu()[code].naam
