"""Huishoudens vooruit, uit leeftijden en de officiële aandelen per leeftijd. Kent geen woningbouw
en leest geen bestanden.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers.modelgegevens import SOORTEN, Huishoudensgegevens, Prognosegegevens
from woonzorg_lib.modellen import leeftijd as klasse
from woonzorg_lib.modellen.anker import LEEFTIJDEN
from woonzorg_lib.modellen.band import Z67, Band, Grenzen
from woonzorg_lib.modellen.prognose import Verloop, leden_van

OUD = 65  # the woonlasten table knows who lives alone from this age
OUDST = 75
DELEN = ("alleen_tot_65", "alleen_65plus", "zonder_kinderen", "met_kinderen")
AFRONDING = 100 / np.sqrt(12)  # standard deviation of a count that is rounded to hundreds
ONDER, BOVEN = "ondergrens", "bovengrens"


@dataclass(frozen=True)
class Huishoudensverloop:
    """Huishoudens per gemeente op 1 januari.

    codes: gemeenten. jaren: oplopend vanaf het laatste getelde jaar. aantal: (jaar, deel van DELEN,
    gemeente). eigen: (gemeenten) hoe vaak 65-plussers alleen wonen, ten opzichte van het land bij
    hun leeftijden (1 is gelijk). alleen_75plus en huishoudens_75plus: (jaar van `vanaf`, gemeente)
    75-plussers die alleen wonen, en huishoudens van 75-plussers; vanaf: het eerste jaar daarvan.
    """

    codes: tuple[str, ...]
    jaren: np.ndarray
    aantal: np.ndarray
    eigen: np.ndarray
    vanaf: int
    alleen_75plus: np.ndarray
    huishoudens_75plus: np.ndarray


def _per_leeftijd(tabel: pd.DataFrame, inwoners: np.ndarray) -> np.ndarray:
    """Huishoudens per inwoner van een leeftijd: (soort, 106).

    tabel: van, tot en de soorten. inwoners: (106).
    """
    uit = np.zeros((len(SOORTEN), LEEFTIJDEN))
    for rij in tabel.to_dict("records"):
        leeftijden = slice(int(rij["van"]), min(int(rij["tot"]), LEEFTIJDEN - 1) + 1)
        som = max(float(inwoners[leeftijden].sum()), 1.0)
        uit[:, leeftijden] = np.array([[rij[s] / som] for s in SOORTEN])
    return uit


def _inwoners(tabel: pd.DataFrame, kolom: str) -> dict[int, np.ndarray]:
    """Inwoners van Nederland per jaar: jaar -> (106); de laatste leeftijd van de tabel is open."""
    som = tabel.groupby(["jaar", kolom]).inwoners.sum().unstack(fill_value=0.0)
    leeg = np.zeros((len(som), LEEFTIJDEN))
    leeg[:, som.columns.to_numpy()] = som.to_numpy()
    return dict(zip(som.index.astype(int), leeg))


def aandelen(gegevens: Prognosegegevens, h: Huishoudensgegevens) -> dict[int, np.ndarray]:
    """Huishoudens per inwoner van een leeftijd in Nederland: jaar -> (soort van SOORTEN, 106).

    Tot en met het laatste getelde jaar zoals geteld, daarna volgens de officiële prognose van
    huishoudens, gedeeld door de officiële inwoners van dezelfde prognose. Bron: CBS 37975,
    86033NED, 86034NED, 86041NED.
    """
    geteld = _inwoners(gegevens.bevolking, "leeftijd")
    vooruit = _inwoners(gegevens.anker, "van") if len(gegevens.anker) else {}
    uit = {int(j): _per_leeftijd(t, geteld[j]) for j, t in h.geteld.groupby("jaar") if j in geteld}
    for j, t in h.prognose.groupby("jaar"):
        if j not in uit and j in vooruit:
            uit[int(j)] = _per_leeftijd(t, vooruit[j])
    return uit


def landelijk_aantal(h: Huishoudensgegevens) -> dict[int, np.ndarray]:
    """Huishoudens in Nederland: jaar -> (DELEN, en die van één en alle 75-plussers); geteld, daarna
    officieel.
    """
    uit = {}
    for tabel in (h.prognose, h.geteld):
        for jaar, t in tabel.groupby("jaar"):
            oud, oudst = t.van >= OUD, t.van >= OUDST
            uit[int(jaar)] = np.array(
                [
                    t.eenpersoons[~oud].sum(),
                    t.eenpersoons[oud].sum(),
                    t.zonder_kinderen.sum(),
                    t.met_kinderen.sum(),
                    t.eenpersoons[oudst].sum(),
                    t.loc[oudst, list(SOORTEN)].to_numpy().sum(),
                ]
            )
    return uit


def verwacht_alleen(
    v: Verloop, groepen: pd.DataFrame, aandeel: Mapping[int, np.ndarray], jaren: Sequence[int]
) -> np.ndarray:
    """Alleen wonende 65-plussers per jaar en gemeente als elke leeftijd even vaak alleen woonde als
    in het land.

    Voor het begin van het verloop zijn alleen de 65-plussers samen bekend; dan schuift het aantal
    mee met hen.
    """
    codes, begin = list(v.codes), int(v.jaren[0])
    bevolking = v.aantal.sum(1)[..., OUD:]
    eerste = bevolking[0] @ aandeel[begin][0, OUD:]
    rijen = []
    for jaar in jaren:
        if jaar >= begin:
            rijen.append(bevolking[jaar - begin] @ aandeel[jaar][0, OUD:])
            continue
        toen = klasse.som_vanaf(groepen, codes, jaar, OUD)
        landelijk = aandeel[jaar][0, OUD:].mean() / aandeel[begin][0, OUD:].mean()
        rijen.append(eerste * landelijk * toen / bevolking[0].sum(-1))
    return np.array(rijen)


def eigen_alleen(
    v: Verloop, groepen: pd.DataFrame, h: Huishoudensgegevens, aandeel: Mapping[int, np.ndarray]
) -> np.ndarray:
    """Hoe vaak 65-plussers hier alleen wonen ten opzichte van het land bij hun leeftijden:
    (gemeenten), 1 is gelijk.

    Formule: aantal volgens de woonlasten / verwacht aantal, beide over alle jaren samen en gedeeld
    door dezelfde verhouding voor Nederland; naar 1 getrokken naarmate afronding (op honderd) en
    toeval groter zijn dan wat gemeenten echt scheelt (empirische Bayes). Zonder cijfer is het 1.
    Bron: CBS 85950NED en 37975.
    """
    tabel = h.alleen_65plus
    eerste = max(int(tabel.jaar.min()), int(groepen.jaar.min()))
    jaren = [j for j in sorted(tabel.jaar.unique()) if eerste <= j <= v.jaren[-1] and j in aandeel]
    if not jaren:
        return np.ones(len(v.codes))
    breed = tabel.pivot(index="gebied", columns="jaar", values="aantal")[jaren]
    gemeten = breed.reindex(v.codes).to_numpy().T
    verwacht = np.where(np.isnan(gemeten), np.nan, verwacht_alleen(v, groepen, aandeel, jaren))
    gemeten = np.where(np.isnan(verwacht), np.nan, gemeten)
    som, denk = np.nansum(gemeten, 0), np.nansum(verwacht, 0)
    heel = som > 0
    verhouding = np.ones(len(v.codes))
    verhouding[heel] = som[heel] / denk[heel] / (som[heel].sum() / denk[heel].sum())
    n = np.maximum((~np.isnan(gemeten)).sum(0), 1)
    ruis = n * (AFRONDING / np.maximum(denk, 1)) ** 2 + n / np.maximum(denk, 1)
    echt = max(float(np.mean((verhouding[heel] - 1) ** 2 - ruis[heel])), 0.0)
    return np.where(heel, 1 + (verhouding - 1) * echt / (echt + ruis + 1e-12), 1.0)


def _gelijk(deel: np.ndarray, landelijk: np.ndarray) -> np.ndarray:
    """Brengt (…, gemeenten) op het landelijke aantal (…): naar rato."""
    som = deel.sum(-1)
    return deel * (landelijk / np.where(som > 0, som, 1))[..., None]


def _ruw(v: Verloop, aandeel: Mapping[int, np.ndarray], eigen: np.ndarray, jaren) -> np.ndarray:
    """Huishoudens per gemeente met landelijke aandelen: (jaar, DELEN en die van één en alle
    75-plussers, gemeente).
    """
    uit = []
    for j in jaren:
        n, a = v.aantal[j - int(v.jaren[0])].sum(0), aandeel[j]
        delen = [
            n[:, :OUD] @ a[0, :OUD],
            n[:, OUD:] @ a[0, OUD:] * eigen,
            n @ a[1],
            n @ a[2],
            n[:, OUDST:] @ a[0, OUDST:] * eigen,
            n[:, OUDST:] @ a[1:, OUDST:].sum(0),
        ]
        uit.append(delen)
    return np.array(uit)


def _ijkfactor(ruw: np.ndarray, geteld: np.ndarray, landelijk: np.ndarray) -> np.ndarray:
    """De factor (DELEN, gemeente) die de eigen huishoudens van het laatste getelde jaar geeft.

    ruw: (DELEN, gemeente) in dat jaar. geteld: (soort, gemeente). landelijk: (DELEN) volgens de
    prognose van dat jaar.
    """
    alleen = landelijk[:2] * geteld[0].sum() / landelijk[:2].sum()
    oud = _gelijk(ruw[1], alleen[1])
    doel = np.array([np.maximum(geteld[0] - oud, 0.1 * geteld[0]), oud, geteld[1], geteld[2]])
    doel[1] = geteld[0] - doel[0]
    return np.where(np.isnan(doel), 1.0, doel / np.maximum(ruw, 1e-9))


def huishoudens(
    v: Verloop, gegevens: Prognosegegevens, h: Huishoudensgegevens
) -> Huishoudensverloop:
    """Huishoudens van alle gemeenten, van het laatste getelde jaar tot het eind van het verloop.

    v: zie `verloop`. gegevens en h: zie cijfers.modelgegevens. Fout: ValueError zonder getelde
    huishoudens. Formule: inwoners(leeftijd) * landelijke huishoudens per inwoner(leeftijd, soort,
    jaar), keer een vaste eigen factor per soort zodat het laatste getelde jaar klopt; daarna tellen
    alle gemeenten elk jaar op tot de officiële prognose per soort. Wie 65 of ouder is en alleen
    woont, volgt `eigen_alleen`. Bron: CBS 86033NED, 86034NED, 86041NED, 70072ned, 85950NED, 37975.
    """
    aandeel, land = aandelen(gegevens, h), landelijk_aantal(h)
    eigen = eigen_alleen(v, gegevens.groepen, h, aandeel)
    jaren = [int(j) for j in v.jaren if int(j) in aandeel]
    ruw = _ruw(v, aandeel, eigen, jaren)
    geteld = h.gemeente[h.gemeente.jaar.isin(jaren)]
    if not len(geteld):
        raise ValueError("er zijn geen getelde huishoudens in de jaren van het verloop")
    begin = int(geteld.jaar.max())
    nu = geteld[geteld.jaar == begin].set_index("gebied").reindex(v.codes)
    stand = nu[list(SOORTEN)].to_numpy(dtype=float).T
    i, nationaal = jaren.index(begin), np.array([land[j] for j in jaren])
    factor = _ijkfactor(ruw[i, :4], stand, nationaal[i, :4])
    aantal = ruw[i:, :4] * factor
    aantal[1:] = _gelijk(aantal[1:], nationaal[i + 1 :, :4])
    alleen = _gelijk(ruw[:, 4], nationaal[:, 4])
    samen = _gelijk(ruw[:, 5], nationaal[:, 5] - nationaal[:, 4])
    return Huishoudensverloop(
        v.codes, np.array(jaren[i:]), aantal, eigen, jaren[0], alleen, alleen + samen
    )


@lru_cache  # every area asks the same
def _landfout(
    van: Huishoudensband, wat: str, jaren: tuple[int, ...]
) -> tuple[np.ndarray, np.ndarray]:
    t = van.marges[van.marges.wat == wat].set_index("jaar").reindex(list(jaren)).ffill().bfill()
    laag, hoog = np.log(t.prognose / t.onder67), np.log(t.boven67 / t.prognose)
    return (laag / Z67).to_numpy(), (hoog / Z67).to_numpy()


@dataclass(frozen=True, eq=False)
class Huishoudensband:
    """De onzekerheid om huishoudens.

    plaats: soort -> (blijvend, toeval, klein), als bij Band, uit de terugtoets van 2021 naar 2024
    en 2025. eigen: standaardfout van hoe vaak ouderen hier alleen wonen (0,025 is 2,5%). band: die
    van de bevolking. marges: zie Huishoudensgegevens.
    """

    band: Band
    marges: pd.DataFrame
    plaats: dict = field(
        default_factory=lambda: {
            "totaal": (0.003, 0.002, 0.6),
            "eenpersoons": (0.003, 0.008, 0.8),
            "zonder_kinderen": (0.003, 0.006, 0.4),
            "met_kinderen": (0.004, 0.006, 0.5),
        }
    )
    eigen: float = 0.025

    @classmethod
    def uit(cls, norm: dict, band: Band, marges: pd.DataFrame) -> Huishoudensband:
        """De onzekerheid uit het onderdeel `prognose`, `huishoudens` van standaard.yaml."""
        plaats = {soort: tuple(norm[f"plaats_{soort}"]["waarde"]) for soort in WELKE}
        return cls(band, marges, plaats, norm["eigen"]["waarde"])

    def land(self, wat: str, jaren: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """De standaardfouten (laag, hoog) van de officiële prognose; wat: zie `marges`."""
        return _landfout(self, wat, tuple(jaren.tolist()))

    def grenzen(
        self, soort: str, per_gemeente: np.ndarray, land: np.ndarray, jaren: np.ndarray, geteld: int
    ) -> tuple[np.ndarray, np.ndarray]:
        """Onder- en bovengrens van de som van een groep gemeenten: (jaren).

        per_gemeente: (jaren, gemeenten) huishoudens. land: (jaren) in heel Nederland.
        """
        wat = {"totaal": "huishoudens", "eenpersoons": "alleenstaand"}.get(soort, "samenwonend")
        h = (jaren - geteld)[:, None]
        plaats = Band({"x": (*self.plaats[soort], 0.0)}, self.band.halvering)
        eigen = plaats.variantie_gemeente("x", per_gemeente, h)
        som = per_gemeente.sum(-1)
        vrij = 1 - np.clip(som / np.maximum(land, 1e-9), 0, 1)
        s2 = (per_gemeente**2 * eigen).sum(-1) / np.maximum(som, 1e-9) ** 2 * vrij
        laag, hoog = (np.where(jaren > geteld, s, 0) for s in self.land(wat, jaren))
        z = self.band.breedte
        return som * np.exp(-z * np.sqrt(s2 + laag**2)), som * np.exp(z * np.sqrt(s2 + hoog**2))


WELKE = {
    "eenpersoons": (0, 1),
    "zonder_kinderen": (2,),
    "met_kinderen": (3,),
    "totaal": (0, 1, 2, 3),
}


def prognose_huishoudens(
    hv: Huishoudensverloop,
    v: Verloop,
    gemeentecodes: Sequence[str] | Mapping[str, Sequence[str]],
    band: Huishoudensband,
) -> pd.DataFrame:
    """Huishoudens per jaar en soort, met band.

    Geeft gebied, jaar, soort, waarde, ondergrens, bovengrens (huishoudens). soort: eenpersoons,
    zonder_kinderen, met_kinderen of totaal. Formule: zie `huishoudens` en `Huishoudensband`.
    """
    gebieden = leden_van(gemeentecodes, v)
    geteld, heel = int(hv.jaren[0]), {s: hv.aantal[:, list(w)].sum(1) for s, w in WELKE.items()}
    drie = []
    for leden in gebieden.values():
        for soort, alle in heel.items():
            hier = alle[:, leden]
            onder, boven = band.grenzen(soort, hier, alle.sum(-1), hv.jaren, geteld)
            drie.append((hier.sum(-1), onder, boven))
    n, per = len(hv.jaren), len(heel)
    namen = {
        "gebied": [gebied for gebied in gebieden for _ in range(n * per)],
        "jaar": np.tile(hv.jaren, len(drie)),
        "soort": [soort for soort in heel for _ in range(n)] * len(gebieden),
    }
    waarden = dict(zip(("waarde", ONDER, BOVEN), map(np.concatenate, zip(*drie))))
    return pd.DataFrame(namen | waarden)


def in_instelling(v: Verloop, h: Huishoudensgegevens, jaren: np.ndarray) -> np.ndarray:
    """75-plussers in een instelling als het aandeel per leeftijd blijft: (jaren, gemeenten).

    Formule: inwoners(klasse) * eigen deel(klasse) dat in het laatste getelde jaar in een instelling
    woonde. Leeg waar van de gemeente geen enkele bewoner bekend is: een 0 kan in de bron ook
    onbekend zijn. Bron: CBS 71488ned.
    """
    t = h.instelling
    klassen = sorted({(int(a), int(b)) for a, b in zip(t.van, t.tot) if a >= OUDST})
    wie = t.pivot_table(index="gebied", columns="van", values=["inwoners", "in_instelling"])
    wie = wie.reindex(v.codes)
    van = [a for a, _ in klassen]
    onbekend = ~(wie["in_instelling"][van].sum(axis=1) > 0)
    deel = wie["in_instelling"][van] / wie["inwoners"][van].where(wie["inwoners"][van] > 0)
    inwoners = v.aantal[jaren - int(v.jaren[0])].sum(1) @ klasse.lidmaatschap(klassen)
    uit = (inwoners * deel.fillna(0).to_numpy()).sum(-1)
    return np.where(onbekend.to_numpy(), np.nan, uit)


def _optellen(per_gemeente: np.ndarray) -> tuple[np.ndarray, float]:
    """Straks (jaren) en nu, uit (nu en jaren, gemeenten); leeg als niets bekend is."""
    som = np.nansum(per_gemeente, -1)
    som[np.isnan(per_gemeente).all(-1)] = np.nan
    return som[1:], float(som[0])


@dataclass(frozen=True)
class _Wonen:
    """Hoe de 75-plussers van één gebied wonen, per jaar. nu: wie er in het laatste getelde jaar in
    een instelling woonde.
    """

    jaren: np.ndarray
    allen: np.ndarray
    alleen: np.ndarray
    huishoudens: np.ndarray
    aandeel: np.ndarray
    nu: float
    grens: Grenzen

    def _bevolking(self) -> tuple[np.ndarray, np.ndarray]:
        """De band van het aantal 75-plussers als deel van de waarde, naar beneden en naar boven."""
        heel = np.maximum(self.allen, 1e-9)
        return 1 - self.grens.onder / heel, self.grens.boven / heel - 1

    def _rij(self, positie: str, waarde, onder, boven) -> pd.DataFrame:
        rij = {"jaar": self.jaren, "positie": positie, "waarde": waarde}
        return pd.DataFrame(rij | {ONDER: onder, BOVEN: boven})

    def delen(self, band: Huishoudensband, geteld_tot: int) -> list[pd.DataFrame]:
        """Per positie een tabel."""
        laag, hoog = self._bevolking()
        z = band.band.breedte
        land = [
            np.where(self.jaren > geteld_tot, s, 0) for s in band.land("alleenstaand", self.jaren)
        ]
        aandeel = [z * np.hypot(s, band.eigen) for s in land]
        randen = np.sort([self.aandeel, np.full(len(self.jaren), self.nu)], axis=0)
        midden, half = randen.mean(0), np.ptp(randen, axis=0) / 2
        samen = self.allen - self.alleen - midden
        uit = []
        for naam, waarde in (("alleenstaand", self.alleen), ("huishoudens", self.huishoudens)):
            af, bij = (waarde * np.hypot(b, s) for b, s in zip((laag, hoog), aandeel))
            uit.append(self._rij(naam, waarde, waarde - af, waarde + bij))
        af, bij = (
            np.sqrt((samen * b) ** 2 + (self.alleen * s) ** 2 + half**2)
            for b, s in zip((laag, hoog), reversed(aandeel))
        )
        uit.append(self._rij("samen", samen, samen - af, samen + bij))
        onder, boven = randen[0] * (1 - laag), randen[1] * (1 + hoog)
        uit.append(self._rij("instelling", midden, onder, boven))
        return uit


def woonsituatie(
    hv: Huishoudensverloop,
    v: Verloop,
    h: Huishoudensgegevens,
    gemeentecodes: Sequence[str] | Mapping[str, Sequence[str]],
    jaren: Sequence[int],
    band: Huishoudensband,
) -> pd.DataFrame:
    """Hoe 75-plussers wonen: gebied, jaar, positie, waarde, ondergrens, bovengrens.

    positie: alleenstaand, samen (met een partner of anderen) en instelling, die optellen tot de
    75-plussers (personen), en huishoudens. Formule: alleenstaand = inwoners * landelijk
    aandeel(leeftijd, jaar) * `eigen_alleen`, op het land gelijkgemaakt; instelling = het midden
    tussen hetzelfde aantal als nu (zo ging het landelijk sinds 2000) en hetzelfde aandeel per
    leeftijd, die de grenzen zijn; samen = de rest. Leeg wat van `in_instelling` afhangt als dat
    onbekend is.
    """
    keuze = np.array(sorted(jaren))
    bekend = v.bekend(OUDST)
    aandeel = in_instelling(v, h, np.array([bekend, *keuze]))
    allen = v.som(OUDST).sum(1)[keuze - int(v.jaren[0])]
    delen = []
    for gebied, leden in leden_van(gemeentecodes, v).items():
        per_gemeente = allen[:, leden]
        grens = band.band.grenzen(
            "75plus", per_gemeente, allen.sum(-1), keuze, bekend, v.land_tot, bekend == v.begin
        )
        w = _Wonen(
            keuze,
            per_gemeente.sum(-1),
            hv.alleen_75plus[keuze - hv.vanaf][:, leden].sum(-1),
            hv.huishoudens_75plus[keuze - hv.vanaf][:, leden].sum(-1),
            *_optellen(aandeel[:, leden]),
            grens,
        )
        delen += [d.assign(gebied=gebied) for d in w.delen(band, int(v.land_tot))]
    return pd.concat(delen, ignore_index=True)[
        ["gebied", "jaar", "positie", "waarde", ONDER, BOVEN]
    ]
