"""Schrijft en leest verslag.json: wat er liep, wanneer, waarmee en hoe het afliep;
voert zelf niets uit.
"""

from __future__ import annotations

import json
import math
import platform
from collections import Counter
from datetime import datetime
from importlib import metadata
from pathlib import Path
from typing import Any

from ..rapport.bestandsnamen import PAGINA, REGIOBEELD, bestandsnamen, zoek
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
    import woonzorg_lib

    gevonden = {"woonzorg": getattr(woonzorg_lib, "__version__", None) or _versie("woonzorg")}
    gevonden["python"] = platform.python_version()
    return gevonden | {naam: _versie(naam) for naam in ("papermill", "nbconvert", "pandas")}


def _versie(pakket: str) -> str:
    try:
        return metadata.version(pakket)
    except metadata.PackageNotFoundError:
        return "onbekend"


def bestanden(map_: Path) -> list[str]:
    """De bestanden van een rapport die iemand wil openen, voor de verwijzingen in het overzicht."""
    gevonden = (zoek(map_, soort) for soort in bestandsnamen(map_.name))
    return [pad.name for pad in gevonden if pad]


def een_notebook(resultaat) -> dict:
    """Van een notebook de uitkomst, de duur in seconden en de fout."""
    return {
        "notebook": resultaat.notebook,
        "uitkomst": resultaat.uitkomst,
        "duur": resultaat.duur,
        "fout": resultaat.fout,
    }


def tel_statussen(onderwerpen: list[dict]) -> dict[str, int]:
    """Hoeveel onderwerpen elke status hebben."""
    return dict(Counter(o["status"] for o in onderwerpen))


def fouten(verslag: dict) -> list[str]:
    """Wat er in een rapport mislukte, een regel per stuk:
    eerst notebooks, dan figuren in notebooks die doorliepen.
    """
    regels = [verslag["fout"]] if verslag.get("fout") else []
    regels += [
        f"{n['notebook']}: {n['fout']}"
        for n in verslag["notebooks"]
        if n["uitkomst"] != Uitkomst.GELUKT
    ]
    kapot = {n["notebook"] for n in verslag["notebooks"] if n["uitkomst"] != Uitkomst.GELUKT}
    for o in verslag["onderwerpen"]:
        if o["status"] == Status.MISLUKT and o["notebook"] not in kapot:
            regels.append(
                f"{o['id']} {o['titel']}: {o.get('reden') or 'een figuur is niet gemaakt'}"
            )
    return regels


