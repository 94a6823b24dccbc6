"""De verkenner: wat schuiven doet, en één keer helemaal in een echte browser, met het toetsenbord."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest

from woonzorg_lib import invoer
from woonzorg_lib.analyse.verkenner import Verkenner

KIT = Path(__file__).resolve().parent.parent


def test_a_slider_changes_the_outcome_and_back_gives_the_same():
    v = Verkenner("Zeist")
    begin = v.uitkomst.value
    assert "tussen" in begin and "Zeist" in begin and v.waarden["naar_geclusterd"] == 0
    v.schuiven["naar_geclusterd"].value = 40
    anders = v.uitkomst.value
    v.schuiven["naar_geclusterd"].value = 0
    assert anders != begin == v.uitkomst.value


def test_a_scenario_a_year_and_another_gemeente_can_be_chosen():
    v = Verkenner("Zeist")
    v.scenario.value = "langer_thuis"
    assert v.schuiven["naar_geclusterd"].value == 25
    v.jaar.value = 2040
    assert "doorgetrokken" in v.uitkomst.value
    v.gemeente.value = "Den Bosch"
    assert (
        "'s-Hertogenbosch" in v.uitkomst.value
        and v.jaar.value == 2040
        and v.schuiven["naar_geclusterd"].value == 25
    )
    v.gemeente.value = "Nergenshuizen"
    assert "Nergenshuizen" in v.uitkomst.value and "<svg" not in v.uitkomst.value


def test_what_is_kept_is_a_scenario_for_the_report_and_never_replaced_unasked(tmp_path):
    v = Verkenner("Zeist", invoer=str(tmp_path))
    v.schuiven["groei"].value, v.naam.value = 120, "Sneller grijs"
    v.knop.click()
    assert (
        "sneller_grijs" in v.bericht.value
        and invoer.scenario("sneller grijs", tmp_path).waarden["groei"] == 1.2
        and v.scenario.value == "sneller_grijs"
    )
    v.schuiven["groei"].value = 130
    v.knop.click()
    assert (
        "bestaat al" in v.bericht.value
        and invoer.scenario("sneller grijs", tmp_path).waarden["groei"] == 1.2
    )
    v.overschrijven.value = True
    v.knop.click()
    assert invoer.scenario("sneller grijs", tmp_path).waarden["groei"] == 1.3
    v.naam.value = " "
    v.knop.click()
    assert "naam" in v.bericht.value


@pytest.fixture
def lab(tmp_path):
    """JupyterLab on loopback, in a folder with the notebook and its own parameters."""
    shutil.copytree(KIT / "parameters" / "scenarios", tmp_path / "parameters" / "scenarios")
    boek = (
        (KIT / "notebooks" / "verkenner.ipynb")
        .read_text(encoding="utf-8")
        .replace("invoer = None", "invoer = 'parameters'")
        .replace('gemeente = \\"Utrecht\\"', "gemeente = 'Zeist'")
    )
    (tmp_path / "verkenner.ipynb").write_text(boek, encoding="utf-8")
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        poort = s.getsockname()[1]
    eigen = {
        "JUPYTER_CONFIG_DIR": str(tmp_path / ".c"),
        "JUPYTER_DATA_DIR": str(tmp_path / ".d"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / ".r"),
        "IPYTHONDIR": str(tmp_path / ".i"),
        "PYTHONPATH": str(KIT),
    }
    opdracht = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        "--ip=127.0.0.1",
        f"--port={poort}",
        f"--ServerApp.root_dir={tmp_path}",
        "--IdentityProvider.token=",
        "--allow-root",
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    ]
    proces = subprocess.Popen(
        opdracht,
        env={**os.environ, **eigen},
        cwd=tmp_path,
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
        yield adres, tmp_path
    finally:
        proces.terminate()
        proces.wait(20)


def test_in_a_real_browser_the_keyboard_moves_the_outcome_and_keeps_a_scenario(lab, chromium):
    adres, map_ = lab
    pagina = chromium.new_page(viewport={"width": 1280, "height": 1000})
    pagina.goto(f"{adres}/doc/tree/verkenner.ipynb")
    pagina.locator(".jp-Notebook").wait_for(timeout=60_000)
    pagina.get_by_text("| Idle").wait_for(
        timeout=60_000
    )  # before that, Run asks which kernel to use
    pagina.get_by_role("menuitem", name="Run", exact=True).click()
    pagina.get_by_role("menuitem", name="Run All Cells", exact=True).click()
    uitkomst = pagina.locator(".jp-OutputArea figure").first
    uitkomst.wait_for(timeout=60_000)
    for woord in (
        "Gemeente",
        "Tot en met",
        "Scenario om mee te beginnen",
        "Deel van de zorggeschikte woningen dat geclusterd wordt (%)",
    ):
        assert pagina.get_by_text(woord, exact=True).count() == 1
    voor = uitkomst.inner_text()
    pagina.locator(".noUi-handle").nth(1).focus()
    pagina.keyboard.press("ArrowRight")
    pagina.wait_for_function(
        "v => document.querySelector('.jp-OutputArea figure')?.innerText !== v",
        arg=voor,
        timeout=10_000,
    )
    pagina.get_by_label("Naam van uw scenario").fill("Proef in de browser")
    knop = pagina.get_by_role("button", name="Bewaar als scenario")
    knop.focus()
    pagina.keyboard.press("Enter")
    pagina.get_by_text("Bewaard als scenario proef_in_de_browser").wait_for(timeout=10_000)
    assert (
        0
        < invoer.scenario("proef in de browser", map_ / "parameters").waarden["naar_geclusterd"]
        <= 0.1
    )
