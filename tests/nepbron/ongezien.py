"""Tabellen waarvan de namen bij de bron (deels) ongezien zijn; met titels zoals openbare pagina's ze tonen."""

import numpy as np
import pandas as pd

from .landelijk import (
    groei,
    jaar_erbij,
    lees,
    met_land,
    tabel,
)
from .tabel import Maat


def _gebieden_2024():
    """Gemeenten and wijken of the division of 2024, with inhabitants."""
    kern = lees("kern_gemeente")
    gem = kern[(kern.jaar == 2024) & kern.gebied.str.startswith("GM")][["gebied", "inwoners"]]
    wijk = lees("kern_wijk")
    wijk = wijk[wijk.jaar == 2024][["gebied", "inwoners"]]
    land = pd.DataFrame({"gebied": ["NL"], "inwoners": [gem.inwoners.sum()]})
    return pd.concat([land, gem, wijk], ignore_index=True)


def _vast(gebied, laag, hoog):
    """A made-up figure per area, the same each time; that of the Netherlands is the middle."""
    nummer = gebied.str.extract(r"(\d+)")[0].fillna("0").astype(int)
    waarde = laag + (nummer * 37 % 101) / 100 * (hoog - laag)
    return waarde.where(gebied != "NL", (laag + hoog) / 2).round(1)


RIVM = {"gebied": "WijkenEnBuurten", "breedte": 12, "catalogus": "dataderden", "diensten": ("v3",)}


def t50143(zonder_perioden=False):
    frame = _gebieden_2024()
    frame["a"] = _vast(frame.gebied, 45, 80)
    frame["b"], frame["c"] = _vast(frame.gebied, 40, 90), _vast(frame.gebied, 30, 95)
    if not zonder_perioden:
        frame["jaar"] = 2024
    maten = [
        (Maat("a", "Totaalscore", 4, "Totaalscore", "score (0-100)", 0), "a"),
        (
            Maat("b", "RecreatiefGroenEnBlauw", 5, "Recreatief groen en blauw", "score (0-100)", 0),
            "b",
        ),
        (
            Maat(
                "c",
                "NabijheidVanVoorzieningen",
                8,
                "Nabijheid van voorzieningen",
                "score (0-100)",
                0,
            ),
            "c",
        ),
    ]
    return tabel(
        "50143NED",
        "Beweegvriendelijke omgeving; wijken en buurten",
        frame,
        maten,
        **RIVM,
        periode="2024",
    )


SOORT = {"A1": "Aantal", "A2": "Per 10.000", "A3": "Score"}


def t50149(jaren=(2022, 2023)):
    basis = _gebieden_2024()
    delen = []
    for jaar in jaren:
        per = _vast(basis.gebied, 200, 500).round()
        for soort, waarde in (
            ("A1", (per * basis.inwoners / 10_000).round()),
            ("A2", per),
            ("A3", per / 100),
        ):
            delen.append(basis.assign(jaar=jaar, s=soort, p=waarde, k=waarde * 900))
    maten = [
        (
            Maat(
                "k",
                "VerplegingEnVerzorging",
                12,
                "Verpleging en verzorging",
                "euro",
                0,
                "Zorgkosten",
            ),
            "k",
        ),
        (
            Maat(
                "p",
                "VerplegingEnVerzorging",
                24,
                "Verpleging en verzorging",
                "",
                0,
                "Aantal patiënten",
            ),
            "p",
        ),
        (Maat("h", "Huisartsenzorg", 25, "Huisartsenzorg", "", 0, "Aantal patiënten"), "p"),
    ]
    dims = [("SoortCijfer", dict(SOORT), "s")]
    return tabel(
        "50149NED",
        "Regiobeeld; wijken en buurten (indeling 2024)",
        pd.concat(delen),
        maten,
        dims,
        **RIVM,
    )


