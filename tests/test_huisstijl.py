"""De huisstijl van een gemeente: wat geweigerd wordt en waarom, en dat zij overal in rapport en figuren terugkomt."""

import base64
import re

import pytest
from proefnotebooks import code, notebook, tekst

from woonzorg_lib.analyse import Analyse
from woonzorg_lib.beeld import huisstijl, stijl
from woonzorg_lib.cli import main

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


@pytest.fixture(autouse=True)
def kleuren_van_de_kit():
    yield
    stijl.kies({})


def schrijf(map_, inhoud: str, logo: str | bytes = SVG, naam: str = "logo.svg"):
    map_.mkdir(exist_ok=True)
    (map_ / "huisstijl.yaml").write_text(inhoud, encoding="utf-8")
    (map_ / naam).write_bytes(logo if isinstance(logo, bytes) else logo.encode())
    return map_


def test_the_file_of_the_kit_shows_every_key_and_changes_nothing(tmp_path):
    assert huisstijl.lees() == huisstijl.Huisstijl() == huisstijl.lees(tmp_path)
    regels = (huisstijl.KIT / "huisstijl.yaml").read_text(encoding="utf-8").splitlines()
    aan = "\n".join(
        re.sub(r"^# (?=\w+:|  )", "", r) for r in regels if re.match(r"# (\w+: |kleuren:|  )", r)
    )
    gelezen = huisstijl.lees(schrijf(tmp_path, aan))
    assert (
        gelezen.naam == "Gemeente Voorbeeld"
        and gelezen.kleuren["gemeente"] == stijl.KLEUREN_KIT["gemeente"]
        and gelezen.contact
        and gelezen.disclaimer
    )


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (
            'kleuren: {accent: "#ffcc00"}',
            "kleuren.accent: '#ffcc00' is te licht om te lezen: het contrast met de bladzijde is 1,4 en moet minstens 4,5 zijn. Deze donkere tint van uw kleur kan wel: \"#",
        ),
        ('kleuren: {steun: "#9bd"}', "kleuren.steun: '#99bbdd' is te licht"),
        ("kleuren: {accent: rood}", "'rood' is geen kleur"),
        ("kleuren: {accent: #a3195b}", "regel 1"),
        ('kleuren: {acent: "#a3195b"}', "'kleuren.acent' bestaat niet. Bedoelt u 'accent'?"),
        ('kleuren: {accent: "#5c6871"}', "grijs waarin Nederland staat"),
        ('kleuren: {accent: "#a3195b", steun: "#a3105b"}', "niet te onderscheiden"),
        ("kleuren: rood", "accent:"),
        ("Naam: x", "Bedoelt u 'naam'?"),
        ("naam: [x]", "naam: hier hoort gewone tekst"),
        ("disclaimer: " + "x" * 1001, "hooguit 1000"),
        ("- x", "naam: Gemeente Voorbeeld"),
        ("naam: 'x", "niet te lezen"),
        ("logo: ../logo.svg", "dat naast huisstijl.yaml staat"),
        ("logo: logo.gif", "svg- of png-bestand"),
        ("logo: weg.png", "'weg.png' staat niet naast"),
    ],
)
def test_what_can_not_be_used_is_refused_in_one_line_with_a_reason_before_anything_runs(
    tmp_path, capsys, inhoud, melding
):
    opdracht = [
        "rapport",
        "Utrecht",
        "--invoer",
        str(schrijf(tmp_path / "in", inhoud)),
        "--uitvoer",
        str(tmp_path / "uit"),
    ]
    assert main(opdracht) == 2 and not (tmp_path / "uit").exists()
    fout = capsys.readouterr().err
    assert (
        melding in fout and fout.startswith("woonzorg: in/huisstijl.yaml") and fout.count("\n") == 1
    )


@pytest.mark.parametrize(
    "kwaad",
    [
        SVG.replace("<rect", "<script>alert(1)</script><rect"),
        SVG.replace("<rect", '<rect onclick="alert(1)"'),
        SVG.replace("<rect", '<image href="https://x.nl/a.png"/><rect'),
        SVG.replace("<rect", "<style>@import 'https://x.nl'</style><rect"),
        SVG.replace("<rect", "<foreignObject/><rect"),
        SVG.replace("<rect", '<a href="javascript:alert(1)"/><rect'),
        "<!DOCTYPE svg [<!ENTITY x 'y'>]>" + SVG,
        "<html/>",
        "geen xml",
    ],
)
def test_a_logo_that_does_more_than_show_is_refused(tmp_path, kwaad):
    with pytest.raises(huisstijl.OngeldigeHuisstijl, match="logo.svg"):
        huisstijl.lees(schrijf(tmp_path, "logo: logo.svg", kwaad))


