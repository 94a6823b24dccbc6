"""Keurt wat is opgehaald, legt het bij wat er was, en wisselt als het geheel klopt.

Haalt niets op.
"""

from __future__ import annotations

import datetime
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from woonzorg_lib import cijfers, momentopname
from woonzorg_lib.cijfers import ververst
from woonzorg_lib.cijfers.register import GEGEVENS

from .bladen import Kast
from .indeling import Indeling
from .ophalen import Opbrengst
from .tabellen import Tabel
from .uitkomst import GEWEIGERD, VERVANGEN, Uitkomst, onverwacht
from .vertrouwen import Bezwaar, Toets
from .wisselen import Bouw

_CONTROLE_SECONDEN = 240


class Samenstelling:
    """De nieuwe momentopname: per bron de oude rijen, met de gekeurde jaren vervangen."""

    def __init__(self, akkoord: bool, kast: Kast):
        self.akkoord = akkoord
        self.kast = kast
        self.indeling = Indeling.actief()
        self.frames: dict[str, pd.DataFrame] = {}
        self.per_bron: dict[str, list[Opbrengst]] = defaultdict(list)

    def keur_en_wissel(
        self, opbrengsten: Sequence[Sequence[Opbrengst]]
    ) -> tuple[list[Uitkomst], bool]:
        """Per tabel de uitkomst, en of er gewisseld is. Fout: GeenRuimte."""
        uitkomsten = [self._keur_veilig(delen) for delen in opbrengsten]
        if not self.per_bron:
            return uitkomsten, False
        fout = self._bouw()
        if fout:
            for u in uitkomsten:
                if u.soort == VERVANGEN:
                    u.soort, u.tekst = GEWEIGERD, fout
            return uitkomsten, False
        for u in uitkomsten:
            if u.soort == VERVANGEN:
                self.kast.vergeet(u.nummer)
        return uitkomsten, True

    # ---- judging

    def _keur_veilig(self, delen: Sequence[Opbrengst]) -> Uitkomst:
        """A form that nobody foresaw costs one table, not the others."""
        try:
            return self._keur(delen)
        except Exception as fout:
            if os.environ.get("WOONZORG_DEBUG"):
                raise
            self.kast.vergeet(delen[0].nummer)
            return Uitkomst(delen[0].nummer, delen[0].stand.titel, GEWEIGERD, onverwacht(fout))

    def _keur(self, delen: Sequence[Opbrengst]) -> Uitkomst:
        """A table goes in as a whole, for all sources that use it, or not at all."""
        eerste = delen[0]
        uitkomst = Uitkomst(eerste.nummer, eerste.stand.titel, VERVANGEN, "", dienst=eerste.dienst)
        bezwaren = []
        for deel in delen:
            jaren = sorted({int(j) for j in deel.jaren})
            toets = Toets(deel, self.oud(deel.tabel.bron), self.indeling, self._andere)
            bezwaren += toets.bezwaren(jaren)
            bezwaren += _ouder(deel)
        tellen = [b for b in bezwaren if not (b.sprong and self.akkoord)]
        if tellen:
            self.kast.vergeet(eerste.nummer)
            meer = f" (en nog {len(tellen) - 1} andere)" if len(tellen) > 1 else ""
            raad = "; neem sprongen aan met --akkoord" if all(b.sprong for b in tellen) else ""
            uitkomst.soort, uitkomst.tekst = GEWEIGERD, f"{tellen[0].tekst}{meer}{raad}"
            uitkomst.bezwaren = [b.tekst for b in tellen]
            return uitkomst
        for deel in delen:
            self.frames[deel.tabel.bron] = samenvoegen(self.oud(deel.tabel.bron), deel)
            self.per_bron[deel.tabel.bron].append(deel)
            uitkomst.jaren = sorted({*uitkomst.jaren, *map(int, deel.frame.jaar.unique())})
            uitkomst.rijen += len(deel.frame)
        uitkomst.tekst = _wat(uitkomst, delen)
        return uitkomst

    def oud(self, bron: str) -> pd.DataFrame | None:
        """De bron zoals zij nu is, met wat er in deze ronde al bij kwam.

        None als zij er nog niet is.
        """
        if bron in self.frames:
            return self.frames[bron]
        pad = ververst.bestand(bron, GEGEVENS)
        return cijfers.lees(bron) if pad.exists() else None

    def _andere(self, bron: str) -> pd.DataFrame | None:
        return self.oud(bron)

    # ---- building

    def _bouw(self) -> str:
        """Writes the new snapshot, checks it as a whole in a process of its own, and switches.

        A reason if not.
        """
        bouw = Bouw()
        try:
            for bron, frame in self.frames.items():
                bouw.zet_tabel(bron, frame)
            bouw.zet_stand(self._stand())
            fout = _controleer(bouw)
            if fout:
                bouw.weg()
                return fout
            bouw.zet_actief()
        except BaseException:
            bouw.weg()
            raise
        return ""

    def _stand(self) -> dict[str, Any]:
        was = momentopname.stand()
        tabellen = dict(was.get("tabellen", {}))
        bronnen = dict(was.get("bronnen", {}))
        dag = datetime.date.today().isoformat()
        for bron, delen in self.per_bron.items():
            jaren = dict(bronnen.get(bron, {}).get("jaren", {}))
            for deel in delen:
                tabellen[deel.nummer] = _tabelstand(deel, dag, tabellen.get(deel.nummer))
                jaren |= {str(j): _jaarstand(deel, j, dag) for j in deel.frame.jaar.unique()}
            bronnen[bron] = _bronstand(self.frames[bron], jaren, delen[-1].tabel)
        gemaakt = datetime.datetime.now().astimezone().isoformat(timespec="seconds")
        return {"gemaakt": gemaakt, "tabellen": tabellen, "bronnen": bronnen}


