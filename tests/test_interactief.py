"""Wat een adviseur zelf tekent: een gewone figuur staat in het rapport, iets interactiefs wordt een regel die zegt wat te doen."""

import base64
import json
import re

import pytest
from proefnotebooks import code, notebook, onderwerp, tekst, uitgevoerd, uitvoer

from woonzorg_lib.cli import VOLGORDE, main
from woonzorg_lib.rapport import maak_rapport
from woonzorg_lib.rapport.maken import SJABLOON
from woonzorg_lib.uitvoering import GELUKT, Resultaat

PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
# As the libraries themselves give it, cut short.
UITVOER = {
    "altair": [
        {
            "application/vnd.vegalite.v6+json": {"mark": "bar"},
            "text/plain": "<VegaLite 6 object>\n\nIf you see this message, it means the renderer has not been properly enabled",
        }
    ],
    "altair html": [
        {
            "text/html": '<style>#altair-viz-1.vega-embed {width: 100%}</style><div id="altair-viz-1"></div><script type="text/javascript">(function(){})();</script>',
            "text/plain": "alt.Chart(...)",
        }
    ],
    "plotly": [
        {
            "application/vnd.plotly.v1+json": {"data": []},
            "text/html": '<div><script src="https://cdn.plot.ly/plotly.js"></script><div id="x" class="plotly-graph-div"></div><script>Plotly.newPlot()</script></div>',
        }
    ],
    "plotly zonder html": [
        {"application/vnd.plotly.v1+json": {"data": []}, "text/plain": "Figure({})"}
    ],
    "plotly eerst": [
        {"text/html": "<script>window.PlotlyConfig = {}</script>"},
        {"text/html": '<div id="x"></div><script>plotly</script>'},
    ],
    "folium": [
        {
            "text/html": '<div style="width:100%;"><div style="position:relative;"><span style="color:#565656">Make this Notebook Trusted to load map: File -> Trust Notebook</span><iframe srcdoc="&lt;html&gt;"></iframe></div></div>',
            "text/plain": "<folium.folium.Map at 0x7f>",
        }
    ],
    "bokeh": [
        {
            "text/html": '<style></style><div><a href="https://bokeh.org" class="bk-notebook-logo"></a><span id="x">Loading BokehJS ...</span></div>'
        },
        {"application/javascript": "x", "application/vnd.bokehjs_load.v0+json": ""},
        {"text/html": '<div id="x" data-root-id="p1008" style="display: contents;"></div>'},
        {"application/javascript": "x", "application/vnd.bokehjs_exec.v0+json": ""},
    ],
    "itables": [
        {
            "text/html": '<table id="itables_1" hidden="hidden"><tbody><tr><td>Loading ITables v2.9 from the internet... (need <a href="https://x.nl">help</a>?)</td></tr></tbody></table><script></script>'
        }
    ],
    "widget": [
        {
            "application/vnd.jupyter.widget-view+json": {"model_id": "1"},
            "text/plain": "IntSlider(value=0)",
        }
    ],
    "filmpje": [{"text/html": '<video src="x.mp4" controls></video>'}],
    "svg in html": [{"text/html": '<svg viewBox="0 0 9 9"><circle r="4"/></svg>'}],
    "geojson": [{"application/geo+json": {}, "text/plain": "<IPython.display.GeoJSON object>"}],
    "javascript": [
        {
            "application/javascript": "alert(1)",
            "text/plain": "<IPython.core.display.Javascript object>",
        }
    ],
    "pdf": [{"application/pdf": "JVBERi0=", "text/plain": "<x>"}],
}
GEWOON = {
    "tabel": (
        {
            "text/html": "<div><style scoped>.x{}</style><table><tr><td>4711</td></tr></table></div>",
            "text/plain": "4711",
        },
        "4711",
    ),
    "plaatje van een grafiek": (
        {"application/vnd.vegalite.v6+json": {}, "image/png": PNG, "text/plain": "<VegaLite>"},
        f"base64,{PNG}",
    ),
    "plaatje naast html": (
        {"text/html": "<script></script>", "image/png": PNG},
        f"base64,{PNG}",
    ),
    "tekst": ({"text/plain": "'zomaar'"}, "zomaar"),
    "formule": ({"text/latex": "$x^2$", "text/plain": "<Math>"}, "x^2"),
    "as": ({"text/plain": "<Axes: >"}, ""),
}


def rapport(tmp_path, *cellen):
    pad = uitgevoerd(tmp_path / "a.ipynb", "# Kort", [onderwerp("A1")], *cellen)
    doel = tmp_path / "r.html"
    maak_rapport([Resultaat("a", GELUKT, 1.0, None, pad, pad)], doel, "R")
    return doel.read_text(encoding="utf-8")


def cel(*bundels):
    return [{"output_type": "display_data", "metadata": {}, "data": b} for b in bundels]


