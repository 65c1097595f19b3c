"""What a submission is shown of this computer: Python, its packages, the kit and its data."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ....assumptions.errors import CourseError
from ....assumptions.home import course_root

#: Packages that a notebook needs; where they lie is shown too.
_NEEDED = ("IPython", "numpy", "pandas", "matplotlib", "scipy", "babel", "seaborn", "PIL")
#: Rooms of the kit that are not shown: reference answers, and what grades.
_HIDDEN = ("questions", "grading", "instructor", "lesson")
#: Shown anyway, read-only.
SYSTEM = Path("/usr")


class SandboxRefused(CourseError):
    """No submission is run, because it could not be kept apart."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Folders, by their absolute paths, which are the same inside.

    Attributes
    ----------
    python : str
        The Python that runs the notebook.
    shown : tuple of Path
        Bound read-only.
    hidden : tuple of Path
        Folders within those that are empty inside.
    shown_within : tuple of Path
        Folders within the hidden ones that are bound after all.
    paths : tuple of str
        For ``sys.path``.
    """

    python: str
    shown: tuple[Path, ...]
    hidden: tuple[Path, ...]
    shown_within: tuple[Path, ...]
    paths: tuple[str, ...]


@cache
def here() -> Surroundings:
    """The surroundings on this computer.

    Raises
    ------
    SandboxRefused
        Where Python or the course would take the instructor's own folder with it.
    """
    package = Path(__file__).resolve().parents[3]
    data = Path(str(course_root() / "datasets")).resolve()
    # By both names, where one is a link to the other: Python asks by either.
    homes = [Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).absolute().parents[1]]
    homes += [home.resolve() for home in homes]
    packages = [find_spec(name) for name in _NEEDED]
    sites = [Path(spec.origin).resolve().parents[1] for spec in packages if spec and spec.origin]
    for folder in (*homes, *sites, package, data):
        if folder in (home := Path.home().resolve(), *home.parents):
            raise SandboxRefused("grading_sandbox.too_wide", folder=folder)
    shown = tuple(_apart([*homes, *sites, package, data]))
    seen = (*shown, SYSTEM)
    course = package / "_course"  # of an installed wheel
    rooms = [package / "teaching" / room for room in _HIDDEN]
    return Surroundings(
        python=str(Path(sys.executable).absolute()),
        shown=shown,
        hidden=tuple(name for room in (*rooms, course) for name in _names(room, seen)),
        shown_within=tuple(_names(data, seen)) if course in data.parents else (),
        paths=tuple(dict.fromkeys([str(package.parent), *map(str, sites)])),
    )


def _names(folder: Path, shown: Iterable[Path]) -> Iterator[Path]:
    """A folder by every name that it has inside: what is shown may be a link to where it lies."""
    if folder.is_dir():
        for whole in shown:
            if whole.resolve() in (folder, *folder.parents):
                yield whole / folder.relative_to(whole.resolve())


def _apart(folders: list[Path]) -> Iterator[Path]:
    """Each folder once, and none that lies in another or in what is shown anyway."""
    kept: set[Path] = {SYSTEM}
    for folder in sorted(folders, key=lambda f: len(f.parts)):
        if not kept.intersection((folder, *folder.parents)):
            kept.add(folder)
            yield folder
