"""De nbconvert-exporter van het rapport, met een eigen sjabloon; wat waar komt bepaalt `inhoud`."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

from nbconvert.exporters import TemplateExporter
from nbformat.v4 import new_notebook

from ..beeld.getallen import getal
from .inhoud import Inhoud
from .tekst import css_tekst, regel_html
from .verschiltekst import aantal, moment, rij

# A line may not break after the hyphen of 's-Hertogenbosch.
# Only in running text: not in an attribute, the page's title or a figure.
HEEL = re.compile(
    r"['’]s-\w+(?=[^<>]*<(?:b>|small>"
    r"|/(?:p|b|h1|h2|li|td|th|dd|caption|summary|small|span|figcaption)>))"
)


class RapportExporter(TemplateExporter):
    """Eén exporter voor alle rapporten: geen script, niets van het netwerk,
    en de omgeving wordt maar één keer gemaakt.

    Not the HTMLExporter of nbconvert: that parses the whole page again and rewrites our svg's and
    alt texts.
    """

    export_from_notebook = None  # type: ignore[assignment]  # nbconvert reads None as: not in menus
    output_mimetype = "text/html"
    file_extension = ".html"

    def __init__(self, sjabloon: Path, **kw):
        super().__init__(
            template_name=sjabloon.name,
            extra_template_basedirs=[str(sjabloon.parent)],
            template_file="rapport.html.j2",
            **kw,
        )
        self.environment.trim_blocks = self.environment.lstrip_blocks = True
        self.register_filter("code", regel_html)
        self.register_filter("rij", rij)
        self.register_filter("moment", moment)
        self.register_filter("getal", getal)
        self.register_filter("aantal", aantal)
        self.register_filter("css", css_tekst)
        self.bladzijde = self.template  # compiled here, once

    def pagina(self, inhoud: Inhoud, stijl: str) -> str:
        """De hele pagina als tekst."""
        # Not through from_notebook_node: that copies everything it is given, twice.
        pagina = self.bladzijde.render(
            nb=new_notebook(), resources={"inhoud": inhoud, "stijl": stijl}
        )
        return _noem_gebieden(HEEL.sub(r'<span class="heel">\g<0></span>', pagina))


def _noem_gebieden(pagina: str) -> str:
    """Tables in two onderwerpen may ask the same;
    who walks along the landmarks of a page must tell them apart.
    """
    geteld: Counter[str] = Counter()

    def noem(m: re.Match) -> str:
        geteld[m[2]] += 1
        return f"{m[1]}{m[2]}{f' ({geteld[m[2]]})' if geteld[m[2]] > 1 else ''}{m[3]}"

    return re.sub(r'(role="region" aria-label=")([^"]*)(")', noem, pagina)
