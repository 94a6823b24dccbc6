"""Normen, grenzen en wettelijke regels: wie voorgaat, wat een eigen bestand fout kan doen, en dat een onzekere waarde zo heet."""

import re
from datetime import date
from html import unescape

import pytest
from test_invoer import regels, regio

from woonzorg_lib import gebieden, invoer, soorten
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.cli import main
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.invoer.instellingen import NODIG, _keur_kit
from woonzorg_lib.invoer.wet import controleer_juridisch

UTRECHT = gebieden.gemeente("Utrecht")
SOCIAAL = "norm_sociale_huur: {waarde: %s, jaar: 2025, bron: %s, status: %s}\n"


def zet(map, plek, tekst):
    (map / plek).parent.mkdir(parents=True, exist_ok=True)
    (map / plek).write_text(tekst, encoding="utf-8")


def tekst(b):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", b.html)))


def test_a_gemeente_goes_before_its_region_and_a_small_region_before_a_large_one(tmp_path):
    regio(tmp_path, "Groot", ("provincie:Utrecht",))
    regio(tmp_path, "Zeer klein", ("Utrecht", "De Bilt"))
    for plek, deel in (
        ("standaard.yaml", 0.31),
        ("regios/Groot/standaard.yaml", 0.32),
        ("regios/Zeer klein/standaard.yaml", 0.33),
        ("gemeenten/GM0344/parameters.yaml", 0.34),
    ):
        zet(tmp_path, plek, SOCIAAL % (deel, "besluit", "gecontroleerd"))
    waarden = [
        invoer.standaard(tmp_path, gebieden.gemeente(g))["norm_sociale_huur"]["waarde"]
        for g in ("Utrecht", "De Bilt", "Zeist", "Amsterdam")
    ]
    assert (
        waarden == [0.34, 0.33, 0.32, 0.31]
        and invoer.standaard()["norm_sociale_huur"]["waarde"] == 0.30
    )
    norm = invoer.standaard(tmp_path, UTRECHT)
    assert (
        norm["norm_sociale_huur"]["bron"] == "besluit"
        and norm["norm_betaalbaar"] == invoer.standaard()["norm_betaalbaar"]
    )
    assert regels(soorten.controleer(None, tmp_path)) == []


def test_a_price_limit_of_one_year_leaves_the_other_years(tmp_path):
    zet(
        tmp_path,
        "gemeenten/GM0344/parameters.yaml",
        "prijsgrenzen:\n  nhg:\n    per_jaar:\n      2026: {waarde: 480000, bron: wij, status: gecontroleerd}\n",
    )
    reeks = invoer.standaard(tmp_path, UTRECHT)["prijsgrenzen"]["nhg"]
    assert [reeks["per_jaar"][j]["waarde"] for j in (2025, 2026)] == [450000, 480000] and reeks[
        "eenheid"
    ] == "euro"
    # A year without a value gets the newest before it, with its own year; nothing is made up for years before the first.
    assert invoer.jaargrens(reeks, 2031)[0] == 2026 and invoer.jaargrens(reeks, 2024) is None


def verander(map, **waarden):
    """Own values for the group `prognose`, as a gemeente would write them."""
    regels_ = [
        f"  {k}: {{waarde: {w}, jaar: 2026, bron: eigen keuze, status: ongecontroleerd}}\n"
        for k, w in waarden.items()
    ]
    tekst_ = "prognose_bron: cohort\nprognose:\n" + "".join(regels_)
    zet(map, "gemeenten/GM0344/parameters.yaml", tekst_)


def groei(a, rol):
    p = a.prognose("75plus")
    p = p[p.rol == rol].sort_values("jaar")
    return p.waarde.iloc[-1] / p.waarde.iloc[0] - 1


def test_one_value_of_a_group_can_be_changed_and_it_reaches_the_forecast(tmp_path):
    verander(tmp_path, halvering=1)
    assert regels(soorten.controleer("Utrecht", tmp_path)) == []
    a, kit = Analyse("Utrecht", invoer=str(tmp_path)), Analyse("Utrecht")
    assert (
        a.normen["prognose"]["jaren_trend"] == kit.normen["prognose"]["jaren_trend"]
        and a.normen["prognose"]["trend_deel"] == kit.normen["prognose"]["trend_deel"]
        and "eigen keuze" in tekst(a.normtabel())
    )
    # How soon its own growth fades moves the gemeente, the sooner the further; the country keeps
    # the official forecast.
    verander(tmp_path, halvering=40)
    lang = Analyse("Utrecht", invoer=str(tmp_path))
    snel, gewoon, traag = (groei(x, "gemeente") for x in (a, kit, lang))
    assert snel > gewoon + 0.01 and gewoon > traag + 0.01
    assert groei(a, "land") == groei(kit, "land") == groei(lang, "land")


