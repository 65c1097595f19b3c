"""Claims with what came out, why, and where the lesson deals with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePosixPath
from urllib.parse import quote

from ...assumptions.language import say
from ..lesson.claims import ClaimVerdict, verdicts_in
from ..lesson.course import Course, Module, link
from ..lesson.links import UnknownTarget, heading_anchor, resolve
from ..lesson.problems import Problem, SourceError
from . import markdown


def table(
    course: Course,
    module: Module,
    tested: Sequence[ClaimVerdict],
    place: PurePosixPath,
    language: str,
) -> str:
    """The claims of one module, as seen from the page at `place`."""
    head = [say(f"guide.claim_{name}") for name in ("id", "words", "verdict", "reason")]
    lesson = module.made("lesson", language)
    rows = []
    for one in tested:
        kind = say(f"guide.kind_{one.claim.kind}")
        about = say("guide.claim_about", section=one.claim.section, kind=kind)
        rows.append(
            [
                one.claim.id,
                f"{markdown.plain(str(one.claim.words))}<br>{about}",
                f"**{say(verdict_key(one.verdict))}**",
                f"{_reason(course, module, one, place, language)}"
                f"<br>{_where(one.headings[language], link(place, lesson), module)}",
            ]
        )
    return markdown.table(head, rows)


def of_module(course: Course, module: Module) -> list[ClaimVerdict]:
    """The claims that a module's lesson deals with."""
    return verdicts_in(module.lesson, course.claims)


def verdict_key(verdict: str) -> str:
    """The catalogue's entry for a verdict: "holds-if" is said by "guide.verdict_holds_if"."""
    return f"guide.verdict_{verdict.replace('-', '_')}"


def _reason(
    course: Course, module: Module, one: ClaimVerdict, place: PurePosixPath, language: str
) -> str:
    mark = one.marks[language]
    try:
        return resolve(mark.sentence, course, place, language)
    except UnknownTarget as error:
        gaps = {"target": error.target}
        file = module.file("lesson")
        raise SourceError.of([Problem(file, mark.line, "link_unknown", gaps)]) from None


def _where(heading: str, notebook: str, module: Module) -> str:
    """A link to the section; to the whole lesson where a heading is more than words."""
    words = heading or str(module.head.title)
    if heading and not set(heading) & set("`*$_[]"):
        notebook += "#" + _fragment(heading)
    return say("guide.claim_where", link=f"[{words}]({notebook})")


def _fragment(heading: str) -> str:
    """The anchor of a heading, with what would end a link written as in an address."""
    return "".join(quote(c) if c in ' ()<>%"' else c for c in heading_anchor(heading))
