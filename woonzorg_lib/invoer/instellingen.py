"""Normen, kengetallen en instellingen van een rapport uit YAML: lezen, nakijken en samenvoegen;
tabellen van gemeenten staan in lezen.py.

De standaard.yaml van de kit zegt welke sleutels er zijn en hoe een waarde eruitziet.
Een eigen bestand (van de map, een regio of een gemeente) noemt alleen wat anders is,
en noemt dat dan helemaal: een eigen waarde erft nooit de bron of status van de kit.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pathlib import Path

from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.gebieden.namen import lijkt_op, opsomming, sleutel, toon
from woonzorg_lib.invoer.melding import FOUT, LET_OP, Melding
from woonzorg_lib.invoer.regios import KIT, eigen_regios
from woonzorg_lib.invoer.yamlbestand import STATUSSEN, OngeldigeInstelling, Yamlbestand

RAPPORT = (
    "fictief",
    "prognose_bron",
)  # what rapport.yaml, and parameters.yaml of a gemeente, may set beside norms
# What rapport.yaml may ask for in every run, as the options of the command do.
ERNAAST = ("pdf", "docx", "figuren")
RUN = (*ERNAAST, "volledig")
JA = {True: True, "ja": True, False: False, "nee": False}
TEKST = (
    "naam",
    "eenheid",
    "toelichting",
    "uitleg",
)  # says nothing about where a value comes from, so an own value may leave it out
HERKOMST = ("jaar", "bron", "status")
NODIG = (
    "dementie",
    "dementie_groei",
    "dementie_nederland",
    "norm_betaalbaar",
    "norm_sociale_huur",
    "norm_plancapaciteit",
    "prognose",
    "prijsgrenzen",
    "inkomensgrenzen",
)
EERSTE_JAAR = 1990
Fout = tuple[tuple[str, ...], str, str]  # where, what, what to do


@lru_cache(maxsize=256)
def _lees(pad: Path, naam: str, _gewijzigd: int) -> Yamlbestand:
    return Yamlbestand(pad, naam)


def _bestand(pad: Path, naam: str = "") -> Yamlbestand:
    return _lees(pad, naam or f"{pad.parent.resolve().name}/{pad.name}", pad.stat().st_mtime_ns)


# ---- instellingen van een rapport


def lees_yaml(pad: Path) -> dict:
    """Een YAML-bestand als dict; leeg als het er niet is.
    Fout: OngeldigeInstelling, met bestand en regel.
    """
    return _bestand(pad).inhoud if pad.is_file() else {}


def instelling(naam: str, gemeentecode: str, map: Path):
    """Een instelling van een rapport: uit parameters.yaml van de gemeente, anders uit rapport.yaml;
    None als zij nergens staat.
    """
    for pad in (
        map / "gemeenten" / gemeentecode / "parameters.yaml",
        map / "rapport.yaml",
        KIT / "rapport.yaml",
    ):
        if naam in (inhoud := lees_yaml(pad)):
            return inhoud[naam]
    return None


def altijd(map: Path) -> set[str]:
    """Wat rapport.yaml bij elke run vraagt: pdf, docx, figuren, volledig.

    De map gaat per keuze voor op de kit. Fout: OngeldigeInstelling, met bestand en regel.
    """
    keuzes: dict[str, bool] = {}
    for pad in dict.fromkeys((KIT / "rapport.yaml", map / "rapport.yaml")):
        if pad.is_file():
            y = _bestand(pad)
            for fout in _keur_run(y.inhoud):
                raise y.fout(*fout)
            keuzes |= {k: JA[v] for k, v in y.inhoud.items() if k in RUN}
    return {naam for naam, aan in keuzes.items() if aan}


def _keur_run(inhoud: dict) -> Iterator[Fout]:
    for k, v in inhoud.items():
        if k not in (*RAPPORT, *RUN):
            yield _onbekend((str(k),), (*RAPPORT, *RUN))
        elif k in RUN and (not isinstance(v, (bool, str)) or v not in JA):
            yield (k,), f"{toon(v)} is geen ja of nee.", "Schrijf ja of nee."


# ---- normen en kengetallen


def _kit() -> dict:
    """The kit's own file, which is also the file that most people change:
    it is checked before it is used.
    """
    y = _bestand(KIT / "standaard.yaml", "parameters/standaard.yaml")
    for fout in _keur_kit(y.inhoud):
        raise y.fout(*fout)
    return y.inhoud


def _lagen(map: Path, gemeente: Gebied | None) -> Iterator[Yamlbestand]:
    """The own files that hold here, the widest first; so that the gemeente has the last word."""
    paden = [(map / "standaard.yaml", map)] if map.resolve() != KIT.resolve() else []
    if gemeente is not None:
        regios = [
            (plek, regio) for plek, regio in eigen_regios(map) if gemeente.code in regio.leden
        ]
        paden += [
            (plek / "standaard.yaml", plek.parents[1])
            for plek, _ in sorted(regios, key=lambda r: -len(r[1].leden))
        ]
        paden.append((map / "gemeenten" / gemeente.code / "parameters.yaml", map))
    for pad, basis in paden:
        if pad.is_file():
            yield _bestand(pad, f"{basis.resolve().name}/{pad.relative_to(basis).as_posix()}")


def standaard(map: Path = KIT, gemeente: Gebied | None = None) -> dict:
    """De normen en kengetallen: die van de kit, met wat de map,
    de regio's van de gemeente en de gemeente zelf anders zeggen.

    Fout: OngeldigeInstelling, met bestand, regel en sleutel.
    """
    uit = kit = _kit()
    for y in _lagen(Path(map), gemeente):
        for fout in _keur_eigen(kit, y.inhoud):
            raise y.fout(*fout)
        uit = _voeg_samen(uit, {k: v for k, v in y.inhoud.items() if k not in RAPPORT})
    return uit


def jaargrens(reeks: dict, jaar: int | None = None) -> tuple[int, dict] | None:
    """Uit een reeks met `per_jaar` de waarde van dat jaar (standaard:
    dit jaar), of van het laatste jaar ervoor; None als er geen is.
    """
    bekend = [j for j in reeks["per_jaar"] if j <= (jaar or date.today().year)]
    return (max(bekend), reeks["per_jaar"][max(bekend)]) if bekend else None


def keur_bestand(pad: Path, naam: str) -> list[Melding]:
    """Alles wat er mis is met één bestand met normen of instellingen; niets als het er niet is."""
    if not pad.is_file():
        return []
    try:
        y = _bestand(pad, naam)
        if pad.name == "rapport.yaml":
            fouten = list(_keur_run(y.inhoud))
        elif pad.resolve() == (KIT / "standaard.yaml").resolve():
            fouten = list(_keur_kit(y.inhoud))
        else:
            fouten = list(_keur_eigen(_kit(), y.inhoud))
        return [
            Melding(FOUT, naam, y.regel(plek), ".".join(plek) or None, wat, doe)
            for plek, wat, doe in fouten
        ]
    except OngeldigeInstelling as fout:
        return [Melding.van(fout)]


def verouderd(map: Path) -> list[Melding]:
    """Een reeks per jaar zonder waarde voor dit jaar;
    niets als de normen niet te lezen zijn, want dat is al gezegd.
    """
    nu = date.today().year
    oud: dict[str, list[str]] = {}
    try:
        normen = standaard(map)
    except OngeldigeInstelling:
        return []
    for groep, reeksen in normen.items():
        for naam, reeks in reeksen.items():
            if isinstance(reeks, dict) and "per_jaar" in reeks and nu not in reeks["per_jaar"]:
                oud.setdefault(groep, []).append(naam)
    doe = (
        "Vul de grenzen van dit jaar in als u ze hebt; "
        "anders gelden die van het laatste jaar dat er is."
    )
    return [
        Melding(
            LET_OP,
            f"{map.resolve().name}/standaard.yaml",
            None,
            groep,
            f"van {nu} ontbreekt {opsomming(namen)}.",
            doe,
        )
        for groep, namen in oud.items()
    ]


# ---- nakijken


def _is_blad(deel: dict) -> bool:
    """One value with its source, or a table of them (dementie);
    anything else is a group of values.
    """
    return "waarde" in deel or (
        "status" in deel and not any(isinstance(v, dict) for v in deel.values())
    )


def _voeg_samen(onder: dict, boven: dict) -> dict:
    if _is_blad(onder):
        return {k: onder[k] for k in TEKST if k in onder} | boven
    # What an own file says of a whole group holds for the values it names there,
    # never for those of the kit beside them.
    groep = {k: boven[k] for k in HERKOMST if k in boven}
    eigen = {k: v for k, v in boven.items() if k not in groep}
    return onder | {
        k: _voeg_samen(
            onder[k],
            {h: w for h, w in groep.items() if not (h == "jaar" and isinstance(k, int))} | v,
        )
        if isinstance(onder.get(k), dict)
        else v
        for k, v in eigen.items()
    }


def _onbekend(plek: tuple[str, ...], namen) -> Fout:
    namen = [str(n) for n in namen]
    goed = lijkt_op(plek[-1], {sleutel(n): n for n in namen}, 1)
    komma = plek[-1].isdecimal() and "waarde" in namen
    doe = (
        "Schrijf een kommagetal met een punt, zoals 0.35."
        if komma
        else f"Bedoelt u '{goed[0]}'?"
        if goed
        else f"Kies uit {opsomming(namen[:12], 'of')}."
    )
    return plek, f"de sleutel {toon(plek[-1])} is niet bekend.", doe


def _keur_eigen(kit: dict, inhoud: dict) -> Iterator[Fout]:
    for k, deel in inhoud.items():
        if k in RAPPORT:
            continue
        if k in kit:
            yield from _keur((k,), kit[k], deel)
        else:
            yield _onbekend((str(k),), [*kit, *RAPPORT])


def _keur(
    plek: tuple[str, ...], vorm: object, deel: object, geerfd: frozenset[str] = frozenset()
) -> Iterator[Fout]:
    """`vorm` is the same place in the kit's own file;
    `geerfd` is what the groups around it already say.
    """
    if not isinstance(vorm, dict):
        yield from _keur_waarde(plek, vorm, deel)
    elif not isinstance(deel, dict):
        yield (
            plek,
            "hier horen sleutels met een waarde.",
            f"Kies uit {opsomming([str(k) for k in vorm][:8], 'of')}.",
        )
    elif all(isinstance(k, int) for k in vorm):
        for k, v in deel.items():
            yield from _keur_jaar((*plek, str(k)), k) or _keur(
                (*plek, str(k)), next(iter(vorm.values())), v, geerfd
            )
    else:
        geerfd |= {k for k in HERKOMST if k in deel}
        extra = {"jaar": 2025, "bron": "tekst", "status": STATUSSEN[0]} if _is_blad(vorm) else {}
        bekend = extra | dict.fromkeys(("toelichting", "uitleg"), "tekst") | vorm
        for k, v in deel.items():
            if k in bekend:
                yield from _keur((*plek, k), bekend[k], v, geerfd)
            else:
                yield _onbekend((*plek, str(k)), bekend)
        yield from _keur_herkomst(plek, vorm, deel, geerfd)


def _keur_herkomst(
    plek: tuple[str, ...], vorm: dict, deel: dict, geerfd: frozenset[str]
) -> Iterator[Fout]:
    if not _is_blad(vorm):
        return
    in_jaar = plek[-1].isdecimal()  # the year is the key
    mist = [
        k
        for k in (*vorm, *HERKOMST)
        if k not in deel and k not in geerfd and k not in TEKST and not (k == "jaar" and in_jaar)
    ]
    if mist := list(dict.fromkeys(mist)):
        yield (
            plek,
            f"hier {'ontbreekt' if len(mist) == 1 else 'ontbreken'} {opsomming(mist)}.",
            "Een eigen waarde heeft een eigen jaar, bron en status nodig.",
        )
    if (
        vorm.get("eenheid") == "deel"
        and isinstance(deel.get("waarde"), (int, float))
        and not 0 <= deel["waarde"] <= 1
    ):
        yield (*plek, "waarde"), "een deel ligt tussen 0 en 1.", "Schrijf een kwart als 0.25."


def _keur_jaar(plek: tuple[str, ...], jaar: object) -> list[Fout]:
    laatste = date.today().year + 1
    goed = isinstance(jaar, int) and EERSTE_JAAR <= jaar <= laatste
    return (
        []
        if goed
        else [
            (
                plek,
                f"{toon(jaar)} is geen jaar van {EERSTE_JAAR} tot en met {laatste}.",
                "Vul een jaar in, zoals 2026.",
            )
        ]
    )


def _keur_waarde(plek: tuple[str, ...], vorm: object, deel: object) -> Iterator[Fout]:
    naam = plek[-1]
    if naam == "jaar":
        yield from _keur_jaar(plek, deel)
    elif naam in ("status", "eenheid"):
        yield from _keur_woord(plek, vorm, deel)
    elif isinstance(vorm, list):
        yield from _keur_lijst(plek, vorm, deel)
    elif isinstance(vorm, str):
        if not isinstance(deel, str) or not deel.strip():
            yield plek, "hier hoort tekst.", f"Vul {naam} in."
    elif not isinstance(deel, (int, float)) or isinstance(deel, bool) or not abs(deel) < 1e12:
        yield (
            plek,
            f"{toon(deel)} is geen getal.",
            "Vul een getal in; schrijf een kommagetal met een punt, zoals 0.35.",
        )


def _keur_woord(plek: tuple[str, ...], vorm: object, deel: object) -> Iterator[Fout]:
    if plek[-1] == "status" and deel not in STATUSSEN:
        yield plek, f"{toon(deel)} is geen status.", "Kies gecontroleerd of ongecontroleerd."
    if plek[-1] == "eenheid" and deel != vorm:
        yield (
            plek,
            f"{toon(deel)} is een andere eenheid dan die van de kit ('{vorm}').",
            "Reken de waarde om, en laat eenheid weg.",
        )


def _keur_lijst(plek: tuple[str, ...], vorm: list, deel: object) -> Iterator[Fout]:
    if not isinstance(deel, list) or len(deel) != len(vorm):
        yield (
            plek,
            f"hier hoort een lijst van {len(vorm)} waarden.",
            "Neem de lijst over uit de standaard.yaml van de kit.",
        )
        return
    for n, (een, ander) in enumerate(zip(vorm, deel)):
        yield from _keur_waarde((*plek, str(n)), een, ander)


def _keur_kit(inhoud: dict) -> Iterator[Fout]:
    """The kit's own file has no example beside it:
    each value must be a number with a unit, year, source and status, its own or that of its group.
    """
    for naam in NODIG:
        if naam not in inhoud:
            doe = "Neem het over uit de standaard.yaml van de kit."
            yield (naam,), "dit onderdeel ontbreekt.", doe
    for naam, deel in inhoud.items():
        if not isinstance(deel, dict):
            yield (
                (str(naam),),
                "hier horen sleutels met een waarde.",
                "Schrijf waarde, eenheid, jaar, bron en status.",
            )
    for naam, deel in inhoud.items():
        if isinstance(deel, dict):
            yield from _keur_groep((str(naam),), deel, {})


def _keur_groep(plek: tuple[str, ...], deel: dict, geerfd: dict) -> Iterator[Fout]:
    """A value, or a group of them; what the group says holds for each."""
    bekend = geerfd | {k: deel[k] for k in ("eenheid", *HERKOMST) if k in deel}
    if plek[-1].isdecimal() and "waarde" in deel:
        bekend["jaar"] = int(plek[-1])
    if _is_blad(deel):
        yield from _keur_blad(plek, deel, bekend)
        return
    for k, lager in deel.items():
        if isinstance(lager, dict):
            yield from _keur_groep((*plek, str(k)), lager, bekend)
        elif k not in ("eenheid", *TEKST, *HERKOMST):
            yield _onbekend((*plek, str(k)), ("waarde", *TEKST, *HERKOMST))


def _keur_blad(plek: tuple[str, ...], deel: dict, bekend: dict) -> Iterator[Fout]:
    for k, v in deel.items():
        vorm = _voorbeeld(str(k), v)
        if vorm is None:
            yield _onbekend((*plek, str(k)), ("waarde", *TEKST, *HERKOMST))
        else:
            yield from _keur_waarde((*plek, str(k)), vorm, v)
    if mist := [k for k in ("eenheid", *HERKOMST) if k not in bekend]:
        ontbreekt = "ontbreekt" if len(mist) == 1 else "ontbreken"
        yield plek, f"hier {ontbreekt} {opsomming(mist)}.", "Vul het aan."
    waarde = deel.get("waarde")
    if bekend.get("eenheid") == "deel" and isinstance(waarde, (int, float)):
        if not 0 <= waarde <= 1:
            doe = "Schrijf een kwart als 0.25."
            yield (*plek, "waarde"), "een deel ligt tussen 0 en 1.", doe


def _voorbeeld(naam: str, waarde: object) -> object:
    """What a value of this name looks like; None when there is no such name."""
    if isinstance(waarde, list):
        return ["" if naam == "klassen" else 0] * len(waarde)
    if naam == "eenheid":
        return waarde
    vormen = {"waarde": 0, "jaar": 2025, "status": ""}
    return vormen.get(naam, "tekst" if naam in (*TEKST, "bron") else None)
