"""What the kit says when something is wrong: what was wrong, what was expected, what to do.

The words come from the catalogue and are put together when they are read, so that an error is
always in the reader's language.
"""

from __future__ import annotations

import errno
import sys
import warnings

from .language import say


class CourseError(Exception):
    """Anything the kit refuses. `key` is the catalogue entry, `values` fill its gaps."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values

    def __str__(self) -> str:
        return say(self.key, **self.values)

    def _render_traceback_(self) -> list[str]:
        # IPython shows these lines instead of a traceback through our own files,
        # which would tell a learner nothing.
        return [str(self)]

    def __reduce__(self):
        return _revive, (type(self), self.key, self.values)


class ParameterError(CourseError, ValueError):
    """A value that cannot be used: wrong kind, outside what is possible, unknown name."""


class UnknownParameter(ParameterError, KeyError, AttributeError):
    """No parameter has that name. ``scenario.get(name)``, ``hasattr`` and pandas ask by trying."""


class DataError(CourseError):
    """A data file that is missing, or is not the one the manifest describes."""


class NotCovered(CourseError, LookupError):
    """A fee that was asked for outside the dates, regions or products that the tables cover."""


class CourseWarning(UserWarning):
    """Something the reader should know, though the work goes on."""


def warn(words: object) -> None:
    """Warn at the reader's own line, not at one of ours."""
    frame, level = sys._getframe(), 1
    while frame.f_back and frame.f_globals.get("__name__", "").startswith("xbcourse."):
        frame, level = frame.f_back, level + 1
    warnings.warn(str(words), CourseWarning, stacklevel=level)


def reason_of(error: OSError) -> str:
    """Why the operating system refused, in the reader's language where that is to be had.

    >>> from .language import speaking
    >>> with speaking("en"):
    ...     reason_of(FileNotFoundError(errno.ENOENT, "Datei nicht gefunden"))
    'there is no such file'
    """
    name = errno.errorcode.get(error.errno, "")
    for word, names in _REASONS.items():
        if name in names:
            return say(f"errors.reason_{word}")
    return error.strerror or str(error) or type(error).__name__


#: By name, for not every system has every number.
_REASONS = {
    "missing": ("ENOENT",),
    "no_folder": ("ENOTDIR",),
    "folder": ("EISDIR",),
    "refused": ("EACCES", "EPERM", "EROFS"),
    "full": ("ENOSPC", "EDQUOT"),
    "busy": ("EBUSY", "ETXTBSY"),
}


def _revive(kind: type[CourseError], key: str, values: dict[str, object]) -> CourseError:
    return kind(key, **values)
