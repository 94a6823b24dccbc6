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
from woonzorg_lib.beeld.doek import breedte
from woonzorg_lib.beeld.getallen import getal, leeg, met_eenheid
from woonzorg_lib.beeld.licht import HOOG, KLEIN, REGEL, SMAL, lijn, svg, tekst, vlak
from woonzorg_lib.beeld.stijl import GRIJS, INKT, KLEUR, LIJN, STAAF, meng, tekstkleur

ROLLEN = ("gemeente", *stijl.NAASTEN, "regio", "land")
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
    rijen = [r for r in rijen if r["rol"] != "vergelijkbaar"]
    rond = keuzes.get("rond", 0.0)
    top = max(*(abs(r["waarde"] - rond) for r in rijen), (keuzes.get("norm") or 0) - rond) or 1.0
    laag = min(0.0, *(r["waarde"] - rond for r in rijen)) if len(rijen) > 1 else 0.0
    nul = SMAL * (-laag / (top - laag)) if laag < 0 else 0.0
    schaal = (SMAL - nul) / top
    uit, y = [], 0.0
    for r in rijen:
        eigen = r["rol"] == "gemeente"
        kop, y = _kop(y, f"{r[y_naam]}: {waarde(r)}", vet=eigen and y_naam == "gebied")
        breed = abs(r["waarde"] - rond) * schaal
        x = nul if r["waarde"] >= rond else nul - breed
        kleur = KLEUR["gemeente"] if eigen else STAAF
        uit += [kop, vlak(x, y + 2, breed, HOOG - 3, kleur)]
        y += HOOG + 8
    return "".join(uit), y


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


_MAKERS: dict[str, Callable[[list[dict], dict], tuple[str, float]]] = {
    "staven": _staven,
    "gestapeld": _gestapeld,
    "punten": _punten,
    "lijnen": _lijnen,
    "bereik": _band,
    "banden": _band,
    "stappen": _stappen,
}
