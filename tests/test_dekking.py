"""Eén dekking is het hoofdcijfer; wat een sleutel, een afspraak en een opgave anders zeggen, staat ernaast met waarom."""

import shutil
from pathlib import Path

import lxml.html
import pytest

from woonzorg_lib.analyse import Analyse
from woonzorg_lib.analyse.dekking import dekkingen

VOORBEELD = Path(__file__).parents[1] / "parameters" / "voorbeeld"


@pytest.fixture(scope="module")
def pagina(voorbeeldrapport):
    return lxml.html.parse(next(voorbeeldrapport.glob("woonzorganalyse-*.html"))).getroot()


def met(tmp_path, **bestanden):
    """A copy of the example; a file is written anew, or left out when it is None."""
    doel = tmp_path / "invoer"
    shutil.copytree(VOORBEELD, doel)
    for naam, inhoud in bestanden.items():
        pad = doel / "gemeenten" / "GM0344" / f"{naam}.csv"
        pad.unlink() if inhoud is None else pad.write_text(inhoud, encoding="utf-8")
    return Analyse("Utrecht", invoer=doel)


def test_each_coverage_is_right_and_only_one_is_the_headline():
    alle = dekkingen(Analyse("Utrecht", invoer=VOORBEELD), "geclusterd")
    # 64 built and 108 in hard plans, of 727.7 by the key and of 220 that were agreed
    assert [(d.soort, round(d.procent, 1)) for d in alle] == [
        ("hoofd", 23.6),
        ("alleen_hard", 14.8),
        ("afspraak", 49.1),
    ]


def test_an_opgave_that_says_something_else_stands_beside_them(tmp_path):
    tekst = (
        "jaar;categorie;aantal;besluit;datum;peildatum;bron\n"
        "2030;geclusterd;300;Woonvisie;2023-03-15;2026-01-01;de gemeente\n"
    )
    a = met(tmp_path, woonopgave=tekst)
    laatste = dekkingen(a, "geclusterd")[-1]
    assert (laatste.soort, laatste.stuk, round(laatste.procent)) == ("opgave", "Woonvisie", 36)
    rij = a.dekking_naast_elkaar().gegevens["rijen"][-1]
    assert rij["tabel"] == "woonopgave.csv; plannen.csv" and round(rij["waarde"]) == 36


def test_with_one_number_there_is_nothing_to_set_beside_it(tmp_path):
    a = met(tmp_path, woonopgave=None, opgave_ouderen=None)
    (a.invoer / "gemeenten" / "GM0344" / "behoefte.yaml").unlink()
    assert [d.soort for d in dekkingen(a, "geclusterd")] == ["hoofd"]
    assert a.dekking_naast_elkaar().html == ""
    assert dekkingen(Analyse("Zeist"), "geclusterd") == []


def test_the_table_stands_open_in_c3_and_says_why(pagina):
    (c3,) = pagina.xpath("//section[@data-onderwerp='C3']")
    kop = c3.find(".//h3").text_content()
    assert kop == "Van de nodige geclusterde woningen is 24% gebouwd of hard gepland"
    (tabel,) = c3.xpath(".//div[@class='naast' and not(ancestor::details)]//table")
    rijen = [[c.text_content() for c in tr] for tr in tabel.iter("tr")][1:]
    assert [r[2].partition("%")[0] for r in rijen] == ["24", "15", "49"]
    assert all(len(r[3]) > 20 for r in rijen) and "hoofdcijfer" in rijen[0][3]


def test_the_first_screen_has_the_headline_alone(pagina):
    (kort,) = pagina.xpath("//section[@class='deel kort']")
    for weg in [*kort.iter("details"), *kort.iter("nav")]:
        weg.drop_tree()
    tekst = kort.text_content()
    assert "Gebouwd of hard gepland: 24% van wat nodig is" in tekst
    assert "49%" not in tekst and "15%" not in tekst and "helft" not in tekst


def test_what_was_agreed_is_the_headline_where_there_are_no_plans():
    a = Analyse("Hattem")
    assert "<b>60</b> geclusterde" in a.kort_titel().html
    balk = a.opgavebalk()
    assert "Nodig: 60;" in balk.html and "volgens de afspraak" in balk.html
    assert [r["indicator"] for r in balk.gegevens["rijen"]] == ["afspraak_ouderen"]
    assert "naar groei" not in a.kort_zinnen().html
