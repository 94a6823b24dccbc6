"""Wat er bij een onderwerp te zeggen is: zijn status, de feiten, en de zinnen die zij vullen.

Tekent geen figuren en rekent niets uit.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

import pandas as pd

from woonzorg_lib import beeld, cijfers, onderwerpen, teksten
from woonzorg_lib.beeld import Beeld, vaste_delen, zinnen
from woonzorg_lib.beeld.getallen import als_woord, leeg, met_eenheid
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.onderwerpen import Status, Vulsoort
from woonzorg_lib.soorten.zinsdelen import die_ene, stand

from .deel import Deel
from .feiten import Bronnen, Feit, Feiten, cijferfeit, plaatsfeiten
from .feitwoorden import JaNee, ja_nee
from .hulp import hulpzin

if TYPE_CHECKING:
    from . import Analyse


class Verhaal(Deel):
    """Status, feiten en zinnen van onderwerpen."""

    def onderwerp(
        self, id: str, titel: str = "", kop: str = "", zin: str = "", dus: str = ""
    ) -> Beeld:
        """Begint een onderwerp, met zijn status, het jaar van zijn nieuwste cijfer en zijn
        bevinding.

        titel, kop, zin, dus: uw eigen woorden voor de naam, de bevinding,
        de uitleg en wat eruit volgt.
        """
        o = onderwerpen.onderwerp(id)
        status, jaar, hint = self.status(o)
        oud = jaar is not None and cijfers.is_oud(jaar)
        feiten = self.zoek_feiten(o.minstens, {"rijen": partial(self._rijenfeit, o)})
        gevuld = status.gevuld
        regels = {"kop": o.kop, "zin": o.zin, "dus": o.dus}
        zinnen_ = {n: teksten.kies(r, feiten) if gevuld else "" for n, r in regels.items()}
        if extra := o.bijzonder.get(self.a.gemeente.code) if gevuld else "":
            zinnen_["zin"] = f"{zinnen_['zin']} {extra}".strip()
        eigen = self.eigen_zin(o)
        if not eigen and feiten("klein") == JaNee.JA:
            # Too few people for a rate: then the name of the onderwerp is enough, and no chart.
            zinnen_["kop"] = zinnen_["kop"] or o.titel
            o = replace(o, figuur=tuple(f for f in o.figuur if f in o.toont))
        zinnen_ = {} if eigen else zinnen_
        for naam, gezegd in (("kop", kop), ("zin", zin), ("dus", dus)):
            zinnen_[naam] = gezegd or zinnen_.get(naam, "")
        return vaste_delen.onderwerp(
            replace(o, titel=titel or o.titel),
            status,
            jaar,
            oud,
            hint,
            self.a.eigen.duiding(id),
            zinnen_,
            [] if eigen else feiten.gebruikt,
        )

    def eigen_zin(self, o: onderwerpen.Onderwerp) -> bool:
        """Of een eigen bestand het onderwerp zijn zin geeft;
        die gaat voor wat open cijfers zeggen.
        """
        bestanden = (self.a.eigen.bestand(s) for s in o.kern)
        return any(b is not None and not b.fouten and len(b.tabel) for b in bestanden)

    def zoek_feiten(self, minstens: int = 0, extra: Bronnen | None = None) -> Feiten:
        """De feiten waarmee zinnen gevuld worden:
        `feiten("aandeel_65plus.land")` geeft tekst, of None.

        minstens: onder dit aantal inwoners is het feit `klein` ja.
        """
        eigen: Bronnen = {"klein": lambda: self._is_klein(minstens)}
        return Feiten(self.alle_feitbronnen, eigen | (extra or {}), self._bekende_feiten)

    def _rijenfeit(self, o: onderwerpen.Onderwerp) -> Feit | None:
        """Hoeveel rijen van eigen bestanden dit onderwerp vullen, ook per status."""
        tabellen = [self.a.eigen.rijen(v) for alle in o.vereist.values() for v in alle if v.bestand]
        rijen_ = pd.concat([t for t in tabellen if t is not None] or [pd.DataFrame()])
        rijen_ = rijen_[~rijen_.index.duplicated()]
        if rijen_.empty:
            return None
        vormen = {"": als_woord(len(rijen_)), "een": str(ja_nee(len(rijen_) == 1))}
        if "status" in rijen_ and rijen_.status.notna().all():
            vormen["stand"] = stand(rijen_.status)
            vormen["die_ene"] = die_ene(rijen_.status)
        return Feit(vormen)

    def _is_klein(self, minstens: int) -> Feit:
        if not self.a.jaren("inwoners"):
            return Feit({"": JaNee.NEE})
        inwoners = self.a.cijferrijen("inwoners", naast=[])[0]["waarde"]
        return Feit({"": ja_nee(0 < inwoners < minstens)})

    @cached_property
    def _bekende_feiten(self) -> dict[str, Feit | None]:
        """Wat een onderwerp al opzocht; een feit is voor elk onderwerp hetzelfde."""
        return {}

    @cached_property
    def alle_feitbronnen(self) -> Bronnen:
        """De feiten van alle delen samen."""
        alle: Bronnen = {}
        for deel in self.a.delen():
            alle |= deel.feitbronnen()
        return alle

    def feitbronnen(self) -> Bronnen:
        """De plaats, en elk open cijfer."""
        namen = plaatsfeiten(self.a.gemeente, self.a.regio)
        uit: Bronnen = {n: partial(Feit, v) for n, v in namen.items()}
        return uit | {i: partial(cijferfeit, self.a, i) for i in cijfers.indicatoren()}

    def status(self, o: onderwerpen.Onderwerp) -> tuple[Status, int | None, str]:
        """De status van een onderwerp, het jaar van zijn nieuwste cijfer, en wat het vult."""
        gevuld = o.gevuld(self._is_er)
        status = o.status(gevuld)
        mist, goed, fout = self.a.eigen.stand(o.bestanden)
        if status is Status.INVOER_NODIG and goed and not mist and not fout and o.alleen_modellen:
            status = Status.NIET_BESCHIKBAAR
        jaar = self._nieuwste_jaar(o, gevuld, goed)
        hulp = o.hulp(status, mist, fout)
        return status, jaar, hulpzin(o, hulp, self.a.gemeente.code, mist, fout)

    def _nieuwste_jaar(
        self, o: onderwerpen.Onderwerp, gevuld: set[str], goed: list[str]
    ) -> int | None:
        """Dat van de open cijfers; anders van de eigen bestanden, of van waar een model op rust."""
        open_ = [jaren[-1] for jaren in map(self.a.jaren, o.open_cijfers) if jaren]
        if open_:
            return max(open_)
        zelf = any(v.zelf for i in gevuld for v in o.vereist.get(i, ()))
        bestanden = map(self.a.eigen.bestand, goed) if zelf else ()
        eigen = [b.jaar for b in bestanden if b is not None and b.jaar]
        if eigen:
            return max(eigen)
        return self.a.prognose.bevolking.bekend_tot if gevuld else None

    def _is_er(self, indicator: str, vulling: onderwerpen.Vulling) -> bool:
        """Of een vulling van het register er voor deze gemeente en dit peiljaar is."""
        if vulling.soort is Vulsoort.OPEN:
            return bool(self.a.jaren(indicator))
        if vulling.soort is Vulsoort.TABEL:  # an open table that a refresh may have brought
            return indicator in cijfers.indicatoren() and bool(self.a.jaren(indicator))
        if vulling.soort is Vulsoort.MODEL:
            return any(vulling.model in deel.uitkomsten() for deel in self.a.delen())
        return self.a.eigen.voldoet(vulling)

    def statussen(self) -> pd.DataFrame:
        """De onderwerpen met hun status: id, titel, notebook, status, jaar, hint."""
        rijen = [
            (o.id, o.titel, o.notebook, *self.status(o)) for o in onderwerpen.register().values()
        ]
        return pd.DataFrame(rijen, columns=["id", "titel", "notebook", "status", "jaar", "hint"])

    def kern(
        self,
        *ids: str,
        verloop: str | None = None,
        wijken: str | None = None,
        kop: str = "",
        zin: str = "",
        dus: str = "",
    ) -> Beeld:
        """De zinnen bij een onderwerp: per indicator een zin met vergelijking,
        soms ook het verloop en de wijken.

        kop, zin, dus: uw eigen woorden voor de bevinding, de uitleg en wat eruit volgt;
        zij gaan voor.
        """
        vergeten = {id for id in (verloop, wijken) if id} - {*ids}
        ids = (*ids, *sorted(vergeten))
        # What a refresh has yet to bring says nothing, not even that it is missing.
        ids = tuple(i for i in ids if not cijfers.indicator(i).nooit_opgehaald) or ids
        zin_ = _Kernzin(self.a)
        for id in ids:
            zin_.noem(id)
            if id == verloop:
                zin_.noem_verloop(id)
            if id == wijken:
                zin_.noem_wijken(id)
        gezegd = zin_.beeld()
        woorden = {"kop": kop, "zin": zin, "dus": dus}
        eigen = {naam: e(tekst) for naam, tekst in woorden.items() if tekst}
        return replace(gezegd, gegevens=gezegd.gegevens | eigen)

    def feiten(self, *ids: str) -> Beeld:
        """Tegels met kerncijfers van de gemeente, met Nederland ernaast."""
        data = [self.a.cijferrijen(i, naast=["land"]) for i in ids]
        return beeld.feiten([_tegel(d) for d in data], [rij for d in data for rij in d])


class _Kernzin:
    """De zinnen van `kern` tot nu toe, en de cijfers erachter."""

    def __init__(self, a: Analyse):
        self.a = a
        self.zinnen: list[str] = []
        self.gebruikt: list[dict] = []
        self.genoemd = 0

    def noem(self, id: str) -> None:
        """Een indicator met vergelijking; de tweede zin over de gemeente begint anders."""
        data = self.a.cijferrijen(id)
        begint = cijfers.indicator(id).zin.startswith("{In}")
        vervolg = zinnen.VERVOLG[(self.genoemd - 1) % 3] if begint and self.genoemd else ""
        gezegd = zinnen.kernzin(data, vervolg=vervolg)
        self.genoemd += begint and bool(gezegd)
        self.zinnen.append(gezegd)
        self.gebruikt += data

    def noem_verloop(self, id: str) -> None:
        lijn = self.a.verlooprijen(id, naast=["land"])
        self.zinnen.append(zinnen.verloopzin(lijn))
        self.gebruikt += lijn

    def noem_wijken(self, id: str) -> None:
        per_wijk = self.a.wijkrijen(id)
        rol = per_wijk[0]["rol"] if per_wijk else "wijk"
        self.zinnen.append(zinnen.wijkzin(per_wijk, rol))

    def beeld(self) -> Beeld:
        """Alle zinnen samen, met wat er aan de cijfers bijzonder is."""
        gezegd = any(self.zinnen)
        bijzonder = [e(t) for t in zinnen.bijzonderheden(self.gebruikt)] if gezegd else []
        return beeld.zin(" ".join(z for z in [*self.zinnen, *bijzonder] if z), self.gebruikt)


def _tegel(rijen: list[dict]) -> tuple[str, str, str, tuple[float, float] | None]:
    """Het getal, wat het is, wanneer, en de twee getallen van de balkjes of None."""
    per_rol = {rij["rol"]: rij for rij in rijen}
    hier, land = per_rol["gemeente"], per_rol.get("land")
    ind = cijfers.indicator(hier["indicator"])
    ernaast = ind.soort != "aantal" and not any(leeg(rij["waarde"]) for rij in rijen)
    wanneer, balkjes = teksten.zin("analyse.geen_cijfer"), None
    if not leeg(hier["waarde"]):
        wanneer = str(hier["jaar"])
    if ernaast and land is not None:
        daar = _met_eenheid(land)
        wanneer = teksten.zin("analyse.naast_nederland", jaar=wanneer, waarde=daar)
        balkjes = (hier["waarde"], land["waarde"])
    return _met_eenheid(hier), hier["omschrijving"], wanneer, balkjes


def _met_eenheid(rij: dict) -> str:
    return met_eenheid(rij["waarde"], rij["eenheid"], rij["decimalen"])