def test_the_share_of_the_trend_changes_the_own_line_and_hardly_the_forecast(tmp_path):
    verander(tmp_path, trend_deel=0.5)
    assert regels(soorten.controleer("Utrecht", tmp_path)) == []
    a, kit = Analyse("Utrecht", invoer=str(tmp_path)), Analyse("Utrecht")
    assert "eigen keuze" in tekst(a.normtabel())
    # The official forecast holds for the country; the own line only divides it over gemeenten.
    assert groei(a, "land") == groei(kit, "land")
    assert groei(a, "gemeente") == pytest.approx(groei(kit, "gemeente"), abs=0.01)
    # What the method says of the own national line is computed with the value that is set.
    eigen, gewoon = a.model.toelichting, kit.model.toelichting
    assert (eigen["trend_deel"], gewoon["trend_deel"]) == ("50", "75")
    # Less of the trend is less improvement of mortality: fewer people of 75 and over.
    assert float(eigen["eigen_75"].replace(",", ".")) < float(gewoon["eigen_75"].replace(",", "."))
    assert eigen["land_75"] == gewoon["land_75"]


def test_a_misspelt_setting_is_named(tmp_path):
    zet(tmp_path, "gemeenten/GM0344/parameters.yaml", "prognosebron: cohort\n")
    zet(tmp_path, "rapport.yaml", "fictif: true\n")
    fouten = " ".join(regels(soorten.controleer("Utrecht", tmp_path)))
    assert "Bedoelt u 'prognose_bron'?" in fouten and "Bedoelt u 'fictief'?" in fouten


@pytest.mark.parametrize(
    ("inhoud", "melding"),
    [
        (
            "norm_sociale_hur: 0.3",
            "regel 1, sleutel norm_sociale_hur: de sleutel 'norm_sociale_hur' is niet bekend. Bedoelt u 'norm_sociale_huur'?",
        ),
        (
            SOCIAAL % ('"0,35"', "b", "gecontroleerd"),
            "sleutel norm_sociale_huur.waarde: '0,35' is geen getal. Vul een getal in; schrijf een kommagetal met een punt",
        ),
        (SOCIAAL % ("0,35", "b", "gecontroleerd"), "Schrijf een kommagetal met een punt"),
        (SOCIAAL % (35, "b", "gecontroleerd"), "een deel ligt tussen 0 en 1"),
        (
            SOCIAAL % (0.35, "b", "zeker"),
            "'zeker' is geen status. Kies gecontroleerd of ongecontroleerd.",
        ),
        (
            "norm_sociale_huur: {waarde: 0.35, jaar: 2025}",
            "regel 1, sleutel norm_sociale_huur: hier ontbreken bron en status",
        ),
        ("norm_sociale_huur: 0.35", "hier horen sleutels met een waarde"),
        (
            "loopafstand: {waarde: 800, eenheid: meter, jaar: 2025, bron: b, status: gecontroleerd}",
            "'meter' is een andere eenheid dan die van de kit ('km')",
        ),
        (
            "prijsgrenzen: {nhg: {per_jaar: {2099: {waarde: 1, bron: b, status: gecontroleerd}}}}",
            "'2099' is geen jaar van 1990 tot en met",
        ),
        ("loopafstand: {jaar: 1}\nloopafstand: {jaar: 2}", "'loopafstand' staat er twee keer"),
        ("a: [", "dit bestand is niet te lezen"),
        ("- 1", "dit bestand heeft geen onderdelen"),
    ],
)
def test_a_wrong_file_is_one_line_in_the_check_and_stops_the_report(inhoud, melding, tmp_path):
    zet(tmp_path, "gemeenten/GM0344/parameters.yaml", inhoud)
    fout = regels(soorten.controleer("Utrecht", tmp_path))[0]
    assert "gemeenten/GM0344/parameters.yaml" in fout and melding in fout and "\n" not in fout
    with pytest.raises(WoonzorgFout, match="GM0344/parameters.yaml") as mislukt:
        _ = Analyse("Utrecht", invoer=str(tmp_path)).normen
    assert "\n" not in str(mislukt.value)


