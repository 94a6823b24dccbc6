"""Een soort heeft één plaats: haar naam staat nergens anders, en wat zij belooft klopt."""

import ast
import re
from pathlib import Path

import pytest

from woonzorg_lib import onderwerpen, soorten
from woonzorg_lib.invoer.velden import VORMEN

PAKKET = Path(__file__).resolve().parents[1] / "woonzorg_lib"
NAMEN = sorted(soorten.alle())
BESTAND = re.compile(rf"(?<![\w.-])({'|'.join(NAMEN)})\.(csv|xlsx)")
# What an onderwerp is filled by stands with the onderwerp: that is its place too.
ELDERS = [
    pad
    for pad in PAKKET.rglob("*")
    if pad.suffix in (".py", ".yaml", ".md", ".html", ".j2")
    and pad.relative_to(PAKKET).parts[0] not in ("soorten", "onderwerpen")
]
# Who asks for a kind by a word between quotes should name it by the module that is its place.
VRAAGT = {"bestand", "lees", "lees_regio", "zoek", "ander", "_rijen", "lokaal", "naast_elkaar"}


def test_no_file_of_a_kind_is_named_outside_its_place():
    fout = [
        f"{pad.relative_to(PAKKET)}: {m[0]}"
        for pad in ELDERS
        for m in BESTAND.finditer(pad.read_text(encoding="utf-8"))
    ]
    assert fout == []


def _vragen(boom: ast.AST):
    """The words between quotes that a call asks for, with the name of what is called."""
    for knoop in ast.walk(boom):
        if isinstance(knoop, ast.Call):
            van = getattr(getattr(knoop.func, "value", None), "id", "")
            naam = getattr(knoop.func, "attr", getattr(knoop.func, "id", ""))
            if van == "teksten":  # a text may be about the same thing
                continue
            yield from ((naam, a.value) for a in knoop.args[:1] if isinstance(a, ast.Constant))


def test_no_kind_is_asked_for_by_a_word():
    fout = [
        f"{pad.relative_to(PAKKET)}: {naam}('{woord}')"
        for pad in [*ELDERS, *(PAKKET / "soorten").rglob("*.py")]
        if pad.suffix == ".py"
        for naam, woord in _vragen(ast.parse(pad.read_text(encoding="utf-8")))
        if naam in VRAAGT and woord in NAMEN
    ]
    assert fout == []


def test_the_general_parts_of_soorten_know_no_kind():
    for pad in (PAKKET / "soorten").glob("*.py"):
        tekst = pad.read_text(encoding="utf-8")
        assert not BESTAND.search(tekst), pad.name
        assert not re.search(rf"woonzorg_lib\.soorten\.({'|'.join(NAMEN)})\b", tekst), pad.name


@pytest.mark.parametrize("naam", NAMEN)
def test_a_kind_says_all_there_is_to_know_in_its_own_folder(naam):
    soort = soorten.zoek(naam)
    velden = soort.beschrijving["velden"]
    assert all({"vorm", "keuzes", "keuzelijst"} & set(veld) for veld in velden.values())
    assert {veld.get("vorm", "tekst") for veld in velden.values()} <= set(VORMEN)
    assert set(soort.schema.sleutel) <= set(velden)
    for figuur in soort.figuren.values():
        assert callable(figuur.teken)
    # Every text that a kind fills, it has.
    for deel in soort.beschrijving.get("cijfers", {}).values():
        assert deel["omschrijving"] and "eenheid" in deel


@pytest.mark.parametrize("naam", NAMEN)
def test_no_figure_has_the_name_of_a_column(naam):
    """In cijfers.csv one name is one thing: what someone typed, or what the kit made of it."""
    soort = soorten.zoek(naam)
    tellen = [k for k in soort.schema.kolommen if k.vorm.naam != "ja_nee"]
    getypt = {f"{naam}_{k.naam}" for k in tellen}
    berekend = {
        deel.get("indicator", f"{soort.voorvoegsel}_{id}")
        for id, deel in soort.beschrijving.get("cijfers", {}).items()
    }
    assert not getypt & berekend


def test_what_the_onderwerpen_ask_of_files_exists():
    for o in onderwerpen.register().values():
        for vullingen in (o.vereist | o.aanvullend).values():
            for v in vullingen:
                if v.bestand:
                    kolommen = {k.naam for k in soorten.zoek(v.bestand).schema.kolommen}
                    assert {*v.kolommen, *v.waar} <= kolommen, o.id
    assert soorten.zoek("routes").vult["routescore"] == ("D1",)


@pytest.mark.parametrize("naam", NAMEN)
def test_what_the_report_does_not_show_is_a_column_and_is_in_no_table(naam):
    soort = soorten.zoek(naam)
    stil = set(soort.schema.niet_getoond)
    assert stil <= {k.naam for k in soort.schema.kolommen}
    assert not stil & set(soort.koppen)


@pytest.mark.parametrize("naam", NAMEN)
def test_a_column_that_is_asked_for_is_used_or_said_not_to_be(naam):
    """By its word: in a table, in the code of the kind, or in that of who calculates with it."""
    soort = soorten.zoek(naam)
    kamers = [PAKKET / "soorten" / naam, *(PAKKET / k for k in ("analyse", "modellen"))]
    code = "".join(p.read_text(encoding="utf-8") for k in kamers for p in k.rglob("*.py"))
    eigen = (*soort.schema.sleutel, *soort.koppen, *soort.schema.niet_getoond)
    velden = soort.beschrijving["velden"].items()
    for veld, hoe in velden:
        if veld not in eigen and hoe.get("sjabloon") != "nee":
            assert re.search(rf"\b{veld}\b", code), f"{veld} van {naam} komt nergens terecht"
