"""How the course was called: a command that is advised must work when it is typed.

Messages name the course's commands as `xbcourse grade`. Whoever came by `python3 xb.py` has no such
command, so on the way to the terminal it becomes what they typed. Files are left as they are:
whoever reads them may have come another way.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from typing import TextIO

#: Set by `xb.py`: what was typed in place of `xbcourse`.
_TYPED = "XBCOURSE_CALLED"


class Advising:
    """A stream that writes commands as the reader typed them; otherwise the stream itself.

    >>> stream = Advising(sys.stdout, "python3 xb.py", ["grade", "hand-in"])
    >>> print("请运行 xbcourse hand-in。xbcourse is a course.", file=stream)
    请运行 python3 xb.py hand-in。xbcourse is a course.
    """

    def __init__(self, stream: TextIO, typed: str, commands: Iterable[str]) -> None:
        self._stream, self._typed = stream, typed
        names = "|".join(map(re.escape, commands))
        self._command = re.compile(rf"(?<![\w.])xbcourse (?=(?:{names})(?![\w-]))", re.ASCII)

    def write(self, text: str) -> int:
        """Write the text, with the commands in it as they were typed."""
        return self._stream.write(self._command.sub(lambda _: f"{self._typed} ", text))

    def __getattr__(self, name: str) -> object:
        return getattr(self._stream, name)


def advise(commands: Iterable[str]) -> None:
    """From here on the terminal reads commands as they were typed.

    What was typed is taken out of the environment: a terminal within JupyterLab, which is started
    from here, has the course's own command.
    """
    typed = os.environ.pop(_TYPED, "")
    if typed:
        names = list(commands)
        sys.stdout = Advising(sys.stdout, typed, names)
        sys.stderr = Advising(sys.stderr, typed, names)
