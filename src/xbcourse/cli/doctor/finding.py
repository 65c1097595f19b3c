"""One line of the doctor's report."""

from __future__ import annotations

from dataclasses import dataclass

from ...assumptions.language import Text, message, say


@dataclass(frozen=True)
class Finding:
    """What one check found.

    Parameters
    ----------
    state : str
        "ok", "note" (worth knowing, nothing to do) or "fix".
    words : Text
        What was found, and for "fix" what to do about it.
    """

    state: str
    words: Text

    @property
    def mark(self) -> str:
        """The word that the line begins with."""
        return say(f"doctor.mark_{self.state}")


def ok(entry: str, /, **gaps: object) -> Finding:
    """All is well."""
    return Finding("ok", message(f"doctor.{entry}").format(**gaps))


def note(entry: str, /, **gaps: object) -> Finding:
    """Worth knowing; the course runs all the same."""
    return Finding("note", message(f"doctor.{entry}").format(**gaps))


def fix(entry: str, /, **gaps: object) -> Finding:
    """Something to mend, and how."""
    return Finding("fix", message(f"doctor.{entry}").format(**gaps))
