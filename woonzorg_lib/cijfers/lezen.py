"""Leest de momentopname en brengt elk jaar naar de gemeenten van nu.
Rekent geen regio's uit en tekent niets.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import pandas as pd

from woonzorg_lib import gebieden
from woonzorg_lib.cijfers import ververst
from woonzorg_lib.cijfers.register import GEGEVENS, Bron, Indicator, bronnen, indicator
from woonzorg_lib.onthouden import Onthoud

NU = 9999  # the gemeenten of today, whatever the year
LEEFTIJDEN = tuple(f"{a}_{a + 4}" for a in range(0, 95, 5)) + ("95plus",)


@Onthoud
def lees(bron: str) -> pd.DataFrame:
    """Leest één bestand van de momentopname, ongewijzigd (wat het is, staat in de YAML ernaast)."""
    return pd.read_csv(ververst.bestand(bron, GEGEVENS), encoding="utf-8")


def leeftijdsklassen(kolom: str) -> list[str] | None:
    """'65-' of '50-74' -> de leeftijdsklassen van vijf jaar; None als het een gewone kolom is."""
    if not (m := re.fullmatch(r"(\d+)-(\d*)", kolom.rpartition("@")[2])):
        return None
    van, tot = int(m[1]), int(m[2]) if m[2] else 200
    return [k for k in LEEFTIJDEN if van <= int(re.findall(r"\d+", k)[0]) <= tot]


def _gekozen(tabel: pd.DataFrame, filter: dict) -> pd.DataFrame:
    """De rijen waar het om gaat; een tabel zonder zo'n kolom heeft maar één soort rij."""
    for naam, keuze in filter.items():
        if naam in tabel:
            tabel = tabel[tabel[naam] == keuze]
    return tabel


def _uitdrukking(tabel: pd.DataFrame, kolom: str) -> pd.Series:
    """Een kolom, of kolommen die opgeteld en afgetrokken worden: "a+b", "a-b-c"."""
    delen = re.findall(r"([+-]?)(\w+)", kolom)
    waarde = tabel[delen[0][1]]
    for teken, naam in delen[1:]:
        waarde = waarde - tabel[naam] if teken == "-" else waarde + tabel[naam]
    return waarde


def _kolom(bron: str, kolom: str, filter: dict) -> pd.DataFrame:
    """Eén kolom van een bron als gebied, jaar, waarde (en onder en boven,
    als de bron marges heeft).

    "naam@75-" telt de kolom `naam` op over leeftijdsklassen. Een som met een leeg deel is leeg.
    """
    tabel = lees(bron)
    if klassen := leeftijdsklassen(kolom):
        naam = kolom.rpartition("@")[0] or "inwoners"
        deel = tabel[tabel.leeftijd.isin(klassen)]
        som = deel.groupby(["gebied", "jaar"], as_index=False)[naam].sum(min_count=len(klassen))
        return som.rename(columns={naam: "waarde"}).astype({"waarde": float})
    tabel = _gekozen(tabel, filter)
    waarde = _uitdrukking(tabel, kolom).astype(float)
    uit = pd.DataFrame({"gebied": tabel.gebied, "jaar": tabel.jaar, "waarde": waarde})
    if f"{kolom}_onder" in tabel:
        uit = uit.assign(onder=tabel[f"{kolom}_onder"], boven=tabel[f"{kolom}_boven"])
    return uit


@Onthoud
def _noemers(bron: str, kolom: str, filter: tuple, naar: int | None) -> pd.DataFrame:
    """Een noemer per gebied (rijen) en jaar (kolommen); veel indicatoren delen er een.

    naar: in de gemeenten van dit jaar, als het cijfer daarin staat.
    """
    n = _kolom(bron, kolom, dict(filter))
    if naar is not None and not gebieden.geldt_nu(naar):
        n = n[n.gebied.str.startswith("GM")]
        toen = {c: gebieden.opvolgers(c, naar) for c in n.gebied.unique()}
        n = n.assign(gebied=n.gebied.map({c: t[0] for c, t in toen.items() if len(t) == 1}))
        som = n.groupby(["gebied", "jaar"]).waarde
        n = som.sum().where(som.count() == som.size()).reset_index()
    elif naar is not None:
        # The figures are those of today's gemeenten;
        # the denominator must then be about the same area.
        n = _naar_nu(
            n[n.gebied.str.startswith("GM")].assign(teller=n.waarde, noemer=1.0), bronnen()[bron]
        ).assign(waarde=lambda t: t.teller)
    return n.pivot_table(index="gebied", columns="jaar", values="waarde")


