"""De plannen in zinnen, tabellen en figuren: wat er komt, voor wie, en hoe zeker het is."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

import pandas as pd

from woonzorg_lib import invoer
from woonzorg_lib.beeld import figuren, smal, stijl
from woonzorg_lib.beeld.beeld import Beeld, rijen
from woonzorg_lib.beeld.getallen import STREEPJE, getal
from woonzorg_lib.beeld.rijfiguren import Staaf, balken, raster, stapel
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.beeld.tabellen import tabel as maak_tabel
from woonzorg_lib.beeld.tekening import NIETS, VEEL, Tekening, samen
from woonzorg_lib.beeld.zinnen import hoofdletter, in_
from woonzorg_lib.soorten import woonopgave
from woonzorg_lib.soorten.berekend import Berekend
from woonzorg_lib.soorten.eigen_bestand import bronregel
from woonzorg_lib.soorten.invullen import vul, vul_wat_kan
from woonzorg_lib.soorten.plannen import rekenen
from woonzorg_lib.soorten.plannen.rekenen import Dekking
from woonzorg_lib.soorten.rijen import Rijen
from woonzorg_lib.soorten.tonen import waarom_niet

GROOTSTE = 15  # plans in the table
TERUG = 8  # years of building that a picture shows
OPGAVEJAREN = 3  # years of the opgave that the grid shows
GEBOUWD = "gebouwd"


def _als_het_telt(maak: Callable[[Rijen], Beeld]) -> Callable[[Rijen], Beeld]:
    """Met een fout in het bestand de reden, en niets zonder rijen."""

    @wraps(maak)
    def beschermd(s: Rijen) -> Beeld:
        if s.bestand.fouten:
            return waarom_niet(s.bestand)
        return NIETS if s.ruw.empty else maak(s)

    return beschermd


def _stil_bij_fout(maak: Callable[[Rijen], Beeld]) -> Callable[[Rijen], Beeld]:
    """Niets zonder rijen of met een fout: een ander beeld zegt al waarom."""

    @wraps(maak)
    def beschermd(s: Rijen) -> Beeld:
        return NIETS if s.bestand.fouten or s.ruw.empty else maak(s)

    return beschermd


def _bron(s: Rijen) -> str:
    return bronregel(s.bestand, s.ruw)


# How much there will be, and for whom


@_als_het_telt
def kern(s: Rijen) -> Beeld:
    """Hoeveel er gepland is, en welk deel betaalbaar is; met beide noemers en de normen."""
    c = Berekend(rekenen.kerncijfers(s))
    plek = in_(e(s.bestand.gemeente))
    woorden = {"In": hoofdletter(plek), "sloop_": c.waarde("sloop") or None}
    zin = vul_wat_kan(s.soort.beschrijving["kern"], c.over_alles | woorden)
    normen = vul(s.soort.beschrijving["normtekst"], {"normen": "; ".join(_normen(s))})
    html = (
        f'<p class="kern">{zin}</p><p class="notitie">{e(normen)}</p>'
        f'<p class="bron">{e(_bron(s))}</p>'
    )
    return Beeld("zin", html, "", {"rijen": rijen(c.rijen)})


def _normen(s: Rijen) -> list[str]:
    """ "sociale huur 30% (bron)": de normen voor het programma die hier gelden."""
    return [
        f"{naam} {getal(100 * s.normen[id]['waarde'])}% ({s.normen[id]['bron']})"
        for id, naam in s.soort.beschrijving["normen"].items()
        if id in s.normen
    ]


@_stil_bij_fout
def per_jaar(s: Rijen) -> Beeld:
    """Staven van 100% per jaar van oplevering, verdeeld in prijsklassen, met de normen als lijn."""
    if not s.ruw.bruto.sum():
        return NIETS
    tekst = s.soort.beschrijving["tekeningen"]["per_jaar"]
    data = [
        c.rij | {"kort": klasse, "oplevering": staaf, "decimalen": 0}
        for staaf, klasse, c in rekenen.per_jaar(s)
    ]
    lijnen = {
        100 * s.normen[id]["waarde"]: f"norm {naam}"
        for id, naam in s.soort.beschrijving["normen"].items()
        if id in s.normen
    }
    beeld = figuren.gestapeld(
        pd.DataFrame(data),
        titel=tekst["titel"],
        y="oplevering",
        ondertitel=tekst["ondertitel"],
        normen=lijnen,
        notitie=tekst["notitie"],
    )
    return smal.erbij(beeld, "gestapeld", y="oplevering", normen=lijnen)


@_stil_bij_fout
def woonvormen(s: Rijen) -> Beeld:
    """Woningen voor ouderen in de plannen, per soort; nooit opgeteld."""
    c, tekst = Berekend(rekenen.voor_ouderen(s)), s.soort.beschrijving["voor_ouderen"]
    regels = []
    for kolom, naam in s.soort.beschrijving["woonvormen"].items():
        aantal, deel = c.waarde(kolom), c.waarde(f"{kolom}_deel")
        if aantal is not None:
            aandeel = STREEPJE if deel is None else f"{getal(deel)}%"
            regels.append([naam, getal(aantal), aandeel])
    if not regels:
        return NIETS
    paneel = maak_tabel(tekst["koppen"], regels, tekst["bijschrift"])
    html = (
        f'{paneel.html}<p class="notitie">{tekst["notitie"]}</p><p class="bron">{e(_bron(s))}</p>'
    )
    return Beeld("tabel", html, tekst["titel"], {"rijen": rijen(c.rijen)})


# How certain it is


@_als_het_telt
def hardheid(s: Rijen) -> Beeld:
    """Hoe zeker de plannen zijn, hoe ze zich tot de opgave verhouden, en de plannen zelf.

    Vertrouwelijke plannen staan er zonder naam.
    """
    c = Berekend(rekenen.hardheid(s)) + Berekend(rekenen.bouw(s))
    totalen = [d for d in rekenen.van_de_opgave(s) if d.categorie == rekenen.TOTAAL]
    nieuwbouw = s.verloop("nieuwbouw", naast=[])
    bouw = _bouw(s, c, nieuwbouw)
    tekeningen = ([_naast_norm(s, totalen)] if totalen else []) + bouw
    bronnen = [_bron(s)]
    opgave = s.ander(woonopgave.SOORT.naam)
    if totalen and opgave is not None:
        bronnen.append(bronregel(opgave, opgave.tabel))
    if len(nieuwbouw) and bouw:
        bronnen.append(f"Gebouwd: {nieuwbouw.bron.iloc[-1]}.")
    zin, bron = _hardheidszin(s, c, totalen), " ".join(bronnen)
    titel = s.soort.beschrijving["lijst"]["titel"]
    return samen(titel, zin, tekeningen, _lijst(s), "", bron, rijen(c.rijen), open_=True)


def _hardheidszin(s: Rijen, c: Berekend, totalen: list[Dekking]) -> str:
    teksten, norm = s.soort.beschrijving["hardheid"], s.normen.get("norm_plancapaciteit")
    waarden = {"hard": c.waarde("hard"), "vuist": ""}
    if norm:
        deel = {"norm": 100 * norm["waarde"]}
        waarden["vuist"] = " " + vul(s.soort.beschrijving["vuistregel"], deel)
    for d in totalen[:1]:
        waarden |= {
            "tot": d.jaar,
            "gepland": c.waarde("opgave_gepland"),
            "deel": c.waarde("opgave"),
            "opgave": d.opgave,
        }
    return vul_wat_kan(teksten, waarden)


def _lijst(s: Rijen) -> str:
    """De grootste plannen; vertrouwelijke samen in één regel zonder naam."""
    tekst, open_ = s.soort.beschrijving["lijst"], invoer.openbaar(s.ruw)
    grootste = open_.sort_values("bruto", ascending=False, kind="stable").head(GROOTSTE)
    regels = []
    for r in grootste.to_dict("records"):
        status, sloop = r["planologische_status"], r["sloop"]
        netto = r["bruto"] - (0 if pd.isna(sloop) else sloop)
        naam = r["naam"] or STREEPJE
        status = STREEPJE if pd.isna(status) else status
        regels.append([naam, status, getal(r["bruto"]), getal(netto)])
    bijschrift = tekst["grootste"] if len(open_) > GROOTSTE else tekst["titel"]
    return maak_tabel(tekst["koppen"], regels, bijschrift).html


def _naast_norm(s: Rijen, totalen: list[Dekking]) -> Tekening:
    """De plannen als deel van de opgave, hard en alles, met 100% en de vuistregel als lijn."""
    c, norm, staven = Berekend(rekenen.dekkingsgraad(s)), s.normen.get("norm_plancapaciteit"), []
    for d in totalen:
        for naam, id, w in (
            ("harde plannen", "dekkingsgraad_hard", d.hard),
            ("alle plannen", "dekkingsgraad", d.plan),
        ):
            deel = c.waarde(id, d.naam)
            uitleg = f"{getal(deel)}% ({getal(w)} van {getal(d.opgave)})"
            staven.append(Staaf(f"{naam}, tot en met {d.jaar}", deel, uitleg))
    lijnen, bij, let_op = {100.0: "opgave"}, "", ""
    if norm:
        procent = f"{getal(100 * norm['waarde'])}%"
        lijnen[100.0 * norm["waarde"]] = f"vuistregel {procent}"
        bij = f" en bij {procent}"
        let_op = f"De lijn bij {procent}: {norm['bron']}."
    per = "; ".join(f"{x.naam}: {x.tekst}" for x in staven)
    alt = f"Staven met een lijn bij de hele opgave{bij}. {per}."
    return s.soort.tekening("naast_norm", balken(staven, lijnen), alt, let_op)


def _bouw(s: Rijen, c: Berekend, nieuwbouw: pd.DataFrame) -> list[Tekening]:
    """Wat er per jaar gebouwd is, en wat er volgens de plannen klaar komt."""
    gebouwd = nieuwbouw[nieuwbouw.waarde.notna()].sort_values("jaar").tail(TERUG)
    regels = [
        (str(int(r.jaar)), {GEBOUWD: float(r.waarde)}, getal(r.waarde))
        for r in gebouwd.itertuples()
    ]
    per_jaar: dict[str, dict[str, float]] = {}
    for x in c.reeks("klaar"):
        jaar, _, hoe = x.wie.rpartition(": ")
        per_jaar.setdefault(jaar, {})[hoe] = x.waarde
    regels += [(jaar, w, getal(sum(w.values()))) for jaar, w in per_jaar.items()]
    if len(regels) < 2:
        return []
    regels = regels[:VEEL]
    kleuren = {
        GEBOUWD: (stijl.DELEN[5], False),
        rekenen.HARD: (stijl.KLEUR["gemeente"], False),
        rekenen.ZACHT: (_zacht(), False),
    }
    per = (
        f"{jaar}: " + ", ".join(f"{k} {getal(v)}" for k, v in w.items() if v)
        for jaar, w, _ in regels
    )
    alt = f"Gestapelde staven. {'; '.join(per)}."
    return [s.soort.tekening("bouw", stapel(regels, kleuren), alt)]


def _zacht() -> str:
    """De kleur van de gemeente, lichter: plannen die nog niet vaststaan."""
    return stijl.meng(stijl.KLEUR["gemeente"], "#ffffff", 0.55)


# Beside the opgave


def naast_opgave(s: Rijen) -> Beeld:
    """De plannen naast de vastgestelde opgave: de dekkingsgraad, en wat er nog ontbreekt."""
    opgave = s.ander(woonopgave.SOORT.naam)
    for b in (s.bestand, opgave):
        if b is not None and b.fouten:
            return waarom_niet(b)
    delen = rekenen.van_de_opgave(s)
    if not delen or opgave is None:
        return NIETS
    c, tekst = Berekend(rekenen.dekkingsgraad(s)), s.soort.beschrijving["naast_opgave"]
    regels = [
        [
            hoofdletter(d.categorie),
            str(d.jaar),
            getal(d.opgave),
            getal(d.hard),
            getal(d.plan),
            f"{getal(c.waarde('dekkingsgraad', d.naam))}%",
        ]
        for d in delen
    ]
    tekeningen = [_raster(s, delen, c)] if len(delen) > 1 else []
    tekeningen += [_waterval(s, d) for d in delen if d.categorie == rekenen.TOTAAL][:1]
    paneel = maak_tabel(tekst["koppen"], regels, tekst["titel"]).html
    uitleg = f'<p class="notitie">{tekst["notitie"]}</p>'
    bron = f"{_bron(s)} {bronregel(opgave, opgave.tabel)}"
    zin = _laagste(s, opgave, c)
    return samen(tekst["titel"], zin, tekeningen, paneel, uitleg, bron, rijen(c.rijen))


def _laagste(s: Rijen, opgave, c: Berekend) -> str:
    """Bij welke categorie de plannen het minst van de opgave dekken."""
    per_categorie = rekenen.dekking(s.bestand, opgave).values()
    d = min(per_categorie, key=lambda d: c.waarde("dekkingsgraad", d.naam) or 0.0)
    waarden = {
        "categorie": e(d.categorie),
        "gepland": d.plan,
        "opgave": d.opgave,
        "tot": d.jaar,
        "deel": c.waarde("dekkingsgraad", d.naam),
    }
    return vul(s.soort.beschrijving["naast_opgave"]["zin"], waarden)


def _raster(s: Rijen, delen: list[Dekking], c: Berekend) -> Tekening:
    """De dekkingsgraad per categorie, hard en alles; hoe donkerder, hoe meer er ontbreekt."""
    jaren = sorted({d.jaar for d in delen})[:OPGAVEJAREN]
    per = {(d.categorie, d.jaar): d for d in delen}

    def vakken(d: Dekking | None) -> list[tuple[str, float | None]]:
        if d is None:
            return [("", None), ("", None)]
        graden = [c.waarde(id, d.naam) or 0.0 for id in ("dekkingsgraad_hard", "dekkingsgraad")]
        return [(f"{getal(graad)}%", max(0.0, 1 - graad / 100)) for graad in graden]

    regels = [
        (k, [vak for jaar in jaren for vak in vakken(per.get((k, jaar)))])
        for k in dict.fromkeys(d.categorie for d in delen)
    ]
    koppen = [f"{w}, tot en met {j}" for j in jaren for w in ("harde plannen", "alle plannen")]
    woorden = (
        f"{d.categorie} tot en met {d.jaar}: {getal(c.waarde('dekkingsgraad', d.naam))}%, "
        f"hard {getal(c.waarde('dekkingsgraad_hard', d.naam))}%"
        for d in delen
        if d.jaar in jaren
    )
    svg = raster(regels, koppen, stijl.KLEUR["gemeente"])
    leeg = any((k, jaar) not in per for k, _ in regels for jaar in jaren)
    notitie = s.soort.beschrijving["raster_leeg"] if leeg else ""
    return s.soort.tekening("raster", svg, f"Raster. {'; '.join(woorden)}.", notitie)


def _waterval(s: Rijen, d: Dekking) -> Tekening:
    """Van de opgave naar wat er nog niet gepland is."""
    rest, na_hard = d.opgave - d.plan, d.opgave - d.hard
    over = "nog niet gepland" if rest > 0 else "meer gepland dan de opgave"
    staven = [
        Staaf(f"opgave tot en met {d.jaar}", d.opgave, getal(d.opgave), kleur=stijl.STAAF),
        Staaf("af: harde plannen", na_hard, getal(-d.hard), begin=d.opgave),
        Staaf("af: zachte plannen", rest, getal(d.hard - d.plan), begin=na_hard, kleur=_zacht()),
        Staaf(over, rest, getal(abs(rest)), kleur=stijl.DELEN[5]),
    ]
    waarden = {"tot": d.jaar, "opgave": d.opgave, "hard": d.hard, "zacht": d.plan - d.hard}
    alt = vul(s.soort.beschrijving["waterval"], waarden | {"over": over, "rest": abs(rest)})
    return s.soort.tekening("waterval", balken(staven), alt)
