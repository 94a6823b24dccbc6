"""De visiescan: wat telt, wat terzijde gaat, hoe diep een thema is, en dat een document nooit iets stukmaakt."""

import csv
import json
import socket
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pypdfium2
import pytest

from woonzorg_lib.cli import main
from woonzorg_lib.visiescan import Passage, Uitkomst, lees_termen, scan, scan_passages
from woonzorg_lib.visiescan.diepgang import bepaal
from woonzorg_lib.visiescan.lezen import Leesfout, lees
from woonzorg_lib.visiescan.taal import stam
from woonzorg_lib.visiescan.termen import maak_term

KIT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(KIT / "benchmarks"))

import visiescan  # noqa: E402

MATERIAAL = Path(__file__).parent / "visies"
DOCUMENTEN = MATERIAAL / "documenten"


def maak_pdf(pad, keer, leeg=None):
    """The vision as a PDF, so many times over, with an empty page put in."""
    bron = pypdfium2.PdfDocument(DOCUMENTEN / "07b-versleuteld-zonder-wachtwoord.pdf")
    nieuw = pypdfium2.PdfDocument.new()
    for _ in range(keer):
        nieuw.import_pages(bron)
    if leeg is not None:
        nieuw.new_page(595, 842, leeg)
    nieuw.save(pad)
    return pad


def een(tekst, kop="", gemeente="Zeist"):
    return scan_passages([Passage("visie.txt", tekst, kop)], gemeente)


def behandeld(uit):
    return {o.id for o in uit.onderwerpen if o.treffers}


def test_a_passage_that_says_something_counts_and_shows_the_words():
    uit = een(
        "Wij zetten in 2027 een wooncoach in die ouderen helpt verhuizen van een eengezinswoning "
        "naar een appartement, met een verhuisvergoeding van € 2.500."
    )
    c6 = next(o for o in uit.onderwerpen if o.id == "C6")
    assert c6.uitkomst is Uitkomst.BEHANDELD
    assert {"wooncoach", "verhuisvergoeding"} <= set(c6.treffers[0].woorden)


@pytest.mark.parametrize(
    ("tekst", "kop"),
    [
        (
            "De doorstroming op het kruispunt verbetert door een rotonde voor auto's en fietsers.",
            "Verkeer",
        ),
        (
            "Over een wooncoach of verhuisvergoeding maken wij in deze visie geen afspraken.",
            "Verhuizen",
        ),
        (
            "Het kabinet wil dat er in heel Nederland 290.000 woningen voor ouderen bijkomen.",
            "Landelijk",
        ),
        ("De motie om opkoopbescherming in te voeren is verworpen.", "Raad"),
        ("3.1 Doorstroming van ouderen 18\n3.2 Woningaanpassingen 21\n3.3 Looproutes 24", "Inhoud"),
    ],
)
def test_words_without_a_statement_of_the_gemeente_are_set_aside_with_the_reason(tekst, kop):
    uit = een(tekst, kop)
    assert behandeld(uit) == set()
    assert [t.reden for t in uit.terzijde] != []


@pytest.mark.parametrize(
    "tekst",
    [
        "Gemeente Hoogerheide werkt met een wooncoach en een verhuisvergoeding voor ouderen.",
        "In Westerkapel lenen ouderen voor een woningaanpassing. Die gemeente betaalt de rente.",
        "Over woningaanpassingen en hulpmiddelen gaat deze visie niet.",
        "Een voorrangsregeling voor ouderen in nieuwbouw voeren wij niet in.",
        "De minister wil dat corporaties prestatieafspraken maken over geclusterde woningen.",
    ],
)
def test_another_gemeente_and_what_is_not_done_do_not_count(tekst):
    uit = een(tekst, "Wonen")
    assert behandeld(uit) == set() and [t.reden for t in uit.terzijde] != []


def test_a_figure_of_another_is_still_about_the_gemeente():
    uit = een(
        "Het inwonertal loopt terug en de vergrijzing neemt toe. Volgens de prognose van de "
        "provincie heeft de kern Maasdorp in 2045 minder inwoners dan het landelijk gemiddelde."
    )
    assert "B1" in behandeld(uit)


def test_the_own_name_is_that_of_the_documents_too():
    passages = [
        Passage(
            "v", f"De gemeente Oeverland zet een wooncoach in voor ouderen, deel {nr}.", "", nr, nr
        )
        for nr in range(4)
    ]
    assert scan_passages(passages, "Utrecht").terzijde == ()


