"""Het overzicht van een run: de kaart, de tabel die sorteert en zoekt, de redenen, en wat de pagina niet mag."""

import json
import re
from pathlib import Path

import pytest
from proefnotebooks import code, notebook, tekst

from woonzorg_lib import gebieden
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.beeld.huisstijl import Huisstijl
from woonzorg_lib.beeld.overzichtskaart import overzichtskaart
from woonzorg_lib.rapport import maak_index
from woonzorg_lib.rapport.overzicht import kaartvlakken, kengetallen, redenen
from woonzorg_lib.uitvoering import Opdracht, maak_run

VOORBEELD = Path(__file__).parents[1] / "parameters" / "voorbeeld"
KLAAR = "2026-11-22T10:15:00+01:00"


def gemeente(code, naam, mensen=None, *, fouten=(), duur=None, statussen=None, **meer):
    cijfers = [("mensen", "Mensen", mensen, "mensen"), ("aandeel", "Aandeel", duur, "%")]
    rijen = [
        {"indicator": i, "omschrijving": o, "waarde": w, "eenheid": e, "jaar": 2025}
        for i, o, w, e in cijfers
        if w is not None
    ]
    statussen = statussen or {"volledig": 2, "deels": 1, "invoer nodig": 1}
    delen = [{"notebook": "een", "titel": "Eén", "groep": "Fase I · Eén", "statussen": statussen}]
    return {
        "code": code,
        "naam": naam,
        "map": f"{code}-x",
        "uitkomst": "mislukt" if fouten else "gelukt",
        "statussen": statussen,
        "fouten": list(fouten),
        "overzicht": {"kerncijfers": rijen, "delen": delen, "fictief": False},
        "bestanden": ["rapport.html", "cijfers.xlsx", "cijfers.csv"],
    } | meer


VIER = [
    gemeente("GM0344", "Utrecht", 376757.0, duur=10.76),
    gemeente("GM1900", "Súdwest-Fryslân", 91000.0, duur=24.0, statussen={"volledig": 4}),
    gemeente(
        "GM0088",
        "Schiermonnikoog",
        971.0,
        duur=30.7,
        fouten=["een: <img src=x onerror=alert(1)>`</script><script>alert(2)</script>`"],
    ),
    gemeente("GM0796", "'s-Hertogenbosch"),
]


def opdracht(boek, code="GM0344", naam="Utrecht"):
    parameters = {
        "gemeente": code,
        "regio": None,
        "peiljaar": None,
        "prognosejaar": 2040,
        "invoer": None,
    }
    return Opdracht(code, naam, f"{code}-{naam.lower()}", naam, parameters, (boek,))


def schrijf(map_, gemeenten, **meer):
    verslag = {"klaar": KLAAR, "gemeenten": gemeenten} | meer
    maak_index(verslag, map_ / "index.html", overzichtskaart(kaartvlakken(verslag)))
    return (map_ / "index.html").read_text(encoding="utf-8")


def test_figures_are_dutch_and_classes_never_contradict_them():
    mensen, aandeel, gevuld = kengetallen({"klaar": KLAAR, "gemeenten": VIER})
    assert [mensen.tekst(w) for w in mensen.waarden.values()] == [
        "971",
        "91.000",
        "376.757",
    ] and mensen.bij == "2025"
    assert [t for _, t in mensen.legenda] == [
        "minder dan 50.000",
        "50.000 tot 200.000",
        "200.000 of meer",
    ]
    assert [mensen.klasse(g["map"]) for g in VIER] == ["a4", "a2", "a0", "ax"]
    assert aandeel.tekst(aandeel.waarden["GM0344-x"]) == "10,8%" and gevuld.legenda == [
        (1, "minder dan 100%"),
        (3, "100% of meer"),
    ]


