"""Het register van de onderwerpen (per onderwerp een YAML, hiernaast) en de regel voor hun status.
Weet niets van cijfers: krijgt te horen wat gevuld is.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from functools import cached_property, lru_cache
from pathlib import Path

import yaml

from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.standen import Status

__all__ = [
    "Hulp",
    "OnbekendOnderwerp",
    "Onderwerp",
    "Status",
    "Vulling",
    "Vulsoort",
    "groepen",
    "groepsnamen",
    "onderwerp",
    "register",
]

MAP = Path(__file__).parent
GEEN_ONDERWERP = ("groepen",)  # the YAML beside them that lists the groups of C1


class Hulp(Enum):
    """Wat een onderwerp (verder) zou vullen."""

    EIGEN_FOUT = auto()  # a mistake in an own file, to be mended first
    BESTAND = auto()  # an own file that is not there yet
    RIJEN = auto()  # rows in an own file that is there
    MODEL = auto()  # a model that the kit does not have
    REST = auto()  # more than the own file says
    TABEL = auto()  # an open table that the snapshot does not have


class OnbekendOnderwerp(WoonzorgFout):
    """Het gevraagde onderwerp staat niet in het register."""


class Vulsoort(Enum):
    """Waar een vulling vandaan komt; de waarde is de sleutel in de YAML van het onderwerp."""

    OPEN = "open"
    BESTAND = "bestand"
    MODEL = "model"
    DUIDING = "duiding"
    TABEL = "tabel"


@dataclass(frozen=True)
class Vulling:
    """Wat een indicator vult. Precies één van `open`, `bestand`, `model`,
    `duiding` en `tabel` zegt waar hij vandaan komt.

    open: een indicator van cijfers/. bestand: de soort van een eigen bestand, met de kolommen
    waarvan er minstens een is ingevuld, en alleen de rijen `waar` een kolom een van deze waarden
    heeft. model: een uitkomst die de analyse berekent; een bestand daarbij is wat haar (beter)
    mogelijk maakt. duiding: de eigen tekst bij dit onderwerp.
    tabel: een open bron die niet in de momentopname zit.
    """

    open: bool = False
    bestand: str = ""
    kolommen: tuple[str, ...] = ()
    waar: dict[str, list] = field(default_factory=dict)
    model: str = ""
    duiding: str = ""
    tabel: str = ""

    @cached_property
    def soort(self) -> Vulsoort:
        """Waar de indicator vandaan komt."""
        volgorde = (
            Vulsoort.OPEN,
            Vulsoort.MODEL,
            Vulsoort.DUIDING,
            Vulsoort.TABEL,
            Vulsoort.BESTAND,
        )
        return next(soort for soort in volgorde if getattr(self, soort.value))

    @property
    def zelf(self) -> bool:
        """Waar als de gemeente haar zelf invult, in een bestand of als eigen tekst."""
        return self.soort in (Vulsoort.BESTAND, Vulsoort.DUIDING)


@dataclass(frozen=True)
class Onderwerp:
    """Een onderwerp: waar het staat, wat het vult, en wie een ontbrekend bestand meestal heeft.

    vereist en aanvullend: indicator -> wat hem vult;
    staan er meer vullingen, dan zijn zij allemaal nodig.
    ook: eigen bestanden die het onderwerp toont als zij er zijn,
    en die niet meetellen voor de status.
    figuur: wat de hoofdfiguur toont, een indicator of een soort bestand, in volgorde van voorkeur.
    kop, zin en dus: de regels voor de bevinding, de uitleg en de gevolgtrekking (zie teksten/).
    kern: de soorten bestanden waarvan de eigen zin voorgaat, als zij er zijn.
    bijzonder: code van een gemeente -> wat daar bij dit onderwerp uitleg vraagt.
    minstens: onder dit aantal inwoners zegt het onderwerp alleen aantallen (het feit `klein` is dan
    ja).
    """

    id: str
    titel: str
    kort: str
    vraag: str
    notebook: str
    plaats: int
    vereist: dict[str, tuple[Vulling, ...]]
    aanvullend: dict[str, tuple[Vulling, ...]] = field(default_factory=dict)
    ook: tuple[str, ...] = ()
    houder: str = ""
    figuur: tuple[str, ...] = ()
    kop: list = field(default_factory=list)
    zin: list = field(default_factory=list)
    dus: list = field(default_factory=list)
    kern: tuple[str, ...] = ()
    minstens: int = 0
    bijzonder: dict[str, str] = field(default_factory=dict)
    tabel: str = ""

    @cached_property
    def bestanden(self) -> tuple[str, ...]:
        """De eigen bestanden die vullen wat vereist is;
        zijn die er niet, dan die het onderwerp ook toont.
        """
        alle = [v.bestand for vullingen in self.vereist.values() for v in vullingen if v.bestand]
        return tuple(dict.fromkeys(alle)) or self.ook

    @cached_property
    def toont(self) -> tuple[str, ...]:
        """Alle eigen bestanden die bij dit onderwerp te zien zijn."""
        return tuple(dict.fromkeys((*self.bestanden, *self.ook)))

    @cached_property
    def open_cijfers(self) -> tuple[str, ...]:
        """De indicatoren uit open cijfers, vereist en aanvullend."""
        alles = self.vereist | self.aanvullend
        return tuple(i for i, v in alles.items() if any(x.open for x in v))

    @cached_property
    def alleen_modellen(self) -> bool:
        """Waar als wat vereist is niet rechtstreeks uit een bestand komt;
        dan is een bestand alleen niet genoeg.
        """
        vullingen = [v for alle in self.vereist.values() for v in alle]
        return not any(v.zelf for v in vullingen)

    def gevuld(self, is_er: Callable[[str, Vulling], bool]) -> set[str]:
        """De indicatoren die gevuld zijn. is_er: zegt van een indicator en zijn vulling of die er
        is.
        """
        alles = self.vereist | self.aanvullend
        return {i for i, vullingen in alles.items() if all(is_er(i, v) for v in vullingen)}

    def status(self, gevuld: set[str]) -> Status:
        """Geeft de status bij de indicatoren die gevuld zijn.

        `volledig`: alle vereiste zijn gevuld. `deels`: een deel van de vereiste, of alleen
        aanvullende. Anders `invoer nodig` als een eigen bestand zou helpen,
        en `niet beschikbaar` als dat niet zo is.
        """
        aanwezig = [i for i in self.vereist if i in gevuld]
        if len(aanwezig) == len(self.vereist):
            return Status.VOLLEDIG
        if aanwezig or any(i in gevuld for i in self.aanvullend):
            return Status.DEELS
        return Status.INVOER_NODIG if self.bestanden else Status.NIET_BESCHIKBAAR

    def hulp(self, status: Status, mist: list[str], fout: str = "") -> Hulp | None:
        """Wat dit onderwerp (verder) zou vullen; None als het al volledig is.

        mist: de bestanden die er nog niet zijn. fout: waarom een eigen bestand niet meetelt.
        """
        if status is Status.VOLLEDIG:
            return None
        if fout:
            return Hulp.EIGEN_FOUT
        if mist:
            return Hulp.BESTAND
        if not self.bestanden:
            return Hulp.TABEL
        anders = {Status.NIET_BESCHIKBAAR: Hulp.MODEL, Status.INVOER_NODIG: Hulp.RIJEN}
        return anders.get(status, Hulp.REST)


def _yaml(pad: Path):
    tekst = pad.read_text(encoding="utf-8")
    return yaml.load(tekst, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def _vullingen(gegeven) -> tuple[Vulling, ...]:
    if gegeven == Vulsoort.OPEN.value:
        return (Vulling(open=True),)
    lijst = gegeven if isinstance(gegeven, list) else [gegeven]
    return tuple(Vulling(**(v | {"kolommen": tuple(v.get("kolommen", ()))})) for v in lijst)


def _lees(pad: Path) -> Onderwerp:
    velden = _yaml(pad)
    for naam in ("vereist", "aanvullend"):
        gevonden = velden.get(naam) or {}
        velden[naam] = {str(i): _vullingen(v) for i, v in gevonden.items()}
    for naam in ("ook", "figuur", "kern"):
        velden[naam] = tuple(velden.get(naam, ()))
    for naam in ("kop", "zin", "dus"):
        regels = velden.get(naam) or []
        velden[naam] = [regels] if isinstance(regels, (str, dict)) else regels
    return Onderwerp(id=pad.stem, **velden)


@lru_cache
def register() -> dict[str, Onderwerp]:
    """Alle onderwerpen, op id, in de volgorde van het rapport."""
    alle = [_lees(pad) for pad in MAP.glob("*.yaml") if pad.stem not in GEEN_ONDERWERP]
    return {o.id: o for o in sorted(alle, key=lambda o: (o.plaats, o.id))}


def onderwerp(id: str) -> Onderwerp:
    """Geeft het onderwerp met dit id, zoals "A1".

    Fout: OnbekendOnderwerp.
    """
    if id not in register():
        raise OnbekendOnderwerp(
            f"Onderwerp '{id}' bestaat niet. Kies uit: {', '.join(register())}."
        )
    return register()[id]


@lru_cache
def groepen() -> tuple[dict, ...]:
    """De aandachtsgroepen van C1: groep, indicator (leeg als er geen open cijfer is) en wat die rij
    zou vullen.
    """
    return tuple(_yaml(MAP / "groepen.yaml"))


@lru_cache
def groepsnamen() -> tuple[str, ...]:
    """De namen van de aandachtsgroepen die een eigen bestand kan noemen;
    een deel van een groep (waarvan ...) is er geen.
    """
    return tuple(g["groep"] for g in groepen() if not g["groep"].startswith("waarvan"))
