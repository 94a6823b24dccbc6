"""Schema's over woningen: plannen, opgave, woonvormen, flexwoningen, intermediaire verhuur, mutaties, instrumenten."""

from __future__ import annotations

from datetime import date

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.schema import Jaarkolommen, Rij, schema
from woonzorg_lib.invoer.soorten.lijsten import Eigenaar, Huurklasse, Toewijsgroep
from woonzorg_lib.invoer.velden import (
    Aandeel,
    Aantal,
    Buurtcode,
    Code,
    Datum,
    Jaar,
    JaNee,
    Meetjaar,
    Prognosejaar,
    Saldo,
    Tekst,
    Vertrouwelijk,
    Webadres,
    keuze,
    veld,
)

STATUSSEN = (
    "1A. Onherroepelijk",
    "1B. Onherroepelijk, uitwerkingsplicht",
    "1C. Onherroepelijk, wijzigingsbevoegdheid",
    "2A. Vastgesteld",
    "2B. Vastgesteld, uitwerkingsplicht",
    "2C. Vastgesteld, wijzigingsbevoegdheid",
    "3. In voorbereiding",
    "4A. Visie",
    "4B. Optie",
    "5A. Ambtelijk, met locatie",
    "5B. Ambtelijk, zonder locatie",
    "onbekend",
)
PlanologischeStatus = keuze(
    *STATUSSEN,
    **{s.split(".")[0]: s for s in STATUSSEN[:-1]},
    **{s.split(". ")[1]: s for s in STATUSSEN[:-1]},
    **{
        "onherroepelijk met uitwerkingsplicht": STATUSSEN[1],
        "onherroepelijk met wijzigingsbevoegdheid": STATUSSEN[2],
        "vastgesteld met uitwerkingsplicht": STATUSSEN[4],
        "vastgesteld met wijzigingsbevoegdheid": STATUSSEN[5],
        "5A. Ambtelijk met locatie": STATUSSEN[9],
        "5B. Ambtelijk zonder locatie": STATUSSEN[10],
        "5B. zonder locatie": STATUSSEN[10],
        "zonder locatie": STATUSSEN[10],
    },
)
WONINGTYPEN = ("woningtype_eengezins", "woningtype_meergezins", "woningtype_onbekend")
OUDEREN = (
    "nultredenwoning",
    "geclusterde_woonvorm",
    "zorggeschikte_woning",
    "overig_geschikt_voor_ouderen",
)
PRIJZEN = (
    "huur_sociaal",
    "huur_middelduur",
    "huur_duur",
    "huur_onbekend",
    "koop_betaalbaar",
    "koop_duur",
    "koop_onbekend",
    "prijsklasse_onbekend",
)
EIGENDOM = ("corporatie", "markt", "markt_inst", "onbekend")
_W = "woningen"


def _netto(rij: dict):
    if None not in (rij.get("netto"), rij.get("bruto")) and rij["netto"] != rij["bruto"] - (
        rij.get("sloop") or 0
    ):
        yield (
            r.FOUT,
            "netto",
            "netto is niet bruto min sloop.",
            "Controleer bruto, sloop en netto, of laat netto leeg.",
        )


def _oplevering(rij: dict):
    kolommen = {k: v for k, v in rij.items() if k.startswith("opleverjaar_") and v is not None}
    jaren = [k for k, v in kolommen.items() if v]
    yield from r.telt_op(kolommen, "bruto", "controle c1")(rij)
    enkel, laatste = rij.get("opleverjaar"), date.today().year + 25
    if not jaren and enkel is None and rij.get("bruto"):
        yield (
            r.WAARSCHUWING,
            "opleverjaar",
            "van dit plan is geen jaar van oplevering bekend; het telt niet mee in een figuur per jaar.",
            "Vul een jaar in als u het weet.",
        )
    if jaren and enkel is not None and any(str(enkel) not in k for k in jaren):
        yield (
            r.FOUT,
            "opleverjaar",
            "opleverjaar en de kolommen per jaar spreken elkaar tegen.",
            "Vul één van beide in.",
        )
    if any(int(k[12:16]) > laatste for k in jaren):
        yield (
            r.FOUT,
            "opleverjaar",
            f"een jaar van oplevering ligt na {laatste}.",
            "Controleer de kolommen per jaar.",
        )


