"""Het doek onder elke figuur: marges, balken, rasterlijnen, woorden en de SVG.
Kent geen cijfers en kiest geen kleuren.
"""

from __future__ import annotations

import hashlib
import io
import math
import re
import textwrap
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache, wraps
from html import escape
from typing import Any

import matplotlib as mpl
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.markers import MarkerStyle
from matplotlib.path import Path
from matplotlib.ticker import MaxNLocator
from matplotlib.transforms import IdentityTransform

from woonzorg_lib.beeld.inkorten import inkorten
from woonzorg_lib.beeld.stijl import BREEDTE, GRIJS, INKT, LETTERS, LIJN, RC
from woonzorg_lib.beeld.stijl import breedte as breedte

PUNT = 72  # points per inch; a point is one unit of the SVG
REGEL = 1.18  # line height, as part of the size of the letters
LETTER = 10.0  # the size of words that have no other; said once for a drawing
SPATIE = 0.278  # em, the width of a space in the fonts of the report


def breek(tekst: str, breed: int = 26) -> str:
    """Een lange naam over meer regels."""
    return "\n".join(textwrap.wrap(str(tekst), breed)) or str(tekst)


def uiteen(
    plekken: list[float],
    ruimte: list[float] | float,
    laag: float = -math.inf,
    hoog: float = math.inf,
) -> list[float]:
    """Schuift labels zo weinig mogelijk uit elkaar tot ze niet meer overlappen.
    ruimte: per label, of voor alle dezelfde.
    """
    maten = ruimte if isinstance(ruimte, list) else [ruimte] * len(plekken)
    volgorde = sorted(range(len(plekken)), key=lambda i: plekken[i])
    uit = list(map(float, plekken))
    past = sum(maten) <= hoog - laag
    for _ in range(60):
        for i, j in zip(volgorde, volgorde[1:]):
            if (tekort := (maten[i] + maten[j]) / 2 - (uit[j] - uit[i])) > 1e-9:
                uit[i] -= tekort / 2
                uit[j] += tekort / 2
        if past:
            uit = [min(max(x, laag + m / 2), hoog - m / 2) for x, m in zip(uit, maten)]
    return uit


def getekend(functie):
    """Voert een tekenfunctie uit met de huisstijl aan."""

    @wraps(functie)  # Shift+Tab in a notebook shows the arguments of the chart itself
    def met_stijl(*args, **kwargs):
        with _stijl_aan():
            return functie(*args, **kwargs)

    return met_stijl


@contextmanager
def _stijl_aan() -> Iterator[None]:
    """As rc_context, which copies and sets all three hundred settings of matplotlib."""
    instellingen: Any = mpl.rcParams  # typed name by name, and ours stand in a dict
    eerder = {naam: instellingen[naam] for naam in RC}
    instellingen.update(RC)
    try:
        yield
    finally:
        instellingen.update(eerder)


class _Vellen:
    """Vellen waar op getekend is en die weer leeg te maken zijn:
    een nieuw veld van matplotlib kost meer dan de meeste tekeningen.
    """

    __slots__ = ("_stapel",)

    def __init__(self) -> None:
        self._stapel: list[Figure] = []

    def pak(self) -> Figure:
        """Een leeg vel; alleen wie het teruglegt, is ermee klaar."""
        return _leeg(self._stapel.pop()) if self._stapel else _nieuw()

    def leg_terug(self, fig: Figure) -> None:
        """Houdt het vel, als er niets aan veranderd is dan wat erop staat."""
        if len(fig.axes) == 1 and _als_nieuw(fig.axes[0]):
            self._stapel.append(fig)


def _nieuw() -> Figure:
    fig = Figure(dpi=PUNT)
    fig.patch.set_visible(False)
    ax = fig.add_axes((0, 0, 1, 1))
    ax.set_axis_off()
    # Or seaborn looks for one, and makes all ticks of the axis for it.
    ax.set(xlabel=" ", ylabel=" ")
    return fig


