"""De eigen controles van plannen.

Wat op moet tellen, wat niet kan, en wat een export anders opschrijft.
"""

from __future__ import annotations

from datetime import date

from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.schema import Export
from woonzorg_lib.soorten.plannen import andere_bronnen, diwi, planmonitor

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
            "van dit plan is geen jaar van oplevering bekend; het telt niet mee in een figuur "
            "per jaar.",
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


def vooraf(rij: dict) -> None:
    """Vult aan wat uit andere kolommen volgt, voor de controles."""
    basisset(rij)
    rest_is_onbekend(rij)


def rest_is_onbekend(rij: dict) -> None:
    """Wat de gevulde kolommen van bruto overlaten is onbekend, als daar niets is ingevuld."""
    for delen, rest in ((WONINGTYPEN, WONINGTYPEN[-1]), (PRIJZEN, PRIJZEN[-1])):
        gevuld = [rij[d] for d in delen if rij.get(d) is not None]
        over = (rij.get("bruto") or 0) - sum(gevuld)
        if gevuld and rij.get(rest) is None and over > 0:
            rij[rest] = over


def basisset(rij: dict) -> None:
    """The Basisset gives social and mid-price rent by owner only."""
    for prijs in ("huur_sociaal", "huur_middelduur"):
        delen = [rij[f"{prijs}_{e}"] for e in EIGENDOM if rij.get(f"{prijs}_{e}") is not None]
        if rij.get(prijs) is None and delen:
            rij[prijs] = sum(delen)


def naar_jaar(rij: dict) -> None:
    """One year of delivery becomes a column per year: a figure needs to know one form only."""
    if (
        rij.get("opleverjaar") is not None
        and rij.get("bruto") is not None
        and not any(k.startswith("opleverjaar_") and v for k, v in rij.items())
    ):
        rij[f"opleverjaar_{rij['opleverjaar']}"] = rij["bruto"]


def _is_basisset(koppen: list[str]) -> bool:
    return {"c1", "c4"} <= {sleutel(k) for k in koppen}


RIJREGELS = (
    r.telt_op(WONINGTYPEN, "bruto", "controle c2", "van dit plan zijn de woningtypen onbekend."),
    r.telt_op(PRIJZEN, "bruto", "controle c4", "van dit plan zijn de prijsklassen onbekend."),
    *(
        r.telt_op([f"{prijs}_{e}" for e in EIGENDOM], prijs, "de verdeling naar eigenaar")
        for prijs in ("huur_sociaal", "huur_middelduur")
    ),
    r.hoogstens(OUDEREN, "bruto"),
    r.hoogstens("tijdelijke_woningen", "bruto"),
    r.hoogstens("studentenwoningen", "bruto"),
    _netto,
    _oplevering,
    _vertrouwelijk,
    _klaar,
)
TABELREGELS = (_onbekende_prijs, _plancode)
EXPORTEN = (
    Export(planmonitor.NAAM, planmonitor.is_uitgebreid, planmonitor.vouw_uitgebreid),
    Export(planmonitor.NAAM, planmonitor.is_draaitabel, planmonitor.vouw_draaitabel),
    Export(planmonitor.NAAM, planmonitor.is_eenvoudig, planmonitor.vouw_eenvoudig),
    Export(planmonitor.NAAM, planmonitor.is_database, planmonitor.vouw_database),
    Export(planmonitor.NAAM, planmonitor.is_een_plan, planmonitor.weiger_een_plan),
    Export(diwi.NAAM, diwi.is_detailplanning, diwi.weiger_detailplanning),
    Export(diwi.NAAM, diwi.is_diwi, diwi.vouw),
    Export(
        "een provincie",
        andere_bronnen.is_gemeentetotalen,
        andere_bronnen.weiger_gemeentetotalen,
    ),
    Export("Basisset plancapaciteit 2.0", _is_basisset),
)
