"""Eén notebook in een werker: dezelfde uitvoer als in een gewone kernel, en niets dat bij een volgende notebook aankomt."""

import json
import logging
import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from proefnotebooks import code, notebook
from test_batch_onderbroken import MANIEREN, wacht_tot

from woonzorg_lib.cli import NOTEBOOKS, VOLGORDE
from woonzorg_lib.uitvoering import MISLUKT_NOTEBOOK, Taak, voer_uit
from woonzorg_lib.uitvoering.notebook import laad_papermill
from woonzorg_lib.uitvoering.werkers import KERNEL, SPLITSEN, ZELF, Werkers

KIT = Path(__file__).parents[1]
WERKERS = MANIEREN[:2]
HEET = {"warm": SPLITSEN, "zonder": ZELF, "gewoon": KERNEL}


@pytest.fixture
def maak_werkers(monkeypatch):
    """Makes workers of one kind, and ends them after the test."""
    gemaakt = []

    def maak(manier: str, voorladen: str | None = None) -> Werkers:
        monkeypatch.setenv("WOONZORG_ZONDER_FORK", "1" if manier == "zonder" else "")
        gemaakt.append(Werkers("gewoon" if manier == "gewoon" else "warm", voorladen))
        return gemaakt[-1]

    yield maak
    for werkers in gemaakt:
        werkers.sluit()


def cellen(pad) -> list[dict]:
    return json.loads(pad.read_text(encoding="utf-8"))["cells"]


WIE = "import os; print(os.getpid(), os.getppid())"


def getoond(resultaat, cel: int = -1) -> list[str]:
    """What this cell, the last one, printed, word by word."""
    uitvoer = cellen(resultaat.pad)[cel]["outputs"]
    return "".join("".join(u.get("text", "")) for u in uitvoer).split()


