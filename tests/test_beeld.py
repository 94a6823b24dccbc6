"""Gedrag van de figuren en tabellen: bron en titel verplicht, alt-tekst, veilige namen, ontbrekende cijfers, eigen gegevens."""

import json
import re
import xml.etree.ElementTree as ET
from html import unescape
from html.parser import HTMLParser

import numpy as np
import pandas as pd
import pytest

from woonzorg_lib.analyse import Analyse
from woonzorg_lib.beeld.inkorten import inkorten
from woonzorg_lib.beeld.stapels import vrije_plek
from woonzorg_lib.beeld.tabellen import tabel
from woonzorg_lib.beeld import Beeld, GeenBron, GeenTitel, beeld, doek, figuren, kaart, stijl
from woonzorg_lib.onderwerpen import groepen

GEK = "A<b>&'x' $1 \"$2\""


@pytest.fixture(scope="module")
def a():
    return Analyse("Utrecht")


@pytest.fixture(scope="module")
def beelden(a) -> dict[str, Beeld]:
    """Eén figuur van elke soort, op echte cijfers van Utrecht."""
    eigendom = a.cijfers("koopwoningen", "corporatiewoningen", "overige_huurwoningen")
    return {
        "staven": a.staven(a.cijfers("woz_waarde"), titel="Wat is een woning waard?"),
        "gestapeld": a.gestapeld(eigendom, titel="Van wie zijn de woningen?"),
        "lijnen": a.lijnen(a.verloop("aandeel_65plus"), titel="Hoeveel 65-plussers?"),
        "punten": a.punten(
            a.cijfers("afstand_huisarts", "afstand_ziekenhuis"), titel="Hoe ver is het?"
        ),
        "heatmap": a.heatmap(a.wijken("koopwoningen", "woz_waarde"), titel="Hoe verschilt het?"),
        "leeftijdsbalken": a.leeftijdsbalken(a.leeftijdsopbouw(), titel="Hoe oud?"),
        "spreiding": a.spreiding(
            a.wijken("aandeel_65plus"), a.wijken("koopwoningen"), titel="Waar samen?"
        ),
        "wijken": a.staven(a.wijken("aandeel_65plus"), titel="Waar wonen de ouderen?"),
    }


SOORTEN = (
    "staven",
    "gestapeld",
    "lijnen",
    "punten",
    "heatmap",
    "leeftijdsbalken",
    "spreiding",
    "wijken",
)


def getoond(data: pd.DataFrame) -> pd.DataFrame:
    """Utrecht has a weak group of comparison, and that is not drawn."""
    return data[data.rol != "vergelijkbaar"]


def svg(b: Beeld) -> str:
    return re.search(r"<svg .*?</svg>", b.html, re.S)[0]


def eigen(namen=("Noord", "Zuid", "West"), waarden=(3.0, 9.0, 5.0), **meer) -> pd.DataFrame:
    """Cijfers van een adviseur zelf: alles wat een figuur nodig kan hebben, met een eigen bron."""
    vast = dict(
        indicator="eigen",
        omschrijving="Eigen telling",
        gebiedcode=list(namen),
        jaar=2025,
        uitsplitsing="",
        ondergrens=np.nan,
        bovengrens=np.nan,
        eenheid="%",
        soort="cijfer",
        bron="Gemeente Utrecht, eigen telling",
        tabel="telling.xlsx",
        periode="mei 2025",
        opgehaald="",
        opmerking="",
        kort="eigen",
        decimalen=0,
    )
    return pd.DataFrame({"gebied": list(namen), "waarde": list(waarden), **(vast | meer)})


class Balans(HTMLParser):
    """Controleert dat elk element dat opengaat ook weer dichtgaat."""

    LEEG = {"br", "img", "path", "use", "rect", "circle", "line", "g", "col", "meta"}

    def __init__(self):
        super().__init__()
        self.open, self.fouten = [], []

    def handle_starttag(self, tag, attrs):
        if tag not in self.LEEG:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag not in self.LEEG and (not self.open or self.open.pop() != tag):
            self.fouten.append(tag)


