"""Zinnen en tabellen over woonbehoefte en woonopgave, altijd met hun band.
Rekent niets uit; de figuren staan in opgavefiguren.py.
"""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld.beeld import Beeld, bronregel, rijen
from woonzorg_lib.beeld.getallen import STREEPJE, getal, leeg
from woonzorg_lib.beeld.tabellen import e, tabel as maak_tabel
from woonzorg_lib.beeld.vaste_delen import LAB
from woonzorg_lib.beeld.zinnen import hoofdletter, in_, opsomming

MINISTER = (
    "Volgens de minister (2024, via stadszaken.nl) is de behoefte aan nultredenwoningen gedekt, "
    "omdat de meeste nieuwe appartementen nultreden zijn. "
    "Dan gaat het vooral om geclusterde en zorggeschikte woningen."
)
GROEI_ALLEEN = (
    "Hij kijkt alleen naar groei: niet naar wat er nu al ontbreekt, "
    "en niet naar hoe ouderen willen wonen."
)


def tussen(laag: float | None, midden: float, hoog: float | None, teken: str = "") -> str:
    """ "tussen 165 en 325"; zonder band (of met één uitkomst) "ongeveer 245".

    teken: wat achter elk getal hoort, zoals %.
    """
    if leeg(laag) or leeg(hoog) or laag == hoog:
        return f"ongeveer {getal(midden)}{teken}"
    return f"tussen {getal(laag)}{teken} en {getal(hoog)}{teken}"


def band(r) -> str:
    """De band van een rij van een lange tabel, zie `tussen`."""
    return tussen(r.ondergrens, r.waarde, r.bovengrens)


def hooguit(r) -> str:
    """De band in een korte zin; begint zij onder nul, dan alleen de bovenkant: "hooguit 40"."""
    return (
        f"hooguit {getal(r.bovengrens)}" if not leeg(r.ondergrens) and r.ondergrens < 0 else band(r)
    )


def plek(gemeente: str) -> str:
    return in_(e(gemeente))


def let_op(tekst: str) -> str:
    """Een waarschuwing in het rapport, als HTML."""
    return f'<p class="waarschuwing">{tekst}</p>'


def waarom_niets(reden: str) -> Beeld:
    """Eén regel: waarom er geen behoefte of opgave staat."""
    return Beeld("tekst", f'<p class="notitie">{e(reden)}</p>', reden)


def samen(data: pd.DataFrame) -> str:
    """De drie woonvormen van de sleutel bij elkaar, met de band:
    zij zijn delen van één programma.
    """
    som = [
        None if data[k].isna().any() else float(rond_som(data[k]))
        for k in ("ondergrens", "waarde", "bovengrens")
    ]
    return tussen(som[0], som[1] or 0, som[2])


def rond_som(reeks: pd.Series) -> float:
    """De som van afgeronde aantallen, niet nauwkeuriger dan het grootste deel ervan."""
    som = float(reeks.sum())
    stap = 5 if abs(som) < 100 else 10 if abs(som) < 1000 else 50 if abs(som) < 10000 else 100
    return round(som / stap) * stap


