"""Het regiobeeld: elke gemeente naast de andere, ook zonder visiescore, en een fout van een gemeente kost alleen haar."""

import csv
import json
import re
import shutil
from pathlib import Path

import pytest
from openpyxl import Workbook

from woonzorg_lib.analyse import Analyse
from woonzorg_lib.analyse.regiobeeld import Regiobeeld
from woonzorg_lib.cli import main
from woonzorg_lib.soorten.visiescore import per_thema

KIT = Path(__file__).resolve().parent.parent
VISIE = "thema;niveau;doel;document;jaar;pagina;status;staat;peildatum;bron\n"


def visie(map_, code, *regels):
    pad = map_ / "gemeenten" / code / "visiescore.csv"
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(
        VISIE + "".join(f"{regel};2026-01-01;de visie\n" for regel in regels), encoding="utf-8"
    )


EIGEN_SLEUTEL = """sleutel:
  geclusterd: {waarde: 90000, eenheid: woningen, jaar: 2026, bron: "eigen keuze", status: gecontroleerd}
  nultreden: {waarde: 170000, eenheid: woningen, jaar: 2026, bron: "eigen keuze", status: gecontroleerd}
  zorggeschikt: {waarde: 40000, eenheid: woningen, jaar: 2026, bron: "eigen keuze", status: gecontroleerd}
  totaal: {waarde: 300000, eenheid: woningen, jaar: 2026, bron: "eigen keuze", status: gecontroleerd}
"""
VIER = (
    "langer zelfstandig thuis;2;;Woonvisie;2015;4;bevestigd;vastgesteld",
    "doorstromen;3;100 verhuizingen;Woonvisie;2015;6;{};concept",
    "innovatie en vernieuwing;1;;Woonvisie;2015;7;;vastgesteld",
    "samenwerking wonen en zorg;0;;Woonvisie;2015;9;;vastgesteld",
)


@pytest.fixture
def invoer(tmp_path):
    (tmp_path / "parameters" / "gemeenten").mkdir(parents=True)
    return tmp_path / "parameters"


def test_without_any_file_it_shows_the_regio_and_says_what_would_fill_the_rest(invoer, tmp_path):
    uit = tmp_path / "uit"
    vraag = ["regiobeeld", "corop:Delfzijl en omgeving", "--invoer", str(invoer)]
    assert main([*vraag, "--uitvoer", str(uit)]) == 0
    pagina = next(uit.glob("regiobeeld-*/regiobeeld-*.html")).read_text(encoding="utf-8")
    assert "Eemsdelta" in pagina and "geclusterde woningen" in pagina
    assert "nog geen visie bekeken" in pagina and "<script" not in pagina
    assert "Eemsdelta" not in (uit / "index.html").read_text(encoding="utf-8")  # no report of it


def test_a_gemeente_stands_for_its_zorgkantoorregio(invoer, tmp_path, capsys):
    uit = tmp_path / "uit"
    from woonzorg_lib import gebieden

    assert main(["regiobeeld", "Nergenshuizen", "--invoer", str(invoer)]) == 2
    assert "Nergenshuizen" in capsys.readouterr().err
    regio = gebieden.regio_van(gebieden.gemeente("Vlieland"), "zorgkantoor")
    from woonzorg_lib.cli.regio import _regio

    assert _regio("Vlieland", uit) == regio
    # a RES-regio has the name of this gemeente, and a gemeente stands for another region: ask
    with pytest.raises(gebieden.MeerdereRegios) as fout:
        _regio("Hoeksche Waard", uit)
    for keuze in fout.value.keuzes:
        assert _regio(keuze.strip('"'), uit).soort in {"res", "zorgkantoor"}


def test_the_mistake_of_one_gemeente_does_not_stop_the_regio(invoer):
    kapot = invoer / "gemeenten" / "GM0307"
    kapot.mkdir()
    (kapot / "parameters.yaml").write_text("x: [", encoding="utf-8")
    r = Regiobeeld("corop:Utrecht", invoer=str(invoer))
    assert set(r.fouten) == {"Amersfoort"} and len(r.analyses) == len(r.leden) - 1
    assert "Amersfoort: niet meegenomen" in r.ontbreekt().html


