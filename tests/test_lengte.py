"""Hoe lang een rapport mag zijn, en hoe vaak het hetzelfde zegt: gemeten zoals een lezer het ziet."""

import re
import sys
from collections import Counter
from pathlib import Path

import lxml.html
import pytest

from woonzorg_lib.cli import main
from woonzorg_lib.onderwerpen import register

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

import lengte

HOEVAAK = 5  # one pattern of a sentence in a whole report


@pytest.fixture(scope="module")
def zonder_invoer(tmp_path_factory):
    """A report of a gemeente without own files, made in a folder without any."""
    uit = tmp_path_factory.mktemp("lengte")
    assert main(["rapport", "Zeist", "--uitvoer", str(uit)]) == 0
    return next(uit.rglob("woonzorganalyse-*.html"))


def patronen(pad: Path) -> Counter:
    """Sentences with their names and numbers taken out."""
    main_ = lxml.html.parse(pad).getroot().find(".//main")
    for weg in [*main_.iter("details"), *main_.iter("svg"), *main_.iter("nav")]:
        weg.drop_tree()
    alineas = (e.text_content() for e in main_.iter("h2", "h3", "p", "li"))
    zinnen = (z for a in alineas for z in re.split(r"(?<=[.!?])\s+", " ".join(a.split())))
    kaal = (re.sub(r"[\d.,%€]+|Zeist|Utrecht", "#", z) for z in zinnen)
    return Counter(z for z in kaal if len(z.split()) > 3 and not z.startswith("Bron"))


def test_a_report_without_own_files_is_short_enough_to_be_read(zonder_invoer):
    maat = lengte.meet(zonder_invoer)
    assert maat.te_veel() == [] and maat.woorden > 800 and maat.figuren > 8


def test_the_example_is_short_enough_to_be_read(voorbeeldrapport):
    maat = lengte.meet(next(voorbeeldrapport.glob("woonzorganalyse-*.html")))
    assert maat.voorbeeld and maat.te_veel() == []


def test_every_filled_onderwerp_has_a_finding_as_its_title(voorbeeldrapport):
    pagina = lxml.html.parse(next(voorbeeldrapport.glob("woonzorganalyse-*.html"))).getroot()
    gevuld = pagina.xpath("//*[@data-status='volledig' or @data-status='deels']")
    assert len(gevuld) == len(register())
    zonder = [
        o.get("data-onderwerp")
        for o in gevuld
        if o.xpath("string(.//h3)").strip() == register()[o.get("data-onderwerp")].titel
    ]
    assert zonder == []


def test_no_sentence_pattern_is_used_more_than_five_times(zonder_invoer, voorbeeldrapport):
    for pad in (zonder_invoer, next(voorbeeldrapport.glob("woonzorganalyse-*.html"))):
        vaak = {z: n for z, n in patronen(pad).items() if n > HOEVAAK}
        assert vaak == {}, pad


def test_no_word_on_how_to_fill_something_is_in_a_report(zonder_invoer):
    tekst = zonder_invoer.read_text(encoding="utf-8")
    zichtbaar = lxml.html.fromstring(tekst).find(".//main").text_content()
    for woord in ("invoer nieuw", "parameters/gemeenten", "sjabloon", "te vullen met"):
        assert woord not in zichtbaar, woord


def test_how_the_figures_came_here_is_said_in_the_verantwoording_alone(zonder_invoer, tmp_path):
    assert main(["rapport", "Vlieland", "--regio", "land", "--uitvoer", str(tmp_path)]) == 0
    for pad in (zonder_invoer, next(tmp_path.rglob("woonzorganalyse-*.html"))):
        pagina = lxml.html.parse(pad).getroot().find(".//main")
        pagina.get_element_by_id("verantwoording").drop_tree()
        for woord in ("openbare kopie", "ongecontroleerd", "eigen zoekwerk"):
            assert woord not in pagina.text_content(), (pad, woord)


def test_with_full_input_the_first_screen_changes_completely(zonder_invoer, voorbeeldrapport):
    def zinnen(pad):
        kort = lxml.html.parse(pad).getroot().find(".//section[@class='deel kort']")
        for weg in [*kort.iter("details"), *kort.iter("nav")]:
            weg.drop_tree()
        return {" ".join(p.text_content().split()) for p in kort.iter("h2", "h3", "li")}

    vol = zinnen(next(voorbeeldrapport.glob("woonzorganalyse-*.html")))
    leeg = zinnen(zonder_invoer)
    assert any("tekort" in z for z in vol) and not any("tekort" in z for z in leeg)
    assert len(vol & leeg) <= 2  # the names of the cards


def test_in_word_a_report_is_short_enough_as_well(zonder_invoer, voorbeeldrapport):
    assert lengte.bladen_in_word(zonder_invoer) <= lengte.GRENZEN[False]["word"]
    voorbeeld = next(voorbeeldrapport.glob("woonzorganalyse-*.html"))
    assert 10 < lengte.bladen_in_word(voorbeeld) <= lengte.GRENZEN[True]["word"]