def kern_behoefte(
    data: pd.DataFrame,
    deel: float,
    som: float,
    wie: str,
    waar: str,
    begin: int,
    scenario: str,
    programma: bool,
    afspraak: str = "",
) -> Beeld:
    """De behoefte volgens de sleutel in zinnen, na de afspraak als die er is.

    data: woonbehoefte tot en met het laatste jaar van de sleutel. deel: aandeel in de groei (0-1).
    som: som van de sleutel. programma: de sleutel is die van het landelijke programma.
    afspraak: een zin (HTML), of leeg.
    """
    g, jaar = data.gebied.iloc[0], int(data.jaar.iloc[0])
    waarvan = "van een landelijk programma" if programma else f"die voor {e(waar)} zijn opgegeven"
    totaal = f"de {getal(som)} extra woningen voor ouderen {waarvan} ({begin} tot en met {jaar})"
    if deel <= 0:
        zin = (
            f"Het aantal {wie} groeit {plek(g)} naar verwachting niet. Van {totaal} zou naar "
            "groei dus niets hier komen. Dat zegt weinig over wat er nodig is: "
            "de woningen kunnen ook nu al tekortschieten."
        )
    else:
        delen = [f"<b>{band(r)}</b> {r.kort.lower()}" for r in data.itertuples()]
        onder = (
            " Een getal onder nul wil zeggen dat de groep ook kan krimpen."
            if (data.ondergrens < 0).any()
            else ""
        )
        zin = (
            f"{e(g)} heeft naar schatting {getal(100 * deel, 1 if deel >= 0.001 else 2)}% van de "
            f"groei van het aantal {wie} in {e(waar)}. Naar die groei verdeeld is het aandeel "
            f"van {e(g)} in {totaal} naar schatting {samen(data)}: {opsomming(delen)}.{onder}"
        )
    anders = f" {e(scenario)}" if scenario else ""
    voor = " De afspraak gaat voor." if afspraak else ""
    uitleg = (
        f"Dit is een verdeelsleutel en geen afspraak.{voor} {GROEI_ALLEEN}{anders} Wat er sinds "
        f"{begin} al bij kwam, is er nog niet af. {MINISTER if programma else ''}"
    )
    return Beeld(
        "zin",
        (
            f'<p class="kern">{" ".join(filter(None, (afspraak, zin)))}</p>'
            f'<p class="notitie">{uitleg.strip()}</p>'
        ),
        "",
        {"rijen": rijen(data)},
    )


def rekenwijze(regels: list[tuple[str, str, str]], data: pd.DataFrame) -> Beeld:
    """Eén getal stap voor stap, van de uitkomst naar de parameters:
    (wat, getal, waar het vandaan komt).
    """
    b = maak_tabel(
        ["Stap", "Getal", "Waar het vandaan komt"],
        [list(r) for r in regels],
        "Van het rapport terug naar de bron",
        data,
    )
    return Beeld(
        "tabel",
        f"<details><summary>Hoe is dit berekend?</summary>{b.html}</details>",
        b.tekst,
        b.gegevens,
    )


def per_jaar(data: pd.DataFrame, titel: str, laatste: int) -> Beeld:
    """Behoefte of opgave per woonvorm en jaar, met de band;
    een jaar na de sleutel heet een rekenvoorbeeld.
    """
    jaren = sorted(set(data.jaar))
    zoek = {(r.kort, r.jaar): r for r in data.itertuples()}
    regels = []
    for vorm in dict.fromkeys(data.kort):
        cellen = []
        for j in jaren:
            r = zoek.get((vorm, j))
            cellen.append(
                STREEPJE
                if r is None or leeg(r.waarde)
                else f"{getal(r.ondergrens)} tot {getal(r.bovengrens)}"
                if not leeg(r.ondergrens) and r.ondergrens != r.bovengrens
                else getal(r.waarde)
            )
        regels.append([vorm, *cellen])
    koppen = ["Woonvorm", *(f"tot en met {j}{'*' if j > laatste else ''}" for j in jaren)]
    b = maak_tabel(koppen, regels, titel, data)
    ster = (
        (
            f'<p class="notitie">* Rekenvoorbeeld: de sleutel loopt tot en met {laatste}. '
            "Zo veel "
            "wordt het als dezelfde verhouding tussen ouderen en woningen daarna blijft "
            "gelden.</p>"
        )
        if max(jaren) > laatste
        else ""
    )
    return Beeld("tabel", f'{b.html}{ster}<p class="bron">{bronregel(data)}</p>', titel, b.gegevens)


def groepen(regels: list[list[str]], data: pd.DataFrame, bron: str) -> Beeld:
    """Per aandachtsgroep wie er per jaar een woning zoekt, met hoe dat berekend is.
    Nooit een totaal.
    """
    b = maak_tabel(
        ["Groep", "Mensen per jaar", "Woningen per jaar", "Hoe berekend"],
        regels,
        "Wie zoekt er per jaar een woning?",
        data,
    )
    return Beeld(
        "tabel",
        (
            f'{b.html}<p class="notitie">Groepen overlappen elkaar: tel ze niet op. '
            "&lt;5: minder dan vijf mensen; x: weggelaten, omdat een klein aantal anders uit te "
            "rekenen is. Een streepje bij woningen: hoeveel mensen er in een woning wonen is "
            f'niet opgegeven (behoefte.yaml).</p><p class="bron">{e(bron)}</p>'
        ),
        b.tekst,
        b.gegevens,
    )


