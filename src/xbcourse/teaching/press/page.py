"""One self-contained HTML file: no request leaves it."""

from __future__ import annotations

from html import escape
from importlib import resources

from ...assumptions.language import current

#: How HTML names the reader's language; Chinese fonts and punctuation are chosen by it.
TAGS = {"zh": "zh-CN", "en": "en"}


def page(title: str, body: str, styles: tuple[str, ...], more_style: str = "") -> str:
    """The whole file.

    Parameters
    ----------
    title : str
        What a browser writes on the tab.
    body : str
        HTML.
    styles : tuple of str
        Names of style sheets of this folder, in their order.
    more_style : str
        Rules that differ from file to file.
    """
    sheets = "\n".join([*map(part, styles), more_style])
    return (
        f'<!DOCTYPE html>\n<html lang="{TAGS[current()]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>\n{sheets}\n</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def part(name: str) -> str:
    """A style sheet or script of this folder."""
    return (resources.files(__package__) / name).read_text(encoding="utf-8")