def _naar(eigen: Bron, bron: str, jaar: int) -> int | None:
    """In de gemeenten van welk jaar een noemer uit een andere bron moet staan."""
    return None if not bron or eigen.eigen_indeling else eigen.indeling_van(jaar)


def _noemer(ind: Indicator, eigen: Bron, vorm: pd.DataFrame) -> pd.Series:
    """De noemer bij elke rij van `vorm`; ontbreekt het jaar,
    dan het dichtstbijzijnde jaar dat er wel is.

    Zonder bron ervoor staat de noemer in dezelfde bron als het cijfer.
    """
    bron, _, kolom = ind.noemer.rpartition(":")
    filter = () if bron else tuple(ind.filter.items())
    uit = pd.Series(np.nan, index=vorm.index)
    for jaar, rijen in vorm.groupby("jaar"):
        n = _noemers(bron or eigen.id, kolom, filter, _naar(eigen, bron, int(jaar)))
        volgorde = (
            [jaar]
            if ind.soort == "verhouding"
            else sorted(n.columns, key=lambda j: (abs(j - jaar), j))
        )
        keuze = n.reindex(columns=volgorde).bfill(axis=1).iloc[:, 0]
        uit.loc[rijen.index] = rijen.gebied.map(keuze)
    return uit


# A share may miss a part of the gemeente with at most this share of her inhabitants;
# a count may not.
KLEIN_DEEL = 0.03


@Onthoud
def _inwoners() -> dict[tuple[str, int], float]:
    """Inwoners per gemeente van toen en jaar, om te zien hoe groot een ontbrekend deel is."""
    t = lees("bevolkingsontwikkeling_gemeente")
    return dict(zip(zip(t.gebied, t.jaar), t.inwoners_1_januari))


def _zonder_deel(code: str, jaar: int, aanwezig: set[str]) -> tuple[str, float]:
    """Welke gemeenten van toen de bron niet heeft, en hun deel van de inwoners;
    ("", 0) als zij compleet is.
    """
    toen = gebieden.voorgangers(code, max(jaar, 2012))
    if not (mist := [c for c in toen if c not in aanwezig]):
        return "", 0.0
    alle = _inwoners()
    jaar = min(max(jaar, 2012), max(j for _, j in alle))
    inwoners = {c: alle.get((c, jaar), np.nan) for c in toen}
    deel = sum(inwoners[c] for c in mist) / sum(inwoners.values())
    namen = [gebieden.gemeentenaam_toen(c) for c in mist]
    return " en ".join(namen), 1.0 if np.isnan(deel) else deel


def _onvolledig(code: str, jaar: int, aanwezig: set[str]) -> tuple[str, bool]:
    """Wat er aan een cijfer van vroeger niet klopt, en of het zo weinig is dat een percentage mag
    blijven.
    """
    for naam, sinds in gebieden.splitsingen(code):
        if jaar < sinds:
            deel = gebieden.deel_van_nieuwe(code, naam)
            if deel is not None and deel <= KLEIN_DEEL:
                hoeveel = f"ongeveer {100 * deel:.0f}% van de inwoners"
                return f"in {sinds} kwam een deel van {naam} erbij ({hoeveel})", True
            return f"niet te vergelijken: in {sinds} kwam een deel van {naam} erbij", False
    naam, deel = _zonder_deel(code, jaar, aanwezig)
    if not naam:
        return "", True
    if deel <= KLEIN_DEEL:
        return f"zonder {naam} ({100 * deel:.0f}% van de inwoners)", True
    return (
        f"de bron heeft in dit jaar geen cijfer van {naam}, een deel van de gemeente van nu",
        False,
    )


