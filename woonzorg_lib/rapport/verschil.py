"""Vergelijkt twee rapporten van hetzelfde gebied:
welke cijfers en statussen anders zijn, en waardoor. Toont zelf niets.
"""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from enum import StrEnum
from pathlib import Path

from ..beeld.herkomst import is_eigen
from ..fouten import WoonzorgFout
from ..standen import Status, Uitkomst
from .bestandsnamen import CIJFERS, zoek
from .cijfersbestand import KOLOMMEN, cijfers_tekst


class Oorzaak(StrEnum):
    """Waardoor iets anders is; de waarde staat in de tabel en in --json."""

    DATA = "nieuwe cijfers"
    INVOER = "eigen invoer"
    INSTELLING = "andere instelling"
    REKENEN = "andere berekening"
    KAPOT = "notebook mislukt"


class Wat(StrEnum):
    """Wat er met een cijfer gebeurde; de waarde staat in de tabel en in --json."""

    NIEUW = "nieuw"
    WEG = "weg"
    ANDERS = "anders"


_VERANDERD = (Oorzaak.DATA, Oorzaak.INVOER, Oorzaak.INSTELLING)
_HERKOMST = ("bron", "tabel", "periode", "opgehaald")
_GETALLEN = ("waarde", "ondergrens", "bovengrens")
_IN_RAPPORT, _ERBIJ_EN_WEG = 20, 8  # rows; all the others are for the command


Basis = list[tuple[Oorzaak, str]]  # what a report is made of, and what changed in it


class GeenRapport(WoonzorgFout):
    """Op deze plek staat geen rapport om te vergelijken."""


class AnderGebied(WoonzorgFout):
    """De rapporten gaan over verschillende gebieden."""


@dataclass(frozen=True)
class Stand:
    """Wat een rapport zei en waarmee het gemaakt is."""

    code: str
    naam: str
    klaar: str
    onderwerpen: list[dict]
    rijen: list[dict]
    heel: bool = True
    parameters: dict = field(default_factory=dict)
    herkomst: dict = field(
        default_factory=dict
    )  # {"momentopname": ..., "invoer": {file: fingerprint}}
    versies: dict = field(default_factory=dict)

    @classmethod
    def uit(cls, verslag: Mapping, cijfers: str) -> Stand:
        """De stand uit een verslag en de tekst van cijfers.csv."""
        rijen = [_rij(rij) for rij in csv.DictReader(io.StringIO(cijfers), delimiter=";")]
        return cls(
            verslag["code"],
            verslag["naam"],
            verslag["klaar"],
            verslag["onderwerpen"],
            rijen,
            verslag["uitkomst"] == Uitkomst.GELUKT,
            verslag.get("parameters", {}),
            verslag.get("herkomst", {}),
            verslag.get("versies", {}),
        )


@dataclass(frozen=True)
class Verandering:
    """Een cijfer dat anders is: `oud` of `nieuw` is None als het ontbrak;
    `wat` is anders, nieuw of weg.

    Van een reeks staat het laatste jaar er; `jaren` zegt in hoeveel jaren zij anders is.
    """

    wat: Wat
    onderwerp: str
    omschrijving: str
    gebied: str
    uitsplitsing: str
    eenheid: str
    oud: float | None
    nieuw: float | None
    oud_jaar: str
    nieuw_jaar: str
    waardoor: str
    jaren: int
    eigen: bool
    opgave: bool

    @property
    def verschil(self) -> float | None:
        return None if self.oud is None or self.nieuw is None else self.nieuw - self.oud

    @property
    def relatief(self) -> float:
        """Hoe groot de verandering is ten opzichte van het cijfer zelf, van 0 tot 2."""
        if self.oud is None or self.nieuw is None or self.oud == self.nieuw:
            return 0.0
        return abs(self.nieuw - self.oud) / max(abs(self.oud), abs(self.nieuw))


