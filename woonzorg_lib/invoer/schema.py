"""Wat een schema is: een bestand met zijn kolommen, sleutel en regels, en het register ervan. De schema's zelf staan in soorten/."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, ClassVar

from pydantic import BaseModel, ConfigDict

from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.gebieden.namen import lijkt_op, opsomming, sleutel
from woonzorg_lib.invoer.velden import Gemeente, Peildatum, Tekst, Vorm, veld


class OnbekendeSoort(WoonzorgFout):
    """Er is geen invoerbestand dat zo heet."""


class Rij(BaseModel):
    """De kolommen die elk bestand heeft."""

    model_config = ConfigDict(extra="forbid")
    STAART: ClassVar = ("peildatum", "bron", "toelichting")

    gemeente: Gemeente = veld(
        "Naam of code van de gemeente. Leeg laten mag in de map van een gemeente; in een bestand van een regio zegt deze kolom over wie de rij gaat.",
        "VOORBEELD 1 (wis deze regel)",
        "VOORBEELD 2 (wis deze regel)",
        ook=("gemeentecode", "naam_gemeente", "gemeentenaam", "gm_code"),
    )
    peildatum: Peildatum = veld(
        "De dag waarop deze gegevens klopten.",
        "2026-01-01",
        "2026-01-01",
        ook=("stand_per", "datum_peiling"),
    )
    bron: Tekst = veld(
        "Waar dit vandaan komt: rapport, systeem of besluit. Staat onder elke figuur.",
        "Eigen administratie",
        "Eigen administratie",
        nodig=True,
    )
    toelichting: Tekst = veld(
        "Wat een lezer moet weten. Geen namen of gegevens van personen.",
        "",
        "",
        ook=("opmerking", "opmerkingen"),
    )


@dataclass(frozen=True)
class Kolom:
    """Eén kolom van een schema, met alles wat sjabloon, uitleg en controle ervan moeten weten."""

    naam: str
    vorm: Vorm
    uitleg: str
    eenheid: str
    voorbeelden: tuple[Any, ...]
    nodig: bool
    ook: tuple[str, ...]
    personen: bool
    sjabloon: bool


@dataclass(frozen=True)
class Jaarkolommen:
    """Een reeks kolommen met een jaar of een blok van jaren in de naam, zoals opleverjaar_2027 en opleverjaar_2035_2039."""

    naam: str
    uitleg: str
    eenheid: str
    voorbeelden: tuple[dict[int, int], ...]  # per example row: years from now -> count
    blokken: bool = False

    def lees(self, kop: str) -> str | None:
        """De nette naam als deze kop een jaar van deze reeks is, anders None."""
        if m := re.fullmatch(
            rf"(?:{sleutel(self.naam)}|jaar)?(20[0-9]{{2}})(20[0-9]{{2}})?", sleutel(kop)
        ):
            if m[2] is None or int(m[1]) < int(m[2]):
                return f"{self.naam}_{m[1]}" + (f"_{m[2]}" if m[2] else "")
        return None

    def nieuw(self) -> list[str]:
        """De kolommen van een nieuw bestand: jaren tot het volgende lustrum, daarna twee blokken van vijf jaar."""
        nu = date.today().year
        einde = (nu + 9) // 5 * 5
        uit = [f"{self.naam}_{jaar}" for jaar in range(nu, einde)]
        return (
            uit + [f"{self.naam}_{van}_{van + 4}" for van in (einde, einde + 5)]
            if self.blokken
            else uit
        )

    def voorbeeld(self, nummer: int) -> dict[str, int]:
        """De waarden van een voorbeeldrij, per kolom."""
        return {
            f"{self.naam}_{date.today().year + over}": n
            for over, n in self.voorbeelden[nummer].items()
        }


def jaren_van(kolom: str) -> tuple[int, int]:
    """'opleverjaar_2035_2039' -> (2035, 2039); één jaar geeft twee keer dat jaar."""
    jaren = [int(j) for j in re.findall(r"20[0-9]{2}", kolom)]
    return jaren[0], jaren[-1]


@dataclass(frozen=True)
class Schema:
    """Eén soort invoerbestand.

    sleutel: de kolommen die samen maar één keer mogen voorkomen. zonder_gemeente: wat een rij zonder gemeente in een
    bestand van een regio betekent: "allen" (geldt voor elke gemeente), "regio" (het totaal van de regio) of "fout".
    """

    soort: str
    titel: str
    uitleg: str
    model: type[Rij]
    sleutel: tuple[str, ...]
    zonder_gemeente: str
    rijregels: tuple[Callable[[dict], Iterable], ...]
    tabelregels: tuple[Callable, ...]
    jaarkolommen: Jaarkolommen | None
    vooraf: Callable[[dict], None] | None = (
        None  # fills in what follows from other columns, before and after the rules
    )
    achteraf: Callable[[dict], None] | None = None

    @cached_property
    def kolommen(self) -> tuple[Kolom, ...]:
        """De vaste kolommen, in de volgorde van het sjabloon."""
        namen = [n for n in self.model.model_fields if n not in Rij.STAART] + list(Rij.STAART)
        return tuple(self._kolom(naam) for naam in namen)

    def _kolom(self, naam: str) -> Kolom:
        info = self.model.model_fields[naam]
        extra = info.json_schema_extra
        vorm = next(m for m in info.metadata if isinstance(m, Vorm))
        return Kolom(
            naam,
            vorm,
            info.description,
            extra["eenheid"],
            tuple(info.examples),
            info.is_required(),
            tuple(extra["ook"]),
            extra["personen"],
            extra["sjabloon"],
        )

    def kolom(self, naam: str) -> Kolom | None:
        """De kolom met deze naam; een jaarkolom heeft er geen."""
        return next((k for k in self.kolommen if k.naam == naam), None)

    @cached_property
    def koppen(self) -> dict[str, str]:
        """Hoe een kop geschreven kan zijn (kleine letters, zonder streepjes en accenten) -> de kolom."""
        uit = {sleutel(naam): k.naam for k in self.kolommen for naam in k.ook}
        return uit | {sleutel(k.naam): k.naam for k in self.kolommen}

    def herken(self, kop: str) -> str | None:
        """De kolom die bij deze kop hoort, of None."""
        return self.koppen.get(sleutel(kop)) or (
            self.jaarkolommen.lees(kop) if self.jaarkolommen else None
        )

    @property
    def personenkolommen(self) -> list[str]:
        """De kolommen die mensen tellen: toon ze alleen via `onderdruk`."""
        return [k.naam for k in self.kolommen if k.personen]

    def sjabloonkolommen(self) -> list[str]:
        """De kolommen van een nieuw bestand, in volgorde; jaarkolommen staan voor de staart."""
        vast = [k.naam for k in self.kolommen if k.sjabloon]
        plek = vast.index(Rij.STAART[0])
        return vast[:plek] + (self.jaarkolommen.nieuw() if self.jaarkolommen else []) + vast[plek:]

    def voorbeeldrij(self, nummer: int) -> dict[str, Any]:
        """Voorbeeldrij 0 of 1; de gemeente heet er VOORBEELD."""
        vast = {k.naam: k.voorbeelden[nummer] for k in self.kolommen if len(k.voorbeelden) > nummer}
        return vast | (self.jaarkolommen.voorbeeld(nummer) if self.jaarkolommen else {})


_REGISTER: dict[str, Schema] = {}


def schema(
    titel: str,
    sleutel: str,
    regio: str = "fout",
    rij: Iterable = (),
    tabel: Iterable = (),
    jaren: Jaarkolommen | None = None,
    **haken,
):
    """Maakt van een pydantic-model een schema en zet het in het register; de naam van de klasse wordt de bestandsnaam."""

    def zet(model: type[Rij]) -> type[Rij]:
        soort = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", model.__name__).lower()
        _REGISTER[soort] = Schema(
            soort,
            titel,
            " ".join(model.__doc__.split()),
            model,
            tuple(sleutel.split()),
            regio,
            tuple(rij),
            tuple(tabel),
            jaren,
            **haken,
        )
        return model

    return zet


def schemas() -> dict[str, Schema]:
    """Alle soorten invoer, op bestandsnaam zonder extensie."""
    from woonzorg_lib.invoer.soorten import SOORTEN

    return {naam: _REGISTER[naam] for naam in SOORTEN}


def zoek_schema(soort: str) -> Schema:
    """Het schema van deze soort. Fout: OnbekendeSoort, met de naam die erop lijkt."""
    alle = schemas()
    naam = str(soort).removesuffix(".csv").removesuffix(".xlsx")
    if naam in alle:
        return alle[naam]
    if goed := lijkt_op(naam, {sleutel(n): n for n in alle}, 2):
        raise OnbekendeSoort(
            f"Er is geen invoerbestand '{soort}'. Bedoelt u {opsomming(goed, 'of')}?"
        )
    raise OnbekendeSoort(f"Er is geen invoerbestand '{soort}'. Kies uit: {', '.join(alle)}.")


__all__ = [
    "Jaarkolommen",
    "Kolom",
    "OnbekendeSoort",
    "Rij",
    "Schema",
    "jaren_van",
    "schema",
    "schemas",
    "zoek_schema",
]
