"""A real JupyterLab in a real browser: for the browser tests, the slider benchmark and pictures.

Everything lies in a scratch folder: settings, workspaces, kernels' connection files. The Lab that
the reader of this file uses every day is neither read nor changed.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, urlsplit

import nbformat
from playwright.sync_api import Browser, Page, Playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

#: Where Chromium is looked for besides the PATH.
_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_FLAGS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--no-first-run",
    "--disable-component-update",
    "--disable-sync",
)
_KERNEL = {"name": "python3", "display_name": "Python 3 (ipykernel)", "language": "python"}
#: Settings of the scratch Lab: nothing asked of the network. Callbacks run beside a running cell,
#: as they do in a Lab that somebody starts on their own.
_SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    "@jupyterlab/docmanager-extension:plugin": {"autosave": False},
}

#: Whether the kernel of the notebook in sight waits for work.
IDLE = """() => {
  const shown = window.jupyterapp?.shell.currentWidget;
  return shown?.sessionContext?.session?.kernel?.status === "idle";
}"""


def chromium() -> str | None:
    """The browser: `XBCOURSE_CHROMIUM` if set, else the first one found, else None."""
    named = os.environ.get("XBCOURSE_CHROMIUM")
    return named or next(filter(None, map(shutil.which, _NAMES)), None)


def launch(playwright: Playwright) -> Browser:
    """A headless browser. Without a sandbox only for root, who cannot have one."""
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    flags = [*_FLAGS, *(["--no-sandbox"] if root else [])]
    return playwright.chromium.launch(executable_path=chromium(), args=flags)


def notebook(path: Path, *cells: str) -> Path:
    """Write a notebook of these code cells."""
    made = nbformat.v4.new_notebook(
        cells=[nbformat.v4.new_code_cell(source) for source in cells],
        metadata={"kernelspec": _KERNEL, "language_info": {"name": "python"}},
    )
    nbformat.write(made, path)
    return path


class Lab:
    """A JupyterLab server on a scratch folder.

    Parameters
    ----------
    scratch : Path
        An empty folder. The notebooks lie in its `work`.
    theme : str
        "JupyterLab Light" or "JupyterLab Dark".
    """

    def __init__(self, scratch: Path, theme: str = "JupyterLab Light") -> None:
        self.work = scratch / "work"
        self._own = scratch / "own"
        for folder in (self.work, self._own / "config" / "labconfig", self._own / "runtime"):
            folder.mkdir(parents=True)
        settings = _SETTINGS | {"@jupyterlab/apputils-extension:themes": {"theme": theme}}
        (self._own / "config" / "labconfig" / "default_setting_overrides.json").write_text(
            json.dumps(settings), encoding="utf-8"
        )
        with (self._own / "log.txt").open("w", encoding="utf-8") as log:
            self._server = subprocess.Popen(
                self._command(), env=self._environment(), cwd=self.work, stdout=log, stderr=log
            )
        self.address, self._token = self._wait()

    def close(self) -> None:
        """Stop the server and its kernels."""
        self._server.terminate()
        try:
            self._server.wait(15)
        except subprocess.TimeoutExpired:
            self._server.kill()
            self._server.wait()

    def open(self, page: Page, name: str) -> None:
        """Show a notebook of the folder `work` and wait until its kernel is idle."""
        page.goto(f"{self.address}lab/tree/{quote(name)}?reset&token={self._token}")
        page.wait_for_function(IDLE, timeout=60_000)
        # The notebook alone, as wide as the window allows.
        command(page, "application:set-mode", mode="single-document")
        page.evaluate("() => jupyterapp.shell.collapseLeft()")

    def _command(self) -> list[str]:
        options = (
            "--no-browser",
            "--ServerApp.port=0",
            f"--ServerApp.root_dir={self.work}",
            "--LabApp.expose_app_in_browser=True",
            "--LabApp.extension_manager=readonly",
            "--ServerApp.open_browser=False",
        )
        root = ["--allow-root"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
        return [sys.executable, "-m", "jupyterlab", *options, *root]

    def _environment(self) -> dict[str, str]:
        own = self._own
        return {
            **os.environ,
            "JUPYTER_CONFIG_DIR": str(own / "config"),
            "JUPYTER_CONFIG_PATH": str(own / "config"),
            "JUPYTER_RUNTIME_DIR": str(own / "runtime"),
            "JUPYTER_DATA_DIR": str(own / "data"),
            "JUPYTERLAB_SETTINGS_DIR": str(own / "settings"),
            "JUPYTERLAB_WORKSPACES_DIR": str(own / "workspaces"),
            "IPYTHONDIR": str(own / "ipython"),
            "XBCOURSE_PROGRESS": "off",
            # What a Lab sets that nobody tuned: a picture must not depend on the tests' settings.
            "MPLBACKEND": "module://matplotlib_inline.backend_inline",
        }

    def _wait(self, seconds: float = 60) -> tuple[str, str]:
        """Address and token, as the server writes them when it is ready."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self._server.poll() is None:
            for file in (self._own / "runtime").glob("jpserver-*.json"):
                with contextlib.suppress(ValueError):  # half written
                    known = json.loads(file.read_text(encoding="utf-8"))
                    return known["url"], known["token"]
            time.sleep(0.1)
        log = (self._own / "log.txt").read_text(encoding="utf-8", errors="replace")
        raise RuntimeError(f"JupyterLab did not start:\n{log[-3000:]}")


