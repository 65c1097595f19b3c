"""Puts the course's own files into the wheel when it is built."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CourseInWheel(BuildHookInterface):
    """Copies what `course` in pyproject.toml lists to ``xbcourse/_course`` of the wheel.

    An editable install gets nothing copied: it reads the files of its checkout, and a copy would
    grow old beside them. That is why this is not a plain force-include.
    """

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        if version != "editable":
            for name in self.config["course"]:
                build_data["force_include"][name] = f"xbcourse/_course/{name}"
