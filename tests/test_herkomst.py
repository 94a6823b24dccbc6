"""Elk getal in een rapport staat in zijn cijfers.csv; de grote versie is benchmarks/herkomst.py."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

import herkomst
import proza


def kijk(map_, vervang=("", "")):
    pagina = next(map_.glob("woonzorganalyse-*.html")).read_text(encoding="utf-8")
    assert vervang[0] in pagina
    cijfers = proza.lees_cijfers(next(map_.glob("cijfers-*.csv")), map_.name[:6])
    return herkomst.mist(pagina.replace(*vervang) if vervang[0] else pagina, cijfers)


@pytest.fixture(scope="module")
def zonder_invoer(tmp_path_factory):
    doel = tmp_path_factory.mktemp("herkomst")
    proza.maak(["GM0088"], doel)
    return next(doel.glob("GM0088-*"))


def test_every_number_of_a_report_is_in_its_figures(zonder_invoer, voorbeeldrapport):
    for map_, minstens in ((zonder_invoer, 1500), (voorbeeldrapport, 2500)):
        aantal, mist = kijk(map_)
        assert [f"{m.onderwerp}: {m.getal} in {m.tekst}" for m in mist] == []
        assert aantal > minstens  # a reader that sees nothing would miss nothing


def test_a_number_without_a_source_is_found(zonder_invoer):
    _, mist = kijk(zonder_invoer, ("290.000 extra woningen", "317.240 extra woningen"))
    assert [(m.onderwerp, m.getal) for m in mist] == [("C2", "317.240")]


def test_the_programme_and_the_share_of_the_gemeente_have_their_source(zonder_invoer):
    cijfers = proza.lees_cijfers(next(zonder_invoer.glob("cijfers-*.csv")), "GM0088")
    c2 = {(r["indicator"], r["uitsplitsing"]): r for r in cijfers.rijen if r["onderwerp"] == "C2"}
    assert c2["sleutel", "Samen, tot en met 2030"]["waarde"] == 290_000
    assert "rijksoverheid.nl" in c2["sleutel", "Samen, tot en met 2030"]["bron"]
    assert 0 < c2["aandeel_groei", ""]["waarde"] < 0.1 and c2["aandeel_groei", ""]["bron"]
