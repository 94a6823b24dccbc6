"""Wat er tussen twee rapporten anders is, en waardoor: als opdracht, en als onderdeel van een nieuw rapport over een ouder."""

import json
import re
import shutil

import pytest
from proefnotebooks import RIJ, code, notebook, tekst

from woonzorg_lib.cli import main
from woonzorg_lib.rapport import cijfers_tekst
from woonzorg_lib.rapport.verschil import Stand, vergelijk
from woonzorg_lib.rapport.verschiltekst import rij as als_rij

VERSLAG = {
    "code": "GM0344",
    "naam": "Utrecht",
    "klaar": "2026-11-22T10:15:00+01:00",
    "uitkomst": "gelukt",
    "onderwerpen": [{"id": "A1", "titel": "Voorraad", "status": "deels"}],
}
# One figure of the gemeente itself, from a file; the rest never changes.
CEL = """
from pathlib import Path
rij = {rij}
n = float(Path(invoer, "gemeenten", "GM0344", "flex.csv").read_text())
a.onderwerp("A1", "volledig" if n > 50 else "deels")
toon("<p>zin</p>", soort="zin", rijen=[rij | {{"waarde": n, "soort": "invoer", "tabel": "flex.csv"}}, rij | {{"gebied": "Nederland", "gebiedcode": "NL"}}])
"""


def stand(*rijen, **meer) -> Stand:
    return Stand.uit(
        VERSLAG | meer, cijfers_tekst([{"onderwerp": "A1"} | RIJ | rij for rij in rijen])
    )


def een(oud: Stand, nieuw: Stand):
    gevonden = vergelijk(oud, nieuw).als_dict()["cijfers"]
    assert len(gevonden) == 1
    return als_rij(gevonden[0])


def test_a_figure_says_how_much_it_changed_in_its_own_unit():
    assert een(stand({"waarde": 45.5}), stand({"waarde": 44.7})) == (
        "Koopwoningen",
        "45,5%",
        "44,7%",
        "−0,8 procentpunt",
        "andere berekening",
    )
    groot = {"eenheid": "woningen", "omschrijving": "Woningen"}
    assert een(stand(groot | {"waarde": 1000.0}), stand(groot | {"waarde": 1200.0}))[1:4] == (
        "1.000",
        "1.200",
        "+200 (+20,0%)",
    )
    assert een(stand({"waarde": None}), stand({"waarde": 3.0}))[1:4] == ("–", "3%", "nu bekend")
    assert (
        een(
            stand({"ondergrens": 40.0, "bovengrens": 50.0}),
            stand({"ondergrens": 41.0, "bovengrens": 50.0}),
        )[3]
        == "andere band"
    )
    assert vergelijk(stand({"waarde": 1 / 3}), stand({"waarde": 1 / 3 + 1e-9})).leeg


def test_a_new_year_stands_beside_the_last_one_and_a_whole_series_is_one_line():
    oud = stand(*({"jaar": j, "periode": str(j), "waarde": float(j)} for j in (2023, 2024)))
    nieuw = stand(
        *(
            {"jaar": j, "periode": str(j), "waarde": float(j), "opgehaald": "2027-01-01"}
            for j in (2023, 2024, 2025)
        )
    )
    assert een(oud, nieuw) == (
        "Koopwoningen",
        "2.024% (2024)",
        "2.025% (2025)",
        "+1 procentpunt",
        "nieuwe cijfers",
    )
    assert vergelijk(oud, nieuw).gelijk == 2
    verder = [
        stand(*({"jaar": j, "waarde": float(j)} for j in range(2030, tot))) for tot in (2041, 2051)
    ]
    assert {c.wat for c in vergelijk(*verder).cijfers} == {
        "nieuw"
    }  # looking further ahead is no growth
    reeks = [
        stand(*({"jaar": j, "waarde": j * keer, "uitsplitsing": "75+"} for j in range(2030, 2041)))
        for keer in (1.0, 1.1)
    ]
    assert een(*reeks)[0] == "Koopwoningen: 75+; in 11 jaren anders"


