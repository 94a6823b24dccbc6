"""De opdrachten over eigen notebooks van een gemeente: `nieuw` en `verschil`. Voert ze niet uit."""

from __future__ import annotations

from pathlib import Path

from ..aanroep import typ
from .rapporten import PROJECT, VOLGORDE, eigen_plekken, invoermap
from .vragen import Vraagfout


def notebooks_nieuw(vraag, notebooks: Path) -> int:
    from ..gebieden import gemeente
    from . import eigen_notebooks as eigen

    code = gemeente(vraag.gemeente).code
    invoermap(vraag.invoer)
    doel = eigen_plekken(vraag.invoer, code)[0]
    namen = _namen(vraag.notebook, notebooks)
    staat_er = [naam for naam in namen if (doel / f"{naam}.ipynb").exists()]
    if vraag.notebook and staat_er:
        eigen.kopieer(staat_er[0], notebooks, doel)  # says that it stays as it is
    for naam in namen:
        if naam in staat_er:
            print(f"{doel / naam}.ipynb stond er al en blijft zoals hij is")
        else:
            print(f"Klaargezet: {eigen.kopieer(naam, notebooks, doel)}")
    print(f"Pas aan wat u wilt, en maak het rapport: {typ('rapport', code)}")
    return 0


def _namen(gevraagd: str | None, notebooks: Path) -> list[str]:
    if gevraagd is None:
        return [naam for naam in VOLGORDE if (notebooks / f"{naam}.ipynb").exists()]
    naam = Path(gevraagd).name.removesuffix(".ipynb")
    if naam not in VOLGORDE or not (notebooks / f"{naam}.ipynb").exists():
        raise Vraagfout(f"Notebook '{gevraagd}' bestaat niet. Kies uit: {', '.join(VOLGORDE)}.")
    return [naam]


def notebooks_verschil(vraag, notebooks: Path) -> int:
    """Per eigen notebook wat de kit sinds het kopiëren veranderde; ook dan is de status 0."""
    from . import eigen_notebooks as eigen

    basis = vraag.invoer or PROJECT / "parameters"
    paden = sorted(
        [*basis.glob("gemeenten/GM*/notebooks/*.ipynb"), *basis.glob("notebooks/*.ipynb")]
    )
    if not paden:
        print(
            "Er zijn geen eigen notebooks. Zo maakt u er een: "
            + typ("notebooks nieuw GEMEENTE --notebook fase1_1_woningbouw")
        )
    for pad in paden:
        naam = pad.relative_to(basis)
        try:
            anders = list(eigen.verschil(pad, notebooks))
        except eigen.NotebookFout as fout:
            print(fout)
            continue
        if not anders:
            print(f"{naam}: de kit veranderde hier niets sinds u hem kopieerde")
        for v in anders:
            zelf = "; u veranderde deze cel ook" if v.botst else ""
            print(f"{naam}, cel {v.cel}: veranderd door de kit{zelf}")
            print(
                "".join(f"    - {regel}\n" for cel in v.oud for regel in cel.splitlines()), end=""
            )
            print(
                "".join(f"    + {regel}\n" for cel in v.nieuw for regel in cel.splitlines()), end=""
            )
    return 0
