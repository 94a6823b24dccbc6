"""Zet de tabellen klaar die de modellen nodig hebben, voor de gemeenten van nu. Rekent geen model
uit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pandas as pd

from woonzorg_lib import gebieden
from woonzorg_lib.cijfers.lezen import lees
from woonzorg_lib.cijfers.register import MAP, Bron, bronnen
from woonzorg_lib.gebieden.yamlveilig import lees_yaml

OPEN = 200  # upper limit of an open age class
GRENZEN = ("onder67", "boven67")
SOORTEN = ("eenpersoons", "zonder_kinderen", "met_kinderen")


@dataclass(frozen=True)
class Prognosegegevens:
    """De tabellen voor de bevolkingsprognose; personen op 1 januari.

    `van` en `tot` zijn de eerste en de laatste leeftijd die meetelt (tot 200 is open). leeftijd:
    gebied, jaar, geslacht, van, tot, inwoners; per gemeente in klassen, mannen en vrouwen apart:
    het jaar waar het model begint. groepen: gebied, jaar, van, tot, inwoners; mannen en vrouwen
    samen: wat er in de jaren ervoor en erna van gemeenten bekend is. bevolking: jaar, geslacht,
    leeftijd, inwoners; Nederland per leeftijdsjaar. overledenen: jaar, geslacht, leeftijd,
    overledenen; Nederland, in het kalenderjaar. anker: jaar, van, tot, inwoners; de officiële
    prognose van Nederland per leeftijdsjaar. Mag leeg zijn. marges: jaar, van, tot, prognose,
    onder67, boven67; de grenzen van die prognose. Mag leeg zijn.
    """

    leeftijd: pd.DataFrame
    groepen: pd.DataFrame
    bevolking: pd.DataFrame
    overledenen: pd.DataFrame
    anker: pd.DataFrame
    marges: pd.DataFrame

    def tot_en_met(self, jaar: int) -> Prognosegegevens:
        """Wat op 1 januari van dit jaar bekend was: standen tot en met dat jaar, sterfte tot en met
        het jaar ervoor.

        De officiële prognose hoort daarbij als haar eerste jaar niet later is.
        """
        stand = {
            naam: (t := getattr(self, naam))[t.jaar <= jaar]
            for naam in ("leeftijd", "groepen", "bevolking")
        }
        bekend = len(self.anker) and self.anker.jaar.min() <= jaar
        if not bekend:
            stand |= {"anker": self.anker.iloc[:0], "marges": self.marges.iloc[:0]}
        return replace(self, overledenen=self.overledenen[self.overledenen.jaar < jaar], **stand)


@dataclass(frozen=True)
class Huishoudensgegevens:
    """De tabellen voor huishoudens; standen op 1 januari.

    prognose: jaar, van, tot en huishoudens per soort; Nederland, naar leeftijd van de
    referentiepersoon. gemeente: gebied, jaar en huishoudens per soort; wat er geteld is.
    alleen_65plus: gebied, jaar, aantal; huishoudens van één 65-plusser per gemeente en NL, op
    honderd afgerond. instelling: gebied, van, tot, inwoners, in_instelling; één jaar. geteld: jaar,
    van, tot en huishoudens per soort; Nederland per leeftijdsjaar, zoals geteld. marges: jaar, wat,
    prognose, onder67, boven67; wat is huishoudens, alleenstaand, samenwonend of in_instelling.
    """

    prognose: pd.DataFrame
    gemeente: pd.DataFrame
    alleen_65plus: pd.DataFrame
    instelling: pd.DataFrame
    geteld: pd.DataFrame
    marges: pd.DataFrame


def _lees_klasse(klasse: str) -> tuple[int, int]:
    getallen = [int(g) for g in re.findall(r"\d+", klasse)]
    if len(getallen) == 1:
        return getallen[0], OPEN if re.search(r"plus|ouder", klasse) else getallen[0]
    return getallen[0], getallen[1] - 1 if "tot" in klasse else getallen[1]


def _grenzen(klasse: pd.Series) -> pd.DataFrame:
    """'60_64', '60-64', '95plus', '60 tot 65 jaar', '98' of '95 jaar of ouder' -> van en tot (tot
    en met).
    """
    tekst = klasse.astype(str)
    uniek = {k: _lees_klasse(k) for k in tekst.unique()}
    return pd.DataFrame([uniek[k] for k in tekst], columns=["van", "tot"], index=klasse.index)


def _met_grenzen(tabel: pd.DataFrame, kolom: str) -> pd.DataFrame:
    return pd.concat([tabel.drop(columns=kolom), _grenzen(tabel[kolom])], axis=1)


def _tot_klasse(klasse: pd.Series) -> pd.Series:
    """'65_70' is in de prognose van het CBS 65 tot 70 jaar."""
    return klasse.str.replace(r"^(\d+)_(\d+)$", r"\1 tot \2", regex=True)


def _nu(tabel: pd.DataFrame) -> pd.DataFrame:
    """Telt bij de gemeente van nu op; wie over meer gemeenten verdeeld is valt weg."""
    sleutels = [k for k in ("jaar", "geslacht", "van", "tot") if k in tabel]
    waarden = [k for k in tabel if k not in ("gebied", *sleutels)]
    tabel = tabel[tabel.gebied.str.startswith("GM")].dropna(subset=waarden)
    opvolger = {c: gebieden.opvolgers(c) for c in tabel.gebied.unique()}
    nieuw = tabel.gebied.map(lambda c: opvolger[c][0] if len(opvolger[c]) == 1 else None)
    som = tabel.assign(gebied=nieuw).dropna(subset="gebied")
    return som.groupby(["gebied", *sleutels], as_index=False)[waarden].sum()


def _groepen_nu(tabel: pd.DataFrame) -> pd.DataFrame:
    """Telt groepen (gebied, jaar, van, tot, inwoners) bij de gemeente van nu op; na een splitsing
    is het cijfer leeg.
    """
    som = _nu(tabel)
    sinds = som.gebied.map(
        {c: max((j for _, j in gebieden.splitsingen(c)), default=0) for c in som.gebied.unique()}
    )
    return som[som.jaar >= sinds].reset_index(drop=True)


def _kolommen(tabel: pd.DataFrame, klassen: dict[str, tuple[int, int]]) -> list[pd.DataFrame]:
    """Kolommen met een leeftijdsgroep onder elkaar: gebied, jaar, van, tot, inwoners."""
    return [
        tabel[["gebied", "jaar"]].assign(van=van, tot=tot, inwoners=tabel[kolom])
        for kolom, (van, tot) in klassen.items()
    ]


def _groepen() -> pd.DataFrame:
    """Wat er van gemeenten bekend is naar leeftijd, mannen en vrouwen samen,
    2019 tot en met 2025.
    """
    oud = {
        "inwoners_45_65": (45, 64),
        "inwoners_65_80": (65, 79),
        "inwoners_80plus": (80, OPEN),
    }
    kern = {
        "inwoners_25_45": (25, 44),
        "inwoners_45_65": (45, 64),
        "inwoners_65plus": (65, OPEN),
    }
    jong = {f"inwoners_{a}_{a + 5}": (a, a + 4) for a in range(0, 25, 5)}
    delen = [
        *_kolommen(lees("kern_gemeente"), kern),
        *_kolommen(lees("leeftijd_2019_gemeente"), oud),
        *_kolommen(lees("maatstaven_gemeente"), {"inwoners_75plus": (75, OPEN)}),
        *_kolommen(lees("leeftijd_2025_gemeente"), jong | {"inwoners_25_45": (25, 44)} | oud),
    ]
    for bron in ("leeftijd_10jaar_gemeente", "leeftijd_2024_gemeente"):
        tabel = lees(bron)[["gebied", "jaar", "leeftijd", "inwoners"]]
        delen.append(_met_grenzen(tabel, "leeftijd"))
    return _groepen_nu(pd.concat(delen, ignore_index=True))


def _begin() -> pd.DataFrame:
    """De leeftijdsopbouw waar het model begint: gemeenten in 2021, mannen en vrouwen apart.

    Latere leeftijden, ook die na verversen, komen erbij als groepen waar de uitkomst op optelt.
    """
    vijf = lees("leeftijd_5jaar_gemeente")
    vijf = vijf[vijf.jaar == vijf.jaar.min()].drop(columns="inwoners")
    lang = vijf.melt(["gebied", "jaar", "leeftijd"], ["mannen", "vrouwen"], "geslacht", "inwoners")
    return _nu(_met_grenzen(lang, "leeftijd")).astype({"inwoners": np.float64})


def _marges() -> pd.DataFrame:
    """De grenzen van de officiële prognose per klasse van vijf jaar, en van 65 jaar en ouder."""
    tabel = lees("prognose_bevolking_interval_nl")
    samen = tabel.leeftijd.isin(["totaal", "0_20", "20_65"])
    tabel = tabel[~samen].assign(leeftijd=lambda t: _tot_klasse(t.leeftijd))
    return _met_grenzen(tabel, "leeftijd")[["jaar", "van", "tot", "prognose", *GRENZEN]]


def prognosegegevens() -> Prognosegegevens:
    """Leest de tabellen van de prognose uit de momentopname.

    Bron: CBS 71488ned (leeftijd 2024), 70072ned (2025), 83502NED (2021), Kerncijfers wijken en
    buurten 2020-2024, 03759ned (2019 en 2020), 7461bev, 37168, 86041NED en 85745NED.
    """
    anker = lees("prognose_bevolking_nl")[["jaar", "leeftijd", "inwoners"]]
    return Prognosegegevens(
        leeftijd=_begin(),
        groepen=_groepen(),
        bevolking=lees("bevolking_nl"),
        overledenen=lees("overledenen_nl"),
        anker=_met_grenzen(anker, "leeftijd"),
        marges=_marges(),
    )


def ankerbron() -> Bron:
    """De bron van de officiële prognose waar de gemeenten op optellen."""
    return bronnen()["prognose_bevolking_nl"]


def margebron() -> Bron:
    """De bron van de marges van de officiële prognose."""
    return bronnen()["prognose_bevolking_interval_nl"]


def geteld_bron(jaar: int, leeftijd: int) -> Bron:
    """De bron van het getelde aantal inwoners van `leeftijd` jaar of ouder per gemeente in een
    jaar.
    """
    for bron in ("leeftijd_2024_gemeente", "leeftijd_2025_gemeente"):
        if jaar in lees(bron).jaar.to_numpy():
            return bronnen()[bron]
    return bronnen()["kern_gemeente" if leeftijd == 65 else "maatstaven_gemeente"]


def _huishoudensprognose() -> pd.DataFrame:
    """Huishoudens van Nederland vooruit, per soort en leeftijd; wie niet alleen en zonder kinderen
    woont, heet zonder kinderen.
    """
    sleutel = ["jaar", "leeftijd_referentiepersoon"]
    grootte = lees("prognose_huishoudens_leeftijd_nl").set_index(sleutel)
    paren = lees("prognose_paren_leeftijd_nl").set_index(sleutel).reindex(grootte.index)
    met = paren.paren - paren.paren_zonder_kinderen + paren.eenouderhuishoudens
    uit = pd.DataFrame(
        {
            "eenpersoons": grootte.eenpersoons,
            "zonder_kinderen": grootte.huishoudens - grootte.eenpersoons - met,
            "met_kinderen": met,
        }
    ).reset_index()
    uit = uit[uit.leeftijd_referentiepersoon != "totaal"]
    klasse = _tot_klasse(uit.leeftijd_referentiepersoon)
    return _met_grenzen(uit.assign(klasse=klasse).drop(columns=sleutel[1]), "klasse")


def _huishoudens_gemeente() -> pd.DataFrame:
    """Huishoudens per gemeente en soort, zoals geteld."""
    hernoem = {f"huishoudens_{s}": s for s in SOORTEN}
    delen = [
        lees(bron)[["gebied", "jaar", *hernoem]].rename(columns=hernoem)
        for bron in ("kern_gemeente", "huishoudens_2025_gemeente")
    ]
    alle = pd.concat(delen).dropna(subset=list(SOORTEN))
    return _groepen_nu(alle.drop_duplicates(["gebied", "jaar"], keep="last"))


def _alleen_65plus() -> pd.DataFrame:
    tabel = lees("woonlasten_gemeente")
    tabel = tabel[tabel.huishoudtype == "alleen_65plus"].dropna(subset="huishoudens_x1000")
    tabel = tabel.assign(aantal=1000 * tabel.huishoudens_x1000)[["gebied", "jaar", "aantal"]]
    return pd.concat([tabel[tabel.gebied == "NL"], _groepen_nu(tabel)], ignore_index=True)


def _geteld() -> pd.DataFrame:
    """Huishoudens van Nederland per leeftijdsjaar en soort, zoals geteld; de laatste leeftijd is
    open.
    """
    tabel = _met_grenzen(lees("huishoudens_leeftijd_nl"), "leeftijd")
    tot = tabel.tot.where(tabel.van < tabel.van.max(), OPEN)
    return tabel.assign(tot=tot)[["jaar", "van", "tot", *SOORTEN]]


def huishoudensgegevens() -> Huishoudensgegevens:
    """Leest de tabellen voor huishoudens uit de momentopname.

    Bron: CBS 86033NED, 86034NED en 86036NED (prognose), Kerncijfers wijken en buurten en 70072ned
    (gemeenten), 85950NED (alleen wonende 65-plussers), 71488ned (instellingen) en 37975 (geteld).
    """
    klassen = lees("leeftijd_2024_gemeente").dropna(subset="in_instelling")
    klassen = klassen[klassen.jaar == klassen.jaar.max()]
    klassen = klassen[["gebied", "leeftijd", "inwoners", "in_instelling"]]
    instelling = _met_grenzen(klassen, "leeftijd")
    instelling = pd.concat([instelling[instelling.gebied == "NL"], _nu(instelling)])
    interval = lees("prognose_huishoudens_interval_nl").query("geslacht == 'totaal'")
    lang = interval.melt(
        ["jaar", "soort"],
        ["huishoudens", "alleenstaand", "samenwonend", "in_instelling"],
        "wat",
        "waarde",
    )
    marges = lang.pivot_table(index=["jaar", "wat"], columns="soort", values="waarde")
    return Huishoudensgegevens(
        prognose=_huishoudensprognose(),
        gemeente=_huishoudens_gemeente(),
        alleen_65plus=_alleen_65plus(),
        instelling=instelling.reset_index(drop=True),
        geteld=_geteld(),
        marges=marges.reset_index()[["jaar", "wat", "prognose", *GRENZEN]],
    )


@lru_cache
def terugtoets() -> dict:
    """Wat de terugtoets gaf, afgerond zoals het rapport het noemt; `benchmarks/prognose.py
    --schrijf` maakt het opnieuw.
    """
    return lees_yaml(MAP / "terugtoets.yaml")


@lru_cache
def sleuteltoets() -> dict:
    """De verdeelsleutel naast bekende afspraken; `benchmarks/sleutel.py --schrijf` maakt het
    opnieuw.
    """
    return lees_yaml(MAP / "sleuteltoets.yaml")
