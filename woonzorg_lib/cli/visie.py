"""De opdracht `visiescan`: een pagina en voorstellen uit visiedocumenten. Zoekt zelf niet."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from ..aanroep import typ
from .rapporten import PROJECT, invoermap, mapnaam
from .vragen import Vraagfout


def visiescan(vraag, _) -> int:
    """Leest de documenten, en maakt de pagina en de voorstellen; met --json alleen het antwoord."""
    from ..gebieden import gemeente
    from ..visiescan.eigen_termen import BESTAND

    wie = gemeente(vraag.gemeente)
    invoermap(vraag.invoer)
    paden = _documenten(vraag.bestanden)
    map_ = (vraag.invoer or PROJECT / "parameters") / "gemeenten" / wie.code
    eigen = map_ / BESTAND
    gezien, anders = _scan(paden, wie.naam, eigen)
    uitslag = gezien.als_json() | {"eigen_termen": [v.als_json() for v in anders]}
    for fout in gezien.fouten:
        print(f"woonzorg: {fout}", file=sys.stderr)
    if vraag.json:
        print(json.dumps(uitslag, ensure_ascii=False, indent=2))
    elif not gezien.documenten:
        return 2
    else:
        pagina, gedaan = _bewaar(gezien, uitslag, map_, wie, vraag.uitvoer)
        _vat_samen(gezien)
        _zeg(pagina, gedaan, anders if eigen.is_file() else None)
    return 1 if gezien.fouten else 0


def _scan(paden: list[Path], naam: str, eigen: Path) -> tuple:
    """What the documents say, and what the gemeente's own terms change about it."""
    from ..visiescan import lees_termen
    from ..visiescan.eigen_termen import verschillen
    from ..visiescan.scan import lees_documenten, scan_gelezen

    termen = lees_termen(eigen)
    gelezen = lees_documenten(paden)
    gezien = scan_gelezen(gelezen, naam, termen)
    anders = verschillen(scan_gelezen(gelezen, naam), gezien) if eigen.is_file() else []
    return gezien, anders


def _bewaar(gezien, uitslag: dict, map_: Path, wie, uitvoer: Path) -> tuple[Path, list]:
    """The page, and per file how many proposals it got."""
    from ..visiescan.voorstellen import bewaar, schrijf_passages, schrijf_voorstellen

    bewaar(gezien, map_)
    gedaan = [schrijf_voorstellen(gezien, map_), schrijf_passages(gezien, map_)]
    return _pagina(uitslag, wie, uitvoer), gedaan


def _zeg(pagina: Path, gedaan: list, anders: list | None) -> None:
    """Where everything is. anders: None without own terms."""
    from ..visiescan.eigen_termen import BESTAND

    if anders is not None:
        print(f"Eigen termen ({BESTAND}): {'; '.join(v.zin() for v in anders) or 'geen verschil'}")
    print(f"Pagina: {pagina}")
    for waar, hoeveel in gedaan:
        if hoeveel:
            print(
                f"Voorstellen: {hoeveel} in {waar}, met status 'voorstel'. "
                "Zij tellen pas mee als u ze bevestigt."
            )
    print(
        f"Nakijken: {typ('lab')}, en open visiescan.ipynb; "
        "of wijzig de kolom status in het bestand."
    )


def _documenten(namen: list[Path]) -> list[Path]:
    """Every name is looked up before anything is read; a folder stands for the documents in it."""
    from ..visiescan.lezen import SOORTEN

    paden: list[Path] = []
    for naam in namen:
        if naam.is_dir():
            paden += sorted(pad for pad in naam.iterdir() if pad.suffix.lower() in SOORTEN)
        elif naam.exists():
            paden.append(naam)
        else:
            raise Vraagfout(f"Het document {naam} bestaat niet.")
    if not paden:
        raise Vraagfout(f"In deze map staan geen documenten. Kies uit: {', '.join(SOORTEN)}.")
    return paden


def _pagina(uitslag: dict, wie, uitvoer: Path) -> Path:
    from ..onderwerpen import register
    from ..rapport.visiepagina import schrijf_visiepagina

    naam = mapnaam(wie)
    titels = {o.id: o.titel for o in register().values()}
    doel = uitvoer / naam / f"visiescan-{naam.split('-', 1)[1]}.html"
    return schrijf_visiepagina(uitslag, titels, doel)


def _vat_samen(gezien) -> None:
    from ..visiescan import Uitkomst

    for uitkomst in Uitkomst:
        ids = [o.id for o in gezien.onderwerpen if o.uitkomst is uitkomst]
        if ids:
            print(f"{uitkomst.value.capitalize()}: {', '.join(ids)}")
    for thema in gezien.themas:
        print(f"Thema {thema.naam}: voorstel niveau {int(thema.diepgang)}")
    for document, bladzijden in gezien.zonder_tekst.items():
        lijst = ", ".join(map(str, bladzijden[:10]))
        print(f"{document}: bladzijde {lijst} zonder tekst (een scan?), niet gelezen")
