"""Maakt requirements.lock en requirements-test.lock opnieuw uit pyproject.toml, met hashes.

    python -m pip install uv
    python .ci/vergrendel.py                 erbij en eraf; wat er al in stond houdt zijn versie
    python .ci/vergrendel.py NAAM ...        deze pakketten krijgen hun nieuwste versie

De hashes zijn die van alle systemen. In de bestanden staat geen adres van een index.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from pathlib import Path

KIT = Path(__file__).resolve().parents[1]
HOE = "# Opnieuw maken: python -m pip install uv, en dan python .ci/vergrendel.py\n"
KOP = {
    "requirements.lock": (
        "# Exacte versies van alles wat de kit nodig heeft, met hun hashes, "
        "voor Python 3.11 en nieuwer op elk systeem.\n"
    ),
    "requirements-test.lock": (
        "# Wat de tests nodig hebben boven op requirements.lock, met hun hashes.\n"
    ),
}
VAST = (
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-annotate",
    "--no-header",
    "--quiet",
)


def blokken(tekst: str) -> dict[str, str]:
    """Per pin (naam met versie en voorwaarde) de regels: de pin zelf en zijn hashes."""
    stukken = re.findall(r"^[a-z0-9].*\n(?:[ \t].*\n)*", tekst, re.M)
    return {stuk.splitlines()[0].removesuffix(" \\"): stuk for stuk in stukken}


def los_op(extra: list[str], voorkeur: str, nieuwer: list[str], vast: Iterable[str] = ()) -> str:
    """De pins die bij pyproject.toml horen.

    voorkeur: de lock van nu; wat erin staat houdt zijn versie, behalve `nieuwer`.
    vast: pins die niet mogen wijken.
    """
    with tempfile.TemporaryDirectory() as map_:
        uit, grens = Path(map_, "uit.lock"), Path(map_, "grens.txt")
        uit.write_text(voorkeur, encoding="utf-8")
        grens.write_text("".join(f"{pin}\n" for pin in vast), encoding="utf-8")
        vraag = [sys.executable, "-m", "uv", "pip", "compile", str(KIT / "pyproject.toml"), *VAST]
        vraag += [f"--extra={naam}" for naam in extra]
        vraag += [f"--upgrade-package={naam}" for naam in nieuwer]
        subprocess.run([*vraag, "-c", str(grens), "-o", str(uit)], check=True)
        return uit.read_text(encoding="utf-8")


def main() -> None:
    paden = [KIT / naam for naam in KOP]
    oud = [pad.read_text(encoding="utf-8") for pad in paden]
    kit = los_op(["start"], oud[0], sys.argv[1:])
    alles = los_op(["start", "test"], "".join(oud), sys.argv[1:], blokken(kit))
    # A condition may be wider for the tests; on the systems that the kit is for it says the same.
    bekend = {pin.split(" ")[0] for pin in blokken(kit)}
    erbij = [stuk for pin, stuk in blokken(alles).items() if pin.split(" ")[0] not in bekend]
    for pad, tekst in zip(paden, (kit, "".join(erbij)), strict=True):
        pad.write_text(KOP[pad.name] + HOE + tekst, encoding="utf-8")


if __name__ == "__main__":
    main()
