"""De stromen van de opdrachtregel, ook als iemand ze sloot of als er niets meer in past."""

from __future__ import annotations

import errno
import logging
import os
import re
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

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


# What steers a terminal instead of being read: control characters, and the marks that turn the
# direction of a line around, so that it seems to say something else.
_STUURT = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]"
)


def zichtbaar(tekst: str) -> str:
    """De tekst met elk teken dat een scherm zou besturen als code, \\u001b; ook goed in JSON."""
    return _STUURT.sub(lambda teken: f"\\u{ord(teken[0]):04x}", tekst)


class Zeef:
    """Een stroom die alleen doorlaat wat te lezen is: een bestand bestuurt geen scherm."""

    def __init__(self, stroom: TextIO):
        self._stroom = stroom

    def write(self, tekst: str) -> int:
        self._stroom.write(zichtbaar(tekst))
        return len(tekst)

    @property
    def rich_proxied_file(self) -> TextIO:
        """De stroom zelf, voor de balk van rich: die bestuurt het scherm met opzet."""
        return self._stroom

    def __getattr__(self, naam: str):
        return getattr(self._stroom, naam)


def te_lang(fout: OSError) -> bool:
    """Waar als het systeem een naam of pad te lang vindt; Windows heeft een eigen nummer."""
    return fout.errno == errno.ENAMETOOLONG or getattr(fout, "winerror", None) == 206
