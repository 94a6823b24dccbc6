"""De woonbehoefte van ouderen volgens de verdeelsleutel, in zinnen, figuren en tabellen (C2).

Rekent niets uit: dat doet `opgave`.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from woonzorg_lib import invoer, modellen, teksten
from woonzorg_lib.beeld import Beeld, opgavefiguren, opgaven
from woonzorg_lib.beeld import afspraken as afspraakbeeld
from woonzorg_lib.beeld.beeld import met_rijen
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.tekening import NIETS
from woonzorg_lib.beeld.zinnen import opsomming
from woonzorg_lib.cijfers.modelgegevens import sleuteltoets
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.invoer.behoefte import SLEUTELDELEN
from woonzorg_lib.modellen import opgavetabel
from woonzorg_lib.soorten import opgave_ouderen

from . import sleutelrijen
from .deel import Deel


@dataclass(frozen=True)
class Som:
    """De som achter de behoefte aan één woonvorm.

    rollen: rol -> gebied. groei: rol -> mensen erbij. stand: (rol, jaar) -> mensen op 1 januari.
    uitkomst: de rij van `a.opgave.reken()`.
    """

    rollen: dict[str, Gebied]
    groei: dict[str, float]
    stand: pd.Series
    uitkomst: pd.Series


class Behoefte(Deel):
    """Hoeveel extra woningen ouderen nodig hebben, volgens de verdeelsleutel."""

    def kern_behoefte(self) -> Beeld:
        """De woonbehoefte volgens de sleutel in zinnen met de band, of waarom die er niet is."""
        o = self.a.opgave
        if o.sleutel is None:
            return opgaven.waarom_niets(o.reden) if o.reden else NIETS
        data = o.woonbehoefte(o.sleutel.eind)
        leeftijd = o.keuzes.leeftijd or o.sleutel.leeftijd
        deel = o.rekenrij("nultreden")["behoefte"] / o.sleutel.woningen["nultreden"]
        gezegd = opgaven.kern_behoefte(
            data,
            deel,
            sum(o.sleutel.woningen.values()),
            opgavetabel.LEEFTIJDEN[leeftijd],
            o.waar,
            o.sleutel.begin,
            o.scenariozin,
            o.van_programma,
            self._afspraakzin,
        )
        return met_rijen(gezegd, *sleutelrijen.bij_behoefte(o, o.sleutel, data, deel))

    @property
    def _afspraakzin(self) -> str:
        """De afspraak voor de gemeente in een zin, of anders die voor haar regio;
        leeg zonder afspraak.
        """
        alle = self.a.afgesproken.afspraken
        hier = [x for x in alle if not x.leden]
        return afspraakbeeld.zin(hier or alle, self.a.gemeente.naam)

    def figuur_behoefte(self) -> Beeld:
        """De behoefte per woonvorm als balkjes van laag naar hoog."""
        o = self.a.opgave
        if o.sleutel is None:
            return NIETS
        return opgavefiguren.banden(
            o.woonbehoefte(o.sleutel.eind),
            titel=teksten.zin("opgave.behoefte.titel"),
            y="kort",
            notitie=teksten.zin("opgave.behoefte.notitie"),
            ondertitel=teksten.zin("opgave.behoefte.ondertitel", waar=o.waar),
        )

    def behoefte_per_jaar(self) -> Beeld:
        """De behoefte per woonvorm in 2030, 2035 en 2040, met de band;
        na de sleutel als rekenvoorbeeld.
        """
        o = self.a.opgave
        if o.sleutel is None:
            return NIETS
        titel = teksten.zin("opgave.behoefte.per_jaar")
        return opgaven.per_jaar(o.woonbehoefte(), titel, o.sleutel.eind)

    def rekenwijze(self, woonvorm: str = "geclusterd") -> Beeld:
        """Hoe de behoefte aan één woonvorm is berekend, stap voor stap, met bestand en tabel."""
        o = self.a.opgave
        if o.sleutel is None or not self.a.scenario.is_basis:
            return NIETS
        k, som = o.sleutel, self._som(o.sleutel, woonvorm)
        return met_rijen(
            opgaven.rekenwijze(
                self._stappen(k, woonvorm, som),
                modellen.als_groei(som.groei, som.rollen, k.leeftijd, k.begin, k.eind),
            ),
            *sleutelrijen.bij_rekenwijze(o, k, woonvorm, som.uitkomst, som.stand, som.rollen),
        )

    def _som(self, k: modellen.Sleutel, woonvorm: str) -> Som:
        o = self.a.opgave
        daar = self.a.land if k.gebied == "land" else self.a.hele_regio
        rollen = {"gemeente": self.a.gemeente, k.gebied: daar}
        per_rol = {
            rol: modellen.groei(o.ouderen, rol, k.leeftijd, k.begin, [k.eind]) for rol in rollen
        }
        wie = (o.ouderen.leeftijd == k.leeftijd) & (o.ouderen.geslacht == "totaal")
        return Som(
            rollen,
            {rol: float(t.waarde.iloc[0]) for rol, t in per_rol.items()},
            o.ouderen[wie].set_index(["gebied", "jaar"]).waarde,
            o.reken().query("woonvorm == @woonvorm and jaar == @k.eind").iloc[0],
        )

    def _stappen(self, k: modellen.Sleutel, woonvorm: str, som: Som) -> list[tuple[str, str, str]]:
        """Per stap: wat, het getal, en waar het vandaan komt."""
        r = som.uitkomst
        laag, hoog = getal(r.band_onder, 1), getal(r.band_boven, 1)
        return [
            self._programmastap(k, woonvorm),
            *self._groeistappen(k, som),
            (
                teksten.zin("opgave.rekenwijze.uitkomst"),
                getal(r.behoefte, 1),
                teksten.zin("opgave.rekenwijze.uitkomst_bron"),
            ),
            (
                teksten.zin("opgave.rekenwijze.band"),
                teksten.zin("opgave.rekenwijze.band_waarde", laag=laag, hoog=hoog),
                teksten.zin("opgave.rekenwijze.band_bron"),
            ),
        ]

    def _programmastap(self, k: modellen.Sleutel, woonvorm: str) -> tuple[str, str, str]:
        o, vorm = self.a.opgave, opgavetabel.VORMEN[woonvorm]
        bron = teksten.zin(
            "opgave.rekenwijze.programma_bron",
            bestand=o.getallen.bestanden["sleutel"],
            woonvorm=woonvorm,
            bron=o.sleutelbron[woonvorm]["bron"],
        )
        wat = teksten.zin("opgave.rekenwijze.programma", vorm=vorm, eind=k.eind, waar=o.waar)
        return wat, getal(k.woningen[woonvorm]), bron

    def _groeistappen(self, k: modellen.Sleutel, som: Som) -> list[tuple[str, str, str]]:
        """De groei hier en in het geheel, elk met de aantallen waar zij uit volgt."""
        wie, straks = opgavetabel.LEEFTIJDEN[k.leeftijd], k.eind + 1
        tabel = teksten.zin("opgave.rekenwijze.tabel", tabel=opgavetabel.TABEL)
        wat_hier = teksten.zin(
            "opgave.rekenwijze.groei_hier",
            wie=wie,
            plek=opgaven.plek(self.a.gemeente.naam),
            begin=k.begin,
            eind=k.eind,
        )
        bron_hier = teksten.zin(
            "opgave.rekenwijze.groei_hier_bron",
            eerst=getal(som.stand["gemeente", k.begin]),
            straks=getal(som.stand["gemeente", straks]),
            jaar=straks,
            tabel=tabel,
        )
        wat_daar = teksten.zin("opgave.rekenwijze.groei_daar", wie=wie, waar=self.a.opgave.waar)
        bron_daar = teksten.zin(
            "opgave.rekenwijze.groei_daar_bron",
            eerst=getal(som.stand[k.gebied, k.begin]),
            straks=getal(som.stand[k.gebied, straks]),
            tabel=tabel,
        )
        return [
            (wat_hier, getal(som.groei["gemeente"]), bron_hier),
            (wat_daar, getal(som.groei[k.gebied]), bron_daar),
        ]

    @property
    def toelichting_behoefte(self) -> dict[str, str]:
        """De getallen in de uitleg van de woonbehoefte (teksten/behoefte.yaml):
        de sleutel van de kit, en hoe goed zij is.
        """
        s, toets = invoer.behoefte().sleutel or {}, sleuteltoets()
        kaders = invoer.afsprakenkaders(self.a.invoer)
        half, oudsten = (
            toets["anders"][n]["mediaan"]
            for n in ("half groei, half aantal", "groei van 85-plussers")
        )
        onbekeken = any(not k.gecontroleerd for k in kaders)
        return {
            **{k: getal(s[k]["waarde"]) for k in (*SLEUTELDELEN, "totaal")},
            **{k: str(s[k]["waarde"]) for k in ("begin", "eind")},
            "wie": opgavetabel.LEEFTIJDEN[s["leeftijd"]],
            "waar": "Nederland",
            "bestand": opgave_ouderen.SOORT.bestand,
            "gemeenten": str(toets["gemeenten"]),
            "mediaan": getal(toets["mediaan"]),
            "grootste": getal(toets["grootste"]),
            "binnen": str(toets["binnen"][0]),
            "getallen": str(toets["binnen"][1]),
            "half": getal(half),
            "oudsten": getal(oudsten),
            "kaders": str(len(kaders)),
            "regios": opsomming([k.bron for k in kaders]),
            "herkomst": teksten.zin("opgave.behoefte.herkomst") if onbekeken else "",
        }
