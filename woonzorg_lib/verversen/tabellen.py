"""Het register van tabellen: wat er per bron op te halen is.

Staat als gegevens in `ID.odata.yaml` naast de cijfers.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from pathlib import Path
from typing import Any


from woonzorg_lib import momentopname
from woonzorg_lib.cijfers.register import GEBIEDEN, GEGEVENS
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.gebieden.yamlveilig import lees_yaml

ACHTERVOEGSEL = ".odata.yaml"
SOORTEN = ("telling", "saldo", "aandeel", "gemiddelde", "code", "tekst")
DIENSTEN = ("v4", "v3")
CIJFERS, GEBIEDSTABEL, KAART = "cijfers", "gebieden", "grenzen"


class FoutInTabellen(WoonzorgFout):
    """Een .odata.yaml naast de cijfers klopt niet."""


class OnbekendeTabel(WoonzorgFout):
    """De gevraagde tabel staat niet in het register."""


@dataclass(frozen=True)
class Kolom:
    """Een kolom van de momentopname en waar zij in de tabel staat.

    code: de maat in v4. streng: zonder die code is de tabel niet te gebruiken; anders mag de titel
    haar aanwijzen.
    stam: de kolom in v3 zonder volgnummer. bevat: anders de enige maat met dit woord in
    haar titel. groep: de kop erboven, als de naam vaker voorkomt; eerste: het laagste nummer.
    vorm: of de enige maat waarvan 'groep: titel' aan deze reguliere uitdrukking voldoet (kleine
    letters, zonder accenten); alleen waar nog niemand de namen zag.
    eenheid: zoals de bron haar schrijft, of een lijst van schrijfwijzen. factor: maal dit getal
    wordt het de eenheid van de kit.
    waar: per dimensie de code(s) van deze kolom; meer codes worden opgeteld. Een code staat er als
    code of als titel; zie ook Keus in keuzes.py.
    soort: telling, saldo, aandeel, gemiddelde, code of tekst. afgerond: waarop de bron tellingen
    afrondt.
    bereik: laagste en hoogste waarde voor een gemeente. sprong: grootste verandering die geen
    vraag oproept, als deel (of in punten bij een aandeel).
    mag_missen: zonder deze maat gaat de rest door. anders: kolommen die samen deze zijn, als de
    maat er niet is.
    """

    naam: str
    soort: str
    code: str = ""
    stam: Any = ""
    titel: Any = ""
    bevat: str = ""
    vorm: str = ""
    groep: str = ""
    eerste: bool = False
    eenheid: Any = ""
    factor: float = 1
    waar: Mapping[str, Any] = field(default_factory=dict)
    streng: bool = True
    afgerond: float = 1
    som: bool = True
    bereik: Any = None
    sprong: float | None = None
    mag_missen: bool = False
    anders: tuple[str, ...] = ()

    @property
    def stammen(self) -> list[str]:
        return _lijst(self.stam)

    @property
    def titels(self) -> list[str]:
        return _lijst(self.titel)

    @property
    def eenheden(self) -> list[str]:
        return _lijst(self.eenheid)

    def heet(self, dienst: str) -> str:
        """Hoe deze maat in een melding heet."""
        naam = (self.titels or self.stammen or [self.bevat or self.vorm or self.naam])[0]
        if dienst == "v4" and self.code:
            return f"{self.code} ({naam})"
        return f"'{(self.stammen or [naam])[0]}'"


@dataclass(frozen=True)
class Uitsplitsing:
    """Een dimensie die rijen wordt: `codes` is label -> code(s), die samen geteld worden.

    dimensie: de naam, of haar begin met een sterretje. codes: '*' is elke code, met haar titel.
    """

    kolom: str
    dimensie: str
    codes: Any

    @property
    def alles(self) -> bool:
        """Elke code van de dimensie wordt een rij."""
        return self.codes == "*"


@dataclass(frozen=True)
class Tabel:
    """Wat er uit één tabel (of één tabel per jaar) in een bron van de momentopname komt.

    tabel: het nummer, of jaar -> nummer. reeks: de titel waaronder het nummer van een later jaar
    in de catalogus staat.
    titel: woorden die in de titel van de tabel horen te staan. gebied: de dimensie met gebieden;
    soorten: met welke letters zij beginnen.
    filters: dimensie -> code of titel; van een dimensie die hier niet staat geldt het totaal. Een
    dimensie heet zoals bij de bron of zoals haar titel; '*' is de enige die overblijft.
    perioden: JJ (jaar), KW (kwartaal) of MM (maand); van kwartalen en maanden worden jaren
    opgeteld. vanaf: het eerste jaar.
    codes_tot: tot en met dit jaar staan de codes van v4 vast; daarna mag een titel een maat
    aanwijzen.
    dekking: welk deel van de gemeenten een cijfer hoort te hebben. gelijk: kolom -> bron.kolom die
    hetzelfde moet zeggen.
    vast: kolom -> tekst die in elke rij hetzelfde is. vorm: cijfers, gebieden of grenzen.
    ongezien: wat aan deze tabel nog niemand zag. Haar namen komen dan van de bron zelf: de eerste
    keer zegt het verversen wat het vond, en vraagt om --akkoord.
    indeling: 'eigen', of het jaar waarvan de gemeenten zijn. namen: kolom -> 'naam' of 'gemeente',
    uit de gebieden van de tabel.
    """

    bron: str
    tabel: Any
    titel: str
    kolommen: tuple[Kolom, ...]
    reeks: str = ""
    catalogus: str = "CBS"
    dienst: tuple[str, ...] = DIENSTEN
    gebied: str = "RegioS"
    soorten: tuple[str, ...] = ("GM", "NL")
    filters: Mapping[str, Any] = field(default_factory=dict)
    uitsplitsingen: tuple[Uitsplitsing, ...] = ()
    perioden: str = "JJ"
    codes_tot: int = 9999
    vanaf: int = 2020
    tot: int = 9999
    dekking: float = 1.0
    gelijk: Mapping[str, str] = field(default_factory=dict)
    indeling: Any = "eigen"
    namen: Mapping[str, str] = field(default_factory=dict)
    vast: Mapping[str, str] = field(default_factory=dict)
    vorm: str = CIJFERS
    ongezien: str = ""

    @property
    def per_jaar(self) -> bool:
        """Elk jaar heeft een eigen tabel, zonder dimensie Perioden."""
        return isinstance(self.tabel, dict)

    @property
    def assen(self) -> list[str]:
        """De kolommen die samen zeggen waar een rij over gaat, na gebied en jaar."""
        return [*self.vast, *(u.kolom for u in self.uitsplitsingen)]

    @property
    def nummers(self) -> list[str]:
        return [str(t) for t in self.tabel.values()] if self.per_jaar else [str(self.tabel)]


@dataclass
class Taak:
    """Alles wat er uit één tabel komt: voor één of meer bronnen van de momentopname.

    delen: per bron hoe, en van welk jaar als de tabel er maar één heeft.
    """

    nummer: str
    delen: list[tuple[Tabel, int | None]] = field(default_factory=list)

    @property
    def catalogus(self) -> str:
        return self.delen[0][0].catalogus

    @property
    def vorm(self) -> str:
        """cijfers, gebieden of grenzen."""
        return self.delen[0][0].vorm

    @property
    def titel(self) -> str:
        tabel, jaar = self.delen[0]
        return tabel.titel.format(jaar=jaar or "").strip()

    @property
    def register(self) -> str:
        """Een vingerafdruk van wat het register van deze tabel wil.

        Een nieuwe kit kan meer willen.
        """
        return hashlib.sha256(repr(self.delen).encode("utf-8")).hexdigest()[:16]

    @property
    def onbevestigd(self) -> str:
        """Wat aan deze tabel nog niemand zag; leeg als iemand het al aannam."""
        if self.vroeger.get("register") == self.register:
            return ""
        return next((tabel.ongezien for tabel, _ in self.delen if tabel.ongezien), "")

    @property
    def vroeger(self) -> dict:
        """Wat de actieve momentopname van deze tabel weet; leeg als zij die nooit ophaalde."""
        return momentopname.stand().get("tabellen", {}).get(self.nummer, {})


def _lijst(waarde: Any) -> list[str]:
    if waarde in ("", None):
        return []
    return [str(w) for w in waarde] if isinstance(waarde, list | tuple) else [str(waarde)]


@cache
def tabellen(map_: Path = GEGEVENS) -> tuple[Tabel, ...]:
    """Alle tabellen van het register, per bron in de volgorde waarin zij elkaar opvolgen.

    Fout: FoutInTabellen, met het bestand en wat er niet klopt.
    """
    uit = []
    for pad in sorted([*map_.glob(f"*{ACHTERVOEGSEL}"), *GEBIEDEN.glob(f"*{ACHTERVOEGSEL}")]):
        inhoud = lees_yaml(pad)
        bron = pad.name.removesuffix(ACHTERVOEGSEL)
        gedeeld = inhoud.get("kolommen") or {}
        for nummer, velden in enumerate(inhoud["tabellen"]):
            plek = f"{pad.name}, tabel {nummer + 1}"
            uit.append(_tabel(plek, bron, dict(velden), gedeeld))
    return tuple(uit)


def _tabel(plek: str, bron: str, velden: dict, gedeeld: dict) -> Tabel:
    kolommen = velden.pop("kolommen", None)
    if kolommen is None:
        kolommen = gedeeld
    elif isinstance(kolommen, list):
        kolommen = {naam: gedeeld[naam] for naam in kolommen}
    else:
        kolommen = {n: (gedeeld.get(n) or {}) | (k or {}) for n, k in kolommen.items()}
    alle = tuple(
        _maak(Kolom, f"{plek}, kolom {naam}", {"naam": naam} | wat | _rij(wat, "anders"))
        for naam, wat in kolommen.items()
    )
    for kolom in alle:
        if kolom.soort not in SOORTEN:
            raise FoutInTabellen(f"{plek}, kolom {kolom.naam}: soort '{kolom.soort}' bestaat niet.")
        _als_tekst(f"{plek}, kolom {kolom.naam}", [kolom.code, *kolom.waar.values()])
    uit = tuple(
        _maak(Uitsplitsing, f"{plek}, uitsplitsing {naam}", {"kolom": naam} | wat)
        for naam, wat in velden.pop("uitsplitsingen", {}).items()
    )
    for u in uit:
        if not u.alles:
            _als_tekst(f"{plek}, uitsplitsing {u.kolom}", [*u.codes, *u.codes.values()])
    for naam in ("dienst", "soorten"):
        if naam in velden:
            velden[naam] = tuple(_lijst(velden[naam]))
    velden |= {"bron": bron, "kolommen": alle, "uitsplitsingen": uit}
    return _maak(Tabel, plek, velden)


def _als_tekst(plek: str, waarden: list) -> None:
    """YAML reads 0_4 as the number 4, and 03 as 3: a code stands between quotes."""
    for waarde in waarden:
        if isinstance(waarde, dict):
            _als_tekst(plek, list(waarde.values()))
            continue
        for deel in waarde if isinstance(waarde, list) else [waarde]:
            if not isinstance(deel, str):
                raise FoutInTabellen(f"{plek}: zet aanhalingstekens om de code {deel}.")


def _rij(velden: dict, naam: str) -> dict:
    return {naam: tuple(_lijst(velden[naam]))} if naam in velden else {}


def _maak(klasse: type, plek: str, velden: dict) -> Any:
    bekend = {f.name: f for f in fields(klasse)}
    vreemd = sorted(velden.keys() - bekend.keys())
    if vreemd:
        raise FoutInTabellen(f"{plek}: '{vreemd[0]}' bestaat niet.")
    nodig = {n for n, v in bekend.items() if v.default is MISSING and v.default_factory is MISSING}
    mist = sorted(nodig - velden.keys())
    if mist:
        raise FoutInTabellen(f"{plek}: '{mist[0]}' ontbreekt.")
    return klasse(**velden)
