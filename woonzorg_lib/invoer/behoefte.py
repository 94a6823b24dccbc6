"""behoefte.yaml: de verdeelsleutel en de eigen kengetallen voor de woonbehoefte,
gelezen en nagekeken. Rekent niets uit.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from woonzorg_lib.invoer.instellingen import KIT
from woonzorg_lib.invoer.yamlbestand import Yamlbestand
from woonzorg_lib.onderwerpen import groepsnamen

NAAM = "behoefte.yaml"
SLEUTELDELEN = ("nultreden", "geclusterd", "zorggeschikt")
WOONVORMEN = (
    *SLEUTELDELEN,
    "verpleegzorg",
    "sociale huur",
    "middenhuur",
    "betaalbare koop",
    "duur",
)
# The third part of the programme had another name until 2023; files of then stay readable.
OUDE_NAMEN = {"verpleegzorg": "zorggeschikt"}
LEEFTIJDEN = ("65-74", "75-84", "85plus")
GROEPEN = ("65plus", "75plus", "85plus")
EERSTE_JAAR, LAATSTE_JAAR = 2021, 2049  # the forecast by age starts and ends here


@dataclass(frozen=True)
class Behoefte:
    """Wat er over de woonbehoefte is ingevuld; wat er niet is, is leeg en wordt niet berekend.

    sleutel: de delen, begin, eind, leeftijd en verdeeld_over, of None. tarieven: woonvorm ->
    leeftijd -> waarde. toegevoegd en onttrekking: woonvorm -> waarde.
    groepen: groep -> personen_per_woning en verdeling. taakstelling: halfjaar en waarde, of None.
    bestanden: onderdeel -> bestand waar het uit komt.
    Elke waarde is een dict met waarde, eenheid, jaar, bron en status.
    """

    sleutel: dict | None = None
    tarieven: dict = field(default_factory=dict)
    toegevoegd: dict = field(default_factory=dict)
    onttrekking: dict = field(default_factory=dict)
    groepen: dict = field(default_factory=dict)
    taakstelling: dict | None = None
    bestanden: dict = field(default_factory=dict)

    def waarden(self, onderdeel: str) -> dict[str, float]:
        """Woonvorm -> aantal van een onderdeel: toegevoegd of onttrekking."""
        return {vorm: regel["waarde"] for vorm, regel in getattr(self, onderdeel).items()}


def behoefte(map: Path = KIT, gemeente: str = "") -> Behoefte:
    """De getallen voor de woonbehoefte; een onderdeel in de map van de gemeente gaat voor dat van
    de map (of anders van de kit).

    Fout: OngeldigeInstelling, met bestand, regel en onderdeel.
    """
    gedeeld = next((m / NAAM for m in (Path(map), KIT) if (m / NAAM).is_file()), None)
    eigen = Path(map) / "gemeenten" / gemeente / NAAM
    uit = Behoefte()
    for pad in (gedeeld, eigen if gemeente and eigen.is_file() else None):
        if pad is not None:
            uit = replace(
                uit,
                **(delen := _lees(pad, pad.stat().st_mtime_ns)),
                bestanden=uit.bestanden | dict.fromkeys(delen, _toon(pad)),
            )
    return uit


def _toon(pad: Path) -> str:
    return (
        f"gemeenten/{pad.parent.name}/{pad.name}"
        if pad.parent.parent.name == "gemeenten"
        else f"{pad.parent.name}/{pad.name}"
    )


@lru_cache(maxsize=64)
def _lees(pad: Path, _gewijzigd: int) -> dict:
    y = Yamlbestand(pad, _toon(pad))
    doe = {
        "sleutel": _sleutel,
        "tarieven": _tarieven,
        "toegevoegd": _toegevoegd,
        "onttrekking": _woningen,
        "groepen": _groepen,
        "taakstelling": _taakstelling,
    }
    delen = y.alleen((), y.inhoud, doe)
    return {naam: doe[naam](y, (naam,), deel) for naam, deel in delen.items() if deel is not None}


def _sleutel(y: Yamlbestand, plek: tuple, deel: object) -> dict | None:
    if deel == "geen":
        return None
    deel = y.hernoem(plek, deel, OUDE_NAMEN)
    uit = y.alleen(
        plek, deel, (*SLEUTELDELEN, "totaal", "begin", "eind", "leeftijd", "verdeeld_over")
    )
    for naam in (*SLEUTELDELEN, "begin", "eind", "leeftijd", "verdeeld_over"):
        if naam not in uit:
            raise y.fout(plek, f"{naam} ontbreekt.", f"Vul {naam} in, of schrijf `sleutel: geen`.")
    for naam in (*SLEUTELDELEN, *({"totaal"} & uit.keys())):
        y.waarde((*plek, naam), uit[naam])
    if (
        "totaal" in uit
        and (som := sum(uit[n]["waarde"] for n in SLEUTELDELEN)) != uit["totaal"]["waarde"]
    ):
        raise y.fout(
            (*plek, "totaal"),
            f"de drie delen zijn samen {som:g}, en niet {uit['totaal']['waarde']:g}.",
            "Controleer de getallen.",
        )
    for naam in ("begin", "eind"):
        y.waarde((*plek, naam), uit[naam], EERSTE_JAAR, LAATSTE_JAAR)
    if uit["begin"]["waarde"] > uit["eind"]["waarde"]:
        raise y.fout((*plek, "eind"), "eind ligt voor begin.", "Controleer de jaren.")
    y.keuze((*plek, "leeftijd"), uit["leeftijd"], GROEPEN)
    y.keuze((*plek, "verdeeld_over"), uit["verdeeld_over"], ("land", "regio"))
    return uit


def _tarieven(y: Yamlbestand, plek: tuple, deel: object) -> dict:
    uit = y.alleen(plek, deel, WOONVORMEN)
    for vorm, per_leeftijd in uit.items():
        for leeftijd, waarde in y.alleen((*plek, vorm), per_leeftijd, LEEFTIJDEN).items():
            y.waarde((*plek, vorm, leeftijd), waarde, 0, 1)
    return uit


def _woningen(y: Yamlbestand, plek: tuple, deel: object) -> dict:
    uit = y.alleen(plek, deel, WOONVORMEN)
    for vorm, waarde in uit.items():
        y.waarde((*plek, vorm), waarde)
    return uit


def _toegevoegd(y: Yamlbestand, plek: tuple, deel: object) -> dict:
    return _woningen(y, plek, y.hernoem(plek, deel, OUDE_NAMEN))


def _groepen(y: Yamlbestand, plek: tuple, deel: object) -> dict:
    uit = y.alleen(plek, deel, groepsnamen())
    for groep, inhoud in uit.items():
        hier = (*plek, groep)
        g = y.alleen(hier, inhoud, ("personen_per_woning", "verdeling"))
        if "personen_per_woning" not in g:
            raise y.fout(
                hier,
                "personen_per_woning ontbreekt.",
                "Vul in hoeveel mensen er gemiddeld in een woning wonen.",
            )
        y.waarde((*hier, "personen_per_woning"), g["personen_per_woning"], 0.5, 20)
        rijen = g.get("verdeling") or []
        if not isinstance(rijen, list):
            raise y.fout(
                (*hier, "verdeling"),
                "hier hoort een lijst.",
                "Schrijf elke regel als - {type: zelfstandig, prijs: sociale huur, deel: 0.9}.",
            )
        for i, rij in enumerate(rijen):
            r = y.alleen((*hier, "verdeling", str(i)), rij, ("type", "prijs", "deel"))
            if {"type", "prijs", "deel"} - r.keys():
                raise y.fout(
                    (*hier, "verdeling", str(i)),
                    "type, prijs of deel ontbreekt.",
                    "Vul ze alle drie in.",
                )
            y.getal((*hier, "verdeling", str(i), "deel"), r["deel"], 0, 1)
        if rijen and abs(sum(r["deel"] for r in rijen) - 1) > 0.005:
            raise y.fout(
                (*hier, "verdeling"),
                f"de delen zijn samen {sum(r['deel'] for r in rijen):g}.",
                "Zorg dat zij samen 1 zijn.",
            )
    return uit


def _taakstelling(y: Yamlbestand, plek: tuple, deel: object) -> dict:
    uit = y.waarde(plek, deel, ook=("halfjaar",))
    y.keuze(
        (*plek, "halfjaar"),
        uit.get("halfjaar"),
        [f"{j}-{h}" for j in range(2015, 2051) for h in (1, 2)],
    )
    return uit
