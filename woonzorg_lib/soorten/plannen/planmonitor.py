"""Maakt van een export van de Planmonitor Wonen (een regel per plan en categorie) rijen per plan.

Nakijken doet lezen.py.
"""

from __future__ import annotations

from woonzorg_lib.gebieden.namen import sleutel
from woonzorg_lib.invoer import cellen
from woonzorg_lib.invoer.openen import Bestandsfout
from woonzorg_lib.invoer.rooster import Rooster

# Terms of the database of the Planmonitor Wonen (Provincie Zeeland, planmonitor-wonen-api) ->
# columns of `plannen`.
TERMEN = {
    "woningtype": {
        "eengezins": "woningtype_eengezins",
        "meergezins": "woningtype_meergezins",
        "onbekend": "woningtype_onbekend",
    },
    "betaalbaarheid": {
        "socialehuur": "huur_sociaal",
        "huurmiddenhuur": "huur_middelduur",
        "huurdurehuur": "huur_duur",
        "huuronbekend": "huur_onbekend",
        "koopbetaalbarekoop": "koop_betaalbaar",
        "koopdurekoop": "koop_duur",
        "kooponbekend": "koop_onbekend",
        "onbekendkoopofhuur": "prijsklasse_onbekend",
    },
    "wonenenzorg": {
        "geclusterd": "geclusterde_woonvorm",
        "nultreden": "nultredenwoning",
        "zorggeschikt": "zorggeschikte_woning",
        "regulier": None,
        "onbekend": None,
    },
    "flexwoningen": {"flexwoningen": "tijdelijke_woningen", "regulierpermanent": None},
}
_TELLING = ("totaalgepland", "aantalgepland")
_PER_REGEL = {
    *TERMEN,
    *_TELLING,
    "nieuwbouw",
    "sloop",
    "jaartal",
    "totaalgerealiseerd",
    "id",
    "plancategorieid",
}


def is_planmonitor(koppen: list[str]) -> bool:
    """Waar als dit een regel per plan en categorie is."""
    namen = {sleutel(k) for k in koppen}
    return (
        bool(namen & set(_TELLING))
        and bool(namen & set(TERMEN))
        and bool(namen & {"plannaam", "planregistratieid"})
    )


def vouw(rooster: Rooster) -> Rooster:
    """De regels van een plan samen tot één rij, met de kolommen van `plannen`.

    Een regel telt mee in elke categorie die erop staat; de regels met Nieuwbouw zijn bruto, die met
    Sloop sloop.
    """
    namen = [sleutel(k) for k in rooster.koppen]
    plek = {n: i for i, n in enumerate(namen)}
    telling = "aantalgepland" if "aantalgepland" in plek else "totaalgepland"
    vast = [i for i, n in enumerate(namen) if n not in _PER_REGEL]
    plannen: dict[str, tuple[int, list, dict[str, int]]] = {}
    for regel, rij in rooster.rijen:
        cel = {
            n: rij[i] if i < len(rij) and not cellen.is_leeg(rij[i]) else None
            for n, i in plek.items()
        }
        wie = sleutel(str(cel.get("planregistratieid") or cel.get("plannaam") or f"regel {regel}"))
        _, kenmerken, som = plannen.setdefault(wie, (regel, [None] * len(vast), {}))
        for n, i in enumerate(vast):
            kenmerken[n] = kenmerken[n] if not cellen.is_leeg(kenmerken[n]) else cel[namen[i]]
        try:
            aantal = cellen.aantal(cel[telling]) if cel[telling] is not None else 0
            jaar = cellen.jaar(cel["jaartal"]) if cel.get("jaartal") is not None else None
        except cellen.Celfout as fout:
            raise Bestandsfout(fout.wat.replace("{}", "een waarde"), fout.doe, regel) from None
        for kolom in _kolommen(cel, jaar, "nieuwbouw" in plek, regel):
            som[kolom] = som.get(kolom, 0) + aantal
    geteld = sorted({k for _, _, som in plannen.values() for k in som})
    koppen = [rooster.koppen[i] for i in vast] + geteld
    rijen = [
        (regel, kenmerken + [som.get(k) for k in geteld])
        for regel, kenmerken, som in plannen.values()
    ]
    wat = (
        f"gelezen als Planmonitor Wonen: {len(rooster.rijen)} regels zijn {len(rijen)} plannen "
        "geworden."
    )
    return Rooster(
        koppen,
        rijen,
        [*rooster.opmerkingen, ("LET OP", None, wat, "Controleer de totalen in het rapport.")],
    )


def _kolommen(cel: dict, jaar: int | None, met_nieuwbouw: bool, regel: int):
    """The columns of `plannen` that this row adds to."""
    if cel.get("sloop") is not None and sleutel(str(cel["sloop"])) == "sloop":
        yield "sloop"
        return
    if cel.get("nieuwbouw") is not None or not met_nieuwbouw:
        yield "bruto"
        if jaar:
            yield f"opleverjaar_{jaar}"
    for naam, termen in TERMEN.items():
        term = cel.get(naam)
        if term is None:
            continue
        if sleutel(str(term)) not in termen:
            raise Bestandsfout(
                f"in de kolom {naam} staat een woord dat de Planmonitor Wonen niet kent.",
                f"Kies uit {', '.join(termen)}.",
                regel,
            )
        if kolom := termen[sleutel(str(term))]:
            yield kolom