def _vertrouwelijk(rij: dict):
    if rij.get("vertrouwelijk") is None:
        yield (
            r.WAARSCHUWING,
            "vertrouwelijk",
            "vertrouwelijk is leeg: dit plan kan met naam in het rapport staan.",
            "Vul ja of nee in.",
        )


def _klaar(rij: dict):
    status = (rij.get("planstatus") or "").lower()
    if woord := next(
        (w for w in ("vervallen", "gerealiseerd", "afgerond", "opgeleverd") if w in status), None
    ):
        yield (
            r.WAARSCHUWING,
            "planstatus",
            f"dit plan heet {woord}, maar telt mee in de planvoorraad.",
            "Haal de regel weg als er niets meer gebouwd wordt.",
        )


def _onbekende_prijs(tabel, gemeente):
    onbekend, bruto = (
        tabel[["huur_onbekend", "koop_onbekend", "prijsklasse_onbekend"]].sum().sum(),
        tabel.bruto.sum(),
    )
    if bruto and onbekend / bruto > 0.25:
        yield (
            r.WAARSCHUWING,
            None,
            "prijsklasse_onbekend",
            f"van {100 * onbekend / bruto:.0f}% van de woningen is de prijsklasse onbekend.",
            "Vul de prijsklassen aan.",
        )


def _plancode(tabel, gemeente):
    vol = tabel[tabel.plancode.notna()]
    for regel in vol[vol.duplicated("plancode")]._regel:
        yield (
            r.WAARSCHUWING,
            int(regel),
            "plancode",
            "dezelfde plancode staat bij meer plannen.",
            "Geef elk plan een eigen code.",
        )


def _basisset(rij: dict) -> None:
    """The Basisset gives social and mid-price rent by owner only."""
    for prijs in ("huur_sociaal", "huur_middelduur"):
        delen = [rij[f"{prijs}_{e}"] for e in EIGENDOM if rij.get(f"{prijs}_{e}") is not None]
        if rij.get(prijs) is None and delen:
            rij[prijs] = sum(delen)


def _naar_jaar(rij: dict) -> None:
    """One year of delivery becomes a column per year, so that a figure needs to know one form only."""
    if (
        rij.get("opleverjaar") is not None
        and rij.get("bruto") is not None
        and not any(k.startswith("opleverjaar_") and v for k, v in rij.items())
    ):
        rij[f"opleverjaar_{rij['opleverjaar']}"] = rij["bruto"]


def _eigendom(prijs: str, woord: str) -> dict:
    uitleg = {
        "corporatie": "van een corporatie",
        "markt": "van een marktpartij",
        "markt_inst": "van een marktpartij met instandhoudingsplicht",
        "onbekend": "met onbekende eigenaar",
    }
    return {
        f"{prijs}_{e}": veld(
            f"Waarvan {woord} {uitleg[e]} (Basisset).",
            eenheid=_W,
            ook=(f"{prijs}_eigendom_{e}",),
            sjabloon=False,
        )
        for e in EIGENDOM
    }


_SOC, _MID = _eigendom("huur_sociaal", "sociale huur"), _eigendom("huur_middelduur", "middenhuur")


