"""Schema's over mensen en zorg: aandachtsgroepen, taakstelling, prognose, zorgaanbod, toewijzing, verdeling, inkoop, aanpassingen, doorstroom."""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.cellen import leeftijdsgrenzen
from woonzorg_lib.invoer.schema import Jaarkolommen, Rij, schema
from woonzorg_lib.invoer.soorten.lijsten import Groep, Toewijsgroep, Voortgang, Zorgtype
from woonzorg_lib.invoer.velden import (
    Aandeel,
    Aantal,
    Bedrag,
    Buurtcode,
    Halfjaar,
    Jaar,
    Leeftijd,
    Meetjaar,
    Prognosejaar,
    Saldo,
    Tekst,
    keuze,
    veld,
)

_P = "personen"


@schema(
    "Aandachtsgroepen",
    sleutel="groep jaar",
    tabel=[r.stand_volgt(("gemeente", "groep"), "voorraad", "instroom", "uitstroom")],
)
class Aandachtsgroepen(Rij):
    """Omvang en stromen per aandachtsgroep en jaar. Groepen overlappen; ze worden nergens opgeteld."""

    groep: Groep = veld("Welke groep.", "uitstroom beschermd wonen", "statushouders", nodig=True)
    jaar: Meetjaar = veld("Over welk jaar.", 2025, 2025, eenheid="jaar", nodig=True)
    voorraad: Aantal = veld(
        "Mensen in deze groep op 1 januari.",
        85,
        240,
        eenheid=_P,
        personen=True,
        ook=("omvang", "stand"),
    )
    instroom: Aantal = veld("Erbij in dit jaar.", 22, 60, eenheid=_P, personen=True)
    uitstroom: Aantal = veld(
        "Eraf in dit jaar; bij een instelling: wie een woning zoekt.",
        18,
        45,
        eenheid=_P,
        personen=True,
    )
    wachtlijst: Aantal = veld("Wie op een woning wacht.", 14, 20, eenheid=_P, personen=True)
    zelfstandig_pct: Aandeel = veld(
        "Welk deel van de uitstroom zelfstandig gaat wonen.", 75, 100, eenheid="%"
    )
    definitie: Tekst = veld(
        "Wie u meetelt.", "Cliënten met een beschikking beschermd wonen", "Taakstelling en nareis"
    )


def _achterstand(rij: dict):
    delen = [
        rij.get(k) for k in ("achterstand_begin", "taakstelling", "gehuisvest", "achterstand_eind")
    ]
    if None not in delen and delen[0] + delen[1] - delen[2] != delen[3]:
        wat = f"achterstand_eind is {delen[3]}, maar begin + taakstelling - gehuisvest is {delen[0] + delen[1] - delen[2]}."
        yield (
            r.FOUT,
            "achterstand_eind",
            wat,
            "Controleer de vier kolommen, of laat achterstand_eind leeg.",
        )


def _aansluitend(tabel: pd.DataFrame, gemeente):
    for _, groep in tabel.sort_values("halfjaar").groupby("gemeente", dropna=False):
        rijen = groep.to_dict("records")
        for nu, straks in zip(rijen, rijen[1:]):
            delen = [
                nu["achterstand_begin"],
                nu["taakstelling"],
                nu["gehuisvest"],
                straks["achterstand_begin"],
            ]
            jaar, helft = map(int, nu["halfjaar"].split("-"))
            if any(pd.isna(d) for d in delen) or straks["halfjaar"] != (
                f"{jaar}-2" if helft == 1 else f"{jaar + 1}-1"
            ):
                continue
            if delen[3] != (verwacht := delen[0] + delen[1] - delen[2]):
                wat = f"achterstand_begin is {delen[3]}; het halfjaar ervoor eindigt op {verwacht}."
                yield (
                    r.WAARSCHUWING,
                    int(straks["_regel"]),
                    "achterstand_begin",
                    wat,
                    "Controleer de beide halfjaren.",
                )


