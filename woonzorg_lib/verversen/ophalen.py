"""Haalt één tabel op en zet haar in de vorm van de momentopname. Oordeelt niet over de cijfers."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import pandas as pd

from .dienst import Code, Dienst, Keuze, Maat, Stand, kaal
from .fouten import AndereNamen, NogLeeg, Onvolledig
from .herkennen import controleer_leeftijd, vind_maat
from .keuzes import Keus, op_naam, vind_dimensie, vind_keus
from .tabellen import Kolom, Taak, Tabel, Uitsplitsing

PERIODEN = "Perioden"
_RIJEN_PER_VRAAG = 60_000
_GEBIEDEN = {"WijkenEnBuurten": 18_500, "Wijken": 3_500}
_GEWOON = 500  # codes of gemeenten, with the abolished ones
_PERIODEN_PER_VRAAG = 12
_CODES_PER_VRAAG = 100  # more than about 150 is refused by v4
_CODES_IN_ZIN = 4
_LEEG = ("", "None", "Impossible")
_DELEN = {"KW": 4, "MM": 12, "HJ": 2}


@dataclass
class Opbrengst:
    """De cijfers van een tabel in de vorm van de momentopname, met waar zij vandaan komen.

    leeg: waarom cellen leeg zijn, met hoe vaak. voorlopig: jaren die de bron zo noemt. mist: kolom
    zonder maat -> waarom.
    namen: gebiedcode -> naam, van gemeenten. gevonden: kolom -> de maat en codes van de bron.
    jaren: wat er gevraagd is; `volledig` als dat alle jaren van het register waren.
    """

    tabel: Tabel
    nummer: str
    dienst: str
    stand: Stand
    frame: pd.DataFrame
    leeg: Counter = field(default_factory=Counter)
    voorlopig: set[int] = field(default_factory=set)
    mist: dict[str, str] = field(default_factory=dict)
    jaren: list[int] = field(default_factory=list)
    namen: dict[str, str] = field(default_factory=dict)
    taak: Taak | None = None
    volledig: bool = True
    gevonden: dict[str, str] = field(default_factory=dict)


class Tafel:
    """Een tabel bij een dienst, met de namen van het register teruggevonden in die van de bron."""

    def __init__(self, tabel: Tabel, nummer: str, dienst: Dienst, jaar: int | None = None):
        self.tabel = tabel
        self.nummer = nummer
        self.dienst = dienst
        self._jaar = jaar
        self.mist: dict[str, str] = {}
        self._uit_voorlopig: set[int] = set()

    @cached_property
    def jaar(self) -> int | None:
        """Het jaar van een tabel die over één jaar gaat; ook een tabel zonder perioden waarvan de
        bron zelf het jaar zegt.
        """
        if self._jaar is None and self.tabel.ongezien and PERIODEN not in self.dienst.dimensies():
            return self.dienst.stand().een_jaar
        return self._jaar

    @cached_property
    def uitsplitsingen(self) -> tuple[Uitsplitsing, ...]:
        """Those of the register, with the name that the dimension has here."""
        alle = self.dienst.dimensietitels()
        uit = []
        for u in self.tabel.uitsplitsingen:
            uit.append(dataclasses.replace(u, dimensie=vind_dimensie(u.dimensie, alle)))
        return tuple(uit)

    @cached_property
    def stand(self) -> Stand:
        stand = self.dienst.stand()
        hoort = self.tabel.titel.format(jaar=self.jaar or "")
        if not _zelfde_onderwerp(stand.titel, hoort):
            raise AndereNamen(f"de tabel heet '{stand.titel}', en hoort over '{hoort}' te gaan")
        return stand

    @cached_property
    def perioden(self) -> dict[int, list[Code]]:
        """Jaar -> de perioden van het register in dat jaar.

        Alleen jaren waarvan alle delen er zijn.
        """
        if self.jaar is not None:
            return {self.jaar: []}
        uit: dict[int, list[Code]] = {}
        for code in self.dienst.codes(PERIODEN):
            jaar = self._jaar_van(code)
            if jaar is not None and self.tabel.vanaf <= jaar <= self.tabel.tot:
                uit.setdefault(jaar, []).append(code)
        heel = _DELEN.get(self.tabel.perioden, 1)
        return {jaar: codes for jaar, codes in sorted(uit.items()) if len(codes) == heel}

    def _jaar_van(self, code: Code) -> int | None:
        """The year of a period of the kind that the register wants: 2026JJ00, or by its title."""
        soort, _, woord = self.tabel.perioden.partition(":")
        vorm = r"(\d{4})\w+" if woord else rf"(\d{{4}}){soort}\d\d"
        gevonden = re.fullmatch(vorm, code.code)
        if not gevonden or (woord and woord not in code.titel.lower()):
            return None
        return int(gevonden[1])

    @cached_property
    def maten(self) -> dict[str, Maat]:
        """Kolom -> maat. Fout: AndereNamen."""
        alle, uit = self.dienst.maten(), {}
        bekend = self.jaar is None or self.jaar <= self.tabel.codes_tot
        for kolom in self.tabel.kolommen:
            try:
                uit[kolom.naam] = vind_maat(
                    alle, kolom, self.dienst.naam, streng=kolom.streng and bekend
                )
            except AndereNamen as fout:
                # A new year may lack a subject for a while; what the source is about stands first.
                if not kolom.mag_missen and (bekend or kolom is self.tabel.kolommen[0]):
                    raise
                self.mist[kolom.naam] = str(fout)
        return uit

    @cached_property
    def _waar(self) -> dict[str, dict[str, list[Code]]]:
        """Kolom -> dimensie -> codes die samen die kolom zijn."""
        vast = [self.tabel.gebied, PERIODEN, *(u.dimensie for u in self.uitsplitsingen)]
        alle = self.dienst.dimensietitels()
        mist = [d for d in (self.tabel.gebied,) if d and d not in alle]
        mist += [PERIODEN] if self.jaar is None and PERIODEN not in alle else []
        if mist:
            raise AndereNamen(f"dimensie {mist[0]} is er niet (meer); wel: {', '.join(alle)}")
        uit = {}
        for kolom in self.tabel.kolommen:
            try:
                keuzes = op_naam(dict(self.tabel.filters) | dict(kolom.waar), alle, vast)
                uit[kolom.naam] = {
                    d: self._codes_van(d, keuzes.get(d, "totaal")) for d in alle if d not in vast
                }
            except AndereNamen as fout:
                if not kolom.mag_missen:
                    raise
                self.mist[kolom.naam] = str(fout)
                self.maten.pop(kolom.naam, None)
        return uit

    def _codes_van(self, dimensie: str, gezocht: object) -> list[Code]:
        keus = vind_keus(self._codes(dimensie), gezocht, dimensie)
        self._keuzes[dimensie, tuple(c.code for c in keus.codes)] = keus
        return list(keus.codes)

    @cached_property
    def _keuzes(self) -> dict[tuple[str, tuple[str, ...]], Keus]:
        return {}

    def _codes(self, dimensie: str) -> list[Code]:
        if dimensie not in self._opgehaald:
            self._opgehaald[dimensie] = self.dienst.codes(dimensie)
        return self._opgehaald[dimensie]

    @cached_property
    def _opgehaald(self) -> dict[str, list[Code]]:
        return {}

    @cached_property
    def _labels(self) -> dict[str, dict[str, list[Code]]]:
        """Dimensie van een uitsplitsing -> label -> codes."""
        uit: dict[str, dict[str, list[Code]]] = {}
        for u in self.uitsplitsingen:
            if u.alles:
                uit[u.dimensie] = {c.titel: [c] for c in self._codes(u.dimensie)}
                continue
            uit[u.dimensie] = {
                str(label): self._codes_van(u.dimensie, codes) for label, codes in u.codes.items()
            }
            for label, codes in uit[u.dimensie].items():
                if len(codes) == 1:
                    controleer_leeftijd(codes[0], label)
        return uit

    def controleer_namen(self) -> None:
        """Zoekt alles op wat straks gevraagd wordt. Fout: AndereNamen."""
        _ = (self.stand, self.maten, self._waar, self._labels, self.perioden)

    def keuzes(self, jaren: Sequence[int]) -> Iterator[Keuze]:
        """De vragen die samen deze jaren geven, elk klein genoeg voor een paar bladzijden."""
        codes = self._alle_codes()
        maten = list({m.code: m for m in self.maten.values()}.values())
        dimensies = [d for d in self.dienst.dimensies() if d in codes or d == self.tabel.gebied]
        begin = {self.tabel.gebied: self.tabel.soorten} if self.tabel.gebied else {}
        tekst = any(k.soort == "tekst" for k in self.tabel.kolommen)
        filters = {d: c for d, c in codes.items() if c is not None}
        if self.jaar is not None:
            yield Keuze(filters, begin, maten, dimensies, tekst)
            return
        gebieden = _GEBIEDEN.get(self.tabel.gebied, _GEWOON) if self.tabel.gebied else 1
        rijen = gebieden * len(maten)
        for lijst in filters.values():
            rijen *= len(lijst)
        tegelijk = max(1, min(_PERIODEN_PER_VRAAG, _RIJEN_PER_VRAAG // max(1, rijen)))
        alle = [p for j in jaren for p in self.perioden.get(j, [])]
        for n in range(0, len(alle), tegelijk):
            samen = {PERIODEN: alle[n : n + tegelijk]}
            yield Keuze(filters | samen, begin, maten, [*dimensies, PERIODEN], tekst)

    def _alle_codes(self) -> dict[str, list[Code] | None]:
        """Dimensie -> alle codes die een kolom nodig heeft.

        None is: te veel om op te noemen, vraag alles.
        """
        uit: dict[str, dict[str, Code]] = {}
        for waar in self._waar.values():
            for dimensie, codes in waar.items():
                uit.setdefault(dimensie, {}).update({c.code: c for c in codes})
        for dimensie, labels in self._labels.items():
            for codes in labels.values():
                uit.setdefault(dimensie, {}).update({c.code: c for c in codes})
        return {d: list(c.values()) if len(c) <= _CODES_PER_VRAAG else None for d, c in uit.items()}

    def omvang(self, jaren: Sequence[int]) -> int | None:
        """Hoeveel rijen de bron telt voor deze jaren; None als zij dat niet zegt."""
        aantallen = [self.dienst.tel(keuze) for keuze in self.keuzes(jaren)]
        return None if any(n is None for n in aantallen) else sum(n or 0 for n in aantallen)

    def haal(self, jaren: Sequence[int]) -> Opbrengst:
        """Haalt deze jaren op. Fout: Bronfout en haar soorten."""
        delen = [self.dienst.cijfers(keuze) for keuze in self.keuzes(jaren)]
        if not delen:
            raise NogLeeg(f"er zijn geen cijfers over {', '.join(map(str, jaren))}")
        lang = pd.concat(delen, ignore_index=True)
        if lang.empty:
            raise NogLeeg(f"er zijn geen cijfers over {', '.join(map(str, jaren))}")
        if self.jaar is not None:
            lang[PERIODEN] = f"{self.jaar}JJ00"
        assen = [c for c in lang.columns if c not in ("waarde", "tekst", "kenmerk")]
        if lang.duplicated(assen).any():
            dubbel = lang[lang.duplicated(assen)].iloc[0]
            raise Onvolledig(f"{' '.join(map(str, dubbel[assen]))} staat er twee keer in")
        uit = Opbrengst(self.tabel, self.nummer, self.dienst.naam, self.stand, self._vorm(lang))
        uit.leeg = Counter(lang.kenmerk[lang.waarde.isna() & ~lang.kenmerk.isin(_LEEG)])
        uit.voorlopig = self._uit_voorlopig | {
            jaar
            for jaar in jaren
            if any("voorlopig" in p.status.lower() for p in self.perioden.get(jaar, []))
        }
        uit.jaren = list(jaren)
        uit.gevonden = {naam: self._wat(naam) for naam in self.maten}
        uit.mist = {k: w for k, w in self.mist.items() if uit.frame[k].isna().all()}
        # What was not there to fetch stays as it was.
        uit.frame = uit.frame.drop(columns=list(uit.mist))
        if self.tabel.namen:
            self._zet_namen_bij(uit.frame)
        if "inwoners" in uit.frame and "GM" in self.tabel.soorten:
            uit.namen = self.gebiedsnamen()
        return uit

    def _wat(self, kolom: str) -> str:
        """What this column is at the source, in the words of the source."""
        maat = self.maten[kolom]
        groep = f"{maat.groep}: " if maat.groep else ""
        delen = [f"{groep}{maat.titel}"]
        for codes in self._waar[kolom].values():
            if not codes[0].titel.lower().startswith("totaal"):
                delen.append(" + ".join(c.titel for c in codes[:_CODES_IN_ZIN]))
        return f"'{'; '.join(delen)}' ({maat.eenheid or 'eenheid niet genoemd'})"

    def gebiedsnamen(self) -> dict[str, str]:
        """Gebiedcode -> naam, zoals de tabel ze heeft."""
        return {_gebied(c.code): c.titel for c in self._codes(self.tabel.gebied)}

    def _zet_namen_bij(self, frame: pd.DataFrame) -> None:
        codes = self._codes(self.tabel.gebied)
        bij = {
            "naam": self.gebiedsnamen(),
            "gemeente": {_gebied(c.code): _gemeente_van(c) for c in codes},
        }
        for plaats, (kolom, wat) in enumerate(self.tabel.namen.items()):
            frame.insert(2 + plaats, kolom, frame.gebied.map(bij[wat]))

    def _vorm(self, lang: pd.DataFrame) -> pd.DataFrame:
        """Van een rij per cel naar een rij per gebied, jaar en uitsplitsing, met een kolom per
        cijfer.
        """
        gebied = lang[self.tabel.gebied].map(_gebied) if self.tabel.gebied else "NL"
        lang = lang.assign(gebied=gebied, jaar=lang[PERIODEN].str[:4].astype(int))
        assen = ["gebied", "jaar", *(u.kolom for u in self.tabel.uitsplitsingen)]
        kolommen = {}
        for kolom in self.tabel.kolommen:
            if kolom.naam in self.maten:
                kolommen[kolom.naam] = self._kolom(lang, kolom, assen)
        frame = pd.DataFrame(kolommen)
        frame = frame.reindex(columns=[k.naam for k in self.tabel.kolommen])
        for kolom in self.tabel.kolommen:
            if kolom.naam not in self.maten and kolom.anders:
                frame[kolom.naam] = frame[list(kolom.anders)].sum(axis=1, skipna=False)
        # An area that did not exist in a year has a row without figures.
        frame = frame.dropna(how="all")
        frame.index = frame.index.set_names(assen)
        frame = self._op_volgorde(frame.reset_index())
        for plaats, (naam, wat) in enumerate(self.tabel.vast.items()):
            frame.insert(2 + plaats, naam, wat)
        return frame

    def _op_volgorde(self, frame: pd.DataFrame) -> pd.DataFrame:
        if frame.empty:
            return frame
        volgorde = [frame.jaar, frame.gebied]
        for u in self.uitsplitsingen:
            plaats = {label: n for n, label in enumerate(self._labels[u.dimensie])}
            volgorde.append(frame[u.kolom].map(plaats))
        return frame.iloc[np.lexsort(volgorde[::-1])].reset_index(drop=True)

    def _kolom(self, lang: pd.DataFrame, kolom: Kolom, assen: list[str]) -> pd.Series:
        mee = lang.maat == self.maten[kolom.naam].code
        hoeveel = _DELEN.get(self.tabel.perioden, 1)
        eerste: dict[str, list[str]] = {}
        for dimensie, codes in self._waar[kolom.naam].items():
            namen = [c.code for c in codes]
            mee &= lang[dimensie].isin(namen)
            if self._keuzes[dimensie, tuple(namen)].voorkeur:
                eerste[dimensie] = namen
            else:
                hoeveel *= len(codes)
        deel = lang[mee]
        for dimensie, namen in eerste.items():
            deel = self._eerste_gevulde(deel, dimensie, namen)
        for u in self.uitsplitsingen:
            deel = deel.merge(self._label_van_code(u), on=u.dimensie)
        if kolom.soort == "tekst":
            return deel.set_index(assen).tekst.replace("", np.nan)
        nodig = pd.Series(hoeveel, index=deel.index)
        for u in self.uitsplitsingen:
            per_label = {label: len(c) for label, c in self._labels[u.dimensie].items()}
            nodig *= deel[u.kolom].map(per_label)
        if not (nodig > 1).any():
            return deel.set_index(assen).waarde * kolom.factor
        groep = deel.assign(nodig=nodig).groupby(assen, sort=False)
        som = groep.waarde.sum(min_count=1)
        # A sum with a part that is missing is missing.
        return som.where(groep.waarde.count() == groep.nodig.first()) * kolom.factor

    def _eerste_gevulde(self, deel: pd.DataFrame, dimensie: str, namen: list[str]) -> pd.DataFrame:
        """Of each cell the first code that has a figure; which years that made provisional."""
        plaats = {code: n for n, code in enumerate(namen)}
        volgorde = deel[deel.waarde.notna()].sort_values(
            dimensie, key=lambda codes: codes.map(plaats), kind="stable"
        )
        assen = [c for c in deel.columns if c not in (dimensie, "waarde", "tekst", "kenmerk")]
        uit = volgorde.drop_duplicates(assen)
        voorlopig = [c.code for c in self._codes(dimensie) if "voorlopig" in c.titel.lower()]
        self._uit_voorlopig |= {int(j) for j in uit.jaar[uit[dimensie].isin(voorlopig)]}
        return uit

    def _label_van_code(self, u: Uitsplitsing) -> pd.DataFrame:
        """A row per label of a code; one code may count in more labels (75plus and 85plus)."""
        paren = [
            (code.code, label)
            for label, codes in self._labels[u.dimensie].items()
            for code in codes
        ]
        return pd.DataFrame(paren, columns=[u.dimensie, u.kolom])


def _gebied(code: str) -> str:
    """The Netherlands is NL00 in one table and NL01 in another; here it is NL."""
    kort = code.strip()
    return "NL" if kort.startswith("NL") else kort


def _gemeente_van(code: Code) -> str:
    cijfers = re.match(r"(?:WK|BU)(\d{4})", code.code)
    return f"GM{cijfers[1]}" if cijfers else _gebied(code.code)


def _zelfde_onderwerp(titel: str, hoort: str) -> bool:
    """Every word that the register asks for stands in the title."""
    is_ = kaal(titel)
    return all(kaal(woord) in is_ for woord in re.findall(r"[\w-]+", hoort))
