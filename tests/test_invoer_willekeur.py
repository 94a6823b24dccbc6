"""Willekeurige bestanden: nooit een traceback, nooit een getal dat ongemerkt verandert, nooit een rij die zomaar verdwijnt."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from test_invoer import UTRECHT, schrijf, schrijf_excel

from woonzorg_lib import soorten
from woonzorg_lib.invoer import cellen
from woonzorg_lib.soorten import lees

SNEL = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
CEL = st.one_of(
    st.text(max_size=12),
    st.from_regex(r"[0-9., €-]{1,9}", fullmatch=True),
    st.sampled_from(
        [
            "ja",
            "x",
            "1.250",
            "1,5",
            "<5",
            "2027",
            "GM0344",
            "=1+1",
            "#N/B",
            '"',
            "1-7-2026",
            "{}",
            "%s",
        ]
    ),
)
SOORT = st.sampled_from(
    ["plannen", "flex", "prognose", "voorzieningen", "verdeling", "visiescore", "woonopgave"]
)


@given(st.text(alphabet="0123456789., €-'", max_size=14))
@settings(max_examples=300)
@example("1.0,-")
def test_a_count_that_is_accepted_has_the_digits_that_were_typed(tekst):
    try:
        gelezen = cellen.aantal(tekst)
    except cellen.Celfout:
        return
    cijfers = re.sub(
        r"[^0-9]",
        "",
        re.sub(r"[.,](0+)\s*€?\s*$", "", tekst)
        if re.search(r",0+\s*€?\s*$|^[^.,]*\.0{1,2}\s*€?\s*$", tekst)
        else tekst,
    )
    assert str(gelezen) == (cijfers.lstrip("0") or "0")


@given(
    st.integers(0, 10**8),
    st.sampled_from(["{}", "{:,}", "€ {:,}", "{:,},00", "€ {:,},-", " {} ", "{}.0"]),
)
@settings(max_examples=150)
def test_a_number_comes_back_however_it_is_written(n, vorm):
    assert (
        cellen.aantal(
            vorm.replace("},00", "}§00")
            .replace("},-", "}§-")
            .format(n)
            .replace(",", ".")
            .replace("§", ",")
        )
        == n
    )


@given(st.floats(0, 10**7, allow_nan=False).map(lambda f: round(f, 2)))
@settings(max_examples=150)
def test_an_amount_comes_back_or_is_refused(bedrag):
    for tekst in (
        f"{bedrag:.2f}".replace(".", ","),
        f"€ {bedrag:,.2f}".replace(",", " ")
        .replace(".", ",")
        .replace(" ", ".")
        .replace("€.", "€ "),
    ):
        assert cellen.bedrag(tekst) == pytest.approx(bedrag)


@given(SOORT, st.data())
@SNEL
def test_random_cells_never_give_a_traceback_nor_lose_a_row(soort, data):
    kolommen = data.draw(st.permutations(soorten.schemas()[soort].sjabloonkolommen()))
    rijen = data.draw(
        st.lists(st.lists(CEL, min_size=len(kolommen), max_size=len(kolommen)), max_size=3)
    )
    with TemporaryDirectory() as map:
        schrijf(
            Path(map),
            soort,
            [dict(zip(kolommen, rij)) for rij in rijen] or [dict.fromkeys(kolommen, "")],
            codering="utf-8",
        )
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
    schrijf_excel(
        map,
        "flex",
        ["locatie", "woningen", "startjaar", "bron"],
        *[[f"L{n}", 100 + n, 2022, "x"] for n in range(20)],
    )
    return (map / "gemeenten" / UTRECHT / "flex.xlsx").read_bytes()


@given(deel=st.floats(0, 1), plek=st.integers(0, 10**6), wat=st.integers(0, 255), kap=st.booleans())
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_excel_file_is_refused_or_gives_the_same_numbers(heel, deel, plek, wat, kap):
    with TemporaryDirectory() as map:
        pad = schrijf(Path(map), "flex", [{"a": "b"}], naam="flex.xlsx")
        stuk = (
            heel[: int(deel * len(heel))]
            if kap
            else heel[: plek % len(heel)] + bytes([wat]) + heel[plek % len(heel) + 1 :]
        )
        pad.write_bytes(stuk)
        uit = lees("flex", UTRECHT, Path(map))
        assert (
            uit.fouten
            or not uit.bruikbaar
            or list(uit.tabel.woningen) == [100 + n for n in range(20)]
        )


@given(
    st.sampled_from(["utf-8", "utf-8-sig", "cp1252", "utf-16"]),
    st.sampled_from(";,\t|"),
    st.text(alphabet="aéïõ ;,\"'\n|", max_size=8),
    st.integers(0, 5 * 10**4),
)
@SNEL
def test_any_text_and_count_survive_encoding_and_separator(codering, scheiding, tekst, n):
    with TemporaryDirectory() as map:
        try:
            schrijf(
                Path(map),
                "flex",
                [{"locatie": f"L{tekst}L", "woningen": str(n), "startjaar": "2022", "bron": "x"}],
                scheiding=scheiding,
                codering=codering,
            )
        except UnicodeEncodeError:
            return
        uit = lees("flex", UTRECHT, Path(map))
        assert (
            uit.fouten == []
            and uit.tabel.woningen[0] == n
            and uit.tabel.locatie[0] == " ".join(f"L{tekst}L".split())
        )


KOPPEN = ["locatie", "woningen", "startjaar", "capaciteit", "bron"]
GETAL = st.one_of(
    st.integers(0, 9999).map(lambda n: (n, n)),
    st.integers(0, 9999).map(lambda n: (n, float(n))),
    st.integers(0, 9999).map(lambda n: (n, f"{n:,}".replace(",", "."))),
    st.integers(0, 9999).map(lambda n: (n, f" {n},00 ")),
    st.floats(0, 9999).map(lambda f: (f, f)),
    st.text(alphabet="0123456789.,-€ ", max_size=8).map(lambda t: (None, t)),
)


@given(
    st.permutations(KOPPEN),
    st.lists(st.tuples(GETAL, GETAL), min_size=1, max_size=4),
    st.sampled_from(["csv", "xlsx"]),
)
@SNEL
def test_in_shuffled_columns_each_number_that_is_read_is_the_one_that_was_written(
    volgorde, getallen, vorm
):
    rijen = [
        {"locatie": f"L{n}", "woningen": a, "startjaar": 2022, "capaciteit": b, "bron": "x"}
        for n, ((_, a), (_, b)) in enumerate(getallen)
    ]
    with TemporaryDirectory() as map:
        if vorm == "csv":
            schrijf(Path(map), "flex", [{k: r[k] for k in volgorde} for r in rijen])
        else:
            schrijf_excel(Path(map), "flex", volgorde, *[[r[k] for k in volgorde] for r in rijen])
        uit = lees("flex", UTRECHT, Path(map))
    genoemd = {m.regel for m in uit.meldingen}
    for rij in uit.tabel.to_dict("records"):
        for kolom, (echt, geschreven) in zip(
            ("woningen", "capaciteit"), getallen[int(rij["locatie"][1:])]
        ):
            if pd.isna(rij[kolom]):
                assert not str(geschreven).strip(" ") or rij["_regel"] in genoemd
            elif echt is not None:
                assert rij[kolom] == echt
            else:
                assert str(rij[kolom]) == re.sub(
                    r"[^0-9]",
                    "",
                    re.sub(r",(0+|-{1,2})(?=[ €]*$)|\.0{1,2}(?=[ €]*$)", "", geschreven),
                ).lstrip("0").rjust(1, "0")


@given(st.sampled_from(KOPPEN), st.integers(0, 4), st.sampled_from(["{}", "{} ", "{}_", "{}2"]))
@settings(max_examples=20)
def test_a_header_that_stands_twice_is_never_a_silent_choice(dubbel, plek, vorm):
    koppen = [*KOPPEN[:plek], vorm.format(dubbel.upper()), *KOPPEN[plek:]]
    with TemporaryDirectory() as map:
        pad = schrijf(Path(map), "flex", [{"a": "b"}])
        waarden = {
            "locatie": "L",
            "woningen": "10",
            "startjaar": "2022",
            "capaciteit": "12",
            "bron": "x",
        }
        pad.write_text(
            ";".join(koppen) + "\n" + ";".join(waarden.get(k, "99") for k in koppen) + "\n",
            encoding="utf-8",
        )
        uit = lees("flex", UTRECHT, Path(map))
    assert uit.meldingen and (uit.fouten or uit.tabel.woningen[0] == 10)


@pytest.mark.parametrize(
    "inhoud",
    [
        b"locatie;woningen;startjaar;bron\nA;1\x000;2022;x\n",
        b"locatie;woningen;startjaar;bron\n" + b"A" * 300_000 + b";10;2022;x\n",
        b"locatie;woningen;startjaar;bron\n" + b"A;10;2022;x" + b";" * 70_000 + b"9\n",
        b'locatie;woningen;startjaar;bron\n"A;10;2022;x\nB;11;2022;x\n',
        b"\xff\xfel\x00o\x00",
        b"locatie;woningen;startjaar;bron\nA;10;2022\n",
        b"\xef\xbb\xbf" * 3,
        b"PK\x03\x04",
        b"locatie;woningen;startjaar;bron\nA;=1+1;2022;x\n",
        b"=cmd|' /C calc'!A0;woningen;startjaar;bron\nA;10;2022;x\n",
    ],
    ids=[
        "nul",
        "long cell",
        "wide line",
        "open quote",
        "half utf-16",
        "short row",
        "three marks",
        "zip as csv",
        "formula",
        "formula in the header",
    ],
)
def test_strange_files_are_named_and_never_half_read(inhoud, tmp_path):
    schrijf(tmp_path, "flex", [{"a": "b"}]).write_bytes(inhoud)
    uit = lees("flex", UTRECHT, tmp_path)
    assert uit.meldingen and all("\n" not in str(m) and len(str(m)) < 600 for m in uit.meldingen)
    assert uit.fouten or list(uit.tabel.woningen) == [10]


def test_merged_cells_hidden_rows_and_formulas_in_excel(tmp_path):
    rijen = [["A", 10, 2022, "x"], [None, 11, 2022, "x"], ["C", "=B2+B3", 2022, "x"]]
    boek = schrijf_excel(tmp_path, "flex", ["locatie", "woningen", "startjaar", "bron"], *rijen)
    boek.active.merge_cells("A2:A3")
    boek.active.row_dimensions[2].hidden = True
    boek.save(pad := tmp_path / "gemeenten" / UTRECHT / "flex.xlsx")
    fouten = {(m.regel, m.kolom) for m in lees("flex", UTRECHT, tmp_path).fouten}
    assert fouten == {(3, "locatie"), (4, "woningen")}
    boek.active.unmerge_cells("A2:A3")
    boek.active["A3"], boek.active["B4"] = "B", 12
    boek.save(pad)
    assert list(lees("flex", UTRECHT, tmp_path).tabel.woningen) == [10, 11, 12]
