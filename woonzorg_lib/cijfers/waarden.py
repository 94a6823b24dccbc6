"""Rekent een indicator uit voor gemeente, regio, vergelijkingsgroep en land,
met bron en reden erbij. Tekent niets.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers import lezen
from woonzorg_lib import gebieden
from woonzorg_lib.cijfers.klaarzetten import zet_klaar
from woonzorg_lib.cijfers.register import (
    Bron,
    Indicator,
    bestanden,
    bronnen,
    indicator,
    indicatoren,
)
from woonzorg_lib.cijfers.rijen import MET_INWONERS, tabel
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.onthouden import Onthoud

# A region gets a weighted percentage as long as gemeenten with this part of the denominator have a
# figure.
MINIMALE_DEKKING = 0.9
_EEN = "GM0344"  # a gemeente with wijken in every source that has them


@Onthoud
def _alle_jaren(id: str) -> tuple[int, ...]:
    tabel = lezen.per_gemeente(id)
    eigen = {jaar for _, jaar in lezen.eigen_cijfers(id)}
    return tuple(sorted(eigen | {int(j) for j in tabel.jaar[tabel.waarde.notna()]}))


def alle_jaren(id: str) -> list[int]:
    """De jaren (oplopend) waarin een gemeente of regio een cijfer heeft."""
    return list(_alle_jaren(id))


@dataclass(frozen=True)
class Uitkomst:
    """Een cijfer van één gebied in één jaar, met de marges van de bron als die er zijn."""

    waarde: float
    soort: str
    opmerking: str = ""
    onder: float = math.nan
    boven: float = math.nan


def _plek(id: str, code: str) -> str:
    """Het gebied waarvan dit cijfer gevuld moet zijn:
    de gemeente, haar COROP-gebied, of Nederland.
    """
    niveau = indicator(id).niveau
    if niveau == "gemeente":
        return code
    if niveau == "land":
        return "NL"
    return gebieden.regio_van(gebieden.gemeente(code)).code


def eigen_jaren(id: str, code: str) -> set[int]:
    """De jaren waarin deze gemeente zelf een cijfer heeft."""
    return set(lezen.gevulde_jaren(id).get(code, ()))


def _gevuld(id: str, code: str) -> set[int]:
    plek = _plek(id, code)
    jaren = eigen_jaren(id, plek)
    if plek != code:
        jaren |= {jaar for gebied, jaar in lezen.eigen_cijfers(id) if gebied == plek}
    return jaren


def jaren_van(ids: Iterable[str], code: str, peiljaar: int | None = None) -> list[int]:
    """De jaren (oplopend, tot en met peiljaar) waarin alle gevraagde indicatoren voor deze gemeente
    gevuld zijn.

    Een cijfer dat er alleen per regio is, telt mee als het COROP-gebied van de gemeente het heeft.
    """
    samen: set[int] | None = None
    for id in ids:
        gevuld = _gevuld(id, code)
        samen = gevuld if samen is None else samen & gevuld
    return sorted(int(j) for j in samen or () if peiljaar is None or j <= peiljaar)


def _afgerond(ind: Indicator, waarde: float, bron: Bron) -> float:
    """Schattingen van aantallen mensen: op 5 onder de 100, daarboven op 10.
    Andere cijfers blijven zoals ze zijn.
    """
    if math.isnan(waarde) or ind.soort != "aantal" or not bron.schatting:
        return waarde
    stap = 5 if waarde < 100 else 10
    return float(stap * math.floor(waarde / stap + 0.5))


@Onthoud
def _gewicht(noemer: str, jaar: int) -> dict[str, float] | None:
    gewichten = lezen.gewichten(noemer, jaar)
    return None if gewichten is None else dict(gewichten)


def _van_gemeente(ind: Indicator, code: str, jaar: int) -> Uitkomst:
    """Het cijfer van een gemeente, of de reden waarom het er niet is."""
    tabel = lezen.naslag(ind.id, jaar)
    if tabel is None or code not in tabel[0]:
        return Uitkomst(math.nan, ind.soort_cijfer(), "de bron heeft dit gebied niet in dit jaar")
    rij = {naam: kolom[tabel[0][code]] for naam, kolom in tabel[1].items()}
    bron = bronnen()[rij["bron"]]
    soort, opmerking = ind.soort_cijfer(bron), rij["opmerking"]
    if rij["delen"] > 1 and soort == "cijfer" and not opmerking:
        hoe = "opgeteld uit" if ind.soort == "aantal" else "gewogen gemiddelde van"
        soort, opmerking = "berekend", f"{hoe} de {int(rij['delen'])} gemeenten van toen"
    waarde = _afgerond(ind, float(rij["waarde"]), bron)
    return Uitkomst(waarde, soort, opmerking, float(rij["onder"]), float(rij["boven"]))


def _uitkomst(ind: Indicator, gebied: Gebied, jaar: int) -> Uitkomst:
    """Het cijfer van één gebied in één jaar."""
    if gebied.soort == "gemeente":
        return _van_gemeente(ind, gebied.code, jaar)
    if eigen := lezen.eigen_cijfers(ind.id).get((gebied.code, jaar)):
        waarde, onder, boven = eigen
        soort = ind.soort_cijfer(lezen.bron_van(ind.id, jaar))
        return Uitkomst(float(waarde), soort, "", float(onder), float(boven))
    if gebied.soort == "land":
        return _land(ind.id, jaar)
    tabel = lezen.naslag(ind.id, jaar)
    if tabel is None:
        return Uitkomst(math.nan, "berekend", "de bron heeft dit jaar niet")
    plek, kolommen = tabel
    leden = sorted(plek[code] for code in gebied.leden if code in plek)  # in the order of the table
    met = [p for p in leden if not math.isnan(kolommen["waarde"][p])]
    dekking = _dekking(ind, gebied, jaar, tabel, set(met))
    teller, noemer = kolommen["teller"][met], kolommen["noemer"][met]
    bron = lezen.bron_van(ind.id, jaar)
    return _samen(ind, bron, teller, noemer, len(gebied.leden), dekking)


def _dekking(
    ind: Indicator, gebied: Gebied, jaar: int, tabel: lezen.Naslag, met: set[int]
) -> float:
    """Het deel van de noemer van een regio dat bij gemeenten met een cijfer hoort.

    met: de plekken van die gemeenten in de tabel. Is de noemer van wie geen cijfer heeft onbekend,
    dan het deel van de gemeenten.
    """
    plek, kolommen = tabel
    gewicht = _gewicht(ind.noemer, jaar)
    if gewicht is None:
        noemer = kolommen["noemer"]
        gewicht = {code: noemer[plek[code]] for code in gebied.leden if code in plek}
    alle = np.array([gewicht.get(code, math.nan) for code in gebied.leden], dtype=float)
    if np.isnan(alle).any() or not alle.sum():
        return len(met) / len(gebied.leden)
    wel = sorted((code for code in gebied.leden if plek.get(code) in met), key=plek.__getitem__)
    return np.array([gewicht[code] for code in wel], dtype=float).sum() / alle.sum()


@Onthoud
def _land(id: str, jaar: int) -> Uitkomst:
    """Nederland uit alle gemeenten van dat jaar;
    hier doen splitsingen er niet toe, want alles telt één keer mee.
    """
    ind = indicator(id)
    bron = lezen.bron_van(id, jaar)
    tabel = lezen.ruw(ind.id)
    tabel = tabel[tabel.jaar == jaar]
    if tabel.empty:
        soort = "schatting" if bron.schatting else "berekend"
        return Uitkomst(math.nan, soort, "de bron heeft dit jaar niet")
    met = tabel[tabel.teller.notna() & tabel.noemer.notna()]
    teller, noemer = met.teller.to_numpy(), met.noemer.to_numpy()
    return _samen(ind, bron, teller, noemer, len(tabel), len(met) / len(tabel))


def _samen(
    ind: Indicator,
    bron: Bron,
    tellers: np.ndarray,
    noemers: np.ndarray,
    gemeenten: int,
    dekking: float,
) -> Uitkomst:
    """Telt de gemeenten met een cijfer samen; leeg als een aantal een gemeente mist,
    of een percentage te veel.
    """
    soort = "schatting" if bron.schatting else "berekend"
    mist = gemeenten - len(tellers)
    if not len(tellers) or (mist and (ind.soort == "aantal" or dekking < MINIMALE_DEKKING)):
        heeft = "heeft" if mist == 1 else "hebben"
        return Uitkomst(math.nan, soort, f"{mist} van de {gemeenten} gemeenten {heeft} geen cijfer")
    if ind.soort == "aantal":
        som = _afgerond(ind, float(np.nansum(tellers)), bron)
        return Uitkomst(som, soort, f"opgeteld uit {len(tellers)} gemeenten")
    weegt = [] if ind.soort == "verhouding" else [f"gewogen naar {_noemernaam(ind)}"]
    if mist:
        weegt.append(f"zonder {mist} {'gemeente' if mist == 1 else 'gemeenten'} zonder cijfer")
    noemer = np.nansum(noemers)
    waarde = ind.factor * np.nansum(tellers) / noemer if noemer else math.nan
    return Uitkomst(waarde, soort, ", ".join(weegt))


def _noemernaam(ind: Indicator) -> str:
    kolom = ind.noemer.rpartition(":")[2]
    return _NOEMERS.get(kolom, kolom)


_NOEMERS = {
    "inwoners_65plus": "inwoners van 65 jaar of ouder",
    "inwoners_15_25": "inwoners van 15 tot 25 jaar",
    "inwoners_0_15": "inwoners tot 15 jaar",
    "huishoudens_x1000": "huishoudens",
    "overige_verhuurders": "woningen van andere verhuurders",
}


def bijzonder(id: str, gemeente: str, jaar: int, waarde: float) -> list[str]:
    """Wat een lezer bij dit cijfer van deze gemeente moet weten:
    een veerboot, een asielzoekerscentrum, een coronajaar.
    """
    if id not in indicatoren() or math.isnan(waarde):
        return []
    bron = lezen.bron_van(id, jaar)
    return [b.tekst for b in bron.bijzonder if b.geldt(id, gemeente, jaar, waarde)]


def periode(ind: Indicator, bron: Bron, jaar: int) -> str:
    """De periode van een cijfer in woorden, zoals "1 januari 2024" of "eerste halfjaar 2024"."""
    van = replace(bron, periode=ind.periode) if ind.periode else bron
    return van.periode_van(jaar)


def _vast(ind: Indicator, bron: Bron, jaar: int) -> dict:
    """Wat voor elk gebied hetzelfde is."""
    return dict(
        indicator=ind.id,
        omschrijving=ind.titel,
        jaar=jaar,
        uitsplitsing="",
        eenheid=ind.eenheid,
        bron=bron.naam,
        tabel=bron.tabel_van(jaar),
        periode=periode(ind, bron, jaar),
        opgehaald=bron.opgehaald_van(jaar),
        kort=ind.kort,
        decimalen=ind.decimalen,
    )


def _hier(gebied: Gebied, rol: str, u: Uitkomst) -> dict:
    """Wat alleen voor dit gebied geldt."""
    return dict(
        gebiedcode=gebied.code,
        gebied=gebied.naam,
        waarde=u.waarde,
        ondergrens=u.onder,
        bovengrens=u.boven,
        soort=u.soort,
        opmerking=u.opmerking,
        rol=rol,
    )


def waarderijen(
    ids: Iterable[str], gebieden: dict[str, Gebied], jaren: Iterable[int]
) -> list[dict]:
    """`waarden`, als gewone rijen."""
    rijen = []
    for ind in map(indicator, ids):
        for jaar in jaren:
            vast = _vast(ind, lezen.bron_van(ind.id, jaar), jaar)
            for rol, gebied in gebieden.items():
                rijen.append(vast | _hier(gebied, rol, _uitkomst(ind, gebied, jaar)))
    return rijen


def waarden(ids: Iterable[str], gebieden: dict[str, Gebied], jaren: Iterable[int]) -> pd.DataFrame:
    """De indicatoren voor de gegeven gebieden en jaren, als nette lange tabel.

    Parameters: ids van het register; gebieden als rol -> Gebied (rol:
    gemeente, regio, vergelijkbaar, land); jaren.
    Geeft: KOLOMMEN plus kort, decimalen en rol.
    Een ontbrekend cijfer is leeg, met de reden in `opmerking`.
    """
    return tabel(waarderijen(ids, gebieden, jaren))


def wijkrijen(id: str, gemeente: Gebied, peiljaar: int | None = None) -> list[dict]:
    """`wijken`, als gewone rijen."""
    ind, bron = indicator(id), lezen.wijkbron(id)
    tot = math.inf if peiljaar is None else peiljaar
    rijen = [_wijkrij(ind, bron, w) for w in lezen.per_wijk(id, gemeente.code) if w.jaar <= tot]
    return sorted(rijen, key=_aflopend)


def _aflopend(rij: dict) -> tuple[bool, float, str]:
    """The highest first, and who has no figure last."""
    leeg = math.isnan(rij["waarde"])
    return leeg, 0.0 if leeg else -rij["waarde"], rij["gebied"]


def wijken(id: str, gemeente: Gebied, peiljaar: int | None = None) -> pd.DataFrame:
    """Een indicator per wijk (of buurt) van de gemeente, aflopend op waarde;
    leeg als de bron geen wijken heeft tot en met het peiljaar.
    """
    uit = tabel(wijkrijen(id, gemeente, peiljaar), MET_INWONERS)
    if uit.empty:
        uit.attrs["gevraagd"] = (id,)
        uit.attrs["reden"] = _geen_wijkcijfer(id, gemeente, peiljaar)
    return uit


def _wijkrij(ind: Indicator, bron: Bron, w: lezen.Wijkcijfer) -> dict:
    reden = "de bron geeft geen cijfer" if math.isnan(w.waarde) else ""
    uitkomst = Uitkomst(w.waarde, ind.soort_cijfer(bron), reden)
    # A period of its own is that of the gemeente; per wijk it is the source that says it.
    vast = _vast(ind, bron, w.jaar) | {"periode": bron.periode_van(w.jaar)}
    hier = _hier(Gebied(w.gebied, w.naam, w.soort, ()), w.soort, uitkomst)
    return vast | hier | {"inwoners": w.inwoners}


def _geen_wijkcijfer(id: str, gemeente: Gebied, peiljaar: int | None) -> str:
    if lezen.per_wijk(id, gemeente.code):
        return f"de wijkcijfers zijn van na het peiljaar {peiljaar}"
    if lezen.wijkbron(id).id == "gezondheid_wijk":
        return (
            "alleen wijken die sinds 2020 niet veranderden hebben dit cijfer, "
            "en zulke wijken zijn hier niet; kijk naar het cijfer van de gemeente"
        )
    return "de bron geeft dit cijfer niet per wijk"


# What a report looks figures up in, hundreds of times; the same for every gemeente.
_NASLAG = (
    *(_alle_jaren, _gewicht, _land),
    *(lezen.naslag, lezen.bronnaam, lezen.gevulde_jaren, lezen.eigen_cijfers),
    *lezen.VAN_WIJKEN,
)


def _zoek_alles_op() -> None:
    """Zoekt elk cijfer van elk jaar één keer op, en waar de wijken staan."""
    for ind in indicatoren().values():
        for jaar in _alle_jaren(ind.id):
            lezen.bron_van(ind.id, jaar)
            lezen.naslag(ind.id, jaar)
            _gewicht(ind.noemer, jaar)
            _land(ind.id, jaar)
        lezen.gevulde_jaren(ind.id)
        lezen.eigen_cijfers(ind.id)
        lezen.per_wijk(ind.id, _EEN)


def voorladen(proef: Callable[[], object] = list, ook: Iterable[Onthoud] = ()) -> None:
    """Zet elk cijfer klaar in de vormen waarin een rapport het opzoekt, voor elke gemeente.

    proef: vraagt wat elke gemeente vraagt. Wat de cijfers en de functies in `ook` daarop
    antwoorden, ligt dan ook klaar.
    """

    def alles() -> None:
        _zoek_alles_op()
        proef()

    vormen = (lezen.per_gemeente, lezen.ruw)
    gevraagd = (bestanden, lezen.lees, lezen.jaren, lezen.inwoners_nu)
    zet_klaar(vormen, indicatoren, lezen.GEGEVENS, alles, (*gevraagd, *_NASLAG, *ook))
    if Onthoud.steeds_opnieuw:
        return
    # Unpacked here, or every process that splits off does it again.
    for functie in _NASLAG:
        functie.pak_uit()
    for wijken in {naam for bron in bronnen().values() for naam in bron.wijk}:
        lezen.lees(wijken)
