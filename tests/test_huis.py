"""De plaat van het huis (docs/huis.svg): gemaakt uit de imports, met elke kamer erop, en leesbaar."""

import re
import sys
from itertools import combinations
from pathlib import Path
from xml.etree import ElementTree

import pytest

KIT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(KIT / ".ci"))
import huis  # noqa: E402

pytestmark = pytest.mark.alles  # a picture for who works on the kit
SVG = "{http://www.w3.org/2000/svg}"


def namen(svg):
    return re.findall(r'font-size="15" font-weight="700" fill="#1d2b32">(\w+)<', svg)


def test_every_room_of_the_package_is_in_the_picture_that_is_kept():
    assert sorted(namen(huis.PLAAT.read_text(encoding="utf-8"))) == sorted(huis.kamers())


def test_a_room_stands_below_every_room_that_uses_it():
    lagen = huis.verdiepingen(huis.kamers())
    hoogte = {kamer.naam: n for n, laag in enumerate(lagen) for kamer in laag}
    for laag in lagen:
        for kamer in laag:
            for ander in kamer.gebruikt - {*huis.KLEIN}:
                assert hoogte[ander] > hoogte[kamer.naam], (kamer.naam, ander)


def test_rooms_do_not_overlap_and_stay_on_the_sheet():
    vakken = huis.indeling(huis.verdiepingen(huis.kamers()))
    for a, b in combinations(vakken, 2):
        naast = a.x + a.breed <= b.x or b.x + b.breed <= a.x
        assert naast or a.y + a.hoog <= b.y or b.y + b.hoog <= a.y, (a.kamer.naam, b.kamer.naam)
    assert max(vak.x + vak.breed for vak in vakken) <= huis.BREED - huis.RAND + 0.01


def test_who_does_not_see_the_picture_hears_what_happens_in_each_room():
    boom = ElementTree.fromstring(huis.plaat())
    gehoord = boom.findtext(f"{SVG}desc")
    for kamer in huis.kamers().values():
        assert kamer.wat.endswith(".") and f"{kamer.naam}: {kamer.wat}" in gehoord


def test_a_picture_that_is_behind_is_named_with_what_to_type(tmp_path, monkeypatch, capsys):
    oud = tmp_path / "huis.svg"
    oud.write_text("<svg/>", encoding="utf-8")
    monkeypatch.setattr(huis, "PLAAT", oud)
    assert huis.main(["--kijk"]) == 1 and "python .ci/huis.py" in capsys.readouterr().out
    assert huis.main([]) == 0 and huis.main(["--kijk"]) == 0


def test_newcomers_find_the_page_from_the_readme():
    for pad in ("README.md", "CONTRIBUTING.md"):
        assert "docs/LEESMIJ.md" in (KIT / pad).read_text(encoding="utf-8")
    tekst = (KIT / "docs" / "LEESMIJ.md").read_text(encoding="utf-8")
    for doel in re.findall(r"\]\(([^)#]+)\)", tekst):
        assert (KIT / "docs" / doel).exists(), doel
