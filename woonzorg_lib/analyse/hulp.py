"""Wat een onderwerp (verder) zou vullen, als zin bij zijn status. Beslist niet wat dat is."""

from __future__ import annotations

from woonzorg_lib import teksten
from woonzorg_lib.onderwerpen import Hulp, Onderwerp


def hulpzin(o: Onderwerp, hulp: Hulp | None, gemeente: str, mist: list[str], fout: str) -> str:
    """Eén regel: welk bestand of welke tabel dit onderwerp (verder) vult, en wie dat meestal heeft.

    hulp: wat er helpt; None als er niets meer nodig is. gemeente: haar code. mist: de bestanden die
    er nog niet zijn. fout: waarom een eigen bestand niet meetelt.
    """
    if hulp is None:
        return ""
    zinnen = {
        Hulp.EIGEN_FOUT: lambda: teksten.zin("status.eigen_fout", fout=fout),
        Hulp.BESTAND: lambda: teksten.zin(
            "status.bestand", bestanden=_namen(mist), gemeente=gemeente, houder=o.houder
        ),
        Hulp.MODEL: lambda: teksten.zin("status.model"),
        Hulp.RIJEN: lambda: teksten.zin(
            "status.rijen", bestanden=_namen(o.bestanden), houder=o.houder
        ),
        Hulp.REST: lambda: _rest(o),
        Hulp.TABEL: lambda: teksten.zin("status.tabel", tabel=o.tabel),
    }
    return zinnen[hulp]()


def _rest(o: Onderwerp) -> str:
    if o.tabel:
        return teksten.zin("status.rest_tabel", tabel=o.tabel)
    return teksten.zin("status.rest")


def _namen(soorten: list[str] | tuple[str, ...]) -> str:
    return " en ".join(f"{soort}.csv" for soort in soorten)
