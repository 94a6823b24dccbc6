"""Tekent de figuren met seaborn en matplotlib, als SVG met echte tekst. Haalt zelf geen cijfers op."""

from __future__ import annotations

import hashlib
import io
import re
import textwrap

import matplotlib as mpl
import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure

from woonzorg_lib.beeld import stijl
from woonzorg_lib.beeld.beeld import Beeld, figuur, met_jaar, volledig
from woonzorg_lib.beeld.getallen import getal, leeg, met_eenheid
from woonzorg_lib.beeld.stijl import BREEDTE, GRIJS, INKT, KLEUR, LIJN, STAAF

ROLLEN = ("gemeente", "regio", "vergelijkbaar", "land", "eigen")
VEEL = 24  # meer wijken dan dit: alleen de tien hoogste en de tien laagste in de figuur


def _veld(hoogte: float, links: float = 2.3, rechts: float = 0.25, boven: float = 0.15, onder: float = 0.15):
    """Een figuur met vaste marges in inches, zodat alle figuren op een pagina op dezelfde lijn beginnen."""
    fig = Figure(figsize=(BREEDTE, hoogte))
    FigureCanvasSVG(fig)
    ax = fig.add_axes((links / BREEDTE, onder / hoogte, (BREEDTE - links - rechts) / BREEDTE, (hoogte - onder - boven) / hoogte))
    return fig, ax


def _svg(fig: Figure) -> str:
    buffer = io.StringIO()
    fig.savefig(buffer, format="svg", transparent=True, metadata={"Date": None, "Creator": None, "Format": None, "Type": None})
    svg = buffer.getvalue()
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>", "", svg, flags=re.S)
    svg = re.sub(r'(<svg[^>]*?) width="[^"]*" height="[^"]*"', r"\1", svg, count=1)
    svg = re.sub(r"'DejaVu Sans'[^;\"]*", stijl.LETTERS, svg)
    svg = re.sub(r"<!--.*?-->", "", svg, flags=re.S)
    # Ids zijn alleen binnen één figuur uniek; een kenmerk van de inhoud maakt ze uniek op de pagina.
    merk = hashlib.sha256(svg.encode("utf-8")).hexdigest()[:8]
    svg = re.sub(r'(<g|<path|<use) id="(?!m|p|DejaVu)[^"]*"', r"\1", svg)
    svg = re.sub(r'( id="|url\(#|href="#)', rf"\g<1>{merk}-", svg)
    return re.sub(r"\n\s*", "\n", svg)


def _tekent(functie):
    """Voert een tekenfunctie uit met de huisstijl aan."""

    def met_stijl(*args, **kwargs):
        with mpl.rc_context(stijl.RC):
            return functie(*args, **kwargs)

    met_stijl.__doc__, met_stijl.__name__ = functie.__doc__, functie.__name__
    return met_stijl


def _waarde(rij) -> str:
    return met_eenheid(rij.waarde, rij.eenheid, int(rij.decimalen))


def _naam(tekst: str, breed: int = 26) -> str:
    return "\n".join(textwrap.wrap(str(tekst).replace("$", r"\$"), breed)) or str(tekst)


def _uiteen(plekken: list[float], ruimte: float, laag: float = -np.inf, hoog: float = np.inf) -> list[float]:
    """Schuift labels zo weinig mogelijk uit elkaar tot ze niet meer overlappen."""
    if not plekken:
        return []
    volgorde = np.argsort(plekken)
    nieuw = np.array(plekken, dtype=float)[volgorde]
    for _ in range(60):
        for i in range(1, len(nieuw)):
            if (tekort := ruimte - (nieuw[i] - nieuw[i - 1])) > 1e-9:
                nieuw[i - 1] -= tekort / 2
                nieuw[i] += tekort / 2
        nieuw = np.clip(nieuw, laag, hoog) if len(nieuw) * ruimte <= hoog - laag else nieuw
    uit = np.empty_like(nieuw)
    uit[volgorde] = nieuw
    return list(uit)