def test_the_file_of_the_kit_itself_is_checked_before_it_is_used():
    kit = invoer.standaard()
    assert set(NODIG) <= set(kit) and [*_keur_kit(kit)] == []

    def fouten(**anders):
        return " ".join(
            f"{'.'.join(p)} {w} {d}"
            for p, w, d in _keur_kit({k: v for k, v in (kit | anders).items() if v is not None})
        )

    assert "prognose dit onderdeel ontbreekt" in fouten(prognose=None)
    assert "'0,8' is geen getal" in fouten(loopafstand=kit["loopafstand"] | {"waarde": "0,8"})
    assert "een deel ligt tussen 0 en 1" in fouten(
        norm_betaalbaar=kit["norm_betaalbaar"] | {"waarde": 67}
    )
    assert "'zeker' is geen status" in fouten(
        dementie=kit["dementie"] | {"status": "zeker"}
    ) and "is geen getal" in fouten(dementie=kit["dementie"] | {"mannen": ["veel"]})
    assert "Bedoelt u 'waarde'?" in fouten(
        loopafstand=kit["loopafstand"] | {"warde": 1}
    ) and "ontbreekt status" in fouten(
        prognose={k: v for k, v in kit["prognose"].items() if k != "status"}
    )


def test_a_copy_of_the_kits_own_file_is_a_good_start(tmp_path):
    zet(tmp_path, "standaard.yaml", (invoer.KIT / "standaard.yaml").read_text(encoding="utf-8"))
    assert [m for m in soorten.controleer("Utrecht", tmp_path) if m.ernst == invoer.FOUT] == []
    assert (
        invoer.standaard(tmp_path)["dementie_groei"]["hoog"]["waarde"]
        == invoer.standaard()["dementie_groei"]["hoog"]["waarde"]
    )


def test_a_source_for_a_group_counts_for_the_values_named_there_and_for_no_other(tmp_path):
    zet(
        tmp_path,
        "standaard.yaml",
        "dementie_groei:\n  {jaar: 2025, bron: ons onderzoek, status: ongecontroleerd, hoog: {waarde: 1.5}}",
    )
    kit, eigen = invoer.standaard()["dementie_groei"], invoer.standaard(tmp_path)["dementie_groei"]
    assert (eigen["hoog"]["waarde"], eigen["hoog"]["bron"], eigen["hoog"]["status"]) == (
        1.5,
        "ons onderzoek",
        "ongecontroleerd",
    )
    assert (eigen["bron"], eigen["laag"]) == (kit["bron"], kit["laag"])


def test_what_nobody_checked_is_said_in_the_verantwoording_alone(tmp_path):
    zet(
        tmp_path,
        "gemeenten/GM0344/parameters.yaml",
        SOCIAAL % (0.4, "een gesprek", "ongecontroleerd")
        + f"prijsgrenzen: {{middenhuur: {{per_jaar: {{{date.today().year}: {{waarde: 1300, bron: een krant, status: ongecontroleerd}}}}}}}}",
    )
    zet(
        tmp_path,
        "gemeenten/GM0344/plannen.csv",
        "plancode;naam;vertrouwelijk;planologische_status;bruto;huur_sociaal;woningtype_onbekend;opleverjaar;bron\nP;Hof;nee;1A;10;10;10;2027;b\n",
    )
    a = Analyse("Utrecht", invoer=str(tmp_path))
    assert "sociale huur 40% (een gesprek)" in tekst(a.plannen("kern"))
    assert f"middenhuur tot € 1.300 per maand ({date.today().year})" in tekst(a.prijsgrenzen())
    assert "Sociale huur in het programma 40% 2025 een gesprek ongecontroleerd" in tekst(
        a.normtabel()
    )


