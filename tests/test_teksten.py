"""De zinnen van het rapport: regels met voorwaarden, feiten met een vorm, en wat er gebeurt als een feit ontbreekt."""

import re
from pathlib import Path

import pytest

from woonzorg_lib import cijfers, onderwerpen, teksten
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.beeld.bronregel import bronregel_kort
from woonzorg_lib.beeld.getallen import als_deel, als_woord

FEITEN = {"In": "In X", "huur": "31%", "huur.woord": "meer", "klein": "nee"}.get


def test_the_first_rule_that_holds_and_can_be_filled_is_the_sentence():
    regels = [
        {"als": {"huur.woord": "minder"}, "zin": "weinig"},
        {"als": {"huur.woord": ["gelijk", "meer"]}, "zin": "{koop} onbekend"},
        {"als": {"huur.woord": "meer", "klein": False}, "zin": "{In} is {huur} huur"},
        "altijd",
    ]
    assert teksten.kies(regels, FEITEN) == "In X is 31% huur"
    assert teksten.kies(regels[:2], FEITEN) == "" and teksten.kies([], FEITEN) == ""
    assert teksten.kies({"zin": "x"} and "los {huur}", FEITEN) == "los 31%"
    assert teksten.vul("{koop}", FEITEN) is None


def test_a_condition_may_ask_that_a_fact_is_unknown():
    assert teksten.kies([{"als": {"koop": None}, "zin": "ja"}], FEITEN) == "ja"
    assert teksten.kies([{"als": {"huur": None}, "zin": "ja"}], FEITEN) == ""


def test_a_text_that_is_not_there_is_one_dutch_line():
    with pytest.raises(teksten.OnbekendeTekst, match="De tekst 'bestaat_niet' bestaat niet"):
        teksten.lees("bestaat_niet")


@pytest.mark.parametrize(
    ("procent", "zin"),
    [(24.8, "een op de vier"), (50.2, "de helft"), (29.0, "29%"), (34.0, "een op de drie")],
)
def test_a_share_is_said_as_people_say_it(procent, zin):
    assert als_deel(procent) == zin


def test_small_numbers_are_words():
    assert [als_woord(n) for n in (0, 1, 12, 13, 1200)] == ["geen", "een", "twaalf", "13", "1.200"]


def _alle_regels():
    for naam in ("in_het_kort", "hoofdstukken"):
        yield from _lijsten(naam, teksten.lees(naam))
    for o in onderwerpen.register().values():
        yield from ((o.id, r) for r in (o.kop, o.zin, o.dus))


def _lijsten(naam, deel):
    if isinstance(deel, dict):
        for waarde in deel.values():
            yield from _lijsten(naam, waarde)
    elif isinstance(deel, list) and deel and isinstance(deel[0], list):
        for waarde in deel:
            yield from _lijsten(naam, waarde)
    elif isinstance(deel, list):
        yield naam, deel


def test_every_fact_that_a_sentence_asks_for_has_a_source():
    """A mistyped name would silence its sentence for ever; with full input every one of them is known."""
    a = Analyse("Utrecht", invoer="parameters/voorbeeld")
    bronnen = {*a.verhaal.alle_feitbronnen, "klein", "rijen", "doel", "vorm"}
    for naam, regels in _alle_regels():
        for feit in teksten.plekken(regels):
            assert feit.partition(".")[0] in bronnen, (naam, feit)


def test_no_number_is_typed_in_a_sentence():
    """Years of a measurement, ages and the top of a scale are names; any other is a fact's."""
    namen = ("65", "75", "85", "50", "1.000", "2020", "100 punten")
    for naam, regels in _alle_regels():
        for regel in regels:
            kaal = teksten._PLEK.sub("", regel if isinstance(regel, str) else regel["zin"])
            for woord in namen:
                kaal = kaal.replace(woord, "")
            assert not any(t.isdigit() for t in kaal), (naam, regel)


def test_the_source_line_of_an_onderwerp_is_short_and_says_what_is_old_or_estimated():
    a = Analyse("Utrecht")
    regel = bronregel_kort(a.cijfers("koopwoningen", naast=[]).to_dict("records"))
    assert regel == "Bron: CBS (86165NED), 2025."
    oud = a.cijfers("eenzaam", naast=[]).to_dict("records")
    schatting = [{**oud[0], "soort": "schatting", "bron": "RIVM, x (y)"}]
    assert bronregel_kort(schatting).endswith("2020, ouder dan drie jaar. Schatting.")
    assert bronregel_kort([]) == "" and cijfers.is_oud(2020)


def test_an_adviser_says_the_finding_in_a_cell_of_kern():
    b = Analyse("Zeist").kern("koopwoningen", kop="Eigen <kop>", dus="bouwen wij.")
    assert b.gegevens["kop"] == "Eigen &lt;kop&gt;" and b.gegevens["dus"] == "bouwen wij."
    assert "zin" not in b.gegevens and "koopwoning" in b.html


def test_no_year_stands_right_before_a_number():
    # "in 2023 46,9 mensen" is one long number to who reads it aloud.
    bron = Path(teksten.MAP).parent
    paden = [*bron.glob("cijfers/gegevens/*.yaml"), *bron.glob("onderwerpen/*.yaml")]
    paden += [teksten.MAP / f"{n}.yaml" for n in ("in_het_kort", "hoofdstukken", "woonopgave")]
    fout = [
        f"{pad.name}: {m}"
        for pad in paden
        for m in re.findall(
            r"\b[Ii]n \{[a-z0-9_.]*jaar\} \{[a-z0-9_.]+\}", pad.read_text(encoding="utf-8")
        )
    ]
    assert fout == []
