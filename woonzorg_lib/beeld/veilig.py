"""Laat een figuur die niet lukt de rest van het rapport heel:
een melding of een reden in haar plaats. Tekent zelf niets.
"""

from __future__ import annotations

from dataclasses import replace
from functools import wraps

import pandas as pd

from woonzorg_lib.beeld import smal
from woonzorg_lib.beeld.beeld import Beeld, fout, tekst
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.cijfers import indicatoren
from woonzorg_lib.fouten import WoonzorgFout


def met_smal(beeld: Beeld, soort: str, keuzes: dict, hoofd: bool) -> Beeld:
    """Geeft een figuur ook haar smalle vorm, voor een telefoon. hoofd: zij is de hoofdfiguur."""
    if beeld.soort != "figuur":
        return beeld
    gegevens = beeld.gegevens | ({"hoofd": True} if hoofd else {})
    return smal.erbij(replace(beeld, gegevens=gegevens), soort, **keuzes)


def _zonder_nooit_opgehaald(data: pd.DataFrame) -> pd.DataFrame | None:
    """What a refresh has yet to bring is not drawn and not missed; None when that is all."""
    alle = indicatoren()
    gevraagd = [*data.get("indicator", ()), *data.attrs.get("gevraagd", ())]
    nooit = {i for i in set(gevraagd) if i in alle and alle[i].nooit_opgehaald}
    if not nooit:
        return data
    over = data[~data.indicator.isin(nooit)]
    return over if len(over) else None


def veilig(functie):
    """Een figuur die niet lukt wordt een zichtbare melding; zo blijft de rest van het rapport heel.

    Een fout in de vraag zelf (een onbekende indicator, geen bron) komt wel als één regel bij de
    adviseur terecht.
    """

    @wraps(functie)
    def beschermd(self, data, *args, **kwargs):
        data = _zonder_nooit_opgehaald(data)
        if data is None:
            return tekst("")
        titel = e(kwargs.get("titel", args[0] if args else ""))
        waarom = _waarom_niet(data, self.gemeente.naam)
        if waarom:
            return tekst(f'<p class="notitie">{titel} {waarom}</p>')
        hoofd = kwargs.pop("hoofd", False)
        if "rol" in data and self.vergelijkingsgroep.zwak:  # nothing that looks like her to draw
            data = data[data.rol != "vergelijkbaar"]
        try:
            beeld = functie(data, *args, **kwargs)
            return met_smal(beeld, functie.__name__, kwargs, hoofd)
        except WoonzorgFout:
            raise
        except Exception as mis:  # noqa: BLE001 - every error in a figure must show
            return fout(f"{type(mis).__name__}: {mis}".splitlines()[0])

    return beschermd


def _waarom_niet(data: pd.DataFrame, gemeente: str) -> str:
    """Waarom er niets te tekenen is, als HTML; leeg als dat er wel is.

    Without a figure of the gemeente a chart says nothing about her; the reason is worth more.
    """
    eigen = data
    if "rol" in data and (data.rol == "gemeente").any():
        eigen = data[data.rol == "gemeente"]
    if eigen.waarde.notna().sum() == 0:
        geen = data.attrs.get("reden", "de bron heeft hier geen cijfers voor")
        reden = next((o for o in eigen.get("opmerking", []) if o), geen)
        return f"Geen cijfers voor {e(gemeente)}: {e(reden)}."
    per_wijk = "rol" in data and data.rol.isin(["wijk", "buurt"]).all()
    if per_wijk and data.gebiedcode.nunique() == 1:
        soort = data.rol.iloc[0]
        return f"Er is hier één {soort} met genoeg inwoners; vergelijken kan dus niet."
    return ""
