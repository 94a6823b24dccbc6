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


def leeftijd_71488(jaren=(2023, 2024, 2025, NIEUW), fusie=()):
    """Ages of five years; 2024 is real, the others grow with the inhabitants that KWB has."""
    echt = lees("leeftijd_2024_gemeente")
    echt = echt[echt.gebied.str.startswith("GM")]
    kern = kern_per_jaar(fusie)
    delen = []
    for jaar in jaren:
        deel = echt.assign(jaar=jaar)
        toen = kern[kern.jaar == 2024].set_index("gebied").inwoners
        if fusie and jaar > NIEUW:
            deel["gebied"] = deel.gebied.map(lambda c: dict(fusie).get(c, c))
            deel = deel.groupby(["gebied", "jaar", "leeftijd"], as_index=False)[
                ["inwoners", "in_instelling"]
            ].sum()
            toen = toen.groupby(lambda c: dict(fusie).get(c, c)).sum()
        inwoners = kern[kern.jaar == jaar].set_index("gebied").inwoners
        verhouding = inwoners / toen
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
    dims = [
        Dim(
            "Geslacht",
            {"T001038": "Totaal mannen en vrouwen", "3000": "Mannen", "4000": "Vrouwen"},
            7,
        ),
        Dim("Leeftijd", {"10000": "Totaal leeftijd"} | {c: _leeftijd(k) for k, c in VIJF.items()}),
        regios(sorted(set(frame.gebied) - {"NL"}) + ["GM0003", "GM0998"]),
        perioden(jaren, {jaren[-1]}),
    ]
    stammen = {
        1: "TotaalPersonenInHuishoudens",
        3: "ThuiswonendKind",
        4: "Alleenstaand",
        5: "TotaalSamenwonendePersonen",
        10: "OuderInEenouderhuishouden",
        11: "OverigLidHuishouden",
        12: "PersonenInInstitutioneleHuishoudens",
    }
    maten = [Maat(f"M0032{n:02d}", s, n, _los(s)) for n, s in stammen.items()]
    wijd["M003201"], wijd["M003212"] = wijd.M1, wijd.M12
    aandeel = posities_nl()
    for n, kolom in (
        (3, "thuiswonend_kind"),
        (4, "alleenstaand"),
        (5, "samenwonend"),
        (10, "ouder_in_eenouderhuishouden"),
        (11, "overig_lid"),
    ):
        wijd[f"M0032{n:02d}"] = (wijd.M1 * wijd.Leeftijd.map(aandeel[kolom])).round()
    posities = [m.code for m in maten]
    # Per sex only for the Netherlands: that is all that is asked for.
    land = wijd[wijd.RegioS == "NL01"]
    helft = [
        land.assign(Geslacht=g, **{c: (land[c] / 2).round() for c in posities})
        for g in ("3000", "4000")
    ]
    wijd = met_som(pd.concat([wijd, *helft], ignore_index=True), posities)
    kolommen = [d.naam for d in dims] + posities
    return Neptabel(
        "71488ned",
        "Huishoudens; personen naar geslacht, leeftijd en regio, 1 januari",
        dims,
        maten,
        wijd[kolommen].reset_index(drop=True),
    )


def posities_nl():
    """Per age the share of each position, as it was in 2019."""
    t = lees("huishoudenspositie_nl")
    t = t.assign(van=t.leeftijd.str.extract(r"(\d+)")[0].astype(int))
    som = t.groupby("van")[t.columns[4:9].tolist()].sum()
    deel = som.div(som.sum(axis=1), axis=0)
    deel.index = [VIJF["95plus"] if v == 95 else VIJF[f"{v}_{v + 4}"] for v in deel.index]
    return deel


def met_som(wijd, kolommen):
    """The Netherlands again as the sum of what rounding made of the gemeenten."""
    totaal = wijd.Geslacht == "T001038"
    gem = wijd[totaal & wijd.RegioS.str.startswith("GM")]
    som = gem.groupby(["Leeftijd", "Perioden"])[kolommen].sum(min_count=1)
    land = totaal & (wijd.RegioS == "NL01")
    sleutel = list(zip(wijd[land].Leeftijd, wijd[land].Perioden))
    wijd.loc[land, kolommen] = som.loc[sleutel].to_numpy()
    return wijd


def _leeftijd(klasse):
    if klasse == "95plus":
        return "95 jaar of ouder"
    van, tot = klasse.split("_")
    return f"{van} tot {int(tot) + 1} jaar"


@cache
def kern_per_jaar(fusie=()):
    """kern_gemeente with a year added, and with a merger (old, new) on 1 January of the year after."""
    kern = lees("kern_gemeente")
    tellen = [k for k in KWB if KWB[k][2] == "aantal" and k not in ("huishoudensgrootte",)]
    nieuw = groei(kern[(kern.jaar == 2025) & kern.gebied.str.startswith("GM")], tellen, 1.005)
    delen = [kern[kern.jaar < 2026], nieuw]
    if fusie:
        delen.append(voeg_samen(groei(nieuw, tellen, 1.005), dict(fusie), tellen))
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


def voeg_samen(frame, fusie, tellen):
    """Counts of what merged are added up; of the others the first stands for all."""
    uit = frame.assign(gebied=frame.gebied.map(lambda c: fusie.get(c, c)))
    ander = [k for k in frame.columns if k not in tellen and k not in ("gebied", "jaar")]
    hoe = {k: lambda s: s.sum(min_count=1) for k in tellen if k in frame} | {
        k: "first" for k in ander
    }
    return uit.groupby(["gebied", "jaar"], as_index=False).agg(hoe)


def kwb(jaar, fusie=(), **velden):
    """Kerncijfers of one year; columns move one place each year, and a title stands twice."""
    kern = kern_per_jaar(fusie)
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


