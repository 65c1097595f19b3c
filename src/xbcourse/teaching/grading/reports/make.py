"""Make all pages of a folder of results; made again, they say what the results say then."""

from __future__ import annotations

from pathlib import Path

from ...workcopy.storage import write
from .. import assignment as assignments
from ..gradebooks import plain
from ..marks import manual, store
from .class_page import class_page
from .feedback import feedback
from .tally import Tally
from .written import Written, written_page

FEEDBACK, CLASS, WRITTEN = "feedback", "class.html", "written.html"


def make(results: Path) -> Tally:
    """Write the pages and the gradebook, with a person's marks as they stand now.

    Each student's result is brought up to date with those marks too.

    Returns
    -------
    Tally
        What was counted for the page about the class.

    Raises
    ------
    DataError
        Nothing was graded into this folder, or a file in it cannot be read.
    """
    run = store.run_of(results)
    assignment = assignments.load(results / assignments.FILE)
    tally, written = Tally(), Written()
    tally.remarks += manual.Book(results / manual.FILE).strangers(run["students"])
    (results / FEEDBACK).mkdir(exist_ok=True)
    for marked in store.read_all(results):
        store.keep(results, marked)
        page = feedback(marked, assignment)
        _put(results / FEEDBACK / f"{store.safe(marked.student)}.html", page)
        tally.add(marked)
        written.add(marked)
    _put(results / CLASS, class_page(tally, assignment, run))
    if written.answers:
        _put(results / WRITTEN, written_page(written, assignment))
    manual.Book(results / manual.FILE).renew(store.read_all(results))
    plain.store(results)
    return tally


def _put(file: Path, content: bytes) -> None:
    if not file.exists() or file.read_bytes() != content:
        write(file, content)
