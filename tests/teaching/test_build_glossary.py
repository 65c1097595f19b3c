"""The glossary pages: every term in both languages, in an order that a reader can search."""

import pytest
from sample_course import GLOSSARY, put, write

from xbcourse.assumptions.language import LANGUAGES
from xbcourse.teaching.lesson import glossary
from xbcourse.teaching.lesson.course import Course

PINYIN = """
[stock]
zh = "压货"
en = "money tied up in stock"
meaning = {zh = "钱变成了货", en = "Money that has become goods"}

[sku]
zh = "SKU"
en = "SKU"
meaning = {zh = "最小单位", en = "The smallest unit"}

[stocking]
zh = "备货"
en = "Stocking up"
meaning = {zh = "提前买进", en = "Buying ahead"}
"""


@pytest.fixture
def course(tmp_path):
    return write(tmp_path)


def headings(page):
    return [line.removeprefix("### ") for line in page.splitlines() if line.startswith("### ")]


def test_a_page_gives_each_term_with_its_twin_and_meaning(course):
    zh, en = (glossary.page(course, language) for language in LANGUAGES)
    assert "# Glossary" in en
    assert "these 2 terms" in en
    assert "### gross margin\n\n**毛利率** · the share of the price left after the goods\n" in en
    assert "### 毛利率\n\n**gross margin** · 售价里扣掉货款剩下的比例\n" in zh


def test_english_terms_stand_by_letter_whatever_their_case(course):
    put(course.root / glossary.SOURCE, GLOSSARY + PINYIN)
    assert headings(glossary.page(Course(course.root), "en")) == [
        "ad cost share",
        "gross margin",
        "money tied up in stock",
        "SKU",
        "Stocking up",
    ]


def test_chinese_terms_stand_by_pinyin_after_the_latin_ones(course):
    put(course.root / glossary.SOURCE, GLOSSARY + PINYIN)
    wanted = ["SKU", "备货", "广告成本占比", "毛利率", "压货"]  # bei, guang, mao, ya
    assert headings(glossary.page(Course(course.root), "zh")) == wanted


def test_an_edited_or_missing_page_is_stale(course):
    glossary.store(course)
    assert list(glossary.stale(course)) == []
    zh, en = (course.root / course.glossary_page(language) for language in LANGUAGES)
    zh.write_text(zh.read_text(encoding="utf-8") + "\n", encoding="utf-8", newline="\n")
    en.unlink()
    stale = [(p.key, str(p.values["place"])) for p in glossary.stale(course)]
    assert stale == [
        ("glossary_stale", "notebooks/zh/glossary.md"),
        ("glossary_stale", "notebooks/en/glossary.md"),
    ]
