"""The doctor on the command line and in a notebook."""

from __future__ import annotations

import argparse
import html
from collections.abc import Callable, Iterable, Iterator, Sequence

from ...assumptions.language import say
from .finding import Finding, fix


def add_parser(subparsers: argparse._SubParsersAction) -> None:
    """Add ``doctor`` to the course's command."""
    parser = subparsers.add_parser(
        "doctor", help=say("doctor.help"), description=say("doctor.help")
    )
    parser.set_defaults(run_command=run)


def run(options: argparse.Namespace) -> int:
    """Print what works and what must be fixed; 1 where anything must."""
    findings = []
    for finding in examine(checks()):
        findings.append(finding)
        print(_line(finding), flush=True)
    print(_summary(findings))
    return 1 if _to_fix(findings) else 0


def doctor() -> None:
    """Show what works on this computer, and what must be fixed and how."""
    from ...teaching.message import show

    findings = list(examine(checks()))
    text = "\n".join([*map(_line, findings), _summary(findings)])
    states = [finding.state for finding in findings]
    show(text, _fragment(findings), {"states": states})


def checks() -> Sequence[Callable[[], Iterator[Finding]]]:
    """Every check, in the order in which a reader can mend what they find."""
    from . import computer, lessons, python

    return (
        *(python.version, python.environment, python.packages),
        *(lessons.fonts, lessons.widgets, lessons.data),
        *(computer.work, computer.disk, computer.port, lessons.language),
    )


def examine(those: Iterable[Callable[[], Iterator[Finding]]]) -> Iterator[Finding]:
    """Carry out checks one by one; one that breaks down is a finding too, not the end."""
    for check in those:
        try:
            yield from check()
        except Exception as error:
            yield fix("check_broke", name=check.__name__, reason=f"{type(error).__name__}: {error}")


def _line(finding: Finding) -> str:
    return f"{finding.mark}  {finding.words}"


def _summary(findings: Sequence[Finding]) -> str:
    count = _to_fix(findings)
    return say("doctor.to_fix", count=count) if count else say("doctor.all_well")


def _to_fix(findings: Sequence[Finding]) -> int:
    return sum(finding.state == "fix" for finding in findings)


#: State → colour of its word and weight; the word itself says it without either.
_LOOK = {"ok": "#1b7f4b", "note": "#8a6d00", "fix": "#a0308c"}


def _fragment(findings: Sequence[Finding]) -> str:
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;white-space:nowrap;vertical-align:top;'
        f'color:{_LOOK[finding.state]}">{html.escape(finding.mark)}</th>'
        f'<td style="text-align:left;overflow-wrap:anywhere">{html.escape(str(finding.words))}'
        "</td></tr>"
        for finding in findings
    )
    return (
        f'<div role="status"><table style="margin:0">{rows}</table>'
        f"<p><strong>{html.escape(_summary(findings))}</strong></p></div>"
    )
