"""Wat een schema is: een bestand met zijn kolommen, sleutel en regels.
Kent geen enkel bestand bij naam.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any, NamedTuple

from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer.herleiden import Verbanden
from woonzorg_lib.invoer.regels import MetVerband
from woonzorg_lib.invoer.rooster import BOVENAAN, Rooster
from woonzorg_lib.invoer.velden import VORMEN, Vorm, keuze

# The columns that every file has: the first before a file's own, the others after them.
VOORAAN = {
    "gemeente": {
        "vorm": "gemeente",
        "uitleg": "Naam of code van de gemeente. Leeg laten mag in de map van een gemeente; in een "
        "bestand van een regio zegt deze kolom over wie de rij gaat.",
        "voorbeeld": ["VOORBEELD 1 (wis deze regel)", "VOORBEELD 2 (wis deze regel)"],
        "ook": ["gemeentecode", "naam_gemeente", "gemeentenaam", "gm_code"],
    }
}
STAART = {
    "peildatum": {
        "vorm": "peildatum",
        "uitleg": "De dag waarop deze gegevens klopten.",
        "voorbeeld": ["2026-01-01", "2026-01-01"],
        "ook": ["stand_per", "datum_peiling"],
    },
    "bron": {
        "vorm": "tekst",
        "uitleg": "Waar dit vandaan komt: rapport, systeem of besluit. Staat onder elke figuur.",
        "nodig": "ja",
        "voorbeeld": ["Eigen administratie", "Eigen administratie"],
    },
    "toelichting": {
        "vorm": "tekst",
        "uitleg": "Wat een lezer moet weten. Geen namen of gegevens van personen.",
        "ook": ["opmerking", "opmerkingen"],
    },
}


def _voorbeeld(waarde: Any) -> Any:
    """Een voorbeeld uit een beschrijving; "jaar+3" is het jaartal van over drie jaar."""
    m = re.fullmatch(r"jaar\+([0-9]+)", str(waarde))
    return date.today().year + int(m[1]) if m else waarde


NIETS: Mapping[str, Vorm] = MappingProxyType({})


@dataclass(frozen=True)
class Kolom:
    """Eén kolom van een schema, met alles wat sjabloon, uitleg,
    controle en tabel ervan moeten weten.

    kop: de kop in de tabel van het rapport; leeg als de kolom daar niet staat.
    ook: andere namen die men gebruikt.
    personen: telt mensen, en staat onder de vijf nergens. sjabloon: staat in een nieuw bestand.
    """

    naam: str
    vorm: Vorm
    uitleg: str
    kop: str = ""
    eenheid: str = ""
    voorbeelden: tuple[Any, ...] = ()
    nodig: bool = False
    ook: tuple[str, ...] = ()
    personen: bool = False
    sjabloon: bool = True

    @classmethod
    def uit(cls, naam: str, veld: Mapping, keuzelijsten: Mapping[str, Vorm] = NIETS) -> Kolom:
        """Een kolom uit haar beschrijving: een `vorm`, eigen `keuzes` (met `synoniemen`),
        of een gedeelde `keuzelijst`.
        """
        if "keuzelijst" in veld:
            vorm = keuzelijsten[veld["keuzelijst"]]
        elif "keuzes" in veld:
            vorm = keuze(veld["keuzes"], veld.get("synoniemen", {}))
        else:
            vorm = VORMEN[veld["vorm"]]
        return cls(
            naam,
            vorm,
            veld["uitleg"],
            veld.get("kop", ""),
            veld.get("eenheid", ""),
            tuple(_voorbeeld(v) for v in veld.get("voorbeeld", ("", ""))),
            veld.get("nodig") == "ja",
            tuple(veld.get("ook", ())),
            veld.get("personen") == "ja",
            veld.get("sjabloon") != "nee",
        )


@dataclass(frozen=True)
class Jaarkolommen:
    """Een reeks kolommen met een jaar of een blok van jaren in de naam,
    zoals opleverjaar_2027 en opleverjaar_2035_2039.
    """

    naam: str
    uitleg: str
    eenheid: str
    voorbeelden: tuple[Mapping[int, int], ...]  # per example row: years from now -> count
    blokken: bool = False
    geheel: str = ""  # the column that the years add up to

    @classmethod
    def uit(cls, deel: Mapping) -> Jaarkolommen:
        """Een reeks uit haar beschrijving."""
        return cls(
            deel["naam"],
            deel["uitleg"],
            deel["eenheid"],
            tuple(deel["voorbeeld"]),
            deel.get("blokken") == "ja",
            deel.get("geheel", ""),
        )

    def lees(self, kop: str) -> str | None:
        """De nette naam als deze kop een jaar van deze reeks is, anders None."""
        m = re.fullmatch(
            rf"(?:{sleutel(self.naam)}|jaar)?(20[0-9]{{2}})(20[0-9]{{2}})?", sleutel(kop)
        )
        if m is None or (m[2] is not None and int(m[1]) >= int(m[2])):
            return None
        return "_".join([self.naam, m[1], *([m[2]] if m[2] else [])])

    def nieuw(self) -> list[str]:
        """De kolommen van een nieuw bestand: jaren tot het volgende lustrum,
        daarna twee blokken van vijf jaar.
        """
        nu = date.today().year
        einde = (nu + 9) // 5 * 5
        uit = [f"{self.naam}_{jaar}" for jaar in range(nu, einde)]
        if self.blokken:
            uit += [f"{self.naam}_{van}_{van + 4}" for van in (einde, einde + 5)]
        return uit

    def voorbeeld(self, nummer: int) -> dict[str, int]:
        """De waarden van een voorbeeldrij, per kolom."""
        nu = date.today().year
        return {f"{self.naam}_{nu + over}": n for over, n in self.voorbeelden[nummer].items()}


def jaren_van(kolom: str) -> tuple[int, int]:
    """'opleverjaar_2035_2039' -> (2035, 2039); één jaar geeft twee keer dat jaar."""
    jaren = [int(j) for j in re.findall(r"20[0-9]{2}", kolom)]
    return jaren[0], jaren[-1]


class Grens(NamedTuple):
    """De som van `kolom` (per waarde van `per`) is hoogstens `deel` van het open cijfer
    `indicator`.
    """

    kolom: str
    indicator: str
    deel: float
    per: str | None = None


@dataclass(frozen=True)
class Export:
    """Een bestand zoals een ander systeem het uitvoert: hoe het te herkennen is.

    naam: staat als bron waar een eigen bron ontbreekt; leeg als het geen systeem is.
    vouw: maakt van het rooster een rooster met de kolommen van het schema.
    landelijk: er staan plekken in van heel het land; alleen die in de gemeente tellen.
    """

    naam: str
    herken: Callable[[list[str]], bool]
    vouw: Callable[[Rooster], Rooster] | None = None
    landelijk: bool = False


@dataclass(frozen=True, eq=False)
class Schema:
    """Eén soort invoerbestand.

    sleutel: de kolommen die samen maar één keer mogen voorkomen. zonder_gemeente: wat een rij
    zonder gemeente in een bestand van een regio betekent: "allen" (geldt voor elke gemeente),
    "regio" (het totaal van de regio) of "fout". rijregels en tabelregels: zie regels.py.
    vooraf en achteraf: vullen aan wat uit andere kolommen volgt, voor en na de regels.
    grenzen en toets: wat er te vergelijken is met open cijfers (zie aannemelijk.py).
    exporten: zie Export.
    vergelijk: de kolom waarvan het totaal vergeleken wordt met een bestand van een eerder jaar,
    zoals soort_2025.csv.
    niet_getoond: kolommen die de controle leest en het rapport niet toont. uitgewerkt: geeft het
    uitgewerkte voorbeeld (titel, uitleg, invoer, rapport).
    personen_mogen: of in tekst een naam van een persoon mag staan, zoals in die van een straat.
    elders_bekend: kolommen die overal te vinden zijn, en dus niet verborgen worden.
    kort: de kolommen van een kort sjabloon, als het bestand er meer heeft dan iedereen kan vullen.
    """

    soort: str
    titel: str
    uitleg: str
    sleutel: tuple[str, ...]
    eigen: tuple[Kolom, ...]
    zonder_gemeente: str = "fout"
    rijregels: tuple[Callable[[dict], Iterable], ...] = ()
    tabelregels: tuple[Callable, ...] = ()
    jaarkolommen: Jaarkolommen | None = None
    vooraf: Callable[[dict], None] | None = None
    achteraf: Callable[[dict], None] | None = None
    grenzen: tuple[Grens, ...] = ()
    toets: Callable[..., Iterable] | None = None
    exporten: tuple[Export, ...] = ()
    vergelijk: str = ""
    personen_mogen: bool = True
    elders_bekend: tuple[str, ...] = ()
    kort: tuple[str, ...] = ()
    niet_getoond: tuple[str, ...] = ()
    uitgewerkt: Callable[[], Mapping] | None = None

    @classmethod
    def uit(
        cls, soort: str, deel: Mapping, keuzelijsten: Mapping[str, Vorm], **haken: Any
    ) -> Schema:
        """Een schema uit zijn beschrijving (titel, uitleg, sleutel, velden ...).
        haken: de velden die code zijn.
        """
        jaren = deel.get("jaarkolommen")
        return cls(
            soort,
            deel["titel"],
            deel["uitleg"],
            tuple(deel["sleutel"]),
            tuple(Kolom.uit(n, v, keuzelijsten) for n, v in deel["velden"].items()),
            zonder_gemeente=deel.get("zonder_gemeente", "fout"),
            jaarkolommen=Jaarkolommen.uit(jaren) if jaren else None,
            grenzen=tuple(Grens(**g) for g in deel.get("aannemelijk", ())),
            vergelijk=deel.get("vergelijk_met_vorig_jaar", ""),
            personen_mogen=deel.get("namen_van_personen") != "nee",
            elders_bekend=tuple(deel.get("elders_bekend", ())),
            kort=tuple(deel.get("kort", ())),
            niet_getoond=tuple(deel.get("niet_in_het_rapport", ())),
            **haken,
        )

    @cached_property
    def kolommen(self) -> tuple[Kolom, ...]:
        """De vaste kolommen, in de volgorde van het sjabloon."""
        voor = tuple(Kolom.uit(n, v) for n, v in VOORAAN.items())
        na = tuple(Kolom.uit(n, v) for n, v in STAART.items())
        return voor + self.eigen + na

    @cached_property
    def _op_naam(self) -> dict[str, Kolom]:
        return {k.naam: k for k in self.kolommen}

    def kolom(self, naam: str) -> Kolom | None:
        """De kolom met deze naam; een jaarkolom heeft er geen."""
        return self._op_naam.get(naam)

    def vaste_kolom(self, naam: str) -> Kolom:
        """De kolom met deze naam, die er zeker is."""
        return self._op_naam[naam]

    @cached_property
    def koppen(self) -> dict[str, str]:
        """Hoe een kop geschreven kan zijn (kleine letters,
        zonder streepjes en accenten) -> de kolom.
        """
        uit = {sleutel(naam): k.naam for k in self.kolommen for naam in k.ook}
        return uit | {sleutel(k.naam): k.naam for k in self.kolommen}

    def herken(self, kop: str) -> str | None:
        """De kolom die bij deze kop hoort, of None."""
        gevonden = self.koppen.get(sleutel(kop))
        if gevonden is None and self.jaarkolommen:
            return self.jaarkolommen.lees(kop)
        return gevonden

    @property
    def personenkolommen(self) -> list[str]:
        """De kolommen die mensen tellen: toon ze alleen via `onderdruk`."""
        return [k.naam for k in self.kolommen if k.personen]

    @property
    def aandelen(self) -> list[str]:
        """De kolommen met een percentage, die naast een klein aantal te veel zeggen."""
        return [k.naam for k in self.kolommen if k.vorm.naam == "aandeel"]

    @property
    def verbanden(self) -> list[Verbanden]:
        """Hoe cellen samenhangen, zoals de regels het zeggen; zie herleiden.py."""
        return [
            regel.verbanden
            for regel in (*self.rijregels, *self.tabelregels)
            if isinstance(regel, MetVerband)
        ]

    def sjabloonkolommen(self, volledig: bool = False) -> list[str]:
        """De kolommen van een nieuw bestand, in volgorde; jaarkolommen staan voor de staart.

        Bron en peildatum staan erboven. volledig: ook de kolommen die niet iedereen heeft.
        """
        vast = [k.naam for k in self.kolommen if k.sjabloon and k.naam not in BOVENAAN]
        staart = [k for k in vast if k in STAART]
        eigen = [k for k in vast if k not in STAART]
        if self.kort and not volledig:
            return ["gemeente", *(k for k in eigen if k in self.kort), *staart]
        return eigen + (self.jaarkolommen.nieuw() if self.jaarkolommen else []) + staart

    def voorbeeldrij(self, nummer: int) -> dict[str, Any]:
        """Voorbeeldrij 0 of 1; de gemeente heet er VOORBEELD."""
        vast = {k.naam: k.voorbeelden[nummer] for k in self.kolommen if len(k.voorbeelden) > nummer}
        return vast | (self.jaarkolommen.voorbeeld(nummer) if self.jaarkolommen else {})

    def is_vorige(self, bestandsnaam: str) -> bool:
        """Waar als dit een bestand van een eerder jaar is om mee te vergelijken,
        zoals soort_2025.csv.
        """
        return bool(self.vergelijk) and bool(
            re.fullmatch(rf"{self.soort}_20[0-9]{{2}}\.(csv|xlsx)", bestandsnaam.lower())
        )


__all__ = ["Export", "Grens", "Jaarkolommen", "Kolom", "Schema", "jaren_van"]
