"""De fout waar alle andere fouten van afstammen, en wat een fout van het systeem in het Nederlands
heet.

Fouten met een eigen verhaal staan in de kamer waar ze ontstaan.
"""

import errno


class WoonzorgFout(Exception):
    """Een vraag of invoer die niet klopt: één Nederlandse regel,
    die zegt wat er mis is en wat u kunt doen.
    """

    exitcode = 2


_REDENEN = {
    "ENOENT": "dat bestand of die map bestaat niet",
    "EACCES": "u hebt daar geen rechten voor, of het staat nog open in een ander programma",
    "EPERM": "u hebt daar geen rechten voor, of het staat nog open in een ander programma",
    "EISDIR": "het is een map en geen bestand",
    "ENOTDIR": "een deel van dat pad is een bestand en geen map",
    "EEXIST": "daar staat al een bestand met die naam",
    "ENOTEMPTY": "de map is niet leeg",
    "ENOSPC": "de schijf is vol",
    "EDQUOT": "de schijf is vol",
    "EFBIG": "er is geen ruimte meer voor dit bestand",
    "EROFS": "de schijf is alleen-lezen",
    "ENAMETOOLONG": "de naam is te lang",
    "EINVAL": "die naam mag niet op deze schijf",
    "ELOOP": "de verwijzingen in dat pad gaan in een kring",
    "EBUSY": "een ander programma gebruikt het",
    "ETXTBSY": "een ander programma gebruikt het",
    "ENOLCK": "deze schijf kent geen sloten",
    "ENOTSUP": "deze schijf kan dat niet",
    "EOPNOTSUPP": "deze schijf kan dat niet",
    "ENOSYS": "deze schijf kan dat niet",
    "EMFILE": "er staan te veel bestanden open",
    "ENFILE": "er staan te veel bestanden open",
    "ENOMEM": "er is te weinig geheugen",
    "EIO": "de schijf geeft een fout",
    "ESTALE": "de netwerkschijf is niet bereikbaar",
    "ENOTCONN": "de netwerkschijf is niet bereikbaar",
    "EHOSTDOWN": "de netwerkschijf is niet bereikbaar",
    "ETIMEDOUT": "het antwoord bleef te lang uit",
    "ECONNREFUSED": "de verbinding is geweigerd",
    "EPIPE": "de verbinding is verbroken",
    "ECONNRESET": "de verbinding is verbroken",
}


def systeemreden(nummer: int | None) -> str:
    """Waarom het systeem iets weigerde, in het Nederlands; `nummer` is de errno van een OSError."""
    reden = _REDENEN.get(errno.errorcode.get(nummer or 0, ""))
    return reden or (
        f"het systeem weigert dit (fout {nummer})" if nummer else "het systeem zegt niet waarom"
    )
