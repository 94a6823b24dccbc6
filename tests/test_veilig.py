"""Wat iemand ook in een veld typt: in de browser gebeurt er niets en de tekst staat er als tekst. Eén rapport, alle velden tegelijk."""

import csv
import io
import itertools
import re
from pathlib import Path

import pytest
import yaml
from kwaad import CORPUS

from woonzorg_lib import invoer, soorten
from woonzorg_lib.cli import main
from woonzorg_lib.soorten import schemas
from woonzorg_lib.onderwerpen import register

VOORBEELD = Path(__file__).parents[1] / "parameters" / "voorbeeld" / "gemeenten" / "GM0344"
STUK = "flex"  # this file gets them in its numbers too, so that the report shows its errors
DUIDING = ("A1", "B6", "C1", "D1", "T1")
# What the page may not have. Only a link that someone clicks may name another host: it is not
# fetched by itself, and it may do nothing else (no script, no ping, no other window).
ONDERZOEK = """() => [...document.querySelectorAll('*')].flatMap(e => {
  const verboden = /^(script|iframe|object|embed|form|button|input|base|link|video|audio|source|track|foreignObject|math|meta|area|animate|set)$/i
  const adres = /^(href|src|srcset|style|xlink:href|srcdoc|action|formaction|poster|background|data|ping|target|cite)$/i
  const mag = e.tagName === 'LINK' && e.href === 'data:,'
    || e.tagName === 'META' && !e.httpEquiv
    || e.tagName === 'META' && e.httpEquiv === 'Content-Security-Policy'
  const link = e.tagName === 'A' && e.namespaceURI.endsWith('xhtml')
  const uit = verboden.test(e.tagName) && !mag ? [e.outerHTML] : []
  for (const a of e.attributes) {
    if (/^on/i.test(a.name)) uit.push(e.outerHTML)
    else if (!adres.test(a.name)) continue
    else if (link && a.name === 'href' ? !/^(https?:\\/\\/|mailto:|#|[\\w./-]+$)/i.test(a.value)
        : /script:|kwaad\\.test|x\\.nl|data:text|https?:|url\\((?!#)/i.test(a.value)) uit.push(e.outerHTML)
    else if (/^(ping|target|srcset|srcdoc)$/i.test(a.name)) uit.push(e.outerHTML)
  }
  return uit.map(t => t.slice(0, 200))
})"""


def cellen():
    """The corpus over and over; each with a number, so that the rows stay different and each can be found again."""
    return (f"{kwaad} K{n}" for n, kwaad in enumerate(itertools.cycle(CORPUS)))


def bestand(schema, tekst) -> str:
    """The example's file with something bad in every field that takes text; what the example lacks, from the template."""
    pad = VOORBEELD / f"{schema.soort}.csv"
    rijen = (
        list(csv.DictReader(io.StringIO(pad.read_text(encoding="utf-8-sig")), delimiter=";"))
        if pad.is_file()
        else [{k: v for k, v in schema.voorbeeldrij(n).items()} | {"gemeente": ""} for n in (0, 1)]
    )
    vormen = {k.naam: k.vorm.naam for k in schema.kolommen}
    for rij in rijen:
        rij |= {k: next(tekst) for k, vorm in vormen.items() if vorm in ("tekst", "code")}
        rij |= {
            k: f"https://x.nl/?q=<img/src=x/onerror=kwaad({n})>"
            for n, (k, vorm) in enumerate(vormen.items())
            if vorm == "url"
        }
        if schema.soort == STUK:
            rij |= {
                k: next(tekst)
                for k, vorm in vormen.items()
                if vorm not in ("tekst", "code", "gemeente")
            }
    uit = io.StringIO()
    schrijver = csv.DictWriter(
        uit, list(dict.fromkeys(k for r in rijen for k in r)), delimiter=";", lineterminator="\n"
    )
    schrijver.writeheader()
    schrijver.writerows(rijen)
    return uit.getvalue()


@pytest.fixture(scope="module")
def map_(tmp_path_factory):
    """A folder with input in which every field that a person can fill has something bad."""
    map_ = tmp_path_factory.mktemp("in")
    eigen, regio = map_ / "gemeenten" / "GM0344", map_ / "regios" / "streek"
    for plek in (eigen / "duiding", regio):
        plek.mkdir(parents=True)
    tekst = cellen()
    for soort, schema in schemas().items():
        (eigen / f"{soort}.csv").write_text(bestand(schema, tekst), encoding="utf-8")
    for nummer, id in enumerate(DUIDING):
        (eigen / "duiding" / f"{id}.md").write_text(
            "\n\n".join(f"{'# ' * (n % 3 == nummer % 3)}{k}" for n, k in enumerate(CORPUS)),
            encoding="utf-8",
        )
    (regio / "regio.yaml").write_text(
        yaml.safe_dump(
            {"naam": " ".join(CORPUS[2:5]), "gemeenten": ["Utrecht", "Zeist", "De Bilt"]}
        ),
        encoding="utf-8",
    )
    standaard = yaml.safe_load(
        (invoer.instellingen.KIT / "standaard.yaml").read_text(encoding="utf-8")
    )

    # An own file may hold some of the norms; each then has a source of its own.
    normen = {
        k: v | {"bron": f"{v['bron']} {next(tekst)}"}
        for k, v in standaard.items()
        if isinstance(v, dict) and {"bron", "jaar", "status", "eenheid", "waarde"} <= v.keys()
    }
    assert len(normen) > 3
    (map_ / "standaard.yaml").write_text(
        yaml.safe_dump(normen, allow_unicode=True), encoding="utf-8"
    )
    huisstijl = {
        "naam": CORPUS[0] + CORPUS[10],
        "contact": "".join(CORPUS[11:14]),
        "disclaimer": "".join(CORPUS[14:22]),
        "logo": "logo.svg",
    }
    (map_ / "huisstijl.yaml").write_text(
        yaml.safe_dump(huisstijl, allow_unicode=True), encoding="utf-8"
    )
    (map_ / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8"
    )
    return map_


