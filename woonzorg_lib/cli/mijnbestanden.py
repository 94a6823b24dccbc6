"""*Mijn bestanden* van de voordeur: aannemen, herkennen, nakijken, bron en datum. Maakt niets."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import ipywidgets as w

from ..beeld.tabellen import e
from ..fouten import WoonzorgFout
from ..gebieden import Gebied
from ..invoer import FOUT
from ..invoer.controle import OPZIJ
from ..invoer.leeswijzer import Leeswijzer, bewaar, vergeet_herkomst
from ..invoer.lezen import EXTENSIES
from .nagekeken import samengevat

if TYPE_CHECKING:
    from ..invoer.controle import Controle
    from ..invoer.melding import Melding
    from ..invoer.tabel import Lezing

BREED = w.Layout(width="46rem", max_width="100%")
LABEL = {"description_width": "11rem"}
KNOP = w.Layout(width="auto", min_width="12rem")
SOORTEN = ",".join((*EXTENSIES, ".xls", ".yaml", ".md"))
RIJEN = 3  # wrong rows that are shown beside a message
KOLOMMEN = 6  # columns of such a row


class MijnBestanden:
    """De bestanden van een gemeente: wat er is, wat er niet aan klopt, en van wie en wanneer.

    kies: geeft de gemeente die gekozen is, of None met de reden in `nagekeken`.
    invoer: de map met eigen invoer.
    """

    def __init__(self, kies: Callable[[], Gebied | None], invoer: Path):
        self.kies, self.invoer = kies, invoer
        self.controle: Controle | None = None
        self.bestanden = w.FileUpload(
            accept=SOORTEN, multiple=True, description="Kies bestanden", layout=KNOP
        )
        self.sjablonen = w.Button(description="Maak sjablonen", layout=KNOP)
        self.kijk = w.Button(description="Kijk opnieuw na", layout=KNOP)
        self.gezegd = w.HTML(layout=BREED)  # what was just done
        self.nagekeken = w.HTML(layout=w.Layout(width="100%"))
        self.voorstel = w.Button(description="Ja, lees ze zo", layout=KNOP)
        self.bron = w.Text(
            description="Bron", placeholder="afdeling Wonen", layout=BREED, style=LABEL
        )
        self.datum = w.DatePicker(description="Peildatum", layout=BREED, style=LABEL)
        self.zet = w.Button(description="Zet bij alle bestanden", layout=KNOP)
        self.herkomst = w.VBox()
        self.bestanden.observe(lambda _: self._neem_aan(), "value")
        self.kijk.on_click(lambda _: self.kijk_na())
        self.sjablonen.on_click(lambda _: self._maak_sjablonen())
        self.voorstel.on_click(lambda _: self.kijk_na(ja=True))
        self.zet.on_click(lambda _: self._zet_herkomst())

    def toon(self) -> w.VBox:
        """De knoppen, en daaronder wat er gelezen is."""
        self._toon_herkomst()
        return w.VBox(
            [
                w.HBox([self.bestanden, self.sjablonen, self.kijk]),
                self.gezegd,
                self.herkomst,
                self.nagekeken,
            ]
        )

    def map(self, gemeente: Gebied) -> Path:
        """Waar de bestanden van deze gemeente staan."""
        return self.invoer / "gemeenten" / gemeente.code

    # ---- aannemen

    def _neem_aan(self) -> None:
        gemeente = self.kies()
        if gemeente is None or not self.bestanden.value:
            return
        map_ = self.map(gemeente)
        map_.mkdir(parents=True, exist_ok=True)
        regels = [self._een(map_, b["name"], bytes(b["content"])) for b in self.bestanden.value]
        self.bestanden.value = ()
        self.gezegd.value = alineas(regels)
        self.kijk_na()

    def _een(self, map_: Path, naam: str, inhoud: bytes) -> str:
        """Keep one file under the name of what it is; what stood there stays beside it."""
        from ..soorten import herken

        naam = re.sub(r"[^\w .()-]", "_", Path(naam).name)
        tijdelijk = map_ / f".nieuw-{os.getpid()}{Path(naam).suffix.lower()}"
        tijdelijk.write_bytes(inhoud)
        los = Path(naam).suffix.lower() in EXTENSIES
        bekend = (herken(map_ / naam) or herken(tijdelijk)) if los else None
        map_ = map_ / "duiding" if naam.lower().endswith(".md") else map_
        map_.mkdir(exist_ok=True)
        doel = map_ / (f"{bekend}{Path(naam).suffix.lower()}" if los and bekend else naam)
        opzij = [_opzij(oud) for oud in _zelfde(map_, doel)]
        os.replace(tijdelijk, doel)
        vergeet_herkomst(doel)
        gezegd = f"{naam} is bewaard"
        if doel.name != naam:
            gezegd = f"{naam} is herkend als {bekend} en bewaard als {doel.name}"
        erbij = f" Wat er stond, heet nu {' en '.join(opzij)}." if opzij else ""
        return f"{gezegd}.{erbij}"

    def _maak_sjablonen(self) -> None:
        from ..soorten import nieuw

        gemeente = self.kies()
        if gemeente is None:
            return
        gemaakt = nieuw(gemeente, self.invoer)
        waar = f"in de map {self.map(gemeente)}"
        zin = f"{len(gemaakt)} sjablonen staan klaar {waar}. Vul in wat u hebt; leeg mag."
        self.gezegd.value = alineas([zin if gemaakt else f"De sjablonen staan er al, {waar}."])
        self.kijk_na()

    # ---- nakijken

    def kijk_na(self, ja: bool = False) -> None:
        """Wat er herkend is met de totalen, en wat er niet klopt met de rij ernaast."""
        from ..soorten import kijk_na

        self.controle = None
        gemeente = self.kies()
        if gemeente is None:
            return self._toon_herkomst()
        if not self.map(gemeente).is_dir():
            self.nagekeken.value = alineas([f"{gemeente.naam} heeft nog geen eigen bestanden."])
            return self._toon_herkomst()
        try:
            self.controle = kijk_na(gemeente.code, self.invoer, ja)
        except WoonzorgFout as fout:
            self.nagekeken.value = alineas([str(fout)])
            return self._toon_herkomst()
        self.nagekeken.value = uitkomst(self.controle)
        self._toon_herkomst()

    # ---- bron en datum

    @property
    def _zonder(self) -> list[Lezing]:
        """Files that do not say themselves where they come from, or of when they are."""
        if self.controle is None:
            return []
        return [x for x in self.controle.lezingen if x.zonder and x.rooster and x.rooster.rijen]

    def _toon_herkomst(self) -> None:
        kinderen: list[w.Widget] = []
        if self.controle is not None and self.controle.voorstellen:
            kinderen += [w.HTML(_voorstellen(self.controle)), w.HBox([self.voorstel])]
        if self._zonder:
            uitleg = e(_wat_geldt(self._zonder))
            kinderen += [
                w.HTML(f"<h3>Van wie en wanneer?</h3><p>{uitleg}</p>"),
                self.bron,
                self.datum,
                w.HBox([self.zet]),
            ]
        self.herkomst.children = kinderen

    def _zet_herkomst(self) -> None:
        """Beside each file that does not say it itself; nothing in the file changes."""
        gevuld = {"bron": self.bron.value.strip(), "peildatum": _als_tekst(self.datum.value)}
        if not any(gevuld.values()):
            self.gezegd.value = alineas(["Vul een bron of een peildatum in."])
            return
        namen = []
        for lezing in self._zonder:
            keuze = {n: gevuld[n] for n in lezing.zonder if gevuld[n]}
            if keuze:
                bewaar(lezing.pad, lezing.leeswijzer.met(Leeswijzer(bovenaan=keuze)))
                namen.append(lezing.pad.name)
        self.gezegd.value = alineas([f"Bron en peildatum gelden nu voor: {', '.join(namen)}."])
        self.kijk_na()


def alineas(gezegd: Iterable[str]) -> str:
    """Elke regel een alinea; wie het hoort voorlezen, hoort het als het verandert."""
    tekst = "".join(f"<p>{e(regel)}</p>" for regel in gezegd if regel.strip())
    return f'<div role="status">{tekst}</div>' if tekst else ""


def _wat_geldt(zonder: list[Lezing]) -> str:
    """What is still open, or else what was filled in before."""
    open_ = [x.pad.name for x in zonder if set(x.zonder) - set(x.leeswijzer.bovenaan)]
    if open_:
        namen = ", ".join(open_)
        return f"Deze bestanden noemen geen bron of peildatum: {namen}. Vul het hier één keer in."
    gezegd = dict.fromkeys(
        f"{x.pad.name}: {', '.join(x.leeswijzer.bovenaan[n] for n in x.zonder)}" for x in zonder
    )
    return f"Ingevuld voor {'; '.join(gezegd)}. Klopt het niet meer, vul dan iets anders in."


def _als_tekst(dag: date | None) -> str:
    return dag.isoformat() if dag else ""


def _zelfde(map_: Path, doel: Path) -> list[Path]:
    """What is there of the same kind, whatever its extension; two would contradict each other."""
    if doel.suffix not in EXTENSIES:
        return [doel] if doel.exists() else []
    zelfde = (p for p in map_.iterdir() if p.stem.lower() == doel.stem.lower() and p.is_file())
    return [p for p in zelfde if p.suffix.lower() in EXTENSIES]


def _opzij(pad: Path) -> str:
    shutil.copyfile(pad, pad.with_name(f"{pad.name}{OPZIJ}"))
    pad.unlink()
    return f"{pad.name}{OPZIJ}"


def _voorstellen(uit: Controle) -> str:
    regels = []
    for lezing in uit.voorstellen:
        regels += [
            f"<li>{e(lezing.pad.name)}: ‘{e(kop)}’ is <b>{e(kolom)}</b></li>"
            for kop, kolom in lezing.voorstel.kolommen.items()
        ]
        if lezing.voorstel.alleen:
            regels.append(f"<li>{e(lezing.pad.name)}: alleen de rijen van deze gemeente</li>")
    return f"<h3>Klopt dit?</h3><ul>{''.join(regels)}</ul>"


STIJL = """<style>
.wz-tabel { border-collapse: collapse; margin: .4rem 0 1rem; line-height: 1.4; }
.wz-tabel th, .wz-tabel td { text-align: left; vertical-align: top; padding: .25rem .8rem .25rem 0;
  border-bottom: 1px solid #dfe5e8; }
.wz-tabel .fout { color: #b4510b; font-weight: 600; }
.wz-rij td, .wz-rij th { border: 1px solid #dfe5e8; padding: .1rem .4rem; font-size: .85em; }
.wz-rij .mis { background: #fdf0d7; font-weight: 600; }
</style>"""


def uitkomst(uit: Controle) -> str:
    """Het antwoord van de controle als HTML: wat er gelezen is, en elke melding met haar rijen."""
    gelezen = "".join(_gelezen(x, uit) for x in uit.lezingen if x.rijen or x.fout)
    deel = ""
    if gelezen:
        koppen = "".join(f'<th scope="col">{k}</th>' for k in ("Bestand", "Gelezen", "Klopt het?"))
        deel = (
            '<table class="wz-tabel"><caption class="jp-mod-hidden"></caption>'
            f"<thead><tr>{koppen}</tr></thead><tbody>{gelezen}</tbody></table>"
        )
    meldingen = "".join(_melding(m, uit) for m in uit.meldingen)
    return f'{STIJL}<div role="status">{deel}<p>{e(samengevat(uit.meldingen))}</p>{meldingen}</div>'


def _gelezen(lezing: Lezing, uit: Controle) -> str:
    eigen = [m for m in uit.meldingen if m.bestand == lezing.naam]
    fouten = sum(m.ernst == FOUT for m in eigen)
    stand = "ja"
    if fouten:
        stand = f'<span class="fout">nee: {fouten} keer FOUT</span>'
    elif eigen:
        stand = f"ja, met {len(eigen)} keer iets om te zien"
    wat = lezing.gelezen.removeprefix("gelezen: ").removesuffix(".")
    return (
        f'<tr><th scope="row">{e(lezing.pad.name)}</th><td>{e(wat) or "niets"}</td>'
        f"<td>{stand}</td></tr>"
    )


def _melding(m: Melding, uit: Controle) -> str:
    klasse = ' class="fout"' if m.ernst == FOUT else ""
    lezing = next((x for x in uit.lezingen if x.naam == m.bestand), None)
    rijen = _rijen(m, lezing) if lezing is not None and lezing.rooster is not None else ""
    zin = str(m).replace(m.bestand, Path(m.bestand).name, 1)
    return f"<p><b{klasse}>{m.ernst}</b>: {e(zin)}</p>{rijen}"


def _rijen(m: Melding, lezing: Lezing) -> str:
    """The rows that a message is about, as they stand in the file, with the wrong cell marked."""
    rooster: Any = lezing.rooster
    getoond = [(n, rij) for n, rij in rooster.rijen if n in set(m.regels)][:RIJEN]
    if not getoond:
        return ""
    kolommen = lezing.indeling.kolommen
    plek = kolommen.index(m.kolom) if m.kolom in kolommen else None
    eerste = [n for n in range(len(rooster.koppen)) if rooster.koppen[n]][:KOLOMMEN]
    if plek is not None and plek not in eerste:
        eerste = [*eerste[: KOLOMMEN - 1], plek]
    koppen = "".join(f'<th scope="col">{e(str(rooster.koppen[n])[:40])}</th>' for n in eerste)
    regels = "".join(
        f'<tr><th scope="row">regel {n}</th>{"".join(_cel(rij, k, k == plek) for k in eerste)}</tr>'
        for n, rij in getoond
    )
    return f'<table class="wz-tabel wz-rij"><tr><td></td>{koppen}</tr>{regels}</table>'


def _cel(rij: list, plek: int, mis: bool) -> str:
    waarde = rij[plek] if plek < len(rij) else ""
    tekst = "" if waarde is None else str(waarde)[:60]
    return f'<td class="mis">{e(tekst) or "(leeg)"}</td>' if mis else f"<td>{e(tekst)}</td>"