@pytest.mark.parametrize(
    ("een_woord", "ander"),
    [("begeleiding", "beleid"), ("huurder", "huur"), ("ouders", "ouderen"), ("gezin", "zin")],
)
def test_words_that_the_stemmer_takes_for_one_are_two(een_woord, ander):
    assert stam(een_woord) != stam(ander)


@pytest.mark.parametrize(("een_woord", "ander"), [("senioren", "ouderen"), ("huizen", "woning")])
def test_other_words_for_the_same_are_one(een_woord, ander):
    assert stam(een_woord) == stam(ander)


def test_a_word_counts_once_for_an_onderwerp():
    termen = {"B3": [maak_term("geclusterd*", "kern"), maak_term("geclusterde woningen", "kern")]}
    alleen = {"B3": termen["B3"][1:]}
    passages = [Passage("v", "Er komen geclusterde woningen in de wijk.", "")]
    scores = [
        next(o for o in scan_passages(passages, "Zeist", t).onderwerpen).treffers
        for t in (termen, alleen)
    ]
    assert [t.score for t in scores[0]] == [t.score for t in scores[1]]


@pytest.mark.parametrize("bestand", ["passages.jsonl", "eigen_passages.jsonl"])
def test_the_scan_reaches_what_it_promises(bestand):
    meting = visiescan.Meting()
    regels = (MATERIAAL / bestand).read_text(encoding="utf-8").splitlines()
    visiescan.meet_passages([json.loads(regel) for regel in regels], meting)
    maat = {naam: m.goed / m.alles for naam, m in meting.maten.items()}
    assert maat["precisie eerste drie, passages"] >= 0.88
    assert maat["vangst, passages"] >= 0.85 and maat["negatieven geraakt"] <= 0.1
    assert maat["diepgang, passages"] >= 0.82


def test_a_denied_part_does_not_take_the_rest_along():
    uit = een(
        "Wij passen alle bushaltes aan voor rollators. Over woningaanpassingen doet deze "
        "paragraaf geen uitspraak.",
        "Openbaar vervoer",
    )
    assert "D2" in behandeld(uit) and "T7" not in behandeld(uit)


def test_national_policy_that_is_taken_over_counts():
    uit = een(
        "Het Rijk vraagt 40.000 zorggeschikte woningen. Wij sluiten hierbij aan en bouwen 60 "
        "zorggeschikte en geclusterde woningen in Zeist."
    )
    assert "B3" in behandeld(uit)


@pytest.mark.parametrize(
    ("diepgang", "tekst"),
    [
        (1, "Wij vinden het belangrijk dat ouderen langer thuis kunnen wonen."),
        (1, "In 2026 gaan wij met de corporaties in gesprek over doorstroming."),
        (2, "Wij onderzoeken of 20 woningen geschikt te maken zijn."),
        (3, "Wij bouwen tot en met 2031 ten minste 320 nultredenwoningen."),
        (3, "De corporatie levert jaarlijks vijfentwintig woningen voor senioren."),
        (3, "Eind 2027 is het looppad langs het seniorencomplex klaar."),
        (3, "Van elk nieuw complex gaat de helft met voorrang naar ouderen."),
        (3, "In Lindenveen-West komt een hofje voor ouderen."),
        (3, "Iedere 75-plusser krijgt een huisbezoek."),
        (1, "Wij overleggen twee keer per jaar met zorgaanbieders."),
        (1, "Momenteel wonen er 640 mensen met een Wlz-indicatie thuis."),
        (1, "In de begroting reserveren wij € 90.000 voor doorstroming."),
        (2, "Wij zoeken uit waarom oudere huurders niet verhuizen."),
        (1, "Vorig jaar verhuisden 40 ouderen naar een kleinere woning."),
    ],
)
def test_depth_tells_a_goal_from_research_and_process(diepgang, tekst):
    assert bepaal(tekst).diepgang == diepgang


def test_a_goal_names_its_number_and_year():
    doel = bepaal("Wij bouwen uiterlijk 2031 ten minste 320 nultredenwoningen.")
    assert "320" in doel.getal and "2031" in doel.jaar and doel.plaats == ""
    doel = bepaal("In Lindenveen-West komt in 2029 een hofje met dertig woningen.")
    assert (doel.getal, doel.plaats) == ("30", "Lindenveen-West")


