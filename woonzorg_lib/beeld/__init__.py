"""Alles wat een lezer ziet: figuren, kaarten, tabellen, zinnen en getallen, toegankelijk gemaakt. Rekent niets uit."""

from woonzorg_lib.beeld.beeld import Beeld, GeenBron, GeenTitel, feiten, figuur, fout, tekst, zin

__all__ = ["Beeld", "GeenBron", "GeenTitel", "feiten", "figuur", "fout", "tekst", "zin"]
