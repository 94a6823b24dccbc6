"""De vaste onderdelen van een rapport: titel, kop van een onderwerp, volledigheid,
bronnen en methoden. Tekent geen figuren.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import pandas as pd

from woonzorg_lib.beeld.beeld import Beeld, bronregel, datum, redenen, regels, rijen, waarde
from woonzorg_lib.beeld.getallen import getal, met_eenheid, staat_in_het_getal
from woonzorg_lib.beeld.kaart import landkaart
from woonzorg_lib.beeld.tabellen import e, tabel
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.cijfers import KENMERKEN, Vergelijkingsgroep, bronnen, indicatoren
from woonzorg_lib.gebieden import ZORGKANTOOR_OPMERKING, Gebied
from woonzorg_lib.onderwerpen import Onderwerp, register


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
    wanneer = f" · {jaar}{' · ouder dan drie jaar' if oud else ''}" if jaar else ""
    html = (
        f'{LAB}<h3><span class="id">{o.id}</span> {e(o.titel)}</h3><p>'
        f'<span class="st">{e(status)}{wanneer}</span> {e(hint)}</p>'
    )
    html += f'<pre class="duiding">{e(duiding)}</pre>' if duiding else ""
    html += "".join(f"<p>{zin}</p>" for zin in zegt.values())
    return Beeld(
        "onderwerp",
        html,
        f"{o.id} {o.titel}: {status}",
        {
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
        | zegt
        | ({"duiding": duiding} if duiding else {}),
    )


def volledigheid(statussen: pd.DataFrame, titels: dict[str, str]) -> Beeld:
    """Per onderdeel van het rapport een balk: hoeveel onderwerpen volledig, deels,
    met invoer nodig of niet beschikbaar zijn.
    """
    soorten = {"volledig": "v", "deels": "d", "invoer nodig": "i", "niet beschikbaar": "n"}
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
        f"Van de {len(statussen)} onderwerpen {'is' if samen['volledig'] == 1 else 'zijn'} er "
        f"{samen['volledig']} volledig en {samen['deels']} deels gevuld."
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
        if r.status != "volledig"
    ]
    return tabel(
        ["Onderwerp", "Status", "Wat nodig is"],
        regels,
        "Wat nog ontbreekt, en wie het meestal heeft",
    )


def aandachtsgroepen(
    lijst: Sequence[dict],
    per_groep: dict[str, pd.DataFrame],
    inwoners: dict[str, str],
    eigen: dict[str, tuple[str, str]] | None = None,
    eigen_rijen: list[dict] | None = None,
) -> Beeld:
    """Alle aandachtsgroepen als rijen; een groep zonder cijfer noemt wat het zou vullen.
    Nooit een totaal.

    lijst: de groepen, met de indicator van elk (leeg als er geen is). eigen: per groep wat de
    gemeente zelf telde, als (per 1.000 inwoners, uitleg); eigen_rijen:
    de cijfers daarachter.
    """
    eigen = eigen or {}
    regels, alles = [], []
    for g in lijst:
        d = per_groep.get(g["indicator"])
        rol = d.set_index("rol") if d is not None else None
        if d is None or rol is None or rol.waarde.isna().get("gemeente", True):
            if g["groep"] in eigen:
                per, uitleg = eigen[g["groep"]]
                regels.append([g["groep"], per or "–", "–", "–", "–", uitleg])
                continue
            reden = rol.opmerking.get("gemeente", "") if rol is not None else ""
            regels.append(
                [
                    g["groep"],
                    "–",
                    "–",
                    "–",
                    "–",
                    reden or "nog geen cijfer",
                ]
            )
            continue
        alles.append(d)
        gevuld = {
            r: met_eenheid(rol.waarde[r], rol.eenheid[r], int(rol.decimalen[r])) for r in rol.index
        }
        streek = rol.waarde.get("regio")
        index = getal(100 * rol.waarde["gemeente"] / streek) if streek and streek == streek else "–"
        achter = "" if rol.eenheid["gemeente"] == "%" else " per 1.000"
        soort = (
            "schatting, "
            if rol.soort["gemeente"] == "schatting"
            else "modelschatting, "
            if d.bron.iloc[0].startswith("RIVM")
            else ""
        )
        regels.append(
            [
                g["groep"],
                *(
                    gevuld[r] + achter if r in gevuld else "–"
                    for r in ("gemeente", "regio", "land")
                ),
                index,
                f"{inwoners.get(g['indicator'], '')}{soort}{int(d.jaar.iloc[0])}"
                + (f"; {eigen[g['groep']][1]}" if g["groep"] in eigen else ""),
            ]
        )
    alles += [pd.DataFrame(eigen_rijen)] if eigen_rijen else []
    return tabel(
        ["Groep", "Gemeente", "Regio", "Nederland", "Index (regio = 100)", "Toelichting"],
        regels,
        "Aandachtsgroepen en ouderen. Groepen overlappen elkaar: tel ze niet op",
        data=pd.concat(alles) if alles else None,
    )


def bronnenlijst() -> Beeld:
    """Elke bron met tabel, periode, dekking, licentie en wat een lezer moet weten."""
    regels = []
    gebruikt = [b for b in bronnen().values() if b.opgehaald]
    for b in gebruikt:
        tabellen = (
            ", ".join(dict.fromkeys(map(str, b.tabel.values())))
            if isinstance(b.tabel, dict)
            else b.tabel
        )
        regels.append([b.naam, tabellen, str(b.jaren), b.dekking, b.let_op or b.noot])
    return tabel(
        ["Bron", "Tabel", "Jaren", "Dekking", "Let op"],
        regels,
        f"Bronnen. Licentie: {gebruikt[0].licentie}, met naamsvermelding. {_herkomst(gebruikt)}",
    )


def _herkomst(gebruikt: list) -> str:
    """Since a refresh some figures come from the source itself;
    the others say where they came from.
    """
    zelf = [b for b in gebruikt if b.rechtstreeks]
    kopie = [b for b in gebruikt if not b.rechtstreeks]
    delen = []
    if zelf:
        dag = datum(max(b.opgehaald for b in zelf))
        delen.append(
            f"{len(zelf)} bronnen zijn rechtstreeks bij de bron opgehaald, het laatst {dag}"
        )
    if kopie:
        wie = "De andere zijn " if zelf else ""
        tekst = f"{wie}{kopie[0].herkomst}; opgehaald {datum(kopie[0].opgehaald)}"
        delen.append(tekst if zelf else hoofdletter(tekst))
    return ". ".join(delen)


def indicatorenlijst() -> Beeld:
    """Alle indicatoren met eenheid, berekening, bron en definitie."""
    hoe = {
        "aantal": "opgeteld",
        "verhouding": "teller en noemer opgeteld, daarna gedeeld",
        "gewogen": "gewogen gemiddelde",
    }
    kant = {"hoger": "hoger is gunstiger", "lager": "lager is gunstiger", "": "geen oordeel"}
    regels = [
        [i.titel, i.id, i.eenheid, hoe[i.soort], kant[i.richting], i.herkomst.naam, i.definitie]
        for i in indicatoren().values()
    ]
    b = tabel(
        [
            "Indicator",
            "Naam in de kit",
            "Eenheid",
            "Voor een regio",
            "Richting",
            "Bron",
            "Definitie",
        ],
        regels,
        "Alle indicatoren",
    )
    return Beeld(
        "tabel",
        (
            f"<details><summary>Toon alle {len(regels)} indicatoren met hun "
            f"betekenis</summary>{b.html}</details>"
        ),
        b.tekst,
        b.gegevens,
    )


def _gekozen(naast: tuple[Gebied, ...]) -> str:
    """Dat iemand koos wie ernaast staat, en waar de vergelijkingsgroep dan nog telt."""
    if not naast:
        return ""
    staat = "staat" if len(naast) == 1 else "staan"
    return (
        f"<p>Wie dit rapport maakte, koos zelf wat ernaast {staat}: "
        f"{e(opsomming([g.naam for g in naast]))}. In de figuren en tabellen {staat} dat in plaats "
        "van de vergelijkingsgroep. De zinnen vergelijken met Nederland en de regio, en bij "
        "‘Wat springt eruit?’ telt de vergelijkingsgroep.</p>"
    )


def vergelijking(
    groep: Vergelijkingsgroep, gemeente: Gebied, naast: tuple[Gebied, ...] = ()
) -> Beeld:
    """De tien vergelijkbare gemeenten, de methode en of de groep zwak is; naast:
    wie iemand zelf koos.
    """
    namen = [f"{g.naam} ({getal(a, 1)})" for g, a in zip(groep.gemeenten, groep.afstanden)]
    zwak = (
        '<p class="waarschuwing">Let op: de vergelijkingsgroep van '
        f"{e(gemeente.naam)} is zwak. Er zijn geen gemeenten die er echt op lijken: de "
        f"gemiddelde afstand is {getal(sum(groep.afstanden) / len(groep.afstanden), 1)}, en bij "
        f"95% van de gemeenten is dat {getal(groep.grens, 1)} of minder. "
        "Gebruik vooral de vergelijking met de regio en Nederland.</p>"
        if groep.zwak
        else ""
    )
    html = (
        f"{_gekozen(naast)}{zwak}<p>De tien gemeenten die het meest op {e(gemeente.naam)} lijken "
        f"zijn {e(opsomming(namen))}. Tussen haakjes staat de afstand: hoe kleiner, hoe meer zij "
        "lijken.</p><p>Methode: zes kenmerken tellen even zwaar mee "
        f"({e(opsomming(list(KENMERKEN.values())))}). Elk kenmerk is omgerekend naar gemiddelde "
        "0 en standaardafwijking 1 over alle 342 gemeenten. De afstand is de wortel uit de som "
        "van de gekwadrateerde verschillen. Cijfers van de groep zijn gewogen, "
        "zoals bij een regio.</p>"
    )
    return Beeld("tekst", html, "Vergelijkingsgroep")


def parameters(waarden: dict[str, str]) -> Beeld:
    """Waarmee dit rapport gemaakt is."""
    return tabel(
        ["Instelling", "Waarde"],
        [[k, v] for k, v in waarden.items()],
        "Instellingen van dit rapport",
    )


LEEFTIJD = {
    "sleutel": "zoals in de sleutel",
    "65plus": "65-plussers",
    "75plus": "75-plussers",
    "85plus": "85-plussers",
}


def aannames(scenario: str, regels: list[tuple[str, dict]]) -> Beeld:
    """De aannames van een scenario: wat, hoeveel, waar het vandaan komt en of dat is nagekeken."""
    toon = lambda w: LEEFTIJD.get(w, w) if isinstance(w, str) else getal(w, 2)  # noqa: E731
    return tabel(
        ["Aanname", "Waarde", "Eenheid", "Bron", "Status"],
        [[naam, toon(a["waarde"]), a["eenheid"], a["bron"], a["status"]] for naam, a in regels],
        f"De aannames van het scenario {scenario}",
    )


def regiotekst(regio: Gebied, leden: list[str]) -> Beeld:
    """De gemeenten van de regio, met een waarschuwing bij zorgkantoorregio's."""
    bron = f" Bron van de indeling: {e(regio.bron.rstrip('.'))}." if regio.bron else ""
    let_op = (
        f'<p class="waarschuwing">{e(ZORGKANTOOR_OPMERKING)}</p>'
        if regio.soort == "zorgkantoor"
        else ""
    )
    return Beeld(
        "tekst",
        (
            f"<p>De regio in dit rapport is {e(regio.met_lidwoord)}: "
            f"{e(opsomming(leden))}.{bron}</p>{let_op}"
        ),
        "Regio",
    )