def test_only_what_a_person_confirmed_counts_and_old_documents_are_marked(invoer):
    visie(invoer, "GM0355", *(regel.format("voorstel") for regel in VIER))
    r = Regiobeeld("corop:Utrecht", invoer=str(invoer))
    scores = per_thema(r.scores.tabel)
    assert "doorstromen" not in scores and scores["langer zelfstandig thuis"] == 2
    assert "2015 (ouder dan acht jaar)" in r.documenten().html
    visie(invoer, "GM0355", *(regel.format("bevestigd") for regel in VIER))
    r = Regiobeeld("corop:Utrecht", invoer=str(invoer))
    assert per_thema(r.scores.tabel)["doorstromen"] == 3
    assert "doorstromen" in r.zinnen().html


def test_the_need_of_the_regio_is_the_sum_of_its_gemeenten(invoer):
    """Their band together is narrower than the sum: not all are above or below at once."""
    r = Regiobeeld("corop:Achterhoek", invoer=str(invoer))
    losse = [
        a.woonbehoefte(a.sleutel.eind).query("woonvorm == 'geclusterd'").iloc[0]
        for a in r.analyses.values()
    ]
    samen = r.opgaven.samen("geclusterd")
    midden = sum(x.waarde for x in losse)
    assert samen.laag < midden < samen.hoog and not samen.opgeteld
    assert sum(x.ondergrens for x in losse) < samen.laag
    assert samen.hoog < sum(x.bovengrens for x in losse)
    assert "smaller dan de som" in r.opgave().html
    # with a key of her own in one gemeente only a sum is left, and it says so
    eigen = invoer / "gemeenten" / "GM0197"
    eigen.mkdir()
    (eigen / "behoefte.yaml").write_text(EIGEN_SLEUTEL, encoding="utf-8")
    r = Regiobeeld("corop:Achterhoek", invoer=str(invoer))
    assert r.opgaven.samen("geclusterd").opgeteld and "dus ruim" in r.opgave().html


def test_plans_of_one_gemeente_stand_beside_its_need(invoer):
    bron = KIT / "parameters" / "voorbeeld" / "gemeenten" / "GM0344"
    shutil.copytree(bron, invoer / "gemeenten" / "GM0344")
    r = Regiobeeld("corop:Utrecht", invoer=str(invoer))
    html = r.opgave().html
    assert "(van 1 van de 26)" in html  # what is planned together is not the whole regio
    rij = html[html.index(">Utrecht<") :].split("</tr>")[0]
    assert "–" not in rij
    assert "van één van de 26 gemeenten is bekend wat er gepland is" in r.titel().html


def test_who_is_missing_is_said_in_the_shortest_way(invoer):
    visie(invoer, "GM0355", *(regel.format("bevestigd") for regel in VIER))
    mist = Regiobeeld("corop:Utrecht", invoer=str(invoer)).ontbreekt().html
    assert "Plannen met woningen voor ouderen ontbreken van: alle gemeenten." in mist
    assert "nog niet bekeken van: alle gemeenten behalve Zeist." in mist


def test_invented_input_is_called_so_on_the_regiobeeld_too(tmp_path):
    uit = tmp_path / "uit"
    vraag = ["regiobeeld", "rmc:Utrecht", "--invoer", str(KIT / "parameters" / "voorbeeld")]
    assert main([*vraag, "--uitvoer", str(uit)]) == 0
    pagina = next(uit.glob("regiobeeld-*/regiobeeld-*.html")).read_text(encoding="utf-8")
    assert "Fictief voorbeeld." in pagina and 'class="met-band' in pagina


