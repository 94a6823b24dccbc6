"""Het commando `woonzorg`: maakt van woorden aanroepen en van fouten één Nederlandse regel; rekent en tekent zelf niet."""

from __future__ import annotations

import argparse
import os
import re
import sys
import unicodedata
from datetime import date
from pathlib import Path

from .fouten import WoonzorgFout

PROJECT = Path(__file__).resolve().parents[1]
NOTEBOOKS = PROJECT / "notebooks"
# The order of the report; another notebook in the folder (a comparison, an own experiment) is not part of it.
VOLGORDE = (
    "00_samenvatting", "fase1_1_woningbouw", "fase1_2_opgave", "fase1_3_wonen_en_zorg", "fase1_4_leefomgeving",
    "fase2_1_woningbouw", "fase2_2_samenwerking", "visie_onderwerpen", "verantwoording",
)  # fmt: skip
VROEGSTE_JAAR, LAATSTE_PROGNOSE = 2012, 2070

_NEDERLANDS = {  # what argparse says, in the words it looks up
    "usage: ": "gebruik: ",
    "options": "opties",
    "optional arguments": "opties",
    "positional arguments": "argumenten",
    "show this help message and exit": "toon deze uitleg",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "the following arguments are required: %s": "er ontbreekt iets: %s",
    "unrecognized arguments: %s": "dit ken ik niet: %s",
    "expected one argument": "hier hoort een waarde achter",
    "invalid choice: %(value)r (choose from %(choices)s)": "'%(value)s' bestaat niet (kies uit %(choices)s)",
    "unknown parser %(parser_name)r (choices: %(choices)s)": "'%(parser_name)s' bestaat niet (kies uit %(choices)s)",
    "invalid %(type)s value: %(value)r": "'%(value)s' is geen heel getal",
    "ignored explicit argument %r": "hier hoort geen waarde achter: %r",
}


class Vraagfout(WoonzorgFout):
    """De opdracht is niet goed getypt of kan niet."""


class Parser(argparse.ArgumentParser):
    """Een argparse die Nederlands praat en bij een fout één regel geeft."""

    def __init__(self, **kw):
        argparse._ = lambda tekst: _NEDERLANDS.get(tekst, tekst)  # argparse looks its words up when it needs them
        super().__init__(**{"allow_abbrev": False, **kw})

    def error(self, message: str):
        raise Vraagfout(f"{message}. Uitleg: {self.prog} --help")


