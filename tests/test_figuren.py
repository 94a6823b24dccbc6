"""Losse figuren voor een presentatie: heel, met titel en bron erin, en nooit van een vorig rapport."""

import re
import shutil
from pathlib import Path

import lxml.etree
import pytest
from PIL import Image
from proefnotebooks import RIJ, code, notebook

from woonzorg_lib.cli import main
from woonzorg_lib.rapport.figuren import BREED, SCHAAL
from woonzorg_lib.uitvoering import Opdracht, Werkwijze, afdruk, maak_run
from woonzorg_lib.cli.voortgang import samenvatting

KIT = Path(__file__).resolve().parent.parent
SVG = '<svg viewBox="0 0 600 90"><rect width="90" height="60"/><text x="9" y="80">{}</text></svg>'
FIGUUR = (
    "<figure><figcaption>{0}<small>in 2025</small></figcaption>{1}"
    '<p class=notitie>Let &amp; op.</p><p class="bron">Bron: CBS, 2025.</p></figure>'
)


def figuur(titel: str, svg: str = "") -> str:
    html = FIGUUR.format(titel, svg or SVG.format("Utrecht"))
    return f"toon({html!r}, soort='figuur', rijen=[{RIJ!r}])"


def woorden(pad: Path) -> str:
    boom = lxml.etree.parse(pad)
    return " ".join(" ".join(t.itertext()) for t in boom.iter("{http://www.w3.org/2000/svg}text"))


def opdracht(*boeken: Path, code: str = "GM0344") -> Opdracht:
    parameters = {"gemeente": code, "regio": None, "peiljaar": None, "prognosejaar": 2040}
    return Opdracht(code, code, f"{code}-x", f"Rapport {code}", parameters, boeken)


def draai(uit: Path, *opdrachten: Opdracht, extra: tuple[str, ...] = ()) -> dict:
    return maak_run(list(opdrachten), uit, werkwijze=Werkwijze(werkers=2, extra=extra))


@pytest.fixture
def eigen_bibliotheek(tmp_path, monkeypatch):
    """Someone may be at work in the real one, and then everything would be made again."""
    monkeypatch.setattr(afdruk, "BIBLIOTHEEK", tmp_path / "lib")


@pytest.mark.alles
def test_every_figure_of_a_real_report_opens_and_says_its_title_its_source_and_fictief(
    voorbeeldrapport, tmp_path
):
    shutil.copytree(voorbeeldrapport.parent, tmp_path / "uit")
    invoer = str(KIT / "parameters" / "voorbeeld")
    vraag = ["rapport", "Utrecht", "--invoer", invoer, "--uitvoer", str(tmp_path / "uit")]
    assert main([*vraag, "--figuren"]) == 0
    map_ = tmp_path / "uit" / voorbeeldrapport.name / "figuren"
    namen = sorted(p.stem for p in map_.glob("*.svg"))
    assert len(namen) > 60 and namen == sorted(p.stem for p in map_.glob("*.png"))
    assert all(re.fullmatch(r"(00|[A-FRT]\d\d[a-f]?)-\d\d-[a-z0-9-]+", naam) for naam in namen)
    pagina = (map_.parent / "woonzorganalyse-utrecht.html").read_text(encoding="utf-8")
    for naam in namen:
        svg = lxml.etree.parse(map_ / f"{naam}.svg").getroot()
        gezegd, titel = woorden(map_ / f"{naam}.svg"), svg.findtext("{*}title")
        assert titel and set(titel.split()) <= set(gezegd.split()), naam
        assert "Bron:" in gezegd and "Fictief voorbeeld." in gezegd, naam
        assert titel.replace("&", "&amp;").split()[0] in pagina
        with Image.open(map_ / f"{naam}.png") as beeld:
            beeld.load()
            assert beeld.size[0] == BREED * SCHAAL
            assert abs(beeld.size[1] - SCHAAL * float(svg.get("height"))) <= 2
            assert len(beeld.convert("L").getcolors()) > 4, naam  # something was drawn


def test_in_a_batch_each_report_has_its_own_figures_in_the_order_of_the_report(tmp_path):
    boek = notebook(
        tmp_path / "b.ipynb",
        code("a.onderwerp('T10')"),
        code(figuur("Wie & wat?").replace("Wie & wat?", "Wie &amp; wat in ' + gemeente + '?")),
        code("a.onderwerp('T9')"),
        code(figuur("Één titel: 's-Hertogenbosch / 50%")),
    )
    run = draai(tmp_path / "uit", opdracht(boek), opdracht(boek, code="GM0355"), extra=("figuren",))
    assert run["uitkomst"] == "gelukt"
    for wie in ("GM0344", "GM0355"):
        map_ = tmp_path / "uit" / f"{wie}-x" / "figuren"
        assert sorted(p.name for p in map_.iterdir()) == [
            "T09-01-een-titel-s-hertogenbosch-50.png",
            "T09-01-een-titel-s-hertogenbosch-50.svg",
            f"T10-01-wie-wat-in-{wie.lower()}.png",
            f"T10-01-wie-wat-in-{wie.lower()}.svg",
        ]
        gezegd = woorden(map_ / f"T10-01-wie-wat-in-{wie.lower()}.svg")
        assert f"Wie & wat in {wie}?" in gezegd and "Let & op." in gezegd
        assert "in 2025" in gezegd and "Bron: CBS, 2025." in gezegd and f"Rapport {wie}" in gezegd
        assert "Fictief" not in gezegd


