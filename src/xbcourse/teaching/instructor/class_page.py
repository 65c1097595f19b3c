"""A page on running a class: written, not made, but for its links and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator

from ...assumptions.language import LANGUAGES, say, speaking
from ..lesson.course import ClassPage, Course, link
from ..lesson.problems import Problem, SourceError
from ..lesson.sheet import prose
from ..lesson.signposts import NAMES
from . import places


def page(course: Course, written: ClassPage, language: str) -> str:
    """The whole page; `SourceError` where it links to something that is not there."""
    place = written.made(language)
    problems: list[Problem] = []
    passages = [
        prose(passage, course, written.source, place, language, problems).strip()
        for passage in written.source.passages
    ]
    if problems:
        raise SourceError.of(problems)
    heading, _, rest = "\n\n".join(passages).partition("\n")
    with speaking(language):
        origin = f"<!-- {say('head.made_from', source=written.file)} -->"
        ways = " · ".join(_ways(written, language))
    return "\n\n".join([origin, heading, ways, rest.strip()]) + "\n"


def title(written: ClassPage, language: str) -> str:
    """What it is called: the words of its first heading."""
    first = next(written.source.passages).within(language)
    return first.text.strip().partition("\n")[0].lstrip("# ")


def faults(written: ClassPage) -> Iterator[Problem]:
    """A page that does not begin with its title, in one of the languages."""
    for passage in [*written.source.passages][:1]:
        for language in LANGUAGES:
            prose_here = passage.within(language)
            if not prose_here.text.strip().startswith("# "):
                yield Problem(written.file, prose_here.body_line, "page_title")


def _ways(written: ClassPage, language: str) -> Iterator[str]:
    here = written.made(language)
    for other in LANGUAGES:
        if other != language:
            yield f"[{NAMES[other]}]({link(here, written.made(other))})"
    yield f"[{say('guide.to_index')}]({link(here, places.index(language))})"
