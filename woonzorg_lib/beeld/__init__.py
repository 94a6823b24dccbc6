"""Alles wat een lezer ziet: figuren, kaarten, tabellen, zinnen en getallen, toegankelijk gemaakt. Rekent niets uit."""

from woonzorg_lib.beeld.beeld import Beeld, GeenBron, GeenTitel, feiten, figuur, fout, tabel_html, tekst, zin

__all__ = ["Beeld", "GeenBron", "GeenTitel", "feiten", "figuur", "fout", "tabel_html", "tekst", "zin"]
