"""Maakt van uitgevoerde notebooks één rapportmap; kent alleen namen en paden.
Wat wanneer loopt, bepaalt `run`.

Alles ontstaat in de werkmap en komt pas op zijn plaats als het heel is: een ouder rapport wordt in
zijn geheel vervangen. Wat klaar is en nog klopt, wordt niet opnieuw uitgevoerd.
"""

from __future__ import annotations

import shutil
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

from ..fouten import WoonzorgFout, systeemreden
from ..rapport.bestandsnamen import CIJFERS, EXTRA, FIGUREN, PAGINA, PDF, WERKBOEK, WERKLIJST, WORD
from ..standen import Status, Uitkomst
from . import verslag as v
from .afdruk import Afdrukken, afdruk_van
from .notebook import (
    MISLUKT_UITVOERING,
    OVERGESLAGEN,
    Resultaat,
    Taak,
    UitvoerFout,
    een_regel,
    schijf_weigert,
    schijffout,
)
from .paden import Verhuller
from .parameters import maak_leesbaar, schrijf_parameters
from .werkmap import Werk, zet_neer

_NODIG = 10_000_000  # bytes free: room for one report and its executed notebooks
_SAMENVOEGEN = threading.Lock()  # the exporter is reused, and is not made for two threads at once


@dataclass(frozen=True)
class Verwijzing:
    """Een ander document om bij een onderwerp te bekijken:
    zijn naam, en zijn adres vanaf het rapport.
    """

    onderwerp: str
    naam: str
    adres: str


@dataclass(frozen=True)
class Opdracht:
    """Eén rapport: de code en naam van het gebied, de map die het krijgt en de parameters van de
    notebooks.

    `bronnen`: op naam de bestanden met invoer; verandert er een, dan wordt het rapport opnieuw
    gemaakt. `momentopname`: map met de cijfers;
    haar vingerafdruk zegt later of een rapport door nieuwe cijfers anders is.
    """

    code: str
    naam: str
    map: str
    titel: str
    parameters: dict
    notebooks: tuple[Path, ...]
    titels: dict[str, str] = field(
        default_factory=dict
    )  # onderwerp id -> title, for those that were never reached
    bronnen: Mapping[str, Path] = field(default_factory=dict)
    momentopname: Path | None = None
    huisstijl: Any = None  # only passed on to the report
    volledig: bool = False  # the report with everything open
    eigen: Mapping[str, str] = field(default_factory=dict)  # whose a notebook is, if not the kit's
    zie: tuple[Verwijzing, ...] = ()  # other documents in the same output folder


class NietVervangen(WoonzorgFout):
    """Dit ene rapport kon niet op zijn plaats komen; de andere wel."""


def controleer_uitvoermap(uitvoer: Path) -> None:
    """UitvoerFout als in de map niet geschreven kan worden of als de schijf bijna vol is."""
    uitvoer = Path(uitvoer)
    try:
        uitvoer.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=uitvoer) as proef:
            proef.write(b"0" * 1000)
        vrij = shutil.disk_usage(uitvoer).free
    except OSError as fout:
        raise UitvoerFout(schijffout(fout, uitvoer)) from fout
    if vrij < _NODIG:
        raise UitvoerFout(
            f"Op de schijf van {uitvoer} is nog maar {vrij // 1_000_000} MB vrij; "
            f"nodig is {_NODIG // 1_000_000} MB."
        )


