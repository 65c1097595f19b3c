"""One notebook without outputs, put together from a source for one language and one purpose."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from ...assumptions.language import LANGUAGES, speaking
from . import marks, number_marks, signposts
from .claim_marks import without_marks
from .course import Course, Module
from .links import UnknownTarget, resolve
from .problems import Problem, SourceError
from .source import Code, Passage, Source

#: The kinds of notebook made from each kind of source.
KINDS = {"lesson": ("lesson", "answers"), "exercise": ("exercise", "solution")}
#: Solved notebooks get the solution's lines, the others the blanks.
_SOLVED = ("answers", "solution")
_KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}
# Without the version of Python, which would change with every machine.
_LANGUAGE_INFO = {
    "codemirror_mode": {"name": "ipython", "version": 3},
    "file_extension": ".py",
    "mimetype": "text/x-python",
    "name": "python",
    "nbconvert_exporter": "python",
    "pygments_lexer": "ipython3",
}


@dataclass(frozen=True)
class Sheet:
    """A notebook to be made. `lines` holds, for each cell, the source line that it comes from."""

    course: Course
    source: Source
    kind: str
    language: str
    place: PurePosixPath
    notebook: NotebookNode
    lines: tuple[int, ...]

    @property
    def keeps_outputs(self) -> bool:
        """An exercise is a fresh sheet; everything else shows what came out."""
        return self.kind != "exercise"

    @property
    def keeps_pictures(self) -> bool:
        """The answers repeat a lesson's cells, whose pictures the lesson already has."""
        return self.kind != "answers"


def sheets(course: Course, module: Module) -> Iterator[Sheet]:
    """Every notebook that a module is made into, both languages."""
    for source in (module.lesson, module.exercise):
        for kind in KINDS[source.kind]:
            if kind == "answers" and not source.has_solutions:
                continue
            for language in LANGUAGES:
                yield sheet(course, module, source, kind, language)


def sheet(course: Course, module: Module, source: Source, kind: str, language: str) -> Sheet:
    """One notebook of a module; `SourceError` for a link that leads nowhere."""
    place = module.made(kind, language)
    prefix = f"m{module.number}-{source.kind}"
    with speaking(language):
        head = signposts.head_cell(course, module, kind, language)
        foot = signposts.foot_cell(course, module, language)
    cells = [_markdown(f"{prefix}-head", head)]
    lines = [1]
    problems: list[Problem] = []
    about = source.about
    for position, cell in enumerate(source.cells, start=1):
        if isinstance(cell, Code):
            made = _code(prefix, position, cell, kind, language)
        else:
            text = prose(cell, course, source, place, language, problems)
            led_to = about.get(position - 1, "")
            made = _markdown(f"{prefix}-p{position:02}", number_marks.without_marks(text))
            if kind == "exercise" and (numbers := number_marks.as_metadata(text, led_to)):
                made.metadata["xbcourse"] = nbformat.from_dict(numbers)
        cells.append(made)
        lines.append(_line(cell, language))
    if kind == "lesson":
        cells.append(_markdown(f"{prefix}-foot", foot))
        lines.append(1)
    if problems:
        raise SourceError.of(problems)
    metadata = {
        "kernelspec": _KERNEL,
        "language_info": _LANGUAGE_INFO,
        "xbcourse": {"kind": kind, "language": language, "made_from": source.file},
    }
    notebook = new_notebook(cells=cells, metadata=nbformat.from_dict(metadata))
    return Sheet(course, source, kind, language, place, notebook, tuple(lines))


def _line(cell: Passage | Code, language: str) -> int:
    return cell.line if isinstance(cell, Code) else cell.within(language).line


def _markdown(cell_id: str, text: str) -> NotebookNode:
    return new_markdown_cell(id=cell_id, source=text)


def prose(
    passage: Passage,
    course: Course,
    source: Source,
    place: PurePosixPath,
    language: str,
    problems: list[Problem],
) -> str:
    """A passage as its reader sees it at `place`, but for the marks of its numbers.

    Links that lead nowhere go to `problems`.
    """
    written = passage.within(language)
    try:
        return without_marks(resolve(written.marked, course, place, language))
    except UnknownTarget as error:
        gaps = {"target": error.target}
        line = written.body_line + error.offset
        problems.append(Problem(source.file, line, "link_unknown", gaps))
        return written.text


def _code(prefix: str, position: int, cell: Code, kind: str, language: str) -> NotebookNode:
    text = marks.solved(cell.text) if kind in _SOLVED else marks.blank(cell.text)
    if "setup" in cell.tags:
        text = text.replace("{language}", language)
    return new_code_cell(
        id=f"{prefix}-{cell.called or f'c{position:02}'}",
        source=text,
        metadata=nbformat.from_dict(_metadata(cell)),
    )


def _metadata(cell: Code) -> dict[str, object]:
    metadata: dict[str, object] = {}
    tags = set(cell.tags)
    if "compare" in tags:
        tags.add("nbval-check-output")
    if tags:
        metadata["tags"] = sorted(tags)
    if "hide" in tags:
        metadata["jupyter"] = {"source_hidden": True}
    if cell.question:
        metadata["xbcourse"] = {"question": cell.question}
    return metadata
