"""Tables of which the register knows titles at most: they are checked, asked about, and then shown."""

import shutil

import pytest
from nepbron import ongezien
from nepbron.server import Nepbron
from nepbron.tabel import Dim
from test_verversen import RUIM, soort, verander, vergeet

from woonzorg_lib import cijfers, momentopname
from woonzorg_lib.verversen import Vraag, ververs
from woonzorg_lib.verversen.dienst import Code
from woonzorg_lib.verversen.fouten import AndereNamen
from woonzorg_lib.verversen.keuzes import vind_keus
from woonzorg_lib.verversen.status import niet_te_verversen
from woonzorg_lib.verversen.tabellen import tabellen

BEWEEG, ZORG, NABIJ, WONING, MAATSTAF = "50143NED", "50149NED", "86270NED", "86065NED", "85383NED"
NIEUW = (BEWEEG, ZORG, "86134NED", NABIJ, WONING)


def maak():
    return {t.id: t for t in (f() for f in ongezien.nieuwe_tabellen())}


def met(monkeypatch, map_, tabellen_):
    nep = Nepbron(tabellen_)
    monkeypatch.setenv("WOONZORG_BRON_BASIS", nep.basis)
    monkeypatch.setenv("WOONZORG_GEGEVENS", str(map_ / "eigen"))
    monkeypatch.setenv("NO_PROXY", "*")
    vergeet()
    return nep


@pytest.fixture
def bron(monkeypatch, tmp_path):
    nep = met(monkeypatch, tmp_path, maak().values())
    yield nep
    nep.stop()
    vergeet()


def doe(*nummers, **vraag):
    vergeet()
    uit = ververs(Vraag(nummers, **vraag), lambda regel: None, grens=RUIM)
    vergeet()
    return uit


# The list


def test_every_source_can_be_refreshed_or_says_why_not():
    haalt = {t.bron for t in tabellen()}
    blijft = {titel for titel, *_ in niet_te_verversen()}
    namen = {id: b.naam for id, b in cijfers.bronnen().items()}
    weg = {id for id, naam in namen.items() if id not in haalt and naam not in blijft}
    assert weg <= {"gebieden", "grenzen_gemeenten"} and len(blijft) > 10
    assert all(waarom.endswith(".") for _, _, waarom in niet_te_verversen())


def test_a_source_is_not_in_both_lists():
    from woonzorg_lib.verversen import status

    redenen = status._NIET.read_text(encoding="utf-8")
    assert not [t.bron for t in tabellen() if f"\n{t.bron}:" in redenen]


def test_the_status_names_what_stays_and_what_will_be_asked(capsys, tmp_path):
    from woonzorg_lib.cli import main

    pad = tmp_path / "s.html"
    assert main(["data", "status", "--html", str(pad)]) == 0
    assert "Niet te verversen" in capsys.readouterr().out
    pagina = pad.read_text(encoding="utf-8")
    assert "Niet te verversen" in pagina and "niemand zag nog hoe RIVM" in pagina


# Words that choose


def leeftijden(*titels):
    return [Code(f"L{n}", f"L{n}", titel) for n, titel in enumerate(titels)]


@pytest.mark.parametrize(
    "titels, codes",
    [
        (("Leeftijd: 65 tot 75 jaar", "Leeftijd: 75 jaar of ouder"), ("L0", "L1")),
        (("Totaal", "Leeftijd: 65 jaar of ouder", "Leeftijd: 75 jaar of ouder"), ("L1",)),
    ],
)
def test_classes_of_age_are_joined_when_they_are_exactly_that_age(titels, codes):
    keus = vind_keus(leeftijden(*titels), {"leeftijd": "65+"}, "Kenmerk")
    assert tuple(c.code for c in keus.codes) == codes


@pytest.mark.parametrize(
    "titels",
    [
        ("Leeftijd: 55 tot 75 jaar", "Leeftijd: 75 jaar of ouder"),
        ("Leeftijd: 65 tot 75 jaar", "Leeftijd: 80 jaar of ouder"),
        ("Leeftijd: 65 tot 75 jaar",),
    ],
)
def test_classes_that_are_another_age_are_refused(titels):
    with pytest.raises(AndereNamen, match=r"samen 65\+ zijn; wel: 'Leeftijd"):
        vind_keus(leeftijden(*titels), {"leeftijd": "65+"}, "Kenmerk")


def test_two_codes_where_one_is_meant_are_refused():
    codes = leeftijden("Per 10.000", "Per 10.000 inwoners")
    with pytest.raises(AndereNamen, match="meer dan één passende code"):
        vind_keus(codes, {"een_van": ["Per 10.000", "Per 10.000 inwoners"]}, "Soort")


# All is well


