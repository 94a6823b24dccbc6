"""Cijfers die uit meer dan één indicator of uit buurten worden berekend:
index, nabijheid, leeftijdsopbouw. Tekent niets.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from woonzorg_lib.cijfers import lezen
from woonzorg_lib.cijfers.register import bronnen
from woonzorg_lib.cijfers.vergelijken import vergelijk_rijen
from woonzorg_lib.cijfers.waarden import waarden
from woonzorg_lib.gebieden import Gebied

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
    uit = data.copy()
    sleutel = ["indicator", "gebiedcode"]
    nul = data[data.jaar == basis].set_index(sleutel).waarde
    noemer = pd.Series(
        [nul.get(tuple(k), np.nan) for k in data[sleutel].to_numpy()], index=data.index
    )
    for kolom in ("waarde", "ondergrens", "bovengrens"):
        uit[kolom] = 100 * data[kolom].astype(float) / noemer.where(noemer > 0)
    uit["omschrijving"] = data.omschrijving + f" (index, {basis} = 100)"
    zonder = uit.waarde.isna() & data.waarde.notna()
    uit.loc[zonder, "opmerking"] = f"geen cijfer in {basis}, dus geen index"
    return uit.assign(
        eenheid=f"index, {basis} = 100",
        decimalen=0,
        soort=data.soort.where(data.soort == "schatting", "berekend"),
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
    buurten = lezen.nieuwste("kern_buurt", f"afstand_{voorziening}", "inwoners_65plus")
    buurten = buurten.assign(afstand=buurten[f"afstand_{voorziening}"])
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
    jaar = int(buurten.jaar.max())
    rijen = []
    for rol, gebied in gebieden.items():
        delen, opmerking = _per_afstand(buurten[buurten.gemeente.isin(gebied.leden)])
        for naam, deel in delen.items():
            wat = f"65-plussers in een buurt met een {voorziening} {naam}"
            eigen = {"omschrijving": wat, "kort": naam, "waarde": deel, "opmerking": opmerking}
            rijen.append(_rij("kern_wijk", gebied, rol, jaar, **vast, **eigen))
    return pd.DataFrame(rijen)


def _per_afstand(buurten: pd.DataFrame) -> tuple[dict[str, float], str]:
    """Klasse van afstand -> procent van de 65-plussers, en wat er ontbreekt.

    buurten: van één gebied, met afstand en inwoners_65plus.
    """
    mee = buurten.afstand.notna() & buurten.inwoners_65plus.notna()
    totaal, alle = buurten.inwoners_65plus[mee].sum(), buurten.inwoners_65plus.sum()
    delen, vorige = {}, -1.0
    for grens, naam in KLASSEN:
        hier = mee & (buurten.afstand > vorige) & (buurten.afstand <= grens)
        deel = buurten.inwoners_65plus[hier].sum()
        delen[naam] = 100 * deel / totaal if totaal else np.nan
        vorige = grens
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
    gevonden = []
    for id, jaar in jaren.items():
        data = waarden([id], gebieden, [jaar])
        per_rol = data.set_index("rol").waarde
        rijen = {r.rol: r for _, r in data.iterrows()}
        alle = lezen.per_gemeente(id)
        spreiding = alle[alle.jaar == jaar].waarde.std()
        if per_rol.get(["gemeente", "vergelijkbaar"]).isna().any() or not spreiding > 0:
            continue
        afwijking = (
            (per_rol["gemeente"] - per_rol["vergelijkbaar"])
            / spreiding
            * (1 if DRUK[id] == "hoger" else -1)
        )
        telt = vergelijk_rijen(rijen["gemeente"], rijen["vergelijkbaar"]).telt
        if telt and afwijking >= drempel:
            gevonden.append(data.assign(afwijking=afwijking))
    gevonden.sort(key=lambda d: -d.afwijking.iloc[0])
    return pd.concat(gevonden[:aantal], ignore_index=True) if gevonden else pd.DataFrame()