def test_limits_are_round_and_classes_about_even():
    veel = [gemeente(f"GM{n}", f"G{n:03}", float(900 + 137 * n)) for n in range(200)]
    mensen = kengetallen({"klaar": KLAAR, "gemeenten": veel})[0]
    per_klasse = [sum(mensen.klasse(g["map"]) == f"a{k}" for g in veel) for k in range(5)]
    assert all(25 <= n <= 55 for n in per_klasse) and all(g % 500 == 0 for g in mensen.grenzen)
    gelijk = kengetallen(
        {"klaar": KLAAR, "gemeenten": [gemeente("GM1", "A", 5.0), gemeente("GM2", "B", 5.0)]}
    )[0]
    assert gelijk.legenda == [(2, "5")] and gelijk.klasse("GM1-x") == "a2"
    assert (
        kengetallen(
            {"klaar": KLAAR, "gemeenten": [gemeente("GM1", "A", -3.0), gemeente("GM2", "B", 0.0)]}
        )[0].legenda[0][1]
        == "minder dan 0"
    )


def test_a_map_of_the_country_stays_light_and_reachable():
    alle = [
        gemeente(g.code, g.naam, 1000.0 * n, duur=n / 3, map=f"{g.code}-{g.naam.lower()}")
        for n, g in enumerate(gebieden.gemeenten())
    ]
    kaart = overzichtskaart(kaartvlakken({"klaar": KLAAR, "gemeenten": alle}))
    assert (
        len(kaart.encode()) < 60_000 and kaart.count("<a href=") == kaart.count("</title>") == 342
    )
    assert all(re.findall(r'<path class="[^"]+" d="M[^"]+Z"', kaart)) and 'd=""' not in kaart
    streek = overzichtskaart(kaartvlakken({"klaar": KLAAR, "gemeenten": VIER[:1]}))
    assert (
        len(streek) < 20_000 and streek.count("<a href=") == 1 and '<path fill="#d9dddf"' in streek
    )
    assert (
        overzichtskaart([])
        == ""
        == overzichtskaart(
            [{"code": "XX1", "href": "x", "titel": "x", "klasse": "", "mislukt": False}]
        )
    )


def test_every_gemeente_has_its_place_on_a_map_of_a_few_that_lie_far_apart():
    # On the scale of the country a small island is one point; with few gemeenten names are drawn.
    codes = [g.code for g in gebieden.gemeenten()]
    for van in range(0, len(codes), 58):
        verre = {"GM0088", "GM0981", *codes[van : van + 58]}
        alle = [gemeente(code, code, 1000.0) for code in sorted(verre)]
        kaart = overzichtskaart(kaartvlakken({"klaar": KLAAR, "gemeenten": alle}))
        assert kaart.count("<a href=") == len(verre) and "<text" in kaart


def test_no_name_on_the_map_is_cut_off(tmp_path, chromium):
    randen = {"GM1950": "Westerwolde", "GM1714": "Sluis", "GM0981": "Vaals", "GM0060": "Ameland"}
    alle = [gemeente(code, naam, 1000.0) for code, naam in randen.items()]
    (tmp_path / "kaart.html").write_text(
        f"<style>text {{font-family: sans-serif; font-weight: 700; text-anchor: middle}}</style>"
        f"{overzichtskaart(kaartvlakken({'klaar': KLAAR, 'gemeenten': alle}))}",
        encoding="utf-8",
    )
    pagina = chromium.new_page()
    pagina.goto((tmp_path / "kaart.html").as_uri())
    kaart = pagina.locator("svg").bounding_box()
    namen = pagina.locator("svg .namen text")
    assert namen.count() == 4
    for naam in namen.all():
        vak = naam.bounding_box()
        assert kaart["x"] <= vak["x"]
        assert vak["x"] + vak["width"] <= kaart["x"] + kaart["width"]
    pagina.close()


def test_a_name_stands_beside_a_gemeente_that_is_smaller_than_it(tmp_path, chromium):
    verre = {"GM0363": "Amsterdam", "GM0088": "Schiermonnikoog", "GM0935": "Maastricht"}
    verre |= {"GM0796": "'s-Hertogenbosch", "GM0384": "Diemen"}  # Diemen lies against Amsterdam
    alle = [gemeente(code, naam, 1000.0) for code, naam in verre.items()]
    schrijf(tmp_path, alle)
    pagina = chromium.new_page(viewport={"width": 1280, "height": 900})
    pagina.goto((tmp_path / "index.html").as_uri())
    vormen = [v.bounding_box() for v in pagina.locator(".overzichtskaart a path").all()]
    teksten = pagina.locator(".namen text")
    assert set(teksten.all_text_contents()) >= set(verre.values()) - {"Diemen", "Amsterdam"}
    for naam in teksten.all():
        vak = naam.bounding_box()
        for vorm in vormen:
            breed = min(vak["x"] + vak["width"], vorm["x"] + vorm["width"]) - max(
                vak["x"], vorm["x"]
            )
            hoog = min(vak["y"] + vak["height"], vorm["y"] + vorm["height"]) - max(
                vak["y"], vorm["y"]
            )
            bedekt = max(breed, 0) * max(hoog, 0) / (vorm["width"] * vorm["height"])
            assert bedekt < 0.5, naam.text_content()
    pagina.close()


