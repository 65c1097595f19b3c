"""What can go wrong while setting up, recognised from the words of the installer."""

from __future__ import annotations

import re

#: Words of uv, pip and the system, and what they mean for the reader; the first match counts.
#: A full disk or a bad certificate often shows up as a failed download too, so they go first.
SIGNS = (
    ("disk_full", r"no space left|not enough space|os error (28|112)\b"),
    ("bad_certificate", r"certificate|UnknownIssuer|SSLError"),
    (
        "no_network",
        r"dns error|error sending request|failed to fetch|connection (refused|reset|aborted)"
        r"|timed? ?out|NewConnectionError|network is unreachable|network connectivity is disabled"
        r"|name resolution|tunnel|ProxyError|from versions: none",
    ),
    (
        "not_on_index",
        r"hash mismatch|do not match the hashes|no solution found|no matching distribution",
    ),
    ("not_allowed", r"permission denied|access is denied|used by another|os error (5|13|32)\b"),
    ("no_build", r"failed to build|failed building wheel"),
)


class Trouble(Exception):
    """The set-up cannot go on. `key` is an entry of the words, `gaps` fill it.

    `output` holds the installer's own words, for those who want to know.
    """

    def __init__(self, key: str, output: str = "", **gaps: object) -> None:
        super().__init__(key)
        self.key = key
        self.output = output
        self.gaps = gaps


def diagnose(output: str) -> str:
    """Which trouble the installer's words tell of.

    >>> diagnose("error: client error (Connect): dns error")
    'no_network'
    >>> diagnose("error: write failed: No space left on device (os error 28)")
    'disk_full'
    """
    for key, sign in SIGNS:
        if re.search(sign, output, re.IGNORECASE):
            return key
    return "unknown_trouble"