@pytest.mark.parametrize(
    ("bestand", "woord"),
    [
        ("07-versleuteld.pdf", "versleuteld"),
        ("08-kapot-afgekapt.pdf", "beschadigd"),
        ("08b-kapot-rommel.pdf", "beschadigd"),
        ("08c-leeg.pdf", "leeg"),
        ("11-entiteiten.odt", "entiteiten"),
        ("12-eigenlijk-html.pdf", "HTML"),
    ],
)
def test_a_document_that_cannot_be_read_is_one_line(bestand, woord):
    with pytest.raises(Leesfout) as fout:
        lees(DOCUMENTEN / bestand)
    assert woord in str(fout.value) and "\n" not in str(fout.value)
    assert "root:" not in str(fout.value)


def docx(pad, xml, **meer):
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as pak:
        pak.writestr("word/document.xml", xml)
        for naam, inhoud in meer.items():
            pak.writestr(f"word/{naam}.bin", inhoud)
    return pad


def pdf_met(pad, stroom):
    """A PDF of one page of which the content unpacks to this."""
    dicht = zlib.compress(stroom, 9)
    bron = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    blad = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 "
    delen = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        blad + bron + b">>>>>>",
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(dicht), dicht),
    ]
    uit, plekken = b"%PDF-1.4\n", []
    for nr, deel in enumerate(delen, 1):
        plekken.append(len(uit))
        uit += b"%d 0 obj\n%s\nendobj\n" % (nr, deel)
    tabel = b"".join(b"%010d 00000 n \n" % plek for plek in plekken)
    einde = b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(uit)
    pad.write_bytes(uit + b"xref\n0 5\n0000000000 65535 f \n" + tabel + einde)
    return pad


W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
ALINEA = "<w:p><w:r><w:t>Wij bouwen in 2030 dertig nultredenwoningen.</w:t></w:r></w:p>"
WOORD = f"<w:document {W}><w:body>{ALINEA}</w:body></w:document>"
DIEP = f"<w:document {W}><w:body>{'<w:sdt><w:sdtContent>' * 2000}{ALINEA}"
ENTITEIT = '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a [<!ENTITY b "x">]>' + WOORD
OUD_WORD = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


@pytest.mark.parametrize(
    ("naam", "maak", "woord"),
    [
        ("diep.docx", lambda pad: docx(pad, DIEP), "beschadigd"),
        ("utf16.docx", lambda pad: docx(pad, ENTITEIT.encode("utf-16")), "entiteiten"),
        ("oud.docx", lambda pad: pad.write_bytes(OUD_WORD), "versleuteld of van een oude Word"),
        ("oud.doc", lambda pad: pad.write_bytes(OUD_WORD), "Word-document (.docx)"),
        ("macro.docm", lambda pad: docx(pad, WOORD), "Word-document (.docx)"),
        ("diep.html", lambda pad: pad.write_text("<html>" + "<div>" * 99_999), "geen tekst"),
        ("groot.txt", lambda pad: pad.write_bytes(b"woning " * 1_500_000), "groter dan 10 MB"),
        ("vol.md", lambda pad: pad.write_bytes(b"geen x x x " * 300_000), "meer tekst"),
        ("nul.txt", lambda pad: pad.write_bytes(b"abc\0def"), "geen tekst"),
        ("bom.pdf", lambda pad: pdf_met(pad, b"BT (a) Tj ET\n" * 2_000_000), "uitgepakt"),
        ("leeg.pdf", lambda pad: pdf_met(pad, b" "), "geen tekst"),
    ],
)
def test_an_untrusted_document_costs_one_line_and_no_time(tmp_path, naam, maak, woord):
    pad = tmp_path / naam
    maak(pad)
    begin = time.process_time()
    uit = scan([pad], "Zeist")
    assert time.process_time() - begin < 10
    assert len(uit.fouten) == 1 and woord in uit.fouten[0] and "\n" not in uit.fouten[0]
    assert uit.documenten == () and behandeld(uit) == set()


