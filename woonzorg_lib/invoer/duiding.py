"""De eigen teksten bij onderwerpen (duiding/A1.md): lezen en nakijken. Opmaken en schoonmaken doet het rapport."""

from __future__ import annotations

import re
from pathlib import Path

from woonzorg_lib import onderwerpen
from woonzorg_lib.aanroep import typ
from woonzorg_lib.gebieden.namen import lijkt_op, sleutel
from woonzorg_lib.invoer.melding import FOUT, LET_OP, WAARSCHUWING, Melding
from woonzorg_lib.invoer.persoonsgegevens import persoonsgegeven
from woonzorg_lib.invoer.regels import getal

LANGST = 8000
BSN = "een burgerservicenummer"
_HTML = re.compile(r"</?[a-zA-Z][a-zA-Z0-9-]*(\s[^<>]*)?/?>|<!--")  # not an address between < and >


def lees_duiding(plek: Path, id: str) -> str:
    """De tekst bij een onderwerp, als Markdown; leeg als zij er niet is. Met een burgerservicenummer erin telt zij niet mee."""
    pad = plek / "duiding" / f"{id}.md"
    if not pad.is_file():
        return ""
    tekst = pad.read_text(encoding="utf-8-sig", errors="replace").strip()
    return (
        f"*De eigen tekst ({pad.name}) telt niet mee: er lijkt {BSN} in te staan.*"
        if persoonsgegeven(tekst) == BSN
        else tekst
    )


def controleer_duiding(plek: Path, naam: str) -> list[Melding]:
    """Wat er over de teksten in een map te zeggen is. naam: hoe een lezer de map kent."""
    map_, uit = plek / "duiding", []
    for pad in sorted(map_.iterdir()) if map_.is_dir() else []:
        if not pad.name.startswith("."):
            uit += [
                Melding(ernst, f"{naam}/duiding/{pad.name}", regel, None, wat, doe)
                for ernst, regel, wat, doe in _keur(pad)
            ]
    return uit


def _keur(pad: Path):
    if pad.suffix.lower() != ".md" or pad.stem not in onderwerpen.register():
        yield WAARSCHUWING, None, "deze tekst wordt niet gelezen.", _bedoelt(pad)
        return
    ruw = pad.read_bytes()
    tekst = ruw.decode("utf-8-sig", errors="replace").strip()
    if not tekst:
        yield LET_OP, None, "deze tekst is leeg.", "Vul hem in, of gooi het bestand weg."
        return
    if "\ufffd" in tekst:
        yield (
            WAARSCHUWING,
            None,
            "dit bestand is geen UTF-8; letters met accenten gaan verloren.",
            "Sla het op als UTF-8.",
        )
    if len(tekst) > LANGST:
        yield (
            WAARSCHUWING,
            None,
            f"deze tekst heeft {getal(len(tekst))} tekens; meer dan {getal(LANGST)} leest bijna niemand.",
            "Kort hem in; het rapport toont hem helemaal.",
        )
    for n, regel in enumerate(tekst.splitlines(), 1):
        if wat := persoonsgegeven(regel):
            ernst = FOUT if wat == BSN else WAARSCHUWING
            yield (
                ernst,
                n,
                f"hier lijkt {wat} te staan.",
                "Haal het weg."
                if ernst == FOUT
                else "Haal het weg, of laat het staan als iedereen het mag weten.",
            )
        if _HTML.search(regel):
            yield (
                LET_OP,
                n,
                "hier staat HTML; het rapport laat daarvan alleen gewone opmaak over.",
                "Gebruik Markdown, zoals **vet** en een - voor een lijst.",
            )


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
