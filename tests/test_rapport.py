import csv
import io
import json
import re

from proefnotebooks import RIJ, onderwerp, uitgevoerd, uitvoer

from woonzorg_lib.rapport import KOLOMMEN, cijfers_tekst, maak_index, maak_rapport, schrijf_cijfers
from woonzorg_lib.rapport.cijfersbestand import regels_van
from woonzorg_lib.uitvoering import GELUKT, MISLUKT_NOTEBOOK, Resultaat

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
FOUT = {"output_type": "error", "ename": "ValueError", "evalue": "kapot", "traceback": []}


def goed(pad):
    return Resultaat(pad.stem, GELUKT, 1.0, None, pad, pad)


def rapport(tmp_path, *cellen, resultaat=goed, naam="deel_een"):
    gemaakt = maak_rapport(
        [resultaat(uitgevoerd(tmp_path / f"{naam}.ipynb", *cellen))],
        tmp_path / "rapport.html",
        "Rapport Utrecht",
    )
    return gemaakt, (tmp_path / "rapport.html").read_text(encoding="utf-8")


def main_van(pagina: str) -> str:
    return pagina[pagina.index("<main") :]


def test_everything_after_an_onderwerp_belongs_to_it(tmp_path):
    zin = uitvoer(html='<p class="kern">Eerste zin.</p>', eigen={"soort": "zin"})
    figuur = uitvoer(
        html="<figure>f</figure>",
        eigen={"soort": "figuur", "titel": "t", "alt": "a", "rijen": [RIJ]},
    )
    gemaakt, pagina = rapport(
        tmp_path,
        "# Deel een",
        [onderwerp("A1", jaar=2025)],
        [zin],
        [onderwerp("B1", "deels", jaar=2019, oud=True), figuur],
    )
    assert [(o["id"], o["status"], o["jaar"], o["notebook"]) for o in gemaakt.onderwerpen] == [
        ("A1", "volledig", 2025, "deel_een"),
        ("B1", "deels", 2019, "deel_een"),
    ]
    assert gemaakt.rijen == [{"onderwerp": "B1", **RIJ}] and gemaakt.bytes == len(
        pagina.encode("utf-8")
    )
    a1, b1 = re.findall(r'<section class="onderwerp".*?</section>', pagina, re.S)
    assert (
        'id="A1" data-onderwerp="A1" data-status="volledig"' in a1
        and "<h3>Eerste zin</h3>" in a1
        and "A1 · Titel A1" in a1
        and "<figure>" not in a1
    )
    assert "<h3>Titel B1</h3>" in b1 and "<figure>f</figure>" in b1
    # In the contents beside the page, in those of a phone, in the table of all, and at itself.
    assert pagina.count('href="#A1"') == 4


def deel_van(pagina: str, id: str = "A1") -> str:
    return re.search(rf'<section class="onderwerp" id="{id}".*?</section>', pagina, re.S).group(0)


FIGUUR = (
    "<figure><figcaption>{0}?<small>in 2025</small></figcaption><svg role=img></svg>"
    "<p class=notitie>Tel niet op.</p><details><summary>Toon cijfers</summary>GETAL {0}</details>"
    '<p class="bron">Bron: heel lang, {0}.</p></figure>'
)


def figuur(naam: str, **meer) -> dict:
    rij = RIJ | {"indicator": naam}
    return uitvoer(html=FIGUUR.format(naam), eigen={"soort": "figuur", "rijen": [rij], **meer})


def test_an_onderwerp_shows_its_finding_one_figure_and_one_source_and_folds_the_rest(tmp_path):
    kern = '<p class="kern">In X is <b>31%</b> huur. Dat is meer. Dat was altijd zo.</p>'
    _, pagina = rapport(
        tmp_path,
        [onderwerp("A1", figuur=["koop", "huur"]), figuur("huur"), figuur("koop"), figuur("woz")],
        [uitvoer(html=kern, eigen={"soort": "zin", "rijen": [RIJ]})],
    )
    boven, meer = deel_van(pagina).split("<details", 1)
    assert (
        "<h3>In X is 31% huur</h3>" in boven and "<p>Dat is meer. Dat was altijd zo.</p>" in boven
    )
    # The figure that the register names first, with its note; its numbers and long source are below.
    assert boven.count("<svg") == 1 and "koop?" in boven and "Tel niet op." in boven
    assert "Bron: CBS (86165NED), 2025." in boven and boven.count("Bron:") == 1
    assert all(f"GETAL {n}" in meer and f"heel lang, {n}" in meer for n in ("koop", "huur", "woz"))
    assert meer.count("<svg") == 2 and "In X is" not in meer


