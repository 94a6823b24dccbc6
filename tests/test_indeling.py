"""Wat een figuur toont en waar het komt, als getallen: zonder dat er iets getekend wordt."""

import math

import pytest

from woonzorg_lib.beeld import (
    bereik,
    kaart,
    kleurentabel,
    leeftijdsopbouw,
    lijnen,
    opgavefiguren,
    punten,
    spreiding,
    stapels,
    staven,
)
from woonzorg_lib.beeld.stijl import contrast


def rij(gebied, waarde, rol="wijk", jaar=2024, **anders):
    vast = {"kort": "x", "eenheid": "%", "decimalen": 0, "indicator": "eigen", "periode": "2024"}
    grens = {"ondergrens": None, "bovengrens": None}
    return vast | grens | {"gebied": gebied, "waarde": waarde, "rol": rol, "jaar": jaar} | anders


def test_wijken_stand_from_high_to_low_and_one_without_a_figure_gets_no_bar():
    keuze = staven.kies_staven([rij("A", 10), rij("B", None), rij("C", 30)])
    assert [r["gebied"] for r in keuze.toon] == ["C", "A"]
    assert [r["gebied"] for r in keuze.alle] == ["C", "A", "B"], "the table keeps them all"
    assert keuze.wijken and keuze.top == 0 and keuze.weg == 0
    assert "2 gebieden" in keuze.alt("gebied")


def test_areas_of_other_kinds_keep_their_order_and_are_all_named():
    keuze = staven.kies_staven([rij("Hier", 10, "gemeente"), rij("Land", 30, "land")])
    assert [r["gebied"] for r in keuze.toon] == ["Hier", "Land"] and keuze.top is None
    assert keuze.alt("gebied") == "Staafdiagram. Hier: 10%; Land: 30%."


def test_of_many_wijken_only_both_ends_are_drawn_with_room_for_how_many_are_not():
    keuze = staven.kies_staven([rij(f"W{n}", n) for n in range(40)])
    maat = staven.meet_staven(keuze, "gebied", None, 0.0)
    assert [r["waarde"] for r in keuze.toon] == [*range(39, 29, -1), *range(9, -1, -1)]
    assert keuze.kort and keuze.weg == 20
    assert maat.plek == [*range(10), *range(11, 21)], "one line is left free"


def test_bars_from_a_middle_leave_room_on_both_sides_and_a_norm_is_in_view():
    keuze = staven.kies_staven([rij("A", 0.6, "lid"), rij("B", 1.2, "lid")])
    maat = staven.meet_staven(keuze, "gebied", 2.0, 1.0)
    assert maat.x[0] < 0.6 and maat.x[1] == 2.0
    zonder = staven.meet_staven(keuze, "gebied", None, 1.0)
    assert maat.hoogte == pytest.approx(zonder.hoogte + 0.25), "the words of the norm need room"


def lijn(rol, *punten, **anders):
    return [rij(rol, w, rol, jaar, **anders) for jaar, w in punten]


def test_a_line_starts_at_zero_when_asked_and_nothing_lies_below():
    alle = lijn("gemeente", (2020, 5), (2021, 10)) + lijn("land", (2020, 6), (2021, None))
    keuze = lijnen.kies_lijnen(alle, "jaar", "rol")
    assert [r["waarde"] for r in keuze.einden] == [10, 6], "a line ends where its figures end"
    maat = lijnen.meet_lijnen(keuze, ["gemeente 10%", "land 6%"], True)
    assert maat.onder == 0 and maat.boven == pytest.approx(11)
    los = lijnen.meet_lijnen(keuze, ["gemeente 10%", "land 6%"], False)
    assert 0 < los.onder < 5 and los.boven > 10
    assert keuze.alt() == (
        "Lijndiagram. gemeente van 5% in 2020 naar 10% in 2021; land 6% in 2020."
    )