@_tekent
def staven(data: pd.DataFrame, titel: str, y: str = "gebied", ondertitel: str = "", norm: float | None = None, normtekst: str = "", gearceerd: bool = False, notitie: str = "") -> Beeld:
    """Liggende staven, één per gebied of indicator; de gemeente in de accentkleur, het getal erachter.

    gearceerd: het cijfer staat voor iets anders (een proxy); de staven zijn gearceerd en de cijfers heten proxy.

    Meer dan 24 gebieden: de tien hoogste en de tien laagste; de tabel heeft ze allemaal.
    """
    data = volledig(data, titel)
    if gearceerd:
        data = data.assign(soort="proxy")
    wijken = data.rol.isin(["wijk", "buurt", "eigen"]).all()
    if wijken:
        data = data.sort_values("waarde", ascending=False, kind="stable", na_position="last")
    toon = data[data.waarde.notna()].reset_index(drop=True)
    kort = len(toon) > VEEL
    if kort:
        eigen = toon.iloc[10:-10].query("rol == 'gemeente'") if "rol" in toon else toon.iloc[:0]
        toon = pd.concat([toon.head(10), eigen, toon.tail(10)], ignore_index=True)
    n = len(toon)
    plek = [i + (1 if kort and i >= 10 else 0) for i in range(n)]
    stap = 0.3 if n > 8 else 0.4
    hoogte = stap * (n + (1 if kort else 0)) + 0.35 + (0.25 if norm is not None else 0)
    fig, ax = _veld(hoogte, links=2.5, rechts=1.0, boven=0.3 if norm is not None else 0.1)
    breed = max(float(toon.waarde.max()), 0.0) - min(float(toon.waarde.min()), 0.0) if n else 1.0
    kleuren = [stijl.TOP if wijken and i == 0 else STAAF if wijken else KLEUR.get(r, STAAF) for i, r in enumerate(toon.get("rol", [""] * n))]
    balken = ax.barh(plek, toon.waarde, height=0.68, color=kleuren)
    if gearceerd:
        for b in balken:
            b.set(hatch="////", edgecolor="#ffffff", linewidth=0)
    hoog = max(float(toon.waarde.max()) if n else 1.0, norm or 0.0) or 1.0
    laag = min(0.0, float(toon.waarde.min()) * 1.35 if n else 0.0)
    for i, rij in zip(plek, toon.itertuples()):
        min_kant = rij.waarde < 0
        ax.text(rij.waarde + (-breed if min_kant else breed) * 0.012, i, _waarde(rij), va="center", ha="right" if min_kant else "left", bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.8} if norm is not None else None, fontweight="bold" if getattr(rij, "rol", "") == "gemeente" else "normal")
    if kort:
        ax.text(0, 10, f"… {int(data.waarde.notna().sum()) - n} andere …", va="center", color=GRIJS, fontsize=9, style="italic")
    if norm is not None:
        ax.axvline(norm, color=INKT, linewidth=1.1, linestyle=(0, (4, 3)))
        ax.text(norm, -0.75, normtekst, ha="center", va="bottom", color=INKT, fontsize=9)
    ax.set(xlim=(laag, hoog), ylim=((plek[-1] if n else 0) + 0.6, -0.6), xticks=[])
    ax.set_yticks(plek, [_naam(v, 28) for v in toon[y]])
    for label, r in zip(ax.get_yticklabels(), toon.get("rol", [])):
        label.set_fontweight("bold" if r == "gemeente" else "normal")
    ax.spines["bottom"].set_visible(False)
    if n and wijken:
        alt = f"Staafdiagram van {len(data[data.waarde.notna()])} gebieden. Hoogste: {toon[y].iloc[0]} {_waarde(toon.iloc[0])}; laagste: {toon[y].iloc[-1]} {_waarde(toon.iloc[-1])}."
    else:
        alt = "Staafdiagram. " + "; ".join(f"{getattr(r, y)}: {_waarde(r)}" for r in toon.itertuples()) + "."
    return figuur(data, _svg(fig), titel, ondertitel, alt, notitie)