def maak_parser() -> argparse.ArgumentParser:
    """De opdrachten en hun opties; alleen wat werkt staat erin."""
    parser = Parser(prog="woonzorg", description="Regiobeeld wonen, welzijn en zorg: rapporten en cijfers per gemeente.")
    opdrachten = parser.add_subparsers(dest="opdracht", metavar="OPDRACHT", title="opdrachten")

    p = opdrachten.add_parser("rapport", help="maak een rapport per gemeente")
    p.add_argument("gemeenten", nargs="*", metavar="GEMEENTE", help="naam of code, zoals Utrecht of GM0344")
    p.add_argument("--regio", metavar="SOORT:NAAM", help="regio in het rapport; zonder GEMEENTE: alle gemeenten van de regio")
    p.add_argument("--provincie", metavar="NAAM", help="alle gemeenten van deze provincie")
    p.add_argument("--alle", action="store_true", help="alle gemeenten van Nederland")
    p.add_argument("--uitvoer", metavar="MAP", type=Path, default=Path("output"), help="waar de rapporten komen (standaard: output)")
    p.add_argument("--invoer", metavar="MAP", type=Path, help="map met eigen invoer (standaard: parameters van de kit)")
    p.add_argument("--peiljaar", metavar="JAAR", type=int, help="nieuwste jaar dat meetelt (standaard: het nieuwste van de cijfers)")
    p.add_argument("--prognosejaar", metavar="JAAR", type=int, default=2040, help="jaar waarnaar vooruit gekeken wordt (standaard: 2040)")
    p.add_argument("--tijdslimiet", metavar="SECONDEN", type=int, help="stop een notebook die langer duurt")
    p.add_argument("--werkers", metavar="N", type=int, help="hoeveel notebooks naast elkaar (standaard: het aantal rekenkernen)")
    p.add_argument("--opnieuw", action="store_true", help="maak alles opnieuw, ook wat niet veranderd is")
    p.add_argument("--kernel", choices=("warm", "gewoon"), default="warm", help="warm is sneller, gewoon werkt overal (standaard: warm)")
    p.set_defaults(doe="rapport")

    p = opdrachten.add_parser("gebieden", help="gemeenten en regio's met hun codes")
    p.add_argument("zoek", nargs="?", default="", metavar="ZOEK", help="deel van een naam of code, of een soort zoals corop:")
    p.add_argument("--json", action="store_true", help="als JSON")
    p.set_defaults(doe="gebieden")

    p = opdrachten.add_parser("cijfers", help="de cijfers achter een rapport")
    p.add_argument("gemeente", metavar="GEMEENTE", help="naam of code")
    p.add_argument("--indicator", metavar="ID", help="alleen deze indicator")
    p.add_argument("--formaat", choices=("tabel", "csv", "json"), default="tabel", help="tabel, csv of json (standaard: tabel)")
    p.set_defaults(doe="cijfers")

    p = opdrachten.add_parser("onderwerpen", help="de onderwerpen met hun status")
    p.add_argument("gemeente", nargs="?", metavar="GEMEENTE", help="naam of code")
    p.set_defaults(doe="onderwerpen")

    p = opdrachten.add_parser("invoer", help="eigen invoer van een gemeente: sjablonen maken en nakijken")
    delen = p.add_subparsers(dest="deel", metavar="WAT", title="wat", required=True)
    q = delen.add_parser("nieuw", help="maak sjablonen om in te vullen; overschrijft nooit iets")
    q.add_argument("gemeente", metavar="GEMEENTE", help="naam of code")
    q.add_argument("--soort", nargs="+", metavar="SOORT", help="welke bestanden, zoals plannen (standaard: alle)")
    q.add_argument("--invoer", metavar="MAP", type=Path, help="map met eigen invoer (standaard: parameters van de kit)")
    q.set_defaults(doe="invoer_nieuw")
    q = delen.add_parser("controleer", help="laat zien wat er niet klopt aan de ingevulde bestanden")
    q.add_argument("gemeente", nargs="?", metavar="GEMEENTE", help="naam of code (standaard: alles in de map)")
    q.add_argument("--json", action="store_true", help="als JSON")
    q.add_argument("--invoer", metavar="MAP", type=Path, help="map met eigen invoer (standaard: parameters van de kit)")
    q.set_defaults(doe="invoer_controleer")

    p = opdrachten.add_parser("data", help="de momentopname van de open cijfers")
    delen = p.add_subparsers(dest="deel", metavar="WAT", title="wat", required=True)
    delen.add_parser("status", help="bronnen, perioden en hoe oud ze zijn").set_defaults(doe="data_status")
    delen.add_parser("controleer", help="controleer of de cijfers heel zijn en optellen").set_defaults(doe="data_controleer")

    p = opdrachten.add_parser("lab", help="open de notebooks in JupyterLab")
    p.set_defaults(doe="lab")
    return parser


def main(argv: list[str] | None = None, *, notebooks: Path = NOTEBOOKS) -> int:
    """Voert één opdracht uit en geeft de status: 0 alles goed, 1 iets is niet gemaakt, 2 de vraag of invoer klopt niet."""
    for stroom in (sys.stdout, sys.stderr):
        if hasattr(stroom, "reconfigure"):  # a Windows console may not know every character
            stroom.reconfigure(errors="replace")
    try:
        parser = maak_parser()
        vraag = parser.parse_args(argv)
        if not vraag.opdracht:
            parser.print_help()
            return 0
        status = DOE[vraag.doe](vraag, notebooks)
        sys.stdout.flush()
        return status
    except WoonzorgFout as fout:
        return _klaag(str(fout), fout.exitcode)
    except KeyboardInterrupt as fout:
        extra = " Wat al klaar was, staat in de uitvoermap." if getattr(fout, "exitcode", None) else " Er is niets half geschreven."
        extra += " Dezelfde opdracht gaat verder waar u was."
        return _klaag(f"Gestopt met Ctrl-C.{extra}", 130)
    except BrokenPipeError:  # `woonzorg gebieden | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as fout:
        if os.environ.get("WOONZORG_DEBUG"):
            raise
        uitleg = "Zet WOONZORG_DEBUG=1 om te zien waar het misging."
        return _klaag(f"De kit zelf ging stuk: {' '.join(str(fout).split())[:300]} ({type(fout).__name__}). {uitleg}", 1)


