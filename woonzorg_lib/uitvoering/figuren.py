"""Laadt matplotlib voor een werker, en zorgt dat een figuur na haar cel te zien is,
welke backend iemand ook koos.
"""

from __future__ import annotations

import importlib
import sys
from contextlib import suppress


def laad_tekenaars() -> None:
    """Laadt matplotlib en seaborn, als zij er zijn, zonder wat een werker nooit laat zien.

    Dat zijn in elke docstring de lijst van alle eigenschappen, en de schuifjes van ipywidgets
    waarmee iemand kleuren kiest: samen kosten die meer dan een derde van het laden.
    """
    with suppress(ImportError):
        tekenaar = importlib.import_module("matplotlib.artist")
        lijst, tekenaar.kwdoc = tekenaar.kwdoc, _geen_lijst  # type: ignore[attr-defined]
        zonder = "ipywidgets" not in sys.modules
        if zonder:
            sys.modules["ipywidgets"] = None  # type: ignore[assignment]
        try:
            importlib.import_module("matplotlib.pyplot")
            importlib.import_module("seaborn")
        finally:
            tekenaar.kwdoc = lijst  # type: ignore[attr-defined]
            if zonder:
                del sys.modules["ipywidgets"]


def _geen_lijst(_: object) -> str:
    return ""


def toon_na_elke_cel(schil) -> None:
    """Laat de schil van een notebook na elke cel tonen wat er open staat.

    Met de gewone instelling (inline) gebeurt dat vanzelf. Zet een notebook zelf
    `matplotlib.use("Agg")`, dan zou `plt.show()` niets doen en verdween de figuur zonder een woord.
    """
    schil.events.register("post_execute", lambda: _toon(schil))


def _toon(schil) -> None:
    pyplot = sys.modules.get("matplotlib.pyplot")
    if pyplot is None or not pyplot.get_fignums():
        return
    import matplotlib

    if matplotlib.get_backend().lower() != "agg":  # inline shows it itself; another is a choice
        return
    from IPython.core.pylabtools import select_figure_formats
    from IPython.display import display

    select_figure_formats(schil, {"png"})
    for nummer in pyplot.get_fignums():
        display(pyplot.figure(nummer))
    pyplot.close("all")
