"""Schrijft en leest verslag.json: wat er liep, wanneer, waarmee en hoe het afliep; voert zelf niets uit."""

from __future__ import annotations

import json
import platform
from collections import Counter
from datetime import datetime
from importlib import metadata
from pathlib import Path


def nu() -> str:
    """Het tijdstip van dit moment met tijdzone, zoals 2026-11-22T10:15:00+01:00."""
    return datetime.now().astimezone().isoformat(timespec="seconds")


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


def per_notebook(resultaten) -> list[dict]:
    """Per notebook de uitkomst, de duur in seconden en de fout."""
    return [{"notebook": r.notebook, "uitkomst": r.uitkomst, "duur": r.duur, "fout": r.fout} for r in resultaten]


def tel_statussen(onderwerpen: list[dict]) -> dict[str, int]:
    """Hoeveel onderwerpen elke status hebben."""
    return dict(Counter(o["status"] for o in onderwerpen))


def schrijf_json(inhoud: dict, pad: Path) -> None:
    Path(pad).write_text(json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def eerdere_gemeenten(uitvoer: Path, nieuw: set[str]) -> list[dict]:
    """De rapporten die al in de uitvoermap stonden en niet bij deze run horen, voor het overzicht."""
    gevonden = []
    for pad in sorted(Path(uitvoer).glob("*/verslag.json")):
        if pad.parent.name in nieuw or pad.parent.name.startswith(".") or not (pad.parent / "rapport.html").exists():
            continue
        try:
            verslag = json.loads(pad.read_text(encoding="utf-8"))
            gevonden.append({sleutel: verslag[sleutel] for sleutel in ("code", "naam", "klaar")} | {"map": pad.parent.name})
        except (ValueError, KeyError, TypeError, OSError):
            continue  # someone else's file: not ours to complain about
    return gevonden
