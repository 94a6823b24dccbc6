"""De voorraad van bijzondere en toegankelijke woningen, met de klassen van VERA."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, balken
from woonzorg_lib.beeld.tekening import Tekening, per_duizend
from woonzorg_lib.beeld.zinnen import hoofdletter, opsomming
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.aannemelijk import open_cijfer
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.invullen import vul, vul_wat_kan
from woonzorg_lib.soorten.rijen import Rijen, gedeeld_door, per_1000
from woonzorg_lib.soorten.soort import Figuur, Soort


def _vera(rij: dict):
    vorm, n = rij.get("woonvorm"), rij.get("eenheden")
    if vorm not in ("geclusterd", "zorggeschikt"):
        return
    doe = "Controleer de woonvorm; in het rapport staat dit complex met deze kanttekening."
    if n is not None and n < 12:
        yield (
            r.WAARSCHUWING,
            "eenheden",
            f"een {vorm} complex heeft volgens VERA ten minste 12 eenheden; hier zijn het er {n}.",
            doe,
        )
    if rij.get("ontmoetingsruimte") is not True:
        yield (
            r.WAARSCHUWING,
            "ontmoetingsruimte",
            f"een {vorm} complex heeft volgens VERA een ontmoetingsruimte.",
            doe,
        )
    label = rij.get("toegankelijkheid")
    if label in ("ZON", "GNV") or (vorm == "zorggeschikt" and label == "NUL"):
        yield (
            r.WAARSCHUWING,
            "toegankelijkheid",
            f"{vorm} past niet bij toegankelijkheid {label}.",
            doe,
        )


def _meer_dan_meergezins(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    voorraad, deel = open_cijfer("woningvoorraad", gemeente), open_cijfer("meergezins", gemeente)
    if voorraad and deel:
        meergezins, som = (
            voorraad[0] * deel[0] / 100,
            tabel[tabel.woonvorm.isin(["geclusterd", "zorggeschikt"])].eenheden.sum(),
        )
        if som > meergezins:
            wat = (
                f"er zijn {r.getal(som)} geclusterde en zorggeschikte woningen, meer dan alle "
                f"meergezinswoningen in {gemeente.naam} (ongeveer "
                f"{r.getal(round(meergezins))})."
            )
            yield (
                r.WAARSCHUWING,
                int(tabel._regel.iloc[0]),
                "eenheden",
                wat,
                "Controleer het aantal eenheden.",
            )


TRAPLOOS = ("NUL", "ROA", "ROL", "RUI")
BIJZONDER = ("regulier", "geclusterd", "zorggeschikt")
VERPLEEGZORG = "verpleegzorgplekken"


@dataclass(frozen=True)
class Klasse:
    """Een klasse van VERA: haar code, haar naam, en welke waarden van een kolom erbij horen."""

    code: str
    naam: str
    waarden: tuple[str, ...]

    @property
    def id(self) -> str:
        """De klasse in de naam van een cijfer."""
        return self.code.lower()


# Per column the classes from wide to narrow: each is a part of the one before.
KLASSEN = {
    "toegankelijkheid": (
        Klasse("NUL", "nultreden of beter (NUL)", TRAPLOOS),
        Klasse("ROA", "geschikt voor een rollator (ROA)", TRAPLOOS[1:]),
        Klasse("ROL", "geschikt voor een rolstoel (ROL)", TRAPLOOS[2:]),
        Klasse("RUI", "extra ruim (RUI)", TRAPLOOS[3:]),
    ),
    "woonvorm": (
        Klasse("GEC", "geclusterd (GEC)", ("geclusterd", "zorggeschikt")),
        Klasse("ZWO", "zorggeschikt (ZWO)", ("zorggeschikt",)),
    ),
}


def _andere(s: Rijen) -> list[Klasse]:
    """De woonvormen die geen klasse van VERA zijn, in de volgorde van het bestand."""
    vormen = dict.fromkeys(s.ruw.woonvorm[~s.ruw.woonvorm.isin(BIJZONDER)])
    return [Klasse(vorm.replace(" ", "_"), vorm, (vorm,)) for vorm in vormen]


def _aantal(s: Rijen, kolom: str, klasse: Klasse) -> float:
    return float(s.ruw.eenheden[s.ruw[kolom].isin(klasse.waarden)].sum())


def _met_deling(
    s: Rijen, kolom: str, klasse: Klasse, bij: pd.Series | None, wie: str
) -> Iterator[Cijfer | None]:
    """Het aantal eenheden van een klasse, en per 1.000 mensen van een leeftijd."""
    aantal, naam = _aantal(s, kolom, klasse), hoofdletter(klasse.naam)
    yield s.cijfer(klasse.id, aantal, als="klasse", klasse=naam)
    per = per_1000(aantal, bij)
    yield s.cijfer(
        f"{klasse.id}_per_1000", per, bij=bij, als="klasse_per_1000", klasse=naam, mensen=wie
    )


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """Per klasse van VERA en per andere woonvorm het aantal, ook per 1.000 ouderen."""
    ouderen, oudsten = s.open_cijfer("inwoners_75plus"), s.open_cijfer("inwoners_85plus")
    for kolom, klassen in KLASSEN.items():
        for klasse in klassen:
            yield from _met_deling(s, kolom, klasse, ouderen, "75-plussers")
    for klasse in _andere(s):
        bij = oudsten if klasse.naam == VERPLEEGZORG else None
        yield from _met_deling(s, "woonvorm", klasse, bij, "85-plussers")


def woorden(s: Rijen) -> dict[str, str | None]:
    """Welke woonvormen er volgens de gemeente zijn; None als dat er geen zijn."""
    gec, zwo = (_aantal(s, "woonvorm", klasse) for klasse in KLASSEN["woonvorm"])
    plekken = _aantal(s, "woonvorm", Klasse("", "", (VERPLEEGZORG,)))
    getallen = {"gec": gec or None, "zwo": zwo or None, "plekken": plekken or None}
    delen = [vul_wat_kan([deel], getallen) for deel in s.soort.beschrijving["delen"]]
    return {"delen": opsomming([d for d in delen if d]) or None}


def _staven(klassen: Sequence[Klasse], c: Berekend, wie: str, genest: bool) -> Iterator[Staaf]:
    van = None
    for trap, klasse in enumerate(klassen):
        aantal, per = c.waarde(klasse.id), c.waarde(f"{klasse.id}_per_1000")
        uitleg = getal(aantal) + ("" if per is None else f"; {per_duizend(per)} per 1.000 {wie}")
        naam = f"waarvan {klasse.naam}" if genest and trap else klasse.naam
        yield Staaf(naam, aantal, uitleg, van=van, trap=trap if genest else 0)
        van = aantal if genest else None


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """Geneste staven: elke klasse is een deel van de vorige. Nooit opgeteld."""
    if len(s.ruw) < 2:
        return []
    koppen, staven = s.soort.beschrijving["groepen"], []
    for kolom, klassen in KLASSEN.items():
        staven += [Staaf(koppen[kolom], kop=True), *_staven(klassen, c, "75-plussers", True)]
    anders = _andere(s)
    if anders:
        staven += [Staaf(koppen["anders"], kop=True), *_staven(anders, c, "85-plussers", False)]
    per = "; ".join(f"{x.naam}: {x.tekst}" for x in staven if not x.kop)
    alt = vul(s.soort.beschrijving["alt"], {"per": per})
    notitie = gedeeld_door(s.open_cijfer("inwoners_75plus"))
    return [s.soort.tekening("klassen", balken(staven), alt, notitie)]


SOORT = Soort.uit(
    __file__,
    rijregels=(_vera,),
    toets=_meer_dan_meergezins,
    cijfers=cijfers,
    woorden=woorden,
    figuren={"": Figuur(teken)},
)
