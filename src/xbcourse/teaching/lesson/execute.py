"""Running a notebook the same way on every machine."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Mapping

from nbclient import NotebookClient
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat import NotebookNode

#: Longest time for one cell, in seconds; a whole module should take 30.
CELL_SECONDS = 60
#: What is said of a kernel that never began. Its ports are chosen before it opens them, and on a
#: busy machine another program can be faster: the next one, on other ports, begins.
NEVER_BEGAN = "Kernel died before replying"
_STARTS = 3
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# What a reader's machine may set and what would change what comes out.
_NOT_INHERITED = ("MPLBACKEND", "PYTHONWARNINGS", "XBCOURSE_HOME", "XBCOURSE_LANG")


def kernel_environment(scratch: str) -> dict[str, str]:
    """The environment variables of a kernel whose outputs are to be the same everywhere.

    Parameters
    ----------
    scratch : str
        A folder for what IPython keeps, so that a personal profile has no influence.
    """
    inherited = {k: v for k, v in os.environ.items() if k not in _NOT_INHERITED}
    return inherited | {
        "IPYTHONDIR": scratch,
        "PYTHONHASHSEED": "0",
        # A box in place of a Chinese character is an error, not a remark.
        "PYTHONWARNINGS": "error:Glyph:UserWarning",
        "TZ": "UTC",
        "XBCOURSE_PROGRESS": "off",
    }


class CellFailed(Exception):
    """A cell that raised, hung or killed the kernel; `cell` counts from 0."""

    def __init__(self, cell: int, reason: str) -> None:
        super().__init__(cell, reason)
        self.cell = cell
        self.reason = reason


def run(notebook: NotebookNode) -> None:
    """Execute a notebook in place, in an empty folder; `CellFailed` at the first failure."""
    language_info = notebook.metadata["language_info"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch:
        client = NotebookClient(
            notebook,
            timeout=CELL_SECONDS,
            kernel_name="python3",
            resources={"metadata": {"path": scratch}},
            coalesce_streams=True,
            record_timing=False,
            store_widget_state=False,
            allow_errors=True,
            # Below errors a kernel only talks about how it is connected.
            extra_arguments=["--IPKernelApp.log_level=40"],
        )
        try:
            _execute(client, scratch)
        except (CellTimeoutError, DeadKernelError) as error:
            raise CellFailed(_reached(notebook), str(error).strip().splitlines()[0]) from None
    # The client writes down this machine's version of Python there.
    notebook.metadata["language_info"] = language_info
    _refuse_errors(notebook)


def _execute(client: NotebookClient, scratch: str) -> None:
    for start in range(1, _STARTS + 1):
        try:
            client.execute(env=kernel_environment(scratch))
            return
        except RuntimeError as error:
            if NEVER_BEGAN not in str(error) or start == _STARTS:
                raise


def _refuse_errors(notebook: NotebookNode) -> None:
    for number, cell in enumerate(notebook.cells):
        if "raises-exception" in cell.metadata.get("tags", []):
            continue
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise CellFailed(number, _why(output))


def _why(output: Mapping[str, object]) -> str:
    """The kernel's own last words, without colours: error, and the line of the cell."""
    trace = _COLOUR.sub("", "\n".join(output["traceback"]))
    arrow = re.search(r"^-+> (\d+ .*)$", trace, re.MULTILINE)
    where = f" ({arrow[1].strip()})" if arrow else ""
    return f"{output['ename']}: {output['evalue']}{where}"


def _reached(notebook: NotebookNode) -> int:
    """The code cell that was running when the kernel stopped answering."""
    code = [n for n, cell in enumerate(notebook.cells) if cell.cell_type == "code"]
    done = [n for n in code if notebook.cells[n].execution_count is not None]
    after = [n for n in code if n > max(done, default=-1)]
    return after[0] if after else code[-1]
