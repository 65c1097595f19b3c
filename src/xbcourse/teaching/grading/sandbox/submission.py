"""Runs the cells of one submission and brings its answers back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from . import readiness
from .answers import Answer, Answers, CallSeen, CellReport, Ended
from .inside.program import READY
from .limits import Limits
from .probe import Probe
from .process import Outcome, Stopped, carry_out
from .refusal import explained
from .surroundings import here
from .unpacking import BadDocument, document, plain_text, unpack

#: How often it is tried to start a sandbox; on a very busy computer one may come up too late.
_STARTS = 2
_STATES = ("value", "calls", "blank", "absent", "unreadable")
_TROUBLES = ("blank", "raised", "endless", "arguments", "unreadable", "not called")
_STOPPED = {
    Stopped.TIME: (Ended.TIMED_OUT, "grading_sandbox.out_of_time"),
    Stopped.MEMORY: (Ended.REFUSED, "grading_sandbox.out_of_memory"),
    Stopped.TALK: (Ended.REFUSED, "grading_sandbox.talked"),
}


def run(cells: Sequence[str], probes: Sequence[Probe], limits: Limits | None = None) -> Answers:
    """Run the code cells of a notebook in a sandbox and see what they answer.

    Parameters
    ----------
    cells : sequence of str
        Sources, in order. Jupyter's magics are understood; a cell that fails does not stop the
        next one.
    probes : sequence of Probe
        What is looked at.
    limits : Limits, optional
        How much it may use.

    Returns
    -------
    Answers
        Plain values, none of them judged.

    Raises
    ------
    SandboxRefused
        Where no sandbox is to be had; nothing has been run then.

    Notes
    -----
    Several threads may call it at the same time: what takes long happens in another process.
    """
    limits = limits or Limits()
    warm = readiness.warm()
    for _ in range(_STARTS):
        outcome = carry_out(job(cells, probes, limits), here(), limits, warm)
        if outcome.sent.startswith(READY):
            return _read(outcome, probes)
    # Nothing of the submission has run: the computer is to blame.
    raise explained(outcome)


def job(cells: Sequence[str], probes: Sequence[Probe], limits: Limits) -> bytes:
    """What the inner program is told: no expected values, and no names of people."""
    task = {
        "cells": list(cells),
        "probes": [asdict(probe) for probe in probes],
        "paths": list(here().paths),
        **asdict(limits),
    }
    return json.dumps(task).encode()


def _read(outcome: Outcome, probes: Sequence[Probe]) -> Answers:
    if outcome.stopped is not Stopped.NOT:
        return _nothing(*_STOPPED[outcome.stopped], probes, outcome)
    sent = outcome.sent[len(READY) :]
    if not sent:
        detail = f"exit code {outcome.code}"
        return _nothing(Ended.NEEDS_A_HUMAN, "grading_sandbox.died", probes, outcome, detail)
    try:
        read = document(sent)
        answers = {p.question: _answer(p, _of(read, "answers").get(p.question)) for p in probes}
        cells = tuple(map(_cell, read.get("cells", ())))
    except (BadDocument, TypeError, AttributeError) as error:
        detail = plain_text(str(error))
        return _nothing(Ended.REFUSED, "grading_sandbox.bad_document", probes, outcome, detail)
    return Answers(Ended.OK, "", answers, cells, outcome.seconds)


def _nothing(
    ended: Ended, reason: str, probes: Sequence[Probe], outcome: Outcome, detail: str = ""
) -> Answers:
    answers = {probe.question: Answer("absent") for probe in probes}
    return Answers(ended, reason, answers, (), outcome.seconds, detail)


def _answer(probe: Probe, sent: Any) -> Answer:
    if not isinstance(sent, dict) or sent.get("state") not in _STATES:
        raise BadDocument("an answer of an unknown form")
    state, handed_in = sent["state"], sent.get("handed_in") is True
    note = plain_text(sent.get("note", ""))
    try:
        value = unpack(sent.get("value")) if state == "value" else None
        calls = tuple(map(_call, _as_many(probe, sent))) if state == "calls" else ()
    except BadDocument as error:
        return Answer("unreadable", note=plain_text(str(error)), handed_in=handed_in)
    return Answer(state, value, calls, note, handed_in)


def _as_many(probe: Probe, sent: Mapping[str, Any]) -> list[Any]:
    calls = sent.get("calls")
    if not isinstance(calls, list) or len(calls) != len(probe.cases):
        raise BadDocument("another number of calls than cases")
    return calls


def _call(sent: Any) -> CallSeen:
    if not isinstance(sent, dict):
        raise BadDocument("a call of an unknown form")
    trouble = sent.get("trouble")
    if trouble is None:
        return CallSeen(unpack(sent.get("value")))
    if trouble not in _TROUBLES:
        raise BadDocument("an unknown trouble")
    return CallSeen(trouble=trouble, note=plain_text(sent.get("note", "")))


def _cell(sent: Any) -> CellReport:
    seconds = sent.get("seconds")
    seconds = float(seconds) if type(seconds) in (int, float) and 0 <= seconds < 1e6 else 0.0
    return CellReport(plain_text(sent.get("error", "")), seconds)


def _of(read: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    inner = read.get(name)
    if not isinstance(inner, dict):
        raise BadDocument(f"no {name}")
    return inner