@pytest.mark.parametrize("soort", SOORTEN)
def test_a_figure_says_its_numbers_in_words_and_in_a_table(beelden, soort):
    b = beelden[soort]
    assert b.soort == "figuur", b.gegevens
    alt = b.gegevens["alt"]
    assert len(alt) > 40 and "nan" not in alt.lower() and "–" not in alt
    assert unescape(re.search(r'aria-label="([^"]*)"', svg(b))[1]) == alt and 'role="img"' in svg(b)
    tabel = re.search(r"<details><summary[^>]*>Toon cijfers</summary>.*?</table>", b.html, re.S)[0]
    assert (
        "<caption>" in tabel
        and 'scope="col"' in tabel
        and 'scope="row"' in tabel
        and "<th>" not in tabel
    )
    assert (
        "Bron: " in b.html
        and b.gegevens["titel"] in b.html
        and b.html.count("<figure>") == b.html.count("</figure>") == 1
    )
    controle = Balans()
    controle.feed(b.html)
    assert not controle.fouten and not controle.open


def test_the_alt_text_holds_the_number_of_the_gemeente(beelden, a):
    def getal(id):
        return f"{round(a.cijfers(id, naast=[]).waarde.iloc[0])}"

    assert f"Utrecht: € {getal('woz_waarde')}.000" in beelden["staven"].gegevens["alt"]
    assert re.search(
        rf"Utrecht: koop {getal('koopwoningen')}%, corporatie {getal('corporatiewoningen')}%",
        beelden["gestapeld"].gegevens["alt"],
    )
    verloop = a.verloop("aandeel_65plus", naast=[])
    eerste, laatste = (
        f"{w:.1f}".replace(".", ",") for w in (verloop.waarde.iloc[0], verloop.waarde.iloc[-1])
    )
    assert (
        f"Utrecht van {eerste}% in 2020 naar {laatste}% in {verloop.jaar.max()}"
        in beelden["lijnen"].gegevens["alt"]
    )
    huisarts = f"{a.cijfers('afstand_huisarts', naast=[]).waarde.iloc[0]:.1f} km".replace(".", ",")
    assert f"huisarts: Utrecht {huisarts}" in beelden["punten"].gegevens["alt"]
    per_wijk = a.wijken("aandeel_65plus")
    for rij in (per_wijk.iloc[0], per_wijk.iloc[-1]):
        assert rij.gebied in beelden["wijken"].gegevens["alt"]


@pytest.mark.parametrize("soort", SOORTEN)
def test_a_drawing_is_plain_light_and_the_same_every_time(beelden, soort, a):
    tekening = svg(beelden[soort])
    for woord in (
        "<script",
        "<metadata",
        "<!--",
        "dc:date",
        "matplotlib v",
        "onload",
        "http-equiv",
        "base64",
    ):
        assert woord not in tekening
    assert (
        not re.search(r'href="(?!#)', tekening) and "<text" in tekening and len(tekening) < 60_000
    )
    ET.fromstring(tekening)
    opnieuw = a.staven(a.cijfers("woz_waarde"), titel="Wat is een woning waard?")
    assert soort != "staven" or svg(opnieuw) == tekening


def test_letters_are_those_of_the_house(beelden):
    for soort, b in beelden.items():
        assert "DejaVu" not in svg(b) and stijl.LETTERS.split(",")[0] in svg(b), soort


def test_ids_are_unique_over_all_figures_of_a_page_and_every_reference_exists(beelden):
    alles = "".join(b.html for b in beelden.values())
    ids = re.findall(r'\bid="([^"]*)"', alles)
    assert len(ids) > 8 and len(ids) == len(set(ids))
    assert set(re.findall(r"url\(#([^)]*)\)", alles)) | set(
        re.findall(r'href="#([^"]*)"', alles)
    ) <= set(ids)


