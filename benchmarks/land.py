"""Laat alle onderwerpen los op alle gemeenten, zonder kernels, en meldt wat er mis is.
Rekent geen cijfers na; dat doet audit.py.

python benchmarks/land.py                     alle 342 gemeenten, met twee processen
python benchmarks/land.py --steekproef 10     tien willekeurige gemeenten
python benchmarks/land.py --statussen         alleen de tabel van statussen, zonder te tekenen
python benchmarks/land.py --readme            zet de tabel ook in README.md
"""

from __future__ import annotations

import argparse
import ast
import html
import json
import multiprocessing
import random
import re
import sys
import time
import warnings
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import narekenen
from woonzorg_lib import gebieden, onderwerpen
from woonzorg_lib.analyse import Analyse
from woonzorg_lib.beeld import Beeld
from woonzorg_lib.cli import VOLGORDE

KIT = Path(__file__).resolve().parent.parent
README = KIT / "README.md"
BEGIN, EINDE = "<!-- statussen -->", "<!-- /statussen -->"
GEEN_TEKST = re.compile(r"(?<![\w-])(nan|NaN|NaT|None|<NA>|-?inf|undefined)(?![\w-])")
# Fewer gemeenten than this say nothing about a sentence being the same everywhere.
GENOEG = 5


# Running the notebooks


@dataclass(frozen=True)
class Stap:
    """Wat één cel liet zien: een Beeld, of de fout waarmee zij stopte."""

    plek: str
    onderwerp: str
    beeld: Beeld | None = None
    fout: str = ""
    waarschuwingen: tuple[str, ...] = ()


@cache
def cellen() -> dict[str, list[tuple[str, object, object]]]:
    """Per notebook de codecellen: (plek, alles behalve de laatste regel,
    de laatste regel als die iets toont).
    """
    uit: dict[str, list] = {}
    for pad in sorted(KIT / "notebooks" / f"{naam}.ipynb" for naam in VOLGORDE):
        uit[pad.stem] = []
        for nummer, cel in enumerate(json.loads(pad.read_text(encoding="utf-8"))["cells"]):
            if cel["cell_type"] != "code":
                continue
            boom = ast.parse("".join(cel["source"]))
            toont = boom.body and isinstance(boom.body[-1], ast.Expr)
            laatste = ast.unparse(boom.body[-1]) if toont else ""
            los = compile(ast.Module(boom.body[:-1] if toont else boom.body, []), pad.name, "exec")
            plek = (
                "parameters"
                if "parameters" in cel["metadata"].get("tags", [])
                else f"{pad.stem} cel {nummer}: {laatste[:70]}"
            )
            uit[pad.stem].append((plek, los, compile(laatste, pad.name, "eval") if toont else None))
    return uit


def toon(code: str) -> Iterator[Stap]:
    """Voert alle cellen van alle notebooks uit voor een gemeente, zoals een kernel het zou doen,
    en geeft wat zij tonen.
    """
    for lijst in cellen().values():
        ruimte: dict = {}
        onderwerp = ""
        for plek, los, laatste in lijst:
            if plek == "parameters":
                exec(los, ruimte)
                ruimte |= {"gemeente": code}
                continue
            beeld, fout = None, ""
            with warnings.catch_warnings(record=True) as gemeld:
                warnings.simplefilter("always")
                try:
                    exec(los, ruimte)
                    beeld = eval(laatste, ruimte) if laatste else None
                except Exception as e:  # noqa: BLE001 - every error of a cell is a finding
                    fout = f"{type(e).__name__}: {e}".splitlines()[0]
            if isinstance(beeld, Beeld) and beeld.soort == "onderwerp":
                onderwerp = beeld.gegevens["id"]
            if fout or isinstance(beeld, Beeld):
                yield Stap(
                    plek,
                    onderwerp,
                    beeld,
                    fout,
                    tuple(str(w.message).splitlines()[0] for w in gemeld),
                )
            if fout and "a" not in ruimte:
                break  # without an Analyse every other cell of this notebook fails as well


# Looking at one gemeente


@dataclass
class Uitkomst:
    """Wat er bij één gemeente gezien is. `teksten`:
    per plek de zinnen of de alt-tekst, met de naam van de gemeente weggelaten.
    """

    code: str
    naam: str
    problemen: list[tuple[str, str, str]] = field(default_factory=list)
    statussen: dict[str, str] = field(default_factory=dict)
    teksten: dict[str, set[str]] = field(default_factory=dict)
    stil: list[str] = field(default_factory=list)
    waarschuwingen: list[str] = field(default_factory=list)
    figuren: int = 0
    duur: float = 0.0


