"""De smalle vorm van een hoofdfiguur, voor een telefoon: woorden boven de balken.

Krijgt dezelfde rijen als de brede figuur en houdt wat een lezer nodig heeft: de gemeente, de
vergelijking en de band. Rekent niets uit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from woonzorg_lib.beeld import stijl
from woonzorg_lib.beeld.beeld import Beeld, met_jaar, uniek, waarde
from woonzorg_lib.beeld.bereik import tussen
from woonzorg_lib.beeld.getallen import getal, leeg, met_eenheid
from woonzorg_lib.beeld.kiezen import TOP, VEEL, gevuld, is_eigen, kies_hoogste, kies_namen
from woonzorg_lib.beeld.kolom import Kolom
from woonzorg_lib.beeld.licht import HOOG, KLEIN, REGEL, SMAL, lijn, svg
from woonzorg_lib.beeld.stijl import GRIJS, INKT, KLEUR, LIJN, STAAF, breedte, meng, tekstkleur
from woonzorg_lib.cijfers import mag_uiterste

ROLLEN = ("gemeente", *stijl.NAASTEN, "regio", "land")
GEBIEDEN = ("wijk", "buurt", "lid", "eigen")  # many of a kind: only the ends are drawn
Plek = Callable[[int, float], tuple[float, float]]  # year and amount to a place in the field


def teken(soort: str, alle: list[dict], alt: str, **keuzes) -> str:
    """De smalle vorm van deze soort figuur; leeg als zij er geen heeft, en dan schuift de brede."""
    maak = _MAKERS.get(soort)
    rijen = gevuld(alle)
    if maak is None or not rijen:
        return ""
    kolom = maak(rijen, keuzes)
    return svg("".join(kolom.delen), SMAL, kolom.y, alt, "smal")


def erbij(beeld: Beeld, soort: str, **keuzes) -> Beeld:
    """De figuur met haar smalle vorm erbij; welke te zien is, hangt van het scherm af."""
    vorm = teken(soort, beeld.rijen, str(beeld.gegevens.get("alt", "")), **keuzes)
    if not vorm:
        return beeld
    html = beeld.html.replace("<svg ", '<svg class="breed" ', 1)
    return replace(beeld, html=html.replace("</svg>", f"</svg>{vorm}", 1))


def _staven(rijen: list[dict], keuzes: dict) -> Kolom:
    y_naam = keuzes.get("y", "gebied")
    rond = keuzes.get("rond", 0.0)
    rijen, weg = _uiteinden([r for r in rijen if r["rol"] != "vergelijkbaar"])
    ver = [r["waarde"] - rond for r in rijen]
    norm = (keuzes.get("norm") or 0) - rond
    top = max(*map(abs, ver), norm) or 1.0
    laag = min(0.0, *ver) if len(rijen) > 1 else 0.0
    nul = SMAL * (-laag / (top - laag)) if laag < 0 else 0.0
    schaal = (SMAL - nul) / top
    kolom = Kolom()
    for nummer, (r, afstand) in enumerate(zip(rijen, ver)):
        if weg and nummer == len(rijen) - TOP:
            kolom.woorden(f"… {weg} andere …", kleur=GRIJS)
        eigen = is_eigen(r)
        kolom.woorden(f"{r[y_naam]}: {waarde(r)}", vet=eigen and y_naam == "gebied")
        breed = abs(afstand) * schaal
        links = nul if r["waarde"] >= rond else nul - breed
        kleur = KLEUR["gemeente"] if eigen else STAAF
        kolom.vlak(links, 2, breed, HOOG - 3, kleur)
        kolom.zak(HOOG + 8)
    return kolom


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


def _gestapeld(rijen: list[dict], keuzes: dict) -> Kolom:
    y_naam = keuzes.get("y", "gebied")
    deel_naam = keuzes.get("kleur", "kort")
    kleuren = keuzes.get("kleuren", stijl.DELEN)
    normen = keuzes.get("normen") or {}
    verf = dict(zip(uniek(r[deel_naam] for r in rijen), kleuren))
    staven = {n: [r for r in rijen if r[y_naam] == n] for n in uniek(r[y_naam] for r in rijen)}
    samen = [sum(r["waarde"] for r in delen) for delen in staven.values()]
    schaal = SMAL / max([100.0, *samen])
    kolom = Kolom()
    for deel, vlak in verf.items():
        kolom.sleutel(str(deel), vlak)
    kolom.zak(4)
    merken = {grens: f"{woord} {getal(grens)}%" for grens, woord in normen.items()}
    kolom.merkjes(merken, lambda grens: grens * schaal)
    kolom.zak(2)
    for naam, delen in staven.items():
        if delen[0]["rol"] == "vergelijkbaar":
            continue
        kolom.woorden(str(naam), vet=is_eigen(delen[0]))
        _stapel(kolom, delen, [verf[r[deel_naam]] for r in delen], schaal)
        for grens in normen:  # above and under the bar: a number in it stays whole
            links = min(grens * schaal, SMAL - 1) - 0.7
            kolom.vlak(links, -1, 1.4, 4, INKT)
            kolom.vlak(links, HOOG + 4, 1.4, 4, INKT)
        kolom.zak(HOOG + 14)
    return kolom


def _stapel(kolom: Kolom, delen: list[dict], verf: list[str], schaal: float) -> None:
    """De delen van één staaf, met het getal erin waar het past."""
    x = 0.0
    for r, vlak in zip(delen, verf):
        breed = r["waarde"] * schaal
        kolom.vlak(x, 2, breed - 1, HOOG + 3, vlak)
        woord = met_eenheid(r["waarde"], r["eenheid"], int(r["decimalen"]))
        if breed > breedte(woord, KLEIN) + 6:
            kolom.klein(x + breed / 2, 17, woord, tekstkleur(vlak), anker="middle")
        x += breed


def _punten(rijen: list[dict], keuzes: dict) -> Kolom:
    y_naam = keuzes.get("y", "kort")
    rijen = [r for r in met_jaar(rijen) if r["rol"] in ROLLEN]
    waarden = [r["waarde"] for r in rijen]
    top = max(waarden) or 1.0
    laag = min(0.0, *waarden) if len(rijen) > 1 else 0.0
    ruim = (top - laag) or 1.0
    kolom = Kolom()
    for naam in uniek(r[y_naam] for r in rijen):
        groep = sorted((r for r in rijen if r[y_naam] == naam), key=_rang)
        kolom.woorden(str(naam), vet=True)
        kolom.vlak(4, 8, SMAL - 8, 2, LIJN)
        for r in groep[::-1]:
            x = 7 + (SMAL - 14) * (r["waarde"] - laag) / ruim
            straal = 7 if is_eigen(r) else 5
            kolom.teken(_stip(x, kolom.y + 9, straal, stijl.rolkleur(r["rol"]), rand=True))
        kolom.zak(20)
        for r in groep:
            kleur = stijl.woordkleur(r["rol"])
            kolom.klein(0, 12, f"● {r['gebied']} {waarde(r)}", kleur)
            kolom.zak(15)
        kolom.zak(10)
    return kolom


def _stip(x: float, y: float, straal: float, kleur: str, rand: bool = False) -> str:
    om = ' stroke="#fff"' if rand else ""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{straal:g}" fill="{kleur}"{om}/>'


def _rang(r: dict) -> int:
    return ROLLEN.index(r["rol"])


def _lijnen(rijen: list[dict], keuzes: dict) -> Kolom:
    rijen = [r for r in rijen if r["rol"] in ROLLEN]
    reeksen = {rol: _reeks(rijen, rol) for rol in ROLLEN}
    jaren = sorted({int(r["jaar"]) for r in rijen})
    hoog = 170.0
    plek = _veld(rijen, jaren, hoog, keuzes.get("vanaf_nul", True))
    kolom = Kolom()
    kolom.teken(_vlak(reeksen["gemeente"], plek))  # under the lines, or it hides the others
    for rol in ROLLEN[::-1]:
        for stuk in _stukken(reeksen[rol], keuzes.get("breuk")):
            _trek(kolom, stuk, rol, plek)
    kolom.zak(hoog)
    kolom.vlak(6, 0, SMAL - 12, 1, LIJN)
    kolom.klein(6, 16, str(jaren[0]), GRIJS)
    kolom.klein(SMAL - 6, 16, str(jaren[-1]), GRIJS, anker="end")
    kolom.zak(24)
    for rol, reeks in reeksen.items():
        if reeks:
            woorden = f"{reeks[-1]['gebied']} {tussen(reeks[-1])}{_begin(reeks)}"
            kolom.woorden(woorden, vet=rol == "gemeente", kleur=stijl.woordkleur(rol))
    kolom.zak(6)
    return kolom


def _begin(reeks: list[dict]) -> str:
    """A line without an axis says where it began; an index begins at 100."""
    eerste = reeks[0]
    if len(reeks) < 2 or str(eerste["eenheid"]).startswith("index"):
        return ""
    return f" (in {int(eerste['jaar'])}: {waarde(eerste)})"


def _reeks(rijen: list[dict], rol: str) -> list[dict]:
    return sorted((r for r in rijen if r["rol"] == rol), key=lambda r: r["jaar"])


def _veld(rijen: list[dict], jaren: list[int], hoog: float, vanaf_nul: bool) -> Plek:
    """Where a figure of a year comes; the band of the gemeente lies within."""
    waarden = [r["waarde"] for r in rijen]
    banden = [r["bovengrens"] for r in rijen if is_eigen(r) and not leeg(r["bovengrens"])]
    alle = [*waarden, *banden]
    bodem = min([*alle, 0.0]) if vanaf_nul else min(alle)
    ruim = (max(alle) - bodem) or 1.0
    duur = (jaren[-1] - jaren[0]) or 1

    def plek(jaar: int, getal_: float) -> tuple[float, float]:
        x = 6 + (jaar - jaren[0]) / duur * (SMAL - 12)
        y = 12 + (hoog - 24) * (1 - (getal_ - bodem) / ruim)
        return x, y

    return plek


def _trek(kolom: Kolom, stuk: list[dict], rol: str, plek: Plek) -> None:
    """One line, with a dot at both ends."""
    kleur = stijl.rolkleur(rol)
    punten = [plek(int(r["jaar"]), r["waarde"]) for r in stuk]
    kolom.teken(lijn(punten, kleur, 3.0 if rol == "gemeente" else 2.0))
    for x, y in (punten[0], punten[-1]):
        kolom.teken(_stip(x, y, 3.5, kleur))


def _stukken(reeks: list[dict], breuk: int | None) -> list[list[dict]]:
    """A line stops where the measurement changed."""
    if breuk is None:
        return [reeks] if reeks else []
    voor = [r for r in reeks if r["jaar"] < breuk]
    na = [r for r in reeks if r["jaar"] >= breuk]
    return [deel for deel in (voor, na) if deel]


def _vlak(reeks: list[dict], plek: Plek) -> str:
    """The band round a line."""
    band = [r for r in reeks if not leeg(r["ondergrens"]) and not leeg(r["bovengrens"])]
    if len(band) < 2:
        return ""
    boven = [plek(int(r["jaar"]), r["bovengrens"]) for r in band]
    onder = [plek(int(r["jaar"]), r["ondergrens"]) for r in band[::-1]]
    hoeken = " ".join(f"{x:.1f},{y:.1f}" for x, y in [*boven, *onder])
    return f'<polygon points="{hoeken}" fill="{meng(KLEUR["gemeente"], "#ffffff", 0.75)}"/>'


def _band(rijen: list[dict], keuzes: dict) -> Kolom:
    """Bars from low to high, with the estimate in it."""
    naam = keuzes.get("groep") or keuzes.get("y") or "kort"
    meer = len({int(r["jaar"]) for r in rijen}) > 1
    grenzen = [_grens(r) for r in rijen]
    top = max(boven for _, boven in grenzen) or 1.0
    laag = min(0.0, *(onder for onder, _ in grenzen))
    schaal = SMAL / ((top - laag) or 1.0)
    licht = meng(KLEUR["gemeente"], "#ffffff", 0.7)
    kolom = Kolom()
    vorige = None
    for r, (onder, boven) in zip(rijen, grenzen):
        if meer and r[naam] != vorige:
            kolom.woorden(str(r[naam]), vet=True)
        vorige = r[naam]
        kolom.woorden(f"{int(r['jaar']) if meer else r[naam]}: {tussen(r)}")
        breed = max((boven - onder) * schaal, 2)
        midden = (r["waarde"] - laag) * schaal
        kolom.vlak((onder - laag) * schaal, 3, breed, 11, licht)
        kolom.vlak(midden - 1.5, 1, 3, 15, KLEUR["gemeente"])
        kolom.zak(24)
    return kolom


def _grens(r: dict) -> tuple[float, float]:
    if leeg(r["ondergrens"]) or leeg(r["bovengrens"]):
        return r["waarde"], r["waarde"]
    return r["ondergrens"], r["bovengrens"]


def _stappen(rijen: list[dict], keuzes: dict) -> Kolom:
    """From need to opgave: each bar begins where the one before ended."""
    del keuzes
    laatste = len(rijen) - 1
    begin, stand = [], 0.0
    for nummer, r in enumerate(rijen):
        begin.append(0.0 if nummer in (0, laatste) else stand)
        stand = r["waarde"] if nummer == 0 else stand + r["waarde"]
    links = [min(van, van + r["waarde"]) for van, r in zip(begin, rijen)]
    einden = [van + abs(r["waarde"]) for van, r in zip(links, rijen)]
    schaal = SMAL / (max(einden) or 1.0)
    kolom = Kolom()
    for nummer, (r, van) in enumerate(zip(rijen, links)):
        vast = nummer in (0, laatste)
        vet = nummer == laatste
        kolom.woorden(f"{r['kort']}: {tussen(r) if vast else waarde(r)}", vet=vet)
        kleur = KLEUR["gemeente"] if vet else STAAF
        kolom.vlak(max(van, 0) * schaal, 2, abs(r["waarde"]) * schaal, HOOG - 3, kleur)
        kolom.zak(HOOG + 8)
    return kolom


def _heatmap(rijen: list[dict], keuzes: dict) -> Kolom:
    """Per gebied de naam, met eronder elk cijfer op een vakje; donker is hoog naast de andere."""
    y_naam = keuzes.get("y", "gebied")
    x_naam = keuzes.get("x", "kort")
    eerste = keuzes.get("eerste", 0)
    randen = {k: _randen(rijen, x_naam, k) for k in uniek(r[x_naam] for r in rijen)}
    namen, weg = kies_namen(rijen, y_naam, eerste)
    kolom = Kolom()
    # Two beside each other when every name is whole there; else each on a line of its own.
    naast = 2 if all(_past(r, str(r[x_naam])) for r in rijen) else 1
    for nummer, naam in enumerate(namen):
        if weg and not eerste and nummer == len(namen) - TOP:
            kolom.woorden(f"… {weg} andere …", kleur=GRIJS)
        groep = [r for r in rijen if r[y_naam] == naam]
        kolom.woorden(str(naam), vet=True)
        for plaats, r in enumerate(groep):
            tint = _tint(r["waarde"], *randen[r[x_naam]], keuzes.get("norm"))
            _vakje(kolom, divmod(plaats, naast), SMAL / naast, f"{r[x_naam]} {waarde(r)}", tint)
        kolom.zak(22 * -(-len(groep) // naast) + 8)
    return kolom


def _past(r: dict, naam: str) -> bool:
    """Of naam en cijfer heel blijven in een half vakje."""
    return len(f"{naam} {waarde(r)}") <= (SMAL / 2 - 14) / breedte("a", KLEIN)


def _vakje(kolom: Kolom, plek: tuple[int, int], breed: float, woorden: str, tint: str) -> None:
    """Een vakje; plek: op welke rij en in welke kolom het staat."""
    rij, nummer = plek
    x, dy = breed * nummer, 22 * rij
    kolom.vlak(x, dy, breed - 2, 20, tint)
    kolom.klein(x + 4, dy + 14, woorden, tekstkleur(tint))


def _randen(rijen: list[dict], naam: str, kolom: str) -> tuple[float, float]:
    waarden = [r["waarde"] for r in rijen if r[naam] == kolom]
    return min(waarden), max(waarden)


def _tint(waarde_: float, laag: float, hoog: float, norm: float | None) -> str:
    if norm is not None:
        deel = min(max((waarde_ / norm - 1) / 2, 0.0), 1.0)
        return stijl.vaktint(deel, stijl.BOVEN_NORM) if waarde_ > norm else "#ffffff"
    deel = (waarde_ - laag) / (hoog - laag) if hoog > laag else 0.0
    return stijl.vaktint(deel, KLEUR["regio"])


def _leeftijdsbalken(rijen: list[dict], keuzes: dict) -> Kolom:
    """Per leeftijd een balk; het streepje is Nederland."""
    del keuzes
    links, rechts = 44.0, 44.0
    top = max(r["waarde"] for r in rijen) or 1.0
    schaal = (SMAL - links - rechts) / top
    kolom = Kolom()
    for klasse in uniek(r["leeftijd"] for r in rijen)[::-1]:
        per_rol = {r["rol"]: r for r in rijen if r["leeftijd"] == klasse}
        kolom.klein(links - 6, 13, klasse, anker="end")
        if eigen := per_rol.get("gemeente"):
            oud = int(klasse.rstrip("+").split("-")[0]) >= 65
            kleur = KLEUR["gemeente"] if oud else meng(KLEUR["gemeente"], "#ffffff", 0.6)
            kolom.vlak(links, 2, eigen["waarde"] * schaal, 13, kleur)
            kolom.klein(SMAL, 13, waarde(eigen), anker="end")
        if land := per_rol.get("land"):
            kolom.vlak(links + land["waarde"] * schaal - 0.8, 0, 1.6, 17, INKT)
        kolom.zak(REGEL)
    return kolom


def _spreiding(rijen: list[dict], keuzes: dict) -> Kolom:
    """Elke wijk een stip; wie op beide hoog is, staat er met naam onder."""
    del keuzes
    helft = len(rijen) // 2
    paren = list(zip(rijen[:helft], rijen[helft:]))
    liggend, staand = ([paar[as_]["waarde"] for paar in paren] for as_ in (0, 1))
    noem = kies_hoogste(paren)
    hoog = 240.0
    kolom = Kolom()
    kolom.woorden(f"Omhoog: {paren[0][1]['omschrijving']}", kleur=GRIJS)
    for paar in paren:
        x = _langs(paar[0]["waarde"], liggend, SMAL)
        omhoog = _langs(paar[1]["waarde"], staand, hoog)
        kleur = KLEUR["gemeente"] if paar in noem else STAAF
        kolom.teken(_stip(x, kolom.y + hoog - omhoog, 4.5, kleur))
    kolom.vlak(0, 0, 1, hoog, LIJN)
    kolom.vlak(0, hoog, SMAL, 1, LIJN)
    kolom.zak(hoog)
    kolom.woorden(f"Naar rechts: {paren[0][0]['omschrijving']}", kleur=GRIJS)
    for a, b in noem:
        kolom.woorden(f"● {a['gebied']}: {waarde(a)} en {waarde(b)}", kleur=KLEUR["gemeente"])
    kolom.zak(4)
    return kolom


def _langs(getal_: float, alle: list[float], maat: float) -> float:
    """The place of a figure along an axis of this length."""
    ruim = (max(alle) - min(alle)) or 1.0
    return 8 + (maat - 16) * (getal_ - min(alle)) / ruim


_MAKERS: dict[str, Callable[[list[dict], dict], Kolom]] = {
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