@Onthoud
def _veranderd(code: str) -> bool:
    """Of deze gemeente sinds 2012 door een fusie of splitsing veranderde."""
    return bool(gebieden.splitsingen(code)) or gebieden.voorgangers(code, 2012) != (code,)


def _naar_nu(tabel: pd.DataFrame, bron: Bron, klein_mag: bool = False) -> pd.DataFrame:
    """Telt teller en noemer van opgeheven gemeenten bij hun opvolger;
    wie een deel mist of kreeg, is leeg.

    klein_mag: een ontbrekend deel van hoogstens 3% van de inwoners is geen bezwaar,
    want het is geen aantal.
    """
    alle = {c: gebieden.opvolgers(c) for c in tabel.gebied.unique()}
    nieuw = tabel.gebied.map(lambda c: alle[c][0] if len(alle[c]) == 1 else None)
    toen = tabel.gebied
    tabel = tabel.assign(gebied=nieuw, toen=toen)[nieuw.notna()]
    groep = tabel.groupby(["gebied", "jaar"])[["teller", "noemer"]]
    samen = groep.sum().where(groep.count().eq(groep.size(), axis=0))
    samen = samen.assign(delen=groep.size())
    if "onder" in tabel:
        # The margins of two gemeenten don't add up to that of the whole.
        marges = tabel.groupby(["gebied", "jaar"])[["onder", "boven"]].first()
        samen = samen.join(marges.where(samen.delen == 1))
    samen = samen.reset_index()
    # A groupby makes a table per gemeente and year, and is fifty times slower.
    aanwezig: dict[tuple[str, int], set[str]] = {}
    for code, jaar, deel in zip(tabel.gebied, tabel.jaar.tolist(), tabel.toen):
        if _veranderd(code):
            aanwezig.setdefault((code, jaar), set()).add(deel)
    opmerking, leeg = np.full(len(samen), "", dtype=object), np.zeros(len(samen), dtype=bool)
    plek = {paar: i for i, paar in enumerate(zip(samen.gebied, samen.jaar))}
    for (code, jaar), codes in aanwezig.items():
        reden, klein = _onvolledig(code, bron.indeling_van(jaar), codes)
        opmerking[plek[code, jaar]] = reden
        leeg[plek[code, jaar]] = bool(reden) and not (klein and klein_mag)
    samen["opmerking"] = pd.array(opmerking, dtype="str")
    kolommen = [k for k in ("teller", "noemer", "onder", "boven") if k in samen]
    samen.loc[leeg, kolommen] = np.nan
    return samen


def _ruw(ind: Indicator, bron: str, kolom: str) -> pd.DataFrame:
    """Teller en noemer in één bron, voor de gemeenten zoals die bron ze heeft."""
    vorm = _kolom(bron, kolom, ind.filter)
    vorm = vorm[vorm.gebied.str.startswith("GM")].reset_index(drop=True)
    if ind.nul_is_onbekend:
        vorm["waarde"] = vorm.waarde.where(vorm.waarde != 0)
    noemer = pd.Series(1.0, index=vorm.index)
    if ind.noemer:
        noemer = _noemer(ind, bronnen()[bron], vorm)
    teller = vorm.waarde * noemer if ind.soort == "gewogen" else vorm.waarde
    return vorm.assign(teller=teller, noemer=noemer, bron=bron)


def _eerste_met_cijfer(tabel: pd.DataFrame) -> pd.DataFrame:
    """Per gebied en jaar één rij: van de eerste bron met een cijfer, of anders de eerste."""
    leeg = tabel.teller.isna()
    volgorde = tabel.assign(_leeg=leeg).sort_values("_leeg", kind="stable")
    return volgorde.drop_duplicates(["gebied", "jaar"]).sort_index().drop(columns="_leeg")