@pytest.fixture(scope="module")
def rapport(map_, tmp_path_factory):
    uit = tmp_path_factory.mktemp("uit")
    # Some figures may fail on such input, and then the report must still be whole.
    assert main(
        [
            "rapport",
            "Utrecht",
            "--regio",
            "eigen:streek",
            "--invoer",
            str(map_),
            "--uitvoer",
            str(uit),
        ]
    ) in (0, 1)
    return next(uit.glob("*/woonzorganalyse-*.html"))


def open_(chromium, pad: Path):
    """The page in a browser that does not keep to its Content-Security-Policy, with all that it did."""
    context, gedaan = chromium.new_context(bypass_csp=True), []
    context.add_init_script("window.kwaad = n => console.log('kwaad ' + n)")
    pagina = context.new_page()
    pagina.on("dialog", lambda d: (gedaan.append(d.message), d.dismiss()))
    pagina.on("console", lambda b: gedaan.append(b.text))
    pagina.on("pageerror", lambda f: gedaan.append(str(f)))
    pagina.on(
        "request",
        lambda v: (
            v.url == pad.as_uri()
            or v.url.startswith("data:image/")
            or v.url == "data:,"
            or gedaan.append(v.url)
        ),
    )
    pagina.goto(pad.as_uri())
    pagina.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    pagina.wait_for_timeout(300)
    return pagina, gedaan


def test_every_kind_of_file_is_read_and_only_the_broken_one_has_errors(map_):
    fout = {
        m.bestand.rpartition("/")[2]
        for m in soorten.controleer("GM0344", map_)
        if m.ernst == invoer.FOUT
    }
    assert fout == {f"{STUK}.csv"} and len(schemas()) >= 28


def test_nothing_runs_nothing_is_fetched_and_all_is_still_text(rapport, chromium):
    pagina, gedaan = open_(chromium, rapport)
    assert gedaan == [] and pagina.evaluate(ONDERZOEK) == []
    tekst = " ".join(pagina.evaluate("document.body.textContent").split())
    weg = [k for k in CORPUS if " ".join(k.split()) not in tekst]
    assert weg == []
    assert (
        pagina.locator("section.onderwerp").count() == len(register())
        and "49" not in pagina.title()
    )
    # What breaks out of its place would drag the next sections with it.
    assert pagina.evaluate(
        "[...document.querySelectorAll('section.onderwerp')].every(s => s.parentElement.closest('main') && s.parentElement.matches('section.deel'))"
    )
    assert set(pagina.locator("a").evaluate_all("aa => aa.map(a => a.protocol)")) <= {
        "file:",
        "http:",
        "https:",
        "mailto:",
    }
    # A site that someone else named is not told where its reader comes from.
    ernaar = pagina.locator("a[href*='kwaad.test']").evaluate_all(
        "aa => aa.map(a => [a.href, a.rel])"
    )
    assert any("kwaad.test/g" in adres for adres, _ in ernaar)
    assert [a for a, rel in ernaar if not {"noopener", "noreferrer"} <= set(rel.split())] == []
    # And what would slip through all the same is stopped by the page itself.
    beleid = pagina.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
    assert "default-src 'none'" in beleid and "http" not in beleid and "*" not in beleid


def test_a_link_is_followed_by_a_click_alone(rapport, chromium):
    pagina, gedaan = open_(chromium, rapport)
    link = pagina.locator("a[href*='kwaad.test/g']").first
    link.hover()
    link.focus()
    pagina.wait_for_timeout(200)
    assert gedaan == []


def test_the_overview_of_the_run_is_as_harmless(rapport, chromium):
    pagina, gedaan = open_(chromium, rapport.parents[1] / "index.html")
    assert gedaan == []
    assert [
        h
        for h in pagina.evaluate(ONDERZOEK)
        if not h.startswith(("<script>", "<input", "<button", "<form"))
    ] == [] and pagina.locator("script").count() == 1


def test_no_cell_of_the_figures_is_a_formula(rapport):
    rijen = csv.reader(
        io.StringIO(
            (
                rapport.parent
                / rapport.name.replace("woonzorganalyse", "cijfers").replace("html", "csv")
            ).read_text(encoding="utf-8-sig")
        ),
        delimiter=";",
    )
    getal = re.compile(r"-?\d+(,\d+)?")
    assert [
        c
        for rij in rijen
        for c in rij
        if c[:1] in ("=", "+", "-", "@", "\t") and not getal.fullmatch(c)
    ] == []