@pytest.mark.parametrize("functie", ["staven", "gestapeld", "lijnen", "punten", "heatmap"])
def test_a_figure_without_title_or_source_is_refused_in_one_line(a, functie):
    data = a.cijfers("woz_waarde")
    teken = getattr(figuren, functie)
    for titel in ("", "  "):
        with pytest.raises(GeenTitel, match="titel"):
            teken(data, titel)
    for zonder in (
        data.drop(columns="bron"),
        data.assign(bron=""),
        data.assign(tabel=None),
        data.drop(columns="periode"),
    ):
        with pytest.raises(GeenBron, match="bron, tabel en periode") as fout:
            teken(zonder, "Titel")
        assert "\n" not in str(fout.value)
        with pytest.raises(GeenBron):  # and Analyse does not swallow it
            getattr(a, functie)(zonder, titel="Titel")


def test_a_source_that_is_nan_is_no_source(a):
    with pytest.raises(GeenBron):
        figuren.staven(a.cijfers("woz_waarde").assign(bron=np.nan), "Titel")


def test_a_missing_figure_is_a_dash_with_its_reason(a):
    data = a.cijfers("woz_waarde")
    data.loc[data.rol == "regio", ["waarde", "opmerking"]] = [
        np.nan,
        "2 van de 26 gemeenten <hebben> geen cijfer",
    ]
    b = a.staven(data, titel="Wat is een woning waard?")
    assert (
        "<td>–</td>" in b.html
        and "Ontbreekt: COROP Utrecht (" in b.html
        and "gemeenten &lt;hebben&gt; geen cijfer" in b.html
    )
    assert "nan" not in b.html.lower() and "COROP" not in b.gegevens["alt"]
    assert [r["waarde"] for r in b.gegevens["rijen"] if r["gebied"] == "COROP Utrecht"] == [None]


def test_numbers_of_a_figure_are_json_and_its_rows_are_those_of_the_data(beelden, a):
    for b in beelden.values():
        bundel = b._repr_mimebundle_()
        json.dumps(bundel, allow_nan=False)
        assert (
            set(bundel) == {"text/html", "text/plain", beeld.MIME}
            and bundel[beeld.MIME]["soort"] == "figuur"
        )
    rijen = beelden["staven"].gegevens["rijen"]
    assert [r["waarde"] for r in rijen] == list(getoond(a.cijfers("woz_waarde")).waarde)


def test_the_source_line_names_table_period_and_how_a_region_was_made(beelden):
    regel = re.search(r'<p class="bron">.*', beelden["gestapeld"].html, re.S)[0]
    assert (
        "CBS, Kerncijfers wijken en buurten, 1 januari 2025 (86165NED)" in regel
        and "overgenomen op" in regel
        and "openbare kopie" not in regel
        and "gewogen naar woningvoorraad" in regel
    )
    oud = Analyse("Utrecht", peiljaar=2021)
    assert "Schatting: " in oud.leeftijdsbalken(oud.leeftijdsopbouw(), titel="Hoe oud?").html


def test_a_long_name_is_wrapped_and_still_stands_against_its_bar(a, chromium):
    data = a.cijfers("woz_waarde")
    data.loc[data.rol == "regio", "gebied"] = (
        "COROP-gebied van een heel lange naam met nog meer woorden"
    )
    pagina = chromium.new_page()
    pagina.set_content(
        f'<body style="font-family: Arial, Helvetica, sans-serif">{svg(a.staven(data, titel="Waard?"))}'
    )
    # Where the last letter of each line ends.
    einden = pagina.evaluate("""() => {
      const naam = [...document.querySelectorAll('text')].find(t => t.textContent.includes('heel lange')); let n = 0;
      return [...naam.childNodes].map(deel => { n += deel.textContent.length; return deel.nodeName == 'tspan' ? naam.getEndPositionOfChar(n - 1).x : null }).filter(x => x !== null)
    }""")
    pagina.close()
    assert len(einden) > 1 and max(einden) - min(einden) < 0.6


