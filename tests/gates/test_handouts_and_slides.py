"""Every module makes a handout and slides, complete and self-contained, in both languages."""

import base64
import io
import re
from functools import cache
from html import unescape
from html.parser import HTMLParser

import numpy as np
import pytest
from PIL import Image
from repository import ROOT, read

from xbcourse.assumptions.language import LANGUAGES, message, speaking
from xbcourse.teaching.lesson import outputs
from xbcourse.teaching.lesson.course import Course
from xbcourse.teaching.press.handout import handout
from xbcourse.teaching.press.shown import TITLE_BAND
from xbcourse.teaching.press.slides import slides

COURSE = Course(ROOT)
MAKERS = {"handout": handout, "slides": slides}
MADE = [
    pytest.param(kind, module, language, id=f"{module.number}-{language}-{kind}")
    for module in COURSE.modules
    for language in LANGUAGES
    for kind in MAKERS
]
#: Attributes that make a browser fetch something.
_FETCHING = ("src", "srcset", "data", "poster", "background", "action")


class Page(HTMLParser):
    """What a page fetches, which pictures it has, and what can be read on it."""

    def __init__(self, html):
        super().__init__()
        self.fetched, self.pictures, self.words, self.tags = [], [], [], []
        self._hidden = 0
        self.feed(html)
        self.text = "".join(self.words)

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        self.tags.append((tag, attributes))
        self._hidden += tag in ("style", "script")
        if tag == "img":
            self.pictures.append(attributes)
        self.fetched += [attributes[name] for name in _FETCHING if name in attributes]
        if tag == "link":
            self.fetched.append(attributes.get("href"))

    def handle_endtag(self, tag):
        self._hidden -= tag in ("style", "script")

    def handle_data(self, data):
        if not self._hidden:
            self.words.append(data)


@cache
def html_of(kind, module, language):
    with speaking(language):
        return MAKERS[kind](COURSE, module)


@cache
def page_of(kind, module, language):
    return Page(html_of(kind, module, language))


def stills(module, language):
    """The pictures of the executed notebook."""
    notebook = read(ROOT / module.made("lesson", language))
    shown = (output for cell in notebook.cells for output in cell.get("outputs", []))
    return [output for output in shown if "image/png" in output.get("data", {})]


def views(module, language):
    """The pictures that `still` shows of a view, with its finding as their title."""
    notebook = read(ROOT / module.made("lesson", language))
    shown = (cell for cell in notebook.cells if cell.source.startswith("still("))
    pictures = [o for cell in shown for o in cell.outputs if "image/png" in o.get("data", {})]
    assert pictures or module.number == "12"  # the game has a panel of its own
    return pictures


def prose(source, language):
    return "\n\n".join(passage.within(language).text for passage in source.passages)


@pytest.mark.parametrize(("kind", "module", "language"), MADE)
def test_it_fetches_nothing_and_names_its_language(kind, module, language):
    page, html = page_of(kind, module, language), html_of(kind, module, language)
    assert [what for what in page.fetched if not what.startswith("data:image/png;base64,")] == []
    assert not re.search(r"url\(|@import|<iframe|<object|<embed|fetch\(|XMLHttp", html)
    assert ("html", {"lang": {"zh": "zh-CN", "en": "en"}[language]}) in page.tags
    assert len(html.encode("utf-8")) < 500_000


@pytest.mark.parametrize(("kind", "module", "language"), MADE)
def test_every_picture_of_the_notebook_is_there_and_says_what_it_shows(kind, module, language):
    found = [
        (p["src"].partition(",")[2], p["alt"]) for p in page_of(kind, module, language).pictures
    ]
    assert found == [
        ("".join(still.data["image/png"].split()), outputs.alt_text(still))
        for still in stills(module, language)
    ]
    assert all(len(alt) > 10 for _, alt in found)


