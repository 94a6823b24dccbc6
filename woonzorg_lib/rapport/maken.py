"""Schrijft de pagina's: rapport.html uit uitgevoerde notebooks en index.html uit het verslag van een run; rekent niets uit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from .tekst import KLASSEN, regel_html

SJABLOON = Path(__file__).parent / "sjabloon"


@dataclass(frozen=True)
class Rapport:
    """Wat er in een rapport kwam: de onderwerpen met hun status, elk getoond cijfer, en de grootte in bytes."""

    pad: Path
    onderwerpen: list[dict]
    rijen: list[dict]
    bytes: int


def maak_rapport(resultaten, doel: Path, titel: str, titels: dict[str, str] | None = None) -> Rapport:
    """Voegt uitgevoerde notebooks samen tot één pagina.

    `resultaten`: per notebook het Resultaat van `uitvoering`, in de volgorde van het rapport. `titels`: id en titel
    van onderwerpen, voor onderwerpen die een mislukte notebook nooit bereikte.
    """
    from .opbouw import lees

    inhoud = lees(resultaten, titel, titels)
    pagina = _exporter().pagina(inhoud, stijl()).encode("utf-8")
    Path(doel).write_bytes(pagina)
    return Rapport(Path(doel), [o.als_dict() for o in inhoud.onderwerpen], inhoud.rijen, len(pagina))


@lru_cache
def _exporter():
    from .exporter import RapportExporter

    return RapportExporter()


@lru_cache
def stijl() -> str:
    """De stijl van rapport en overzicht."""
    return (SJABLOON / "stijl.css").read_text(encoding="utf-8")


def maak_index(verslag: dict, doel: Path, kaart_svg: str | None) -> None:
    """Schrijft index.html van een run: een tabel van gemeenten met koppelingen, en wat er mislukte met de reden."""
    from jinja2 import Environment, FileSystemLoader
    from markupsafe import Markup

    omgeving = Environment(loader=FileSystemLoader(SJABLOON, encoding="utf-8"), autoescape=True, trim_blocks=True, lstrip_blocks=True)
    omgeving.filters["code"] = regel_html
    tekst = omgeving.get_template("overzicht.html.j2").render(
        verslag=verslag, stijl=Markup(stijl()), kaart=Markup(kaart_svg) if kaart_svg else "", statussen=_statussen(verslag)
    )
    Path(doel).write_bytes(tekst.encode("utf-8"))


def _statussen(verslag: dict) -> list[str]:
    """The statuses that occur, in the order of good to bad, so that the table has no empty columns."""
    return [s for s in KLASSEN if any(g.get("statussen", {}).get(s) for g in verslag["gemeenten"])]
