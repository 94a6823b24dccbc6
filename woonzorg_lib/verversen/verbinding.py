"""Eén vraag aan een bron: met tijdslimiet, bovengrens aan de omvang en herhaling bij storing.

Kent geen tabellen.
"""

from __future__ import annotations

import email.utils
import json
import ssl
import threading
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import httpx
import tenacity
import truststore

import woonzorg_lib

from .adres import Adres
from .fouten import (
    Bestaatniet,
    Bronfout,
    GeenVerbinding,
    Gestopt,
    Geweigerd,
    Onleesbaar,
    TeGroot,
    TeTraag,
    Tijdelijk,
)

_OPNIEUW = {408, 425, 429, 500, 502, 503, 504}
_TE_VEEL_RECORDS = b"more than 10000 records"
_PROXY = 407


@dataclass(frozen=True)
class Grenzen:
    """Hoe lang en hoe groot: seconden, bytes en aantallen."""

    verbinden: float = 10.0
    stil: float = 30.0  # without one byte
    antwoord: float = 80.0  # a whole answer
    herhalen: float = 90.0  # no new try of one answer after this
    tabel: float = 240.0  # of one table, without a whole answer, also over two services
    bytes: int = 64 * 1024 * 1024
    pogingen: int = 5
    traag: float = 2_000.0  # bytes a second; slower for `stil` seconds is as good as nothing


@dataclass
class Teller:
    """Wat er over de lijn ging, voor de voortgang en het verslag."""

    vragen: int = 0
    bytes: int = 0
    herhalingen: int = 0
    _slot: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def tel(self, *, vragen: int = 0, bytes: int = 0, herhalingen: int = 0) -> None:
        with self._slot:
            self.vragen += vragen
            self.bytes += bytes
            self.herhalingen += herhalingen


class Zekering:
    """Onthoudt per host of zij cijfers geeft, zodat een host die zwijgt niet elke tabel opnieuw
    minuten kost.

    Na elke opgegeven vraag is het geduld met die host half zo groot; na drie zonder cijfers
    ertussen vragen we niets meer.
    """

    GRENS = 3

    def __init__(self) -> None:
        self._mis: dict[str, str] = {}
        self._op_rij: dict[str, int] = {}
        self._ooit: dict[str, int] = {}
        self._slot = threading.Lock()

    def gelukt(self, host: str) -> None:
        with self._slot:
            self._op_rij[host] = 0

    def opgegeven(self, host: str, reden: str) -> None:
        with self._slot:
            self._ooit[host] = self._ooit.get(host, 0) + 1
            self._op_rij[host] = self._op_rij.get(host, 0) + 1
            if self._op_rij[host] >= self.GRENS:
                self._mis.setdefault(host, reden)

    def geduld(self, host: str) -> float:
        """Het deel van de gewone tijdslimieten dat deze host nog krijgt, van 0,2 tot 1.

        Fout: Gestopt als zij al te vaak niet antwoordde.
        """
        if host in self._mis:
            raise Gestopt(f"{self._mis[host]}; na drie keer niet nog eens geprobeerd")
        return max(0.2, 0.5 ** self._ooit.get(host, 0))


