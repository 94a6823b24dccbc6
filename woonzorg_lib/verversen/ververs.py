"""Ververst de momentopname: plannen, ophalen, controleren, en pas dan wisselen.

Elke tabel staat op zichzelf.
"""

from __future__ import annotations

import dataclasses
import os
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from .bladen import Kast
from .fouten import Bestaatniet, Bronfout, Geweigerd, Gestopt, Tijdelijk
from .ophalen import Opbrengst
from .samenstellen import Samenstelling
from .tabellen import Tabel, tabellen
from .uitkomst import GELIJK, GEWEIGERD, KOMT, VERVANGEN, Uitkomst, onverwacht
from .verbinding import Grenzen, Teller, Verbinding, Zekering
from .werk import Plan, Planner, Taak, nieuwe_jaren, taken
from .wisselen import OPHALEN, slot

TEGELIJK = 3
_BYTES_PER_RIJ = 110  # of JSON, before gzip


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


@dataclass(frozen=True)
class Vraag:
    """Wat er gevraagd is: alleen deze tabellen of dit jaar, alleen kijken, sprongen aannemen."""

    tabellen: Sequence[str] = ()
    jaar: int | None = None
    droog: bool = False
    akkoord: bool = False


def ververs(
    vraag: Vraag,
    meld: Callable[[str], None],
    *,
    grenzen: Grenzen | None = None,
    register: Sequence[Tabel] | None = None,
) -> Verslag:
    """Haalt op wat nieuw is en wisselt van momentopname als er iets te vervangen is.

    meld: krijgt een regel per stap. Fouten: OnbekendeTabel, AlBezig, GeenRuimte.
    """
    alle = tabellen() if register is None else register
    begin = time.monotonic()
    te_doen = taken(alle, vraag.tabellen, vraag.jaar)
    with slot() as thuis:
        kast = Kast(thuis / OPHALEN)
        ronde = _Ronde(vraag, kast, meld, grenzen or Grenzen())
        try:
            if not vraag.tabellen:
                te_doen = ronde.met_nieuwe_jaren(te_doen, alle)
            uitkomsten, opbrengsten = ronde.haal_alles(te_doen)
            gewisseld = False
            if opbrengsten:
                samen = Samenstelling(vraag.akkoord, kast)
                gekeurd, gewisseld = samen.keur_en_wissel(opbrengsten)
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


