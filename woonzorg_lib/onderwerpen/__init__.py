"""Het register van de 40 onderwerpen en de regel voor hun status. Weet niets van cijfers: krijgt te horen welke indicatoren gevuld zijn."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import yaml

from woonzorg_lib.fouten import WoonzorgFout

STATUSSEN = ("volledig", "deels", "invoer nodig", "niet beschikbaar", "mislukt")


class OnbekendOnderwerp(WoonzorgFout):
    """Het gevraagde onderwerp staat niet in het register."""


@dataclass(frozen=True)
class Onderwerp:
    """Eén van de 40 onderwerpen: waar het staat, wat het nodig heeft en wie een ontbrekend bestand meestal heeft."""

    id: str
    notebook: str
    titel: str
    kort: str
    vereist: tuple[str, ...]
    aanvullend: tuple[str, ...]
    bestanden: tuple[str, ...]
    houder: str
    tabel: str

    def status(self, gevuld: set[str]) -> str:
        """Geeft de status bij de indicatoren die gevuld zijn.

        `volledig`: alle vereiste zijn gevuld. `deels`: een deel van de vereiste, of alleen aanvullende.
        Anders `invoer nodig` als een eigen bestand zou helpen, en `niet beschikbaar` als dat niet zo is.
        """
        aanwezig = [i for i in self.vereist if i in gevuld]
        if len(aanwezig) == len(self.vereist):
            return "volledig"
        if aanwezig or any(i in gevuld for i in self.aanvullend):
            return "deels"
        return "invoer nodig" if self.bestanden else "niet beschikbaar"

    def hint(
        self, gemeentecode: str, status: str, mist: list[str] | None = None, fout: str = ""
    ) -> str:
        """Eén regel: welk bestand of welke tabel dit onderwerp (verder) vult, en wie dat meestal heeft.

        mist: de bestanden die er nog niet zijn (standaard alle). fout: waarom een bestand niet meetelt.
        """
        if status == "volledig":
            return ""
        if fout:
            return f"Een eigen bestand telt niet mee. {fout} Kijk alles na met: woonzorg invoer controleer {gemeentecode}"
        soorten = list(self.bestanden) if mist is None else mist
        if soorten:
            namen = " en ".join(f"{b}.csv" for b in soorten)
            return (
                f"Nodig: {namen} in parameters/gemeenten/{gemeentecode}/. Meestal te vinden bij {self.houder}. "
                f"Maak het sjabloon met: woonzorg invoer nieuw {gemeentecode} --soort {' '.join(soorten)}"
            )
        if self.bestanden:
            bron = (
                f" Het ontbrekende cijfer staat in open bron {self.tabel}, die niet in deze momentopname zit."
                if self.tabel
                else ""
            )
            if status == "niet beschikbaar":
                return "De eigen bestanden zijn er. Wat ontbreekt is een rekenmodel, en dat heeft de kit nog niet."
            if status == "invoer nodig":
                return f"In {' en '.join(f'{b}.csv' for b in self.bestanden)} staan nog geen rijen voor dit onderwerp. Meestal te vinden bij {self.houder}."
            return f"De eigen invoer telt mee, maar vult dit onderwerp niet helemaal.{bron}"
        return f"De open bron {self.tabel} zou dit vullen, maar zit niet in deze momentopname."


@lru_cache
def register() -> dict[str, Onderwerp]:
    """Alle onderwerpen, op id, in de volgorde van het rapport."""
    tekst = (Path(__file__).parent / "onderwerpen.yaml").read_text(encoding="utf-8")
    rijen = yaml.load(tekst, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    lijsten = ("vereist", "aanvullend", "bestanden")
    return {
        r["id"]: Onderwerp(**{k: tuple(map(str, v)) if k in lijsten else v for k, v in r.items()})
        for r in rijen
    }


def onderwerp(id: str) -> Onderwerp:
    """Geeft het onderwerp met dit id, zoals "A1".

    Fout: OnbekendOnderwerp.
    """
    if id not in register():
        raise OnbekendOnderwerp(
            f"Onderwerp '{id}' bestaat niet. Kies uit: {', '.join(register())}."
        )
    return register()[id]


@lru_cache
def lokaal() -> dict[str, list[dict]]:
    """Per indicator aan welke eigen bestanden zij genoeg heeft."""
    tekst = (Path(__file__).parent / "lokaal.yaml").read_text(encoding="utf-8")
    return yaml.load(tekst, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


@lru_cache
def groepen() -> tuple[dict, ...]:
    """De aandachtsgroepen van C1: groep, indicator (leeg als er geen open cijfer is) en wat die rij zou vullen."""
    tekst = (Path(__file__).parent / "groepen.yaml").read_text(encoding="utf-8")
    return tuple(yaml.load(tekst, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))
