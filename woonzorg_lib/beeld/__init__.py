"""Alles wat een lezer ziet: figuren, kaarten, tabellen, zinnen en getallen, toegankelijk gemaakt.
Rekent niets uit.
"""

__all__ = ["Beeld", "GeenBron", "GeenTitel", "feiten", "figuur", "fout", "tekst", "zin"]


def __getattr__(naam: str):
    """Loaded when asked for: who only needs a colour or a number (the command,
    the report) need not wait for pandas.
    """
    if naam in __all__:
        from woonzorg_lib.beeld import beeld

        return getattr(beeld, naam)
    raise AttributeError(f"module {__name__!r} has no attribute {naam!r}")
