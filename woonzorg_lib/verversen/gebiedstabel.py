"""Leest de tabel Gebieden in Nederland: welke gemeenten er zijn, en in welke regio's. Een tabel van
tekst.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from .dienst import Keuze, Maat
from .fouten import Geenvertrouwen
from .indeling import Indeling
from .ophalen import Tafel

_MINSTENS = 250  # gemeenten; fewer is half a table
_CODE = re.compile(r"[A-Z]{2}\d+\w*")


@dataclass(frozen=True)
class Gebiedstabel:
    """De gemeenten van één jaar: rijen als in gebieden.csv, zonder wat de tabel niet heeft."""

    jaar: int
    nummer: str
    rijen: dict[str, dict[str, str]]

    @property
    def codes(self) -> set[str]:
        return set(self.rijen)


def haal(tafel: Tafel, indeling: Indeling) -> Gebiedstabel:
    """De gemeenten en regio's van het jaar van deze tabel. Fouten: Bronfout en haar soorten."""
    assert tafel.jaar is not None
    _ = tafel.stand
    maten = sorted(tafel.dienst.maten(), key=lambda m: m.volgorde)
    dimensie = tafel.tabel.gebied
    keuze = Keuze({}, {dimensie: ("GM",)}, maten, [dimensie], tekst=True)
    lang = tafel.dienst.cijfers(keuze)
    wijd = lang.pivot_table(index=dimensie, columns="maat", values="tekst", aggfunc="first")
    wijd = wijd.fillna("").apply(lambda k: k.str.strip())
    # Gemeenten of other years have a row without anything in it.
    wijd = wijd[(wijd != "").any(axis=1)]
    maten = [m for m in maten if m.code in wijd.columns]
    kolommen = _kolommen(wijd, maten, indeling)
    naam = _naamkolom(wijd, maten, tafel)
    rijen = {}
    for code, rij in wijd.iterrows():
        uit = {"gemeentecode": str(code), "gemeentenaam": rij[naam] if naam else ""}
        for soort, (codekolom, naamkolom) in kolommen.items():
            uit[soort], uit[soort.removesuffix("code")] = rij[codekolom], rij[naamkolom]
        rijen[str(code)] = uit
    if not naam:
        namen = tafel.gebiedsnamen()
        for code, rij_ in rijen.items():
            rij_["gemeentenaam"] = namen.get(code, "")
    tabel = Gebiedstabel(tafel.jaar, tafel.nummer, rijen)
    _controleer(tabel, kolommen)
    return tabel


def _kolommen(
    wijd: pd.DataFrame, maten: list[Maat], indeling: Indeling
) -> dict[str, tuple[str, str]]:
    """Column of gebieden.csv -> the measure with its code, and the one with its name, which comes
    next.
    """
    uit: dict[str, tuple[str, str]] = {}
    for soort, voor in _voorvoegsels(indeling).items():
        for maat, volgende in zip(maten, maten[1:], strict=False):
            waarden = wijd[maat.code]
            vol = waarden[waarden != ""]
            if len(vol) and vol.str.match(rf"{voor}\d").all() and soort not in uit:
                if not wijd[volgende.code].str.fullmatch(_CODE.pattern).any():
                    uit[soort] = (maat.code, volgende.code)
    return uit


def _voorvoegsels(indeling: Indeling) -> dict[str, str]:
    """provinciecode -> PV, and so on, from the codes that we have."""
    eerste = indeling.gemeenten[0]
    kolommen = [k for k in eerste if k.endswith("code") and k != "gemeentecode"]
    return {k: eerste[k][:2] for k in kolommen if eerste[k]}


def _naamkolom(wijd: pd.DataFrame, maten: list[Maat], tafel: Tafel) -> str:
    """The measure after the one that repeats the code of the gemeente, or whose title says so."""
    for maat, volgende in zip(maten, maten[1:], strict=False):
        if (wijd[maat.code] == wijd.index).all():
            return volgende.code
    return ""


def _controleer(tabel: Gebiedstabel, kolommen: dict) -> None:
    """Fout: Geenvertrouwen."""
    if len(tabel.rijen) < _MINSTENS:
        raise Geenvertrouwen(f"er staan maar {len(tabel.rijen)} gemeenten in")
    if "provinciecode" not in kolommen:
        raise Geenvertrouwen("de provincies staan er niet in")
    for code, rij in tabel.rijen.items():
        if not re.fullmatch(r"GM\d{4}", code) or not rij["gemeentenaam"]:
            raise Geenvertrouwen(f"gemeente {code} heeft geen naam")
        if not rij["provinciecode"]:
            raise Geenvertrouwen(f"gemeente {rij['gemeentenaam']} ({code}) heeft geen provincie")
