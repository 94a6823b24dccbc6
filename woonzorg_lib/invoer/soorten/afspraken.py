"""Schema's over afspreken en uitvoeren: afspraken, doelen, uitvoering, partners, participatie, communicatie, visiescore."""

from __future__ import annotations

from datetime import date

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.schema import Rij, schema
from woonzorg_lib.invoer.soorten.lijsten import Thema, Voortgang
from woonzorg_lib.invoer.velden import (
    Aantal,
    Bedrag,
    Datum,
    Jaar,
    JaNee,
    Niveau,
    Tekst,
    keuze,
    veld,
)


@schema(
    "Afspraken",
    sleutel="thema afspraak",
    regio="allen",
    rij=[
        r.niet_voor("eind", "start"),
        r.niet_voor("evaluatie", "start"),
        r.hoogstens("gerealiseerd_n", "doel_n", r.WAARSCHUWING, 1.5),
    ],
)
class Afspraken(Rij):
    """Het register van afspraken met corporaties, zorgpartijen en inwoners. Een eigenaar is een functie of organisatie, nooit een persoon."""

    thema: keuze(
        "woningen corporaties",
        "inwoners en buurt",
        "randvoorwaarden professionals",
        "sociale basis",
        "vroegsignalering",
        "overlast",
        "urgentie",
        "prikkelarm wonen",
        "ontmoetingsplekken",
        "anders",
        **{
            "corporaties": "woningen corporaties",
            "prestatieafspraken": "woningen corporaties",
            "burgers": "inwoners en buurt",
            "inwoners": "inwoners en buurt",
            "naasten": "inwoners en buurt",
            "randvoorwaarden": "randvoorwaarden professionals",
            "preventie": "vroegsignalering",
            "sociaal beheer": "sociale basis",
            "skaeve huse": "prikkelarm wonen",
            "ontmoeting": "ontmoetingsplekken",
        },
    ) = veld("Waarover de afspraak gaat.", "woningen corporaties", "vroegsignalering", nodig=True)
    afspraak: Tekst = veld(
        "Wat is afgesproken, in één zin.",
        "60 zorggeschikte woningen voor 2030",
        "Signalen van huurachterstand binnen twee weken opvolgen",
        nodig=True,
    )
    partijen: Tekst = veld(
        "Wie meedoen.",
        "gemeente, Voorbeeldwonen",
        "gemeente, Voorbeeldwonen, Voorbeeldwelzijn",
        nodig=True,
    )
    eigenaar: Tekst = veld(
        "Wie erover gaat: een functie of organisatie.",
        "Voorbeeldwonen",
        "beleidsadviseur schulden",
        nodig=True,
    )
    status: Voortgang = veld("Hoe ver het is.", "loopt", "loopt", nodig=True)
    start: Datum = veld("Begin.", "2025-01-01", "2025-01-01")
    eind: Datum = veld("Einde.", "2029-12-31", "", ook=("einddatum",))
    evaluatie: Datum = veld(
        "Wanneer u kijkt of het werkt.", "2027-06-01", "2026-12-01", ook=("datum_evaluatie",)
    )
    doel_n: Aantal = veld("Het doel als aantal.", 60, "", ook=("doel",))
    nodig_n: Aantal = veld(
        "Wat er volgens de opgave nodig is, als dat meer of minder is dan het doel.",
        80,
        "",
        ook=("nodig", "behoefte", "opgave"),
    )
    gerealiseerd_n: Aantal = veld("Wat daarvan klaar is.", 12, "", ook=("gerealiseerd",))
    eenheid: Tekst = veld("Waarvan.", "woningen", "")
    zorgcomponent: JaNee = veld("Hoort er zorg of begeleiding bij?", "ja", "nee")
    wachttijd_dagen: Aantal = veld(
        "Wachttijd waarover de afspraak gaat.", "", "", eenheid="dagen", ook=("wachttijd",)
    )


