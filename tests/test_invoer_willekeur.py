"""Willekeurige bestanden: nooit een traceback, nooit een getal dat ongemerkt verandert, nooit een rij die zomaar verdwijnt."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_invoer import UTRECHT, schrijf, schrijf_excel

from woonzorg_lib import invoer
from woonzorg_lib.invoer import cellen, lees

SNEL = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
CEL = st.one_of(
    st.text(max_size=12), st.from_regex(r"[0-9., €-]{1,9}", fullmatch=True), st.sampled_from(["ja", "x", "1.250", "1,5", "<5", "2027", "GM0344", "=1+1", "#N/B", '"', "1-7-2026", "{}", "%s"])
)
SOORT = st.sampled_from(["plannen", "flex", "prognose", "voorzieningen", "verdeling", "visiescore", "woonopgave"])


@given(st.text(alphabet="0123456789., €-'", max_size=14))
@settings(max_examples=300)
def test_a_count_that_is_accepted_has_the_digits_that_were_typed(tekst):
    try:
        gelezen = cellen.aantal(tekst)
    except cellen.Celfout:
        return
    cijfers = re.sub(r"[^0-9]", "", re.sub(r"[.,](0+)\s*€?\s*$", "", tekst) if re.search(r",0+\s*€?\s*$|^[^.,]*\.0{1,2}\s*€?\s*$", tekst) else tekst)
    assert str(gelezen) == (cijfers.lstrip("0") or "0")


@given(st.integers(0, 10**8), st.sampled_from(["{}", "{:,}", "€ {:,}", "{:,},00", "€ {:,},-", " {} ", "{}.0"]))
@settings(max_examples=150)
def test_a_number_comes_back_however_it_is_written(n, vorm):
    assert cellen.aantal(vorm.replace("},00", "}§00").replace("},-", "}§-").format(n).replace(",", ".").replace("§", ",")) == n


@given(st.floats(0, 10**7, allow_nan=False).map(lambda f: round(f, 2)))
@settings(max_examples=150)
def test_an_amount_comes_back_or_is_refused(bedrag):
    for tekst in (f"{bedrag:.2f}".replace(".", ","), f"€ {bedrag:,.2f}".replace(",", " ").replace(".", ",").replace(" ", ".").replace("€.", "€ ")):
        assert cellen.bedrag(tekst) == pytest.approx(bedrag)


@given(SOORT, st.data())
@SNEL
def test_random_cells_never_give_a_traceback_nor_lose_a_row(soort, data):
    kolommen = data.draw(st.permutations(invoer.schemas()[soort].sjabloonkolommen()))
    rijen = data.draw(st.lists(st.lists(CEL, min_size=len(kolommen), max_size=len(kolommen)), max_size=3))
    with TemporaryDirectory() as map:
        schrijf(Path(map), soort, [dict(zip(kolommen, rij)) for rij in rijen] or [dict.fromkeys(kolommen, "")], codering="utf-8")
        uit = lees(soort, UTRECHT, Path(map))
        assert all(str(m) and m.ernst in ("FOUT", "WAARSCHUWING", "LET OP") for m in uit.meldingen)
        assert all("{}" not in m.wat or "{}" in str(rijen) for m in uit.meldingen)
        gevuld = [r for r in rijen if any(c.strip() for c in r)]
        genoemd = {m.regel for m in uit.meldingen} | set(uit.tabel._regel)
        assert uit.fouten or len(genoemd - {None}) >= len(gevuld)


@given(st.binary(max_size=300), st.sampled_from(["csv", "xlsx"]), st.booleans())
@SNEL
def test_random_bytes_never_give_a_traceback(inhoud, extensie, kop):
    with TemporaryDirectory() as map:
        pad = schrijf(Path(map), "flex", [{"a": "b"}], naam=f"flex.{extensie}")
        pad.write_bytes((b"locatie;woningen;startjaar;bron\r\n" if kop else b"") + inhoud)
        lees("flex", UTRECHT, Path(map))


@pytest.fixture(scope="module")
def heel(tmp_path_factory):
    map = tmp_path_factory.mktemp("heel")
    schrijf_excel(map, "flex", ["locatie", "woningen", "startjaar", "bron"], *[[f"L{n}", 100 + n, 2022, "x"] for n in range(20)])
    return (map / "gemeenten" / UTRECHT / "flex.xlsx").read_bytes()


@given(deel=st.floats(0, 1), plek=st.integers(0, 10**6), wat=st.integers(0, 255), kap=st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_excel_file_is_refused_or_gives_the_same_numbers(heel, deel, plek, wat, kap):
    with TemporaryDirectory() as map:
        pad = schrijf(Path(map), "flex", [{"a": "b"}], naam="flex.xlsx")
        stuk = heel[: int(deel * len(heel))] if kap else heel[: plek % len(heel)] + bytes([wat]) + heel[plek % len(heel) + 1 :]
        pad.write_bytes(stuk)
        uit = lees("flex", UTRECHT, Path(map))
        assert uit.fouten or not uit.bruikbaar or list(uit.tabel.woningen) == [100 + n for n in range(20)]


@given(st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]), st.sampled_from(";,\t|"), st.text(alphabet="aéïõ ;,\"'\n|", max_size=8), st.integers(0, 5 * 10**4))
@SNEL
def test_any_text_and_count_survive_encoding_and_separator(codering, scheiding, tekst, n):
    with TemporaryDirectory() as map:
        try:
            schrijf(Path(map), "flex", [{"locatie": f"L{tekst}L", "woningen": str(n), "startjaar": "2022", "bron": "x"}], scheiding=scheiding, codering=codering)
        except UnicodeEncodeError:
            return
        uit = lees("flex", UTRECHT, Path(map))
        assert uit.fouten == [] and uit.tabel.woningen[0] == n and uit.tabel.locatie[0] == " ".join(f"L{tekst}L".split())
