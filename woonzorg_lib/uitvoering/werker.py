"""De werker: een proces dat de bibliotheek laadt en dan notebooks uitvoert; kiest zelf niet welke.

Er zijn drie manieren. `splitsen`: per notebook splitst het proces een kind af, dat daarna weg is
(`stam`). `zelf`: het proces voert de notebook zelf uit en zet daarna alles terug (`herstel`).
`kernel`: een gewone kernel doet het, en de werker geeft de berichten door (`gewoon`).
"""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from .. import onthouden
from .lijn import Lijn, Wachtlijn
from .omgeving import TIJDELIJK

_GEDULD = 1.0  # seconds
_PAS_BIJ_GEBRUIK = [f"pandas.core.methods.{deel}" for deel in ("describe", "selectn", "to_dict")]
_PROEF = ("display(1); print(2)", "1 / 0", "await __import__('asyncio').sleep(0)")


def main() -> None:
    """`python -m woonzorg_lib.uitvoering.werker HOE`; in HOE manier, voorladen, geheugen en map."""
    hoe = json.loads(sys.argv[1])
    if sys.path and sys.path[0] in ("", os.getcwd()):
        del sys.path[0]  # a notebook decides about its own folder
    sys.argv = [str(Path(__file__))]
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for who leads the run
    invoer, uitvoer = os.dup(0), os.dup(1)
    stil(0, 1)  # what an import prints is not an answer
    if hoe["manier"] == "splitsen":
        from .stam import werk as stam

        stam(invoer, hoe)
        return
    ouder = os.getppid()
    lijn = Wachtlijn(
        os.fdopen(invoer, "rb"),
        os.fdopen(uitvoer, "wb"),
        lambda: weg(hoe["map"] if _is_wees(ouder) else None),
    )
    begrens_geheugen(hoe["geheugen"])
    if hoe["manier"] == "kernel":
        from .gewoon import werk

        werk(lijn)
    else:
        _zelf(lijn, hoe)
    atexit._run_exitfuncs()
    weg(None)


def laad(voorladen: list[str]) -> None:
    """Laadt de schil en deze modules; wat `voorladen` heet in een module, doet alvast wat kan."""
    gc.disable()  # all of it is there to stay: the collector would look at it again and again
    from . import schil  # noqa: F401
    from .figuren import laad_tekenaars

    if voorladen:
        laad_tekenaars()
    modules = [importlib.import_module(naam) for naam in voorladen]
    gc.freeze()  # an import leaves hardly any rubbish, and looking for it takes long
    for module in modules:
        getattr(module, "voorladen", lambda: None)()
    if "matplotlib" in sys.modules:  # the first figure would do this
        importlib.import_module("matplotlib.pyplot").switch_backend(os.environ["MPLBACKEND"])
        importlib.import_module("matplotlib.path").Path.unit_rectangle()
    if "pandas" in sys.modules:  # and the first table that is taken apart this
        for naam in _PAS_BIJ_GEBRUIK:
            with suppress(ImportError):
                importlib.import_module(naam)
    gc.collect()
    gc.freeze()
    gc.enable()


def _zelf(lijn: Wachtlijn, hoe: dict) -> None:
    from .herstel import Toestand

    onthouden.in_lagen()
    laad(hoe["voorladen"])
    from .schil import Schil

    for naam in hoe["vaker"]:
        with suppress(Exception):
            importlib.import_module(naam)
    draai(_proeflijn(), Schil(), Path(hoe["map"]))
    toestand, einde = Toestand(), ""
    while not einde:
        lijn.stuur(soort="zover")
        map_ = Path(lijn.lees()["map"])
        heel = draai(lijn, Schil(), map_)
        einde = toestand.zet_terug() if heel else "een fout"
        shutil.rmtree(map_, ignore_errors=True)
    lijn.stuur(soort="einde", inhoud=einde, vaker=toestand.vaker_nodig())


def _proeflijn() -> Lijn:
    """Een notebook die alles één keer doet, voordat er een echte is; niemand ziet wat hij toont."""
    vragen = [{"bron": bron} for bron in _PROEF] + [{"heel": True}]
    return Lijn(io.BytesIO(b"".join(json.dumps(v).encode() + b"\n" for v in vragen)), io.BytesIO())


def draai(lijn: Lijn, schil, map_: Path) -> bool:
    """Voert de cellen uit die over de lijn komen, tot de notebook klaar is; waar als dat lukte."""
    from .schil import TAAL

    for naam in TIJDELIJK:
        os.environ[naam] = str(map_)
    tempfile.tempdir = None
    random.seed()  # as a fresh Python would
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed()

    def stuur(soort: str, inhoud: dict, buffers: list[str]) -> None:
        lijn.stuur(soort=soort, inhoud=inhoud, buffers=buffers, kop=schil.kop)

    schil.begin(stuur, map_)
    lijn.stuur(soort="begonnen", inhoud=TAAL, proces=os.getpid())
    while (vraag := lijn.lees()) and "bron" in vraag:
        lijn.stuur(soort="klaar", inhoud=schil.voer_uit(vraag["bron"]))
    schil.sluit()
    return bool(vraag and vraag["heel"])


def begrens_geheugen(grens: int | None) -> None:
    """Houdt dit proces onder `grens` bytes, waar dat kan; erboven krijgt de cel een MemoryError."""
    try:
        import resource
    except ImportError:  # Windows
        return
    if grens:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        zacht = grens if hard == resource.RLIM_INFINITY else min(grens, hard)
        resource.setrlimit(resource.RLIMIT_AS, (zacht, hard))


def stil(*nummers: int) -> None:
    """Laat deze bestandsnummers nergens heen gaan."""
    niets = os.open(os.devnull, os.O_RDWR)
    for nummer in nummers:
        os.dup2(niets, nummer)
    os.close(niets)


def _is_wees(ouder: int) -> bool:
    """Waar als wie dit proces startte er niet meer is; een notebook kan de lijn ook zelf sluiten.

    Dan zijn de andere notebooks van de run nog bezig, in de map voor tijdelijke bestanden.
    """
    einde = time.monotonic() + _GEDULD
    while os.name == "posix" and os.getppid() == ouder:
        if time.monotonic() > einde:
            return False
        time.sleep(0.05)  # who dies closes its files just before it is gone
    return True


def weg(map_: str | None) -> None:
    """Het einde van dit proces, met alles wat het startte en de map voor tijdelijke bestanden."""
    if map_:
        shutil.rmtree(map_, ignore_errors=True)
    if hasattr(os, "killpg"):
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main()
