"""A written answer: long enough to be read, or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xbcourse.assumptions.language import Text
from xbcourse.teaching.compare import Grade
from xbcourse.teaching.expects import Criterion, Essay
from xbcourse.teaching.expects.essay import count_words

NOTE = Essay(rubric=[Criterion(2, Text(zh="有结论", en="a conclusion"))], at_least=10)


def test_long_enough_in_either_language():
    assert NOTE.match(None, "Decline for now, because every order loses money after ads.").right
    assert NOTE.match(None, "先不订货，因为每卖一单都要亏一块多").right


@pytest.mark.parametrize(
    "text", ["", "no", "先不订货", "one two three four five six seven eight nine"]
)
def test_too_short_is_told_how_long_it_is(text):
    match = NOTE.match(None, text)
    assert match.grade is Grade.DIFFERENT
    assert f"About {count_words(text)} words so far; at least 10" in match.remark
    assert match.ask


@pytest.mark.parametrize("found", [None, 3, ["a text"], b"a text"])
def test_what_is_no_text_cannot_be_read(found):
    assert NOTE.match(None, found).grade is Grade.UNREADABLE


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("ACoS 30%, CM3 is −1.2", 5),
        ("don't re-order", 2),
        ("保本线", 2),
        ("CM3 是负数", 3),
        ("... !? ，。", 0),
    ],
)
def test_words_are_counted(text, words):
    assert count_words(text) == words


@given(st.text(), st.text())
def test_more_text_never_has_fewer_words(one, other):
    assert count_words(f"{one} {other}") >= max(count_words(one), count_words(other))


def test_an_essay_is_shown_by_its_length():
    assert NOTE.show("Stop the ads today.") == "about 4 words"
    assert NOTE.show(3) == "3"
