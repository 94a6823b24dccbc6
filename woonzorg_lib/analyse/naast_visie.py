"""Wat de cijfers zeggen naast wat de visie zegt, en het gat daartussen.

Alleen wat een mens nakeek telt als feit. Scant zelf niets, en rekent geen opgave uit.
"""

from __future__ import annotations

from functools import cached_property, partial

import pandas as pd

from woonzorg_lib import onderwerpen, teksten
from woonzorg_lib.beeld import Beeld
from woonzorg_lib.beeld.beeld import rijen
from woonzorg_lib.beeld.getallen import getal, leeg
from woonzorg_lib.beeld.tabellen import Veilig, e, tabel
from woonzorg_lib.beeld.tekening import NIETS
from woonzorg_lib.beeld.zinnen import opsomming
from woonzorg_lib.soorten import visiepassages
from woonzorg_lib.soorten.invullen import vul, vul_wat_kan
from woonzorg_lib.soorten.visiepassages import NIET, Vermelding, Visiedoel

from .feiten import Bronnen, Feit, Feiten
from .deel import Deel
from .feitwoorden import Doel, Stand, Visiestand, ja_nee
from .kort import KLEINST, VORMEN
from .modelfeiten import van_tot

WOORDEN = 24  # of a quoted passage in a line; the whole sentence stands in the table
TEKORT = ("A2", "A3", "B2", "B3", "C3")  # what a shortage of dwellings for older people is about


