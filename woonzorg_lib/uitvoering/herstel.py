"""Zet na een notebook alles terug in het proces dat hem uitvoerde, of zegt dat het niet kan.

Alleen nodig waar een proces zich niet kan splitsen. Wat notebooks vaak veranderen wordt teruggezet:
map, omgeving, opties, stijl. Van al het andere, elke module met wat daarin te bereiken is, wordt
gekeken of het nog hetzelfde is. Zo niet, dan is dit de laatste notebook van het proces.
"""

from __future__ import annotations

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
from collections.abc import Iterable, Iterator, Set
from itertools import chain
from operator import is_

from .. import onthouden

_KIT = f"{__package__.partition('.')[0]}."
# What nothing can change, and what only the machinery around a notebook changes.
_VAST = {
    *(
        str,
        bytes,
        int,
        float,
        complex,
        bool,
        type(None),
        range,
        property,
        staticmethod,
        classmethod,
    ),
    *(types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.CodeType),
    *(types.WrapperDescriptorType, types.MethodDescriptorType, types.GetSetDescriptorType),
}
_WAARDEN = (str, bytes, int, float, bool)  # another one that is equal is the same
_VAN_DE_SCHIL = (
    "IPython",
    "ipykernel",
    "matplotlib_inline",
    "traitlets",
    "comm",
    "zmq",
    "jupyter_client",
    __package__,
)
_WISSELT = {
    "sys": {"modules", "path_importer_cache", "last_exc", "last_type", "last_value"},
    "os": {"environ", "environb"},
    "posix": {"environ"},
    "nt": {"environ"},
    "re": {"_cache", "_cache2"},
    "linecache": {"cache"},
    "weakref": {"finalize"},
    "threading": {"_active", "_limbo", "_dangling", "_shutdown_locks"},
    "asyncio.events": {"_event_loop_policy"},
    "warnings": {"_filters_version"},
}
_VAN_EEN_REKENWIJZE = ("prec", "rounding", "Emin", "Emax", "capitals", "clamp", "flags", "traps")
_GROOT = 100_000  # bytes
_PROCES = {"subprocess.Popen", "os.system", "os.fork", "os.forkpty", "os.posix_spawn", "os.exec"}


def met_lagen() -> None:
    """Laat de kit vanaf nu onthouden in lagen; te doen voordat zij geladen wordt."""
    gewoon = functools.lru_cache
    onthouden.Onthoud.steeds_opnieuw = True

    def lru_cache(maxsize=128, typed=False):
        if callable(maxsize):  # @lru_cache, without brackets
            return lru_cache()(maxsize)

        def versier(functie):
            van_ons = str(functie.__module__).startswith(_KIT)
            return onthouden.Onthoud(functie) if van_ons else gewoon(maxsize, typed)(functie)

        return versier

    functools.lru_cache = lru_cache


