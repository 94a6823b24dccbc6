"""Kijkt hele rapporten na op toegankelijkheid, in een echte Chromium:
axe-core, en wat axe niet kan zien. Verandert niets.

Zonder map maakt het eerst acht rapporten (groot, klein, één wijk, een fusie,
een splitsing) en dat van het voorbeeld.

    python benchmarks/toegankelijk.py
    python benchmarks/toegankelijk.py output
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

KIT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(KIT))

GEMEENTEN = (
    "Utrecht",
    "Amsterdam",
    "GM0796",
    "Schiermonnikoog",
    "Rozendaal",
    "Eemsdelta",
    "Boxtel",
    "Almere",
)
BREED = {"width": 1280, "height": 900}
SMAL = {"width": 320, "height": 256}  # the first at 400%


def _script(naam: str) -> str:
    return (KIT / "benchmarks" / f"{naam}.js").read_text(encoding="utf-8")


# What a machine can hold against a page and axe does not: one line per finding.
BLADZIJDE = _script("bladzijde")
# At 320 pixels only what has a bar of its own may be wider than the screen,
# and the keyboard must get there.
SMALLE_BLADZIJDE = _script("smal")


def eigen_controle(browser, pad: Path) -> list[str]:
    """Wat er mis is aan een bladzijde op een breed scherm en bij 400%; leeg als alles goed is."""
    pagina = browser.new_page(viewport=BREED)
    pagina.goto(pad.resolve().as_uri())
    uit = pagina.evaluate(BLADZIJDE)
    pagina.set_viewport_size(SMAL)
    pagina.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    uit += pagina.evaluate(SMALLE_BLADZIJDE)
    pagina.close()
    return uit


def axe_controle(browser, pad: Path, breed: dict = BREED) -> list[str]:
    """De overtredingen die axe-core vindt, met alles opengeklapt, een regel per stuk."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(
        viewport=breed, bypass_csp=True
    )  # or the page's own policy keeps axe out
    pagina = context.new_page()
    pagina.goto(pad.resolve().as_uri())
    pagina.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    gevonden = Axe().run(pagina).response["violations"]
    context.close()
    return [f"{v['id']} ({v['impact']}): {n['html'][:140]}" for v in gevonden for n in v["nodes"]]


def _maak(uitvoer: Path) -> None:
    from woonzorg_lib.cli import main

    if main(["rapport", *GEMEENTEN, "--uitvoer", str(uitvoer)]) or main(
        [
            "rapport",
            "Utrecht",
            "--invoer",
            str(KIT / "parameters" / "voorbeeld"),
            "--uitvoer",
            str(uitvoer / "voorbeeld"),
        ]
    ):
        sys.exit("Niet alle rapporten zijn gemaakt.")


def _hoofd() -> int:
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as tijdelijk:
        map_ = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tijdelijk)
        if len(sys.argv) == 1:
            _maak(map_)
        paden = sorted(
            p
            for naam in ("woonzorganalyse-*.html", "regiobeeld-*.html", "index.html")
            for p in map_.rglob(naam)
        )
        fouten = 0
        with sync_playwright() as pw:
            browser = pw.chromium.launch(
                executable_path=shutil.which("chromium") or shutil.which("google-chrome"),
                args=["--no-sandbox"],
            )
            for pad in paden:
                eigen = eigen_controle(browser, pad) if pad.name != "index.html" else []
                gevonden = [*axe_controle(browser, pad), *axe_controle(browser, pad, SMAL), *eigen]
                fouten += len(gevonden)
                print(f"{pad.relative_to(map_)}: {len(gevonden) or 'geen'} bevindingen", flush=True)
                for regel in gevonden:
                    print(f"  {regel}")
            browser.close()
    print(f"Samen {len(paden)} bladzijden, {fouten or 'geen'} bevindingen.")
    return 1 if fouten or not paden else 0


if __name__ == "__main__":
    sys.exit(_hoofd())