@_tekent
def gestapeld(data: pd.DataFrame, titel: str, y: str = "gebied", kleur: str = "kort", ondertitel: str = "", kleuren: tuple[str, ...] = stijl.DELEN, notitie: str = "", normen: dict[float, str] | None = None) -> Beeld:
    """Staven van 100%, verdeeld in delen; de namen van de delen staan boven de eerste staaf. normen: lijnen, als {30: "norm"}."""
    data = volledig(data, titel)
    delen, rijen = list(dict.fromkeys(data[kleur])), list(dict.fromkeys(data[y]))
    wijd = data.pivot_table(index=y, columns=kleur, values="waarde", aggfunc="first", dropna=False, observed=True).reindex(index=rijen, columns=delen)
    wijd = wijd[wijd.notna().all(axis=1)]
    n = len(wijd)
    fig, ax = _veld(0.44 * n + 0.55, links=2.3, rechts=0.2, boven=0.42, onder=0.32 if normen else 0.08)
    links = np.zeros(n)
    midden, eenheid = [], data.eenheid.iloc[0]
    decimalen = int(data.decimalen.min())
    for deel, vlak in zip(delen, kleuren):
        w = wijd[deel].to_numpy(dtype=float)
        ax.barh(range(n), w, left=links, height=0.62, color=vlak, edgecolor="white", linewidth=0.8)
        for i, (begin, v) in enumerate(zip(links, w)):
            if v >= 5.5:
                ax.text(begin + v / 2, i, met_eenheid(v, eenheid, decimalen), ha="center", va="center", color=stijl.tekstkleur(vlak), fontweight="bold" if i == 0 else "normal")
        midden.append(links[0] + w[0] / 2 if n else 0)
        links = links + w
    breed = (BREEDTE - 2.5) / 100  # inch per procentpunt
    teken = 0.088  # inch per letter, ruim genomen
    halve = [len(d) * teken / breed / 2 for d in delen]
    xs = list(midden)
    for _ in range(40):
        for i in range(1, len(xs)):
            if (tekort := halve[i] + halve[i - 1] + 2 - (xs[i] - xs[i - 1])) > 0:
                xs[i - 1] -= tekort / 2
                xs[i] += tekort / 2
        xs = [min(max(x, h), 100 - h) for x, h in zip(xs, halve)]
    for x, m, deel in zip(xs, midden, delen):
        ax.text(x, -0.64, deel.replace("$", r"\$"), ha="center", va="bottom", color=GRIJS, fontsize=9.5)
        ax.plot([x, m], [-0.6, -0.34], color=GRIJS, linewidth=0.7, clip_on=False)
    for grens, woord in (normen or {}).items():
        ax.axvline(grens, color=INKT, linewidth=1.1, linestyle=(0, (4, 3)))
        ax.text(grens, n - 0.5, f"{woord} {getal(grens)}%", ha="center", va="top", color=INKT, fontsize=9)
    ax.set(xlim=(0, max(100, links.max() if n else 100)), ylim=(n - 0.55, -0.55), xticks=[])
    ax.set_yticks(range(n), [_naam(v) for v in wijd.index])
    if n:
        ax.get_yticklabels()[0].set(fontweight="bold", color=KLEUR["gemeente"])
    ax.spines["bottom"].set_visible(False)
    alt = "Gestapelde staven. " + "; ".join(
        f"{g}: " + ", ".join(f"{d} {met_eenheid(wijd.at[g, d], eenheid, decimalen)}" for d in delen) for g in wijd.index
    ) + "."
    return figuur(data, _svg(fig), titel, ondertitel, alt, notitie)


