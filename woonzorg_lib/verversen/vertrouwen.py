"""Of opgehaalde cijfers te vertrouwen zijn: volledig, optellend, binnen hun bereik, en zonder
sprong. Verandert niets.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from woonzorg_lib import cijfers

from .indeling import Indeling
from .ophalen import Opbrengst
from .tabellen import Kolom

# Largest change in a year, or in a revision, that raises no question; a share in points, the
# others as a part.
# Highest seen in 2020-2025 without a merger: inwoners 24% (Westerwolde), woz 26%, income 10%.
_SPRONG = {"telling": 0.5, "saldo": math.inf, "aandeel": 20.0, "gemiddelde": 0.5, "code": math.inf}
_KLEIN = 500  # below this, a count may do anything
_ANDERE_EENHEID = 4.0  # as median over all gemeenten: then the unit changed, whatever it says
_BEREIK = {
    "telling": (0.0, math.inf),
    "saldo": (-math.inf, math.inf),
    "aandeel": (0.0, 100.0),
    "gemiddelde": (0.0, math.inf),
    "code": (-math.inf, math.inf),
}
_TOON = 3
_HERKEND = 0.05  # a revision moves the middle gemeente less than this
_GENOEG_OM_TE_HERKENNEN = 10


@dataclass(frozen=True)
class Bezwaar:
    """Iets dat niet klopt; een `sprong` kan iemand met --akkoord aannemen, de rest niet."""

    tekst: str
    sprong: bool = False


class Toets:
    """Legt de cijfers van één tabel naast zichzelf, de indeling, de vorige cijfers en andere
    bronnen.
    """

    def __init__(
        self,
        opbrengst: Opbrengst,
        oud: pd.DataFrame | None,
        indeling: Indeling,
        andere: Callable[[str], pd.DataFrame | None],
    ):
        self.opbrengst = opbrengst
        self.tabel = opbrengst.tabel
        self.indeling = indeling
        self.andere = andere
        self.assen = ["gebied", *self.tabel.assen]
        self.nieuw = opbrengst.frame
        self.oud = self._passend(oud)
        self.kolommen = [
            k for k in self.tabel.kolommen if k.soort != "tekst" and k.naam not in opbrengst.mist
        ]

    def _passend(self, oud: pd.DataFrame | None) -> pd.DataFrame:
        """What we had, as far as it has the same rows; none when this source is new."""
        if oud is not None and "gebied" not in oud:
            oud = oud.assign(gebied="NL")
        if oud is None or oud.empty or not {*self.assen, "jaar"} <= set(oud.columns):
            return self.nieuw.iloc[:0]
        return oud.astype({as_: str for as_ in self.assen})

    def bezwaren(self, jaren: list[int]) -> list[Bezwaar]:
        """Alles wat niet klopt, het ergste eerst."""
        uit = []
        for jaar in jaren:
            deel = self.nieuw[self.nieuw.jaar == jaar]
            if deel.empty:
                uit.append(Bezwaar(f"er zijn geen cijfers over {jaar}"))
                continue
            uit += [*self._volledig(deel, jaar), *self._bereik(deel, jaar)]
            uit += [*self._optellen(deel, jaar), *self._gelijk(deel, jaar)]
            uit += [*self._eenheid(deel, jaar), *self._sprongen(deel, jaar)]
        uit += self._verdwenen(jaren)
        if self.tabel.ongezien:
            uit += self._herkend(jaren)
        return sorted(uit, key=lambda b: b.sprong)

    def _herkend(self, jaren: list[int]) -> Iterator[Bezwaar]:
        """A column that was found by its title alone is the one that we have, where we have it."""
        for kolom in self.kolommen:
            for jaar in jaren:
                mis = self._middelste_verschil(kolom, jaar)
                if mis is not None and mis > _HERKEND:
                    wat = self.opbrengst.gevonden.get(kolom.naam, kolom.naam)
                    yield Bezwaar(
                        f"{wat} lijkt niet op {kolom.naam} van {jaar} dat u al hebt "
                        f"(het middelste verschil is {_getal(round(100 * mis))}%)"
                    )

    def _middelste_verschil(self, kolom: Kolom, jaar: int) -> float | None:
        if kolom.naam not in self.oud or not (self.oud.jaar == jaar).any():
            return None
        paren, eerder = self._paren(self.nieuw[self.nieuw.jaar == jaar], kolom, jaar)
        paren = paren[paren.toen != 0]
        if eerder != jaar or len(paren) < _GENOEG_OM_TE_HERKENNEN:
            return None
        return float(np.median((paren.nu / paren.toen - 1).abs()))

    # ---- completeness

    def _hoort(self, jaar: int) -> set[str]:
        vast = self.tabel.indeling
        return self.indeling.codes(jaar if vast == "eigen" else int(vast))

    def _volledig(self, deel: pd.DataFrame, jaar: int) -> Iterator[Bezwaar]:
        """Every gemeente of that year is there, with every part that it is split into, and no other
        one.
        """
        if "GM" not in self.tabel.soorten:
            return
        gemeenten = set(deel.gebied[deel.gebied.str.startswith("GM")])
        hoort = self._hoort(jaar)
        vreemd = sorted(gemeenten - hoort)
        if vreemd:
            namen = _noem(map(self.indeling.naam, vreemd))
            yield Bezwaar(f"onbekende gemeente {namen} in {jaar}")
        mist = sorted(hoort - gemeenten)
        if mist and len(mist) > len(hoort) * (1 - self.tabel.dekking) + 1e-9:
            yield Bezwaar(f"gemeente {_noem(map(self.indeling.naam, mist))} ontbreekt in {jaar}")
            return
        gevuld = deel[deel.gebied.str.startswith("GM")]
        splitsing = self.assen[1:]
        groepen = gevuld.groupby(splitsing, sort=False) if splitsing else [((), gevuld)]
        for label, groep in groepen:
            for kolom in self.kolommen:
                yield from self._gaten(groep, kolom, jaar, label, len(hoort))

    def _gaten(
        self, groep: pd.DataFrame, kolom: Kolom, jaar: int, label: tuple, hoeveel: int
    ) -> Iterator[Bezwaar]:
        """A figure that some gemeenten have and others lack: more than before, or more than the
        register allows.
        """
        leeg = set(groep.gebied[groep[kolom.naam].isna()])
        leeg |= self._hoort(jaar) - set(groep.gebied)
        vol = hoeveel - len(leeg)
        if not leeg or not vol:
            return
        had = self._had(kolom, jaar, label)
        weg = sorted(leeg & had)
        precies = self.tabel.dekking == 1 and kolom.soort == "telling"
        ruimte = hoeveel * (1.02 - self.tabel.dekking)
        te_veel = len(weg) > ruimte if had else ruimte < len(leeg) < hoeveel / 2
        had_dit_jaar = bool(weg) and bool((self.oud.jaar == jaar).any())
        if te_veel or (precies and weg) or had_dit_jaar:
            namen = _noem(map(self.indeling.naam, weg or sorted(leeg)))
            wat = f"{kolom.naam} ({', '.join(map(str, label))})" if label else kolom.naam
            # In a table that never has all gemeenten, one may drop out; that is for someone to
            # judge.
            mag = not te_veel and not precies
            yield Bezwaar(f"{wat} is leeg voor gemeente {namen} in {jaar}", sprong=mag)

    def _had(self, kolom: Kolom, jaar: int, label: tuple) -> set[str]:
        """The gemeenten that had a figure in this year or, for a new year, in the newest one before
        it.
        """
        if kolom.naam not in self.oud:
            return set()
        vol = self.oud[self.oud[kolom.naam].notna() & (self.oud.jaar <= jaar)]
        for as_, waarde in zip(self.assen[1:], label, strict=True):
            vol = vol[vol[as_] == waarde]
        return set(vol.gebied[vol.jaar == vol.jaar.max()]) & self._hoort(jaar)

    def _verdwenen(self, jaren: list[int]) -> Iterator[Bezwaar]:
        """A column that had figures in a year we fetch again, and now has none."""
        for kolom in self.tabel.kolommen:
            if kolom.naam not in self.oud or kolom.soort == "tekst":
                continue
            waarom = self.opbrengst.mist.get(kolom.naam, "")
            if waarom and not (kolom.code and kolom.streng):
                continue  # the register only guessed at its name; what we have stays
            for jaar in jaren:
                if waarom and self._tabel_van(jaar) != self.opbrengst.nummer:
                    continue  # what we have came from elsewhere, and stays
                was = self.oud[self.oud.jaar == jaar][kolom.naam].notna().any()
                nu = self.nieuw[self.nieuw.jaar == jaar]
                if was and (waarom or nu[kolom.naam].isna().all()):
                    reden = waarom or "en nu niet meer"
                    yield Bezwaar(f"{kolom.naam} had cijfers over {jaar}; {reden}")

    def _tabel_van(self, jaar: int) -> str:
        bron = cijfers.bronnen().get(self.tabel.bron)
        return bron.tabel_van(jaar) if bron else ""

    # ---- values

    def _bereik(self, deel: pd.DataFrame, jaar: int) -> Iterator[Bezwaar]:
        for kolom in self.kolommen:
            laag, hoog = kolom.bereik or _BEREIK[kolom.soort]
            waarde = deel[kolom.naam]
            mis = deel[(waarde < laag) | ((waarde > hoog) & (deel.gebied != "NL"))]
            if len(mis):
                r = mis.iloc[0]
                yield Bezwaar(
                    f"{kolom.naam} van {self._wie(r)} is {_getal(r[kolom.naam])} in {jaar}, "
                    f"en hoort tussen {_getal(laag)} en {_getal(hoog)} te liggen"
                )
            if kolom.soort == "telling" and kolom.factor == 1:
                breuk = deel[waarde.notna() & (waarde % 1 != 0)]
                if len(breuk):
                    r = breuk.iloc[0]
                    yield Bezwaar(
                        f"{kolom.naam} van {self._wie(r)} is {_getal(r[kolom.naam])} in {jaar}, "
                        f"en hoort een heel getal te zijn; is de eenheid veranderd?"
                    )

    def _optellen(self, deel: pd.DataFrame, jaar: int) -> Iterator[Bezwaar]:
        """Counts of all gemeenten together are the row of the Netherlands.

        A mean lies between them.
        """
        land = deel[deel.gebied == "NL"]
        gemeenten = deel[deel.gebied.str.startswith("GM")]
        if land.empty or gemeenten.gebied.nunique() < 0.5 * len(self._hoort(jaar)):
            return
        for kolom in self.kolommen:
            for _, rij in land[land[kolom.naam].notna()].iterrows():
                zelfde = gemeenten
                for as_ in self.assen[1:]:
                    zelfde = zelfde[zelfde[as_] == rij[as_]]
                waarden = zelfde[kolom.naam]
                vol = bool(len(waarden)) and waarden.notna().all()
                if kolom.soort in ("telling", "saldo") and kolom.som and vol:
                    yield from self._som(kolom, rij, waarden, jaar)
                elif kolom.soort in ("aandeel", "gemiddelde") and waarden.notna().any():
                    yield from self._midden(kolom, rij, waarden, jaar)

    def _som(self, kolom: Kolom, rij, waarden: pd.Series, jaar: int) -> Iterator[Bezwaar]:
        som, land = float(waarden.sum()), float(rij[kolom.naam])
        # Each gemeente is rounded by itself: four standard deviations of that, and nothing when it
        # is exact.
        stap = kolom.afgerond * kolom.factor
        speling = 0.0 if kolom.afgerond <= 1 else 4 * stap * math.sqrt(len(waarden) / 12) + stap
        if abs(som - land) > speling + 1e-6:
            wat = self._wat(kolom, rij)
            yield Bezwaar(
                f"de gemeenten tellen in {jaar} op tot {_getal(som)} {wat}, "
                f"maar Nederland heeft er {_getal(land)}"
            )

    def _midden(self, kolom: Kolom, rij, waarden: pd.Series, jaar: int) -> Iterator[Bezwaar]:
        land = float(rij[kolom.naam])
        if not waarden.min() <= land <= waarden.max():
            yield Bezwaar(
                f"{self._wat(kolom, rij)} van Nederland is {_getal(land)} in {jaar}, "
                f"maar ligt niet tussen die van de gemeenten"
            )

    def _gelijk(self, deel: pd.DataFrame, jaar: int) -> Iterator[Bezwaar]:
        """The same figure in another source, such as all ages together and the inhabitants."""
        for kolom, plek in self.tabel.gelijk.items():
            bron, _, naam = plek.partition(".")
            kolom, _, label = kolom.removesuffix("]").partition("[")
            ander = self.andere(bron)
            if ander is None or naam not in ander or kolom in self.opbrengst.mist:
                continue
            daar = ander[(ander.jaar == jaar) & ander[naam].notna()].set_index("gebied")[naam]
            hier = deel[(deel[self.assen[1:]] == label).any(axis=1)] if label else deel
            samen = hier.groupby("gebied")[kolom].sum(min_count=1)
            beide = samen[samen.index.isin(daar.index) & samen.index.str.startswith("GM")]
            mis = beide[beide != daar.reindex(beide.index)]
            if len(mis):
                code = mis.index[0]
                yield Bezwaar(
                    f"{kolom} van {self.indeling.naam(code)} telt in {jaar} op tot "
                    f"{_getal(mis.iloc[0])}, maar {naam} is daar {_getal(daar[code])} ({bron})"
                )

    # ---- against what we had

    def _paren(self, deel: pd.DataFrame, kolom: Kolom, jaar: int) -> tuple[pd.DataFrame, int]:
        """Per area the figure before and now: of the same year or, for a new year, of the one
        before it.
        """
        toen, eerder = self._toen(kolom, jaar)
        toen = self._naar_nu(toen, kolom, jaar) if eerder < jaar else toen
        nu = deel[[*self.assen, kolom.naam]].rename(columns={kolom.naam: "nu"})
        samen = nu.merge(toen.rename(columns={kolom.naam: "toen"}), on=self.assen)
        return samen[samen.nu.notna() & samen.toen.notna()], eerder

    def _toen(self, kolom: Kolom, jaar: int) -> tuple[pd.DataFrame, int]:
        """What we had of this year; else the newest year before it, of what we had or of what came
        along.
        """
        kolommen = [*self.assen, "jaar", kolom.naam]
        leeg = self.nieuw.iloc[:0][kolommen]
        had = self.oud[kolommen] if kolom.naam in self.oud else leeg
        had = had[had[kolom.naam].notna() & (had.jaar <= jaar)]
        kwam = self.nieuw[self.nieuw[kolom.naam].notna() & (self.nieuw.jaar < jaar)][kolommen]
        zelfde = len(had) and int(had.jaar.max()) == jaar
        uit = had if zelfde else pd.concat([had[~had.jaar.isin(kwam.jaar)], kwam])
        if uit.empty:
            return uit.drop(columns="jaar"), jaar
        eerder = int(uit.jaar.max())
        return uit[uit.jaar == eerder].drop(columns="jaar"), eerder

    def _naar_nu(self, toen: pd.DataFrame, kolom: Kolom, jaar: int) -> pd.DataFrame:
        """What gemeenten of then became: counts are added up, a mean of two is left out."""
        nu = self._hoort(jaar)
        oud = toen.gebied.str.startswith("GM") & ~toen.gebied.isin(nu)
        if not oud.any():
            return toen
        nieuw = toen.gebied.map({c: self.indeling.opvolger(c) for c in toen.gebied[oud]}).where(
            oud, toen.gebied
        )
        toen = toen.assign(gebied=nieuw).dropna(subset="gebied")
        if kolom.soort == "telling":
            return toen.groupby(self.assen, as_index=False)[kolom.naam].sum()
        return toen[~toen.duplicated(self.assen, keep=False)]

    def _eenheid(self, deel: pd.DataFrame, jaar: int) -> Iterator[Bezwaar]:
        """When the middle gemeente is four times what it was, the unit changed, whatever the source
        says.
        """
        for kolom in self.kolommen:
            if kolom.soort not in ("telling", "gemiddelde", "aandeel"):
                continue
            paren, eerder = self._paren(deel, kolom, jaar)
            paren = paren[(paren.toen > 0) & (paren.nu > 0)]
            if len(paren) < 10:
                continue
            midden = float(np.median(paren.nu / paren.toen))
            if not 1 / _ANDERE_EENHEID < midden < _ANDERE_EENHEID:
                yield Bezwaar(
                    f"{kolom.naam} is in {jaar} overal ongeveer {_getal(max(midden, 1 / midden))} "
                    f"keer zo {'groot' if midden > 1 else 'klein'} als in {eerder}; "
                    f"is de eenheid veranderd?"
                )

    def _sprongen(self, deel: pd.DataFrame, jaar: int) -> Iterator[Bezwaar]:
        for kolom in self.kolommen:
            grens = kolom.sprong if kolom.sprong is not None else _SPRONG[kolom.soort]
            if math.isinf(grens):
                continue
            paren, eerder = self._paren(deel, kolom, jaar)
            # A revision of the same year moves less than a year does, and two years more than one.
            ruimte = 0.5 if eerder == jaar else 1 + 0.5 * (jaar - eerder - 1)
            yield from self._te_groot(paren, kolom, grens * ruimte, jaar, eerder)

    def _te_groot(
        self, paren: pd.DataFrame, kolom: Kolom, grens: float, jaar: int, eerder: int
    ) -> Iterator[Bezwaar]:
        if paren.empty:
            return
        verschil = (paren.nu - paren.toen).abs()
        if kolom.soort == "aandeel":
            mis = paren[verschil > grens]
        else:
            groot = paren[["nu", "toen"]].max(axis=1)
            genoeg = groot >= _KLEIN if kolom.soort == "telling" else groot > 0
            mis = paren[(verschil > grens * paren.toen) & genoeg]
        if mis.empty:
            return
        erg = mis.assign(_v=verschil[mis.index]).sort_values("_v", ascending=False)
        namen = [
            f"{self._wie(r)} van {_getal(r.toen)} naar {_getal(r.nu)}"
            for _, r in erg.head(_TOON).iterrows()
        ]
        meer = f" en {len(erg) - _TOON} andere" if len(erg) > _TOON else ""
        hoe = f"in {jaar} (was {eerder})" if eerder != jaar else f"over {jaar}, herzien"
        yield Bezwaar(f"sprong in {kolom.naam} {hoe}: {'; '.join(namen)}{meer}", sprong=True)

    # ---- words

    def _wie(self, rij) -> str:
        delen = [str(rij[as_]) for as_ in self.assen[1:]]
        wie = self.indeling.naam(rij["gebied"])
        return f"{wie} ({', '.join(delen)})" if delen else wie

    def _wat(self, kolom: Kolom, rij) -> str:
        delen = [str(rij[as_]) for as_ in self.assen[1:]]
        return f"{kolom.naam} ({', '.join(delen)})" if delen else kolom.naam


def _noem(namen) -> str:
    lijst = list(namen)
    meer = f" en {len(lijst) - _TOON} andere" if len(lijst) > _TOON else ""
    return ", ".join(lijst[:_TOON]) + meer


def _getal(waarde: float) -> str:
    """12345.5 -> '12.345,5'."""
    if math.isinf(waarde):
        return "oneindig"
    kort = f"{waarde:,.0f}" if float(waarde).is_integer() else f"{waarde:,.2f}".rstrip("0")
    return kort.replace(",", "\0").replace(".", ",").replace("\0", ".")
