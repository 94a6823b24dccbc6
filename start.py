# -*- coding: utf-8 -*-
"""Start de woonzorgkit: maakt eenmalig .venv, installeert wat de kit nodig heeft en geeft alles door aan `woonzorg`.

    python3 start.py rapport Utrecht    (op Windows: py start.py rapport Utrecht)
    python3 start.py test               (`test --alles` ook de trage tests)

Hier staat niets over gemeenten of rapporten: dat doet woonzorg_lib. Alleen de standaardbibliotheek van Python is nodig.
Eindigt met status 2 als de kit zelf niet kon starten, en anders met de status van `woonzorg`.
"""

# Keep this file readable for old Pythons (no f-strings, no annotations): they must get a Dutch line, not a SyntaxError.
import errno
import os
import subprocess
import sys
import threading
import time

MAP = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(MAP, ".venv")
WINDOWS = os.name == "nt"
BIN = os.path.join(VENV, "Scripts" if WINDOWS else "bin")
PYTHON = os.path.join(BIN, "python.exe" if WINDOWS else "python")
OPDRACHT = "py start.py" if WINDOWS else "python3 start.py"  # for who has the wrong Python
SYSTEEMREDENEN = {
    errno.EACCES: "daar hebt u geen rechten voor",
    errno.EPERM: "daar hebt u geen rechten voor",
    errno.ENOSPC: "de schijf is vol",
    errno.EROFS: "de schijf is alleen-lezen",
    errno.ENOENT: "een bestand of map ontbreekt",
}
INGANGEN = "entry_points.txt"
# What the test run needs on top is in a file of its own, so that an adviser never waits for it.
LOCKS = {"kit": "requirements.lock", "test": "requirements-test.lock"}
GEEN_NETWERK = (
    "Retrying (",
    "NewConnectionError",
    "ConnectTimeoutError",
    "Max retries exceeded",
    "name resolution",
    "ProxyError",
    "Network is unreachable",
    "ReadTimeoutError",
    "connection broken",
)


class Startfout(Exception):
    """De kit kan niet starten; de melding is één Nederlandse regel."""


def schone_omgeving():
    """The environment without what would let other people's packages leak into the kit."""
    omgeving = dict(os.environ)
    for naam in (
        "PYTHONPATH",
        "PYTHONHOME",
        "PYTHONSTARTUP",
        "PIP_TARGET",
        "PIP_PREFIX",
        "PYTHONDONTWRITEBYTECODE",  # or every start translates the whole kit once more
        "__PYVENV_LAUNCHER__",
    ):
        omgeving.pop(naam, None)
    omgeving.update(PYTHONNOUSERSITE="1", PIP_USER="0")
    omgeving.setdefault("PYTHONUTF8", "1")
    omgeving["WOONZORG_OPDRACHT"] = zo_getypt()  # read by woonzorg_lib/aanroep.py
    return omgeving


def zo_getypt():
    """How this start was typed: what a message tells someone to type next begins with these words."""
    import shlex
    import shutil

    if WINDOWS:  # what was typed is not known there, and the launcher may be missing
        python = "py" if shutil.which("py") else "python"
        return " ".join([python, subprocess.list2cmdline([sys.argv[0]])])
    python = (getattr(sys, "orig_argv", None) or ["python3"])[0]
    kort = os.path.basename(python)
    gevonden = shutil.which(kort) or ""  # pyenv puts a script of that name before the real one
    if "shims" in gevonden or os.path.realpath(gevonden) == os.path.realpath(sys.executable):
        python = kort
    return " ".join([shlex.quote(python), shlex.quote(sys.argv[0])])


def zeg(tekst):
    # On stderr, because what `woonzorg` writes to stdout may go into a file.
    sys.stderr.write(tekst + "\n")
    sys.stderr.flush()


class Voortgang:
    """Says which step is being done and how far it is: on one line of a terminal, elsewhere now and then."""

    RUST = 10  # seconds between two lines in a file or a log

    def __init__(self, stappen):
        self.stappen, self.nummer = stappen, 0
        self.terminal, self.breed = sys.stderr.isatty(), 0

    def stap(self, nummer):
        if nummer == self.nummer:
            return
        self.wis()
        self.nummer, self.begin = nummer, time.time()
        self.gezegd = self.begin
        zeg("Stap {} van {}: {}".format(nummer, len(self.stappen), self.stappen[nummer - 1]))

    def toon(self, gedaan=0, alles=0):
        ver = "{} van {}, ".format(gedaan, alles) if alles else ""
        tekst = "  {}{} s".format(ver, int(time.time() - self.begin))
        if self.terminal:
            sys.stderr.write("\r" + tekst.ljust(self.breed))
            sys.stderr.flush()
            self.breed = len(tekst)
        elif time.time() - self.gezegd >= self.RUST:
            self.gezegd = time.time()
            zeg(tekst)

    def wis(self):
        if self.breed:
            sys.stderr.write("\r" + " " * self.breed + "\r")
            self.breed = 0


