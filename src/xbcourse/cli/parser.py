"""argparse in the reader's language: headings, usage, and the slips that people make."""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from typing import Any, NoReturn

from ..assumptions.language import say

#: argparse's own words for a slip, and the entry that says it in both languages.
SLIPS = (
    ("unknown_words", r"unrecognized arguments: (?P<words>.+)"),
    ("missing", r"the following arguments are required: (?P<names>.+)"),
    (
        "unknown_choice",
        r"argument (?P<name>.+?): invalid choice: (?P<value>.+?) "
        r"\(.*?choose from (?P<allowed>.+)\)",
    ),
    ("no_value", r"argument (?P<name>.+?): expected one argument"),
    ("superfluous_value", r"argument (?P<name>.+?): ignored explicit argument (?P<value>.+)"),
    ("wrong_kind", r"argument (?P<name>.+?): invalid \S+ value: (?P<value>.+)"),
    ("not_together", r"argument (?P<name>.+?): not allowed with argument (?P<other>.+)"),
)


class Parser(argparse.ArgumentParser):
    """A parser whose help and errors are in the reader's language; subparsers are like it."""

    def __init__(self, **keywords: Any) -> None:
        keywords.setdefault("formatter_class", _Help)
        super().__init__(**keywords, add_help=False, allow_abbrev=False)
        self._positionals.title = say("cli.arguments")
        self._optionals.title = say("cli.options")
        self.add_argument("-h", "--help", action="help", help=say("cli.help_help"))

    def format_help(self) -> str:
        """The help; headings end in the colon of the reader's language."""
        return super().format_help().replace(":\n", say("cli.colon") + "\n")

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and how to see what is right; exit code 2."""
        self.print_usage(sys.stderr)
        self.exit(2, slip(message) + "\n" + say("cli.see_help", command=self.prog) + "\n")


def slip(message: str) -> str:
    """What argparse found wrong, in the reader's language; its own words where it is rare."""
    for entry, pattern in SLIPS:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            gaps = {name: words.replace("'", "") for name, words in found.groupdict().items()}
            return say(f"cli.{entry}", **gaps)
    return message


class _Help(argparse.HelpFormatter):
    """Lines are broken by their width on the screen: a Chinese character takes two columns."""

    def add_usage(self, usage: Any, actions: Any, groups: Any, prefix: str | None = None) -> None:
        heading = say("cli.usage") if prefix is None else prefix
        super().add_usage(usage, actions, groups, heading)

    def _split_lines(self, text: str, width: int) -> list[str]:
        return fold(text, width)

    def _fill_text(self, text: str, width: int, indent: str) -> str:
        return "\n".join(indent + line for line in fold(text, width - len(indent)))


def fold(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` columns, between words or Chinese characters.

    >>> fold("打开课程 in JupyterLab", 10)
    ['打开课程', 'in', 'JupyterLab']
    """
    lines, line = [], ""
    # A mark that closes a clause stays with the character before it.
    for piece in re.findall(r"\s+|[\u4e00-\u9fff][，。：；？！）”、]*|[^\s\u4e00-\u9fff]+", text):
        if columns((line + piece).rstrip()) > width and line.strip():
            lines.append(line.rstrip())
            line = ""
        line = (line + piece).lstrip()
    return [*lines, line.rstrip()]


def columns(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> columns("2 万元")
    6
    """
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)