class NaastVisie(Deel):
    """De analyse naast de visie."""

    @cached_property
    def _vermeldingen(self) -> dict[str, Vermelding]:
        b = self.a.eigen.bestand(visiepassages.SOORT.naam)
        return {} if b is None or b.fouten else visiepassages.vermeldingen(b.tabel)

    @cached_property
    def _visiedoelen(self) -> dict[str, Visiedoel]:
        b = self.a.eigen.bestand(visiepassages.SOORT.naam)
        return {} if b is None or b.fouten else visiepassages.doelen(b.tabel)

    def feitbronnen(self) -> Bronnen:
        uit: Bronnen = {f"visie_{id}": partial(self._visiefeit, id) for id in self._vermeldingen}
        return uit | {f"visiedoel_{v}": partial(self._doelfeit, v) for v in VORMEN}

    def __call__(self, deel: str) -> Beeld:
        """In één regel wat de visie zegt naast de cijfers van een deel van het rapport.

        deel: de naam van de notebook. Niets zonder nagekeken passages.
        """
        if not any(v.nagekeken for v in self._vermeldingen.values()):
            return NIETS
        feiten = self.a.verhaal.zoek_feiten(KLEINST, {"visiedeel": partial(self._deelfeit, deel)})
        zin = teksten.kies(teksten.lees("naast_visie")[deel], feiten).strip()
        if not zin:
            return NIETS
        html = f'<p class="naast"><b>Naast de visie.</b> {zin}</p>'
        return Beeld("tekst", html, zin, {"rijen": feiten.gebruikt})

    def confrontatie(self) -> Beeld:
        """Per onderwerp wat de cijfers zeggen, wat de visie zegt, waar, en het gat.

        Een voorstel van de visiescan heet hier voorstel. Niets zonder passages.
        """
        if not self._vermeldingen:
            return NIETS
        t, feiten = teksten.lees("naast_visie"), self.a.verhaal.zoek_feiten(KLEINST)
        regels = [self._regel(o, feiten) for o in onderwerpen.register().values()]
        koppen, titel = t["tabel"]["koppen"], t["tabel"]["titel"]
        html = tabel(koppen, [r for r in regels if r], titel).html
        b = self.a.eigen.bestand(visiepassages.SOORT.naam)
        bron = vul(t["tabel"]["bron"], {"bestand": b.naam}) if b else ""
        html += f'<p class="bron">{e(bron)}</p>'
        return Beeld("tabel", html, titel, {"rijen": feiten.gebruikt})

    def _regel(self, o: onderwerpen.Onderwerp, feiten: Feiten) -> list | None:
        v = self._vermeldingen.get(o.id)
        if v is None:
            return None
        t = teksten.lees("naast_visie")["tabel"]
        zegt = t["niets"] if v.uitkomst == NIET else v.zin
        if not v.nagekeken:
            zegt = vul(t["voorstel"], {"zin": zegt})
        cijfers = self._cijferzin(o, feiten)
        return [f"{o.id} {o.kort}", Veilig(cijfers), zegt, v.waar, self._gat(o, v, feiten)]

    def _cijferzin(self, o: onderwerpen.Onderwerp, feiten: Feiten) -> str:
        """The finding of the onderwerp, as its title says it; else what its own file says first."""
        if not self.a.verhaal.eigen_zin(o) and (zin := teksten.kies(o.kop, feiten)):
            return zin
        for soort in o.toont:
            rijen = self.a.lokaal.rijen(soort)
            if rijen is not None and not rijen.bestand.fouten and len(rijen.ruw):
                beschrijving = rijen.soort.beschrijving.get("zin", ())
                getallen = _getallen(rijen)
                zinnen = (vul_wat_kan([z], getallen) for z in beschrijving)
                gezegd = next((z for z in zinnen if z), "")
                if gezegd:
                    return gezegd
        tekort = teksten.lees("naast_visie")["cijfers"]["tekort"]
        return teksten.kies([tekort], feiten) if o.id in TEKORT else ""

    def _gat(self, o: onderwerpen.Onderwerp, v: Vermelding, feiten: Feiten) -> str:
        t = teksten.lees("naast_visie")["gat"]
        if not v.nagekeken:
            return t["voorstel"]
        if v.uitkomst == NIET:
            return t["opgave" if self._is_opgave(o, feiten) else "geen"]
        doelen = (self._naast(vorm) for vorm in v.doelen)
        return " ".join(vul(t[d["naast"]], d) for d in doelen if d)

    def _is_opgave(self, o: onderwerpen.Onderwerp, feiten: Feiten) -> bool:
        """Of de cijfers van een onderwerp om iets vragen: een tekort, of een gevolgtrekking."""
        if o.id in TEKORT:
            return feiten("woningen_geclusterd.stand") == Stand.TEKORT
        return bool(teksten.kies(o.dus, feiten))

    # Facts for a sentence

    def _visiefeit(self, id: str) -> Feit:
        v = self._vermeldingen[id]
        stand = Visiestand.BEHANDELD
        if not v.nagekeken or v.uitkomst == NIET:
            stand = Visiestand.NIET if v.nagekeken else Visiestand.VOORSTEL
        vormen = {"": e(v.uitkomst), "stand": stand, "waar": e(v.waar)}
        if v.zin:
            vormen["zegt"] = f"‘{e(_kort(v.zin))}’"
        return Feit(vormen)

    def _doelfeit(self, vorm: str) -> Feit | None:
        d = self._naast(vorm)
        if d is None:
            return None
        feit = {"": f"<b>{d['aantal']}</b>"} | {k: e(str(w)) for k, w in d.items()}
        return Feit(feit, rijen(self._nog_nodig(vorm)) if d["nodig"] else [])

    def _naast(self, vorm: str) -> dict[str, str] | None:
        """Het doel van de visie naast wat er tot en met hetzelfde jaar nodig is.

        Wat al gebouwd is, gaat van de behoefte af: een doel telt vanaf nu.
        """
        doel = self._visiedoelen.get(vorm)
        if doel is None:
            return None
        uit = {"aantal": getal(doel.aantal), "jaar": str(doel.jaar), "waar": doel.waar}
        uit |= {"woonvorm": f"{vorm}e woningen", "naast": Doel.ANDERS, "nodig": "", "gebouwd": ""}
        if self.a.opgave.sleutel is None or doel.jaar not in self.a.opgave.sleuteljaren:
            return uit
        r = self._nog_nodig(vorm).iloc[0]
        laag, hoog = r.ondergrens, r.bovengrens
        naast = _naast(doel.aantal, laag, hoog)
        bekend = "bekend" if vorm in self.a.opgave.getallen.toegevoegd else ""
        return uit | {"naast": naast, "nodig": van_tot(laag, hoog), "gebouwd": bekend}

    def _nog_nodig(self, vorm: str) -> pd.DataFrame:
        """Wat er tot en met het jaar van het doel nodig is zonder wat al gebouwd is, met bron."""
        jaar = self._visiedoelen[vorm].jaar
        r = self.a.opgave.reken().query("woonvorm == @vorm and jaar == @jaar").iloc[0]
        gebouwd = 0.0 if leeg(r.aanwezig) else float(r.aanwezig)
        randen = {"ondergrens": "band_onder", "waarde": "behoefte", "bovengrens": "band_boven"}
        over = {rand: max(0.0, float(r[kolom]) - gebouwd) for rand, kolom in randen.items()}
        data = self.a.opgave.als_woningen(pd.DataFrame([{"woonvorm": vorm, "jaar": jaar} | over]))
        t = teksten.lees("naast_visie")["na_gebouwd"]
        return data.assign(uitsplitsing=data.uitsplitsing + t)

    def _deelfeit(self, deel: str) -> Feit:
        """Over welke onderwerpen van een deel iets gevonden is, en over welke niets."""
        t = teksten.lees("naast_visie")["deel"]
        alle = onderwerpen.register().values()
        klaar = {id: v for id, v in self._vermeldingen.items() if v.nagekeken}
        hier = [o for o in alle if o.id in klaar and o.notebook == deel]
        wel = [o for o in hier if klaar[o.id].uitkomst != NIET]
        niet = [o for o in hier if klaar[o.id].uitkomst == NIET]
        waar = opsomming(list(dict.fromkeys(klaar[o.id].waar for o in wel)))
        vul_in = {"wat": _namen(wel), "waar": e(waar)}
        gevonden = vul(t["gevonden_een" if len(wel) == 1 else "gevonden"], vul_in) if wel else ""
        feiten = self.a.verhaal.zoek_feiten(KLEINST)
        opgaven = [
            o
            for o in alle
            if o.id in klaar and klaar[o.id].uitkomst == NIET and self._is_opgave(o, feiten)
        ]
        gezegd = [v for v in klaar.values() if v.uitkomst != NIET]
        return Feit(
            {
                "gevonden": gevonden,
                "stil": vul(t["stil"], {"wat": _namen(niet)}) if niet else "",
                "opgaven_bekend": ja_nee(opgaven),
                "opgaven": _namen(opgaven),
                "aantal": getal(len(gezegd)),
                "alle": getal(len(alle)),
            }
        )


def _naast(doel: int, laag: float, hoog: float) -> Doel:
    """Hoe een doel naast de band van wat nodig is staat."""
    if doel < laag:
        return Doel.KLEINER
    return Doel.GENOEG if doel >= hoog else Doel.BINNEN


def _getallen(rijen) -> dict:
    from woonzorg_lib.soorten.berekend import Berekend

    s = rijen.soort
    gezegd = Berekend(s.cijfers(rijen) if s.cijfers else ())
    return (s.woorden(rijen) if s.woorden else {}) | gezegd.over_alles


def _namen(lijst) -> str:
    """ "woningtypen en woonvormen (B3) en doorstroming (C6)"."""
    return e(opsomming([f"{o.kort[:1].lower()}{o.kort[1:]} ({o.id})" for o in lijst]))


def _kort(zin: str) -> str:
    woorden = zin.rstrip(".").split()
    return " ".join(woorden) if len(woorden) <= WOORDEN else " ".join(woorden[:WOORDEN]) + " …"