def tabel(id_, titel, frame, maten, dims=(), gebied="RegioS", breedte=0, **velden):
    """A table from a frame: `gebied` and `jaar` become keys, `dims` are (name, codes, column)."""
    data, alle = {}, []
    for naam, codes, kolom in dims:
        data[naam] = frame[kolom] if kolom in frame else kolom
        alle.append(Dim(naam, codes, 7 if naam == "Geslacht" else 0))
    if gebied:
        land = (
            "NL00"
            if gebied == "WijkenEnBuurten" and id_.endswith("NED") and id_[0] == "8"
            else "NL01"
        )
        data[gebied] = frame.gebied.replace("NL", land)
        namen = {c: gebiedsnamen().get(c, c) for c in dict.fromkeys(data[gebied])} | {
            land: "Nederland"
        }
        alle.append(Dim(gebied, namen, breedte or {"RegioS": 6}.get(gebied, 10)))
    if "jaar" in frame:
        perioden_ = frame.periode if "periode" in frame else frame.jaar.astype(str) + "JJ00"
        data["Perioden"] = perioden_
        titels = {c: frame_titel(c) for c in sorted(set(perioden_))}
        laatste = max(titels)[:4]
        status = {c: "Voorlopig" if c[:4] == laatste else "Definitief" for c in titels}
        alle.append(Dim("Perioden", titels, 8, status))
    uit = pd.DataFrame(data)
    for m, kolom in maten:
        uit[m.code] = frame[kolom] if isinstance(kolom, str) else kolom
    return Neptabel(id_, titel, alle, [m for m, _ in maten], uit.reset_index(drop=True), **velden)


def frame_titel(code):
    if code[4:6] == "KW":
        return f"{code[:4]} {int(code[6:])}e kwartaal"
    if code[4:6] == "MM":
        return f"{code[:4]} maand {int(code[6:])}"
    if code[4:6] == "X0":
        return f"{code[:4]} 1 januari"
    if code[4:6] == "HJ":
        return f"{code[:4]} {int(code[6:])}e halfjaar"
    return code[:4]


@cache
def gebiedsnamen():
    namen = dict(gemeentenamen())
    for bron in ("kern_wijk", "kern_buurt"):
        t = lees(bron)
        namen |= dict(zip(t.gebied, t.naam))
    t = lees("prognose_regio")
    return namen | {c: n for c, n in zip(t.gebied, t.naam) if not c.startswith("GM")}


SEKSE = {"T001038": "Totaal mannen en vrouwen", "3000": "Mannen", "4000": "Vrouwen"}
KLASSEN = {"10000": "Totaal"} | {c: _leeftijd(k) for k, c in VIJF.items()}


def _jaarcode(leeftijd):
    if leeftijd == 0:
        return "10010"
    return "22300" if leeftijd == 105 else str(10000 + 100 * leeftijd)


JAREN = {_jaarcode(a): f"{a} jaar" if a < 105 else "105 jaar of ouder" for a in range(106)}


def vijfjaars(jaren):
    """gebied, jaar, leeftijd, inwoners of 71488ned, with the Netherlands."""
    t = leeftijd_71488(jaren).data
    t = t[t.Geslacht == "T001038"]
    code = {c: k for k, c in VIJF.items()}
    return pd.DataFrame(
        {
            "gebied": t.RegioS.replace("NL01", "NL"),
            "jaar": t.Perioden.str[:4].astype(int),
            "leeftijd": t.Leeftijd.map(code),
            "inwoners": t.M003201,
        }
    )


def t85644(jaren=(2024, 2025, NIEUW)):
    t = vijfjaars(jaren)
    oud = lees("leeftijd_5jaar_gemeente").groupby("leeftijd")[["mannen", "inwoners"]].sum()
    man = (t.inwoners * t.leeftijd.map(oud.mannen / oud.inwoners)).round()
    # The Netherlands is what the gemeenten are, also when each is rounded.
    som = man.where(t.gebied != "NL").groupby([t.jaar, t.leeftijd]).transform("sum")
    man = man.where(t.gebied != "NL", som)
    delen = []
    for code, waarde in (("T001038", t.inwoners), ("3000", man), ("4000", t.inwoners - man)):
        delen.append(t.assign(g=code, n=waarde, nat="T001059"))
    frame = pd.concat(delen)
    frame["lft"] = frame.leeftijd.map(VIJF)
    dims = [
        ("Geslacht", SEKSE, "g"),
        ("Leeftijd", KLASSEN, "lft"),
        ("Nationaliteit", {"T001059": "Totaal"}, "nat"),
    ]
    return tabel(
        "85644NED",
        "Bevolking; geslacht, leeftijd, nationaliteit en regio, 1 januari",
        frame,
        [(Maat("M000352_x", "Bevolking", 1, "Bevolking"), "n")],
        dims,
    )


