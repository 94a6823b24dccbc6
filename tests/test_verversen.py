"""Verversen van begin tot eind, tegen een bron op loopback: wat klopt komt erin, de rest niet, en de oude cijfers blijven."""

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import numpy as np
import pytest
from nepbron import Nepbron
from nepbron.landelijk import gebieden, kwb, leeftijd_71488, t82900, wijklaag
from nepbron.server import stuur

from woonzorg_lib import momentopname
from woonzorg_lib.verversen import GELIJK, GEWEIGERD, VERVANGEN, Vraag, terug, verschil, ververs
from woonzorg_lib.verversen.tabellen import tabellen
from woonzorg_lib.verversen.verbinding import Grenzen

KIT = Path(__file__).resolve().parents[1]
# A machine that is busy with other tests is slow; faults have their own, short limits.
RUIM = Grenzen(verbinden=10, stil=30, antwoord=90, herhalen=60, tabel=200)
SNEL = Grenzen(verbinden=5, stil=10, antwoord=20, herhalen=4, tabel=30)
# Most of these fetch a whole table: minutes in all, so only with --alles.
traag = pytest.mark.alles
KERN, LEEFTIJD = "86165NED", "71488ned"


def register(*bronnen):
    kies = bronnen or ("kern_gemeente", "leeftijd_2024_gemeente")
    return [t for t in tabellen() if t.bron in kies]


@pytest.fixture
def bron(monkeypatch, tmp_path):
    """Ages of 2024 and 2026 and Kerncijfers of 2025, in both services."""
    nep = Nepbron([leeftijd_71488((2024, 2026)), kwb(2025)])
    monkeypatch.setenv("WOONZORG_BRON_BASIS", nep.basis)
    monkeypatch.setenv("WOONZORG_GEGEVENS", str(tmp_path / "eigen"))
    monkeypatch.setenv("NO_PROXY", "*")
    vergeet()
    yield nep
    nep.stop()
    vergeet()


def vergeet():
    """What a new process would not know."""
    momentopname.actief.cache_clear()
    momentopname.stand.cache_clear()
    from woonzorg_lib.cijfers import register as r

    for functie in (r.bronnen, r.indicatoren):
        functie.cache_clear()
    from woonzorg_lib.onthouden import Onthoud

    for vorm in Onthoud.alle:
        vorm.klaar, vorm.basis, vorm.erbij = {}, {}, {}
    from woonzorg_lib.gebieden import herindelingen, kaart, namenlijst
    from woonzorg_lib.gebieden import register as g

    for module in (g, herindelingen, namenlijst, kaart):
        for ding in vars(module).values():
            if hasattr(ding, "cache_clear"):
                ding.cache_clear()


def doe(*kies, grens=RUIM, **vraag):
    vergeet()
    gevraagd = Vraag(kies or (KERN, LEEFTIJD), **vraag)
    uit = ververs(gevraagd, lambda regel: None, grens=grens, register=register())
    vergeet()
    return uit


def soort(verslag, nummer=LEEFTIJD):
    return next(u for u in verslag.uitkomsten if u.nummer == nummer)


def afdruk():
    """Everything that counts: the pointer and what it points to."""
    h = hashlib.sha256()
    thuis = momentopname.thuis()
    wijzer = thuis / momentopname.WIJZER
    if wijzer.exists():
        h.update(wijzer.read_bytes())
        map_ = thuis / json.loads(wijzer.read_text())["map"]
        for pad in sorted(map_.iterdir()):
            h.update(pad.read_bytes())
    return h.hexdigest()


def verander(bron, nummer, kolom, doe_, waar=None):
    data = bron.tabellen[nummer].data
    rijen = data.index if waar is None else data.index[waar(data)]
    data.loc[rijen, kolom] = doe_(data.loc[rijen, kolom])


# All is well


