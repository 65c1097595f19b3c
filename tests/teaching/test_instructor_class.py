"""Pages on running a class: in both languages, compared, linked, and true to what they name."""

import re
from pathlib import Path

import pytest
from sample_course import compare, line_of, put, write

from bootstrap.environment import LAB, UV
from xbcourse.assumptions.language import LANGUAGES
from xbcourse.teaching.instructor import class_page, index_page, pages
from xbcourse.teaching.lesson import audit, command
from xbcourse.teaching.lesson.course import CLASS_PAGES, Course
from xbcourse.teaching.lesson.problems import SourceError
from xbcourse.teaching.press.told import Told
from xbcourse.teaching.questions import questions

PAGE = """\
+++ {"lang": "zh"}

# 一学期怎么上

第一周上[第 01 课](lesson:01)。

+++ {"lang": "en"}

# Running a term

Week one is [lesson 01](lesson:01).

+++ {"lang": "zh"}

## 成绩

文字题。

+++ {"lang": "en"}

## Marks

Written questions.
"""
FILE = "lessons/class/term.md"


@pytest.fixture
def course(tmp_path):
    """The sample course with one page on running a class."""
    write(tmp_path)
    put(tmp_path / FILE, PAGE)
    return Course(tmp_path)


def test_a_page_is_made_in_both_languages_with_its_links_written_out(course):
    (term,) = course.class_pages
    assert class_page.page(course, term, "en") == (
        f"<!-- Made from {FILE}. Edit there, then run xbcourse build. -->\n\n"
        "# Running a term\n\n[中文](../zh/term.md) · [All guides](README.md)\n\n"
        "Week one is [lesson 01](../../notebooks/en/01-one-order.ipynb).\n\n"
        "## Marks\n\nWritten questions.\n"
    )
    assert "# 一学期怎么上\n\n[English](../en/term.md)" in class_page.page(course, term, "zh")


def test_the_index_names_it_and_without_any_says_nothing_of_them(course):
    assert "## 怎么开课\n\n- [一学期怎么上](term.md)\n" in index_page.page(course, "zh")
    (course.root / FILE).unlink()
    assert "怎么开课" not in index_page.page(Course(course.root), "zh")


def test_it_is_compared_and_found_stale_like_a_guide(course, capsys):
    pages.store(course, course.modules)
    compare(course)
    assert [(p.file, p.key) for p in audit.unfinished_class(course)] == [(FILE, "twin_never")] * 2
    assert command._accept(course, course.root / FILE) == 0
    assert f"{FILE}: 4 hashes written." in capsys.readouterr().out
    fresh = Course(course.root)
    assert audit.unfinished_class(fresh) == []
    assert list(pages.stale(fresh, fresh.modules)) == []
    text = (course.root / FILE).read_text(encoding="utf-8").replace("文字题", "练习")
    put(course.root / FILE, text)
    fresh = Course(course.root)
    assert [p.key for p in audit.unfinished_class(fresh)] == ["twin_zh_edited"]
    assert [(p.file, str(p.values["place"])) for p in pages.stale(fresh, fresh.modules)] == [
        (FILE, "instructor/zh/term.md")
    ]


def test_a_page_left_over_is_told(course):
    pages.store(course, course.modules)
    (course.root / FILE).unlink()
    fresh = Course(course.root)
    left = [p.file for p in pages.stale(fresh, fresh.modules) if p.key == "made_without_source"]
    assert left == ["instructor/zh/term.md", "instructor/en/term.md"]


@pytest.mark.parametrize(
    ("wrong", "right", "key", "line"),
    [
        ("# Running a term", "Running a term", "page_title", "Running a term"),
        ("## Marks", "```{code-cell} python\nx\n```\n", "no_english", '+++ {"lang": "zh"}\n\n## '),
    ],
)
def test_what_is_wrong_with_it_is_told_at_its_line(course, wrong, right, key, line):
    text = PAGE.replace(wrong, right)
    put(course.root / FILE, text)
    found = {p.key: p.line for p in audit.unfinished_class(Course(course.root))}
    assert found[key] == line_of(text, line)


def test_a_link_that_leads_nowhere_is_told_at_its_line(course):
    text = PAGE.replace("Week one is [lesson 01](lesson:01)", "Read [it](lesson:07)")
    put(course.root / FILE, text)
    (term,) = Course(course.root).class_pages
    with pytest.raises(SourceError) as caught:
        class_page.page(course, term, "en")
    (problem,) = caught.value.problems
    assert (problem.key, problem.line) == ("link_unknown", line_of(text, "Read [it]"))


# --------------------------------------------------------------------------- the course's own


@pytest.fixture(scope="module")
def ours():
    return Course(Path(__file__).resolve().parents[2])


def test_every_page_that_lies_there_is_one_that_the_index_knows(ours):
    lie_there = {path.stem for path in (ours.root / "lessons/class").glob("*.md")}
    assert lie_there == set(CLASS_PAGES)
    assert [page.name for page in ours.class_pages] == list(CLASS_PAGES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_term_has_every_lesson_once_with_its_written_question(ours, language):
    text = (ours.root / f"instructor/{language}/term.md").read_text(encoding="utf-8")
    weeks = re.findall(r"^\| (\d+) \| (.*?) \| .* \| (.*?) \|$", text, re.MULTILINE)
    assert [int(week) for week, *_ in weeks] == list(range(1, 17))
    by_lesson = {
        match[1]: due for _, lesson, due in weeks if (match := re.search(r"/(\d\d)-", lesson))
    }
    assert list(by_lesson) == [module.number for module in ours.modules][: len(by_lesson)]
    assert len(by_lesson) >= 10
    for number, due in by_lesson.items():
        asked = [cell.question for cell in ours.module(number).exercise.code if cell.question]
        essays = [n for n, name in enumerate(asked, 1) if questions()[name].kind == "essay"]
        named = [int(n) for n in re.findall(r"(?:question |第 )(\d+)(?: 题)?", due)]
        assert named[-1:] == essays[-1:] or number == "00", number


@pytest.mark.parametrize("language", LANGUAGES)
def test_shares_of_the_mark_add_up(ours, language):
    text = (ours.root / f"instructor/{language}/term.md").read_text(encoding="utf-8")
    shares = [int(share) for share in re.findall(r"^\| [^|]+ \| (\d+)% \|", text, re.MULTILINE)]
    assert sum(shares) == 100 and len(shares) == 5


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_flipped_class_argues_about_questions_and_moves_sliders_that_there_are(ours, language):
    text = (ours.root / f"instructor/{language}/flipped.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| \[(\d\d)\]\(\S+\) \| (.*?) \| (.*?) \|$", text, re.MULTILINE)
    assert [number for number, *_ in rows] == [f"{n:02}" for n in range(1, 10)]
    for number, sliders, question in rows:
        lesson = "\n".join(cell.text for cell in ours.module(number).lesson.code)
        views = re.findall(r"`(\w+)`", sliders)
        assert views and all(f'explore("{view}"' in lesson for view in views)
        asked = Told(ours.module(number), language).discussion
        assert 1 <= int(re.match(r"\d+", question)[0]) <= len(asked)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_room_names_what_the_set_up_downloads(ours, language):
    text = (ours.root / f"instructor/{language}/room.md").read_text(encoding="utf-8")
    assert f"{LAB.megabytes} MB" in text
    assert f"download --only-binary=:all: -r {LAB.lock} -d packages" in text
    assert f"download --only-binary=:all: {UV} -d packages" in text