def zichtbaar(fragment: str) -> str:
    """De tekst die een lezer ziet of hoort: tussen de tags, en in alt, aria-label en title."""
    fragment = re.sub(r"<(style|script|metadata|defs)\b.*?</\1>", " ", fragment, flags=re.S)
    gehoord = re.findall(r'\b(?:alt|aria-label|title)="([^"]*)"', fragment)
    return html.unescape(" ".join([re.sub(r"<[^>]*>", " ", fragment), *gehoord]))


def zinnen(fragment: str) -> list[str]:
    """De zinnen van een stukje HTML, zonder opmaak."""
    tekst = re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]*>", "", fragment))).strip()
    return [z for z in re.split(r"(?<=[.!?]) (?=[A-Z'‘])", tekst) if z]


def bekijk(code: str, stappen: Iterable[Stap] | None = None) -> Uitkomst:
    """Maakt alles voor een gemeente (of neemt wat al gemaakt is) en schrijft op wat er mis is."""
    begin = time.perf_counter()
    gemeente = gebieden.gemeente(code)
    uit = Uitkomst(code, gemeente.naam)
    rekenaar = narekenen.Gemeente(
        code, tuple(g.code for g in Analyse(code).vergelijkingsgroep.gemeenten)
    )
    naam = re.compile(rf"(?<!\w){re.escape(gemeente.naam)}(?!\w)")
    getoond: Counter[str] = Counter()
    for stap in stappen or toon(code):
        uit.waarschuwingen += [f"{stap.plek}: {w}" for w in stap.waarschuwingen]
        if stap.fout:
            uit.problemen.append(("uitzondering", stap.plek, stap.fout))
            uit.statussen[stap.onderwerp] = "mislukt"
            continue
        b = stap.beeld
        getoond[stap.onderwerp] += bool(b.html.strip()) and b.soort != "onderwerp"
        _beeld(b, stap, uit)
        uit.problemen += [("nul zonder cijfer", stap.plek, t) for t in _nullen(b, rekenaar)]
        if b.soort == "zin":
            _zin(b, stap.plek, uit, naam)
        if b.soort == "figuur":
            _figuur(b, stap.plek, uit, naam)
    for id in onderwerpen.register():
        status = uit.statussen.setdefault(id, "mislukt")
        if status == "mislukt" and not any(id in p[1] for p in uit.problemen):
            waarom = "het onderwerp staat in geen notebook, of er ging iets mis"
            uit.problemen.append(("onderwerp mislukt", id, waarom))
        if status in ("volledig", "deels") and not getoond[id]:
            waarom = f"de status is {status}, maar er staat niets"
            uit.problemen.append(("leeg onderwerp", id, waarom))
    uit.duur = time.perf_counter() - begin
    return uit


def _beeld(b: Beeld, stap: Stap, uit: Uitkomst) -> None:
    """Schrijft de status van het onderwerp op, en wat er aan elk beeld mis kan zijn."""
    if b.soort == "onderwerp":
        uit.statussen[stap.onderwerp] = b.gegevens["status"]
    if b.soort == "fout":
        uit.problemen.append(("mislukte figuur", stap.plek, b.gegevens["melding"]))
        uit.statussen[stap.onderwerp] = "mislukt"
    zicht = zichtbaar(b.html) + " " + b.tekst
    if m := GEEN_TEKST.search(zicht):
        erbij = " ".join(zicht[max(0, m.start() - 40) : m.end() + 40].split())
        uit.problemen.append(("geen getal op de pagina", stap.plek, erbij))


def _figuur(b: Beeld, plek: str, uit: Uitkomst, naam: re.Pattern) -> None:
    uit.figuren += 1
    if not _landelijk(b):
        uit.teksten[plek] = {naam.sub("…", b.gegevens["alt"])}
    eigen = [
        r
        for r in b.gegevens["rijen"]
        if r["gebiedcode"] == uit.code or r["gebiedcode"][:2] in ("WK", "BU")
    ]
    if eigen and all(r["waarde"] is None for r in eigen):
        wat = "figuur zonder cijfer van de gemeente"
        uit.problemen.append((wat, plek, b.gegevens["titel"]))


