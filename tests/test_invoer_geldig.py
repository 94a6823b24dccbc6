"""Geldige invoer breekt geen rapport: alleen wat moet, elke kolom weg of op haar grens, één rij of veel."""

import csv
import io
import random
import re

import pytest
from test_gevallen_plannen import draai_alles
from test_invoer import UTRECHT

from woonzorg_lib import soorten
from woonzorg_lib.analyse import Analyse

# Plans and a forecast have cells of their own; they are in the last test and in test_gevallen_plannen.
SOORTEN = [s for s in soorten.schemas() if s not in ("plannen", "prognose")]


def rijen(schema, kans, hoeveel, alleen_nodig):
    """Rows like those of the template, with a drawn choice of what may be left out."""
    nodig = {k.naam for k in schema.kolommen if k.nodig}
    mag = [k.naam for k in schema.kolommen if k.naam not in nodig and k.naam != "gemeente"]
    erbij = set() if alleen_nodig else {k for k in mag if kans.random() < 0.5}
    uit = []
    for n in range(hoeveel):
        rij = {
            k: w for k, w in schema.voorbeeldrij(n % 2).items() if k in nodig | erbij and w != ""
        }
        for k in schema.sleutel:
            kolom = schema.kolom(k)
            if n > 1 and kolom.vorm.naam in ("tekst", "code"):
                rij[k] = f"{rij.get(k, 'X')} {n}"
        for k in erbij & set(rij):
            if schema.kolom(k).vorm.naam in ("aantal", "aandeel", "bedrag") and kans.random() < 0.3:
                rij[k] = 0
        uit.append(rij)
    return uit


def zet(map, soort, rijen_):
    plek = map / "gemeenten" / UTRECHT
    plek.mkdir(parents=True, exist_ok=True)
    koppen = list(dict.fromkeys(k for rij in rijen_ for k in rij))
    stroom = io.StringIO(newline="")
    schrijver = csv.DictWriter(stroom, koppen, delimiter=";", restval="")
    schrijver.writeheader()
    schrijver.writerows(rijen_)
    (plek / f"{soort}.csv").write_text(stroom.getvalue(), encoding="utf-8")
    return soorten.lees(soort, UTRECHT, map)


@pytest.mark.parametrize("soort", SOORTEN)
def test_what_a_file_may_hold_makes_its_table_and_figures(soort, tmp_path):
    schema, kans, goed = soorten.schemas()[soort], random.Random(soort), 0
    proeven = [(1, True), (2, True), (1, False), (2, False), (14, False)]
    for nummer, (hoeveel, alleen_nodig) in enumerate(proeven):
        map = tmp_path / str(nummer)
        uit = zet(map, soort, rijen(schema, kans, hoeveel, alleen_nodig))
        if uit.fouten:  # the draw broke a rule, such as a sum
            continue
        goed += 1
        a = Analyse("Utrecht", invoer=str(map))
        for beeld in ("", *soorten.zoek(soort).beelden):
            html = a.lokaal(soort, beeld=beeld).html
            assert 'class="fout"' not in html, (hoeveel, alleen_nodig, beeld)
            assert not re.search(r"\b(nan|NaN|None|NaT)\b", re.sub(r"<[^>]+>", " ", html))
    assert goed or soort == "visiescore"


def test_all_kinds_with_only_what_is_required_break_no_cell(tmp_path):
    kans = random.Random(1)
    for soort, schema in soorten.schemas().items():
        uit = zet(tmp_path, soort, rijen(schema, kans, 1, True))
        if uit.fouten:
            (tmp_path / "gemeenten" / UTRECHT / f"{soort}.csv").unlink()
    draai_alles(tmp_path)
