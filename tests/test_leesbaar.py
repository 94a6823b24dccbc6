"""Wat een raadslid ziet en leest: hele woorden, geen lijn door een getal, geen woord van de machine."""

import re

import pytest

from woonzorg_lib import cijfers
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.beeld import licht, smal, stijl
from woonzorg_lib.beeld.beeld import bronregel, redenen
from woonzorg_lib.beeld.bronregel import bronregel_kort
from woonzorg_lib.beeld.rijfiguren import Staaf, balken, tijdbalk
from woonzorg_lib.beeld.stijl import breedte


@pytest.fixture(scope="module")
def bosch():
    return Analyse("'s-Hertogenbosch")


def rij(gebied="Hier", waarde=1.0, **anders) -> dict:
    vast = {"rol": "gemeente", "jaar": 2024, "kort": "koop", "eenheid": "%", "decimalen": 0}
    vast |= {"indicator": "eigen", "ondergrens": None, "bovengrens": None, "opmerking": ""}
    return vast | {"gebied": gebied, "waarde": waarde} | anders


# Which words a line of the drawing runs through, tails of letters included; not the light grid.
GESTREEPT = """lijst => lijst.flatMap(svg => {
  const vakken = [...svg.querySelectorAll("text")].map(t => [t.textContent, t.getBoundingClientRect()]);
  const lijnen = [...svg.querySelectorAll("path")].filter(p => !p.closest("defs"))
    .filter(p => { const s = getComputedStyle(p); return s.fill === "none" && s.stroke !== "none"
      && s.stroke !== "rgb(223, 229, 232)"; });
  return lijnen.flatMap(p => {
    const naar = p.getScreenCTM(), lang = p.getTotalLength(), raak = [];
    for (let s = 0; s <= lang; s += 1) {
      const q = p.getPointAtLength(s).matrixTransform(naar);
      for (const [woord, v] of vakken)
        if (q.x > v.left && q.x < v.right && q.y > v.top + v.height * .2 && q.y < v.bottom - 1)
          raak.push(woord);
    }
    return raak;
  });
})"""


def test_no_line_runs_through_a_name_or_a_number(chromium, tmp_path):
    a = Analyse("Amsterdam")
    typen = ("tussenwoning", "hoekwoning", "twee_onder_een_kap", "vrijstaand", "meergezins")
    index = a.cijfers("aandeel_65plus", "aandeel_85plus").assign(eenheid="index, Nederland = 100")
    index["waarde"] = index["waarde"].where(index["rol"] != "gemeente", 102.0)
    index.loc[index["rol"] == "land", "waarde"] = 100.0
    beelden = [
        a.gestapeld(a.cijfers(*typen), titel="Wat voor woningen zijn het?"),
        a.gestapeld(a.nabijheid_ouderen("huisarts"), titel="Hoe ver?"),
        a.punten(index, titel="Welke groepen?"),
    ]
    (tmp_path / "x.html").write_text("".join(b.html for b in beelden), encoding="utf-8")
    pagina = chromium.new_page(viewport={"width": 1280, "height": 900})
    pagina.goto((tmp_path / "x.html").as_uri())
    assert pagina.get_by_text("meergezins").first.is_visible()
    assert pagina.get_by_text("102").first.is_visible()
    assert pagina.locator("svg").evaluate_all(GESTREEPT) == []
    pagina.close()


@pytest.mark.parametrize("kleur", [stijl.KLEUR["regio"], stijl.BOVEN_NORM, "#7a1f5c", "#000000"])
def test_a_number_in_a_coloured_box_is_readable_however_dark_it_is(kleur):
    tinten = [stijl.vaktint(stap / 20, kleur) for stap in range(21)]
    assert min(stijl.contrast(t, stijl.tekstkleur(t)) for t in tinten) >= 4.5
    assert stijl.contrast(tinten[0], tinten[-1]) > 1.5, "low and high differ"


def test_the_boxes_of_a_wide_table_in_colours_are_those_tints():
    a = Analyse("Utrecht")
    for norm, kleur in ((None, stijl.KLEUR["regio"]), (0.3, stijl.BOVEN_NORM)):
        breed = a.heatmap(a.wijken("afstand_huisarts"), titel="Ver?", norm=norm).html
        vlakken = re.findall(r"fill:\s?(#[0-9a-f]{6})", breed.partition("</svg>")[0])
        assert len(set(vlakken)) > 2
        assert all(stijl.contrast(v, stijl.tekstkleur(v)) >= 4.5 for v in set(vlakken))
        assert stijl.vaktint(1, kleur) in vlakken


def test_the_first_number_of_a_line_stands_free_of_its_band():
    def tekening(eind):
        jaren = list(range(2024, 2041))
        waarden = [100 + (eind - 100) * (j - 2024) / 16 for j in jaren]
        band = [(j, w * 0.9, w * (1 + (j - 2024) / 100)) for j, w in zip(jaren, waarden)]
        punten = list(zip(jaren, waarden))
        return licht.lijnen(
            [licht.Reeks("75-plussers", punten, band, "52.580", "x", "#a3195b", "#eecdda")], "alt"
        )

    for eind in (100, 190, 400):
        svg = tekening(eind)
        hoeken = re.search(r'points="([^"]+)"', svg)[1].split()
        rand = [tuple(map(float, h.split(","))) for h in hoeken]
        for woord in ("52.580", "75-plussers"):
            x, y = map(float, re.search(rf'x="([\d.]+)" y="([\d.]+)"[^>]*>{woord}', svg).groups())
            onder = [py for px, py in rand if px <= x + breedte(woord, licht.LETTER)]
            assert y + 2 < min(onder), (eind, woord)