def samenvoegen(oud: pd.DataFrame | None, deel: Opbrengst) -> pd.DataFrame:
    """De oude rijen met de jaren van deze tabel vervangen.

    Kolommen die zij niet heeft blijven per gebied staan.
    """
    nieuw = deel.frame
    if oud is None:
        return nieuw.reset_index(drop=True)
    if oud.empty:
        return nieuw.reindex(columns=[*oud.columns, *nieuw.columns.difference(oud.columns)])
    assen = ["gebied", "jaar", *deel.tabel.assen]
    jaren = set(nieuw.jaar.unique())
    if "gebied" in oud:
        vervangt = oud.jaar.isin(jaren) & oud.gebied.str[:2].isin(deel.tabel.soorten)
    else:
        nieuw, assen, vervangt = nieuw.drop(columns="gebied"), assen[1:], oud.jaar.isin(jaren)
    # Ages as numbers stay numbers.
    nieuw = nieuw.astype({a: oud[a].dtype for a in assen if oud[a].dtype.kind in "iu"})
    for as_ in deel.tabel.assen:
        vervangt &= oud[as_].isin(nieuw[as_].unique())
    extra = [k for k in oud.columns if k not in nieuw.columns]
    if extra:
        nieuw = nieuw.merge(oud.loc[vervangt, [*assen, *extra]], on=assen, how="left")
    kolommen = [*oud.columns, *(k for k in nieuw.columns if k not in oud.columns)]
    uit = pd.concat([oud[~vervangt], nieuw], ignore_index=True).reindex(columns=kolommen)
    return uit.sort_values("jaar", kind="stable", ignore_index=True)


def _ouder(deel: Opbrengst) -> list[Bezwaar]:
    """The same table that now stops before a year that we have from it went back in time."""
    from .vertrouwen import Bezwaar

    bron = cijfers.bronnen().get(deel.tabel.bron)
    if bron is None or not deel.volledig or deel.tabel.per_jaar:
        return []
    oud = cijfers.lees(deel.tabel.bron)
    had = [int(j) for j in oud.jaar.unique() if bron.tabel_van(int(j)) == deel.nummer]
    weg = sorted(j for j in had if j > max(deel.jaren, default=9999))
    if not weg:
        return []
    return [Bezwaar(f"de bron loopt tot en met {max(deel.jaren)}, en u hebt al {weg[-1]}")]


def _wat(uitkomst: Uitkomst, delen: Sequence[Opbrengst]) -> str:
    jaren = uitkomst.jaren
    van_tot = f"{jaren[0]}-{jaren[-1]}" if len(jaren) > 1 else "".join(map(str, jaren))
    zonder = sorted({k for d in delen for k in d.mist})
    extra = f"; zonder {', '.join(zonder)} (die staan er niet in)" if zonder else ""
    leeg = sum(sum(d.leeg.values()) for d in delen)
    extra += f"; {leeg} cellen leeg met een andere reden" if leeg else ""
    rijen = f"{uitkomst.rijen:,}".replace(",", ".")
    return f"{van_tot}, {rijen} rijen ({uitkomst.dienst}){extra}"