# A kernel reads what other processes print in a thread of its own, and on a busy machine that comes
# late: in a next cell, or nowhere. The cell waits until the kernel has taken it out of the pipe.
WACHT = """
def wacht(ook=0):
    import array, fcntl, termios, time
    over = array.array("i", [1])
    while over[0]:
        fcntl.ioctl(1, termios.FIONREAD, over)
        time.sleep(0.5)
    time.sleep(ook)
"""
ALLES = (
    WACHT,
    "1 + 1",
    "print('een'); import sys; print('twee', file=sys.stderr); print('drie', end='')",
    "display(1, 'twee'); 'drie'",
    "import pandas as pd\npd.DataFrame({'a': [1, 2], 'b': ['x', None]})",
    "import matplotlib.pyplot as plt\nplt.plot([1, 2]); print('na de lijn')",
    "fig, assen = plt.subplots(1, 2); assen[0].bar([1], [2]); plt.show(); print('getoond')",
    "display(fig, metadata={'image/png': {'alt': 'een balk'}}); plt.close(fig)",
    "from IPython.display import HTML, SVG, Image, JSON, Markdown, Math, clear_output, update_display\n"
    "display(HTML('<b>x</b>'), Markdown('*x*'), Math('x^2'), JSON({'a': 1}))\n"
    "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\"/>')",
    "plaats = display('eerst', display_id='plek'); display({'text/plain': 'ruw', 'application/x.y+json': {'z': [1]}}, raw=True)",
    "update_display('later', display_id='plek'); plaats.update({'text/plain': 'laatst'}, raw=True)",
    "print('weg'); clear_output(); print('blijft'); clear_output(wait=True); print('dit')",
    "for n in range(3):\n    clear_output(wait=True); display(n)",
    "!echo van een programma; echo en fout >&2\n!exit 3\n_exit_code",
    "import subprocess, os\nprint('voor', flush=True); subprocess.run(['sh', '-c', 'echo tussen']); wacht(); print('na')",
    "import os\nif kind := os.fork():\n    os.waitpid(kind, 0); wacht(2)\nelse:\n    print('uit een kind'); sys.stdout.flush(); os._exit(0)",
    "import asyncio\nawait asyncio.sleep(0.01); print('gewacht')\nawait asyncio.gather(*(asyncio.sleep(0, n) for n in range(2)))",
    "taak = asyncio.get_running_loop().create_task(asyncio.sleep(0, 'klaar'))",
    "await taak",
    "%%capture vangst\nprint('in vangst')",
    "vangst.stdout, %who_ls str",
    "%precision 3\n3.14159265",
    "%%bash\necho bash",
    "x = 5; x?\nx",
    "_, _9, len(Out) > 3, In[1], __name__, sys.argv[0] != '', [p for p in sys.path if p == '']",
    "import warnings; warnings.warn('pas op')",
    "import logging; logging.getLogger('x').warning('gemeld')",
    "import threading\ndraad = threading.Thread(target=lambda: print('uit een draad')); draad.start(); draad.join()",
    "class Mooi:\n    def _repr_html_(self): return '<i>mooi</i>'\n    def _repr_mimebundle_(self, include=None, exclude=None): return {'text/x': 'y'}, {'text/x': {'m': 1}}\nMooi()",
    "class Stuk:\n    def _repr_html_(self): raise ValueError('stuk')\nStuk()",
    "import pickle; pickle.loads(pickle.dumps(Mooi())).__class__ is Mooi",
    "import ipywidgets as w\nschuif = w.IntSlider(value=3); display(schuif); schuif.value = 4",
    "uit = w.Output()\nwith uit:\n    print('in het vak'); display(7)\nuit",
    "float('nan'), {'a': float('inf')}",
    "display({'application/json': {'getal': 1.5, 'lijst': [None, True]}}, raw=True)",
    "get_ipython().__class__.__name__, 'ipykernel' in sys.modules, os.environ['MPLBACKEND'], sys.stdout.encoding, sys.stdout.isatty()",
    "import numpy, decimal; numpy.set_printoptions(precision=2); decimal.getcontext().prec = 4",
    "numpy.array([1 / 3]), decimal.Decimal(1) / 3",
    "print('é € 😀', '\\x1b[31mrood\\x1b[0m', '\\r\\n tab\\t')",
    "def f(n):\n    return 1 / n\nf(0)",
    "dit is geen python",
    "raise KeyError('sleutel')",
    "from contextlib import suppress\nwith suppress(ZeroDivisionError):\n    1 / 0\ntry:\n    1 / 0\nexcept ZeroDivisionError as e:\n    raise RuntimeError('twee lagen') from e",
    "import sys; sys.exit(2)",
)


def _gelijk_gemaakt(pad) -> list:
    """The outputs, without what differs between two runs in one and the same kernel as well."""
    uit = []
    for cel in cellen(pad):
        uitvoer = []
        for een in cel.get("outputs", []):
            tekst = re.sub(r"\\u001b\[[0-9;]*m", "", json.dumps(een, sort_keys=True))
            tekst = re.sub(
                r"/[\w/.-]*ipykernel_\d+/\d+\.py|<ipython-input-[^>]*>|\d{6,}\.py", "CEL", tekst
            )
            een = json.loads(re.sub(r"0x[0-9a-f]{6,}|[0-9a-f]{32}", "ADRES", tekst))
            if een["output_type"] == "error":  # how many lines around the error, differs
                een["traceback"] = een["traceback"][-1]
            uitvoer += _samen(een, uitvoer)
        uit.append((cel.get("execution_count"), uitvoer))
    return uit


def _samen(een: dict, eerder: list[dict]) -> list[dict]:
    """A kernel prints to stdout and stderr side by side, in whatever order, and in pieces."""
    if een["output_type"] != "stream":
        return [een]
    if not eerder or "stdout" not in eerder[-1]:
        eerder.append({"stdout": "", "stderr": ""})
    eerder[-1][een["name"]] += "".join(een["text"])
    return []


