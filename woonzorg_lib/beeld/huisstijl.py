"""De huisstijl van een gemeente: huisstijl.yaml lezen en nakijken.
Tekent niets; de kleuren van figuren staan in stijl.
"""

from __future__ import annotations

import difflib
import re
from base64 import b64encode
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

from woonzorg_lib.beeld import stijl
from woonzorg_lib.fouten import WoonzorgFout
from woonzorg_lib.gebieden.yamlveilig import Yamlfout, keur

KIT = Path(__file__).parents[2] / "parameters"
NAAM = "huisstijl.yaml"
LEESBAAR = 4.5  # WCAG 2.1, 1.4.3; both colours are also used for small text
_LENGTE = {"naam": 80, "contact": 300, "disclaimer": 1000}
_SLEUTELS = (*_LENGTE, "logo", "kleuren")
_LOGO_BYTES = 200_000
_VERSCHIL = 50.0  # distance in RGB under which two colours beside each other look alike
_ANDERS: dict[str, tuple[str, ...]] = {
    "regio": ("#1f6b87", "#8a5a00", "#2e7d4f"),
    "vergelijkbaar": ("#7a6a9a", "#9a6a3a", "#3f7f7a"),
}
_KWAAD = re.compile(
    r"<!ENTITY|<\s*(\w+:)?(script|foreignObject|iframe|handler)\b|\son\w+\s*="
    r"|(href|src)\s*=\s*[\"']\s*(?!#|data:image/)|@import|url\(\s*[\"']?(?!#)",
    re.I,
)


class OngeldigeHuisstijl(WoonzorgFout):
    """De huisstijl is niet te gebruiken: een kleur die niet te lezen is, een logo dat er niet is,
    of een onbekende regel.
    """


@dataclass(frozen=True)
class Huisstijl:
    """Wat een gemeente aan het rapport geeft: naam, logo (als data-URI), contact,
    disclaimer en kleuren per rol.
    """

    naam: str = ""
    logo: str = ""
    contact: str = ""
    disclaimer: str = ""
    kleuren: dict[str, str] = field(default_factory=dict)

    @property
    def css(self) -> str:
        """De kleuren als CSS-variabelen; leeg als de kit haar eigen kleuren houdt."""
        namen = {"gemeente": "--accent", "regio": "--regio"}
        regels = "".join(
            f"{var}:{self.kleuren[rol]};" for rol, var in namen.items() if rol in self.kleuren
        )
        return f":root{{{regels}}}" if regels else ""


def lees(map: Path | None = None) -> Huisstijl:
    """De huisstijl uit deze map, of uit de kit als zij er geen heeft. Fout: OngeldigeHuisstijl."""
    pad = next((m / NAAM for m in (map, KIT) if m and (m / NAAM).is_file()), None)
    return _lees(pad) if pad else Huisstijl()


def _lees(pad: Path) -> Huisstijl:
    import yaml

    plek = f"{pad.resolve().parent.name}/{NAAM}"
    try:
        ruw = pad.read_text(encoding="utf-8-sig")
        keur(ruw)
        inhoud = yaml.safe_load(ruw)
    except Yamlfout as fout:
        waar = f"{plek}, regel {fout.regel}" if fout.regel else plek
        raise OngeldigeHuisstijl(f"{waar}: {fout.wat} {fout.doe}") from fout
    except (yaml.YAMLError, ValueError, OSError) as fout:
        merk = getattr(fout, "problem_mark", None)
        # What is never closed is missed at the end of the file: name the last line that has words.
        regel = f", regel {min(merk.line, ruw.rstrip().count(chr(10))) + 1}" if merk else ""
        raise OngeldigeHuisstijl(
            f"{plek}{regel}: dit bestand is niet te lezen. Controleer de inspringing en de "
            "dubbele punten; een kleur hoort tussen aanhalingstekens."
        ) from fout
    if inhoud is None:
        return Huisstijl()
    if not isinstance(inhoud, dict):
        raise OngeldigeHuisstijl(
            f"{plek}: hier horen regels als 'naam: Gemeente Voorbeeld'. "
            "Neem het bestand van de kit als voorbeeld."
        )
    _ken(plek, "", inhoud, _SLEUTELS)
    tekst = {k: _tekst(plek, k, inhoud[k]) for k in _LENGTE if inhoud.get(k) is not None}
    logo = _logo(plek, pad.parent, inhoud["logo"]) if inhoud.get("logo") is not None else ""
    return Huisstijl(**tekst, logo=logo, kleuren=_kleuren(plek, inhoud.get("kleuren") or {}))


def _ken(plek: str, onder: str, inhoud: dict, bekend: tuple[str, ...]) -> None:
    for sleutel in inhoud:
        if sleutel not in bekend:
            lijkt = difflib.get_close_matches(str(sleutel), bekend, 1)
            advies = f"Bedoelt u '{lijkt[0]}'?" if lijkt else f"Kies uit: {', '.join(bekend)}."
            raise OngeldigeHuisstijl(f"{plek}: '{onder}{sleutel}' bestaat niet. {advies}")


def _tekst(plek: str, sleutel: str, waarde: object) -> str:
    if isinstance(waarde, (dict, list, bool)):
        raise OngeldigeHuisstijl(
            f"{plek}, {sleutel}: hier hoort gewone tekst. Zet de tekst tussen aanhalingstekens."
        )
    tekst = " ".join(str(waarde).split())
    if len(tekst) > _LENGTE[sleutel]:
        raise OngeldigeHuisstijl(
            f"{plek}, {sleutel}: de tekst heeft {len(tekst)} tekens; "
            f"hooguit {_LENGTE[sleutel]} passen. Maak hem korter."
        )
    return tekst


