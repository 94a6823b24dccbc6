"""Een Excel-werkboek (.xlsx) als bladen met cellen. Wat de cellen betekenen weet tabel.py.

Dit leest het XML zelf en in één keer: openpyxl leest waarden en formules in twee rondes, geeft bij
stromend lezen geen verborgen rijen of samengevoegde cellen, kent Strict Open XML niet, en heeft
geen grens aan wat een klein bestand uitpakt.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from lxml import etree

from woonzorg_lib.invoer.cellen import Procent

GROOTST = 100_000_000  # bytes of XML that a workbook may unpack to
CELLEN = 300_000
RIJEN = 100_000
KOLOMMEN = 1_000
# A sheet that is formatted to its last row is mostly empty; without those cells it is small.
_LEEG = re.compile(rb"<(?:\w{1,20}:)?(?:row|c) [^<>]*/>")
_PLEK = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


class Werkboekfout(Exception):
    """Dit werkboek is te groot of niet te lezen: `wat` en `doe`."""

    def __init__(self, wat: str, doe: str):
        self.wat, self.doe = wat, doe
        super().__init__(wat)


@dataclass(frozen=True)
class Onleesbaar:
    """Een cel waarvan de waarde niet in het bestand staat."""

    wat: str
    doe: str


ZONDER_UITKOMST = Onleesbaar(
    "hier staat een formule waarvan de uitkomst niet in het bestand staat.",
    "Open het bestand in Excel, sla het op en probeer het opnieuw.",
)
FOUTWAARDE = Onleesbaar(
    "hier staat een foutwaarde van Excel, zoals #N/B of #VERW!.",
    "Herstel de formule, of typ de waarde in.",
)


@dataclass
class Blad:
    """Eén werkblad: per gevulde rij haar nummer (zoals Excel telt) en haar cellen."""

    naam: str
    rijen: list[tuple[int, list]] = field(default_factory=list)
    verborgen: bool = False
    verborgen_rijen: frozenset[int] = frozenset()
    verborgen_kolommen: frozenset[int] = frozenset()
    samengevoegd: tuple[
        tuple[int, int, int, int], ...
    ] = ()  # row, column (from 0), to row, to column

    @property
    def leeg(self) -> bool:
        """Waar als er niets op staat."""
        return not self.rijen


def lees(inhoud: bytes) -> list[Blad]:
    """De werkbladen van een werkboek, in volgorde.

    Fouten: Werkboekfout; al wat een kapotte zip of kapot XML verder gooit, vangt de aanroeper.
    """
    with zipfile.ZipFile(io.BytesIO(inhoud)) as pakket:
        boek = _Pakket(pakket)
        return [boek.blad(*wat) for wat in boek.bladen()]


def _naam(element: etree._Element) -> str:
    """The name of an element without its namespace: that of Strict Open XML is another."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def _gevuld(rij: etree._Element) -> Iterator[etree._Element]:
    """The cells with something in them."""
    vorige = None
    for deel in rij.iter("{*}v", "{*}is", "{*}f"):
        cel = deel.getparent()
        if cel is not vorige and _naam(cel) == "c":
            yield cel
        vorige = cel


def _ontleder() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)


def _loop(xml: bytes, *namen: str) -> Iterator[etree._Element]:
    """Each element with one of these names, in order; what was read is thrown away."""
    stappen = etree.iterparse(
        io.BytesIO(xml),
        tag=[f"{{*}}{n}" for n in namen],
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
    )
    for _, element in stappen:
        yield element
        element.clear()
        while element.getprevious() is not None:
            del element.getparent()[0]


def _kenmerk(element: etree._Element, naam: str) -> str:
    for sleutel, waarde in element.attrib.items():
        if sleutel.rpartition("}")[2] == naam:
            return waarde
    return ""


def _waar(tekst: str) -> bool:
    return tekst in ("1", "true")


