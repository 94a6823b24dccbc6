"""De afgesproken verdeling van groepen over de regio."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.beeld.beeld import Beeld
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.opgaven import groepsrij
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.beeld.tabellen import tabel as maak_tabel
from woonzorg_lib.beeld.tekening import NIETS, Tekening, inkorten
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.invullen import vul
from woonzorg_lib.soorten.rijen import Rijen, procent
from woonzorg_lib.soorten.soort import Figuur, Soort


def _samen_honderd(tabel: pd.DataFrame, gemeente):
    if gemeente is not None:
        return  # one gemeente has only its own share
    for (groep, jaar), deel in tabel[tabel.gemeente.notna()].groupby(["groep", "jaar"]):
        if deel.aandeel.notna().all() and len(deel) > 1 and abs(deel.aandeel.sum() - 100) > 0.5:
            som = f"{deel.aandeel.sum():.1f}%".replace(".", ",")
            wat = f"de aandelen voor {groep} in {jaar} tellen op tot {som}, niet tot 100."
            yield r.FOUT, int(deel._regel.iloc[0]), "aandeel", wat, "Maak de som 100."


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Over hoeveel groepen een verdeling is afgesproken."""
    yield s.cijfer("groepen", s.ruw.groep.nunique())


def _inwoners(s: Rijen) -> pd.DataFrame | None:
    """De inwoners van gemeente en regio, per rol; None als een van beide er niet is."""
    t = s.open_cijfers("inwoners", naast=("hele_regio",)).set_index("rol")
    rollen = ["gemeente", "hele_regio"]
    if not {*rollen} <= set(t.index) or t.waarde[rollen].isna().any():
        return None
    return t


def deel_inwoners(s: Rijen) -> Iterator[Cijfer | None]:
    """Welk deel van de inwoners van de regio in deze gemeente woont."""
    t = _inwoners(s)
    if t is not None:
        deel = procent(float(t.waarde["gemeente"]), float(t.waarde["hele_regio"]))
        regio = t.loc["hele_regio"]
        yield s.cijfer("deel_inwoners", deel, jaar=int(regio.jaar), bij=regio)


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Het afgesproken deel van de regio per groep, naast het deel van de inwoners."""
    t = s.ruw[s.ruw.aandeel.notna()].sort_values(["jaar", "aandeel"], ascending=False)
    deel = c.waarde("deel_inwoners")
    if len(t) < 2 or deel is None:
        return []
    staven = [
        Staaf(f"{r.groep} ({int(r.jaar)})", float(r.aandeel), f"{getal(float(r.aandeel), 1)}%")
        for r in t.itertuples()
    ]
    staven, rest = inkorten(staven, "regels")
    hier = f"{getal(deel, 1)}%"
    svg = balken(staven, {deel: f"deel van de inwoners {hier}"})
    alt = f"{alt_tekst(staven)} Van de inwoners van de regio woont {hier} hier."
    return [s.soort.tekening("naast_inwoners", svg, alt, rest)]


def _index(s: Rijen, deel: float) -> pd.DataFrame:
    """Per groep het afgesproken aandeel gedeeld door het aandeel in de inwoners; 1 is evenredig."""
    tekst = s.soort.beschrijving["index"]
    vast = {
        "indicator": "evenredigheid_afgesproken",
        "omschrijving": tekst["omschrijving"],
        "eenheid": tekst["eenheid"],
        "decimalen": 2,
    }
    return pd.DataFrame(
        [
            groepsrij(s.bestand, r.groep, int(r.jaar), float(r.aandeel) / deel, "", "") | vast
            for r in s.ruw[s.ruw.aandeel.notna()].itertuples()
        ]
    )


def naast_inwoners(s: Rijen, regio: str) -> Beeld:
    """Afgesproken aandeel per groep naast het aandeel in de inwoners, als tabel."""
    deel = Berekend(deel_inwoners(s)).waarde("deel_inwoners")
    if s.bestand.fouten or not s.ruw.aandeel.notna().any() or deel is None:
        return NIETS
    tekst, data = s.soort.beschrijving["index"], _index(s, deel)
    rijen = s.ruw[s.ruw.aandeel.notna()]
    regels = [
        [
            r.groep,
            str(int(r.jaar)),
            f"{getal(r.aandeel, 1)}%",
            f"{getal(deel, 1)}%",
            getal(index, 2),
        ]
        for r, index in zip(rijen.itertuples(), data.waarde)
    ]
    bijschrift = vul(tekst["bijschrift"], {"regio": regio})
    paneel = maak_tabel(tekst["koppen"], regels, bijschrift, data)
    bron = vul(tekst["bron"], {"bestand": e(s.bestand.naam)})
    html = f'{paneel.html}<p class="notitie">{tekst["notitie"]}</p><p class="bron">{bron}</p>'
    return Beeld("tabel", html, paneel.tekst, paneel.gegevens)


SOORT = Soort.uit(
    __file__,
    rijregels=(r.een_van(("afgesproken_n", "aandeel")),),
    tabelregels=(
        _samen_honderd,
        r.regio_is_som(("groep", "jaar"), "afgesproken_n"),
    ),
    cijfers=cijfers,
    figuren={"": Figuur(teken, deel_inwoners)},
)