def overzicht(data: pd.DataFrame, titel: str) -> Beeld:
    """Indicatoren als rijen, gebieden als kolommen, met jaar en bronregel."""
    gebieden = list(dict.fromkeys(data.gebied))
    zoek = {(r.indicator, r.gebied): r for r in data.itertuples()}
    regels = []
    for id in dict.fromkeys(data.indicator):
        eerste = zoek[(id, gebieden[0])]
        achter = (
            ""
            if staat_in_het_getal(eerste.eenheid) or eerste.eenheid in eerste.omschrijving.lower()
            else f" ({eerste.eenheid})"
        )
        cellen = [
            met_eenheid(zoek[(id, g)].waarde, eerste.eenheid, int(eerste.decimalen))
            for g in gebieden
        ]
        regels.append([f"{eerste.omschrijving}{achter}", *cellen, str(int(eerste.jaar))])
    b = tabel(["Wat", *gebieden, "Jaar"], regels, titel, data=data)
    mist = redenen(data)
    return Beeld(
        "tabel",
        b.html
        + (f'<p class="notitie">{mist}</p>' if mist else "")
        + f'<p class="bron">{bronregel(data)}</p>',
        titel,
        b.gegevens,
    )


def opvallend(data: pd.DataFrame, gemeente: Gebied, gemeten: int, zwak: bool) -> Beeld:
    """Waar de gemeente het meest afwijkt van vergelijkbare gemeenten, aan de kant die drukt;
    de langste balk bovenaan.
    """
    kop, let_op = (
        "<h3>Wat springt eruit?</h3>",
        " De vergelijkingsgroep is zwak (zie de verantwoording)." if zwak else "",
    )
    if data.empty:
        zin = (
            f"Op geen van de {gemeten} gemeten punten wijkt {e(gemeente.naam)} duidelijk "
            f"ongunstig af van vergelijkbare gemeenten.{let_op}"
        )
        return Beeld(
            "tekst",
            f'<div class="paneel eruit">{kop}<p class="notitie">{zin}</p></div>',
            "Wat springt eruit?",
        )
    zoek = {(r["indicator"], r["rol"]): r for r in regels(data)}
    vol = max(3.0, data.afwijking.max())  # three standard deviations fill the bar
    punten = ""
    for id in dict.fromkeys(data.indicator):
        r = zoek[id, "gemeente"]
        wat = r["omschrijving"].replace(" jaar of ouder)", "+)")
        punten += (
            f'<li><span>{e(wat)}</span><b>{waarde(r)}</b><span class="balk" aria-hidden="true">'
            f'<i style="width:{100 * r["afwijking"] / vol:.0f}%"></i></span>'
            f"<small>vergelijkbaar {waarde(zoek[id, 'vergelijkbaar'])} · "
            f"{int(r['jaar'])}</small></li>"
        )
    uitleg = (
        "De grootste verschillen met vergelijkbare gemeenten, "
        f"aan de kant die druk geeft op wonen en zorg.{let_op}"
    )
    b = overzicht(data, "Van groot naar klein verschil met vergelijkbare gemeenten")
    html = (
        f'<div class="paneel eruit">{kop}<p class="notitie">{uitleg}</p>'
        f'<ol class="opvallend">{punten}</ol><details><summary>Toon cijfers en '
        f"bron</summary>{b.html}</details></div>"
    )
    return Beeld("tabel", html, "Wat springt eruit?", b.gegevens)


