"""De vaste onderdelen van een rapport: titel, kop van een onderwerp, volledigheid en wat eruit
springt. Tekent geen figuren; de verantwoording staat in verantwoording.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

import pandas as pd

from woonzorg_lib.beeld.beeld import Beeld, bronregel, redenen, rijen, uniek, waarde
from woonzorg_lib.beeld.getallen import met_eenheid, staat_in_het_getal
from woonzorg_lib.cijfers.rijen import regels
from woonzorg_lib.beeld.kaart import landkaart
from woonzorg_lib.beeld.tabellen import e, tabel
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.onderwerpen import Onderwerp
from woonzorg_lib.standen import Status


def titel(
    gemeente: Gebied,
    provincie: Gebied,
    regio: Gebied,
    tot_en_met: int,
    fictief: bool = False,
    scenario: str = "",
) -> Beeld:
    """De kop van het rapport: naam, waar het ligt, tot en met welk jaar, en een kaartje.
    fictief: er zijn verzonnen cijfers bij. scenario: het gekozen scenario, als dat niet basis is.
    """
    streken = dict.fromkeys((provincie.volledige_naam, regio.volledige_naam))  # may be one
    onder = f"{hoofdletter(' · '.join(streken))} · cijfers tot en met {tot_en_met}"
    onder += f" · scenario {scenario}" if scenario else ""
    html = (
        f'<div class="titel"><p class="over">Woonzorganalyse {e(gemeente.naam)}</p>'
        f'<p class="over">{e(onder)}</p>{landkaart(gemeente, regio)}</div>'
    )
    return Beeld(
        "titel",
        html,
        f"Woonzorganalyse {gemeente.naam}",
        {"gemeente": gemeente.naam, "code": gemeente.code, "ondertitel": onder, "rijen": []}
        | ({"fictief": True} if fictief else {}),
    )


# Only for JupyterLab: the report has a style of its own and makes its own heading from the JSON.
LAB = (
    "<style>.jp-OutputArea figure{margin:0;max-width:48rem}.jp-OutputArea "
    "figcaption{font-weight:600}.jp-OutputArea figcaption "
    "small{display:block;font-weight:400}.jp-OutputArea "
    ".kern{font-size:1.1em;max-width:44rem}.jp-OutputArea .kern b{color:#a3195b}.jp-OutputArea "
    ".bron,.jp-OutputArea .notitie{font-size:.85em;opacity:.8}</style>"
)


def onderwerp(
    o: Onderwerp,
    status: str,
    jaar: int | None,
    oud: bool,
    hint: str,
    duiding: str = "",
    bevinding: dict[str, str] | None = None,
    cijfers: list[dict] | None = None,
) -> Beeld:
    """De kop van een onderwerp met zijn status; het rapport maakt er zijn eigen kop van.

    duiding: de eigen tekst, als Markdown. bevinding: kop, zin en dus, als HTML.
    cijfers: de rijen daarachter.
    """
    zegt = {naam: zin for naam, zin in (bevinding or {}).items() if zin}
    gegevens = {
        "id": o.id,
        "titel": o.titel,
        "kort": o.kort,
        "status": status,
        "jaar": jaar,
        "oud": oud,
        "hint": hint,
        "figuur": list(o.figuur),
        "kern": list(o.kern),
        "rijen": rijen(cijfers) if cijfers else [],
    }
    gegevens |= zegt
    if duiding:
        gegevens["duiding"] = duiding
    wanneer = f" · {jaar}{' · ouder dan drie jaar' if oud else ''}" if jaar else ""
    html = _kop(o, f"{e(status)}{wanneer}", hint, duiding)
    html += "".join(f"<p>{zin}</p>" for zin in zegt.values())
    return Beeld("onderwerp", html, f"{o.id} {o.titel}: {status}", gegevens)


def _kop(o: Onderwerp, stand: str, hint: str, duiding: str) -> str:
    """De kop zoals JupyterLab haar toont."""
    eigen = f'<pre class="duiding">{e(duiding)}</pre>' if duiding else ""
    return (
        f'{LAB}<h3><span class="id">{o.id}</span> {e(o.titel)}</h3><p>'
        f'<span class="st">{stand}</span> {e(hint)}</p>{eigen}'
    )


def volledigheid(statussen: pd.DataFrame, titels: dict[str, str]) -> Beeld:
    """Per onderdeel van het rapport een balk: hoeveel onderwerpen volledig, deels,
    met invoer nodig of niet beschikbaar zijn.
    """
    soorten = {
        Status.VOLLEDIG: "v",
        Status.DEELS: "d",
        Status.INVOER_NODIG: "i",
        Status.NIET_BESCHIKBAAR: "n",
    }
    telling = pd.crosstab(statussen.notebook, statussen.status).reindex(
        columns=list(soorten), fill_value=0
    )
    delen = []
    for nb in dict.fromkeys(statussen.notebook):
        aantal = {s: int(telling.at[nb, s]) for s in soorten if telling.at[nb, s]}
        balk = "".join(f'<i class="{soorten[s]}" style="flex:{n}"></i>' for s, n in aantal.items())
        woorden = opsomming([f"{n} {s}" for s, n in aantal.items()])
        delen.append(
            f'<li title="{escape(woorden)}"><span>{e(titels.get(nb, nb))}</span>'
            f'<span class="balk" aria-hidden="true">{balk}</span>'
            f'<span class="weg">{e(woorden)}</span></li>'
        )
    samen = {s: int(telling[s].sum()) for s in soorten}
    kop = (
        f"Van de {len(statussen)} onderwerpen {'is' if samen[Status.VOLLEDIG] == 1 else 'zijn'} er "
        f"{samen[Status.VOLLEDIG]} volledig en {samen[Status.DEELS]} deels gevuld."
    )
    uitleg = "".join(f'<span><i class="{soorten[s]}"></i>{s}</span>' for s, n in samen.items() if n)
    html = (
        '<div class="paneel vol"><h3>Hoe volledig is deze analyse?</h3>'
        f'<p class="notitie">{kop}</p><ul class="volledigheid">{"".join(delen)}</ul>'
        f'<p class="kleuren" aria-hidden="true">{uitleg}</p></div>'
    )
    return Beeld("tekst", html, kop)


def nog_te_vullen(statussen: pd.DataFrame) -> Beeld:
    """Alle onderwerpen die nog (deels) leeg zijn, met het bestand of de tabel die helpt."""
    regels = [
        [f"{r.id} {r.titel}", r.status, r.hint]
        for r in statussen.itertuples()
        if r.status != Status.VOLLEDIG
    ]
    return tabel(
        ["Onderwerp", "Status", "Wat nodig is"],
        regels,
        "Wat nog ontbreekt, en wie het meestal heeft",
    )


def overzicht(data: pd.DataFrame | list[dict], titel: str) -> Beeld:
    """Indicatoren als rijen, gebieden als kolommen, met jaar en bronregel."""
    alle = regels(data)
    gebieden = uniek(r["gebied"] for r in alle)
    zoek = {(r["indicator"], r["gebied"]): r for r in alle}
    per_indicator = [
        _overzichtsrij([zoek[indicator, gebied] for gebied in gebieden])
        for indicator in uniek(r["indicator"] for r in alle)
    ]
    b = tabel(["Wat", *gebieden, "Jaar"], per_indicator, titel, data=alle)
    mist = redenen(alle)
    html = b.html
    html += f'<p class="notitie">{mist}</p>' if mist else ""
    html += f'<p class="bron">{bronregel(alle)}</p>'
    return Beeld("tabel", html, titel, b.gegevens)


def _overzichtsrij(rijen_: list[dict]) -> list[str]:
    """Eén indicator in alle gebieden; de eenheid staat erbij als het getal haar niet zegt."""
    eerste = rijen_[0]
    eenheid, decimalen = eerste["eenheid"], int(eerste["decimalen"])
    wat = eerste["omschrijving"]
    if not staat_in_het_getal(eenheid) and eenheid not in wat.lower():
        wat = f"{wat} ({eenheid})"
    cellen = [met_eenheid(r["waarde"], eenheid, decimalen) for r in rijen_]
    return [wat, *cellen, str(int(eerste["jaar"]))]


ERUIT = "Wat springt eruit?"


def opvallend(data: pd.DataFrame, gemeente: Gebied, gemeten: int, zwak: bool) -> Beeld:
    """Waar de gemeente het meest afwijkt van vergelijkbare gemeenten, aan de kant die drukt;
    de langste balk bovenaan.
    """
    let_op = " De vergelijkingsgroep is zwak (zie de verantwoording)." if zwak else ""
    if data.empty:
        zin = (
            f"Op geen van de {gemeten} gemeten punten wijkt {e(gemeente.naam)} duidelijk "
            f"ongunstig af van vergelijkbare gemeenten.{let_op}"
        )
        return Beeld("tekst", _paneel(zin), ERUIT)
    uitleg = (
        "De grootste verschillen met vergelijkbare gemeenten, "
        f"aan de kant die druk geeft op wonen en zorg.{let_op}"
    )
    b = overzicht(data, "Van groot naar klein verschil met vergelijkbare gemeenten")
    toon = f"<details><summary>Toon cijfers en bron</summary>{b.html}</details>"
    punten = "".join(_punten(data))
    html = _paneel(uitleg, f'<ol class="opvallend">{punten}</ol>{toon}')
    return Beeld("tabel", html, ERUIT, b.gegevens)


def _paneel(uitleg: str, inhoud: str = "") -> str:
    kop = f'<h3>{ERUIT}</h3><p class="notitie">{uitleg}</p>'
    return f'<div class="paneel eruit">{kop}{inhoud}</div>'


def _punten(data: pd.DataFrame) -> Iterator[str]:
    """Per indicator een balk; drie standaardafwijkingen vullen hem."""
    zoek = {(r["indicator"], r["rol"]): r for r in regels(data)}
    vol = max(3.0, data.afwijking.max())
    for indicator in dict.fromkeys(data.indicator):
        eigen = zoek[indicator, "gemeente"]
        naast = zoek[indicator, "vergelijkbaar"]
        wat = eigen["omschrijving"].replace(" jaar of ouder)", "+)")
        breed = 100 * eigen["afwijking"] / vol
        yield (
            f'<li><span>{e(wat)}</span><b>{waarde(eigen)}</b><span class="balk" aria-hidden="true">'
            f'<i style="width:{breed:.0f}%"></i></span>'
            f"<small>vergelijkbaar {waarde(naast)} · {int(eigen['jaar'])}</small></li>"
        )