def schrijf_json(inhoud: dict, pad: Path) -> None:
    Path(pad).write_text(json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _tekst(waarde: object) -> bool:
    return isinstance(waarde, str)


def _getal(waarde: object) -> bool:
    return isinstance(waarde, (int, float)) and math.isfinite(waarde)


def _jaar(waarde: object) -> bool:
    return isinstance(waarde, int)


def _tijd(waarde: object) -> bool:
    try:
        return bool(datetime.fromisoformat(str(waarde)))
    except ValueError:
        return False


def _past(waarde: object, vorm: Any) -> bool:
    """Whether a value read from a file has this form; a name that ends in ?
    may be missing or None.
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
    return vorm(waarde)


def _tellingen(waarde: object) -> bool:
    return isinstance(waarde, dict) and all(map(_jaar, waarde.values()))


def _teksten(waarde: object) -> bool:
    return isinstance(waarde, dict) and all(w is None or _tekst(w) for w in waarde.values())


def _paar(waarde: object) -> bool:
    return isinstance(waarde, list) and len(waarde) == 2 and all(map(_tekst, waarde))


def _dict(waarde: object) -> bool:
    return isinstance(waarde, dict)


_NOTEBOOK = {
    "notebook": _tekst,
    "uitkomst": _tekst,
    "duur": _getal,
    "fout?": _tekst,
    "afdruk?": _tekst,
    "bestand?": _tekst,
}
_KERNCIJFER = {
    "indicator": _tekst,
    "omschrijving": _tekst,
    "waarde?": _getal,
    "eenheid?": _tekst,
    "jaar?": _jaar,
    "tekst?": _tekst,
}
_DEEL = {"notebook": _tekst, "titel": _tekst, "groep?": _tekst, "statussen": _tellingen}
# What the kit itself reads of an older report; a damaged one counts as none.
_VERSLAG = {
    "code": _tekst,
    "naam": _tekst,
    "titel?": _tekst,
    "klaar": _tijd,
    "uitkomst": _tekst,
    "duur?": _getal,
    "parameters?": _dict,
    "notebooks": [_NOTEBOOK],
    "onderwerpen": [
        {"id": _tekst, "titel": _tekst, "status": _tekst, "notebook": _tekst, "reden?": _tekst}
    ],
    "overzicht?": {"streek?": _tekst, "kerncijfers?": [_KERNCIJFER], "delen?": [_DEEL]},
    "bestanden?": _teksten,
    "fout?": _tekst,
}


_VERANDERING = {
    "omschrijving": _tekst,
    "uitsplitsing": _tekst,
    "gebied": _tekst,
    "eenheid": _tekst,
    "wat": _tekst,
    "waardoor": _tekst,
    "jaren": _jaar,
    "oud?": _getal,
    "nieuw?": _getal,
    "verschil?": _getal,
    "oud_jaar": _tekst,
    "nieuw_jaar": _tekst,
}
_STATUS = {"id": _tekst, "titel": _tekst, "oud": _tekst, "nieuw": _tekst, "waardoor": _tekst}
_VERSCHIL = {
    "oud": _tijd,
    "gelijk": _getal,
    "meer": _getal,
    "statussen": [_STATUS],
    "cijfers": [_VERANDERING],
    "basis": [_paar],
}


def _lees(pad: Path, vorm: dict) -> dict:
    try:
        inhoud = json.loads(pad.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return inhoud if _past(inhoud, vorm) else {}


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


def eerder_rapport(map_: Path) -> dict | None:
    """Een rapport dat er al stond, voor het overzicht;
    None als het er niet is of niet te lezen is.
    """
    verslag = lees_verslag(map_)
    if not verslag or not zoek(map_, PAGINA):
        return None
    return {s: verslag[s] for s in ("code", "naam", "klaar", "uitkomst")} | {
        "statussen": tel_statussen(verslag["onderwerpen"]),
        "fouten": fouten(verslag),
        "bestanden": bestanden(map_),
        "map": map_.name,
        "overzicht": verslag.get("overzicht") or {},
    }


def eerdere_gemeenten(uitvoer: Path, nieuw: set[str]) -> list[dict]:
    """De rapporten die al in de uitvoermap stonden en niet bij deze run horen,
    voor het overzicht.
    """
    mappen = [pad.parent for pad in sorted(Path(uitvoer).glob("*/verslag.json"))]
    return [
        eerder
        for map_ in mappen
        if map_.name not in nieuw and not map_.name.startswith((".", REGIOBEELD))
        if (eerder := eerder_rapport(map_))
    ]


def regiobeelden(uitvoer: Path) -> list[dict]:
    """De regiobeelden in de uitvoermap, op naam van hun map, met de titel en de parameters."""
    uit = []
    for map_ in sorted(Path(uitvoer).glob(f"{REGIOBEELD}*")):
        beeld = eerder_rapport(map_)
        if beeld is None:
            continue
        verslag = lees_verslag(map_)
        titel = verslag.get("titel") or f"Regiobeeld {verslag['naam']}"
        uit.append(beeld | {"titel": titel, "parameters": verslag.get("parameters") or {}})
    return uit


def run_zonder_rapporten(uitvoer: Path) -> dict:
    """Een run voor het overzicht van een map waar nog nooit rapporten gemaakt zijn;
    leeg als er ook geen regiobeelden staan.
    """
    if not regiobeelden(uitvoer) or (Path(uitvoer) / "verslag.json").exists():
        return {}
    return {"klaar": nu(), "uitkomst": Uitkomst.GELUKT, "gemeenten": []}


# What an overview shows of the last run over a folder.
_RUN = {
    "klaar": _tijd,
    "gemeenten": [
        {
            "code": _tekst,
            "naam": _tekst,
            "map": _tekst,
            "uitkomst": _tekst,
            "statussen": _tellingen,
            "fouten": [_tekst],
        }
    ],
}


def lees_run(uitvoer: Path) -> dict:
    """Het verslag van de laatste run; leeg als er geen overzicht is of het verslag
    beschadigd is.
    """
    if not (Path(uitvoer) / "index.html").is_file():
        return {}
    return _lees(Path(uitvoer) / "verslag.json", _RUN)