@schema(
    "Doelen",
    sleutel="doel",
    rij=[
        r.nodig_bij("jaar", "status", ("vastgesteld",)),
        r.nodig_bij("aantal", "status", ("vastgesteld",)),
    ],
)
class Doelen(Rij):
    """Concrete doelen van de visie; een vastgesteld doel heeft een aantal en een jaar."""

    doel: Tekst = veld(
        "Wat u wilt bereiken.",
        "Geclusterde woningen erbij",
        "Ontmoetingsplek in elke wijk",
        nodig=True,
    )
    thema: Thema = veld("Waarover het gaat.", "ouderen", "leefomgeving", nodig=True)
    aantal: Aantal = veld("Hoeveel.", 140, 8)
    eenheid: Tekst = veld("Waarvan.", "woningen", "plekken")
    jaar: Jaar = veld("Wanneer het klaar is.", 2030, 2028, eenheid="jaar")
    gebied: Tekst = veld("Waar.", "hele gemeente", "hele gemeente")
    besluit: Tekst = veld("In welk besluit het staat.", "Woonzorgvisie 2026", "")
    budget: Bedrag = veld("Geld dat ervoor is.", "", 240000, eenheid="euro")
    status: keuze(
        "voorstel",
        "vastgesteld",
        "behaald",
        "losgelaten",
        **{"concept": "voorstel", "gehaald": "behaald"},
    ) = veld("Hoe vast het doel staat.", "vastgesteld", "voorstel", nodig=True)


@schema("Uitvoering", sleutel="actie", regio="allen", rij=[r.niet_voor("eind", "start")])
class Uitvoering(Rij):
    """Wie doet wat wanneer: de acties van het uitvoeringsprogramma."""

    actie: Tekst = veld(
        "Wat er gebeurt.", "Locatieonderzoek geclusterd wonen", "Ontmoetingsplek openen", nodig=True
    )
    thema: Thema = veld("Waarover het gaat.", "ouderen", "leefomgeving")
    eigenaar: Tekst = veld(
        "Wie het doet: een functie of organisatie.",
        "programmamanager wonen en zorg",
        "Voorbeeldwelzijn",
        nodig=True,
    )
    start: Datum = veld("Begin.", "2026-01-01", "2026-03-01", nodig=True)
    eind: Datum = veld(
        "Einde.", "2026-12-31", "2027-06-30", nodig=True, ook=("deadline", "einddatum")
    )
    budget: Bedrag = veld("Geld dat ervoor is.", 45000, 240000, eenheid="euro")
    status: Voortgang = veld("Hoe ver het is.", "loopt", "in voorbereiding", nodig=True)


@schema("Partners", sleutel="partner thema", regio="allen")
class Partners(Rij):
    """Met welke organisaties de gemeente samenwerkt. Geen namen van personen."""

    partner: Tekst = veld(
        "Naam van de organisatie.", "Voorbeeldwonen", "Zorgkantoor Voorbeeld", nodig=True
    )
    soort: keuze(
        "corporatie",
        "zorgkantoor",
        "zorgaanbieder",
        "zorgverzekeraar",
        "welzijn",
        "inwoners",
        "gemeente",
        "regio",
        "provincie",
        "marktpartij",
        "anders",
        **{
            "woningcorporatie": "corporatie",
            "welzijnsorganisatie": "welzijn",
            "ontwikkelaar": "marktpartij",
            "cliëntenraad": "inwoners",
            "adviesraad": "inwoners",
        },
    ) = veld("Wat voor organisatie.", "corporatie", "zorgkantoor", nodig=True)
    rol: Tekst = veld("Wat zij doet.", "bouwt en verhuurt", "koopt langdurige zorg in", nodig=True)
    thema: Thema = veld("Waarover u samenwerkt.", "wonen", "zorg en ondersteuning", nodig=True)
    contactvorm: Tekst = veld("Hoe u samenwerkt.", "kwartaaloverleg", "jaarlijks gesprek")


