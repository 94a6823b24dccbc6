"""Van een rooster van cellen naar een gecontroleerde tabel van één bestand; welke bestanden er zijn en hoe ze samengaan weet lezen.py."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
from pydantic import ValidationError

from woonzorg_lib.gebieden import Gebied
from woonzorg_lib.gebieden.namen import lijkt_op, opsomming, sleutel, toon
from woonzorg_lib.invoer import cellen
from woonzorg_lib.invoer.cellen import Celfout
from woonzorg_lib.invoer.gemeentekolom import gemeentecode, naam_van
from woonzorg_lib.invoer.melding import FOUT, LET_OP, WAARSCHUWING, Melding
from woonzorg_lib.invoer.persoonsgegevens import persoonsgegeven
from woonzorg_lib.invoer.rooster import Bestandsfout, Onleesbaar, Rooster, lees_rooster
from woonzorg_lib.invoer.schema import Export, Schema

VOORBEELD = "VOORBEELD"
# Columns that exports carry and that say nothing new: the checks are made again, the map is not used.
OVERBODIG = {
    "c1",
    "c2",
    "c3",
    "c4",
    "geometrieaanwezig",
    "objectid",
    "shapelength",
    "shapearea",
    "id",
    "creator",
    "createdat",
    "editor",
    "editedat",
    "geometrie",
}
MET_WOORDEN = ("tekst", "code", "keuze", "gemeente", "ja_nee")


class Lezing:
    """Eén bestand lezen: verzamelt de rijen en alles wat erover te zeggen is."""

    def __init__(self, pad: Path, naam: str, schema: Schema, gebied: Gebied):
        self.pad, self.naam, self.schema, self.gebied = pad, naam, schema, gebied
        self.regio = gebied.soort != "gemeente"
        self.meldingen: list[Melding] = []
        self.rijen: list[dict] = []
        self.voorbeelden: list[int] = []
        self.aanwezig: frozenset[str | None] = (
            frozenset()
        )  # an absent column is one message, not one per row
        self.export: Export | None = None  # the other system that this file comes from

    def meld(self, ernst: str, regel: int | None, kolom: str | None, wat: str, doe: str) -> None:
        self.meldingen.append(Melding(ernst, self.naam, regel, kolom, wat, doe))

    @property
    def fout(self) -> bool:
        return any(m.ernst == FOUT for m in self.meldingen)

    def lees(self) -> pd.DataFrame:
        """De tabel; leeg als er een FOUT is."""
        try:
            rooster = self._gevouwen(lees_rooster(self.pad, self.schema.soort, self.schema.herken))
        except Bestandsfout as fout:
            self.meld(FOUT, fout.regel, None, fout.wat, fout.doe)
            return leeg(self.schema)
        for ernst, regel, wat, doe in rooster.opmerkingen:
            self.meld(ernst, regel, None, wat, doe)
        koppen = self._koppen(rooster)
        self._lees_rijen(rooster, koppen)
        cellen_goed = not self.fout
        for rij in self.rijen:
            self._keur(rij)
        tabel = als_tabel(self.schema, self.rijen)
        self._dubbel(tabel)
        if cellen_goed:
            for regel in self.schema.tabelregels:
                for ernst, nummer, kolom, wat, doe in regel(
                    tabel, None if self.regio else self.gebied
                ):
                    self.meld(ernst, nummer, kolom, wat, doe)
        return leeg(self.schema) if self.fout else tabel

    def _gevouwen(self, rooster: Rooster) -> Rooster:
        herkend = (e for e in self.schema.exporten if e.herken(rooster.koppen))
        self.export = next(herkend, None)
        return self.export.vouw(rooster) if self.export and self.export.vouw else rooster

    # ---- koppen

    def _koppen(self, rooster: Rooster) -> list[str | None]:
        koppen = [self.schema.herken(k) if k else None for k in rooster.koppen]
        for n, (kop, kolom) in enumerate(zip(rooster.koppen, koppen)):
            if kolom is None:
                self._vreemde_kolom(rooster, n, kop)
            elif kolom in koppen[:n]:
                self.meld(
                    FOUT,
                    None,
                    kolom,
                    f"twee kolommen heten allebei '{kolom}' ({toon(rooster.koppen[koppen.index(kolom)])} en {toon(kop)}).",
                    "Haal er één weg.",
                )
        self.aanwezig = frozenset(koppen)
        if self.export and "bron" not in koppen:
            self.meld(
                LET_OP,
                None,
                "bron",
                f"de kolom ontbreekt; als bron staat er '{self.export.naam}'.",
                "Voeg een kolom bron toe als u iets anders wilt noemen.",
            )
        for k in self.schema.kolommen:
            if k.nodig and k.naam not in koppen and not (self.export and k.naam == "bron"):
                self.meld(FOUT, None, k.naam, "deze kolom ontbreekt.", f"Voeg hem toe: {k.uitleg}")
        return koppen

    def _vreemde_kolom(self, rooster: Rooster, n: int, kop: str) -> None:
        gevuld = [
            (regel, rij[n])
            for regel, rij in rooster.rijen
            if n < len(rij) and not cellen.is_leeg(rij[n])
        ]
        if not kop and not gevuld or sleutel(kop) in OVERBODIG:
            return
        naam = toon(kop) if kop and not persoonsgegeven(kop) else f"nummer {n + 1}"
        goed = (
            lijkt_op(kop, {sleutel(k.naam): k.naam for k in self.schema.kolommen}, 1) if kop else []
        )
        self.meld(
            WAARSCHUWING,
            None,
            None,
            f"de kolom {naam} is niet bekend en wordt niet gelezen.",
            f"Bedoelt u '{goed[0]}'?" if goed else "Verwijder hem, of laat hem staan.",
        )
        for regel, cel in gevuld:
            if isinstance(cel, (str, int)) and (wat := persoonsgegeven(cel)):
                self.meld(
                    FOUT,
                    regel,
                    f"nummer {n + 1}",
                    f"hier lijkt {wat} te staan; dat hoort niet in de invoer.",
                    "Haal het weg.",
                )

    # ---- rijen

    def _lees_rijen(self, rooster: Rooster, koppen: list[str | None]) -> None:
        for regel, rij in rooster.rijen:
            gevuld = {k: c for k, c in zip(koppen, rij) if k and not cellen.is_leeg(c)}
            eerste = next((c for c in rij if not cellen.is_leeg(c)), "")
            if any(
                isinstance(c, str) and c.strip().startswith(VOORBEELD)
                for c in (eerste, gevuld.get("gemeente"))
            ):
                self.voorbeelden.append(regel)
            elif gevuld:
                self.rijen.append({"_regel": regel, **self._rij(regel, gevuld)})
            else:
                self.meld(
                    WAARSCHUWING,
                    regel,
                    None,
                    "deze regel heeft alleen iets in kolommen die niet gelezen worden.",
                    "Controleer of de cellen in de goede kolom staan.",
                )
        if self.voorbeelden:
            een = len(self.voorbeelden) == 1
            wat = f"regel {opsomming(map(str, self.voorbeelden))} {'is een voorbeeld en telt' if een else 'zijn voorbeelden en tellen'} niet mee."
            self.meld(LET_OP, None, None, wat, "Wis ze als u klaar bent.")
        if not self.rijen:
            self.meld(
                LET_OP,
                None,
                None,
                "er zijn nog geen rijen ingevuld.",
                "Vul het bestand in, of gooi het weg.",
            )

    def _rij(self, regel: int, ruw: dict) -> dict:
        """The values of one row; what can't be read is reported and left out."""
        geheim = self.schema.kolom("vertrouwelijk") is not None and sleutel(
            str(ruw.get("vertrouwelijk", ""))
        ) not in ("", "nee", "n", "openbaar", "onwaar", "false", "0")
        waarden, klaar = {}, {}
        for naam, cel in ruw.items():
            kolom = self.schema.kolom(naam)
            vorm = kolom.vorm.naam if kolom else "aantal"
            if isinstance(cel, Onleesbaar):
                self.meld(FOUT, regel, naam, cel.wat, cel.doe)
            elif wat := self._persoon(vorm, cel):
                self.meld(
                    FOUT,
                    regel,
                    naam,
                    f"hier lijkt {wat} te staan.",
                    "Haal het weg; noem een functie of organisatie.",
                )
            elif self._niet_ingevuld(regel, naam, kolom, vorm, cel):
                continue
            elif naam == "gemeente" or kolom is None:
                try:
                    klaar[naam] = gemeentecode(cellen.tekst(cel)) if kolom else cellen.aantal(cel)
                except Celfout as fout:
                    self._celfout(regel, naam, cel, geheim, fout)
            else:
                waarden[naam] = cel
        if self.export:
            waarden.setdefault("bron", self.export.naam)
        gestruikeld = {m.kolom for m in self.meldingen if m.regel == regel and m.ernst == FOUT}
        try:
            klaar |= self.schema.model.model_validate(waarden).model_dump(exclude_none=True)
        except ValidationError as mislukt:
            fouten = {f["loc"][0]: f for f in mislukt.errors()}
            for naam, f in fouten.items():
                kolom = self.schema.kolom(naam)
                if f["type"] == "missing":
                    if naam not in gestruikeld and naam in self.aanwezig:
                        self.meld(FOUT, regel, naam, "deze cel is leeg.", f"Vul in: {kolom.uitleg}")
                else:
                    self._celfout(regel, naam, waarden[naam], geheim, f.get("ctx", {}).get("error"))
        if not self.regio and klaar.get("gemeente") not in (None, self.gebied.code):
            wat = f"deze rij gaat over {naam_van(klaar['gemeente'])}, en dit is de map van {self.gebied.naam}."
            self.meld(
                FOUT,
                regel,
                "gemeente",
                wat,
                "Zet de rij in de map van die gemeente, of in de map van de regio.",
            )
        if self.regio:
            self._regiorij(regel, klaar, "gemeente" in gestruikeld)
        else:
            klaar["gemeente"] = self.gebied.code
        return klaar

    def _regiorij(self, regel: int, rij: dict, gemeld: bool) -> None:
        code = rij.get("gemeente")
        if (
            code is None
            and self.schema.zonder_gemeente == "fout"
            and not gemeld
            and not self.fout_op(regel, "gemeente")
        ):
            self.meld(
                FOUT,
                regel,
                "gemeente",
                "in een bestand van een regio moet elke rij een gemeente hebben.",
                "Vul naam of code van de gemeente in.",
            )
        if code is not None and code not in self.gebied.leden:
            self.meld(
                FOUT,
                regel,
                "gemeente",
                f"{naam_van(code)} hoort niet bij {self.gebied.naam}.",
                "Controleer de gemeente, of vul regio.yaml aan.",
            )

    def fout_op(self, regel: int, kolom: str) -> bool:
        return any(
            m.regel == regel and m.kolom == kolom and m.ernst == FOUT for m in self.meldingen
        )

    def _persoon(self, vorm: str, cel: object) -> str | None:
        if isinstance(cel, float) and cel.is_integer():
            cel = int(cel)
        if vorm not in ("tekst", "code", "keuze", "gemeente") or not isinstance(cel, (str, int)):
            return None
        gevonden = persoonsgegeven(cel, code=vorm == "code")
        # A street can be named after a person; in a list of who does what a name has no place at all.
        return (
            None
            if gevonden == "de naam van een persoon" and self.schema.personen_mogen
            else gevonden
        )

    def _niet_ingevuld(self, regel: int, naam: str, kolom, vorm: str, cel: object) -> bool:
        if (
            not isinstance(cel, str)
            or vorm in MET_WOORDEN
            and not (vorm == "ja_nee" and sleutel(cel) in ("", "onbekend", "nvt", "nb"))
        ):
            return False
        if kolom is not None and kolom.personen and re.fullmatch(r"<\s*(5|10)", cel.strip()):
            self.meld(
                LET_OP,
                regel,
                naam,
                f"'{cel.strip()}' is gelezen als onbekend.",
                "Vul het aantal in als u het weet; het rapport toont onder de vijf toch '<5'.",
            )
            return True
        if cel.strip().lower() not in cellen.LEEG:
            return False
        if not (kolom is not None and kolom.nodig):
            self.meld(
                LET_OP,
                regel,
                naam,
                f"'{cel.strip()}' is gelezen als onbekend.",
                "Laat de cel leeg als u dit niet wilt zien.",
            )
        return True

    def _celfout(self, regel: int, naam: str, cel: object, geheim: bool, fout: object) -> None:
        fout = (
            fout
            if isinstance(fout, Celfout)
            else Celfout("{} kan hier niet staan.", "Kijk in LEESMIJ.md wat in deze kolom hoort.")
        )
        tekst = cellen.kaal(cel.date() if hasattr(cel, "date") else cel)
        waarde = (
            "deze waarde"
            if geheim or persoonsgegeven(tekst)
            else toon("".join(t if t.isprintable() else "�" for t in tekst))
        )
        self.meld(FOUT, regel, naam, fout.wat.replace("{}", waarde), fout.doe)

    # ---- regels

    def _keur(self, rij: dict) -> None:
        if self.schema.vooraf:
            self.schema.vooraf(rij)
        struikelt = {
            m.kolom for m in self.meldingen if m.regel == rij["_regel"] and m.ernst == FOUT
        }
        if not struikelt:
            for regel in self.schema.rijregels:
                for ernst, kolom, wat, doe in regel(rij):
                    self.meld(ernst, rij["_regel"], kolom, wat, doe)
        if self.schema.achteraf:
            self.schema.achteraf(rij)

    def _dubbel(self, tabel: pd.DataFrame) -> None:
        eerder: dict[tuple, int] = {}
        for regel, wie in zip(tabel._regel, sleutels(self.schema, tabel)):
            if any(wie[1:]) and wie in eerder:
                wat = f"{opsomming(self.schema.sleutel)} {'is' if len(self.schema.sleutel) == 1 else 'zijn samen'} gelijk aan regel {eerder[wie]}."
                self.meld(
                    FOUT,
                    int(regel),
                    self.schema.sleutel[0],
                    wat,
                    "Haal een van de twee weg, of maak ze verschillend.",
                )
            eerder.setdefault(wie, int(regel))