def _nullen(b: Beeld, rekenaar: narekenen.Gemeente) -> Iterator[str]:
    for rij in b.gegevens.get("rijen", []):
        if rij["waarde"] == 0:
            try:
                hoort = rekenaar.verwacht(rij)[0]
            except narekenen.NietTeVergelijken:
                continue  # audit.py reports these
            if hoort is None:
                yield (
                    f"{rij['indicator']} van {rij['gebied']} in {rij['jaar']} is 0, "
                    "maar de momentopname is leeg"
                )


def _landelijk(b: Beeld) -> bool:
    """Of alle cijfers over Nederland gaan: zo'n cijfer is er niet per gemeente,
    en dus overal hetzelfde.
    """
    rijen = b.gegevens.get("rijen") or []
    return bool(rijen) and all(r["gebiedcode"] == "NL" for r in rijen)


def _zin(b: Beeld, plek: str, uit: Uitkomst, naam: re.Pattern) -> None:
    lijst = zinnen(b.html)
    uit.teksten[plek] = (
        set()
        if _landelijk(b)
        else {naam.sub("…", z) for z in zinnen(NOOT.sub("", b.html)) if not VOORBEHOUD.match(z)}
    )
    if not b.html:
        uit.stil.append(plek)
    elif not lijst:
        uit.problemen.append(("lege zin", plek, b.html))
    uit.problemen += [
        ("kapotte zin", plek, z)
        for z in lijst
        if re.search(r"–|  |\{|\}|\( |\(\)| [.,;]|\.\.", z) or not z.endswith((".", "?", "!"))
    ]


# A caveat has to be the same everywhere; so has a note below a sentence.
VOORBEHOUD = re.compile(
    r"Dit is een schatting met het cohortmodel|Een getal onder nul wil zeggen"
    r"|Het gebruik van de Wmo is niet gecorrigeerd voor leeftijd"
    r"|Het cijfer van 2020 is gevraagd in het najaar"
)
NOOT = re.compile(r'<p class="(?:notitie|waarschuwing|bron)">.*?</p>', re.S)


# All gemeenten together


def overal_gelijk(uitkomsten: list[Uitkomst]) -> list[tuple[str, str, str]]:
    """Zinnen en figuren die bij alle gemeenten hetzelfde zijn:
    die zeggen niets over de gemeente.
    """
    per_plek: dict[str, list[set[str]]] = defaultdict(list)
    for u in uitkomsten:
        for plek, teksten in u.teksten.items():
            if teksten:
                per_plek[plek].append(teksten)
    return [
        ("overal hetzelfde", plek, t)
        for plek, alle in per_plek.items()
        if len(alle) >= GENOEG
        for t in sorted(set.intersection(*alle))
    ]


def tabel(statussen: dict[str, dict[str, str]]) -> str:
    """De statussen van alle onderwerpen als Markdown-tabel; `statussen`:
    gemeente -> onderwerp -> status.
    """
    telling = Counter((id, s) for per in statussen.values() for id, s in per.items())
    soorten = [s for s in onderwerpen.Status if s != "mislukt" or any(s == x for _, x in telling)]
    toon_n = lambda n: f"{n:,}".replace(",", ".") if n else "–"  # noqa: E731
    regels = [f"| Onderwerp | {' | '.join(soorten)} |", f"|---|{'---:|' * len(soorten)}"]
    for o in onderwerpen.register().values():
        regels.append(
            f"| {o.id} {o.titel} | {' | '.join(toon_n(telling[o.id, s]) for s in soorten)} |"
        )
    samen = {s: sum(n for (_, x), n in telling.items() if x == s) for s in soorten}
    totaal = sum(samen.values()) or 1
    regels.append(f"| **Samen** | {' | '.join(f'**{toon_n(samen[s])}**' for s in soorten)} |")
    regels.append(
        "| **Aandeel** | "
        f"{' | '.join(f'{100 * samen[s] / totaal:.1f}%'.replace('.', ',') for s in soorten)} |"
    )
    return "\n".join(regels)


def zet_in_readme(inhoud: str, pad: Path = README, begin: str = BEGIN, einde: str = EINDE) -> None:
    """Vervangt wat er tussen de twee merktekens in de README staat.

    Fout: ValueError als het eerste merkteken ontbreekt.
    """
    tekst = pad.read_text(encoding="utf-8")
    if begin not in tekst:
        raise ValueError(f"In {pad.name} ontbreekt {begin}.")
    voor, na = tekst.split(begin, 1)
    na = na.split(einde, 1)[1] if einde in na else na
    pad.write_text(f"{voor}{begin}\n{inhoud}\n{einde}{na}", encoding="utf-8", newline="\n")


