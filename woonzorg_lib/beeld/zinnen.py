"""Maakt Nederlandse zinnen van cijfers: de kern, de vergelijking, het verloop, de wijken. Zwijgt als het cijfer ontbreekt."""

from __future__ import annotations

import re
from html import escape

import pandas as pd

from woonzorg_lib.beeld.getallen import getal, leeg, met_eenheid, procent, rond
from woonzorg_lib import gebieden
from woonzorg_lib.cijfers import Indicator, indicator, is_oud

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
    "vergelijkbaar": ("in vergelijkbare gemeenten", "vergelijkbare gemeenten"),
}


def klein(tekst: str) -> str:
    """Begint met een kleine letter, behalve bij een afkorting: "Inwoners" -> "inwoners", "WOZ-waarde" blijft."""
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
    """Vult een zin uit het register; {n:enkelvoud:meervoud} kiest bij het afgeronde getal. Geeft HTML.

    vervolg: een woord dat "In Utrecht" vervangt als de gemeente in de zinnen ervoor al is genoemd.
    """
    een = rond(waarde, ind.decimalen) == 1
    tekst = re.sub(r"\{n:([^:}]*):([^}]*)\}", lambda m: m[1] if een else m[2], sjabloon)
    naam = escape(gemeente, quote=False)
    geen = ind.soort == "aantal" and rond(waarde, ind.decimalen) == 0
    cijfer = "<b>geen</b>" if geen else f"<b>{met_eenheid(waarde, ind.eenheid, ind.decimalen)}</b>"
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


def ongeveer_gelijk(a: float, b: float, decimalen: int, marge: float = 0.0) -> bool:
    """Waar als de afronding het verschil kan verklaren, of als het binnen de marge van de bron valt."""
    return abs(a - b) <= max(10**-decimalen, marge) * 1.0001


def _woord(a: float, b: float, ind: Indicator) -> str:
    if ongeveer_gelijk(a, b, ind.decimalen, ind.herkomst.marge):
        return "="
    woord = ind.woorden[0] if a > b else ind.woorden[1]
    if not ind.richting:
        return woord
    return (
        f"{woord}, en dus {'gunstiger' if (a > b) == (ind.richting == 'hoger') else 'ongunstiger'},"
    )


def vergelijking(
    data: pd.DataFrame, ind: Indicator, met: tuple[str, ...] = ("land", "regio")
) -> str:
    """ "Dat is meer dan in Nederland (28%) en in de regio (27%)." Leeg als er niets te vergelijken is."""
    per_rol = data.set_index("rol").waarde
    eigen = per_rol.get("gemeente")
    rollen = [r for r in met if r in per_rol and not leeg(per_rol[r])]
    if leeg(eigen) or not rollen or ind.soort == "aantal":
        return ""
    delen: list[tuple[str, str]] = []
    for rol in rollen:
        woord = _woord(eigen, per_rol[rol], ind)
        plek = PLEK[rol][woord == "="]
        delen.append((woord, f"{plek} ({met_eenheid(per_rol[rol], ind.eenheid, ind.decimalen)})"))
    woorden = [w for w, _ in delen]
    zegt = lambda w: "ongeveer gelijk aan" if w == "=" else f"{w} dan"  # noqa: E731
    if len(set(woorden)) == 1:
        return f"Dat is {zegt(woorden[0])} {opsomming([p for _, p in delen])}."
    zin = f"Dat is {zegt(woorden[0])} {delen[0][1]}"
    for (vorig, _), (woord, plek) in zip(delen, delen[1:]):
        voegwoord = " en" if "=" in (vorig, woord) or vorig == woord else ", maar"
        zin += f"{voegwoord} {zegt(woord)} {plek}"
    return zin + "."


def _waarover(data: pd.DataFrame) -> pd.Series | None:
    """De rij waar de zin over gaat: die van de gemeente, of bij een cijfer per regio die van de regio; None zonder cijfer."""
    niveau = indicator(data.indicator.iloc[0]).niveau if len(data) else "gemeente"
    rollen = {"gemeente": ("gemeente",), "regio": ("gemeente", "regio"), "land": ("land",)}
    for rol in rollen[niveau]:
        rijen = data[data.rol == rol]
        if len(rijen) and not leeg(rijen.waarde.iloc[-1]):
            return rijen.iloc[-1]
    return None