@schema("Participatie", sleutel="moment datum", regio="allen")
class Participatie(Rij):
    """Momenten waarop inwoners meedachten, wie er waren, en of zij hoorden wat ermee gebeurde."""

    moment: Tekst = veld(
        "Wat het was.", "Wijkgesprek Voorbeeldwijk", "Enquête woonwensen", nodig=True
    )
    datum: Datum = veld("Wanneer.", "2025-10-02", "2025-11-20", nodig=True)
    doelgroep: Tekst = veld("Voor wie.", "ouderen", "alle inwoners")
    deelnemers: Aantal = veld(
        "Hoeveel mensen meededen.", 45, 620, eenheid="personen", personen=True
    )
    uitgenodigd: Aantal = veld(
        "Hoeveel mensen waren uitgenodigd.", 300, 4000, eenheid="personen", personen=True
    )
    vorm: Tekst = veld("In welke vorm.", "bijeenkomst", "enquête")
    terugkoppeling: JaNee = veld(
        "Hebben deelnemers gehoord wat ermee is gedaan?", "ja", "nee", nodig=True
    )


@schema("Communicatie", sleutel="doelgroep boodschap kanaal", regio="allen")
class Communicatie(Rij):
    """Wie welke boodschap langs welke weg hoort."""

    doelgroep: Tekst = veld("Voor wie.", "huurders van 65 jaar en ouder", "raadsleden", nodig=True)
    boodschap: Tekst = veld(
        "Wat u zegt.",
        "Verhuizen kan met behoud van huur",
        "De vraag groeit sneller dan het aanbod",
        nodig=True,
    )
    kanaal: Tekst = veld("Langs welke weg.", "huis-aan-huisblad", "werkbezoek", nodig=True)
    periode: Tekst = veld("Wanneer.", "najaar 2026", "maart 2027")
    bereik: Aantal = veld("Hoeveel mensen het zagen.", 5200, 27, eenheid="personen")


THEMAS_VISIE = (
    "langer zelfstandig thuis",
    "doorstromen",
    "innovatie en vernieuwing",
    "samenwerking wonen en zorg",
)


def _vier_themas(tabel, gemeente):
    for _, groep in tabel.groupby("gemeente"):
        if mist := [t for t in THEMAS_VISIE if t not in set(groep.thema)]:
            yield (
                r.FOUT,
                int(groep._regel.iloc[0]),
                "thema",
                f"het thema '{mist[0]}' ontbreekt; elke gemeente heeft vier thema's.",
                "Voeg de rij toe; niveau 0 mag.",
            )


def _visie(rij: dict):
    if rij.get("niveau") == 3 and rij.get("doel") is None:
        yield (
            r.FOUT,
            "doel",
            "niveau 3 vraagt een concreet doel.",
            "Vul het doel in zoals het in het document staat, of kies niveau 2.",
        )
    if rij.get("jaar") is not None and date.today().year - rij["jaar"] > 8:
        yield (
            r.WAARSCHUWING,
            "jaar",
            "het document is ouder dan acht jaar.",
            "Zoek een nieuwer document.",
        )


@schema("Visiescore", sleutel="thema", rij=[_visie], tabel=[_vier_themas])
class Visiescore(Rij):
    """Hoe diep de visie van de gemeente op vier thema's gaat, van 0 (niet genoemd) tot 3 (concreet doel), met de bladzijde waar dat staat."""

    thema: keuze(
        *THEMAS_VISIE,
        **{
            "zelfstandig thuis": THEMAS_VISIE[0],
            "doorstroming": THEMAS_VISIE[1],
            "innovatie": THEMAS_VISIE[2],
            "samenwerking": THEMAS_VISIE[3],
        },
    ) = veld(
        "Welk thema; elke gemeente heeft alle vier.", THEMAS_VISIE[0], THEMAS_VISIE[1], nodig=True
    )
    niveau: Niveau = veld(
        "0 niet genoemd, 1 genoemd, 2 uitgewerkt, 3 concreet doel.", 2, 3, nodig=True
    )
    doel: Tekst = veld(
        "Het concrete doel, bij niveau 3.", "", "100 verhuizingen per jaar", ook=("doel_tekst",)
    )
    document: Tekst = veld("In welk document.", "Woonzorgvisie", "Woonzorgvisie", nodig=True)
    jaar: Jaar = veld("Van welk jaar is het document.", 2023, 2023, eenheid="jaar", nodig=True)
    pagina: Tekst = veld("Op welke bladzijde.", "12", "18", ook=("bladzijde", "blz"))
    beoordelaar: Tekst = veld(
        "Wie de score gaf: functie of organisatie.",
        "beleidsadviseur wonen",
        "beleidsadviseur wonen",
    )
