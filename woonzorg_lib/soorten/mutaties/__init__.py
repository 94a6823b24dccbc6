"""De sociale huur: wat er vrijkomt, erbij komt en afgaat, en aan wie het wordt toegewezen."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.rijfiguren import Staaf, alt_tekst, balken, stapel
from woonzorg_lib.beeld.stijl import DELEN
from woonzorg_lib.beeld.tekening import Tekening, inkorten
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer import regels as r
from woonzorg_lib.invoer.aannemelijk import open_cijfer
from woonzorg_lib.soorten.berekend import Berekend, Cijfer
from woonzorg_lib.soorten.invullen import vul
from woonzorg_lib.soorten.rijen import Rijen, procent
from woonzorg_lib.soorten.soort import Figuur, Soort


def _mutatiegraad(rij: dict):
    if (
        rij.get("voorraad")
        and rij.get("vrijgekomen") is not None
        and rij["vrijgekomen"] / rij["voorraad"] > 0.25
    ):
        yield (
            r.WAARSCHUWING,
            "vrijgekomen",
            f"de mutatiegraad is {100 * rij['vrijgekomen'] / rij['voorraad']:.0f}%; boven 25% "
            "is zeldzaam.",
            "Controleer vrijgekomen en voorraad.",
        )


def _meer_dan_corporaties_hebben(tabel: pd.DataFrame, gemeente: Gebied) -> Iterator[tuple]:
    deel = open_cijfer("corporatiewoningen", gemeente)
    for jaar, groep in tabel[~tabel.verhuurder.str.lower().str.startswith("particulier")].groupby(
        "jaar"
    ):
        voorraad = open_cijfer("woningvoorraad", gemeente, int(jaar))
        if voorraad and deel and groep.voorraad.sum() > 1.25 * voorraad[0] * deel[0] / 100:
            wat = (
                f"voorraad is in {jaar} samen {r.getal(groep.voorraad.sum())}; corporaties "
                "hebben hier volgens open cijfers ongeveer "
                f"{r.getal(round(voorraad[0] * deel[0] / 100))} woningen."
            )
            yield (
                r.WAARSCHUWING,
                int(groep._regel.iloc[0]),
                "voorraad",
                wat,
                "Controleer of alleen woningen in deze gemeente meetellen.",
            )


GROEPEN = {
    "toegewezen_ouderen": "ouderen",
    "toegewezen_statushouders": "statushouders",
    "toegewezen_uitstroom": "uitstroom",
    "toegewezen_urgent": "andere urgenten",
    "toegewezen_regulier": "anderen",
}
# (column, what it is called, whether it adds to the stock or takes from it)
STROMEN = (
    ("nieuw", "nieuwe woningen", 1),
    ("verkocht", "verkocht", -1),
    ("gesloopt", "gesloopt", -1),
)
JAREN = 10  # that a picture of allocations shows


def _jaren(s: Rijen) -> dict[int, Rijen]:
    kolommen = ("verhuurder", "voorraad", "vrijgekomen", *GROEPEN)
    return {int(jaar): deel for jaar, deel in sorted(s.groepen("jaar", *kolommen).items())}


def cijfers(s: Rijen) -> Iterator[Cijfer | None]:
    """De mutatiegraad per jaar: vrijgekomen woningen als deel van de voorraad."""
    for jaar, deel in _jaren(s).items():
        voorraad, vrij = deel.som("voorraad"), deel.som("vrijgekomen")
        if voorraad:
            yield s.cijfer("mutatiegraad", procent(vrij, voorraad), jaar=jaar)
    nu, jaar = s.nieuwste()
    if nu.ruw.voorraad.sum():
        yield s.cijfer("vrijgekomen_samen", nu.ruw.vrijgekomen.sum(), jaar=jaar)
        yield s.cijfer("voorraad_samen", nu.ruw.voorraad.sum(), jaar=jaar)


def woorden(s: Rijen) -> dict[str, int]:
    """Het jaar waarover het gaat."""
    return {"jaar": s.nieuwste()[1]}


def per_verhuurder_en_groep(s: Rijen) -> Iterator[Cijfer | None]:
    """De mutatiegraad per verhuurder, wat erbij kwam en afging, en per jaar de toewijzingen."""
    nu, nieuwste = s.nieuwste()
    for rij in nu.ruw.itertuples():
        graad = procent(rij.vrijgekomen, rij.voorraad)
        yield s.cijfer("mutatiegraad_verhuurder", graad, rij.verhuurder, jaar=nieuwste)
    sommen = [(naam, nu.som(kolom), teken) for kolom, naam, teken in STROMEN]
    stromen = {naam: som * teken for naam, som, teken in sommen if som is not None}
    for naam, stroom in stromen.items():
        yield s.cijfer("stroom", stroom, naam, jaar=nieuwste)
    if len(stromen) > 1:
        yield s.cijfer("saldo", sum(stromen.values()), jaar=nieuwste)
    for jaar, deel in list(_jaren(s).items())[-JAREN:]:
        yield from _toegewezen(s, deel, jaar)


def _toegewezen(s: Rijen, deel: Rijen, jaar: int) -> Iterator[Cijfer | None]:
    """De toewijzingen van een jaar per groep; niets als een aantal daarvan niet te tonen is."""
    per_groep = {naam: deel.som(kolom) for kolom, naam in GROEPEN.items()}
    if None in per_groep.values() or not any(per_groep.values()):
        return
    for naam, aantal in per_groep.items():
        yield s.cijfer("toegewezen", aantal, naam, jaar=jaar)


def _teken_mutatiegraad(s: Rijen, c: Berekend) -> list[Tekening]:
    """De mutatiegraad per jaar, en in het jongste jaar per verhuurder."""
    koppen, jaren = s.soort.beschrijving["groepen"], _jaren(s)
    allemaal = len({frozenset(deel.ruw.verhuurder) for deel in jaren.values()}) == 1
    staven = []
    for x in c.reeks("mutatiegraad"):
        deel = "" if allemaal else f" ({len(jaren[x.jaar or 0].ruw)} van de verhuurders)"
        staven.append(Staaf(f"{x.jaar}{deel}", x.waarde, f"{getal(x.waarde, 1)}%"))
    per = c.reeks("mutatiegraad_verhuurder")
    nu, jaar = s.nieuwste()
    if len(nu.ruw) > 1:
        staven = [
            Staaf(koppen["jaar"], kop=True),
            *staven,
            Staaf(vul(koppen["verhuurder"], {"jaar": jaar}), kop=True),
            *(Staaf(x.wie, x.waarde, f"{getal(x.waarde, 1)}%") for x in per),
        ]
    if sum(not x.kop for x in staven) < 2:
        return []
    staven, rest = inkorten(staven, "regels")
    return [s.soort.tekening("mutatiegraad", balken(staven), alt_tekst(staven), rest)]


def _met_teken(w: float) -> str:
    return ("+" if w > 0 else "") + getal(w)


def _teken_stromen(s: Rijen, c: Berekend) -> list[Tekening]:
    """Wat er in het jongste jaar bij kwam en afging, en samen."""
    saldo = c.waarde("saldo")
    if saldo is None:
        return []
    staven = [Staaf(x.wie, x.waarde, _met_teken(x.waarde)) for x in c.reeks("stroom")]
    staven.append(Staaf("samen", saldo, _met_teken(saldo), kleur=DELEN[5]))
    svg, alt = balken(staven), alt_tekst(staven)
    return [s.soort.tekening("stromen", svg, alt, jaar=s.nieuwste()[1])]


def _teken_toegewezen(s: Rijen, c: Berekend) -> list[Tekening]:
    """Per jaar aan wie de vrijgekomen woningen gingen."""
    per_jaar: dict[str, dict[str, float]] = {}
    for x in c.reeks("toegewezen"):
        per_jaar.setdefault(str(x.jaar), {})[x.wie] = x.waarde
    if not per_jaar:
        return []
    regels = [(jaar, w, f"{getal(sum(w.values()))} samen") for jaar, w in per_jaar.items()]
    kleuren = {naam: (DELEN[i], False) for i, naam in enumerate(GROEPEN.values())}
    per = (
        f"{jaar}: " + ", ".join(f"{k} {getal(n)}" for k, n in w.items()) for jaar, w, _ in regels
    )
    alt = f"Gestapelde staven. {'; '.join(per)}."
    return [s.soort.tekening("toegewezen", stapel(regels, kleuren), alt)]


def teken(s: Rijen, c: Berekend) -> list[Tekening]:
    """De mutatiegraad, wat erbij kwam en afging, en aan wie de vrijgekomen woningen gingen."""
    return _teken_mutatiegraad(s, c) + _teken_stromen(s, c) + _teken_toegewezen(s, c)


SOORT = Soort.uit(
    __file__,
    rijregels=(
        r.hoogstens("vrijgekomen", "voorraad"),
        r.hoogstens(tuple(GROEPEN), "vrijgekomen"),
        _mutatiegraad,
    ),
    toets=_meer_dan_corporaties_hebben,
    cijfers=cijfers,
    woorden=woorden,
    figuren={"": Figuur(teken, per_verhuurder_en_groep)},
)
