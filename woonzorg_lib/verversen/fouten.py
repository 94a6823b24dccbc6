"""Wat er bij het ophalen mis kan gaan.

Elke fout is één regel; de oude cijfers blijven dan staan.
"""

from __future__ import annotations

from woonzorg_lib.fouten import WoonzorgFout


class Bronfout(WoonzorgFout):
    """De bron gaf niet wat gevraagd is; er is niets vervangen."""

    exitcode = 1


class Tijdelijk(Bronfout):
    """Een storing die met opnieuw proberen over kan gaan.

    `wacht` is wat de bron zelf vraagt, in seconden.
    """

    def __init__(self, reden: str, wacht: float = 0.0):
        super().__init__(reden)
        self.wacht = wacht


class GeenVerbinding(Tijdelijk):
    """De bron is niet te bereiken."""


class TeTraag(Tijdelijk):
    """Het antwoord kwam niet binnen de tijd."""


class Onleesbaar(Tijdelijk):
    """Het antwoord is geen (hele) JSON."""


class Geweigerd(Bronfout):
    """De bron antwoordt met een foutcode waar opnieuw proberen niet bij helpt."""

    def __init__(self, reden: str, code: int):
        super().__init__(reden)
        self.code = code


class Bestaatniet(Geweigerd):
    """De bron kent dit adres niet (404)."""


class TeGroot(Bronfout):
    """Eén antwoord is groter dan de kit wil lezen."""


class VreemdeLink(Bronfout):
    """Een vervolglink wijst naar een andere plek, of komt steeds terug."""


class Onvolledig(Tijdelijk):
    """Er kwamen minder of meer rijen dan de bron zelf telt."""


class AndereNamen(Bronfout):
    """Een maat, dimensie, code of eenheid heet anders dan in het register."""


class OnbekendeBrontabel(AndereNamen):
    """De bron kent het nummer van deze tabel niet."""


class Geenvertrouwen(Bronfout):
    """De cijfers zijn heel aangekomen, maar kloppen niet met zichzelf of met wat we hadden."""


class NogLeeg(Bronfout):
    """De tabel is er, maar over deze jaren staat er nog niets in van wat wij vragen."""


class Gestopt(Bronfout):
    """Het werk is afgebroken: de opdracht stopt, of de bron antwoordde al te vaak niet."""
