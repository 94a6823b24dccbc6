"""Volledigheid, bronnen en methoden van de analyse. Toont geen cijfers over de gemeente."""

from __future__ import annotations

from functools import cached_property

from woonzorg_lib import cijfers, gebieden, invoer, onderwerpen
from woonzorg_lib.beeld import Beeld, kaders, vaste_delen, verantwoording, vooruitzinnen
from woonzorg_lib.beeld.zinnen import opsomming
from woonzorg_lib.cijfers.modelgegevens import terugtoets
from woonzorg_lib.invoer.bronstatus import Bronstatus
from woonzorg_lib.modellen import uitleg_prognosebron
from woonzorg_lib.soorten import prognose

from .deel import Deel

NOTEBOOKS = {
    "fase1_1_woningbouw": "Fase I · Woningbouw",
    "fase1_2_opgave": "Fase I · Opgave",
    "fase1_3_wonen_en_zorg": "Fase I · Wonen en zorg",
    "fase1_4_leefomgeving": "Fase I · Leefomgeving",
    "fase2_1_woningbouw": "Fase II · Woningbouw",
    "fase2_2_samenwerking": "Fase II · Samenwerking",
    "visie_onderwerpen": "Visie en regiobeeld",
}


class Verantwoording(Deel):
    """Waar de cijfers vandaan komen en hoe volledig ze zijn."""

    def volledigheid(self) -> Beeld:
        """Hoe volledig de analyse is, per onderdeel."""
        return vaste_delen.volledigheid(self.a.verhaal.statussen(), NOTEBOOKS)

    def nog_te_vullen(self) -> Beeld:
        """Wat nog ontbreekt en wie het meestal heeft."""
        return vaste_delen.nog_te_vullen(self.a.verhaal.statussen())

    bronnen, indicatoren, achtergrond = map(
        staticmethod,
        (verantwoording.bronnenlijst, verantwoording.indicatorenlijst, verantwoording.achtergrond),
    )

    def vergelijking(self) -> Beeld:
        """De vergelijkingsgroep en hoe die gekozen is."""
        return verantwoording.vergelijking(self.a.vergelijkingsgroep, self.a.gemeente, self.a.naast)

    def regiotekst(self) -> Beeld:
        """Welke gemeenten bij de regio horen."""
        return verantwoording.regiotekst(
            self.a.regio, [gebieden.gemeente(c).naam for c in self.a.regio.leden]
        )

    def methoden(self) -> Beeld:
        """Hoe de cijfers zijn berekend."""
        bestand = {"bestand": prognose.SOORT.bestand}
        getallen = {
            "prognose": self.a.prognose.model.toelichting | bestand,
            "behoefte": self.a.behoefte.toelichting_behoefte,
        }
        elders = {naam: vooruitzinnen.methoden(naam, wat) for naam, wat in getallen.items()}
        gemeten = len(cijfers.afgeleid.DRUK)
        return verantwoording.methoden(self.a.herindelingen(), gemeten, elders)

    def terugtoets(self) -> Beeld:
        """Hoe goed de prognose het verleden voorspelde."""
        return vooruitzinnen.terugtoets(terugtoets(), self.a.prognose.model.toelichting)

    def normtabel(self) -> Beeld:
        """De normen, grenzen en kengetallen die hier gelden,
        met bron en status (standaard.yaml).
        """
        return kaders.normtabel(self.a.normen)

    @cached_property
    def _wet(self) -> dict:
        return invoer.juridisch(self.a.invoer)

    def juridisch(self, onderwerp: str | None = None) -> Beeld:
        """De wettelijke regels bij een onderwerp, of alle, met bron,
        status en stand (juridisch.yaml).

        Een leeg onderwerp neemt één regel in, dus daar staan zij niet;
        in de verantwoording staan zij altijd.
        """
        if onderwerp and not self.a.verhaal.status(onderwerpen.onderwerp(onderwerp))[0].gevuld:
            return kaders.juridisch([], self._wet["stand"])
        return kaders.juridisch(
            self._regels(onderwerp), self._wet["stand"], "Wat zegt de wet?" if onderwerp else ""
        )

    def _regels(self, onderwerp: str | None) -> list[dict]:
        """Bij een onderwerp alleen wat bij de bron is gezien; in de verantwoording alle."""
        alle = self._wet["regels"]
        if onderwerp is None:
            return alle
        gezien = (r for r in alle if r["status"] == Bronstatus.GECONTROLEERD)
        return [r for r in gezien if onderwerp in r.get("bij", ())]

    def urgentiecategorieen(self) -> Beeld:
        """De groepen die voorrang kunnen krijgen op een woning, en of dat verplicht is:
        ja, nee of onbekend.
        """
        return kaders.urgentiecategorieen(
            self._wet["urgentiecategorieen"], self._regels("F1"), self._wet["stand"]
        )

    def aannames(self) -> Beeld:
        """De aannames van het scenario, met bron en status."""
        return verantwoording.aannames(
            self.a.scenario.titel,
            [(invoer.AANNAMES[n].titel, a) for n, a in self.a.scenario.aannames.items()],
        )

    def instellingen(self) -> Beeld:
        """Waarmee dit rapport gemaakt is."""
        uitleg = uitleg_prognosebron(self.a.prognose_bron, prognose.SOORT.bestand)
        return verantwoording.parameters(
            {
                "Gemeente": f"{self.a.gemeente.naam} ({self.a.gemeente.code})",
                "Regio": self.a.regio.volledige_naam,
                "Ernaast": opsomming([g.naam for g in self.a.naast]) or "de vergelijkingsgroep",
                "Peiljaar": str(self.a.peiljaar or "nieuwste jaar per cijfer"),
                "Prognosejaar": str(self.a.prognosejaar),
                "Prognosebron": f"{self.a.prognose_bron}: {uitleg}",
                "Scenario": f"{self.a.scenario.titel}: {self.a.scenario.uitleg}",
                "Momentopname": (
                    f"{cijfers.hash_momentopname()}, opgehaald "
                    f"{next(iter(cijfers.bronnen().values())).opgehaald}"
                ),
            }
        )