@schema(
    "Taakstelling statushouders",
    sleutel="halfjaar",
    regio="regio",
    rij=[_achterstand],
    tabel=[_aansluitend, r.regio_is_som(("halfjaar",), "taakstelling")],
)
class Taakstelling(Rij):
    """De taakstelling voor statushouders per halfjaar, en hoeveel mensen zijn gehuisvest."""

    halfjaar: Halfjaar = veld("Jaar en helft.", "2025-2", "2026-1", nodig=True)
    taakstelling: Aantal = veld(
        "Hoeveel mensen de gemeente moet huisvesten.", 40, 44, eenheid=_P, nodig=True
    )
    gehuisvest: Aantal = veld(
        "Hoeveel mensen zijn gehuisvest.",
        35,
        46,
        eenheid=_P,
        nodig=True,
        ook=("realisatie",),
        personen=True,
    )
    achterstand_begin: Saldo = veld(
        "Achterstand aan het begin; een voorsprong is negatief.",
        10,
        15,
        eenheid=_P,
        ook=("achterstand",),
    )
    achterstand_eind: Saldo = veld("Achterstand aan het eind; leeg laten mag.", 15, 13, eenheid=_P)
    landelijk: Aantal = veld(
        "De landelijke taakstelling van dit halfjaar, om te vergelijken.", "", "", eenheid=_P
    )


def _leeftijden(tabel: pd.DataFrame, gemeente):
    # A later year must have the same classes: a missing class would look like people who vanish.
    for (_, geslacht, _), groep in tabel.groupby(["gemeente", "geslacht", "model"], dropna=False):
        klassen = {int(jaar): frozenset(deel.leeftijd) for jaar, deel in groep.groupby("jaar")}
        if "totaal" in {k for v in klassen.values() for k in v}:
            continue
        eerste = klassen[min(klassen)]
        for jaar, deel in klassen.items():
            grenzen = sorted(leeftijdsgrenzen(k) for k in deel)
            gat = next((b for a, b in zip(grenzen, grenzen[1:]) if b[0] != a[1] + 1), None)
            regel = int(groep[groep.jaar == jaar]._regel.iloc[0])
            if gat:
                wat = f"in {jaar} ({geslacht}) sluiten de leeftijden niet aan bij {gat[0]} jaar: een klasse ontbreekt of is dubbel."
                yield r.FOUT, regel, "leeftijd", wat, "Maak de leeftijden aaneengesloten."
            elif deel != eerste:
                yield (
                    r.FOUT,
                    regel,
                    "leeftijd",
                    f"{jaar} ({geslacht}) heeft andere leeftijden dan {min(klassen)}.",
                    "Geef elk jaar dezelfde leeftijdsklassen.",
                )


def _sprong(tabel: pd.DataFrame, gemeente):
    for _, groep in tabel.groupby(["gemeente", "geslacht", "model"], dropna=False):
        som = groep.groupby("jaar").aantal.sum().sort_index()
        for (jaar, n), (straks, m) in zip(som.items(), list(som.items())[1:]):
            if n > 0 and abs(m / n - 1) > 0.05 * (straks - jaar):
                regel = int(groep[groep.jaar == straks]._regel.iloc[0])
                yield (
                    r.WAARSCHUWING,
                    regel,
                    "aantal",
                    f"van {jaar} naar {straks} verandert het totaal met {100 * (m / n - 1):.0f}%.",
                    "Controleer of alle leeftijden er staan.",
                )


@schema("Bevolkingsprognose", sleutel="jaar leeftijd geslacht model", tabel=[_leeftijden, _sprong])
class Prognose(Rij):
    """Een eigen bevolkingsprognose (Primos, provincie) naar leeftijd; het eerste jaar sluit aan bij de telling van het CBS."""

    jaar: Prognosejaar = veld("Op 1 januari van welk jaar.", 2025, 2025, eenheid="jaar", nodig=True)
    leeftijd: Leeftijd = veld("Leeftijd of klasse.", "0-74", "75+", nodig=True)
    geslacht: keuze(
        "totaal",
        "man",
        "vrouw",
        **{"mannen": "man", "vrouwen": "vrouw", "m": "man", "v": "vrouw", "alle": "totaal"},
    ) = veld("Geslacht.", "totaal", "totaal", nodig=True)
    aantal: Aantal = veld(
        "Aantal mensen.", 45000, 5200, eenheid=_P, nodig=True, ook=("personen", "inwoners")
    )
    model: Tekst = veld("Welke prognose dit is.", "Primos 2025", "Primos 2025", nodig=True)


