"""Eigen regio's: een map per regio met regio.yaml (naam, gemeenten);
de invoer die erbij staat leest deze kamer niet.
"""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from woonzorg_lib.fouten import WoonzorgFout, systeemreden

from .gebied import Gebied
from .namen import lijkt_op, opsomming, sleutel
from .register import gemeenten
from .yamlveilig import Yamlfout, keur

_SLEUTELS = ("naam", "gemeenten", "bron", "toelichting")


class EigenRegioFout(WoonzorgFout):
    """Een regio.yaml die niet klopt."""


def mappen(eigen_map: Path | None) -> list[Path]:
    """De mappen van eigen regio's, op naam;
    een map die met _ begint (een sjabloon) telt niet mee.
    """
    if eigen_map is None or not Path(eigen_map).is_dir():
        return []
    return sorted(
        map_
        for map_ in Path(eigen_map).iterdir()
        if map_.is_dir() and not map_.name.startswith((".", "_"))
    )


def zoek_map(eigen_map: Path | None, naam: str) -> Path | None:
    """De map van een eigen regio, of None; alleen mappen die er staan,
    dus nooit buiten `eigen_map`.
    """
    return next((map_ for map_ in mappen(eigen_map) if sleutel(map_.name) == sleutel(naam)), None)


@lru_cache
def _ontleed(tekst: str) -> object:
    """Kept by its text: a run over the country asks for the same regions once per gemeente."""
    import yaml  # only own regions need it

    keur(tekst)
    # BaseLoader keeps every value text: YAML reads 0344 as an octal number,
    # which is another gemeente.
    return yaml.load(tekst, Loader=yaml.BaseLoader)


def lees_regio(map_: Path, zoek_lid: Callable[[str], Gebied]) -> Gebied:
    """De eigen regio die in `map_`/regio.yaml staat.
    zoek_lid: van een gemeente of SOORT:NAAM naar een gebied, waarvan alle leden meedoen.
    """
    bestand = map_ / "regio.yaml"
    plek = bestand.as_posix()
    inhoud = _inhoud(bestand, plek)
    naam = inhoud.get("naam") or map_.name
    if not isinstance(naam, str):
        raise EigenRegioFout(f"{plek}, naam: verwacht één naam.")
    leden = _leden(inhoud.get("gemeenten"), plek, zoek_lid)
    bron = " ".join(inhoud["bron"].split()) if isinstance(inhoud.get("bron"), str) else ""
    return Gebied(
        f"EIGEN:{map_.name}",
        " ".join(naam.split()),
        "eigen",
        tuple(g.code for g in gemeenten() if g.code in leden),
        bron,
    )


def _inhoud(bestand: Path, plek: str) -> dict:
    """What stands in the file, with known keys only."""
    inhoud = _lees(bestand, plek)
    if not isinstance(inhoud, dict):
        raise EigenRegioFout(f"{plek}: verwacht 'naam:' en 'gemeenten:' met een lijst eronder.")
    if vreemd := [str(s) for s in inhoud if s not in _SLEUTELS]:
        goed = lijkt_op(vreemd[0], {s: s for s in _SLEUTELS}, 1)
        raise EigenRegioFout(
            f"{plek}: onbekende sleutel '{vreemd[0]}'. "
            + (f"Bedoelt u '{goed[0]}'?" if goed else f"Toegestaan: {opsomming(_SLEUTELS)}.")
        )
    return inhoud


def _lees(bestand: Path, plek: str) -> object:
    import yaml  # only own regions need it

    try:
        return _ontleed(bestand.read_text(encoding="utf-8-sig"))
    except Yamlfout as fout:
        waar = f", regel {fout.regel}" if fout.regel else ""
        raise EigenRegioFout(f"{plek}{waar}: {fout.wat} {fout.doe}") from None
    except yaml.YAMLError as fout:
        regel = getattr(fout, "problem_mark", None)
        waar = f", regel {regel.line + 1}" if regel else ""
        raise EigenRegioFout(
            f"{plek}{waar}: dit is geen geldige YAML. "
            "Kijk naar inspringen, streepjes en aanhalingstekens."
        ) from None
    except FileNotFoundError:
        raise EigenRegioFout(
            f"{plek}: het bestand ontbreekt. Zet er 'naam:' en 'gemeenten:' in."
        ) from None
    except UnicodeDecodeError:
        raise EigenRegioFout(f"{plek}: het bestand is geen UTF-8. Sla het op als UTF-8.") from None
    except OSError as fout:
        raise EigenRegioFout(
            f"{plek}: het bestand is niet te lezen ({systeemreden(fout.errno)})."
        ) from None


def _leden(lijst: object, plek: str, zoek_lid: Callable[[str], Gebied]) -> set[str]:
    if not isinstance(lijst, list) or not lijst:
        raise EigenRegioFout(
            f"{plek}, gemeenten: verwacht een lijst met namen of codes, zoals '- Utrecht'."
        )
    leden: set[str] = set()
    for nummer, post in enumerate(lijst, start=1):
        if not isinstance(post, str):
            raise EigenRegioFout(f"{plek}, gemeenten, nummer {nummer}: verwacht één naam of code.")
        try:
            leden.update(zoek_lid(post).leden)
        except WoonzorgFout as fout:
            raise EigenRegioFout(f"{plek}, gemeenten, nummer {nummer}: {fout}") from None
    return leden