def t03759(jaren=(2024, 2025, NIEUW)):
    """Single years: each class of five divided evenly, the rest in its first year; 95+ in 95, 96, 97 and 105+."""
    t = vijfjaars(jaren)
    t = t[t.gebied != "NL"]
    delen = []
    for klasse in LEEFTIJDEN:
        deel = t[t.leeftijd == klasse]
        van = int(klasse.removesuffix("plus").split("_")[0])
        leeftijden = [95, 96, 97, 105] if klasse == "95plus" else list(range(van, van + 5))
        gelijk = np.floor(deel.inwoners / len(leeftijden))
        for n, a in enumerate(leeftijden):
            rest = deel.inwoners - gelijk * len(leeftijden) if n == 0 else 0
            delen.append(deel.assign(lft=_jaarcode(a), n=gelijk + rest))
        if klasse == "95plus":
            delen.append(deel.assign(lft="22000", n=deel.inwoners))
            for a in (98, 99, 100, 101, 102, 103, 104):
                delen.append(deel.assign(lft=_jaarcode(a), n=0.0))
    per_jaar = pd.concat(delen)
    totaal = (
        t.groupby(["gebied", "jaar"], as_index=False)
        .inwoners.sum()
        .rename(columns={"inwoners": "n"})
    )
    frame = pd.concat([per_jaar, totaal.assign(lft="10000")])
    frame = met_land(frame, ["gebied", "jaar", "lft"], ["n"]).assign(g="T001038", b="T001019")
    dims = [
        ("BurgerlijkeStaat", {"T001019": "Totaal burgerlijke staat"}, "b"),
        ("Geslacht", SEKSE, "g"),
        ("Leeftijd", {"10000": "Totaal"} | JAREN | {"22000": "95 jaar of ouder"}, "lft"),
    ]
    return tabel(
        "03759ned",
        "Bevolking op 1 januari en gemiddeld; geslacht, leeftijd en regio",
        frame,
        [
            (Maat("M000352", "BevolkingOp1Januari", 1, "Bevolking op 1 januari"), "n"),
            (Maat("M000365", "GemiddeldeBevolking", 2, "Gemiddelde bevolking", decimalen=1), "n"),
        ],
        dims,
    )


def t71486(jaren=(2024, 2025, NIEUW)):
    kern = kern_per_jaar()
    kern = kern[kern.jaar.isin(jaren) & kern.gebied.str.startswith("GM")]
    delen = [kern.assign(lft="10000", deel=1.0)]
    for k in LEEFTIJDEN[13:]:
        delen.append(kern.assign(lft=VIJF[k], deel=0.05))
    frame = pd.concat(delen)
    kolommen = {
        "huishoudens": 1,
        "huishoudens_eenpersoons": 2,
        "huishoudens_zonder_kinderen": 4,
        "huishoudens_met_kinderen": 5,
    }
    totaal = frame.huishoudens
    for k in kolommen:
        frame[k] = (frame[k].fillna(totaal * 0.33) * frame.deel).round()
    frame = met_land(frame, ["gebied", "jaar", "lft"], list(kolommen))
    stammen = {
        1: "TotaalParticuliereHuishoudens",
        2: "Eenpersoonshuishouden",
        4: "MeerpersoonshuishoudensZonderKinderen",
        5: "MeerpersoonshuishoudensMetKinderen",
    }
    titels = {
        1: "Totaal particuliere huishoudens",
        2: "Eenpersoonshuishouden",
        4: "Meerpersoonshuishoudens zonder kinderen",
        5: "Meerpersoonshuishoudens met kinderen",
    }
    maten = [
        (
            Maat(
                f"10500{n}",
                stammen[n],
                n,
                titels[n],
                groep="Particuliere huishoudens: samenstelling",
            ),
            k,
        )
        for k, n in kolommen.items()
    ]
    maten.append(
        (
            Maat("1050021", stammen[1], 21, titels[1], groep="Particuliere huishoudens: grootte"),
            "huishoudens",
        )
    )
    return tabel(
        "71486ned",
        "Huishoudens; samenstelling, grootte, regio, 1 januari",
        frame,
        maten,
        [("LeeftijdReferentiepersoon", KLASSEN, "lft")],
    )


def jaar_erbij(bron, kolommen, jaren=1, factor=1.02, filter_=None):
    """A source with years added, the Netherlands as the sum."""
    frame = lees(bron)
    if filter_:
        frame = frame.query(filter_)
    frame = frame[frame.gebied.str.startswith("GM")]
    for _ in range(jaren):
        nieuw = groei(frame[frame.jaar == frame.jaar.max()], kolommen, factor)
        frame = pd.concat([frame, nieuw], ignore_index=True)
    return frame


def t37259():
    k = lees("bevolkingsontwikkeling_gemeente").columns[2:].tolist()
    frame = jaar_erbij("bevolkingsontwikkeling_gemeente", k, 2)
    frame = met_land(frame[frame.jaar >= 2016], ["gebied", "jaar"], k)
    wat = {
        "inwoners_1_januari": ("BevolkingOp1Januari", 1, "Bevolking op 1 januari"),
        "levendgeborenen": ("LevendGeborenKinderen", 3, "Levend geboren kinderen"),
        "overledenen": ("Overledenen", 5, "Overledenen"),
        "immigratie": ("Immigratie", 10, "Immigratie"),
        "vestiging_uit_andere_gemeente": ("UitAndereGemeente", 11, "Uit andere gemeente"),
        "emigratie_incl_correcties": (
            "EmigratieInclusiefAdministratieveC",
            14,
            "Emigratie inclusief administratieve c...",
        ),
        "vertrek_naar_andere_gemeente": ("NaarAndereGemeente", 16, "Naar andere gemeente"),
        "migratiesaldo": (
            "VestigingsoverschotInclusiefCorrecties",
            17,
            "Vestigingsoverschot inclusief correcties",
        ),
        "bevolkingsgroei": ("TotaleGroei", 18, "Totale groei"),
        "inwoners_31_december": ("BevolkingOp31December", 20, "Bevolking op 31 december"),
    }
    maten = [(Maat(f"M0001{n:02d}", s, n, t), kolom) for kolom, (s, n, t) in wat.items()]
    return tabel(
        "37259ned",
        "Bevolkingsontwikkeling; regio per jaar",
        frame.assign(g="T001038"),
        maten,
        [("Geslacht", SEKSE, "g")],
    )


EIGENDOM = [
    "woningvoorraad",
    "koopwoningen",
    "huurwoningen",
    "corporatiewoningen",
    "overige_verhuurders",
    "eigendom_onbekend",
]


def _eigendom():
    frame = jaar_erbij("eigendom_gemeente", EIGENDOM, 2, 1.01)
    return met_land(frame[frame.jaar >= 2016], ["gebied", "jaar"], EIGENDOM)


