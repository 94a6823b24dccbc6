"""Figuren met een rij per naam: staven, stapels, een tijdbalk, een trap en een raster.

Weet niet wat de rijen betekenen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from woonzorg_lib.beeld import rijsmal
from woonzorg_lib.beeld.blad import Blad, breedte, mooi, regels
from woonzorg_lib.beeld.doek import getekend, uiteen
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.stijl import (
    BREEDTE,
    DELEN,
    GRIJS,
    INKT,
    KLEUR,
    LIJN,
    contrast,
    meng,
    tekstkleur,
)

LINKS = 2.75  # inches for the names


@dataclass(frozen=True)
class Staaf:
    """Een rij: een naam, een staaf van `begin` tot `waarde`, en de tekst erachter.

    waarde: None als er geen staaf is (onbekend of verborgen). van: het geheel waar dit een deel van
    is, als lichte staaf erachter. doel: een streep. trap: hoe ver de naam inspringt. kop: alleen
    een tussenkop. kleur: leeg is die van de gemeente.
    """

    naam: str
    waarde: float | None = None
    tekst: str = ""
    van: float | None = None
    doel: float | None = None
    begin: float = 0.0
    trap: int = 0
    kop: bool = False
    kleur: str = ""


def alt_tekst(staven: Sequence[Staaf]) -> str:
    """Wat er in staven te zien is, in woorden."""
    return "Staven. " + "; ".join(f"{r.naam}: {r.tekst}" for r in staven if not r.kop) + "."


def _naam(blad: Blad, tekst: list[str], midden: float, x: float | None = None) -> None:
    """De naam van een rij: tegen het veld aan, of vanaf x als rijen inspringen."""
    blad.woord(
        LINKS - 0.1 if x is None else x,
        midden,
        "\n".join(tekst),
        anker="end" if x is None else "start",
    )


@getekend
def balken(
    rijen: Sequence[Staaf],
    normen: dict[float, str] | None = None,
    hoogste: float | None = None,
    kort: int = 34,
) -> str:
    """Liggende staven met de naam ervoor en het getal erachter.

    normen: gestreepte lijnen, als {130: "vuistregel 130%"}.
    """
    normen = normen or {}
    trapsgewijs = any(r.kop or r.trap for r in rijen)
    namen = [regels(r.naam, kort - 3 * r.trap) for r in rijen]
    hoogtes = [0.36 if r.kop else max(0.34, 0.165 * len(n) + 0.13) for r, n in zip(rijen, namen)]
    eind = (
        max(
            [
                *(v for r in rijen for v in (r.waarde, r.van, r.doel, r.begin) if v is not None),
                *normen,
                hoogste or 0,
                0,
            ]
        )
        or 1.0
    )
    laag = min([0.0, *(v for r in rijen for v in (r.waarde, r.begin) if v is not None)])
    ruimte = min(max((breedte(r.tekst) for r in rijen), default=0) + 0.2, 3.4)
    schaal = (BREEDTE - LINKS - ruimte) / (eind - laag)
    boven = 0.28 * bool(normen) + 0.04
    blad = Blad(boven + sum(hoogtes) + 0.06)

    def x(v: float) -> float:
        return LINKS + (v - laag) * schaal

    y = boven
    for r, naam, hoog in zip(rijen, namen, hoogtes):
        midden = y + hoog / 2
        if r.kop:
            blad.woord(0, midden + 0.04, r.naam, kleur=GRIJS, vet=True, groot=9.5)
        else:
            _naam(blad, naam, midden, 0.16 * r.trap if trapsgewijs else None)
            dik = 0.2
            if r.van is not None:
                blad.vlak(x(0), midden - dik / 2, r.van * schaal, dik, LIJN)
            if r.waarde is not None and r.waarde != r.begin:
                van, tot = sorted((r.begin, r.waarde))
                blad.vlak(
                    x(van),
                    midden - dik / 2,
                    (tot - van) * schaal,
                    dik,
                    r.kleur or KLEUR["gemeente"],
                )
            if r.doel is not None:
                blad.lijn([x(r.doel)] * 2, [midden - 0.15, midden + 0.15], INKT, 2.2)
            rand = max(v for v in (r.waarde, r.van, r.doel, r.begin, 0.0) if v is not None)
            blad.woord(x(rand) + 0.08, midden, r.tekst, rand=bool(normen))
        y += hoog
    woorden = uiteen(
        [x(n) for n in normen], [breedte(t, 9) + 0.15 for t in normen.values()], 0, BREEDTE
    )
    for (norm, tekst), plek in zip(normen.items(), woorden):
        blad.lijn([x(norm)] * 2, [boven - 0.06, y], INKT, 1.1, streep=True)
        blad.woord(plek, 0.12, tekst, anker="middle", groot=9)
    return rijsmal.beide(blad.svg(), *rijsmal.balken(rijen, normen, hoogste))


@getekend
def stapel(
    rijen: Sequence[tuple[str, dict[str, float], str]],
    delen: dict[str, tuple[str, bool]],
    eenheid: str | None = "",
) -> str:
    """Liggende staven van delen die samen het geheel zijn.

    (naam, {deel: waarde}, tekst achter de staaf).

    delen: naam -> (kleur, gearceerd), in de volgorde van links naar rechts. De namen staan erboven,
    en in elk deel het getal met de eenheid; zonder eenheid (None) geen getal.
    """
    namen = [regels(naam, 34) for naam, _, _ in rijen]
    hoogtes = [max(0.38, 0.165 * len(n) + 0.13) for n in namen]
    eind = max((sum(d.values()) for _, d, _ in rijen), default=0) or 1.0
    schaal = (BREEDTE - LINKS - min(max(breedte(t) for *_, t in rijen) + 0.2, 2.4)) / eind
    boven, x, lijnen = 0.34, 0.0, []
    gebruikt = [d for d in delen if any(w.get(d) for _, w, _ in rijen)]
    for deel in gebruikt:  # the key wraps when the names need more than a line
        if x + breedte(deel) + 0.3 > BREEDTE and x:
            x, boven = 0.0, boven + 0.22
        lijnen.append((deel, x, boven - 0.2))
        x += breedte(deel) + 0.42
    blad = Blad(boven + sum(hoogtes) + 0.06)
    for deel, x, y in lijnen:
        blad.vlak(x, y - 0.06, 0.13, 0.13, *delen[deel])
        blad.woord(x + 0.19, y, deel, GRIJS, groot=9.5)
    y = boven
    for (_, waarden, tekst), naam, hoog in zip(rijen, namen, hoogtes):
        midden, x = y + hoog / 2, LINKS
        _naam(blad, naam, midden)
        for deel in gebruikt:
            if not (w := waarden.get(deel) or 0.0):
                continue
            breed = w * schaal
            blad.vlak(x, midden - 0.13, max(breed - 0.02, 0.01), 0.26, *delen[deel])
            if (
                eenheid is not None
                and not delen[deel][1]
                and breed > breedte(label := f"{getal(w)}{eenheid}") + 0.08
            ):
                blad.woord(
                    x + breed / 2, midden, label, tekstkleur(delen[deel][0]), "middle", groot=9.5
                )
            x += breed
        blad.woord(x + 0.08, midden, tekst)
        y += hoog
    return rijsmal.beide(blad.svg(), *rijsmal.stapel(rijen, delen, eenheid))


@getekend
def tijdbalk(
    rijen: Sequence[tuple[str, date, date | None, str, bool]], nu: date | None = None
) -> str:
    """Wat wanneer: (naam, begin, eind of None voor één dag, tekst, nog niet begonnen).

    nu: een lijn op de peildatum.
    """
    begin, einde = min(r[1] for r in rijen), max(r[2] or r[1] for r in rijen)
    begin, einde = (min(begin, nu), max(einde, nu)) if nu else (begin, einde)
    jaren = range(begin.year, einde.year + 2)
    van, tot = date(jaren[0], 1, 1).toordinal(), date(jaren[-1], 1, 1).toordinal()
    namen = [regels(r[0], 34) for r in rijen]
    hoogtes = [max(0.36, 0.165 * len(n) + 0.14) for n in namen]
    ruimte = min(max(breedte(r[3]) for r in rijen) + 0.25, 2.9)
    schaal = (BREEDTE - LINKS - ruimte) / (tot - van)
    blad = Blad(sum(hoogtes) + 0.42)

    def x(d: date) -> float:
        return LINKS + (d.toordinal() - van) * schaal

    stap = -(-len(jaren) // 12)
    for jaar in jaren:
        blad.lijn([x(date(jaar, 1, 1))] * 2, [0.26, 0.3 + sum(hoogtes)], LIJN, 0.8, laag=0.5)
        if jaar < jaren[-1] and (jaar - jaren[0]) % stap == 0:
            blad.woord(
                (x(date(jaar, 1, 1)) + x(date(jaar + 1, 1, 1))) / 2
                if stap == 1
                else x(date(jaar, 1, 1)) + 0.2,
                0.14,
                str(jaar),
                GRIJS,
                "middle",
                groot=9.5,
            )
    if nu:
        blad.lijn([x(nu)] * 2, [0.26, 0.3 + sum(hoogtes)], INKT, 1, streep=True)
        blad.woord(x(nu), 0.36 + sum(hoogtes), "peildatum", GRIJS, "middle", groot=8.5)
    y = 0.3
    for (_, start, eind, tekst, straks), naam, hoog in zip(rijen, namen, hoogtes):
        midden = y + hoog / 2
        _naam(blad, naam, midden)
        if eind is None:
            blad.stip(x(start), midden, KLEUR["gemeente"])
        else:
            blad.vlak(
                x(start),
                midden - 0.1,
                max(x(eind) - x(start), 0.05),
                0.2,
                KLEUR["gemeente"],
                straks,
            )
        blad.woord(BREEDTE - ruimte + 0.15, midden, tekst)
        y += hoog
    return rijsmal.beide(blad.svg(), *rijsmal.tijdbalk(rijen, nu))


@getekend
def trap(
    lijnen: dict[str, list[tuple[int, float]]],
    nodig: dict[str, tuple[int, float]],
    heten: Mapping[int, str] = MappingProxyType({}),
) -> str:
    """Een getal dat blijft staan tot een later jaar het verandert.

    {naam: [(jaar, waarde)]}; nodig: {naam: (jaar, waarde)} als ruit. heten: een jaar dat op de as
    anders heet, zoals "nu".
    """
    jaren = sorted({j for p in lijnen.values() for j, _ in p} | {j for j, _ in nodig.values()})
    as_ = mooi(max([w for p in lijnen.values() for _, w in p] + [w for _, w in nodig.values()]))
    blad, hoog, boven, links, rechts = Blad(3.0), 2.5, 0.15, 0.6, 2.75
    schaal, maat = (
        (BREEDTE - links - rechts) / max(jaren[-1] - jaren[0], 1),
        hoog / as_[-1] if as_[-1] else 1.0,
    )

    def x(jaar: int) -> float:
        return links + (jaar - jaren[0]) * schaal

    def y(w: float) -> float:
        return boven + hoog - w * maat

    for w in as_:
        blad.lijn([links, BREEDTE - rechts], [y(w)] * 2, LIJN, 0.8, laag=0.5)
        blad.woord(
            links - 0.12, y(w), getal(w, 0 if float(w).is_integer() else 1), GRIJS, "end", groot=9.5
        )
    for jaar in jaren:
        onder = heten.get(jaar, str(jaar))
        blad.woord(x(jaar), boven + hoog + 0.18, onder, GRIJS, "middle", groot=9.5)
    einden = [
        (
            naam,
            punten[-1][1],
            f"{naam} {getal(punten[-1][1])}"
            + (f" (nodig {getal(nodig[naam][1])})" if naam in nodig else ""),
        )
        for naam, punten in lijnen.items()
    ]
    smalle = []
    for yv, kleur, (naam, _, tekst) in zip(
        uiteen([y(w) for _, w, _ in einden], 0.2, boven, boven + hoog),
        DELEN[:1] + DELEN[3:4] + (INKT, GRIJS) + DELEN[1:2] * 8,
        einden,
    ):
        punten = [*lijnen[naam], (jaren[-1], lijnen[naam][-1][1])]
        xs = [v for (a, _), (b, _) in zip(punten, punten[1:]) for v in (x(a), x(b))]
        ys = [v for (_, a), _ in zip(punten, punten[1:]) for v in (y(a), y(a))]
        blad.lijn([*xs, x(punten[-1][0])], [*ys, y(punten[-1][1])], kleur, 2)
        if naam in nodig:
            blad.stip(x(nodig[naam][0]), y(nodig[naam][1]), kleur, "D", 9)
        smalle.append((lijnen[naam], nodig.get(naam), kleur, tekst))
        for i, regel in enumerate(regels(tekst, 34, 2)):
            blad.woord(
                BREEDTE - rechts + 0.15,
                yv + 0.16 * i,
                regel,
                INKT if kleur == DELEN[3] else kleur,
                groot=9.5,
            )
    return rijsmal.beide(blad.svg(), *rijsmal.trap(smalle, as_[-1], heten))


@getekend
def raster(
    rijen: Sequence[tuple[str, Sequence[tuple[str, float | None]]]],
    koppen: Sequence[str],
    kleur: str = DELEN[0],
) -> str:
    """Vakken met een tekst: (naam, [(tekst, 0 tot 1 voor hoe donker, of None voor wit)])."""
    breed = (BREEDTE - LINKS) / len(koppen)
    kop = [regels(k, int(breed / 0.075), 3) for k in koppen]
    boven = 0.18 * max(len(k) for k in kop) + 0.12
    blad = Blad(boven + 0.36 * len(rijen) + 0.04)
    for i, woorden in enumerate(kop):
        for j, regel in enumerate(woorden):
            blad.woord(
                LINKS + (i + 0.5) * breed,
                0.1 + 0.18 * (j + max(len(k) for k in kop) - len(woorden)),
                regel,
                GRIJS,
                "middle",
                groot=9.5,
            )
    # The darkest tint in which ink can still be read: half dark, neither ink nor white would do.
    donkerst = max(
        (d / 20 for d in range(21) if contrast(meng("#ffffff", kleur, d / 20), INKT) >= 4.6),
        default=0.3,
    )
    smalle: list[tuple[str, list[tuple[str, str]]]] = []
    for n, (naam, vakken) in enumerate(rijen):
        y = boven + 0.36 * n
        smalle.append((naam, []))
        _naam(blad, regels(naam, 34, 1), y + 0.165)
        for i, (tekst, donker) in enumerate(vakken):
            vlak = (
                "#ffffff"
                if donker is None
                else meng("#ffffff", kleur, 0.08 + (donkerst - 0.08) * min(max(donker, 0.0), 1.0))
            )
            smalle[-1][1].append((tekst, vlak))
            if donker is not None:
                blad.vlak(LINKS + i * breed, y, breed - 0.03, 0.33, vlak)
            blad.woord(LINKS + (i + 0.5) * breed - 0.015, y + 0.165, tekst, INKT, "middle")
    return rijsmal.beide(blad.svg(), *rijsmal.raster(smalle, koppen))
