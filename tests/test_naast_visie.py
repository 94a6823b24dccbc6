"""Van visiedocument tot regel in het rapport: alleen wat iemand nakeek is een feit, en het gat klopt met de cijfers."""

import csv
import re
import shutil
from pathlib import Path

import pytest

from woonzorg_lib.analyse import Analyse
from woonzorg_lib.cli import main
from woonzorg_lib.visiescan import Passage, scan_passages
from woonzorg_lib.visiescan.diepgang import woningdoel
from woonzorg_lib.visiescan.getallen import aantallen, als_getal
from woonzorg_lib.visiescan.nakijken import Nakijken
from woonzorg_lib.visiescan.voorstellen import WEGGELATEN, schrijf_passages

KIT = Path(__file__).resolve().parent.parent
VOORBEELD = KIT / "parameters" / "voorbeeld"
HIER = Path("gemeenten") / "GM0344"
DELEN = (
    *("fase1_1_woningbouw", "fase1_2_opgave", "fase1_3_wonen_en_zorg", "fase1_4_leefomgeving"),
    *("fase2_1_woningbouw", "fase2_2_samenwerking", "visie_onderwerpen"),
)
KOP = "onderwerpcode;uitkomst;passage;document;pagina;doel_aantal;doel_woonvorm;doel_jaar;status"


@pytest.fixture
def invoer(tmp_path):
    """The example without what was decided about its vision."""
    map_ = tmp_path / "invoer"
    shutil.copytree(VOORBEELD, map_)
    for naam in ("visiescore.csv", "visiepassages.csv"):
        (map_ / HIER / naam).unlink()
    return map_


def scan_voorbeeld(invoer):
    waar = ["--invoer", str(invoer), "--uitvoer", str(invoer.parent / "uit")]
    return main(["visiescan", "Utrecht", str(invoer / HIER / "documenten"), *waar])


def passages(invoer):
    pad = invoer / HIER / "visiepassages.csv"
    with pad.open(encoding="utf-8-sig", newline="") as stroom:
        return list(csv.DictReader(stroom, delimiter=";"))


def zet(invoer, *rijen):
    regels = [f"{KOP};bron", *(f"{rij};de gemeente" for rij in rijen)]
    (invoer / HIER / "visiepassages.csv").write_text("\n".join(regels), encoding="utf-8")
    return Analyse("Utrecht", invoer=str(invoer))


def kaal(beeld):
    return " ".join(re.sub(r"<[^>]+>", " ", beeld.html).split())


def test_from_the_document_to_a_line_in_the_report(invoer):
    assert scan_voorbeeld(invoer) == 0
    a = Analyse("Utrecht", invoer=str(invoer))
    # Proposals are no fact: no line, and in the table they are called a proposal.
    assert [a.naast_visie(deel).html for deel in DELEN] == [""] * len(DELEN)
    tabel = kaal(a.confrontatie())
    assert "voorstel van de visiescan: Wij bouwen tot en met 2030" in tabel
    assert "is kleiner dan nodig" not in tabel and "Nog niet nagekeken." in tabel
    nakijken = Nakijken("Utrecht", invoer=str(invoer))
    plek = next(i for i, r in enumerate(nakijken.passages.rijen) if r["onderwerpcode"] == "B3")
    nakijken.toon_passages().children[plek + 1].children[4].children[0].click()
    a = Analyse("Utrecht", invoer=str(invoer))
    regel = kaal(a.naast_visie("fase1_2_opgave"))
    assert "De visie wil 220 geclusterde woningen erbij tot en met 2030" in regel
    assert "(fictieve-woonzorgvisie-2026.pdf, bladzijde 3)" in regel
    assert "het doel is kleiner dan de opgave" in regel
    assert "is kleiner dan nodig is" in kaal(a.confrontatie())


def test_the_example_report_shows_it(voorbeeldrapport):
    html = (voorbeeldrapport / "woonzorganalyse-utrecht.html").read_text(encoding="utf-8")
    regels = re.findall(r'<p class="naast">(.*?)</p>', html)
    assert len(regels) >= 5 and any("bladzijde 3" in regel for regel in regels)
    assert "De cijfers naast de visie" in html and "Een opgave zonder passage." in html
    assert "voorstel van de visiescan" in html  # and marked as such


