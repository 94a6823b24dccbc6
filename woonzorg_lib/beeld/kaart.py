"""Kaarten van gemeenten als lichte SVG. Kent geen cijfers behalve die zij inkleurt."""

from __future__ import annotations

import math
from html import escape

from woonzorg_lib import gebieden
from woonzorg_lib.beeld.stijl import KLEUR


def _vlak(lon: float, lat: float) -> tuple[float, float]:
    """Graden naar een vlak in kilometers; genoeg voor een kleine kaart van Nederland."""
    return (lon - 3.3) * 111.3 * math.cos(math.radians(52.1)), (53.6 - lat) * 111.2


def _pad(ringen: list, schaal: float) -> str:
    """Ringen als SVG-pad op hele stappen; buren delen een grens en blijven dus aansluiten, en de kaart blijft klein."""
    delen = []
    for ring in ringen:
        punten = []
        for lon, lat in ring:
            x, y = _vlak(lon, lat)
            p = (round(x * schaal) + 4, round(y * schaal) + 4)
            if not punten or p != punten[-1]:
                punten.append(p)
        if len(punten) > 3:
            stappen = "".join(f"l{x - vx} {y - vy}" for (vx, vy), (x, y) in zip(punten, punten[1:-1]))
            delen.append(f"M{punten[0][0]} {punten[0][1]}{stappen}Z")
    return "".join(delen)


def landkaart(gemeente: gebieden.Gebied, regio: gebieden.Gebied) -> str:
    """Nederland met de regio en de gemeente erin, als SVG van enkele tientallen kilobytes."""
    schaal = 0.62
    pad = {code: _pad(ringen, schaal) for code, ringen in gebieden.grenzen().items()}
    eigen = pad.pop(gemeente.code)
    streek = "".join(pad.pop(code) for code in regio.leden if code in pad)
    x, y = _midden(gemeente.code)
    alt = f"Kaart van Nederland met {gemeente.naam}" + (f" in {regio.met_lidwoord}." if len(regio.leden) > 1 else ".")
    ring = f'<circle cx="{x * schaal + 4:.0f}" cy="{y * schaal + 4:.0f}" r="9" fill="none" stroke="{KLEUR["gemeente"]}" stroke-width="1.4"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-label="{escape(alt)}" viewBox="0 0 176 200">'
        f'<path d="{"".join(pad.values())}" fill="#dde4e7" stroke="#fff" stroke-width=".4" fill-rule="evenodd"/>'
        f'<path d="{streek}" fill="#8fbccb" stroke="#fff" stroke-width=".4" fill-rule="evenodd"/><path d="{eigen}" fill="{KLEUR["gemeente"]}" stroke="{KLEUR["gemeente"]}" stroke-width=".8"/>{ring}</svg>'
    )


def _midden(code: str) -> tuple[float, float]:
    ring = max(gebieden.grenzen()[code], key=len)
    punten = [_vlak(*p) for p in ring]
    return (max(p[0] for p in punten) + min(p[0] for p in punten)) / 2, (max(p[1] for p in punten) + min(p[1] for p in punten)) / 2
