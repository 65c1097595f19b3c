"""``xbcourse assign`` and ``xbcourse key`` on the command line."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ....assumptions.errors import DataError, ParameterError
from ....assumptions.language import current, say


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add ``assign`` and ``key`` to the course's command."""
    _add_assign(subparsers)
    _add_key(subparsers)


def _add_assign(subparsers: argparse._SubParsersAction) -> None:
    words = say("grading_assign.help")
    parser = subparsers.add_parser(
        "assign", help=words, description=words, epilog=say("grading_assign.example")
    )
    option, file = parser.add_argument, {"type": Path, "metavar": "FILE"}
    option("modules", nargs="+", metavar="NN", help=say("grading_assign.help_modules"))
    option("--name", required=True, help=say("grading_assign.help_name"))
    option("--class-code", required=True, help=say("grading_assign.help_class_code"))
    option("--roster", **file, help=say("grading_assign.help_roster"))
    option("--out", required=True, type=Path, metavar="DIR", help=say("grading_assign.help_out"))
    option("--language", choices=("zh", "en"), help=say("grading_assign.help_language"))
    option("--due", metavar="TIME", help=say("grading_assign.help_due"))
    option("--late", type=float, default=0, metavar="PERCENT", help=say("grading_assign.help_late"))
    option("--grace", type=float, default=0, metavar="MIN", help=say("grading_assign.help_grace"))
    option(
        "--floor", type=float, default=0, metavar="PERCENT", help=say("grading_assign.help_floor")
    )
    option("--personal", action="store_true", help=say("grading_assign.help_personal"))
    option("--salt-file", **file, help=say("grading_assign.help_salt"))
    option("--for-nbgrader", action="store_true", help=say("grading_assign.help_nbgrader"))
    option("--again", action="store_true", help=say("grading_assign.help_again"))
    parser.set_defaults(run_command=assign)


def _add_key(subparsers: argparse._SubParsersAction) -> None:
    words = say("grading_assign.help_key")
    parser = subparsers.add_parser(
        "key", help=words, description=words, epilog=say("grading_assign.key_example")
    )
    option = parser.add_argument
    option("folder", type=Path, metavar="DIR", help=say("grading_assign.help_folder"))
    option("--student", metavar="ID", help=say("grading_assign.help_student"))
    option("--salt-file", type=Path, metavar="FILE", help=say("grading_assign.help_key_salt"))
    option("--csv", action="store_true", help=say("grading_assign.help_csv"))
    parser.set_defaults(run_command=key)


def assign(options: argparse.Namespace) -> int:
    """Make the folder with what is handed out and what the instructor keeps."""
    from .. import salt
    from ..assignment import Assignment, LateRule, read_due
    from ..papers.roster import read_roster
    from . import bundle

    if options.personal and not options.roster:
        raise ParameterError("grading_assign.personal_without_roster")
    assignment = Assignment(
        name=options.name,
        class_code=options.class_code,
        language=options.language or current(),
        modules=tuple(_module(word) for word in options.modules),
        due=read_due(options.due) if options.due else None,
        late=LateRule(options.late / 100, options.grace, options.floor / 100),
        personal=options.personal,
    )
    salt_file = options.salt_file or options.out / salt.FILE
    if options.for_nbgrader:
        return _export(assignment, options.out, salt_file)
    _refuse_in_handout(salt_file, options.out / bundle.HANDOUT)
    students = list(read_roster(options.roster).values()) if options.roster else []
    made = bundle.bundle(assignment, students, salt.make(salt_file))
    stored = bundle.store(options.out, made, again=options.again)
    _report(assignment, options.out, salt_file, stored, len(students))
    return 0


def _export(assignment, folder: Path, salt_file: Path) -> int:
    """Write nbgrader's source tree instead of a handout."""
    from .. import salt
    from ..nbgrader_export import export

    _refuse_in_handout(salt_file, folder / "source")
    seed = salt.seed(salt.make(salt_file), assignment.name, "nbgrader")
    for notebook in export(folder, assignment, seed):
        print(notebook)
    print(say("grading_assign.made_nbgrader", folder=folder, name=assignment.name))
    print(say("grading_assign.made_salt", file=salt_file))
    return 0


