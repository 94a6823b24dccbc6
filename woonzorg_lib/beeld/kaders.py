"""Normen, prijsgrenzen en wettelijke regels als tekst en tabel, elk met bron en status.
Leest de bestanden niet.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from woonzorg_lib.beeld.beeld import Beeld, datum, rijen
from woonzorg_lib.beeld.getallen import getal
from woonzorg_lib.beeld.tabellen import e, tabel
from woonzorg_lib.beeld.zinnen import hoofdletter, klein, opsomming

VOOR = {"secundair": "Volgens secundaire bronnen: ", "ongecontroleerd": "Ongecontroleerd: "}


def waarde(norm: float, eenheid: str) -> str:
    """Een norm met zijn eenheid: 0.3 deel is 30%, 932.93 euro per maand is € 932,93 per maand."""
    if eenheid in ("deel", "verhouding"):
        return f"{getal(100 * norm, 0 if abs(100 * norm - round(100 * norm)) < 0.5 else 1)}%"
    if eenheid.startswith("euro"):
        return (
            f"€ {getal(norm, 0 if float(norm).is_integer() else 2)}{eenheid.removeprefix('euro')}"
        )
    if eenheid == "jaar" and norm >= 1900:
        return str(int(norm))
    return f"{getal(norm, len(f'{norm:g}'.partition('.')[2]))} {eenheid}"


def _bladen(deel: dict, naam: str, geerfd: dict) -> Iterator[tuple[str, dict]]:
    """Every single value of standaard.yaml, with the unit, year,
    source and status of its group where it has none itself; a table has no single value.
    """
    hier = geerfd | {k: deel[k] for k in ("naam", "eenheid", "jaar", "bron", "status") if k in deel}
    if isinstance(deel.get("waarde"), (int, float)):
        yield (
            deel.get("naam") or deel.get("uitleg") or hier.get("naam") or naam,
            hier | {"waarde": deel["waarde"]},
        )
        return
    for k, lager in deel.items():
        if isinstance(lager, dict):
            yield from _bladen(
                lager, str(k).replace("_", " "), hier | ({"jaar": k} if isinstance(k, int) else {})
            )


def normtabel(normen: dict) -> Beeld:
    """Alle normen en grenzen van dit rapport, met jaar, bron en status."""
    regels, data = [], []
    for groep, deel in normen.items():
        for naam, blad in _bladen(deel, groep.replace("_", " "), {}):
            heel = naam if "waarde" in deel else f"{groep.replace('_', ' ')}: {naam}"
            regels.append(
                [
                    hoofdletter(heel),
                    waarde(blad["waarde"], blad["eenheid"]),
                    str(blad["jaar"]),
                    blad["bron"],
                    blad["status"],
                ]
            )
            data.append(_normrij(groep, hoofdletter(heel), blad))
    los = sum(r[-1] == "ongecontroleerd" for r in regels)
    b = tabel(
        ["Norm of grens", "Waarde", "Jaar", "Bron", "Status"],
        regels,
        "Normen en grenzen die dit rapport gebruikt",
    )
    zin = (
        f"Dit rapport kent {len(regels)} normen, grenzen en kengetallen. "
        f"{los} daarvan {'is' if los == 1 else 'zijn'} niet bij de bron gezien en "
        f"{'heet' if los == 1 else 'heten'} ongecontroleerd. "
        "Een gemeente of regio kan ze vervangen."
    )
    return Beeld(
        "tabel",
        f"<p>{zin}</p><details><summary>Toon alle normen en grenzen</summary>{b.html}</details>",
        b.tekst,
        {"rijen": rijen(data)},
    )


def _normrij(groep: str, naam: str, blad: dict) -> dict:
    """A norm as a row of cijfers.csv: a part is a percentage there, as in the text."""
    deel = blad["eenheid"] in ("deel", "verhouding")
    return {
        "indicator": f"norm_{groep.removeprefix('norm_')}",
        "omschrijving": f"Norm of grens: {naam}",
        "gebiedcode": "NL",
        "gebied": "Nederland",
        "jaar": blad["jaar"],
        "uitsplitsing": naam,
        "waarde": float(blad["waarde"]) * (100 if deel else 1),
        "ondergrens": None,
        "bovengrens": None,
        "eenheid": "%" if deel else blad["eenheid"],
        "soort": "norm",
        "bron": blad["bron"],
        "tabel": "standaard.yaml",
        "periode": str(blad["jaar"]),
        "opgehaald": "",
        "opmerking": blad["status"],
    }


def prijsgrenzen(reeksen: dict[str, tuple[int, dict, dict]]) -> Beeld:
    """Tot welke prijs een woning in een klasse valt.
    reeksen: klasse -> (jaar, de waarde, de reeks).
    """
    delen = [
        f"{r['naam']} tot {waarde(w['waarde'], r['eenheid'])} ({jaar})"
        for jaar, w, r in reeksen.values()
    ]
    bronnen = "; ".join(dict.fromkeys(w["bron"] for _, w, _ in reeksen.values()))
    return Beeld(
        "tekst",
        f'<p class="notitie">Prijsklassen: {e(opsomming(delen))}. Bron: {e(bronnen)}.</p>',
        "Prijsklassen",
    )


def juridisch(regels: list[dict], stand: date, kop: str = "") -> Beeld:
    """Wettelijke regels, elk met bron en status, en tot wanneer zij zijn bijgehouden.
    kop: een woord vooraf, tussen andere dingen in.
    """
    if not regels:
        return Beeld("tekst", "")
    return Beeld(
        "tekst",
        f'<div class="wet">{_lijst(regels, stand, kop)}{_stand(stand)}</div>',
        "Wettelijke regels",
    )


def _lijst(regels: list[dict], stand: date, kop: str = "Wat zegt de wet?") -> str:
    delen = "".join(
        f"<li>{_regel(r, stand)}</li>"
        for r in sorted(regels, key=lambda r: str(r.get("datum") or ""))
    )
    return f"{f'<p><strong>{kop}</strong></p>' if kop else ''}<ul>{delen}</ul>"


def _regel(r: dict, stand: date) -> str:
    voor = VOOR.get(r["status"], "")
    herkomst = [] if voor else [r["status"]]
    herkomst += [r["bron"]] + (
        [] if r["geverifieerd_op"] == stand else [f"bekeken op {datum(str(r['geverifieerd_op']))}"]
    )
    return (
        f"{e(voor)}{e(klein(r['tekst']) if voor else r['tekst'])} "
        f"<small>({e('; '.join(herkomst))})</small>"
    )


def _stand(stand: date) -> str:
    return (
        f'<p class="notitie">Stand per {datum(str(stand))}; '
        'controleer <a href="https://wetten.overheid.nl">wetten.overheid.nl</a>.</p>'
    )


def urgentiecategorieen(groepen: list[dict], wet: list[dict], stand: date) -> Beeld:
    """De groepen die voorrang kunnen krijgen, en of dat verplicht is;
    wat onbekend is, staat er als onbekend.
    """
    regels = [[hoofdletter(g["groep"]), g["verplicht"], g["bron"]] for g in groepen]
    b = tabel(
        ["Groep", "Verplicht", "Waarom hier genoemd"],
        regels,
        "Welke groepen kunnen voorrang krijgen op een woning?",
    )
    return Beeld(
        "tabel",
        f'<div class="wet">{_lijst(wet, stand) if wet else ""}{b.html}{_stand(stand)}</div>',
        b.tekst,
        b.gegevens,
    )