def test_new_figures_replace_old_ones_and_say_where_they_come_from(bron):
    verslag = doe()
    assert verslag.exitcode == 0 and verslag.gewisseld
    assert {u.soort for u in verslag.uitkomsten} == {VERVANGEN}
    from woonzorg_lib import cijfers

    tabel = cijfers.lees("leeftijd_2024_gemeente")
    assert sorted(tabel.jaar.unique()) == [2024, 2026]
    hier = tabel.query("gebied == 'GM0344' and jaar == 2026 and leeftijd == '75_79'")
    echt = bron.tabellen[LEEFTIJD].data
    echt = echt.query("RegioS == 'GM0344' and Perioden == '2026JJ00' and Leeftijd == '71600'")
    assert hier.inwoners.tolist() == echt.M003201[echt.Geslacht == "T001038"].tolist()
    b = cijfers.bronnen()["leeftijd_2024_gemeente"]
    vandaag = Vraag().vandaag.isoformat()
    assert b.opgehaald_van(2026) == vandaag and "rechtstreeks opgehaald" in b.herkomst
    assert b.periode_van(2026) == "1 januari 2026 (voorlopig)"
    assert cijfers.controleer() == []


@traag
def test_what_is_the_newest_already_is_left_alone(bron):
    doe()
    voor, vragen = afdruk(), len(bron.gevraagd)
    verslag = doe()
    assert verslag.exitcode == 0 and not verslag.gewisseld
    assert {u.soort for u in verslag.uitkomsten} == {GELIJK}
    assert afdruk() == voor
    assert len(bron.gevraagd) == vragen + 2  # one small question a table


@traag
def test_a_table_that_stopped_and_did_not_change_is_no_failure(bron):
    doe()
    bron.tabellen[LEEFTIJD].status = "Gediscontinueerd"
    verslag = doe()
    assert verslag.exitcode == 0
    assert "stopgezet" in soort(verslag).tekst


@traag
def test_going_back_brings_back_the_figures_of_the_package(bron):
    doe()
    assert momentopname.actief() is not None
    assert terug() == ""
    vergeet()
    assert momentopname.actief() is None


@traag
def test_what_changed_is_said_per_source_and_per_gemeente(bron):
    doe()
    per_bron = {v.bron: v for v in verschil()}
    assert per_bron["leeftijd_2024_gemeente"].jaren == (2026,)
    utrecht = {v.bron: v for v in verschil("GM0344")}["leeftijd_2024_gemeente"]
    nieuw = [c for c in utrecht.cijfers if (c["jaar"], c["cijfer"]) == (2026, "inwoners")]
    assert len(nieuw) == 20 and all(c["oud"] is None and c["nieuw"] > 0 for c in nieuw)


@traag
def test_only_the_asked_year_is_fetched(bron):
    doe(LEEFTIJD, jaar=2026)
    assert all("2024JJ00" not in a for a in bron.gevraagd if "Observations?" in a)
    from woonzorg_lib import cijfers

    assert sorted(cijfers.lees("leeftijd_2024_gemeente").jaar.unique()) == [2024, 2026]


def test_a_dry_run_asks_how_large_it_is_and_changes_nothing(bron):
    verslag = doe(droog=True)
    assert verslag.exitcode == 0 and not verslag.gewisseld
    assert bron.keer_gevraagd(r"Observations\?") == 0
    assert "rijen" in soort(verslag).tekst and momentopname.actief() is None


def test_never_more_than_three_questions_at_once(bron):
    bron.tabellen |= {t.id: t for t in (kwb(2022), kwb(2023), kwb(2024))}
    doe(KERN, LEEFTIJD, "85318NED", "85618NED", "85984NED", droog=True)
    assert 1 <= bron.meest_tegelijk <= 3


@traag
def test_v3_stands_in_when_v4_does_not_have_the_table(bron):
    bron.tabellen[LEEFTIJD].diensten = ("v3",)
    verslag = doe(LEEFTIJD)
    assert (verslag.exitcode, soort(verslag).dienst) == (0, "v3")


@traag
def test_padded_keys_moved_columns_and_small_pages_are_no_matter(bron):
    bron.blad = 7_000
    for dim in bron.tabellen[LEEFTIJD].dims:
        dim.opgevuld_v4 = True
    for maat in bron.tabellen[LEEFTIJD].maten:
        maat.nummer += 40
    assert doe(LEEFTIJD).exitcode == 0


