"""Words and punctuation that the course does not use: what to find, where, and what to say instead.

Works on any text of the project, whatever its format, because it looks at characters and words
only. Code, formulas, links and HTML comments are left out; they follow rules of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

_CHINESE = "[\u3400-\u9fff]"
#: Half-width marks that Chinese text has full-width forms for.
_FULL_WIDTH = dict(zip(",;:?!()", "，；：？！（）", strict=True))
# In "{zh: 售价, en: price}" the comma belongs to YAML, not to the sentence.
_HALF_WIDTH = re.compile(rf"(?<={_CHINESE})(?!, (?:zh|en): )[,;:?!()]|[,;:?!()](?={_CHINESE})")
_NOT_PROSE = re.compile(
    r"```.*?```|<!--.*?-->|\$\$.*?\$\$|\$[^$\n]+\$|``[^`]+``|`[^`\n]+`|!?\[(?=[^\]\n]*\]\()|\]\([^)\n]*\)"
    r"|https?://[^\s\u3000-\u9fff]+",
    re.DOTALL,
)
# Bold marks stand between a word and the punctuation after it.
_EMPHASIS = re.compile(r"\*\*")


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to write otherwise: on which line, what stands there, what to write."""

    line: int
    found: str
    instead: str


def unwanted_words(text: str, terms: Mapping[str, Mapping[str, Any]]) -> Iterator[Finding]:
    """Words that the glossary lists as ones to avoid.

    Parameters
    ----------
    text : str
        Prose in any language or both, with code and markup around it.
    terms : mapping
        The glossary: key → zh, en, and the words to avoid in each.

    >>> terms = {"last_mile": {"zh": "尾程", "en": "last mile", "avoid": {"en": ["tail haul"]}}}
    >>> [*unwanted_words("Then the tail\\nhaul begins", terms)]
    [Finding(line=1, found='tail haul', instead='last mile')]
    """
    prose = _prose(text)
    for term in terms.values():
        for language, words in term.get("avoid", {}).items():
            for word in words:
                for match in _pattern(word).finditer(prose):
                    yield Finding(_line(prose, match.start()), word, term[language])


def half_width(text: str) -> Iterator[Finding]:
    """Half-width punctuation that touches a Chinese character.

    >>> [*half_width("先猜,再拖")]
    [Finding(line=1, found='先猜,再拖', instead='，')]
    >>> [*half_width("成交额 (GMV)，1,000 美元 `f(价, 量)`")]
    []
    """
    prose = _prose(text)
    for match in _HALF_WIDTH.finditer(prose):
        around = prose[max(0, match.start() - 8) : match.end() + 8].replace("\n", " ")
        yield Finding(_line(prose, match.start()), around.strip(), _FULL_WIDTH[match[0]])


def _prose(text: str) -> str:
    """The text without what is no prose; every line stays on its line."""
    return _EMPHASIS.sub("", _NOT_PROSE.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    # A link's words are prose and stay whole; anything else taken out leaves a gap.
    return "" if match[0].endswith("[") else " " + "\n" * match[0].count("\n")


def _pattern(word: str) -> re.Pattern[str]:
    """Chinese anywhere; Latin as whole words, in any case, also where a line ends between them."""
    spaced = r"\s+".join(re.escape(part) for part in word.split())
    return re.compile(spaced if re.match(_CHINESE, word) else rf"(?i)\b{spaced}\b")


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
