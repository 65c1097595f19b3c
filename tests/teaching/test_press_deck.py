"""The slides of a small lesson: which there are, in which order, and what their notes say."""

import base64
import io
import re
from html import unescape

import pytest
import sample_questions
from nbformat.v4 import new_output
from PIL import Image
from sample_course import EXERCISE, LESSON, declare, put, write

from xbcourse.assumptions.language import Text, speaking
from xbcourse.teaching import questions
from xbcourse.teaching.expects import Number
from xbcourse.teaching.lesson import made as made_file
from xbcourse.teaching.lesson.course import Course
from xbcourse.teaching.lesson.problems import SourceError
from xbcourse.teaching.lesson.sheet import sheets
from xbcourse.teaching.press import deck as deck_file
from xbcourse.teaching.press import handout as handout_file
from xbcourse.teaching.press.told import Told
from xbcourse.teaching.question import Guess

GUESS = Guess(
    "m99.left",
    asks=Text(zh="剩几美元", en="What is left"),
    expects=Number("USD"),
    answer=lambda: -2.74,
    because=Text(zh="广告最贵。", en="Ads take most."),
)
PIECES = """
+++ {"lang": "zh"}

进价 50 元。**剩几美元？** 把 `____` 换成你的数。

+++ {"lang": "en"}

Cost 50 yuan. **What is left?** Put your number in place of `____`.

```{code-cell} python
# <solution>
left = 8
# <blank>
left = ____
# </solution>
guess("m99.left", left)
```

+++ {"lang": "zh"}

## 试一试

**先猜再拖。** 别急。

+++ {"lang": "en"}

## Try it

**Guess before you drag.** Take your time.

```{code-cell} python
still("one_order")
```

```{code-cell} python
table
```

+++ {"lang": "zh"}

现在，**数一数**。

+++ {"lang": "en"}

Now **count them**.

"""
LAST = """
+++ {"lang": "zh"}

## 带走

+++ {"lang": "en"}

## Take away

```{code-cell} python
reveal("m99.left")
```
"""
TABLE = "<table><thead><tr><th>fee</th></tr></thead><tbody><tr><td>4.50</td></tr></tbody></table>"
PLAN = """
| 分钟 | 做什么 | 要点 |
|---|---|---|
| 0–10 | 滑块 `one_order` | 一次一个 |
| 10–20 | 板书 | 三层 |
"""


@pytest.fixture
def course(tmp_path, monkeypatch):
    """The sample course with a guess, a picture and a table, as if it had been executed."""
    asked = {question.id: question for question in sample_questions.QUESTIONS}
    monkeypatch.setattr(questions, "questions", lambda: asked)
    monkeypatch.setattr(questions, "guesses", lambda: {"m99.left": GUESS})
    monkeypatch.setattr(questions, "everything", lambda: {**asked, "m99.left": GUESS})
    declare(monkeypatch, *asked, "m99.left")
    lesson = LESSON.replace("m01.left", "m99.duty")
    before, check = lesson.split('+++ {"lang": "zh"}\n\n## 自测')
    check = '+++ {"lang": "zh"}\n\n## 自测' + check
    check = check.replace("扣掉成本", "**1.** 扣掉成本").replace(
        "What is left", "**1.** What is left"
    )
    made = write(tmp_path, before + PIECES + check + LAST, EXERCISE.replace("m01.duty", "m99.acos"))
    guide = made.module("01").path("guide")
    text = guide.read_text(encoding="utf-8").replace("先猜，再讲[课文](lesson:01)。", PLAN)
    text = text.replace("What does a gross margin tell?", "1. **What does it tell?** Little. Why?")
    put(guide, text)
    fresh = Course(tmp_path)
    for sheet in sheets(fresh, fresh.module("01")):
        if sheet.kind == "lesson":
            made_file.store(sheet, executed(sheet.notebook))
    return Course(tmp_path)


def executed(notebook):
    """The notebook with what its cells would have shown."""
    file = io.BytesIO()
    Image.new("RGB", (960, 540)).save(file, "png")
    png = base64.b64encode(file.getvalue()).decode("ascii")
    told = {"image/png": {"alt": "Each order loses $2.74"}}
    shown = {
        'still("one_order")': [
            new_output("display_data", data={"image/png": png}, metadata=told),
            new_output("display_data", data={"text/html": TABLE}),
        ],
        "table": [new_output("display_data", data={"text/html": TABLE})],
    }
    for number, cell in enumerate(c for c in notebook.cells if c.cell_type == "code"):
        cell.execution_count = number + 1
        cell.outputs = shown.get(cell.source, [])
    return notebook