def test_a_band_lies_in_the_field_and_is_said():
    alle = lijn("gemeente", (2024, 10), ondergrens=None) + lijn(
        "gemeente", (2040, 20), ondergrens=12, bovengrens=30
    )
    keuze = lijnen.kies_lijnen(alle, "jaar", "rol")
    assert [r["jaar"] for r in keuze.band] == [2040]
    assert lijnen.meet_lijnen(keuze, ["x"], True).boven == pytest.approx(33)
    assert "20% in 2040 (tussen 12% en 30%)" in keuze.alt()


def test_names_at_the_end_of_lines_never_cover_each_other():
    alle = [r for n in range(4) for r in lijn(f"g{n}", (2020, 10), (2021, 10))]
    keuze = lijnen.kies_lijnen(alle, "jaar", "rol")
    maat = lijnen.meet_lijnen(keuze, ["x"] * 4, True)
    hoogtes = sorted(maat.hoogtes)
    nodig = (maat.boven - maat.onder) * lijnen.RUIM
    assert all(b - a > 0.97 * nodig for a, b in zip(hoogtes, hoogtes[1:]))


def test_of_more_than_eight_years_every_second_is_named_and_always_the_last():
    keuze = lijnen.kies_lijnen(lijn("land", *((j, 1) for j in range(2010, 2026))), "jaar", "rol")
    plekken = lijnen.meet_lijnen(keuze, ["x"], True).plekken
    assert plekken[-1] == 2025 and len(plekken) == 8


def test_a_dot_far_away_does_not_press_the_others_together():
    alle = [rij("Hier", 90, "gemeente"), rij("Regio", 10, "regio"), rij("Land", 12, "land")]
    keuze = punten.kies_punten(alle, "kort")
    maat = punten.meet_punten(keuze)
    assert maat.hoog == 18 and maat.strepen == [(10, 18)], "the axis ends at 1,5 times the others"
    assert "Hier 90%" in keuze.alt(), "who hears it gets the figure itself"


def test_a_stack_needs_all_its_parts_and_they_follow_each_other():
    alle = [
        rij("Hier", 60, "gemeente", kort="koop"),
        rij("Hier", 40, "gemeente", kort="huur"),
        rij("Land", 57, "land", kort="koop"),
        rij("Land", None, "land", kort="huur"),
    ]
    keuze = stapels.kies_stapels(alle, "gebied", "kort")
    assert keuze.namen == ["Hier"]
    maat = stapels.meet_stapels(keuze)
    assert maat.begin == [[0.0], [60.0]] and maat.breed == [[60.0], [40.0]]
    assert maat.midden == [30.0, 80.0] and maat.eind == 100 and all(maat.zichtbaar)
    assert keuze.alt() == "Gestapelde staven. Hier: koop 60%, huur 40%."


def test_a_figure_in_a_stack_gives_way_to_the_line_of_a_norm():
    alle = [rij("Hier", 50, "gemeente", kort="koop"), rij("Hier", 50, "gemeente", kort="huur")]
    keuze = stapels.kies_stapels(alle, "gebied", "kort")
    assert stapels.meet_stapels(keuze).getal == [[25.0], [75.0]]
    ((koop,), (huur,)) = stapels.meet_stapels(keuze, (25.0,)).getal
    assert koop is not None and abs(koop - 25) > 5 and huur == 75


def vakken(*rijen):
    return [rij(gebied, w, kort=kolom) for gebied, kolom, w in rijen]


def test_a_table_in_colours_is_dark_where_a_figure_is_high_in_its_own_column():
    alle = vakken(("A", "koop", 10), ("B", "koop", 30), ("A", "woz", 500), ("B", "woz", None))
    keuze = kleurentabel.kies_vakken(alle, "gebied", "kort", 0)
    assert keuze.namen == ["A", "B"] and keuze.kolommen == ["koop", "woz"]
    maat = kleurentabel.meet_vakken(keuze, None)
    assert list(maat.diepte[:, 0]) == [0.0, 1.0] and maat.deel[1, 0] > maat.deel[0, 0]
    assert maat.diepte[0, 1] == 0 and math.isnan(maat.diepte[1, 1]), "no figure is no colour"
    assert keuze.alt() == "Tabel in kleuren van 2 gebieden. koop: hoogst: B (30%); laagst: A (10%)."


