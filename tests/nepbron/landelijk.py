"""De tabellen van CBS en RIVM, gevuld met de cijfers van het pakket en met een jaar erbij; namen en codes zoals ODATA ze geeft."""

import gzip
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from .tabel import Dim, Maat, Neptabel

GEGEVENS = Path(__file__).parents[2] / "woonzorg_lib" / "cijfers" / "gegevens"
LEEFTIJDEN = [f"{a}_{a + 4}" for a in range(0, 95, 5)] + ["95plus"]
VIJF = {k: str(70100 + 100 * n) for n, k in enumerate(LEEFTIJDEN[:-1])} | {"95plus": "22000"}
NIEUW = 2026


@cache
def lees(naam):
    pad = GEGEVENS / f"{naam}.csv.gz"
    if not pad.exists():
        pad = GEGEVENS / f"{naam}.csv"
    stroom = gzip.open(pad, "rt") if pad.suffix == ".gz" else pad.open()
    with stroom:
        return pd.read_csv(stroom)


@cache
def gemeentenamen():
    t = pd.read_csv(GEGEVENS.parents[1] / "gebieden" / "gebieden.csv")
    return dict(zip(t.gemeentecode, t.gemeentenaam))


def regios(codes, land="NL01", breedte=6):
    """RegioS with the Netherlands, all gemeenten asked for, and some that no longer exist."""
    namen = {land: "Nederland"} | {c: gemeentenamen().get(c, f"Voormalig {c}") for c in codes}
    return Dim("RegioS", namen, breedte)


def perioden(jaren, voorlopig=()):
    codes = {f"{j}JJ00": str(j) for j in jaren}
    status = {f"{j}JJ00": "Voorlopig" if j in voorlopig else "Definitief" for j in jaren}
    return Dim("Perioden", codes, 8, status)


def groei(frame, kolommen, factor=1.01):
    """The year after: every count a little larger, in whole numbers."""
    uit = frame.copy()
    uit["jaar"] = frame.jaar + 1
    for k in kolommen:
        uit[k] = np.round(frame[k] * factor)
    return uit


def met_land(frame, assen, kolommen):
    """The row of the Netherlands is the sum of the gemeenten."""
    gem = frame[frame.gebied.str.startswith("GM")]
    land = gem.groupby([a for a in assen if a != "gebied"], as_index=False)[kolommen].sum(
        min_count=1
    )
    return pd.concat([gem, land.assign(gebied="NL")], ignore_index=True)


def leeftijd_71488(jaren=(2023, 2024, 2025, NIEUW)):
    """Ages of five years; 2024 is real, the others grow with the inhabitants that KWB has."""
    echt = lees("leeftijd_2024_gemeente")
    echt = echt[echt.gebied.str.startswith("GM")]
    kern = kern_per_jaar()
    delen = []
    for jaar in jaren:
        deel = echt.assign(jaar=jaar)
        inwoners = kern[kern.jaar == jaar].set_index("gebied").inwoners
        verhouding = inwoners / kern[kern.jaar == 2024].set_index("gebied").inwoners
        deel["inwoners"] = np.floor(deel.inwoners * deel.gebied.map(verhouding))
        # What rounding lost goes to one age, so that all ages are the inhabitants.
        mist = deel.gebied.map(inwoners) - deel.groupby("gebied").inwoners.transform("sum")
        deel.loc[deel.leeftijd == "45_49", "inwoners"] += mist[deel.leeftijd == "45_49"]
        delen.append(deel)
    frame = met_land(
        pd.concat(delen), ["gebied", "jaar", "leeftijd"], ["inwoners", "in_instelling"]
    )
    wijd = frame.assign(
        Geslacht="T001038",
        Leeftijd=frame.leeftijd.map(VIJF),
        RegioS=frame.gebied.replace("NL", "NL01"),
        Perioden=frame.jaar.astype(str) + "JJ00",
    ).rename(columns={"inwoners": "M1", "in_instelling": "M12"})
    alleen = (wijd.M1 * 0.2).round()
    wijd["M4"] = alleen
    dims = [
        Dim(
            "Geslacht",
            {"T001038": "Totaal mannen en vrouwen", "3000": "Mannen", "4000": "Vrouwen"},
            7,
        ),
        Dim(
            "Leeftijd",
            {"10000": "Totaal leeftijd"} | {c: _leeftijd(k) for k, c in VIJF.items()},
            5,
        ),
        regios(sorted(set(frame.gebied) - {"NL"}) + ["GM0003", "GM0998"]),
        perioden(jaren, {jaren[-1]}),
    ]
    maten = [
        Maat("M003211", "TotaalPersonenInHuishoudens", 1, "Totaal personen in huishoudens"),
        Maat("M003212", "TotaalInParticuliereHuishoudens", 2, "Totaal in particuliere huishoudens"),
        Maat("M003214", "Alleenstaand", 4, "Alleenstaand"),
        Maat(
            "M003222",
            "PersonenInInstitutioneleHuishoudens",
            12,
            "Personen in institutionele huishoudens",
        ),
    ]
    wijd = wijd.rename(columns={"M1": "M003211", "M4": "M003214", "M12": "M003222"})
    wijd["M003212"] = wijd.M003211 - wijd.M003222.fillna(0)
    kolommen = [d.naam for d in dims] + [m.code for m in maten]
    return Neptabel(
        "71488ned",
        "Huishoudens; personen naar geslacht, leeftijd en regio, 1 januari",
        dims,
        maten,
        wijd[kolommen].reset_index(drop=True),
    )