def methoden(
    gemeente: Gebied,
    herindelingen: str,
    gemeten: int,
    prognose: list[tuple[str, str]],
    behoefte: list[tuple[str, str]],
) -> Beeld:
    """Hoe de cijfers zijn berekend, met de formules.
    prognose en behoefte: zie `vooruitzinnen.methoden`.
    """
    regels = [
        (
            "Regio, vergelijkingsgroep en Nederland",
            (
                "Aantallen worden opgeteld. Een percentage of gemiddelde wordt gewogen met zijn "
                "noemer, zoals inwoners of woningen: som van (waarde × noemer) gedeeld door som "
                "van de noemers. Het is nooit een gemiddelde van percentages. "
                "Heeft de bron een eigen cijfer voor Nederland, dan staat dat er."
            ),
        ),
        (
            "Ontbrekende cijfers",
            (
                "Mist een gemeente, dan krijgt de regio geen aantal. Een percentage krijgt de "
                "regio alleen als de gemeenten met een cijfer samen minstens 90% van de noemer "
                "hebben; dat staat er dan bij."
            ),
        ),
        (
            "Jaar",
            (
                "Per cijfer staat het nieuwste jaar er waarin de gemeente een cijfer heeft, voor "
                "alle gebieden hetzelfde jaar. Is een cijfer ouder dan drie jaar, "
                "dan staat dat bij het onderwerp."
            ),
        ),
        (
            "Herindelingen",
            (
                "Cijfers van opgeheven gemeenten tellen mee bij de gemeente van nu. "
                f"Na een splitsing kan dat niet; dan ontbreken de jaren ervoor. {herindelingen}"
            ),
        ),
        (
            "Ongeveer gelijk",
            (
                "Een verschil dat kleiner is dan de afronding kan verklaren, heet 'ongeveer "
                "gelijk'. Cijfers van de Gezondheidsmonitor zijn schattingen uit een enquête; "
                "daar heet een verschil tot en met 1 procentpunt 'ongeveer gelijk'. "
                "Die grens is een keuze van deze kit. Gunstiger of ongunstiger staat er alleen "
                "als voor een cijfer vaststaat welke kant gunstig is; "
                "dat staat hieronder bij de indicatoren."
            ),
        ),
        *prognose,
        (
            "Zorgvraag",
            (
                "Bevolking maal aandeel; geen voorspelling van gezondheid of beleid. "
                "Dementie: per leeftijd en geslacht, met twee gepubliceerde scenario’s als "
                "randen. Bewegen en eenzaamheid: 65-plussers keer het laatste lokale percentage, "
                "met het laagste en hoogste percentage van 2012 tot en met 2020 als randen; na "
                "2020 is anders gemeten. Wmo: tussen meegroeien met alle volwassenen en met de "
                "75-plussers."
            ),
        ),
        *behoefte,
        (
            "Woonopgave",
            (
                "Bij de verdeelsleutel: behoefte sinds het begin van de sleutel − wat sindsdien "
                "is toegevoegd − harde plannen + wat verdwijnt. Bij eigen kengetallen: hele "
                "behoefte − hele voorraad − harde plannen + wat verdwijnt. "
                "De twee vormen lopen nooit door elkaar. Plus is een tekort. "
                "Hard is onherroepelijk of vastgesteld (planologische status 1A–1C en 2A–2C). "
                "Een plan zonder jaar van oplevering telt niet mee. "
                "Zonder plannen staat er alleen een behoefte."
            ),
        ),
        (
            "Scenario’s",
            (
                "Een scenario verandert een paar aannames en is een verkenning, geen "
                "voorspelling. In de figuur met aannames verandert er steeds één, en blijven de "
                "andere zoals zij zijn; hoe langer de balk, hoe meer die aanname ertoe doet."
            ),
        ),
        (
            "Volgorde van de opgaven",
            (
                "De opgaven staan op volgorde van de ondergrens van hun band: wat er minstens "
                "bij komt. Zo tellen omvang, groei en zekerheid samen. Zekerheid is de halve "
                "band gedeeld door de schatting: minder dan 10% heet vrij zeker, 10 tot 30% "
                "onzeker, meer zeer onzeker. Mensen en woningen staan apart, "
                "en rijen die elkaar overlappen zijn niet opgeteld."
            ),
        ),
        (
            "Wat springt eruit?",
            (
                f"Voor {gemeten} indicatoren: (gemeente − vergelijkbare gemeenten) gedeeld door "
                "de standaardafwijking over alle gemeenten, aan de kant die druk geeft. "
                "De vijf grootste afwijkingen van minstens 0,5 staan in de samenvatting."
            ),
        ),
        (
            "Nabijheid voor ouderen",
            (
                "65-plussers per buurt, ingedeeld naar de gemiddelde afstand van die buurt. "
                "De grenzen van 500 meter, 800 meter en 1 kilometer zijn vuistregels; "
                "een wettelijke norm is er niet."
            ),
        ),
        (
            "Wijken en buurten",
            (
                "Aantallen per wijk zijn door het CBS afgerond op 5. Wijken en buurten met "
                "minder dan 50 inwoners zijn weggelaten. "
                "Heeft een gemeente één wijk, dan staan de buurten er."
            ),
        ),
        (
            "Status van een onderwerp",
            (
                "Volledig: de vereiste cijfers zijn er allemaal. Deels: een deel is er, of "
                "alleen aanvullende. Invoer nodig: een eigen bestand van de gemeente vult het. "
                "Niet beschikbaar: alleen een bron die hier ontbreekt zou helpen. "
                "Een eigen bestand met fouten telt niet mee; bij het onderwerp staat waarom."
            ),
        ),
        (
            "Eigen invoer van de gemeente",
            (
                "Getallen uit eigen bestanden staan er zoals de gemeente ze opgaf; de bronregel "
                "noemt het bestand en wie de opgave deed. Aantallen mensen onder de vijf staan "
                "er als &lt;5; is zo’n aantal uit andere getallen af te leiden, dan is nog een "
                "getal weggelaten (x). Een vertrouwelijk plan telt mee in totalen en wordt "
                "nergens genoemd."
            ),
        ),
    ]
    html = "<dl>" + "".join(f"<dt>{e(k)}</dt><dd>{v}</dd>" for k, v in regels) + "</dl>"
    return Beeld("tekst", html, "Methoden")


