"""Wat eigen termen van een gemeente (wijken, projecten, partners) aan een scan veranderen.

Zoekt zelf niet: vergelijkt een scan zonder en een met die termen.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from woonzorg_lib.visiescan.passages import Passage, Treffer
from woonzorg_lib.visiescan.scan import Scan, scan_passages
from woonzorg_lib.visiescan.termen import EIGEN, GEWICHT, Term, Termfout, lees_termen, maak_term

BESTAND = "visietermen.yaml"


@dataclass(frozen=True)
class Verschil:
    """Wat er bij een onderwerp verandert: de uitkomst, en de passages erbij en weg."""

    id: str
    was: str
    wordt: str
    erbij: tuple[Treffer, ...]
    weg: tuple[Treffer, ...]

    def als_json(self) -> dict:
        """Zoals `visiescan --json` het geeft."""
        return {
            "id": self.id,
            "was": self.was,
            "wordt": self.wordt,
            "erbij": [t.als_json() for t in self.erbij],
            "weg": [t.als_json() for t in self.weg],
        }

    def zin(self) -> str:
        """ "D3: 2 passages erbij, 1 weg; van niet gevonden naar behandeld"."""
        delen = []
        if self.erbij:
            delen.append(f"{len(self.erbij)} {_passages(len(self.erbij))} erbij")
        if self.weg:
            delen.append(f"{len(self.weg)} {_passages(len(self.weg))} weg")
        if self.was != self.wordt:
            delen.append(f"van {self.was} naar {self.wordt}")
        return f"{self.id}: {', '.join(delen)}"


def _passages(aantal: int) -> str:
    return "passage" if aantal == 1 else "passages"


def verschillen(zonder: Scan, met: Scan) -> list[Verschil]:
    """Per onderwerp waar iets verandert wat eigen termen doen; leeg als zij niets doen."""
    uit = []
    for oud, nieuw in zip(zonder.onderwerpen, met.onderwerpen, strict=True):
        voor = {t.passage.nummer: t for t in oud.treffers}
        na = {t.passage.nummer: t for t in nieuw.treffers}
        erbij = tuple(t for nr, t in na.items() if nr not in voor)
        weg = tuple(t for nr, t in voor.items() if nr not in na)
        if erbij or weg or oud.uitkomst is not nieuw.uitkomst:
            uit.append(Verschil(oud.id, oud.uitkomst.value, nieuw.uitkomst.value, erbij, weg))
    return uit


def probeer(
    passages: Sequence[Passage], gemeente: str, pad: Path, id: str, soort: str, tekst: str
) -> list[Verschil]:
    """Wat één nieuwe term zou veranderen, bovenop de eigen termen die er al zijn.

    id: een onderwerp. soort: kern, steun of niet. Fout: Termfout bij een leeg of onbekend deel.
    """
    nu = lees_termen(pad)
    term = _keur(nu, id, soort, tekst)
    straks = nu | {id: (*nu[id], term)}
    return verschillen(
        scan_passages(passages, gemeente, nu), scan_passages(passages, gemeente, straks)
    )


def bewaar_term(pad: Path, id: str, soort: str, tekst: str) -> Path:
    """Zet een term in visietermen.yaml; wat er al in staat, blijft. Fout: Termfout."""
    _keur(lees_termen(pad), id, soort, tekst)
    gelezen = yaml.safe_load(pad.read_text(encoding="utf-8-sig")) if pad.is_file() else None
    inhoud: dict = gelezen or {}
    lijst = inhoud.setdefault(id, {}).setdefault(soort, [])
    if tekst not in lijst:
        lijst.append(tekst)
    pad.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = pad.with_name(f".{pad.name}.tmp")
    schrijf = yaml.safe_dump(inhoud, allow_unicode=True, sort_keys=False)
    tijdelijk.write_text(schrijf, encoding="utf-8")
    os.replace(tijdelijk, pad)
    return pad


def _keur(termen: dict[str, tuple[Term, ...]], id: str, soort: str, tekst: str) -> Term:
    if id not in termen:
        raise Termfout(f"'{id}' is geen onderwerp. Kies uit: {', '.join(termen)}.")
    if soort not in GEWICHT:
        raise Termfout(f"'{soort}' is geen soort term. Kies uit: {', '.join(GEWICHT)}.")
    if not tekst.strip(" *"):
        raise Termfout("Een term is leeg. Typ een woord, zoals een wijk of een project.")
    return maak_term(tekst, soort, EIGEN)
