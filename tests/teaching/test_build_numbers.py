"""Marks of numbers in an exercise: readers see plain text, and a wrong mark is named."""

import pytest
from sample_course import EXERCISE, LESSON, line_of, sheet_of, write

from xbcourse.assumptions.language import LANGUAGES
from xbcourse.teaching.lesson.problems import SourceError
from xbcourse.teaching.printed import NotPrintable, names, printed_like, worth

ZH = "到岸 [12]{landed}，配送 [6]{fulfilment}，佣金 [15%]{referral_rate}，广告 [10%]{tacos}。"
EN = "Landed [12]{landed}, fulfilment [6]{fulfilment}, fee [15%]{referral_rate}, ads [10%]{tacos}."


def exercise(zh=ZH, en=EN):
    """The sample's exercise, asking for a break-even price, whose inputs are personal."""
    text = EXERCISE.replace("m01.duty", "m01.breakeven_price")
    text = text.replace("## 一 关税\n", f"## 一\n\n{zh}\n")
    return text.replace("## 1 Duty\n", f"## 1\n\n{en}\n")


def problems(tmp_path, text, lesson=LESSON):
    with pytest.raises(SourceError) as caught:
        _ = write(tmp_path, lesson, exercise=text).module("01").exercise
    return [(problem.line, problem.key) for problem in caught.value.problems]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_made_notebook_shows_plain_text_and_knows_where_the_numbers_stand(tmp_path, language):
    made = sheet_of(write(tmp_path, exercise=exercise()), "exercise", language).notebook
    (cell,) = [cell for cell in made.cells if "numbers" in cell.metadata.get("xbcourse", {})]
    assert "{" not in cell.source
    assert cell.metadata["xbcourse"]["numbers_of"] == "m01.breakeven_price"
    found = {}
    for number in cell.metadata["xbcourse"]["numbers"]:
        span, _, expression = number.partition(" ")
        start, end = map(int, span.split("-"))
        found[expression] = cell.source[start:end]
    assert found == {"landed": "12", "fulfilment": "6", "referral_rate": "15%", "tacos": "10%"}


def test_the_solution_needs_no_marks(tmp_path):
    made = sheet_of(write(tmp_path, exercise=exercise()), "solution").notebook
    assert not any("numbers" in cell.metadata.get("xbcourse", {}) for cell in made.cells)


def test_marks_do_not_change_what_was_compared(tmp_path):
    passage = next(write(tmp_path, exercise=exercise()).module("01").exercise.passages)
    assert passage.en.text.endswith("Landed 12, fulfilment 6, fee 15%, ads 10%.")


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ("[12]{landed}", "[13]{landed}", "number_differs"),
        ("[12]{landed}", "[12]{landed and 3}", "number_unreadable"),
        ("[12]{landed}", "[12]{cost}", "number_unreadable"),
        ("[12]{landed}", "[twelve]{landed}", "number_unreadable"),
        ("[12]{landed}", "12", "number_not_printed"),
    ],
)
def test_a_wrong_mark_is_named_with_its_line(tmp_path, old, new, key):
    text = exercise(en=EN.replace(old, new))
    # What is printed nowhere is named where the passage begins.
    line = line_of(text, "## 1\n") if key == "number_not_printed" else line_of(text, new)
    assert (line, key) in problems(tmp_path, text)


def test_an_input_that_everybody_shares_takes_no_mark(tmp_path):
    text = exercise(ZH + "[4.50]{referral}").replace("m01.breakeven_price", "m01.returns_cost")
    keys = [key for _, key in problems(tmp_path, text)]
    assert "number_unreadable" in keys  # landed is none of its inputs
    assert "number_not_printed" in keys


def test_a_lesson_takes_no_marks(tmp_path):
    lesson = LESSON.replace("Price 30 USD", "Price [30]{price} USD")
    course = write(tmp_path, lesson)
    with pytest.raises(SourceError) as caught:
        _ = course.module("01").lesson
    assert [problem.key for problem in caught.value.problems] == ["number_without_question"]


@pytest.mark.parametrize(
    ("example", "value", "shown"),
    [
        ("12", 8.5, "8.5"),
        ("12", 8.0, "8"),
        ("7.20", 5.3, "5.30"),
        ("5,000", 12000, "12,000"),
        ("5000", 12000, "12000"),
        ("800", 1200, "1,200"),
        ("15%", 0.15, "15%"),
        ("15 %", 0.125, "12.5 %"),
        ("0.25", 0.1 + 0.2, "0.30"),
        ("-3", -4, "-4"),
        ("3", -4, "−4"),
        ("[1, 2]", "B", "B"),
    ],
)
def test_another_number_is_printed_like_the_example(example, value, shown):
    assert printed_like(example, value) == shown


def test_expressions():
    inputs = {"price": 40.0, "rate": 0.3, "leads": [0.1, 0.3]}
    assert worth("price * (1 - rate) / 2 + -1", inputs) == 13.0
    assert worth("round(price / 7, 2)", inputs) == 5.71
    assert worth("leads", inputs) == [0.1, 0.3]
    assert names("round(price * rate, 1)") == {"price", "rate"}
    wrong = ("price.real", "__import__('os')", "price ** 9", "leads[0]", "price /", "1 / 0")
    for expression in (*wrong, "round(price)", "abs(price)", "cost"):
        with pytest.raises(NotPrintable):
            worth(expression, inputs)