def test_the_figures_travel_with_their_source(invoer, tmp_path):
    uit = tmp_path / "uit"
    vraag = ["regiobeeld", "corop:Delfzijl en omgeving", "--invoer", str(invoer)]
    assert main([*vraag, "--uitvoer", str(uit)]) == 0
    pad = next(uit.glob("regiobeeld-*/cijfers-*.csv"))
    with pad.open(encoding="utf-8-sig", newline="") as stroom:
        rijen = list(csv.DictReader(stroom, delimiter=";"))
    assert rijen and all(rij["bron"] and rij["periode"] for rij in rijen)


NOORD_VELUWE = KIT / "tests" / "regios" / "noord-veluwe"


@pytest.fixture
def noord_veluwe(invoer):
    """An own regio of which the agreement is public (24-10-2024)."""
    shutil.copytree(NOORD_VELUWE / "regios", invoer / "regios")
    return invoer


def _tabelrij(html: str, naam: str) -> list[str]:
    rij = html[html.index(f'<th scope="row">{naam}<') :].split("</tr>")[0]
    return [cel.split("</td>")[0] for cel in re.split(r"<td[^>]*>", rij)[1:]]


def test_an_own_regio_sets_its_agreements_beside_what_is_needed(noord_veluwe):
    r = Regiobeeld("eigen:Noord-Veluwe", invoer=str(noord_veluwe))
    html = r.opgave().html
    afgesproken = {g.naam: _tabelrij(html, g.naam)[-1] for g in r.leden}
    assert afgesproken == {
        "Elburg": "80",
        "Ermelo": "180",
        "Harderwijk": "300",
        "Hattem": "60",
        "Nunspeet": "150",
        "Oldebroek": "55",
        "Putten": "alleen voor de regio",
    }
    assert _tabelrij(html, "Samen")[-1] == "945"
    assert "geldt voor de 7 gemeenten van Noord-Veluwe samen: 945 geclusterde" in html
    rijen = [rij for rij in r.opgave().gegevens["rijen"] if rij["indicator"] == "afspraak_ouderen"]
    elburg = {rij["uitsplitsing"]: rij["waarde"] for rij in rijen if rij["gebied"] == "Elburg"}
    assert elburg == {
        "Nultredenwoningen, tot en met 2030": 210,
        "Geclusterde woningen, tot en met 2030": 80,
        "Zorggeschikte woningen, tot en met 2030": 100,
    }


def test_an_agreement_until_another_year_says_so(invoer):
    r = Regiobeeld("corop:Veluwe", invoer=str(invoer))
    html = r.opgave().html
    assert _tabelrij(html, "Apeldoorn")[-1] == "1.325 (tot en met 2031)"
    # the agreement of Noord-Veluwe is not one of the whole Veluwe
    assert _tabelrij(html, "Samen")[-1] == ""


def test_a_gemeente_in_two_own_regios_keeps_what_both_know_of_it(noord_veluwe):
    ander = noord_veluwe / "regios" / "Ermelo-Putten"
    ander.mkdir()
    (ander / "regio.yaml").write_text(
        "naam: Ermelo en Putten\ngemeenten: [Ermelo, Putten]\n", encoding="utf-8"
    )
    kop = VISIE.replace("thema;", "gemeente;thema;", 1)
    regels = [f"Putten;{regel.format('bevestigd')};2026-01-01;de visie\n" for regel in VIER]
    (ander / "visiescore.csv").write_text(kop + "".join(regels), encoding="utf-8")
    for regio in ("eigen:Ermelo-Putten", "eigen:Noord-Veluwe"):
        r = Regiobeeld(regio, invoer=str(noord_veluwe))
        assert r.scores.niveaus == {
            "GM0273": {
                "langer zelfstandig thuis": 2,
                "doorstromen": 3,
                "innovatie en vernieuwing": 1,
                "samenwerking wonen en zorg": 0,
            }
        }


