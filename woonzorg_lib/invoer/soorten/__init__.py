"""De schema's van alle invoerbestanden, per onderwerp in een eigen module; hoe een bestand gelezen wordt staat in lezen.py."""

from woonzorg_lib.invoer.soorten import afspraken, omgeving, wonen, zorg  # noqa: F401  (importing fills the register)

# The order in which they are listed: that of the report.
SOORTEN = (
    "plannen",
    "woonopgave",
    "opgave_ouderen",
    "woonvormen",
    "prognose",
    "instrumenten",
    "intermediair",
    "flex",
    "mutaties",
    "zorgplannen",
    "aandachtsgroepen",
    "zorgaanbod",
    "doorstroom",
    "routes",
    "haltes",
    "voorzieningen",
    "afspraken",
    "taakstelling",
    "verdeling",
    "toewijzing",
    "inkoop",
    "doelen",
    "woningaanpassingen",
    "uitvoering",
    "partners",
    "participatie",
    "communicatie",
    "visiescore",
)