def test_with_a_norm_only_the_distance_to_it_counts():
    keuze = kleurentabel.kies_vakken(vakken(("A", "x", 5), ("B", "x", 40)), "gebied", "kort", 0)
    maat = kleurentabel.meet_vakken(keuze, 10.0)
    assert [list(r) for r in maat.diepte] == [[0.5], [4.0]]
    assert [list(r) for r in maat.deel] == [[0.0], [1.0]], "darker than three times it is no more"


def test_a_long_word_above_a_column_makes_the_table_higher():
    kort = kleurentabel.kies_vakken(vakken(("A", "koop", 1)), "gebied", "kort", 0)
    lang = kleurentabel.kies_vakken(vakken(("A", "koop " * 20, 1)), "gebied", "kort", 0)
    laag, hoog = (kleurentabel.meet_vakken(keuze, None) for keuze in (kort, lang))
    assert hoog.hoogte - laag.hoogte == pytest.approx(hoog.kop - laag.kop) and hoog.kop > laag.kop


def test_of_many_rows_a_line_says_how_many_are_left_out():
    alle = vakken(*((f"W{n}", "x", n) for n in range(40)))
    keuze = kleurentabel.kies_vakken(alle, "gebied", "kort", 0)
    assert len(keuze.namen) == 21 and keuze.namen[10] == "… 20 andere …"
    assert kleurentabel.kies_vakken(alle, "gebied", "kort", 3).namen[3] == "… 37 andere …"
    assert "40 gebieden" in keuze.alt()


def stip(naam, waarde, wat):
    return rij(naam, waarde, gebiedcode=naam, omschrijving=wat)


def spreid(*wijken):
    x = [stip(naam, a, "Ouderen") for naam, a, _ in wijken]
    y = [stip(naam, b, "Alleen") for naam, _, b in wijken]
    return spreiding.kies_paren(x, y)


def test_a_dot_needs_both_figures_and_the_highest_on_both_are_named():
    keuze = spreid(("A", 10, 1), ("B", 20, None), ("C", 30, 9), ("D", 12, 2), ("E", 14, 3))
    assert [a["gebied"] for a, _ in keuze.paren] == ["A", "C", "D", "E"]
    assert keuze.noem[0][0]["gebied"] == "C" and len(keuze.rijen) == 8
    assert keuze.alt().startswith("Stippen van 4 gebieden: Ouderen tegen Alleen. Hoog op beide: C")


def test_the_lines_are_the_medians_and_no_dot_lies_on_the_edge():
    maat = spreiding.meet_spreiding(spreid(("A", 10, 1), ("B", 20, 5), ("C", 60, 9)))
    assert maat.liggend.mediaan == 20 and maat.staand.mediaan == 5
    assert maat.liggend.veld == pytest.approx((7, 63)) and maat.staand.veld[0] < 1


def test_a_long_name_at_the_edge_stands_before_its_dot():
    lang = "Een wijk met een heel lange naam"
    maat = spreiding.meet_spreiding(spreid((lang, 60, 9), ("B", 20, 5), ("C", 10, 1)))
    links = {plek.naam: plek.links for plek in maat.namen}
    assert links[lang] and not links["C"]


def test_the_names_of_dots_close_together_do_not_touch():
    maat = spreiding.meet_spreiding(spreid(("A", 50, 9.0), ("B", 51, 9.01), ("C", 10, 1)))
    eerste, tweede = sorted(plek.y for plek in maat.namen)[-2:]
    assert tweede - eerste >= 0.05 * maat.staand.ruim


def test_the_ages_keep_their_order_and_an_unknown_one_has_no_bar():
    alle = [
        *(rij("Hier", w, "gemeente", leeftijd=k) for k, w in (("0-4", 5), ("75-79", None))),
        *(rij("Land", w, "land", leeftijd=k) for k, w in (("0-4", 6), ("75-79", 8))),
    ]
    keuze = leeftijdsopbouw.kies_leeftijden(alle)
    assert keuze.klassen == ["0-4", "75-79"] and keuze.eigen == {0: 5} and keuze.hoogste == 8
    maat = leeftijdsopbouw.meet_leeftijden(keuze)
    assert maat.x[1] > 8 and [streep[0][0] for streep in maat.strepen] == [6, 8]
    assert "grootste groep is 0-4 jaar (5,0%)" in keuze.alt() and "Nederland 8,0%" in keuze.alt()