def test_a_new_scan_keeps_what_was_decided_about_a_passage(invoer):
    scan_voorbeeld(invoer)
    nakijken = Nakijken("Utrecht", invoer=str(invoer))
    eerste, tweede = nakijken.toon_passages().children[1:3]
    eerste.children[2].value = "behandeld"
    eerste.children[3].value = "Staat in de bijlage."
    eerste.children[4].children[0].click()  # bevestigd, with another outcome: that is a change
    tweede.children[4].children[2].click()
    scan_voorbeeld(invoer)
    per_id = {rij["onderwerpcode"]: rij for rij in passages(invoer)}
    eerste_id, tweede_id = list(per_id)[:2]
    assert per_id[eerste_id]["status"] == "gewijzigd" and len(per_id) == 40
    assert per_id[eerste_id]["reden"] == "Staat in de bijlage."
    assert per_id[tweede_id]["status"] == "verworpen"
    assert nakijken.melding_passages.value == "Nog 38 na te kijken van 40."


def test_a_large_need_without_a_passage_is_named_and_what_was_rejected_is_gone(invoer):
    a = zet(
        invoer,
        "B3;niet gevonden;;Woonzorgvisie;;;;;bevestigd",
        "C6;behandeld;Een wooncoach helpt.;Woonzorgvisie;8;;;;verworpen",
    )
    assert "over zulke woningen niets gevonden (Woonzorgvisie)" in kaal(
        a.naast_visie("fase1_2_opgave")
    )
    assert "woningtypen en woonvormen (B3)" in kaal(a.naast_visie("visie_onderwerpen"))
    tabel = kaal(a.confrontatie())
    assert "Een opgave zonder passage." in tabel and "wooncoach" not in tabel


@pytest.mark.parametrize(
    ("aantal", "jaar", "gat"),
    [
        (5, 2030, "is kleiner dan nodig is"),
        (99_999, 2030, "is zo groot als nodig is"),
        (99_999, 2033, "voor dat jaar is niet uitgerekend"),
    ],
)
def test_the_gap_follows_the_band_of_the_same_year(invoer, aantal, jaar, gat):
    a = zet(invoer, f"B3;behandeld;Zin.;Visie;3;{aantal};geclusterd;{jaar};bevestigd")
    assert gat in kaal(a.confrontatie())


def test_a_goal_within_the_band_is_not_judged(invoer):
    from woonzorg_lib.beeld.getallen import getal

    a = Analyse("Utrecht", invoer=str(invoer))
    r = a.reken().query("woonvorm == 'geclusterd' and jaar == 2030").iloc[0]
    midden = round(r.behoefte - (0 if r.aanwezig != r.aanwezig else r.aanwezig))
    a = zet(invoer, f"B3;behandeld;Zin.;Visie;3;{midden};geclusterd;2030;bevestigd")
    assert f"Of het doel ({getal(midden)} geclusterde" in kaal(a.confrontatie())
    assert "is niet zeker" in kaal(a.naast_visie("fase1_2_opgave"))


def test_without_a_vision_nothing_is_said():
    a = Analyse("Zeist")
    assert a.confrontatie().html == "" and a.naast_visie("fase1_2_opgave").html == ""


def test_a_document_without_pages_names_the_heading(tmp_path):
    passage = Passage("visie.md", "Een wooncoach helpt ouderen verhuizen.", "Doorstromen", None)
    pad, _ = schrijf_passages(scan_passages([passage], "Zeist", documenten=("visie.md",)), tmp_path)
    assert "visie.md;;Doorstromen;" in pad.read_text(encoding="utf-8-sig")


def test_a_sentence_with_a_person_is_not_copied(tmp_path):
    tekst = "De wooncoach mevrouw Jansen-Bakker helpt ouderen verhuizen, bel 06-12345678."
    uit = scan_passages([Passage("visie.md", tekst, "Doorstromen")], "Zeist")
    pad, _ = schrijf_passages(uit, tmp_path)
    inhoud = pad.read_text(encoding="utf-8-sig")
    assert WEGGELATEN in inhoud and "Jansen" not in inhoud and "12345678" not in inhoud


@pytest.mark.parametrize(
    ("woord", "getal"),
    [
        ("vijfentwintig", 25),
        ("tweehonderdvijftig", 250),
        ("twaalfhonderd", 1200),
        ("tweeduizend", 2000),
        ("honderd", 100),
        ("beneden", None),
        ("voorzien", None),
    ],
)
def test_a_number_in_words_is_read(woord, getal):
    assert als_getal(woord) == getal


def test_numbers_in_a_sentence():
    assert aantallen("in 2030 komen er 1.200 woningen bij, voor 3,5 miljoen en dertig") == [
        2030,
        1200,
        30,
    ]


def test_a_goal_is_proposed_only_when_number_kind_and_year_are_sure():
    doel = woningdoel("Wij bouwen tot en met 2031 ten minste driehonderd nultredenwoningen.")
    assert (doel.aantal, doel.woonvorm, doel.jaar) == (300, "nultreden", 2031)
    assert woningdoel("Wij bouwen voor 2031 20 geclusterde en 30 nultredenwoningen.") is None
    assert woningdoel("Vorig jaar zijn 30 geclusterde woningen gebouwd.") is None