def t82900():
    frame = _eigendom()
    namen = [
        "TotaleWoningvoorraad",
        "Koopwoningen",
        "TotaalHuurwoningen",
        "EigendomWoningcorporatie",
        "EigendomOverigeVerhuurders",
        "EigendomOnbekend",
    ]
    titels = [
        "Totale woningvoorraad",
        "Koopwoningen",
        "Totaal huurwoningen",
        "Eigendom woningcorporatie",
        "Eigendom overige verhuurders",
        "Eigendom onbekend",
    ]
    maten = [
        (Maat(f"M00{n}29", s, n + 1, titels[n]), k) for n, (s, k) in enumerate(zip(namen, EIGENDOM))
    ]
    frame = frame[frame.jaar <= 2024].assign(s="T001235")
    status = {"T001235": "Totaal", "A028725": "Bewoond", "A028726": "Niet bewoond"}
    return tabel(
        "82900NED",
        "Voorraad woningen; eigendom, type verhuurder, bewoning, regio",
        frame,
        maten,
        [("StatusVanBewoning", status, "s")],
        status="Gediscontinueerd",
    )


def t86286():
    frame = _eigendom()
    frame = frame[frame.jaar >= 2025].assign(s="T001742")
    wat = {
        "woningvoorraad": ("TotaleWoningvoorraad", 1, "Totale woningvoorraad"),
        "koopwoningen": ("Koopwoningen", 2, "Koopwoningen"),
        "huurwoningen": ("TotaalHuurwoningen", 3, "Totaal huurwoningen"),
        "corporatiewoningen": ("EigendomWoningcorporaties", 5, "Eigendom woningcorporaties"),
        "overige_verhuurders": ("EigendomBVSEnNVS", 6, "Eigendom bv's en nv's"),
        "eigendom_onbekend": ("EigendomOnbekend", 8, "Eigendom onbekend"),
    }
    maten = [(Maat(f"M00{n}86", s, n, t), k) for k, (s, n, t) in wat.items()]
    status = {"T001742": "Totaal", "A059383": "Leegstand"}
    return tabel(
        "86286NED",
        "Voorraad woningen; eigendom, type eigenaar, status van bewoning, regio",
        frame,
        maten,
        [("StatusVanBewoning", status, "s")],
    )


MUTATIES = [
    "beginstand",
    "nieuwbouw",
    "overige_toevoegingen",
    "transformatie",
    "sloop",
    "overige_onttrekkingen",
    "saldo_voorraad",
    "eindstand",
]
GEBRUIK = {"T001419": "Totaal", "A045364": "Woning", "A045374": "Niet-woning"}


def _mutaties():
    frame = jaar_erbij("woningmutaties_gemeente", MUTATIES, 2, 1.01)
    return met_land(frame[frame.jaar >= 2016], ["gebied", "jaar"], MUTATIES).assign(f="A045364")


def t81955():
    wat = {
        "beginstand": ("BeginstandVoorraad", 1),
        "nieuwbouw": ("Nieuwbouw", 2),
        "overige_toevoegingen": ("OverigeToevoeging", 3),
        "sloop": ("Sloop", 4),
        "overige_onttrekkingen": ("OverigeOnttrekking", 5),
        "saldo_voorraad": ("SaldoVoorraad", 7),
        "eindstand": ("EindstandVoorraad", 8),
    }
    frame = _mutaties()
    maten = [(Maat(f"M81{n}", s, n, _los(s)), k) for k, (s, n) in wat.items()]
    return tabel(
        "81955NED",
        "Voorraad woningen en niet-woningen; mutaties, gebruiksfunctie, regio",
        frame[frame.jaar <= 2024],
        maten,
        [("Gebruiksfunctie", GEBRUIK, "f")],
        status="Gediscontinueerd",
    )


def t86098():
    wat = {
        "beginstand": ("BeginstandVoorraad", 1),
        "nieuwbouw": ("NieuwbouwTotaal", 6),
        "transformatie": ("WijzigingGebruiksfunctiePositief", 9),
        "sloop": ("Sloop", 15),
        "saldo_voorraad": ("SaldoVoorraad", 21),
        "eindstand": ("EindstandVoorraad", 22),
    }
    frame = _mutaties()
    maten = [(Maat(f"M86{n}", s, n, _los(s)), k) for k, (s, n) in wat.items()]
    return tabel(
        "86098NED",
        "Levensloop van woningen en niet-woningen; gebruiksfunctie, regio",
        frame[frame.jaar >= 2025],
        maten,
        [("Gebruiksfunctie", GEBRUIK, "f")],
    )


def _los(stam):
    import re

    return re.sub(r"(?<=[a-z])(?=[A-Z0-9])", " ", stam).capitalize()


def t83671():
    frame = jaar_erbij("woningmutaties_gemeente", ["nieuwbouw"], 2)[["gebied", "jaar", "nieuwbouw"]]
    frame = frame[frame.jaar >= 2016]
    delen = []
    for kw in range(1, 5):
        for code, deel in (("T001258", 0.25), ("A028867", 0.1), ("A028868", 0.15)):
            n = (frame.nieuwbouw * deel).round()
            delen.append(
                frame.assign(n=n, e=code, o="T001209", periode=frame.jaar.astype(str) + f"KW0{kw}")
            )
    # Of the newest year two quarters are there: a year is four.
    deel = delen[0].query("jaar == jaar.max()").assign(jaar=NIEUW, periode=f"{NIEUW}KW01")
    frame = met_land(pd.concat([*delen, deel]), ["gebied", "jaar", "e", "o", "periode"], ["n"])
    dims = [
        ("Opdrachtgever", {"T001209": "Totaal", "A028184": "Overheid"}, "o"),
        ("Eigendom", {"T001258": "Totaal", "A028867": "Huur", "A028868": "Koop"}, "e"),
    ]
    return tabel(
        "83671NED",
        "Bouwvergunningen woonruimten; type, opdrachtgever, eigendom, gemeente",
        frame,
        [(Maat("A007233", "Woningen", 2, "Woningen"), "n")],
        dims,
    )


