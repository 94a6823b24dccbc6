"""De pagina van `data status --html`: bronnen, dekking per cijfer en jaar, en wat er komt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

_STIJL = (
    "body{font:16px/1.5 system-ui,sans-serif;margin:2rem;color:#1a1a1a}"
    "table{border-collapse:collapse;margin:0 0 2rem}caption{text-align:left;font-weight:600}"
    "th,td{padding:.2rem .6rem;border-bottom:1px solid #ddd;text-align:left;vertical-align:top}"
    "td.n{text-align:right}"
)


def statuspagina(
    bronnen: Iterable[Sequence[str]],
    dekking: Sequence[tuple[str, str, str, Mapping[int, float]]],
    te_halen: Iterable[Sequence[str]],
    ongezien: Iterable[Sequence[str]] = (),
    blijft: Iterable[Sequence[str]] = (),
) -> str:
    """Een hele HTML-pagina zonder script.

    bronnen: titel, tabel, periode, opgehaald. dekking: titel, bron, opgehaald en per jaar het deel
    van de gemeenten met een cijfer (0 tot 1). te_halen: tabel, titel, laatst opgehaald.
    ongezien: tabel, titel, wat nog niemand zag. blijft: titel, tabel, waarom verversen haar niet
    ophaalt.
    """
    jaren = sorted({j for *_, per_jaar in dekking for j in per_jaar})[-10:]
    kop = ["Cijfer", "Bron", "Opgehaald", *map(str, jaren)]
    regels = [
        [titel, bron, dag, *(_deel(per_jaar.get(j)) for j in jaren)]
        for titel, bron, dag, per_jaar in dekking
    ]
    delen = [
        "<!DOCTYPE html><html lang='nl'><head><meta charset='utf-8'>",
        "<title>De momentopname van woonzorg</title>",
        f"<style>{_STIJL}</style></head><body><h1>De momentopname</h1>",
        _tabel("Bronnen", ["Titel", "Tabel", "Jaren", "Opgehaald"], bronnen),
        _tabel("Dekking: deel van de gemeenten met een cijfer, in procenten", kop, regels, 3),
        _tabel("Wat verversen ophaalt", ["Tabel", "Titel", "Laatst opgehaald"], te_halen),
        _tabel(
            "Waar de eerste keer om akkoord wordt gevraagd", ["Tabel", "Titel", "Waarom"], ongezien
        ),
        _tabel("Niet te verversen", ["Titel", "Tabel", "Waarom"], blijft),
        "</body></html>",
    ]
    return "\n".join(delen)


def _deel(deel: float | None) -> str:
    return "" if deel is None else f"{100 * deel:.0f}"


def _tabel(
    titel: str, kop: Sequence[str], regels: Iterable[Sequence[str]], getal_vanaf: int = 99
) -> str:
    koppen = "".join(f"<th scope='col'>{escape(k)}</th>" for k in kop)
    rijen = "".join(
        "<tr>"
        + "".join(
            f"<td class='n'>{escape(str(c))}</td>"
            if n >= getal_vanaf
            else f"<td>{escape(str(c))}</td>"
            for n, c in enumerate(regel)
        )
        + "</tr>\n"
        for regel in regels
    )
    return (
        f"<table><caption>{escape(titel)}</caption><thead><tr>{koppen}</tr></thead>"
        f"<tbody>{rijen}</tbody></table>"
    )
