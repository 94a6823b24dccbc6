"""Leest één uitgevoerde notebook als deel van het rapport; beslist niet wat waar komt te staan."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import escape
from pathlib import Path

import nbformat

from ..standen import Status, Uitkomst
from . import weergave as w
from .indeling import EIGEN, Onderwerp, Stuk
from .inhoud import KORT, Deel, Inhoud
from .interactief import BEGIN
from .tekst import regel_html

NIET_BEREIKT = "niet gemaakt, omdat de notebook eerder stopte"
_ROEPT = re.compile(r"""\.onderwerp\(\s*["']([^"']+)["']""")


class Lezer:
    """Walks through one notebook and fills one Deel."""

    def __init__(self, inhoud: Inhoud, resultaat, titels: dict[str, str]):
        self.inhoud, self.resultaat, self.titels = inhoud, resultaat, titels
        self.anker = re.sub(r"[^\w-]", "-", resultaat.notebook)
        self.koppen = w.Koppen(self.anker)
        self.deel = Deel(resultaat.notebook, "", "", self.anker)
        self.onderwerp: Onderwerp | None = None

    def lees(self) -> None:
        pad = self.resultaat.pad or self.resultaat.bron
        boek = _lees_notebook(pad)
        cellen = [
            c
            for c in boek["cells"]
            if "papermill-error-cell-tag" not in c["metadata"].get("tags", [])
        ]
        mislukt = self.resultaat.uitkomst != Uitkomst.GELUKT
        eigen = boek["metadata"].get("woonzorg", {})
        self.deel.titel = _titel(cellen) or self.resultaat.notebook.replace("_", " ").capitalize()
        self.deel.groep, self.deel.vorm = eigen.get("groep", ""), eigen.get("vorm", "")
        self.deel.fout = self.resultaat.fout if mislukt else None
        self.inhoud.delen.append(self.deel)
        einde = _laatste(cellen, bool(self.resultaat.pad)) if mislukt else len(cellen) - 1
        for cel in cellen[: einde + 1]:
            self._cel(cel)
        if mislukt:
            self._mislukt(cellen, einde)
        self._verbind()

    def _verbind(self) -> None:
        """Links within this notebook go to the anchors that its headings got here."""
        for lijst in (self.deel.los, *(o.stukken for o in self.deel.onderwerpen)):
            lijst[:] = [replace(s, html=self.koppen.verbind(s.html)) for s in lijst]

    def _erbij(self, stuk: Stuk) -> None:
        waar = self.onderwerp.stukken if self.onderwerp else self.deel.los
        # A chart that comes in parts needs to be missed only once.
        al_gezegd = stuk.html.startswith(BEGIN) and waar[-1:] == [stuk]
        if stuk.html.strip() and not al_gezegd:
            waar.append(stuk)

    def _cel(self, cel) -> None:
        if cel["cell_type"] == "markdown":
            self._markdown(cel)
        elif cel["cell_type"] == "code":
            for uitvoer in cel["outputs"]:
                gegevens = uitvoer.get("data", {}).get(w.EIGEN_SOORT)
                if isinstance(gegevens, dict):
                    self._eigen(gegevens, uitvoer["data"].get("text/html", ""))
                else:
                    self._erbij(Stuk(EIGEN, w.uitvoer_html(uitvoer)))

    def _markdown(self, cel) -> None:
        bron = self.resultaat.bron
        html = w.markdown(
            cel["source"], cel.get("attachments"), Path(bron).parent if bron else None
        )
        if not self.deel.los and self.onderwerp is None:
            # the first # heading became the title of the section
            html = re.sub(r"<h1[^>]*>.*?</h1>", "", html, count=1, flags=re.S)
        hoger = 2 if self.onderwerp else 1
        html = self.koppen.verlaag(html, hoger, hoger + 2)
        self._erbij(Stuk(EIGEN, f'<div class="tekst">{html}</div>' if html.strip() else ""))

    def _eigen(self, gegevens: dict, html: str) -> None:
        soort = str(gegevens.get("soort"))
        rijen = gegevens.get("rijen") or []
        if soort == "onderwerp":
            self._begin(gegevens)
        elif soort == "titel":
            self._titelblok(gegevens, html)
        elif soort == "hoofdstuk":
            self.deel.boodschap = str(gegevens.get("kop") or "")
        elif soort == "werklijst":
            self.inhoud.werklijst = html
        elif soort == "fout":
            self._fout(gegevens, html)
        else:
            self._bevinding(gegevens)
            self._erbij(_stuk(soort, html, gegevens))
        self.inhoud.fictief = self.inhoud.fictief or bool(gegevens.get("fictief"))
        wie = self.onderwerp.id if self.onderwerp else ""
        if soort == "feiten" and not wie:
            self.inhoud.feiten += rijen
        if gegevens.get("overzicht"):
            self.inhoud.kengetallen = list(gegevens["overzicht"])
            self.inhoud.streek = str(gegevens.get("streek") or "")
        self.deel.rijen += [{"onderwerp": wie, **rij} for rij in rijen]

    def _bevinding(self, gegevens: dict) -> None:
        """A cell may say the finding in its own words."""
        for naam in ("kop", "zin", "dus") if self.onderwerp else ():
            if gegevens.get(naam):
                setattr(self.onderwerp, naam, str(gegevens[naam]))

    def _titelblok(self, gegevens: dict, html: str) -> None:
        self.inhoud.code = str(gegevens.get("code") or "")
        self.inhoud.ondertitel = str(gegevens.get("ondertitel") or "")
        if self.deel.vorm == KORT:
            self._erbij(Stuk("titel", html))

    def _fout(self, gegevens: dict, html: str) -> None:
        melding = str(gegevens.get("melding", ""))
        self._breek(melding)
        self._erbij(Stuk("fout", html or f'<p class="fout">{escape(melding)}</p>'))

    def _begin(self, g: dict) -> None:
        def tekst(veld: str) -> str:
            return str(g.get(veld) or "")

        duiding = tekst("duiding")
        if duiding:  # written by a gemeente, so cleaned like any other Markdown
            duiding = self.koppen.verlaag(w.markdown(duiding), 3, 4)
        self.onderwerp = Onderwerp(
            id=str(g["id"]),
            titel=tekst("titel"),
            status=Status(str(g.get("status"))),
            notebook=self.resultaat.notebook,
            kort=tekst("kort") or tekst("titel"),
            jaar=g.get("jaar"),
            oud=bool(g.get("oud")),
            hint=tekst("hint"),
            kop=tekst("kop"),
            zin=tekst("zin"),
            dus=tekst("dus"),
            figuur=tuple(g.get("figuur") or ()),
            kern=tuple(g.get("kern") or ()),
            rijen=list(g.get("rijen") or ()),
            duiding=duiding,
        )
        self.deel.onderwerpen.append(self.onderwerp)

    def _breek(self, reden: str) -> None:
        if self.onderwerp:
            self.onderwerp.status, self.onderwerp.reden = Status.MISLUKT, reden

    def _mislukt(self, cellen, einde: int) -> None:
        begonnen = {o.id for o in self.deel.onderwerpen}
        # A cell that starts an onderwerp and breaks there did no harm to the one before.
        in_breuk = set(_ROEPT.findall(cellen[einde]["source"])) if einde >= 0 else set()
        fout = self.resultaat.fout or "onbekende fout"
        melding = (
            f'<p class="fout"><strong>Hier stopte de notebook.</strong> {regel_html(fout)}</p>'
        )
        if self.onderwerp and not in_breuk - begonnen:
            self._breek(fout)
        else:
            self.onderwerp = None
        self._erbij(Stuk("fout", melding))
        gevraagd = (
            n for c in cellen if c["cell_type"] == "code" for n in _ROEPT.findall(c["source"])
        )
        for naam in dict.fromkeys(gevraagd):
            if naam not in begonnen:
                titel, notebook = self.titels.get(naam, ""), self.resultaat.notebook
                self.deel.onderwerpen.append(
                    Onderwerp(naam, titel, Status.MISLUKT, notebook, titel, reden=NIET_BEREIKT)
                )


def _lees_notebook(pad: Path | None) -> dict:
    """The notebook as plain dicts, with each text in one piece.

    Not through nbformat, which wraps and checks every figure in it: whoever reads a cell here
    takes nothing for granted. Only the form of before is turned into that of today by it. One
    that never ran is the adviser's own file, and may begin with a BOM.
    """
    if pad is None:
        return {"cells": [], "metadata": {}}
    boek = json.loads(pad.read_bytes())
    if boek.get("nbformat") != 4:
        boek = nbformat.reads(json.dumps(boek), as_version=4)
    for cel in boek["cells"]:
        cel["source"] = _heel(cel["source"])
        for uitvoer in cel.get("outputs", ()):
            for bundel in (uitvoer, uitvoer.get("data", {})):
                bundel |= {s: _heel(bundel[s]) for s in bundel if s.startswith(("text", "image/"))}
    return boek


def _heel(tekst):
    return "".join(tekst) if isinstance(tekst, list) else tekst


def _stuk(soort: str, html: str, g: dict) -> Stuk:
    return Stuk(
        soort,
        html,
        list(g.get("rijen") or ()),
        naam=str(g.get("naam") or ""),
        hoofd=bool(g.get("hoofd")),
        boven=bool(g.get("boven")),
        rang=str(g.get("rang", "cijfers")),
    )


def _titel(cellen) -> str:
    for cel in cellen:
        gevonden = (
            re.search(r"^#\s+(.+?)\s*#*$", cel["source"], re.M)
            if cel["cell_type"] == "markdown"
            else None
        )
        if gevonden:
            return re.sub(r"[*_`]", "", gevonden.group(1))
    return ""


def _laatste(cellen, uitgevoerd: bool) -> int:
    """The cell where a failed notebook stopped.

    After a dead kernel the file has no error, only cells it did not begin.
    """
    for nummer, cel in enumerate(cellen):
        if any(u["output_type"] == "error" for u in cel.get("outputs", [])):
            if "raises-exception" not in cel["metadata"].get("tags", []):
                return nummer
    begonnen = [
        n
        for n, c in enumerate(cellen)
        if c["metadata"].get("papermill", {}).get("status") in ("completed", "running")
    ]
    return begonnen[-1] if uitgevoerd and begonnen else -1
