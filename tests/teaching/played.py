"""The code cells of a module, run in order without a kernel; what they hand in is written down."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import xbcourse
from xbcourse.teaching.lesson import marks
from xbcourse.teaching.lesson.course import Course

#: What only shows something, or looks at the machine.
_SILENT = ("explore", "still", "doctor", "hint", "solution", "progress", "reveal", "use")


@dataclass
class Played:
    """What the cells of a module gave to `check` and to `guess`, by id."""

    checked: dict[str, Any] = field(default_factory=dict)
    guessed: dict[str, Any] = field(default_factory=dict)


@cache
def play(root: Path, module: str, solved: bool) -> Played:
    """Run lesson and exercise of a module ("m01") with the official answers, or left blank."""
    sources = Course(root).module(module[1:])
    played = Played()
    with pytest.MonkeyPatch.context() as patch:
        for name in _SILENT:
            patch.setitem(vars(xbcourse), name, lambda *_, **__: None)
        patch.setitem(vars(xbcourse), "check", played.checked.__setitem__)
        patch.setitem(vars(xbcourse), "guess", played.guessed.__setitem__)
        for source in (sources.lesson, sources.exercise):
            names: dict[str, Any] = {"__name__": "__main__"}
            for cell in source.code:
                text = marks.solved(cell.text) if solved else marks.blank(cell.text)
                exec(compile(text, f"{source.file}:{cell.line}", "exec"), names)
    return played
