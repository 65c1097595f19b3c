"""JupyterLabs that run on this computer already, and ports that are taken."""

from __future__ import annotations

import os
import socket
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

from .surroundings import address_path

#: The port that JupyterLab tries first.
FIRST_PORT = 8888

#: Seconds within which a server on the same machine answers.
_PATIENCE = 3.0


@dataclass(frozen=True)
class Server:
    """A Jupyter server: where it listens, and what the browser has to know."""

    url: str
    port: int
    token: str = ""

    def address(self, page: str | None) -> str:
        """The address of a notebook, to be opened in a browser.

        >>> Server("http://localhost:8888/", 8888, "secret").address("notebooks/en/00-start.ipynb")
        'http://localhost:8888/lab/tree/notebooks/en/00-start.ipynb?token=secret'
        """
        place = self.url.rstrip("/") + quote(address_path(page))
        return f"{place}?{urlencode({'token': self.token})}" if self.token else place


def server_on(folder: Path) -> Server | None:
    """The server that already runs on this working copy and answers."""
    from jupyter_server.serverapp import list_running_servers

    for info in list_running_servers():
        if _same(info.get("root_dir", ""), folder):
            server = Server(info["url"], info["port"], info.get("token", ""))
            if _answers(server):
                return server
    return None


def port_is_free(port: int) -> bool:
    """Whether a server could listen on this port of this machine."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        if os.name == "posix":
            # A port that was given up a moment ago counts as free, as it does for JupyterLab.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _same(root: str, folder: Path) -> bool:
    try:
        return bool(root) and Path(root).samefile(folder)
    except OSError:
        return False


def _answers(server: Server) -> bool:
    # A proxy for the web knows nothing of this machine's own servers.
    direct = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    try:
        with direct.open(server.url.rstrip("/") + "/api", timeout=_PATIENCE) as answer:
            return answer.status == 200
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
