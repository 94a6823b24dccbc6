"""Cijfers die uit meer dan één indicator of uit buurten worden berekend:
index, nabijheid, leeftijdsopbouw. Tekent niets.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers import lezen
from woonzorg_lib.cijfers.register import bronnen
from woonzorg_lib.cijfers.rijen import MET_ROL, tabel
from woonzorg_lib.cijfers.vergelijken import vergelijk_rijen
from woonzorg_lib.cijfers.waarden import waarden, waarderijen
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.onthouden import Onthoud

KLASSEN = (
    (0.5, "tot 500 m"),
    (0.8, "500 tot 800 m"),
    (1.0, "800 m tot 1 km"),
    (np.inf, "verder dan 1 km"),
)


def eerste_volle_jaar(data: pd.DataFrame) -> int:
    """Het eerste jaar waarin elk gebied een cijfer heeft; anders het eerste jaar.
    0 bij een lege tabel.
    """
    vol = (
        data.groupby("jaar").waarde.apply(lambda w: w.notna().all())
        if len(data)
        else pd.Series(dtype=bool)
    )
    return int(min(vol.index[vol.astype(bool)], default=data.jaar.min() if len(data) else 0))


def index(data: pd.DataFrame, basis: int) -> pd.DataFrame:
    """Zet cijfers om in een index: het jaar `basis` is 100, per gebied en indicator.
    Zonder basisjaar blijft het leeg.
    """
    lijnen = list(zip(data.indicator, data.gebiedcode))
    toen = {k: w for k, jaar, w in zip(lijnen, data.jaar, data.waarde) if jaar == basis and w > 0}
    noemer = np.array([toen.get(lijn, np.nan) for lijn in lijnen], dtype=float)
    index_ = {
        k: 100 * data[k].astype(float) / noemer for k in ("waarde", "ondergrens", "bovengrens")
    }
    zonder = index_["waarde"].isna() & data.waarde.notna()
    return data.assign(
        **index_,
        omschrijving=[f"{o} (index, {basis} = 100)" for o in data.omschrijving],
        opmerking=data.opmerking.mask(zonder, f"geen cijfer in {basis}, dus geen index"),
        eenheid=f"index, {basis} = 100",
        decimalen=0,
        soort=["schatting" if s == "schatting" else "berekend" for s in data.soort],
    )


def index_land(data: pd.DataFrame) -> pd.DataFrame:
    """Zet cijfers om in een index met Nederland op 100, per indicator en jaar."""
    land = data[data.rol == "land"].set_index(["indicator", "jaar"]).waarde
    noemer = pd.Series(
        [land.get((i, j), np.nan) for i, j in zip(data.indicator, data.jaar)], index=data.index
    )
    soort = data.soort.where(data.soort == "schatting", "berekend")
    noemer = noemer.where(noemer > 0)
    return data.assign(
        waarde=100 * data.waarde / noemer,
        ondergrens=100 * data.ondergrens / noemer,
        bovengrens=100 * data.bovengrens / noemer,
        eenheid="index, Nederland = 100",
        decimalen=0,
        soort=soort,
        omschrijving=data.omschrijving + " (index, Nederland = 100)",
    )


def _rij(bron: str, gebied: Gebied, rol: str, jaar: int, **velden) -> dict:
    b = bronnen()[bron]
    vast = dict(
        gebiedcode=gebied.code,
        gebied=gebied.naam,
        rol=rol,
        jaar=jaar,
        uitsplitsing="",
        ondergrens=np.nan,
        bovengrens=np.nan,
        bron=b.naam,
        tabel=b.tabel_van(jaar),
        periode=b.periode_van(jaar),
        opgehaald=b.opgehaald_van(jaar),
        opmerking="",
    )
    return vast | velden


def nabijheid_ouderen(voorziening: str, gebieden: dict[str, Gebied]) -> pd.DataFrame:
    """Hoeveel procent van de 65-plussers in buurten woont waar een voorziening gemiddeld zo
    dichtbij is.

    voorziening: "huisarts" of "supermarkt". Telt 65-plussers per buurt bij de gemiddelde afstand
    van die buurt; buurten zonder afstand tellen niet mee. Delen samen 100%.
    Bron: Kerncijfers wijken en buurten, per buurt.
    """
    jaar, per_gemeente = ouderen_naar_afstand(voorziening)
    vast = {
        "indicator": f"ouderen_bij_{voorziening}",
        "uitsplitsing": "",
        "eenheid": "%",
        "soort": "berekend",
        "decimalen": 0,
        "definitie": (
            "65-plussers per buurt, ingedeeld naar de gemiddelde afstand van die "
            f"buurt tot een {voorziening}. Binnen een buurt wonen mensen dichterbij "
            "of verder weg dan het gemiddelde."
        ),
    }
    rijen = []
    for rol, gebied in gebieden.items():
        hier = [per_gemeente[code] for code in gebied.leden if code in per_gemeente]
        delen, opmerking = _per_afstand(hier)
        for naam, deel in delen.items():
            wat = f"65-plussers in een buurt met een {voorziening} {naam}"
            eigen = {"omschrijving": wat, "kort": naam, "waarde": deel, "opmerking": opmerking}
            rijen.append(_rij("kern_wijk", gebied, rol, jaar, **vast, **eigen))
    return pd.DataFrame(rijen)


@Onthoud
def ouderen_naar_afstand(voorziening: str) -> tuple[int, dict[str, dict[str, float]]]:
    """Het jaar, en per gemeente haar 65-plussers per klasse van afstand; "" is wie in een buurt
    zonder afstand woont.
    """
    kolommen = [f"afstand_{voorziening}", "inwoners_65plus"]
    buurten = lezen.nieuwste("kern_buurt", *kolommen)[["gemeente", *kolommen]]
    uit: dict[str, dict[str, float]] = {}
    for gemeente, afstand, ouderen in buurten.itertuples(index=False, name=None):
        if not math.isnan(ouderen):
            klasse = next((naam for grens, naam in KLASSEN if afstand <= grens), "")
            hier = uit.setdefault(gemeente, {})
            hier[klasse] = hier.get(klasse, 0.0) + ouderen
    return lezen.nieuwste_jaar("kern_buurt", *kolommen), uit


def _per_afstand(gemeenten: list[dict[str, float]]) -> tuple[dict[str, float], str]:
    """Klasse van afstand -> procent van de 65-plussers, en wat er ontbreekt.

    gemeenten: van één gebied, zie `ouderen_naar_afstand`.
    """
    som = {naam: sum(g.get(naam, 0.0) for g in gemeenten) for _, naam in KLASSEN}
    totaal, alle = sum(som.values()), sum(sum(g.values()) for g in gemeenten)
    delen = {naam: 100 * n / totaal if totaal else math.nan for naam, n in som.items()}
    if not totaal or totaal >= 0.995 * alle:
        return delen, ""
    return delen, f"buurten met {100 * totaal / alle:.0f}% van de 65-plussers hebben een afstand"


# The newest first; the other is for a report with an earlier peiljaar.
LEEFTIJDSBRONNEN = ("leeftijd_2024_gemeente", "leeftijd_5jaar_gemeente")


def leeftijdsopbouw(gebieden: dict[str, Gebied], peiljaar: int | None = None) -> pd.DataFrame:
    """Inwoners per leeftijdsklasse van vijf jaar, als percentage van alle inwoners;
    mannen en vrouwen samen.
    """
    bron = next(
        (b for b in LEEFTIJDSBRONNEN if (peiljaar or 9999) >= lezen.lees(b).jaar.min()),
        LEEFTIJDSBRONNEN[-1],
    )
    tabel = lezen.lees(bron)
    jaar = int(
        max((j for j in tabel.jaar.unique() if j <= (peiljaar or 9999)), default=tabel.jaar.min())
    )
    tabel = lezen.naar_gemeenten_van_nu(tabel[tabel.jaar == jaar])
    rijen = []
    for rol, gebied in gebieden.items():
        hier = tabel[tabel.gebied.isin(gebied.leden)]
        totaal = hier.inwoners.sum()
        som = hier.groupby("leeftijd").inwoners.sum()
        for klasse in lezen.LEEFTIJDEN:
            naam = klasse.replace("plus", "+").replace("_", "-")
            rijen.append(
                _rij(
                    bron,
                    gebied,
                    rol,
                    jaar,
                    indicator="leeftijdsopbouw",
                    omschrijving=f"Inwoners van {naam} jaar, van alle inwoners",
                    uitsplitsing=naam,
                    waarde=100 * som[klasse] / totaal if totaal else np.nan,
                    eenheid="%",
                    soort="schatting" if bronnen()[bron].schatting else "berekend",
                    kort=naam,
                    decimalen=1,
                    definitie="Inwoners per leeftijd als percentage van alle inwoners op 1 "
                    "januari, ook wie in een instelling woont.",
                    leeftijd=naam,
                )
            )
    return pd.DataFrame(rijen)


def saldo_voorraad(gebieden: dict[str, Gebied], jaar: int) -> pd.DataFrame:
    """Nieuwbouw in een jaar naast de verandering van de woningvoorraad in dat jaar,
    beide per 1.000 woningen aan het begin.

    De verandering is nieuwbouw min sloop, plus splitsen, samenvoegen en correcties.
    Bron: Kerncijfers, 1 januari.
    """
    nieuw = waarden(["nieuwbouw_per_1000"], gebieden, [jaar]).assign(kort="nieuwbouw")
    voorraad = waarden(["woningvoorraad"], gebieden, [jaar, jaar + 1])
    stand = voorraad.pivot_table(
        index="rol", columns="jaar", values="waarde", dropna=False
    ).reindex(columns=[jaar, jaar + 1])
    saldo = voorraad[voorraad.jaar == jaar].copy()
    begin = saldo.rol.map(stand[jaar])
    saldo["waarde"] = 1000 * (saldo.rol.map(stand[jaar + 1]) - begin) / begin.where(begin > 0)
    b = bronnen()["kern_gemeente"]
    return pd.concat(
        [
            nieuw,
            saldo.assign(
                indicator="saldo_woningvoorraad",
                omschrijving="Verandering van de woningvoorraad per 1.000 woningen",
                kort="verandering van de voorraad",
                eenheid="per 1.000 woningen",
                definitie=(
                    "Het verschil tussen de woningvoorraad op 1 januari van twee jaren, per "
                    "1.000 woningen. Dat is nieuwbouw min sloop, plus splitsen, "
                    "samenvoegen en correcties."
                ),
                decimalen=1,
                soort="berekend",
                periode=f"1 januari {jaar} tot 1 januari {jaar + 1}",
                tabel=f"{b.tabel_van(jaar)}, {b.tabel_van(jaar + 1)}",
            ),
        ],
        ignore_index=True,
    )


STROMEN = {
    "geboorten": 1,
    "overledenen": -1,
    "vestiging": 1,
    "vertrek": -1,
    "immigratie": 1,
    "emigratie": -1,
}


def stromen(gemeente: Gebied, jaar: int) -> pd.DataFrame:
    """Wie kwam en wie ging in een jaar: geboorte, sterfte, verhuizing en migratie;
    wie gaat heeft een minteken.
    """
    data = waarden(list(STROMEN), {"gemeente": gemeente}, [jaar])
    return data.assign(waarde=data.waarde * data.indicator.map(STROMEN), uitsplitsing=data.kort)


def evenredigheid(regio: Gebied, gemeente: Gebied, leden: list[Gebied], jaar: int) -> pd.DataFrame:
    """Per gemeente van de regio: het aandeel in de 65-plussers gedeeld door het aandeel in de
    inwoners; 1 is evenredig.
    """
    rijen = {g.code: g for g in leden}
    data = waarden(["inwoners_65plus", "inwoners"], rijen, [jaar])
    wijd = data.pivot_table(index="gebiedcode", columns="indicator", values="waarde", dropna=False)
    aandeel = wijd / wijd.sum(min_count=len(wijd))
    uit = data[data.indicator == "inwoners_65plus"].copy()
    uit["waarde"] = uit.gebiedcode.map(aandeel["inwoners_65plus"] / aandeel["inwoners"])
    rol = ["gemeente" if c == gemeente.code else "lid" for c in uit.gebiedcode]
    uit = uit.assign(
        rol=rol,
        indicator="evenredigheid_65plus",
        omschrijving=(
            f"Aandeel in de 65-plussers van {regio.volledige_naam}, "
            "gedeeld door het aandeel in de inwoners"
        ),
        kort="evenredigheid",
        eenheid="1 is evenredig",
        decimalen=2,
        soort="berekend",
        definitie=(
            "Het aandeel van de gemeente in alle 65-plussers van de regio, gedeeld door haar "
            "aandeel in alle inwoners van de regio. "
            "Bij 1 wonen er precies zoveel ouderen als bij het aantal inwoners past."
        ),
    )
    return uit.sort_values("waarde", ascending=False, ignore_index=True)


def evenredigheid_groepen(
    regio: Gebied, gemeente: Gebied, leden: list[Gebied], jaren: dict[str, int]
) -> pd.DataFrame:
    """Per gemeente van de regio en per indicator: het cijfer van de gemeente gedeeld door dat van
    de regio; 1 is evenredig, de gemeente zelf staat bovenaan.

    jaren: indicator -> jaar. Bij een deel van de inwoners is dit hetzelfde als het aandeel in de
    groep gedeeld door het aandeel in de inwoners.
    """
    eerst = sorted(leden, key=lambda g: (g.code != gemeente.code, g.naam))
    delen = []
    for id, jaar in jaren.items():
        samen = waarden([id], {"regio": regio}, [jaar]).waarde.iloc[0]
        d = waarden([id], {g.code: g for g in eerst}, [jaar])
        delen.append(
            d.assign(
                waarde=d.waarde / samen,
                ondergrens=d.ondergrens / samen,
                bovengrens=d.bovengrens / samen,
                rol=["gemeente" if c == gemeente.code else "lid" for c in d.gebiedcode],
                eenheid="1 is evenredig",
                decimalen=2,
                soort=["schatting" if s == "schatting" else "berekend" for s in d.soort],
                indicator=f"evenredigheid_{id}",
                omschrijving=d.omschrijving + ", gedeeld door dat van de regio",
                definitie="",
            )
        )
    return pd.concat(delen, ignore_index=True)


# Indicators that together say what weighs here, with the side that weighs.
# One per onderwerp, so that nothing counts twice.
DRUK = {
    "aandeel_65plus": "hoger",
    "aandeel_85plus": "hoger",
    "oosr": "lager",
    "aandeel_alleenwonend": "hoger",
    "wmo_clienten": "hoger",
    "mobiliteitsbeperking": "hoger",
    "eenzaam_65plus": "hoger",
    "psychisch_kwetsbaar": "hoger",
    "vrijwilligers": "lager",
    "moeite_rondkomen": "hoger",
    "ervaren_gezondheid": "lager",
    "beweegrichtlijn": "lager",
    "afstand_huisarts": "hoger",
    "afstand_apotheek": "hoger",
    "afstand_supermarkt": "hoger",
    "afstand_ziekenhuis": "hoger",
    "nieuwbouw_per_1000": "lager",
}


def opvallend(
    gebieden: dict[str, Gebied], jaren: dict[str, int], aantal: int = 5, drempel: float = 0.5
) -> pd.DataFrame:
    """Waar de gemeente het meest afwijkt van vergelijkbare gemeenten, aan de kant die drukt.

    Rangorde: (gemeente - vergelijkbaar) / standaardafwijking over alle gemeenten; alleen
    afwijkingen van minstens `drempel`. Geeft de cijfers van de hoogste `aantal`,
    met een kolom `afwijking`.
    """
    gevonden: list[tuple[float, list[dict]]] = []
    for id, jaar in jaren.items():
        data = waarderijen([id], gebieden, [jaar])
        per_rol = {rij["rol"]: rij for rij in data}
        hier, daar = per_rol["gemeente"], per_rol["vergelijkbaar"]
        verschil = hier["waarde"] - daar["waarde"]
        eenheid = spreiding(id, jaar)
        if math.isnan(verschil) or not eenheid > 0:
            continue
        afwijking = verschil / eenheid * (1 if DRUK[id] == "hoger" else -1)
        if afwijking >= drempel and vergelijk_rijen(hier, daar).telt:
            gevonden.append((afwijking, [rij | {"afwijking": afwijking} for rij in data]))
    gevonden.sort(key=lambda paar: -paar[0])
    hoogste = [rij for _, data in gevonden[:aantal] for rij in data]
    return tabel(hoogste, [*MET_ROL, "afwijking"]) if hoogste else pd.DataFrame()


@Onthoud
def spreiding(id: str, jaar: int) -> float:
    """De standaardafwijking over alle gemeenten; leeg als er geen twee een cijfer hebben."""
    alle = lezen.per_gemeente(id)
    return float(alle[alle.jaar == jaar].waarde.std())


# The same for every gemeente, and asked for in every report: it may be set ready.
LANDELIJK = (ouderen_naar_afstand, spreiding)
