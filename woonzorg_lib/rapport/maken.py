"""Schrijft de pagina's: rapport.html uit uitgevoerde notebooks en index.html uit het verslag van
een run; rekent niets uit.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from ..beeld.huisstijl import Huisstijl
from .tekst import css_tekst, regel_html

if TYPE_CHECKING:  # inhoud loads nbformat and nbconvert, which an overview does without
    from .inhoud import Inhoud

SJABLOON = Path(__file__).parent / "sjabloon"


@dataclass(frozen=True)
class Rapport:
    """Wat er in een rapport kwam: de onderwerpen met hun status, elk getoond cijfer,
    en de grootte in bytes.
    """

    pad: Path
    onderwerpen: list[dict]
    rijen: list[dict]
    bytes: int
    overzicht: dict  # what the overview of a run shows of this report: kerncijfers, delen, fictief
    verschil: dict | None  # what the report says about what changed since the one before it
    inhoud: Inhoud


def maak_rapport(
    resultaten,
    doel: Path,
    titel: str,
    titels: dict[str, str] | None = None,
    verschil: Callable[[list, list], dict | None] | None = None,
    huisstijl: Huisstijl | None = None,
    werkboek: str = "",
    datum: str = "",
    volledig: bool = False,
    eigen: Mapping[str, str] | None = None,
    zie: Sequence = (),
) -> Rapport:
    """Voegt uitgevoerde notebooks samen tot één pagina.

    `resultaten`: per notebook het Resultaat van `uitvoering`, in de volgorde van het rapport.
    `titels`: id en titel van onderwerpen, voor onderwerpen die een mislukte notebook nooit
    bereikte. `verschil`: geeft bij de onderwerpen en rijen wat er anders is dan in een vorig
    rapport (Verschil.kort), of None. `huisstijl`: naam, logo, kleuren en contact.
    `werkboek`: het bestand met de cijfers, naast het rapport. `datum`: zoals zij op het rapport
    staat. `volledig`: alles open. `eigen`: van wie een notebook is, op naam,
    als het niet die van de kit is. `zie`: andere documenten (onderwerp, naam, adres).
    """
    from .inhoud import lees

    inhoud = lees(resultaten, titel, titels)
    onderwerpen = [o.als_dict() for o in inhoud.onderwerpen]
    inhoud.verschil = verschil(onderwerpen, inhoud.rijen) if verschil else None
    inhoud.huisstijl = huisstijl or Huisstijl()
    inhoud.noem_eigenaars(eigen or {})
    inhoud.werkboek, inhoud.datum, inhoud.volledig = werkboek, datum, volledig
    inhoud.zie = tuple(zie)
    pagina = _exporter().pagina(inhoud, stijl() + inhoud.huisstijl.css).encode("utf-8")
    Path(doel).write_bytes(pagina)
    overzicht, verschillen = inhoud.overzicht(), inhoud.verschil
    return Rapport(
        Path(doel), onderwerpen, inhoud.rijen, len(pagina), overzicht, verschillen, inhoud
    )


def laad() -> None:
    """Doet alvast wat voor elk rapport hetzelfde is, zodat het eerste er niet op wacht."""
    _exporter()
    _omgeving().get_template("werklijst.html.j2")
    import_module(".cijferblad", __package__)


@lru_cache
def _exporter():
    from .exporter import RapportExporter

    return RapportExporter(SJABLOON)


@lru_cache
def stijl() -> str:
    """De stijl van rapport en overzicht."""
    return (SJABLOON / "stijl.css").read_text(encoding="utf-8")


def maak_werklijst(inhoud: Inhoud, doel: Path, rapport: str = "") -> None:
    """Schrijft de lijst voor de adviseur: wat mist, wat te controleren is.
    `rapport`: de naam van het rapport ernaast.
    """
    from markupsafe import Markup

    tekst = (
        _omgeving()
        .get_template("werklijst.html.j2")
        .render(
            inhoud=inhoud,
            rapport=rapport,
            lijst=Markup(inhoud.werklijst),
            stijl=Markup(stijl() + _stijl_overzicht()),
        )
    )
    Path(doel).write_bytes(tekst.encode("utf-8"))


@lru_cache
def _omgeving():
    from jinja2 import Environment, FileSystemLoader

    omgeving = Environment(
        loader=FileSystemLoader(SJABLOON, encoding="utf-8"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    omgeving.filters["code"] = regel_html
    omgeving.filters["css"] = _css
    return omgeving


def maak_index(
    verslag: dict, doel: Path, kaart_svg: str | None, huisstijl: Huisstijl | None = None
) -> None:
    """Schrijft index.html van een run: kaart, tabel met verwijzingen,
    en wat er mislukte met de reden.

    Elke gemeente in `verslag["gemeenten"]` (en in "eerder") heeft code, naam, map, uitkomst,
    statussen en fouten; onder "overzicht" staat wat Rapport.overzicht gaf.
    `kaart_svg`: de kaart van `kaartvlakken(verslag)`, of None.
    `huisstijl`: naam, logo, kleuren en contact.
    """
    from markupsafe import Markup

    from . import overzicht as o

    eigen = huisstijl or Huisstijl()
    script = (SJABLOON / "overzicht.js").read_text(encoding="utf-8")
    sjabloon = _omgeving().get_template("overzicht.html.j2")
    tekst = sjabloon.render(
        **o.alles(verslag),
        verslag=verslag,
        huisstijl=eigen,
        stijl=Markup(stijl() + _stijl_overzicht() + eigen.css),
        kaart=Markup(kaart_svg or ""),
        script=Markup(script),
        hash=_hash(script),
    )
    Path(doel).write_bytes(tekst.encode("utf-8"))


def _css(tekst: str):
    """A text as it may stand in a style: css_tekst leaves nothing that could end it."""
    from markupsafe import Markup

    return Markup(css_tekst(tekst))


def _stijl_overzicht() -> str:
    return (SJABLOON / "overzicht.css").read_text(encoding="utf-8")


def _hash(script: str) -> str:
    """The only script that the page may run is this one, to the letter."""
    return f"sha256-{b64encode(sha256(script.encode('utf-8')).digest()).decode('ascii')}"
