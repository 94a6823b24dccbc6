"""Wat een notebook toont: een Beeld met HTML, tekst en de cijfers erachter. Tekent niet; dat doet figuren."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from html import escape

import pandas as pd

from woonzorg_lib.beeld.getallen import STREEPJE, getal, leeg, met_eenheid
from woonzorg_lib.cijfers import KOLOMMEN, bronnen, indicatoren, is_oud
from woonzorg_lib.fouten import WoonzorgFout

MIME = "application/vnd.woonzorg+json"
BRONKOLOMMEN = ("bron", "tabel", "periode")


class GeenBron(WoonzorgFout):
    """Een cijfer zonder bron kan niet getekend worden."""


class GeenTitel(WoonzorgFout):
    """Een figuur zonder titel kan niet getekend worden."""


@dataclass(frozen=True)
class Beeld:
    """Iets dat getoond wordt, in JupyterLab en in het rapport: soort, HTML, gewone tekst, en wat het rapport moet weten."""

    soort: str
    html: str
    tekst: str = ""
    gegevens: dict = field(default_factory=dict)

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {"text/html": self.html, "text/plain": self.tekst or self.soort, MIME: {"soort": self.soort, **self.gegevens}}


class Veilig(str):
    """HTML die de kit zelf maakte en die niet nog eens beveiligd hoeft te worden."""


def rijen(data: pd.DataFrame) -> list[dict]:
    """De cijfers als rijen voor cijfers.csv; leeg is None, getallen blijven getallen."""
    uit = []
    for rij in data.reindex(columns=KOLOMMEN).to_dict("records"):
        schoon = {}
        for k, v in rij.items():
            if isinstance(v, float) and (math.isnan(v) or math.isinf(v)):
                v = None
            elif hasattr(v, "item"):
                v = v.item()
            schoon[k] = "" if v is None and k not in ("waarde", "ondergrens", "bovengrens", "jaar") else v
        uit.append(schoon)
    return uit


def controleer(data: pd.DataFrame, titel: str) -> None:
    """Weigert een figuur zonder titel, of met een cijfer zonder bron.

    Fout: GeenTitel, GeenBron.
    """
    if not str(titel).strip():
        raise GeenTitel("Geef de figuur een titel, bijvoorbeeld titel=\"Van wie zijn de woningen?\".")
    mist = [k for k in BRONKOLOMMEN if k not in data] or [k for k in BRONKOLOMMEN if data.loc[data.waarde.notna(), k].astype(object).fillna("").eq("").any()]
    if mist:
        raise GeenBron(f"De cijfers voor '{titel}' hebben geen {mist[0]}. Vul de kolommen bron, tabel en periode in.")


def volledig(data: pd.DataFrame, titel: str) -> pd.DataFrame:
    """Vult in een eigen tabel van een adviseur de kolommen aan die een figuur nodig heeft; bron, tabel en periode moeten er zijn.

    Fout: GeenTitel, GeenBron.
    """
    controleer(data, titel)
    uit = data.copy()
    jaar = pd.to_numeric(uit.periode.astype(str).str.extract(r"(\d{4})")[0]).fillna(0).astype(int) if "jaar" not in uit else uit.jaar
    vast = {"indicator": "eigen", "omschrijving": titel, "gebiedcode": "", "gebied": "", "jaar": jaar, "uitsplitsing": "", "ondergrens": None, "bovengrens": None,
            "eenheid": "", "soort": "invoer", "opgehaald": "", "opmerking": "", "rol": "eigen"}  # fmt: skip
    for kolom, waarde in vast.items():
        if kolom not in uit:
            uit[kolom] = waarde
    if "kort" not in uit:
        uit["kort"] = uit.omschrijving
    if "decimalen" not in uit:
        uit["decimalen"] = 0 if (uit.waarde.dropna() % 1 == 0).all() else 1
    return uit


def _jaren(jaren: list[int]) -> str:
    return str(jaren[0]) if len(jaren) == 1 else f"{jaren[0]}-{jaren[-1]}"


def datum(tekst: str) -> str:
    """"2026-11-22" -> "22-11-2026"."""
    delen = str(tekst).split("-")
    return "-".join(reversed(delen)) if len(delen) == 3 else str(tekst)


def bronregel(data: pd.DataFrame) -> str:
    """De bronregel onder een figuur: uitgever, titel, periode, tabel, datum, en hoe regio's berekend zijn. Geeft HTML."""
    gevuld = data[data.waarde.notna()]
    delen = []
    for bron, groep in gevuld.groupby("bron", sort=False):
        tabellen = list(dict.fromkeys(t for t in groep.tabel if t))
        perioden = list(dict.fromkeys(groep.periode))
        jaren = sorted({int(j) for j in groep.jaar})
        periode = perioden[0] if len(perioden) == 1 else f"1 januari {_jaren(jaren)}" if all(p.startswith("1 januari") for p in perioden) else _jaren(jaren)
        tabel = f" ({', '.join(map(str, tabellen))})" if tabellen else ""
        delen.append(escape(f"{bron}, {periode}{tabel}", quote=False))
    eigen_momentopname = gevuld.bron.isin({b.naam for b in bronnen().values()})
    herkomst = "" if not eigen_momentopname.any() else f", overgenomen uit een openbare kopie op {datum(gevuld.opgehaald[eigen_momentopname].iloc[0])}"
    zinnen = [f"Bron: {'; '.join(delen)}{herkomst}."] if delen else []
    if (gevuld.soort == "schatting").any():
        hoe = {b.naam: b.schatting for b in bronnen().values() if b.schatting}
        zinnen.append(f"Schatting: {next((hoe[n] for n in gevuld.bron if n in hoe), 'zie de verantwoording')}.")
    if "rol" in data:
        wie = {"regio": "Regio", "vergelijkbaar": "vergelijkbare gemeenten", "land": "Nederland"}
        nieuwste = gevuld[gevuld.rol.isin(wie) & (gevuld.jaar == gevuld.groupby("indicator").jaar.transform("max"))]
        for opm, groep in nieuwste.groupby("opmerking", sort=False):
            if opm:
                rollen = [wie[r] for r in dict.fromkeys(groep.rol)]
                namen = rollen[0] if len(rollen) == 1 else f"{', '.join(rollen[:-1])} en {rollen[-1]}"
                zinnen.append(escape(f"{namen[0].upper()}{namen[1:]}: {opm}.", quote=False))
    return " ".join(zinnen)


