"""Wat de controle van invoer vindt: sommen, klassen, lijsten, jaren, open cijfers, en wat niemand mag zien."""

import random

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from test_invoer import PLAN, UTRECHT, regels, regio, schrijf

from woonzorg_lib import soorten
from woonzorg_lib.invoer import onderdruk, openbaar
from woonzorg_lib.invoer.persoonsgegevens import elfproef, persoonsgegeven
from woonzorg_lib.soorten import lees

FLEX = {"locatie": "A", "woningen": "10", "startjaar": "2022", "bron": "x"}
AFSPRAAK = {
    "thema": "corporaties",
    "afspraak": "a",
    "partijen": "p",
    "eigenaar": "e",
    "status": "loopt",
    "bron": "x",
}
MUTATIES = {"jaar": "2025", "verhuurder": "W", "voorraad": "1000", "vrijgekomen": "60", "bron": "x"}
TOEWIJZING = {
    "jaar": "2025",
    "groep": "statushouders",
    "gehuisvest": "20",
    "toegekend": "30",
    "aangevraagd": "40",
    "bron": "x",
}
VORM = {
    "complex_id": "1",
    "woonvorm": "GEC",
    "toegankelijkheid": "ROL",
    "eenheden": "20",
    "ontmoetingsruimte": "x",
    "bron": "x",
}
PROGNOSE = {"jaar": "2030", "geslacht": "totaal", "aantal": "1000", "model": "m", "bron": "x"}
INTERMEDIAIR = {
    "jaar": "2025",
    "partij": "Z",
    "doelgroep": "statushouders",
    "woningen": "10",
    "bron": "x",
}


