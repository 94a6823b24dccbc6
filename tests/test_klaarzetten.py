"""De omgerekende cijfers die klaarliggen: dezelfde als wie ze uitrekent, en nooit die van iets anders."""

import gzip
import json
import pickle
import shutil

import numpy as np
import pandas as pd
import pytest

from woonzorg_lib.analyse import Analyse, model
from woonzorg_lib.cijfers import klaarzetten, lezen
from woonzorg_lib.onthouden import Onthoud, leg_vast, vergeet_nieuwe


@pytest.fixture(autouse=True)
def schoon():
    """What the tests in this process remembered already, comes back afterwards."""
    eerder = [(f, f.klaar, f.basis, f.erbij) for f in Onthoud.alle]
    _vergeet()
    yield
    for functie, *lagen in eerder:
        functie.klaar, functie.basis, functie.erbij = lagen


def _vergeet():
    for functie in Onthoud.alle:
        functie.cache_clear()


@pytest.fixture
def andere_gegevens(tmp_path, monkeypatch):
    kopie = shutil.copytree(lezen.GEGEVENS, tmp_path / "gegevens")
    monkeypatch.setattr(lezen, "GEGEVENS", kopie)
    return kopie


def test_figures_that_were_set_ready_are_the_ones_that_would_be_computed(tmp_path, monkeypatch):
    monkeypatch.setattr(klaarzetten, "_map", lambda: tmp_path / "cache")
    ids = ["inwoners", "koopwoningen", "aandeel_65plus"]
    vormen = (lezen.per_gemeente, lezen.gevulde_jaren, lezen.eigen_cijfers, lezen.ruw)
    _vergeet()
    gewoon = {(v.functie.__name__, id): v(id) for v in vormen for id in ids}
    for _ in range(2):  # computed and written, then read
        _vergeet()
        klaarzetten.zet_klaar(vormen, lambda: ids, lezen.GEGEVENS)
        assert len(list((tmp_path / "cache").iterdir())) == 1
        for vorm in vormen:
            for id in ids:
                eigen, was = vorm(id), gewoon[vorm.functie.__name__, id]
                if isinstance(was, pd.DataFrame):
                    pd.testing.assert_frame_equal(eigen, was)
                else:
                    assert str(eigen) == str(was)


def test_what_every_gemeente_asks_is_set_ready_too_and_only_for_the_same_code(
    tmp_path, monkeypatch
):
    """The model of the whole country is computed once on a computer, and not at every start."""
    monkeypatch.setattr(klaarzetten, "_map", lambda: tmp_path / "cache")
    norm = json.dumps(Analyse("Utrecht").normen["prognose"], sort_keys=True, default=str)
    gevraagd = []

    def proef():
        gevraagd.append(model._verloop(norm).aantal.sum())

    for _ in range(2):
        _vergeet()
        klaarzetten.zet_klaar((), list, lezen.GEGEVENS, proef, model.LANDELIJK)
    assert len(gevraagd) == 1 and list(model._verloop.klaar) == [(norm,)]
    with monkeypatch.context() as zonder:
        zonder.setattr(model.modellen, "verloop", None)  # computes nothing
        assert model._verloop(norm).aantal.sum() == gevraagd[0]
    bron = tmp_path / "ander.py"
    bron.write_text("def f(): return 1", encoding="utf-8")
    ruimte = {"__name__": "ander"}
    exec(compile(bron.read_text(), str(bron), "exec"), ruimte)
    ander = Onthoud(ruimte["f"])
    voor = klaarzetten._vingerafdruk(lezen.GEGEVENS, [ander])
    bron.write_text("def f(): return 2", encoding="utf-8")
    assert klaarzetten._vingerafdruk(lezen.GEGEVENS, [ander]) != voor
    Onthoud.alle.remove(ander)


def test_other_figures_or_a_damaged_file_are_never_mixed_up(andere_gegevens, tmp_path, monkeypatch):
    monkeypatch.setattr(klaarzetten, "_map", lambda: tmp_path / "cache")

    def inwoners() -> float:
        _vergeet()
        klaarzetten.zet_klaar((lezen.per_gemeente,), lambda: ["inwoners"], andere_gegevens)
        t = lezen.per_gemeente("inwoners")
        return t.waarde[(t.gebied == "GM0344") & (t.jaar == t.jaar.max())].iloc[0]

    eerst = inwoners()
    for pad in (tmp_path / "cache").iterdir():
        pad.write_bytes(b"kapot")
    assert inwoners() == eerst
    for bron in andere_gegevens.glob("*_gemeente.csv.gz"):
        with gzip.open(bron, "rt", encoding="utf-8") as f:
            tekst = f.read()
        with gzip.open(bron, "wt", encoding="utf-8") as f:
            f.write(tekst.replace(str(int(eerst)), "123"))
    assert inwoners() == 123
    assert len(list((tmp_path / "cache").iterdir())) == 2


def test_figures_that_were_taken_out_can_be_changed_without_harm():
    @Onthoud
    def lijst(id):
        return [id]

    lijst.klaar = {("a",): pickle.dumps(["a"])}
    lijst("b")
    leg_vast()
    for _ in range(2):
        assert lijst("a") == ["a"] and lijst("c") == ["c"]
        lijst("a").append(1)
        lijst("c").append(1)
        vergeet_nieuwe()
    assert lijst("b") is lijst("b") and lijst("b") is lijst.basis["b",]


def test_columns_that_are_the_same_everywhere_take_no_room_and_come_back_as_they_were():
    reeksen = {
        "leeg": np.full(342, np.nan),
        "een": np.ones(342),
        "eerst_leeg": np.array([np.nan, *range(341)]),
        "tekst": np.array(["bron"] * 342, dtype=object),
        "twee": np.array(["a", "b"] * 171, dtype=object),
        "delen": np.full(342, 3),
    }
    ingepakt = pickle.dumps(lezen.Kolommen(reeksen), protocol=5)
    terug = pickle.loads(ingepakt)
    assert list(terug) == list(reeksen)
    for naam, was in reeksen.items():
        assert terug[naam].dtype == was.dtype and len(terug[naam]) == 342
        np.testing.assert_array_equal(terug[naam], was)
    assert len(ingepakt) < 342 * 8 * 2.5


def test_what_is_set_ready_may_name_a_function_that_remembers():
    """Without splitting, the whole kit remembers so; packed, a function is its name."""
    functie = lezen.gevulde_jaren
    assert isinstance(functie, Onthoud) and pickle.loads(pickle.dumps(functie)) is functie
