"""One option or several, however they are written."""

import numpy as np
import pytest
from awkward import EqualToEverything

from xbcourse.assumptions.language import LANGUAGES, Text, say, speaking
from xbcourse.teaching.compare import Grade
from xbcourse.teaching.expects import Choice

FEE = Choice(
    {
        "A": Text(zh="佣金", en="referral fee"),
        "B": Text(zh="月租", en="monthly plan"),
        "C": Text(zh="配送费", en="fulfilment fee"),
    }
)
WORDS = Choice(
    {
        "less": Text(zh="不到 1 美元", en="less than a dollar"),
        "more": Text(zh="超过 1 美元", en="more than a dollar"),
    }
)
YES = Choice({"yes": Text(zh="会", en="it does"), "no": Text(zh="不会", en="it does not")})


@pytest.mark.parametrize("found", ["A", "a", " A. ", "Ａ", "(a)"])
def test_the_key_in_any_case_is_right(found):
    assert FEE.match("A", found).grade is Grade.SAME


@pytest.mark.parametrize("found", ["佣金", "Referral fee", ["A"], {"A"}])
def test_the_words_of_an_option_are_right_in_another_shape(found):
    match = FEE.match("A", found)
    assert match.grade is Grade.OTHERWISE
    assert '"A"' in match.remark


@pytest.mark.parametrize("found", ["B", "月租", "c"])
def test_another_option_is_wrong(found):
    assert FEE.match("A", found).grade is Grade.DIFFERENT


@pytest.mark.parametrize("found", ["D", "", "A or B", 1, 1.0, None, True, EqualToEverything(), []])
@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_no_option_is_told_the_options(found, language):
    with speaking(language):
        match = FEE.match("A", found)
    assert match.grade is Grade.UNREADABLE
    assert found is None or "A, B, C" in match.remark


def test_truth_values_answer_yes_or_no():
    assert YES.match("yes", True).grade is Grade.OTHERWISE
    assert YES.match("no", np.bool_(False)).grade is Grade.OTHERWISE
    assert YES.match("yes", False).grade is Grade.DIFFERENT
    assert YES.match("yes", "YES").grade is Grade.SAME


@pytest.mark.parametrize("found", [{"A", "C"}, ["C", "A"], ("a", "c"), np.array(["A", "C"])])
def test_several_in_any_order_are_right(found):
    assert FEE.match({"A", "C"}, found).grade is Grade.SAME


@pytest.mark.parametrize("found", ["AC", "c, a", "A、C", "A + C"])
def test_several_in_one_text_are_right_in_another_shape(found):
    assert FEE.match({"A", "C"}, found).grade is Grade.OTHERWISE


@pytest.mark.parametrize(
    ("found", "key"),
    [
        ({"A"}, "ask_more_options"),
        ("A", "ask_more_options"),
        ({"A", "B", "C"}, "ask_fewer_options"),
        ({"A", "B"}, "ask_each_option"),
    ],
)
def test_some_missing_or_too_many_are_asked_about(found, key):
    match = FEE.match({"A", "C"}, found)
    assert match.grade is Grade.DIFFERENT
    assert match.ask == say(f"checks.{key}")


def test_one_unknown_among_several_cannot_be_read():
    assert FEE.match({"A", "C"}, {"A", "D"}).grade is Grade.UNREADABLE
    assert FEE.match({"A", "C"}, ["A", ["C", "B"]]).grade is Grade.UNREADABLE


@pytest.mark.parametrize(
    ("choice", "value", "zh", "en"),
    [
        (WORDS, "less", "less（不到 1 美元）", "less (less than a dollar)"),
        (FEE, {"C", "A"}, "A（佣金）、C（配送费）", "A (referral fee), C (fulfilment fee)"),
        (FEE, "D", "'D'", "'D'"),
        (FEE, {"A", 1}, None, None),
    ],
)
def test_a_choice_is_shown_with_its_words(choice, value, zh, en):
    for language, words in (("zh", zh), ("en", en)):
        with speaking(language):
            assert choice.show(value) == (words or repr(value))
