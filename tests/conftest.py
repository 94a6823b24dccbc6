"""Wat voor alle tests geldt: Hypothesis bewaart niets en meet geen tijd, want kernels en browsers draaien ernaast; en de browser."""
import shutil

import pytest
from hypothesis import settings

settings.register_profile("kit", deadline=None, database=None)
settings.load_profile("kit")


@pytest.fixture(scope="session")
def chromium():
    """A real browser; without one the tests of pages are skipped."""
    pad = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    playwright = pytest.importorskip("playwright.sync_api")
    if not pad:
        pytest.skip("Chromium ontbreekt")
    with playwright.sync_playwright() as pw:
        browser = pw.chromium.launch(executable_path=pad, args=["--no-sandbox"])
        yield browser
        browser.close()