class Toestand:
    """Hoe het proces erbij staat voordat er een notebook was."""

    def __init__(self):
        onthouden.leg_vast()
        self.processen = 0
        sys.addaudithook(self._let_op)
        self.modules = dict(sys.modules)
        self.standen = [*map(Bak, _bakken()), *map(Rekenwijze, _rekenwijzen())]
        self.omgeving, self.map = dict(os.environ), os.getcwd()
        self.signalen = {s: signal.getsignal(s) for s in signal.valid_signals()}
        self.plaats = locale.setlocale(locale.LC_ALL)
        self.grenzen = (sys.getrecursionlimit(), sys.getswitchinterval(), gc.isenabled())
        self.masker = _masker()
        self.einde, self.draden = atexit._ncallbacks(), threading.active_count()
        if "pandas" in sys.modules:  # the first warning would fill in where pandas itself is
            sys.modules["pandas.util._exceptions"].find_stack_level()
        self._herstel()
        gc.collect()
        self.rest = Rest([os.environ, sys.modules, *(stand.bak for stand in self.standen)])
        gc.freeze()

    def _let_op(self, wat: str, _) -> None:
        self.processen += wat in _PROCES

    def zet_terug(self) -> str:
        """Zet alles terug. Kan dat niet, dan waarom niet, en is dit de laatste notebook."""
        self._herstel()
        self.rest.vergeet_afgeleide()
        self.einde += 1  # the shell's own: whoever leaves that list, keeps an empty place in it
        redenen = {
            "een ander proces": self.processen,
            "een draad": threading.active_count() != self.draden,
            "iets voor het einde": atexit._ncallbacks() != self.einde,
            f"modules: {', '.join(self.andere_modules()[:9])}": self.andere_modules(),
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
        for stand in self.standen:
            stand.zet_terug()
        warnings._filters_mutated()  # type: ignore[attr-defined]
        for module in list(sys.modules.values()):
            if isinstance(module, types.ModuleType):
                vars(module).pop("__warningregistry__", None)
        for naam in os.environ.keys() - self.omgeving.keys():
            del os.environ[naam]
        os.environ.update(self.omgeving)
        os.chdir(self.map)
        for nummer, doe in self.signalen.items():
            if signal.getsignal(nummer) is not doe:
                signal.signal(nummer, doe)
        locale.setlocale(locale.LC_ALL, self.plaats)
        sys.setrecursionlimit(self.grenzen[0])
        sys.setswitchinterval(self.grenzen[1])
        gc.enable() if self.grenzen[2] else gc.disable()
        os.umask(self.masker)
        for naam in [n for n in linecache.cache if n.startswith("<ipython-input")]:
            del linecache.cache[naam]


def _masker() -> int:
    masker = os.umask(0o022)
    os.umask(masker)
    return masker


def _rekenwijzen() -> tuple[decimal.Context, ...]:
    """How decimal computes: this process's own, and the three from which others are made."""
    namen = ("DefaultContext", "BasicContext", "ExtendedContext")
    return (decimal.getcontext(), *(getattr(decimal, naam) for naam in namen))


def _bakken() -> Iterator:
    """Dicts and lists that notebooks change by right, and that can be put back as they were."""
    yield from (sys.path, sys.argv, warnings.filters)
    if "matplotlib" in sys.modules:
        yield sys.modules["matplotlib"].rcParams
    if "matplotlib.colors" in sys.modules:
        yield sys.modules["matplotlib.colors"]._colors_full_map.cache
    if "pandas" in sys.modules:
        wacht = [sys.modules["pandas"]._config.config._global_config]
        while wacht:
            bak = wacht.pop()
            wacht += [deel for deel in bak.values() if isinstance(deel, dict)]
            yield bak


class Bak:
    """Een dict of lijst met wat erin zat."""

    def __init__(self, bak: dict | list):
        self.bak = bak
        self.inhoud = dict(dict.items(bak)) if isinstance(bak, dict) else list(bak)

    def zet_terug(self) -> None:
        if isinstance(self.bak, dict):  # past the checks of rcParams: it was right before
            dict.clear(self.bak)
            dict.update(self.bak, self.inhoud)
        else:
            self.bak[:] = self.inhoud


class Rekenwijze:
    """Een rekenwijze van decimal, met hoe zij was."""

    def __init__(self, bak: decimal.Context):
        self.bak, self.was = bak, bak.copy()

    def zet_terug(self) -> None:
        for naam in _VAN_EEN_REKENWIJZE:
            setattr(self.bak, naam, getattr(self.was, naam))


class Rest:
    """Al het andere dat vanuit de modules te bereiken is, vergeleken op identiteit."""

    def __init__(self, behalve: list):
        self.dingen: list = []
        self.delen: list[Iterable] = []
        gezien = {id(ding) for ding in (*behalve, self)}
        wacht: list = [m for naam, m in list(sys.modules.items()) if naam != "__main__"]
        while wacht:
            ding = wacht.pop()
            if type(ding) in _VAST or id(ding) in gezien:
                continue
            gezien.add(id(ding))
            delen = _delen(ding)
            if delen is not None:
                wacht.extend(delen)
                if not isinstance(ding, (tuple, frozenset)):
                    self.dingen.append(ding)
                    self.delen.append(delen)
        self.lengtes = [len(list(delen)) for delen in self.delen]
        self.was = list(chain.from_iterable(self.delen))

    def vergeet_afgeleide(self) -> None:
        """Doet weg wat dingen sindsdien over zichzelf uitrekenden."""
        for deel in self.delen:
            if isinstance(deel, Afgeleid):
                deel.vergeet()

    def anders(self) -> str:
        """Het eerste dat anders is dan het was; leeg als alles hetzelfde is."""
        nu = list(chain.from_iterable(self.delen))
        if len(nu) == len(self.was) and all(map(is_, nu, self.was)):
            return ""
        tot = 0
        for ding, delen, lengte in zip(self.dingen, self.delen, self.lengtes):
            van, tot = tot, tot + lengte
            deze = list(delen)
            if len(deze) != lengte or not all(map(_zelfde, deze, self.was[van:tot])):
                naam = ding if isinstance(ding, (types.ModuleType, type)) else type(ding)
                return f"anders: {naam.__name__}"
        return ""


def _zelfde(nu, was) -> bool:
    return nu is was or (type(nu) is type(was) and type(nu) in _WAARDEN and nu == was)


def _delen(ding) -> Iterable | None:
    """What this consists of, to be looked at again and again; None when there is nothing to see."""
    if isinstance(ding, types.ModuleType):
        wisselt = _WISSELT.get(ding.__name__)
        delen = Zonder(vars(ding), wisselt) if wisselt else vars(ding).values()
        return None if _van_de_schil(ding.__name__) else delen
    if isinstance(ding, type):
        return None if _van_de_schil(str(ding.__module__)) else vars(ding).values()
    if isinstance(ding, onthouden.Onthoud):
        return ding.basis.values()
    if isinstance(ding, dict):
        return dict.values(ding)
    if isinstance(ding, tuple):
        return tuple.__getitem__(ding, slice(None))  # past what a class of its own makes of it
    if isinstance(ding, (list, set, frozenset)):
        return ding
    return _delen_van_een_ding(ding)


def _delen_van_een_ding(ding) -> Iterable | None:
    soort = type(ding)
    if soort.__module__.startswith("pandas"):
        return Tabel(ding) if hasattr(ding, "_mgr") else None
    if soort.__name__ == "ndarray":
        return Reeks(ding)
    try:
        eigen = object.__getattribute__(ding, "__dict__")
    except AttributeError:
        return None
    if type(eigen) is not dict:
        return None
    afgeleid = _afgeleid(soort) - eigen.keys()  # type: ignore[arg-type]
    return Afgeleid(eigen, afgeleid) if afgeleid else eigen.values()


@functools.lru_cache(None)
def _afgeleid(soort: type) -> frozenset[str]:
    """The names under which such a thing remembers what it computed about itself."""
    alle = chain.from_iterable(vars(s).items() for s in soort.__mro__)
    return frozenset(naam for naam, wat in alle if isinstance(wat, functools.cached_property))


def _van_de_schil(naam: str) -> bool:
    return any(naam == p or naam.startswith(f"{p}.") for p in _VAN_DE_SCHIL)


class Tabel:
    """De delen van een tabel van pandas; om de kopie maakt wie erin schrijft een nieuw deel."""

    def __init__(self, tabel):
        self.tabel, self.kopie = tabel, tabel.copy(deep=False)

    def __iter__(self) -> Iterator:
        blokken = self.tabel._mgr
        return chain((blokken,), (blok.values for blok in blokken.blocks), blokken.axes)


class Reeks:
    """Een reeks van numpy; geeft zichzelf zolang zij hetzelfde is. Een grote wordt alleen-lezen."""

    def __init__(self, reeks):
        self.reeks, self.groot = reeks, reeks.nbytes > _GROOT
        self.som = self._tel()
        if self.groot:
            reeks.flags.writeable = False

    def _tel(self) -> int:
        return 0 if self.groot else zlib.crc32(self.reeks.tobytes())

    def __iter__(self) -> Iterator:
        yield self if self._tel() == self.som else None


class Zonder:
    """De waarden van een module, zonder wat onder deze namen staat."""

    def __init__(self, waarden: dict, namen: Set[str]):
        self.waarden, self.namen = waarden, namen

    def __iter__(self) -> Iterator:
        return (waarde for naam, waarde in self.waarden.items() if naam not in self.namen)


class Afgeleid(Zonder):
    """De waarden van een ding, zonder wat het over zichzelf nog kan uitrekenen."""

    def vergeet(self) -> None:
        for naam in self.namen & self.waarden.keys():
            del self.waarden[naam]