def stil(opdracht, kijk):
    """Run without showing the output; `kijk` gets the lines so far. Returns (exit status, output)."""
    proces = subprocess.Popen(
        opdracht,
        env=dict(schone_omgeving(), PYTHONUNBUFFERED="1"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    regels = []

    def lees_mee():
        for regel in iter(proces.stdout.readline, b""):
            regels.append(regel.decode("utf-8", "replace"))

    lezer = threading.Thread(target=lees_mee)
    lezer.daemon = True
    lezer.start()
    try:
        while lezer.is_alive():
            kijk(list(regels))
            lezer.join(0.5)
        kijk(list(regels))
        return proces.wait(), "".join(regels)
    finally:
        if proces.poll() is None:
            proces.kill()
            proces.wait()


def kenmerk(soort):
    """What was installed, in one line: the lock's contents and the Python that it was installed for."""
    import hashlib

    for lock in LOCKS.values():
        if not os.path.isfile(os.path.join(MAP, lock)):
            raise Startfout("{} ontbreekt. Pak de kit opnieuw uit.".format(os.path.join(MAP, lock)))
    # The test packages were chosen to go with the kit's own pins, so a change of those counts for both.
    inhoud = "".join(lees(os.path.join(MAP, LOCKS[naam])) for naam in dict.fromkeys(["kit", soort]))
    som = hashlib.sha256(inhoud.encode("utf-8")).hexdigest()
    return "{} {} {}".format(sys.implementation.cache_tag, sys.platform, som)


def lees(pad):
    with open(
        pad, encoding="utf-8"
    ) as bestand:  # text mode: a Windows checkout with \r\n gives the same sum
        return bestand.read()


def merk(soort):
    return os.path.join(VENV, "geinstalleerd-{}.txt".format(soort))


def is_klaar(soort):
    gewenst = kenmerk(soort)
    try:
        return os.path.exists(PYTHON) and lees(merk(soort)) == gewenst
    except (OSError, UnicodeDecodeError):
        return False


class Beurt:
    """One start at a time installs; a second one waits and then finds the work done. Windows does without."""

    def __enter__(self):
        self.bestand = open(__file__, "rb")
        try:
            import fcntl

            fcntl.flock(self.bestand, fcntl.LOCK_EX)
        except (ImportError, OSError):  # Windows, or a network disk without locks
            pass

    def __exit__(self, *fout):
        self.bestand.close()


def maak_venv(voortgang):
    import importlib.util

    if not all(importlib.util.find_spec(naam) for naam in ("venv", "ensurepip")):
        raise Startfout(
            "Python mist het onderdeel venv. {} en begin opnieuw.".format(
                "Typ: sudo apt install python3-venv"
                if sys.platform.startswith("linux")
                else "Installeer Python opnieuw, met alle onderdelen,"
            )
        )
    voortgang.stap(1)
    # Not the venv's own Python (someone may have activated it): it would be clearing itself.
    python = getattr(sys, "_base_executable", None) or sys.executable
    maak = [python, "-m", "venv", "--clear", VENV]
    status, uit = stil(maak, lambda _: voortgang.toon())
    if status:
        raise mislukt(uit, "De map .venv kon niet worden gemaakt")


def pakkettenmap():
    import sysconfig

    return sysconfig.get_path("purelib", "venv", vars={"base": VENV, "platbase": VENV})


def maak_vindbaar():
    """Put the kit itself on the venv's path and make the command `woonzorg`; all relative, so the folder may move."""
    pakketten = pakkettenmap()
    schrijf(os.path.join(pakketten, "woonzorg.pth"), os.path.relpath(MAP, pakketten) + "\n")
    meld_aan()
    if WINDOWS:
        schrijf(os.path.join(BIN, "woonzorg.cmd"), '@"%~dp0python.exe" -P -m woonzorg_lib.cli %*\n')
        return
    schrijf(
        os.path.join(BIN, "woonzorg"),
        '#!/bin/sh\nexec "$(dirname "$0")/python" -P -m woonzorg_lib.cli "$@"\n',
    )
    os.chmod(os.path.join(BIN, "woonzorg"), 0o755)


def aangemeld():
    """The file that tells other programs what the kit offers them, as it is for every installed package."""
    return os.path.join(pakkettenmap(), "woonzorg-{}.dist-info".format(versie()), INGANGEN)


def meld_aan():
    """Register the kit as an install would: then `papermill --engine woonzorg` finds the engine."""
    import glob
    import shutil

    for oud in glob.glob(os.path.join(glob.escape(pakkettenmap()), "woonzorg-*.dist-info")):
        shutil.rmtree(oud)
    os.mkdir(os.path.dirname(aangemeld()))
    gegevens = "Metadata-Version: 2.1\nName: woonzorg\nVersion: {}\n".format(versie())
    schrijf(os.path.join(os.path.dirname(aangemeld()), "METADATA"), gegevens)
    schrijf(aangemeld(), "[papermill.engine]\nwoonzorg = woonzorg_lib.uitvoering.motor:Motor\n")


def versie():
    import re

    gevonden = re.search(
        '__version__ = "(.+)"', lees(os.path.join(MAP, "woonzorg_lib", "__init__.py"))
    )
    return gevonden.group(1) if gevonden else "0"


def schrijf(pad, tekst):
    with open(pad, "w", encoding="utf-8") as bestand:
        bestand.write(tekst)


def mislukt(uit, wat):
    """The last line of a long English log, as one Dutch line that says what to do."""
    if any(teken in uit for teken in GEEN_NETWERK):
        return Startfout(
            "Er is geen netwerk om pakketten op te halen. De eerste start heeft internet nodig; daarna kan het zonder."
        )
    if "DO NOT MATCH THE HASHES" in uit:
        return Startfout(
            "Een pakket is niet het bestand waarmee de kit is gemaakt (de controlesom klopt niet), "
            "en is daarom geweigerd. Probeer het later nog eens; blijft het zo, meld het dan."
        )
    import shutil

    # pip cleans up after itself, and ensurepip hides its reason: so look both at what was said and at what is left.
    if "No space left" in uit or "WinError 112" in uit or shutil.disk_usage(MAP).free < 20e6:
        return Startfout("De schijf is vol. Maak ongeveer 1 GB vrij en begin opnieuw.")
    regels = [regel.strip() for regel in uit.splitlines() if regel.strip()]
    fouten = (
        [regel for regel in regels if regel.lower().startswith("error")]
        or regels
        or ["geen uitleg"]
    )
    return Startfout("{}: {}".format(wat, fouten[-1]))


def pip_op_orde(voortgang):
    """The pip of a new environment is as old as Python itself; the lock names the one that the kit trusts."""
    blok = pin("pip")
    if blok:
        lijst = os.path.join(VENV, "pip.txt")
        schrijf(lijst, blok)
        haal(["-r", lijst], lambda _: voortgang.toon())


def pin(naam):
    """The lines of one package in the lock: its version and its hashes; empty when it is not there."""
    uit = []
    for regel in lees(os.path.join(MAP, LOCKS["kit"])).splitlines():
        if regel.startswith(naam + "==") or (uit and regel.startswith((" ", "\t"))):
            uit.append(regel)
        elif uit:
            break
    return "\n".join(uit) + "\n" if uit else ""


def haal(wat, kijk):
    opdracht = [PYTHON, "-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
    status, uit = stil(opdracht + ["--progress-bar", "off", "--retries", "2"] + wat, kijk)
    if status:
        raise mislukt(uit, "Het installeren is mislukt")


def installeer(soort, voortgang, stap):
    """Fetch (step `stap`) and put down (the step after that) all that this lock names."""
    # With the kit's own lock beside it: what the test packages need of it is then known, with its hash.
    locks = [LOCKS[naam] for naam in dict.fromkeys(["kit", soort])]
    pakketten = pakkettenmap()
    er_stonden, genoemd = tel_geinstalleerd(pakketten), sum(map(tel_pins, locks))

    def kijk(regels):
        neerzetten = [r for r in regels if r.startswith("Installing collected packages:")]
        if neerzetten:
            voortgang.stap(stap + 1)
            erbij = tel_geinstalleerd(pakketten) - er_stonden
            voortgang.toon(max(0, erbij), neerzetten[0].count(",") + 1)
        else:
            voortgang.stap(stap)
            gezien = sum(r.startswith(("Collecting ", "Requirement already")) for r in regels)
            nodig = genoemd - sum(r.startswith("Ignoring ") for r in regels)
            voortgang.toon(min(gezien, nodig), nodig)

    haal([deel for lock in locks for deel in ("-r", os.path.join(MAP, lock))], kijk)
    voortgang.wis()
    # Last of all: an install that was broken off has no mark, and is done again.
    schrijf(merk(soort), kenmerk(soort))


def tel_pins(lock):
    regels = lees(os.path.join(MAP, lock)).splitlines()
    return sum("==" in regel for regel in regels if regel[:1].isalnum())


def tel_geinstalleerd(pakketten):
    return sum(naam.endswith(".dist-info") for naam in os.listdir(pakketten))


def zorg_voor(soorten):
    if all(is_klaar(soort) for soort in soorten):
        if not os.path.exists(aangemeld()) and os.access(pakkettenmap(), os.W_OK):
            meld_aan()  # put ready by an older version of the kit
        return
    if not os.access(MAP, os.W_OK):
        raise Startfout("In {} mag u niet schrijven. Zet de kit in een map van uzelf.".format(MAP))
    with Beurt():
        if not is_klaar("kit"):
            zeg("De kit wordt klaargezet. Dat gebeurt één keer en duurt enkele minuten.")
            voortgang = Voortgang(
                ["een eigen Python maken in .venv", "pakketten ophalen", "pakketten neerzetten"]
            )
            maak_venv(voortgang)
            maak_vindbaar()
            pip_op_orde(voortgang)
            installeer("kit", voortgang, 2)
            zeg("De kit staat klaar.")
        for soort in soorten:
            if not is_klaar(soort):
                zeg("Ook wat de tests nodig hebben wordt klaargezet, één keer.")
                installeer(
                    soort, Voortgang(["testpakketten ophalen", "testpakketten neerzetten"]), 1
                )


def geef_over(argumenten):
    """Become the venv's Python, so that signals and the exit status are its own."""
    opdracht = [PYTHON, "-P"] + argumenten
    sys.stdout.flush()
    if not WINDOWS:
        os.execve(PYTHON, opdracht, schone_omgeving())
    proces = subprocess.Popen(opdracht, env=schone_omgeving())
    while True:
        try:
            return proces.wait()
        except KeyboardInterrupt:  # Windows sends Ctrl-C to both: let the other one finish
            continue


def zorg_voor_stromen():
    """Who started us may have closed stdout or stderr: then they lead nowhere."""
    for naam, hoe in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, naam) is None:
            setattr(sys, naam, open(os.devnull, hoe))


def main(argumenten):
    zorg_voor_stromen()
    if sys.version_info < (3, 11):
        zeg(
            "Deze kit heeft Python 3.11 of nieuwer nodig; dit is Python {}.{}. Installeer een nieuwere Python en typ: {}".format(
                sys.version_info[0], sys.version_info[1], OPDRACHT
            )
        )
        return 2
    try:
        if argumenten[:1] != ["test"]:
            zorg_voor(["kit"])
            return geef_over(["-m", "woonzorg_lib.cli"] + (argumenten or ["--help"]))
        zorg_voor(["kit", "test"])
        os.chdir(MAP)
        # Not `-n auto`: on a large machine every worker starts kernels and browsers of its own.
        werkers = str(min(4, os.cpu_count() or 1))
        keuze = argumenten[1:]
        if "--alles" in keuze:
            keuze.remove("--alles")
        elif not any(woord.startswith("-m") for woord in keuze):
            keuze += ["-m", "not alles"]
        return geef_over(["-m", "pytest", "-q", "-n", werkers, "--dist", "loadfile"] + keuze)
    except Startfout as fout:
        zeg(str(fout))
    except OSError as fout:
        reden = SYSTEEMREDENEN.get(
            fout.errno, "het systeem weigert dit (fout {})".format(fout.errno)
        )
        zeg(
            "De kit kan niet starten: {} ({}). Verwijder de map {} en begin opnieuw.".format(
                reden, fout.filename, VENV
            )
        )
    except KeyboardInterrupt:
        zeg("Gestopt. Begin opnieuw met: {}".format(zo_getypt()))
        return 130
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
