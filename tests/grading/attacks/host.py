"""A host with something to steal and to break, and eyes that see when it happens."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

SECRET = "salt-7c1e0f-of-the-instructor"


@dataclass
class Host:
    """What an attack may go for.

    Attributes
    ----------
    folder : Path
        Holds ``secret`` (readable by anybody), ``peer/answers.ipynb`` and ``open``, a folder that
        anybody may write to.
    listener : socket
        Waits for connections that nobody should make.
    """

    folder: Path
    listener: socket.socket
    descriptor: int
    before: dict[str, bytes] = field(default_factory=dict)

    def names(self) -> dict[str, object]:
        """What stands between the @ signs of an attack."""
        return {
            "SECRET": self.folder / "secret",
            "WORDS": SECRET,
            "PEER": self.folder / "peer" / "answers.ipynb",
            "OPEN": self.folder / "open",
            "PORT": self.listener.getsockname()[1],
            "FD": self.descriptor,
            "GRADER": os.getpid(),
            "HOME": Path.home(),
            "MARK": self.mark,
        }

    @property
    def mark(self) -> str:
        """A word on the command line of what an attack leaves running."""
        return f"left-over-{os.getpid()}"

    def damage(self) -> list[str]:
        """What an attack has changed, reached or left running; empty if nothing."""
        now = self.files()
        found = [
            f"changed {name}"
            for name in {*now, *self.before}
            if now.get(name) != self.before.get(name)
        ]
        try:
            self.listener.accept()[0].close()
            found.append("reached the network")
        except BlockingIOError:
            pass
        running = subprocess.run(
            ["pgrep", "-f", self.mark], capture_output=True, text=True, check=False
        )
        found += [f"left process {number}" for number in running.stdout.split()]
        return found

    def files(self) -> dict[str, bytes]:
        """Every file of the folder and what is in it."""
        files = (file for file in self.folder.rglob("*") if file.is_file())
        return {str(file): file.read_bytes() for file in files}


@contextmanager
def host() -> Iterator[Host]:
    """Set everything up, and put it away again."""
    # Not a folder of pytest's: those are closed to the user that root becomes.
    with TemporaryDirectory() as folder:
        yield from _in(Path(folder))


def _in(folder: Path) -> Iterator[Host]:
    (folder / "peer").mkdir()
    (folder / "open").mkdir()
    for readable in (folder, folder / "peer"):
        readable.chmod(0o755)
    (folder / "open").chmod(0o777)
    for file in (folder / "secret", folder / "peer" / "answers.ipynb"):
        file.write_text(SECRET)
        file.chmod(0o644)
    descriptor = os.open(folder / "secret", os.O_RDONLY)
    os.set_inheritable(descriptor, True)
    os.environ["XBCOURSE_TEST_SALT"] = SECRET
    with socket.create_server(("0.0.0.0", 0)) as listener:
        listener.setblocking(False)
        made = Host(folder, listener, descriptor)
        made.before = made.files()
        try:
            yield made
        finally:
            os.close(descriptor)
            del os.environ["XBCOURSE_TEST_SALT"]
