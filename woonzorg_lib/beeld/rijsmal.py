"""Wat figuren met een rij per naam op een telefoon gemeen hebben: de maten, en hoe de brede en de
smalle tekening samen gaan. Tekent zelf geen rijen.
"""

from __future__ import annotations

import hashlib

from woonzorg_lib.beeld.kolom import Kolom
from woonzorg_lib.beeld.licht import HOOG, SMAL, VAST
from woonzorg_lib.beeld.stijl import LETTERS

DIK = HOOG - 3
TUSSEN = 9.0  # between a bar and the words of the next


def beide(breed: str, kolom: Kolom) -> str:
    """De brede tekening en de smalle; het scherm kiest."""
    binnen = "".join(kolom.delen)
    merk = hashlib.sha256(binnen.encode("utf-8")).hexdigest()[:8]
    binnen = binnen.replace('id="arceer', f'id="{merk}').replace("url(#arceer", f"url(#{merk}")
    smal = (
        f'<svg class="smal" style="display:none" viewBox="0 0 {SMAL:g} {kolom.y:.0f}" '
        f'font-family="{LETTERS}" {VAST}>'
    )
    return breed.replace("<svg ", '<svg class="breed" ', 1) + f"{smal}{binnen}</svg>"


def bij(naam: str, erbij: str) -> str:
    """ "Noord: 12 woningen", of alleen de naam."""
    return f"{naam}: {erbij}" if erbij else naam


def arcering(nummer: int, kleur: str) -> str:
    """Schuine witte strepen over een kleur."""
    return (
        f'<pattern id="arceer{nummer}" width="6" height="6" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45)"><rect width="6" height="6" fill="{kleur}"></rect>'
        f'<rect width="1.6" height="6" fill="#ffffff"></rect></pattern>'
    )
