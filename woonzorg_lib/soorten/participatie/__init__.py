"""Momenten waarop inwoners meedachten, wie er waren, en of zij hoorden wat ermee gebeurde."""

from __future__ import annotations

from collections.abc import Iterator

from woonzorg_lib.beeld.rijfiguren import tijdbalk
from woonzorg_lib.beeld.tekening import Tekening, inkorten
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.eigen_bestand import cel
from woonzorg_lib.soorten.rijen import Rijen, tekst
from woonzorg_lib.soorten.soort import Figuur, Soort
from woonzorg_lib.soorten.zinsdelen import mensen, som_van_mensen, zover


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel momenten er waren, hoeveel met een terugkoppeling, en hoeveel mensen meededen."""
    yield s.cijfer("momenten", len(s.ruw))
    yield s.cijfer("teruggekoppeld", s.ruw.terugkoppeling.fillna(False).sum())
    yield s.cijfer("deelnemers_samen", som_van_mensen(s, "deelnemers"))


def woorden(s: Rijen) -> dict[str, str | None]:
    """Hoeveel mensen meededen, en over hoeveel momenten zij iets terughoorden."""
    terug = int(s.ruw.terugkoppeling.fillna(False).sum())
    over = "geen enkel moment"
    if terug:
        over = f"<b>{terug}</b> {'moment' if terug == 1 else 'momenten'}"
    return {"wie": mensen(s, "deelnemers"), "zover": zover(s, "deelnemers"), "over": over}


def _op_tijdbalk(moment: dict, net: dict) -> tuple:
    wie = f"{tekst(net['deelnemers'])} deelnemers" if tekst(net["deelnemers"]) else ""
    terug = "✓ teruggekoppeld" if moment["terugkoppeling"] else "✗ niet teruggekoppeld"
    uitleg = "; ".join(x for x in (wie, terug) if x)
    return moment["moment"], moment["datum"], None, uitleg, False


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """De momenten op een tijdbalk, met hoeveel mensen er waren en of zij iets terughoorden."""
    paren = sorted(s.paren(), key=lambda p: p[0]["datum"], reverse=True)
    if len(paren) < 2:
        return []
    paren, rest = inkorten(paren, "momenten, de nieuwste")
    momenten = [_op_tijdbalk(r, n) for r, n in reversed(paren)]
    per = (f"{cel(datum)} {naam}: {uitleg}" for naam, datum, _, uitleg, _ in momenten)
    svg = tijdbalk(momenten)
    return [s.soort.tekening("tijdbalk", svg, f"Tijdbalk. {'; '.join(per)}.", rest)]


SOORT = Soort.uit(__file__, cijfers=cijfers, woorden=woorden, figuren={"": Figuur(teken)})
