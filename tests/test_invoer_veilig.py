"""Wat van buiten komt, doet de kit geen kwaad en verraadt niemand: YAML, werkboeken, persoonsgegevens, kleine aantallen."""

import io
import itertools
import time
import zipfile
from datetime import date, datetime

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from woonzorg_lib import gebieden
from woonzorg_lib.beeld import huisstijl
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.invoer import cellen, herleiden, onderdruk, regels, werkboek
from woonzorg_lib.invoer.cellen import Celfout
from woonzorg_lib.invoer.persoonsgegevens import BSN, MAIL, NAAM, TELEFOON, persoonsgegevens
from woonzorg_lib.invoer.yamlbestand import Yamlbestand

# ---- YAML

BOM = "a: &a [x, x]\n" + "".join(
    f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}]\n" for n in range(30)
)
KWAAD = {
    "verwijzing": BOM,
    "kring": "a: &a [*a]",
    "diep": "a: " + "[" * 3000 + "]" * 3000,
    "dubbel": "a: 1\nb: 2\na: 3",
    "lijst als naam": "? [a, b]\n: 1",
    "groep als naam": "? {a: b}\n: 1",
    "python": "a: !!python/object/apply:os.system [x]",
    "geen datum": "a: 2025-13-45",
    "lang getal": "a: " + "9" * 5000,
    "groot": "a: " + "x" * 600_000,
    "half": "a: 'x",
    "tekens": "a: \x07",
}


@pytest.mark.parametrize("tekst", KWAAD.values(), ids=KWAAD)
@pytest.mark.parametrize("lezer", ["instelling", "regio", "huisstijl"])
def test_bad_yaml_is_one_line_and_takes_no_time(tekst, lezer, tmp_path):
    begin = time.process_time()
    try:
        if lezer == "instelling":
            (tmp_path / "x.yaml").write_text(tekst, encoding="utf-8")
            Yamlbestand(tmp_path / "x.yaml")
        elif lezer == "regio":
            (tmp_path / "Wij").mkdir()
            (tmp_path / "Wij" / "regio.yaml").write_text(tekst, encoding="utf-8")
            gebieden.regio("eigen:Wij", eigen_map=tmp_path)
        else:
            (tmp_path / "huisstijl.yaml").write_text(tekst, encoding="utf-8")
            huisstijl.lees(tmp_path)
    except WoonzorgFout as fout:
        assert "\n" not in str(fout) and len(str(fout)) < 400
    else:
        pytest.fail("this was read")
    assert time.process_time() - begin < 1


def test_a_reference_in_yaml_is_named_with_its_line(tmp_path):
    (tmp_path / "x.yaml").write_text("naam: x\n\na: &a 1\n", encoding="utf-8")
    with pytest.raises(WoonzorgFout, match=r"x\.yaml, regel 3: een verwijzing"):
        Yamlbestand(tmp_path / "x.yaml")


# ---- werkboeken


def boek(*bladen):
    """The bytes of a workbook with these rows per sheet."""
    b = openpyxl.Workbook()
    b.remove(b.active)
    for n, rijen in enumerate(bladen):
        blad = b.create_sheet(f"Blad{n + 1}")
        for rij in rijen:
            blad.append(rij)
    stroom = io.BytesIO()
    b.save(stroom)
    return stroom.getvalue()


def met_xml(inhoud, vervang):
    """The workbook with something done to each of its parts."""
    uit = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(inhoud)) as van,
        zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as naar,
    ):
        for naam in van.namelist():
            naar.writestr(naam, vervang(naam, van.read(naam)))
    return uit.getvalue()


CEL = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.floats(-1e9, 1e9).map(lambda f: round(f, 4)),
    st.booleans(),
    st.text(
        st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="_\uffff\ufffe"),
        max_size=12,
    ),
    st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)).map(
        lambda d: d.replace(microsecond=0)
    ),
)


