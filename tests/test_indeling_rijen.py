"""Waar de rijen van een figuur komen, als getallen: zonder dat er iets getekend wordt."""

from datetime import date

import pytest

from woonzorg_lib.beeld import raster, rijstapel, tijdbalk, trap
from woonzorg_lib.beeld.blad import breedte
from woonzorg_lib.beeld.kolom import Kolom
from woonzorg_lib.beeld.licht import SMAL
from woonzorg_lib.beeld.rijmaat import LINKS, middens
from woonzorg_lib.beeld.rijstaven import KOP, Staaf, meet_balken
from woonzorg_lib.beeld.stijl import BREEDTE, DELEN, INKT, contrast


def test_rows_stand_under_each_other():
    assert middens(1.0, [0.4, 0.2]) == ([1.2, 1.5], pytest.approx(1.6))


def test_a_long_name_takes_more_room_and_a_heading_less():
    rijen = [Staaf("Kort", 1), Staaf("Een hele lange naam van een plan " * 2, 1), Staaf("x", kop=1)]
    maat = meet_balken(rijen, {}, None, 34)
    assert len(maat.namen[1]) > len(maat.namen[0])
    assert maat.middens[1] - maat.middens[0] > 0.34
    assert maat.onder - maat.middens[2] == pytest.approx(KOP / 2)


def test_bars_and_their_words_stay_on_the_sheet_and_zero_is_in_view():
    rijen = [Staaf("A", 200.0, "200 van de 300 woningen", van=300.0), Staaf("B", -50.0, "−50")]
    maat = meet_balken(rijen, {}, None, 34)
    assert maat.x(-50) == LINKS and LINKS < maat.x(0) < maat.x(300)
    assert maat.x(300) + breedte(rijen[0].tekst) <= BREEDTE


def test_the_words_of_two_norms_close_together_do_not_touch():
    maat = meet_balken([Staaf("A", 10.0)], {100: "vuistregel", 101: "afspraak"}, None, 34)
    (streep, plek, _), (ander, ander_plek, _) = maat.merken
    assert ander - streep < 0.1 and ander_plek - plek > breedte("afspraak", 9)
    assert maat.boven > meet_balken([Staaf("A", 10.0)], {}, None, 34).boven


def test_a_bar_runs_from_where_it_begins_and_nothing_has_none():
    assert Staaf("A", 10.0, begin=30.0).stuk == (10.0, 30.0)
    assert Staaf("A", None).stuk is None and Staaf("A", 5.0, begin=5.0).stuk is None


DELEN_VAN = {"huur": ("#1f6b87", False), "koop": ("#8fb8c6", False), "onbekend": ("#ddd", True)}


def test_parts_follow_each_other_and_a_figure_stands_only_where_it_fits():
    rijen = [
        ("A", {"huur": 90.0, "koop": 10.0, "onbekend": 100.0}, "200"),
        ("B", {"koop": 1.0}, ""),
    ]
    maat = rijstapel.meet_stapel(rijen, DELEN_VAN, "")
    huur, koop, onbekend = maat.stukken[0]
    assert huur.x == LINKS and koop.x == pytest.approx(huur.x + huur.breed)
    assert huur.woord == "90" and onbekend.woord == "", "in a hatching nothing can be read"
    assert maat.stukken[1][0].woord == "" and maat.einden[0] + breedte("200") <= BREEDTE


def test_parts_nobody_has_have_no_name_above_and_many_names_wrap():
    rijen = [("A", {"huur": 1.0}, "")]
    assert [s[0] for s in rijstapel.meet_stapel(rijen, DELEN_VAN, "").sleutels] == ["huur"]
    veel = {f"een deel met een lange naam {n}": ("#111111", False) for n in range(6)}
    sleutels = rijstapel.meet_stapel([("A", dict.fromkeys(veel, 1.0), "")], veel, "").sleutels
    assert len({y for _, _, y in sleutels}) > 1
    assert all(x + breedte(deel) <= BREEDTE for deel, x, _ in sleutels)


def plan(begin, eind, tekst=""):
    return "Plan", begin, eind, tekst, False


def test_a_timeline_covers_whole_years_and_also_today():
    rijen = [plan(date(2024, 3, 1), date(2025, 6, 1)), plan(date(2026, 1, 5), None)]
    maat = tijdbalk.meet_tijdbalk(rijen, date(2023, 7, 1))
    assert maat.as_.jaren == range(2023, 2028)
    assert maat.as_.jaarlijn(2023) == LINKS and maat.as_.jaarlijn(2027) < maat.tekst
    assert [jaar for jaar, _ in maat.as_.genoemd] == [2023, 2024, 2025, 2026]


def test_of_many_years_some_are_named():
    maat = tijdbalk.meet_tijdbalk([plan(date(2000, 1, 1), date(2039, 1, 1))], None)
    jaren = [jaar for jaar, _ in maat.as_.genoemd]
    assert jaren[:2] == [2000, 2004] and len(jaren) <= 12


def test_a_step_stays_level_until_the_year_it_changes():
    (lijn,) = trap.kies_treden({"Plekken": [(2024, 10.0), (2030, 30.0)]}, {"Plekken": (2040, 50.0)})
    assert lijn.hoeken(2040)[:4] == [(2024, 10.0), (2030, 10.0), (2030, 30.0), (2040, 30.0)]
    assert lijn.tekst == "Plekken 30 (nodig 50)"
    maat = trap.meet_trap([lijn])
    assert maat.jaren == [2024, 2030, 2040] and maat.as_[0] == 0 and maat.as_[-1] >= 50
    assert maat.y(0) > maat.y(30) > maat.y(50)
    nu = trap.meet_trap([lijn], {2024: "nu"})
    assert [nu.heet(jaar) for jaar in nu.jaren] == ["nu", "2030", "2040"]


def test_names_of_lines_that_end_together_do_not_touch():
    lijnen = {naam: [(2024, 1.0), (2030, 30.0)] for naam in "ABC"}
    hoogtes = sorted(trap.meet_trap(trap.kies_treden(lijnen, {})).hoogtes)
    assert all(b - a > 0.19 for a, b in zip(hoogtes, hoogtes[1:]))


def test_ink_can_be_read_on_every_box():
    vakken = [raster.verf(donker, DELEN[0]) for donker in (0.0, 0.5, 1.0, 7.0)]
    assert all(contrast(vlak, INKT) >= 4.5 for vlak in vakken)
    assert vakken[2] == vakken[3] and raster.verf(None, DELEN[0]) == "#ffffff"


def test_the_columns_fill_the_sheet_and_the_longest_heading_sets_the_top():
    maat = raster.meet_raster(["Kort", "Een kop van heel veel woorden die niet past", "x"])
    assert maat.x(3) == pytest.approx(BREEDTE) and maat.koplijnen == len(maat.koppen[1]) > 1
    assert maat.boven > raster.meet_raster(["Kort"]).boven


def test_a_column_for_a_phone_grows_with_its_words_and_keeps_marks_within():
    kolom = Kolom()
    hoog = kolom.woorden("een zin van veel woorden " * 4)
    assert hoog == kolom.y > 17
    kolom.merkjes({99.0: "vuistregel van de handreiking"}, lambda _: SMAL)
    assert 'text-anchor="middle"' in kolom.delen[-2] and f'x="{SMAL:.0f}"' not in kolom.delen[-2]
