"""Het uitgewerkte voorbeeld van elke soort bestand: wat u typt, welke cijfers eruit komen, en de zin van het rapport."""

import ast
import csv
import json
import re
from datetime import date
from html import unescape
from pathlib import Path

import openpyxl
import pytest
import yaml

from woonzorg_lib import gebieden, soorten
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.invoer.schema import Schema
from woonzorg_lib.invoer.melding import FOUT, WAARSCHUWING

KIT = Path(__file__).resolve().parents[1]
NAMEN = sorted(soorten.alle())
OOK_ALS_WERKBOEK = ("mutaties", "plannen", "routes", "taakstelling", "zorgplannen")
ZIN = re.compile(r'<p class="kern">(.*?)</p>', re.S)


def lees(naam):
    pad = soorten.MAP / naam / "voorbeeld.yaml"
    assert pad.is_file(), f"{naam} heeft geen uitgewerkt voorbeeld: schrijf {pad.name} ernaast"
    return yaml.safe_load(pad.read_text(encoding="utf-8"))


def als_csv(pad, rijen):
    """The way a Dutch Excel saves it."""
    with pad.with_suffix(".csv").open("w", encoding="utf-8-sig", newline="") as stroom:
        csv.writer(stroom, delimiter=";").writerows([[nederlands(c) for c in rij] for rij in rijen])


def als_xlsx(pad, rijen):
    """Figures and dates in cells of their own kind, as someone types them in a workbook."""
    boek = openpyxl.Workbook()
    for rij in rijen:
        boek.active.append([None if c == "" else c for c in rij])
    boek.save(pad.with_suffix(".xlsx"))


def nederlands(cel):
    if isinstance(cel, date):
        return f"{cel.day}-{cel.month}-{cel.year}"
    return str(cel).replace(".", ",") if isinstance(cel, float) else cel


def ingevuld(voorbeeld, map_, schrijf):
    """The gemeente of the example as an analysis, with its files where an adviser puts them."""
    gemeente = gebieden.gemeente(voorbeeld["gemeente"])
    plek = map_ / "gemeenten" / gemeente.code
    plek.mkdir(parents=True)
    for soort, rijen in voorbeeld["invoer"].items():
        schrijf(plek / soort, rijen)
    for m in soorten.controleer(gemeente, map_):
        assert m.ernst not in (FOUT, WAARSCHUWING), str(m)
    return Analyse(gemeente.naam, invoer=str(map_))


def kaal(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", html))).strip()


def cellen():
    """Every call that stands alone in a cell of a notebook, written one way."""
    for pad in sorted((KIT / "notebooks").glob("*.ipynb")):
        for cel in json.loads(pad.read_text(encoding="utf-8"))["cells"]:
            if cel["cell_type"] == "code":
                for regel in ast.parse("".join(cel["source"])).body:
                    if isinstance(regel, ast.Expr):
                        yield ast.unparse(regel)


def netjes(cel):
    return ast.unparse(ast.parse(cel).body[0])


CELLEN = frozenset(cellen())


def kolommen(schema: Schema, rijen) -> set[str]:
    """What a figure that someone typed is called in cijfers.csv."""
    return {f"{schema.soort}_{k.naam}" for k in schema.kolommen} | {
        f"{schema.soort}_{kop}" for kop in rijen[0]
    }


def regels_van(rijen, cijfer):
    gezocht = {"omschrijving": cijfer["cijfer"], "gebied": cijfer["gebied"]}
    gezocht |= {k: cijfer[v] for k, v in (("uitsplitsing", "bij"), ("jaar", "jaar")) if v in cijfer}
    if "bij" not in cijfer:
        gezocht["uitsplitsing"] = ""
    return [r for r in rijen if all(r[k] == v for k, v in gezocht.items())]


def decimalen(waarde):
    return len(str(waarde).partition(".")[2])


def klopt(rij, cijfer):
    """As many decimals as the example has; what is hidden, by its reason."""
    verwacht = cijfer["waarde"]
    assert rij["eenheid"] == cijfer["eenheid"], cijfer
    if isinstance(verwacht, str):
        assert (rij["waarde"], rij["opmerking"]) == (None, verwacht), cijfer
    else:
        assert rij["waarde"] is not None, cijfer
        assert round(rij["waarde"], decimalen(verwacht)) == verwacht, (cijfer, rij["waarde"])


@pytest.mark.parametrize(
    ("naam", "schrijf"),
    [(n, als_csv) for n in NAMEN] + [(n, als_xlsx) for n in OOK_ALS_WERKBOEK],
    ids=lambda x: x if isinstance(x, str) else x.__name__,
)
def test_the_report_says_what_the_worked_example_of_this_kind_says(naam, schrijf, tmp_path):
    v = lees(naam)
    a = ingevuld(v, tmp_path, schrijf)
    eigen = set().union(
        *(kolommen(soorten.zoek(s).schema, rijen) for s, rijen in v["invoer"].items())
    )
    for deel in v["rapport"]:
        assert netjes(deel["cel"]) in CELLEN, f"geen notebook heeft de cel {deel['cel']}"
        beeld = eval(deel["cel"], {"a": a})
        zinnen = " ".join(kaal(z) for z in ZIN.findall(beeld.html))
        assert zinnen == deel.get("zin", "")
        rijen = beeld.gegevens["rijen"]
        uitgelegd = set()
        for cijfer in deel["cijfers"]:
            assert cijfer["zo"].endswith("."), cijfer
            gevonden = regels_van(rijen, {"gebied": a.gemeente.naam} | cijfer)
            assert len(gevonden) == 1, (
                cijfer,
                [(r["omschrijving"], r["uitsplitsing"]) for r in rijen],
            )
            klopt(gevonden[0], cijfer)
            uitgelegd.add(gevonden[0]["indicator"])
        deel["uitgelegd"] = uitgelegd
        deel["getoond"] = {r["indicator"] for r in rijen} - eigen
    getoond = set().union(*(d["getoond"] for d in v["rapport"]))
    uitgelegd = set().union(*(d["uitgelegd"] for d in v["rapport"]))
    assert getoond <= uitgelegd, f"zonder uitleg: {sorted(getoond - uitgelegd)}"


@pytest.mark.parametrize("naam", NAMEN)
def test_an_example_is_short_enough_to_do_by_hand(naam):
    v = lees(naam)
    assert v["titel"] and v["uitleg"]
    kop, *rijen = v["invoer"][naam]
    sjabloon = {k.naam for k in soorten.zoek(naam).schema.kolommen}
    jaren = soorten.zoek(naam).schema.jaarkolommen
    assert 2 <= len(rijen) <= 8
    assert all(k in sjabloon or (jaren and k.startswith(f"{jaren.naam}_20")) for k in kop), kop


def test_every_cell_that_shows_a_file_is_in_an_example():
    gedaan = {netjes(deel["cel"]) for naam in NAMEN for deel in lees(naam)["rapport"]}
    toont = {c for c in CELLEN if c.startswith(("a.lokaal(", "a.plannen("))}
    assert sorted(toont - gedaan) == []


@pytest.mark.parametrize("naam", NAMEN)
def test_who_makes_a_template_gets_the_worked_example_with_it(naam, tmp_path):
    soorten.nieuw("Zeist", tmp_path, [naam])
    tekst = next(tmp_path.rglob("LEESMIJ.md")).read_text(encoding="utf-8")
    for deel in lees(naam)["rapport"]:
        assert deel.get("zin", "") in tekst
        assert all(f"| {cijfer['zo']} |" in tekst for cijfer in deel["cijfers"])
