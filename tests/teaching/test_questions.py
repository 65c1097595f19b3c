"""Every declared question: its answer passes, its slips are recognised, its hints only hint."""

import math
import re
from collections.abc import Iterable, Iterator

import pytest
from played import play

from xbcourse.assumptions.language import LANGUAGES, Text, catalogue, speaking
from xbcourse.teaching import official
from xbcourse.teaching.expects import Choice, Function, Listing, Number
from xbcourse.teaching.expects.number import read_number
from xbcourse.teaching.judge import Outcome, judge
from xbcourse.teaching.lesson.course import Course
from xbcourse.teaching.lesson.made import serialised
from xbcourse.teaching.lesson.sheet import sheets
from xbcourse.teaching.placeholder import has_blank
from xbcourse.teaching.question import Question, is_plain
from xbcourse.teaching.questions import everything, guesses, modules, questions

ALL = list(questions().values())
COMPUTED = [q for q in ALL if q.answer]
VARIED = [q for q in COMPUTED if q.draw]
SLIPS = [(q, slip) for q in ALL for slip in q.slips]

of_each = pytest.mark.parametrize("question", ALL, ids=lambda q: q.id)
of_computed = pytest.mark.parametrize("question", COMPUTED, ids=lambda q: q.id)
of_varied = pytest.mark.parametrize("question", VARIED, ids=lambda q: q.id)
in_both = pytest.mark.parametrize("language", LANGUAGES)


def handed_in(question: Question, value):
    """What a learner would hand in whose way of thinking is `value(inputs)`."""
    if question.kind != "function":
        return value(question.inputs)
    return lambda *given: value(dict(zip(question.inputs, given, strict=True)))


@in_both
@of_computed
def test_the_reference_answer_is_right(question, language):
    with speaking(language):
        assert judge(question, handed_in(question, question.expected)).outcome is Outcome.RIGHT


@in_both
@pytest.mark.parametrize(
    ("question", "slip"), SLIPS, ids=lambda x: getattr(x, "name", None) or x.id
)
def test_a_slip_is_recognised_and_asked_about_in_its_own_words(question, slip, language):
    with speaking(language):
        verdict = judge(question, handed_in(question, slip.value))
    assert (verdict.outcome, verdict.slip) == (Outcome.NOT_YET, slip.name)
    assert verdict.ask == slip.asks.within(language)


@of_computed
def test_there_are_two_slips_where_there_is_more_than_one_wrong_answer(question):
    two_options = isinstance(question.expects, Choice) and len(question.expects.options) == 2
    assert len(question.slips) >= (1 if two_options else 2)


@of_varied
def test_twenty_draws_are_plain_solvable_and_tell_the_slips_apart(question):
    cases = question.drawn("a salt", 20)
    groups = [cases] if question.kind == "function" else [[case] for case in cases]
    assert len(cases) == 20
    assert all(question.well_posed(group) for group in groups)
    assert not [case for case in cases if case in question.cases]
    assert all(list(case) == list(question.inputs) and is_plain(case) for case in cases)
    # An answer that is not right beside itself (NaN) could never be given.
    answers = [question.expected(case) for case in cases]
    assert all(question.expects.match(answer, answer).right for answer in answers)


@of_varied
def test_the_same_seed_draws_the_same_and_another_seed_something_else(question):
    first, again, other = (question.drawn(seed, 20) for seed in ("salt", "salt", "pepper"))
    assert first == again
    assert first != other


def numbers_in(text: str) -> Iterator[float]:
    """The numbers that are written in a text; one in percent also as a share."""
    for digits, percent in re.findall(r"(\d[\d,  ]*(?:\.\d+)?)\s*(%?)", text):
        number = float(re.sub(r"[,  ]", "", digits))
        yield number
        if percent:
            yield number / 100


def plain_numbers(value) -> Iterator[float]:
    """The numbers in inputs or answers, however deep."""
    if isinstance(value, dict):
        value = value.values()
    if isinstance(value, Iterable) and not isinstance(value, str):
        for part in value:
            yield from plain_numbers(part)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield float(value)