def _klaag(regel: str, status: int) -> int:
    print(f"woonzorg: {' '.join(regel.split())}", file=sys.stderr)
    return status


def rapport(vraag, notebooks: Path) -> int:
    gekozen, regio = _kies_gebieden(vraag)
    _controleer_jaren(vraag)
    invoer = _invoermap(vraag.invoer)
    from .uitvoering import Werkwijze, controleer_parameters, controleer_uitvoermap, maak_run
    from .uitvoering.voortgang import Meter, samenvatting

    boeken = tuple(pad for naam in VOLGORDE if (pad := notebooks / f"{naam}.ipynb").exists())
    if not boeken:
        raise Vraagfout(f"In {notebooks} staan geen notebooks van het rapport.")
    opdrachten = [_opdracht(g, regio, vraag, invoer, boeken) for g in gekozen]
    for boek in boeken:
        controleer_parameters(boek, opdrachten[0].parameters)
    controleer_uitvoermap(vraag.uitvoer)
    werkwijze = Werkwijze(vraag.werkers, vraag.kernel, f"{__package__}.analyse", vraag.opnieuw, vraag.tijdslimiet)
    with Meter(len(opdrachten) * len(boeken), len(opdrachten)) as meter:
        run = maak_run(opdrachten, vraag.uitvoer, meld=meter.stap, klaar=meter.klaar, kaart=_kaart(), werkwijze=werkwijze)
    for regel in samenvatting(run, vraag.uitvoer):
        print(regel)
    return 0 if run["uitkomst"] == "gelukt" else 1


def _kies_gebieden(vraag) -> tuple[list, str | None]:
    """The gemeenten to report on, and the regio to show; every name is looked up before anything runs."""
    from . import gebieden as g

    keuzes = [bool(vraag.gemeenten), bool(vraag.provincie), vraag.alle]
    if sum(keuzes) > 1:
        raise Vraagfout("Kies één van deze: gemeenten noemen, --provincie of --alle.")
    if vraag.regio and (vraag.provincie or vraag.alle):
        raise Vraagfout("--regio gaat niet samen met --provincie of --alle. Noem gemeenten, of gebruik --regio alleen.")
    regio = g.regio(vraag.regio, (vraag.invoer or PROJECT / "parameters") / "regios") if vraag.regio else None
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
        raise Vraagfout("Noem een gemeente, of kies --regio, --provincie of --alle. Uitleg: woonzorg rapport --help")
    for gemeente in gekozen:
        if regio and gemeente.code not in regio.leden:
            raise Vraagfout(f"{gemeente.naam} hoort niet bij {regio.volledige_naam}.")
    return gekozen, regio.keuze.strip('"') if regio else None


def _leden(g, gebied) -> list:
    return [gemeente for gemeente in g.gemeenten() if gemeente.code in gebied.leden]


def _controleer_jaren(vraag) -> None:
    volgend = date.today().year + 1
    if vraag.peiljaar is not None:
        from .cijfers import jaren

        eerste, laatste = jaren()
        if not max(VROEGSTE_JAAR, eerste) <= vraag.peiljaar <= volgend:
            raise Vraagfout(f"Peiljaar {vraag.peiljaar} kan niet: de cijfers gaan over {eerste} tot en met {laatste}.")
    if not volgend <= vraag.prognosejaar <= LAATSTE_PROGNOSE:
        raise Vraagfout(f"Prognosejaar {vraag.prognosejaar} kan niet: kies een jaar van {volgend} tot en met {LAATSTE_PROGNOSE}.")
    for naam, eenheid in (("tijdslimiet", "seconden"), ("werkers", "notebooks naast elkaar")):
        if getattr(vraag, naam) is not None and getattr(vraag, naam) < 1:
            raise Vraagfout(f"--{naam} is een aantal {eenheid} van 1 of meer.")


