"""Toont een eigen bestand: een zin, de figuren en een tabel, met de bron.

Kent geen soort in het bijzonder; leest en keurt niets.
"""

from __future__ import annotations


import pandas as pd

from woonzorg_lib.beeld.beeld import Beeld, Veilig, fout, rijen
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.tabellen import e, tabel as maak_tabel
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken
from woonzorg_lib.beeld.tekening import NIETS, Tekening, inkorten, samen
from woonzorg_lib.beeld.zinnen import hoofdletter, in_
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.soorten.berekend import Berekend
from woonzorg_lib.soorten.eigen_bestand import rij as cijferrij
from woonzorg_lib.soorten.eigen_bestand import Bestand, bronregel, cel, periode, van_wie
from woonzorg_lib.soorten.invullen import vul, vul_wat_kan
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.soort import Soort

VERBORGEN = {
    "<5": "minder dan 5 mensen",
    "x": "weggelaten: anders is een klein aantal af te leiden",
}
TOELICHTING = "toelichting"
ALLEEN_VAN = "Opgeteld is alleen {jaar:jaar}."
VINK = Veilig('<span class="vink">✓</span>')


def lokaal(
    s: Rijen,
    kolommen: list[str] | None = None,
    per: str | None = None,
    titel: str = "",
    beeld: str = "",
) -> Beeld:
    """De zin, de figuur en de tabel van een eigen bestand; met een fout in het bestand de reden.

    kolommen: alleen deze in de tabel. per: opgeteld per waarde van deze kolom. beeld: een andere
    figuur dan de gewone. Waar te weinig is om te tekenen, staat alleen de tabel. Fout: WoonzorgFout
    bij een onbekend beeld.
    """
    if s.bestand.fouten:
        return waarom_niet(s.bestand)
    _keur_beeld(s.soort, beeld)
    if s.ruw.empty:
        return NIETS
    if per:
        return _per_kolom(s, per, titel, beeld)
    return _heel(s, kolommen, titel, beeld)


def _keur_beeld(soort: Soort, beeld: str) -> None:
    if not beeld or beeld in soort.beelden:
        return
    kies = f" Kies uit: {', '.join(soort.beelden)}." if soort.beelden else ""
    raise WoonzorgFout(f"{soort.naam}.csv heeft geen beeld '{beeld}'.{kies}")


def _heel(s: Rijen, kolommen: list[str] | None, titel: str, beeld: str) -> Beeld:
    """Alle rijen: met een keuze van kolommen alleen de tabel, anders ook de zin en de figuur.

    Bij een andere figuur dan de gewone hoort de zin die soort.yaml daarvoor heeft (zin_bij).
    """
    soort = s.soort
    net, koppen = _kolommen(s, kolommen)
    alleen_tabel = kolommen is not None
    gezegd = _gezegd(s)
    naam = beeld if beeld or not alleen_tabel else None
    berekend, tekeningen, mis = _figuur(s, naam, gezegd)
    if tekeningen:
        koppen = {k: kop for k, kop in koppen.items() if k not in soort.zegt_figuur}
    maak = soort.paneel or _tabel
    stil = alleen_tabel and beeld not in soort.beschrijving.get("zin_bij", {})
    getoond = berekend if stil else gezegd + berekend
    return samen(
        soort.vraag,
        _zin(s, gezegd, beeld, alleen_tabel),
        tekeningen,
        maak(s, net, koppen, titel or soort.vraag),
        notitie(net, koppen, soort.beschrijving.get("notitie", "")),
        bronregel(s.bestand, s.ruw),
        [*rijen(cijferrijen(s)), *rijen(getoond.rijen)],
        soort.tabel_open,
        mis,
    )


def _kolommen(s: Rijen, kolommen: list[str] | None) -> tuple[pd.DataFrame, dict[str, str]]:
    """De tabel en de koppen van de kolommen die iemand invulde, met de toelichting achteraan."""
    soort, net = s.soort, s.net
    koppen = {k: kop for k, kop in soort.koppen.items() if kolommen is None or k in kolommen}
    koppen |= _jaarkoppen(s)
    if kolommen is None and TOELICHTING not in soort.schema.niet_getoond:
        net = net.assign(**{TOELICHTING: _toelichting(s)})
        koppen |= {TOELICHTING: hoofdletter(TOELICHTING)}
    if soort.tabel:
        net, koppen = soort.tabel(s, net, koppen)
    return net, _ingevuld(net, koppen)


