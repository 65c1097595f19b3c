"""What is wrong in a lesson source is found, at its line, with what to do about it."""

import pytest
from sample_course import EXERCISE, LESSON, declare, line_of, write

from xbcourse.assumptions.language import LANGUAGES, speaking
from xbcourse.teaching.lesson.problems import SourceError
from xbcourse.teaching.lesson.source import Code, Passage

ZH = '+++ {"lang": "zh"}\n\n'
EN = '+++ {"lang": "en"}\n\n'


@pytest.fixture(autouse=True)
def _questions(monkeypatch):
    declare(monkeypatch, "m01.left", "m01.duty")


def lesson_problems(tmp_path, text):
    module = write(tmp_path, lesson=text).module("01")
    with pytest.raises(SourceError) as caught:
        _ = module.lesson
    return caught.value.problems


def test_a_sound_source_is_read_with_every_piece_at_its_line(tmp_path):
    lesson = write(tmp_path).module("01").lesson
    kinds = [type(cell) for cell in lesson.cells]
    assert kinds == [Passage, Code, Code, Passage, Code]
    assert lesson.head.title.en == "Does one order make money?"
    assert lesson.head.minutes_work == 40
    assert [goal.zh for goal in lesson.head.objectives][1] == "找到盈亏平衡价"
    first = lesson.cells[0]
    assert first.zh.line == line_of(LESSON, ZH)
    assert first.en.line == line_of(LESSON, EN)
    assert first.en.text.startswith("## Guess first")
    question = lesson.cells[-1]
    assert question.question == "m01.left"
    assert question.line == line_of(LESSON, "```{code-cell} python\n:question:")


def test_windows_line_ends_and_a_jupytext_header_change_nothing(tmp_path):
    course = write(tmp_path, exercise="---\njupytext: {formats: 'md:myst'}\n---\n\n" + EXERCISE)
    path = course.module("01").path("lesson")
    path.write_bytes(LESSON.replace("\n", "\r\n").encode())
    module = course.module("01")
    assert module.lesson.cells[0].en.text.startswith("## Guess first")
    assert module.exercise.cells[0].zh.line == 5


HEADS = {
    "head_yaml": ('en: "Does one order make money?"', "en: Does one order make money?", 2),
    "head_missing": ("minutes: {read: 35, work: 40}\n", "", 1),
    "head_unknown": ("pandas:", "panda:", 9),
    "head_both_languages": ("title: {zh: 一单到底赚不赚, ", "title: {", 2),
    "head_words": ("claim: {zh: 毛利率 75% 也会亏钱,", 'claim: {zh: "",', 3),
    "head_list": ("zh: [算出一单的利润, 找到盈亏平衡价, 看懂瀑布图]", "zh: 算出一单的利润", 5),
    "head_lengths": ("[算出一单的利润, ", "[", 5),
    "head_minutes": ("read: 35", "read: soon", 4),
}


@pytest.mark.parametrize(("key", "change"), HEADS.items(), ids=HEADS.keys())
def test_front_matter_must_be_complete_in_both_languages(tmp_path, key, change):
    old, new, line = change
    assert old in LESSON
    problems = lesson_problems(tmp_path, LESSON.replace(old, new))
    assert [(p.line, p.key) for p in problems] == [(line, key)]


def test_three_or_four_objectives(tmp_path):
    text = LESSON.replace(", 看懂瀑布图", "").replace(", Read a waterfall", "")
    assert [p.key for p in lesson_problems(tmp_path, text)] == ["head_objectives"]


def test_a_lesson_without_front_matter_is_told_each_key(tmp_path):
    problems = lesson_problems(tmp_path, LESSON.partition("---\n\n")[2])
    assert {p.values["name"] for p in problems} == {
        "title",
        "claim",
        "minutes",
        "objectives",
        "prerequisites",
    }


def test_an_exercise_takes_its_head_from_the_lesson(tmp_path):
    course = write(tmp_path, exercise="---\ntitle: Duty\n---\n\n" + EXERCISE)
    with pytest.raises(SourceError) as caught:
        _ = course.module("01").exercise
    assert [(p.line, p.key) for p in caught.value.problems] == [(2, "head_in_exercise")]


GUESS_EN = LESSON[LESSON.index(EN) : LESSON.index("```{code-cell}")]
GUESS_ZH = LESSON[LESSON.index(ZH) : LESSON.index(EN)]
PROSE = {
    # what is wrong: (old text, new text, where the message points)
    "no_english": (GUESS_EN, "", GUESS_ZH),
    "no_chinese": (GUESS_ZH, "", GUESS_EN),
    "no_language": (GUESS_EN, "+++\n\nA thought.\n\n" + GUESS_EN, "+++\n\nA thought."),
    "not_zh": ("## 自测\n\n扣掉成本还剩多少？", "What is left?", ZH + "What is left?"),
    "not_en": (
        "## Check yourself\n\nWhat is left after the cost?",
        "扣掉成本还剩多少？",
        EN + "扣掉",
    ),
    "cell_unknown_key": (
        '"lang": "zh"',
        '"lang": "zh", "twinn": "06f83fb1"',
        '+++ {"lang": "zh", "twinn"',
    ),
}


@pytest.mark.parametrize(("key", "change"), PROSE.items(), ids=PROSE.keys())
def test_prose_stands_in_pairs(tmp_path, key, change):
    old, new, where = change
    text = LESSON.replace(old, new, 1)
    assert text != LESSON
    problems = lesson_problems(tmp_path, text)
    assert line_of(text, where) in [p.line for p in problems if p.key == key]