def _als_nieuw(ax: Axes) -> bool:
    """Of alleen de plek, de grenzen en de tekening van dit veld gezet zijn."""
    assen = (ax.xaxis, ax.yaxis)
    return (
        ax.get_aspect() == "auto"
        and not ax.child_axes
        and all(a.isDefault_majloc and a.isDefault_majfmt for a in assen)
        and not any(a.have_units() for a in assen)
    )


def _leeg(fig: Figure) -> Figure:
    (ax,) = fig.axes
    for ding in (*ax.lines, *ax.collections, *ax.patches, *ax.texts, *ax.images):
        ding.remove()
    ax.relim()
    ax.set(xlim=(0, 1), ylim=(0, 1), autoscale_on=True)
    ax.set_prop_cycle(None)
    return fig


_VELLEN = _Vellen()


class Doek:
    """Een vel met vaste marges in inches, zodat alle figuren op een pagina op dezelfde lijn
    beginnen.

    matplotlib en seaborn tekenen op `ax`, zonder assen: een asje met streepjes en labels kost
    evenveel tijd als de rest van de figuur. Woorden gaan niet langs matplotlib maar als echte tekst
    in de SVG: de browser kent de letters en lijnt ze uit.
    """

    def __init__(
        self,
        hoogte: float,
        links: float = 2.3,
        rechts: float = 0.25,
        boven: float = 0.15,
        onder: float = 0.15,
    ):
        self.fig = _VELLEN.pak()
        self.fig.set_size_inches(BREEDTE, hoogte)
        (self.ax,) = self.fig.axes
        self.ax.set_position(
            (
                links / BREEDTE,
                onder / hoogte,
                (BREEDTE - links - rechts) / BREEDTE,
                (hoogte - onder - boven) / hoogte,
            )
        )
        self._woorden: list[tuple] = []

    def balken(self, links, breedtes, plekken, dik: float, kleuren, **stijl) -> None:
        """Liggende balken als één ding: honderd losse rechthoeken kosten twintig keer zo veel."""
        hoeken = [
            [(x, y - dik / 2), (x + b, y - dik / 2), (x + b, y + dik / 2), (x, y + dik / 2)]
            for x, b, y in zip(links, breedtes, plekken)
        ]
        self.ax.add_collection(
            PolyCollection(hoeken, facecolors=kleuren, **({"linewidths": 0} | stijl)), autolim=False
        )

    def strepen(self, stukken, kleur, dik: float = 1.0, laag: float = 2.5, **stijl) -> None:
        """Losse lijnstukken: [((x0, y0), (x1, y1)), ...]; laag onder 1:
        achter de balken en de punten.
        """
        self.ax.add_collection(
            LineCollection(stukken, colors=kleur, linewidths=dik, zorder=laag, **stijl),
            autolim=False,
        )

    def stippen(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        kleur: str,
        groot: float,
        teken: str = "o",
        **stijl,
    ) -> None:
        """Stippen als één ding, zoals `scatter`, dat drie keer zo lang over de vraag doet.
        groot: vierkante punten.
        """
        stippen = PathCollection(
            [_vorm(teken)],
            [groot],
            facecolors=kleur,
            edgecolors="face",  # as scatter, unless `stijl` says another
            offsets=list(zip(xs, ys)),
            offset_transform=self.ax.transData,
            **stijl,
        )
        stippen.set_transform(IdentityTransform())
        self.ax.add_collection(stippen, autolim=False)

    def schrijf(
        self,
        x: float | None,
        y: float | None,
        tekst,
        anker: str = "start",
        op: str = "midden",
        kleur: str = INKT,
        groot: float = 10,
        vet: bool = False,
        schuin: bool = False,
        dx: float = 0,
        dy: float = 0,
        rand: bool = False,
    ) -> None:
        """Zet woorden op een plek in de gegevens, dx en dy punten naar rechts en naar beneden.

        x None: de linkerrand van het veld; y None: de bovenrand. anker: start, middle of end.
        op: het midden van de tekst op de plek, de tekst er "boven" of er "onder".
        rand: een wit randje, over lijnen heen.
        """
        self._woorden.append((x, y, str(tekst), anker, op, kleur, groot, vet, schuin, dx, dy, rand))

    def namen(
        self, plekken, teksten, breed: int = 28, vet=(), kleuren=None, groot: float = 10
    ) -> None:
        """De namen van de rijen, links van het veld."""
        for i, (plek, tekst) in enumerate(zip(plekken, teksten)):
            self.schrijf(
                None,
                plek,
                breek(tekst, breed),
                "end",
                vet=i in vet,
                kleur=kleuren[i] if kleuren else INKT,
                groot=groot,
                dx=-7,
            )

    def schaal(
        self, as_: str, tekst, aantal: int = 6, plekken=None, lijnen: bool = True
    ) -> list[float]:
        """Getallen langs de as ("x" of "y") op ronde plekken, met een dunne lijn.
        Geeft de plekken.
        """
        laag, hoog = sorted(getattr(self.ax, f"get_{as_}lim")())
        anders = sorted(self.ax.get_ylim() if as_ == "x" else self.ax.get_xlim())
        rand = 1e-9 * (hoog - laag)
        if plekken is None:
            plekken = [
                float(p)
                for p in MaxNLocator(aantal, steps=[1, 2, 5, 10]).tick_values(laag, hoog)
                if laag - rand <= p <= hoog + rand
            ]
        if lijnen:
            self.strepen(
                [[(p, a) if as_ == "x" else (a, p) for a in anders] for p in plekken],
                LIJN,
                0.7,
                laag=0.5,
                clip_on=False,
            )
        onder = self.ax.get_ylim()[0]
        for p, woord in zip(plekken, tekst(plekken)):
            if as_ == "x":
                self.schrijf(p, onder, woord, "middle", "onder", kleur=GRIJS, dy=5)
            else:
                self.schrijf(None, p, woord, "end", kleur=GRIJS, dx=-14)
        return plekken

    def svg(self) -> str:
        """De tekening als SVG met echte tekst, zonder datum,
        met ids die op de hele pagina uniek zijn.
        """
        buffer = io.StringIO()
        geen = {"Date": None, "Creator": None, "Format": None, "Type": None}
        # Not savefig, that first asks everything of the sheet.
        FigureCanvasSVG(self.fig).print_svg(buffer, metadata=geen)
        svg = buffer.getvalue()
        svg = svg[svg.index("<svg") : svg.rindex("</svg>")]
        svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.S)
        svg = re.sub(r'(<svg[^>]*?) width="[^"]*" height="[^"]*"', r"\1", svg, count=1)
        svg = re.sub(r'<g id="[^"]*"', "<g", svg)  # nothing refers to a group
        svg = _kleiner(svg)
        letter = f'font-family="{LETTERS}" font-size="{LETTER:g}" fill="{INKT}"'
        svg += f"\n<g {letter}>{self._tekst()}</g></svg>"
        _VELLEN.leg_terug(self.fig)
        # Ids are unique within one figure only; a mark of what is in it makes them unique on the
        # page.
        merk = hashlib.sha256(svg.encode("utf-8")).hexdigest()[:8]
        svg = re.sub(r'( id="|url\(#|href="#)', rf"\g<1>{merk}-", svg)
        return inkorten(svg)

    def _tekst(self) -> str:
        if not self._woorden:
            return ""
        (links, _), (_, boven) = self.ax.get_xlim(), self.ax.get_ylim()
        plekken = self.ax.transData.transform(
            [
                (links if w[0] is None else w[0], boven if w[1] is None else w[1])
                for w in self._woorden
            ]
        )
        hoogte = self.fig.get_figheight() * PUNT
        delen = []
        for (x, y), (_, _, *vorm, dx, dy, rand) in zip(plekken, self._woorden):
            if math.isfinite(x) and math.isfinite(y):
                tekst, anker, op, kleur, groot, vet, schuin = vorm
                plek = float(x) + dx, hoogte - float(y) + dy
                delen.append(woord(*plek, tekst, anker, op, kleur, groot, vet, schuin, rand))
        return "".join(delen)


