"""Meet de stijl van de code: regellengte, dichtheid, lange functies, ingewikkeldheid,
types en benoemde uitzonderingen.

    python benchmarks/stijl.py [MAP ...]     (zonder MAP: woonzorg_lib, en woonzorg_lib/beeld apart)

Telt tokens zonder commentaar en lege regels, en functies
zoals de formatter ze zet. De typecontrole draait alleen over de hele kit. Hoort niet bij de tests.
"""

from __future__ import annotations

import argparse
import ast
import io
import subprocess
import sys
import tokenize
import tomllib
from collections import Counter
from pathlib import Path

KIT = Path(__file__).resolve().parents[1]
GEEN_TOKEN = {
    tokenize.COMMENT,
    tokenize.NL,
    tokenize.NEWLINE,
    tokenize.INDENT,
    tokenize.DEDENT,
    tokenize.ENCODING,
    tokenize.ENDMARKER,
}


def meet_module(bron: str) -> Counter:
    """Counts of one module; lengths in characters, functions in lines."""
    tel: Counter = Counter()
    regels = [regel for regel in bron.splitlines() if regel.strip()]
    tel["regels"] = len(regels)
    tel["regels boven 100 tekens"] = sum(len(regel) > 100 for regel in regels)
    tel["regels boven 120 tekens"] = sum(len(regel) > 120 for regel in regels)
    woorden = list(tokenize.generate_tokens(io.StringIO(bron).readline))
    tel["tokens"] = sum(woord.type not in GEEN_TOKEN for woord in woorden)
    tel["coderegels"] = len({woord.start[0] for woord in woorden if woord.type not in GEEN_TOKEN})
    for knoop in ast.walk(ast.parse(bron)):
        tel["walrussen"] += isinstance(knoop, ast.NamedExpr)
        tel["lambda's"] += isinstance(knoop, ast.Lambda)
        if isinstance(knoop, ast.FunctionDef | ast.AsyncFunctionDef):
            tel["functies"] += 1
            tel["functies boven 40 regels"] += (knoop.end_lineno or 0) - knoop.lineno >= 40
    return tel


def te_ingewikkeld(map_: Path) -> int:
    """How many functions are more complex than 10, whatever the list of exceptions says."""
    klaar = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "C901"]
        + ["--config", "lint.mccabe.max-complexity=10", "--output-format", "concise", str(map_)],
        capture_output=True,
        text=True,
    )
    return sum("C901" in regel for regel in klaar.stdout.splitlines())


def uitzonderingen() -> int:
    """The named exceptions in pyproject.toml: per file and rule,
    and per module of the type checker.
    """
    hulp = tomllib.loads((KIT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    ruff = hulp["ruff"]["lint"]["per-file-ignores"]
    aantal = sum(len({"C901", "E501"} & set(regels)) for regels in ruff.values())
    lagen = [o for o in hulp["mypy"].get("overrides", []) if "disable_error_code" in o]
    return aantal + sum(len(o["module"]) for o in lagen)


def typefouten() -> int:
    klaar = subprocess.run([sys.executable, "-m", "mypy"], cwd=KIT, capture_output=True, text=True)
    return sum(": error:" in regel for regel in klaar.stdout.splitlines())


def toon(map_: Path) -> None:
    tel: Counter = Counter()
    langste = 0
    for pad in sorted(map_.rglob("*.py")):
        bron = pad.read_text(encoding="utf-8")
        tel += meet_module(bron)
        langste = max([langste, *map(len, bron.splitlines())])
    rijen = {
        "regels (zonder lege)": tel["regels"],
        "regels boven 120 tekens": f"{tel['regels boven 120 tekens'] / tel['regels']:.1%}",
        "regels boven 100 tekens": f"{tel['regels boven 100 tekens'] / tel['regels']:.1%}",
        "langste regel": langste,
        "tokens per coderegel": f"{tel['tokens'] / tel['coderegels']:.1f}",
        "functies boven 40 regels": f"{tel['functies boven 40 regels'] / tel['functies']:.1%}",
        "functies ingewikkelder dan 10": te_ingewikkeld(map_),
        "walrussen per 1.000 regels": f"{1000 * tel['walrussen'] / tel['regels']:.1f}",
        "lambda's": tel["lambda's"],
    }
    print(map_.name)
    for naam, waarde in rijen.items():
        print(f"  {naam:32} {waarde}")


def main() -> int:
    vraag = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    vraag.add_argument("mappen", nargs="*", type=Path)
    mappen = vraag.parse_args().mappen
    for map_ in mappen or [KIT / "woonzorg_lib", KIT / "woonzorg_lib" / "beeld"]:
        toon(map_)
    if not mappen:
        print(f"benoemde uitzonderingen: {uitzonderingen()}; typefouten: {typefouten()}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