@Onthoud
def ruw(id: str) -> pd.DataFrame:
    """Teller en noemer van een indicator voor de gemeenten zoals de bron ze heeft (gebied, jaar,
    waarde, teller, noemer, bron).
    """
    ind = indicator(id)
    delen = [_ruw(ind, *plek) for plek in ind.plekken]
    return delen[0] if len(delen) == 1 else _eerste_met_cijfer(pd.concat(delen, ignore_index=True))


@Onthoud
def per_gemeente(id: str) -> pd.DataFrame:
    """Teller, noemer en waarde van een indicator voor de gemeenten van nu, alle jaren.

    Kolommen: gebied, jaar, teller, noemer, waarde, onder, boven (marges; leeg als de bron ze niet
    heeft), delen (uit hoeveel gemeenten van toen), bron, opmerking. Voor een aantal is de noemer 1.
    """
    ind = indicator(id)
    delen = [
        _naar_nu(_ruw(ind, bron, kolom), bronnen()[bron], ind.soort != "aantal").assign(bron=bron)
        for bron, kolom in ind.plekken
    ]
    uit = pd.concat(delen, ignore_index=True)
    if len(delen) > 1:
        uit = _eerste_met_cijfer(uit)
    uit["waarde"] = (
        uit.teller
        if ind.soort == "aantal"
        else ind.factor * uit.teller / uit.noemer.where(uit.noemer > 0)
    )
    leeg = uit.waarde.isna() & (uit.opmerking == "")
    uit.loc[leeg, "opmerking"] = "de bron geeft geen cijfer"
    return uit.reindex(columns=[*uit.columns, *{"onder", "boven"} - {*uit.columns}])


@Onthoud
def inwoners_nu() -> dict[str, float]:
    """Gemeentecode -> inwoners in het nieuwste jaar;
    om te zien hoe groot een gemeente in haar regio is.
    """
    t = lees("kern_gemeente")
    t = t[(t.jaar == t.jaar.max()) & t.gebied.str.startswith("GM")]
    return dict(zip(t.gebied, t.inwoners))


@Onthoud
def gewichten(noemer: str, jaar: int) -> pd.Series | None:
    """De noemer "bron:kolom" van de gemeenten van nu, in dit jaar of het dichtstbijzijnde;
    None als de noemer in de bron van het cijfer zelf staat.
    """
    bron, _, kolom = noemer.rpartition(":")
    if not bron:
        return None
    n = _noemers(bron, kolom, (), NU)
    volgorde = sorted(n.columns, key=lambda j: (abs(j - jaar), j))
    return n.reindex(columns=volgorde).bfill(axis=1).iloc[:, 0]


@Onthoud
def bron_van(id: str, jaar: int) -> Bron:
    """De bron waar het cijfer van dit jaar uit komt."""
    return bronnen()[bronnaam(id, jaar)]


@Onthoud
def bronnaam(id: str, jaar: int) -> str:
    """Het id van de bron waar het cijfer van dit jaar uit komt."""
    ind = indicator(id)
    if not ind.ook:
        return ind.bron
    tabel = per_gemeente(id)
    telling = tabel.bron[(tabel.jaar == jaar) & tabel.waarde.notna()].value_counts()
    return telling.index[0] if len(telling) else ind.bron


@Onthoud
def per_jaar(id: str) -> dict[int, pd.DataFrame]:
    """per_gemeente, per jaar en met de gemeentecode als index."""
    t = per_gemeente(id).sort_values("jaar", kind="stable").set_index("gebied")
    jaren, begin = np.unique(t.jaar.to_numpy(), return_index=True)
    # Slices of one table; a groupby makes a table anew for every year.
    return {
        int(jaar): t.iloc[van:tot] for jaar, van, tot in zip(jaren, begin, [*begin[1:], len(t)])
    }


class Plekken(dict[str, int]):
    """De plek van elke gemeente in een kolom; wie dezelfde gemeenten heeft, deelt er een."""

    def __reduce__(self):
        return _plekken, (" ".join(self),)