def test_a_notebook_may_say_the_finding_and_move_a_figure_up_in_its_own_words(tmp_path):
    kern = '<p class="kern">Eerste zin. Tweede zin.</p>'
    eigen = {"soort": "zin", "kop": "Eigen kop", "zin": "Eigen zin.", "dus": "gaan wij bouwen."}
    _, pagina = rapport(
        tmp_path,
        [onderwerp("A1", figuur=["koop"], kop="Kop van het register"), figuur("koop")],
        [uitvoer(html=kern, eigen=eigen), figuur("woz", hoofd=True)],
    )
    boven, meer = deel_van(pagina).split("<details", 1)
    assert "<h3>Eigen kop</h3>" in boven and "<p>Eigen zin.</p>" in boven
    assert "<b>Dus</b> gaan wij bouwen." in boven and "woz?" in boven and "koop?" not in boven
    assert "Eerste zin. Tweede zin." in meer and "koop?" in meer


def test_a_long_finding_is_cut_at_forty_words_and_nothing_is_lost(tmp_path):
    zinnen = [f"Zin {n} heeft hier precies acht woorden gekregen." for n in range(9)]
    kern = f'<p class="kern">{" ".join(zinnen)}</p>'
    _, pagina = rapport(tmp_path, [onderwerp("A1"), uitvoer(html=kern, eigen={"soort": "zin"})])
    boven, meer = deel_van(pagina).split("<details", 1)
    assert [z in boven for z in zinnen] == [False, *[True] * 5, *[False] * 3]
    assert [z in meer for z in zinnen] == [*[False] * 6, *[True] * 3]


def test_more_figures_run_from_figures_to_opgave_to_afspraken_under_the_own_text(tmp_path):
    stukken = [
        uitvoer(html=f"<p>{n}-{rang}</p>", eigen={"soort": "tekst", "rang": rang})
        for n, rang in enumerate(["afspraken", "cijfers", "opgave", "vreemd", "opgave"])
    ]
    _, pagina = rapport(tmp_path, [onderwerp("A1", duiding="Eigen tekst"), *stukken])
    assert re.findall(
        r"1-cijfers|3-vreemd|Eigen tekst|\d-opgave|0-afspraken", deel_van(pagina)
    ) == [
        "Eigen tekst",
        "1-cijfers",
        "3-vreemd",
        "2-opgave",
        "4-opgave",
        "0-afspraken",
    ]


def test_empty_onderwerpen_are_one_quiet_line_that_does_not_say_how_to_fill_them(tmp_path):
    _, pagina = rapport(
        tmp_path,
        [onderwerp("A2", "invoer nodig", hint="Vul `plannen.csv` in")],
        [onderwerp("A3", "niet beschikbaar")],
        [onderwerp("A1")],
    )
    regel = re.search(r'<div class="zonder">.*?</div>', pagina, re.S).group(0)
    assert "Nog zonder gegevens:" in regel and pagina.index('id="A1"') < pagina.index(regel)
    assert 'id="A2" data-onderwerp="A2" data-status="invoer nodig">A2 Titel A2<' in regel
    assert 'id="A3"' in regel and "plannen.csv" not in pagina


def test_a_figure_that_failed_makes_its_onderwerp_failed(tmp_path):
    fout = uitvoer(
        html='<p class="fout">kolom ontbreekt</p>',
        eigen={"soort": "fout", "melding": "kolom ontbreekt"},
    )
    gemaakt, pagina = rapport(tmp_path, [onderwerp("A1")], [fout], [onderwerp("A3")])
    assert [(o["status"], o.get("reden")) for o in gemaakt.onderwerpen] == [
        ("mislukt", "kolom ontbreekt"),
        ("volledig", None),
    ]
    assert (
        "Dit rapport is niet volledig" in pagina
        and 'data-onderwerp="A1" data-status="mislukt"' in pagina
    )


def test_a_notebook_that_failed_shows_its_reason_and_what_it_made(tmp_path):
    def mislukt(pad):
        return Resultaat(pad.stem, MISLUKT_NOTEBOOK, 1.0, "kapot <b> (ValueError)", pad, pad)

    zin = uitvoer(html="<p>al gemaakt</p>", eigen={"soort": "zin"})
    gemaakt, pagina = rapport(tmp_path, "# Deel", [onderwerp("A1")], [zin, FOUT], resultaat=mislukt)
    assert gemaakt.onderwerpen[0]["status"] == "mislukt"
    assert (
        "al gemaakt" in pagina
        and "kapot &lt;b&gt; (ValueError)" in pagina
        and "Dit deel is niet af" in pagina
    )