def achtergrond() -> Beeld:
    """Waar de onderwerpen vandaan komen en waar hulp te vinden is."""
    html = (
        f"<p>De {len(register())} onderwerpen komen uit twee openbare documenten: het "
        "‘Hulpmiddel opstellen gemeentelijke woonzorgvisies’ (Fase I Analyse en Fase II "
        "Afstemming) en de pagina ‘Fase 2: Visie’ van de Taskforce Wonen en Zorg. "
        "Het zijn werkdocumenten; er kunnen geen rechten aan worden ontleend.</p><p>Hulp is er "
        "bij het Online Kennis- en Expertisecentrum Een thuis voor iedereen en Wonen en zorg "
        "voor ouderen (OKEC), in de handreikingen van Platform31 en de VNG, en bij het "
        "Ondersteuningsteam Wonen en Zorg van RVO.</p><p>De Taskforce maakte in 2021 veertig "
        "regiobeelden op basis van de zorgkantoorregio’s. Zorgverzekeraars Nederland telt nu 31 "
        "zorgkantoorregio’s. De kit gebruikt daarom een lijst van gemeenten per regio die te "
        "vervangen is, en geen vast aantal.</p><p>Cijfers: CBS, RIVM en GGD’en. "
        "Grenzen: CBS en Kadaster. Licentie: CC BY 4.0.</p>"
    )
    return Beeld("tekst", html, "Achtergrond")