def test_neighbours_have_their_names_on_them():
    dicht = [g.code for g in gebieden.gemeenten() if g.code in gebieden.regios()["CR12"].leden]
    alle = [gemeente(code, code, 1000.0) for code in dicht]
    kaart = overzichtskaart(kaartvlakken({"klaar": KLAAR, "gemeenten": alle}))
    assert kaart.count("<text") >= len(dicht) - 2


def test_one_broken_notebook_is_one_line_and_what_was_not_written_has_no_link(tmp_path):
    zelfde = [gemeente(f"GM{n}", f"G{n}", fouten=["een: kapot"]) for n in range(3)]
    niets = gemeente(
        "GM9",
        "Niets",
        fouten=["het rapport zelf: schijf vol"],
        overzicht=None,
        statussen={},
        bestanden=[],
    )
    assert [(r, len(wie)) for r, wie in redenen({"gemeenten": [niets, *zelfde]})] == [
        ("een: kapot", 3),
        ("het rapport zelf: schijf vol", 1),
    ]
    pagina = schrijf(tmp_path, [niets, *zelfde])
    assert (
        "4 rapporten zijn niet volledig gelukt" in pagina
        and "GM9-x" not in pagina
        and 'href="GM1-x/rapport.html"' in pagina
    )
    vreemd = schrijf(tmp_path, [gemeente("GM1", "X", map="javascript:alert(1)")])
    assert 'href="javascript%3Aalert%281%29/rapport.html"' in vreemd


def test_figures_travel_from_the_notebook_to_the_overview_also_of_earlier_runs(tmp_path):
    rij = {
        "indicator": "mensen",
        "omschrijving": "Mensen",
        "eenheid": "mensen",
        "jaar": 2025,
        "uitsplitsing": "",
    }
    bron = """toon('<h1>x</h1>', soort='titel', code=gemeente)
toon('<div></div>', soort='feiten', rijen=[dict(RIJ, gebiedcode=gemeente, waarde=float(gemeente[2:])), dict(RIJ, gebiedcode='NL', waarde=9.0)])
a.onderwerp('A1')
toon('<div></div>', soort='feiten', rijen=[dict(RIJ, indicator='later', gebiedcode=gemeente, waarde=5.0)])""".replace(
        "RIJ", repr(rij)
    )
    boek = notebook(tmp_path / "nb" / "een.ipynb", tekst("# Een"), code(bron))
    maak_run([opdracht(boek)], tmp_path / "uit")
    run = maak_run(
        [opdracht(boek, code="GM0355", naam="Zeist")],
        tmp_path / "uit",
        kaart=lambda verslag: overzichtskaart(kaartvlakken(verslag)),
    )
    kern = run["gemeenten"][0]["overzicht"]["kerncijfers"]
    assert kern == [
        {
            "indicator": "mensen",
            "omschrijving": "Mensen",
            "waarde": 355.0,
            "eenheid": "mensen",
            "jaar": 2025,
        }
    ]
    assert json.loads(
        (tmp_path / "uit" / "GM0344-utrecht" / "verslag.json").read_text(encoding="utf-8")
    )["overzicht"]["kerncijfers"] == [kern[0] | {"waarde": 344.0}]
    pagina = (tmp_path / "uit" / "index.html").read_text(encoding="utf-8")
    assert (
        '<td class="groep">344</td>' in pagina
        and '<td class="groep">355</td>' in pagina
        and pagina.count("<title>") == 3
        and "1 daarvan stond al in deze map" in pagina
    )