def nabijheid(jaar, id_):
    wijk = lees("kern_wijk")
    wijk = wijk[wijk.jaar == min(jaar, int(wijk.jaar.max()))]
    frame = pd.DataFrame({"gebied": wijk.gebied})
    namen = {
        "AfstandTotHuisartsenpraktijk": (
            5,
            "Afstand tot huisartsenpraktijk",
            "Huisartsenpraktijk",
            1,
        ),
        "AfstandTotHuisartsenpost": (9, "Afstand tot huisartsenpost", "Huisartsenpraktijk", 6),
        "AfstandTotApotheek": (10, "Afstand tot apotheek", "Gezondheid en welzijn", 1.2),
        "AfstandTotZiekenhuis": (
            11,
            "Afstand tot ziekenhuis",
            "Ziekenhuis (incl. buitenpolikliniek)",
            4,
        ),
        "AfstandTotZiekenhuis ": (
            15,
            "Afstand tot ziekenhuis",
            "Ziekenhuis (excl. buitenpolikliniek)",
            7,
        ),
        "AfstandTotGroteSupermarkt": (24, "Afstand tot grote supermarkt", "Grote supermarkt", 0.9),
        "AfstandTotCafeED": (36, "Afstand tot café e.d.", "Café e.d.", 1.1),
        "AfstandTotTreinstationsTotaal": (
            90,
            "Afstand tot treinstations totaal",
            "Treinstations",
            5,
        ),
        "AfstandTotBibliotheek": (92, "Afstand tot bibliotheek", "Bibliotheek", 1.8),
    }
    maten = []
    for stam, (nummer, titel, groep, maal) in namen.items():
        code = f"D{nummer:06d}"
        frame[code] = (_vast(frame.gebied, 0.4, 2.0) * maal).round(1)
        maten.append((Maat(code, stam.strip(), nummer, titel, "km", 1, groep), code))
    titel = f"Nabijheid voorzieningen; afstand locatie, wijk- en buurtcijfers {jaar}"
    return tabel(id_, titel, frame, maten, gebied="WijkenEnBuurten")


LEEFTIJDEN = {
    "T009002": "Totaal",
    "L1": "Leeftijd: jonger dan 35 jaar",
    "L2": "Leeftijd: 35 tot 55 jaar",
    "L3": "Leeftijd: 55 tot 65 jaar",
    "L4": "Leeftijd: 65 tot 75 jaar",
    "L5": "Leeftijd: 75 jaar of ouder",
    "E1": "Type: eenpersoonshuishouden",
}


def t86065(jaren=(2022, 2023), leeftijden=LEEFTIJDEN):
    alle = lees("kern_gemeente")
    delen = []
    for jaar in jaren:
        kern = alle[(alle.jaar == jaar) & alle.gebied.str.startswith("GM")]
        kern = kern[["gebied", "huishoudens"]]
        for n, lft in enumerate(leeftijden):
            for woning, deel_w in (("T001", 1.0), ("W1", 0.6), ("W2", 0.4)):
                for eigen, deel_e in (("T001132", 1.0), ("1014800", 0.7), ("H1", 0.3)):
                    aantal = kern.huishoudens * 0.15 * deel_w * deel_e * (1 + n / 50)
                    delen.append(
                        kern.assign(jaar=jaar, l=lft, w=woning, e=eigen, n=(aantal / 5).round() * 5)
                    )
    frame = met_land(pd.concat(delen), ["gebied", "jaar", "l", "w", "e"], ["n"])
    dims = [
        ("Woningtype", {"T001": "Totaal", "W1": "Eengezinswoning", "W2": "Meergezinswoning"}, "w"),
        ("EigendomWoning", {"T001132": "Totaal", "1014800": "Koopwoning", "H1": "Huurwoning"}, "e"),
        ("Huishoudenskenmerken", dict(leeftijden), "l"),
    ]
    maat = Maat("M86065", "WoningenInVoorraad", 1, "Woningen in voorraad")
    titel = "Bewoonde woningen; kenmerken woning en huishouden, regio, 31 december"
    return tabel("86065NED", titel, frame, [(maat, "n")], dims)


def t85383():
    k = lees("maatstaven_gemeente").columns[2:].tolist()
    frame = lees("maatstaven_gemeente")
    nieuw = groei(frame[(frame.jaar == 2024) & frame.gebied.str.startswith("GM")], k, 1.01)
    frame = met_land(pd.concat([frame, nieuw], ignore_index=True), ["gebied", "jaar"], k)
    # What is definite stands under Definitief alone; the rest under Voorlopig.
    vast, rest = frame.assign(s="D"), frame.assign(s="V")
    voorlopig = ["uitwonende_studenten", "huishoudens_relatief_laag_inkomen"]
    vast[voorlopig] = np.nan
    vast.loc[vast.jaar == 2025, k] = np.nan
    rest.loc[rest.jaar < 2025, [x for x in k if x not in voorlopig]] = np.nan
    titels = {
        "inwoners": ("Totaal mannen en vrouwen", "Totaal mannen en vrouwen"),
        "inwoners_75plus": ("75 jaar of ouder", "Totaal mannen en vrouwen"),
        "inwoners_in_zorginstellingen": ("Inwoners in zorginstellingen", ""),
        "uitwonende_studenten": ("Uitwonende studenten", ""),
        "eenouderhuishoudens": ("Eenouderhuishoudens", "Huishoudens"),
        "huishoudens_relatief_laag_inkomen": (
            "Huishoudens met een relatief laag inkomen",
            "Huishoudens",
        ),
        "bijstandsuitkeringen": ("Totaal bijstandsuitkeringen", "Periodieke bijstandsuitkeringen"),
        "wajong": ("Wajong", ""),
    }
    maten = [
        (Maat(f"M85383_{n}", f"Kolom{n}", n, titel, "aantal", 0, groep), kolom)
        for n, (kolom, (titel, groep)) in enumerate(titels.items(), 1)
    ]
    dims = [("StatusCijfer", {"D": "Definitief", "V": "Voorlopig"}, "s")]
    return tabel(
        "85383NED",
        "Maatstaven Financiële-verhoudingswet (Fvw)",
        pd.concat([vast, rest]),
        maten,
        dims,
    )


