"""Maakt Nederlandse zinnen van cijfers: de kern, de vergelijking, het verloop, de wijken.
Zwijgt als het cijfer ontbreekt.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import escape
from operator import itemgetter

import pandas as pd

from woonzorg_lib.beeld.getallen import getal, leeg, met_eenheid, procent, rond
from woonzorg_lib.cijfers.rijen import regels
from woonzorg_lib import gebieden
from woonzorg_lib.cijfers import (
    Indicator,
    Oordeel,
    bijzonder,
    indicator,
    is_oud,
    mag_uiterste,
    uitersten,
    vergelijk_met_band,
    vergelijk_rijen,
)

# On an island you do not live "in" but "op", and you do not leave "uit" but "van".
OP = frozenset(
    (
        "Texel",
        "Vlieland",
        "Terschelling",
        "Ameland",
        "Schiermonnikoog",
        "Urk",
        "Goeree-Overflakkee",
        "Schouwen-Duiveland",
        "Noord-Beveland",
    )
)
VERVOLG = ("Verder", "Daarnaast", "Ook")
PLEK = {
    "land": ("in Nederland", "Nederland"),
    "regio": ("in de regio", "de regio"),
    "rest": ("in de rest van de regio", "de rest van de regio"),
    "vergelijkbaar": ("in vergelijkbare gemeenten", "vergelijkbare gemeenten"),
}


def klein(tekst: str) -> str:
    """Begint met een kleine letter, behalve bij een afkorting:
    "Inwoners" -> "inwoners", "WOZ-waarde" blijft.
    """
    return tekst if tekst[1:2].isupper() else tekst[:1].lower() + tekst[1:]


def hoofdletter(tekst: str) -> str:
    """Begint met een hoofdletter: "de gemeente" -> "De gemeente"."""
    return tekst[:1].upper() + tekst[1:]


def in_(gemeente: str) -> str:
    """ "in Utrecht", "op Texel"."""
    return f"{'op' if gemeente in OP else 'in'} {gemeente}"


def opsomming(namen: list[str]) -> str:
    """["a", "b", "c"] -> "a, b en c"."""
    return (
        namen[0] if len(namen) == 1 else f"{', '.join(namen[:-1])} en {namen[-1]}" if namen else ""
    )


def vul(
    sjabloon: str, gemeente: str, waarde: float, ind: Indicator, jaar: int, vervolg: str = ""
) -> str:
    """Vult een zin uit het register; {n:enkelvoud:meervoud} kiest bij het afgeronde getal.
    Geeft HTML.

    vervolg: een woord dat "In Utrecht" vervangt als de gemeente in de zinnen ervoor al is genoemd.
    """
    een = rond(waarde, ind.decimalen) == 1
    geen = ind.soort == "aantal" and rond(waarde, ind.decimalen) == 0
    sjabloon = ind.zin_nul if geen and ind.zin_nul else sjabloon
    tekst = re.sub(r"\{n:([^:}]*):([^}]*)\}", lambda m: m[1] if een else m[2], sjabloon)
    naam = escape(gemeente, quote=False)
    cijfer = (
        f"<b>{ind.nul}</b>" if geen else f"<b>{met_eenheid(waarde, ind.eenheid, ind.decimalen)}</b>"
    )
    if is_oud(jaar) and "{jaar}" not in tekst:
        tekst = tekst.removesuffix(".") + f" ({jaar})."
    plek = in_(naam)
    return tekst.format(
        In=vervolg or hoofdletter(plek),
        **{"in": plek},
        uit=f"{'van' if gemeente in OP else 'uit'} {naam}",
        gemeente=naam,
        gemeente_Naam=naam,
        waarde=cijfer,
        jaar=jaar,
    )


def _woord(oordeel: Oordeel, ind: Indicator) -> str:
    """ "meer", of "meer, en dus gunstiger,"; "=" als het verschil niet telt."""
    if oordeel is Oordeel.GELIJK:
        return "="
    hoger = oordeel is Oordeel.HOGER
    woord = ind.woorden[0] if hoger else ind.woorden[1]
    if not ind.richting:
        return woord
    gunstig = "gunstiger" if hoger == (ind.richting == "hoger") else "ongunstiger"
    return f"{woord}, en dus {gunstig},"


def plekrol(rij: Mapping) -> str:
    """De rol van een gebied ernaast; "rest" als de gemeente zelf het grootste deel van haar regio
    is.
    """
    return "rest" if gebieden.is_rest(str(rij.get("gebiedcode", ""))) else str(rij["rol"])


def _plek(rij: Mapping, woord: str) -> str:
    """ "in Nederland (20,5%)", of "Nederland (20,5%)" na "ongeveer gelijk aan"."""
    plek = PLEK[plekrol(rij)][woord == "="]
    return f"{plek} ({met_eenheid(rij['waarde'], rij['eenheid'], int(rij['decimalen']))})"


def vergelijking(
    data: pd.DataFrame | list[dict], ind: Indicator, met: tuple[str, ...] = ("land", "regio")
) -> str:
    """ "Dat is meer dan in Nederland (28%) en in de regio (27%)." Leeg als er niets te vergelijken
    is.
    """
    per_rol = {r["rol"]: r for r in regels(data)}
    eigen = per_rol.get("gemeente")
    naast = [per_rol[r] for r in met if r in per_rol and not leeg(per_rol[r]["waarde"])]
    if eigen is None or leeg(eigen["waarde"]) or not naast or ind.soort == "aantal":
        return ""
    woorden = [_woord(vergelijk_rijen(eigen, rij).oordeel, ind) for rij in naast]
    plekken = [_plek(rij, woord) for rij, woord in zip(naast, woorden)]
    if len(set(woorden)) == 1:
        return f"Dat is {_zegt(woorden[0])} {opsomming(plekken)}."
    zin = f"Dat is {_zegt(woorden[0])} {plekken[0]}"
    for vorig, woord, plek in zip(woorden, woorden[1:], plekken[1:]):
        voegwoord = " en" if "=" in (vorig, woord) or vorig == woord else ", maar"
        zin += f"{voegwoord} {_zegt(woord)} {plek}"
    return zin + "."


def _zegt(woord: str) -> str:
    return "ongeveer gelijk aan" if woord == "=" else f"{woord} dan"


def waarover(data: pd.DataFrame | list[dict]) -> dict | None:
    """De rij waar de zin over gaat: die van de gemeente,
    of bij een cijfer per regio die van de regio; None zonder cijfer.
    """
    rijen = regels(data)
    niveau = indicator(rijen[0]["indicator"]).niveau if rijen else "gemeente"
    rollen = {"gemeente": ("gemeente",), "regio": ("gemeente", "regio"), "land": ("land",)}
    for rol in rollen[niveau]:
        laatste = next((r for r in reversed(rijen) if r["rol"] == rol), None)
        if laatste is not None and not leeg(laatste["waarde"]):
            return laatste
    return None


def kernzin(data: pd.DataFrame | list[dict], vervolg: str = "") -> str:
    """De zin uit het register met de vergelijking erachter, als HTML;
    leeg als de gemeente geen cijfer heeft.
    """
    rijen = regels(data)
    rij = waarover(rijen)
    if rij is None:
        return ""
    ind = indicator(rij["indicator"])
    naam, rol = rij["gebied"], rij["rol"]
    if rol == "regio":
        naam, vervolg = f"het COROP-gebied {naam.removeprefix('COROP ')}", ""
    zin = vul(ind.zin, naam, rij["waarde"], ind, int(rij["jaar"]), vervolg)
    nu = [r for r in rijen if r["jaar"] == rij["jaar"]]
    if rol != "gemeente":  # then she is the one that is compared
        nu = [r | {"rol": "gemeente"} if r["rol"] == rol else r for r in nu]
    return f"{zin} {vergelijking(nu, ind)}".strip()


def bijzonderheden(data: pd.DataFrame | list[dict]) -> list[str]:
    """Wat een lezer bij deze cijfers van de gemeente moet weten, elk één keer;
    van een reeks telt het laatste jaar.
    """
    eigen = [r for r in regels(data) if r["rol"] == "gemeente" and not leeg(r["waarde"])]
    laatste: dict[str, int] = {}
    for r in eigen:
        laatste[r["indicator"]] = max(r["jaar"], laatste.get(r["indicator"], r["jaar"]))
    teksten = [
        tekst
        for r in eigen
        if r["jaar"] == laatste[r["indicator"]]
        for tekst in bijzonder(r["indicator"], r["gebiedcode"], int(r["jaar"]), float(r["waarde"]))
    ]
    return list(dict.fromkeys(teksten))


def beweging(rijen: Sequence[Mapping], ind: Indicator) -> tuple[str, str]:
    """(richting, omvang) van het eerste naar het laatste cijfer:
    ("gestegen", "0,9 procentpunt").
    """
    begin, eind = rijen[0], rijen[-1]
    eerste, laatste = begin["waarde"], eind["waarde"]
    verschil = rond(laatste, ind.decimalen) - rond(eerste, ind.decimalen)
    if not vergelijk_rijen(eind, begin).telt:
        return "gelijk", ""
    if ind.eenheid == "%":
        omvang = f"{getal(abs(verschil), ind.decimalen)} procentpunt"
    elif ind.soort == "aantal":
        omvang = f"{getal(abs(verschil))}" + (f" ({procent(verschil / eerste)})" if eerste else "")
    else:
        omvang = met_eenheid(abs(verschil), ind.eenheid, ind.decimalen)
    return ("gestegen" if verschil > 0 else "gedaald"), omvang


def verloopzin(data: pd.DataFrame | list[dict]) -> str:
    """ "Sinds 2020 is dat met 0,9 procentpunt gestegen;
    in Nederland met 1,0 procentpunt." Leeg bij minder dan twee jaren.
    """
    rijen = regels(data)
    eigen = _reeks(rijen, "gemeente")
    if len(eigen) < 2:
        return ""
    ind, van = indicator(eigen[0]["indicator"]), int(eigen[0]["jaar"])
    wat = "dat aantal" if ind.soort == "aantal" else "dat aandeel" if ind.eenheid == "%" else "dat"
    richting, omvang = beweging(eigen, ind)
    zin = f"Sinds {van} is {wat} met {omvang} {richting}"
    if richting == "gelijk":
        zin = f"Sinds {van} is {wat} ongeveer gelijk gebleven"
    jaren = [rij["jaar"] for rij in eigen]
    land = [rij for rij in _reeks(rijen, "land") if rij["jaar"] in jaren]
    eender = land and (land[0]["jaar"], land[-1]["jaar"]) == (jaren[0], jaren[-1])
    if ind.soort != "aantal" and eender:
        zin += _ernaast(richting, *beweging(land, ind))
    return f"{zin}."


def _reeks(rijen: list[dict], rol: str) -> list[dict]:
    """The years with a figure, in order."""
    gevuld = [rij for rij in rijen if rij["rol"] == rol and not leeg(rij["waarde"])]
    return sorted(gevuld, key=itemgetter("jaar"))


def _ernaast(richting: str, daar: str, omvang: str) -> str:
    """ "; in Nederland met 1,0 procentpunt": hoe het land bewoog, naast de gemeente."""
    if daar == richting:
        return ", net als in Nederland" if daar == "gelijk" else f"; in Nederland met {omvang}"
    if daar == "gelijk":
        return "; in Nederland bleef het ongeveer gelijk"
    return f"; in Nederland is het met {omvang} {daar}"


def wijkzin(data: pd.DataFrame | list[dict], soort: str = "wijk") -> str:
    """ "Per wijk is dat het hoogst in Overvecht (14%) en het laagst in Leidsche Rijn (7%)."

    Leeg bij minder dan twee wijken met een cijfer en genoeg inwoners om als uiterste genoemd te
    worden.
    """
    genoeg = [r for r in regels(data) if mag_uiterste(r)]
    if len(genoeg) < 2:
        return ""
    eenheid = str(genoeg[0]["eenheid"])
    meer = {"wijk": "wijken"}.get(soort, "buurten")
    gevonden = uitersten(genoeg)
    if not gevonden:
        return f"Tussen de {meer} is er weinig verschil: {_van_tot(genoeg)}."
    woord = {"km": ("het verst", "het dichtstbij")}.get(eenheid, ("het hoogst", "het laagst"))
    hoog, laag = (_waar(groep, "gebied", meer) for groep in (gevonden.hoogste, gevonden.laagste))
    zin = f"Per {soort} is dat {woord[0]} in {hoog} en {woord[1]} in {laag}."
    return escape(zin, quote=False)


def hoog_en_laag(rijen: Sequence[Mapping], naam: str = "gebied", meer: str = "gebieden") -> str:
    """ "hoogst: Noord (14%); laagst: Zuid en West (6 tot 7%)", of dat er weinig verschil is."""
    gevonden = uitersten(rijen)
    if not gevonden:
        return "weinig verschil"
    hoog, laag = (_waar(groep, naam, meer) for groep in (gevonden.hoogste, gevonden.laagste))
    return f"hoogst: {hoog}; laagst: {laag}"


def _waar(groep: Sequence[Mapping], naam: str, meer: str) -> str:
    """ "Noord en Zuid (14 tot 15%)"; meer dan drie worden geteld."""
    namen = [str(r[naam]) for r in groep]
    wie = opsomming(namen) if len(namen) <= 3 else f"{len(namen)} {meer}"
    return f"{wie} ({_van_tot(groep)})"


def _van_tot(rijen: Sequence[Mapping]) -> str:
    """ "14%", of "14 tot 15%"."""
    eenheid, decimalen = str(rijen[0]["eenheid"]), int(rijen[0]["decimalen"])
    waarden = sorted({rond(r["waarde"], decimalen) for r in rijen})
    laatste = met_eenheid(waarden[-1], eenheid, decimalen)
    if len(waarden) == 1:
        return laatste
    return f"{getal(waarden[0], decimalen)} tot {laatste.removeprefix('€ ')}"


def herindelingszin(gemeente: gebieden.Gebied, vanaf: int) -> str:
    """Wat er door fusies en splitsingen met de oudere cijfers van deze gemeente is gebeurd;
    leeg als er niets was.
    """
    delen = []
    oud = [c for c in gebieden.voorgangers(gemeente.code, max(vanaf, 2012)) if c != gemeente.code]
    if oud:
        delen.append(
            f"Cijfers van voor de fusie zijn opgeteld voor het grondgebied van nu ({len(oud)} "
            f"{'opgeheven gemeente telt' if len(oud) == 1 else 'opgeheven gemeenten tellen'} "
            "mee)."
        )
    for naam, jaar in gebieden.splitsingen(gemeente.code):
        if jaar > vanaf:
            delen.append(
                f"In {jaar} kwam een deel van {naam} erbij; "
                "cijfers van eerdere jaren zijn daarom weggelaten."
            )
    return " ".join(delen)


def prognosezin(data: pd.DataFrame, nu: int, bron: bool = True) -> str:
    """ "Volgens het cohortmodel van deze kit groeit het aantal inwoners van 75 jaar of ouder van
    17.600 in 2024 naar 27.700 in 2040 (tussen 25.000 en 30.700)." Met de groei in procenten.

    nu: het jaar om vanuit te gaan; begint de prognose later, dan haar eerste jaar.
    bron: noem de prognose. Een eigen prognose heeft geen band.
    """
    w = data.set_index(["rol", "jaar"])
    jaren = sorted(data.jaar[data.rol == "gemeente"])
    if len(jaren) < 2:
        return ""
    nu, straks = next((j for j in jaren if j >= nu), jaren[0]), jaren[-1]
    a, b = w.loc[("gemeente", nu)], w.loc[("gemeente", straks)]
    gelijk = not vergelijk_met_band(a.waarde, b.waarde, b.ondergrens, b.bovengrens).telt
    kop = _prognosekop(a, b, gelijk, bron)
    band = "" if leeg(b.ondergrens) else f" (tussen {getal(b.ondergrens)} en {getal(b.bovengrens)})"
    if gelijk:
        van = f", tegen {getal(a.waarde)} in {nu}" if a.waarde != b.waarde else ""
        return f"{kop} tot {straks} ongeveer gelijk: <b>{getal(b.waarde)}</b>{band}{van}."
    zin = f"{kop} van {getal(a.waarde)} in {nu} naar <b>{getal(b.waarde)}</b> in {straks}{band}."
    if not a.waarde:
        return zin
    zin += f" Dat is {_zoveel_meer(b.waarde / a.waarde - 1)}"
    land_nu, land_straks = w.waarde.get(("land", nu)), w.waarde.get(("land", straks))
    if land_nu and land_straks:
        model = " (cohortmodel)" if _is_eigen_prognose(b) else ""
        zin += f"; in Nederland is het {_zoveel_meer(land_straks / land_nu - 1)}{model}"
    return f"{zin}."


def _is_eigen_prognose(rij: pd.Series) -> bool:
    return rij.soort == "invoer"


def _prognosekop(a: pd.Series, b: pd.Series, gelijk: bool, bron: bool) -> str:
    """ "Volgens het cohortmodel van deze kit groeit het aantal ...", of "Het aantal ..."."""
    groep = f"het aantal {escape(klein(b.omschrijving), quote=False)}"
    woord = "blijft" if gelijk else "groeit" if b.waarde > a.waarde else "daalt"
    if not bron:
        return f"{hoofdletter(groep)} {woord} naar verwachting"
    model = "het cohortmodel van deze kit"
    if _is_eigen_prognose(b):
        wie = escape(b.bron.partition(": ")[2], quote=False)
        model = f"de eigen prognose ({wie}, zonder band)"
    return f"Volgens {model} {woord} {groep}"


def _zoveel_meer(groei: float) -> str:
    """ "12% meer"."""
    return f"{procent(groei)} {'meer' if groei > 0 else 'minder'}"


def deelzin(data: pd.DataFrame, regio: str) -> str:
    """ "Van de inwoners van de regio woont 28% in Utrecht;
    van de 65-plussers 17%." Leeg zonder regio of cijfer.
    """
    w = data.set_index(["indicator", "rol"]).waarde
    delen = {}
    for id in ("inwoners", "inwoners_65plus"):
        eigen, samen = w.get((id, "gemeente")), w.get((id, "regio"))
        if leeg(eigen) or leeg(samen) or not samen:
            return ""
        delen[id] = 100 * eigen / samen
    naam = data.gebied.iloc[0]
    alle, oud = (f"<b>{met_eenheid(v, '%', 1)}</b>" for v in delen.values())
    return (
        f"Van de inwoners van {escape(regio, quote=False)} woont {alle} "
        f"{in_(escape(naam, quote=False))}. Van de inwoners van 65 jaar of ouder is dat {oud}."
    )