def test_a_logo_is_what_its_name_says_and_not_too_big(tmp_path):
    with pytest.raises(huisstijl.OngeldigeHuisstijl, match="geen png"):
        huisstijl.lees(schrijf(tmp_path, "logo: logo.png", SVG, "logo.png"))
    with pytest.raises(huisstijl.OngeldigeHuisstijl, match="hooguit 200 kB"):
        huisstijl.lees(
            schrijf(tmp_path, "logo: logo.png", b"\x89PNG\r\n\x1a\n" + b"0" * 200_001, "logo.png")
        )


@pytest.mark.parametrize(
    "kleur", ["#ffcc00", "#00a0e1", "#ff6600", "#7fbf3f", "#cccccc", "#ffffff"]
)
def test_the_suggested_colour_is_accepted_and_stays_close(tmp_path, kleur):
    with pytest.raises(huisstijl.OngeldigeHuisstijl) as fout:
        huisstijl.lees(schrijf(tmp_path, f'kleuren: {{steun: "{kleur}"}}'))
    beter = re.search(r'"(#[0-9a-f]{6})"', str(fout.value))[1]
    huisstijl.lees(schrijf(tmp_path, f'kleuren: {{steun: "{beter}"}}'))
    assert 4.5 <= stijl.contrast(beter, stijl.GROND) < 5.2


@pytest.mark.parametrize(
    "accent", ["#1f6b87", "#6f5f92", "#8a5a00", "#2e7d4f", "#004488", "#a3195b"]
)
def test_the_areas_beside_the_gemeente_keep_colours_of_their_own(tmp_path, accent):
    k = huisstijl.lees(schrijf(tmp_path, f'kleuren: {{accent: "{accent}"}}')).kleuren
    drie = [k["gemeente"], k["regio"], k["vergelijkbaar"]]
    assert drie[0] == accent and len(set(drie)) == 3
    assert all(huisstijl._afstand(a, b) >= 50 for a in drie for b in drie if a != b)
    assert (
        stijl.contrast(k["regio"], stijl.GROND) >= 4.5
        and stijl.contrast(k["vergelijkbaar"], "#ffffff") >= 3
    )


def test_charts_and_map_take_the_colour_of_the_gemeente(tmp_path):
    def getekend(a) -> str:
        return (
            a.titel().html
            + a.lijnen(a.verloop("woz_waarde"), titel="Hoeveel is een woning waard?").html
        )

    a = Analyse("Utrecht", invoer=str(schrijf(tmp_path, 'kleuren: {accent: "#0f6b3c"}')))
    assert "#0f6b3c" in getekend(a) and "#a3195b" not in getekend(a)
    assert "#a3195b" in getekend(Analyse("Utrecht"))


def test_a_report_carries_name_logo_colours_and_contact_and_is_made_again_when_they_change(
    tmp_path, capsys
):
    boeken = tmp_path / "nb"
    notebook(boeken / "00_samenvatting.ipynb", tekst("# Kort"), code("a.onderwerp('A1')"))
    inhoud = 'naam: Gemeente <b>X</b>\nlogo: logo.svg\nkleuren: {accent: "#0f6b3c"}\ncontact: "wonen@x.nl & co"\ndisclaimer: Zonder garantie.'
    invoer = schrijf(tmp_path / "in", inhoud)

    def maak() -> str:
        assert (
            main(
                [
                    "rapport",
                    "Utrecht",
                    "--kernel",
                    "gewoon",
                    "--uitvoer",
                    str(tmp_path / "uit"),
                    "--invoer",
                    str(invoer),
                ],
                notebooks=boeken,
            )
            == 0
        )
        return (tmp_path / "uit" / "GM0344-utrecht" / "woonzorganalyse-utrecht.html").read_text(
            encoding="utf-8"
        )

    pagina = maak()
    assert (
        f'<img src="data:image/svg+xml;base64,{base64.b64encode(SVG.encode()).decode()}" alt="Logo van Gemeente &lt;b&gt;X&lt;/b&gt;">'
        in pagina
    )
    assert (
        ":root{--accent:#0f6b3c;--regio:#1f6b87;}" in pagina
        and "Contact: wonen@x.nl &amp; co" in pagina
        and "Zonder garantie." in pagina
    )
    (invoer / "logo.svg").write_text(SVG.replace("9 9", "8 8"), encoding="utf-8")
    assert maak() != pagina and "niets veranderd" not in capsys.readouterr().out
    (invoer / "huisstijl.yaml").unlink()
    assert 'class="huis"' not in (kaal := maak()) and "Contact" not in kaal
