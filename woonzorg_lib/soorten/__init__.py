"""De soorten eigen bestanden.

Elke map hiernaast is er een, met al wat ervan te weten is; gevonden door te kijken.

Een map heeft een soort.yaml (velden, koppen, zinnen), een voorbeeld.yaml (het uitgewerkte
voorbeeld) en waar nodig een __init__.py (eigen controles, cijfers, tekening). Hoe een bestand
gelezen wordt weet invoer/, en hoe een figuur eruitziet beeld/; die kennen geen soort bij naam.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from woonzorg_lib import invoer
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.gebieden.namen import lijkt_op, opsomming, sleutel
from woonzorg_lib.invoer.melding import Invoer, Melding
from woonzorg_lib.invoer.schema import Schema
from woonzorg_lib.soorten.soort import BESCHRIJVING, Soort

if TYPE_CHECKING:
    from woonzorg_lib.invoer.controle import Controle

MAP = Path(__file__).parent


class OnbekendeSoort(WoonzorgFout):
    """Er is geen invoerbestand dat zo heet."""


@lru_cache
def _laad(naam: str) -> Soort:
    if (MAP / naam / "__init__.py").is_file():
        return import_module(f"{__name__}.{naam}").SOORT
    return Soort.uit(MAP / naam)


@lru_cache
def alle() -> dict[str, Soort]:
    """Alle soorten, op bestandsnaam zonder extensie, in de volgorde van het rapport."""
    gevonden = [_laad(pad.parent.name) for pad in MAP.glob(f"*/{BESCHRIJVING}")]
    return {s.naam: s for s in sorted(gevonden, key=lambda s: (s.volgorde, s.naam))}


def schemas() -> dict[str, Schema]:
    """De schema's van alle soorten, op bestandsnaam zonder extensie."""
    return {naam: soort.schema for naam, soort in alle().items()}


def is_soort(naam: str) -> bool:
    """Of er een soort met precies deze naam is."""
    return naam.isidentifier() and (MAP / naam / BESCHRIJVING).is_file()


def zoek(soort: str) -> Soort:
    """De soort met deze naam. Fout: OnbekendeSoort, met de naam die erop lijkt."""
    naam = str(soort).removesuffix(".csv").removesuffix(".xlsx")
    if is_soort(naam):
        return _laad(naam)
    if goed := lijkt_op(naam, {sleutel(n): n for n in alle()}, 2):
        raise OnbekendeSoort(
            f"Er is geen invoerbestand '{soort}'. Bedoelt u {opsomming(goed, 'of')}?"
        )
    raise OnbekendeSoort(f"Er is geen invoerbestand '{soort}'. Kies uit: {', '.join(alle())}.")


# What invoer/ does with a schema, for whoever knows a file by its name.


def lees(soort: str, gemeente: str | Gebied, map: Path) -> Invoer:
    """De invoer van een soort voor een gemeente; zie invoer.lees. Fout: OnbekendeSoort."""
    return invoer.lees(zoek(soort).schema, gemeente, map)


def lees_regio(soort: str, regio: Gebied, map: Path) -> Invoer:
    """De invoer van een soort voor alle gemeenten van een regio; zie invoer.lees_regio.

    Fout: OnbekendeSoort.
    """
    return invoer.lees_regio(zoek(soort).schema, regio, map)


def controleer(gemeente: str | Gebied | None, map: Path) -> list[Melding]:
    """Alles wat er over de invoer te zeggen is, van een gemeente of (None) van alle.

    Zie invoer.controleer.
    """
    return invoer.controleer(gemeente, map, schemas())


def kijk_na(gemeente: str | Gebied | None, map: Path, ja: bool = False) -> Controle:
    """Zoals `controleer`, met ook wat er gelezen is; zie invoer.kijk_na."""
    return invoer.kijk_na(gemeente, map, schemas(), ja)


def herken(pad: Path) -> str | None:
    """De soort van dit bestand, naar zijn naam of zijn kolommen; None als er geen past."""
    from woonzorg_lib.invoer.controle import herkend

    naam = pad.stem.lower()
    return naam if is_soort(naam) else herkend(pad, schemas())


def nieuw(
    gemeente: str | Gebied,
    map: Path,
    soorten: Iterable[str] | None = None,
    volledig: bool = False,
    vorm: str = "xlsx",
) -> list[Path]:
    """Maakt sjablonen van deze soorten (standaard alle); geeft wat nieuw is. Zie invoer.nieuw.

    Fouten: OnbekendeSoort, en die van invoer.nieuw.
    """
    gekozen = list(alle()) if soorten is None else list(dict.fromkeys(soorten))
    return invoer.nieuw(gemeente, map, [zoek(s).schema for s in gekozen], volledig, vorm)


def documentatie(soorten: Iterable[str] | None = None) -> str:
    """De uitleg van deze soorten (standaard alle) als Markdown."""
    return invoer.documentatie([zoek(s).schema for s in (alle() if soorten is None else soorten)])