def _invoermap(invoer: Path | None) -> str | None:
    """None means the parameters/ of the kit itself: then a report that is sent on names no folder of this machine."""
    if invoer is None:
        return None
    if not invoer.is_dir():
        raise Vraagfout(f"De map met invoer {invoer} bestaat niet.")
    return str(invoer.resolve())


def _opdracht(gemeente, regio: str | None, vraag, invoer: str | None, boeken: tuple[Path, ...]):
    from .onderwerpen import register
    from .uitvoering import Opdracht

    parameters = {"gemeente": gemeente.code, "regio": regio, "peiljaar": vraag.peiljaar, "prognosejaar": vraag.prognosejaar}
    titels = {o.id: o.titel for o in register().values()}
    return Opdracht(
        gemeente.code, gemeente.naam, mapnaam(gemeente), f"Regiobeeld wonen, welzijn en zorg: {gemeente.naam}",
        parameters | {"invoer": invoer}, boeken, titels, _bronnen(gemeente, invoer),
    )  # fmt: skip


def _bronnen(gemeente, invoer: str | None) -> tuple[Path, ...]:
    """The files behind one report, apart from the figures: shared settings, and the input of this gemeente alone."""
    eigen, kit = Path(invoer) if invoer else PROJECT / "parameters", PROJECT / "parameters"
    gedeeld = {pad for map_ in (eigen, kit) if map_.is_dir() for pad in map_.iterdir() if pad.name not in ("gemeenten", "voorbeeld")}
    return (*sorted(gedeeld), eigen / "gemeenten" / gemeente.code)


def mapnaam(gemeente) -> str:
    """De map van een gemeente in de uitvoer: code en naam zonder bijzondere tekens, zoals GM0796-s-hertogenbosch."""
    kaal = unicodedata.normalize("NFKD", gemeente.naam).encode("ascii", "ignore").decode("ascii").lower()
    return f"{gemeente.code}-{re.sub(r'[^a-z0-9]+', '-', kaal).strip('-')}"


def _kaart():
    """A function that draws the map of the overview; it loads what it needs when the reports are done."""

    def teken(run: dict) -> str:
        from .beeld.kaart import overzichtskaart
        from .rapport.overzicht import kaartvlakken

        return overzichtskaart(kaartvlakken(run))

    return teken


def gebieden(vraag, _) -> int:
    from . import gebieden as g

    gevonden = g.zoek(vraag.zoek)
    if not gevonden:
        gevonden = [g.regio(vraag.zoek) if ":" in vraag.zoek else g.gemeente(vraag.zoek)]  # raises, with suggestions
    if vraag.json:
        _toon_json([{"code": x.code, "naam": x.naam, "soort": x.soort, "gemeenten": list(x.leden)} for x in gevonden])
    else:
        rijen = [(x.code, x.naam, x.soort, "" if x.soort == "gemeente" else str(len(x.leden)), x.keuze) for x in gevonden]
        toon_tabel(("code", "naam", "soort", "gemeenten", "zo typt u het"), rijen, rechts=(3,))
    return 0


def cijfers(vraag, _) -> int:
    from .gebieden import gemeente

    code = gemeente(vraag.gemeente).code
    from .analyse import Analyse

    tabel = Analyse(code).tabel_cijfers(indicator=vraag.indicator)
    rijen = _rijen(tabel)
    if vraag.formaat == "csv":
        from .rapport import cijfers_tekst

        sys.stdout.write(cijfers_tekst(rijen).replace("\r\n", "\n"))
    elif vraag.formaat == "json":
        _toon_json(rijen)
    else:
        from .beeld.getallen import getal

        def cel(rij: dict, kolom: str) -> str:
            waarde = rij.get(kolom)
            if kolom == "waarde":
                return getal(waarde, 0 if waarde is None or float(waarde).is_integer() else 1)
            return "" if waarde is None else str(waarde)

        kolommen = [k for k in ("omschrijving", "uitsplitsing", "gebied", "jaar", "waarde", "eenheid") if any(r.get(k) for r in rijen)]
        rechts = [n for n, k in enumerate(kolommen) if k == "waarde"]
        toon_tabel(kolommen, [[cel(r, k) for k in kolommen] for r in rijen], rechts)
    return 0


