"""De omgeving waarin elke kernel draait, gewoon of warm: zijn variabelen en zijn eigen map; start zelf niets."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from .kernel import GEHEUGEN

BIBLIOTHEEK = Path(__file__).resolve().parents[1]
_EEN_DRAAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def omgeving(geheugen: int | None = None, tijdelijk: Path | None = None) -> dict[str, str]:
    """Omgevingsvariabelen van een kernel.

    Rekenbibliotheken krijgen één draad, want de notebooks lopen zelf al naast elkaar; zo rekent een warme kernel ook
    precies als een gewone. `geheugen`: grens in bytes. `tijdelijk`: map voor tijdelijke bestanden.
    """
    paden = [str(BIBLIOTHEEK.parent), os.environ.get("PYTHONPATH", "")]
    return {
        **os.environ,
        **_EEN_DRAAD,
        **({naam: str(tijdelijk) for naam in ("TMPDIR", "TEMP", "TMP")} if tijdelijk else {}),
        "MPLBACKEND": os.environ.get("MPLBACKEND")
        or "module://matplotlib_inline.backend_inline",  # what ipykernel sets
        "PYTHONPATH": os.pathsep.join(p for p in paden if p),
        "PYTHONUTF8": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        GEHEUGEN: str(geheugen or 0),
    }


def nieuwe_map() -> Path:
    """Een eigen map voor één kernel, met het nummer van dit proces in de naam."""
    return Path(tempfile.mkdtemp(prefix=f"wz-{os.getpid()}-"))


def ruim_oude_mappen() -> None:
    """Haalt mappen weg van een run die zelf niet meer kon opruimen, omdat iemand hem van buiten beëindigde."""
    for map_ in Path(tempfile.gettempdir()).glob("wz-*-*"):
        nummer = map_.name.split("-")[1]
        if os.name == "posix" and nummer.isdigit() and not _leeft(int(nummer)):
            shutil.rmtree(
                map_, ignore_errors=True
            )  # of someone else: then it is not ours to remove, and stays


def _leeft(nummer: int) -> bool:
    try:
        os.kill(nummer, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
