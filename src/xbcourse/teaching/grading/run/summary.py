"""What is said at the end of a run: how many, and what a person should look at."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from ....assumptions import formats
from ....assumptions.language import current, say
from ..marks.marked import Marked
from ..papers.status import Status
from .task import Task

WITHOUT_OWNER = "grading_papers.without_owner"
#: Lines of a kind that are shown; the log has all.
_SHOWN = 12


class Summary:
    """Counts results as they come."""

    def __init__(self, task: Task, results: Path) -> None:
        self._task, self._results = task, results
        self._states: Counter[Status] = Counter()
        self._lines: list[str] = []
        self._waiting = 0.0

    @property
    def done(self) -> int:
        """How many have a result."""
        return sum(self._states.values())

    def count(self, marked: Marked) -> None:
        """One more result."""
        self._states[marked.status] += 1
        self._waiting += marked.waiting
        for part in marked.parts:
            if not part.standing.counts:
                why = part.why.within(current()) if part.why else ""
                state = say(f"grading_run.status_{part.status.replace(' ', '_')}")
                who = f"{marked.student} {marked.name}".strip()
                self._lines.append(
                    say("grading_run.look_at", who=who, module=part.module, state=state, why=why)
                )

    def words(self, undecided: int, remarks: Sequence[str] = ()) -> str:
        """The whole of it.

        Parameters
        ----------
        undecided : int
            Papers that wait for a person to say whose they are.
        remarks : sequence of str
            What the reports found besides.
        """
        comma = say("checks.list_comma")
        states = comma.join(
            say(
                "grading_run.so_many",
                count=count,
                state=say(f"grading_run.status_{state.replace(' ', '_')}"),
            )
            for state in Status
            if (count := self._states[state])
        )
        lines = [say("grading_run.students", count=self.done, states=states)]
        if set(self._states) == {Status.MISSING}:
            lines.append(say("grading_run.nobody"))
        lines += [*self._found_out(undecided), *remarks]
        lines += self._lines[:_SHOWN]
        if len(self._lines) > _SHOWN:
            lines.append(say("grading_run.and_more", count=len(self._lines) - _SHOWN))
        if self._lines:
            lines.append(say("grading_run.by_hand", folder=self._results))
        if undecided:
            lines.append(
                say("grading_run.undecided", count=undecided, file=self._results / "decisions.csv")
            )
        if self._waiting:
            points = formats.plain(self._waiting)
            lines.append(say("grading_run.waiting", points=points, folder=self._results))
        lines.append(say("grading_run.where", folder=self._results))
        return "\n".join(lines)

    def _found_out(self, undecided: int) -> list[str]:
        """The remarks of collecting; that files have no owner is said once, with what to do."""
        remarks = self._task.collected.remarks
        return [str(r) for r in remarks if not (undecided and r.key == WITHOUT_OWNER)]