def key(options: argparse.Namespace) -> int:
    """Print the right answers of one student, or of all; stored only where the output is."""
    from .. import salt
    from ..assignment import FILE, load
    from . import bundle
    from .key import key as answers

    assignment = load(options.folder / FILE)
    secret = salt.read(options.salt_file or options.folder / salt.FILE)
    ids = _ids(options.folder / bundle.LIST)
    if options.student is not None:
        ids = [_known(options.student, ids)]
    elif not assignment.personal or not ids:
        ids = [""]
    found = ((id_, list(answers(assignment, id_, secret))) for id_ in ids)
    if options.csv:
        _key_as_csv((id_, answer) for id_, own in found for answer in own)
        return 0
    print(say("grading_assign.key_title", name=assignment.name))
    if assignment.personal:
        print(say("grading_assign.key_own_count"))
    if len(ids) == 1:
        _print_key(*next(found))
        return 0
    # What is the same for everybody is long, and stands once.
    same = [answer for answer in answers(assignment, ids[0], secret) if not answer.numbers]
    _print_key(say("grading_assign.key_same"), same)
    for id_, own in found:
        _print_key(id_, [answer for answer in own if answer.numbers])
    return 0


def _print_key(whose: str, answers: Iterable) -> None:
    if whose:
        print("\n" + say("grading_assign.key_of", student=whose))
    for answer in answers:
        print("\n" + "\n".join(_key_lines(answer)))


def _key_as_csv(found) -> None:
    table = csv.writer(sys.stdout, lineterminator="\n")
    columns = ("student", "question", "points", "numbers", "value")
    table.writerow([say(f"grading_assign.key_{column}") for column in columns])
    for id_, answer in found:
        points, numbers = f"{answer.points:g}", _numbers(answer.numbers)
        table.writerow([id_, answer.id, points, numbers, answer.value])


def _key_lines(answer) -> Iterator[str]:
    """One question of the key as it is read on a screen."""
    gaps = {"id": answer.id, "points": f"{answer.points:g}", "asks": answer.asks}
    yield say("grading_assign.key_asks", **gaps)
    if answer.numbers:
        yield "  " + say("grading_assign.key_own", numbers=_numbers(answer.numbers))
    yield from (f"  {line}".rstrip() for line in answer.value.splitlines())


def _module(word: str) -> str:
    """ "1", "01" and "m01" are one module."""
    digits = word.lower().removeprefix("m")
    return f"m{digits:0>2}" if digits.isdigit() else word


def _refuse_in_handout(salt_file: Path, handout: Path) -> None:
    if handout.resolve() in salt_file.resolve().parents:
        raise ParameterError("grading_assign.salt_in_handout", file=salt_file, folder=handout)


def _report(assignment, folder: Path, salt_file: Path, stored, students: int) -> None:
    from . import bundle
    from .words import due_words, late_words

    gaps = {"name": assignment.name, "points": f"{assignment.points:g}"}
    print(say("grading_assign.made", **gaps, questions=len(assignment.questions())))
    if students:
        print(say("grading_assign.made_students", students=students))
    if assignment.due:
        print(say("grading_assign.made_due", due=due_words(assignment.due)))
        print(late_words(assignment.late))
    print(say("grading_assign.made_handout", folder=folder / bundle.HANDOUT))
    if assignment.personal:
        own = [q for q in assignment.questions() if q.varying]
        same = [q.id for q in assignment.questions() if not q.varying]
        names = say("checks.list_comma").join(same)
        print(say("grading_assign.made_personal", count=len(own), same=names))
        print(say("grading_assign.made_list", file=folder / bundle.LIST))
    print(say("grading_assign.made_salt", file=salt_file))
    if not stored.written:
        print(say("grading_assign.made_before"))


def _ids(file: Path) -> list[str]:
    """The ids in the list of an assignment, as they stood in the roster."""
    try:
        with file.open(encoding="utf-8-sig", newline="") as stream:
            return [row["id"].removeprefix("'") for row in csv.DictReader(stream)]
    except FileNotFoundError:
        return []
    except (OSError, UnicodeDecodeError, KeyError, AttributeError):
        raise DataError("grading_assign.list_spoilt", file=file) from None


def _known(student: str, ids: Sequence[str]) -> str:
    from ..papers.roster import Roster
    from ..papers.student import Student

    if not ids:
        return student
    known = Roster([Student(id_) for id_ in ids]).known_as(student)
    if known is None:
        raise ParameterError("grading_assign.unknown_student", id=student)
    return known


def _numbers(inputs) -> str:
    return ", ".join(f"{name}={value}" for name, value in inputs.items())