def t83625():
    frame = jaar_erbij("verkoopprijs_gemeente", ["verkoopprijs_euro"], 1, 1.05)
    frame = frame[frame.jaar >= 2016]
    maten = [
        (
            Maat("M001534", "GemiddeldeVerkoopprijs", 1, "Gemiddelde verkoopprijs", "euro"),
            "verkoopprijs_euro",
        )
    ]
    return tabel(
        "83625NED", "Bestaande koopwoningen; gemiddelde verkoopprijzen, regio", frame, maten
    )


def t85036():
    k = lees("woz_eigendom_gemeente").columns[2:].tolist()
    frame = jaar_erbij("woz_eigendom_gemeente", k, 1, 1.05)
    land = frame.groupby("jaar", as_index=False)[k].median().assign(gebied="NL")
    frame = pd.concat([frame, land])
    delen = [
        frame.assign(e=code, n=frame[kolom])
        for code, kolom in zip(("T001132", "1014800", "A047047", "A047048"), k)
    ]
    codes = {
        "T001132": "Totaal woningen",
        "1014800": "Koopwoning",
        "A047047": "Woningcorporatie",
        "A047048": "Overige verhuurders",
    }
    maten = [
        (
            Maat(
                "M003039",
                "GemiddeldeWOZWaardeVanWoningen",
                1,
                "Gemiddelde WOZ-waarde van woningen",
                "1 000 euro",
            ),
            "n",
        )
    ]
    return tabel(
        "85036NED",
        "Gemiddelde WOZ-waarde van woningen; eigendom, regio",
        pd.concat(delen),
        maten,
        [("Eigendom", codes, "e")],
    )


def t80305():
    k = lees("nabijheid_gemeente").columns[2:].tolist()
    frame = lees("nabijheid_gemeente")
    nieuw = frame[frame.jaar == 2023].assign(jaar=2024)
    frame = pd.concat([frame, nieuw])
    stammen = {
        "afstand_huisarts": "AfstandTotHuisartsenpraktijk",
        "afstand_huisartsenpost": "AfstandTotHuisartsenpost",
        "afstand_apotheek": "AfstandTotApotheek",
        "afstand_ziekenhuis": "AfstandTotZiekenhuisExclBuitenpolikl",
        "afstand_supermarkt": "AfstandTotGroteSupermarkt",
        "afstand_treinstation": "AfstandTotTreinstationsTotaal",
        "afstand_bibliotheek": "AfstandTotBibliotheek",
    }
    maten = [
        (Maat(f"D0{n:03d}", s, 2 * n + 1, _los(s), "km", 1), kolom)
        for n, (kolom, s) in enumerate(stammen.items())
    ]
    assert set(stammen) <= set(k)
    return tabel(
        "80305ned", "Nabijheid voorzieningen; afstand locatie, regionale cijfers", frame, maten
    )


def t86051():
    k = ["voorzieningen_stand", "voorzieningen_instroom", "voorzieningen_uitstroom"]
    frame = jaar_erbij("wmo_gemeente", k, 2, 1.01, "periode == 'jaar'").drop(columns="periode")
    delen = [frame.assign(t="T001024")]
    for n, code in enumerate(("A019506", "A019507", "A019508", "A019509")):
        delen.append(frame.assign(t=code, **{x: (frame[x] * (0.2 + n / 20)).round() for x in k}))
    codes = {
        "T001024": "Totaal",
        "A019506": "Ondersteuning thuis",
        "A019507": "Hulp bij het huishouden",
        "A019508": "Verblijf en opvang",
        "A019509": "Hulpmiddelen en diensten",
    }
    maten = [
        (Maat(f"M0860{n}", s, n + 1, s), x)
        for n, (s, x) in enumerate(zip(("Stand", "Instroom", "Uitstroom"), k))
    ]
    return tabel(
        "86051NED",
        "Wmo-maatwerkvoorzieningen; stand, instroom, uitstroom, regio",
        pd.concat(delen),
        maten,
        [("TypeMaatwerkvoorziening", codes, "t")],
    )


def t86158():
    frame = lees("wmo_wijk").drop(columns=["jaar", "periode"])
    maten = [
        (Maat("M86158_5", "WmoClienten", 5, "Wmo-cliënten"), "wmo_clienten"),
        (
            Maat(
                "M86158_6",
                "WmoClientenPer1000Inwoners",
                6,
                "Wmo-cliënten per 1 000 inwoners",
                "per 1 000 inwoners",
            ),
            "wmo_clienten_per_1000",
        ),
    ]
    return tabel(
        "86158NED",
        "Wmo-cliënten; type maatwerkvoorziening, wijken, 2025",
        frame.assign(t="T001024"),
        maten,
        [("TypeMaatwerkvoorziening", {"T001024": "Totaal"}, "t")],
        "Wijken",
    )