def _toelichting(s: Rijen) -> list:
    """Wat de gemeente bij elke rij opmerkt; niet bij een klein aantal, want dat kan erin staan."""
    klein = [any(isinstance(net[k], str) for k in s.bestand.personen) for _, net in s.paren()]
    return [None if dicht else tekst for tekst, dicht in zip(s.net[TOELICHTING], klein)]


def _per_kolom(s: Rijen, per: str, titel: str, beeld: str) -> Beeld:
    """De rijen opgeteld per waarde van een kolom, in een tabel en in staven of een ander beeld.

    Alleen van het jongste jaar: een plek die er twee jaar is, is er een.
    """
    soort, alle, jaar = s.soort, len(s.ruw), None
    if "jaar" in s.ruw:
        s, jaar = s.nieuwste()
    ouder = vul(ALLEEN_VAN, {"jaar": jaar}) if len(s.ruw) < alle else ""
    # A sum could give a hidden number away.
    wat = [k for k in soort.koppen if _is_telling(s, k) and k not in s.bestand.personen]
    groepen = s.ruw.assign(**{per: s.ruw[per].fillna("onbekend")}).groupby(per, sort=False)
    tabel = groepen[wat].sum(min_count=1).reset_index()
    tabel = tabel.assign(aantal_=groepen.size().to_numpy())
    koppen = {
        per: soort.koppen[per],
        "aantal_": soort.beschrijving.get("rijen_heten", "Aantal"),
        **{k: soort.koppen[k] for k in wat},
    }
    koppen = _ingevuld(tabel, koppen)
    getekend = Berekend()
    if beeld:
        getekend, tekeningen, mis = _figuur(s, beeld, _gezegd(s))
    else:
        tekeningen, mis = _staven_per(s, per, wat, titel or soort.vraag), ""
    paneel = _tabel(s, tabel, koppen, titel or soort.vraag)
    uitleg, bron = notitie(tabel, koppen, ouder), bronregel(s.bestand, s.ruw)
    data = [*_sommen(s, per, tabel, koppen, jaar), *rijen(getekend.rijen)]
    return samen(soort.vraag, "", tekeningen, paneel, uitleg, bron, data, soort.tabel_open, mis)


def _sommen(
    s: Rijen, per: str, tabel: pd.DataFrame, koppen: dict[str, str], jaar: int | None
) -> list[dict]:
    """De sommen van de tabel voor cijfers.csv: een rij per groep en kolom."""
    return [
        cijferrij(
            s.bestand,
            f"{s.soort.naam}_{kolom.rstrip('_')}_per_{per}",
            f"{kop} ({s.soort.naam})",
            float(r[kolom]),
            s.bestand.eenheden.get(kolom) or "rijen",
            f"{koppen[per]}: {r[per]}",
            jaar,
        )
        for r in tabel.to_dict("records")
        for kolom, kop in koppen.items()
        if kolom != per and pd.notna(r[kolom])
    ]


def _is_telling(s: Rijen, kolom: str) -> bool:
    return kolom in s.ruw and s.ruw[kolom].dtype == "Int64" and kolom not in s.soort.jaartallen


def _staven_per(s: Rijen, per: str, wat: list[str], titel: str) -> list[Tekening]:
    """Een staaf per waarde van een kolom: de som van de eerste telling."""
    if not wat:
        return []
    sommen = {str(k): deel.som(wat[0]) for k, deel in s.groepen(per, wat[0]).items()}
    bekend = sorted(((k, w) for k, w in sommen.items() if w is not None), key=lambda kw: -kw[1])
    if len(bekend) < 2:
        return []
    staven, rest = inkorten([Staaf(k, w, getal(w)) for k, w in bekend], "soorten")
    return [Tekening(titel, "", balken(staven), alt_tekst(staven), rest)]