@contextlib.contextmanager
def running(scratch: Path, theme: str = "JupyterLab Light") -> Iterator[Lab]:
    """A Lab that is stopped at the end."""
    lab = Lab(scratch, theme)
    try:
        yield lab
    finally:
        lab.close()


def command(page: Page, name: str, **arguments: object) -> None:
    """Run one of JupyterLab's commands, whatever language its menus are in."""
    page.evaluate("([name, args]) => jupyterapp.commands.execute(name, args)", [name, arguments])


def run_all(page: Page, until: str, tries: int = 6) -> None:
    """Run all cells until `until` (a selector) is there. JupyterLab drops a command that comes
    within the first moments of an idle kernel: where no cell begins, it is given again."""
    begun = page.locator(".jp-InputPrompt", has_text=re.compile(r"\[(\*|\d+)\]"))
    for _ in range(tries):
        page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells') }")
        with contextlib.suppress(PlaywrightTimeout):
            begun.first.wait_for(timeout=2_000)
            page.locator(until).first.wait_for(timeout=60_000)
            return
    raise RuntimeError(f"nothing like {until} appeared after Run All")


def run_cell(page: Page, number: int) -> None:
    """Run one cell, counted from 0, without waiting for it."""
    code = """(number) => {
      jupyterapp.shell.currentWidget.content.activeCellIndex = number;
      jupyterapp.commands.execute('notebook:run-cell');
    }"""
    page.evaluate(code, number)


class Watch:
    """What a page complained about and asked for while somebody looked."""

    def __init__(self, page: Page, address: str) -> None:
        self.errors: list[str] = []
        self.elsewhere: list[str] = []
        self._home = urlsplit(address).netloc
        page.on("console", self._on_console)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("request", self._on_request)

    def ours(self, words: Sequence[str] = ("xb-", "xbcourse", "widget")) -> list[str]:
        """Errors that name our code or its widgets."""
        return [error for error in self.errors if any(word in error.lower() for word in words)]

    def _on_console(self, message) -> None:
        if message.type == "error":
            self.errors.append(f"{message.text} ({message.location.get('url', '')})")

    def _on_request(self, request) -> None:
        parts = urlsplit(request.url)
        if parts.scheme in ("http", "https", "ws", "wss") and parts.netloc != self._home:
            self.elsewhere.append(request.url)