class _Ronde:
    """Eén verversing: drie werkers, elk met een eigen verbinding, één tabel tegelijk per werker."""

    def __init__(self, vraag: Vraag, kast: Kast, meld: Callable[[str], None], grenzen: Grenzen):
        self.vraag = vraag
        self.meld = meld
        self.grenzen = grenzen
        self.kast = kast
        self.planner = Planner(kast, vraag.jaar, meld)
        self.teller = Teller()
        self.zekering = Zekering()
        self.stop = threading.Event()

    def verbinding(self) -> Verbinding:
        return Verbinding(self.grenzen, self.teller, self.zekering, self.stop)

    def met_nieuwe_jaren(self, te_doen: list[Taak], alle: Sequence[Tabel]) -> list[Taak]:
        """Also tables of years that came after the register was written.

        Without the catalogue, none.
        """
        try:
            nieuw = nieuwe_jaren(alle, self.verbinding())
        except Bronfout as fout:
            self.meld(
                f"De catalogus is niet te lezen ({fout}); nieuwe jaargangen zoeken we nu niet."
            )
            return te_doen
        bekend = {t.nummer for t in te_doen}
        nieuw = [t for t in nieuw if t.nummer not in bekend]
        if self.vraag.jaar is not None:
            nieuw = [t for t in nieuw if any(j == self.vraag.jaar for _, j in t.delen)]
        return te_doen + nieuw

    def haal_alles(self, te_doen: list[Taak]) -> tuple[list[Uitkomst], list[list[Opbrengst]]]:
        rij: queue.SimpleQueue[Taak] = queue.SimpleQueue()
        klaar: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for taak in te_doen:
            rij.put(taak)
        werkers = [
            threading.Thread(target=self._werker, args=(rij, klaar), daemon=True)
            for _ in range(min(TEGELIJK, len(te_doen)))
        ]
        for werker in werkers:
            werker.start()
        uitkomsten, opbrengsten = [], []
        begin = time.monotonic()
        for nummer in range(1, len(te_doen) + 1):
            wat = klaar.get()
            if isinstance(wat, BaseException):
                raise wat
            uitkomst, opbrengst = wat
            self._voortgang(uitkomst, nummer, len(te_doen), begin)
            if opbrengst:
                opbrengsten.append(opbrengst)
            else:
                uitkomsten.append(uitkomst)
        return uitkomsten, opbrengsten

    def _voortgang(self, uitkomst: Uitkomst, nummer: int, hoeveel: int, begin: float) -> None:
        rest = (time.monotonic() - begin) / nummer * (hoeveel - nummer)
        over = "" if nummer == hoeveel else f"; nog ongeveer {_duur(rest)}"
        self.meld(f"{nummer}/{hoeveel} {uitkomst.nummer}: {uitkomst.tekst}{over}")

    def _werker(self, rij: queue.SimpleQueue, klaar: queue.SimpleQueue) -> None:
        verbinding = self.verbinding()
        try:
            while not self.stop.is_set():
                try:
                    taak = rij.get_nowait()
                except queue.Empty:
                    return
                klaar.put(self._een(taak, verbinding))
        except BaseException as fout:
            klaar.put(fout)
        finally:
            verbinding.sluit()

    def _een(self, taak: Taak, verbinding: Verbinding) -> tuple[Uitkomst, list[Opbrengst]]:
        uitkomst = Uitkomst(taak.nummer, taak.titel, GEWEIGERD, "")
        verbinding.begin()
        try:
            plan = self.planner.plan(taak, verbinding)
            uitkomst.dienst = plan.dienst
            if plan.niets_te_doen:
                return dataclasses.replace(uitkomst, soort=GELIJK, tekst=plan.waarom_niet), []
            return self._haal(plan, uitkomst, verbinding)
        except Bronfout as fout:
            return dataclasses.replace(uitkomst, tekst=str(fout)), []
        except OSError:
            raise
        except Exception as fout:  # a form that nobody foresaw costs one table, not the others
            if os.environ.get("WOONZORG_DEBUG"):
                raise
            return dataclasses.replace(uitkomst, tekst=onverwacht(fout)), []

    def _haal(
        self, plan: Plan, uitkomst: Uitkomst, verbinding: Verbinding
    ) -> tuple[Uitkomst, list[Opbrengst]]:
        if self.vraag.jaar is not None and not any(plan.jaren):
            wat = f"heeft geen cijfers over {self.vraag.jaar}"
            return dataclasses.replace(uitkomst, soort=GELIJK, tekst=wat), []
        if self.vraag.droog:
            return self._droog(plan, uitkomst), []
        try:
            paren = zip(plan.tafels, plan.jaren, strict=True)
            opbrengst = [tafel.haal(jaren) for tafel, jaren in paren if jaren and tafel.maten]
        except (Tijdelijk, Bestaatniet, Geweigerd) as fout:
            anders = None if isinstance(fout, Gestopt) else self.planner.zonder(plan, verbinding)
            if anders is None:
                raise
            self.meld(f"{plan.taak.nummer}: {fout}; we proberen {anders.dienst}")
            return self._haal(anders, uitkomst, verbinding)
        rijen = sum(len(o.frame) for o in opbrengst)
        tekst = f"{_aantal(rijen)} rijen opgehaald"
        for o in opbrengst:
            o.taak, o.volledig = plan.taak, self.vraag.jaar is None
        return dataclasses.replace(uitkomst, soort=VERVANGEN, tekst=tekst, rijen=rijen), opbrengst

    def _droog(self, plan: Plan, uitkomst: Uitkomst) -> Uitkomst:
        paren = zip(plan.tafels, plan.jaren, strict=True)
        omvang = [tafel.omvang(jaren) for tafel, jaren in paren if jaren and tafel.maten]
        jaren = sorted({j for lijst in plan.jaren for j in lijst})
        van_tot = f"{jaren[0]}-{jaren[-1]}" if len(jaren) > 1 else "".join(map(str, jaren))
        if any(n is None for n in omvang):
            groot = "omvang onbekend"
        else:
            rijen = sum(n or 0 for n in omvang)
            groot = f"{_aantal(rijen)} rijen, ongeveer {_mb(rijen * _BYTES_PER_RIJ)}"
        tekst = f"{van_tot}: {groot} ({plan.dienst})"
        return dataclasses.replace(uitkomst, soort=KOMT, tekst=tekst, jaren=jaren)


def _duur(seconden: float) -> str:
    return f"{seconden / 60:.0f} minuten" if seconden >= 90 else f"{max(1, seconden):.0f} seconden"


def _aantal(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def _mb(bytes_: float) -> str:
    return f"{bytes_ / 1e6:.1f} MB".replace(".", ",")
