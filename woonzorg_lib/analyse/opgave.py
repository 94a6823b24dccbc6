"""Woonbehoefte en woonopgave van de gemeente: haalt de getallen bij elkaar en geeft ze door.
Het rekenen zelf staat in modellen.
"""

from __future__ import annotations

from functools import cached_property

import pandas as pd

from woonzorg_lib import invoer, modellen
from woonzorg_lib.beeld import Beeld, opgavefiguren, opgaven
from woonzorg_lib.beeld import afspraken as afspraakbeeld
from woonzorg_lib.beeld.afspraken import Afspraak
from woonzorg_lib.beeld.beeld import met_rijen
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.soorten import (
    aandachtsgroepen,
    opgave_ouderen,
    plannen,
    prognose,
    taakstelling,
    woonvormen,
    zorgplannen,
)
from woonzorg_lib.soorten.eigen_bestand import Bestand
from woonzorg_lib.beeld.tekening import NIETS
from woonzorg_lib.beeld.zinnen import hoofdletter, klein, opsomming
from woonzorg_lib.cijfers.modelgegevens import sleuteltoets
from woonzorg_lib.invoer.behoefte import OUDE_NAMEN, SLEUTELDELEN
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.modellen import opgavetabel
from woonzorg_lib.modellen.behoefte import BAND

from . import sleutelrijen
from .deel import Deel
from .vooruit import TOT

LATER = (2035, 2040)  # after the key: the same ratio carried on, and named so


