"""De recepten van CONTRIBUTING.md, elk uitgevoerd op een kopie van de kit, tot en met een rapport dat het laat zien."""

import csv
import gzip
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

KIT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.alles


@pytest.fixture
def kopie(tmp_path):
    """A copy of the kit as git has it, to change at will."""
    doel = tmp_path / "kit"
    for naam in ("woonzorg_lib", "notebooks", "parameters"):
        shutil.copytree(KIT / naam, doel / naam, ignore=shutil.ignore_patterns("__pycache__"))
    return doel


def cel_erbij(kit, notebook, na, bron):
    """Put one code cell behind the cell whose source begins with `na`."""
    pad = kit / "notebooks" / f"{notebook}.ipynb"
    boek = json.loads(pad.read_text(encoding="utf-8"))
    plek = next(i for i, cel in enumerate(boek["cells"]) if "".join(cel["source"]).startswith(na))
    cel = {"cell_type": "code", "execution_count": None, "id": "recept", "metadata": {}}
    boek["cells"].insert(plek + 1, cel | {"outputs": [], "source": bron})
    pad.write_text(json.dumps(boek), encoding="utf-8")


def rapport(kit, gemeente="Zeist", invoer=None):
    """The folder of a report made by the copy, not by this kit."""
    uit = kit.parent / "uit"
    omgeving = os.environ | {"PYTHONPATH": str(kit), "PYTHONUTF8": "1"}
    opdracht = ["-m", "woonzorg_lib.cli", "rapport", gemeente, "--uitvoer", str(uit)]
    klaar = subprocess.run(
        [sys.executable, *opdracht, *(["--invoer", str(invoer)] if invoer else [])],
        cwd=kit,
        env=omgeving,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert klaar.returncode == 0, klaar.stdout + klaar.stderr
    return next(uit.glob("GM*"))


def pagina(map_):
    pad = next(
        p for patroon in ("woonzorganalyse-*.html", "rapport.html") for p in map_.glob(patroon)
    )
    return pad.read_text(encoding="utf-8")


def cijfers(map_):
    return next(map_.glob("cijfers*.csv")).read_text(encoding="utf-8-sig")


def test_a_new_open_indicator_is_a_csv_its_yaml_and_one_cell(kopie):
    gegevens = kopie / "woonzorg_lib" / "cijfers" / "gegevens"
    with gzip.open(gegevens / "nabijheid_gemeente.csv.gz", "rt", encoding="utf-8") as stroom:
        gemeenten = sorted(
            {rij["gebied"] for rij in csv.DictReader(stroom) if rij["jaar"] == "2023"}
        )
    with gzip.open(gegevens / "zonnebankjes.csv.gz", "wt", encoding="utf-8", newline="") as stroom:
        stroom.write("gebied,jaar,bankjes\n" + "".join(f"{g},2023,{17}\n" for g in gemeenten))
    (gegevens / "zonnebankjes.yaml").write_text(
        """\
uitgever: Kadaster
titel: Bankjes in de zon
tabel: ZON1
periode: '{jaar}'
jaren: '2023'
dekking: 342 gemeenten
indeling: eigen
licentie: CC BY 4.0
opgehaald: 2026-11-22
herkomst: een proef
plaats: 99
indicatoren:
  bankjes_in_de_zon:
    titel: Bankjes in de zon
    kort: bankjes
    eenheid: bankjes
    decimalen: 0
    soort: aantal
    kolom: bankjes
    zin: In {gemeente} staan {waarde} in de zon.
    definitie: Bankjes met meer dan vier uur zon per dag.
""",
        encoding="utf-8",
    )
    cel_erbij(
        kopie,
        "fase1_4_leefomgeving",
        'a.onderwerp("D1")',
        'a.staven(a.cijfers("bankjes_in_de_zon"), titel="Waar schijnt de zon?")',
    )
    map_ = rapport(kopie)
    assert "Waar schijnt de zon?" in pagina(map_) and "ZON1" in pagina(map_)
    assert ";bankjes_in_de_zon;Bankjes in de zon;GM0355;Zeist;2023;;17;" in cijfers(map_)


def test_a_new_onderwerp_is_its_yaml_and_its_cells(kopie):
    (kopie / "woonzorg_lib" / "onderwerpen" / "D9.yaml").write_text(
        """\
titel: Stilte en rust
kort: Stilte
vraag: Hoe rustig is het?
notebook: fase1_4_leefomgeving
plaats: 205
vereist:
  afstand_cafe: open
houder: de afdeling Milieu
""",
        encoding="utf-8",
    )
    notebook = "fase1_4_leefomgeving"
    cel_erbij(kopie, notebook, 'a.lokaal("voorzieningen")', 'a.kern("afstand_cafe")')
    cel_erbij(kopie, notebook, 'a.lokaal("voorzieningen")', 'a.onderwerp("D9")')
    html = pagina(rapport(kopie))
    deel = html[html.index('data-onderwerp="D9"') :]
    assert "Stilte en rust" in html and 'data-status="volledig"' in deel[:200]


def test_a_new_kind_of_chart_is_one_function_in_beeld_and_one_cell(kopie):
    figuren = kopie / "woonzorg_lib" / "beeld" / "figuren.py"
    figuren.write_text(
        figuren.read_text(encoding="utf-8")
        + '''

def stippen(data: pd.DataFrame, titel: str, ondertitel: str = "") -> Beeld:
    """Tekent per gebied een rij stippen."""
    return staven(data, titel=titel, ondertitel=f"{ondertitel} als stippen")
''',
        encoding="utf-8",
    )
    cel_erbij(
        kopie,
        "fase1_4_leefomgeving",
        'a.onderwerp("D1")',
        'a.stippen(a.cijfers("beweegrichtlijn"), titel="Bewegen", ondertitel="Ouderen")',
    )
    assert "Ouderen als stippen" in pagina(rapport(kopie))


BUURTTUINEN = {
    "soort.yaml": """\
titel: Buurttuinen
uitleg: Tuinen waar buurtbewoners samen tuinieren.
sleutel: [naam]
velden:
  naam:
    vorm: tekst
    kop: Tuin
    uitleg: Naam van de tuin.
    nodig: ja
    voorbeeld: [Voorbeeldtuin, Tuin Voorbeeldhof]
  bedden:
    vorm: aantal
    kop: Bedden
    uitleg: Hoeveel bedden er zijn.
    eenheid: bedden
    nodig: ja
    voorbeeld: [12, 30]
vraag: Welke buurttuinen zijn er?
zin:
  - "{In} {tuinen:is|zijn} <b>{tuinen}</b> {tuinen:buurttuin|buurttuinen} met {bedden_samen} bedden."
cijfers:
  tuinen: {omschrijving: Buurttuinen, eenheid: tuinen}
  bedden_samen: {omschrijving: Bedden in buurttuinen samen, eenheid: bedden}
tekeningen:
  bedden: {titel: Hoe groot zijn de tuinen?, ondertitel: Aantal bedden}
""",
    "__init__.py": '''\
"""Buurttuinen."""

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken
from woonzorg_lib.soorten.soort import Figuur, Soort


def cijfers(s):
    yield s.cijfer("tuinen", len(s.ruw))
    yield s.cijfer("bedden_samen", s.som("bedden"))


def teken(s, c):
    staven = [Staaf(t.naam, float(t.bedden), getal(t.bedden)) for t in s.ruw.itertuples()]
    return [s.soort.tekening("bedden", balken(staven), alt_tekst(staven))]


SOORT = Soort.uit(__file__, cijfers=cijfers, figuren={"": Figuur(teken)})
''',
    "voorbeeld.yaml": """\
titel: Twee tuinen
uitleg: De bedden tellen op.
gemeente: Zeist
invoer:
  buurttuinen:
    - [naam, bedden, bron]
    - [De Kas, 12, wijkteam]
    - [Het Perk, 30, wijkteam]
rapport:
  - cel: a.lokaal("buurttuinen")
    zin: In Zeist zijn 2 buurttuinen met 42 bedden.
    cijfers:
      - {cijfer: Buurttuinen, waarde: 2, eenheid: tuinen, zo: Er staan twee tuinen.}
      - {cijfer: Bedden in buurttuinen samen, waarde: 42, eenheid: bedden, zo: 12 + 30.}
""",
}


def test_a_new_kind_of_local_file_is_one_folder_in_soorten_and_one_cell(kopie):
    plek = kopie / "woonzorg_lib" / "soorten" / "buurttuinen"
    plek.mkdir()
    for naam, inhoud in BUURTTUINEN.items():
        (plek / naam).write_text(inhoud, encoding="utf-8")
    cel_erbij(kopie, "fase1_4_leefomgeving", 'a.lokaal("voorzieningen")', 'a.lokaal("buurttuinen")')
    invoer = kopie.parent / "invoer"
    opdracht = ["-m", "woonzorg_lib.cli", "invoer", "nieuw", "Zeist", "--invoer", str(invoer)]
    omgeving = os.environ | {"PYTHONPATH": str(kopie), "PYTHONUTF8": "1"}
    subprocess.run(
        [sys.executable, *opdracht, "--soort", "buurttuinen", "--csv"],
        cwd=kopie,
        env=omgeving,
        check=True,
    )
    eigen = invoer / "gemeenten" / "GM0355"
    sjabloon = (eigen / "buurttuinen.csv").read_text(encoding="utf-8-sig")
    assert "gemeente;naam;bedden;" in sjabloon and "Tuin Voorbeeldhof" in sjabloon
    (eigen / "buurttuinen.csv").write_text(
        "naam;bedden;bron\nDe Kas;12;wijkteam\nHet Perk;30;wijkteam\n", encoding="utf-8"
    )
    map_ = rapport(kopie, invoer=invoer)
    html = pagina(map_)
    assert "Hoe groot zijn de tuinen?" in html and "De Kas" in html
    assert "<b>2</b> buurttuinen met 42 bedden" in html
    assert ";buurttuinen_bedden_samen;Bedden in buurttuinen samen;GM0355;Zeist;" in cijfers(map_)
    assert rekent_na(kopie, "buurttuinen") == "", "het uitgewerkte voorbeeld"
    (plek / "voorbeeld.yaml").unlink()
    assert "buurttuinen heeft geen uitgewerkt voorbeeld" in rekent_na(kopie, "buurttuinen")


def rekent_na(kit, soort):
    """What the test of worked examples has against this kind, in the copy; nothing if all is well."""
    shutil.copytree(KIT / "tests", kit / "tests", dirs_exist_ok=True)
    opdracht = ["-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/test_soortvoorbeelden.py"]
    klaar = subprocess.run(
        [sys.executable, *opdracht, "-k", soort],
        cwd=kit,
        env=os.environ | {"PYTHONPATH": str(kit), "PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    return "" if klaar.returncode == 0 else klaar.stdout + klaar.stderr
