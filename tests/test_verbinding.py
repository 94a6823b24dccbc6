"""De lijn naar de bron: wat er ook terugkomt, het eindigt in cijfers of in één regel, en op tijd."""

import gzip
import json
import time

import pytest
from nepbron import Nepbron
from nepbron.server import stuur, wacht

from woonzorg_lib.verversen.adres import VerkeerdeBasis, adres, basis, vraag
from woonzorg_lib.verversen.bladen import Kast, Lezer
from woonzorg_lib.verversen.fouten import (
    Bestaatniet,
    Bronfout,
    GeenVerbinding,
    Geweigerd,
    Onleesbaar,
    Onvolledig,
    TeGroot,
    TeTraag,
    Tijdelijk,
    VreemdeLink,
)
from woonzorg_lib.verversen.verbinding import Grenzen, Verbinding

V4 = "/odata/v1/CBS/71488ned"
# Where slowness is not what is tried, a busy machine may take its time; elsewhere it is soon found.
RUIM = Grenzen(verbinden=30, stil=30, antwoord=60, herhalen=0.7, tabel=90, bytes=2_000_000)
SNEL = Grenzen(verbinden=2, stil=0.4, antwoord=1.5, herhalen=0.7, tabel=4, bytes=2_000_000)
GEDULD = Grenzen(verbinden=30, stil=30, antwoord=60, herhalen=60, tabel=90, bytes=2_000_000)
GAUW = Grenzen(verbinden=30, stil=1, antwoord=3, herhalen=60, tabel=90, bytes=2_000_000)


@pytest.fixture
def bron(monkeypatch):
    nep = Nepbron()
    monkeypatch.setenv("WOONZORG_BRON_BASIS", nep.basis)
    monkeypatch.setenv("NO_PROXY", "*")
    nep.maak = lambda pad: {"value": [{"a": 1}]}
    yield nep
    nep.stop()


def lezer(kast=None, grenzen=RUIM):
    return Lezer(Verbinding(grenzen), "71488ned", kast)


def hier(deel="Observations", query=""):
    return adres("datasets.cbs.nl", f"{V4}/{deel}", query, V4)


def binnen(seconden, doe, fout):
    begin = time.monotonic()
    with pytest.raises(fout) as gevangen:
        doe()
    # Many times what it takes on a quiet machine, and less than waiting or trying on would take.
    assert time.monotonic() - begin < 5 * seconden
    assert "\n" not in str(gevangen.value)
    return str(gevangen.value)


# Addresses


def test_the_base_goes_before_the_real_host_and_path(bron):
    a = hier(query=vraag(filter="startswith(RegioS,'GM') and Perioden eq '2026JJ00'"))
    assert a.te_vragen.startswith(f"{bron.basis}/datasets.cbs.nl{V4}/Observations?$filter=")
    assert " " not in a.te_vragen


@pytest.mark.parametrize("waarde", ["127.0.0.1:8123", "ftp://x", "http://", "http://x/?a=b"])
def test_a_base_that_is_no_address_is_refused(monkeypatch, waarde):
    monkeypatch.setenv("WOONZORG_BRON_BASIS", waarde)
    with pytest.raises(VerkeerdeBasis, match="http://127.0.0.1:8123"):
        basis()


@pytest.mark.parametrize(
    "link",
    [
        "https://datasets.cbs.nl/odata/v1/CBS/71488ned/Observations?$skip=2",
        "http://datasets.cbs.nl/odata/v1/CBS/71488ned/Observations?$skip=2",
        "{basis}/datasets.cbs.nl/odata/v1/CBS/71488ned/Observations?$skip=2",
        "Observations?$skip=2",
        "?$skip=2",
    ],
)
def test_a_link_to_the_same_table_is_followed_however_it_is_written(bron, link):
    volgend = hier().vervolg(link.format(basis=bron.basis))
    assert volgend.echt == "https://datasets.cbs.nl/odata/v1/CBS/71488ned/Observations?$skip=2"


