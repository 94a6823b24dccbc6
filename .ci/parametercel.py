"""Zet in elke notebook van het rapport dezelfde cel met parameters, gemaakt uit Analyse.

    python .ci/parametercel.py              schrijft de cellen
    python .ci/parametercel.py --kijk       zegt alleen welke notebook niet klopt (status 1)

De parameters en hun standaardwaarden staan één keer: bij Analyse (woonzorg_lib/analyse/basis.py).
In een notebook staan zij uitgeschreven, zodat Papermill en een lezer ze zien.
"""

from __future__ import annotations

import inspect
import json
import sys
from pathlib import Path

KIT = Path(__file__).resolve().parents[1]
VOORBEELD = "Utrecht"


def cellen() -> tuple[str, str]:
    """De cel met parameters, en de cel die er een analyse van maakt."""
    from woonzorg_lib.analyse import Analyse

    eerste, *rest = inspect.signature(Analyse).parameters.values()
    regels = [f'{eerste.name} = "{VOORBEELD}"', *(f"{p.name} = {p.default!r}" for p in rest)]
    geef = "".join(f"    {p.name}={p.name},\n" for p in rest)
    maak = f"from woonzorg_lib.analyse import Analyse\n\na = Analyse(\n    {eerste.name},\n{geef})"
    return "\n".join(regels), maak


def boeken() -> list[Path]:
    """De notebooks van het rapport."""
    from woonzorg_lib.cli import VOLGORDE

    return [KIT / "notebooks" / f"{naam}.ipynb" for naam in VOLGORDE]


def bijgewerkt(tekst: str) -> str:
    """De notebook met de twee cellen zoals zij horen te zijn; de rest blijft."""
    boek = json.loads(tekst)
    parameters, maak = cellen()
    for cel in boek["cells"]:
        bron = "".join(cel["source"])
        if "parameters" in cel["metadata"].get("tags", []):
            cel["source"] = parameters.splitlines(keepends=True)
        elif bron.startswith("from woonzorg_lib.analyse import Analyse\n"):
            cel["source"] = maak.splitlines(keepends=True)
    return json.dumps(boek, indent=1, ensure_ascii=False) + "\n"


def main() -> int:
    sys.path.insert(0, str(KIT))
    anders = []
    for pad in boeken():
        oud = pad.read_text(encoding="utf-8")
        nieuw = bijgewerkt(oud)
        if nieuw != oud:
            anders.append(pad.name)
            if "--kijk" not in sys.argv:
                pad.write_text(nieuw, encoding="utf-8")
    if anders:
        print(f"Parameters niet gelijk aan Analyse: {', '.join(anders)}")
    return 1 if anders else 0


if __name__ == "__main__":
    sys.exit(main())
