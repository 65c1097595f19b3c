"""What a submission is shown of this computer: Python, its packages, the kit and its data."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from ....assumptions.home import course_root

#: Packages that a notebook needs; where they lie is shown too.
_NEEDED = ("IPython", "numpy", "pandas", "matplotlib", "scipy", "babel", "seaborn", "PIL")
#: Rooms of the kit that are not shown: reference answers, and what grades.
_HIDDEN = ("questions", "grading", "instructor", "lesson")
#: Shown anyway, read-only.
SYSTEM = Path("/usr")


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
    """The surroundings on this computer."""
    package = Path(__file__).resolve().parents[3]
    data = Path(str(course_root() / "datasets")).resolve()
    # By both names, where one is a link to the other: Python asks by either.
    homes = [Path(sys.prefix), Path(sys.base_prefix), Path(sys.executable).absolute().parents[1]]
    homes += [home.resolve() for home in homes]
    packages = [find_spec(name) for name in _NEEDED]
    sites = [Path(spec.origin).resolve().parents[1] for spec in packages if spec and spec.origin]
    course = package / "_course"
    within = course in data.parents
    return Surroundings(
        python=str(Path(sys.executable).absolute()),
        shown=tuple(_apart([*homes, *sites, package, *([] if within else [data])])),
        hidden=(*(package / "teaching" / room for room in _HIDDEN), *([course] if within else [])),
        shown_within=(data,) if within else (),
        paths=tuple(dict.fromkeys([str(package.parent), *map(str, sites)])),
    )


def _apart(folders: list[Path]) -> Iterator[Path]:
    """Each folder once, and none that lies in another or in what is shown anyway."""
    kept: set[Path] = {SYSTEM}
    for folder in sorted(folders, key=lambda f: len(f.parts)):
        if not kept.intersection((folder, *folder.parents)):
            kept.add(folder)
            yield folder
