"""De parameters van een notebook worden nagekeken zoals die van de opdracht: een jaar dat niet kan, is een Nederlandse regel."""

from functools import partial

import pytest

from woonzorg_lib.analyse import Analyse
from woonzorg_lib.analyse.gevraagd import LAATSTE_PROGNOSE
from woonzorg_lib.analyse.regiobeeld import Regiobeeld
from woonzorg_lib.cli import rapporten
from woonzorg_lib.fouten import WoonzorgFout

INF, NAN = float("inf"), float("nan")


@pytest.mark.parametrize(
    "jaar", [2023.5, -1, 1e9, INF, -INF, NAN, 0, 2000, 2071, "later", True, None]
)
def test_a_prognosejaar_that_can_not_be_is_refused(jaar):
    with pytest.raises(WoonzorgFout, match="rognosejaar"):
        Analyse("Utrecht", prognosejaar=jaar)


@pytest.mark.parametrize("jaar", [2023.5, -1, 1e9, INF, NAN, 1990, "gisteren", True])
def test_a_peiljaar_that_can_not_be_is_refused(jaar):
    with pytest.raises(WoonzorgFout, match="eiljaar"):
        Analyse("Utrecht", peiljaar=jaar)


def test_a_year_as_papermill_may_give_it_is_taken():
    a = Analyse("Utrecht", peiljaar=2023.0, prognosejaar="2035")
    assert (a.peiljaar, a.prognosejaar) == (2023, 2035)


@pytest.mark.parametrize("jaar", [2023.5, INF, NAN, 2000, "later", True])
def test_a_regiobeeld_does_not_leave_out_all_gemeenten_for_a_year_that_can_not_be(jaar):
    for naam in ("peiljaar", "prognosejaar"):
        with pytest.raises(WoonzorgFout, match=naam[1:]):
            Regiobeeld("corop:Achterhoek", **{naam: jaar})


@pytest.mark.parametrize(
    "invoer", ["/bestaat/niet", "x" * 300, "mijn map", 7, NAN, True, ["a"], "a\0b"]
)
def test_a_folder_with_input_that_is_not_there_is_refused(invoer):
    """parameters.yaml of a report holds only its name: who forgets the path gets no report without."""
    for maak in (partial(Analyse, "Utrecht"), partial(Regiobeeld, "corop:Achterhoek")):
        with pytest.raises(WoonzorgFout, match="^invoer: "):
            maak(invoer=invoer)


@pytest.mark.parametrize("naast", [3, True, NAN, [None], ["nergens"], {"Zeist": 1}])
def test_gemeenten_beside_it_that_can_not_be_are_refused(naast):
    with pytest.raises(WoonzorgFout):
        Analyse("Utrecht", naast=naast)


@pytest.mark.parametrize("wat", ["gemeente", "regio", "scenario"])
@pytest.mark.parametrize("waarde", [True, NAN, INF, 1.5, "a\0b", "x" * 300, "../x"])
def test_a_name_that_can_not_be_is_refused(wat, waarde):
    with pytest.raises(WoonzorgFout):
        Analyse(**({"gemeente": "Utrecht"} | {wat: waarde}))


def test_the_command_has_the_same_last_year():
    assert rapporten.LAATSTE_PROGNOSE == LAATSTE_PROGNOSE