_LEVERING = keuze(
    "verblijf",
    "VPT",
    "MPT",
    "pgb",
    "onbekend",
    **{
        "volledig pakket thuis": "VPT",
        "modulair pakket thuis": "MPT",
        "intramuraal": "verblijf",
        "zzp": "verblijf",
    },
)


@schema(
    "Plannen van zorgaanbieders",
    sleutel="aanbieder locatie type",
    regio="regio",
    tabel=[r.regio_is_som(("type",), "plekken_nu")],
    jaren=Jaarkolommen(
        "plekken",
        "Plekken die er in dit jaar zijn volgens het plan.",
        "plekken",
        ({1: 60, 4: 80}, {2: 24}),
    ),
)
class Zorgplannen(Rij):
    """Wat zorgaanbieders, corporaties en ouderen zelf van plan zijn: geclusterd wonen, verpleegzorgplekken en meer."""

    aanbieder: Tekst = veld(
        "Wie het plan maakt.", "Voorbeeldzorg", "Initiatief Voorbeeldhof", nodig=True
    )
    locatie: Tekst = veld("Waar.", "Voorbeeldlaan", "Voorbeeldplein", nodig=True)
    type: Zorgtype = veld(
        "Wat voor plekken.", "verpleegzorgplekken", "geclusterd wonen", nodig=True
    )
    initiatief: keuze(
        "zorgaanbieder",
        "corporatie",
        "ouderen",
        "gemeente",
        "marktpartij",
        "anders",
        **{"bewoners": "ouderen", "inwoners": "ouderen"},
    ) = veld("Van wie het plan komt.", "zorgaanbieder", "ouderen")
    leveringsvorm: _LEVERING = veld(
        "Hoe de zorg wordt geleverd.", "verblijf", "MPT", ook=("zzp_vpt", "zzp/vpt")
    )
    plekken_nu: Aantal = veld(
        "Plekken die er nu zijn.", 50, 0, eenheid="plekken", nodig=True, ook=("plekken",)
    )
    status: Voortgang = veld("Hoe ver het plan is.", "in voorbereiding", "niet gestart", nodig=True)
    wachtenden: Aantal = veld(
        "Mensen op de wachtlijst.", 30, "", eenheid=_P, personen=True, ook=("wachtlijst",)
    )


@schema(
    "Zorgaanbod",
    sleutel="aanbieder locatie type jaar",
    regio="regio",
    tabel=[r.regio_is_som(("type", "jaar"), "capaciteit")],
)
class Zorgaanbod(Rij):
    """Het aanbod van zorg en ondersteuning nu: wie, wat, hoeveel, en hoeveel mensen wachten."""

    aanbieder: Tekst = veld(
        "Wie de zorg geeft.", "Voorbeeldzorg", "Stichting Voorbeeldwelzijn", nodig=True
    )
    locatie: Tekst = veld("Waar; leeg als het overal is.", "Voorbeeldlaan", "")
    type: keuze(
        "verpleegzorgplekken",
        "wijkverpleging",
        "huishoudelijke hulp",
        "begeleiding",
        "dagbesteding",
        "beschermd wonen",
        "geclusterd wonen",
        "gehandicaptenzorg",
        "tijdelijk verblijf",
        "casemanagement dementie",
        "mantelzorgondersteuning",
        "welzijn",
        "ggz",
        "anders",
        **{
            "verpleegzorg": "verpleegzorgplekken",
            "verpleeghuis": "verpleegzorgplekken",
            "dagopvang": "dagbesteding",
            "thuiszorg": "wijkverpleging",
        },
    ) = veld("Wat voor zorg.", "verpleegzorgplekken", "dagbesteding", nodig=True)
    wet: keuze("Wmo", "Wlz", "Zvw", "Jeugdwet", "anders") = veld(
        "Uit welke wet het wordt betaald.", "Wlz", "Wmo"
    )
    jaar: Meetjaar = veld("Over welk jaar.", 2025, 2025, eenheid="jaar", nodig=True)
    capaciteit: Aantal = veld(
        "Plekken, of mensen die tegelijk geholpen kunnen worden.",
        50,
        30,
        eenheid="plekken",
        nodig=True,
        ook=("plekken_nu", "plekken"),
    )
    wachtlijst: Aantal = veld(
        "Mensen die wachten.", 30, 8, eenheid=_P, personen=True, ook=("wachtenden",)
    )
    leveringsvorm: _LEVERING = veld(
        "Hoe de zorg wordt geleverd.", "verblijf", "", ook=("zzp_vpt", "zzp/vpt")
    )
    wijk: Buurtcode = veld("CBS-code van de wijk of buurt.", "", "", ook=("wijkcode", "buurtcode"))