@traag
def test_empty_cells_without_a_row_are_the_same_as_impossible_ones(bron):
    bron.tabellen[LEEFTIJD].leeg_weg = True
    assert doe(LEEFTIJD).exitcode == 0


# What is wrong is refused, by name


def weg(gebied):
    def doe_(bron):
        data = bron.tabellen[LEEFTIJD].data
        bron.tabellen[LEEFTIJD].data = data[data.RegioS != gebied].reset_index(drop=True)

    return doe_


def andere_som(bron):
    verander(
        bron,
        LEEFTIJD,
        "M003201",
        lambda s: s + 1,
        lambda d: (
            (d.RegioS == "GM0344")
            & (d.Perioden == "2026JJ00")
            & (d.Leeftijd == "71600")
            & (d.Geslacht == "T001038")
        ),
    )


def sprong(bron):
    """Twice as many, also for the Netherlands, and taken from another age so that all ages add up."""
    data = bron.tabellen[LEEFTIJD].data
    hier = (data.Perioden == "2026JJ00") & (data.Geslacht == "T001038")
    n = data.M003201[hier & (data.RegioS == "GM0344") & (data.Leeftijd == "70600")].iloc[0]
    for gebied in ("GM0344", "NL01"):
        for leeftijd, erbij in (("70600", -n * 0.6), ("70700", n * 0.6)):
            rij = hier & (data.RegioS == gebied) & (data.Leeftijd == leeftijd)
            data.loc[rij, "M003201"] += np.round(erbij)


def eenheid_gezegd(bron):
    bron.tabellen[LEEFTIJD].maten[0].eenheid = "x 1 000"


def eenheid_verzwegen(bron):
    verander(bron, LEEFTIJD, "M003201", lambda s: np.round(s / 1000))


def hernoemd(bron):
    maat = bron.tabellen[LEEFTIJD].maten[0]
    maat.titel, maat.stam = "Personen in iets anders", "PersonenInIetsAnders"


def andere_leeftijd(bron):
    bron.tabellen[LEEFTIJD].dim("Leeftijd").codes["71600"] = "80 tot 85 jaar"


def andere_tabel(bron):
    bron.tabellen[LEEFTIJD].titel = "Bedrijven; grootte en bedrijfstak"


def leeg(bron):
    data = bron.tabellen[LEEFTIJD].data
    bron.tabellen[LEEFTIJD].data = data[data.Perioden != "2026JJ00"].reset_index(drop=True)


FOUT = {
    "a missing gemeente": (weg("GM0344"), r"Utrecht \(GM0344\)"),
    "a wrong sum": (andere_som, r"2026.*75_79.*Nederland"),
    "a jump": (sprong, r"sprong.*Utrecht \(GM0344\).*--akkoord"),
    "another unit, said": (eenheid_gezegd, r"x 1 000.*aantal"),
    "another unit, unsaid": (eenheid_verzwegen, r"inwoners"),
    "a renamed measure": (hernoemd, r"TotaalPersonenInHuishoudens"),
    "an age that means something else": (andere_leeftijd, r"71600.*80 tot 85 jaar.*75_79"),
    "another table under the same number": (andere_tabel, r"Bedrijven"),
    "a year without figures": (leeg, r"2026"),
    "a table that is gone": (lambda b: b.tabellen.pop(LEEFTIJD), r"kent deze tabel niet"),
}


@traag
@pytest.mark.parametrize("naam", FOUT)
def test_what_is_wrong_is_refused_by_name_and_the_others_go_on(bron, naam):
    maak, zegt = FOUT[naam]
    maak(bron)
    verslag = doe()
    assert verslag.exitcode == 1
    assert soort(verslag).soort == GEWEIGERD
    import re

    assert re.search(zegt, soort(verslag).tekst), soort(verslag).tekst
    assert soort(verslag, KERN).soort == VERVANGEN  # one table does not hold up another
    assert "leeftijd_2024_gemeente" not in momentopname.stand()["bronnen"]


@traag
def test_a_jump_that_someone_accepts_comes_in(bron):
    sprong(bron)
    assert doe(LEEFTIJD, akkoord=True).exitcode == 0


