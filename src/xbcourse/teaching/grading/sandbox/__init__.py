"""Runs a submission, which may be hostile, apart from everything and brings its answers back.

    answers = run(cells, probes)

A submission runs in namespaces of its own (bubblewrap), without network, files, other processes or
secrets in reach. What comes back are plain values in one bounded document; whether they are right
is decided outside, where a submission has never been.
"""

from .answers import Amount, Answer, Answers, CallSeen, CellReport, Ended, Strange
from .limits import Limits
from .probe import Probe
from .refusal import SandboxRefused
from .self_test import self_test
from .submission import run

__all__ = [
    "Amount",
    "Answer",
    "Answers",
    "CallSeen",
    "CellReport",
    "Ended",
    "Limits",
    "Probe",
    "SandboxRefused",
    "Strange",
    "run",
    "self_test",
]
