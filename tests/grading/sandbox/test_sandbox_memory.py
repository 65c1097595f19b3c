"""Memory is counted over all processes, what they share only once."""

import contextlib
import os
import signal
import subprocess
import sys

import pytest

from xbcourse.teaching.grading.sandbox import memory

MEGABYTE = 2**20
HOLDS = """
import os, sys, time
held = bytearray(b"x" * {before} * 2**20)
for _ in range({children}):
    if not os.fork():
        held = bytearray(b"y" * {after} * 2**20)
        break
print("ready", flush=True)
time.sleep(60)
"""


@pytest.fixture
def holding():
    """Starts processes that hold memory; gives the first one's number."""
    started = []

    def start(before, children, after):
        code = HOLDS.format(before=before, children=children, after=after)
        process = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        started.append(process)
        for _ in range(children + 1):
            process.stdout.readline()
        return process.pid

    yield start
    for process in started:
        for one in reversed(list(memory.family(process.pid))):
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        process.wait()
        process.stdout.close()


def test_children_count(holding):
    used = memory.used_by(holding(before=1, children=3, after=40)) / MEGABYTE
    assert 120 < used < 200


def test_what_is_shared_counts_once(holding):
    used = memory.used_by(holding(before=100, children=6, after=1)) / MEGABYTE
    assert 100 < used < 250


def test_a_process_that_has_ended_uses_nothing():
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    assert memory.used_by(ended.pid) == 0
