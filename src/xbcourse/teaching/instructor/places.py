"""Where the instructor's pages lie that belong to no single module."""

from __future__ import annotations

from pathlib import PurePosixPath


def index(language: str) -> PurePosixPath:
    """The page with the list of modules, seen from the course's root."""
    return PurePosixPath("instructor", language, "README.md")


def claims(language: str) -> PurePosixPath:
    """The page with all claims, seen from the course's root."""
    return PurePosixPath("instructor", language, "claims.md")