def boodschappen(zinnen: list[str], data: pd.DataFrame) -> Beeld:
    """Kernboodschappen als lijst; elke zin draagt haar band."""
    lijst = "".join(f"<li>{z}</li>" for z in zinnen)
    return Beeld(
        "tekst",
        (
            f"<h3>Kernboodschappen uit de cijfers</h3><ul>{lijst}</ul><p "
            f'class="bron">{bronregel(data)}</p>'
        ),
        "Kernboodschappen uit de cijfers",
        {"rijen": rijen(data)},
    )


def groepsrij(b, groep: str, jaar: int, waarde: float, eenheid: str, opmerking: str) -> dict:
    """Een rij voor cijfers.csv uit een eigen bestand. b: het Bestand."""
    return {
        "indicator": f"behoefte_groep_{eenheid}",
        "omschrijving": f"Zoekt per jaar een woning ({eenheid})",
        "gebiedcode": b.code,
        "gebied": b.gemeente,
        "jaar": jaar,
        "uitsplitsing": groep,
        "waarde": float(waarde),
        "ondergrens": None,
        "bovengrens": None,
        "eenheid": f"{eenheid} per jaar",
        "soort": "invoer",
        "bron": "Eigen invoer van de gemeente",
        "tabel": b.naam,
        "periode": str(jaar),
        "opgehaald": "",
        "opmerking": opmerking,
        "kort": groep,
        "decimalen": 0,
        "rol": "gemeente",
    }


def saldo(laag: float, midden: float, hoog: float) -> str:
    """ "een tekort van 80 tot 240", "een overschot van ongeveer 15",
    of van het een tot het ander.
    """
    if leeg(laag) or leeg(hoog) or laag == hoog:
        return f"een {'tekort' if midden >= 0 else 'overschot'} van ongeveer {getal(abs(midden))}"
    if laag >= 0:
        return f"een tekort van {getal(laag)} tot {getal(hoog)}"
    if hoog <= 0:
        return f"een overschot van {getal(-hoog)} tot {getal(-laag)}"
    return f"iets tussen een overschot van {getal(-laag)} en een tekort van {getal(hoog)}"


def kern_opgave(
    opgave: pd.DataFrame,
    ruw: pd.DataFrame,
    behoefte: pd.DataFrame,
    begin: int,
    jaar: int,
    scenario: str,
    plannen: str,
    zorgplannen: str,
) -> Beeld:
    """Per woonvorm wat er na de harde plannen overblijft, met een tabel.
    opgave: lange tabel; ruw: de uitkomst van het model met de onderdelen; plannen en zorgplannen:
    hoe die bestanden heten.
    """
    delen = ruw.set_index("woonvorm")
    hard = [f"{getal(delen.hard[r.woonvorm])} {e(r.kort.lower())}" for r in opgave.itertuples()]
    over = [
        f"bij {e(r.kort.lower())} <b>{saldo(r.ondergrens, r.waarde, r.bovengrens)}</b>"
        for r in opgave.itertuples()
    ]
    heeft = delen.aanwezig.notna().any()
    koppen = [
        "Woonvorm",
        f"Behoefte {begin}–{jaar}",
        *([f"Toegevoegd sinds {begin}"] if heeft else []),
        "Harde plannen",
        *(["Zachte plannen"] if delen.zacht.fillna(0).any() else []),
        *(["Verdwijnt"] if delen.onttrekking.notna().any() else []),
        "Opgave",
    ]
    zoek = opgave.set_index("woonvorm")
    nodig, regels = behoefte.set_index("woonvorm"), []
    for r in ruw.itertuples():
        o = zoek.loc[r.woonvorm] if r.woonvorm in zoek.index else None
        cellen = {
            "Behoefte": band(nodig.loc[r.woonvorm]),
            "Toegevoegd": getal(r.aanwezig),
            "Harde": getal(r.hard),
            "Zachte": getal(r.zacht),
            "Verdwijnt": getal(r.onttrekking),
            "Opgave": saldo(o.ondergrens, o.waarde, o.bovengrens)
            if o is not None
            else "niet te zeggen: geen plan noemt dit",
        }
        regels.append([nodig.kort[r.woonvorm], *(cellen[k.split()[0]] for k in koppen[1:])])
    nog = "" if heeft else f" Wat er sinds {begin} al is gebouwd, gaat daar nog af."
    zin = (
        f"In harde plannen staan {opsomming(hard)}. Van de behoefte volgens de verdeelsleutel "
        f"blijft dan tot en met {jaar} naar schatting over: {opsomming(over)}.{nog}"
    )
    b = maak_tabel(koppen, regels, f"Van behoefte naar opgave, tot en met {jaar}", opgave)
    uitleg = (
        "Plus is een tekort. Hard: onherroepelijk of vastgesteld. Alleen plannen met een jaar "
        f"van oplevering tellen mee. Plekken uit {zorgplannen} tellen niet mee, "
        f"omdat dezelfde plek ook in {plannen} kan staan."
    )
    uitleg += (
        ""
        if heeft
        else (
            f" Wat er sinds {begin} al is gebouwd, is niet opgegeven (behoefte.yaml) en gaat er "
            "nog af: dit is de opgave op zijn hoogst."
        )
    )
    return Beeld(
        "tabel",
        (
            f'<p class="kern">{zin}</p>{b.html}<p class="notitie">{uitleg} {e(scenario)}</p>'
            f'<p class="bron">{bronregel(opgave)}</p>'
        ),
        b.tekst,
        b.gegevens,
    )