@pytest.fixture
def pagina(tmp_path, chromium):
    schrijf(tmp_path, VIER[:3], eerder=[VIER[3] | {"klaar": "2026-10-01T09:00:00+02:00"}])
    pagina = chromium.new_page(viewport={"width": 1280, "height": 900})
    pagina.gehoord = []
    pagina.on("console", lambda bericht: pagina.gehoord.append(bericht.text))
    pagina.on("pageerror", lambda fout: pagina.gehoord.append(str(fout)))
    pagina.on("dialog", lambda venster: (pagina.gehoord.append("dialog"), venster.dismiss()))
    pagina.on(
        "request",
        lambda vraag: vraag.url.startswith(("file:", "data:")) or pagina.gehoord.append(vraag.url),
    )
    pagina.goto((tmp_path / "index.html").as_uri())
    yield pagina
    assert pagina.gehoord == []
    pagina.close()


def met_opgave(code, naam, midden, tekst, groei=40.0, **meer):
    """A gemeente whose report names what it needs with its band, and the region that it is in."""
    cijfers = [
        ("nu", "75-plussers", 1000.0 + midden, "mensen", None),
        ("groei", "Groei 75-plussers", groei, "%", "35% tot 45%"),
        ("nodig", "Geclusterde woningen nodig", midden, "woningen", tekst),
        ("gedekt", "Gebouwd of hard gepland", None, "%", None),
    ]
    rijen = [
        {"indicator": i, "omschrijving": o, "waarde": w, "eenheid": e, "jaar": 2030, "tekst": t}
        for i, o, w, e, t in cijfers
    ]
    overzicht = {"kerncijfers": rijen, "delen": [], "fictief": False, "streek": "GGD Twente"}
    return gemeente(code, naam, overzicht=overzicht, **meer)


TWEE = [
    met_opgave("GM0153", "Enschede", 600.0, "510 tot 690"),
    met_opgave("GM0141", "Almelo", 60.0, "hooguit 1.200"),
]


def test_the_page_is_named_after_the_region_and_what_is_equal_is_no_column(tmp_path):
    tekst = schrijf(tmp_path, TWEE)
    naam = "Woonzorganalyses: GGD Twente"
    assert f"<title>{naam}</title>" in tekst and f"<h1>{naam}</h1>" in tekst
    kop = tekst[tekst.index("<thead>") : tekst.index("</thead>")]
    assert "Geclusterde woningen nodig" in kop and "510 tot 690" in tekst
    assert "Groei 75-plussers" not in kop and "gevuld" not in kop and "Gemaakt" not in kop
    assert "gelijk: groei 75-plussers 35% tot 45%." in tekst  # what is filled stands above
    assert "Gebouwd of hard gepland" not in tekst  # nobody has the figure
    assert ">Enschede</text>" in tekst and ">Almelo</text>" in tekst
    twee_streken = [TWEE[0], met_opgave("GM0344", "Utrecht", 1.0, "1")]
    twee_streken[1]["overzicht"]["streek"] = "COROP-gebied Utrecht"
    elders = schrijf(tmp_path, twee_streken)
    assert "<h1>Woonzorganalyses: COROP-gebied Utrecht en GGD Twente</h1>" in elders
    assert "<h1>Woonzorganalyses per gemeente</h1>" in schrijf(tmp_path, [*TWEE, VIER[0]])


def wat_travelt(gemeente, invoer=None):
    gegevens = Analyse(gemeente, invoer=invoer).stand().gegevens
    return {c["indicator"]: c.get("tekst") or c["waarde"] for c in gegevens["overzicht"]}


def test_the_overview_says_what_the_first_screen_says():
    a = Analyse("Utrecht", invoer=VOORBEELD)
    scherm = "".join(b.html for b in (a.kort_zinnen(), a.opgavebalk()))
    travelt = wat_travelt("Utrecht", VOORBEELD)
    assert travelt == {
        "ouderen_nu": 17660.0,
        "ouderen_groei": "47% tot 79%",
        "nodig": "620 tot 840",
        "gedekt": 24.0,
        "vinden": "460 tot 680",
    }
    assert all(travelt[naam] in scherm for naam in ("nodig", "vinden"))
    zonder = wat_travelt("Zeist")
    assert zonder["nodig"] and zonder["gedekt"] is None and zonder["vinden"] is None
    klein = wat_travelt("Schiermonnikoog")  # a count, and nothing that is too small to say
    assert klein.pop("ouderen_nu") > 0 and set(klein.values()) == {None}