class _Pakket:
    """The parts of one workbook; counts what it unpacks."""

    def __init__(self, pakket: zipfile.ZipFile):
        self.pakket, self.over, self.cellen = pakket, GROOTST, CELLEN
        self.namen = {n.lower().lstrip("/"): n for n in pakket.namelist()}
        start = next(
            (
                doel
                for _, soort, doel in self._verwijzingen("_rels/.rels", "")
                if soort.endswith("/officeDocument")
            ),
            "xl/workbook.xml",
        )
        self.start = start
        self.map = start.rpartition("/")[0]
        self.delen = list(
            self._verwijzingen(f"{self.map}/_rels/{start.rpartition('/')[2]}.rels", self.map)
        )
        self.boek = etree.fromstring(self._xml(start), _ontleder())
        eigenschappen = next((e for e in self.boek if _naam(e) == "workbookPr"), None)
        self.vanaf_1904 = eigenschappen is not None and _waar(_kenmerk(eigenschappen, "date1904"))
        self.teksten = list(self._teksten())
        self.opmaak = list(self._opmaak())

    def _xml(self, naam: str) -> bytes:
        echt = self.namen.get(naam.lower().lstrip("/"))
        if echt is None:
            raise KeyError(naam)
        with self.pakket.open(echt) as stroom:
            inhoud = stroom.read(self.over + 1)
        self.over -= len(inhoud)
        if self.over < 0:
            raise Werkboekfout(
                "dit Excel-bestand is uitgepakt te groot.",
                "Bewaar alleen de rijen en kolommen die nodig zijn.",
            )
        if b"<!DOCTYPE" in inhoud[:2000] or b"<!ENTITY" in inhoud:
            raise ValueError("a workbook has no DTD")
        return inhoud

    def _verwijzingen(self, naam: str, map: str) -> Iterator[tuple[str, str, str]]:
        """(id, kind, path) of each part that a part refers to."""
        if naam.lower() not in self.namen:
            return
        for deel in etree.fromstring(self._xml(naam), _ontleder()):
            doel = deel.get("Target", "")
            heel = doel.lstrip("/") if doel.startswith("/") or not map else f"{map}/{doel}"
            yield deel.get("Id", ""), deel.get("Type", ""), _zonder_puntjes(heel)

    def _deel(self, soort: str) -> str | None:
        return next((doel for _, s, doel in self.delen if s.endswith(f"/{soort}")), None)

    def _teksten(self) -> Iterator[str]:
        naam = self._deel("sharedStrings")
        if naam is None or naam.lower() not in self.namen:
            return
        for element in _loop(self._xml(naam), "si"):
            yield _samen(element)

    def _opmaak(self) -> Iterator[str]:
        """Per style of a cell "datum", "duur", "procent" or ""."""
        naam = self._deel("styles")
        if naam is None or naam.lower() not in self.namen:
            return
        from openpyxl.styles.numbers import BUILTIN_FORMATS

        codes = dict(BUILTIN_FORMATS)
        boom = etree.fromstring(self._xml(naam), _ontleder())
        for groep in boom:
            if _naam(groep) == "numFmts":
                codes |= {int(f.get("numFmtId", 0)): f.get("formatCode", "") for f in groep}
        gezien: dict[int, str] = {}
        for groep in boom:
            if _naam(groep) == "cellXfs":
                for stijl in groep:
                    nummer = int(stijl.get("numFmtId", 0))
                    if nummer not in gezien:
                        gezien[nummer] = _soort_opmaak(codes.get(nummer) or "")
                    yield gezien[nummer]

    def bladen(self) -> Iterator[tuple[str, str, bool]]:
        """(name, path, hidden) of each sheet with cells."""
        paden = {id: (soort, doel) for id, soort, doel in self.delen}
        for groep in self.boek:
            if _naam(groep) == "sheets":
                for blad in groep:
                    soort, doel = paden.get(_kenmerk(blad, "id"), ("", ""))
                    if soort.endswith("/worksheet"):
                        verborgen = _kenmerk(blad, "state") in ("hidden", "veryHidden")
                        yield _kenmerk(blad, "name"), doel, verborgen

    def blad(self, naam: str, pad: str, verborgen: bool) -> Blad:
        """One sheet, with only the rows that hold something."""
        uit = Blad(naam, verborgen=verborgen)
        rijen: set[int] = set()
        kolommen: set[int] = set()
        samen: list[tuple[int, int, int, int]] = []
        vorige = 0
        for element in _loop(_LEEG.sub(b"", self._xml(pad)), "row", "col", "mergeCell"):
            soort = _naam(element)
            if soort == "row":
                vorige = self._rij(element, uit, rijen, vorige)
            elif soort == "col" and _waar(element.get("hidden", "")):
                van, tot = int(element.get("min", 1)), int(element.get("max", 1))
                kolommen |= set(range(van - 1, min(tot, KOLOMMEN)))
            elif soort == "mergeCell" and len(samen) < RIJEN:
                samen += _bereik(element.get("ref", ""))
        uit.verborgen_rijen, uit.verborgen_kolommen = frozenset(rijen), frozenset(kolommen)
        uit.samengevoegd = tuple(samen)
        return uit

    def _rij(self, element: etree._Element, blad: Blad, verborgen: set, vorige: int) -> int:
        nummer = int(element.get("r") or vorige + 1)
        cellen: list = []
        for cel in _gevuld(element):
            plek = _PLEK.fullmatch(cel.get("r", ""))
            kolom = _kolomnummer(plek[1]) if plek else element.index(cel)
            waarde = self._waarde(cel)
            if waarde is None:
                continue
            self.cellen -= 1
            if self.cellen < 0 or kolom >= KOLOMMEN:
                raise Werkboekfout(
                    "dit werkboek heeft te veel gevulde cellen.",
                    "Bewaar alleen de rijen en kolommen die nodig zijn.",
                )
            cellen += [None] * (kolom + 1 - len(cellen))
            cellen[kolom] = waarde
        if cellen:
            blad.rijen.append((nummer, cellen))
            if _waar(element.get("hidden", "")):
                verborgen.add(nummer)
        return nummer

    def _waarde(self, cel: etree._Element):
        soort, tekst, formule = cel.get("t", "n"), None, False
        for deel in cel:
            naam = _naam(deel)
            if naam == "v":
                tekst = deel.text
            elif naam == "is":
                tekst = _samen(deel)
            elif naam == "f":
                formule = True
        if soort == "e":
            return FOUTWAARDE
        if not tekst:
            return ZONDER_UITKOMST if formule and soort != "str" else None
        if soort == "s":
            return self.teksten[int(tekst)] or None
        if soort == "n":
            return self._getal(tekst, int(cel.get("s", 0)))
        return _gewoon(soort, tekst)

    def _getal(self, tekst: str, stijl: int):
        waarde = float(tekst) if re.search(r"[.eE]", tekst) else int(tekst)
        opmaak = self.opmaak[stijl] if stijl < len(self.opmaak) else ""
        if opmaak == "procent":
            return Procent(round(waarde * 100, 10))
        return self._datum(waarde, opmaak) if opmaak else waarde

    def _datum(self, waarde: float, opmaak: str):
        from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel

        basis = CALENDAR_MAC_1904 if self.vanaf_1904 else CALENDAR_WINDOWS_1900
        try:
            uit = from_excel(waarde, basis, timedelta=opmaak == "duur")
        except (ValueError, OverflowError):
            return waarde
        if isinstance(uit, (time, timedelta)):
            return str(uit)
        return uit if isinstance(uit, (date, datetime)) else waarde


