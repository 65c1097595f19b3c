"""What the lock says should be installed here, and what is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from packaging.requirements import InvalidRequirement, Requirement

from ...assumptions.home import course_root

LOCK = "requirements.lock"


@dataclass(frozen=True)
class Comparison:
    """Packages of this system against the lock."""

    count: int
    missing: tuple[str, ...]
    #: "numpy 2.3.0 (2.4.6)": the version found, then the one locked.
    different: tuple[str, ...]


def read_lock() -> str | None:
    """The text of the lock; None where the course came without it."""
    file = course_root() / LOCK
    return file.read_text(encoding="utf-8") if file.is_file() else None


def locked(text: str) -> Iterator[Requirement]:
    """The packages of a lock that belong on this system and this Python.

    >>> lock = "a==1.0 \\\\\\n    --hash=sha256:00\\nb==2.0 ; python_version < '3' \\\\\\n"
    >>> [str(requirement) for requirement in locked(lock)]
    ['a==1.0']
    """
    for line in re.findall(r"^(\w.*?)\s*\\?$", text, re.MULTILINE):
        requirement = Requirement(line)
        if requirement.marker is None or requirement.marker.evaluate():
            yield requirement


def compare(text: str) -> Comparison:
    """Which locked packages are missing here, and which are there in another version."""
    wanted = list(locked(text))
    missing, different = [], []
    for requirement in wanted:
        found = installed(requirement.name)
        if found is None:
            missing.append(requirement.name)
        elif not requirement.specifier.contains(found, prereleases=True):
            version = str(requirement.specifier).removeprefix("==")
            different.append(f"{requirement.name} {found} ({version})")
    return Comparison(len(wanted), tuple(missing), tuple(different))


def installed(name: str) -> str | None:
    """The version of a package that is installed here."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def unmet(package: str) -> list[str]:
    """What a package needs, as it says itself, and does not find here.

    >>> unmet("packaging")
    []
    """
    return [str(needed) for needed in _needs(package) if not _met(needed)]


def _needs(package: str) -> Iterator[Requirement]:
    for line in metadata.requires(package) or ():
        try:
            requirement = Requirement(line)
        except InvalidRequirement:
            continue
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield requirement


def _met(requirement: Requirement) -> bool:
    found = installed(requirement.name)
    return found is not None and requirement.specifier.contains(found, prereleases=True)
