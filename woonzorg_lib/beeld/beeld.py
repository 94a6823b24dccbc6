"""Wat een notebook toont: een Beeld met HTML, tekst en de cijfers erachter.
Tekent niet; dat doet figuren.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import escape

import pandas as pd

from woonzorg_lib.beeld.getallen import STREEPJE, getal, leeg, met_eenheid, staat_in_het_getal
from woonzorg_lib.cijfers.rijen import regels
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.cijfers import KOLOMMEN, Indicator, bijzonder, bronnen, indicatoren, is_oud
from woonzorg_lib.cijfers.lezen import wijkbron
from woonzorg_lib.fouten import WoonzorgFout

MIME = "application/vnd.woonzorg+json"
NIET_GEZIEN = ", ongecontroleerd"  # after a source: cijfers.csv and the verantwoording say it
BRONKOLOMMEN = ("bron", "tabel", "periode")
GETALLEN = frozenset(("waarde", "ondergrens", "bovengrens", "jaar"))


class GeenBron(WoonzorgFout):
    """Een cijfer zonder bron kan niet getekend worden."""


class GeenTitel(WoonzorgFout):
    """Een figuur zonder titel kan niet getekend worden."""


@dataclass(frozen=True)
class Beeld:
    """Iets dat getoond wordt, in JupyterLab en in het rapport:
    soort, HTML, gewone tekst, en wat het rapport moet weten.

    rijen: de cijfers van een figuur zoals zij getekend zijn, voor haar smalle vorm.
    """

    soort: str
    html: str
    tekst: str = ""
    gegevens: dict = field(default_factory=dict)
    rijen: list[dict] = field(default_factory=list, compare=False, repr=False)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {
            "text/html": self.html,
            "text/plain": self.tekst or self.soort,
            MIME: {"soort": self.soort, **self.gegevens},
        }


class Veilig(str):
    """HTML die de kit zelf maakte en die niet nog eens beveiligd hoeft te worden."""


def uniek(waarden: Iterable) -> list:
    """Elke waarde één keer, in de volgorde waarin zij voorkomt."""
    return list(dict.fromkeys(waarden))


def rijen(data: pd.DataFrame | list[dict]) -> list[dict]:
    """De cijfers als rijen voor cijfers.csv; leeg is None, getallen blijven getallen."""
    return [{kolom: _schoon(kolom, rij.get(kolom)) for kolom in KOLOMMEN} for rij in regels(data)]


def _schoon(kolom: str, waarde):
    if isinstance(waarde, str) and kolom != "jaar":  # most of them
        return waarde
    if waarde is None or isinstance(waarde, float) and not math.isfinite(waarde):
        return None if kolom in GETALLEN else ""
    if hasattr(waarde, "item"):
        waarde = waarde.item()
    return int(waarde) if kolom == "jaar" else waarde  # beside a row without one it is 2026.0


def volledig(data: pd.DataFrame, titel: str) -> list[dict]:
    """De rijen van een figuur. Vult in een eigen tabel van een adviseur aan wat een figuur nodig
    heeft; bron, tabel en periode moeten er zijn.

    Fout: GeenTitel, GeenBron.
    """
    if not str(titel).strip():
        raise GeenTitel('Geef de figuur een titel, bijvoorbeeld titel="Van wie zijn de woningen?".')
    uit = regels(data)
    for kolom in BRONKOLOMMEN:
        if kolom not in data or any(
            leeg(r[kolom]) or r[kolom] == "" for r in uit if not leeg(r["waarde"])
        ):
            raise GeenBron(
                f"De cijfers voor '{titel}' hebben geen {kolom}. "
                "Vul de kolommen bron, tabel en periode in."
            )
    decimalen = 0 if all(r["waarde"] % 1 == 0 for r in uit if not leeg(r["waarde"])) else 1
    vast = {
        "indicator": "eigen",
        "omschrijving": titel,
        "gebiedcode": "",
        "gebied": "",
        "uitsplitsing": "",
        "ondergrens": None,
        "bovengrens": None,
        "eenheid": "",
        "soort": "invoer",
        "opgehaald": "",
        "opmerking": "",
        "rol": "eigen",
        "decimalen": decimalen,
    }
    return [
        {"jaar": _jaartal(r["periode"]), **vast, "kort": r.get("omschrijving", titel), **r}
        for r in uit
    ]


def _jaartal(periode) -> int | None:
    gevonden = re.search(r"\d{4}", str(periode))
    return int(gevonden[0]) if gevonden else None


def _bekende_jaren(groep: list[dict]) -> list[int]:
    """The years of the rows, in order; a row from a file without a date has none."""
    return sorted({int(r["jaar"]) for r in groep if not leeg(r["jaar"])})


def _jaren(groep: list[dict]) -> str:
    jaren = _bekende_jaren(groep)
    if not jaren:
        return "jaar onbekend"
    return str(jaren[0]) if len(jaren) == 1 else f"{jaren[0]}-{jaren[-1]}"


def datum(tekst: str) -> str:
    """ "2026-11-22" -> "22-11-2026"."""
    delen = str(tekst).split("-")
    return "-".join(reversed(delen)) if len(delen) == 3 else str(tekst)


def _hoe_gekomen(gevuld: list[dict], namen: dict) -> str:
    """Whether the figures came from the source itself, or from a copy of it.

    Which copy, and what was not checked at its source, is said in the verantwoording.
    """
    zelf = all(r["jaar"] in namen[r["bron"]].rechtstreeks for r in gevuld if r["bron"] in namen)
    return "opgehaald op" if zelf else "overgenomen op"


def _zonder_pad(tabel: str) -> str:
    """The tables without a file of the kit itself: that name says nothing to a reader."""
    return "; ".join(deel for deel in tabel.split("; ") if "/" not in deel)


def bronregel(data: pd.DataFrame | list[dict]) -> str:
    """De bronregel onder een figuur: uitgever, titel, periode, tabel, datum,
    en hoe regio's berekend zijn. Geeft HTML.
    """
    gevuld = [r for r in regels(data) if not leeg(r["waarde"])]
    namen = {b.naam: b for b in bronnen().values()}
    zinnen = [
        _bronnen(gevuld, namen),
        _schatting(gevuld, namen),
        *_hoe_gebieden_berekend_zijn(gevuld),
    ]
    return " ".join(z for z in zinnen if z)


def _bronnen(gevuld: list[dict], namen: dict) -> str:
    """Elke bron met haar periode en tabellen, en wanneer de cijfers zijn opgehaald."""
    delen = [
        _een_bron(bron, [r for r in gevuld if r["bron"] == bron])
        for bron in uniek(r["bron"] for r in gevuld)
    ]
    if not delen:
        return ""
    opgehaald = next((r["opgehaald"] for r in gevuld if r["bron"] in namen), None)
    herkomst = "" if opgehaald is None else f", {_hoe_gekomen(gevuld, namen)} {datum(opgehaald)}"
    return f"Bron: {'; '.join(delen)}{herkomst}."


def _een_bron(bron: str, groep: list[dict]) -> str:
    tabellen = uniek(filter(None, (_zonder_pad(str(r["tabel"])) for r in groep)))
    achter = f" ({', '.join(tabellen)})" if tabellen else ""
    wat = f"{bron.replace(NIET_GEZIEN, '')}, {_periode(groep)}{achter}"
    return escape(wat, quote=False)


def _periode(groep: list[dict]) -> str:
    perioden = uniek(r["periode"] for r in groep)
    if len(perioden) == 1:
        return perioden[0]
    jaren = _jaren(groep)
    begin_van_het_jaar = all(p.startswith("1 januari") for p in perioden)
    return f"1 januari {jaren}" if begin_van_het_jaar else jaren


def _schatting(gevuld: list[dict], namen: dict) -> str:
    """Hoe er geschat is, als er een schatting bij is."""
    if not any(r["soort"] == "schatting" for r in gevuld):
        return ""
    bekend = (namen[r["bron"]].schatting for r in gevuld if r["bron"] in namen)
    return f"Schatting: {next(filter(None, bekend), 'zie de verantwoording')}."


NAAST = {"regio": "Regio", "vergelijkbaar": "vergelijkbare gemeenten", "land": "Nederland"}


def _hoe_gebieden_berekend_zijn(gevuld: list[dict]) -> list[str]:
    """Per opmerking bij de nieuwste cijfers een zin, met de gebieden waarvoor zij geldt."""
    laatste = {
        naam: max(_bekende_jaren([r for r in gevuld if r["indicator"] == naam]), default=None)
        for naam in uniek(r["indicator"] for r in gevuld)
    }
    rollen: dict[str, list[str]] = {}
    for r in gevuld:
        nieuw = r["jaar"] == laatste[r["indicator"]]
        if r.get("rol") in NAAST and r["opmerking"] and nieuw:
            rollen.setdefault(r["opmerking"], []).append(r["rol"])
    zinnen = []
    for opmerking, waar in rollen.items():
        wie = opsomming([NAAST[rol] for rol in uniek(waar)])
        zinnen.append(escape(f"{hoofdletter(wie)}: {opmerking}.", quote=False))
    return zinnen


def redenen(data: pd.DataFrame | list[dict]) -> str:
    """Waarom cijfers ontbreken, als HTML-zin; leeg als alles er is."""
    alle = regels(data)
    wel = {r["gebied"] for r in alle if not leeg(r["waarde"])}
    veel = len({r["indicator"] for r in alle}) > 1
    mist: dict[tuple, list] = {}
    for r in alle:
        if leeg(r["waarde"]):
            # Beside another figure of the same area the reader must know which one is not there.
            wat = f", {r['kort'] or r['omschrijving']}" if veel and r["gebied"] in wel else ""
            mist.setdefault((f"{r['gebied']}{wat}", r["opmerking"]), []).append(r)
    uit = [
        escape(f"{wie} ({_jaren(groep)}): {opm or 'geen cijfer'}", quote=False)
        for (wie, opm), groep in mist.items()
    ]
    if len(uit) > 6:
        uit = [*uit[:6], f"en nog {len(uit) - 6}"]
    return f"Ontbreekt: {'; '.join(uit)}." if uit else ""


def tabel_html(alle: list[dict], rij: str, kolom: str, onderschrift: str) -> str:
    """Een toegankelijke tabel (caption, scope) van lange cijfers;
    een ontbrekend cijfer is een streepje.
    """
    if "jaar" in (rij, kolom):
        alle = [r | {"jaar": _jaren([r])} for r in alle]
    kolommen = uniek(r[kolom] for r in alle)
    if kolom == "jaar":
        kolommen = sorted(kolommen)  # "jaar onbekend" comes after the years
    koppen = "".join(f'<th scope="col">{escape(str(k), quote=False)}</th>' for k in kolommen)
    zoek = {(r[rij], r[kolom]): _cel(r) for r in alle}
    body = "".join(
        f'<tr><th scope="row">{escape(str(naam), quote=False)}</th>'
        + "".join(f"<td>{zoek.get((naam, k), STREEPJE)}</td>" for k in kolommen)
        + "</tr>"
        for naam in uniek(r[rij] for r in alle)
    )
    kop = {"gebied": "Gebied", "jaar": "Jaar", "kort": "", "uitsplitsing": ""}.get(rij, rij)
    return (
        f'<div class="schuif" tabindex="0" role="region" aria-label="{escape(onderschrift)}">'
        f"<table><caption>{escape(onderschrift, quote=False)}</caption><thead><tr>"
        f'<th scope="col">{kop or "Wat"}</th>{koppen}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def waarde(rij: dict, kolom: str = "waarde") -> str:
    """Het getal van een rij met zijn eenheid."""
    return met_eenheid(rij[kolom], rij["eenheid"], int(rij["decimalen"]))


def _cel(r: dict) -> str:
    band = not leeg(r["ondergrens"]) and r["ondergrens"] != r["bovengrens"]
    return waarde(r) + (
        f" <small>({waarde(r, 'ondergrens')} tot {waarde(r, 'bovengrens')})</small>" if band else ""
    )


def met_jaar(alle: list[dict]) -> list[dict]:
    """Zet het jaar achter de korte naam als indicatoren in één figuur uit verschillende jaren
    komen.
    """
    paren = {(r["kort"], r["jaar"]) for r in alle}
    if len({j for _, j in paren}) == 1 or len(paren) > len({k for k, _ in paren}):
        return alle
    return [{**r, "kort": f"{r['kort']} ({_jaren([r])})"} for r in alle]


def toon_cijfers(alle: list[dict], titel: str) -> str:
    """De tabel onder "Toon cijfers", in de vorm die bij de cijfers past."""
    alle = met_jaar(alle)
    if len({r["jaar"] for r in alle}) > 1 and len({r["kort"] for r in alle}) == 1:
        rij, kolom = ("jaar", "gebied")
    elif (
        len({r["gebied"] for r in alle}) == 1
        and len({(r["kort"], r["jaar"]) for r in alle}) > len({r["kort"] for r in alle})
        and not any(r["uitsplitsing"] for r in alle)
    ):
        rij, kolom = ("kort", "jaar")
    elif any(r["uitsplitsing"] for r in alle):
        rij, kolom = "uitsplitsing", "gebied"
    else:
        rij, kolom = ("gebied", "kort")
    eenheden = uniek(r["eenheid"] for r in alle if not staat_in_het_getal(r["eenheid"]))
    achter = f"; {', '.join(eenheden)}" if eenheden else ""
    return uitklap(
        "Toon cijfers", titel, tabel_html(alle, rij, kolom, f"{titel} ({_jaren(alle)}{achter})")
    )


def uitklap(vraag: str, titel: str, inhoud: str, klasse: str = "") -> str:
    """Een blok dat open kan; wie het hoort voorlezen, hoort ook bij welke figuur het hoort.
    klasse "eigen": ook op papier.
    """
    return (
        f"<details{f' class={klasse}' if klasse else ''}><summary "
        f'aria-label="{escape(f"{vraag} ({titel})")}">{vraag}</summary>{inhoud}</details>'
    )


def _noten(ind: Indicator, wijk: bool) -> tuple[str, ...]:
    """Wat een lezer bij dit cijfer moet weten;
    per wijk geldt wat bij de bron van de wijken staat.
    """
    if wijk and ind.herkomst.wijk:
        return tuple(n for n in (wijkbron(ind.id).noot, ind.noot) if n)
    return ind.noten


def betekenis(alle: list[dict], titel: str) -> str:
    """Het blok "Wat betekent dit cijfer?" uit de definities van het register."""
    bekend = [indicatoren()[i] for i in uniek(r["indicator"] for r in alle) if i in indicatoren()]
    eigen = uniek(t for r in alle if not leeg(t := r.get("definitie")) and t)
    wijk = all(r["rol"] in ("wijk", "buurt") for r in alle)
    noten = uniek(noot for ind in bekend for noot in _noten(ind, wijk))
    inhoud = _definities(bekend) + "".join(map(_alinea, [*eigen, *noten]))
    vraag = "Wat betekenen deze cijfers?" if len(bekend) > 1 else "Wat betekent dit cijfer?"
    return uitklap(vraag, titel, inhoud) if inhoud else ""


def _definities(bekend: list[Indicator]) -> str:
    """Een definitie als alinea; meer dan een als lijst, elk onder haar titel."""
    if len(bekend) == 1:
        return _alinea(bekend[0].definitie)
    if not bekend:
        return ""
    delen = (
        f"<dt>{escape(ind.titel, quote=False)}</dt><dd>{escape(ind.definitie, quote=False)}</dd>"
        for ind in bekend
    )
    return f"<dl>{''.join(delen)}</dl>"


def _alinea(tekst_: str) -> str:
    return f"<p>{escape(tekst_, quote=False)}</p>"


def _bijzonderheden(alle: list[dict]) -> list[str]:
    """Wat een lezer bij de nieuwste cijfers van de gemeente moet weten, elk één keer."""
    eigen = [
        r
        for r in alle
        if r.get("rol") == "gemeente" and not leeg(r["waarde"]) and not leeg(r.get("jaar"))
    ]
    laatste: dict[str, int] = {}
    for r in eigen:
        laatste[r["indicator"]] = max(r["jaar"], laatste.get(r["indicator"], r["jaar"]))
    return uniek(
        tekst
        for r in eigen
        if r["jaar"] == laatste[r["indicator"]]
        for tekst in bijzonder(r["indicator"], r["gebiedcode"], int(r["jaar"]), r["waarde"])
    )


def _eigen_ids(svg: str, titel: str) -> str:
    """Two drawings may be the same, line for line (all zeros); their titles keep the ids apart."""
    merk = sha256(titel.encode("utf-8")).hexdigest()[:4]
    return re.sub(r'( id="|url\(#|href="#)([0-9a-f]{4})[0-9a-f]{4}-', rf"\g<1>\g<2>{merk}-", svg)


def figuur(
    alle: list[dict], svg: str, titel: str, ondertitel: str, alt: str, notitie: str = ""
) -> Beeld:
    """Zet een SVG in een figuur met kop, alt-tekst, cijfers, betekenis en bronregel.
    alle: de rijen van `volledig`.
    """
    svg = svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)
    svg = _eigen_ids(svg, titel)
    gevuld = [r for r in alle if not leeg(r["waarde"])]
    perioden = uniek(r["periode"] for r in gevuld)
    wanneer = perioden[0] if len(perioden) == 1 else ""
    onder = ", ".join(d for d in (ondertitel, wanneer) if d)
    if (jaren := _bekende_jaren(gevuld)) and is_oud(jaren[-1]):
        onder += " · ouder dan drie jaar"
    onder = f"<small>{escape(onder, quote=False)}</small>" if onder else ""
    onder_svg = [
        notitie if isinstance(notitie, Veilig) else escape(notitie, quote=False),
        redenen(alle),
        escape(" ".join(_bijzonderheden(alle)), quote=False),
    ]
    html = (
        f"<figure><figcaption>{escape(titel, quote=False)}{onder}</figcaption>{svg}"
        f"{''.join(f'<p class=notitie>{tekst}</p>' for tekst in onder_svg if tekst)}"
        f"{toon_cijfers(alle, titel)}{betekenis(alle, titel)}"
        f'<p class="bron">{bronregel(alle)}</p></figure>'
    )
    gegevens = {"titel": titel, "alt": alt, "rijen": rijen(alle)}
    return Beeld("figuur", html, f"{titel}\n{alt}", gegevens, alle)


def zin(html: str, data: pd.DataFrame | list[dict] | None = None) -> Beeld:
    """De zin boven een onderwerp; met de cijfers die erin staan."""
    html = re.sub(
        r"€ (?=\d)|(?<=\d) (?=km\b)", lambda m: m[0].replace(" ", "&nbsp;"), html
    )  # an amount does not wrap
    return Beeld(
        "zin",
        f'<p class="kern">{html}</p>' if html else "",
        "",
        {"rijen": rijen(data) if data is not None and html else []},
    )


def met_rijen(beeld: Beeld, *data: pd.DataFrame) -> Beeld:
    """Het beeld met de cijfers erbij die het noemt en niet tekent, voor cijfers.csv."""
    erbij = [rij for d in data for rij in rijen(d)]
    eigen = beeld.gegevens.get("rijen") or []
    return replace(beeld, gegevens=beeld.gegevens | {"rijen": [*eigen, *erbij]})


def feiten(
    tegels: list[tuple[str, str, str, tuple[float, float] | None]], data: list[dict]
) -> Beeld:
    """Tegels met kerncijfers: (groot getal, wat het is, wat ernaast staat,
    en de twee getallen van de balkjes of None).
    """
    html = ""
    for groot, wat, ernaast, paar in tegels:
        streepjes = (
            "".join(f'<i style="width:{100 * w / (max(paar) or 1):.0f}%"></i>' for w in paar)
            if paar
            else ""
        )
        html += f"<div><strong>{escape(groot, quote=False)}</strong>"
        html += f"<span>{escape(wat, quote=False)}</span>"
        html += (
            (f'<span class="meet" aria-hidden="true">{streepjes}</span>' if streepjes else "")
            + (f"<small>{escape(ernaast, quote=False)}</small>" if ernaast else "")
            + "</div>"
        )
    bron = (
        '<details class="herkomst"><summary>Bron</summary>'
        f'<p class="bron">{bronregel(data)}</p></details>'
    )
    return Beeld("feiten", f'<div class="feiten">{html}</div>{bron}', "", {"rijen": rijen(data)})


def tekst(html: str, soort: str = "tekst") -> Beeld:
    """Gewone tekst of een vak, als HTML van de kit zelf."""
    return Beeld(soort, html)


def fout(melding: str) -> Beeld:
    """Een figuur die niet gemaakt kon worden, met de reden."""
    return Beeld(
        "fout",
        f'<p class="fout">Deze figuur kon niet gemaakt worden: {escape(melding, quote=False)}</p>',
        melding,
        {"melding": melding},
    )


__all__ = [
    "Beeld",
    "GeenBron",
    "GeenTitel",
    "feiten",
    "figuur",
    "fout",
    "getal",
    "leeg",
    "tekst",
    "zin",
]
