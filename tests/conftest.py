"""Wat voor alle tests geldt: Hypothesis bewaart niets en meet geen tijd, want kernels en browsers draaien ernaast; en de browser."""

import os
import shutil
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Messages say how the kit was started; for the tests that is always the same.
os.environ["WOONZORG_OPDRACHT"] = "woonzorg"
settings.register_profile(
    "kit", deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("kit")
# The snapshot that someone refreshed on this machine says nothing about the kit.
os.environ["WOONZORG_GEGEVENS"] = str(Path(tempfile.gettempdir()) / "woonzorg-tests-zonder-eigen")


class GeduldigeBrowser:
    """Waits for what a test waits for as long as a busy machine needs: a limit is no measurement."""

    def __init__(self, browser):
        self._browser = browser

    def new_context(self, **keuzes):
        context = self._browser.new_context(**keuzes)
        context.set_default_timeout(120_000)
        return context

    def new_page(self, **keuzes):
        pagina = self._browser.new_page(**keuzes)
        pagina.context.set_default_timeout(120_000)
        return pagina

    def __getattr__(self, naam):
        return getattr(self._browser, naam)


@pytest.fixture(scope="session")
def chromium():
    """A real browser; without one the tests of pages are skipped."""
    pad = (
        shutil.which("chromium")
        or shutil.which("chromium-browser")
        or shutil.which("google-chrome")
    )
    playwright = pytest.importorskip("playwright.sync_api")
    if not pad:
        pytest.skip("Chromium ontbreekt")
    with playwright.sync_playwright() as pw:
        browser = pw.chromium.launch(executable_path=pad, args=["--no-sandbox"])
        yield GeduldigeBrowser(browser)
        browser.close()


@pytest.fixture(scope="session")
def voorbeeldrapport(tmp_path_factory):
    """The folder of the example's report, with real kernels; made once, also when tests run side by side."""
    from woonzorg_lib.cli import main

    basis = tmp_path_factory.getbasetemp()
    uit = (basis.parent if "PYTEST_XDIST_WORKER" in os.environ else basis) / "voorbeeldrapport"
    invoer = Path(__file__).parents[1] / "parameters" / "voorbeeld"
    for _ in range(
        90
    ):  # the kit itself refuses a second run in one folder, and does nothing when all is done
        if (
            status := main(["rapport", "Utrecht", "--invoer", str(invoer), "--uitvoer", str(uit)])
        ) != 2:
            break
        time.sleep(2)
    assert status == 0
    return uit / "GM0344-utrecht"
