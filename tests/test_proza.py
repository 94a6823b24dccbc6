"""De zinnen van een rapport tegen zijn eigen cijfers.csv; de grote versie is benchmarks/proza.py."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

import proza

pytestmark = pytest.mark.alles
GEMEENTEN = {"GM0088": "Schiermonnikoog", "GM0355": "Zeist"}


@pytest.fixture(scope="module")
def rapporten(tmp_path_factory):
    doel = tmp_path_factory.mktemp("proza")
    proza.maak(list(GEMEENTEN), doel)
    return {
        code: (pagina.read_text(encoding="utf-8"), proza.lees_cijfers(csv_pad, code), csv_pad)
        for code, pagina, csv_pad in proza.rapporten(doel)
    }


def kijk(rapport, oud="", nieuw="", keer=1):
    pagina, cijfers, _ = rapport
    assert oud in pagina
    return proza.kijk_na(pagina.replace(oud, nieuw, keer) if oud else pagina, cijfers, "")


@pytest.mark.parametrize("code", GEMEENTEN, ids=GEMEENTEN.values())
def test_every_number_and_comparison_in_the_sentences_is_that_of_the_figures(rapporten, code):
    uit = kijk(rapporten[code])
    assert [f"{f.onderwerp}: {f.zin} ({f.reden})" for f in uit.fouten] == []
    # A reader that sees nothing would find nothing wrong.
    assert uit.getallen > 200
    assert uit.vergelijkingen > 50


@pytest.mark.parametrize(
    ("code", "oud", "nieuw"),
    [
        ("GM0088", "<b>30,7%</b> van de inwoners", "<b>33,3%</b> van de inwoners"),
        ("GM0088", "wonen 152 mensen", "wonen 418 mensen"),
        ("GM0355", "(20,5%)", "(23,7%)"),
    ],
)
def test_a_planted_wrong_number_is_found(rapporten, code, oud, nieuw):
    uit = kijk(rapporten[code], oud, nieuw)
    getal = next(g.tekst for g in proza.getallen(proza.re.sub("<.*?>", "", nieuw)))
    assert any(getal in f.reden for f in uit.fouten)


@pytest.mark.parametrize(
    ("oud", "nieuw"),
    [
        ("Dat is meer dan in Nederland (20,5%)", "Dat is minder dan in Nederland (20,5%)"),
        ("Dat is meer dan in Nederland (20,5%)", "Dat is ongeveer gelijk aan Nederland (20,5%)"),
        ("zijn op Schiermonnikoog dichterbij dan", "zijn op Schiermonnikoog verder dan"),
    ],
)
def test_a_planted_wrong_word_is_found(rapporten, oud, nieuw):
    uit = kijk(rapporten["GM0088"], oud, nieuw)
    assert uit.fouten
    assert all(nieuw in f.zin for f in uit.fouten)


def test_ages_years_and_rates_are_no_figures():
    zin = "In 2040 zijn er 12 mensen van 50 tot 75 jaar per 1.000 inwoners; 65-plussers: 30,7%."
    assert [g.tekst for g in proza.getallen(zin)] == ["12", "30,7%"]


def test_the_command_says_which_sentence_and_fails(rapporten, tmp_path, capsys):
    pagina, _, csv_pad = rapporten["GM0088"]
    map_ = tmp_path / "GM0088-schiermonnikoog"
    map_.mkdir()
    goed = "Dat is meer dan in Nederland (20,5%)"
    fout = "Dat is minder dan in Nederland (20,5%)"
    (map_ / "woonzorganalyse-schiermonnikoog.html").write_text(
        pagina.replace(goed, fout, 1), encoding="utf-8"
    )
    (map_ / "cijfers-schiermonnikoog.csv").write_bytes(csv_pad.read_bytes())
    assert proza.hoofd(["--uitvoer", str(tmp_path)]) == 1
    assert fout in capsys.readouterr().out
