"""De papermill-motor van de kit: een werker voert de cellen uit, en wat er al was blijft bewaard.
Papermill moet vooraf geladen zijn.

`papermill --engine woonzorg` gebruikt hem ook.
"""

from __future__ import annotations

import atexit
import json
import os
import pickle
from base64 import b64decode
from contextlib import nullcontext
from datetime import datetime
from functools import lru_cache
from types import SimpleNamespace

from nbclient.exceptions import CellExecutionError, DeadKernelError
from nbformat import NotebookNode
from papermill.clientwrap import PapermillNotebookClient
from papermill.engines import Engine
from papermill.iorw import load_notebook_node, papermill_io
from papermill.log import logger

from .werkers import Blijvers, Werker, WerkerWeg

_BLIJVERS = Blijvers()  # of who calls papermill without a run
atexit.register(_BLIJVERS.sluit)
# Of papermill, which looks for any form that a date may have, and does so after every cell.
TIJDLEZER = SimpleNamespace(parser=SimpleNamespace(parse=datetime.fromisoformat))
_TOONT = ("display_data", "execute_result", "stream", "error")


class Motor(Engine):
    """Voert een notebook uit in een werker; vraagt de notebook zelf om een gewone kernel,
    dan in zo een.

    Dat vraagt hij met `"woonzorg": {"kernel": "gewoon"}` in zijn metadata.
    """

    @classmethod
    def execute_managed_notebook(
        cls, nb_man, kernel_name, werkers=None, bij_begin=None, bewaar_in=None, voorladen=None, **kw
    ):
        """`bewaar_in`: waar de notebook komt als zijn werker omvalt.
        `voorladen`: module die een werker al geladen heeft.
        """
        gewoon = nb_man.nb.metadata.get("woonzorg", {}).get("kernel") == "gewoon"
        zonder_run = _BLIJVERS.leen("warm", voorladen)
        with nullcontext(werkers) if werkers else zonder_run as ploeg, ploeg.neem(gewoon) as werker:
            if bij_begin:
                bij_begin(werker)
            try:
                werker.begin()
                Klant(nb_man, werker, **kw).execute()
            except WerkerWeg as fout:
                if bewaar_in:
                    schrijf_notebook(nb_man.nb, bewaar_in)
                raise DeadKernelError("Kernel died") from fout


class Klant(PapermillNotebookClient):
    """De klant van papermill, met een werker in plaats van een kernel."""

    def __init__(self, nb_man, werker: Werker, **kw):
        bekend = {naam: waarde for naam, waarde in kw.items() if naam in self.trait_names()}
        super().__init__(nb_man, log=logger, **bekend)
        self.werker = werker
        # What an Output widget would tell the kernel: nobody listens.
        zender = SimpleNamespace(msg=_niets, send=_niets)
        self.kc = SimpleNamespace(session=zender, shell_channel=zender)

    def execute(self, **_):
        self.reset_execution_trackers()
        self.papermill_execute_cells()
        self.nb.metadata["language_info"] = self.werker.taal
        self.set_widgets_metadata()
        return self.nb

    def execute_cell(self, cell, cell_index, *_, **__):
        labels = cell.metadata.get("tags", [])
        leeg = cell.cell_type != "code" or not cell.source.strip()
        if leeg or self.skip_cells_with_tag in labels:
            return cell
        cell.outputs, self.clear_before_next_output = [], False
        self.werker.stuur(bron=cell.source)
        try:
            antwoord = self._uitvoer(cell, cell_index)
        except WerkerWeg:
            self.nb_man.cell_exception(cell, cell_index)
            raise
        cell.execution_count = antwoord["execution_count"]
        if antwoord["status"] == "error":
            mag = self.allow_errors or antwoord.get("ename") in self.allow_error_names
            if not mag and "raises-exception" not in labels:
                self.werker.heel = False
                raise CellExecutionError.from_cell_and_msg(cell, antwoord)
        return cell

    def _uitvoer(self, cell, cell_index: int) -> dict:
        while True:
            bericht = self.werker.lees()
            soort, inhoud = bericht["soort"], bericht["inhoud"]
            if soort == "klaar":
                return inhoud
            self.process_message(
                {
                    "msg_type": soort,
                    "header": {"msg_type": soort},
                    "parent_header": {"msg_id": bericht.get("kop", "")},
                    "content": inhoud,
                    "buffers": [b64decode(b) for b in bericht.get("buffers", ())],
                },
                cell,
                cell_index,
            )

    def output(self, outs, msg, display_id, cell_index):
        """Ook wat in stukken aankomt, is één tekst."""
        gewoon = display_id or self.clear_before_next_output or msg["msg_type"] not in _TOONT
        if gewoon or self.output_hook_stack[msg["parent_header"]["msg_id"]]:
            uit = super().output(outs, msg, display_id, cell_index)
        else:  # the same, without a check of each output that costs more than the figure in it
            uit = NotebookNode(output_type=msg["msg_type"], **msg["content"])
            uit.pop("transient", None)
            outs.append(uit)
        if uit and uit.output_type == "stream" and len(outs) > 1:
            if outs[-2].output_type == "stream" and outs[-2].name == uit.name:
                outs[-2].text += outs.pop().text
        return uit


def lees_notebook(pad: str) -> NotebookNode:
    """Leest en keurt een notebook één keer, ook als een run hem voor elke gemeente uitvoert."""
    bestand = os.stat(pad)
    return pickle.loads(_gelezen(pad, bestand.st_mtime_ns, bestand.st_size))


@lru_cache(100)
def _gelezen(pad: str, *_) -> bytes:
    return pickle.dumps(load_notebook_node(pad))


def schrijf_notebook(nb, pad: str) -> None:
    """Schrijft een notebook zonder inspringen, wat acht keer zo snel is;
    voor een programma is dat hetzelfde.
    """
    tekst = json.dumps(nb, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    papermill_io.write(tekst, pad)


def _niets(*_, **__) -> None:
    pass
