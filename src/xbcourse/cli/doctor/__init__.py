"""``xbcourse doctor`` and ``doctor()``: what works here, and what must be fixed and how."""

from .command import add_parser, doctor

__all__ = ["add_parser", "doctor"]