def test_a_line_with_a_very_long_name_keeps_room_for_itself(a):
    data = a.verloop("aandeel_65plus")
    data.loc[data.rol == "regio", "gebied"] = "Woondealregio met een heel lange naam " * 6
    b = a.lijnen(data, titel="Hoeveel?")
    assert (
        b.soort == "figuur"
        and "…" in svg(b)
        and ("Woondealregio met een heel lange naam " * 6).strip() in b.gegevens["alt"]
    )


def test_the_map_of_the_region_is_darker_where_more_older_people_live_and_marks_the_gemeente(a):
    b = a.regiokaart("aandeel_65plus", titel="Waar wonen ouderen?")
    cijfer = {r["gebied"]: r["waarde"] for r in b.gegevens["rijen"]}
    volgorde = sorted(cijfer, key=cijfer.get, reverse=True)
    assert (
        len(cijfer) == len(a.regio.leden) == 26
        and f"plaats {volgorde.index('Utrecht') + 1} van 26" in b.gegevens["alt"]
    )
    assert svg(b).count(
        'stroke-width="3" stroke-linejoin="round" d='
    ) == 1 and ">Utrecht</tspan>" in svg(b)
    tinten = re.findall(r'<path fill="(#\w{6})" d=', svg(b).split('stroke-width="1">')[1])
    grijs = [sum(int(t[i : i + 2], 16) for i in (1, 3, 5)) for t in tinten]
    assert len(tinten) == 26 and grijs == sorted(
        grijs
    )  # the areas lie in the order of their figure


def test_a_gemeente_without_a_figure_is_white_on_the_map_and_named_under_it(a):
    data = a.cijfers("aandeel_65plus", naast=["land"]).assign(
        gebiedcode=["GM0344", "GM0355"], gebied=["Utrecht", "Zeist"], rol=["gemeente", "lid"]
    )
    data.loc[data.gebied == "Zeist", ["waarde", "opmerking"]] = [None, "te weinig mensen"]
    b = kaart.regiokaart(data, "Waar?", "de regio")
    assert (
        '<path fill="#ffffff" d=' in svg(b)
        and "te weinig mensen" in b.html
        and "Zeist" not in b.gegevens["alt"]
    )


def test_a_part_that_the_first_bar_lacks_is_still_named():
    a = Analyse("Rozendaal")  # everybody lives further than 1 km from a huisarts
    b = a.gestapeld(a.nabijheid_ouderen("huisarts"), titel="Hoe ver?", kleuren=a.kleuren_afstand)
    assert (
        "tot 500 m 0%" in b.gegevens["alt"]
        and svg(b).count("■") == 3
        and all(k in svg(b) for k in a.kleuren_afstand[:3])
    )


def test_the_summary_ranks_what_stands_out_and_gives_the_numbers_and_the_source():
    b = Analyse("Heerlen").opvallend()
    lengtes = [int(p) for p in re.findall(r'<i style="width:(\d+)%"', b.html)]
    assert 1 < len(lengtes) <= 5 and lengtes == sorted(lengtes, reverse=True) and lengtes[0] <= 100
    assert "Bron: " in b.html and {r["gebied"] for r in b.gegevens["rijen"]} >= {
        "Heerlen",
        "Nederland",
    }
    assert len(b.gegevens["rijen"]) == 4 * len(lengtes)


def test_a_tile_says_year_neighbour_and_source(a):
    b = a.feiten("inwoners", "koopwoningen")
    assert (
        re.search(r"<span>Koopwoningen</span>.*?<small>20\d\d · Nederland \d\d%</small>", b.html)
        and "Bron: CBS" in b.html
    )
    assert (
        b.html.count('class="meet"') == 1
    )  # a number of people beside that of the country says nothing


# An adviser's own figures


