"""Keeping a scenario in a small file beside the notebook, and opening it again."""

from __future__ import annotations

from pathlib import Path

from ..assumptions.errors import CourseError, ParameterError, reason_of
from ..assumptions.language import say
from ..assumptions.scenario import Scenario

#: What Windows, macOS or Linux refuse in a file name.
_REFUSED = '\\/:*?"<>|'
_ENDING = ".json"


class FileError(CourseError):
    """A scenario file that cannot be written or found."""


def known(folder: Path) -> list[str]:
    """The scenario files in this folder, by name without the ending."""
    return sorted(path.stem for path in folder.glob(f"*{_ENDING}") if _is_scenario(path))


def save(scenario: Scenario, name: str, folder: Path) -> Path:
    """Keep a scenario under a name of the reader's. What is there already is never replaced.

    Raises
    ------
    FileError
        A name that cannot be one, or is taken (``values["free"]`` is one that is not).
    ParameterError
        A folder that cannot be written to.
    """
    path = _path(name, folder)
    try:
        if _taken(path):
            raise FileError("panel.file_exists", file=path.name, free=free_name(path))
        return scenario.save(path)
    except OSError as error:
        raise FileError(
            "panel.file_not_written", file=path.name, reason=reason_of(error)
        ) from error


def load(name: str, folder: Path) -> Scenario:
    """Open a scenario by name.

    Raises
    ------
    FileError
        No such file; the message names those that exist.
    ParameterError
        A file that is not a scenario, or holds values that are not possible.
    """
    path = _path(name, folder)
    if not _is_file(path):
        names = known(folder)
        found = say("panel.files_found", names=", ".join(names)) if names else say("panel.no_files")
        raise FileError("panel.file_missing", file=path.name, found=found)
    return Scenario.load(path)


def free_name(path: Path) -> str:
    """A name near this one that no file has yet."""
    number = 2
    while (free := path.with_name(f"{path.stem}-{number}{path.suffix}")).exists():
        number += 1
    return free.stem


def _path(name: str, folder: Path) -> Path:
    name = name.strip().removesuffix(_ENDING).strip()
    if not name:
        raise FileError("panel.file_name_empty")
    if name.startswith(".") or not name.isprintable() or any(sign in name for sign in _REFUSED):
        example = say("panel.scenario_name")
        raise FileError("panel.file_name_bad", signs=" ".join(_REFUSED), example=example)
    return folder / f"{name}{_ENDING}"


def _taken(path: Path) -> bool:
    """Whether something has this name. `Path.exists` would, from Python 3.14 on, call a name that
    is too long for the disk a free one."""
    try:
        path.lstat()
    except FileNotFoundError:
        return False
    return True


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long for the disk
        return False


def _is_scenario(path: Path) -> bool:
    try:
        Scenario.load(path)
    except (ParameterError, OSError):
        return False
    return True
