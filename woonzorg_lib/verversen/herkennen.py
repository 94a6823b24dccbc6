"""Vindt de maten en codes van het register terug in wat de bron zelf over haar tabel zegt.

Haalt geen cijfers op.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rapidfuzz import fuzz

from .dienst import Code, Maat, kaal, plat
from .fouten import AndereNamen
from .tabellen import Kolom

# Long column names of v3 are cut off; from this length on the beginning is enough.
_AFGEKAPT = 30
# Below this likeness a title is about something else.
_LIJKT = 62


def vind_maat(maten: Sequence[Maat], kolom: Kolom, dienst: str, streng: bool = True) -> Maat:
    """De maat van de bron die bij deze kolom hoort; `streng`: een bekende code is de enige weg.

    Fout: AndereNamen als zij er niet (meer) is, als er twee zijn, of als de eenheid anders is.
    """
    gevonden = _op_code(maten, kolom) if dienst == "v4" else _op_stam(maten, kolom)
    if not gevonden and (dienst == "v3" or not kolom.code or not streng):
        gevonden = _op_titel(maten, kolom) or _op_woord(maten, kolom) or _op_vorm(maten, kolom)
    if not gevonden:
        raise AndereNamen(f"maat {kolom.heet(dienst)} staat er niet (meer) in")
    gevonden = _uit_groep(gevonden, kolom)
    if len(gevonden) > 1:
        welke = ", ".join(m.code for m in gevonden[:4])
        raise AndereNamen(f"maat {kolom.heet(dienst)} past op meer dan één kolom ({welke})")
    maat = gevonden[0]
    _controleer_titel(maat, kolom)
    _controleer_eenheid(maat, kolom)
    return maat


def _op_code(maten: Sequence[Maat], kolom: Kolom) -> list[Maat]:
    return [m for m in maten if kolom.code and m.code == kolom.code]


def _op_stam(maten: Sequence[Maat], kolom: Kolom) -> list[Maat]:
    """By the name of the column without its number, which changes each edition."""
    uit = []
    for maat in maten:
        stam = kaal(maat.stam)
        for gezocht in map(kaal, kolom.stammen):
            afgekapt = len(stam) >= _AFGEKAPT and gezocht.startswith(stam)
            if stam == gezocht or afgekapt:
                uit.append(maat)
                break
    return uit


def _op_titel(maten: Sequence[Maat], kolom: Kolom) -> list[Maat]:
    namen = {kaal(t) for t in (*kolom.titels, *kolom.stammen)}
    return [m for m in maten if kaal(m.titel) in namen]


def _op_woord(maten: Sequence[Maat], kolom: Kolom) -> list[Maat]:
    woord = kaal(kolom.bevat)
    return [m for m in maten if woord and woord in kaal(m.titel)]


def _op_vorm(maten: Sequence[Maat], kolom: Kolom) -> list[Maat]:
    return [m for m in maten if _past_op_vorm(m, kolom)]


def _past_op_vorm(maat: Maat, kolom: Kolom) -> bool:
    heel = f"{maat.groep}: {maat.titel}" if maat.groep else maat.titel
    return bool(kolom.vorm) and bool(re.search(kolom.vorm, plat(heel)))


def _uit_groep(gevonden: list[Maat], kolom: Kolom) -> list[Maat]:
    """A name may stand twice in a table: then the group above it decides, or the lowest number if
    the register says so.
    """
    if kolom.groep:
        in_groep = [m for m in gevonden if kaal(kolom.groep) in kaal(m.groep)]
        gevonden = in_groep or gevonden
    if len(gevonden) > 1 and kolom.eerste:
        return [min(gevonden, key=lambda m: m.volgorde)]
    return gevonden


def _controleer_titel(maat: Maat, kolom: Kolom) -> None:
    """The code is right; a title about something else means that the code got another meaning."""
    namen = [*kolom.titels, *(_woorden(s) for s in kolom.stammen)]
    if (kolom.bevat and kaal(kolom.bevat) in kaal(maat.titel)) or _past_op_vorm(maat, kolom):
        return
    if not namen or not maat.titel or kaal(maat.titel) in {kaal(n) for n in namen}:
        return
    titel = _woorden(maat.titel)
    if max(fuzz.token_set_ratio(titel, _woorden(naam)) for naam in namen) < _LIJKT:
        raise AndereNamen(f"maat {maat.code} heet nu '{maat.titel}', en niet meer '{namen[0]}'")


def _controleer_eenheid(maat: Maat, kolom: Kolom) -> None:
    """No unit said is judged by the figures; another unit said is never the same figure."""
    if not kolom.eenheden or not maat.eenheid:
        return
    if eenheid(maat.eenheid) not in {eenheid(e) for e in kolom.eenheden}:
        raise AndereNamen(
            f"maat {maat.code} ({maat.titel}) is nu in '{maat.eenheid}', "
            f"en hoort in '{kolom.eenheden[0]}'"
        )


def eenheid(tekst: str) -> str:
    """Een eenheid zoals twee diensten haar verschillend schrijven: 'x 1 000 euro' en '1 000 euro'
    zijn gelijk.
    """
    klein = tekst.lower().replace("%", " procent ").replace("€", " euro ").replace("²", "2")
    klein = re.sub(r"(?<=\d)[ .\u00a0](?=\d{3})", "", klein)
    klein = re.sub(r"^\s*[x×]\s*(?=\d)", "", klein)
    return kaal(klein)


def vind_code(codes: Sequence[Code], gezocht: str, dimensie: str) -> Code:
    """De code van een dimensie: op code, anders op titel; 'totaal' is de ene code die zo begint.

    Fout: AndereNamen.
    """
    precies = [c for c in codes if c.code == gezocht]
    if not precies:
        precies = [c for c in codes if kaal(c.titel) == kaal(gezocht)]
    if not precies and kaal(gezocht) == "totaal":
        precies = [c for c in codes if kaal(c.titel).startswith("totaal")]
    if not precies:
        raise AndereNamen(f"dimensie {dimensie} heeft geen code '{gezocht}' (meer)")
    if len(precies) > 1:
        raise AndereNamen(f"dimensie {dimensie} heeft '{gezocht}' meer dan één keer")
    return precies[0]


def leeftijden(titel: str) -> tuple[int, int | None] | None:
    """'65 tot 70 jaar' -> (65, 69), '95 jaar of ouder' -> (95, None), '7 jaar' -> (7, 7).

    None als het iets anders is.
    """
    klein = " ".join(titel.lower().split())
    klasse = re.fullmatch(r"(?:leeftijd:? )?(\d+) tot (\d+)(?: jaar)?", klein)
    if klasse:
        return int(klasse[1]), int(klasse[2]) - 1
    open_ = re.fullmatch(r"(\d+)(?: jaar (?:of|en) ouder|\+|plus)", klein)
    if open_:
        return int(open_[1]), None
    een = re.fullmatch(r"(\d+) jaar", klein)
    return (int(een[1]), int(een[1])) if een else None


def klasse_van(label: str) -> tuple[int, int | None] | None:
    """Het label van het register: '65_69' -> (65, 69), '95plus' -> (95, None), '7' -> (7, 7)."""
    klasse = re.fullmatch(r"(\d+)_(\d+)", label)
    if klasse:
        return int(klasse[1]), int(klasse[2])
    open_ = re.fullmatch(r"(\d+)plus", label)
    if open_:
        return int(open_[1]), None
    return (int(label), int(label)) if label.isdigit() else None


def controleer_leeftijd(code: Code, label: str) -> None:
    """Fout: AndereNamen als de titel van een leeftijdscode over andere jaren gaat dan het register
    denkt.
    """
    hoort, is_ = klasse_van(label), leeftijden(code.titel)
    if hoort is None or is_ is None or hoort == is_:
        return
    if hoort[0] != is_[0] or is_[1] is not None:  # the last single year is an open class
        raise AndereNamen(f"leeftijd {code.code} heet nu '{code.titel}', en hoort {label} te zijn")


def _woorden(naam: str) -> str:
    """'k_65JaarOfOuder' -> 'k 65 jaar of ouder', so that a stem can be laid beside a title."""
    los = re.sub(r"([a-z])([A-Z0-9])|(\d)([A-Z])", r"\1\3 \2\4", naam.replace("_", " "))
    return " ".join(re.sub(r"[^\w\s]", " ", los).lower().split())
