"""Results of students, made by hand."""

from xbcourse.teaching.grading.marks.marked import Marked, MarkedCriterion, MarkedQuestion, Part
from xbcourse.teaching.grading.papers.status import Status

TEXT = "Do not order. CM3 is −2.74 dollars."


def question(id_="m01.returns_cost", points=2.0, found=2.0, outcome="right", **more):
    return MarkedQuestion(id=id_, points=points, found=found, outcome=outcome, **more)


def essay(text=TEXT, id_="m01.verdict", criteria=4):
    rubric = tuple(MarkedCriterion(1.0) for _ in range(criteria))
    return MarkedQuestion(
        id=id_, points=float(criteria), outcome="written", text=text, rubric=rubric
    )


def part(*questions, module="m01", status=Status.OK, of=24.0, **more):
    return Part(module=module, status=status, of=of, questions=questions, **more)


def marked(student="2026001", *parts, name="王小明", language="en", **more):
    versions = {"xbcourse": "0.1.0", "python": "3.11"}
    return Marked(
        student=student, name=name, language=language, parts=parts, versions=versions, **more
    )
