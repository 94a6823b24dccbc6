"""Het hele rapport van het voorbeeld in een echte browser: breed, middel, smal en op papier, met muis, toetsenbord en voorleessoftware."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

import toegankelijk
from woonzorg_lib import onderwerpen
from woonzorg_lib.beeld import GeenBron, GeenTitel, figuren
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.rapport import maak_rapport
from woonzorg_lib.uitvoering import Taak, voer_uit

BREEDTES = {"breed": 1280, "middel": 768, "smal": 400}
# The parts of an onderwerp in the order in which they stand.
VOLGORDE = """s => [...s.children].map(e => e.matches('.id') ? 'id' : e.matches('h3') ? 'kop' : e.matches('.eigen') ? 'duiding'
  : e.matches('figure') ? 'figuur' : e.matches('.naast') ? 'naast' : e.matches('.dus') ? 'dus' : e.matches('.bron') ? 'bron' : e.matches('.meer') ? 'meer' : 'zin')"""


@pytest.fixture(scope="module")
def pad(voorbeeldrapport):
    return voorbeeldrapport / "woonzorganalyse-utrecht.html"


@pytest.fixture
def pagina(pad, chromium):
    pagina = chromium.new_page(viewport={"width": 1280, "height": 900})
    pagina.goto(pad.as_uri())
    yield pagina
    pagina.close()


def breedte(pagina, wat: str):
    pagina.set_viewport_size({"width": BREEDTES[wat], "height": 900})
    return pagina


# What axe sees, and what it can not see


@pytest.mark.alles
def test_axe_finds_nothing_on_a_wide_screen_or_at_400_percent(pad, chromium):
    assert (
        toegankelijk.axe_controle(chromium, pad) == []
        and toegankelijk.axe_controle(chromium, pad, toegankelijk.SMAL) == []
    )
    assert toegankelijk.axe_controle(chromium, pad.parents[1] / "index.html") == []


def test_words_order_and_reflow_are_right_where_axe_can_not_see_them(pad, chromium):
    assert toegankelijk.eigen_controle(chromium, pad) == []


def test_the_checks_see_what_they_are_for(tmp_path, chromium):
    slecht = """<!doctype html><html lang=nl><title>x</title><main><h1>T</h1><h3>kop</h3><a href="#weg">hier</a>
      <figure><figcaption>Vraag?</figcaption><svg role=img aria-label="Vraag?"></svg></figure><figure><figcaption>Vraag?</figcaption><svg role=img aria-label="Meer dan daar"></svg></figure>
      <table id=a><tr><th>k</th></tr></table><p id=a tabindex=3 style="width:900px">breed</p></main>"""
    (tmp_path / "slecht.html").write_text(slecht, encoding="utf-8")
    gevonden = {
        regel.partition(":")[0]
        for regel in toegankelijk.eigen_controle(chromium, tmp_path / "slecht.html")
    }
    assert gevonden >= {
        "kop slaat een niveau over",
        "verwijzing zegt niets",
        "verwijzing naar niets",
        "alt-tekst is de titel",
        "alt-tekst zonder cijfer",
        "figuur zonder bron",
        "tabel zonder caption",
        "kop zonder scope",
        "tabel die niet met het toetsenbord schuift",
        "zelfde id",
        "eigen volgorde van het toetsenbord",
        "bladzijde schuift opzij",
    }


def test_a_figure_is_not_drawn_without_a_title_or_a_source():
    data = Analyse("Utrecht").cijfers("inwoners_65plus")
    for functie in (figuren.staven, figuren.punten):
        with pytest.raises(GeenTitel):
            functie(data, titel=" ")
        with pytest.raises(GeenBron):
            functie(data.drop(columns="bron"), titel="Hoeveel?")


def test_the_keyboard_goes_through_the_page_in_the_order_of_reading_and_can_be_seen(pagina):
    pagina.keyboard.press("Tab")
    assert (
        pagina.evaluate("document.activeElement.textContent") == "Naar de inhoud"
        and pagina.locator(".skip").bounding_box()["x"] >= 0
    )
    pagina.keyboard.press("Enter")
    assert pagina.evaluate("document.activeElement.id") == "inhoud"
    gezien = []
    for _ in range(40):
        pagina.keyboard.press("Tab")
        gezien.append(
            pagina.evaluate("""() => { const e = document.activeElement, r = e.getBoundingClientRect(), s = getComputedStyle(e);
            return [r.top + scrollY, r.height, r.left, parseFloat(s.outlineWidth) > 1 && s.outlineStyle !== 'none', !!e.closest('main')] }""")
        )
    assert all(zichtbaar and in_main for *_, zichtbaar, in_main in gezien)
    assert all(
        b[0] > a[0] - 1 or (b[0] + b[1] > a[0] and b[2] > a[2]) for a, b in zip(gezien, gezien[1:])
    )


def test_nothing_moves_and_colours_of_the_reader_leave_charts_readable(pagina):
    eerste = pagina.locator(".onderwerp > figure > svg").first
    kleuren = "e => [getComputedStyle(e).backgroundColor, [...e.querySelectorAll('text')].map(t => getComputedStyle(t).fill)]"
    _, gewoon = eerste.evaluate(kleuren)
    pagina.emulate_media(forced_colors="active", color_scheme="dark")
    grond, tekst = eerste.evaluate(kleuren)
    assert grond == "rgb(255, 255, 255)" and tekst == gewoon


# Three widths


@pytest.mark.parametrize("wat", BREEDTES)
def test_nothing_slides_sideways_and_lines_stay_readable(pagina, wat):
    breedte(pagina, wat)
    assert pagina.evaluate("document.documentElement.scrollWidth <= innerWidth")
    # About ninety characters: longer lines are hard to follow.
    lang = pagina.evaluate(
        "[...document.querySelectorAll('.kern, .notitie, .tekst p')].filter(e => e.getClientRects().length && e.clientWidth / parseFloat(getComputedStyle(e).fontSize) > 54).map(e => e.textContent.slice(0, 80))"
    )
    assert lang == []


def test_the_contents_stand_beside_the_report_on_a_wide_screen_and_fold_away_on_others(pagina):
    zij, smal = pagina.locator("nav.zij"), pagina.locator("nav.smal")
    assert (
        zij.is_visible()
        and not smal.is_visible()
        and zij.bounding_box()["x"] < pagina.locator("main").bounding_box()["x"]
    )
    for wat in ("middel", "smal"):
        breedte(pagina, wat)
        assert (
            not zij.is_visible()
            and smal.locator("summary").is_visible()
            and not smal.locator("ul").first.is_visible()
        )
    smal.locator("summary").click()
    smal.locator("a[href='#C1']").click()
    assert pagina.url.endswith("#C1") and abs(pagina.locator("#C1").bounding_box()["y"]) < 120


def test_every_onderwerp_can_be_shared_and_has_a_finding_of_its_own(pagina):
    koppen = []
    for id, o in onderwerpen.register().items():
        deel = pagina.locator(f"section#{id}[data-onderwerp={id}][data-status]")
        assert deel.count() == 1 and pagina.locator(f"nav.zij a[href='#{id}']").count() == 1
        assert deel.locator(f".id a.anker[href='#{id}']").inner_text() == f"{id} · {o.titel}"
        koppen.append(deel.locator("h3").first.inner_text())
    assert all(koppen) and len(set(koppen)) == len(koppen)


def test_the_answer_comes_first_and_the_figures_behind_it_are_folded(pagina):
    volgorde = dict(
        pagina.locator("section.onderwerp").evaluate_all(
            f"ss => ss.map(s => [s.id, ({VOLGORDE})(s)])"
        )
    )
    rang = ("id", "kop", "duiding", "zin", "figuur", "naast", "dus", "bron", "meer")
    for id, delen in volgorde.items():
        rangen = [rang.index(d) for d in delen]
        assert rangen == sorted(rangen), (id, delen)
        assert all(delen.count(een) <= 1 for een in ("figuur", "dus", "bron", "meer")), id
    assert "duiding" in volgorde["A2"] and "meer" in volgorde["A1"]
    assert not pagina.locator("details.meer > :not(summary)").first.is_visible()


def test_empty_onderwerpen_are_one_quiet_block_without_a_word_on_how_to_fill_them(pagina, tmp_path):
    # The example has no empty onderwerp; a gemeente without own files does.
    boek = Path(__file__).parents[1] / "notebooks" / "fase2_1_woningbouw.ipynb"
    klaar = voer_uit(Taak(boek, {"gemeente": "Zeist"}, tmp_path / "uit.ipynb"))
    maak_rapport([klaar], tmp_path / "rapport.html", "Proef")
    pagina.goto((tmp_path / "rapport.html").as_uri())
    leeg = pagina.locator(".zonder [data-onderwerp]")
    assert leeg.count() and pagina.locator(".zonder").bounding_box()["height"] < 100
    assert ".csv" not in pagina.locator("main").inner_text()


def test_numbers_and_definitions_open_on_demand_with_mouse_and_keyboard(pagina):
    knop = pagina.locator("#A1 > details.meer > summary")
    assert "Woningvoorraad" in knop.get_attribute("aria-label")
    knop.press("Enter")
    blok = pagina.locator("#A1 .meer figure").first
    assert blok.is_visible()
    for vraag in ("Toon cijfers", "Wat beteken"):
        knop = blok.locator("summary", has_text=vraag)
        inhoud = knop.locator("xpath=..").locator("table, p, dl").first
        assert (
            not inhoud.is_visible()
            and vraag in knop.get_attribute("aria-label")
            and blok.locator("figcaption").inner_text().splitlines()[0]
            in knop.get_attribute("aria-label")
        )
        knop.press("Enter")
        assert inhoud.is_visible()


def test_on_paper_there_are_charts_and_sources_and_nothing_to_click(pagina):
    pagina.emulate_media(media="print")
    for weg in ("nav.zij", "nav.smal", ".skip", "details", "summary"):
        assert not any(
            pagina.locator(weg).nth(n).is_visible() for n in range(pagina.locator(weg).count())
        ), weg
    assert (
        pagina.locator("#A1 > figure > svg").first.is_visible()
        and pagina.locator("#A1 > .bron").is_visible()
        and pagina.locator("nav.druk").is_visible()
    )


def test_a_page_is_light_and_stands_still_while_it_loads(pad, pagina):
    assert pad.stat().st_size < 1_500_000
    assert (
        pagina.evaluate(
            "new Promise(r => { let som = 0; new PerformanceObserver(l => l.getEntries().forEach(e => som += e.value)).observe({type: 'layout-shift', buffered: true}); setTimeout(() => r(som), 200) })"
        )
        == 0
    )
