"""Verandert invoerbestanden op goed geluk en kijkt of de kit er tegen kan.

Geen traceback, niets dat langer dan vijf seconden duurt, en geen rij die anders is dan haar
bestand.

Gebruik: python benchmarks/mutaties.py [AANTAL] [BEGIN]
"""

from __future__ import annotations

import csv
import io
import random
import sys
import tempfile
import time
import traceback
from collections import Counter
from pathlib import Path

from openpyxl import Workbook

from woonzorg_lib import soorten
from woonzorg_lib.invoer import cellen

KIT = Path(__file__).resolve().parents[1]
VOORBEELD = KIT / "parameters" / "voorbeeld" / "gemeenten" / "GM0344"
GEMEENTE, TE_LANG = "GM0344", 5.0
WOORDEN = (
    *(
        "",
        " ",
        "-",
        "?",
        "x",
        "ja",
        "nee",
        "1.250",
        "1,250",
        "12,5",
        "<5",
        "1-4",
        "2027-2030",
        "0,31",
    ),
    *("Totaal", "VOORBEELD 1", "2024*", "GM0363", "Zeist", "#N/B", "=1+1", "31-2-2026", "1 m 2026"),
    *("Dhr. Jansen", "bsn 123456782", "a@b.nl", "ElisÃ©", "€ 5,-", "\x07", "\u200b", "9" * 30),
    *(
        "a" * 3000,
        "65 tot 70 jaar",
        "Openbaar",
        "NaN",
        "1e309",
        "True",
        '"',
        ";",
        "\n",
        "'",
        "{}",
        "%s",
    ),
)
KOPPEN = (
    "Openbaar",
    "Geheim?",
    "bron",
    "",
    "naam",
    "jaar",
    "2027",
    "toelichting",
    "kleur",
    "BRUTO ",
)


def bronnen() -> dict[str, list[list[str]]]:
    """De bestanden van het uitgewerkte voorbeeld, als rijen met cellen."""
    uit = {}
    for pad in sorted(VOORBEELD.glob("*.csv")):
        if soorten.is_soort(pad.stem):
            tekst = pad.read_text(encoding="utf-8-sig")
            uit[pad.stem] = list(csv.reader(io.StringIO(tekst), delimiter=";"))
    return uit


def verander(rijen: list[list[str]], kans: random.Random) -> list[list[str]]:
    """Een kopie met een paar veranderingen in cellen, koppen, rijen en kolommen."""
    rijen = [list(rij) for rij in rijen]
    for _ in range(kans.choice((0, 1, 1, 2, 4))):
        wat, rij = kans.randrange(9), kans.randrange(len(rijen))
        if wat <= 3 and rijen[rij]:
            rijen[rij][kans.randrange(len(rijen[rij]))] = kans.choice(WOORDEN)
        elif wat == 4:
            rijen[0][kans.randrange(len(rijen[0]))] = kans.choice(KOPPEN)
        elif wat == 5:
            rijen.insert(rij, list(kans.choice(rijen)))
        elif wat == 6 and len(rijen) > 1:
            rijen.pop(rij)
        elif wat == 7:
            kolom = kans.randrange(max(map(len, rijen)))
            rijen = [r[:kolom] + r[kolom + 1 :] for r in rijen]
        else:
            rijen.append([kans.choice(WOORDEN)])
    return rijen


def als_bytes(rijen: list[list[str]], kans: random.Random) -> tuple[str, bytes, bool]:
    """De rijen als CSV of werkboek, soms met bytes die stuk zijn; (extensie, inhoud, heel)."""
    if kans.random() < 0.25:
        boek = Workbook()
        for rij in rijen:
            boek.active.append([_cel(c) for c in rij])
        stroom = io.BytesIO()
        boek.save(stroom)
        extensie, inhoud = "xlsx", stroom.getvalue()
    else:
        tekst = io.StringIO(newline="")
        csv.writer(tekst, delimiter=kans.choice(";;;,\t|")).writerows(rijen)
        codering = kans.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16"))
        extensie, inhoud = "csv", tekst.getvalue().encode(codering, errors="replace")
    if kans.random() < 0.15 and len(inhoud) > 2:
        plek = kans.randrange(len(inhoud))
        stuk = kans.choice((inhoud[:plek], inhoud[:plek] + b"\xff\x00" + inhoud[plek:]))
        return extensie, stuk, False
    return extensie, inhoud, True


