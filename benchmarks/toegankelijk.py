"""Kijkt hele rapporten na op toegankelijkheid, in een echte Chromium: axe-core, en wat axe niet kan zien. Verandert niets.

Zonder map maakt het eerst acht rapporten (groot, klein, één wijk, een fusie, een splitsing) en dat van het voorbeeld.

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
BREED, SMAL = (
    {"width": 1280, "height": 900},
    {"width": 320, "height": 256},
)  # the second is the first at 400%
# What a machine can hold against a page and axe does not: one line per finding.
BLADZIJDE = r"""() => {
  const uit = [], mis = (wat, e) => uit.push(wat + ': ' + (typeof e === 'string' ? e : e.outerHTML.slice(0, 140)));
  const kaal = s => (s || '').replace(/\s+/g, ' ').trim().toLowerCase(), alle = s => [...document.querySelectorAll(s)];
  const dubbel = (wat, namen) => { const n = {}; namen.forEach(x => n[x] = (n[x] || 0) + 1); Object.keys(n).filter(x => n[x] > 1).forEach(x => mis(wat, x)); };
  for (const e of alle('svg, img').filter(e => !e.closest('[aria-hidden=true]'))) {
    const alt = e.getAttribute('aria-label') || e.getAttribute('alt'), figuur = e.closest('figure');
    if (!alt) mis('geen alt-tekst', e);
    else if (figuur && kaal(alt) === kaal(figuur.querySelector('figcaption')?.firstChild?.textContent)) mis('alt-tekst is de titel', alt);
    else if (figuur && !/\d/.test(alt)) mis('alt-tekst zonder cijfer', alt);
  }
  for (const f of alle('figure:not(.uitvoer)')) {
    if (!kaal(f.querySelector('figcaption')?.textContent)) mis('figuur zonder titel', f);
    let bron = f.querySelector('.bron');  // in the figure, or under the figures and the table that share it
    for (let e = f; e && !bron; e = e.nextElementSibling) bron = e.matches('.bron') ? e : null;
    if (!/^Bron: ./.test(bron?.textContent || '')) mis('figuur zonder bron', f);
  }
  for (const t of alle('table')) {
    if (!kaal(t.caption?.textContent)) mis('tabel zonder caption', t);
    if (!t.querySelector('thead th')) mis('tabel zonder koppen', t);
    t.querySelectorAll('th').forEach(h => h.scope || mis('kop zonder scope', h));
    const schuif = t.closest('[role=region][tabindex="0"]');
    if (!schuif?.getAttribute('aria-label')) mis('tabel die niet met het toetsenbord schuift', t);
  }
  dubbel('zelfde naam voor twee gebieden', alle('[role=region]').map(e => e.getAttribute('aria-label')));
  dubbel('zelfde id', alle('[id]').map(e => e.id));
  let vorig = 0;
  for (const kop of alle('h1, h2, h3, h4, h5, h6')) {
    const niveau = +kop.tagName[1];
    if (niveau > vorig + 1) mis('kop slaat een niveau over', kop);
    if (!kaal(kop.textContent)) mis('lege kop', kop);
    vorig = niveau;
  }
  if (alle('h1').length !== 1) mis('niet precies één h1', String(alle('h1').length));
  const doelen = {};
  for (const a of alle('a')) {
    const tekst = kaal(a.getAttribute('aria-label') || a.textContent), doel = a.getAttribute('href');
    if (tekst.length < 3 || /^(hier|klik|link|lees meer|meer)\b/.test(tekst)) mis('verwijzing zegt niets', a);
    (doelen[tekst] ??= new Set()).add(doel);
    if (doel.startsWith('#') && !document.getElementById(decodeURIComponent(doel.slice(1)))) mis('verwijzing naar niets', a);
  }
  Object.keys(doelen).filter(t => doelen[t].size > 1).forEach(t => mis('zelfde woorden, andere verwijzing', t + ' ' + [...doelen[t]].join(' ')));
  alle('[tabindex]').filter(e => e.tabIndex > 0).forEach(e => mis('eigen volgorde van het toetsenbord', e));
  if (document.getAnimations().length || alle('*').some(e => getComputedStyle(e).transitionDuration !== '0s')) mis('beweging', document.body);
  return uit;
}"""
# At 320 pixels only what has a bar of its own may be wider than the screen, and the keyboard must get there.
SMALLE_BLADZIJDE = """() => [
  ...(document.documentElement.scrollWidth > innerWidth ? ['bladzijde schuift opzij: ' + document.documentElement.scrollWidth + ' pixels'] : []),
  ...[...document.querySelectorAll('main *')].filter(e => e.scrollWidth > e.clientWidth + 1 && /auto|scroll/.test(getComputedStyle(e).overflowX)
     && e.tabIndex !== 0 && !e.querySelector('a, summary, [tabindex="0"]')).map(e => 'schuift niet met het toetsenbord: ' + e.outerHTML.slice(0, 140)),
]"""


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
            p for naam in ("woonzorganalyse-*.html", "index.html") for p in map_.rglob(naam)
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
