"""Schrijft en leest verslag.json: wat er liep, wanneer, waarmee en hoe het afliep;
voert zelf niets uit.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from functools import lru_cache
from importlib import metadata
from pathlib import Path
from typing import Any

from .. import __version__
from .bestandsnamen import PAGINA, REGIOBEELD, bestandsnamen, zoek
from ..standen import Status, Uitkomst

MAANDEN = (
    *("januari", "februari", "maart", "april", "mei", "juni"),
    *("juli", "augustus", "september", "oktober", "november", "december"),
)


def nu() -> str:
    """Het tijdstip van dit moment met tijdzone, zoals 2026-11-22T10:15:00+01:00."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


def maand(tijdstip: str) -> str:
    """De maand van een tijdstip in woorden, zoals november 2026."""
    return f"{MAANDEN[int(tijdstip[5:7]) - 1]} {tijdstip[:4]}"


def versies() -> dict[str, str]:
    """De versies van de kit, Python en de belangrijkste bibliotheken."""
    zelf = {"woonzorg": __version__, "python": platform.python_version()}
    return zelf | {naam: _versie(naam) for naam in ("papermill", "nbconvert", "pandas")}


@lru_cache
def _versie(pakket: str) -> str:
    try:
        return metadata.version(pakket)
    except metadata.PackageNotFoundError:
        return "onbekend"


def fouten(verslag: dict) -> list[str]:
    """Wat er in een rapport mislukte, een regel per stuk:
    eerst notebooks, dan figuren in notebooks die doorliepen.
    """
    regels = [verslag["fout"]] if verslag.get("fout") else []
    kapot = {
        n["notebook"]: n["fout"] for n in verslag["notebooks"] if n["uitkomst"] != Uitkomst.GELUKT
    }
    regels += [f"{naam}: {fout}" for naam, fout in kapot.items()]
    for o in verslag["onderwerpen"]:
        if o["status"] == Status.MISLUKT and o["notebook"] not in kapot:
            reden = o.get("reden") or "een figuur is niet gemaakt"
            regels.append(f"{o['id']} {o['titel']}: {reden}")
    return regels


