"""Een bladzijde in JupyterLab om de voorstellen van de visiescan na te kijken. Zoekt zelf niets."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import ipywidgets as w

from woonzorg_lib import gebieden, onderwerpen
from woonzorg_lib.beeld.tabellen import e
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.soorten import visiepassages, visiescore
from woonzorg_lib.visiescan.eigen_termen import BESTAND, Verschil, bewaar_term, probeer
from woonzorg_lib.visiescan.lezen import SOORTEN
from woonzorg_lib.visiescan.scan import lees_documenten
from woonzorg_lib.visiescan.voorstellen import STATUSSEN, Voorstellen

_KIT = Path(__file__).resolve().parents[2] / "parameters"
_BREED = w.Layout(width="52rem", max_width="100%")
NIVEAUS = (("0 geen aandacht", "0"), ("1 benoemd", "1"), ("2 onderzoek", "2"))
UITKOMSTEN = (*visiepassages.GEVONDEN, visiepassages.NIET)


# (row, status, what was chosen, why)
Vastleggen = Callable[[int, str, str, str], None]


@dataclass(frozen=True)
class Vraag:
    """Wat er bij een voorstel gevraagd wordt: waarover het gaat, de zin, en de keuzes."""

    over: str
    bewijs: w.Textarea
    keuze: w.Dropdown


class Nakijken:
    """Loop de voorstellen van een gemeente langs: bevestig, wijzig of verwerp ze, met een reden.

    gemeente: naam of code. invoer: map met eigen invoer, standaard `parameters`.
    Elke keuze staat meteen in het bestand. Fout: OnbekendeGemeente.
    """

    def __init__(self, gemeente: str, invoer: str | None = None):
        self.gemeente = gebieden.gemeente(gemeente)
        basis = Path(invoer) if invoer else _KIT
        map_ = basis / "gemeenten" / self.gemeente.code
        self.voorstellen = Voorstellen(map_ / visiescore.SOORT.bestand)
        self.passages = Voorstellen(map_ / visiepassages.SOORT.bestand)
        self.melding = w.Label(value=self._stand(self.voorstellen))
        self.melding_passages = w.Label(value=self._stand(self.passages))

    def toon(self) -> w.VBox:
        """De voorstellen per thema, elk met hun bewijs en knoppen."""
        vragen = [_over_niveau(rij) for rij in self.voorstellen.rijen]
        return self._blad(self.voorstellen, self.melding, vragen, self.voorstellen.beslis)

    def toon_passages(self) -> w.VBox:
        """De voorstellen per onderwerp: de passage, of dat er niets gevonden is, met knoppen."""
        vragen = [_over_uitkomst(rij) for rij in self.passages.rijen]
        return self._blad(
            self.passages, self.melding_passages, vragen, self.passages.beslis_passage
        )

    def _blad(
        self, voorstellen: Voorstellen, melding: w.Label, vragen: list[Vraag], leg_vast: Vastleggen
    ) -> w.VBox:
        """Per rij wat er staat, wat de mens kiest met een reden, en een knop per status."""

        def blok(nr: int, vraag: Vraag) -> w.VBox:
            rij = voorstellen.rijen[nr]
            kop = w.Label(value=f"{vraag.over} · {visiepassages.plek(rij)}")
            reden = w.Text(value=rij.get("reden") or "", description="Reden", layout=_BREED)

            def beslis(status: str) -> str:
                leg_vast(nr, status, vraag.keuze.value, reden.value)
                melding.value = self._stand(voorstellen)
                return voorstellen.rijen[nr]["status"]

            return w.VBox([kop, vraag.bewijs, vraag.keuze, reden, _knoppen(rij, beslis)])

        blokken = [blok(nr, vraag) for nr, vraag in enumerate(vragen)]
        return w.VBox([melding, *blokken], layout=_BREED)

    def _stand(self, voorstellen: Voorstellen) -> str:
        open_ = sum(rij.get("status") == "voorstel" for rij in voorstellen.rijen)
        if not voorstellen.rijen:
            return (
                f"Voor {self.gemeente.naam} zijn er nog geen voorstellen. Draai eerst de visiescan."
            )
        if not open_:
            return "Alle voorstellen zijn nagekeken."
        return f"Nog {open_} na te kijken van {len(voorstellen.rijen)}."


def _over_niveau(rij: dict) -> Vraag:
    """Hoe diep de visie op een thema gaat."""
    keuze = w.Dropdown(
        options=[*NIVEAUS, ("3 concreet doel", "3")],
        value=rij.get("niveau") or "0",
        description="Niveau",
    )
    return Vraag(str(rij.get("thema")), _tekstvak(rij.get("bewijs"), "Bewijs"), keuze)


def _over_uitkomst(rij: dict) -> Vraag:
    """Of de visie iets over een onderwerp zegt."""
    id = rij.get("onderwerpcode") or ""
    o = onderwerpen.register().get(id)
    keuze = w.Dropdown(
        options=UITKOMSTEN,
        value=rij["uitkomst"] if rij.get("uitkomst") in UITKOMSTEN else UITKOMSTEN[0],
        description="Uitkomst",
    )
    zin = _tekstvak(rij.get("passage") or visiepassages.NIET, "Passage")
    return Vraag(f"{id} {o.titel}" if o else id, zin, keuze)


class EigenTermen:
    """Probeer een eigen term (een wijk, project of partner) en zie meteen wat zij doet.

    gemeente: naam of code. invoer: map met eigen invoer, standaard `parameters`. documenten: map
    met visiedocumenten, standaard `documenten` in de map van de gemeente. Fout: OnbekendeGemeente.
    """

    def __init__(self, gemeente: str, invoer: str | None = None, documenten: str | None = None):
        self.gemeente = gebieden.gemeente(gemeente)
        basis = Path(invoer) if invoer else _KIT
        map_ = basis / "gemeenten" / self.gemeente.code
        self.pad = map_ / BESTAND
        plek = Path(documenten) if documenten else map_ / "documenten"
        alle = sorted(plek.iterdir()) if plek.is_dir() else []
        paden = [pad for pad in alle if pad.suffix.lower() in SOORTEN]
        self.gelezen = lees_documenten(paden)
        opties = [(f"{o.id} {o.titel}", o.id) for o in onderwerpen.register().values()]
        self.onderwerp = w.Dropdown(options=opties, description="Onderwerp", layout=_BREED)
        self.soort = w.Dropdown(
            options=[("wijst het onderwerp aan", "kern"), ("helpt", "steun"), ("telt af", "niet")],
            description="De term",
        )
        self.term = w.Text(description="Term", placeholder="naam van een wijk of project")
        self.uitkomst = w.HTML(value=self._stand())

    def toon(self) -> w.VBox:
        """De keuzes, een knop om te proberen en een om te bewaren, en wat de term doet."""
        knoppen = []
        for naam, doe in (("Probeer", self._probeer), ("Bewaar", self._bewaar)):
            knop = w.Button(description=naam)
            knop.on_click(lambda _, doe=doe: self._veilig(doe))
            knoppen.append(knop)
        return w.VBox(
            [self.onderwerp, self.soort, self.term, w.HBox(knoppen), self.uitkomst], layout=_BREED
        )

    def _stand(self) -> str:
        if not self.gelezen.documenten:
            return "Zet eerst een visiedocument in de map documenten van de gemeente."
        return e(f"Gelezen: {', '.join(self.gelezen.documenten)}.")

    def _veilig(self, doe: Callable[[], str]) -> None:
        try:
            self.uitkomst.value = doe()
        except WoonzorgFout as fout:
            self.uitkomst.value = e(str(fout))

    def _probeer(self) -> str:
        keuze = (self.onderwerp.value, self.soort.value, self.term.value)
        anders = probeer(self.gelezen.passages, self.gemeente.naam, self.pad, *keuze)
        if not anders:
            return "Deze term verandert niets in deze documenten."
        return "".join(_verschil(v) for v in anders)

    def _bewaar(self) -> str:
        bewaar_term(self.pad, self.onderwerp.value, self.soort.value, self.term.value)
        return e(f"Bewaard in {self.pad.name}. Draai de visiescan opnieuw om haar te gebruiken.")


def _verschil(v: Verschil) -> str:
    delen = [f"<p><b>{e(v.zin())}</b></p>"]
    for wat, treffers in (("Erbij", v.erbij), ("Weg", v.weg)):
        delen += [f"<p>{wat}: {e(t.passage.kop)}. {e(t.passage.tekst[:300])}</p>" for t in treffers]
    return "".join(delen)


def _tekstvak(tekst: str | None, naam: str) -> w.Textarea:
    return w.Textarea(value=tekst or "", disabled=True, description=naam, layout=_BREED)


def _knoppen(rij: dict, beslis: Callable[[str], str]) -> w.HBox:
    """Een knop per status, en de status zoals zij nu is."""
    stand = w.Label(value=f"Status: {rij.get('status') or 'bevestigd'}")

    def kies(status: str) -> None:
        stand.value = f"Status: {beslis(status)}"

    knoppen = []
    for status in STATUSSEN[1:]:
        knop = w.Button(description=status.capitalize())
        knop.on_click(lambda _, status=status: kies(status))
        knoppen.append(knop)
    return w.HBox([*knoppen, stand])