@_tekent
def lijnen(data: pd.DataFrame, titel: str, x: str = "jaar", kleur: str = "rol", ondertitel: str = "", vanaf_nul: bool = True, breuk: int | None = None, merk: dict[int, str] | None = None, notitie: str = "") -> Beeld:
    """Lijnen over de jaren met de naam en het laatste cijfer aan het eind.

    merk: jaren met een woord erbij, zoals {2022: "fusie"}.

    breuk: een jaar waarin de meting veranderde; de lijn loopt daar niet door.
    """
    data = volledig(data, titel)
    toon = data[data.waarde.notna()].sort_values(x)
    fig, ax = _veld(3.0, links=0.75, rechts=2.55, boven=0.12, onder=0.35)
    eerste = toon.iloc[0]
    stukken = [toon] if breuk is None else [toon[toon[x] < breuk], toon[toon[x] >= breuk]]
    groepen = list(dict.fromkeys(data[kleur]))
    palet = {g: KLEUR.get(g, stijl.DELEN[i % 6]) for i, g in enumerate(groepen)}
    for stuk in stukken:
        if len(stuk):
            # Een ontbrekend jaar is een gat in de lijn, geen rechte streep; meetjaren die verder uiteen liggen horen bij de bron.
            stap_ = max(1, int(pd.Series(sorted(stuk[x].unique())).diff().min() or 1)) if stuk[x].nunique() > 1 else 1
            deel = stuk.groupby(kleur)[x].transform(lambda j, stap=stap_: (j.diff() > stap).cumsum())
            sns.lineplot(stuk.assign(deel=deel), x=x, y="waarde", hue=kleur, hue_order=groepen, units="deel", palette=palet, errorbar=None, estimator=None, marker="o", markersize=5, markeredgewidth=0, linewidth=1.8, legend=False, ax=ax)
    hoog, laag = float(toon[["waarde", "bovengrens"]].max().max()), float(toon[["waarde", "ondergrens"]].min().min())
    band = toon[toon.rol.eq("gemeente") & toon.ondergrens.notna()]
    if len(band):
        ax.fill_between(band[x], band.ondergrens.astype(float), band.bovengrens.astype(float), color=KLEUR["gemeente"], alpha=0.15, linewidth=0)
    marge = (hoog - laag) * 0.15 or abs(hoog) * 0.1 or 1.0
    onder, boven = (0.0, hoog * 1.1 or 1.0) if vanaf_nul and laag >= 0 else (laag - marge, hoog + marge)
    ax.set(ylim=(onder, boven), xlabel="", ylabel="")
    jaren = sorted(data[x].unique())
    ax.set_xticks(jaren if len(jaren) <= 8 else [j for j in jaren if (jaren[-1] - j) % 2 == 0])
    ax.set_xlim(jaren[0] - 0.15, jaren[-1] + 0.12)
    ax.yaxis.grid(True)
    ax.locator_params(axis="y", nbins=5, steps=[1, 2, 5, 10])
    ax.tick_params(axis="y", pad=14)
    eenheid, dec = eerste.eenheid, int(eerste.decimalen)
    stap = np.diff(ax.get_yticks())[:1]
    asdec = 0 if not len(stap) or stap[0] >= 1 else dec
    ax.yaxis.set_major_formatter(lambda v, _: met_eenheid(v, eenheid, asdec))
    ax.xaxis.set_major_formatter(lambda v, _: str(int(v)))
    einden = toon.groupby(kleur, sort=False).tail(1)
    ys = _uiteen(list(einden.waarde), (boven - onder) * 0.085, onder, boven)
    for yv, rij in zip(ys, einden.itertuples()):
        ax.text(jaren[-1] + (jaren[-1] - jaren[0] + 0.3) * 0.03, yv, f"{rij.gebied} {_waarde(rij)}".replace("$", r"\$"), color=palet[getattr(rij, kleur)], va="center", fontsize=9.5, fontweight="bold" if rij.rol == "gemeente" else "normal", clip_on=False)
    if breuk is not None and jaren[0] < breuk <= jaren[-1]:
        ax.axvline(breuk - 0.5, color=GRIJS, linewidth=1, linestyle=(0, (2, 3)))
        ax.text(breuk - 0.45, boven, "andere meting", fontsize=8.5, color=GRIJS, va="top")
    for jaar, woord in (merk or {}).items():
        if jaren[0] < jaar <= jaren[-1]:
            ax.axvline(jaar - 0.5, color=GRIJS, linewidth=1, linestyle=(0, (2, 3)))
            ax.text(jaar - 0.45, onder, woord, fontsize=8.5, color=GRIJS, va="bottom")
    zinnen = []
    for g in groepen:
        t = toon[toon[kleur] == g]
        if len(t):
            eind = t.iloc[-1]
            tussen = "" if leeg(eind.ondergrens) else f" (tussen {met_eenheid(eind.ondergrens, eenheid, dec)} en {met_eenheid(eind.bovengrens, eenheid, dec)})"
            zinnen.append(f"{t.gebied.iloc[0]} van {_waarde(t.iloc[0])} in {t[x].iloc[0]} naar {_waarde(eind)} in {eind[x]}{tussen}" if len(t) > 1 else f"{t.gebied.iloc[0]} {_waarde(t.iloc[0])} in {t[x].iloc[0]}")
    return figuur(data, _svg(fig), titel, ondertitel, "Lijndiagram. " + "; ".join(zinnen) + ".", notitie)


