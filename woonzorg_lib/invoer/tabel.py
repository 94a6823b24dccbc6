"""Van één bestand naar een gecontroleerde tabel.

Welke bestanden er zijn en hoe ze samengaan weet lezen.py; elke stap heeft een eigen module: openen,
rooster, kolommen, regelsoort, rijlezer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from woonzorg_lib.aanroep import typ
from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.gebieden.namen import opsomming, sleutel, toon
from woonzorg_lib.invoer import leeswijzer as wijzers
from woonzorg_lib.invoer.aannemelijk import ligt_in
from woonzorg_lib.invoer.cellen import is_leeg, kaal
from woonzorg_lib.invoer.gemeentekolom import naam_van
from woonzorg_lib.invoer.kolommen import GEHEIM, Indeling, deel_in, stel_voor, vreemd
from woonzorg_lib.invoer.leeswijzer import Leeswijzer
from woonzorg_lib.invoer.melding import FOUT, LET_OP, WAARSCHUWING, Melding, reeks
from woonzorg_lib.invoer.openen import Bestandsfout, open_boek
from woonzorg_lib.invoer.privacy import KLEIN
from woonzorg_lib.invoer.regels import getal
from woonzorg_lib.invoer.regios import KIT
from woonzorg_lib.invoer.regelsoort import Regelsoort, is_veranderd, regelsoort_van
from woonzorg_lib.invoer.rijlezer import Rijlezer
from woonzorg_lib.invoer.rooster import BOVENAAN, Rooster, kies_blad, kopscore, maak_rooster
from woonzorg_lib.invoer.schema import Export, Schema
from woonzorg_lib.invoer.vormen import breed, statline
from woonzorg_lib.invoer.yamlbestand import OngeldigeInstelling

BINNEN = 25  # filled rows in which the header of an export is looked for
GEEN_KOP = ("er is geen regel met kolomnamen gevonden.", "Neem de kopregel over uit het sjabloon.")
# A merged cell stands for each of its rows, but a count in it would be counted twice.
_DOOR_TE_TREKKEN = ("aantal", "saldo", "bedrag", "aandeel")


class Lezing:
    """Eén bestand lezen: verzamelt de rijen en alles wat erover te zeggen is.

    voorstel: hoe het bestand gelezen kan worden als iemand ja zegt. export: het systeem waar het
    uit komt. andere: de schema's van andere bestanden, om een verwisseling te herkennen.
    """

    def __init__(
        self,
        pad: Path,
        naam: str,
        schema: Schema,
        gebied: Gebied,
        andere: Mapping[str, Schema] | None = None,
    ):
        self.pad, self.naam, self.schema, self.gebied = pad, naam, schema, gebied
        self.andere = andere or {}
        self.regio = gebied.soort != "gemeente"
        self.meldingen: list[Melding] = []
        self.rijen: list[dict] = []
        self.rooster: Rooster | None = None
        self.indeling = Indeling([])
        self.export: Export | None = None
        self.voorstel = Leeswijzer()
        self.leeswijzer = Leeswijzer()
        self.fout = False
        self.eigen_bovenaan: frozenset[str] = frozenset()  # what the file itself says at its top
        self._lezer = Rijlezer(schema, self.meld)
        self._elders: Counter[str] = Counter()  # rows about another gemeente
        self._buiten = 0  # places outside the gemeente, in a file of the whole country
        self._weg: set[str] = set()  # required columns that aren't there: that is said once

    def meld(self, ernst: str, regel: int | None, kolom: str | None, wat: str, doe: str) -> None:
        """Bewaart een melding over dit bestand."""
        self.fout = self.fout or ernst == FOUT
        self.meldingen.append(Melding(ernst, self.naam, regel, kolom, wat, doe))

    def lees(self) -> pd.DataFrame:
        """De tabel; leeg als er een FOUT is."""
        try:
            self.leeswijzer = wijzers.lees(self.pad, tuple(k.naam for k in self.schema.kolommen))
            self.rooster = self._rooster()
            self.eigen_bovenaan = frozenset(self.rooster.bovenaan)
            self.rooster.bovenaan = {**self.leeswijzer.bovenaan, **self.rooster.bovenaan}
        except Bestandsfout as fout:
            self.meld(FOUT, fout.regel, None, fout.wat, fout.doe)
            return leeg(self.schema)
        except OngeldigeInstelling as fout:
            self.meld(FOUT, None, None, "de leeswijzer ernaast klopt niet.", str(fout))
            return leeg(self.schema)
        for ernst, regel, wat, doe in self.rooster.opmerkingen:
            self.meld(ernst, regel, None, wat, doe)
        if not self._koppen(self.rooster):
            return leeg(self.schema)
        self._lees_rijen(self.rooster)
        cellen_goed = not self.fout
        for rij in self.rijen:
            self._keur(rij)
        tabel = als_tabel(self.schema, self.rijen)
        self._dubbel(tabel)
        if cellen_goed:
            self._keur_tabel(tabel)
        return leeg(self.schema) if self.fout else tabel

    @property
    def gelezen(self) -> str:
        """Wat er gelezen is, in één regel: blad, rijen, kolommen en de sommen."""
        if self.rooster is None:
            return ""
        kolommen = sum(k is not None for k in self.indeling.kolommen)
        delen = [f"blad '{kaal(self.rooster.blad)[:40]}'"] if self.rooster.blad else []
        rijen = len(self.rijen)
        delen += [f"{getal(rijen)} rij{'' if rijen == 1 else 'en'}", f"{kolommen} kolommen"]
        for k in self.schema.kolommen:
            if k.vorm.naam not in ("aantal", "bedrag") or not k.nodig or k.personen:
                continue
            som = sum(rij.get(k.naam) or 0 for rij in self.rijen)
            if som:
                delen.append(f"{k.naam} samen {getal(som)}")
        van = f" als {self.export.naam}" if self.export else ""
        return f"gelezen{van}: {', '.join(delen)}.{self._niet_getoond()}"

    def _niet_getoond(self) -> str:
        """ " Niet in het rapport: knelpunten en url.", of niets; alleen wat iemand invulde."""
        stil = [
            naam
            for naam in self.schema.niet_getoond
            if any(rij.get(naam) is not None for rij in self.rijen)
        ]
        return f" Niet in het rapport: {opsomming(stil)}." if stil else ""

    @property
    def zonder(self) -> tuple[str, ...]:
        """Wat van bron en peildatum nergens in het bestand zelf staat."""
        if self.rooster is None:
            return ()
        gezegd = {*self.indeling.kolommen, *self.eigen_bovenaan}
        kent = {k.naam for k in self.schema.kolommen}
        return tuple(n for n in BOVENAAN if n in kent and n not in gezegd)

    # ---- koppen

    def _herken(self, kop: str) -> str | None:
        return self.leeswijzer.op_sleutel.get(sleutel(kop)) or self.schema.herken(kop)

    def _rooster(self) -> Rooster:
        boek = open_boek(self.pad, lambda rij: kopscore(rij, self._herken))
        vormen = [*self.schema.exporten, statline(self.schema), breed(self.schema)]
        for blad in sorted(boek.bladen, key=lambda b: b.verborgen):
            for plek, (_, rij) in enumerate(blad.rijen[:BINNEN]):
                koppen = _als_koppen(rij)
                gevonden = next((e for e in vormen if e.herken(koppen)), None)
                if gevonden is not None:
                    self.export = gevonden if gevonden.naam else None
                    rooster = maak_rooster(boek, blad, plek, self._herken)
                    return gevonden.vouw(rooster) if gevonden.vouw else rooster
        blad, plek, score = kies_blad(boek, self.schema.soort, self._herken)
        if not score:
            raise Bestandsfout(*self._zonder_kop(boek.bladen))
        return maak_rooster(boek, blad, plek, self._herken)

    def _zonder_kop(self, bladen: list) -> tuple[str, str]:
        for soort, schema in self.andere.items():
            for blad in bladen:
                if any(_past(schema, rij) for _, rij in blad.rijen[:BINNEN]):
                    return _verwisseld(soort, self.pad)
        return GEEN_KOP

    def _koppen(self, rooster: Rooster) -> bool:
        """Says which column is which; False when the file can't be read at all."""
        self.indeling = deel_in(rooster, self.schema, self.leeswijzer.op_sleutel)
        mist = self._mist(rooster)
        if mist:
            for soort, schema in self.andere.items():
                # One column short is another matter than the columns of another kind of file.
                beter = _gezien(schema, rooster.koppen) > _gezien(self.schema, rooster.koppen)
                if beter and _past(schema, rooster.koppen):
                    self.meld(FOUT, None, None, *_verwisseld(soort, self.pad))
                    return False
        self._weg = {k.naam for k in mist}
        vreemd(rooster, self.schema, self.indeling)
        for ernst, regel, kolom, wat, doe in self.indeling.meldingen:
            self.meld(ernst, regel, kolom, wat, doe)
        if self.export and "bron" not in self.indeling.kolommen and "bron" not in rooster.bovenaan:
            wat = f"de kolom ontbreekt; als bron staat er '{self.export.naam}'."
            doe = "Voeg een kolom bron toe als u iets anders wilt noemen."
            self.meld(LET_OP, None, "bron", wat, doe)
        if mist:
            self._meld_mist(rooster, mist)
        return True

    def _typ_ja(self) -> str:
        wie = () if self.regio else (self.gebied.code,)
        map = self.pad.parents[2]
        waar = () if map.resolve() == KIT.resolve() else ("--invoer", map)
        return typ("invoer controleer --ja", *wie, *waar)

    def _mist(self, rooster: Rooster) -> list:
        elders = {*rooster.bovenaan, *(["bron"] if self.export else [])}
        gezien = {*self.indeling.kolommen, *elders}
        return [k for k in self.schema.kolommen if k.nodig and k.naam not in gezien]

    def _meld_mist(self, rooster: Rooster, mist: list) -> None:
        gekozen = stel_voor(rooster, self.schema, self.indeling)
        if {k.naam for k in mist} & set(gekozen.values()):
            self.voorstel = Leeswijzer(gekozen)
        if len(mist) == 1:
            kolom, wat = mist[0].naam, "deze kolom ontbreekt."
            doe = f"Voeg hem toe: {mist[0].uitleg}"
            if kolom == "bron":
                doe += " Of schrijf boven de kop 'bron:' met de bron ernaast."
        else:
            kolom, wat = (
                None,
                f"er ontbreken {len(mist)} kolommen: {opsomming(k.naam for k in mist)}.",
            )
            doe = "Voeg ze toe; in LEESMIJ.md staat wat erin hoort."
        if self.voorstel:
            paren = opsomming(f"{toon(kop)} is {k}" for kop, k in gekozen.items())
            doe = f"Een voorstel: {paren}. Klopt dat? Typ: {self._typ_ja()}"
        self.meld(FOUT, None, kolom, wat, doe)

    # ---- rijen

    def _lees_rijen(self, rooster: Rooster) -> None:
        per_regelsoort: dict[Regelsoort, list[int]] = {}
        veranderd = []
        for regel, rij in rooster.rijen:
            cellen = self._cellen(rooster, regel, rij)
            regelsoort = regelsoort_van(self.schema, rooster.koppen, rij, cellen)
            per_regelsoort.setdefault(regelsoort, []).append(regel)
            if regelsoort is Regelsoort.VOORBEELD and is_veranderd(self.schema, cellen):
                veranderd.append(regel)
            elif regelsoort is Regelsoort.GEGEVENS and cellen:
                self._rij(rooster, regel, rij, cellen)
            elif regelsoort is Regelsoort.GEGEVENS:
                wat = "deze regel heeft alleen iets in kolommen die niet gelezen worden."
                doe = "Controleer of de cellen in de goede kolom staan."
                self.meld(WAARSCHUWING, regel, None, wat, doe)
        self._meld_regelsoorten(per_regelsoort, veranderd)
        self._meld_elders(len(per_regelsoort.get(Regelsoort.GEGEVENS, ())))
        self._meld_breuken()
        if self._buiten:
            wat = f"{getal(self._buiten)} plekken buiten {self.gebied.naam} zijn niet gelezen."
            self.meld(LET_OP, None, None, wat, "Dat klopt als dit een landelijk bestand is.")
        if not self.rijen and not self.fout:
            wat, doe = "er zijn nog geen rijen ingevuld.", "Vul het bestand in, of gooi het weg."
            self.meld(LET_OP, None, None, wat, doe)

    def _cellen(self, rooster: Rooster, regel: int, rij: list) -> dict[str, Any]:
        """Column -> cell; a cell under a merged one has the value of that one."""
        uit = {}
        for n, kolom in enumerate(self.indeling.kolommen):
            cel = rij[n] if n < len(rij) else None
            if kolom is None:
                continue
            if is_leeg(cel):
                cel = self._gedekt(rooster, regel, n, kolom)
            if not is_leeg(cel):
                uit[kolom] = cel
        return uit

    def _gedekt(self, rooster: Rooster, regel: int, n: int, kolom: str) -> Any:
        if (regel, n) not in rooster.gedekt:
            return None
        veld = self.schema.kolom(kolom)
        if veld is None or veld.vorm.naam in _DOOR_TE_TREKKEN:
            wat = (
                "hier staan samengevoegde cellen met een getal, dat dan voor elke regel zou gelden."
            )
            self.meld(FOUT, regel, kolom, wat, "Splits de cellen, en geef elke regel haar getal.")
            return None
        wat = "samengevoegde cellen: de waarde erboven is doorgetrokken."
        self.meld(LET_OP, regel, kolom, wat, "Splits de cellen als dat niet klopt.")
        return rooster.gedekt[regel, n]

    def _rij(self, rooster: Rooster, regel: int, rij: list, cellen: dict[str, Any]) -> None:
        geheim = self._geheim(rij, cellen)
        if not self.regio and "gemeente" in cellen and self._over_een_ander(cellen["gemeente"]):
            return
        klaar, fout = self._lezer.lees(regel, cellen, geheim)
        if self.export and self.export.landelijk and not self._hier(klaar):
            self._buiten += 1
            return
        self._geheimhouding(regel, rij, klaar)
        self._vul_aan(rooster, regel, klaar, fout)
        if self.regio:
            self._regiorij(regel, klaar, "gemeente" in fout)
        else:
            klaar["gemeente"] = self.gebied.code
        self.rijen.append({"_regel": regel, "_fout": bool(fout), **klaar})

    def _hier(self, rij: dict) -> bool:
        """Whether a place lies in this gemeente; without a place nobody can tell."""
        if self.regio or rij.get("x") is None or rij.get("y") is None:
            return True
        return ligt_in(self.gebied, rij["x"], rij["y"])

    def _geheim(self, rij: list, cellen: dict[str, Any]) -> bool:
        """Whether messages may not repeat what this row says."""
        if self.schema.kolom(GEHEIM) is None or GEHEIM not in self.indeling.kolommen:
            return False
        plekken = [self.indeling.kolommen.index(GEHEIM), *self.indeling.extra_geheim]
        return any(self._dicht(rij, n) is not False for n in plekken if n < len(rij))

    def _dicht(self, rij: list, n: int) -> bool | None:
        """What a column about confidentiality says of this row; None when it can't be told."""
        if n >= len(rij) or is_leeg(rij[n]):
            return False
        try:
            ja = self.schema.vaste_kolom(GEHEIM).vorm.lees(rij[n])
        except ValueError:
            return None
        gewoon = sleutel(str(rij[n])) in ("ja", "nee", "j", "n", "x", "1", "0", "waar", "onwaar")
        return not ja if n in self.indeling.omgekeerd and gewoon else ja

    def _geheimhouding(self, regel: int, rij: list, klaar: dict) -> None:
        """Turns yes and no around where the column says so; two columns may not disagree."""
        if GEHEIM not in self.indeling.kolommen:
            return
        plek = self.indeling.kolommen.index(GEHEIM)
        if plek in self.indeling.omgekeerd and GEHEIM in klaar:
            klaar[GEHEIM] = self._dicht(rij, plek)
        for n in self.indeling.extra_geheim:
            gevuld = n < len(rij) and not is_leeg(rij[n])
            if gevuld and self._dicht(rij, n) is not klaar.get(GEHEIM, False):
                wat = "twee kolommen zeggen iets anders over wie dit plan mag zien."
                self.meld(FOUT, regel, GEHEIM, wat, "Maak ze gelijk, of haal er één weg.")

    def _vul_aan(self, rooster: Rooster, regel: int, klaar: dict, fout: set[str]) -> None:
        """What the whole file says at its top, and what is required and isn't there."""
        for naam, cel in rooster.bovenaan.items():
            if naam not in klaar and naam not in fout:
                klaar |= self._lezer.lees(rooster.kopregel, {naam: cel}, False)[0]
        if self.export and "bron" not in klaar:
            klaar["bron"] = self.export.naam
        for k in self.schema.kolommen:
            leeg_ = k.nodig and k.naam not in klaar and k.naam not in fout
            if leeg_ and k.naam in self.indeling.kolommen:
                fout.add(k.naam)
                self.meld(FOUT, regel, k.naam, "deze cel is leeg.", f"Vul in: {k.uitleg}")

    def _over_een_ander(self, cel: Any) -> bool:
        """Whether the row is about another gemeente; then nothing else is said of it."""
        try:
            code = self.schema.vaste_kolom("gemeente").vorm.lees(cel)
        except ValueError:
            return False
        if code == self.gebied.code:
            return False
        self._elders[code] += 1
        return True

    def _regiorij(self, regel: int, rij: dict, gemeld: bool) -> None:
        code = rij.get("gemeente")
        if code is None and self.schema.zonder_gemeente == "fout" and not gemeld:
            wat = "in een bestand van een regio moet elke rij een gemeente hebben."
            self.meld(FOUT, regel, "gemeente", wat, "Vul naam of code van de gemeente in.")
        if code is not None and code not in self.gebied.leden:
            wat = f"{naam_van(code)} hoort niet bij {self.gebied.naam}."
            doe = "Controleer de gemeente, of vul regio.yaml aan."
            self.meld(FOUT, regel, "gemeente", wat, doe)

    # ---- wat er over de rijen samen te zeggen is

    def _meld_regelsoorten(self, per_regelsoort: dict, veranderd: list[int]) -> None:
        for regel in per_regelsoort.get(Regelsoort.TOTAAL, ()):
            wat = "dit lijkt een totaalregel, en die zou dubbel tellen."
            self.meld(FOUT, regel, None, wat, "Haal de regel weg; het rapport telt zelf op.")
        for regelsoort in (Regelsoort.KOP, Regelsoort.VOETNOOT, Regelsoort.TUSSENKOP):
            for regel in per_regelsoort.get(regelsoort, ()):
                wat = f"dit lijkt een {regelsoort.value}; deze regel telt niet mee."
                self.meld(WAARSCHUWING, regel, None, wat, "Haal hem weg.")
        for regel in veranderd:
            wat = "deze regel is veranderd, maar heet nog VOORBEELD en telt dus niet mee."
            doe = "Wis het woord in de kolom gemeente als u de regel wilt gebruiken."
            self.meld(WAARSCHUWING, regel, None, wat, doe)
        gewoon = [r for r in per_regelsoort.get(Regelsoort.VOORBEELD, ()) if r not in veranderd]
        if gewoon:
            is_ = "is een voorbeeld en telt" if len(gewoon) == 1 else "zijn voorbeelden en tellen"
            wat = f"regel {reeks(gewoon)} {is_} niet mee."
            self.meld(LET_OP, None, None, wat, "Wis ze als u klaar bent.")

    def _meld_elders(self, rijen: int) -> None:
        if not self._elders:
            return
        weg = sum(self._elders.values())
        namen = [naam_van(code) for code, _ in self._elders.most_common(4)]
        rest = len(self._elders) - len(namen)
        lijst = opsomming([*namen, f"{rest} meer"] if rest else namen)
        hoeveel = f"{getal(weg)} van de {getal(rijen)} regels"
        if self.leeswijzer.alleen == self.gebied.code:
            wat = f"{hoeveel} gaan over andere gemeenten ({lijst}) en zijn niet gelezen."
            self.meld(LET_OP, None, "gemeente", wat, "Zo hebt u het gekozen.")
            return
        ander = (
            f"{len(self._elders)} andere gemeenten"
            if len(self._elders) > 1
            else "een andere gemeente"
        )
        gaan = "gaan" if weg > 1 else "gaat"
        wat = f"{hoeveel} {gaan} over {ander} ({lijst}), en dit is de map van {self.gebied.naam}."
        doe = "Zet het bestand in de map van de regio, of haal die regels weg."
        if rijen > weg:
            self.voorstel = self.voorstel.met(Leeswijzer(alleen=self.gebied.code))
            doe += f" Of lees alleen de regels van {self.gebied.naam}. Typ dan: {self._typ_ja()}"
        self.meld(FOUT, None, "gemeente", wat, doe)

    def _meld_breuken(self) -> None:
        for naam, gevonden in self._lezer.breuken.items():
            if all(waarde == 1 for _, waarde in gevonden):
                continue
            procent = "%" if self.schema.vaste_kolom(naam).eenheid == "%" else ""
            for regel, waarde in gevonden:
                getypt = f"'{getal(waarde)}'"
                wat = f"{getypt} staat in een kolom van 0 tot en met 100."
                doe = (
                    f"Bedoelt u {getal(waarde * 100)}{procent}? Schrijf dan {getal(waarde * 100)}."
                )
                if procent:
                    doe += f" Is het echt {getal(waarde)}%, schrijf dan {getal(waarde)}%."
                self.meld(WAARSCHUWING, regel, naam, wat, doe)

    # ---- regels

    def _keur(self, rij: dict) -> None:
        if self.schema.vooraf:
            self.schema.vooraf(rij)
        if not rij.pop("_fout"):
            for regel in self.schema.rijregels:
                for ernst, kolom, wat, doe in regel(rij):
                    if kolom not in self._weg:
                        self.meld(ernst, rij["_regel"], kolom, wat, doe)
        if self.schema.achteraf:
            self.schema.achteraf(rij)

    def _keur_tabel(self, tabel: pd.DataFrame) -> None:
        gemeente = None if self.regio else self.gebied
        for regel in self.schema.tabelregels:
            for ernst, nummer, kolom, wat, doe in regel(tabel, gemeente):
                self.meld(ernst, nummer, kolom, wat, doe)
        self._lijkt_totaal(tabel)

    def _lijkt_totaal(self, tabel: pd.DataFrame) -> None:
        """A last row whose numbers are exactly the sum of those above it, whatever it is called."""
        if len(tabel) < 4:
            return
        tellingen = [k.naam for k in self.schema.kolommen if k.vorm.naam in ("aantal", "bedrag")]
        laatste, erboven = tabel.iloc[-1], tabel.iloc[:-1]
        gevuld = [k for k in tellingen if pd.notna(laatste[k]) and laatste[k] > 0]
        gelijk = [
            k for k in gevuld if erboven[k].sum() == laatste[k] and (erboven[k] > 0).sum() > 1
        ]
        if len(gelijk) >= 2 and len(gelijk) == len(gevuld):
            wat = f"{opsomming(gelijk[:3])} zijn precies de som van de regels erboven."
            doe = "Is dit een totaalregel, haal hem dan weg: hij telt dubbel."
            self.meld(WAARSCHUWING, int(laatste["_regel"]), None, wat, doe)

    def _dubbel(self, tabel: pd.DataFrame) -> None:
        eerder: dict[tuple, int] = {}
        namen = opsomming(self.schema.sleutel)
        is_ = "is" if len(self.schema.sleutel) == 1 else "zijn samen"
        for regel, wie in zip(tabel._regel, sleutels(self.schema, tabel)):
            if any(wie[1:]) and wie in eerder:
                wat = f"{namen} {is_} gelijk aan regel {eerder[wie]}."
                doe = "Haal een van de twee weg, of maak ze verschillend."
                self.meld(FOUT, int(regel), self.schema.sleutel[0], wat, doe)
            eerder.setdefault(wie, int(regel))