def sleutels(schema: Schema, tabel: pd.DataFrame) -> Iterator[tuple]:
    """Waaraan een rij te herkennen is: de gemeente en de sleutelkolommen, hoe ze ook geschreven zijn."""
    for rij in tabel[["gemeente", *schema.sleutel]].itertuples(index=False):
        yield tuple(
            "" if pd.isna(w) else w if i == 0 else sleutel(str(w)) for i, w in enumerate(rij)
        )


def als_tabel(schema: Schema, rijen: list[dict]) -> pd.DataFrame:
    """Rijen als tabel, elke kolom van het schema met zijn type; jaarkolommen alleen als ze er zijn."""
    jaren = sorted(
        {
            k
            for rij in rijen
            for k in rij
            if schema.jaarkolommen
            and k.startswith(f"{schema.jaarkolommen.naam}_")
            and schema.kolom(k) is None
        }
    )
    if schema.jaarkolommen:
        jaren = [k for k in jaren if re.search(r"_20[0-9]{2}(_20[0-9]{2})?$", k)]
    soorten = (
        {k.naam: k.vorm.dtype for k in schema.kolommen}
        | dict.fromkeys(jaren, "Int64")
        | {"_regel": "Int64"}
    )
    kolommen = {
        naam: pd.Series(pd.array([rij.get(naam) for rij in rijen], dtype=dtype), name=naam)
        for naam, dtype in soorten.items()
    }
    return pd.DataFrame(kolommen)


def leeg(schema: Schema) -> pd.DataFrame:
    """De tabel van dit schema zonder rijen, met `_regel` en `_herkomst`."""
    return als_tabel(schema, []).assign(_herkomst=pd.Series(dtype="str"))
