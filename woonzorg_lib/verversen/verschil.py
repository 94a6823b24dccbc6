"""Wat de laatste verversing veranderde: per bron, en voor één gemeente per cijfer.

Verandert zelf niets.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from woonzorg_lib import cijfers, momentopname
from woonzorg_lib.cijfers import ververst
from woonzorg_lib.cijfers.controle import SLEUTEL
from woonzorg_lib.cijfers.register import GEGEVENS


@dataclass(frozen=True)
class Bronverschil:
    """Wat er in één bron veranderde: nieuwe jaren, herziene cijfers, en wat er bij kwam of
    verdween.

    jaren: nieuw. herzien, gevuld, leeg: aantallen cijfers in jaren die er al waren.
    """

    bron: str
    titel: str
    tabellen: tuple[str, ...]
    jaren: tuple[int, ...]
    herzien: int
    gevuld: int
    leeg: int
    gebieden: tuple[str, ...] = ()
    cijfers: list[dict] = field(default_factory=list, repr=False)

    def als_json(self) -> dict:
        """Alles, om als JSON te tonen."""
        return asdict(self)

    @property
    def iets(self) -> bool:
        return bool(self.jaren or self.herzien or self.gevuld or self.leeg)


def verschil(gemeente: str | None = None) -> list[Bronverschil]:
    """De verschillen tussen de actieve momentopname en de vorige; `gemeente` is een code, dan
    alleen zij.

    Leeg als de cijfers van het pakket actief zijn, of als er niets veranderde.
    """
    if momentopname.actief() is None:
        return []
    eerder = momentopname.lees_wijzer()["eerder"]
    vorige = momentopname.thuis() / eerder[-1] if eerder and eerder[-1] else None
    uit = []
    for bron in momentopname.stand().get("bronnen", {}):
        if bron in cijfers.bronnen():
            gevonden = _bron(bron, _frame(vorige, bron), cijfers.lees(bron), gemeente)
            if gevonden.iets:
                uit.append(gevonden)
    return uit


def _frame(map_: Path | None, bron: str) -> pd.DataFrame:
    eigen = ververst.in_pakket(bron, GEGEVENS)
    pad = map_ / f"{bron}.csv.gz" if map_ is not None else eigen
    pad = pad if pad.is_file() else eigen
    return pd.read_csv(pad, encoding="utf-8") if pad.is_file() else pd.DataFrame()


def _bron(bron: str, oud: pd.DataFrame, nieuw: pd.DataFrame, gemeente: str | None) -> Bronverschil:
    wat = cijfers.bronnen()[bron]
    if gemeente:
        oud, nieuw = (t[t.gebied == gemeente] if len(t) else t for t in (oud, nieuw))
    had = set(oud.jaar.unique()) if len(oud) else set()
    jaren = tuple(sorted(int(j) for j in set(nieuw.jaar.unique()) - had))
    assen = [k for k in SLEUTEL if k in nieuw and (k in oud or not len(oud))]
    lang_oud, lang_nieuw = (_lang(t, assen, nieuw) for t in (oud, nieuw))
    samen = lang_nieuw.merge(lang_oud, on=[*assen, "kolom"], how="outer", suffixes=("", "_oud"))
    zelfde_jaar = samen[samen.jaar.isin(had)]
    anders = ~np.isclose(zelfde_jaar.waarde, zelfde_jaar.waarde_oud, equal_nan=True)
    anders = zelfde_jaar[anders]
    tabellen = tuple(dict.fromkeys(wat.tabel_van(int(j)) for j in sorted(nieuw.jaar.unique())))
    return Bronverschil(
        bron,
        wat.naam,
        tabellen,
        jaren,
        int((anders.waarde.notna() & anders.waarde_oud.notna()).sum()),
        int((anders.waarde.notna() & anders.waarde_oud.isna()).sum()),
        int((anders.waarde.isna() & anders.waarde_oud.notna()).sum()),
        tuple(sorted(set(anders.gebied))),
        _cijfers(samen, anders, jaren, assen) if gemeente else [],
    )


def _cijfers(
    samen: pd.DataFrame, anders: pd.DataFrame, jaren: tuple[int, ...], assen: list[str]
) -> list[dict]:
    """What changed and what is new, a row per figure."""
    rijen = pd.concat([anders, samen[samen.jaar.isin(jaren) & samen.waarde.notna()]])
    delen = [a for a in assen if a not in ("gebied", "jaar")]
    return [
        {
            "jaar": int(r["jaar"]),
            "cijfer": r["kolom"],
            "uitsplitsing": ", ".join(str(r[a]) for a in delen if pd.notna(r[a])),
            "oud": None if pd.isna(r["waarde_oud"]) else float(r["waarde_oud"]),
            "nieuw": None if pd.isna(r["waarde"]) else float(r["waarde"]),
        }
        for r in rijen.to_dict("records")
    ]


def _lang(tabel: pd.DataFrame, assen: list[str], vorm: pd.DataFrame) -> pd.DataFrame:
    """A row per figure; text, such as the name of a wijk, is no figure."""
    getallen = [
        k for k in vorm.select_dtypes("number").columns if k not in assen and k in tabel.columns
    ]
    if not len(tabel):
        return pd.DataFrame(columns=[*assen, "kolom", "waarde"]).astype({"waarde": float})
    lang = tabel.melt(assen, getallen, "kolom", "waarde")
    return lang.astype({"waarde": float})
