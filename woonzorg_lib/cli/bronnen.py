"""Welke bestanden achter een rapport zitten: alleen die de kit kent, op naam."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
_INSTELLINGEN = {
    f"{naam}.yaml"
    for naam in (
        "afsprakenkaders",
        "behoefte",
        "huisstijl",
        "juridisch",
        "parameters",
        "rapport",
        "regio",
        "standaard",
    )
}
_TABELLEN, _TEKSTEN, _PLAATJES = {".csv", ".xlsx"}, {".md"}, {".svg", ".png"}


def bronnen(eigen: Path, code: str) -> dict[str, Path]:
    """Op naam elk bestand dat dit rapport bepaalt, behalve de cijfers en de notebooks.

    Heeft een eigen map een bestand dat de kit ook heeft, dan telt dat van de kit mee onder `kit/`.
    """
    uit: dict[str, Path] = {}
    kit = PROJECT / "parameters"
    for voor, map_ in (("kit/", kit), ("", eigen)) if eigen != kit else (("", kit),):
        for naam, pad in _gedeeld(map_):
            uit[voor + naam] = pad
    plek = eigen / "gemeenten" / code
    bekend = _bekend(plek)
    uit |= {f"{code}/{pad.name}": pad for pad in bekend}
    # A notebook of one's own may read them, so they count; but their names are nobody's business.
    rest = [p for p in _bestanden(plek) if p not in bekend and not p.name.startswith((".", "~$"))]
    uit |= {f"{code}/ander bestand {n}": pad for n, pad in enumerate(rest, 1)}
    teksten = [p for p in _bestanden(plek / "duiding") if p.suffix in _TEKSTEN | _PLAATJES]
    return uit | {f"{code}/duiding/{pad.name}": pad for pad in teksten}


def _gedeeld(map_: Path) -> Iterator[tuple[str, Path]]:
    huisstijl = map_ / "huisstijl.yaml"
    genoemd = huisstijl.read_text(encoding="utf-8", errors="replace") if huisstijl.is_file() else ""
    for pad in _bestanden(map_):
        if pad.name in _INSTELLINGEN or (pad.suffix in _PLAATJES and pad.name in genoemd):
            yield pad.name, pad
    for pad in _bestanden(map_ / "scenarios"):
        if pad.suffix == ".yaml":
            yield f"scenarios/{pad.name}", pad
    for regio in sorted((map_ / "regios").glob("[!_.]*")):
        for pad in _bekend(regio):
            yield f"regios/{regio.name}/{pad.name}", pad


def _bekend(map_: Path) -> list[Path]:
    """Settings, and tables that are called after a kind (also those of an earlier year)."""
    soorten = {pad.stem for pad in (PROJECT / "woonzorg_lib" / "soorten").iterdir()}
    return [
        pad
        for pad in _bestanden(map_)
        if pad.name in _INSTELLINGEN
        or (pad.suffix.lower() in _TABELLEN and re.sub(r"_\d{4}$", "", pad.stem.lower()) in soorten)
        or re.sub(r"\..*", "", pad.name.lower()) in soorten
    ]


def _bestanden(map_: Path) -> list[Path]:
    return sorted(pad for pad in map_.iterdir() if pad.is_file()) if map_.is_dir() else []