@pytest.mark.parametrize("naam", UITVOER)
def test_something_interactive_is_one_visible_line_that_says_how_to_save_it(naam, tmp_path):
    html = rapport(tmp_path, cel(*UITVOER[naam]))
    (regel,) = re.findall(r'<p class="hint interactief">(.*?)</p>', html, re.S)
    assert "kan niet in een rapport. Bewaar het als plaatje." in regel
    assert "![wat er te zien is](naam.png)" in regel
    assert ("alt.renderers.enable" in regel) == naam.startswith("altair")
    assert ("figuur.show" in regel) == naam.startswith("plotly")
    rest = html.split("</style>", 1)[1]
    for engels in ("Trusted", "Loading", "properly enabled", "IntSlider", "<script", "Figure({"):
        assert engels not in rest
    assert 'data-status="volledig"' in html


@pytest.mark.parametrize("naam", GEWOON)
def test_what_can_be_shown_is_shown_without_a_word(naam, tmp_path):
    bundel, staat_er = GEWOON[naam]
    html = rapport(tmp_path, cel(bundel))
    assert staat_er in html and '<p class="hint interactief">' not in html


def test_what_can_be_read_beside_something_interactive_stays(tmp_path):
    html = rapport(tmp_path, cel({"text/html": "<p>Uitleg 4711</p><iframe></iframe>"}))
    assert "Uitleg 4711" in html and html.count('class="hint interactief"') == 1


MANIEREN = {
    "show": "plt.show()",
    "niets": "",
    "bewaard": "plt.savefig(__import__('io').BytesIO())",
    "zelf Agg": "plt.show()",
    "later Agg": "matplotlib.use('Agg')\nplt.figure(); plt.plot([2, 1])\nplt.show()",
}


@pytest.mark.parametrize("kernel", ["warm", "gewoon"])
def test_a_chart_of_matplotlib_is_there_whatever_backend_someone_set(kernel, tmp_path, monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "Agg")
    for nummer, (naam, manier) in enumerate(MANIEREN.items()):
        eerst = "import matplotlib\n" + "matplotlib.use('Agg')\n" * (naam == "zelf Agg")
        cellen = tekst("# Kort"), code("a.onderwerp('A1')")
        figuur = code(f"{eerst}import matplotlib.pyplot as plt\n_ = plt.plot([1, 2])\n{manier}")
        notebook(tmp_path / "nb" / f"{VOLGORDE[nummer]}.ipynb", *cellen, figuur)
    uit = tmp_path / "uit"
    vraag = ["rapport", "Utrecht", "--kernel", kernel, "--uitvoer", str(uit)]
    assert main(vraag, notebooks=tmp_path / "nb") == 0
    getoond = {}
    for nummer, naam in enumerate(MANIEREN):
        (boek,) = uit.glob(f"GM0344-*/notebooks/{VOLGORDE[nummer]}.ipynb")
        uitvoer = json.loads(boek.read_text(encoding="utf-8"))["cells"][-1]["outputs"]
        pngs = [u["data"]["image/png"] for u in uitvoer if "image/png" in u.get("data", {})]
        assert all(base64.b64decode(png).startswith(b"\x89PNG") for png in pngs)
        getoond[naam] = len(pngs)
    assert getoond == dict.fromkeys(MANIEREN, 1) | {"later Agg": getoond["later Agg"]}
    assert getoond["later Agg"] >= 1
    (pagina,) = uit.glob("GM0344-*/woonzorganalyse-*.html")
    html = pagina.read_text(encoding="utf-8")
    assert html.count('<img src="data:image/png;base64,') == sum(getoond.values())


# Pictures


@pytest.mark.parametrize(
    "inhoud",
    ['"><script>alert(1)</script>', 'AAAA" onerror="alert(1)', "AAA", "A===", "", "é", ["AAAA"], 5],
)
@pytest.mark.parametrize("mime", ["image/png", "image/jpeg", "image/gif", "image/webp"])
def test_picture_data_that_is_not_base64_never_reaches_the_page(mime, inhoud, tmp_path):
    meta = {mime: {"alt": 'x" onload="alert(1)', "width": '5" onload="x'}}
    from woonzorg_lib.rapport.weergave import uitvoer_html

    html = uitvoer_html({"output_type": "display_data", "metadata": meta, "data": {mime: inhoud}})
    if inhoud == ["AAAA"]:
        assert "<img" not in html
    assert not re.search(r"<script|<img[^>]*\son|alert\(1\)(?![^<]*</p>)", html)
    assert "beschadigd" in html and "<img" not in html


def test_good_picture_data_stays_with_its_size_and_words(tmp_path):
    uit = uitvoer(
        {"image/png": {"alt": "Een stip", "width": 40, "height": "x"}}, png=f"{PNG[:9]}\n{PNG[9:]}"
    )
    html = rapport(tmp_path, [uit])
    assert f'<img src="data:image/png;base64,{PNG}" alt="Een stip" width="40">' in html


@pytest.mark.parametrize("sjabloon", sorted(SJABLOON.glob("*.html.j2")), ids=lambda pad: pad.name)
def test_no_page_may_go_anywhere_or_send_anything(sjabloon):
    beleid = re.findall(
        r'Content-Security-Policy" content="([^"]+)"', sjabloon.read_text(encoding="utf-8")
    )
    vast = {"default-src 'none'", "base-uri 'none'", "form-action 'none'"}
    assert all(vast <= set(b.split("; ")) for b in beleid)
    assert beleid or "<head" not in sjabloon.read_text(encoding="utf-8")