def t50150():
    """Health of 2022 and 2024 per gemeente and wijk: the figures of 2020 with other stems."""
    wat = {
        "goed": ("GoedErvarenGezondheid", 4),
        "aandoening": ("EenOfMeerLangdurigeAandoeningen", 5),
        "langdurig_ziek_en_beperkt_pct": ("LangdurigBeperkt", 6),
        "hoog_risico_angst_depressie_pct": ("HoogRisicoAngststoornisOfDepressie", 14),
        "regie_over_eigen_leven_pct": ("MatigVeelRegieOverHetEigenLeven", 24),
        "eenzaam_pct": ("Eenzaam", 25),
        "ernstig_eenzaam_pct": ("SterkEenzaam", 26),
        "mantelzorger_pct": ("Mantelzorger", 30),
        "vrijwilligerswerk_pct": ("Vrijwilligerswerk", 31),
    }
    nu = set(gemeentenamen())
    gem = lees("gezondheid_gemeente").query("jaar == 2020")
    gem = gem[gem.gebied.isin(nu)]
    mist = sorted(nu - set(gem.gebied))
    gem = pd.concat([gem, *(gem[gem.gebied == "GM0344"].assign(gebied=c) for c in mist)])
    getallen = gem.select_dtypes("number").columns.drop("jaar")
    land = gem.groupby("leeftijd", as_index=False)[getallen].median().assign(gebied="NL")
    wijk = lees("gezondheid_wijk")
    frame = pd.concat([gem, land, wijk])
    frame = pd.concat([frame.assign(jaar=2022), frame.assign(jaar=2024)])
    frame["goed"], frame["aandoening"] = 70.0, 33.0
    frame["l"] = frame.leeftijd.map({"18plus": "20300", "65plus": "80200"})
    delen = [frame.assign(m="MW00000")]
    dims = [
        (
            "Leeftijd",
            {"20300": "18 jaar of ouder", "53115": "18 tot 65 jaar", "80200": "65 jaar of ouder"},
            "l",
        ),
        (
            "Marges",
            {"MW00000": "Waarde", "MOG0095": "Ondergrens 95%", "MBG0095": "Bovengrens 95%"},
            "m",
        ),
    ]
    maten = [(Maat(f"x{n}", s, n, _los(s), "%", 1), k) for k, (s, n) in wat.items()]
    return tabel(
        "50150NED",
        "Gezondheid per wijk en buurt; 2012/2016/2020/2022/2024 (indeling 2024)",
        pd.concat(delen),
        maten,
        dims,
        "WijkenEnBuurten",
        12,
        catalogus="dataderden",
        diensten=("v3",),
    )


def t86161():
    frame = lees("inkomensgroepen_gemeente")
    frame = frame[["gebied", "jaar", "gestandaardiseerd_inkomen_gemiddeld_x1000_euro"]].rename(
        columns={"gestandaardiseerd_inkomen_gemiddeld_x1000_euro": "n"}
    )
    frame = frame.assign(k="1050010", p="1050010")
    maten = [
        (
            Maat(
                "M000222",
                "GemiddeldGestandaardiseerdInkomen",
                3,
                "Gemiddeld gestandaardiseerd inkomen",
                "1 000 euro",
                1,
            ),
            "n",
        )
    ]
    dims = [
        ("KenmerkenVanHuishoudens", {"1050010": "Particuliere huishoudens"}, "k"),
        ("Populatie", {"1050010": "Particuliere huishoudens"}, "p"),
    ]
    return tabel(
        "86161NED", "Inkomen van huishoudens; kenmerken, regio (indeling 2025)", frame, maten, dims
    )


def t85171(interval=False):
    frame = lees("prognose_regio").rename(columns={"inwoners_prognose_x1000": "n"})
    frame = frame.assign(l="10000", g="T001038", i="MW00000")
    maten = [(Maat("M85171", "TotaleBevolking", 1, "Totale bevolking", "x 1 000", 1), "n")]
    dims = [("Geslacht", SEKSE, "g"), ("Leeftijd", {"10000": "Totaal"}, "l")]
    if not interval:
        return tabel(
            "85171NED",
            "Regionale prognose 2023-2050; bevolking, regio-indeling 2021",
            frame,
            maten,
            dims,
            "RegioIndeling2021",
        )
    onder = frame.assign(i="MOG0067", n=frame.inwoners_onder_67_x1000)
    boven = frame.assign(i="MBG0067", n=frame.inwoners_boven_67_x1000)
    dims.append(
        (
            "PrognoseInterval",
            {"MW00000": "Prognose", "MOG0067": "Ondergrens 67%", "MBG0067": "Bovengrens 67%"},
            "i",
        )
    )
    return tabel(
        "85173NED",
        "Regionale prognose 2023-2050; bevolking, intervallen, regio-indeling 2021",
        pd.concat([frame, onder, boven]),
        maten,
        dims,
        "RegioIndeling2021",
    )


def t7461():
    frame = lees("bevolking_nl")
    nieuw = frame[frame.jaar == 2025].assign(jaar=NIEUW)
    frame = pd.concat([frame, nieuw])
    frame = frame.assign(
        g=frame.geslacht.map({"mannen": "3000", "vrouwen": "4000"}),
        l=frame.leeftijd.map(_jaarcode),
        b="T001019",
    )
    dims = [
        ("Geslacht", SEKSE, "g"),
        ("Leeftijd", JAREN, "l"),
        ("BurgerlijkeStaat", {"T001019": "Totaal burgerlijke staat"}, "b"),
    ]
    return tabel(
        "7461bev",
        "Bevolking; geslacht, leeftijd en burgerlijke staat, 1 januari",
        frame,
        [(Maat("M000352", "Bevolking", 1, "Bevolking op 1 januari"), "inwoners")],
        dims,
        "",
    )


def t37168():
    frame = lees("overledenen_nl")
    frame = frame.assign(
        g=frame.geslacht.map({"mannen": "3000", "vrouwen": "4000"}), l=frame.leeftijd.map(_jaarcode)
    )
    dims = [("Geslacht", SEKSE, "g"), ("LeeftijdOp31December", JAREN, "l")]
    return tabel(
        "37168",
        "Overledenen; geslacht, leeftijd, burgerlijke staat",
        frame,
        [(Maat("M37168", "Overledenen", 1, "Overledenen"), "overledenen")],
        dims,
        "",
    )


