"""Van een naam of code, hoe slordig getypt ook, naar een gebied;
de namen zelf staan in de gegevensbestanden.
"""

import re
from collections.abc import Iterator
from numbers import Integral
from pathlib import Path

from woonzorg_lib.aanroep import typ
from woonzorg_lib.fouten import WoonzorgFout

from . import eigen_regio
from .gebied import SOORTEN, Gebied
from .herindelingen import alle as herindelingen
from .herindelingen import opvolgers, splitsing
from .namen import lijkt_op, opsomming, plat, sleutel, toon
from .namenlijst import gemeentenamen, regionamen
from .plaatsen import gemeenten_met
from .register import gemeente_met_code, gemeenten, land, lees, regio_van_gemeente, regios


BIJNA = 88  # of 100: one letter in eight is another


class OnbekendeGemeente(WoonzorgFout):
    """Geen gemeente heet zo; de melding noemt namen die erop lijken."""


class MeerdereGemeenten(WoonzorgFout):
    """Meer gemeenten heten zo; `keuzes` noemt ze."""

    def __init__(self, zoek: object, keuzes: list[Gebied]):
        self.keuzes = tuple(g.naam for g in keuzes)
        namen = opsomming([f'"{naam}"' for naam in self.keuzes], "of")
        super().__init__(f"{toon(zoek)} past bij meer gemeenten. Kies {namen}.")


class OpgehevenGemeente(WoonzorgFout):
    """De gemeente is verdeeld over meer gemeenten; `opvolgers` zijn die gemeenten."""

    def __init__(self, naam: str, jaar: int, ontvangers: list[Gebied]):
        self.opvolgers = tuple(ontvangers)
        over = opsomming(g.naam for g in ontvangers)
        super().__init__(f"{naam} is in {jaar} verdeeld over {over}. Kies een van deze.")


class OnbekendeRegio(WoonzorgFout):
    """Geen regio heet zo; de melding noemt namen die erop lijken."""


class MeerdereRegios(WoonzorgFout):
    """Regio's van meer soorten heten zo; `keuzes` noemt ze zoals u ze moet typen."""

    def __init__(self, zoek: object, keuzes: list[Gebied]):
        self.keuzes = tuple(g.keuze for g in keuzes)
        super().__init__(
            f"{toon(zoek)} past bij meer regio's. Kies een van deze: {', '.join(self.keuzes)}."
        )


# ---- gemeenten


def _gemeentecode(tekst: str) -> str | None:
    """GM0344, gm 344, 0344 and 344 are all GM0344; None when it isn't a code at all."""
    treffer = re.fullmatch(r"(?:GM[\W_]*)?([0-9]{1,4})", tekst.strip(), re.IGNORECASE)
    return f"GM{int(treffer[1]):04d}" if treffer else None


def _opgeheven(code: str) -> OpgehevenGemeente:
    delen = splitsing(code)
    ontvangers = [g for g in gemeenten() if g.code in opvolgers(code)]
    return OpgehevenGemeente(delen[0].oude_naam, delen[0].jaar, ontvangers)


def _gesplitst(naam: str) -> str | None:
    """The code of a split gemeente that had this name."""
    return next(
        (
            h.oude_code
            for h in herindelingen()
            if h.soort == "splitsing" and sleutel(h.oude_naam) == sleutel(naam)
        ),
        None,
    )


def _codes_van_naam(tekst: str) -> tuple[str, ...]:
    """Today's codes of a name, with "gemeente" before it or a provincie behind it if need be."""
    if codes := gemeentenamen().get(sleutel(tekst)):
        return codes
    woorden = plat(tekst).split()
    if woorden[:1] == ["gemeente"]:
        return _codes_van_naam(" ".join(woorden[1:]))
    for i in range(1, len(woorden)):
        staart = "".join(woorden[i:])
        codes = gemeentenamen().get("".join(woorden[:i]), ())
        provincies = [
            regios()[r] for r in regionamen().get(staart, ()) if regios()[r].soort == "provincie"
        ]
        passend = tuple(
            c for c in codes if staart == "gemeente" or any(c in p.leden for p in provincies)
        )
        if passend:
            return passend
    return ()


