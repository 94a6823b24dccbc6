"""Laat een figuur die niet lukt de rest van het rapport heel:
een melding of een reden in haar plaats. Tekent zelf niets.
"""

from __future__ import annotations

from dataclasses import replace
from functools import wraps

import pandas as pd

from woonzorg_lib.beeld import smal
from woonzorg_lib.beeld.beeld import Beeld, fout, tekst
from woonzorg_lib.beeld.getallen import leeg
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
    waarden, rollen = _kolom(data, "waarde"), _kolom(data, "rol")
    eigen = [nummer for nummer, rol in enumerate(rollen) if rol == "gemeente"]
    eigen = eigen or list(range(len(waarden)))
    if all(leeg(waarden[nummer]) for nummer in eigen):
        geen = data.attrs.get("reden", "de bron heeft hier geen cijfers voor")
        opmerkingen = _kolom(data, "opmerking") or [""] * len(waarden)
        reden = next((opmerkingen[nummer] for nummer in eigen if opmerkingen[nummer]), geen)
        return f"Geen cijfers voor {e(gemeente)}: {e(reden)}."
    per_wijk = bool(rollen) and {*rollen} <= {"wijk", "buurt"}
    if per_wijk and len({*_kolom(data, "gebiedcode")}) == 1:
        return f"Er is hier één {rollen[0]} met genoeg inwoners; vergelijken kan dus niet."
    return ""


def _kolom(data: pd.DataFrame, naam: str) -> list:
    """The values of a column; none when there is no such column."""
    return data[naam].to_numpy(dtype=object).tolist() if naam in data else []
