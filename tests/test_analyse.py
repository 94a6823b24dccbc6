"""Gedrag van Analyse en van alle cellen van de notebooks: fouten in één regel, regio van één, statussen, en hele rapporten zonder kernel."""

import ast
import json
import re
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from woonzorg_lib import cijfers, onderwerpen
from woonzorg_lib.analyse import DELEN, Analyse, overzicht_onderwerpen
from woonzorg_lib.analyse.basis import Basis
from woonzorg_lib.analyse.deel import namen
from woonzorg_lib.beeld import Beeld
from woonzorg_lib.cli import VOLGORDE
from woonzorg_lib.fouten import WoonzorgFout

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"


@pytest.fixture(scope="module")
def utrecht():
    return Analyse("Utrecht")


# Questions that can't be answered


@pytest.mark.parametrize(
    ("vraag", "bevat"),
    [
        ({"gemeente": "Utrcht"}, "Utrecht"),
        ({"gemeente": "GM9999"}, "GM9999"),
        ({"gemeente": "Haaren"}, "Oisterwijk"),
        ({"gemeente": "Bergen"}, "NH"),
        ({"gemeente": "Utrecht", "regio": "corop:Nergens"}, "Nergens"),
        ({"gemeente": "Utrecht", "regio": "Utrecht"}, "corop:Utrecht"),
        ({"gemeente": "Utrecht", "peiljaar": 1999}, "2012"),
        ({"gemeente": "Utrecht", "peiljaar": 2050}, "2025"),
        ({"gemeente": "Utrecht", "peiljaar": "volgend jaar"}, "volgend jaar"),
        ({"gemeente": "Utrecht", "prognosejaar": "later"}, "later"),
    ],
)
def test_what_does_not_exist_gets_one_dutch_line(vraag, bevat):
    with pytest.raises(WoonzorgFout) as fout:
        Analyse(**vraag)
    tekst = str(fout.value)
    assert bevat in tekst and "\n" not in tekst and fout.value.exitcode == 2 and len(tekst) < 400


def test_an_unknown_indicator_or_onderwerp_reaches_the_adviser_as_one_line(utrecht):
    with pytest.raises(WoonzorgFout, match="koopwoningen"):
        utrecht.cijfers("koopwoning")
    with pytest.raises(WoonzorgFout, match="A1"):
        utrecht.onderwerp("A99")


# Parts


def test_a_name_of_a_part_is_a_name_of_the_whole_and_belongs_to_one_part_only(utrecht):
    van: dict[str, str] = {}
    for deel, soort in DELEN.items():
        for naam in namen(soort):
            assert naam not in van, f"{naam} is van {van.get(naam)} en van {deel}"
            assert not hasattr(Basis, naam) and naam not in DELEN, naam
            van[naam] = deel
    assert utrecht.kern_opgave().html == utrecht.opgave.kern_opgave().html
    assert utrecht.sleutel is utrecht.opgave.sleutel
    assert utrecht.prognose("85plus").equals(utrecht.prognose(leeftijd="85plus"))
    assert "kern_opgave" in dir(utrecht), "Tab in a notebook must find it"


# Areas


def test_the_areas_stand_in_a_fixed_order_with_their_own_name(utrecht):
    gebieden = utrecht.gebieden()
    assert list(gebieden) == ["gemeente", "regio", "vergelijkbaar", "land"]
    assert gebieden["gemeente"].naam == "Utrecht" != gebieden["regio"].naam
    assert list(utrecht.gebieden(["land"])) == ["gemeente", "land"]
    assert utrecht.cijfers("woz_waarde").rol.tolist() == list(gebieden)


def test_a_region_of_one_gemeente_is_not_shown_as_a_region(tmp_path):
    (tmp_path / "regios" / "solo").mkdir(parents=True)
    (tmp_path / "regios" / "solo" / "regio.yaml").write_text(
        "naam: Solo\ngemeenten: [Utrecht]\n", encoding="utf-8"
    )
    a = Analyse("Utrecht", regio="eigen:solo", invoer=str(tmp_path))
    assert a.regio.leden == ("GM0344",) and "regio" not in a.gebieden()
    assert "in de regio" not in a.kern("koopwoningen", "aandeel_65plus").html
    assert a.staven(a.cijfers("woz_waarde"), titel="x").soort == "figuur"
    assert a.verdeling().soort == "tekst" and "één gemeente" in a.verdeling().html
    assert a.aandachtsgroepen().soort == "tabel"


def test_the_netherlands_as_region_is_shown_once_and_by_its_name():
    a = Analyse("Tilburg", regio="land:Nederland")
    assert a.cijfers("woz_waarde").gebied.tolist().count("Nederland") == 1
    zin = a.kern("koopwoningen").html
    assert "Nederland (" in zin and "de regio" not in zin


