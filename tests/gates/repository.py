"""What the gates look at: the files of the repository, and the notebooks made in it."""

import subprocess
from functools import cache
from pathlib import Path

import nbformat

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("notebooks", "exercises", "solutions")
#: Of a copy without its history, the folders that are nobody's source.
_NOT_OURS = {".venv", ".git", "work", "xbcourse-work", "__pycache__", "dist", "build"}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the repository: what git knows, or in a plain copy what lies there."""
    command = ["git", "ls-files", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        found = (path for path in ROOT.rglob("*") if path.is_file())
        return tuple(p for p in found if _NOT_OURS.isdisjoint(p.relative_to(ROOT).parts))
    found = (ROOT / name for name in listed.stdout.split("\0") if name)
    return tuple(path for path in found if path.is_file())


def name(path: Path) -> str:
    """A file as messages name it, from the root with forward slashes."""
    return path.relative_to(ROOT).as_posix()


def module(notebook: Path) -> str:
    """The number of the module that a made notebook belongs to: 02."""
    return notebook.name.partition("-")[0]


@cache
def notebooks(*rooms: str) -> tuple[Path, ...]:
    """The made notebooks of these rooms; all by default."""
    return tuple(p for room in rooms or ROOMS for p in sorted((ROOT / room).glob("*/*.ipynb")))


def read(path: Path) -> nbformat.NotebookNode:
    """A notebook file."""
    return nbformat.read(path, as_version=4)


def code_cells(notebook: nbformat.NotebookNode) -> list[nbformat.NotebookNode]:
    """Its code, in its order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]