@pytest.mark.parametrize(
    ("soort", "rijen", "ernst", "melding"),
    [
        (
            "plannen",
            [PLAN | {"opleverjaar": "", "opleverjaar_2027": "4", "opleverjaar_2028": "5"}],
            "FOUT",
            "tellen op tot 9, maar bruto is 10 (controle c1)",
        ),
        ("plannen", [PLAN | {"woningtype_eengezins": "3"}], "FOUT", "(controle c2)"),
        ("plannen", [PLAN | {"huur_duur": "3"}], "FOUT", "(controle c4)"),
        (
            "plannen",
            [PLAN | {"nultredenwoning": "8", "zorggeschikte_woning": "4"}],
            "FOUT",
            "zijn samen 12, meer dan bruto",
        ),
        ("plannen", [PLAN | {"sloop": "4", "netto": "7"}], "FOUT", "netto is niet bruto min sloop"),
        ("plannen", [PLAN | {"opleverjaar": "1999"}], "FOUT", "'1999' ligt buiten 2000"),
        (
            "plannen",
            [PLAN, PLAN],
            "FOUT",
            "regel 3, kolom plancode: plancode en naam zijn samen gelijk aan regel 2",
        ),
        (
            "plannen",
            [PLAN | {"planologische_status": "onherroepelik"}],
            "FOUT",
            "Bedoelt u '1A. Onherroepelijk'?",
        ),
        (
            "plannen",
            [PLAN | {"huur_sociaal": "", "prijsklasse_onbekend": "10"}],
            "WAARSCHUWING",
            "van 100% van de woningen is de prijsklasse onbekend",
        ),
        (
            "plannen",
            [PLAN | {"bruto": "200000", "woningtype_onbekend": "200000", "huur_sociaal": "200000"}],
            "WAARSCHUWING",
            "veel naast woningvoorraad in Utrecht",
        ),
        ("plannen", [PLAN | {"vertrouwelijk": ""}], "WAARSCHUWING", "vertrouwelijk is leeg"),
        (
            "plannen",
            [PLAN | {"planstatus": "Vervallen"}],
            "WAARSCHUWING",
            "telt mee in de planvoorraad",
        ),
        ("plannen", [PLAN | {"bron": ""}], "FOUT", "kolom bron: deze cel is leeg"),
        (
            "plannen",
            [{k: v for k, v in PLAN.items() if k != "bron"}],
            "FOUT",
            "kolom bron: deze kolom ontbreekt",
        ),
        ("plannen", [PLAN | {"peildatum": "2099-01-01"}], "FOUT", "ligt in de toekomst"),
        (
            "plannen",
            [PLAN | {"wijk": "BU0363AA01"}],
            "WAARSCHUWING",
            "'BU0363AA01' ligt niet in Utrecht",
        ),
        (
            "opgave_ouderen",
            [
                {"jaar": "2030", "categorie": c, "aantal": n, "bron": "x"}
                for c, n in zip(("totaal", "nultreden", "geclusterd", "verpleegzorg"), "9333")
            ],
            "FOUT",
            "",
        ),
        (
            "opgave_ouderen",
            [
                {"jaar": "2030", "categorie": c, "aantal": n, "bron": "x"}
                for c, n in zip(("totaal", "nultreden", "geclusterd", "verpleegzorg"), "8333")
            ],
            "FOUT",
            "tellen op tot 9, maar 'totaal' is 8",
        ),
        (
            "woonvormen",
            [VORM | {"eenheden": "8"}],
            "WAARSCHUWING",
            "ten minste 12 eenheden; hier zijn het er 8",
        ),
        ("woonvormen", [VORM | {"ontmoetingsruimte": ""}], "WAARSCHUWING", "ontmoetingsruimte"),
        (
            "woonvormen",
            [VORM | {"woonvorm": "ZWO", "toegankelijkheid": "NUL"}],
            "WAARSCHUWING",
            "zorggeschikt past niet bij toegankelijkheid NUL",
        ),
        (
            "aandachtsgroepen",
            [{"groep": "studenten", "jaar": "2024", "voorraad": "100", "bron": "x"}],
            "WAARSCHUWING",
            "het open cijfer van",
        ),
        (
            "aandachtsgroepen",
            [
                {
                    "groep": "statushouders",
                    "jaar": j,
                    "voorraad": v,
                    "instroom": "10",
                    "uitstroom": "5",
                    "bron": "x",
                }
                for j, v in (("2024", "100"), ("2025", "200"))
            ],
            "WAARSCHUWING",
            "zou het ongeveer 105 zijn",
        ),
        (
            "taakstelling",
            [
                {
                    "halfjaar": "2026-1",
                    "taakstelling": "40",
                    "gehuisvest": "30",
                    "achterstand_begin": "5",
                    "achterstand_eind": "10",
                    "bron": "x",
                }
            ],
            "FOUT",
            "begin + taakstelling - gehuisvest is 15",
        ),
        (
            "taakstelling",
            [
                {
                    "halfjaar": "2026-1",
                    "taakstelling": "40",
                    "gehuisvest": "30",
                    "landelijk": "1000",
                    "bron": "x",
                }
            ],
            "WAARSCHUWING",
            "naar rato van inwoners zou het ongeveer 21 zijn",
        ),
        (
            "prognose",
            [PROGNOSE | {"leeftijd": x} for x in ("0-4", "10-14")],
            "FOUT",
            "sluiten de leeftijden niet aan bij 10 jaar",
        ),
        (
            "prognose",
            [
                PROGNOSE | {"leeftijd": x, "jaar": j}
                for x, j in (("0-64", "2030"), ("65+", "2030"), ("0-64", "2040"))
            ],
            "FOUT",
            "2040 (totaal) heeft andere leeftijden dan 2030",
        ),
        ("prognose", [PROGNOSE | {"leeftijd": "5-sep"}], "FOUT", "is geen leeftijd"),
        ("flex", [FLEX | {"einddatum": "1-1-2020"}], "FOUT", "einddatum ligt voor startjaar"),
        (
            "flex",
            [
                FLEX
                | {
                    "locatie": x,
                    "herplaatsing_locatie": "N",
                    "herplaatsing_woningen": "8",
                    "capaciteit": "12",
                }
                for x in "AB"
            ],
            "FOUT",
            "samen 16, meer dan capaciteit (12)",
        ),
        (
            "intermediair",
            [INTERMEDIAIR | {"kosten_gemeente_pct": "50", "kosten_corporatie_pct": "40"}],
            "FOUT",
            "tellen op tot 90, niet tot 100",
        ),
        (
            "intermediair",
            [INTERMEDIAIR | {"omklap": "11"}],
            "FOUT",
            "omklap is 11, meer dan woningen (10)",
        ),
        ("mutaties", [MUTATIES | {"vrijgekomen": "1001"}], "FOUT", "meer dan voorraad (1.000)"),
        (
            "mutaties",
            [MUTATIES | {"toegewezen_ouderen": "40", "toegewezen_regulier": "30"}],
            "FOUT",
            "zijn samen 70, meer dan vrijgekomen",
        ),
        ("mutaties", [MUTATIES | {"vrijgekomen": "300"}], "WAARSCHUWING", "de mutatiegraad is 30%"),
        (
            "toewijzing",
            [TOEWIJZING | {"gehuisvest": "31"}],
            "FOUT",
            "gehuisvest is 31, meer dan toegekend (30)",
        ),
        (
            "visiescore",
            [{"thema": "doorstromen", "niveau": "2", "document": "d", "jaar": "2023", "bron": "x"}],
            "FOUT",
            "ontbreekt; elke gemeente heeft vier thema's",
        ),
        (
            "visiescore",
            [{"thema": "doorstromen", "niveau": "3", "document": "d", "jaar": "2010", "bron": "x"}],
            "FOUT",
            "niveau 3 vraagt een concreet doel",
        ),
        (
            "voorzieningen",
            [{"type": "huisarts", "naam": "n", "x": "456000", "y": "136000", "bron": "x"}],
            "FOUT",
            "Wissel x en y om",
        ),
        (
            "voorzieningen",
            [{"type": "huisarts", "naam": "n", "x": "5.123", "y": "52.123", "bron": "x"}],
            "FOUT",
            "op twee manieren te lezen",
        ),
        (
            "instrumenten",
            [{"instrument": "opkoopbescherming", "status": "ja", "bron": "x"}],
            "FOUT",
            "datum is leeg, terwijl status 'ja' is",
        ),
        (
            "instrumenten",
            [{"instrument": "splitsing", "status": "nee", "url": "geen adres", "bron": "x"}],
            "FOUT",
            "is geen webadres",
        ),
        ("afspraken", [AFSPRAAK | {"eigenaar": ""}], "FOUT", "kolom eigenaar: deze cel is leeg"),
        (
            "afspraken",
            [AFSPRAAK | {"start": "1-1-2026", "eind": "1-1-2025"}],
            "FOUT",
            "eind ligt voor start",
        ),
        (
            "afspraken",
            [AFSPRAAK | {"doel_n": "10", "gerealiseerd_n": "16"}],
            "WAARSCHUWING",
            "meer dan doel_n (10) keer 1,5",
        ),
        (
            "woningaanpassingen",
            [{"jaar": "2025", "aanvragen": "5", "toegekend": "6", "bron": "x"}],
            "FOUT",
            "meer dan aanvragen (5)",
        ),
        (
            "doelen",
            [{"doel": "d", "thema": "wonen", "status": "vastgesteld", "bron": "x"}],
            "FOUT",
            "jaar is leeg, terwijl status 'vastgesteld' is",
        ),
        (
            "inkoop",
            [{"jaar": "2025", "soort": "s", "schaal": "regio", "wet": "Wmo", "bron": "x"}],
            "FOUT",
            "Bedoelt u 'regionaal'?",
        ),
        (
            "doorstroom",
            [
                {
                    "maatregel": "m",
                    "status": "loopt",
                    "bereik_n": "5",
                    "verhuizingen_n": "6",
                    "bron": "x",
                }
            ],
            "FOUT",
            "meer dan bereik_n",
        ),
        (
            "uitvoering",
            [
                {
                    "actie": "a",
                    "eigenaar": "",
                    "start": "1-1-2026",
                    "eind": "1-2-2026",
                    "status": "loopt",
                    "bron": "x",
                }
            ],
            "FOUT",
            "kolom eigenaar",
        ),
        (
            "participatie",
            [{"moment": "m", "datum": "1-1-2026", "terugkoppeling": "soms", "bron": "x"}],
            "FOUT",
            "'soms' is geen ja of nee",
        ),
    ],
)
def test_the_check_finds_it(soort, rijen, ernst, melding, tmp_path):
    schrijf(tmp_path, soort, rijen)
    uit = lees(soort, UTRECHT, tmp_path)
    gevonden = regels(uit.meldingen, ernst)
    assert any(melding in m for m in gevonden) if melding else not gevonden, [
        str(m) for m in uit.meldingen
    ]
    assert uit.bruikbaar == (not uit.fouten)


