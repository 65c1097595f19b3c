"""The first program in the sandbox: takes the job from standard input, answers on standard output.

It is two processes. The one that the kernel counts as the first only waits; nobody inside can look
into it or change it, and when it ends, everything in the sandbox ends. The other one runs the
notebook. Before the first cell it says that it is ready: from then on, whatever goes wrong is the
submission's doing.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import Any

#: What the answers begin with.
READY = b"ready\n"
_SET_DUMPABLE = 4  # of prctl; what is not dumpable cannot be traced, read or written to


def main() -> None:
    """Start the notebook's process, wait for it, and take everything down with it."""
    began = time.monotonic()
    libc = ctypes.CDLL(None)
    libc.prctl(_SET_DUMPABLE, 0)
    notebook = os.fork()
    if notebook == 0:
        libc.prctl(_SET_DUMPABLE, 1)  # in the notebook everything is as usual
        _run_notebook(began)
    _to_nowhere(0, 1, 2)
    ended = 0
    while ended != notebook:  # orphans come here too when they end
        ended, status = os.wait()
    code = os.waitstatus_to_exitcode(status)
    os._exit(code if code >= 0 else 128 - code)


def _run_notebook(began: float) -> None:
    """Run the notebook of the job, send its answers, and leave at once."""
    job, out = _take_over()
    sys.path += [path for path in job["paths"] if path not in sys.path]
    sys.argv = [""]
    from inside.notebook import Notebook, run_cells
    from inside.recorder import Recorder

    recorder = Recorder({probe["question"] for probe in job["probes"]})
    recorder.install()
    shell = Notebook.instance()
    sys.path.insert(0, "")
    _fence(job["processes"])
    # Importing pandas makes so many objects that looking for garbage takes a tenth of a run.
    gc.set_threshold(20_000, 20, 20)
    _send(out, READY)
    spare = min(10.0, 0.2 * job["seconds"])  # kept for the calls and for sending
    until = began + job["seconds"] - spare
    cells = run_cells(shell, job["cells"], job["cell_seconds"], until)
    answers = _answers(job, recorder, shell.user_ns, until + 0.7 * spare)
    _send(out, _document(answers, cells, job["answer"]))
    os._exit(0)  # not waiting for threads, and without what was registered for the end


def _take_over() -> tuple[dict[str, Any], int]:
    """The job, and where the answers go; the standard streams lead nowhere from now on."""
    with os.fdopen(os.dup(0), "rb") as stream:
        job = json.loads(stream.read())
    out = os.dup(1)
    _to_nowhere(0, 1)
    return job, out


def _to_nowhere(*descriptors: int) -> None:
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in descriptors:
        os.dup2(nowhere, descriptor)
    os.close(nowhere)


def _fence(processes: int) -> None:
    """What only holds for this sandbox when it is set within, and who goes first for memory."""
    resource.setrlimit(resource.RLIMIT_NPROC, (processes, processes))
    Path("/proc/self/oom_score_adj").write_text("1000")
    _to_nowhere(2)


def _answers(job: dict, recorder: Any, names: dict, until: float) -> dict[str, Any]:
    from inside.calls import seen
    from inside.recorder import packed_answer

    answers = {}
    for probe in job["probes"]:
        question, variable = probe["question"], probe["variable"]
        handed_in = question in recorder.values
        if handed_in:
            answer, function = recorder.values[question], recorder.functions.get(question)
        elif variable in names:
            answer, function = packed_answer(names[variable]), names[variable]
        else:
            answer, function = {"state": "absent"}, None
        if probe["kind"] == "function" and callable(function) and answer["state"] == "unreadable":
            calls = seen(function, probe["cases"], job["call_seconds"], until)
            answer = {"state": "calls", "calls": calls}
        answers[question] = answer | {"handed_in": handed_in}
    return answers


def _document(answers: dict[str, Any], cells: list, most: int) -> bytes:
    """The document; answers for which there is no room are left out, the largest first."""
    texts = {question: json.dumps(answer) for question, answer in answers.items()}
    reports = json.dumps(cells[:2000])
    for question in sorted(texts, key=lambda q: len(texts[q]), reverse=True):
        if sum(map(len, texts.values())) + len(reports) < most - 4096:
            break
        texts[question] = json.dumps({"state": "unreadable", "note": "too large"})
    inner = ", ".join(f"{json.dumps(question)}: {text}" for question, text in texts.items())
    return f'{{"answers": {{{inner}}}, "cells": {reports}}}'.encode()


def _send(out: int, sent: bytes) -> None:
    rest = memoryview(sent)
    while rest:
        rest = rest[os.write(out, rest) :]


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    main()