@pytest.mark.parametrize("functie", ["staven", "gestapeld", "heatmap"])
def test_figures_of_ones_own_with_a_source_of_ones_own_are_drawn(a, functie):
    b = getattr(a, functie)(eigen(waarden=(9.0, 5.0, 3.0)), titel="Eigen")
    assert b.soort == "figuur", b.gegevens
    assert (
        "Bron: Gemeente Utrecht, eigen telling, mei 2025 (telling.xlsx)." in b.html
        and "overgenomen op" not in b.html
    )
    assert "Noord" in b.gegevens["alt"] and "9%" in b.gegevens["alt"]


def test_a_small_table_of_ones_own_needs_only_what_the_message_asks_for(a):
    data = eigen()[["gebied", "jaar", "waarde", "eenheid", "bron", "tabel", "periode"]]
    b = a.staven(data, titel="Eigen")
    assert b.soort == "figuur" and "9%" in b.html, b.gegevens


def test_own_figures_are_not_said_to_come_from_the_snapshot(a):
    assert "overgenomen op" not in a.staven(eigen(opgehaald="2026-01-05"), titel="Eigen").html


def test_the_alt_text_names_the_real_highest_and_lowest_whatever_the_order(a):
    alt = a.staven(eigen(), titel="Eigen").gegevens["alt"]
    assert "Hoogst: Zuid (9%)" in alt and "laagst: Noord (3%)" in alt


def test_many_areas_show_the_ten_highest_and_lowest_and_a_table_of_all(a):
    namen = [f"Buurt {chr(65 + i)}{i}" for i in range(40)]
    b = a.staven(eigen(namen, [float(90 - i) for i in range(40)]), titel="Eigen")
    tekening = svg(b)
    assert (
        all(n in tekening for n in (*namen[:10], *namen[-10:]))
        and namen[20] not in tekening
        and "20 andere" in tekening
    )
    assert all(n in b.html for n in namen)


@pytest.mark.parametrize("functie", ["staven", "gestapeld", "heatmap", "punten", "lijnen"])
def test_a_strange_name_is_drawn_safely_and_in_full(a, functie):
    data = (
        a.cijfers("koopwoningen", "corporatiewoningen", "overige_huurwoningen")
        if functie == "gestapeld"
        else a.verloop("koopwoningen")
        if functie == "lijnen"
        else a.cijfers("koopwoningen")
    )
    data.loc[data.rol == "gemeente", "gebied"] = GEK
    b = getattr(a, functie)(
        data.assign(kort=data.kort + " $a$ <i>"), titel=f"Titel {GEK}", ondertitel="1 < 2 & 3"
    )
    assert b.soort == "figuur", b.gegevens
    assert "<b>" not in b.html and "<i>" not in b.html and "1 &lt; 2 &amp; 3" in b.html
    boom = ET.fromstring(svg(b))
    teksten = [
        " ".join("".join(t.itertext()).split())
        for t in boom.iter("{http://www.w3.org/2000/svg}text")
    ]
    assert any("$1" in t and "'x'" in t for t in teksten), teksten
    if functie in ("gestapeld", "heatmap", "punten"):
        assert any("$a$" in t for t in teksten), teksten
    assert (
        functie == "heatmap" or GEK in b.gegevens["alt"]
    )  # a heatmap names the highest and lowest


# Tables and panels


def test_a_table_escapes_its_cells_and_has_caption_and_scope():
    b = tabel(["Wat", "<kop>"], [["A & B", "<cel>"]], "Onder<schrift>")
    assert (
        "<caption>Onder&lt;schrift&gt;</caption>" in b.html
        and '<th scope="col">&lt;kop&gt;</th>' in b.html
    )
    assert '<th scope="row">A &amp; B</th>' in b.html and "&lt;cel&gt;" in b.html


def test_a_failure_shows_its_reason_and_is_escaped():
    b = beeld.fout("kolom <x> & y")
    assert (
        b.soort == "fout"
        and "kolom &lt;x&gt; &amp; y" in b.html
        and b.gegevens["melding"] == "kolom <x> & y"
    )


