"""The run: every student's papers through the sandbox, each result kept at once."""

from .grade import grade

__all__ = ["grade"]
