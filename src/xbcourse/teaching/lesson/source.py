"""Reading a lesson source: prose in pairs, code once, every piece with its line in the file."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jupytext.myst import MystMetadataParsingError, myst_to_notebook

from ...assumptions.language import LANGUAGES, Text
from . import claim_marks, marks, number_marks
from .claim_marks import ClaimMark
from .head import Head, read_head, refuse_head
from .problems import Problem, SourceError
from .tongue import in_another_language

#: What a code cell may be marked as; the made notebook shows it in its own way.
#: "widget" and "volatile" store no output: a slider without its kernel shows as an error, and what
#: depends on the reader's machine or answers would be somebody else's.
TAGS = ("setup", "widget", "volatile", "compare", "hide", "raises-exception")
_PROSE_KEYS = ("lang", "twin")
_CODE_KEYS = ("tags", "question", "name", "alt")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FRONT_MATTER = re.compile(r"\A---\n(.*?)^---\n", re.DOTALL | re.MULTILINE)
# The guess that a cell asks for, and any question or guess that it names.
_GUESSED = re.compile(r"""\bguess\(\s*["']([^"']+)["']""")
_ASKED = re.compile(r"""\b(?:check|hint|solution|guess|reveal)\(\s*["']([^"']+)["']""")


@dataclass(frozen=True, slots=True)
class Prose:
    """One language of a passage; `line` is that of its ``+++``, `body_line` of its first words.

    `text` is what is read, `marked` the same with its number marks.
    """

    line: int
    text: str
    twin: str | None
    body_line: int
    marked: str

    @property
    def claims(self) -> tuple[ClaimMark, ...]:
        """The claims that are dealt with here."""
        return tuple(claim_marks.marks_in(self.text, self.body_line))


@dataclass(frozen=True, slots=True)
class Passage:
    """The same prose in both languages."""

    zh: Prose
    en: Prose

    @property
    def line(self) -> int:
        """Where the passage begins."""
        return self.zh.line

    def within(self, language: str) -> Prose:
        """The prose in one language, "zh" or "en"."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Code:
    """A code cell, shared by both languages; `line` is that of its opening fence."""

    line: int
    text: str
    tags: tuple[str, ...] = ()
    question: str | None = None
    name: str | None = None
    alt: Text | None = None

    @property
    def guess(self) -> str | None:
        """The guess that this cell asks for, if it asks for one."""
        asked = _GUESSED.search(self.text)
        return asked[1] if asked else None

    @property
    def called(self) -> str | None:
        """A name that stays when cells are put in before it; "m01.unit_cost" gives "unit-cost"."""
        if self.name:
            return self.name
        asked = self.question or self.guess
        return asked.partition(".")[2].replace("_", "-") if asked else None


@dataclass(frozen=True, slots=True)
class Source:
    """A lesson, an exercise or what instructors are told. Only a lesson has a `head`."""

    file: str
    kind: str
    head: Head | None
    cells: tuple[Passage | Code, ...]

    @property
    def passages(self) -> Iterator[Passage]:
        """The prose, in its order."""
        return (cell for cell in self.cells if isinstance(cell, Passage))

    @property
    def code(self) -> Iterator[Code]:
        """The code cells, in their order."""
        return (cell for cell in self.cells if isinstance(cell, Code))

    @property
    def about(self) -> Mapping[int, str]:
        """Which question a passage leads to: position of the passage → id of the next question."""
        led: dict[int, str] = {}
        waiting: list[int] = []
        for position, cell in enumerate(self.cells):
            if isinstance(cell, Passage):
                waiting.append(position)
            elif cell.question:
                led.update(dict.fromkeys(waiting, cell.question))
                waiting = []
        return led

    @property
    def has_solutions(self) -> bool:
        """Whether a learner finds something to fill in here."""
        return any(marks.marked(cell.text) for cell in self.code)


def read_source(path: Path, file: str, is_declared: Callable[[str], bool]) -> Source:
    """Read and check one source.

    Parameters
    ----------
    path : Path
        ``lesson.md``, ``exercise.md``, ``guide.md`` or a page on running a class.
    file : str
        How messages name it, from the course's root with forward slashes.
    is_declared : callable
        Whether a question or guess of that id is declared.

    Raises
    ------
    SourceError
        With every problem found, each at its line.
    """
    if not path.is_file():
        raise SourceError.of([Problem(file, 1, "source_missing")])
    text = path.read_text(encoding="utf-8").replace("\r\n", "\n")
    kind = path.stem
    problems: list[Problem] = []
    head, body = _take_head(text, file, kind, problems)
    cells = list(_pair(_raw_cells(body, file), file, problems))
    source = Source(file, kind, head, tuple(cells))
    problems += _check_code(source, is_declared)
    problems += _check_claims(source)
    problems += _check_numbers(source)
    if problems:
        raise SourceError.of(sorted(problems, key=lambda p: p.line))
    return source


def _take_head(text: str, file: str, kind: str, problems: list[Problem]) -> tuple[Head | None, str]:
    """The head, and the text with blank lines in its place so that line numbers stay true."""
    match = _FRONT_MATTER.match(text)
    yaml_text = match[1] if match else ""
    head = None
    try:
        if kind == "lesson":
            head = read_head(yaml_text, file)
        else:
            refuse_head(yaml_text, file)
    except SourceError as error:
        problems += error.problems
    return head, ("\n" * match[0].count("\n") + text[match.end() :] if match else text)


@dataclass(frozen=True, slots=True)
class _Raw:
    line: int
    kind: str
    text: str
    metadata: Mapping[str, Any]
    body_line: int


def _raw_cells(text: str, file: str) -> list[_Raw]:
    try:
        notebook = myst_to_notebook(text, add_source_map=True)
    except MystMetadataParsingError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else 1
        reason = str(error).partition("could not be read: ")[2] or str(error)
        raise SourceError.of([Problem(file, line, "cell_options", {"reason": reason})]) from None
    lines = text.splitlines()
    return [
        _Raw(line, cell.cell_type, cell.source, cell.metadata, _body_line(lines, line, cell.source))
        for cell, line in zip(notebook.cells, notebook.metadata["source_map"], strict=True)
    ]


def _body_line(lines: list[str], line: int, body: str) -> int:
    """The line on which a cell's own text begins, after its fence and options."""
    wanted = body.splitlines()
    for start in range(line, len(lines)):
        if lines[start : start + len(wanted)] == wanted:
            return start + 1
    return line


def _pair(raw: list[_Raw], file: str, problems: list[Problem]) -> Iterator[Passage | Code]:
    """Code as it is; prose as passages: every Chinese cell with the English one after it."""
    waiting: _Raw | None = None
    for cell in raw:
        if waiting and (cell.kind != "markdown" or cell.metadata.get("lang") != "en"):
            problems.append(Problem(file, waiting.line, "no_english"))
            waiting = None
        if cell.kind == "code":
            yield _code(cell, file, problems)
        elif cell.kind != "markdown":
            problems.append(Problem(file, cell.line, "raw_cell"))
        elif _check_prose(cell, file, problems) == "zh":
            waiting = cell
        elif waiting:
            yield Passage(_prose(waiting), _prose(cell))
            waiting = None
        elif cell.metadata.get("lang") == "en":
            problems.append(Problem(file, cell.line, "no_chinese"))
    if waiting:
        problems.append(Problem(file, waiting.line, "no_english"))


def _check_prose(cell: _Raw, file: str, problems: list[Problem]) -> str | None:
    """The cell's language, when it has one; what is wrong goes to `problems`."""
    for key in set(cell.metadata) - set(_PROSE_KEYS):
        gaps = {"name": key, "known": ", ".join(_PROSE_KEYS)}
        problems.append(Problem(file, cell.line, "cell_unknown_key", gaps))
    language = cell.metadata.get("lang")
    if language not in LANGUAGES:
        problems.append(Problem(file, cell.line, "no_language"))
        return None
    if in_another_language(number_marks.without_marks(cell.text), language):
        problems.append(Problem(file, cell.line, f"not_{language}"))
    return language


def _prose(cell: _Raw) -> Prose:
    text = number_marks.without_marks(cell.text)
    return Prose(cell.line, text, cell.metadata.get("twin"), cell.body_line, cell.text)


def _code(cell: _Raw, file: str, problems: list[Problem]) -> Code:
    def wrong(key: str, **gaps: object) -> None:
        problems.append(Problem(file, cell.line, key, gaps))

    options = cell.metadata
    if not cell.text.strip():
        wrong("cell_empty")
    for key in set(options) - set(_CODE_KEYS):
        wrong("cell_unknown_key", name=key, known=", ".join(_CODE_KEYS))
    tags = options.get("tags", [])
    if not isinstance(tags, list) or not set(tags) <= set(TAGS):
        wrong("cell_unknown_tag", tags=tags, known=", ".join(TAGS))
        tags = []
    name = options.get("name")
    if name is not None and not _NAME.fullmatch(str(name)):
        wrong("cell_name", name=name)
    alt = options.get("alt")
    if alt is not None and not (isinstance(alt, Mapping) and set(alt) == set(LANGUAGES)):
        wrong("cell_alt")
        alt = None
    try:
        marks.examine(cell.text)
    except marks.MarkError as error:
        problems.append(Problem(file, cell.body_line + error.offset, error.key))
    return Code(
        line=cell.line,
        text=cell.text,
        tags=tuple(sorted(tags)),
        question=options.get("question"),
        name=name,
        alt=Text(**alt) if alt else None,
    )


def _check_code(source: Source, is_declared: Callable[[str], bool]) -> Iterator[Problem]:
    """What concerns several code cells, or the registry of questions."""
    code = list(source.code)
    if source.kind not in ("lesson", "exercise"):
        yield from (Problem(source.file, cell.line, "guide_code") for cell in code)
        return
    if not code or "setup" not in code[0].tags or "{language}" not in code[0].text:
        yield Problem(source.file, code[0].line if code else 1, "setup_first")
    seen: dict[str, int] = {}
    for number, cell in enumerate(code):
        if number and "setup" in cell.tags:
            yield Problem(source.file, cell.line, "setup_first")
        if cell.called in seen:
            gaps = {"name": cell.called, "first": seen[cell.called]}
            yield Problem(source.file, cell.line, "name_twice", gaps)
        if cell.called:
            seen.setdefault(cell.called, cell.line)
        yield from _check_questions(source.file, cell, is_declared)


def _check_questions(
    file: str, cell: Code, is_declared: Callable[[str], bool]
) -> Iterator[Problem]:
    has_solution = "# <solution>" in cell.text
    if has_solution and not cell.question and not cell.guess:
        yield Problem(file, cell.line, "solution_without_question")
    if cell.question and not has_solution:
        yield Problem(file, cell.line, "question_without_solution", {"id": cell.question})
    asked = {cell.question} if cell.question else set()
    asked.update(_ASKED.findall(cell.text))
    for name in sorted(asked):
        if not is_declared(name):
            yield Problem(file, cell.line, "question_unknown", {"id": name})


def _check_claims(source: Source) -> Iterator[Problem]:
    """Marks of claims: only in lessons, well formed, the same in both languages, each once."""
    file, seen = source.file, dict[str, int]()
    for passage in source.passages:
        for language in LANGUAGES:
            prose = passage.within(language)
            yield from claim_marks.faults_of_one(prose.text, prose.body_line, language, file)
        yield from claim_marks.faults_of_two(passage.zh.claims, passage.en.claims, file)
        for mark in passage.zh.claims:
            first = seen.setdefault(mark.id, mark.line)
            if source.kind != "lesson":
                yield Problem(file, mark.line, "claim_not_in_lesson", {"id": mark.id})
            elif first != mark.line:
                yield Problem(file, mark.line, "claim_twice", {"id": mark.id, "first": first})


def _check_numbers(source: Source) -> Iterator[Problem]:
    """Marks of numbers: only in an exercise, before a question that says which of them vary."""
    about, prose = source.about, dict[tuple[str, str], list[tuple[str, int]]]()
    for position, cell in enumerate(source.cells):
        if not isinstance(cell, Passage):
            continue
        for language in LANGUAGES:
            written = cell.within(language)
            question = about.get(position)
            if source.kind == "exercise" and question:
                known = prose.setdefault((question, language), [])
                known.append((written.marked, written.body_line))
            elif written.marked != written.text:
                yield Problem(source.file, written.line, "number_without_question")
    if source.kind == "exercise":
        # The registry pulls in the whole model, which only sources that ask something need.
        from ..questions import questions

        for (id_, _), cells in prose.items():
            if id_ in questions():
                yield from number_marks.faults(cells, questions()[id_], source.file)