def test_an_empty_sentence_shows_nothing():
    assert beeld.zin("").html == "" and beeld.zin("").gegevens["rijen"] == []


def test_the_groups_table_has_every_group_and_no_total(a):
    b = a.aandachtsgroepen()
    assert b.html.count('scope="row"') == len(groepen()) and "otaal" not in b.html
    zonder = next(g for g in groepen() if not g["indicator"])
    # What would fill it stands in the werklijst, not in a report for a council.
    assert "nog geen cijfer" in b.html and zonder["vult"] not in b.html


def test_white_or_ink_is_readable_on_every_colour():
    def lum(kleur):
        delen = [int(kleur[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        return sum(
            w * (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4)
            for w, c in zip((0.2126, 0.7152, 0.0722), delen, strict=True)
        )

    for vlak in (*stijl.DELEN, *stijl.AFSTAND, *stijl.KLEUR.values()):
        licht, donker = sorted((lum(vlak), lum(stijl.tekstkleur(vlak))), reverse=True)
        assert (licht + 0.05) / (donker + 0.05) >= 4.5, vlak


def test_only_the_gemeente_has_the_accent_and_what_stands_beside_her_is_grey(beelden):
    accent = stijl.KLEUREN_KIT["gemeente"]
    for soort in ("staven", "lijnen", "punten"):
        tekening = svg(beelden[soort])
        assert accent in tekening, soort
        for kleur in ("#1f6b87", "#7a6a9a"):
            assert kleur not in tekening, f"{soort}: {kleur} is no grey"
    for rol, kleur in stijl.NAAST.items():
        rood, groen, blauw = (int(kleur[i : i + 2], 16) for i in (1, 3, 5))
        assert max(rood, groen, blauw) - min(rood, groen, blauw) < 30, rol
        assert stijl.contrast(kleur, "#ffffff") >= 3, rol
        assert stijl.contrast(stijl.woordkleur(rol), "#ffffff") >= 4.5, rol
    assert stijl.BOVEN_NORM not in {accent, *stijl.NAAST.values(), *stijl.DELEN, *stijl.AFSTAND}


def test_a_weak_group_of_comparison_is_not_drawn(a):
    assert a.vergelijkingsgroep.zwak
    assert "Vergelijkbaar" not in a.staven(a.cijfers("woz_waarde"), titel="Duur?").html
    ander = Analyse("'s-Hertogenbosch")
    assert "Vergelijkbaar" in ander.staven(ander.cijfers("woz_waarde"), titel="Duur?").html


def test_the_region_is_a_strip_around_one(a):
    """Who has more than her part goes to the right, and who has less to the left."""
    data = a.verdeling().gegevens["rijen"]
    tekening = svg(a.verdeling())
    plek = {
        m[2]: m[1]
        for m in re.finditer(r'<text[^>]*?text-anchor="(end)"[^>]*>([0-9],[0-9]{2})<', tekening)
    }
    lager = {f"{r['waarde']:.2f}".replace(".", ",") for r in data if r["waarde"] < 0.995}
    assert lager and lager & set(plek)
    assert not set(plek) & {
        f"{r['waarde']:.2f}".replace(".", ",") for r in data if r["waarde"] > 1.005
    }


def test_every_chart_is_whole_and_readable_on_a_phone(beelden, a, chromium):
    from test_lokaalbeelden import OP_TELEFOON, SJABLOON

    alles = [*beelden.values()]
    alles.append(a.regiokaart("aandeel_65plus", titel="Waar in de regio?"))
    alles.append(a.heatmap(a.wijken("afstand_huisarts"), titel="Hoe ver?", norm=0.8))
    veel = Analyse("Amsterdam").wijken("koopwoningen", "eengezins")
    alles += [a.staven(veel.head(60), titel="Veel?"), a.heatmap(veel, titel="Heel veel?")]
    html = "".join(b.html for b in alles)
    pagina = chromium.new_page(viewport={"width": 390, "height": 900})
    stijl_ = (SJABLOON / "stijl.css").read_text(encoding="utf-8")
    pagina.set_content(f"<style>{stijl_}</style><main>{html}</main>")
    tekeningen = pagina.evaluate(OP_TELEFOON)
    pagina.close()
    assert len(tekeningen) == len(alles)
    for t in tekeningen:
        assert t["vorm"] == "smal" and t["past"] and t["klein"] >= 11, t
        assert not t["uit"] and not t["over"], t


def test_without_the_style_of_a_page_only_the_wide_form_shows(beelden):
    for b in beelden.values():
        assert b.html.count('class="smal" style="display:none"') == 1


@pytest.mark.parametrize(
    ("begin", "lang", "plek"),
    [
        (0, 33, 16.5),  # the line at 67 is far away
        (62, 10, 64.5),  # beside the line, where most room is
        (64, 10, 70.5),
        (64.5, 5, None),  # no room on either side: the number is in the table
    ],
)
def test_a_reference_line_never_strikes_a_number(begin, lang, plek):
    assert vrije_plek(begin, lang, 3.4, [67]) == plek


def test_a_drawing_says_what_its_shapes_share_once_and_is_the_same_drawing():
    los = (
        '<svg xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9" '
        'xmlns="http://www.w3.org/2000/svg" version="1.1"><defs><style type="text/css">'
        "*{stroke-linejoin:round;stroke-linecap:butt}</style></defs><g>"
        '<path d="M1 1L5 1L5 3L1 3L1 1" clip-path="url(#a)" style="fill:#111;stroke:#fff"/>'
        '<path d="M1 4L5 4L6 6" clip-path="url(#a)" style="fill:#222;stroke:#fff"/></g>'
        '<g><text x="1" y="1" fill="#333">a</text><text x="2" y="1" fill="#333">b</text>'
        '<text x="3" y="1" fill="#333">c</text><rect/><text x="4" y="1">d</text></g></svg>'
    )
    assert inkorten(los) == (
        '<svg viewBox="0 0 9 9" xmlns="http://www.w3.org/2000/svg" stroke-linejoin="round">'
        '<g clip-path="url(#a)" style="stroke:#fff">'
        '<path d="M1 1H5V3H1z" style="fill:#111"/><path d="M1 4H5L6 6" style="fill:#222"/></g>'
        '<g><g fill="#333"><text x="1" y="1">a</text><text x="2" y="1">b</text>'
        '<text x="3" y="1">c</text></g><rect/><text x="4" y="1">d</text></g></svg>'
    )


def test_a_sheet_that_was_drawn_on_before_shows_nothing_of_that_drawing():
    """Also not of one that failed halfway, of a heatmap with axes of its own, or of its scale."""
    a = Analyse("Zeist")
    wijken = a.wijken("aandeel_65plus")

    def lijn() -> str:
        return a.lijnen(a.verloop("aandeel_65plus"), titel="Ouderen").html

    def staaf() -> str:
        return a.staven(wijken, titel="Ouderen").html

    eerst = lijn(), staaf()
    for ander in (
        lambda: a.heatmap(wijken, titel="Warm"),
        lambda: a.spreiding(wijken, wijken, titel="Punten"),
        lambda: a.punten(a.cijfers("aandeel_65plus"), titel="Punten"),
        lambda: doek.Doek(9.0, links=0.1).ax.plot([1, 2], [9, 99]),
    ):
        ander()
        assert (lijn(), staaf()) == eerst

    @doek.getekend
    def half():
        blad = doek.Doek(4.0)
        blad.ax.plot([1, 2], [9, 99])
        blad.ax.axvline(3)
        blad.svg()
        blad = doek.Doek(4.0)
        blad.ax.set(xlim=(5, 3), ylim=(9, 1))
        return blad.ax.lines[:]

    assert half() == []
    assert (lijn(), staaf()) == eerst