def test_asked_for_later_they_are_made_alone_and_old_ones_never_stay(tmp_path, eigen_bibliotheek):
    uit, boek = tmp_path / "uit", tmp_path / "b.ipynb"
    notebook(boek, code("a.onderwerp('A1')"), code(figuur("Een?")))
    draai(uit, opdracht(boek))
    map_ = uit / "GM0344-x" / "figuren"
    assert not map_.exists()
    run = draai(uit, opdracht(boek), extra=("figuren",))
    assert run["gemeenten"][0]["notebooks"][0]["uitkomst"] == "overgeslagen"
    assert len(list(map_.iterdir())) == 2
    assert "Ernaast: figuren" in samenvatting(run, uit)
    assert draai(uit, opdracht(boek))["gemeenten"][0]["overgeslagen"] and map_.exists()
    notebook(boek, code("a.onderwerp('A1')"), code(figuur("Twee?")))
    run = draai(uit, opdracht(boek))
    assert not map_.exists() and run["gemeenten"][0]["vervallen"] == ["figuren"]
    assert any("zijn weg. Met --figuren maakt u ze opnieuw" in r for r in samenvatting(run, uit))
    draai(uit, opdracht(boek), extra=("figuren",))
    assert {p.stem for p in map_.iterdir()} == {"A01-01-twee"}


def test_a_figure_that_can_not_be_kept_is_said_and_the_others_are_there(tmp_path):
    boek = notebook(
        tmp_path / "b.ipynb",
        code("a.onderwerp('A1')"),
        code(figuur("Kapot?", "<svg><text>zonder maat</text></svg>")),
        code(figuur("Heel?")),
    )
    run = draai(tmp_path / "uit", opdracht(boek), extra=("figuren",))
    map_ = tmp_path / "uit" / "GM0344-x"
    assert {p.stem for p in (map_ / "figuren").iterdir()} == {"A01-02-heel"}
    assert run["uitkomst"] == "mislukt" and list(map_.glob("woonzorganalyse-*.html"))
    assert any("Niet gemaakt · figuren · GM0344 · " in r for r in samenvatting(run, tmp_path))


def test_a_picture_of_ones_own_is_kept_too_and_says_that_it_has_no_source(tmp_path):
    teken = (
        "import matplotlib.pyplot as plt\nplt.figure(figsize=(4, 2)); plt.plot([1, 2]); plt.show()"
    )
    boek = notebook(tmp_path / "b.ipynb", code("a.onderwerp('A1')"), code(teken))
    draai(tmp_path / "uit", opdracht(boek), extra=("figuren",))
    (svg,) = (tmp_path / "uit" / "GM0344-x" / "figuren").glob("*.svg")
    assert "de notebook noemt geen bron" in woorden(svg)
    with Image.open(svg.with_suffix(".png")) as beeld:
        assert beeld.width == BREED * SCHAAL and len(beeld.convert("L").getcolors()) > 4


@pytest.mark.parametrize(("zegt", "gemaakt"), [("ja", True), ("nee", False)])
def test_rapport_yaml_can_ask_for_them_in_every_run(tmp_path, zegt, gemaakt):
    boeken = tmp_path / "boeken"
    notebook(boeken / "fase1_1_woningbouw.ipynb", code("a.onderwerp('A1')"), code(figuur("Vraag?")))
    invoer = tmp_path / "invoer"
    invoer.mkdir()
    (invoer / "rapport.yaml").write_text(f"figuren: {zegt}\n", encoding="utf-8")
    vraag = ["rapport", "Utrecht", "--invoer", str(invoer), "--uitvoer", str(tmp_path / "uit")]
    assert main(vraag, notebooks=boeken) == 0
    assert (tmp_path / "uit" / "GM0344-utrecht" / "figuren").is_dir() is gemaakt


def test_what_rapport_yaml_can_not_ask_is_one_line_and_nothing_is_made(tmp_path, capsys):
    (tmp_path / "rapport.yaml").write_text("fictief: ja\nfiguren: soms\n", encoding="utf-8")
    vraag = ["rapport", "Utrecht", "--invoer", str(tmp_path), "--uitvoer", str(tmp_path / "uit")]
    assert main(vraag) == 2
    fout = capsys.readouterr().err
    assert "rapport.yaml, regel 2, figuren: 'soms' is geen ja of nee." in fout
    assert fout.count("\n") == 1 and not (tmp_path / "uit").exists()
    assert main(["invoer", "controleer", "--invoer", str(tmp_path)]) == 2
    assert "figuren" in capsys.readouterr().out
