"""Zinnen van teksten/ die code bij hun plek opvraagt: elk gat wordt gevuld, elke zin gebruikt, en geen code hangt aan de woorden."""

import ast
import re
import shutil
from pathlib import Path

import pytest

from woonzorg_lib import onderwerpen, teksten
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.analyse.feitwoorden import (
    Doel,
    JaNee,
    Nodig,
    Oordeelsrichting,
    Richting,
    Stand,
    Visiestand,
    Woord,
)
from woonzorg_lib.analyse.geen_behoefte import GeenBehoefte

PAKKET = Path(teksten.__file__).parents[1]


def _aanroepen():
    """(where, place, names of the filled holes) of each `teksten.zin(...)` in the library."""
    for pad in sorted(PAKKET.rglob("*.py")):
        for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
            if isinstance(knoop, ast.Call) and ast.unparse(knoop.func) == "teksten.zin":
                waar = f"{pad.relative_to(PAKKET)}, regel {knoop.lineno}"
                yield waar, knoop.args, {k.arg for k in knoop.keywords}


AANROEPEN = list(_aanroepen())


def _zinnen(deel, plek):
    if isinstance(deel, dict):
        for sleutel, waarde in deel.items():
            yield from _zinnen(waarde, f"{plek}.{sleutel}")
    else:
        yield plek, deel


def test_each_place_is_written_out_so_that_a_search_finds_it():
    assert len(AANROEPEN) > 40
    fout = [
        waar
        for waar, args, gaten in AANROEPEN
        if None in gaten or len(args) != 1 or not isinstance(args[0], ast.Constant)
    ]
    assert fout == []


def test_each_hole_of_a_sentence_is_filled_and_no_other():
    fout = []
    for waar, (plek,), gaten in AANROEPEN:
        try:
            teksten.zin(plek.value, **dict.fromkeys(gaten, "x"))
        except teksten.OnbekendeTekst as melding:
            fout.append(f"{waar}: {melding}")
    assert fout == []


def test_each_sentence_of_such_a_file_is_asked_for_somewhere():
    gevraagd = {plek.value for _, (plek,), _ in AANROEPEN}
    bestanden = {plek.partition(".")[0] for plek in gevraagd}
    ongebruikt = [
        plek
        for naam in sorted(bestanden)
        for plek, _ in _zinnen(teksten.lees(naam), naam)
        if plek not in gevraagd
    ]
    assert ongebruikt == []


def test_a_place_that_is_not_there_and_a_hole_too_many_are_one_dutch_line():
    with pytest.raises(teksten.OnbekendeTekst, match="'opgave.reden.nergens' bestaat niet"):
        teksten.zin("opgave.reden.nergens")
    with pytest.raises(teksten.OnbekendeTekst, match=r"gaten \['fout'\]; gevuld zijn \[\]"):
        teksten.zin("opgave.reden.eigen_getallen")


@pytest.fixture
def andere_woorden(tmp_path, monkeypatch):
    """The kit with each sentence of why there is no need in other words."""
    map_ = tmp_path / "teksten"
    shutil.copytree(teksten.MAP, map_)
    pad = map_ / "opgave.yaml"
    tekst = pad.read_text(encoding="utf-8")
    begin, eind = tekst.index("reden:"), tekst.index("geen_sleutel:")
    anders = re.sub(r"^(  \w+): .*", r"\1: ander woord", tekst[begin:eind], flags=re.M)
    anders = re.sub(r"^    .*\n", "", anders, flags=re.M)
    for soort, gaten in {
        "eigen_getallen": "{fout}",
        "peiljaar": "{bekend_tot} {peiljaar}",
        "eigen_prognose": "{bestand}",
    }.items():
        anders = anders.replace(f"{soort}: ander woord", f'{soort}: "ander woord {gaten}"')
    pad.write_text(tekst[:begin] + anders + tekst[eind:], encoding="utf-8")
    monkeypatch.setattr(teksten, "MAP", map_)
    teksten.lees.cache_clear()
    teksten.op_plek.cache_clear()
    yield
    teksten.lees.cache_clear()
    teksten.op_plek.cache_clear()


GEVALLEN = {
    GeenBehoefte.EIGEN_GETALLEN: ("toegevoegd: 1\n", {}),
    GeenBehoefte.PEILJAAR: ("", {"peiljaar": 2019}),
    GeenBehoefte.EIGEN_PROGNOSE: ("", {"prognose_bron": "lokaal"}),
    GeenBehoefte.SLEUTEL: ("sleutel: geen\n", {}),
    GeenBehoefte.REGIO: (
        "sleutel:\n"
        + "".join(
            f"  {wat}: {{waarde: {n}, eenheid: w, jaar: 2022, bron: b, status: gecontroleerd}}\n"
            for wat, n in {
                "nultreden": 9,
                "geclusterd": 6,
                "zorggeschikt": 3,
                "totaal": 18,
                "begin": 2022,
                "eind": 2030,
            }.items()
        )
        + "  leeftijd: 75plus\n  verdeeld_over: regio\n",
        {"regio": "land:Nederland"},
    ),
}


