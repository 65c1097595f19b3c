"""The cells that every made notebook gets from the front matter: its head and its foot."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ...assumptions.language import LANGUAGES, say
from .course import Course, Module, link

NAMES = {"zh": "中文", "en": "English"}


def head_cell(course: Course, module: Module, kind: str, language: str) -> str:
    """The first cell: title, claim, minutes, objectives, what it builds on, links."""
    head = module.head
    parts = [
        f"<!-- {say('head.made_from', source=_origin(module, kind))} -->",
        "# " + say(f"head.title_{kind}", number=module.number, title=head.title),
    ]
    if kind == "lesson":
        parts += promises(module)
    else:
        parts.append(say(f"head.about_{kind}", work=head.minutes_work))
    parts.append(" · ".join(_ways(course, module, kind, language)))
    return "\n\n".join(parts)


def foot_cell(course: Course, module: Module, language: str) -> str:
    """The last cell of a lesson: where to go from here."""
    here = module.made("lesson", language)
    ways = [_way("head.to_exercise", here, module.made("exercise", language))]
    _, after = course.neighbours(module)
    if after:
        next_one = after.made("lesson", language)
        ways.append(_way("head.to_next", here, next_one, title=after.head.title))
    return "---\n\n" + say("head.from_here") + " " + " · ".join(ways)


def promises(module: Module, objectives: str = "head.objectives") -> Iterator[str]:
    """Claim, minutes, objectives (below the message of that key) and what the lesson builds on."""
    head = module.head
    yield f"> **{head.claim}**"
    yield say("head.minutes", read=head.minutes_read, work=head.minutes_work)
    yield say(objectives) + "\n\n" + "\n".join(f"- {goal}" for goal in head.objectives)
    yield say("head.prerequisites", words=head.prerequisites)
    if head.pandas:
        yield say("head.pandas", words=head.pandas)
    if head.skip:
        yield say("head.skip", words=head.skip)


def _ways(course: Course, module: Module, kind: str, language: str) -> Iterator[str]:
    here = module.made(kind, language)
    for other in LANGUAGES:
        if other != language:
            yield f"[{NAMES[other]}]({link(here, module.made(kind, other))})"
    if kind != "lesson":
        yield _way("head.to_lesson", here, module.made("lesson", language))
    if kind in ("lesson", "solution"):
        yield _way("head.to_exercise", here, module.made("exercise", language))
    if kind == "exercise":
        yield _way("head.to_solution", here, module.made("solution", language))
    yield _way("head.to_glossary", here, course.glossary_page(language))
    if kind == "lesson":
        yield from _steps(course, module, here, language)


def _steps(course: Course, module: Module, here: PurePosixPath, language: str) -> Iterator[str]:
    before, after = course.neighbours(module)
    for key, neighbour in (("head.to_previous", before), ("head.to_next", after)):
        if neighbour:
            there = neighbour.made("lesson", language)
            yield _way(key, here, there, title=neighbour.head.title)


def _way(key: str, here: PurePosixPath, there: PurePosixPath, **gaps: object) -> str:
    return f"[{say(key, **gaps)}]({link(here, there)})"


def _origin(module: Module, kind: str) -> str:
    return module.file("lesson" if kind in ("lesson", "answers") else "exercise")