@dataclass(frozen=True)
class Verschil:
    """Alles wat er tussen twee rapporten veranderde, het grootste eerst,
    en hoeveel cijfers gelijk bleven.
    """

    code: str
    naam: str
    oud: str
    nieuw: str
    basis: Basis
    statussen: list[dict]
    cijfers: list[Verandering]
    gelijk: int

    @property
    def leeg(self) -> bool:
        return not self.statussen and not self.cijfers

    def als_dict(self) -> dict:
        """Alles, om als JSON te tonen."""
        cijfers = [asdict(c) | {"verschil": c.verschil} for c in self.cijfers]
        return {
            v: getattr(self, v) for v in ("code", "naam", "oud", "nieuw", "statussen", "gelijk")
        } | {"basis": [list(b) for b in self.basis], "cijfers": cijfers}

    def kort(self) -> dict:
        """Wat een rapport ervan toont en het verslag onthoudt:
        de cijfers van het gebied zelf, en hoeveel er verder anders zijn.
        """
        eigen = [c for c in self.cijfers if c.eigen or c.opgave]
        eigen = [c for c in eigen if c.wat is Wat.ANDERS][:_IN_RAPPORT] + [
            c for c in eigen if c.wat is not Wat.ANDERS
        ][:_ERBIJ_EN_WEG]
        statussen = [
            s for s in self.statussen if s["waardoor"] is not Oorzaak.KAPOT
        ]  # a report that failed in between is no news
        return self.als_dict() | {
            "statussen": statussen,
            "cijfers": [asdict(c) | {"verschil": c.verschil} for c in eigen],
            "meer": len(self.cijfers) - len(eigen),
        }


def lees_stand(pad: Path) -> Stand:
    """De stand van een rapport; `pad` is de map of een bestand erin. Fout: GeenRapport."""
    pad = Path(pad)
    map_ = pad if pad.is_dir() else pad.parent
    cijfers = zoek(map_, CIJFERS)
    nodig = {"verslag.json": (map_ / "verslag.json").is_file(), "cijfers.csv": cijfers}
    mist = next((naam for naam, er in nodig.items() if not er), None)
    if not pad.exists() or mist or cijfers is None:
        wat = f"er is geen {mist}" if pad.exists() else "die bestaat niet"
        raise GeenRapport(
            f"{pad}: hier staat geen rapport ({wat}). "
            "Noem de map van een rapport, zoals output/GM0344-utrecht."
        )
    try:
        verslag = json.loads((map_ / "verslag.json").read_text(encoding="utf-8"))
        stand = Stand.uit(verslag, cijfers.read_text(encoding="utf-8-sig"))
        assert all("id" in o and "status" in o for o in stand.onderwerpen)
        return stand
    except (OSError, ValueError, KeyError, TypeError, AttributeError, AssertionError) as fout:
        raise GeenRapport(
            f"{map_}: verslag.json of cijfers.csv is beschadigd. Maak dit rapport opnieuw."
        ) from fout


def stand_van(verslag: Mapping, rijen: list[dict]) -> Stand:
    """De stand van een rapport dat nu gemaakt wordt;
    de cijfers lopen door dezelfde tekst als die van een ouder rapport.
    """
    return Stand.uit(verslag, cijfers_tekst(rijen))


def vergelijk(oud: Stand, nieuw: Stand) -> Verschil:
    """Wat er anders is in het nieuwe rapport. Fout: AnderGebied."""
    if oud.code != nieuw.code:
        raise AnderGebied(
            f"Deze rapporten gaan over verschillende gemeenten: {oud.naam} en {nieuw.naam}. "
            "Kies twee rapporten van dezelfde gemeente."
        )
    basis = _basis(oud, nieuw)
    soorten = {soort for soort, _ in basis}
    cijfers, gelijk = _cijfers(oud, nieuw, soorten)
    return Verschil(
        nieuw.code,
        nieuw.naam,
        oud.klaar,
        nieuw.klaar,
        basis,
        _statussen(oud, nieuw, soorten),
        cijfers,
        gelijk,
    )


def _cijfers(oud: Stand, nieuw: Stand, soorten: set[Oorzaak]) -> tuple[list[Verandering], int]:
    """De cijfers die anders zijn, op volgorde van belang, en hoeveel er gelijk bleven."""
    voor, na = _per_reeks(oud.rijen), _per_reeks(nieuw.rijen)
    heel, gelijk, cijfers = oud.heel and nieuw.heel, 0, []
    for reeks in dict.fromkeys([*na, *voor]):
        paren, zelfde = _paren(voor.get(reeks, {}), na.get(reeks, {}), nieuw.klaar[:4])
        gelijk += zelfde
        paren = [
            (a, b) for a, b in paren if heel or (a and b)
        ]  # what a broken notebook did not make has not changed
        if paren:
            a, b = max(paren, key=lambda paar: (all(paar), (paar[1] or paar[0] or {})["jaar"]))
            cijfers.append(_verandering(a, b, len(paren), soorten, nieuw.code))
    volgorde = {o["id"]: nummer for nummer, o in enumerate(nieuw.onderwerpen)}
    # Figures that came or went have no size; the newest of what changed is what a reader looks for.
    cijfers.sort(
        key=lambda c: (
            not c.opgave,
            volgorde.get(c.onderwerp, -1),
            not c.eigen,
            c.wat is not Wat.ANDERS,
            -c.relatief,
        )
    )
    return cijfers, gelijk


