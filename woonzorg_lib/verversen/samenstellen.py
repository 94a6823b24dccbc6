"""Keurt wat is opgehaald, legt het bij wat er was, en wisselt als het geheel klopt.

Haalt niets op.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from woonzorg_lib import cijfers, gebieden, momentopname
from woonzorg_lib.aanroep import typ
from woonzorg_lib.cijfers import ververst
from woonzorg_lib.cijfers.register import GEGEVENS

from . import grenzen
from .bladen import Kast
from .dienst import Stand
from .gebiedstabel import Gebiedstabel
from .herleiden import Onverklaard, nieuwe_indeling
from .indeling import Indeling
from .ophalen import Opbrengst
from .tabellen import Tabel
from .uitkomst import GEWEIGERD, VERVANGEN, Uitkomst, onverwacht
from .ronde import Vangst
from .vertrouwen import Bezwaar, Toets
from .werk import Plan
from .wisselen import Bouw

_CONTROLE_SECONDEN = 240


class Samenstelling:
    """De nieuwe momentopname: per bron de oude rijen, met de gekeurde jaren vervangen."""

    def __init__(self, akkoord: bool, kast: Kast, indeling: Indeling):
        self.akkoord = akkoord
        self.kast = kast
        self.indeling = indeling
        self.was = indeling
        self.frames: dict[str, pd.DataFrame] = {}
        self.per_bron: dict[str, list[Opbrengst]] = defaultdict(list)
        self.bestanden: dict[str, bytes] = {}
        self.vangst = Vangst()

    def keur_en_wissel(self, vangst: Vangst) -> tuple[list[Uitkomst], bool]:
        """Per tabel de uitkomst, en of er gewisseld is. Fout: GeenRuimte."""
        self.vangst = vangst
        uitkomsten = [*self._keur_gebieden(), *self._keur_kaart()]
        # First those that others must equal.
        volgorde = sorted(vangst.cijfers, key=lambda delen: any(d.tabel.gelijk for d in delen))
        uitkomsten += [self._keur_veilig(delen) for delen in volgorde]
        if not any(u.soort == VERVANGEN for u in uitkomsten):
            return uitkomsten, False
        fout = self._bouw()
        for u in uitkomsten:
            if u.soort == VERVANGEN and fout:
                u.soort, u.tekst = GEWEIGERD, fout
            elif u.soort == VERVANGEN:
                self.kast.vergeet(u.nummer)
        return uitkomsten, not fout

    # ---- gemeenten

    def _keur_gebieden(self) -> list[Uitkomst]:
        """Gemeenten and regions of the newest year; those of a merger also without their table."""
        tabel, plan = self.vangst.gebieden, self.vangst.gebiedsplan
        inwoners = inwoners_per_jaar(self.vangst.cijfers)
        uitkomsten = []
        if tabel is not None and plan is not None:
            uitkomst = Uitkomst(tabel.nummer, plan.stand.titel, VERVANGEN, "", dienst=plan.dienst)
            try:
                self._neem_over(tabel.jaar, tabel, tabel.codes, inwoners)
                uitkomst.jaren, uitkomst.tekst = [tabel.jaar], self._wat_gebieden(tabel.jaar)
            except Onverklaard as fout:
                namen = ", ".join(map(self.indeling.naam, fout.codes[:3]))
                uitkomst.soort = GEWEIGERD
                uitkomst.tekst = f"niet duidelijk wat er met gemeente {namen} gebeurde"
            uitkomsten.append(uitkomst)
        laatste = max(inwoners, default=0)
        if laatste > (tabel.jaar if tabel else 0):
            with contextlib.suppress(Onverklaard):  # then the tables say which gemeente is missing
                self._neem_over(laatste, None, set(inwoners[laatste]), inwoners)
        if self.indeling is not self.was:
            self.bestanden |= self.indeling.bestanden()
        return uitkomsten

    def _neem_over(
        self,
        jaar: int,
        tabel: Gebiedstabel | None,
        codes: set[str],
        inwoners: dict[int, dict[str, float]],
    ) -> None:
        if tabel is None and codes == self.indeling.codes(jaar):
            return
        kaart = self.vangst.kaart
        vlakken = None
        if kaart is not None and kaart.jaar == jaar:
            vlakken = (grenzen.uit_ringen(gebieden.grenzen()), kaart.gemeenten)
        paar = (inwoners.get(jaar - 1, {}), inwoners.get(jaar, {}))
        namen = next((d.namen for delen in self.vangst.cijfers for d in delen if d.namen), {})
        self.indeling = nieuwe_indeling(self.indeling, jaar, tabel, codes, paar, vlakken, namen)

    def _wat_gebieden(self, jaar: int) -> str:
        nieuw = self.indeling.herindelingen[len(self.was.herindelingen) :]
        wat = "; ".join(f"{h['oude_naam']} hoort nu bij {h['nieuwe_naam']}" for h in nieuw[:4])
        return f"{jaar}, {len(self.indeling.gemeenten)} gemeenten" + (f": {wat}" if wat else "")

    def _keur_kaart(self) -> list[Uitkomst]:
        kaart = self.vangst.kaart
        fusie = {g["gemeentecode"] for g in self.indeling.gemeenten} != gebieden.grenzen().keys()
        namen = {g["gemeentecode"]: g["gemeentenaam"] for g in self.indeling.gemeenten}
        if kaart is None:
            if fusie:
                vlakken = grenzen.uit_ringen(gebieden.grenzen())
                naar = {c: n for c in vlakken if (n := self.indeling.opvolger(c))}
                self.bestanden[grenzen.GEMEENTEN] = grenzen.samengevoegd(vlakken, naar, namen)
            return []
        uitkomst = Uitkomst("wijkgrenzen", "Wijk- en gemeentegrenzen (PDOK)", VERVANGEN, "")
        hoort = self.indeling.codes(kaart.jaar)
        fout = grenzen.bezwaar(kaart.gemeenten, hoort, self.indeling.naam)
        if fout:
            uitkomst.soort, uitkomst.tekst = GEWEIGERD, fout
            self.vangst.kaart = None
        else:
            uitkomst.tekst = f"{kaart.jaar}, {len(kaart.wijken)} wijken"
            self.bestanden |= kaart.bestanden(namen if fusie else None)
        return [uitkomst]

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
        bezwaren += _nog_ongezien(delen)
        tellen = [b for b in bezwaren if not (b.sprong and self.akkoord)]
        tellen.sort(key=lambda b: b.sprong)  # what nobody can accept is said first
        if tellen:
            self.kast.vergeet(eerste.nummer)
            meer = f" (en nog {len(tellen) - 1} andere)" if len(tellen) > 1 else ""
            aan_te_nemen = all(b.sprong for b in tellen) and "--akkoord" not in tellen[0].tekst
            raad = "; neem sprongen aan met --akkoord" if aan_te_nemen else ""
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
            for naam, inhoud in self.bestanden.items():
                bouw.zet(naam, inhoud)
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
        uit = {
            "gemaakt": datetime.datetime.now().astimezone().isoformat(timespec="seconds"),
            "tabellen": tabellen,
            "bronnen": bronnen,
            "gebieden": was.get("gebieden", {}),
            "kaart": was.get("kaart", {}),
        }
        tabel, plan = self.vangst.gebieden, self.vangst.gebiedsplan
        if tabel is not None and plan is not None and self.indeling is not self.was:
            tabellen[tabel.nummer] = _planstand(plan, dag)
            uit["gebieden"] = {"jaar": tabel.jaar, "tabel": tabel.nummer, "opgehaald": dag}
        if self.vangst.kaart is not None:
            uit["kaart"] = {"jaar": self.vangst.kaart.jaar, "opgehaald": dag}
        return uit


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
    bron = cijfers.bronnen().get(deel.tabel.bron)
    if bron is None or not deel.volledig or deel.tabel.per_jaar:
        return []
    oud = cijfers.lees(deel.tabel.bron)
    had = [int(j) for j in oud.jaar.unique() if bron.tabel_van(int(j)) == deel.nummer]
    weg = sorted(j for j in had if j > max(deel.jaren, default=9999))
    if not weg:
        return []
    return [Bezwaar(f"de bron loopt tot en met {max(deel.jaren)}, en u hebt al {weg[-1]}")]


def _nog_ongezien(delen: Sequence[Opbrengst]) -> list[Bezwaar]:
    """The first time that an unseen table answers, someone looks at what its columns are."""
    taak = delen[0].taak
    if taak is None or not taak.onbevestigd:
        return []
    nieuw = [d for d in delen if d.tabel.ongezien and _zonder_houvast(d)]
    if not nieuw:
        return []
    gevonden = dict(paar for d in nieuw for paar in d.gevonden.items() if paar[0] not in d.mist)
    wat = "; ".join(f"{kolom} is {maat}" for kolom, maat in gevonden.items())
    hoe = typ(f"data ververs --tabel {taak.nummer} --akkoord")
    return [
        Bezwaar(f"nog nooit opgehaald: {taak.onbevestigd}. Gevonden: {wat}. Klopt dat? {hoe}", True)
    ]


def _zonder_houvast(deel: Opbrengst) -> bool:
    """Nothing that we have says whether these are the right columns."""
    bron = cijfers.bronnen().get(deel.tabel.bron)
    if bron is None:
        return True
    oud = cijfers.lees(deel.tabel.bron)
    kolommen = [k for k in deel.gevonden if k not in deel.mist]
    zelfde = oud[oud.jaar.isin(deel.jaren)] if len(oud) else oud
    return not all(k in zelfde and zelfde[k].notna().any() for k in kolommen)


def _wat(uitkomst: Uitkomst, delen: Sequence[Opbrengst]) -> str:
    jaren = uitkomst.jaren
    van_tot = f"{jaren[0]}-{jaren[-1]}" if len(jaren) > 1 else "".join(map(str, jaren))
    zonder = sorted({k for d in delen for k in d.mist})
    extra = f"; zonder {', '.join(zonder)} (die staan er niet in)" if zonder else ""
    leeg = sum(sum(d.leeg.values()) for d in delen)
    extra += f"; {leeg} cellen leeg met een andere reden" if leeg else ""
    rijen = f"{uitkomst.rijen:,}".replace(",", ".")
    return f"{van_tot}, {rijen} rijen ({uitkomst.dienst}){extra}"


def inwoners_per_jaar(cijfers_: Sequence[Sequence[Opbrengst]]) -> dict[int, dict[str, float]]:
    """Jaar -> gemeente -> inwoners, uit wat we hadden en wat er kwam; per jaar de volledigste."""
    uit: dict[int, dict[str, float]] = {}
    frames = [cijfers.lees("kern_gemeente")]
    frames += [
        deel.frame
        for delen in cijfers_
        for deel in delen
        if "inwoners" in deel.frame and deel.tabel.indeling == "eigen"
    ]
    for frame in frames:
        gem = frame[frame.gebied.str.startswith("GM") & frame.inwoners.notna()]
        for jaar, groep in gem.groupby("jaar"):
            samen = groep.groupby("gebied").inwoners.sum()
            if len(samen) > len(uit.get(int(jaar), {})):
                uit[int(jaar)] = samen.to_dict()
    return uit


def _planstand(plan: Plan, dag: str) -> dict[str, Any]:
    stand = plan.stand
    return _stand_van(stand) | {
        "dienst": plan.dienst,
        "opgehaald": dag,
        "jaren": [j for lijst in plan.jaren for j in lijst],
        "volledig": True,
        "register": plan.taak.register,
    }


def _tabelstand(deel: Opbrengst, dag: str, was: dict | None) -> dict[str, Any]:
    jaren = sorted({int(j) for j in deel.frame.jaar.unique()} | set((was or {}).get("jaren", ())))
    return _stand_van(deel.stand) | {
        "dienst": deel.dienst,
        "opgehaald": dag,
        "jaren": jaren,
        "volledig": deel.volledig,
        "register": deel.taak.register if deel.taak else "",
    }


def _stand_van(stand: Stand) -> dict[str, str]:
    return {
        "titel": stand.titel,
        "gewijzigd": stand.gewijzigd,
        "stempel": stand.stempel,
        "dag": stand.dag,
        "versie": stand.versie,
        "status": stand.status,
    }


def _jaarstand(deel: Opbrengst, jaar: int, dag: str) -> dict[str, Any]:
    return {
        "tabel": deel.nummer,
        "opgehaald": dag,
        "gewijzigd": deel.stand.dag,
        "voorlopig": int(jaar) in deel.voorlopig,
        "indeling": deel.tabel.indeling,
    }


def _bronstand(frame: pd.DataFrame, jaren: dict, tabel: Tabel) -> dict[str, Any]:
    alle = sorted(int(j) for j in frame.jaar.unique())
    nieuw = sorted(map(int, jaren))
    return {
        "jaren": jaren,
        "alle": alle,
        "dekking": _dekking(frame, alle[-1], tabel),
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
