"""Wat een soort is.

Haar schema, hoe zij heet en getoond wordt, en de functies die alleen van haar zijn. Toont zelf
niets.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import Any

import pandas as pd

from woonzorg_lib import onderwerpen
from woonzorg_lib.beeld.tekening import Tekening
from woonzorg_lib.invoer.schema import Schema
from woonzorg_lib.soorten.berekend import Cijfer
from woonzorg_lib.soorten.invullen import vul
from woonzorg_lib.soorten.keuzelijsten import keuzelijsten
from woonzorg_lib.gebieden.yamlveilig import lees_yaml

BESCHRIJVING, VOORBEELD = "soort.yaml", "voorbeeld.yaml"
# What belongs to the schema and is code: see Schema.
VAN_SCHEMA = ("rijregels", "tabelregels", "vooraf", "achteraf", "toets", "exporten")


@dataclass(frozen=True)
class Figuur:
    """Een figuur in twee stappen: eerst de cijfers, en dan de tekening, die ze alleen leest.

    cijfers: (Rijen) -> Cijfer's, wat er te zien zal zijn en de zin niet zegt. teken: (Rijen,
    Berekend) -> tekeningen, of een lege lijst als er te weinig te tekenen is; Berekend heeft ook
    de cijfers van de zin.
    """

    teken: Callable[..., list[Tekening]]
    cijfers: Callable[..., Iterable[Cijfer | None]] | None = None


@dataclass(frozen=True, eq=False)
class Soort:
    """Eén soort eigen bestand.

    beschrijving: de inhoud van soort.yaml. cijfers: (Rijen) -> Cijfer's, die de zin zegt. woorden:
    (Rijen) -> wat in de zin komt en geen cijfer is. figuren: naam -> Figuur; de gewone heet "".
    tabel: (Rijen, tabel, koppen) -> tabel en koppen, voor een tabel die anders is dan het bestand;
    paneel: (Rijen, tabel, koppen, titel) -> HTML, voor een die geen rij per rij heeft. toonbaar:
    verbergt wat een klein aantal zou verraden. telt: (tabel) -> welke rijen meetellen en dus in
    cijfers.csv staan; standaard alle. vak en raster: zie naast_elkaar.py.
    """

    naam: str
    beschrijving: Mapping[str, Any]
    schema: Schema
    cijfers: Callable[..., Iterable[Cijfer | None]] | None = None
    woorden: Callable[..., dict[str, Any]] | None = None
    figuren: Mapping[str, Figuur] = field(default_factory=dict)
    tabel: Callable[..., tuple] | None = None
    paneel: Callable[..., str] | None = None
    toonbaar: Callable[..., Any] | None = None
    telt: Callable[[pd.DataFrame], pd.Series] | None = None
    vak: Callable[[pd.DataFrame], str] | None = None
    raster: Callable[..., Tekening] | None = None

    @classmethod
    def uit(cls, map: Path | str, **code: Any) -> Soort:
        """De soort in deze map. code: de velden van Soort en Schema die functies zijn."""
        map = Path(map)
        map = map if map.is_dir() else map.parent  # a module gives its own __file__
        beschrijving = lees_yaml(map / BESCHRIJVING)
        van_schema = {k: code.pop(k) for k in VAN_SCHEMA if k in code}
        if (map / VOORBEELD).is_file():
            van_schema["uitgewerkt"] = partial(lees_yaml, map / VOORBEELD)
        schema = Schema.uit(map.name, beschrijving, keuzelijsten(), **van_schema)
        return cls(map.name, beschrijving, schema, **code)

    @property
    def volgorde(self) -> int:
        """Waar de soort in een lijst staat; wie niets zegt, staat achteraan."""
        return self.beschrijving.get("volgorde", 10_000)

    @property
    def bestand(self) -> str:
        """Hoe haar bestand heet, zoals een lezer het kent."""
        return f"{self.naam}.csv"

    @property
    def voorvoegsel(self) -> str:
        """Waarmee de namen van haar cijfers beginnen."""
        return self.beschrijving.get("voorvoegsel", self.naam)

    @property
    def vraag(self) -> str:
        """De vraag boven haar tabel."""
        return self.beschrijving["vraag"]

    @cached_property
    def koppen(self) -> dict[str, str]:
        """De kolommen van haar tabel, in volgorde, met hun kop."""
        alle = {k.naam: k.kop for k in self.schema.kolommen if k.kop}
        alle |= self.beschrijving.get("berekende_kolommen", {})
        return {k: alle[k] for k in self.beschrijving.get("tabel", alle)}

    @cached_property
    def jaartallen(self) -> frozenset[str]:
        """De kolommen waarvan het getal een jaar of een niveau is, en dus niet om op te tellen."""
        return frozenset(k.naam for k in self.schema.kolommen if k.vorm.naam in ("jaar", "niveau"))

    @property
    def beelden(self) -> tuple[str, ...]:
        """De namen van haar andere figuren dan de gewone."""
        return tuple(n for n in self.figuren if n)

    @property
    def zegt_figuur(self) -> tuple[str, ...]:
        """De kolommen die uit de tabel gaan als er een figuur is, omdat die het al zegt."""
        return tuple(self.beschrijving.get("zegt_figuur", ()))

    @property
    def standen(self) -> tuple[str, ...]:
        """De waarden van de kolom status die elk een kolom met vinkjes worden."""
        return tuple(self.beschrijving.get("standen", ()))

    @property
    def tabel_open(self) -> bool:
        """Waar als de tabel ook onder een figuur open staat, omdat haar woorden evenveel zeggen."""
        return self.beschrijving.get("tabel_open") == "ja"

    @cached_property
    def vult(self) -> dict[str, tuple[str, ...]]:
        """Wat dit bestand vult: indicator -> de onderwerpen die erom vragen (zie onderwerpen/)."""
        uit: dict[str, tuple[str, ...]] = {}
        for o in onderwerpen.register().values():
            for indicator, vullingen in (o.vereist | o.aanvullend).items():
                if any(v.bestand == self.naam for v in vullingen):
                    uit[indicator] = (*uit.get(indicator, ()), o.id)
        return uit

    def tekening(
        self, naam: str, svg: str, alt: str, notitie: str = "", **invullen: Any
    ) -> Tekening:
        """Een tekening met de titel en de ondertitel die soort.yaml onder `tekeningen` heeft."""
        tekst = self.beschrijving["tekeningen"][naam]
        titel, onder = (vul(tekst.get(k, ""), invullen) for k in ("titel", "ondertitel"))
        return Tekening(titel, onder, svg, alt, notitie)
