"""Een gewone tabel, toegankelijk gemaakt: met bijschrift, koppen en een naam per rij."""

from __future__ import annotations

import re
from html import escape

import pandas as pd

from woonzorg_lib.beeld.beeld import Beeld, Veilig, rijen


def e(tekst) -> str:
    """Maakt tekst veilig voor HTML."""
    return escape(str(tekst), quote=False)


def tabel(
    koppen: list[str],
    regels: list[list],
    onderschrift: str,
    data: pd.DataFrame | list[dict] | None = None,
) -> Beeld:
    """Een gewone tabel met caption en scope; de eerste kolom is de naam van de rij.

    Cellen zijn tekst of Veilig (HTML van de kit).
    """
    getallen = [
        i > 0 and bool(regels) and all(is_getal(r[i]) for r in regels) for i in range(len(koppen))
    ]
    kop = "".join(
        f'<th scope="col"{" class=getal" if g else ""}>{e(k)}</th>'
        for k, g in zip(koppen, getallen)
    )
    rij = "".join(_rij(r, getallen) for r in regels)
    html = (
        f'<div class="schuif" tabindex="0" role="region" aria-label="{escape(onderschrift)}">'
        f'<table class="woorden"><caption>{e(onderschrift)}</caption>'
        f"<thead><tr>{kop}</tr></thead><tbody>{rij}</tbody></table></div>"
    )
    return Beeld("tabel", html, onderschrift, {"rijen": rijen(data) if data is not None else []})


def _rij(regel: list, getallen: list[bool]) -> str:
    cellen = "".join(
        f"<td{' class=getal' if g else ''}>{cel(c)}</td>" for c, g in zip(regel[1:], getallen[1:])
    )
    return f'<tr><th scope="row">{cel(regel[0])}</th>{cellen}</tr>'


def cel(c) -> str:
    return c if isinstance(c, Veilig) else e(c)


def is_getal(c) -> bool:
    """Waar als een cel een getal is (of een streepje); alleen een hele kolom ervan staat rechts."""
    return bool(re.fullmatch(r"–|[€−\d][\d.,% km]*( per 1\.000)?", str(c)))
