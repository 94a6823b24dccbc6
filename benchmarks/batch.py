"""Meet hoe lang een rapport duurt op vijf manieren, met dezelfde notebooks, gemeenten en werkers;
hoort niet bij de tests.

    python benchmarks/batch.py [GEMEENTE ...] [--werkers 1 2] [--wegen a b c d e] [--readme]

a: papermill en nbconvert op de opdrachtregel. b: papermill vanuit Python, met één exporter.
c: deze kit. e: deze kit, zonder fork, zoals op Windows. d: de kale berekening: dezelfde cellen in
één proces per werker, zonder kernel en zonder rapport. Elke meting is een eigen proces.

Opstart is wat één keer per run gebeurt, hoeveel gemeenten het ook zijn: bibliotheken en cijfers
laden. De andere tijden, de verhouding en de overhead gaan over wat daarna komt; de overhead is wat
een notebook meer kost dan zijn kale berekening. Het geheugen is de grootste som (PSS) van het
proces en alles wat het startte. `--readme` zet de tabel in README.md.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import ModuleType

KIT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(KIT))
WEGEN = {
    "a": "papermill en nbconvert op de opdrachtregel",
    "b": "papermill vanuit Python",
    "c": "deze kit",
    "e": "deze kit, zonder fork",
    "d": "de kale berekening, zonder kernel",
}
KOPPEN = (
    "manier",
    "werkers",
    "opstart (s)",
    "daarna per rapport (s)",
    "ten opzichte van kaal",
    "overhead per notebook (s)",
    "geheugen (MB)",
)
BEGIN = time.monotonic()


def taken(gemeenten: list[str]) -> list[tuple[Path, dict]]:
    from woonzorg_lib.cli import VOLGORDE
    from woonzorg_lib.gebieden import gemeente

    basis = {"regio": None, "peiljaar": None, "prognosejaar": 2040, "invoer": None}
    boeken = [pad for naam in VOLGORDE if (pad := KIT / "notebooks" / f"{naam}.ipynb").exists()]
    return [(boek, {"gemeente": gemeente(g).code} | basis) for g in gemeenten for boek in boeken]


def verdeel(doe, alle, werkers: int) -> None:
    with ThreadPoolExecutor(werkers) as ploeg:
        list(ploeg.map(doe, alle))


def weg_a(alle, werkers: int, map_: Path) -> float:
    """Two commands per notebook, as someone would type them."""

    def een(taak):
        boek, parameters = taak
        uit, bestand = (
            map_ / f"{parameters['gemeente']}-{boek.name}",
            map_ / f"{parameters['gemeente']}.yaml",
        )
        bestand.write_text(json.dumps(parameters), encoding="utf-8")
        for argv in (
            ["papermill", "-f", bestand, "-k", "python3", "--no-progress-bar", boek, uit],
            ["nbconvert", "--to", "html", "--no-input", uit],
        ):
            subprocess.run(
                [sys.executable, "-m", *map(str, argv)],
                check=True,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )

    begin = time.monotonic()
    verdeel(een, alle, werkers)
    return begin


def weg_b(alle, werkers: int, map_: Path) -> float:
    """Papermill with its own engine, one exporter for all."""
    import papermill
    from nbconvert import HTMLExporter

    exporter, slot = HTMLExporter(exclude_input=True), threading.Lock()
    begin = time.monotonic()

    def een(taak):
        boek, parameters = taak
        uit = map_ / f"{parameters['gemeente']}-{boek.name}"
        papermill.execute_notebook(
            str(boek), str(uit), parameters, kernel_name="python3", progress_bar=False
        )
        with slot:
            uit.with_suffix(".html").write_text(
                exporter.from_filename(str(uit))[0], encoding="utf-8"
            )

    verdeel(een, alle, werkers)
    return begin


def weg_c(alle, werkers: int, map_: Path) -> float:
    """The kit as the command uses it: reports, figures, records and overview included."""
    from woonzorg_lib.uitvoering import Opdracht, Werkwijze, maak_run

    codes = dict.fromkeys(p["gemeente"] for _, p in alle)
    boeken = tuple(dict.fromkeys(b for b, _ in alle))
    opdrachten = [
        Opdracht(c, c, c, c, next(p for _, p in alle if p["gemeente"] == c), boeken) for c in codes
    ]
    begin = time.monotonic()
    run = maak_run(opdrachten, map_, werkwijze=Werkwijze(werkers, "warm", "woonzorg_lib.analyse"))
    for gemeente in run["gemeenten"]:
        for fout in gemeente["fouten"]:
            print(fout, file=sys.stderr)
    return begin + run["opstart"]


def weg_e(alle, werkers: int, map_: Path) -> float:
    """The kit as it is where a process can't split safely."""
    os.environ["WOONZORG_ZONDER_FORK"] = "1"
    return weg_c(alle, werkers, map_)


def weg_d(alle, werkers: int, map_: Path) -> float:
    """The cells alone."""
    import multiprocessing

    with multiprocessing.get_context("spawn").Pool(werkers, _laad) as ploeg:
        ploeg.map(_niets, range(werkers), 1)
        begin = time.monotonic()
        ploeg.map(_cellen, alle, 1)
    return begin