@_tekent
def punten(data: pd.DataFrame, titel: str, y: str = "kort", ondertitel: str = "", notitie: str = "") -> Beeld:
    """Per rij een stip voor de gemeente, de regio, vergelijkbare gemeenten en Nederland, op één as.

    Ligt een stip veel verder dan alle andere, dan staat zij met een pijl en haar getal aan de rand.
    """
    data = volledig(data, titel)
    toon = met_jaar(data)
    toon = toon[toon.waarde.notna()]
    namen = list(dict.fromkeys(toon[y]))
    n = len(namen)
    anders = toon[toon.rol != "gemeente"].waarde
    hoog = float(toon.waarde.max())
    if len(anders) and hoog > 2.2 * anders.max() > 0:
        hoog = float(anders.max()) * 1.5
    fig, ax = _veld(0.46 * n + 0.85, links=2.6, rechts=0.65, boven=0.42, onder=0.35)
    hoogste = hoog * 1.06 or 1.0
    per_rij = toon.groupby(y, sort=False).waarde.agg(["min", "max"]).reindex(namen).clip(upper=hoog)
    ax.hlines(range(n), per_rij["min"], per_rij["max"], color=LIJN, linewidth=2, zorder=1)
    for rol in reversed(ROLLEN):
        deel = toon[toon.rol == rol]
        if deel.empty:
            continue
        past = deel.waarde <= hoog
        ax.scatter(deel.waarde.clip(upper=hoog)[past], deel[y].map(namen.index)[past], s=95 if rol == "gemeente" else 46, color=KLEUR[rol], zorder=3 if rol == "gemeente" else 2, linewidth=0.8, edgecolor="white")
        for r in deel[~past].itertuples():
            ax.scatter([hoog], [namen.index(getattr(r, y))], marker=">", s=95 if rol == "gemeente" else 46, color=KLEUR[rol], zorder=3)
            if rol != "gemeente":
                ax.text(hoog * 1.02, namen.index(getattr(r, y)) - 0.02, _waarde(r), color=KLEUR[rol], fontsize=8.5, va="center", clip_on=False)
    for r in toon[toon.rol == "gemeente"].itertuples():
        ax.text(min(r.waarde, hoog), namen.index(getattr(r, y)) - 0.24, _waarde(r), color=KLEUR["gemeente"], fontweight="bold", ha="center" if r.waarde <= hoog else "right", va="bottom", fontsize=9.5)
    # De eerste rij met alle stippen legt uit welke kleur wie is; zo is er geen legenda nodig.
    aanwezig = {rol: str(toon[toon.rol == rol].gebied.iloc[0]) for rol in ROLLEN if (toon.rol == rol).any()}
    breedtes = {rol: (len(naam) + 3.2) * (0.0138 if rol == "gemeente" else 0.0126) for rol, naam in aanwezig.items()}
    krap = max(0.0, sum(breedtes.values()) - 1.05)  # lange namen: begin dan links van de as
    x = -min(krap, 0.4)
    for rol, naam in aanwezig.items():
        ax.text(x, 1.0 + 0.26 / (0.46 * n + 0.08), f"● {naam}".replace("$", r"\$"), transform=ax.transAxes, color=KLEUR[rol], fontsize=9.5, fontweight="bold" if rol == "gemeente" else "normal", va="center")
        x += breedtes[rol]
    laagste = min(0.0, float(toon.waarde.min()) * 1.1)
    ax.set(xlim=(laagste, hoogste), ylim=(n - 0.45, -0.6))
    if laagste < 0:
        ax.axvline(0, color=GRIJS, linewidth=0.8)
    if (toon.eenheid == "index, Nederland = 100").all():
        ax.axvline(100, color=KLEUR["land"], linewidth=1)
    ax.set_yticks(range(n), [_naam(v, 34) for v in namen])
    ax.xaxis.grid(True)
    ax.locator_params(axis="x", nbins=6, steps=[1, 2, 5, 10])
    eenheid = data.eenheid.iloc[0]
    ax.xaxis.set_major_formatter(lambda v, _: f"{getal(v, 0 if hoog - laagste > 4 else 1)}{'%' if eenheid == '%' else ''}")
    alt = "Stippen per gebied. " + "; ".join(
        f"{naam}: " + ", ".join(f"{r.gebied} {_waarde(r)}" for r in toon[toon[y] == naam].itertuples()) for naam in namen
    ) + "."
    return figuur(data, _svg(fig), titel, ondertitel, alt, notitie)


