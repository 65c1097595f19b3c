"""The log: what became of every received file, and of whom nothing came."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from ....assumptions.language import current, message, say
from ...workcopy.storage import write
from ..assigning.words import due_words
from ..marks.manual import as_text
from ..marks.marked import Marked, Part
from ..marks.store import read_all
from ..papers.paper import Collected, Paper
from ..papers.status import Status
from ..papers.tables import guarded
from ..reports import naming
from .task import unclaimed

FILE = "log.csv"
COLUMNS = ("student", "name", "module", "file", "sha256", "submitted", "counts", "status", "why")

Row = dict[str, str]


def store(results: Path, collected: Collected) -> None:
    """Write the log of a finished run, in the language in force; the same for the same results."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([str(message(f"grading_run.column_{name}")) for name in COLUMNS])
    for row in _rows(results, collected):
        others = [guarded(row.get(name, "")) for name in COLUMNS[1:]]
        writer.writerow([row.get("student", ""), *others])
    content = text.getvalue().encode("utf-8-sig", "replace")
    file = results / FILE
    if not file.exists() or file.read_bytes() != content:
        write(file, content)


def _rows(results: Path, collected: Collected) -> Iterator[Row]:
    """First the students in the order of the roster, then what belongs to nobody."""
    others = defaultdict(list)
    for paper in collected.others:
        others[paper.student].append(paper)
    for marked in read_all(results):
        for part in marked.parts:
            yield _counting(marked, part, collected)
        for paper in others[marked.student]:
            yield _other(marked, paper)
    for paper in unclaimed(collected):
        yield {**_paper(paper), "status": _state(paper.status), "why": _why(paper)}
    for left in collected.ignored:
        yield {"file": left.file, "status": say("grading_run.ignored"), "why": str(left.why)}


def _counting(marked: Marked, part: Part, collected: Collected) -> Row:
    """The file that counts, with what the run found; or that there is none."""
    paper = collected.chosen.get((marked.student, part.module))
    why = part.why.within(current()) if part.why else ""
    remarks = [str(remark) for remark in paper.remarks] if paper else []
    remarks += naming.by_hand(part)
    if part.due:
        remarks.append(say("grading_run.extended", due=due_words(part.due)))
    counts = part.is_by_hand or (paper and paper.status is Status.OK)
    return {
        **(_paper(paper) if paper else {}),
        "module": part.module,
        "student": as_text(marked.student),
        "name": marked.name,
        "counts": say("grading_run.yes") if counts else "",
        "status": _state(part.status),
        "why": naming.joined(why, *remarks),
    }


def _other(marked: Marked, paper: Paper) -> Row:
    return {
        **_paper(paper),
        "student": as_text(marked.student),
        "name": marked.name,
        "counts": say("grading_run.no"),
        "status": _state(paper.status),
        "why": _why(paper) or say("grading_run.another_counts"),
    }


def _paper(paper: Paper) -> Row:
    return {
        "module": paper.module or "",
        "file": paper.file,
        "sha256": paper.sha256,
        "submitted": paper.submitted.isoformat() if paper.submitted else "",
    }


def _why(paper: Paper) -> str:
    return naming.joined(paper.reason, *map(str, paper.remarks))


def _state(status: str) -> str:
    return say(f"grading_run.status_{status.replace(' ', '_')}")