def onderwerpen(vraag, _) -> int:
    from .gebieden import gemeente

    code = gemeente(vraag.gemeente).code if vraag.gemeente else None
    from .analyse import overzicht_onderwerpen

    rijen = _rijen(overzicht_onderwerpen(code))
    kolommen = [k for k in ("id", "titel", "status", "hint") if any(r.get(k) for r in rijen)]
    toon_tabel(kolommen, [[r.get(k) or "" for k in kolommen] for r in rijen])
    return 0


def invoer_nieuw(vraag, _) -> int:
    from .invoer import nieuw

    gemaakt = nieuw(vraag.gemeente, vraag.invoer or PROJECT / "parameters", vraag.soort)
    for regel in gemaakt or ["Niets nieuws gemaakt: deze bestanden zijn er al."]:
        print(regel)
    return 0


def invoer_controleer(vraag, _) -> int:
    from .invoer import ERNST, FOUT, controleer

    meldingen = controleer(vraag.gemeente, Path(_invoermap(vraag.invoer) or PROJECT / "parameters"))
    if vraag.json:
        _toon_json([m.als_dict() for m in meldingen])
    else:
        for m in meldingen:
            print(f"{m.ernst}: {m}")
        print(", ".join(f"{sum(m.ernst == ernst for m in meldingen)} keer {ernst}" for ernst in ERNST) + ".")
    return 2 if any(m.ernst == FOUT for m in meldingen) else 0


def data_status(vraag, _) -> int:
    from .cijfers import status

    rijen = _rijen(status())
    kolommen = ("titel", "tabel", "periode", "opgehaald", "licentie")
    toon_tabel(kolommen, [[r.get(k) or "" for k in kolommen] for r in rijen])
    return 0


def data_controleer(vraag, _) -> int:
    from .cijfers import controleer

    fouten = controleer()
    for regel in fouten or ["De momentopname is heel: alle totalen kloppen."]:
        print(regel)
    return 2 if fouten else 0


def lab(vraag, notebooks: Path) -> int:
    import importlib.util
    import subprocess

    if importlib.util.find_spec("jupyterlab") is None:
        raise WoonzorgFout("JupyterLab is niet geïnstalleerd. Start de kit met start.py, of installeer jupyterlab.")
    pad = os.pathsep.join(p for p in (str(PROJECT), os.environ.get("PYTHONPATH", "")) if p)
    opdracht = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={PROJECT}", f"--LabApp.default_url=/lab/tree/{notebooks.name}"]
    return subprocess.call(opdracht, env={**os.environ, "PYTHONPATH": pad})


def toon_tabel(kolommen, rijen, rechts=()) -> None:
    """Schrijft rijen als kolommen met spaties ertussen; `rechts`: nummers van de kolommen die rechts uitlijnen."""
    regels = [[str(cel) for cel in rij] for rij in (kolommen, *rijen)]
    breedtes = [max(len(regel[n]) for regel in regels) for n in range(len(kolommen))]
    for regel in regels:
        cellen = (c.rjust(b) if n in rechts else c.ljust(b) for n, (c, b) in enumerate(zip(regel, breedtes, strict=True)))
        print("  ".join(cellen).rstrip())


def _rijen(tabel) -> list[dict]:
    """The rows of a DataFrame as dicts, with None for what is missing."""
    return tabel.astype(object).where(tabel.notna(), None).to_dict("records")


def _toon_json(inhoud) -> None:
    import json

    print(json.dumps(inhoud, ensure_ascii=False, indent=2, default=lambda x: x.item() if hasattr(x, "item") else str(x)))


DOE = {f.__name__: f for f in (rapport, gebieden, cijfers, onderwerpen, invoer_nieuw, invoer_controleer, data_status, data_controleer, lab)}


if __name__ == "__main__":
    sys.exit(main())
