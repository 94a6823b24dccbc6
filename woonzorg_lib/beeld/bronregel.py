"""De ene bronregel onder een onderwerp, uit de regels van een rapport; zonder pandas."""

from __future__ import annotations

import re
from html import escape

from woonzorg_lib.beeld.getallen import leeg
from woonzorg_lib.momentopname import is_oud

MAAL = "maal de bevolking"


def bronregel_kort(alle: list[dict]) -> str:
    """De ene bronregel van een onderwerp: uitgever, tabel, jaar, en of er een schatting bij is.

    Geeft HTML.
    De hele bronregels, met titel en datum van ophalen, staan bij de cijfers zelf.
    """
    gevuld = [r for r in alle if not leeg(r.get("waarde")) and r.get("bron")]
    groepen: dict[str, list[dict]] = {}
    for r in map(_aandeel, gevuld):
        groepen.setdefault(_uitgever(str(r["bron"])), []).append(r)
    delen = [_kort(wie, groep) for wie, groep in groepen.items()]
    keer = sorted({int(r["jaar"]) for r in gevuld if MAAL in str(r["bron"])})
    if keer:
        delen.append(f"{MAAL} volgens deze kit, {_van_tot(keer)}")
    if not delen:
        return ""
    schatting = " Schatting." if any(r.get("soort") == "schatting" for r in gevuld) else ""
    return escape(f"Bron: {'; '.join(delen)}.{schatting}", quote=False)


def _aandeel(rij: dict) -> dict:
    """A share times the people: the source has the share, and it is of the year of that share."""
    deel, keer, _ = str(rij["bron"]).partition(f", {MAAL}")
    jaren = re.findall(r"\b(?:19|20)\d\d\b", deel) if keer else []
    if not keer:
        return rij
    return rij | {"bron": deel, "jaar": int(jaren[-1]) if jaren else None, "tabel": ""}


def _van_tot(jaren: list[int]) -> str:
    return str(jaren[0]) if len(jaren) == 1 else f"{jaren[0]}-{jaren[-1]}"


def _uitgever(bron: str) -> str:
    """Van "CBS, Kerncijfers wijken en buurten" alleen CBS; een berekening heet zo, met waarop."""
    if bron.startswith("Berekening met het cohortmodel"):
        return "berekening van deze kit op cijfers van het CBS"
    eerste = re.split("[,;]", re.sub(r"\s*\([^)]*\)", "", bron))[0].strip()
    gewoon = eerste.startswith(("Eigen", "Programma", "Berekening"))
    return eerste[:1].lower() + eerste[1:] if gewoon else eerste


def _kort(wie: str, groep: list[dict]) -> str:
    genoemd = (t for r in groep for t in re.split(r"[;,]\s*", str(r.get("tabel") or "")))
    tabellen = dict.fromkeys(t for t in genoemd if t and "/" not in t)
    tabel = f" ({', '.join(tabellen)})" if 0 < len(tabellen) <= 2 else ""
    jaren = sorted({int(r["jaar"]) for r in groep if not leeg(r.get("jaar"))})
    if not jaren:
        return f"{wie}{tabel}"
    oud = ", ouder dan drie jaar" if is_oud(jaren[-1]) else ""
    wanneer = "" if wie.endswith(_van_tot(jaren)) else f", {_van_tot(jaren)}"
    return f"{wie}{tabel}{wanneer}{oud}"
