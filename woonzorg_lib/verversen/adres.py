"""Van een adres van CBS, RIVM of PDOK naar wat er echt gevraagd wordt, en welke vervolglinks mogen.

Vraagt zelf niets.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from woonzorg_lib.fouten import WoonzorgFout

from .fouten import VreemdeLink

# These and no others; a link in an answer never brings us anywhere else.
HOSTS = frozenset(
    {
        "datasets.cbs.nl",
        "opendata.cbs.nl",
        "dataderden.cbs.nl",
        "service.pdok.nl",
    }
)
# What OData needs to read as it stands; all else is percent-encoded.
_LETTERLIJK = "$(),'=/:*;@&"


class VerkeerdeBasis(WoonzorgFout):
    """WOONZORG_BRON_BASIS is geen bruikbaar adres."""


def basis() -> str:
    """De basis uit `WOONZORG_BRON_BASIS`, zonder schuine streep op het eind; leeg als het om de
    echte adressen gaat.

    Fout: VerkeerdeBasis.
    """
    tekst = os.environ.get("WOONZORG_BRON_BASIS", "").strip().rstrip("/")
    if not tekst:
        return ""
    try:
        delen = urlsplit(tekst)
        goed = delen.scheme in ("http", "https") and bool(delen.hostname) and delen.port != 0
    except ValueError:
        goed = False
    if not goed or delen.query or delen.fragment:
        raise VerkeerdeBasis(
            f"WOONZORG_BRON_BASIS is '{tekst[:80]}', maar hoort een adres te zijn zoals "
            f"http://127.0.0.1:8123. Maak haar leeg om bij de bron zelf op te halen."
        )
    return tekst


def vraag(**delen: str) -> str:
    """Het deel achter het vraagteken: `vraag(filter="...", select="...")` wordt
    `$filter=...&$select=...`.
    """
    return "&".join(
        f"${naam}={quote(tekst, safe=_LETTERLIJK.replace('&', ''))}"
        for naam, tekst in delen.items()
        if tekst
    )


@dataclass(frozen=True)
class Adres:
    """Een adres bij een bekende bron, zoals https://datasets.cbs.nl/odata/v1/CBS/03759ned/Properties."""

    echt: str
    map: str  # links in the answer must stay below this path

    @property
    def host(self) -> str:
        return urlsplit(self.echt).hostname or ""

    @property
    def te_vragen(self) -> str:
        """Het adres waar de vraag heen gaat, met de basis ervoor als die er is."""
        voor = basis()
        return f"{voor}/{self.echt.removeprefix('https://')}" if voor else self.echt

    def vervolg(self, link: str) -> Adres:
        """Het adres van een vervolglink uit het antwoord op dit adres.

        Fout: VreemdeLink als die naar een andere host, of naar een andere tabel wijst.
        """
        echt = _terug(urljoin(self.echt, link.strip()))
        delen = urlsplit(echt)
        if delen.hostname != self.host or delen.port not in (None, 80, 443) or delen.username:
            raise VreemdeLink(f"een vervolglink wijst naar een ander adres ({link[:100]})")
        if ".." in delen.path or not delen.path.lower().startswith(self.map.lower()):
            raise VreemdeLink(f"een vervolglink wijst naar iets anders ({link[:100]})")
        achter = quote(delen.query, safe=_LETTERLIJK + "%+")
        return Adres(
            f"https://{self.host}{delen.path}" + (f"?{achter}" if achter else ""), self.map
        )


def adres(host: str, pad: str, query: str = "", map_: str = "") -> Adres:
    """Maakt een adres.

    `map_` is het pad waar vervolglinks onder moeten blijven (standaard `pad`).
    """
    if host not in HOSTS:
        raise VreemdeLink(f"'{host}' is geen bron van deze kit")
    return Adres(f"https://{host}{quote(pad)}" + (f"?{query}" if query else ""), map_ or pad)


def _terug(link: str) -> str:
    """A link below the base is that of the host it stands for.

    A link to the host itself needs no change.
    """
    voor = basis()
    if voor and link.startswith(f"{voor}/"):
        return "https://" + link.removeprefix(f"{voor}/")
    return link
