"""Maakt rapport.docx: hetzelfde rapport om in Word verder te schrijven; hoe HTML Word wordt, weet `wordhtml`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .tekst import MISLUKT, regel_html

if TYPE_CHECKING:
    from .opbouw import Deel, Inhoud, Onderwerp

_FICTIEF = "Fictief voorbeeld. Een deel van deze cijfers is verzonnen. Gebruik ze nergens voor."


def maak_word(resultaten, doel: Path, titel: str, titels: dict[str, str] | None = None) -> None:
    """Schrijft het Word-bestand van dezelfde uitgevoerde notebooks als `maak_rapport`."""
    from .opbouw import lees  # the libraries behind these two load only when someone asks for Word
    from .wordopmaak import nieuw_document

    inhoud, doc = lees(resultaten, titel, titels), nieuw_document()
    _Word(inhoud, doc).schrijf()
    doc.save(str(doel))


class _Word:
    def __init__(self, inhoud: Inhoud, doc):
        from .wordhtml import Vertaler

        self.inhoud, self.doc, self.v = inhoud, doc, Vertaler(doc)
        self.koppen: list[tuple[int, str, str]] = []

    def schrijf(self) -> None:
        from .wordopmaak import inhoudsopgave, voettekst

        gegevens = self.doc.core_properties
        gegevens.title, gegevens.language, gegevens.author, gegevens.comments = self.inhoud.titel, "nl-NL", "", ""
        voettekst(self.doc, self.inhoud.titel, _FICTIEF if self.inhoud.fictief else "")
        self._begin()
        einde_titel = self.v.alinea()
        for deel in self.inhoud.delen:
            self._deel(deel)
        if self.v.cijfers:
            self._kop(1, "Cijfers bij de figuren", "cijfers-bij-de-figuren")
            self.v.schrijf_cijfers()
        inhoudsopgave(einde_titel, self.koppen)

    def _begin(self) -> None:
        if self.inhoud.titelblok:
            from docx.shared import Cm

            vol, self.v.breedte = self.v.breedte, Cm(4)
            self.v.schrijf(self.inhoud.titelblok)
            self.v.breedte = vol
        else:
            self.v.alinea("Title", self.inhoud.titel)
        if self.inhoud.fictief:
            self.v.alinea("Let op", _FICTIEF)
        kapot = [(d.titel, d.fout) for d in self.inhoud.delen if d.fout]
        kapot += [(f"{o.id} {o.titel}", o.reden or "een figuur is niet gemaakt") for d in self.inhoud.delen if not d.fout for o in d.onderwerpen if o.status == MISLUKT]
        if kapot:
            self.v.alinea("Let op", "Dit rapport is niet volledig. De rest van het rapport klopt; dit is niet gemaakt:")
            self.v.schrijf("<ul>" + "".join(f"<li>{regel_html(f'{wat}: {reden}')}</li>" for wat, reden in kapot) + "</ul>")

    def _kop(self, niveau: int, tekst: str, anker: str) -> None:
        self.v.kop(niveau, tekst, anker)
        self.koppen.append((niveau, tekst, self.v.plekken.naam(anker)))

    def _deel(self, deel: Deel) -> None:
        self._kop(1, deel.titel, deel.anker)
        if deel.groep not in ("", deel.titel):
            self.v.alinea("Status", deel.groep)
        if deel.fout:
            melding = regel_html(f"Dit deel is niet af, omdat de notebook `{deel.notebook}` niet tot het einde liep. De reden: {deel.fout}")
            self.v.schrijf(f'<p class="waarschuwing">{melding}</p>')
        for stuk in deel.stukken:
            if isinstance(stuk, str):
                self.v.schrijf(stuk)
            else:
                self._onderwerp(stuk)

    def _onderwerp(self, o: Onderwerp) -> None:
        self._kop(2, f"{o.id} {o.titel}".strip(), o.anker)
        self.v.alinea("Status", f"Status: {o.kenmerk}")
        for stuk in o.stukken:
            self.v.schrijf(stuk)
        hint = o.hint if o.status != MISLUKT else ""
        if o.leeg and o.reden:
            hint = f"{o.reden[:1].upper()}{o.reden[1:]}."
        if hint:
            self.v.schrijf(f'<p class="hint">{regel_html(hint)}</p>')