@pytest.mark.parametrize(
    "link",
    [
        "https://kwaad.example/odata/v1/CBS/71488ned/Observations",
        "https://opendata.cbs.nl/odata/v1/CBS/71488ned/Observations",
        "https://datasets.cbs.nl.kwaad.example/odata/v1/CBS/71488ned/Observations",
        "https://datasets.cbs.nl@kwaad.example/odata/v1/CBS/71488ned/Observations",
        "https://datasets.cbs.nl:8443/odata/v1/CBS/71488ned/Observations",
        "https://datasets.cbs.nl/odata/v1/CBS/03759ned/Observations",
        "https://datasets.cbs.nl/odata/v1/CBS/71488ned/../../geheim",
        "{basis}/kwaad.example/odata/v1/CBS/71488ned/Observations",
        "file:///etc/passwd",
        "//kwaad.example/odata/v1/CBS/71488ned",
    ],
)
def test_a_link_to_anywhere_else_is_refused(bron, link):
    with pytest.raises(VreemdeLink):
        hier().vervolg(link.format(basis=bron.basis))


# Faults of the source


@pytest.mark.parametrize("code", [429, 500, 502, 503, 504])
def test_a_passing_fault_is_tried_again(bron, code):
    bron.streek("Observations", lambda h, t: stuur(h, b"even niet", code), keer=2)
    assert lezer(grenzen=Grenzen()).rijen(hier()) == [{"a": 1}]
    assert bron.keer_gevraagd("Observations") == 3


def test_a_lasting_fault_ends_in_time_with_its_code(bron):
    bron.streek("Observations", lambda h, t: stuur(h, b"stuk", 503))
    assert "503" in binnen(8, lambda: lezer().rijen(hier()), Tijdelijk)


@pytest.mark.parametrize("code", [400, 401, 403, 406])
def test_what_trying_again_does_not_help_is_asked_once(bron, code):
    bron.streek("Observations", lambda h, t: stuur(h, b"nee", code))
    assert str(code) in binnen(2, lambda: lezer().rijen(hier()), Geweigerd)
    assert bron.keer_gevraagd("Observations") == 1


def test_a_table_that_is_gone_is_asked_once(bron):
    bron.streek("Observations", lambda h, t: stuur(h, b"weg", 404))
    binnen(2, lambda: lezer().rijen(hier()), Bestaatniet)
    assert bron.keer_gevraagd("Observations") == 1


def test_the_source_says_how_long_to_wait(bron):
    bron.streek(
        "Observations", lambda h, t: stuur(h, b"druk", 429, koppen=[("Retry-After", "1")]), keer=1
    )
    begin = time.monotonic()
    assert lezer(grenzen=Grenzen()).rijen(hier()) == [{"a": 1}]
    assert time.monotonic() - begin >= 1


def test_a_wait_of_an_hour_is_not_waited(bron):
    bron.streek(
        "Observations", lambda h, t: stuur(h, b"druk", 429, koppen=[("Retry-After", "3600")])
    )
    assert "druk" in binnen(3, lambda: lezer().rijen(hier()), Tijdelijk)


def test_a_redirect_is_not_followed(bron):
    doel = [("Location", f"{bron.basis}/datasets.cbs.nl/elders")]
    bron.streek("Observations", lambda h, t: stuur(h, b"", 302, koppen=doel))
    binnen(2, lambda: lezer().rijen(hier()), Geweigerd)
    assert bron.keer_gevraagd("elders") == 0


# Faults on the line


