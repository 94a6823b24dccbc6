"""Schrijft en leest verslag.json: wat er liep, wanneer, waarmee en hoe het afliep; voert zelf niets uit."""

from __future__ import annotations

import json
import platform
from collections import Counter
from datetime import datetime
from importlib import metadata
from pathlib import Path

from ..rapport.bestandsnamen import PAGINA, bestandsnamen, zoek


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
    """Wat er in een rapport mislukte, een regel per stuk: eerst notebooks, dan figuren in notebooks die doorliepen."""
    regels = [verslag["fout"]] if verslag.get("fout") else []
    regels += [
        f"{n['notebook']}: {n['fout']}" for n in verslag["notebooks"] if n["uitkomst"] != "gelukt"
    ]
    kapot = {n["notebook"] for n in verslag["notebooks"] if n["uitkomst"] != "gelukt"}
    for o in verslag["onderwerpen"]:
        if o["status"] == "mislukt" and o["notebook"] not in kapot:
            regels.append(
                f"{o['id']} {o['titel']}: {o.get('reden') or 'een figuur is niet gemaakt'}"
            )
    return regels


def schrijf_json(inhoud: dict, pad: Path) -> None:
    Path(pad).write_text(json.dumps(inhoud, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def eerdere_gemeenten(uitvoer: Path, nieuw: set[str]) -> list[dict]:
    """De rapporten die al in de uitvoermap stonden en niet bij deze run horen, voor het overzicht."""
    gevonden = []
    for pad in sorted(Path(uitvoer).glob("*/verslag.json")):
        if (
            pad.parent.name in nieuw
            or pad.parent.name.startswith(".")
            or not zoek(pad.parent, PAGINA)
        ):
            continue
        try:
            verslag = json.loads(pad.read_text(encoding="utf-8"))
            velden = {
                sleutel: verslag[sleutel] for sleutel in ("code", "naam", "klaar", "uitkomst")
            }
            velden |= {
                "statussen": tel_statussen(verslag["onderwerpen"]),
                "fouten": fouten(verslag),
            }
            velden["bestanden"] = bestanden(pad.parent)
            gevonden.append(
                velden | {"map": pad.parent.name, "overzicht": verslag.get("overzicht", {})}
            )
        except (ValueError, KeyError, TypeError, OSError):
            continue  # someone else's file: not ours to complain about
    return gevonden
