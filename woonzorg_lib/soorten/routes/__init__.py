"""Looproutes: hoe goed zij zijn volgens een schouw, en hoe ver het van bankje tot bankje is."""

from __future__ import annotations

from collections.abc import Iterator

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.beeld.tekening import Tekening, inkorten
from woonzorg_lib.beeld.zinnen import opsomming
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Figuur, Soort

NOEM = 3  # routes that a sentence names
SLECHTST = "plekken, die met de slechtste uitkomst eerst"


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel routes er zijn, tussen welke scores, en het aantal meter per bankje samen."""
    score = s.ruw.score.dropna()
    geteld = s.ruw[s.ruw.lengte.notna() & s.ruw.bankjes.notna()]
    yield s.cijfer("aantal", len(s.ruw))
    if s.ruw.rollator.notna().all():
        yield s.cijfer("geschikt", s.ruw.rollator.sum())
    if len(score) == 1:
        yield s.cijfer("enige_score", score.iloc[0])
    elif len(score):
        yield s.cijfer("laagste_score", score.min())
        yield s.cijfer("hoogste_score", score.max())
    if geteld.bankjes.sum():
        yield s.cijfer("meter_per_bankje", geteld.lengte.sum() / geteld.bankjes.sum())


def woorden(s: Rijen) -> dict[str, str]:
    """Waar een rollator niet kan, of anders welke route het slechtst scoort."""
    namen = [e(naam) for naam in s.ruw.naam]
    if s.ruw.rollator.isna().any():
        return _laagste(s, namen)
    niet = [naam for naam, kan in zip(namen, s.ruw.rollator) if not kan]
    if len(namen) == 1:
        return {"enige_route": namen[0], "wel_niet": "niet" if niet else "wel"}
    if not niet:
        return {"alle": "allemaal"}
    if len(niet) == len(namen):
        return {"Geen": "Geen"}
    genoemd = niet if len(niet) <= NOEM else [*niet[: NOEM - 1], f"{len(niet) - NOEM + 1} andere"]
    return {"waar_niet": opsomming(genoemd), "zijn": "is" if len(niet) == 1 else "zijn"}


def _laagste(s: Rijen, namen: list[str]) -> dict[str, str]:
    scores = s.ruw.score.tolist()
    if len(scores) < 2 or s.ruw.score.isna().any() or scores.count(min(scores)) > 1:
        return {}
    return {"laagste_route": namen[scores.index(min(scores))]}


def _per_wijk(s: Rijen) -> bool:
    """Of elke route een wijk of buurt heeft.

    Dan is een figuur per wijk beter te lezen dan een per route.
    """
    return s.ruw.buurtcode.notna().all() and s.ruw.buurtcode.nunique() > 1


def _plekken(s: Rijen) -> Iterator[tuple[str, Rijen]]:
    namen = s.plaatsen() if _per_wijk(s) else {}
    kolom = "buurtcode" if _per_wijk(s) else "naam"
    for code, deel in s.groepen(kolom, "score", "lengte", "bankjes", "rollator").items():
        yield str(namen.get(code, code)), deel


def _gemiddelde_score(t) -> float:
    """De score per plek, naar lengte gewogen als van elke route de lengte bekend is."""
    if t.lengte.notna().all() and t.lengte.sum():
        return float((t.score * t.lengte).sum() / t.lengte.sum())
    return float(t.score.mean())


def cijfers_per_plek(s: Rijen) -> Iterator[Cijfer | None]:
    """Per route of per wijk de score en het aantal meter tussen twee bankjes."""
    for naam, deel in _plekken(s):
        if deel.ruw.score.notna().all():
            score, per_route = _gemiddelde_score(deel.ruw), not _per_wijk(s)
            yield s.cijfer("score_per_plek", score, naam, staat_al=per_route)
    for naam, deel in _plekken(s):
        lengte, bankjes = deel.som("lengte"), deel.som("bankjes")
        if lengte is not None and bankjes:
            yield s.cijfer("meter_per_bankje", lengte / bankjes, naam)


def _rollator(deel: Rijen) -> str:
    geschikt = deel.ruw.rollator
    if geschikt.isna().any():
        return ""
    return "; geschikt voor rollator" if geschikt.all() else "; niet geschikt voor rollator"


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """De score en de afstand tussen bankjes, per route of per wijk; de slechtste uitkomst eerst."""
    waar = "per wijk of buurt" if _per_wijk(s) else "per route"
    rollator = {naam: _rollator(deel) for naam, deel in _plekken(s)}
    scores = sorted(c.reeks("score_per_plek"), key=lambda x: x.waarde)
    banken = sorted((x for x in c.reeks("meter_per_bankje") if x.wie), key=lambda x: -x.waarde)
    norm = s.normen.get("afstand_bankjes")
    lijn = {float(norm["waarde"]): f"vuistregel {getal(norm['waarde'])} m"} if norm else {}
    uit = []
    if len(scores) > 1:
        staven = [Staaf(x.wie, x.waarde, getal(x.waarde) + rollator[x.wie]) for x in scores]
        staven, rest = inkorten(staven, SLECHTST)
        svg = balken(staven, hoogste=100)
        uit.append(s.soort.tekening("score", svg, alt_tekst(staven), rest, waar=waar))
    if len(banken) > 1:
        staven = [Staaf(x.wie, x.waarde, f"{getal(x.waarde)} m") for x in banken]
        staven, rest = inkorten(staven, SLECHTST)
        svg = balken(staven, lijn)
        uit.append(s.soort.tekening("bankjes", svg, alt_tekst(staven), rest, waar=waar))
    return uit


SOORT = Soort.uit(
    __file__,
    rijregels=(r.een_van(("score", "bankjes"), r.WAARSCHUWING),),
    cijfers=cijfers,
    woorden=woorden,
    figuren={"": Figuur(teken, cijfers_per_plek)},
)