def t37360():
    frame = lees("overlevingstafel_nl")
    delen = []
    for code, naam in (("3000", "mannen"), ("4000", "vrouwen")):
        delen.append(
            frame.assign(
                g=code, s=frame[f"sterftekans_{naam}"], v=frame[f"levensverwachting_{naam}"]
            )
        )
    frame = pd.concat(delen)
    frame["l"] = frame.leeftijd.map(_jaarcode)
    dims = [("Geslacht", SEKSE, "g"), ("LeeftijdOp31December", JAREN, "l")]
    maten = [
        (Maat("M37360_1", "Sterftekans", 1, "Sterftekans", "kans", 5), "s"),
        (Maat("M37360_4", "Levensverwachting", 4, "Levensverwachting", "jaren", 2), "v"),
    ]
    return tabel(
        "37360ned",
        "Levensverwachting; geslacht, leeftijd (per jaar en periode van vijf jaren)",
        frame,
        maten,
        dims,
        "",
    )


def t82550():
    k = ["woningvoorraad", "gemiddelde_oppervlakte_m2"]
    frame = jaar_erbij("woningoppervlakte_gemeente", k, 1, 1.0)
    frame = frame[frame.jaar >= 2016]
    land = (
        frame.groupby("jaar", as_index=False).agg({k[0]: "sum", k[1]: "median"}).assign(gebied="NL")
    )
    frame = pd.concat([frame, land]).assign(t="ZW25811")
    maten = [
        (Maat("M82550_1", "VoorraadOp1Januari", 1, "Voorraad op 1 januari"), k[0]),
        (Maat("M82550_2", "GemiddeldeOppervlakte", 2, "Gemiddelde oppervlakte", "m2"), k[1]),
    ]
    dims = [("Woningtype", {"ZW25811": "Totaal woningen"}, "t")]
    return tabel(
        "82550NED",
        "Voorraad woningen; gemiddeld oppervlak; woningtype, bouwjaarklasse, regio",
        frame,
        maten,
        dims,
    )


def t85150():
    frame = lees("zorgwoonruimten_regio")
    nieuw = frame[frame.jaar == 2024].assign(jaar=2025)
    frame = pd.concat([frame, nieuw]).assign(t="T001")
    return tabel(
        "85150NED",
        "Zorgwoonruimten; type zorgwoonruimte, regio",
        frame,
        [(Maat("M85150", "Zorgwoonruimten", 1, "Zorgwoonruimten"), "zorgwoonruimten")],
        [("TypeZorgwoonruimte", {"T001": "Totaal zorgwoonruimten"}, "t")],
    )


def t84547(jaren=(2024, 2025)):
    kern = kern_per_jaar()
    kern = kern[kern.gebied.str.startswith("GM") & (kern.jaar == 2025)][["gebied", "inwoners"]]
    delen = []
    for jaar in jaren:
        for maand in range(1, 13):
            for n, lft in enumerate(
                ("10000", "71400", "71500", "71600", "71700", "71800", "71900", "22000")
            ):
                deel = 0.01 if lft == "10000" else 0.0004 / (1 + n)
                n_ = (kern.inwoners * deel).round()
                delen.append(
                    kern.assign(
                        jaar=jaar,
                        periode=f"{jaar}MM{maand:02d}",
                        lft=lft,
                        a=n_,
                        b=n_,
                        c=n_,
                        g="T001038",
                    )
                )
    frame = met_land(pd.concat(delen), ["gebied", "jaar", "periode", "lft", "g"], ["a", "b", "c"])
    maten = [
        (
            Maat(
                "M84547_1",
                "BinnenGemeentenVerhuisdePersonen",
                1,
                "Binnen gemeenten verhuisde personen",
            ),
            "a",
        ),
        (Maat("M84547_2", "GevestigdInDeGemeente", 2, "Gevestigd in de gemeente"), "b"),
        (Maat("M84547_3", "VertrokkenUitDeGemeente", 3, "Vertrokken uit de gemeente"), "c"),
    ]
    return tabel(
        "84547NED",
        "Verhuisde personen; leeftijd, geslacht, regio per maand",
        frame,
        maten,
        [("Geslacht", SEKSE, "g"), ("Leeftijd31December", KLASSEN, "lft")],
    )


GROEPEN = {
    "A1": "Ouderen: 75 jaar of ouder",
    "A2": "Voltijdsstudent: totaal",
    "A3": "Arbeidsmigrant",
    "A4": "Statushouder",
    "A5": "Dakloos",
}


def t85980(jaren=(2024, 2025, NIEUW)):
    kern = kern_per_jaar()
    kern = kern[kern.gebied.str.startswith("GM")][["gebied", "jaar", "inwoners"]]
    delen = []
    for jaar in jaren:
        for n, code in enumerate(GROEPEN):
            basis = kern[kern.jaar == jaar]
            aantal = (basis.inwoners * 0.08 / (n + 1) / 5).round() * 5
            delen.append(
                basis.assign(
                    periode=f"{jaar}X000", groep=code, p=aantal, h=(aantal / 10).round() * 5
                )
            )
    frame = met_land(pd.concat(delen), ["gebied", "jaar", "periode", "groep"], ["p", "h"])
    maten = [
        (Maat("M85980_1", "Personen", 1, "Personen"), "p"),
        (Maat("M85980_2", "Huishoudens", 2, "Huishoudens"), "h"),
    ]
    frame["k"] = "T009"
    dims = [
        ("Aandachtsgroepen", GROEPEN, "groep"),
        ("KenmerkWoonruimte", {"T009": "Totaal woonruimten", "A9": "Huur"}, "k"),
    ]
    return tabel(
        "85980NED",
        "Aandachtsgroepen volkshuisvesting; regio, 1 januari en 31 december",
        frame,
        maten,
        dims,
    )


