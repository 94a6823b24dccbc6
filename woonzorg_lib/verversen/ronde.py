"""Eén ronde langs de bronnen: drie werkers, elk één tabel tegelijk. Keurt en bewaart niets."""

from __future__ import annotations

import dataclasses
import os
import queue
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from woonzorg_lib import momentopname

from . import gebiedstabel, grenzen
from .bladen import Kast, Lezer
from .fouten import (
    Bestaatniet,
    Bronfout,
    Gestopt,
    Geweigerd,
    NogLeeg,
    OnbekendeBrontabel,
    Tijdelijk,
)
from .indeling import Indeling
from .ophalen import Opbrengst
from .tabellen import GEBIEDSTABEL, KAART, Tabel, Taak
from .uitkomst import GELIJK, GEWEIGERD, KOMT, VERVANGEN, Uitkomst, duur, mb, onverwacht, telling
from .verbinding import Grenzen, Teller, Verbinding, Zekering
from .vraag import Vraag
from .werk import Plan, Planner, nieuwe_jaren

TEGELIJK = 3
_BYTES_PER_RIJ = 110  # of JSON, before gzip
_JAREN_TERUG = 3  # how old the newest boundaries may be


@dataclass
class Vangst:
    """Wat een ronde opleverde, nog ongekeurd: per tabel de cijfers, en de gebieden en grenzen."""

    cijfers: list[list[Opbrengst]] = field(default_factory=list)
    gebieden: gebiedstabel.Gebiedstabel | None = None
    gebiedsplan: Plan | None = None
    kaart: grenzen.Grenzen | None = None

    @property
    def leeg(self) -> bool:
        return not (self.cijfers or self.gebieden or self.kaart)