@pytest.mark.parametrize(("kind", "module", "language"), MADE)
def test_every_formula_of_the_lesson_is_set(kind, module, language):
    html, page = html_of(kind, module, language), page_of(kind, module, language)
    written = len(re.findall(r"^\$\$.+\$\$$", prose(module.lesson, language), re.MULTILINE))
    shown = html if kind == "handout" else re.sub(r"<aside.*?</aside>", "", html, flags=re.DOTALL)
    assert shown.count('display="block"') == written
    assert "$$" not in page.text and "\\frac" not in page.text and "\\text" not in page.text


@pytest.mark.parametrize(("kind", "module", "language"), MADE)
def test_no_mark_of_the_source_is_left_in_what_is_read(kind, module, language):
    text = page_of(kind, module, language).text
    # In code two stars are a power or keywords handed on.
    code = re.compile(r"<(code|pre)\b.*?</\1>", re.DOTALL)
    read_ = Page(code.sub("", html_of(kind, module, language))).text
    assert "**" not in read_
    assert "](" not in read_ and "% claim" not in text and "|---" not in read_


@pytest.mark.parametrize(("kind", "module", "language"), MADE)
def test_every_section_of_the_lesson_has_its_place(kind, module, language):
    written = re.findall(r"^## (.+)$", prose(module.lesson, language), re.MULTILINE)
    heads = re.findall(r'<(?:h2|p class="above")>(.*?)</', html_of(kind, module, language))
    plain = [re.sub(r"[`*]", "", title) for title in written]
    found = [head for head in map(unescape, heads) if head in plain]
    assert list(dict.fromkeys(found)) == plain


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.number)
def test_paper_has_a_line_for_every_blank(module, language):
    blanks = [cell for cell in module.lesson.code if cell.question or cell.guess]
    again = [cell for cell in module.lesson.code if "reveal(" in cell.text]
    lines = html_of("handout", module, language).count('<p class="write">')
    assert lines == len(blanks) + len(again)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.number)
def test_slides_ask_what_lesson_and_guide_ask_and_keep_answers_back(module, language):
    html = html_of("slides", module, language)
    found = re.findall(r'<section class="slide (\w+)".*?</section>', html, re.DOTALL)
    again = sum(cell.text.count("reveal(") for cell in module.lesson.code)
    asked = [cell for cell in module.lesson.code if cell.question or cell.guess]
    assert found.count("question") == len(asked) + again
    answered = [cell for cell in asked if cell.question]
    assert html.count('<div class="answer">') == len(answered) + again
    title = message("guide.discussion").within(language)
    part = prose(module.guide, language).partition(f"## {title}\n")[2].partition("\n## ")[0]
    assert found.count("talk") == len(re.findall(r"^\d+\. \*\*", part, re.MULTILINE)) >= 4


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.number)
def test_a_view_s_row_of_the_plan_stands_in_the_notes_of_its_picture(module, language):
    html = html_of("slides", module, language)
    figures = re.findall(r'<section class="slide figure".*?</section>', html, re.DOTALL)
    notes = [unescape(re.sub(r"<[^>]+>", "", figure.partition("<aside")[2])) for figure in figures]
    title = message("guide.plan").within(language)
    plan = prose(module.guide, language).partition(f"## {title}\n")[2].partition("\n## ")[0]
    code = "\n".join(cell.text for cell in module.lesson.code)
    shown = re.findall(r"""^still\(["'](\w+)""", code, re.MULTILINE)
    # Only a view's own still has a row; a picture that other code shows has none.
    notes = [note for note in notes if "explore(" in note]
    for name, note in zip(shown, notes, strict=True):
        assert f'explore("{name}")' in note
        rows = re.findall(rf"^\| (\S+) \|.*`{name}`", plan, re.MULTILINE)
        assert all(minutes in note for minutes in rows)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("module", COURSE.modules, ids=lambda module: module.number)
def test_what_a_slide_cuts_off_a_picture_is_its_title_and_nothing_else(module, language):
    for still in views(module, language):
        file = io.BytesIO(base64.b64decode(still.data["image/png"]))
        grey = np.asarray(Image.open(file).convert("L"))
        # The row below the band is empty: nothing of the title is left, nothing below it cut off.
        assert grey[TITLE_BAND].min() >= 250, outputs.alt_text(still)
        assert grey[:TITLE_BAND].min() < 128
