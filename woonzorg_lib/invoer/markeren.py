"""Maakt een kopie van een invoerbestand met bij elke cel die niet klopt een opmerking.

Het bestand zelf blijft zoals het is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from woonzorg_lib.fouten import WoonzorgFout, systeemreden
from woonzorg_lib.invoer.controle import NAGEKEKEN, Controle
from woonzorg_lib.invoer.melding import FOUT, Melding, per_oorzaak
from woonzorg_lib.invoer.tabel import Lezing
from woonzorg_lib.invoer.werkboek import Onleesbaar

HOOGSTENS = 5_000  # comments in one workbook; more makes Excel slow
_KLEUREN = {FOUT: "F8CBAD"}
_ANDERE_KLEUR = "FFF2CC"


class NietTeMarkeren(WoonzorgFout):
    """De kopie met opmerkingen is niet te schrijven."""


def markeer(controle: Controle) -> list[Path]:
    """Schrijft naast elk bestand met meldingen een kopie, zoals plannen-nagekeken.xlsx.

    Geeft: de kopieën. Fout: NietTeMarkeren.
    """
    return [_kopie(le) for le in controle.lezingen if le.meldingen and le.rooster is not None]


def _kopie(lezing: Lezing) -> Path:
    boek, blad = _boek(lezing)
    for (regel, kolom), meldingen in list(_per_cel(lezing))[:HOOGSTENS]:
        _zet(blad.cell(regel, kolom), meldingen)
    overzicht = boek.create_sheet("controle")
    overzicht.append(["hoe erg", "waar", "wat", "wat te doen"])
    for m in per_oorzaak(lezing.meldingen):
        waar = str(Melding(m.ernst, "", m.regel, m.kolom, "", "", m.ook)).strip(", :")
        overzicht.append([m.ernst, waar or "heel het bestand", _veilig(m.wat), _veilig(m.doe)])
    for letter, breedte in zip("ABCD", (16, 30, 80, 60)):
        overzicht.column_dimensions[letter].width = breedte
    pad = lezing.pad.with_name(f"{lezing.pad.stem}{NAGEKEKEN}.xlsx")
    try:
        boek.save(pad)
    except OSError as fout:
        raise NietTeMarkeren(
            f"{pad.name} is niet te schrijven: {systeemreden(fout.errno)}. Sluit het in Excel."
        ) from fout
    return pad


def _boek(lezing: Lezing) -> tuple[Any, Any]:
    """The workbook as it is, or one with the rows as they were read."""
    import openpyxl

    naam = lezing.rooster.blad if lezing.rooster else ""
    if naam:
        try:
            boek = openpyxl.load_workbook(lezing.pad)
            return boek, boek[naam]
        except Exception:  # noqa: BLE001 - what openpyxl can't read is copied cell by cell
            pass
    boek = openpyxl.Workbook()
    blad = boek.active
    blad.title = lezing.schema.soort
    rooster = lezing.rooster
    for regel, rij in [(rooster.kopregel, rooster.koppen), *rooster.rijen] if rooster else ():
        for n, cel in enumerate(rij, 1):
            if cel is not None and cel != "" and not isinstance(cel, Onleesbaar):
                blad.cell(regel, n, _veilig(cel) if isinstance(cel, str) else cel)
    return boek, blad


def _veilig(tekst: str) -> str:
    """Text that Excel takes, and that can't become a formula."""
    net = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "\ufffd", tekst)[:32_000]
    return f"'{net}" if net.startswith(("=", "+", "-", "@")) and not _is_getal(net) else net


def _is_getal(tekst: str) -> bool:
    return bool(re.fullmatch(r"[-+]?[0-9.,]+", tekst))


def _per_cel(lezing: Lezing) -> Iterator[tuple[tuple[int, int], list[Melding]]]:
    uit: dict[tuple[int, int], list[Melding]] = {}
    for m in lezing.meldingen:
        kolom = _plek(lezing, m.kolom)
        if m.regel is None and m.kolom is None:
            continue
        regel = m.regel or (lezing.rooster.kopregel if lezing.rooster else 1)
        uit.setdefault((regel, kolom), []).append(m)
    yield from uit.items()


def _plek(lezing: Lezing, kolom: str | None) -> int:
    """The number of a column, from 1; the first when a message is about the whole row."""
    if kolom in lezing.indeling.kolommen:
        return lezing.indeling.kolommen.index(kolom) + 1
    m = re.fullmatch(r"nummer ([0-9]+)", kolom or "")
    return int(m[1]) if m else 1


def _zet(cel: Any, meldingen: list[Melding]) -> None:
    from openpyxl.cell.cell import MergedCell
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    if isinstance(cel, MergedCell):
        return
    tekst = "\n".join(f"{m.ernst}: {m.wat} {m.doe}".strip() for m in dict.fromkeys(meldingen))
    cel.comment = Comment(_veilig(tekst)[:2_000], "controle", width=360, height=120)
    ergste = FOUT if any(m.ernst == FOUT for m in meldingen) else ""
    cel.fill = PatternFill("solid", fgColor=_KLEUREN.get(ergste, _ANDERE_KLEUR))
