"""Leest uitgevoerde notebooks en ordent hun uitvoer in delen en onderwerpen; maakt er nog geen pagina van."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import dataclass, field
from html import escape
from pathlib import Path

import nbformat

from ..beeld.huisstijl import Huisstijl
from . import weergave as w
from .tekst import KLASSEN, MISLUKT, regel_html

NIET_BEREIKT = "niet gemaakt, omdat de notebook eerder stopte"
RANGEN = ("cijfers", "duiding", "opgave", "afspraken")
_LEEG = ("invoer nodig", "niet beschikbaar")
_ROEPT = re.compile(r"""\.onderwerp\(\s*["']([^"']+)["']""")


@dataclass
class Onderwerp:
    """Een onderwerp met alles wat de notebook erna toonde; `reden` zegt waarom het mislukte."""

    id: str
    titel: str
    status: str
    notebook: str
    kort: str = ""
    jaar: int | None = None
    oud: bool = False
    hint: str = ""
    reden: str = ""
    anker: str = ""
    stukken: list[str] = field(default_factory=list)
    rangen: list[int] = field(
        default_factory=list
    )  # of each stuk: where it comes in the order of an onderwerp

    def orden(self) -> None:
        """Zet de stukken op volgorde: cijfers, duiding, opgave, afspraken; binnen een rang zoals de notebook ze toonde."""
        volgorde = sorted(range(len(self.stukken)), key=lambda n: self.rangen[n])
        self.stukken, self.rangen = (
            [self.stukken[n] for n in volgorde],
            [self.rangen[n] for n in volgorde],
        )

    @property
    def klasse(self) -> str:
        return KLASSEN.get(self.status, "n")

    @property
    def leeg(self) -> bool:
        """Waar als het onderwerp op één regel past: er is niets te tonen dan de reden of wat er nodig is."""
        return self.status in (*_LEEG, MISLUKT) and not self.stukken

    @property
    def kenmerk(self) -> str:
        """De tekst van het label: status, jaar en of het oud is."""
        delen = [self.status]
        if self.jaar and self.status in ("volledig", "deels"):
            delen.append(str(self.jaar))
        return " · ".join(delen + ["ouder dan drie jaar"] * bool(self.oud and self.jaar))

    def als_dict(self) -> dict:
        velden = {s: getattr(self, s) for s in ("id", "titel", "status", "jaar", "notebook")}
        return velden | ({"reden": self.reden} if self.reden else {})


@dataclass
class Deel:
    """Een notebook in het rapport: titel, label in de inhoud, en om beurten losse stukken HTML en onderwerpen."""

    notebook: str
    titel: str
    groep: str
    anker: str
    stukken: list = field(default_factory=list)
    rijen: list[dict] = field(default_factory=list)  # every figure shown in it
    fout: str | None = None

    @property
    def onderwerpen(self) -> list[Onderwerp]:
        return [s for s in self.stukken if isinstance(s, Onderwerp)]


@dataclass
class Inhoud:
    """Alles wat in het rapport komt, in volgorde."""

    titel: str
    titelblok: str = ""
    fictief: bool = False
    delen: list[Deel] = field(default_factory=list)
    code: str = ""  # of the area the report is about
    ondertitel: str = ""
    feiten: list[dict] = field(
        default_factory=list
    )  # rows of the tiles that stand before any onderwerp
    verschil: dict | None = None  # what changed since the report before this one
    huisstijl: Huisstijl = field(default_factory=Huisstijl)

    @property
    def onderwerpen(self) -> list[Onderwerp]:
        return [o for deel in self.delen for o in deel.onderwerpen]

    @property
    def rijen(self) -> list[dict]:
        return [rij for deel in self.delen for rij in deel.rijen]

    @property
    def mislukt(self) -> list[Onderwerp]:
        return [o for o in self.onderwerpen if o.status == MISLUKT]

    def overzicht(self) -> dict:
        """Wat het overzicht van een run van dit rapport toont: de kerncijfers van het eigen gebied en de statussen per deel."""
        velden = ("indicator", "omschrijving", "waarde", "eenheid", "jaar")
        eigen = [
            r for r in self.feiten if r.get("gebiedcode") == self.code and not r.get("uitsplitsing")
        ]
        return {
            "kerncijfers": list(
                {
                    r["indicator"]: {v: r.get(v) for v in velden}
                    for r in eigen
                    if r.get("indicator")
                }.values()
            ),
            "delen": [
                {
                    "notebook": d.notebook,
                    "titel": d.titel,
                    "groep": d.groep,
                    "statussen": dict(Counter(o.status for o in d.onderwerpen)),
                }
                for d in self.delen
                if d.onderwerpen
            ],
            "fictief": self.fictief,
        }


def lees(resultaten, titel: str, titels: dict[str, str] | None = None) -> Inhoud:
    """Ordent de uitvoer van de notebooks; `titels` geeft de titel van onderwerpen die nooit bereikt zijn."""
    inhoud = Inhoud(titel)
    for resultaat in resultaten:
        _Lezer(inhoud, resultaat, titels or {}).lees()
    gebruikt: set[str] = set()
    for o in inhoud.onderwerpen:  # the same onderwerp may stand in two notebooks; an anchor may not
        o.anker = re.sub(r"[^\w-]", "-", o.id)
        while o.anker in gebruikt:
            o.anker += "-2"
        gebruikt.add(o.anker)
    _noem_gebieden(inhoud)
    return inhoud


def _noem_gebieden(inhoud: Inhoud) -> None:
    """Tables in two onderwerpen may ask the same; who walks along the landmarks of a page must tell them apart."""
    geteld: Counter[str] = Counter()

    def noem(m: re.Match) -> str:
        geteld[m[2]] += 1
        return f"{m[1]}{m[2]}{f' ({geteld[m[2]]})' if geteld[m[2]] > 1 else ''}{m[3]}"

    def doe(stukken: list) -> list:
        for nummer, stuk in enumerate(stukken):
            if isinstance(stuk, Onderwerp):
                doe(stuk.stukken)
            else:
                stukken[nummer] = re.sub(r'(role="region" aria-label=")([^"]*)(")', noem, stuk)
        return stukken

    for deel in inhoud.delen:
        doe(deel.stukken)


class _Lezer:
    """Walks through one notebook and fills one Deel."""

    def __init__(self, inhoud: Inhoud, resultaat, titels: dict[str, str]):
        self.inhoud, self.resultaat, self.titels = inhoud, resultaat, titels
        self.anker = re.sub(r"[^\w-]", "-", resultaat.notebook)
        self.koppen = w.Koppen(self.anker)
        self.deel: Deel | None = None
        self.onderwerp: Onderwerp | None = None

    def lees(self) -> None:
        pad = self.resultaat.pad or self.resultaat.bron
        boek = _lees_notebook(pad)
        cellen = [
            c for c in boek.cells if "papermill-error-cell-tag" not in c.metadata.get("tags", [])
        ]
        mislukt = self.resultaat.uitkomst != "gelukt"
        titel = _titel(cellen) or self.resultaat.notebook.replace("_", " ").capitalize()
        groep = boek.metadata.get("woonzorg", {}).get("groep", "")
        self.deel = Deel(
            self.resultaat.notebook,
            titel,
            groep,
            self.anker,
            fout=self.resultaat.fout if mislukt else None,
        )
        self.inhoud.delen.append(self.deel)
        einde = _laatste(cellen, bool(self.resultaat.pad)) if mislukt else len(cellen) - 1
        for cel in cellen[: einde + 1]:
            self._cel(cel)
        if mislukt:
            self._mislukt(cellen, einde)
        for nummer, stuk in enumerate(self.deel.stukken):
            if isinstance(stuk, Onderwerp):
                stuk.orden()
                stuk.stukken = [self.koppen.verbind(s) for s in stuk.stukken]
            else:
                self.deel.stukken[nummer] = self.koppen.verbind(stuk)

    def _erbij(self, html: str, rang: str = "cijfers") -> None:
        if html.strip():
            (self.onderwerp or self.deel).stukken.append(html)
            if self.onderwerp:
                self.onderwerp.rangen.append(RANGEN.index(rang) if rang in RANGEN else 0)

    def _cel(self, cel) -> None:
        if cel.cell_type == "markdown":
            self._markdown(cel)
        elif cel.cell_type == "code":
            for uitvoer in cel.outputs:
                gegevens = uitvoer.get("data", {}).get(w.EIGEN_SOORT)
                if isinstance(gegevens, dict):
                    self._eigen(gegevens, uitvoer["data"].get("text/html", ""))
                else:
                    self._erbij(w.uitvoer_html(uitvoer))

    def _markdown(self, cel) -> None:
        bron = self.resultaat.bron
        html = w.markdown(cel.source, cel.get("attachments"), Path(bron).parent if bron else None)
        if (
            not self.deel.stukken and self.onderwerp is None
        ):  # the first # heading became the title of the section
            html = re.sub(r"<h1[^>]*>.*?</h1>", "", html, count=1, flags=re.S)
        hoger = 2 if self.onderwerp else 1
        html = self.koppen.verlaag(html, hoger, hoger + 2)
        self._erbij(f'<div class="tekst">{html}</div>' if html.strip() else "")

    def _eigen(self, gegevens: dict, html: str) -> None:
        soort = gegevens.get("soort")
        if soort == "onderwerp":
            return self._begin(gegevens)
        if soort == "titel":
            self.inhoud.titelblok, self.inhoud.code = html, str(gegevens.get("code") or "")
            self.inhoud.ondertitel = str(gegevens.get("ondertitel") or "")
            self.inhoud.fictief = self.inhoud.fictief or bool(gegevens.get("fictief"))
        else:
            if soort == "fout":
                html = html or f'<p class="fout">{escape(str(gegevens.get("melding", "")))}</p>'
                self._breek(str(gegevens.get("melding", "")))
            self._erbij(html, str(gegevens.get("rang", "cijfers")))
        wie = self.onderwerp.id if self.onderwerp else ""
        if soort == "feiten" and not wie:
            self.inhoud.feiten += gegevens.get("rijen") or []
        self.deel.rijen += [{"onderwerp": wie, **rij} for rij in gegevens.get("rijen") or []]

    def _begin(self, g: dict) -> None:
        self.onderwerp = Onderwerp(
            id=str(g["id"]),
            titel=str(g.get("titel", "")),
            status=str(g.get("status", "niet beschikbaar")),
            notebook=self.resultaat.notebook,
            kort=str(g.get("kort") or g.get("titel", "")),
            jaar=g.get("jaar"),
            oud=bool(g.get("oud")),
            hint=str(g.get("hint") or ""),
        )
        self.deel.stukken.append(self.onderwerp)
        if duiding := str(
            g.get("duiding") or ""
        ):  # written by a gemeente, so cleaned like any other Markdown
            self._erbij(
                f'<div class="tekst duiding">{self.koppen.verlaag(w.markdown(duiding), 3, 4)}</div>',
                "duiding",
            )

    def _breek(self, reden: str) -> None:
        if self.onderwerp:
            self.onderwerp.status, self.onderwerp.reden = MISLUKT, reden

    def _mislukt(self, cellen, einde: int) -> None:
        begonnen = {o.id for o in self.deel.onderwerpen}
        # A cell that starts an onderwerp and breaks there did no harm to the one before.
        in_breuk = set(_ROEPT.findall(cellen[einde].source)) if einde >= 0 else set()
        fout = self.resultaat.fout or "onbekende fout"
        melding = (
            f'<p class="fout"><strong>Hier stopte de notebook.</strong> {regel_html(fout)}</p>'
        )
        if self.onderwerp and not in_breuk - begonnen:
            self._breek(fout)
        else:
            self.onderwerp = None
        self._erbij(melding)
        for naam in dict.fromkeys(
            n for c in cellen if c.cell_type == "code" for n in _ROEPT.findall(c.source)
        ):
            if naam not in begonnen:
                titel = self.titels.get(naam, "")
                self.deel.stukken.append(
                    Onderwerp(
                        naam, titel, MISLUKT, self.resultaat.notebook, titel, reden=NIET_BEREIKT
                    )
                )


def _lees_notebook(pad: Path | None):
    """One that never ran is the adviser's own file, and may begin with a BOM."""
    if pad is None:
        return nbformat.v4.new_notebook()
    ruw = pad.read_bytes()
    return nbformat.reads(ruw.decode(json.detect_encoding(ruw)), as_version=4)


def _titel(cellen) -> str:
    for cel in cellen:
        gevonden = (
            re.search(r"^#\s+(.+?)\s*#*$", cel.source, re.M)
            if cel.cell_type == "markdown"
            else None
        )
        if gevonden:
            return re.sub(r"[*_`]", "", gevonden.group(1))
    return ""


def _laatste(cellen, uitgevoerd: bool) -> int:
    """The cell where a failed notebook stopped. After a dead kernel the file has no error, only cells it did not begin."""
    for nummer, cel in enumerate(cellen):
        if any(u.output_type == "error" for u in cel.get("outputs", [])):
            if "raises-exception" not in cel.metadata.get("tags", []):
                return nummer
    begonnen = [
        n
        for n, c in enumerate(cellen)
        if c.metadata.get("papermill", {}).get("status") in ("completed", "running")
    ]
    return begonnen[-1] if uitgevoerd and begonnen else -1
