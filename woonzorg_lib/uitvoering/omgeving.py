"""De omgeving waarin een werker draait: zijn variabelen en de mappen voor tijdelijke bestanden;
start zelf niets.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from .. import momentopname

BIBLIOTHEEK = Path(__file__).resolve().parents[1]
_EEN_DRAAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")
_DAG = 24 * 3600  # seconds
TIJDELIJK = ("TMPDIR", "TEMP", "TMP")


def omgeving() -> dict[str, str]:
    """Omgevingsvariabelen van een werker.

    Rekenbibliotheken krijgen één draad, want de notebooks lopen zelf al naast elkaar,
    en wie draden heeft kan zich niet veilig splitsen.
    """
    paden = [str(BIBLIOTHEEK.parent), os.environ.get("PYTHONPATH", "")]
    eigen = dict(os.environ)
    # Set for other work, it would have every worker translate the whole library once more.
    eigen.pop("PYTHONDONTWRITEBYTECODE", None)
    return {
        **eigen,
        **_EEN_DRAAD,
        # Whatever someone set for other work: with another one, the figure of a cell shows nowhere.
        "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        "PYTHONPATH": os.pathsep.join(p for p in paden if p),
        "PYTHONUTF8": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    }


def stand_van_de_kit() -> tuple:
    """Is anders zodra er een bestand van de kit of de actieve momentopname anders is;
    leest niets.
    """
    bestanden = []
    for map_, mappen, namen in os.walk(BIBLIOTHEEK):
        mappen[:] = [m for m in mappen if m != "__pycache__"]
        for naam in namen:
            stand = os.stat(os.path.join(map_, naam))
            bestanden.append((map_, naam, stand.st_mtime_ns, stand.st_size))
    return tuple(sorted(bestanden)), momentopname.wijst_naar()


def nieuwe_map() -> Path:
    """Een eigen map voor de werkers van dit proces, met het nummer ervan in de naam."""
    return Path(tempfile.mkdtemp(prefix=f"wz-{os.getpid()}-"))


def ruim_oude_mappen() -> None:
    """Haalt mappen weg van een run die zelf niet meer kon opruimen,
    omdat iemand hem van buiten beëindigde.
    """
    for map_ in Path(tempfile.gettempdir()).glob("wz-*-*"):
        nummer = map_.name.split("-")[1]
        if nummer.isdigit() and not map_.is_symlink() and _is_over(map_, int(nummer)):
            # Of someone else: then it is not ours to remove, and stays.
            shutil.rmtree(map_, ignore_errors=True)


def _is_over(map_: Path, nummer: int) -> bool:
    if os.name == "posix":
        return not _leeft(nummer)
    with suppress(OSError):  # Windows can't ask after a process without ending it
        return time.time() - map_.stat().st_mtime > _DAG
    return False


def _leeft(nummer: int) -> bool:
    try:
        os.kill(nummer, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
