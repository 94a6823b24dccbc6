"""De voordeur in JupyterLab: kiezen, een bestand neerzetten, zien wat er mis is, het rapport maken."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from proeflab import jupyterlab

from woonzorg_lib import soorten
from woonzorg_lib.cli import maak_parser, opdrachten
from woonzorg_lib.cli.voordeur import Voordeur

KIT = Path(__file__).resolve().parent.parent
PLANNEN = (KIT / "parameters/voorbeeld/gemeenten/GM0344/plannen.csv").read_bytes()

# The same without its last two columns, peildatum and bron.
ZONDER = "\n".join(
    ";".join(r.split(";")[:-2]) for r in PLANNEN.decode("utf-8-sig").splitlines()
).encode()


@pytest.fixture
def deur(tmp_path):
    (tmp_path / "parameters" / "gemeenten").mkdir(parents=True)
    shutil.copytree(KIT / "parameters" / "scenarios", tmp_path / "parameters" / "scenarios")
    return Voordeur(str(tmp_path / "parameters"), str(tmp_path / "uit"))


def neer(deur, naam, inhoud):
    nu = datetime.now(UTC)
    soort = {"type": "text/csv", "size": len(inhoud), "last_modified": nu}
    deur.bestanden.value = ({"name": naam, "content": memoryview(inhoud), **soort},)


def test_without_a_gemeente_it_asks_for_one(deur):
    neer(deur, "plannen.csv", PLANNEN)
    assert "Kies eerst een gemeente" in deur.nagekeken.value
    deur.gemeente.value = "Utrect"
    assert "Utrecht" in deur.nagekeken.value  # a suggestion, not a traceback


def test_a_dropped_file_is_in_the_right_place_and_said_what_it_is(deur):
    deur.gemeente.value = "Utrecht"
    neer(deur, "plannen.csv", PLANNEN)
    assert (deur.invoer / "gemeenten" / "GM0344" / "plannen.csv").read_bytes() == PLANNEN
    assert "plannen.csv" in deur.nagekeken.value and "6 rijen" in deur.nagekeken.value


def test_a_wrong_row_is_named_beside_the_file(deur):
    deur.gemeente.value = "Utrecht"
    fout = PLANNEN.decode("utf-8-sig").replace("2027", "volgend jaar", 1)
    neer(deur, "plannen.csv", fout.encode("utf-8"))
    assert "FOUT" in deur.nagekeken.value and "volgend jaar" in deur.nagekeken.value


def test_a_second_file_of_the_same_name_keeps_the_first(deur):
    deur.gemeente.value = "Utrecht"
    neer(deur, "plannen.csv", PLANNEN)
    neer(deur, "plannen.csv", PLANNEN + b"\n")
    map_ = deur.invoer / "gemeenten" / "GM0344"
    assert (map_ / "plannen.csv.oud").read_bytes() == PLANNEN


def test_a_name_with_a_path_stays_in_the_folder(deur):
    deur.gemeente.value = "Utrecht"
    neer(deur, "../../../plannen.csv", PLANNEN)
    assert not (deur.invoer.parent / "plannen.csv").exists()
    assert (deur.invoer / "gemeenten" / "GM0344" / "plannen.csv").exists()


def test_a_file_under_any_name_is_kept_as_what_it_is(deur):
    deur.gemeente.value = "Utrecht"
    neer(deur, "Export afdeling Wonen (2).csv", PLANNEN)
    map_ = deur.invoer / "gemeenten" / "GM0344"
    assert (map_ / "plannen.csv").read_bytes() == PLANNEN
    assert "herkend als plannen" in deur.mijn.gezegd.value
    neer(deur, "A1.md", b"Onze eigen tekst.")
    assert (map_ / "duiding" / "A1.md").is_file()


def test_the_wrong_row_stands_beside_its_message_and_totals_beside_the_file(deur):
    deur.gemeente.value = "Utrecht"
    neer(deur, "plannen.csv", PLANNEN.decode("utf-8-sig").replace(";220;", ";veel;", 1).encode())
    html = deur.nagekeken.value
    assert "nee: 1 keer FOUT" in html and '<td class="mis">veel</td>' in html
    assert '<th scope="row">regel 3</th>' in html and "Voorbeeldhof" in html
    neer(deur, "plannen.csv", PLANNEN)
    assert "bruto samen 2.480" in deur.nagekeken.value and 'class="mis"' not in deur.nagekeken.value


def test_source_and_date_are_given_once_for_all_files_that_do_not_say_them(deur):
    deur.gemeente.value = "Utrecht"
    neer(deur, "plannen.csv", ZONDER)
    assert "geen bron of peildatum: plannen.csv" in deur.mijn.herkomst.children[0].value
    assert "nee: 1 keer FOUT" in deur.nagekeken.value
    deur.mijn.bron.value, deur.mijn.datum.value = "afdeling Wonen", date(2026, 7, 1)
    deur.mijn.zet.click()
    assert "nee:" not in deur.nagekeken.value, deur.nagekeken.value
    tabel = soorten.lees("plannen", "Utrecht", deur.invoer).tabel
    open_ = tabel[~tabel.vertrouwelijk.astype(bool)]  # of a confidential plan nothing is passed on
    assert len(open_) == 5 and set(open_.bron) == {"afdeling Wonen"}
    assert {str(dag)[:10] for dag in open_.peildatum} == {"2026-07-01"}
    assert (deur.invoer / "gemeenten/GM0344/plannen.csv").read_bytes() == ZONDER
    # A newer file is of another day: it is asked again.
    neer(deur, "plannen.csv", ZONDER + b"\n")
    assert "geen bron of peildatum: plannen.csv" in deur.mijn.herkomst.children[0].value


def test_a_file_that_says_its_own_source_keeps_it(deur):
    deur.gemeente.value = "Utrecht"
    neer(deur, "plannen.csv", PLANNEN)
    assert deur.mijn.herkomst.children == () or not deur.mijn._zonder


def test_what_is_chosen_is_what_someone_would_type(deur):
    deur.gemeente.value, deur.naast.value = "Zeist", "De Bilt, Bunnik"
    deur.regio.value, deur.jaar.value = "provincie:Utrecht", 2035
    deur.ernaast["--docx"].value = True
    woorden = deur._woorden(deur._gekozen())
    vraag = maak_parser().parse_args(woorden)
    assert (vraag.gemeenten, vraag.naast, vraag.regio) == (
        *(["GM0355"], ["De Bilt", "Bunnik"]),
        "provincie:Utrecht",
    )
    assert vraag.prognosejaar == 2035 and vraag.extra == ["docx"]


def test_a_regiobeeld_is_made_of_the_regio_that_was_chosen(deur):
    assert deur.maak_regiobeeld() is None and "Kies eerst een gemeente" in deur.voortgang.value
    deur.regio.value = "corop:Delfzijl en omgeving"
    deur.maak_regiobeeld().join(180)
    (pad,) = deur.uitvoer.glob("regiobeeld-*/regiobeeld-*.html")
    assert "het regiobeeld (html)" in deur.voortgang.value and pad.name in deur.voortgang.value
    assert not deur.maak.disabled and not deur.regiobeeld.disabled


def test_a_scenario_that_is_kept_in_the_verkenner_is_chosen_for_the_report(deur):
    deur.gemeente.value = "Zeist"
    deur.open_verkenner.click()
    verkenner = deur._verkenner
    verkenner.schuiven["groei"].value, verkenner.naam.value = 120, "Sneller grijs"
    verkenner.knop.click()
    assert deur.scenario.value == "sneller_grijs"
    assert "--scenario sneller_grijs" in " ".join(deur._woorden(deur._gekozen()))


def test_lab_opens_at_the_front_door_without_news_and_in_dutch():
    opdracht = opdrachten.lab_opdracht(KIT / "notebooks")
    assert any(woord.endswith("/notebooks/start.ipynb") for woord in opdracht)
    assert "--LabApp.news_url=" in opdracht
    (map_,) = (w.partition("=")[2] for w in opdracht if w.startswith("--LabApp.app_settings_dir="))
    assert "nl_NL" in (Path(map_) / "overrides.json").read_text(encoding="utf-8")


@pytest.fixture
def lab(tmp_path):
    """JupyterLab as the command starts it, on a copy of the front door with folders of its own."""
    shutil.copytree(KIT / "parameters" / "scenarios", tmp_path / "parameters" / "scenarios")
    (tmp_path / "parameters" / "gemeenten").mkdir()
    boek = (KIT / "notebooks" / "start.ipynb").read_text(encoding="utf-8")
    boek = boek.replace("invoer = None", "invoer = '../parameters'")
    boek = boek.replace("uitvoer = None", "uitvoer = '../output'")
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "notebooks" / "start.ipynb").write_text(boek, encoding="utf-8")
    van_ons = [w for w in opdrachten.lab_opdracht(KIT / "notebooks") if "LabApp" in w]
    with jupyterlab(tmp_path, *van_ons) as adres:
        yield adres, tmp_path


def tab_naar(pagina, kies: str, tekst: str = "") -> None:
    """The keyboard goes on until it is there."""
    vraag = "([k, t]) => {const e = document.activeElement; return e?.matches(k) && (!t || e.innerText === t)}"
    for _ in range(200):
        if pagina.evaluate(vraag, [kies, tekst]):
            return
        pagina.keyboard.press("Tab")
    raise AssertionError(f"met Tab niet te bereiken: {kies} {tekst}")


def kies_bestand(pagina, pad: Path) -> None:
    """Enter on the button; again when JupyterLab took the focus away just then."""
    for poging in range(3):
        tab_naar(pagina, ".widget-upload")
        try:
            with pagina.expect_file_chooser(timeout=20_000) as kiezer:
                pagina.keyboard.press("Enter")
            return kiezer.value.set_files(str(pad))
        except Exception:  # the timeout of playwright, which may not be there
            assert poging < 2


@pytest.mark.alles
def test_with_the_keyboard_alone_from_the_front_door_to_the_report(lab, chromium):
    adres, map_ = lab
    pagina = chromium.new_page(viewport={"width": 1280, "height": 1000})
    pagina.goto(f"{adres}/lab/tree/notebooks/start.ipynb")
    # The cells run by themselves, and nobody sees code or news.
    pagina.get_by_label("Gemeente").wait_for(timeout=120_000)
    pagina.locator("[data-gelopen=ja]").wait_for(timeout=120_000)
    pagina.wait_for_timeout(1000)  # JupyterLab gives the focus to the cell that ran last
    assert pagina.locator(".jp-CodeCell .cm-content:visible").count() == 0
    assert pagina.get_by_role("menuitem", name="Bestand", exact=True).count() == 1
    assert pagina.get_by_text("Jupyter news").count() == 0
    assert pagina.locator(".zonder-extensie:visible").count() == 0
    pagina.locator("body").press("Tab")
    tab_naar(pagina, "input[placeholder='Typ de eerste letters']")
    pagina.keyboard.type("Schiermonnikoog")
    pagina.keyboard.press("Tab")
    pagina.get_by_text("heeft nog geen eigen bestanden").wait_for(timeout=120_000)
    (map_ / "Export.csv").write_bytes(ZONDER)
    kies_bestand(pagina, map_ / "Export.csv")
    pagina.get_by_text("Export.csv is herkend als plannen").wait_for(timeout=120_000)
    pagina.get_by_text("nee: 1 keer FOUT").wait_for(timeout=120_000)
    tab_naar(pagina, "input[placeholder='afdeling Wonen']")
    pagina.keyboard.type("afdeling Wonen")
    tab_naar(pagina, "input[type='date']")
    pagina.keyboard.type("07012026")
    tab_naar(pagina, "button", "Zet bij alle bestanden")
    pagina.keyboard.press("Enter")
    pagina.get_by_text("Bron en peildatum gelden nu voor: plannen.csv").wait_for(timeout=120_000)
    tab_naar(pagina, "button.mod-primary")
    pagina.keyboard.press("Enter")
    pagina.wait_for_function(
        "/[1-9] van 9/.test(document.querySelector('.widget-hprogress')?.innerText)",
        timeout=300_000,
    )
    pagina.get_by_text("Open:").wait_for(timeout=300_000)
    tab_naar(pagina, "a[data-bestand]")
    with pagina.context.expect_page() as nieuw:
        pagina.keyboard.press("Enter")
    rapport = nieuw.value
    rapport.wait_for_load_state()
    assert rapport.title() == "Woonzorganalyse Schiermonnikoog" and "/files/output/" in rapport.url
    assert list((map_ / "output").glob("GM0088-*/woonzorganalyse-*.html"))
    # What ran is not the user's work: the notebook itself is as it was.
    assert '"outputs": []' in (map_ / "notebooks" / "start.ipynb").read_text(encoding="utf-8")
    assert pagina.locator(".jp-mod-dirty").count() == 0


def test_a_file_can_be_dropped_on_the_button(lab, chromium):
    adres, map_ = lab
    pagina = chromium.new_page(viewport={"width": 1280, "height": 1000})
    pagina.goto(f"{adres}/lab/tree/notebooks/start.ipynb")
    pagina.get_by_label("Gemeente").wait_for(timeout=120_000)
    pagina.get_by_label("Gemeente").fill("Utrecht")
    pagina.keyboard.press("Tab")
    pagina.get_by_text("heeft nog geen eigen bestanden").wait_for(timeout=120_000)
    pagina.evaluate(
        """([naam, tekst]) => {
          const d = new DataTransfer();
          d.items.add(new File([tekst], naam, {type: "text/csv"}));
          const knop = document.querySelector(".widget-upload");
          for (const soort of ["dragenter", "dragover", "drop"])
            knop.dispatchEvent(
              new DragEvent(soort, {bubbles: true, cancelable: true, dataTransfer: d}));
        }""",
        ["plannen.csv", PLANNEN.decode("utf-8-sig")],
    )
    pagina.get_by_text("plannen.csv is bewaard").wait_for(timeout=120_000)
    pagina.get_by_text("bruto samen 2.480").wait_for(timeout=120_000)
    assert (map_ / "parameters/gemeenten/GM0344/plannen.csv").is_file()
