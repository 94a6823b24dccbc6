"""De opdracht `rapport`: zoekt namen op, kijkt de vraag na en geeft het werk door aan
uitvoering.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import date
from pathlib import Path

from .. import momentopname
from ..aanroep import typ
from ..fouten import WoonzorgFout
from ..standen import Uitkomst
from .bronnen import bronnen
from .staand import verwijzingen
from .vragen import Vraagfout

PROJECT = Path(__file__).resolve().parents[2]
# The order of the report; another notebook in the folder (a comparison,
# an own experiment) is not part of it.
VOLGORDE = (
    "00_samenvatting",
    "fase1_1_woningbouw",
    "fase1_2_opgave",
    "fase1_3_wonen_en_zorg",
    "fase1_4_leefomgeving",
    "fase2_1_woningbouw",
    "fase2_2_samenwerking",
    "visie_onderwerpen",
    "verantwoording",
)
MOMENTOPNAME = PROJECT / "woonzorg_lib" / "cijfers" / "gegevens"
VROEGSTE_JAAR, LAATSTE_PROGNOSE = 2012, 2070


def rapport(vraag, notebooks: Path) -> int:
    """Maakt wat er gevraagd is: eerst alles nakijken, dan de rapporten, dan wat er ligt."""
    with _geen_lege_map(Path(vraag.uitvoer)):
        opdrachten, gewoon = _vraag(vraag, notebooks)
        extra = tuple(sorted({*(vraag.extra or ()), *(gewoon - {"volledig"})}, reverse=True))
        waarschuw(extra)
        run = _maak(vraag, opdrachten, extra)
    _zeg(vraag, run)
    return 0 if run["uitkomst"] == Uitkomst.GELUKT else 1


@contextmanager
def _geen_lege_map(uitvoer: Path) -> Iterator[None]:
    """A question that can't be answered leaves no new, empty folder behind."""
    nieuw = [map_ for map_ in (uitvoer, *uitvoer.parents) if not os.path.exists(map_)]
    try:
        yield
    except WoonzorgFout:
        with suppress(OSError):
            for map_ in nieuw:
                map_.rmdir()  # refuses when something is in it
        raise


def _vraag(vraag, notebooks: Path) -> tuple[list, set[str]]:
    """The work to do, and what rapport.yaml asks for in every run.

    All that can be wrong with the question is found here, before anything runs.
    """
    gekozen, regio = _kies_gebieden(vraag)
    controleer_jaren(vraag)
    _controleer_aantallen(vraag)
    naast = _kies_naast(gekozen, vraag.naast)
    invoer = invoermap(vraag.invoer)
    _controleer_instellingen(gekozen, Path(invoer) if invoer else PROJECT / "parameters")
    scenario = _zoek_scenario(vraag)
    gewoon = _altijd(invoer)
    vraag.volledig = vraag.volledig or "volledig" in gewoon
    keuzes = {g.code: scenario | _zonder(naast, g) for g in gekozen}
    opdrachten = _opdrachten(gekozen, regio, vraag, invoer, notebooks, keuzes)
    _controleer_opdrachten(vraag, opdrachten)
    return opdrachten, gewoon


def _opdrachten(
    gekozen: list, regio: str | None, vraag, invoer: str | None, notebooks: Path, keuzes: dict
) -> list:
    """The work of each gemeente: her notebooks, own ones included, and what they are given."""
    from ..beeld import huisstijl
    from . import eigen_notebooks

    boeken = {
        g.code: eigen_notebooks.kies(VOLGORDE, notebooks, eigen_plekken(vraag.invoer, g.code))
        for g in gekozen
    }
    if not all(boeken.values()):
        raise Vraagfout(f"In {notebooks} staan geen notebooks van het rapport.")
    stijl = huisstijl.lees(vraag.invoer)
    zie = verwijzingen(vraag.uitvoer, Path(invoer) if invoer else PROJECT / "parameters")
    return [
        replace(
            _opdracht(g, regio, vraag, invoer, boeken[g.code], stijl, keuzes[g.code]),
            zie=tuple(zie.get(g.code, ())),
        )
        for g in gekozen
    ]


def _controleer_opdrachten(vraag, opdrachten: list) -> None:
    """Every notebook must take the parameters that it will be given."""
    from ..uitvoering import controleer_parameters, controleer_uitvoermap

    alle = {naam: waarde for o in opdrachten for naam, waarde in o.parameters.items()}
    for boek in dict.fromkeys(pad for o in opdrachten for pad in o.notebooks):
        controleer_parameters(boek, alle)
    controleer_uitvoermap(vraag.uitvoer)