def _leeftijd(klasse):
    if klasse == "95plus":
        return "95 jaar of ouder"
    van, tot = klasse.split("_")
    return f"{van} tot {int(tot) + 1} jaar"


@cache
def kern_per_jaar():
    """kern_gemeente with a year added."""
    kern = lees("kern_gemeente")
    tellen = [k for k in KWB if KWB[k][2] == "aantal" and k not in ("huishoudensgrootte",)]
    nieuw = groei(kern[(kern.jaar == 2025) & kern.gebied.str.startswith("GM")], tellen)
    delen = [kern[kern.jaar < 2026], nieuw]
    uit = pd.concat(delen, ignore_index=True)
    gem = uit[uit.gebied.str.startswith("GM")]
    som = gem.groupby("jaar")[tellen].sum(min_count=1).reset_index().assign(gebied="NL")
    land = uit[uit.gebied == "NL"].set_index("jaar")
    anders = [k for k in KWB if k not in tellen and k in uit]
    for k in anders:
        midden = gem.groupby("jaar")[k].median()
        som[k] = (
            som.jaar.map(land[k]).fillna(som.jaar.map(midden))
            if k in land
            else som.jaar.map(midden)
        )
    return pd.concat([gem, som], ignore_index=True)


# kolom -> (v4 code, v3 stem, unit, decimals, title, group)
KWB = {
    "inwoners": ("T001036", "AantalInwoners", "aantal", 0, "Aantal inwoners", "Bevolking"),
    "mannen": ("3000", "Mannen", "aantal", 0, "Mannen", "Geslacht"),
    "vrouwen": ("4000", "Vrouwen", "aantal", 0, "Vrouwen", "Geslacht"),
    "inwoners_0_15": ("10680", "k_0Tot15Jaar", "aantal", 0, "0 tot 15 jaar", "Leeftijdsgroepen"),
    "inwoners_15_25": ("53050", "k_15Tot25Jaar", "aantal", 0, "15 tot 25 jaar", "Leeftijdsgroepen"),
    "inwoners_25_45": ("53310", "k_25Tot45Jaar", "aantal", 0, "25 tot 45 jaar", "Leeftijdsgroepen"),
    "inwoners_45_65": ("53715", "k_45Tot65Jaar", "aantal", 0, "45 tot 65 jaar", "Leeftijdsgroepen"),
    "inwoners_65plus": (
        "80200",
        "k_65JaarOfOuder",
        "aantal",
        0,
        "65 jaar of ouder",
        "Leeftijdsgroepen",
    ),
    "huishoudens": (
        "1050010_2",
        "HuishoudensTotaal",
        "aantal",
        0,
        "Huishoudens totaal",
        "Particuliere huishoudens",
    ),
    "huishoudens_eenpersoons": (
        "1050015",
        "Eenpersoonshuishoudens",
        "aantal",
        0,
        "Eenpersoonshuishoudens",
        "Particuliere huishoudens",
    ),
    "huishoudens_zonder_kinderen": (
        "1016040",
        "HuishoudensZonderKinderen",
        "aantal",
        0,
        "Huishoudens zonder kinderen",
        "Particuliere huishoudens",
    ),
    "huishoudens_met_kinderen": (
        "1016030",
        "HuishoudensMetKinderen",
        "aantal",
        0,
        "Huishoudens met kinderen",
        "Particuliere huishoudens",
    ),
    "huishoudensgrootte": (
        "M000114",
        "GemiddeldeHuishoudensgrootte",
        "aantal",
        1,
        "Gemiddelde huishoudensgrootte",
        "Particuliere huishoudens",
    ),
    "bevolkingsdichtheid": (
        "M000100",
        "Bevolkingsdichtheid",
        "aantal inwoners per km²",
        0,
        "Bevolkingsdichtheid",
        "Bevolking",
    ),
    "woningvoorraad": ("M000297", "Woningvoorraad", "aantal", 0, "Woningvoorraad", "Wonen"),
    "woz_waarde": (
        "M001642",
        "GemiddeldeWOZWaardeVanWoningen",
        "x 1 000 euro",
        0,
        "Gemiddelde WOZ-waarde van woningen",
        "Wonen",
    ),
    "onbewoond_pct": (
        "A047046",
        "PercentageOnbewoond",
        "%",
        0,
        "Percentage onbewoond",
        "Woningen naar bewoning",
    ),
    "koopwoningen_pct": (
        "1014800",
        "Koopwoningen",
        "%",
        0,
        "Koopwoningen",
        "Woningen naar eigendom",
    ),
    "huurwoningen_pct": (
        "1014850_2",
        "HuurwoningenTotaal",
        "%",
        0,
        "Huurwoningen totaal",
        "Huurwoningen",
    ),
    "corporatie_pct": (
        "A047047",
        "InBezitWoningcorporatie",
        "%",
        0,
        "In bezit woningcorporatie",
        "Huurwoningen",
    ),
    "overige_verhuur_pct": (
        "A047048",
        "InBezitOverigeVerhuurders",
        "%",
        0,
        "In bezit overige verhuurders",
        "Huurwoningen",
    ),
    "inkomen_per_ontvanger": (
        "M000223",
        "GemiddeldInkomenPerInkomensontvanger",
        "x 1 000 euro",
        1,
        "Gemiddeld inkomen per inkomensontvanger ",
        "Inkomen van personen",
    ),
    "inkomen_per_inwoner": (
        "M000224",
        "GemiddeldInkomenPerInwoner",
        "x 1 000 euro",
        1,
        "Gemiddeld inkomen per inwoner ",
        "Inkomen van personen",
    ),
    "sociaal_minimum_pct": (
        "M000226",
        "HuishOnderOfRondSociaalMinimum",
        "%",
        1,
        "Huish. onder of rond sociaal minimum",
        "Inkomen van huishoudens",
    ),
    "autos_per_huishouden": (
        "M000368",
        "PersonenautoSPerHuishouden",
        "per huishouden",
        1,
        "Personenauto's per huishouden",
        "Motorvoertuigen",
    ),
    "afstand_supermarkt": (
        "D000025",
        "AfstandTotGroteSupermarkt",
        "km",
        1,
        "Afstand tot grote supermarkt",
        "Nabijheid voorzieningen",
    ),
    "stedelijkheid": (
        "ST0001",
        "MateVanStedelijkheid",
        "code",
        0,
        "Mate van stedelijkheid",
        "Stedelijkheid",
    ),
}
KWB_TABEL = {
    2020: "84799NED",
    2021: "85039NED",
    2022: "85318NED",
    2023: "85618NED",
    2024: "85984NED",
    2025: "86165NED",
    2026: "86358NED",
}


def kwb(jaar, **velden):
    """Kerncijfers of one year; columns move one place each year, and a title stands twice."""
    kern = kern_per_jaar()
    deel = kern[kern.jaar == jaar]
    data = pd.DataFrame({"WijkenEnBuurten": deel.gebied.replace("NL", "NL00")})
    maten = []
    for n, (kolom, (code, stam, eenheid, decimalen, titel, groep)) in enumerate(KWB.items()):
        maten.append(Maat(code, stam, 5 + n + jaar % 10, titel, eenheid, decimalen, groep))
        data[code] = deel[kolom].to_numpy()
    maten.append(Maat("1014800_2", "Koopwoningen", 90, "Koopwoningen", "kWh", 0, "Naar eigendom"))
    data["1014800_2"] = 2500
    codes = {
        c: "Nederland" if c == "NL00" else gemeentenamen().get(c, c) for c in data.WijkenEnBuurten
    }
    dims = [Dim("WijkenEnBuurten", codes, 10)]
    titel = f"Kerncijfers wijken en buurten {jaar}"
    return Neptabel(
        velden.pop("id", KWB_TABEL.get(jaar)),
        titel,
        dims,
        maten,
        data.reset_index(drop=True),
        **velden,
    )
