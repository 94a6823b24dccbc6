"""Wat een kernel in zijn eigen proces doet: grenzen stellen, draaien en vlot stoppen; kent de uitvoerende kant niet.

Draait als `python -m woonzorg_lib.uitvoering.kernel -f VERBINDING`, of in een proces dat de zygoot afsplitste.
"""

from __future__ import annotations

import atexit
import os
import sys

# Not stored between runs, and no nap of half a millisecond per cell: who executes here waits for the kernel to be idle.
_INSTELLINGEN = (
    "--HistoryManager.enabled=False",
    "--Kernel._execute_sleep=0",
    f"--IPKernelApp.outstream_class={__package__}.stroom.Stroom",
)
GEHEUGEN = "WOONZORG_GEHEUGEN"  # environment variable: the most bytes one kernel may use


def begrens_geheugen(grens: int | None) -> None:
    """Houdt dit proces onder `grens` bytes, waar het systeem dat kan; erboven krijgt de cel een MemoryError."""
    try:
        import resource
    except ImportError:  # Windows
        return
    if grens:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        resource.setrlimit(
            resource.RLIMIT_AS,
            (grens if hard == resource.RLIM_INFINITY else min(grens, hard), hard),
        )


def draai(argumenten: list[str]) -> None:
    """Draait een IPython-kernel tot hij een verzoek krijgt om te stoppen."""
    from ipykernel.kernelapp import IPKernelApp

    app = IPKernelApp.instance()
    app.initialize([*argumenten, *_INSTELLINGEN])
    if (
        "matplotlib_inline.backend_inline" in sys.modules
    ):  # loaded before there was a shell to show figures in
        app.shell.enable_matplotlib("inline")
    app.start()
    # What a notebook itself registered still runs; taking the sockets and all modules apart one by one is not needed
    # in a process that ends, and costs more than the notebook's shortest cells.
    atexit.unregister(app.close)
    atexit._run_exitfuncs()
    os._exit(0)


def main() -> None:
    """Start van een gewone kernel."""
    if sys.path and sys.path[0] in (
        "",
        os.getcwd(),
    ):  # as ipykernel_launcher: a notebook decides about its own folder
        del sys.path[0]
    begrens_geheugen(int(os.environ.get(GEHEUGEN) or 0))
    draai(sys.argv[1:])


if __name__ == "__main__":
    main()