@_tekent
def heatmap(data: pd.DataFrame, titel: str, y: str = "gebied", x: str = "kort", ondertitel: str = "", norm: float | None = None, notitie: str = "") -> Beeld:
    """Een tabel in kleuren, één rij per wijk: hoe donkerder, hoe hoger binnen de kolom. Met `norm`: gekleurd wat erboven ligt."""
    data = volledig(data, titel)
    kolommen, namen = list(dict.fromkeys(data[x])), list(dict.fromkeys(data[y]))
    wijd = data.pivot_table(index=y, columns=x, values="waarde", aggfunc="first", observed=True, dropna=False).reindex(index=namen, columns=kolommen).astype(float)
    wijd = wijd.dropna(how="all")
    kort = len(wijd) > VEEL
    if kort:
        wijd = pd.concat([wijd.head(10), pd.DataFrame(np.nan, index=["…"], columns=kolommen), wijd.tail(10)])
    uit = data.drop_duplicates(x).set_index(x)
    tekst = wijd.apply(lambda k: [("" if leeg(v) else met_eenheid(v, uit.eenheid[k.name], int(uit.decimalen[k.name]))) for v in k])
    if norm is not None:
        vlak = wijd / norm
        kleurschaal, vmin, vmax = sns.light_palette(KLEUR["gemeente"], as_cmap=True), 0.5, 3.0
    else:
        spreiding = wijd.max() - wijd.min()
        vlak = ((wijd - wijd.min()) / spreiding.where(spreiding > 0)).fillna(0.0).where(wijd.notna())
        kleurschaal, vmin, vmax = sns.light_palette(KLEUR["regio"], as_cmap=True), -0.05, 1.35
    fig, ax = _veld(0.3 * len(wijd) + 0.62, links=2.6, rechts=0.15, boven=0.5, onder=0.06)
    sns.heatmap(vlak, annot=tekst.to_numpy(), fmt="", cmap=kleurschaal, vmin=vmin, vmax=vmax, cbar=False, xticklabels=False, yticklabels=False, linewidths=1.2, linecolor="white", ax=ax, annot_kws={"fontsize": 9.5})
    ax.set(xlabel="", ylabel="")
    ax.xaxis.tick_top()
    ax.set_xticks(np.arange(len(kolommen)) + 0.5, [_naam(k, 18) for k in kolommen], color=GRIJS)
    ax.set_yticks(np.arange(len(wijd)) + 0.5, [_naam(k, 34) for k in wijd.index])
    for as_ in ("left", "bottom"):
        ax.spines[as_].set_visible(False)
    eindes = []
    for k in kolommen:
        s = data[(data[x] == k) & data.waarde.notna()].sort_values("waarde")
        if len(s) > 1:
            eindes.append(f"{k}: laagst {s[y].iloc[0]} {_waarde(s.iloc[0])}, hoogst {s[y].iloc[-1]} {_waarde(s.iloc[-1])}")
    return figuur(data, _svg(fig), titel, ondertitel, f"Tabel in kleuren van {data[y].nunique()} gebieden. " + "; ".join(eindes) + ".", notitie)


