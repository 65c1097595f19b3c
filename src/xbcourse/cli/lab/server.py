"""Running JupyterLab in this process, so that Ctrl-C reaches it and nobody else."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence

from .running import Server


def run(options: Sequence[str], announce: Callable[[Server], None]) -> None:
    """Start JupyterLab, say where it is, and come back when it was stopped.

    Parameters
    ----------
    options : sequence of str
        Its command line.
    announce : callable
        Told the server as soon as it listens.
    """
    # Imported late: the help and a second start that finds a running Lab do without it.
    from jupyterlab.labapp import LabApp

    server = LabApp.initialize_server(argv=list(options))
    # JupyterLab would ask in English whether it may stop, and wait.
    for name in ("SIGINT", "SIGTERM"):
        signal.signal(getattr(signal, name), lambda *_: server.stop(from_signal=True))

    def listening() -> None:
        announce(Server(server.connection_url, server.port, server.identity_provider.token))

    # The port is bound when the loop begins to turn, and what was asked for first is done first.
    server.io_loop.add_callback(listening)
    server.start()