def _als_koppen(rij: list) -> list[str]:
    """A row as it would be a header: words, and years that Excel took for numbers."""
    return [
        kaal(c)[:200]
        if isinstance(c, str)
        else str(int(c))
        if isinstance(c, (int, float)) and not isinstance(c, bool) and 1990 <= c <= 2100
        else ""
        for c in rij
    ]


def _herkend(schema: Schema, koppen: list) -> set[str | None]:
    return {schema.herken(kaal(k)[:200]) for k in koppen if isinstance(k, str) and k.strip()}


def _gezien(schema: Schema, koppen: list) -> int:
    """How many of the headers are columns of this kind of file."""
    return len(_herkend(schema, koppen) - {None})


def _past(schema: Schema, koppen: list) -> bool:
    """Whether a row of headers has all that another file needs."""
    gezien = _herkend(schema, koppen)
    nodig = {k.naam for k in schema.kolommen if k.nodig and k.naam != "bron"}
    return nodig <= gezien and len(gezien - {None}) >= 4


def _verwisseld(soort: str, pad: Path) -> tuple[str, str]:
    wat = f"dit lijkt {soort}: de kolommen zijn die van een ander bestand."
    return wat, f"Noem het {soort}{pad.suffix.lower()}, of haal het weg."


def sleutels(schema: Schema, tabel: pd.DataFrame) -> Iterator[tuple]:
    """Waaraan een rij te herkennen is: de gemeente en de sleutelkolommen, hoe ook geschreven."""
    for gemeente, *rest in tabel[["gemeente", *schema.sleutel]].itertuples(index=False):
        delen = ["" if pd.isna(w) else sleutel(str(w)) or str(w).strip() for w in rest]
        yield ("" if pd.isna(gemeente) else gemeente, *delen)


def als_tabel(schema: Schema, rijen: list[dict]) -> pd.DataFrame:
    """Rijen als tabel, elke kolom met haar type; jaarkolommen alleen als ze er zijn."""
    gezien = dict.fromkeys(k for rij in rijen for k in rij)
    dtypes = {k.naam: k.vorm.dtype for k in schema.kolommen}
    if schema.jaarkolommen:
        jaar = re.compile(rf"{schema.jaarkolommen.naam}_20[0-9]{{2}}(_20[0-9]{{2}})?")
        jaren = sorted(k for k in gezien if jaar.fullmatch(k) and schema.kolom(k) is None)
        dtypes |= dict.fromkeys(jaren, "Int64")
    dtypes["_regel"] = "Int64"
    if KLEIN in gezien:
        dtypes[KLEIN] = "str"
    kolommen = {
        naam: pd.Series(pd.array([rij.get(naam) for rij in rijen], dtype=dtype), name=naam)
        for naam, dtype in dtypes.items()
    }
    return pd.DataFrame(kolommen)


def leeg(schema: Schema) -> pd.DataFrame:
    """De tabel van dit schema zonder rijen, met `_regel` en `_herkomst`."""
    return als_tabel(schema, []).assign(_herkomst=pd.Series(dtype="str"))
