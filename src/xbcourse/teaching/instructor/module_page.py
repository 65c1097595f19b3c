"""The instructor's page of one module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ...assumptions.language import LANGUAGES, say, speaking
from ..lesson.course import Course, Module, link
from ..lesson.problems import Problem, SourceError
from ..lesson.sheet import prose
from ..lesson.signposts import NAMES, promises
from . import answers, claims_table, places


def page(course: Course, module: Module, language: str) -> str:
    """The whole page; `SourceError` where the guide links to something that is not there."""
    place = module.made("guide", language)
    with speaking(language):
        parts = [
            f"<!-- {say('guide.made_from', guide=module.file('guide'), module=module.number)} -->",
            f"# {say('guide.title', number=module.number, title=module.head.title)}",
            *promises(module, "guide.objectives"),
            " · ".join(_ways(course, module, place, language)),
            *_written(course, module, place, language),
            *_section("misconceptions", answers.misconceptions(module)),
            *_section("claims", _claims(course, module, place, language)),
            *_section("rubrics", answers.rubrics(module)),
        ]
    return "\n\n".join(parts) + "\n"


def _ways(course: Course, module: Module, here: PurePosixPath, language: str) -> Iterator[str]:
    """Links to the other language, to what learners get, and to the pages above."""
    for other in LANGUAGES:
        if other != language:
            yield f"[{NAMES[other]}]({link(here, module.made('guide', other))})"
    for kind in ("lesson", "exercise", "solution"):
        yield f"[{say(f'head.to_{kind}')}]({link(here, module.made(kind, language))})"
    if module.lesson.has_solutions:
        yield f"[{say('guide.to_answers')}]({link(here, module.made('answers', language))})"
    yield f"[{say('guide.to_claims')}]({link(here, places.claims(language))})"
    yield f"[{say('guide.to_index')}]({link(here, places.index(language))})"


def _written(course: Course, module: Module, place: PurePosixPath, language: str) -> Iterator[str]:
    problems: list[Problem] = []
    for passage in module.guide.passages:
        yield prose(passage, course, module.guide, place, language, problems).strip()
    if problems:
        raise SourceError.of(problems)


def _section(name: str, made: str) -> Iterator[str]:
    """A heading, what is to be known about it, and what was made; nothing where that is empty."""
    if made:
        yield f"## {say(f'guide.{name}')}"
        yield say(f"guide.{name}_about")
        yield made


def _claims(course: Course, module: Module, place: PurePosixPath, language: str) -> str:
    tested = claims_table.of_module(course, module)
    return claims_table.table(course, module, tested, place, language) if tested else ""
