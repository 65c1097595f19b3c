"""How the course's JupyterLab differs from the reader's own: by variables and options alone.

Nothing is written to the reader's own Jupyter settings, and what they have set themselves stays
in force wherever it does not get in the way of a lesson.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path

#: In the working copy, hidden: what JupyterLab and its kernels remember.
OWN_FOLDER = ".lab"

SETTINGS = Path(__file__).parent / "settings"


def variables(folder: Path, language: str, environ: Mapping[str, str]) -> dict[str, str]:
    """The environment variables that JupyterLab and its kernels get on top of the present ones."""
    settings = [str(SETTINGS / language), str(SETTINGS / "any")]
    before = environ.get("JUPYTER_CONFIG_PATH")
    return {
        "XBCOURSE_HOME": str(folder),
        "XBCOURSE_LANG": language,
        "JUPYTER_CONFIG_PATH": os.pathsep.join([*settings, before] if before else settings),
        # Tabs of another project must not cover the first lesson.
        "JUPYTERLAB_WORKSPACES_DIR": str(folder / OWN_FOLDER / "workspaces"),
        # So that nothing of another project's start-up or history gets into a lesson.
        "IPYTHONDIR": str(folder / OWN_FOLDER / "ipython"),
        # A kernel of the same name in the home folder would not know the course.
        "JUPYTER_PREFER_ENV_PATH": "1",
    }


def quiet_kernels(folder: Path) -> None:
    """Keep kernels from printing warnings into the window that the reader keeps open.

    Every kernel would say there that its messages are not encrypted, though they never leave
    this machine.
    """
    profile = folder / OWN_FOLDER / "ipython" / "profile_default"
    profile.mkdir(parents=True, exist_ok=True)
    settings = {"IPKernelApp": {"log_level": logging.ERROR}}
    (profile / "ipython_kernel_config.json").write_text(json.dumps(settings), encoding="utf-8")


def options(
    folder: Path, page: str | None, token: str, port: int | None, browser: bool
) -> list[str]:
    """JupyterLab's command line.

    Parameters
    ----------
    folder : Path
        The working copy; nothing above it is shown or served.
    page : str or None
        The notebook to open, seen from the working copy.
    token : str
        What the browser has to know. One is made here, so that the address can be said in the
        reader's language.
    port : int or None
        The first port to try; where it is taken, the next free one is used.
    browser : bool
        Whether a browser is to be opened.
    """
    words = [
        f"--ServerApp.root_dir={folder}",
        f"--LabApp.default_url={address_path(page)}",
        f"--IdentityProvider.token={token}",
        f"--ServerApp.open_browser={browser}",
        # No list of extensions is fetched, and none is offered: the lock says what is installed.
        "--LabApp.extension_manager=readonly",
        "--Application.log_level=ERROR",
    ]
    if port is not None:
        words.append(f"--ServerApp.port={port}")
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # In a container everybody is root, and the server listens to this machine alone.
        words.append("--ServerApp.allow_root=True")
    return words


def address_path(page: str | None) -> str:
    """Where in JupyterLab a notebook is.

    >>> address_path("notebooks/zh/00-start.ipynb")
    '/lab/tree/notebooks/zh/00-start.ipynb'
    """
    return f"/lab/tree/{page}" if page else "/lab"


def browser_at_hand(platform: str, environ: Mapping[str, str]) -> bool:
    """Whether a browser with a screen can be expected.

    Python would take a text browser where there is none, and that cannot show JupyterLab.

    >>> browser_at_hand("linux", {}), browser_at_hand("win32", {})
    (False, True)
    """
    if not platform.startswith("linux"):
        return True
    return any(environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
