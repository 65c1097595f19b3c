"""Floor 6: the ``xbcourse`` command."""

from .command import main

__all__ = ["main"]