def _ligt_in(tekst: str) -> list[str]:
    """The gemeenten of today with a wijk or buurt of this name."""
    codes = [nu for code in gemeenten_met(tekst) for nu in opvolgers(code) or (code,)]
    nu = gemeente_met_code()
    return sorted({nu[code].naam for code in codes if code in nu})


def _lijkt_op_gemeente(tekst: str, minstens: int = 65) -> list[str]:
    oud = [(h.oude_naam, opvolgers(h.oude_code)) for h in herindelingen()]
    oud += [
        (rij["naam"], (rij["code"],)) for rij in lees("roepnamen.csv") if rij["soort"] == "gemeente"
    ]
    nu = {code: g.naam for code, g in gemeente_met_code().items()}
    # an old name is shown as such: "Den Ham (nu Twenterand)" explains itself,
    # "Twenterand" would not
    namen = {sleutel(naam): f"{naam} (nu {opsomming(nu[c] for c in codes)})" for naam, codes in oud}
    namen |= {
        sleutel(rij["naam"]): nu[rij["code"]]
        for rij in lees("roepnamen.csv")
        if rij["herkomst"] == "roepnaam" and rij["code"] in nu
    }
    return lijkt_op(tekst, namen | {sleutel(naam): naam for naam in nu.values()}, minstens=minstens)


def gemeente(zoek: str | int) -> Gebied:
    """De gemeente met deze naam of code; ook roepnamen en namen van voor een fusie.
    Fouten: OnbekendeGemeente, MeerdereGemeenten, OpgehevenGemeente.
    """
    tekst = (
        f"{int(zoek):04d}"
        if isinstance(zoek, Integral) and not isinstance(zoek, bool)
        else str(zoek or "").strip()
    )
    if not sleutel(tekst):
        raise OnbekendeGemeente(
            "Geen gemeente opgegeven. Geef een naam of code, zoals Utrecht of GM0344."
        )
    if code := _gemeentecode(tekst):
        if code in gemeente_met_code():
            return gemeente_met_code()[code]
        if splitsing(code):
            raise _opgeheven(code)
        if any(h.oude_code == code for h in herindelingen()):
            codes = opvolgers(code)
        else:
            raise OnbekendeGemeente(
                f"Onbekende gemeentecode {code}. Zoek de code met: {typ('gebieden NAAM')}"
            )
    elif not (codes := _codes_van_naam(tekst)):
        if oud := _gesplitst(tekst):
            raise _opgeheven(oud)
        raise OnbekendeGemeente(_onbekende_gemeente(tekst))
    gevonden = [g for g in gemeenten() if g.code in codes]
    if len(gevonden) > 1:
        raise MeerdereGemeenten(tekst, gevonden)
    return gevonden[0]


def _onbekende_gemeente(tekst: str) -> str:
    if sleutel(tekst) in regionamen():
        return f"{toon(tekst)} is een regio, geen gemeente."
    if plaatsen := _ligt_in(tekst):
        # A place that is known by name leaves only what was all but typed that way.
        keuzes = opsomming(dict.fromkeys([*plaatsen, *_lijkt_op_gemeente(tekst, BIJNA)]), "of")
        waar = f"Zo heet een wijk of buurt in {opsomming(plaatsen)}."
        return f"Onbekende gemeente {toon(tekst)}. {waar} Bedoelt u {keuzes}?"
    if namen := _lijkt_op_gemeente(tekst):
        return f"Onbekende gemeente {toon(tekst)}. Bedoelt u {opsomming(namen, 'of')}?"
    return f"Onbekende gemeente {toon(tekst)}. Zoek een gemeente met: {typ('gebieden ZOEK')}"


# ---- regio's