@lru_cache(None)
def _plekken(codes: str) -> Plekken:
    return Plekken((code, nummer) for nummer, code in enumerate(codes.split()))


class Kolommen(dict[str, np.ndarray]):
    """Kolommen van even lange reeksen; wat overal hetzelfde is, neemt maar één keer plaats in."""

    def __reduce__(self):
        return _kolommen, (len(next(iter(self.values()))), {n: _kort(r) for n, r in self.items()})


def _kort(reeks: np.ndarray):
    """De waarde die overal in de reeks staat, met haar soort; anders de reeks zelf."""
    eerste = reeks[:1]
    gelijk = reeks == eerste
    if reeks.dtype.kind == "f" and np.isnan(eerste).all():
        gelijk = np.isnan(reeks)
    return eerste.copy() if len(reeks) > 1 and gelijk.all() else reeks


def _kolommen(lengte: int, reeksen: dict[str, np.ndarray]) -> Kolommen:
    return Kolommen(
        (naam, reeks if len(reeks) == lengte else np.broadcast_to(reeks, lengte))
        for naam, reeks in reeksen.items()
    )


Naslag = tuple[Plekken, Kolommen]


@Onthoud
def naslag(id: str, jaar: int) -> Naslag | None:
    """Een cijfer in één jaar: de plek van elke gemeente, en de kolommen; None als er niets is.

    Een regio in pandas opzoeken kost meer dan haar uitrekenen, en dat gebeurt honderden keren.
    """
    tabel = per_jaar(id).get(jaar)
    if tabel is None:
        return None
    kolommen = Kolommen((naam, tabel[naam].to_numpy()) for naam in tabel if naam != "jaar")
    return _plekken(" ".join(tabel.index)), kolommen


@Onthoud
def gevulde_jaren(id: str) -> dict[str, tuple[int, ...]]:
    """Per gemeentecode de jaren (oplopend) met een cijfer."""
    t = per_gemeente(id)
    t = t[t.waarde.notna()].sort_values("jaar")
    jaren: dict[str, list[int]] = {}
    for code, jaar in zip(
        t.gebied, t.jaar.tolist()
    ):  # a groupby makes a table per gemeente, and is fifty times slower
        jaren.setdefault(code, []).append(jaar)
    rijen: dict[tuple[int, ...], tuple[int, ...]] = {}  # most gemeenten have the same years
    return {
        code: rijen.setdefault(rij, rij) for code, rij in zip(jaren, map(tuple, jaren.values()))
    }


def _noemer_regio(ind: Indicator, eigen: Bron, vorm: pd.DataFrame) -> pd.Series:
    """De noemer bij de rijen van Nederland en regio's;
    wat een andere bron niet heeft, is de som van haar gemeenten.
    """
    noemer = _noemer(ind, eigen, vorm)
    bron, _, kolom = ind.noemer.rpartition(":")
    if not bron:
        return noemer
    regios = gebieden.regios()
    for plek in vorm.index[noemer.isna()]:
        gebied, jaar = vorm.gebied[plek], vorm.jaar[plek]
        n = _noemers(bron, kolom, (), _naar(eigen, bron, int(jaar)))
        if gebied in regios and jaar in n:
            delen = n[jaar].reindex(regios[gebied].leden)
            noemer[plek] = delen.sum(min_count=len(delen))
    return noemer


def _eigen_rijen(ind: Indicator, bron: str, kolom: str) -> pd.DataFrame:
    """De rijen van Nederland en van regio's in één bron (gebied, jaar, waarde, onder, boven)."""
    vorm = _kolom(bron, kolom, ind.filter)
    vorm = vorm[~vorm.gebied.str.match("GM|WK|BU") & vorm.waarde.notna()].reset_index(drop=True)
    if ind.soort == "verhouding" and len(vorm):
        noemer = _noemer_regio(ind, bronnen()[bron], vorm)
        vorm = vorm.assign(waarde=ind.factor * vorm.waarde / noemer.where(noemer > 0))
    return vorm[vorm.waarde.notna()]


