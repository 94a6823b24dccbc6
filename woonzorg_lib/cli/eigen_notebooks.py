"""Eigen notebooks: ze kiezen, klaarzetten en naast die van de kit leggen. Voert ze niet uit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from ..uitvoering.parameters import NotebookFout, lees_notebook

# The kit's notebook as it was when it was copied; without it nobody can tell who changed what.
OORSPRONG = ".oorsprong"


def kies(namen: Sequence[str], kit: Path, plekken: Sequence[Path]) -> tuple[Path, ...]:
    """De notebooks van één rapport, in volgorde; een eigen notebook gaat voor op die van de kit.

    namen: zonder .ipynb. plekken: mappen met eigen notebooks; de eerste die er een heeft, wint.
    """
    gevonden = (
        next((pad for map_ in (*plekken, kit) if (pad := map_ / f"{naam}.ipynb").is_file()), None)
        for naam in namen
    )
    return tuple(pad for pad in gevonden if pad)


def kopieer(naam: str, kit: Path, doel: Path) -> Path:
    """Zet een notebook van de kit in de map met eigen notebooks. Geeft het pad.

    Daarnaast bewaart de kit verborgen hoe hij was, om later te vergelijken.

    Fout: NotebookFout als hij er al staat (wat iemand veranderde wordt nooit overschreven).
    """
    pad = doel / f"{naam}.ipynb"
    if pad.exists():
        raise NotebookFout(
            f"{pad} bestaat al en blijft zoals hij is. "
            "Hernoem of verwijder hem eerst als u opnieuw wilt beginnen."
        )
    (doel / OORSPRONG).mkdir(parents=True, exist_ok=True)
    shutil.copyfile(kit / pad.name, doel / OORSPRONG / pad.name)
    shutil.copyfile(kit / pad.name, pad)
    return pad


@dataclass(frozen=True)
class Celverschil:
    """Een plek waar de kit een notebook veranderde na het kopiëren.

    cel: het volgnummer in de notebook van toen (1 is de eerste).
    oud en nieuw: de cellen van de kit, toen en nu.
    botst: de gemeente heeft dezelfde cel ook veranderd.
    """

    cel: int
    oud: tuple[str, ...]
    nieuw: tuple[str, ...]
    botst: bool


def verschil(eigen: Path, kit: Path) -> Iterator[Celverschil]:
    """Wat de kit na het kopiëren in deze notebook veranderde, cel voor cel.

    Fout: NotebookFout als de oorsprong ontbreekt of een notebook niet te lezen is.
    """
    oorsprong = eigen.parent / OORSPRONG / eigen.name
    if not oorsprong.is_file():
        raise NotebookFout(
            f"{eigen}: niet bekend van welke versie van de kit deze notebook komt "
            f"({oorsprong} ontbreekt). "
            "Vergelijk hem zelf met die in notebooks/."
        )
    toen, nu, hier = _cellen(oorsprong), _cellen(kit / eigen.name), _cellen(eigen)
    zelf = {
        i
        for stap, a, b, _, _ in SequenceMatcher(a=toen, b=hier, autojunk=False).get_opcodes()
        if stap != "equal"
        for i in range(a, max(b, a + 1))
    }
    for stap, a, b, c, d in SequenceMatcher(a=toen, b=nu, autojunk=False).get_opcodes():
        if stap != "equal":
            botst = not zelf.isdisjoint(range(a, max(b, a + 1)))
            yield Celverschil(a + 1, tuple(toen[a:b]), tuple(nu[c:d]), botst)


def _cellen(pad: Path) -> list[str]:
    if not pad.is_file():
        raise NotebookFout(f"{pad} bestaat niet (meer) in de kit.")
    return [cel["source"] for cel in lees_notebook(pad)["cells"]]
