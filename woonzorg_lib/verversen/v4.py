"""De vierde versie van CBS open data: datasets.cbs.nl.

Weet hoe zij vraagt en antwoordt, en kent geen tabellen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cached_property

import pandas as pd

from .adres import Adres, adres, vraag
from .bladen import Lezer
from .dienst import LANG, Code, Keuze, Maat, Stand, getal, quote
from .fouten import Bestaatniet, Geweigerd, Onleesbaar

HOST = "datasets.cbs.nl"
_PAD = "/odata/v1/CBS/"
_FOUTE_VRAAG = 400
Hoe = Callable[[str, list[str]], str]


class V4:
    """Eén tabel bij v4."""

    naam = "v4"

    def __init__(self, tabel: str, lezer: Lezer):
        self.tabel = tabel
        self.lezer = lezer

    def _adres(self, deel: str, query: str = "") -> Adres:
        return adres(HOST, f"{_PAD}{self.tabel}/{deel}", query, f"{_PAD}{self.tabel}")

    @cached_property
    def _stand(self) -> Stand:
        inhoud = self.lezer.een(self._adres("Properties"))
        if isinstance(inhoud, dict) and isinstance(inhoud.get("value"), list) and inhoud["value"]:
            inhoud = inhoud["value"][0]
        if not isinstance(inhoud, dict) or "Modified" not in inhoud:
            raise Onleesbaar("de eigenschappen van de tabel zijn niet te lezen")
        uit = Stand(
            self.tabel,
            self.naam,
            tekst(inhoud.get("Title")),
            tekst(inhoud["Modified"]),
            tekst(inhoud.get("Version")),
            tekst(inhoud.get("Status")),
            tekst(inhoud.get("TemporalCoverage")),
        )
        self.lezer.stempel = f"v4 {uit.stempel}"
        return uit

    def stand(self) -> Stand:
        return self._stand

    @cached_property
    def _dimensies(self) -> dict[str, str]:
        rijen = self.lezer.rijen(self._adres("Dimensions"))
        return {tekst(d.get("Identifier")): tekst(d.get("Title")) for d in rijen}

    def dimensies(self) -> list[str]:
        return list(self._dimensies)

    def dimensietitels(self) -> dict[str, str]:
        return self._dimensies

    @cached_property
    def _maten(self) -> list[Maat]:
        rijen = self.lezer.rijen(self._adres("MeasureCodes"))
        groepen = self._groepen() if any(r.get("MeasureGroupId") for r in rijen) else {}
        return [
            Maat(
                tekst(r.get("Identifier")),
                tekst(r.get("Title")),
                tekst(r.get("Unit")),
                heel(r.get("Decimals")),
                heel(r.get("Index")) or nummer,
                groepen.get(tekst(r.get("MeasureGroupId")), ""),
            )
            for nummer, r in enumerate(rijen)
        ]

    def maten(self) -> list[Maat]:
        return self._maten

    def _groepen(self) -> dict[str, str]:
        try:
            rijen = self.lezer.rijen(self._adres("MeasureGroups"))
        except Geweigerd:
            return {}
        return {tekst(r.get("Id") or r.get("Identifier")): tekst(r.get("Title")) for r in rijen}

    def codes(self, dimensie: str) -> list[Code]:
        rijen = self.lezer.rijen(self._adres(f"{dimensie}Codes"))
        return [
            Code(
                tekst(r.get("Identifier")),
                str(r.get("Identifier") or ""),
                tekst(r.get("Title")),
                tekst(r.get("DimensionGroupId")),
                tekst(r.get("Status")),
            )
            for r in rijen
        ]

    def tel(self, keuze: Keuze) -> int | None:
        try:
            return self._tel(keuze, _precies)
        except Geweigerd as fout:
            if fout.code == _FOUTE_VRAAG:
                return self._tel(keuze, _los)
            raise

    def _tel(self, keuze: Keuze, hoe: Hoe) -> int | None:
        query = vraag(filter=_filter(keuze, hoe))
        try:
            aantal = self.lezer.een(self._adres("Observations/$count", query))
        except Bestaatniet:
            return None
        return aantal if isinstance(aantal, int) and not isinstance(aantal, bool) else None

    def cijfers(self, keuze: Keuze) -> pd.DataFrame:
        """Asks for the keys as they are written; when none is found, for what begins like them."""
        hoe: Hoe = _precies
        try:
            verwacht = self._tel(keuze, hoe)
        except Geweigerd as fout:
            if fout.code != _FOUTE_VRAAG:
                raise
            hoe = _los
            verwacht = self._tel(keuze, hoe)
        if verwacht == 0:
            hoe = _ruim
            verwacht = self._tel(keuze, hoe)
        velden = ["Measure", *keuze.dimensies, "Value", "ValueAttribute"]
        if keuze.tekst:
            velden.append("StringValue")
        query = vraag(filter=_filter(keuze, hoe), select=",".join(velden))
        rijen = self.lezer.rijen(self._adres("Observations", query), verwacht, cijfers=True)
        lang = pd.DataFrame(_lang(rijen, keuze.dimensies), columns=[*keuze.dimensies, *LANG])
        for dimensie, codes in keuze.codes.items():
            lang = lang[lang[dimensie].isin([c.code for c in codes])]
        return lang[lang.maat.isin([m.code for m in keuze.maten])]


def _lang(rijen: list[dict], dimensies) -> Iterator[tuple]:
    for r in rijen:
        try:
            sleutel = [r[d].strip() for d in dimensies]
            cel = (
                r["Measure"].strip(),
                getal(r.get("Value")),
                tekst(r.get("StringValue")),
                tekst(r.get("ValueAttribute")),
            )
        except (KeyError, AttributeError, ValueError) as fout:
            raise Onleesbaar(f"een rij met cijfers heeft een andere vorm ({fout})") from fout
        yield (*sleutel, *cel)


def _filter(keuze: Keuze, hoe: Hoe) -> str:
    delen = [hoe("Measure", [m.code for m in keuze.maten])] if keuze.maten else []
    delen += [hoe(d, [c.ruw for c in codes]) for d, codes in keuze.codes.items()]
    delen += [_begint(d, list(letters)) for d, letters in keuze.begin.items()]
    return " and ".join(delen)


def _precies(veld: str, codes: list[str]) -> str:
    if len(codes) == 1:
        return f"{veld} eq {quote(codes[0])}"
    return f"{veld} in ({','.join(quote(c) for c in codes)})"


def _los(veld: str, codes: list[str]) -> str:
    """For a service that does not know `in`."""
    return _haakjes([f"{veld} eq {quote(c)}" for c in codes])


def _ruim(veld: str, codes: list[str]) -> str:
    """For keys that are padded in one place and not in the other."""
    return _begint(veld, [c.strip() for c in codes])


def _begint(veld: str, letters: list[str]) -> str:
    return _haakjes([f"startswith({veld},{quote(b)})" for b in letters])


def _haakjes(delen: list[str]) -> str:
    return f"({' or '.join(delen)})" if len(delen) > 1 else delen[0]


def tekst(waarde: object) -> str:
    """Een veld als tekst zonder spaties eromheen; leeg als het ontbreekt."""
    return "" if waarde is None else str(waarde).strip()


def heel(waarde: object) -> int | None:
    """Een veld als heel getal; None als het ontbreekt of iets anders is."""
    try:
        return int(str(waarde))
    except ValueError:
        return None
