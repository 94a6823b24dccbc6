"""Zinnen en tabellen over de toekomst: zorgvraag en prognose, elk met de band en de aanname. Rekent niets uit."""

from __future__ import annotations

from html import escape

import pandas as pd

from woonzorg_lib.beeld.beeld import (
    Beeld,
    betekenis,
    bronregel,
    rijen,
    tabel_html,
    uitklap,
    volledig,
)
from woonzorg_lib.beeld.bereik import tussen
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.tabellen import tabel
from woonzorg_lib.beeld.zinnen import hoofdletter, in_
from woonzorg_lib.gebieden import Gebied

# Now, later. {In}: In Utrecht or Op Texel; {nu}, {straks}: years; {a}, {b}: counts; {band_a}, {band_b}: from low to high.
ZORGVRAAG = {
    "dementie": (
        "{In} hebben naar schatting {a} mensen dementie ({nu}; {band_a}).",
        "Als het aandeel per leeftijd gelijk blijft, zijn dat er <b>{b}</b> in {straks}; in twee gepubliceerde scenario’s {band_b}.",
    ),
    "bewegen": (
        "Naar schatting {a} inwoners van 65 jaar of ouder hebben een beperking in bewegen ({nu}; {band_a}).",
        "Als het aandeel gelijk blijft, zijn dat er <b>{b}</b> in {straks} ({band_b}).",
    ),
    "eenzaam": (
        "Naar schatting {a} inwoners van 65 jaar of ouder voelen zich eenzaam ({nu}; {band_a}).",
        "Als het aandeel gelijk blijft, zijn dat er <b>{b}</b> in {straks} ({band_b}).",
    ),
    "wmo": (
        "In {nu} kregen {a} mensen Wmo-ondersteuning.",
        "In {straks} zijn dat er naar schatting <b>{band_b}</b>: de ene kant als het aandeel van de volwassenen gelijk blijft, de andere als het aantal meegroeit met de 75-plussers.",
    ),
}


def _tussen(rij: dict) -> str:
    woorden = tussen(rij)
    return (
        f"tussen {woorden.replace(' tot ', ' en ')}"
        if " tot " in woorden
        else f"ongeveer {woorden}"
    )


def _om_nu(rij: dict) -> str:
    """De band van nu, ook als het getal zelf een rand is: dan is het laatste percentage het laagste of het hoogste van de metingen."""
    laag, hoog = getal(rij["ondergrens"]), getal(rij["bovengrens"])
    if laag != hoog and getal(rij["waarde"]) in (laag, hoog):
        return (
            f"tot {hoog} met het hoogste percentage van eerdere metingen"
            if getal(rij["waarde"]) == laag
            else f"vanaf {laag} met het laagste percentage van eerdere metingen"
        )
    return _tussen(rij)


def zorgvraagzin(wat: str, data: pd.DataFrame, gemeente: Gebied) -> str:
    """ "In Utrecht hebben naar schatting 2.500 mensen dementie (2024; tussen ...). Als het aandeel per leeftijd gelijk blijft, zijn dat er ... in 2040; ..." Geeft HTML."""
    alle = data.to_dict("records")
    a, b = alle[0], alle[-1]
    woorden = {
        "In": hoofdletter(in_(escape(gemeente.naam, quote=False))),
        "nu": int(a["jaar"]),
        "straks": int(b["jaar"]),
        "a": getal(a["waarde"]),
        "b": getal(b["waarde"]),
        "band_a": _om_nu(a),
        "band_b": _tussen(b),
    }
    return " ".join(
        z.format(**woorden) for z in ZORGVRAAG[wat][: 1 if a["jaar"] == b["jaar"] else 2]
    )


def oosrzin(data: pd.DataFrame, nu: int) -> str:
    """ "In 2024 waren er in Utrecht 17,8 inwoners van 50 tot en met 74 jaar op elke 85-plusser. ... In 2040 zijn dat er naar schatting 15,2 (tussen 12,8 en 18)." Geeft HTML; leeg zonder cijfers."""
    w = {(r["rol"], r["jaar"]): r for r in data.to_dict("records")}
    straks = max((j for rol, j in w if rol == "gemeente"), default=nu)
    if straks == nu:
        return ""
    a, b, land = w["gemeente", nu], w["gemeente", straks], w.get(("land", straks))
    plek = in_(escape(a["gebied"], quote=False))
    zin = f"In {nu} waren er {plek} {getal(a['waarde'], 1)} inwoners van 50 tot en met 74 jaar op elke 85-plusser; uit die groep komt veel van de hulp. In {straks} zijn dat er naar schatting <b>{getal(b['waarde'], 1)}</b>"
    return f"{zin} (tussen {getal(b['ondergrens'], 1)} en {getal(b['bovengrens'], 1)})" + (
        f"; in Nederland {getal(land['waarde'], 1)}." if land else "."
    )