def _gewoon(soort: str, tekst: str):
    if soort == "b":
        return _waar(tekst)
    if soort == "d":
        return datetime.fromisoformat(tekst.removesuffix("Z"))
    return _ontcijfer(tekst)


def _soort_opmaak(code: str) -> str:
    from openpyxl.styles.numbers import is_date_format, is_timedelta_format

    if is_timedelta_format(code):
        return "duur"
    if is_date_format(code):
        return "datum"
    return "procent" if "%" in code else ""


def _samen(element: etree._Element) -> str:
    """The text of a string, also when its words have their own font; without reading aids."""
    delen = []
    for deel in element:
        naam = _naam(deel)
        if naam == "t":
            delen.append(deel.text or "")
        elif naam == "r":
            delen += [t.text or "" for t in deel if _naam(t) == "t"]
    return _ontcijfer("".join(delen))


def _ontcijfer(tekst: str) -> str:
    """Excel writes a character that XML can't hold as _x000D_."""
    if "_x" not in tekst:
        return tekst
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), tekst)


def _zonder_puntjes(pad: str) -> str:
    delen: list[str] = []
    for deel in pad.split("/"):
        if deel == "..":
            delen = delen[:-1]
        elif deel not in ("", "."):
            delen.append(deel)
    return "/".join(delen)


def _kolomnummer(letters: str) -> int:
    uit = 0
    for letter in letters:
        uit = uit * 26 + ord(letter) - 64
    return uit - 1


def _bereik(tekst: str) -> list[tuple[int, int, int, int]]:
    plekken = [(int(m[2]), _kolomnummer(m[1])) for m in _PLEK.finditer(tekst)]
    return [(*plekken[0], *plekken[1])] if len(plekken) == 2 else []
