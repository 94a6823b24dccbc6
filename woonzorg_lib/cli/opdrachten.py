"""De opdrachten die iets laten zien of klaarzetten: gebieden, cijfers, onderwerpen, invoer, data en lab."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ..aanroep import typ
from ..fouten import WoonzorgFout
from .notebooks import notebooks_nieuw as notebooks_nieuw
from .notebooks import notebooks_verschil as notebooks_verschil
from .rapporten import PROJECT, invoermap


def gebieden(vraag, _) -> int:
    from .. import gebieden as g

    eigen = (vraag.invoer or PROJECT / "parameters") / "regios"
    gevonden = g.zoek(vraag.zoek, eigen)
    if not gevonden:
        gevonden = [
            g.regio(vraag.zoek, eigen) if ":" in vraag.zoek else g.gemeente(vraag.zoek)
        ]  # raises, with suggestions
    if vraag.json:
        _toon_json(
            [
                {"code": x.code, "naam": x.naam, "soort": x.soort, "gemeenten": list(x.leden)}
                for x in gevonden
            ]
        )
    else:
        rijen = [
            (x.code, x.naam, x.soort, "" if x.soort == "gemeente" else str(len(x.leden)), x.keuze)
            for x in gevonden
        ]
        toon_tabel(("code", "naam", "soort", "gemeenten", "zo typt u het"), rijen, rechts=(3,))
    return 0


def cijfers(vraag, _) -> int:
    from ..gebieden import gemeente

    code = gemeente(vraag.gemeente).code
    from ..analyse import Analyse

    tabel = Analyse(code).tabel_cijfers(indicator=vraag.indicator)
    rijen = _rijen(tabel)
    if vraag.formaat == "csv":
        from ..rapport import cijfers_tekst

        sys.stdout.write(cijfers_tekst(rijen).replace("\r\n", "\n"))
    elif vraag.formaat == "json":
        _toon_json(rijen)
    else:
        from ..beeld.getallen import getal

        def cel(rij: dict, kolom: str) -> str:
            waarde = rij.get(kolom)
            if kolom == "waarde":
                return getal(waarde, 0 if waarde is None or float(waarde).is_integer() else 1)
            return "" if waarde is None else str(waarde)

        kolommen = [
            k
            for k in ("omschrijving", "uitsplitsing", "gebied", "jaar", "waarde", "eenheid")
            if any(r.get(k) for r in rijen)
        ]
        rechts = [n for n, k in enumerate(kolommen) if k == "waarde"]
        toon_tabel(kolommen, [[cel(r, k) for k in kolommen] for r in rijen], rechts)
    return 0


def onderwerpen(vraag, _) -> int:
    from ..gebieden import gemeente

    code = gemeente(vraag.gemeente).code if vraag.gemeente else None
    from ..analyse import overzicht_onderwerpen

    rijen = _rijen(overzicht_onderwerpen(code))
    kolommen = [k for k in ("id", "titel", "status", "hint") if any(r.get(k) for r in rijen)]
    toon_tabel(kolommen, [[r.get(k) or "" for k in kolommen] for r in rijen])
    print(
        f"Een sjabloon maakt u met: {typ('invoer nieuw', code or 'GEMEENTE', '--soort', 'SOORT')}"
    )
    return 0


def invoer_nieuw(vraag, _) -> int:
    from ..soorten import nieuw

    gemaakt = nieuw(vraag.gemeente, vraag.invoer or PROJECT / "parameters", vraag.soort)
    for pad in gemaakt:
        print(pad)
    if not gemaakt:
        print("Niets nieuws gemaakt: deze bestanden zijn er al.")
    return 0


def invoer_controleer(vraag, _) -> int:
    from ..invoer import ERNST, FOUT
    from ..soorten import controleer

    meldingen = controleer(vraag.gemeente, Path(invoermap(vraag.invoer) or PROJECT / "parameters"))
    if vraag.json:
        _toon_json([m.als_dict() for m in meldingen])
    else:
        for m in meldingen:
            print(f"{m.ernst}: {m}")
        print(
            ", ".join(f"{sum(m.ernst == ernst for m in meldingen)} keer {ernst}" for ernst in ERNST)
            + "."
        )
    return 2 if any(m.ernst == FOUT for m in meldingen) else 0


def data_status(vraag, _) -> int:
    from ..cijfers import status

    rijen = _rijen(status())
    kolommen = ("titel", "tabel", "periode", "opgehaald", "licentie")
    toon_tabel(kolommen, [[r.get(k) or "" for k in kolommen] for r in rijen])
    return 0


def data_controleer(vraag, _) -> int:
    from ..cijfers import controleer

    fouten = controleer()
    for regel in fouten or ["De momentopname is heel: alle totalen kloppen."]:
        print(regel)
    return 2 if fouten else 0


def verschil(vraag, _) -> int:
    from ..rapport.verschil import lees_stand, vergelijk
    from ..rapport.verschiltekst import regels

    gevonden = vergelijk(lees_stand(vraag.oud), lees_stand(vraag.nieuw))
    if vraag.json:
        _toon_json(gevonden.als_dict())
        return 0
    for stuk in regels(gevonden):
        if isinstance(stuk, str):
            print(stuk)
        else:
            toon_tabel(*stuk)
    return 0


def lab(vraag, notebooks: Path) -> int:
    import importlib.util
    import subprocess

    if importlib.util.find_spec("jupyterlab") is None:
        raise WoonzorgFout(
            "JupyterLab is niet geïnstalleerd. Start de kit met start.py, of installeer jupyterlab."
        )
    pad = os.pathsep.join(p for p in (str(PROJECT), os.environ.get("PYTHONPATH", "")) if p)
    opdracht = [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={PROJECT}",
        f"--LabApp.default_url=/lab/tree/{notebooks.name}",
    ]
    return subprocess.call(opdracht, env={**os.environ, "PYTHONPATH": pad})


def toon_tabel(kolommen, rijen, rechts=()) -> None:
    """Schrijft rijen als kolommen met spaties ertussen; `rechts`: nummers van de kolommen die rechts uitlijnen."""
    regels = [[str(cel) for cel in rij] for rij in (kolommen, *rijen)]
    breedtes = [max(len(regel[n]) for regel in regels) for n in range(len(kolommen))]
    for regel in regels:
        cellen = (
            c.rjust(b) if n in rechts else c.ljust(b)
            for n, (c, b) in enumerate(zip(regel, breedtes, strict=True))
        )
        print("  ".join(cellen).rstrip())


def _rijen(tabel) -> list[dict]:
    """The rows of a DataFrame as dicts, with None for what is missing."""
    return tabel.astype(object).where(tabel.notna(), None).to_dict("records")


def _toon_json(inhoud) -> None:
    import json

    print(
        json.dumps(
            inhoud,
            ensure_ascii=False,
            indent=2,
            default=lambda x: x.item() if hasattr(x, "item") else str(x),
        )
    )
