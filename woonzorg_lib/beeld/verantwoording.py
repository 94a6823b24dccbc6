"""De verantwoording: bronnen, indicatoren, de vergelijkingsgroep, de instellingen en hoe alles is
berekend. De zinnen staan in teksten/verantwoording.yaml.
"""

from __future__ import annotations

from collections.abc import Mapping

from woonzorg_lib import teksten
from woonzorg_lib.beeld.beeld import Beeld, datum
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.tabellen import e, tabel
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.cijfers import KENMERKEN, Vergelijkingsgroep, bronnen, indicatoren
from woonzorg_lib.gebieden import ZORGKANTOOR_OPMERKING, Gebied
from woonzorg_lib.onderwerpen import register

LEEFTIJD = {
    "sleutel": "zoals in de sleutel",
    "65plus": "65-plussers",
    "75plus": "75-plussers",
    "85plus": "85-plussers",
}
# How a figure of a regio follows from those of its gemeenten, and which side is the good one.
HOE = {
    "aantal": "opgeteld",
    "verhouding": "teller en noemer opgeteld, daarna gedeeld",
    "gewogen": "gewogen gemiddelde",
}
KANT = {"hoger": "hoger is gunstiger", "lager": "lager is gunstiger", "": "geen oordeel"}


def _zegt(deel: str, **woorden: str) -> str:
    """Een zin van de vergelijkingsgroep, gevuld."""
    return teksten.lees("verantwoording")["vergelijking"][deel].format(**woorden)


def bronnenlijst() -> Beeld:
    """Elke bron met tabel, periode, dekking, licentie en wat een lezer moet weten."""
    gebruikt = [b for b in bronnen().values() if b.opgehaald]
    regels = [
        [b.naam, _tabellen(b.tabel), str(b.jaren), b.dekking, b.let_op or b.noot] for b in gebruikt
    ]
    return tabel(
        ["Bron", "Tabel", "Jaren", "Dekking", "Let op"],
        regels,
        f"Bronnen. Licentie: {gebruikt[0].licentie}, met naamsvermelding. {_herkomst(gebruikt)}",
    )


def _tabellen(naam: str | Mapping) -> str:
    """De tabellen van een bron, elk één keer."""
    if isinstance(naam, Mapping):
        return ", ".join(dict.fromkeys(map(str, naam.values())))
    return naam


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
    regels = [
        [i.titel, i.id, i.eenheid, HOE[i.soort], KANT[i.richting], i.herkomst.naam, i.definitie]
        for i in indicatoren().values()
    ]
    koppen = [
        "Indicator",
        "Naam in de kit",
        "Eenheid",
        "Voor een regio",
        "Richting",
        "Bron",
        "Definitie",
    ]
    b = tabel(koppen, regels, "Alle indicatoren")
    vraag = f"Toon alle {len(regels)} indicatoren met hun betekenis"
    html = f"<details><summary>{vraag}</summary>{b.html}</details>"
    return Beeld("tabel", html, b.tekst, b.gegevens)


def vergelijking(
    groep: Vergelijkingsgroep, gemeente: Gebied, naast: tuple[Gebied, ...] = ()
) -> Beeld:
    """De tien vergelijkbare gemeenten, de methode en of de groep zwak is; naast:
    wie iemand zelf koos.
    """
    namen = [f"{g.naam} ({getal(a, 1)})" for g, a in zip(groep.gemeenten, groep.afstanden)]
    kenmerken = opsomming(list(KENMERKEN.values()))
    delen = [
        _gekozen(naast),
        _zwak(groep, gemeente),
        f"<p>{_zegt('wie', gemeente=e(gemeente.naam), namen=e(opsomming(namen)))}</p>",
        f"<p>{_zegt('methode', kenmerken=e(kenmerken))}</p>",
    ]
    return Beeld("tekst", "".join(delen), "Vergelijkingsgroep")


def _gekozen(naast: tuple[Gebied, ...]) -> str:
    """Dat iemand koos wie ernaast staat, en waar de vergelijkingsgroep dan nog telt."""
    if not naast:
        return ""
    staat = "staat" if len(naast) == 1 else "staan"
    wie = opsomming([g.naam for g in naast])
    return f"<p>{_zegt('gekozen', staat=staat, wie=e(wie))}</p>"


def _zwak(groep: Vergelijkingsgroep, gemeente: Gebied) -> str:
    if not groep.zwak:
        return ""
    gemiddeld = sum(groep.afstanden) / len(groep.afstanden)
    zin = _zegt(
        "zwak",
        gemeente=e(gemeente.naam),
        afstand=getal(gemiddeld, 1),
        grens=getal(groep.grens, 1),
    )
    return f'<p class="waarschuwing">{zin}</p>'


def parameters(waarden: dict[str, str]) -> Beeld:
    """Waarmee dit rapport gemaakt is."""
    return tabel(
        ["Instelling", "Waarde"],
        [[k, v] for k, v in waarden.items()],
        "Instellingen van dit rapport",
    )


def aannames(scenario: str, regels: list[tuple[str, dict]]) -> Beeld:
    """De aannames van een scenario: wat, hoeveel, waar het vandaan komt en of dat is nagekeken."""
    return tabel(
        ["Aanname", "Waarde", "Eenheid", "Bron", "Status"],
        [[naam, _aanname(a["waarde"]), a["eenheid"], a["bron"], a["status"]] for naam, a in regels],
        f"De aannames van het scenario {scenario}",
    )


def _aanname(waarde: float | str) -> str:
    if isinstance(waarde, str):
        return LEEFTIJD.get(waarde, waarde)
    return getal(waarde, 2)


def regiotekst(regio: Gebied, leden: list[str]) -> Beeld:
    """De gemeenten van de regio, met een waarschuwing bij zorgkantoorregio's."""
    wie = f"{e(regio.met_lidwoord)}: {e(opsomming(leden))}."
    bron = f" Bron van de indeling: {e(regio.bron.rstrip('.'))}." if regio.bron else ""
    html = f"<p>De regio in dit rapport is {wie}{bron}</p>"
    if regio.soort == "zorgkantoor":
        html += f'<p class="waarschuwing">{e(ZORGKANTOOR_OPMERKING)}</p>'
    return Beeld("tekst", html, "Regio")


def methoden(
    herindelingen: str,
    gemeten: int,
    elders: Mapping[str, list[tuple[str, str]]],
) -> Beeld:
    """Hoe de cijfers zijn berekend, met de formules.

    herindelingen: wat er met deze gemeente gebeurde. gemeten: het aantal indicatoren van ‘Wat
    springt eruit?’. elders: naam van een ander bestand van teksten/ -> zijn delen, zie
    `vooruitzinnen.methoden`.
    """
    woorden = {"herindelingen": herindelingen, "gemeten": str(gemeten)}
    regels: list[tuple[str, str]] = []
    for deel in teksten.lees("verantwoording")["methoden"]:
        if "van" in deel:
            regels += elders[deel["van"]]
        else:
            regels.append((deel["kop"], e(deel["tekst"].format(**woorden))))
    html = "".join(f"<dt>{e(kop)}</dt><dd>{tekst}</dd>" for kop, tekst in regels)
    return Beeld("tekst", f"<dl>{html}</dl>", "Methoden")


def achtergrond() -> Beeld:
    """Waar de onderwerpen vandaan komen en waar hulp te vinden is."""
    alineas = teksten.lees("verantwoording")["achtergrond"]
    html = "".join(f"<p>{tekst}</p>" for tekst in alineas)
    return Beeld("tekst", html.format(onderwerpen=len(register())), "Achtergrond")
