"""Who is in the class."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True)
class Student:
    """One line of the roster.

    Parameters
    ----------
    id : str
        As written in the roster, leading zeros included.
    name, email, section : str
        Empty where the roster has none.
    language : str
        "zh", "en", or empty: the assignment's.
    aliases : tuple of str
        The other ids that the roster's file has for the same student (login, platform's number).
    """

    id: str
    name: str = ""
    email: str = ""
    section: str = ""
    language: str = ""
    aliases: tuple[str, ...] = ()


def alike(id_: str) -> str:
    """The form in which ids are compared: spreadsheets drop leading zeros, people change case.

    >>> alike("0020260015") == alike("２０２６００１５ ") == alike("20260015")
    True
    >>> alike("s01"), alike("000")
    ('s01', '0')
    """
    plain = unicodedata.normalize("NFKC", id_).strip().casefold()
    return plain.lstrip("0") or plain[:1]
