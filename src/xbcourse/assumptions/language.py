"""Which language the reader reads, and the one catalogue of everything the kit says.

The catalogue is a folder of TOML files. Both languages of a message stand side by side, so that
nobody can change one without seeing the other:

    [out_of_range]
    zh = "{name} 不能取 {value}"
    en = "{name} cannot be {value}"

A message is asked for as ``say("errors.out_of_range", name=..., value=...)``: file, then entry.
"""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cache
from importlib import resources

LANGUAGES = ("zh", "en")

_chosen: str | None = None
#: The language of a `speaking` block. A thread has its own: a slider moves on another thread than
#: the cell that runs, and neither may change the other's language.
_spoken: ContextVar[str | None] = ContextVar("spoken", default=None)


@dataclass(frozen=True, slots=True)
class Text:
    """The same words in both languages; printed in the reader's.

    >>> with speaking("en"):
    ...     print(Text(zh="售价", en="Price"))
    Price
    """

    zh: str
    en: str

    def within(self, language: str) -> str:
        """The words in one given language, "zh" or "en"."""
        return self.zh if language == "zh" else self.en

    def format(self, **values: object) -> Text:
        """Fill the gaps of both languages."""
        return Text(zh=self.zh.format(**values), en=self.en.format(**values))

    def __str__(self) -> str:
        return self.within(current())


def current() -> str:
    """The language in force: that of a `speaking` block, else the one chosen by `use`, else that of
    `XBCOURSE_LANG`, else the system's.

    >>> with speaking("zh"):
    ...     current()
    'zh'
    """
    return _spoken.get() or _chosen or _from_surroundings()


def use(language: str) -> None:
    """Read the course in this language, "zh" or "en", from now on."""
    global _chosen
    _chosen = _known(language)


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Use a language inside a ``with`` block only."""
    token = _spoken.set(_known(language))
    try:
        yield
    finally:
        _spoken.reset(token)


def say(key: str, /, **values: object) -> str:
    """A message of the catalogue in the reader's language.

    >>> with speaking("en"):
    ...     say("errors.not_a_number", name="price", value="abc")
    'price must be a number; got abc.'
    """
    return message(key).within(current()).format(**values)


def message(key: str) -> Text:
    """Both languages of a catalogue entry, gaps still open."""
    room, _, entry = key.partition(".")
    return catalogue()[room][entry]


@cache
def catalogue() -> Mapping[str, Mapping[str, Text]]:
    """The whole catalogue: file name → entry → both languages."""
    folder = resources.files("xbcourse.assumptions") / "catalogue"
    rooms = sorted((f for f in folder.iterdir() if f.name.endswith(".toml")), key=lambda f: f.name)
    return {f.name.removesuffix(".toml"): _read(f.read_text(encoding="utf-8")) for f in rooms}


def _read(toml: str) -> dict[str, Text]:
    return {entry: Text(**words) for entry, words in tomllib.loads(toml).items()}


def _from_surroundings() -> str:
    for variable in ("XBCOURSE_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(variable, "")
        if value and value not in ("C", "POSIX") and not value.startswith("C."):
            return _guess(value)
    # Windows and macOS set none of these; Python knows the system's setting there.
    return _guess(locale.getlocale()[0] or "")


def _guess(name: str) -> str:
    name = name.lower()
    return "zh" if name.startswith(("zh", "chinese")) else "en"


def _known(language: str) -> str:
    if language not in LANGUAGES:
        from .errors import ParameterError

        raise ParameterError(
            "errors.unknown_choice", name="language", value=language, allowed="zh, en"
        )
    return language