def t81064():
    frame = jaar_erbij("wanbetalers_gemeente", ["wanbetalers_zorgpremie"], 1, 1.02)
    frame = met_land(frame[frame.jaar >= 2018], ["gebied", "jaar"], ["wanbetalers_zorgpremie"])
    maat = Maat(
        "M81064", "PersonenMetEenBetalingsachterstand", 1, "Personen met een betalingsachterstand"
    )
    return tabel(
        "81064ned",
        "Betalingsachterstand zorgpremie; regio per 31 december",
        frame,
        [(maat, "wanbetalers_zorgpremie")],
    )


def t84580():
    k = lees("wmo_uitgaven_gemeente").columns[2:].tolist()
    frame = jaar_erbij("wmo_uitgaven_gemeente", k, 1, 1.03)
    frame = met_land(frame[frame.jaar >= 2020], ["gebied", "jaar"], k)
    codes = {
        "T1": "Totaal",
        "T2": "Totaal exclusief verblijf en opvang",
        "T3": "Ondersteuning thuis, totaal",
    }
    bij = {
        "T1": "uitgaven_totaal_x1000_euro",
        "T2": "uitgaven_zonder_verblijf_x1000_euro",
        "T3": "uitgaven_ondersteuning_thuis_x1000_euro",
    }
    delen = [frame.assign(t=code, n=frame[kolom]) for code, kolom in bij.items()]
    maten = [
        (Maat("M1", "BegroteUitgaven", 1, "Begrote uitgaven", "1 000 euro"), "n"),
        (Maat("M2", "GerealiseerdeUitgaven", 3, "Gerealiseerde uitgaven", "1 000 euro"), "n"),
    ]
    titel = "Gemeentelijke uitgaven Wmo-maatwerkvoorzieningen; type voorziening, regio"
    return tabel(
        "84580NED", titel, pd.concat(delen), maten, [("MaatwerkvoorzieningenType", codes, "t")]
    )


def _woonruimte(id_, titel, maat, totaal, deel):
    frame = jaar_erbij("wonen_in_woning_gemeente", [totaal, deel], 0)
    frame[[totaal, deel]] = (frame[[totaal, deel]] / 5).round() * 5
    frame = met_land(frame[frame.jaar >= 2018], ["gebied", "jaar"], [totaal, deel])
    delen = [frame.assign(s="T1", n=frame[totaal]), frame.assign(s="W1", n=frame[deel])]
    dims = [("SoortWoonruimte", {"T1": "Totaal", "W1": "Woningen in voorraad: totaal"}, "s")]
    return tabel(id_, titel, pd.concat(delen), [(maat, "n")], dims)


def t86063():
    maat = Maat("M86063", "ParticuliereHuishoudens", 1, "Particuliere huishoudens")
    titel = "Particuliere huishoudens; soort woonruimte, regio, 31 december"
    return _woonruimte("86063NED", titel, maat, "huishoudens", "huishoudens_in_woning")


def t86064():
    maat = Maat("M86064", "Personen", 1, "Personen")
    titel = "Personen; soort woonruimte, positie huishouden, regio, 31 december"
    return _woonruimte("86064NED", titel, maat, "personen", "personen_in_woning")