@pytest.mark.parametrize("manier", WERKERS)
def test_all_that_a_notebook_can_do_gives_the_outputs_of_an_ordinary_kernel(
    manier, maak_werkers, tmp_path, monkeypatch
):
    monkeypatch.delenv("PYTEST_CURRENT_TEST", raising=False)  # a kernel looks at it
    boek = notebook(tmp_path / "b.ipynb", *map(code, ALLES))
    ruw = json.loads(boek.read_text(encoding="utf-8"))
    for cel in ruw["cells"]:
        cel["metadata"]["tags"].append("raises-exception")
    boek.write_text(json.dumps(ruw), encoding="utf-8")
    uit = {}
    for soort in (manier, "gewoon"):
        werkers = maak_werkers(soort)
        resultaat = voer_uit(Taak(boek, {"gemeente": "GM1"}, tmp_path / f"{soort}.ipynb"), werkers)
        assert werkers.manier == HEET[soort] and resultaat.pad, resultaat
        uit[soort] = _gelijk_gemaakt(resultaat.pad)
    for eigen, gewoon, bron in zip(uit[manier], uit["gewoon"], cellen(tmp_path / "gewoon.ipynb")):
        assert eigen == gewoon, bron["source"]
    boeken = [json.loads((tmp_path / f"{s}.ipynb").read_text(encoding="utf-8")) for s in uit]
    assert boeken[0]["metadata"]["language_info"] == boeken[1]["metadata"]["language_info"]
    widgets = [b["metadata"]["widgets"] for b in boeken]
    vakken = [
        sorted(str(w["state"].get("outputs")) for w in b.popitem()[1]["state"].values())
        for b in widgets
    ]
    assert vakken[0] == vakken[1] and "in het vak" in str(vakken)


@pytest.mark.parametrize("manier", WERKERS)
def test_a_notebook_that_asks_something_is_told_that_nobody_answers(manier, maak_werkers, tmp_path):
    for bron in ("input('naam?')", "import getpass; getpass.getpass()"):
        boek = notebook(tmp_path / "b.ipynb", code(bron))
        resultaat = voer_uit(Taak(boek, {}, tmp_path / "u.ipynb"), maak_werkers(manier))
        assert resultaat.uitkomst == MISLUKT_NOTEBOOK
        assert "kan hier niets vragen; zet de waarde in de cel `parameters`" in resultaat.fout


def test_a_notebook_gets_an_ordinary_kernel_when_it_asks_for_one(maak_werkers, tmp_path):
    boek = notebook(
        tmp_path / "b.ipynb",
        code("from ipykernel.kernelapp import IPKernelApp\nprint(IPKernelApp.initialized())"),
    )
    werkers = maak_werkers("warm")
    assert getoond(voer_uit(Taak(boek, {}, tmp_path / "1.ipynb"), werkers)) == ["False"]
    ruw = json.loads(boek.read_text(encoding="utf-8"))
    ruw["metadata"]["woonzorg"]["kernel"] = "gewoon"
    boek.write_text(json.dumps(ruw), encoding="utf-8")
    assert getoond(voer_uit(Taak(boek, {}, tmp_path / "2.ipynb"), werkers)) == ["True"]