def _tabelstand(deel: Opbrengst, dag: str, was: dict | None) -> dict[str, Any]:
    jaren = sorted({int(j) for j in deel.frame.jaar.unique()} | set((was or {}).get("jaren", ())))
    stand = deel.stand
    return {
        "titel": stand.titel,
        "dienst": deel.dienst,
        "gewijzigd": stand.gewijzigd,
        "stempel": stand.stempel,
        "dag": stand.dag,
        "versie": stand.versie,
        "status": stand.status,
        "opgehaald": dag,
        "jaren": jaren,
        "volledig": deel.volledig,
        "register": deel.taak.register if deel.taak else "",
    }


def _jaarstand(deel: Opbrengst, jaar: int, dag: str) -> dict[str, Any]:
    return {
        "tabel": deel.nummer,
        "opgehaald": dag,
        "gewijzigd": deel.stand.dag,
        "voorlopig": int(jaar) in deel.voorlopig,
    }


def _bronstand(frame: pd.DataFrame, jaren: dict, tabel: Tabel) -> dict[str, Any]:
    alle = sorted(int(j) for j in frame.jaar.unique())
    nieuw = sorted(map(int, jaren))
    return {
        "jaren": jaren,
        "alle": alle,
        "dekking": _dekking(frame, alle[-1], tabel),
        "indeling": tabel.indeling,
        "totalen": _totalen(frame, nieuw, tabel),
    }


def _dekking(frame: pd.DataFrame, jaar: int, tabel: Tabel) -> str:
    deel = frame[frame.jaar == jaar]
    if "gebied" not in frame:
        return "Nederland"
    gemeenten = deel.gebied[deel.gebied.str.startswith("GM")].nunique()
    land = " en Nederland" if (deel.gebied == "NL").any() else ""
    if not gemeenten:
        return "Nederland" if land else f"{deel.gebied.nunique()} gebieden"
    return f"{gemeenten} gemeenten in {jaar}{land}"


def _totalen(frame: pd.DataFrame, jaren: list[int], tabel: Tabel) -> list[dict]:
    """What the gemeenten add up to, so that `data controleer` sees it when a file gets damaged."""
    uit: list[dict] = []
    if "gebied" not in frame:
        return uit
    for kolom in tabel.kolommen:
        if kolom.soort != "telling" or kolom.naam not in frame:
            continue
        for jaar in jaren:
            deel = frame[(frame.jaar == jaar) & frame.gebied.str.startswith("GM")]
            som = deel[kolom.naam].sum(min_count=1)
            if not np.isnan(som):
                marge = 0 if kolom.afgerond <= 1 else abs(_verschil(frame, kolom.naam, jaar, som))
                uit.append({"kolom": kolom.naam, "jaar": jaar, "som": float(som), "marge": marge})
    return uit


def _verschil(frame: pd.DataFrame, kolom: str, jaar: int, som: float) -> float:
    land = frame[(frame.jaar == jaar) & (frame.gebied == "NL")][kolom].sum(min_count=1)
    return 0.0 if np.isnan(land) else float(land - som)


def _controleer(bouw: Bouw) -> str:
    """`data controleer` on the new folder, in a fresh process: this one has the old figures in
    memory.
    """
    omgeving = {**os.environ, "WOONZORG_MOMENTOPNAME": str(bouw.map), "PYTHONIOENCODING": "utf-8"}
    opdracht = [sys.executable, "-m", "woonzorg_lib.cli", "data", "controleer"]
    try:
        klaar = subprocess.run(
            opdracht,
            env=omgeving,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_CONTROLE_SECONDEN,
            cwd=GEGEVENS.parents[2],
        )
    except subprocess.TimeoutExpired:
        return "het controleren van het geheel duurde te lang"
    if klaar.returncode == 0:
        return ""
    regels = [r for r in (klaar.stdout + klaar.stderr).splitlines() if r.strip()]
    return f"het geheel klopt dan niet: {regels[0] if regels else 'onbekende fout'}"
