"""What is wrong in a lesson source, and where: file, line, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from ...assumptions.errors import CourseError
from ...assumptions.language import say


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `key` is an entry of the catalogue's room "build".

    >>> from xbcourse.assumptions.language import speaking
    >>> with speaking("en"):
    ...     print(Problem("lessons/00-start/lesson.md", 12, "no_language"))  # doctest: +ELLIPSIS
    lessons/00-start/lesson.md:12: ...
    """

    file: str
    line: int
    key: str
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {say('build.' + self.key, **self.values)}"


class SourceError(CourseError):
    """A lesson that cannot be made into notebooks; lists everything found, not only the first."""

    @classmethod
    def of(cls, problems: Iterable[Problem]) -> SourceError:
        """The error that carries these problems, in the order of the file."""
        return cls("build.problems", problems=tuple(problems))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What to mend."""
        return self.values["problems"]

    def __str__(self) -> str:
        return "\n".join(str(problem) for problem in self.problems)