def test_shares_of_a_region_add_up_to_a_hundred(tmp_path):
    rij = {"groep": "statushouders", "jaar": "2026", "bron": "x"}
    schrijf(
        tmp_path,
        "verdeling",
        [
            rij | {"gemeente": "Utrecht", "aandeel": "70"},
            rij | {"gemeente": "De Bilt", "aandeel": "20"},
        ],
        regio(tmp_path),
    )
    assert "tellen op tot 90" in regels(lees("verdeling", UTRECHT, tmp_path).meldingen)[0]


def test_all_that_is_wrong_is_listed_at_once(tmp_path):
    schrijf(
        tmp_path,
        "plannen",
        [
            PLAN | {"bruto": "tien"},
            PLAN
            | {
                "plancode": "2",
                "opleverjaar": "x",
                "vertrouwelijk": "misschien",
                "planologische_status": "hard",
            },
        ],
    )
    assert [(m.regel, m.kolom) for m in lees("plannen", UTRECHT, tmp_path).fouten] == [
        (2, "bruto"),
        (3, "opleverjaar"),
        (3, "planologische_status"),
        (3, "vertrouwelijk"),
    ]


# ---- exports of others


def test_an_export_of_the_basisset_is_read(tmp_path):
    kop = [
        "naam_gemeente",
        "vertrouwelijk",
        "naam",
        "plancode",
        "planstatus",
        "geometrie_aanwezig",
        "sloop_aantalwoningen",
        "bruto_aantalwoningen",
        "netto_aantalwoningen",
    ]
    kop += [
        "opleverjaar_2027",
        "opleverjaar_2035_2039",
        "c1",
        "plantype",
        "planologische_status",
        "tijdelijke_woningen",
        "woningtype_eengezins",
        "woningtype_meergezins",
    ]
    kop += [
        "woningtype_onbekend",
        "c2",
        "c3",
        "nultredenwoning",
        "huur_sociaal_eigendom_corporatie",
        "huur_sociaal_eigendom_markt",
        "huur_middelduur_eigendom_markt_inst",
        "koop_duur",
        "c4",
    ]
    rij = [
        "Utrecht",
        "Nee",
        "Hof",
        "GM0344",
        "Initiatief",
        "Ja",
        10,
        100,
        90,
        40,
        60,
        0,
        "Verdichting",
        "2A Vastgesteld",
        0,
        50,
        50,
        0,
        0,
        20,
        20,
        30,
        10,
        20,
        40,
        0,
    ]
    schrijf(tmp_path, "plannen", [dict(zip(kop, rij))])
    uit = lees("plannen", UTRECHT, tmp_path)
    assert uit.fouten == [], regels(uit.meldingen)
    plan = uit.tabel.iloc[0]
    assert (
        plan.bruto,
        plan.sloop,
        plan.huur_sociaal,
        plan.huur_middelduur,
        plan.koop_duur,
        plan.opleverjaar_2035_2039,
    ) == (100, 10, 40, 20, 40, 60)
    assert (
        plan.planologische_status == "2A. Vastgesteld"
        and plan.bron == "Basisset plancapaciteit 2.0"
    )


