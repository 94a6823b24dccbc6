"""Zegt in woorden wat er tussen twee rapporten anders is, voor het scherm en voor het rapport.
Vergelijkt zelf niets.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..beeld.getallen import getal, leeg, met_eenheid
from .verschil import Verschil, Wat

PER_ONDERWERP = 8
_KOLOMMEN = ("", "was", "is nu", "verschil", "waardoor")


def moment(klaar: str) -> str:
    """ "2026-11-22T10:15:00+01:00" -> "22-11-2026 10:15"."""
    return f"{klaar[8:10]}-{klaar[5:7]}-{klaar[:4]} {klaar[11:16]}"


def aantal(n: int) -> str:
    """ "1 cijfer of reeks", "12 cijfers of reeksen"."""
    return f"{getal(n)} {'cijfer of reeks' if n == 1 else 'cijfers of reeksen'}"


def waarde(c: dict, kant: str) -> str:
    """Het cijfer van toen of nu (`kant`: oud of nieuw), met het jaar als dat verschilt."""
    jaar = (
        f" ({c[f'{kant}_jaar']})"
        if c["oud_jaar"] != c["nieuw_jaar"] and c[f"{kant}_jaar"] and c["wat"] == Wat.ANDERS
        else ""
    )
    return _tekst(c[kant], c) + jaar


def verschil(c: dict) -> str:
    """Hoeveel het scheelt: "+1.200 (+3,4%)", "−0,8 procentpunt", nieuw of weg."""
    if c["wat"] != Wat.ANDERS:
        return c["wat"]
    if leeg(c["verschil"]):
        return "nu bekend" if leeg(c["oud"]) else "ontbreekt nu"
    if not c["verschil"]:
        return "andere band"
    teken = "+" if c["verschil"] > 0 else "−"
    if c["eenheid"] == "%":
        return f"{teken}{getal(abs(c['verschil']), _decimalen(c))} procentpunt"
    deel = f" ({teken}{getal(abs(c['verschil'] / c['oud']) * 100, 1)}%)" if c["oud"] else ""
    return f"{teken}{_tekst(abs(c['verschil']), c)}{deel}"


def naam(c: dict) -> str:
    """Wat het cijfer is en van wie."""
    jaren = f"; in {c['jaren']} jaren anders" if c["jaren"] > 1 else ""
    eigen = "" if c["eigen"] else f", {c['gebied']}"
    return f"{c['omschrijving']}{f': {u}' if (u := c['uitsplitsing']) else ''}{eigen}{jaren}"


def rij(c: dict) -> tuple[str, ...]:
    """Eén verandering als rij van een tabel: wat, was, is nu, verschil, waardoor."""
    return naam(c), waarde(c, "oud"), waarde(c, "nieuw"), verschil(c), c["waardoor"]


def regels(v: Verschil) -> Iterator[str | tuple]:
    """Het hele verschil voor op het scherm: regels tekst, en tabellen als (koppen, rijen,
    kolommen die rechts uitlijnen).
    """
    alles = v.als_dict()
    yield f"{v.naam}: het rapport van {moment(v.oud)} naast dat van {moment(v.nieuw)}"
    if v.basis:
        yield "\nWat er aan de basis veranderde"
        yield from (f"  {soort}: {tekst}" for soort, tekst in v.basis)
    if v.leeg:
        yield f"\nEr is niets anders: alle {getal(v.gelijk)} cijfers en alle statussen zijn gelijk."
        return
    if v.statussen:
        yield f"\nOnderwerpen met een andere status ({len(v.statussen)})"
        yield (
            ("", "was", "is nu", "waardoor"),
            [(f"{s['id']} {s['titel']}", s["oud"], s["nieuw"], s["waardoor"]) for s in v.statussen],
            (),
        )
    for kop, groep in _groepen(alles["cijfers"]):
        yield f"\n{kop} ({len(groep)} anders)"
        anders = [c for c in groep if c["wat"] == Wat.ANDERS][:PER_ONDERWERP]
        toon = (
            anders
            + [c for c in groep if c["wat"] != Wat.ANDERS][
                : max(3, PER_ONDERWERP // 2 - len(anders))
            ]
        )
        yield _KOLOMMEN, [_knip(rij(c)) for c in toon], (1, 2, 3)
        if len(groep) > len(toon):
            yield f"en nog {len(groep) - len(toon)}; --json geeft alles"
    yield f"\nAnders: {aantal(len(v.cijfers))}. Gelijk gebleven: {getal(v.gelijk)}."


def _groepen(cijfers: list[dict]) -> list[tuple[str, list[dict]]]:
    """Opgaven eerst, daarna per onderwerp; een cijfer zonder onderwerp staat in de samenvatting."""
    uit: dict[str, list[dict]] = {}
    for c in cijfers:
        uit.setdefault("Opgaven" if c["opgave"] else c["onderwerp"] or "Samenvatting", []).append(c)
    return list(uit.items())


def _knip(cellen: tuple[str, ...], breed: int = 64) -> tuple[str, ...]:
    return (cellen[0] if len(cellen[0]) <= breed else f"{cellen[0][: breed - 1]}…", *cellen[1:])


def _tekst(w: float | None, c: dict) -> str:
    return met_eenheid(w, c["eenheid"], _decimalen(c))


def _decimalen(c: dict) -> int:
    """Enough to see the difference: none for large numbers, at most two for small ones."""
    groot = max((abs(x) for x in (c["oud"], c["nieuw"]) if x is not None), default=0)
    if groot >= 200 or all(float(x).is_integer() for x in (c["oud"], c["nieuw"]) if x is not None):
        return 0
    return 2 if c["verschil"] and abs(c["verschil"]) < 0.05 else 1