def huishoudenszin(data: pd.DataFrame) -> str:
    """ "Als het aandeel per leeftijd gelijk blijft, wonen in 2040 naar schatting 13.300 mensen van 75 jaar of ouder alleen (tussen ...); in 2024 waren dat er 8.250." Geeft HTML."""
    alleen = data[data.indicator == "prognose_75plus_alleenstaand"].to_dict("records")
    a, b = alleen[0], alleen[-1]
    return f"Als het aandeel per leeftijd gelijk blijft, wonen in {b['jaar']} naar schatting <b>{getal(b['waarde'])}</b> mensen van 75 jaar of ouder alleen ({_tussen(b)}); in {a['jaar']} waren dat er {getal(a['waarde'])}."


def groep(indicator: str) -> str:
    """ "prognose_65plus_mannen" -> "Mannen van 65+"; zonder geslacht "65-plussers"."""
    _, leeftijd, *geslacht = indicator.split("_")
    return (
        f"{geslacht[0].capitalize()} van {leeftijd[:2]}+"
        if geslacht
        else f"{leeftijd[:2]}-plussers"
    )


def jarentabel(data: pd.DataFrame, titel: str, notitie: str = "", dicht: str = "") -> Beeld:
    """Schattingen als tabel: per rij een groep, per kolom een jaar, met de band in de cel. dicht: de vraag waarachter een lange tabel opengaat."""
    alle = volledig(data, titel)
    html = tabel_html(alle, "kort", "jaar", titel) + (
        f'<p class="notitie">{escape(notitie, quote=False)}</p>' if notitie else ""
    )
    html += f'{betekenis(alle, titel)}<p class="bron">{bronregel(alle)}</p>'
    return Beeld(
        "tabel", uitklap(dicht, titel, html) if dicht else html, titel, {"rijen": rijen(data)}
    )


# What `python benchmarks/prognose.py` gave; a test calculates it again. Errors in percent of what it became.
GEMEENTEN = (
    ("65-plussers 2021-2024", 342, (0.79, 1.79, 5.59), (1.26, 3.50, 12.18)),
    ("80-plussers 2020-2021", 338, (1.24, 2.98, 9.51), (1.19, 2.98, 10.67)),
    ("80-plussers 2019-2021", 338, (1.89, 4.49, 15.55), (1.95, 4.98, 15.87)),
)
NEDERLAND = (
    ("65plus", (0.7, 1.3, 1.8), (1.2, 2.1, 2.5)),
    ("75plus", (1.3, 2.7, 3.6), (2.2, 4.3, 4.5)),
    ("85plus", (2.8, 5.7, 7.5), (4.3, 9.5, 9.5)),
)


def terugtoets() -> Beeld:
    """Hoe goed de prognose het verleden voorspelde, zonder vooruit te kijken: per gemeente en voor Nederland."""
    fouten = lambda reeks, d: [f"{getal(f, d)}%" for f in reeks]  # noqa: E731
    kop = [
        "Per gemeente",
        "Gemeenten",
        "Helft van de fouten onder",
        "Negen van de tien onder",
        "Grootste fout",
    ]
    regels = [
        r
        for naam, n, model, land in GEMEENTEN
        for r in (
            [f"{naam}: dit model", str(n), *fouten(model, 2)],
            [f"{naam}: groeien zoals Nederland", str(n), *fouten(land, 2)],
        )
    ]
    per_gemeente = tabel(kop, regels, "Hoe ver zat de prognose per gemeente ernaast?")
    namen = {"65plus": "65-plussers", "75plus": "75-plussers", "85plus": "85-plussers"}
    kop = [
        "Nederland",
        *(f"{wat} fout na {h} jaar" for h in (5, 10, 15) for wat in ("Gemiddelde", "Grootste")),
    ]
    regels = [
        [namen[lft], *(w for paar in zip(fouten(gemiddeld, 1), fouten(hoogste, 1)) for w in paar)]
        for lft, gemiddeld, hoogste in NEDERLAND
    ]
    nederland = tabel(kop, regels, "Hoe ver zat de prognose voor Nederland ernaast?")
    uitleg = (
        "<p>Elke toets gebruikt alleen wat in het beginjaar bekend was. Voor Nederland zijn de beginjaren 2005, 2008, 2010, 2012, 2015, 2018 en 2020, met de uitkomst tot en met 2025; na 15 jaar zijn dat er drie. "
        "Bij 80-plussers tot 2021 drukt de eerste coronagolf op de uitkomst; van 2020 naar 2021 was groeien zoals Nederland daarom ongeveer even goed.</p>"
    )
    return Beeld(
        "tabel",
        per_gemeente.html + nederland.html + uitleg,
        "Hoe goed was de prognose?",
        {"rijen": []},
    )
