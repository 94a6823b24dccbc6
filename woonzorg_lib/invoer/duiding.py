"""De eigen teksten bij onderwerpen (duiding/A1.md): lezen en nakijken.

Opmaken en schoonmaken doet het rapport.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg_lib import onderwerpen
from woonzorg_lib.aanroep import typ
from woonzorg_lib.gebieden.namen import lijkt_op, sleutel
from woonzorg_lib.invoer.melding import FOUT, LET_OP, WAARSCHUWING, Melding
from woonzorg_lib.invoer.persoonsgegevens import BSN, persoonsgegevens
from woonzorg_lib.invoer.regels import getal

if TYPE_CHECKING:
    from woonzorg_lib.invoer.geheim import GeheimeNamen

LANGST = 8000
AMBITIE = "ambitie"  # the own ambition, on the first screen
GROOTST = 2_000_000  # bytes; longer is no text
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]{0,30}(\s[^<>]*)?/?>|<!--")


def lees_duiding(plek: Path, id: str, geheim: GeheimeNamen | None = None) -> str:
    """De tekst bij een onderwerp, als Markdown; leeg als zij er niet is.

    Met een burgerservicenummer erin telt zij niet mee. geheim: namen die eruit gaan.
    """
    pad = plek / "duiding" / f"{id}.md"
    if not pad.is_file():
        return ""
    if pad.stat().st_size > GROOTST:
        return f"*De eigen tekst ({pad.name}) telt niet mee: het bestand is te groot.*"
    tekst = pad.read_text(encoding="utf-8-sig", errors="replace").strip()
    if BSN in persoonsgegevens(tekst, namen=False):
        return f"*De eigen tekst ({pad.name}) telt niet mee: er lijkt {BSN} in te staan.*"
    tekst = schoon(tekst)
    return geheim.zonder(tekst) if geheim else tekst


def schoon(tekst: str) -> str:
    """De Markdown zonder scripts, opmaak met eigenschappen en gevaarlijke verwijzingen.

    Het rapport maakt haar nog eens schoon; dit houdt ook een uitgevoerd notebook schoon.
    """
    tekst = _SCRIPT.sub("", tekst)
    tekst = _TAG.sub(lambda m: f"<{m[1]}{m[2].lower()}>" if m[2].lower() in _MAG else "", tekst)
    return _KWADE_LINK.sub(r"\1", tekst)


def controleer_duiding(plek: Path, naam: str, geheim: GeheimeNamen | None = None) -> list[Melding]:
    """Wat er over de teksten in een map te zeggen is.

    naam: hoe een lezer de map kent. geheim: namen die nergens mogen staan.
    """
    map_, uit = plek / "duiding", []
    for pad in sorted(map_.iterdir()) if map_.is_dir() else []:
        if not pad.name.startswith("."):
            uit += [
                Melding(ernst, f"{naam}/duiding/{pad.name}", regel, None, wat, doe)
                for ernst, regel, wat, doe in _keur(pad, geheim)
            ]
    return uit


_SCRIPT = re.compile(
    r"<(script|style|iframe|object)\b[^<>]*>[^<]{0,20000}(?:</\1\s*>)?", re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]{0,30})(?:[\s/][^<>]*)?>")
_MAG = {"b", "strong", "i", "em", "u", "br", "p", "ul", "ol", "li", "sub", "sup", "blockquote"}
_KWADE_LINK = re.compile(
    r"!?\[([^\]\n]{0,200})\]\(\s*<?(?:javascript|vbscript|data:(?!image/)|file)[^\s]{0,2000}\)+",
    re.IGNORECASE,
)
Punt = tuple[str, "int | None", str, str]  # how bad, line, what, what to do


def _keur(pad: Path, geheim: GeheimeNamen | None) -> Iterator[Punt]:
    if pad.suffix.lower() != ".md" or pad.stem not in {*onderwerpen.register(), AMBITIE}:
        yield WAARSCHUWING, None, "deze tekst wordt niet gelezen.", _bedoelt(pad)
        return
    if pad.stat().st_size > GROOTST:
        yield FOUT, None, "deze tekst is groter dan 2 MB.", "Haal plaatjes eruit, of kort hem in."
        return
    tekst = pad.read_bytes().decode("utf-8-sig", errors="replace").strip()
    if not tekst:
        yield LET_OP, None, "deze tekst is leeg.", "Vul hem in, of gooi het bestand weg."
        return
    if "\ufffd" in tekst:
        wat = "dit bestand is geen UTF-8; letters met accenten gaan verloren."
        yield WAARSCHUWING, None, wat, "Sla het op als UTF-8."
    if len(tekst) > LANGST:
        hoeveel = f"{getal(len(tekst))} tekens; meer dan {getal(LANGST)} leest bijna niemand"
        doe = "Kort hem in; het rapport toont hem helemaal."
        yield WAARSCHUWING, None, f"deze tekst heeft {hoeveel}.", doe
    for n, regel in enumerate(tekst.splitlines(), 1):
        yield from _keur_regel(n, regel, geheim)


def _keur_regel(n: int, regel: str, geheim: GeheimeNamen | None) -> Iterator[Punt]:
    for wat in persoonsgegevens(regel):
        ernst = FOUT if wat == BSN else WAARSCHUWING
        doe = "Haal het weg." if wat == BSN else _MAG_BLIJVEN
        yield ernst, n, f"hier lijkt {wat} te staan.", doe
    if geheim and geheim.staat_in(regel):
        wat = "hier staat de naam van een vertrouwelijk plan; het rapport laat hem weg."
        yield WAARSCHUWING, n, wat, "Noem het plan hier niet."
    if _HTML.search(regel):
        wat = "hier staat HTML; het rapport laat daarvan alleen gewone opmaak over."
        yield LET_OP, n, wat, "Gebruik Markdown, zoals **vet** en een - voor een lijst."


_MAG_BLIJVEN = "Haal het weg, of laat het staan als iedereen het mag weten."


def _bedoelt(pad: Path) -> str:
    namen = {sleutel(o.id): o.id for o in onderwerpen.register().values()}
    namen |= {
        sleutel(naam): o.id for o in onderwerpen.register().values() for naam in (o.titel, o.kort)
    }
    woord = sleutel(pad.stem)
    goed = (
        [namen[woord]]
        if woord in namen
        else [id for naam, id in namen.items() if len(woord) > 4 and woord in naam][:1]
        or lijkt_op(pad.stem, namen, 1)
    )
    if goed:
        return f"Bedoelt u {goed[0]}.md ({onderwerpen.register()[goed[0]].titel})?"
    return (
        "Noem het bestand naar een onderwerp, zoals A1.md. "
        f"De onderwerpen ziet u met: {typ('onderwerpen')}"
    )