def _cel(tekst: str) -> object:
    net = "".join(t for t in tekst if t >= " " or t in "\n\t")[:32_000]
    return int(net) if net.isascii() and net.isdigit() and len(net) < 10 else net or None


def anders(soort: str, uit, rijen: list[list[str]]) -> str:
    """Wat er in een gelezen rij staat dat niet in het bestand stond; leeg als alles klopt."""
    schema = soorten.zoek(soort).schema
    gezien = {cellen.kaal(c) for rij in rijen for c in rij}
    for k in schema.kolommen:
        if k.vorm.naam not in ("tekst", "code") or k.naam in ("bron", "naam"):
            continue
        for waarde in uit.tabel[k.naam].dropna():
            if waarde not in gezien:
                return f"{soort}.{k.naam}: {waarde!r}"
    getallen = {_getal(c) for c in gezien}
    for k in schema.kolommen:
        if k.vorm.naam not in ("aantal", "saldo") or k.naam in _AFGELEID:
            continue
        for waarde in uit.tabel[k.naam].dropna():
            if int(waarde) not in getallen:
                return f"{soort}.{k.naam}: {waarde!r}"
    return ""


# What a kind fills in itself from other columns.
_AFGELEID = {"woningtype_onbekend", "prijsklasse_onbekend", "huur_sociaal", "huur_middelduur"}


def _getal(tekst: str) -> int | None:
    try:
        return cellen.saldo(tekst)
    except cellen.Celfout:
        return None


def draai(aantal: int, begin: int = 0) -> Counter:
    """Zoveel veranderde bestanden; geeft hoe vaak wat gebeurde, en drukt elk ongeluk af."""
    alles, uitkomst = bronnen(), Counter[str]()
    with tempfile.TemporaryDirectory() as tijdelijk:
        plek = Path(tijdelijk) / "gemeenten" / GEMEENTE
        plek.mkdir(parents=True)
        for nummer in range(begin, begin + aantal):
            kans = random.Random(nummer)
            soort = kans.choice(sorted(alles))
            rijen = verander(alles[soort], kans)
            extensie, inhoud, heel = als_bytes(rijen, kans)
            pad = plek / f"{soort}.{extensie}"
            pad.write_bytes(inhoud)
            uitkomst[probeer(soort, Path(tijdelijk), rijen if heel else None, nummer)] += 1
            pad.unlink()
    return uitkomst


def probeer(soort: str, map: Path, rijen: list[list[str]] | None, nummer: int) -> str:
    """Leest één bestand; "gelezen", "geweigerd", "traceback", "traag" of "anders".

    rijen: wat erin staat; None als er bytes stuk zijn, want dan staat er iets anders.
    """
    start = time.process_time()
    try:
        uit = soorten.lees(soort, GEMEENTE, map)
        regels = [str(m) for m in uit.meldingen]
    except Exception:
        print(f"{nummer}: traceback\n{traceback.format_exc()}")
        return "traceback"
    if time.process_time() - start > TE_LANG:
        print(f"{nummer}: {time.process_time() - start:.1f} s")
        return "traag"
    if any("\n" in r for r in regels) or any("123456782" in r for r in regels):
        print(f"{nummer}: een melding van meer regels, of met een burgerservicenummer")
        return "anders"
    if rijen and (verschil := anders(soort, uit, rijen)):
        print(f"{nummer}: {verschil}")
        return "anders"
    return "gelezen" if uit.bruikbaar else "geweigerd"


if __name__ == "__main__":
    woorden = sys.argv[1:] + ["10000", "0"][len(sys.argv) - 1 :]
    gevonden = draai(int(woorden[0]), int(woorden[1]))
    print(dict(gevonden))
    sys.exit(any(gevonden[k] for k in ("traceback", "traag", "anders")))
