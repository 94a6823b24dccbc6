"""De parameters van een notebook worden nagekeken zoals die van de opdracht: een jaar dat niet kan, is een Nederlandse regel."""

import pytest

from woonzorg_lib.analyse import Analyse
from woonzorg_lib.analyse.basis import LAATSTE_PROGNOSE
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


def test_the_command_has_the_same_last_year():
    assert rapporten.LAATSTE_PROGNOSE == LAATSTE_PROGNOSE