@schema(
    "Woningbouwplannen",
    sleutel="plancode naam",
    rij=[
        r.telt_op(
            WONINGTYPEN, "bruto", "controle c2", "van dit plan zijn de woningtypen onbekend."
        ),
        r.telt_op(PRIJZEN, "bruto", "controle c4", "van dit plan zijn de prijsklassen onbekend."),
        r.telt_op(
            [f"huur_sociaal_{e}" for e in EIGENDOM], "huur_sociaal", "de verdeling naar eigenaar"
        ),
        r.telt_op(
            [f"huur_middelduur_{e}" for e in EIGENDOM],
            "huur_middelduur",
            "de verdeling naar eigenaar",
        ),
        r.hoogstens(OUDEREN, "bruto"),
        r.hoogstens("tijdelijke_woningen", "bruto"),
        r.hoogstens("studentenwoningen", "bruto"),
        _netto,
        _oplevering,
        _vertrouwelijk,
        _klaar,
    ],
    tabel=[_onbekende_prijs, _plancode],
    vooraf=_basisset,
    achteraf=_naar_jaar,
    jaren=Jaarkolommen(
        "opleverjaar",
        "Woningen die in dit jaar (of deze jaren) worden opgeleverd. Samen zijn ze bruto.",
        _W,
        ({1: 40, 2: 80}, {}),
        blokken=True,
    ),
)
class Plannen(Rij):
    """Woningbouwplannen, één regel per plan. Een export van de Basisset plancapaciteit 2.0 of de Planmonitor Wonen wordt ook begrepen."""

    plancode: Code = veld(
        "Uw eigen code van het plan.",
        "P-001",
        "P-002",
        ook=("plannummer", "plan_id", "koppelid", "planregistratie_id"),
    )
    naam: Tekst = veld(
        "Naam van het plan.",
        "Voorbeeldkwartier",
        "Voorbeeldhof",
        nodig=True,
        ook=("plannaam", "plan_naam", "projectnaam"),
    )
    vertrouwelijk: Vertrouwelijk = veld(
        "Ja: het plan telt mee in totalen en wordt nergens genoemd.",
        "nee",
        "ja",
        ook=("vertrouwelijkheid",),
    )
    planstatus: Tekst = veld(
        "Hoe ver het project is.",
        "Voorbereiding",
        "Initiatief",
        ook=("status_project", "projectstatus", "projectfase"),
    )
    planologische_status: PlanologischeStatus = veld(
        "Hoe zeker het plan is volgens de Planmonitor Wonen; 1 en 2 heten hard.",
        "1A. Onherroepelijk",
        "3. In voorbereiding",
        nodig=True,
        ook=("status_planologisch",),
    )
    plantype: Tekst = veld("Soort plan.", "Transformatiegebied", "Verdichting")
    wijk: Buurtcode = veld("CBS-code van de wijk of buurt.", "", "", ook=("wijkcode", "buurtcode"))
    bruto: Aantal = veld(
        "Woningen die erbij komen, zonder aftrek van sloop.",
        120,
        45,
        eenheid=_W,
        nodig=True,
        ook=("bruto_aantalwoningen", "totaal_bouw", "totaal_gepland"),
    )
    sloop: Aantal = veld(
        "Woningen die verdwijnen.", 20, 0, eenheid=_W, ook=("sloop_aantalwoningen", "totaal_sloop")
    )
    netto: Saldo = veld(
        "Bruto min sloop; leeg laten mag.",
        100,
        45,
        eenheid=_W,
        ook=("netto_aantalwoningen", "totaal_netto"),
    )
    opleverjaar: Jaar = veld(
        "Jaar van oplevering als het hele plan in één jaar klaar is; gebruik anders de kolommen per jaar.",
        "",
        date.today().year + 3,
        eenheid="jaar",
        ook=("jaartal", "jaar_oplevering"),
    )
    woningtype_eengezins: Aantal = veld(
        "Eengezinswoningen. De drie woningtypen samen zijn bruto.",
        30,
        0,
        eenheid=_W,
        ook=("eengezins", "eengezinswoningen"),
    )
    woningtype_meergezins: Aantal = veld(
        "Meergezinswoningen (appartementen).",
        90,
        45,
        eenheid=_W,
        ook=("meergezins", "meergezinswoningen"),
    )
    woningtype_onbekend: Aantal = veld(
        "Woningen waarvan het type nog niet vaststaat.", 0, 0, eenheid=_W
    )
    nultredenwoning: Aantal = veld(
        "Nultredenwoningen die niet onder een van de volgende drie vallen.",
        40,
        0,
        eenheid=_W,
        ook=("nultreden", "aantal_nultreden_woningen", "nultredenwoningen"),
    )
    geclusterde_woonvorm: Aantal = veld(
        "Woningen in een geclusterde woonvorm.",
        24,
        0,
        eenheid=_W,
        ook=("geclusterd", "aantal_geclusterde_woningen"),
    )
    zorggeschikte_woning: Aantal = veld(
        "Zorggeschikte woningen.",
        0,
        12,
        eenheid=_W,
        ook=("zorggeschikt", "aantal_zorggeschikte_woningen"),
    )
    overig_geschikt_voor_ouderen: Aantal = veld(
        "Andere woningen die geschikt zijn voor ouderen.", 0, 0, eenheid=_W
    )
    huur_sociaal: Aantal = veld(
        "Sociale huur. De acht prijsklassen samen zijn bruto.",
        36,
        45,
        eenheid=_W,
        ook=("sociale_huur",),
    )
    huur_middelduur: Aantal = veld(
        "Middenhuur.", 24, 0, eenheid=_W, ook=("middenhuur", "huur_middenhuur")
    )
    huur_duur: Aantal = veld("Dure huur.", 10, 0, eenheid=_W, ook=("dure_huur", "huur_dure_huur"))
    huur_onbekend: Aantal = veld("Huur, prijs nog onbekend.", 0, 0, eenheid=_W)
    koop_betaalbaar: Aantal = veld(
        "Betaalbare koop.", 20, 0, eenheid=_W, ook=("betaalbare_koop", "koop_betaalbare_koop")
    )
    koop_duur: Aantal = veld("Dure koop.", 20, 0, eenheid=_W, ook=("dure_koop", "koop_dure_koop"))
    koop_onbekend: Aantal = veld("Koop, prijs nog onbekend.", 0, 0, eenheid=_W)
    prijsklasse_onbekend: Aantal = veld(
        "Niet bekend of het huur of koop wordt.", 10, 0, eenheid=_W, ook=("onbekend_koop_of_huur",)
    )
    tijdelijke_woningen: Aantal = veld(
        "Waarvan tijdelijke woningen (flexwoningen).",
        0,
        0,
        eenheid=_W,
        ook=("flexwoningen", "aantal_tijdelijke_woningen"),
    )
    studentenwoningen: Aantal = veld(
        "Waarvan studentenwoningen.", 0, 0, eenheid=_W, ook=("aantal_studentenwoningen",)
    )
    huur_sociaal_corporatie: Aantal = _SOC["huur_sociaal_corporatie"]
    huur_sociaal_markt: Aantal = _SOC["huur_sociaal_markt"]
    huur_sociaal_markt_inst: Aantal = _SOC["huur_sociaal_markt_inst"]
    huur_sociaal_onbekend: Aantal = _SOC["huur_sociaal_onbekend"]
    huur_middelduur_corporatie: Aantal = _MID["huur_middelduur_corporatie"]
    huur_middelduur_markt: Aantal = _MID["huur_middelduur_markt"]
    huur_middelduur_markt_inst: Aantal = _MID["huur_middelduur_markt_inst"]
    huur_middelduur_onbekend: Aantal = _MID["huur_middelduur_onbekend"]
    knelpunten: Tekst = veld(
        "Wat het plan ophoudt.", "Netcongestie", "", ook=("knelpunten_meerkeuze",)
    )