def _jaarkoppen(s: Rijen) -> dict[str, str]:
    """De koppen van kolommen per jaar: plekken_2028 wordt "Plekken 2028"."""
    jaren = s.soort.schema.jaarkolommen
    if jaren is None:
        return {}
    voor = f"{jaren.naam}_"
    return {
        k: f"{hoofdletter(jaren.naam)} {k.removeprefix(voor).replace('_', '–')}"
        for k in s.ruw
        if k.startswith(f"{voor}20")
    }


def _ingevuld(net: pd.DataFrame, koppen: dict[str, str]) -> dict[str, str]:
    """De koppen zonder kolommen die niemand invulde: die zeggen niets."""

    def gevuld(kolom: str) -> bool:
        return bool((net[kolom].notna() & (net[kolom].astype(str) != "")).any())

    return {k: kop for k, kop in koppen.items() if k in net and gevuld(k)}


def _gezegd(s: Rijen) -> Berekend:
    """De cijfers die de zin boven de tabel zegt."""
    return Berekend(s.soort.cijfers(s) if s.soort.cijfers else ())


def _zin(s: Rijen, gezegd: Berekend, beeld: str, alleen_tabel: bool) -> str:
    """De zin boven de tabel, als HTML; bij alleen een tabel die van dit beeld, of geen."""
    bij = s.soort.beschrijving.get("zin_bij", {})
    zinnen = bij.get(beeld, () if alleen_tabel else s.soort.beschrijving.get("zin", ()))
    soort, gemeente = s.soort, e(s.bestand.gemeente)
    woorden = {"in": in_(gemeente), "In": hoofdletter(in_(gemeente))}
    woorden |= soort.woorden(s) if soort.woorden else {}
    return vul_wat_kan(zinnen, woorden | gezegd.over_alles)


def _figuur(s: Rijen, naam: str | None, gezegd: Berekend) -> tuple[Berekend, list[Tekening], str]:
    """De cijfers van een figuur, haar tekeningen, en de melding als het niet lukt.

    naam: None is geen figuur. gezegd: wat de zin al zegt, en de figuur ook kan tekenen.
    """
    figuur = None if naam is None else s.soort.figuren.get(naam)
    if figuur is None:
        return Berekend(), [], ""
    try:
        eigen = Berekend(figuur.cijfers(s) if figuur.cijfers else ())
        return eigen, figuur.teken(s, gezegd + eigen), ""
    except Exception as mis:  # noqa: BLE001 - a picture that fails must show, and leave the table whole
        regel = f"{type(mis).__name__}: {mis}".splitlines()[0]
        return Berekend(), [], fout(regel).html


def _tabel(s: Rijen, net: pd.DataFrame, koppen: dict[str, str], titel: str) -> str:
    """De rijen als tabel.

    Een status krijgt een kolom per mogelijkheid met een vinkje, want kleur alleen zegt te
    weinig.
    """
    standen = [x for x in s.soort.standen if "status" in koppen and (net.status == x).any()]
    kolommen = [k for k in koppen if k != "status" or not standen]
    jaartallen = s.soort.jaartallen
    kop = [koppen[k] for k in kolommen]
    regels = [
        [cel(rij[k], jaartal=k in jaartallen) for k in kolommen] for rij in net.to_dict("records")
    ]
    if standen:
        kop[1:1] = [hoofdletter(x) for x in standen]
        for regel, status in zip(regels, net.status):
            regel[1:1] = [VINK if status == x else "" for x in standen]
    return maak_tabel(kop, regels, titel).html


def notitie(net: pd.DataFrame, koppen: dict, extra: str = "") -> str:
    """De uitleg onder een tabel: wat <5 en x betekenen, en wat bij deze soort hoort."""
    tekens = {w for k in koppen for w in net[k] if isinstance(w, str) and w in VERBORGEN}
    zinnen = [extra] if extra else []
    if tekens:
        zinnen.append("<5: minder dan vijf mensen.")
    if "x" in tekens:
        zinnen.append("x: weggelaten, omdat het kleine aantal anders uit te rekenen is.")
    return f'<p class="notitie">{e(" ".join(zinnen))}</p>' if zinnen else ""