def _soort(tekst: str) -> str | None:
    """ "COROP", "corop-gebied", "Veiligheidsregio" -> the soort; None when it is none."""
    woord = sleutel(tekst)
    achter = ("", "regio", "sregio", "gebied")
    return next((s for s in SOORTEN if woord in {sleutel(s) + a for a in achter}), None)


def _lid(tekst: str) -> Gebied:
    """A line of regio.yaml: a gemeente, or a region such as provincie:Utrecht with all its
    gemeenten.
    """
    return regio(tekst) if ":" in tekst else gemeente(tekst)


def _regios_met_naam(naam: str, eigen_map: Path | None, soort: str | None = None) -> list[Gebied]:
    gevonden = [regios()[code] for code in regionamen().get(sleutel(naam), ())]
    if soort in (None, "eigen") and (map_ := eigen_regio.zoek_map(eigen_map, naam)):
        if soort or (map_ / "regio.yaml").is_file():
            gevonden.append(eigen_regio.lees_regio(map_, _lid))
    return [g for g in gevonden if soort in (None, g.soort)]


def _regio_van_soort(soort: str, naam: str, eigen_map: Path | None) -> Gebied:
    gevonden = _regios_met_naam(naam, eigen_map, soort)
    if len(gevonden) == 1:
        return gevonden[0]
    if gevonden:
        raise MeerdereRegios(naam, gevonden)
    if soort == "eigen":
        namen = [map_.name for map_ in eigen_regio.mappen(eigen_map)]
        wat = (
            f"Wel bekend: {opsomming(namen)}."
            if namen
            else "Er zijn nog geen eigen regio's: maak regios/NAAM/regio.yaml."
        )
        raise OnbekendeRegio(f"Onbekende eigen regio {toon(naam)}. {wat}")
    raise OnbekendeRegio(_onbekende_regio(naam, soort))


def _onbekende_regio(naam: str, soort: str | None) -> str:
    try:
        gevonden = gemeente(naam)
    except WoonzorgFout:
        pass
    else:
        return (
            f"{toon(naam)} is een gemeente, geen regio. "
            f"Zij ligt in {regio_van(gevonden, soort or 'corop').keuze}."
        )
    wat = (
        "Onbekend COROP-gebied"
        if soort == "corop"
        else f"Onbekende {SOORTEN.get(soort or '') or 'regio'}"
    )
    namen = [(s, regios()[code]) for s, codes in regionamen().items() for code in codes]
    kandidaten: dict[str, list[str]] = {}
    for s, gebied in namen:
        if soort in (None, gebied.soort):
            kandidaten.setdefault(s, []).append(gebied.keuze)
    keuzes = [keuze for s in lijkt_op(naam, {s: s for s in kandidaten}) for keuze in kandidaten[s]]
    if keuzes := list(dict.fromkeys(keuzes))[:5]:
        return f"{wat} {toon(naam)}. Bedoelt u {opsomming(keuzes, 'of')}?"
    return f"{wat} {toon(naam)}. Bekijk de regio's met: {typ('gebieden')}"


def regio(zoek: str, eigen_map: Path | None = None) -> Gebied:
    """De regio SOORT:NAAM, of NAAM als één soort die heeft; `eigen_map` bevat de eigen regio's.
    Fouten: OnbekendeRegio, MeerdereRegios, EigenRegioFout.
    """
    tekst = str(zoek or "").strip()
    if not sleutel(tekst):
        raise OnbekendeRegio("Geen regio opgegeven. Geef SOORT:NAAM, zoals corop:Utrecht.")
    voor, dubbelepunt, naam = tekst.partition(":")
    if dubbelepunt:
        if not (soort := _soort(voor)):
            raise OnbekendeRegio(
                f"Onbekende soort regio {toon(voor)}. Kies uit {opsomming(SOORTEN, 'of')}."
            )
        return _regio_van_soort(soort, naam, eigen_map)
    gevonden = _regios_met_naam(tekst, eigen_map)
    if not gevonden:  # "provincie Utrecht", "COROP-gebied Utrecht": the names that a report shows
        woorden = tekst.split()
        for i in range(1, len(woorden)):
            if soort := _soort(" ".join(woorden[:i])):
                gevonden += _regios_met_naam(" ".join(woorden[i:]), eigen_map, soort)
    if not gevonden:
        raise OnbekendeRegio(_onbekende_regio(tekst, None))
    if len(gevonden) > 1:
        raise MeerdereRegios(tekst, gevonden)
    return gevonden[0]


