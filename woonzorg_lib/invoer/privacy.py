"""Houdt personen en vertrouwelijke plannen uit het zicht: gegevens van personen herkennen, kleine aantallen onderdrukken, plannen naamloos maken."""

from __future__ import annotations

import re

import pandas as pd

GRENS = 5
VERBORGEN = "x"
VERTROUWELIJK = "Vertrouwelijke plannen"

_MAIL = re.compile(r"[\w.+-]+\s?@\s?[\w-]+(?:\.[\w-]+)+")
_DATUM = re.compile(r"(?<!\d)(?:\d{1,2}[-/.]\d{1,2}[-/.]\d{4}|\d{4}-\d{1,2}-\d{1,2})(?!\d)")
_NEGEN = re.compile(
    r"(?<![\w.,-])(?:\d{9}|\d{3}[ .]\d{3}[ .]\d{3}|\d{4}[ .]\d{2}[ .]\d{3}|\d{2}[ .]\d{3}[ .]\d{4})(?!\w|[.,-]\d)"
)
_TELEFOON = re.compile(
    r"(?<![\w.,/-])(?:(?:\+|00)\s?31[\s.()-]*(?:0\)?[\s.-]*)?[1-9](?:[\s.()-]{0,2}\d){8}|\(?0[1-9](?:[\s.()-]{0,3}\d){8})(?!\w)"
)
_PERSOON = re.compile(r"\b(?:dhr|mevr|mw|mevrouw|meneer|de heer)\b\.?\s+(?:\w\.\s*)*[A-Z]")


def elfproef(cijfers: str) -> bool:
    """Waar als negen cijfers een burgerservicenummer kunnen zijn."""
    if len(cijfers) != 9 or not cijfers.isdecimal() or int(cijfers) == 0:
        return False
    return sum(int(c) * w for c, w in zip(cijfers, (9, 8, 7, 6, 5, 4, 3, 2, -1))) % 11 == 0


def persoonsgegeven(tekst: object, code: bool = False) -> str | None:
    """Wat voor persoonsgegeven er in de tekst lijkt te staan, of None. `code`: een eigen nummer, waarin negen cijfers gewoon zijn."""
    t = _DATUM.sub(" ; ", str(tekst))
    if _MAIL.search(t):
        return "een e-mailadres"
    if not code and any(elfproef(re.sub(r"\D", "", m)) for m in _NEGEN.findall(t)):
        return "een burgerservicenummer"
    if _TELEFOON.search(t):
        return "een telefoonnummer"
    return "de naam van een persoon" if _PERSOON.search(t) else None


def onderdruk(tabel: pd.DataFrame, kolommen: list[str], grens: int = GRENS) -> pd.DataFrame:
    """Een kopie om te tonen: aantallen onder de grens worden '<5', en waar die uit een totaal af te leiden zijn wordt nog een cel 'x'.

    Blijft in een rij of kolom precies één cel verborgen terwijl er meer zijn, dan gaat de kleinste andere cel mee.
    """
    uit = tabel.copy()
    n = (
        tabel[kolommen]
        .apply(pd.to_numeric, errors="coerce")
        .astype("Float64")
        .reset_index(drop=True)
    )
    gevuld, klein = n.notna(), (n < grens).fillna(False).astype(bool)
    dicht = klein.copy()

    def vul_aan(lijnen) -> bool:
        for rij, kol in lijnen:
            plekken = [(r, k) for r in rij for k in kol if gevuld.at[r, k]]
            if len(plekken) > 1 and sum(dicht.at[p] for p in plekken) == 1:
                dicht.at[min((p for p in plekken if not dicht.at[p]), key=lambda p: n.at[p])] = True
                return True
        return False

    lijnen = [([r], kolommen) for r in n.index] + [(list(n.index), [k]) for k in kolommen]
    while vul_aan(lijnen):
        pass
    for k in kolommen:
        oud = uit[k].astype(object).tolist()
        uit[k] = pd.Series(
            [
                f"<{grens}" if klein.at[r, k] else VERBORGEN if dicht.at[r, k] else oud[r]
                for r in n.index
            ],
            index=uit.index,
            dtype=object,
        )
    return uit


def maak_naamloos(tabel: pd.DataFrame, houd: set[str]) -> pd.DataFrame:
    """Vertrouwelijke plannen zonder naam, code of andere vrije tekst; aantallen en de kolommen in `houd` blijven."""
    if "vertrouwelijk" not in tabel:
        return tabel
    geheim = tabel.vertrouwelijk.fillna(False).astype(bool)
    uit = tabel.copy()
    for kolom in uit.columns:
        if kolom in houd or kolom.startswith("_") or not pd.api.types.is_string_dtype(uit[kolom]):
            continue
        uit.loc[geheim, kolom] = None
    if "naam" in uit:
        uit.loc[geheim, "naam"] = "vertrouwelijk plan"
    return uit


def openbaar(tabel: pd.DataFrame) -> pd.DataFrame:
    """De plannen om met naam te tonen; de vertrouwelijke zijn per gemeente één rij zonder naam. Totalen zijn gelijk aan die van `tabel`."""
    if "vertrouwelijk" not in tabel:
        return tabel.copy()
    geheim = tabel.vertrouwelijk.fillna(False).astype(bool)
    if not geheim.any():
        return tabel.copy()
    delen = [tabel[~geheim]]
    optellen = [
        k
        for k in tabel.columns
        if tabel[k].dtype in ("Int64", "Float64") and k not in ("opleverjaar", "_regel")
    ]
    for gemeente, groep in tabel[geheim].groupby("gemeente", dropna=False):
        rij = {k: groep[k].sum(min_count=1) for k in optellen} | {
            "gemeente": gemeente,
            "naam": f"{VERTROUWELIJK} ({len(groep)})",
            "vertrouwelijk": True,
            "_regel": 0,
        }
        delen.append(
            pd.DataFrame([rij]).reindex(columns=tabel.columns).astype(tabel.dtypes.to_dict())
        )
    return pd.concat(delen, ignore_index=True)