@schema(
    "Toewijzing en urgentie",
    sleutel="jaar groep",
    rij=[
        r.hoogstens("toegekend", "aangevraagd"),
        r.hoogstens("gehuisvest", "toegekend"),
        r.hoogstens("terugval", "gehuisvest"),
        r.hoogstens("ontruimingen", "gehuisvest", r.WAARSCHUWING),
    ],
)
class Toewijzing(Rij):
    """Aangevraagd, toegekend en gehuisvest per groep en jaar, en bij wie het binnen een jaar misging."""

    jaar: Meetjaar = veld("Over welk jaar.", 2025, 2025, eenheid="jaar", nodig=True)
    groep: Toewijsgroep = veld(
        "Welke groep.", "uitstroom beschermd wonen", "overige urgenten", nodig=True
    )
    aangevraagd: Aantal = veld("Aanvragen.", 40, 90, eenheid=_P, personen=True, ook=("aanvragen",))
    toegekend: Aantal = veld("Toegekende aanvragen.", 34, 55, eenheid=_P, personen=True)
    gehuisvest: Aantal = veld(
        "Mensen of huishoudens die een woning kregen.",
        28,
        50,
        eenheid=_P,
        nodig=True,
        personen=True,
    )
    mediaan_dagen: Aantal = veld(
        "Mediaan van het aantal dagen tot een woning.", 140, 95, eenheid="dagen", ook=("mediaan",)
    )
    terugval: Aantal = veld(
        "Wie binnen twaalf maanden terugviel of de woning verloor.",
        6,
        "",
        eenheid=_P,
        personen=True,
    )
    ontruimingen: Aantal = veld("Ontruimingen.", 0, "", eenheid=_P, personen=True)


def _samen_honderd(tabel: pd.DataFrame, gemeente):
    if gemeente is not None:
        return  # one gemeente has only its own share
    for (groep, jaar), deel in tabel[tabel.gemeente.notna()].groupby(["groep", "jaar"]):
        if deel.aandeel.notna().all() and len(deel) > 1 and abs(deel.aandeel.sum() - 100) > 0.5:
            wat = f"de aandelen voor {groep} in {jaar} tellen op tot {deel.aandeel.sum():.1f}%, niet tot 100.".replace(
                ".", ",", 1
            )
            yield r.FOUT, int(deel._regel.iloc[0]), "aandeel", wat, "Maak de som 100."


@schema(
    "Verdeling over de regio",
    sleutel="groep jaar",
    regio="regio",
    rij=[r.een_van(("afgesproken_n", "aandeel"))],
    tabel=[_samen_honderd, r.regio_is_som(("groep", "jaar"), "afgesproken_n")],
)
class Verdeling(Rij):
    """De afgesproken verdeling van groepen over de gemeenten van de regio; hoort meestal in de map van de regio."""

    groep: Toewijsgroep = veld(
        "Welke groep.", "uitstroom beschermd wonen", "statushouders", nodig=True
    )
    jaar: Jaar = veld("Voor welk jaar.", 2026, 2026, eenheid="jaar", nodig=True)
    afgesproken_n: Aantal = veld(
        "Hoeveel mensen of huishoudens deze gemeente huisvest.",
        25,
        80,
        eenheid=_P,
        personen=True,
        ook=("afgesproken", "aantal"),
    )
    aandeel: Aandeel = veld(
        "Of: het deel van de regio; de gemeenten zijn samen 100.",
        "",
        "",
        eenheid="%",
        ook=("aandeel_pct",),
    )
    sleutel: Tekst = veld(
        "Waarop de verdeling rust.", "inwoners", "inwoners", ook=("verdeelsleutel",)
    )


