"""De fout waar alle andere fouten van afstammen; fouten met een eigen verhaal staan in de kamer waar ze ontstaan."""


class WoonzorgFout(Exception):
    """Een vraag of invoer die niet klopt: één Nederlandse regel, die zegt wat er mis is en wat u kunt doen."""

    exitcode = 2