@Onthoud
def eigen_rijen(id: str) -> pd.DataFrame:
    """Wat de bron zelf geeft voor Nederland en voor regio's (gebied, jaar, waarde, onder, boven);
    leeg als zij dat niet doet.
    """
    ind = indicator(id)
    delen = [_eigen_rijen(ind, *plek) for plek in ind.plekken]
    uit = pd.concat(delen, ignore_index=True).drop_duplicates(["gebied", "jaar"])
    return uit.reindex(columns=["gebied", "jaar", "waarde", "onder", "boven"])


@Onthoud
def eigen_cijfers(id: str) -> dict[tuple[str, int], tuple[float, float, float]]:
    """eigen_rijen om in op te zoeken: (gebied, jaar) -> (waarde, onder, boven)."""
    t = eigen_rijen(id)
    paren = zip(t.gebied, t.jaar.astype(int))
    return dict(zip(paren, t[["waarde", "onder", "boven"]].itertuples(index=False, name=None)))


@Onthoud
def _wijkbron(id: str) -> tuple[str, str] | None:
    """Het bestand met dit cijfer per wijk, en de kolom; None als er geen is."""
    for bron, kolom in indicator(id).plekken:
        # A source that was never fetched gives way to the next one.
        wijken = [w for w in bronnen()[bron].wijk if len(lees(w))]
        if wijken:
            return next((w for w in wijken if _heeft(w, kolom)), wijken[-1]), kolom
    return None


def _heeft(bron: str, kolom: str) -> bool:
    tabel = lees(bron)
    return kolom in tabel and bool(tabel[kolom].notna().any())


def wijkbron(id: str) -> Bron:
    """De bron van dit cijfer per wijk; die van de wijken zelf als het er niet per wijk is."""
    plek = _wijkbron(id)
    return bronnen()[plek[0] if plek else "kern_wijk"]


def _wijken_van(ind: Indicator, bron: str, kolom: str, gemeentecode: str) -> tuple[str, list[int]]:
    """Of een gemeente haar wijken toont of, als zij één wijk heeft, haar buurten; en welke rijen
    dat zijn in het jaar van het cijfer.
    """
    if bron == "kern_wijk":
        noemer = ind.noemer.rpartition(":")[2] if ind.soort == "verhouding" else kolom
        jaren = {b: nieuwste_jaar(b, kolom, noemer) for b in ("kern_wijk", "kern_buurt")}
    else:
        # Codes of wijken are used again: take those of the year that the figures are divided by.
        van = bronnen()[bron].indeling_van(_laatste_jaar(bron))
        jaren = {b: _dichtst_bij(b, van) for b in ("kern_wijk", "kern_buurt")}
    plekken = {b: wijkplekken(b).get((gemeentecode, jaar), []) for b, jaar in jaren.items()}
    soort = "buurt" if len(plekken["kern_wijk"]) <= 1 else "wijk"
    return soort, plekken[f"kern_{soort}"]


@Onthoud
def wijkplekken(bron: str) -> dict[tuple[str, int], list[int]]:
    """(gemeente van nu, jaar) -> de plekken van haar wijken of buurten met 50 inwoners of meer.

    Alle wijken van Nederland nalopen kost per keer meer dan er een figuur van te tekenen.
    """
    t = lees(bron)
    plekken: dict[tuple[str, int], list[int]] = {}
    alle = zip(t.gemeente.to_list(), t.jaar.to_list(), (t.inwoners >= 50).to_list())
    for plek, (toen, jaar, telt) in enumerate(alle):
        if telt and (nu := _nu_een(toen)):
            plekken.setdefault((nu, jaar), []).append(plek)
    return plekken


@lru_cache
def _nu_een(code: str) -> str | None:
    """De gemeente van nu waar deze helemaal in opging."""
    nu = gebieden.opvolgers(code)
    return nu[0] if len(nu) == 1 else None


