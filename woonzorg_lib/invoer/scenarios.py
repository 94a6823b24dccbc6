"""De scenario's: benoemde sets aannames in parameters/scenarios/, gelezen, nagekeken en bewaard.
Rekent niets uit.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

import yaml

from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.gebieden.namen import lijkt_op, plat, sleutel
from woonzorg_lib.invoer.instellingen import KIT, OngeldigeInstelling
from woonzorg_lib.invoer.yamlbestand import Yamlbestand

BASIS = "basis"


@dataclass(frozen=True)
class Aanname:
    """Hoe een aanname heet, wat zij mag zijn, en wat zij in gewone woorden betekent."""

    titel: str
    laag: float = 0.0
    hoog: float = 1.0
    keuzes: tuple[str, ...] = ()


AANNAMES = {
    "groei": Aanname("Groei van het aantal ouderen hier, keer de prognose", 0.0, 3.0),
    "leeftijd": Aanname(
        "Verdelen over de groei van", keuzes=("sleutel", "65plus", "75plus", "85plus")
    ),
    "naar_aantal": Aanname("Deel van de sleutel dat naar het aantal ouderen gaat, niet naar groei"),
    "naar_geclusterd": Aanname("Deel van de zorggeschikte woningen dat geclusterd wordt"),
    "harde_plannen": Aanname("Deel van de harde plannen dat op tijd klaar is"),
    "zachte_plannen": Aanname("Deel van de zachte plannen dat op tijd klaar is"),
}


class OnbekendScenario(WoonzorgFout):
    """Het gevraagde scenario bestaat niet."""


class ScenarioBestaat(WoonzorgFout):
    """Er is al een scenario met deze naam, en overschrijven is niet gevraagd."""


@dataclass(frozen=True)
class Scenario:
    """Een scenario: id (de bestandsnaam), titel, uitleg,
    en de aannames als naam -> dict met waarde, bron en status (en soms laag en hoog).
    """

    id: str
    titel: str
    uitleg: str
    aannames: dict

    @property
    def is_basis(self) -> bool:
        """Waar als dit het scenario is waar elk rapport mee begint."""
        return self.id == BASIS

    @property
    def waarden(self) -> dict:
        """naam -> waarde, voor modellen.Aannames; de leeftijd van de sleutel zelf is leeg."""
        return {
            naam: "" if a["waarde"] == "sleutel" else a["waarde"]
            for naam, a in self.aannames.items()
        }


def scenarios(map: Path = KIT) -> dict[str, Scenario]:
    """Alle scenario's, op id; basis eerst, een eigen scenario gaat voor dat van de kit.
    Wat een scenario niet noemt, is zoals in basis.

    Fout: OngeldigeInstelling, met bestand, regel en onderdeel.
    """
    paden = {
        pad.stem: pad for m in (KIT, Path(map)) for pad in sorted((m / "scenarios").glob("*.yaml"))
    }
    basis = _lees(paden[BASIS])
    anders = (_lees(pad) for id, pad in sorted(paden.items()) if id != BASIS)
    return {BASIS: basis} | {
        s.id: Scenario(s.id, s.titel, s.uitleg, basis.aannames | s.aannames) for s in anders
    }


def scenario(naam: str | None, map: Path = KIT) -> Scenario:
    """Het scenario met deze naam; zonder naam basis. Hoofdletters en spaties doen er niet toe.
    Fout: OnbekendScenario.
    """
    bekend = scenarios(map)
    if naam is None:
        return bekend[BASIS]
    zoek = {sleutel(n): s for s in bekend.values() for n in (s.id.replace("_", " "), s.titel)}
    if (s := zoek.get(sleutel(str(naam).replace("_", " ")))) is None:
        lijkt = lijkt_op(str(naam).replace("_", " "), {k: s.id for k, s in zoek.items()}, 1)
        raise OnbekendScenario(
            f"Scenario '{naam}' bestaat niet. "
            + (f"Bedoelt u '{lijkt[0]}'? " if lijkt else "")
            + f"Kies uit: {', '.join(bekend)}."
        )
    return s


def bewaar(naam: str, waarden: dict, uitleg: str, map: Path, overschrijven: bool = False) -> Path:
    """Schrijft een scenario naar scenarios/NAAM.yaml en geeft het pad;
    eerst nagekeken, en nooit zonder vragen over een ander heen.

    Fout: ScenarioBestaat, OngeldigeInstelling.
    """
    id = plat(naam).replace(" ", "_")
    if not id:
        raise OngeldigeInstelling("Geef het scenario een naam, zoals 'minder verpleegzorg'.")
    if id == BASIS or (id in scenarios(map) and not overschrijven):
        doe = (
            "Kies een andere naam."
            if id == BASIS
            else "Kies een andere naam, of kies overschrijven."
        )
        raise ScenarioBestaat(f"Scenario '{id}' bestaat al. {doe}")
    eenheden = {n: a["eenheid"] for n, a in scenarios(map)[BASIS].aannames.items()}
    vast = {
        "jaar": date.today().year,
        "bron": "eigen keuze in de verkenner",
        "status": "ongecontroleerd",
    }
    inhoud = {
        "naam": naam.strip(),
        "uitleg": uitleg.strip(),
        "aannames": {
            n: {"waarde": w, "eenheid": eenheden.get(n, "deel")} | vast for n, w in waarden.items()
        },
    }
    plek = Path(map) / "scenarios"
    plek.mkdir(parents=True, exist_ok=True)
    klad = plek / f".{id}.klad"
    klad.write_text(yaml.safe_dump(inhoud, allow_unicode=True, sort_keys=False), encoding="utf-8")
    try:
        _lees(klad)
        return klad.replace(plek / f"{id}.yaml")
    finally:
        klad.unlink(missing_ok=True)


def _lees(pad: Path) -> Scenario:
    return _gelezen(pad, pad.stat().st_mtime_ns)


@lru_cache(maxsize=64)
def _gelezen(pad: Path, _gewijzigd: int) -> Scenario:
    y = Yamlbestand(pad, f"scenarios/{pad.name}")
    inhoud = y.alleen((), y.inhoud, ("naam", "uitleg", "aannames"))
    for nodig in ("naam", "uitleg"):
        if not isinstance(inhoud.get(nodig), str) or not inhoud[nodig].strip():
            raise y.fout(
                (), f"{nodig} ontbreekt.", f"Schrijf bovenaan {nodig}: met een korte tekst."
            )
    aannames = y.alleen(("aannames",), inhoud.get("aannames"), AANNAMES)
    for naam, deel in aannames.items():
        soort, plek = AANNAMES[naam], ("aannames", naam)
        if soort.keuzes:
            y.waarde(plek, deel, laag=None, ook=("laag", "hoog"))
            for k in ("waarde", "laag", "hoog"):
                if k in deel:
                    y.keuze((*plek, k), deel[k], soort.keuzes)
        else:
            y.waarde(plek, deel, soort.laag, soort.hoog, ook=("laag", "hoog"))
            for k in ("laag", "hoog"):
                if k in deel:
                    y.getal((*plek, k), deel[k], soort.laag, soort.hoog)
    return Scenario(pad.stem, inhoud["naam"].strip(), inhoud["uitleg"].strip(), aannames)