@traag
def test_an_older_version_than_we_have_is_refused(bron):
    doe()
    voor = afdruk()
    bron.tabellen[LEEFTIJD].gewijzigd = "2025-01-01T02:00:00"
    verslag = doe()
    assert verslag.exitcode == 1 and "oudere versie" in soort(verslag).tekst
    assert afdruk() == voor


@traag
def test_a_gemeente_that_drops_out_later_is_refused_and_what_we_had_stays(bron):
    doe()
    voor = afdruk()
    weg("GM0344")(bron)
    bron.tabellen[LEEFTIJD].gewijzigd = "2026-09-01T02:00:00"
    verslag = doe(LEEFTIJD)
    assert verslag.exitcode == 1 and "GM0344" in soort(verslag).tekst
    assert afdruk() == voor


# Chaos


def kapot(h, tekst):
    stuur(h, tekst[: len(tekst) // 2])


@traag
@pytest.mark.parametrize(
    "streek",
    [kapot, lambda h, t: stuur(h, b"<html></html>"), lambda h, t: stuur(h, b"", 503)],
    ids=["half JSON", "HTML", "503"],
)
def test_a_broken_source_costs_nothing_but_the_refresh(bron, streek):
    doe(KERN)
    voor = afdruk()
    bron.streek(r"71488ned", streek)
    begin = time.monotonic()
    verslag = doe(LEEFTIJD, grens=SNEL)
    assert verslag.exitcode == 1 and afdruk() == voor
    assert time.monotonic() - begin < 60


def test_no_network_is_one_line(bron, monkeypatch):
    monkeypatch.setenv("WOONZORG_BRON_BASIS", "http://127.0.0.1:9")
    verslag = doe(grens=SNEL)
    assert verslag.exitcode == 1 and "geen verbinding" in verslag.eenregelig


@traag
def test_a_full_disk_leaves_the_old_figures(bron, monkeypatch):
    doe(KERN)
    voor, thuis = afdruk(), momentopname.thuis()
    from woonzorg_lib.verversen import wisselen

    def vol(*_):
        raise OSError(28, "No space left on device", "cijfers.csv.gz")

    monkeypatch.setattr(wisselen.os, "fsync", vol)
    with pytest.raises(wisselen.GeenRuimte, match="de schijf is vol"):
        doe(LEEFTIJD)
    monkeypatch.undo()
    monkeypatch.setenv("WOONZORG_GEGEVENS", str(thuis))
    vergeet()
    assert afdruk() == voor
    assert len(list((thuis / "momentopnamen").iterdir())) == 1  # nothing half-written


@traag
def test_two_at_once_is_refused_and_harms_nothing(bron):
    from woonzorg_lib.verversen.wisselen import AlBezig, slot

    with slot(), pytest.raises(AlBezig, match="al een verversing"):
        doe()
    assert doe().exitcode == 0


def cli(*woorden, **kw):
    omgeving = {**os.environ, "PYTHONPATH": str(KIT)}
    return subprocess.Popen(
        [sys.executable, "-m", "woonzorg_lib.cli", *woorden],
        env=omgeving,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        **kw,
    )


@traag
@pytest.mark.parametrize("na", [0.5, 1.5, 3.0, 5.0, 8.0])
def test_kill_9_at_any_moment_leaves_a_whole_snapshot(bron, na):
    doe(KERN)
    voor = afdruk()
    proces = cli("data", "ververs", "--tabel", LEEFTIJD)
    time.sleep(na)
    proces.send_signal(signal.SIGKILL)
    proces.communicate()
    na_afloop = cli("data", "controleer")
    assert na_afloop.communicate()[0].startswith("De momentopname is heel")
    if proces.returncode == -9 and not (momentopname.lees_wijzer()["eerder"][1:]):
        assert afdruk() == voor
    # The household positions of this source are made up, so they jump.
    weer = cli("data", "ververs", "--tabel", LEEFTIJD, "--akkoord")
    assert weer.wait() == 0, weer.communicate()


@traag
def test_the_command_says_what_it_did_and_ends_as_it_should(bron):
    weg("GM0344")(bron)
    eigendom = t82900()
    bron.tabellen[eigendom.id] = eigendom
    proces = cli("data", "ververs", "--tabel", LEEFTIJD, eigendom.id)
    uit, fout = proces.communicate()
    assert proces.returncode == 1
    assert f"tabel {LEEFTIJD}" in fout and "Utrecht (GM0344)" in fout and "Traceback" not in fout
    assert "vervangen" in uit
    for vraag in (["--tabel", "12345XYZ"], ["--jaar", "1800"], ["--jaar", "x"]):
        assert cli("data", "ververs", *vraag).wait() == 2
    twee = [cli("data", "status").communicate()[0] for _ in range(2)]
    assert twee[0] == twee[1] and eigendom.id in twee[0]


@traag
def test_a_source_whose_subjects_are_still_empty_does_not_hold_up_the_table(bron):
    # The fake has the people of Kerncijfers 2025, and none of its figures of dwellings.
    vergeet()
    reg = register("kern_gemeente", "woningen_gemeente")
    uit = ververs(Vraag((KERN,)), lambda r: None, grens=RUIM, register=reg)
    vergeet()
    assert soort(uit, KERN).soort == VERVANGEN, soort(uit, KERN).tekst


@traag
def test_a_new_year_that_lacks_a_subject_still_gives_the_others(bron):
    nieuw = kwb(2026)
    for tabel in (nieuw, bron.tabellen[KERN]):
        tabel.maten = [m for m in tabel.maten if m.stam != "GemiddeldeHuishoudensgrootte"]
    bron.tabellen[nieuw.id] = nieuw
    uit = doe(KERN, nieuw.id)
    # In a year of which the names are known it is a name that changed.
    assert soort(uit, KERN).soort == GEWEIGERD
    assert "huishoudensgrootte" in soort(uit, KERN).tekst.lower()
    assert soort(uit, nieuw.id).soort == VERVANGEN, soort(uit, nieuw.id).tekst
    assert "zonder huishoudensgrootte" in soort(uit, nieuw.id).tekst
    from woonzorg_lib import cijfers

    tabel = cijfers.lees("kern_gemeente")
    assert tabel.inwoners[tabel.jaar == 2026].notna().all()


def test_what_nobody_can_accept_is_said_before_the_jumps(bron):
    weg("GM0344")(bron)
    vergeet()
    uit = ververs(Vraag((LEEFTIJD,)), lambda r: None, grens=RUIM, register=tabellen())
    vergeet()
    gezegd = soort(uit).tekst
    assert soort(uit).soort == GEWEIGERD and gezegd.startswith("gemeente Utrecht (GM0344)")


# New years and new gemeenten

FUSIE = (("GM0233", "GM1999"), ("GM0273", "GM1999"))
NAAM = "Nieuwe Veluwe"


@pytest.fixture
def fusiebron(bron):
    bron.tabellen.clear()
    for t in (
        kwb(2027, FUSIE, id="86600NED"),
        leeftijd_71488((2026, 2027), FUSIE),
        gebieden(2026),
        gebieden(2027, FUSIE, (("GM1999", NAAM),), "86700NED"),
    ):
        for dim in t.dims:
            if "GM1999" in dim.codes:
                dim.codes["GM1999"] = NAAM
        bron.tabellen[t.id] = t
    return bron


def alles(*kies):
    vergeet()
    reg = [t for t in tabellen() if t.vorm != "cijfers" or t in register()]
    uit = ververs(Vraag(kies), lambda r: None, grens=RUIM, register=reg)
    vergeet()
    return uit


@traag
@pytest.mark.parametrize("weet", ["the table of areas", "the boundaries", "the inhabitants"])
def test_a_merger_on_1_january_needs_no_change_of_code(fusiebron, weet):
    if weet != "the table of areas":
        del fusiebron.tabellen["86700NED"]
    if weet == "the boundaries":
        fusiebron.lagen[2027, "wijk_gegeneraliseerd"] = wijklaag(FUSIE)
    verslag = alles()
    assert soort(verslag).soort == VERVANGEN
    assert soort(verslag, "86600NED").soort == VERVANGEN  # found in the catalogue by its title
    from woonzorg_lib import cijfers, gebieden

    nieuw = gebieden.gemeente("Ermelo")
    assert (nieuw.code, nieuw.naam) == ("GM1999", NAAM)
    assert len(gebieden.gemeenten()) == 341 and gebieden.provincie_van(nieuw).naam == "Gelderland"
    assert gebieden.regio_van(nieuw, "jeugd").naam == "Noord-Veluwe"
    kern = cijfers.lees("kern_gemeente").query("jaar == 2024").set_index("gebied").inwoners
    ruw = cijfers.per_gemeente("inwoners").query("gebied == 'GM1999' and jaar == 2024")
    assert ruw.waarde.tolist() == [kern["GM0233"] + kern["GM0273"]]
    assert 2027 in cijfers.lezen.gevulde_jaren("inwoners")["GM1999"]
    assert {"GM1999"} <= gebieden.grenzen().keys() and "GM0233" not in gebieden.grenzen()


@traag
def test_a_gemeente_that_is_gone_without_a_trace_is_refused(fusiebron):
    tabel = fusiebron.tabellen["86700NED"]
    tabel.data = tabel.data[tabel.data.RegioS != "GM0344"].reset_index(drop=True)
    verslag = alles()
    assert soort(verslag, "86700NED").soort == GEWEIGERD
    assert "Utrecht" in soort(verslag, "86700NED").tekst


@traag
def test_boundaries_of_wijken_keep_their_common_border(fusiebron):
    import shapely

    from woonzorg_lib.verversen import grenzen

    fusiebron.lagen[2026, "wijk_gegeneraliseerd"] = wijklaag()
    del fusiebron.tabellen["86700NED"], fusiebron.tabellen["86600NED"]
    fusiebron.tabellen[LEEFTIJD] = leeftijd_71488((2026,))
    verslag = alles("wijkgrenzen")
    assert soort(verslag, "wijkgrenzen").soort == VERVANGEN
    from woonzorg_lib import gebieden

    west, oost = (
        shapely.geometry.Polygon(gebieden.wijkgrenzen("GM0344")[c][0])
        for c in ("WK034400", "WK034401")
    )
    assert west.intersection(oost).area < 1e-9 < west.intersection(oost).length
    assert grenzen.oppervlak(west) + grenzen.oppervlak(oost) == pytest.approx(94, rel=0.1)


# The register


def test_the_register_names_each_table_once_and_knows_what_to_ask():
    for t in tabellen():
        assert t.nummers and (t.kolommen or t.vorm != "cijfers")
        for k in t.kolommen:
            assert k.code or k.stammen or k.titels or k.bevat or k.vorm, (t.bron, k.naam)
    assert {"71488ned", "03759ned", "85644NED", "71486ned", "85980NED", "84547NED"} <= {
        n for t in tabellen() for n in t.nummers
    }


def test_a_folder_of_plain_files_is_a_snapshot_too(monkeypatch, tmp_path):
    gegevens = KIT / "woonzorg_lib" / "cijfers" / "gegevens"
    shutil.copy(gegevens / "kern_gemeente.csv.gz", tmp_path)
    monkeypatch.setenv("WOONZORG_GEGEVENS", str(tmp_path))
    vergeet()
    assert momentopname.actief() == tmp_path
    monkeypatch.undo()
    vergeet()


def test_more_years_of_dwellings_leave_each_gemeente_its_group(monkeypatch, tmp_path):
    import pandas as pd

    from woonzorg_lib import cijfers, gebieden
    from woonzorg_lib.cijfers import vergelijking

    def groep(peiljaar=None):
        vergelijking.kenmerken.cache_clear()
        vergelijking._afstanden.cache_clear()
        return [
            g.code
            for g in cijfers.vergelijkingsgroep(gebieden.gemeente("Zeist"), peiljaar).gemeenten
        ]

    voor, voor_2024 = groep(), groep(2024)
    tabel = pd.read_csv(KIT / "woonzorg_lib" / "cijfers" / "gegevens" / "woningen_gemeente.csv.gz")
    oad = "omgevingsadressendichtheid"
    later = tabel.assign(jaar=2025)
    later.loc[later.gebied.isin(voor[:5]), oad] = 9
    leeg = tabel.assign(jaar=2026, **{oad: None})
    pd.concat([tabel, later, leeg]).to_csv(tmp_path / "woningen_gemeente.csv.gz", index=False)
    (tmp_path / "stand.json").write_text("{}")
    monkeypatch.setenv("WOONZORG_GEGEVENS", str(tmp_path))
    vergeet()
    try:
        assert groep(2024) == voor_2024  # each year as it was
        na = groep()
        assert len(na) == 10 and not set(voor[:5]) & set(na)  # the newest that is filled
    finally:
        monkeypatch.undo()
        vergeet()
        groep()


def test_the_groups_of_the_cbs_become_rows_of_c1_by_themselves(monkeypatch, tmp_path):
    import pandas as pd

    from woonzorg_lib import cijfers
    from woonzorg_lib.analyse import Analyse

    voor = Analyse("Utrecht").aandachtsgroepen()
    assert not [i for i in cijfers.indicatoren() if i.startswith("groep_")]
    groepen = {"Statushouder": 7575, "Dak- en thuislozen": 600, "Ouderen: 75 jaar of ouder": 9}
    rijen = [
        {"gebied": gebied, "jaar": 2025, "groep": groep, "personen": n * maal, "huishoudens": n}
        for groep, n in groepen.items()
        for gebied, maal in (("GM0344", 1), ("NL", 40))
    ]
    naam = "aandachtsgroepen_gemeente"
    pd.DataFrame(rijen).to_csv(tmp_path / f"{naam}.csv.gz", index=False)
    jaar = {"tabel": "85980NED", "opgehaald": "2026-11-25", "gewijzigd": "2026-06-01"}
    jaar |= {"voorlopig": False, "indeling": "eigen"}
    bron_ = {"jaren": {"2025": jaar}, "alle": [2025], "dekking": "1 gemeente", "totalen": []}
    (tmp_path / "stand.json").write_text(json.dumps({"bronnen": {naam: bron_}}))
    monkeypatch.setenv("WOONZORG_GEGEVENS", str(tmp_path))
    vergeet()
    try:
        b = Analyse("Utrecht").aandachtsgroepen()
        inwoners = cijfers.lees("kern_gemeente").query("gebied == 'GM0344' and jaar == 2025")
        (rij,) = [
            r
            for r in b.gegevens["rijen"]
            if r["gebiedcode"] == "GM0344" and r["indicator"] == "groep_statushouder_per_1000"
        ]
        assert rij["waarde"] == pytest.approx(1000 * 7575 / inwoners.inwoners.iloc[0])
        assert (rij["tabel"], rij["jaar"], rij["opgehaald"]) == ("85980NED", 2025, "2026-11-25")
        assert "7.575 mensen" in b.html and "Dak- en thuislozen" in b.html
        # Statushouders have their row already, and older people are counted by their own age.
        assert b.html.count("<tr") == voor.html.count("<tr") + 1
        assert "Statushouder<" not in b.html and "Ouderen: 75" not in b.html
    finally:
        monkeypatch.undo()
        vergeet()


@traag
def test_threads_of_a_refresh_do_not_stay(bron):
    doe(KERN)
    time.sleep(0.5)
    assert not [t for t in threading.enumerate() if "_werker" in t.name]


def test_the_status_page_shows_coverage_and_what_a_refresh_would_bring(tmp_path, capsys):
    from woonzorg_lib.cli import main

    pad = tmp_path / "status.html"
    assert main(["data", "status", "--html", str(pad)]) == 0
    pagina = pad.read_text(encoding="utf-8")
    assert "<script" not in pagina and "Inwoners van 65 jaar of ouder" in pagina
    assert "86358NED" in pagina and "nog niet opgehaald" in pagina
    assert main(["data", "status", "--html", str(tmp_path / "weg" / "s.html")]) == 2
    assert "\n" not in capsys.readouterr().err.strip()