def kwb_klein(jaar, id_, met_gemeenten=True):
    """Kerncijfers with wijken and buurten, as one table has them."""
    basis = kwb(jaar)
    delen = []
    for bron in ("kern_wijk", "kern_buurt"):
        t = lees(bron)
        wijd = pd.DataFrame({"WijkenEnBuurten": t.gebied})
        for kolom, (code, *_) in KWB.items():
            wijd[code] = t[kolom] if kolom in t else np.nan
        wijd["ZW10290"], wijd["D000028"] = t.eengezins_pct, t.afstand_huisarts
        delen.append(wijd)
    woningen = lees("woningen_gemeente")
    laatste = woningen[woningen.jaar == woningen.jaar.max()].set_index("gebied").eengezins_pct
    basis.data["ZW10290"] = basis.data.WijkenEnBuurten.replace("NL00", "NL").map(laatste)
    basis.data = pd.concat([basis.data, *delen], ignore_index=True)
    basis.maten += [
        Maat(
            "ZW10290",
            "PercentageEengezinswoning",
            71,
            "Percentage eengezinswoning",
            "%",
            0,
            "Woningen naar type",
        ),
        Maat(
            "D000028",
            "AfstandTotHuisartsenpraktijk",
            72,
            "Afstand tot huisartsenpraktijk",
            "km",
            1,
            "Nabijheid",
        ),
    ]
    basis.dims[0].codes |= {
        c: gebiedsnamen()[c] for c in basis.data.WijkenEnBuurten if c not in basis.dims[0].codes
    }
    return basis


GEBIEDEN_TABEL = {2024: "85755NED", 2025: "86059NED", 2026: "86247NED"}
SOORTEN = [
    ("provincie", "PV"),
    ("corop", "CR"),
    ("arbeidsmarktregio", "AM"),
    ("veiligheidsregio", "VR"),
    ("ggdregio", "GG"),
    ("zorgkantoorregio", "ZK"),
    ("jeugdregio", "JZ"),
    ("res_regio", "ES"),
    ("rmc_regio", "MC"),
    ("veilig_thuis_regio", "VT"),
]


def gebieden(jaar, fusie=(), namen=(), id_=None):
    """Gebieden in Nederland: pairs of code and name, in another order each year, keys padded; old gemeenten have an empty row."""
    t = pd.read_csv(GEGEVENS.parents[1] / "gebieden" / "gebieden.csv", dtype=str)
    t["gemeentecode"] = t.gemeentecode.map(lambda c: dict(fusie).get(c, c))
    t = t.drop_duplicates("gemeentecode")
    t["gemeentenaam"] = [dict(namen).get(c, n) for c, n in zip(t.gemeentecode, t.gemeentenaam)]
    volgorde = SOORTEN if jaar % 2 else SOORTEN[::-1]
    data = pd.DataFrame({"RegioS": t.gemeentecode})
    maten = []

    def paar(code, naam, titel):
        n = len(maten) + 1
        for m, stam, waarden in ((n, "Code", code), (n + 1, "Naam", naam)):
            maten.append(Maat(f"GM{m:03d}", stam, m, stam, "", 0, titel, tekst=True))
            data[f"GM{m:03d}"] = waarden.to_numpy()

    paar(t.gemeentecode.str.ljust(8), t.gemeentenaam, "Gemeente")
    for soort, _ in volgorde:
        paar(t[f"{soort}code"].str.ljust(8), t[soort], soort)
    data["GM099"] = "12345"
    maten.append(Maat("GM099", "Inwonertal", 56, "Inwonertal", "", 0, "Inwonertal", tekst=True))
    leeg = {"RegioS": "GM0998"} | {m.code: "" for m in maten}
    data = pd.concat([data, pd.DataFrame([leeg])], ignore_index=True)
    namen_ = dict(zip(data.RegioS, [*t.gemeentenaam, "Voormalig"]))
    return Neptabel(
        id_ or GEBIEDEN_TABEL[jaar],
        f"Gebieden in Nederland {jaar}",
        [Dim("RegioS", namen_, 6)],
        maten,
        data,
    )


def wijklaag(fusie=()):
    """Wijken as PDOK has them: each gemeente cut in a west and an east, along the middle of its box."""
    import json

    import shapely
    from shapely.geometry import box, mapping, shape

    pad = GEGEVENS.parents[1] / "gebieden" / "grenzen_gemeenten.geojson"
    uit = []
    for f in json.loads(pad.read_text())["features"]:
        vlak = shapely.make_valid(shape(f["geometry"]))
        west, zuid, oost, noord = vlak.bounds
        midden = (west + oost) / 2
        code = dict(fusie).get(f["properties"]["gebied"], f["properties"]["gebied"])
        nummer = sum(v["properties"]["statcode"].startswith(f"WK{code[2:]}") for v in uit)
        for n, helft in enumerate((box(west, zuid, midden, noord), box(midden, zuid, oost, noord))):
            deel = vlak.intersection(helft)
            uit.append(
                {
                    "type": "Feature",
                    "properties": {
                        "statcode": f"WK{code[2:]}{nummer + n:02d}",
                        "statnaam": f"Wijk {nummer + n:02d}",
                    },
                    "geometry": mapping(deel),
                }
            )
    return uit


def alles():
    """Every table of the register."""
    kern = [kwb(j) if j < 2024 else kwb_klein(j, KWB_TABEL[j]) for j in KWB_TABEL]
    rest = [
        t85644,
        t03759,
        t71486,
        t37259,
        t82900,
        t86286,
        t81955,
        t86098,
        t83671,
        t83625,
        t85036,
        t80305,
        t86051,
        t86158,
        t50150,
        t86161,
        t85171,
        t7461,
        t37168,
        t37360,
        t82550,
        t85150,
        t84547,
        t85980,
    ]
    from .ongezien import nieuwe_tabellen

    rest += nieuwe_tabellen()
    kaarten = [gebieden(j) for j in GEBIEDEN_TABEL]
    return [*kern, leeftijd_71488(), *(f() for f in rest), t85171(interval=True), *kaarten]