def _maak(vraag, opdrachten: list, extra: tuple[str, ...]) -> dict:
    """The run itself, with its progress on the screen."""
    from ..uitvoering import Werkwijze, maak_run
    from .voortgang import Meter

    werkwijze = Werkwijze(
        vraag.werkers,
        vraag.kernel,
        "woonzorg_lib.analyse",
        vraag.opnieuw,
        vraag.tijdslimiet,
        extra=extra,
        cluster=vraag.dask,
    )
    aantal = sum(len(o.notebooks) for o in opdrachten)
    with momentopname.vastgezet(), Meter(aantal, len(opdrachten)) as meter:
        return maak_run(
            opdrachten,
            vraag.uitvoer,
            meld=meter.stap,
            klaar=meter.klaar,
            kaart=kaart(),
            werkwijze=werkwijze,
        )


def _zeg(vraag, run: dict) -> None:
    """What there is now, and what can be done next."""
    from .voortgang import samenvatting, wat_nu, werklijst

    daarna = wat_nu(run, vraag.invoer)
    slot = werklijst(run, vraag.uitvoer) if daarna else []
    for regel in (*samenvatting(run, vraag.uitvoer), *daarna, *slot):
        print(regel)


def _altijd(invoer: str | None) -> set[str]:
    """What rapport.yaml asks for in every run, beside what was typed; without one nothing loads."""
    map_ = Path(invoer) if invoer else PROJECT / "parameters"
    if not any((m / "rapport.yaml").is_file() for m in (map_, PROJECT / "parameters")):
        return set()
    from ..invoer import altijd

    return altijd(map_)


def _van_wie(boeken: tuple[Path, ...], invoer: Path | None, gemeente) -> dict[str, str]:
    """Whose an own notebook is; the kit's own are not in it."""
    hier, alle = eigen_plekken(invoer, gemeente.code)
    namen = {hier: f"Van {gemeente.naam} zelf", alle: "Voor alle gemeenten in deze invoer"}
    return {pad.stem: namen[pad.parent] for pad in boeken if pad.parent in namen}


def eigen_plekken(invoer: Path | None, code: str) -> tuple[Path, Path]:
    """Where own notebooks may stand: those of this gemeente go before those of all."""
    basis = invoer or PROJECT / "parameters"
    return basis / "gemeenten" / code / "notebooks", basis / "notebooks"


def waarschuw(extra: tuple[str, ...]) -> None:
    """Without a browser the reports are made and the PDFs are not;
    who waits for them must hear that before, not after.
    """
    from ..rapport import GeenPdf, zoek_browser

    if "pdf" in extra:
        try:
            zoek_browser()
        except GeenPdf as fout:
            print(f"woonzorg: {fout} De rapporten worden wel gemaakt.", file=sys.stderr, flush=True)


def _kies_gebieden(vraag) -> tuple[list, str | None]:
    """The gemeenten to report on, and the regio to show;
    every name is looked up before anything runs.
    """
    from .. import gebieden as g

    keuzes = [bool(vraag.gemeenten), bool(vraag.provincie), vraag.alle]
    if sum(keuzes) > 1:
        raise Vraagfout("Kies één van deze: gemeenten noemen, --provincie of --alle.")
    if vraag.regio and (vraag.provincie or vraag.alle):
        raise Vraagfout(
            "--regio gaat niet samen met --provincie of --alle. "
            "Noem gemeenten, of gebruik --regio alleen."
        )
    regio = (
        g.regio(vraag.regio, (vraag.invoer or PROJECT / "parameters") / "regios")
        if vraag.regio
        else None
    )
    if vraag.gemeenten:
        gekozen = list(dict.fromkeys(g.gemeente(naam) for naam in vraag.gemeenten))
    elif vraag.provincie:
        naam = vraag.provincie
        gekozen = _leden(g, g.regio(naam if naam.startswith("provincie:") else f"provincie:{naam}"))
    elif vraag.alle:
        gekozen = _leden(g, g.land())
    elif regio:
        gekozen = _leden(g, regio)
    else:
        raise Vraagfout(
            "Noem een gemeente, of kies --regio, --provincie of --alle. "
            f"Uitleg: {typ('rapport --help')}"
        )
    for gemeente in gekozen:
        if regio and gemeente.code not in regio.leden:
            raise Vraagfout(f"{gemeente.naam} hoort niet bij {regio.volledige_naam}.")
    return gekozen, regio.keuze.strip('"') if regio else None


def _kies_naast(gekozen: list, namen: list[str] | None) -> list:
    """Who is shown beside each; looked up before anything runs."""
    if not namen:
        return []
    from ..analyse.gevraagd import kies_naast

    if len(gekozen) == 1:
        return list(kies_naast(gekozen[0], namen))
    return list(kies_naast(None, namen))


def _zonder(naast: list, gemeente) -> dict:
    """The parameter of one report; who is chosen is not set beside herself."""
    codes = [g.code for g in naast if g != gemeente]
    return {"naast": codes} if codes else {}