def test_the_last_passage_needs_its_english_too(tmp_path):
    text = LESSON + "\n" + ZH + "到此为止。\n"
    problems = lesson_problems(tmp_path, text)
    assert [(p.line, p.key) for p in problems] == [(line_of(text, "到此为止") - 2, "no_english")]


def test_a_formula_alone_may_be_the_same_in_both_languages(tmp_path):
    passage = "{}$$CM_2 = price - cost$$\n\n"
    text = LESSON + "\n" + passage.format(ZH) + passage.format(EN)
    assert len(list(write(tmp_path, lesson=text).module("01").lesson.passages)) == 3


CODE = {
    "cell_unknown_key": (":tags: [compare]", ":tag: [compare]", "```{code-cell} python\n:tag:"),
    "cell_unknown_tag": (":tags: [compare]", ":tags: [check]", "```{code-cell} python\n:tags: [ch"),
    "cell_name": (":tags: [compare]", ":name: Margin!", "```{code-cell} python\n:name:"),
    "cell_alt": (":tags: [compare]", ":alt: margin", "```{code-cell} python\n:alt:"),
    "cell_options": (
        ":tags: [compare]",
        ":tags: [compare",
        "```{code-cell} python\n:tags: [compare\n",
    ),
    "setup_first": ('"{language}"', '"zh"', "```{code-cell} python\n:tags: [setup]"),
    "question_unknown": ("print(left)", 'hint("m01.lost")', "```{code-cell} python\n:question"),
    "solution_without_question": (":question: m01.left\n", "", None),
    "mark_open": ("# </solution>\n", "", "# <solution>"),
    "mark_order": ("# <solution>\n", "", "# <blank>"),
    "mark_unreadable": ("# <blank>", "# <blank> left", "# <blank> left"),
    "mark_no_solution": ("left = price - cost\n", "", "____ = None"),
    "mark_no_placeholder": ("left = ____", "left = 0", "____ = None"),
}


@pytest.mark.parametrize(("key", "change"), CODE.items(), ids=CODE.keys())
def test_code_cells_are_checked(tmp_path, key, change):
    old, new, where = change
    text = LESSON.replace(old, new)
    assert text != LESSON
    problems = [p for p in lesson_problems(tmp_path, text) if p.key == key]
    assert problems
    if where:
        assert problems[0].line == line_of(text, where)


def test_a_question_without_a_solution_is_named(tmp_path):
    text = LESSON.replace(":tags: [compare]", ":question: m01.duty")
    problems = lesson_problems(tmp_path, text)
    assert [(p.key, p.values["id"]) for p in problems] == [
        ("question_without_solution", "m01.duty")
    ]


def test_a_question_is_asked_once(tmp_path):
    question = LESSON[LESSON.index("```{code-cell} python\n:question") :]
    problems = lesson_problems(tmp_path, LESSON + "\n" + question)
    first = line_of(LESSON, question)
    assert [(p.key, p.values["first"]) for p in problems] == [("name_twice", first)]


def test_an_empty_code_cell_is_refused(tmp_path):
    problems = lesson_problems(tmp_path, LESSON + "\n```{code-cell} python\n:name: x\n```\n")
    assert [p.key for p in problems] == ["cell_empty"]


def test_a_second_setup_cell_is_refused(tmp_path):
    text = LESSON.replace(":tags: [compare]", ":tags: [setup]")
    problems = lesson_problems(tmp_path, text)
    assert [(p.key, p.line) for p in problems] == [
        ("setup_first", line_of(text, "```{code-cell} python\n:tags: [setup]\n\nprice"))
    ]


def test_a_guess_may_show_the_author_s_own_and_gives_its_cell_a_name(tmp_path, monkeypatch):
    declare(monkeypatch, "m01.left", "m01.duty", "m01.first_thought")
    cell = "\n```{{code-cell}} python\n{}\n```\n"
    filled = "# <solution>\nx = 8\n# <blank>\nx = ____\n# </solution>\n"
    text = LESSON + cell.format(filled + 'guess("m01.first_thought", x)')
    asking = list(write(tmp_path, lesson=text).module("01").lesson.code)[-1]
    assert (asking.guess, asking.called) == ("m01.first_thought", "first-thought")
    plain = LESSON + cell.format(filled + 'reveal("m01.first_thought")')
    assert [p.key for p in lesson_problems(tmp_path, plain)] == ["solution_without_question"]


def test_a_raw_cell_is_refused(tmp_path):
    problems = lesson_problems(tmp_path, LESSON + "\n```{raw-cell}\nx\n```\n")
    assert [p.key for p in problems] == ["raw_cell"]


def test_everything_wrong_is_told_at_once_and_in_the_readers_language(tmp_path):
    text = LESSON.replace("read: 35", "read: soon").replace(GUESS_EN, "").replace("= ____", "= 0")
    problems = lesson_problems(tmp_path, text)
    assert [p.key for p in problems] == ["head_minutes", "no_english", "mark_no_placeholder"]
    error = SourceError.of(problems)
    for language, words in zip(LANGUAGES, ("缺译文", "Untranslated"), strict=True):
        with speaking(language):
            lines = str(error).splitlines()
        assert len(lines) == 3
        assert lines[1].startswith("lessons/01-one-order/lesson.md:12: " + words)