class Verbinding:
    """Vraagt JSON op; elke werker heeft er een voor zichzelf.

    Volgt geen doorverwijzingen, gebruikt de proxy uit de omgeving en de certificaten van het
    systeem.
    """

    def __init__(
        self,
        grenzen: Grenzen | None = None,
        teller: Teller | None = None,
        zekering: Zekering | None = None,
        stop: threading.Event | None = None,
    ):
        self.grenzen = grenzen or Grenzen()
        self.teller = teller or Teller()
        self.zekering = zekering or Zekering()
        self.stop = stop or threading.Event()
        self._client: httpx.Client | None = None
        self._gelukt = time.monotonic()

    def begin(self) -> None:
        """Een volgende tabel krijgt weer alle tijd."""
        self._gelukt = time.monotonic()

    def lees(self, adres: Adres, maak: Callable[[bytes], Any], *, cijfers: bool = False) -> Any:
        """Vraagt het antwoord en geeft `maak(antwoord)`; een Tijdelijk uit `maak` telt als storing.

        `cijfers`: het antwoord bevat cijfers; alleen dan telt het als teken dat de bron werkt.
        Fouten: Bronfout en haar soorten; na herhalen de laatste.
        """
        geduld = self.zekering.geduld(adres.host)
        if time.monotonic() - self._gelukt > self.grenzen.tabel:
            raise TeTraag(f"{adres.host} antwoordt niet op tijd")
        try:
            uit = self._herhaal(geduld)(lambda: maak(self._eenmaal(adres, geduld)))
        except Tijdelijk as fout:
            self.zekering.opgegeven(adres.host, str(fout))
            raise
        self._gelukt = time.monotonic()
        if cijfers:
            self.zekering.gelukt(adres.host)
        return uit

    def sluit(self) -> None:
        """Sluit de verbindingen; een volgende vraag opent nieuwe."""
        client, self._client = self._client, None
        if client is not None:
            client.close()

    def _herhaal(self, geduld: float) -> tenacity.Retrying:
        grens = self.grenzen
        gewoon = tenacity.wait_random_exponential(multiplier=0.5, max=20)

        def wacht(stand: tenacity.RetryCallState) -> float:
            assert stand.outcome is not None
            gevraagd = getattr(stand.outcome.exception(), "wacht", 0.0)
            return max(gevraagd, gewoon(stand))

        def genoeg(stand: tenacity.RetryCallState) -> bool:
            # Waiting beyond the limit only to give up then helps nobody.
            over = (stand.seconds_since_start or 0.0) + stand.upcoming_sleep
            return stand.attempt_number >= grens.pogingen or over > grens.herhalen * geduld

        def slaap(seconden: float) -> None:
            self.teller.tel(herhalingen=1)
            if self.stop.wait(seconden):
                raise Gestopt("het ophalen is gestopt")

        return tenacity.Retrying(
            retry=tenacity.retry_if_exception_type(Tijdelijk),
            wait=wacht,
            stop=genoeg,
            sleep=slaap,
            reraise=True,
        )

    def _eenmaal(self, adres: Adres, geduld: float) -> bytes:
        """One try, in a thread of its own: a server that drips its headers holds up the thread, not
        us.
        """
        if self.stop.is_set():
            raise Gestopt("het ophalen is gestopt")
        if self._client is None:
            self._client = _client(self.grenzen)
        klaar = threading.Event()
        uitkomst: dict[str, Any] = {}

        def werk(client: httpx.Client) -> None:
            try:
                uitkomst["bytes"] = self._ontvang(client, adres)
            except BaseException as fout:
                uitkomst["fout"] = fout
            klaar.set()

        threading.Thread(target=werk, args=(self._client,), daemon=True).start()
        rest = self._gelukt + self.grenzen.tabel - time.monotonic()
        seconden = max(1.0, min(self.grenzen.antwoord * geduld, rest))
        einde = time.monotonic() + seconden
        while not klaar.wait(0.2):
            if self.stop.is_set() or time.monotonic() > einde:
                break
        if not klaar.is_set():
            self.sluit()
            if self.stop.is_set():
                raise Gestopt("het ophalen is gestopt")
            raise TeTraag(f"{adres.host} gaf binnen {seconden:.0f} seconden geen heel antwoord")
        if "fout" in uitkomst:
            raise _vertaal(uitkomst["fout"], adres) from uitkomst["fout"]
        return uitkomst["bytes"]

    def _ontvang(self, client: httpx.Client, adres: Adres) -> bytes:
        begin = time.monotonic()
        self.teller.tel(vragen=1)
        with client.stream("GET", adres.te_vragen) as antwoord:
            if antwoord.status_code != httpx.codes.OK:
                raise _foutcode(antwoord, adres)
            return self._inhoud(antwoord, begin)

    def _inhoud(self, antwoord: httpx.Response, begin: float) -> bytes:
        """The body, unpacked here: httpx is silent about a gzip that stops halfway, and unpacks
        whatever size.
        """
        grens = self.grenzen
        uitpakker = _Uitpakker(antwoord.headers.get("content-encoding", ""), grens.bytes)
        binnen, gemeten, gemeten_om = 0, 0, begin
        for stuk in antwoord.iter_raw():
            self.teller.tel(bytes=len(stuk))
            binnen += len(stuk)
            uitpakker.erbij(stuk)
            nu = time.monotonic()
            if nu - begin > grens.antwoord:  # the one who asked left long ago
                raise TeTraag("het antwoord was niet op tijd heel")
            if nu - gemeten_om > grens.stil:
                if (binnen - gemeten) / (nu - gemeten_om) < grens.traag:
                    raise TeTraag("het antwoord kwam druppelsgewijs binnen")
                gemeten, gemeten_om = binnen, nu
        return uitpakker.klaar()


class _Uitpakker:
    """Plakt een antwoord aan elkaar en pakt het uit; nooit meer dan `hoogstens` bytes."""

    def __init__(self, soort: str, hoogstens: int):
        self._delen: list[bytes] = []
        self._ruimte = self._hoogstens = hoogstens
        soort = soort.strip().lower()
        if soort not in ("", "identity", "gzip", "x-gzip", "deflate"):
            raise Onleesbaar(
                f"het antwoord is ingepakt als '{soort[:20]}', en dat kent de kit niet"
            )
        # 47: gzip or zlib, whichever the first bytes say.
        self._pak = zlib.decompressobj(47) if soort not in ("", "identity") else None

    def erbij(self, stuk: bytes) -> None:
        if self._pak is not None:
            try:
                stuk = self._pak.decompress(stuk, self._ruimte + 1)
            except zlib.error as fout:
                raise Onleesbaar("het antwoord is beschadigd (gzip)") from fout
        self._ruimte -= len(stuk)
        if self._ruimte < 0:
            raise TeGroot(f"één antwoord is groter dan {self._hoogstens // 1024 // 1024} MB")
        self._delen.append(stuk)

    def klaar(self) -> bytes:
        if self._pak is not None and not self._pak.eof:
            raise Onleesbaar("het antwoord is halverwege afgebroken (gzip)")
        return b"".join(self._delen)


