"""Wat van een onderwerp boven staat en wat bij "Meer cijfers" hoort; maakt geen pagina."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from ..beeld.bronregel import bronregel_kort
from ..standen import Status
from .stukken import Blok, blokken, eerste, kaal, woorden, zinnen
from .tekst import KLASSEN, vast

WOORDEN = 40  # of an onderwerp, beside its title, its own text, "Dus" and its source
NOTITIE = 20  # words; a longer note stands with the numbers
RANGEN = ("cijfers", "opgave", "afspraken")
EIGEN = "eigen"  # what an adviser made without the kit: it is shown as it is


@dataclass(frozen=True)
class Stuk:
    """Iets dat een notebook toonde, met de cijfers erachter en hoe het register het noemt.

    hoofd: de hoofdfiguur. boven: iets anders dan een figuur dat ook meteen te zien is.
    """

    soort: str
    html: str
    rijen: list[dict] = field(default_factory=list)
    naam: str = ""
    hoofd: bool = False
    boven: bool = False
    rang: str = "cijfers"


@dataclass(frozen=True)
class Boven:
    """Wat een lezer van een onderwerp meteen ziet; elk deel is HTML en mag leeg zijn."""

    kop: str = ""
    zin: str = ""
    figuur: str = ""
    dus: str = ""
    bron: str = ""


@dataclass
class Onderwerp:
    """Een onderwerp met alles wat de notebook erna toonde; `reden` zegt waarom het mislukte.

    kop, zin en dus: de bevinding zoals de notebook haar zegt.
    figuur: wat de hoofdfiguur is, in volgorde van voorkeur. kern: wiens zin voorgaat.
    """

    id: str
    titel: str
    status: Status
    notebook: str
    kort: str = ""
    jaar: int | None = None
    oud: bool = False
    hint: str = ""
    reden: str = ""
    anker: str = ""
    kop: str = ""
    zin: str = ""
    dus: str = ""
    figuur: tuple[str, ...] = ()
    kern: tuple[str, ...] = ()
    rijen: list[dict] = field(default_factory=list)  # behind kop, zin and dus
    duiding: str = ""
    stukken: list[Stuk] = field(default_factory=list)
    boven: Boven = field(default_factory=Boven)
    meer: list[str] = field(default_factory=list)

    @property
    def klasse(self) -> str:
        return KLASSEN[self.status]

    @property
    def leeg(self) -> bool:
        """Waar als er niets te tonen is; dan staat alleen de naam er, aan het eind van het deel."""
        zonder = self.status in (Status.INVOER_NODIG, Status.NIET_BESCHIKBAAR)
        return zonder and not self.stukken and not self.duiding

    @property
    def mislukt(self) -> bool:
        """Waar als er iets van het onderwerp niet gemaakt kon worden."""
        return self.status is Status.MISLUKT

    @property
    def volledig(self) -> bool:
        """Waar als alles er is wat het onderwerp vraagt."""
        return self.status is Status.VOLLEDIG

    def als_dict(self) -> dict:
        velden = {s: getattr(self, s) for s in ("id", "titel", "status", "jaar", "notebook")}
        return velden | ({"reden": self.reden} if self.reden else {})

    def schik(self) -> None:
        """Verdeelt wat de notebook toonde over boven en meer; niets valt weg."""
        figuur, over = _kies_figuur(self._delen(), self.figuur)
        kop, zin, over, gebruikt = self._bevinding(over)
        eigen = [s for s in over if s.soort in (EIGEN, "fout") or s.boven]
        self.meer = [s.html for s in over if s not in eigen]
        rijen = [*self.rijen, *gebruikt, *(figuur.rijen if figuur else [])]
        rijen += [r for s in eigen if s.boven for r in s.rijen]
        self.boven = Boven(
            kop=vast(kop or self.titel),
            zin=vast(zin),
            figuur="".join([figuur.html if figuur else "", *(s.html for s in eigen)]),
            dus=vast(self.dus),
            bron=bronregel_kort(rijen) or _bron_bij(figuur, over),
        )

    def _komt_eerst(self, stuk: Stuk) -> int:
        return self.kern.index(stuk.naam) if stuk.naam in self.kern else len(self.kern)

    def _delen(self) -> list[Stuk]:
        """The pieces in their order, each figure and each paragraph by itself."""
        alle = sorted(self.stukken, key=lambda s: RANGEN.index(s.rang) if s.rang in RANGEN else 0)
        return [deel for stuk in alle for deel in _knip(stuk)]

    def _bevinding(self, delen: list[Stuk]) -> tuple[str, str, list[Stuk], list[dict]]:
        """The finding: what the notebook says; else the first sentences that it shows."""
        kernen = sorted((s for s in delen if s.soort == "kern"), key=self._komt_eerst)
        eerste_kern = kernen[0] if kernen else None
        if self.kop or eerste_kern is None:
            zin = f"<p>{self.zin}</p>" if self.zin else ""
            return kaal(self.kop), zin, delen, []
        binnen = next(blokken(eerste_kern.html)).binnen
        kop, *rest = zinnen(binnen)
        boven, over = eerste(" ".join(rest), WOORDEN)
        houd = [s for s in delen if s is not eerste_kern]
        if over:
            meer = replace(eerste_kern, html=f'<p class="kern">{" ".join(over)}</p>')
            houd.insert(0, meer)
        zin = self.zin or " ".join(boven)
        return kaal(kop).removesuffix("."), f"<p>{zin}</p>" if zin else "", houd, eerste_kern.rijen


def _knip(stuk: Stuk) -> Iterator[Stuk]:
    if stuk.soort in (EIGEN, "fout"):
        yield stuk
        return
    for blok in blokken(stuk.html):
        soort = "figuur" if blok.tag == "figure" else "rest"
        if blok.tag == "p" and "kern" in blok.klassen:
            soort = "kern"
        yield replace(stuk, soort=soort, html=blok.html)


def _kies_figuur(delen: list[Stuk], wens: tuple[str, ...]) -> tuple[Stuk | None, list[Stuk]]:
    """The main figure as it stands above, and all else; its numbers stay with the rest."""
    figuren = [s for s in delen if s.soort == "figuur"]
    gekozen = next((s for s in figuren if s.hoofd), None)
    for naam in wens if gekozen is None else ():
        gekozen = gekozen or next((s for s in figuren if _is(s, naam)), None)
    if gekozen is None:
        return None, delen
    boven, onder = _splits(gekozen.html)
    plek = next(n for n, s in enumerate(delen) if s is gekozen)
    rest = [replace(gekozen, soort="rest", html=onder)] if onder else []
    return replace(gekozen, html=boven), [*delen[:plek], *rest, *delen[plek + 1 :]]


def _bron_bij(figuur: Stuk | None, delen: list[Stuk]) -> str:
    """The source under a figure, or of the own file that the finding is about.

    That of open figures is in their rows; a finding without rows says nothing that needs one.
    """
    naam = figuur.naam if figuur else ""
    bronnen = [s for s in delen if 'class="bron"' in s.html and s.html.startswith("<p")]
    bronnen = [s for s in bronnen if figuur or s.naam]
    bronnen = [s for s in bronnen if woorden(s.html) <= WOORDEN]  # a long one stays where it is
    bronnen.sort(key=lambda s: s.naam != naam)
    return next((next(blokken(s.html)).binnen for s in bronnen), "")


def _is(figuur: Stuk, naam: str) -> bool:
    return figuur.naam == naam or any(r.get("indicator") == naam for r in figuur.rijen)


def _splits(html: str) -> tuple[str, str]:
    """A figure in what is seen at once (caption, drawing, a short note) and its numbers."""
    figuur = next(blokken(html))
    boven: list[Blok] = []
    onder: list[Blok] = []
    for blok in blokken(figuur.binnen):
        hier = boven if _zichtbaar(blok) else onder
        hier.append(blok)
    bijschrift = next((b.binnen for b in boven if b.tag == "figcaption"), "")
    titel = kaal(bijschrift.partition("<small>")[0])
    kop = f'<p class="bijkop">{titel}</p>' if titel else ""
    cijfers = "".join(b.html for b in onder)
    zichtbaar = "".join(b.html for b in boven)
    # Without a narrow form it slides on a phone, and then the keyboard must get there.
    schuift = (
        "" if 'class="smal"' in zichtbaar else f' tabindex="0" role="group" aria-label="{titel}"'
    )
    return (
        f"<figure{schuift}>{zichtbaar}</figure>",
        f'<div class="bij">{kop}{cijfers}</div>' if cijfers else "",
    )


def _zichtbaar(blok: Blok) -> bool:
    if blok.tag in ("figcaption", "svg", "img"):
        return True
    return "notitie" in blok.klassen and woorden(blok.html) <= NOTITIE