@given(st.lists(st.lists(CEL, min_size=1, max_size=5), min_size=1, max_size=5))
@settings(max_examples=60)
def test_a_workbook_comes_back_as_openpyxl_reads_it(rijen):
    rijen = [[None if c == "" or str(c).startswith("=") else c for c in rij] for rij in rijen]
    inhoud = boek(rijen)
    echt = openpyxl.load_workbook(io.BytesIO(inhoud), data_only=True)["Blad1"]
    (blad,) = werkboek.lees(inhoud)
    gelezen = {(r, k): c for r, rij in blad.rijen for k, c in enumerate(rij) if c is not None}
    verwacht = {
        (cel.row, cel.column - 1): cel.value
        for rij in echt.iter_rows()
        for cel in rij
        if cel.value is not None
    }
    assert gelezen == verwacht


def test_strict_xml_prefixes_and_hidden_things_are_read():
    b = openpyxl.load_workbook(io.BytesIO(boek([["a", "b"], [1, 0.5], [2, 3]], [["x"]])))
    b["Blad1"]["B2"].number_format = "0.0%"
    b["Blad1"]["A3"] = "=1+1"
    b["Blad1"].row_dimensions[2].hidden = True
    b["Blad1"].column_dimensions["B"].hidden = True
    b["Blad2"].sheet_state = "hidden"
    b["Blad1"].merge_cells("A4:A5")
    stroom = io.BytesIO()
    b.save(stroom)

    def strict(naam, xml):
        ruimte = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        xml = xml.replace(ruimte, b"http://purl.oclc.org/ooxml/spreadsheetml/main")
        return xml.replace(
            b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            b"http://purl.oclc.org/ooxml/officeDocument/relationships",
        )

    for inhoud in (stroom.getvalue(), met_xml(stroom.getvalue(), strict)):
        een, twee = werkboek.lees(inhoud)
        assert een.rijen == [(1, ["a", "b"]), (2, [1, 50.0]), (3, [werkboek.ZONDER_UITKOMST, 3])]
        assert isinstance(een.rijen[1][1][1], cellen.Procent)
        assert een.verborgen_rijen == {2} and een.verborgen_kolommen == {1}
        assert twee.verborgen and een.samengevoegd == ((4, 0, 5, 0),)


@pytest.mark.parametrize(
    "soort", ["lege cellen", "lege rijen", "vol", "lange tekst", "veel teksten"]
)
def test_a_small_workbook_never_takes_long(soort):
    kop = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    )
    rij = {
        "lege cellen": b"".join(
            b'<row r="%d">' % n + b'<c s="1"/>' * 20 + b"</row>" for n in range(1, 60_000)
        ),
        "lege rijen": b"".join(b'<row r="%d" s="1"/>' % n for n in range(1, 1_048_577)),
        "vol": b"".join(
            b'<row r="%d">' % n + b"<c><v>1</v></c>" * 20 + b"</row>" for n in range(1, 50_000)
        ),
        "lange tekst": b'<row><c t="inlineStr"><is><t>'
        + b"a" * 50_000_000
        + b"</t></is></c></row>",
        "veel teksten": b'<row><c t="inlineStr"><is>'
        + b"<t>a</t>" * 2_000_000
        + b"</is></c></row>",
    }[soort]
    inhoud = met_xml(
        boek([["a"]]),
        lambda n, xml: kop + rij + b"</sheetData></worksheet>" if "sheet1" in n else xml,
    )
    begin = time.process_time()
    try:
        werkboek.lees(inhoud)
    except Exception as fout:  # the caller turns whatever broken XML raises into one line
        assert "Traceback" not in str(fout)
    assert time.process_time() - begin < 5


# ---- schrijfwijzen


