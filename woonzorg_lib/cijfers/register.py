"""Het register van bronnen en indicatoren, uit de YAML naast elk bestand.
Leest zelf geen cijfers.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, field, fields
from functools import lru_cache
from pathlib import Path


from woonzorg_lib.aanroep import typ
from woonzorg_lib.cijfers import ververst
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.gebieden.yamlveilig import lees_yaml
from woonzorg_lib.onthouden import Onthoud

MAP = Path(__file__).parent
GEGEVENS = MAP / "gegevens"
GEBIEDEN = MAP.parent / "gebieden"


class FoutInRegister(WoonzorgFout):
    """Een YAML naast een bestand van de momentopname klopt niet."""


class OnbekendeIndicator(WoonzorgFout):
    """De gevraagde indicator staat niet in het register."""


@dataclass(frozen=True)
class Bijzonderheid:
    """Uitleg bij een cijfer dat buiten het gewone valt, of dat een voorbehoud nodig heeft.

    Geldt voor de genoemde gemeenten, indicatoren en jaren (leeg: alle), en alleen boven `boven`.
    """

    tekst: str
    gemeenten: tuple[str, ...] = ()
    indicatoren: tuple[str, ...] = ()
    jaren: tuple[int, ...] = ()
    boven: float | None = None

    def geldt(self, indicator: str, gemeente: str, jaar: int, waarde: float) -> bool:
        """Of deze uitleg bij dit cijfer hoort."""
        past = (
            (not self.gemeenten or gemeente in self.gemeenten)
            and (not self.indicatoren or indicator in self.indicatoren)
            and (not self.jaren or jaar in self.jaren)
        )
        return past and (self.boven is None or waarde > self.boven)


@dataclass(frozen=True)
class Bron:
    """Een bestand van de momentopname: tabel, uitgever, periode,
    dekking en wat een lezer moet weten.

    let_op: wat in de bronnenlijst staat. noot: wat onder elke figuur uit deze bron hoort.
    marge: een kleiner verschil zegt niets, in de eenheid van het cijfer. plaats: de volgorde.
    uitgave: wanneer de bron is gemaakt, bij een prognose.
    voorlopig: jaren waarvan het cijfer nog niet vaststaat. totalen: wat de gemeenten samen horen te
    zijn (kolom, jaar, som, marge, filter), of met welke kolom zij `gelijk_aan` zijn ("bron:kolom").
    wijk: waar dezelfde cijfers per wijk staan; de eerste die ze heeft.
    bijzonder: wat een lezer bij een ongewoon cijfer moet weten (zie Bijzonderheid).
    ophaaldata: de dag van ophalen per ververst jaar.
    rechtstreeks: de jaren die van de bron zelf komen.
    """

    id: str
    uitgever: str
    titel: str
    tabel: str | dict
    periode: str
    jaren: str
    dekking: str
    indeling: str | int | dict
    opgehaald: str
    herkomst: str
    licentie: str
    let_op: str = ""
    noot: str = ""
    wijk: tuple[str, ...] = ()
    schatting: str = ""
    marge: float = 0.0
    plaats: int = 999
    uitgave: str = ""
    voorlopig: tuple[int, ...] = ()
    ophaaldata: dict[int, str] = field(default_factory=dict, hash=False, compare=False)
    rechtstreeks: tuple[int, ...] = ()
    totalen: tuple[dict, ...] = field(default=(), hash=False, compare=False)
    bijzonder: tuple[Bijzonderheid, ...] = ()

    def tabel_van(self, jaar: int) -> str:
        """Het tabelnummer van dit jaar, zoals "86165NED"."""
        return str(self.tabel.get(jaar, "")) if isinstance(self.tabel, dict) else str(self.tabel)

    def periode_van(self, jaar: int) -> str:
        """De periode in woorden, zoals "1 januari 2024"."""
        periode = self.periode.format(jaar=jaar)
        return f"{periode} (voorlopig)" if jaar in self.voorlopig else periode

    def indeling_van(self, jaar: int) -> int:
        """Van welk jaar de gemeenten zijn waarin de cijfers over `jaar` staan."""
        keuze = self.indeling.get(jaar) if isinstance(self.indeling, dict) else self.indeling
        return jaar if keuze in (None, "eigen") else int(keuze)

    @property
    def eigen_indeling(self) -> bool:
        """Elk jaar staat in de gemeenten van dat jaar."""
        return self.indeling == "eigen"

    @property
    def nooit_opgehaald(self) -> bool:
        """De momentopname heeft de tabel nog niet: verversen zou haar brengen."""
        return not self.opgehaald

    def opgehaald_van(self, jaar: int) -> str:
        """De dag waarop het cijfer van dit jaar is opgehaald, zoals "2026-11-25"."""
        return self.ophaaldata.get(jaar, self.opgehaald)

    @property
    def naam(self) -> str:
        """Uitgever en titel, zoals in een bronregel."""
        return f"{self.uitgever}, {self.titel}"


@dataclass(frozen=True)
class Indicator:
    """Een cijfer uit het register.

    soort: "aantal" (een regio telt op), "verhouding" (teller gedeeld door noemer, keer factor)
    of "gewogen" (een gegeven percentage of gemiddelde; een regio weegt met de noemer).
    kolom en noemer: 'a+b' en 'a-b' tellen kolommen op en af; '65-' of '50-74' telt leeftijdsklassen
    van vijf jaar op; 'bron:kolom' haalt de noemer uit een andere bron.
    noot: wat een lezer bij dit cijfer moet weten.
    richting: welke kant gunstig is; leeg als dat niet te zeggen is.
    ook: andere bronnen met hetzelfde cijfer ("bron" of "bron:kolom"), voor jaren en gemeenten die
    de eerste niet heeft. periode: de periode als die anders is dan bij de bron,
    bijvoorbeeld een half jaar.
    samen: cijfers met hetzelfde woord gaan over één onderwerp en krijgen samen één jaar.
    niveau: "regio" als het cijfer er voor (bijna) geen gemeente is,
    maar wel voor haar COROP-gebied; "land" als het er alleen voor Nederland is.
    nul_is_onbekend: de bron schrijft ook een 0 als zij het niet weet.
    nul: het woord voor een 0 die ook een afgeronde 1 of 2 kan zijn; zin_nul: de zin die dan past.
    marge: een kleiner verschil zegt niets, in de eenheid van het cijfer (standaard die van de
    bron);
    marge_aandeel: hetzelfde, als deel van het cijfer. telling: of er een telling van mensen of
    woningen achter zit, zodat toeval meespeelt (standaard bij een verhouding en bij "per 1.000
    inwoners").
    """

    id: str
    titel: str
    eenheid: str
    decimalen: int
    soort: str
    bron: str
    kolom: str
    zin: str
    definitie: str
    kort: str = ""
    noot: str = ""
    noemer: str = ""
    factor: float = 1
    richting: str = ""
    woorden: tuple[str, str] = ("meer", "minder")
    filter: dict = field(default_factory=dict, hash=False, compare=False)
    ook: tuple[str, ...] = ()
    periode: str = ""
    samen: str = ""
    niveau: str = "gemeente"
    nul_is_onbekend: bool = False
    nul: str = "geen"
    zin_nul: str = ""
    marge: float | None = None
    marge_aandeel: float = 0.0
    telling: bool | None = None

    @property
    def plekken(self) -> tuple[tuple[str, str], ...]:
        """Waar het cijfer staat, op volgorde van voorkeur: (bron, kolom)."""
        ook = (naam.partition(":") for naam in self.ook)
        return (self.bron, self.kolom), *((bron, kolom or self.kolom) for bron, _, kolom in ook)

    @property
    def herkomst(self) -> Bron:
        """De bron van dit cijfer."""
        return bronnen()[self.bron]

    @property
    def nooit_opgehaald(self) -> bool:
        """Geen enkele bron van dit cijfer zit al in de momentopname."""
        return all(bronnen()[bron].nooit_opgehaald for bron, _ in self.plekken)

    @property
    def noten(self) -> tuple[str, ...]:
        """Wat onder een figuur met dit cijfer hoort:
        de noot van de bron en die van het cijfer zelf.
        """
        return tuple(n for n in (self.herkomst.noot, self.noot) if n)

    def soort_cijfer(self, bron: Bron | None = None) -> str:
        """cijfer, berekend of schatting: zoals het in cijfers.csv staat, voor een gemeente."""
        if (bron or self.herkomst).schatting:
            return "schatting"
        return (
            "berekend"
            if self.soort == "verhouding" or {"+", "-"} & {*self.kolom.lstrip("0123456789-")}
            else "cijfer"
        )


@Onthoud
def bestanden() -> dict[str, dict]:
    """Per bron de inhoud van haar YAML, in de volgorde van `plaats`."""
    paden = [*sorted(GEGEVENS.glob("*.yaml")), *sorted(GEBIEDEN.glob("*.yaml"))]
    # ID.odata.yaml says where a refresh finds the figures; it is no source itself.
    paden = [p for p in paden if not p.name.endswith(".odata.yaml")]
    alle = {p.stem: lees_yaml(p) for p in paden}
    return dict(sorted(alle.items(), key=lambda paar: paar[1].get("plaats", Bron.plaats)))


def _maak(klasse: type, plek: str, velden: dict):
    """Zet de velden van een YAML om; een veld te veel of te weinig is een fout in één regel."""
    bekend = {v.name: v for v in fields(klasse)}
    nodig = {n for n, v in bekend.items() if v.default is MISSING and v.default_factory is MISSING}
    if vreemd := sorted(velden.keys() - bekend.keys()):
        raise FoutInRegister(f"{plek}: '{vreemd[0]}' bestaat niet. Kies uit: {', '.join(bekend)}.")
    if mist := sorted(nodig - velden.keys()):
        raise FoutInRegister(f"{plek}: '{mist[0]}' ontbreekt. Vul het in.")
    return klasse(**velden)


def _bijzonder(plek: str, velden: dict) -> Bijzonderheid:
    lijsten = {k: tuple(v) for k, v in velden.items() if isinstance(v, list)}
    return _maak(Bijzonderheid, plek, velden | lijsten)


def _rij(waarde: str | list[str]) -> tuple[str, ...]:
    return (waarde,) if isinstance(waarde, str) else tuple(waarde)


@lru_cache
def bronnen() -> dict[str, Bron]:
    """Alle bronnen van de momentopname, op id."""
    uit = {}
    for id, inhoud in bestanden().items():
        velden = {k: v for k, v in inhoud.items() if k not in ("indicatoren", "per_waarde")}
        velden = ververst.velden(id, velden, GEGEVENS)
        velden["opgehaald"] = str(velden.get("opgehaald", ""))
        velden |= {k: tuple(velden[k]) for k in ("voorlopig", "totalen") if k in velden}
        if "wijk" in velden:
            velden["wijk"] = _rij(velden["wijk"])
        if "bijzonder" in velden:
            plek = f"{id}.yaml, bijzonder"
            velden["bijzonder"] = tuple(_bijzonder(plek, v) for v in velden["bijzonder"])
        uit[id] = _maak(Bron, f"{id}.yaml", {"id": id} | velden)
    return uit


@lru_cache
def indicatoren() -> dict[str, Indicator]:
    """Alle indicatoren, op id, in de volgorde van het register."""
    uit: dict[str, Indicator] = {}
    for bron, inhoud in bestanden().items():
        alle = [*(inhoud.get("indicatoren") or {}).items(), *_per_waarde(bron, inhoud)]
        for id, velden in alle:
            plek = f"{bron}.yaml, {id}"
            if id in uit:
                raise FoutInRegister(f"{plek}: dit id staat ook in {uit[id].bron}.yaml.")
            velden = {"id": id, "bron": bron, "kort": velden.get("titel", "")} | velden
            velden |= {k: tuple(velden[k]) for k in ("woorden", "ook") if k in velden}
            uit[id] = _maak(Indicator, plek, velden)
    return uit


def _per_waarde(bron: str, inhoud: dict) -> Iterator[tuple[str, dict]]:
    """(id, fields) of what the table itself divides into: `per_waarde` in the YAML of a source.

    kolom: which column; voorvoegsel: how the ids begin; niet: how labels begin that are left out;
    indicatoren: what follows the id -> its fields, with {label} where the label goes.
    """
    spec = inhoud.get("per_waarde")
    if spec is None:
        return
    for label in ververst.waarden_in(bron, spec["kolom"], GEGEVENS):
        if label.lower().startswith(tuple(spec["niet"])):
            continue
        for achter, velden in spec["indicatoren"].items():
            ingevuld = {
                k: v.replace("{label}", label) if isinstance(v, str) else v
                for k, v in velden.items()
            }
            id = f"{spec['voorvoegsel']}_{sleutel(label)}{achter}"
            yield id, ingevuld | {"filter": {spec["kolom"]: label}}


def indicator(id: str) -> Indicator:
    """Geeft de indicator met dit id.

    Fout: OnbekendeIndicator, met de namen die erop lijken.
    """
    alle = indicatoren()
    if id not in alle:
        lijkt = difflib.get_close_matches(str(id), alle, n=3, cutoff=0.5)
        raad = (
            f"Bedoelde u {' of '.join(lijkt)}?"
            if lijkt
            else f"Alle namen ziet u met: {typ('cijfers GEMEENTE')}"
        )
        raise OnbekendeIndicator(f"Indicator '{id}' bestaat niet. {raad}")
    return alle[id]