def _rij(rij: dict) -> dict:
    uit = {k: (rij.get(k) or "").removeprefix("'") for k in KOLOMMEN}
    return uit | {k: float(uit[k].replace(",", ".")) if uit[k] else None for k in _GETALLEN}


def _per_reeks(rijen: list[dict]) -> dict[tuple, dict[str, dict]]:
    """Per indicator, gebied en uitsplitsing de rijen op jaar.
    Een cijfer dat vaker getoond is, telt één keer: bij het eerste onderwerp.
    """
    uit: dict[tuple, dict[str, dict]] = {}
    for rij in rijen:
        nummer = 0  # two rows of someone's own file may look the same but for the number
        while True:
            reeks = uit.setdefault(
                (
                    rij["indicator"],
                    rij["omschrijving"],
                    rij["gebiedcode"] or rij["gebied"],
                    rij["uitsplitsing"],
                    nummer,
                ),
                {},
            )
            eerder = reeks.setdefault(rij["jaar"], rij)
            if _zelfde(eerder, rij):
                break
            nummer += 1
        if not eerder["onderwerp"]:
            reeks[rij["jaar"]] = eerder | {"onderwerp": rij["onderwerp"]}
    return uit


def _paren(
    voor: dict[str, dict], na: dict[str, dict], dit_jaar: str
) -> tuple[list[tuple[dict | None, dict | None]], int]:
    """De rijen die verschillen, en hoeveel er gelijk bleven.
    Een nieuw jaar staat naast het laatste jaar van toen.
    """
    paren, gelijk = [], 0
    for jaar in voor.keys() & na.keys():
        if _zelfde(voor[jaar], na[jaar]):
            gelijk += 1
        else:
            paren.append((voor[jaar], na[jaar]))
    weg, erbij = sorted(voor.keys() - na.keys()), sorted(na.keys() - voor.keys())
    laatst_voor, laatst_na = max(voor, default=None), max(na, default=None)
    # A forecast that looks further ahead has not changed:
    # there only years that both have are put side by side.
    if (
        laatst_voor is not None
        and laatst_na is not None
        and laatst_voor != laatst_na
        and max(laatst_voor, laatst_na) <= dit_jaar
    ):
        paren.append((voor[laatst_voor], na[laatst_na]))
        weg, erbij = [j for j in weg if j != laatst_voor], [j for j in erbij if j != laatst_na]
    return paren + [(voor[j], None) for j in weg] + [(None, na[j]) for j in erbij], gelijk


def _zelfde(a: dict, b: dict) -> bool:
    return all(
        a[k] == b[k]
        or (None not in (a[k], b[k]) and math.isclose(a[k], b[k], rel_tol=1e-6, abs_tol=1e-9))
        for k in _GETALLEN
    )


def _verandering(
    a: dict | None, b: dict | None, jaren: int, soorten: set[Oorzaak], code: str
) -> Verandering:
    r: dict = b or a or {}
    return Verandering(
        _wat(a, b),
        r["onderwerp"],
        r["omschrijving"],
        r["gebied"],
        r["uitsplitsing"],
        r["eenheid"],
        a["waarde"] if a else None,
        b["waarde"] if b else None,
        a["jaar"] if a else "",
        b["jaar"] if b else "",
        _waardoor(a, b, soorten),
        jaren,
        r["gebiedcode"] == code,
        "opgave" in r["indicator"],
    )


def _wat(a: dict | None, b: dict | None) -> Wat:
    if a is None:
        return Wat.NIEUW
    return Wat.WEG if b is None else Wat.ANDERS


def _waardoor(a: dict | None, b: dict | None, soorten: set[Oorzaak]) -> str:
    """What this one figure says of itself goes first;
    then what changed of all that is behind the report.
    """
    if any(r and (r["soort"] == "invoer" or is_eigen(r["bron"])) for r in (a, b)):
        return Oorzaak.INVOER
    oud, nieuw = (tuple(r[k] for k in _HERKOMST) if r else None for r in (a, b))
    andere_bron = None not in (oud, nieuw) and oud != nieuw
    zelfde_dag = a is not None and b is not None and a["opgehaald"] == b["opgehaald"]
    # Another peiljaar takes another year.
    zonder_data = andere_bron and zelfde_dag and Oorzaak.INSTELLING in soorten
    if (andere_bron and not zonder_data) or (
        Oorzaak.DATA in soorten and Oorzaak.INSTELLING not in soorten
    ):
        return Oorzaak.DATA
    return _oorzaken(soorten)


def _oorzaken(soorten: set[Oorzaak]) -> str:
    """Every cause there is: which of two it was can't be told from the outcome."""
    return " of ".join(s for s in _VERANDERD if s in soorten) or Oorzaak.REKENEN