class Rapportmap:
    """Het werk aan één rapportmap: welke notebooks nog moeten, en aan het eind de map zelf."""

    def __init__(
        self,
        opdracht: Opdracht,
        uitvoer: Path,
        afdrukken: Afdrukken,
        opnieuw: bool = False,
        extra: tuple[str, ...] = (),
    ):
        self.opdracht, self.werk = opdracht, Werk(uitvoer, opdracht.map)
        self.verhul = Verhuller(opdracht.parameters, Path(uitvoer))
        self.parameters = self.verhul.parameters(opdracht.parameters)
        self.extra = [self.werk.naam(soort) for soort in extra]
        self.niet_gemaakt: dict[str, str] = {}  # asked for beside the report, with the reason
        self.vervallen: list[
            str
        ] = []  # what belonged to the older report and was not asked for now
        self.start, self.begonnen, self.bezig = time.monotonic(), v.nu(), False
        self.afdruk = {
            n: afdrukken.notebook(n, opdracht.parameters, opdracht.bronnen.values())
            for n in opdracht.notebooks
        }
        self.herkomst = {
            "momentopname": opdracht.momentopname and afdrukken.map(opdracht.momentopname),
            "invoer": afdrukken.bestanden(opdracht.bronnen),
        }
        self.klaar: dict[Path, tuple[Resultaat, dict]] = {}
        self.hergebruikt: set[str] = set()
        if not opnieuw:
            self._zoek_eerder()

    def _zoek_eerder(self) -> None:
        for notebook in self.opdracht.notebooks:
            gevonden = self.werk.eerder(notebook, self.afdruk[notebook])
            if gevonden:
                pad, verslag = gevonden
                self.klaar[notebook] = (
                    Resultaat(
                        notebook.stem, verslag["uitkomst"], verslag["duur"], None, pad, notebook
                    ),
                    verslag,
                )
                self.hergebruikt.add(notebook.stem)

    @property
    def te_doen(self) -> list[Path]:
        return [n for n in self.opdracht.notebooks if n not in self.klaar]

    def _alles_in_rapport(self) -> bool:
        gemaakt = [resultaat.pad for resultaat, _ in self.klaar.values()]
        return all(pad is not None and self.werk.in_rapport(pad) for pad in gemaakt)

    def ongewijzigd(self) -> dict | None:
        """Het verslag van het rapport dat er al staat, als daar niets aan hoeft te gebeuren."""
        if self.te_doen or not self._alles_in_rapport():
            return None
        oud = self.werk.hele([n.stem for n in self.opdracht.notebooks])
        if not oud or oud.get("volledig", False) != self.opdracht.volledig:
            return None
        if oud.get("eigen_notebooks", {}) != dict(self.opdracht.eigen):
            return None
        return oud if oud.get("zie", []) == self._zie else None

    @property
    def _zie(self) -> list[dict]:
        return [asdict(verwijzing) for verwijzing in self.opdracht.zie]

    def vul_aan(self, verslag: dict) -> bool:
        """Maakt bij een rapport dat al klopt alleen wat er nog niet bij is van PDF,
        Word en losse figuren; waar als er iets bijkwam.
        """
        mist = [n for n in self.extra if not self.werk.heeft(n) or n not in verslag["bestanden"]]
        if not mist:
            return False
        try:
            nieuw = self.werk.nieuw()
            pagina = self.werk.naam(PAGINA)
            zet_neer(self.werk.doel / pagina, nieuw / pagina)
            self._maak_extra(nieuw, mist)
            erbij = {n: afdruk_van(nieuw / n) for n in mist if (nieuw / n).exists()}
            verslag["bestanden"] |= erbij
            self.werk.erbij(nieuw, verslag | {"niet_gemaakt": self.niet_gemaakt})
        except OSError as fout:
            reden = str(self._niet_geschreven(fout))
            self.niet_gemaakt = dict.fromkeys(mist, reden) | self.niet_gemaakt
            return False
        return bool(erbij)

    def voer_uit(
        self, notebook: Path, doe: Callable[[Taak], Resultaat], tijdslimiet: int | None
    ) -> Resultaat:
        """Laat `doe` één notebook uitvoeren en legt meteen vast hoe dat ging."""
        if (
            not self.bezig
        ):  # until now others had their turn: that is not part of how long this one took
            self.bezig, self.start, self.begonnen = True, time.monotonic(), v.nu()
        try:
            uit = self.werk.bezig(notebook)
            bron = maak_leesbaar(notebook.resolve(), self.werk.bron(notebook))
            resultaat = doe(Taak(bron, self.opdracht.parameters, uit, tijdslimiet))
            if resultaat.fout:
                resultaat = replace(resultaat, fout=self.verhul.tekst(resultaat.fout))
            if resultaat.pad:
                self.verhul.bestand(resultaat.pad)
            verslag = self.werk.bewaar(resultaat, self.afdruk[notebook])
        except OSError as fout:
            if schijf_weigert(fout):
                raise UitvoerFout(schijffout(fout, self.werk.doel)) from fout
            reden = self.verhul.tekst(schijffout(fout, self.werk.map))
            resultaat = Resultaat(notebook.stem, MISLUKT_UITVOERING, 0.0, reden, None, notebook)
            verslag = v.een_notebook(resultaat)
        pad = self.werk.map / notebook.name if resultaat.pad else None
        self.klaar[notebook] = replace(resultaat, pad=pad, bron=notebook), verslag
        return resultaat

    def maak(self) -> dict:
        """Zet de rapportmap op zijn plaats en geeft het verslag ervan. Fouten: UitvoerFout."""
        try:
            nieuw = self.werk.nieuw()
            verslag = self._schrijf(nieuw)
            mogelijk = [self.werk.naam(soort) for soort in EXTRA]
            self.vervallen = [n for n in mogelijk if self.werk.heeft(n) and n not in self.extra]
            self.werk.plaats(nieuw)
        except OSError as fout:
            raise self._niet_geschreven(fout) from fout
        return verslag

    def _niet_geschreven(self, fout: OSError) -> WoonzorgFout:
        """A full disk stops the run; a folder that someone has open costs this report alone."""
        if schijf_weigert(fout):
            raise UitvoerFout(schijffout(fout, self.werk.doel)) from fout
        return NietVervangen(
            f"de map {self.werk.doel.name} kon niet vervangen worden: {systeemreden(fout.errno)}. "
            "Sluit de bestanden die u ervan open hebt, zoals in Excel, "
            "en geef dezelfde opdracht nog eens."
        )

    def _schrijf(self, map_: Path) -> dict:
        from ..rapport import maak_werklijst, schrijf_cijfers, schrijf_werkboek

        paren = [self.klaar[n] for n in self.opdracht.notebooks]
        for resultaat, _ in paren:
            if resultaat.pad and resultaat.bron:
                zet_neer(resultaat.pad, map_ / "notebooks" / resultaat.bron.name)
        kop = self._kop()
        rapport = self._maak_pagina(map_ / self.werk.naam(PAGINA), kop)
        schrijf_cijfers(chain(*rapport.inhoud.regels_per_deel), map_ / self.werk.naam(CIJFERS))
        schrijf_werkboek(rapport.inhoud, map_ / self.werk.naam(WERKBOEK))
        maak_werklijst(rapport.inhoud, map_ / self.werk.naam(WERKLIJST), self.werk.naam(PAGINA))
        self._maak_extra(map_, self.extra)
        schrijf_parameters(self.parameters, map_ / "parameters.yaml")
        verslag = kop | {
            "uitkomst": self._uitkomst(rapport.onderwerpen),
            "begonnen": self.begonnen,
            "duur": round(time.monotonic() - self.start, 2),
            "bytes": rapport.bytes,
            "notebooks": [verslag for _, verslag in paren],
            "onderwerpen": rapport.onderwerpen,
            "overzicht": rapport.overzicht,
            "verschil": rapport.verschil,
            "bestanden": self.werk.afdrukken(map_),
            "niet_gemaakt": self.niet_gemaakt,
        }
        v.schrijf_json(verslag, map_ / "verslag.json")
        return verslag

    def _kop(self) -> dict[str, Any]:
        """What the record says of a report before it is made."""
        opdracht = self.opdracht
        return {
            "code": opdracht.code,
            "naam": opdracht.naam,
            "titel": opdracht.titel,
            "klaar": v.nu(),
            "versies": v.versies(),
            "parameters": self.parameters,
            "herkomst": self.herkomst,
            "volledig": opdracht.volledig,
            "eigen_notebooks": dict(opdracht.eigen),
            "zie": self._zie,
        }

    def _maak_pagina(self, pad: Path, kop: dict):
        from ..rapport import maak_rapport

        opdracht = self.opdracht
        with _SAMENVOEGEN:
            return maak_rapport(
                [self.klaar[n][0] for n in opdracht.notebooks],
                pad,
                opdracht.titel,
                opdracht.titels,
                lambda *inhoud: self._verschil(kop, *inhoud),
                opdracht.huisstijl,
                werkboek=self.werk.naam(WERKBOEK),
                datum=v.maand(kop["klaar"]),
                volledig=opdracht.volledig,
                eigen=opdracht.eigen,
                zie=opdracht.zie,
            )

    def _uitkomst(self, onderwerpen: list[dict]) -> str:
        heel = all(r.gelukt for r, _ in self.klaar.values()) and all(
            o["status"] != Status.MISLUKT for o in onderwerpen
        )
        return Uitkomst.GELUKT if heel else Uitkomst.MISLUKT

    def _verschil(self, kop: dict, onderwerpen: list[dict], rijen: list[dict]) -> dict | None:
        """Wat er anders is dan in het rapport dat er al stond;
        is er niets anders, dan wat dat rapport erover zei.
        """
        if not self.opdracht.titels:  # a document without onderwerpen says itself what changed
            return None
        from ..rapport.verschil import lees_stand, stand_van, vergelijk

        try:
            gevonden = vergelijk(
                lees_stand(self.werk.doel),
                stand_van(
                    kop | {"onderwerpen": onderwerpen, "uitkomst": self._uitkomst(onderwerpen)},
                    rijen,
                ),
            )
        except Exception:  # no earlier report, or one that is damaged: there is nothing to say
            return None
        kort = gevonden.kort()
        if kort["statussen"] or gevonden.cijfers:
            return kort
        return v.lees_verschil(self.werk.doel)

    def _maak_extra(self, map_: Path, namen: Iterable[str]) -> None:
        """What comes beside it; a report without is still a report,
        so a failure is a reason and no error.
        """
        from ..rapport import maak_pdf, maak_word

        makers = {
            self.werk.naam(PDF): maak_pdf,
            self.werk.naam(WORD): maak_word,
            self.werk.naam(FIGUREN): self._maak_figuren,
        }
        for naam in namen:
            try:
                makers[naam](map_ / self.werk.naam(PAGINA), map_ / naam)
            except OSError as fout:
                if schijf_weigert(fout):
                    raise
                reden = schijffout(fout, map_ / naam)
            except WoonzorgFout as fout:
                reden = str(fout)
            except Exception as fout:
                reden = f"{een_regel(fout)} ({type(fout).__name__})"
            else:
                continue
            self.niet_gemaakt[naam] = self.verhul.tekst(reden)

    def _maak_figuren(self, _: Path, doel: Path) -> None:
        from ..rapport.figuren import maak_figuren
        from ..rapport.inhoud import lees

        o = self.opdracht
        with _SAMENVOEGEN:
            inhoud = lees([self.klaar[n][0] for n in o.notebooks], o.titel, o.titels)
        maak_figuren(inhoud, doel)

    def mislukt(self, fout: str) -> dict:
        """Het verslag van een rapport dat niet samen te stellen was; er is niets geschreven."""
        o, velden = (
            self.opdracht,
            {
                "uitkomst": Uitkomst.MISLUKT,
                "duur": round(time.monotonic() - self.start, 2),
                "onderwerpen": [],
                "fout": self.verhul.tekst(fout),
            },
        )
        return {
            "code": o.code,
            "naam": o.naam,
            "parameters": self.parameters,
            "notebooks": [self.klaar[n][1] for n in o.notebooks],
        } | velden

    def samenvatting(self, verslag: dict, overgeslagen: bool = False) -> dict:
        """Wat het verslag van de run over dit rapport zegt:
        wat deze run eraan deed, en hoe het ervoor staat.
        """
        velden = {s: verslag[s] for s in ("code", "naam", "uitkomst", "duur", "parameters")}
        velden["duur"] = 0.0 if overgeslagen else velden["duur"]
        notebooks = [self._deze_run(n) for n in verslag["notebooks"]]
        meer = {
            "map": self.opdracht.map,
            "statussen": v.tel_statussen(verslag["onderwerpen"]),
            "fouten": v.fouten(verslag),
            "overzicht": verslag.get("overzicht") or {},
        }
        if verslag.get("fout"):  # what can be opened, if anything, is the report of before
            oud = v.eerder_rapport(self.werk.doel) or {"statussen": {}, "overzicht": None}
            meer |= {s: oud[s] for s in ("statussen", "overzicht", "klaar") if s in oud}
        meer |= {
            "bestanden": v.bestanden(self.werk.doel),
            "niet_gemaakt": self.niet_gemaakt,
            "vervallen": self.vervallen,
        }
        return velden | {"overgeslagen": overgeslagen, "notebooks": notebooks} | meer

    def _deze_run(self, notebook: dict) -> dict:
        regel = {s: notebook[s] for s in ("notebook", "uitkomst", "duur", "fout")}
        return (
            regel | {"uitkomst": OVERGESLAGEN, "duur": 0.0}
            if notebook["notebook"] in self.hergebruikt
            else regel
        )