@lru_cache
def _vorm(teken: str) -> Path:
    """The outline of a mark of matplotlib, one unit wide."""
    merk = MarkerStyle(teken)
    return merk.get_path().transformed(merk.get_transform())


# Steps of a path, and what stands between the parts of a style; there are no words in it yet.
_RUIM = ("M ", "L ", "C ", "Q ", ": ", "; ")
_GETAL = re.compile(r"-?\d+\.\d{2,}")
_STIPPEN = re.compile(r'<g( clip-path="[^"]*")?>((?:<use [^>]*?/>)+)</g>')
_STIJL = re.compile(r' style="[^"]*"')


def _kleiner(svg: str) -> str:
    """A tenth of a point is less than a pixel: no reader sees the six decimals of matplotlib."""
    svg = "".join(map(str.strip, svg.splitlines()))
    for wat in _RUIM:
        svg = svg.replace(wat, wat.strip())
    svg = _GETAL.sub(_rond, svg)
    namen = dict.fromkeys(re.findall(r' id="(\w+)"', svg))
    for nummer, naam in enumerate(namen):
        svg = svg.replace(naam, f"{naam[0]}{nummer}")
    return _STIPPEN.sub(_samen, svg)


def _samen(m: re.Match) -> str:
    """Points of one line have one colour: said once, for the group."""
    stijlen = set(_STIJL.findall(m[2]))
    if len(stijlen) != 1 or m[2].count("<use") < 2:
        return m[0]
    return f"<g{m[1] or ''}{stijlen.pop()}>{_STIJL.sub('', m[2])}</g>"


