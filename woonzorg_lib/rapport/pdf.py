"""Maakt rapport.pdf van rapport.html met de browser die er al is (Chromium, Chrome of Edge);
de pagina zelf verandert niet.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from ..fouten import WoonzorgFout, systeemreden

VARIABELE = "WOONZORG_BROWSER"
_NAMEN = (
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "microsoft-edge",
    "microsoft-edge-stable",
    "chrome",
    "msedge",
)
_WINDOWS = (
    "Google/Chrome/Application/chrome.exe",
    "Microsoft/Edge/Application/msedge.exe",
    "Chromium/Application/chrome.exe",
)
_MACOS = ("Google Chrome", "Microsoft Edge", "Chromium")
_KEUZES = (
    "--headless",
    "--disable-gpu",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-extensions",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-pdf-header-footer",
    "--generate-pdf-document-outline",
    "--export-tagged-pdf",
)
_BUUR = re.compile(r'<a href="(?!#|https?:|mailto:)[^"]*"')  # a link to a file beside the page
_MAKER = re.compile(rb"/Creator \((?:\\.|[^\\()]){11,}\)", re.S)  # in the first object of the file
_BEGIN = 4096
_GEDULD = 120  # seconds; a report takes two


class GeenPdf(WoonzorgFout):
    """De PDF kon niet gemaakt worden."""


def zoek_browser() -> Path:
    """De browser die de PDF maakt; de variabele WOONZORG_BROWSER gaat voor. Fout: GeenPdf."""
    if eigen := os.environ.get(VARIABELE):
        if gevonden := shutil.which(eigen):
            return Path(gevonden)
        raise GeenPdf(
            f"{VARIABELE} wijst naar {Path(eigen).name}, maar dat is geen programma. "
            "Verbeter het pad of haal de variabele weg."
        )
    for gevonden in map(shutil.which, _NAMEN):
        if gevonden:
            return Path(gevonden)
    for pad in _vaste_plekken():
        if pad.is_file():
            return pad
    raise GeenPdf(
        "Voor een PDF is Chromium, Chrome of Edge nodig, en die is hier niet gevonden. "
        f"Installeer er een, of zet het pad in de variabele {VARIABELE}."
    )


def _vaste_plekken() -> list[Path]:
    if sys.platform == "win32":
        mappen = [
            os.environ[naam]
            for naam in ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")
            if os.environ.get(naam)
        ]
        return [Path(map_, plek) for map_ in mappen for plek in _WINDOWS]
    if sys.platform == "darwin":
        return [
            Path(map_, f"{naam}.app/Contents/MacOS/{naam}")
            for map_ in ("/Applications", Path.home() / "Applications")
            for naam in _MACOS
        ]
    return []


def maak_pdf(pagina: Path, doel: Path) -> None:
    """Drukt de pagina af als PDF: met labels voor de schermlezer, bladwijzers en bladnummers.
    Fout: GeenPdf.
    """
    browser = zoek_browser()
    # With the number of this process in its name: what a killed run left, the next one takes away.
    # One folder for the profile, the page and the PDF:
    # nothing of the user's own browser is touched and nothing stays.
    with tempfile.TemporaryDirectory(
        prefix=f"wz-{os.getpid()}-pdf-", dir=_plek(browser), ignore_cleanup_errors=True
    ) as werk:
        bron, uit = Path(werk, "rapport.html"), Path(werk, "rapport.pdf")
        bron.write_text(_voor_papier(pagina.read_text(encoding="utf-8")), encoding="utf-8")
        keuzes = [*_KEUZES, f"--user-data-dir={Path(werk, 'profiel')}", f"--print-to-pdf={uit}"]
        if (
            hasattr(os, "geteuid") and os.geteuid() == 0
        ):  # as root Chromium refuses to start with its sandbox
            keuzes.append("--no-sandbox")
        _draai([str(browser), *keuzes, bron.as_uri()], browser)
        if not uit.is_file() or not uit.read_bytes().startswith(b"%PDF"):
            raise GeenPdf(
                f"{browser.name} maakte geen PDF. Probeer een andere browser: "
                f"zet het pad in de variabele {VARIABELE}."
            )
        doel.write_bytes(_zonder_browser(uit.read_bytes()))


def _zonder_browser(pdf: bytes) -> bytes:
    """The PDF without the name of the browser and of the system that it ran on.

    Spaces take the place, so that every object stays where the table at the end says it is.
    """

    def maker(m: re.Match[bytes]) -> bytes:
        return b"/Creator (woonzorg)".ljust(len(m[0]))

    begin = pdf[:_BEGIN]
    return _MAKER.sub(maker, begin, count=1) + pdf[_BEGIN:]


def _voor_papier(html: str) -> str:
    """The page as it is printed.

    In a PDF <figure> itself would become a picture without a text of its own, around the chart that
    does have one. A link to a file beside the page would lead to the folder that it is printed in.
    """
    html = _BUUR.sub("<a", html)
    return html.replace("<figure", '<figure role="group"')


def _draai(opdracht: list[str], browser: Path) -> None:
    try:
        proces = subprocess.Popen(
            opdracht,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=os.name == "posix",
        )
    except OSError as fout:
        raise GeenPdf(
            f"{browser.name} start niet ({systeemreden(fout.errno)}). "
            f"Zet het pad van een andere browser in de variabele {VARIABELE}."
        ) from fout
    try:
        proces.wait(_GEDULD)
    except subprocess.TimeoutExpired as fout:
        raise GeenPdf(
            f"{browser.name} was na {_GEDULD} seconden nog niet klaar met de PDF en is gestopt."
        ) from fout
    finally:
        if proces.poll() is None:
            if os.name == "posix":
                os.killpg(proces.pid, signal.SIGKILL)  # with all its own processes
            else:
                proces.kill()
            proces.wait()


def _plek(browser: Path) -> Path | None:
    """Where the browser may read and write: one from a snap sees neither /tmp nor hidden folders,
    only its own.
    """
    eigen = Path.home() / "snap" / "chromium" / "common"
    return (
        eigen
        if "chromium" in browser.name and Path("/snap/bin/chromium").exists() and eigen.is_dir()
        else None
    )
