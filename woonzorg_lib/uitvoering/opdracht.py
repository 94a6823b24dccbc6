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
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from ..fouten import WoonzorgFout, systeemreden
from ..rapport.bestandsnamen import CIJFERS, EXTRA, FIGUREN, PAGINA, PDF, WERKBOEK, WERKLIJST, WORD
from ..standen import Status, Uitkomst
from ..rapport import verslag as v
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
from .werkmap import NOTEBOOKS, Werk, zet_neer

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
        self.extra = [self.werk.naam(soort) for soort in extra]
        self.niet_gemaakt: dict[str, str] = {}  # asked for beside the report, with the reason
        self.vervallen: list[str] = []  # of the older report, and not asked for now
        self.start, self.begonnen = 0.0, ""
        self.afdruk = {
            n: afdrukken.notebook(n, opdracht.parameters, opdracht.bronnen.values())
            for n in opdracht.notebooks
        }
        self.kop: dict[str, Any] = {  # what the record says of a report before it is made
            "code": opdracht.code,
            "naam": opdracht.naam,
            "titel": opdracht.titel,
            "versies": v.versies(),
            "parameters": self.verhul.parameters(opdracht.parameters),
            "herkomst": {
                "momentopname": opdracht.momentopname and afdrukken.map(opdracht.momentopname),
                "invoer": afdrukken.bestanden(opdracht.bronnen),
            },
            "volledig": opdracht.volledig,
            "eigen_notebooks": dict(opdracht.eigen),
            "zie": [asdict(verwijzing) for verwijzing in opdracht.zie],
        }
        eerder = {n: self.werk.eerder(n, som) for n, som in self.afdruk.items() if not opnieuw}
        self.klaar = {n: resultaat for n, resultaat in eerder.items() if resultaat}
        self.hergebruikt = {notebook.stem for notebook in self.klaar}
        self.te_doen = [n for n in opdracht.notebooks if n not in self.klaar]

    def _begin(self) -> None:
        """Until now others had their turn: that is not part of how long this report took."""
        if not self.start:
            self.start, self.begonnen = time.monotonic(), v.nu()

    @property
    def resultaten(self) -> list[Resultaat]:
        """Van elke notebook hoe het afliep, in de volgorde van het rapport."""
        return [self.klaar[n] for n in self.opdracht.notebooks]

    def voer_uit(
        self, notebook: Path, doe: Callable[[Taak], Resultaat], tijdslimiet: int | None
    ) -> Resultaat:
        """Laat `doe` één notebook uitvoeren en legt meteen vast hoe dat ging."""
        self._begin()
        try:
            uit = self.werk.vrij("bezig", notebook.name)
            kopie = self.werk.vrij("bezig", "bron", notebook.name)
            bron = maak_leesbaar(notebook.resolve(), kopie)
            resultaat = doe(Taak(bron, self.opdracht.parameters, uit, tijdslimiet))
            if resultaat.pad:
                self.verhul.bestand(resultaat.pad)
            fout = resultaat.fout and self.verhul.tekst(resultaat.fout)
            resultaat = replace(resultaat, fout=fout, bron=notebook)
            resultaat = self.werk.bewaar(resultaat, self.afdruk[notebook])
        except OSError as fout:
            self._stop_bij(fout)
            reden = self.verhul.tekst(schijffout(fout, self.werk.map))
            resultaat = Resultaat(notebook.stem, MISLUKT_UITVOERING, 0.0, reden, None, notebook)
        self.klaar[notebook] = resultaat
        return resultaat

    def rond_af(self) -> dict:
        """Maakt het rapport, of laat staan wat er al goed staat; geeft wat de run erover zegt.

        Kan het niet, dan staat daar waarom. Fout: UitvoerFout als de schijf niets meer aanneemt.
        """
        self._begin()
        staat_er = self._ongewijzigd()
        if staat_er is None:
            return self._samenvatting(self._maak())
        erbij = self._vul_aan(staat_er)
        duur = self._duur() if erbij else 0.0
        return self._samenvatting(staat_er) | {"duur": duur, "overgeslagen": not erbij}

    def _duur(self) -> float:
        return round(time.monotonic() - self.start, 2)

    def _ongewijzigd(self) -> dict | None:
        """The record of the report that stands there, when nothing has to be done about it."""
        nieuwer = [r for r in self.resultaten if not r.pad or r.pad.parent == self.werk.map]
        oud = None if nieuwer else self.werk.hele([n.stem for n in self.opdracht.notebooks])
        gelijk = ("volledig", "eigen_notebooks", "zie")
        if oud and all((oud.get(s) or None) == (self.kop[s] or None) for s in gelijk):
            return oud
        return None

    def _vul_aan(self, verslag: dict) -> bool:
        """Makes beside a report that is right what is not there yet of PDF, Word and figures; says
        whether anything came.
        """
        er, heeft = verslag["bestanden"], self.werk.doel.joinpath
        mist = [naam for naam in self.extra if not heeft(naam).exists() or naam not in er]
        if not mist:
            return False
        try:
            nieuw, pagina = self.werk.nieuw(), self.werk.naam(PAGINA)
            zet_neer(self.werk.doel / pagina, nieuw / pagina)
            self._maak_extra(nieuw, mist)
            erbij = {naam: afdruk_van(nieuw / naam) for naam in mist if (nieuw / naam).exists()}
            er |= erbij
            self.werk.erbij(nieuw, erbij, verslag | {"niet_gemaakt": self.niet_gemaakt})
        except OSError as fout:
            reden = self._niet_vervangen(fout)
            self.niet_gemaakt = dict.fromkeys(mist, reden) | self.niet_gemaakt
            return False
        return bool(erbij)

    def _maak(self) -> dict:
        """One report that can't be made must not stop the others."""
        try:
            nieuw = self.werk.nieuw()
            verslag = self._schrijf(nieuw)
            mogelijk = [self.werk.naam(soort) for soort in EXTRA]
            over = [n for n in mogelijk if (self.werk.doel / n).exists() and n not in self.extra]
            self.werk.plaats(nieuw)
            self.vervallen = over
            return verslag
        except UitvoerFout:
            raise
        except OSError as fout:
            reden = self._niet_vervangen(fout)
        except Exception as fout:
            reden = f"het rapport zelf: {een_regel(fout)} ({type(fout).__name__})"
        return self.kop | {
            "uitkomst": Uitkomst.MISLUKT,
            "duur": self._duur(),
            "notebooks": [r.als_json() for r in self.resultaten],
            "onderwerpen": [],
            "fout": self.verhul.tekst(reden),
        }

    def _stop_bij(self, fout: OSError) -> None:
        """A disk that takes nothing more stops the run."""
        if schijf_weigert(fout):
            raise UitvoerFout(schijffout(fout, self.werk.doel)) from fout

    def _niet_vervangen(self, fout: OSError) -> str:
        """A folder that someone has open costs this report alone."""
        self._stop_bij(fout)
        return (
            f"de map {self.werk.doel.name} kon niet vervangen worden: {systeemreden(fout.errno)}. "
            "Sluit de bestanden die u ervan open hebt, zoals in Excel, "
            "en geef dezelfde opdracht nog eens."
        )

    def _schrijf(self, map_: Path) -> dict:
        from ..rapport import maak_werklijst, schrijf_cijfers, schrijf_werkboek

        for resultaat in self.resultaten:
            if resultaat.pad and resultaat.bron:
                zet_neer(resultaat.pad, map_ / NOTEBOOKS / resultaat.bron.name)
        kop = self.kop | {"klaar": v.nu()}
        rapport = self._maak_pagina(map_ / self.werk.naam(PAGINA), kop)
        schrijf_cijfers(chain(*rapport.inhoud.regels_per_deel), map_ / self.werk.naam(CIJFERS))
        schrijf_werkboek(rapport.inhoud, map_ / self.werk.naam(WERKBOEK))
        maak_werklijst(rapport.inhoud, map_ / self.werk.naam(WERKLIJST), self.werk.naam(PAGINA))
        self._maak_extra(map_, self.extra)
        schrijf_parameters(self.kop["parameters"], map_ / "parameters.yaml")
        bestanden = [pad for pad in sorted(map_.iterdir()) if pad.name != NOTEBOOKS]
        verslag = kop | {
            "uitkomst": self._uitkomst(rapport.onderwerpen),
            "begonnen": self.begonnen,
            "duur": self._duur(),
            "bytes": rapport.bytes,
            "notebooks": [r.als_json() for r in self.resultaten],
            "onderwerpen": rapport.onderwerpen,
            "overzicht": rapport.overzicht,
            "verschil": rapport.verschil,
            "bestanden": {pad.name: afdruk_van(pad) for pad in bestanden},
            "niet_gemaakt": self.niet_gemaakt,
        }
        v.schrijf_json(verslag, map_ / "verslag.json")
        return verslag

    def _maak_pagina(self, pad: Path, kop: dict):
        from ..rapport import maak_rapport

        opdracht = self.opdracht
        with _SAMENVOEGEN:
            return maak_rapport(
                self.resultaten,
                pad,
                opdracht.titel,
                opdracht.titels,
                partial(self._verschil, kop),
                opdracht.huisstijl,
                werkboek=self.werk.naam(WERKBOEK),
                datum=v.maand(kop["klaar"]),
                volledig=opdracht.volledig,
                eigen=opdracht.eigen,
                zie=opdracht.zie,
            )

    def _uitkomst(self, onderwerpen: list[dict]) -> str:
        mislukt = [o for o in onderwerpen if o["status"] == Status.MISLUKT]
        heel = all(r.gelukt for r in self.resultaten) and not mislukt
        return Uitkomst.GELUKT if heel else Uitkomst.MISLUKT

    def _verschil(self, kop: dict, onderwerpen: list[dict], rijen: list[dict]) -> dict | None:
        """Wat er anders is dan in het rapport dat er al stond;
        is er niets anders, dan wat dat rapport erover zei.
        """
        if not self.opdracht.titels:  # a document without onderwerpen says itself what changed
            return None
        from ..rapport.verschil import lees_stand, stand_van, vergelijk

        nu = kop | {"onderwerpen": onderwerpen, "uitkomst": self._uitkomst(onderwerpen)}
        try:
            gevonden = vergelijk(lees_stand(self.werk.doel), stand_van(nu, rijen))
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
                self._stop_bij(fout)
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

        with _SAMENVOEGEN:
            inhoud = lees(self.resultaten, self.opdracht.titel, self.opdracht.titels)
        maak_figuren(inhoud, doel)

    def _samenvatting(self, verslag: dict) -> dict:
        """What the record of the run says of this report: what this run did about it, and how it
        stands.
        """
        rij = v.rij(verslag, self.werk.doel)
        if verslag.get("fout"):  # what can be opened, if anything, is the report of before
            oud = v.eerder_rapport(self.werk.doel) or {"statussen": {}, "overzicht": None}
            rij |= {s: oud[s] for s in ("statussen", "overzicht", "klaar") if s in oud}
        nu = {"uitkomst": OVERGESLAGEN, "duur": 0.0}
        return rij | {
            "duur": verslag["duur"],
            "parameters": verslag["parameters"],
            "overgeslagen": False,
            "notebooks": [
                {s: r[s] for s in ("notebook", "uitkomst", "duur", "fout")}
                | (nu if r["notebook"] in self.hergebruikt else {})
                for r in verslag["notebooks"]
            ],
            "niet_gemaakt": self.niet_gemaakt,
            "vervallen": self.vervallen,
        }
