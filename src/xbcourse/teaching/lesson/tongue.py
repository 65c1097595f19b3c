"""Which language a piece of prose is plainly written in."""

from __future__ import annotations

import re

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
# Formulas, code and links look the same in both languages and say nothing about the prose.
_NOT_PROSE = re.compile(r"```.*?```|\$\$.*?\$\$|\$[^$\n]+\$|`[^`\n]+`|\]\([^)]*\)", re.DOTALL)


def in_another_language(text: str, language: str) -> bool:
    """Whether words that are said to be in one language are plainly in the other.

    >>> in_another_language("先猜一猜", "en"), in_another_language("Lin Qian 林倩 asks", "en")
    (True, False)
    """
    words = _NOT_PROSE.sub(" ", text)
    chinese, latin = len(_CHINESE.findall(words)), len(_LATIN.findall(words))
    # A Chinese character says about as much as five letters.
    return chinese == 0 < latin if language == "zh" else 5 * chinese > latin