def test_prose_has_headings_below_the_section_with_ids_of_its_own(tmp_path):
    boeken = [
        uitgevoerd(
            tmp_path / f"{n}.ipynb",
            "# Titel *van* " + n,
            "## Methode\n\nZie [hier](#Methode) en [A1](#A1).",
        )
        for n in ("een", "twee")
    ]
    maak_rapport([goed(b) for b in boeken], tmp_path / "r.html", "R")
    pagina = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert (
        '<h3 id="een-Methode">Methode</h3>' in pagina
        and 'href="#een-Methode"' in pagina
        and 'href="#twee-Methode"' in pagina
    )
    assert "Titel van een</h2>" in pagina and pagina.count("<h1") == 1 and 'href="#A1"' in pagina
    ids = re.findall(r'\sid="([^"]+)"', pagina)
    assert len(ids) == len(set(ids))


def test_what_others_wrote_can_run_nothing_and_fetch_nothing(tmp_path):
    vreemd = '<b onclick="x()">vet</b><script>kwaad()</script><img src="https://x.nl/p.png"><iframe src="x"></iframe><a href="javascript:x">k</a>'
    _, pagina = rapport(
        tmp_path,
        "tekst <script>kwaad()</script> <img src=x onerror=kwaad()> ![p](http://x.nl/a.png)",
        [uitvoer(html=vreemd)],
    )
    assert (
        "<script" not in pagina
        and "onerror" not in pagina
        and "onclick" not in pagina
        and "x.nl" not in pagina
        and "javascript:" not in pagina
        and "<iframe" not in pagina
    )
    assert "<b>vet</b>" in pagina
    assert "default-src 'none'; img-src data:; style-src 'unsafe-inline'" in pagina


def test_an_advisers_own_outputs_show_decently(tmp_path):
    uitvoeren = [
        uitvoer(png=PNG, metadata={"image/png": {"alt": "Een <staaf>"}}),
        uitvoer(png=PNG),
        uitvoer(svg="<svg onload='x'></svg>"),
        uitvoer(
            html='<table border="1"><tr><td>Zeist</td></tr></table><style>td{color:red}</style>'
        ),
        uitvoer(tekst="<Axes: >"),
        {"output_type": "stream", "name": "stdout", "text": "gedrukt <b>"},
        {"output_type": "stream", "name": "stderr", "text": "ruis"},
    ]
    _, pagina = rapport(tmp_path, uitvoeren)
    inhoud = main_van(pagina)
    assert (
        f'src="data:image/png;base64,{PNG}" alt="Een &lt;staaf&gt;"' in inhoud
        and 'alt="Figuur zonder beschrijving"' in inhoud
    )
    assert (
        "data:image/svg+xml;base64," in inhoud
        and "onload" not in inhoud
        and "<td>Zeist</td>" in inhoud
        and "color:red" not in inhoud
    )
    assert (
        "gedrukt &lt;b&gt;" in inhoud
        and "ruis" not in inhoud
        and "Axes" not in inhoud
        and "a.x()" not in inhoud
    )


def test_the_title_comes_first_and_fiction_is_said_on_every_page(tmp_path):
    titel = uitvoer(
        html="<p>kaart</p>",
        eigen={"soort": "titel", "gemeente": "Utrecht", "fictief": True},
    )
    _, pagina = rapport(tmp_path, "# Samenvatting", [titel])
    assert (
        pagina.index("<h1>Rapport Utrecht</h1>") < pagina.index("Samenvatting</h2>")
        and pagina.count("<h1") == 1
    )
    assert 'class="band"' in pagina and "Fictief voorbeeld" in pagina
    assert 'class="band"' not in rapport(tmp_path, "# Iets")[1]


def test_a_notebook_that_another_program_saved_is_read_as_well(tmp_path):
    druk = {"output_type": "stream", "name": "stdout", "text": "een\ntwee\n"}
    html = uitvoer(html="<p>drie</p>\n<p>vier</p>", tekst="-")
    inhoud = ["# Een titel\n\nEn een zin.", [druk, html], [uitvoer(png=PNG[:40] + "\n" + PNG[40:])]]
    _, heel = rapport(tmp_path, *inhoud)
    pad = tmp_path / "deel_een.ipynb"
    boek = json.loads(pad.read_text(encoding="utf-8"))
    for cel in boek["cells"]:  # as JupyterLab saves it: a text is a list of its lines
        cel["source"] = cel["source"].splitlines(keepends=True)
        for stuk in cel.get("outputs", []):
            for bundel in (stuk, stuk.get("data", {})):
                for soort in ("text", "text/html", "text/plain", "image/png"):
                    if soort in bundel:
                        bundel[soort] = bundel[soort].splitlines(keepends=True)
    pad.write_text(json.dumps(boek), encoding="utf-8-sig")
    maak_rapport([goed(pad)], tmp_path / "rapport.html", "Rapport Utrecht")
    assert (tmp_path / "rapport.html").read_text(encoding="utf-8") == heel
    assert "Een titel" in heel and "een\ntwee" in heel and "<p>vier</p>" in heel and PNG in heel
    # One of ten years ago, that never ran.
    kop = {"cell_type": "heading", "level": 1, "metadata": {}, "source": ["Van toen"]}
    oud = {"nbformat": 3, "nbformat_minor": 0, "metadata": {}, "worksheets": [{"cells": [kop]}]}
    pad.write_text(json.dumps(oud), encoding="utf-16")
    resultaat = Resultaat("deel_een", MISLUKT_NOTEBOOK, 1.0, "kapot", None, pad)
    gemaakt = maak_rapport([resultaat], tmp_path / "rapport.html", "Rapport Utrecht")
    assert gemaakt.inhoud.delen[0].titel == "Van toen"