# Figures that fail


def test_a_figure_that_breaks_becomes_a_visible_failure_and_the_rest_goes_on(utrecht):
    data = utrecht.cijfers("woz_waarde")
    b = utrecht.staven(data, titel="Stuk", y="kolom_die_er_niet_is")
    assert isinstance(b, Beeld) and b.soort == "fout"
    assert (
        "kolom_die_er_niet_is" in b.gegevens["melding"]
        and 'class="fout"' in b.html
        and "\n" not in b.gegevens["melding"]
    )
    assert utrecht.staven(data, titel="Heel").soort == "figuur"


def test_without_any_figure_there_is_a_line_with_the_reason_instead_of_a_chart():
    a = Analyse("Boxtel")
    b = a.staven(a.cijfers("mobiliteitsbeperking", naast=[]), titel="Wie beweegt moeilijk?")
    assert (
        b.soort == "tekst"
        and "Wie beweegt moeilijk?" in b.html
        and "Haaren" in b.html
        and "<svg" not in b.html
    )


def test_without_a_figure_the_sentence_is_silent():
    a = Analyse("Boxtel")
    assert a.kern("mobiliteitsbeperking").html == ""
    assert "beperking in bewegen" not in a.kern("koopwoningen", "mobiliteitsbeperking").html


# Statuses


def test_the_statuses_of_utrecht(utrecht):
    t = utrecht.statussen().set_index("id")
    assert list(t.index) == list(onderwerpen.register())
    status = t.status.to_dict()
    volledig = {"A1", "B1", "C4", "C5", "D3", "T6"}
    assert {i for i, s in status.items() if s == "volledig"} == volledig
    assert {
        status[i] for i in ("C1", "C2", "C3", "B4", "D1", "D2", "A3", "B7", "T1", "T2", "T11")
    } == {"deels"}
    assert {status[i] for i in ("A2", "B2", "E1", "F2a", "R1")} == {"invoer nodig"}
    assert (t.hint[t.status == "volledig"] == "").all() and (
        t.hint[t.status != "volledig"].str.len() > 20
    ).all()
    assert "plannen.csv in parameters/gemeenten/GM0344/" in t.hint["A2"]
    assert t.jaar["A1"] == 2025 and t.jaar.isna()["A2"]


def test_a_gemeente_without_a_required_figure_is_not_complete():
    boxtel = overzicht_onderwerpen("Boxtel").set_index("id").status
    # No figures of loneliness since Haaren was split.
    assert boxtel["C5"] != "volledig" and boxtel["A1"] == "volledig"


def test_the_age_of_a_figure_is_marked(utrecht):
    gegevens = utrecht.onderwerp("T7").gegevens  # only figures of health, of 2020
    assert gegevens["oud"] is True and "ouder dan drie jaar" in utrecht.onderwerp("T7").html
    assert "ouder dan drie jaar" not in utrecht.onderwerp("A2").html


@pytest.mark.parametrize("id", list(onderwerpen.register()))
def test_every_onderwerp_has_the_keys_that_the_report_reads(utrecht, id):
    b = utrecht.onderwerp(id)
    assert {"id", "titel", "kort", "status", "jaar", "oud", "hint"} <= set(
        b.gegevens
    ) and b.gegevens["status"] in onderwerpen.Status
    json.dumps(b._repr_mimebundle_(), allow_nan=False)


# Whole reports without a kernel


@cache
def cellen() -> dict[str, list[ast.Module]]:
    uit = {}
    for pad in sorted(NOTEBOOKS / f"{naam}.ipynb" for naam in VOLGORDE):
        boek = json.loads(pad.read_text(encoding="utf-8"))
        uit[pad.stem] = [
            ast.parse("".join(c["source"]))
            for c in boek["cells"]
            if c["cell_type"] == "code" and "parameters" not in c["metadata"].get("tags", [])
        ]
    return uit


def standaard(naam: str) -> dict:
    """What the parameter cell of a notebook says."""
    boek = json.loads((NOTEBOOKS / f"{naam}.ipynb").read_text(encoding="utf-8"))
    (cel,) = [c for c in boek["cells"] if "parameters" in c["metadata"].get("tags", [])]
    ruimte: dict = {}
    exec("".join(cel["source"]), ruimte)
    return {k: v for k, v in ruimte.items() if not k.startswith("_")}


def voer(parameters: dict) -> list[tuple]:
    """Voert alle cellen uit zoals een kernel dat doet; geeft per cel (notebook, bron, wat de laatste regel toont, de Analyse)."""
    return _voer(tuple(parameters.items()))