def test_the_band_of_a_narrow_line_lies_under_the_other_lines():
    reeks = [
        rij(jaar=j, waarde=w, ondergrens=w - 9, bovengrens=w + 9) for j, w in ((1, 9), (2, 20))
    ]
    ander = [r | {"rol": "land", "gebied": "Nederland"} for r in reeks]
    svg = smal.teken("lijnen", [*reeks, *ander], "alt")
    assert 0 < svg.index("<polygon") < svg.index(stijl.rolkleur("land"))


@pytest.mark.parametrize("deel", [79.0, 95.0, 25.0, 118.0])
def test_no_line_of_a_norm_runs_through_a_number(deel):
    woord = f"{deel:.0f}% (1.510 van 1.900)"
    svg = balken([Staaf("alle plannen", deel, woord)], {100.0: "opgave", 130.0: "130%"})
    breed = svg.partition("</svg>")[0]
    vorm = re.search(rf"<text ([^>]*)>{re.escape(woord)}", breed)[1]
    x, lang = float(re.search(r'x="([\d.]+)"', vorm)[1]), breedte(woord, 10)
    begin = x - lang if 'text-anchor="end"' in vorm else x
    lijnen = {float(m) for m in re.findall(r"M([\d.]+) [\d.]+V", breed)}
    assert len(lijnen) >= 2
    assert not [lijn for lijn in lijnen if begin - 2 < lijn < begin + lang]


def test_the_word_under_a_time_bar_is_inside_the_drawing():
    from datetime import date

    dag = date(2026, 1, 1)
    breed = tijdbalk([("Plan", date(2025, 1, 1), date(2027, 1, 1), "loopt", False)], dag)
    breed = breed.partition("</svg>")[0]
    hoog = float(re.search(r'viewBox="0 0 [\d.]+ ([\d.]+)"', breed)[1])
    onder = float(re.search(r'y="([\d.]+)"[^>]*>peildatum', breed)[1])
    assert onder + 2.5 <= hoog, "the tail of a p is a quarter of the size under its line"


def test_a_name_is_whole_on_a_phone_and_stands_alone_when_it_is_long():
    lang = [rij(kort="Mensen met Wmo-ondersteuning"), rij(kort="koop")]
    svg = smal.teken("heatmap", lang, "alt")
    assert "Mensen met Wmo-ondersteuning 1%" in svg and "…" not in svg
    naast = smal.teken("heatmap", [rij(kort="koop"), rij(kort="huur")], "alt")
    assert len(set(re.findall(r'<rect x="([\d.]+)"', naast))) == 2, "short ones beside each other"


def test_a_line_on_a_phone_says_where_it_began():
    reeks = [rij(jaar=2015, waarde=104.0, eenheid="m2"), rij(jaar=2025, waarde=115.0, eenheid="m2")]
    assert "Hier 115 (in 2015: 104)" in smal.teken("lijnen", reeks, "alt")
    index = [r | {"eenheid": "index, 2015 = 100"} for r in reeks]
    assert "(in 2015" not in smal.teken("lijnen", index, "alt")


def test_no_column_head_is_broken_inside_a_word(bosch):
    namen = ["aandeel_65plus", "koopwoningen", "voltijdsstudenten_per_1000", "woz_waarde"]
    breed = bosch.heatmap(bosch.cijfers(*namen), titel="Wie woont hier?").html
    woorden = re.sub(r"<[^>]+>", " ", breed.partition("</svg>")[0]).split()
    heel = " ".join(cijfers.indicator(n).kort for n in namen).split()
    assert not [woord for woord in heel if woord not in woorden]


def test_a_source_line_holds_no_name_of_a_column_or_a_file(bosch):
    regels = [
        bronregel(bosch.cijfers(id, naast=["regio", "land"]))
        for id, ind in cijfers.indicatoren().items()
        if ind.soort == "gewogen" and bosch.jaren(id)
    ]
    regels.append(bronregel(bosch.opgave.woonbehoefte()))
    assert len(regels) > 20
    assert not [r for r in regels if re.search(r"gewogen naar \w*_|parameters/", r)]


def test_a_missing_figure_says_which_it_is_beside_one_that_is_there():
    alle = [
        rij("Nederland", 72.0, indicator="koop", kort="in een eigen woning"),
        rij("Nederland", None, indicator="huur", kort="in een huurwoning", opmerking="geen cijfer"),
        rij("Elders", None, indicator="huur", kort="in een huurwoning", opmerking="geen cijfer"),
    ]
    import pandas as pd

    assert redenen(pd.DataFrame(alle)) == (
        "Ontbreekt: Nederland, in een huurwoning (2024): geen cijfer; Elders (2024): geen cijfer."
    )


def test_a_share_times_people_names_the_year_of_the_share():
    bron = "GGD'en, CBS en RIVM, Gezondheidsmonitor Volwassenen en Ouderen 2020, najaar 2020"
    rijen = [
        rij(jaar=j, bron=f"{bron}, maal de bevolking (cohortmodel)", tabel="85012NED, 71488ned")
        for j in (2024, 2040)
    ]
    assert bronregel_kort([r | {"soort": "schatting"} for r in rijen]) == (
        "Bron: GGD'en, 2020, ouder dan drie jaar; maal de bevolking volgens deze kit, 2024-2040."
        " Schatting."
    )


def test_rows_of_dashes_say_why_they_are_empty():
    tabel = Analyse("Schiermonnikoog").prognose.tabel_wonen_75plus("Hoe wonen zij straks?").html
    waarom = "hoeveel ouderen er in een instelling wonen, is van deze gemeente niet bekend"
    assert f"75-plussers in een instelling (2024-2040): {waarom}." in tabel
