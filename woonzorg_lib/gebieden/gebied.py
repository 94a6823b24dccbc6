"""Wat een gebied is en hoe het in een zin heet; welke gebieden er zijn staat in register.py."""

import re
from dataclasses import dataclass, field

# The order in which choices are listed. Value: the word that goes before the name.
SOORTEN = {
    "land": "",
    "provincie": "provincie",
    "corop": "COROP-gebied",
    "arbeidsmarkt": "arbeidsmarktregio",
    "veiligheid": "veiligheidsregio",
    "ggd": "GGD-regio",
    "zorgkantoor": "zorgkantoorregio",
    "jeugd": "jeugdregio",
    "res": "RES-regio",
    "rmc": "RMC-regio",
    "veilig_thuis": "Veilig Thuis-regio",
    "eigen": "regio",
}

ZORGKANTOOR_OPMERKING = (
    "De indeling in zorgkantoorregio's is nagekeken voor 2025 (CBS, tabel 86059NED). "
    "Of er daarna iets veranderde, is niet nagekeken."
)

# Words at the start of an official name that say the same as the word before it ("GGD-regio GGD
# Twente").
_DUBBELOP = {
    "ggd": re.compile(r"^(GGD Regio|GGD|Veiligheids- en Gezondheidsregio)\s+"),
    "arbeidsmarkt": re.compile(r"^Regio\s+"),
    "eigen": re.compile(r"^(de\s+)?regio\s+", re.IGNORECASE),
}


@dataclass(frozen=True)
class Gebied:
    """Een gemeente, een regio of Nederland: `code`, `naam`, `soort`,
    de gemeentecodes van de `leden`, en bij een eigen regio de `bron`.
    """

    code: str
    naam: str
    soort: str
    leden: tuple[str, ...] = field(repr=False)
    bron: str = field(default="", repr=False, compare=False)

    @property
    def korte_naam(self) -> str:
        """De naam zonder woorden die de soort herhalen: "Twente" voor "GGD Twente"."""
        patroon = _DUBBELOP.get(self.soort)
        return patroon.sub("", self.naam) if patroon else self.naam

    @property
    def volledige_naam(self) -> str:
        """De naam met zijn soort, voor in een zin:
        "gemeente Utrecht", "COROP-gebied Utrecht", "Nederland".
        """
        soort = SOORTEN.get(self.soort, self.soort)
        return f"{soort} {self.korte_naam}".strip()

    @property
    def met_lidwoord(self) -> str:
        """De volledige naam met lidwoord: "de gemeente Utrecht", "het COROP-gebied Utrecht",
        "Nederland".
        """
        if self.soort == "land":
            return self.volledige_naam
        return f"{'het' if self.soort == 'corop' else 'de'} {self.volledige_naam}"

    @property
    def keuze(self) -> str:
        """Hoe u dit gebied op de opdrachtregel typt:
        "GM0344", "corop:Utrecht", '"ggd:Hart voor Brabant"'.
        """
        if self.soort == "gemeente":
            return self.code
        naam = self.code.removeprefix("EIGEN:") if self.soort == "eigen" else self.korte_naam
        tekst = f"{self.soort}:{naam}"
        # A shell would split or swallow these.
        return f'"{tekst}"' if re.search(r"[\s'&()]", tekst) else tekst


# Between the code of a region and that of the gemeente that is left out of it.
_ZONDER = "-GM"


def rest_van(regio: Gebied, gemeente: Gebied) -> Gebied:
    """De regio zonder deze gemeente, om mee te vergelijken als zij er zelf het grootste deel van
    is.
    """
    return Gebied(
        code=f"{regio.code}-{gemeente.code}",
        naam=f"Rest van {regio.naam}",
        soort=regio.soort,
        leden=tuple(c for c in regio.leden if c != gemeente.code),
        bron=regio.bron,
    )


def is_rest(code: str) -> bool:
    """Of een gebiedcode die van een regio zonder de gemeente zelf is."""
    return _ZONDER in code
