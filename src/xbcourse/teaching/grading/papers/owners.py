"""Whose a received file is.

The learning platform's own part of the name decides, then the folder or file name that people
chose: an id or e-mail, then a name that one student has. What stands inside is asked only where
the name says nothing at all: the personal numbers a notebook was handed out with belong to one
student. A file may be copied with them; so this counts only for a student of whom nothing else
came and whose numbers one file alone carries. Anything else is proposed to a person. So nobody
gains by another's file, or pushes out what another handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ....assumptions.errors import CourseError
from ....assumptions.language import say
from .naming import Part, names_in, parts_of, words_in
from .roster import Roster
from .student import alike

#: What Moodle writes instead of names where it hides them.
_UNNAMED = re.compile(r"participant|参与者|参与人", re.IGNORECASE)
#: Shorter ids stand in file names as other numbers: "hw 12", "week 3".
_SHORTEST = 4
#: Numbers that are not the school's ids count from so many digits on.
_TELLING = 6


@dataclass(frozen=True)
class Owner:
    """Whose a file is; or why that cannot be told, and who it may be."""

    student: str | None = None
    why: CourseError | None = None
    proposed: str | None = None
    #: Nobody was named at all, so that what is inside may be asked.
    unnamed: bool = False


def owner_by_name(file: str, roster: Roster) -> Owner:
    """Whose a file is by its name, with the folders and archives around it.

    The outermost part that names anybody decides.

    >>> from .student import Student
    >>> roster = Roster([Student("20260015", "王小明"), Student("20260016", "李四")])
    >>> owner_by_name("20260015-王小明/20260016.ipynb", roster).student
    '20260015'
    """
    for part in parts_of(file):
        found = _by_platform(part, roster) if part.platform else _by_words(part, roster)
        if found:
            return found
    return Owner(why=_trouble("nobody_named"), unnamed=True)


def owner_by_content(cells: Iterable[str], roster: Roster) -> str | None:
    """The one student whose id stands in the notebook; only ever proposed, for anybody types it."""
    text = "\n".join(cells)
    found = {roster.known_as(word) for word in set(re.findall(r"[A-Za-z0-9@.+_-]{6,}", text))}
    found.discard(None)
    return found.pop() if len(found) == 1 else None


def owner_by_numbers(variant: str, variants: Mapping[str, str]) -> str | None:
    """The student to whom a notebook with these personal numbers was handed out."""
    return variants.get(variant) if variant else None


def _by_platform(part: Part, roster: Roster) -> Owner:
    numbered = roster.known_as(part.number)
    if numbered and _UNNAMED.fullmatch(part.name):
        return Owner(numbered)
    named = roster.named(part.name)
    if not named and "-" in part.name:  # Moodle puts the group before the name
        named = roster.named(part.name.partition("-")[2])
    if len(named) == 1:
        return Owner(next(iter(named)))
    if numbered in named:
        return Owner(numbered)
    known = None if named else roster.known_as(part.name)
    if known:
        return Owner(known)
    if named:
        return _one_of("namesakes", named, roster, part.name)
    return Owner(why=_trouble("not_on_the_roster", name=part.name), proposed=numbered)


def _by_words(part: Part, roster: Roster) -> Owner | None:
    ids = {
        student
        for word in words_in(part.text)
        if len(word) >= _SHORTEST or word == part.text.strip()
        if (student := roster.known_as(word)) and not _is_chance(word, student)
    }
    named = _named(part.text, roster)
    if len(ids) == 1:
        student = next(iter(ids))
        if named and student not in named:
            return _one_of("id_and_name_differ", ids | named, roster, part.text)
        return Owner(student)
    if ids:
        narrowed = ids & named
        return Owner(narrowed.pop()) if len(narrowed) == 1 else _several(ids, roster, part)
    if len(named) == 1:
        return Owner(next(iter(named)))
    return _several(named, roster, part) if named else None


def _is_chance(word: str, student: str) -> bool:
    """A platform numbers its people from 1: in free names such numbers are years and times."""
    return word.isdigit() and len(word) < _TELLING and alike(word) != alike(student)


def _named(text: str, roster: Roster) -> set[str]:
    """Those whose name stands there; a name that is part of a longer one found does not count."""
    found: set[str] = set()
    taken: list[str] = []
    for name in names_in(text):
        if any(name in longer for longer in taken):
            continue
        students = roster.named(name)
        if students:
            found |= students
            taken.append(name)
    return found


def _several(students: set[str], roster: Roster, part: Part) -> Owner:
    names = {roster[student].name for student in students}
    entry = "namesakes" if len(names) == 1 else "several_named"
    return _one_of(entry, students, roster, part.text)


def _one_of(entry: str, students: set[str], roster: Roster, name: str) -> Owner:
    who = say("grading_papers.comma").join(
        f"{student} {roster[student].name}".strip() for student in sorted(students)
    )
    return Owner(why=_trouble(entry, name=name.strip(), who=who))


def _trouble(entry: str, **gaps: object) -> CourseError:
    return CourseError(f"grading_papers.{entry}", **gaps)