class Ronde:
    """Verdeelt de taken over de werkers en verzamelt wat zij halen."""

    def __init__(self, vraag: Vraag, kast: Kast, meld: Callable[[str], None], grens: Grenzen):
        self.vraag = vraag
        self.meld = meld
        self.grens = grens
        self.kast = kast
        self.planner = Planner(kast, vraag.jaar)
        self.teller = Teller()
        self.zekering = Zekering()
        self.stop = threading.Event()
        self.indeling = Indeling.actief()
        self.vangst = Vangst()

    def verbinding(self) -> Verbinding:
        return Verbinding(self.grens, self.teller, self.zekering, self.stop)

    def met_nieuwe_jaren(self, te_doen: list[Taak], alle: Sequence[Tabel]) -> list[Taak]:
        """Ook tabellen van jaren na die van het register; zonder catalogus geen."""
        try:
            nieuw = nieuwe_jaren(alle, self.verbinding())
        except Bronfout as fout:
            self.meld(
                f"De catalogus is niet te lezen ({fout}); naar nieuwe jaren zoeken we nu niet."
            )
            return te_doen
        bekend = {t.nummer for t in te_doen}
        nieuw = [t for t in nieuw if t.nummer not in bekend]
        if self.vraag.jaar is not None:
            nieuw = [t for t in nieuw if any(j == self.vraag.jaar for _, j in t.delen)]
        return te_doen + nieuw

    def haal_alles(self, te_doen: Sequence[Taak]) -> list[Uitkomst]:
        """Haalt alle taken op, in `vangst`; geeft de uitkomst van wat niets opleverde."""
        rij: queue.SimpleQueue[Taak] = queue.SimpleQueue()
        klaar: queue.SimpleQueue[Any] = queue.SimpleQueue()
        for taak in te_doen:
            rij.put(taak)
        for _ in range(min(TEGELIJK, len(te_doen))):
            threading.Thread(target=self._werker, args=(rij, klaar), daemon=True).start()
        uitkomsten = []
        begin = time.monotonic()
        for nummer in range(1, len(te_doen) + 1):
            wat = klaar.get()
            if isinstance(wat, BaseException):
                raise wat
            uitkomst, vangst = wat
            self._voortgang(uitkomst, nummer, len(te_doen), begin)
            if vangst is None:
                uitkomsten.append(uitkomst)
            else:
                self._erbij(vangst)
        return uitkomsten

    def _erbij(self, vangst: Vangst) -> None:
        self.vangst.cijfers += vangst.cijfers
        self.vangst.kaart = vangst.kaart or self.vangst.kaart
        if vangst.gebieden:
            self.vangst.gebieden, self.vangst.gebiedsplan = vangst.gebieden, vangst.gebiedsplan

    def _voortgang(self, uitkomst: Uitkomst, nummer: int, hoeveel: int, begin: float) -> None:
        rest = (time.monotonic() - begin) / nummer * (hoeveel - nummer)
        over = "" if nummer == hoeveel else f"; nog ongeveer {duur(rest)}"
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

    def _een(self, taak: Taak, verbinding: Verbinding) -> tuple[Uitkomst, Vangst | None]:
        uitkomst = Uitkomst(taak.nummer, taak.titel, GEWEIGERD, "")
        verbinding.begin()
        try:
            if taak.vorm == KAART:
                return self._kaart(taak, uitkomst, verbinding)
            plan = self.planner.plan(taak, verbinding)
            uitkomst.dienst = plan.dienst
            if plan.niets_te_doen:
                return dataclasses.replace(uitkomst, soort=GELIJK, tekst=plan.waarom_niet), None
            return self._haal(plan, uitkomst, verbinding)
        except OnbekendeBrontabel as fout:
            # A number that nobody ever saw answered is no figure lost when it is not there.
            soort = GELIJK if taak.onbevestigd and not taak.vroeger else GEWEIGERD
            return dataclasses.replace(uitkomst, soort=soort, tekst=str(fout)), None
        except Bronfout as fout:
            return dataclasses.replace(uitkomst, tekst=str(fout)), None
        except OSError:
            raise
        except Exception as fout:  # a form that nobody foresaw costs one table, not the others
            if os.environ.get("WOONZORG_DEBUG"):
                raise
            return dataclasses.replace(uitkomst, tekst=onverwacht(fout)), None

    def _haal(
        self, plan: Plan, uitkomst: Uitkomst, verbinding: Verbinding
    ) -> tuple[Uitkomst, Vangst | None]:
        if self.vraag.jaar is not None and not any(plan.jaren):
            wat = f"heeft geen cijfers over {self.vraag.jaar}"
            return dataclasses.replace(uitkomst, soort=GELIJK, tekst=wat), None
        if self.vraag.droog:
            return self._droog(plan, uitkomst), None
        try:
            if plan.taak.vorm == GEBIEDSTABEL:
                return self._gebieden(plan, uitkomst)
            return self._cijfers(plan, uitkomst)
        except (Tijdelijk, Bestaatniet, Geweigerd) as fout:
            anders = None if isinstance(fout, Gestopt) else self.planner.zonder(plan, verbinding)
            if anders is None:
                raise
            self.meld(f"{plan.taak.nummer}: {fout}; we proberen {anders.dienst}")
            return self._haal(anders, uitkomst, verbinding)

    def _cijfers(self, plan: Plan, uitkomst: Uitkomst) -> tuple[Uitkomst, Vangst]:
        paren = zip(plan.tafels, plan.jaren, strict=True)
        delen = _delen([(tafel, jaren) for tafel, jaren in paren if jaren and tafel.maten])
        rijen = sum(len(deel.frame) for deel in delen)
        for deel in delen:
            deel.taak, deel.volledig = plan.taak, self.vraag.jaar is None
        tekst = f"{telling(rijen)} rijen opgehaald"
        return dataclasses.replace(uitkomst, soort=VERVANGEN, tekst=tekst), Vangst([delen])

    def _gebieden(self, plan: Plan, uitkomst: Uitkomst) -> tuple[Uitkomst, Vangst]:
        tabel = gebiedstabel.haal(plan.tafels[0], self.indeling)
        tekst = f"{len(tabel.rijen)} gemeenten opgehaald"
        vangst = Vangst(gebieden=tabel, gebiedsplan=plan)
        return dataclasses.replace(uitkomst, soort=VERVANGEN, tekst=tekst), vangst

    def _kaart(
        self, taak: Taak, uitkomst: Uitkomst, verbinding: Verbinding
    ) -> tuple[Uitkomst, Vangst | None]:
        dit_jaar = self.vraag.vandaag.year
        had = momentopname.stand().get("kaart", {}).get("jaar", 0)
        jaren = [j for j in range(dit_jaar - _JAREN_TERUG, dit_jaar + 2) if j > had]
        if self.vraag.jaar is not None:
            jaren = [j for j in jaren if j == self.vraag.jaar]
        if not jaren:
            return dataclasses.replace(uitkomst, soort=GELIJK, tekst="al de nieuwste"), None
        if self.vraag.droog:
            tekst = "grenzen van wijken, ongeveer 5 MB"
            return dataclasses.replace(uitkomst, soort=KOMT, tekst=tekst), None
        try:
            kaart = grenzen.haal(Lezer(verbinding, taak.nummer), jaren)
        except Bestaatniet:
            if not had:
                raise
            return dataclasses.replace(uitkomst, soort=GELIJK, tekst="al de nieuwste"), None
        tekst = f"{telling(len(kaart.wijken))} wijken van {kaart.jaar} opgehaald"
        return dataclasses.replace(uitkomst, soort=VERVANGEN, tekst=tekst), Vangst(kaart=kaart)

    def _droog(self, plan: Plan, uitkomst: Uitkomst) -> Uitkomst:
        paren = zip(plan.tafels, plan.jaren, strict=True)
        omvang = [
            tafel.omvang(jaren)
            for tafel, jaren in paren
            if jaren and tafel.tabel.vorm != GEBIEDSTABEL and tafel.maten
        ]
        jaren = sorted({j for lijst in plan.jaren for j in lijst})
        van_tot = f"{jaren[0]}-{jaren[-1]}" if len(jaren) > 1 else "".join(map(str, jaren))
        if not omvang or any(n is None for n in omvang):
            groot = "omvang onbekend"
        else:
            rijen = sum(n or 0 for n in omvang)
            groot = f"{telling(rijen)} rijen, ongeveer {mb(rijen * _BYTES_PER_RIJ)}"
        tekst = f"{van_tot}: {groot} ({plan.dienst})"
        return dataclasses.replace(uitkomst, soort=KOMT, tekst=tekst, jaren=jaren)


def _delen(paren: list) -> list:
    """What each source takes from this table.

    A year's table is published before all its subjects are filled: a source that may miss all of
    them keeps what it has. Error: NogLeeg when there is nothing for any source.
    """
    delen, leeg = [], []
    for tafel, jaren in paren:
        try:
            deel = tafel.haal(jaren)
        except NogLeeg as fout:
            deel, reden = None, fout
        else:
            reden = NogLeeg(f"er zijn geen cijfers over {', '.join(map(str, jaren))}")
        if deel is not None and not deel.frame.empty:
            delen.append(deel)
        elif all(kolom.mag_missen for kolom in tafel.tabel.kolommen):
            leeg.append(reden)
        else:
            raise reden
    if leeg and not delen:
        raise leeg[0]
    return delen
