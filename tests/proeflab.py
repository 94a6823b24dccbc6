"""Een echte JupyterLab op deze computer, voor de tests in een browser; geen tests."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

KIT = Path(__file__).resolve().parent.parent


@contextmanager
def jupyterlab(map_: Path, *keuzes: str) -> Iterator[str]:
    """The address of a JupyterLab in this folder, with settings of its own."""
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        poort = s.getsockname()[1]
    eigen = {
        "JUPYTER_CONFIG_DIR": str(map_ / ".c"),
        "JUPYTER_DATA_DIR": str(map_ / ".d"),
        "JUPYTER_RUNTIME_DIR": str(map_ / ".r"),
        "IPYTHONDIR": str(map_ / ".i"),
        "PYTHONPATH": str(KIT),
    }
    opdracht = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1"),
        f"--port={poort}",
        f"--ServerApp.root_dir={map_}",
        "--IdentityProvider.token=",
        "--allow-root",
        *keuzes,
    ]
    proces = subprocess.Popen(
        opdracht,
        env={**os.environ, **eigen},
        cwd=map_,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    adres = f"http://127.0.0.1:{poort}"
    try:
        for _ in range(240):
            try:
                urllib.request.urlopen(f"{adres}/api", timeout=2)
                break
            except OSError:
                assert proces.poll() is None
                time.sleep(0.25)
        yield adres
    finally:
        proces.terminate()
        try:
            proces.wait(60)
        except subprocess.TimeoutExpired:
            proces.kill()
            proces.wait()
