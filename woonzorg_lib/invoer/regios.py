"""De eigen regio's van een map met invoer: welke er zijn en waar hun bestanden staan.
Wat een regio is weet gebieden.
"""

from __future__ import annotations

from pathlib import Path

from woonzorg_lib import gebieden
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.gebieden.eigen_regio import mappen
from woonzorg_lib.invoer.melding import FOUT, Melding

KIT = Path(__file__).parents[2] / "parameters"


def regiomap(map: Path) -> Path:
    """De map met eigen regio's; die van de kit als de eigen map er geen heeft."""
    return map / "regios" if (map / "regios").is_dir() else KIT / "regios"


def eigen_regios(map: Path, meldingen: list[Melding] | None = None) -> list[tuple[Path, Gebied]]:
    """De eigen regio's met hun map; een regio.yaml die niet klopt wordt een melding."""
    basis, uit = regiomap(map), []
    for plek in mappen(basis):
        try:
            uit.append((plek, gebieden.regio(f"eigen:{plek.name}", eigen_map=basis)))
        except WoonzorgFout as fout:
            if meldingen is not None:
                wat, _, doe = str(fout).partition(": ")[2].partition(". ")
                meldingen.append(
                    Melding(
                        FOUT,
                        f"{basis.parent.resolve().name}/regios/{plek.name}/regio.yaml",
                        None,
                        None,
                        f"{wat.rstrip('.')}.",
                        doe,
                    )
                )
    return uit