def test_a_regio_of_one_gemeente_speaks_of_one(invoer):
    r = Regiobeeld("corop:Delfzijl en omgeving", invoer=str(invoer))
    assert len(r.leden) == 1
    gezegd = r.titel().html + r.zinnen().html + r.opgave().html + r.groei().html
    assert "van de 1" not in gezegd and "Samen<" not in gezegd and "hardst" not in gezegd
    assert r.verdeling().html == r.groepen().html == r.kaart().html == ""


def test_a_regio_of_sixty_gemeenten_shows_them_all(invoer):
    from woonzorg_lib import gebieden

    zestig = [g.code for g in gebieden.gemeenten()[:60]]
    groot = invoer / "regios" / "Zestig"
    groot.mkdir(parents=True)
    lijst = "".join(f"  - {code}\n" for code in zestig)
    (groot / "regio.yaml").write_text(f"naam: Zestig\ngemeenten:\n{lijst}", encoding="utf-8")
    r = Regiobeeld("eigen:Zestig", invoer=str(invoer))
    html = r.opgave().html
    assert all(f'<th scope="row">{g.naam}<' in html for g in r.leden) and len(r.leden) == 60
    assert "… " in r.verdeling().html and "<svg" in r.kaart().html  # a chart of sixty is shortened


def test_a_mistake_in_one_file_says_whose_and_what_and_the_others_stay(invoer):
    visie(invoer, "GM0355", *(regel.format("bevestigd") for regel in VIER))
    visie(invoer, "GM0307", "doorstromen;9;;Woonvisie;2022;1;;vastgesteld")
    plan = invoer / "gemeenten" / "GM0307" / "plannen.csv"
    plan.write_text("naam;opleverjaar\nHet Plein;volgend jaar\n", encoding="utf-8")
    r = Regiobeeld("corop:Utrecht", invoer=str(invoer))
    assert set(r.scores.niveaus) == {"GM0355"}
    mist = re.sub(r"<[^>]+>", "\n", r.ontbreekt().html).splitlines()
    van = [regel for regel in mist if regel.startswith("Amersfoort: een eigen bestand telt niet")]
    assert len(van) == 2 and any("plannen.csv: er ontbreken" in regel for regel in van)
    assert any("visiescore.csv, regel 2" in regel and "niveau" in regel for regel in van)
    # who made a mistake has been told so, and doesn't hear that the file is missing as well
    assert not any("Amersfoort" in regel for regel in mist if regel not in van)


def test_a_mistake_in_a_workbook_is_a_mistake_in_that_file_too(invoer):
    blad = Workbook()
    blad.active.append(["naam", "opleverjaar"])
    blad.active.append(["Het Plein", "volgend jaar"])
    map_ = invoer / "gemeenten" / "GM0307"
    map_.mkdir(parents=True, exist_ok=True)
    blad.save(map_ / "plannen.xlsx")
    r = Regiobeeld("corop:Utrecht", invoer=str(invoer))
    mist = re.sub(r"<[^>]+>", "\n", r.ontbreekt().html).splitlines()
    assert any("Amersfoort: een eigen bestand telt niet" in regel for regel in mist)
    assert not any("Plannen" in regel and "Amersfoort" in regel for regel in mist)


def test_a_proposal_waits_for_someone_and_says_of_whom(invoer):
    for code in ("GM0355", "GM0307"):
        visie(invoer, code, *(f"{r.rsplit(';', 2)[0]};voorstel;concept" for r in VIER))
    r = Regiobeeld("corop:Utrecht", invoer=str(invoer))
    assert r.scores.tabel is None
    assert "wacht op bevestiging van: Amersfoort en Zeist." in r.ontbreekt().html


