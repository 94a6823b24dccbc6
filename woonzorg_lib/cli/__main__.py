"""Zodat `python -m woonzorg_lib.cli` werkt; doet zelf niets."""

import sys

from . import main

sys.exit(main())