def deck(course, language="en"):
    with speaking(language):
        return deck_file.deck(course, course.module("01"))


def plain(html):
    inside = re.sub(r"</?(strong|em|code|span)\b[^>]*>", "", html)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", inside)).split())


def test_the_slides_follow_the_lesson_and_the_discussion_comes_before_the_last_section(course):
    assert [(slide.kind, slide.heading) for slide in deck(course)] == [
        ("title", "01 Does one order make money?"),
        ("words", "After this lesson you can"),
        ("question", "Guess first"),
        ("few", "Try it"),
        ("figure", "Each order loses $2.74"),
        ("few", "Try it"),
        ("question", "Check yourself"),
        ("talk", "Discussion questions"),
        ("question", "Back to the guess"),
        ("few", "Exercises"),
    ]


def test_a_guess_shows_its_words_and_keeps_its_answer_for_the_notes(course):
    guess = deck(course)[2]
    assert plain(guess.body) == "Cost 50 yuan. What is left?"
    assert guess.answer == ""
    assert plain(guess.notes[0][1]) == "-$2.74 Ads take most."


def test_a_question_has_its_answer_at_the_next_press_and_its_slips_in_the_notes(course):
    question = next(s for s in deck(course) if s.heading == "Check yourself")
    assert plain(question.body) == "1. What is left after the cost?"
    assert plain(question.answer).startswith("$0.98 ")
    assert "$3.59 → Which value does customs tax?" in plain(question.notes[0][1])


def test_a_picture_s_finding_is_its_heading_and_the_plan_s_row_is_in_its_notes(course):
    figure = next(s for s in deck(course, "zh") if s.kind == "figure")
    assert figure.above == "试一试"
    (_, plan), (_, where) = figure.notes
    assert plain(plan) == "0–10 滑块 one_order 一次一个"
    assert 'explore("one_order")' in unescape(where)


def test_a_table_stands_with_what_is_said_of_it_and_a_still_s_own_does_not_show(
    course,
):
    bodies = [slide.body for slide in deck(course)]
    (body,) = (body for body in bodies if "<table" in body)
    assert plain(body) == "fee 4.50 Now count them."


def test_the_discussion_has_the_good_answer_in_its_notes(course):
    talk = next(slide for slide in deck(course) if slide.kind == "talk")
    assert plain(talk.body) == "What does it tell?"
    assert plain(talk.notes[0][1]) == "Little. Why?"


def test_the_opening_s_notes_have_plan_board_and_where_students_get_stuck(course):
    title, goals, *_ = deck(course, "zh")
    assert "板书" in plain(title.notes[0][1]) and "三层" in plain(title.notes[0][1])
    assert [plain(html) for _, html in goals.notes] == ["画瀑布图。", "含税价。"]


def test_a_module_without_a_guide_has_slides_too(course):
    course.module("01").path("guide").unlink()
    assert "talk" not in [slide.kind for slide in deck(course)]
    told = Told(course.module("01"), "en")
    assert (told.html("plan"), told.about("one_order"), told.discussion) == ("", [], [])


def test_the_guide_is_asked_for_in_the_language_of_the_slides(course):
    assert Told(course.module("01"), "en").about("one_order") == []
    assert len(Told(course.module("01"), "zh").about("one_order")) == 1


def test_a_notebook_that_its_source_would_not_make_is_not_printed(course):
    path = course.module("01").path("lesson")
    put(path, path.read_text(encoding="utf-8").replace("Take your time", "Take it easy"))
    fresh = type(course)(course.root)
    for make in (deck_file.deck, handout_file.handout):
        with speaking("en"), pytest.raises(SourceError) as caught:
            make(fresh, fresh.module("01"))
        assert [problem.key for problem in caught.value.problems] == ["made_stale"]


# ----------------------------------------------------------------------------------- on paper


def test_paper_has_lines_for_answers_and_no_code_that_only_a_computer_needs(course):
    with speaking("en"):
        html = handout_file.handout(course, course.module("01"))
    labels = re.findall(r'<p class="write">([^<]+)<', html)
    assert labels == ["My guess", "Answer", "The result"]
    assert "LANGUAGE = " not in html and "reveal(" not in html and "____ = None" not in html
    assert html.count("<figure>") == 1 and html.count("<table") == 2
    assert "Answers to the questions" not in html


def test_answers_stand_on_a_page_of_their_own_if_asked_for(course):
    with speaking("zh"):
        html = handout_file.handout(course, course.module("01"), with_answers=True)
    page = plain(html.partition('<section class="answers">')[2])
    assert page.startswith("课内自测的答案 这批货要交多少关税？ $0.98 ")