def naar_gemeenten_van_nu(tabel: pd.DataFrame) -> pd.DataFrame:
    """Zet de code van een opgeheven gemeente om in die van haar opvolger;
    andere gebieden blijven.
    """
    gemeente = tabel.gebied.str.startswith("GM")
    return tabel.assign(gebied=tabel.gebied[gemeente].map(_nu_een).reindex(tabel.index)).assign(
        gebied=lambda t: t.gebied.where(gemeente, tabel.gebied)
    )


@Onthoud
def _dichtst_bij(bron: str, jaar: int) -> int:
    """Dit jaar, of het jaar er het dichtst bij dat de bron heeft."""
    return int(min(lees(bron).jaar.unique(), key=lambda j: (abs(j - jaar), -j)))


@Onthoud
def nieuwste_jaar(bron: str, *kolommen: str) -> int:
    """Het nieuwste jaar waarin deze kolommen gevuld zijn;
    een nieuwe uitgave begint vaak half leeg.
    """
    tabel = lees(bron)
    er = [k for k in kolommen if k in tabel]
    vol = tabel[er].notna().all(axis=1).groupby(tabel.jaar).mean()
    gevuld = [j for j, deel in vol.items() if deel > 0.5]
    return int(max(gevuld or vol.index))


@lru_cache
def nieuwste(bron: str, *kolommen: str) -> pd.DataFrame:
    """De rijen van het nieuwste jaar waarin deze kolommen gevuld zijn."""
    tabel = lees(bron)
    return tabel[tabel.jaar == nieuwste_jaar(bron, *kolommen)]


@Onthoud
def _laatste_jaar(bron: str) -> int:
    return int(lees(bron).jaar.max())


@Onthoud
def _wijkwaarden(id: str, bron: str, kolom: str) -> tuple[int, Plekken, np.ndarray]:
    """Een cijfer in zijn bron van wijken: haar nieuwste jaar, de plek van elke wijk, de cijfers."""
    alle = _kolom(bron, kolom, indicator(id).filter)
    jaar = alle.jaar.max()
    nieuw = alle[alle.jaar == jaar]
    return int(jaar), _plekken(" ".join(nieuw.gebied)), nieuw.waarde.to_numpy()


class Wijkcijfer(NamedTuple):
    """Een cijfer van één wijk of buurt; soort is "wijk" of "buurt", waarde leeg zonder cijfer."""

    gebied: str
    naam: str
    soort: str
    jaar: int
    inwoners: int
    waarde: float


@Onthoud
def per_wijk(id: str, gemeentecode: str) -> list[Wijkcijfer]:
    """Het cijfer van elke wijk (of buurt, als de gemeente één wijk heeft);
    gebieden onder 50 inwoners ontbreken. Leeg als de bron geen wijken heeft.
    """
    ind, plek = indicator(id), _wijkbron(id)
    if plek is None:
        return []
    bron, kolom = plek
    soort, rijen = _wijken_van(ind, bron, kolom, gemeentecode)
    basis = lees(f"kern_{soort}")
    codes, namen, inwoners = (basis[k].iloc[rijen].tolist() for k in ("gebied", "naam", "inwoners"))
    if bron != "kern_wijk" and soort == "wijk":
        cijfers = _uit_wijkbron(id, bron, kolom, codes)
    else:
        cijfers = _uit_kern(ind, kolom, basis, rijen)
    kaal = met_buurt(gemeentecode, codes, [wijknaam(naam) for naam in namen])
    hoe_vaak = Counter(kaal[i] for i in cijfers)
    return [
        # Without their number two wijken may have the same name;
        # then the full name stays, or one would get lost.
        Wijkcijfer(
            codes[i],
            kaal[i] if hoe_vaak[kaal[i]] == 1 else namen[i],
            soort,
            jaar,
            inwoners[i],
            waarde,
        )
        for i, (jaar, waarde) in cijfers.items()
    ]


