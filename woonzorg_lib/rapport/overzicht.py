"""Ordent het verslag van een run voor index.html: kengetallen met klassen, rijen, redenen;
de pagina zelf staat in sjabloon/.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, field, replace
from urllib.parse import quote

from ..beeld.getallen import getal, leeg, met_eenheid, rond
from ..standen import Status, Uitkomst
from .bestandsnamen import CIJFERS, PAGINA, PDF, WERKBOEK, WORD, bestandsnaam, soort_van
from .tekst import KLASSEN

GEVULD = tuple(s for s in Status if s.gevuld)
HEEL = tuple(u for u in Uitkomst if u.heel)
_BESTANDEN = {
    PDF: "PDF",
    WORD: "Word",
    WERKBOEK: "Excel",
    CIJFERS: "CSV",
}  # what a report has beside its page
AANTAL = 5  # key figures; more do not fit beside the sections
GEVULD_NAAM = "Gevulde onderwerpen"
# one per key figure: the first letter of its classes in the map;
# the last is for the share of onderwerpen
_LETTERS = "abcdef"
_TINTEN = {
    1: (2,),
    2: (1, 3),
    3: (0, 2, 4),
    4: (0, 1, 3, 4),
    5: (0, 1, 2, 3, 4),
}  # which of the five tints n classes take


@dataclass(frozen=True)
class Kengetal:
    """Eén cijfer van alle gemeenten: de waarden per map,
    en de klassen van licht naar donker met hun grenzen.
    """

    letter: str
    naam: str
    eenheid: str
    jaren: tuple[int, ...]
    waarden: dict[str, float]
    decimalen: int
    grenzen: tuple[float, ...]
    teksten: dict[str, str] = field(default_factory=dict)  # as the report says it, with its band

    def toon(self, wie: str) -> str:
        """Wat de tabel van een map toont: de woorden van het rapport, of het getal."""
        return self.teksten.get(wie) or self.tekst(self.waarden.get(wie))

    @property
    def bij(self) -> str:
        """Wat klein onder de naam staat: het jaar, en de eenheid als die niet achter elk getal
        staat.
        """
        toon = (
            self.eenheid
            if met_eenheid(1, self.eenheid) == getal(1)
            and self.eenheid.casefold() != self.naam.casefold()
            else ""
        )
        jaren = (
            "–".join(str(j) for j in dict.fromkeys((self.jaren[0], self.jaren[-1])))
            if self.jaren
            else ""
        )
        return " · ".join(d for d in (toon, jaren) if d)

    def tekst(self, waarde: float | None) -> str:
        return met_eenheid(waarde, self.eenheid, self.decimalen)

    def klasse(self, wie: str) -> str:
        """De klasse op de kaart, zoals b3; bx als het cijfer er niet is."""
        waarde = self.waarden.get(wie)
        tint = (
            "x"
            if waarde is None
            else _TINTEN[len(self.grenzen) + 1][sum(waarde >= g for g in self.grenzen)]
        )
        return f"{self.letter}{tint}"

    @property
    def legenda(self) -> list[tuple[int, str]]:
        """Per klasse de tint en de woorden, zoals (0, "minder dan 20%")."""
        decimalen = 0 if all(float(x).is_integer() for x in self.grenzen) else self.decimalen
        g = [met_eenheid(x, self.eenheid, decimalen) for x in self.grenzen]
        if not g:
            woorden = [self.tekst(x) for x in sorted(set(self.waarden.values()))]
        else:
            woorden = [
                f"minder dan {g[0]}",
                *(f"{a} tot {b}" for a, b in zip(g, g[1:])),
                f"{g[-1]} of meer",
            ]
        return list(zip(_TINTEN[len(g) + 1], woorden))


def gemeenten(verslag: dict) -> list[dict]:
    """De gemeenten van deze run en van eerdere runs, op naam."""
    alles = verslag["gemeenten"] + [g | {"eerder": True} for g in verslag.get("eerder", [])]
    return sorted(alles, key=lambda g: _plat(g["naam"]))


def kengetallen(verslag: dict) -> list[Kengetal]:
    """De kerncijfers die de rapporten zelf noemen, in hun volgorde,
    en het aandeel gevulde onderwerpen.
    """
    namen: dict[str, tuple[str, str]] = {}
    waarden: dict[str, dict[str, float]] = {}
    jaren: dict[str, set[int]] = {}
    teksten: dict[str, dict[str, str]] = {}
    for g in gemeenten(verslag):
        for c in _overzicht(g).get("kerncijfers", ()):
            wat = c["indicator"]
            namen.setdefault(wat, (c["omschrijving"], c.get("eenheid") or ""))
            if not leeg(c["waarde"]):
                waarden.setdefault(wat, {})[g["map"]] = float(c["waarde"])
                jaren.setdefault(wat, set()).update([c["jaar"]] if c.get("jaar") else [])
                if c.get("tekst"):
                    teksten.setdefault(wat, {})[g["map"]] = c["tekst"]
    gekozen = [w for w in namen if w in waarden][:AANTAL]
    uit = [
        replace(
            _kengetal(_LETTERS[n], *namen[w], tuple(sorted(jaren[w])), waarden[w]),
            teksten=teksten.get(w, {}),
        )
        for n, w in enumerate(gekozen)
    ]
    gevuld = {
        g["map"]: rond(100 * n / m)
        for g in gemeenten(verslag)
        for n, m in [_gevuld(g.get("statussen", {}))]
        if m
    }
    return uit + ([_kengetal(_LETTERS[len(uit)], GEVULD_NAAM, "%", (), gevuld)] if gevuld else [])


def getoond(verslag: dict) -> tuple[list[Kengetal], list[tuple[str, str]]]:
    """De kengetallen die verschillen; en van wat overal gelijk is de naam en het cijfer.

    Een kolom met in elke rij hetzelfde zegt niets, een regel boven de tabel wel; hoeveel er
    gevuld is, staat al bovenaan.
    """
    alle, mappen = kengetallen(verslag), [g["map"] for g in gemeenten(verslag)]
    houd: list[Kengetal] = []
    gelijk: list[tuple[str, str]] = []
    for c in alle:
        woorden = {c.toon(wie) for wie in mappen}
        if len(mappen) > 1 and len(woorden) == 1:
            gelijk += [] if c.naam == GEVULD_NAAM else [(c.naam, woorden.pop())]
        else:
            houd.append(replace(c, letter=_LETTERS[len(houd)]))
    return houd, gelijk


def streek(verslag: dict) -> str:
    """De naam van de regio van alle rapporten; leeg als er meer dan drie zijn of een geen regio
    noemt.
    """
    namen = dict.fromkeys(_overzicht(g).get("streek") or "" for g in gemeenten(verslag))
    if "" in namen or len(namen) > 3:
        return ""
    *eerste, laatste = sorted(namen) or [""]
    return f"{', '.join(eerste)} en {laatste}" if eerste else laatste


def kaartvlakken(verslag: dict) -> list[dict]:
    """Wat een kaart van elke gemeente moet weten:
    code, titel, verwijzing, klassen, en of er iets mislukte.
    """
    cijfers, _ = getoond(verslag)
    return [
        {
            "code": g["code"],
            "titel": g["naam"],
            "href": verwijzing(g) if bestaat(g) else None,
            "mislukt": kapot(g),
            "klasse": " ".join(c.klasse(g["map"]) for c in cijfers),
        }
        for g in gemeenten(verslag)
    ]


def rijen(
    verslag: dict, cijfers: list[Kengetal], statussen: list[str], delen: list[dict]
) -> list[dict]:
    """Per gemeente een rij van de tabel, met alles als tekst."""
    uit = []
    for g in gemeenten(verslag):
        per_deel = {d["notebook"]: d["statussen"] for d in _overzicht(g).get("delen", ())}
        klaar = g.get("klaar") or verslag["klaar"]
        uit.append(
            {
                "naam": g["naam"],
                "href": verwijzing(g),
                "bestanden": [
                    (woord, verwijzing(g, naam))
                    for soort, woord in _BESTANDEN.items()
                    if (naam := _bestand(g, soort))
                ],
                "bestaat": bestaat(g),
                "kapot": kapot(g),
                "eerder": g.get("eerder", False),
                "cijfers": [_cel(c, g["map"]) for c in cijfers],
                "statussen": [
                    g["statussen"].get(s, 0) if g.get("statussen") else "–" for s in statussen
                ],
                "delen": [_deel(per_deel.get(d["notebook"])) for d in delen],
                "datum": f"{klaar[8:10]}-{klaar[5:7]}-{klaar[:4]}",
            }
        )
    return uit


def delen(verslag: dict) -> list[dict]:
    """De delen van het rapport die niet overal gelijk gevuld zijn, in volgorde;
    `boven` en `onder` zijn de twee regels van hun kop.
    """
    gevonden: dict[str, dict] = {}
    standen: dict[str, list] = {}
    for g in gemeenten(verslag):
        for d in _overzicht(g).get("delen", ()):
            boven, _, onder = (d.get("groep") or d["titel"]).rpartition(" · ")
            gevonden.setdefault(
                d["notebook"], {"notebook": d["notebook"], "boven": boven, "onder": onder}
            )
            standen.setdefault(d["notebook"], []).append(_deel(d["statussen"]))
    aantal = len(gemeenten(verslag))
    return [d for naam, d in gevonden.items() if _verschilt(standen[naam], aantal)]


def koppen(delen: list[dict]) -> list[tuple[str, int]]:
    """De bovenste regel van de koppen: buren met dezelfde naam delen er één."""
    uit: list[tuple[str, int]] = []
    for d in delen:
        if uit and uit[-1][0] == d["boven"]:
            uit[-1] = (d["boven"], uit[-1][1] + 1)
        else:
            uit.append((d["boven"], 1))
    return uit


def kolommen(
    cijfers: list[Kengetal], statussen: list[str], delen: list[dict], datums: bool
) -> list[str]:
    """Per kolom na de naam wat op een telefoon voor de cel staat: daar is geen kop boven."""
    return [
        *(f"{c.naam} ({c.bij})" if c.bij else c.naam for c in cijfers),
        *(f"Onderwerpen {s}" for s in statussen),
        *(" · ".join(filter(None, (d["boven"], d["onder"]))) for d in delen),
        *(["Gemaakt"] if datums else []),
        "Bestanden",
    ]


def statussen(verslag: dict) -> list[str]:
    """De statussen die voorkomen en niet overal even vaak, van goed naar slecht."""
    alle = [g.get("statussen") or {} for g in gemeenten(verslag)]
    return [
        s
        for s in KLASSEN
        if any(telling.get(s) for telling in alle)
        and _verschilt([telling.get(s, 0) if telling else None for telling in alle], len(alle))
    ]


def datums(verslag: dict) -> bool:
    """Waar als niet elk rapport op dezelfde dag is gemaakt."""
    return len({(g.get("klaar") or verslag["klaar"])[:10] for g in gemeenten(verslag)}) > 1


def _verschilt(waarden: list, aantal: int) -> bool:
    return aantal == 1 or len(waarden) < aantal or any(w != waarden[0] for w in waarden)


def redenen(verslag: dict) -> list[tuple[str, list[dict]]]:
    """Elke reden met de gemeenten waar het misging, de meest voorkomende eerst:
    één kapotte notebook is één regel.
    """
    per_reden: dict[str, list[dict]] = {}
    for g in gemeenten(verslag):
        if kapot(g):
            for reden in g.get("fouten") or ["De reden staat in het rapport."]:
                per_reden.setdefault(reden, []).append(
                    {"naam": g["naam"], "href": verwijzing(g), "bestaat": bestaat(g)}
                )
    return sorted(per_reden.items(), key=lambda paar: -len(paar[1]))


def regiobeelden(verslag: dict) -> list[tuple[str, str]]:
    """De regiobeelden in dezelfde uitvoermap: naam en adres, op naam."""
    alle = [(b["titel"], verwijzing(b)) for b in verslag.get("regiobeelden", [])]
    return sorted(alle, key=lambda paar: _plat(paar[0]))


def samenvatting(verslag: dict) -> dict:
    """De getallen bovenaan de pagina."""
    alle = gemeenten(verslag)
    paren = [_gevuld(g.get("statussen", {})) for g in alle]
    onderwerpen = sum(m for _, m in paren)
    return {
        "aantal": len(alle),
        "eerder": sum(bool(g.get("eerder")) for g in alle),
        "kapot": sum(map(kapot, alle)),
        "gevuld": met_eenheid(100 * sum(n for n, _ in paren) / onderwerpen, "%")
        if onderwerpen
        else None,
        "fictief": any(_overzicht(g).get("fictief") for g in alle),
    }


def alles(verslag: dict) -> dict[str, object]:
    """Wat de pagina van een run toont, op de naam waaronder het sjabloon ernaar vraagt."""
    cijfers, gelijk = getoond(verslag)
    namen, per_deel = statussen(verslag), delen(verslag)
    return {
        "top": samenvatting(verslag),
        "cijfers": cijfers,
        "streek": streek(verslag),
        "gelijk": gelijk,
        "datums": datums(verslag),
        "kern": sum(c.naam != GEVULD_NAAM for c in cijfers),
        "statussen": namen,
        "delen": per_deel,
        "koppen": koppen(per_deel),
        "kolommen": kolommen(cijfers, namen, per_deel, datums(verslag)),
        "rijen": rijen(verslag, cijfers, namen, per_deel),
        "redenen": redenen(verslag),
        "regiobeelden": regiobeelden(verslag),
    }


def kapot(g: dict) -> bool:
    """Waar als er iets niet gemaakt is."""
    return bool(g.get("fouten")) or g.get("uitkomst", Uitkomst.GELUKT) not in HEEL


def bestaat(g: dict) -> bool:
    """Niet waar als er van deze gemeente niets geschreven kon worden."""
    return g.get("overzicht", {}) is not None


def verwijzing(g: dict, bestand: str | None = None) -> str:
    """Een verwijzing binnen de uitvoermap, standaard naar het rapport;
    gecodeerd, zodat de naam van een map nooit een ander adres wordt.
    """
    naam = bestand or _bestand(g, PAGINA) or bestandsnaam(g["map"], PAGINA)
    return f"{quote(g['map'], safe='')}/{quote(naam, safe='')}"


def _bestand(g: dict, soort: str) -> str:
    """De naam van een bestand van een rapport, zoals het verslag haar noemt;
    leeg als het er niet is.
    """
    return next((naam for naam in g.get("bestanden", ()) if soort_van(naam) == soort), "")


def _overzicht(g: dict) -> dict:
    return g["overzicht"] if isinstance(g.get("overzicht"), dict) else {}


def _gevuld(statussen: dict) -> tuple[int, int]:
    return sum(statussen.get(s, 0) for s in GEVULD), sum(statussen.values())


def _cel(c: Kengetal, wie: str) -> dict:
    """What a cell shows, and the number to sort on where that says something else."""
    return {"tekst": c.toon(wie), "waarde": c.waarden.get(wie) if wie in c.teksten else None}


def _deel(statussen: dict | None) -> dict | None:
    if not statussen:
        return None
    return {
        "v": statussen.get(Status.VOLLEDIG, 0),
        "d": statussen.get(Status.DEELS, 0),
        "x": statussen.get(Status.MISLUKT, 0),
        "m": sum(statussen.values()),
    }


def _plat(naam: str) -> str:
    """'s-Hertogenbosch stands under the S and Súdwest-Fryslân under Sud."""
    return "".join(
        t for t in unicodedata.normalize("NFKD", naam).casefold() if t.isalnum() or t == " "
    )