def test_a_report_with_a_wrong_norm_is_not_begun(tmp_path, capsys):
    zet(tmp_path / "in", "gemeenten/GM0344/parameters.yaml", "norm_betaalbaar: 1")
    assert (
        main(
            [
                "rapport",
                "Utrecht",
                "--invoer",
                str(tmp_path / "in"),
                "--uitvoer",
                str(tmp_path / "uit"),
            ]
        )
        == 2
    )
    assert (
        "GM0344/parameters.yaml, regel 1, norm_betaalbaar" in capsys.readouterr().err
        and not (tmp_path / "uit").exists()
    )


# ---- de wet


def test_no_duty_without_its_status_and_the_date_of_the_record():
    a = Analyse("Utrecht")
    alles, urgent = a.juridisch(), tekst(a.urgentiecategorieen())
    wet = invoer.juridisch()
    regels_ = re.findall(r"<li>(.*?)</li>", alles.html)
    assert len(regels_) == len(wet["regels"])
    onzeker = [r for r in wet["regels"] if r["status"] == "secundair"]
    assert onzeker and sum(r.startswith("Volgens secundaire bronnen: ") for r in regels_) == len(
        onzeker
    )
    for t in (tekst(alles), urgent):
        assert "Stand per 25-11-2026; controleer wetten.overheid.nl" in t
    assert all(
        r.startswith("Volgens secundaire bronnen: ") or "<small>(gecontroleerd; " in r
        for r in regels_
    )
    assert urgent.count(" onbekend ") >= 9 and {
        g["verplicht"] for g in wet["urgentiecategorieen"]
    } <= {"ja", "nee", "onbekend"}
    # An onderwerp without plans takes one line, so the law about plans is not what fills it.
    met_plannen = Analyse("Utrecht", invoer=str(invoer.KIT / "voorbeeld"))
    assert (
        "twee derde" in tekst(alles)
        and met_plannen.juridisch("A2").html == ""  # not seen at the source
        and "woonzorgvisie" in tekst(a.juridisch("T1"))
        and a.juridisch("A2").html == ""
        and met_plannen.juridisch("B6").html == ""
    )


def test_the_legal_lines_of_the_kit_are_whole_and_an_own_file_is_checked(tmp_path):
    assert controleer_juridisch(invoer.KIT) == []
    zet(
        tmp_path,
        "juridisch.yaml",
        "stand: 2026-12-01\nregels:\n  - {tekst: t, status: zeker, bron: b, geverifieerd_op: gisteren, bij: [A99], datm: 1}\nurgentiecategorieen: []\n",
    )
    fouten = " ".join(regels(soorten.controleer(None, tmp_path)))
    assert (
        "regel 3, sleutel regels.0.status: 'zeker' kan hier niet" in fouten
        and "'gisteren' is geen datum" in fouten
        and "'A99' is geen onderwerp" in fouten
        and "Bedoelt u 'datum'?" in fouten
    )
    with pytest.raises(WoonzorgFout, match="juridisch.yaml, regel 3, regels.0"):
        Analyse("Utrecht", invoer=str(tmp_path)).juridisch()
    zet(
        tmp_path,
        "juridisch.yaml",
        "stand: 2026-12-01\nregels:\n  - {tekst: Het besluit geldt., status: gecontroleerd, bron: Staatsblad, geverifieerd_op: 2026-11-22}\nurgentiecategorieen: []\n",
    )
    b = tekst(Analyse("Utrecht", invoer=str(tmp_path)).juridisch())
    assert (
        "Het besluit geldt. (gecontroleerd; Staatsblad; bekeken op 22-11-2026)" in b
        and "Stand per 01-12-2026" in b
    )


def test_the_check_also_names_a_bad_huisstijl_scenario_and_shared_need(tmp_path):
    (tmp_path / "scenarios").mkdir()
    (tmp_path / "scenarios" / "mijn.yaml").write_text("naam: Mijn\n", encoding="utf-8")
    (tmp_path / "huisstijl.yaml").write_text('kleuren: {accent: "#ffff00"}\n', encoding="utf-8")
    (tmp_path / "behoefte.yaml").write_text("sleutel:\n  nultreden: 3\n", encoding="utf-8")
    for code in ("GM0344", "GM0355"):
        (tmp_path / "gemeenten" / code).mkdir(parents=True)
    meldingen = soorten.controleer(None, tmp_path)
    assert sorted(m.bestand.split("/")[1].split(",")[0] for m in meldingen) == [
        "behoefte.yaml",
        "huisstijl.yaml",
        "mijn.yaml",
    ]
