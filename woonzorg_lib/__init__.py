"""De gereedschapskist voor het regiobeeld wonen, welzijn en zorg;
de kamers hebben hun eigen naam, hier staat alleen het versienummer.
"""

__version__ = "0.2.0"