@_tekent
def piramide(data: pd.DataFrame, titel: str, ondertitel: str = "", notitie: str = "") -> Beeld:
    """Leeftijdsopbouw: mannen links, vrouwen rechts, als percentage van alle inwoners; de lijn is Nederland.

    Verwacht per rij: uitsplitsing ("mannen 0-4"), geslacht, leeftijd, rol, waarde (%).
    """
    data = volledig(data, titel)
    klassen = list(dict.fromkeys(data.leeftijd))
    fig, ax = _veld(0.235 * len(klassen) + 0.75, links=1.2, rechts=0.6, boven=0.35, onder=0.35)
    for geslacht, teken in (("mannen", -1), ("vrouwen", 1)):
        g = data[(data.geslacht == geslacht) & (data.rol == "gemeente")].set_index("leeftijd").waarde.reindex(klassen)
        ref = data[(data.geslacht == geslacht) & (data.rol == "land")].set_index("leeftijd").waarde.reindex(klassen)
        tint = [KLEUR["gemeente"] if int(re.match(r"\d+", k)[0]) >= 65 else "#dba5c0" for k in klassen]
        ax.barh(range(len(klassen)), teken * g, height=0.86, color=tint)
        i = np.arange(len(klassen))
        ax.vlines(teken * ref, i - 0.43, i + 0.43, color=INKT, linewidth=1.6)
    grens = float(data.waarde.max()) * 1.08
    ax.set(xlim=(-grens, grens), ylim=(-0.6, len(klassen) - 0.2))
    ax.set_yticks(range(len(klassen)), klassen, fontsize=9)
    ax.axvline(0, color="white", linewidth=1.5)
    ax.xaxis.set_major_formatter(lambda v, _: f"{getal(abs(v), 0 if float(v).is_integer() else 1)}%")
    ax.locator_params(axis="x", nbins=7)
    for x, woord in ((-grens / 2, "mannen"), (grens / 2, "vrouwen")):
        ax.text(x, len(klassen) - 0.1, woord, ha="center", va="bottom", color=GRIJS)
    eigen = data[data.rol == "gemeente"]
    top = eigen.loc[eigen.waarde.idxmax()]
    som = lambda rol: data[(data.rol == rol) & data.leeftijd.isin(["75-79", "80-84", "85-89", "90-94", "95+"])].waarde.sum()  # noqa: E731
    alt = f"Leeftijdsopbouw. De grootste groep zijn {top.geslacht} van {top.leeftijd} jaar ({getal(top.waarde, 1)}%). 75 jaar of ouder: {eigen.gebied.iloc[0]} {getal(som('gemeente'), 1)}%, Nederland {getal(som('land'), 1)}%."
    return figuur(data, _svg(fig), titel, ondertitel, alt, notitie)




@_tekent
def spreiding(x: pd.DataFrame, y: pd.DataFrame, titel: str, ondertitel: str = "", notitie: str = "") -> Beeld:
    """Elke wijk een stip: de ene indicator op de liggende as, de andere op de staande; de lijnen zijn de medianen van de wijken."""
    beide = pd.concat([x, y], ignore_index=True)
    beide = volledig(beide, titel)
    samen = x.merge(y[["gebiedcode", "waarde", "eenheid", "decimalen", "omschrijving"]], on="gebiedcode", suffixes=("_x", "_y")).dropna(subset=["waarde_x", "waarde_y"])
    fig, ax = _veld(4.2, links=0.75, rechts=0.9, boven=0.2, onder=0.62)
    mx, my = samen.waarde_x.median(), samen.waarde_y.median()
    ax.axvline(mx, color=LIJN, linewidth=1.2)
    ax.axhline(my, color=LIJN, linewidth=1.2)
    sns.scatterplot(samen, x="waarde_x", y="waarde_y", color=stijl.TOP, s=52, alpha=0.8, linewidth=0.6, ax=ax, legend=False)
    rx, ry = np.ptp(samen.waarde_x) or 1.0, np.ptp(samen.waarde_y) or 1.0
    ver = ((samen.waarde_x - mx) / rx + (samen.waarde_y - my) / ry)
    noem = samen.loc[ver.sort_values(ascending=False).index[: 3 if len(samen) > 3 else len(samen)]]
    ys = _uiteen(list(noem.waarde_y), ry * 0.055)
    for yv, r in zip(ys, noem.itertuples()):
        links = r.waarde_x > samen.waarde_x.min() + 0.7 * rx
        ax.text(r.waarde_x + (-1 if links else 1) * rx * 0.015, yv, str(r.gebied).replace("$", r"\$"), fontsize=9, va="center", ha="right" if links else "left")
    ax.set(xlabel=x.omschrijving.iloc[0], ylabel="")
    ax.text(0, 1.02, y.omschrijving.iloc[0], transform=ax.transAxes, color=GRIJS, va="bottom")
    for as_, rij in ((ax.xaxis, x.iloc[0]), (ax.yaxis, y.iloc[0])):
        as_.set_major_formatter(lambda v, _, r=rij: met_eenheid(v, r.eenheid, 0))
    alt = f"Stippen van {len(samen)} gebieden: {x.omschrijving.iloc[0]} tegen {y.omschrijving.iloc[0]}. Hoog op beide: " + ", ".join(
        f"{r.gebied} ({met_eenheid(r.waarde_x, r.eenheid_x, int(r.decimalen_x))} en {met_eenheid(r.waarde_y, r.eenheid_y, int(r.decimalen_y))})" for r in noem.itertuples()
    ) + "."
    return figuur(beide[beide.gebiedcode.isin(samen.gebiedcode)], _svg(fig), titel, ondertitel, alt, notitie)
