"""Van bladen met cellen naar één rooster: welk blad telt, en welke rij de kop is.

Wat de kolommen betekenen weet kolommen.py; hoe een bestand opengaat weet openen.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from woonzorg_lib.gebieden.namen import opsomming, sleutel
from woonzorg_lib.invoer.cellen import is_leeg, kaal
from woonzorg_lib.invoer.openen import Bestandsfout, Boek, Opmerking
from woonzorg_lib.invoer.werkboek import Blad, Onleesbaar

KOP_BINNEN = 25  # filled rows in which the header is looked for: exports have a title above it
EIGEN_BLADEN = ("uitleg", "keuzes", "lijsten")  # what a template carries beside its rows
# What may stand above the header instead of in a column of its own.
BOVENAAN = ("bron", "peildatum")
Herken = Callable[[str], "str | None"]


@dataclass
class Rooster:
    """Koppen en rijen zoals ze in het bestand staan; `regel` telt zoals Excel.

    bovenaan: wat boven de kop als "bron: ..." staat. gedekt: cel (regel, kolom vanaf 0) onder een
    samengevoegde cel -> de waarde daarvan.
    """

    koppen: list[str]
    rijen: list[tuple[int, list]]
    opmerkingen: list[Opmerking] = field(default_factory=list)
    blad: str = ""
    kopregel: int = 1
    bovenaan: dict[str, Any] = field(default_factory=dict)
    gedekt: dict[tuple[int, int], Any] = field(default_factory=dict)


def is_getal(cel: object) -> bool:
    """Waar als er een getal staat, en geen jaartal."""
    if isinstance(cel, bool) or cel is None:
        return False
    if isinstance(cel, (int, float)):
        return not (float(cel).is_integer() and 1990 <= cel <= 2100)
    t = kaal(cel) if isinstance(cel, str) and len(cel) < 40 else ""
    return bool(re.fullmatch(r"[-+€]?\s?[0-9][0-9.,]*%?", t)) and not re.fullmatch(
        r"(?:19|20)[0-9]{2}\*{0,2}", t
    )


def kopscore(cellen: list, herken: Herken) -> int:
    """Hoeveel cellen van een rij de naam van een kolom zijn.

    Een jaartal telt alleen mee naast een kop van tekst: een rij met gegevens heeft ook jaren.
    """
    tekst: set[str] = set()
    jaar: set[str] = set()
    for cel in cellen:
        if is_leeg(cel) or isinstance(cel, Onleesbaar):
            continue
        naam = kaal(cel)[:200]
        kolom = herken(naam)
        if kolom is not None:
            (jaar if naam[:1].isdigit() else tekst).add(kolom)
    return len(tekst) + len(jaar) if tekst else 0


def _beste_kop(blad: Blad, herken: Herken) -> tuple[int, int]:
    """(place of the row that is the header, its score)."""
    scores = [(kopscore(rij, herken), -n) for n, (_, rij) in enumerate(blad.rijen[:KOP_BINNEN])]
    beste, plek = max(scores, default=(0, 0))
    return -plek, beste


def kies_blad(boek: Boek, soort: str, herken: Herken) -> tuple[Blad, int, int]:
    """Het blad dat gelezen wordt, de plek van zijn kop, en hoeveel kolommen daarin bekend zijn.

    Een zichtbaar blad gaat voor een verborgen blad, en een blad met de naam van de soort voor een
    ander.
    """
    scores = [(blad, *_beste_kop(blad, herken)) for blad in boek.bladen]
    return max(
        scores,
        key=lambda s: (s[2] > 0 and not s[0].verborgen, sleutel(s[0].naam) == sleutel(soort), s[2]),
    )


def maak_rooster(boek: Boek, blad: Blad, plek: int, herken: Herken) -> Rooster:
    """Het rooster van een blad, met wat er over andere bladen en verborgen rijen te zeggen is.

    plek: die van de kop in blad.rijen. Fout: Bestandsfout.
    """
    kopregel, kop = blad.rijen[plek]
    koppen = ["" if is_leeg(c) or isinstance(c, Onleesbaar) else kaal(c) for c in kop]
    rijen = [(n, rij) for n, rij in blad.rijen[plek + 1 :] if not all(map(is_leeg, rij))]
    breed = max(len(koppen), *(len(rij) for _, rij in rijen), 1) if rijen else len(koppen)
    while koppen and not koppen[-1]:
        koppen.pop()
    rooster = Rooster(
        koppen + [""] * (breed - len(koppen)) if not boek.scheiding else koppen,
        rijen,
        list(boek.opmerkingen),
        blad.naam,
        kopregel,
        _bovenaan(blad.rijen[:plek], herken),
        _gedekt(blad, kopregel),
    )
    if boek.scheiding:
        _let_op_scheiding(boek, rooster)
    _let_op_verborgen(blad, rooster)
    _let_op_bladen(boek, blad, rooster, herken)
    return rooster


def _bovenaan(boven: list[tuple[int, list]], herken: Herken) -> dict[str, Any]:
    uit = {}
    for _, rij in boven:
        gevuld = [c for c in rij if not is_leeg(c) and not isinstance(c, Onleesbaar)]
        if not gevuld or not isinstance(gevuld[0], str):
            continue
        naam, _, rest = kaal(gevuld[0])[:500].partition(":")
        kolom, ernaast = herken(naam), rij.index(gevuld[0]) + 1
        waarde = rij[ernaast] if ernaast < len(rij) and not rest.strip() else rest.strip()
        if kolom in BOVENAAN and not is_leeg(waarde):
            uit[kolom] = waarde
    return uit


def _gedekt(blad: Blad, kopregel: int) -> dict[tuple[int, int], Any]:
    if not blad.samengevoegd:
        return {}
    rijen = dict(blad.rijen)
    uit: dict[tuple[int, int], Any] = {}
    for van, links, tot, rechts in blad.samengevoegd:
        eerste = rijen.get(van, [])
        if van > kopregel and tot > van and links == rechts and links < len(eerste):
            uit |= {(regel, links): eerste[links] for regel in range(van + 1, tot + 1)}
    return uit


def _let_op_scheiding(boek: Boek, rooster: Rooster) -> None:
    breed = len(rooster.koppen)
    for regel, rij in rooster.rijen:
        if any(c.strip() for c in rij[breed:]):
            wat = (
                f"deze regel heeft {len(rij)} cellen en de kop {breed}: een '{boek.scheiding}' in "
                "een tekst of getal is als scheiding gelezen."
            )
            doe = "Zet die tekst of dat getal tussen aanhalingstekens, of gebruik puntkomma's."
            raise Bestandsfout(wat, doe, regel)
    if boek.afgebroken and rooster.rijen and len(rooster.rijen[-1][1]) < breed:
        wat = "de laatste regel is korter dan de kop."
        doe = "Controleer of het bestand niet is afgebroken."
        rooster.opmerkingen.append(("WAARSCHUWING", rooster.rijen[-1][0], wat, doe))


def _let_op_verborgen(blad: Blad, rooster: Rooster) -> None:
    rijen = sum(regel in blad.verborgen_rijen for regel, _ in rooster.rijen)
    kolommen = sum(n in blad.verborgen_kolommen for n, kop in enumerate(rooster.koppen) if kop)
    delen = [f"{rijen} verborgen rij{'en' if rijen > 1 else ''}"] if rijen else []
    delen += [f"{kolommen} verborgen kolom{'men' if kolommen > 1 else ''}"] if kolommen else []
    if delen:
        telt = "telt" if rijen + kolommen == 1 else "tellen"
        wat = f"{opsomming(delen)} {telt} mee."
        doe = "Haal weg wat niet mee moet tellen, of maak het zichtbaar."
        rooster.opmerkingen.append(("LET OP", None, wat, doe))


def _let_op_bladen(boek: Boek, gelezen: Blad, rooster: Rooster, herken: Herken) -> None:
    if gelezen.verborgen:
        wat = f"gelezen is het verborgen blad '{gelezen.naam}': een zichtbaar blad met deze "
        doe = "Maak het zichtbaar, of haal het weg."
        rooster.opmerkingen.append(("WAARSCHUWING", None, f"{wat}kolommen is er niet.", doe))
    for blad in boek.bladen:
        if blad is gelezen or blad.leeg or _van_sjabloon(blad):
            continue
        lijkt = _beste_kop(blad, herken)[1] >= 2
        heet = "verborgen blad" if blad.verborgen else "blad"
        wat = f"het {heet} '{kaal(blad.naam)[:60]}' is niet gelezen, alleen '{gelezen.naam}'."
        doe = "Zet alles op één blad." if lijkt else "Haal het weg als het er niet bij hoort."
        ernst = "WAARSCHUWING" if lijkt or blad.verborgen else "LET OP"
        rooster.opmerkingen.append((ernst, None, wat, doe))


def _van_sjabloon(blad: Blad) -> bool:
    return sleutel(blad.naam) in EIGEN_BLADEN and (blad.verborgen or blad.rijen[0][0] == 1)


__all__ = ["Bestandsfout", "Onleesbaar", "Rooster", "kies_blad", "kopscore", "maak_rooster"]
