"""De derde versie van open data, bij CBS en (als enige) bij RIVM.

Weet hoe zij vraagt en antwoordt, en kent geen tabellen.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

import pandas as pd

from .adres import Adres, adres, vraag
from .bladen import Lezer
from .dienst import LANG, Code, Keuze, Maat, Stand, getal, quote
from .fouten import Geweigerd, Onleesbaar
from .v4 import heel, tekst

HOSTS = {"CBS": "opendata.cbs.nl", "dataderden": "dataderden.cbs.nl"}
_API, _FEED = "/ODataApi/odata/", "/ODataFeed/odata/"


class V3:
    """Eén tabel bij v3; `catalogus` is CBS of dataderden."""

    naam = "v3"

    def __init__(self, tabel: str, lezer: Lezer, catalogus: str = "CBS"):
        self.tabel = tabel
        self.lezer = lezer
        self.host = HOSTS[catalogus]

    def _adres(self, deel: str, feed: bool = False, filter: str = "", select: str = "") -> Adres:
        begin = _FEED if feed else _API
        # Only the feed must be asked for JSON; the API understands the question as well.
        query = vraag(format="json", filter=filter, select=select)
        return adres(self.host, f"{begin}{self.tabel}/{deel}", query, f"{begin}{self.tabel}")

    @cached_property
    def _stand(self) -> Stand:
        rijen = self.lezer.rijen(self._adres("TableInfos"))
        if not rijen or "Modified" not in rijen[0]:
            raise Onleesbaar("de eigenschappen van de tabel zijn niet te lezen")
        inhoud = rijen[0]
        uit = Stand(
            self.tabel,
            self.naam,
            tekst(inhoud.get("Title")),
            tekst(inhoud["Modified"]),
            "",
            tekst(inhoud.get("OutputStatus")),
            tekst(inhoud.get("Period")),
        )
        self.lezer.stempel = f"v3 {uit.stempel}"
        return uit

    def stand(self) -> Stand:
        return self._stand

    @cached_property
    def _eigenschappen(self) -> list[dict]:
        return self.lezer.rijen(self._adres("DataProperties"))

    def dimensies(self) -> list[str]:
        return list(self.dimensietitels())

    def dimensietitels(self) -> dict[str, str]:
        soorten = ("Dimension", "TimeDimension", "GeoDimension", "GeoDetail")
        return {
            tekst(e.get("Key")): tekst(e.get("Title"))
            for e in self._eigenschappen
            if e.get("Type") in soorten
        }

    def maten(self) -> list[Maat]:
        groepen = {
            str(e.get("ID")): tekst(e.get("Title"))
            for e in self._eigenschappen
            if e.get("Type") == "TopicGroup"
        }
        return [
            Maat(
                tekst(e.get("Key")),
                tekst(e.get("Title")),
                tekst(e.get("Unit")),
                heel(e.get("Decimals")),
                _volgnummer(tekst(e.get("Key"))),
                groepen.get(str(e.get("ParentID")), ""),
            )
            for e in self._eigenschappen
            if e.get("Type") == "Topic"
        ]

    def codes(self, dimensie: str) -> list[Code]:
        rijen = self.lezer.rijen(self._adres(dimensie))
        return [
            Code(
                tekst(r.get("Key")),
                str(r.get("Key") or ""),
                tekst(r.get("Title")),
                tekst(r.get("CategoryGroupID") or r.get("Municipality")),
                tekst(r.get("Status")),
            )
            for r in rijen
        ]

    def tel(self, keuze: Keuze) -> int | None:
        return None

    def cijfers(self, keuze: Keuze) -> pd.DataFrame:
        velden = [*keuze.dimensies, *(m.code for m in keuze.maten)]
        delen = (_filter(keuze), ",".join(velden))
        try:
            rijen = self.lezer.rijen(self._adres("TypedDataSet", False, *delen), cijfers=True)
        except Geweigerd as fout:
            if "10.000" not in str(fout):
                raise
            rijen = self.lezer.rijen(self._adres("TypedDataSet", True, *delen), cijfers=True)
        cellen = _lang(rijen, keuze)
        return pd.DataFrame(cellen, columns=[*keuze.dimensies, *LANG])


def _lang(rijen: list[dict], keuze: Keuze) -> Iterator[tuple]:
    gekozen = {d: {c.code for c in codes} for d, codes in keuze.codes.items()}
    for r in rijen:
        try:
            sleutel = {d: r[d].strip() for d in keuze.dimensies}
            # `startswith` in the filter also lets a longer code through.
            if any(sleutel[d] not in codes for d, codes in gekozen.items() if d in sleutel):
                continue
            for maat in keuze.maten:
                cel = r[maat.code]
                waarde = None if keuze.tekst else getal(cel)
                yield (*sleutel.values(), maat.code, waarde, tekst(cel), "")
        except (KeyError, AttributeError, ValueError) as fout:
            raise Onleesbaar(f"een rij met cijfers heeft een andere vorm ({fout})") from fout


def _filter(keuze: Keuze) -> str:
    """Keys are padded here, each table to its own width.

    `startswith` asks for them whatever their width.
    """
    delen = [(d, [c.code for c in codes]) for d, codes in keuze.codes.items()]
    delen += [(d, list(letters)) for d, letters in keuze.begin.items()]
    uit = []
    for dimensie, begin in delen:
        of = " or ".join(f"startswith({dimensie},{quote(b)})" for b in begin)
        uit.append(f"({of})" if len(begin) > 1 else of)
    return " and ".join(uit)


def _volgnummer(kolom: str) -> int:
    return heel(kolom.rpartition("_")[2]) or 0
