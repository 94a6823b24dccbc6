"""De zin boven de tabel van elk eigen bestand. Krijgt de rijen van een gemeente en haar naam (al veilig); geeft HTML."""

from __future__ import annotations

import pandas as pd

from woonzorg_lib.beeld.getallen import getal, leeg, procent
from woonzorg_lib.beeld.zinnen import hoofdletter, in_, opsomming

WERKWOORD = {
    "loopt": ("loopt", "lopen"),
    "in voorbereiding": ("is in voorbereiding", "zijn in voorbereiding"),
    "niet gestart": ("is niet gestart", "zijn niet gestart"),
    "afgerond": ("is afgerond", "zijn afgerond"),
    "gestopt": ("is gestopt", "zijn gestopt"),
    "voorstel": ("is een voorstel", "zijn een voorstel"),
    "vastgesteld": ("is vastgesteld", "zijn vastgesteld"),
    "behaald": ("is behaald", "zijn behaald"),
    "losgelaten": ("is losgelaten", "zijn losgelaten"),
    "ja": ("is in gebruik", "zijn in gebruik"),
    "nee": ("is niet in gebruik", "zijn niet in gebruik"),
}


def In(gemeente: str) -> str:
    return hoofdletter(in_(gemeente))


def som(kolom: pd.Series) -> float:
    """De som van wat er is; niets ingevuld is onbekend, geen 0."""
    return float(kolom.sum()) if kolom.notna().any() else float("nan")


def n(aantal: float, een: str, meer: str) -> str:
    """ "<b>1</b> locatie", "<b>12</b> locaties"."""
    return f"<b>{getal(aantal)}</b> {een if aantal == 1 else meer}"


def mensen(t: pd.DataFrame, kolom: str) -> str:
    """Een som van mensen: onder de vijf nooit het getal, en leeg als zij een verborgen aantal zou verraden of onbekend is."""
    if leeg(totaal := som(t[kolom])):
        return ""
    toon = t.get(f"{kolom}_toon", t[kolom])
    verborgen = [isinstance(w, str) for w in toon]
    onbekend = any(dicht and leeg_ for dicht, leeg_ in zip(verborgen, t[kolom].isna()))
    if totaal < 5:
        return "minder dan vijf"
    return "" if sum(verborgen) == 1 or onbekend else f"<b>{getal(totaal)}</b>"


def zijn(aantal: int) -> str:
    return "is" if aantal == 1 else "zijn"


def stand(kolom: pd.Series) -> str:
    """ "2 lopen en 1 is in voorbereiding": hoeveel rijen elke status hebben, in de volgorde van de meeste."""
    return opsomming(
        [
            f"{aantal} {WERKWOORD[s][aantal > 1]}" if s in WERKWOORD else f"{aantal} {s}"
            for s, aantal in kolom.dropna().value_counts(sort=True).items()
        ]
    )


def nieuwste(t: pd.DataFrame) -> tuple[pd.DataFrame, int]:
    jaar = int(t.jaar.max())
    return t[t.jaar == jaar], jaar


def _tellen(t: pd.DataFrame, een: str, meer: str) -> str:
    if len(t) == 1:
        return f"Er is <b>1</b> {een}; die {WERKWOORD[t.status.iloc[0]][0]}."
    return f"Er {zijn(len(t))} {n(len(t), een, meer)}: {stand(t.status)}."


def woonvormen(t: pd.DataFrame, g: str) -> str:
    per = t.groupby("woonvorm").eenheden.sum()
    zorg, bij_elkaar = (
        per.get("zorggeschikt", 0),
        per.get("geclusterd", 0) + per.get("zorggeschikt", 0),
    )  # a zorggeschikte dwelling is a clustered one too
    delen = (
        [
            f"<b>{getal(bij_elkaar)}</b> geclusterde woningen"
            + (f" (waarvan {getal(zorg)} zorggeschikt)" if zorg else "")
        ]
        if bij_elkaar
        else []
    )
    delen += (
        [f"<b>{getal(per['verpleegzorgplekken'])}</b> verpleegzorgplekken"]
        if per.get("verpleegzorgplekken", 0)
        else []
    )
    zonder_trap = t[t.toegankelijkheid.isin(["NUL", "ROA", "ROL", "RUI"])].eenheden.sum()
    zin = f"{In(g)} zijn er volgens de gemeente {opsomming(delen)}. " if delen else ""
    return (
        zin
        + f"Zonder trap te bereiken (nultreden of beter) {zijn(zonder_trap)} {n(zonder_trap, 'woning', 'woningen')} van dit overzicht."
    )


def intermediair(t: pd.DataFrame, g: str) -> str:
    nu, jaar = nieuwste(t)
    om = som(nu.omklap)
    achter = (
        ""
        if leeg(om)
        else f" {n(om, 'woning', 'woningen')} {'ging' if om == 1 else 'gingen'} over op naam van de bewoner (omklap)."
    )
    return f"In {jaar} werden {in_(g)} {n(nu.woningen.sum(), 'woning', 'woningen')} verhuurd door een zorgpartij, voor {nu.doelgroep.nunique()} {'doelgroep' if nu.doelgroep.nunique() == 1 else 'doelgroepen'}.{achter}"


def herplaatst(t: pd.DataFrame) -> pd.Series:
    """Per locatie hoeveel flexwoningen een nieuwe plek hebben: alle bij "ja", tenzij er een kleiner aantal bij staat."""
    ja = t.herplaatsing.eq("ja").fillna(False)
    return (
        t.woningen.where(t.herplaatsing_woningen.isna(), t.herplaatsing_woningen)
        .astype(float)
        .where(ja, 0.0)
    )


def flex(t: pd.DataFrame, g: str) -> str:
    alle, geregeld = t.woningen.sum(), herplaatst(t).sum()
    zin = (
        f"{In(g)} {'staat' if alle == 1 else 'staan'} {n(alle, 'flexwoning', 'flexwoningen')} op {n(len(t), 'locatie', 'locaties')}. Voor {procent(geregeld / alle)} is de herplaatsing geregeld."
        if alle
        else ""
    )
    einde = t.einddatum.dropna()
    return zin + (f" De eerste locatie loopt af in {einde.min().year}." if len(einde) else "")


def mutaties(t: pd.DataFrame, g: str) -> str:
    nu, jaar = nieuwste(t)
    vrij, voorraad = nu.vrijgekomen.sum(), nu.voorraad.sum()
    if not voorraad:
        return ""
    return f"In {jaar} kwamen {in_(g)} {getal(vrij)} van de {getal(voorraad)} sociale huurwoningen vrij. De mutatiegraad is daarmee <b>{getal(100 * vrij / voorraad, 1)}%</b>."


def voorzieningen(t: pd.DataFrame, g: str) -> str:
    per = t.type.value_counts()
    bekend = t[t.exploitatie_gedekt.notna()]
    zin = f"{In(g)} {zijn(len(t))} {n(len(t), 'voorziening', 'voorzieningen')} opgegeven: {opsomming([f'{a} × {v}' for v, a in per.items()])}."
    return zin + (
        f" Van {getal(bekend.exploitatie_gedekt.sum())} van de {len(bekend)} is de exploitatie gedekt."
        if len(bekend)
        else ""
    )