def test_an_export_of_the_planmonitor_becomes_a_row_per_plan(tmp_path):
    kop = {
        "plan_naam": "Hof",
        "gemeente": "Utrecht",
        "vertrouwelijkheid": "Provincie",
        "status_planologisch": "1B. Onherroepelijk, uitwerkingsplicht",
    }
    leeg = dict.fromkeys(
        ("nieuwbouw", "woning_type", "betaalbaarheid", "wonen_en_zorg", "flexwoningen", "sloop"), ""
    )
    delen = [
        {"nieuwbouw": "Nieuwbouw", "totaal_gepland": "30"},
        {"woning_type": "Meergezins", "totaal_gepland": "30"},
        {"betaalbaarheid": "Sociale huur", "totaal_gepland": "20"},
    ]
    delen += [
        {"betaalbaarheid": "Koop dure koop", "totaal_gepland": "10"},
        {"wonen_en_zorg": "Zorggeschikt", "totaal_gepland": "12"},
        {"sloop": "Sloop", "totaal_gepland": "4"},
    ]
    schrijf(tmp_path, "plannen", [kop | leeg | deel for deel in delen])
    uit = lees("plannen", UTRECHT, tmp_path)
    assert uit.fouten == [], regels(uit.meldingen)
    (plan,) = uit.tabel.itertuples()
    assert (
        plan.bruto,
        plan.sloop,
        plan.woningtype_meergezins,
        plan.huur_sociaal,
        plan.koop_duur,
        plan.zorggeschikte_woning,
    ) == (30, 4, 30, 20, 10, 12)
    assert plan.vertrouwelijk and plan.naam == "vertrouwelijk plan"


