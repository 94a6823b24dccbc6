"""Ververst de momentopname: plannen, ophalen, controleren, en pas dan wisselen."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .bladen import Kast
from .ronde import Ronde
from .samenstellen import Samenstelling
from .tabellen import Tabel, tabellen
from .uitkomst import GEWEIGERD, Uitkomst
from .verbinding import Grenzen
from .vraag import Vraag
from .werk import nieuwste_gebieden, taken
from .wisselen import OPHALEN, slot


@dataclass
class Verslag:
    """Wat een verversing deed: per tabel, en samen over de lijn."""

    uitkomsten: list[Uitkomst]
    gewisseld: bool
    bytes: int
    vragen: int
    seconden: float
    eenregelig: str = ""

    @property
    def geweigerd(self) -> list[Uitkomst]:
        return [u for u in self.uitkomsten if u.soort == GEWEIGERD]

    @property
    def exitcode(self) -> int:
        return 1 if self.geweigerd or self.eenregelig else 0


def ververs(
    vraag: Vraag,
    meld: Callable[[str], None],
    *,
    grens: Grenzen | None = None,
    register: Sequence[Tabel] | None = None,
) -> Verslag:
    """Haalt op wat nieuw is en wisselt van momentopname als er iets te vervangen is.

    meld: krijgt een regel per stap. grens: tijden en groottes. register: standaard alle tabellen.
    Fouten: OnbekendeTabel, AlBezig, GeenRuimte.
    """
    alle = tabellen() if register is None else register
    begin = time.monotonic()
    te_doen = taken(alle, vraag.tabellen, vraag.jaar)
    with slot() as thuis:
        kast = Kast(thuis / OPHALEN)
        ronde = Ronde(vraag, kast, meld, grens or Grenzen())
        try:
            if not vraag.tabellen:
                te_doen = nieuwste_gebieden(ronde.met_nieuwe_jaren(te_doen, alle))
            uitkomsten = ronde.haal_alles(te_doen)
            gewisseld = False
            if not ronde.vangst.leeg:
                meld("Alles is binnen; nu wordt het gecontroleerd.")
                samen = Samenstelling(vraag.akkoord, kast, ronde.indeling)
                gekeurd, gewisseld = samen.keur_en_wissel(ronde.vangst)
                uitkomsten += gekeurd
        finally:
            ronde.stop.set()
    volgorde = {t.nummer: n for n, t in enumerate(te_doen)}
    uitkomsten.sort(key=lambda u: volgorde.get(u.nummer, -1))
    return Verslag(
        uitkomsten,
        gewisseld,
        ronde.teller.bytes,
        ronde.teller.vragen,
        time.monotonic() - begin,
        _offline(uitkomsten),
    )


def _offline(uitkomsten: list[Uitkomst]) -> str:
    """One line when nothing could be reached at all."""
    if uitkomsten and all(u.tekst.startswith("geen verbinding") for u in uitkomsten):
        return (
            f"Er is {uitkomsten[0].tekst}. Controleer uw internet, of zet de proxy van uw netwerk "
            f"in HTTPS_PROXY. De oude cijfers blijven."
        )
    return ""
