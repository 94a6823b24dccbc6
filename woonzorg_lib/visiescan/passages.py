"""Passages met hun plek, en wat ervan gevonden is. Rekent zelf niet."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Passage:
    """Een stuk tekst met zijn plek in een document; pagina is None als er geen bladzijden zijn."""

    document: str
    tekst: str
    kop: str = ""
    pagina: int | None = None
    nummer: int = 0


@dataclass(frozen=True)
class Treffer:
    """Een passage bij een onderwerp: hoe zeker, en door welke woorden."""

    passage: Passage
    score: float
    woorden: tuple[str, ...]

    def als_json(self) -> dict:
        """Zoals `visiescan --json` haar geeft."""
        p = self.passage
        plek = {"document": p.document, "pagina": p.pagina, "kop": p.kop, "tekst": p.tekst}
        return plek | {"woorden": list(self.woorden), "score": round(self.score, 2)}


@dataclass(frozen=True)
class Terzijde:
    """Een passage die niet namens de gemeente spreekt, met de reden, en waar zij op lijkt."""

    passage: Passage
    reden: str
    lijkt_op: tuple[str, ...] = ()

    def als_json(self) -> dict:
        """Zoals `visiescan --json` haar geeft."""
        return asdict(self.passage) | {"reden": self.reden, "lijkt_op": list(self.lijkt_op)}