def ontleed(inhoud: bytes) -> Any:
    """JSON uit de bytes van een antwoord. Fout: Onleesbaar, die zegt wat er dan wel stond."""
    kaal = inhoud.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not kaal:
        raise Onleesbaar("het antwoord is leeg")
    if kaal.startswith(b"<"):
        soort = "een webpagina" if b"<html" in kaal[:2000].lower() else "XML"
        raise Onleesbaar(
            f"er kwam {soort} in plaats van cijfers; meldt uw netwerk zich ergens aan?"
        )
    try:
        return json.loads(kaal, parse_constant=_geen_getal)
    except (ValueError, RecursionError) as fout:
        raise Onleesbaar("het antwoord is geen hele JSON") from fout


def _geen_getal(naam: str) -> float:
    raise ValueError(naam)


def _client(grenzen: Grenzen) -> httpx.Client:
    # Municipal networks inspect traffic with a certificate of their own, which only the system
    # knows.
    context = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    lokaal = {f"all://{naam}": httpx.HTTPTransport(verify=context) for naam in _LOKAAL}
    return httpx.Client(
        verify=context,
        mounts=lokaal,
        timeout=httpx.Timeout(grenzen.stil, connect=grenzen.verbinden),
        headers={
            "User-Agent": f"woonzorg/{woonzorg_lib.__version__} (notebookkit voor gemeenten)",
            "Accept": "application/json",
            "Accept-Encoding": "gzip",
        },
        follow_redirects=False,
    )


_LOKAAL = ("127.0.0.1", "localhost", "[::1]")


def _foutcode(antwoord: httpx.Response, adres: Adres) -> Bronfout:
    code = antwoord.status_code
    begin = b"".join(stuk for stuk, _ in zip(antwoord.iter_bytes(2048), range(2)))
    if code == httpx.codes.NOT_FOUND:
        return Bestaatniet(f"{adres.host} kent dit niet (404)", code)
    if _TE_VEEL_RECORDS in begin:
        return Geweigerd(f"{adres.host} geeft niet meer dan 10.000 rijen tegelijk", code)
    if code == _PROXY:
        return Geweigerd(
            "de proxy van uw netwerk vraagt een naam en wachtwoord (407); zet die in HTTPS_PROXY",
            code,
        )
    if code in _OPNIEUW:
        wacht = _wachttijd(antwoord.headers.get("retry-after", ""))
        waarom = "heeft het te druk" if code == 429 else "heeft een storing"
        return Tijdelijk(f"{adres.host} {waarom} (HTTP {code})", wacht)
    if 300 <= code < 400:
        return Geweigerd(f"{adres.host} verwijst door naar een ander adres (HTTP {code})", code)
    return Geweigerd(f"{adres.host} weigert de vraag (HTTP {code})", code)


def _wachttijd(tekst: str) -> float:
    """Retry-After: seconds, or a date."""
    try:
        return max(0.0, float(tekst))
    except ValueError:
        pass
    try:
        return max(0.0, email.utils.parsedate_to_datetime(tekst).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _vertaal(fout: BaseException, adres: Adres) -> BaseException:
    """What httpx says, in one Dutch line."""
    if isinstance(fout, httpx.ConnectError | httpx.ConnectTimeout | httpx.ProxyError):
        return GeenVerbinding(f"geen verbinding met {adres.host} ({_waarom(fout)})")
    if isinstance(fout, httpx.TimeoutException):
        return TeTraag(f"{adres.host} antwoordt niet meer")
    if isinstance(fout, httpx.RemoteProtocolError | httpx.ReadError | httpx.WriteError):
        return Tijdelijk(f"de verbinding met {adres.host} brak af")
    if isinstance(fout, httpx.HTTPError | httpx.InvalidURL):
        return Tijdelijk(f"het antwoord van {adres.host} is niet te lezen ({type(fout).__name__})")
    return fout


def _waarom(fout: BaseException) -> str:
    tekst = str(fout).lower()
    if "certificate" in tekst:
        return "het certificaat wordt niet vertrouwd; laat uw ICT het in Windows of macOS zetten"
    if isinstance(fout, httpx.ProxyError):
        return "de proxy weigert; controleer HTTPS_PROXY"
    if any(deel in tekst for deel in ("name or service", "getaddrinfo", "resolution", "nodename")):
        return "de naam is niet te vinden; is er internet?"
    if "refused" in tekst:
        return "de verbinding is geweigerd"
    return "geen antwoord"