def waarom_niet(b: Bestand) -> Beeld:
    """Waarom een bestand met fouten niet meetelt: de eerste drie, en hoe alles na te kijken is."""
    rest = len(b.fouten) - 3
    meer = f"<li>en nog {rest} {'fout' if rest == 1 else 'fouten'}</li>" if rest > 0 else ""
    lijst = "".join(f"<li>{e(f)}</li>" for f in b.fouten[:3]) + meer
    kop = f"<strong>{e(b.naam)} telt niet mee.</strong> Er zitten fouten in."
    html = (
        f'<div class="waarschuwing"><p>{kop} Alle fouten staan in de controle van de invoer.</p>'
        f"<ul>{lijst}</ul></div>"
    )
    return Beeld("tekst", html, f"{b.naam} telt niet mee: {b.fouten[0]}")


# What stands in cijfers.csv


def _labelkolommen(s: Rijen) -> list[str]:
    """De kolommen die samen zeggen waar een rij over gaat.

    Die van soort.yaml, of de eerste drie met woorden.
    """
    vast = s.soort.beschrijving.get("label")
    if vast is not None:
        return vast
    getallen = ("Int64", "Float64", "boolean")
    jaren = s.soort.jaartallen - {"jaar"}
    woorden = [k for k in s.soort.koppen if k in s.ruw and k != "jaar"]
    return [k for k in woorden if k in jaren or s.ruw[k].dtype not in getallen][:3]


def _getalkolommen(s: Rijen) -> dict[str, str]:
    """De kolommen met getallen die het rapport toont, met hoe zij heten."""
    koppen = s.soort.koppen | {k: k.replace("_", " ") for k in _jaarkoppen(s)}
    return {
        k: koppen[k]
        for k in s.ruw
        if k in koppen and s.ruw[k].dtype in ("Int64", "Float64") and k not in s.soort.jaartallen
    }


def _jaar(rij: dict) -> int | None:
    jaar = rij.get("jaar")
    if jaar is not None and not pd.isna(jaar):
        return int(jaar)
    return None if pd.isna(rij["peildatum"]) else rij["peildatum"].year


def _waarover(s: Rijen, rij: dict, labels: list[str]) -> str:
    """Waarover een rij gaat, in de woorden van het bestand."""
    ingevuld = [k for k in labels if not (rij[k] is None or pd.isna(rij[k]))]
    return " · ".join(cel(rij[k], jaartal=k in s.soort.jaartallen) for k in ingevuld)


def cijferrijen(s: Rijen) -> pd.DataFrame:
    """De getallen van een eigen bestand als rijen voor cijfers.csv.

    Verborgen aantallen zijn leeg, met de reden.
    """
    b, getallen, labels = s.bestand, _getalkolommen(s), _labelkolommen(s)
    jaren = s.soort.schema.jaarkolommen
    per_jaar = jaren.eenheid if jaren else ""
    vast = {
        "gebiedcode": b.code,
        "gebied": b.gemeente,
        "soort": "invoer",
        "bron": van_wie(b, s.ruw),
        "tabel": b.naam,
        "periode": periode(b, s.ruw),
        "opgehaald": "",
    }
    uit = []
    mee = s.deel(s.soort.telt(s.ruw)) if s.soort.telt else s
    for rij, net in mee.paren():
        over = _waarover(s, rij, labels)
        for k, kop in getallen.items():
            if pd.isna(rij[k]):
                continue
            geheim = isinstance(net[k], str)
            uit.append(
                vast
                | {
                    "indicator": f"{b.soort}_{k}",
                    "omschrijving": f"{kop} ({b.soort})",
                    "jaar": _jaar(rij),
                    "uitsplitsing": over,
                    "waarde": None if geheim else float(rij[k]),
                    "eenheid": b.eenheden.get(k, per_jaar),
                    "opmerking": VERBORGEN[net[k]] if geheim else "",
                }
            )
    return pd.DataFrame(uit)
