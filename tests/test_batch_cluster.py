"""De batch op een echt Dask-cluster van twee processen: dezelfde rapporten, en wat er gebeurt als er iets wegvalt."""

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from proefnotebooks import code, notebook, tekst
from test_batch import gedaan, opdracht, uitvoer_van
from test_batch_onderbroken import PROJECT, Loop, wacht_tot

from woonzorg_lib import cli, momentopname
from woonzorg_lib.uitvoering import GELUKT, MISLUKT_UITVOERING, UitvoerFout, Werkwijze, maak_run
from woonzorg_lib.uitvoering import afdruk

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def cluster():
    import dask

    with dask.config.set(
        {
            "distributed.scheduler.allowed-failures": 1,
            "distributed.worker.multiprocessing-method": "spawn",
        }
    ):
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, processes=True, dashboard_address=":0"
        ) as lokaal:
            yield lokaal


@pytest.fixture(autouse=True)
def geduld(monkeypatch):
    """A busy machine may be slow to connect; what refuses, does so at once."""
    monkeypatch.setattr("woonzorg_lib.uitvoering.cluster._VERBINDEN", 60)


def draai(cluster, opdrachten, uit, **anders) -> dict:
    return maak_run(
        opdrachten,
        uit,
        werkwijze=Werkwijze(cluster=cluster.scheduler_address, kernel="warm", **anders),
    )


def test_a_cluster_makes_the_same_reports_and_only_what_changed(cluster, tmp_path):
    wie = code(
        "import os, time; time.sleep(0.5); open(f'{os.environ[\"TMPDIR\"]}/x', 'w')\nprint(gemeente)"
    )
    boeken = [
        notebook(tmp_path / f"b{n}.ipynb", tekst(f"# Deel {n}"), code(f"a.onderwerp('A{n}')"), wie)
        for n in range(2)
    ]
    opdrachten = [opdracht(*boeken, code=c) for c in ("GM0344", "GM0355")]
    run, hier = (
        draai(cluster, opdrachten, tmp_path / "cluster"),
        maak_run(opdrachten, tmp_path / "hier"),
    )
    assert run["uitkomst"] == GELUKT and gedaan(run) == gedaan(hier)
    paden = [
        p.relative_to(tmp_path / "hier") for p in (tmp_path / "hier").rglob("*") if p.is_file()
    ]
    assert sorted(paden) == sorted(
        p.relative_to(tmp_path / "cluster")
        for p in (tmp_path / "cluster").rglob("*")
        if p.is_file()
    )
    for pad in paden:
        if pad.suffix == ".ipynb":
            assert uitvoer_van(tmp_path / "cluster" / pad) == uitvoer_van(tmp_path / "hier" / pad)
        elif pad.suffix in (".html", ".csv") or pad.name == "parameters.yaml":
            assert (tmp_path / "cluster" / pad).read_bytes() == (
                tmp_path / "hier" / pad
            ).read_bytes()
    assert gedaan(draai(cluster, opdrachten, tmp_path / "cluster")) == []
    assert (
        gedaan(maak_run(opdrachten, tmp_path / "cluster")) == []
    )  # it does not matter who made it


@pytest.fixture
def traag_met_antwoorden(cluster):
    """Workers that let a second go by while what they made is being fetched."""

    def maak_traag(dask_worker):
        import asyncio

        gewoon = dask_worker.handlers["get_data"]

        async def get_data(comm, **wat):
            await asyncio.sleep(1)
            return await gewoon(comm, **wat)

        dask_worker.handlers["get_data"] = get_data

    def maak_gewoon(dask_worker):
        dask_worker.handlers["get_data"] = dask_worker.get_data

    with distributed.Client(cluster.scheduler_address, set_as_default=False) as klant:
        assert len(klant.run(maak_traag)) == 2
        yield
        klant.run(maak_gewoon)


def test_a_result_that_is_slow_to_come_in_is_a_result(cluster, traag_met_antwoorden, tmp_path):
    boeken = [notebook(tmp_path / f"b{n}.ipynb", code("print(gemeente)")) for n in range(3)]
    runs = []

    def doe():
        runs.append(draai(cluster, [opdracht(*boeken)], tmp_path / "uit"))

    # Aside: who asks for it with a time-out, again and again, never gets it and goes on for ever.
    draad = threading.Thread(target=doe, daemon=True)
    draad.start()
    draad.join(240)
    (run,) = runs
    assert [n["uitkomst"] for n in run["gemeenten"][0]["notebooks"]] == [GELUKT] * 3
    assert run["gemeenten"][0]["fouten"] == []