def test_the_cause_is_the_input_the_settings_the_data_or_else_the_calculation():
    peiljaar = {"jaar": 2023, "periode": "2023", "waarde": 44.0}
    assert (
        een(
            stand({}, parameters={"peiljaar": None}), stand(peiljaar, parameters={"peiljaar": 2023})
        )[4]
        == "andere instelling"
    )
    assert (
        een(stand({"soort": "invoer"}), stand({"soort": "invoer", "waarde": 1.0}))[4]
        == "eigen invoer"
    )
    # A sum of someone's own file is theirs as well, also when the figures were refreshed.
    som = [
        stand(
            {"soort": "berekend", "bron": bron, "waarde": w, "opgehaald": ""},
            herkomst={"momentopname": h, "invoer": {}},
        )
        for bron, w, h in (
            ("eigen invoer van de gemeente", 1.0, "a"),
            ("Eigen invoer van de gemeente", 2.0, "b"),
        )
    ]
    assert een(*som)[4] == "eigen invoer"
    bijgewerkt = [
        stand({"waarde": w}, herkomst={"momentopname": h, "invoer": {}})
        for w, h in ((1.0, "a"), (2.0, "b"))
    ]
    assert een(*bijgewerkt)[4] == "nieuwe cijfers" and vergelijk(*bijgewerkt).basis == [
        ("nieuwe cijfers", "de momentopname is bijgewerkt")
    ]
    invoer = [
        stand({"waarde": w}, herkomst={"invoer": i})
        for w, i in (
            (1.0, {"GM0344/plannen.csv": "x", "standaard.yaml": "y"}),
            (2.0, {"standaard.yaml": "z", "huisstijl.yaml": "q", "logo.svg": "q"}),
        )
    ]
    assert vergelijk(*invoer).basis == [
        ("eigen invoer", "plannen.csv (weg)"),
        ("andere instelling", "standaard.yaml (veranderd)"),
    ]
    assert een(*invoer)[4] == "eigen invoer of andere instelling"  # which of the two can't be told
    kit = vergelijk(
        stand({}, versies={"woonzorg": "0.1"}), stand({"waarde": 1.0}, versies={"woonzorg": "0.2"})
    )
    assert kit.basis == [("andere berekening", "woonzorg 0.1 werd 0.2")]


def test_what_a_broken_notebook_did_not_make_has_not_changed():
    kapot = stand(
        uitkomst="mislukt", onderwerpen=[{"id": "A1", "titel": "Voorraad", "status": "mislukt"}]
    )
    gevonden = vergelijk(stand({}), kapot)
    assert gevonden.cijfers == [] and gevonden.statussen[0]["waardoor"] == "notebook mislukt"
    assert gevonden.kort()["statussen"] == []  # a report on its own news says nothing of that


def test_the_same_figure_in_two_places_counts_once_and_twins_are_kept_apart():
    assert vergelijk(stand({}), stand({}, {"onderwerp": "B1"})).gelijk == 1
    tweeling = [{"waarde": 10.0}, {"waarde": 20.0}]
    gevonden = vergelijk(stand(*tweeling), stand({"waarde": 10.0}, {"waarde": 25.0}))
    assert gevonden.gelijk == 1 and [(c.oud, c.nieuw) for c in gevonden.cijfers] == [(20.0, 25.0)]


def test_opgaven_come_first_then_the_largest_change_of_the_gemeente_itself():
    def rijen(a, b, c, d):
        return [
            {"indicator": "x", "waarde": a},
            {"indicator": "y", "waarde": b},
            {"indicator": "z", "waarde": c, "gebiedcode": "NL"},
            {"indicator": "woonopgave_aantal", "waarde": d},
        ]

    gevonden = vergelijk(
        stand(*rijen(100.0, 100.0, 100.0, 100.0)), stand(*rijen(101.0, 150.0, 900.0, 101.0))
    )
    assert [c.nieuw for c in gevonden.cijfers] == [101.0, 150.0, 101.0, 900.0] and gevonden.cijfers[
        0
    ].opgave


@pytest.fixture
def maak(tmp_path, capsys):
    """Makes the report of Utrecht with this figure in the file of the gemeente; gives the page."""
    boeken = tmp_path / "nb"
    notebook(boeken / "00_samenvatting.ipynb", tekst("# Kort"), code(CEL.format(rij=RIJ)))
    invoer = tmp_path / "in" / "gemeenten" / "GM0344"
    invoer.mkdir(parents=True)

    def doe(waarde, *extra):
        (invoer / "flex.csv").write_text(str(waarde), encoding="utf-8")
        opdracht = [
            "rapport",
            "Utrecht",
            "--kernel",
            "gewoon",
            "--uitvoer",
            str(tmp_path / "uit"),
            "--invoer",
            str(tmp_path / "in"),
            *extra,
        ]
        assert main(opdracht, notebooks=boeken) == 0
        capsys.readouterr()
        return (tmp_path / "uit" / "GM0344-utrecht" / "woonzorganalyse-utrecht.html").read_text(
            encoding="utf-8"
        )

    return doe