def regio_van(gemeente: Gebied, soort: str = "corop") -> Gebied:
    """De regio van deze `soort` waar de gemeente in ligt; zonder soort haar COROP-gebied."""
    bekend = _soort(soort)
    if bekend is None or bekend == "eigen" or gemeente.soort != "gemeente":
        raise OnbekendeRegio(
            f"{gemeente.volledige_naam} heeft geen regio van de soort {toon(soort)}."
        )
    if bekend == "land":
        return land()
    if (gemeente.code, bekend) not in regio_van_gemeente():
        raise OnbekendeRegio(
            f"Van {gemeente.volledige_naam} is niet bekend in welke {SOORTEN[bekend]} zij ligt."
        )
    return regio_van_gemeente()[gemeente.code, bekend]


def provincie_van(gemeente: Gebied) -> Gebied:
    """De provincie waar de gemeente in ligt."""
    return regio_van(gemeente, "provincie")


# ---- zoeken


def zoek(term: str = "", eigen_map: Path | None = None) -> list[Gebied]:
    """Gemeenten en regio's met `term` in hun naam, roepnaam, oude naam of code, de beste eerst;
    "corop:" beperkt de soort. eigen_map: de map met eigen regio's.
    """
    soort, naald = _vraag(str(term))
    zelf = [
        eigen_regio.lees_regio(map_, _lid)
        for map_ in eigen_regio.mappen(eigen_map)
        if (map_ / "regio.yaml").is_file()
    ]
    alle = [g for g in (*gemeenten(), *regios().values(), *zelf) if soort in (None, g.soort)]
    if not naald:
        return alle if soort or not str(term).strip() else []
    rang: dict[str, int] = {}
    for naam, codes in _vindbaar(naald, alle, zelf):
        if naald in naam:
            hoe_goed = 0 if naam == naald else 1 if naam.startswith(naald) else 2
            for code in codes:
                rang[code] = min(hoe_goed, rang.get(code, 9))
    precies = _gemeentecode(str(term)) if _met_cijfer(naald) else None
    if precies and any(g.code == precies for g in alle):
        rang[precies] = 0
    if not rang:  # "gemeente Utrecht", "Bergen Limburg"
        rang = dict.fromkeys(_codes_van_naam(str(term)), 0)
    return sorted((g for g in alle if g.code in rang), key=lambda g: rang[g.code])


def _vraag(term: str) -> tuple[str | None, str]:
    """The soort that is asked for, if any, and what is looked for as a key."""
    voor, dubbelepunt, rest = term.partition(":")
    soort = None
    if dubbelepunt:
        soort = _soort(voor) or ("gemeente" if sleutel(voor) == "gemeente" else None)
    return soort, sleutel(rest if soort else term)


def _met_cijfer(naald: str) -> bool:
    return any(teken.isdigit() for teken in naald)


def _vindbaar(
    naald: str, alle: list[Gebied], zelf: list[Gebied]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """All that can be found, as a key with the codes that it stands for;
    codes only for who looks for a number.
    """
    for index in (gemeentenamen(), regionamen()):
        yield from index.items()
    for g in zelf:
        yield sleutel(g.naam), (g.code,)
        yield sleutel(g.code.removeprefix("EIGEN:")), (g.code,)
    for h in herindelingen():
        yield sleutel(h.oude_naam), opvolgers(h.oude_code)
    if _met_cijfer(naald):
        for g in alle:
            yield sleutel(g.code), (g.code,)
        for h in herindelingen():
            yield sleutel(h.oude_code), opvolgers(h.oude_code)
