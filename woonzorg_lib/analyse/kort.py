"""Het eerste scherm van het rapport, en de boodschap van elk deel. De woorden staan in teksten/."""

from __future__ import annotations

from functools import cached_property, partial

import pandas as pd

from woonzorg_lib import cijfers, onderwerpen, teksten
from woonzorg_lib.beeld import Beeld, kort
from woonzorg_lib.beeld.afspraken import Afspraak
from woonzorg_lib.beeld.beeld import rijen
from woonzorg_lib.beeld.getallen import getal, leeg, met_eenheid
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.beeld.zinnen import klein
from woonzorg_lib.soorten import doelen
from woonzorg_lib.soorten.doelen import KLAAR, Doelstatus

from . import dekking
from . import modelfeiten as m
from .basis import NAAST
from .deel import Deel
from .feiten import Bronnen, Feit, Feiten
from .feitwoorden import JaNee
from .kengetallen import kengetallen
from .wijkbeeld import profiel, profielwoorden, wijkfeit

VORM = "geclusterd"  # the kind of dwelling that the first screen is about
KLEINST = 3000  # inhabitants; below it a share or an index says nothing
HOOGSTENS = 3  # goals or choices on the first screen
VORMEN = ("nultreden", "geclusterd", "zorggeschikt")


class InHetKort(Deel):
    """Het rapport op één scherm."""

    def wijkprofiel(self) -> pd.DataFrame:
        """Per wijk ouderdom, beperking, eenzaamheid, afstand, eengezinswoningen en Wmo."""
        return self._profiel.copy()

    @cached_property
    def _profiel(self) -> pd.DataFrame:
        return profiel(self.a)

    def wijkprofiel_woorden(self) -> dict[str, str]:
        """De ondertitel en de notitie bij `wijkprofiel`, over de cijfers die erin staan."""
        return profielwoorden(self._profiel)

    def dekking_naast_elkaar(self, woonvorm: str = VORM) -> Beeld:
        """Hoeveel gedekt is naast sleutel, afspraak en opgave, en waarom dat verschilt.

        Niets zonder plannen, of als er maar één getal is.
        """
        return dekking.tabel(self.a, woonvorm)

    def feitbronnen(self) -> Bronnen:
        uit: Bronnen = {f"ouderen_{lft}": partial(m.groeifeit, self.a, lft) for lft in m.LEEFTIJDEN}
        uit |= {f"woningen_{v}": partial(m.woningfeit, self.a, v) for v in VORMEN}
        uit |= {f"afspraak_{v}": partial(m.afspraakfeit, self.a, v) for v in VORMEN}
        uit |= {f"zorg_{w}": partial(m.zorgfeit, self.a, w) for w in m.ZORG}
        return uit | {
            "steun": partial(m.steunfeit, self.a),
            "wijk": partial(wijkfeit, self.a),
            "opvallend": self._opvallend,
            "stand": self._standfeit,
            "regiodeel": self._regiodeel,
            "afspraken_corporaties": self._afsprakenfeit,
        }

    @cached_property
    def _kort(self) -> Feiten:
        return self.a.verhaal.zoek_feiten(KLEINST)

    def kort_titel(self, zin: str = "") -> Beeld:
        """De opgave in één zin. zin: uw eigen woorden."""
        feiten = self.a.verhaal.zoek_feiten(KLEINST)
        tekst = zin or teksten.kies(teksten.lees("in_het_kort")["titel"], feiten)
        return kort.titel(tekst, feiten.gebruikt)

    def kort_zinnen(self, wie: str = "", nodig: str = "", waar: str = "") -> Beeld:
        """Drie zinnen om over te nemen: wie, nodig en gepland, en waar.

        wie, nodig, waar: uw eigen woorden.
        """
        t, feiten = teksten.lees("in_het_kort"), self.a.verhaal.zoek_feiten(KLEINST)
        eigen = {"wie": wie, "nodig": nodig, "waar": waar}
        drie = {t["koppen"][n]: zin or teksten.kies(t[n], feiten) for n, zin in eigen.items()}
        return kort.zinnen(drie, feiten.gebruikt)

    def opgavebalk(self) -> Beeld:
        """Wat nodig is, wat daarvan is gebouwd en hard gepland, en wat nog te vinden is."""
        if self.a.opgave.sleutel is None:
            return Beeld("tekst", "")
        t, feiten = teksten.lees("in_het_kort")["balk"], self._kort
        nodig = self.a.opgave.woonbehoefte(self.a.opgave.sleutel.eind)
        stand, bron = self._opgavestand(nodig), rijen(nodig[nodig.woonvorm == VORM])
        afspraak = None if self.a.opgave.met_plannen else self._afspraak_hier(VORM)
        if afspraak is not None:  # what was agreed goes before the key, here as in the title
            stand["nodig"], bron = (afspraak.aantal,) * 3, rijen([afspraak.rij()])
        svg = kort.opgavebalk(stand, t["namen"])
        kop, onder, voet = (teksten.kies(t[n], feiten) for n in ("titel", "onder", "voet"))
        return kort.kaart("opgave", kop, onder, svg, voet, bron)

    def _afspraak_hier(self, vorm: str) -> Afspraak | None:
        """What was agreed for this gemeente itself, and not for its region."""
        return next(
            (x for x in self.a.afgesproken.afspraken if x.woonvorm == vorm and not x.leden), None
        )

    def _opgavestand(self, nodig: pd.DataFrame) -> dict:
        r = nodig[nodig.woonvorm == VORM].iloc[0]
        stand: dict = {"nodig": _drie(r), "gebouwd": None, "hard": None, "vinden": None}
        uit = self.a.opgave.rekenrij(VORM)
        if not leeg(uit["aanwezig"]):
            stand["gebouwd"] = float(uit["aanwezig"])
        if self.a.opgave.met_plannen and not leeg(uit["waarde"]):
            over = self.a.opgave.opgaverijen(self.a.opgave.reken())
            stand["hard"] = float(uit["hard"])
            stand["vinden"] = _drie(over[over.woonvorm == VORM].iloc[0])
        return stand

    def ouderenlijn(self) -> Beeld:
        """De lijn van het aantal 75-plussers en 85-plussers, met de band van de prognose."""
        t = teksten.lees("in_het_kort")["lijn"]
        groepen, alle = {}, []
        for lft, naam in (("75plus", "75-plussers"), ("85plus", "85-plussers")):
            data = self.a.prognose(lft)
            data = data[(data.rol == "gemeente") & (data.jaar <= self.a.prognosejaar)]
            if data.jaar.nunique() > 1:
                groepen[naam] = rijen(data[data.jaar >= self.a.prognose.bevolking.bekend_tot])
                alle += groepen[naam]
        if not groepen:
            return Beeld("tekst", "")
        return kort.kaart("lijn", t["titel"], t["onder"], kort.ouderenlijn(groepen), "", alle)

    def raad(self) -> Beeld:
        """Waar de raad over gaat: de eigen doelen, of zonder doelen de keuzes die open liggen."""
        t = teksten.lees("in_het_kort")["raad"]
        punten, bron = self._doelen(t["doel"]), t["doelen"]
        if not punten:
            feiten = self._kort
            keuzes = [teksten.kies(regels, feiten) for regels in t["keuze"]]
            punten, bron = [k for k in keuzes if k][:HOOGSTENS], t["keuzes"]
        ambitie = e(self.a.eigen.duiding("ambitie").partition("\n\n")[0])
        # With a sentence of its own above them there is room for one point less.
        houd = punten[: HOOGSTENS - bool(ambitie)]
        return kort.raad(t["titel"], bron, ambitie, houd, [])

    def _doelen(self, regels: list) -> list[str]:
        b = self.a.eigen.bestand(doelen.SOORT.naam)
        if b is None or b.fouten:
            return []
        houd = b.tabel[~b.tabel.status.isin(list(KLAAR))]
        uit = []
        for r in houd.head(HOOGSTENS).itertuples():
            eigen: Bronnen = {"doel": partial(_doelfeit, r), "vorm": partial(self._vorm, r)}
            feiten = self.a.verhaal.zoek_feiten(extra=eigen)
            uit.append(teksten.kies(regels, feiten))
        return [zin for zin in uit if zin]

    def _vorm(self, doel) -> Feit | None:
        """The kind of dwelling that a goal is about, when its words say so."""
        woorden = str(doel.doel).lower()
        vorm = next((v for v in VORMEN if v[:8] in woorden), None)
        return m.woningfeit(self.a, vorm) if vorm else None

    def _opvallend(self) -> Feit | None:
        """Waar de gemeente het meest afwijkt van vergelijkbare gemeenten."""
        jaren = {i: self.a.jaren(i)[-1] for i in cijfers.afgeleid.DRUK if self.a.jaren(i)}
        data = cijfers.afgeleid.opvallend(self.a.gebieden(NAAST), jaren)
        if data.empty or self.a.vergelijkingsgroep.zwak:
            return None
        eerste = data[data.indicator == data.indicator.iloc[0]].set_index("rol")
        r = eerste.loc["gemeente"]
        ind = cijfers.indicator(r.indicator)
        waarde, ander = (
            met_eenheid(eerste.waarde[rol], ind.eenheid, ind.decimalen)
            for rol in ("gemeente", "vergelijkbaar")
        )
        vormen = {"": waarde, "ander": ander, "naam": e(klein(ind.titel)), "eenheid": ind.eenheid}
        return Feit(vormen, rijen(data[data.indicator == r.indicator]))

    def _standfeit(self) -> Feit:
        status = self.a.verhaal.statussen().status
        gevuld = sum(s.gevuld for s in status)
        return Feit({"gevuld": getal(gevuld), "alle": getal(len(status))})

    def _afsprakenfeit(self) -> Feit | None:
        """Of er afspraken met corporaties bekend zijn."""
        status, _, _ = self.a.verhaal.status(onderwerpen.onderwerp("E1"))
        return Feit({"": "ja"}) if status.gevuld else None

    def _regiodeel(self) -> Feit | None:
        """Welk deel van de inwoners en van de 65-plussers van de regio in deze gemeente woont."""
        data = self.a.cijfers("inwoners", "inwoners_65plus", naast=["hele_regio"])
        w = data.set_index(["indicator", "rol"]).waarde
        delen = {}
        for vorm, id in (("inwoners", "inwoners"), ("ouderen", "inwoners_65plus")):
            hier, samen = w.get((id, "gemeente")), w.get((id, "hele_regio"))
            if leeg(hier) or leeg(samen) or not samen:
                return None
            deel = 100 * hier / samen
            delen[vorm] = met_eenheid(deel, "%", 0 if deel >= 10 else 1)
        return Feit(delen, rijen(data))

    def stand(self) -> Beeld:
        """Hoe volledig het rapport is, in één regel.

        Draagt ook wat het overzicht van een run van dit rapport toont.
        """
        zin = teksten.kies(teksten.lees("in_het_kort")["stand"], self._kort)
        klein = self._kort("klein") == JaNee.JA
        gegevens = {
            "overzicht": kengetallen(self.a, VORM, klein),
            "streek": self.a.regio.volledige_naam,
        }
        return Beeld("kort-stand", zin, zin, gegevens)

    def hoofdstuk(self, naam: str, kop: str = "") -> Beeld:
        """De boodschap van een deel van het rapport, in één zin. kop: uw eigen woorden."""
        feiten = self.a.verhaal.zoek_feiten(KLEINST)
        zin = kop or teksten.kies(teksten.lees("hoofdstukken")[naam], feiten)
        gegevens = {"kop": zin, "rijen": feiten.gebruikt}
        return Beeld("hoofdstuk", f"<p><strong>{zin}</strong></p>", zin, gegevens)


def _drie(r) -> tuple[float, float, float]:
    if leeg(r.ondergrens) or leeg(r.bovengrens):
        return r.waarde, r.waarde, r.waarde
    return r.ondergrens, r.waarde, r.bovengrens


def _doelfeit(r) -> Feit:
    """Een eigen doel: wat, hoeveel, wanneer, met welk budget, en of het een voorstel is."""
    vormen = {"": e(r.doel), "voorstel": " (voorstel)" if r.status == Doelstatus.VOORSTEL else ""}
    if pd.notna(r.jaar):
        vormen["jaar"] = str(int(r.jaar))
    if pd.notna(r.aantal):
        eenheid = "" if pd.isna(r.eenheid) else str(r.eenheid)
        vormen["getal"] = getal(r.aantal)
        vormen["aantal"] = e(f"{getal(r.aantal)} {eenheid}".strip())
        vormen["soort"] = "woningen" if eenheid.startswith("woning") else eenheid
    if pd.notna(r.budget):
        vormen |= {"budget": "bekend", "bedrag": f"€ {getal(r.budget)}"}
    return Feit(vormen)
