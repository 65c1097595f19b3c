"""A dozen attacks that are run before grading: a system that lets one through is not graded on.

Whether isolation holds depends on the kernel, its settings and bubblewrap, which differ from one
computer to the next. The full collection of attacks is in the tests of the course.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from ....assumptions.language import say
from .answers import Answers
from .command_line import ENVIRONMENT
from .limits import Limits
from .probe import Probe
from .refusal import SandboxRefused
from .submission import run

#: Attack → lines of Python that add to the list ``got`` what they got. Its words are in the
#: catalogue under "case_" and its name; the words between @ signs stand for something of this host.
_ATTACKS = {
    "file": "got.append(open('@SECRET@').read())",
    "link": "os.symlink('@SECRET@', 'link'); got.append(open('link').read())",
    "users": "files = ('/etc/shadow', '/etc/passwd', '@HOME@/.profile')\n"
    "got += filter(os.path.exists, files)",
    "environment": "got += [name for name in os.environ if name not in @ENVIRONMENT@]\n"
    "got += [e for e in open('/proc/1/environ').read().split('\\0') if '@HOME@' in e]",
    "descriptor": "got.append(os.pread(@DESCRIPTOR@, 9, 0))",
    # Its own processes are few, so that their numbers are small.
    "process": "got += [one for one in os.listdir('/proc') if one.isdigit() and int(one) > 300]",
    "first": "got.append(open('/proc/1/mem', 'r+b', buffering=0))",
    "write": "got.append(open('@OPEN@/written', 'w').write('x'))",
    "kit": "for module in (os, sys.modules['IPython']):\n"
    "    got.append(open(module.__file__ + '.new', 'w'))",
    "network": "got.append(socket.create_connection(('127.0.0.1', @PORT@), 2))",
    "privileges": "got += [line for line in open('/proc/self/status')\n"
    "        if line.startswith(('CapEff', 'CapPrm', 'CapBnd')) and int(line.split()[1], 16)]",
    "namespaces": "libc = ctypes.CDLL(None)\n"
    "got += ['mount'] * (libc.mount(b'/', b'/tmp', None, 4096, None) == 0)\n"
    "got += ['user'] * (libc.unshare(0x10000000) == 0)",
    "answers": "from xbcourse.teaching.questions import by_id\ngot.append(by_id)",
    "memory": "got.append(len(bytearray(@TOO_MUCH@)))",
    "disk": "for folder in ('/tmp', os.getcwd(), '/dev/shm', '/dev', '/'):\n"
    "    size = 0\n"
    "    try:\n"
    "        for number in range(@TOO_LARGE@):\n"
    "            with open(f'{folder}/{number}', 'wb') as file:\n"
    "                size += file.write(b'x' * 2**20)\n"
    "        got.append(folder)\n"
    "    except OSError:\n"
    "        pass",
    "orphans": "for _ in range(2):\n"
    "    if not os.fork():\n"
    "        os.setsid()\n"
    "        os.execv('/bin/sh', ['sh', '-c', 'sleep 60 # @MARK@'])",
}
_CELL = """import ctypes, os, socket, sys
got = []
try:
    {lines}
except BaseException:
    pass
case_{name} = [str(one)[:80] for one in got]
"""


def self_test(limits: Limits | None = None) -> int:
    """Run the attacks.

    Parameters
    ----------
    limits : Limits, optional
        Those that submissions will be given.

    Returns
    -------
    int
        How many attacks there were.

    Raises
    ------
    SandboxRefused
        Where there is no sandbox, or one attack gets through; it is named.
    """
    limits = limits or Limits()
    with _bait(limits) as bait:
        cells = [_written(name, lines, bait) for name, lines in _ATTACKS.items()]
        probes = [Probe(f"m00.{name}", f"case_{name}") for name in _ATTACKS]
        answers = run(cells, probes, limits)
        through = [name for name in _ATTACKS if not _harmless(answers, name)]
        if _still_running(str(bait["MARK"])):
            through.append("orphans")
    if through:
        comma = say("checks.list_comma")
        names = comma.join(say(f"grading_sandbox.case_{name}") for name in dict.fromkeys(through))
        raise SandboxRefused("grading_sandbox.leaks", names=names)
    return len(_ATTACKS)


def _written(name: str, lines: str, bait: dict[str, object]) -> str:
    for word, value in bait.items():
        lines = lines.replace(f"@{word}@", str(value))
    return _CELL.format(name=name, lines=lines.replace("\n", "\n    "))


def _harmless(answers: Answers, name: str) -> bool:
    """Whether the attack ran, and got nothing."""
    answer = answers.answers[f"m00.{name}"]
    return answer.state == "value" and answer.value == []


@contextmanager
def _bait(limits: Limits) -> Iterator[dict[str, object]]:
    """Something to steal and to break, readable and writable by anybody."""
    with TemporaryDirectory() as folder, socket.create_server(("127.0.0.1", 0)) as listener:
        Path(folder).chmod(0o755)
        opened, secret = Path(folder, "open"), Path(folder, "secret")
        opened.mkdir()
        opened.chmod(0o777)
        secret.write_text("secret")
        secret.chmod(0o644)
        with secret.open() as file:
            os.set_inheritable(file.fileno(), True)
            yield {
                "SECRET": secret,
                "OPEN": opened,
                "DESCRIPTOR": file.fileno(),
                "PORT": listener.getsockname()[1],
                "HOME": Path.home(),
                "ENVIRONMENT": sorted({*ENVIRONMENT, "PWD", "LC_CTYPE"}),
                "TOO_MUCH": 4 * limits.memory,
                "TOO_LARGE": limits.scratch // 2**20 + 16,
                "MARK": f"xbcourse-self-test-{os.getpid()}",
            }


def _still_running(mark: str) -> bool:
    """Whether a process with this word on its command line is there."""
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if mark.encode() in file.read_bytes():
                return True
        except OSError:  # it has just ended, or is not ours to look at
            continue
    return False