def test_a_report_says_what_changed_since_the_one_it_replaces_and_the_command_says_the_same(
    maak, tmp_path, capsys
):
    map_ = tmp_path / "uit" / "GM0344-utrecht"
    assert 'id="veranderd"' not in maak(45)
    shutil.copytree(map_, tmp_path / "oud")
    pagina = maak(60)
    deel = re.sub(
        r"<[^>]+>",
        " ",
        re.search(r'<section class="deel" id="veranderd".*?</section>', pagina, re.S).group(0),
    )
    assert (
        "Wat is er veranderd sinds het vorige rapport?" in deel and "flex.csv (veranderd)" in deel
    )
    assert re.search(r"A1 Titel A1\s+deels\s+volledig\s+eigen invoer", deel) and re.search(
        r"Koopwoningen\s+45%\s+60%\s+\+15 procentpunt\s+eigen invoer", deel
    )
    assert '<a href="#veranderd">' in pagina and str(tmp_path) not in deel
    # Made again of the same things, it still says what it said; nothing new to say never wipes the section out.
    assert re.search(r'id="veranderd".*?</section>', maak(60, "--opnieuw"), re.S).group(
        0
    ) == re.search(r'id="veranderd".*?</section>', pagina, re.S).group(0)

    assert (
        main(["verschil", str(tmp_path / "oud"), str(map_ / "woonzorganalyse-utrecht.html")]) == 0
    )
    uit = capsys.readouterr().out
    assert (
        re.search(r"A1 Titel A1 +deels +volledig +eigen invoer\n", uit)
        and re.search(r"Koopwoningen +45% +60% +\+15 procentpunt +eigen invoer\n", uit)
        and "Gelijk gebleven: 1." in uit
    )
    assert (
        main(["verschil", str(tmp_path / "oud"), str(map_ / "cijfers-utrecht.csv"), "--json"]) == 0
    )
    inhoud = json.loads(capsys.readouterr().out)
    assert (
        inhoud["gelijk"] == 1
        and inhoud["cijfers"][0]["verschil"] == 15
        and inhoud["statussen"][0]["nieuw"] == "volledig"
    )
    assert (
        main(["verschil", str(map_), str(map_)]) == 0
        and "Er is niets anders" in capsys.readouterr().out
    )


def test_a_report_of_before_the_files_got_their_own_names_is_still_compared(maak, tmp_path, capsys):
    map_ = tmp_path / "uit" / "GM0344-utrecht"
    maak(45)
    for pad in [*map_.glob("woonzorganalyse-*"), *map_.glob("cijfers-*")]:
        naam = "rapport" if pad.name.startswith("woonzorg") else "cijfers"
        pad.rename(pad.with_name(naam + pad.suffix))
    shutil.copytree(map_, tmp_path / "oud" / map_.name)
    pagina = maak(60)
    assert "flex.csv (veranderd)" in pagina and not (map_ / "rapport.html").exists()
    assert main(["verschil", str(tmp_path / "oud" / map_.name), str(map_)]) == 0
    assert "+15 procentpunt" in capsys.readouterr().out
    index = (tmp_path / "uit" / "index.html").read_text(encoding="utf-8")
    assert 'href="GM0344-utrecht/woonzorganalyse-utrecht.html"' in index


def test_a_comparison_that_makes_no_sense_is_refused_in_one_line(tmp_path, capsys):
    for naam, code_ in (
        ("utrecht", "GM0344"),
        ("zeist", "GM0355"),
        ("stuk", "GM0344"),
        ("half", "GM0344"),
    ):
        (tmp_path / naam).mkdir()
        (tmp_path / naam / "verslag.json").write_text(
            json.dumps(VERSLAG | {"code": code_, "naam": naam.capitalize()}), encoding="utf-8"
        )
        (tmp_path / naam / "cijfers.csv").write_text(cijfers_tekst([RIJ]), encoding="utf-8")
    (tmp_path / "stuk" / "verslag.json").write_text("{", encoding="utf-8")
    (tmp_path / "half" / "cijfers.csv").unlink()
    for ander, melding in (
        ("zeist", "Utrecht en Zeist"),
        ("stuk", "beschadigd"),
        ("half", "er is geen cijfers.csv"),
        ("nergens", "die bestaat niet"),
    ):
        assert main(["verschil", str(tmp_path / "utrecht"), str(tmp_path / ander)]) == 2
        uit, fout = capsys.readouterr()
        assert uit == "" and melding in fout and fout.count("\n") == 1