@cache
def _voer(parameters: tuple) -> list[tuple]:
    uit = []
    for naam, bomen in cellen().items():
        ruimte = standaard(naam) | dict(parameters)
        for boom in bomen:
            laatste = boom.body[-1]
            toont = isinstance(laatste, ast.Expr)
            exec(compile(ast.Module(boom.body[: -1 if toont else None], []), naam, "exec"), ruimte)
            if toont:
                uit.append(
                    (
                        naam,
                        ast.unparse(laatste),
                        eval(compile(ast.Expression(laatste.value), naam, "eval"), ruimte),
                        ruimte["a"],
                    )
                )
    return uit


RAPPORTEN = [
    {"gemeente": "Utrecht"},
    {"gemeente": "Schiermonnikoog"},
    {"gemeente": "Amsterdam"},
    {"gemeente": "'s-Hertogenbosch"},
    {"gemeente": "Vlieland"},
    {"gemeente": "Tilburg", "peiljaar": 2022},
    {"gemeente": "Rozendaal", "regio": "provincie:Gelderland"},
]


@pytest.mark.parametrize("parameters", RAPPORTEN, ids=lambda p: p["gemeente"])
def test_all_cells_of_all_notebooks_make_a_whole_report(parameters):
    gezien, ids = [], []
    for naam, bron, b, a in voer(parameters):
        waar = f"{naam}: {bron}"
        assert isinstance(b, Beeld) and b.soort != "fout", (waar, getattr(b, "gegevens", b))
        zichtbaar = unescape(re.sub(r"<[^>]*>", " ", b.html))
        assert not re.search(
            r"\b(nan|NaN|None|inf)\b|\{\w+\}|\bGM\d{4}\b(?!/|\)| --soort)", zichtbaar
        ), (waar, zichtbaar[:300])
        json.dumps(b._repr_mimebundle_(), allow_nan=False)
        for rij in b.gegevens.get("rijen", []):
            assert rij["waarde"] is not None or rij["opmerking"], (waar, rij)
            assert rij["waarde"] is None or (rij["bron"] and rij["tabel"] and rij["periode"]), (
                waar,
                rij,
            )
            assert (
                rij["waarde"] is None
                or rij["jaar"] <= (a.peiljaar or 2025)
                or rij["indicator"].startswith("norm_")  # the law is that of now
                or rij["indicator"].startswith(
                    (
                        "prognose_",
                        "zorgvraag_",
                        "woonbehoefte",
                        "groei_",
                        "sleutel",
                        "aandeel_groei",
                    )
                )
            ), (waar, rij)
        if b.soort == "zin" and bron.startswith("a.kern("):
            vraagt = [
                i for i in re.findall(r"'(\w+)'", bron.split("verloop=")[0].split("wijken=")[0])
            ]
            gevuld = [i for i in vraagt if a.jaren(i)]
            assert bool(b.html) == bool(gevuld), waar
            assert b.html.count("<b>") >= len(gevuld), (waar, b.html)
        ids += re.findall(r'\bid="([^"]*)"', b.html)
        gezien.append((b.soort, b.gegevens.get("id")))
    assert len(ids) == len(set(ids))
    assert [i for s, i in gezien if s == "onderwerp"] == list(onderwerpen.register())
    assert [s for s, _ in gezien].count("titel") == 1
    assert [s for s, _ in gezien].count("figuur") > (
        15 if parameters["gemeente"] != "Tilburg" else 8
    )


def _alleen_land(b):
    """Whether all that it shows exists for the country alone: then it is the same everywhere."""
    open_ = cijfers.indicatoren()
    ids = {r["indicator"] for r in b.gegevens.get("rijen", ())}
    return bool(ids) and all(id in open_ and open_[id].niveau == "land" for id in ids)


def test_two_gemeenten_never_get_the_same_sentence_or_chart():
    alle = [
        [
            (w, b)
            for _, w, b, _ in voer({"gemeente": g})
            if b.soort in ("zin", "figuur", "feiten") and b.html
        ]
        for g in ("Utrecht", "Vlieland")
    ]
    een, twee = ({b.html for _, b in deel if not _alleen_land(b)} for deel in alle)
    assert not een & twee and len(een) > 40 < len(twee)
    # What is of the country alone is the same for both, and says whose figure it is.
    land = [{w: b for w, b in deel if _alleen_land(b)} for deel in alle]
    assert land[0].keys() == land[1].keys() and land[0]
    for waar, b in land[0].items():
        assert b.html == land[1][waar].html and "Nederland" in b.html, waar
        assert {r["gebiedcode"] for r in b.gegevens["rijen"]} == {"NL"}, waar
        assert "Utrecht" not in b.html, waar