def test_macros_and_scripts_are_not_run_and_nothing_is_fetched(tmp_path, monkeypatch):
    def niet(*_, **__):
        raise AssertionError("the network was asked for")

    monkeypatch.setattr(socket.socket, "connect", niet)
    docx(tmp_path / "macro.docx", WOORD, vbaProject=b"Sub AutoOpen()")
    (tmp_path / "web.html").write_text(
        "<html><script>alert('nee')</script><img src='http://example.org/x.png'>"
        "<iframe src='http://example.org'></iframe><p>Wij bouwen dertig woningen.</p></html>",
        encoding="utf-8",
    )
    for pad in tmp_path.iterdir():
        tekst = " ".join(blok.tekst for blok in lees(pad))
        assert "Wij bouwen" in tekst and "alert" not in tekst and "AutoOpen" not in tekst


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    pad = tmp_path / "bom.docx"
    with zipfile.ZipFile(pad, "w", zipfile.ZIP_DEFLATED) as pak:
        pak.writestr("word/document.xml", b" " * 200_000_000)
    with pytest.raises(Leesfout, match="uitgepakt"):
        lees(pad)


@pytest.mark.parametrize("soort", ["docx", "md", "txt"])
def test_the_same_vision_says_the_same_in_each_form(soort):
    uit = scan([DOCUMENTEN / f"01-woonzorgvisie-oeverland.{soort}"], "Oeverland")
    gevonden = {o.id for o in uit.onderwerpen if o.uitkomst is not Uitkomst.NIET_GEVONDEN}
    label = next(
        d
        for d in json.loads((MATERIAAL / "documenten.json").read_text(encoding="utf-8"))
        if d["bestand"].endswith(f"oeverland.{soort}")
    )
    assert len(gevonden & set(label["aanwezig"])) >= 0.9 * len(label["aanwezig"])


def test_a_page_without_text_is_named(tmp_path):
    pad = maak_pdf(tmp_path / "visie.pdf", keer=1, leeg=2)
    assert scan([pad], "Oeverland").zonder_tekst == {"visie.pdf": [3]}


def test_one_bad_document_does_not_stop_the_others():
    uit = scan(
        [DOCUMENTEN / "08c-leeg.pdf", DOCUMENTEN / "01-woonzorgvisie-oeverland.md"], "Oeverland"
    )
    assert len(uit.fouten) == 1 and len(uit.documenten) == 1


@pytest.fixture
def invoer(tmp_path):
    (tmp_path / "invoer").mkdir()
    return tmp_path / "invoer"


def vraag(invoer, *meer):
    bestand = str(DOCUMENTEN / "01-woonzorgvisie-oeverland.docx")
    waar = ["--invoer", str(invoer), "--uitvoer", str(invoer.parent / "uit")]
    return main(["visiescan", "Utrecht", bestand, *waar, *meer])


def visiescore(invoer):
    pad = invoer / "gemeenten" / "GM0344" / "visiescore.csv"
    with pad.open(encoding="utf-8-sig", newline="") as stroom:
        return list(csv.DictReader(stroom, delimiter=";"))


def test_a_new_scan_never_overwrites_what_a_person_decided(invoer, capsys):
    assert vraag(invoer) == 0
    rijen = visiescore(invoer)
    assert {rij["status"] for rij in rijen} == {"voorstel"}
    assert all(rij["bewijs"] for rij in rijen)
    pad = invoer / "gemeenten" / "GM0344" / "visiescore.csv"
    tekst = pad.read_text(encoding="utf-8-sig")
    eerste = tekst.splitlines()[1]
    pad.write_text(
        tekst.replace(eerste, eerste.replace(";voorstel;", ";verworpen;")), encoding="utf-8-sig"
    )
    assert vraag(invoer) == 0
    opnieuw = visiescore(invoer)
    assert len(opnieuw) == len(rijen)
    assert [r["status"] for r in opnieuw if r["thema"] == rijen[0]["thema"]] == ["verworpen"]


def test_the_page_shows_the_passages_and_is_a_page_without_script(invoer):
    vraag(invoer)
    pagina = next((invoer.parent / "uit").rglob("visiescan-utrecht.html"))
    html = pagina.read_text(encoding="utf-8")
    assert "<mark>" in html and "<script" not in html and "Terzijde gelegd" in html


def test_json_is_for_a_program(invoer, capsys):
    assert vraag(invoer, "--json") == 0
    uit = json.loads(capsys.readouterr().out)
    assert {"onderwerpen", "themas", "terzijde", "documenten"} <= set(uit)
    passage = next(p for o in uit["onderwerpen"] for p in o["passages"])
    assert {"document", "pagina", "kop", "tekst", "woorden"} <= set(passage)
    assert not list(invoer.rglob("visiescore.csv"))


