"""Every link inside the repository leads somewhere: files and headings."""

import re
from pathlib import Path
from urllib.parse import unquote

import pytest
from repository import ROOT, files, name, notebooks, read

from xbcourse.teaching.lesson.links import heading_anchor

_CODE = re.compile(r"```.*?```|`[^`\n]+`", re.DOTALL)
_LINK = re.compile(r"\]\(\s*<?([^)>\s]+)>?[^)]*\)|\b(?:href|src)=\"([^\"]+)\"")
_HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)


def pages():
    """Every file with prose in it that is read on the web or in JupyterLab."""
    prose = [p for p in files() if p.suffix == ".md" and not name(p).startswith("lessons/")]
    return sorted({*prose, *notebooks(), *ROOT.glob("notebooks/*/glossary.md")})


def words(path: Path) -> str:
    """The Markdown of a page."""
    if path.suffix == ".ipynb":
        cells = (cell.source for cell in read(path).cells if cell.cell_type == "markdown")
        return "\n\n".join(cells)
    return path.read_text(encoding="utf-8")


def anchors(text: str) -> set[str]:
    """The fragments under which JupyterLab and the usual web pages find the headings."""
    headings = _HEADING.findall(_CODE.sub(lambda m: m[0].strip("`"), text))
    web = (re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings)
    return {*map(heading_anchor, headings), *web}


def broken(page: Path, text: str) -> list[str]:
    """The links of a text that lead nowhere, as seen from the page."""
    lost = []
    for match in _LINK.finditer(_CODE.sub("", text)):
        link = match[1] or match[2]
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        target, _, fragment = unquote(link).partition("#")
        there = (page.parent / target).resolve() if target else page
        found = there.is_relative_to(ROOT) and there.exists()
        if not found or (fragment and fragment not in anchors(words(there))):
            lost.append(link)
    return lost


@pytest.mark.parametrize("page", pages(), ids=name)
def test_every_link_of_a_page_leads_somewhere(page):
    assert broken(page, words(page)) == []


def test_the_pages_are_found():
    assert {"README.md", "README.zh.md", "CONTRIBUTING.md"} <= {name(page) for page in pages()}


@pytest.mark.parametrize(
    "text",
    [
        "[a](nowhere.md)",
        "![a](docs/nowhere.png)",
        '<img src="nowhere.png">',
        "[a](README.zh.md#nowhere)",
        "[a](#nowhere)",
        "[a](../outside)",
        "[a](/etc)",
    ],
)
def test_a_broken_link_is_found(text):
    assert len(broken(ROOT / "README.md", text)) == 1


@pytest.mark.parametrize(
    "text",
    ["[a](README.zh.md#两条命令)", "[a](#two-commands)", "[a](https://example.com)", "`[a](b)`"],
)
def test_a_sound_link_is_none_to_mend(text):
    assert broken(ROOT / "README.md", text) == []