def test_one_report_keeps_every_column(tmp_path):
    kop = schrijf(tmp_path, TWEE[:1]).partition("</thead>")[0]
    assert all(w in kop for w in ("Groei 75-plussers", "gevuld", "volledig"))


def test_the_page_wears_the_huisstijl(tmp_path):
    stijl = Huisstijl("Regio Twente", "", "wonen@voorbeeld.nl", "", {"gemeente": "#7a1f5c"})
    maak_index({"klaar": KLAAR, "gemeenten": TWEE}, tmp_path / "index.html", None, stijl)
    tekst = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "Regio Twente" in tekst and "wonen@voorbeeld.nl" in tekst
    assert "--accent:#7a1f5c" in tekst


def test_a_band_sorts_on_its_middle(tmp_path, chromium):
    schrijf(tmp_path, [*TWEE, met_opgave("GM0163", "Hellendoorn", 300.0, "250 tot 350")])
    pagina = chromium.new_page(viewport={"width": 390, "height": 800})
    pagina.goto((tmp_path / "index.html").as_uri())
    pagina.get_by_role("button", name="Geclusterde woningen nodig").click()
    assert namen(pagina) == ["Enschede", "Hellendoorn", "Almelo"]
    hoogten = pagina.eval_on_selector_all(
        ".namen text", "lijst => lijst.map(t => t.getBoundingClientRect().height)"
    )
    assert len(hoogten) == 3 and min(hoogten) >= 11
    pagina.close()


def namen(pagina):
    return pagina.locator("#rapporten tbody tr:visible th > :first-child").all_inner_texts()


def test_a_header_sorts_both_ways_with_what_is_missing_last(pagina):
    assert namen(pagina) == ["Schiermonnikoog", "'s-Hertogenbosch", "Súdwest-Fryslân", "Utrecht"]
    kop = pagina.locator("#rapporten th", has=pagina.get_by_role("button", name="Mensen"))
    kop.get_by_role("button").click()
    assert (
        namen(pagina) == ["Utrecht", "Súdwest-Fryslân", "Schiermonnikoog", "'s-Hertogenbosch"]
        and kop.get_attribute("aria-sort") == "descending"
    )
    kop.get_by_role("button").press("Enter")
    assert (
        namen(pagina) == ["Schiermonnikoog", "Súdwest-Fryslân", "Utrecht", "'s-Hertogenbosch"]
        and kop.get_attribute("aria-sort") == "ascending"
    )
    assert pagina.locator("th[aria-sort=ascending], th[aria-sort=descending]").count() == 1
    pagina.get_by_role("button", name="Eén").click()
    assert namen(pagina)[0] == "Súdwest-Fryslân"
    pagina.get_by_role("button", name="Gemaakt").click()
    assert namen(pagina)[-1] == "'s-Hertogenbosch"
    pagina.get_by_role("button", name="Gemeente", exact=True).click()
    assert namen(pagina)[0] == "Schiermonnikoog"


def test_searching_counts_and_dims_the_map(pagina):
    pagina.get_by_label("Zoek een gemeente").fill("SUDW")
    assert (
        namen(pagina) == ["Súdwest-Fryslân"]
        and pagina.get_by_role("status").inner_text() == "1 van 4 gemeenten"
    )
    assert pagina.locator(".overzichtskaart a:not(.buiten)").count() == 1
    pagina.get_by_label("Zoek een gemeente").fill("<b>")
    assert (
        namen(pagina) == []
        and pagina.get_by_role("status").inner_text() == "Geen gemeente met “<b>”"
    )
    pagina.get_by_label("Zoek een gemeente").fill("")
    assert len(namen(pagina)) == 4 and pagina.get_by_role("status").inner_text() == ""