CATEGORIEEN = (
    "totaal",
    "eengezins",
    "meergezins",
    "sociale huur",
    "middenhuur",
    "dure huur",
    "betaalbare koop",
    "dure koop",
    "nultreden",
    "geclusterd",
    "zorggeschikt",
    "verpleegzorgplekken",
    "flexwoningen",
    "studentenwoningen",
    "standplaatsen",
)
_BESLUIT = dict(
    besluit=veld("Waar de opgave is vastgelegd.", "Woondeal 2023", "Woondeal 2023"),
    datum=veld("Datum van het besluit.", "2023-03-15", "2023-03-15", ook=("datum_besluit",)),
)


@schema(
    "Woningbouwopgave",
    sleutel="jaar categorie",
    regio="regio",
    tabel=[
        r.geneste_totalen("categorie", "totaal", ("eengezins", "meergezins"), ("gemeente", "jaar")),
        r.geneste_totalen(
            "categorie",
            "totaal",
            ("sociale huur", "middenhuur", "dure huur", "betaalbare koop", "dure koop"),
            ("gemeente", "jaar"),
        ),
        r.regio_is_som(("jaar", "categorie"), "aantal"),
    ],
)
class Woonopgave(Rij):
    """De vastgestelde opgave: hoeveel woningen er tot en met een jaar bij moeten komen, per categorie."""

    jaar: Prognosejaar = veld(
        "Tot en met welk jaar de opgave loopt.", 2030, 2030, eenheid="jaar", nodig=True
    )
    categorie: keuze(
        *CATEGORIEEN,
        **{
            "huur sociaal": "sociale huur",
            "huur middelduur": "middenhuur",
            "koop betaalbaar": "betaalbare koop",
        },
    ) = veld("Waarover de opgave gaat.", "totaal", "sociale huur", nodig=True)
    aantal: Aantal = veld("Hoeveel woningen erbij moeten komen.", 1200, 400, eenheid=_W, nodig=True)
    besluit: Tekst = _BESLUIT["besluit"]
    datum: Datum = _BESLUIT["datum"]


