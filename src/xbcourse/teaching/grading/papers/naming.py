"""What learning platforms, browsers and people put into the name of a file."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Canvas: name, "LATE" where it is, the person's and the submission's number, the file's own name.
_CANVAS = re.compile(
    r"(?P<name>[^_]+)_(?P<late>LATE_)?(?P<number>\d{2,})_(?:text_)?(?P<further>\d{3,})(_(?P<rest>.*))?"
)
#: Moodle: full name, number of the participant, the plugin; as a folder or before the file's name.
_MOODLE = re.compile(
    r"(?P<name>.+?)_(?P<number>\d+)_assignsubmission_(?:file|onlinetext)_?(?P<rest>.*)"
)
#: The number of a copy: a browser's "p1 (2)" or "p1（2）"; "p1-2" after Canvas's own part.
_COPY = re.compile(r"\s*[(（](\d{1,3})[)）]$")
_CANVAS_COPY = re.compile(r"-(\d{1,2})$")
#: A module in the name of a file of the course: "01-one-order", "m01".
_MODULE = re.compile(
    r"(?<![\w.])(?:m(?P<short>\d\d)(?![0-9a-z])|(?P<long>\d\d)-[a-z])", re.IGNORECASE
)
_ENDING = re.compile(r"(\.ipynb|\.zip|\.json|\.txt|\.py|\.html)+( #\d+)?$", re.IGNORECASE)
#: Words around a name in Chinese file names.
_AROUND = re.compile(
    r"的|作业|练习|实验|提交|课程|跨境电商|电商|最终版?|终版|副本|修改版?|新版|班|组|学号|姓名"
    r"|第[一二三四五六七八九十\d]+[次章课讲]?"
)


@dataclass(frozen=True)
class Part:
    """One part of a name, a folder or a file, as far as it may say whose it is.

    Parameters
    ----------
    text : str
        What was written, without the ending of a file.
    platform : bool
        Whether a learning platform wrote it: then it alone decides, and the rest of the name,
        which a student chose, says nothing.
    name, number : str
        The person's name and number, where a platform wrote them.
    """

    text: str
    platform: bool = False
    name: str = ""
    number: str = ""


def parts_of(file: str) -> tuple[Part, ...]:
    """The parts of a name from the outermost folder or archive to the file.

    >>> parts_of("wangxiaoming_LATE_77_8123_p1.ipynb")[0].name
    'wangxiaoming'
    >>> parts_of("王小明_123_assignsubmission_file_/p1.ipynb")[0]
    Part(text='王小明_123_assignsubmission_file_', platform=True, name='王小明', number='123')
    """
    return tuple(_part(_stem(word)) for word in _words(file))


def attempt_in(file: str) -> int:
    """The number of a copy, the innermost that there is; 0 for none.

    >>> attempt_in("p1 (2).ipynb"), attempt_in("a_77_8123_p1-1.ipynb"), attempt_in("2026-15.ipynb")
    (2, 1, 0)
    """
    for word in reversed(_words(file)):
        stem = _stem(word)
        found = _COPY.search(stem) or (_CANVAS.fullmatch(stem) and _CANVAS_COPY.search(stem))
        if found:
            return int(found[1])
    return 0


def is_marked_late(file: str) -> bool:
    """Whether Canvas wrote that it came late."""
    return any((found := _CANVAS.fullmatch(word)) and found["late"] for word in _words(file))


def module_in(file: str) -> str | None:
    """The module that a file's own name speaks of: "m01" in "01-one-order (1).ipynb"."""
    word = _words(file)[-1]
    matched = _CANVAS.fullmatch(word) or _MOODLE.fullmatch(word)
    found = _MODULE.search((matched["rest"] or "") if matched else word)
    return f"m{found['short'] or found['long']}" if found else None


def words_in(text: str) -> Iterator[str]:
    """Everything in a name that may be an id: between any marks, and between the usual ones.

    >>> sorted(words_in("2026-15_王小明hw1"))
    ['15', '2026', '2026-15', '2026-15_王小明hw1', 'hw1', '王小明', '王小明hw1']
    """
    text = unicodedata.normalize("NFKC", text)
    found = {text.strip()}
    for separators in (r"_", r"[_\s]+", r"[-_\s]+", r"[^\w.@+-]+"):
        found.update(re.split(separators, text))
    found.update(re.findall(r"[A-Za-z0-9]+|[\u4e00-\u9fff]+|[^\W_]+", text))
    yield from (word for word in found if word)


def names_in(text: str) -> Iterator[str]:
    """Everything in a name of a file that may be somebody's name, longest first."""
    text = unicodedata.normalize("NFKC", text)
    runs = re.findall(r"[\u4e00-\u9fff·]+", text)
    chinese = {*runs, *(piece for run in runs for piece in _AROUND.sub(" ", run).split())}
    words = re.findall(r"[^\W\d_]+", text)
    windows = {" ".join(words[i:j]) for i in range(len(words)) for j in range(i + 1, i + 5)}
    yield from sorted(chinese | windows, key=lambda name: (-len(name), name))


def _part(text: str) -> Part:
    matched = _CANVAS.fullmatch(text) or _MOODLE.fullmatch(text)
    if matched:
        return Part(text, True, matched["name"], matched["number"])
    return Part(_COPY.sub("", _MODULE.sub(" ", text)))


def _words(file: str) -> Sequence[str]:
    return file.split("/")


def _stem(word: str) -> str:
    return _ENDING.sub("", word)