@pytest.mark.parametrize(
    ("getypt", "klasse"),
    [
        ("65 tot 70 jaar", "65-69"),
        ("0 tot 65 jaar", "0-64"),
        ("90 jaar of ouder", "90+"),
        ("90 jaar en ouder", "90+"),
        ("75-plussers", "75+"),
        ("tot 65 jaar", "0-64"),
        ("jonger dan 65", "0-64"),
        ("65 t/m 74 jaar", "65-74"),
        (80, "80"),
    ],
)
def test_ages_are_read_as_cbs_and_advisers_write_them(getypt, klasse):
    assert cellen.leeftijd(getypt) == klasse


@pytest.mark.parametrize("maand", ["mrt", "maart", "MRT.", "mrt."])
def test_a_short_month_is_read(maand):
    assert cellen.datum(f"1 {maand} 2025") == date(2025, 3, 1)


@given(st.text("abcdefghijklmnoprstuv", min_size=1, max_size=9))
def test_a_month_is_a_whole_name_or_no_month_at_all(woord):
    try:
        gelezen = cellen.datum(f"1 {woord} 2026")
    except Celfout:
        return
    assert cellen.MAANDEN[woord] == gelezen.month


@pytest.mark.parametrize(
    ("getypt", "grens"),
    [
        ("<5", 5),
        ("minder dan 5", 5),
        ("1-4", 5),
        ("hooguit 4", 5),
        ("< 10", 10),
        ("4", None),
        ("5-9", None),
    ],
)
def test_a_small_count_in_words(getypt, grens):
    assert cellen.klein_aantal(getypt) == grens


@pytest.mark.parametrize(
    ("getypt", "jaren"),
    [
        ("2027-2030", (2027, 2030)),
        ("2027/2028", (2027, 2028)),
        ("Q3 2027", (2027, 2027)),
        ("na 2030", None),
        ("2030-2027", None),
    ],
)
def test_a_range_of_years(getypt, jaren):
    assert cellen.jaren(getypt) == jaren


@given(
    st.from_regex(r"[0-9]{1,3}[.,][0-9]{1,4}|[0-9]{1,2}[.,][0-9]{3}[.,][0-9]{1,3}", fullmatch=True)
)
@settings(max_examples=200)
def test_advice_about_a_number_can_be_followed(getypt):
    import re

    for lezer in (cellen.aantal, cellen.bedrag):
        try:
            lezer(getypt)
        except Celfout as fout:
            for advies in re.findall(r"(?:Schrijf|of|zoals) ([0-9][0-9.,]*[0-9])", fout.doe):
                assert advies != getypt
                lezer(advies)


# ---- persoonsgegevens


@pytest.mark.parametrize(
    ("tekst", "wat"),
    [
        ("bewoner bsn123456782", [BSN]),
        ("bsn 123456782, post aan balie@voorbeeld.nl", [BSN, MAIL]),
        ("1234.56.782", [BSN]),
        ("123-456-782", [BSN]),
        ("1 2 3 4 5 6 7 8 2", [BSN]),
        ("123\u00a0456\u00a0782", [BSN]),
        ("1234\u200b56782", [BSN]),
        ("１２３４５６７８２", [BSN]),
        ("BSN: 12345678", [BSN]),
        ("B.S.N. 123456782", [BSN]),
        ("jan [at] voorbeeld.nl", [MAIL]),
        ("06/12345678 en 030-2861000", [TELEFOON]),
        ("Dhr. Jansen", [NAAM]),
        ("De heer Van Dijk", [NAAM]),
        ("DHR JANSEN", [NAAM]),
        ("mw. drs. P. de Wit", [NAAM]),
        ("prof. dr. K. van Dam", [NAAM]),
        ("J. de Vries", [NAAM]),
        ("mail dhr. Jansen op j@x.nl of 06-12345678", [MAIL, TELEFOON, NAAM]),
    ],
)
def test_all_personal_data_in_a_text_is_found(tekst, wat):
    assert persoonsgegevens(tekst) == wat