def t85950():
    frame = lees("woonlasten_gemeente").query("huishoudtype == 'totaal'")
    groep = "Gemiddelde woonlasten en woonquote"
    wat = {
        "huishoudens_x1000": ("Aantal huishoudens", "x 1 000", "", 1),
        "woonlasten_gemiddeld_euro_per_maand": ("Totale woonlasten", "euro", groep, 0),
        "netto_woonlasten_gemiddeld_euro_per_maand": ("Netto woonlasten", "euro", groep, 0),
        "bijkomende_woonlasten_gemiddeld_euro_per_maand": (
            "Bijkomende woonlasten",
            "euro",
            groep,
            0,
        ),
        "woonquote_gemiddeld_pct": ("Woonquote", "%", groep, 1),
        "woonlasten_mediaan_euro_per_maand": ("Totale woonlasten", "euro", "Mediaan", 0),
    }
    maten = [
        (Maat(f"W{n}", titel.replace(" ", ""), n, titel, eenheid, decimalen, kop), kolom)
        for n, (kolom, (titel, eenheid, kop, decimalen)) in enumerate(wat.items(), 1)
    ]
    dims = [
        ("EigenaarHuurder", {"T1": "Totaal", "E1": "Eigenaar"}, "e"),
        ("HuishoudensEnWoningkenmerken", {"T2": "Totaal", "I1": "Inkomen: eerste kwintiel"}, "h"),
    ]
    titel = "Woonlasten huishoudens; kenmerken huishouden, woning, gemeente"
    return tabel("85950NED", titel, frame.assign(e="T1", h="T2"), maten, dims)


MARGES = {"M0": "Waarde", "M1": "Ondergrens 95%-interval", "M2": "Bovengrens 95%-interval"}


def t85146():
    frame = lees("leefbaarheid_veiligheidsmonitor").assign(m="M0")
    wat = [
        (
            "rapportcijfer_leefbaarheid",
            "Rapportcijfer leefbaarheid",
            "rapportcijfer",
            "Leefbaarheid woonbuurt",
        ),
        (
            "sociale_cohesie_schaalscore",
            "Sociale cohesie - schaalscore",
            "schaalscore (0 - 10)",
            "Sociale cohesie",
        ),
        (
            "rapportcijfer_veiligheid",
            "Rapportcijfer veiligheid in buurt",
            "rapportcijfer",
            "Veiligheidsbeleving",
        ),
        (
            "weleens_onveilig_in_buurt_pct",
            "Voelt zich weleens onveilig in buurt",
            "%",
            "Veiligheidsbeleving",
        ),
    ]
    maten = [
        (Maat(f"V{n}", f"Kolom{n}x", n, titel, eenheid, 1, groep), kolom)
        for n, (kolom, titel, eenheid, groep) in enumerate(wat, 1)
    ]
    return tabel(
        "85146NED",
        "Veiligheidsmonitor; kerncijfers, regio",
        frame,
        maten,
        [("Marges", MARGES, "m")],
    )


def t84570():
    frame = lees("woontevredenheid_regio")
    kolommen = ("tevreden_met_woning_pct", "tevreden_met_woonomgeving_pct")
    delen = []
    for code, achter in (("M0", ""), ("M1", "_onder"), ("M2", "_boven")):
        namen = [k + achter for k in kolommen]
        delen.append(frame.assign(m=code, a=frame[namen[0]], b=frame[namen[1]]))
    maten = [
        (
            Maat(
                "T1",
                "TevredenheidMetDeHuidigeWoning",
                1,
                "Tevredenheid met de huidige woning",
                "%",
                1,
            ),
            "a",
        ),
        (
            Maat(
                "T2",
                "TevredenheidMetDeHuidigeWoonomgeving",
                2,
                "Tevredenheid met de huidige woonomgeving",
                "%",
                1,
            ),
            "b",
        ),
    ]
    return tabel(
        "84570NED", "Woontevredenheid; regio", pd.concat(delen), maten, [("Marges", MARGES, "m")]
    )


def t86060():
    frame = lees("wmo_stapeling_gemeente")
    codes = {
        "T1": "Totaal",
        "A1": "1 maatwerkvoorziening",
        "A2": "2 maatwerkvoorzieningen",
        "A3": "3 maatwerkvoorzieningen",
    }
    kolommen = (
        "clienten",
        "clienten_1_voorziening",
        "clienten_2_voorzieningen",
        "clienten_3_voorzieningen",
    )
    delen = [frame.assign(t=code, n=frame[k]) for code, k in zip(codes, kolommen)]
    alles = pd.concat(delen)
    alles["p"] = (alles.n / 100).round()
    # The first half-year, the second and the whole year.
    alles = pd.concat([alles.assign(periode=f"2024{deel}") for deel in ("HJ01", "HJ02", "JJ00")])
    titel = "Cliënten met maatwerkvoorzieningen"
    maten = [
        (
            Maat(
                "S1",
                "ClientenMetMaatwerkvoorzieningen",
                1,
                titel,
                "aantal",
                0,
                "Wmo-cliënten en huishoudens",
            ),
            "n",
        ),
        (
            Maat(
                "S2",
                "ClientenMetMaatwerkvoorzieningen",
                3,
                titel,
                "per 1 000 inwoners",
                0,
                "Wmo-cliënten en huishoudens (0/00)",
            ),
            "p",
        ),
    ]
    return tabel(
        "86060NED",
        "Wmo-gebruik; aantal maatwerkvoorzieningen, regio",
        alles,
        maten,
        [("AantalMaatwerkvoorzieningen", codes, "t")],
    )