def test_another_figure_recolours_the_map_with_its_legend_and_titles(pagina):
    utrecht = pagina.locator('.overzichtskaart a[href="GM0344-x/rapport.html"]')
    kleur = "e => getComputedStyle(e.querySelector('path')).fill"
    assert (
        utrecht.evaluate(kleur) == "rgb(18, 63, 92)"
        and utrecht.locator("title").text_content() == "Utrecht: Mensen 376.757"
    )
    assert pagina.locator(".schaal:visible").inner_text().splitlines()[0] == "minder dan 50.000"
    pagina.get_by_role("radio", name="Mensen").press("ArrowRight")
    assert (
        utrecht.evaluate(kleur) == "rgb(241, 228, 189)"
        and utrecht.locator("title").text_content() == "Utrecht: Aandeel 10,8%"
    )
    assert (
        pagina.locator(".schaal:visible").count() == 1
        and pagina.locator(".schaal:visible").inner_text().splitlines()[0] == "minder dan 20%"
    )
    stuk = pagina.locator(".overzichtskaart a", has=pagina.locator("[fill='url(#mislukt)']"))
    assert (
        stuk.locator("title").text_content()
        == "Schiermonnikoog: Aandeel 30,7%, niet volledig gelukt"
    )
    utrecht.focus()
    assert utrecht.evaluate("e => getComputedStyle(e.querySelector('path')).strokeWidth") == "2px"


def test_reasons_are_inert_and_every_link_stays_in_the_folder(pagina):
    assert "<img src=x onerror=alert(1)>" in pagina.locator(".waarschuwing").inner_text()
    assert pagina.locator("script").count() == 1 and pagina.locator("img").count() == 0
    verwijzingen = pagina.eval_on_selector_all(
        "a", "lijst => lijst.map(a => a.getAttribute('href'))"
    )
    assert (
        all(
            re.fullmatch(r"#rapporten|GM\d{4}-x/(rapport\.html|cijfers\.(csv|xlsx))", v)
            for v in verwijzingen
        )
        and len(verwijzingen) == 1 + 1 + 4 * 4
    )
    pagina.evaluate(
        "document.body.append(Object.assign(document.createElement('script'), {textContent: 'document.title = 1'}))"
    )
    assert (
        pagina.title() == "Woonzorganalyses per gemeente" and len(pagina.gehoord) == 1
    )  # the policy refused it, and said so
    pagina.gehoord.clear()


def test_a_phone_shows_every_cell_under_its_gemeente_and_nothing_slides(pagina):
    pagina.set_viewport_size({"width": 360, "height": 700})
    assert pagina.evaluate("document.documentElement.scrollWidth") <= 360
    assert pagina.locator("#rapporten").bounding_box()["width"] <= 360
    rij = pagina.locator("#rapporten tbody tr", has_text="Utrecht")
    koppen = rij.locator("td").evaluate_all(
        "cellen => cellen.map(c => getComputedStyle(c, '::before').content)"
    )
    assert koppen[:3] == ['"Mensen (2025)"', '"Aandeel (2025)"', '"Gevulde onderwerpen"']
    assert koppen[-2:] == ['"Gemaakt"', '"Bestanden"'] and '"Fase I · Eén"' in koppen
    naam = rij.locator("th").bounding_box()
    for cel in rij.locator("td").all():
        vak = cel.bounding_box()
        assert vak["y"] >= naam["y"] + naam["height"] - 1
        assert vak["x"] >= 0 and vak["x"] + vak["width"] <= 360
    pagina.get_by_role("button", name="Mensen").click()
    assert namen(pagina)[0] == "Utrecht"


def test_the_table_has_no_empty_gap_on_a_desk(pagina):
    breed = pagina.locator("#rapporten").bounding_box()["width"]
    kolommen = pagina.locator("#rapporten tbody tr:first-child > *").all()
    assert breed > 1000
    assert max(k.bounding_box()["width"] for k in kolommen) < breed / 4


def test_what_failed_says_so_in_the_table_too(pagina):
    rij = pagina.locator("#rapporten tbody tr", has_text="Schiermonnikoog")
    assert rij.get_by_text("niet volledig gelukt").last.bounding_box()["width"] > 50


def test_the_page_passes_axe(pagina):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    gevonden = axe.Axe().run(pagina)
    assert gevonden.response["violations"] == []
