"""De papermill-motor van de kit: bewaart één keer, ook als de kernel halverwege omvalt. Papermill moet vooraf geladen zijn.

`papermill --engine woonzorg` gebruikt hem ook; dan neemt hij zelf een warme kernel als dat kan.
"""

from __future__ import annotations

import atexit
import logging
from functools import lru_cache

from papermill.engines import NBClientEngine
from papermill.iorw import write_ipynb


class Motor(NBClientEngine):
    """Voert een notebook uit zoals papermill dat doet, in een kernel van `beheer`."""

    @classmethod
    def execute_managed_notebook(cls, nb_man, kernel_name, bewaar_in=None, voorladen=None, **kw):
        """`bewaar_in`: waar de notebook komt als de kernel omvalt. `voorladen`: module voor de warme kernel."""
        if "kernel_manager_class" not in kw:
            kw["kernel_manager_class"] = _standaard(voorladen)
        try:
            super().execute_managed_notebook(nb_man, kernel_name, **kw)
        except RuntimeError:  # papermill's own engine throws away what was made
            if bewaar_in:
                write_ipynb(nb_man.nb, bewaar_in)
            raise


@lru_cache
def _standaard(voorladen: str | None) -> type:
    from .beheer import OPRUIMER, Beheer
    from .warm import GeenWarmeKernel, Zygoot

    atexit.register(OPRUIMER.sluit)
    try:
        zygoot = Zygoot(voorladen, voorraad=0)
    except GeenWarmeKernel as fout:
        logging.getLogger("woonzorg").warning("Gewone kernels in plaats van warme: %s.", fout)
        return Beheer.maak()
    atexit.register(zygoot.sluit)
    return Beheer.maak(zygoot)