def _rond(m: re.Match) -> str:
    getal = float(m[0])
    kort = f"{getal:.1f}" if abs(getal) >= 10 else f"{getal:.2f}"
    return kort.rstrip("0").rstrip(".")


def woord(
    x: float,
    y: float,
    tekst: str,
    anker: str,
    op: str,
    kleur: str,
    groot: float,
    vet: bool = False,
    schuin: bool = False,
    rand: bool = False,
) -> str:
    """Eén of meer regels tekst als SVG; de betekenis van anker,
    op en rand staat bij `Doek.schrijf`.
    """
    regels, hoog = tekst.split("\n"), groot * REGEL
    laatste = len(regels) - 1
    y += {
        "midden": 0.35 * groot - laatste * hoog / 2,
        "boven": -laatste * hoog,
        "onder": 0.75 * groot,
    }[op]
    stijl = _letterstijl(anker, kleur, groot, vet, schuin, rand)
    if not laatste:
        return f'<text x="{x:.1f}" y="{y:.1f}"{stijl}>{escape(tekst, quote=False)}</text>'
    # The space between two lines keeps the words apart when read or copied;
    # it counts as part of the first line, which would move it to the left.
    spatie = SPATIE * groot * {"start": 0, "middle": 0.5, "end": 1}[anker]
    delen = []
    for nummer, regel in enumerate(regels):
        links = x + spatie * (nummer < laatste)
        woorden = escape(regel, quote=False)
        delen.append(f'<tspan x="{links:.1f}" y="{y + nummer * hoog:.1f}">{woorden}</tspan>')
    return f"<text{stijl}>{' '.join(delen)}</text>"


def _letterstijl(anker: str, kleur: str, groot: float, vet: bool, schuin: bool, rand: bool) -> str:
    """What differs from the words of the sheet, as attributes."""
    anders = {
        f' font-size="{groot:g}"': groot != LETTER,
        f' text-anchor="{anker}"': anker != "start",
        f' fill="{kleur}"': kleur != INKT,
        ' font-weight="700"': vet,
        ' font-style="italic"': schuin,
        ' stroke="#fff" stroke-width="3" stroke-linejoin="round" paint-order="stroke"': rand,
    }
    return "".join(kenmerk for kenmerk, telt in anders.items() if telt)