@schema(
    "Opgave ouderenhuisvesting",
    sleutel="jaar categorie",
    regio="regio",
    tabel=[
        r.geneste_totalen(
            "categorie",
            "totaal",
            ("nultreden", "geclusterd", "verpleegzorgplekken"),
            ("gemeente", "jaar"),
        ),
        r.regio_is_som(("jaar", "categorie"), "aantal"),
    ],
)
class OpgaveOuderen(Rij):
    """De afgesproken opgave voor ouderen: nultreden, geclusterd en verpleegzorgplekken, zoals in de woondeal."""

    jaar: Prognosejaar = veld(
        "Tot en met welk jaar de opgave loopt.", 2030, 2030, eenheid="jaar", nodig=True
    )
    categorie: keuze(
        "totaal",
        "nultreden",
        "geclusterd",
        "verpleegzorgplekken",
        **{"verpleegzorg": "verpleegzorgplekken", "zorggeschikt": "verpleegzorgplekken"},
    ) = veld("Welk deel van de opgave.", "nultreden", "geclusterd", nodig=True)
    aantal: Aantal = veld(
        "Hoeveel woningen of plekken.", 300, 140, eenheid="woningen of plekken", nodig=True
    )
    besluit: Tekst = _BESLUIT["besluit"]
    datum: Datum = _BESLUIT["datum"]


TOEGANKELIJK = (
    "ZON",
    "GNV",
    "NUL",
    "ROA",
    "ROL",
    "RUI",
    "onbekend",
)  # VERA: each next one implies the one before, from NUL on


def _vera(rij: dict):
    vorm, n = rij.get("woonvorm"), rij.get("eenheden")
    if vorm not in ("geclusterd", "zorggeschikt"):
        return
    doe = "Controleer de woonvorm; in het rapport staat dit complex met deze kanttekening."
    if n is not None and n < 12:
        yield (
            r.WAARSCHUWING,
            "eenheden",
            f"een {vorm} complex heeft volgens VERA ten minste 12 eenheden; hier zijn het er {n}.",
            doe,
        )
    if rij.get("ontmoetingsruimte") is not True:
        yield (
            r.WAARSCHUWING,
            "ontmoetingsruimte",
            f"een {vorm} complex heeft volgens VERA een ontmoetingsruimte.",
            doe,
        )
    label = rij.get("toegankelijkheid")
    if label in ("ZON", "GNV") or (vorm == "zorggeschikt" and label == "NUL"):
        yield (
            r.WAARSCHUWING,
            "toegankelijkheid",
            f"{vorm} past niet bij toegankelijkheid {label}.",
            doe,
        )