def test_figures_open_in_a_dutch_spreadsheet_and_never_as_a_formula(tmp_path):
    rijen = [
        RIJ
        | {
            "onderwerp": "A1",
            "waarde": -1234.5,
            "opmerking": "=SOM(A1)",
            "omschrijving": 'zegt "ja"; nee',
        },
        RIJ
        | {
            "onderwerp": "A1",
            "waarde": 0.1 + 0.2,
            "ondergrens": 1e-7,
            "bovengrens": 17_000_000.0,
            "opmerking": "@x\ny",
        },
        RIJ | {"onderwerp": "A1", "waarde": None, "opmerking": "te klein"},
    ]
    schrijf_cijfers(regels_van([*rijen, rijen[0]]), tmp_path / "cijfers.csv")
    assert (tmp_path / "cijfers.csv").read_bytes().startswith(b"\xef\xbb\xbfonderwerp;indicator;")
    gelezen = list(
        csv.DictReader(
            io.StringIO((tmp_path / "cijfers.csv").read_text(encoding="utf-8-sig")), delimiter=";"
        )
    )
    assert tuple(gelezen[0]) == KOLOMMEN and len(gelezen) == 3
    assert [r["waarde"] for r in gelezen] == ["-1234,5", "0,3", ""]
    assert (gelezen[0]["opmerking"], gelezen[0]["omschrijving"]) == ("'=SOM(A1)", 'zegt "ja"; nee')
    assert (gelezen[1]["ondergrens"], gelezen[1]["bovengrens"], gelezen[1]["opmerking"]) == (
        "0,0000001",
        "17000000",
        "'@x y",
    )
    assert cijfers_tekst([]).strip() == ";".join(KOLOMMEN)


def test_an_overview_escapes_what_it_shows(tmp_path):
    gemeente = {
        "code": "GM1",
        "naam": "<X>",
        "map": "GM1-x",
        "uitkomst": "mislukt",
        "statussen": {"deels": 2},
        "fouten": ["een: <script>"],
    }
    maak_index(
        {"klaar": "2026-11-22T10:15:00+01:00", "gemeenten": [gemeente]},
        tmp_path / "index.html",
        None,
    )
    pagina = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "&lt;X&gt;" in pagina and "een: <script>" not in pagina and "22-11-2026" in pagina


def test_a_page_works_in_a_browser_without_network_narrow_and_in_print(tmp_path, chromium):
    figuur = '<figure><figcaption>Vraag?</figcaption><svg viewBox="0 0 9 9"></svg><details><summary>Toon cijfers</summary><table><caption>c</caption><tr><td>GETAL</td></tr></table></details></figure>'
    rapport(
        tmp_path,
        "# Deel <script>document.title='x'</script>",
        [
            onderwerp("A1"),
            uitvoer(html=figuur, eigen={"soort": "figuur", "rijen": [], "hoofd": True}),
        ],
    )
    pagina, gehoord = chromium.new_page(viewport={"width": 1280, "height": 800}), []
    pagina.on("console", lambda bericht: gehoord.append(bericht.text))
    pagina.on(
        "request",
        lambda vraag: vraag.url.startswith(("file:", "data:")) or gehoord.append(vraag.url),
    )
    pagina.goto((tmp_path / "rapport.html").as_uri())
    assert pagina.locator("nav.zij").is_visible() and not pagina.locator("nav.smal").is_visible()
    cijfers = pagina.locator("td", has_text="GETAL")
    assert not cijfers.is_visible()
    pagina.set_viewport_size({"width": 360, "height": 700})
    assert (
        pagina.locator("nav.smal summary").is_visible()
        and not pagina.locator("nav.zij").is_visible()
    )
    assert pagina.evaluate("document.documentElement.scrollWidth") <= 360
    pagina.emulate_media(media="print")
    # On paper a chart carries its own numbers; its folded table would only double the pages.
    assert (
        pagina.locator("figure svg").is_visible()
        and not cijfers.is_visible()
        and not pagina.locator("nav.smal").is_visible()
    )
    assert gehoord == [] and pagina.title() == "Rapport Utrecht"