class Opgave(Deel):
    """Wat er nodig is en wat er nog ontbreekt."""

    # What there is to compute with

    @cached_property
    def getallen(self) -> invoer.Behoefte:
        return invoer.behoefte(self.a.invoer, self.a.gemeente.code)

    @cached_property
    def reden(self) -> str:
        """Waarom er geen behoefte te berekenen is; leeg als het wel kan."""
        try:
            sleutel = self.getallen.sleutel
        except invoer.OngeldigeInstelling as fout:
            return f"De eigen getallen tellen niet mee. {fout}"
        if self.a.prognose.te_laat:
            return (
                "De woonbehoefte rekent met cijfers tot en met "
                f"{self.a.prognose.bevolking.bekend_tot}, en dat is na het peiljaar "
                f"{self.a.peiljaar}."
            )
        if self.a.prognose_bron == "lokaal" and self.a.prognose.eigen_prognose.empty:
            return (
                f"prognose_bron is lokaal, maar er is geen bruikbare {prognose.SOORT.bestand}; "
                "zonder prognose is er geen woonbehoefte te berekenen."
            )
        if sleutel is None and not self.getallen.tarieven:
            return (
                "Er is geen verdeelsleutel en er zijn geen eigen kengetallen (behoefte.yaml). "
                "De kit verzint ze niet, dus hier staat geen woonbehoefte."
            )
        if (
            sleutel
            and sleutel["verdeeld_over"] == "regio"
            and "regio" not in self.a.gebieden(["regio"])
        ):
            return (
                "De sleutel in behoefte.yaml geldt voor de regio, "
                "maar dit rapport heeft geen regio met meer gemeenten."
            )
        return ""

    @cached_property
    def sleutel(self) -> modellen.Sleutel | None:
        """De verdeelsleutel uit behoefte.yaml; None als zij er niet is of niet te gebruiken is."""
        if self.reden or (s := self.getallen.sleutel) is None:
            return None
        return modellen.Sleutel(
            {v: s[v]["waarde"] for v in SLEUTELDELEN},
            int(s["begin"]["waarde"]),
            int(s["eind"]["waarde"]),
            s["leeftijd"],
            s["verdeeld_over"],
        )

    @property
    def verdeelsleutel(self) -> modellen.Sleutel:
        """De sleutel, voor wie al weet dat zij er is; anders een fout met de reden."""
        if self.sleutel is None:
            raise WoonzorgFout(self.reden or "Er is geen verdeelsleutel.")
        return self.sleutel

    @property
    def _sleutelbron(self) -> dict:
        """De regels van de sleutel in behoefte.yaml, elk met waarde en bron."""
        return self.getallen.sleutel or {}

    @property
    def van_programma(self) -> bool:
        """Waar als de sleutel die van het landelijke programma is, zoals de kit haar meegeeft."""
        return self.getallen.sleutel == invoer.behoefte().sleutel

    @cached_property
    def keuzes(self) -> modellen.Aannames:
        """De aannames van het gekozen scenario."""
        return modellen.Aannames(**self.a.scenario.waarden)

    @cached_property
    def ouderen(self) -> pd.DataFrame:
        """Ouderen per rol, jaar en leeftijd, niet afgerond;
        met de eigen prognose van de gemeente als die ver genoeg loopt.
        """
        eigen = self.a.prognose.eigen_prognose
        tot = self.sleutel.eind + 1 if self.sleutel else 2031
        cohort = self.a.prognose.cohort_hele_regio
        samen = modellen.met_eigen_prognose(cohort, eigen, tot) if len(eigen) else None
        alles = cohort if samen is None else samen
        return alles[alles.geslacht == "totaal"]

    @cached_property
    def _met_eigen(self) -> bool:
        return bool(self.ouderen[self.ouderen.gebied == "gemeente"].ondergrens.isna().any())

    @cached_property
    def sleuteljaren(self) -> list[int]:
        laatste = (
            min(
                TOT,
                int(
                    self.ouderen[self.ouderen.gebied == "gemeente"]
                    .groupby("leeftijd")
                    .jaar.max()
                    .min()
                ),
            )
            - 1
        )
        eind = self.verdeelsleutel.eind
        return [eind, *(j for j in LATER if eind < j <= laatste)]

    @cached_property
    def _plannen(self) -> Bestand | None:
        b = self.a.eigen.bestand(plannen.SOORT.naam)
        return b if b is not None and not b.fouten and len(b.tabel) else None

    def _waarden(self, onderdeel: str) -> dict[str, float]:
        return {v: d["waarde"] for v, d in getattr(self.getallen, onderdeel).items()}

    @property
    def _onttrekking_sleutel(self) -> dict[str, float]:
        """Wat verdwijnt, per deel van de sleutel;
        in een bestand van vroeger heet het derde deel verpleegzorg.
        """
        weg = self._waarden("onttrekking")
        oud = {nu: weg[vroeger] for vroeger, nu in OUDE_NAMEN.items() if vroeger in weg}
        return oud | weg

    @cached_property
    def gepland(self) -> pd.DataFrame | None:
        """De plannen per woonvorm en jaar, zonder wat al als toegevoegd is opgegeven;
        None als geen plan een woonvorm noemt.
        """
        if self._plannen is None:
            return None
        na = {v: int(d["jaar"]) for v, d in self.getallen.toegevoegd.items()}
        uit = modellen.plannen(self._plannen.tabel, "extra", self.sleuteljaren, na)
        return uit if len(uit) else None

    @property
    def met_plannen(self) -> bool:
        """Of er plannen zijn die een woonvorm voor ouderen noemen."""
        return self.gepland is not None

    def reken(self, aannames: modellen.Aannames | None = None) -> pd.DataFrame:
        """Behoefte en opgave volgens de sleutel, niet afgerond: woonvorm, jaar, behoefte (met
        band_onder en band_boven), aanwezig, hard, zacht, onttrekking, en de opgave met band.
        """
        keuze = aannames or self.keuzes
        if keuze not in self._gerekend:
            nodig = modellen.behoefte_sleutel(
                self.ouderen, "gemeente", self.verdeelsleutel, self.sleuteljaren, keuze
            )
            uit = modellen.opgave(
                nodig,
                self.gepland,
                self._waarden("toegevoegd"),
                self._onttrekking_sleutel,
                keuze,
            )
            self._gerekend[keuze] = uit.assign(
                band_onder=nodig.ondergrens.to_numpy(), band_boven=nodig.bovengrens.to_numpy()
            )
        return self._gerekend[keuze].copy()

    @cached_property
    def _gerekend(self) -> dict[modellen.Aannames, pd.DataFrame]:
        return {}

    def uitkomsten(self) -> set[str]:
        """De behoefte en de opgave, als zij te berekenen zijn."""
        if self.reden:
            return set()
        # What the key gives is an estimate: the register asks for local numbers beside it,
        # so an onderwerp is never more than deels by the key alone.
        uit = {"behoefte"}
        if self.getallen.tarieven or self._afspraak is not None:
            uit.add("eigen behoefte")
        if self.getallen.groepen and self._verdeling is not None:
            uit.add("behoefte naar prijs")
        if self.sleutel and self.gepland is not None:
            uit.add("opgave")
        return uit

    # The long tables

    def als_woningen(
        self,
        uitkomst: pd.DataFrame,
        soort: str = "woonbehoefte",
        opmerking: str = "",
        keuze: modellen.Aannames | None = None,
    ) -> pd.DataFrame:
        s = self._sleutelbron
        leeftijd = (keuze or self.keuzes).leeftijd or self.verdeelsleutel.leeftijd
        wie = opgavetabel.LEEFTIJDEN[leeftijd]
        hoe = (
            "de eigen prognose van de gemeente"
            if self._met_eigen
            else "het cohortmodel van deze kit"
        )
        bron = s["geclusterd"]["bron"]
        bron = f"{hoofdletter(bron)}, verdeeld naar de groei van het aantal {wie} volgens {hoe}"
        definitie = opgavetabel.DEFINITIE_SLEUTEL.format(wie=wie, waar=self.waar) + (
            opgavetabel.DEFINITIE_OPGAVE if soort == "woonopgave" else ""
        )
        delen = [
            d
            for d in (
                f"scenario {self.a.scenario.titel}" if self.a.scenario.id != "basis" else "",
                "verdeelsleutel, geen afspraak",
                opmerking,
            )
            if d
        ]
        eigen = [
            b
            for onderdeel, b in self.getallen.bestanden.items()
            if onderdeel in ("toegevoegd", "onttrekking")
        ] + [plannen.SOORT.bestand]
        bestanden = [
            self.getallen.bestanden["sleutel"],
            *(dict.fromkeys(eigen) if soort == "woonopgave" else ()),
        ]
        return modellen.als_woningen(
            uitkomst,
            soort,
            self.a.gemeente,
            bron,
            "; ".join(dict.fromkeys(bestanden)),
            definitie,
            self.verdeelsleutel.begin,
            self.verdeelsleutel.eind,
            ". ".join(delen),
        )

    @property
    def waar(self) -> str:
        """Waarover de sleutel verdeelt, zoals het in een zin staat."""
        return "Nederland" if self.verdeelsleutel.gebied == "land" else self.a.regio.met_lidwoord

    def woonbehoefte(self, jaar: int | None = None) -> pd.DataFrame:
        """De extra woningen die sinds het begin van de sleutel nodig zijn, per woonvorm en jaar,
        met de band; leeg als er niets te berekenen is.
        """
        if self.sleutel is None:
            return pd.DataFrame(columns=["woonvorm", "jaar", *BAND])
        uit = self.reken()
        data = self.als_woningen(
            uit.assign(waarde=uit.behoefte, ondergrens=uit.band_onder, bovengrens=uit.band_boven)
        )
        return data if jaar is None else data[data.jaar == jaar].reset_index(drop=True)

    # C2: the need

    def kern_behoefte(self) -> Beeld:
        """De woonbehoefte volgens de sleutel in zinnen met de band, of waarom die er niet is."""
        if self.sleutel is None:
            return opgaven.waarom_niets(self.reden) if self.reden else NIETS
        data = self.woonbehoefte(self.sleutel.eind)
        leeftijd = self.keuzes.leeftijd or self.sleutel.leeftijd
        hier = self.reken().query("woonvorm == 'nultreden'").behoefte.iloc[0]
        deel = hier / self.sleutel.woningen["nultreden"]
        gezegd = opgaven.kern_behoefte(
            data,
            deel,
            sum(self.sleutel.woningen.values()),
            opgavetabel.LEEFTIJDEN[leeftijd],
            self.waar,
            self.sleutel.begin,
            self._scenariozin,
            self.van_programma,
            self._afspraakzin,
        )
        return met_rijen(gezegd, *sleutelrijen.bij_behoefte(self, self.sleutel, data, deel))

    @property
    def _afspraakzin(self) -> str:
        """De afspraak voor de gemeente in een zin, of anders die voor haar regio;
        leeg zonder afspraak.
        """
        hier = [a for a in self.afspraken if not a.leden]
        return afspraakbeeld.zin(hier or self.afspraken, self.a.gemeente.naam)

    @property
    def _scenariozin(self) -> str:
        return (
            ""
            if self.a.scenario.id == "basis"
            else f"Dit is het scenario ‘{self.a.scenario.titel}’: {klein(self.a.scenario.uitleg)}"
        )

    def figuur_behoefte(self) -> Beeld:
        """De behoefte per woonvorm als balkjes van laag naar hoog."""
        if self.sleutel is None:
            return NIETS
        data = self.woonbehoefte(self.sleutel.eind)
        return opgavefiguren.banden(
            data,
            titel="Hoeveel extra woningen voor ouderen zijn er nodig?",
            y="kort",
            notitie="De drie zijn delen van één programma en tellen op.",
            ondertitel=(
                f"Een aantal voor {self.waar}, verdeeld naar groei; "
                "de balk is de band van de prognose"
            ),
        )

    def rekenwijze(self, woonvorm: str = "geclusterd") -> Beeld:
        """Hoe de behoefte aan één woonvorm is berekend, stap voor stap, met bestand en tabel."""
        if self.sleutel is None or self.a.scenario.id != "basis":
            return NIETS
        s, k = self._sleutelbron, self.sleutel
        rollen = {
            "gemeente": self.a.gemeente,
            k.gebied: {"regio": self.a.hele_regio, "land": self.a.land}[k.gebied],
        }
        groei = {
            rol: float(
                modellen.groei(self.ouderen, rol, k.leeftijd, k.begin, [k.eind]).waarde.iloc[0]
            )
            for rol in rollen
        }
        r = self.reken().query("woonvorm == @woonvorm and jaar == @k.eind").iloc[0]
        wie, tabel = opgavetabel.LEEFTIJDEN[k.leeftijd], f"cohortmodel op {opgavetabel.TABEL}"
        hier, daar = groei["gemeente"], groei[k.gebied]
        stand = (
            self.ouderen[
                (self.ouderen.leeftijd == k.leeftijd) & (self.ouderen.geslacht == "totaal")
            ]
            .set_index(["gebied", "jaar"])
            .waarde
        )
        regels = [
            (
                f"{opgavetabel.VORMEN[woonvorm]} tot en met {k.eind}, {self.waar}",
                getal(k.woningen[woonvorm]),
                f"{self.getallen.bestanden['sleutel']}, sleutel.{woonvorm}; {s[woonvorm]['bron']}",
            ),
            (
                (
                    f"Groei van het aantal {wie} {opgaven.plek(self.a.gemeente.naam)}, "
                    f"{k.begin} tot en met {k.eind}"
                ),
                getal(hier),
                (
                    f"van {getal(stand['gemeente', k.begin])} naar "
                    f"{getal(stand['gemeente', k.eind + 1])} mensen op 1 januari {k.eind + 1}; "
                    f"{tabel}"
                ),
            ),
            (
                f"Groei van het aantal {wie}, {self.waar}",
                getal(daar),
                (
                    f"van {getal(stand[k.gebied, k.begin])} naar "
                    f"{getal(stand[k.gebied, k.eind + 1])}; {tabel}"
                ),
            ),
            (
                "Uitkomst: het eerste keer het tweede, gedeeld door het derde",
                getal(r.behoefte, 1),
                "afgerond in de zin hierboven",
            ),
            (
                "Band",
                f"{getal(r.band_onder, 1)} tot {getal(r.band_boven, 1)}",
                "dezelfde som, met wat de gemeente anders kan groeien dan het geheel",
            ),
        ]
        return met_rijen(
            opgaven.rekenwijze(
                regels, modellen.als_groei(groei, rollen, k.leeftijd, k.begin, k.eind)
            ),
            *sleutelrijen.bij_rekenwijze(self, k, woonvorm, r, stand, rollen),
        )

    def behoefte_per_jaar(self) -> Beeld:
        """De behoefte per woonvorm in 2030, 2035 en 2040, met de band;
        na de sleutel als rekenvoorbeeld.
        """
        return (
            NIETS
            if self.sleutel is None
            else opgaven.per_jaar(
                self.woonbehoefte(),
                "Extra woningen sinds het begin van de sleutel, laag tot hoog",
                self.sleutel.eind,
            )
        )

    # What the gemeente itself knows

    @cached_property
    def _afspraak(self) -> dict[str, tuple[float, int, str]] | None:
        """Wat de gemeente zelf opgaf: woonvorm -> (aantal, tot en met welk jaar, besluit);
        None zonder eigen bestand.
        """
        b = self.a.eigen.bestand(opgave_ouderen.SOORT.naam)
        if b is None or b.fouten:
            return None
        t = b.tabel[b.tabel.categorie != "totaal"].sort_values("jaar")
        return {
            r.categorie: (float(r.aantal), int(r.jaar), "" if pd.isna(r.besluit) else r.besluit)
            for r in t.drop_duplicates("categorie").itertuples()
        } or None

    @cached_property
    def kader(self) -> invoer.Kader | None:
        return invoer.kader_van(self.a.gemeente.code, self.a.invoer)

    @cached_property
    def afspraken(self) -> list[Afspraak]:
        """Wat er voor ouderen is afgesproken, naast plannen en sleutel:
        eigen opgave, of anders het openbare afsprakenkader.

        Heeft het kader alleen een getal voor de regio, dan dat;
        ook achter een getal voor de gemeente.
        """
        kader = self.kader
        regio = kader.regio if kader is not None else None
        if regio is not None and self.a.gemeente.code not in regio.gemeenten:
            regio = None
        hier = self._eigen_afspraken() or self._kaderafspraken()
        if self._afspraak is not None or kader is None or regio is None:
            return hier
        leden = {"kader": regio.gemeenten}
        ouderen = pd.concat(
            [self.a.prognose.model.prognose(leden), self.a.prognose.model.land], ignore_index=True
        )
        plek = dict(
            gebied=regio.naam,
            gebiedcode=f"EIGEN:{regio.naam}",
            leden=len(regio.gemeenten),
            ruim=regio.ruim,
        )
        return hier + [
            self._uit_kader(kader, vorm, n, "kader", ouderen, plek)
            for vorm, n in regio.woningen.items()
        ]

    def _eigen_afspraken(self) -> list[Afspraak]:
        bestand = self.a.eigen.bestand(opgave_ouderen.SOORT.naam)
        jaren = sorted({jaar for _, jaar, _ in (self._afspraak or {}).values()})
        plan = self._hard_gepland(jaren)
        return [
            Afspraak(
                vorm,
                opgavetabel.VORMEN[vorm],
                n,
                jaar,
                self.a.gemeente.naam,
                self.a.gemeente.code,
                besluit,
                "",
                "Eigen invoer van de gemeente",
                bestand.naam if bestand is not None else "",
                eigen=True,
                hard=plan.get((vorm, jaar)),
                **self._van_sleutel(vorm, jaar, "gemeente", self.ouderen),
            )
            for vorm, (n, jaar, besluit) in (self._afspraak or {}).items()
        ]

    def _kaderafspraken(self) -> list[Afspraak]:
        if self.kader is None:
            return []
        plek = dict(gebied=self.a.gemeente.naam, gebiedcode=self.a.gemeente.code)
        woningen = self.kader.gemeenten.get(self.a.gemeente.code, {})
        return [
            self._uit_kader(self.kader, vorm, n, "gemeente", self.ouderen, plek)
            for vorm, n in woningen.items()
        ]

    def _uit_kader(
        self, k: invoer.Kader, vorm: str, n: float, wie: str, ouderen: pd.DataFrame, plek: dict
    ) -> Afspraak:
        hard = self._hard_gepland([k.tot_en_met]).get((vorm, k.tot_en_met))
        return Afspraak(
            vorm,
            opgavetabel.VORMEN[vorm],
            n,
            k.tot_en_met,
            besluit=k.naam,
            dag=k.datum.isoformat(),
            bron=hoofdletter(k.bron),
            bestand="afsprakenkaders.yaml",
            hard=None if plek.get("leden") else hard,
            **plek,
            **self._van_sleutel(vorm, k.tot_en_met, wie, ouderen),
        )

    def _hard_gepland(self, jaren: list[int]) -> dict[tuple[str, int], float]:
        """Woningen in harde plannen: (woonvorm, tot en met jaar) -> aantal."""
        if self._plannen is None or not jaren:
            return {}
        t = modellen.plannen(self._plannen.tabel, "extra", jaren)
        return {(r.woonvorm, r.jaar): float(r.hard) for r in t.itertuples()}

    def _van_sleutel(self, vorm: str, jaar: int, wie: str, ouderen: pd.DataFrame) -> dict:
        """Wat de sleutel tot en met dit jaar voor een gebied geeft, afgerond;
        leeg als dat er niet is.
        """
        if self.sleutel is None or not self.sleutel.begin < jaar < TOT:
            return {}
        deel = ouderen[ouderen.geslacht == "totaal"]
        uit = modellen.behoefte_sleutel(deel, wie, self.sleutel, [jaar], self.keuzes)
        r = uit[uit.woonvorm == vorm][list(BAND)]
        if not len(r):
            return {}
        laag, midden, hoog = modellen.rond_woningen(r.iloc[0])
        return {"laag": laag, "sleutel": midden, "hoog": hoog}

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
            "herkomst": (
                "De getallen zijn overgenomen uit stukken die de afspraak aanhalen; "
                "de afspraken zelf zijn niet bekeken."
            )
            if any(k.status != "gecontroleerd" for k in kaders)
            else "",
        }

    def opgave_afspraak(self) -> Beeld:
        """Wat over ouderen is afgesproken naast de harde plannen en de sleutel;
        niets zonder afspraak.
        """
        return afspraakbeeld.tabel(self.afspraken) if self.afspraken else NIETS

    @cached_property
    def _stromen(self) -> pd.DataFrame | None:
        b = self.a.eigen.bestand(aandachtsgroepen.SOORT.naam)
        if b is None or b.fouten or not b.tabel.uitstroom.notna().any():
            return None
        per_woning = {
            g: d["personen_per_woning"]["waarde"] for g, d in self.getallen.groepen.items()
        }
        uit = modellen.stroom(b.tabel[b.tabel.uitstroom.notna()], per_woning)
        geheim = {
            (r.groep, r.jaar): r.uitstroom
            for r in b.toonbaar.itertuples()
            if isinstance(r.uitstroom, str)
        }
        weinig = [
            "<5" if 0 < p < 5 else "" for p in uit.personen.fillna(0)
        ]  # a small outcome is as telling as a small input
        return uit.assign(
            geheim=[geheim.get((g, j), k) for g, j, k in zip(uit.groep, uit.jaar, weinig)]
        )

    @cached_property
    def _verdeling(self) -> pd.DataFrame | None:
        """Woningen per jaar naar groep, type en prijs; None zonder eigen getallen."""
        if self._stromen is None:
            return None
        delen = {g: d["verdeling"] for g, d in self.getallen.groepen.items() if d.get("verdeling")}
        uit = modellen.per_type_en_prijs(self._stromen[self._stromen.geheim == ""], delen)
        return uit if len(uit) else None

    def behoefte_groepen(self) -> Beeld:
        """Per aandachtsgroep wie er per jaar een woning zoekt, elk met de methode;
        nooit een totaal.
        """
        if self.reden.startswith("De eigen getallen"):
            return NIETS
        regels, data = [], []
        if self._stromen is not None:
            b = self.a.eigen.bestand(aandachtsgroepen.SOORT.naam)
            for r in self._stromen.itertuples():
                hoe = (
                    f"uitstroom in {r.jaar} × deel dat zelfstandig gaat wonen"
                    if pd.notna(r.personen)
                    else "het deel dat zelfstandig gaat wonen is niet opgegeven"
                )
                regels.append(
                    [
                        r.groep,
                        r.geheim or getal(r.personen),
                        "–" if r.geheim else getal(r.woningen),
                        hoe,
                    ]
                )
                data += (
                    [
                        opgaven.groepsrij(
                            b, r.groep, r.jaar, r.personen, "mensen", "uit eigen opgave berekend"
                        )
                    ]
                    if pd.notna(r.personen) and not r.geheim
                    else []
                )
        b = self.a.eigen.bestand(taakstelling.SOORT.naam)
        if b is not None and not b.fouten and len(b.tabel):
            per_jaar = (
                b.tabel.assign(jaar=b.tabel.halfjaar.str[:4].astype(int))
                .groupby("jaar")
                .taakstelling.agg(["sum", "size"])
            )
            vol = per_jaar[per_jaar["size"] == 2]
            if len(vol):
                jaar, aantal = int(vol.index[-1]), float(vol["sum"].iloc[-1])
                regels.append(
                    [
                        "statushouders (taakstelling)",
                        getal(aantal),
                        "–",
                        f"de twee halfjaren van {jaar}, zonder achterstand of voorsprong",
                    ]
                )
                data.append(
                    opgaven.groepsrij(b, "statushouders (taakstelling)", jaar, aantal, "mensen", "")
                )
        elif t := self.getallen.taakstelling:
            w = self.a.cijfers("inwoners", naast=["land"]).set_index("rol")
            aantal = modellen.taakstelling(t["waarde"], w.waarde["gemeente"], w.waarde["land"])
            regels.append(
                [
                    "statushouders (taakstelling)",
                    f"ongeveer {getal(aantal)} in {t['halfjaar']}",
                    "–",
                    (
                        f"landelijk {getal(t['waarde'])} × aandeel in de inwoners; "
                        f"{t['bron']}, {t['status']}"
                    ),
                ]
            )
        if not regels:
            return opgaven.waarom_niets(
                "Voor andere aandachtsgroepen zijn er geen open cijfers over wie er per jaar een "
                f"woning zoekt. Vul {aandachtsgroepen.SOORT.bestand} in; voor statushouders "
                f"{taakstelling.SOORT.bestand}. De kit schat deze aantallen niet."
            )
        bron = (
            f"Bron: eigen invoer van de gemeente ({aandachtsgroepen.SOORT.bestand}, "
            f"{taakstelling.SOORT.bestand}, behoefte.yaml)."
        )
        return opgaven.groepen(regels, pd.DataFrame(data), bron)

    def behoefte_per_prijs(self) -> Beeld:
        """Woningen per jaar naar groep, type en prijs, als tabel in kleuren;
        alleen met eigen getallen in behoefte.yaml.
        """
        t, stromen = self._verdeling, self._stromen
        if t is None or stromen is None:
            return NIETS
        b, jaar = self.a.eigen.bestand(aandachtsgroepen.SOORT.naam), int(stromen.jaar.max())
        rijen = [
            opgaven.groepsrij(b, r.groep, jaar, r.woningen, "woningen", "")
            | {
                "kort": f"{r.type}, {r.prijs}",
                "groep": r.groep,
                "uitsplitsing": f"{r.groep}: {r.type}, {r.prijs}",
                "tabel": f"{aandachtsgroepen.SOORT.bestand}, behoefte.yaml",
            }
            for r in t.itertuples()
        ]
        return self.a.heatmap(
            pd.DataFrame(rijen),
            titel="Welke woningen zoeken deze groepen?",
            y="groep",
            ondertitel="Woningen per jaar, met de verdeling die de gemeente zelf opgaf",
            notitie="Groepen overlappen elkaar: tel ze niet op.",
        )

    def _heel(self) -> tuple[pd.DataFrame, pd.DataFrame]:
        """De hele behoefte en de opgave met eigen kengetallen."""
        jaren = self.sleuteljaren if self.sleutel else [2030, *LATER]
        tarieven = {
            v: {lft: d["waarde"] for lft, d in per.items()}
            for v, per in self.getallen.tarieven.items()
        }
        nodig = modellen.behoefte_tarief(self.ouderen, "gemeente", tarieven, jaren)
        gepland = (
            None
            if self._plannen is None
            else modellen.plannen(self._plannen.tabel, "heel", jaren, self._peiling_voorraad)
        )
        uit = modellen.opgave(
            nodig,
            gepland if gepland is not None and len(gepland) else None,
            self._voorraad,
            self._waarden("onttrekking"),
            self.keuzes,
        )
        # Without the stock the whole need says nothing about what is missing.
        return nodig, uit.assign(**{k: uit[k].where(uit.aanwezig.notna()) for k in BAND})

    @cached_property
    def _voorraad(self) -> dict[str, float]:
        b = self.a.eigen.bestand(woonvormen.SOORT.naam)
        return modellen.voorraad(b.tabel) if b is not None and not b.fouten else {}

    @property
    def _peiling_voorraad(self) -> dict[str, int]:
        """What was ready when the stock was counted is in the stock, not in the plans."""
        b = self.a.eigen.bestand(woonvormen.SOORT.naam)
        jaar = (b.jaar or 0) - 1 if b is not None and not b.fouten else 0
        return dict.fromkeys(self._voorraad, jaar)

    def opgave_kengetallen(self) -> Beeld:
        """De hele behoefte en de opgave met eigen kengetallen uit behoefte.yaml;
        niets zonder die getallen.
        """
        if self.reden or not self.getallen.tarieven:
            return NIETS
        nodig, uit = self._heel()
        eerste = next(iter(next(iter(self.getallen.tarieven.values())).values()))
        vast = dict(
            gemeente=self.a.gemeente,
            bron=(
                f"Berekening met kengetallen van de gemeente ({eerste['bron']}, {eerste['status']})"
            ),
            bestand=self.getallen.bestanden["tarieven"],
            vanaf=None,
            laatste=9999,
        )
        behoefte = modellen.als_woningen(
            nodig, "woonbehoefte", definitie=opgavetabel.DEFINITIE_TARIEF, **vast
        )
        opgave = modellen.als_woningen(
            uit,
            "woonopgave",
            definitie=opgavetabel.DEFINITIE_TARIEF + opgavetabel.DEFINITIE_OPGAVE,
            **vast,
        )
        nodig_ = ((woonvormen.SOORT, self._voorraad), (plannen.SOORT, self._plannen is not None))
        return opgaven.met_kengetallen(
            uit, behoefte, opgave, [soort.bestand for soort, er in nodig_ if not er]
        )

    # C3: the opgave

    def kern_opgave(self) -> Beeld:
        """Wat er na aftrek van de harde plannen overblijft, in zinnen met de band;
        zonder plannen alleen waarom dat niet kan.
        """
        if self.sleutel is None:
            return opgaven.waarom_niets(self.reden) if self.reden else NIETS
        if self.gepland is None:
            wat = (
                "noemt geen woonvormen voor ouderen"
                if self._plannen is not None
                else "is er nog niet"
            )
            return opgaven.waarom_niets(
                f"Hoeveel er nog ontbreekt, is niet te zeggen: {plannen.SOORT.bestand} {wat}. "
                "Bij C2 staat daarom alleen de behoefte, en hier geen opgave."
            )
        r = self.reken()
        opgave, nu = self.opgaverijen(r), r[r.jaar == self.sleutel.eind]
        gezegd = opgaven.kern_opgave(
            opgave,
            nu,
            self.woonbehoefte(self.sleutel.eind),
            self.sleutel.begin,
            self.sleutel.eind,
            self._scenariozin,
            plannen.SOORT.bestand,
            zorgplannen.SOORT.bestand,
        )
        return met_rijen(gezegd, opgavetabel.onderdelen(opgave, nu))

    def opgaverijen(self, uitkomst: pd.DataFrame) -> pd.DataFrame:
        """De opgave per woonvorm aan het eind van de sleutel, als cijfers met bron."""
        r = uitkomst
        nu = r[(r.jaar == self.verdeelsleutel.eind) & r.waarde.notna()]
        return self.als_woningen(
            nu,
            "woonopgave",
            ""
            if self.getallen.toegevoegd
            else f"wat sinds {self.verdeelsleutel.begin} is gebouwd, is er nog niet af",
        )

    def figuur_opgave(self, woonvorm: str = "geclusterd") -> Beeld:
        """Van behoefte naar opgave in stappen, voor één woonvorm; niets zonder plannen."""
        if self.sleutel is None or self.gepland is None:
            return NIETS
        r = self.reken().query("woonvorm == @woonvorm and jaar == @self.sleutel.eind").iloc[0]
        if pd.isna(r.waarde):
            return NIETS
        stappen = [
            ("Nodig", r.behoefte),
            (f"Toegevoegd sinds {self.sleutel.begin}", -r.aanwezig),
            ("Harde plannen", -r.hard),
            ("Zachte plannen", -r.zacht),
            ("Verdwijnt", r.onttrekking),
            ("Nog te realiseren" if pd.notna(r.aanwezig) else "Nog niet gepland", r.waarde),
        ]
        rijen = [(n, w) for n, w in stappen if pd.notna(w) and (w or n == "Harde plannen")]
        t = pd.DataFrame(
            [
                {
                    "woonvorm": woonvorm,
                    "jaar": self.sleutel.eind,
                    "ondergrens": None,
                    "waarde": w,
                    "bovengrens": None,
                }
                for _, w in rijen
            ]
        )
        t = t.astype({k: float for k in BAND})
        t.loc[0, ["ondergrens", "bovengrens"]] = r.band_onder, r.band_boven
        t.loc[len(t) - 1, ["ondergrens", "bovengrens"]] = r.ondergrens, r.bovengrens
        data = self.als_woningen(t, "woonopgave").assign(
            kort=[n for n, _ in rijen],
            uitsplitsing=[f"{opgavetabel.VORMEN[woonvorm]}: {n.lower()}" for n, _ in rijen],
        )
        # Plans are counted, not estimated: only the first and the last are rounded.
        data["waarde"] = [
            data.waarde.iloc[0],
            *(float(w) for _, w in rijen[1:-1]),
            data.waarde.iloc[-1],
        ]
        leeg = (
            ""
            if pd.notna(r.aanwezig)
            else (
                f" Wat er sinds {self.sleutel.begin} al is gebouwd, "
                "is niet opgegeven en gaat er nog af: dit is de opgave op zijn hoogst."
            )
        )
        return opgavefiguren.stappen(
            data,
            titel=(
                f"Hoeveel {opgavetabel.VORMEN[woonvorm].lower()} ontbreken er tot en met "
                f"{self.sleutel.eind}?"
            ),
            ondertitel="Plus is een tekort; alleen plannen met een jaar van oplevering tellen mee",
            notitie=(
                f"Hard: onherroepelijk of vastgesteld (planologische status 1A-1C en 2A-2C).{leeg}"
            ),
        )