def redenen(data: pd.DataFrame) -> str:
    """Waarom cijfers ontbreken, als HTML-zin; leeg als alles er is."""
    mist = data[data.waarde.isna()]
    uit = []
    for (gebied, opm), groep in mist.groupby(["gebied", "opmerking"], sort=False):
        jaren = _jaren(sorted({int(j) for j in groep.jaar}))
        uit.append(escape(f"{gebied} ({jaren}): {opm or 'geen cijfer'}", quote=False))
    if len(uit) > 6:
        uit = [*uit[:6], f"en nog {len(uit) - 6}"]
    return f"Ontbreekt: {'; '.join(uit)}." if uit else ""


def tabel_html(data: pd.DataFrame, rij: str, kolom: str, onderschrift: str) -> str:
    """Een toegankelijke tabel (caption, scope) van lange cijfers; een ontbrekend cijfer is een streepje."""
    kolommen = list(dict.fromkeys(data[kolom]))
    koppen = "".join(f'<th scope="col">{escape(str(k), quote=False)}</th>' for k in kolommen)
    regels = []
    zoek = {(getattr(r, rij), getattr(r, kolom)): r for r in data.itertuples()}
    for naam in dict.fromkeys(data[rij]):
        cellen = []
        for k in kolommen:
            r = zoek.get((naam, k))
            tekst_ = met_eenheid(r.waarde, r.eenheid, int(r.decimalen)) if r is not None else STREEPJE
            if r is not None and not leeg(r.ondergrens) and r.ondergrens != r.bovengrens:
                tekst_ += f" ({met_eenheid(r.ondergrens, r.eenheid, int(r.decimalen))} tot {met_eenheid(r.bovengrens, r.eenheid, int(r.decimalen))})"
            cellen.append(f"<td>{tekst_}</td>")
        regels.append(f'<tr><th scope="row">{escape(str(naam), quote=False)}</th>{"".join(cellen)}</tr>')
    kop = {"gebied": "Gebied", "jaar": "Jaar", "kort": "", "uitsplitsing": ""}.get(rij, rij)
    return (
        f'<div class="schuif" tabindex="0" role="region" aria-label="{escape(onderschrift)}"><table><caption>{escape(onderschrift, quote=False)}</caption><thead><tr><th scope="col">{kop or "Wat"}</th>{koppen}</tr></thead>'
        f"<tbody>{''.join(regels)}</tbody></table></div>"
    )


def met_jaar(data: pd.DataFrame) -> pd.DataFrame:
    """Zet het jaar achter de korte naam als indicatoren in één figuur uit verschillende jaren komen."""
    if data.jaar.nunique() == 1 or data.groupby("kort").jaar.nunique().max() > 1:
        return data
    return data.assign(kort=data.kort + " (" + data.jaar.astype(str) + ")")


def toon_cijfers(data: pd.DataFrame, titel: str) -> str:
    """De tabel onder "Toon cijfers", in de vorm die bij de cijfers past."""
    data = met_jaar(data)
    if data.jaar.nunique() > 1 and data.kort.nunique() == 1:
        rij, kolom = ("jaar", "gebied")
    elif data.uitsplitsing.ne("").any():
        rij, kolom = "uitsplitsing", "gebied"
    else:
        rij, kolom = ("gebied", "kort")
    eenheden = list(dict.fromkeys(e for e in data.eenheid if e not in ("%", "km", "duizend euro")))
    achter = f"; {', '.join(eenheden)}" if eenheden else ""
    jaren = _jaren(sorted({int(j) for j in data.jaar}))
    return f"<details><summary>Toon cijfers</summary>{tabel_html(data, rij, kolom, f'{titel} ({jaren}{achter})')}</details>"