def _statussen(oud: Stand, nieuw: Stand, soorten: set[Oorzaak]) -> list[dict]:
    toen = {o["id"]: o["status"] for o in oud.onderwerpen}
    uit: dict[str, dict] = {}
    for o in nieuw.onderwerpen:
        was, nu = toen.get(o["id"]), o["status"]
        if was not in (None, nu) and o["id"] not in uit:
            wie = {"id": o["id"], "titel": o["titel"], "oud": was, "nieuw": nu}
            uit[o["id"]] = wie | {"waardoor": _statusoorzaak((was, nu), soorten)}
    return list(uit.values())


def _statusoorzaak(statussen: tuple[str, str], soorten: set[Oorzaak]) -> str:
    if Status.MISLUKT in statussen:
        return Oorzaak.KAPOT
    if Oorzaak.INVOER in soorten and Status.INVOER_NODIG in statussen:
        return Oorzaak.INVOER
    return _oorzaken(soorten)


def _ververst(oud: Stand, nieuw: Stand) -> str:
    """Which tables are newer than those behind the report of before."""
    toen, nu = ({(r["tabel"], r["opgehaald"]) for r in s.rijen if r["tabel"]} for s in (oud, nieuw))
    tabellen = sorted({tabel for tabel, _ in nu - toen})
    if not tabellen:
        return ""
    meer = f" en {len(tabellen) - 4} andere" if len(tabellen) > 4 else ""
    return f"; ververst: {', '.join(tabellen[:4])}{meer}"


def _basis(oud: Stand, nieuw: Stand) -> Basis:
    """Wat er veranderde aan waar een rapport van gemaakt is:
    cijfers, invoer, instellingen en de kit zelf.
    """
    return [
        *_momentopname(oud, nieuw),
        *_invoer(oud, nieuw),
        *_parameters(oud.parameters, nieuw.parameters),
        *_versies(oud.versies, nieuw.versies),
    ]


def _momentopname(oud: Stand, nieuw: Stand) -> Basis:
    nu, toen = nieuw.herkomst.get("momentopname"), oud.herkomst.get("momentopname")
    if not nu or not toen or nu == toen:
        return []
    van, tot = (max((r["opgehaald"] for r in s.rijen), default="") for s in (oud, nieuw))
    dagen = f"opgehaald {_datum(van)} werd {_datum(tot)}"
    wat = dagen if van != tot else "de momentopname is bijgewerkt"
    return [(Oorzaak.DATA, wat + _ververst(oud, nieuw))]


def _invoer(oud: Stand, nieuw: Stand) -> Basis:
    """Which files of the gemeente, and which settings, are new, gone or changed."""
    a, b = oud.herkomst.get("invoer"), nieuw.herkomst.get("invoer")
    if a is None or b is None:
        return []
    eigen, instellingen = [], []
    for naam in sorted(n for n in a.keys() | b.keys() if a.get(n) != b.get(n)):
        wat = "nieuw" if naam not in a else "weg" if naam not in b else "veranderd"
        if "/" in naam:
            eigen.append(f"{naam.split('/', 1)[1]} ({wat})")
        elif naam.endswith(".yaml") and naam != "huisstijl.yaml":  # looks change no figure
            instellingen.append(f"{naam} ({wat})")
    per_oorzaak = ((Oorzaak.INVOER, eigen), (Oorzaak.INSTELLING, instellingen))
    return [(oorzaak, ", ".join(namen)) for oorzaak, namen in per_oorzaak if namen]


def _parameters(oud: dict, nieuw: dict) -> Basis:
    uit: Basis = []
    if oud.get("invoer") != nieuw.get("invoer"):  # its name is a folder of someone's machine
        uit.append((Oorzaak.INVOER, "uit een andere map"))
    alle = [k for k in dict.fromkeys([*oud, *nieuw]) if k != "invoer"]
    anders = [
        f"{k}: {_woord(oud.get(k))} werd {_woord(nieuw.get(k))}"
        for k in alle
        if oud.get(k) != nieuw.get(k)
    ]
    return uit + ([(Oorzaak.INSTELLING, ", ".join(anders))] if anders else [])


def _versies(oud: dict, nieuw: dict) -> Basis:
    kit = [f"{k} {oud[k]} werd {nieuw[k]}" for k in nieuw if k in oud and oud[k] != nieuw[k]]
    return [(Oorzaak.REKENEN, ", ".join(kit))] if kit else []


def _datum(tekst: str) -> str:
    return "-".join(reversed(tekst.split("-"))) or "onbekend"


def _woord(waarde: object) -> str:
    return "niet ingevuld" if waarde is None else str(waarde)
