"""Where the course's own files are: beside the source in a checkout, in the package elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import resources
from importlib.resources.abc import Traversable
from pathlib import Path

from .errors import DataError


def course_root() -> Traversable:
    """The folder that holds datasets/, notebooks/, exercises/ and solutions/.

    Returns
    -------
    importlib.resources.abc.Traversable
        A real folder in a checkout or an installed wheel, an entry of the archive when the
        wheel is imported as a zip. Use ``/``, `iterdir`, `is_file`, `read_bytes` and `read_text`
        on it, which all three have; a plain path exists only in the first two.

    Raises
    ------
    DataError
        When the package was copied without its course files.

    >>> (course_root() / "datasets").is_dir()
    True
    """
    for folder in _candidates(resources.files("xbcourse")):
        if (folder / "datasets").is_dir():
            return folder
    raise DataError("data.no_course_files")


def _candidates(package: Traversable) -> Iterator[Traversable]:
    yield package / "_course"
    # A zip has no checkout around it, so that only a real path is followed upwards.
    if isinstance(package, Path):
        yield package.parents[1]