def test_what_changed_is_said_once_there_is_an_earlier_round(invoer, tmp_path):
    uit = tmp_path / "uit"
    vraag = ["regiobeeld", '"corop:Delfzijl en omgeving"'.strip('"'), "--invoer", str(invoer)]
    vraag += ["--uitvoer", str(uit)]

    def maak() -> str:
        assert main(vraag) == 0
        return next(uit.glob("regiobeeld-*/regiobeeld-*.html")).read_text(encoding="utf-8")

    visie(invoer, "GM1979", *(regel.format("bevestigd") for regel in VIER))
    assert "Wat is er veranderd" not in maak()
    hoger = [regel.replace("thuis;2;;", "thuis;3;elk jaar tien;") for regel in VIER]
    visie(invoer, "GM1979", *(regel.format("bevestigd") for regel in hoger))
    for _ in range(2):  # made again without news, it still says what changed then
        pagina = maak()
        deel = pagina[pagina.index("Wat is er veranderd sinds het regiobeeld van") :]
        assert _tabelrij(deel, "Eemsdelta") == ["Langer zelfstandig thuis", "2", "3"]
        assert deel.split("</table>")[0].count("<tr>") == 2  # the heading, and the one change


def test_same_named_regios_do_not_take_each_others_place(invoer, tmp_path):
    from woonzorg_lib.gebieden import regio

    from woonzorg_lib.cli.staand import mapnaam

    corop, provincie = regio("corop:Utrecht"), regio("provincie:Utrecht")
    zorgkantoor = regio("zorgkantoor:Utrecht")

    def neer(map_: str, keuze: str) -> None:
        (tmp_path / map_).mkdir()
        (tmp_path / map_ / f"{map_}.html").write_text("x", encoding="utf-8")
        verslag = {"code": "X", "naam": "Utrecht", "klaar": "2026-01-01T10:00:00+01:00"}
        verslag |= {"uitkomst": "gelukt", "notebooks": [], "onderwerpen": []}
        verslag |= {"parameters": {"regio": keuze}}
        (tmp_path / map_ / "verslag.json").write_text(json.dumps(verslag), encoding="utf-8")

    assert mapnaam(corop, "utrecht", tmp_path, invoer) == "regiobeeld-utrecht"
    neer("regiobeeld-utrecht", "corop:Utrecht")
    assert mapnaam(corop, "utrecht", tmp_path, invoer) == "regiobeeld-utrecht"
    assert mapnaam(provincie, "utrecht", tmp_path, invoer) == "regiobeeld-utrecht-provincie"
    neer("regiobeeld-utrecht-provincie", "provincie:Utrecht")
    shutil.rmtree(tmp_path / "regiobeeld-utrecht")  # each keeps the folder it has
    assert mapnaam(provincie, "utrecht", tmp_path, invoer) == "regiobeeld-utrecht-provincie"
    # two in one go
    bezet = {"regiobeeld-utrecht"}
    naam = mapnaam(zorgkantoor, "utrecht", tmp_path, invoer, bezet)
    assert naam == "regiobeeld-utrecht-zorgkantoor"


def test_all_regios_of_a_soort_in_one_go():
    from woonzorg_lib.cli.regio import _regios
    from woonzorg_lib.cli.vragen import Vraagfout

    alle = _regios(["zorgkantoor:alle"], KIT / "parameters" / "regios")
    assert len(alle) == 31 and {r.soort for r in alle} == {"zorgkantoor"}
    # Zeist stands for her zorgkantoorregio, which is there once
    zeist = _regios(["Zeist", "zorgkantoor:Utrecht"], KIT / "parameters" / "regios")
    assert [r.keuze for r in zeist] == ["zorgkantoor:Utrecht"]
    with pytest.raises(Vraagfout, match="zorgkantoor:alle"):
        _regios(["waterschap:alle"], KIT / "parameters" / "regios")


