"""The page of all claims that the lessons deal with."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from ...assumptions.language import LANGUAGES, say, speaking
from ..lesson.claim_marks import VERDICTS
from ..lesson.claims import SOURCE
from ..lesson.course import Course, link
from ..lesson.signposts import NAMES
from . import claims_table, markdown, places


def page(course: Course, language: str) -> str:
    """The whole page: what the verdicts mean, how often each was reached, every claim by module."""
    place = places.claims(language)
    tested = {module: claims_table.of_module(course, module) for module in course.modules}
    counts = Counter(one.verdict for claims in tested.values() for one in claims)
    with speaking(language):
        parts = [
            f"<!-- {say('head.made_from', source=SOURCE)} -->",
            f"# {say('guide.claims_title')}",
            " · ".join(_ways(language)),
            say("guide.claims_intro", count=counts.total()),
            markdown.table(
                [say(f"guide.claim_{name}") for name in ("verdict", "meaning", "count")],
                [
                    [
                        f"**{say(claims_table.verdict_key(verdict))}**",
                        say(claims_table.verdict_key(verdict) + "_means"),
                        str(counts[verdict]),
                    ]
                    for verdict in VERDICTS
                ],
            ),
        ]
        for module, claims in tested.items():
            if claims:
                title = say("head.title_lesson", number=module.number, title=module.head.title)
                parts.append(f"## {title}")
                parts.append(claims_table.table(course, module, claims, place, language))
    return "\n\n".join(parts) + "\n"


def _ways(language: str) -> Iterator[str]:
    here = places.claims(language)
    for other in LANGUAGES:
        if other != language:
            yield f"[{NAMES[other]}]({link(here, places.claims(other))})"
    yield f"[{say('guide.to_index')}]({link(here, places.index(language))})"