def betekenis(data: pd.DataFrame) -> str:
    """Het blok "Wat betekent dit cijfer?" uit de definities van het register."""
    ids = [i for i in dict.fromkeys(data.indicator) if i in indicatoren()]
    eigen = [t for t in dict.fromkeys(data.get("definitie", pd.Series(dtype=str)).dropna()) if t]
    if not ids:
        return f"<details><summary>Wat betekent dit cijfer?</summary><p>{escape(eigen[0], quote=False)}</p></details>" if eigen else ""
    if len(ids) == 1:
        ind = indicatoren()[ids[0]]
        inhoud = f"<p>{escape(ind.definitie, quote=False)}</p>"
    else:
        inhoud = "<dl>" + "".join(
            f"<dt>{escape(indicatoren()[i].titel, quote=False)}</dt><dd>{escape(indicatoren()[i].definitie, quote=False)}</dd>" for i in ids
        ) + "</dl>"
    inhoud += "".join(f"<p>{escape(t, quote=False)}</p>" for t in eigen)
    wijk = "rol" in data and data.rol.isin(["wijk", "buurt"]).all()
    namen = [indicatoren()[i].herkomst for i in ids]
    let_op = list(dict.fromkeys((bronnen()[b.wijk] if wijk and b.wijk else b).let_op for b in namen))
    inhoud += "".join(f"<p>{escape(t, quote=False)}</p>" for t in let_op if t)
    vraag = "Wat betekent dit cijfer?" if len(ids) == 1 else "Wat betekenen deze cijfers?"
    return f"<details><summary>{vraag}</summary>{inhoud}</details>"


def figuur(data: pd.DataFrame, svg: str, titel: str, ondertitel: str, alt: str, notitie: str = "") -> Beeld:
    """Zet een SVG in een figuur met kop, alt-tekst, cijfers, betekenis en bronregel.

    Fout: GeenBron, GeenTitel.
    """
    controleer(data, titel)
    svg = svg.replace("<svg ", f'<svg role="img" aria-label="{escape(alt)}" ', 1)
    perioden = list(dict.fromkeys(data.periode[data.waarde.notna()]))
    wanneer = perioden[0] if len(perioden) == 1 else ""
    onder = ", ".join(d for d in (ondertitel, wanneer) if d)
    if data.waarde.notna().any() and is_oud(data.jaar[data.waarde.notna()].max()):
        onder += " · ouder dan drie jaar"
    onder = f"<small>{escape(onder, quote=False)}</small>" if onder else ""
    mist = redenen(data)
    html = (
        f"<figure><figcaption>{escape(titel, quote=False)}{onder}</figcaption>{svg}"
        f"{f'<p class=notitie>{notitie if isinstance(notitie, Veilig) else escape(notitie, quote=False)}</p>' if notitie else ''}{f'<p class=notitie>{mist}</p>' if mist else ''}"
        f'{toon_cijfers(data, titel)}{betekenis(data)}<p class="bron">{bronregel(data)}</p></figure>'
    )
    return Beeld("figuur", html, f"{titel}\n{alt}", {"titel": titel, "alt": alt, "rijen": rijen(data)})


def zin(html: str, data: pd.DataFrame | None = None) -> Beeld:
    """De zin boven een onderwerp; met de cijfers die erin staan."""
    return Beeld("zin", f'<p class="kern">{html}</p>' if html else "", "", {"rijen": rijen(data) if data is not None and html else []})


def feiten(tegels: list[tuple[str, str]], data: pd.DataFrame) -> Beeld:
    """Een rij kerncijfers: (groot getal, uitleg)."""
    html = "".join(f"<div><strong>{escape(g, quote=False)}</strong><span>{escape(u, quote=False)}</span></div>" for g, u in tegels)
    return Beeld("feiten", f'<div class="feiten">{html}</div>', "", {"rijen": rijen(data)})


def tekst(html: str, soort: str = "tekst") -> Beeld:
    """Gewone tekst of een vak, als HTML van de kit zelf."""
    return Beeld(soort, html)


def fout(melding: str) -> Beeld:
    """Een figuur die niet gemaakt kon worden, met de reden."""
    return Beeld("fout", f'<p class="fout">Deze figuur kon niet gemaakt worden: {escape(melding, quote=False)}</p>', melding, {"melding": melding})


__all__ = ["Beeld", "GeenBron", "GeenTitel", "feiten", "figuur", "fout", "getal", "leeg", "tekst", "zin"]
