"""Who is in the class."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_CHINESE = re.compile(r"[\u4e00-\u9fff]+")


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

    Moodle calls the number 1234 of its file names "Participant 1234" in its tables, in Chinese
    参与者 or, in newer versions, 参与人.

    >>> alike("0020260015") == alike("２０２６００１５ ") == alike("20260015")
    True
    >>> alike("s01"), alike("000"), alike("Participant 77"), alike("参与人 77")
    ('s01', '0', '77', '77')
    """
    plain = unicodedata.normalize("NFKC", id_).strip().casefold()
    plain = re.sub(r"^(participant|参与者|参与人)\s*(?=\d)", "", plain)
    return plain.lstrip("0") or plain[:1]


def name_forms(name: str) -> set[str]:
    """The forms in which systems write one name: with blanks or none, either part first.

    >>> sorted(name_forms("Wang, Xiaoming")), name_forms("王 小明")
    (['wangxiaoming', 'xiaomingwang'], {'王小明'})
    >>> name_forms("José") == name_forms("JOSE")
    True
    >>> sorted(name_forms("王小明 (Ming Wang)"))
    ['mingwang', 'wangming', '王小明', '王小明mingwang']
    """
    plain = _without_accents(name).casefold()
    words = re.findall(r"[^\W_]+", plain)
    if not words:
        return set()
    if _CHINESE.search(plain):
        return {"".join(words)} | _either_script(plain)
    turned = {"".join(words[n:] + words[:n]) for n in range(len(words))}
    return turned | {"".join(words)}


def _either_script(name: str) -> set[str]:
    """A list may have a name in both scripts where the platform has one of them.

    A letter or number after a name tells namesakes apart, and is no name in another script.
    """
    chinese, latin = "".join(_CHINESE.findall(name)), _CHINESE.sub(" ", name)
    words = re.findall(r"[^\W\d_]{2,}", latin)
    alone = {chinese} if words and len(chinese) > 1 else set()
    return alone | (name_forms(latin) if len(words) > 1 else set())


def _without_accents(name: str) -> str:
    """Platforms put names into file names with or without them."""
    parts = unicodedata.normalize("NFKD", name)
    bare = "".join(sign for sign in parts if not unicodedata.combining(sign))
    return unicodedata.normalize("NFKC", bare)