@pytest.mark.alles
def test_an_unseen_table_is_asked_about_first_and_then_reaches_the_report(bron):
    vraag = doe(*NIEUW)
    for nummer, titel in ((BEWEEG, "Totaalscore"), (ZORG, "Verpleging en verzorging; Per 10.000")):
        uitkomst = soort(vraag, nummer)
        assert uitkomst.soort == "geweigerd" and titel in uitkomst.tekst
        assert f"--tabel {nummer} --akkoord" in uitkomst.tekst and "\n" not in uitkomst.tekst
    assert soort(vraag, NABIJ).soort == soort(vraag, WONING).soort == "vervangen"
    assert vraag.exitcode == 1
    ja = doe(BEWEEG, ZORG, akkoord=True)
    assert {u.soort for u in ja.uitkomsten} == {"vervangen"} and ja.exitcode == 0
    opnieuw = doe(BEWEEG, ZORG)  # what was accepted is not asked again
    assert {u.soort for u in opnieuw.uitkomsten} == {"niets nieuws"}

    from woonzorg_lib.analyse import Analyse

    a = Analyse("Zeist")
    assert "van de 100 punten" in a.kern("beweegvriendelijk").html
    d = a.cijfers("wijkverpleging", "ouderen_eengezinskoop").set_index(["indicator", "rol"])
    zorg = d.loc["wijkverpleging", "gemeente"]
    data = bron.tabellen[ZORG].data
    rij = data[(data.WijkenEnBuurten == "GM0355") & (data.SoortCijfer == "A2")]
    assert zorg.waarde == pytest.approx(rij[rij.Perioden == "2023JJ00"].p.item() / 10)
    assert (zorg.tabel, zorg.jaar, zorg.periode) == (
        ZORG,
        2023,
        "2023 (voorlopig)",
    ) and zorg.opgehaald
    # Of the older households in a dwelling: 0,6 of the dwellings, and 0,7 of those.
    assert d.loc["ouderen_eengezinskoop", "land"].waarde == pytest.approx(42, abs=0.5)
    wijk = a.wijken("afstand_huisarts", "afstand_apotheek")
    assert set(wijk.tabel) == {NABIJ} and set(wijk.jaar) == {2025}
    ziekenhuis = bron.tabellen[NABIJ].data.set_index("WijkenEnBuurten").D000015
    eerste = a.wijken("afstand_ziekenhuis").iloc[0]
    assert eerste.waarde == ziekenhuis[eerste.gebiedcode]  # the one without outpatient clinics
    assert len(a.wijken("beweegvriendelijk")) and len(a.wijken("wijkverpleging"))
    status = a.statussen().set_index("id")
    assert status.status["C6"] == "deels" and status.status["C4"] == "volledig"


def test_nothing_is_said_of_what_was_never_fetched():
    from woonzorg_lib.analyse import Analyse

    a = Analyse("Zeist")
    assert a.kern("eengezins", "ouderen_eengezinskoop").html == a.kern("eengezins").html
    for data in (a.cijfers("ouderen_eengezinskoop"), a.wijken("wijkverpleging")):
        assert a.staven(data, titel="Niets", ondertitel="nog niets").html == ""
    bekend = a.punten(a.cijfers("beweegrichtlijn"), titel="Bewegen", ondertitel="Ouderen")
    samen = a.cijfers("beweegrichtlijn", "beweegvriendelijk")
    assert a.punten(samen, titel="Bewegen", ondertitel="Ouderen").tekst == bekend.tekst


@pytest.mark.alles
def test_a_table_without_periods_takes_the_year_that_it_says_itself(monkeypatch, tmp_path):
    nep = met(monkeypatch, tmp_path, [ongezien.t50143(zonder_perioden=True)])
    try:
        assert soort(doe(BEWEEG, akkoord=True), BEWEEG).jaren == [2024]
        nep.tabellen[BEWEEG].periode = "2022 en 2024"
        nep.tabellen[BEWEEG].gewijzigd = "2026-10-01T02:00:00"
        assert "dimensie Perioden is er niet" in soort(doe(BEWEEG), BEWEEG).tekst
    finally:
        nep.stop()
        vergeet()


@pytest.mark.alles
def test_of_each_cell_the_definite_figure_goes_before_the_provisional_one(bron):
    assert soort(doe(MAATSTAF), MAATSTAF).soort == "vervangen"
    t = cijfers.lees("maatstaven_gemeente").query("gebied == 'GM0344'").set_index("jaar")
    assert t.inwoners_75plus[2024] == 17660 and t.uitwonende_studenten[2024] == 30300
    assert t.inwoners_75plus[2025] == round(17660 * 1.01)
    assert cijfers.bronnen()["maatstaven_gemeente"].voorlopig


# What is wrong