@schema("Woonvormen en toegankelijkheid", sleutel="complex_id", rij=[_vera])
class Woonvormen(Rij):
    """De voorraad van bijzondere woonvormen en toegankelijke woningen, één regel per complex, met de codes van VERA."""

    complex_id: Code = veld(
        "Uw eigen nummer van het complex.",
        "C-01",
        "C-02",
        nodig=True,
        ook=("complex", "complexnummer"),
    )
    naam: Tekst = veld("Naam van het complex.", "Voorbeeldhuis", "Voorbeeldflat")
    woonvorm: keuze(
        "regulier",
        "geclusterd",
        "zorggeschikt",
        "verpleegzorgplekken",
        "beschermd wonen",
        "flexwoningen",
        "studentenwoningen",
        "studentenkamers",
        "standplaatsen woonwagens",
        "prikkelarme woningen",
        "anders",
        **{
            "GEC": "geclusterd",
            "geclusterde woonvorm": "geclusterd",
            "ZWO": "zorggeschikt",
            "zorggeschikte woning": "zorggeschikt",
            "skaeve huse": "prikkelarme woningen",
            "standplaatsen": "standplaatsen woonwagens",
            "verpleegzorg": "verpleegzorgplekken",
            "flex": "flexwoningen",
            "studenten": "studentenwoningen",
        },
    ) = veld(
        "Woonvorm; geclusterd is VERA GEC, zorggeschikt is VERA ZWO.",
        "geclusterd",
        "regulier",
        nodig=True,
    )
    toegankelijkheid: keuze(
        *TOEGANKELIJK,
        **{
            "zonder bijzondere toegankelijkheid": "ZON",
            "gelijkvloers": "GNV",
            "nultreden": "NUL",
            "nultredenwoning": "NUL",
            "rollatorwoning": "ROA",
            "rolstoelwoning": "ROL",
            "extra ruime rolstoelwoning": "RUI",
        },
    ) = veld(
        "Toegankelijkheidslabel van VERA; RUI is ook ROL, ROL ook ROA, ROA ook NUL.",
        "ROL",
        "NUL",
        nodig=True,
        ook=("toegankelijkheidslabel",),
    )
    eenheden: Aantal = veld(
        "Aantal woningen, plekken of kamers.",
        24,
        60,
        eenheid="eenheden",
        nodig=True,
        ook=("aantal", "aantal_eenheden"),
    )
    eigenaar: Eigenaar = veld("Van wie het is.", "corporatie", "corporatie")
    huurklasse: Huurklasse = veld(
        "Prijsklasse.", "sociale huur", "middenhuur", ook=("prijsklasse",)
    )
    ontmoetingsruimte: JaNee = veld(
        "Is er een ontmoetingsruimte in of aan het gebouw?", "ja", "nee"
    )
    wijk: Buurtcode = veld("CBS-code van de wijk of buurt.", "", "", ook=("wijkcode", "buurtcode"))


