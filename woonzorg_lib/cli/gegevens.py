"""De opdrachten over de momentopname: status, controleer, ververs, verschil en terug."""

from __future__ import annotations

import sys
from datetime import date

from ..aanroep import typ
from ..fouten import WoonzorgFout, systeemreden
from .tonen import rijen, toon_json, toon_tabel
from .vragen import Vraagfout

EERSTE_JAAR = 2012
_TOON = 40


def data_status(vraag, _) -> int:
    from ..cijfers import status
    from ..verversen.status import niet_te_verversen

    gegeven = rijen(status())
    kolommen = ("titel", "tabel", "periode", "opgehaald", "licentie")
    toon_tabel(kolommen, [[r.get(k) or "" for k in kolommen] for r in gegeven])
    print("Niet te verversen:")
    toon_tabel(("titel", "tabel", "waarom"), niet_te_verversen())
    if vraag.html:
        _schrijf_pagina(vraag.html, [[r.get(k) or "" for k in kolommen[:4]] for r in gegeven])
    return 0


def _schrijf_pagina(pad, bronnen: list[list[str]]) -> None:
    from ..beeld.statuspagina import statuspagina
    from ..verversen import status

    dekking = [(d.titel, d.bron, d.opgehaald, d.jaren) for d in status.dekking()]
    try:
        pagina = statuspagina(
            bronnen,
            dekking,
            status.zou_brengen(),
            ongezien=status.onbevestigd(),
            blijft=status.niet_te_verversen(),
        )
        pad.write_text(pagina, encoding="utf-8")
    except OSError as fout:
        raise Vraagfout(f"{pad}: {systeemreden(fout.errno)}") from fout
    print(f"De pagina staat in {pad}.")


def data_controleer(vraag, _) -> int:
    from ..cijfers import controleer

    fouten = controleer()
    for regel in fouten or ["De momentopname is heel: alle totalen kloppen."]:
        print(regel)
    return 2 if fouten else 0


def data_ververs(vraag, _) -> int:
    from .. import verversen

    _controleer_jaar(vraag.jaar)
    gevraagd = verversen.Vraag(vraag.tabel, vraag.jaar, vraag.droog, vraag.akkoord)
    verslag = verversen.ververs(gevraagd, _meld)
    if verslag.eenregelig:
        raise _Geweigerd(verslag.eenregelig)
    toon_tabel(
        ("tabel", "uitkomst", "wat"),
        [(u.nummer, u.soort, u.tekst) for u in verslag.uitkomsten],
    )
    print(_samengevat(verslag, vraag.droog))
    for u in verslag.geweigerd:
        print(
            f"woonzorg: tabel {u.nummer} ({u.titel}): {u.tekst}. De oude cijfers blijven.",
            file=sys.stderr,
        )
    return verslag.exitcode


class _Geweigerd(WoonzorgFout):
    exitcode = 1


def _meld(regel: str) -> None:
    print(regel, file=sys.stderr, flush=True)


def _controleer_jaar(jaar: int | None) -> None:
    laatste = date.today().year + 1
    if jaar is not None and not EERSTE_JAAR <= jaar <= laatste:
        raise Vraagfout(
            f"Jaar {jaar} kan niet: kies een jaar van {EERSTE_JAAR} tot en met {laatste}."
        )


def _samengevat(verslag, droog: bool) -> str:
    tel = {s: sum(u.soort == s for u in verslag.uitkomsten) for s in _SOORTEN}
    delen = [f"{n} {woord}" for (_, woord), n in zip(_SOORTEN.items(), tel.values()) if n]
    over = f"{verslag.bytes / 1e6:.1f} MB in {verslag.seconden:.0f} seconden".replace(".", ",")
    if droog:
        wissel = " Er is niets veranderd; dit was alleen kijken."
    elif verslag.gewisseld:
        wissel = f" De nieuwe cijfers zijn actief; wat er veranderde: {typ('data verschil')}"
    else:
        wissel = " De cijfers zijn niet veranderd."
    return f"Tabellen: {', '.join(delen) or 'geen'}. Opgehaald: {over}.{wissel}"


_SOORTEN = {
    "vervangen": "vervangen",
    "niets nieuws": "zonder nieuws",
    "zou komen": "die zouden komen",
    "geweigerd": "geweigerd",
}


def data_verschil(vraag, _) -> int:
    from .. import verversen
    from ..gebieden import gemeente

    code = gemeente(vraag.gemeente).code if vraag.gemeente else None
    gevonden = verversen.verschil(code)
    if vraag.json:
        toon_json([v.als_json() for v in gevonden])
    elif not gevonden:
        print("Er is niets veranderd sinds de vorige momentopname.")
    elif code:
        _per_cijfer(gevonden)
    else:
        _per_bron(gevonden)
    return 0


def _per_bron(gevonden) -> None:
    kop = ("bron", "tabel", "nieuwe jaren", "herzien", "erbij", "weg", "gebieden")
    regels = [
        (
            v.titel,
            v.tabellen[-1],
            ", ".join(map(str, v.jaren)),
            v.herzien,
            v.gevuld,
            v.leeg,
            len(v.gebieden),
        )
        for v in gevonden
    ]
    toon_tabel(kop, regels, rechts=(3, 4, 5, 6))
    print(f"Per gemeente: {typ('data verschil GEMEENTE')}")


def _per_cijfer(gevonden) -> None:
    from ..beeld.getallen import getal

    def cel(waarde: float | None) -> str:
        if waarde is None:
            return ""
        return getal(waarde, 0 if float(waarde).is_integer() else 1)

    kop = ("bron", "cijfer", "uitsplitsing", "jaar", "oud", "nieuw")
    for v in gevonden:
        regels = [
            (v.titel, c["cijfer"], c["uitsplitsing"], c["jaar"], cel(c["oud"]), cel(c["nieuw"]))
            for c in v.cijfers[:_TOON]
        ]
        toon_tabel(kop, regels, rechts=(4, 5))
        if len(v.cijfers) > _TOON:
            print(f"... en {len(v.cijfers) - _TOON} andere cijfers; alles met --json")


def data_terug(vraag, _) -> int:
    from .. import verversen

    naam = verversen.terug()
    if naam:
        print(f"De momentopname van {_dag(naam)} is weer actief.")
    else:
        print("De cijfers van het pakket zijn weer actief.")
    return 0


def _dag(naam: str) -> str:
    """momentopnamen/20261125-201530-ab12 -> 25-11-2026 20:15."""
    tijd = naam.rpartition("/")[2]
    return f"{tijd[6:8]}-{tijd[4:6]}-{tijd[:4]} {tijd[9:11]}:{tijd[11:13]}"