def test_the_report_of_a_gemeente_leads_to_its_regiobeeld_and_never_to_nothing(invoer, tmp_path):
    uit = tmp_path / "uit"
    plek = ["--invoer", str(invoer), "--uitvoer", str(uit)]
    assert main(["rapport", "Eemsdelta", *plek]) == 0
    rapport = next(uit.glob("GM*/woonzorganalyse-*.html"))
    assert "regiobeeld-" not in rapport.read_text(encoding="utf-8")
    assert main(["regiobeeld", "corop:Delfzijl en omgeving", *plek]) == 0
    # the overview of the reports knows of it, as a regiobeeld and not as a gemeente
    index = (uit / "index.html").read_text(encoding="utf-8")
    assert index.count("Eemsdelta</a>") == 1 and "1 rapport," in index
    adres = re.search(r'href="(regiobeeld-[^"]+)"', index)[1]
    assert (uit / adres).is_file()
    beeld = uit / adres
    terug = re.search(r'href="(\.\./GM[^"]+)"', beeld.read_text(encoding="utf-8"))[1]
    assert (beeld.parent / terug).resolve() == rapport.resolve()
    assert main(["rapport", "Eemsdelta", *plek]) == 0  # nothing is executed again for it
    pagina = rapport.read_text(encoding="utf-8")
    adres = re.search(r'href="(\.\./regiobeeld-[^"]+)"', pagina)[1]
    assert (rapport.parent / adres).resolve().is_file()
    shutil.rmtree((rapport.parent / adres).parent)
    assert main(["rapport", "Eemsdelta", *plek]) == 0
    assert "regiobeeld-" not in rapport.read_text(encoding="utf-8")
    assert "regiobeeld-" not in (uit / "index.html").read_text(encoding="utf-8")


def test_a_folder_with_only_regiobeelden_has_an_overview_of_them(invoer, tmp_path):
    uit = tmp_path / "uit"
    plek = ["--invoer", str(invoer), "--uitvoer", str(uit)]
    assert main(["regiobeeld", "corop:Delfzijl en omgeving", *plek]) == 0
    index = (uit / "index.html").read_text(encoding="utf-8")
    assert "<h1>Regiobeeld</h1>" in index and "0 rapporten" not in index
    adres = re.search(r'href="(regiobeeld-[^"]+)"', index)[1]
    assert (uit / adres).is_file()
    assert main(["rapport", "Eemsdelta", *plek]) == 0  # and then it is one of reports as well
    index = (uit / "index.html").read_text(encoding="utf-8")
    assert "1 rapport," in index and f'href="{adres}"' in index


@pytest.fixture(scope="module")
def gemaakt(tmp_path_factory):
    """Noord-Veluwe with the visions of two gemeenten, as a page, on paper and in Word."""
    map_ = tmp_path_factory.mktemp("regiobeeld")
    invoer = map_ / "parameters"
    shutil.copytree(NOORD_VELUWE, invoer)
    for code in ("GM0233", "GM0243"):
        visie(invoer, code, *(regel.format("bevestigd") for regel in VIER))
    vraag = [
        "regiobeeld",
        "eigen:Noord-Veluwe",
        "--invoer",
        str(invoer),
        "--pdf",
        "--docx",
        "--figuren",
    ]
    assert main([*vraag, "--uitvoer", str(map_ / "uit")]) == 0
    return map_ / "uit" / "regiobeeld-noord-veluwe"


def test_the_page_is_whole_on_a_phone_and_for_whoever_listens(gemaakt, chromium):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for breed in (1280, 390):
        context = chromium.new_context(
            viewport={"width": breed, "height": 800},
            bypass_csp=True,  # or the page's own policy keeps axe out
        )
        pagina = context.new_page()
        pagina.goto((gemaakt / "regiobeeld-noord-veluwe.html").as_uri())
        assert pagina.evaluate("document.documentElement.scrollWidth") == breed
        # but the map every figure is drawn a second time for a narrow screen
        zonder = pagina.locator("figure:has(svg):not(:has(svg.smal)) figcaption").all_inner_texts()
        assert not zonder, "also the map has a form for a phone"
        namen = pagina.evaluate(
            "[...document.querySelectorAll('svg')].filter(e => !e.getAttribute('aria-label')).length"
        )
        assert namen == 0
        pagina.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
        gevonden = axe.Axe().run(pagina).response["violations"]
        assert gevonden == [], [(v["id"], [n["html"][:120] for n in v["nodes"]]) for v in gevonden]
        context.close()