def gebieden_op_kaart(*cijfers):
    codes = ("GM0344", "GM0355", "GM0310")
    return [rij(code, w, "lid", gebiedcode=code) for code, w in zip(codes, cijfers)]


def test_a_map_is_dark_where_a_figure_is_high_and_white_without_one():
    keuze = kaart.kies_kaart(gebieden_op_kaart(10, None, 30))
    assert [r["waarde"] for r in keuze.alle] == [30, 10, None]
    hoog, laag, zonder = (contrast(keuze.tint(r), "#ffffff") for r in keuze.alle)
    assert hoog > laag > zonder == 1 and keuze.plaats() == ""


def test_a_map_says_where_the_own_gemeente_stands():
    alle = gebieden_op_kaart(10, 20, 30)
    eigen = kaart.kies_kaart([alle[0] | {"rol": "gemeente", "gebied": "Utrecht"}, *alle[1:]])
    assert eigen.plaats() == " Utrecht heeft 10%: plaats 3 van 3."


def test_the_window_of_a_map_holds_its_gemeenten_and_knows_its_neighbours():
    venster, buren = kaart.meet_regio(["GM0344", "GM0355"])
    assert {"GM0344", "GM0355", "GM0310"} <= set(buren) and "GM1979" not in buren
    assert venster.viewbox.startswith(f"{venster.links} {venster.boven} ")


def test_a_map_of_wijken_is_never_higher_than_a_sheet():
    hoog = [[(5.0, 52.0), (5.01, 52.0), (5.01, 53.0), (5.0, 53.0)]]
    assert kaart.meet_wijken(hoog).hoog == pytest.approx(kaart.WIJKHOOG + 8, abs=2)


def schatting(naam, laag, midden, hoog, **anders):
    return rij(
        naam, midden, kort=naam, ondergrens=laag, bovengrens=hoog, **{"eenheid": ""} | anders
    )


def test_a_band_runs_from_low_to_high_and_the_line_is_in_view():
    toon = [schatting("A", 100, 200, 300), schatting("B", None, 50, None)]
    maat = opgavefiguren.meet_banden(toon, "kort", None)
    assert maat.grenzen == [(100, 300), (50, 50)] and maat.breedtes == [200, 0]
    assert maat.x[0] == 0 and maat.x[1] > 300
    met_lijn = opgavefiguren.meet_banden(toon, "kort", -40.0)
    assert met_lijn.x[0] < -40 and met_lijn.hoogte > maat.hoogte, "its words need room"


def test_each_step_begins_where_the_one_before_ended():
    toon = [schatting(n, None, w, None) for n, w in (("nodig", 100), ("plan", -30), ("weg", 5))]
    toon.append(schatting("opgave", 60, 75, 90))
    stappen = opgavefiguren.meet_stappen(toon)
    assert [(s.begin, s.einde) for s in stappen] == [(0, 100), (100, 70), (70, 75), (0, 75)]
    assert [s.achter for s in stappen] == ["ongeveer 100", "−30", "+5", "tussen 60 en 90"]
    assert stappen[1].gezegd == "plan: −30"


def test_the_years_of_a_group_stand_under_its_name():
    alle = [schatting("75+", 8, 10, 12, jaar=j) for j in (2024, 2040)]
    alle += [schatting("85+", None, 4, None, jaar=2024), schatting("85+", None, None, None)]
    groepen = bereik.kies_groepen(alle, "kort")
    maat = bereik.meet_bereik(groepen, [r for deel in groepen.values() for r in deel])
    (eerste, boven), (tweede, onder) = maat.koppen
    assert (eerste, tweede) == ("75+", "85+") and boven < maat.plekken[1] < onder < maat.plekken[2]
    assert maat.breedtes == [4, 4, 0] and maat.x == (0, 12) and maat.onder > maat.plekken[-1]
