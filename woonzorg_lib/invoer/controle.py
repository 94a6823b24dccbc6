"""Kijkt alle invoer van een gemeente of van een map na, en zegt ook wat er gelezen is.

Wat een bestand betekent weet tabel.py; hoe bestanden samengaan weet lezen.py.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from woonzorg_lib import gebieden
from woonzorg_lib.aanroep import typ
from woonzorg_lib.beeld import huisstijl
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.gebieden.namen import lijkt_op, sleutel
from woonzorg_lib.invoer import leeswijzer as wijzers
from woonzorg_lib.invoer.afsprakenkaders import afsprakenkaders
from woonzorg_lib.invoer.behoefte import behoefte
from woonzorg_lib.invoer.cellen import kaal
from woonzorg_lib.invoer.duiding import controleer_duiding
from woonzorg_lib.invoer.geheim import GeheimeNamen
from woonzorg_lib.invoer.gemeentekolom import gemeentecode
from woonzorg_lib.invoer.instellingen import KIT, keur_bestand, verouderd
from woonzorg_lib.invoer.lezen import EXTENSIES, Gelezen, lees_map, toon
from woonzorg_lib.invoer.melding import FOUT, LET_OP, WAARSCHUWING, Melding, op_volgorde
from woonzorg_lib.invoer.openen import Bestandsfout, open_boek
from woonzorg_lib.invoer.regios import eigen_regios
from woonzorg_lib.invoer.rooster import kopscore
from woonzorg_lib.invoer.scenarios import scenarios
from woonzorg_lib.invoer.schema import Schema
from woonzorg_lib.invoer.tabel import BINNEN, Lezing
from woonzorg_lib.invoer.wet import controleer_juridisch
from woonzorg_lib.invoer.wijkgrenzen import NAAM as WIJKEN
from woonzorg_lib.invoer.wijkgrenzen import wijkgrenzen

ANDERE = {
    "parameters.yaml",
    "standaard.yaml",
    "behoefte.yaml",
    "regio.yaml",
    WIJKEN,
    "duiding",
    "documenten",
    "notebooks",
    "visiescan.json",
    "visietermen.yaml",
}
# Files that someone may think are read.
REKENBLADEN = (*EXTENSIES, ".xls", ".xlsb", ".ods", ".numbers")
NAGEKEKEN = "-nagekeken"
OPZIJ = ".oud"  # what made place for a newer file
Schemas = Mapping[str, Schema]


@dataclass
class Controle:
    """De uitkomst van een controle.

    meldingen: één per oorzaak, de ergste eerst. gelezen: per bestand wat er gelezen is.
    lezingen: de bestanden zelf, om ze te markeren. namen: bestand dat anders heet dan wat erin
    staat -> het pad waar het gelezen wordt.
    """

    meldingen: list[Melding] = field(default_factory=list)
    gelezen: list[tuple[str, str]] = field(default_factory=list)
    lezingen: list[Lezing] = field(default_factory=list)
    namen: dict[Path, Path] = field(default_factory=dict)

    @property
    def voorstellen(self) -> list[Lezing]:
        """De bestanden waarvoor er een voorstel is."""
        return [lezing for lezing in self.lezingen if lezing.voorstel]


def controleer(gemeente: str | Gebied | None, map: Path, schemas: Schemas) -> list[Melding]:
    """Alles wat er over de invoer te zeggen is, de ergste eerst.

    gemeente: met haar regio's, of None: van alle. schemas: bestandsnaam zonder extensie -> schema,
    van alle bestanden die er kunnen zijn.
    """
    return kijk_na(gemeente, map, schemas).meldingen


def kijk_na(
    gemeente: str | Gebied | None, map: Path, schemas: Schemas, ja: bool = False
) -> Controle:
    """Zoals `controleer`, met ook wat er gelezen is. ja: neem elk voorstel over, en bewaar het."""
    uit = _Nakijken(Path(map), schemas).alles(gemeente)
    if ja and uit.namen:
        for pad, doel in uit.namen.items():
            with contextlib.suppress(OSError):  # open in Excel: then the check says it once more
                pad.rename(doel)
        uit = _Nakijken(Path(map), schemas).alles(gemeente)
    if ja and uit.voorstellen:
        for lezing in uit.voorstellen:
            wijzers.bewaar(lezing.pad, lezing.leeswijzer.met(lezing.voorstel))
        uit = _Nakijken(Path(map), schemas).alles(gemeente)
    return uit


def herkend(pad: Path, schemas: Schemas) -> str | None:
    """De soort waarvan dit bestand de kolommen heeft, hoe het ook heet; None als er geen past."""
    try:
        if pad.stat().st_size > 5_000_000:
            return None
        boek = open_boek(pad, len)
    except (Bestandsfout, OSError):
        return None
    beste: tuple[int, str | None] = (3, None)
    for soort, schema in schemas.items():
        for blad in boek.bladen:
            for _, rij in blad.rijen[:BINNEN]:
                koppen = [kaal(c)[:200] if isinstance(c, str) else "" for c in rij]
                if any(e.herken(koppen) for e in schema.exporten):
                    return soort
                beste = max(beste, (kopscore(rij, schema.herken), soort), key=lambda b: b[0])
    return beste[1]


class _Nakijken:
    """One check; collects what is read and what there is to say."""

    def __init__(self, map: Path, schemas: Schemas):
        self.map, self.schemas = map, schemas
        self.uit = Controle()
        self.meldingen: list[Melding] = []

    def meld(self, ernst: str, bestand: str, wat: str, doe: str, regel: int | None = None) -> None:
        self.meldingen.append(Melding(ernst, bestand, regel, None, wat, doe))

    def alles(self, gemeente: str | Gebied | None) -> Controle:
        gekozen = self._gekozen(gemeente)
        regios = eigen_regios(self.map, self.meldingen)
        for g in gekozen:
            self._gemeente(g, [(plek, regio) for plek, regio in regios if g.code in regio.leden])
        for regiomap, regio in regios:
            if gemeente is None or set(regio.leden) & {g.code for g in gekozen}:
                self._map(regiomap, regio, regiomap.parents[1])
                pad = regiomap / "standaard.yaml"
                self.meldingen += keur_bestand(pad, toon(pad, regiomap.parents[1]))
        self._verkeerde_plek(gekozen)
        for naam in ("standaard.yaml", "rapport.yaml"):
            self.meldingen += keur_bestand(self.map / naam, f"{self.map.resolve().name}/{naam}")
        for lezer in (behoefte, afsprakenkaders, scenarios, huisstijl.lees):
            self._weigering(lezer, self.map)
        self.meldingen += verouderd(self.map) + controleer_juridisch(self.map)
        self.uit.meldingen = op_volgorde(self.meldingen)
        return self.uit

    def _gemeente(self, g: Gebied, regios: list[tuple[Path, Gebied]]) -> None:
        plek = self.map / "gemeenten" / g.code
        naam = f"{self.map.resolve().name}/gemeenten/{g.code}"
        self._weigering(behoefte, self.map, g.code)
        self._weigering(wijkgrenzen, g.code, self.map)
        self.meldingen += keur_bestand(plek / "parameters.yaml", f"{naam}/parameters.yaml")
        gelezen = self._map(plek, g, self.map)
        for regiomap, regio in regios:
            met_geheim = (s for s in self.schemas.values() if s.kolom("vertrouwelijk"))
            gelezen += [lees_map(s, regiomap, regio, regiomap.parents[1]) for s in met_geheim]
        geheim = GeheimeNamen.uit(lezing for deel in gelezen for lezing in deel.lezingen)
        self.meldingen += controleer_duiding(plek, naam, geheim)
        self._geheim_elders(gelezen, geheim)

    def _map(self, plek: Path, gebied: Gebied, map: Path) -> list[Gelezen]:
        self._onbekende_bestanden(plek, map)
        uit = []
        for schema in self.schemas.values():
            deel = lees_map(schema, plek, gebied, map, self.schemas)
            uit.append(deel)
            self.meldingen += deel.meldingen
            self.uit.lezingen += deel.lezingen
            self.uit.gelezen += [
                (lezing.naam, lezing.gelezen) for lezing in deel.lezingen if lezing.rijen
            ]
        return uit

    def _geheim_elders(self, gelezen: list[Gelezen], geheim: GeheimeNamen) -> None:
        """The name of a confidential plan in the words of another file."""
        if not geheim:
            return
        for deel in gelezen:
            for lezing in deel.lezingen:
                for regel, kolom in geheim.plekken(lezing):
                    wat = "hier staat de naam van een vertrouwelijk plan; het rapport laat hem weg."
                    doe = "Noem het plan hier niet."
                    self.meldingen.append(
                        Melding(WAARSCHUWING, lezing.naam, regel, kolom, wat, doe)
                    )

    def _weigering(self, lezer: Callable, *waarvan: object) -> None:
        """The error with which a file is refused when it is read."""
        try:
            lezer(*waarvan)
        except WoonzorgFout as fout:
            self.meldingen.append(Melding.van(fout))

    # ---- welke gemeenten

    def _gekozen(self, gemeente: str | Gebied | None) -> list[Gebied]:
        if gemeente is None:
            return list(self._alle_gemeenten())
        g = gebieden.gemeente(gemeente) if not isinstance(gemeente, Gebied) else gemeente
        if not (self.map / "gemeenten" / g.code).is_dir():
            waar = () if self.map.resolve() == KIT.resolve() else ("--invoer", self.map)
            doe = f"Maak de sjablonen met: {typ(f'invoer nieuw {g.code}', *waar)}"
            naam = f"{self.map.resolve().name}/gemeenten/{g.code}"
            self.meld(LET_OP, naam, f"er is nog geen invoer van {g.naam}.", doe)
        return [g]

    def _alle_gemeenten(self) -> Iterator[Gebied]:
        basis = self.map / "gemeenten"
        for plek in sorted(basis.iterdir()) if basis.is_dir() else []:
            if not plek.is_dir() or plek.name.startswith("."):
                continue
            try:
                g = gebieden.gemeente(gemeentecode(plek.name))
            except ValueError as fout:
                wat = getattr(fout, "wat", str(fout)).replace("{}", f"'{plek.name}'")
                self.meld(FOUT, toon(plek, self.map), wat, getattr(fout, "doe", ""))
                continue
            if plek.name != g.code:
                wat, doe = "deze map wordt niet gelezen.", f"Noem hem {g.code}."
                self.meld(FOUT, toon(plek, self.map), wat, doe)
            else:
                yield g

    # ---- bestanden die niemand leest

    def _onbekende_bestanden(self, plek: Path, map: Path) -> None:
        for pad in sorted(plek.iterdir()) if plek.is_dir() else []:
            klein = pad.name.lower()
            van_kit = klein in ANDERE or klein.startswith((".", "~$", "leesmij"))
            hulp = klein.endswith(wijzers.EINDE) or pad.stem.lower().endswith(NAGEKEKEN)
            hulp = hulp or klein.endswith(OPZIJ)
            vorig = any(s.is_vorige(pad.name) for s in self.schemas.values())
            gewoon = pad.suffix.lower() in EXTENSIES and pad.stem.lower() in self.schemas
            if van_kit or hulp or vorig or (gewoon and pad.is_file()):
                continue
            if pad.suffix.lower() in REKENBLADEN and pad.stem.lower() in self.schemas:
                self._andere_vorm(pad, map)
            else:
                wat = f"{'deze map' if pad.is_dir() else 'dit bestand'} wordt niet gelezen."
                self.meld(WAARSCHUWING, toon(pad, map), wat, self._bedoeld(pad))

    def _andere_vorm(self, pad: Path, map: Path) -> None:
        try:
            open_boek(pad, len)
        except Bestandsfout as fout:
            self.meld(FOUT, toon(pad, map), fout.wat, fout.doe)
        else:
            wat = "dit bestand heeft een andere vorm dan zijn naam zegt, en wordt niet gelezen."
            self.meld(FOUT, toon(pad, map), wat, f"Noem het {pad.stem}.xlsx of {pad.stem}.csv.")

    def _bedoeld(self, pad: Path) -> str:
        if pad.suffix.lower() in EXTENSIES and pad.is_file():
            goed = lijkt_op(pad.stem, {sleutel(n): n for n in self.schemas}, 1)
            if goed:
                return f"Bedoelt u {goed[0]}{pad.suffix.lower()}?"
            if soort := herkend(pad, self.schemas):
                doel = pad.with_name(f"{soort}{pad.suffix.lower()}")
                doe = f"Dit lijkt {soort}. Noem het {doel.name}"
                return f"{doe}{self._of_ja(pad, doel)}."
        return "Verplaats het, of laat het staan."

    def _of_ja(self, pad: Path, doel: Path) -> str:
        """How the file gets that name by a yes, when nothing stands in its way."""
        al = {doel, *self.uit.namen.values()}
        al |= {doel.with_suffix(extensie) for extensie in EXTENSIES}
        if doel in self.uit.namen.values() or any(p.exists() for p in al - {pad}):
            return ""
        self.uit.namen[pad] = doel
        wie = () if pad.parents[1].name != "gemeenten" else (pad.parent.name,)
        waar = () if self.map.resolve() == KIT.resolve() else ("--invoer", self.map)
        return f", of typ: {typ('invoer controleer --ja', *wie, *waar)}"

    def _verkeerde_plek(self, gekozen: list[Gebied]) -> None:
        """Files with the name of a kind in a folder where nobody looks."""
        hoofd = self.map / "gemeenten"
        for plek, heet in ((self.map, "de hoofdmap"), (hoofd, "de map gemeenten")):
            for pad in sorted(plek.iterdir()) if plek.is_dir() else []:
                bekend = pad.suffix.lower() in REKENBLADEN and pad.stem.lower() in self.schemas
                if pad.is_file() and (bekend or self._vorige(pad)):
                    waar = gekozen[0].code if len(gekozen) == 1 else "GMxxxx"
                    wat = f"dit bestand staat in {heet} en wordt niet gelezen."
                    self.meld(
                        WAARSCHUWING, toon(pad, self.map), wat, f"Zet het in gemeenten/{waar}."
                    )
        for plek in sorted(hoofd.iterdir()) if hoofd.is_dir() and len(gekozen) == 1 else []:
            if plek.is_dir() and plek.name != gekozen[0].code and _is_van(plek, gekozen[0]):
                wat, doe = "deze map wordt niet gelezen.", f"Noem hem {gekozen[0].code}."
                self.meld(WAARSCHUWING, toon(plek, self.map), wat, doe)

    def _vorige(self, pad: Path) -> bool:
        return any(s.is_vorige(pad.name) for s in self.schemas.values())


def _is_van(plek: Path, g: Gebied) -> bool:
    try:
        return gemeentecode(plek.name) == g.code
    except ValueError:
        return False
