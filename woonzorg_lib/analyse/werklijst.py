"""Wat de adviseur nog te doen heeft; staat in een eigen bestand en nooit in het rapport."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from woonzorg_lib import onderwerpen, soorten, teksten
from woonzorg_lib.aanroep import typ
from woonzorg_lib.beeld import Beeld
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.tabellen import Veilig, e, tabel
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.cijfers import is_oud
from woonzorg_lib.invoer import KIT
from woonzorg_lib.onderwerpen import Status

from .deel import Deel

GEVULD = [s for s in Status if s.gevuld]


class Werklijst(Deel):
    """De lijst voor wie het rapport maakt; staat in een eigen bestand en nooit in het rapport."""

    def __call__(self) -> Beeld:
        """Wat ontbreekt, per houder; wat te controleren is, wat oud is, wat elkaar tegenspreekt."""
        t = teksten.lees("werklijst")
        stand = self.a.verhaal.statussen()
        delen = [
            (t["mist"], self._mist(stand)),
            (t["controle"], self._controle()),
            (t["tegenspraak"], _lijst(self._tegenspraken())),
            (t["oud"], _lijst(_oud(stand))),
            (t["machine"], _lijst(self._zonder_duiding(stand), t["machine"]["hoe"])),
        ]
        return Beeld("werklijst", "".join(_deel(d, inhoud) for d, inhoud in delen), t["titel"])

    def _mist(self, stand: pd.DataFrame) -> str:
        """Per houder de bestanden die zij heeft, welke onderwerpen die vullen, en wat men typt."""
        per: dict[str, dict[str, list[str]]] = {}
        for r in stand[stand.status != Status.VOLLEDIG].itertuples():
            o = onderwerpen.onderwerp(r.id)
            mist, _, _ = self.a.eigen.stand(o.bestanden)
            for bestand in mist:
                per.setdefault(o.houder, {}).setdefault(bestand, []).append(r.id)
        waar: list[str | Path] = (
            [] if self.a.invoer == KIT else ["--invoer", _kort_pad(self.a.invoer)]
        )
        rijen = []
        for houder, bestanden in sorted(per.items()):
            doe = typ(f"invoer nieuw {self.a.gemeente.code}", *waar, "--soort", *bestanden)
            wat = opsomming([f"{b}.csv ({', '.join(ids)})" for b, ids in bestanden.items()])
            rijen.append([hoofdletter(houder), wat, Veilig(f"<code>{e(doe)}</code>")])
        koppen = ["Wie heeft het meestal", "Bestand (en welke onderwerpen)", "Typ"]
        return tabel(koppen, rijen, "Wat nog ontbreekt").html if rijen else ""

    def _controle(self) -> str:
        """Wat de controle van de invoer zegt, per bestand en regel."""
        if not self.a.eigen.is_er:
            return ""
        rijen = [
            [m.ernst, m.bestand, str(m.regel or "–"), f"{m.wat} {m.doe}".strip()]
            for m in soorten.controleer(self.a.gemeente, self.a.invoer)
        ]
        return tabel(["Ernst", "Bestand", "Regel", "Wat"], rijen, "Controle").html if rijen else ""

    def _tegenspraken(self) -> list[str]:
        """Wat twee eigen bestanden over hetzelfde anders zeggen."""
        t = teksten.lees("werklijst")["tegenspraak"]
        uit = []
        for paar in t["vergelijk"]:
            gevonden = {b["bestand"]: self._som(b) for b in paar["bestanden"]}
            bekend = {b: n for b, n in gevonden.items() if n is not None}
            if len(bekend) > 1 and max(bekend.values()) - min(bekend.values()) > paar["marge"]:
                wat = opsomming([f"{b}.csv zegt {getal(n)}" for b, n in bekend.items()])
                uit.append(f"{paar['wat']}: {wat}.")
        return uit

    def _som(self, vraag: dict) -> float | None:
        b = self.a.eigen.bestand(vraag["bestand"])
        if b is None or b.fouten:
            return None
        t = b.tabel
        for kolom, waarden in (vraag.get("waar") or {}).items():
            t = t[t[kolom].isin(waarden)]
        waarden = pd.to_numeric(t[vraag["kolom"]], errors="coerce").dropna()
        return float(waarden.sum()) if len(waarden) else None

    def _zonder_duiding(self, stand: pd.DataFrame) -> list[str]:
        getoond = stand[stand.status.isin(GEVULD)]
        return [
            f"{r.id} {e(r.titel)}" for r in getoond.itertuples() if not self.a.eigen.duiding(r.id)
        ]


def _kort_pad(pad: Path) -> Path:
    """Where someone stands, the way to a folder below it is enough."""
    return pad.relative_to(Path.cwd()) if pad.is_relative_to(Path.cwd()) else pad


def _deel(d: dict, inhoud: str) -> str:
    uitleg = d["uitleg"] if inhoud else d["niets"]
    return f"<section><h2>{d['kop']}</h2><p>{uitleg}</p>{inhoud}</section>"


def _oud(stand: pd.DataFrame) -> list[str]:
    oud = stand[stand.status.isin(GEVULD) & stand.jaar.notna()]
    return [f"{r.id} {e(r.titel)}: {int(r.jaar)}" for r in oud.itertuples() if is_oud(int(r.jaar))]


def _lijst(punten: list[str], onder: str = "") -> str:
    if not punten:
        return ""
    slot = f"<p>{onder}</p>" if onder else ""
    return f"<ul>{''.join(f'<li>{p}</li>' for p in punten)}</ul>{slot}"