def half(h, tekst):
    h.send_response(200)
    h.send_header("Content-Type", "application/json")
    h.send_header("Content-Length", str(len(tekst)))
    h.end_headers()
    h.wfile.write(tekst[: len(tekst) // 2])
    h.wfile.flush()
    h.close_connection = True
    h.connection.shutdown(2)


def stille_helft(h, tekst):
    """Half of it, and then nothing while the connection stays."""
    h.send_response(200)
    h.send_header("Content-Length", str(len(tekst)))
    h.end_headers()
    h.wfile.write(tekst[: len(tekst) // 2])
    h.wfile.flush()
    time.sleep(2)


def druppel(h, tekst):
    h.send_response(200)
    h.send_header("Content-Length", str(10**6))
    h.end_headers()
    for _ in range(200):
        h.wfile.write(b" ")
        h.wfile.flush()
        time.sleep(0.05)


def druppel_kop(h, tekst):
    """A server that drips its headers never lets a read time out."""
    h.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for n in range(100):
        h.wfile.write(f"X-{n}: a\r\n".encode())
        h.wfile.flush()
        time.sleep(0.1)


def kapotte_gzip(h, tekst):
    deel = gzip.compress(tekst * 50)
    stuur_gzip(h, deel[:20] + b"\0" * 10 + deel[30:])


def halve_gzip(h, tekst):
    stuur_gzip(h, gzip.compress(json.dumps({"value": list(range(5000))}).encode())[:-12])


def stuur_gzip(h, inhoud):
    h.send_response(200)
    h.send_header("Content-Encoding", "gzip")
    h.send_header("Content-Length", str(len(inhoud)))
    h.end_headers()
    h.wfile.write(inhoud)


PAGINA = b"<!DOCTYPE html><html><body>Meld u aan op het netwerk</body></html>"
STORINGEN = {
    "cut off": (half, Tijdelijk),
    "silent halfway": (stille_helft, TeTraag),
    "drip-fed": (druppel, TeTraag),
    "drip-fed headers": (druppel_kop, TeTraag),
    "half JSON": (lambda h, t: t[: len(t) // 2], Onleesbaar),
    "not JSON at all": (lambda h, t: b"ja hoor", Onleesbaar),
    "NaN is no JSON": (lambda h, t: b'{"value": [{"a": NaN}]}', Onleesbaar),
    "another form": (lambda h, t: b'{"value": {"a": 1}}', Onleesbaar),
    "empty": (lambda h, t: b"", Onleesbaar),
    "HTML": (lambda h, t: PAGINA, Onleesbaar),
    "broken gzip": (kapotte_gzip, Onleesbaar),
    "half gzip": (halve_gzip, Onleesbaar),
    "slow": (wacht(3), TeTraag),
}


@pytest.mark.parametrize("naam", STORINGEN)
def test_a_fault_on_the_line_is_tried_again_and_then_ends_in_time(bron, naam):
    doe, fout = STORINGEN[naam]
    bron.streek("Observations", doe)
    grenzen = SNEL if fout is TeTraag else RUIM
    binnen(9, lambda: lezer(grenzen=grenzen).rijen(hier()), fout)
    assert bron.keer_gevraagd("Observations") >= 1


@pytest.mark.parametrize("naam", [n for n in STORINGEN if n not in ("slow", "drip-fed headers")])
def test_once_a_fault_on_the_line_is_no_harm(bron, naam):
    bron.streek("Observations", STORINGEN[naam][0], keer=1)
    grenzen = GAUW if STORINGEN[naam][1] is TeTraag else GEDULD
    assert lezer(grenzen=grenzen).rijen(hier()) == [{"a": 1}]


def test_a_page_without_end_stops_at_the_limit(bron):
    def groot(h, tekst):
        h.send_response(200)
        h.send_header("Content-Length", str(300 * 1024 * 1024))
        h.end_headers()
        for _ in range(300):
            h.wfile.write(b" " * 1024 * 1024)

    bron.streek("Observations", groot)
    verbinding = Verbinding(RUIM)
    binnen(5, lambda: Lezer(verbinding, "t").rijen(hier()), TeGroot)
    assert verbinding.teller.bytes < 10_000_000


def test_a_small_page_that_unpacks_to_300_mb_stops_at_the_limit(bron):
    bom = gzip.compress(b" " * 300_000_000, 1)
    bron.streek("Observations", lambda h, t: stuur_gzip(h, bom))
    binnen(5, lambda: lezer().rijen(hier()), TeGroot)


def test_no_network_is_one_line(monkeypatch):
    monkeypatch.setenv("WOONZORG_BRON_BASIS", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "*")
    assert "geen verbinding" in binnen(6, lambda: lezer().rijen(hier()), GeenVerbinding)


def test_a_host_that_never_answers_is_left_alone(bron):
    """The first silence costs the whole wait, the next ones less, and after three we ask no more."""
    bron.streek(".", wacht(3))
    verbinding = Verbinding(SNEL)
    for _ in range(3):
        verbinding.begin()
        with pytest.raises(Tijdelijk):
            Lezer(verbinding, "t").rijen(hier())
    voor = len(bron.gevraagd)
    verbinding.begin()
    binnen(0.5, lambda: Lezer(verbinding, "t").rijen(hier()), Bronfout)
    assert len(bron.gevraagd) == voor


# Pages


def bladen(bron, *inhoud):
    """Page n for $skip=n; each names the next but the last."""

    def maak(pad):
        n = int(pad.rpartition("$skip=")[2]) if "$skip=" in pad else 0
        uit = {"value": inhoud[n]}
        if n + 1 < len(inhoud):
            uit["@odata.nextLink"] = f"https://datasets.cbs.nl{V4}/Observations?$skip={n + 1}"
        return uit

    bron.maak = maak


def test_pages_follow_each_other(bron):
    bladen(bron, [{"a": 1}], [{"a": 2}], [{"a": 3}])
    assert lezer().rijen(hier(), 3) == [{"a": 1}, {"a": 2}, {"a": 3}]


def test_an_empty_page_in_between_is_no_end(bron):
    bladen(bron, [{"a": 1}], [], [{"a": 3}])
    assert lezer().rijen(hier(), 2) == [{"a": 1}, {"a": 3}]


def test_a_page_that_comes_twice_is_refused(bron):
    bladen(bron, [{"a": 1}], [{"a": 1}])
    assert "twee keer" in binnen(3, lambda: lezer().rijen(hier()), Onvolledig)


def test_an_empty_page_where_there_should_be_rows_is_refused(bron):
    bladen(bron, [])
    assert "telt 5" in binnen(3, lambda: lezer().rijen(hier(), 5), Onvolledig)


def test_more_rows_than_the_source_counts_are_refused(bron):
    bladen(bron, [{"a": 1}], [{"a": 2}])
    binnen(3, lambda: lezer().rijen(hier(), 1), Onvolledig)


def test_a_next_link_that_comes_back_is_refused(bron):
    link = f"https://datasets.cbs.nl{V4}/Observations?$skip=1"
    bron.maak = lambda pad: {"value": [{"a": pad}], "@odata.nextLink": link}
    assert "houden niet op" in binnen(3, lambda: lezer().rijen(hier()), VreemdeLink)


def test_next_links_without_end_are_refused(bron):
    tel = iter(range(10**6))

    def maak(pad):
        n = next(tel)
        link = f"https://datasets.cbs.nl{V4}/Observations?$skip={n}"
        return {"value": [{"a": n}], "@odata.nextLink": link}

    bron.maak = maak
    binnen(5, lambda: lezer().rijen(hier(), 50), Onvolledig)
    binnen(9, lambda: lezer().rijen(hier()), VreemdeLink)


def test_empty_pages_without_end_are_refused(bron):
    tel = iter(range(10**6))
    bron.maak = lambda pad: {
        "value": [],
        "@odata.nextLink": f"https://datasets.cbs.nl{V4}/Observations?$skip={next(tel)}",
    }
    binnen(3, lambda: lezer().rijen(hier()), Onvolledig)


def test_what_was_fetched_is_not_fetched_again(bron, tmp_path):
    kast = Kast(tmp_path)
    bladen(bron, [{"a": 1}], [{"a": 2}])
    een = lezer(kast)
    een.stempel = "v4 2026-06-23"
    een.rijen(hier(), 2, cijfers=True)
    voor = len(bron.gevraagd)
    twee = lezer(kast)
    twee.stempel = "v4 2026-06-23"
    assert twee.rijen(hier(), 2, cijfers=True) == [{"a": 1}, {"a": 2}]
    assert len(bron.gevraagd) == voor


def test_a_table_that_changed_since_is_fetched_anew(bron, tmp_path):
    kast = Kast(tmp_path)
    een = lezer(kast)
    een.stempel = "v4 2026-06-23"
    een.rijen(hier(), cijfers=True)
    bron.maak = lambda pad: {"value": [{"a": 9}]}
    twee = lezer(kast)
    twee.stempel = "v4 2026-07-01"
    assert twee.rijen(hier(), cijfers=True) == [{"a": 9}]


@pytest.mark.parametrize(
    "schade", [lambda b: b[:-3], lambda b: b.replace(b"1", b"2"), lambda b: b""]
)
def test_a_damaged_page_on_disk_is_fetched_anew(bron, tmp_path, schade):
    kast = Kast(tmp_path)
    lezer(kast).rijen(hier(), cijfers=True)
    for pad in tmp_path.rglob("*.json"):
        pad.write_bytes(schade(pad.read_bytes()))
    assert lezer(kast).rijen(hier(), cijfers=True) == [{"a": 1}]
