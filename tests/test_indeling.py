"""Wat een figuur toont en waar het komt, als getallen: zonder dat er iets getekend wordt."""

import pytest

from woonzorg_lib.beeld import indeling


def rij(gebied, waarde, rol="wijk", jaar=2024, **anders):
    vast = {"kort": "x", "eenheid": "%", "decimalen": 0, "indicator": "eigen", "periode": "2024"}
    grens = {"ondergrens": None, "bovengrens": None}
    return vast | grens | {"gebied": gebied, "waarde": waarde, "rol": rol, "jaar": jaar} | anders


def test_wijken_stand_from_high_to_low_and_one_without_a_figure_gets_no_bar():
    keuze = indeling.kies_staven([rij("A", 10), rij("B", None), rij("C", 30)])
    assert [r["gebied"] for r in keuze.toon] == ["C", "A"]
    assert [r["gebied"] for r in keuze.alle] == ["C", "A", "B"], "the table keeps them all"
    assert keuze.wijken and keuze.top == 0 and keuze.weg == 0
    assert "2 gebieden" in keuze.alt("gebied")


def test_areas_of_other_kinds_keep_their_order_and_are_all_named():
    keuze = indeling.kies_staven([rij("Hier", 10, "gemeente"), rij("Land", 30, "land")])
    assert [r["gebied"] for r in keuze.toon] == ["Hier", "Land"] and keuze.top is None
    assert keuze.alt("gebied") == "Staafdiagram. Hier: 10%; Land: 30%."


def test_of_many_wijken_only_both_ends_are_drawn_with_room_for_how_many_are_not():
    keuze = indeling.kies_staven([rij(f"W{n}", n) for n in range(40)])
    maat = indeling.meet_staven(keuze, "gebied", None, 0.0)
    assert [r["waarde"] for r in keuze.toon] == [*range(39, 29, -1), *range(9, -1, -1)]
    assert keuze.kort and keuze.weg == 20
    assert maat.plek == [*range(10), *range(11, 21)], "one line is left free"


def test_bars_from_a_middle_leave_room_on_both_sides_and_a_norm_is_in_view():
    keuze = indeling.kies_staven([rij("A", 0.6, "lid"), rij("B", 1.2, "lid")])
    maat = indeling.meet_staven(keuze, "gebied", 2.0, 1.0)
    assert maat.x[0] < 0.6 and maat.x[1] == 2.0
    zonder = indeling.meet_staven(keuze, "gebied", None, 1.0)
    assert maat.hoogte == pytest.approx(zonder.hoogte + 0.25), "the words of the norm need room"


def lijn(rol, *punten, **anders):
    return [rij(rol, w, rol, jaar, **anders) for jaar, w in punten]


def test_a_line_starts_at_zero_when_asked_and_nothing_lies_below():
    alle = lijn("gemeente", (2020, 5), (2021, 10)) + lijn("land", (2020, 6), (2021, None))
    keuze = indeling.kies_lijnen(alle, "jaar", "rol")
    assert [r["waarde"] for r in keuze.einden] == [10, 6], "a line ends where its figures end"
    maat = indeling.meet_lijnen(keuze, ["gemeente 10%", "land 6%"], True)
    assert maat.onder == 0 and maat.boven == pytest.approx(11)
    los = indeling.meet_lijnen(keuze, ["gemeente 10%", "land 6%"], False)
    assert 0 < los.onder < 5 and los.boven > 10
    assert keuze.alt() == (
        "Lijndiagram. gemeente van 5% in 2020 naar 10% in 2021; land 6% in 2020."
    )


def test_a_band_lies_in_the_field_and_is_said():
    alle = lijn("gemeente", (2024, 10), ondergrens=None) + lijn(
        "gemeente", (2040, 20), ondergrens=12, bovengrens=30
    )
    keuze = indeling.kies_lijnen(alle, "jaar", "rol")
    assert [r["jaar"] for r in keuze.band] == [2040]
    assert indeling.meet_lijnen(keuze, ["x"], True).boven == pytest.approx(33)
    assert "20% in 2040 (tussen 12% en 30%)" in keuze.alt()


def test_names_at_the_end_of_lines_never_cover_each_other():
    alle = [r for n in range(4) for r in lijn(f"g{n}", (2020, 10), (2021, 10))]
    keuze = indeling.kies_lijnen(alle, "jaar", "rol")
    maat = indeling.meet_lijnen(keuze, ["x"] * 4, True)
    hoogtes = sorted(maat.hoogtes)
    nodig = (maat.boven - maat.onder) * indeling.RUIM
    assert all(b - a > 0.97 * nodig for a, b in zip(hoogtes, hoogtes[1:]))


def test_of_more_than_eight_years_every_second_is_named_and_always_the_last():
    keuze = indeling.kies_lijnen(lijn("land", *((j, 1) for j in range(2010, 2026))), "jaar", "rol")
    plekken = indeling.meet_lijnen(keuze, ["x"], True).plekken
    assert plekken[-1] == 2025 and len(plekken) == 8


def test_a_dot_far_away_does_not_press_the_others_together():
    alle = [rij("Hier", 90, "gemeente"), rij("Regio", 10, "regio"), rij("Land", 12, "land")]
    keuze = indeling.kies_punten(alle, "kort")
    maat = indeling.meet_punten(keuze)
    assert maat.hoog == 18 and maat.strepen == [(10, 18)], "the axis ends at 1,5 times the others"
    assert "Hier 90%" in keuze.alt(), "who hears it gets the figure itself"


def test_a_stack_needs_all_its_parts_and_they_follow_each_other():
    alle = [
        rij("Hier", 60, "gemeente", kort="koop"),
        rij("Hier", 40, "gemeente", kort="huur"),
        rij("Land", 57, "land", kort="koop"),
        rij("Land", None, "land", kort="huur"),
    ]
    keuze = indeling.kies_stapels(alle, "gebied", "kort")
    assert keuze.namen == ["Hier"]
    maat = indeling.meet_stapels(keuze)
    assert maat.begin == [[0.0], [60.0]] and maat.breed == [[60.0], [40.0]]
    assert maat.midden == [30.0, 80.0] and maat.eind == 100 and all(maat.zichtbaar)
    assert keuze.alt() == "Gestapelde staven. Hier: koop 60%, huur 40%."


def test_a_figure_in_a_stack_gives_way_to_the_line_of_a_norm():
    alle = [rij("Hier", 50, "gemeente", kort="koop"), rij("Hier", 50, "gemeente", kort="huur")]
    keuze = indeling.kies_stapels(alle, "gebied", "kort")
    assert indeling.meet_stapels(keuze).getal == [[25.0], [75.0]]
    ((koop,), (huur,)) = indeling.meet_stapels(keuze, (25.0,)).getal
    assert koop is not None and abs(koop - 25) > 5 and huur == 75
