"""What a panel says in words and numbers, as HTML: the sentence and the key figures."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ..assumptions import formats
from ..assumptions.language import say
from .figures import KeyFigure

#: Direction → sign for the eye. Colour repeats what sign and words say, it adds nothing.
_ARROWS = {1: "▲", -1: "▼"}


def sentence(words: str, aloud_only: bool = False) -> str:
    """The sentence under the picture, which a screen reader says aloud when it changes.

    Parameters
    ----------
    words : str
        The sentence.
    aloud_only : bool
        Whether eyes find the same words in the picture.
    """
    kind = "xb-sentence xb-aloud" if aloud_only else "xb-sentence"
    return f'<p class="{kind}" role="status">{escape(words)}</p>'


def figures(now: Sequence[KeyFigure], start: Sequence[KeyFigure], compare: bool) -> str:
    """The key figures with what changed since the start.

    Parameters
    ----------
    now, start : sequence of KeyFigure
        The same figures in the same order.
    compare : bool
        Whether to name the starting values too.
    """
    cells = "".join(
        f'<div class="xb-figure"><dt>{escape(figure.label)}</dt>'
        f"<dd>{_value(figure)}{_change(figure, before, compare)}</dd></div>"
        for figure, before in zip(now, start, strict=True)
    )
    return f'<dl class="xb-figures" aria-label="{escape(say("panel.key_figures"))}">{cells}</dl>'


def care(draft: int, paths: int, drafted: bool) -> str:
    """On how many simulated paths the numbers rest, and whether they are a draft."""
    counts = {"draft": formats.number(draft), "paths": formats.number(paths)}
    words = say("panel.draft" if drafted else "panel.paths", **counts)
    kind = "xb-care xb-draft" if drafted else "xb-care"
    return f'<p class="{kind}">{escape(words)}</p>'


def alarm(words: str) -> str:
    """Something went wrong: said at once."""
    return f'<p class="xb-message xb-alarm" role="alert">{escape(words)}</p>'


def notice(words: str) -> str:
    """Something was done. No words, no line."""
    return f'<p class="xb-message" role="status">{escape(words)}</p>' if words else ""


def _value(figure: KeyFigure) -> str:
    return f'<span class="xb-value">{escape(figure.text)}</span>'


def _change(figure: KeyFigure, start: KeyFigure, compare: bool) -> str:
    direction = figure.direction(start)
    was = _was(start) if compare else ""
    if not direction:
        words = was or "&nbsp;"
        return f'<span class="xb-change">{words}</span>'
    amount = escape(figure.changed_by(start))
    aloud = say("panel.more" if direction > 0 else "panel.less")
    arrow = f'<span role="img" aria-label="{escape(aloud)}">{_ARROWS[direction]}</span>'
    shown = f'<span class="{_verdict(figure, direction)}">{arrow} {amount}</span>'
    return f'<span class="xb-change">{shown} {was}</span>'


def _was(start: KeyFigure) -> str:
    return f'<span class="xb-was">{escape(say("panel.was", value=start.text))}</span>'


def _verdict(figure: KeyFigure, direction: int) -> str:
    return {1: "xb-good", -1: "xb-bad", 0: "xb-neutral"}[figure.better * direction]