def met_kengetallen(
    ruw: pd.DataFrame, behoefte: pd.DataFrame, opgave: pd.DataFrame, mist: list[str]
) -> Beeld:
    """De hele behoefte, de voorraad, de plannen en de opgave per woonvorm en jaar,
    met eigen kengetallen. mist: de bestanden die er niet zijn.
    """
    regels = []
    for r, n, o in zip(ruw.itertuples(), behoefte.itertuples(), opgave.itertuples()):
        regels.append(
            [
                f"{n.kort}, {r.jaar}",
                band(n),
                getal(r.aanwezig),
                getal(r.hard),
                saldo(o.ondergrens, o.waarde, o.bovengrens) if not leeg(o.waarde) else STREEPJE,
            ]
        )
    b = maak_tabel(
        ["Woonvorm, 31 december", "Nodig", "Voorraad", "Harde plannen", "Opgave"],
        regels,
        "De hele behoefte, met kengetallen van de gemeente",
        pd.concat([behoefte, opgave]),
    )
    uitleg = (
        "Hier telt de hele voorraad mee; bij de verdeelsleutel gaat het alleen om wat er sinds "
        "het begin bij moet. De woonvormen overlappen: tel ze niet op."
    ) + (f" Zonder {' en '.join(mist)} is er geen opgave." if mist else "")
    return Beeld(
        "tabel",
        f'{b.html}<p class="notitie">{uitleg}</p><p class="bron">{bronregel(behoefte)}</p>',
        b.tekst,
        b.gegevens,
    )


def programmering(
    nodig: pd.DataFrame, gepland: dict[str, tuple[float, float]], jaar: int, bestand: str
) -> Beeld:
    """De plannen naast de behoefte volgens de sleutel: de dekkingsgraad per woonvorm, laag en hoog.
    gepland: woonvorm -> (hard, zacht). bestand: waar de plannen staan.
    """
    regels, data = [], []
    for r in nodig.itertuples():
        hard, zacht = gepland[r.woonvorm]
        laag, hoog = (
            100 * hard / g if not leeg(g) and g > 0 else None for g in (r.bovengrens, r.ondergrens)
        )
        deel = (
            f"{getal(laag)}% tot {getal(hoog)}%"
            if laag is not None and hoog is not None
            else f"minstens {getal(laag)}%"
            if laag is not None
            else STREEPJE
        )
        regels.append([r.kort, band(r), getal(hard), getal(zacht), deel])
        midden = 100 * hard / r.waarde if r.waarde > 0 else None
        data.append(
            r._asdict()
            | {
                "indicator": "dekkingsgraad_sleutel",
                "omschrijving": f"Harde plannen, deel van de behoefte: {r.kort.lower()}",
                "waarde": midden,
                "ondergrens": laag,
                "bovengrens": hoog,
                "eenheid": "%",
                "tabel": f"{r.tabel}; {bestand}",
            }
        )
    b = maak_tabel(
        [
            "Woonvorm",
            f"Behoefte tot en met {jaar}",
            "Harde plannen",
            "Zachte plannen",
            "Dekkingsgraad (hard)",
        ],
        regels,
        "Passen de plannen bij de behoefte van ouderen?",
        pd.DataFrame(data),
    )
    uitleg = (
        "Dekkingsgraad: harde plannen gedeeld door de behoefte volgens de verdeelsleutel. "
        "Alleen plannen met een jaar van oplevering tellen mee; "
        "wat al is gebouwd, telt hier niet mee."
    )
    return Beeld(
        "tabel",
        (
            f'{b.html}<p class="notitie">{uitleg}</p><p class="bron">{bronregel(nodig)} Plannen: '
            f"eigen invoer, {bestand}.</p>"
        ),
        b.tekst,
        b.gegevens,
    )