def test_its_figures_stand_apart_for_slides(gemaakt):
    namen = {pad.name for pad in (gemaakt / "figuren").iterdir()}
    assert any(n.endswith(".png") for n in namen) and any(n.endswith(".svg") for n in namen)
    assert any("waar-wonen-naar-verhouding-de-meeste-ouderen" in n for n in namen)


def test_on_paper_there_is_no_page_for_one_line_and_in_word_no_word_stuck_to_another(gemaakt):
    pypdfium2 = pytest.importorskip("pypdfium2")
    import docx

    papier = pypdfium2.PdfDocument(gemaakt / "regiobeeld-noord-veluwe.pdf")
    teksten = [blad.get_textpage().get_text_range() for blad in papier]
    assert len(teksten) <= 5 and all(len(tekst) > 300 for tekst in teksten)
    assert "Inhoud" not in "".join(teksten).split()
    word = docx.Document(gemaakt / "regiobeeld-noord-veluwe.docx")
    punten = [p.text for p in word.paragraphs if p.style.name == "List Bullet"]
    assert punten[0].startswith("Wie: In 2040 wonen in de regio Noord-Veluwe ")
    assert punten[1].startswith("Nodig en gepland: Van geen van de 7 ")


def test_who_makes_it_finds_what_is_missing_in_the_list_beside_it(gemaakt):
    lijst = next(gemaakt.glob("werklijst-*.html")).read_text(encoding="utf-8")
    assert _tabelrij(lijst, "Elburg")[-1].startswith("parameters/gemeenten/GM0230/")
    assert "visiescan GM0230 BESTAND" in lijst and "visiescan GM0233" not in lijst
    pagina = (gemaakt / "regiobeeld-noord-veluwe.html").read_text(encoding="utf-8")
    assert "BESTAND" not in pagina  # what to type is not for a council


def test_a_figure_is_the_same_here_as_elsewhere_in_the_kit(gemaakt, noord_veluwe, capsys):
    """As `woonzorg cijfers` has it, and as the report of a gemeente in this regio has it."""
    pad = next(gemaakt.glob("cijfers-*.csv"))
    with pad.open(encoding="utf-8-sig", newline="") as stroom:
        alle = list(csv.DictReader(stroom, delimiter=";"))

    def hier(indicator: str) -> dict[tuple, float]:
        return {
            (r["gebied"], r["jaar"], r["uitsplitsing"]): float(r["waarde"].replace(",", "."))
            for r in alle
            if r["indicator"] == indicator
        }

    for naam in ("Elburg", "Putten"):
        assert main(["cijfers", naam, "--indicator", "aandeel_65plus", "--formaat", "json"]) == 0
        rij = json.loads(capsys.readouterr().out)[0]
        getal = hier("aandeel_65plus")[naam, str(rij["jaar"]), ""]
        assert rij["gebied"] == naam and getal == pytest.approx(rij["waarde"], rel=1e-6)
    a = Analyse("Putten", regio="eigen:Noord-Veluwe", invoer=str(noord_veluwe))
    behoefte, prognose = a.woonbehoefte(2030), a.prognose("75plus")
    elders = [*behoefte.to_dict("records"), *prognose[prognose.jaar == 2040].to_dict("records")]
    elders += a.verdeling().gegevens["rijen"] + a.verdeling_groepen().gegevens["rijen"]
    vergeleken = 0
    for rij in elders:
        sleutel = rij["gebied"], str(rij["jaar"]), rij["uitsplitsing"]
        if sleutel in (gevonden := hier(rij["indicator"])):
            vergeleken += 1
            assert gevonden[sleutel] == pytest.approx(rij["waarde"], rel=1e-6), rij
    assert vergeleken >= 3 + 1 + 7 + 5 * 7  # woonvormen, 75-plussers, and the two ways of sharing