def t85098():
    frame = lees("jeugdzorg_gemeente").query("periode == 'jaar'").drop(columns="periode")
    frame = pd.concat([frame, frame[frame.jaar == 2023].assign(jaar=2024)], ignore_index=True)
    wat = {
        "jeugdhulp_in_natura_pct": "Jongeren met jeugdhulp in natura",
        "jeugdhulp_met_verblijf_pct_van_jeugdhulp": "Jongeren met jeugdh. met verbl. in nat.",
        "jeugdbescherming_pct": "Jongeren met jeugdbescherming",
        "jeugdreclassering_pct": "Jongeren met jeugdreclassering",
    }
    maten = [
        (Maat(f"J{n}", f"Kolom{n}y", n, titel, "% (zie toelichting)", 1), kolom)
        for n, (kolom, titel) in enumerate(wat.items(), 1)
    ]
    return tabel("85098NED", "Indicatoren jeugdzorg in natura; gemeenten", frame, maten)


def _leeftijd(jaar):
    return f"{jaar} jaar" if jaar < 95 else "95 jaar of ouder"


def _benoemd(wat, letter, slot):
    """Per kolom een maat met die titel; de code begint met `letter`, de sleutel eindigt op `slot`."""
    return [
        (Maat(f"{letter}{n}", f"Kolom{n}{slot}", n, titel), kolom)
        for n, (kolom, titel) in enumerate(wat.items(), 1)
    ]


def t37975():
    frame = lees("huishoudens_leeftijd_nl").query("jaar >= 2019")
    wat = {
        "huishoudens": "Totaal particuliere huishoudens",
        "eenpersoons": "Eenpersoonshuishouden",
        "zonder_kinderen": "Meerpersoonshuishoudens zonder kinderen",
        "met_kinderen": "Meerpersoonshuishoudens met kinderen",
        "eenouder": "Totaal eenouderhuishoudens",
    }
    maten = _benoemd(wat, "H", "z")
    frame = frame.assign(l=frame.leeftijd.map(lambda a: f"L{a:03d}"))
    codes = {f"L{a:03d}": _leeftijd(a) for a in sorted(frame.leeftijd.unique())}
    titel = "Particuliere huishoudens naar samenstelling en grootte, 1 januari"
    return tabel("37975", titel, frame, maten, [("LeeftijdReferentiepersoon", codes, "l")], "")


def t82887():
    frame = lees("instellingen_nl").query("jaar >= 2019")
    wat = {
        "personen_in_instelling": "Totaal personen wonend in instellingen",
        "in_verzorgings_of_verpleeghuis": "Verzorgings- en verpleeghuis",
        "in_andere_zorginstelling": "Overige zorginstelling",
        "in_andere_instelling": "Overig soort instelling",
    }
    maten = _benoemd(wat, "I", "i")
    sekse = {"T001038": "Totaal mannen en vrouwen", "3000": "Mannen", "4000": "Vrouwen"}
    frame = frame.assign(
        g=frame.geslacht.map({"totaal": "T001038", "mannen": "3000", "vrouwen": "4000"}),
        l=frame.leeftijd.map(lambda a: f"L{a:03d}"),
    )
    codes = {f"L{a:03d}": _leeftijd(a) for a in sorted(frame.leeftijd.unique())}
    dims = [("Geslacht", sekse, "g"), ("Leeftijd", codes, "l")]
    return tabel(
        "82887NED",
        "Personen in institutionele huishoudens; geslacht, leeftijd, 1 januari",
        frame,
        maten,
        dims,
        "",
    )


def nieuwe_tabellen():
    """One function per table of which the register knows the titles at most."""
    return [
        t50143,
        t50149,
        lambda: nabijheid(2024, "86134NED"),
        lambda: nabijheid(2025, "86270NED"),
        t86065,
        t85383,
        t81064,
        t84580,
        t86063,
        t86064,
        t85950,
        t85146,
        t84570,
        t86060,
        t85098,
        t37975,
        t82887,
    ]