@schema("Ingekochte en gesubsidieerde zorg", sleutel="soort aanbieder wet jaar", regio="allen")
class Inkoop(Rij):
    """Wat de gemeente of de regio aan zorg en ondersteuning inkoopt of subsidieert."""

    jaar: Meetjaar = veld("Over welk jaar.", 2025, 2025, eenheid="jaar", nodig=True)
    soort: Tekst = veld(
        "Wat is ingekocht of gesubsidieerd.", "Beschermd thuis", "Dagbesteding", nodig=True
    )
    aanbieder: Tekst = veld("Van wie; of 'meerdere'.", "Voorbeeldzorg", "meerdere")
    schaal: keuze("lokaal", "regionaal", "bovenregionaal", **{"landelijk": "bovenregionaal"}) = (
        veld("Op welke schaal.", "regionaal", "lokaal", nodig=True)
    )
    wet: keuze("Wmo", "Wlz", "Zvw", "Jeugdwet", "anders") = veld(
        "Uit welke wet.", "Wmo", "Wmo", nodig=True
    )
    budget: Bedrag = veld("Bedrag in dit jaar.", 850000, 210000, eenheid="euro")
    clienten: Aantal = veld("Hoeveel mensen.", 62, 48, eenheid=_P, personen=True, ook=("cliënten",))
    contracten: Aantal = veld("Hoeveel contracten.", 3, 5, eenheid="contracten")


@schema(
    "Woningaanpassingen",
    sleutel="jaar",
    rij=[
        r.hoogstens("toegekend", "aanvragen"),
        r.hoogstens("opnieuw_toegewezen", "aangepaste_woningen"),
    ],
)
class Woningaanpassingen(Rij):
    """Woningaanpassingen uit de Wmo per jaar, en wat er met aangepaste woningen gebeurt als ze vrijkomen."""

    jaar: Meetjaar = veld("Over welk jaar.", 2024, 2025, eenheid="jaar", nodig=True)
    aanvragen: Aantal = veld("Aanvragen.", 210, 225, eenheid="aanvragen")
    toegekend: Aantal = veld("Toegekende aanvragen.", 180, 190, eenheid="aanvragen", nodig=True)
    kosten: Bedrag = veld("Uitgaven.", 640000, 690000, eenheid="euro")
    aangepaste_woningen: Aantal = veld(
        "Aangepaste huurwoningen die vrijkwamen.",
        14,
        16,
        eenheid="woningen",
        ook=("vrijgekomen_aangepast",),
    )
    opnieuw_toegewezen: Aantal = veld(
        "Daarvan opnieuw passend toegewezen.", 9, 12, eenheid="woningen"
    )


@schema(
    "Maatregelen voor doorstroming",
    sleutel="maatregel",
    regio="allen",
    rij=[r.hoogstens("verhuizingen_n", "bereik_n")],
)
class Doorstroom(Rij):
    """Wat u doet om ouderen te informeren en te helpen bij een verhuizing."""

    maatregel: Tekst = veld("Welke maatregel.", "Wooncoach", "Verhuisvergoeding", nodig=True)
    doelgroep: Tekst = veld(
        "Voor wie.", "huurders van 65 jaar en ouder", "huurders van 65 jaar en ouder"
    )
    status: Voortgang = veld("Hoe ver het is.", "loopt", "in voorbereiding", nodig=True)
    sinds: Jaar = veld("Sinds welk jaar.", 2023, "", eenheid="jaar")
    bereik_n: Aantal = veld(
        "Hoeveel mensen bereikt zijn.", 120, "", eenheid=_P, personen=True, ook=("bereik",)
    )
    verhuizingen_n: Aantal = veld(
        "Hoeveel verhuizingen eruit volgden.",
        31,
        "",
        eenheid="verhuizingen",
        personen=True,
        ook=("verhuizingen",),
    )
