"""Zinnen en tabellen over de toekomst: zorgvraag en prognose, elk met de band en de aanname.
Rekent niets uit.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import pandas as pd

from woonzorg_lib import teksten

from woonzorg_lib.beeld.beeld import (
    Beeld,
    betekenis,
    bronregel,
    redenen,
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

# Now, later. {In}: In Utrecht or Op Texel; {nu}, {straks}: years; {a}, {b}: counts;
# {band_a}, {band_b}: from low to high.
ZORGVRAAG = {
    "dementie": (
        "{In} hebben naar schatting {a} mensen dementie ({nu}; {band_a}).",
        (
            "Als het aandeel per leeftijd gelijk blijft, zijn dat er <b>{b}</b> in {straks}; "
            "in twee gepubliceerde scenario’s {band_b}."
        ),
    ),
    "bewegen": (
        (
            "Naar schatting {a} inwoners van 65 jaar of ouder hebben een beperking in bewegen "
            "({nu}; {band_a})."
        ),
        "Als het aandeel gelijk blijft, zijn dat er <b>{b}</b> in {straks} ({band_b}).",
    ),
    "eenzaam": (
        "Naar schatting {a} inwoners van 65 jaar of ouder voelen zich eenzaam ({nu}; {band_a}).",
        "Als het aandeel gelijk blijft, zijn dat er <b>{b}</b> in {straks} ({band_b}).",
    ),
    "wmo": (
        "In {nu} kregen {a} mensen Wmo-ondersteuning.",
        (
            "In {straks} zijn dat er naar schatting <b>{band_b}</b>: de ene kant als het aandeel "
            "van de volwassenen gelijk blijft, de andere als het aantal meegroeit met de "
            "75-plussers."
        ),
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
    """De band van nu, ook als het getal zelf een rand is:
    dan is het laatste percentage het laagste of het hoogste van de metingen.
    """
    laag, hoog = getal(rij["ondergrens"]), getal(rij["bovengrens"])
    if laag != hoog and getal(rij["waarde"]) in (laag, hoog):
        return (
            f"tot {hoog} met het hoogste percentage van eerdere metingen"
            if getal(rij["waarde"]) == laag
            else f"vanaf {laag} met het laagste percentage van eerdere metingen"
        )
    return _tussen(rij)


def zorgvraagzin(wat: str, data: pd.DataFrame, gemeente: Gebied) -> str:
    """ "In Utrecht hebben naar schatting 2.500 mensen dementie (2024; tussen ...).
    Als het aandeel per leeftijd gelijk blijft, zijn dat er ... in 2040; ..." Geeft HTML.
    """
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
    """ "In 2024 waren er in Utrecht 17,8 inwoners van 50 tot en met 74 jaar op elke 85-plusser. ...
    In 2040 zijn dat er naar schatting 15,2 (tussen 12,8 en 18)." Geeft HTML; leeg zonder cijfers.
    """
    w = {(r["rol"], r["jaar"]): r for r in data.to_dict("records")}
    straks = max((j for rol, j in w if rol == "gemeente"), default=nu)
    if straks == nu:
        return ""
    a, b, land = w["gemeente", nu], w["gemeente", straks], w.get(("land", straks))
    plek = in_(escape(a["gebied"], quote=False))
    zin = (
        f"In {nu} waren er {plek} {getal(a['waarde'], 1)} inwoners van 50 tot en met 74 jaar op "
        "elke 85-plusser; uit die groep komt veel van de hulp. "
        f"In {straks} zijn dat er naar schatting <b>{getal(b['waarde'], 1)}</b>"
    )
    return f"{zin} (tussen {getal(b['ondergrens'], 1)} en {getal(b['bovengrens'], 1)})" + (
        f"; in Nederland {getal(land['waarde'], 1)}." if land else "."
    )


def woonzin(data: pd.DataFrame) -> str:
    """ "In 2040 wonen naar schatting 13.300 mensen van 75 jaar of ouder alleen (tussen ...);
    in 2024 waren dat er 8.250." Geeft HTML.
    """
    alleen = data[data.indicator == "prognose_75plus_alleenstaand"].to_dict("records")
    a, b = alleen[0], alleen[-1]
    return (
        f"In {b['jaar']} wonen naar schatting <b>{getal(b['waarde'])}</b> mensen van 75 jaar of "
        f"ouder alleen ({_tussen(b)}); in {a['jaar']} waren dat er ongeveer {getal(a['waarde'])}."
    )


def huishoudenszin(data: pd.DataFrame) -> str:
    """ "In 2040 zijn er in Zeist naar schatting 33.600 huishoudens (tussen ...),
    in 2025 waren het er 30.650." Geeft HTML.
    """
    w = {(r["indicator"], r["jaar"]): r for r in data[data.rol == "gemeente"].to_dict("records")}
    nu, straks = min(j for _, j in w), max(j for _, j in w)
    soorten = ("prognose_huishoudens_totaal", "prognose_huishoudens_eenpersoons")
    (a, b), (een_a, een_b) = ((w[s, nu], w[s, straks]) for s in soorten)
    plek = in_(escape(a["gebied"], quote=False))
    return (
        f"In {straks} zijn er {plek} naar schatting <b>{getal(b['waarde'])}</b> huishoudens "
        f"({_tussen(b)}); in {nu} waren het er {getal(a['waarde'])}. Van één persoon zijn dat er "
        f"{getal(een_b['waarde'])} ({_tussen(een_b)}), tegen {getal(een_a['waarde'])} in {nu}."
    )


def groep(indicator: str) -> str:
    """ "prognose_65plus_mannen" -> "Mannen van 65+"; zonder geslacht "65-plussers"."""
    _, leeftijd, *geslacht = indicator.split("_")
    return (
        f"{geslacht[0].capitalize()} van {leeftijd[:2]}+"
        if geslacht
        else f"{leeftijd[:2]}-plussers"
    )


def jarentabel(data: pd.DataFrame, titel: str, notitie: str = "", dicht: str = "") -> Beeld:
    """Schattingen als tabel: per rij een groep, per kolom een jaar, met de band in de cel.
    dicht: de vraag waarachter een lange tabel opengaat.
    """
    alle = volledig(data, titel)
    html = tabel_html(alle, "kort", "jaar", titel) + (
        f'<p class="notitie">{escape(notitie, quote=False)}</p>' if notitie else ""
    )
    if mist := redenen(alle):
        html += f'<p class="notitie">{mist}</p>'
    html += f'{betekenis(alle, titel)}<p class="bron">{bronregel(alle)}</p>'
    return Beeld(
        "tabel", uitklap(dicht, titel, html) if dicht else html, titel, {"rijen": rijen(data)}
    )


def niet_gecorrigeerd(data: pd.DataFrame) -> str:
    """Dat Wmo-gebruik niet voor leeftijd is gecorrigeerd,
    met het aandeel 75-plussers van gemeente en Nederland. Geeft HTML; leeg zonder cijfer.
    """
    w = data.dropna(subset="waarde").set_index("rol")
    if not {"gemeente", "land"} <= set(w.index):
        return ""
    hier, land = w.loc["gemeente"], w.loc["land"]
    plek = in_(escape(hier.gebied, quote=False))
    return (
        "Het gebruik van de Wmo is niet gecorrigeerd voor leeftijd: hoe oud cliënten zijn, is "
        f"per gemeente niet bekend. {hoofdletter(plek)} was {getal(hier.waarde, 1)}% van de "
        f"inwoners 75 jaar of ouder, in Nederland {getal(land.waarde, 1)}% ({int(hier.jaar)}); "
        "ouderen gebruiken de Wmo vaker."
    )


WIE = {
    "65plus": "65-plussers",
    "75plus": "75-plussers",
    "80plus": "80-plussers",
    "85plus": "85-plussers",
}


def _procenten(reeks: list[float], cijfers: int) -> list[str]:
    return [f"{getal(fout, cijfers)}%" for fout in reeks]


def methoden(naam: str, getallen: Mapping[str, str]) -> list[tuple[str, str]]:
    """Hoe iets is berekend: kop en tekst (HTML) per onderdeel van teksten/NAAM.yaml.
    getallen: wat erin hoort.
    """
    return [
        (m["kop"], escape(m["tekst"].format(**getallen), quote=False))
        for m in teksten.lees(naam)["methoden"]
    ]


def terugtoets(uitkomsten: Mapping, getallen: Mapping[str, str]) -> Beeld:
    """Hoe goed de prognose het verleden voorspelde: per gemeente, en de eigen lijn voor Nederland.

    uitkomsten: zie `modellen.toets.uitkomsten`. getallen: zie teksten/prognose.yaml.
    """
    kop = [
        "Per gemeente, 2021-2024",
        "Gemeenten",
        "Helft van de fouten onder",
        "Negen van de tien onder",
        "Grootste fout",
    ]
    regels = [
        [f"{WIE[lft]}: {naam}", str(d["gemeenten"]), *_procenten(d[wat], 2)]
        for lft, d in uitkomsten["gemeenten"].items()
        for wat, naam in (("toen", "dit model"), ("als_land", "groeien zoals Nederland"))
    ]
    per_gemeente = tabel(kop, regels, "Hoe ver zat de prognose per gemeente ernaast?")
    nederland = uitkomsten["nederland"]
    jaren = nederland["75plus"]["jaren"]
    kop = [
        "Nederland, eigen lijn",
        *(f"{wat} fout na {h} jaar" for h in jaren for wat in ("Gemiddelde", "Grootste")),
    ]
    regels = [
        [
            WIE[lft],
            *(
                w
                for p in zip(_procenten(d["gemiddeld"], 1), _procenten(d["grootste"], 1))
                for w in p
            ),
        ]
        for lft, d in nederland.items()
    ]
    land = tabel(kop, regels, "Hoe ver zat de eigen landelijke lijn ernaast?")
    uitleg = escape(teksten.lees("prognose")["terugtoets"].format(**getallen), quote=False)
    html = f"{per_gemeente.html}{land.html}<p>{uitleg}</p>"
    return Beeld("tabel", html, "Hoe goed was de prognose?", {"rijen": []})