def schrijf_json(inhoud: dict, pad: Path) -> None:
    Path(pad).write_text(json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def schrijf_run(run: dict, pad: Path) -> None:
    """Schrijft het verslag van een run: een regel per onderdeel, en een per gemeente."""
    regels = []
    for naam, waarde in run.items():
        tekst = json.dumps(waarde, ensure_ascii=False)
        if naam == "gemeenten" and waarde:
            een = ",\n".join(json.dumps(g, ensure_ascii=False) for g in waarde)
            tekst = f"[\n{een}\n]"
        regels.append(f"{json.dumps(naam)}: {tekst}")
    inhoud = ",\n".join(regels)
    pad.write_text(f"{{\n{inhoud}\n}}\n", encoding="utf-8")


# What an overview doesn't show: of the run, and of each report in it.
_NIET_IN_INDEX = {"begonnen", "klaar", "duur", "opstart", "index"}
_NIET_PER_GEMEENTE = {"duur", "overgeslagen", "notebooks"}


def kenmerk_van_index(heel: dict, van: list[str]) -> str:
    """De vingerafdruk van wat een overzicht toont, op de tijd van de run na.

    heel: het verslag met alles ernaast. van: waar het overzicht verder van afhangt.
    """
    toont = {naam: waarde for naam, waarde in heel.items() if naam not in _NIET_IN_INDEX}
    toont["gemeenten"] = [
        {naam: waarde for naam, waarde in g.items() if naam not in _NIET_PER_GEMEENTE}
        for g in heel["gemeenten"]
    ]
    tekst = json.dumps([toont, van], sort_keys=True, default=str)
    return hashlib.sha256(tekst.encode()).hexdigest()


def index_van(uitvoer: Path) -> dict:
    """Wat het verslag van de vorige run over haar overzicht zegt: het kenmerk en het bestand."""
    return _lees(uitvoer / "verslag.json", {"index": _velden(str, "kenmerk bestand")}).get(
        "index", {}
    )


def _tijd(waarde: object) -> bool:
    try:
        return bool(datetime.fromisoformat(str(waarde)))
    except ValueError:
        return False


def _tellingen(waarde: object) -> bool:
    return isinstance(waarde, dict) and all(isinstance(aantal, int) for aantal in waarde.values())


def _paar(waarde: object) -> bool:
    return isinstance(waarde, list) and [type(deel) for deel in waarde] == [str, str]


def _past(waarde: object, vorm: Any) -> bool:
    """Whether a value read from a file has this form: a dict of forms by name, a list of one form,
    a type or types, or what a function says. A name that ends in ? may be missing or None.
    """
    if isinstance(vorm, dict):
        if not isinstance(waarde, dict):
            return False
        return all(
            (naam.endswith("?") and waarde.get(naam[:-1]) is None)
            or _past(waarde.get(naam.removesuffix("?")), deel)
            for naam, deel in vorm.items()
        )
    if isinstance(vorm, list):
        return isinstance(waarde, list) and all(_past(deel, vorm[0]) for deel in waarde)
    return vorm(waarde) if vorm in (_tijd, _tellingen, _paar) else isinstance(waarde, vorm)


def _velden(vorm: Any, namen: str) -> dict[str, Any]:
    return dict.fromkeys(namen.split(), vorm)


_GETAL = (int, float)
_NOTEBOOK = _velden(str, "notebook uitkomst fout? afdruk? bestand?") | _velden(_GETAL, "duur")
_ONDERWERP = _velden(str, "id titel status notebook reden?")
_KERNCIJFER = _velden(str, "indicator omschrijving eenheid? tekst?")
_KERNCIJFER |= {"waarde?": _GETAL, "jaar?": int}
_DEEL = _velden(str, "notebook titel groep?") | {"statussen": _tellingen}
# What the kit itself reads of an older report; a damaged one counts as none.
_VERSLAG = _velden(str, "code naam titel? uitkomst fout?") | {
    "klaar": _tijd,
    "duur?": _GETAL,
    "parameters?": dict,
    "notebooks": [_NOTEBOOK],
    "onderwerpen": [_ONDERWERP],
    "overzicht?": {"streek?": str, "kerncijfers?": [_KERNCIJFER], "delen?": [_DEEL]},
    "bestanden?": dict,
}
_VERANDERING = _velden(str, "omschrijving uitsplitsing gebied eenheid wat waardoor")
_VERANDERING |= _velden(str, "oud_jaar nieuw_jaar") | _velden(_GETAL, "oud? nieuw? verschil?")
_VERSCHIL = {
    "oud": _tijd,
    "gelijk": _GETAL,
    "meer": _GETAL,
    "statussen": [_velden(str, "id titel oud nieuw waardoor")],
    "cijfers": [_VERANDERING | {"jaren": int}],
    "basis": [_paar],
}
# What an overview shows of the last run over a folder.
_GEMEENTE = _velden(str, "code naam map uitkomst") | {"statussen": _tellingen, "fouten": [str]}
_RUN = {"klaar": _tijd, "gemeenten": [_GEMEENTE]}


def _lees(pad: Path, vorm: dict) -> dict:
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"), parse_constant=_geen_getal)
    except (OSError, ValueError, RecursionError):
        return {}
    return inhoud if _past(inhoud, vorm) else {}


def _geen_getal(naam: str) -> None:
    raise ValueError(naam)  # NaN and Infinity: no record of the kit has them


def lees_verslag(map_: Path) -> dict:
    """Het verslag van een rapport dat er al staat; leeg als het er niet is of beschadigd is."""
    return _lees(map_ / "verslag.json", _VERSLAG)


def lees_notebook(pad: Path) -> dict:
    """Het verslag van één notebook die al klaar is; leeg als het er niet is of beschadigd is."""
    return _lees(pad, _NOTEBOOK)


def lees_verschil(map_: Path) -> dict | None:
    """Wat het rapport dat er al staat zei over wat er veranderd was;
    None als het daar niets over zei.
    """
    return _lees(map_ / "verslag.json", {"verschil": _VERSCHIL}).get("verschil")


def rij(verslag: dict, map_: Path) -> dict:
    """Wat het overzicht van een rapport zegt; `map_` is waar het staat."""
    return {s: verslag[s] for s in ("code", "naam", "uitkomst")} | {
        "map": map_.name,
        "statussen": dict(Counter(o["status"] for o in verslag["onderwerpen"])),
        "fouten": fouten(verslag),
        "bestanden": [p.name for soort in bestandsnamen(map_.name) if (p := zoek(map_, soort))],
        "overzicht": verslag.get("overzicht") or {},
    }


def eerder_rapport(map_: Path) -> dict | None:
    """Een rapport dat er al stond, voor het overzicht;
    None als het er niet is of niet te lezen is.
    """
    verslag = lees_verslag(map_)
    if not verslag or not zoek(map_, PAGINA):
        return None
    titel, parameters = verslag.get("titel"), verslag.get("parameters") or {}
    zelf = {"klaar": verslag["klaar"], "titel": titel, "parameters": parameters}
    return rij(verslag, map_) | zelf


def eerdere_gemeenten(uitvoer: Path, nieuw: set[str]) -> list[dict]:
    """De rapporten die al in de uitvoermap stonden en niet bij deze run horen,
    voor het overzicht.
    """
    paden = [pad.parent for pad in Path(uitvoer).glob("*/verslag.json")]
    ander = [p for p in paden if p.name not in nieuw and not p.name.startswith((".", REGIOBEELD))]
    return _rapporten(ander)


def regiobeelden(uitvoer: Path) -> list[dict]:
    """De regiobeelden in de uitvoermap, op naam van hun map, met de titel en de parameters."""
    alle = _rapporten(Path(uitvoer).glob(f"{REGIOBEELD}*"))
    return [r | {"titel": r["titel"] or f"Regiobeeld {r['naam']}"} for r in alle]


def _rapporten(mappen: Iterable[Path]) -> list[dict]:
    return [gevonden for map_ in sorted(mappen) if (gevonden := eerder_rapport(map_))]


def lees_run(uitvoer: Path) -> dict:
    """Het verslag van de laatste run, ook als er alleen regiobeelden staan; leeg als er geen
    overzicht is of het verslag beschadigd is.
    """
    pad = Path(uitvoer) / "verslag.json"
    if not pad.exists() and regiobeelden(uitvoer):
        return {"klaar": nu(), "uitkomst": Uitkomst.GELUKT, "gemeenten": []}
    return _lees(pad, _RUN) if pad.with_name("index.html").is_file() else {}
