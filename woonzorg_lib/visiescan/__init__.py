"""Leest visiedocumenten en zegt welke onderwerpen erin staan, met de passages. Haalt niets op."""

from woonzorg_lib.visiescan.passages import Passage
from woonzorg_lib.visiescan.scan import Scan, Uitkomst, scan, scan_passages
from woonzorg_lib.visiescan.termen import lees_termen

__all__ = ["Passage", "Scan", "Uitkomst", "lees_termen", "scan", "scan_passages"]