def zekerheid(r) -> str:
    """Hoe breed de band is, in woorden: de halve band als deel van de schatting."""
    if leeg(r.ondergrens) or leeg(r.bovengrens) or not r.waarde:
        return "onbekend (geen band)"
    half = abs((r.bovengrens - r.ondergrens) / 2 / r.waarde)
    if half < 0.1:
        return "vrij zeker"
    return "onzeker" if half < 0.3 else "zeer onzeker"


def _volgorde(data: pd.DataFrame) -> pd.DataFrame:
    """On the lower bound: what is needed at least.
    It weighs size, growth and certainty in one number anyone can check.
    """
    return data.assign(_minst=data.ondergrens.fillna(data.waarde)).sort_values(
        "_minst", ascending=False, kind="stable"
    )


def _erbij(r) -> str:
    return (
        f"{getal(r.ondergrens)} tot {getal(r.bovengrens)}"
        if not leeg(r.ondergrens) and r.ondergrens != r.bovengrens
        else f"ongeveer {getal(r.waarde)}"
    )


def top(
    woningen: pd.DataFrame, mensen: pd.DataFrame, gemeente: str, wat: str, programma: bool
) -> Beeld:
    """De opgaven in woningen en in mensen, elk op volgorde van de ondergrens,
    met een zin over de eerste. programma: de sleutel is die van het landelijke programma.
    """
    zinnen, tabellen, alles = [], [], []
    if len(mensen):
        m = _volgorde(mensen)
        r = next(
            (x for x in m.itertuples() if not x.indicator.startswith("groei_zorgvraag")), m.iloc[0]
        )
        land = (
            ""
            if leeg(r.land)
            else f"; in Nederland is het {_procent(r.land)} {'meer' if r.land >= 0 else 'minder'}"
        )
        if r.waarde > 0 and not r.indicator.startswith("groei_zorgvraag"):
            wat_ = f"{e(r.kort)} {plek(gemeente)}"
            if not leeg(r.ondergrens) and r.ondergrens < 0:
                zinnen.append(
                    f"Het aantal {wat_} kan van {int(r.vanaf)} tot {int(r.jaar)} dalen of "
                    f"groeien: het verschil ligt naar verwachting <b>{band(r)}</b>{land}."
                )
            else:
                zinnen.append(
                    f"Het aantal {wat_} groeit van {int(r.vanaf)} tot {int(r.jaar)} naar "
                    f"verwachting met <b>{_erbij(r)}</b>. Dat is {_deel(r)} meer{land}."
                )
        regels = [
            [
                x.kort + ("" if x.vanaf == r.vanaf else f" (vanaf {x.vanaf})"),
                _erbij(x),
                f"{_teken(x.groei)}{'' if leeg(x.land) else f' (Nederland {_teken(x.land)})'}",
                zekerheid(x),
            ]
            for x in m.itertuples()
        ]
        tabellen.append(
            maak_tabel(
                ["In mensen", f"Erbij tot {int(r.jaar)}", "Groei", "Zekerheid"],
                regels,
                "Hoeveel mensen komen erbij?",
            ).html
        )
        alles.append(m)
    if len(woningen):
        gedekt = (woningen.woonvorm == "nultreden") & programma
        eerst = _volgorde(woningen[~gedekt])
        v = pd.concat([eerst, woningen[gedekt]])
        jaar = int(v.jaar.iloc[0])
        r = eerst.iloc[0] if len(eerst) else None  # plans may name nultredenwoningen alone
        if r is not None and r.waarde > 0:
            waar = (
                "behoefte aan" if wat == "extra nodig" else "opgave voor"
            )  # without plans there is a need only, see C3
            daar = "Op nultredenwoningen na is de" if programma else "De"
            is_ = "" if programma else "is "
            zinnen.append(
                f"{daar} {waar} {e(r.kort.lower())} {is_}het grootst: "
                f"volgens een verdeelsleutel zijn er <b>{_erbij(r)}</b> {wat} tot en met {jaar}."
            )
        regels = [[x.kort, _erbij(x), zekerheid(x)] for x in v.itertuples()]
        tabellen.append(
            maak_tabel(
                ["In woningen", f"{hoofdletter(wat)} tot en met {jaar}", "Zekerheid"],
                regels,
                "Hoeveel woningen zijn er nodig?",
            ).html
        )
        alles.append(v)
    data = pd.concat(alles)
    uitleg = (
        (
            "De volgorde is die van de ondergrens: wat er minstens bij komt. "
            "Zekerheid volgt uit de breedte van de band; hoe, staat in de verantwoording. "
            "Tel de groepen mensen niet op: zij overlappen."
        )
        + (
            ""
            if wat == "nog te realiseren" or not len(woningen)
            else " Wat er sinds het begin van de sleutel al is gebouwd, is er nog niet af."
        )
        + (f" Nultredenwoningen staan onderaan. {MINISTER}" if len(woningen) and programma else "")
    )
    html = (
        (f'<p class="kern">{" ".join(zinnen)}</p>' if zinnen else "")
        + "".join(tabellen)
        + f'<p class="notitie">{uitleg}</p><p class="bron">{bronregel(data)}</p>'
    )
    return Beeld("tabel", html, "De grootste opgaven", {"rijen": rijen(data)})