# ---- privacy


@pytest.mark.parametrize(
    "tekst",
    [
        "BSN 123456782",
        "123.456.782",
        "mail jan@voorbeeld.nl",
        "bel 06-12345678",
        "030 286 10 00",
        "+31 6 1234 5678",
        "(030) 2861000",
        "0031302861000",
        "mevr. A. de Vries",
    ],
)
def test_personal_data_is_an_error_that_does_not_repeat_it(tekst, tmp_path):
    schrijf(
        tmp_path,
        "partners",
        [{"partner": "Z", "soort": "corporatie", "rol": tekst, "thema": "wonen", "bron": "x"}],
    )
    uit = lees("partners", UTRECHT, tmp_path)
    assert not uit.bruikbaar and len(uit.fouten) == 1
    assert not any(deel in str(m) for m in uit.meldingen for deel in (tekst, tekst[-6:]))


def test_a_bsn_in_a_number_column_or_an_unknown_column_is_not_repeated(tmp_path):
    schrijf(
        tmp_path,
        "flex",
        [FLEX | {"woningen": "123456782 of zo", "startjaar": "123456782", "wie": "123456782"}],
    )
    uit = lees("flex", UTRECHT, tmp_path)
    assert len(uit.fouten) == 3 and "123456782" not in str([str(m) for m in uit.meldingen])


@pytest.mark.parametrize(
    "tekst",
    [
        "1-7-2026 t/m 31-12-2026",
        "GM0344P00123",
        "NL.IMRO.0344.BPX-VG01",
        "besluit 2023-123456",
        "€ 1.250.000",
        "123456789",
        "2027, 2028 en 2029",
        "1.234.567 woningen",
    ],
)
def test_ordinary_text_is_not_taken_for_personal_data(tekst):
    assert persoonsgegeven(tekst) is None


