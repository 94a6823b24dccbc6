"""Een werkblad met een kop en duizenden regels cijfers eronder; weet niet wat zij betekenen."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from string import ascii_uppercase

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from .cijfersbestand import FORMULE, is_getal, op_een_regel, rond

_LANGSTE = 32_767  # what a cell can hold, in units of UTF-16
_TEKST = ' t="s">'  # of a cell that holds the number of a text


@dataclass(frozen=True)
class Vormen:
    """Hoe een heel getal, een breuk en een tekst die op een formule lijkt eruitzien."""

    heel: Format
    breuk: Format
    formule: Format


class Cijferblad(Worksheet):
    """Een blad waarvan de regels als geheel geschreven worden.

    XlsxWriter makes an object of each cell and asks it twice what it is: nine tenths of the time,
    where cells are texts that come back and numbers. The rest of the sheet is left to it.
    """

    geschreven = False
    _regels: Sequence[str] = ()

    def vul(self, rijen: Iterable[Sequence], vormen: Vormen, kaal: Container[str] = ()) -> None:
        """Zet rijen onder de kop, die er al staat.

        kaal: de letters van kolommen waarin een getal een naam is, zoals een jaar.
        """
        cellen, geteld = _Cellen(self, vormen, kaal), self.str_table.count
        self._regels = [cellen.regel(nummer, rij) for nummer, rij in enumerate(rijen, 2)]
        self.str_table.count = geteld + sum(regel.count(_TEKST) for regel in self._regels)
        self.dim_rowmax = len(self._regels)

    def _write_rows(self) -> None:
        laatste, self.dim_rowmax = self.dim_rowmax, 0
        super()._write_rows()
        self.dim_rowmax = laatste
        self.fh.write("".join(self._regels))
        self.geschreven = True


class _Cellen(dict):
    """What follows the address of a cell, per text; empty for a text that says nothing."""

    def __init__(self, blad: Worksheet, vormen: Vormen, kaal: Container[str]):
        super().__init__({"": ""})
        self.blad, self.kaal = blad, kaal
        self.heel, self.breuk, self.formule = (
            f' s="{vorm._get_xf_index()}"' for vorm in (vormen.heel, vormen.breuk, vormen.formule)
        )

    def regel(self, nummer: int, rij: Sequence) -> str:
        delen = [f'<row r="{nummer}">']
        for letter, waarde in zip(ascii_uppercase, rij):
            if waarde is None:
                continue
            inhoud = self[waarde] if waarde.__class__ is str else self._anders(letter, waarde)
            if inhoud:
                delen.append(f'<c r="{letter}{nummer}"{inhoud}</c>')
        delen.append("</row>")
        return "".join(delen)

    def __missing__(self, tekst: str) -> str:
        inhoud, heel = "", celtekst(tekst)
        if heel:
            nummer = self.blad.str_table._get_shared_string_index(heel)
            vorm = self.formule if heel.startswith(FORMULE) else ""
            inhoud = f"{vorm}{_TEKST}<v>{nummer}</v>"
        self[tekst] = inhoud
        return inhoud

    def _anders(self, letter: str, waarde: object) -> str:
        if isinstance(waarde, bool):
            return self["ja" if waarde else "nee"]
        if not is_getal(waarde):
            return self[str(waarde)]
        getal = rond(waarde)
        if not math.isfinite(getal):
            return ""
        vorm = self.heel if getal.is_integer() else self.breuk
        return f"{'' if letter in self.kaal else vorm}><v>{getal:.16G}</v>"


def celtekst(tekst: str) -> str:
    """De tekst zoals zij in een cel past: op één regel, en niet langer dan Excel aankan."""
    heel = op_een_regel(tekst)
    if len(heel) > _LANGSTE // 2:
        begin = heel.encode("utf-16-le", "surrogatepass")[: 2 * _LANGSTE]
        heel = begin.decode("utf-16-le", "ignore")
    # XlsxWriter would take this for mark-up of its own, and write it as it is.
    return f" {heel}" if heel.startswith("<r>") else heel
