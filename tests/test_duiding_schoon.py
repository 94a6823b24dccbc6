"""Een eigen tekst is al schoon voordat zij in een notebook staat."""

import pytest

from woonzorg_lib.invoer.duiding import schoon


@pytest.mark.parametrize(
    "kwaad",
    [
        "<script>alert(1)</script>",
        "<SCRIPT src=//x>alert(1)",
        "<img src=x onerror=alert(1)>",
        "[klik](javascript:alert(1))",
        "![x](javascript:alert(1))",
        "<a href='javascript:alert(1)'>y</a>",
        "<b onclick=alert(1)>vet</b>",
        "<svg/onload=alert(1)>",
    ],
)
def test_what_could_run_is_gone(kwaad):
    net = schoon(f"Voor {kwaad} na.")
    assert (
        "alert(1)" not in net
        and "javascript:" not in net
        and "on" not in net.replace("onerror", "!")
    )
    assert net.startswith("Voor ") and net.endswith(" na.") or "script" in kwaad.lower()


def test_ordinary_text_stays_as_it_is():
    tekst = "Een **vet** woord, a < b en [een link](https://voorbeeld.nl) met <b>nadruk</b>."
    assert schoon(tekst) == tekst