def kernzin(data: pd.DataFrame, vervolg: str = "") -> str:
    """De zin uit het register met de vergelijking erachter, als HTML; leeg als de gemeente geen cijfer heeft."""
    rij = _waarover(data)
    if rij is None:
        return ""
    ind = indicator(rij.indicator)
    naam = rij.gebied
    if rij.rol == "regio":
        naam, vervolg = f"het COROP-gebied {naam.removeprefix('COROP ')}", ""
    zin = vul(ind.zin, naam, rij.waarde, ind, int(rij.jaar), vervolg)
    if rij.rol != "gemeente":
        data = data.assign(rol=data.rol.replace(rij.rol, "gemeente"))
    return f"{zin} {vergelijking(data[data.jaar == rij.jaar], ind)}".strip()


def beweging(serie: pd.Series, ind: Indicator) -> tuple[str, str]:
    """(richting, omvang) van het eerste naar het laatste cijfer: ("gestegen", "0,9 procentpunt")."""
    eerste, laatste = serie.iloc[0], serie.iloc[-1]
    verschil = rond(laatste, ind.decimalen) - rond(eerste, ind.decimalen)
    if ongeveer_gelijk(eerste, laatste, ind.decimalen, ind.herkomst.marge):
        return "gelijk", ""
    if ind.eenheid == "%":
        omvang = f"{getal(abs(verschil), ind.decimalen)} procentpunt"
    elif ind.soort == "aantal":
        omvang = f"{getal(abs(verschil))}" + (f" ({procent(verschil / eerste)})" if eerste else "")
    else:
        omvang = met_eenheid(abs(verschil), ind.eenheid, ind.decimalen)
    return ("gestegen" if verschil > 0 else "gedaald"), omvang


def verloopzin(data: pd.DataFrame) -> str:
    """ "Sinds 2020 is dat met 0,9 procentpunt gestegen; in Nederland met 1,0 procentpunt." Leeg bij minder dan twee jaren."""
    eigen = data[(data.rol == "gemeente") & data.waarde.notna()].sort_values("jaar")
    if len(eigen) < 2:
        return ""
    ind, van = indicator(eigen.indicator.iloc[0]), int(eigen.jaar.iloc[0])
    wat = "dat aantal" if ind.soort == "aantal" else "dat aandeel" if ind.eenheid == "%" else "dat"
    richting, omvang = beweging(eigen.waarde, ind)
    if richting == "gelijk":
        zin = f"Sinds {van} is {wat} ongeveer gelijk gebleven"
    else:
        zin = f"Sinds {van} is {wat} met {omvang} {richting}"
    land = data[
        (data.rol == "land") & data.waarde.notna() & data.jaar.isin(eigen.jaar)
    ].sort_values("jaar")
    if (
        ind.soort != "aantal"
        and len(land)
        and int(land.jaar.iloc[0]) == van
        and land.jaar.iloc[-1] == eigen.jaar.iloc[-1]
    ):
        lr, lo = beweging(land.waarde, ind)
        if lr == "gelijk":
            zin += (
                "; in Nederland bleef het ongeveer gelijk"
                if richting != "gelijk"
                else ", net als in Nederland"
            )
        elif lr == richting:
            zin += f"; in Nederland met {lo}"
        else:
            zin += f"; in Nederland is het met {lo} {lr}"
    return zin + "."


def wijkzin(data: pd.DataFrame, soort: str = "wijk") -> str:
    """ "Het hoogst is dat in Overvecht (14%), het laagst in Leidsche Rijn (7%)." Leeg bij minder dan twee wijken met een cijfer."""
    gevuld = data[data.waarde.notna()]
    if len(gevuld) < 2:
        return ""
    ind = indicator(gevuld.indicator.iloc[0])
    op = gevuld.assign(r=gevuld.waarde.map(lambda w: rond(w, ind.decimalen)))
    meer = {"wijk": "wijken"}.get(soort, "buurten")
    if op.r.nunique() == 1:
        return f"Tussen de {meer} is er geen verschil: overal {met_eenheid(op.r.iloc[0], ind.eenheid, ind.decimalen)}."

    def plek(waarde: float) -> str:
        namen = [escape(n, quote=False) for n in op.loc[op.r == waarde, "gebied"]]
        waar = opsomming(namen) if len(namen) <= 3 else f"{len(namen)} {meer}"
        return f"{waar} ({met_eenheid(waarde, ind.eenheid, ind.decimalen)})"

    woord = {"km": ("het verst", "het dichtstbij")}.get(ind.eenheid, ("het hoogst", "het laagst"))
    return (
        f"Per {soort} is dat {woord[0]} in {plek(op.r.max())} en {woord[1]} in {plek(op.r.min())}."
    )


