"""Het hele land in het klein: een handvol moeilijke gemeenten door alle notebooks, alle statussen, en cijfers nagerekend.

De volledige versies zijn benchmarks/land.py (alle gemeenten) en benchmarks/audit.py (20 willekeurige).
"""

import re
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

import audit
import land
import narekenen
from woonzorg_lib import gebieden, onderwerpen
from woonzorg_lib.beeld import Beeld

# Many wijken; an island that is the smallest; one wijk and outliers; a merger; the receiver of a split gemeente; no wijken in the health figures.
GEMEENTEN = {
    "Amsterdam": "GM0363",
    "Schiermonnikoog": "GM0088",
    "Rozendaal": "GM0277",
    "Eemsdelta": "GM1979",
    "Boxtel": "GM0757",
    "Almere": "GM0034",
}
# The merger and the split are where a wrong calculation shows.
NAGEREKEND = ("GM1979", "GM0757")


@pytest.fixture(scope="module")
def stappen():
    return {code: list(land.toon(code)) for code in GEMEENTEN.values()}


@pytest.fixture(scope="module")
def uitkomsten(stappen):
    return {code: land.bekijk(code, lijst) for code, lijst in stappen.items()}


# Whole country


@pytest.mark.parametrize("code", GEMEENTEN.values(), ids=GEMEENTEN)
def test_every_onderwerp_of_a_difficult_gemeente_is_sound(uitkomsten, code):
    assert uitkomsten[code].problemen == []
    assert uitkomsten[code].figuren > 20


def test_no_sentence_or_chart_is_the_same_everywhere(uitkomsten):
    assert land.overal_gelijk(list(uitkomsten.values())) == []


def test_every_gemeente_has_a_status_for_every_onderwerp(uitkomsten):
    statussen = land.alleen_statussen([g.code for g in gebieden.gemeenten()])
    assert len(statussen) == 342
    assert all(list(per) == list(onderwerpen.register()) for per in statussen.values())
    assert {s for per in statussen.values() for s in per.values()} <= set(onderwerpen.Status) - {
        "mislukt"
    }
    # What the notebooks show is what the table says.
    assert all(uitkomsten[code].statussen == statussen[code] for code in uitkomsten)
    in_readme = re.search(
        f"{land.BEGIN}(.*){land.EINDE}", land.README.read_text(encoding="utf-8"), re.S
    )
    if in_readme:
        assert in_readme[1].strip() == land.tabel(statussen), (
            "draai: python benchmarks/land.py --statussen --readme"
        )


# The figures


@pytest.mark.parametrize("code", NAGEREKEND)
def test_figures_are_those_of_the_snapshot(stappen, code):
    uit = audit.vergelijk(*audit.uit_notebooks(code, stappen[code]))
    assert len(uit) > 500
    assert [t for _, u, t in uit if u in ("verschil", "niet vergeleken")] == []


def test_an_invented_or_wrong_figure_is_found(stappen):
    rijen, gemeente = audit.uit_notebooks("GM0088", stappen["GM0088"])
    goed = next(r for r in rijen if r["indicator"] == "inwoners" and r["gebiedcode"] == "GM0088")
    leeg = next(
        r for r in rijen if r["waarde"] is None and not r["indicator"].startswith("prognose_")
    )
    fouten = [
        goed | {"waarde": goed["waarde"] + 1},
        goed | {"waarde": None},
        goed | {"tabel": "00000NED"},
        leeg | {"waarde": 0.0},
        goed | {"indicator": "geluk"},
    ]
    assert [u for _, u, _ in audit.vergelijk(fouten, gemeente)] == ["verschil"] * 4 + [
        "niet vergeleken"
    ]
    nullen = [
        list(land._nullen(Beeld("tabel", "", "", {"rijen": [rij]}), gemeente))
        for rij in (goed, leeg | {"waarde": 0.0})
    ]
    assert [len(n) for n in nullen] == [0, 1]


def test_every_indicator_of_the_register_can_be_recalculated():
    from woonzorg_lib.cijfers import indicatoren

    assert set(indicatoren()) == set(narekenen.LIJST)


# The checks themselves


@pytest.mark.parametrize(
    ("html", "mis"),
    [
        ("<p>Er zijn nan woningen.</p>", True),
        ('<svg aria-label="Staven: Urk nan%"></svg>', True),
        ("<td>None</td>", True),
        ("<svg><text>inf</text></svg>", True),
        ("<p>De financiën van Nancy</p>", False),
        ('<svg><path d="M nan 0"/></svg>', False),
        ("<style>a{b:None}</style><p>goed</p>", False),
    ],
)
def test_no_number_on_the_page_is_seen(html, mis):
    assert bool(land.GEEN_TEKST.search(land.zichtbaar(html))) == mis


@pytest.mark.parametrize(
    ("zin", "soort"),
    [
        ('<p class="kern"></p>', "lege zin"),
        ('<p class="kern">In Urk is <b>–</b> van de woningen een koopwoning.</p>', "kapotte zin"),
        ('<p class="kern">Dat is meer dan in Nederland ().</p>', "kapotte zin"),
        ('<p class="kern">In Urk wonen <b>1.234</b> mensen. Dat is veel.</p>', None),
    ],
)
def test_a_broken_sentence_is_seen(zin, soort):
    uit = land.bekijk("GM0184", [land.Stap("x", "A1", Beeld("zin", zin))])
    assert [p[0] for p in uit.problemen if p[1] == "x"] == ([soort] if soort else [])


def test_an_error_and_a_failed_chart_are_seen():
    uit = land.bekijk(
        "GM0184",
        [
            land.Stap("x", "A1", fout="ValueError: nee"),
            land.Stap("y", "B1", Beeld("fout", "<p>weg</p>", "", {"melding": "weg"})),
        ],
    )
    assert {p[0] for p in uit.problemen if p[1] in "xy"} == {"uitzondering", "mislukte figuur"}
    assert (uit.statussen["A1"], uit.statussen["B1"]) == ("mislukt", "mislukt")


def test_the_name_of_the_gemeente_does_not_make_a_sentence_differ():
    uit = [
        land.bekijk(
            c,
            [
                land.Stap(
                    "x", "A1", Beeld("zin", f"<p>In {n} is alles goed. Er wonen {i} mensen.</p>")
                )
            ],
        )
        for i, (n, c) in enumerate(GEMEENTEN.items())
    ]
    assert land.overal_gelijk(uit) == [("overal hetzelfde", "x", "In … is alles goed.")]


def test_the_table_goes_between_its_marks_and_stays_one_block(tmp_path):
    pad = tmp_path / "README.md"
    pad.write_text(f"voor\n{land.BEGIN}\n\nna\n", encoding="utf-8")
    for tekst in ("een", "twee"):
        land.zet_in_readme(tekst, pad)
    assert pad.read_text(encoding="utf-8") == f"voor\n{land.BEGIN}\ntwee\n{land.EINDE}\n\nna\n"
