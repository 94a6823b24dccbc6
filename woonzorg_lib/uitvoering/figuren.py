"""Zorgt dat een figuur van matplotlib na haar cel te zien is, welke backend iemand ook koos."""

from __future__ import annotations

import sys


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
