"""What a class has done, counted one student at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from ....assumptions.language import Text
from ..marks.marked import Marked, MarkedQuestion
from ..papers.status import Status
from . import naming


@dataclass
class OfQuestion:
    """One question over the class.

    Parameters
    ----------
    id : str
    answered, not_started, right : int
        Students whose files were marked: who had an answer, who had none, who earned everything.
    lost, reached : float
        Points that were not earned, and that could have been; what waits for a person is in
        neither.
    waiting : int
        Answers that wait for a person.
    """

    id: str
    answered: int = 0
    not_started: int = 0
    right: int = 0
    lost: float = 0.0
    reached: float = 0.0
    waiting: int = 0

    @property
    def share_lost(self) -> float:
        """Points not earned, as a share of those that could have been."""
        return self.lost / self.reached if self.reached else 0.0

    def add(self, question: MarkedQuestion) -> None:
        """One more student."""
        started = question.outcome != "not started"
        self.answered += started
        self.not_started += not started
        if question.waiting:
            self.waiting += 1
        else:
            self.right += not question.missed
            self.lost += question.points - question.earned
            self.reached += question.points


@dataclass
class Tally:
    """The class so far. Holds a few numbers for each student, never an answer.

    Parameters
    ----------
    states : Counter of Status
    shares : list of float
        Scores of those who handed in, as shares of the points.
    questions : mapping of str to OfQuestion
    slips : Counter of (str, str)
        (question, slip) → students who made it.
    missing, attention, late, noted : list
        Whom to speak to, in which module, and about what.
    waiting : float
        Points that wait for a person.
    remarks : list of str
        What the instructor should know of the class as a whole.
    """

    states: Counter[Status] = field(default_factory=Counter)
    shares: list[float] = field(default_factory=list)
    questions: dict[str, OfQuestion] = field(default_factory=dict)
    slips: Counter[tuple[str, str]] = field(default_factory=Counter)
    missing: list[tuple[str, str]] = field(default_factory=list)
    attention: list[tuple[str, str, Status, Text | None]] = field(default_factory=list)
    late: list[tuple[str, str, int, float]] = field(default_factory=list)
    noted: list[tuple[str, str, str]] = field(default_factory=list)
    waiting: float = 0.0
    remarks: list[str] = field(default_factory=list)

    def add(self, marked: Marked) -> None:
        """One more student."""
        self.states[marked.status] += 1
        if marked.status is Status.OK and marked.of:
            self.shares.append(marked.score / marked.of)
        self.waiting += marked.waiting
        who = f"{marked.student} {marked.name}".strip()
        for part in marked.parts:
            self.noted += [(who, part.module, words) for words in naming.by_hand(part)]
            if part.standing is Status.MISSING:
                self.missing.append((who, part.module))
            elif part.standing is not Status.OK:
                self.attention.append((who, part.module, part.status, part.why))
            elif part.days:
                self.late.append((who, part.module, part.days, part.penalty))
            # Of a module that a person marked as a whole the questions earn nothing.
            for question in () if part.is_by_hand else part.questions:
                self.questions.setdefault(question.id, OfQuestion(question.id)).add(question)
                if question.slip:
                    self.slips[question.id, question.slip] += 1

    @property
    def students(self) -> int:
        """How many there are."""
        return sum(self.states.values())

    def most_missed(self) -> Iterator[OfQuestion]:
        """Questions by the share of points that the class did not earn, the largest first.

        Those with answers that nobody has read yet are left out.
        """
        read = (q for q in self.questions.values() if q.reached and not q.waiting)
        yield from sorted(read, key=lambda question: (-question.share_lost, question.id))

    def quantile(self, share: float) -> float:
        """The score, as a share, below which this share of the class lies (linear between two).

        >>> tally = Tally(shares=[0.2, 0.4, 0.8])
        >>> tally.quantile(0.5), round(tally.quantile(0.25), 3)
        (0.4, 0.3)
        """
        ordered = sorted(self.shares)
        place = share * (len(ordered) - 1)
        low = int(place)
        high = min(low + 1, len(ordered) - 1)
        return ordered[low] + (place - low) * (ordered[high] - ordered[low])
