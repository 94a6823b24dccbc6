"""De figuren van eigen bestanden: sommen die gelijk zijn aan een berekening met de hand, wat verborgen blijft, en een of zestig rijen."""

import re
from html import unescape
from pathlib import Path

import pytest

from woonzorg_lib.analyse import Analyse
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.fouten import WoonzorgFout


@pytest.fixture
def maak(tmp_path):
    """Writes files (soort -> lines) and gives the analysis that reads them."""

    def maak(**bestanden) -> Analyse:
        plek = tmp_path / "gemeenten" / "GM0344"
        plek.mkdir(parents=True, exist_ok=True)
        for soort, regels in bestanden.items():
            (plek / f"{soort}.csv").write_text(
                "\n".join([f"{regels[0]};bron", *(f"{r};b" for r in regels[1:])]) + "\n",
                encoding="utf-8",
            )
        return Analyse("Utrecht", invoer=str(tmp_path))

    return maak


def rijen(beeld, indicator: str) -> dict[tuple, float]:
    return {
        (r["uitsplitsing"] or r["jaar"]): r["waarde"]
        for r in beeld.gegevens["rijen"]
        if r["indicator"] == indicator
    }


def kaal(html: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", "", html))).strip()


def woorden(beeld) -> list[str]:
    """The words inside the pictures."""
    return [
        unescape(re.sub(r"<[^>]*>", " ", t)).strip()
        for svg in re.findall(r"<svg.*?</svg>", beeld.html, flags=re.S)
        if 'class="smal"' not in svg  # says the same, for a phone
        for t in re.findall(r"<text.*?</text>", svg, flags=re.S)
    ]


def figuren(beeld) -> int:
    return beeld.html.count("<figure ")


# Sums

TOEWIJZING = [
    "jaar;groep;aangevraagd;toegekend;gehuisvest;mediaan_dagen;terugval;ontruimingen",
    "2025;uitstroom beschermd wonen;110;92;78;140;9;6",
    "2025;uitstroom maatschappelijke opvang;160;120;96;170;14;8",
    "2024;uitstroom beschermd wonen;90;80;70;;7;5",
]


def test_the_funnel_and_the_relapse_add_up_as_by_hand(maak):
    a = maak(toewijzing=TOEWIJZING)
    trechter, terug = (
        a.lokaal("toewijzing", beeld="trechter"),
        a.lokaal("toewijzing", beeld="terugval"),
    )
    # Only the newest year: requested 110 + 160, granted 92 + 120, housed 78 + 96.
    assert rijen(trechter, "toewijzing_toegekend_deel")["Alle groepen samen"] == pytest.approx(
        100 * 212 / 270
    )
    assert rijen(trechter, "toewijzing_gehuisvest_deel")["Alle groepen samen"] == pytest.approx(
        100 * 174 / 270
    )
    assert (
        "212 (79%)" in woorden(trechter)
        and "174 (64%)" in woorden(trechter)
        and "78 (71%)" in woorden(trechter)
    )
    assert rijen(terug, "toewijzing_terugval_deel") == pytest.approx(
        {
            "alle groepen samen": 100 * 23 / 174,
            "uitstroom beschermd wonen": 100 * 9 / 78,
            "uitstroom maatschappelijke opvang": 100 * 14 / 96,
        }
    )
    assert rijen(terug, "toewijzing_ontruimingen_deel")["alle groepen samen"] == pytest.approx(
        1000 * 14 / 174
    )
    assert "80,5 per 1.000 (14 van 174)" in woorden(terug)
    assert "viel <b>13%</b> binnen een jaar terug" in terug.html  # and with a choice of columns too
    tabel = a.lokaal("toewijzing", beeld="terugval", kolommen=["groep", "terugval"])
    assert "viel <b>13%</b> binnen een jaar terug" in tabel.html and "174 mensen" in tabel.html


def test_classes_of_dwellings_are_nested_and_counted_per_1000(maak):
    kop = "complex_id;woonvorm;toegankelijkheid;eenheden;ontmoetingsruimte"
    a = maak(
        woonvormen=[
            kop,
            "a;geclusterd;ROL;48;ja",
            "b;regulier;NUL;160;nee",
            "c;zorggeschikt;RUI;36;ja",
            "d;regulier;GNV;90;nee",
        ]
    )
    b, ouderen = a.lokaal("woonvormen"), a.cijfers("inwoners_75plus", naast=[])
    assert [
        next(iter(rijen(b, f"woonvormen_{k}").values()))
        for k in ("nul", "roa", "rol", "rui", "gec", "zwo")
    ] == [244, 84, 84, 36, 84, 36]
    per = next(r for r in b.gegevens["rijen"] if r["indicator"] == "woonvormen_gec_per_1000")
    assert per["waarde"] == pytest.approx(1000 * 84 / ouderen.waarde.iloc[0])
    # A figure divided by an open estimate is an estimate, and names both sources.
    assert (
        per["soort"] == ("schatting" if ouderen.soort.iloc[0] == "schatting" else "berekend")
        and "woonvormen.csv" in per["tabel"]
        and ouderen.tabel.iloc[0] in per["tabel"]
        and "CBS" in per["bron"]
    )


def test_the_other_ratios_equal_a_hand_calculation(maak):
    a = maak(
        mutaties=[
            "jaar;verhuurder;voorraad;vrijgekomen;verkocht;gesloopt;nieuw",
            "2025;A;12000;600;8;0;90",
            "2025;B;8000;400;5;20;40",
        ],
        flex=[
            "locatie;woningen;startjaar;einddatum;herplaatsing;herplaatsing_locatie;herplaatsing_woningen",
            "Weide;90;2022;2032-12-31;ja;Kade;60",
            "Terrein;60;2024;2034-06-30;nee;;",
        ],
        intermediair=[
            "jaar;partij;doelgroep;woningen;omklap",
            "2024;Z;statushouders;50;5",
            "2025;Z;statushouders;60;9",
            "2025;O;uitstroom jeugdzorg;40;6",
        ],
        inkoop=[
            "jaar;soort;schaal;wet;budget",
            "2025;Hulp;lokaal;Wmo;12000000",
            "2025;Opvang;regionaal;Wmo;3000000",
        ],
        routes=["naam;lengte;bankjes;score;rollator", "Rondje;900;8;78;ja", "Winkels;650;2;55;nee"],
        voorzieningen=[
            "type;naam;x;y;exploitatie_gedekt",
            "ontmoetingsplek;A;136000;456000;ja",
            "ontmoetingsplek;B;136150;455900;nee",
            "steunpunt;C;136300;455800;ja",
        ],
        afspraken=[
            "thema;afspraak;partijen;eigenaar;status;doel_n;nodig_n;gerealiseerd_n;eenheid",
            "woningen corporaties;Zorggeschikt;g;w;loopt;110;140;36;woningen",
            "ontmoetingsplekken;Ruimtes;g;w;loopt;8;;2;ruimtes",
        ],
        woningaanpassingen=[
            "jaar;aanvragen;toegekend;aangepaste_woningen;opnieuw_toegewezen",
            "2024;1450;1260;70;44",
            "2025;1520;1310;76;55",
        ],
        zorgplannen=[
            "aanbieder;locatie;type;plekken_nu;status;plekken_2028;plekken_2030",
            "Z;Laan;verpleegzorgplekken;120;loopt;130;160",
            "M;Weg;verpleegzorgplekken;40;loopt;;32",
            "N;Pad;zorggeschikt wonen;160;loopt;160;192",
        ],
        opgave_ouderen=["jaar;categorie;aantal", "2030;verpleegzorgplekken;120"],
        zorgaanbod=[
            "aanbieder;locatie;type;wet;jaar;capaciteit;wachtlijst",
            "A;L;verpleegzorgplekken;Wlz;2025;120;45",
            "B;M;dagbesteding;Wmo;2025;60;8",
        ],
    )
    inwoners, ouderen = (
        a.cijfers(i, naast=[]).waarde.iloc[0] for i in ("inwoners", "inwoners_75plus")
    )
    assert rijen(a.lokaal("mutaties"), "mutaties_mutatiegraad") == {
        2025: pytest.approx(5.0)
    } and "+97" in woorden(a.lokaal("mutaties"))
    assert (
        list(rijen(a.lokaal("flex"), "flex_herplaatsing_geregeld").values())
        == [pytest.approx(100 * 60 / 150)]
        and "Voor 40%" in a.lokaal("flex").html
    )
    assert rijen(a.lokaal("intermediair"), "intermediair_omklap_aandeel") == {
        2024: pytest.approx(10.0),
        2025: pytest.approx(15.0),
    }
    assert list(rijen(a.lokaal("inkoop"), "inkoop_budget_per_inwoner").values()) == [
        pytest.approx(15_000_000 / inwoners)
    ]
    assert rijen(a.lokaal("routes"), "routes_meter_per_bankje") == {
        None: pytest.approx(1550 / 10),  # all routes together
        "Rondje": pytest.approx(112.5),
        "Winkels": pytest.approx(325.0),
    }
    assert list(
        rijen(a.lokaal("voorzieningen"), "voorzieningen_ouderen_per_ontmoetingsplek").values()
    ) == [pytest.approx(a.cijfers("inwoners_65plus", naast=[]).waarde.iloc[0] / 2)]
    assert rijen(a.lokaal("afspraken"), "afspraken_gerealiseerd_deel") == {
        "Zorggeschikt": pytest.approx(100 * 36 / 110),
        "Ruimtes": pytest.approx(25.0),
    }
    assert "36 van 110 woningen; nodig 140" in woorden(a.lokaal("afspraken"))
    assert rijen(a.lokaal("woningaanpassingen"), "woningaanpassingen_passend_deel") == {
        2024: pytest.approx(100 * 44 / 70),
        2025: pytest.approx(100 * 55 / 76),
    }
    # 160 now and 192 in 2030, so 32 of the 120 that must be added; the old name of the goal is read as zorggeschikt.
    assert rijen(a.lokaal("zorgplannen"), "zorgplannen_plan_opgave") == {
        "zorggeschikt wonen": pytest.approx(100 * 32 / 120)
    }
    assert rijen(a.lokaal("zorgaanbod"), "zorgaanbod_wachtlijst_per_1000_75plus")[
        "dagbesteding"
    ] == pytest.approx(1000 * 8 / ouderen)


# What must not be seen


def test_a_hidden_number_is_in_no_picture_and_in_no_sum_that_gives_it_away(maak):
    a = maak(
        toewijzing=[
            TOEWIJZING[0],
            "2025;uitstroom beschermd wonen;110;92;78;;3;",
            "2025;uitstroom maatschappelijke opvang;160;120;96;;14;",
            "2025;uitstroom jeugdzorg;60;50;41;;13;",
        ],
        aandachtsgroepen=[
            "groep;jaar;voorraad;wachtlijst",
            "stoppende sekswerkers;2025;4;",
            "statushouders;2025;540;",
            "uitstroom jeugdzorg;2025;37;",
        ],
    )
    terug = a.lokaal("toewijzing", beeld="terugval")
    # The 13 is hidden to protect the 3; together they are known (30 - 14), and neither of them alone.
    assert set(rijen(terug, "toewijzing_terugval_deel")) == {
        "alle groepen samen",
        "uitstroom maatschappelijke opvang",
    }
    assert {"<5", "aantal niet getoond", "15% (14 van 96)"} <= set(woorden(terug))
    assert not {"3", "13"} & set(
        re.findall(r"\d+", " ".join([*woorden(terug), terug.gegevens["alt"]]))
    )
    groepen, tabel = a.lokaal("aandachtsgroepen"), a.aandachtsgroepen()
    assert [w for w in woorden(groepen) if w[:1].isdigit() or w[:1] in "<a"] == [
        "540",
        "<5",
        "aantal niet getoond",
    ]
    assert set(rijen(tabel, "aandachtsgroepen_per_1000")) == {"statushouders"}
    assert "37" not in re.sub(
        r"\d+,\d+", "", "".join(re.findall(r"<td[^>]*>eigen telling[^<]*", tabel.html))
    )


def test_a_confidential_plan_counts_in_every_picture_and_is_named_in_none(maak):
    a = maak(
        plannen=[
            "plancode;naam;vertrouwelijk;planologische_status;bruto;sloop;huur_sociaal;koop_duur;opleverjaar_2027;opleverjaar_2028",
            "P1;Noorderpark;nee;1A. Onherroepelijk;100;10;40;60;100;0",
            "P2;Stille Kade;ja;3. In voorbereiding;60;0;60;0;0;60",
        ],
        woonopgave=[
            "jaar;categorie;aantal",
            "2027;totaal;90",
            "2028;totaal;200",
            "2028;sociale huur;80",
        ],
    )
    hard, naast = a.plannen("hardheid"), a.plannen("opgave")
    assert (
        figuren(hard) == 2
        and figuren(naast) == 2
        and "Stille" not in hard.html + naast.html + str(hard.gegevens) + str(naast.gegevens)
    )
    # To 2027: 100 - 10 of 90; to 2028 also the 60 of the other plan, which is not hard.
    assert {"100% (90 van 90)", "45% (90 van 200)", "75% (150 van 200)"} <= set(
        woorden(hard)
    ) and "60" in woorden(hard)
    assert {"100%", "45%", "75%", "50%", "125%"} <= set(woorden(naast))


# One row, sixty rows


def test_one_value_is_a_sentence_and_no_picture(maak):
    a = maak(
        flex=["locatie;woningen;startjaar", "Weide;90;2022"],
        uitvoering=[
            "actie;eigenaar;start;eind;status",
            "Onderzoek;Wonen;2026-01-01;2026-12-31;loopt",
        ],
        haltes=["naam;aandeel_65plus_500m", "Buurt;88,5"],
    )
    for soort in ("flex", "uitvoering", "haltes"):
        b = a.lokaal(soort)
        assert (
            figuren(b) == 0
            and "<details" not in b.html
            and "<table" in b.html
            and 'class="kern"' in b.html
        )


def test_of_sixty_rows_the_picture_shows_some_and_the_table_all(maak):
    a = maak(
        doorstroom=[
            "maatregel;status;bereik_n;verhuizingen_n",
            *(f"Maatregel nummer {i};loopt;{900 + i};{100 + i}" for i in range(60)),
        ]
    )
    b = a.lokaal("doorstroom")
    assert sum(
        w.startswith("Maatregel") for w in woorden(b)
    ) == 24 and "159 verhuizingen bij 959 mensen (17%)" in woorden(b)
    assert "de andere 36 staan in de tabel" in b.html and b.html.count("<tr>") == 61


# Tables that are a picture


def test_status_and_partners_are_readable_without_colour(maak):
    a = maak(
        instrumenten=[
            "instrument;status;datum;gebied",
            "opkoopbescherming;ja;2023-01-01;hele gemeente",
            "vergunning woningdelen;in voorbereiding;;centrum",
        ],
        partners=[
            "partner;soort;rol;thema;contactvorm",
            "Wonen;corporatie;bouwt;wonen;overleg",
            "Wonen;corporatie;wijst toe;aandachtsgroepen;overleg",
            "Zorg;zorgaanbieder;zorgt;wonen;",
        ],
    )

    def cellen(b):
        return [
            [
                unescape(re.sub(r"<[^>]*>", "", c))
                for c in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", rij)
            ]
            for rij in re.findall(r"<tr>(.*?)</tr>", b.html)
        ]

    assert [r[:3] for r in cellen(a.lokaal("instrumenten"))] == [
        ["Instrument", "Ja", "In voorbereiding"],
        ["opkoopbescherming", "✓", ""],
        ["vergunning woningdelen", "", "✓"],
    ]
    assert cellen(a.lokaal("partners")) == [
        ["Partner", "Wonen", "Aandachtsgroepen", "Contact"],
        ["Wonen (corporatie)", "bouwt", "wijst toe", "overleg"],
        ["Zorg (zorgaanbieder)", "zorgt", "", "–"],
    ]


def test_every_picture_has_a_question_its_message_and_its_source():
    a = Analyse("Utrecht", invoer=str(Path(__file__).parents[1] / "parameters" / "voorbeeld"))
    for soort in (
        "woonvormen",
        "intermediair",
        "flex",
        "mutaties",
        "zorgplannen",
        "zorgaanbod",
        "doorstroom",
        "routes",
        "haltes",
        "voorzieningen",
        "afspraken",
        "taakstelling",
        "verdeling",
        "toewijzing",
        "inkoop",
        "woningaanpassingen",
        "uitvoering",
        "participatie",
        "visiescore",
        "aandachtsgroepen",
    ):
        b = a.lokaal(soort)
        assert figuren(b) and 'class="fout"' not in b.html and f"{soort}.csv" in b.html, soort
        assert all(kop.endswith("?") for kop in re.findall(r"<figcaption>([^<]*)", b.html)), soort
        # Each drawing twice, for a wide and for a narrow screen, and both say what is in them.
        namen = re.findall(r'<svg role="img" aria-label="([^"]{20,})"', b.html)
        assert len(namen) == 2 * figuren(b) and len(set(namen)) == figuren(b), soort
    with pytest.raises(WoonzorgFout, match="trechter"):
        a.lokaal("toewijzing", beeld="taart")


# On a phone

SJABLOON = Path(__file__).parents[1] / "woonzorg_lib" / "rapport" / "sjabloon"
# Of each drawing in sight: its form, the smallest letter in pixels, whether words leave it, and
# whether words lie over other words.
OP_TELEFOON = """() => [...document.querySelectorAll('figure > svg')]
  .filter(s => s.getBoundingClientRect().width > 0).map(s => {
    const b = s.getBoundingClientRect(), w = [...s.querySelectorAll('text')]
    const r = w.map(t => t.getBoundingClientRect())
    const maat = b.width / s.viewBox.baseVal.width
    return {vorm: s.getAttribute('class'), wie: s.getAttribute('aria-label').slice(0, 60),
      past: b.right <= 390 && document.documentElement.scrollWidth <= 390,
      klein: Math.min(...w.map(t => parseFloat(getComputedStyle(t).fontSize) * maat)),
      uit: w.filter((t, i) => r[i].left < b.left - 1 || r[i].right > b.right + 1
        || r[i].bottom > b.bottom + 2).map(t => t.textContent),
      over: w.filter((t, i) => r.some((q, j) => j < i && q.left < r[i].right - 1
        && r[i].left < q.right - 1 && q.top < r[i].bottom - 4 && r[i].top < q.bottom - 4))
        .map(t => t.textContent)}})"""


def test_every_drawing_of_a_local_file_is_whole_and_readable_on_a_phone(chromium):
    a = Analyse("Utrecht", invoer=str(Path(__file__).parents[1] / "parameters" / "voorbeeld"))
    # Bars with a norm, stacks, a time line, steps and a grid.
    soorten = ("woonvormen", "inkoop", "flex", "participatie", "uitvoering")
    soorten += ("zorgplannen", "visiescore", "toewijzing", "haltes", "voorzieningen")
    html = "".join(a.lokaal(soort).html for soort in soorten)
    html += "".join(a.plannen(wat).html for wat in ("per jaar", "hardheid", "opgave"))
    stijl = (SJABLOON / "stijl.css").read_text(encoding="utf-8")
    pagina = chromium.new_page(viewport={"width": 390, "height": 900})
    pagina.set_content(f"<style>{stijl}</style><main>{html}</main>")
    tekeningen = pagina.evaluate(OP_TELEFOON)
    pagina.close()
    assert len(tekeningen) >= len(soorten)
    for t in tekeningen:
        assert t["vorm"] == "smal" and t["past"] and t["klein"] >= 11, t
        assert not t["uit"] and not t["over"], t


@pytest.mark.parametrize(
    ("regels", "zin"),
    [
        (["A;80;ja", "B;70;nee"], "Van de 2 bekeken routes is er 1 geschikt voor een rollator; "),
        (["A;80;ja", "B;70;ja"], "De 2 bekeken routes zijn allemaal geschikt voor een rollator."),
        (["A;80;nee", "B;70;nee"], "Geen van de 2 bekeken routes is geschikt voor een rollator."),
        (["A;80;nee"], "De route A is niet geschikt voor een rollator."),
        (["A;80;", "B & C;70;ja"], "De route met de laagste score is B & C: 70 van de 100."),
        (["A;80;", "B;80;"], "Er zijn 2 routes bekeken."),
        (
            ["A;1;nee", "B;2;nee", "C;3;nee", "D;4;nee", "E;5;ja"],
            "Van de 5 bekeken routes is er 1 geschikt voor een rollator; niet geschikt zijn A, B en "
            "2 andere.",
        ),
    ],
)
def test_the_finding_about_routes_comes_first_and_says_where_it_is_not_good(maak, regels, zin):
    a = maak(routes=["naam;score;rollator", *regels])
    assert kaal(a.lokaal("routes").html).startswith(zin)


def test_a_place_to_meet_is_said_per_so_many_people_and_words_have_their_plural(maak):
    a = maak(voorzieningen=["type;naam", "ontmoetingsplek;A", "ontmoetingsplek;B", "steunpunt;C"])
    ouderen = a.cijfers("inwoners_65plus", naast=[]).waarde.iloc[0]
    tekst = kaal(a.lokaal("voorzieningen").html)
    assert "2 ontmoetingsplekken en 1 steunpunt" in tekst
    assert f"één ontmoetingsplek op {getal(ouderen / 2)} 65-plussers" in tekst
    assert f"2 voor {getal(ouderen)} inwoners van 65 jaar of ouder" in tekst