def _kengetal(
    letter: str, naam: str, eenheid: str, jaren: tuple[int, ...], ruw: dict[str, float]
) -> Kengetal:
    heel = all(w.is_integer() for w in ruw.values()) or max(map(abs, ruw.values())) >= 200
    decimalen = 0 if heel else 1
    # Rounded first: a class may never contradict the number that is read beside it.
    waarden = {wie: rond(w, decimalen) for wie, w in ruw.items()}
    return Kengetal(
        letter, naam, eenheid, jaren, waarden, decimalen, _grenzen(list(waarden.values()))
    )


def _grenzen(waarden: list[float]) -> tuple[float, ...]:
    """Limits of at most five classes of about as many gemeenten,
    each the roundest number between two neighbours.
    """
    uniek = sorted(set(waarden))
    n = min(5, len(uniek))
    speling = len(uniek) // (4 * n)  # a limit may move a little when that makes it rounder
    grenzen = []
    for i in range(1, n):
        knip = round(i * len(uniek) / n)
        buren = [
            _rondste(uniek[k - 1], uniek[k]) for k in range(knip - speling, knip + speling + 1)
        ]
        grenzen.append(max(buren, key=lambda stap_grens: stap_grens[0])[1])
    return tuple(grenzen)


def _rondste(a: float, b: float) -> tuple[float, float]:
    """The roundest number above a, up to and including b,
    behind the step that it is a multiple of.
    """
    macht = math.ceil(math.log10(max(abs(a), abs(b)))) + 1
    while macht > -6:
        for cijfer in (5, 2, 1):
            stap = cijfer * 10.0**macht
            grens = round((math.floor(round(a / stap, 6)) + 1) * stap, 6)
            if a < grens <= b:
                return stap, grens
        macht -= 1
    return 0.0, b