@pytest.mark.parametrize(
    "tekst",
    [
        "mevrouw en meneer",
        "Dr. Schaepmanstraat 12",
        "ir. Lelylaan",
        "P123456782",
        "besluit 2023-123456",
        "1A. Onherroepelijk",
        "kvk 12345678",
        "1-7-2026 t/m 31-12-2026",
        "12.345.678,90",
    ],
)
def test_ordinary_words_and_numbers_are_no_personal_data(tekst):
    assert persoonsgegevens(tekst) == []


@pytest.mark.parametrize(
    "deel",
    ["a", "1", "1 ", "@", "a@", "dhr ", "A.", "van ", "bsn ", "06 ", "+", "[at]", " ", "dhr. a. "],
)
def test_no_text_makes_the_search_run_away(deel):
    begin = time.process_time()
    persoonsgegevens(deel * (100_000 // len(deel)))
    persoonsgegevens("data:image/png;base64," + "A" * 300_000)
    assert time.process_time() - begin < 3


# ---- kleine aantallen

AANTAL = st.one_of(st.integers(0, 8), st.integers(20, 60))


@given(st.integers(20, 80), st.lists(st.tuples(AANTAL, AANTAL), min_size=1, max_size=3))
@settings(max_examples=80, deadline=None)
def test_a_hidden_count_does_not_follow_from_stock_and_flow(begin, stromen):
    rijen, stand = [], begin
    for n, (erbij, eraf) in enumerate(stromen):
        rijen.append({"groep": "g", "jaar": 2020 + n, "voorraad": stand, "in": erbij, "uit": eraf})
        stand = max(stand + erbij - eraf, 0)
    tabel = pd.DataFrame(rijen).astype({k: "Int64" for k in ("voorraad", "in", "uit")})
    verband = regels.stand_volgt(("groep",), "voorraad", "in", "uit").verbanden
    uit = onderdruk(tabel, ["voorraad", "in", "uit"], verbanden=[verband])
    gelijk = list(verband(tabel))
    for r, k in itertools.product(range(len(tabel)), ("voorraad", "in", "uit")):
        if uit[k][r] == "<5":
            assert len(mogelijk(uit, gelijk, (r, k))) > 1, uit


def mogelijk(uit, gelijk, cel):
    """The values that the hidden cell can still have, by trying all that fits each equation near it."""
    kan = set(range(5))
    for verband in gelijk:
        if cel not in verband:
            continue
        anders = [c for c in verband if c != cel]
        bereik = [
            [int(uit[k][r])]
            if not isinstance(uit[k][r], str)
            else range(5)
            if uit[k][r] == "<5"
            else range(5, 140)
            for r, k in anders
        ]
        sommen = {
            sum(verband[c] * w for c, w in zip(anders, w_)) for w_ in itertools.product(*bereik)
        }
        kan &= {w for w in range(5) if -verband[cel] * w in sommen}
    return kan


def test_a_share_beside_a_hidden_count_is_hidden_too():
    tabel = pd.DataFrame({"uitstroom": [3, 40, 30], "pct": [33.3, 50.0, 60.0]}).astype(
        {"uitstroom": "Int64"}
    )
    uit = onderdruk(tabel, ["uitstroom"], aandelen=["pct"])
    assert list(uit.uitstroom) == ["<5", 40, "x"] and list(uit.pct) == ["x", 50.0, 60.0]


def test_two_small_counts_that_can_be_only_one_thing_take_a_third_along():
    # 0 + 0 is the only way to make a total of nought.
    t = herleiden.Toestand(
        {(0, "a"): 0.0, (0, "b"): 0.0, (0, "s"): 0.0},
        {(0, "a"): 5, (0, "b"): 5},
        {(0, "a"), (0, "b")},
    )
    herleiden.sluit(t, [{(0, "a"): 1, (0, "b"): 1, (0, "s"): -1}], 5)
    assert (0, "s") in t.dicht
