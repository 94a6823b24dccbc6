"""De opdrachten die iets laten zien of klaarzetten:
gebieden, cijfers, onderwerpen, invoer, verschil en lab.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from ..aanroep import typ
from ..fouten import WoonzorgFout
from .notebooks import notebooks_nieuw as notebooks_nieuw
from .notebooks import notebooks_verschil as notebooks_verschil
from .regio import regiobeeld as regiobeeld
from .visie import visiescan as visiescan
from .rapporten import PROJECT, invoermap
from .tonen import rijen, toon_json, toon_tabel

HIER = Path(__file__).parent


def gebieden(vraag, _) -> int:
    from .. import gebieden as g

    eigen = (vraag.invoer or PROJECT / "parameters") / "regios"
    gevonden = g.zoek(vraag.zoek, eigen)
    if not gevonden:
        gevonden = [
            g.regio(vraag.zoek, eigen) if ":" in vraag.zoek else g.gemeente(vraag.zoek)
        ]  # raises, with suggestions
    if vraag.json:
        toon_json(
            [
                {"code": x.code, "naam": x.naam, "soort": x.soort, "gemeenten": list(x.leden)}
                for x in gevonden
            ]
        )
    else:
        regels = [
            (x.code, x.naam, x.soort, "" if x.soort == "gemeente" else str(len(x.leden)), x.keuze)
            for x in gevonden
        ]
        toon_tabel(("code", "naam", "soort", "gemeenten", "zo typt u het"), regels, rechts=(3,))
    return 0


def cijfers(vraag, _) -> int:
    from ..gebieden import gemeente

    code = gemeente(vraag.gemeente).code
    from ..analyse import Analyse

    tabel = Analyse(code).tabel_cijfers(indicator=vraag.indicator)
    gegeven = rijen(tabel)
    if vraag.formaat == "csv":
        from ..rapport import cijfers_tekst

        sys.stdout.write(cijfers_tekst(gegeven).replace("\r\n", "\n"))
    elif vraag.formaat == "json":
        toon_json(gegeven)
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
            if any(r.get(k) for r in gegeven)
        ]
        rechts = [n for n, k in enumerate(kolommen) if k == "waarde"]
        toon_tabel(kolommen, [[cel(r, k) for k in kolommen] for r in gegeven], rechts)
    return 0


def onderwerpen(vraag, _) -> int:
    from ..gebieden import gemeente

    code = gemeente(vraag.gemeente).code if vraag.gemeente else None
    from ..analyse import overzicht_onderwerpen

    gegeven = rijen(overzicht_onderwerpen(code))
    kolommen = [k for k in ("id", "titel", "status", "hint") if any(r.get(k) for r in gegeven)]
    toon_tabel(kolommen, [[r.get(k) or "" for k in kolommen] for r in gegeven])
    print(
        f"Een sjabloon maakt u met: {typ('invoer nieuw', code or 'GEMEENTE', '--soort', 'SOORT')}"
    )
    return 0


def invoer_nieuw(vraag, _) -> int:
    from ..soorten import nieuw

    map, vorm = vraag.invoer or PROJECT / "parameters", "csv" if vraag.csv else "xlsx"
    gemaakt = nieuw(vraag.gemeente, map, vraag.soort, vraag.volledig, vorm)
    for pad in gemaakt:
        print(pad)
    if not gemaakt:
        print("Niets nieuws gemaakt: deze bestanden zijn er al.")
    return 0


def invoer_controleer(vraag, _) -> int:
    from ..invoer import FOUT
    from ..soorten import kijk_na
    from .nagekeken import als_json, regels, vraag_ja

    map = Path(invoermap(vraag.invoer) or PROJECT / "parameters")
    uit = kijk_na(vraag.gemeente, map, vraag.ja)
    if not vraag.json and vraag_ja(uit):
        uit = kijk_na(vraag.gemeente, map, ja=True)
    if vraag.json:
        toon_json(als_json(uit))
    else:
        for regel in regels(uit):
            print(regel)
    if vraag.markeer:
        from ..invoer.markeren import markeer

        for pad in markeer(uit):
            print(f"Met opmerkingen bij de cellen: {pad}", file=sys.stderr)
    return 2 if any(m.ernst == FOUT for m in uit.meldingen) else 0


def verschil(vraag, _) -> int:
    from ..rapport.verschil import lees_stand, vergelijk
    from ..rapport.verschiltekst import regels

    gevonden = vergelijk(lees_stand(vraag.oud), lees_stand(vraag.nieuw))
    if vraag.json:
        toon_json(gevonden.als_dict())
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
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        raise WoonzorgFout(
            "JupyterLab start niet als beheerder (root): een notebook zou dan alles mogen. "
            "Log in als gewone gebruiker en begin opnieuw."
        )
    return subprocess.call(lab_opdracht(notebooks), env=lab_omgeving())


def lab_opdracht(notebooks: Path) -> list[str]:
    """De opdracht die JupyterLab opent bij de voordeur: in het Nederlands en zonder nieuws."""
    begin = "start.ipynb" if (notebooks / "start.ipynb").is_file() else ""
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--ServerApp.root_dir={PROJECT}",
        f"--LabApp.default_url=/lab/tree/{notebooks.name}/{begin}".rstrip("/"),
        "--LabApp.news_url=",
        "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate",
        # What the kit itself sets; what someone chose in JupyterLab goes before it.
        f"--LabApp.app_settings_dir={HIER / 'labinstellingen'}",
        f"--LabApp.extra_labextensions_path={HIER / 'labextensie'}",
    ]


def lab_omgeving() -> dict[str, str]:
    """De omgeving van JupyterLab: de kit is er te vinden."""
    pad = os.pathsep.join(p for p in (str(PROJECT), os.environ.get("PYTHONPATH", "")) if p)
    return {**os.environ, "PYTHONPATH": pad}