@pytest.mark.parametrize("manier", WERKERS)
def test_papermill_itself_can_use_the_engine(manier, tmp_path, monkeypatch):
    """On its own command line, as the entry point of an installed kit offers it."""
    monkeypatch.setenv("WOONZORG_ZONDER_FORK", "1" if manier == "zonder" else "")
    ingang = tmp_path / "woonzorg-1.dist-info" / "entry_points.txt"
    ingang.parent.mkdir()
    ingang.write_text(
        "[papermill.engine]\nwoonzorg = woonzorg_lib.uitvoering.motor:Motor\n", encoding="utf-8"
    )
    boek = notebook(
        tmp_path / "b.ipynb",
        code("import sys; print(gemeente, 'ipykernel.kernelapp' in sys.modules)"),
    )
    argv = [sys.executable, "-m", "papermill", "--engine", "woonzorg", "-p", "gemeente", "GM9"]
    argv += ["-k", "python3", "--no-progress-bar", "--log-output", str(boek), str(tmp_path / "u")]
    omgeving = os.environ | {"PYTHONPATH": os.pathsep.join([str(KIT), str(tmp_path)])}
    gedaan = subprocess.run(argv, env=omgeving, capture_output=True, text=True, timeout=300)
    assert gedaan.returncode == 0, gedaan.stderr
    assert "GM9 False" in (tmp_path / "u").read_text(encoding="utf-8")


@pytest.mark.parametrize("manier", WERKERS)
def test_who_keeps_its_workers_gets_others_when_code_or_snapshot_is_another(
    manier, tmp_path, monkeypatch
):
    """Papermill from Python, in a session of days: never a figure of what the kit was yesterday."""
    from woonzorg_lib.uitvoering import omgeving

    monkeypatch.setenv("WOONZORG_ZONDER_FORK", "1" if manier == "zonder" else "")
    bron = tmp_path / "lib" / "voorgeladen.py"
    bron.parent.mkdir()
    tekst = "from woonzorg_lib import momentopname\nWAARDE = 'oud'\nmomentopname.actief()\n"
    bron.write_text(tekst, encoding="utf-8")
    monkeypatch.setattr(omgeving, "BIBLIOTHEEK", bron.parent)
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(KIT), str(bron.parent)]))
    thuis = tmp_path / "gegevens"
    monkeypatch.setenv("WOONZORG_GEGEVENS", str(thuis))
    bericht = "print(v.WAARDE, getattr(v.momentopname.actief(), 'name', None), os.getppid())"
    boek = notebook(tmp_path / "b.ipynb", code(f"import os, voorgeladen as v\n{bericht}"))
    papermill = laad_papermill()

    def draai() -> list[str]:
        hoe = {"engine_name": "woonzorg", "kernel_name": "python3", "voorladen": "voorgeladen"}
        papermill.execute_notebook(boek, tmp_path / "u.ipynb", progress_bar=False, **hoe)
        return "".join(cellen(tmp_path / "u.ipynb")[-1]["outputs"][0]["text"]).split()

    eerst = draai()
    assert eerst[:2] == ["oud", "None"]
    assert draai() == eerst  # the same process that loaded all
    bron.write_text(tekst.replace("oud", "nieuw"), encoding="utf-8")
    assert draai()[:2] == ["nieuw", "None"]
    (thuis / "2026-11").mkdir(parents=True)
    wijzer = {"map": "2026-11", "eerder": []}
    (thuis / "actief.json").write_text(json.dumps(wijzer), encoding="utf-8")
    assert draai()[:2] == ["nieuw", "2026-11"]
    motor = sys.modules["woonzorg_lib.uitvoering.motor"]
    assert len([een for hoe, een in motor._BLIJVERS.nu.items() if hoe[1] == "voorgeladen"]) == 1
    motor._BLIJVERS.sluit()


# How a notebook leaves traces, and how to see them.
# The list itself can't be read, but whoever leaves it is compared with all that is in it.
ZOEK_AAN_HET_EINDE = """
import atexit
gezien = []
class Zoek:
    def __eq__(self, ander):
        gezien.append(ander is str)
atexit.unregister(Zoek())
print(any(gezien))
"""

