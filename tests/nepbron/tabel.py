"""Een tabel zoals de bron haar heeft: dimensies, maten en cijfers; hoe zij antwoordt staat in server.py."""

from dataclasses import dataclass, field

import pandas as pd

KIND = {"RegioS": "GeoDimension", "WijkenEnBuurten": "GeoDetail", "Perioden": "TimeDimension"}


@dataclass
class Dim:
    """codes: code -> titel; breedte: how wide v3 pads the keys; status: code -> Definitief/Voorlopig."""

    naam: str
    codes: dict
    breedte: int = 0
    status: dict = field(default_factory=dict)
    groep: dict = field(default_factory=dict)
    titel: str = ""
    opgevuld_v4: bool = False  # v4 does not pad; a test may make it

    def v4(self, code):
        return self.key(code) if self.opgevuld_v4 else code

    @property
    def kind(self):
        return KIND.get(self.naam, "Dimension")

    def key(self, code):
        return code.ljust(self.breedte or max(len(c) for c in self.codes))


@dataclass
class Maat:
    """code: in v4. stam and nummer: in v3."""

    code: str
    stam: str
    nummer: int
    titel: str
    eenheid: str = "aantal"
    decimalen: int = 0
    groep: str = ""
    tekst: bool = False

    @property
    def kolom(self):
        return f"{self.stam}_{self.nummer}"


@dataclass
class Neptabel:
    """data: a column per dimension and one per measure (its v4 code); an empty cell is 'Impossible'."""

    id: str
    titel: str
    dims: list
    maten: list
    data: pd.DataFrame
    gewijzigd: str = "2026-06-23T02:00:00"
    status: str = "Regulier"
    catalogus: str = "CBS"
    diensten: tuple = ("v4", "v3")
    periode: str = ""  # what the table says that it is about
    leeg_weg: bool = False  # v4: an empty cell has no row

    def dim(self, naam):
        return next(d for d in self.dims if d.naam == naam)

    @property
    def versie(self):
        return "".join(t for t in self.gewijzigd if t.isdigit())[:12]