def hernoem(nummer, oud, nieuw):
    def doe_(nep):
        for m in nep.tabellen[nummer].maten:
            m.titel = m.titel.replace(oud, nieuw)
            m.stam = m.stam.replace(oud.replace(" ", ""), nieuw.replace(" ", ""))

    return doe_


def andere_eenheid(nep):
    for m in nep.tabellen[NABIJ].maten:
        m.eenheid = "meter"


def andere_leeftijden(nep):
    namen = {"L3": "Leeftijd: 55 tot 75 jaar", "L4": "Type: paar zonder kinderen"}
    nep.tabellen[WONING].dim("Huishoudenskenmerken").codes.update(namen)


def dimensie_weg(nep):
    tabel = nep.tabellen[WONING]
    tabel.data = tabel.data[tabel.data.EigendomWoning == "T001132"].drop(columns="EigendomWoning")
    tabel.dims = [d for d in tabel.dims if d.naam != "EigendomWoning"]


def dimensie_erbij(nep):
    tabel = nep.tabellen[ZORG]
    tabel.dims.append(Dim("Leeftijd", {"A": "Totaal", "B": "65 jaar of ouder"}))
    tabel.data["Leeftijd"] = "A"


def andere_soort(nep):
    nep.tabellen[ZORG].dim("SoortCijfer").codes["A2"] = "Per 1.000"


def twee_passen(nep):
    kosten, *_ = nep.tabellen[ZORG].maten
    kosten.groep, kosten.titel = "Aantal patiënten", "Wijkverpleging"


def kop_weg(nep):
    for m in nep.tabellen[NABIJ].maten:
        m.groep = ""


def verwisseld(nep):
    namen = ("75 jaar of ouder", "Eenouderhuishoudens")
    een, ander = (m for m in nep.tabellen[MAATSTAF].maten if m.titel in namen)
    een.titel, ander.titel, een.groep, ander.groep = ander.titel, een.titel, ander.groep, een.groep


FOUTEN = {
    "a renamed score": (BEWEEG, hernoem(BEWEEG, "Totaalscore", "Index"), "maat 'Totaalscore'"),
    "a renamed distance": (
        NABIJ,
        hernoem(NABIJ, "huisartsenpraktijk", "tandarts"),
        "Huisartsenpraktijk",
    ),
    "another unit": (NABIJ, andere_eenheid, "is nu in 'meter', en hoort in 'km'"),
    "other classes of age": (WONING, andere_leeftijden, "geen klassen die samen 65+ zijn"),
    "a dimension that is gone": (WONING, dimensie_weg, "dimensie EigendomWoning is er niet"),
    "a dimension more": (ZORG, dimensie_erbij, "hier zijn: SoortCijfer, Leeftijd"),
    "another kind of figure": (ZORG, andere_soort, "geen code 'Per 10.000'; wel: 'Aantal'"),
    "two that fit": (ZORG, twee_passen, "past op meer dan één kolom"),
    "two columns that changed places": (
        MAATSTAF,
        verwisseld,
        "lijkt niet op inwoners_75plus van 2023",
    ),
}


@pytest.mark.parametrize("naam", FOUTEN)
def test_what_is_not_surely_the_right_column_is_refused_in_one_line(bron, naam):
    nummer, verknoei, zin = FOUTEN[naam]
    verknoei(bron)
    uitkomst = soort(doe(nummer, akkoord=True), nummer)
    assert uitkomst.soort == "geweigerd" and zin in uitkomst.tekst, uitkomst.tekst
    assert "\n" not in uitkomst.tekst and momentopname.actief() is None


@pytest.mark.alles
def test_without_the_heading_above_it_a_hospital_is_left_out(bron):
    kop_weg(bron)
    uitkomst = soort(doe(NABIJ), NABIJ)
    assert uitkomst.soort == "vervangen" and "zonder afstand_ziekenhuis" in uitkomst.tekst
    assert cijfers.lees("nabijheid_wijk").afstand_ziekenhuis.isna().all()


def test_a_score_that_cannot_be_is_refused_whoever_accepts_it(bron):
    verander(bron, BEWEEG, "a", lambda s: s * 10)
    uitkomst = soort(doe(BEWEEG, akkoord=True), BEWEEG)
    assert uitkomst.soort == "geweigerd" and "hoort tussen 0 en 100 te liggen" in uitkomst.tekst


def test_a_number_that_the_source_does_not_know_fails_nothing(bron):
    del bron.tabellen[BEWEEG]
    uit = doe(BEWEEG)
    assert soort(uit, BEWEEG).soort == "niets nieuws" and uit.exitcode == 0
    assert "de bron kent deze tabel niet" in soort(uit, BEWEEG).tekst
    del bron.tabellen[NABIJ]  # of this one the names were seen
    assert doe(NABIJ).exitcode == 1
    shutil.rmtree(momentopname.thuis(), ignore_errors=True)