def _analyse(map_, soort):
    """An Analyse of Zeist for which there is no need, for this reason."""
    tekst, keuzes = GEVALLEN[soort]
    plek = map_ / "gemeenten" / "GM0355"
    plek.mkdir(parents=True, exist_ok=True)
    (plek / "behoefte.yaml").write_text(tekst or "{}\n", encoding="utf-8")
    return Analyse("Zeist", invoer=str(map_), **keuzes)


def _alles(a):
    """Whatever the need decides, without its words."""
    beelden = (a.behoefte_groepen, a.figuur_behoefte, a.figuur_opgave, a.opgave_kengetallen)
    return (
        a.statussen().status.tolist(),
        a.opgave.uitkomsten() | a.groepen.uitkomsten(),
        a.sleutel,
        [beeld().html for beeld in beelden],
        a.woonbehoefte().to_dict("records"),
        a.kern_behoefte().html.replace(a.reden, ""),
        a.top_opgaven().html.replace(a.reden, ""),
    )


@pytest.mark.parametrize("soort", list(GeenBehoefte), ids=lambda s: s.name)
def test_the_words_of_a_reason_can_change_and_nothing_else_does(tmp_path, soort, request):
    a = _analyse(tmp_path, soort)
    assert a.geen_behoefte.soort is soort
    voor, gezegd = _alles(a), a.reden
    request.getfixturevalue("andere_woorden")
    b = _analyse(tmp_path, soort)
    assert b.reden.startswith("ander woord") and b.reden != gezegd
    assert b.geen_behoefte.soort is soort and _alles(b) == voor


def test_old_names_of_the_opgave_keep_working_and_tab_finds_them():
    a = Analyse("Zeist")
    assert a.opgave.kern_behoefte().html == a.behoefte.kern_behoefte().html
    assert a.opgave.afspraken is a.afspraken is a.afgesproken.afspraken
    assert {"rekenwijze", "kader", "behoefte_groepen"} <= set(dir(a.opgave))


# Conditions, and sentences that are filled elsewhere

WOORDEN = {
    "stand": [*Stand, *Visiestand],
    "nodig": list(Nodig),
    "richting": [*Richting, *Oordeelsrichting],
    "woord": list(Woord),
    "zeker": list(JaNee),
    "naast": list(Doel),
    "gebouwd_bekend": list(JaNee),
    "opgaven_bekend": list(JaNee),
    "dekking_hoog": list(JaNee),
    "een": list(JaNee),
    "oud": list(JaNee),
}


def _voorwaarden(deel, waar):
    if isinstance(deel, dict):
        for naam, eis in (deel.get("als") or {}).items():
            yield waar, naam, eis if isinstance(eis, list) else [eis]
        deel = list(deel.values())
    for onder in deel if isinstance(deel, list) else []:
        yield from _voorwaarden(onder, waar)


def test_a_condition_asks_only_for_words_that_a_fact_can_say():
    """A mistyped word would silence its sentence for ever."""
    alles = [(pad.stem, teksten.lees(pad.stem)) for pad in sorted(teksten.MAP.glob("*.yaml"))]
    alles += [(o.id, [o.kop, o.zin, o.dus]) for o in onderwerpen.register().values()]
    gevonden = [v for naam, deel in alles for v in _voorwaarden(deel, naam)]
    assert len(gevonden) > 100
    fout = []
    for waar, naam, eisen in gevonden:
        vorm = naam.partition(".")[2].removesuffix("_regio")
        for eis in eisen:
            if eis is None or isinstance(eis, bool):
                continue
            if vorm in WOORDEN and eis not in WOORDEN[vorm]:
                fout.append((waar, naam, eis))
    assert fout == []


@pytest.mark.parametrize("naam", ["behoefte", "prognose"])
def test_the_explanation_of_a_method_is_filled_completely_and_nothing_is_left_over(naam):
    a = Analyse("Utrecht")
    gevuld = {
        "behoefte": a.toelichting_behoefte,
        "prognose": a.model.toelichting | {"bestand": "prognose.csv"},
    }[naam]
    tekst = "".join(zin for _, zin in _zinnen(teksten.lees(naam), naam) if isinstance(zin, str))
    tekst += "".join(deel["tekst"] for deel in teksten.lees(naam)["methoden"])
    assert teksten.plekken(tekst) == gevuld.keys()


PER_SLEUTEL = ("regiobeeld", "werklijst", "dekking", "naast_visie")  # read with lees(...)[...]


def test_each_hole_of_a_sentence_that_is_read_by_its_key_is_a_name_that_code_fills():
    """Of these files code reads a whole part; then each hole must be a word of that code."""
    bron = "".join(pad.read_text(encoding="utf-8") for pad in (PAKKET / "analyse").glob("*.py")) + (
        PAKKET / "soorten" / "plannen" / "__init__.py"
    ).read_text(encoding="utf-8")
    bekend = set(re.findall(r"[A-Za-z_]\w*", bron))
    feiten = set(Analyse("Utrecht", invoer="parameters/voorbeeld").verhaal.alle_feitbronnen)
    fout = [
        (naam, gat)
        for naam in PER_SLEUTEL
        for gat in teksten.plekken(str(teksten.lees(naam)))
        if re.fullmatch(r"[\w.]+", gat) and gat.partition(".")[0] not in bekend | feiten
    ]
    assert fout == []