SPOREN = {
    "namen": (
        "spoor = 1; import builtins; builtins.spoor2 = 1",
        "import builtins; print('spoor' in globals(), hasattr(builtins, 'spoor2'))",
    ),
    "rcParams": (
        "import matplotlib; matplotlib.rcParams['font.size'] = 33",
        "import matplotlib; print(matplotlib.rcParams['font.size'])",
    ),
    "figuren die open bleven": (
        "import matplotlib.pyplot as plt; get_ipython().events.callbacks['post_execute'].clear(); plt.figure()",
        "import matplotlib.pyplot as plt; print(plt.get_fignums())",
    ),
    "seaborn": (
        "import seaborn; seaborn.set_theme(); seaborn.set_palette('husl')",
        "import matplotlib; print(matplotlib.rcParams['axes.facecolor'], str(matplotlib.rcParams['axes.prop_cycle'])[16:27])",
    ),
    "figuren": (
        "import matplotlib.pyplot as plt; plt.ioff(); plt.figure(); get_ipython().events.callbacks['post_execute'].clear()",
        "import matplotlib.pyplot as plt; print(plt.get_fignums(), plt.isinteractive(), len(get_ipython().events.callbacks['post_execute']))",
    ),
    "pandas": (
        "import pandas; pandas.options.display.max_rows = 3; pandas.set_option('display.precision', 1)",
        "import pandas; print(pandas.options.display.max_rows, pandas.get_option('display.precision'))",
    ),
    "numpy": (
        "import numpy; numpy.set_printoptions(precision=1); numpy.seterr(all='raise')",
        "import numpy; print(numpy.get_printoptions()['precision'], numpy.geterr()['divide'])",
    ),
    "map": (
        "import os; os.chdir('/')",
        "import os; print(os.getcwd() == '/')",
    ),
    "omgeving": (
        "import os; os.environ['SPOOR'] = '1'; os.environ.pop('PATH', None)",
        "import os; print('SPOOR' in os.environ, 'PATH' in os.environ)",
    ),
    "tijdelijk": (
        "import tempfile, pathlib; pathlib.Path(tempfile.gettempdir(), 'spoor').touch(); tempfile.tempdir = '/'",
        "import tempfile, pathlib; print(tempfile.gettempdir() == '/')\ntempfile.tempdir = None\nprint(pathlib.Path(tempfile.gettempdir(), 'spoor').exists())",
    ),
    "pad": (
        "import sys; sys.path.insert(0, '/spoor'); sys.argv.append('spoor')",
        "import sys; print('/spoor' in sys.path, 'spoor' in sys.argv)",
    ),
    "eigen module": (
        "import sys; sys.path.insert(0, HIER)\nimport hulp; hulp.x = 2",
        "import sys; print('hulp' in sys.modules)",
    ),
    "module erbij": (
        "import wave; wave.spoor = 1",
        "import wave; print(hasattr(wave, 'spoor'))",
    ),
    "module anders": (
        "import json; json.spoor = 1; import math; math.pi = 3",
        "import json, math; print(hasattr(json, 'spoor'), math.pi > 3)",
    ),
    "module weg": (
        "import json; del json.loads",
        "import json; print(hasattr(json, 'loads'))",
    ),
    "module vervangen": (
        "import sys, types; sys.modules['keyword'] = types.ModuleType('keyword')",
        "import keyword; print(hasattr(keyword, 'kwlist'))",
    ),
    "klasse anders": (
        "import pandas; pandas.DataFrame.spoor = 1; pandas.Series.mean = lambda s: 7",
        "import pandas; print(hasattr(pandas.DataFrame, 'spoor'), pandas.Series([1]).mean())",
    ),
    "lijst anders": (
        "import keyword; keyword.kwlist.append('spoor')",
        "import keyword; print('spoor' in keyword.kwlist)",
    ),
    "kit anders": (
        "import woonzorg_lib.fouten as f; f._REDENEN['ENOENT'] = 'spoor'",
        "import woonzorg_lib.fouten as f; print('spoor' in f._REDENEN.values())",
    ),
    "tabel van de kit": (
        "from woonzorg_lib.cijfers import lezen; lezen.lees('kern_wijk').loc[:, 'inwoners'] = 0; lezen.lees('kern_wijk')['spoor'] = 1",
        "from woonzorg_lib.cijfers import lezen; t = lezen.lees('kern_wijk'); print(t.inwoners.sum(), 'spoor' in t)",
    ),
    "tabel die erbij kwam": (
        "from woonzorg_lib.cijfers import lezen; lezen.ruw('inwoners').iloc[:, 2] = 0",
        "from woonzorg_lib.cijfers import lezen; print(lezen.ruw('inwoners').iloc[:, 2].sum())",
    ),
    "register van de kit": (
        "from woonzorg_lib.onderwerpen import register; register().pop('A1')",
        "from woonzorg_lib.onderwerpen import register; print('A1' in register())",
    ),
    "toeval": (
        "import random, numpy; random.seed(1); numpy.random.seed(1)",
        "import random, numpy; r = random.Random(1); n = numpy.random.RandomState(1)\n"
        "print(random.random() in [r.random() for _ in range(9)], numpy.random.random() in n.random_sample(9))",
    ),
    "draden": (
        "import threading, time; threading.Thread(target=time.sleep, args=(30,), daemon=True).start()",
        "import threading; print([d for d in threading.enumerate() if getattr(d, '_target', None).__class__.__name__ == 'builtin_function_or_method'])",
    ),
    "draden die wachten": (
        "import threading, time; threading.Timer(20, print).start()",
        "import threading; print([d for d in threading.enumerate() if isinstance(d, threading.Timer)])",
    ),
    "processen": (
        "import subprocess; subprocess.Popen(['sleep', SECONDEN])",
        "import subprocess; print(SECONDEN in subprocess.run(['ps', '-eo', 'args'], capture_output=True, text=True).stdout)",
    ),
    # Nothing in Python remembers this one: who does not count them, does not see it.
    "proces zonder spoor": (
        "import os, time; os.posix_spawn('/bin/sleep', ['sleep', SECONDEN], os.environ)\n"
        "time.sleep(0.5)  # for a moment its command line is still empty",
        "from pathlib import Path\n"
        "regels = [p.read_bytes() for p in Path('/proc').glob('[0-9]*/cmdline') if p.exists()]\n"
        "print(any(SECONDEN.encode() in regel for regel in regels))",
    ),
    "waarschuwingen": (
        "import warnings; warnings.simplefilter('error')",
        "import warnings\ntry:\n    warnings.warn('x')\n    print('door')\nexcept UserWarning:\n    print('fout')",
    ),
    # A warning is given once per place; in the next report it is as new as in this one.
    "gewaarschuwd": (
        "import voorgeladen; voorgeladen.waarschuw()",
        "import contextlib, io, voorgeladen\n"
        "with contextlib.redirect_stderr(io.StringIO()) as uit:\n    voorgeladen.waarschuw()\n"
        "print('pas op' in uit.getvalue())",
    ),
    "decimalen": (
        "import decimal; decimal.getcontext().prec = 3; decimal.DefaultContext.prec = 3",
        "import decimal; print(decimal.getcontext().prec, decimal.DefaultContext.prec)",
    ),
    "taal": (
        "import locale; locale.setlocale(locale.LC_ALL, 'C.UTF-8'); import datetime",
        "import locale; print(locale.setlocale(locale.LC_NUMERIC))",
    ),
    "signaal": (
        "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN)",
        "import signal; print(signal.getsignal(signal.SIGTERM) == signal.SIG_DFL)",
    ),
    "log": (
        "import logging; logging.basicConfig(level=10); logging.getLogger('pandas').setLevel(50)",
        "import logging; print(logging.root.level, logging.getLogger('pandas').level, logging.root.handlers)",
    ),
    "schil": (
        "%alias spoor echo x\nget_ipython().events.register('pre_run_cell', lambda info: print('spoor'))\nget_ipython().display_formatter.formatters['text/html'].for_type(int, str)",
        "print('spoor' in [a for a, _ in get_ipython().alias_manager.aliases], int in get_ipython().display_formatter.formatters['text/html'].type_printers)",
    ),
    "recursie": (
        "import sys; sys.setrecursionlimit(500); sys.setswitchinterval(1)",
        "import sys; print(sys.getrecursionlimit() > 900, sys.getswitchinterval() < 1)",
    ),
    "uitvoer": (
        "import sys, io; sys.__stdout__ = io.StringIO(); sys.stderr = None; sys.excepthook = print",
        "import sys; print(type(sys.__stdout__).__name__, sys.stderr is None, sys.excepthook is print)",
    ),
    "opruimen": (
        "import gc; gc.disable()",
        "import gc; print(gc.isenabled())",
    ),
    "masker": (
        "import os; os.umask(0o077)",
        "import os; oud = os.umask(0o022); os.umask(oud); print(oud == 0o077)",
    ),
    "einde": (
        "import atexit; atexit.register(str)",
        ZOEK_AAN_HET_EINDE,
    ),
    "lus": (
        "import asyncio; asyncio.set_event_loop_policy(None); asyncio.get_running_loop().set_debug(True)",
        "import asyncio; print(asyncio.get_running_loop().get_debug())",
    ),
}
# What a worker that does not split puts back: it goes on with the next notebook. Whatever else a
# notebook changed costs it its life.
ZET_TERUG = {
    "rcParams",
    "figuren die open bleven",
    "pandas",
    "numpy",
    "map",
    "omgeving",
    "pad",
    "tabel die erbij kwam",
    "toeval",
    "waarschuwingen",
    "gewaarschuwd",
    "decimalen",
    "taal",
    "signaal",
    "recursie",
    "opruimen",
    "masker",
    "lus",
}