def _procent(deel: float) -> str:
    return f"{getal(abs(deel) * 100)}%"


def _deel(r) -> str:
    """De groei in procenten, met de band: "18% tot 45%"."""
    return (
        _procent(r.groei)
        if leeg(r.ondergrens)
        else f"{_procent(r.ondergrens / r.eerst)} tot {_procent(r.bovengrens / r.eerst)}"
        if r.ondergrens > 0
        else f"ongeveer {_procent(r.groei)}"
    )


def _teken(deel: float) -> str:
    return f"{'+' if deel >= 0 else '−'}{_procent(deel)}"


def behoefte_kort(data: pd.DataFrame, begin: int) -> Beeld:
    """De woonbehoefte in één zin."""
    g, jaar = data.gebied.iloc[0], int(data.jaar.iloc[0])
    if data.waarde.max() <= 0:
        return Beeld(
            "zin",
            (
                f'<p class="kern">Het aantal ouderen groeit {plek(g)} naar verwachting '
                "niet; een verdeling naar groei geeft dan geen extra behoefte (zie C2).</p>"
            ),
            "",
            {"rijen": rijen(data)},
        )
    delen = [f"<b>{hooguit(r)}</b> {r.kort.lower()}" for r in data.itertuples()]
    zin = (
        f"Volgens een verdeelsleutel zijn er {plek(g)} van {begin} tot en met {jaar} voor "
        f"ouderen extra nodig: {opsomming(delen)}."
    )
    return Beeld(
        "zin",
        (
            f'<p class="kern">{zin}</p><p class="notitie">Dat '
            "is geen afspraak; de uitleg staat bij C2.</p>"
        ),
        "",
        {"rijen": rijen(data)},
    )