def _laad() -> None:
    os.environ |= dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"), "1")
    os.environ["MPLBACKEND"] = "module://matplotlib_inline.backend_inline"
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    shell = InteractiveShell.instance(
        user_module=ModuleType("kaal")
    )  # or it takes the place of __main__, which the pool needs
    shell.history_manager.enabled = False
    with capture_output():
        import woonzorg_lib.analyse

        getattr(woonzorg_lib.analyse, "voorladen", lambda: None)()
    gc.collect()
    gc.freeze()  # as the kit's own workers do, or each reset goes through the whole library again


def _niets(_) -> None:
    time.sleep(0.05)


def _cellen(taak) -> None:
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    boek, parameters = taak
    shell = InteractiveShell.instance()
    shell.reset(new_session=False)
    for cel in json.loads(boek.read_text(encoding="utf-8"))["cells"]:
        if cel["cell_type"] == "code":
            with capture_output():
                shell.run_cell("".join(cel["source"]), store_history=False).raise_error()
            if "parameters" in cel["metadata"].get("tags", []):
                shell.user_ns |= parameters


def meet(weg: str, gemeenten: list[str], werkers: int) -> dict:
    """Run one way in its own process and watch its memory."""
    merk = f"WZ_METING={uuid.uuid4()}"
    argv = [
        sys.executable,
        str(Path(__file__).resolve()),
        *gemeenten,
        "--een",
        weg,
        "--werkers",
        str(werkers),
    ]
    omgeving = {**os.environ, "WZ_METING": merk.split("=")[1], "PYTHONPATH": str(KIT)}
    proces = subprocess.Popen(
        argv, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=KIT, env=omgeving
    )
    piek = 0
    while proces.poll() is None:
        piek = max(piek, _pss(merk.encode()))
        time.sleep(1)  # counting shared pages is work too
    uit = proces.stdout.read()
    if proces.returncode:
        raise SystemExit(
            f"De meting van {weg} mislukte. Om te zien waarom: "
            f"python benchmarks/batch.py {' '.join(gemeenten)} --een {weg}"
        )
    return json.loads(uit.splitlines()[-1]) | {"piek": piek}


def _pss(merk: bytes) -> int:
    som = 0
    for pad in Path("/proc").glob("[0-9]*"):
        try:
            if merk in (pad / "environ").read_bytes():
                som += int((pad / "smaps_rollup").read_text().split("Pss:")[1].split()[0]) * 1024
        except (OSError, IndexError):
            continue
    return som


def tabel(metingen: list[tuple[str, int, dict]], rapporten: int, notebooks: int) -> str:
    """De metingen als tabel in Markdown, met Nederlandse getallen."""
    kaal = {werkers: m["netto"] for weg, werkers, m in metingen if weg == "d"}
    regels = [KOPPEN, ("---",) + ("---:",) * (len(KOPPEN) - 1)]
    for weg, werkers, m in metingen:
        keer, meer = "", ""
        if werkers in kaal:
            keer = "1×" if weg == "d" else f"{m['netto'] / kaal[werkers]:.2f}×"
            meer = "" if weg == "d" else f"{(m['netto'] - kaal[werkers]) * werkers / notebooks:.2f}"
        regels.append(
            (
                WEGEN[weg],
                str(werkers),
                f"{m['start']:.1f}",
                f"{m['netto'] / rapporten:.1f}",
                keer,
                meer,
                f"{m['piek'] / 1e6:.0f}",
            )
        )
    return "\n".join(f"| {' | '.join(regel)} |" for regel in regels).replace(".", ",")


def main() -> None:
    p = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    p.add_argument("gemeenten", nargs="*", default=["Utrecht", "Zeist"])
    p.add_argument(
        "--werkers",
        nargs="+",
        type=int,
        default=sorted(
            {
                1,
                len(os.sched_getaffinity(0))
                if hasattr(os, "sched_getaffinity")
                else os.cpu_count(),
            }
        ),
    )
    p.add_argument("--wegen", nargs="+", choices=WEGEN, default=list(WEGEN))
    p.add_argument("--readme", action="store_true", help="zet de tabel in README.md")
    p.add_argument("--een", choices=WEGEN, help=argparse.SUPPRESS)
    vraag = p.parse_args()
    if vraag.een:
        with tempfile.TemporaryDirectory() as map_:
            begin = globals()[f"weg_{vraag.een}"](
                taken(vraag.gemeenten), vraag.werkers[0], Path(map_)
            )
            print(json.dumps({"start": begin - BEGIN, "netto": time.monotonic() - begin}))
        return
    metingen = []
    for werkers in vraag.werkers:
        for weg in vraag.wegen:
            metingen.append((weg, werkers, meet(weg, vraag.gemeenten, werkers)))
            print(
                tabel(
                    metingen[-1:], len(vraag.gemeenten), len(taken(vraag.gemeenten))
                ).splitlines()[-1],
                file=sys.stderr,
            )
    drukte = (
        f"; drukte van de machine na afloop: {os.getloadavg()[0]:.1f}".replace(".", ",")
        if hasattr(os, "getloadavg")
        else ""
    )
    kop = (
        f"{len(vraag.gemeenten)} gemeenten, {len(taken(vraag.gemeenten))} notebooks, "
        f"{os.cpu_count()} rekenkernen{drukte}."
    )
    inhoud = f"{kop}\n\n{tabel(metingen, len(vraag.gemeenten), len(taken(vraag.gemeenten)))}"
    print(inhoud)
    if vraag.readme:
        from land import zet_in_readme

        zet_in_readme(f"\n{inhoud}\n", begin="<!-- snelheid -->", einde="<!-- /snelheid -->")


if __name__ == "__main__":
    main()