def herindelingszin(gemeente: gebieden.Gebied, vanaf: int) -> str:
    """Wat er door fusies en splitsingen met de oudere cijfers van deze gemeente is gebeurd; leeg als er niets was."""
    delen = []
    oud = [c for c in gebieden.voorgangers(gemeente.code, max(vanaf, 2012)) if c != gemeente.code]
    if oud:
        delen.append(
            f"Cijfers van voor de fusie zijn opgeteld voor het grondgebied van nu ({len(oud)} {'opgeheven gemeente telt' if len(oud) == 1 else 'opgeheven gemeenten tellen'} mee)."
        )
    for naam, jaar in gebieden.splitsingen(gemeente.code):
        if jaar > vanaf:
            delen.append(
                f"In {jaar} kwam een deel van {naam} erbij; cijfers van eerdere jaren zijn daarom weggelaten."
            )
    return " ".join(delen)


def prognosezin(data: pd.DataFrame, nu: int, bron: bool = True) -> str:
    """ "Volgens het cohortmodel van deze kit groeit het aantal inwoners van 75 jaar of ouder van 17.600 in 2024 naar 27.700 in 2040 (tussen 25.000 en 30.700)." Met de groei in procenten.

    nu: het jaar om vanuit te gaan; begint de prognose later, dan haar eerste jaar. bron: noem de prognose. Een eigen prognose heeft geen band.
    """
    w = data.set_index(["rol", "jaar"])
    jaren = sorted(data.jaar[data.rol == "gemeente"])
    if len(jaren) < 2:
        return ""
    nu, straks = next((j for j in jaren if j >= nu), jaren[0]), jaren[-1]
    a, b = w.loc[("gemeente", nu)], w.loc[("gemeente", straks)]
    eigen = b.soort == "invoer"
    model = (
        f"de eigen prognose ({escape(b.bron.partition(': ')[2], quote=False)}, zonder band)"
        if eigen
        else "het cohortmodel van deze kit"
    )
    groep = f"het aantal {escape(klein(b.omschrijving), quote=False)}"
    band = "" if leeg(b.ondergrens) else f" (tussen {getal(b.ondergrens)} en {getal(b.bovengrens)})"
    gelijk = ongeveer_gelijk(a.waarde, b.waarde, 0)
    woord = "blijft" if gelijk else "groeit" if b.waarde > a.waarde else "daalt"
    kop = (
        f"Volgens {model} {woord} {groep}"
        if bron
        else f"{hoofdletter(groep)} {woord} naar verwachting"
    )
    if gelijk:
        return f"{kop} tot {straks} ongeveer gelijk: <b>{getal(b.waarde)}</b>{band}."
    zin = f"{kop} van {getal(a.waarde)} in {nu} naar <b>{getal(b.waarde)}</b> in {straks}{band}."
    if not a.waarde:
        return zin
    zin += (
        f" Dat is {procent(b.waarde / a.waarde - 1)} {'meer' if b.waarde > a.waarde else 'minder'}"
    )
    land = w.waarde.get(("land", straks)), w.waarde.get(("land", nu))
    if all(land):
        groei = land[0] / land[1] - 1
        zin += f"; in Nederland is het {procent(groei)} {'meer' if groei > 0 else 'minder'}{' (cohortmodel)' if eigen else ''}"
    return zin + "."


def deelzin(data: pd.DataFrame, regio: str) -> str:
    """ "Van de inwoners van de regio woont 28% in Utrecht; van de 65-plussers 17%." Leeg zonder regio of cijfer."""
    w = data.set_index(["indicator", "rol"]).waarde
    delen = {}
    for id in ("inwoners", "inwoners_65plus"):
        eigen, samen = w.get((id, "gemeente")), w.get((id, "regio"))
        if leeg(eigen) or leeg(samen) or not samen:
            return ""
        delen[id] = 100 * eigen / samen
    naam = data.gebied.iloc[0]
    alle, oud = (f"<b>{met_eenheid(v, '%', 1)}</b>" for v in delen.values())
    return f"Van de inwoners van {escape(regio, quote=False)} woont {alle} {in_(escape(naam, quote=False))}. Van de inwoners van 65 jaar of ouder is dat {oud}."
