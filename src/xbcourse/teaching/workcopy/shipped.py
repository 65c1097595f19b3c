"""What the course ships to a working copy: the made files, and what they link to."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from importlib.resources.abc import Traversable
from urllib.parse import unquote

from ...assumptions.home import course_root
from ...assumptions.language import LANGUAGES

ROOMS = ("notebooks", "exercises", "solutions")

#: The target of a Markdown link or picture that is neither an address nor a place on the page.
_LINK = re.compile(r"\]\(<?(?![a-z]+:|#|/)([^)>#\s]+)")


def shipped_files(root: Traversable | None = None) -> dict[str, bytes]:
    """Everything that belongs into a working copy: path, with ``/`` between its parts → content.

    >>> all(path.split("/")[0] in ROOMS for path in shipped_files() if path.endswith(".ipynb"))
    True
    """
    root = root or course_root()
    files = {path: file.read_bytes() for room in ROOMS for path, file in _below(root / room, room)}
    for path in sorted(_linked(files) - set(files)):
        file = root.joinpath(*path.split("/"))
        if file.is_file():
            files[path] = file.read_bytes()
    return files


def start_page(files: Mapping[str, bytes], language: str) -> str | None:
    """The notebook to open first: the lowest number of the reader's language."""
    lessons = sorted(p for p in files if re.match(rf"notebooks/{language}/\d\d-.*\.ipynb$", p))
    return lessons[0] if lessons else None


def language_of(path: str) -> str | None:
    """The language that a shipped file is in, None where it serves both.

    >>> language_of("notebooks/zh/00-start.ipynb"), language_of("datasets/freight.csv")
    ('zh', None)
    """
    room, _, rest = path.partition("/")
    folder = rest.partition("/")[0]
    return folder if room in ROOMS and folder in LANGUAGES else None


def _below(folder: Traversable, path: str) -> Iterator[tuple[str, Traversable]]:
    """The files in a folder and in those below it; hidden ones are nobody's lesson."""
    if not folder.is_dir():
        return
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.name.startswith((".", "__")):
            continue
        below = f"{path}/{entry.name}"
        if entry.is_dir():
            yield from _below(entry, below)
        else:
            yield below, entry


def _linked(files: Mapping[str, bytes]) -> set[str]:
    found = set()
    for path, content in files.items():
        for target in _LINK.findall(_prose(path, content)):
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target)))
            if not place.startswith("../"):
                found.add(place)
    return found


def _prose(path: str, content: bytes) -> str:
    if path.endswith(".md"):
        return content.decode("utf-8")
    if path.endswith(".ipynb"):
        cells = json.loads(content)["cells"]
        prose = (cell["source"] for cell in cells if cell["cell_type"] == "markdown")
        return "\n".join(text if isinstance(text, str) else "".join(text) for text in prose)
    return ""