def test_the_eleven_test():
    assert (
        elfproef("123456782")
        and elfproef("111222333")
        and not elfproef("123456789")
        and not elfproef("000000000")
    )


def test_a_confidential_plan_counts_and_is_named_nowhere(tmp_path):
    geheim = PLAN | {
        "plancode": "GEHEIM-7",
        "naam": "Tuin van Oz",
        "vertrouwelijk": "ja",
        "knelpunten": "Ozbeekpad",
        "toelichting": "Ozmond",
        "opleverjaar": "2028",
    }
    schrijf(
        tmp_path,
        "plannen",
        [PLAN, geheim, geheim | {"plancode": "GEHEIM-8", "naam": "Oz 2", "bruto": "Tuin van Oz"}],
    )
    fout = lees("plannen", UTRECHT, tmp_path)
    assert fout.fouten and not any("Oz" in str(m) or "GEHEIM" in str(m) for m in fout.meldingen)
    schrijf(tmp_path, "plannen", [PLAN, geheim, geheim | {"plancode": "GEHEIM-8", "naam": "Oz 2"}])
    uit = lees("plannen", UTRECHT, tmp_path)
    assert uit.tabel.bruto.sum() == 30 and "1A. Onherroepelijk" in set(
        uit.tabel.planologische_status
    )
    los = openbaar(uit.tabel)
    assert (
        len(los) == 2
        and los.bruto.sum() == 30
        and los.opleverjaar_2028.sum() == 20
        and los.naam[1] == "Vertrouwelijke plannen (2)"
    )
    assert "Oz" not in uit.tabel.to_csv() + los.to_csv() and "GEHEIM" not in uit.tabel.to_csv()


@given(
    st.lists(
        st.lists(st.one_of(st.none(), st.integers(0, 30)), min_size=3, max_size=3),
        min_size=1,
        max_size=6,
    )
)
@settings(max_examples=60)
def test_small_counts_are_hidden_and_cannot_be_worked_out(rijen):
    tabel = pd.DataFrame(rijen, columns=list("abc"), dtype="Int64")
    uit = onderdruk(tabel, list("abc"))
    dicht = uit.map(lambda w: isinstance(w, str)).to_numpy()
    gevuld = tabel.notna().to_numpy()
    klein = (tabel < 5).fillna(False).to_numpy(dtype=bool)
    assert (uit.to_numpy()[klein] == "<5").all() and not (dicht & ~gevuld).any()
    for as_ in (0, 1):
        aantal, samen = np.atleast_1d(dicht.sum(axis=as_)), np.atleast_1d(gevuld.sum(axis=as_))
        assert not ((aantal == 1) & (samen > 1)).any()


def test_unknown_stays_unknown_and_less_than_five_is_not_a_number(tmp_path):
    schrijf(tmp_path, "toewijzing", [TOEWIJZING | {"terugval": "<5", "mediaan_dagen": "n.v.t."}])
    uit = lees("toewijzing", UTRECHT, tmp_path)
    assert (
        uit.bruikbaar
        and uit.tabel.terugval.isna().all()
        and uit.tabel.mediaan_dagen.isna().all()
        and len(regels(uit.meldingen, "LET OP")) == 2
    )
    assert "terugval" in soorten.schemas()["toewijzing"].personenkolommen


def test_shuffled_columns_and_rows_give_the_same_table(tmp_path):
    rijen = [PLAN | {"plancode": str(n), "naam": f"H{n}"} for n in range(5)]
    schrijf(tmp_path, "plannen", rijen)
    een = lees("plannen", UTRECHT, tmp_path).tabel
    kop = list(PLAN)
    random.Random(1).shuffle(kop)
    schrijf(tmp_path, "plannen", [{k: rij[k] for k in kop} for rij in rijen])
    pd.testing.assert_frame_equal(een, lees("plannen", UTRECHT, tmp_path).tabel)
