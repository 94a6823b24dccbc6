"""Wat de controle van invoer te zeggen heeft; lezen gebeurt in lezen.py.

Een melding, meldingen met één oorzaak samengevat, en de uitkomst van een bestand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import pandas as pd

from woonzorg_lib.gebieden.namen import opsomming

FOUT, WAARSCHUWING, LET_OP = "FOUT", "WAARSCHUWING", "LET OP"
ERNST = (FOUT, WAARSCHUWING, LET_OP)
_GENOEMD = 6  # row ranges or values that are named; the rest is counted
_WAARDE, _GETAL = re.compile(r"'[^']*'"), re.compile(r"-?[0-9][0-9.,]*[0-9]|[0-9]")


@dataclass(frozen=True)
class Melding:
    """Eén oorzaak: hoe erg, waar (bestand, regel zoals Excel telt, kolom), wat, en wat te doen.

    regel: de eerste regel met deze oorzaak; ook: de andere.
    """

    ernst: str
    bestand: str
    regel: int | None
    kolom: str | None
    wat: str
    doe: str
    ook: tuple[int, ...] = ()

    @classmethod
    def van(cls, fout: Exception) -> Melding:
        """De melding van een geweigerd bestand: "bestand, regel 3: wat en wat te doen"."""
        plek, _, wat = str(fout).partition(": ")
        return cls(FOUT, plek, None, None, wat, "")

    @property
    def regels(self) -> tuple[int, ...]:
        """Alle regels met deze oorzaak; leeg als het over het hele bestand gaat."""
        return () if self.regel is None else (self.regel, *self.ook)

    def __str__(self) -> str:
        plek = self.bestand
        if self.regel is not None:
            plek += f", regel {reeks(self.regels)}"
        if self.kolom:
            plek += f", {'sleutel' if self.bestand.endswith('.yaml') else 'kolom'} {self.kolom}"
        return f"{plek}: {self.wat} {self.doe}".strip()

    def als_dict(self) -> dict:
        """De melding als dict, voor JSON; `regels` zijn alle regels met deze oorzaak."""
        uit = asdict(self)
        uit["regels"] = [*self.regels]
        del uit["ook"]
        return uit


def reeks(nummers: Iterable[int]) -> str:
    """Regelnummers om te lezen: "2 t/m 5, 8 en 11"; bij veel stukken staat erbij hoeveel nog."""
    stukken: list[list[int]] = []
    for n in sorted(set(nummers)):
        if stukken and n == stukken[-1][-1] + 1:
            stukken[-1].append(n)
        else:
            stukken.append([n])
    delen: list[str] = []
    for stuk in stukken:
        delen += [f"{stuk[0]} t/m {stuk[-1]}"] if len(stuk) > 2 else map(str, stuk)
    if len(delen) <= _GENOEMD:
        return opsomming(delen)
    rest = sum(map(len, stukken)) - sum(len(s) for s in stukken[: _GENOEMD - 1])
    return f"{', '.join(delen[: _GENOEMD - 1])} en nog {_duizend(rest)} regels"


def _duizend(n: int) -> str:
    return f"{n:,}".replace(",", ".")


def per_oorzaak(meldingen: Iterable[Melding]) -> list[Melding]:
    """Meldingen van regels die alleen in een getal of een waarde verschillen, als één melding."""
    groepen: dict[tuple, list[Melding]] = {}
    for m in dict.fromkeys(meldingen):
        vorm = (_vorm(m.wat), _vorm(m.doe)) if m.regel is not None else (m.wat, m.doe)
        groepen.setdefault((m.ernst, m.bestand, m.regel is None, m.kolom, *vorm), []).append(m)
    return [_samen(groep) for groep in groepen.values()]


def _vorm(tekst: str) -> str:
    return _GETAL.sub("0", _WAARDE.sub("''", tekst))


def _samen(groep: list[Melding]) -> Melding:
    if len(groep) == 1:
        return groep[0]
    groep = sorted(groep, key=lambda m: m.regels)
    regels = sorted({r for m in groep for r in m.regels})
    eerste = groep[0]
    anders: dict[str, int] = {}
    for m in groep:
        for waarde in _WAARDE.findall(m.wat)[:1]:
            if waarde not in eerste.wat and m.regel is not None:
                anders.setdefault(waarde, m.regel)
    doe = eerste.doe
    if anders:
        namen = [f"{w} (regel {r})" for w, r in list(anders.items())[: _GENOEMD - 1]]
        rest = len(anders) - len(namen)
        namen += [f"{_duizend(rest)} andere"] if rest else []
        doe = f"{doe} Zo ook {opsomming(namen)}.".strip()
    return replace(eerste, doe=doe, ook=tuple(regels[1:]))


def op_volgorde(meldingen: Iterable[Melding]) -> list[Melding]:
    """Eén melding per oorzaak, de ergste eerst, dan per bestand van boven naar beneden."""
    return sorted(
        per_oorzaak(meldingen),
        key=lambda m: (ERNST.index(m.ernst), m.bestand, m.regel or 0, m.kolom or "", m.wat, m.doe),
    )


@dataclass
class Invoer:
    """Wat er van één soort invoer is.

    `tabel` heeft kolommen van het juiste type, `_regel` en `_herkomst`. Met een FOUT in het bestand
    is de tabel leeg en `bruikbaar` onwaar: een half bestand wordt nooit getoond. geheim: namen en
    codes van vertrouwelijke plannen, die nergens mogen staan.
    """

    soort: str
    pad: Path | None
    tabel: pd.DataFrame
    meldingen: list[Melding] = field(default_factory=list)
    geheim: frozenset[str] = frozenset()

    @property
    def bruikbaar(self) -> bool:
        """Waar als er rijen zijn om te tonen."""
        return len(self.tabel) > 0

    @property
    def fouten(self) -> list[Melding]:
        """Alleen de meldingen die een bestand uit het rapport houden."""
        return [m for m in self.meldingen if m.ernst == FOUT]
