"""Which slider view a piece of code or a line of the guide speaks of."""

from __future__ import annotations

import re

_CALL = re.compile(r"""\b(?:explore|still)\(\s*["']([^"']+)["']""")


def view_in(code: str) -> str | None:
    """The view that a cell shows, with sliders or still.

    >>> view_in('still("one_order", price=20)'), view_in("table")
    ('one_order', None)
    """
    found = _CALL.search(code)
    return found[1] if found else None