@schema(
    "Flexwoningen",
    sleutel="locatie startjaar",
    rij=[
        r.niet_voor("einddatum", "startjaar"),
        r.hoogstens("herplaatsing_woningen", "woningen"),
        r.nodig_bij("herplaatsing_locatie", "herplaatsing", ("ja",), r.WAARSCHUWING),
    ],
    tabel=[r.som_per_groep("herplaatsing_woningen", "capaciteit", "herplaatsing_locatie")],
)
class Flex(Rij):
    """Flexwoningen: waar ze staan, tot wanneer, en waar ze daarna heen kunnen."""

    locatie: Tekst = veld(
        "Waar de woningen staan.", "Voorbeeldveld", "Voorbeeldterrein", nodig=True
    )
    woningen: Aantal = veld(
        "Hoeveel flexwoningen.", 40, 25, eenheid=_W, nodig=True, ook=("n", "aantal")
    )
    startjaar: Meetjaar = veld(
        "Sinds welk jaar ze er staan.", 2022, 2024, eenheid="jaar", nodig=True
    )
    einddatum: Datum = veld("Wanneer de toestemming afloopt.", "2032-12-31", "2034-06-30")
    herplaatsing: keuze(
        "ja", "nee", "in onderzoek", **{"onderzoek": "in onderzoek", "geregeld": "ja"}
    ) = veld("Is geregeld waar ze daarna heen gaan?", "ja", "in onderzoek")
    herplaatsing_locatie: Tekst = veld("De nieuwe plek.", "Voorbeeldweide", "")
    herplaatsing_woningen: Aantal = veld("Hoeveel woningen daarheen gaan.", 40, "", eenheid=_W)
    capaciteit: Aantal = veld("Hoeveel woningen er op de nieuwe plek passen.", 50, "", eenheid=_W)


_KOSTEN = (
    "kosten_gemeente_pct",
    "kosten_corporatie_pct",
    "kosten_zorgaanbieder_pct",
    "kosten_bewoner_pct",
)


@schema(
    "Intermediaire verhuur",
    sleutel="partij doelgroep jaar",
    rij=[r.honderd(_KOSTEN), r.hoogstens("omklap", "woningen")],
)
class Intermediair(Rij):
    """Woningen die een zorgpartij huurt voor haar cliënten, hoeveel er op naam van de bewoner komen (omklap), en wie wat betaalt."""

    jaar: Meetjaar = veld("Over welk jaar.", 2025, 2025, eenheid="jaar", nodig=True)
    partij: Tekst = veld(
        "De partij die huurt en doorverhuurt.", "Voorbeeldzorg", "Voorbeeldopvang", nodig=True
    )
    doelgroep: Toewijsgroep = veld(
        "Voor wie.",
        "uitstroom beschermd wonen",
        "uitstroom maatschappelijke opvang",
        nodig=True,
        ook=("groep",),
    )
    woningen: Aantal = veld("Woningen op 31 december.", 30, 18, eenheid=_W, nodig=True)
    omklap: Aantal = veld("Woningen die dit jaar op naam van de bewoner kwamen.", 6, 3, eenheid=_W)
    kostenafspraak: JaNee = veld("Is afgesproken wie leegstand en schade betaalt?", "ja", "nee")
    kosten_gemeente_pct: Aandeel = veld(
        "Deel voor de gemeente; de vier delen zijn samen 100.", 50, "", eenheid="%"
    )
    kosten_corporatie_pct: Aandeel = veld("Deel voor de corporatie.", 25, "", eenheid="%")
    kosten_zorgaanbieder_pct: Aandeel = veld("Deel voor de zorgaanbieder.", 25, "", eenheid="%")
    kosten_bewoner_pct: Aandeel = veld("Deel voor de bewoner.", 0, "", eenheid="%")


_TOEGEWEZEN = (
    "toegewezen_ouderen",
    "toegewezen_statushouders",
    "toegewezen_uitstroom",
    "toegewezen_urgent",
    "toegewezen_regulier",
)


def _mutatiegraad(rij: dict):
    if (
        rij.get("voorraad")
        and rij.get("vrijgekomen") is not None
        and rij["vrijgekomen"] / rij["voorraad"] > 0.25
    ):
        yield (
            r.WAARSCHUWING,
            "vrijgekomen",
            f"de mutatiegraad is {100 * rij['vrijgekomen'] / rij['voorraad']:.0f}%; boven 25% is zeldzaam.",
            "Controleer vrijgekomen en voorraad.",
        )


