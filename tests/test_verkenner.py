"""De verkenner: wat schuiven doet, en één keer helemaal in een echte browser, met het toetsenbord."""

import shutil
from pathlib import Path

import lxml.html
import pytest
from proeflab import jupyterlab

from woonzorg_lib import invoer
from woonzorg_lib.analyse.verkenner import Verkenner

KIT = Path(__file__).resolve().parent.parent
VOORBEELD = str(KIT / "parameters" / "voorbeeld")


def rij(v: Verkenner, vorm: str) -> list[str]:
    """The cells of one kind of dwelling in the table of the outcome."""
    tabel = lxml.html.fromstring(f"<div>{v.uitkomst.value}</div>")
    rijen = [[c.text_content() for c in tr] for tr in tabel.iter("tr")]
    return next(r[1:] for r in rijen if r and vorm in r[0].lower() and len(r) == 5)


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


def test_the_scenario_that_it_began_with_stands_beside_the_choice():
    v = Verkenner("Utrecht", invoer=VOORBEELD)
    assert v.uitkomst.value.count("Extra nodig: scenario") == 1
    begin = rij(v, "geclusterd")
    assert begin[0] == begin[1] and begin[2] == begin[3]
    v.schuiven["harde_plannen"].value = 50
    daarna = rij(v, "geclusterd")
    assert daarna[:3] == begin[:3] and daarna[3] != begin[3] and v.niets.value == ""


def test_a_slider_that_changes_nothing_says_so_and_why():
    v = Verkenner("Zeist")
    v.schuiven["harde_plannen"].value = 50
    assert "verandert hier niets" in v.niets.value and "plannen.csv" in v.niets.value
    v.schuiven["groei"].value = 120
    assert v.niets.value == ""


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
    keuzes = (
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
    )
    with jupyterlab(tmp_path, *keuzes) as adres:
        yield adres, tmp_path


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
        timeout=60_000,
    )
    pagina.get_by_label("Naam van uw scenario").fill("Proef in de browser")
    knop = pagina.get_by_role("button", name="Bewaar als scenario")
    knop.focus()
    pagina.keyboard.press("Enter")
    pagina.get_by_text("Bewaard als scenario proef_in_de_browser").wait_for(timeout=60_000)
    assert (
        0
        < invoer.scenario("proef in de browser", map_ / "parameters").waarden["naar_geclusterd"]
        <= 0.1
    )