@pytest.mark.skipif(sys.platform != "linux", reason="telt processen in /proc")
@pytest.mark.parametrize("hoe", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_leaves_no_kernel_on_the_cluster(cluster, hoe, tmp_path, monkeypatch):
    monkeypatch.setattr(afdruk, "BIBLIOTHEEK", PROJECT / "tests" / "proefnotebooks.py")
    loop = Loop(tmp_path, cluster=cluster.scheduler_address)
    ouder = loop.ouder()
    loop.proces.send_signal(hoe)
    loop.proces.wait(120)
    wacht_tot(lambda: not any(Path(f"/proc/{p}").exists() for p in (loop.kind, ouder)))
    wacht_tot(lambda: not loop.processen())
    assert not list(loop.uit.glob(".woonzorg/*/b_wacht.*"))
    loop.maak_af()


def test_a_cluster_that_is_not_there_or_not_fit_is_one_dutch_line(tmp_path, cluster, monkeypatch):
    boek = notebook(tmp_path / "b.ipynb")
    with pytest.raises(UitvoerFout, match="'nergens' is geen adres"):
        maak_run([opdracht(boek)], tmp_path / "uit", werkwijze=Werkwijze(cluster="nergens"))
    with monkeypatch.context() as m, pytest.raises(UitvoerFout, match="is niet te bereiken"):
        m.setattr("woonzorg_lib.uitvoering.cluster._VERBINDEN", 1)
        nergens = Werkwijze(cluster="tcp://127.0.0.1:9")
        maak_run([opdracht(boek)], tmp_path / "uit", werkwijze=nergens)
    with distributed.LocalCluster(n_workers=0, dashboard_address=":0") as leeg:
        with monkeypatch.context() as m, pytest.raises(UitvoerFout, match="heeft geen werkers"):
            m.setattr("woonzorg_lib.uitvoering.cluster._VERBINDEN", 5)
            draai(leeg, [opdracht(boek)], tmp_path / "uit")
    with monkeypatch.context() as m:
        m.setattr(afdruk, "versies", lambda: {"woonzorg": "anders"})
        m.setattr("woonzorg_lib.uitvoering.cluster.versies", lambda: {"woonzorg": "anders"})
        with pytest.raises(UitvoerFout, match="niet dezelfde kit"):
            draai(cluster, [opdracht(boek)], tmp_path / "uit")
    with monkeypatch.context() as m:  # refreshed here, and not there
        (tmp_path / "ander").mkdir()
        (tmp_path / "ander" / "kern_gemeente.csv.gz").write_bytes(b"anders")
        m.setenv("WOONZORG_MOMENTOPNAME", str(tmp_path / "ander"))
        with pytest.raises(
            UitvoerFout, match="niet dezelfde kit, bibliotheken, notebooks, cijfers"
        ):
            draai(cluster, [opdracht(boek)], tmp_path / "uit")
    momentopname.actief.cache_clear()
    assert (
        not (tmp_path / "uit" / "GM0344-x").exists()
        and not (tmp_path / "uit" / ".woonzorg").exists()
    )


def certificaat(map_: Path) -> Path:
    """A certificate of one's own that signs itself, with its key beside it."""
    map_.mkdir()
    sleutel = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
    waar = ["-keyout", str(map_ / "sleutel.pem"), "-out", str(map_ / "ca.pem"), "-days", "2"]
    argv = ["openssl", "req", "-x509", *sleutel, *waar, "-subj", "/CN=proef"]
    subprocess.run(argv, check=True, capture_output=True)
    shutil.copy(map_ / "ca.pem", map_ / "cert.pem")
    return map_


def uit_de_readme(map_: Path) -> dict:
    """The settings of README with the certificates in this folder, read from a file as Dask does."""
    import dask

    tekst = (PROJECT / "README.md").read_text(encoding="utf-8")
    blok = re.search(r"^    distributed:\n(?:^     .*\n)+", tekst, re.M)[0]
    bestand = map_.with_suffix(".yaml")
    bestand.write_text(blok.replace("/map/", f"{map_.as_posix()}/"), encoding="utf-8")
    gelezen = dask.config.collect(paths=[str(bestand)], env={})
    tls = gelezen["distributed"]["comm"].pop("tls")
    assert gelezen == {"distributed": {"comm": {"require-encryption": True}}}
    los = {"ca-file": tls.pop("ca-file")}
    los |= {f"{rol}.{wat}": pad for rol, paar in tls.items() for wat, pad in paar.items()}
    return {f"distributed.comm.tls.{naam}": pad for naam, pad in los.items()}


@pytest.mark.skipif(not shutil.which("openssl"), reason="maakt een certificaat met openssl")
def test_over_tls_only_who_has_the_certificate_takes_part(tmp_path):
    import dask

    eigen, vreemd = certificaat(tmp_path / "eigen"), certificaat(tmp_path / "vreemd")
    rollen = ("scheduler", "worker")
    paren = {f"tls_{rol}_cert": str(eigen / "cert.pem") for rol in rollen}
    paren |= {f"tls_{rol}_key": str(eigen / "sleutel.pem") for rol in rollen}
    paren |= {f"tls_client_{w}": paren[f"tls_worker_{w}"] for w in ("cert", "key")}
    veilig = distributed.Security(
        tls_ca_file=str(eigen / "ca.pem"), require_encryption=True, **paren
    )
    boek = notebook(tmp_path / "b.ipynb", code("print(gemeente)"))
    hoe = {"n_workers": 1, "threads_per_worker": 1, "dashboard_address": ":0"}
    with distributed.LocalCluster(protocol="tls://", security=veilig, **hoe) as lokaal:
        assert lokaal.scheduler_address.startswith("tls://")
        for anders in (uit_de_readme(vreemd), uit_de_readme(tmp_path / "weg"), {}):
            with dask.config.set(anders), pytest.raises(UitvoerFout, match="vraagt een certific"):
                draai(lokaal, [opdracht(boek)], tmp_path / "uit")
        with dask.config.set(uit_de_readme(eigen)):
            run = draai(lokaal, [opdracht(boek)], tmp_path / "uit")
        assert run["uitkomst"] == GELUKT
        zonder = lokaal.scheduler_address.replace("tls://", "tcp://")
        with pytest.raises(UitvoerFout, match="of het adres klopt"):
            werkwijze = Werkwijze(cluster=zonder)
            maak_run([opdracht(boek)], tmp_path / "ander", werkwijze=werkwijze)


def test_a_wrong_address_of_a_cluster_leaves_no_empty_folder(tmp_path):
    (tmp_path / "was_er").mkdir()
    for plek in ("nieuw/uit", "was_er"):
        argv = ["rapport", "Utrecht", "--uitvoer", str(tmp_path / plek), "--dask", "onzin"]
        assert cli.main(argv) == 2
    assert [p.name for p in tmp_path.iterdir()] == ["was_er"]


def test_without_distributed_the_command_says_how_to_get_it(tmp_path):
    argv = ["rapport", "Utrecht", "--uitvoer", str(tmp_path / "uit"), "--dask", "tcp://127.0.0.1:9"]
    bron = f"import sys; sys.modules['distributed'] = None; from woonzorg_lib.cli import main; sys.exit(main({argv!r}))"
    klaar = subprocess.run(
        [sys.executable, "-c", bron],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    assert (
        klaar.returncode == 2
        and klaar.stderr.startswith("woonzorg: Voor --dask is het pakket distributed nodig.")
        and klaar.stderr.count("\n") == 1
    )


@pytest.mark.skipif(sys.platform != "linux", reason="kijkt in /proc")
def test_a_worker_that_dies_is_replaced_and_who_kills_them_all_is_a_failure(cluster, tmp_path):
    # Above the notebook's process stand those of the kit, and above them the cluster's own.
    baas = """
import os, pathlib
baas = os.getpid()
while 'woonzorg_lib.uitvoering.werker' in pathlib.Path(f'/proc/{baas}/cmdline').read_text():
    baas = int(pathlib.Path(f'/proc/{baas}/stat').read_text().rsplit(')', 1)[1].split()[1])
"""
    eenmaal = f"{baas}p = pathlib.Path({str(tmp_path / 'was')!r})\nif not p.exists():\n    p.touch(); os.kill(baas, 9)"
    boeken = [
        notebook(tmp_path / "a.ipynb", code(eenmaal)),
        notebook(tmp_path / "b.ipynb", code("print('goed')")),
        notebook(tmp_path / "c.ipynb", code(f"{baas}os.kill(baas, 9)")),
    ]
    werkwijze = Werkwijze(werkers=1, cluster=cluster.scheduler_address)
    notebooks = maak_run([opdracht(*boeken)], tmp_path / "uit", werkwijze=werkwijze)["gemeenten"][
        0
    ]["notebooks"]
    assert [n["uitkomst"] for n in notebooks] == [GELUKT, GELUKT, MISLUKT_UITVOERING]
    assert notebooks[2]["fout"].startswith("de werker van het cluster stopte onverwacht")