def alleen_statussen(codes: list[str]) -> dict[str, dict[str, str]]:
    """De statussen zonder iets te tekenen."""
    return {
        c: dict(Analyse(c).statussen()[["id", "status"]].itertuples(index=False)) for c in codes
    }


def loop(codes: list[str], processen: int) -> Iterator[Uitkomst]:
    """Bekijkt de gemeenten, in een of meer processen; de volgorde ligt niet vast."""
    if processen == 1:
        yield from map(bekijk, codes)
        return
    with multiprocessing.get_context("spawn").Pool(processen) as pool:
        yield from pool.imap_unordered(bekijk, codes)


def verslag(uitkomsten: list[Uitkomst], hoogstens: int = 5) -> tuple[str, int]:
    """Alles wat mis is als Markdown, met het aantal problemen."""
    per: dict[tuple[str, str], list[str]] = defaultdict(list)
    for u in uitkomsten:
        for soort, plek, tekst in u.problemen:
            per[soort, plek].append(f"{u.naam}: {tekst}")
    for soort, plek, tekst in overal_gelijk(uitkomsten):
        per[soort, plek].append(tekst)
    regels = ["## Wat er mis is", ""]
    for (soort, plek), teksten in sorted(per.items()):
        regels += [
            f"- **{soort}** ({len(teksten)}x) bij `{plek}`",
            *(f"  - {t}" for t in teksten[:hoogstens]),
        ]
    aantal = sum(map(len, per.values()))
    regels += [] if per else ["Niets gevonden."]
    for kop, teller in (
        (
            "Cellen zonder zin, omdat het cijfer ontbreekt",
            Counter(p for u in uitkomsten for p in u.stil),
        ),
        (
            "Waarschuwingen van Python",
            Counter(w for u in uitkomsten for w in set(u.waarschuwingen)),
        ),
    ):
        if teller:
            regels += [
                "",
                f"## {kop} (aantal gemeenten)",
                "",
                *(f"- {n}x `{p}`" for p, n in teller.most_common(20)),
            ]
    traag = sorted(uitkomsten, key=lambda u: -u.duur)[:3]
    regels += [
        "",
        f"{len(uitkomsten)} gemeenten, {sum(u.figuren for u in uitkomsten)} figuren, gemiddeld "
        f"{sum(u.duur for u in uitkomsten) / len(uitkomsten):.1f} s per gemeente; het langst: "
        f"{', '.join(f'{u.naam} {u.duur:.1f} s' for u in traag)}.",
    ]
    return "\n".join(regels), aantal


def hoofd(argumenten: list[str] | None = None) -> int:
    ap = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    ap.add_argument(
        "--steekproef", type=int, metavar="N", help="N willekeurige gemeenten in plaats van alle"
    )
    ap.add_argument(
        "--zaad", type=int, default=1, help="om een andere steekproef te trekken (standaard 1)"
    )
    ap.add_argument("--processen", type=int, default=2, help="standaard 2")
    ap.add_argument(
        "--statussen", action="store_true", help="alleen de tabel van statussen, zonder te tekenen"
    )
    ap.add_argument("--readme", action="store_true", help="zet de tabel van statussen in README.md")
    k = ap.parse_args(argumenten)
    if k.readme and k.steekproef:
        ap.error("de tabel in README.md gaat over alle gemeenten; laat --steekproef weg")
    codes = sorted(g.code for g in gebieden.gemeenten())
    codes = (
        random.Random(k.zaad).sample(codes, min(k.steekproef, len(codes)))
        if k.steekproef
        else codes
    )
    aantal, tekst = 0, ""
    if k.statussen:
        statussen = alleen_statussen(codes)
    else:
        uitkomsten = []
        for n, u in enumerate(loop(codes, k.processen), 1):
            uitkomsten.append(u)
            print(
                (
                    f"\r{n} van {len(codes)}: {u.naam}, {u.duur:.1f} s, "
                    f"{len(u.problemen)} problemen\033[K"
                ),
                end="",
                file=sys.stderr,
                flush=True,
            )
        print(file=sys.stderr)
        statussen = {u.code: u.statussen for u in uitkomsten}
        tekst, aantal = verslag(uitkomsten)
    inhoud = tabel(statussen)
    print(inhoud, tekst, sep="\n\n")
    if k.readme:
        zet_in_readme(f"\n{inhoud}\n")
    return int(aantal > 0)


if __name__ == "__main__":
    sys.exit(hoofd())
