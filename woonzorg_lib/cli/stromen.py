"""De stromen van de opdrachtregel, ook als iemand ze sloot of als er niets meer in past."""

from __future__ import annotations

import logging
import os
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from ..fouten import systeemreden


def zorg_voor_stromen() -> None:
    """Zorgt dat stdin, stdout en stderr er zijn; anders kreeg een bestand dat nummer."""
    for nummer, naam, hoe in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        try:
            os.fstat(nummer)
        except OSError:
            niets = os.open(os.devnull, os.O_RDWR)
            os.dup2(niets, nummer)
            if niets != nummer:
                os.close(niets)
        if getattr(sys, naam) is None:
            setattr(sys, naam, open(os.devnull, hoe, encoding="utf-8"))
    for stroom in (sys.stdout, sys.stderr):
        if hasattr(stroom, "reconfigure"):  # a Windows console may not know every character
            stroom.reconfigure(errors="replace")


def spoel(proef: str = "") -> str:
    """Schrijft wat stdout nog had; geeft waarom dat niet kon, of niets als het goed ging."""
    try:
        print(end=proef, flush=True)
    except BrokenPipeError:  # `... gebieden | head`
        sluit_stdout()
    except OSError as fout:
        sluit_stdout()
        return systeemreden(fout.errno)
    return ""


def sluit_stdout() -> None:
    """Wat niet geschreven kon worden, probeert Python aan zijn einde niet nog eens."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextmanager
def alleen_onze_woorden() -> Iterator[None]:
    """Wat een bibliotheek in het Engels waarschuwt blijft weg, behalve met WOONZORG_DEBUG."""
    if os.environ.get("WOONZORG_DEBUG"):
        yield
        return
    stil, onze = logging.NullHandler(), logging.getLogger("woonzorg")
    assert logging.lastResort
    logging.getLogger().addHandler(stil)
    onze.addHandler(logging.lastResort)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.getLogger().removeHandler(stil)
        onze.removeHandler(logging.lastResort)
