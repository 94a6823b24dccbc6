"""Het aanbod van zorg en ondersteuning, en wie er wacht."""

from __future__ import annotations

from collections.abc import Iterator

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken, stapel
from woonzorg_lib.beeld.stijl import DELEN, STAAF
from woonzorg_lib.beeld.tekening import Tekening, inkorten, per_duizend
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.rijen import Rijen, gedeeld_door, per_1000, tekst, waarde
from woonzorg_lib.soorten.soort import Figuur, Soort
from woonzorg_lib.soorten.zinsdelen import mensen, som_van_mensen, zover

WETTEN = {
    "Wmo": (DELEN[0], False),
    "Wlz": (DELEN[3], False),
    "Zvw": (DELEN[1], False),
    "Jeugdwet": (DELEN[4], False),
    "anders": (DELEN[5], False),
    "onbekend": (STAAF, False),
}


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel voorzieningen en aanbieders er in het jongste jaar zijn, en wie er wacht."""
    nu, jaar = s.nieuwste()
    yield s.cijfer("voorzieningen", len(nu.ruw), jaar=jaar)
    yield s.cijfer("aanbieders", nu.ruw.aanbieder.nunique(), jaar=jaar)
    yield s.cijfer("wachtenden_samen", som_van_mensen(nu, "wachtlijst"), jaar=jaar)


def woorden(s: Rijen) -> dict[str, int | str | None]:
    """Het jaar, en het aantal wachtenden dat gezegd mag worden."""
    nu, jaar = s.nieuwste()
    return {"jaar": jaar, "wie": mensen(nu, "wachtlijst"), "zover": zover(nu, "wachtlijst")}


def per_soort_zorg(s: Rijen) -> Iterator[Cijfer | None]:
    """Per soort zorg de plekken en wie er wacht, ook per 1.000 inwoners van 75 jaar of ouder."""
    nu, jaar = s.nieuwste()
    ouderen = s.open_cijfer("inwoners_75plus")
    for zorg, deel in nu.groepen("type", "capaciteit", "wachtlijst").items():
        plekken, wachtenden = deel.som("capaciteit"), deel.som("wachtlijst")
        een = len(deel.ruw) == 1
        yield s.cijfer("plekken", plekken, zorg, jaar=jaar, staat_al=een)
        yield s.cijfer("wachtenden", wachtenden, zorg, jaar=jaar, staat_al=een)
        deel_75plus = per_1000(plekken, ouderen)
        yield s.cijfer("capaciteit_per_1000_75plus", deel_75plus, zorg, bij=ouderen)
        deel_75plus = per_1000(wachtenden, ouderen)
        yield s.cijfer("wachtlijst_per_1000_75plus", deel_75plus, zorg, bij=ouderen)


def _wachtenden(zorg: str, deel: Rijen, c: Berekend) -> str:
    """Hoeveel mensen er wachten; van één aanbieder zoals het getoond mag worden."""
    if len(deel.ruw) == 1:
        return tekst(deel.net.wachtlijst.iloc[0])
    samen = c.waarde("wachtenden", zorg)
    return "" if samen is None else getal(samen)


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Per soort zorg de capaciteit, ook per 1.000 75-plussers, en wie er wacht."""
    nu, jaar = s.nieuwste()
    ouderen, staven = s.open_cijfer("inwoners_75plus"), []
    for zorg, deel in nu.groepen("type", "capaciteit", "wachtlijst").items():
        delen = [f"{getal(c.waarde('plekken', zorg))} plekken"]
        per = c.waarde("capaciteit_per_1000_75plus", zorg)
        if per is not None:
            delen.append(f"{per_duizend(per)} per 1.000")
        wachtenden = _wachtenden(zorg, deel, c)
        if wachtenden:
            delen.append(f"{wachtenden} wachten")
        staven.append(Staaf(zorg, c.waarde("plekken", zorg), "; ".join(delen)))
    if len(staven) < 2:
        return []
    staven, rest = inkorten(sorted(staven, key=lambda x: -(x.waarde or 0)), "soorten")
    ook = "" if ouderen is None else ", ook per 1.000 inwoners van 75 jaar of ouder"
    notitie = f"{gedeeld_door(ouderen)} {rest}".strip()
    svg, alt = balken(staven), alt_tekst(staven)
    return [s.soort.tekening("aanbod", svg, alt, notitie, jaar=jaar, ook=ook)]


def teken_wachtlijsten(s: Rijen, c: Berekend) -> list[Tekening]:
    """Per aanbieder hoeveel mensen wachten, tegenover de plekken die er zijn."""
    paren = [(r, n) for r, n in s.nieuwste()[0].paren() if tekst(n["wachtlijst"])]
    paren.sort(key=lambda p: -(waarde(p[1]["wachtlijst"]) or 0))
    if len(paren) < 2:
        return []
    staven = [
        Staaf(
            f"{r['type']}, {r['aanbieder']}",
            waarde(n["wachtlijst"]),
            f"{tekst(n['wachtlijst'])} wachten op {getal(r['capaciteit'])} plekken",
        )
        for r, n in paren
    ]
    staven, rest = inkorten(staven, "aanbieders")
    return [s.soort.tekening("wachtlijst", balken(staven), alt_tekst(staven), rest)]


def per_wet(s: Rijen) -> Iterator[Cijfer | None]:
    """Per soort zorg de plekken naar de wet die ze betaalt."""
    nu, jaar = s.nieuwste()
    for zorg, deel in nu.groepen("type", "wet", "capaciteit").items():
        for wet, plekken in deel.groepen("wet", "capaciteit").items():
            naam = f"{zorg}: {wet}"
            yield s.cijfer("plekken_wet", plekken.som("capaciteit"), naam, jaar=jaar)


def teken_wetten(s: Rijen, c: Berekend) -> list[Tekening]:
    """Per soort zorg de plekken, naar de wet die ze betaalt."""
    jaar = s.nieuwste()[1]
    per_zorg: dict[str, dict[str, float]] = {}
    for x in c.reeks("plekken_wet"):
        zorg, _, wet = x.wie.rpartition(": ")
        per_zorg.setdefault(zorg, {})[wet] = x.waarde
    if len(per_zorg) < 2:
        return []
    regels = [(zorg, w, f"{getal(sum(w.values()))} plekken") for zorg, w in per_zorg.items()]
    regels, rest = inkorten(sorted(regels, key=lambda x: -sum(x[1].values())), "soorten")
    delen = (
        f"{zorg}: " + ", ".join(f"{wet} {getal(n)}" for wet, n in w.items())
        for zorg, w, _ in regels
    )
    alt = f"Gestapelde staven. {'; '.join(delen)}."
    return [s.soort.tekening("wet", stapel(regels, WETTEN), alt, rest, jaar=jaar)]


SOORT = Soort.uit(
    __file__,
    tabelregels=(r.regio_is_som(("type", "jaar"), "capaciteit"),),
    cijfers=cijfers,
    woorden=woorden,
    figuren={
        "": Figuur(teken, per_soort_zorg),
        "wachtlijst": Figuur(teken_wachtlijsten),
        "wet": Figuur(teken_wetten, per_wet),
    },
)