def _kleuren(plek: str, inhoud: object) -> dict[str, str]:
    if not isinstance(inhoud, dict):
        raise OngeldigeHuisstijl(f"{plek}, kleuren: hier horen regels als 'accent: \"#a3195b\"'.")
    _ken(plek, "kleuren.", inhoud, ("accent", "steun"))
    gekozen = {
        k: _kleur(plek, f"kleuren.{k}", inhoud[k])
        for k in ("accent", "steun")
        if inhoud.get(k) is not None
    }
    if not gekozen:
        return {}
    accent = gekozen.get("accent", stijl.KLEUREN_KIT["gemeente"])
    if _afstand(accent, stijl.KLEUREN_KIT["land"]) < _VERSCHIL / 2:
        raise OngeldigeHuisstijl(
            f"{plek}, kleuren.accent: '{accent}' lijkt te veel op het grijs waarin Nederland "
            "staat. Kies een kleur met meer kleur erin."
        )
    if "steun" in gekozen and _afstand(accent, gekozen["steun"]) < _VERSCHIL:
        raise OngeldigeHuisstijl(
            f"{plek}, kleuren.steun: '{gekozen['steun']}' lijkt te veel op de accentkleur "
            f"'{accent}'; gemeente en regio zijn dan niet te onderscheiden. "
            "Kies een andere kleur of laat deze regel weg."
        )
    uit = {"gemeente": accent, "eigen": accent}
    for rol, keuzes in _ANDERS.items():  # what stands beside the gemeente keeps a colour of its own
        if rol == "regio" and "steun" in gekozen:
            keuzes = (gekozen["steun"],)
        uit[rol] = max(
            keuzes,
            key=lambda k: (
                min(_afstand(k, al) for al in uit.values()) >= _VERSCHIL,
                -keuzes.index(k),
            ),
        )
    return uit


def _kleur(plek: str, sleutel: str, waarde: object) -> str:
    kleur = str(waarde).strip().lower()
    if re.fullmatch(r"#[0-9a-f]{3}", kleur):
        kleur = "#" + "".join(2 * t for t in kleur[1:])
    if not re.fullmatch(r"#[0-9a-f]{6}", kleur):
        raise OngeldigeHuisstijl(
            f"{plek}, {sleutel}: '{waarde}' is geen kleur. Schrijf een "
            'hekje en zes tekens tussen aanhalingstekens, zoals "#a3195b".'
        )
    haalt = stijl.contrast(kleur, stijl.GROND)
    if haalt < LEESBAAR:
        beter = next(
            d
            for d in (stijl.meng(kleur, "#000000", n / 50) for n in range(1, 51))
            if stijl.contrast(d, stijl.GROND) >= LEESBAAR
        )
        cijfer = f"{int(haalt * 10) / 10}".replace(".", ",")
        raise OngeldigeHuisstijl(
            f"{plek}, {sleutel}: '{kleur}' is te licht om te lezen: "
            "het contrast met de bladzijde is "
            f"{cijfer} en moet minstens 4,5 zijn. "
            f'Deze donkere tint van uw kleur kan wel: "{beter}".'
        )
    return kleur


def _afstand(a: str, b: str) -> float:
    return sum((int(a[i : i + 2], 16) - int(b[i : i + 2], 16)) ** 2 for i in (1, 3, 5)) ** 0.5


def _logo(plek: str, map: Path, waarde: object) -> str:
    """The logo inside the page: as a picture it can run nothing and fetch nothing,
    and the file must say so too.
    """
    pad = map / str(waarde)
    soort = {".svg": "image/svg+xml", ".png": "image/png"}.get(pad.suffix.lower())

    def fout(wat: str) -> OngeldigeHuisstijl:
        return OngeldigeHuisstijl(f"{plek}, logo: {wat}")

    if pad.name != str(waarde) or soort is None:
        raise fout(
            f"'{waarde}' kan niet. Noem een svg- of png-bestand dat naast {NAAM} staat, "
            "zoals logo.svg."
        )
    if not pad.is_file():
        raise fout(f"het bestand '{waarde}' staat niet naast {NAAM}.")
    inhoud = pad.read_bytes()
    if len(inhoud) > _LOGO_BYTES:
        raise fout(
            f"'{waarde}' is {len(inhoud) // 1000} kB; "
            f"hooguit {_LOGO_BYTES // 1000} kB past in een rapport. Maak het plaatje kleiner."
        )
    if soort == "image/png" and not inhoud.startswith(b"\x89PNG\r\n\x1a\n"):
        raise fout(f"'{waarde}' is geen png. Bewaar het plaatje opnieuw als png.")
    if soort == "image/svg+xml":
        tekst = inhoud.decode("utf-8", errors="replace")
        if _KWAAD.search(tekst):
            raise fout(
                f"'{waarde}' bevat een script of verwijst naar iets buiten het bestand. "
                "Bewaar het opnieuw als eenvoudige svg, of als png."
            )
        try:
            wortel = ElementTree.fromstring(inhoud).tag
        except ElementTree.ParseError:
            wortel = ""
        if wortel.rpartition("}")[2] != "svg":
            raise fout(f"'{waarde}' is geen svg. Bewaar het plaatje opnieuw als svg of png.")
    return f"data:{soort};base64,{b64encode(inhoud).decode('ascii')}"
