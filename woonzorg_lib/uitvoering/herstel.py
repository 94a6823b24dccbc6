"""Zet na een notebook alles terug in het proces dat hem uitvoerde, of zegt dat het niet kan.

Alleen nodig waar een proces zich niet kan splitsen. Wat notebooks vaak veranderen wordt teruggezet:
map, omgeving, opties, stijl. Van al het andere, elke module met wat daarin te bereiken is, wordt
gekeken of het nog hetzelfde is. Zo niet, dan is dit de laatste notebook van het proces.
"""

from __future__ import annotations

import asyncio
import atexit
import decimal
import functools
import gc
import linecache
import locale
import os
import signal
import sys
import threading
import types
import warnings
import zlib
from collections.abc import Callable, Iterator
from functools import partial
from itertools import accumulate, chain, zip_longest
from operator import is_

from .. import onthouden

# What nothing can change, and what only the machinery around a notebook changes.
_VAST = {
    *(str, bytes, int, float, complex, bool, type(None), range),
    *(property, staticmethod, classmethod),
    *(types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.CodeType),
    *(types.WrapperDescriptorType, types.MethodDescriptorType, types.GetSetDescriptorType),
}
_WAARDEN = (str, bytes, int, float, bool)  # another one that is equal is the same
_VAN_DE_SCHIL = (
    *("IPython.", "ipykernel.", "matplotlib_inline.", "traitlets.", "comm.", "zmq."),
    *("jupyter_client.", f"{__package__}."),
)
# What changes by itself, and is not looked into.
_WISSELT = (
    *("sys.modules", "sys.path_importer_cache", "os.environ", "os.environb", "posix.environ"),
    *("nt.environ", "re._cache", "re._cache2", "linecache.cache", "weakref.finalize"),
    *("threading._active", "threading._limbo", "threading._dangling", "threading._shutdown_locks"),
)
_LAATSTE_FOUT = ("last_exc", "last_type", "last_value", "last_traceback")
_GROOT = 100_000  # bytes
_PROCES = {"subprocess.Popen", "os.system", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec"}


class Toestand:
    """Hoe het proces erbij staat voordat er een notebook was."""

    def __init__(self):
        onthouden.leg_vast()
        self.processen = 0
        sys.addaudithook(self._let_op)
        self.modules = dict(sys.modules)
        self.standen = [*_standen()]
        self.einde, self.draden = atexit._ncallbacks(), threading.active_count()
        if "pandas" in sys.modules:  # the first warning would fill in where pandas itself is
            sys.modules["pandas.util._exceptions"].find_stack_level()
        self._herstel()
        gc.collect()
        self.rest = Rest()
        gc.freeze()

    def _let_op(self, wat: str, _) -> None:
        self.processen += wat in _PROCES

    def zet_terug(self) -> str:
        """Zet alles terug. Kan dat niet, dan waarom niet, en is dit de laatste notebook."""
        self._herstel()
        self.einde += 1  # the shell's own: whoever leaves that list, keeps an empty place in it
        modules = self.andere_modules()
        redenen = {
            "een ander proces": self.processen,
            "een draad": threading.active_count() != self.draden,
            "iets voor het einde": atexit._ncallbacks() != self.einde,
            f"modules: {', '.join(modules[:9])}": modules,
        }
        return next((reden for reden, waar in redenen.items() if waar), "") or self.rest.anders()

    def andere_modules(self) -> list[str]:
        """Wat de notebook als eerste importeerde, verving of weghaalde."""
        return [
            naam
            for naam in sys.modules.keys() | self.modules.keys()
            if sys.modules.get(naam) is not self.modules.get(naam) and naam != "__main__"
        ]

    def vaker_nodig(self) -> list[str]:
        """Daarvan wat bij Python of een pakket hoort: een volgend proces kan dat vooraf laden."""
        waar = (sys.prefix, sys.base_prefix, "built-in", "frozen")
        nieuw = sys.modules.keys() - self.modules.keys()
        specs = {n: getattr(sys.modules[n], "__spec__", None) for n in nieuw}
        return [n for n, spec in specs.items() if spec and str(spec.origin).startswith(waar)]

    def _herstel(self) -> None:
        onthouden.vergeet_nieuwe()
        if pyplot := sys.modules.get("matplotlib.pyplot"):
            pyplot.close("all")
        for zet in self.standen:
            zet()
        asyncio.events._event_loop_policy = None  # type: ignore[attr-defined]
        warnings._filters_mutated()  # type: ignore[attr-defined]
        for module in list(sys.modules.values()):
            if isinstance(module, types.ModuleType):
                vars(module).pop("__warningregistry__", None)
        for naam in _LAATSTE_FOUT:
            vars(sys).pop(naam, None)
        for naam in [n for n in linecache.cache if n.startswith("<ipython-input")]:
            del linecache.cache[naam]


def _standen() -> Iterator[Callable[[], object]]:
    """What puts back, when called, what notebooks change by right, as it is now."""
    masker = os.umask(0o022)
    os.umask(masker)
    yield partial(os.umask, masker)
    yield partial(os.chdir, os.getcwd())
    yield partial(_zet_omgeving, dict(os.environ))
    yield partial(locale.setlocale, locale.LC_ALL, locale.setlocale(locale.LC_ALL))
    yield partial(sys.setrecursionlimit, sys.getrecursionlimit())
    yield partial(sys.setswitchinterval, sys.getswitchinterval())
    yield gc.enable
    for nummer in signal.valid_signals():
        yield partial(_vang_op, nummer, signal.getsignal(nummer))
    namen = ("DefaultContext", "BasicContext", "ExtendedContext")  # and that of this process
    for hoe in (decimal.getcontext(), *(getattr(decimal, naam) for naam in namen)):
        yield partial(decimal.Context.__init__, hoe, *hoe.__reduce__()[1])
    lijsten: list = [sys.path, sys.argv, warnings.filters]
    for lijst in lijsten:
        yield partial(lijst.__setitem__, slice(None), [*lijst])
    for bak in _bakken():
        yield partial(_vul, bak, dict(dict.items(bak)))


def _bakken() -> Iterator[dict]:
    if "matplotlib" in sys.modules:
        yield sys.modules["matplotlib"].rcParams
        yield sys.modules["matplotlib.colors"]._colors_full_map.cache
    wacht = []
    if "pandas" in sys.modules:
        wacht = [sys.modules["pandas"]._config.config._global_config]
    for bak in wacht:
        wacht += [deel for deel in bak.values() if isinstance(deel, dict)]
        yield bak


def _zet_omgeving(was: dict[str, str]) -> None:
    for naam in os.environ.keys() - was.keys():
        del os.environ[naam]
    os.environ.update(was)


def _vang_op(nummer: int, doe) -> None:
    if signal.getsignal(nummer) is not doe:  # some can't be set, not even to what they are
        signal.signal(nummer, doe)


def _vul(bak: dict, was: dict) -> None:
    dict.clear(bak)  # past the checks of rcParams: it was right before
    dict.update(bak, was)


class Rest:
    """Al het andere dat vanuit de modules te bereiken is, vergeleken op identiteit."""

    def __init__(self):
        self.bakken: list[dict | list | set] = []
        self.van: list[str] = []  # whose they are
        self.afgeleid: list[tuple] = []  # and under which names they keep what they computed
        self.tabellen: list[tuple] = []  # each with a copy: who writes in it makes a new part
        self.reeksen: list = []
        waar = [naam.rsplit(".", 1) for naam in _WISSELT]
        gezien = {id(getattr(sys.modules.get(module), naam, None)) for module, naam in waar}
        wacht = [module for naam, module in sys.modules.items() if naam != "__main__"]
        while wacht:
            ding = wacht.pop()
            if type(ding) not in _VAST and id(ding) not in gezien:
                gezien.add(id(ding))
                wacht += self._kijk_in(ding)
        self.was, self.getallen = gc.get_referents(*self.bakken), self._getallen()

    def _kijk_in(self, ding) -> list:
        """Keep what has to be looked at again; give what is in it."""
        soort, bak = type(ding), _bak(ding)
        if isinstance(bak, (dict, list, set)):
            zelf = isinstance(ding, types.ModuleType | type)
            self.bakken.append(bak)
            self.van.append(ding.__name__ if zelf else soort.__name__)
            if bak is not ding:  # soort is hashable, whatever its class says of it
                namen = _afgeleid(soort)  # type: ignore[arg-type]
                self.afgeleid.append((bak, namen.difference(bak)))
        elif soort.__name__ == "ndarray":
            self.reeksen.append(ding)
            if ding.nbytes > _GROOT:
                ding.flags.writeable = False
        elif bak is None and soort.__module__.startswith("pandas") and hasattr(ding, "_mgr"):
            self.tabellen.append((ding, ding.copy(deep=False)))
            return [blok.values for blok in ding._mgr.blocks]
        return [] if bak is None else gc.get_referents(bak)

    def _getallen(self) -> list[int]:
        """Which the parts of the tables are, and what stands in series that can be written in."""
        mgrs = [tabel._mgr for tabel, _ in self.tabellen]
        delen = ((mgr, *(blok.values for blok in mgr.blocks), *mgr.axes) for mgr in mgrs)
        klein = (reeks for reeks in self.reeksen if reeks.nbytes <= _GROOT)
        return [*map(id, chain(*delen)), *(zlib.crc32(reeks.tobytes()) for reeks in klein)]

    def anders(self) -> str:
        """Het eerste dat anders is dan het was; leeg als alles hetzelfde is."""
        for bak, namen in self.afgeleid:
            for naam in namen & bak.keys():
                del bak[naam]
        if self._getallen() != self.getallen:
            return "anders: een tabel of reeks"
        nu = gc.get_referents(*self.bakken)
        if len(nu) == len(self.was) and all(map(is_, nu, self.was)):
            return ""
        paren = enumerate(zip_longest(nu, self.was))
        plek = next((plek for plek, paar in paren if not _zelfde(*paar)), len(nu))
        eindes = accumulate(len(gc.get_referents(bak)) for bak in self.bakken)
        return next((f"anders: {van}" for van, einde in zip(self.van, eindes) if plek < einde), "")


def _zelfde(nu, was) -> bool:
    return nu is was or (type(nu) is type(was) and type(nu) in _WAARDEN and nu == was)


def _bak(ding) -> dict | list | set | tuple | frozenset | None:
    """What its parts are in; None when there is nothing to see."""
    if isinstance(ding, types.ModuleType):
        return None if _van_de_schil(ding.__name__) else vars(ding)
    if isinstance(ding, type):  # a class shows its own through a proxy
        return None if _van_de_schil(ding.__module__) else gc.get_referents(vars(ding))[0]
    if isinstance(ding, (dict, list, set, tuple, frozenset)):
        return ding
    try:
        eigen = object.__getattribute__(ding, "__dict__")
    except AttributeError:
        return None
    anders = type(eigen) is not dict or type(ding).__module__.startswith("pandas")
    return None if anders else eigen


@functools.lru_cache(None)
def _afgeleid(soort: type) -> frozenset[str]:
    """The names under which such a thing remembers what it computed about itself."""
    alle = chain.from_iterable(vars(s).items() for s in soort.__mro__)
    return frozenset(naam for naam, wat in alle if isinstance(wat, functools.cached_property))


def _van_de_schil(naam: object) -> bool:
    return f"{naam}.".startswith(_VAN_DE_SCHIL)
