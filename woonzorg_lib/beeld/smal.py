"""De smalle vorm van een hoofdfiguur, voor een telefoon: woorden boven de balken.

Krijgt dezelfde rijen als de brede figuur en houdt wat een lezer nodig heeft: de gemeente, de
vergelijking en de band. Rekent niets uit.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import replace

from woonzorg_lib.beeld import rijsmal, stijl
from woonzorg_lib.beeld.beeld import Beeld, met_jaar, uniek, waarde
from woonzorg_lib.beeld.bereik import tussen
from woonzorg_lib.beeld.stijl import breedte
from woonzorg_lib.beeld.getallen import getal, leeg, met_eenheid
from woonzorg_lib.beeld.kiezen import TOP, VEEL, kies_hoogste, kies_namen
from woonzorg_lib.beeld.licht import HOOG, KLEIN, REGEL, SMAL, lijn, svg, tekst, vlak
from woonzorg_lib.beeld.stijl import GRIJS, INKT, KLEUR, LIJN, STAAF, meng, tekstkleur
from woonzorg_lib.cijfers import mag_uiterste

ROLLEN = ("gemeente", *stijl.NAASTEN, "regio", "land")
GEBIEDEN = ("wijk", "buurt", "lid", "eigen")  # many of a kind: only the ends are drawn
TEKENS = 46  # letters on a line of a phone


def teken(soort: str, alle: list[dict], alt: str, **keuzes) -> str:
    """De smalle vorm van deze soort figuur; leeg als zij er geen heeft, en dan schuift de brede."""
    maak = _MAKERS.get(soort)
    gevuld = [r for r in alle if not leeg(r["waarde"])]
    if maak is None or not gevuld:
        return ""
    binnen, hoog = maak(gevuld, keuzes)
    return svg(binnen, SMAL, hoog, alt, "smal")


def erbij(beeld: Beeld, soort: str, **keuzes) -> Beeld:
    """De figuur met haar smalle vorm erbij; welke te zien is, hangt van het scherm af."""
    vorm = teken(soort, beeld.rijen, str(beeld.gegevens.get("alt", "")), **keuzes)
    if not vorm:
        return beeld
    html = beeld.html.replace("<svg ", '<svg class="breed" ', 1)
    return replace(beeld, html=html.replace("</svg>", f"</svg>{vorm}", 1))


def _kop(y: float, woorden: str, vet: bool = False, kleur: str = INKT) -> tuple[str, float]:
    """Words above a bar, on as many lines as they need."""
    regels = textwrap.wrap(woorden, TEKENS) or [""]
    uit = [tekst(0, y + 13 + n * REGEL, r, vet=vet, kleur=kleur) for n, r in enumerate(regels)]
    return "".join(uit), y + len(regels) * REGEL


def _staven(rijen: list[dict], keuzes: dict) -> tuple[str, float]:
    y_naam = keuzes.get("y", "gebied")
    rijen, weg = _uiteinden([r for r in rijen if r["rol"] != "vergelijkbaar"])
    rond = keuzes.get("rond", 0.0)
    top = max(*(abs(r["waarde"] - rond) for r in rijen), (keuzes.get("norm") or 0) - rond) or 1.0
    laag = min(0.0, *(r["waarde"] - rond for r in rijen)) if len(rijen) > 1 else 0.0
    nul = SMAL * (-laag / (top - laag)) if laag < 0 else 0.0
    schaal = (SMAL - nul) / top
    uit, y = [], 0.0
    for n, r in enumerate(rijen):
        if weg and n == len(rijen) - TOP:
            kop, y = _kop(y, f"… {weg} andere …", kleur=GRIJS)
            uit.append(kop)
        eigen = r["rol"] == "gemeente"
        kop, y = _kop(y, f"{r[y_naam]}: {waarde(r)}", vet=eigen and y_naam == "gebied")
        breed = abs(r["waarde"] - rond) * schaal
        x = nul if r["waarde"] >= rond else nul - breed
        kleur = KLEUR["gemeente"] if eigen else STAAF
        uit += [kop, vlak(x, y + 2, breed, HOOG - 3, kleur)]
        y += HOOG + 8
    return "".join(uit), y


def _uiteinden(rijen: list[dict]) -> tuple[list[dict], int]:
    """Of many areas the ten highest and the ten lowest, and how many are left out.

    An area of a few people is not one of them; the table has them all.
    """
    gebieden = [r for r in rijen if r["rol"] in GEBIEDEN]
    if len(gebieden) == len(rijen):
        rijen = sorted(rijen, key=lambda r: -r["waarde"])
    if len(gebieden) < len(rijen) or len(rijen) <= VEEL:
        return rijen, 0
    groot = [r for r in rijen if mag_uiterste(r)]
    houd = [*groot[:TOP], *groot[TOP:][-TOP:]]
    return houd, len(rijen) - len(houd)


def _gestapeld(rijen: list[dict], keuzes: dict) -> tuple[str, float]:
    y_naam, deel_naam = keuzes.get("y", "gebied"), keuzes.get("kleur", "kort")
    kleuren = keuzes.get("kleuren", stijl.DELEN)
    delen = uniek(r[deel_naam] for r in rijen)
    vlakken = dict(zip(delen, kleuren))
    per = {n: [r for r in rijen if r[y_naam] == n] for n in uniek(r[y_naam] for r in rijen)}
    uit, y = [], 0.0
    for deel in delen:
        uit += [vlak(0, y + 3, 12, 12, vlakken[deel]), tekst(18, y + 14, str(deel), KLEIN, GRIJS)]
        y += REGEL
    normen = keuzes.get("normen") or {}
    meest = max([100.0, *(sum(r["waarde"] for r in eigen) for eigen in per.values())])
    schaal = SMAL / meest
    merken = {g: f"{woord} {getal(g)}%" for g, woord in normen.items()}
    boven, onder = rijsmal.merkjes(y + 4, merken, lambda w: w * schaal)
    uit, y = [*uit, *boven], onder + 2
    for naam, eigen in per.items():
        if eigen[0]["rol"] == "vergelijkbaar":
            continue
        kop, y = _kop(y, str(naam), vet=eigen[0]["rol"] == "gemeente")
        uit.append(kop)
        x = 0.0
        for r in eigen:
            breed = r["waarde"] * schaal
            uit.append(vlak(x, y + 2, breed - 1, HOOG + 3, vlakken[r[deel_naam]]))
            woord = met_eenheid(r["waarde"], r["eenheid"], int(r["decimalen"]))
            if breed > breedte(woord, KLEIN) + 6:
                kleur = tekstkleur(vlakken[r[deel_naam]])
                uit.append(tekst(x + breed / 2, y + 17, woord, KLEIN, kleur, anker="middle"))
            x += breed
        for grens in normen:  # above and under the bar: a number in it stays whole
            plek = min(grens * schaal, SMAL - 1) - 0.7
            uit += [vlak(plek, y + 1 + dy, 1.4, 4, INKT) for dy in (-2, HOOG + 3)]
        y += HOOG + 14
    return "".join(uit), y


def _punten(rijen: list[dict], keuzes: dict) -> tuple[str, float]:
    y_naam = keuzes.get("y", "kort")
    rijen = [r for r in met_jaar(rijen) if r["rol"] in ROLLEN]
    top = max(r["waarde"] for r in rijen) or 1.0
    laag = min(0.0, *(r["waarde"] for r in rijen)) if len(rijen) > 1 else 0.0
    uit, y = [], 0.0
    for naam in uniek(r[y_naam] for r in rijen):
        groep = sorted((r for r in rijen if r[y_naam] == naam), key=_rang)
        kop, y = _kop(y, str(naam), vet=True)
        plekken = {r["rol"]: _plek(r["waarde"], laag, top) for r in groep}
        uit += [kop, vlak(4, y + 8, SMAL - 8, 2, LIJN)]
        for r in groep[::-1]:
            straal = 7 if r["rol"] == "gemeente" else 5
            uit.append(
                f'<circle cx="{plekken[r["rol"]]:.1f}" cy="{y + 9:.1f}" r="{straal}" '
                f'fill="{stijl.rolkleur(r["rol"])}" stroke="#fff"/>'
            )
        y += 20
        for r in groep:
            kleur = stijl.woordkleur(r["rol"])
            uit.append(tekst(0, y + 12, f"● {r['gebied']} {waarde(r)}", KLEIN, kleur))
            y += 15
        y += 10
    return "".join(uit), y


def _rang(r: dict) -> int:
    return ROLLEN.index(r["rol"])


def _plek(waarde_: float, laag: float, top: float) -> float:
    return 7 + (SMAL - 14) * (waarde_ - laag) / ((top - laag) or 1.0)


def _lijnen(rijen: list[dict], keuzes: dict) -> tuple[str, float]:
    rijen = [r for r in rijen if r["rol"] in ROLLEN]
    jaren = sorted({int(r["jaar"]) for r in rijen})
    waarden = [r["waarde"] for r in rijen]
    waarden += [
        r["bovengrens"] for r in rijen if r["rol"] == "gemeente" and not leeg(r["bovengrens"])
    ]
    top, bodem = max(waarden), min([*waarden, *([0.0] if keuzes.get("vanaf_nul", True) else [])])
    hoog, breuk = 170.0, keuzes.get("breuk")

    def plek(jaar: int, w: float) -> tuple[float, float]:
        deel = (jaar - jaren[0]) / ((jaren[-1] - jaren[0]) or 1)
        return 6 + deel * (SMAL - 12), 12 + (hoog - 24) * (1 - (w - bodem) / ((top - bodem) or 1.0))

    uit = []
    for rol in ROLLEN[::-1]:
        reeks = sorted((r for r in rijen if r["rol"] == rol), key=lambda r: r["jaar"])
        if rol == "gemeente":
            uit.append(_vlak(reeks, plek))
        for stuk in _stukken(reeks, breuk):
            dik = 3.0 if rol == "gemeente" else 2.0
            punten = [plek(int(r["jaar"]), r["waarde"]) for r in stuk]
            uit.append(lijn(punten, stijl.rolkleur(rol), dik))
            uit += [
                f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{stijl.rolkleur(rol)}"/>'
                for x, y in (punten[0], punten[-1])
            ]
    uit += [vlak(6, hoog, SMAL - 12, 1, LIJN), tekst(6, hoog + 16, str(jaren[0]), KLEIN, GRIJS)]
    uit.append(tekst(SMAL - 6, hoog + 16, str(jaren[-1]), KLEIN, GRIJS, anker="end"))
    y = hoog + 24
    for rol in ROLLEN:
        reeks = sorted((r for r in rijen if r["rol"] == rol), key=lambda r: r["jaar"])
        if reeks:
            woorden = f"{reeks[-1]['gebied']} {tussen(reeks[-1])}"
            kop, y = _kop(y, woorden, rol == "gemeente", stijl.woordkleur(rol))
            uit.append(kop)
    return "".join(uit), y + 6


def _stukken(reeks: list[dict], breuk: int | None) -> list[list[dict]]:
    """A line stops where the measurement changed."""
    if breuk is None:
        return [reeks] if reeks else []
    voor = [r for r in reeks if r["jaar"] < breuk]
    na = [r for r in reeks if r["jaar"] >= breuk]
    return [deel for deel in (voor, na) if deel]


def _vlak(reeks: list[dict], plek: Callable[[int, float], tuple[float, float]]) -> str:
    band = [r for r in reeks if not leeg(r["ondergrens"]) and not leeg(r["bovengrens"])]
    if len(band) < 2:
        return ""
    boven = [plek(int(r["jaar"]), r["bovengrens"]) for r in band]
    onder = [plek(int(r["jaar"]), r["ondergrens"]) for r in band[::-1]]
    hoeken = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*boven, *onder])
    return f'<polygon points="{hoeken}" fill="{meng(KLEUR["gemeente"], "#ffffff", 0.75)}"/>'


def _band(rijen: list[dict], keuzes: dict) -> tuple[str, float]:
    """Bars from low to high, with the estimate in it."""
    naam = keuzes.get("groep") or keuzes.get("y") or "kort"
    meer = len({int(r["jaar"]) for r in rijen}) > 1
    grenzen = [_grens(r) for r in rijen]
    top = max(h for _, h in grenzen) or 1.0
    laag = min(0.0, *(b for b, _ in grenzen))
    schaal = SMAL / ((top - laag) or 1.0)
    uit, y, vorige = [], 0.0, None
    for r, (onder, boven) in zip(rijen, grenzen):
        if meer and r[naam] != vorige:
            kop, y = _kop(y, str(r[naam]), vet=True)
            uit.append(kop)
        vorige = r[naam]
        kop, y = _kop(y, f"{int(r['jaar']) if meer else r[naam]}: {tussen(r)}")
        licht = meng(KLEUR["gemeente"], "#ffffff", 0.7)
        uit += [
            kop,
            vlak((onder - laag) * schaal, y + 3, max((boven - onder) * schaal, 2), 11, licht),
        ]
        uit.append(vlak((r["waarde"] - laag) * schaal - 1.5, y + 1, 3, 15, KLEUR["gemeente"]))
        y += 24
    return "".join(uit), y


def _grens(r: dict) -> tuple[float, float]:
    if leeg(r["ondergrens"]) or leeg(r["bovengrens"]):
        return r["waarde"], r["waarde"]
    return r["ondergrens"], r["bovengrens"]


def _stappen(rijen: list[dict], keuzes: dict) -> tuple[str, float]:
    """From need to opgave: each bar begins where the one before ended."""
    stand, vakken = 0.0, []
    for n, r in enumerate(rijen):
        vast = n in (0, len(rijen) - 1)
        begin = 0.0 if vast else stand
        stand = r["waarde"] if n == 0 else stand + r["waarde"]
        vakken.append((min(begin, begin + r["waarde"]), abs(r["waarde"]), vast))
    schaal = SMAL / (max(v + b for v, b, _ in vakken) or 1.0)
    uit, y = [], 0.0
    for r, (van, breed, vast) in zip(rijen, vakken):
        laatste = r is rijen[-1]
        woorden = tussen(r) if vast else waarde(r)
        kop, y = _kop(y, f"{r['kort']}: {woorden}", vet=laatste)
        kleur = KLEUR["gemeente"] if laatste else STAAF
        uit += [kop, vlak(max(van, 0) * schaal, y + 2, breed * schaal, HOOG - 3, kleur)]
        y += HOOG + 8
    return "".join(uit), y


def _heatmap(rijen: list[dict], keuzes: dict) -> tuple[str, float]:
    """Per gebied de naam, met eronder elk cijfer op een vakje; donker is hoog naast de andere."""
    y_naam, x_naam = keuzes.get("y", "gebied"), keuzes.get("x", "kort")
    randen = {k: _randen(rijen, x_naam, k) for k in uniek(r[x_naam] for r in rijen)}
    eerste = keuzes.get("eerste", 0)
    namen, weg = kies_namen(rijen, y_naam, eerste)
    uit, y, breed = [], 0.0, SMAL / 2
    for nummer, naam in enumerate(namen):
        if weg and not eerste and nummer == len(namen) - TOP:
            kop, y = _kop(y, f"… {weg} andere …", kleur=GRIJS)
            uit.append(kop)
        groep = [r for r in rijen if r[y_naam] == naam]
        kop, y = _kop(y, str(naam), vet=True)
        uit.append(kop)
        for n, r in enumerate(groep):
            tint = _tint(r["waarde"], *randen[r[x_naam]], keuzes.get("norm"))
            x, boven = breed * (n % 2), y + 22 * (n // 2)
            getal_ = waarde(r)
            ruimte = int((breed - 14) / breedte("a", KLEIN)) - len(getal_) - 1
            woorden = textwrap.shorten(str(r[x_naam]), max(ruimte, 4), placeholder="…")
            uit.append(vlak(x, boven, breed - 2, 20, tint))
            uit.append(tekst(x + 4, boven + 14, f"{woorden} {getal_}", KLEIN, tekstkleur(tint)))
        y += 22 * ((len(groep) + 1) // 2) + 8
    return "".join(uit), y


def _randen(rijen: list[dict], naam: str, kolom: str) -> tuple[float, float]:
    waarden = [r["waarde"] for r in rijen if r[naam] == kolom]
    return min(waarden), max(waarden)


def _tint(waarde_: float, laag: float, hoog: float, norm: float | None) -> str:
    if norm is not None:
        deel = min(max((waarde_ / norm - 1) / 2, 0.0), 1.0)
        return meng(stijl.BOVEN_NORM, "#ffffff", 1 - 0.6 * deel) if waarde_ > norm else "#ffffff"
    deel = (waarde_ - laag) / (hoog - laag) if hoog > laag else 0.0
    return meng("#ffffff", KLEUR["regio"], 0.06 + 0.7 * deel)


def _leeftijdsbalken(rijen: list[dict], keuzes: dict) -> tuple[str, float]:
    """Per leeftijd een balk; het streepje is Nederland."""
    del keuzes
    links, rechts = 44.0, 44.0
    top = max(r["waarde"] for r in rijen) or 1.0
    schaal = (SMAL - links - rechts) / top
    uit, y = [], 0.0
    for klasse in uniek(r["leeftijd"] for r in rijen)[::-1]:
        per = {r["rol"]: r for r in rijen if r["leeftijd"] == klasse}
        uit.append(tekst(links - 6, y + 13, klasse, KLEIN, anker="end"))
        if eigen := per.get("gemeente"):
            oud = int(klasse.rstrip("+").split("-")[0]) >= 65
            kleur = KLEUR["gemeente"] if oud else meng(KLEUR["gemeente"], "#ffffff", 0.6)
            uit.append(vlak(links, y + 2, eigen["waarde"] * schaal, 13, kleur))
            uit.append(tekst(SMAL, y + 13, waarde(eigen), KLEIN, anker="end"))
        if land := per.get("land"):
            uit.append(vlak(links + land["waarde"] * schaal - 0.8, y, 1.6, 17, INKT))
        y += REGEL
    return "".join(uit), y


def _spreiding(rijen: list[dict], keuzes: dict) -> tuple[str, float]:
    """Elke wijk een stip; wie op beide hoog is, staat er met naam onder."""
    del keuzes
    helft = len(rijen) // 2
    paren = list(zip(rijen[:helft], rijen[helft:]))
    liggend, staand = ([p[k]["waarde"] for p in paren] for k in (0, 1))
    hoog, uit = 240.0, []

    def plek(getal_: float, alle: list[float], maat: float) -> float:
        return 8 + (maat - 16) * (getal_ - min(alle)) / ((max(alle) - min(alle)) or 1.0)

    kop, y = _kop(0.0, f"Omhoog: {paren[0][1]['omschrijving']}", kleur=GRIJS)
    uit.append(kop)
    noem = kies_hoogste(paren)
    for paar in paren:
        x = plek(paar[0]["waarde"], liggend, SMAL)
        boven = y + hoog - plek(paar[1]["waarde"], staand, hoog)
        kleur = KLEUR["gemeente"] if paar in noem else STAAF
        uit.append(f'<circle cx="{x:.1f}" cy="{boven:.1f}" r="4.5" fill="{kleur}"/>')
    uit += [vlak(0, y, 1, hoog, LIJN), vlak(0, y + hoog, SMAL, 1, LIJN)]
    kop, y = _kop(y + hoog, f"Naar rechts: {paren[0][0]['omschrijving']}", kleur=GRIJS)
    uit.append(kop)
    for a, b in noem:
        kop, y = _kop(y, f"● {a['gebied']}: {waarde(a)} en {waarde(b)}", kleur=KLEUR["gemeente"])
        uit.append(kop)
    return "".join(uit), y + 4


_MAKERS: dict[str, Callable[[list[dict], dict], tuple[str, float]]] = {
    "staven": _staven,
    "gestapeld": _gestapeld,
    "punten": _punten,
    "lijnen": _lijnen,
    "bereik": _band,
    "banden": _band,
    "stappen": _stappen,
    "heatmap": _heatmap,
    "leeftijdsbalken": _leeftijdsbalken,
    "spreiding": _spreiding,
    "wijkkaart": _staven,
    "regiokaart": _staven,  # the names of a map don't fit on a phone, those of bars do
}
