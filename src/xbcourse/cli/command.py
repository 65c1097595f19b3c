"""The ``xbcourse`` command: one parser, one way of saying that something is wrong."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence

from .. import __version__
from ..assumptions.errors import CourseError, ParameterError, reason_of
from ..assumptions.language import say, use
from ..teaching import build, printing, progress_command
from ..teaching.grading.assigning import command as assigning
from ..teaching.grading.gradebooks import command as gradebooks
from ..teaching.grading.reports import command as reports
from ..teaching.grading.run import command as grading
from ..teaching.handing_in import command as handing_in
from . import doctor, lab
from .called import advise
from .parser import Parser

#: What adds each subcommand. They import what they need when they run, so that ``--help`` is quick.
SUBCOMMANDS = (
    lab.add_parser,
    doctor.add_parser,
    build.add_parser,
    printing.add_parsers,
    progress_command.add_parser,
    assigning.add_parser,
    grading.add_parser,
    reports.add_parser,
    gradebooks.add_parser,
    handing_in.add_parser,
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Carry out one command; returns what the shell is told, 0 for success."""
    _speak_utf8()
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        _take_language(words)
        parser, commands = _parser()
        advise(commands)
        options = parser.parse_args(words)
        return options.run_command(options) or 0
    except CourseError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1
    except OSError as error:
        if not error.filename:
            raise
        # Of a file that was to be put in another's place, the other one is the reader's.
        gaps = {"file": error.filename2 or error.filename, "reason": reason_of(error)}
        print(say("cli.not_usable", **gaps), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130


def _parser() -> tuple[Parser, Iterable[str]]:
    """The parser, and the names of its commands."""
    parser = Parser(prog="xbcourse", description=say("cli.about"), epilog=say("cli.language"))
    parser.add_argument(
        "--version", action="version", version=__version__, help=say("cli.help_version")
    )
    parser.set_defaults(run_command=lambda _: parser.print_help())
    subparsers = parser.add_subparsers(title=say("cli.commands"), metavar=say("cli.command"))
    for add_parser in SUBCOMMANDS:
        add_parser(subparsers)
    return parser, subparsers.choices


def _take_language(words: list[str]) -> None:
    """Take ``--lang`` out, wherever it stands: even the help is in the language it names."""
    for place, word in enumerate(words):
        name, sign, value = word.partition("=")
        if name == "--lang":
            last = place + (1 if sign else 2)
            value = value if sign else "".join(words[place + 1 : last])
            if value not in ("zh", "en"):
                raise ParameterError(
                    "errors.unknown_choice", name="--lang", value=value, allowed="zh, en"
                )
            del words[place:last]
            use(value)
            # The kernels that are started from here speak it too.
            os.environ["XBCOURSE_LANG"] = value
            return


def _speak_utf8() -> None:
    """Never fail at printing Chinese, whatever the terminal was set to."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            try:
                "字".encode(stream.encoding)
            except UnicodeEncodeError:
                stream.reconfigure(encoding="utf-8")
            stream.reconfigure(errors="replace")