def _uit_wijkbron(id: str, bron: str, kolom: str, codes: list[str]) -> dict[int, tuple[int, float]]:
    """Nummer van de wijk in `codes` -> jaar en cijfer; wie de bron niet heeft, ontbreekt."""
    jaar, plek, waarden = _wijkwaarden(id, bron, kolom)
    return {i: (jaar, float(waarden[plek[c]])) for i, c in enumerate(codes) if c in plek}


def _uit_kern(
    ind: Indicator, kolom: str, basis: pd.DataFrame, rijen: list[int]
) -> dict[int, tuple[int, float]]:
    """Nummer van de wijk in `rijen` -> jaar en cijfer; leeg als de kolom er niet is."""
    noemer = ind.noemer.rpartition(":")[2] if ind.soort == "verhouding" else kolom
    if not {kolom, noemer} <= set(basis.columns):
        return {}
    jaren, tellers, noemers = (basis[k].iloc[rijen].tolist() for k in ("jaar", kolom, noemer))
    waarden: Iterable[float] = map(float, tellers)
    if ind.soort == "verhouding":
        waarden = (_deel(ind.factor, t, n) for t, n in zip(tellers, noemers))
    return dict(enumerate(zip(jaren, waarden)))


def _deel(factor: float, teller: float, noemer: float) -> float:
    """Counts are rounded to 5: a part may come out just above the whole."""
    return min(factor * float(teller) / noemer, float(factor)) if noemer > 0 else math.nan


def wijknaam(naam: str) -> str:
    """'Wijk 01 West' -> 'West': het volgnummer hoort niet in een grafiek."""
    kaal = re.sub(
        r"^(Wijk|Buurt)\s*[A-Z]?\d+(?!\d)(?:[A-Z]\b)?\s*[-:]?\s*(?=\S)", "", str(naam)
    ).strip()
    return kaal or str(naam)


def met_buurt(gemeentecode: str, codes: list[str], namen: list[str]) -> list[str]:
    """'Wijk 05' -> 'Wijk 05 (met Steenvoorde)': een wijk zonder naam krijgt haar grootste buurt
    erbij.
    """
    kaal = [re.fullmatch(r"Wijk \w?\d+", naam) for naam in namen]
    if not any(kaal):
        return namen
    buurt = _grootste_buurt(gemeentecode)
    return [
        f"{naam} (met {buurt[code]})" if zonder and code in buurt else naam
        for code, naam, zonder in zip(codes, namen, kaal)
    ]


@Onthoud
def _grootste_buurt(gemeentecode: str) -> dict[str, str]:
    """Code van een wijk -> de naam van haar buurt met de meeste inwoners."""
    tabel = lees("kern_buurt")
    tabel = tabel[(tabel.gemeente == gemeentecode) & (tabel.jaar == tabel.jaar.max())]
    tabel = tabel.sort_values("inwoners")
    return {f"WK{code[2:8]}": wijknaam(naam) for code, naam in zip(tabel.gebied, tabel.naam)}


@Onthoud
def plaatsnamen(gemeentecode: str) -> dict[str, str]:
    """Code van een wijk of buurt in deze gemeente -> haar naam, zonder volgnummer."""
    uit: dict[str, str] = {}
    for bron in ("kern_wijk", "kern_buurt"):
        tabel = lees(bron)
        tabel = tabel[tabel.gemeente == gemeentecode]
        codes = tabel.gebied.tolist()
        namen = met_buurt(gemeentecode, codes, [wijknaam(naam) for naam in tabel.naam])
        uit |= dict(zip(codes, namen))
    return uit


@Onthoud
def jaren() -> tuple[int, int]:
    """Het eerste en het laatste jaar met gemeentecijfers in de momentopname."""
    alle = [lees(b).jaar for b in bronnen() if b.endswith("_gemeente") and len(lees(b))]
    return int(min(s.min() for s in alle)), int(max(s.max() for s in alle))


# Where the wijken of every gemeente are found, and their figures.
VAN_WIJKEN = (_wijkbron, wijkplekken, nieuwste_jaar, _dichtst_bij, _laatste_jaar, _wijkwaarden)