def kernboodschappen(
    mensen: pd.DataFrame,
    woningen: pd.DataFrame,
    oosr: pd.DataFrame,
    gemeente: str,
    wat: str,
    begin: int,
    programma: bool,
) -> Beeld:
    """Korte zinnen voor communicatie, elk met haar band; wat er niet is, blijft weg."""
    zinnen, alles = [], []
    for r in mensen.itertuples():
        if r.waarde > 0:
            straks = (
                f"{getal(r.eerst + r.ondergrens)} tot {getal(r.eerst + r.bovengrens)}"
                if not leeg(r.ondergrens)
                else f"ongeveer {getal(r.eerst + r.waarde)}"
            )
            zinnen.append(
                f"{hoofdletter(plek(gemeente))} woonden in {int(r.vanaf)} ongeveer "
                f"{getal(r.eerst)} mensen van {r.kort[:2]} jaar of ouder. "
                f"In {int(r.jaar)} zijn dat er naar verwachting <b>{straks}</b>."
            )
            alles.append(mensen[mensen.kort == r.kort])
    w = oosr[oosr.rol == "gemeente"]
    if len(w) and not leeg(w.waarde.iloc[0]):
        land = oosr[oosr.rol == "land"].waarde
        naast = (
            f" In Nederland waren het er {getal(land.iloc[0], 1)}."
            if len(land) and not leeg(land.iloc[0])
            else ""
        )
        zinnen.append(
            f"Tegenover elke 85-plusser stonden in {int(w.jaar.iloc[0])} "
            f"{getal(w.waarde.iloc[0], 1)} inwoners van 50 tot en met 74 jaar, "
            f"de leeftijd van veel mantelzorgers.{naast}"
        )
        alles.append(oosr)
    w = (
        woningen[(woningen.waarde > 0) & ((woningen.woonvorm != "nultreden") | (not programma))]
        if len(woningen)
        else woningen
    )
    if len(w):
        vanaf = f"van {begin} " if wat == "extra nodig" else ""
        nog = (
            f", en wat er sinds {begin} al is gebouwd, gaat er nog af"
            if wat != "nog te realiseren"
            else ""
        )
        delen = opsomming([f"<b>{hooguit(r)}</b> {e(r.kort.lower())}" for r in w.itertuples()])
        zinnen.append(
            f"Volgens een verdeelsleutel zijn er {vanaf}tot en met {int(w.jaar.iloc[0])} {delen} "
            f"{wat}. Dat is geen afspraak{nog}."
        )
        alles.append(w)
    return (
        boodschappen(zinnen, pd.concat(alles))
        if zinnen
        else waarom_niets("Uit de cijfers volgen hier geen kernboodschappen.")
    )


def _saldo(r) -> str:
    return STREEPJE if leeg(r.waarde) else saldo(r.ondergrens, r.waarde, r.bovengrens)


def verkenning(
    nodig: pd.DataFrame,
    over: pd.DataFrame | None,
    figuur: Beeld,
    wat: str,
    jaar: int,
    laatste: int,
    bestand: str,
    begin: tuple[pd.DataFrame, pd.DataFrame | None] | None = None,
) -> Beeld:
    """De uitkomst in de verkenner: de figuur, en per woonvorm wat er nodig is en (met plannen) wat
    er overblijft.

    bestand: waar de plannen staan. begin: dezelfde tabellen bij het scenario waarmee iemand begon.
    """
    koppen, regels = ["Woonvorm"], [[str(r.kort)] for r in nodig.itertuples()]
    eerst = (None, None) if begin is None else begin
    delen = (
        ("Extra nodig", eerst[0], nodig, band),
        (hoofdletter(wat), eerst[1], over, _saldo),
    )
    for kop, oud, nieuw, toon in delen:
        if nieuw is None:
            continue
        if oud is not None:
            koppen.append(f"{kop}: scenario")
            regels = [[*regel, toon(r)] for regel, r in zip(regels, oud.itertuples())]
        koppen.append(kop if oud is None else f"{kop}: uw keuze")
        regels = [[*regel, toon(r)] for regel, r in zip(regels, nieuw.itertuples())]
    b = maak_tabel(koppen, regels, f"Tot en met {jaar}", nodig)
    uitleg = "Een verkenning met eigen aannames, volgens een verdeelsleutel; geen afspraak."
    uitleg += f" Na {laatste} is dezelfde verhouding doorgetrokken." if jaar > laatste else ""
    uitleg += (
        f" Zonder {bestand} met woonvormen doen de schuiven over plannen niets."
        if over is None
        else ""
    )
    return Beeld(
        "tabel", f'{LAB}{figuur.html}{b.html}<p class="notitie">{uitleg}</p>', b.tekst, b.gegevens
    )
