"""Van de cellen van één rij naar waarden; wat niet te lezen is, wordt gemeld en weggelaten."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from woonzorg_lib.gebieden.namen import sleutel, toon
from woonzorg_lib.invoer import cellen
from woonzorg_lib.invoer.cellen import Celfout, Procent
from woonzorg_lib.invoer.kolommen import hersteld
from woonzorg_lib.invoer.melding import FOUT, LET_OP
from woonzorg_lib.invoer.persoonsgegevens import elfproef, persoonsgegevens
from woonzorg_lib.invoer.privacy import KLEIN
from woonzorg_lib.invoer.schema import Kolom, Schema
from woonzorg_lib.invoer.velden import Aantal
from woonzorg_lib.invoer.werkboek import Onleesbaar

MET_WOORDEN = ("tekst", "code", "keuze", "gemeente", "ja_nee")
_WOORDVORMEN = ("tekst", "code", "keuze", "gemeente", "url")
_TELLINGEN = ("aantal", "saldo", "bedrag")
Melder = Callable[[str, "int | None", "str | None", str, str], None]
WEG_MET_PERSOON = "Haal het weg; noem een functie of organisatie."


@dataclass
class Cel:
    """Wat er van één cel te zeggen is: haar waarde (None: niets) en meldingen.

    Een melding is (ernst, wat, doe); in `wat` staat {} op de plaats van wat er getypt is.
    """

    waarde: Any = None
    meldingen: list[tuple[str, str, str]] = field(default_factory=list)
    klein: int = 0  # someone typed "<5"
    jaren: tuple[int, int] | None = None
    breuk: bool = False  # a fraction where a percentage belongs


class Rijlezer:
    """Leest rijen van één schema; onthoudt cellen die vaker voorkomen."""

    def __init__(self, schema: Schema, meld: Melder):
        self.schema, self.meld = schema, meld
        self.breuken: dict[str, list[tuple[int, float]]] = {}
        self._gezien: dict[tuple, Cel] = {}

    def lees(self, regel: int, ruw: Mapping[str, Any], geheim: bool) -> tuple[dict, set[str]]:
        """De waarden van een rij, en de kolommen met een fout.

        geheim: herhaal in meldingen niet wat er staat.
        """
        klaar: dict[str, Any] = {}
        fout: set[str] = set()
        klein, blok = [], None
        for naam, ruwe_cel in ruw.items():
            cel = self._cel(naam, ruwe_cel)
            for ernst, wat, doe in cel.meldingen:
                self.meld(ernst, regel, naam, wat.replace("{}", _getypt(ruwe_cel, geheim)), doe)
                if ernst == FOUT:
                    fout.add(naam)
            if cel.waarde is not None:
                klaar[naam] = cel.waarde
            if cel.klein:
                klein.append(f"{naam}<{cel.klein}")
            if cel.breuk:
                self.breuken.setdefault(naam, []).append((regel, cel.waarde))
            blok = cel.jaren or blok
        if klein:
            klaar[KLEIN] = " ".join(klein)
        if blok:
            self._zet_blok(klaar, blok)
        return klaar, fout

    def _zet_blok(self, klaar: dict, blok: tuple[int, int]) -> None:
        jaren = self.schema.jaarkolommen
        if jaren is not None and jaren.geheel in klaar:
            klaar[f"{jaren.naam}_{blok[0]}_{blok[1]}"] = klaar[jaren.geheel]

    def _cel(self, naam: str, cel: Any) -> Cel:
        sleutel_ = (naam, type(cel), cel)
        if sleutel_ not in self._gezien:
            if len(self._gezien) > 50_000:
                self._gezien.clear()
            self._gezien[sleutel_] = self._lees_cel(naam, cel)
        return self._gezien[sleutel_]

    def _lees_cel(self, naam: str, cel: Any) -> Cel:
        kolom = self.schema.kolom(naam)
        vorm = kolom.vorm if kolom else Aantal  # a column of a year counts
        if isinstance(cel, Onleesbaar):
            return Cel(meldingen=[(FOUT, cel.wat, cel.doe)])
        if isinstance(cel, str) and len(cel) > cellen.LANGST:
            lang = cellen.te_lang(cel)  # before any search
            return Cel(meldingen=[(FOUT, lang.wat, lang.doe)])
        if wat := self._persoon(vorm.naam, cel):
            return Cel(meldingen=[(FOUT, f"hier lijkt {wat} te staan.", WEG_MET_PERSOON)])
        bijzonder = self._bijzonder(kolom, vorm.naam, cel)
        if bijzonder is not None:
            return bijzonder
        try:
            uit = Cel(vorm.lees(cel))
        except Celfout as fout:
            return Cel(meldingen=[(FOUT, fout.wat, self._raad(kolom, cel, fout.doe))])
        if vorm.naam == "aandeel" and not isinstance(cel, Procent) and "%" not in str(cel):
            uit.breuk = 0 < uit.waarde <= 1
        if isinstance(uit.waarde, str) and hersteld(uit.waarde) != uit.waarde:
            wat = (
                f"{{}} heeft dubbel gecodeerde letters; er stond vast {toon(hersteld(uit.waarde))}."
            )
            uit.meldingen.append((LET_OP, wat, "Sla het bestand opnieuw op als UTF-8."))
        return uit

    def _persoon(self, vorm: str, cel: Any) -> str | None:
        """Which personal data this cell seems to hold."""
        if isinstance(cel, float) and cel.is_integer():
            cel = int(cel)
        if isinstance(cel, bool) or not isinstance(cel, (str, int)):
            return None
        if vorm in _TELLINGEN:
            cijfers = str(cel).strip()
            return "een burgerservicenummer" if elfproef(cijfers) else None
        if vorm not in _WOORDVORMEN:
            return None
        # A street can be named after a person; in a list of who does what a name has no place.
        namen = not self.schema.personen_mogen
        gevonden = persoonsgegevens(cel, code=vorm == "code", namen=namen)
        return gevonden[0] if gevonden else None

    def _bijzonder(self, kolom: Kolom | None, vorm: str, cel: Any) -> Cel | None:
        """A way of writing that is understood, and needs a word about it."""
        if not isinstance(cel, str):
            return None
        t = cel.strip()
        if vorm in ("tekst", "code") and not sleutel(t):
            return self._alleen_leestekens(kolom)
        onbekend = vorm == "ja_nee" and sleutel(t) in ("", "onbekend", "nvt", "nb")
        if (vorm not in MET_WOORDEN or onbekend) and t.lower() in cellen.LEEG:
            return _onbekend(kolom)
        if kolom is None:
            return None
        if kolom.personen and (grens := cellen.klein_aantal(cel)):
            wat = f"{{}} is gelezen als minder dan {grens}; het rapport toont '<{grens}'."
            doe = "Vul het aantal in als u het weet; onder de vijf blijft het verborgen."
            return Cel(klein=grens, meldingen=[(LET_OP, wat, doe)])
        if vorm == "jaar":
            return self._jaar(kolom, t)
        return None

    @staticmethod
    def _alleen_leestekens(kolom: Kolom | None) -> Cel:
        if kolom is not None and kolom.nodig:
            doe = f"Vul in: {kolom.uitleg}"
            return Cel(meldingen=[(FOUT, "{} is geen naam of nummer.", doe)])
        doe = "Laat de cel leeg als u dit niet wilt zien."
        return Cel(meldingen=[(LET_OP, "{} is gelezen als onbekend.", doe)])

    def _jaar(self, kolom: Kolom, t: str) -> Cel | None:
        """A year with the star of a provisional figure, or a range of years."""
        if t.endswith("*") and t.rstrip("* ")[-4:].isdigit():
            uit = self._lees_cel(kolom.naam, t.rstrip("* "))
            if uit.waarde is not None:
                wat = "{} is een voorlopig cijfer: het CBS zet daar een * achter."
                uit.meldingen.append((LET_OP, wat, "Zet het in de toelichting."))
            return uit
        reeks = self.schema.jaarkolommen
        blok = cellen.jaren(t)
        if reeks is None or kolom.naam != reeks.naam or blok is None:
            return None
        van, tot = blok
        if van == tot:
            uit = self._lees_cel(kolom.naam, str(van))
            uit.meldingen.append((LET_OP, f"{{}} is gelezen als {van}.", f"Of schrijf {van}."))
            return uit
        if not reeks.blokken:
            return None
        doe = "Weet u het aantal per jaar, gebruik dan een kolom per jaar."
        wat = f"{{}} is gelezen als {reeks.naam}_{van}_{tot}."
        return Cel(jaren=blok, meldingen=[(LET_OP, wat, doe)])

    def _raad(self, kolom: Kolom | None, cel: Any, doe: str) -> str:
        reeks = self.schema.jaarkolommen
        if kolom is None or reeks is None or kolom.naam != reeks.naam or not reeks.blokken:
            return doe
        if not (isinstance(cel, str) and any(t.isdigit() for t in cel)):
            return doe
        jaar = date.today().year + 1
        return f"{doe} Of gebruik kolommen per jaar, zoals {reeks.naam}_{jaar}_{jaar + 3}."


def _onbekend(kolom: Kolom | None) -> Cel:
    if kolom is not None and kolom.nodig:
        return Cel()  # the cell counts as empty, and that is reported
    doe = "Laat de cel leeg als u dit niet wilt zien."
    return Cel(meldingen=[(LET_OP, "{} is gelezen als onbekend.", doe)])


def _getypt(cel: Any, geheim: bool) -> str:
    """What was typed, for a message; never what is secret or someone's own."""
    if geheim:
        return "deze waarde"
    tekst = cellen.kaal(cel.date() if isinstance(cel, datetime) else cel)
    if len(tekst) > cellen.LANGST or persoonsgegevens(tekst):
        return "deze waarde"
    return toon("".join(t if t.isprintable() else "\ufffd" for t in tekst))
