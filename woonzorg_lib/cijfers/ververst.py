"""Legt over het register heen wat een ververste momentopname over haar bronnen weet.

Haalt zelf niets op.
"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Sequence
from pathlib import Path

from woonzorg_lib import momentopname


def bestand(bron: str, pakket: Path) -> Path:
    """Het pad van een bron: uit de actieve momentopname, of uit het pakket als zij daar niet (meer)
    past.
    """
    eigen = in_pakket(bron, pakket)
    map_ = momentopname.actief()
    if map_ is None:
        return eigen
    nieuw = map_ / f"{bron}.csv.gz"
    return nieuw if nieuw.is_file() and past(nieuw, eigen) else eigen


def in_pakket(bron: str, pakket: Path) -> Path:
    """Het pad van een bron in het pakket, ook als zij daar niet is."""
    gezipt = pakket / f"{bron}.csv.gz"
    return gezipt if gezipt.exists() else pakket / f"{bron}.csv"


def past(nieuw: Path, eigen: Path) -> bool:
    """Een bron die een oudere kit ververste mist kolommen: dan geldt het pakket."""
    return not eigen.exists() or set(_kolommen(eigen)) <= set(_kolommen(nieuw))


def _kolommen(pad: Path) -> list[str]:
    if pad.suffix == ".gz":
        with gzip.open(pad, "rt", encoding="utf-8") as stroom:
            return stroom.readline().strip().split(",")
    with pad.open(encoding="utf-8") as stroom:
        return stroom.readline().strip().split(",")


def waarden_in(bron: str, kolom: str, pakket: Path) -> list[str]:
    """Wat er in een kolom van een bron staat: elke tekst één keer, in de volgorde van de tabel."""
    pad = bestand(bron, pakket)
    opener = gzip.open if pad.suffix == ".gz" else open
    with opener(pad, "rt", encoding="utf-8", newline="") as stroom:
        return list(dict.fromkeys(rij[kolom] for rij in csv.DictReader(stroom)))


def velden(bron: str, uit_yaml: dict, pakket: Path) -> dict:
    """De velden van een bron zoals zij na verversen zijn: tabel, jaren, opgehaald en herkomst per
    jaar.
    """
    stand = momentopname.stand().get("bronnen", {}).get(bron)
    if not stand or bestand(bron, pakket).parent == pakket:
        return uit_yaml
    per_jaar = {int(j): wat for j, wat in stand["jaren"].items()}
    alle = [int(j) for j in stand["alle"]]
    oud = uit_yaml["tabel"]
    tabellen = {j: per_jaar[j]["tabel"] if j in per_jaar else _oude_tabel(oud, j) for j in alle}
    een = set(tabellen.values())
    dagen = {j: wat["opgehaald"] for j, wat in per_jaar.items()}
    voorlopig = {j for j in uit_yaml.get("voorlopig", ()) if j not in per_jaar}
    return uit_yaml | {
        "tabel": een.pop() if len(een) == 1 else tabellen,
        "jaren": _reeks(alle),
        "dekking": stand["dekking"],
        "indeling": _indeling(alle, per_jaar, uit_yaml["indeling"]),
        "opgehaald": max([str(uit_yaml.get("opgehaald", "")), *dagen.values()]),
        "ophaaldata": dagen,
        "rechtstreeks": tuple(sorted(per_jaar)),
        "herkomst": _herkomst(alle, per_jaar, uit_yaml),
        "voorlopig": tuple(sorted(voorlopig | {j for j, w in per_jaar.items() if w["voorlopig"]})),
        "totalen": [
            *(t for t in uit_yaml.get("totalen", ()) if t["jaar"] not in per_jaar),
            *stand["totalen"],
        ],
    }


def _oude_tabel(tabel: str | dict, jaar: int) -> str:
    return str(tabel.get(jaar, "")) if isinstance(tabel, dict) else str(tabel)


def _indeling(alle: Sequence[int], per_jaar: dict[int, dict], oud: str | int) -> str | int | dict:
    """Per jaar, als een nieuwere tabel haar jaren in andere gemeenten geeft dan wat er al was."""
    uit = {j: per_jaar[j]["indeling"] if j in per_jaar else oud for j in alle}
    soorten = set(uit.values())
    return soorten.pop() if len(soorten) == 1 else uit


def _herkomst(alle: Sequence[int], per_jaar: dict[int, dict], uit_yaml: dict) -> str:
    zelf = f"rechtstreeks opgehaald bij {uit_yaml['uitgever']}"
    if set(alle) <= per_jaar.keys():
        return zelf
    return f"{_reeks(sorted(per_jaar))} {zelf}; andere jaren {uit_yaml['herkomst']}"


def _reeks(jaren: Sequence[int]) -> str:
    """[2020, 2021, 2022, 2024] -> '2020-2022, 2024'."""
    groepen: list[list[int]] = []
    for jaar in sorted(jaren):
        if groepen and jaar == groepen[-1][-1] + 1:
            groepen[-1].append(jaar)
        else:
            groepen.append([jaar])
    return ", ".join(f"{g[0]}-{g[-1]}" if len(g) > 1 else str(g[0]) for g in groepen)
