"""Intermediaire verhuur: voor wie, de omklap, en wie wat betaalt."""

from __future__ import annotations

from collections.abc import Iterator

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken, stapel
from woonzorg_lib.beeld.stijl import DELEN
from woonzorg_lib.beeld.tekening import Tekening, inkorten
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.invullen import vul
from woonzorg_lib.soorten.rijen import Rijen, procent, tussen_haken, waarde
from woonzorg_lib.soorten.soort import Figuur, Soort
from woonzorg_lib.soorten.zinsdelen import zover

WIE_BETAALT = ("gemeente", "corporatie", "zorgaanbieder", "bewoner")
KOSTEN = tuple(f"kosten_{wie}_pct" for wie in WIE_BETAALT)


BETALERS = dict(zip(KOSTEN, WIE_BETAALT))


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Hoeveel woningen er in het jongste jaar waren, voor hoeveel doelgroepen, en de omklap."""
    nu, jaar = s.nieuwste()
    yield s.cijfer("woningen_samen", nu.ruw.woningen.sum(), jaar=jaar)
    yield s.cijfer("doelgroepen", nu.ruw.doelgroep.nunique(), jaar=jaar)
    if nu.ruw.omklap.notna().any():
        yield s.cijfer("omklap_samen", nu.ruw.omklap.sum(), jaar=jaar)


def woorden(s: Rijen) -> dict[str, int | str]:
    """Het jaar waarover het gaat, en of van elke partij de omklap bekend is."""
    nu, jaar = s.nieuwste()
    return {"jaar": jaar, "zover": zover(nu, "omklap")}


def per_doelgroep_en_jaar(s: Rijen) -> Iterator[Cijfer | None]:
    """De woningen per doelgroep in het jongste jaar, en de omklap per jaar."""
    nu, nieuwste = s.nieuwste()
    for groep, deel in nu.groepen("doelgroep", "woningen").items():
        yield s.cijfer("woningen_groep", deel.som("woningen"), groep, jaar=nieuwste)
    for jaar, deel in sorted(s.groepen("jaar", "omklap", "woningen").items()):
        omklap, woningen = deel.som("omklap"), deel.som("woningen")
        if omklap is not None and woningen:
            yield s.cijfer("omklap_jaar", omklap, jaar=int(jaar))
            yield s.cijfer("woningen_jaar", woningen, jaar=int(jaar))
            aandeel = procent(omklap, woningen)
            yield s.cijfer("omklap_aandeel", aandeel, jaar=int(jaar))


def _omklap(x: Cijfer, c: Berekend) -> Staaf:
    woningen, deel = (c.waarde(k, jaar=x.jaar) for k in ("woningen_jaar", "omklap_aandeel"))
    uitleg = f"{getal(x.waarde)} van {getal(woningen)}{tussen_haken(deel)}"
    return Staaf(str(x.jaar), x.waarde, uitleg, van=woningen)


def _teken_groepen(s: Rijen, c: Berekend) -> list[Tekening]:
    """De woningen per doelgroep, met de omklap per jaar eronder."""
    koppen, jaar = s.soort.beschrijving["groepen"], s.nieuwste()[1]
    groepen = sorted(c.reeks("woningen_groep"), key=lambda x: -x.waarde)
    omklap = [_omklap(x, c) for x in c.reeks("omklap_jaar")]
    if len(groepen) + len(omklap) < 2:
        return []
    groepen, rest = inkorten(groepen, "doelgroepen")
    staven = [
        Staaf(vul(koppen["doelgroep"], {"jaar": jaar}), kop=True),
        *(Staaf(x.wie, x.waarde, getal(x.waarde)) for x in groepen),
    ]
    if omklap:
        staven += [Staaf(koppen["omklap"], kop=True), *omklap]
    return [s.soort.tekening("doelgroepen", balken(staven), alt_tekst(staven), rest)]


def _teken_kosten(s: Rijen) -> list[Tekening]:
    """Wie in het jongste jaar welk deel van de kosten betaalt, waar dat is afgesproken."""
    nu, jaar = s.nieuwste()
    kosten = [
        (rij["partij"], {wie: waarde(rij[k]) or 0.0 for k, wie in BETALERS.items()}, "")
        for rij in nu.ruw.to_dict("records")
        if waarde(rij[KOSTEN[0]]) is not None
    ]
    if len(kosten) < 2:
        return []
    kosten, rest = inkorten(kosten, "partijen")
    kleuren = {wie: (DELEN[i], False) for i, wie in enumerate(WIE_BETAALT)}
    per = (
        f"{partij}: " + ", ".join(f"{wie} {getal(w)}%" for wie, w in delen.items())
        for partij, delen, _ in kosten
    )
    svg, alt = stapel(kosten, kleuren, "%"), f"Gestapelde staven. {'; '.join(per)}."
    return [s.soort.tekening("kosten", svg, alt, rest, jaar=jaar)]


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Woningen per doelgroep in het jongste jaar, de omklap per jaar, en wie wat betaalt."""
    return _teken_groepen(s, c) + _teken_kosten(s)


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.honderd(KOSTEN),
        r.hoogstens("omklap", "woningen"),
    ),
    cijfers=cijfers,
    woorden=woorden,
    figuren={"": Figuur(teken, per_doelgroep_en_jaar)},
)