def _leden(g, gebied) -> list:
    return [gemeente for gemeente in g.gemeenten() if gemeente.code in gebied.leden]


def controleer_jaren(vraag) -> None:
    """Peiljaar en prognosejaar binnen wat er is. Fout: Vraagfout."""
    volgend = date.today().year + 1
    if vraag.peiljaar is not None:
        from ..cijfers import jaren

        eerste, laatste = jaren()
        if not max(VROEGSTE_JAAR, eerste) <= vraag.peiljaar <= volgend:
            raise Vraagfout(
                f"Peiljaar {vraag.peiljaar} kan niet: de cijfers gaan over {eerste} tot en met "
                f"{laatste}."
            )
    if not volgend <= vraag.prognosejaar <= LAATSTE_PROGNOSE:
        raise Vraagfout(
            f"Prognosejaar {vraag.prognosejaar} kan niet: "
            f"kies een jaar van {volgend} tot en met {LAATSTE_PROGNOSE}."
        )


def _controleer_aantallen(vraag) -> None:
    for naam, eenheid in (("tijdslimiet", "seconden"), ("werkers", "notebooks naast elkaar")):
        if getattr(vraag, naam) is not None and getattr(vraag, naam) < 1:
            raise Vraagfout(f"--{naam} is een aantal {eenheid} van 1 of meer.")


def _controleer_instellingen(gekozen: list, invoer: Path) -> None:
    """A setting, norm or legal line that can't be used is refused before anything runs;
    without own ones there is nothing to load.
    """
    eigen = [invoer / "gemeenten" / g.code / "parameters.yaml" for g in gekozen] + [
        *(invoer / "regios").glob("[!_]*/standaard.yaml")
    ]
    eigen += [
        invoer / naam
        for naam in ("standaard.yaml", "juridisch.yaml")
        if invoer != PROJECT / "parameters"
    ]
    if not any(
        pad.is_file()
        for pad in (*eigen, invoer / "rapport.yaml", PROJECT / "parameters" / "rapport.yaml")
    ):
        return
    from ..invoer import instelling, juridisch, standaard
    from ..modellen import prognosebron

    juridisch(invoer)

    for gemeente in gekozen:
        standaard(invoer, gemeente)
        prognosebron(instelling("prognose_bron", gemeente.code, invoer) or "auto")


def _zoek_scenario(vraag) -> dict:
    """The parameter that chooses a scenario, empty for the usual one;
    an own scenario that can't be read is refused before anything runs.
    """
    map_ = vraag.invoer or PROJECT / "parameters"
    if vraag.scenario is None and (vraag.invoer is None or not (map_ / "scenarios").is_dir()):
        return {}
    from ..invoer import scenario

    gekozen = scenario(vraag.scenario, map_)
    return {"scenario": gekozen.id} if vraag.scenario else {}


def invoermap(invoer: Path | None) -> str | None:
    """None means the parameters/ of the kit itself:
    then a report that is sent on names no folder of this machine.
    """
    if invoer is None:
        return None
    if not invoer.is_dir():
        raise Vraagfout(f"De map met invoer {invoer} bestaat niet.")
    return str(invoer.resolve())


def _opdracht(
    gemeente,
    regio: str | None,
    vraag,
    invoer: str | None,
    boeken: tuple[Path, ...],
    stijl,
    keuzes: dict,
):
    from ..onderwerpen import register
    from ..uitvoering import Opdracht

    parameters = {
        "gemeente": gemeente.code,
        "regio": regio,
        "peiljaar": vraag.peiljaar,
        "prognosejaar": vraag.prognosejaar,
    }
    titels = {o.id: o.titel for o in register().values()}
    return Opdracht(
        gemeente.code,
        gemeente.naam,
        mapnaam(gemeente),
        f"Woonzorganalyse {gemeente.naam}",
        parameters | {"invoer": invoer} | keuzes,
        boeken,
        titels,
        bronnen(Path(invoer) if invoer else PROJECT / "parameters", gemeente.code),
        momentopname.actief() or MOMENTOPNAME,
        stijl,
        vraag.volledig,
        _van_wie(boeken, vraag.invoer, gemeente),
    )


def mapnaam(gemeente) -> str:
    """De map van een gemeente in de uitvoer: code en naam zonder bijzondere tekens,
    zoals GM0796-s-hertogenbosch.
    """
    from ..rapport.bestandsnamen import kale_naam

    return f"{gemeente.code}-{kale_naam(gemeente.naam)}"


def kaart():
    """A function that draws the map of the overview;
    it loads what it needs when the reports are done.
    """

    def teken(run: dict) -> str:
        from ..beeld.overzichtskaart import overzichtskaart
        from ..rapport.overzicht import kaartvlakken

        return overzichtskaart(kaartvlakken(run))

    return teken