@schema(
    "Mutaties in de sociale huur",
    sleutel="jaar verhuurder",
    rij=[
        r.hoogstens("vrijgekomen", "voorraad"),
        r.hoogstens(_TOEGEWEZEN, "vrijgekomen"),
        _mutatiegraad,
    ],
)
class Mutaties(Rij):
    """Vrijgekomen, verkochte, gesloopte en nieuwe huurwoningen per verhuurder en jaar, en aan wie ze zijn toegewezen."""

    jaar: Meetjaar = veld("Over welk jaar.", 2024, 2025, eenheid="jaar", nodig=True)
    verhuurder: Tekst = veld(
        "Corporatie, of 'particulier'.",
        "Voorbeeldwonen",
        "Voorbeeldwonen",
        nodig=True,
        ook=("corporatie", "corporatie_particulier"),
    )
    voorraad: Aantal = veld("Huurwoningen op 1 januari.", 2400, 2410, eenheid=_W, nodig=True)
    vrijgekomen: Aantal = veld(
        "Woningen met een nieuwe huurder.", 140, 150, eenheid=_W, nodig=True, ook=("mutaties",)
    )
    verkocht: Aantal = veld("Verkochte woningen.", 5, 4, eenheid=_W)
    gesloopt: Aantal = veld("Gesloopte woningen.", 0, 0, eenheid=_W)
    nieuw: Aantal = veld("Nieuwe woningen.", 15, 20, eenheid=_W, ook=("nieuwbouw",))
    toegewezen_ouderen: Aantal = veld("Toegewezen aan ouderen.", 40, 45, eenheid=_W, personen=True)
    toegewezen_statushouders: Aantal = veld(
        "Toegewezen aan statushouders.", 12, 14, eenheid=_W, personen=True
    )
    toegewezen_uitstroom: Aantal = veld(
        "Toegewezen aan mensen die uit een instelling komen.", 10, 11, eenheid=_W, personen=True
    )
    toegewezen_urgent: Aantal = veld(
        "Toegewezen aan andere urgenten.", 15, 12, eenheid=_W, personen=True
    )
    toegewezen_regulier: Aantal = veld("Toegewezen aan anderen.", 63, 68, eenheid=_W, personen=True)


@schema(
    "Instrumenten",
    sleutel="instrument gebied",
    regio="allen",
    rij=[r.nodig_bij("datum", "status", ("ja",))],
)
class Instrumenten(Rij):
    """Instrumenten uit de huisvestingsverordening en daarbuiten: wat is er, sinds wanneer en waar."""

    instrument: keuze(
        "opkoopbescherming",
        "huisvestingsvergunning",
        "urgentieregeling",
        "splitsingsvergunning",
        "vergunning woningvorming",
        "vergunning woningdelen",
        "vergunning onttrekking",
        "leegstandverordening",
        "zelfbewoningsplicht",
        "vergunning toeristische verhuur",
        "doelgroepenverordening",
        "hospitaverhuur",
        "verhuurvergunning",
        "anders",
        **{
            "splitsing": "splitsingsvergunning",
            "woningdelen": "vergunning woningdelen",
            "deling": "vergunning woningdelen",
            "woningvorming": "vergunning woningvorming",
            "onttrekking": "vergunning onttrekking",
            "urgentie": "urgentieregeling",
            "toeristische verhuur": "vergunning toeristische verhuur",
        },
    ) = veld("Welk instrument.", "opkoopbescherming", "vergunning woningdelen", nodig=True)
    status: keuze(
        "ja",
        "nee",
        "in voorbereiding",
        **{"voorbereiding": "in voorbereiding", "actief": "ja", "x": "ja"},
    ) = veld("Is het er?", "ja", "in voorbereiding", nodig=True)
    datum: Datum = veld("Sinds wanneer het geldt.", "2023-01-01", "", ook=("sinds",))
    gebied: Tekst = veld("Waar het geldt.", "hele gemeente", "centrum", ook=("wijken",))
    effect_n: Aantal = veld(
        "Hoeveel woningen het raakte, als dat bekend is.", 12, "", eenheid=_W, ook=("effect",)
    )
    url: Webadres = veld(
        "Waar het besluit staat.", "https://voorbeeld.nl/besluit", "", ook=("link",)
    )