VOORGELADEN = """
import json, keyword, decimal, seaborn, warnings
import woonzorg_lib.fouten
from woonzorg_lib.cijfers import lezen
from woonzorg_lib.onderwerpen import register

def waarschuw():
    warnings.warn("pas op")

def voorladen():
    lezen.lees("kern_wijk")
    register()
"""


@pytest.fixture(scope="module")
def gedeeld():
    """One pool per way for all traces; they are laid one after another, as in a run."""
    gemaakt = {}

    def geef(manier: str, monkeypatch) -> Werkers:
        monkeypatch.setenv("WOONZORG_ZONDER_FORK", "1" if manier == "zonder" else "")
        if manier not in gemaakt:
            gemaakt[manier] = Werkers("warm", "voorgeladen")
        return gemaakt[manier]

    yield geef
    for werkers in gemaakt.values():
        werkers.sluit()


@pytest.mark.parametrize("manier", WERKERS)
@pytest.mark.parametrize("wat", SPOREN)
def test_nothing_of_a_notebook_reaches_the_next(wat, manier, gedeeld, tmp_path, monkeypatch):
    spoor, kijk = SPOREN[wat]
    (tmp_path / "hulp.py").write_text("x = 1", encoding="utf-8")
    (tmp_path / "voorgeladen.py").write_text(VOORGELADEN, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    werkers = gedeeld(manier, monkeypatch)
    hier = f"HIER = {str(tmp_path)!r}\nSECONDEN = '{random.randrange(10**6, 10**7)}'\n"
    gezien, wie = [], []
    for bron in (kijk, f"{spoor}\n{kijk}", kijk):
        boek = notebook(tmp_path / "b.ipynb", code(WIE), code(hier + bron))
        resultaat = voer_uit(Taak(boek, {}, tmp_path / "u.ipynb"), werkers)
        assert resultaat.gelukt, resultaat.fout
        gezien.append(getoond(resultaat))
        wie.append(getoond(resultaat, -2))
    assert gezien[0] == gezien[2] != gezien[1]
    assert werkers.manier == HEET[manier]
    processen, ouders = zip(*wie)
    if manier == "warm":  # a process per notebook, of a worker that notices nothing
        assert len(set(processen)) == 3 and len(set(ouders)) == 1
    else:
        assert (processen[1] == processen[2]) == (wat in ZET_TERUG)


@pytest.mark.parametrize("manier", WERKERS)
def test_no_two_notebooks_draw_the_same_numbers(manier, maak_werkers, tmp_path):
    """Who splits off inherits how far the generators are."""
    trek = "import random, numpy; print(random.random(), numpy.random.random(), random.randbytes(4).hex())"
    boek, werkers = notebook(tmp_path / "b.ipynb", code(trek)), maak_werkers(manier, "numpy.random")
    keren = [voer_uit(Taak(boek, {}, tmp_path / f"{n}.ipynb"), werkers) for n in range(3)]
    getrokken = [getal for keer in keren for getal in getoond(keer)]
    assert len(getrokken) == len(set(getrokken)) == 9


@pytest.mark.parametrize("manier", MANIEREN)
def test_a_notebook_that_is_done_ends_in_order_and_takes_its_folder_along(
    manier, maak_werkers, tmp_path, monkeypatch
):
    """While the run goes on: a country of temporary files would fill a disk."""
    monkeypatch.setattr("woonzorg_lib.uitvoering.werkers._GEDULD", 60)
    teken = tmp_path / "einde"
    bron = f"import atexit, pathlib, tempfile; atexit.register(pathlib.Path({str(teken)!r}).touch)"
    toon = "plek = tempfile.mkdtemp(); open(f'{plek}/x', 'w').close(); print(tempfile.gettempdir())"
    boek = notebook(tmp_path / "b.ipynb", code(f"{bron}\n{toon}"))
    kort, werkers = notebook(tmp_path / "k.ipynb", code("1")), maak_werkers(manier)
    resultaat = voer_uit(Taak(boek, {}, tmp_path / "u.ipynb"), werkers)
    (plek,) = getoond(resultaat)
    assert voer_uit(Taak(kort, {}, tmp_path / "u2.ipynb"), werkers).gelukt
    wacht_tot(lambda: teken.exists() and not Path(plek).exists())
    assert werkers.map.exists()


def test_a_library_that_starts_threads_is_never_split(maak_werkers, tmp_path, monkeypatch, caplog):
    """A lock that a thread holds while its process splits, stays locked for ever in the child."""
    (tmp_path / "draadje.py").write_text(
        "import threading, time\nthreading.Thread(target=time.sleep, args=(99,), daemon=True).start()",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    boek = notebook(tmp_path / "b.ipynb", code("print('draadje' in __import__('sys').modules)"))
    with caplog.at_level(logging.WARNING, "woonzorg"):
        werkers = maak_werkers("warm", "draadje")
        assert getoond(voer_uit(Taak(boek, {}, tmp_path / "u.ipynb"), werkers)) == ["True"]
    assert werkers.manier == ZELF and len(caplog.messages) == 1
    assert "een werker zonder splitsen doet hetzelfde" in caplog.text


def test_the_notebooks_of_the_report_never_cost_their_worker_its_life(
    maak_werkers, tmp_path, caplog, monkeypatch
):
    monkeypatch.setattr("woonzorg_lib.uitvoering.werkers._GEDULD", 60)  # to put all back, when busy
    # A module of the kit that changes while a notebook runs (a list, a counter) makes every notebook slow on Windows.
    werkers = maak_werkers("zonder", "woonzorg_lib.analyse")
    with caplog.at_level(logging.DEBUG, "woonzorg"):
        for gemeente in ("GM0093", "GM0344"):
            for naam in VOLGORDE:
                boek = NOTEBOOKS / f"{naam}.ipynb"
                taak = Taak(boek, {"gemeente": gemeente}, tmp_path / boek.name)
                assert voer_uit(taak, werkers).gelukt
    assert caplog.messages == []
