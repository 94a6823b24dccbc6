"""Wijken in het rapport: één profiel, één kaart als er grenzen zijn, en grenzen van een ander die niet kloppen."""

import json
import re

import pytest

from woonzorg_lib import invoer
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.analyse.wijkbeeld import wijkfeit
from woonzorg_lib.cli import main
from woonzorg_lib.invoer.wijkgrenzen import GROOTST


def vlak(code, west, zuid=52.0, **eigen):
    ring = [[west, zuid], [west + 0.02, zuid], [west + 0.02, zuid + 0.02], [west, zuid + 0.02]]
    vorm = {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
    return {"type": "Feature", "properties": {"statcode": code, **eigen}, "geometry": vorm}


def codes(gemeente="Utrecht"):
    return list(dict.fromkeys(Analyse(gemeente).wijken("aandeel_65plus").gebiedcode))


def schrijf(map_, inhoud, code="GM0344"):
    plek = map_ / "gemeenten" / code
    plek.mkdir(parents=True, exist_ok=True)
    tekst = inhoud if isinstance(inhoud, str) else json.dumps(inhoud)
    (plek / "wijken.geojson").write_text(tekst, encoding="utf-8")
    return map_


def verzameling(*vlakken):
    return {"type": "FeatureCollection", "features": list(vlakken)}


# The profile


def test_the_profile_of_wijken_is_one_figure_with_a_narrow_form():
    a = Analyse("Utrecht")
    profiel = a.wijkprofiel()
    assert set(profiel.kort) == {
        "65-plussers",
        "moeite bewegen",
        "eenzaam (65+)",
        "naar huisarts",
        "eengezins",
        "Wmo per 1.000",
    }
    b = a.heatmap(profiel, titel="Wat komt er samen?", eerste=3, hoofd=True)
    assert b.gegevens["hoofd"] and 'class="breed"' in b.html
    zonder_alt = re.sub(r'aria-label="[^"]*"', "", b.html)
    breed, smal = re.findall(r"<svg .*?</svg>", zonder_alt, re.S)
    namen = list(dict.fromkeys(profiel.gebied))
    for tekening in (breed, smal):
        assert all(n in tekening for n in namen[:3]) and namen[3] not in tekening
    assert "andere …" in breed and all(n in b.html for n in namen)  # the table has them all


def test_the_words_at_the_profile_are_about_what_it_shows():
    utrecht, amsterdam = (Analyse(n).wijkprofiel_woorden() for n in ("Utrecht", "Amsterdam"))
    assert utrecht["ondertitel"].startswith("Wijken waar het meeste samenkomt staan boven")
    assert "enquête" in utrecht["notitie"] and "leeftijd" in utrecht["notitie"]
    # No survey per wijk there: then only the share of older people orders the rows.
    assert amsterdam["ondertitel"].startswith("Wijken met naar verhouding de meeste ouderen")
    assert amsterdam["notitie"] == "Wmo: niet gecorrigeerd voor leeftijd."


def test_the_wijk_of_the_first_screen_is_the_first_of_the_profile():
    for naam in ("Utrecht", "Zeist", "Heerlen", "Almere"):
        a = Analyse(naam)
        zin = a.kort_zinnen().html
        eerste = a.wijkprofiel().gebied.iloc[0]
        assert f"<b>{eerste}</b>" in zin, naam


def test_an_area_with_few_people_is_never_an_extreme():
    a = Analyse("Rijssen-Holten")
    klein = set(a.wijken("aandeel_65plus").query("inwoners < 200").gebied)
    assert klein
    assert not klein & set(a.wijkprofiel().gebied)
    b = a.spreiding(a.wijken("eengezins"), a.wijken("aandeel_65plus"), titel="Samen?")
    assert not any(k in t for k in klein for t in re.findall(r"<svg .*?</svg>", b.html, re.S))


# The map


def test_with_boundaries_there_is_a_map_and_without_there_is_none(tmp_path):
    assert Analyse("Utrecht", invoer=tmp_path).wijkkaart("aandeel_65plus", titel="Waar?").html == ""
    alle = codes()
    vlakken = [vlak(c, 5.0 + 0.02 * n) for n, c in enumerate(alle)]
    a = Analyse("Utrecht", invoer=schrijf(tmp_path, verzameling(*vlakken)))
    b = a.wijkkaart("aandeel_65plus", titel="Waar wonen de ouderen?")
    breed, smal = re.findall(r"<svg .*?</svg>", b.html, re.S)
    assert breed.count("<path") == len(alle) and b.gegevens["naam"] == "wijkkaart"
    assert "hoogst: " in b.gegevens["alt"].lower() and "<rect" in smal
    assert {r["gebiedcode"] for r in b.gegevens["rijen"]} == set(alle)


def test_one_file_for_all_gemeenten_will_do_and_buurten_make_a_wijk(tmp_path):
    een, twee, drie, *_ = codes()
    half = [vlak(f"BU{een[2:]}0{n}", 5.0 + 0.02 * n, wijkcode=een) for n in (0, 1)]
    alles = verzameling(*half, vlak(twee, 5.04), vlak(drie, 5.06), vlak("WK035500", 5.2))
    (tmp_path / "wijken.geojson").write_text(json.dumps(alles), encoding="utf-8")
    grenzen = invoer.wijkgrenzen("GM0344", tmp_path)
    assert len(grenzen[een]) == 2 and "WK035500" not in grenzen
    b = Analyse("Utrecht", invoer=tmp_path).wijkkaart("aandeel_65plus", titel="Waar?")
    assert b.gegevens["alt"].startswith("Kaart van 3 wijken.")


RD = json.loads(json.dumps(vlak("WK034401", 5.0)).replace("5.0", "136000.0"))
GOED = vlak("WK034401", 5.0)
FOUTEN = {
    "geen json": ("{", "geen leesbare GeoJSON"),
    "diep": ("[" * 100_000, "geen leesbare GeoJSON"),
    "tabel": ("[]", "geen verzameling van vlakken"),
    "leeg": (verzameling(), "geen verzameling van vlakken"),
    "geen code": (verzameling(vlak("Overvecht", 5.0)), "geen enkel vlak heeft de code"),
    "elders": (verzameling(vlak("WK035501", 5.0)), "geen wijk van Utrecht (GM0344)"),
    "meters": (verzameling(RD), "in meters (RD)"),
    "buitenland": (verzameling(vlak("WK034401", 2.0)), "vlak 1 ligt niet in Nederland"),
    "punt": (
        verzameling(GOED, GOED | {"geometry": {"type": "Point", "coordinates": [5.0, 52.0]}}),
        "vlak 2 is geen vlak",
    ),
    "tekst": (
        verzameling(GOED | {"geometry": {"type": "Polygon", "coordinates": [[["a", 1]]]}}),
        "de punten van vlak 1 zijn niet te lezen",
    ),
    "oneindig": (json.dumps(verzameling(GOED)).replace("[5.0,", "[Infinity,"), "niet te lezen"),
    "kort": (
        verzameling(GOED | {"geometry": {"type": "Polygon", "coordinates": [[[5.0, 52.0]]]}}),
        "minder dan vier punten",
    ),
    "te groot": ("x" * (GROOTST + 1), "groter dan 25 MB"),
}


@pytest.mark.parametrize("fout", FOUTEN)
def test_boundaries_that_are_wrong_give_one_line_and_no_map(fout, tmp_path, capsys):
    inhoud, wat = FOUTEN[fout]
    map_ = schrijf(tmp_path, inhoud)
    a = Analyse("Utrecht", invoer=map_)
    assert a.wijkkaart("aandeel_65plus", titel="Waar?").html == ""
    assert wat in a.werklijst().html
    assert main(["invoer", "controleer", "Utrecht", "--invoer", str(map_)]) == 2
    uit = " ".join(capsys.readouterr().out.split())
    assert uit.count("wijken.geojson") == 1 and wat in uit


def test_a_handful_of_scattered_houses_is_no_place_to_begin():
    a = Analyse("Ouder-Amstel")
    wijk = wijkfeit(a)
    assert wijk is None or "Verspreide huizen" not in wijk.vormen[""]
    assert wijkfeit(Analyse("Utrecht")).vormen[""] == "Overvecht"


def test_a_wijk_without_a_name_has_that_of_its_largest_buurt_beside_it():
    namen = Analyse("Rijswijk").wijken("aandeel_65plus").gebied
    kaal = [n for n in namen if re.fullmatch(r"Wijk \d+", n)]
    assert not kaal and all(re.fullmatch(r"Wijk \d+ \(met .+\)", n) for n in namen)
    assert not [n for n in Analyse("Utrecht").wijken("aandeel_65plus").gebied if "(met" in n]