@in_both
@of_computed
def test_no_hint_says_the_answer(question, language):
    hints = [hint.within(language) for hint in question.hints]
    expects = (
        question.expects.returns if isinstance(question.expects, Function) else question.expects
    )
    number = expects.each if isinstance(expects, Listing) else expects
    if isinstance(number, Number):
        given = {*plain_numbers(list(question.cases))}
        given |= {share * 100 for share in given}
        written = [n for hint in hints for n in numbers_in(hint)]
        told = [n for n in written if not any(math.isclose(n, g) for g in given)]
        answers = list(plain_numbers(list(question.public())))
        assert not [n for n in told for a in answers if number.match(a, n).right]
    elif isinstance(expects, Choice):
        right = [key for key in expects.options if expects.match(question.expected(), key).right]
        assert not [key for key in right for hint in hints if f'"{key}"' in hint]


@of_each
def test_the_official_solution_passes_its_check(question, root):
    handed = play(root, question.module, solved=True).checked
    assert question.id in handed, "asked in neither the lesson nor the exercise"
    outcome = judge(question, handed[question.id]).outcome
    assert outcome is (Outcome.WRITTEN if question.kind == "essay" else Outcome.RIGHT)


@pytest.fixture(scope="module")
def installed(root, tmp_path_factory):
    """A course root with the solved notebooks as the build makes them, not executed."""
    course, place = Course(root), tmp_path_factory.mktemp("course")
    for module in modules():
        for sheet in sheets(course, course.module(module[1:])):
            if sheet.kind in ("answers", "solution"):
                path = place / sheet.place
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(serialised(sheet.notebook), encoding="utf-8")
    return place


@in_both
@of_each
def test_solution_finds_the_official_code_in_the_made_notebooks(
    question, language, installed, monkeypatch
):
    monkeypatch.setattr(official, "course_root", lambda: installed)
    with speaking(language):
        code = official.code(question.id)
    assert question.variable in code
    assert "____" not in code and "check(" not in code and "# <" not in code


@of_each
def test_an_untouched_question_is_not_started(question, root):
    blank = play(root, question.module, solved=False).checked[question.id]
    assert judge(question, blank).outcome is Outcome.NOT_STARTED


@pytest.mark.parametrize("module", modules())
def test_what_a_module_asks_is_what_is_declared_for_it(module, root):
    played = play(root, module, solved=True)
    assert set(played.checked) == {q.id for q in ALL if q.module == module}
    assert set(played.guessed) == {g.id for g in guesses().values() if g.module == module}


@pytest.mark.parametrize("guess", guesses().values(), ids=lambda g: g.id)
def test_a_guess_can_be_made_and_has_a_result(guess, root):
    made = play(root, guess.module, solved=True).guessed[guess.id]
    assert not has_blank(made)
    assert has_blank(play(root, guess.module, solved=False).guessed[guess.id])
    assert guess.expects.match(guess.expected(), guess.expected()).right
    if isinstance(guess.expects, Number):
        assert math.isfinite(read_number(made)[0])


def texts(asked) -> Iterator[Text]:
    """Everything that a declaration says."""
    yield asked.asks
    if asked.because:
        yield asked.because
    yield from getattr(asked, "hints", ())
    yield from (slip.asks for slip in getattr(asked, "slips", ()))
    yield from getattr(asked.expects, "options", {}).values()
    yield from (criterion.words for criterion in getattr(asked.expects, "rubric", ()))


HALF_WIDTH = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;:?!][\u4e00-\u9fff]|\([\u4e00-\u9fff]")


@pytest.mark.parametrize("asked", everything().values(), ids=lambda asked: asked.id)
def test_both_languages_are_written_as_such(asked):
    for text in texts(asked):
        assert text.zh.strip() and text.en.strip()
        assert re.search("[\u4e00-\u9fff]", text.zh), text.zh
        assert not re.search("[\u3000-\u9fff\uff00-\uffef]", text.en), text.en
        assert not HALF_WIDTH.search(text.zh), text.zh


def test_what_the_checks_say_is_punctuated_in_chinese():
    half_width = [text.zh for text in catalogue()["checks"].values() if HALF_WIDTH.search(text.zh)]
    assert not half_width
