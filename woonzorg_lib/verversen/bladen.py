"""Haalt een lijst bladzijde voor bladzijde op, en onthoudt elke hele bladzijde zodat een volgende
poging verdergaat.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from .adres import Adres
from .fouten import Onleesbaar, Onvolledig, VreemdeLink
from .verbinding import Verbinding, ontleed

_VERVOLG = ("@odata.nextLink", "odata.nextLink")
# Without a count of rows to stop at; with one, a source may give small pages.
_MEESTE_BLADEN, _MEESTE_GETELD = 400, 5_000
_LEGE_BLADEN = 2


class Kast:
    """De bladzijden die al binnen zijn, per tabel een map.

    Een bladzijde geldt zolang de tabel niet is gewijzigd.
    """

    def __init__(self, map_: Path):
        self.map = map_

    def haal(self, tabel: str, adres: Adres, stempel: str) -> Any | None:
        """De bladzijde van dit adres; None als die er niet is, ouder is of beschadigd."""
        try:
            kop, _, inhoud = self._pad(tabel, adres).read_bytes().partition(b"\n")
            wat = json.loads(kop)
            heel = wat["sha256"] == hashlib.sha256(inhoud).hexdigest()
            if heel and wat["adres"] == adres.echt and wat["gewijzigd"] == stempel:
                return json.loads(inhoud)
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return None

    def bewaar(self, tabel: str, adres: Adres, stempel: str, inhoud: bytes) -> None:
        """Zet een hele bladzijde weg. Fout: OSError als de schijf vol is."""
        pad = self._pad(tabel, adres)
        pad.parent.mkdir(parents=True, exist_ok=True)
        kop = {
            "adres": adres.echt,
            "gewijzigd": stempel,
            "sha256": hashlib.sha256(inhoud).hexdigest(),
        }
        deel = pad.with_suffix(f".{os.getpid()}.part")
        try:
            deel.write_bytes(json.dumps(kop).encode("utf-8") + b"\n" + inhoud)
            os.replace(deel, pad)
        except OSError:
            deel.unlink(missing_ok=True)
            raise

    def vergeet(self, tabel: str | None = None) -> None:
        """Gooit de bladzijden van een tabel weg, of alle."""
        shutil.rmtree(self.map if tabel is None else self.map / tabel, ignore_errors=True)

    def _pad(self, tabel: str, adres: Adres) -> Path:
        naam = hashlib.sha256(adres.echt.encode("utf-8")).hexdigest()[:24]
        return self.map / tabel / f"{naam}.json"


class Lezer:
    """Leest de lijsten van één tabel.

    `stempel` is de wijzigingsdatum waar de bladzijden bij horen.
    """

    def __init__(self, verbinding: Verbinding, tabel: str, kast: Kast | None = None):
        self.verbinding = verbinding
        self.tabel = tabel
        self.kast = kast
        self.stempel = ""

    def een(self, adres: Adres) -> Any:
        """Eén antwoord, zoals de eigenschappen van een tabel."""
        return self.verbinding.lees(adres, ontleed)

    def rijen(
        self, adres: Adres, verwacht: int | None = None, *, cijfers: bool = False
    ) -> list[dict]:
        """Alle rijen van een lijst, over alle bladzijden; `verwacht` is wat de bron zelf telt.

        Fouten: VreemdeLink; Onvolledig als het aantal ook na een tweede keer niet klopt.
        """
        try:
            return self._alle(adres, verwacht, cijfers)
        except Onvolledig:
            if self.kast is not None:
                self.kast.vergeet(self.tabel)
            return self._alle(adres, verwacht, cijfers)

    def _alle(self, adres: Adres, verwacht: int | None, cijfers: bool) -> list[dict]:
        uit: list[dict] = []
        hoogstens = _MEESTE_BLADEN if verwacht is None else _MEESTE_GETELD
        for blad in self._bladen(adres, cijfers, hoogstens):
            uit += blad
            if verwacht is not None and len(uit) > verwacht:
                raise Onvolledig(f"er komen meer rijen dan de {verwacht} die de bron telt")
        if verwacht is not None and len(uit) != verwacht:
            raise Onvolledig(f"de bron telt {verwacht} rijen, maar gaf er {len(uit)}")
        return uit

    def _bladen(self, adres: Adres, cijfers: bool, hoogstens: int) -> Iterator[list[dict]]:
        gezien: set[str] = set()
        afdrukken: set[str] = set()
        leeg = 0
        volgend: Adres | None = adres
        while volgend is not None:
            if volgend.echt in gezien or len(gezien) >= hoogstens:
                raise VreemdeLink("de vervolglinks houden niet op")
            gezien.add(volgend.echt)
            inhoud = self._blad(volgend, cijfers)
            rijen = inhoud["value"]
            afdruk = hashlib.sha256(json.dumps(rijen).encode("utf-8")).hexdigest()
            if rijen and afdruk in afdrukken:
                raise Onvolledig("dezelfde bladzijde kwam twee keer")
            afdrukken.add(afdruk)
            yield rijen
            link = next((inhoud[k] for k in _VERVOLG if inhoud.get(k)), None)
            leeg += not rijen
            if link and leeg > _LEGE_BLADEN:
                raise Onvolledig("de bron geeft lege bladzijden met steeds een vervolglink")
            volgend = volgend.vervolg(str(link)) if link else None

    def _blad(self, adres: Adres, cijfers: bool) -> dict:
        if cijfers and self.kast is not None:
            bewaard = self.kast.haal(self.tabel, adres, self.stempel)
            if bewaard is not None:
                return bewaard
        ruw: list[bytes] = []

        def lijst(bytes_: bytes) -> dict:
            inhoud = ontleed(bytes_)
            waarde = inhoud.get("value") if isinstance(inhoud, dict) else None
            if not isinstance(waarde, list) or not all(isinstance(rij, dict) for rij in waarde):
                raise Onleesbaar("het antwoord is geen lijst met rijen")
            ruw[:] = [bytes_]
            return inhoud

        uit = self.verbinding.lees(adres, lijst, cijfers=cijfers)
        if cijfers and self.kast is not None:
            self.kast.bewaar(self.tabel, adres, self.stempel, ruw[0])
        return uit