def test_own_terms_add_and_mistakes_in_them_are_one_line(invoer, capsys):
    map_ = invoer / "gemeenten" / "GM0344"
    map_.mkdir(parents=True)
    pad = map_ / "visietermen.yaml"
    pad.write_text("D3:\n  kern: [zonnehoek]\n", encoding="utf-8")
    passages = [Passage("v", "De Zonnehoek blijft de hele week open in de Zonnehoek.", "Zonnehoek")]
    assert behandeld(scan_passages(passages, "Utrecht")) == set()
    assert "D3" in behandeld(scan_passages(passages, "Utrecht", lees_termen(pad)))
    pad.write_text("D33:\n  kern: [zonnehoek]\n", encoding="utf-8")
    assert vraag(invoer) == 2
    assert "'D33' is geen onderwerp" in capsys.readouterr().err


def test_what_own_terms_add_and_take_away_is_shown_at_once(invoer, capsys):
    map_ = invoer / "gemeenten" / "GM0344"
    map_.mkdir(parents=True)
    (map_ / "visietermen.yaml").write_text(
        "D3:\n  niet: [ontmoetingsplek*]\nT1:\n  kern: [Bloemenbuurt]\n", encoding="utf-8"
    )
    assert vraag(invoer, "--json") == 0
    anders = {v["id"]: v for v in json.loads(capsys.readouterr().out)["eigen_termen"]}
    assert anders["T1"]["erbij"] and "Bloemenbuurt" in anders["T1"]["erbij"][0]["tekst"]
    assert vraag(invoer) == 0
    assert "Eigen termen (visietermen.yaml): " in capsys.readouterr().out
    pagina = next((invoer.parent / "uit").rglob("visiescan-utrecht.html"))
    assert "Wat uw eigen termen veranderen" in pagina.read_text(encoding="utf-8")


def test_an_own_term_is_tried_before_it_is_kept(invoer):
    from woonzorg_lib.visiescan.nakijken import EigenTermen

    termen = EigenTermen("Utrecht", str(invoer), str(DOCUMENTEN))
    keuze = termen.toon()
    probeer, bewaar = keuze.children[3].children
    termen.onderwerp.value, termen.term.value = "T1", "Bloemenbuurt"
    probeer.click()
    assert "T1: " in termen.uitkomst.value and "Erbij: " in termen.uitkomst.value
    assert not termen.pad.exists()
    bewaar.click()
    termen.term.value = "Lutjedorp"
    bewaar.click()
    assert (
        termen.pad.read_text(encoding="utf-8") == "T1:\n  kern:\n  - Bloemenbuurt\n  - Lutjedorp\n"
    )
    termen.term.value = " * "
    probeer.click()
    assert termen.uitkomst.value.startswith("Een term is leeg.")


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="only Linux says its peak")
def test_a_large_pdf_stays_within_time_and_memory(tmp_path):
    pad = maak_pdf(tmp_path / "groot.pdf", keer=9)
    code = (
        "import sys; from pathlib import Path; from woonzorg_lib.visiescan import scan\n"
        "uit = scan([Path(sys.argv[1])], 'Oeverland')\n"
        "regels = Path('/proc/self/status').read_text().splitlines()\n"
        "hoogste = next(r for r in regels if r.startswith('VmHWM')).split()[1]\n"
        "print(len(uit.documenten), int(hoogste) // 1024)"
    )
    klaar = subprocess.run(
        [sys.executable, "-c", code, str(pad)], cwd=KIT, capture_output=True, text=True, timeout=120
    )
    documenten, megabyte = map(int, klaar.stdout.split())
    assert documenten == 1 and megabyte < 300


def test_a_person_goes_through_the_proposals_and_the_file_keeps_it(invoer):
    from woonzorg_lib.visiescan.nakijken import Nakijken

    vraag(invoer)
    nakijken = Nakijken("Utrecht", invoer=str(invoer))
    eerste, tweede = nakijken.toon().children[1:3]
    niveau, knoppen = eerste.children[2], eerste.children[4].children
    niveau.value = "1" if niveau.value != "1" else "2"
    eerste.children[3].value = "De zin gaat over een ander plan."
    knoppen[0].click()  # bevestigd, with another level: that is a change
    tweede.children[4].children[2].click()
    rijen = visiescore(invoer)
    assert [rij["status"] for rij in rijen[:2]] == ["gewijzigd", "verworpen"]
    assert rijen[0]["reden"] == "De zin gaat over een ander plan."
    assert nakijken.melding.value == f"Nog {len(rijen) - 2} na te kijken van {len(rijen)}."
